"""Exhibits as bands: ink rule, numbered title, subtitle, plot or cards, note and source. Never parted over pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from reportgen.assets import Style
from reportgen.pdf.bands import Band
from reportgen.pdf.boxes import PlotBox, Text
from reportgen.pdf.frame import Frame
from reportgen.pdf.panel import UNIT_RISE, big_number, spaced, stands_large
from reportgen.pdf.pen import Pen
from reportgen.pdf.setter import Setter
from reportgen.pdf.stretch import MOST, stretched
from reportgen.pdf.tracker import TrackerBand
from reportgen.story.blocks import Board, Cards, Exhibit, Number, Pairs, Timeline, Tracker
from reportgen.typeset import Inline

THIN_ROWS = 2
_AMOUNT = re.compile(r"(.*?\d)(\D*)$")


class PlotBand(Frame):
    """An exhibit drawn by matplotlib over the whole width, or beside a readout of the derived span."""

    def __init__(self, setter: Setter, exhibit: Exhibit, *, level: str = "H3", half: int | None = None) -> None:
        from reportgen.charts.mpl import measure

        super().__init__(setter, exhibit, level=level, half=half)
        grid = setter.grid
        self._readout: tuple[Text, ...] = ()
        self._width = self.width
        if isinstance(exhibit, Timeline) and exhibit.spans:
            self._width = grid.main - grid.em
            self._readout = _readout(setter, exhibit)
        self._plot = measure(exhibit, setter.theme, setter.metrics, self._width)
        self._widest = self._plot
        if not isinstance(exhibit, Timeline):
            self._widest = measure(exhibit, stretched(setter.theme, MOST), setter.metrics, self._width)
        text = sum(text.height for text in self._readout)
        air = setter.m.timeline_air if isinstance(exhibit, Timeline) else 0.0  # its scale does not stretch
        self._bounds(max(self._plot, text), max(self._widest, text) + air)

    @property
    def parts(self) -> tuple[float, float, float]:
        """Heights of head, plot and foot."""
        return self._head, self._plot, self._foot

    def place(self, pen: Pen, y: float, h: float, head: float = 0.0) -> None:
        from reportgen.pdf.alt import alt_text

        grid = pen.grid
        top = max(self.place_head(pen, y), y + head)
        factor, plot = self._stretched(y + h - self._foot - top)
        figure = pen.element("Figure", alt=alt_text(self.setter, self.exhibit))
        pen.add(
            PlotBox(
                kind="plot",
                x=self.x,
                y=top,
                w=self._width,
                h=plot,
                exhibit=self.exhibit,
                node=figure,
                stretch=factor,
            )
        )
        bottom = y + h - self._foot
        if self._readout:
            pen.divider(grid.side_x - grid.gutter / 2, top, bottom - top)
            at = top
            node = pen.element("P")
            for text in self._readout:
                at = pen.text(text, grid.side_x, at, grid.side, node, kind="readout")
        self.place_foot(pen, bottom)

    def _stretched(self, room: float) -> tuple[float, float]:
        """The factor for the pitch of its rows at which the plot fills a room, and its height then."""
        if self._widest - self._plot < 0.5:
            return 1.0, self._plot
        share = max(0.0, min(1.0, (room - self._plot) / (self._widest - self._plot)))
        return 1.0 + share * (MOST - 1.0), self._plot + share * (self._widest - self._plot)


class TwinBand(Band):
    """Two thin charts side by side in halves, so that neither is a lone row across the page."""

    def __init__(self, setter: Setter, exhibits: Sequence[Exhibit], *, level: str = "H3") -> None:
        self.charts = [PlotBand(setter, each, level=level, half=index) for index, each in enumerate(exhibits)]
        self._heads, plots, feet = (max(sizes) for sizes in zip(*(chart.parts for chart in self.charts), strict=True))
        self.low = self.high = self._heads + plots + feet

    def place(self, pen: Pen, y: float, h: float) -> None:
        for chart in self.charts:
            chart.place(pen, y, h, head=self._heads)


def _readout(setter: Setter, timeline: Timeline) -> tuple[Text, ...]:
    """The widest derived span: what it is, its range large, how it was reckoned."""
    grid = setter.grid
    span = max(timeline.spans, key=lambda each: (each.end - each.start, each.high))
    match = _AMOUNT.match(span.text)
    digits, unit = match.groups() if match else (span.text, "")
    marks = setter.marks(timeline.paragraphs[:1], (span.id,), rise=UNIT_RISE * setter.style("unit").size)
    number = [Inline(digits, setter.style("number")), Inline(unit, setter.style("unit")), *marks]
    line = setter.line(number, "number")
    if line.width + setter.m.mark_gap <= grid.side:
        line = spaced(setter, line)
    else:
        number[0] = Inline(digits, setter.style("share-word"))
        line = setter.text(number, grid.side, "share-word")
    return (
        setter.text(setter.word("derived", text=span.label), grid.side, "label"),
        line,
        setter.text(span.rule, grid.side, "label"),
    )


class CardsBand(Frame):
    """Named initiatives on a grid: number, status word, the clause with the name bold in it."""

    def __init__(self, setter: Setter, exhibit: Cards, *, level: str = "H3") -> None:
        super().__init__(setter, exhibit, level=level, sourced=False)
        self.cards = exhibit.cards
        self.of = 2 if len(self.cards) in (2, 4) else 3
        grid = setter.grid
        _, width = grid.column(0, self.of)
        body, bold = setter.style("body"), setter.style("body-bold")
        self._texts = []
        for card in self.cards:
            start, end = card.bold
            text = card.claim.text.rstrip("。")
            parts = [
                Inline(text[:start], body),
                Inline(text[start:end], bold),
                Inline(text[end:], body),
                *setter.marks(card.claim.paragraphs, (card.fact,)),
            ]
            self._texts.append(setter.text(parts, width, body))
        rows = [self._texts[i : i + self.of] for i in range(0, len(self._texts), self.of)]
        self._rows = [setter.m.card_text + max(text.height for text in row) for row in rows]
        inner = sum(self._rows)
        gaps = max(0, len(rows) - 1)
        self._bounds(
            inner + gaps * (setter.m.card_gap - setter.m.card_gap_spare),
            inner + gaps * (setter.m.card_gap + setter.m.card_gap_spare),
        )
        self.spare = setter.m.card_gap_spare * gaps

    def place(self, pen: Pen, y: float, h: float) -> None:
        setter, grid = self.setter, pen.grid
        top = self.place_head(pen, y)
        rows = len(self._rows)
        gap = (y + h - self._foot - top - sum(self._rows)) / (rows - 1) if rows > 1 else 0.0
        listing = pen.element("L", numbering="Decimal")
        for index, (card, text) in enumerate(zip(self.cards, self._texts, strict=True)):
            row = index // self.of
            x, width = grid.column(index % self.of, self.of)
            at = top + sum(self._rows[:row]) + row * gap
            entry = listing.add("LI")
            pen.rule(x, at, width, "river", 1.0, kind="card-rule")
            number = setter.line(f"{index + 1:02d}", setter.style("label-bold", colour="river"))
            pen.text(number, x, at + pen.setter.m.card_number, width / 2, entry.add("Lbl"), kind="card-number")
            body = entry.add("LBody")
            spark = self.exhibit.spark == index
            status = setter.line(
                setter.word(f"status.{card.status}"), setter.style("note", colour="spark" if spark else "")
            )
            pen.text(
                status, x, at + pen.setter.m.card_number + 0.75, width, body.add("P"), align="right", kind="card-status"
            )
            pen.text(text, x, at + pen.setter.m.card_text, width, body.add("P"), kind="card")
        self.place_foot(pen, y + h - self._foot)


class BoardBand(Frame):
    """Two to six numbers that share no axis, side by side. Large digits bring blank of their own above and below."""

    gaps = ("subtitle-to-board", "board-to-note")

    def __init__(self, setter: Setter, exhibit: Board, *, level: str = "H3") -> None:
        super().__init__(setter, exhibit, level=level)
        self.numbers = exhibit.numbers[:6]
        count = len(self.numbers)
        self.of = _across(setter, self.numbers)
        _, width = setter.grid.column(0, self.of)
        label = setter.style("label", colour="ink")
        self._cards = [
            (big_number(setter, number, width, spark=exhibit.spark == index), _what(setter, number, width, label))
            for index, number in enumerate(self.numbers)
        ]
        rows = [self._cards[i : i + self.of] for i in range(0, count, self.of)]
        self._rows = [max(number.height + text.height for number, text in row) for row in rows]
        body = sum(self._rows) + setter.m.card_gap * max(0, len(rows) - 1)
        self._bounds(body, body)

    def place(self, pen: Pen, y: float, h: float) -> None:
        grid = pen.grid
        top = self.place_head(pen, y)
        for index, (number, text) in enumerate(self._cards):
            row, place = divmod(index, self.of)
            x, width = grid.column(place, self.of)
            at = top + sum(self._rows[:row]) + row * pen.setter.m.card_gap
            if place:
                pen.divider(x - grid.gutter / 2, at, self._rows[row])
            node = pen.element("P")
            below = pen.text(number, x, at, width, node, kind="board-number")
            pen.text(text, x, below, width, kind="board-text")
        self.place_foot(pen, y + h - self._foot)


def _across(setter: Setter, numbers: Sequence[Number]) -> int:
    """How many stand side by side: up to four, else three; two where one of three or four is too long to stand there as
    large as its neighbours."""
    count = len(numbers)

    def large(of: int) -> bool:
        _, width = setter.grid.column(0, of)
        return all(stands_large(setter, number, width) for number in numbers)

    if count in (3, 4) and not large(count) and large(2):
        return 2
    return count if count <= 4 else 3


def _what(setter: Setter, number: Number, width: float, style: Style) -> Text:
    """What a number counts: on the story's own lines when they fit, else broken to this column."""
    lines = [setter.line(line, style) for line in number.what]
    if lines and all(line.width <= width for line in lines):
        return Text(tuple(line.lines[0] for line in lines if line.lines), style.leading, style.size)
    return setter.text("".join(number.what) or number.claim.text, width, style)


def exhibit_band(setter: Setter, exhibit: Exhibit, *, level: str = "H3") -> Frame:
    """The band for an exhibit's kind."""
    if isinstance(exhibit, Cards):
        return CardsBand(setter, exhibit, level=level)
    if isinstance(exhibit, Board):
        return BoardBand(setter, exhibit, level=level)
    if isinstance(exhibit, Tracker):
        return TrackerBand(setter, exhibit, level=level)
    return PlotBand(setter, exhibit, level=level)


def exhibit_groups(exhibits: Sequence[Exhibit]) -> list[Sequence[Exhibit]]:
    """The exhibits in order, two thin ones that follow each other together: they stand side by side."""
    groups: list[Sequence[Exhibit]] = []
    at = 0
    while at < len(exhibits):
        pair = exhibits[at : at + 2]
        groups.append(pair if len(pair) == 2 and all(_thin(each) for each in pair) else pair[:1])
        at += len(groups[-1])
    return groups


def exhibit_bands(setter: Setter, exhibits: Sequence[Exhibit], *, level: str = "H3") -> list[Band]:
    """Bands for several exhibits, made once for each group."""

    def band(group: Sequence[Exhibit]) -> Band:
        if len(group) == 2:
            return TwinBand(setter, group, level=level)
        return exhibit_band(setter, group[0], level=level)

    return [
        setter.keep(("band", tuple(id(each) for each in group), level), partial(band, group))
        for group in exhibit_groups(exhibits)
    ]


def _thin(exhibit: Exhibit) -> bool:
    return isinstance(exhibit, Pairs) and len(exhibit.rows) <= THIN_ROWS
