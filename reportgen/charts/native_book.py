"""Writes the workbook behind a native chart: a clean sheet with the unit and each value's source sentence."""

from __future__ import annotations

import datetime
import io

from reportgen.charts.native import NativeChart

_FIXED = datetime.datetime(2000, 1, 1)


def workbook(chart: NativeChart, created: datetime.date | None) -> bytes:
    """The .xlsx bytes: categories in column A, one column a series, a column of words where the chart has one, last the
    sentence it was read in.

    Text that looks like a formula, a link or a number stays text. `created` is the article's date, so that the same
    article gives the same bytes.
    """
    import xlsxwriter

    stamp = datetime.datetime.combine(created, datetime.time()) if created else _FIXED
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(
        memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": stamp, "title": chart.sheet})
    sheet = book.add_worksheet(chart.sheet)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    plain = book.add_format({"valign": "top"})
    last = len(chart.series) + 1 + bool(chart.extras)
    sheet.write_string(0, 0, chart.head_category, bold)
    for i, series in enumerate(chart.series):
        sheet.write_string(0, i + 1, series.name, bold)
        for row, value in enumerate(series.values):
            if value is not None:
                sheet.write_number(row + 1, i + 1, value, plain)
    for row, words in enumerate((chart.head_extra, *chart.extras) if chart.extras else ()):
        sheet.write_string(row, last - 1, words, wrap if row else bold)
    sheet.write_string(0, last, chart.head_source, bold)
    for row, (category, source) in enumerate(zip(chart.categories, chart.sources, strict=True)):
        sheet.write_string(row + 1, 0, category, plain)
        sheet.write_string(row + 1, last, source[:32_000], wrap)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, last - 1, 14 if len(chart.series) < 6 else 8)
    if chart.extras:
        sheet.set_column(last - 1, last - 1, 28)
    sheet.set_column(last, last, 80)
    book.close()
    return memory.getvalue()
