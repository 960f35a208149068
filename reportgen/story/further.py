"""Turns numbers that no block shows into rows of their own, each with its sentence: a deck has room for them where its
other blocks leave some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportgen.fold import fold
from reportgen.model import Figure
from reportgen.story import said, scenes
from reportgen.story.blocks import Claim, Number, Theme
from reportgen.story.choice import Plan
from reportgen.story.common import owned
from reportgen.story.lexicon import limit, words
from reportgen.story.text import width
from reportgen.story.twice import restated

_SCORE = 1.4  # of a title: of those below it, without their subject, readers took two of three for unclear


def with_further(plan: Plan, themes: tuple[Theme, ...], told: Iterable[str]) -> tuple[Theme, ...]:
    """The themes with what none of their blocks shows and is not `told` at the head of the story: numbers, each with
    its sentence, no figure in two of them, the weightiest first."""
    shown = {*told, *(fid for theme in themes for fid in _shown(theme))}
    out = []
    for theme in themes:
        figures = [f for f in plan.salience.among(plan.view.facts_of(set(theme.paragraphs))) if _bears(plan, f)]
        again = restated(figures)
        figures = [f for f in figures if f.id not in again]
        figures.sort(key=lambda f: (-plan.salience.score(f), f.start))
        out.append(replace(theme, further=tuple(_rows(plan, figures, shown))))
    return tuple(out)


def _shown(theme: Theme) -> Iterator[str]:
    for exhibit in theme.exhibits:
        yield from owned(exhibit)
        yield from exhibit.title.facts
    yield from theme.title.facts
    yield from (case.number.fact for case in theme.cases)
    yield from (day.number.fact for day in theme.days if day.number)


def _rows(plan: Plan, figures: list[Figure], shown: set[str]) -> Iterator[Number]:
    """One row a sentence that tells no figure `shown` elsewhere; its own are shown from then on."""
    for figure in figures:
        if figure.id in shown:
            continue
        for claim in _sentences(plan, figure):
            told = [f for f in map(plan.view.by_id.__getitem__, claim.facts) if isinstance(f, Figure)]
            news = scenes.bears_news(plan.view, plan.salience, claim) and not _leans(plan, claim)
            if not news or not shown.isdisjoint(f.id for f in told):
                continue
            shown.update(f.id for f in told)
            yield plan.numbers.number(_lead(plan, told), claim)
            break


def _sentences(plan: Plan, figure: Figure) -> Iterator[Claim]:
    """The figure's titles that say of what they tell: cut from the head of their sentence, with its name put before, or
    a measure of a whole economy (贸易顺差…); any other later clause (办结率99.1%) may be said of anything."""
    for found in plan.candidates(figure):
        claim = found.claim
        line = plan.view.line_at(claim.pieces[0].start, spoken=False) if claim.pieces else None
        named = bool(claim.inserted) or (line is not None and line.clause_at(claim.pieces[0].start).n == 0)
        head = plan.view.s(claim.pieces[0].start, figure.start) if claim.pieces else ""
        if (
            (named or words("further.measures").at(head))
            and found.score >= _SCORE
            and width(claim.text) <= limit("summary")
        ):
            yield claim


def _leans(plan: Plan, claim: Claim) -> bool:
    """Whether a sentence, or what follows words put before it, goes on from another one (而修复前只有…, 我市还被…)."""
    opening = plan.view.s(claim.pieces[0].start, claim.pieces[0].end) if claim.pieces else ""
    return words("further.leans").pattern.match(opening) is not None or words("further.ours").within(fold(claim.text))


def _lead(plan: Plan, figures: list[Figure]) -> Figure:
    """The number set large beside a sentence: the weightiest of those in it."""
    return max(figures, key=lambda f: (plan.salience.score(f), -f.start))


def _bears(plan: Plan, figure: Figure) -> bool:
    line = plan.view.line_of(figure)
    return (
        line is not None
        and line.speech is None
        and line.start not in plan.salience.sights
        and (figure.value is not None or figure.values is not None)
        and plan.ctx.status(figure) not in ("target", "estimate")
        and not said.foreign(plan.view, figure)
    )
