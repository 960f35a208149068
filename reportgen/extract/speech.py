"""Finds what people say: words in quotation marks with their speaker, role and organisation; slogans are left out.

Accepts a speaker before (甲局長乙丙說：「…」) or after (「…」甲公司經理乙丙說), a pronoun for the last named speaker,
and 【同期】職務 姓名 followed by an unquoted line. Refuses short names in marks and words that nobody says.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from reportgen.extract.behind import after_re
from reportgen.extract.cast import Cast
from reportgen.extract.employers import Employers, tidy
from reportgen.extract.people import Person, parse_person, remember
from reportgen.extract.sayings import indirect_re, verb
from reportgen.extract.speakers import Utterance, speaker
from reportgen.extract.styled import in_full
from reportgen.extract.transcripts import find_answers, lead_and_words, lead_person, named_line
from reportgen.extract.view import View
from reportgen.lexicon import words
from reportgen.records import dataclass

_LISTS = "speech.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A stretch that somebody says or that a source states; `who` in the article's words."""

    start: int
    end: int
    who: str


def find_speech(view: View) -> tuple[list[Utterance], list[Scope]]:
    """All quotations with a speaker, and the stretches of text that are attributed to somebody, in order."""
    s, t = view.shadow, view.text
    utterances: list[Utterance] = []
    scopes: list[Scope] = []
    known = Cast(view)
    last: Person | None = None
    spoke = -9  # the paragraph in which somebody spoke last
    skip: set[int] = set()
    answers = find_answers(view)
    for index, passage in enumerate(view.passages):
        lead = lead_person(view, passage.start, passage.end)
        if lead is not None and index + 1 < len(view.passages):
            following = view.passages[index + 1]
            utterances.append(
                Utterance(start=following.start, end=following.end, inner=(following.start, following.end), person=lead)
            )
            skip.add(following.n)
            last = lead
            remember(known, lead)
            continue
        if passage.n in skip:
            continue
        if passage.n in answers:
            at, person = answers[passage.n]
            if person is not None and passage.end - at >= 6:
                utterances.append(Utterance(start=at, end=passage.end, inner=(at, passage.end), person=person))
                last = person
                remember(known, person)
            continue
        if view.shadow[passage.start : passage.end].rstrip(": ") in tuple(
            w.rstrip(":") for w in words(_LISTS, "leads")
        ) and index + 2 < len(view.passages):
            who, said = view.passages[index + 1], view.passages[index + 2]
            person = named_line(view, who.start, who.end) if who.end - who.start <= 40 else None
            if person is not None:
                utterances.append(
                    Utterance(start=said.start, end=said.end, inner=(said.start, said.end), person=person)
                )
                skip |= {who.n, said.n}
                last = person
                remember(known, person)
                continue
        spoken = lead_and_words(view, passage.start, passage.end)
        if spoken is not None:
            person, at = spoken
            utterances.append(Utterance(start=at, end=passage.end, inner=(at, passage.end), person=person))
            last = person
            remember(known, person)
            continue
        previous: Utterance | None = None
        before = len(utterances)
        indirect = [
            m
            for m in indirect_re().finditer(s, passage.start, passage.end)
            if not any(a < m.start("verb") < b for a, b in passage.quotes)
        ]
        named = _indirect_speakers(view, indirect)
        marked = [(a, b, True) for a, b in passage.quotes]
        marked += [(a, b, False) for a, b in _unclosed(view, passage.start, passage.end, passage.quotes)]
        for a, b, shut in sorted(marked):
            while named and named[0][0] < a:
                at, told = named.pop(0)
                last = in_full(told, at, known)
                remember(known, last)
            person = speaker(view, passage.start, passage.end, a, b, known, last, previous, shut)
            if person is not None:
                person = in_full(person, a, known)
                made = Utterance(start=a, end=b, inner=(a + 1, b - shut), person=person)
                utterances.append(made)
                previous = made
                if person.name:
                    last = person
                    remember(known, person)
        alone = passage.quotes == ((passage.start, passage.end),)
        goes_on = len(utterances) == before and spoke >= index - 2 and passage.end - passage.start > 10
        if alone and goes_on and last is not None:
            # A paragraph that is one quotation goes on with who spoke in the paragraphs before it.
            a, b = passage.quotes[0]
            utterances.append(Utterance(start=a, end=b, inner=(a + 1, b - 1), person=last))
        if len(utterances) > before:
            spoke = index
        utterances[before:] = _shared(utterances[before:], passage.quotes, s)
        for m in indirect:
            person = parse_person(view, m.start("who"), m.end("who"), known)
            if person and person.name:
                last = in_full(person, m.start(), known)
                remember(known, last)
            said_by = person.label() if person else None
            if said_by:
                end = view.sentence(m.end())[1]
                scopes.append(Scope(start=m.end(), end=end, who=said_by))
        for m in _source_re().finditer(s, passage.start, passage.end):
            end = view.sentence(m.end())[1]
            group = "who" if m["who"] else "office"
            scopes.append(Scope(start=m.end(), end=end, who=t[m.start(group) : m.end(group)]))
    employers = Employers(view, known)
    utterances = [replace(u, person=tidy(employers.complete(tidy(u.person), u.start))) for u in utterances]
    for u in utterances:
        label = u.person.label()
        if label:
            scopes.append(Scope(start=u.start, end=u.end, who=label))
    scopes.sort(key=lambda scope: (scope.start, -scope.end))
    return utterances, scopes


def _indirect_speakers(view: View, hits: list[re.Match[str]]) -> list[tuple[int, Person]]:
    """Who is said to say something outside quotation marks, with the offset: 據某某介紹，…"""
    found = []
    for m in hits:
        person = parse_person(view, m.start("who"), m.end("who"), {})
        if person is not None and person.name:
            found.append((m.start(), person))
    return found


def _shared(utterances: list[Utterance], quotes: tuple[tuple[int, int], ...], s: str) -> list[Utterance]:
    """Add the sentences that stand right before a spoken one without a speaker of their own: “…！”“…！”村民們說."""
    said = {u.start: u for u in utterances}
    for (a, b), (following, _) in reversed(list(pairwise(quotes))):
        if b == following and following in said and a not in said and s[b - 2] in "。!?…":
            said[a] = Utterance(start=a, end=b, inner=(a + 1, b - 1), person=said[following].person)
    return sorted(said.values(), key=lambda u: u.start)


_SOURCE = r"(?:据|根据|来自)(?P<who>(?:[^\W\d_a-zA-Z]|、){2,20}?)(?:的)?(?:统计|数据|介绍|初步统计|统计数据|资料|测算|估算|核算|消息|通报|显示|公布|监测|统计显示|发布的)"  # noqa: E501


@cache
def _source_re() -> re.Pattern[str]:
    return re.compile(rf"{_SOURCE}|(?:记者)?从(?P<office>[^\W\d_]{{2,16}}?)(?:了解到|获悉|处获悉)")


def _unclosed(view: View, start: int, end: int, quotes: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """A quotation whose closing mark is missing: up to the full stop after which its speaker follows.

    The span ends after that full stop, as if the mark stood there.
    """
    s = view.shadow
    covered = [q for q in quotes]
    for m in re.finditer(r"[“「]", s[start:end]):
        a = start + m.start()
        if any(x <= a < y for x, y in covered):
            continue
        for stop in re.finditer(r"[。!?]", s[a:end]):
            b = a + stop.end()
            told = after_re().match(s[b : min(end, b + 60)])
            if told and parse_person(view, b + told.start("who"), b + told.end("who"), {}):
                return [(a, b)] if b - a > 8 else []
        before = s[max(start, a - 40) : a]
        if re.search(rf"{verb()}[:,]$", before):
            return [(a, end)]
    return []
