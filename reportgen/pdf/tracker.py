"""What is to come: things, who does them, when, how much; a table under a numbered title."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.pdf.bands import Band
from reportgen.pdf.boxes import Text
from reportgen.pdf.frame import Frame
from reportgen.pdf.pen import Pen
from reportgen.pdf.setter import Setter
from reportgen.pdf.tables import Column, TableBand, TableRow, row_pitch
from reportgen.story.blocks import Tracker
from reportgen.typeset import Inline


class TrackerBand(Frame):
    """What is to come, as a table under a numbered title."""

    table = True

    def __init__(self, setter: Setter, exhibit: Tracker, *, level: str = "H3") -> None:
        super().__init__(setter, exhibit, level=level, sourced=False)
        self._table = tracker_table(setter, exhibit)
        self._bounds(self._table.low, self._table.high)
        self.spare = self._table.spare

    def split(self, room: float) -> tuple[Band, Band] | None:
        parts = self._table.split(room - self._head)
        if parts is None:
            return None
        first, rest = parts
        assert isinstance(first, TableBand)
        mine = TrackerBand.__new__(TrackerBand)
        mine.__dict__.update(self.__dict__)
        mine._table, mine._notes = first, ()
        mine._bounds(first.low, first.high)
        mine.spare = first.spare
        return mine, rest

    def place(self, pen: Pen, y: float, h: float) -> None:
        top = self.place_head(pen, y)
        bottom = y + h - self._foot
        self._table.place(pen, top, bottom - top)
        self.place_foot(pen, bottom)


def tracker_table(setter: Setter, tracker: Tracker) -> TableBand:
    """事項, 主體, 時間, 數值; what the article does not say in ink-3."""
    grid = setter.grid
    owner_x, time_x, value_x = _tracker_columns(setter, tracker)
    columns = [
        Column(setter.word("tracker.item"), grid.left + 5, owner_x - grid.left - 5 - 10),
        Column(setter.word("tracker.owner"), owner_x, time_x - owner_x - 8),
        Column(setter.word("tracker.time"), time_x, value_x - time_x - 6),
        Column(setter.word("tracker.value"), value_x, grid.right - 5 - value_x, "right"),
    ]
    ink, bold = setter.style("label", colour="ink"), setter.style("label-bold")
    plain, missing = setter.style("label"), setter.style("label", colour="ink-3")
    unsaid = setter.word("unsaid")

    def cell(value: str | None, column: Column, style: object) -> Text:
        look = style if value else missing
        return setter.text([Inline(value or unsaid, look)], column.w, look)  # type: ignore[arg-type]

    rows = []
    for row in tracker.rows:
        item = [Inline(row.item.text.rstrip("。"), ink), *setter.marks(row.item.paragraphs, row.item.facts)]
        rows.append(
            TableRow(
                (
                    setter.text(item, columns[0].w, ink),
                    cell(row.owner, columns[1], plain),
                    cell(row.time, columns[2], plain),
                    cell(row.value, columns[3], bold),
                )
            )
        )
    return TableBand(setter, columns, rows, pitch=row_pitch(setter, "tracker-row"))


def _tracker_columns(setter: Setter, tracker: Tracker) -> tuple[float, float, float]:
    """x of 主體, 時間 and 數值: at the half and the last quarter, moved left as far as their words need it."""
    grid = setter.grid

    def widest(values: Sequence[str | None], style: str, most: float) -> float:
        words = [value or setter.word("unsaid") for value in values]
        return min(most, max((setter.line(word, style).width for word in words), default=0.0))

    quarter_x, _ = grid.column(3, 4)
    half_x = grid.left + grid.half + grid.gutter
    value_x = grid.right - 5 - max(46.0, widest([row.value for row in tracker.rows], "label-bold", 120.0))
    time_x = min(quarter_x, value_x - 6 - widest([row.time for row in tracker.rows], "label", 96.0))
    owner_x = min(half_x, time_x - 8 - widest([row.owner for row in tracker.rows], "label", 126.0))
    return owner_x, time_x, value_x
