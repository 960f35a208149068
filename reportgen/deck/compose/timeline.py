"""Timelines to true scale: dated events over a native chart of the spans between them."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from reportgen.charts.native import Look, NativeChart, Series
from reportgen.deck.clean import clean
from reportgen.deck.compose.context import Context, hair, make, middle_text, note, pick_title, shorten, title_zone
from reportgen.deck.compose.exhibits import Place, fitting
from reportgen.deck.fit import Flow, flow, frame
from reportgen.deck.geometry import MARGIN, Box
from reportgen.deck.items import ChartItem, Item, Mark, Slide
from reportgen.story.blocks import Derived, Event, Timeline

_TOP = 172.0
_SPAN_H = 50.0  # least height of a span's row: its name over its days
_LABEL_H, _LINE, _DOT = 50.0, 24.0, 12.0
_WRAP = 132.0  # a longer name takes two lines


class Days(NamedTuple):
    """First and last day that a date may mean, and whether it names a day."""

    first: datetime.date
    last: datetime.date
    exact: bool


def days_of(date: str) -> Days | None:
    """A date of the article with its own precision; None when it is no date."""
    parts = date.split("/")[0].split("-")
    try:
        numbers = [int(p) for p in parts]
        if len(numbers) == 3:
            day = datetime.date(*numbers)
            return Days(day, day, True)
        if len(numbers) == 2:
            first = datetime.date(numbers[0], numbers[1], 1)
            return Days(first, _month_after(first) - datetime.timedelta(1), False)
        return Days(datetime.date(numbers[0], 1, 1), datetime.date(numbers[0], 12, 31), False)
    except (ValueError, TypeError):
        return None


def _month_after(day: datetime.date) -> datetime.date:
    return datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)


class Scale(NamedTuple):
    """Days from `start` to `end` over the plot's width; `ticks` are (day, label) where periods begin."""

    start: datetime.date
    end: datetime.date
    left: float
    width: float
    ticks: tuple[tuple[datetime.date, str], ...]

    def x(self, day: datetime.date) -> float:
        return self.left + self.width * (day - self.start).days / (self.end - self.start).days


def _scale(ctx: Context, spans: list[Days]) -> Scale:
    start = min(d.first for d in spans).replace(day=1)
    end = _month_after(max(d.last for d in spans))
    months = (end.year - start.year) * 12 + end.month - start.month
    ticks: list[tuple[datetime.date, str]] = []
    if months <= 15:
        day, years = start, start.year != (end - datetime.timedelta(1)).year
        while day < end:
            named = (
                ctx.say("month_year", y=day.year, m=day.month)
                if years and (day == start or day.month == 1)
                else ctx.say("month", m=day.month)
            )
            ticks.append((day, named))
            day = _month_after(day)
    else:
        start, end = start.replace(month=1), datetime.date((end - datetime.timedelta(1)).year + 1, 1, 1)
        step = max(1, -(-(end.year - start.year) // 12))
        ticks = [(datetime.date(y, 1, 1), ctx.say("year", y=y)) for y in range(start.year, end.year, step)]
    return Scale(start, end, ctx.col(3), ctx.span(9), tuple(ticks))


class _Node(NamedTuple):
    event: Event
    days: Days
    x: float
    left: float
    width: float
    level: int
    lines: tuple[str, ...]


def _nodes(ctx: Context, events: list[tuple[Event, Days]], scale: Scale) -> list[_Node] | None:
    """Labels on one or two levels without overlap; None when they do not fit."""
    taken: dict[int, list[tuple[float, float]]] = {0: [], 1: []}
    out = []
    for event, days in events:
        centre = (
            (scale.x(days.first) + scale.x(days.last + datetime.timedelta(1))) / 2
            if not days.exact
            else scale.x(days.first)
        )
        text = clean(event.text)
        lines: tuple[str, ...] = (text,)
        if ctx.fit.width(text, "chart-label") > _WRAP:
            lines = ctx.fit.lines(text, "chart-label", _WRAP)
        named = max(ctx.fit.width(line, "chart-label") for line in lines)
        width = max(ctx.fit.width(clean(event.date_text), "body-small", True), named) + 4
        if len(lines) > 2:
            return None
        left = min(max(centre - width / 2, ctx.col(3)), ctx.col(3) + ctx.span(9) - width)
        for level in (0, 1):
            if all(left > b + 10 or left + width < a - 10 for a, b in taken[level]):
                taken[level].append((left, left + width))
                out.append(_Node(event, days, centre, left, width, level, lines))
                break
        else:
            return None
    return out


def timeline_slides(ctx: Context, timeline: Timeline, place: Place) -> list[Slide]:
    """One slide; empty when the dates cannot be drawn (the caller then sets them as a table)."""
    dated = [(e, d) for e in timeline.events if (d := days_of(e.date)) is not None]
    if len(dated) != len(timeline.events) or not 2 <= len(dated) <= 7:
        return []
    scale = _scale(ctx, [d for _, d in dated])
    nodes = _nodes(ctx, dated, scale)
    if nodes is None:
        return []
    spans = list(timeline.spans[:4])
    levels = 1 + max(n.level for n in nodes)
    title = pick_title(ctx, [timeline.title, *fitting(place.titles, timeline)], own=True)
    items, _top = title_zone(ctx, title, [], subtitle=timeline.subtitle)
    tall = _LABEL_H + (_LINE if any(len(n.lines) > 1 for n in nodes) else 0.0)
    node_y = _TOP - (6 if tall > _LABEL_H else 0) + tall * levels + 10
    first = node_y + (10 if tall > _LABEL_H else 14)
    noted = bool(clean(timeline.note))
    bottom = ctx.up(430.0 if noted else 446.0)
    spans = spans[: max(1, int((bottom - first) // _SPAN_H))]
    listed = [] if spans else list(timeline.events)
    pitch = min(90.0, (bottom - first) / max(1, len(spans))) if spans else 0.0
    axis_y = first + pitch * len(spans) if spans else first + 6
    items += _grid(ctx, scale, axis_y)
    items.append(
        frame(
            ctx.fit,
            None,
            Box(MARGIN, node_y - 27, ctx.span(3) - 12, 25),
            flow(ctx.fit, ctx.words["nodes"], "body-small", ctx.span(3), bold=True, colour="ink"),
            free=True,
        )
    )
    items.append(Mark(box=Box(ctx.col(3), node_y - 0.5, ctx.span(9), 1), fill="axis"))
    for node in nodes:
        items += _node(ctx, node, node_y, scale, tall)
    if spans:
        items.append(hair(MARGIN, first, ctx.full))
        items += _span_rows(ctx, timeline, spans, dated, scale, first, pitch)
    else:
        items += _event_rows(ctx, listed, axis_y + 40, bottom + 20)
    items.append(note(ctx, timeline.note))
    facts = [*(e.fact for e in timeline.events), *(s.id for s in spans)]
    return [
        make(
            ctx,
            place.key,
            "wide",
            "timeline",
            title,
            place.section,
            items,
            tracker=place.tracker,
            paragraphs=timeline.paragraphs,
            facts=facts,
            say=[title, *(f"{clean(s.label)}{clean(s.text)}" for s in spans[-1:])],
        )
    ]


def _grid(ctx: Context, scale: Scale, axis_y: float) -> list[Item]:
    items: list[Item] = []
    edges = [t for t, _ in scale.ticks] + [scale.end]
    for day in edges:
        items.append(Mark(box=Box(scale.x(day), _TOP, 0.5, axis_y - _TOP), fill="hair"))
    items.append(Mark(box=Box(MARGIN, axis_y, ctx.full, 1), fill="ink"))
    for (day, label), nxt in zip(scale.ticks, edges[1:], strict=False):
        x, w = scale.x(day), scale.x(nxt) - scale.x(day)
        need = ctx.fit.width(label, "note") + 2
        if need > w and day.month not in (1, 4, 7, 10) and day != scale.start:
            continue
        box = Box(x + (w - max(need, w)) / 2, axis_y + 4, max(need, w), 21)
        items.append(
            frame(
                ctx.fit,
                None,
                box,
                Flow(text=label, lines=(label,), style="note", align="ctr", colour="ink-3"),
                free=True,
            )
        )
    return items


def _node(ctx: Context, node: _Node, y: float, scale: Scale, tall: float) -> list[Item]:
    height = _LABEL_H + _LINE * (len(node.lines) - 1)
    top = y - 10 - tall * node.level - height
    texts = (
        Flow(
            text=clean(node.event.date_text),
            lines=(clean(node.event.date_text),),
            style="body-small",
            bold=True,
            colour="ink",
            align="ctr",
        ),
        Flow(text=clean(node.event.text), lines=node.lines, style="chart-label", align="ctr"),
    )
    label = frame(
        ctx.fit,
        None,
        Box(node.left - 5, top, node.width + 10, height),
        texts,
        fact=node.event.fact,
        hang=False,
        free=True,
    )
    if node.days.exact:
        mark = Mark(box=Box(node.x - _DOT / 2, y - _DOT / 2, _DOT, _DOT), fill="river", round=True)
    else:
        left, right = scale.x(node.days.first), scale.x(node.days.last + datetime.timedelta(1))
        mark = Mark(box=Box(left, y - 6, right - left, 12), fill="river-2", line="river", line_w=1)
    return [label, mark]


def _sentences(ctx: Context, *events: Event) -> str:
    """The sentences that tell of the events, each once."""
    return "".join(dict.fromkeys(ctx.sentences.get(e.fact, "") for e in events))


def _span_rows(
    ctx: Context,
    timeline: Timeline,
    spans: list[Derived],
    dated: list[tuple[Event, Days]],
    scale: Scale,
    first: float,
    pitch: float,
) -> list[Item]:
    items: list[Item] = []
    offset, before, certain, after = [], [], [], []
    for span_ in spans:
        start, end = dated[span_.start][1], dated[span_.end][1]
        offset.append(float((start.first - scale.start).days))
        before.append(float((start.last - start.first).days))
        certain.append(float(max(0, (end.first - start.last).days)))
        after.append(float((end.last - end.first).days))
    unsure = Look(fill="river-3", line="river", line_w=1.0)
    words = ctx.words
    series = [
        Series(
            name=words["data_start"],
            values=tuple(offset),
            look=Look(fill=None),
            points={},
            labels={},
            label_position="ctr",
        ),
        Series(
            name=words["data_uncertain"], values=tuple(before), look=unsure, points={}, labels={}, label_position="ctr"
        ),
        Series(
            name=words["data_certain"],
            values=tuple(certain),
            look=Look(fill="river"),
            points={},
            labels={},
            label_position="ctr",
        ),
    ]
    if any(after):
        series.append(
            Series(
                name=words["data_uncertain_end"],
                values=tuple(after),
                look=unsure,
                points={},
                labels={},
                label_position="ctr",
            )
        )
    total = float((scale.end - scale.start).days)
    chart = NativeChart(
        categories=tuple(clean(s.label) for s in spans),
        series=tuple(series),
        stacked=True,
        low=0.0,
        high=total,
        gap=173,
        plot=(0.0, 0.0, 1.0, 1.0),
        unit=words["day_unit"],
        sources=tuple(_sentences(ctx, timeline.events[s.start], timeline.events[s.end]) for s in spans),
        head_extra=words["data_rule"],
        extras=tuple(clean(s.rule) for s in spans),
        head_category=words["data_category"],
        head_source=words["data_source"],
        sheet=words["data_sheet"],
        axis_line=False,
        label_size=None,
    )
    for i, span_ in enumerate(spans):
        y = first + pitch * i
        if i:
            items.append(hair(MARGIN, y, ctx.full))
        small = "body-small" if ctx.fit.fits(clean(span_.label), "body-small", ctx.span(3) - 8, 1, True) else "note"
        name = shorten(ctx, span_.label, small, ctx.span(3) - 8, 1, True)[0]
        here = i == timeline.spark or (
            timeline.spark is not None and timeline.spark >= len(spans) and i == len(spans) - 1
        )
        room = ctx.span(3) - 8
        style = "unit" if pitch >= 54 and ctx.fit.fits(clean(span_.text), "unit", room, 1) else "body-small"
        days = shorten(ctx, span_.text, style, room, 1, True)[0]
        named = flow(ctx.fit, name, small, room, bold=True, colour="ink")
        told = Flow(text=days, lines=(days,), style=style, bold=True, colour="spark" if here else "river")
        flows = (named, told) if pitch >= 50 else (told,)
        items.append(
            frame(ctx.fit, f"row{i + 1}", Box(MARGIN, y, ctx.span(3) - 8, pitch), flows, anchor="ctr", fact=span_.id)
        )
    values = "；".join(ctx.say("alt_value", label=clean(s.label), text=clean(s.text)) for s in spans)
    items.append(
        ChartItem(
            box=Box(ctx.col(3), first, ctx.span(9), pitch * len(spans)),
            chart=chart,
            facts=(),
            alt=ctx.say("alt_chart", kind=words["alt_timeline"], title=clean(timeline.title.text), values=values),
        )
    )
    return items


def _event_rows(ctx: Context, events: list[Event], top: float, bottom: float) -> list[Item]:
    """Without derived spans: the dates once more as rows, so that each can be read in full."""
    items: list[Item] = []
    pitch = min(56.0, (bottom - top) / max(1, len(events)))
    if pitch < 30:
        return []
    items.append(Mark(box=Box(MARGIN, top, ctx.full, 2), fill="river"))
    for i, event in enumerate(events[:6]):
        y = top + pitch * i
        items.append(
            middle_text(
                ctx,
                f"row{i + 1}",
                Box(MARGIN, y, ctx.span(3), pitch),
                event.date_text,
                "body-small",
                lines=1,
                bold=True,
                colour="river",
            )
        )
        items.append(middle_text(ctx, None, Box(ctx.col(3), y, ctx.span(9), pitch), event.text, "body", lines=1))
        items.append(hair(MARGIN, y + pitch, ctx.full))
    return items
