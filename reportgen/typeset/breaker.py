"""Total-fit line breaking: the cheapest set of lines over a whole paragraph by dynamic programming, windowed."""

from __future__ import annotations

import math
from collections.abc import Callable

from reportgen.errors import OutputError
from reportgen.typeset.paragraph import Paragraph
from reportgen.typeset.phrases import EMERGENCY
from reportgen.typeset.units import rules

_EPSILON = 1e-6
_INFINITE = math.inf

JUSTIFIED_UNIT, JUSTIFIED_LIMIT, NAME_COST, SLIM_COST = 0.06, 0.1, 1.6, 2.5
"""Justified: (stretch ÷ 0.06 em)², a heavy cost from 0.1 em on, 1.6 for a break inside a short name (BRIEFING 11), up
to 2.5 for a line whose points are slimmed."""
SHORT_LINE, SHORT_SLACK = 20.0, 0.5
"""A line that cannot reach the edge is set ragged, at a place that reads as one."""
RAGGED_SLACK, QUOTE_SLACK, LINE_COST = 0.2, 0.06, 14.0
STUB_SHARE, STUB_SLACK = 0.35, 14.0
"""A line of a quotation under a third of the measure (「要) reads as a slip, not as a clause."""
RAGGED_CLASS, QUOTE_CLASS, TITLE_CLASS = 3.3, 4.0, 9.0
MOST_BALANCED = 6
"""Lines up to which a title is balanced; what is longer is no title and is set ragged."""
SHORT_LAST, SHORTEST = 400.0, 3
"""Cost of a last line under three characters (DESIGN 9.6)."""
SHORT_SAYING, SHORTEST_SAYING = 60.0, 4
"""A quotation's last line has one character more where another place serves."""

Cost = Callable[[int, int, float], float]


def break_lines(paragraph: Paragraph, width: float, mode: str, max_lines: int | None) -> list[tuple[int, int]]:
    """(start, end) character ranges of the lines; blanks at a line's end belong to it.

    Every line's natural width is at most `width`: words too wide for it are parted, in an address after / ? & = . -
    Raises OutputError when a single character is too wide.
    """
    classes = _with_emergencies(paragraph, width)
    places = [0, *(at for at in range(1, paragraph.length) if classes[at] is not None), paragraph.length]
    if mode == "title":
        lines = _balanced(paragraph, width, places, classes, max_lines)
    else:
        lines = _cheapest(paragraph, width, places, _cost(paragraph, width, classes, mode), slim=mode == "justified")
    for start, end in lines:
        given = paragraph.slack(start, end) if mode == "justified" else 0.0
        if paragraph.natural(start, end) - given > width + _EPSILON:
            raise OutputError(
                f'line "{paragraph.text[start:end]}" needs {paragraph.natural(start, end):.1f} pt, '
                f"{width:.1f} pt are free. Hint: a wider column or a smaller size in the theme."
            )
    return lines


def _with_emergencies(paragraph: Paragraph, width: float) -> list[float | None]:
    """The break classes, with emergency places inside whatever is wider than a line."""
    classes = list(paragraph.breaks.classes)
    start = 0
    for at in range(1, paragraph.length + 1):
        if classes[at] is None:
            continue
        if paragraph.natural(start, at) > width:
            _part(paragraph, width, classes, start, at)
        start = at
    return classes


def _part(paragraph: Paragraph, width: float, classes: list[float | None], start: int, end: int) -> None:
    """Allow breaks in text[start:end]: after the marks of an address first, else before any but a closing mark."""
    rule, text = rules(), paragraph.text
    free = [at for at in range(start + 1, end) if not paragraph.marks[at]]
    for at in free:
        if text[at - 1] in "/?&=.-_#%" and text[at] not in "/?&=.-_#%" and not _in_number(text, at):
            classes[at] = EMERGENCY
    begin = start
    for at in range(start + 1, end + 1):
        if at < end and classes[at] is None:
            continue
        if paragraph.natural(begin, at) > width:
            inner = [place for place in free if begin < place < at]
            softer = [p for p in inner if text[p] not in rule.no_start and text[p - 1] not in rule.no_end]
            whole = [p for p in softer if not _in_number(text, p)]
            ends = zip([begin, *whole], [*whole, at], strict=True)
            enough = all(paragraph.natural(a, b) <= width for a, b in ends)
            for place in (whole if enough else []) or softer or inner:
                classes[place] = EMERGENCY
        begin = at


def _in_number(text: str, at: int) -> bool:
    """Whether a break before `at` would tear digits apart: 12.|8, 6|400."""
    return text[at - 1] in ".,0123456789" and text[at].isdigit()


def _cost(paragraph: Paragraph, width: float, classes: list[float | None], mode: str) -> Cost:
    """The cost of a line from `start` to `end` with `natural` pt; infinite when it does not fit."""
    size, length, named = paragraph.size, paragraph.length, paragraph.breaks.named
    gap_end, gap_start = paragraph.gap_end_at, paragraph.gap_start_at

    def last(start: int, end: int) -> float:
        count = paragraph.characters(start, end) if start > 0 else SHORTEST_SAYING
        if count < SHORTEST:
            return SHORT_LAST
        return SHORT_SAYING if mode == "quote" and count < SHORTEST_SAYING else 0.0

    def justified(start: int, end: int, natural: float) -> float:
        over = natural - width
        slimmed = SLIM_COST * (over / paragraph.slack(start, end)) ** 2 if over > _EPSILON else 0.0
        if end == length:
            return last(start, end) + slimmed
        kind = classes[end] or 0.0
        torn = (NAME_COST if named[end] else 0.0) + (kind if kind >= EMERGENCY else 0.0)
        if over > -_EPSILON:
            return slimmed + torn
        gaps = gap_end[end] - gap_start[start]
        stretch = -over / gaps / size if gaps else 9.0
        if stretch > JUSTIFIED_LIMIT:
            return SHORT_LINE + torn + SHORT_SLACK * (over / size) ** 2 + RAGGED_CLASS * min(kind, EMERGENCY)
        return (stretch / JUSTIFIED_UNIT) ** 2 + torn

    slack_cost, class_cost = (QUOTE_SLACK, QUOTE_CLASS) if mode == "quote" else (RAGGED_SLACK, RAGGED_CLASS)

    def ragged(start: int, end: int, natural: float) -> float:
        if end == length:
            return LINE_COST + last(start, end)
        slack = (width - natural) / size
        if mode == "quote" and natural < STUB_SHARE * width:
            slack += STUB_SLACK
        return LINE_COST + slack_cost * slack * slack + class_cost * (classes[end] or 0.0)

    return justified if mode == "justified" else ragged


def _cheapest(
    paragraph: Paragraph, width: float, places: list[int], cost: Cost, *, slim: bool = False
) -> list[tuple[int, int]]:
    """The lines of least total cost. For each end only the starts within one line's width are tried.

    A line's width falls as its start moves on, but for the squeezes at its ends: the window begins an em or two early.
    """
    count, length = len(places), paragraph.length
    starts = [paragraph.start_at[place] for place in places]
    best = [0.0] + [_INFINITE] * (count - 1)
    back = [0] * count
    most, shortest, spare = width + _EPSILON, 0.35 * width, 3.0 * paragraph.size
    first = 0
    for end_at in range(1, count):
        end = places[end_at]
        reach = paragraph.end_at[end]
        while first < end_at - 1 and reach - starts[first] > most + spare:
            first += 1
        for start_at in range(first, end_at):
            natural = reach - starts[start_at]
            if natural > most and not (slim and natural - paragraph.slack(places[start_at], end) <= most):
                continue
            if natural < shortest and best[end_at] < _INFINITE and end != length:
                break
            total = best[start_at] + cost(places[start_at], end, natural)
            if total < best[end_at]:
                best[end_at], back[end_at] = total, start_at
        if best[end_at] == _INFINITE:
            best[end_at], back[end_at] = best[end_at - 1] + 1e6, end_at - 1
    return _trace(places, back)


def _trace(places: list[int], back: list[int]) -> list[tuple[int, int]]:
    lines = []
    at = len(places) - 1
    while at > 0:
        lines.append((places[back[at]], places[at]))
        at = back[at]
    return lines[::-1]


def _balanced(
    paragraph: Paragraph, width: float, places: list[int], classes: list[float | None], max_lines: int | None
) -> list[tuple[int, int]]:
    """Lines of like width, broken at phrases. The fewest lines, or one more when that spares a word and is allowed."""
    whole = paragraph.natural(0, paragraph.length)
    if whole <= width + _EPSILON:
        return [(0, paragraph.length)]
    fewest = max(2, math.ceil(whole / width - _EPSILON))
    if fewest > MOST_BALANCED:
        return _cheapest(paragraph, width, places, _cost(paragraph, width, classes, "ragged"))
    most = max(fewest, max_lines or fewest)
    found: tuple[float, list[tuple[int, int]]] | None = None
    for count in range(fewest, most + 3):
        if count > most and found is not None:
            break
        tried = _in_lines(paragraph, width, places, classes, count)
        if tried is not None and (found is None or tried[0] + LINE_COST * count < found[0]):
            found = (tried[0] + LINE_COST * count, tried[1])
    if found is not None:
        return found[1]
    return _cheapest(paragraph, width, places, _cost(paragraph, width, classes, "ragged"))


def _in_lines(
    paragraph: Paragraph, width: float, places: list[int], classes: list[float | None], count: int
) -> tuple[float, list[tuple[int, int]]] | None:
    """The best balanced lines in exactly `count` lines with their cost; None when they do not fit."""
    mean = paragraph.natural(0, paragraph.length) / count
    size, length = paragraph.size, paragraph.length
    rows: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(count):
        row: dict[int, tuple[float, int]] = {}
        for start_at, (spent, _before) in rows[-1].items():
            for end_at in range(start_at + 1, len(places)):
                end = places[end_at]
                natural = paragraph.natural(places[start_at], end)
                if natural > width + _EPSILON:
                    break
                cost = spent + RAGGED_SLACK * ((natural - mean) / size) ** 2
                if end != length:
                    cost += TITLE_CLASS * (classes[end] or 0.0)
                elif paragraph.characters(places[start_at], end) < SHORTEST:
                    cost += SHORT_LAST
                if end_at not in row or cost < row[end_at][0]:
                    row[end_at] = (cost, start_at)
        rows.append(row)
    goal = len(places) - 1
    if goal not in rows[count]:
        return None
    back, at = [], goal
    for row in reversed(rows[1:]):
        before = row[at][1]
        back.append((places[before], places[at]))
        at = before
    return rows[count][goal][0], back[::-1]
