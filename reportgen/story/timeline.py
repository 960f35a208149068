"""Turns dated events of one project into a timeline with the days between them."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import replace

from reportgen.fold import fold
from reportgen.model import Milestone
from reportgen.source import Span
from reportgen.story import gate, labels
from reportgen.story.blocks import (
    Claim,
    Derived,
    Event,
    Timeline,
)  # fmt: skip
from reportgen.story.claims import Part, make, show_span
from reportgen.story.common import say_of
from reportgen.story.context import Context
from reportgen.story.lexicon import limit, words
from reportgen.story.show import show
from reportgen.story.text import Line, View, width


def _bounds(date: str) -> tuple[datetime.date, datetime.date] | None:
    """First and last day that a date of any precision may mean."""
    parts = [int(p) for p in date.split("-")]
    try:
        if len(parts) == 3:
            day = datetime.date(*parts)
            return day, day
        if len(parts) == 2:
            return datetime.date(parts[0], parts[1], 1), datetime.date(
                parts[0], parts[1], calendar.monthrange(*parts)[1]
            )
        return datetime.date(parts[0], 1, 1), datetime.date(parts[0], 12, 31)
    except (ValueError, calendar.IllegalMonthError):
        return None


def _days(wording: dict[str, str], low: int, high: int) -> str:
    return say_of(wording, "days", n=low) if low == high else say_of(wording, "days-range", low=low, high=high)


def spans(events: tuple[Event, ...], wording: dict[str, str]) -> tuple[Derived, ...]:
    """Days from each event to the next and from the first to the last;
    a month counts from its last to its first day.
    """
    bounds = [_bounds(event.date) for event in events]
    found: list[Derived] = []
    steps = [(i, i + 1) for i in range(len(events) - 1)]
    if len(events) > 2:
        steps.append((0, len(events) - 1))
    for a, b in steps:
        first, last = bounds[a], bounds[b]
        if first is None or last is None or len(events[a].date) < 7 or len(events[b].date) < 10:
            continue
        low, high = (last[0] - first[1]).days, (last[1] - first[0]).days
        if low < 1:
            continue
        label = say_of(
            wording,
            "span-label" if (a, b) != steps[-1] or len(events) == 2 else "span-label-all",
            a=_short_event(events[a].text),
            b=_short_event(events[b].text),
        )
        rule = (
            say_of(wording, "span-rule", a=say_of(wording, "day", m=first[0].month, d=first[0].day))
            if low == high
            else say_of(
                wording,
                "span-rule-range",
                a=say_of(wording, "day", m=first[1].month, d=first[1].day),
                b=say_of(wording, "day", m=first[0].month, d=first[0].day),
            )
        )
        found.append(
            Derived(
                id=f"D{len(found) + 1}",
                label=label,
                start=a,
                end=b,
                low=low,
                high=high,
                text=_days(wording, low, high),
                rule=rule,
            )
        )
    return tuple(found)


def _short_event(text: str) -> str:
    text = re.sub(r"^[^\W\d_a-zA-Z]{0,5}?(?:項目|项目|工程|公司)(?=[^\W\d_a-zA-Z]{2})", "", text)
    if width(text) <= 5:
        return text
    cut = text
    for found in words("verbs.list").pattern.finditer(fold(text)):
        if 2 <= found.end() <= 5:
            cut = text[: found.end()]
    return cut if width(cut) <= 8 else text[:8]


def timelines(view: View, ctx: Context, wording: dict[str, str]) -> list[Timeline]:
    """Three or more dated events of one project: in one quotation or in one paragraph, all after one another."""
    found = []
    groups: dict[tuple[int, int], list[Milestone]] = {}
    for fact in view.facts:
        if isinstance(fact, Milestone) and "/" not in fact.date and len(fact.date) >= 7:
            line = view.line_of(fact)
            if line is not None:
                groups.setdefault((line.paragraph, line.speech.start if line.speech else -1), []).append(fact)
    for members in groups.values():
        members.sort(key=lambda m: (m.date, m.start))
        members = [m for i, m in enumerate(members) if m.date not in [o.date for o in members[:i]]][:7]
        if len(members) < 3:
            continue
        timeline = _timeline(view, ctx, members, wording)
        if timeline is not None:
            found.append(timeline)
    return found


def event_text(view: View, milestone: Milestone) -> str:
    """What happened, from the article's words after the date up to the clause's end."""
    line = view.line_of(milestone)
    raw = show(milestone.event, view.article.script)
    if line is None:
        return raw
    clause = line.clause_at(milestone.start)
    end_of_date = milestone.end if milestone.end < clause.end else clause.end
    date = re.match(
        r"[\d年月日号底初末至—–\-]+(?:[上下]午|晚间?|凌晨)?(?:\d{1,2}[时点:]\d{0,2}分?)?",
        view.s(milestone.start, clause.end),
    )
    if date:
        end_of_date = milestone.start + date.end()
    text = labels.clean(view, end_of_date, clause.end)
    if not text and clause.n + 1 < len(line.clauses):
        following = line.clauses[clause.n + 1]
        text = labels.clean(view, following.start, following.end)
    if not text or (raw and width(raw) < width(text) and raw in text):
        text = raw or text
    return text


def date_text(view: View, milestone: Milestone) -> str:
    """The date as printed, without its year."""
    parts = milestone.date.split("-")
    if len(parts) == 1:
        return f"{parts[0]}年"
    return f"{int(parts[1])}月" + (f"{int(parts[2])}日" if len(parts) == 3 else "")


def short_name(view: View, name: str) -> str:
    """An organisation without legal form and bracketed place, when the article itself may call it so."""
    bare = re.sub(r"[（(][^（）()]*[)）]", "", name)
    bare = re.sub(r"(?:股份)?有限(?:责任|責任)?公司$|股份公司$|集团公司$|集團公司$", "", bare) or name
    return show(bare, view.article.script)


def _timeline(view: View, ctx: Context, members: list[Milestone], wording: dict[str, str]) -> Timeline | None:
    line = view.line_of(members[0])
    assert line is not None
    events = tuple(
        Event(fact=m.id, date=m.date, date_text=date_text(view, m), text=_trim_event(event_text(view, m)))
        for m in members
    )
    claim = _timeline_title(view, ctx, members, line)
    if claim is None:
        return None
    years = {m.date[:4] for m in members}
    first, last = members[0].date, members[-1].date
    span = (
        say_of(wording, "timeline-period", year=first[:4], a=int(first[5:7]), b=int(last[5:7]))
        if len(years) == 1
        else f"{first[:4]}–{last[:4]}年"
    )
    owner = ""
    if line.speech is not None and line.speech.organisation:
        owner = say_of(wording, "timeline-owner", who=show(line.speech.organisation, view.article.script))
    parts = [p for p in (owner, span) if p]
    subtitle = (
        "，".join(parts)
        + say_of(wording, "timeline-scale")
        + (say_of(wording, "timeline-self") if line.speech is not None else "")
    )
    months = [e for e in events if len(e.date) == 7]
    note = say_of(wording, "timeline-month", month=months[0].date_text) if months else ""
    return Timeline(
        title=claim,
        subtitle=subtitle,
        note=note,
        paragraphs=tuple(sorted({m.paragraph for m in members})),
        spark=len(events) - 1,
        events=events,
        spans=spans(events, wording),
    )


def _trim_event(text: str) -> str:
    if width(text) <= limit("label"):
        return text
    for mark in ("，", "、", "；"):
        if mark in text and 2 <= width(text.split(mark)[0]) <= limit("label"):
            return text.split(mark)[0]
    cut = text
    for found in words("verbs.list").pattern.finditer(text):
        if 2 <= width(text[: found.end()]) <= limit("label"):
            cut = text[: found.end()]
    return cut


def _timeline_title(view: View, ctx: Context, members: list[Milestone], line: Line) -> Claim | None:
    """First and last event in their own clauses; in speech the speaker's house is put in front of the project."""
    lines = [view.line_of(m) for m in members]
    if any(other is None or other.start != line.start for other in lines):
        clause_lines = [o for o in lines if o is not None]
        first = clause_lines[0]
        return (
            make(view, (Span(first.start, first.end),))
            if width(show_span(view, first.start, first.end)) <= limit("title-hard")
            else None
        )
    ordered = sorted(members, key=lambda m: m.start)
    first_clause = line.clause_at(ordered[0].start)
    begin = first_clause.start
    owner = ""
    if line.speech is not None and line.speech.organisation:
        owner = short_name(view, line.speech.organisation)
    parts: list[Part] = []
    date = re.match(r"[\d年月日号底初末]+[，,]?", view.s(begin, line.end))
    if owner and date:
        parts += [Span(begin, begin + date.end()), owner]
        begin += date.end()
    whole = [*parts, Span(begin, line.end)]
    claim = make(view, tuple(whole))
    if width(claim.text) > 44 and len(ordered) > 2:
        after_first = line.clause_at(ordered[1].start)
        last = line.clause_at(ordered[-1].start)
        claim = make(view, (*parts, Span(begin, after_first.start), Span(last.start, line.end)))
    return (
        replace(claim)
        if gate.marks(view, ctx, claim, "title") is None and width(claim.text) <= limit("title-hard")
        else None
    )
