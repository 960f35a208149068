"""Cases side by side with the same rows, or one beside its rows."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    big_number,
    hair,
    make,
    middle_text,
    note,
    pick_title,
    rule,
    shorten,
    title_zone,
)
from reportgen.deck.compose.exhibits import Place
from reportgen.deck.compose.fill import quote_strip
from reportgen.deck.fit import flow, frame
from reportgen.deck.geometry import MARGIN, NOTE_Y, Box
from reportgen.deck.items import Item, Slide, Text
from reportgen.story.blocks import Case, Quotation


def case_slides(ctx: Context, cases: Sequence[Case], quote: Quotation | None, place: Place) -> list[Slide]:
    """Two or three cases side by side with the same rows, a quotation below."""
    cases = list(cases[:3])
    title = pick_title(ctx, [cases[0].number.claim, *place.titles], own=True)
    items, top = title_zone(ctx, title, [ctx.words["cases_note" if len(cases) > 1 else "rows_dek"]])
    top = min(top, 146.0)
    if len(cases) == 1 and quote:
        return [_one_case(ctx, cases[0], quote, place, title, items, top)]
    columns = ctx.spread(3 if len(cases) == 3 else 2) if len(cases) > 1 else [(MARGIN, ctx.full)]
    named = zip(cases, columns, strict=False)
    two_lines = any(not ctx.fit.fits(clean(c.name), "body", w, 1, True) for c, (_, w) in named)
    head = 56.0 if two_lines else 28.0
    count = max(len(c.rows[:4]) for c in cases)
    noted = len(cases) > 1
    first = top + 12 + head + 60
    end = ctx.up(358.0 if quote else 440.0)
    pitch = min(52.0 if quote else 70.0, max(34.0, (end - first) / max(1, count)))
    for i, (case, (x, w)) in enumerate(zip(cases, columns, strict=False)):
        items.append(rule(x, top, w, spark=i == 0))
        name = flow(ctx.fit, shorten(ctx, case.name, "body", w, 2, True)[0], "body", w, bold=True)
        items.append(frame(ctx.fit, f"name{i + 1}", Box(x, top + 12, w, head), name))
        items.append(big_number(ctx, case.number, f"num{i + 1}", Box(x, top + 12 + head, w, 56), spark=i == 0))
        for j, (label, value) in enumerate(case.rows[:4]):
            y = first + pitch * j
            items.append(hair(x, y, w))
            items.append(
                middle_text(
                    ctx, f"label{i + 1}{j + 1}", Box(x, y, 92, pitch), label, "body-small", lines=1, colour="ink-3"
                )
            )
            items.append(_case_value(ctx, f"value{i + 1}{j + 1}", Box(x + 92, y, w - 92, pitch), value))
        items.append(hair(x, first + pitch * len(case.rows[:4]), w))
    if quote:
        items += quote_strip(ctx, quote, first + pitch * count + 20)
        noted = noted and first + pitch * count + 20 + 67 < ctx.up(NOTE_Y)
    items.append(note(ctx, ctx.words["cases_note"]) if noted and title_lines(ctx, title) > 1 else None)
    return [
        make(
            ctx,
            place.key,
            "cases",
            "cases",
            title,
            place.section,
            items,
            tracker=place.tracker,
            paragraphs=[*(c.paragraph for c in cases), *([quote.paragraph] if quote else [])],
            facts=[*(f for c in cases for f in (c.number.fact, *c.facts)), *([quote.fact] if quote else [])],
            say=[title, *(c.number.claim.text for c in cases)],
        )
    ]


def _case_value(ctx: Context, slot: str, box: Box, value: str | None) -> Text:
    """A case's value whole: in smaller type, or on two lines, before a word of it is cut."""
    said = value or ctx.words["missing"]
    style = next((s for s in ("body", "body-small") if ctx.fit.fits(clean(said), s, box.w, 1)), "table")
    colour = None if value and style == "body" else "ink" if value else "ink-3"
    lines = 2 if style == "table" and box.h >= 40 else 1
    return middle_text(ctx, slot, box, said, style, lines=lines, colour=colour)


def _one_case(
    ctx: Context, case: Case, quote: Quotation, place: Place, title: str, items: list[Item | None], top: float
) -> Slide:
    """One case: its number in four columns, its rows in eight, the quotation below."""
    w, x, wide = ctx.span(4), ctx.col(4), ctx.span(8)
    rows = case.rows[:4]
    pitch = min(66.0, (ctx.up(366.0) - top) / max(1, len(rows)))
    name = flow(ctx.fit, shorten(ctx, case.name, "body", w, 2, True)[0], "body", w, bold=True)
    head = 28.0 * len(name.lines)
    items += [
        rule(MARGIN, top, w, spark=True),
        frame(ctx.fit, "name1", Box(MARGIN, top + 14, w, head), name),
        big_number(ctx, case.number, "num1", Box(MARGIN, top + 20 + head, w, 56), spark=True),
        rule(x, top, wide),
    ]
    for j, (label, value) in enumerate(rows):
        y = top + pitch * j
        label_box, value_box = Box(x, y, 112, pitch), Box(x + 112, y, wide - 112, pitch)
        items += [
            middle_text(ctx, f"label1{j + 1}", label_box, label, "body-small", lines=1, colour="ink-3"),
            _case_value(ctx, f"value1{j + 1}", value_box, value),
            hair(x, y + pitch, wide),
        ]
    items += quote_strip(ctx, quote, max(ctx.up(374.0), top + pitch * len(rows) + 28))
    return make(
        ctx,
        place.key,
        "cases",
        "cases",
        title,
        place.section,
        items,
        tracker=place.tracker,
        paragraphs=[case.paragraph, quote.paragraph],
        facts=[case.number.fact, *case.facts, quote.fact],
        say=[title, case.number.claim.text],
    )


def title_lines(ctx: Context, title: str) -> int:
    return len(ctx.fit.lines(title, "title", ctx.full))
