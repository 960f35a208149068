"""Reads what the article says around an amount: period, place, subject, what is measured."""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.figures import Amount
from reportgen.extract.movement import change_before, read_movement
from reportgen.extract.patterns import WINDOW, context_re
from reportgen.extract.status import read_status
from reportgen.extract.view import Passage, View
from reportgen.lexicon import alternation, words
from reportgen.records import dataclass

_LISTS = "context.toml"


_CN_SPAN = r"(?:十?[一二三四五六七八九十])"

_DATE = (
    r"(?:今年|去年|前年|明年|本年|当年)?(?:(?:19|20)\d\d年|民国\d{1,3}年|1[01]\d年(?=[^,。]))(?:以来|底|末|初|度|上半年|下半年|前?[一二三四]季度|第[一二三四]季度|期间)?(?:(?:1[0-2]|0?[1-9])月(?:份|底|末)?(?:[123]?\d日)?)?(?:(?:至|到|-|—|~)(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)?"
    r"|(?:今年|去年|前年|明年|本年|当年)?(?<![\d.])(?:1[0-2]|0?[1-9])(?:(?:至|到|-|—|~|、)(?:1[0-2]|0?[1-9]))?月(?:份|底|末|初|中旬|上旬|下旬)?(?:[123]?\d日)?(?:(?:至|到|-|—|~)(?:\d{1,2}月)?\d{1,2}日)?"
    r"|[今昨明]\([123]?\d日?\)[日天]?|(?<![\d.])[123]?\d日(?=[,上下晚凌])"
    r"|(?:今年|去年|前年|明年|本年|当年)?(?:[二一][〇○零一二三四五六七八九]{3}年)?(?<![一二三四五六七八九十\d个几])(?:正|十?[一二三四五六七八九十])月(?:份|底|末|初|中旬|上旬|下旬)?(?:[一二三四五六七八九十]{1,3}日)?"
    r"|[二一][〇○零一二三四五六七八九]{3}年"
    rf"|(?:“|「)?{_CN_SPAN}五(?:”|」)?(?:时期|期间|以来|末)|[前头]{_CN_SPAN}个?(?:季度|月)|[前头]\d{{1,2}}个?月|(?:近|过去|未来|最近)(?:\d{{1,2}}|{_CN_SPAN}|几)(?:年|个月|天|周)(?:来|间|内|里)?"
)


@cache
def time_re() -> re.Pattern[str]:
    return re.compile(rf"{_DATE}|{alternation(_LISTS, 'time.words')}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What surrounds an amount; spans are of the clean text, None where the article does not say."""

    status: str
    direction: str | None
    change: str | None
    measures: str | None
    subject: str | None
    period: str | None
    place: str | None


def read_setting(
    view: View,
    passage: Passage,
    amount: Amount,
    previous: tuple[Amount, Setting] | None,
    heading: str,
    year: int | None,
) -> Setting:
    """The setting of one amount; `previous` is the amount before it in the paragraph, whose words a list shares."""
    clause = _bounded(view.clause(amount.start), amount, passage)
    listed = previous is not None and previous[0].group == amount.group and previous[0].end >= clause[0]
    direction, change = read_movement(
        view, amount, clause, previous[0] if previous else None, previous[1].direction if previous else None
    )
    if listed and previous is not None and direction is None and amount.kind == previous[0].kind:
        direction = previous[1].direction
        change = change or previous[1].change
    measures = _measures(view, passage, amount, clause, previous, listed)
    if change is None and direction is not None and amount.kind == "share":
        change = change_before(view, amount)
    return Setting(
        status=read_status(view, passage, amount, clause, heading, year),
        direction=direction,
        change=change,
        measures=measures,
        subject=_subject(view, passage, amount, clause) or _same_subject(view, amount, previous),
        period=_period(view, passage, amount, clause),
        place=_place(view, passage, amount, clause),
    )


def _bounded(span: tuple[int, int], amount: Amount, passage: Passage) -> tuple[int, int]:
    start, end = span
    return max(start, passage.start, amount.start - WINDOW), min(end, passage.end, amount.end + WINDOW)


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


# 較2023年的, 比去年同期的: the amount behind is that year's.
_COMPARED_WITH = re.compile(
    r"(?:较|(?<!占)比(?!重|例|率|值))(?P<when>[^,。;\d由从自]{0,3}(?:(?:19|20)?\d\d|[去前上]|1[01]\d)年[^,。;\d]{0,4}?)的[约近逾超]?$"
)


def _period(view: View, passage: Passage, amount: Amount, clause: tuple[int, int]) -> str | None:
    s, t = view.shadow, view.text
    compared = _COMPARED_WITH.search(s, max(clause[0], amount.start - 20), amount.start)
    if compared and compared.end() == amount.start:
        return t[slice(*compared.span("when"))]
    hits = [m for m in time_re().finditer(s, clause[0], amount.start) if _is_period(s, m, amount)]
    if hits:
        return t[slice(*_joined(hits, len(hits) - 1))]
    start, _end = view.inner(amount.start)
    start = max(start, passage.start, amount.start - 3 * WINDOW)
    earlier = [m for m in time_re().finditer(s, start, clause[0]) if _is_period(s, m, amount)]
    earlier = [m for m in earlier if not _of_other_clause(s, m, clause[0], amount)]
    if earlier:
        # A time that opens the sentence holds for all of it; else the nearest.
        heads = [i for i, m in enumerate(earlier) if m.start() == start or s[m.start() - 1] in ",;“「:"]
        i = heads[-1] if heads else len(earlier) - 1
        m = earlier[i]
        if len(heads) > 1 and re.fullmatch(r"(?:19|20)\d\d年", m.group()) and earlier[heads[-2]].end() + 1 == m.start():
            i = heads[-2]  # 1月30日，2023年某某座談會舉行
        while i + 1 < len(earlier) and earlier[i + 1].start() == earlier[i].end():
            i += 1
        return t[slice(*_joined(earlier, i))]
    after = time_re().search(s, amount.end, clause[1])
    if after:
        return t[after.start() : after.end()]
    return None


@cache
def _place_re() -> re.Pattern[str]:
    levels = "".join(words(_LISTS, "place.levels"))
    return re.compile(
        rf"{alternation(_LISTS, 'place.general')}|[^\W\d_]{{2,4}}[{levels}](?![^\W\d_]?(?:长|场|民|委|政|级|域|区位|务))"  # noqa: E501
    )


def _place(view: View, passage: Passage, amount: Amount, clause: tuple[int, int]) -> str | None:
    s, t = view.shadow, view.text
    start, _ = view.inner(amount.start)
    start = max(start, passage.start, amount.start - 3 * WINDOW)
    own = view.article.place
    general = context_re("place.general")
    for a, b in ((clause[0], amount.start), (start, clause[0])):
        hits = list(general.finditer(s, a, b))
        best = hits[-1].span() if hits else None
        if own:
            from reportgen.fold import fold

            name = fold(own)
            stem = name[:-1] if len(name) > 2 and name[-1] in "省市县区州镇乡村" else name
            at = s.rfind(stem, a, b)
            if at >= 0 and (best is None or at > best[0]):
                end = at + len(name) if s.startswith(name, at) else at + len(stem)
                best = (at, end)
        if best:
            return t[best[0] : best[1]]
    return None


def _subject(view: View, passage: Passage, amount: Amount, clause: tuple[int, int]) -> str | None:
    """Whose amount it is: the noun that opens its clause, or an earlier clause of the same segment."""
    s, t = view.shadow, view.text
    segment = view.segment(amount.start)
    start = max(segment[0], passage.start, amount.start - 2 * WINDOW)
    if s.startswith("的", amount.end):  # 總投資280億元的(某某項目)，…
        a = amount.end + 1
        verb = _predicate().search(s, a + 1, min(clause[1], a + 24))
        b = verb.start() if verb else min(clause[1], a + 24)
        if b - a >= 3 and not re.search(r"\d", s[a:b]):
            return t[a:b].strip(" ,，")
    spans = [(clause[0], amount.start), (start, clause[0])]
    bare = _cut_tail(s, _strip_openers(s, clause[0], amount.start), amount.start) <= clause[0]
    if bare and clause[0] - 1 > start and s[clause[0] - 1] == ",":  # ，達527毫米
        spans.insert(1, (max(start, view.clause(clause[0] - 2)[0]), clause[0] - 1))
    for a, b in spans:
        span = opening_noun(s, a, b)
        if span:
            return _plain(t[span[0] : span[1]]).strip("“”「」 ")
    return None


def _plain(words_of: str) -> str:
    """Without the footnote marks of an encyclopedia or bulletin: 地區生產總值[2]."""
    return _FOOTNOTE.sub("", words_of)


_FOOTNOTE = re.compile(r"[\[［【]\d{1,3}[\]］】]")


def _same_subject(view: View, amount: Amount, previous: tuple[Amount, Setting] | None) -> str | None:
    """The subject of the amount before in the same segment."""
    if previous is None or view.segment(previous[0].start) != view.segment(amount.start):
        return None
    return previous[1].subject


def opening_noun(s: str, a: int, b: int) -> tuple[int, int] | None:
    """The noun phrase before the first verb between two offsets; 2 to 20 characters without a demonstrative."""
    a = _strip_openers(s, a, b)
    verb = _predicate().search(s, a + 1, b)
    comma = _NOUN_STOP.search(s, a, b)
    end = min(verb.start() if verb else b, comma.start() if comma else b)
    when = time_re().search(s, a + 2, end)
    if when:  # 某某政府(去年)安排資金3億元
        end = when.start()
    if not 2 <= end - a <= 20 or re.match(r"[这那此该其他她它我你本每各]|\d", s[a : a + 1]):
        return None
    moved = True
    while moved and end > a:
        moved = False
        for tail in _NOUN_TAILS:
            if s.endswith(tail, a, end) and not s.endswith(_NO_TAILS, a, end):
                end, moved = end - len(tail), True
                break
    phrase = s[a:end]
    if len(phrase) < 2 or not re.search(r"[^\W\d_]", phrase) or phrase.endswith(("的", "地")):
        return None
    if (
        phrase.endswith(words("speech.toml", "verbs"))
        or phrase in words(_LISTS, "verbs.action")
        or (phrase.startswith(words(_LISTS, "verbs.zero")) and not phrase.startswith("居民"))
        or _transitive().match(phrase)
    ):
        return None
    return a, end


_NOUN_STOP = re.compile(r"[,;:。!?(\[]|(?<![A-Za-z\d.])\d")
# What stands between a subject and its verb or number and belongs to neither.
_NOUN_TAILS = (
    *("不低于", "不少于", "不超过", "不高于", "不多于", "不得低于", "不得超过", "平均"),
    *("仍", "创", "就", "再", "向", "已", "也", "均", "还", "又", "、", "等", "共", "要", "比", "较", "便", "则", "-"),
)
_NO_TAILS = (
    *("占比", "环比", "同比", "性价比", "对比", "配比", "评比", "计较", "指向", "取向", "方向", "走向", "主要", "需要"),
    *("优等", "公共"),
)


@cache
def _predicate() -> re.Pattern[str]:
    """What ends a subject: verbs that never stand inside a noun, and links of two characters or more."""
    links = [
        w
        for key in ("verbs.transitive", "verbs.link", "direction.up", "direction.down")
        for w in words(_LISTS, key)
        if len(w) > 1
    ]
    merged = "|".join(re.escape(w) for w in sorted(set(links), key=lambda w: -len(w)))
    return re.compile(
        rf"(?:{merged})(?![率额值量度幅品])|(?:通过|透过|依托|按照|根据|围绕)(?!率)|[达为由从占是将把向被已仅约超近]|居(?!民)|在(?!建|岗|校|线|园|职|编)|有(?![限关效机色源序])|用(?=\d)|可(?=[领获享免乘凭持参报申在通直])|[开集奔助赴签达](?=[展工中赴力往约])"
    )


def _strip_openers(s: str, a: int, b: int) -> int:
    openers = words(_LISTS, "openers.words")
    moved = True
    while moved and a < b:
        moved = False
        if s[a] in " ,、“「-—…;:)”」’』":
            a, moved = a + 1, True
            continue
        m = time_re().match(s, a, b)
        if m and m.end() > a:
            a, moved = m.end(), True
            if s[a : a + 1] in tuple("前起内间") and s[a - 1] in "年月日底末初度":
                a += 1
            continue
        mark = _ITEM.match(s, a, b)
        if mark:
            a, moved = mark.end(), True
            continue
        for word in openers:
            if s.startswith(word, a) and a + len(word) <= b:
                if word == "在" and s[a + 1 : a + 2] in tuple("校建岗职册院园编线读库途营逃押"):
                    continue  # 在校學生
                if word == "共" and s[a + 1 : a + 2] in tuple("餐享同产和青治用识鸣赢富创"):
                    continue  # 共餐據點
                if word == "有" and s[a + 1 : a + 2] in tuple("限关效机色源序害"):
                    continue
                a, moved = a + len(word), True
                break
    return a


# （一）, 四、, 01 before an item.
_ITEM = re.compile(r"[(][一二三四五六七八九十\d]{1,3}[)]|[一二三四五六七八九十]{1,3}、|[①-⑳]|\d{1,2}[.、](?!\d)")


_CUT = re.compile(r"[,;:。!?、()“”「」…—\d]|的(?=$)")


@cache
def _link_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(_LISTS, 'verbs.link')}|[\s“「(])+$")


def _measures(
    view: View,
    passage: Passage,
    amount: Amount,
    clause: tuple[int, int],
    previous: tuple[Amount, Setting] | None,
    listed: bool,
) -> str | None:
    s, t = view.shadow, view.text
    if amount.kind == "count" or amount.scale:
        noun = _counted(s, amount.end, clause[1])
        if (
            noun
            and not re.match(r"[增减降升提压缩扩调跌涨翻变]|成长|下滑|回升|攀升", s[noun[0] : noun[1]])
            and s[noun[0] : noun[1]] not in words(_LISTS, "status.target")
        ):
            return t[noun[0] : noun[1]].strip()
    a, b = _strip_openers(s, clause[0], amount.start), amount.start
    # A number earlier in the clause closes off what belongs to it.
    if previous is not None and a < previous[0].end <= b:
        between = s[previous[0].end : b].strip()
        if previous[1].measures and (listed or _only_leads(between)):
            return previous[1].measures
        named = between[:1] in tuple("、和及与") and len(between) > 2  # 12張、執業醫師3人
        if previous[0].kind != "count" or len(between) > 12 or "的" in between or named:
            inside = s[previous[0].end : previous[0].end + 1] == "内"  # 60日|內支付85%
            a = _strip_openers(s, previous[0].end + inside, b)
    end = _cut_tail(s, a, b)
    phrase = s[a:end]
    if amount.kind != "share" or not re.search(r"[增降升跌涨减]", phrase[-3:]):
        # 目前某地擁有上市企業9家: the object after the verb is what is counted.
        verbs = [v for v in _transitive().finditer(phrase) if len(phrase) - v.end() >= 3]
        if verbs:
            a += verbs[-1].end()
        if s.startswith("了", a):
            a += 1
    handle = max(s.rfind("把", a, end), s.rfind("将", a, end))
    if handle >= a and end - handle >= 4:
        a = handle + 1
    if end - a > 32:
        a = end - 32
        comma = max(s.rfind(mark, a, end) for mark in "、的在")
        if comma > a:
            a = comma + 1
    words_here = _plain(t[a:end]).strip(" ,、“”「」()的-－−")
    delta = _delta_re().fullmatch(s[a:end].strip())
    if _COMPARED_WITH.search(s, max(clause[0], b - 20), b) and not words_here and previous and previous[1].measures:
        return previous[1].measures  # 較2023年的13.6%: the same thing, earlier
    if delta and s[a:end].strip() and previous is not None and previous[1].measures:
        base = previous[1].measures
        words_here = re.sub("^(?:分別|分别)", "", words_here)
        return f"{base}{words_here}" if words_here and not base.endswith(words_here) else base
    if words_here:
        return words_here
    noun = _counted(s, amount.end, clause[1], whole=amount.kind == "duration")
    if noun:
        return _plain(t[noun[0] : noun[1]]).strip()
    if previous and (listed or (previous[0].unit == amount.unit and amount.start - previous[0].end <= 12)):
        return previous[1].measures
    return _measured_before(view, passage, clause)


def _measured_before(view: View, passage: Passage, clause: tuple[int, int]) -> str | None:
    """What the clause before is about, for one that only says how much: 最大雨量出現在某鄉，達527毫米."""
    if clause[0] - 1 <= passage.start or view.shadow[clause[0] - 1] != ",":
        return None
    a, b = view.clause(clause[0] - 1 - 1)
    noun = opening_noun(view.shadow, max(a, passage.start), min(b, clause[0] - 1))
    return _plain(view.text[slice(*noun)]).strip(" “”「」") if noun else None


@cache
def _delta_re() -> re.Pattern[str]:
    """A change and nothing else before an amount: 同比增長, 較前年提高."""
    return re.compile(
        r"(?:同比|按年|环比|[较比](?:[上去前]年|[前上]一年|年初|上月|上季度?|期初|(?:19|20)\d\d年)(?:同期|末|底)?|实际|名义|平均|分别|仍|又|再|继续|各|均)*"
        rf"{alternation(_LISTS, 'direction.up', 'direction.down')}?"
    )


def _only_leads(between: str) -> bool:
    """True when nothing but a verb of change or a link stands between two amounts: 由326項(減為)148項."""
    return bool(
        re.fullmatch(
            rf"(?:[、,和及与]|{alternation(_LISTS, 'verbs.link', 'direction.up', 'direction.down')}|[增减降升提压缩扩调][^,。、]{{0,3}}[到至为成])*",  # noqa: E501
            between,
        )
    )


def _cut_tail(s: str, a: int, b: int) -> int:
    """Where what is measured ends before a number: without 達到, 由, 每, times and currencies."""
    tails = words(_LISTS, "verbs.tail")
    while b > a and s[b - 1] in "- ":  # 增長率為-1.9
        b -= 1
    moved = True
    while moved and b > a:
        moved = False
        m = _link_end().search(s, max(a, b - 16), b)
        if m and m.end() == b and m.start() < b:
            b, moved = m.start(), True
            continue
        for word in tails:
            if s.endswith(word, a, b) and b - len(word) >= a:
                b, moved = b - len(word), True
                break
        if moved:
            continue
        for time in time_re().finditer(s, max(a, b - 16), b):
            if time.end() == b and time.start() > a:
                b, moved = time.start(), True
                if s[b - 1] in "较比" and b > a and not s.endswith(_NO_TAILS, a, b):
                    b -= 1
                break
    return b


@cache
def _transitive() -> re.Pattern[str]:
    return re.compile(alternation(_LISTS, "verbs.transitive"))


def _counted(s: str, a: int, b: int, *, whole: bool = False) -> tuple[int, int] | None:
    """The noun after a measure word: 28個(重點項目)集中簽約; with `whole`, verb included (after a duration)."""
    while a < b and s[a] in " 的":
        a += 1
    cut = _CUT.search(s, a, b)
    end = cut.start() if cut else b
    verb = None if whole else _predicate().search(s, a + 1, end)
    if verb and verb.start() - a >= 2:
        end = verb.start()
    end = min(end, a + (20 if whole else 16))
    while end > a and s[end - 1] in "的 等":
        end -= 1
    return (a, end) if end - a >= 1 and re.search(r"[^\W\d_]", s[a:end]) else None
