"""Judges every gap of a text: where a line may end, and how well it reads there (break classes of the briefing)."""

from __future__ import annotations

from itertools import pairwise

from reportgen.records import dataclass
from reportgen.typeset.units import is_han, rules, unbreakable
from reportgen.typeset.words import AFTER, ATOM, BEFORE, GUESS, SINGLE, SUFFIX, VERB, Token, Words, tokens

NONE: Words = frozenset()

CLAUSE, LIST, PHRASE, WORD, GUESSED, INSIDE, EMERGENCY = 0.0, 0.7, 1.6, 2.4, 6.0, 30.0, 60.0
"""Break classes, best first (BRIEFING 10); GUESSED lies between two words that were only guessed, EMERGENCY parts a
number, a Latin word or an address that fits no line."""


@dataclass(frozen=True, slots=True)
class Breaks:
    """`classes[i]` judges a break before character i (None: none there); `named[i]` is True inside a short
    「」 name."""

    classes: list[float | None]
    named: list[bool]


UNBROKEN = Breaks([], [])
"""Of a text that is one line whatever its width."""


def find_breaks(text: str, marks: list[bool], own: Words = NONE) -> Breaks:
    """Judge the gaps of a paragraph; reference marks are passed over and never open a line.

    `own` are the article's own words (`words.vocabulary`).
    """
    places = [index for index, mark in enumerate(marks) if not mark]
    bare = "".join(text[index] for index in places)
    classes: list[float | None] = [None] * (len(text) + 1)
    named = [False] * (len(text) + 1)
    barred = unbreakable(bare)
    inside = _named(bare)
    judged = _words(bare, own)
    for at in range(1, len(bare)):
        if not barred[at - 1]:
            classes[places[at]] = _judge(bare, at, judged[at])
            named[places[at]] = inside[at]
    classes[len(text)] = CLAUSE
    return Breaks(classes, named)


def _named(bare: str) -> list[bool]:
    flags = [False] * (len(bare) + 1)
    for match in rules().quoted.finditer(bare):
        for at in range(match.start(1) + 1, match.end(1)):
            flags[at] = True
    return flags


def _words(bare: str, own: Words) -> list[float]:
    """The class of every gap by the words on both sides; INSIDE where it parts one."""
    judged = [INSIDE] * (len(bare) + 1)
    found = tokens(bare, own)
    for left, right in pairwise(found):
        judged[left.end] = _between(left, right, bare)
    return judged


def _between(left: Token, right: Token, bare: str) -> float:
    if right.kind == SUFFIX and left.kind != ATOM:
        return INSIDE
    if left.kind == AFTER or right.kind == BEFORE:
        return PHRASE
    if left.kind in (BEFORE, VERB) and left.end - left.start == 1:
        return GUESSED
    if left.kind == BEFORE:
        return WORD + 1.0
    if right.kind == AFTER and right.end - right.start == 1:
        return 2 * GUESSED
    if right.kind == VERB or (left.kind == ATOM and is_han(bare[left.end - 1])):
        return PHRASE + 0.3
    unsure = (left.kind in (GUESS, SINGLE)) + (right.kind in (GUESS, SINGLE))
    if left.kind == SINGLE or right.kind == SINGLE:
        return WORD + (GUESSED - WORD) * unsure
    return WORD + 1.8 * unsure


def _judge(bare: str, at: int, by_words: float) -> float:
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
    return by_words
