"""Checks whether a cut says a value without what it measures, a sum without its parts, or leans on the clause before.

The gate runs them with its own.
"""

from __future__ import annotations

import re

from reportgen.fold import fold
from reportgen.model import Figure
from reportgen.story import times
from reportgen.story.blocks import Claim
from reportgen.story.context import Context
from reportgen.story.cut import Check, Use, folded, spans_line
from reportgen.story.text import PERIOD, View

_TITLES = ("title", "summary")
# 南灣站周邊更從29萬漲到…, 旅游协会也将…评为: more of what stood before.
_MORE = re.compile(r"[^，,\d“「]{2,12}(?:更(?=[从由]|是从)|也(?=[将把被由从获](?!来)))")
# 四星、三星級分別為83.7%: of what, nobody says.
_VALUE = re.compile(r"(?P<who>[^，,\d]{1,14}?)(?:分别|各)?[为达]\d[\d.]*[%％]")
_MEASURE = re.compile(r"[率比重幅度数额量值价面分占速]|指数|水平|机会|概率|份额|覆盖|进度|浓度")
_SUM = re.compile(r"(?:^|[，,])(?:合计|共计|总计)(?:约|近|逾|超|达|为)?\d")
_SUMS = ("合计", "共计", "总计")
# What only those who read the case know.
_PARTY = re.compile(r"(?:经查[，,])?当事人|鉴于|(?:[一二三两\d]{1,2}年间|其间)?涉及(?!到)")
_SLOGAN = re.compile(r"[“「][^”」]+[”」][，,]?是[^，,\d]*(?:\d{4}年)?[^，,\d]*(?:名片|口号|招牌|写照|缩影)")
_HANDED = re.compile(r"[^，,]{2,16}向\d+[^，,\d]{1,8}颁发[“「][^”」]+[”」]")
# 2026年度目标为1000家: of what; 毫秒级响应，可满足…: what does.
_BARE_AIM = re.compile(r"(?:年度|全年)?目标[为是]\d[^，,]{0,6}(?:、\d[^，,]{0,6})?")
_BARE_CAN = re.compile(r"[^，,\d“「]{2,6}[，,][可能](?!能)")
_AT_WORK = re.compile(r"\d{1,3}岁的[^，,]{2,12}正[在忙]")
_SAME_YEAR = re.compile(r"同[年月日](?![级龄同比])")


def leans_more(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """4: no 更從 or 也將 whose other part stands in the clause left out."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces:
        return None
    found = _MORE.match(re.sub(rf"^(?:{PERIOD.pattern})[,，]?", "", folded(view, claim)))
    first = line.clause_at(claim.pieces[-1].start)
    behind = first.n > 0 and line.clauses[first.n - 1].segment == first.segment
    return f"leans with {found.group()[-1]}" if found and behind else None


def value_of(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """6: a percentage that somebody is (三星級為88.1%) stands with what is measured."""
    if use not in _TITLES:
        return None
    text = re.sub(rf"^(?:{PERIOD.pattern})[,，]?", "", folded(view, claim))
    found = _VALUE.match(text)
    if found and not _MEASURE.search(found["who"]):
        return f"leaves behind what is {found.group()}"
    line = spans_line(view, claim)
    behind = line is not None and claim.pieces and line.clause_at(claim.pieces[-1].start).n > 0 and not claim.inserted
    bare = _BARE_AIM.fullmatch(text) or (_BARE_CAN.match(text) if behind else None)
    return f"leaves behind what {bare.group()[:8]} is of" if bare else None


def sum_of(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """22: a sum (合计208.6万元) stands with two of its parts or with none."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces:
        return None
    text = folded(view, claim)
    total = _SUM.search(text)
    if total is None:
        return None
    figures = [f for f in map(view.by_id.__getitem__, claim.facts) if isinstance(f, Figure)]
    start = claim.pieces[0].start
    whole = next(
        (f for f in figures if f.start >= claim.pieces[-1].start and view.s(f.start - 2, f.start) in _SUMS), None
    )
    if whole is not None and sum(f.unit == whole.unit for f in figures if f.start < whole.start) > 1:
        return None
    left = [f for f in view.figures_in(line.start, start) if isinstance(f, Figure)]
    units = {fold(f.unit) for f in figures}
    before = [
        f for f in left if fold(f.unit) in units and line.clause_at(f.start).segment == line.clause_at(start).segment
    ]
    return f"leaves a part of {total.group().lstrip('，,')} behind" if before else None


def party(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """4: no 当事人 of a case, no 同年 of a year told before, nothing that only gives the ground."""
    if use not in _TITLES:
        return None
    text = folded(view, claim)
    found = _PARTY.match(text) or _SAME_YEAR.match(text)
    return f"points outside with {found.group()}" if found else None


def slogan(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """16: no saying that is somebody's 名片, nobody who is just at a counter."""
    if use not in _TITLES:
        return None
    text = folded(view, claim)
    found = _SLOGAN.match(text) or _AT_WORK.search(text) or _HANDED.fullmatch(text)
    return f"tells a scene: {found.group()}" if found else None


def years_kept(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """9: amounts told one by one of several years stand with all of these: no
    2023年，收入分别为620万、890万和1310万元."""
    line = spans_line(view, claim)
    for series in times.series_of(view, line) if line is not None and use != "headline" else ():
        told, start, end = series.told, series.start, series.end
        pieces = [(p.start - line.start, p.end - line.start) for p in claim.pieces] if line is not None else []
        within = any(a < end and start < b for a, b in pieces)
        if within and not any(a <= told[0] and told[1] <= b for a, b in pieces):
            return "a list without its years"
    return None


UNSAID: tuple[Check, ...] = (leans_more, value_of, sum_of, party, slogan, years_kept)
