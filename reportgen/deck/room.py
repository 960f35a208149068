"""Where things may stand on a user's layout: placeholders, title, and the box free for content."""

from __future__ import annotations

import re

from lxml import etree

from reportgen.deck.geometry import EMU_PER_PT, Box
from reportgen.deck.intake import A, P
from reportgen.records import dataclass

_SIDE, _GAP = 0.05, 6.0
_NEED, _TITLE = 370 / 540, 82 / 540  # heights that the house's content and a title of two lines take, as shares
_KEPT = 0.7  # share of a box that a cut leaves at least
_BAND, _GROUND = 0.8, 0.3  # share of a side from which on a shape is a band; of the slide from which on a ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One placeholder of a layout: kind, idx, its place in pt (None where neither layout nor master says)."""

    kind: str
    idx: str | None
    box: Box | None


def _xfrm(shape: etree._Element) -> Box | None:
    frame = shape.find(f"{P}spPr/{A}xfrm")
    if frame is None:
        frame = shape.find(f"{P}grpSpPr/{A}xfrm")
    if frame is None or frame.find(f"{A}off") is None or frame.find(f"{A}ext") is None:
        return None
    off, ext = frame.find(f"{A}off"), frame.find(f"{A}ext")
    try:
        x, y, w, h = (int(v) / EMU_PER_PT for v in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))
    except (TypeError, ValueError):
        return None
    return Box(x, y, w, h) if w > 0 and h > 0 else None


def holds_of(root: etree._Element, master: etree._Element | None) -> tuple[Hold, ...]:
    """A layout's placeholders; the place comes from the master's one of the same kind where the layout has none."""
    above: dict[str, Box] = {}
    if master is not None:
        for shape in master.iter(f"{P}sp"):
            ph = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if ph is not None and (box := _xfrm(shape)):
                above.setdefault(ph.get("type", "body"), box)
    out = []
    for shape in root.iter(f"{P}sp"):
        ph = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if ph is None:
            continue
        kind = ph.get("type", "obj")
        box = _xfrm(shape) or above.get(
            "title" if kind == "ctrTitle" else "body" if kind in ("obj", "subTitle") else kind
        )
        out.append(Hold(kind=kind, idx=ph.get("idx"), box=box))
    return tuple(out)


def free_box(holds: tuple[Hold, ...], width: float, height: float, loose: list[Box]) -> tuple[Box, bool, Box]:
    """Title, whether it was moved, and the free box below it, above the foot and beside what the template shows."""
    titled = next((h for h in holds if h.kind in ("title", "ctrTitle")), None)
    title = titled.box if titled else None
    side = width * _SIDE
    feet = [h.box.y for h in holds if h.kind in ("ftr", "sldNum", "dt") and h.box and h.box.y > height * 0.75]
    bottom = min([height * 0.96, *(y - 2 for y in feet)])
    heads = [b for b in loose if b.w >= width * _BAND and b.y < height * 0.1 and b.h >= height * _TITLE]  # hold a title
    others = [b for b in loose if b not in heads]
    page = _clear(Box(side, height * 0.04, width - 2 * side, bottom - height * 0.04), others)
    bottom = min(bottom, page.y + page.h)
    guarded = title is None or title.w < width * 0.5 or title.y > height * 0.3 or title.h > height * 0.4
    if title is None or guarded:
        title = Box(page.x, max(page.y, height * 0.05), page.w, height * 0.15)
    else:
        apart = _clear(title, [b for b in loose if b.w < width * _BAND])
        title, guarded = apart, apart != title
    left = max(0.0, min(side, title.x))
    right = left
    if not guarded and title.x - max(0.0, width - title.x - title.w) > side:
        left = title.x  # something of the template's own stands at the left of all slides
    need = height * _NEED
    if bottom - title.y - title.h - _GAP < need:  # a tall or low title zone: take the room from it
        top = min(title.y, page.y)
        high = min(title.h, max(height * _TITLE, bottom - need - _GAP - top))
        if top + high < title.y + title.h:
            title, guarded = Box(title.x, top, title.w, high), True
    top = title.y + title.h + _GAP
    return title, guarded, _clear(Box(left, top, width - left - right, bottom - top), loose)


def _clear(box: Box, obstacles: list[Box]) -> Box:
    """The box without what stands in it, each time cut where most of it is kept; what stands in its middle is left."""
    for other in obstacles:
        x, y, right, bottom = box.x, box.y, box.x + box.w, box.y + box.h
        if other.x >= right or other.x + other.w <= x or other.y >= bottom or other.y + other.h <= y:
            continue
        under, beside = other.y + other.h + _GAP, other.x + other.w + _GAP
        cut = max(
            Box(x, under, box.w, bottom - under),
            Box(x, y, box.w, other.y - _GAP - y),
            Box(beside, y, right - beside, box.h),
            Box(x, y, other.x - _GAP - x, box.h),
            key=_area,
        )
        box = cut if _area(cut) >= _KEPT * _area(box) else box
    return box


def _area(box: Box) -> float:
    return max(0.0, box.w) * max(0.0, box.h)


def loose_of(root: etree._Element, width: float, height: float) -> list[Box]:
    """Places of what a template shows besides placeholders: bands, logos, words. Grounds of most of the slide and small
    ornaments do not count: text may stand on them."""
    out = []
    tree = root.find(f"{P}cSld/{P}spTree")
    for shape in tree if tree is not None else ():
        box = _xfrm(shape)
        if box is None or shape.find(f".//{P}ph") is not None or box.w * box.h > _GROUND * width * height:
            continue
        words = any((t.text or "").strip() for t in shape.iter(f"{A}t"))
        if shape.tag in (f"{P}pic", f"{P}grpSp") or words or box.w >= _BAND * width or box.h >= _BAND * height:
            out.append(box)
    return out


def behind(
    roots: list[etree._Element], title: Box, scheme: dict[str, str], mapped: dict[str, str], width: float, height: float
) -> tuple[str | None, bool]:
    """The plain colour of a shape behind the title's middle (None: none), and whether a picture lies behind all."""
    picture = False
    for root in reversed(roots):
        ground = root.find(f"{P}cSld/{P}bg")
        if ground is not None:
            picture = next(ground.iter(f"{A}blipFill"), None) is not None
            break
    x, y = title.x + title.w / 2, title.y + title.h / 2
    colour = None
    for root in roots:
        for shape in (*root.iter(f"{P}sp"), *root.iter(f"{P}pic")):
            box = _xfrm(shape) if shape.find(f".//{P}ph") is None else None
            if box is None or not (box.x <= x <= box.x + box.w and box.y <= y <= box.y + box.h):
                continue
            if shape.tag == f"{P}pic":
                picture = picture or box.w * box.h > 0.6 * width * height
                continue
            fill = shape.find(f"{P}spPr/{A}solidFill")
            value = fill[0].get("val", "") if fill is not None and len(fill) else ""
            if fill is not None and fill[0].tag == f"{A}schemeClr":
                value = scheme.get(mapped.get(value, value), "")
            colour = value.upper() if re.fullmatch("[0-9A-Fa-f]{6}", value) else colour
    return colour, picture
