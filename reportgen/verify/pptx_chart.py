"""Tells what in a chart's part, or in the workbook behind it, states or draws more than its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ABOUT = ("title", "subject", "description", "keywords", "category")
# Drawn beside the bars, with numbers of their own.
_MORE = {
    "errBars": "draws margins of error",
    "trendline": "draws a trend of its own",
    "upDownBars": "draws differences of its own",
    "hiLowLines": "draws differences of its own",
}


def odd(root: Any) -> Iterator[str]:
    """What a chart draws that is not its numbers, and bars that are set apart though their parts make one whole."""
    for tag, what in _MORE.items():
        if next(root.iter(f"{_C}{tag}"), None) is not None:
            yield what
    for plot in root.iter(f"{_C}barChart"):
        grouping, overlap = plot.find(f"{_C}grouping"), plot.find(f"{_C}overlap")
        stacked = grouping is not None and grouping.get("val") == "stacked"
        if stacked and (overlap is None or overlap.get("val", "0") != "100"):
            yield "sets the parts of one bar apart"
        own = [s for s in plot.iterfind(f"{_C}ser") if s.find(f"{_C}dLbls/{_C}dLbl") is not None]
        if stacked and len(own) > 1:
            yield "adds up what it names one by one"


def book(main: Any) -> Iterator[str]:
    """Names of cells that state something."""
    for name in main.iter(f"{_M}definedName"):
        if not name.get("name", "").startswith("_xlnm."):
            yield "holds a name of its own"


def about(properties: Any) -> Iterator[str]:
    """What a workbook says of itself."""
    for item in () if properties is None else properties:
        if isinstance(item.tag, str) and item.tag.rsplit("}", 1)[-1] in _ABOUT:
            yield item.text or ""


def sheet(root: Any) -> Iterator[str]:
    """What is printed or shown around the cells of a sheet."""
    for item in () if root is None else root.iter(f"{_M}headerFooter", f"{_M}dataValidation", f"{_M}hyperlink"):
        if "".join(item.itertext()).strip() or item.get("prompt") or item.get("tooltip") or item.get("display"):
            yield "holds words around its cells"
