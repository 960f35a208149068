"""Tables: mist head, hair rules, no vertical rules; parted at rows only, the head repeated on each page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import copy
from dataclasses import field
from itertools import accumulate

from reportgen.pdf.bands import Band, Space
from reportgen.pdf.boxes import FillBox, Text
from reportgen.pdf.pen import Pen
from reportgen.pdf.setter import Setter
from reportgen.pdf.tags import Node
from reportgen.records import dataclass

LEAST_ROWS = 4


@dataclass(frozen=True, slots=True)
class Column:
    """`x` and `w` in pt; `align` right puts text against x + w."""

    label: str
    x: float
    w: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A text a column, or one text alone for the name of a section; `anchor` is for links to the row."""

    cells: tuple[Text, ...]
    section: bool = False
    anchor: str = ""

    @property
    def text_height(self) -> float:
        """The highest cell."""
        return max(cell.height for cell in self.cells)


@dataclass(slots=True)
class TableState:
    """What a table's parts on several pages share: its structure element and whether its head was told."""

    node: Node | None = None
    told: bool = False


@dataclass(slots=True)
class Pitch:
    """Blank above and below a row's text, least and most."""

    low: float = 2.0
    high: float = 3.0
    extra: float = field(default=0.0)


def row_pitch(setter: Setter, key: str) -> Pitch:
    """The blank above and below rows by the theme."""
    return Pitch(*setter.range(key))


class RowHeights:
    """Prefix sums over a table's rows, so that the height of any part of it is told at once."""

    def __init__(self, rows: Sequence[TableRow], section: float) -> None:
        self.section = section
        self.text = [0.0, *accumulate(0.0 if row.section else row.text_height for row in rows)]
        self.plain = [0, *accumulate(0 if row.section else 1 for row in rows)]

    def height(self, start: int, end: int, pad: float) -> float:
        """Of rows [start, end) with `pad` above and below each text."""
        plain = self.plain[end] - self.plain[start]
        sections = end - start - plain
        return self.text[end] - self.text[start] + 2 * pad * plain + section_height(self.section, pad) * sections

    def reaching(self, start: int, end: int) -> int:
        """How many rows from `start` on hold the fewest that may stand alone; names of sections do not count."""
        at = bisect_left(self.plain, self.plain[start] + LEAST_ROWS, start, end)
        return at - start

    def reaching_back(self, start: int, end: int) -> int:
        """The same from the end backwards."""
        goal = self.plain[end] - LEAST_ROWS
        return end - max(start, bisect_right(self.plain, goal, start, end) - 1)


def section_height(height: float, pad: float) -> float:
    """Of a row that names a section, where rows have `pad` above and below; `height` is its own with 2 pt."""
    return height + 2 * (pad - 2.0)


class TableBand(Band):
    """A table, or the part of one that stands on a page: rows [start, end) of all."""

    def __init__(
        self,
        setter: Setter,
        columns: Sequence[Column],
        rows: Sequence[TableRow],
        *,
        pitch: Pitch,
        gap: Space | None = None,
    ) -> None:
        self.setter, self.columns, self.all_rows = setter, tuple(columns), tuple(rows)
        self.pitch, self.gap, self.state = pitch, gap or (setter.m.table_gap, setter.m.table_gap), TableState()
        bold = setter.style("label-bold", colour="ink-2")
        self._labels = [setter.line(column.label, bold) for column in columns]
        self._heights = RowHeights(self.all_rows, setter.m.table_section)
        self._take(0, len(self.all_rows))

    def _take(self, first: int, end: int) -> None:
        self.first, self.end = first, end
        self.low, self.high = self._height(first, end, self.pitch.low), self._height(first, end, self.pitch.high)
        self.spare = 2 * self.setter.m.row_pad_spare * (end - first)

    def _part(self, first: int, end: int, gap: Space | None) -> TableBand:
        part = copy(self)
        part.gap = gap
        part._take(first, end)
        return part

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """The rows of this part."""
        return self.all_rows[self.first : self.end]

    def _height(self, first: int, end: int, pad: float) -> float:
        return self.setter.m.table_head + self._heights.height(first, end, pad)

    def _row(self, row: TableRow, pad: float) -> float:
        return section_height(self.setter.m.table_section, pad) if row.section else row.text_height + 2 * pad

    @property
    def start(self) -> float:
        least = self._heights.reaching(self.first, self.end)
        if least > self.end - self.first - self._heights.reaching_back(self.first, self.end):
            return self.low
        return self._height(self.first, self.first + least, self.pitch.low)

    def split(self, room: float) -> tuple[Band, Band] | None:
        first, end, heights = self.first, self.end, self._heights
        cut = bisect_right(range(first, end), room, key=lambda at: self._height(first, at + 1, self.pitch.low)) + first
        cut = min(cut, end - heights.reaching_back(first, end))
        while cut > first and self.all_rows[cut - 1].section:
            cut -= 1
        if cut - first < heights.reaching(first, end):
            return None
        return self._part(first, cut, self.gap), self._part(cut, end, self.gap)

    def place(self, pen: Pen, y: float, h: float) -> None:
        span = self.high - self.low
        share = (h - self.low) / span if span > 0 else 0.0
        pad = self.pitch.low + (self.pitch.high - self.pitch.low) * max(0.0, share)
        grid, state = pen.grid, self.state
        pen.add(FillBox(kind="table-head", x=grid.left, y=y, w=grid.width, h=pen.setter.m.table_head, colour="mist"))
        first = not state.told
        if state.node is None:
            state.node = pen.element("Table")
        head_row = state.node.add("TR") if first else None
        for column, label in zip(self.columns, self._labels, strict=True):
            node = head_row.add("TH", scope="Column") if head_row else None
            pen.text(
                label,
                column.x,
                y + (pen.setter.m.table_head - label.leading) / 2,
                column.w,
                node,
                align=column.align,
                kind="table-label",
            )
        state.told = True
        at = y + pen.setter.m.table_head
        for row in self.rows:
            height = self._row(row, pad)
            node = state.node.add("TR")
            if row.section:
                cell = node.add("TD", span=len(self.columns))
                pen.text(
                    row.cells[0],
                    self.columns[0].x,
                    at + height - 1.0 - row.cells[0].height - 1.0,
                    grid.width,
                    cell,
                    kind="table-section",
                )
                pen.rule(grid.left, at + height - 1.0, grid.width, "axis", 1.0)
            else:
                for column, text in zip(self.columns, row.cells, strict=True):
                    cell = node.add("TD")
                    pen.text(
                        text,
                        column.x,
                        at + (height - row.text_height) / 2,
                        column.w,
                        cell,
                        align=column.align,
                        kind="cell",
                        anchor=row.anchor if column is self.columns[0] else "",
                    )
                pen.rule(grid.left, at + height - 0.5, grid.width, "hair", 0.5, kind="hair")
            at += height
