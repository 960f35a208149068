"""Turns an exhibit's numbers into a native PowerPoint chart: its series, labels and axis, still without XML.

Horizontal bars, clustered or stacked, are what PowerPoint, Keynote and LibreOffice all edit and draw alike. Stacked
bars with an invisible first series give time lines; ten series of one give the cells of a share. Before and after is
a dumbbell: a scatter chart with one series a row, whose two points are joined by a line.
"""

from __future__ import annotations

from typing import Literal

from reportgen.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Fill and outline as colour tokens; None is none. Widths in pt."""

    fill: str | None
    line: str | None = None
    line_w: float = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is printed at a mark. `number_format` keeps it live when the data are edited; else `text` stands as is."""

    text: str
    colour: str
    number_format: str | None = None
    size: float = 16.0
    bold: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """`values` has one entry a category (None: no mark); `points` are looks that differ, by category index."""

    name: str
    values: tuple[float | None, ...]
    look: Look
    points: dict[int, Look]
    labels: dict[int, Label]
    label_position: Literal["outEnd", "inBase", "ctr"] = "outEnd"


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeChart:
    """`categories` from top to bottom. `plot` is the inner plot area as fractions of the frame (x, y, w, h).

    `low`, `high`: the value axis, which is not shown. `sources` is one sentence a category for the data sheet, `unit`
    its unit; `sheet` names the sheet; `head_extra` and `extras` are a further column of words (the article's own, a
    rule). `axis_line`: draw the category axis. `label_size` None hides the categories.
    `dumbbell`: two series are drawn as two dots a row on one line, the second one's label on the side it lies; a
    scatter chart names no rows, so the slide does.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool
    low: float
    high: float
    gap: int
    plot: tuple[float, float, float, float]
    unit: str
    sources: tuple[str, ...]
    head_category: str
    head_source: str
    sheet: str
    head_extra: str = ""
    extras: tuple[str, ...] = ()
    axis_line: bool = True
    label_size: float | None = 16.0
    tick_colour: str = "ink"
    dumbbell: bool = False


def number_format(text: str, value: float | None, scale: float = 1.0, lead: int = 0) -> str | None:
    """A spreadsheet format under which `value` reads `text`, or None when there is none.

    "目標：1000億元級" with 1000 gives '"目標："0"億元級"'. A sign that `text` writes as a word is not reproduced.
    The first `lead` characters are words, also where they hold digits (2022年 612億元).
    """
    if value is None or '"' in text:
        return None
    shown = abs(value * scale)
    for places in range(0, 5):
        for digits, form in ((f"{shown:.{places}f}", "0"), (f"{shown:,.{places}f}", "#,##0")):
            at = text.find(digits, lead)
            if at < 0 or abs(float(digits.replace(",", "")) - shown) > 1e-9:
                continue
            before, after = text[:at], text[at + len(digits) :]
            if any(c.isdigit() for c in before[lead:] + after):
                return None
            if places:
                form += "." + "0" * places
            positive = (f'"{before}"' if before else "") + form + (f'"{after}"' if after else "")
            if value < 0:
                return f"{positive};{positive}"
            return positive
    return None
