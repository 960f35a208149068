"""Turns exhibits into the geometry of their plots: rows, scales and set labels, in pt; draws nothing.

y runs downwards from the plot's top here; the drawing turns it round. No label ever overlaps another or a mark: scales
are chosen so that the widest label fits beside its mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.assets import Style, Theme
from reportgen.records import dataclass
from reportgen.story.blocks import Bar, Bars, Ladder, Multiples, Pairs, Shares, Structure
from reportgen.typeset import Inline, Line, Metrics, set_line, set_paragraph

COLUMNS, NARROW, LABEL_SHARE, STACKED = 4, 400.0, 0.34, 240.0
"""Plots at least NARROW wide stand on the page's quarters; in a narrower one labels take this share at most, and under
STACKED they stand over their bars."""
SHORT = 40.0
"""A longest bar shorter than this tells nothing: its value texts take the room of the labels too. Under STACKED half of
it will do for bars that go both ways, whose labels must stand in a column of their own."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What every layout needs: theme, metrics and the script of the labels."""

    theme: Theme
    metrics: Metrics

    def style(self, name: str, colour: str | None = None) -> Style:
        """A briefing style, perhaps in another colour token."""
        style = self.theme.briefing[name]
        return replace(style, colour=colour) if colour else style

    def line(self, text: str, style: Style) -> Line:
        """One set line."""
        return set_line([Inline(text, style)], script=self.metrics.script, metrics=self.metrics)

    def lines(self, text: str, style: Style, width: float, most: int = 2) -> tuple[Line, ...]:
        """Set lines no wider than `width`, balanced, broken at phrases."""
        return set_paragraph(
            [Inline(text, style)],
            width,
            script=self.metrics.script,
            metrics=self.metrics,
            mode="title",
            max_lines=most,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a plot: the middle of its mark, the label lines and the middle they are centred on, its height."""

    label: tuple[Line, ...]
    label_middle: float
    middle: float
    height: float

    def moved(self, by: float) -> Row:
        """The row further down."""
        return replace(self, middle=self.middle + by, label_middle=self.label_middle + by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A value in a row: `low` to `high` on the plot's scale, its text with the left edge at `text_x`, by
    the row's middle."""

    low: float
    high: float
    text: Line
    text_x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Rows and their marks on one linear scale: a value v lies at `origin + v * unit` pt from the left edge.

    `left` and `right` bound the part of the plot that belongs to marks and their texts.
    """

    width: float
    height: float
    rows: tuple[Row, ...]
    marks: tuple[tuple[Mark, ...], ...]
    origin: float
    unit: float
    left: float
    right: float
    spark: int | None = None


def columns(width: float, theme: Theme) -> tuple[float, float]:
    """Width of the label column and where the marks begin."""
    gutter = theme.page["gutter"]
    if width >= NARROW:
        quarter = (width - (COLUMNS - 1) * gutter) / COLUMNS
        return quarter, quarter + gutter
    label = LABEL_SHARE * width - theme.chart["label-gap"]
    return label, LABEL_SHARE * width


def rows_of(labels: Sequence[str], width: float, kit: Kit, pitch: float, least: float) -> tuple[Row, ...]:
    """Rows at `pitch`; one whose label needs more lines grows. `least` is the height of the marks alone."""
    style = kit.style("label", "ink")
    rows: list[Row] = []
    top = 0.0
    for index, label in enumerate(labels):
        lines = kit.lines(label, style, width)
        height = max(least, len(lines) * style.leading)
        if index:
            top += max(pitch - least, 4.0 if len(lines) > 1 or len(rows[-1].label) > 1 else 0.0)
        rows.append(Row(label=lines, label_middle=top + height / 2, middle=top + height / 2, height=height))
        top += height
    return tuple(rows)


def stacked_rows(labels: Sequence[str], width: float, kit: Kit, least: float) -> tuple[Row, ...]:
    """Rows of a narrow plot: the label on its own lines over the mark, so that bars keep the whole width."""
    style = kit.style("label", "ink")
    rows: list[Row] = []
    top = 0.0
    for label in labels:
        lines = kit.lines(label, style, width)
        tall = len(lines) * style.leading
        rows.append(Row(label=lines, label_middle=top + tall / 2, middle=top + tall + least / 2, height=least))
        top += tall + least + 4.0
    return tuple(rows)


def bottom(rows: Sequence[Row]) -> float:
    """Where the last row ends."""
    if not rows:
        return 0.0
    last = rows[-1]
    below = last.label_middle + len(last.label) * last.label[0].runs[0].style.leading / 2 if last.label else 0.0
    return max(last.middle + last.height / 2, below)


def shares(exhibit: Shares, kit: Kit, width: float) -> Plot:
    """Ten cells a row; the unit is one cell with its gap, the word stands behind the tenth."""
    chart = kit.theme.chart
    label, start = columns(width, kit.theme)
    words = [kit.line(row.word, kit.style("share-word")) for row in exhibit.rows]
    gap = kit.theme.page["gutter"]
    step = chart["cell"] + chart["cell-gap"]
    room = width - start - gap - max((word.width for word in words), default=0.0)
    step = min(step, (room + chart["cell-gap"]) / 10)
    rows = rows_of([row.label for row in exhibit.rows], label, kit, chart["cell-pitch"], chart["cell"])
    after = start + 10 * step - chart["cell-gap"] + gap
    marks = tuple(
        (Mark(low=0.0, high=float(row.full + row.partial), text=word, text_x=after),)
        for row, word in zip(exhibit.rows, words, strict=True)
    )
    return Plot(
        width=width,
        height=bottom(rows),
        rows=rows,
        marks=marks,
        origin=start,
        unit=step,
        left=start,
        right=width,
    )


def ladder(exhibit: Ladder, kit: Kit, width: float) -> Plot:
    """Outlined target bars from a common base line; a level without a number is a row with its words alone."""
    values = [row.value for row in exhibit.rows]
    texts = [row.text for row in exhibit.rows]
    return _bars([row.label for row in exhibit.rows], values, texts, exhibit.spark, kit, width)


def bars(exhibit: Bars, kit: Kit, width: float, unit: float | None = None) -> Plot:
    """Bars from zero, to the left for negative values; `unit` forces a scale shared with other panels."""
    values = [row.value for row in exhibit.rows]
    texts = [row.text for row in exhibit.rows]
    return _bars([row.label for row in exhibit.rows], values, texts, exhibit.spark, kit, width, unit)


def _bars(
    labels: Sequence[str], values: Sequence[float | None], texts: Sequence[str], spark: int | None, kit: Kit,
    width: float, forced: float | None = None,
) -> Plot:  # fmt: skip
    chart = kit.theme.chart
    gap, overhang = chart["label-gap"], chart["overhang"]
    lines = [
        kit.line(text, kit.style("label-bold", "spark" if index == spark else "river"))
        for index, text in enumerate(texts)
    ]
    sizes = [(value or 0.0, line.width) for value, line in zip(values, lines, strict=True)]
    negative = [(-value, room) for value, room in sizes if value < 0]
    positive = [(value, room) for value, room in sizes if value >= 0]
    stacked, (label, start) = width < STACKED and not negative, columns(width, kit.theme)
    own = _scale(negative, positive, _room(width, start, kit, negative), gap)
    longest = max((abs(value) for value, _ in sizes), default=0.0) * own
    if stacked or longest < (SHORT if width >= STACKED else SHORT / 2):
        stacked, label, start = True, width, 0.0  # long value texts: labels over the bars leave them the whole width
        own = _scale(negative, positive, (width, width), gap)
    unit = forced or own
    shift = max((value * unit + gap + room for value, room in negative), default=0.0)
    origin = start + shift
    rows = rows_of(labels, label, kit, chart["pitch"], chart["bar"])
    if stacked:
        rows = stacked_rows(labels, label, kit, chart["bar"])
    marks = []
    for value, line in zip(values, lines, strict=True):
        amount = value or 0.0
        tip = origin + amount * unit
        text_x = tip - gap - line.width if amount < 0 else tip + gap
        marks.append((Mark(low=min(0.0, amount), high=max(0.0, amount), text=line, text_x=text_x),))
    rows = tuple(row.moved(overhang) for row in rows)
    return Plot(
        width=width, height=bottom(rows) + overhang, rows=rows, marks=tuple(marks), origin=origin, unit=unit,
        left=start, right=width, spark=spark,
    )  # fmt: skip


def _room(width: float, start: float, kit: Kit, negative: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The room for bars and texts together, and for the longest bar alone (two quarters; more when bars go
    both ways)."""
    longest = width - start
    if width >= NARROW and not negative:
        gutter = kit.theme.page["gutter"]
        longest = (width - (COLUMNS - 1) * gutter) / COLUMNS * 2 + gutter
    return width - start, longest


def _scale(
    negative: Sequence[tuple[float, float]],
    positive: Sequence[tuple[float, float]],
    room: tuple[float, float],
    gap: float,
) -> float:
    """Pt a unit, the largest at which every bar and its text fit: (length, text width) of the bars each way."""
    width, longest = room
    ways = [(n, p) for n in negative or [(0.0, -gap)] for p in positive or [(0.0, -gap)]]
    scales = [(width - 2 * gap - a[1] - b[1]) / (a[0] + b[0]) for a, b in ways if a[0] + b[0] > 0]
    largest = max([value for value, _ in (*negative, *positive)], default=0.0)
    if not scales or largest <= 0:
        return 1.0
    return max(1e-9, min(*scales, longest / largest))


def pairs(exhibit: Pairs, kit: Kit, width: float) -> Plot:
    """Two dots a row on a scale from zero; the left one's text stands left of it, the right one's right. In a narrow
    plot the labels stand over their rows."""
    chart = kit.theme.chart
    narrow = width < NARROW
    label, start = (width, 0.0) if narrow else columns(width, kit.theme)
    away = chart["dot"] / 2 + chart["label-gap"] / 2
    texts = []
    for row in exhibit.rows:
        old = kit.line(row.old_shown, kit.style("label"))
        new = kit.line(row.new_shown, kit.style("label-bold", "river"))
        texts.append(((row.old, old), (row.new, new)) if row.old <= row.new else ((row.new, new), (row.old, old)))
    lowest = min([0.0, *(low[0] for low, _ in texts)])

    def scale(before: float) -> float:
        room = width - start - before - away
        return min([(room - high[1].width) / (high[0] - lowest) for _, high in texts if high[0] > lowest], default=1.0)

    before, unit = 0.0, scale(0.0)
    if any(low[0] * unit < low[1].width + 2 * away for low, _ in texts):  # no room between the base line and a dot
        before = max((low[1].width + away for low, _ in texts), default=0.0)
        unit = scale(before)
    origin = start + before - lowest * unit
    names = [row.label for row in exhibit.rows]
    if narrow:
        rows = stacked_rows(names, label, kit, chart["bar"])
    else:
        rows = rows_of(names, label, kit, 1.3 * chart["pitch"], chart["bar"])
    marks = []
    for row, (low, high) in zip(exhibit.rows, texts, strict=True):
        # a text never crosses the base line: it stands beside its dot, or before the line
        reach = low[0] * unit if low[0] >= 0 and low[0] * unit < low[1].width + 2 * away else 0.0
        left_x = origin + low[0] * unit - reach - away - low[1].width
        left = Mark(low=low[0], high=low[0], text=low[1], text_x=left_x)
        right = Mark(low=high[0], high=high[0], text=high[1], text_x=origin + high[0] * unit + away)
        marks.append((left, right) if row.old <= row.new else (right, left))
    overhang = chart["overhang"]
    rows = tuple(row.moved(overhang) for row in rows)
    return Plot(
        width=width, height=bottom(rows) + overhang, rows=rows, marks=tuple(marks), origin=origin, unit=unit,
        left=start, right=width, spark=exhibit.spark,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the whole: from `start` to `end` of it in pt; two lines of text (label, value) at `x`,
    `leads` when they stand off their part and a line must tell whose they are."""

    start: float
    end: float
    label: Line
    value: Line
    x: float
    leads: bool


def structure(exhibit: Structure, kit: Kit, width: float) -> tuple[Part, ...] | None:
    """One bar cut by ratio with its texts below; None when the texts find no room beside each other."""
    total = sum(row.value for row in exhibit.rows)
    if total <= 0 or any(row.value < 0 for row in exhibit.rows):
        return None
    gap = kit.theme.chart["lane-gap"]
    texts = [_part_texts(row, index == exhibit.spark, kit) for index, row in enumerate(exhibit.rows)]
    widths = [max(label.width, value.width) for label, value in texts]
    if sum(widths) + gap * (len(widths) - 1) > width:
        return None
    edges = [0.0]
    for row in exhibit.rows:
        edges.append(edges[-1] + row.value / total * width)
    places = spread([(start, size) for start, size in zip(edges, widths, strict=False)], width, gap)
    return tuple(
        Part(
            start=edges[i],
            end=edges[i + 1],
            label=texts[i][0],
            value=texts[i][1],
            x=x,
            leads=not edges[i] - 2.0 <= x < edges[i + 1],
        )
        for i, x in enumerate(places)
    )


def _part_texts(row: Bar, spark: bool, kit: Kit) -> tuple[Line, Line]:
    value = kit.style("label-bold", "spark" if spark else "river")
    return kit.line(row.label, kit.style("label", "ink")), kit.line(row.text, value)


def spread(wanted: Sequence[tuple[float, float]], width: float, gap: float) -> list[float]:
    """Left edges near the wanted ones, in order, `gap` apart, within 0 and `width`: (wanted left edge, size) each."""
    places: list[float] = []
    at = 0.0
    for left, size in wanted:
        at = max(at, left)
        places.append(at)
        at += size + gap
    limit = width
    for index in range(len(wanted) - 1, -1, -1):
        places[index] = min(places[index], limit - wanted[index][1])
        limit = places[index] - gap
    return places


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One small multiple: its head and its plot, placed with the left edge at `x` and the top at `y`."""

    head: tuple[Line, ...]
    plot: Plot
    x: float
    y: float
    head_height: float


def multiples(exhibit: Multiples, kit: Kit, width: float) -> tuple[tuple[Panel, ...], float]:
    """The panels in two or three columns and their height; panels of one unit share the smallest of their scales."""
    count = len(exhibit.panels)
    across = 1 if width < NARROW else 3 if count in (3, 5, 6) else min(2, count)
    gap = kit.theme.chart["panel-gap"]
    each = (width - (across - 1) * gap) / across
    units: dict[str, float] = {}
    for panel in exhibit.panels:
        units[panel.unit] = min(units.get(panel.unit, float("inf")), bars(replace(panel, spark=None), kit, each).unit)
    head = kit.style("label-bold", "ink")
    placed: list[Panel] = []
    y = 0.0
    for begin in range(0, count, across):
        group = exhibit.panels[begin : begin + across]
        heads = [kit.lines(panel.title.text, head, each) for panel in group]
        tall = max(len(lines) for lines in heads) * head.leading + 4.0
        plots = [bars(replace(panel, spark=None), kit, each, units[panel.unit]) for panel in group]
        for index, (lines, plot) in enumerate(zip(heads, plots, strict=True)):
            placed.append(Panel(head=lines, plot=plot, x=index * (each + gap), y=y, head_height=tall))
        y += tall + max(plot.height for plot in plots) + gap / 2
    return tuple(placed), y - gap / 2
