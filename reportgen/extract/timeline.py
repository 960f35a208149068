"""Finds dated events: a day, or a month with its year or an event; spans of statistics (1至5月, 3月末) are none."""

from __future__ import annotations

import re

from reportgen.extract.view import View
from reportgen.fold import fold
from reportgen.records import dataclass
from reportgen.source.dates import iso, small_cn

_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_EVENT_DATE = re.compile(
    rf"(?:(?P<year>(?:19|20)\d\d)年|(?P<roc>民国\s?\d{{2,3}}|(?<![\d.])1[01]\d)年|(?P<rel>今年|去年|前年|明年|当年|本年))?"
    rf"(?P<month>(?<![\d.至到\-—~、]){_MONTH}(?![\d.]*[至到\-—~、]\d{{1,2}}月))月(?P<part>份|底|末|初|[上中下]旬)?"
    rf"(?:(?P<day>{_DAY})[日号](?:\s?(?:至|到|-|—|~|起至)\s?(?:(?P<month2>{_MONTH})月)?(?P<day2>{_DAY})[日号])?"
    rf"|(?P<daya>{_DAY})(?:至|到|-|—|~)(?P<dayb>{_DAY})[日号])?"
)
_CN_EVENT = re.compile(
    r"(?P<year>[二一][〇○零一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月(?:(?P<day>[一二三四五六七八九十]{1,3})日)?"
)
_RELATIVE_DAY = re.compile(rf"(?P<word>今天|今日|昨天|昨日|明天|明日|今|昨|明)\s?\((?P<day>{_DAY})日?\)[日天]?")


# No event but the end of a span: 起至2029年6月30日止, 止.
_BOUND = re.compile(r"(?:起?[至到]\D{0,4}\d|[起止前后]$|(?:止|起算|生效|届满)[^\w]?$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """`date` is YYYY-MM or YYYY-MM-DD, two joined by "/" for a span; `event` the words after it."""

    start: int
    end: int
    date: str
    event: str


def find_dates(view: View) -> list[Dated]:
    """All dated events of the body, in order."""
    s, t = view.shadow, view.text
    base = view.article.date
    found: list[Dated] = []
    for passage in view.passages:
        known: int | None = None
        for m in _EVENT_DATE.finditer(s, passage.start, passage.end):
            year = _year_of(m, base)
            if m["year"] or m["roc"] or m["rel"]:
                known = year or known
            day, month = m["day"] or m["daya"], int(m["month"])
            part = m["part"]
            if not day and (not year or part in ("底", "末")):
                continue
            if s[m.start() - 1 : m.start()] in ("至", "到") and re.search(r"[日月]$", s[: m.start() - 1][-1:]):
                continue  # 2023年4月至2024年1月: the end of a span
            if s[m.start() - 1 : m.start()] in ("原", "为") and re.search(
                r"原[为定]?$", s[max(0, m.start() - 3) : m.start()]
            ):
                continue
            if not day and re.match(r"(?:份)?(?:的)?(?:CPI|PPI|增长|同比|末|底)", s[m.end() : m.end() + 4]):
                continue
            if year is None:
                year = _same_year(view, known, m.start(), passage.start) or _nearest_year(base, month, int(day or 15))
            if year is None:
                continue
            date = _iso(year, month, int(day) if day else None)
            if date is None:
                continue
            second = m["day2"] or m["dayb"]
            if second:
                end_month = int(m["month2"]) if m["month2"] else month
                last = _iso(year + (end_month < month), end_month, int(second))
                date = f"{date}/{last}" if last else date
            event = _event(view, m.start(), m.end(), passage.end)
            if event and not _BOUND.match(fold(event)):
                found.append(Dated(start=m.start(), end=m.end(), date=date, event=event))
        for m in _CN_EVENT.finditer(s, passage.start, passage.end):
            date = _iso(small_cn(m["year"]), small_cn(m["month"]), small_cn(m["day"]) if m["day"] else None)
            event = _event(view, m.start(), m.end(), passage.end)
            if date and event:
                found.append(Dated(start=m.start(), end=m.end(), date=date, event=event))
        if base:
            for m in _RELATIVE_DAY.finditer(s, passage.start, passage.end):
                date = _iso(int(base[:4]), int(base[5:7]), int(m["day"]))
                if date and m["word"] in ("昨", "昨天", "昨日") and int(m["day"]) > int(base[8:]):
                    month = int(base[5:7]) - 1 or 12
                    date = _iso(int(base[:4]) - (month == 12), month, int(m["day"]))
                event = _event(view, m.start(), m.end(), passage.end)
                if date and event:
                    found.append(Dated(start=m.start(), end=m.end(), date=date, event=event))
    del t
    return sorted(found, key=lambda item: item.start)


def _iso(year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return f"{year:04d}-{month:02d}" if 1900 <= year <= 2100 and 1 <= month <= 12 else None
    return iso(year, month, day)


def _year_of(m: re.Match[str], base: str | None) -> int | None:
    if m["year"]:
        return int(m["year"])
    if m["roc"]:
        return int(re.sub(r"\D", "", m["roc"])) + 1911
    if m["rel"] and base:
        return int(base[:4]) + {"今年": 0, "本年": 0, "当年": 0, "去年": -1, "前年": -2, "明年": 1}[m["rel"]]
    return None


def _same_year(view: View, known: int | None, at: int, floor: int) -> int | None:
    """A year named earlier in the same inner sentence or quotation: 2022年3月…，5月20日…."""
    if known is None:
        return None
    start, _ = view.inner(at)
    line = view.shadow[max(start, floor, at - 160) : at]
    return known if re.search(r"(?:19|20)\d\d年|民国|[去今明前]年", line) else None


def _nearest_year(base: str | None, month: int, day: int) -> int | None:
    """The year that brings a day without year nearest to the article's own date."""
    if base is None:
        return None
    year, at = int(base[:4]), int(base[5:7]) * 30 + int(base[8:])
    distance = month * 30 + day - at
    return year - 1 if distance > 215 else year + 1 if distance < -300 else year


def _event(view: View, start: int, end: int, ceiling: int) -> str:
    """The clause that follows the date, or the next one when nothing does; at most 40 characters."""
    s, t = view.shadow, view.text
    a = end
    clause_end = min(view.clause(start)[1], ceiling)
    if clause_end - a < 3 and clause_end < ceiling and s[clause_end] == ",":
        a = clause_end + 1
        clause_end = min(view.clause(a)[1] if a < ceiling else ceiling, ceiling)
        if clause_end - a < 9 and clause_end < ceiling and s[clause_end] == ",":
            clause_end = min(view.clause(clause_end + 1)[1], ceiling)
    return t[a : min(clause_end, a + 60)].strip(" ,，、;；:：")
