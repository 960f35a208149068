"""Lines read back from the PDF's pages by another program have no fault, at four widths, on the real articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from reportgen.assets import load_theme
from reportgen.source import read
from reportgen.typeset import metrics
from reportgen.typeset import shown as printable
from tests.typeset.faults import faults
from tests.typeset.readback import Char, PageLine, pages, paragraphs
from tests.typeset.test_text import ARTICLES
from tests.typeset.test_text import paragraphs as shown

THEME = load_theme()
BODY = THEME.briefing["body"]
LEFT = THEME.page["margin-left"]
WIDTHS = [(483.02, "justified"), (315.0, "justified"), (231.0, "ragged"), (147.0, "ragged")]
FEW = [path for path in ARTICLES if "articles" not in path.parts]
NEAR = 0.35


def han(char: Char) -> bool:
    return "\u3400" <= char.text <= "\u9fff"


def latin(char: Char) -> bool:
    return char.text.isascii() and char.text.isalnum()


def line_faults(lines: Sequence[PageLine], width: float, mode: str) -> list[str]:
    """What is wrong with a paragraph's lines by their characters' places: shares nothing with the breaker."""
    found = faults([line.text for line in lines])
    for number, line in enumerate(lines):
        ink = [edge for char in line.chars if not char.text.isspace() for edge in char.ink]
        tail = 0.08 * BODY.size if line.text.startswith("j") else 0.0  # a j reaches to the left of where it begins
        if min(ink) < LEFT - NEAR - tail or max(ink) > LEFT + width + NEAR:
            found.append(f"outside its frame: {line.text}")
        gaps = [(a, b, (b.x - a.end) / BODY.size) for a, b in pairwise(line.chars)]
        between = [gap for a, b, gap in gaps if han(a) and han(b)]
        if between and max(between) - min(between) > 0.03:
            found.append(f"uneven gaps: {line.text}")
        if any(gap > 0.095 for a, b, gap in gaps if (han(a) and latin(b)) or (latin(a) and han(b))):
            found.append(f"wide joint: {line.text}")
        put_in = [(before, after) for before, char, after in triples(line.chars) if char.made]
        if any((han(a) or han(b)) and not (a.text + b.text).count("\u3000") for a, b in put_in):
            found.append(f"blank put in: {line.text}")
        if mode == "ragged" and between and max(between) > 0.01:
            found.append(f"stretched: {line.text}")
        if number + 1 == len(lines) and between and max(between) > 0.01:
            found.append(f"last line stretched: {line.text}")
    return found


def triples(chars: Sequence[Char]) -> list[tuple[Char, Char, Char]]:
    return list(zip(chars, chars[1:], chars[2:], strict=False))


def loose(lines: Sequence[PageLine], width: float) -> list[str]:
    """Justified lines that stretch beyond a tenth of an em or end short of the right edge, the last one apart."""
    found = []
    for line in lines[:-1]:
        gaps = [(b.x - a.end) / BODY.size for a, b in pairwise(line.chars) if han(a) and han(b)]
        if line.chars[-1].end < LEFT + width - 0.6 or max(gaps, default=0.0) > 0.1:
            found.append(line.text)
    return found


def judged(files: Sequence[Path], width: float, mode: str) -> tuple[list[str], int, int]:
    """All faults of some articles' lines, the count of loose lines, the count of lines."""
    found: list[str] = []
    slack = counted = 0
    for script in ("hant", "hans"):
        texts = [text for path in files if read(path).script == script for text in shown(path)]
        back = list(paragraphs(pages(texts, THEME, script, width, mode), BODY.leading))
        assert len(back) == len(texts)
        for text, lines in zip(texts, back, strict=True):
            told = "".join(line.text for line in lines)
            told = told.encode("utf-16", "surrogatepass").decode("utf-16")  # pdfium gives 𨋢 as two halves
            if re.sub(r"\s", "", told) != re.sub(r"\s", "", printable(text, metrics(script, THEME))):
                found.append(f"read back as {told}")
            found += line_faults(lines, width, mode)
            slack += len(loose(lines, width)) if mode == "justified" else 0
            counted += len(lines)
    return found, slack, counted


@pytest.mark.parametrize(("width", "mode"), WIDTHS)
def test_lines_of_the_seed_and_the_samples(width: float, mode: str) -> None:
    found, slack, counted = judged(FEW, width, mode)
    assert found == []
    assert counted > 100
    assert slack <= 0.05 * counted


@pytest.mark.slow
@pytest.mark.parametrize(("width", "mode"), WIDTHS)
def test_lines_of_all_articles(width: float, mode: str) -> None:
    assert len(ARTICLES) >= 24
    found, slack, counted = judged(ARTICLES, width, mode)
    assert found == []
    assert slack <= 0.05 * counted


def test_each_fault_of_place_is_found() -> None:
    data = pages(
        ["企業興則產業興產業強則經濟強，2022年全市出口佔全省出口總額近九成。"] * 2, THEME, "hant", 147.0, "justified"
    )
    lines, _ = paragraphs(data, BODY.leading)
    assert line_faults(lines, 147.0, "justified") == []
    first = lines[0].chars

    def kinds(*chars: Char) -> str:
        return "|".join(line_faults([PageLine(tuple(chars)), *lines[1:]], 147.0, "justified"))

    assert "outside its frame" in "|".join(line_faults(lines, 120.0, "justified"))
    assert "uneven gaps" in kinds(*first[:4], *(moved(char, 1.0) for char in first[4:]))
    assert "stretched" in "|".join(line_faults(lines, 147.0, "ragged"))
    at = next(i for line in lines for i, char in enumerate(line.chars) if char.text == "年")
    row = next(line.chars for line in lines if "年" in line.text)
    assert "wide joint" in kinds(*row[:at], *(moved(char, 0.6) for char in row[at:]))
    assert "blank put in" in kinds(*first[:3], replace(first[3], text=" ", made=True), *first[4:])
    assert loose([PageLine(first[:-3]), *lines[1:]], 147.0)


def moved(char: Char, by: float) -> Char:
    return replace(char, x=char.x + by, end=char.end + by, ink=(char.ink[0] + by, char.ink[1] + by))
