"""Sources and method."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    date_of,
    hair,
    headline,
    make,
    middle_text,
    rule,
    shorten,
    title_zone,
)
from reportgen.deck.fit import Flow, flow, frame
from reportgen.deck.geometry import MARGIN, METHOD_END, Box
from reportgen.deck.items import Item, Mark, Slide
from reportgen.story.blocks import Gap


def _swatch(key: str, x: float, y: float) -> list[Item]:
    """The mark as the deck draws it, 40 × 14."""
    if key == "status":
        return [
            Mark(box=Box(x, y, 18, 14), fill="river"),
            Mark(box=Box(x + 22, y, 18, 14), fill="white", line="river", line_w=1.25),
        ]
    if key == "approximate":
        return [Mark(box=Box(x, y, 26, 14), fill="river"), Mark(box=Box(x + 26, y, 14, 14), fill="river-2")]
    if key == "derived":
        return [
            Mark(box=Box(x, y, 18, 14), fill="river-3", line="river"),
            Mark(box=Box(x + 18, y, 22, 14), fill="river"),
        ]
    if key == "self":
        return [Mark(box=Box(x, y - 4, 3, 22), fill="river")]
    if key in ("missing", "gap"):
        return [Mark(box=Box(x, y, 40, 14), line="axis", dash=True)]
    return []


def method_slide(ctx: Context, section: str, entry: int, few_gaps: Sequence[Gap], joined: Sequence[Gap] = ()) -> Slide:
    """The source on the left; on the right one row for each mark and rule the deck uses. `joined` are gaps that the
    slide before has shown."""
    story = ctx.story
    title = ctx.words["method_title"]
    ctx.used.add(title)
    items, top = title_zone(ctx, title, [ctx.words["method_dek"]])
    w = ctx.span(4)
    items.append(rule(MARGIN, top, w))
    items.append(
        frame(
            ctx.fit,
            "srchead",
            Box(MARGIN, top + 14, w, 28),
            flow(ctx.fit, ctx.words["method_source"], "body", w, bold=True, colour="river"),
        )
    )
    mark = ctx.words["list_mark"]
    date, time = date_of(ctx), clean(story.time) if story.time and story.date else ""
    one_line = ctx.fit.width(date + time, "body-small") <= 0.98 * w  # else the time stands below: no line tears it
    count = len(story.index)
    lines = [
        (f"《{headline(ctx)}》", True),
        (clean(story.outlet), False),
        *([(date + time, False)] if one_line else [(date, False), (time, False)]),
        (mark.join(map(clean, story.authors)), False),
        (ctx.say("method_editors", names=mark.join(map(clean, story.editors))) if story.editors else "", False),
        (ctx.say("method_paragraphs", n=count) if count else "", False),
        (clean(story.url or ""), False),
    ]
    flows: list[Flow] = []
    room = ctx.up(METHOD_END) - (top + 50)
    for text, bold in lines:
        if not text or text in [f.text for f in flows]:
            continue
        item = flow(
            ctx.fit,
            shorten(ctx, text, "body-small", w, 3, bold)[0],
            "body-small",
            w,
            bold=bold or None,
            after=8,
            colour="ink",
        )
        used = sum(len(f.lines) * 25 + 8 for f in flows)
        if used + len(item.lines) * 25 <= room:
            flows.append(item)
    items.append(frame(ctx.fit, "src", Box(MARGIN, top + 50, w, room), flows))
    shown = [m for m in story.method if m.key not in ("article", "source", "authors", "paragraphs")]
    shown = [m for m in shown if not (joined and m.key in ("missing", "gap"))]
    rows = [(m.key, clean(m.label), clean(m.text)) for m in shown]
    if story.gaps and not any(k in ("missing", "gap") for k, _, _ in rows):
        stated = "；".join(clean(g.gap) for g in few_gaps) or ctx.words["method_missing"]
        if few_gaps and len(few_gaps) < len(story.gaps):
            stated = ctx.say("method_also", gaps=stated)
        rows.append(("missing", ctx.words["missing_lead"], stated))
    rows = rows[:8]
    x, right = ctx.col(4), ctx.span(8)
    items.append(rule(x, top, right))
    pitch = min(100.0 if len(rows) < 4 else 82.0, (ctx.up(METHOD_END) - top) / max(1, len(rows)))
    rows_of_text = 2 if pitch >= 44 else 1
    calm = rows_of_text if pitch >= 56 else 1  # lines of 16/24 that stand clear of the hairs
    style = "subtitle" if all(ctx.fit.fits(t, "subtitle", right - 116, calm) for _, _, t in rows) else "note"
    for i, (key, label, text) in enumerate(rows):
        y = top + pitch * i
        items += _swatch(key, x, y + pitch / 2 - 7)
        items.append(
            middle_text(
                ctx, f"word{i + 1}", Box(x + 60, y, 48, pitch), label, "body-small", lines=1, bold=True, colour="river"
            )
        )
        box = Box(x + 116, y, right - 116, pitch)
        if not ctx.fit.fits(text, style, box.w, rows_of_text):
            text = _listed(ctx, text, style, box.w, rows_of_text)
        items.append(middle_text(ctx, f"line{i + 1}", box, text, style, lines=rows_of_text, colour="ink"))
        items.append(hair(x, y + pitch, right))
    return make(
        ctx,
        "method",
        "method",
        "method",
        title,
        section,
        items,
        tracker=entry,
        paragraphs=(),
        facts=(),
        say=[title, ctx.words["method_dek"]],
    )


def _listed(ctx: Context, text: str, style: str, width: float, lines: int) -> str:
    """A list of the program's own words, ended with 等 where not all of it fits."""
    mark, more = str(ctx.words["list_mark"]), str(ctx.words["and_more"])
    for at in range(len(text) - 1, 0, -1):
        if text[at] == mark and ctx.fit.fits(text[:at] + more, style, width, lines):
            return text[:at] + more
    return text
