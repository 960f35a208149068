"""Turns numbers that no block shows into rows of their own, each with its sentence: a deck has room for them where its
other blocks leave some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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

_SCORE = 0.7  # of a title that is not too weak to print


def with_further(plan: Plan, themes: tuple[Theme, ...], told: Iterable[str]) -> tuple[Theme, ...]:
    """The themes with what none of their blocks shows and is not `told` at the head of the story: numbers, each with
    its sentence, no figure in two of them; those whose sentence may head a page come first, the weightiest of them
    leading."""
    shown = {*told, *(fid for theme in themes for fid in _shown(theme))}
    out = []
    for theme in themes:
        figures = [f for f in plan.salience.among(plan.view.facts_of(set(theme.paragraphs))) if _bears(plan, f)]
        again = restated(figures)
        figures = [f for f in figures if f.id not in again]
        figures.sort(key=lambda f: (-plan.salience.score(f), f.start))
        rows = [*_rows(plan, figures, _title, shown), *_rows(plan, figures, _item, shown)]
        out.append(replace(theme, further=tuple(rows)))
    return tuple(out)


def _shown(theme: Theme) -> Iterator[str]:
    for exhibit in theme.exhibits:
        yield from owned(exhibit)
        yield from exhibit.title.facts
    yield from theme.title.facts
    yield from (case.number.fact for case in theme.cases)
    yield from (day.number.fact for day in theme.days if day.number)


def _rows(
    plan: Plan, figures: list[Figure], sentences: Callable[[Plan, Figure], Iterator[Claim]], shown: set[str]
) -> Iterator[Number]:
    """One row a sentence that tells no figure `shown` elsewhere; its own are shown from then on."""
    for figure in figures:
        if figure.id in shown:
            continue
        for claim in sentences(plan, figure):
            told = [f for f in map(plan.view.by_id.__getitem__, claim.facts) if isinstance(f, Figure)]
            news = scenes.bears_news(plan.view, plan.salience, claim) and not _leans(plan, claim)
            if not news or not shown.isdisjoint(f.id for f in told):
                continue
            shown.update(f.id for f in told)
            yield plan.numbers.number(_lead(plan, told), claim)
            break


def _title(plan: Plan, figure: Figure) -> Iterator[Claim]:
    for found in plan.candidates(figure):
        if found.score >= _SCORE and width(found.claim.text) <= limit("summary"):
            yield found.claim


def _item(plan: Plan, figure: Figure) -> Iterator[Claim]:
    line = plan.view.line_of(figure)
    found = plan.body_of(line, limit("further")) if line is not None else None
    if found is not None and figure.id in found.facts:
        yield found


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
