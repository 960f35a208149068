"""Checks of a title for words that hang: their day, object, unit or year stands outside the cut.

The gate runs them with its own.
"""

from __future__ import annotations

import re

from reportgen.source import Span
from reportgen.story.blocks import Claim
from reportgen.story.context import Context
from reportgen.story.cut import Check, Use, folded, spans_line
from reportgen.story.text import Line, View
from reportgen.story.times import times

_TITLES = ("title", "summary")
# 当晚系统发出…; not 当日办结, 当天往返.
_THAT_DAY = re.compile(
    r"当[晚夜]|(?:^|[，,])当[天日](?![^，,的]{2,4}的|[^，,]{0,2}(?:往返|来回|办结|受理|送达|取|领|拿|可|即))"
)
_DAY = re.compile(r"\d{1,2}[日号]|昨|今[日天晚]")
_COMMON_YEAR = re.compile(r"[今去明后]年|展望明|(?<!\d)20\d\d年")
_OTHER_YEAR = re.compile(r"(?<![\d.立历])1[01]\d年(?![来间多])")
# 有一成村卫生室没接上: what it is not joined to.
_NO_OBJECT = re.compile(r"没[有能]?[接跟装赶连配][上入到]$")
# 酒驾醉驾查处847、93起.
_NO_UNIT = re.compile(r"(?<![\d.])\d[\d,.]*、\d")
_SHARED = re.compile(r"分别|各|依次|第|[“”「」]|\d、\d{1,2}[日号月]")
# 省里公布投诉电话12345; 平均年龄33.8岁; 棠梨巷位于老城，全长460米.
_ASIDE = re.compile(
    r"拨打\d{3,}|热线(?:电话)?[:：]?\d{3,}|平均年龄|^[一二三四五六七八九十\d]+分之[一二三四五六七八九\d]+[是为]|^[^，,\d]{2,10}位于[^，,\d]+[，,](?:全长|占地|总面积|面积)"
)
_NOTICE = re.compile(
    r"(?:^|[，,])[^，,]{0,16}召开[^，,]{0,8}发布会[，,](?:通报|发布|公布|介绍)[^，,:：]{0,30}(?:[:：]|$)"
)
_REPORT = re.compile(r"[^，,]{0,8}[，,]?[^，,]{2,20}(?:发布|公布|通报)[^，,\d]{0,24}(?:状况|概况|公报|通报|报告)")


def one_calendar(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """18: the years of one line are counted in one way (2025年, or 民国115年)."""
    text = folded(view, claim) if use in _TITLES else ""
    other = _OTHER_YEAR.search(text)
    return f"two ways of years: {other.group()}" if other and _COMMON_YEAR.search(text) else None


def that_day(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """18: 当晚 stands with its date."""
    text = folded(view, claim)
    found = _THAT_DAY.search(text) if use in _TITLES else None
    return f"{found.group()} without its date" if found and not _DAY.search(text, 0, found.start()) else None


def no_object(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """2: no end in a verb whose object the sentence before names."""
    found = _NO_OBJECT.search(folded(view, claim)) if use in _TITLES else None
    return f"ends in {found.group()}" if found else None


def no_unit(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """22: each number of an enumeration has its name or its unit, or 分别 says that they share them."""
    text = folded(view, claim)
    if use not in _TITLES or "、" not in text:
        return None
    clauses = [clause for clause in re.split("[，,;；]", text) if not _SHARED.search(clause)]
    found = next((m for clause in clauses if (m := _NO_UNIT.search(clause))), None)
    return f"numbers without a unit: {found.group()}" if found else None


def aside(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """16: no telephone number, ages of a team, lie of a street, bare notice of a report."""
    if use not in _TITLES:
        return None
    text, line = folded(view, claim), spans_line(view, claim)
    found = _ASIDE.search(text) or _NOTICE.search(text) or _REPORT.fullmatch(text)
    if found is None and line is not None and claim.pieces:  # 团队共有63名成员，平均年龄33.8岁
        found = re.match("[，,]平均年龄", view.s(claim.pieces[-1].end, claim.pieces[-1].end + 5))
    return f"no news: {found.group()[:12]}" if found else None


def old_deed(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """18: what was done in a year long past (2018年，…。林国栋带着9人…) stands with that year."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or claim.inserted:
        return None
    year = year_of_the_story(view, ctx, line)
    return f"done in {view.s(year.start, year.end)}" if year is not None else None


def year_of_the_story(view: View, ctx: Context, line: Line) -> Span | None:
    """The year long past that the sentence before in the paragraph begins with, for a sentence that tells no time."""
    date = view.article.date
    if date is None or line.speech is not None or times(view, line.start, line.end):
        return None
    before = [other for other in view.lines_in(line.paragraph) if other.end <= line.start]
    if not before or re.search("年来|以来", view.s(line.start, line.end)):
        return None
    start = ctx.skip_openers(before[-1].start, before[-1].end)
    year = re.match(r"(?:19|20)\d\d年(?![来度])", view.s(start, start + 7))
    return Span(start, start + 5) if year and int(year.group()[:4]) < int(date[:4]) - 2 else None


def former_place(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """10: 十年前只剩43口人；如今…: what is so now is of whom the clauses before tell."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces or claim.inserted:
        return None
    clause = line.clause_at(claim.pieces[0].start)
    now = re.match("如今|现在|而今", view.s(clause.start, clause.end))
    if now is None or claim.pieces[0].start > clause.start + len(now.group()) or clause.n == 0:
        return None
    before = view.s(line.start, line.clauses[clause.n - 1].end)
    ago = re.search(r"年前|过去|以前|曾经|当年", before)
    return "whose it is stands before" if ago and claim.pieces[0].start > line.start else None


HANGING: tuple[Check, ...] = (one_calendar, that_day, no_object, no_unit, aside, old_deed, former_place)
