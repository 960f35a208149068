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
from reportgen.deck.intake import P, Package, R, refuse
from reportgen.deck.look import SCHEME, Look
from reportgen.deck.package import Part
from reportgen.deck.room import Hold, behind, free_box, holds_of, loose_of, roots_of
from reportgen.deck.tints import background, contrast, palette_of, scheme_of
from reportgen.records import dataclass

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
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
ROLES = ("cover", "body", "chart", "table")
_NAMES = {
    "cover": re.compile(r"title slide|cover|封面|标题幻灯片|標題投影片|titel", re.I),
    "body": re.compile(r"title only|仅标题|只有標題|nur titel", re.I),
    "chart": re.compile(r"chart|图表|圖表", re.I),
    "table": re.compile(r"table|表格", re.I),
}
_TYPES = {"cover": {"title"}, "body": {"titleOnly"}, "chart": {"chart"}, "table": {"tbl"}}
# The region of the house's slide that a user's slide takes over: from below the title to the source line.
_REGION = Box(48.0, 136.0, FULL, 370.0)
_LOWEST = 56.0  # by how much the region may be lower, in pt of the house's slide
_NARROWEST = 600.0  # a measure in which twelve columns still hold words
INSETS = 14.4  # left and right insets that a placeholder has unless its layout says otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The layout taken for a role, and why. `title` is where the title goes, `guarded` whether it had to be moved.

    `title_colour` is "inherit", or a token where the layout's own colour cannot be read on what lies behind the title.
    `title_ground`, `ground` and `foot_ground` say that title, content, or foot and page number need a plain ground of
    their own, since a picture or several colours lie behind them.
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
    title_ground: bool = False
    ground: bool = False
    foot_colour: str | None = None
    foot_ground: bool = False

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
    master: str

    @property
    def scale(self) -> float:
        """The house's sizes on a page of the house's height; smaller only where the free region is much too low for
        that, or narrower than columns can be."""
        free = self.roles["body"].free
        return min(self.height / SLIDE_H, free.h / (_REGION.h - _LOWEST), free.w / _NARROWEST)

    @property
    def low(self) -> float:
        """By how much the free region is lower than the house's, in pt of the house's slide: such a template has fewer
        rows on a slide, not smaller type."""
        return max(0.0, _REGION.h - self.roles["body"].free.h / self.scale)

    @property
    def measure(self) -> Measure:
        """A narrower template has narrower columns and fuller slides, not smaller type."""
        titles = [chosen.title.w for role, chosen in self.roles.items() if role != "cover"]
        return Measure(
            full=min(FULL, self.roles["body"].free.w / self.scale),
            title=min(FULL, (min(titles) - INSETS) / self.scale),
            deks=False,
            low=self.low,
        )

    @property
    def foot_room(self) -> float:
        """Width of the narrowest footer placeholder, in pt of the house's slide."""
        boxes = [h.box for c in self.roles.values() for h in c.holds if h.kind == "ftr" and h.box]
        return min([FULL, *(max(60.0, (b.w - INSETS) / self.scale) for b in boxes)])

    @property
    def stretch(self) -> float:
        """How far heights and distances grow: more than the widths on a narrow slide, so that it is filled."""
        return min(self.roles["body"].free.h / (_REGION.h - self.low), self.scale * 1.3)

    def place(self, box: Box, *, rule: bool = False) -> Box:
        """A box of the house's slide on the user's; the height of a rule does not stretch."""
        free, s, t = self.roles["body"].free, self.scale, self.stretch
        left = free.x + (free.w - self.measure.full * s) / 2
        return Box(
            left + (box.x - _REGION.x) * s, free.y + (box.y - _REGION.y) * t, box.w * s, box.h * (s if rule else t)
        )


def _score(role: str, root: etree._Element, name: str, holds: tuple[Hold, ...]) -> tuple[int, str]:
    kinds = [h.kind for h in holds]
    if not {"title", "ctrTitle"} & set(kinds):
        return -1000, ""
    score = 0
    why: list[str] = []
    if root.get("type") in _TYPES[role]:
        score, why = score + 50, [*why, "type"]
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
    return score, " and ".join(why) or "placeholders"


def _collect(package: Package, start: list[str]) -> list[Part]:
    """The parts reached from masters and properties, without slides and what is theirs; safe relations only."""
    from reportgen.deck.package import relationships

    parts, seen, queue = [], set(), list(start)
    while queue:
        name = queue.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name not in package.data:
            raise refuse(package.path, f"names {name}, which is not inside. Open and save it in PowerPoint.")
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
    package = Package(path)
    presentation = package.tree("ppt/presentation.xml")
    size = presentation.find(f"{P}sldSz")
    if size is None:
        raise refuse(path, "does not say how large its slides are. Open and save it in PowerPoint.")
    width, height = int(size.get("cx", "0")) / EMU_PER_PT, int(size.get("cy", "0")) / EMU_PER_PT
    if not (200 <= width <= 4000 and 200 <= height <= 4000):
        raise refuse(path, f"has slides of {width:.0f} × {height:.0f} pt. Expected 200 to 4000 pt.")
    rels = package.rels("ppt/presentation.xml")
    by_id = {rid: target for rid, _, target, _ in rels}
    masters = [by_id[m.get(f"{R}id")] for m in presentation.iter(f"{P}sldMasterId") if m.get(f"{R}id") in by_id]
    if not masters:
        raise refuse(path, "has no slide master. Save it from PowerPoint as .pptx.")
    master = package.tree(masters[0])
    found: list[tuple[str, etree._Element, str, tuple[Hold, ...]]] = []
    for _, kind, target, _ in package.rels(masters[0]):
        if kind == "slideLayout":
            root = package.tree(target)
            found.append((target, root, root.find(f"{P}cSld").get("name") or target, holds_of(root, master)))
    roles: dict[str, Chosen] = {}
    for role in ROLES:
        scored = sorted(
            ((*_score(role, root, name, holds), i) for i, (_, root, name, holds) in enumerate(found)),
            key=lambda s: (-s[0], s[2]),
        )
        if not scored or scored[0][0] <= -500:
            if role in ("cover", "body"):
                raise refuse(path, "has no layout with a title placeholder. Add one in the slide master.")
            continue
        best, why, index = scored[0]
        if best < 0 and role in ("chart", "table"):
            continue
        part, root, name, holds = found[index]
        title, guarded, free = free_box(
            holds, width, height, [box for one in roots_of(root, master) for box in loose_of(one, width, height)]
        )
        roles[role] = Chosen(
            role=role, part=part, name=name, why=why, holds=holds, title=title, guarded=guarded, free=free
        )
    body = package.tree(roles["body"].part)
    theme_part = next((t for _, k, t, _ in package.rels(masters[0]) if k == "theme"), None)
    scheme = scheme_of(package.tree(theme_part)) if theme_part else {}
    mapped = dict(master.find(f"{P}clrMap").attrib) if master.find(f"{P}clrMap") is not None else {}
    ground = background([body, master], scheme, mapped)
    palette = {**palette_of(scheme, mapped, ground), "ground": f'<a:srgbClr val="{ground}"/>'}
    for role, chosen in roles.items():
        roles[role] = _readable(chosen, package.tree(chosen.part), master, scheme, mapped)
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
        master=masters[0],
    )


def _readable(
    chosen: Chosen, layout: etree._Element, master: etree._Element, scheme: dict[str, str], mapped: dict[str, str]
) -> Chosen:
    """A layout with what its texts need to be read on what lies behind them."""
    text = scheme.get(mapped.get("tx1", "dk1"), "000000")

    def at(box: Box | None) -> tuple[str | None, bool]:
        return behind(layout, master, box, scheme, mapped) if box else (None, False)

    titled, sub, foot = chosen.hold("title", "ctrTitle"), chosen.hold("subTitle", "body"), chosen.hold("ftr", "sldNum")
    cover = chosen.role == "cover"
    covered, mixed = at(titled.box if cover and titled and titled.box else chosen.title)
    below, mixed_foot = at(foot.box if foot else None)
    # On a plate of another colour than the slide's ground all but the title would be read against the wrong one.
    over, mixed_free = at((sub.box if sub else None) if cover else chosen.free)
    plate = over is not None and not cover
    return replace(
        chosen,
        title_colour="ink" if mixed else _over(covered, text) if covered else "inherit",
        title_ground=mixed,
        ground=mixed_free or plate,
        foot_colour="ink-2" if mixed_foot else _over(below, text) if below else None,
        foot_ground=mixed_foot,
    )


def _over(colour: str, text: str) -> str:
    """The token in which words can be read on a colour: white, or the template's own."""
    tones = {"over-dark": "FFFFFF", "over-light": text}
    return max(tones, key=lambda tone: contrast(tones[tone], colour))


def _presentation(
    package: Package, root: etree._Element, keep: list[tuple[str, str, str]], parts: list[Part]
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
        for element in root.findall(f"{P}{tag}"):
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
    for element in root.findall(f"{P}notesMasterIdLst"):
        root.remove(element)
    rid = next(r for r, k, _ in keep if k == "notesMaster")
    listed = etree.Element(f"{P}notesMasterIdLst", nsmap={"p": P[1:-1], "r": R[1:-1]})
    etree.SubElement(listed, f"{P}notesMasterId").set(f"{R}id", rid)
    masters = root.find(f"{P}sldMasterIdLst")
    masters.addnext(listed)
    text = etree.tostring(root, encoding="unicode")
    if "</p:notesMasterIdLst>" not in text or "</p:presentation>" not in text:
        raise refuse(package.path, "uses unusual XML prefixes. Open and save it in PowerPoint.")
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
