"""Sources and method: what the article does not say, how the briefing was made, how charts are read, its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.pdf.bands import Band, Opener, Space
from reportgen.pdf.boxes import Text, TextBox
from reportgen.pdf.frame import Frame
from reportgen.pdf.pages.theme import Variant
from reportgen.pdf.panel import Panel, key_panel
from reportgen.pdf.pen import Pen
from reportgen.pdf.setter import Setter
from reportgen.pdf.tables import Column, Pitch, TableBand, TableRow, row_pitch
from reportgen.story.blocks import (
    Claim,
    Exhibit,
    Gap,
    Ladder,
    MethodLine,
    ParagraphEntry,
    Shares,
    Story,
    Timeline,
)
from reportgen.typeset import Inline

ANCHOR = "method"
LEAST_GAPS, MOST_GAPS = 3, 9
LABEL_EM = 3.0
FULL_INDEX = 30
COST_NARROW, COST_TIGHT, COST_NO_INDEX = 20.0, 70.0, 300.0
LEAST_LINES, WHOLE = 3, 240.0
"""Lines of the method are parted over pages only where they are higher than WHOLE together."""


def variants(setter: Setter, story: Story, exhibits: Sequence[Exhibit]) -> list[Variant]:
    """With the index of paragraphs, in three or four columns, and without it."""
    whole = bands(setter, story, exhibits)
    if not story.index:
        return [Variant(tuple(whole), 0.0)]
    narrow = [*whole[:-1], Index(setter, story.index, of=4)]
    return [
        Variant(tuple(whole), 0.0),
        Variant(tuple(narrow), COST_NARROW),
        Variant(tuple(bands(setter, story, exhibits, tight=True)), COST_TIGHT),
        Variant(tuple(whole[:-1]), COST_NO_INDEX),
    ]


def bands(setter: Setter, story: Story, exhibits: Sequence[Exhibit], *, tight: bool = False) -> list[Band]:
    """Opener, gap table, method beside the key, index. `exhibits` are those printed, for the key; `tight` sets rows
    close and the index in four columns."""
    gaps = story.gaps
    title = setter.word("gaps.title", count=len(gaps)) if len(gaps) >= LEAST_GAPS else setter.word("gaps.title-none")
    found: list[Band] = [
        Opener(
            setter,
            name=setter.word("appendix"),
            kicker=setter.word("gaps.kicker"),
            title=title,
            dek=None,
            anchor=ANCHOR,
        )
    ]
    lines = list(story.method)
    if len(gaps) >= LEAST_GAPS:
        found.append(GapTable(setter, story, row_pitch(setter, "gap-row-tight" if tight else "gap-row")))
    else:
        told = any(line.key == "gap" or any(gap.gap in line.text for gap in gaps) for line in lines)
        lines += (
            []
            if told
            else [
                MethodLine(
                    key="gap",
                    label=setter.word("gaps.label"),
                    text=setter.word("gaps.line", gap=gap.gap, therefore=gap.therefore),
                )
                for gap in gaps
            ]
        )
    if setter.lacking():
        lines.append(
            MethodLine(key="font", label=setter.word("method.font-label"), text=setter.word("method.font-line"))
        )
    marks = used_marks(exhibits)
    key = key_panel(setter, marks) if len(marks) > 1 else None
    found.append(Method(setter, lines, key, gap=setter.range("method-line-tight" if tight else "method-line")))
    if story.index:
        found.append(
            Index(setter, story.index, of=4, row=setter.range("index-row-tight"))
            if tight
            else Index(setter, story.index)
        )
    return found


def used_marks(exhibits: Sequence[Exhibit]) -> list[str]:
    """The marks that need explaining, in the key's order."""
    used = set()
    for exhibit in exhibits:
        if isinstance(exhibit, Shares):
            used.add("solid")
            used.update(["hatched"] if any(row.partial for row in exhibit.rows) else [])
        elif isinstance(exhibit, Ladder):
            used.update("solid" if row.achieved else "outlined" for row in exhibit.rows if row.value is not None)
        elif isinstance(exhibit, Timeline):
            used.update("month" if len(event.date) < 10 else "dot" for event in exhibit.events)
    return [mark for mark in ("solid", "hatched", "outlined", "month", "dot") if mark in used]


class GapTable(Frame):
    """What the article does not say, what follows for the reader, and the paragraph."""

    table = True

    def __init__(self, setter: Setter, story: Story, pitch: Pitch) -> None:
        paragraphs = tuple(sorted({gap.paragraph for gap in story.gaps}))
        title = story.gaps_title or Claim(text=setter.word("gaps.table-title"), paragraphs=())
        super().__init__(
            setter,
            Exhibit(title=title, subtitle=setter.word("gaps.subtitle"), note="", paragraphs=paragraphs),
            sourced=False,
        )
        self._table = _gap_rows(setter, story.gaps, pitch)
        self._bounds(self._table.low, self._table.high)
        self.spare = self._table.spare

    def split(self, room: float) -> tuple[Band, Band] | None:
        parts = self._table.split(room - self._head)
        if parts is None:
            return None
        mine = GapTable.__new__(GapTable)
        mine.__dict__.update(self.__dict__)
        mine._table = parts[0]  # type: ignore[assignment]
        mine._bounds(parts[0].low, parts[0].high)
        mine.spare = parts[0].spare
        return mine, parts[1]

    def place(self, pen: Pen, y: float, h: float) -> None:
        top = self.place_head(pen, y)
        self._table.place(pen, top, y + h - top)


def _gap_rows(setter: Setter, gaps: Sequence[Gap], pitch: Pitch) -> TableBand:
    grid = setter.grid
    second = grid.left + 18 * grid.em
    columns = [
        Column(setter.word("gaps.gap"), grid.left + 5, second - grid.left - 5 - 10),
        Column(setter.word("gaps.therefore"), second, grid.right - 5 - 40 - second),
        Column(setter.word("gaps.paragraph"), grid.right - 5 - 36, 36, "right"),
    ]
    bold, ink, plain = setter.style("label-bold"), setter.style("label", colour="ink"), setter.style("label")
    rows = []
    for gap in gaps:
        target = setter.target(gap.paragraph, gap.facts)
        rows.append(
            TableRow(
                (
                    setter.text(gap.gap.rstrip("。"), columns[0].w, bold),
                    setter.text(gap.therefore.rstrip("。"), columns[1].w, ink),
                    setter.line([Inline(str(gap.paragraph), plain, link=target)], plain),
                )
            )
        )
    return TableBand(setter, columns, rows, pitch=pitch)


class Method(Band):
    """The method's lines, label and text, beside the key to the charts."""

    def __init__(
        self,
        setter: Setter,
        lines: Sequence[MethodLine],
        panel: Panel | None,
        *,
        first: bool = True,
        gap: Space,
    ) -> None:
        self.setter, self.panel, self.lines, self._line_gap = setter, panel, tuple(lines), gap
        grid = setter.grid
        width = grid.main if panel else grid.width
        self._indent = LABEL_EM * grid.em
        self._head = setter.text(
            setter.word("method.title") if first else "", width, setter.style("h2", colour="river"), "title"
        )
        strong, ink = setter.style("label-bold", colour="river"), setter.style("label", colour="ink")
        self._lines: list[tuple[Text, Text]] = []
        for line in lines:
            label = setter.line(line.label, strong)
            text = setter.text(_linked(setter, line, ink), width - self._indent, ink)
            self._lines.append((label, text))
        top = self._head.height + setter.m.head_gap if self._head.lines else 0.0
        body = top + sum(max(a.height, b.height) for a, b in self._lines)
        gaps = max(0, len(self._lines) - 1)
        least = panel.least if panel else 0.0
        self.low = max(body + gaps * self._line_gap[0], least)
        self.high = max(body + gaps * self._line_gap[1], least)
        self._body, self._top = body, top

    @property
    def start(self) -> float:
        if self.panel or self.low < WHOLE or len(self.lines) < 2 * LEAST_LINES:
            return self.low
        return self._top + sum(text.height + self._line_gap[0] for _, text in self._lines[:LEAST_LINES])

    def split(self, room: float) -> tuple[Band, Band] | None:
        if self.start == self.low:
            return None
        for count in range(len(self.lines) - LEAST_LINES, LEAST_LINES - 1, -1):
            first = Method(self.setter, self.lines[:count], None, first=self._top > 0, gap=self._line_gap)
            if first.low <= room:
                return first, Method(self.setter, self.lines[count:], None, first=False, gap=self._line_gap)
        return None

    def place(self, pen: Pen, y: float, h: float) -> None:
        grid = pen.grid
        pen.text(self._head, grid.left, y, grid.main, "H3", kind="head")
        at = y + self._top
        gaps = max(1, len(self._lines) - 1)
        gap = min(self._line_gap[1], max(self._line_gap[0], (h - self._body) / gaps))
        listing = pen.element("L", numbering="None")
        width = grid.main if self.panel else grid.width
        for label, text in self._lines:
            entry = listing.add("LI")
            pen.text(label, grid.left, at, self._indent, entry.add("Lbl"), kind="method-label")
            at = (
                pen.text(text, grid.left + self._indent, at, width - self._indent, entry.add("LBody"), kind="method")
                + gap
            )
        if self.panel:
            self.panel.place(pen, grid.side_x, y, grid.side, h)


def _linked(setter: Setter, line: MethodLine, style: object) -> list[Inline]:
    """A method line; the source's address is a link when it is known."""
    url = setter.story.url
    if url and url in line.text:
        before, after = line.text.split(url, 1)
        return [Inline(before, style), Inline(url, style, link=url), Inline(after, style)]  # type: ignore[arg-type]
    return [Inline(line.text, style)]  # type: ignore[arg-type]


class Index(Band):
    """The paragraphs: number, opening words, the pages that cite them, in three or four columns; parted at rows."""

    HEAD = 27.0

    def __init__(
        self,
        setter: Setter,
        entries: Sequence[ParagraphEntry],
        *,
        first: bool = True,
        of: int | None = None,
        row: Space | None = None,
    ) -> None:
        self.setter, self.entries, self.first = setter, tuple(entries), first
        self.row = row or setter.range("index-row")
        self.of = of or (3 if len(entries) <= FULL_INDEX else 4)
        self.rows = -(-len(self.entries) // self.of)
        head = self.HEAD if first else 0.0
        self.low, self.high = head + self.row[0] * self.rows, head + self.row[1] * self.rows

    @property
    def start(self) -> float:
        return (self.HEAD if self.first else 0.0) + self.row[0] * min(self.rows, 3)

    def split(self, room: float) -> tuple[Band, Band] | None:
        rows = int((room - (self.HEAD if self.first else 0.0)) // self.row[0])
        rows = min(rows, self.rows - 3)
        if rows < 3:
            return None
        cut = rows * self.of
        return (
            Index(self.setter, self.entries[:cut], first=self.first, of=self.of, row=self.row),
            Index(self.setter, self.entries[cut:], first=False, of=self.of, row=self.row),
        )

    def place(self, pen: Pen, y: float, h: float) -> None:
        setter, grid = self.setter, pen.grid
        at = y
        if self.first:
            pen.rule(grid.left, y, grid.width, "ink", 1.0, kind="exhibit-rule")
            pen.text(setter.line(setter.word("index.title"), "h2"), grid.left, y + 7.5, grid.half, "H3", kind="head")
            pen.text(
                setter.line(setter.word("index.subtitle"), "label"),
                grid.left,
                y + 9.5,
                grid.width,
                align="right",
                kind="subtitle",
            )
            at = y + self.HEAD
        pitch = (y + h - at) / self.rows
        cited = citations(pen)
        listing = pen.element("L", numbering="Decimal")
        river, ink, faint = (setter.style("note", colour=c) for c in ("river", "ink-2", "ink-3"))
        number_w = 16.0
        for index, entry in enumerate(self.entries):
            column, row = divmod(index, self.rows)
            x, width = grid.column(column, self.of)
            top = at + row * pitch
            if row == 0:
                pen.rule(x, top, width, "hair", 0.5, kind="hair")
            line_y = top + (pitch - river.leading) / 2
            node = listing.add("LI")
            pen.text(
                setter.line(str(entry.n), river),
                x,
                line_y,
                number_w - 4,
                node.add("Lbl"),
                align="right",
                anchor=f"p-{entry.n}",
                kind="index-number",
            )
            body = node.add("LBody")
            most = 4
            while True:  # opening words need room for six characters at least
                pages = self._pages(entry.n, cited.get(entry.n, []), faint, most)
                room = width - number_w - pages.width - 8
                if room >= 6 * ink.size or most == 1:
                    break
                most -= 1
            pen.text(self._opening(entry, room, ink), x + number_w, line_y, room, body.add("P"), kind="index-opening")
            pen.text(pages, x, line_y, width, body.add("P"), align="right", kind="index-pages")
            pen.rule(x, top + pitch - 0.5, width, "hair", 0.5, kind="hair")

    def _pages(self, n: int, pages: Sequence[int], style: object, most: int) -> Text:
        setter = self.setter
        if not pages:
            return setter.line(setter.word("index.unused"), style)  # type: ignore[arg-type]
        shown = pages[:most]
        parts: list[Inline] = []
        for page in shown:
            if parts:
                parts.append(Inline(setter.word("comma"), style))  # type: ignore[arg-type]
            parts.append(Inline(str(page), style, link=f"#q-{n}-{page}"))  # type: ignore[arg-type]
        if len(pages) > len(shown):
            parts.append(Inline(setter.word("index.ellipsis"), style))  # type: ignore[arg-type]
        return setter.line(parts, style)  # type: ignore[arg-type]

    def _opening(self, entry: ParagraphEntry, room: float, style: object) -> Text:
        """The opening words, shortened until they fit, never inside a number, a Latin word or a bracket."""
        ellipsis, unfinished = self.setter.word("index.ellipsis"), self.setter.word("index.unfinished")
        opening = entry.opening.rstrip("…")
        text = self.setter.line(opening + ellipsis, style)  # type: ignore[arg-type]
        while text.width > room and len(opening) > 2:
            opening = _closed(opening[:-1]).rstrip(unfinished) or opening[:1]
            text = self.setter.line(opening + ellipsis, style)  # type: ignore[arg-type]
        return text


def _closed(text: str) -> str:
    """The text without a name in marks that it opens and does not close: 「一老一 says something else."""
    at = max(text.rfind(mark) for mark in "「『“‘《")
    return text[:at] if at > 0 and not set(text[at:]) & set("」』”’》") else text


def citations(pen: Pen) -> dict[int, list[int]]:
    """Paragraph → pages (1-based) on which a reference mark names it, of the pages placed before the appendix."""
    found: dict[int, list[int]] = {}
    for number, page in enumerate(pen.pages, 1):
        for box in page.boxes:
            if isinstance(box, TextBox):
                for line in box.text.lines:
                    for run in line.runs:
                        if run.mark and run.text.isdigit():
                            pages = found.setdefault(int(run.text), [])
                            if number not in pages:
                                pages.append(number)
    return found
