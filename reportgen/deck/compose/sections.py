"""Slides of a section without a chart: cards, cases, calendar, lists, ranks beside a number, sentences."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    alike,
    big_number,
    continued,
    hair,
    kind_of,
    make,
    middle_text,
    note,
    pick_title,
    ref,
    rule,
    shorten,
    tag,
    tag_width,
    title_zone,
)
from reportgen.deck.compose.exhibits import Place, fitting
from reportgen.deck.compose.overview import below, quote_strip, what_flow, whole
from reportgen.deck.fit import Flow, flow, frame
from reportgen.deck.geometry import CONTENT_END, MARGIN, RULE_UNDER_TITLE, Box
from reportgen.deck.items import Item, Mark, Slide, Text
from reportgen.story.blocks import Card, Cards, Case, Claim, Day, NamedList, Number, Quotation, RankRow

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
            if ends <= _CARD_FOOT - 6:
                near = whole(ctx, fitting(place.titles, cards), ctx.full - 90)
                foot = [c for c in near if _one_line(ctx, c, told)][:1]
        if foot:
            pitch = _CARD_PITCH
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
            items.append(hair(MARGIN, _CARD_FOOT, ctx.full))
            items.append(middle_text(ctx, "extra", Box(MARGIN, _CARD_FOOT, ctx.full - 90, 38), claim.text, lines=1))
        items.append(note(ctx, cards.note, 460.0))
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
    pitch = min(104.0, (CONTENT_END - top) / len(cards))
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
    return min(_CARD_PITCH * 1.25, (_CARDS_END - 46 - 28 * lines - top) / (rows - 1))


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


def case_slides(ctx: Context, cases: Sequence[Case], quote: Quotation | None, place: Place) -> list[Slide]:
    """Two or three cases side by side with the same rows, a quotation below."""
    cases = list(cases[:3])
    title = pick_title(ctx, [cases[0].number.claim, *place.titles], own=True)
    items, top = title_zone(ctx, title, [ctx.words["cases_note" if len(cases) > 1 else "rows_dek"]])
    top = min(top, 146.0)
    if len(cases) == 1 and quote:
        return [_one_case(ctx, cases[0], quote, place, title, items, top)]
    columns = ctx.spread(3 if len(cases) == 3 else 2) if len(cases) > 1 else [(MARGIN, ctx.full)]
    two_lines = any(ctx.fit.width(clean(c.name), "body", True) > w for c, (_, w) in zip(cases, columns, strict=False))
    head = 56.0 if two_lines else 28.0
    count = max(len(c.rows[:4]) for c in cases)
    noted = len(cases) > 1
    first = top + 12 + head + 60
    end = 358.0 if quote else 440.0
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
    pitch = min(66.0, (366.0 - top) / max(1, len(rows)))
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
    items += quote_strip(ctx, quote, max(374.0, top + pitch * len(rows) + 28))
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
    height = (312.0 if numbers or rest else 440.0) - top
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


def list_slides(ctx: Context, lists: Sequence[NamedList], place: Place) -> list[Slide]:
    """One or two lists that the article names, side by side; both share first rule and last hair."""
    part = [x for x in lists[:2] if x.items]
    told = [c for c in place.titles if set(c.paragraphs) & {x.paragraph for x in part}]
    title = pick_title(ctx, [*told, *place.titles])
    items, top = title_zone(ctx, title, [ctx.words["rows_dek"]])
    noted = next((x.note for x in part if x.note), "")
    first, last = top + 34, 448.0 if noted else 464.0
    for n, named in enumerate(part):
        x, w = (ctx.spread(2)[n]) if len(part) == 2 else (MARGIN, ctx.full)
        members = named.items[:8]
        side, rows = ("L", "left") if n == 0 else ("R", "right")
        items.append(
            frame(
                ctx.fit,
                f"head{side}",
                Box(x, top - 2, w, 28),
                flow(
                    ctx.fit,
                    shorten(ctx, named.title, "body", w, 1, True)[0],
                    "body",
                    w,
                    bold=True,
                    colour="spark" if n == 0 else "river",
                ),
            )
        )
        items.append(rule(x, first, w, spark=n == 0))
        pitch = min((last - first) / len(members), 82.0)
        for i, member in enumerate(members):
            y = first + pitch * i
            items.append(
                middle_text(
                    ctx,
                    f"{rows}{i + 1}",
                    Box(x, y, w, pitch),
                    member,
                    "body",
                    lines=2 if pitch >= 60 else 1,
                    bold=n == 0,
                )
            )
            items.append(hair(x, y + pitch, w))
    items.append(note(ctx, noted, 457.0))
    return [
        make(
            ctx,
            place.key,
            "lists",
            "lists",
            title,
            place.section,
            items,
            tracker=place.tracker,
            paragraphs=[x.paragraph for x in part],
            facts=[f for x in part for f in x.facts],
            say=[title, *(c.text for c in told[:2])],
        )
    ]


def tag_slides(
    ctx: Context, number: Number, ranks: Sequence[RankRow], quote: Quotation | None, place: Place
) -> list[Slide]:
    """A number beside ranks with tags; a quotation below."""
    ranks = tag_ranks(number, ranks)
    title = pick_title(ctx, [number.claim, *place.titles], own=True)
    items, top = title_zone(ctx, title, [ctx.words[f"{kind_of(ranks)}_dek"]])
    x, w = ctx.col(4), ctx.span(8)
    wide, style, lines = _tag_texts(ctx, ranks, w)
    least = 45.0 if lines == 1 else 54.0
    if quote and top + least * len(ranks) > 376:
        quote = None
    end = 376.0 if quote else 464.0
    pitch = min(60.0 if quote else 104.0, (end - top) / len(ranks))
    items.append(rule(MARGIN, top, ctx.span(4), spark=True))
    items.append(big_number(ctx, number, "num", Box(MARGIN, top + 14, ctx.span(4), 56), spark=True))
    items.append(frame(ctx.fit, "what", Box(MARGIN, top + 78, ctx.span(4), 56), what_flow(ctx, number, ctx.span(4))))
    gap = next(
        (
            g
            for g in ctx.story.gaps
            if number.fact in g.facts or (g.paragraph == number.paragraph and number.digits in g.stated)
        ),
        None,
    )
    if gap:
        text = f"{ctx.words['missing']}：{clean(gap.missing)}"
        items.append(
            frame(
                ctx.fit,
                "extra",
                Box(MARGIN, top + 146, ctx.span(4), 50),
                flow(ctx.fit, shorten(ctx, text, "body-small", ctx.span(4), 2)[0], "body-small", ctx.span(4)),
            )
        )
    items.append(rule(x, top, w))
    for i, row in enumerate(ranks):
        y = top + pitch * i
        items.append(
            tag(
                ctx,
                f"tag{i + 1}",
                Box(x, y + (pitch - 25) / 2, wide, 25),
                shorten(ctx, row.tag, "table", wide - 12, 1, True)[0],
            )
        )
        items.append(
            middle_text(
                ctx,
                f"text{i + 1}",
                Box(x + wide + 20, y, w - wide - 20, pitch),
                row.text,
                style,
                lines=lines,
                colour="ink",
                fact=row.fact,
            )
        )
        items.append(hair(x, y + pitch, w))
    if quote:
        items += quote_strip(ctx, quote, top + pitch * len(ranks) + 22)
    return [
        make(
            ctx,
            place.key,
            "tags",
            "tags",
            title,
            place.section,
            items,
            tracker=place.tracker,
            paragraphs=[number.paragraph, *(r.paragraph for r in ranks), *([quote.paragraph] if quote else [])],
            facts=[number.fact, *number.companions, *(r.fact for r in ranks), *([quote.fact] if quote else [])],
            say=[title],
        )
    ]


def tag_ranks(number: Number, ranks: Sequence[RankRow]) -> list[RankRow]:
    """The ranks to set beside a number: six at most, without the one that says the number again."""
    return [r for r in ranks if not (r.paragraph == number.paragraph and clean(number.digits) in r.text)][:6]


def _tag_texts(ctx: Context, ranks: Sequence[RankRow], w: float) -> tuple[float, str, int]:
    """Width of the tags, and the style and lines in which every text beside them fits."""
    wide = min(tag_width(ctx, (r.tag for r in ranks), 112.0), max(w * 0.4, min(200.0, w * 0.5)))
    room = w - wide - 20
    for style in ("body", "body-small"):
        if all(not shorten(ctx, r.text, style, room, 1)[1] for r in ranks):
            return wide, style, 1
    return wide, "body-small", 2


def tags_leave_room(ctx: Context, number: Number, ranks: Sequence[RankRow]) -> bool:
    """Whether a quotation fits below the ranks."""
    rows = tag_ranks(number, ranks)
    return RULE_UNDER_TITLE + (45.0 if _tag_texts(ctx, rows, ctx.span(8))[2] == 1 else 54.0) * len(rows) <= 376


def sentence_slides(ctx: Context, claims: Sequence[Claim], place: Place, dek: str = "") -> list[Slide]:
    """What a section says, as rows of whole sentences with their paragraph: for sections without numbers to draw."""
    rows = [c for c in claims if clean(c.text)]
    if not rows:
        return []
    titles = [*place.titles, *rows]
    title = pick_title(ctx, titles)
    rest = [c for c in rows if clean(c.text).rstrip("。") != title] or rows
    size = 5
    count = max(1, -(-len(rest) // size))
    each = -(-len(rest) // count)
    slides = []
    for page in range(count):
        part = rest[page * each : (page + 1) * each]
        text = continued(ctx, title, page)
        items, top = title_zone(ctx, text, [dek, ctx.words["rows_dek"]])
        top = 144.0 if len(part) == 5 else top
        pitch = min(110.0, (CONTENT_END - top) / len(part))
        items.append(rule(MARGIN, top, ctx.full))
        for i, claim in enumerate(part):
            y = top + pitch * i
            if i:
                items.append(hair(MARGIN, y, ctx.full))
            if not page and i == 0:
                items.append(rule(MARGIN, y, ctx.span(3), spark=True))
            lines = max(1, int(pitch // 30))
            items.append(
                middle_text(
                    ctx,
                    f"text{i + 1}",
                    Box(MARGIN, y, ctx.full - 90, pitch),
                    claim.text,
                    lines=min(3, lines),
                    bolds=[(0, claim.lead)] if claim.lead else (),
                )
            )
            if claim.paragraphs:
                items.append(ref(ctx, f"ref{i + 1}", Box(MARGIN + ctx.full - 74, y, 74, pitch), claim.paragraphs[0]))
        items.append(hair(MARGIN, top + pitch * len(part), ctx.full))
        slides.append(
            make(
                ctx,
                f"{place.key}{page or ''}",
                "rows",
                "rows",
                text,
                place.section,
                items,
                tracker=place.tracker,
                paragraphs=[p for c in part for p in c.paragraphs],
                facts=[f for c in part for f in c.facts],
                say=[text, *(c.text for c in part[:2])],
            )
        )
    return slides
