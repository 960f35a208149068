"""Writes a native chart's part: DrawingML chart with fonts of both scripts in every text property."""
# ruff: noqa: E501 (an element of XML is read best on one line)

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from html import escape

from reportgen.charts.native import Label, Look, NativeChart, Series

_FONTS = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
_NS = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_CATEGORY_AXIS, _VALUE_AXIS = 111_111_111, 222_222_222
Fill = Callable[[str], str]
_escape = partial(escape, quote=False)  # xml.sax.saxutils would import the whole of urllib


def _text(fill: Fill, size: float, bold: bool, colour: str, tag: str = "defRPr", lang: str = "") -> str:
    language = f' lang="{lang}" altLang="en-US"' if lang else ""
    return f'<a:{tag}{language} sz="{round(size * 100)}" b="{int(bold)}">{fill(colour)}{_FONTS}</a:{tag}>'


def _text_properties(fill: Fill, size: float, bold: bool, colour: str, lang: str, wrap: str = "square") -> str:
    return (
        f'<c:txPr><a:bodyPr rot="0" vert="horz" wrap="{wrap}"/><a:lstStyle/><a:p><a:pPr>'
        f'{_text(fill, size, bold, colour)}</a:pPr><a:endParaRPr lang="{lang}">{_FONTS}</a:endParaRPr></a:p></c:txPr>'
    )


def _shape(fill: Fill, look: Look) -> str:
    inside = fill(look.fill) if look.fill else "<a:noFill/>"
    if look.line:
        line = f'<a:ln w="{round(look.line_w * 12700)}">{fill(look.line)}<a:miter lim="800000"/></a:ln>'
    else:
        line = "<a:ln><a:noFill/></a:ln>"
    return f"<c:spPr>{inside}{line}</c:spPr>"


def _label(fill: Fill, index: int, label: Label, position: str, lang: str) -> str:
    shown = _hidden_labels().replace('showVal val="0"', 'showVal val="1"')
    if label.number_format is not None:
        middle = (
            f'<c:numFmt formatCode="{_escape(label.number_format).replace(chr(34), "&quot;")}" sourceLinked="0"/>'
            "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
            + _text_properties(fill, label.size, label.bold, label.colour, lang, "none")
        )
    else:
        middle = (
            '<c:layout/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>'
            f"{_text(fill, label.size, label.bold, label.colour)}</a:pPr><a:r>"
            f"{_text(fill, label.size, label.bold, label.colour, 'rPr', lang)}<a:t>{_escape(label.text)}</a:t></a:r></a:p>"
            "</c:rich></c:tx><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        )
    return f'<c:dLbl><c:idx val="{index}"/>{middle}<c:dLblPos val="{position}"/>{shown}</c:dLbl>'


def _hidden_labels() -> str:
    return (
        '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def column(index: int) -> str:
    """Spreadsheet letters of a column counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _series(fill: Fill, chart: NativeChart, series: Series, index: int, lang: str) -> str:
    rows = len(chart.categories)
    sheet = "'" + chart.sheet.replace("'", "''") + "'"
    letter = column(index + 1)
    points = "".join(
        f'<c:dPt><c:idx val="{i}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{_shape(fill, look)}</c:dPt>'
        for i, look in sorted(series.points.items())
    )
    labels = "".join(_label(fill, i, label, series.label_position, lang) for i, label in sorted(series.labels.items()))
    categories = "".join(f'<c:pt idx="{i}"><c:v>{_escape(c)}</c:v></c:pt>' for i, c in enumerate(chart.categories))
    values = "".join(f'<c:pt idx="{i}"><c:v>{v!r}</c:v></c:pt>' for i, v in enumerate(series.values) if v is not None)
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>{sheet}!${letter}$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{_escape(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'{_shape(fill, series.look)}<c:invertIfNegative val="0"/>{points}'
        f"<c:dLbls>{labels}{_hidden_labels()}</c:dLbls>"
        f'<c:cat><c:strRef><c:f>{sheet}!$A$2:$A${rows + 1}</c:f><c:strCache><c:ptCount val="{rows}"/>{categories}'
        f"</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{sheet}!${letter}$2:${letter}${rows + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{rows}"/>{values}</c:numCache></c:numRef></c:val></c:ser>'
    )


_DOT, _STEM = 13, 3.0  # size of a dumbbell's dots and of the line between them, pt


def _dumbbell(fill: Fill, chart: NativeChart, lang: str) -> str:
    """The plot of a dumbbell: each row a series of two points on a line; its height is not in the sheet.

    The old dot is open and the new one filled, both of one size. A program that knows no open dots (LibreOffice) fills
    the old one with the light tone of its point's line.
    """
    sheet = "'" + chart.sheet.replace("'", "''") + "'"
    rows = len(chart.categories)
    before, after = chart.series

    def numbers(values: Sequence[float | None]) -> str:
        points = "".join(f'<c:pt idx="{i}"><c:v>{v!r}</c:v></c:pt>' for i, v in enumerate(values) if v is not None)
        return f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}'

    drawn = ""
    for row, category in enumerate(chart.categories):
        pair = [before.values[row], after.values[row]]
        colour = after.points.get(row, after.look).fill or "river"
        hollow = Look(fill=before.look.fill, line=colour, line_w=2.25)
        right = (pair[1] or 0.0) >= (pair[0] or 0.0)
        labels = "".join(
            _x_label(fill, i, series.labels[row], "r" if right == (i == 1) else "l", lang, pair[i])
            for i, series in enumerate((before, after))
            if row in series.labels
        )
        drawn += (
            f'<c:ser><c:idx val="{row}"/><c:order val="{row}"/><c:tx><c:strRef><c:f>{sheet}!$A${row + 2}</c:f><c:strCache>'
            f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{_escape(category)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
            f'<c:spPr><a:ln w="{round(_STEM * 12700)}" cap="rnd">{fill(colour)}<a:round/></a:ln></c:spPr>'
            f'<c:marker><c:symbol val="circle"/><c:size val="{_DOT}"/>{_shape(fill, Look(fill=colour))}</c:marker>'
            f'<c:dPt><c:idx val="0"/><c:marker><c:symbol val="circle"/><c:size val="{_DOT}"/>{_shape(fill, hollow)}'
            f'</c:marker><c:bubble3D val="0"/><c:spPr><a:ln w="{round(_STEM * 12700)}">{fill("axis")}</a:ln></c:spPr></c:dPt><c:dLbls>{labels}{_hidden_labels()}</c:dLbls>'
            f"<c:xVal><c:numRef><c:f>{sheet}!$B${row + 2}:$C${row + 2}</c:f><c:numCache>{numbers(pair)}</c:numCache>"
            f"</c:numRef></c:xVal><c:yVal><c:numLit>{numbers([rows - row - 0.5] * 2)}</c:numLit></c:yVal>"
            '<c:smooth val="0"/></c:ser>'
        )

    def axis(number: int, cross: int, place: str, low: float, high: float) -> str:
        return (
            f'<c:valAx><c:axId val="{number}"/><c:scaling><c:orientation val="minMax"/><c:max val="{high!r}"/>'
            f'<c:min val="{low!r}"/></c:scaling><c:delete val="1"/><c:axPos val="{place}"/>'
            '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="nextTo"/><c:crossAx val="{cross}"/><c:crosses val="min"/><c:crossBetween val="midCat"/></c:valAx>'
        )

    return (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{drawn}'
        f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:scatterChart>'
        + axis(_CATEGORY_AXIS, _VALUE_AXIS, "b", chart.low, chart.high)
        + axis(_VALUE_AXIS, _CATEGORY_AXIS, "l", 0.0, float(len(chart.categories)))
    )


def _x_label(fill: Fill, index: int, label: Label, position: str, lang: str, value: float | None) -> str:
    """The label of a dot. Its number is a field, so that it follows when the data are edited."""
    number = _number_in(label.text, value)
    at = label.text.find(number) if number else -1
    style = f"{_text(fill, label.size, label.bold, label.colour, 'rPr', lang)}"
    shown = f"<a:r>{style}<a:t>{_escape(label.text)}</a:t></a:r>"
    if at >= 0 and label.number_format is not None:
        before, after = label.text[:at], label.text[at + len(number) :]
        guid = f"{{B7C31A52-0D3E-4A57-9C1F-{index:012X}}}"
        shown = "".join(
            (
                f"<a:r>{style}<a:t>{_escape(before)}</a:t></a:r>" if before else "",
                f'<a:fld id="{guid}" type="XVALUE">{style}<a:t>{number}</a:t></a:fld>',
                f"<a:r>{style}<a:t>{_escape(after)}</a:t></a:r>" if after else "",
            )
        )
    places = len(number.partition(".")[2])
    form = ("#,##0" if "," in number else "0") + ("." + "0" * places if places else "")
    return (
        f'<c:dLbl><c:idx val="{index}"/><c:layout/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>'
        f"{_text(fill, label.size, label.bold, label.colour)}</a:pPr>{shown}</a:p></c:rich></c:tx>"
        f'<c:numFmt formatCode="{form}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:dLblPos val="{position}"/>{_hidden_labels().replace("showCatName val=" + chr(34) + "0", "showCatName val=" + chr(34) + "1")}'
        '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
        'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:dlblFieldTable/></c:ext></c:extLst></c:dLbl>'
    )


def _number_in(text: str, value: float | None) -> str:
    """The digits under which a label prints its value; "" when it prints it in words."""
    found = [d for d in re.findall(r"\d[\d,]*(?:\.\d+)?", text) if value is not None]
    return next((d for d in found if abs(float(d.replace(",", "")) - abs(value or 0.0)) < 1e-9), "")


def _bars(fill: Fill, chart: NativeChart, lang: str) -> str:
    """The plot of bars, clustered or stacked, and its two axes."""
    series = "".join(_series(fill, chart, s, i, lang) for i, s in enumerate(chart.series))
    overlap = 100 if chart.stacked else (-10 if len(chart.series) > 1 else 0)
    ticks = "low" if chart.label_size is not None else "none"
    line = f'<a:ln w="12700">{fill("ink")}</a:ln>' if chart.axis_line else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{"stacked" if chart.stacked else "clustered"}"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="{chart.gap}"/><c:overlap val="{overlap}"/>'
        f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:barChart>'
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{ticks}"/><c:spPr><a:noFill/>{line}</c:spPr>'
        f'{_text_properties(fill, chart.label_size or 16.0, False, chart.tick_colour, lang)}<c:crossAx val="{_VALUE_AXIS}"/>'
        '<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:max val="{chart.high!r}"/>'
        f'<c:min val="{chart.low!r}"/></c:scaling><c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def chart_xml(chart: NativeChart, fill: Fill, lang: str) -> str:
    """The chart part. `fill` gives the a:solidFill of a colour token. Its workbook must be related as rId1."""
    x, y, w, h = chart.plot
    plot = _dumbbell(fill, chart, lang) if chart.dumbbell else _bars(fill, chart, lang)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NS}><c:date1904 val="0"/><c:lang val="{lang}"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout><c:manualLayout>'
        '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.5f}"/><c:y val="{y:.5f}"/><c:w val="{w:.5f}"/><c:h val="{h:.5f}"/></c:manualLayout></c:layout>'
        + plot
        + "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{_text(fill, 16.0, False, "ink")}</a:pPr><a:endParaRPr lang="{lang}">{_FONTS}</a:endParaRPr></a:p></c:txPr>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
