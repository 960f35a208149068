"""Takes a user's template: refuses what is unsafe, matches its layouts, guards its geometry, reads its colours."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import replace
from pathlib import Path

from lxml import etree

from reportgen.assets import Style, Theme
from reportgen.deck.geometry import EMU_PER_PT, FULL, SLIDE_H, Box, Measure
from reportgen.deck.look import SCHEME, Look
from reportgen.deck.package import Part
from reportgen.errors import TemplateError
from reportgen.records import dataclass

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAX_FILE, _MAX_UNPACKED, _MAX_PARTS, _MAX_RATIO = 50_000_000, 300_000_000, 5_000, 200
_KEPT = {
    "slideMaster",
    "slideLayout",
    "theme",
    "notesMaster",
    "presProps",
    "viewProps",
    "tableStyles",
    "image",
    "hyperlink",
    "font",
    "themeOverride",
}
_ROLES = ("cover", "body", "chart", "table")
_NAMES = {
    "cover": re.compile(r"title slide|cover|封面|标题幻灯片|標題投影片|titel", re.I),
    "body": re.compile(r"title only|仅标题|只有標題|nur titel", re.I),
    "chart": re.compile(r"chart|图表|圖表", re.I),
    "table": re.compile(r"table|表格", re.I),
}
_TYPES = {"cover": {"title"}, "body": {"titleOnly"}, "chart": {"chart"}, "table": {"tbl"}}
# The region of the house's slide that a user's slide takes over: from below the title to the source line.
_REGION = Box(48.0, 136.0, FULL, 370.0)
_SIDE, _GAP = 0.05, 6.0
_NARROWEST = 600.0  # a measure in which twelve columns still hold words
INSETS = 14.4  # left and right insets that a placeholder has unless its layout says otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One placeholder of a layout: kind, idx, its place in pt (None where neither layout nor master says)."""

    kind: str
    idx: str | None
    box: Box | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The layout taken for a role, and why. `title` is where the title goes, `guarded` whether it had to be moved.

    `title_colour` is "inherit", or a token where the layout's own colour cannot be read on what lies behind the title;
    `picture` says that a picture lies behind the text, which then needs a plain ground of its own.
    """

    role: str
    part: str
    name: str
    why: str
    holds: tuple[Hold, ...]
    title: Box
    guarded: bool
    free: Box
    title_colour: str = "inherit"
    picture: bool = False

    def hold(self, *kinds: str) -> Hold | None:
        return next((h for h in self.holds if h.kind in kinds), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A user's template, ready to take slides. Slides are composed for its `measure`; `scale` fits geometry and type to
    the height of its free region."""

    parts: tuple[Part, ...]
    presentation: str
    presentation_rels: tuple[tuple[str, str, str], ...]
    notes_master: str
    width: float
    height: float
    roles: dict[str, Chosen]
    palette: dict[str, str]
    missing: tuple[str, ...]

    @property
    def scale(self) -> float:
        """The house's sizes on a page of the house's height; smaller only where the free region is too low for that,
        or narrower than columns can be."""
        free = self.roles["body"].free
        return min(self.height / SLIDE_H, free.h / _REGION.h, free.w / _NARROWEST)

    @property
    def measure(self) -> Measure:
        """A narrower template has narrower columns and fuller slides, not smaller type."""
        titles = [chosen.title.w for role, chosen in self.roles.items() if role != "cover"]
        return Measure(
            full=min(FULL, self.roles["body"].free.w / self.scale),
            title=min(FULL, (min(titles) - INSETS) / self.scale),
            deks=False,
        )

    @property
    def foot_room(self) -> float:
        """Width of the narrowest footer placeholder, in pt of the house's slide."""
        boxes = [h.box for c in self.roles.values() for h in c.holds if h.kind == "ftr" and h.box]
        return min([FULL, *(max(60.0, (b.w - INSETS) / self.scale) for b in boxes)])

    @property
    def stretch(self) -> float:
        """How far heights and distances grow: more than the widths on a narrow slide, so that it is filled."""
        return min(self.roles["body"].free.h / _REGION.h, self.scale * 1.3)

    def place(self, box: Box, *, rule: bool = False) -> Box:
        """A box of the house's slide on the user's; the height of a rule does not stretch."""
        free, s, t = self.roles["body"].free, self.scale, self.stretch
        left = free.x + (free.w - self.measure.full * s) / 2
        return Box(
            left + (box.x - _REGION.x) * s, free.y + (box.y - _REGION.y) * t, box.w * s, box.h * (s if rule else t)
        )


def _refuse(path: Path, why: str) -> TemplateError:
    return TemplateError(f"{path}: {why}")


def _open(path: Path) -> dict[str, bytes]:
    """The parts of the file. Raises TemplateError for what is no plain, reasonable .pptx."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise _refuse(path, f"cannot be read ({error.strerror}). Check the path.") from None
    if size > _MAX_FILE:
        raise _refuse(
            path,
            f"has {size // 1_000_000} MB, over {_MAX_FILE // 1_000_000}. Remove its sample slides and pictures.",
        )
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refuse(path, "is encrypted, or an old .ppt. Remove the password, or save it as .pptx.")
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > _MAX_PARTS or sum(e.file_size for e in entries) > _MAX_UNPACKED:
                raise _refuse(path, "unpacks to more than a template can hold (a zip bomb?). It is not opened.")
            if any(e.file_size > 1_000_000 and e.file_size > _MAX_RATIO * max(1, e.compress_size) for e in entries):
                raise _refuse(path, "holds a part packed more than 200 times (a zip bomb?). It is not opened.")
            if any(e.flag_bits & 1 for e in entries):
                raise _refuse(path, "is encrypted. Remove the password.")
            data = {e.filename: archive.read(e) for e in entries if not e.is_dir()}
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError, EOFError) as error:
        raise _refuse(path, f"is not a .pptx ({error}). Save it from PowerPoint as .pptx.") from None
    types = data.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any("vbaProject" in n for n in data):
        raise _refuse(path, "holds macros. Save it as .pptx or .potx without them.")
    if "ppt/presentation.xml" not in data or not types:
        raise _refuse(path, "has no presentation inside. Save it from PowerPoint as .pptx.")
    return data


class _Package:
    """Parsed parts and their relations."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = _open(path)
        self._trees: dict[str, etree._Element] = {}
        types = self.tree("[Content_Types].xml")
        self.over = {
            o.get("PartName", "").lstrip("/"): o.get("ContentType", "") for o in types if o.tag.endswith("Override")
        }
        self.default = {
            d.get("Extension", "").lower(): d.get("ContentType", "") for d in types if d.tag.endswith("Default")
        }

    def tree(self, name: str) -> etree._Element:
        if name not in self._trees:
            data = self.data.get(name)
            if data is None:
                raise _refuse(self.path, f"names {name}, which is not inside. Open and save it in PowerPoint.")
            if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
                raise _refuse(self.path, f"{name} declares entities. It is not opened.")
            try:
                self._trees[name] = etree.fromstring(
                    data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
                )
            except etree.XMLSyntaxError as error:
                raise _refuse(
                    self.path, f"{name} is not well-formed ({error.msg}). Open and save it in PowerPoint."
                ) from None
        return self._trees[name]

    def kind(self, name: str) -> str:
        return str(self.over.get(name) or self.default.get(name.rpartition(".")[2].lower(), "application/octet-stream"))

    def rels(self, name: str) -> list[tuple[str, str, str, bool]]:
        """(id, type's last word, target, external) of a part."""
        folder, file = posixpath.split(name)
        part = f"{folder}/_rels/{file}.rels"
        if part not in self.data:
            return []
        out = []
        for rel in self.tree(part):
            external = rel.get("TargetMode") == "External"
            target = rel.get("Target", "")
            if not external:
                target = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
            out.append((rel.get("Id", ""), rel.get("Type", "").rpartition("/")[2], target, external))
        return out


def _xfrm(shape: etree._Element) -> Box | None:
    frame = shape.find(f"{_P}spPr/{_A}xfrm")
    if frame is None or frame.find(f"{_A}off") is None or frame.find(f"{_A}ext") is None:
        return None
    off, ext = frame.find(f"{_A}off"), frame.find(f"{_A}ext")
    try:
        x, y, w, h = (int(v) / EMU_PER_PT for v in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))
    except (TypeError, ValueError):
        return None
    return Box(x, y, w, h) if w > 0 and h > 0 else None


def _holds(root: etree._Element, master: etree._Element | None) -> tuple[Hold, ...]:
    """A layout's placeholders; the place comes from the master's one of the same kind where the layout has none."""
    above: dict[str, Box] = {}
    if master is not None:
        for shape in master.iter(f"{_P}sp"):
            ph = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
            if ph is not None and (box := _xfrm(shape)):
                above.setdefault(ph.get("type", "body"), box)
    out = []
    for shape in root.iter(f"{_P}sp"):
        ph = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if ph is None:
            continue
        kind = ph.get("type", "obj")
        box = _xfrm(shape) or above.get(
            "title" if kind == "ctrTitle" else "body" if kind in ("obj", "subTitle") else kind
        )
        out.append(Hold(kind=kind, idx=ph.get("idx"), box=box))
    return tuple(out)


def _score(role: str, root: etree._Element, name: str, holds: tuple[Hold, ...]) -> tuple[int, str]:
    kinds = [h.kind for h in holds]
    if not {"title", "ctrTitle"} & set(kinds):
        return -1000, ""
    score = 0
    why: list[str] = []
    if root.get("type") in _TYPES[role]:
        score, why = score + 50, [*why, f'type="{root.get("type")}"']
    if _NAMES[role].search(name):
        score, why = score + 40, [*why, "name"]
    extra = [k for k in kinds if k not in ("title", "ctrTitle", "dt", "ftr", "sldNum")]
    if role == "cover":
        score += 20 if "subTitle" in kinds else -20
        score += 20 if "ctrTitle" in kinds else 0
    elif role == "body":
        score += 15 if "title" in kinds else -30
        score -= 6 * len(extra)
    else:
        wanted = "chart" if role == "chart" else "tbl"
        score += 30 if wanted in kinds else -60
        score -= 6 * max(0, len(extra) - 1)
        why = [*why, f"{wanted} placeholder"] if wanted in kinds else why
    return score, ", ".join(why) or "placeholders"


def _geometry(holds: tuple[Hold, ...], width: float, height: float, loose: list[Box]) -> tuple[Box, bool, Box]:
    """Title, whether it was moved, and the free box below it and above the foot."""
    titled = next((h for h in holds if h.kind in ("title", "ctrTitle")), None)
    title = titled.box if titled else None
    side = width * _SIDE
    usual = Box(side, height * 0.05, width - 2 * side, height * 0.15)
    guarded = title is None or title.w < width * 0.5 or title.y > height * 0.3 or title.h > height * 0.4
    if title is None or guarded:
        title = usual
    feet = [h.box.y for h in holds if h.kind in ("ftr", "sldNum", "dt") and h.box and h.box.y > height * 0.75]
    feet += [b.y for b in loose if b.y > height * 0.8 and b.h < height * 0.2]
    bottom = min([height * 0.96, *(y - 2 for y in feet)])
    top = title.y + title.h + _GAP
    left = max(0.0, min(side, title.x))
    right = left
    if not guarded and title.x - max(0.0, width - title.x - title.w) > side:
        left = title.x  # something of the template's own stands at the left of all slides
    if bottom - top < height * 0.45:  # a tall title zone: take the room from its lower part
        title = Box(title.x, title.y, title.w, max(height * 0.12, title.h - (height * 0.45 - (bottom - top))))
        top, guarded = title.y + title.h + _GAP, True
    return title, guarded, Box(left, top, width - left - right, bottom - top)


def _rgb(value: str) -> tuple[float, float, float]:
    return tuple(int(value[i : i + 2], 16) / 255 for i in (0, 2, 4))  # type: ignore[return-value]


def _luminance(value: str) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(value)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: str, b: str) -> float:
    """WCAG contrast of two colours RRGGBB."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _mix(a: str, b: str, share: float) -> str:
    """`share` of b in a."""
    return "".join(f"{round((x + (y - x) * share) * 255):02X}" for x, y in zip(_rgb(a), _rgb(b), strict=True))


def _scheme(theme: etree._Element) -> dict[str, str]:
    out = {}
    for slot in theme.iter(f"{_A}clrScheme"):
        for entry in slot:
            colour = entry[0] if len(entry) else None
            if colour is None:
                continue
            value = colour.get("val") if colour.tag == f"{_A}srgbClr" else colour.get("lastClr")
            if value and re.fullmatch("[0-9A-Fa-f]{6}", value):
                out[etree.QName(entry).localname] = value.upper()
        break
    return out


def _background(roots: list[etree._Element], scheme: dict[str, str], mapped: dict[str, str]) -> str:
    """The slide's ground as far as the file says it in a plain colour: layout first, then master, then bg1."""
    for root in roots:
        ground = root.find(f"{_P}cSld/{_P}bg")
        if ground is None:
            continue
        for colour in ground.iter(f"{_A}srgbClr", f"{_A}schemeClr"):
            value = colour.get("val", "")
            if colour.tag == f"{_A}srgbClr":
                return str(value).upper()
            if found := scheme.get(mapped.get(value, value)):
                return found
    return scheme.get(mapped.get("bg1", "lt1"), "FFFFFF")


def _palette(scheme: dict[str, str], mapped: dict[str, str], ground: str) -> dict[str, str]:
    """Every token's colour: the template's own where contrast allows, mixes of them for the paler ones."""

    def srgb(value: str) -> str:
        return f'<a:srgbClr val="{value}"/>'

    text = scheme.get(mapped.get("tx1", "dk1"), "000000")
    text_xml = '<a:schemeClr val="tx1"/>'
    if contrast(text, ground) < 4.5:
        text = max(("000000", "FFFFFF"), key=lambda c: contrast(c, ground))
        text_xml = srgb(text)
    accents = [(f"accent{i}", scheme[f"accent{i}"]) for i in range(1, 7) if f"accent{i}" in scheme]
    strong = [(s, v) for s, v in accents if contrast(v, ground) >= 4.5]
    main = strong[0] if strong else ("", text)
    points = [(s, v) for s, v in accents if s != main[0] and contrast(v, ground) >= 4.5 and _apart(v, main[1])]
    spark = points[0] if points else main

    def named(slot: str, value: str) -> str:
        return f'<a:schemeClr val="{slot}"/>' if slot else srgb(value)

    on_main = (
        ground if contrast(ground, main[1]) >= 4.5 else max(("000000", "FFFFFF"), key=lambda c: contrast(c, main[1]))
    )
    soft = [_mix(text, ground, share) for share in (0.2, 0.3)]
    soft = [s if contrast(s, ground) >= 4.5 else text for s in soft]
    return {
        "ink": text_xml, "ink-2": srgb(soft[0]), "ink-3": srgb(soft[1]), "river": named(*main),
        "river-2": srgb(_mix(main[1], ground, 0.4)), "river-2-text": named(*main),
        "river-3": srgb(_mix(main[1], ground, 0.72)), "spark": named(*spark), "axis": srgb(_mix(text, ground, 0.45)),
        "hair": srgb(_mix(text, ground, 0.82)), "mist": srgb(_mix(text, ground, 0.94)),
        "white": srgb(on_main) if on_main != scheme.get(mapped.get("bg1", "lt1")) else '<a:schemeClr val="bg1"/>',
        "spark-tint": srgb(_mix(spark[1], ground, 0.85)),
    }  # fmt: skip


def _apart(a: str, b: str) -> bool:
    """Whether two colours are told apart at a glance."""
    return sum((x - y) ** 2 for x, y in zip(_rgb(a), _rgb(b), strict=True)) > 0.12


def _loose(root: etree._Element) -> list[Box]:
    """Places of shapes and pictures that are no placeholders: bands, logos."""
    out = []
    for tag in ("sp", "pic"):
        for shape in root.iter(f"{_P}{tag}"):
            if shape.find(f".//{_P}ph") is None and (box := _xfrm(shape)):
                out.append(box)
    return out


def _behind(
    roots: list[etree._Element], title: Box, scheme: dict[str, str], mapped: dict[str, str], width: float, height: float
) -> tuple[str | None, bool]:
    """The plain colour of a shape behind the title's middle (None: none), and whether a picture lies behind all."""
    picture = False
    for root in reversed(roots):
        ground = root.find(f"{_P}cSld/{_P}bg")
        if ground is not None:
            picture = next(ground.iter(f"{_A}blipFill"), None) is not None
            break
    x, y = title.x + title.w / 2, title.y + title.h / 2
    colour = None
    for root in roots:
        for shape in (*root.iter(f"{_P}sp"), *root.iter(f"{_P}pic")):
            box = _xfrm(shape) if shape.find(f".//{_P}ph") is None else None
            if box is None or not (box.x <= x <= box.x + box.w and box.y <= y <= box.y + box.h):
                continue
            if shape.tag == f"{_P}pic":
                picture = picture or box.w * box.h > 0.6 * width * height
                continue
            fill = shape.find(f"{_P}spPr/{_A}solidFill")
            value = fill[0].get("val", "") if fill is not None and len(fill) else ""
            if fill is not None and fill[0].tag == f"{_A}schemeClr":
                value = scheme.get(mapped.get(value, value), "")
            colour = value.upper() if re.fullmatch("[0-9A-Fa-f]{6}", value) else colour
    return colour, picture


def _collect(package: _Package, start: list[str]) -> list[Part]:
    """The parts reached from masters and properties, without slides and what is theirs; safe relations only."""
    from reportgen.deck.package import relationships

    parts, seen, queue = [], set(), list(start)
    while queue:
        name = queue.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name not in package.data:
            raise _refuse(package.path, f"names {name}, which is not inside. Open and save it in PowerPoint.")
        parts.append(Part(name, package.kind(name), package.data[name]))
        kept = []
        for rid, kind, target, external in package.rels(name):
            if kind not in _KEPT or (external and not target.startswith(("http://", "https://"))):
                if kind not in ("slide", "notesSlide"):
                    kept.append((rid, _OFFICE + "hyperlink", "https://example.invalid/") if external else None)
                continue
            if external:
                kept.append((rid, _OFFICE + kind, target))
            else:
                kept.append((rid, _OFFICE + kind, posixpath.relpath(target, posixpath.dirname(name))))
                queue.append(target)
        entries = [k for k in kept if k]
        if entries:
            folder, file = posixpath.split(name)
            parts.append(Part(f"{folder}/_rels/{file}.rels", "", relationships(entries)))
    return parts


def read_template(path: Path) -> Foreign:
    """Read and judge a user's template. Raises TemplateError with the reason for a file that is refused."""
    package = _Package(path)
    presentation = package.tree("ppt/presentation.xml")
    size = presentation.find(f"{_P}sldSz")
    if size is None:
        raise _refuse(path, "does not say how large its slides are. Open and save it in PowerPoint.")
    width, height = int(size.get("cx", "0")) / EMU_PER_PT, int(size.get("cy", "0")) / EMU_PER_PT
    if not (200 <= width <= 4000 and 200 <= height <= 4000):
        raise _refuse(path, f"has slides of {width:.0f} × {height:.0f} pt. Expected 200 to 4000 pt.")
    rels = package.rels("ppt/presentation.xml")
    by_id = {rid: target for rid, _, target, _ in rels}
    masters = [by_id[m.get(f"{_R}id")] for m in presentation.iter(f"{_P}sldMasterId") if m.get(f"{_R}id") in by_id]
    if not masters:
        raise _refuse(path, "has no slide master. Save it from PowerPoint as .pptx.")
    master = package.tree(masters[0])
    found: list[tuple[str, etree._Element, str, tuple[Hold, ...]]] = []
    for _, kind, target, _ in package.rels(masters[0]):
        if kind == "slideLayout":
            root = package.tree(target)
            found.append((target, root, root.find(f"{_P}cSld").get("name") or target, _holds(root, master)))
    roles: dict[str, Chosen] = {}
    missing = []
    for role in _ROLES:
        scored = sorted(
            ((*_score(role, root, name, holds), i) for i, (_, root, name, holds) in enumerate(found)),
            key=lambda s: (-s[0], s[2]),
        )
        if not scored or scored[0][0] <= -500:
            if role in ("cover", "body"):
                raise _refuse(path, "has no layout with a title placeholder. Add one in the slide master.")
            missing.append(role)
            continue
        best, why, index = scored[0]
        if best < 0 and role in ("chart", "table"):
            missing.append(role)
            continue
        part, root, name, holds = found[index]
        title, guarded, free = _geometry(holds, width, height, [*_loose(root), *_loose(master)])
        roles[role] = Chosen(
            role=role, part=part, name=name, why=why, holds=holds, title=title, guarded=guarded, free=free
        )
    body = package.tree(roles["body"].part)
    theme_part = next((t for _, k, t, _ in package.rels(masters[0]) if k == "theme"), None)
    scheme = _scheme(package.tree(theme_part)) if theme_part else {}
    mapped = dict(master.find(f"{_P}clrMap").attrib) if master.find(f"{_P}clrMap") is not None else {}
    ground = _background([body, master], scheme, mapped)
    palette = {**_palette(scheme, mapped, ground), "ground": f'<a:srgbClr val="{ground}"/>'}
    for role, chosen in roles.items():
        roots = [master, package.tree(chosen.part)]
        titled = chosen.hold("title", "ctrTitle") if role == "cover" else None
        where = titled.box if titled and titled.box else chosen.title
        covered, picture = _behind(roots, where, scheme, mapped, width, height)
        colour = "inherit"
        if picture:
            colour = "ink"
        elif covered:
            text = scheme.get(mapped.get("tx1", "dk1"), "000000")
            colour = max(
                ("over-dark", "over-light"),
                key=lambda c: contrast({"over-dark": "FFFFFF", "over-light": text}[c], covered),
            )
        roles[role] = replace(chosen, title_colour=colour, picture=picture)
    palette |= {"over-dark": '<a:srgbClr val="FFFFFF"/>', "over-light": palette["ink"]}
    keep = [(rid, kind, target) for rid, kind, target, external in rels if kind in _KEPT and not external]
    parts = _collect(package, [target for _, _, target in keep])
    text, kept, notes = _presentation(package, presentation, keep, parts)
    return Foreign(
        parts=tuple(parts),
        presentation=text,
        presentation_rels=tuple(kept),
        notes_master=notes,
        width=width,
        height=height,
        roles=roles,
        palette=palette,
        missing=tuple(missing),
    )


def _presentation(
    package: _Package, root: etree._Element, keep: list[tuple[str, str, str]], parts: list[Part]
) -> tuple[str, list[tuple[str, str, str]], str]:
    """The presentation part without slides, shows, sections and passwords, with a notes master listed."""
    from reportgen.assets import templates_dir
    from reportgen.deck.package import relationships

    for tag in (
        "sldIdLst",
        "custShowLst",
        "extLst",
        "modifyVerifier",
        "handoutMasterIdLst",
        "custDataLst",
        "smartTags",
        "photoAlbum",
    ):
        for element in root.findall(f"{_P}{tag}"):
            root.remove(element)
    notes = next((t for _, k, t in keep if k == "notesMaster"), None)
    if notes is None:
        notes = "ppt/notesMasters/notesMasterReport.xml"
        with zipfile.ZipFile(templates_dir() / "deck-hant.pptx") as archive:
            base = "application/vnd.openxmlformats-officedocument."
            parts.append(
                Part(notes, base + "presentationml.notesMaster+xml", archive.read("ppt/notesMasters/notesMaster1.xml"))
            )
            parts.append(Part("ppt/theme/themeReport.xml", base + "theme+xml", archive.read("ppt/theme/theme2.xml")))
        parts.append(
            Part(
                "ppt/notesMasters/_rels/notesMasterReport.xml.rels",
                "",
                relationships([("rId1", _OFFICE + "theme", "../theme/themeReport.xml")]),
            )
        )
        keep.append(("rIdNotesMaster", "notesMaster", notes))
    for kind in ("presProps", "viewProps", "tableStyles"):  # their absence makes PowerPoint offer a repair
        if not any(k == kind for _, k, _ in keep):
            with zipfile.ZipFile(templates_dir() / "deck-hant.pptx") as archive:
                name = f"ppt/{kind}.xml"
                free = name if name not in package.data else f"ppt/{kind}Report.xml"
                content = "application/vnd.openxmlformats-officedocument.presentationml." + kind + "+xml"
                parts.append(Part(free, content, archive.read(name)))
            keep.append((f"rId{kind}", kind, free))
    for element in root.findall(f"{_P}notesMasterIdLst"):
        root.remove(element)
    rid = next(r for r, k, _ in keep if k == "notesMaster")
    listed = etree.Element(f"{_P}notesMasterIdLst", nsmap={"p": _P[1:-1], "r": _R[1:-1]})
    etree.SubElement(listed, f"{_P}notesMasterId").set(f"{_R}id", rid)
    masters = root.find(f"{_P}sldMasterIdLst")
    masters.addnext(listed)
    text = etree.tostring(root, encoding="unicode")
    if "</p:notesMasterIdLst>" not in text or "</p:presentation>" not in text:
        raise _refuse(package.path, "uses unusual XML prefixes. Open and save it in PowerPoint.")
    entries = [(rid, _OFFICE + kind, posixpath.relpath(target, "ppt")) for rid, kind, target in keep]
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text, entries, notes


def foreign_look(template: Foreign, theme: Theme, script: str) -> Look:
    """The house's styles scaled to the template's free region, in the template's colours."""
    s = template.scale
    styles = {
        name: Style(
            size=round(style.size * s * 2) / 2,
            leading=round(style.leading * s, 2),
            weight=style.weight,
            colour=style.colour,
        )
        for name, style in theme.deck.items()
    }
    assert set(SCHEME) <= set(template.palette)
    return Look(replace(theme, deck=styles), script, template.palette)


_SAID = {
    "cover": "cover",
    "body": "content slides",
    "chart": "chart slides",
    "table": "table slides",
    "ftr": "footer",
    "sldNum": "slide number",
}


def describe(template: Foreign) -> list[str]:
    """What was chosen and what will be done instead of what is missing, one line each."""
    lines = [
        f"slides of {template.width:.0f} x {template.height:.0f} pt: all at {template.scale:.0%} of the house's size"
    ]
    body = template.roles["body"]
    for role in _ROLES:
        chosen = template.roles.get(role)
        if chosen is None:
            lines.append(f'{_SAID[role]}: no fitting layout; the {role} goes into the free space of "{body.name}"')
            continue
        lines.append(f'{_SAID[role]}: layout "{chosen.name}" ({chosen.why})')
        if chosen.guarded and role != "cover":
            lines.append("  its title placeholder cannot hold a sentence; titles go to the top of the slide instead")
        if chosen.picture:
            lines.append("  a picture lies behind it; text gets a plain ground")
    for kind in ("ftr", "sldNum"):
        if body.hold(kind) is None:
            lines.append(f'{_SAID[kind]}: "{body.name}" has no such placeholder; left out')
    return lines
