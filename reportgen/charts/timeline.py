"""Turns dated events into a time axis to scale: months as bars, days as dots, labels staggered so that none overlap."""

from __future__ import annotations

import calendar
from datetime import date

from reportgen.charts.labels import time_breaks
from reportgen.charts.layout import Kit
from reportgen.records import dataclass
from reportgen.story.blocks import Event, Timeline
from reportgen.typeset import Line

LABEL_SHARE = 0.32
"""The part of the axis that one event's words may take in a line."""
NAME_GAP = 4.0
"""Pt at least between the names of two stretches of the axis."""
STEM_GAP = 3.0
"""Pt from the line that joins words to their mark to the words."""


@dataclass(frozen=True, slots=True)
class When:
    """The days an event covers, as ordinals, half open; `exact` when the article names the day."""

    start: int
    end: int
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """An event on the axis: `x0` to `x1` in pt (equal for a day), its lines at `x`, on level `lane` (up: ≥
    0, down: < 0)."""

    when: When
    x0: float
    x1: float
    lines: tuple[Line, ...]
    x: float
    lane: int
    track: int
    stem: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A boundary of the axis at `x`, and the name of the stretch after it, centred at `middle` (None: no room)."""

    x: float
    name: Line | None
    middle: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The whole plot: `day0` at x 0 and `scale` pt a day; the line lies `y` below the top, `height` is all.

    `lane_tops` gives each level's top, `tracks` how many rows of bars stand on each other over the line.
    """

    width: float
    height: float
    y: float
    day0: int
    scale: float
    stops: tuple[Stop, ...]
    ticks: tuple[Tick, ...]
    lane_tops: dict[int, float]
    tracks: int


def covered(written: str) -> When:
    """The days of YYYY, YYYY-MM or YYYY-MM-DD, or of two of them joined by "/". Raises ValueError for no date."""
    first, _, last = written.partition("/")
    start, end, exact = _days(first)
    if last:
        return When(start, _days(last)[1], False)
    return When(start, end, exact)


def _days(written: str) -> tuple[int, int, bool]:
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 3:
        day = date(parts[0], parts[1], parts[2]).toordinal()
        return day, day + 1, True
    if len(parts) == 2:
        first = date(parts[0], parts[1], 1).toordinal()
        return first, first + calendar.monthrange(parts[0], parts[1])[1], False
    return date(parts[0], 1, 1).toordinal(), date(parts[0] + 1, 1, 1).toordinal(), False


def lay_out(exhibit: Timeline, kit: Kit, width: float) -> Axis:
    """Place the axis, the events and their words; at most seven events are meant (DESIGN §5)."""
    whens = [covered(event.date) for event in exhibit.events]
    cuts = time_breaks(min(w.start for w in whens), max(w.end for w in whens))
    day0, day1 = cuts[0][0], cuts[-1][0]
    scale = width / (day1 - day0)
    label, bold = kit.style("label", "ink"), "label-bold"
    drafts = []
    for index, (event, when) in enumerate(zip(exhibit.events, whens, strict=True)):
        colour = "spark" if index == exhibit.spark else "river"
        lines = (kit.line(event.date_text, kit.style(bold, colour)), *_words(event, kit, width))
        middle = (when.start - day0 + 0.5) * scale
        x0, x1 = (middle, middle) if when.exact else ((when.start - day0) * scale, (when.end - day0) * scale)
        drafts.append((when, x0, x1, lines))
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i][1], drafts[i][2]))
    tracks = _tracks([drafts[i] for i in order])
    ticks = _ticks(cuts, day0, scale, width, kit)
    names = [(tick.middle - tick.name.width / 2, tick.middle + tick.name.width / 2) for tick in ticks if tick.name]
    lanes = _lanes([drafts[i] for i in order], names, width, kit)
    stops = tuple(
        Stop(when=d[0], x0=d[1], x1=d[2], lines=d[3], x=x, lane=lane, track=track, stem=stem)
        for d, (x, _, lane, stem), track in zip([drafts[i] for i in order], lanes, tracks, strict=True)
    )
    placed = tuple(stops[order.index(i)] for i in range(len(drafts)))
    return _stacked(placed, ticks, label.leading, day0, scale, width, kit)


def _words(event: Event, kit: Kit, width: float) -> tuple[Line, ...]:
    return kit.lines(event.text, kit.style("label", "ink"), max(90.0, LABEL_SHARE * width))


def _tracks(drafts: list[tuple[When, float, float, tuple[Line, ...]]]) -> list[int]:
    """Row of each bar over the axis: bars that overlap in time stand on each other; dots lie on the line."""
    ends: list[int] = []
    found = []
    for when, *_ in drafts:
        if when.exact:
            found.append(0)
            continue
        free = next((row for row, end in enumerate(ends) if end <= when.start), len(ends))
        ends[free:] = [when.end, *ends[free + 1 :]]
        found.append(free)
    return found


Place = tuple[float, float, int, float]
"""Left and right edge of an event's words, their level, and x of the line that joins them to the mark."""


def _lanes(
    drafts: list[tuple[When, float, float, tuple[Line, ...]]],
    names: list[tuple[float, float]],
    width: float,
    kit: Kit,
) -> list[Place]:
    """Where each event's words stand: levels above the axis (0, 1 …) and below (-1, -2 …), as near as can be.

    No words touch others, no line from a mark to its words crosses words or a name on the axis (`names`,
    extents). Tried with ever more levels; should all fail (never seen with seven events), each event gets a
    level of its own.
    """
    chart = kit.theme.chart
    for depth in range(len(drafts) + 1):
        levels = sorted(range(-depth, depth + 1), key=lambda level: (abs(level + 0.25), -level))
        options = [
            [place for level in levels for place in _options(draft, level, names, width, chart["dot"] / 2)]
            for draft in drafts
        ]
        found = _search(options[::-1], chart["lane-gap"], [], [3000])
        if found is not None:
            return found[::-1]
    return [_options(draft, index + 1, [], width, 0.0)[0] for index, draft in enumerate(drafts)]


def _options(
    draft: tuple[When, float, float, tuple[Line, ...]], level: int, names: list[tuple[float, float]], width: float,
    radius: float,
) -> list[Place]:  # fmt: skip
    """An event's words on a level: to the right of their mark, or to its left. The nearest level needs no line."""
    _, x0, x1, lines = draft
    size = max(line.width for line in lines)
    dot = x0 == x1
    found = []
    for stem, side in ((x0 if dot else x0 + 1.0, 1), (x0 if dot else x1 - 1.0, -1)):
        edge = (x0 - radius if dot else x0) if side > 0 else (x0 + radius if dot else x1)
        if level:
            edge = stem + side * STEM_GAP
        left = min(max(0.0, edge if side > 0 else edge - size), width - size)
        if level < 0 and any(a - 2.0 < stem < b + 2.0 for a, b in names):
            continue
        found.append((left, left + size, level, stem))
    return found


def _search(options: list[list[Place]], gap: float, placed: list[Place], budget: list[int]) -> list[Place] | None:
    """The first way to place the events after `placed` without a touch; None when there is none, or
    `budget` is spent."""
    if len(placed) == len(options):
        return placed
    for place in options[len(placed)]:
        budget[0] -= 1
        if budget[0] < 0:
            return None
        if not any(_touch(place, other, gap) for other in placed):
            found = _search(options, gap, [*placed, place], budget)
            if found is not None:
                return found
    return None


def _touch(a: Place, b: Place, gap: float) -> bool:
    """Whether two events' words, or the line of one and the words of the other, come closer than `gap`."""
    if (a[2] >= 0) != (b[2] >= 0):
        return False
    if a[2] == b[2]:
        return a[0] < b[1] + gap and b[0] < a[1] + gap
    inner, outer = (a, b) if abs(a[2] + 0.5) < abs(b[2] + 0.5) else (b, a)
    return inner[0] - 1.0 < outer[3] < inner[1] + gap / 2


def _ticks(cuts: list[tuple[int, str]], day0: int, scale: float, width: float, kit: Kit) -> tuple[Tick, ...]:
    """The boundaries with as many of their names as stand side by side: all, every second, every third …"""
    style = kit.style("label")
    names = [kit.line(name, style) if name else None for _, name in cuts]
    xs = [(day - day0) * scale for day, _ in cuts]
    for step in range(1, len(xs) + 1):
        ticks, free = [], 0.0
        for index, (x, name) in enumerate(zip(xs, names, strict=True)):
            middle = (x + xs[index + 1]) / 2 if index + 1 < len(xs) else x
            shown = name if index % step == 0 else None
            if shown:
                middle = min(max(middle, shown.width / 2), width - shown.width / 2)
                if middle - shown.width / 2 < free:
                    break
                free = middle + shown.width / 2 + NAME_GAP
            ticks.append(Tick(x=x, name=shown, middle=middle))
        else:
            return tuple(ticks)
    return tuple(Tick(x=x, name=None, middle=x) for x in xs)


def _stacked(
    stops: tuple[Stop, ...],
    ticks: tuple[Tick, ...],
    leading: float,
    day0: int,
    scale: float,
    width: float,
    kit: Kit,
) -> Axis:
    """Heights: levels above from the outermost in, bars, the line, names of the stretches, levels below."""
    chart = kit.theme.chart
    deep = {lane: max(len(s.lines) for s in stops if s.lane == lane) * leading for lane in {s.lane for s in stops}}
    tops: dict[int, float] = {}
    y = 0.0
    for lane in sorted((lane for lane in deep if lane >= 0), reverse=True):
        tops[lane] = y
        y += deep[lane] + chart["tick"]
    tracks = max(stop.track for stop in stops) + 1
    y += max(chart["dot"], tracks * (chart["dot"] + 1.0)) + chart["tick"] / 2
    line = y - chart["dot"] / 2
    y = line + chart["dot"] / 2 + leading + chart["tick"] / 2
    for lane in sorted((lane for lane in deep if lane < 0), reverse=True):
        y += chart["tick"]
        tops[lane] = y
        y += deep[lane]
    return Axis(
        width=width,
        height=y,
        y=line,
        day0=day0,
        scale=scale,
        stops=stops,
        ticks=ticks,
        lane_tops=tops,
        tracks=tracks,
    )
