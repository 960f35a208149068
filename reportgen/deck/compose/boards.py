"""Numbers set large: as cards of equal size, or as rows with their sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    alike,
    big_number,
    figures,
    hair,
    make,
    middle_text,
    note,
    number_step,
    pick_title,
    ref,
    rule,
    shorten,
    title_zone,
)
from reportgen.deck.compose.fill import below, fill, unlike, whole
from reportgen.deck.compose.honours import tag_rows
from reportgen.deck.fit import Flow, flow, frame
from reportgen.deck.geometry import CONTENT_END, MARGIN, Box
from reportgen.deck.items import Item, Slide, Text
from reportgen.story.blocks import Claim, Number, Quotation, RankRow


def rows_of_numbers(
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


def _titled_first(numbers: Sequence[Number], title: str) -> list[Number]:
    """The numbers, that of the title first: whose sentence it is, else whose number it states."""
    own = [n for n in numbers if clean(n.claim.text).rstrip("。") == title]
    first = next(iter([*own, *(n for n in numbers if clean(n.digits + n.unit) in title)]), numbers[0])
    return sorted(numbers, key=lambda n: n is not first)


def row_of(ctx: Context, number: Number, told: Sequence[Claim] = ()) -> Claim:
    """What stands beside a number: its clause, or its card's words where they tell another figure that it does not,
    where the clause says no more than they and the number, or where it stands on another slide or beside another
    number (`told`)."""
    words, clause = "".join(clean(w) for w in number.what), clean(number.claim.text)
    amount = clean(number.digits + number.unit)
    more = [f for f in figures(words) if f not in clause]
    again = ctx.told.repeats(number.claim) or any(alike(clause, clean(c.text)) for c in told)
    again = again or clause in (words + amount, f"{words}的{amount}", amount + words)
    again = again and all(
        clean(w).strip("，；") in clause for w in number.what[:1]
    )  # 分別增長: words of a list's member
    again = again or re.match("分别|分別|依次", clause) is not None  # 分別下降3.9%和增長1.7%: of two, unnamed
    short = (again and len(words) >= _WORDS) or (more and number.companions)
    return replace(number.claim, text=words, lead=0) if short else number.claim


def _row_text(ctx: Context, number: Number) -> str:
    """What may stand beside a number in three lines, "" where nothing does whole."""
    text = clean(row_of(ctx, number).text)
    return "" if shorten(ctx, text, "body", ctx.span(8) - 24, 3)[1] else text


_WORDS = 3  # characters of a card's words that say enough beside its number
_PITCH = {5: 66.0, 4: 80.0, 3: 104.0, 2: 140.0}


def _sentenced(ctx: Context, numbers: Sequence[Number]) -> list[Number]:
    """The numbers whose sentences stand whole in two lines and apart from each other."""
    chosen: list[Number] = []
    for number in numbers:
        text = clean(number.claim.text)
        whole_ = not shorten(ctx, text, "body", ctx.span(8) - 24, 2)[1]
        if whole_ and clean(number.digits) in text and not any(alike(text, clean(n.claim.text)) for n in chosen):
            chosen.append(number)
    return chosen


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
    quote: Quotation | None = None,
) -> Slide | None:
    """A board's numbers as rows with their sentences, for a slide beside another board; None where the numbers have
    not three sentences, whole and apart from each other."""
    chosen = _sentenced(ctx, apart(numbers, 5))[: 3 if quote else ctx.five]
    if len(chosen) < 3:
        return None
    title = pick_title(ctx, titles, own=True)
    return rows_slide(ctx, key, section, tracker, chosen, title, dek, texts, quote)


def rows_slide(
    ctx: Context,
    key: str,
    section: str,
    tracker: int,
    chosen: Sequence[Number],
    title: str,
    dek: str,
    texts: Sequence[Claim] = (),
    quote: Quotation | None = None,
) -> Slide:
    """Two to five numbers as rows, the title's one first; under three of them a quotation or another sentence."""
    chosen = _titled_first(chosen, title)
    items, top = title_zone(ctx, title, [_counting(dek, len(chosen)), ctx.words["summary_dek"]])
    top = min(top, 144.0) if len(chosen) == 5 else top
    pitch = min(_PITCH[len(chosen)], (ctx.up(CONTENT_END) - top) / len(chosen))
    said: list[Claim] = []
    for number in chosen:
        said.append(row_of(ctx, number, said))
    told = [title, *(clean(c.text) for c in said)]
    room = 4 - len(chosen) - bool(quote)
    fresh = whole(ctx, unlike(texts, told), ctx.full - 90)[:room] if room > 0 else []
    if quote or fresh:
        spare = ctx.up(CONTENT_END) - 94.0 * bool(quote) - 72.0 * len(fresh) - top
        pitch = min(104.0, max(72.0, spare / len(chosen)))
    end = top + pitch * len(chosen)
    items += rows_of_numbers(ctx, chosen, said, top, pitch, spark=True)
    if quote:
        more, rests = below(ctx, end, fresh, quote, False, 1 + len(chosen))
    else:
        more, rests = fill(ctx, end + 24, fresh, 1 + len(chosen))
    for claim in said:
        ctx.told.tell(claim)
    return make(
        ctx, key, "rows", "rows", title, section, [*items, *more], tracker=tracker,
        paragraphs=[*(n.paragraph for n in chosen), *rests],
        facts=[*(n.fact for n in chosen), *([quote.fact] if quote else [])],
        say=[title, *(n.claim.text for n in chosen[:2])],
    )  # fmt: skip


def _tall(ctx: Context, numbers: Sequence[Number]) -> bool:
    """Whether cards over their sentences would fill a slide."""
    w = ctx.spread(len(numbers))[0][1]
    return max(len(ctx.fit.lines(clean(row_of(ctx, n).text), "body", w)) for n in numbers) > 2


CARDS = {4: 3, 3: 5, 2: 4}
"""Lines of a sentence under a number, by the count of cards: 2 × 2, three or two in a row."""


def told_cards(
    ctx: Context,
    key: str,
    section: str,
    tracker: int,
    chosen: Sequence[Number],
    title: str,
    dek: str,
    texts: Sequence[Claim] = (),
) -> Slide:
    """Two to four numbers as cards, each over its sentence, the title's one first: beside a slide of rows."""
    chosen = _titled_first(chosen, title)
    items, top = title_zone(ctx, title, [_counting(dek, len(chosen)), ctx.words["board_dek"]])
    columns = len(chosen) if len(chosen) < 4 else 2
    w = ctx.spread(columns)[0][1]
    said: list[Claim] = []
    for number in chosen:
        said.append(row_of(ctx, number, said))
    words = [shorten(ctx, c.text, "body", w, CARDS[len(chosen)])[0] for c in said]
    told = [title, *words]
    high = 28.0 * max(len(ctx.fit.lines(text, "body", w)) for text in words)
    fresh = whole(ctx, unlike(texts, told), ctx.full - 90)[:2] if columns == len(chosen) else []
    pitch = (
        168.0
        if columns < len(chosen)
        else min(236.0 if fresh else 310.0, ctx.up(CONTENT_END) - 70.0 * len(fresh) - top)
    )
    drop = min(40.0, max(0.0, (pitch - high - 96.0) / 3)) if columns == len(chosen) else 0.0
    for i, (number, text) in enumerate(zip(chosen, words, strict=True)):
        x, w = ctx.spread(columns)[i % columns]
        y = top + pitch * (i // columns)
        items += [
            rule(x, y, w, spark=i == 0),
            big_number(ctx, number, f"num{i + 1}", Box(x, y + 14 + drop, w, 56), spark=i == 0),
            ref(ctx, f"ref{i + 1}", Box(x + w - 90, y + 6, 90, 16), number.paragraph, "source"),
            frame(ctx.fit, f"what{i + 1}", Box(x, y + 80 + 1.5 * drop, w, high), flow(ctx.fit, text, "body", w)),
        ]
    more, rests = below(ctx, top + pitch, fresh, None, False) if fresh else ([], [])
    for claim in said:
        ctx.told.tell(claim)
    return make(
        ctx, key, "board", "board", title, section, [*items, *more], tracker=tracker,
        paragraphs=[*(n.paragraph for n in chosen), *rests],
        facts=[f for n in chosen for f in (n.fact, *n.claim.facts)],
        say=[title, *(n.claim.text for n in chosen[:2])],
    )  # fmt: skip


_TWO_ROWS = 494.0  # where two rows of cards end at most, with the space below the last one
_CARD, _RANK = 170.0, 66.0  # least width of one of four cards; height of a rank's row under them


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
    ranks: Sequence[RankRow] = (),
    before: str = "",
) -> Slide:
    """Cards of equal size: six as 3 × 2, four as 2 × 2, fewer in one row above sentences, or as rows where there are
    none (over their own sentences where the slide `before` is one of rows); four in one row above `ranks`."""
    numbers = apart(numbers, 6)
    if ranks:
        numbers = numbers[: 4 if ctx.span(3) >= _CARD else 3]
    title = pick_title(ctx, titles, own=own)
    rows = 1 if ranks else -(-len(numbers) // _columns(len(numbers)))
    filler: list[Claim] = []
    new: list[Claim] = []
    if rows == 1 and not ranks:
        numbers, new, filler = _company(ctx, numbers, texts, title, alone=quote is None)
    count = len(numbers)
    columns = count if ranks else _columns(count)
    noted = bool(note_text)
    lone = rows == 1 and count > 1 and not new and not quote and not noted and not ranks
    if lone and all(_row_text(ctx, n) for n in numbers):  # cards alone would leave the slide half empty
        if before != "rows" or not (filler or _tall(ctx, numbers)):
            return rows_slide(ctx, key, section, tracker, numbers, title, dek)
        if not filler:
            return told_cards(ctx, key, section, tracker, numbers, title, dek)
    filler = (new or filler)[:3]
    items, top = title_zone(ctx, title, [_counting(dek, count), ctx.words["board_dek"]])
    if rows == 2:
        pitch = min(168.0 if top >= 150 else 172.0, (ctx.up(_TWO_ROWS) - top) / 2)
    else:  # few sentences below: the cards stand wider, so that the slide is filled
        spare = ctx.up(452.0 if noted else CONTENT_END) - top - (90.0 if quote else 0.0) - 82.0 * len(filler)
        spare -= _RANK * len(ranks)
        pitch = max(160.0, min(186.0 if filler else 206.0, spare))
    paragraphs = [n.paragraph for n in numbers]
    named = next((i for i, n in enumerate(numbers) if clean(n.claim.text).rstrip("。") == title), None)
    if named is None:
        places = [(at, i) for i, n in enumerate(numbers) if (at := title.find(clean(n.digits + n.unit))) >= 0]
        named = min(places)[1] if places else min(spark, count - 1)
    order = sorted(range(count), key=lambda i: i != named)
    wide = ctx.spread(columns)[0][1]
    step = number_step(ctx, numbers, wide) if rows == 1 else 0
    lines = max(len(what_flow(ctx, n, wide).lines) for n in numbers)
    drop = max((pitch - 160.0) / 4, min(36.0, (pitch - 100.0 - 28.0 * lines) / 2.5)) if rows == 1 and not ranks else 0.0
    small = bool(ranks) and any(what_flow(ctx, n, wide).style == "body-small" for n in numbers)
    for place, index in enumerate(order):
        number = numbers[index]
        x, w = ctx.spread(columns)[place % columns]
        y = top + pitch * (place // columns)
        here = place == 0
        items.append(rule(x, y, w, spark=here))
        items.append(big_number(ctx, number, f"num{place + 1}", Box(x, y + 14 + drop, w, 56), spark=here, step=step))
        items.append(ref(ctx, f"ref{place + 1}", Box(x + w - 90, y + 6, 90, 16), number.paragraph, "source"))
        words = what_flow(ctx, number, w, small=small)
        room = min(75.0, pitch - 82.0 - 1.5 * drop) if rows == 1 else 75.0
        items.append(frame(ctx.fit, f"what{place + 1}", Box(x, y + 80 + 1.5 * drop, w, room), words))
    end = top + pitch * rows
    say = [title, *(n.claim.text for n in numbers[:2])]
    if ranks:
        items += tag_rows(ctx, ranks, end, _RANK)
        paragraphs += [r.paragraph for r in ranks]
    elif rows == 1:
        more, rests = below(ctx, end, filler, quote, noted)
        items += more
        paragraphs += rests
    items.append(note(ctx, note_text, ctx.up(460.0)) if note_text else None)
    facts = [f for n in numbers for f in (n.fact, *n.companions)] + ([quote.fact] if quote else [])
    facts += [r.fact for r in ranks]
    return make(
        ctx, key, "board", "board", title, section, items, tracker=tracker, paragraphs=paragraphs, facts=facts, say=say
    )


def _columns(count: int) -> int:
    return {2: 2, 3: 3, 4: 2, 6: 3}.get(count, 1)


def _company(
    ctx: Context, numbers: Sequence[Number], texts: Sequence[Claim], title: str, *, alone: bool
) -> tuple[list[Number], list[Claim], list[Claim]]:
    """The cards of one row, the sentences below them that tell something else, and those that may stand there. Where
    `alone`, one that says all that a card does, and more, takes the place of the third card."""
    others = [t for t in whole(ctx, texts, ctx.full - 90) if not alike(clean(t.text), title)]
    carded = {f for n in numbers for f in (n.fact, *n.companions)}
    clauses = [clean(n.claim.text) for n in numbers]
    new = [t for t in others if not t.facts or set(t.facts) - carded]  # the rest says the cards once more
    new = [t for t in new if not any(alike(clean(t.text), c) for c in clauses)]
    if alone and not new and len(numbers) == 3:
        for claim in others:
            held = [c for c in clauses if c in clean(claim.text) != c and c != title]
            if len(held) == 1:
                return [n for n, c in zip(numbers, clauses, strict=True) if c != held[0]], [claim], others
    return list(numbers), new, others


def few_cards(ctx: Context, numbers: Sequence[Number], top: float) -> tuple[list[Item | None], list[int]]:
    """Two or three numbers that no slide has set large, in a row under something else; and their paragraphs."""
    shown = apart([n for n in numbers if n.fact not in ctx.told.facts], 3)
    if len(shown) < 2 or ctx.up(CONTENT_END) - top < 126:
        return [], []
    items: list[Item | None] = []
    for i, (number, (x, w)) in enumerate(zip(shown, ctx.spread(len(shown)), strict=True)):
        items += [
            rule(x, top, w),
            big_number(ctx, number, f"num{i + 1}", Box(x, top + 14, w, 56)),
            ref(ctx, f"ref{i + 1}", Box(x + w - 90, top + 6, 90, 16), number.paragraph, "source"),
            frame(ctx.fit, f"what{i + 1}", Box(x, top + 76, w, 56), what_flow(ctx, number, w)),
        ]
    return items, [n.paragraph for n in shown]


def facts_of(items: Sequence[Item | None]) -> list[str]:
    """The facts whose numbers are set large among these items."""
    return [i.fact for i in items if isinstance(i, Text) and i.fact and (i.slot or "").startswith("num")]


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


def what_flow(ctx: Context, number: Number, width: float, *, small: bool = False) -> Flow:
    """The card's words: its own two lines where they fit, else its clause, in smaller type before any word is cut;
    `small` beside cards that need it."""
    lines = tuple(clean(w) for w in number.what if clean(w))
    if (
        not small
        and len("".join(lines)) >= 3
        and len(lines) <= 2
        and all(ctx.fit.width(line, "body") <= width * 0.98 for line in lines)
    ):
        return Flow(text="".join(lines), lines=lines, style="body")
    text = "".join(lines)
    text = clean(text if len(text) >= 3 else number.claim.text).rstrip("。")
    whole_, cut = shorten(ctx, text, "body", width, 2)
    if not small and (not cut or (figures(number.digits) and all(n in whole_ for n in figures(number.digits)))):
        return flow(ctx.fit, whole_, "body", width)
    return flow(ctx.fit, shorten(ctx, text, "body-small", width, 3)[0], "body-small", width, colour="ink")
