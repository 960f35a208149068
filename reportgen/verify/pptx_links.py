"""Reads what a slide does besides showing text: links with their tips and where they lead, programs that it would
start, sounds and films, names of shapes that state something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.verify.surfaces import Link

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_JUMPS = re.compile(r"ppaction://(?:hlinksldjump|hlinkshowjump\?.*|noaction)|")
_PLAYED = ("audio", "video", "media")
# A number with what it counts, in a name that nobody but a screen reader and the list of shapes shows.
_STATED = re.compile(r"\d\s*(?:[億亿萬万千百]|[美港]?元|%|％|[個个家人噸吨件名倍成戶户畝亩])")

Relations = Mapping[str, tuple[str, str, bool]]


def links(root: Any, page: int, relations: Relations, slides: Mapping[str, int]) -> Iterator[tuple[Link, str]]:
    """Each link of a slide and what is wrong with the action it starts ("" for nothing)."""
    for item in root.iter(f"{_A}hlinkClick", f"{_A}hlinkMouseOver", f"{_A}hlinkHover"):
        kind, target, outside = relations.get(item.get(f"{_R}id", ""), ("", "", False))
        action = item.get("action", "")
        fault = "" if _JUMPS.fullmatch(action) else f"starts an action of its own ({action[:40]})"
        to = slides.get(target, 0) if kind == "slide" and not outside else 0
        yield Link(page=page, box=(0.0, 0.0, 0.0, 0.0), says=item.get("tooltip", ""), to=to), fault


def played(relations: Relations) -> bool:
    """Whether a slide plays a sound or a film, which nobody can prove."""
    return any(kind in _PLAYED for kind, _, _ in relations.values())


def stated(root: Any) -> Iterator[str]:
    """Names of shapes that state an amount."""
    for about in root.iter(f"{_P}cNvPr"):
        name = about.get("name", "")
        if tells(name):
            yield name


def tells(text: str) -> bool:
    """Whether a text that no slide shows states an amount."""
    return _STATED.search(text) is not None
