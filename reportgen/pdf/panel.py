"""SIDE panels: a title, items parted by hairs, a note; as high as the text they stand beside (BRIEFING 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.pdf.boxes import KeyBox, Text
from reportgen.pdf.pen import Pen
from reportgen.pdf.setter import Setter
from reportgen.records import dataclass
from reportgen.story.blocks import Board, Honours, NamedList, Number, RankRow, Story
from reportgen.typeset import Inline

UNIT_RISE = 0.55
LEFT_OUT = 45.0


@dataclass(frozen=True, slots=True)
class PanelItem:
    """Texts one below the other; a `head` opens a second list; `mark` is the sample beside an entry of the key."""

    texts: tuple[Text, ...]
    head: bool = False
    mark: str = ""
    optional: bool = False

    @property
    def height(self) -> float:
        """All its texts together."""
        return sum(text.height for text in self.texts)


class Panel:
    """Title, items and a note. Items that do not fit are left out from the end; spare height is shared.

    A `snug` panel ends with its content; others are as high as their neighbour.
    """

    def __init__(
        self,
        setter: Setter,
        title: Text,
        items: Sequence[PanelItem],
        note: Text | None = None,
        *,
        snug: bool = False,
    ) -> None:
        self.setter, self.tight, self.loose = setter, *setter.range("panel-item")
        self.title, self.items, self.note, self.snug = title, tuple(items), note, snug
        self._sums, self._slots = [self.setter.m.panel_pad + title.height + self.setter.m.panel_foot], [0]
        for item in self.items:
            self._sums.append(self._sums[-1] + item.height)
            self._slots.append(self._slots[-1] + (1 if item.head else 2))

    @property
    def least(self) -> float:
        """Height with its first item alone."""
        return self._height(min(1, len(self.items)), self.tight, note=False)

    def best_height(self, beside: float) -> float:
        """The height for a row whose text is `beside` high: that of the text, or more where the panel gains by it."""
        heights = [max(beside, self.least)]
        heights += [
            height
            for count in range(1, len(self.items) + 1)
            if (height := self._height(count, self.tight, note=False)) > beside
        ]
        return min(heights, key=lambda height: self.cost(height) + (height - beside) ** 2 / 40)

    @property
    def full(self) -> float:
        """Height with everything, closely set."""
        return self._height(len(self.items), self.tight, note=True)

    def _height(self, count: int, space: float, *, note: bool) -> float:
        height = self._sums[count] + self._slots[count] * space
        if note and self.note:
            height += self.note.height + 2 * space
        return height

    def fitted(self, height: float) -> tuple[int, bool, float]:
        """How many items stand in a height, whether the note does, and the space around each item."""
        count, note = len(self.items), self.note is not None
        while count > 1 and self._height(count, self.tight, note=note) > height:
            if note and self._height(count, self.tight, note=False) <= height:
                note = False
                break
            count -= 1
        if count and self.items[count - 1].head:
            count -= 1
        if note and self._height(count, self.tight, note=True) > height:
            note = False
        slots = self._slots[count] + (2 if note and self.note else 0)
        spare = height - self._height(count, 0.0, note=note)
        return (
            count,
            note,
            max(self.tight, min(self.loose, spare / slots)) if slots else self.tight,
        )

    def cost(self, height: float) -> float:
        """How bad the panel looks at a height: blank space at its foot, items left out."""
        count, note, space = self.fitted(height)
        blank = height - self._height(count, space, note=note)
        left_out = sum(1 for item in self.items[count:] if not item.optional)
        return max(0.0, blank) ** 2 / 60 + LEFT_OUT * left_out + (8.0 if self.note and not note else 0.0)

    def place(self, pen: Pen, x: float, y: float, w: float, h: float) -> None:
        """Put the panel: fill, top rule, title, items with hairs between, note."""
        count, note, space = self.fitted(h)
        pen.panel(x, y, w, min(h, self._height(count, space, note=note)) if self.snug else h)
        inner_x, inner_w = x + pen.setter.m.panel_pad, w - 2 * pen.setter.m.panel_pad
        section = pen.element("Sect")
        with pen.inside(section):
            at = pen.text(self.title, inner_x, y + pen.setter.m.panel_pad, inner_w, "H3", kind="panel-title")
            shown = self.items[:count]
            listing = None
            for index, item in enumerate(shown):
                if item.head:
                    at += space
                    at = pen.text(item.texts[0], inner_x, at, inner_w, "H3", kind="panel-title")
                    listing = None
                    continue
                if listing is None:
                    listing = pen.element("L", numbering="None")
                body = listing.add("LI").add("LBody")
                at += space
                if item.mark:
                    pen.add(
                        KeyBox(kind="key", x=inner_x, y=at + item.height / 2 - 8.75, w=17.5, h=17.5, mark=item.mark)
                    )
                for text in item.texts:
                    indent = pen.setter.m.key_indent if item.mark else 0.0
                    at = pen.text(text, inner_x + indent, at, inner_w - indent, body.add("P"), kind="panel-text")
                at += space
                last = index + 1 == len(shown) and not (note and self.note)
                if not last:
                    pen.rule(inner_x, at, inner_w, "hair", 0.5, kind="hair")
            if note and self.note:
                pen.text(self.note, inner_x, at + space, inner_w, kind="panel-note")


def _inner(setter: Setter) -> float:
    return setter.grid.side - 2 * setter.m.panel_pad


def panel_title(setter: Setter, text: str, paragraph: int | None = None, facts: Sequence[str] = ()) -> Text:
    """The bold river line at a panel's top, with its mark."""
    style = setter.style("label-bold", colour="river")
    marks = setter.marks((paragraph,), facts) if paragraph is not None else []
    return setter.text([Inline(text, style), *marks], _inner(setter), style)


def big_number(setter: Setter, number: Number, width: float, *, spark: bool) -> Text:
    """Digits large, unit beside, the mark raised; on one line."""
    digits = setter.style("number", colour="spark" if spark else "")
    unit = setter.style("unit")
    marks = setter.marks((number.paragraph,), (number.fact,), rise=UNIT_RISE * unit.size)
    parts = [Inline(number.digits, digits), Inline(number.unit, unit), *marks]
    line = setter.line(parts, digits)
    if line.width + setter.m.mark_gap <= width:
        return spaced(setter, line)
    smaller = setter.style("share-word", colour="spark" if spark else "")
    parts = [Inline(number.digits, smaller), Inline(number.unit, unit), *marks]
    text = setter.text(parts, width, smaller)
    if len(text.lines) > 1:  # 百分之三點八至百分之八點五
        smallest = setter.style("h2", colour="spark" if spark else "river")
        parts = [Inline(number.digits, smallest), Inline(number.unit, unit), *marks]
        text = setter.text(parts, width, smallest)
    if len(text.lines) == 1:  # on the baseline of the large ones beside it
        return Text(text.lines, digits.leading, digits.size)
    return text


def stands_large(setter: Setter, number: Number, width: float) -> bool:
    """Whether a number stands at full size in a column."""
    line = big_number(setter, number, width, spark=False).lines[0]
    return line.runs[0].style.size == setter.style("number").size


def ranked_numbers(story: Story) -> tuple[Number, ...]:
    """The key numbers and those next in weight: the first page's strip takes what stands large in it."""
    return (*story.key_numbers, *story.next_numbers)


def strip_numbers(setter: Setter, numbers: Sequence[Number]) -> tuple[tuple[Number, ...], int]:
    """The first three or four numbers where they stand at full size in as many columns; else the first two.

    Gives the numbers in order and the count of columns.
    """
    for count in (4, 3):
        _, width = setter.grid.column(0, count)
        fitting = [each for each in numbers if stands_large(setter, each, width)]
        if len(fitting) >= count and all(a is b for a, b in zip(fitting, numbers[: count - 1], strict=False)):
            return tuple(fitting[:count]), count  # at most the last place goes to one of less weight
    return tuple(numbers[:2]), 2


def side_numbers(setter: Setter, story: Story, *, in_points: bool = False) -> tuple[Number, ...]:
    """Two or three numbers for the panel beside the key points: those of the ranking, and of an article without
    sections, that neither the strip nor a point prints (with `in_points` the strip alone); none when there is but one.
    """
    numbers = ranked_numbers(story)
    shown, _ = strip_numbers(setter, numbers)
    told = {fact for claim in (story.title, *(() if in_points else story.points)) for fact in claim.facts}
    told |= {fact for number in shown for fact in (number.fact, *number.companions)}
    drawn = {
        n.fact for theme in story.themes for each in theme.exhibits if isinstance(each, Board) for n in each.numbers
    }
    loose = [number for theme in story.themes if not theme.name for number in theme.numbers]
    found: list[Number] = []
    told |= drawn if in_points else set()
    for number in (*numbers, *(n for n in loose if n.fact not in drawn)):
        if number.fact not in told:
            found.append(number)
            told.update((number.fact, *number.claim.facts))
    return tuple(found[:3]) if len(found) > 1 else ()


def spaced(setter: Setter, text: Text) -> Text:
    """One line with a little air before its marks, so that 9家 and its mark do not read as one number."""
    line, gap = text.lines[0], setter.m.mark_gap
    runs = tuple(replace(run, x=run.x + gap) if run.mark else run for run in line.runs)
    return Text((replace(line, runs=runs, width=line.width + gap),), text.leading, text.size)


def note_text(setter: Setter, note: str) -> Text | None:
    """A panel's closing note."""
    if not note:
        return None
    return setter.text(note.rstrip("。") + "。", _inner(setter), "note")


def numbers_panel(setter: Setter, numbers: Sequence[Number], title: str, *, brief: bool = False) -> Panel:
    """Numbers with their clause, or (`brief`) with what they count; the first is the point of attention; from the third
    on only when there is room."""
    width = _inner(setter)
    items = []
    for index, number in enumerate(numbers):
        what = "".join(number.what) if brief else ""
        clause = setter.text(what or number.claim.text, width, setter.style("label", colour="ink"))
        items.append(PanelItem((big_number(setter, number, width, spark=index == 0), clause), optional=index > 1))
    return Panel(setter, panel_title(setter, title), items)


def honours_panel(setter: Setter, honours: Sequence[Honours]) -> Panel:
    """The names of awards as the article gives them."""
    width = _inner(setter)
    style = setter.style("label", colour="ink")
    items: list[PanelItem] = []
    for index, group in enumerate(honours):
        if index:
            items.append(PanelItem((panel_title(setter, group.intro, group.paragraph, group.facts[:1]),), head=True))
        items += [PanelItem((setter.text(name, width, style),), optional=index > 0) for name in group.names]
    first = honours[0]
    return Panel(
        setter, panel_title(setter, first.intro, first.paragraph, first.facts[:1]), items, note_text(setter, first.note)
    )


def ranks_panel(setter: Setter, ranks: Sequence[RankRow]) -> Panel:
    """Claims of place and awards, bold, with what they are said of, or who won and gave them."""
    width = _inner(setter)
    bold, plain = setter.style("label-bold"), setter.style("label")
    items = []
    for rank in ranks:
        tag = [Inline(rank.tag, bold)]
        said = [Inline(rank.text, plain)] if rank.text else []
        marks = setter.marks((rank.paragraph,), (rank.fact,))
        texts = [setter.text(tag if said else [*tag, *marks], width, bold)]
        if said:
            texts.append(setter.text([*said, *marks], width, plain))
        items.append(PanelItem(tuple(texts)))
    awards = sum(rank.award for rank in ranks)
    title = setter.word("ranks" if not awards else "awards" if awards == len(ranks) else "both")
    note = setter.word("ranks-note") if not awards else ""
    return Panel(setter, panel_title(setter, title), items, note_text(setter, note))


def lists_panel(setter: Setter, lists: Sequence[NamedList]) -> Panel:
    """Lists that the article names: the first item by item, later ones on a few lines."""
    width = _inner(setter)
    style = setter.style("label", colour="ink")
    items: list[PanelItem] = []
    for index, named in enumerate(lists):
        if index == 0:
            items += [PanelItem((setter.text(entry, width, style),)) for entry in named.items]
            continue
        items.append(
            PanelItem((panel_title(setter, named.title, named.paragraph, named.facts[:1]),), head=True, optional=True)
        )
        joined = setter.word("list-comma").join(named.items)
        items.append(PanelItem((setter.text(joined, width, style),), optional=True))
    first = lists[0]
    note = next((named.note for named in lists if named.note), "")
    return Panel(
        setter, panel_title(setter, first.title, first.paragraph, first.facts[:1]), items, note_text(setter, note)
    )


def key_panel(setter: Setter, marks: Sequence[str]) -> Panel:
    """How to read the charts: only the marks that this briefing uses."""
    width = _inner(setter) - setter.m.key_indent
    style = setter.style("label", colour="ink")
    items = [PanelItem((setter.text(setter.word(f"key.{mark}"), width, style),), mark=mark) for mark in marks]
    return Panel(setter, panel_title(setter, setter.word("key.title")), items, snug=True)
