"""Finds the time that holds for a place in a sentence: one reading for the fact table, the tracker and the cards.

A wrong time is worse than none: where two rules pull, no time is given.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from reportgen import yearly
from reportgen.fold import fold
from reportgen.source import Span
from reportgen.story.lexicon import words
from reportgen.story.show import show
from reportgen.story.text import Clause, Line, View

if TYPE_CHECKING:
    from reportgen.story.context import Context

_CN = "[〇零○一二三四五六七八九]"
YEAR_TOLD = rf"\d{{4}}年|[一二]{_CN}{{3}}年"
_FEW = r"(?:\d{1,2}|十?[一二三四五六七八九十])"
_DAYS = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]"
_TO = r"[至到—–\-~]"
_YEAR = (
    rf"(?:(?:[今去明上本来]|[前后](?!年(?:产|均|发电|供|营|收|销|可)))年度?|翌年|(?<!\d)(?:公元)?(?:19|20)\d\d年度?|民国\d{{2,3}}年度?|(?<![\d.])1[01]\d年度?"
    rf"|[一二]{_CN}{{3}}年度?)"
)
_MONTH = (
    rf"(?<!\d)(?<!\d\.)\d{{1,2}}(?:(?:{_TO}|、)\d{{1,2}})?月(?:份|[底末初](?!\d)|[上中下]旬)?"
    rf"(?:{_DAYS}(?:{_TO}{_DAYS})?)?"
    rf"|(?<![一二三四五六七八九十个几])十?[一二三四五六七八九十]月(?:{_TO}十?[一二三四五六七八九十]月)?"
    rf"(?:份|[底末初]|[上中下]旬)?(?:{_DAYS})?"
)
_PART = (
    rf"[上下]半年|第[一二三四1-4]季度?|(?<![一二三四两几首前第])[一二三四1-4]季度|[首次]季|[前首头]{_FEW}个?(?:季度?|月)"
    rf"|全年|{_MONTH}"
)
# 年底 of 年底前; 两年内 and 20年底 are none.
_IN_YEAR = r"(?<![\d〇零一二三四五六七八九十几两数半])(?:年(?:底|末|初|中|内)|月[底末初])"
_FIVE_YEARS = r"[“「『]?十[三四五六七八]五[”」』]?(?:期间|时期|规划期|末|以来)"
_HOLIDAY = r"[“「『]?(?:五一|十一|国庆|中秋|春节|元旦|清明|端午|春运|黄金周)节?[”」』]?(?:假期|期间|黄金周|小长假)"
_SEASON = "假期|(?:活动|展会|会展)期间|汛期|暑期|暑假|寒假"
_NEAR = (
    r"[上下本]个?月(?![\d台])|[昨今明前][日天晚](?!的)|昨(?=收)"
    r"|(?<![\d第满])\d{1,2}[日号](?=[,，上下晚凌清早中\d])|截[至止]\d{1,2}[日号]"
)
# 现在, 近5年: true of their own clause alone.
_TODAY = r"如今|现时|(?<![出呈表体发展])现在(?!线)|眼下"
_ADVERB = (
    rf"最?近(?:{_FEW}|[两几])(?:年|个月|天)(?:来|间|内)?|{_TODAY}|近年来?"
    r"|(?<![度渡年])过去(?![了的\d一二两三四五六七八九十几])|以前"
)
_STOP = r"止(?:的?[一二三四五六七八九十\d]{1,2}个月)?"
_TAIL = rf"(?:同期|期间|以来|至今|[底末初]?(?:或?之|或以)?前(?![期\d])|[底末初起]|{_STOP})?"
_YEARS_ON = rf"(?:过去|未来|今后)(?:{_FEW}|[两几])(?:年|个月|天)(?:来|间|内)?"
TIME = re.compile(
    r"(?:截至|截止|到(?=20|二[〇零○]|明年))?"
    rf"(?:{_YEAR}(?:{_PART}|[春夏秋冬][天季]|年?[底末初]|[内中])?|(?<!提)(?:{_PART})|{_IN_YEAR}|{_NEAR}){_TAIL}"
    rf"|{_FIVE_YEARS}|{_HOLIDAY}|{_SEASON}|(?:截至)?(?:目前|当前)|{_YEARS_ON}|{_ADVERB}"
)
# 线路投运后: the time of a plan that no date tells.
_AFTER = re.compile(r"[^\W\d_a-zA-Z]{2,12}(?:投运|投产|建成|达产|通车|竣工|完工|落成|启用|开通)后")
# 达产后, 建成后 within a clause: what comes then.
_ONCE_DONE = re.compile(r"(?:投运|投产|建成|达产|通车|竣工|完工|落成|启用|开通|满载)后")
# A year or month that something began in; this year still holds for what it does.
_A_DATE = re.compile(
    rf"(?!今年|本年)(?:{_YEAR}(?:{_MONTH})?|{_MONTH})(?<![日号份])(?:[底末初起])?|{_YEAR}第[一二三四1-4]季度?|{_YEAR}[春夏秋冬][天季]"
)
# Words of what is now: a time told before them is not theirs.
_NOW = re.compile(r"至今|迄今|现有|现已|现公布|手持|手头|在手|现任")
_REPORTED = re.compile(r"(?:通报|公布|公佈|发布|发表|披露|介绍)了?")
_OF_A_REPORT = re.compile(r"发布会|获悉|记者|显示|透露|指出|表示|年报|季报|公告|业绩")
# What may stand between the head of a clause and its time.
_LEAD = re.compile(r"(?:力争|力拼|力拚|争取|确保|目标(?:是|为)?|计划|预计|拟|将|在|于|至|到|自)*")
_OWN_PLAN = re.compile(r"[并还也]?(?:拟|将|计划|力争|争取|预计|还将)")
_TAKES = re.compile("[并也]?把")  # 並把投訴減少三成: its subject is the one before
# A span that a report counts over (上半年, 1至5月, 前三季度): it holds for the report, not only for its clause.
_OF_A_FIRM = re.compile(r"项目|公司|集团|总投资|该企业|中心")
_REPORT = re.compile(r"半年|季|[份个]月$|月份$|\d[至到—–\-~、]\d{1,2}月$|止")


def time_of(view: View, ctx: Context, line: Line, clause: Clause, span: Span) -> Span | None:
    """The time that holds for `span` in `clause`: its clause's own, else one before it that reaches so far; of the
    years of a range (2022年至2024年) all, never one."""
    return of_all_years(view, line, _time_of(view, ctx, line, clause, span))


def of_all_years(view: View, line: Line, time: Span | None) -> Span | None:
    """A time of a sentence; all the years of the range or list for one of them."""
    if time is None:
        return None
    whole = yearly.whole(view.s(line.start, line.end), time.start - line.start, time.end - line.start)
    return Span(line.start + whole[0], line.start + whole[1]) if whole else time


def series_of(view: View, line: Line) -> tuple[yearly.Series, ...]:
    """The lists of a sentence that give one amount for each of several years, with offsets in the sentence."""
    return view.once(
        "years", line.start, line.end, lambda: tuple(yearly.series(view.s(line.start, line.end), view.article.date))
    )


def year_of_each(view: View, line: Line, at: int) -> str | None:
    """The year of an amount of a sentence that gives one for each of several years (2022年至2023年分别为3、5家)."""
    return yearly.of_each(view.s(line.start, line.end), at - line.start, view.article.date)


def _time_of(view: View, ctx: Context, line: Line, clause: Clause, span: Span) -> Span | None:
    own = _own(view, clause, span)
    if own is not None:
        return own
    lead, rest = view.s(clause.start, span.start), view.s(span.end, clause.end)
    if _NOW.search(lead) or re.search(r"(?:较|比(?![重例率值]))[^,，]{1,10}的(?:每[^,，\d]{1,2})?[约近逾超]?$", lead):
        return None
    if _ONCE_DONE.search(lead):
        return None  # 达产后年产能10吉瓦时: not when the works begin
    if re.search(r"[由从][^,，\d]{0,8}$", lead) and re.match(r"[^,，]{0,10}?[至到为成]", rest):
        return None  # what was before: 由4.16元调整为4.58元
    found = _before(view, ctx, line, clause, span.start)
    if found is not None and "累计" in lead and _A_DATE.fullmatch(view.s(found.start, found.end)):
        return None  # counted since, not in that year
    return found


def _own(view: View, clause: Clause, span: Span) -> Span | None:
    """The nearest time in the clause before `span`; one behind it only when no other figure stands there."""
    start = max(clause.start, view.shadow.rfind("。", clause.start, span.start) + 1)
    found = [m for m in times(view, start, clause.end) if m.end <= span.start or m.start >= span.end]
    lead = [m for m in found if m.end <= span.start and not _of_another(view, clause, m, span.start)]
    if lead:
        return lead[-1]
    after = [m for m in found if m.start >= span.end and not _compared(view, m) and not _of_a_thing(view, clause, m)]
    others = any(f.start >= span.end for f in view.figures_in(clause.start, clause.end))
    return after[0] if after and not others and "的" not in view.s(span.end, after[0].start) else None


def times(view: View, start: int, end: int) -> list[Span]:
    """The times told in [start, end)."""
    return view.once("times", start, end, lambda: _times(view, start, end))


def _times(view: View, start: int, end: int) -> list[Span]:
    found = []
    for m in TIME.finditer(view.shadow, start, end):
        if m.group() == "全年" and re.match(r"目标|任务|预算|预期|计划(?=[的数任完目,，]|$)", view.s(m.end(), end)):
            continue
        if view.s(m.start() - 1, m.start()) in ("第", "满", "当"):
            continue
        found.append(Span(m.start(), m.end()))
    return found


def _compared(view: View, time: Span) -> bool:
    """Whether the time is what something is measured by: 较2019年, 比一季度、上半年, 恢复至2019年同期的九成四."""
    lead = view.s(time.start - 7, time.start)
    if re.search(r"[和与及、]$|(?:较|(?<![占同环])比(?![重例率值])|相对)[^,，.。;；:：\d]{0,5}$", lead):
        return True
    share = re.match(r"的[约近逾超]?(?:[\d.]+[倍%]|.{1,3}[成倍]|.{1,2}分之)", view.s(time.end, time.end + 7))
    return share is not None and not lead.endswith(("由", "从"))


_WHICH = re.compile(r"[^,，。;；:：\d的年月日]{1,6}的(?=[^\d,，。;；:：]{2})")


def _of_a_thing(view: View, clause: Clause, time: Span) -> bool:
    """Whether a time inside a clause only tells which thing is meant (將進駐明年3月啟用的新市集)."""
    inside = time.start > clause.start + 1
    return inside and _WHICH.match(view.shadow, time.end, clause.end) is not None


def _from(view: View, clause: Clause, time: Span) -> bool:
    """Whether the time is that of the old value: 从2023年的3.1个增至."""
    old = re.search(r"[由从]$", view.s(clause.start, time.start)) is not None
    return old and bool(view.figures_in(time.end, clause.end))


def _of_another(view: View, clause: Clause, time: Span, at: int) -> bool:
    """Whether a time before `at` in its clause is another amount's: 较去年 (not 较去年的242万), 从2023年的3.1个增至."""
    if _compared(view, time):
        return re.fullmatch(r"(?:的|实际)[约近逾超]?", view.s(time.end, at)) is None or _share(view, at)
    return _from(view, clause, time) and bool(view.figures_in(time.end, at))


def _share(view: View, at: int) -> bool:
    return re.match(r"[\d.]+[倍%]|.{1,3}[成倍]|.{1,2}分之", view.s(at, at + 6)) is not None


def _at_head(view: View, ctx: Context, clause: Clause, time: Span) -> bool:
    start = ctx.skip_openers(clause.start, clause.end)
    for begin in (clause.start, start, start + ctx.place_at(start)):
        led = _LEAD.match(view.shadow, begin, clause.end)
        if time.start <= max(begin, led.end() if led else begin):
            return True
    return False


def _goes_on(view: View, ctx: Context, clause: Clause, at: int | None = None) -> bool:
    """Whether a clause has no subject of its own: it tells more of the one before (其中…, 开支12.6亿元)."""
    start = ctx.skip_openers(clause.start, clause.end)
    text = view.s(start, clause.end)
    if view.s(clause.start, clause.start + 2) in ("其中", "当中") or _OWN_PLAN.match(text) or _TAKES.match(text):
        return True
    figures = [f.start for f in view.figures_in(start, clause.end)] if at is None else [at]
    if figures and figures[0] - start <= 4 and not re.search(r"[每由从各]", view.s(start, figures[0])):
        return True
    relation = words("subject.relation").at(view.shadow, start)
    return bool(relation and relation != "每") or words("subject.place-verbs").at(view.shadow, start) is not None


def _before(view: View, ctx: Context, line: Line, clause: Clause, at: int) -> Span | None:
    on, begun = _goes_on(view, ctx, clause, at), False
    for other in reversed(line.clauses[: clause.n]):
        if other.segment != clause.segment:
            break
        text = view.s(other.start, other.end)
        told = [m for m in times(view, other.start, other.end) if not _compared(view, m)]
        told = [m for m in told if not view.s(m.start, m.end).endswith("同期")]
        now = [m for m in told if re.fullmatch(_ADVERB, view.s(m.start, m.end))]
        found = [m for m in told if m not in now and not _of_a_thing(view, other, m)]
        if now and re.search(rf"{_TODAY}|过去|以前", text):
            return now[-1] if (on or now[-1].end >= other.end) and not found else None
        if any(_from(view, other, m) for m in found):
            return None
        if _REPORTED.search(text):
            return _reported(view, other, found)
        if _OF_A_REPORT.search(text):
            return None
        if _AFTER.fullmatch(text):
            return Span(other.start, other.end)
        if found:
            begun = begun or _begins(view, other)
            if begun and _A_DATE.fullmatch(view.s(found[-1].start, found[-1].end)):
                return None
            return _reaches(view, ctx, line, other, found, clause, on)
        if _NOW.search(text):
            return None
        on = on and _goes_on(view, ctx, other)
        begun = _begins(view, other)
    if clause.segment != line.clauses[0].segment:
        return _opener(view, ctx, line, clause)
    return _of_the_report(view, ctx, line)


def _begins(view: View, clause: Clause) -> bool:
    """Whether a clause only tells that something began (創立於1938年, 2021年推出): what follows is not of then."""
    text = _QUOTED.sub("", view.s(clause.start, clause.end))  # “拿地即开工”改革: a name
    found = words("status.begun").within(text)
    return found and not view.figures_in(clause.start, clause.end)


def _reported(view: View, clause: Clause, found: list[Span]) -> Span | None:
    """The time of what is made known (昨日公布截至6月30日止六个月业绩), never the day it is made known on."""
    said = _REPORTED.search(view.s(clause.start, clause.end))
    inner = [m for m in found if said is not None and m.start >= clause.start + said.end()]
    return inner[0] if inner else None


def _opener(view: View, ctx: Context, line: Line, clause: Clause) -> Span | None:
    """The time that opens the sentence, for a clause behind ；: a span or 截至, told before the first figure."""
    for other in line.clauses:
        if other.segment != line.clauses[0].segment:
            return None
        told, head = view.s(other.start, other.end), None
        found = times(view, other.start, other.end)
        if _REPORTED.search(told):
            head = _reported(view, other, found)
        elif _OF_A_REPORT.search(told):
            continue
        elif found and _at_head(view, ctx, other, found[0]) and not ctx.of_an_event(found[0], other):
            head = found[0]
        if head is not None:
            text = view.s(head.start, head.end)
            between = line.clauses[other.n + 1 : clause.n]
            later = [c for c in between if c.segment not in (other.segment, clause.segment)]
            moved = any(_at_head(view, ctx, c, m) for c in later for m in times(view, c.start, c.end))
            held = text.startswith("截") or not re.search(rf"[日号天前]$|^(?:{_ADVERB})$", text)
            return head if held and not moved else None
        if found or view.figures_in(other.start, other.end):
            return None
    return None


def _reaches(
    view: View, ctx: Context, line: Line, other: Clause, found: list[Span], clause: Clause, on: bool
) -> Span | None:
    """The time of an earlier clause when it holds for `clause` too; `on`: whether that one only goes on."""
    head = next((m for m in found if _at_head(view, ctx, other, m)), None)
    time = head or found[-1]
    text = view.s(time.start, time.end)
    if re.fullmatch(r"\d{4}年", text):  # the year of an event's name; its day stands in the clause before
        days = [c for c in line.clauses[: other.n] if "月" in view.s(c.start, c.end)]
        day = [m for c in days for m in times(view, c.start, c.end) if m.start == c.start and m.end == c.end]
        if day:
            return day[-1]
    if ctx.of_an_event(time, other) and not ctx.equates(line, other.n + 1, clause.n):
        return None
    if time.end >= other.end:
        return time
    if head is None or re.search(r"[年月日底末度]前$", text):
        start = ctx.skip_openers(clause.start, clause.end)
        return time if on and not _OWN_PLAN.match(view.s(start, clause.end)) else None
    return time


def _of_the_report(view: View, ctx: Context, line: Line) -> Span | None:
    """The span that the sentence before counts over (上半年, …), for a sentence of the same paragraph without a time.

    Not for speech or what is now, nor when another time stands between.
    """
    text = view.s(line.start, line.end)
    if line.speech is not None or times(view, line.start, line.end) or _NOW.search(text) or _OF_A_FIRM.search(text):
        return None
    for other in reversed(view.lines_in(line.paragraph)):
        if other.start >= line.start:
            continue
        found = times(view, other.start, other.end)
        if other.speech is not None or view.speech_at(other.start, other.end):
            return None
        if found:
            head = [m for m in found if _at_head(view, ctx, other.clauses[0], m)]
            only = len(found) == 1 and head and _REPORT.search(view.s(found[0].start, found[0].end))
            return found[0] if only else None
    return None


def silent(view: View, line: Line) -> bool:
    """Whether a search finds no time that could be meant: none in the paragraph up to the sentence's end, and no span
    that headline or first paragraph count over. Only then the article does not say it.
    """
    paragraph = view.paragraph(line.paragraph)
    if times(view, paragraph.start, line.end):
        return False
    at = view.text.find(view.article.headline)
    heads = [(at, at + len(view.article.headline))] if at >= 0 else []
    first = view.lines[0].paragraph if view.lines else None
    if first is not None:
        lead = view.paragraph(first)
        heads.append((lead.start, lead.end))
    told = [view.s(m.start, m.end) for a, b in heads for m in times(view, a, b)]
    return not any(re.search(r"半年|季|月份?$|假期|止|年$", text) for text in told)


_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1, "来年": 1, "翌年": 1, "后年": 2}
_DAY_WORD = {"昨": -1, "今": 0, "前": -2, "明": 1}


# 完工后年产值 is no 后年, and an age is told as of the day of the paper (今年52岁).
AGE = r"(?:才|刚|已)?(?:\d{1,3}岁|[一二三四五六七八九]十有?[一二三四五六七八九]?(?![一二三四五六七八九十个万亿家人项]))"
_YEAR_WORD = re.compile(rf"(?:[去明]|今(?!年{AGE})|[前后](?!年(?:产|均|发电|供|营|收|销|可)))年(?!度|[今去前明后]年)")
# Decades ago: what a change is measured from, no news.
DECADES = re.compile(r"(?:上个?世纪|[二三四五六七八九]十年代|[2-9]0年代)(?!以来|初?至今)")
# A day of news; not the 今天 of our days (今天的农村), nor a name's (今日头条), nor one that its date stands behind.
_DAY = re.compile(
    r"(?<!日)前[日天](?=[在举宣发公闭开正通签揭起结落完])|昨(?:[日天](?!的)|(?=晚))(?![（(][^（()）]*月)|今(?:[日天](?=上午|下午|早|晚|凌晨|傍晚|[在举宣发公闭开正通签揭起])|(?=晚(?!会)))"
)
_QUOTED = re.compile(r"[“「『‘][^”」』’]*[”」』’]")


def in_dates(text: str, date: str | None) -> str:
    """A display text with 今年, 去年 and 昨日 as dates, by the article's date; quotations stay as they were said.

    All years or none: two ways of telling years would be read as two years.
    """
    folded = fold(text)
    if date is None or len(folded) != len(text):
        return text
    plain = _QUOTED.sub(lambda m: "＊" * len(m.group()), folded)
    told = [(m.start(), m.end(), _year(m)) for m in _NUMERAL_YEAR.finditer(plain)] if re.search(r"\d", plain) else []
    if len(_ANY_NUMERAL_YEAR.findall(plain)) > len(told):
        return text  # one of a range (二〇二二至二〇二四年) or with its month stays in words, and so do the others
    told += [(m.start(), m.end(), f"{int(date[:4]) + _RELATIVE[m.group()]}年") for m in _YEAR_WORD.finditer(plain)]
    told += [(m.start(), m.end(), day) for m in _DAY.finditer(plain) if (day := _day(m.group()[0], date)) is not None]
    told += [(m.start(), m.end(), _last_month(date)) for m in _LAST_MONTH.finditer(plain) if len(date) >= 7]
    made, at = "", 0
    for start, end, word in sorted(told):
        month = _MONTH_TOLD.match(folded, end) if word.endswith("年") else None
        if month:
            word, end = word + _month(month), month.end()
        made, at = f"{made}{text[at:start]}{word}", end
    return made + text[at:]


_LAST_MONTH = re.compile("(?<=截至)上个?月(?=[底末])")  # the month whose end a count runs up to


def _last_month(date: str) -> str:
    """2025年7月 for 上月, by the article's date."""
    n = int(date[:4]) * 12 + int(date[5:7]) - 2
    return f"{n // 12}年{n % 12 + 1}月"


_NUMERAL_YEAR = re.compile("(?:一九|二[○〇零])[○〇零一二三四五六七八九]{2}年(?![一二三四五六七八九十])")
_ANY_NUMERAL_YEAR = re.compile("(?:一九|二[○〇零])[○〇零一二三四五六七八九]{2}(?=[年至到—–-])")


def _year(found: re.Match[str]) -> str:
    """2030年 for 二〇三〇年, beside other figures: two ways of telling years would be read as two years."""
    return (
        "".join(str("〇一二三四五六七八九".find(c.replace("○", "〇").replace("零", "〇"))) for c in found.group()[:4])
        + "年"
    )


_MONTH_TOLD = re.compile("(十[一二]?|[一二三四五六七八九])月(?![一二三四五六七八九十])")


def _month(found: re.Match[str]) -> str:
    return f"{'一二三四五六七八九十'.find(found[1][-1]) + 1 + 10 * (len(found[1]) > 1)}月"


def months(text: str) -> str:
    """A time that begins with a year in figures, with its month in figures too (2025年三月)."""
    return re.sub(rf"(?<=\d年){_MONTH_TOLD.pattern}", _month, text)


def _day(word: str, date: str) -> str | None:
    """9月3日 for the 昨 of 昨日; None without a day of the paper, and for a day of another year."""
    if len(date) < 10:
        return None
    written = datetime.date.fromisoformat(date[:10])
    then = written + datetime.timedelta(days=_DAY_WORD[word])
    return f"{then.month}月{then.day}日" if then.year == written.year else None


def year_of(view: View, word: str) -> str | None:
    """2025年 for 今年, 去年, 明年 …, by the article's date; None for another word and for an article without a date."""
    shift = _RELATIVE.get(word)
    date = view.article.date
    return None if shift is None or date is None else f"{int(date[:4]) + shift}年"


def shown(view: View, time: Span) -> str:
    """A time for a column of its own: 今年, 上月 and 昨天 become the year, month and day they are."""
    folded, raw = view.s(time.start, time.end), view.text[time.start : time.end]
    date = view.article.date
    lead = re.match("截至|截止|到|至", folded)
    at = lead.end() if lead else 0
    if date is not None:
        raw = raw[:at] + _absolute(folded[at:], raw[at:], date)
    return show(raw, view.article.script)


def _absolute(folded: str, raw: str, date: str) -> str:
    year = int(date[:4])
    shift = _RELATIVE.get(folded[:2])
    if shift is not None:
        return f"{year + shift}年{raw[2:].removeprefix('度')}"
    if re.match("年内|年[底末]之?前", folded):
        return f"{year}{raw}"
    month = re.match("([上本下])个?月", folded)
    if month and len(date) >= 7:
        n = year * 12 + int(date[5:7]) - 1 + {"上": -1, "本": 0, "下": 1}[month[1]]
        return f"{n // 12}年{n % 12 + 1}月{raw[month.end() :]}"
    day = re.match("([昨今前明])(?:[日天晚]|$)", folded)
    if day and len(date) >= 10:
        then = datetime.date.fromisoformat(date[:10]) + datetime.timedelta(days=_DAY_WORD[day[1]])
        return f"{then.month}月{then.day}日{raw[day.end() :]}"
    return raw
