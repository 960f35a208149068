"""Slides of a section without a chart: lists, ranks beside a number, sentences."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.deck.clean import clean
from reportgen.deck.compose.boards import what_flow
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
from reportgen.deck.compose.exhibits import Place
from reportgen.deck.compose.fill import around, lead_of, quote_strip, whole
from reportgen.deck.fit import flow, frame
from reportgen.deck.geometry import CONTENT_END, MARGIN, RULE_UNDER_TITLE, Box
from reportgen.deck.items import Slide
from reportgen.story.blocks import Claim, NamedList, Number, Quotation, RankRow


def list_slides(ctx: Context, lists: Sequence[NamedList], place: Place) -> list[Slide]:
    """One or two lists that the article names, side by side; both share first rule and last hair."""
    part = [x for x in lists[:2] if x.items]
    told = [c for c in place.titles if set(c.paragraphs) & {x.paragraph for x in part}]
    title = pick_title(ctx, [*told, *place.titles])
    items, top = title_zone(ctx, title, [ctx.words["rows_dek"]])
    noted = next((x.note for x in part if x.note), "")
    first, last = top + 34, ctx.up(448.0 if noted else 464.0)
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
    items.append(note(ctx, noted))
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
    if quote and top + least * len(ranks) > ctx.up(376):
        quote = None
    end = ctx.up(376.0 if quote else 464.0)
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
    return RULE_UNDER_TITLE + (45.0 if _tag_texts(ctx, rows, ctx.span(8))[2] == 1 else 54.0) * len(rows) <= ctx.up(376)


def sentence_slides(
    ctx: Context, claims: Sequence[Claim], place: Place, dek: str = "", *, only: bool = False
) -> list[Slide]:
    """What a section says, as rows of whole sentences with their paragraph: for sections without numbers to draw. Where
    it has no other slide (`only`) it says again what the overview has said, rather than nothing."""
    told = [c for c in claims if clean(c.text) and not ctx.own.holds(c)]
    rows = [c for c in told if not ctx.told.repeats(c)] or (told if only else [])
    if not rows:
        return []
    title = pick_title(ctx, [*place.titles, *rows])
    rest = [c for c in rows if not ctx.told.repeats(c)] or rows
    if len(rest) == 1:  # one sentence alone would leave the slide empty
        here = {p for c in rest for p in c.paragraphs}
        rest += [
            c for c in whole(ctx, around(ctx, here), ctx.full - 90) if not alike(clean(c.text), clean(rest[0].text))
        ][:2]
    if place.before == "rows" and (cards := _sentence_cards(ctx, rest, title, place, dek)):
        return [cards]
    size = ctx.five
    count = max(1, -(-len(rest) // size))
    each = -(-len(rest) // count)
    slides = []
    for page in range(count):
        part = rest[page * each : (page + 1) * each]
        text = continued(ctx, title, page)
        items, top = title_zone(ctx, text, [dek, ctx.words["rows_dek"]])
        top = 144.0 if len(part) == 5 else top
        pitch = min(110.0, (ctx.up(CONTENT_END) - top) / len(part))
        items.append(rule(MARGIN, top, ctx.full))
        for i, claim in enumerate(part):
            y = top + pitch * i
            if i:
                items.append(hair(MARGIN, y, ctx.full))
            if not page and i == 0:
                items.append(rule(MARGIN, y, ctx.span(3), spark=True))
            lines = max(1, int(pitch // 30))
            ctx.told.tell(claim)
            items.append(
                middle_text(
                    ctx,
                    f"text{i + 1}",
                    Box(MARGIN, y, ctx.full - 90, pitch),
                    claim.text,
                    lines=min(3, lines),
                    bolds=lead_of(claim, claim.text),
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


_MOST_EMPTY = 112.0  # height that may stand free below cards


def _sentence_cards(ctx: Context, claims: Sequence[Claim], title: str, place: Place, dek: str) -> Slide | None:
    """Two to four sentences side by side, for a section after a slide of rows; None where they would not fill it."""
    if not 1 < len(claims) < ctx.five:
        return None
    items, top = title_zone(ctx, title, [dek, ctx.words["rows_dek"]])
    columns = 2 if len(claims) != 3 else 3
    pitch = (ctx.up(CONTENT_END) - top) / -(-len(claims) // columns)
    longest = 0.0
    for i, claim in enumerate(claims):
        x, w = ctx.spread(columns)[i % columns]
        y = top + pitch * (i // columns)
        text = shorten(ctx, claim.text, "body", w, int((pitch - 60) // 28))[0]
        words = flow(ctx.fit, text, "body", w, bolds=[(a, b) for a, b in lead_of(claim, claim.text) if b <= len(text)])
        longest = max(longest, 36.0 + 28.0 * len(words.lines))
        items += [
            rule(x, y, w, spark=i == 0),
            ref(ctx, f"ref{i + 1}", Box(x + w - 90, y + 6, 90, 16), claim.paragraphs[0], "source"),
            frame(ctx.fit, f"what{i + 1}", Box(x, y + 36, w, 28.0 * len(words.lines)), words),
        ]
    if pitch - longest > _MOST_EMPTY:
        return None
    for claim in claims:
        ctx.told.tell(claim)
    return make(
        ctx, place.key, "board", "cards", title, place.section, items, tracker=place.tracker,
        paragraphs=[p for c in claims for p in c.paragraphs],
        facts=[f for c in claims for f in c.facts],
        say=[title, *(c.text for c in claims[:2])],
    )  # fmt: skip


def rows_over_quote(ctx: Context, claims: Sequence[Claim], quote: Quotation, place: Place) -> Slide | None:
    """Two or three sentences of a section above its one short quotation, for a section after a slide of quotations;
    None where it has fewer."""
    words = clean(quote.text).strip("「」“”。…")
    rows = [c for c in whole(ctx, claims, ctx.full - 90) if words not in clean(c.text)][:3]
    if len(rows) < 2:
        return None
    title = pick_title(ctx, [*place.titles, *rows])
    rows = [c for c in rows if not alike(clean(c.text), title)] or rows
    if len(rows) < 2:
        return None
    items, top = title_zone(ctx, title, [ctx.words["rows_dek"]])
    strip = ctx.up(CONTENT_END) - 70.0
    pitch = min(110.0, (strip - 24.0 - top) / len(rows))
    items.append(rule(MARGIN, top, ctx.full))
    for i, claim in enumerate(rows):
        y = top + pitch * i
        ctx.told.tell(claim)
        box = Box(MARGIN, y, ctx.full - 90, pitch)
        items += [
            rule(MARGIN, y, ctx.span(3), spark=True) if i == 0 else hair(MARGIN, y, ctx.full),
            middle_text(ctx, f"text{i + 1}", box, claim.text, bolds=lead_of(claim, claim.text)),
            ref(ctx, f"ref{i + 1}", Box(MARGIN + ctx.full - 74, y, 74, pitch), claim.paragraphs[0]),
        ]
    items += [hair(MARGIN, top + pitch * len(rows), ctx.full), *quote_strip(ctx, quote, strip)]
    return make(
        ctx, place.key, "rows", "rows", title, place.section, items, tracker=place.tracker,
        paragraphs=[*(p for c in rows for p in c.paragraphs), quote.paragraph],
        facts=[*(f for c in rows for f in c.facts), quote.fact],
        say=[title, *(c.text for c in rows[:2])],
    )  # fmt: skip
