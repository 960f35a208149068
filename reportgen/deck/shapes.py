"""Turns placed items into DrawingML: text frames, marks, tables, graphic frames."""
# ruff: noqa: E501 (an element of XML is read best on one line)

from __future__ import annotations

from collections.abc import Callable

from reportgen.deck.clean import escape
from reportgen.deck.geometry import Box, emu
from reportgen.deck.items import BREAK, Cell, Mark, Para, Run, TableItem, Text
from reportgen.deck.look import FONTS, Look

NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
JUMP = "ppaction://hlinksldjump"
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
# A link keeps the colour of its run.
_KEEP_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)

Relate = Callable[[str], str]  # slide key → rId of a jump


def xfrm(box: Box, prefix: str = "a") -> str:
    return (
        f'<{prefix}:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{emu(box.x + box.w) - emu(box.x)}" cy="{emu(box.y + box.h) - emu(box.y)}"/></{prefix}:xfrm>'
    )


def run_properties(look: Look, run: Run, para: Para, heading: bool, tag: str, relate: Relate | None = None) -> str:
    style = look.style(run.style or para.style)
    bold = style.weight >= 600 if run.bold is None else run.bold
    link = ""
    if run.goto and relate:
        tip = f' tooltip="{escape(run.tip)}"' if run.tip else ""
        link = f'<a:hlinkClick r:id="{relate(run.goto)}" action="{JUMP}"{tip}>{_KEEP_COLOUR}</a:hlinkClick>'
    return (
        f'<a:{tag} lang="{look.lang}" altLang="en-US" sz="{round(style.size * 100)}" b="{int(bold)}" dirty="0">'
        f"{look.fill(run.colour or style.colour)}{FONTS.format('mj' if heading else 'mn')}{link}</a:{tag}>"
    )


def paragraph(
    look: Look, para: Para, heading: bool = False, relate: Relate | None = None, *, align: bool = True
) -> str:
    """One a:p with exact line spacing; the leading is that of the paragraph's style."""
    leading = max([look.style(para.style).leading, *(look.style(r.style).leading for r in para.runs if r.style)])
    margin = f' marL="{emu(para.hang)}" indent="{-emu(para.hang) if para.outdent else 0}"'
    side = f' algn="{para.align}"' if align else ""
    out = [
        f'<a:p><a:pPr{margin}{side} eaLnBrk="1" hangingPunct="0">'
        f'<a:lnSpc><a:spcPts val="{round(leading * 100)}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="{round(para.after * 100)}"/></a:spcAft><a:buNone/></a:pPr>'
    ]
    last = None
    for run in para.runs:
        if run == BREAK:
            out.append("<a:br>" + run_properties(look, last or Run(text=""), para, heading, "rPr") + "</a:br>")
            continue
        last = run
        out.append(f"<a:r>{run_properties(look, run, para, heading, 'rPr', relate)}<a:t>{escape(run.text)}</a:t></a:r>")
    end = Run(text="", style=last.style, bold=last.bold, colour=last.colour) if last else Run(text="")
    out.append(run_properties(look, end, para, heading, "endParaRPr"))
    out.append("</a:p>")
    return "".join(out)


def outline(look: Look, colour: str | None, width: float, dash: bool) -> str:
    if colour is None:
        return "<a:ln><a:noFill/></a:ln>"
    pattern = '<a:prstDash val="dash"/>' if dash else ""
    return f'<a:ln w="{emu(width)}">{look.fill(colour)}{pattern}</a:ln>'


def body(look: Look, text: Text, heading: bool = False, relate: Relate | None = None) -> str:
    left, top, right, bottom = (emu(v) for v in text.inset)
    if text.plain:
        return (
            '<p:txBody><a:bodyPr rot="0" vert="horz" wrap="square" numCol="1"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
            + "".join(paragraph(look, p, heading, relate, align=False) for p in text.paras)
            + "</p:txBody>"
        )
    return (
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
        f'rtlCol="0" anchor="{text.anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
        + "".join(paragraph(look, p, heading, relate) for p in text.paras)
        + "</p:txBody>"
    )


def text_shape(
    look: Look,
    text: Text,
    number: int,
    name: str,
    placeholder: str,
    *,
    click: str = "",
    heading: bool = False,
    relate: Relate | None = None,
    geometry: bool = True,
) -> str:
    """A text frame. `placeholder` is the p:ph element, or "" for a text box; `click` an a:hlinkClick or ""."""
    kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if placeholder else '<p:cNvSpPr txBox="1"/>'
    look_xml = ""
    if not placeholder or text.fill or text.line:
        look_xml = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        look_xml += look.fill(text.fill) if text.fill else "<a:noFill/>"
        look_xml += outline(look, text.line, text.line_w, text.dash)
    properties = f"<p:spPr>{xfrm(text.box) if geometry and text.moved else ''}{look_xml}</p:spPr>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(name)}">{click}</p:cNvPr>{kind}'
        f"<p:nvPr>{placeholder}</p:nvPr></p:nvSpPr>{properties}{body(look, text, heading, relate)}</p:sp>"
    )


def mark_shape(look: Look, mark: Mark, number: int, name: str) -> str:
    """A decorative shape: no style reference (it would bring a shadow), no text."""
    geometry = "ellipse" if mark.round else "rect"
    fill = look.fill(mark.fill) if mark.fill else "<a:noFill/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(name)}">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr '
        f'userDrawn="1"/></p:nvSpPr><p:spPr>{xfrm(mark.box)}<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>'
        f"{fill}{outline(look, mark.line, mark.line_w, mark.dash)}</p:spPr></p:sp>"
    )


def _cell(look: Look, cell: Cell, head: bool, last: bool, relate: Relate | None) -> str:
    para = Para(runs=cell.runs, style=next((r.style for r in cell.runs if r.style), "table"), align=cell.align)
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    rule = f'<a:lnB w="{emu(1.0 if head else 0.75)}">{look.fill("river" if head else "hair")}</a:lnB>'
    fill = look.fill("mist") if head else "<a:noFill/>"
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph(look, para, relate=relate)}</a:txBody>"
        f'<a:tcPr marL="{emu(cell.left)}" marR="{emu(cell.right)}" marT="0" marB="{emu(2)}" anchor="ctr">'
        f"{none}{rule}{fill}</a:tcPr></a:tc>"
    )


def table_frame(look: Look, table: TableItem, number: int, name: str, placeholder: str, relate: Relate | None) -> str:
    """A native table: header row flagged, no style, hair rules below the rows."""
    grid = "".join(f'<a:gridCol w="{emu(w)}"/>' for w in table.widths)
    rows = "".join(
        f'<a:tr h="{emu(row.height)}">'
        + "".join(_cell(look, cell, i == 0, i == len(table.rows) - 1, relate) for cell in row.cells)
        + "</a:tr>"
        for i, row in enumerate(table.rows)
    )
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{escape(name)}" descr="{escape(table.alt)}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr>{placeholder}</p:nvPr></p:nvGraphicFramePr>{xfrm(table.box, 'p')}<a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1">'
        "<a:tableStyleId>{2D5ABB26-0587-4C30-8999-92F81FD0307C}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def picture_shape(box: Box, number: int, name: str, rid: str, alt: str) -> str:
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="{escape(name)}" descr="{escape(alt)}"/><p:cNvPicPr>'
        '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{xfrm(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def chart_frame(box: Box, number: int, name: str, placeholder: str, rid: str, alt: str) -> str:
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{escape(name)}" descr="{escape(alt)}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr>{placeholder}</p:nvPr></p:nvGraphicFramePr>{xfrm(box, 'p')}<a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart '
        f'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{rid}"/>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )
