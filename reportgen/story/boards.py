"""Turns the numbers of a section's fullest paragraph into a board under one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.model import Figure
from reportgen.source import Span
from reportgen.story import gate, groups, said, titles
from reportgen.story.blocks import Board, Claim
from reportgen.story.choice import Plan
from reportgen.story.claims import make
from reportgen.story.common import period_of
from reportgen.story.lexicon import limit, words
from reportgen.story.numbers import apart, poor
from reportgen.story.salience import unit_class
from reportgen.story.text import Line, width
from reportgen.story.twice import restated

_LEAST = 3


def board(plan: Plan, figures: list[Figure], shown: set[str], title: Claim) -> Board | None:
    """Three or more numbers of one paragraph that stand in no exhibit, not in the theme's title and not at the head
    of the first page.
    """
    found = _by_paragraph(plan, figures, {*shown, *title.facts})
    best = max(found.values(), key=lambda m: (len(m), -m[0].start if m else 0), default=[])
    return _made(plan, best, title)


def _by_paragraph(plan: Plan, figures: Iterable[Figure], shown: set[str]) -> dict[int, list[Figure]]:
    """The figures that may stand on a board, none twice, by paragraph."""
    found: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.id not in shown and _bears(plan, figure):
            found.setdefault(figure.paragraph, []).append(figure)
    again = restated(f for members in found.values() for f in members)
    return {n: [f for f in members if f.id not in again] for n, members in found.items()}


def _bears(plan: Plan, figure: Figure) -> bool:
    line = plan.view.line_of(figure)
    if line is None or line.speech is not None or said.foreign(plan.view, figure):
        return False
    weak = unit_class(figure) in ("point", "minor", "duration") and plan.salience.score(figure) < 1
    return not (
        weak
        or _changes_another(plan, line, figure)
        or plan.salience.score(figure) < -4.6
        or (figure.value is None and figure.values is None)
        or plan.view.s(line.clause_at(figure.start).start, figure.start).endswith("等")
        or plan.ctx.status(figure) in ("target", "estimate")
    )


def _changes_another(plan: Plan, line: Line, figure: Figure) -> bool:
    """Whether a number is told with the one that it changes (进口大豆216万吨，增加18万吨)."""
    clause = line.clause_at(figure.start)
    head = plan.view.s(plan.ctx.skip_openers(clause.start, clause.end), figure.start)
    before = plan.view.figures_in(line.start, clause.start)[-1:]
    return head in words("each.changes").known and any(getattr(f, "unit", None) == figure.unit for f in before)


def _made(plan: Plan, best: list[Figure], title: Claim) -> Board | None:
    if len(best) < _LEAST:
        return None
    weighty = [f for f in best if plan.salience.score(f) > -3]
    best = weighty if len(weighty) > 3 and (len(best) < 6 or len(weighty) >= 6) else best
    ordered = sorted(best, key=lambda f: -plan.salience.score(f))[: 3 if len(best) < 6 else 6]
    claim = _board_sentence(plan, ordered) or next(
        (c for c in map(plan.fresh, ordered) if c is not None and c.text != title.text), None
    )
    if claim is None:
        return None
    told = set(claim.facts)
    ordered.sort(key=lambda f: (plan.salience.score(f) <= -3, f.id not in told, f.start))  # the title's first number
    made = [plan.numbers.number(f) for f in ordered]
    made = apart([n for n in made if not poor(n)])
    made = list({(n.digits, n.unit): n for n in reversed(made)}.values())[::-1]  # 63家, …63家書房: once
    if len(made) < 3:
        return None
    kept = {n.fact for n in made}
    if not kept & set(claim.facts):  # a title without any number of the board is none for it
        claim = next(
            (c for f in ordered if (c := plan.fresh(f)) is not None and kept & set(c.facts) and c.text != title.text),
            None,
        )
        if claim is None:
            return None
    plan.use(claim)
    period = period_of(plan.view, plan.ctx, [f for f in ordered if f.id in kept])
    period = period + plan.say["semicolon"] if period else ""
    subtitle = plan.say["board-subtitle"].format(period=period, n=len(made))
    return groups.board(made, claim, subtitle)


def _board_sentence(plan: Plan, figures: list[Figure]) -> Claim | None:
    """Two segments of one sentence, each with its own subject: 64個…開工，600餘名…開展…."""
    view, ctx = plan.view, plan.ctx
    for a in figures:
        for b in figures:
            line = view.line_of(a)
            if line is None or view.line_of(b) is not line or b.start <= a.start:
                continue
            ca, cb = line.clause_at(a.start), line.clause_at(b.start)
            alone = all(c.n == 0 or line.clauses[c.n - 1].segment != c.segment for c in (ca, cb))
            if ca.segment == cb.segment or not alone or ctx.status(a) != ctx.status(b):
                continue
            starts = [ctx.skip_openers(c.start, c.end) for c in (ca, cb)]
            if any(titles.state(view, ctx, s, c.end) != "own" for s, c in zip(starts, (ca, cb), strict=True)):
                continue
            ends = [titles.with_change(view, line, c) for c in (ca, cb)]
            joint = "，" if ends == [ca.end, cb.end] else "；"
            claim = make(view, (Span(starts[0], ends[0]), joint, Span(starts[1], ends[1])))
            if width(claim.text) <= limit("title-target") and gate.refuse(view, ctx, claim, "title") is None:
                return claim
    return None
