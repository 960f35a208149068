"""Tells what is odd about how a slide's characters look: there, and not to be seen or to be read otherwise.

A colour changed or a size chosen by the user is none of these; characters that vanish beside others of their paragraph,
that are struck through, raised or set in a font of signs are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FILL, _NO_FILL, _ALPHA = (f"{_A}{name}" for name in ("solidFill", "noFill", "alpha"))
_FONTS = tuple(f"{_A}{kind}" for kind in ("latin", "ea", "sym"))
_LEAST = 600  # hundredths of a pt: smaller characters are not read
_FAINT = 40_000  # thousandths of a per cent of opacity
_SIGNS = re.compile("wingdings|webdings|symbol|dingbats|marlett", re.I)
Look = tuple[str, Any]  # the text of a run and its properties, None when it has none
_PAPER = ("bg1", "lt1", "FFFFFF")


def odd(looks: list[Look]) -> Iterator[tuple[str, str]]:
    """(text, what is odd about it) of the runs of a paragraph."""
    told = [(_look(p), t) for t, p in looks if p is not None and t.strip()]
    all_paper = all(paper for (_, paper), _ in told)
    for (fault, paper), text in told:
        if not fault and paper and not all_paper:
            fault = "has the colour of the page beside words that have another"
        if fault:
            yield text, fault


def _look(properties: Any) -> tuple[str, bool]:
    """What is wrong with the look of a run, and whether its colour is the page's. One walk over its few properties:
    a deck has hundreds of runs."""
    parts: dict[str, Any] = {}
    for part in properties:
        parts.setdefault(part.tag, part)
    fill = parts.get(_FILL)
    colour = "" if fill is None or not len(fill) else fill[0].get("val", "")
    return _fault(properties, parts), colour in _PAPER


def _fault(properties: Any, parts: dict[str, Any]) -> str:
    size = properties.get("sz", "")
    if size.isdigit() and int(size) < _LEAST:
        return "is too small to be read"
    if properties.get("strike", "noStrike") != "noStrike":
        return "is struck through"
    if properties.get("baseline", "0") not in ("0", ""):
        return "is raised or lowered"
    if _NO_FILL in parts:
        return "has no colour"
    alpha = next(parts[_FILL].iter(_ALPHA), None) if _FILL in parts else None
    if alpha is not None and alpha.get("val", "0").isdigit() and int(alpha.get("val", "0")) < _FAINT:
        return "is see-through"
    if any(kind in parts and _SIGNS.search(parts[kind].get("typeface", "")) for kind in _FONTS):
        return "is set in a font of signs"
    return ""
