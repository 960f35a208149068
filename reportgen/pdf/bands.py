"""The full-width bands that pages are stacked from: their least and most height, their parting, their placing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reportgen.pdf.boxes import Bookmark, Text
from reportgen.pdf.panel import Panel
from reportgen.pdf.pen import Pen
from reportgen.pdf.setter import Setter
from reportgen.records import dataclass
from reportgen.story.blocks import Claim, Quotation, Theme
from reportgen.typeset import Inline

Space = tuple[float, float]


class Band:
    """A full-width piece of a page. `low` and `high` bound its height, `spare` is what it takes beyond on a page that
    would end short; `start` is the least of it that may begin a stretch of page; `keep` forbids a page break after it;
    `quoted` tells that it holds a pull quote; `gap` is the least and
    most space before it, None that between blocks."""

    low: float
    high: float
    spare: float = 0.0
    keep: bool = False
    quoted: bool = False
    gap: Space | None = None

    @property
    def start(self) -> float:
        """Height of the first part that cannot be divided further."""
        return self.low

    def split(self, room: float) -> tuple[Band, Band] | None:
        """Two bands, the first at most `room` high; None when it must stay whole."""
        return None

    def place(self, pen: Pen, y: float, h: float) -> None:
        """Put its boxes on the page, from y, `h` high in all."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Item:
    """A body claim set at one width."""

    claim: Claim
    text: Text


@dataclass(frozen=True, slots=True)
class Pulled:
    """A pull quote set: the words and the line that signs them."""

    words: Text
    speaker: Text
    gap: float

    @property
    def height(self) -> float:
        """Words, gap and speaker."""
        return self.words.height + self.gap + self.speaker.height

    def place(self, pen: Pen, x: float, y: float, w: float) -> None:
        """Put bar, words and speaker."""
        pen.rule(x, y, pen.setter.m.quote_bar, "river", self.height, kind="quote-bar")
        node = pen.element("BlockQuote")
        with pen.inside(node):
            below = pen.text(self.words, x + pen.setter.m.quote_indent, y, w - pen.setter.m.quote_indent, kind="quote")
            pen.text(
                self.speaker,
                x + pen.setter.m.quote_indent,
                below + pen.setter.m.speaker_gap,
                w - pen.setter.m.quote_indent,
                kind="speaker",
            )


def set_quote(setter: Setter, quote: Quotation, width: float) -> Pulled:
    """A quotation at a width; its speaker's line carries the mark."""
    kept: Pulled = setter.keep(("quote", id(quote), width), partial(_pulled, setter, quote, width))
    return kept


def _pulled(setter: Setter, quote: Quotation, width: float) -> Pulled:
    signed = setter.word("comma-wide").join(part for part in (quote.speaker, quote.role) if part)
    label = setter.style("label")
    speaker = [Inline(signed, label), *setter.marks((quote.paragraph,), (quote.fact,))]
    return Pulled(
        words=setter.text(quote.text, width - setter.m.quote_indent, "quote", "quote"),
        speaker=setter.text(speaker, width - setter.m.quote_indent, "label"),
        gap=setter.m.speaker_gap,
    )


def set_items(setter: Setter, claims: Sequence[Claim], width: float, *, justified: bool) -> tuple[Item, ...]:
    """Body claims at a width, lead-ins bold: justified in the main column, ragged in narrower ones (DESIGN 9.16)."""
    return tuple(
        setter.keep(("item", id(claim), width, justified), partial(_item, setter, claim, width, justified))
        for claim in claims
    )


def _item(setter: Setter, claim: Claim, width: float, justified: bool) -> Item:
    body = setter.style("body")
    inlines = setter.claim(claim, body, lead=setter.style("body-bold"))
    return Item(claim, setter.text(inlines, width, body, "justified" if justified else "ragged"))


def stack_height(items: Sequence[Item], gap: float) -> float:
    """Items one below the other."""
    return sum(item.text.height for item in items) + gap * max(0, len(items) - 1)


def place_items(pen: Pen, items: Sequence[Item], x: float, y: float, w: float, between: float) -> float:
    """Put items as a list of paragraphs; the y below them."""
    for index, item in enumerate(items):
        y = pen.text(item.text, x, y, w, kind="body") + (between if index + 1 < len(items) else 0.0)
    return y


class Row(Band):
    """MAIN text, perhaps under a head and over a pull quote, beside a SIDE panel of the same height."""

    def __init__(
        self,
        setter: Setter,
        items: Sequence[Item],
        *,
        panel: Panel | None,
        quotation: Quotation | None = None,
        head: str = "",
        bulleted: bool = False,
        gap: Space | None = None,
    ) -> None:
        self.setter, self.items, self.head, self.bulleted = setter, tuple(items), head, bulleted
        self.gap, self.quotation = gap, quotation
        grid = setter.grid
        quote = self.quote = set_quote(setter, quotation, grid.main) if quotation else None
        self._head = setter.text(head, grid.main, setter.style("h2", colour="river"), "title") if head else None
        self.main_height = stack_height(self.items, setter.m.item_gap)
        if self._head:
            self.main_height += self._head.height + setter.m.head_gap
        if quote:
            self.main_height += quote.height + (setter.m.quote_gap if self.items else 0.0)
        self.panel, self.quoted = panel, quote is not None
        self.low = panel.best_height(self.main_height) if panel else self.main_height
        self._stretch = setter.m.item_stretch * max(0, len(self.items) - 1)
        self.high = self.low + self._stretch + (setter.m.quote_stretch if quote and self.items else 0.0)
        self.spare = setter.m.item_spare * max(0, len(self.items) - 1)

    @property
    def start(self) -> float:
        return next((height for _, height in self._cuts()), self.low)

    def _cuts(self) -> list[tuple[int, float]]:
        """How many items may stand before a page's end, with the height that takes: the panel beside one part or the
        other must find room."""
        head = self._head.height + self.setter.m.head_gap if self._head else 0.0
        found = []
        for count in range(2, len(self.items)):
            height = head + stack_height(self.items[:count], self.setter.m.item_gap)
            if self.panel is None or self.panel.full <= height or self._rest(count) >= self.panel.least:
                found.append((count, height))
        return found

    def _rest(self, count: int) -> float:
        """Height of what follows the first items."""
        quote = self.quote.height + self.setter.m.quote_gap if self.quote else 0.0
        return stack_height(self.items[count:], self.setter.m.item_gap) + quote

    def split(self, room: float) -> tuple[Band, Band] | None:
        for count, height in reversed(self._cuts()):
            if height > room:
                continue
            claims = [item.claim for item in self.items]
            if self.panel is None or self.panel.full <= height:
                first: Band = Row(
                    self.setter,
                    self.items[:count],
                    panel=self.panel,
                    head=self.head,
                    bulleted=self.bulleted,
                    gap=self.gap,
                )
                return first, Columns(self.setter, claims[count:], quote=self.quotation, bulleted=self.bulleted)
            rest = Row(
                self.setter, self.items[count:], panel=self.panel, quotation=self.quotation, bulleted=self.bulleted
            )
            return Columns(self.setter, claims[:count], head=self.head, bulleted=self.bulleted, gap=self.gap), rest
        return None

    def place(self, pen: Pen, y: float, h: float) -> None:
        grid = pen.grid
        at = y
        spare = max(0.0, h - self.low) * self._stretch / max(self.high - self.low, 1.0)
        between = pen.setter.m.item_gap + spare / max(1, len(self.items) - 1)
        if self._head:
            at = (
                pen.text(self._head, grid.left, at, grid.main, "H2" if self.bulleted else "H3", kind="head")
                + pen.setter.m.head_gap
            )
        if self.bulleted:
            for index, item in enumerate(self.items):
                if index == 0:
                    listing = pen.element("L", numbering="None")
                body = listing.add("LI").add("LBody")
                gap = between if index + 1 < len(self.items) else 0.0
                at = pen.text(item.text, grid.left, at, grid.main, body, kind="body") + gap
        else:
            at = place_items(pen, self.items, grid.left, at, grid.main, between)
        if self.quote:
            foot = y + h - self.quote.height  # level with the panel's, or with its head where no text stands above
            self.quote.place(pen, grid.left, foot if self.items else y, grid.main)
        if self.panel:
            self.panel.place(pen, grid.side_x, y, grid.side, h)


class Columns(Band):
    """Body text in two columns of half the page that end together, for what has nothing to stand beside it."""

    def __init__(
        self,
        setter: Setter,
        claims: Sequence[Claim],
        *,
        quote: Quotation | None = None,
        head: str = "",
        bulleted: bool = False,
        gap: Space | None = None,
    ) -> None:
        self.setter, self.claims, self.quotation, self.head, self.bulleted = (
            setter,
            tuple(claims),
            quote,
            head,
            bulleted,
        )
        self.gap, self.quoted = gap, quote is not None
        grid = setter.grid
        self._beside = quote is not None and 0 < len(self.claims) <= 2
        self._alone = len(self.claims) == 1 and quote is None
        width = grid.main if self._alone else grid.half
        self.items = set_items(setter, claims, width, justified=self._alone)
        self._head = setter.text(head, grid.width, setter.style("h2", colour="river"), "title") if head else None
        self._quote = set_quote(setter, quote, grid.half if self._beside else grid.width) if quote else None
        self._cut = len(self.items) if self._beside else _even_cut([item.text.height for item in self.items])
        between = setter.m.item_gap
        body = max(stack_height(self.items[: self._cut], between), stack_height(self.items[self._cut :], between))
        if self._quote and self._beside:
            body = max(body, self._quote.height)
        elif self._quote:
            body += self._quote.height + (setter.m.quote_gap if self.items else 0.0)
        self.low = self._top() + body
        longest = max(self._cut, len(self.items) - self._cut)
        self.high = self.low + setter.m.item_stretch * max(0, longest - 1)
        self.spare = setter.m.item_spare * max(0, longest - 1)

    def _top(self) -> float:
        return self._head.height + self.setter.m.head_gap if self._head else 0.0

    def split(self, room: float) -> tuple[Band, Band] | None:
        for count in range(len(self.claims) - 1, 1, -1) if not self._beside else ():
            first = Columns(self.setter, self.claims[:count], head=self.head, bulleted=self.bulleted, gap=self.gap)
            if first.low <= room:
                return first, Columns(self.setter, self.claims[count:], quote=self.quotation, bulleted=self.bulleted)
        return None

    @property
    def start(self) -> float:
        if len(self.items) < 4:
            return self.low
        return self._top() + max(item.text.height for item in self.items[:2])

    def place(self, pen: Pen, y: float, h: float) -> None:
        grid = pen.grid
        at = y
        if self._head:
            at = (
                pen.text(self._head, grid.left, at, grid.width, "H2" if self.bulleted else "H3", kind="head")
                + pen.setter.m.head_gap
            )
        x2 = grid.left + grid.half + grid.gutter
        longest = max(self._cut, len(self.items) - self._cut)
        between = pen.setter.m.item_gap + max(0.0, h - self.low) / max(1, longest - 1)
        if self._alone:
            place_items(pen, self.items, grid.left, at, grid.main, between)
            return
        place_items(pen, self.items[: self._cut], grid.left, at, grid.half, between)
        if self._beside and self._quote:
            self._quote.place(pen, x2, at, grid.half)
            return
        place_items(pen, self.items[self._cut :], x2, at, grid.half, between)
        if self._quote:
            self._quote.place(pen, grid.left, y + h - self._quote.height, grid.width)


def _even_cut(heights: Sequence[float]) -> int:
    """Where to part a stack so that the higher half is least, the first half not the lower if it can be."""
    if not heights:
        return 0
    total = sum(heights)
    best, cut, run = float("inf"), len(heights), 0.0
    for index, height in enumerate(heights):
        run += height
        worst = max(run, total - run)
        if worst < best - 0.01:
            best, cut = worst, index + 1
    return cut


class Opener(Band):
    """Section name and kicker, the section's sentence, its standfirst."""

    keep = True

    def __init__(
        self,
        setter: Setter,
        *,
        name: str,
        kicker: str,
        title: Claim | str,
        dek: Claim | str | None,
        anchor: str,
    ) -> None:
        grid = setter.grid
        self.setter, self.name, self.anchor = setter, name, anchor
        self.title = title if isinstance(title, str) else title.text
        label = [Inline(name, setter.style("h2", colour="river"))] if name else []
        if kicker:
            label.append(Inline(("\u3000" if name else "") + kicker, setter.style("kicker")))
        self._label = setter.text(label, grid.width, "h2", "title") if label else None
        self._title = setter.text(self.title, grid.width, "h1", "title", 2)
        self._dek: Text | None = None
        if isinstance(dek, str):
            self._dek = setter.text(dek, grid.width, "label")
        elif dek is not None:
            self._dek = setter.text(setter.claim(dek, setter.style("dek")), grid.width, "dek")
        self.low = self.high = (
            2.0
            + (self._label.height + 5.0 if self._label else 0.0)
            + self._title.height
            + (4.0 + self._dek.height if self._dek else 0.0)
        )

    def place(self, pen: Pen, y: float, h: float) -> None:
        grid = pen.grid
        pen.node = pen.root.add("Sect")
        at = y + 2.0
        if self._label:
            at = pen.text(self._label, grid.left, at, grid.width, kind="section") + 5.0
        at = pen.text(self._title, grid.left, at, grid.width, "H2", kind="h1", anchor=self.anchor)
        if self._dek:
            pen.text(self._dek, grid.left, at + 4.0, grid.width, kind="dek")
        title = f"{self.name}\u3000{self.title}" if self.name else self.title
        pen.progress.bookmarks.append(Bookmark(0, title, self.anchor))
        pen.progress.section_pages[self.anchor] = len(pen.pages)


def theme_anchor(index: int, theme: Theme) -> str:
    """The anchor of a theme's opener."""
    return f"section-{index + 1}"
