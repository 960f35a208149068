"""Cards of named initiatives: a grid, or rows where they are few."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    alike,
    continued,
    hair,
    make,
    middle_text,
    note,
    pick_title,
    rule,
    shorten,
    tag,
    tag_width,
    title_zone,
)
from reportgen.deck.compose.exhibits import Place, fitting
from reportgen.deck.compose.fill import whole
from reportgen.deck.fit import Flow, flow, frame
from reportgen.deck.geometry import CONTENT_END, MARGIN, Box
from reportgen.deck.items import Item, Slide
from reportgen.story.blocks import Card, Cards, Claim

_ORDER = {"done": 0, "ongoing": 1, "planned": 2}
_CARDS_END = 444.0
_CARD_PITCH, _CARD_FOOT = 168.0, 436.0
_STATUS = {"done": "solid", "ongoing": "outline", "planned": "dashed"}


def card_slides(ctx: Context, cards: Cards, place: Place) -> list[Slide]:
    """4 × 2 cards of three short lines, or 3 × 2 where a clause needs more; done first; the rest continues."""
    named = [i for i, c in enumerate(cards.cards) if c.name and c.name in cards.title.text]
    spark = named[0] if named else cards.spark
    order = sorted(range(len(cards.cards)), key=lambda i: (_ORDER[cards.cards[i].status], i != spark))
    chosen = [cards.cards[i] for i in order]
    first = cards.cards[spark] if spark is not None else chosen[0]
    title = pick_title(ctx, [cards.title, *fitting(place.titles, cards)], own=True)
    long = any(len(ctx.fit.lines(clean(c.claim.text), "body", ctx.span(3), True)) > 4 for c in chosen)
    pages = _card_pages(chosen, wide=long)
    slides = []
    for page, (part, columns) in enumerate(pages):
        text = continued(ctx, title, page)
        items, top = title_zone(ctx, text, [cards.subtitle, ctx.words["cards_dek"]])
        if len(part) <= 5:
            items += _card_rows(ctx, part, top, sum(len(p) for p, _ in pages[:page]), first if not page else None)
            columns = 0
        rows = -(-len(part) // columns) if columns else 0
        w = (ctx.full - 24 * (columns - 1)) / columns if columns else ctx.full
        pitch = _card_pitch(ctx, part, columns, rows, top, w) if columns else 0.0
        foot: list[Claim] = []
        if rows == 2 and pitch > _CARD_PITCH and not cards.note:
            # Two short rows of cards keep the usual pitch; a sentence of the section fills the foot.
            told = [text, *(clean(c.claim.text) for c in part)]
            ends = top + _CARD_PITCH + 46 + 28 * _card_lines(ctx, part[columns:], w)
            if ends <= ctx.up(_CARD_FOOT) - 6:
                near = whole(ctx, fitting(place.titles, cards), ctx.full - 90)
                foot = [c for c in near if _one_line(ctx, c, told)][:1]
        if foot:
            pitch = _CARD_PITCH
        for told_here in (*(c.claim for c in part), *foot):
            ctx.told.tell(told_here)
        for i, card in enumerate(part if columns else ()):
            x, y = MARGIN + (w + 24) * (i % columns), top + pitch * (i // columns)
            items += _card(
                ctx,
                card,
                i,
                sum(len(p) for p, _ in pages[:page]) + i + 1,
                Box(x, y, w, pitch),
                spark=not page and card is first,
            )
        for claim in foot:
            items.append(hair(MARGIN, ctx.up(_CARD_FOOT), ctx.full))
            items.append(
                middle_text(ctx, "extra", Box(MARGIN, ctx.up(_CARD_FOOT), ctx.full - 90, 38), claim.text, lines=1)
            )
        items.append(note(ctx, cards.note, ctx.up(460.0)))
        slides.append(
            make(
                ctx,
                f"{place.key}{page or ''}",
                "cards",
                "cards",
                text,
                place.section,
                items,
                tracker=place.tracker,
                paragraphs=[*cards.paragraphs, *(p for c in (*(x.claim for x in part), *foot) for p in c.paragraphs)],
                facts=[c.fact for c in part],
                say=[text, *(c.claim.text for c in part[:2])],
            )
        )
    return slides


def _card_rows(ctx: Context, cards: Sequence[Card], top: float, before: int, first: Card | None) -> list[Item]:
    """Few cards as rows over the whole measure: number, clause, status; a grid of them would be half empty."""
    items: list[Item] = [rule(MARGIN, top, ctx.full)]
    pitch = min(104.0, (ctx.up(CONTENT_END) - top) / len(cards))
    wide = tag_width(ctx, [ctx.words[c.status] for c in cards])
    for i, card in enumerate(cards):
        y, here = top + pitch * i, card is first
        if i:
            items.append(hair(MARGIN, y, ctx.full))
        if here:
            items.append(rule(MARGIN, y, ctx.span(2), spark=True))
        text, bolds = _bold_name(ctx, card, ctx.full - 90 - wide - 24, 2)
        label = Flow(
            text=f"{before + i + 1:02d}",
            lines=(f"{before + i + 1:02d}",),
            style="body-small",
            bold=True,
            colour="spark" if here else "river",
        )
        items.append(frame(ctx.fit, f"no{i + 1}", Box(MARGIN, y, 60, pitch), label, anchor="ctr", raise_by=1.5))
        items.append(
            frame(
                ctx.fit,
                f"text{i + 1}",
                Box(MARGIN + 74, y, ctx.full - 90 - wide - 24, pitch),
                flow(ctx.fit, text, "body", ctx.full - 90 - wide - 24, bolds=bolds),
                anchor="ctr",
                raise_by=1.5,
                fact=card.fact,
            )
        )
        items.append(
            tag(
                ctx,
                f"tag{i + 1}",
                Box(MARGIN + ctx.full - wide, y + (pitch - 24) / 2, wide, 24),
                ctx.words[card.status],
                _STATUS[card.status],
            )
        )
    items.append(hair(MARGIN, top + pitch * len(cards), ctx.full))
    return items


def _bold_name(ctx: Context, card: Card, width: float, lines: int) -> tuple[str, list[tuple[int, int]]]:
    """The card's clause for so many lines, and where its name stands in it."""
    text, _ = shorten(ctx, card.claim.text, "body", width, lines, True)
    start, end = card.bold
    raw = clean(card.claim.text[start:end])
    found = text.find(raw) if raw else -1
    return text, [(found, found + len(raw))] if found >= 0 else []


def _card_pitch(ctx: Context, part: Sequence[Card], columns: int, rows: int, top: float, w: float) -> float:
    """So that the last row's text ends near the foot: at most a quarter over the usual pitch."""
    lines = _card_lines(ctx, part[(rows - 1) * columns :], w)
    if rows == 1:
        return 200.0
    return min(_CARD_PITCH * 1.25, (ctx.up(_CARDS_END) - 46 - 28 * lines - top) / (rows - 1))


def _card_lines(ctx: Context, cards: Sequence[Card], w: float) -> int:
    return max(min(4, len(ctx.fit.lines(clean(c.claim.text).rstrip("。"), "body", w, True))) for c in cards)


def _one_line(ctx: Context, claim: Claim, told: Sequence[str]) -> bool:
    """Whether a sentence stands whole on one line and says what none of `told` says."""
    text = clean(claim.text)
    return ctx.fit.fits(text, "body", ctx.full - 90, 1) and not any(alike(text, t) for t in told)


def _card_pages(cards: Sequence[Card], *, wide: bool) -> list[tuple[list[Card], int]]:
    """Cards a slide with their columns, as even as can be: no row with a hole but the last of a slide."""
    size = 6 if wide else 8
    count = max(1, -(-len(cards) // size))
    each = -(-len(cards) // count)
    pages = []
    for start in range(0, len(cards), each):
        part = list(cards[start : start + each])
        columns = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3}.get(len(part), 4)
        pages.append((part, columns))
    return pages


def _card(ctx: Context, card: Card, index: int, number: int, box: Box, *, spark: bool) -> list[Item]:
    x, y, w, h = box
    word = ctx.words[card.status]
    label = flow(ctx.fit, f"{number:02d}", "body-small", 60, bold=True, colour="spark" if spark else "river")
    lines = max(1, int((h - 54) // 28))
    text, bolds = _bold_name(ctx, card, w, min(lines, 4))
    wide = tag_width(ctx, [word])
    return [
        rule(x, y, w, spark=spark),
        frame(ctx.fit, f"no{index + 1}", Box(x, y + 10, 60, 25), label),
        tag(ctx, f"tag{index + 1}", Box(x + w - wide, y + 12, wide, 24), word, _STATUS[card.status]),
        frame(
            ctx.fit,
            f"text{index + 1}",
            Box(x, y + 46, w, min(112.0, 28.0 * lines)),
            flow(ctx.fit, text, "body", w, bolds=bolds),
            fact=card.fact,
        ),
    ]
