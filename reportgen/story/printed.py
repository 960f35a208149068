"""Turns a story into the list of all sentences it prints, each with its place and its use in the gate."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.records import dataclass
from reportgen.story import gate
from reportgen.story.blocks import Cards, Claim, Story, Timeline
from reportgen.story.context import Context
from reportgen.story.cut import Check
from reportgen.story.text import View

PATTERN = "pattern"
"""Use of a title made after a pattern (owner and time put in): held to the checks in `PATTERN_CHECKS` only."""
PATTERN_CHECKS = (
    gate.length, gate.closing, gate.marks, gate.figures_whole, gate.numerals_whole, gate.same_text,
    gate.status_kept, gate.dateline, gate.range_whole,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One printed sentence: where it stands (a path such as themes[0].title) and what it is used as."""

    where: str
    use: str
    claim: Claim


def printed(story: Story) -> Iterator[Printed]:
    """Every claim of the story, in reading order; the same sentence may come back in several places."""
    yield Printed(where="title", use="headline", claim=story.title)
    if story.dek is not None:
        yield Printed(where="dek", use="dek", claim=story.dek)
    for i, point in enumerate(story.points):
        yield Printed(where=f"points[{i}]", use="point", claim=point)
    for i, row in enumerate(story.summary):
        yield Printed(where=f"summary[{i}]", use="summary", claim=row.claim)
    for name, claim in (("summary_title", story.summary_title), ("board_title", story.board_title)):
        yield Printed(where=name, use="headline" if claim.text == story.title.text else "title", claim=claim)
    for i, honour in enumerate(story.honours):
        yield Printed(where=f"honours[{i}].title", use=PATTERN, claim=honour.title)
    for i, shares in enumerate(story.shares):
        yield Printed(where=f"shares[{i}].title", use="title", claim=shares.title)
    for i, theme in enumerate(story.themes):
        at = f"themes[{i}]"
        yield Printed(where=f"{at}.title", use=theme.title_use, claim=theme.title)
        if theme.dek is not None:
            yield Printed(where=f"{at}.dek", use="dek", claim=theme.dek)
        for j, item in enumerate(theme.body):
            speech = len(item.pieces) == 2 and item.pieces[0].start > item.pieces[1].start
            yield Printed(where=f"{at}.body[{j}]", use="speech" if speech else "body", claim=item)
        for j, quote in enumerate(theme.quotes):
            if quote.title is not None:
                yield Printed(where=f"{at}.quotes[{j}].title", use="title", claim=quote.title)
        for j, number in enumerate(theme.numbers):
            yield Printed(where=f"{at}.numbers[{j}]", use="item", claim=number.claim)
        for j, exhibit in enumerate(theme.exhibits):
            use = PATTERN if isinstance(exhibit, Timeline) or exhibit.patterned else "title"
            yield Printed(where=f"{at}.exhibits[{j}].title", use=use, claim=exhibit.title)
            if isinstance(exhibit, Cards):
                for k, card in enumerate(exhibit.cards):
                    yield Printed(where=f"{at}.exhibits[{j}].cards[{k}]", use="card", claim=card.claim)
        for j, number in enumerate(theme.further):
            yield Printed(where=f"{at}.further[{j}]", use="body", claim=number.claim)
    if story.tracker is not None:
        yield Printed(where="tracker.title", use="title", claim=story.tracker.title)
        for i, entry in enumerate(story.tracker.rows):
            yield Printed(where=f"tracker.rows[{i}]", use="tracker", claim=entry.item)


def refuse(view: View, ctx: Context, one: Printed) -> str | None:
    """Why a printed sentence must not stand, or None; patterns and table items are held to their own checks."""
    if one.use == "whole":
        return None
    if one.use == "speech":
        checks: tuple[Check, ...] = (gate.marks, gate.same_text, gate.dateline)
    elif one.use == "tracker":
        checks = (gate.marks, gate.whole_end, gate.demonstrative, gate.truncated, gate.same_text, gate.figures_whole)
    elif one.use == PATTERN:
        checks = PATTERN_CHECKS
    else:
        return gate.refuse(view, ctx, one.claim, one.use)
    for check in checks:
        reason = check(
            view, ctx, one.claim, "item" if one.use == "tracker" else "title" if one.use == PATTERN else "body"
        )
        if reason is not None:
            return f"{check.__name__}: {reason}"
    return None
