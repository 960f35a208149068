"""Honours and ranks: two lists side by side, or one over the whole measure."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
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
from reportgen.deck.compose.fill import around, fill, unlike, whole
from reportgen.deck.fit import flow, frame
from reportgen.deck.geometry import CONTENT_END, MARGIN, Box
from reportgen.deck.items import Item, Slide
from reportgen.story.blocks import Claim, Honours, RankRow

_TWO_LISTS = 360.0  # width of a list with tags beside another one


def honours(ctx: Context, found: Honours | None, ranks: Sequence[RankRow]) -> list[Slide]:
    """Names of awards left, ranks right; either list alone is set over the whole width by `standing`."""
    if found is None or not ranks or ctx.span(6) < _TWO_LISTS:
        return [*(_one_list(ctx, found, ()) if found else []), *_one_list(ctx, None, ranks)]
    facts: list[str | None] = [*found.facts, *[None] * (len(found.names) - len(found.facts))]
    names = list(zip(found.names, facts, strict=False))
    size = 6 if ctx.five == 5 else 5
    slides = []
    title = pick_title(ctx, [found.title, f"{found.intro}{found.names[0]}"])
    for page in range(max(-(-len(names) // size), -(-len(ranks) // size))):
        left, right = names[page * size : (page + 1) * size], ranks[page * size : (page + 1) * size]
        text = continued(ctx, title, page)
        dek = "honours_dek" if kind_of(ranks) == "ranks" else "honours_both_dek"
        items, top = title_zone(ctx, text, [ctx.words[dek]])
        if not left or not right:
            break
        first = top + 34
        noted = bool(found.note)
        end = ctx.up(440.0 if noted else 464.0)
        pitch = min(80.0, (end - first) / len(left))
        if len(right) > 5 and any(not ctx.fit.fits(clean(r.text), "body-small", 150, 1) for r in right):
            right = right[:5]  # two lines in each row; the sections show their ranks again
        rank_pitch = min(80.0, (end - first) / len(right))
        x, w = ctx.col(6), ctx.span(6)
        items += [
            frame(
                ctx.fit,
                "headL",
                Box(MARGIN, top, w, 28),
                flow(ctx.fit, ctx.say("honours_head", n=len(names)), "body", w, bold=True, colour="spark"),
            ),
            rule(MARGIN, first, w, spark=True),
        ]
        for i, (name, fact) in enumerate(left):
            y = first + pitch * i
            items.append(
                middle_text(
                    ctx,
                    f"left{i + 1}",
                    Box(MARGIN, y, w, pitch),
                    name,
                    lines=2 if pitch >= 60 else 1,
                    bold=True,
                    fact=fact,
                )
            )
            items.append(hair(MARGIN, y + pitch, w))
        items += [
            frame(
                ctx.fit,
                "headR",
                Box(x, top, w, 28),
                flow(ctx.fit, ctx.words[f"{kind_of(ranks)}_head"], "body", w, bold=True, colour="river"),
            ),
            rule(x, first, w),
        ]
        items += _rank_rows(ctx, right, x, w, first, rank_pitch)
        items.append(note(ctx, found.note))
        slides.append(
            make(
                ctx,
                f"honours{page or ''}",
                "lists",
                "lists",
                text,
                ctx.words["overview"],
                items,
                tracker=0,
                paragraphs=[found.paragraph, *(r.paragraph for r in right)],
                facts=[*(f for _, f in left if f), *(r.fact for r in right)],
                say=[text],
            )
        )
    return slides


def _rank_rows(ctx: Context, ranks: Sequence[RankRow], x: float, w: float, first: float, pitch: float) -> list[Item]:
    items: list[Item] = []
    wide = min(tag_width(ctx, (r.tag for r in ranks), 112), w * 0.44)
    for i, row in enumerate(ranks):
        y = first + pitch * i
        word = shorten(ctx, row.tag, "table", wide - 12, 1, True)[0]
        items.append(tag(ctx, f"tag{i + 1}", Box(x, y + (pitch - 26) / 2, wide, 26), word))
        page = ctx.fact_page.get(row.fact) if all(r.fact in ctx.fact_page for r in ranks) else None
        room = w - wide - 16 - 64
        small = pitch < 56 and not ctx.fit.fits(clean(row.text), "body-small", room, 1)
        items.append(
            middle_text(
                ctx,
                f"right{i + 1}",
                Box(x + wide + 16, y, room, pitch),
                row.text,
                "table" if small else "body-small",
                lines=2,
                colour="ink",
                fact=row.fact,
            )
        )
        items.append(ref(ctx, f"ref{i + 1}", Box(x + w - 60, y, 60, pitch), page if page else row.paragraph))
        items.append(hair(x, y + pitch, w))
    return items


def _telling(ctx: Context, row: RankRow, width: float) -> Claim | None:
    """The article's sentence that says a rank or names an award, where it stands whole in two lines and on no other
    slide."""
    name = clean(row.tag).strip("「」“”《》")
    for claim in around(ctx, (row.paragraph,)):
        if row.paragraph not in claim.paragraphs:
            return None
        text = clean(claim.text)
        if name in text and not ctx.told.repeats(claim) and not ctx.own.holds(claim):
            return claim if ctx.fit.fits(text, "body", width, 2) else None
    return None


def tag_rows(ctx: Context, ranks: Sequence[RankRow], top: float, pitch: float) -> list[Item | None]:
    """Ranks with their tags under something else, each with the sentence that says it where one is left."""
    items: list[Item | None] = [rule(MARGIN, top, ctx.full)]
    wide = tag_width(ctx, (r.tag for r in ranks), 112)
    x, room = MARGIN + wide + 20, ctx.full - wide - 100
    for i, row in enumerate(ranks):
        y = top + pitch * i
        claim = _telling(ctx, row, room)
        if claim:
            ctx.told.tell(claim)
        words = claim.text if claim else row.text
        items += [
            tag(ctx, f"tag{i + 1}", Box(MARGIN, y + (pitch - 26) / 2, wide, 26), clean(row.tag)),
            middle_text(ctx, f"text{i + 1}", Box(x, y, room, pitch), words, lines=2, fact=row.fact),
            ref(ctx, f"tref{i + 1}", Box(MARGIN + ctx.full - 60, y, 60, pitch), row.paragraph),
            hair(MARGIN, y + pitch, ctx.full),
        ]
    return items


def joins_board(ctx: Context) -> tuple[RankRow, ...]:
    """Two awards and ranks, which would leave a slide of their own half empty, stand under the board's numbers."""
    ranks = ctx.story.ranks
    return ranks if not ctx.story.honours and len(ranks) == 2 and any(r.award for r in ranks) else ()


_TWO_ROWS, _ROWS = 150.0, 110.0  # height of a row at most
_ROOM = 62.0  # of a row over sentences


def _one_list(ctx: Context, found: Honours | None, ranks: Sequence[RankRow]) -> list[Slide]:
    """Names of awards, or ranks with their tags, over the whole measure; few of them with the sentences that say them,
    and where these are not found with others below."""
    told: dict[str | None, Claim] = {}
    if found is not None:
        rows = [
            (clean(n), "", found.paragraph, f)
            for n, f in zip(found.names, (*found.facts, *[None] * len(found.names)), strict=False)
        ]
        titles: list[Claim | str] = [found.title, f"{found.intro}{found.names[0]}"]
        dek, foot = ctx.words["honours_only_dek"], found.note
    elif len(ranks) >= (2 if any(r.award for r in ranks) else 3):
        rows = [(clean(r.text), clean(r.tag), r.paragraph, r.fact) for r in ranks]
        first = next((r for r in ranks if r.award), ranks[0])
        titles = [ctx.say(f"{kind_of(ranks)}_title", tag=first.tag, n=len(ranks))]
        dek, foot = ctx.words[f"{kind_of(ranks)}_dek"], ""
        if len(ranks) <= _FEW:
            room = ctx.full - 100 - tag_width(ctx, (r.tag for r in ranks), 112)
            for row in ranks:
                if claim := _telling(ctx, row, room):
                    told[row.fact] = claim
                    ctx.told.tell(claim)
    else:
        return []
    title = pick_title(ctx, titles)
    rows = [(clean(told[f].text) if f in told else words, word, n, f) for words, word, n, f in rows]
    slides = []
    each = -(-len(rows) // -(-len(rows) // 7))
    for page, start in enumerate(range(0, len(rows), each)):
        part = rows[start : start + each]
        text = continued(ctx, title, page)
        items, top = title_zone(ctx, text, [dek])
        end = ctx.up(448.0 if foot else CONTENT_END)
        texts: list[Claim] = []
        if len(part) <= _FEW and not foot and len(told) < len(part):
            here = [text, *(r[0] + r[1] for r in part)]
            texts = whole(ctx, unlike(around(ctx, (r[2] for r in part)), here), ctx.full - 90)[:2]
        least = _ROOM + 18 if told and len(part) == 2 else _ROOM
        pitch = min(least if texts else _TWO_ROWS if len(part) == 2 else _ROWS, (end - top) / len(part))
        items.append(rule(MARGIN, top, ctx.full, spark=True))
        wide = tag_width(ctx, (r[1] for r in part), 112) if any(r[1] for r in part) else 0.0
        for i, (words, word, paragraph, fact) in enumerate(part):
            y, x = top + pitch * i, MARGIN
            if word:
                items.append(tag(ctx, f"tag{i + 1}", Box(x, y + (pitch - 26) / 2, wide, 26), word))
                x += wide + 20
            items.append(
                middle_text(
                    ctx,
                    f"left{i + 1}",
                    Box(x, y, MARGIN + ctx.full - 80 - x, pitch),
                    words,
                    lines=2 if pitch >= 60 else 1,
                    bold=not word,
                    fact=fact,
                )
            )
            items.append(ref(ctx, f"ref{i + 1}", Box(MARGIN + ctx.full - 60, y, 60, pitch), paragraph))
            items.append(hair(MARGIN, y + pitch, ctx.full))
        more, rests = fill(ctx, top + pitch * len(part) + 24, texts, 1)
        items += [*more, note(ctx, foot, ctx.up(460.0))]
        slides.append(
            make(
                ctx,
                f"{'honours' if found else 'ranks'}{page or ''}",
                "lists",
                "list",
                text,
                ctx.words["overview"],
                items,
                tracker=0,
                paragraphs=[*(r[2] for r in part), *rests],
                facts=[r[3] for r in part if r[3]],
                say=[text],
            )
        )
    return slides


_FEW = 3  # rows that leave a slide half empty
