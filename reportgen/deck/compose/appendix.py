"""The fact table, or how each paragraph opens where the article has no figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    make,
)
from reportgen.deck.compose.tables import INSET, cell_lines, head_row, room_for, text_cell
from reportgen.deck.fit import flow, frame
from reportgen.deck.geometry import CONTENT_END, FULL, MARGIN, RULE_UNDER_DEK, Box
from reportgen.deck.items import Item, Row, Slide, TableItem
from reportgen.story.blocks import FactRow

_WIDTHS = (382.0, 186.0, 150.0, 96.0, 50.0)
_LEFTS = (INSET, INSET, 40.0, INSET, INSET)
_ALIGNS = ("l", "r", "l", "l", "r")
_KEYS = ("head_fact", "head_value", "head_period", "head_kind", "head_paragraph")
_ROWS, _ROW_H, _TABLE_Y = 10, 33.0, 104.0
_GIVE = 2.0  # what a row may lose where another one of its slide takes two lines


def _table_y(ctx: Context) -> float:
    """Right under a title of one line; below the whole title where a user's placeholder sets its height."""
    return _TABLE_Y if ctx.measure.deks else RULE_UNDER_DEK


def appendix_slides(ctx: Context, section: str, entry: int) -> list[Slide]:
    """The fact table, ten rows a slide; taller rows where a fact needs two lines."""
    rows = ctx.story.rows
    if not rows:
        return _paragraph_slides(ctx, section, entry)
    insets = [left + INSET for left in _LEFTS]
    asked = [(None, row.value, row.period, None, None) for row in rows]
    widths = room_for(ctx, [w * ctx.full / FULL for w in _WIDTHS], asked, "table", insets)
    pages = _even(ctx, rows, widths)
    slides = []
    at = 0
    for page, part in enumerate(p for p in pages if p):
        a, b = at + 1, at + len(part)
        at = b
        title = ctx.say("appendix_title" if b > a else "appendix_title_one", n=len(rows), a=a, b=b)
        if len(rows) == 1:
            title = ctx.say("appendix_title_only", n=1, p=part[0][0].paragraph)
        ctx.used.add(title)
        items: list[Item] = [
            frame(ctx.fit, "title", Box(MARGIN, 50, ctx.full, 37), flow(ctx.fit, title, "title", ctx.full))
        ]
        table = (head_row(ctx, _KEYS, widths, _ALIGNS, _LEFTS), *(r for _, r in part))
        items.append(
            TableItem(
                box=Box(MARGIN, _table_y(ctx), ctx.full, sum(r.height for r in table)),
                widths=widths,
                rows=table,
                alt=ctx.say("alt_table", title=title, rows=len(part)),
            )
        )
        facts = [f for r, _ in part for f in (r.old, r.fact) if f]
        slide = make(
            ctx,
            f"appendix{page + 1}",
            "table",
            "appendix",
            title,
            section,
            items,
            tracker=entry,
            paragraphs=[r.paragraph for r, _ in part],
            facts=facts,
            say=[title, ctx.words["notes_appendix"]],
        )
        slides.append(replace(slide, page=ctx.say("appendix_page", n=page + 1), rows=tuple(facts)))
    return slides


def _even(ctx: Context, rows: Sequence[FactRow], widths: Sequence[float]) -> list[list[tuple[FactRow, Row]]]:
    """The rows by slide: as few slides as hold them, about as many rows on each, stretched a little to fill it."""
    made = [(row, _fact_row(ctx, row, widths)) for row in rows]
    room = ctx.up(CONTENT_END) - _table_y(ctx) - _ROW_H
    count = -(-len(rows) // _ROWS)
    while True:
        each = -(-len(rows) // count)
        pages = [made[i : i + each] for i in range(0, len(made), each)]
        if each == 1 or all(sum(r.height - _GIVE for _, r in page) <= room for page in pages):
            break
        count += 1
    out = []
    for page in pages:
        spare = (room - sum(r.height for _, r in page)) / len(page)
        more = min(max(-_GIVE, spare), _ROW_H * 0.25 if len(pages) > 1 else 0.0)
        out.append([(row, Row(cells=r.cells, height=r.height + more)) for row, r in page])
    return out


def _paragraph_slides(ctx: Context, section: str, entry: int) -> list[Slide]:
    """Without a figure there is no fact table: how each paragraph opens, so that 第n段 can be found."""
    index = ctx.story.index
    widths, keys = (96.0, ctx.full - 96.0), ("head_paragraph", "head_opening")
    slides = []
    for page, at in enumerate(range(0, len(index), _ROWS)):
        part = index[at : at + _ROWS]
        title = ctx.say("index_title", n=len(index))
        if len(index) > _ROWS:
            title = ctx.say("index_title_part", n=len(index), a=part[0].n, b=part[-1].n)
        rows = [head_row(ctx, keys, widths, ("l", "l"))]
        for entry_ in part:
            cells = (
                text_cell(ctx, ctx.say("paragraph", n=entry_.n), widths[0], bold=True)[0],
                text_cell(ctx, clean(entry_.opening) + ctx.words["opening_more"], widths[1])[0],
            )
            rows.append(Row(cells=cells, height=_ROW_H))
        items: list[Item] = [
            frame(ctx.fit, "title", Box(MARGIN, 50, ctx.full, 37), flow(ctx.fit, title, "title", ctx.full)),
            TableItem(
                box=Box(MARGIN, _table_y(ctx), ctx.full, _ROW_H * len(rows)),
                widths=widths,
                rows=tuple(rows),
                alt=ctx.say("alt_table", title=title, rows=len(part)),
            ),
        ]
        made = make(
            ctx,
            f"appendix{page + 1}",
            "table",
            "appendix",
            title,
            section,
            items,
            tracker=entry,
            paragraphs=[p.n for p in part],
            facts=(),
            say=[title],
        )
        slides.append(replace(made, page=ctx.say("appendix_page", n=page + 1)))
    return slides


def _fact_row(ctx: Context, row: FactRow, widths: Sequence[float]) -> Row:
    values = (
        (row.text, cell_lines(ctx), None, None),
        (row.value, 2, True, None),
        (ctx.words["missing_short"], 2, None, "ink-3") if row.period is None else (clean(row.period), 2, None, None),
        (ctx.words["kind"][row.kind], 1, None, None),
        (str(row.paragraph), 1, None, None),
    )
    cells, most = [], 1
    for i, (text, lines, bold, colour) in enumerate(values):
        goto = ctx.fact_slide.get(row.fact) if i == len(values) - 1 else None
        cell, count = text_cell(
            ctx,
            text,
            widths[i],
            lines=lines,
            align=_ALIGNS[i],
            bold=bold,
            colour=colour,
            left=_LEFTS[i],
            goto=goto,
            tip=ctx.say("page", n=ctx.slide_page.get(goto, "")) if goto else "",
        )
        cells.append(cell)
        most = max(most, count)
    return Row(cells=tuple(cells), height=_ROW_H if most == 1 else 21.0 * most + 8)
