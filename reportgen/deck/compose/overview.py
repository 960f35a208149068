"""Cover, summary, number board, honours and ranks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    alike,
    big_number,
    clause_cuts,
    continued,
    date_of,
    figures,
    hair,
    headline,
    kind_of,
    make,
    middle_text,
    note,
    pick_title,
    ref,
    rule,
    sentences_of,
    shorten,
    tag,
    tag_width,
    title_zone,
)
from reportgen.deck.fit import Flow, flow, frame
from reportgen.deck.geometry import CONTENT_END, MARGIN, Box
from reportgen.deck.items import Item, Picture, Slide
from reportgen.errors import TemplateError
from reportgen.story.blocks import Claim, Honours, Number, Quotation, RankRow, SummaryRow

_FILLERS = 2
_TWO_LISTS = 360.0  # width of a list with tags beside another one
_COVER_TITLE_Y, _COVER_SUB_GAP = 96.0, 22.0


def cover(ctx: Context, sections: Sequence[tuple[str, str, str]]) -> Slide:
    """`sections`: name, heading and page range of each; none: the best numbers stand there."""
    story = ctx.story
    named = shorten(ctx, headline(ctx), "cover-title", ctx.full, 2)[0]
    lines = ctx.fit.lines(named, "cover-title", ctx.full)
    head = Flow(text=named, lines=lines, style="cover-title")
    y = _COVER_TITLE_Y if len(lines) > 1 else 122.0
    items: list[Item] = [frame(ctx.fit, "title", Box(MARGIN, y, ctx.full, 52.0 * len(lines)), head)]
    y += 52.0 * len(lines) + _COVER_SUB_GAP
    if story.dek:
        text = shorten(ctx, _lead(story.dek.text), "body", ctx.full, 2)[0]
        sub = flow(ctx.fit, text, "body", ctx.full, colour="white")
        items.append(frame(ctx.fit, "sub", Box(MARGIN, y, ctx.full, 28.0 * len(sub.lines)), sub))
        y += 28.0 * len(sub.lines) + 16
    facts = [clean(story.outlet), date_of(ctx), ctx.words["list_mark"].join(clean(a) for a in story.authors)]
    if ctx.look.theme.issuer.name:
        facts.append(ctx.look.theme.issuer.name)
    line = shorten(ctx, "\u3000".join(dict.fromkeys(f for f in facts if f)), "note", ctx.full, 1)[0]
    items.append(
        frame(ctx.fit, "meta", Box(MARGIN, y, ctx.full, 21), flow(ctx.fit, line, "note", ctx.full, colour="river-3"))
    )
    items += _cover_columns(ctx, sections) if sections else _cover_numbers(ctx)
    items += _logo(ctx)
    return Slide(
        key="cover",
        layout="cover",
        archetype="cover",
        title=named,
        section=ctx.words["overview"],
        items=tuple(items),
        facts=(),
        say=(ctx.say("notes_cover", outlet=clean(story.outlet), date=clean(story.date_text)), story.title.text),
        paragraphs=story.title.paragraphs,
    )


def _lead(text: str) -> str:
    """The second sentence of the standfirst, whose first is the summary's title as a rule; a single one stands."""
    sentences = [s for s in sentences_of(clean(text)) if s[0] not in "」”』’"]
    return (sentences[1:] or sentences or [""])[0]


def _logo(ctx: Context) -> list[Item]:
    """The issuer's logo at the right of the cover's foot, on white, so that no colour of it is lost."""
    issuer = ctx.look.theme.issuer
    place = Box(MARGIN + ctx.full - 160, 481, 160, 28)
    if not issuer.logo:
        return []
    path = Path(issuer.logo)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TemplateError(f"issuer.logo: {path} cannot be read ({error.strerror}).") from None
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data[:8] != b"\x89PNG\r\n\x1a\n" or not width or not height:
        raise TemplateError(f"issuer.logo: {path} is not a PNG. Save the logo as PNG.")
    scale = min(place.w / width, place.h / height)
    w, h = width * scale, height * scale
    box = Box(place.x + place.w - w, place.y + (place.h - h) / 2, w, h)
    return [Picture(box=box, data=data, alt=clean(issuer.name) or ctx.words["logo"])]


def _cover_columns(ctx: Context, sections: Sequence[tuple[str, str, str]]) -> list[Item]:
    count = min(len(sections), 4)
    items: list[Item] = []
    columns = ctx.spread(count)
    for i, (x, w) in enumerate(columns):
        name, heading, pages = sections[i]
        second = len(sections) > count  # more sections than columns: two rows of names, no headings
        if second:
            heading, pages = (sections[i + count][0] if i + count < len(sections) else ""), ""
        items.append(rule(x, 378, w))
        y = 396.0
        room = 1 if heading else 2
        name_flow = flow(ctx.fit, shorten(ctx, name, "body", w, room, True)[0], "body", w, bold=True, colour="river")
        items.append(frame(ctx.fit, f"name{i + 1}", Box(x, y, w, 28.0 * len(name_flow.lines)), name_flow))
        y += 28 * len(name_flow.lines)
        if heading:
            items.append(
                frame(
                    ctx.fit,
                    f"kicker{i + 1}",
                    Box(x, y, w, 28),
                    flow(
                        ctx.fit,
                        shorten(ctx, heading, "body", w, 1, second or None)[0],
                        "body",
                        w,
                        bold=second or None,
                        colour="river" if second else None,
                    ),
                )
            )
            y += 28
        if pages:
            items.append(
                frame(ctx.fit, f"pages{i + 1}", Box(x, y, w, 21), flow(ctx.fit, pages, "note", w, colour="ink-3"))
            )
    return items


def _cover_numbers(ctx: Context) -> list[Item]:
    numbers = ctx.story.key_numbers[:3]
    items: list[Item] = []
    for i, ((x, w), number) in enumerate(zip(ctx.spread(max(1, len(numbers))), numbers, strict=False)):
        items.append(rule(x, 378, w))
        items.append(big_number(ctx, number, f"name{i + 1}", Box(x, 392, w, 37), middle=True))
        text = clean("".join(number.what))
        text = text if len(text) >= 2 else clean(number.claim.text)
        short = flow(ctx.fit, shorten(ctx, text, "body-small", w, 2)[0], "body-small", w)
        items.append(frame(ctx.fit, f"kicker{i + 1}", Box(x, 434, w, 50), short))
    return items


def summary(ctx: Context) -> list[Slide]:
    """Rows: number, sentence, paragraph; continued when there are more than five."""
    rows = ctx.story.summary
    if not rows:
        return []
    title = pick_title(ctx, [ctx.story.summary_title, ctx.story.title])
    spark = _spark_row(ctx, rows)
    if rows[spark].number.kind in ("target", "planned", "forecast"):
        spark = 0
    rows = (rows[spark], *rows[:spark], *rows[spark + 1 :])
    slides = []
    for page, start in enumerate(range(0, len(rows), 5)):
        part = rows[start : start + 5]
        text = continued(ctx, title, page)
        items, top = title_zone(ctx, text, [ctx.words["summary_dek"]])
        if len(part) == 5:
            top = min(top, 144.0)
        pitch = {5: 66.0, 4: 80.0, 3: 104.0}.get(len(part), 82.0)
        said = []
        for row in part:
            ctx.tell(row.claim)
            said.append(row.claim if _fits(ctx, row.claim.text, ctx.span(8) - 24, 2) else row.number.claim)
        items += _number_rows(ctx, [r.number for r in part], said, top, pitch, spark=page == 0)
        end = top + pitch * len(part)
        told = [text, *(clean(r.claim.text) for r in part)]
        more, rests = _fill(ctx, end + 24, unlike(ctx.story.points, told), 1 + len(part)) if len(part) < 3 else ([], [])
        items += more
        slides.append(
            make(
                ctx,
                f"summary{page or ''}",
                "rows",
                "rows",
                text,
                ctx.words["overview"],
                items,
                tracker=0,
                paragraphs=[*(r.number.paragraph for r in part), *rests],
                facts=[r.number.fact for r in part],
                say=[text, *(r.claim.text for r in part[:2])],
            )
        )
    return slides


def _number_rows(
    ctx: Context, numbers: Sequence[Number], said: Sequence[Claim], top: float, pitch: float, *, spark: bool
) -> list[Item]:
    """Rows of a number, its sentence and its paragraph between a rule and a hair."""
    items: list[Item] = [rule(MARGIN, top, ctx.full)]
    for i, (number, claim) in enumerate(zip(numbers, said, strict=True)):
        y, here = top + pitch * i, spark and i == 0
        if i:
            items.append(hair(MARGIN, y, ctx.full))
        if here:
            items.append(rule(MARGIN, y, ctx.span(3), spark=True))
        text = Box(ctx.col(3), y, ctx.span(8) - 24, pitch)
        items += [
            big_number(ctx, number, f"num{i + 1}", Box(ctx.col(0), y, ctx.span(3), pitch), spark=here, middle=True),
            middle_text(ctx, f"text{i + 1}", text, claim.text, lines=3 if pitch > 94 else 2),
            ref(ctx, f"ref{i + 1}", Box(MARGIN + ctx.full - 74, y, 74, pitch), number.paragraph),
        ]
    return [*items, hair(MARGIN, top + pitch * len(numbers), ctx.full)]


def _counting(dek: str, count: int) -> str:
    """A second line of a title, or none where it counts numbers that found no place."""
    stated = re.search(r"(?:^|；)(\d+)", dek)
    return "" if stated and int(stated[1]) != count else dek


def _row_of(number: Number) -> Claim:
    """What stands beside a number: its clause, or its card's words where they tell another figure that it does not."""
    words, clause = "".join(clean(w) for w in number.what), clean(number.claim.text)
    more = [f for f in figures(words) if f not in clause]
    return replace(number.claim, text=words, lead=0) if more and number.companions else number.claim


def number_list(
    ctx: Context,
    key: str,
    section: str,
    tracker: int,
    numbers: Sequence[Number],
    titles: Sequence[Claim],
    dek: str,
    *,
    texts: Sequence[Claim] = (),
) -> Slide | None:
    """A board's numbers as rows with their sentences, for a slide beside another board; None where the numbers have
    not three sentences, whole and apart from each other."""
    chosen: list[Number] = []
    for number in apart(numbers, 5):
        text = clean(number.claim.text)
        whole_ = not shorten(ctx, text, "body", ctx.span(8) - 24, 2)[1]
        if whole_ and clean(number.digits) in text and not any(alike(text, clean(n.claim.text)) for n in chosen):
            chosen.append(number)
    if len(chosen) < 3:
        return None
    title = pick_title(ctx, titles, own=True)
    first = next((n for n in chosen if clean(n.claim.text).rstrip("。") == title or n.digits in title), chosen[0])
    chosen.sort(key=lambda n: n is not first)
    items, top = title_zone(ctx, title, [_counting(dek, len(chosen)), ctx.words["summary_dek"]])
    top = min(top, 144.0) if len(chosen) == 5 else top
    pitch = {5: 66.0, 4: 80.0, 3: 104.0}[len(chosen)]
    said = [_row_of(n) for n in chosen]
    fresh = whole(ctx, unlike(texts, [title, *(clean(c.text) for c in said)]), ctx.full - 90)
    if len(chosen) == 3 and fresh:
        pitch = 72.0
    end = top + pitch * len(chosen)
    items += _number_rows(ctx, chosen, said, top, pitch, spark=True)
    more, rests = _fill(ctx, end + 24, fresh[:1], 1 + len(chosen)) if len(chosen) == 3 else ([], [])
    for claim in said:
        ctx.tell(claim)
    return make(
        ctx, key, "rows", "rows", title, section, [*items, *more], tracker=tracker,
        paragraphs=[*(n.paragraph for n in chosen), *rests], facts=[n.fact for n in chosen],
        say=[title, *(c.text for c in said[:2])],
    )  # fmt: skip


def unlike(claims: Sequence[Claim], told: Sequence[str]) -> list[Claim]:
    """The claims that say nothing of what is told already."""
    return [c for c in claims if not any(alike(clean(c.text), one) for one in told)]


def _fill(ctx: Context, top: float, claims: Sequence[Claim], first: int) -> tuple[list[Item | None], list[int]]:
    """Sentences under few rows, as many as the slide holds, or none where there is no room for one."""
    return below(ctx, top, claims, None, False, first) if claims and CONTENT_END - top >= 54 else ([], [])


def around(ctx: Context, paragraphs: Iterable[int]) -> list[Claim]:
    """What the sections say, sentences of these paragraphs first."""
    here = set(paragraphs)
    said = [c for t in ctx.story.themes for c in (*t.body, *(n.claim for n in t.numbers))]
    return sorted(said, key=lambda c: not here & set(c.paragraphs))


def _fits(ctx: Context, text: str, width: float, lines: int) -> bool:
    return not shorten(ctx, text, "body", width, lines)[1]


def _spark_row(ctx: Context, rows: Sequence[SummaryRow]) -> int:
    named = set(ctx.story.summary_title.facts)
    best = ctx.story.key_numbers[0].fact if ctx.story.key_numbers else ""
    for test in (lambda r: r.number.fact in named, lambda r: r.number.fact == best):
        for i, row in enumerate(rows):
            if test(row):
                return i
    return 0


def board(
    ctx: Context,
    key: str,
    section: str,
    tracker: int,
    numbers: Sequence[Number],
    titles: Sequence[Claim],
    dek: str,
    *,
    texts: Sequence[Claim] = (),
    quote: Quotation | None = None,
    note_text: str = "",
    spark: int = 0,
    own: bool = False,
) -> Slide:
    """Cards of equal size: six as 3 × 2, four as 2 × 2, fewer in one row above sentences."""
    numbers = apart(numbers, 6)
    title = pick_title(ctx, titles, own=own)
    count = len(numbers)
    items, top = title_zone(ctx, title, [_counting(dek, count), ctx.words["board_dek"]])
    columns = 3 if count in (3, 6) else 2 if count in (2, 4) else 1
    rows = -(-count // columns)
    filler = [t for t in whole(ctx, texts, ctx.full - 90) if clean(t.text)] if rows == 1 else []
    others = [t for t in filler if not alike(clean(t.text), title)]
    carded = {f for n in numbers for f in (n.fact, *n.companions)}
    new = [t for t in others if not t.facts or set(t.facts) - carded]  # the rest says the cards once more
    filler = next((some for some in (new, others) if len(some) > 1), new or filler)[:3]
    noted = bool(note_text)
    if rows == 2:
        pitch = 168.0 if top >= 150 else 172.0
    else:  # few sentences below: the cards stand wider, so that the slide is filled
        spare = (452.0 if noted else CONTENT_END) - top - (90.0 if quote else 0.0) - 82.0 * len(filler)
        pitch = max(160.0, min(206.0, spare))
    drop = (pitch - 160.0) / 4 if rows == 1 else 0.0
    paragraphs = [n.paragraph for n in numbers]
    named = next((i for i, n in enumerate(numbers) if clean(n.claim.text).rstrip("。") == title), None)
    if named is None:
        places = [(at, i) for i, n in enumerate(numbers) if (at := title.find(clean(n.digits + n.unit))) >= 0]
        named = min(places)[1] if places else min(spark, count - 1)
    order = sorted(range(count), key=lambda i: i != named)
    for place, index in enumerate(order):
        number = numbers[index]
        x, w = ctx.spread(columns)[place % columns]
        y = top + pitch * (place // columns)
        here = place == 0
        items.append(rule(x, y, w, spark=here))
        items.append(big_number(ctx, number, f"num{place + 1}", Box(x, y + 14 + drop, w, 56), spark=here))
        items.append(ref(ctx, f"ref{place + 1}", Box(x + w - 90, y + 6, 90, 16), number.paragraph, "source"))
        words = what_flow(ctx, number, w)
        items.append(frame(ctx.fit, f"what{place + 1}", Box(x, y + 80 + 1.5 * drop, w, 75), words))
    end = top + pitch * rows
    say = [title, *(n.claim.text for n in numbers[:2])]
    if rows == 1:
        more, rests = below(ctx, end, filler, quote, noted)
        items += more
        paragraphs += rests
    items.append(note(ctx, note_text, 460.0) if note_text else None)
    facts = [f for n in numbers for f in (n.fact, *n.companions)] + ([quote.fact] if quote else [])
    return make(
        ctx, key, "board", "board", title, section, items, tracker=tracker, paragraphs=paragraphs, facts=facts, say=say
    )


def apart(numbers: Sequence[Number], most: int) -> list[Number]:
    """So many numbers, each once; one that has a card of its own is not told on another one's second line as well."""
    first: dict[tuple[str, ...], Number] = {}
    for n in numbers:
        first.setdefault((n.digits, n.unit, *n.what), n)
    chosen = list(first.values())
    chosen = chosen[: 4 if most == 6 and len(chosen) == 5 else most]
    return [_without(n, [o for o in chosen if o is not n]) for n in chosen]


def _without(number: Number, others: Sequence[Number]) -> Number:
    """A card without its second line, where that only tells numbers of other cards."""
    if len(number.what) != 2 or not clean(number.what[0]).endswith(("，", "；")):
        return number
    second = clean(number.what[1])
    told = [o for o in others if clean(o.digits + o.unit) in second]
    if not told or len(figures(second)) > sum(bool(figures(o.digits)) for o in told):
        return number
    shown = {o.fact for o in told}
    kept = tuple(f for f in number.companions if f not in shown)
    return replace(number, what=(clean(number.what[0])[:-1],), companions=kept)


def what_flow(ctx: Context, number: Number, width: float) -> Flow:
    """The card's words: its own two lines where they fit, else its clause, in smaller type before any word is cut."""
    lines = tuple(clean(w) for w in number.what if clean(w))
    if (
        len("".join(lines)) >= 3
        and len(lines) <= 2
        and all(ctx.fit.width(line, "body") <= width * 0.98 for line in lines)
    ):
        return Flow(text="".join(lines), lines=lines, style="body")
    text = "".join(lines)
    text = clean(text if len(text) >= 3 else number.claim.text).rstrip("。")
    whole_, cut = shorten(ctx, text, "body", width, 2)
    if not cut or (figures(number.digits) and all(n in whole_ for n in figures(number.digits))):
        return flow(ctx.fit, whole_, "body", width)
    return flow(ctx.fit, shorten(ctx, text, "body-small", width, 3)[0], "body-small", width, colour="ink")


def below(
    ctx: Context,
    top: float,
    texts: Sequence[Claim],
    quote: Quotation | None,
    noted: bool,
    first: int = 1,
    until: float | None = None,
) -> tuple[list[Item | None], list[int]]:
    """Sentences of the section under one row of cards, so that no slide is a third empty; and their paragraphs."""
    items: list[Item | None] = []
    end = until or (452.0 if noted else CONTENT_END)
    if quote:
        strip = quote_strip(ctx, quote, end - 70)
        room = end - 70 - 20 - top
        rows, rests = (
            below(ctx, top, texts[: max(1, int(room // 66))], None, noted, first, top + min(room, 82.0))
            if texts
            else ([], [])
        )
        return [*rows, *strip], [*rests, quote.paragraph]
    if not texts:
        return [], []
    room = end - top
    texts = whole(ctx, texts, ctx.full - 90)[: int(room // 54)]
    pitch = min(110.0 if len(texts) == 1 else 82.0, room / max(1, len(texts)))
    for text in texts:
        ctx.tell(text)
    if texts:
        items.append(rule(MARGIN, top, ctx.full))
    for i, text in enumerate(texts):
        y = top + pitch * i
        if i:
            items.append(hair(MARGIN, y, ctx.full))
        style = (
            "body"
            if pitch >= 66 or ctx.fit.fits(clean(text.text), "body", ctx.full - 90, 1, bool(text.lead))
            else "body-small"
        )
        items.append(
            middle_text(
                ctx,
                f"text{i + first}",
                Box(MARGIN, y, ctx.full - 90, pitch),
                text.text,
                style,
                lines=2,
                colour="ink",
                bolds=[(0, text.lead)] if text.lead else (),
            )
        )
        if text.paragraphs:
            items.append(ref(ctx, f"tref{i + first}", Box(MARGIN + ctx.full - 74, y, 74, pitch), text.paragraphs[0]))
    if texts:
        items.append(hair(MARGIN, top + pitch * len(texts), ctx.full))
    return items, [p for t in texts for p in t.paragraphs]


def whole(ctx: Context, texts: Sequence[Claim], width: float) -> list[Claim]:
    """The sentences that stand whole in two lines and are not some slide's title: those that tell what no earlier
    slide does; where they are fewer than two, another one keeps the slide from standing empty."""
    fresh = [t for t in texts if clean(t.text).rstrip("。") not in ctx.used]
    kept: list[Claim] = []
    for candidate in fresh:
        if not any(alike(clean(candidate.text), clean(k.text)) for k in kept):
            kept.append(candidate)
    fresh = kept
    out = []
    for claim in fresh:
        text = clean(claim.text)
        short = next((p for p in _prefixes(text) if ctx.fit.fits(p, "body", width, 2, bool(claim.lead))), "")
        if short:
            out.append(claim if short == text else replace(claim, text=short, lead=min(claim.lead, len(short))))
    told = [c for c in out if ctx.is_told(c)]
    fresh = [c for c in out if c not in told]
    return [*fresh, *told[: max(0, _FILLERS - len(fresh))]]


_DATE_OF = re.compile(r"\d+[年月日時时分]")


def _prefixes(text: str) -> list[str]:
    """The text, its first sentences, its first clauses: each complete enough to stand alone, longest first."""
    sentences = sentences_of(text)
    out = [text, *("。".join(sentences[:n]) for n in range(len(sentences) - 1, 0, -1))]
    cuts = [sentences[0][:c] for c in clause_cuts(sentences[0]) if c >= 20] if sentences else []
    return [*out, *(c for c in cuts if re.search("[0-9「“《]", _DATE_OF.sub("", c)) or len(c) >= 30)]


def quote_strip(ctx: Context, quote: Quotation, y: float) -> list[Item | None]:
    """A quotation in one line of 26 pt, or two of 18, over its speaker; a river bar at its left."""
    width = ctx.full - 20
    speaker = "，".join(clean(p) for p in (quote.speaker, quote.role) if p and clean(p))
    text = clean(quote.text)
    if ctx.fit.width(text, "quote") <= width * 0.98:
        item = Flow(text=text, lines=(text,), style="quote")
        h = 40.0
    else:
        item = flow(ctx.fit, shorten(ctx, text, "body", width, 2)[0], "body", width, colour="river")
        h = 28.0 * len(item.lines)
    said = flow(ctx.fit, shorten(ctx, speaker, "body-small", width, 1)[0], "body-small", width)
    from reportgen.deck.items import Mark

    return [
        Mark(box=Box(MARGIN, y, 3, h + 27), fill="river"),
        frame(ctx.fit, "quote", Box(MARGIN + 20, y, width, h), item, fact=quote.fact),
        frame(ctx.fit, "speaker", Box(MARGIN + 20, y + h + 2, width, 25), said),
    ]


def honours(ctx: Context, found: Honours | None, ranks: Sequence[RankRow]) -> list[Slide]:
    """Names of awards left, ranks right; either list alone is set over the whole width by `standing`."""
    if found is None or not ranks or ctx.span(6) < _TWO_LISTS:
        return [*(_one_list(ctx, found, ()) if found else []), *_one_list(ctx, None, ranks)]
    facts: list[str | None] = [*found.facts, *[None] * (len(found.names) - len(found.facts))]
    names = list(zip(found.names, facts, strict=False))
    size = 6
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
        end = 440.0 if noted else 464.0
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


def _one_list(ctx: Context, found: Honours | None, ranks: Sequence[RankRow]) -> list[Slide]:
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
    else:
        return []
    title = pick_title(ctx, titles)
    slides = []
    each = -(-len(rows) // -(-len(rows) // 7))
    for page, start in enumerate(range(0, len(rows), each)):
        part = rows[start : start + each]
        text = continued(ctx, title, page)
        items, top = title_zone(ctx, text, [dek])
        end = 448.0 if foot else CONTENT_END
        texts: list[Claim] = []
        if len(part) < 4 and not foot:
            told = [text, *(r[0] + r[1] for r in part)]
            texts = whole(ctx, unlike(around(ctx, (r[2] for r in part)), told), ctx.full - 90)[:2]
        pitch = min(62.0 if texts else 110.0, (end - top) / len(part))
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
        more, rests = _fill(ctx, top + pitch * len(part) + 24, texts, 1)
        items += [*more, note(ctx, foot, 460.0)]
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
