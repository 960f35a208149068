"""What is to come, sources and method, the fact table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    continued,
    date_of,
    hair,
    headline,
    make,
    middle_text,
    note,
    pick_title,
    rule,
    shorten,
    title_zone,
)
from reportgen.deck.compose.gaps import gap_rows, joined_gaps
from reportgen.deck.compose.overview import around, below, unlike, whole
from reportgen.deck.fit import Flow, flow, frame
from reportgen.deck.geometry import CONTENT_END, FULL, MARGIN, METHOD_END, RULE_UNDER_DEK, RULE_UNDER_TITLE, Box
from reportgen.deck.items import Cell, Item, Mark, Row, Run, Slide, TableItem
from reportgen.story.blocks import Cards, Claim, FactRow, Gap, Ladder, Tracker, TrackerRow

_INSET = 8.0
_TRACKER_ROWS = 7
_FEW_ROW = 48.0  # a row of a short table under which something else stands


def _text_cell(
    ctx: Context,
    text: str,
    width: float,
    *,
    lines: int = 1,
    align: str = "l",
    bold: bool | None = None,
    colour: str | None = None,
    left: float = _INSET,
    right: float = _INSET,
    goto: str | None = None,
    tip: str = "",
    style: str = "table",
) -> tuple[Cell, int]:
    """A cell cut to its lines; and how many lines it takes."""
    room = width - left - right
    short, _ = shorten(ctx, text, style, room, lines, bold)
    broken = ctx.fit.lines(short, style, room, bold)
    runs: list[Run] = []
    at = 0
    from reportgen.deck.items import BREAK

    for i, line in enumerate(broken):
        if i:
            runs.append(BREAK)
        found = max(at, short.find(line, at))
        runs.append(
            Run(
                text=short[found : found + len(line)],
                bold=bold,
                colour=colour,
                goto=goto,
                tip=tip,
                style=None if style == "table" else style,
            )
        )
        at = found + len(line)
    return Cell(runs=tuple(runs), align=align, left=left, right=right), max(1, len(broken))  # type: ignore[arg-type]


_TRACKER_WIDTHS = {"owner": 210.0, "time": 150.0, "value": 160.0}


def tracker_slides(
    ctx: Context, tracker: Tracker, gaps: Sequence[Gap], section: str, entry: int
) -> tuple[list[Slide], list[Gap]]:
    """A native table of what is to come: item, who, when, value; seven rows a slide. Also the gaps shown with it.

    Few rows would leave the slide half empty: under them stands what the article does not say, where that is little
    too, or else sentences.
    """
    names = tracker.columns
    side = [_TRACKER_WIDTHS[name] * ctx.full / FULL for name in names]
    given = (ctx.full - sum(side), *side)
    heads = ("tracker_head_item", *(f"tracker_head_{name}" for name in names))
    title = pick_title(ctx, [tracker.title])
    slides = []
    shown: list[Gap] = []
    listed = _tracked(ctx, tracker)
    pages = _tracker_pages(ctx, listed, names, given)
    for page, part in enumerate(pages):
        text = continued(ctx, title, page)
        items, top = title_zone(ctx, text, [tracker.subtitle])
        top += 2
        few = len(part) < 4
        style = "body" if few else "body-small" if len(part) < 5 else "table"
        lead = ctx.look.style(style).leading
        asked = [(None, *(getattr(row, name) or ctx.words["missing"] for name in names)) for row in part]
        widths = _room_for(ctx, given, asked, style, [2 * _INSET] * len(given))
        cells = []
        for row in part:
            entries = (clean(row.item.text), *(getattr(row, name) for name in names))
            cells.append(
                [
                    _text_cell(
                        ctx,
                        ctx.words["missing"] if value is None else value,
                        w,
                        lines=2,
                        bold=j > 0 and names[j - 1] == "value" and bool(value),
                        colour=("ink" if style != "table" else None) if value is not None else "ink-3",
                        style=style,
                    )
                    for j, (value, w) in enumerate(zip(entries, widths, strict=True))
                ]
            )
        need = [max(n for _, n in row) * lead + 8 for row in cells]
        end = 452.0 if tracker.note else CONTENT_END
        least = 33.0 + sum(max(h, _FEW_ROW) for h in need) + 26.0
        shown = joined_gaps(gaps, end - top - least) if few else []
        near: list[Claim] = []
        if few and not shown:
            told = [text, *(clean(r.item.text) for r in part)]
            near = whole(ctx, unlike(around(ctx, tracker.paragraphs), told), ctx.full - 90)
            near = near[: int((end - top - least) // 58)]
        spare = max(0.0, end - top - 33 - sum(need)) / max(1, len(need))
        if shown or near:
            used = top + least + (26.0 + 84.0 * len(shown) if shown else 72.0 * len(near))
            need = [max(h, _FEW_ROW) for h in need]
            spare = min(26.0, max(0.0, end - used) / len(need))
        rows = [_head(ctx, heads, widths, "l" * len(widths))]
        rows += [
            Row(
                cells=tuple(c for c, _ in row),
                height=min(h + spare, {1: 130.0, 2: 124.0, 3: 96.0, 4: 82.0}.get(len(part), 60.0)),
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
        elif near:
            more, rests = below(ctx, under, near, None, bool(tracker.note))
            items += more
        items.append(note(ctx, tracker.note, 460.0))
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
                facts=[*(f for r in part for f in r.item.facts), *(f for g in shown for f in g.facts)],
                say=[text, *[r.item.text for r in part if not r.time][:2]],  # with the time apart a row is no sentence
            )
        )
    return slides, shown


def _tracker_pages(
    ctx: Context, rows: Sequence[TrackerRow], names: Sequence[str], given: Sequence[float]
) -> list[list[TrackerRow]]:
    """The rows of each slide, about as many on each: seven at most, and no more than stand whole on it."""
    room = CONTENT_END - RULE_UNDER_TITLE - 35.0
    asked = [(clean(r.item.text), *(getattr(r, name) or "" for name in names)) for r in rows]
    count = max(1, -(-len(rows) // _TRACKER_ROWS))
    while True:
        each = -(-len(rows) // count)
        pages = [list(rows[i : i + each]) for i in range(0, len(rows), each)]
        heights = []
        for cells in asked:
            lines = [len(ctx.fit.lines(t, "table", w - 2 * _INSET)) for t, w in zip(cells, given, strict=True)]
            heights.append(21.0 * min(2, max(lines)) + 8)
        if each == 1 or all(sum(heights[i : i + each]) <= room for i in range(0, len(rows), each)):
            return pages
        count += 1


def _room_for(
    ctx: Context,
    widths: Sequence[float],
    rows: Sequence[Sequence[str | None]],
    style: str,
    insets: Sequence[float],
) -> tuple[float, ...]:
    """The columns with what their cells need to stand on one line, taken from the first column's share down to half of
    it: what is shorter than that is a time, a name or a number, which two lines would tear."""
    out = list(widths)
    spare = widths[0] / 2
    for i in range(1, len(widths)):
        need = max((ctx.fit.width(clean(t), style, True) / 0.98 for row in rows if (t := row[i])), default=0.0)
        more = min(need + insets[i] + 1 - widths[i], spare)
        if more > 0 and need + insets[i] <= widths[i] + spare:
            out[i] += more
            out[0] -= more
            spare -= more
    return tuple(out)


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


def _head(
    ctx: Context,
    keys: Sequence[str],
    widths: Sequence[float],
    aligns: Sequence[str],
    lefts: Sequence[float] | None = None,
) -> Row:
    lefts = lefts or [_INSET] * len(keys)
    cells = [
        Cell(runs=(Run(text=ctx.words[k], bold=True, colour="river"),), align=a, left=left, right=_INSET)  # type: ignore[arg-type]
        for k, a, left in zip(keys, aligns, lefts, strict=True)
    ]
    return Row(cells=tuple(cells), height=33.0)


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
    when = date_of(ctx) + (clean(story.time) if story.time and story.date else "")
    count = len(story.index)
    lines = [
        (f"《{headline(ctx)}》", True),
        (clean(story.outlet), False),
        (when, False),
        (mark.join(map(clean, story.authors)), False),
        (ctx.say("method_editors", names=mark.join(map(clean, story.editors))) if story.editors else "", False),
        (ctx.say("method_paragraphs", n=count) if count else "", False),
        (clean(story.url or ""), False),
    ]
    flows: list[Flow] = []
    room = METHOD_END - (top + 50)
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
    pitch = min(100.0 if len(rows) < 4 else 82.0, (METHOD_END - top) / max(1, len(rows)))
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


_WIDTHS = (382.0, 186.0, 150.0, 96.0, 50.0)
_LEFTS = (_INSET, _INSET, 40.0, _INSET, _INSET)
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
    insets = [left + _INSET for left in _LEFTS]
    asked = [(None, row.value, row.period, None, None) for row in rows]
    widths = _room_for(ctx, [w * ctx.full / FULL for w in _WIDTHS], asked, "table", insets)
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
        table = (_head(ctx, _KEYS, widths, _ALIGNS, _LEFTS), *(r for _, r in part))
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
            say=[title],
        )
        slides.append(replace(slide, page=ctx.say("appendix_page", n=page + 1), rows=tuple(facts)))
    return slides


def _even(ctx: Context, rows: Sequence[FactRow], widths: Sequence[float]) -> list[list[tuple[FactRow, Row]]]:
    """The rows by slide: as few slides as hold them, about as many rows on each, stretched a little to fill it."""
    made = [(row, _fact_row(ctx, row, widths)) for row in rows]
    room = CONTENT_END - _table_y(ctx) - _ROW_H
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
        rows = [_head(ctx, keys, widths, ("l", "l"))]
        for entry_ in part:
            cells = (
                _text_cell(ctx, ctx.say("paragraph", n=entry_.n), widths[0], bold=True)[0],
                _text_cell(ctx, clean(entry_.opening) + ctx.words["opening_more"], widths[1])[0],
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
        (row.text, 2, None, None),
        (row.value, 2, True, None),
        (ctx.words["missing_short"], 2, None, "ink-3") if row.period is None else (clean(row.period), 2, None, None),
        (ctx.words["kind"][row.kind], 1, None, None),
        (str(row.paragraph), 1, None, None),
    )
    cells, most = [], 1
    for i, (text, lines, bold, colour) in enumerate(values):
        goto = ctx.fact_slide.get(row.fact) if i == len(values) - 1 else None
        cell, count = _text_cell(
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
