"""Framed boxes for dated events, numbers without a date below them."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.deck.clean import clean
from reportgen.deck.compose.boards import what_flow
from reportgen.deck.compose.context import (
    Context,
    alike,
    big_number,
    make,
    pick_title,
    rule,
    shorten,
    title_zone,
)
from reportgen.deck.compose.exhibits import Place
from reportgen.deck.compose.fill import below, whole
from reportgen.deck.fit import flow, frame
from reportgen.deck.geometry import MARGIN, Box
from reportgen.deck.items import Item, Mark, Slide, Text
from reportgen.story.blocks import Claim, Day, Number

_LOW = 8.0


def calendar_slides(
    ctx: Context, days: Sequence[Day], numbers: Sequence[Number], heading: str, texts: Sequence[Claim], place: Place
) -> list[Slide]:
    """Framed boxes for dated events; below them, without a frame, numbers that have no date, or else sentences."""
    days = list(days[:3])
    shown = [d.number for d in days if d.number]
    held = [c for c in place.titles if any(clean(n.digits) in clean(c.text) for n in shown)]
    named = [c for c in place.titles if any(d.name and clean(d.name).strip("「」“”") in clean(c.text) for d in days)]
    title = pick_title(ctx, [*held, *(n.claim for n in shown), *named, *place.titles], own=bool(held or shown))
    items, top = title_zone(ctx, title, [ctx.words["calendar_dek"]])
    top = min(top - 4, 146.0)
    columns = ctx.spread(2 if len(days) < 3 else 3)
    told = {f for d in days if d.number for f in (d.number.fact, *d.number.companions)}
    said = "".join(clean(d.text.text) for d in days)
    numbers = [n for n in numbers if n.fact not in told and clean(n.digits + n.unit) not in said][:3]
    told_in = [clean(d.text.text) for d in days] + [clean(d.number.claim.text) for d in days if d.number] + [title]
    rest = [t for t in whole(ctx, texts, ctx.full - 90) if clean(t.text) not in said]
    rest = [t for t in rest if not any(alike(clean(t.text), one) for one in told_in)][:2] if not numbers else []
    if ctx.measure.low > _LOW:  # no room below the boxes
        numbers, rest = [], []
    for day in days:
        ctx.told.tell(day.text)
    height = ctx.up(312.0 if numbers or rest else 440.0) - top
    spark = next((i for i, d in enumerate(days) if d.number), 0)
    for i, (day, (x, w)) in enumerate(zip(days, columns, strict=False)):
        items += _day(ctx, day, i, Box(x, top, w, height), spark=i == spark)
    if numbers:
        items.append(
            frame(
                ctx.fit,
                "heading",
                Box(MARGIN, 318, ctx.full, 28),
                flow(ctx.fit, heading, "body", ctx.full, bold=True, colour="river"),
            )
        )
        for i, (number, (x, w)) in enumerate(zip(numbers, ctx.spread(3), strict=False)):
            items.append(rule(x, 350, w))
            items.append(big_number(ctx, number, f"cnum{i + 1}", Box(x, 358, w, 56)))
            items.append(frame(ctx.fit, f"cwhat{i + 1}", Box(x, 416, w, 56), what_flow(ctx, number, w)))
    more, rests = below(ctx, 334.0, rest, None, False, 4) if rest else ([], [])
    items += more
    facts = [*(d.number.fact for d in days if d.number), *(n.fact for n in numbers)]
    return [
        make(
            ctx,
            place.key,
            "calendar",
            "calendar",
            title,
            place.section,
            items,
            tracker=place.tracker,
            paragraphs=[
                *(d.number.paragraph for d in days if d.number),
                *(p for d in days for p in d.text.paragraphs),
                *(n.paragraph for n in numbers),
                *rests,
            ],
            facts=facts,
            say=[title, *(d.text.text for d in days)],
        )
    ]


def _day(ctx: Context, day: Day, i: int, box: Box, *, spark: bool) -> list[Item]:
    x, y, w, h = box
    from reportgen.deck.items import Para, Run

    event = shorten(ctx, day.event, "note", w - 40 - ctx.fit.width(clean(day.date_text), "body-small", True), 1)[0]
    runs = (
        Run(text=clean(day.date_text), bold=True, colour="white"),
        Run(text="\u3000" + event, style="note", colour="white"),
    )
    items: list[Item] = [
        Mark(box=Box(x, y, w, h), line="river", line_w=1.25),
        Text(
            slot=f"day{i + 1}",
            box=Box(x, y, w, 28),
            paras=(Para(runs=runs, style="body-small"),),
            anchor="ctr",
            fill="river",
            inset=(12, 0, 12, 2),
            lines=1,
        ),
    ]
    top = y + 36
    if day.number:
        wide = 200.0 if w > 400 else w - 24
        items.append(big_number(ctx, day.number, f"num{i + 1}", Box(x + 12, top, wide, 56), spark=spark))
        lines = what_flow(ctx, day.number, wide)
        items.append(frame(ctx.fit, f"what{i + 1}", Box(x + 12, top + 60, wide, 56), lines))
        tx, tw, ty, th = (
            (x + wide + 44, w - wide - 60, top + 4, h - 48) if w > 400 else (x + 12, w - 24, top + 122, h - 164)
        )
        if w > 400:
            items.append(Mark(box=Box(tx - 12, top + 6, 0.75, h - 56), fill="hair"))
    else:
        if day.name:
            name = flow(ctx.fit, shorten(ctx, day.name, "number-mid", w - 24, 1)[0], "number-mid", w - 24)
            items.append(frame(ctx.fit, f"num{i + 1}", Box(x + 12, top + 4, w - 24, 37), name))
            top += 46
        tx, tw, ty, th = x + 12, w - 24, top + 4, h - (top + 4 - y) - 6
    room = int(th // 25)
    text, _ = shorten(ctx, day.text.text, "body-small", tw, max(1, room))
    if text.endswith("……"):
        return items
    if not day.number or clean(text) not in clean(day.number.claim.text):
        items.append(
            frame(ctx.fit, f"text{i + 1}", Box(tx, ty, tw, max(25.0, th)), flow(ctx.fit, text, "body-small", tw))
        )
    return items
