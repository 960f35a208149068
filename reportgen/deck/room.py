"""Where things may stand on a user's layout: placeholders, title, and the box free for content."""

from __future__ import annotations

import re

from lxml import etree

from reportgen.deck.geometry import EMU_PER_PT, Box
from reportgen.deck.intake import A, P
from reportgen.deck.tints import contrast
from reportgen.records import dataclass

_SIDE, _GAP = 0.05, 6.0
_NEED, _TITLE = 370 / 540, 82 / 540  # heights that the house's content and a title of two lines take, as shares
_KEPT = 0.7  # share of a box that a cut leaves at least
_BAND, _GROUND = 0.8, 0.3  # share of a side from which on a shape is a band; of the slide from which on a ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One placeholder of a layout: kind, idx, its place in pt (None where neither layout nor master says); `turned`
    where it is not level."""

    kind: str
    idx: str | None
    box: Box | None
    turned: bool = False


def _frame(shape: etree._Element) -> etree._Element | None:
    found = shape.find(f"{P}spPr/{A}xfrm")
    return shape.find(f"{P}grpSpPr/{A}xfrm") if found is None else found


def _turn(shape: etree._Element) -> int:
    """By how many degrees a shape is turned."""
    frame = _frame(shape)
    try:
        return round(int(frame.get("rot", "0")) / 60_000) % 360 if frame is not None else 0
    except ValueError:
        return 0


def _xfrm(shape: etree._Element) -> Box | None:
    """The place of a shape on the slide; one that is turned on its side stands there so."""
    frame = _frame(shape)
    if frame is None or frame.find(f"{A}off") is None or frame.find(f"{A}ext") is None:
        return None
    off, ext = frame.find(f"{A}off"), frame.find(f"{A}ext")
    try:
        x, y, w, h = (int(v) / EMU_PER_PT for v in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))
    except (TypeError, ValueError):
        return None
    if 45 <= _turn(shape) % 180 <= 135:
        x, y, w, h = x + (w - h) / 2, y + (h - w) / 2, h, w
    return Box(x, y, w, h) if w > 0 and h > 0 else None


def holds_of(root: etree._Element, master: etree._Element | None) -> tuple[Hold, ...]:
    """A layout's placeholders; the place comes from the master's one of the same kind where the layout has none."""
    above: dict[str, tuple[Box, bool]] = {}
    if master is not None:
        for shape in master.iter(f"{P}sp"):
            ph = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if ph is not None and (box := _xfrm(shape)):
                above.setdefault(ph.get("type", "body"), (box, _turn(shape) > 0))
    out = []
    for shape in root.iter(f"{P}sp"):
        ph = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if ph is None:
            continue
        kind = ph.get("type", "obj")
        own = _xfrm(shape)
        like = "title" if kind == "ctrTitle" else "body" if kind in ("obj", "subTitle") else kind
        place, turned = (own, _turn(shape) > 0) if own else above.get(like, (None, False))
        out.append(Hold(kind=kind, idx=ph.get("idx"), box=place, turned=turned))
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


_SEEN, _WHOLE = 0.03, 0.98  # share of a text's place from which on a shape is seen behind it, and from which all of it
_EVEN = 1.6  # contrast within a ground up to which text is read on it as on one colour


def roots_of(layout: etree._Element, master: etree._Element) -> list[etree._Element]:
    """What is painted below the slides of a layout, in order."""
    return [layout] if layout.get("showMasterSp") in ("0", "false") else [master, layout]


def behind(
    layout: etree._Element, master: etree._Element, place: Box, scheme: dict[str, str], mapped: dict[str, str]
) -> tuple[str | None, bool]:
    """The plain colour of a shape that lies behind a place (None: none), and whether what lies there is no one colour,
    so that text has to bring a ground of its own."""
    colour, mixed = None, _uneven(layout, master, scheme, mapped)
    for root in roots_of(layout, master):
        tree = root.find(f"{P}cSld/{P}spTree")
        for shape in tree if tree is not None else ():
            box = _xfrm(shape) if shape.find(f".//{P}ph") is None else None
            if box is None or not _painted(shape):
                continue
            share = _shared(box, place) / max(1.0, _area(place))
            plain = _plain(shape, scheme, mapped)
            if share >= _WHOLE:
                colour, mixed = plain, plain is None
            elif share >= _SEEN and (plain is None or plain != colour):
                mixed = True
    return colour, mixed


def _painted(shape: etree._Element) -> bool:
    """Whether a shape paints an area: lines, and frames without a fill, do not."""
    if shape.tag in (f"{P}pic", f"{P}grpSp", f"{P}graphicFrame"):
        return True
    if shape.tag != f"{P}sp" or shape.find(f"{P}spPr/{A}noFill") is not None:
        return False
    style = shape.find(f"{P}style/{A}fillRef")
    filled = any(shape.find(f"{P}spPr/{A}{kind}Fill") is not None for kind in ("solid", "grad", "blip", "patt", "grp"))
    return filled or (style is not None and style.get("idx") not in (None, "0"))


def _plain(shape: etree._Element, scheme: dict[str, str], mapped: dict[str, str]) -> str | None:
    """The one colour of a rectangle; None for pictures, groups, other outlines, several colours and half-seen ones."""
    outline = shape.find(f"{P}spPr/{A}prstGeom")
    fill = shape.find(f"{P}spPr/{A}solidFill")
    if outline is None or outline.get("prst") != "rect" or fill is None or _turn(shape) % 90:
        return None
    found = _colours(fill, scheme, mapped)
    return found[0] if len(found) == 1 and next(fill.iter(f"{A}alpha"), None) is None else None


def _colours(fill: etree._Element, scheme: dict[str, str], mapped: dict[str, str]) -> list[str]:
    out = []
    for one in fill.iter(f"{A}srgbClr", f"{A}schemeClr"):
        value = one.get("val", "")
        value = scheme.get(mapped.get(value, value), "") if one.tag == f"{A}schemeClr" else value
        if re.fullmatch("[0-9A-Fa-f]{6}", value):
            out.append(value.upper())
    return out


def _uneven(layout: etree._Element, master: etree._Element, scheme: dict[str, str], mapped: dict[str, str]) -> bool:
    """Whether the slide's own ground is a picture, a pattern, or runs from light to dark."""
    ground = next((g for r in (layout, master) if (g := r.find(f"{P}cSld/{P}bg")) is not None), None)
    if ground is None:
        return False
    if next(ground.iter(f"{A}blipFill", f"{A}pattFill"), None) is not None:
        return True
    run = next(ground.iter(f"{A}gradFill"), None)
    tones = _colours(run, scheme, mapped) if run is not None else []
    return any(contrast(a, b) > _EVEN for a in tones for b in tones)


def _shared(a: Box, b: Box) -> float:
    """The area that two boxes share."""
    w = min(a.x + a.w, b.x + b.w) - max(a.x, b.x)
    h = min(a.y + a.h, b.y + b.h) - max(a.y, b.y)
    return max(0.0, w) * max(0.0, h)
