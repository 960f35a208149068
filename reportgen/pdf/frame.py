"""What all exhibits share: ink rule, numbered title, subtitle above; note and source below."""

from __future__ import annotations

from reportgen.pdf.bands import Band
from reportgen.pdf.boxes import Bookmark, Text
from reportgen.pdf.pen import Pen
from reportgen.pdf.setter import Setter
from reportgen.story.blocks import Exhibit

HALF_LINES = 3
"""Lines that the title of a chart half as wide as the page may take."""


class Frame(Band):
    """What all exhibits share: the head above and the lines below. Subclasses draw the body."""

    table = False
    gaps = ("subtitle-to-plot", "plot-to-note")

    def __init__(
        self, setter: Setter, exhibit: Exhibit, *, level: str = "H3", sourced: bool = True, half: int | None = None
    ) -> None:
        self.setter, self.exhibit, self.level = setter, exhibit, level
        grid = setter.grid
        above, below = self.gaps
        self.above, self.below = setter.theme.page[above], setter.theme.page[below]
        self.x, self.width = (grid.left, grid.width) if half is None else grid.column(half, 2)
        lines = 2 if half is None else HALF_LINES
        label = setter.line(setter.word("table" if self.table else "figure", n=88), setter.style("h2"))
        self._indent = max(setter.m.exhibit_label, label.width + setter.m.exhibit_label_gap)
        self._title = setter.text(exhibit.title.text, self.width - self._indent, "h2", "title", lines)
        self._sub = setter.text(exhibit.subtitle, self.width, "label") if exhibit.subtitle else None
        notes = []
        if exhibit.note:
            notes.append(setter.text(setter.word("note", text=exhibit.note.rstrip("。")), self.width, "note"))
        if sourced and exhibit.paragraphs:
            notes.append(setter.text(setter.source(exhibit.paragraphs), self.width, "note"))
        self._notes: tuple[Text, ...] = tuple(notes)

    @property
    def _head(self) -> float:
        sub = self.setter.m.title_to_subtitle + self._sub.height if self._sub else 0.0
        return self.setter.m.rule_to_title + self._title.height + sub + self.above

    @property
    def _foot(self) -> float:
        return self.below + sum(note.height for note in self._notes) if self._notes else 0.0

    def _bounds(self, low: float, high: float) -> None:
        self.low, self.high = self._head + low + self._foot, self._head + high + self._foot

    def place_head(self, pen: Pen, y: float) -> float:
        """Rule, number, title, subtitle; the y where the body begins."""
        grid, setter, progress = pen.grid, self.setter, pen.progress
        if self.table:
            progress.tables += 1
            key, n = "table", progress.tables
        else:
            progress.figures += 1
            key, n = "figure", progress.figures
        if y > grid.top + 1:  # at a page's top the running head's rule stands above it
            pen.rule(self.x, y, self.width, "ink", 1.0, kind="exhibit-rule")
        at = y + pen.setter.m.rule_to_title
        anchor = f"{key}-{n}"
        label = setter.word(key, n=n)
        heading = pen.element(self.level)
        pen.text(
            setter.line(label, setter.style("h2", colour="river")),
            self.x,
            at,
            self._indent,
            heading,
            kind="exhibit-label",
            anchor=anchor,
        )
        at = pen.text(self._title, self.x + self._indent, at, self.width - self._indent, heading, kind="exhibit-title")
        if self._sub:
            at = pen.text(self._sub, self.x, at + pen.setter.m.title_to_subtitle, self.width, kind="subtitle")
        pen.progress.bookmarks.append(Bookmark(1, f"{label}\u3000{self.exhibit.title.text}", anchor))
        return at + self.above

    def place_foot(self, pen: Pen, y: float) -> None:
        """Note and source below a body that ends at y."""
        at = y + self.below
        for note in self._notes:
            at = pen.text(note, self.x, at, self.width, kind="note")
