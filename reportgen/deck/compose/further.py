"""Numbers that no other block shows, each with its whole sentence: as rows, or as cards beside a slide of rows."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.deck.compose.boards import CARDS, rows_slide, told_cards
from reportgen.deck.compose.context import Context, pick_title, shorten
from reportgen.deck.compose.exhibits import Place
from reportgen.deck.compose.fill import whole
from reportgen.deck.compose.quotes import quote_slides
from reportgen.deck.items import Slide
from reportgen.story.blocks import Claim, Number, Quotation, Theme

LEAST = 3
_ROWS, _MOST_CARDS = (5, 4, 3), 4  # how many numbers fill a slide, of rows best first


def further_slides(ctx: Context, theme: Theme, place: Place, quote: Quotation | None = None) -> list[Slide]:
    """The next slide of the numbers that are untold so far, a good one at its head, above a `quote` of one line; none
    where they would be fewer than three, or two above something else."""
    rest = untold(ctx, theme)
    narrow = [n for n in rest if not shorten(ctx, n.claim.text, "body", ctx.span(6), CARDS[_MOST_CARDS])[1]]
    cards = not quote and place.before == "rows" and len(narrow) >= LEAST
    rest = narrow if cards else [n for n in rest if not shorten(ctx, n.claim.text, "body", ctx.span(8) - 24, 2)[1]]
    ahead = sorted(rest, key=lambda n: (n.paragraph, [p.start for p in n.claim.pieces[:1]]))
    chosen = ahead[: _MOST_CARDS if cards else _rows_of(len(ahead))]
    fresh = whole(ctx, [c for c in theme.body if not ctx.told.known(c)], ctx.full - 90)
    if quote and len(chosen) < 2:
        return quote_slides(ctx, [quote], place)
    if len(chosen) < LEAST - bool(fresh or quote) or (cards and len(chosen) < _MOST_CARDS and not fresh):
        return []
    title = pick_title(ctx, [*(n.claim for n in sorted(chosen, key=rest.index)), *place.titles])
    where = (ctx, place.key, place.section, place.tracker, chosen[:3] if quote else chosen, title, "", fresh)
    return [told_cards(*where) if cards else rows_slide(*where, quote)]


def untold(ctx: Context, theme: Theme) -> list[Number]:
    """The numbers that no slide has told so far."""
    told = ctx.told
    return [
        n for n in theme.further if not (told.said(n.claim, n.fact) or told.comes(n.claim) or ctx.own.holds(n.claim))
    ]


def spare(ctx: Context, theme: Theme) -> Sequence[Claim]:
    """The sentences of numbers too few for a slide of their own."""
    rest = untold(ctx, theme)
    return [n.claim for n in rest] if len(rest) < LEAST else []


def _rows_of(count: int) -> int:
    """So many that the next slide, of cards, is full as well."""
    return next((n for n in _ROWS if count == n or count - n >= _MOST_CARDS), min(count, _ROWS[0]))
