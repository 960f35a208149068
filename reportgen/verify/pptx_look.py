"""Tells what is odd about how a slide's characters look: there, and not to be seen or to be read otherwise.

A colour changed or a size chosen by the user is none of these; characters that vanish beside others of their paragraph,
that are struck through, raised or set in a font of signs are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LEAST = 600  # hundredths of a pt: smaller characters are not read
_FAINT = 40_000  # thousandths of a per cent of opacity
_SIGNS = re.compile("wingdings|webdings|symbol|dingbats|marlett", re.I)
_PAPER = ("bg1", "lt1", "FFFFFF")


def odd(paragraph: Any) -> Iterator[tuple[str, str]]:
    """(text, what is odd about it) of the runs of a paragraph."""
    runs = [(r, r.find(f"{_A}rPr"), "".join(r.findtext(f"{_A}t") or "")) for r in paragraph.iterfind(f"{_A}r")]
    told = [(p, t) for _, p, t in runs if t.strip() and p is not None]
    papers = [_colour(p) in _PAPER for p, _ in told]
    for (properties, text), paper in zip(told, papers, strict=True):
        fault = _fault(properties)
        if not fault and paper and not all(papers):
            fault = "has the colour of the page beside words that have another"
        if fault:
            yield text, fault


def _fault(properties: Any) -> str:
    size = properties.get("sz", "")
    if size.isdigit() and int(size) < _LEAST:
        return "is too small to be read"
    if properties.get("strike", "noStrike") != "noStrike":
        return "is struck through"
    if properties.get("baseline", "0") not in ("0", ""):
        return "is raised or lowered"
    if properties.find(f"{_A}noFill") is not None:
        return "has no colour"
    alpha = properties.find(f"{_A}solidFill//{_A}alpha")
    if alpha is not None and alpha.get("val", "0").isdigit() and int(alpha.get("val", "0")) < _FAINT:
        return "is see-through"
    for kind in ("latin", "ea", "sym"):
        font = properties.find(f"{_A}{kind}")
        if font is not None and _SIGNS.search(font.get("typeface", "")):
            return "is set in a font of signs"
    return ""


def _colour(properties: Any) -> str:
    fill = properties.find(f"{_A}solidFill")
    return "" if fill is None or not len(fill) else str(fill[0].get("val", ""))
