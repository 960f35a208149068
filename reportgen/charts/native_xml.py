"""Writes a native chart's part: DrawingML chart with fonts of both scripts in every text property."""
# ruff: noqa: E501 (an element of XML is read best on one line)

from __future__ import annotations

from collections.abc import Callable
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
        f'{_text(fill, size, bold, colour)}</a:pPr><a:endParaRPr lang="{lang}"/></a:p></c:txPr>'
    )


def _shape(fill: Fill, look: Look) -> str:
    inside = fill(look.fill) if look.fill else "<a:noFill/>"
    if look.line:
        line = f'<a:ln w="{round(look.line_w * 12700)}">{fill(look.line)}<a:miter lim="800000"/></a:ln>'
    else:
        line = "<a:ln><a:noFill/></a:ln>"
    return f"<c:spPr>{inside}{line}</c:spPr>"


def _label(fill: Fill, index: int, label: Label, position: str, lang: str) -> str:
    shown = (
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )
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


def chart_xml(chart: NativeChart, fill: Fill, lang: str) -> str:
    """The chart part. `fill` gives the a:solidFill of a colour token. Its workbook must be related as rId1."""
    x, y, w, h = chart.plot
    series = "".join(_series(fill, chart, s, i, lang) for i, s in enumerate(chart.series))
    overlap = 100 if chart.stacked else (-10 if len(chart.series) > 1 else 0)
    ticks = "low" if chart.label_size is not None else "none"
    line = f'<a:ln w="12700">{fill("ink")}</a:ln>' if chart.axis_line else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NS}><c:date1904 val="0"/><c:lang val="{lang}"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout><c:manualLayout>'
        '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.5f}"/><c:y val="{y:.5f}"/><c:w val="{w:.5f}"/><c:h val="{h:.5f}"/></c:manualLayout></c:layout>'
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
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{_text(fill, 16.0, False, "ink")}</a:pPr><a:endParaRPr lang="{lang}"/></a:p></c:txPr>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
