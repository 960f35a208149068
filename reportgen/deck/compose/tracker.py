"""What is to come: a native table of item, owner, time and value."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    continued,
    make,
    note,
    pick_title,
    title_zone,
)
from reportgen.deck.compose.fill import around, below, quote_strip, unlike, whole
from reportgen.deck.compose.gaps import gap_rows, joined_gaps
from reportgen.deck.compose.tables import INSET, cell_lines, head_row, room_for, text_cell
from reportgen.deck.geometry import CONTENT_END, FULL, MARGIN, RULE_UNDER_TITLE, Box
from reportgen.deck.items import Row, Slide, TableItem
from reportgen.story.blocks import Cards, Claim, Gap, Ladder, Quotation, Tracker, TrackerRow

_TRACKER_ROWS = 7
_STRIP = 100.0  # height of a quotation below a table, with the space above it
_FEW_ROW = 48.0  # a row of a short table under which something else stands


_TRACKER_WIDTHS = {"owner": 210.0, "time": 150.0, "value": 160.0}


def tracker_slides(
    ctx: Context, tracker: Tracker, gaps: Sequence[Gap], section: str, entry: int, quote: Quotation | None = None
) -> tuple[list[Slide], list[Gap]]:
    """A native table of what is to come: item, who, when, value; seven rows a slide. Also the gaps shown with it.

    Few rows would leave the slide half empty: under them stands a `quote` of who plans, or what the article does not
    say, where that is little too, or else sentences.
    """
    names = tracker.columns
    side = [_TRACKER_WIDTHS[name] * ctx.full / FULL for name in names]
    given = (ctx.full - sum(side), *side)
    heads = ("tracker_head_item", *(f"tracker_head_{name}" for name in names))
    listed = _tracked(ctx, tracker)
    title = pick_title(ctx, [tracker.title, ctx.words["tracker_title"]], own=True)
    slides = []
    shown: list[Gap] = []
    pages = _tracker_pages(ctx, listed, names, given)
    for page, part in enumerate(pages):
        text = continued(ctx, title, page)
        items, top = title_zone(ctx, text, [tracker.subtitle])
        top += 2
        few = len(part) < 4
        for row in part:
            ctx.told.tell(row.item)
        style = "body" if few else "body-small" if len(part) < 5 else "table"
        lead = ctx.look.style(style).leading
        asked = [(None, *(getattr(row, name) or ctx.words["missing"] for name in names)) for row in part]
        widths = room_for(ctx, given, asked, style, [2 * INSET] * len(given))
        cells = []
        for row in part:
            entries = (clean(row.item.text), *(getattr(row, name) for name in names))
            cells.append(
                [
                    text_cell(
                        ctx,
                        ctx.words["missing"] if value is None else value,
                        w,
                        lines=cell_lines(ctx),
                        bold=j > 0 and names[j - 1] == "value" and bool(value),
                        colour=("ink" if style != "table" else None) if value is not None else "ink-3",
                        style=style,
                    )
                    for j, (value, w) in enumerate(zip(entries, widths, strict=True))
                ]
            )
        need = [max(n for _, n in row) * lead + 8 for row in cells]
        end = ctx.up(452.0 if tracker.note else CONTENT_END)
        least = 33.0 + sum(max(h, _FEW_ROW) for h in need) + 26.0
        shown = joined_gaps(gaps, end - top - least) if few and not quote else []
        near: list[Claim] = []
        if few and not shown and not quote:
            told = [text, *(clean(r.item.text) for r in part)]
            here = {n for row in part for n in row.item.paragraphs}
            near = [c for c in around(ctx, tracker.paragraphs) if len(listed) == 1 or here & set(c.paragraphs)]
            near = whole(ctx, unlike(near, told), ctx.full - 90)
            near = near[: max(0, int((end - top - least) // 58))]
        if len(listed) == 1 and not shown and not near and not quote:
            return [], []  # a table of one row that its title has said
        spare = max(0.0, end - top - 33 - sum(need)) / max(1, len(need))
        if quote:
            end -= _STRIP
            spare = max(0.0, end - top - 33 - sum(need)) / len(need)
        elif shown or near:
            used = top + least + (26.0 + 84.0 * len(shown) if shown else 72.0 * len(near))
            need = [max(h, _FEW_ROW) for h in need]
            spare = min(26.0, max(0.0, end - used) / len(need))
        rows = [head_row(ctx, heads, widths, "l" * len(widths))]
        rows += [
            Row(
                cells=tuple(c for c, _ in row),
                height=max(h, min(h + spare, {1: 130.0, 2: 124.0, 3: 96.0, 4: 82.0}.get(len(part), 60.0))),
            )
            for row, h in zip(cells, need, strict=True)
        ]
        box = Box(MARGIN, top, ctx.full, sum(r.height for r in rows))
        items.append(
            TableItem(box=box, widths=widths, rows=tuple(rows), alt=ctx.say("alt_table", title=text, rows=len(part)))
        )
        under = top + box.h + 26
        rests: list[int] = []
        if shown:
            pitch = min(84.0, (end - under - 26) / len(shown))
            items += gap_rows(ctx, shown, under, [pitch] * len(shown), spark=False)
            rests = [g.paragraph for g in shown]
        elif quote:
            items += quote_strip(ctx, quote, end + 30)
            rests = [quote.paragraph]
        elif near:
            more, rests = below(ctx, under, near, None, bool(tracker.note))
            items += more
        items.append(note(ctx, tracker.note, ctx.up(460.0)))
        slides.append(
            make(
                ctx,
                f"tracker{page or ''}",
                "table",
                "table",
                text,
                section,
                items,
                tracker=entry,
                paragraphs=[*([p for r in part for p in r.item.paragraphs] or tracker.paragraphs), *rests],
                facts=[
                    *(f for r in part for f in r.item.facts),
                    *(f for g in shown for f in g.facts),
                    *([quote.fact] if quote else []),
                ],
                say=[text, *[r.item.text for r in part if not r.time][:2]],  # with the time apart a row is no sentence
            )
        )
    return slides, shown


def _tracker_pages(
    ctx: Context, rows: Sequence[TrackerRow], names: Sequence[str], given: Sequence[float]
) -> list[list[TrackerRow]]:
    """The rows of each slide, about as many on each: seven at most, and no more than stand whole on it."""
    room = ctx.up(CONTENT_END) - RULE_UNDER_TITLE - 35.0
    asked = [(clean(r.item.text), *(getattr(r, name) or "" for name in names)) for r in rows]
    count = max(1, -(-len(rows) // _TRACKER_ROWS))
    while True:
        each = -(-len(rows) // count)
        pages = [list(rows[i : i + each]) for i in range(0, len(rows), each)]
        heights = []
        for cells in asked:
            lines = [len(ctx.fit.lines(t, "table", w - 2 * INSET)) for t, w in zip(cells, given, strict=True)]
            heights.append(21.0 * min(cell_lines(ctx), max(lines)) + 8)
        if each == 1 or all(sum(heights[i : i + each]) <= room for i in range(0, len(rows), each)):
            return pages
        count += 1


def _tracked(ctx: Context, tracker: Tracker) -> list[TrackerRow]:
    """The rows; of a few more than one slide holds, those go that a target ladder or a card shows anyway."""
    rows = list(tracker.rows)
    if not _TRACKER_ROWS < len(rows) <= _TRACKER_ROWS + 3:
        return rows
    exhibits = [e for t in ctx.story.themes for e in t.exhibits]
    shown = {f for e in exhibits if isinstance(e, Ladder) for r in e.rows for f in (r.fact,)}
    shown |= {c.fact for e in exhibits if isinstance(e, Cards) for c in e.cards if c.fact}
    for row in reversed(tracker.rows):
        if len(rows) > _TRACKER_ROWS and row.item.facts and shown.issuperset(row.item.facts):
            rows.remove(row)
    return rows
