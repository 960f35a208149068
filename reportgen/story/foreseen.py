"""Tells numbers that a plan is reckoned to bring or to cost from those that are planned or aimed at."""

from __future__ import annotations

import re

from reportgen.model import Fact, Figure
from reportgen.source import Span
from reportgen.story.lexicon import words
from reportgen.story.text import Clause, Line, View

# 可外送电量, 相当于节约标准煤; no 可 that allows (乘客可享七折).
_OUTCOME = re.compile(
    r"相当于|约合|可(?=每?年?(?:[减增节供压]|外送|带动|提供|满足|惠及|达|实现|把|将|处理|形成|创造|容纳|解决|下降|降低|提[高升]"
    r"|缩短|服务|发电|替代|产出|覆盖))"
)


def outcome(view: View, line: Line, clause: Clause, offset: int) -> Span | None:
    """The 可 or 相当于 that puts a number to what a plan brings: nearer than any plan word, in its segment."""
    for other in reversed(line.clauses[: clause.n + 1]):
        if other.segment != clause.segment:
            return None
        text = view.s(other.start, min(other.end, offset))
        found = list(_OUTCOME.finditer(text))
        planned = max((m.end() for m in words("status.plan").pattern.finditer(text)), default=-1)
        if found and found[-1].start() >= planned:
            return Span(other.start + found[-1].start(), other.start + found[-1].end())
        if planned >= 0:
            return None
    return None


def is_cost(view: View, fact: Fact) -> bool:
    """Whether a target's number is what the aim is put at to cost, in a clause behind it: 每間新店投資額約400萬元."""
    line = view.line_of(fact)
    if line is None or not isinstance(fact, Figure) or fact.qualifier not in ("約", "约"):
        return False
    clause = line.clause_at(fact.start)
    own = view.s(clause.start, clause.end)
    return clause.n > 0 and words("status.costs").within(own) and not words("status.target").within(own)
