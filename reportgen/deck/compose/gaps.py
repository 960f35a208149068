"""What the article does not say: written, missing, therefore."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    continued,
    hair,
    make,
    middle_text,
    pick_title,
    rule,
    shorten,
    title_zone,
)
from reportgen.deck.fit import flow, frame
from reportgen.deck.geometry import CONTENT_END, MARGIN, Box
from reportgen.deck.items import Item, Slide
from reportgen.story.blocks import Gap

_GAP_ROWS, _LEAST = 5, 3
_HEAD = 26.0  # heads and the space to their rule


def gap_slides(ctx: Context, gaps: Sequence[Gap], section: str, entry: int) -> tuple[list[Slide], list[Gap]]:
    """Three columns: written, missing, therefore; three to five rows a slide. Also the gaps that found no row.

    Fewer than three gaps, and one or two more than a slide holds, are told elsewhere.
    """
    if len(gaps) < _LEAST:
        return [], list(gaps)
    size = min(_GAP_ROWS, ctx.five)
    rest = list(gaps[size:]) if len(gaps) <= size + 2 else []
    gaps = gaps[: len(gaps) - len(rest)]
    count = -(-len(gaps) // size)
    each = -(-len(gaps) // count)
    claims = [ctx.story.gaps_title] if ctx.story.gaps_title else []
    title = pick_title(ctx, [*claims, ctx.say("gaps_fallback", gap=gaps[0].gap, n=len(gaps) + len(rest) - 1)])
    ctx.rests.pop(title, None)  # it counts gaps of other slides too; the source line names what this one shows
    slides = []
    for page in range(count):
        part = gaps[page * each : (page + 1) * each]
        text = continued(ctx, title, page)
        items, _top = title_zone(ctx, text, [ctx.words["gaps_dek"]])
        pitches = _gap_pitches(ctx, part, ctx.up(CONTENT_END) - 4 - 142.0 - _HEAD)
        items += gap_rows(ctx, part, 142.0, pitches, spark=not page)
        slides.append(
            make(
                ctx,
                f"gaps{page or ''}",
                "gaps",
                "gaps",
                text,
                section,
                items,
                tracker=entry,
                # a further slide's title still names the first gap
                paragraphs=[*(g.paragraph for g in part), *([gaps[0].paragraph] if page else ())],
                facts=[f for g in part for f in g.facts],
                say=[text, *(f"{clean(g.stated)}：{clean(g.therefore)}" for g in part[:2])],
            )
        )
    return slides, rest


def gap_rows(ctx: Context, gaps: Sequence[Gap], top: float, pitches: Sequence[float], *, spark: bool) -> list[Item]:
    """Heads, and one row a gap: what is written, what is missing in a dashed box, what follows."""
    items: list[Item] = []
    for i, (key, c, w) in enumerate((("gap_stated", 0, 4), ("gap_missing", 4, 3), ("gap_so", 7, 5))):
        head = flow(ctx.fit, ctx.words[key], "table", ctx.span(w), bold=True, colour="river")
        items.append(frame(ctx.fit, f"head{i + 1}", Box(ctx.col(c), top, ctx.span(w), 21), head))
    first = top + _HEAD
    items.append(rule(MARGIN, first, ctx.full))
    for i, gap in enumerate(gaps):
        y, pitch, here = first + sum(pitches[:i]), pitches[i], spark and i == 0
        if i:
            items.append(hair(MARGIN, y, ctx.full))
        style = "unit" if ctx.fit.width(clean(gap.stated), "unit") <= ctx.span(4) - 16 else "body"
        stated = Box(ctx.col(0), y, ctx.span(4) - 16, pitch)
        items.append(middle_text(ctx, f"stated{i + 1}", stated, gap.stated, style, lines=2, bold=True, colour="river"))
        lines = 1 if ctx.fit.width(clean(gap.missing), "body-small", True) <= ctx.span(3) - 16 else 2
        box_h = 36.0 if lines == 1 else 56.0
        words = shorten(ctx, gap.missing, "body-small", ctx.span(3) - 12, lines, True)[0]
        item = flow(
            ctx.fit, words, "body-small", ctx.span(3) - 12, bold=True, align="ctr", colour="spark" if here else "ink"
        )
        items.append(
            frame(
                ctx.fit,
                f"missing{i + 1}",
                Box(ctx.col(4), y + (pitch - box_h) / 2, ctx.span(3), box_h),
                item,
                anchor="ctr",
                hang=False,
                line="spark" if here else "axis",
                line_w=1.25 if here else 1.0,
                dash=True,
                inset=(4, 0, 4, 2),
            )
        )
        items.append(middle_text(ctx, f"so{i + 1}", Box(ctx.col(7), y, ctx.span(5), pitch), gap.therefore, lines=2))
    return [*items, hair(MARGIN, first + sum(pitches), ctx.full)]


_GAP_TWO = 70.0  # what a row of two lines of 18/28 needs to stand clear of its hairs


def _gap_pitches(ctx: Context, gaps: Sequence[Gap], room: float) -> list[float]:
    """Heights of the rows: equal, but that one of two lines takes what the others can spare."""
    even = min(90.0, room / len(gaps))
    if even >= _GAP_TWO:
        return [even] * len(gaps)
    tall = [len(ctx.fit.lines(clean(g.therefore), "body", ctx.span(5))) > 1 for g in gaps]
    short = tall.count(False)
    rest = (room - _GAP_TWO * (len(gaps) - short)) / short if short else 0.0
    return [_GAP_TWO if t else rest for t in tall] if rest >= 44 else [even] * len(gaps)


GAP_ROW = 62.0  # a row under something else


def joined_gaps(gaps: Sequence[Gap], room: float) -> list[Gap]:
    """The gaps that stand under a short table: those too few for a slide of their own, if there is room for all."""
    return list(gaps) if len(gaps) < _LEAST and gaps and _HEAD + GAP_ROW * len(gaps) <= room else []
