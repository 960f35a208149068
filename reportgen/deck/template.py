"""Builds `templates/deck-<script>.pptx` from the theme: master, layouts, notes master; the same bytes each time.

Run `python -m reportgen.deck.template` after a change of theme, layouts or wording; a test compares.
"""
# ruff: noqa: E501 (an element of XML is read best on one line)

from __future__ import annotations

from pathlib import Path

from reportgen.assets import Style, Theme, load_theme, templates_dir, wording
from reportgen.deck.geometry import BAND_H, FOOT_RULE_Y, FULL, MARGIN, SLIDE_H, SLIDE_W, Box, emu
from reportgen.deck.items import Mark
from reportgen.deck.layouts import FOOTER, PAGE, TITLE, Layout, Slot, layouts
from reportgen.deck.look import FONTS, LANG, SCHEME, Look, house_look
from reportgen.deck.package import Part, content_types, relationships, write_zip
from reportgen.deck.shapes import NS, mark_shape, xfrm

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_TAG_W, _TAG_H, _TOP_Y, _TOP_H = 54.0, 5.0, 18.0, 2.0
_COVER_TAG_H = 8.0
# A theme must name three fills, three lines, three effects; all plain.
_FORMAT = (
    '<a:fmtScheme name="reportgen"><a:fillStyleLst>'
    + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    + "</a:fillStyleLst><a:lnStyleLst>"
    + "".join(
        f'<a:ln w="{w}"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' for w in (6350, 12700, 19050)
    )
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + "</a:effectStyleLst><a:bgFillStyleLst>"
    + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    + "</a:bgFillStyleLst></a:fmtScheme>"
)
_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def _theme_xml(theme: Theme, script: str, name: str) -> str:
    slots = {v: k for k, v in SCHEME.items()}
    order = (
        ("dk1", "tx1"),
        ("lt1", "bg1"),
        ("dk2", "tx2"),
        ("lt2", "bg2"),
        *((f"accent{i}", f"accent{i}") for i in range(1, 7)),
        ("hlink", "hlink"),
        ("folHlink", "folHlink"),
    )
    colours = "".join(
        f'<a:{tag}><a:srgbClr val="{theme.colour[slots[slot]].lstrip("#").upper()}"/></a:{tag}>' for tag, slot in order
    )
    latin, ea = theme.deck_fonts["latin"], theme.deck_fonts[script]
    font = f'<a:latin typeface="{latin}"/><a:ea typeface="{ea}"/><a:cs typeface=""/>'
    return (
        f'{_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="reportgen">{colours}</a:clrScheme><a:fontScheme name="reportgen"><a:majorFont>{font}</a:majorFont>'
        f"<a:minorFont>{font}</a:minorFont></a:fontScheme>{_FORMAT}</a:themeElements><a:objectDefaults/>"
        "<a:extraClrSchemeLst/></a:theme>"
    )


def _run_default(look: Look, style: Style, bold: bool, colour: str, family: str) -> str:
    return (
        f'<a:defRPr sz="{round(style.size * 100)}" b="{int(bold)}" kern="1200">{look.fill(colour)}'
        f"{FONTS.format(family)}</a:defRPr>"
    )


def _level(
    look: Look, level: int, style: Style, *, bold: bool, colour: str, align: str = "l", family: str = "mn"
) -> str:
    return (
        f'<a:lvl{level}pPr marL="0" indent="0" algn="{align}" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="0">'
        f'<a:lnSpc><a:spcPts val="{round(style.leading * 100)}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/>{_run_default(look, style, bold, colour, family)}</a:lvl{level}pPr>'
    )


def _levels(look: Look, slot: Slot, count: int = 5) -> str:
    style = look.style(slot.style)
    bold = style.weight >= 600 if slot.bold is None else slot.bold
    family = "mj" if slot.kind in ("title", "ctrTitle") else "mn"
    return "".join(
        _level(look, i + 1, style, bold=bold, colour=slot.colour or style.colour, align=slot.align, family=family)
        for i in range(count)
    )


def _placeholder(look: Look, slot: Slot, number: int, words: dict[str, str], *, prompt: bool) -> str:
    size = "" if slot.kind in ("title", "ctrTitle") else ' sz="quarter"'
    idx = f' idx="{slot.idx}"' if slot.idx else ""
    custom = ' hasCustomPrompt="1"' if prompt and slot.kind in ("body", "subTitle", "chart", "tbl") else ""
    word = words[slot.word]
    lang = LANG[look.script]
    fonts = FONTS.format("mj" if slot.kind in ("title", "ctrTitle") else "mn")
    run = f'<a:rPr lang="{lang}" altLang="en-US">{fonts}</a:rPr>'
    end = f'<a:endParaRPr lang="{lang}">{fonts}</a:endParaRPr>'
    if slot.kind == "sldNum":
        number_field = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        content = f"<a:p>{number_field}{run}<a:t>‹#›</a:t></a:fld>{end}</a:p>"
    else:
        content = f"<a:p><a:r>{run}<a:t>{word}</a:t></a:r>{end}</a:p>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{word} {number}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{slot.kind}"{size}{idx}{custom}/></p:nvPr></p:nvSpPr><p:spPr>{xfrm(slot.box)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" '
        f'rIns="0" bIns="0" rtlCol="0" anchor="{slot.anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>{_levels(look, slot, 1)}'
        f"</a:lstStyle>{content}</p:txBody></p:sp>"
    )


def _furniture(look: Look) -> str:
    marks = (
        Mark(box=Box(MARGIN, _TOP_Y, FULL, _TOP_H), fill="river"),
        Mark(box=Box(MARGIN, _TOP_Y, _TAG_W, _TAG_H), fill="spark"),
        Mark(box=Box(MARGIN, FOOT_RULE_Y, FULL, 0.5), fill="hair"),
    )
    return "".join(mark_shape(look, mark, 100 + i, f"rule {i + 1}") for i, mark in enumerate(marks))


def _cover_furniture(look: Look) -> str:
    marks = (
        Mark(box=Box(0, 0, SLIDE_W, BAND_H), fill="river"),
        Mark(box=Box(MARGIN, BAND_H, _TAG_W, _COVER_TAG_H), fill="spark"),
        Mark(box=Box(MARGIN, FOOT_RULE_Y, FULL, 0.5), fill="hair"),
    )
    return "".join(mark_shape(look, mark, 100 + i, f"rule {i + 1}") for i, mark in enumerate(marks))


def _layout_xml(look: Look, layout: Layout, words: dict[str, str], names: dict[str, str]) -> str:
    title = TITLE
    if layout.cover:
        title = Slot(name="title", box=Box(MARGIN, 96, FULL, 104), word="title", style="cover-title", kind="ctrTitle")
    shapes = _placeholder(look, title, 2, words, prompt=True)
    shapes += "".join(_placeholder(look, slot, i + 3, words, prompt=True) for i, slot in enumerate(layout.slots))
    furniture = _cover_furniture(look) if layout.cover else ""
    kind = ' type="title"' if layout.cover else ""
    return (
        f'{_HEAD}<p:sldLayout {NS}{kind} preserve="1" userDrawn="1"{" showMasterSp=" + chr(34) + "0" + chr(34) if layout.cover else ""}>'
        f'<p:cSld name="{names[layout.key]}"><p:spTree>{_TREE}{furniture}{shapes}</p:spTree></p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _master_xml(look: Look, words: dict[str, str], count: int) -> str:
    body = Slot(name="body", box=Box(MARGIN, 136, FULL, 334), word="text", idx=1)
    shapes = "".join(
        _placeholder(look, slot, i + 2, words, prompt=False) for i, slot in enumerate((TITLE, body, FOOTER, PAGE))
    )
    style = look.style("body")
    other = "".join(_level(look, i, style, bold=False, colour="ink") for i in range(1, 10))
    title = _level(look, 1, look.style("title"), bold=True, colour="ink", family="mj")
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + i}" r:id="rId{i + 1}"/>' for i in range(count))
    return (
        f'{_HEAD}<p:sldMaster {NS}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f"<p:spTree>{_TREE}{_furniture(look)}{shapes}</p:spTree></p:cSld>{_MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{other}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _notes_master_xml(look: Look) -> str:
    lang = LANG[look.script]
    style = Style(size=12, leading=18, weight=400, colour="ink")
    levels = "".join(_level(look, i, style, bold=False, colour="ink") for i in range(1, 10))
    empty = f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="{lang}">{FONTS.format("mn")}</a:endParaRPr></a:p></p:txBody>'

    def shape(number: int, name: str, ph: str, box: Box, content: str, locks: str = 'noGrp="1"') -> str:
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks {locks}/></p:cNvSpPr><p:nvPr><p:ph {ph}/></p:nvPr>'
            f'</p:nvSpPr><p:spPr>{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>{content}</p:sp>'
        )

    picture = shape(
        2,
        "Slide Image 1",
        'type="sldImg" idx="2"',
        Box(66, 60, 408, 229.5),
        "",
        'noGrp="1" noRot="1" noChangeAspect="1"',
    )
    notes = shape(3, "Notes 2", 'type="body" sz="quarter" idx="3"', Box(54, 320, 432, 356), empty)
    return (
        f'{_HEAD}<p:notesMaster {NS}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        f"<p:spTree>{_TREE}{picture}{notes}</p:spTree></p:cSld>{_MAP}<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )


def _presentation_xml(look: Look) -> str:
    style = look.style("body")
    levels = "".join(_level(look, i, style, bold=False, colour="ink") for i in range(1, 10))
    return (
        f'{_HEAD}<p:presentation {NS} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(SLIDE_W)}" cy="{emu(SLIDE_H)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle>{levels}</p:defaultTextStyle></p:presentation>"
    )


def build(theme: Theme, script: str) -> list[Part]:
    """All parts of the empty deck, in the order they are stored."""
    look = house_look(theme, script)
    deck = wording(script)["deck"]
    words, names = deck["slot"], deck["layout"]
    kinds = layouts()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    base = "application/vnd.openxmlformats-officedocument."
    parts: list[Part] = []

    def add(name: str, kind: str, text: str) -> None:
        parts.append(Part(name, base + kind, text.encode()))

    add("ppt/presentation.xml", "presentationml.presentation.main+xml", _presentation_xml(look))
    add("ppt/slideMasters/slideMaster1.xml", "presentationml.slideMaster+xml", _master_xml(look, words, len(kinds)))
    for i, layout in enumerate(kinds.values()):
        add(
            f"ppt/slideLayouts/slideLayout{i + 1}.xml",
            "presentationml.slideLayout+xml",
            _layout_xml(look, layout, words, names),
        )
    add("ppt/notesMasters/notesMaster1.xml", "presentationml.notesMaster+xml", _notes_master_xml(look))
    add("ppt/theme/theme1.xml", "theme+xml", _theme_xml(theme, script, names["theme"]))
    add("ppt/theme/theme2.xml", "theme+xml", _theme_xml(theme, script, names["theme"]))
    add("ppt/presProps.xml", "presentationml.presProps+xml", f"{_HEAD}<p:presentationPr {NS}/>")
    add(
        "ppt/viewProps.xml",
        "presentationml.viewProps+xml",
        f'{_HEAD}<p:viewPr {NS}><p:normalViewPr><p:restoredLeft sz="15620"/><p:restoredTop sz="80000"/></p:normalViewPr></p:viewPr>',
    )
    add(
        "ppt/tableStyles.xml",
        "presentationml.tableStyles+xml",
        f'{_HEAD}<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{{2D5ABB26-0587-4C30-8999-92F81FD0307C}}">'
        '<a:tblStyle styleId="{2D5ABB26-0587-4C30-8999-92F81FD0307C}" styleName="No Style, No Grid"/></a:tblStyleLst>',
    )
    parts.append(
        Part(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            (
                _HEAD
                + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
                'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>'
                + names["theme"]
                + "</dc:title></cp:coreProperties>"
            ).encode(),
        )
    )
    add(
        "docProps/app.xml",
        "extended-properties+xml",
        f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>reportgen</Application></Properties>',
    )

    def rels(owner: str, *entries: tuple[str, str]) -> None:
        folder, _, file = owner.rpartition("/")
        parts.append(
            Part(
                f"{folder}/_rels/{file}.rels" if folder else "_rels/.rels",
                "",
                relationships(
                    [
                        (f"rId{i + 1}", kind if kind.startswith("http") else office + kind, target)
                        for i, (kind, target) in enumerate(entries)
                    ]
                ),
            )
        )

    rels(
        "",
        ("officeDocument", "ppt/presentation.xml"),
        ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
    )
    rels(
        "ppt/presentation.xml",
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"),
        ("presProps", "presProps.xml"),
        ("viewProps", "viewProps.xml"),
        ("theme", "theme/theme1.xml"),
        ("tableStyles", "tableStyles.xml"),
    )
    rels(
        "ppt/slideMasters/slideMaster1.xml",
        *(("slideLayout", f"../slideLayouts/slideLayout{i + 1}.xml") for i in range(len(kinds))),
        ("theme", "../theme/theme1.xml"),
    )
    for i in range(len(kinds)):
        rels(f"ppt/slideLayouts/slideLayout{i + 1}.xml", ("slideMaster", "../slideMasters/slideMaster1.xml"))
    rels("ppt/notesMasters/notesMaster1.xml", ("theme", "../theme/theme2.xml"))
    return parts


def template_bytes(theme: Theme, script: str) -> bytes:
    """The template as one file."""
    import io

    parts = build(theme, script)
    memory = io.BytesIO()
    write_zip([Part("[Content_Types].xml", "", content_types(parts)), *parts], memory)
    return memory.getvalue()


def main(folder: Path | None = None) -> None:
    """Write the templates of both scripts."""
    theme = load_theme()
    for script in LANG:
        ((folder or templates_dir()) / f"deck-{script}.pptx").write_bytes(template_bytes(theme, script))


if __name__ == "__main__":
    main()
