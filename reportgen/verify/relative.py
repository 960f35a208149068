"""Turns a date that is printed back into the words by which the article may tell it: 2025年 into 今年.

Only the article's own date decides; whether one of the words stands with the fact is for the caller to prove.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from reportgen.fold import fold

_YEARS = {-2: ("前年",), -1: ("去年",), 0: ("今年", "本年"), 1: ("明年", "来年", "翌年"), 2: ("后年",)}
_MONTHS = {-1: ("上月", "上个月"), 0: ("本月",), 1: ("下月", "下个月")}
_DAYS = {
    -2: ("前日", "前天"),
    -1: ("昨日", "昨天", "昨晚", "昨"),
    0: ("今日", "今天", "今晚"),
    1: ("明日", "明天", "明晚"),
}
# What may follow year or day in a time; anything else makes it the words of a row (2028年产业规模).
_REST = (
    r"(?:[底末初内中起止]|以来|期间|同期|或?之?前|[上下]半年|全年|第?[一二三四1-4]季度?|[首次前][^,，]{1,4}[季度月]|[首次]季"
    r"|[春夏秋冬][天季]|[至到-].{1,8}|\d{1,2}(?:[至到-]\d{1,2})?月份?|\d{1,2}日|[一二三四五六七八九十]{1,2}[月日]|[上中下]旬|份)*"
)
_WRITTEN = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_YEAR, _DAY = re.compile(r"\d{4}年"), re.compile(r"\d{1,2}月\d{1,2}日")
_MONTH = re.compile(r"\d{4}年\d{1,2}月")
_DATED = re.compile(rf"(截至|截止|到|至)?(?:(\d{{4}})年(?:(\d{{1,2}})月)?|(\d{{1,2}})月(\d{{1,2}})日)({_REST})")


def forms(text: str, written: object) -> tuple[str, ...]:
    """The folded relative words for a dense time; () when it is no date or the article has none."""
    found = _DATED.fullmatch(fold(text))
    day = _WRITTEN.match(str(written or "")) if found else None
    if day is None or found is None:
        return ()
    own = date(*map(int, day.groups()))
    lead, year, month, of_month, of_day, rest = found.groups(default="")
    made: list[str] = []
    if year:
        tail = (f"{int(month)}月" if month else "") + rest
        shift = int(year) - own.year
        made += [word + more + tail for word in _YEARS.get(shift, ()) for more in ("", "度")]
        if shift == 0 and tail[:1] in ("内", "底", "末"):
            made.append("年" + tail)
        if month:
            away = shift * 12 + int(month) - own.month
            made += [word + rest for word in _MONTHS.get(away, ())]
    else:
        for away, told in _DAYS.items():
            then = own + timedelta(days=away)
            if (then.month, then.day) == (int(of_month), int(of_day)):
                made += [word + rest for word in told]
    return tuple(lead + form for form in made)


def bare_months(facts: Iterable[Mapping[str, Any]]) -> set[int]:
    """Months of the events of which the article tells no day."""
    dates = [part for f in facts if f.get("kind") == "milestone" for part in str(f.get("date") or "").split("/")]
    return {int(d[5:7]) for d in dates if re.fullmatch(r"\d{4}-\d\d", d)}


def days(written: str) -> tuple[str, ...]:
    """The day of a paper and the two before it, when they are of one year."""
    if not re.match(r"\d{4}-\d\d-\d\d", written):
        return ()
    own = date.fromisoformat(written[:10])
    near = [d for d in (own - timedelta(days=n) for n in range(3)) if d.year == own.year]
    return tuple(f"{d.month}月{d.day}日" for d in near)


_WHICH = re.compile(r"(?<=[今昨][日天])\((?:[^()]{0,5}月[^()]{1,4}日|星期.|周.|礼拜.)\)|(?<=[今昨])\(\d{1,2}\)(?=日)")


def plain(word: str) -> str:
    """A dense 今日(二月十二日) or 今(23)日 without the bracket that says which day it is."""
    return _WHICH.sub("", word)


def last_month(written: str) -> str:
    """2025年7月, the month before that of a paper; "" without its date."""
    day = re.match(r"(\d{4})-(\d\d)", written)
    n = int(day[1]) * 12 + int(day[2]) - 2 if day else 0
    return f"{n // 12}年{n % 12 + 1}月" if day else ""


def may_be(told: str, word: str) -> bool:
    """Whether a year or day may stand for a dense word (今年, 昨日, the 昨 of 昨晚); which one, the date proves."""
    if told.endswith("月"):
        return _MONTH.fullmatch(told) is not None and fold(word) in _MONTHS[-1]
    if not told.endswith(("年", "日")):
        return False
    if _YEAR.fullmatch(told):
        return any(fold(word) in words for words in _YEARS.values())
    return _DAY.fullmatch(told) is not None and any(fold(word) in (*words, words[0][0]) for words in _DAYS.values())


def month_of(told: str, written: object, before: str) -> str:
    """What at the end of a dense text a month in figures may stand for (今年三月 for 2025年3月); "" for none."""
    found = re.fullmatch(r"(\d{4}年)(\d{1,2})月", told)
    if found is None or not 1 <= int(found[2]) <= 12:
        return ""
    n = int(found[2])
    month = ("十" if n >= 10 else "") + ("" if n == 10 else "一二三四五六七八九"[n % 10 - 1]) + "月"
    tails = (form + month for form in forms(found[1], written))
    return next((tail for tail in tails if fold(before).endswith(tail)), "")


def stood(told: str, source: str, at: int) -> bool:
    """Whether such a word stands at an offset of a dense line."""
    return any(may_be(told, source[at : at + size]) for size in (2, 1))


def stands(text: str, written: object, line: str) -> bool:
    """Whether a dense time stands in a dense line, as it is or in the words of its day."""
    if text in line:
        return True
    return in_words(text, written, line)


def in_words(text: str, written: object, line: str) -> bool:
    """Whether a dense line tells a dense date in relative words; 年底前 is not that of 明年底前."""
    told = fold(plain(line))
    bare_year = r"(?<![今去前明后来\d])"  # 年底前 is not that of 明年底前
    return any(re.search((bare_year if form[0] == "年" else "") + form, told) for form in forms(text, written))


def printed(period: str, written: object) -> tuple[str, ...]:
    """A period of the article as it may be printed instead: 去年以來 with the year for 去年."""
    day = re.match(r"(\d{4})", str(written or ""))
    if day is None:
        return ()
    told = fold(period)
    return tuple(
        told.replace(word, f"{int(day.group()) + shift}年", 1)
        for shift, words in _YEARS.items()
        for word in words
        if told.startswith(word)
    )
