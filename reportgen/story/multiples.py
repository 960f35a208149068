"""Turns the growth rates of several paragraphs into small multiples: one group of bars for each headed paragraph."""

from __future__ import annotations

import re

from reportgen.model import Figure
from reportgen.source import Span
from reportgen.story import labels
from reportgen.story.blocks import Bar, Bars, Multiples
from reportgen.story.claims import make
from reportgen.story.common import Title, period_of, say_of
from reportgen.story.context import Context
from reportgen.story.lexicon import limit, words
from reportgen.story.numbers import full_surface
from reportgen.story.series import change_of
from reportgen.story.text import PERIOD, Line, View, width

_LEAST = 4  # growth rates in all, in at least two paragraphs
_CHANGE = r"(?:同比|按年|实际|名义|仍|则)*(?:增长|下降|上升)"


def multiples(
    view: View, ctx: Context, figures: list[Figure], title: Title, wording: dict[str, str]
) -> list[Multiples]:
    """Growth rates in % of named things, told paragraph by paragraph under run-in heads (工业稳。…投资进。…).

    A rate is taken when its own clause names it (制造业增长9.2%), exactly and with the period of its paragraph;
    everything else stays in the text.
    """
    panels: list[Bars] = []
    members: list[Figure] = []
    for paragraph in dict.fromkeys(f.paragraph for f in figures):
        head = _head(view, paragraph)
        if head is None:
            continue
        rows: dict[str, tuple[Bar, Figure]] = {}
        for figure in figures:
            name = _rate_name(view, ctx, figure) if figure.paragraph == paragraph else ""
            if name and name not in rows:
                value = change_of(view, figure)
                text = full_surface(view, figure)
                text = say_of(wording, "fall", value=text) if value < 0 else text
                rows[name] = Bar(fact=figure.id, label=name, value=value, text=text), figure
        if not rows:
            continue
        members += [figure for _, figure in rows.values()]
        panels.append(
            Bars(
                title=make(view, (Span(head.start, head.end),)),
                subtitle="",
                note="",
                paragraphs=(paragraph,),
                unit="%",
                rows=tuple(bar for bar, _ in rows.values()),
            )
        )
    if not 2 <= len(panels) <= 6 or len(members) < _LEAST or max(len(panel.rows) for panel in panels) < 2:
        return []
    claim = next((c for c in map(title, members) if c is not None), None)
    if claim is None:
        return []
    period = period_of(view, ctx, members)
    return [
        Multiples(
            title=claim,
            subtitle="，".join(p for p in (say_of(wording, "bars-change"), period, "%") if p),
            note=say_of(wording, "bars-fall") if any(row.value < 0 for panel in panels for row in panel.rows) else "",
            paragraphs=tuple(sorted({figure.paragraph for figure in members})),
            panels=tuple(panels),
        )
    ]


def _head(view: View, paragraph: int) -> Line | None:
    """The short sentence without figures that opens a paragraph and says what it is about."""
    lines = view.lines_in(paragraph)
    if len(lines) < 2 or width(view.text[lines[0].start : lines[0].end]) > limit("label"):
        return None
    return None if view.figures_in(lines[0].start, lines[0].end) or len(lines[0].clauses) > 1 else lines[0]


def _rate_name(view: View, ctx: Context, figure: Figure) -> str:
    """What a growth rate is the growth of, "" when its clause does not say."""
    line = view.line_of(figure)
    if figure.unit != "%" or figure.value is None or line is None or line.speech is not None:
        return ""
    clause = line.clause_at(figure.start)
    start = ctx.skip_openers(clause.start, clause.end)
    text = view.s(start, figure.start)
    rate = re.search(_CHANGE + "$", text)
    if ctx.status(figure) != "actual" or rate is None or "分别" in text or rate.start() == 0:
        return ""
    if figure.end != clause.end or not re.fullmatch(r"[\d.]+[%％]", figure.surface):
        return ""  # 二成以上: no length for a bar
    if PERIOD.match(view.shadow, start, clause.end):
        return ""  # 三季度增长3.4%: another time than its paragraph's
    if words("subject.relation").at(text) and not words("subject.not-zero").at(text):
        return ""
    name = labels.item(view, ctx, figure)
    return re.sub(r"(?:仍|同比|实际|實際|则|則)*(?:增长|增長|下降|上升)$", "", name)
