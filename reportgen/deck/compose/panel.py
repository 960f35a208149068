"""The readout panel beside a chart: two or three points with a lead-in word, from the article's own clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import Context, alike, clause_cuts, sentences_of, shorten
from reportgen.deck.compose.told import cut
from reportgen.deck.fit import Flow, flow, frame, height
from reportgen.deck.geometry import Box
from reportgen.deck.items import Item, Mark
from reportgen.records import dataclass
from reportgen.story.blocks import Claim, Theme

_TOP, _HEAD_Y, _ROOM = 178.0, 140.0, 292.0
_SEAM = "\x1f"  # where a point may best be broken: between what is ranked and its rank


@dataclass(frozen=True, slots=True)
class Point:
    """A lead-in word and a clause; `claim` is the sentence that the clause was cut from, None where it is not one."""

    lead: str
    text: str
    claim: Claim | None = None


def points(
    ctx: Context, theme: Theme | None, paragraphs: Sequence[int], title: str, reading: str, *, ranked: bool = True
) -> list[Point]:
    """Points, best first: rank (where one may be that of what is drawn), what the article does, how to read the marks,
    what it does not say."""
    out: list[Point] = []
    here = set(paragraphs)
    ranks = [r for r in (*ctx.story.ranks, *(theme.ranks if theme else ())) if r.paragraph in here]
    if ranked and ranks and ranks[0].tag not in title:
        lead = ctx.words["award_lead" if ranks[0].award else "rank_lead"]
        out.append(Point(lead, f"{clean(ranks[0].text)}{_SEAM}{clean(ranks[0].tag)}"))
    told = [c for c in theme.body if here & set(c.paragraphs)] if theme else []
    numbers = (*(theme.numbers if theme else ()), *ctx.story.key_numbers)
    told += [n.claim for n in numbers if n.paragraph in here]
    spoken: list[Point] = []
    for claim in told:
        words = "" if ctx.own.holds(claim) else _spoken(ctx, clean(claim.text), title)
        part = cut(claim, words)
        if words and not ctx.told.repeats(part) and not any(alike(words, other.text) for other in spoken):
            spoken.append(Point(ctx.words["text_lead"], words, part))
    out += spoken[:2]
    gaps = [g for g in ctx.story.gaps if g.paragraph in here]
    if reading:
        out.insert(min(len(out), 2), Point(ctx.words["reading_lead"], reading))
    if gaps:
        out.append(Point(ctx.words["missing_lead"], clean(gaps[0].gap)))
    return [point for point in out if point.text]


def read_out(found: Sequence[Point]) -> list[str]:
    """The points that are the article's, to be spoken."""
    return [point.text.replace(_SEAM, "") for point in found if point.claim or _SEAM in point.text]


def _spoken(ctx: Context, text: str, title: str) -> str:
    """The longest sentence of a claim that the panel holds whole and the title does not say; else its first clauses
    that the title leaves out, where they name something."""
    best = ""
    sentences = sentences_of(text)
    for sentence in sentences:
        if len(sentence) > len(best) and not alike(sentence, title) and _fits(ctx, sentence):
            best = sentence
    if len(best) >= 6:
        return best
    for sentence in sentences:
        cuts = [
            c for c in clause_cuts(sentence) if c >= 12 and not alike(sentence[:c], title) and _fits(ctx, sentence[:c])
        ]
        if cuts and _NAMES.search(_DATE.sub("", sentence[: cuts[0]])):
            return sentence[: cuts[0]]
    return ""


def _fits(ctx: Context, text: str) -> bool:
    return ctx.fit.fits(f"口口口{text}。", "body", (ctx.span(4) - 12), 4, True)


_NAMES, _DATE = re.compile("[0-9「“《]"), re.compile(r"\d+[年月日時时分]")


def panel(ctx: Context, found: Sequence[Point]) -> list[Item]:
    """Head, points and the divider; as many points as the height holds."""
    flows: list[Flow] = []
    x, w = ctx.col(8) + 12, ctx.span(4) - 12
    for point in found:
        if len(flows) == 3:
            break
        lead = point.lead
        halves = point.text.split(_SEAM)
        text = "".join(halves)
        words = f"{lead}。{text.rstrip('。')}。"
        short, cut = shorten(ctx, words, "body", w, 4, True)
        if cut and len(short) < len(lead) + 7:
            continue
        short = short if short.endswith(("。", "……")) else short + "。"
        item = flow(ctx.fit, short, "body", w, bolds=[(0, len(lead) + 1)], lead=len(lead) + 1, after=12)
        if len(halves) == 2 and len(item.lines) == 2:
            lines = (f"{lead}。{halves[0]}", short[len(lead) + 1 + len(halves[0]) :])
            if all(ctx.fit.fits(line, "body", w, 1, True) for line in lines):
                item = replace(item, lines=lines)
        if height(ctx.fit, [*flows, item]) <= _ROOM - ctx.measure.low:
            flows.append(item)
            if point.claim:
                ctx.told.tell(replace(point.claim, facts=()))
    if not flows:
        return []
    if len(flows) == 2:
        flows = [replace(f, after=20) for f in flows]
    head = flow(ctx.fit, ctx.words["panel"], "body", w, bold=True, colour="river")
    return [
        frame(ctx.fit, "panelhead", Box(x, _HEAD_Y, w, 28), head),
        frame(ctx.fit, "panel", Box(x, _TOP, w, max(28.0, height(ctx.fit, flows))), flows),
        Mark(box=Box(ctx.col(8) - 8, 140, 0.75, 330 - ctx.measure.low), fill="hair"),
    ]
