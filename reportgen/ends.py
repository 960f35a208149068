"""Tells the times of the two ends of a change: 2022年 and 2024年 of 2022年至2024年，產值從612億元增長到894億元.

Read by the charts, which print them at their two ends, and by the proof, which holds each to its own. What is not
surely said is "": the program's words for before and now stand there instead.
"""

from __future__ import annotations

import re
from functools import cache

from reportgen import yearly
from reportgen.lexicon import alternation
from reportgen.records import dataclass

_CN = "[〇零○一二三四五六七八九]"
_FOUR = rf"(?:(?<!\d)(?:19|20)\d\d|[一二]{_CN}{{3}})"
_YEAR = rf"(?:{_FOUR}年|(?<![\d.])1[01]\d年(?![间来里内])|民国\d{{2,3}}年|[去今前]年)"
_PART = r"(?:\d{1,2}月(?:[底末初]|份)?|[上下]半年|第?[一二三四1-4]季度?|前三季度|年?[底末初]|同期)"
_DATE = rf"{_YEAR}{_PART}?"
_AGO = r"(?:\d{1,2}|十?[一二两三四五六七八九十])(?:年|个月)前"
# What a number at its time may have before it: 每, 平均, 近. Else a thing stands there (2024年新生的).
_LED = r"(?:平均|[月日年]均|每.{1,2}|不足|不到|[近约逾超])?"
_LONGEST = 6.0  # em: what a label has room for
# A time between another time and the change: the first is not surely the change's.
_TIME = re.compile(
    rf"{_YEAR}|\d月|[上下]半年|季度|年[初底末]|[今去前明本上]年|目前|当前|如今|现在|至今|以来|期间|同期|上月|日前|近日"
)
_OLD = re.compile(rf"[由从]{_DATE}的?(?=\D{{0,3}}\d)")
# 2024年，…; not 2024年起, 2024年的…, 2024年至…
_OF_ONE = re.compile(
    rf"(?:截至|截止|到|至|在)?(?P<time>{_YEAR}(?:\d{{1,2}}月[底末]?|[上下]半年|第?[一二三四1-4]季度?|前三季度|年?[底末])?)"
    r"(?:期?间)?(?![度份]?(?:[初之以后前起来的至到—–~-]|开始|同期|[上下]半年|第|\d|[一二三四五六七八九十]+月|计划|规划|[春夏秋冬]))"
)
_OWNER = re.compile(rf"[^\W\d_较比与和同自从对]{{1,8}}?(?={_YEAR})")
_RANGE = re.compile(rf"[从自由在]?{yearly.RANGE.pattern}")
_THROUGH = re.compile(r"(?:的?[^,。;\d]{1,2}年)?(?:期?间)?,")  # 2022年至2024年三年間，


@dataclass(frozen=True, slots=True)
class End:
    """The time of one end, folded, in the digits it is printed with; `at` is where its words stand in the text before
    the number, when these are the article's and may be written in other characters (修復前)."""

    text: str = ""
    at: tuple[int, int] | None = None


NONE = End()


def ends(before: str, between: str, written: str | None) -> tuple[End, End]:
    """The times of an old and a new number: `before` is the folded sentence up to the old one, `between` what stands
    between both, neither with blanks; `written` is the article's date."""
    led = re.search(r"[由从][^,、。;由从]*$", before)
    if led is None:
        return NONE, NONE
    head = before[: led.start()]
    head = head[max(head.rfind(mark) for mark in "。!?") + 1 :]
    old = _named(before, led.start() + 1, written)
    new = _fitting(m["time"], written) if (m := _behind().search(between)) else NONE
    first, last = _spanned(head, written) if new is NONE else (NONE, NONE)
    if old is NONE and re.fullmatch(_LED, before[led.start() + 1 :]):  # not 由疫情初期的
        old = first
    return old, new if new is not NONE else last if last is not NONE else _of_one(head, written)


def verb(between: str) -> str:
    """The words between two numbers that lead to the second as what became of the first (增至), without its time."""
    between = re.sub(r"\s", "", between)
    timed = _behind().search(between)
    return between[: timed.start() + 1] if timed else between


def is_time(text: str) -> bool:
    """Whether a folded text is a time as it stands at an end of a change."""
    return _told().fullmatch(text) is not None


def leading(text: str) -> int:
    """Where a folded text goes on behind the time that it begins with; 0 where it begins with none."""
    found = _told().match(text)
    return found.end() if found else 0


def trailing(text: str) -> int:
    """Where the time begins that a folded text ends in; its length where it ends in none."""
    found = re.search(rf"(?:{_told().pattern})$", text)
    return found.start() if found else len(text)


def now(end: End, written: str | None) -> bool:
    """Whether a new number may be called that of now: it has no time of its own, or that of the article's year."""
    return not end.text or (written is not None and _number(end.text) == int(written[:4]))


@cache
def _told() -> re.Pattern[str]:
    words = alternation("context.toml", "ends.old")
    return re.compile(rf"{_DATE}|{words}|{_AGO}|(?!{alternation('context.toml', 'ends.no-time')})[^\W\d_]{{1,4}}前")


@cache
def _inside() -> re.Pattern[str]:
    """What stands between 由 and the old number: its time (2021年的, 上年同期的, 修復前的)."""
    return re.compile(rf"(?:(?P<date>{_DATE})的?|(?P<word>{_told().pattern})的){_LED}")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"[至到为成](?P<time>{_DATE})的?{_LED}$")


def _named(before: str, start: int, written: str | None) -> End:
    found = _inside().fullmatch(before, start)
    if found is None:
        return NONE
    if found["date"]:
        return _fitting(found["date"], written)
    return End(found["word"], found.span("word")) if len(found["word"]) <= _LONGEST else NONE


def _spanned(head: str, written: str | None) -> tuple[End, End]:
    """The ends of the years that open the sentence's part and that the change is told of, without a time between."""
    part = head[head.rfind(";") + 1 :]
    told = next((m for start in _heads(part) if (m := _RANGE.match(part, start)) is not None), None)
    opened = told and _THROUGH.match(part, told.end())
    if told is None or opened is None or _moved(part[opened.end() :]):
        return NONE, NONE
    words = re.findall(rf"{_FOUR}|[去今]年|1[01]\d", told.group())
    both = [_fitting(word if word.endswith("年") else f"{word}年", written) for word in words]
    if len(both) != 2:
        return NONE, NONE
    return NONE if _TIME.search(part, opened.end()) else both[0], both[1]


def _of_one(head: str, written: str | None) -> End:
    """The past year that the change is of: told at the head of its clause, in the clause that it goes on from, or alone
    at the head of an earlier one, with no other time and nothing begun behind."""
    if written is None:
        return NONE
    goes_on = head.endswith(",")
    last = head.rfind(",", 0, len(head) - goes_on) + 1
    for start in _heads(head):
        found = _OF_ONE.match(head, start)
        if found is None and goes_on and start == last:
            lead = _OWNER.match(head, start)  # 公司去年調高津貼，由180元加至260元
            found = lead and _OF_ONE.match(head, lead.end())
        if found is None:
            continue
        rest = head[found.end() :]
        if start < last and not rest.startswith(","):
            return NONE  # 2018年換了方法，成活率由四成升至八成五
        if _moved(rest) or re.search(alternation("context.toml", "ends.begun"), rest):
            return NONE
        year = _number(found["time"] if found["time"][0] not in "去今前" else _dated(found["time"], written))
        return _fitting(found["time"], written) if year is not None and year < int(written[:4]) else NONE
    return NONE


def _heads(text: str) -> list[int]:
    """Where the clauses of a text begin, the last first."""
    return [0, *(m.end() for m in re.finditer("[,;](?=.)", text))][::-1]


def _moved(rest: str) -> bool:
    """Whether another time is told than those of old numbers (由2020年的5家)."""
    return _TIME.search(_OLD.sub("", rest)) is not None


def _fitting(time: str, written: str | None) -> End:
    """A time of a year as it is printed; of one that is too long for a label, the year alone."""
    shown = time[:4].translate(yearly.FIGURES) + time[4:] if time[0] in "一二" else _dated(time, written)
    wide = sum(0.5 if c.isascii() else 1.0 for c in shown) > _LONGEST
    return End(shown.partition("年")[0] + "年" if wide else shown)


def _dated(time: str, written: str | None) -> str:
    """去年 as the year it is."""
    away = {"今": 0, "去": -1, "前": -2}.get(time[0])
    return f"{int(written[:4]) + away}{time[1:]}" if written and away is not None else time


def _number(time: str) -> int | None:
    """The year of a time, counted as the article's date is."""
    found = re.match(r"(?:民国)?(\d{2,4})年", time.translate(yearly.FIGURES))
    if found is None:
        return None
    year = int(found[1])
    return year if year > 1900 else year + 1911
