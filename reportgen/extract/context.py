"""Reads what the article says around an amount: period, place, subject, what is measured."""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.figures import Amount
from reportgen.extract.movement import change_before, read_movement
from reportgen.extract.nouns import NO_TAILS, opening_noun, plain, predicate, strip_openers, transitive
from reportgen.extract.patterns import WINDOW, context_re
from reportgen.extract.periods import COMPARED_WITH, period, time_re
from reportgen.extract.status import read_status
from reportgen.extract.view import Passage, View
from reportgen.lexicon import alternation, words
from reportgen.records import dataclass

_LISTS = "context.toml"


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
        period=period(view, passage, amount, clause),
        place=_place(view, passage, amount, clause),
    )


def _bounded(span: tuple[int, int], amount: Amount, passage: Passage) -> tuple[int, int]:
    start, end = span
    return max(start, passage.start, amount.start - WINDOW), min(end, passage.end, amount.end + WINDOW)


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
        verb = predicate().search(s, a + 1, min(clause[1], a + 24))
        b = verb.start() if verb else min(clause[1], a + 24)
        if b - a >= 3 and not re.search(r"\d", s[a:b]):
            return t[a:b].strip(" ,，")
    spans = [(clause[0], amount.start), (start, clause[0])]
    bare = _cut_tail(s, strip_openers(s, clause[0], amount.start), amount.start) <= clause[0]
    if bare and clause[0] - 1 > start and s[clause[0] - 1] == ",":  # ，達527毫米
        spans.insert(1, (max(start, view.clause(clause[0] - 2)[0]), clause[0] - 1))
    for a, b in spans:
        span = opening_noun(s, a, b)
        if span:
            return plain(t[span[0] : span[1]]).strip("“”「」 ")
    return None


def _same_subject(view: View, amount: Amount, previous: tuple[Amount, Setting] | None) -> str | None:
    """The subject of the amount before in the same segment."""
    if previous is None or view.segment(previous[0].start) != view.segment(amount.start):
        return None
    return previous[1].subject


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
    a, b = strip_openers(s, clause[0], amount.start), amount.start
    # A number earlier in the clause closes off what belongs to it.
    if previous is not None and a < previous[0].end <= b:
        between = s[previous[0].end : b].strip()
        if previous[1].measures and (listed or _only_leads(between)):
            return previous[1].measures
        named = between[:1] in tuple("、和及与") and len(between) > 2  # 12張、執業醫師3人
        if previous[0].kind != "count" or len(between) > 12 or "的" in between or named:
            inside = s[previous[0].end : previous[0].end + 1] == "内"  # 60日|內支付85%
            a = strip_openers(s, previous[0].end + inside, b)
    end = _cut_tail(s, a, b)
    phrase = s[a:end]
    if amount.kind != "share" or not re.search(r"[增降升跌涨减]", phrase[-3:]):
        # 目前某地擁有上市企業9家: the object after the verb is what is counted.
        verbs = [v for v in transitive().finditer(phrase) if len(phrase) - v.end() >= 3]
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
    words_here = plain(t[a:end]).strip(" ,、“”「」()的-－−")
    delta = _delta_re().fullmatch(s[a:end].strip())
    if COMPARED_WITH.search(s, max(clause[0], b - 20), b) and not words_here and previous and previous[1].measures:
        return previous[1].measures  # 較2023年的13.6%: the same thing, earlier
    if delta and s[a:end].strip() and previous is not None and previous[1].measures:
        base = previous[1].measures
        if view.segment(previous[0].start) != view.segment(amount.start):
            base = _measured_before(view, passage, clause) or base  # ；工业用电量由降转增，增长3.4%
        words_here = re.sub("^(?:分別|分别)", "", words_here)
        return f"{base}{words_here}" if words_here and not base.endswith(words_here) else base
    if words_here:
        return words_here
    noun = _counted(s, amount.end, clause[1], whole=amount.kind == "duration")
    if noun:
        return plain(t[noun[0] : noun[1]]).strip()
    if re.search("合计|共计|总计", s[max(clause[0], previous[0].end if previous else 0) : amount.start]):
        return None  # 二等奖130项，合计200项: not of the last of them
    if previous and (listed or (previous[0].unit == amount.unit and amount.start - previous[0].end <= 12)):
        return previous[1].measures
    return _measured_before(view, passage, clause)


def _measured_before(view: View, passage: Passage, clause: tuple[int, int]) -> str | None:
    """What the clause before is about, for one that only says how much: 最大雨量出現在某鄉，達527毫米."""
    if clause[0] - 1 <= passage.start or view.shadow[clause[0] - 1] != ",":
        return None
    a, b = view.clause(clause[0] - 1 - 1)
    noun = opening_noun(view.shadow, max(a, passage.start), min(b, clause[0] - 1))
    return plain(view.text[slice(*noun)]).strip(" “”「」") if noun else None


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
                if s[b - 1] in "较比" and b > a and not s.endswith(NO_TAILS, a, b):
                    b -= 1
                break
    return b


def _counted(s: str, a: int, b: int, *, whole: bool = False) -> tuple[int, int] | None:
    """The noun after a measure word: 28個(重點項目)集中簽約; with `whole`, verb included (after a duration)."""
    while a < b and s[a] in " 的":
        a += 1
    cut = _CUT.search(s, a, b)
    end = cut.start() if cut else b
    verb = None if whole else predicate().search(s, a + 1, end)
    if verb and verb.start() - a >= 2:
        end = verb.start()
    end = min(end, a + (20 if whole else 16))
    while end > a and s[end - 1] in "的 等":
        end -= 1
    return (a, end) if end - a >= 1 and re.search(r"[^\W\d_]", s[a:end]) else None
