"""Turns a sentence that somebody says outside quotation marks (X表示，…) into who says it, and whether the words may
stand without him.

A source that only counts (據統計局數據顯示) is none: what it counts is so. A person, a firm, a platform is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportgen.fold import fold
from reportgen.model import Fact
from reportgen.records import dataclass
from reportgen.story.lexicon import words
from reportgen.story.text import CLOSERS, Clause, Line, View

# Between who says and the verb: (市局)今日(宣布)
_LATELY = re.compile(
    r"(?:\([^()]{1,6}\)|今天|今日|昨天|昨日|昨夜|日前|近日|则|也|还|回应|随后|同时|今年|一早|下午|上午|晚)+$"
)
# The occasion on which somebody says something, directly before the verb.
_ASKED = r"接受[^,，;；。]{0,8}(?:采访|访问|专访|查询)时|回[应复覆](?:[^,，;；。]{0,6}(?:查询|提问)时)?"
CIRCUMSTANCE = rf"(?:日前|近日)?(?:在[^,，;；。]{{2,16}}?[上时中]|{_ASKED})"
_PRONOUNS = ("他", "她", "他们", "她们", "对方")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayer:
    """Who says what stands behind `clause`. `office`: of an authority; `person`: no mere body of it.

    `house` is the body that the role names (路環一間精品酒店), folded, "" when it names none. `closes` a quotation:
    “…。”X說，…: what follows is told by the article, not said by X in these words.
    """

    clause: Clause
    who: str
    office: bool
    person: bool
    house: str
    closes: bool

    @property
    def needed(self) -> bool:
        """Whether the words stand with him: not what a body of an authority says."""
        return self.person or not self.office


def sayer(view: View, line: Line, offset: int) -> Sayer | None:
    """The last clause before `offset` in its sentence that ends in a verb of saying; None without one."""
    for clause in reversed(line.clauses):
        if clause.end > offset:
            continue
        made = says(view, clause)
        if made is not None:
            return replace(made, office=_meant(view, line)) if made.who in _PRONOUNS else made
    return None


def _meant(view: View, line: Line) -> bool:
    """Whether 他說, 她透露 means somebody of an authority: who spoke last before it in the paragraph."""
    for other in reversed(view.lines_in(line.paragraph)):
        if other.start >= line.start:
            continue
        for clause in reversed(other.clauses):
            made = says(view, clause)
            if made is not None and made.who not in _PRONOUNS:
                return made.office
    spoken = [q for q in view.quotes if q.end <= line.start and q.speaker]
    role = fold((spoken[-1].organisation or "") + (spoken[-1].role or "")) if spoken else ""
    return words("says.offices").within(role)


# A role before a name: 市公积金中心主任吴雅芳, 店主何志荣.
_ROLE = re.compile(r"(?:^|[，,。；;、：:“”「」『』（）()\s])([^\W\d_a-zA-Z]{2,18})$")


def introduced(view: View, clause: Clause, who: Sayer) -> tuple[str, int] | None:
    """Role and name of who speaks, and the length of the bare name in the clause, when an earlier sentence gives his
    role right before the name: 吴雅芳介绍 is 市公积金中心主任吴雅芳介绍.
    """
    name = _LATELY.sub("", who.who)
    if not re.fullmatch(r"[^\W\d_a-zA-Z]{2,4}", name) or not view.s(clause.start, clause.end).startswith(name):
        return None
    at = view.shadow.find(name)
    if at < 0 or at >= clause.start:
        return None
    found = _ROLE.search(view.shadow, max(at - 20, 0), at)
    if found is None or not words("says.roles").ends(found[1]):
        return None
    start = found.start(1)
    while (lead := re.match("[由请让和与对像据如隔]", view.shadow[start:at])) is not None:
        start += lead.end()
    return view.text[start : at + len(name)], len(name)


def known_person(view: View, start: int, end: int) -> tuple[str, int] | None:
    """Role and name of a person whose bare name stands at `start`, and its length, when he is quoted in the article and
    an earlier sentence gives his role right before the name (創辦人丁朗晴 for 丁朗晴在紐倫堡…)."""
    for name in sorted({fold(q.speaker) for q in view.quotes if q.speaker}, key=len, reverse=True):
        if len(name) < 2 or not view.shadow.startswith(name, start) or start + len(name) >= end:
            continue
        at = view.shadow.find(name)
        found = _ROLE.search(view.shadow, max(at - 20, 0), at) if 0 <= at < start else None
        if found is None or not words("says.roles").ends(found[1]):
            return None
        begin = found.start(1)
        while (lead := re.match("[由请让和与对像据如隔]", view.shadow[begin:at])) is not None:
            begin += lead.end()
        return view.text[begin : at + len(name)], len(name)
    return None


def circumstance(view: View, clause: Clause, start: int) -> tuple[int, int] | None:
    """Where a clause of saying tells on which occasion (在28日的說明會上表示, 接受本報採訪時說, 回應稱), if it does."""
    verbs = "|".join(map(re.escape, words("says.verbs").words))
    found = re.search(rf"(?:{CIRCUMSTANCE})(?=(?:{verbs})$)", view.s(start, clause.end))
    return None if found is None or found.start() < 2 else (start + found.start(), start + found.end())


def foreign(view: View, fact: Fact) -> bool:
    """Whether a firm or a private person says a figure and its clause does not name whose it is: on a card of its
    own it would be told as the place's.
    """
    line = view.line_of(fact)
    who = sayer(view, line, fact.start) if line is not None and line.speech is None else None
    if line is None or who is None or who.office:
        return False
    clause = line.clause_at(fact.start)
    return not (who.house and who.house in view.s(clause.start, clause.end))


def says(view: View, clause: Clause) -> Sayer | None:
    """The sayer that a clause is (X表示), when its words have to stand with him; None for any other clause."""
    return view.once("says", clause.start, clause.end, lambda: _says(view, clause))


def _says(view: View, clause: Clause) -> Sayer | None:
    text = view.s(clause.start, clause.end)
    if not words("says.verbs").ends(text) or words("says.nobody").at(text) or len(text) > 40:
        return None
    verb = next(word for word in words("says.verbs").words if text.endswith(word))
    who = re.sub(r"^[据按]|[”」』].*?[，,]", "", text[: -len(verb)])
    if not who or re.match(r"记者|从|经|根据", who):
        return None
    named = re.fullmatch(r"[^\W\d_a-zA-Z]{2,4}", who) and view.shadow.find(who)
    role = view.s(max(named - 14, 0), named) + who if named else who  # 農業局長傅采薇 … 傅采薇說
    role = re.split(r"[，,。；;“”「」\n]", role)[-1]
    firm = words("says.firms").within(role)
    office = not firm and words("says.offices").within(role)
    if verb in ("显示", "表明") and not firm:
        return None  # figures that were counted
    body = words("says.bodies").ends(_LATELY.sub("", who))
    house = re.search(rf"^[^，,“”「」]*?(?:{words('says.firms').pattern.pattern})", role) if firm else None
    return Sayer(
        clause=clause,
        who=re.sub(r"[则也还又并另]+$", "", who),
        office=office,
        person=not body,
        house=house.group() if house else "",
        closes=verb in words("says.own").known and clause.start > 0 and view.text[clause.start - 1] in CLOSERS,
    )
