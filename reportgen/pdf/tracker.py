"""What is to come: things, who does them, when, how much; a table under a numbered title."""

from __future__ import annotations

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


# The room a column asks for at least and at most.
_ROOM = {"owner": (0.0, 126.0), "time": (0.0, 96.0), "value": (46.0, 120.0)}


def tracker_table(setter: Setter, tracker: Tracker) -> TableBand:
    """事項 and, of 主體, 時間, 數值, the columns that say something; what the article does not say in ink-3."""
    grid = setter.grid
    ink, bold = setter.style("label", colour="ink"), setter.style("label-bold")
    plain, missing = setter.style("label"), setter.style("label", colour="ink-3")
    unsaid = setter.word("unsaid")
    columns: list[Column] = []
    right = grid.right - 5
    for name in reversed(tracker.columns):
        style = "label-bold" if name == "value" else "label"
        least, most = _ROOM[name]
        told = [unsaid if text is None else text for text in (getattr(row, name) for row in tracker.rows)]
        head = setter.word(f"tracker.{name}")
        width = max(setter.line(word, style).width for word in (*told, head))
        width = max(least, min(most, width + 1))
        columns.insert(0, Column(head, right - width, width, "right" if name == "value" else "left"))
        right -= width + 10
    columns.insert(0, Column(setter.word("tracker.item"), grid.left + 5, right - grid.left - 5))

    def cell(value: str | None, column: Column, style: object) -> Text:
        look = missing if value is None else style
        return setter.text([Inline(unsaid if value is None else value, look)], column.w, look)  # type: ignore[arg-type]

    rows = []
    for row in tracker.rows:
        item = [Inline(row.item.text.rstrip("。"), ink), *setter.marks(row.item.paragraphs, row.item.facts)]
        cells = [
            cell(getattr(row, name), column, bold if name == "value" else plain)
            for name, column in zip(tracker.columns, columns[1:], strict=True)
        ]
        rows.append(TableRow((setter.text(item, columns[0].w, ink), *cells)))
    return TableBand(setter, columns, rows, pitch=row_pitch(setter, "tracker-row"))
