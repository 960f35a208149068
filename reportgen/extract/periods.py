"""Finds when an amount is of: the time in its clause or before it, the year it is compared with."""

from __future__ import annotations

import re
from functools import cache

from reportgen import yearly
from reportgen.extract.figures import Amount
from reportgen.extract.patterns import WINDOW
from reportgen.extract.view import Passage, View
from reportgen.lexicon import alternation

_LISTS = "context.toml"


_CN_SPAN = r"(?:十?[一二三四五六七八九十])"

_DATE = (
    r"[二一][〇○零一二三四五六七八九]{3}年?[至到][二一][〇○零一二三四五六七八九]{3}年"
    r"|(?:今年|去年|前年|明年|本年|当年)?(?:(?:19|20)\d\d年|民国\d{1,3}年|1[01]\d年(?=[^,。]))(?:以来|底|末|初|度|上半年|下半年|前?[一二三四]季度|第[一二三四]季度|期间)?(?:(?:1[0-2]|0?[1-9])月(?:份|底|末)?(?:[123]?\d日)?)?(?:(?:至|到|-|—|~)(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)?"
    r"|(?:今年|去年|前年|明年|本年|当年)?(?<![\d.])(?:1[0-2]|0?[1-9])(?:(?:至|到|-|—|~|、)(?:1[0-2]|0?[1-9]))?月(?:份|底|末|初|中旬|上旬|下旬)?(?:[123]?\d日)?(?:(?:至|到|-|—|~)(?:\d{1,2}月)?\d{1,2}日)?"
    r"|[今昨明]\([123]?\d日?\)[日天]?|(?<![\d.])[123]?\d日(?=[,上下晚凌])"
    r"|(?:今年|去年|前年|明年|本年|当年)?(?:[二一][〇○零一二三四五六七八九]{3}年)?(?<![一二三四五六七八九十\d个几])(?:正|十?[一二三四五六七八九十])月(?:份|底|末|初|中旬|上旬|下旬)?(?:[一二三四五六七八九十]{1,3}日)?"
    r"|[二一][〇○零一二三四五六七八九]{3}年"
    rf"|(?:“|「)?{_CN_SPAN}五(?:”|」)?(?:时期|期间|以来|末)|[前头]{_CN_SPAN}个?(?:季度|月)|[前头]\d{{1,2}}个?月|(?:近|过去|未来|最近)(?:\d{{1,2}}|{_CN_SPAN}|几)(?:年|个月|天|周)(?:来|间|内|里)?"
)


@cache
def time_re() -> re.Pattern[str]:
    return re.compile(rf"{_DATE}|{alternation(_LISTS, 'time.words')}")


def _is_period(s: str, m: re.Match[str], amount: Amount) -> bool:
    """False for what a figure is compared with (比1—2月, 較年初, 同期) and for 全年 of 全年任務."""
    word = m.group()
    if word in ("同期", "上年同期", "去年同期", "上年", "年初", "期末"):
        return (
            word in ("上年同期", "去年同期")
            and s[m.start() - 1 : m.start()] in "由从"
            and not re.search(r"\d", s[m.end() : amount.number[0]])
        )
    if s[m.start() - 1 : m.start()] in ("比", "较", "与", "同"):
        return False
    if word in ("全年", "本年") and s[m.end() : m.end() + 2] in ("任务", "目标", "计划"):
        return False
    if inside_number(s, m):
        return False
    return not (s[m.start() - 1 : m.start()] in ("由", "从") and re.search(r"\d", s[m.end() : amount.number[0]]))


def _joined(hits: list[re.Match[str]], i: int) -> tuple[int, int]:
    """The span of the hit at `i` with those that touch it in front: 今年|前十個月, 去年|上半年."""
    start, end = hits[i].span()
    while i and hits[i - 1].end() == start:
        i -= 1
        start = hits[i].start()
    return start, end


_DAY_END = re.compile(r"[日号天晚晨](?:上午|下午|晚间?|凌晨)?$")


def _of_other_clause(s: str, m: re.Match[str], floor: int, amount: Amount) -> bool:
    """True for a day that tells when something else happened: 新館3月20日開放，(總投入185萬元).

    A day before a comma, one of 截至 or 自, and one whose clause ends with 會上, 中, 時 hold for what follows.
    """
    if not _DAY_END.search(m.group()) or amount.kind == "duration":
        return False
    stop = _CLAUSE_END.search(s, m.end(), floor)
    if stop is None or stop.start() - m.end() < 2:
        return False
    if re.search(r"(?:截至|截止|自|从|到|至)$", s[max(0, m.start() - 3) : m.start()]):
        return False
    return not _OCCASION.search(s[m.end() : stop.start()])


@cache
def _begun() -> re.Pattern[str]:
    return re.compile(alternation(_LISTS, "time.begun"))


def _of_a_beginning(s: str, m: re.Match[str], floor: int) -> bool:
    """True for the year or month in which something began, told in a clause without an amount (創立於1938年，…)."""
    if _DAY_END.search(m.group()) or m.group().startswith(("今年", "本年")):
        return False
    start = max(map(s.rfind, ",。;:!?", [0] * 6, [m.start()] * 6)) + 1
    stop = _CLAUSE_END.search(s, m.end(), floor)
    told = s[start : m.start()] + s[m.end() : stop.start() if stop else floor]
    if re.search(r"\d|[“「『]|[后时]$", told):
        return False
    return _begun().search(told) is not None


# 明年3月啟用的新市集, 2019年建成的體育館: the time of the thing that it tells which.
_OF_A_THING = re.compile(r"[^,。;:\d的年月日]{1,6}的(?=[^\d,。;:]{2})")


# 3月20日舉行的發布會上，…: a clause that only leads to the next.
_OCCASION = re.compile(
    r"(?:[会式动场展]上|[中时后前间里内起止]|期间|当天|获悉|了解到|消息|报道|公布|发布|显示|表示|通报)$"
    r"|^(?:举行的|召开的|举办的|[上下]午|[至到]).{0,2}$"
)
_CLAUSE_END = re.compile(r"[,。;:!?]")


def inside_number(s: str, m: re.Match[str]) -> bool:
    """True for 年內 of 兩年內, 日前 of 首日前, 3日 of 第3日: no time of its own."""
    before = s[m.start() - 1 : m.start()]
    if before in ("第", "满"):
        return m.group()[0].isdigit()
    return bool(before) and m.group()[0] in "年月日季" and before in "一二三四五六七八九十两几数半首当次多0123456789"


def _of_a_thing(s: str, m: re.Match[str], start: int) -> bool:
    """True for a time inside a sentence that only tells which thing is meant."""
    return m.start() > start and s[m.start() - 1] not in ",;“「:" and _OF_A_THING.match(s, m.end()) is not None


# 較2023年的, 比去年同期的: the amount behind is that year's.
COMPARED_WITH = re.compile(
    r"(?:较|(?<!占)比(?!重|例|率|值))(?P<when>[^,。;\d由从自]{0,3}(?:(?:19|20)?\d\d|[去前上]|1[01]\d)年[^,。;\d]{0,4}?)的[约近逾超]?$"
)


def _all_years(s: str, passage: Passage, time: tuple[int, int]) -> tuple[int, int]:
    """The span of a time; of all the years of a list for one of them (2022年、2023年和2024年)."""
    if not re.fullmatch(r"\d{4}年", s[slice(*time)]):
        return time
    low = passage.start
    whole = yearly.whole(s[low : passage.end], time[0] - low, time[1] - low)
    return (low + whole[0], low + whole[1]) if whole else time


def period(view: View, passage: Passage, amount: Amount, clause: tuple[int, int]) -> str | None:
    s, t = view.shadow, view.text
    compared = COMPARED_WITH.search(s, max(clause[0], amount.start - 20), amount.start)
    if compared and compared.end() == amount.start:
        return t[slice(*compared.span("when"))]
    hits = [m for m in time_re().finditer(s, clause[0], amount.start) if _is_period(s, m, amount)]
    if hits:
        return t[slice(*_all_years(s, passage, _joined(hits, len(hits) - 1)))]
    start, _end = view.inner(amount.start)
    start = max(start, passage.start, amount.start - 3 * WINDOW)
    earlier = [m for m in time_re().finditer(s, start, clause[0]) if _is_period(s, m, amount)]
    earlier = [m for m in earlier if not _of_other_clause(s, m, clause[0], amount) and not _of_a_thing(s, m, start)]
    earlier = [m for m in earlier if not _of_a_beginning(s, m, clause[0])]
    if earlier:
        # A time that opens the sentence holds for all of it; else the nearest.
        heads = [i for i, m in enumerate(earlier) if m.start() == start or s[m.start() - 1] in ",;“「:"]
        i = heads[-1] if heads else len(earlier) - 1
        m = earlier[i]
        if len(heads) > 1 and re.fullmatch(r"(?:19|20)\d\d年", m.group()) and earlier[heads[-2]].end() + 1 == m.start():
            i = heads[-2]  # 1月30日，2023年某某座談會舉行
        while i + 1 < len(earlier) and earlier[i + 1].start() == earlier[i].end():
            i += 1
        return t[slice(*_all_years(s, passage, _joined(earlier, i)))]
    after = time_re().search(s, amount.end, clause[1])
    if after and not _OF_A_THING.match(s, after.end(), clause[1]):
        return t[after.start() : after.end()]
    return None
