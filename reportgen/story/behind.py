"""Turns the clauses before a cut into what they cost it when it leaves them.

The scheme that its figures come from, whose a change is, when it was so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from reportgen.source import Span
from reportgen.story.blocks import Claim
from reportgen.story.claims import Part
from reportgen.story.lexicon import limit, words
from reportgen.story.said import says
from reportgen.story.text import PERIOD, Clause, Line, View, width

_AGO = re.compile(r"[一二三四五六七八九十两几\d]年前[^，,]{0,8}$")
# 线上化率从61%提高到100%, 噪声投诉降到每月7件: a measure without an owner of its own.
_CHANGE = re.compile(
    r"[^\W\d_a-zA-Z]{2,12}(?:[由从][^，,]*\d[^，,]*[至到为成][^，,]*\d"
    r"|(?:升|降|增|减|提高|提升|压缩|缩短|下降)[至到为](?:每[^\W\d_a-zA-Z])?[^，,\d]{0,2}\d)"
)
_QUOTED = re.compile(r"[“「『]([^“”「」『』，,。]{2,14})[”」』]([^，,“”「」()（）]{0,12})$")
_ANY_QUOTED = re.compile(r"[“「『][^“”「」『』]{2,14}[”」』]")
_WIDEST, _GOOD = 34, 0.5
# What a clause left out would take from those behind it: a condition, a time, the word that makes it a plan or a guess.
# 协议总投资318亿元 of the projects that the clause before counts; 峰值出现在11月10日，单日…: when it was so.
_SUM = re.compile(
    r"(?:协议|合同|计划|实际)?(?:总投资|投资额?|总金额|金额|引资额?|资金)(?:达|约|近|逾|超|共|合计|为)*(?:新台币|人民币|港币)?\d"
)
_ON_A_DAY = re.compile(r"[^，,]{2,8}(?:出现|发生|落|是)在?\d{1,2}月\d{1,2}[日号]$")
# 是2019年的2倍, 为1998年有记录以来最大: what a number weighs.
_WEIGHS = re.compile(
    r"(?:是|为|相当于)[^，,]{0,12}?\d[\d.]*倍"
    r"|(?:是|为|创下?)[^，,]{0,14}(?:以来|同期|历史|有记录|[近来]\d+年)[^，,]{0,6}(?:最[高大多低快]|新[高低]|纪录)"
)
# What ends in such a verb is all told: nobody else's deed follows (新院区启用，新增床位500张).
_EVENT = re.compile(r"(?:启用|开业|开幕|落成|投产|投用|开通|通车|揭牌|挂牌|开馆|闭幕)$")
_GOVERNS = re.compile(
    rf"(?:^|[，,])(?:{PERIOD.pattern})|如果?|若|凡|只要|期间|以来|之?[前后起](?=[，,])"
    r"|预[计估料测]|可望|有望|据|测算|每逢|其中|对[^，,]{2,12}[，,]"
)
_NO_SUBJECT = re.compile("也?可|带|在|把|将|通过|需|须|只|由|从|并|不")


class Rated(Protocol):
    """A cut with its score."""

    @property
    def score(self) -> float: ...


_Cut = TypeVar("_Cut", bound=Rated)


def dearer(made: Iterable[_Cut], costs: list[float], *, least: float = 0.0) -> list[_Cut]:
    """Cuts with what each costs taken off where another cut is free of it and good enough; else `least` of it."""
    cuts = list(made)
    free = any(c.score >= _GOOD for c, cost in zip(cuts, costs, strict=True) if not cost)
    paid = costs if free else [min(cost, least) for cost in costs]
    return [replace(c, score=c.score - cost) if cost else c for c, cost in zip(cuts, paid, strict=True)]  # type: ignore[type-var]


def next_told(line: Line, last: int, passed: Callable[[Clause], bool]) -> Clause:
    """The clause behind a cut; the one behind that when it only tells how it was counted (按不变价格计算)."""
    here, after = line.clauses[last], line.clauses[last + 1]
    more = line.clauses[last + 2] if last + 2 < len(line.clauses) else after
    return more if passed(after) and more.segment == here.segment else after


def weighs(text: str) -> bool:
    """Whether a clause says of the number before it how much that is."""
    return _WEIGHS.match(text) is not None


def whole_event(verb: str) -> bool:
    """Whether a clause is told whole with its verb."""
    return _EVENT.fullmatch(verb) is not None


def scheme(view: View, clause: Clause) -> bool:
    """Whether a clause tells that a scheme begins which it names in quotation marks (縣府推動「智漁起飛計畫」)."""
    return view.once("scheme", clause.start, clause.end, lambda: _scheme(view, clause))


def _scheme(view: View, clause: Clause) -> bool:
    text = view.s(clause.start, clause.end)
    named = _QUOTED.search(text)
    if named is None or width(text) > _WIDEST or says(view, clause) is not None:
        return False
    if re.match("作为|按照?|根据|围绕", text):
        return False
    tail = re.sub(r"[一二三四五六七八九十\d]+年", "", named[2])
    if re.search(r"\d", tail) or words("frame.no-schemes").within(named.group()):
        return False
    begun = words("frame.begun").within(text[: named.start()]) or words("frame.begun").within(tail)
    return begun or re.search(r"办$", text[: named.start()]) is not None


def scheme_before(view: View, line: Line, first: int) -> Clause | None:
    """The clause before `first` in its segment that names the scheme whose terms or results follow."""
    for n in range(first - 1, -1, -1):
        clause = line.clauses[n]
        if clause.segment != line.clauses[first].segment:
            return None
        if scheme(view, clause):
            return clause
        if _ANY_QUOTED.search(view.s(clause.start, clause.end)) or says(view, clause) is not None:
            return None
    return None


def scheme_named(view: View, line: Line, piece: Span, at: int) -> bool:
    """Whether a piece ends with the clause that names the scheme whose results stand at `at`."""
    found = scheme_before(view, line, line.clause_at(at).n)
    skipped = view.s(piece.end, at)
    governs = words("status.aim").within(skipped) or _GOVERNS.search(skipped)
    return found is not None and found.end in (piece.end, piece.end - 1) and piece.end < at and not governs


def with_comma(view: View, part: Part) -> Part:
    """A part of a cut up to the comma behind it."""
    if isinstance(part, Span) and view.shadow[part.end : part.end + 1] in ("，", ","):
        return Span(part.start, part.end + 1)
    return part


def left(view: View, line: Line, claim: Claim, first: int) -> float:
    """What a cut from clause `first` on costs for what stands before it."""
    told = [p for p in claim.pieces if p.end > p.start]
    before = line.clauses[first - 1] if first else None
    if before is None or before.segment != line.clauses[first].segment or not told:
        return 0.0
    cost = 0.0
    found = scheme_before(view, line, first)
    if found is not None and not any(p.start < found.end <= p.end + 1 for p in told):
        cost = limit("scheme") / (2 if any(len(text) > 1 and "年" not in text for text in claim.inserted) else 1)
    if any(p.start < before.end <= p.end for p in told):
        return cost
    text = view.s(before.start, before.end)
    if _AGO.search(text):
        cost = max(cost, 2.0)
    here = re.sub(rf"^(?:{PERIOD.pattern})[,，]?", "", view.s(line.clauses[first].start, line.clauses[first].end))
    if (_SUM.match(here) and view.figures_in(before.start, before.end)) or _ON_A_DAY.search(text):
        cost = max(cost, limit("measure"))
    who = says(view, line.clause_at(told[0].start))
    if who is not None and says(view, before) is None and ("中有" in text or _measure(here)):
        cost = max(cost, limit("measure"))  # X说，(12项特等奖中有9项…，)校领导领衔的比例从46%降至17%
    if _measure_of(view, line, before, first) and not claim.inserted:
        cost = max(cost, limit("measure"))
    return cost


def _measure(text: str) -> bool:
    """Whether a clause begins with a bare measure (年营业额力争突破120亿元)."""
    return re.match(rf"年?(?:{'|'.join(words('owner.bare-measures').words)})[^，,\d]{{0,8}}\d", text) is not None


def _measure_of(view: View, line: Line, before: Clause, first: int) -> bool:
    """Whether a cut begins with the change of what the clause before tells of (高职院校表现抢眼，获奖数由…)."""
    text = view.s(before.start, before.end)
    here = line.clauses[first]
    changed = _CHANGE.match(view.shadow, here.start, here.end) is not None
    plain = says(view, before) is None and not PERIOD.fullmatch(text) and not view.figures_in(before.start, before.end)
    return (
        changed
        and plain
        and width(text) > 3
        and not _NO_SUBJECT.match(text)
        and not words("opener.clause-ends").ends(text)
    )
