"""A section of the article as bands: opener, text beside panels, exhibits, quotations; several ways to compose it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from reportgen.pdf.bands import (
    Band,
    Columns,
    Opener,
    Row,
    set_items,
    theme_anchor,
)
from reportgen.pdf.exhibits import exhibit_bands
from reportgen.pdf.panel import Panel, lists_panel, numbers_panel, ranks_panel, side_numbers
from reportgen.pdf.setter import Setter
from reportgen.records import dataclass
from reportgen.story.blocks import Board, Claim, Exhibit, FactRow, Number, Quotation, Theme
from reportgen.story.claims import covered

ROW_ITEMS = 5
MOST_DROPPED, MOST_PULLED = 2, 2
COST_WORDS = 45.0
COST_DROPPED, COST_TWICE, COST_NO_QUOTE, COST_NO_PANEL, COST_BARE, COST_TURNED = 120.0, 20.0, 85.0, 60.0, 40.0, 15.0
COST_NO_SIDE, COST_NO_QUOTE_LOOSE = 120.0, 70.0
"""A section's page has a panel and a quotation (BRIEFING 3, 23); text without sections may do without a quotation."""
QUOTE_SHORTEST, QUOTE_LONGEST = 12, 130
SAID = 0.8
STRIP_NUMBERS = 4
PANEL_KINDS = ("actual", "approximate")
_AMOUNT = re.compile(r"((?:近|約|约|逾|超過|超过)?\d[\d,.]*)([^\d\s月日年號号時时]{0,4})")


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to compose a chapter: its bands in order, and what it costs in content or looks.

    `deferred` are exhibits left to the next chapter; a `one_page` chapter should neither run over a page nor be
    followed on it.
    """

    bands: tuple[Band, ...]
    cost: float
    deferred: tuple[Exhibit, ...] = ()
    one_page: bool = False


def panels(setter: Setter, theme: Theme) -> list[Panel]:
    """The section's panels, best first: its numbers, its ranks, its named lists."""
    shown = {
        fact
        for exhibit in theme.exhibits
        if isinstance(exhibit, Board)
        for number in exhibit.numbers
        for fact in (number.fact,)
    }
    first = {number.fact for number in setter.story.key_numbers[: None if not theme.name else STRIP_NUMBERS]}
    if not theme.name:  # the first page has shown them
        shown.update(first, (number.fact for number in side_numbers(setter, setter.story, in_points=True)))
        shown.update(fact for claim in setter.story.points for fact in claim.facts)
    fresh = [number for number in theme.numbers if number.fact not in shown]
    if theme.name and any(number.fact in first for number in fresh):
        fresh = _unseen(setter, theme, fresh, shown, first)
    large = [number for number in fresh if number.fact in theme.title.facts]
    numbers = [number for number in fresh if number not in large] + large
    found: list[Panel] = []
    whole = not theme.name and len(setter.story.ranks) >= 2  # its ranks stand on the first page
    ranked = ranks_panel(setter, theme.ranks) if theme.ranks and not whole else None
    if ranked and len(theme.ranks) >= 3 and len(fresh) - len(large) < 2:
        found.append(ranked)
        if len(numbers) >= 2:
            found.append(numbers_panel(setter, _ordered(fresh, numbers[:3]), setter.word("numbers")))
    else:
        if len(numbers) >= 2:
            found.append(numbers_panel(setter, _ordered(fresh, numbers[:3]), setter.word("numbers")))
        if ranked and len(theme.ranks) >= 2:
            found.append(ranked)
    if theme.lists:
        found.append(lists_panel(setter, theme.lists[:3]))
    return found


def _unseen(setter: Setter, theme: Theme, numbers: Sequence[Number], shown: set[str], first: set[str]) -> list[Number]:
    """Numbers not yet printed large on the first page; where fewer than two are left, amounts of the section's rows in
    the fact table, those in its title last."""
    found = [number for number in numbers if number.fact not in first]
    known = shown | first | {number.fact for number in found}
    rows = [row for row in setter.story.rows if row.fact in theme.facts and row.fact not in known]
    for row in sorted(rows, key=lambda row: row.fact in theme.title.facts):
        if len(found) < 2 and row.kind in PANEL_KINDS and (amount := _AMOUNT.fullmatch(row.value)):
            found.append(_row_number(row, amount))
    order = {row.fact: index for index, row in enumerate(setter.story.rows)}
    return sorted(found, key=lambda number: order.get(number.fact, 0)) or list(numbers)


def _row_number(row: FactRow, amount: re.Match[str]) -> Number:
    """A row of the fact table as a number of a panel: its words are the row's."""
    return Number(
        fact=row.fact,
        digits=amount[1],
        unit=amount[2],
        before="",
        after="",
        what=(row.text,),
        claim=Claim(text=row.text, paragraphs=(row.paragraph,), facts=(row.fact,)),
        paragraph=row.paragraph,
        kind=row.kind,
        period=row.period or None,
    )


def _ordered(order: Sequence[object], chosen: Sequence[object]) -> list:  # type: ignore[type-arg]
    return [each for each in order if each in chosen]


def usable_quotes(theme: Theme) -> list[Quotation]:
    """Quotations worth setting large: not those that stand in the running text already, nor very long or short ones."""
    told = "".join(claim.text for claim in theme.body)
    return [
        quote
        for quote in theme.quotes
        if _core(quote.text) not in told and QUOTE_SHORTEST <= len(quote.text) <= QUOTE_LONGEST
    ]


def _core(text: str) -> str:
    return text.strip("「」『』“”‘’…。！？")[:14]


def variants(
    setter: Setter, theme: Theme, index: int, exhibits: Sequence[Exhibit], closing: Sequence[Exhibit] = ()
) -> Iterator[Variant]:
    """Ways to compose a section. `exhibits` are those left for it, `closing` (the tracker) come last of all.

    An article without sections gives one theme without a name: what its first page said already is not said again.
    """
    story = setter.story
    told = [story.title, *([story.dek] if story.dek else []), *story.points] if not theme.name else []
    opener: list[Band] = []
    if not said(theme.title, told):
        opener.append(
            Opener(
                setter,
                name=theme.name,
                kicker=theme.kicker,
                title=theme.title,
                dek=theme.dek,
                anchor=theme_anchor(index, theme),
            )
        )
    stock = panels(setter, theme)
    quotes = usable_quotes(theme)
    shown = exhibit_bands(setter, exhibits)
    last = exhibit_bands(setter, closing)
    claims = [claim for claim in theme.body if not said(claim, [theme.title, *told])]
    if not claims:
        row = [_quote_alone(setter, quotes[0], stock, [_speech(setter, each) for each in quotes[1:]])] if quotes else []
        if opener and theme.name and theme.body and not (row or shown or last):
            opener, row = _plain(setter, theme, index)
        yield Variant((*opener, *row, *shown, *last), 0.0)
        return
    plotted = {number.fact for each in theme.exhibits if isinstance(each, Board) for number in each.numbers}
    plotted |= {fact for claim in claims for fact in claim.facts if not setter.listed(fact)}
    orders = _orders(stock)
    for large in range(min(MOST_PULLED, len(quotes)), -1, -1):
        pulled = quotes[:large]
        whole = _with_speech(claims, [_speech(setter, each) for each in quotes[large:]])
        unpulled = (COST_NO_QUOTE if opener else COST_NO_QUOTE_LOOSE) if quotes and not pulled else 0.0
        for gone in _droppable(whole, plotted):
            kept = [claim for claim in whole if not any(claim is each for each in gone)]
            loss = unpulled + sum(_loss(claim, plotted) for claim in gone)
            for first in range(min(2, len(kept)), min(len(kept), ROW_ITEMS + 1) + 1):
                rows = [first, *_even(len(kept) - first, ROW_ITEMS)]
                for quote_at in range(min(2, len(rows) - large + 1)) if large else (0,):
                    for spread in (False, True) if -(-len(shown) // len(rows)) == 1 < len(shown) else (False,):
                        for turned, order in enumerate(orders[: None if len(kept) <= 12 else 1]):
                            yield _compose(
                                setter,
                                opener,
                                kept,
                                rows,
                                order,
                                pulled,
                                quote_at,
                                shown,
                                last,
                                spread,
                                loss + COST_TURNED * turned,
                            )


def _plain(setter: Setter, theme: Theme, index: int) -> tuple[list[Band], list[Band]]:
    """A section that says no more than its title: that is its text, under its own name."""
    name = theme.name + (f"\u3000{theme.kicker}" if theme.kicker else "")
    head = Opener(setter, name="", kicker="", title=name, dek=None, anchor=theme_anchor(index, theme))
    return [head], [Columns(setter, theme.body[:1])]


def _loss(claim: Claim, plotted: set[str]) -> float:
    """What leaving an item out costs: most when it states figures that stand in no exhibit of the section."""
    if _shown_whole(claim, plotted):
        return COST_TWICE
    return COST_DROPPED if claim.facts else COST_WORDS


def _droppable(claims: Sequence[Claim], plotted: set[str]) -> list[list[Claim]]:
    """What may be left out where room is short: nothing, the items that a board shows whole, else the last one."""
    spare = [claim for claim in claims[1:] if _shown_whole(claim, plotted)]
    spare += [claim for claim in reversed(claims) if not any(claim is each for each in spare)][:1]
    return [spare[:count] for count in range(min(MOST_DROPPED, len(spare), max(0, len(claims) - 2)) + 1)]


def _speech(setter: Setter, quote: Quotation) -> Claim:
    """A quotation in running text: the speaker as lead-in, 說, the whole of it (BRIEFING 9)."""
    kept: Claim = setter.keep(("speech", id(quote)), partial(_spoken, setter, quote))
    return kept


def _spoken(setter: Setter, quote: Quotation) -> Claim:
    who = quote.role + (quote.speaker or "")
    text = setter.word("speech" if quote.speaker else "promise", who=who, text=quote.text)
    return Claim(text=text, paragraphs=(quote.paragraph,), facts=(quote.fact,), lead=len(who))


def _with_speech(claims: Sequence[Claim], speech: Sequence[Claim]) -> list[Claim]:
    """The claims with those of speech before the first that comes from a later paragraph."""
    merged = list(claims)
    for said in speech:
        at = next((i for i, each in enumerate(merged) if each.paragraphs > said.paragraphs), len(merged))
        merged.insert(max(1, at), said)
    return merged


def _orders(stock: Sequence[Panel]) -> list[list[Panel | None]]:
    """The panels best first; the second first; none beside the first row."""
    orders: list[list[Panel | None]] = [[*stock]]
    if len(stock) >= 2:
        orders.append([stock[1], stock[0], *stock[2:]])
    if stock:
        orders.append([None, *stock])
    return orders


def _even(count: int, most: int) -> list[int]:
    """Parts of at most `most`, as even as can be."""
    if count <= 0:
        return []
    parts = -(-count // most)
    return [count // parts + (1 if i < count % parts else 0) for i in range(parts)]


def _compose(
    setter: Setter,
    opener: Sequence[Band],
    claims: Sequence[Claim],
    rows: Sequence[int],
    stock: Sequence[Panel | None],
    quotes: Sequence[Quotation],
    quote_at: int,
    shown: Sequence[Band],
    last: Sequence[Band],
    spread: bool,
    cost: float,
) -> Variant:
    """Rows with their panels, quotations from row `quote_at` on; exhibits two after each row at first, or (`spread`)
    evenly over all rows."""
    grid = setter.grid
    pulled: list[Quotation] = list(quotes)
    bands: list[Band] = list(opener)
    waiting = list(shown)
    at = 0
    for number, size in enumerate(rows):
        group = claims[at : at + size]
        at += size
        quote = pulled.pop(0) if number >= quote_at and pulled else None
        panel = stock[number] if number < len(stock) else None
        key = (tuple(id(claim) for claim in group), id(quote), id(panel))
        if panel is None:
            bands.append(setter.keep(key, partial(Columns, setter, group, quote=quote)))
            cost += COST_BARE
        else:
            items = set_items(setter, group, grid.main, justified=True)
            row = setter.keep(key, partial(Row, setter, items, panel=panel, quotation=quote))
            cost += panel.cost(row.low) + max(0.0, row.low - row.main_height) ** 2 / 40
            bands.append(row)
        following = len(rows) - number
        even = -(-len(waiting) // following)
        take = even if spread else max(even, 2)
        bands += waiting[:take]
        waiting = waiting[take:]
    unused = sum(1 for panel in stock[len(rows) :] if panel)
    if opener and any(stock) and not any(stock[: len(rows)]):
        cost += COST_NO_SIDE
    return Variant((*bands, *waiting, *last), cost + COST_NO_PANEL * unused)


def _quote_alone(setter: Setter, quote: Quotation, stock: Sequence[Panel], speech: Sequence[Claim]) -> Band:
    """A quotation with no text of the article above it, beside a panel when there is one."""
    if stock:
        items = set_items(setter, speech, setter.grid.main, justified=True)
        return Row(setter, items, panel=stock[0], quotation=quote)
    return Columns(setter, speech, quote=quote)


def _shown_whole(claim: Claim, plotted: set[str]) -> bool:
    """Whether a board shows every figure of an item: the first to go where room is short."""
    return bool(claim.facts) and set(claim.facts) <= plotted


def said(claim: Claim, told: Sequence[Claim]) -> bool:
    """Whether one of those told says all that a claim says: in the same words, or cut from the same ones."""
    text = claim.text.strip("。")
    return any(text in each.text or covered(claim, each) >= SAID for each in told)
