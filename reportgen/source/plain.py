"""Takes out of a text what a converter put between its words: line ends at a fixed width, the marks of Markdown."""

from __future__ import annotations

import re
import unicodedata

_LEAST_LINES = 4  # that reach the margin
_MEASURES = ((40, 4), (20, 1))  # columns, then characters: the narrowest margin, how far a full line may end before it
_FULL, _OPEN = 0.8, 0.6  # parts of the lines that go on: that reach the margin, and that end inside a sentence
_ENDS = "。！？!?；;：:”」』）)…"

_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]+)\]\((?:https?://|/|#)[^)\s]*\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M)


def plain(text: str, *, markdown: bool) -> tuple[str, tuple[str, ...]]:
    """The text without them, and what was done, as messages. Offsets are counted in the text that comes back."""
    done = []
    if markdown or _IMAGE.search(text) or _LINK.search(text) or _STRONG.search(text):
        bare = _STRONG.sub(r"\2", _LINK.sub(r"\1", _IMAGE.sub("", text)))
        bare = _QUOTE.sub("", bare) if markdown else bare
        if bare != text:
            text, done = bare, ["the marks of Markdown were taken out"]
    joined = _joined(text)
    if joined is not None:
        text = joined
        done.append("lines broken at a fixed width were joined")
    return text, tuple(done)


def columns(line: str) -> int:
    """The columns that a line fills on a screen."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def _joined(text: str) -> str | None:
    """The text with the lines of each paragraph joined where all are broken at one width; None where they are not."""
    lines = text.split("\n")
    bare = [line.rstrip() for line in lines]
    going_on = [i for i in range(len(lines) - 1) if bare[i] and bare[i + 1]]
    for measure, (least, slack) in zip((columns, len), _MEASURES, strict=True):
        sizes = [measure(line) for line in bare]
        full = {i for i in going_on if sizes[i] >= max(sizes) - slack}
        inside = [i for i in full if not bare[i].endswith(tuple(_ENDS))]
        wrapped = max(sizes) >= least and len(full) >= max(_LEAST_LINES, _FULL * len(going_on))
        if wrapped and len(inside) >= _OPEN * len(full):
            return "\n".join(_runs(lines, full))
    return None


def _runs(lines: list[str], full: set[int]) -> list[str]:
    """Lines, each that follows a full one and has no indent of its own put behind it."""
    out: list[str] = []
    for i, line in enumerate(lines):
        if i - 1 in full and line[:1] not in " \u3000\t":
            latin = re.search("[A-Za-z]$", out[-1]) and re.match("[A-Za-z]", line)
            out[-1] += (" " if latin else "") + line.rstrip()
        else:
            out.append(line.rstrip())
    return out
