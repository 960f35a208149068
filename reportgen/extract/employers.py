"""Finds whom a speaker speaks for where his own sentence does not say: another mention of him, 署方, a bare 局長."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from reportgen.extract.people import Person, parse_person
from reportgen.extract.view import View
from reportgen.fold import fold
from reportgen.lexicon import alternation, words

_LISTS = "speech.toml"
_HEAD = re.compile(r"(?:副|代)?(?P<kind>[局署处厅院校馆所台])长")

_OWN = re.compile(r"(?!副)[^\W\d_]{2,5}[局署处厅]长")


def employed(view: View, at: int, person: Person) -> Person:
    """The person with the organisation that the article names elsewhere; unchanged when it names none for sure."""
    told = fold(person.organisation or "")
    if told and told not in words(_LISTS, "house") and not (len(told) == 2 and told[1] == "方"):
        return person
    found = _mentioned(view, at, person) if person.name and not told else None
    if found is None and not told and person.role and _OWN.fullmatch(fold(person.role)):
        found = person.role[:-1]  # 教育處長
    if found is None:
        found = _house(view, at, told or fold(person.role or ""))
    return person if found is None else replace(person, organisation=found)


def _mentioned(view: View, at: int, person: Person) -> str | None:
    """What another place calls him: 走近某某公司創始人甲乙."""
    s, name = view.shadow, fold(person.name or "")
    for m in re.finditer(re.escape(name), s):
        start = max(s.rfind(mark, max(0, m.start() - 30), m.start()) for mark in ",;。:!?—\n”」") + 1
        if start < m.start() - 3 and not start <= at < m.end():
            other = parse_person(view, start, m.end(), {})
            if other is not None and fold(other.name or "") == name and other.role and other.organisation:
                return other.organisation
    return None


def _house(view: View, at: int, word: str) -> str | None:
    """The office or firm that 署方, 公司 or a bare 局長, 董事長 means: the last one named, or the only firm."""
    head = _HEAD.fullmatch(word)
    kind = word[0] if len(word) == 2 and word[1] == "方" else head["kind"] if head else ""
    if kind:
        last = None
        for m in _offices(kind).finditer(view.shadow, 0, at):
            last = m
        return view.text[slice(*last.span("name"))] if last else None
    if not (word in words(_LISTS, "house") or word.startswith(words(_LISTS, "house_titles"))):
        return None
    firms = {fold(name): name for name in _firms(view)}
    return next(iter(firms.values())) if len(firms) == 1 else None


_BEFORE = r"(?:(?<=[,。;:!?、“”「」()\n ])|^|(?<=[由据从向经被获对和与及同跟]))"


@cache
def _offices(kind: str) -> re.Pattern[str]:
    ends = {"校": "大学|学院|学校|中学|小学|国小|国中|高中|学堂", "院": "学院|院"}.get(kind, kind)
    name = rf"(?P<name>(?!其中|[该本我各全此])[^\W\d_的了在]{{2,12}}?(?:{ends}))"
    return re.compile(rf"{_BEFORE}{name}(?![长方内级际学])", re.M)


def _firms(view: View) -> Iterator[str]:
    """The firms that open a clause or stand before 的."""
    for m in _firm_re().finditer(view.shadow):
        yield view.text[slice(*m.span("name"))]


@cache
def _firm_re() -> re.Pattern[str]:
    name = rf"(?P<name>(?![该本我各全此一两多家])[^\W\d_的了在是有]{{2,8}}?{alternation(_LISTS, 'firm_ends')})"
    return re.compile(rf"{_BEFORE}{name}(?![业园产技人企馆])", re.M)
