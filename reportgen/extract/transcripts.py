"""Reads words that stand without quotation marks: answers of an interview (答：), lines under 【同期】職務 姓名."""

from __future__ import annotations

import re

from reportgen.extract.cast import Cast
from reportgen.extract.names import name_at, title_re
from reportgen.extract.people import Person, parse_person
from reportgen.extract.view import View
from reportgen.lexicon import words

_LISTS = "speech.toml"


_LABEL = re.compile(r"(?P<who>[^\s,。;:!?“”「」《》()\d]{1,12})\s?:\s?(?=\S)")

_ASKS = re.compile(r"问|记者|主持人|[Qq]\d{0,2}|[^,。:]{0,4}(?:记者|编辑部|网友|周刊|日报|晚报)")

_GUESTS = re.compile(r"[^,。:]{0,4}嘉宾|受访(?:者|人|专家)|[采访]访对象|对话人")

_REPLIES = re.compile(r"答|[Aa]\d{0,2}|回答|答复")


def find_answers(view: View) -> dict[int, tuple[int, Person | None]]:
    """Answers and questions of an interview by paragraph number: where the words begin and who says them.

    A question (問：, 記者：) has no person. Empty unless both a question and an answer are labelled.
    """
    s, t = view.shadow, view.text
    labelled = []
    for passage in view.passages:
        m = _LABEL.match(s, passage.start, min(passage.end, passage.start + 16))
        if m:
            labelled.append((passage, m))
    asks = [item for item in labelled if _ASKS.fullmatch(item[1]["who"])]
    if not asks:
        return {}
    first = asks[0][0].start
    named_at = [(m.end(), passage.end) for passage, m in labelled if _GUESTS.fullmatch(m["who"])]
    guest = named_line(view, *named_at[0]) if named_at else None
    guest = guest or Cast(view).topic(0, first)
    found: dict[int, tuple[int, Person | None]] = {}
    for passage, m in labelled:
        who = m["who"]
        person: Person | None = None
        if not _ASKS.fullmatch(who):
            if _REPLIES.fullmatch(who):
                person = guest or Person(name=None, role=None, organisation=None)
            else:
                named = parse_person(view, *m.span("who"), {})
                if named is None and not (2 <= len(who) <= 4 and (name_at(who) or passage.start > first)):
                    continue
                if guest is not None and guest.name and t[slice(*m.span("who"))] in (guest.name, guest.name[:1] + "某"):
                    person = guest
                else:
                    person = named or Person(name=t[slice(*m.span("who"))], role=None, organisation=None)
        found[passage.n] = (m.end(), person)
    return found if any(person is not None for _, person in found.values()) else {}


def lead_person(view: View, start: int, end: int) -> Person | None:
    """The person of a line 【同期】職務 姓名 or 【同期】姓名 職務."""
    s = view.shadow
    for word in words(_LISTS, "leads"):
        if (
            s.startswith(word, start)
            and len(word) < end - start <= 60
            and not re.search(r"[。:!?]", s[start + len(word) : end - 1])
        ):
            return named_line(view, start + len(word), end)
    return None


def named_line(view: View, start: int, end: int) -> Person | None:
    s, t = view.shadow, view.text
    while start < end and s[start] in " (":
        start += 1
    while end > start and s[end - 1] in " ):":
        end -= 1
    first = re.match(r"([\w·]{2,6})[ ,、(/]+(.{2,})", s[start:end])
    if first and name_at(first[1]) == first[1] and not title_re().search(first[1]):
        later = parse_person(view, start + first.start(2), end, {})
        return Person(
            name=t[start : start + len(first[1])], role=later.role if later else None,
            organisation=later.organisation if later else None,
        )  # fmt: skip
    return parse_person(view, start, end, {})


def lead_and_words(view: View, start: int, end: int) -> tuple[Person, int] | None:
    """Person and start of the words of a line 【同期】職務 姓名：words."""
    s = view.shadow
    for word in words(_LISTS, "leads"):
        if s.startswith(word, start):
            colon = s.find(":", start + len(word), min(end, start + len(word) + 40))
            if colon > 0:
                person = named_line(view, start + len(word), colon)
                at = colon + 1
                while at < end and s[at] in ' “「"':
                    at += 1
                if person is not None and end - at >= 4:
                    return person, at
    return None
