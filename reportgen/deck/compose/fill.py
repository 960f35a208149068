"""Sentences and a quotation under something else, so that no slide is a third empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    alike,
    clause_cuts,
    hair,
    middle_text,
    ref,
    rule,
    sentences_of,
    shorten,
)
from reportgen.deck.compose.told import fills
from reportgen.deck.fit import Flow, flow, frame
from reportgen.deck.geometry import CONTENT_END, MARGIN, Box
from reportgen.deck.items import Item, Mark
from reportgen.story.blocks import Claim, Quotation

_FILLERS = 2


def unlike(claims: Sequence[Claim], told: Sequence[str]) -> list[Claim]:
    """The claims that say nothing of what is told already."""
    return [c for c in claims if not any(alike(clean(c.text), one) for one in told)]


def fill(
    ctx: Context, top: float, claims: Sequence[Claim], first: int, *, summary: bool = False
) -> tuple[list[Item | None], list[int]]:
    """Sentences under few rows, as many as the slide holds, or none where there is no room for one."""
    room = claims and ctx.up(CONTENT_END) - top >= 54
    return below(ctx, top, claims, None, False, first, summary=summary) if room else ([], [])


def around(ctx: Context, paragraphs: Iterable[int]) -> list[Claim]:
    """What the sections say, sentences of these paragraphs first."""
    here = set(paragraphs)
    said = [c for t in ctx.story.themes for c in (*t.body, *(n.claim for n in t.numbers))]
    return sorted(said, key=lambda c: not here & set(c.paragraphs))


def below(
    ctx: Context,
    top: float,
    texts: Sequence[Claim],
    quote: Quotation | None,
    noted: bool,
    first: int = 1,
    until: float | None = None,
    *,
    summary: bool = False,
) -> tuple[list[Item | None], list[int]]:
    """Sentences of the section under one row of cards, so that no slide is a third empty; and their paragraphs."""
    items: list[Item | None] = []
    end = until or ctx.up(452.0 if noted else CONTENT_END)
    if quote:
        strip = quote_strip(ctx, quote, end - 70)
        room = end - 70 - 20 - top
        some = texts[: max(1, int(room // 66))]
        rows, rests = below(ctx, top, some, None, noted, first, top + min(room, 82.0)) if texts else ([], [])
        return [*rows, *strip], [*rests, quote.paragraph]
    if not texts:
        return [], []
    room = end - top
    texts = whole(ctx, texts, ctx.full - 90, summary=summary)[: max(0, int(room // 54))]
    while len(texts) > 1 and room / len(texts) < _TWO_LINES and not all(_one_line(ctx, t) for t in texts):
        texts = texts[:-1]  # two lines would touch the rules
    pitch = min(110.0 if len(texts) == 1 else 82.0, room / max(1, len(texts)))
    for text in texts:
        ctx.told.tell(text, summary=summary)
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
                bolds=lead_of(text, text.text),
            )
        )
        if text.paragraphs:
            items.append(ref(ctx, f"tref{i + first}", Box(MARGIN + ctx.full - 74, y, 74, pitch), text.paragraphs[0]))
    if texts:
        items.append(hair(MARGIN, top + pitch * len(texts), ctx.full))
    return items, [p for t in texts for p in t.paragraphs]


_TWO_LINES = 62.0  # height of a row that holds two lines


def _one_line(ctx: Context, claim: Claim) -> bool:
    return ctx.fit.fits(clean(claim.text), "body", ctx.full - 90, 1, bool(claim.lead))


def lead_of(claim: Claim, text: str) -> list[tuple[int, int]]:
    """What of a sentence is set bold: its first clause, where that counts or names something; a date does not."""
    lead = _DATE_OF.sub("", text[: claim.lead])
    return [(0, claim.lead)] if re.search("[0-9「“《]", lead) else []


def whole(ctx: Context, texts: Sequence[Claim], width: float, *, summary: bool = False) -> list[Claim]:
    """The sentences that stand whole in two lines, tell something, and stand on no other slide (but the `summary` may
    say what the sections do): first those that tell what no earlier slide shows; where they are fewer than two, another
    one, then one that a later slide is to tell, keeps the slide from standing empty."""
    out: list[Claim] = []
    said = ctx.told.heads if summary else ctx.told.repeats
    for claim in texts:
        if not fills(claim) or ctx.own.holds(claim) or said(claim):
            continue
        text = clean(claim.text)
        if text.rstrip("。") in ctx.used - ctx.lent or any(alike(text, clean(k.text)) or _holds(k, claim) for k in out):
            continue
        short = next((p for p in _prefixes(text) if ctx.fit.fits(p, "body", width, 2, bool(claim.lead))), "")
        if short:
            out.append(claim if short == text else replace(claim, text=short, lead=min(claim.lead, len(short))))
    if summary:
        return out
    coming = [c for c in out if ctx.told.comes(c)]
    fresh = [c for c in out if c not in coming and not ctx.told.known(c)]
    known = [c for c in out if c not in fresh and c not in coming]
    return [*fresh, *[*known, *coming][: max(0, _FILLERS - len(fresh))]]


def _holds(told: Claim, claim: Claim) -> bool:
    """Whether a sentence states every fact of another one."""
    return bool(claim.facts) and set(claim.facts) <= set(told.facts)


_DATE_OF = re.compile(r"\d+[年月日時时分]")


def _prefixes(text: str) -> list[str]:
    """The text, its first sentences, its first clauses: each complete enough to stand alone, longest first."""
    sentences = sentences_of(text)
    out = [text, *("。".join(sentences[:n]) for n in range(len(sentences) - 1, 0, -1))]
    cuts = [sentences[0][:c] for c in clause_cuts(sentences[0]) if c >= 20] if sentences else []
    return [*out, *(c for c in cuts if re.search("[0-9「“《]", _DATE_OF.sub("", c)) or len(c) >= 30)]


def strip_holds(ctx: Context, quote: Quotation) -> bool:
    """Whether a quotation stands whole in a strip under something else."""
    text = clean(quote.text)
    return ctx.fit.width(text, "quote") <= (ctx.full - 20) * 0.98 or ctx.fit.fits(text, "body", ctx.full - 20, 2)


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
    return [
        Mark(box=Box(MARGIN, y, 3, h + 27), fill="river"),
        frame(ctx.fit, "quote", Box(MARGIN + 20, y, width, h), item, fact=quote.fact),
        frame(ctx.fit, "speaker", Box(MARGIN + 20, y + h + 2, width, 25), said),
    ]
