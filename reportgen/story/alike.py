"""Turns titles that say the same in other cuts into one of them: a fact told twice is told in the same words."""

from __future__ import annotations

import re
from dataclasses import replace

from reportgen.source import Span
from reportgen.story.blocks import Claim, Exhibit, Theme
from reportgen.story.choice import Plan
from reportgen.story.lexicon import limit
from reportgen.story.said import says
from reportgen.story.text import View, width

_SMALL = 16  # characters without a fact by which one cut may be more than another
_TOLD = re.compile("公布|公佈|通报|通報|介绍|介紹|统计|統計|显示|顯示|发布|發布")


def again(view: View, a: Claim, b: Claim) -> bool:
    """Whether `a` tells no fact that `b` does not, in other words cut from the same place."""
    if a.text == b.text or not a.pieces or not set(a.facts) <= set(b.facts) or not a.facts:
        return False
    rest = [piece for own in a.pieces for piece in _outside(own, b.pieces)]
    return sum(p.end - p.start for p in rest) <= _SMALL and not any(view.figures_in(p.start, p.end) for p in rest)


def _outside(piece: Span, others: tuple[Span, ...]) -> list[Span]:
    """What of a piece lies in none of the others."""
    rest = [piece]
    for other in others:
        rest = [
            part
            for r in rest
            for part in (Span(r.start, min(r.end, other.start)), Span(max(r.start, other.end), r.end))
            if part.start < part.end
        ]
    return rest


def _rank(view: View, claim: Claim) -> tuple[bool, bool, int, float]:
    """Which of two is better to print: without who told it, not too long, with more facts, the fuller."""
    line = view.line_at(claim.pieces[0].start, spoken=False) if claim.pieces else None
    who = line is not None and says(view, line.clause_at(claim.pieces[0].start)) is not None
    wide = width(claim.text)
    return (not who and not _TOLD.search(claim.text), wide <= limit("title-target") + 4, len(claim.facts), wide)


def settled(
    plan: Plan, title: Claim, occasion: Claim, board: Claim, themes: tuple[Theme, ...]
) -> tuple[Claim, Claim, tuple[Theme, ...]]:
    """The occasion, the board's sentence and the themes, without one title that says another again in part."""
    view = plan.view

    def same(a: Claim, b: Claim) -> bool:
        return again(view, a, b) or again(view, b, a)

    if occasion.text != title.text:
        for claim in _heads(themes):
            if not same(occasion, claim):
                continue
            if _rank(view, claim) >= _rank(view, occasion):
                occasion = claim
            else:
                themes = tuple(_with(theme, claim, occasion) for theme in themes)
            break
    for claim in (occasion, *_heads(themes)):
        if same(board, claim):
            board = claim
            break
    return occasion, board, themes


def _heads(themes: tuple[Theme, ...]) -> list[Claim]:
    """The titles of the themes and of their exhibits that are cuts of the article, in reading order."""
    return [c for t in themes for c in (t.title, *(e.title for e in t.exhibits if not e.patterned)) if c.pieces]


def _with(theme: Theme, old: Claim, new: Claim) -> Theme:
    """The theme with one title put for another, wherever it heads a part of it."""
    title, use = (new, "title") if theme.title.text == old.text else (theme.title, theme.title_use)
    exhibits: tuple[Exhibit, ...] = tuple(
        replace(e, title=new) if e.title.text == old.text else e for e in theme.exhibits
    )
    return replace(theme, title=title, title_use=use, exhibits=exhibits)
