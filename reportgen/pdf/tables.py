"""Tables: mist head, hair rules, no vertical rules; parted at rows only, the head repeated on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.pdf.bands import Band
from reportgen.pdf.boxes import FillBox, Text
from reportgen.pdf.pen import Pen
from reportgen.pdf.setter import Setter
from reportgen.pdf.tags import Node

HEAD_HEIGHT = 19.0
SECTION_HEIGHT = 20.5
LEAST_ROWS = 4
PITCH_SPARE = 1.4


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


class TableBand(Band):
    """A table, or the part of one that stands on a page."""

    def __init__(
        self,
        setter: Setter,
        columns: Sequence[Column],
        rows: Sequence[TableRow],
        *,
        pitch: Pitch,
        state: TableState | None = None,
        gap: tuple[float, float] = (9.0, 9.0),
    ) -> None:
        self.setter, self.columns, self.rows, self.pitch, self.gap = setter, tuple(columns), tuple(rows), pitch, gap
        self.state = state or TableState()
        bold = setter.style("label-bold", colour="ink-2")
        self._labels = [setter.line(column.label, bold) for column in columns]
        self.low, self.high = self._height(rows, pitch.low), self._height(rows, pitch.high)
        self.spare = 2 * PITCH_SPARE * len(self.rows)

    @staticmethod
    def _row(row: TableRow, pad: float) -> float:
        return SECTION_HEIGHT + 2 * (pad - 2.0) if row.section else row.text_height + 2 * pad

    def _height(self, rows: Sequence[TableRow], pad: float) -> float:
        return HEAD_HEIGHT + sum(self._row(row, pad) for row in rows)

    @property
    def start(self) -> float:
        return self._height(self.rows[: self._reaching(self.rows)], self.pitch.low)

    @staticmethod
    def _reaching(rows: Sequence[TableRow]) -> int:
        """How many rows hold the fewest that may stand alone; names of sections do not count."""
        told = 0
        for index, row in enumerate(rows, 1):
            told += not row.section
            if told == LEAST_ROWS:
                return index
        return len(rows)

    def split(self, room: float) -> tuple[Band, Band] | None:
        count, height = 0, HEAD_HEIGHT
        for row in self.rows:
            height += self._row(row, self.pitch.low)
            if height > room:
                break
            count += 1
        count = min(count, len(self.rows) - self._reaching(self.rows[::-1]))
        while count and self.rows[count - 1].section:
            count -= 1
        if count < self._reaching(self.rows):
            return None
        return (
            TableBand(self.setter, self.columns, self.rows[:count], pitch=self.pitch, state=self.state, gap=self.gap),
            TableBand(self.setter, self.columns, self.rows[count:], pitch=self.pitch, state=self.state, gap=(2.0, 2.0)),
        )

    def place(self, pen: Pen, y: float, h: float) -> None:
        span = self.high - self.low
        share = (h - self.low) / span if span > 0 else 0.0
        pad = self.pitch.low + (self.pitch.high - self.pitch.low) * max(0.0, share)
        grid, state = pen.grid, self.state
        pen.add(FillBox(kind="table-head", x=grid.left, y=y, w=grid.width, h=HEAD_HEIGHT, colour="mist"))
        first = not state.told
        if state.node is None:
            state.node = pen.element("Table")
        head_row = state.node.add("TR") if first else None
        for column, label in zip(self.columns, self._labels, strict=True):
            node = head_row.add("TH", scope="Column") if head_row else None
            pen.text(
                label,
                column.x,
                y + (HEAD_HEIGHT - label.leading) / 2,
                column.w,
                node,
                align=column.align,
                kind="table-label",
            )
        state.told = True
        at = y + HEAD_HEIGHT
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
