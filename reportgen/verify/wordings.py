"""Turns the program's own words (the wording catalogues) into constants and patterns with named holes.

A catalogue entry without a hole is a constant: printed as it is, it states nothing. An entry with holes
("來源：{outlet}，{date}，第{paragraphs}段。") is a pattern; what stands in its holes has to be
proven by whoever matches it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

from reportgen.assets import wording
from reportgen.records import dataclass
from reportgen.verify.ground import MARKS, dense

_HOLE = re.compile(r"\{(\w+)\}")
_CLAUSE_MARK, _CLAUSE_END = re.compile("[，。；]"), re.compile("(?<=[，。；])")
_TEXT_END, _BODY_END = re.compile("[,。;:]$"), re.compile(r"(?:\\)?[,。;:]$")

_COUNT = r"[\d一二三四五六七八九十]+?"
_NUMBER = re.compile(r"[\d一二三四五六七八九十]+")
_TYPED = {
    **dict.fromkeys(("n", "count", "rows", "low", "high", "m", "d", "y", "total", "stated", "derived", "p"), _COUNT),
    "year": r"(?:\d{4}年?)?",
    "period": ".*?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One catalogue entry with holes. `key` is its path (deck.source), `pattern` matches dense text whole; a text
    without `own`, the longest of the entry's own words, cannot match."""

    key: str
    holes: tuple[str, ...]
    body: str
    own: str
    weight: int
    whole: bool = True
    start: str = ""  # what the text begins and ends with
    begins: tuple[str, ...] = ("",)  # the same; or what the hole can hold that it begins with
    end: str = ""
    steps: tuple[tuple[str, str, tuple[str, ...], str], ...] | None = None  # hole, kind, its values, the words behind

    def match(self, text: str) -> dict[str, str] | None:
        """What stands in the holes of dense `text`, which is this template whole; None when it is not."""
        if self.steps is None:
            found = self.pattern.fullmatch(text)
            return None if found is None else {k.rstrip("_0123456789"): v for k, v in found.groupdict().items()}
        holes: dict[str, str] = {}
        at, last = len(self.start), len(self.steps) - 1
        for number, (name, kind, values, behind) in enumerate(self.steps):
            if values:
                value = next((v for v in values if text.startswith(v + behind, at)), None)
                if value is None:
                    return None
                stop = at + len(value)
            elif number == last:
                stop = len(text) - len(behind)
            else:
                stop = text.find(behind, at + (kind != "period"))
            if stop < at + (kind != "period") and not values:
                return None
            value = text[at:stop]
            if kind == "count" and not _NUMBER.fullmatch(value):
                return None
            holes[name] = value
            at = stop + len(behind)
        return holes if at == len(text) and text.startswith(self.start) else None

    @property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when it is first asked for: most entries are printed by no one file."""
        return _compiled(self.body)


@cache
def _compiled(body: str) -> re.Pattern[str]:
    return re.compile(body)


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """`constants`: dense text → key; `templates`: the most telling (most own characters) first."""

    constants: dict[str, str]
    templates: tuple[Template, ...]

    @cached_property
    def _signs(self) -> dict[str, list[tuple[int, Template]]]:
        """The first of a template's own characters → those templates with their places."""
        found: dict[str, list[tuple[int, Template]]] = {}
        for number, template in enumerate(self.templates):
            found.setdefault(template.own[:1], []).append((number, template))
        return found

    def matches(self, text: str) -> Iterator[tuple[Template, dict[str, str]]]:
        """Templates that fit dense `text`, with what stands in their holes."""
        signs = self._signs
        near = [item for sign in signs.keys() & {"", *text} for item in signs[sign]]
        fitting = [i for i in near if i[1].own in text and text.startswith(i[1].begins) and text.endswith(i[1].end)]
        for _, template in sorted(fitting):
            found = template.match(text)
            if found is not None:
                yield template, found


def _walk(node: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _walk(value, f"{path}.{key}" if path else key)
    elif isinstance(node, list):
        for value in node:
            yield from _walk(value, path)
    elif isinstance(node, str):
        yield path, node


@cache
def catalogue(script: str, fixed: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Catalogue:
    """The catalogue of a script, compiled. `fixed` gives the dense texts that certain holes can only hold (outlet,
    date)."""
    known = dict(fixed)
    templates: list[Template] = []
    for key, text, whole in _entries(script):
        if _HOLE.search(text):
            templates += _templates(key, text, known, whole)
    templates.sort(key=lambda t: (-t.weight, not t.whole))
    return Catalogue(constants=constants(script), templates=tuple(templates))


@cache
def constants(script: str) -> dict[str, str]:
    """Dense texts of a script's catalogue that are printed as they are → key."""
    found: dict[str, str] = {}
    for key, text, _ in _entries(script):
        if not _HOLE.search(text):
            _constant(found, text, key)
    return found


@cache
def _entries(script: str) -> tuple[tuple[str, str, bool], ...]:
    """Key and text of what a briefing or deck prints, and whether it is a whole entry: a long phrase with holes is cut
    at its clauses (bookmarks, narrow columns), each of which stands for itself."""
    found = []
    for key, text in _walk(wording(script), ""):
        if key.startswith(("cli", "evidence")):
            continue
        found.append((key, text, True))
        clauses = [c for c in _CLAUSE_END.split(text) if c] if _HOLE.search(text) else []
        found += [(key, clause, False) for clause in clauses if len(clauses) > 1]
    return tuple(found)


def _constant(constants: dict[str, str], text: str, key: str) -> None:
    plain = dense(text).text
    constants.setdefault(plain.strip(",;:。"), key)
    constants.setdefault(plain, key)
    clauses = [c for c in _CLAUSE_MARK.split(text) if len(c) >= 4]
    for clause in clauses if len(clauses) > 1 else ():
        constants.setdefault(dense(clause).text, key)


def _templates(key: str, text: str, known: dict[str, tuple[str, ...]], whole: bool) -> list[Template]:
    split = _HOLE.split(text)
    own = sum(1 for part in split[::2] for c in dense(part).text if c not in MARKS)
    if own == 0 and not all(name in known for name in split[1::2]):
        return []  # marks alone bind nothing
    parts: list[str] = []
    for i, part in enumerate(split):
        if i % 2 == 0:
            parts.append(re.escape(dense(part).text) if part else "")
            continue
        if (
            i > 1
            and not split[i - 1]
            and part not in known
            and part not in _TYPED
            and split[i - 2] not in known
            and split[i - 2] not in _TYPED
        ):
            continue  # two texts that touch are one
        name = part if f"(?P<{part}>" not in "".join(parts) else f"{part}_{i}"
        values = [re.escape(value) for value in known.get(part, ()) if value]
        parts.append(f"(?P<{name}>{'|'.join(values) if values else _TYPED.get(part, '.+?')})")
    body = "".join(parts)
    body = _BODY_END.sub("", body)
    longest = max((dense(part).text.strip(",;:。") for part in split[::2]), key=len)
    last = _TEXT_END.sub("", dense(split[-1]).text)
    start = dense(split[0]).text
    return [
        Template(
            key=key,
            holes=tuple(split[1::2]),
            body=body,
            own=longest,
            weight=own,
            whole=whole,
            start=start,
            begins=(start,) if start else tuple(v for v in known.get(split[1], ()) if v) or ("",),
            end=last,
            steps=_steps(split, last, known),
        )
    ]


def _steps(
    split: list[str], last: str, known: dict[str, tuple[str, ...]]
) -> tuple[tuple[str, str, tuple[str, ...], str], ...] | None:
    """The holes of a template with the words behind each, to be looked for one after the other; None when holes touch
    or a number could run into the words behind it: these are matched as patterns."""
    found: list[tuple[str, str, tuple[str, ...], str]] = []
    names = split[1::2]
    for number, name in enumerate(names):
        behind = last if number == len(names) - 1 else dense(split[2 * number + 2]).text
        kind = "period" if name == "period" else "count" if _TYPED.get(name) == _COUNT else "text"
        values = tuple(v for v in known.get(name, ()) if v)
        open_end = number < len(names) - 1 and not behind
        if open_end or names.count(name) > 1 or name == "year" or (kind == "count" and _NUMBER.match(behind)):
            return None
        if values and any(a != b and b.startswith(a) for a in values for b in values):
            values = tuple(sorted(values, key=len, reverse=True))
        found.append((name, kind, values, behind))
    return tuple(found)


def kind_words(script: str) -> dict[str, set[str]]:
    """The printed words for each kind of fact (actual → {實際}), dense, from every part of the catalogue."""
    found: dict[str, set[str]] = {}
    for name, part in wording(script).items():
        if name == "evidence":
            continue
        kinds = part.get("kind") if isinstance(part, dict) else None
        for key, word in (kinds or {}).items():
            if isinstance(word, str):
                found.setdefault(key, set()).add(dense(word).text)
    return found
