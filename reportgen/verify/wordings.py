"""Turns the program's own words (the wording catalogues) into constants and patterns with named holes.

A catalogue entry without a hole is a constant: printed as it is, it states nothing. An entry with holes ("來源：{outlet}，
{date}，第{paragraphs}段。") is a pattern; what stands in its holes has to be proven by whoever matches it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportgen.assets import wording
from reportgen.verify.ground import dense

_HOLE = re.compile(r"\{(\w+)\}")
_NUMBER_HOLES = frozenset({"n", "a", "b", "p", "rows", "low", "high", "m", "d", "year", "total", "page", "count", "stated", "derived"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One catalogue entry with holes. `key` is its path (deck.source), `pattern` matches dense text whole."""

    key: str
    holes: tuple[str, ...]
    pattern: re.Pattern[str]
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """`constants`: dense text → key; `templates`: the most telling (most own characters) first."""

    constants: dict[str, str]
    templates: tuple[Template, ...]

    def matches(self, text: str) -> Iterator[tuple[Template, dict[str, str]]]:
        """Templates that fit dense `text`, with what stands in their holes."""
        for template in self.templates:
            found = template.pattern.fullmatch(text)
            if found:
                yield template, {k.rstrip("_0123456789"): v for k, v in found.groupdict().items()}


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
def catalogue(script: str) -> Catalogue:
    """The catalogue of a script, compiled."""
    constants: dict[str, str] = {}
    templates: list[Template] = []
    for key, text in _walk(wording(script), ""):
        if key.startswith("cli"):
            continue
        holes = _HOLE.findall(text)
        if not holes:
            constants.setdefault(dense(text).text.strip(",;:。"), key)
            constants.setdefault(dense(text).text, key)
            continue
        literals = _HOLE.split(text)[::2]
        own = sum(len(dense(part).text) for part in literals)
        if own == 0:
            continue
        parts: list[str] = []
        for i, part in enumerate(_HOLE.split(text)):
            if i % 2 == 0:
                parts.append(re.escape(dense(part).text) if part else "")
            else:
                name = part if f"(?P<{part}>" not in "".join(parts) else f"{part}_{i}"
                parts.append(f"(?P<{name}>.+?)")
        body = "".join(parts)
        if body.endswith(("。", "\\。")):
            body += "?"
        templates.append(Template(key=key, holes=tuple(holes), pattern=re.compile(body), weight=own))
    templates.sort(key=lambda t: -t.weight)
    return Catalogue(constants=constants, templates=tuple(templates))


def kind_words(script: str) -> dict[str, set[str]]:
    """The printed words for each kind of fact (actual → {實際}), dense, from every part of the catalogue."""
    found: dict[str, set[str]] = {}
    for part in wording(script).values():
        kinds = part.get("kind") if isinstance(part, dict) else None
        for key, word in (kinds or {}).items():
            if isinstance(word, str):
                found.setdefault(key, set()).add(dense(word).text)
    return found
