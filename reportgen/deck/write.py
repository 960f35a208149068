"""Writes placed slides as a .pptx: slide, chart, workbook and notes parts on a template, sections, ledger, properties."""
# ruff: noqa: E501 (an element of XML is read best on one line)

from __future__ import annotations

import datetime
import hashlib
import io
import json
import uuid
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.assets import Theme, load_theme, templates_dir
from reportgen.charts.native_book import workbook
from reportgen.charts.native_xml import chart_xml
from reportgen.deck.clean import clean, escape
from reportgen.deck.items import ChartItem, Mark, Para, Picture, Run, Slide, Text
from reportgen.deck.layouts import FOOTER, PAGE, TITLE, Slot, layouts
from reportgen.deck.look import LANG, Look
from reportgen.deck.package import Part, content_types, relationships, write_zip
from reportgen.deck.shapes import JUMP, NS, chart_frame, mark_shape, picture_shape, table_frame, text_shape
from reportgen.records import dataclass

if TYPE_CHECKING:
    from reportgen.deck.adapt import Adapter
    from reportgen.deck.foreign import Foreign

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_BASE = "application/vnd.openxmlformats-officedocument."
_XLSX = _BASE + "spreadsheetml.sheet"
_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_LEDGER, _PICTURES = "https://reportgen.invalid/ledger/1", "https://reportgen.invalid/pictures/1"
_SPACE = uuid.UUID("6d7a1f0e-5c3b-5d5e-9a51-7c1d3f6a2b90")
_UNDATED = datetime.date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What the properties, the foot and the tracker say; `fits_tracker` tells whether a text fits the tracker's line."""

    title: str
    subject: str
    creator: str
    keywords: str
    description: str
    date: datetime.date | None
    foot: str
    cover_foot: str
    tracker: tuple[str, ...]
    words: dict[str, Any]
    fits_tracker: Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A template ready to take slides: its parts (without presentation, types, properties) and the presentation's XML.

    `presentation` holds a notes master list and no slide list; `layout_part` gives the part of a layout key.
    """

    parts: tuple[Part, ...]
    presentation: str
    presentation_rels: tuple[tuple[str, str, str], ...]
    layout_part: dict[str, str]
    notes_master: str
    adapter: Adapter | None = None


def foreign_base(template: Foreign) -> Base:
    """A user's template, with the adapter that answers for its layouts."""
    from reportgen.deck.adapt import Adapter

    return Base(
        parts=template.parts,
        presentation=template.presentation,
        presentation_rels=template.presentation_rels,
        layout_part={},
        notes_master=template.notes_master,
        adapter=Adapter(template),
    )


def house_base(script: str, theme: Theme) -> Base:
    """The shipped template of a script; built anew in memory when the user's theme changes the house's."""
    parts: list[Part] = []
    presentation, rels = "", b""
    source: Path | io.BytesIO = templates_dir() / f"deck-{script}.pptx"
    if theme.sha256 != load_theme().sha256:
        from reportgen.deck.template import template_bytes

        source = io.BytesIO(template_bytes(theme, script))
    with zipfile.ZipFile(source) as archive:
        kinds = _kinds(archive.read("[Content_Types].xml").decode())
        for entry in archive.infolist():
            name, data = entry.filename, archive.read(entry)
            if name == "ppt/presentation.xml":
                presentation = data.decode()
            elif name == "ppt/_rels/presentation.xml.rels":
                rels = data
            elif not name.startswith(("docProps/", "[", "_rels/")):
                parts.append(Part(name, "" if name.endswith(".rels") else kinds[name], data))
    names = {key: f"ppt/slideLayouts/slideLayout{i + 1}.xml" for i, key in enumerate(layouts())}
    return Base(
        parts=tuple(parts),
        presentation=presentation,
        presentation_rels=tuple(_relations(rels.decode())),
        layout_part=names,
        notes_master="ppt/notesMasters/notesMaster1.xml",
    )


def _kinds(types: str) -> dict[str, str]:
    import re

    return {n.lstrip("/"): k for n, k in re.findall(r'<Override PartName="([^"]+)" ContentType="([^"]+)"', types)}


def _relations(rels: str) -> list[tuple[str, str, str]]:
    import re

    return re.findall(r'<Relationship Id="([^"]+)" Type="([^"]+)" Target="([^"]+)"', rels)


def _placeholder(slot: Slot) -> str:
    size = "" if slot.kind in ("title", "ctrTitle") else ' sz="quarter"'
    idx = f' idx="{slot.idx}"' if slot.idx else ""
    return f'<p:ph type="{slot.kind}"{size}{idx}/>'


class _Rels:
    """Relationships of one part, numbered as they are asked for."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, str, str]] = []
        self._known: dict[tuple[str, str], str] = {}

    def add(self, kind: str, target: str) -> str:
        key = (kind, target)
        if key not in self._known:
            self._known[key] = f"rId{len(self.entries) + 1}"
            self.entries.append((self._known[key], _OFFICE + kind, target))
        return self._known[key]


def tracker_entries(words: tuple[str, ...], current: int, fits: Callable[[str], bool]) -> list[tuple[int, str]]:
    """The tracker's entries, or as many around the current one as fit a line; -1 marks what is left out."""
    last = len(words) - 1
    best = [(current, words[current])]
    for reach in range(len(words) + 1):
        kept = sorted({0, last, *range(max(0, current - reach), min(last, current + reach) + 1)})
        out: list[tuple[int, str]] = []
        for i in kept:
            if out and i - out[-1][0] > 1:
                out.append((-1, "……"))
            out.append((i, words[i]))
        if not fits("\u3000".join(word for _, word in out)):
            break
        best = out
        if len(kept) == len(words):
            break
    return best


def _tracker(meta: Meta, current: int) -> Para:
    runs: list[Run] = []
    for i, word in tracker_entries(meta.tracker, current, meta.fits_tracker):
        here = i == current
        if runs:
            runs.append(Run(text="\u3000"))
        runs.append(Run(text=word, bold=here, colour="river" if here else None))
    return Para(runs=tuple(runs), style="source")


def _page(look: Look, slide: Slide, number: int, place: str, colour: str | None, ground: str | None) -> str:
    """The slide-number placeholder: a field, or plain text where the appendix counts for itself; `colour` and `ground`
    None are the template's own."""
    style = look.style("foot")
    props = (
        f'lang="{look.lang}" altLang="en-US" sz="{round(style.size * 100)}" b="1" dirty="0">{look.fill(colour) if colour else ""}'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:rPr>'
    )
    field = slide.page.isdigit()
    tag = (
        f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr {props}'
        if field
        else f"<a:r><a:rPr {props}"
    )
    close = "</a:fld>" if field else "</a:r>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="page"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{place}'
        f'</p:nvPr></p:nvSpPr><p:spPr>{look.fill(ground) if ground else ""}</p:spPr><p:txBody><a:bodyPr><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p><a:pPr algn="r" eaLnBrk="1" hangingPunct="0">'
        f'<a:lnSpc><a:spcPts val="{round(style.leading * 100)}"/></a:lnSpc></a:pPr>{tag}<a:t>{escape(slide.page)}</a:t>{close}</a:p></p:txBody></p:sp>'
    )


def _slide_xml(
    look: Look,
    slide: Slide,
    meta: Meta,
    rels: _Rels,
    charts: list[ChartItem],
    pictures: list[Picture],
    files: dict[str, str],
    rows: dict[str, str],
    adapter: Adapter | None,
) -> str:
    """The slide part. `files` maps slide keys to file names, `rows` fact ids to the key of the slide with their row."""
    layout = layouts()[slide.layout]
    words = meta.words["slot"]

    def relate(key: str) -> str:
        return rels.add("slide", files[key])

    def holder(slot: Slot | None, name: str | None) -> str:
        if adapter is not None:
            return adapter.placeholder(slide, name)
        return _placeholder(slot) if slot else ""

    out, number = [], 2
    used: set[str] = set()

    def click(fact: str | None) -> str:
        if fact is None or fact not in rows or rows[fact] == slide.key:
            return ""
        tip = meta.words["see_appendix"].format(fact=fact)
        return f'<a:hlinkClick r:id="{relate(rows[fact])}" action="{JUMP}" tooltip="{escape(tip)}"/>'

    for item in slide.items:
        if isinstance(item, Mark):
            out.append(mark_shape(look, item, number, f"rule {number}"))
        elif isinstance(item, Text):
            heading = item.slot == "title"
            slot: Slot | None
            if heading:
                slot = TITLE if not layout.cover else Slot(name="title", box=TITLE.box, word="title", kind="ctrTitle")
            else:
                slot = layout.slot(item.slot) if item.slot else None
            name = f"{words[slot.word] if slot else words['label']} {number}"
            if item.fact and f"fact:{item.fact}" not in used:
                name = f"fact:{item.fact}"
                used.add(name)
            out.append(
                text_shape(
                    look,
                    item,
                    number,
                    name,
                    holder(slot, item.slot),
                    click=click(item.fact),
                    heading=heading,
                    relate=relate,
                )
            )
        elif isinstance(item, Picture):
            pictures.append(item)
            rid = rels.add("image", f"../media/image{len(pictures)}.png")
            out.append(picture_shape(item.box, number, words["logo"], rid, clean(item.alt)))
        elif isinstance(item, ChartItem):
            charts.append(item)
            rid = rels.add("chart", f"../charts/chart{len(charts)}.xml")
            name = (
                "fact:" + item.facts[0]
                if item.facts and f"fact:{item.facts[0]}" not in used
                else f"{words['chart']} {number}"
            )
            used.add(name)
            out.append(
                chart_frame(item.box, number, name, holder(layout.slot(item.slot), item.slot), rid, clean(item.alt))
            )
        else:
            out.append(
                table_frame(
                    look, item, number, f"{words['table']} {number}", holder(layout.slot(item.slot), item.slot), relate
                )
            )
        number += 1
    said = meta.cover_foot if layout.cover else meta.foot
    tone = adapter.foot_colour(slide) if adapter is not None else None
    ground = adapter.foot_ground(slide) if adapter is not None else None
    foot = Text(slot="footer", box=FOOTER.box, paras=(Para(runs=(Run(text=said, colour=tone),), style="foot"),))
    if place := holder(FOOTER, "footer"):
        out.append(
            text_shape(
                look,
                replace(foot, plain=adapter is not None, fill=ground),
                number,
                words["footer"],
                place,
                geometry=False,
            )
        )
    if slide.page and (place := holder(PAGE, "page")):
        out.append(_page(look, slide, number + 1, place, "ink-2" if adapter is None else tone, ground))
    if slide.tracker is not None:
        slot = layout.slot("tracker")
        line = Text(slot="tracker", box=slot.box, paras=(_tracker(meta, slide.tracker),))
        out.append(text_shape(look, line, number + 2, words["tracker"], _placeholder(slot), geometry=False))
    return (
        f"{_HEAD}<p:sld {NS}><p:cSld><p:spTree>{_TREE}{''.join(out)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def _notes_xml(look: Look, lines: Sequence[str], words: dict[str, str]) -> str:
    props = f'lang="{look.lang}" altLang="en-US" dirty="0"><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
    paragraphs = "".join(
        f'<a:p><a:pPr eaLnBrk="1" hangingPunct="0"/><a:r><a:rPr {props}</a:rPr><a:t>{escape(line)}</a:t></a:r></a:p>'
        for line in lines
    )
    return (
        f'{_HEAD}<p:notes {NS}><p:cSld><p:spTree>{_TREE}<p:sp><p:nvSpPr><p:cNvPr id="2" name="{words["slide"]} 1"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        f'<p:sp><p:nvSpPr><p:cNvPr id="3" name="{words["notes"]} 2"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        '<p:ph type="body" sz="quarter" idx="3"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>'
        f"{paragraphs}</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _sections(slides: Sequence[Slide]) -> str:
    groups: list[tuple[str, list[int]]] = []
    for i, slide in enumerate(slides):
        if not groups or groups[-1][0] != slide.section:
            groups.append((slide.section, []))
        groups[-1][1].append(256 + i)
    out = []
    for order, (name, ids) in enumerate(groups):
        guid = str(uuid.uuid5(_SPACE, f"{order}:{name}")).upper()
        out.append(
            f'<p14:section name="{escape(name)}" id="{{{guid}}}"><p14:sldIdLst>'
            + "".join(f'<p14:sldId id="{i}"/>' for i in ids)
            + "</p14:sldIdLst></p14:section>"
        )
    return (
        '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        + "".join(out)
        + "</p14:sectionLst></p:ext>"
    )


def _core(look: Look, meta: Meta) -> bytes:
    stamp = (meta.date or _UNDATED).isoformat() + "T00:00:00Z"

    def tag(name: str, value: str) -> str:
        return f"<{name}>{escape(clean(value)[:250])}</{name}>" if clean(value) else ""

    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + tag("dc:title", meta.title)
        + tag("dc:subject", meta.subject)
        + tag("dc:creator", meta.creator)
        + tag("cp:keywords", meta.keywords)
        + tag("dc:description", meta.description)
        + tag("cp:lastModifiedBy", "reportgen")
        + "<cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        f"<dc:language>{LANG[look.script]}</dc:language></cp:coreProperties>"
    ).encode()


def _app(slides: int, company: str) -> bytes:
    return (
        f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<TotalTime>0</TotalTime><Application>reportgen</Application><Slides>{slides}</Slides><Notes>{slides}</Notes>"
        f"<HiddenSlides>0</HiddenSlides><Company>{escape(clean(company))}</Company></Properties>"
    ).encode()


def _ledger_parts(ledger: bytes) -> list[Part]:
    """The ledger as a custom XML part: JSON in ASCII, so that no control character can stand in it."""
    text = json.dumps(json.loads(ledger), ensure_ascii=True, separators=(",", ":")) if ledger else "{}"
    return _custom_parts(1, "ledger", f'<ledger xmlns="{_LEDGER}">{escape(text)}</ledger>', _LEDGER)


def _picture_parts(parts: Sequence[Part]) -> list[Part]:
    """The sums of the deck's pictures, so that another one in their place is found by whoever verifies it."""
    sums = sorted({hashlib.sha256(p.data).hexdigest() for p in parts if p.name.startswith("ppt/media/")})
    if not sums:
        return []
    listed = "".join(f'<picture sha256="{one}"/>' for one in sums)
    return _custom_parts(2, "pictures", f'<pictures xmlns="{_PICTURES}">{listed}</pictures>', _PICTURES)


def _custom_parts(number: int, name: str, content: str, schema: str) -> list[Part]:
    """A custom XML part with its properties."""
    guid = str(uuid.uuid5(_SPACE, name)).upper()
    properties = (
        f'{_HEAD}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{{{guid}}}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{schema}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    target = relationships([("rId1", _OFFICE + "customXmlProps", f"itemProps{number}.xml")])
    return [
        Part(f"customXml/item{number}.xml", "application/xml", (_HEAD + content).encode()),
        Part(f"customXml/itemProps{number}.xml", _BASE + "customXmlProperties+xml", properties.encode()),
        Part(f"customXml/_rels/item{number}.xml.rels", "", target),
    ]


def write_slides(
    slides: Sequence[Slide],
    look: Look,
    meta: Meta,
    notes: Sequence[Sequence[str]],
    ledger: bytes,
    base: Base,
    path: Path,
) -> None:
    """Write the deck. `notes` has the lines of each slide's notes, in the slides' order."""
    files = {slide.key: f"slide{i + 1}.xml" for i, slide in enumerate(slides)}
    rows = {fact: slide.key for slide in slides for fact in slide.rows}
    charts: list[ChartItem] = []
    pictures: list[Picture] = []
    made: list[Part] = []
    notes_base = "../" + base.notes_master.removeprefix("ppt/")
    for i, slide in enumerate(slides):
        rels = _Rels()
        part = base.adapter.chosen(slide).part if base.adapter else base.layout_part[slide.layout]
        rels.add("slideLayout", "../" + part.removeprefix("ppt/"))
        rels.add("notesSlide", f"../notesSlides/notesSlide{i + 1}.xml")
        xml = _slide_xml(look, slide, meta, rels, charts, pictures, files, rows, base.adapter)
        note_rels = [
            ("rId1", _OFFICE + "notesMaster", notes_base),
            ("rId2", _OFFICE + "slide", f"../slides/slide{i + 1}.xml"),
        ]
        made += [
            Part(f"ppt/slides/slide{i + 1}.xml", _BASE + "presentationml.slide+xml", xml.encode()),
            Part(f"ppt/slides/_rels/slide{i + 1}.xml.rels", "", relationships(rels.entries)),
            Part(
                f"ppt/notesSlides/notesSlide{i + 1}.xml",
                _BASE + "presentationml.notesSlide+xml",
                _notes_xml(look, notes[i], meta.words["slot"]).encode(),
            ),
            Part(f"ppt/notesSlides/_rels/notesSlide{i + 1}.xml.rels", "", relationships(note_rels)),
        ]
    for i, item in enumerate(charts):
        made += [
            Part(
                f"ppt/charts/chart{i + 1}.xml",
                _BASE + "drawingml.chart+xml",
                chart_xml(item.chart, look.fill, look.lang).encode(),
            ),
            Part(
                f"ppt/charts/_rels/chart{i + 1}.xml.rels",
                "",
                relationships([("rId1", _OFFICE + "package", f"../embeddings/workbook{i + 1}.xlsx")]),
            ),
            Part(f"ppt/embeddings/workbook{i + 1}.xlsx", _XLSX, workbook(item.chart, meta.date)),
        ]
    made += [Part(f"ppt/media/image{i + 1}.png", "image/png", item.data) for i, item in enumerate(pictures)]
    ids = "".join(f'<p:sldId id="{256 + i}" r:id="rIdSlide{i + 1}"/>' for i in range(len(slides)))
    presentation = base.presentation.replace(
        "</p:notesMasterIdLst>", f"</p:notesMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst>", 1
    )
    presentation = presentation.replace(
        "</p:presentation>", f"<p:extLst>{_sections(slides)}</p:extLst></p:presentation>"
    )
    listed = _picture_parts([*base.parts, *made])
    rels_all = [
        *base.presentation_rels,
        *((f"rIdSlide{i + 1}", _OFFICE + "slide", f"slides/slide{i + 1}.xml") for i in range(len(slides))),
        ("rIdLedger", _OFFICE + "customXml", "../customXml/item1.xml"),
        *([("rIdPictures", _OFFICE + "customXml", "../customXml/item2.xml")] if listed else []),
    ]
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    root = relationships(
        [
            ("rId1", _OFFICE + "officeDocument", "ppt/presentation.xml"),
            ("rId2", package, "docProps/core.xml"),
            ("rId3", _OFFICE + "extended-properties", "docProps/app.xml"),
        ]
    )
    parts = [
        Part("_rels/.rels", "", root),
        Part("ppt/presentation.xml", _BASE + "presentationml.presentation.main+xml", presentation.encode()),
        Part("ppt/_rels/presentation.xml.rels", "", relationships(rels_all)),
        *base.parts,
        *made,
        *_ledger_parts(ledger),
        *listed,
        Part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", _core(look, meta)),
        Part("docProps/app.xml", _BASE + "extended-properties+xml", _app(len(slides), look.theme.issuer.name)),
    ]
    with path.open("wb") as file:
        write_zip([Part("[Content_Types].xml", "", content_types(parts)), *parts], file)
