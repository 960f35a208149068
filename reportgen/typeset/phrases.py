"""Judges every gap of a text: where a line may end, and how well it reads there (break classes of the briefing)."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.typeset.units import is_han, rules, unbreakable

CLAUSE, LIST, PHRASE, WORD, INSIDE, EMERGENCY = 0.0, 0.7, 1.6, 2.4, 30.0, 60.0
"""Break classes, best first (BRIEFING 10); EMERGENCY parts a number, a Latin word or an address that fits no line."""


@dataclass(frozen=True, slots=True)
class Breaks:
    """`classes[i]` judges a break before character i (None: none there); `named[i]` is True inside a short 「」 name."""

    classes: list[float | None]
    named: list[bool]


def find_breaks(text: str, marks: list[bool], script: str) -> Breaks:
    """Judge the gaps of a paragraph; reference marks are passed over and never open a line."""
    places = [index for index, mark in enumerate(marks) if not mark]
    bare = "".join(text[index] for index in places)
    classes: list[float | None] = [None] * (len(text) + 1)
    named = [False] * (len(text) + 1)
    barred = unbreakable(bare)
    inside = _named(bare)
    for at in range(1, len(bare)):
        if not barred[at - 1]:
            classes[places[at]] = _judge(bare, at)
            named[places[at]] = inside[at]
    classes[len(text)] = CLAUSE
    return Breaks(classes, named)


def _named(bare: str) -> list[bool]:
    flags = [False] * (len(bare) + 1)
    for match in rules().quoted.finditer(bare):
        for at in range(match.start(1) + 1, match.end(1)):
            flags[at] = True
    return flags


def _judge(bare: str, at: int) -> float:
    rule = rules()
    left, right = bare[at - 1], bare[at]
    if left in rule.clause or left == "\u3000":
        return CLAUSE
    if left in rule.closing and at > 1 and bare[at - 2] in rule.clause:
        return CLAUSE
    if left in rule.list_marks:
        return LIST
    if left in rule.closing or right in rule.opening or left in "—…":
        return PHRASE
    if left in rule.reaching and not is_han(right):
        return INSIDE
    return WORD
