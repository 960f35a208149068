"""Turns claims and labels into set text with their reference marks; keeps what was set, since layout asks again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from reportgen.assets import Style, Theme, wording
from reportgen.pdf.boxes import Text
from reportgen.story.blocks import Claim, Story
from reportgen.typeset import (
    Inline,
    Line,
    MeasuredText,
    Metrics,
    Mode,
    measured,
    missing,
    set_line,
    set_measured,
    vocabulary,
)

_SPEECH_END = (
    "。」",
    "！」",
    "？」",
    "。』」",
    "！』」",
    "？』」",
    "……」",
    "。”",
    "！”",
    "？”",
    "。’”",
    "！’”",
    "？’”",
    "……”",
)
_STOPS = ("。", "！", "？", "……")


class Grid:
    """The columns of the page by the theme's measures (DESIGN §2): x starts and widths in pt."""

    def __init__(self, theme: Theme) -> None:
        page = theme.page
        em, gutter = page["em"], page["gutter"]
        self.left, self.right = page["margin-left"], page["width"] - page["margin-right"]
        self.width = self.right - self.left
        self.em, self.gutter = em, gutter
        self.half = (self.width - gutter) / 2
        self.third = (self.width - 2 * gutter) / 3
        self.quarter = (self.width - 3 * gutter) / 4
        self.side = self.third
        self.main = self.width - self.side - gutter
        self.side_x = self.right - self.side
        self.top, self.bottom = page["top"], page["bottom"]
        self.gap = (page["block-gap-min"], page["block-gap-max"])
        self.page_width, self.page_height = page["width"], page["height"]

    def column(self, index: int, of: int) -> tuple[float, float]:
        """x and width of a column when the page is parted into `of` equal ones."""
        width = (self.width - (of - 1) * self.gutter) / of
        return self.left + index * (width + self.gutter), width


class Measures:
    """The theme's [page] measures in pt, `item-gap` as `item_gap`."""

    def __init__(self, page: dict[str, float]) -> None:
        self.__dict__.update({key.replace("-", "_"): value for key, value in page.items()})

    def __getattr__(self, name: str) -> float:
        raise AttributeError(f"the theme's [page] has no {name.replace('_', '-')}")


class Setter:
    """Styles, words and measures of one document, and the text set with them."""

    def __init__(self, story: Story, theme: Theme, metrics: Metrics) -> None:
        self.story, self.theme, self.metrics = story, theme, metrics
        self.script = story.script
        self.words: dict[str, Any] = wording(story.script)["briefing"]
        self.grid = Grid(theme)
        self.m = Measures(theme.page)
        self.points_gap = (self.m.block_gap_max, self.m.block_gap_max)
        self.own_words = vocabulary("\n".join(dict.fromkeys(one.sentence for one in story.evidence)))
        self._rows = {fact: row for row in story.rows for fact in (row.old, row.fact) if fact}
        self._first_row: dict[int, str] = {}
        for row in story.rows:
            self._first_row.setdefault(row.paragraph, row.fact)
        self._indexed = {entry.n for entry in story.index}
        self._set: dict[tuple[Any, ...], Text] = {}
        self._measured: dict[tuple[Inline, ...], MeasuredText] = {}
        self._lines: dict[tuple[Inline, ...], Line] = {}
        self._kept: dict[Any, Any] = {}

    def keep(self, key: Any, make: Callable[[], Any]) -> Any:
        """What `make` gave the first time it was asked for under a key: layout tries many pages of the same parts."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    # -- styles and words --

    def style(self, key: str, *, colour: str = "", weight: int = 0) -> Style:
        """A style of the theme, perhaps in another colour or weight."""
        base = self.theme.briefing[key]
        if colour or weight:
            return replace(base, colour=colour or base.colour, weight=weight or base.weight)
        return base

    def word(self, key: str, **values: object) -> str:
        """A line of the wording catalogue with its values filled in."""
        found: Any = self.words
        for part in key.split("."):
            found = found[part]
        return str(found).format(**values)

    def range(self, key: str) -> tuple[float, float]:
        """The least and the most of a measure of the theme's [page]."""
        return self.theme.page[f"{key}-min"], self.theme.page[f"{key}-max"]

    def numeral(self, count: int) -> str:
        """A small count in Chinese numerals as they stand before a measure word; Arabic beyond the catalogue."""
        numerals = self.words["numerals"]
        return str(numerals[count - 1]) if 0 < count <= len(numerals) else str(count)

    @property
    def unsigned(self) -> bool:
        """Whether the article tells neither outlet nor date."""
        return self.story.date is None and not self.story.outlet

    # -- reference marks --

    def marks(self, paragraphs: Sequence[int], facts: Sequence[str] = (), rise: float | None = None) -> list[Inline]:
        """Raised paragraph numbers, each a link to the row of a fact of that paragraph, else to its index entry."""
        style = self.style("mark")
        marks: list[Inline] = []
        for n in paragraphs:
            if marks:
                marks.append(Inline(",", style, mark=True, rise=rise))
            marks.append(Inline(str(n), style, mark=True, link=self.target(n, facts), rise=rise))
        return marks

    def listed(self, fact: str) -> bool:
        """Whether a fact has a row in the fact table."""
        return fact in self._rows

    def target(self, paragraph: int, facts: Sequence[str] = ()) -> str | None:
        """Where a reference to a paragraph leads, best first (the index may be left out); None when nowhere."""
        rows = [self._rows[fact] for fact in facts if fact in self._rows]
        goals = [f"f-{row.fact}" for row in rows if row.paragraph == paragraph][:1]
        if paragraph in self._indexed:
            goals.append(f"p-{paragraph}")
        if paragraph in self._first_row:
            goals.append(f"f-{self._first_row[paragraph]}")
        return "#" + "|".join(goals) if goals else None

    def claim(self, claim: Claim, style: Style, *, lead: Style | None = None, close: bool = True) -> tuple[Inline, ...]:
        """A claim with its lead-in in `lead`, its marks before the closing 。 or after a quotation's last mark."""
        text = claim.text
        spoken = text.endswith(_SPEECH_END)
        text = text.rstrip("。.")
        marks = self.marks(claim.paragraphs, claim.facts)
        cut = claim.lead if lead else 0
        parts = [Inline(text[:cut], lead)] if lead and cut else []
        parts += self._with_marks(text, cut, style, claim, marks)
        if close and not spoken and not text.endswith(_STOPS):
            parts.append(Inline("。", style))
        return tuple(part for part in parts if part.text)

    def _with_marks(self, text: str, cut: int, style: Style, claim: Claim, marks: list[Inline]) -> list[Inline]:
        """The text after the lead with the marks at its end, or each half's own mark at the ； that joins two cuts."""
        halves = text.split("；")
        pieces = claim.pieces
        ordered = len(pieces) == 2 and pieces[0].end <= pieces[1].start
        if len(halves) == 2 == len(claim.paragraphs) and ordered and len(halves[0]) >= cut:
            first, second = claim.paragraphs
            return [
                Inline(halves[0][cut:], style),
                *self.marks((first,), claim.facts),
                Inline("；" + halves[1], style),
                *self.marks((second,), claim.facts),
            ]
        return [Inline(text[cut:], style), *marks]

    # -- setting --

    def text(
        self,
        inlines: Sequence[Inline] | str,
        width: float,
        style: str | Style,
        mode: Mode = "ragged",
        max_lines: int | None = None,
    ) -> Text:
        """Set a paragraph; `style` gives leading and size, and the look of a plain string."""
        look = self.style(style) if isinstance(style, str) else style
        parts = (Inline(inlines, look),) if isinstance(inlines, str) else tuple(inlines)
        parts = tuple(part for part in parts if part.text)
        key = (parts, round(width, 2), look.leading, mode, max_lines)
        found = self._set.get(key)
        if found is None:
            lines = set_measured(self._measured_text(parts), width, mode, max_lines) if parts else ()
            found = self._set[key] = Text(lines, look.leading, look.size)
        return found

    def _measured_text(self, parts: tuple[Inline, ...]) -> MeasuredText:
        """A paragraph measured once: it is tried at several widths and in several ways."""
        if parts not in self._measured:
            self._measured[parts] = measured(parts, script=self.script, metrics=self.metrics, words=self.own_words)
        return self._measured[parts]

    def line(self, inlines: Sequence[Inline] | str, style: str | Style) -> Text:
        """Set text on one line, however long it is."""
        look = self.style(style) if isinstance(style, str) else style
        parts = (Inline(inlines, look),) if isinstance(inlines, str) else tuple(inlines)
        parts = tuple(part for part in parts if part.text)
        if parts not in self._lines:
            self._lines[parts] = set_line(parts, script=self.script, metrics=self.metrics)
        line = self._lines[parts]
        return Text((line,) if line.runs else (), look.leading, look.size)

    def lacking(self) -> tuple[str, ...]:
        """The characters set so far that the font lacks: 〓 stands on the page for each."""
        told = (part.text for parts in (*self._measured, *self._lines) for part in parts)
        return missing(told, self.metrics)

    def source(self, paragraphs: Sequence[int]) -> str:
        """The source line of an exhibit: of an article without outlet its date, without both its paragraphs alone."""
        joined = self.word("comma").join(str(n) for n in paragraphs)
        if self.unsigned:
            return self.word("source-bare", paragraphs=joined)
        key = "source" if self.story.outlet else "source-dated"
        return self.word(key, outlet=self.story.outlet, date=self.story.date_text, paragraphs=joined)
