"""The first page: headline, standfirst, number strip, key points beside a list, charts, the way to the sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.assets import Style
from reportgen.pdf.bands import Band, Columns, Row, set_items, theme_anchor
from reportgen.pdf.boxes import Bookmark, Text
from reportgen.pdf.exhibits import exhibit_bands, exhibit_groups
from reportgen.pdf.pages.theme import Variant, said
from reportgen.pdf.panel import (
    Panel,
    big_number,
    honours_panel,
    lists_panel,
    numbers_panel,
    ranked_numbers,
    ranks_panel,
    side_numbers,
    strip_numbers,
)
from reportgen.pdf.pen import Pen
from reportgen.pdf.setter import Setter
from reportgen.story.blocks import Board, Cards, Claim, Exhibit, Number, Story, Theme
from reportgen.typeset import Inline

STRIP_LINES = 3
COST_POINT, COST_CHART, COST_MORE, COST_STRIP = 45.0, 120.0, 20.0, 120.0
COST_PANEL, COST_BRIEF, COST_ALONE = 25.0, 15.0, 120.0


class Head(Band):
    """The briefing's title and standfirst."""

    keep = True

    def __init__(self, setter: Setter) -> None:
        story, grid = setter.story, setter.grid
        self.setter = setter
        self._title = setter.text(story.title.text.rstrip("。"), grid.width, "title", "title", 2)
        self._dek = setter.text(setter.claim(story.dek, setter.style("dek")), grid.width, "dek") if story.dek else None
        self.low = self.high = (
            setter.m.title_drop + self._title.height + (setter.m.dek_gap + self._dek.height if self._dek else 0.0)
        )

    def place(self, pen: Pen, y: float, h: float) -> None:
        grid = pen.grid
        pen.node = pen.root.add("Sect")
        at = pen.text(self._title, grid.left, y + pen.setter.m.title_drop, grid.width, "H1", kind="title", anchor="top")
        if self._dek:
            pen.text(self._dek, grid.left, at + pen.setter.m.dek_gap, grid.width, kind="dek")
        pen.progress.bookmarks.append(Bookmark(0, self.setter.story.title.text, "top"))


class Strip(Band):
    """One to four key numbers under river rules; the first is the point of attention."""

    def __init__(self, setter: Setter, numbers: Sequence[Number]) -> None:
        self.setter, self.gap = setter, (setter.m.kpi_gap, setter.m.block_gap_max)
        self.numbers, self.of = strip_numbers(setter, numbers)
        _, width = setter.grid.column(0, self.of)
        label = setter.style("label")
        self._cards: list[tuple[Text | None, Text, Text | None]] = []
        for index, number in enumerate(self.numbers):
            before, after = setter.line(number.before, label), setter.line(number.after, label)
            if not number.before:  # its only words stand above like those of its neighbours
                before, after = after, before
            bare = len(number.before) < 2 and not number.after
            if before.width > width or after.width > width or bare:
                what = "".join(number.what)
                before = setter.line("", label)
                after = setter.text(what if len(what) > 3 else number.claim.text, width, label)
            self._cards.append((before, big_number(setter, number, width, spark=index == 0), after))
        self._has_before = any(before and before.lines for before, _, _ in self._cards)
        tail = max((after.height for _, _, after in self._cards if after), default=0.0)
        self.low = self.high = (setter.m.kpi_after if self._has_before else setter.m.kpi_after - 10.0) + tail

    def place(self, pen: Pen, y: float, h: float) -> None:
        lift = 0.0 if self._has_before else 10.0
        for index, (before, number, after) in enumerate(self._cards):
            x, width = pen.grid.column(index, self.of)
            pen.rule(x, y, width, "river", 1.0, kind="kpi-rule")
            node = pen.element("P")
            if before:
                pen.text(before, x, y + pen.setter.m.kpi_before, width, node, kind="kpi-before")
            pen.text(number, x, y + pen.setter.m.kpi_number - lift, width, node, kind="kpi-number")
            if after:
                pen.text(after, x, y + pen.setter.m.kpi_after - lift, width, kind="kpi-after")


def _short(setter: Setter, theme: Theme, width: float, look: str) -> Text:
    """A section's sentence on as few lines as it can be: broken at phrases if that takes no line more than allowed."""
    sentence = setter.claim(replace(theme.title, lead=0), setter.style(look), close=False)
    ragged = setter.text(sentence, width, look, "ragged")
    if len(ragged.lines) <= STRIP_LINES:
        return ragged
    return min(
        (
            ragged,
            setter.text(sentence, width, look, "title", STRIP_LINES),
            setter.text(sentence, width, look, "justified"),
        ),
        key=lambda text: len(text.lines),
    )


class Contents(Band):
    """The foot strip: a section a third, with its page and its sentence; many sections become a list in two columns."""

    def __init__(self, setter: Setter, themes: Sequence[Theme], *, brief: bool = False) -> None:
        self.setter, self.gap = setter, setter.points_gap
        self.entries = [(theme, theme_anchor(index, theme)) for index, theme in enumerate(themes) if theme.name]
        self.wide = len(self.entries) <= 3
        self.of = max(2, len(self.entries)) if self.wide else 2
        _, width = setter.grid.column(0, self.of)
        look = "body" if self.wide else "label"
        self._titles = (
            [_short(setter, theme, width, look) for theme, _ in self.entries] if not brief or self.wide else []
        )
        self._rows = -(-len(self.entries) // self.of)
        self._heights = [
            (setter.m.strip_text if self.wide else setter.m.list_text if self._titles else setter.m.list_row)
            + max((text.height for text in self._titles[row :: self._rows]), default=0.0)
            for row in range(self._rows)
        ]
        self.low = self.high = sum(self._heights) + (0.0 if self.wide else setter.m.strip_name)
        self.spare = setter.m.list_spare * max(0, self._rows - 1)

    def place(self, pen: Pen, y: float, h: float) -> None:
        setter, grid = self.setter, pen.grid
        pen.rule(grid.left, y, grid.width, "ink", 1.0, kind="strip-rule")
        listing = pen.element("L", numbering="None")
        between = max(0.0, h - self.low) / max(1, self._rows - 1)
        name_style, page_style = setter.style("label-bold", colour="river"), setter.style("label", colour="ink-3")
        for index, (theme, anchor) in enumerate(self.entries):
            place, row = divmod(index, self._rows)
            x, width = grid.column(place, self.of)
            at = y + pen.setter.m.strip_name + sum(self._heights[:row]) + row * between
            body = listing.add("LI").add("LBody")
            page = setter.line(setter.word("page", n=pen.progress.section_pages.get(anchor, 1)), page_style)
            name = _shortened(setter, theme.name, name_style, f"#{anchor}", width - page.width - pen.setter.m.list_gap)
            pen.text(name, x, at, width, body.add("P"), kind="strip-name")
            pen.text(page, x, at, width, body.add("P"), align="right", kind="strip-page")
            if self._titles:
                below = pen.setter.m.strip_text - pen.setter.m.strip_name if self.wide else pen.setter.m.list_text - 5.0
                pen.text(self._titles[index], x, at + below, width, body.add("P"), kind="strip-text")


def _shortened(setter: Setter, name: str, style: Style, link: str, width: float) -> Text:
    """A section's name on one line: its first part where the whole is too long, then as much as there is room for."""
    text = setter.line([Inline(name, style, link=link)], style)
    if text.width > width:
        name = name.partition("\u3000")[0]
        text = setter.line([Inline(name, style, link=link)], style)
    while text.width > width and len(name) > 1:
        name = name[:-1]
        text = setter.line([Inline(name + setter.word("index.ellipsis"), style, link=link)], style)
    return text


def side_panels(setter: Setter, story: Story) -> list[Panel]:
    """What may stand beside the key points, best first: awards, ranks, numbers that neither the strip nor the points
    print, a list, numbers of the points that the strip does not print."""
    found: list[Panel] = []
    if story.honours:
        found.append(honours_panel(setter, story.honours))
    if len(story.ranks) >= 2:
        found.append(ranks_panel(setter, story.ranks))
    others = side_numbers(setter, story)
    if others:
        found.append(numbers_panel(setter, others, setter.word("more-numbers")))
    lists = [named for theme in story.themes if theme.name for named in theme.lists]
    if lists:
        found.append(lists_panel(setter, lists[:2]))
    of_points = side_numbers(setter, story, in_points=True)
    if of_points and not others:
        found.append(numbers_panel(setter, of_points, setter.word("more-numbers"), brief=True))
    return found


def points_band(setter: Setter, claims: Sequence[Claim], panel: Panel | None) -> Band:
    """The key points beside the panel; in two columns when there is none."""
    head = setter.word("points", count=setter.numeral(len(claims)))
    if panel is None:
        return Columns(setter, claims, head=head, bulleted=True, gap=setter.points_gap)
    items = set_items(setter, claims, setter.grid.main, justified=True)
    return Row(setter, items, panel=panel, head=head, bulleted=True, gap=setter.points_gap)


def opening_exhibits(story: Story, sections: list[list[Exhibit]]) -> list[Exhibit]:
    """The exhibits for the first page, taken out of `sections`: the story's shares, the first section's next charts.

    Without either, the first chart of any section, or a board that repeats at most one number of the strip. What the
    first page leaves goes to the first section.
    """
    found = list(story.shares)
    first = sections[0] if sections else []
    groups = exhibit_groups([exhibit for exhibit in first if not isinstance(exhibit, Cards | Board)])
    charts = [exhibit for group in groups[: max(0, 2 - len(found))] for exhibit in group]
    for exhibit in charts:
        first.remove(exhibit)
    found += charts
    if found:
        return found
    for exhibits in sections[1:]:
        for exhibit in exhibits:
            if not isinstance(exhibit, Cards | Board):
                exhibits.remove(exhibit)
                return [exhibit]
    strip = {number.fact for number in story.key_numbers}
    for exhibits in sections if len(sections) > 1 else ():
        for exhibit in exhibits:
            if isinstance(exhibit, Board) and len(strip & {number.fact for number in exhibit.numbers}) <= 1:
                exhibits.remove(exhibit)
                return [exhibit]
    return []


def variants(setter: Setter, story: Story, opening: Sequence[Exhibit]) -> list[Variant]:
    """Ways to compose the first page: fewer key points, charts left to the first section, with or without the strip."""
    head = Head(setter)
    numbers = ranked_numbers(story)
    strip: list[Band] = [Strip(setter, numbers)] if len(numbers) > 1 else []
    panels: list[Panel | None] = [*side_panels(setter, story), None]
    sections = [theme for theme in story.themes if theme.name]
    feet: list[Band] = (
        [Contents(setter, story.themes, brief=brief) for brief in (False, True)] if len(sections) >= 2 else []
    )
    found: list[Variant] = []
    repeated = story.dek is not None and all(said(point, [story.dek]) for point in story.points)
    most = 0 if repeated else len(story.points)  # an article of one paragraph: the standfirst has told it
    fewest = min(3, most) if sections else most  # an article without sections tells each point here only
    for points in range(most, fewest - 1, -1):
        for rank, panel in enumerate(panels):
            body = points_bands(setter, story.points[:points], panel)
            worse = COST_PANEL * rank if panel or rank == 0 else COST_ALONE
            if panel and body:
                worse += panel.cost(body[0].low)
            if isinstance(body[0] if body else None, Row):
                worse += max(0.0, body[0].low - body[0].main_height) ** 2 / 40  # type: ignore[attr-defined]
            groups = exhibit_groups(opening)
            for charts in range(len(groups), -1, -1):
                taken = sum(len(group) for group in groups[:charts])
                shown = exhibit_bands(setter, opening[:taken], level="H2")
                cost = COST_POINT * (most - points) + worse + COST_MORE * max(0, charts - 1)
                cost += COST_CHART if charts == 0 and opening else 0.0
                deferred = tuple(opening[taken:])
                stack = [head, *strip, *body, *shown]
                found += [
                    Variant((*stack, foot), cost + COST_BRIEF * index, deferred, one_page=True)
                    for index, foot in enumerate(feet)
                ]
                found.append(Variant(tuple(stack), cost + (COST_STRIP if feet else 0.0), deferred))
    return found


def points_bands(setter: Setter, claims: Sequence[Claim], panel: Panel | None) -> list[Band]:
    """The band of key points; none for a story without them, but its panel still stands."""
    if claims:
        return [points_band(setter, claims, panel)]
    return [Row(setter, (), panel=panel)] if panel else []
