"""Turns a clause into the frame that holds for what stands behind it: a time, a comparison, a condition, a scheme."""

from __future__ import annotations

import re

from reportgen.story.lexicon import words
from reportgen.story.text import PERIOD, Clause, Line, View, width

_VAGUE = re.compile(
    r"(?:日前|目前|当前|截至目前|随后|之后|然后|最后|今后"
    r"|此后|近年来|去年以来|今年以来|一直以来|长期以来|多年来|与此同时|同时)$"
)
_FRAME = re.compile(
    r"每[到逢当][^，,]{1,8}$|[^，,]{1,12}(?:前|起)$|对(?![此于照标])[^，,]{2,8}$|(?:与|和|同|较|比)[^，,]{2,14}(?:相比|比较|相较)$|[^，,]{2,10}(?:后|初期)$"
)
# Frames that a title takes along: 除中央给付外, 撇除非现金项目, 在第三方评估中, 铁海联运方面.
_UNDER = re.compile(
    r"除(?!了)[^，,]{2,14}外|(?:撇除|剔除|扣除)[^，,]{2,16}|在[^，,]{2,16}(?:评估|评价|测评|考核|评选)中|[^，,在]{2,6}(?:运输|联运|业务)方面"
)
# Since when a change is counted: 三年来, 自2020年5月获批以来.
_SINCE = re.compile(
    r"(?:近|过去)?[一二三四五六七八九十两\d]{1,3}年多?来|过去[一二三四五六七八九十两\d]{1,3}年|自[^，,]{2,16}以来"
)
# A change that needs it, and one that says itself since when: 由回归当年的519亿元增至.
_CHANGE = re.compile(r"[由从](?![^，,\d]{0,6}(?:年|当年|初)的|\d{4}年)[^，,]*?\d[^，,]*[，,]?[^，,]{0,6}?[至到为成]")
_HELD = re.compile(r"(?:前|起|相比|比较|相较|[”」](?:期间|时期|期?末))$")
# Up to which day a count runs: it holds until another time is told.
_AS_OF = re.compile(r"截[至止到](?!发稿|目前|当前|记者|[昨今][日天])[^，,]{2,12}")
# By when, or over which plan: 到“十五五”末, “十五五”期间; 过去五年 for a change.
_PLAN = re.compile(r"(?:按照[^，,]{2,6}[，,])?(?:到|至|在)?[“「]十[一二三四五六]五[”」](?:期间|时期|期?末)")
# The clause that names what the next ones tell of: 市里设立“匠苗基金”, 配合试办“农事一指通”线上服务.
_KIND = r"(?:基金|平台|服务|系统|计划)"
_NAMED = re.compile(
    rf"[“「『](?:[^”」』，,]{{0,10}}{_KIND}[”」』]|[^”」』，,]{{2,12}}[”」』][^\W\d_a-zA-Z]{{0,2}}{_KIND})$"
)
_LONGEST = 24


def frame_of(view: View, line: Line, first: int, *, title: bool = True) -> Clause | None:
    """The clause that says under which time or comparison what follows holds (改革前, 与2004年相比, 由4月1日起).

    A time with 起, 前 or 以来 holds to the end of its segment, any other frame for the clause behind it only. `title`:
    with the frames that only a sentence which stands alone needs.
    """
    for n in range(first - 1, -1, -1):
        clause = line.clauses[n]
        if clause.segment != line.clauses[first].segment:
            return None
        text = view.s(clause.start, clause.end)
        if _VAGUE.search(text):
            continue
        if title and (_PLAN.fullmatch(text) or (_AS_OF.fullmatch(text) and not _timed(view, line, n, first))):
            return clause
        if title and _SINCE.fullmatch(text) and _CHANGE.search(view.s(line.clauses[first].start, line.end)):
            return clause
        if title and n == first - 1 and _UNDER.fullmatch(text):
            return clause
        if _FRAME.fullmatch(text) and (n == first - 1 or _HELD.search(text)):
            return clause
    return None


def _timed(view: View, line: Line, n: int, first: int) -> bool:
    """Whether another time begins a clause between two."""
    return any(PERIOD.match(view.shadow, c.start, c.end) for c in line.clauses[n + 1 : first])


def since(view: View, clause: Clause) -> bool:
    """Whether a frame says since when: it holds for every clause of its segment."""
    text = view.s(clause.start, clause.end)
    return any(pattern.fullmatch(text) for pattern in (_SINCE, _PLAN, _AS_OF))


def scheme(view: View, clause: Clause) -> bool:
    """Whether a clause only names the fund, platform or service whose terms or results stand behind it."""
    text = view.s(clause.start, clause.end)
    named = _NAMED.search(text)
    if named is None or view.figures_in(clause.start, clause.end) or width(text) > _LONGEST:
        return False
    return words("frame.schemes").within(text[: named.start()])
