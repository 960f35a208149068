"""Turns every figure, rank, award and dated event into a row of the fact table."""

from __future__ import annotations

import re

from reportgen.fold import fold
from reportgen.model import Award, Fact, Figure, Milestone, Rank
from reportgen.story import awards, cardwords, cases, labels, ranks, timeline, times, years
from reportgen.story.blocks import ARROW, Evidence, FactRow, Theme, Timeline
from reportgen.story.claims import show_span
from reportgen.story.context import Context
from reportgen.story.lexicon import words
from reportgen.story.numbers import full_surface, range_of
from reportgen.story.phrases import phrase, torn
from reportgen.story.show import show
from reportgen.story.text import PERIOD, View, width


def _section(view: View, fact_section: int | None, fallback: str) -> str:
    return show(view.section_name(fact_section), view.article.script) if fact_section is not None else fallback


def rows(
    view: View, ctx: Context, themes: tuple[Theme, ...], sections: dict[int | None, str], tagged: set[str]
) -> tuple[FactRow, ...]:
    """Rows in the article's order; a derived span follows the event it ends in. Of the awards those that stand as tags
    (`tagged`) have a row; no list prints them.
    """
    made: list[FactRow] = []
    derived = {}
    for theme in themes:
        for exhibit in theme.exhibits:
            if isinstance(exhibit, Timeline):
                for span in exhibit.spans:
                    if (span.start, span.end) == (0, len(exhibit.events) - 1) or len(exhibit.events) == 2:
                        derived[exhibit.events[span.end].fact] = (span, exhibit)
    held: set[str] = set()  # figures inside a rank that is printed with them (近5年新高)
    for fact in view.facts:
        if isinstance(fact, Rank) and ranks.row(view, ctx, fact) is not None:
            held |= {figure.id for figure in view.figures_in(fact.start, fact.end)}
    for fact in view.facts:
        line = view.line_of(fact)
        if line is None or not isinstance(fact, (Figure, Rank, Award, Milestone)):
            continue
        section = sections.get(line.section, "")
        if isinstance(fact, Figure):
            if fact.id in held:
                continue
            bounds = _bounds(view, ctx, fact)
            both = bounds or labels.pair(view, fact)
            if both is not None and fact is both[0]:
                continue  # told in the row of the new value, or of the upper bound
            value, period = _value(view, fact, bounds), _time(view, ctx, fact)
            text = _text(view, ctx, fact, value)
            if period:  # its time stands beside it
                text = cardwords.timeless(text) or labels.stretch(view, ctx, fact)
            made.append(
                FactRow(
                    fact=fact.id,
                    section=section,
                    text=text or value,
                    value=value,
                    old=both[0].id if both else "",
                    period=period,
                    kind=ctx.kind(fact),
                    paragraph=fact.paragraph,
                )
            )
        elif isinstance(fact, (Rank, Award)):
            if isinstance(fact, Award) and fact.id not in tagged:
                continue  # a list of honours prints it, or the claim of place that names it
            row = ranks.row(view, ctx, fact) if isinstance(fact, Rank) else awards.row(view, ctx, fact)
            if row is None:
                continue
            made.append(
                FactRow(
                    fact=fact.id,
                    section=section,
                    text=_limit(row.text),
                    value=row.tag,
                    period=_time(view, ctx, fact),
                    kind="self_reported" if ctx.self_reported(fact) else "actual",
                    paragraph=fact.paragraph,
                )
            )
        else:
            text = cases.event_name(view, line, line.clause_at(fact.start).n) or timeline.event_text(view, fact)
            if line.speech is not None and line.speech.organisation:
                text = timeline.short_name(view, line.speech.organisation) + text
            text = re.sub(r"^[时時点點]\d{1,2}分?|^\d{1,2}[时時点點]\d{0,2}分?", "", text)
            if width(text) < 2 or re.search(r"记者|获悉|記者|獲悉", text):
                text = re.sub(r"^[时時点點]?\d{1,2}分[，,]?", "", show(fact.event, view.article.script))
            n = line.clause_at(fact.start).n
            if re.fullmatch(r"[\d时時分点點]*", text) and n + 1 < len(line.clauses):
                following = line.clauses[n + 1]
                text = show_span(view, following.start, following.end)
            text = re.sub("^(?:随着|隨著|隨着)", "", text)
            if text.startswith("的"):  # 今年7月的0.49元
                text = show_span(view, line.clauses[n].start, line.clauses[n].end)
            if fold(text) in words("label.hours").known:
                following = line.clauses[min(n + 1, len(line.clauses) - 1)]
                text = show_span(view, following.start, following.end)
                if not words("verbs.list").within(fold(text)):
                    continue
            if re.search(r"记者|获悉|記者|獲悉", text) or len(re.findall(r"[^\W\d_]", text)) < 2:
                continue  # a day without what happened on it
            clause = line.clause_at(fact.start)
            future = ctx.status_of_clause(line, clause)
            made.append(
                FactRow(
                    fact=fact.id,
                    section=section,
                    text=_limit(text),
                    value=timeline.date_text(view, fact).split("至")[0]
                    if "/" not in fact.date
                    else show(fact.surface, view.article.script),
                    period=f"{fact.date[:4]}年" if fact.date[:4].isdigit() else None,
                    kind="self_reported" if ctx.self_reported(fact) else "planned" if future else "actual",
                    paragraph=fact.paragraph,
                )
            )
            if fact.id in derived:
                span, exhibit = derived[fact.id]
                owner = (
                    timeline.short_name(view, line.speech.organisation)
                    if line.speech is not None and line.speech.organisation
                    else ""
                )
                made.append(
                    FactRow(
                        fact=span.id,
                        section=section,
                        text=owner + span.label,
                        value=span.text,
                        period=f"{exhibit.events[0].date[:4]}年",
                        kind="derived",
                        paragraph=fact.paragraph,
                    )
                )
    return tuple(made)


def _bounds(view: View, ctx: Context, fact: Figure) -> tuple[Figure, Figure] | None:
    """The lower and the upper bound that a figure is one of, where both bound the same thing: then they are one row."""
    bounds = range_of(view, fact)
    if bounds is None or any(labels.pair(view, one) for one in bounds):
        return None
    low, high = bounds
    same = _text(view, ctx, low, full_surface(view, low)) == _text(view, ctx, high, full_surface(view, high))
    return bounds if same and ctx.kind(low) == ctx.kind(high) else None


_MOST = re.compile("(?:最多|至多)$")  # bounds a number like a qualifier and stays with it


def _value(view: View, fact: Figure, bounds: tuple[Figure, Figure] | None) -> str:
    """A figure as it stands; 326项 → 148项 of a pair, 5000元至3.8萬元 of a range."""
    both = labels.pair(view, fact)
    if both is not None:
        return ARROW.join(full_surface(view, one) for one in both)
    if bounds is not None:
        low, high = bounds
        between = show(view.text[low.end : high.start], view.article.script)
        return full_surface(view, low) + between + full_surface(view, high)
    most = _MOST.search(view.s(max(fact.start - 2, 0), fact.start))
    ahead = show(view.text[fact.start - len(most[0]) : fact.start], view.article.script) if most else ""
    return ahead + full_surface(view, fact)


def _text(view: View, ctx: Context, fact: Figure, value: str) -> str:
    """What a figure's row says: its name, else the clause itself, else the ledger's own words."""
    line = view.line_of(fact)
    assert line is not None
    named = years.measured(view, line, fact.start)  # its year stands in the column of times
    if named:
        return _limit(named)
    if fact.id in ctx.lists.torn:  # no word of the list is this one's alone: the clause itself
        clause = line.clause_at(fact.start)
        return labels.clean(view, ctx.skip_openers(clause.start, clause.end), clause.end)
    both = labels.pair(view, fact)
    if both is not None:
        return labels.row(view, ctx, fact, labels.pair_name(view, ctx, both[0]), value)
    if fact.id in ctx.lists.labels:
        return _limit(ctx.lists.labels[fact.id])
    text = cases.deed(view, ctx, fact) or labels.measure(view, ctx, fact)
    own = show(fact.measures or "", view.article.script)
    if PERIOD.fullmatch(re.sub(r"^截至", "", fold(text))) or re.fullmatch(r"[^一-鿿]*|不等|左右|之间|以上", text):
        text = ""
    whole = phrase(own) == own and not torn(own)
    if 0 < width(text) < 3 and width(own) > width(text) and whole and not (width(text) >= 2 and labels.loose(own)):
        text = own
    text = labels.row(view, ctx, fact, text, value)
    return _limit(text) if value not in text else text


def _time(view: View, ctx: Context, fact: Fact) -> str | None:
    """The time column: None (原文未寫) only where a search finds none; "" where one is told, not surely this fact's."""
    line = view.line_of(fact)
    year = times.year_of_each(view, line, fact.start) if line is not None and isinstance(fact, Figure) else None
    if year is not None:
        return year
    period = ctx.period_text(fact)
    if period is not None:
        return times.shown(view, period)
    return None if line is None or times.silent(view, line) else ""


def _limit(text: str) -> str:
    """A label of at most 24 wide: cut at the last mark or 的 that leaves a name."""
    if width(text) <= 24:
        return text
    for mark in ("的", "，"):
        at = text.rfind(mark)
        if 0 < at < len(text) - 2 and width(text[at + 1 :]) <= 24:
            return text[at + 1 :]
    return text


def evidence(view: View, fact_rows: tuple[FactRow, ...]) -> tuple[Evidence, ...]:
    """Each fact's own sentence, for notes; quotations and initiatives too."""
    made = []
    for fact in view.facts:
        line = view.line_of(fact)
        if line is None:
            continue
        made.append(
            Evidence(
                fact=fact.id,
                sentence=show_span(view, fact.sentence.start, fact.sentence.end),
                paragraph=fact.paragraph,
            )
        )
    return tuple(made)
