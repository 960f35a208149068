"""Turns a story into placed boxes: chooses among the ways to compose each chapter so that pages end well.

Chapters (first page, sections, fact table, method) are composed in several ways; a beam search over them keeps the
cheapest stacks of pages. Then bands are stretched to the page's end by one common share and placed. Linear in chapters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportgen.assets import Theme
from reportgen.pdf.bands import Band, Opener, Space
from reportgen.pdf.boxes import Briefing, Page
from reportgen.pdf.coverage import omitted
from reportgen.pdf.exhibits import exhibit_bands
from reportgen.pdf.frame import Frame
from reportgen.pdf.furniture import place_furniture
from reportgen.pdf.pages import facts, first, method
from reportgen.pdf.pages.theme import Variant, variants
from reportgen.pdf.pen import Pen, Progress
from reportgen.pdf.setter import Setter
from reportgen.pdf.tags import Node
from reportgen.story.blocks import Exhibit, Story
from reportgen.typeset import Metrics

BEAM = 6
THIRD_EMPTY, LAST_THIN, AFTER_STRIP = 4000.0, 900.0, 1500.0
MID_PAGE, MID_TABLE, MID_METHOD = 260.0, 50.0, 30.0
SPARE_UNIT, BLANK_UNIT, PAGE = 16.0, 5.5, 60.0
"""A page that would end short takes up to so much more between its bands; the cost grows as it takes it."""
LAST_UNIT = 45.0
"""A last page may end anywhere below its third; but rows of the fact table over the method fill it better than none."""
SHORT_TOP, SHORT_TOP_COST = 130.0, 500.0
"""A page should not begin with a few lines of the chapter before, over the opener of the next."""
TABLE_ROOM, TABLE_SPILLS = 280.0, 400.0
"""Where a table that runs over finds less than this on the page in hand, it begins on the next one."""
SECOND_QUOTE = 100.0
"""A page has one pull quote at most (DESIGN P4)."""


class Placed(NamedTuple):
    """A band on a page in hand; its gap is 0 at the page's top."""

    band: Band
    gap: Space


class Plan(NamedTuple):
    """Pages closed so far, linked from the last; the bands of the page in hand; heights used at least and at most, and
    what the page gives beyond that when it would end short.

    `deferred` are exhibits that the last chapter left to the next; after a `final` one nothing should follow on its
    page.
    """

    done: tuple[Plan, tuple[Placed, ...]] | None
    now: tuple[Placed, ...]
    low: float
    high: float
    spare: float
    cost: float
    deferred: tuple[Exhibit, ...] = ()
    final: bool = False
    depth: int = 0


class Planner:
    """The page's measures and the moves that build a plan."""

    def __init__(self, setter: Setter) -> None:
        self.top, self.bottom, self.gap = setter.grid.top, setter.grid.bottom, setter.grid.gap
        self.good_end, self.gap_spare = setter.m.good_end, setter.m.block_gap_spare
        self.opener_gap, self.latest_opener = setter.range("opener-gap"), setter.m.latest_opener
        self.third = (self.bottom - self.top) / 3

    def empty(self) -> Plan:
        """A plan with one empty page."""
        return Plan(None, (), self.top, self.top, 0.0, 0.0)

    def close(self, plan: Plan, *, last: bool = False) -> Plan:
        """Close the page in hand; its cost is how far from the good end it reaches and what it takes to get there."""
        if not plan.now:
            return plan
        short = max(0.0, self.good_end - plan.high)
        taken = min(short, plan.spare)
        blank = short - taken
        cost = PAGE + (blank / BLANK_UNIT) ** 2 + (taken / SPARE_UNIT) ** 2
        if plan.done is not None and _short_top(plan.now):
            cost += SHORT_TOP_COST
        cost += SECOND_QUOTE * max(0, sum(placed.band.quoted for placed in plan.now) - 1)
        if last:
            cost = PAGE + (LAST_THIN if plan.high - self.top < self.third else (short / LAST_UNIT) ** 2)
        elif blank > self.third - (self.bottom - self.good_end):
            cost += THIRD_EMPTY
        return self.empty()._replace(
            done=(plan, plan.now), cost=plan.cost + cost, deferred=plan.deferred, depth=plan.depth + 1
        )

    def chapter(self, plan: Plan, bands: Sequence[Band], *, fresh: bool) -> Plan:
        """Add a chapter, on a new page when `fresh`. What does not fit on a page is parted or goes to the next one,
        together with the head before it; what is higher than a page and cannot be parted is set as it is."""
        if fresh:
            plan = self.close(plan)
        now, low, high, spare = list(plan.now), plan.low, plan.high, plan.spare
        bottom = self.bottom + 0.01
        waiting = list(zip(bands, [*bands[1:], None], strict=True))
        for whole, after in waiting:
            band = whole
            gap = self.opener_gap if isinstance(band, Opener) and now else band.gap or self.gap
            following = (after.gap or self.gap)[0] + after.start if band.keep and after is not None else 0.0
            while True:
                space = gap if now else (0.0, 0.0)
                rest = None
                if low + space[0] + band.low + following > bottom:
                    parts = None
                    if not band.keep and low + space[0] + band.start <= bottom:
                        parts = band.split(bottom - low - space[0])
                    if parts is not None:
                        band, rest = parts
                    elif now:
                        plan = self.close(plan._replace(now=tuple(now), low=low, high=high, spare=spare))
                        now, low, high, spare = [], self.top, self.top, 0.0
                        continue
                spare += band.spare + (self.gap_spare if now else 0.0)
                now.append(Placed(band, space))
                low += space[0] + band.low
                high += space[1] + band.high
                if rest is None:
                    break
                plan = self.close(plan._replace(now=tuple(now), low=low, high=high, spare=spare))
                now, low, high, spare = [], self.top, self.top, 0.0
                band, gap = rest, rest.gap or self.gap
        return plan._replace(now=tuple(now), low=low, high=high, spare=spare)


def _short_top(now: Sequence[Placed]) -> bool:
    """Whether a page begins with less than a good paragraph of what went on from the page before, over an opener or an
    exhibit."""
    height = 0.0
    for placed in now:
        if isinstance(placed.band, (Opener, Frame)):
            return 0.0 < height < SHORT_TOP
        height += placed.gap[0] + placed.band.low
    return False


def lay_out(story: Story, theme: Theme, metrics: Metrics) -> Briefing:
    """The briefing's pages, structure tree and outline."""
    setter = Setter(story, theme, metrics)
    planner = Planner(setter)
    exhibits = [list(each.exhibits) for each in story.themes]
    opening = first.opening_exhibits(story, exhibits)
    plans = _extend(planner, [planner.empty()], lambda _: first.variants(setter, story, opening))
    for index in range(len(story.themes)):
        closing = [story.tracker] if story.tracker and index + 1 == len(story.themes) else []

        def compose(deferred: tuple[Exhibit, ...], at: int = index, last: Sequence[Exhibit] = closing) -> list[Variant]:
            return list(variants(setter, story.themes[at], at, [*deferred, *exhibits[at]], last))

        plans = _extend(planner, plans, compose)
    if not story.themes:
        loose = [story.tracker] if story.tracker else []
        plans = _extend(planner, plans, lambda deferred: [_single(exhibit_bands(setter, [*deferred, *loose]))])
    printed = [*opening, *(exhibit for each in exhibits for exhibit in each)]
    table = facts.variants(setter, story)
    if table:
        plans = _extend(planner, plans, lambda _: table, whole=True, mid_page=MID_TABLE)
    plans = _extend(planner, plans, lambda _: method.variants(setter, story, printed), whole=True, mid_page=MID_METHOD)
    best = min((planner.close(plan, last=True) for plan in plans), key=lambda plan: plan.cost)
    briefing = _place(setter, best)
    briefing.omitted = (*omitted(story, briefing.pages), *_unshown(setter))
    return briefing


def _unshown(setter: Setter) -> list[str]:
    return [f'not in the font: "{char}" (U+{ord(char):04X}), shown as 〓' for char in setter.lacking()]


def _single(bands: Sequence[Band]) -> Variant:
    return Variant(tuple(bands), 0.0)


def _extend(
    planner: Planner,
    plans: Sequence[Plan],
    choices: Callable[[tuple[Exhibit, ...]], Sequence[Variant]],
    *,
    whole: bool = False,
    mid_page: float = MID_PAGE,
) -> list[Plan]:
    """Every plan continued by every choice, on the page in hand or a new one; the best few, of different heights.

    Of the appendix, which has few choices, the `whole` is kept: how its last page ends is still to be judged.
    """
    composed: dict[tuple[int, ...], Sequence[Variant]] = {}
    found: list[Plan] = []
    for plan in plans:
        key = tuple(id(exhibit) for exhibit in plan.deferred)
        if key not in composed:
            composed[key] = choices(plan.deferred)
        for variant in composed[key]:
            if not variant.bands:
                found.append(plan._replace(deferred=variant.deferred))
                continue
            for fresh in (True, False) if plan.now and plan.low <= planner.latest_opener else (True,):
                opens = isinstance(variant.bands[0], Opener)
                extra = 0.0 if fresh else (mid_page if opens else 0.0) + (AFTER_STRIP if plan.final else 0.0)
                grown = planner.chapter(plan, variant.bands, fresh=fresh)
                pages = grown.depth - plan.depth - (1 if fresh and plan.now else 0)
                if variant.one_page and pages:
                    extra += THIRD_EMPTY
                if mid_page == MID_TABLE and not fresh and pages and planner.bottom - plan.low < TABLE_ROOM:
                    extra += TABLE_SPILLS
                found.append(
                    grown._replace(
                        cost=grown.cost + variant.cost + extra, deferred=variant.deferred, final=variant.one_page
                    )
                )
    return found if whole else _pruned(found)


def _pruned(plans: list[Plan]) -> list[Plan]:
    """The cheapest few; of plans that end at much the same height only the cheapest two."""
    kept: list[Plan] = []
    heights: dict[tuple[int, tuple[int, ...]], int] = {}
    for plan in sorted(plans, key=lambda each: each.cost):
        key = (round(plan.low / 40), tuple(id(exhibit) for exhibit in plan.deferred))
        if heights.get(key, 0) < 2:
            heights[key] = heights.get(key, 0) + 1
            kept.append(plan)
        if len(kept) == BEAM:
            break
    return kept


def _place(setter: Setter, plan: Plan) -> Briefing:
    """Stretch each page by one common share of what its bands and gaps allow, and put their boxes."""
    pages: list[tuple[Placed, ...]] = []
    while plan.done is not None:
        plan, page = plan.done
        pages.append(page)
    pages.reverse()
    progress = Progress(section_pages=_section_pages(pages))
    root = Node("Document", lang="")
    drawn: list[Page] = []
    pen = Pen(setter, drawn, root, progress)
    for stack in pages:
        drawn.append(Page())
        _place_page(setter, pen, stack, last=stack is pages[-1])
    place_furniture(setter, pen)
    return Briefing(drawn, root, progress.bookmarks)


def _section_pages(pages: Sequence[Sequence[Placed]]) -> dict[str, int]:
    """The page (1-based) on which each section opens: the first page tells them before they are placed."""
    return {
        placed.band.anchor: number
        for number, stack in enumerate(pages, 1)
        for placed in stack
        if isinstance(placed.band, Opener)
    }


def _place_page(setter: Setter, pen: Pen, stack: Sequence[Placed], *, last: bool) -> None:
    """Put a page's bands; a page that ends short of the good end takes of what its bands and gaps have to spare. The
    last page, if it is far from full, is not stretched to look fuller."""
    top = setter.grid.top
    low = top + sum(each.gap[0] + each.band.low for each in stack)
    high = top + sum(each.gap[1] + each.band.high for each in stack)
    m = setter.m
    full = not last or high >= m.good_end - m.nearly_full
    goal = min(high, m.aim) if full else low + (high - low) * 0.5
    share = min(1.0, max(0.0, (goal - low) / (high - low))) if high > low else 0.0
    spare = sum(each.band.spare for each in stack) + m.block_gap_spare * (len(stack) - 1)
    short = m.good_end - high if full else 0.0
    taken = min(1.0, max(0.0, short / spare)) if spare else 0.0
    y = top
    for each in stack:
        y += each.gap[0] + share * (each.gap[1] - each.gap[0]) + (taken * m.block_gap_spare if y > top else 0.0)
        height = each.band.low + share * (each.band.high - each.band.low) + taken * each.band.spare
        each.band.place(pen, y, height)
        y += height
