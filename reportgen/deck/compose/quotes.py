"""Quotations: one over the whole measure, two side by side, three one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.deck.clean import clean
from reportgen.deck.compose.boards import facts_of, few_cards
from reportgen.deck.compose.context import Context, alike, figures, make, pick_title, shorten, title_zone
from reportgen.deck.compose.exhibits import Place
from reportgen.deck.compose.fill import below, whole
from reportgen.deck.compose.told import broken
from reportgen.deck.fit import Flow, flow, frame
from reportgen.deck.geometry import CONTENT_END, MARGIN, Box
from reportgen.deck.items import Item, Mark, Slide
from reportgen.story.blocks import Claim, Number, Quotation

_SHORT_QUOTE = 3


def quote_groups(ctx: Context, quotes: Sequence[Quotation]) -> list[tuple[Quotation, ...]]:
    """The quotations of each slide: two, or three that fit below each other, so that no single one is left over."""
    out: list[tuple[Quotation, ...]] = []
    rest = list(quotes)
    while rest:
        size = 3 if len(rest) in (3, 5, 6) and _stacked_lines(ctx, rest[:3]) else 2
        out.append(tuple(rest[:size]))
        rest = rest[size:]
    return out


def quote_slides(ctx: Context, quotes: Sequence[Quotation], place: Place) -> list[Slide]:
    """One slide of one, two or three quotations."""
    if len(quotes) == 1:
        return [_one_quote(ctx, quotes[0], place)]
    names = ctx.words["names_mark"].join(dict.fromkeys(_named(q) for q in quotes))
    told = [c for c in place.titles if set(c.paragraphs) & {q.paragraph for q in quotes} and _names(c, quotes)]
    title = _head(ctx, [*told, *_over(quotes, place)], names)
    cut = any(q.text != q.full for q in quotes)
    items, top = title_zone(ctx, title, [ctx.words["quote_cut_dek" if cut else "quotes_dek"]])
    near = [c for c in whole(ctx, place.titles, ctx.full - 90) if not alike(clean(c.text), title)]
    near = [c for c in near if not any(clean(c.text) in clean(q.text) for q in quotes)][:2]
    lay = _side_by_side if len(quotes) == 2 else _stacked
    more, rests = lay(ctx, quotes, top + 2, near, _numbers_near(quotes, place))
    return [
        make(
            ctx,
            place.key,
            "quotes",
            "quotes",
            title,
            place.section,
            [*items, *more],
            tracker=place.tracker,
            paragraphs=[*(q.paragraph for q in quotes), *rests],
            facts=[*(q.fact for q in quotes), *facts_of(more)],
            say=_to_say(title, quotes),
        )
    ]


def _head(ctx: Context, told: Sequence[Claim | str], names: str) -> str:
    """What stands over quotations; who is quoted only where nothing else is left."""
    fresh = [c for c in told if clean(c if isinstance(c, str) else c.text).rstrip("。") not in ctx.used]
    return pick_title(ctx, fresh or [ctx.say("quotes_title", names=names)])


def _numbers_near(quotes: Sequence[Quotation], place: Place) -> list[Number]:
    """The section's numbers, those of the quotations' paragraphs first."""
    here = {q.paragraph for q in quotes}
    numbers = (*place.theme.numbers, *place.theme.further) if place.theme else ()
    return sorted(numbers, key=lambda n: n.paragraph not in here)


def _side_by_side(
    ctx: Context, quotes: Sequence[Quotation], top: float, near: Sequence[Claim], numbers: Sequence[Number]
) -> tuple[list[Item | None], list[int]]:
    """Two quotations in columns, their speakers on one line; sentences of the section fill the lower part."""
    columns = ctx.spread(2)
    short = all(len(_quote_lines(ctx, q.text, "quote", w - 22)) <= 6 for q, (_, w) in zip(quotes, columns, strict=True))
    style = "quote" if short else "body"
    lead = ctx.look.style(style).leading
    most = max(len(_quote_lines(ctx, q.text, style, w - 22)) for q, (_, w) in zip(quotes, columns, strict=True))
    most = min(most, int((ctx.up(CONTENT_END) - 76 - top) // lead))
    foot = 78.0 + 25.0 * any(len(_speaker_lines(ctx, q, columns[0][1] - 22)) > 1 for q in quotes)
    bar = min(ctx.up(318.0), lead * most + foot)
    more: list[Item | None] = []
    rests: list[int] = []
    if near and ctx.up(CONTENT_END) - (top + bar + 28) >= 60:
        more, rests = below(ctx, top + bar + 28, near, None, False)
    if not more:
        more, rests = few_cards(ctx, numbers, top + bar + 34)
    bar = bar if more else ctx.up(318.0)
    items: list[Item | None] = []
    for i, (quote, (x, w)) in enumerate(zip(quotes, columns, strict=True)):
        text = _cut_quote(ctx, quote.text, style, w - 22, most)
        items += [
            Mark(box=Box(x, top, 3, bar), fill="river"),
            frame(
                ctx.fit,
                f"quote{i + 1}",
                Box(x + 22, top, w - 22, lead * most),
                _quote_flow(ctx, text, style, w - 22),
                fact=quote.fact,
            ),
            frame(
                ctx.fit,
                f"speaker{i + 1}",
                Box(x + 22, top + bar - foot + 20, w - 22, foot - 22),
                _speaker(ctx, quote, w - 22, 2),
            ),
        ]
    return [*items, *more], rests


_STACK_FOOT, _STACK_GAP, _STACK_LINES = 30.0, 22.0, 6


def _stacked_lines(ctx: Context, quotes: Sequence[Quotation]) -> tuple[str, list[int]] | None:
    """The style in which quotations stand below each other, and the lines of each; None where they are too long."""
    texts = [clean(q.text) for q in quotes]
    if all(ctx.fit.fits(t, "quote", (ctx.full - 22), 1) for t in texts):
        return "quote", [1] * len(texts)
    lines = [len(_quote_lines(ctx, t, "body", (ctx.full - 22))) for t in texts]
    return ("body", lines) if sum(lines) <= _STACK_LINES else None


def _stacked(
    ctx: Context, quotes: Sequence[Quotation], top: float, near: Sequence[Claim], numbers: Sequence[Number]
) -> tuple[list[Item | None], list[int]]:
    """Three quotations over the whole measure, each over its speaker."""
    style, lines = _stacked_lines(ctx, quotes) or ("body", [2] * len(quotes))
    lead = ctx.look.style(style).leading
    heights = [lead * n + _STACK_FOOT for n in lines]
    room = ctx.up(CONTENT_END) - top
    end = top + sum(heights) + _STACK_GAP * (len(quotes) - 1) + 24
    more, rests = below(ctx, end, near[:1], None, False) if ctx.up(CONTENT_END) - end >= 54 else ([], [])
    gap = _STACK_GAP if more else min(48.0, (room - sum(heights)) / (len(quotes) - 1))
    items: list[Item | None] = []
    y = top
    for i, (quote, count, height) in enumerate(zip(quotes, lines, heights, strict=True)):
        text = _cut_quote(ctx, quote.text, style, (ctx.full - 22), count)
        signed = "，".join(p for p in (clean(quote.speaker or ""), clean(quote.role)) if p)
        said = flow(ctx.fit, shorten(ctx, signed, "body-small", (ctx.full - 22), 1)[0], "body-small", (ctx.full - 22))
        box = Box(MARGIN + 22, y, (ctx.full - 22), lead * count)
        items += [
            Mark(box=Box(MARGIN, y, 3, height), fill="river"),
            frame(ctx.fit, f"quote{i + 1}", box, _quote_flow(ctx, text, style, (ctx.full - 22)), fact=quote.fact),
            frame(ctx.fit, f"speaker{i + 1}", Box(MARGIN + 22, y + lead * count + 3, (ctx.full - 22), 25), said),
        ]
        y += height + gap
    return [*items, *more], rests


def _to_say(title: str, quotes: Sequence[Quotation]) -> list[str]:
    """What is spoken of quotations: each with who said it; a title that is words of one of them is not said as well."""
    spoken = [f"{_named(quote)}：{quote.text}" for quote in quotes]
    return spoken if title in {clean(q.core) for q in quotes} else [title, *spoken]


def _named(quote: Quotation) -> str:
    """Who speaks, without the words that say how little the article tells of him."""
    return clean(quote.speaker or quote.role).split("，", 1)[0]


def _quoted(quote: Quotation) -> str:
    """The quotation without its marks, as it would stand in a sentence."""
    return clean(quote.text).strip("「」“”。…")


def _over(quotes: Sequence[Quotation], place: Place) -> list[Claim | str]:
    """What may stand over quotations when no sentence names who speaks, best first: what the paragraph tells of its
    own, a figure of it, and only then words of the quotation, which would stand on the slide twice."""
    where = {q.paragraph for q in quotes}
    numbers = place.theme.numbers if place.theme else ()
    told: list[Claim | str] = [q.title for q in quotes if q.title]
    told += [n.claim for n in numbers if n.paragraph in where]
    return [*told, *(q.core for q in quotes if q.core)]


def _names(claim: Claim, quotes: Sequence[Quotation]) -> bool:
    """Whether a sentence can stand over quotations: it names who speaks, or whose house, repeats none of them, and
    has no figure that they do not say."""
    text = clean(claim.text)
    said = "".join(clean(q.text) for q in quotes)
    if broken(claim) or any(_quoted(q) in text for q in quotes) or any(n not in said for n in figures(text)):
        return False
    names = [(clean(q.speaker or ""), 2) for q in quotes] + [(clean(q.role or ""), 4) for q in quotes]
    return any(len(name) >= least and name[: max(least, 2)] in text for name, least in names)


def _quote_lines(ctx: Context, text: str, style: str, width: float) -> tuple[str, ...]:
    """A short quotation's lines end with its clauses, those of a longer one fill the measure."""
    lines = ctx.fit.lines(clean(text), style, width)
    return lines if len(lines) <= _SHORT_QUOTE else ctx.fit.filled(clean(text), style, width)


def _quote_flow(ctx: Context, text: str, style: str, width: float) -> Flow:
    return Flow(text=clean(text), lines=_quote_lines(ctx, text, style, width), style=style, colour="river")


def _cut_quote(ctx: Context, text: str, style: str, width: float, lines: int) -> str:
    """The quotation, or as many of its sentences as the lines hold; only a longer sentence is cut inside."""
    text = clean(text)
    if len(_quote_lines(ctx, text, style, width)) <= lines:
        return text
    close = text[-1] if text[-1] in "」”" else ""
    for end in range(len(text) - 2, 5, -1):
        part = text[: end + 1] + "……" + close
        if text[end] in "。！？；" and len(_quote_lines(ctx, part, style, width)) <= lines:
            return part
    return shorten(ctx, text, style, width, lines)[0]


_ALONE = 0.4  # share of the free height above a quotation that nothing stands below


def _one_quote(ctx: Context, quote: Quotation, place: Place) -> Slide:
    """One quotation over the whole measure, sentences of the section below it."""
    told = [c for c in place.titles if quote.paragraph in c.paragraphs and _names(c, [quote])]
    names = _named(quote)
    near = sorted(place.titles, key=lambda c: quote.paragraph not in c.paragraphs)
    near += [n.claim for n in (place.theme.numbers if place.theme else ())]
    over = _over([quote], place)
    if len(whole(ctx, near, ctx.full - 90)) < 3 and quote.core:
        over = [quote.core]  # the sentences are needed below
    title = _head(ctx, [*told, *over], names)
    cut = quote.text != quote.full
    items, top = title_zone(ctx, title, [ctx.words["quote_cut_dek" if cut else "quotes_dek"]])
    w = ctx.full - 22
    text = clean(quote.text)
    style = "quote" if ctx.fit.fits(text, "quote", w, 4) else "body"
    lines = _quote_lines(ctx, shorten(ctx, text, style, w, 8)[0], style, w)
    lead = ctx.look.style(style).leading
    bar = lead * len(lines) + 62
    rest = [
        c for c in whole(ctx, near, ctx.full - 90) if not alike(clean(c.text), title) and clean(c.text) not in text
    ][:3]
    # One sentence alone would leave the slide's foot empty: both stand lower.
    drop = max(0.0, min(36.0, (ctx.up(CONTENT_END) - top - bar - 138.0) / 3)) if len(rest) == 1 else 0.0
    more, rests = below(ctx, top + drop + bar + 28, rest, None, False)
    if not more:
        more, rests = few_cards(ctx, _numbers_near([quote], place), top + bar + 34)
    y = top + drop + 2 if more else top + (ctx.up(CONTENT_END) - top - bar) * _ALONE
    items.append(Mark(box=Box(MARGIN, y, 3, bar), fill="river"))
    items.append(
        frame(
            ctx.fit,
            "quote",
            Box(MARGIN + 22, y, w, lead * len(lines)),
            _quote_flow(ctx, shorten(ctx, text, style, w, 8)[0], style, w),
            fact=quote.fact,
        )
    )
    items.append(frame(ctx.fit, "speaker", Box(MARGIN + 22, y + bar - 56, w, 56), _speaker(ctx, quote, w)))
    items += more
    return make(
        ctx,
        place.key,
        "board",
        "quotes",
        title,
        place.section,
        items,
        tracker=place.tracker,
        paragraphs=[quote.paragraph, *rests],
        facts=[quote.fact, *facts_of(more)],
        say=_to_say(title, [quote]),
    )


def _speaker_lines(ctx: Context, quote: Quotation, width: float) -> tuple[str, ...]:
    """The lines of a role under a name."""
    return ctx.fit.lines(clean(quote.role), "body-small", width) if quote.speaker and quote.role else ()


def _speaker(ctx: Context, quote: Quotation, width: float, lines: int = 1) -> list[Flow]:
    out = []
    if quote.speaker:
        out.append(flow(ctx.fit, shorten(ctx, quote.speaker, "body", width, 1, True)[0], "body", width, bold=True))
    if quote.role:
        style = "body-small" if quote.speaker else "body"
        out.append(
            flow(
                ctx.fit,
                shorten(ctx, quote.role, style, width, lines if quote.speaker else 1, not quote.speaker)[0],
                style,
                width,
                bold=not quote.speaker,
            )
        )
    return out
