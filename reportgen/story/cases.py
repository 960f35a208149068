"""Turns projects with a stated speed into cases, and dated events into days of a calendar."""

from __future__ import annotations

import re

from reportgen.model import Figure, Milestone
from reportgen.source import Span
from reportgen.story import labels, timeline
from reportgen.story.blocks import Case, Day
from reportgen.story.claims import make, show_span
from reportgen.story.context import Context
from reportgen.story.numbers import Numbers, full_surface
from reportgen.story.salience import unit_class
from reportgen.story.text import Line, View, width

_DONE = re.compile(r"^(建成|拿到|完成|走完|取得|投产|竣工|通车|落地|办结|交付|封顶)(?:了)?")


def cases(
    view: View, ctx: Context, figures: list[Figure], numbers: Numbers, wording: dict[str, str]
) -> tuple[Case, ...]:
    """A project's or firm's duration with what it reached; what the article leaves out stays None."""
    found: list[Case] = []
    for figure in figures:
        if unit_class(figure) != "duration" or ctx.status(figure) != "actual":
            continue
        line = view.line_of(figure)
        if line is None or line.speech is not None:
            continue
        clause = line.clause_at(figure.start)
        reached = _DONE.match(view.s(figure.end, clause.end))
        if not reached:
            continue
        named = subject(view, ctx, line, figure)
        if named is None:
            continue
        name, low = named
        label = show_span(view, figure.end, figure.end + reached.end(1))
        value = labels.clean(view, figure.end + reached.end(), clause.end)
        money = [f for f in view.figures_in(low, clause.end) if isinstance(f, Figure) and unit_class(f) == "money"]
        rows: list[tuple[str, str | None]] = []
        if value:
            rows.append((label, value))
        rows.append((wording["case-investment"], full_surface(view, money[0]) if money else None))
        dated = re.search(r"\d{1,2}月", view.s(line.start, line.end))
        rows.append(
            (
                wording["case-dates"],
                None if not dated else show_span(view, line.start + dated.start(), line.start + dated.end()),
            )
        )
        facts = tuple(f.id for f in view.figures_in(low, clause.end))
        claim = make(view, (Span(low, clause.end),))
        found.append(
            Case(
                name=name,
                number=numbers.number(figure, claim),
                rows=tuple(rows),
                paragraph=line.paragraph,
                facts=facts,
            )
        )
    return tuple(sorted(found, key=lambda c: -len([1 for _, v in c.rows if v]))[:3])


def subject(view: View, ctx: Context, line: Line, figure: Figure) -> tuple[str, int] | None:
    """The project's name and where its words begin: before the figure in its clause or in the clause before."""
    clause = line.clause_at(figure.start)
    start = ctx.skip_openers(clause.start, clause.end)
    head = re.sub(r"(?:[仅只]?用|历时|耗时|从.*)$", "", view.s(start, figure.start))
    begin = start
    if len(head) < 4:
        if clause.n == 0 or line.clauses[clause.n - 1].segment != clause.segment:
            return None
        previous = line.clauses[clause.n - 1]
        begin = ctx.skip_openers(previous.start, previous.end)
        head = re.sub(r"(?:[仅只]?用)$", "", view.s(begin, previous.end))
        end = previous.end
    else:
        end = start + len(head)
    low = begin
    lead = re.match(r".*\d[^，,]{0,6}的", view.s(begin, end))
    if lead:
        begin += lead.end()
    name = view.s(begin, end)
    cut = re.search(r"(?:项目|工程|基地|公司|集团|工厂|产线|车间|医院|学校|大桥|线路)(?=建设|$)", name)
    if not cut:
        return None
    return labels.clean(view, begin, begin + cut.end()), low


def deed(view: View, ctx: Context, figure: Figure) -> str:
    """某項目建成生產基地 for a speed (用14個月): who reached what, at most 24 wide; "" for other figures."""
    line = view.line_of(figure)
    if unit_class(figure) != "duration" or line is None or line.speech is not None:
        return ""
    clause = line.clause_at(figure.start)
    reached = _DONE.match(view.s(figure.end, clause.end))
    named = subject(view, ctx, line, figure) if reached else None
    if reached is None or named is None:
        return ""
    thing = labels.clean(view, figure.end, clause.end)
    for text in (named[0] + thing, thing):
        if width(text) <= 24:
            return text
    return ""


def days(
    view: View,
    ctx: Context,
    milestones: list[Milestone],
    used: set[str],
    numbers: Numbers,
    pick: dict[int, Figure],
) -> tuple[Day, ...]:
    """Dated events of running text for the calendar:
    at most three, one a date, with the day's best number or name.
    """
    found: list[Day] = []
    for fact in milestones:
        line = view.line_of(fact)
        if line is None or line.speech is not None or fact.id in used or len(fact.date) < 10 or "/" in fact.date:
            continue
        if any(day.event and day.date_text == timeline.date_text(view, fact) for day in found):
            continue
        period = ctx.period_clause(line)
        if period is None or period.n > 1:
            continue
        name = ""
        after = [o for o in view.lines_in(line.paragraph) if o.start > line.end]
        if after:
            quoted = re.match(r"[“「][^”」]{2,10}[”」]", view.text[after[0].start : after[0].end])
            if quoted and not view.speech_at(after[0].start, after[0].start + len(quoted.group())):
                name = show_span(view, after[0].start, after[0].start + len(quoted.group()))
        figure = pick.get(line.start)
        event = event_name(view, line, period.n)
        if not event or re.search(r"发布会", view.s(line.start, line.end)):
            continue
        number = numbers.number(figure) if figure is not None else None
        start = line.clauses[min(period.n + 1, len(line.clauses) - 1)].start
        end = line.clauses[min(period.n + 1, len(line.clauses) - 1)].end
        both = view.text.rfind("暨", start, end)
        if number is not None and both > 0 and width(view.text[start:end]) > 30:
            start = both + 1  # beside a number there is room for the second half of a double name
        text = make(view, (Span(start, end),))
        if number is None and not name:
            continue
        found.append(
            Day(
                date_text=timeline.date_text(view, fact),
                event=event,
                number=number,
                name="" if number else name,
                text=text,
            )
        )
    return tuple(found[:3])


def event_name(view: View, line: Line, n: int) -> str:
    """What was held: the noun before 召开 or 举行, at most 20 wide."""
    for clause in line.clauses[n + 1 : n + 3]:
        text = view.s(clause.start, clause.end)
        found = re.search(r"(召开|举行|举办|开幕|启动|揭牌)$", text)
        if found:
            end = clause.start + found.start()
            raw = view.s(clause.start, end)
            cut = 0
            for mark in ("”", "」"):
                at = raw.rfind(mark)
                if at >= 0 and len(raw) - at - 1 >= 4:
                    cut = max(cut, at + 1)
            text = labels.clean(view, clause.start + cut, end)
            if width(text) <= 20:
                return text
            for mark in ("暨", "的", "、"):
                at = raw.rfind(mark)
                if at >= 0 and width(raw[at + 1 :]) <= 20:
                    return labels.clean(view, clause.start + at + 1, end)
    return ""
