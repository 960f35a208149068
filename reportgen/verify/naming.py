"""Decides whether words printed beside a number are the article's words for that number and for no other.

A label is made of pieces of the number's own clause (before it, behind it) and, when that clause names nothing or
only a
change, of the clauses before it in the sentence. Words of a later clause, or of another number's place in an
enumeration,
name something else: that is how a swapped pair shows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from reportgen.assets import template
from reportgen.lexicon import alternation, longest_first, words
from reportgen.verify.ground import Ground, Line, bare, dense
from reportgen.verify.numerals import read

_FILE = "verify.toml"
_DATED = re.compile(r"\d{4}年|\d{1,2}月")
TIME = re.compile(
    r"(?:\d{4}年|今年|去年|前年|上年|明年|上月|本月|目前)?(?:上半年|下半年|[前第一二三四]+季度)?"
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|底|末|初|起|至[\d年月日号今去明上下半季度底末初前止]*)?"
)
_ORDER = "一二三四五六七八九十"
_SERIES = re.compile(rf"第([{_ORDER}](?:[、和][{_ORDER}])+)([\u4e00-\u9fff]{{2}})")
_RATES = ("%", "倍", "百分点", "成")
_FIELDS = 5  # of the ledger's record that may name a number
_GAP = 4  # characters of a word left out of a name
_NEAR = 30  # characters of a clause in which the members of a list stand
_EACH = re.compile(r"每[^\d]{1,6}(?=(?:[\d点]+[万千百亿元]{0,3}[至到])?$)")
_KNOWN = re.compile(r"[\d年月日]|季度|未来|近期")  # a time or a number may go out of a name
_DOUBLED = re.compile(r"(..+)\1")
_LIST = re.compile(r"[、和与及]")
_COUNTED = re.compile(rf"(?:[两{_ORDER}]|(?<!\d)\d)(?:个|家|项|类|大|种)")


@cache
def _filler() -> re.Pattern[str]:
    found = sorted(words(_FILE, "naming.filler"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, found)))


def names(ground: Ground, fact: str, label: str) -> bool:
    """Whether `label` (without the number) may stand beside the fact's number."""
    text = bare(label)
    record = ground.facts.get(fact)
    if not text or record is None:
        return False
    place = ground.home.get(fact)
    if place is not None:
        line = ground.lines[place[0]]
        if any(a.fact not in (None, fact) and _leads_to(line, a.start, text) for a in line.atoms):
            return False  # it runs up to another number of the sentence (貸款餘額首次突破4000億元，達4031.5億元)
    if any(text == bare(str(record.get(key) or "")) for key in ("measures", "subject")):
        # The ledger's own words for it, when they are no other number's of the sentence too.
        rivals = [a.fact for a in ground.lines[place[0]].atoms if a.fact not in (None, fact)] if place else []
        named = [bare(str(ground.facts[r].get(key) or "")) for r in rivals for key in ("measures", "subject")]
        if not any(n and (n in text or text in n) for n in named):
            return True
    if place is None:
        return False
    line = ground.lines[place[0]]
    base = _base(line, place[1])
    if base and _behind_base(label, base):
        return names(ground, fact, _behind_base(label, base))
    if record.get("kind") == "milestone":
        return composed(event_words(ground, fact), text, [bare(ground.running.get(line.paragraph, ""))])
    if _anothers(line, place[1], text):
        return False
    shown = dense(label).text
    item = member(line, place[1])
    for a in line.atoms:
        said = line.text[a.start : a.end]
        if a.fact not in (None, fact) and len(said) > 1 and said in shown and not (item and said in item):
            return False  # it states another number: that is what it names
    own, before = _areas(ground, line, place[1], place[2], record)
    if series(ground, text[:4]) is line:  # 第二產業: its place decides
        rest = text[4:]
        return _position_holds(line, place[1], place[2], text) and (not rest or _cover(rest, own, before) is not None)
    pieces = _cover(text, own, before)
    if pieces is not None and all(source == "before" for source, _ in pieces):
        # The ledger's own words for it may join its clause to one before; then both are looked at again, apart.
        pieces = _cover(text, own, before[_FIELDS:]) or pieces
    if pieces is None or _replaced(text, [*own, *before]) or not _position_holds(line, place[1], place[2], text):
        return False
    limit = limiting().match(own[0])
    if limit and limit.group()[:4] not in text:
        return False  # 通過公共網絡實現零售額41.3億元 is no 零售額 of all
    if _DOUBLED.search(text) and not any(_DOUBLED.search(area) for area in own):
        return False
    if widened(text, own) or (_each(line, place[1]) < 0 and _skips(pieces, own)):
        return False
    way = _way(line, place[1])
    ends = _ways().findall(text)
    if way and ends and text.endswith(ends[-1]) and ends[-1] != way:
        return False  # 下降3.9%和增長1.7%: the word before the number says which way it went
    told = text.removesuffix(way) if way else text
    if not item and _overwritten(pieces, own[0]):
        return False
    if _exchanged(pieces, [*own, *before]) or _turned(told, [*own, *before]):
        return False
    if (
        not _hold(_scopes(), text, own, before)
        or not _hold(_ways(), text, own, before)
        or _farther(line, place[1], told)
    ):
        return False
    listed = bool(item) and (text == item or (len(text) > 1 and item.endswith(text)))
    if listed or any(source == "own" for source, _ in pieces):
        return True
    if dense(str(record.get("unit") or "")).text in _RATES and not _filler().sub("", _changes().sub("", _named(own))):
        return True  # 零售總額298.7億元，增長5.5%: the change of what the clause before counts
    words_ = _named(own)
    up = next((w for w in _verbs() if words_.startswith(w)), "")  # 增至去年的: the end of what the clause before begins
    return len(without_filler(words_)) < 2 or bool(up and TIME.fullmatch(without_filler(words_.removeprefix(up))))


@cache
def _narrowing() -> re.Pattern[str]:
    found = sorted(words(_FILE, "guards.narrowing"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, found)))


def _skips(pieces: list[tuple[str, str]], areas: list[str]) -> str:
    """The word that a label leaves out of the middle of a name (後備 of 上市後備企業); "" for none."""
    for (_, a), (_, b) in itertools.pairwise(pieces):
        if len(a) < 2 or len(b) < 2 or any(a + b in area for area in areas):
            continue
        for area in areas:
            at = area.find(a)
            gap_end = area.find(b, at + len(a)) if at >= 0 else -1
            gap = area[at + len(a) : gap_end] if gap_end > 0 else ""
            named = 1 <= len(gap) <= _GAP and not _KNOWN.search(gap) and _saying_nothing().sub("", gap)
            if named and area.count(gap) == 1:  # what is said twice may be lost once
                return gap
    return ""


def narrowed(ground: Ground, fact: str, label: str) -> bool:
    """Whether a word that narrows a number down stands directly before it and is not in its label (平均11個月)."""
    place = ground.home.get(fact)
    if place is None:
        return False
    line = ground.lines[place[0]]
    own = bare(line.text[line.clause(place[1])[0] : place[1]])
    found = next((m.group() for m in _narrowing().finditer(own) if m.end() == len(own)), "")
    return bool(found) and found[0] != "以" and found not in label


def widened(text: str, areas: list[str]) -> str:
    """The word that a bare label leaves out of the article's words before one that it keeps (工業增加值 of
    規上工業增加值) or before the number (加碼 of 加碼最高3.8萬元); "" for none."""
    each = _EACH.search(areas[0]) if areas else None
    if (
        each
        and text.count("每") < each.group().count("每")
        and any(text[i : i + 2] in areas[0] for i in range(len(text)))
    ):
        return each.group()
    for area in areas:
        for m in _narrowing().finditer(area):
            kept = area[m.end() : m.end() + 2]
            if len(kept) == 2 and kept in text and m.group() + kept not in text and not _elsewhere(m, kept, areas):
                return m.group()
            if not kept and area is areas[0] and m.group() not in text and m.group()[0] != "以":
                return m.group()
    return ""


def _elsewhere(m: re.Match[str], kept: str, areas: list[str]) -> bool:
    """Whether the article has the words kept also without the narrowing one."""
    return any(kept in area.replace(m.group() + kept, "") for area in areas)


def _leads_to(line: Line, start: int, text: str) -> bool:
    """Whether a label's last words are those directly before the number at `start`, beyond what is counted there."""
    begin, _ = line.clause(start)
    digits = re.search(r"\d", line.text[start:])
    head = bare(line.text[begin : start + (digits.start() if digits else 0)])  # its qualifier may be such a word
    return len(head) > len(text[-4:]) - 1 and len(text) > 4 and head.endswith(text[-4:]) and head.endswith(_verbs())


def _anothers(line: Line, start: int, text: str) -> bool:
    """Whether a label is the name directly before another number of an enumeration in which this one has a name of its
    own (硬質玉米900公頃、大豆400公頃、仙草及胡麻合計逾300公頃: 大豆 names 400公頃 alone)."""
    begin, end = line.clause(start)
    ends = [a.end for a in line.atoms if a.fact and begin <= a.start and a.end <= start]
    low = max(ends, default=begin)
    own = line.text[low:start]
    if ends and own[:1] != "、":
        return False
    name = without_filler(bare(own))
    if len(name) < 2 or own[1:].startswith("占") or name in text or text in name:
        return False
    others = [a for a in line.atoms if a.fact and a.start != start and begin <= a.start < end]
    return any(bare(line.text[begin : a.start]).endswith(text) for a in others)


@cache
def _verbs() -> tuple[str, ...]:
    return words(_FILE, "naming.up-to")


def _exchanged(pieces: list[tuple[str, str]], areas: list[str]) -> bool:
    """Whether a piece stands where the article has a word like it (全省實現 for 全市實現)."""
    for (_, a), (_, b) in itertools.pairwise(pieces):
        if len(a) < 2 or len(b) < 2 or any(a + b in area for area in areas):
            continue
        if any(a + b[0] in area for area in areas) and not any(a + b[:2] in area for area in areas):
            return True  # 智能手錶產值 for 智能手錶產量
        for area in areas:
            at = area.find(b)
            said = area[max(0, at - len(a)) : at] if at > 0 else ""
            if a in area[max(0, at - _NEAR) : at]:
                continue  # both are members of one list
            if len(said) == len(a) and 0 < sum(x == y for x, y in zip(a, said, strict=True)) * 2 >= len(a):
                return True
    return False


def _overwritten(pieces: list[tuple[str, str]], own: str) -> bool:
    """Whether a word from elsewhere stands where the own clause has another (股東應佔收入 for 股東應佔溢利)."""
    for (a, said), (b, word) in itertools.pairwise(pieces):
        at = own.find(said)
        if (a, b) != ("own", "before") or len(word) < 2 or at < 0:
            continue
        rest = unsaid(own[at + len(said) :])
        if rest and not any(rest.startswith(piece[:2]) for _, piece in pieces):
            return True
    return False


@cache
def _changes() -> re.Pattern[str]:
    found = sorted((*words(_FILE, "naming.ways"), *words(_FILE, "naming.against")), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, found)))


@cache
def _ways() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words(_FILE, "naming.ways"), key=len, reverse=True))))


def _turned(text: str, areas: list[str]) -> bool:
    """Whether a word of a direction or an area (提升, 全國) stands where the article has another one."""
    for pattern, ahead in ((_ways(), False), (_scopes(), True), (_levels(), True)):
        for m in pattern.finditer(text):
            beside = text[m.end() : m.end() + 2] if ahead else text[max(0, m.start() - 2) : m.start()]
            joined = m.group() + beside if ahead else beside + m.group()
            if len(beside) < 2 or any(joined in area for area in areas):
                continue
            for area in areas:
                at = area.find(beside)
                if at < 0:
                    continue
                said = (
                    [w.group() for w in pattern.finditer(area[max(0, at - _NEAR) : at])][-1:]
                    if ahead
                    else ([w.group() for w in pattern.finditer(area[at + 2 : at + _NEAR])][:1])
                )
                if said and said[0] != m.group():
                    return True
    return False


def _way(line: Line, start: int) -> str:
    """The word of a direction directly before a number; "" when another word stands there."""
    found = _ways().findall(line.text[max(0, start - 4) : start])
    return found[-1] if found and line.text[:start].endswith(found[-1]) else ""


@cache
def _scopes() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words(_FILE, "naming.scopes"), key=len, reverse=True))))


@cache
def limiting() -> re.Pattern[str]:
    """By these a clause says of which part its number is told (通過公共網絡, 扣除房地產開發後)."""
    return re.compile("(?:" + "|".join(map(re.escape, words(_FILE, "guards.limiting"))) + ")[^,;:。]{2,12}")


@cache
def _levels() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words(_FILE, "naming.levels"), key=len, reverse=True))))


def _hold(kind: re.Pattern[str], text: str, own: list[str], before: list[str]) -> bool:
    """Whether the areas (全國, 全省) or directions (增長) that a label names are said in the number's own clause;
    before it, where that clause says none."""
    said = {word for area in own for word in kind.findall(area)}
    if not said:
        said = {word for area in before for word in kind.findall(area)}
    return said.issuperset(kind.findall(text))


def _farther(line: Line, start: int, text: str) -> bool:
    """Whether a label's last word stands in the nearest clause that has it with other words before it (存款餘額 for the
    number of 貸款餘額突破4000億元，達4031.5億元)."""
    name = bare(_trailing().sub("", text))
    tail = name[-4:]
    if len(tail) < 4:
        return False
    begin, end = line.clause(start)
    clauses = [bare(line.text[a:b]) for a, b in reversed(_clauses(line, 0, begin))]
    if tail[2:] in bare(line.text[begin:end]) or _each(line, start) >= 0:
        return False
    return tail not in next((c for c in clauses if c.find(tail[2:]) > 0), tail)


@cache
def _trailing() -> re.Pattern[str]:
    return re.compile(alternation(_FILE, "naming.ways", "naming.against", "naming.filler", "naming.up-to") + "+$")


def event_words(ground: Ground, fact: str) -> str:
    """What a date is the date of, bare: the ledger's event and the words up to the next date of the sentence."""
    record, (number, start, end) = ground.facts[fact], ground.home[fact]
    line = ground.lines[number]
    later = [a.start for a in line.atoms if a.start >= end and _DATED.match(line.text, a.start)]
    begin, _ = line.clause(start)
    return bare(
        str(record.get("event") or "")
        + "，"
        + line.text[begin:start]
        + "，"
        + line.text[end : min(later, default=len(line.text))]
    )


def _areas(ground: Ground, line: Line, start: int, end: int, record: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Words of the number's own clause, and words that may come to it from before: earlier clauses of the sentence,
    its subject, measure, period and place by the ledger, the section's heading."""
    begin, stop = line.clause(start)
    low = max([a.end for a in line.atoms if begin <= a.start and a.end <= start and a.fact], default=begin)
    high = min([a.start for a in line.atoms if end <= a.start < stop and a.fact], default=stop)
    own = [bare(line.text[begin:start]), bare(line.text[end:stop])]
    if line.text[end : end + 1] == "的":  # 30億元的某某光電項目
        own.append(bare(line.text[end + 1 : stop]))
    near = [bare(line.text[low:start]), bare(line.text[end:high])]
    earlier = [bare(line.text[a:b]) for a, b in _clauses(line, 0, begin)]
    fields = [bare(str(record.get(key) or "")) for key in ("measures", "subject", "period", "place", "attributed_to")]
    if line.text[begin:start].strip(",:;。") == "" or len(near[0]) < 2:
        earlier += [bare(ground.lines[line.number - 1].text)] if _continues(ground, line) else []
    return own, [*fields, *earlier, *_context(ground, line)]


def _continues(ground: Ground, line: Line) -> bool:
    return line.number > 0 and ground.lines[line.number - 1].paragraph == line.paragraph


def _context(ground: Ground, line: Line) -> list[str]:
    place = bare(str(ground.article.get("place") or ""))
    return [place] if place else []


def _clauses(line: Line, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *sorted(s for s in line.starts if start < s < end), end]
    return [(a, b) for a, b in itertools.pairwise(cuts) if b > a]


def without_filler(text: str) -> str:
    """Dense text without the words that name nothing (達, 向, 為)."""
    return _filler().sub("", text)


@cache
def _saying_nothing() -> re.Pattern[str]:
    found = {
        w for key in ("naming.ways", "naming.against", "naming.filler", "naming.scopes") for w in words(_FILE, key)
    }
    found |= {w for w in words(_FILE, "guards.droppable") if not w.startswith("总")} | {"比"}  # 總額 names the whole
    return re.compile("|".join(map(re.escape, longest_first(found))))


def nameless(text: str, surfaces: Iterable[str] = ()) -> bool:
    """Whether a text holds a number and no name of what it counts (2000公頃, 同比增長9.2%, 居全省第3位); `surfaces`
    are the article's for numbers in it."""
    shown = dense(text).text
    for surface in sorted(surfaces, key=len, reverse=True):
        shown = shown.replace(surface, "1%")
    return bool(read(shown)) and not unsaid(shown)


def unsaid(text: str) -> str:
    """What is left of a dense text without its numbers and the words that name nothing."""
    rest, at = [], 0
    for number in read(text):
        rest.append(text[at : number.start])
        at = max(at, number.end)
    return bare(_saying_nothing().sub("", "".join([*rest, text[at:]])))


def _named(own: list[str]) -> str:
    return "".join(own[:2])


def _replaced(text: str, areas: list[str]) -> bool:
    """Whether a word that names nothing stands where the article has another of its length (奔赴中內外)."""
    for m in _filler().finditer(text, 1):
        left, word, right = text[max(0, m.start() - 2) : m.start()], m.group(), text[m.end() : m.end() + 2]
        if len(right) < 2 or len(left) < 2 or any(left + word + right in area for area in areas):
            continue
        for area in areas:
            at = area.find(left)
            while at >= 0:
                if area.startswith(right, at + len(left) + len(word)):
                    return True
                at = area.find(left, at + 1)
    return False


def _cover(text: str, own: list[str], before: list[str]) -> list[tuple[str, str]] | None:
    """Pieces that make up the label, as few as can be; None when a character is left over."""
    most = 2 + len(text) // 5
    known: dict[tuple[int, int, int], list[tuple[str, str]] | None] = {}
    longest_at: dict[int, tuple[int, str]] = {}

    def solve(at: int, left: int, singles: int) -> list[tuple[str, str]] | None:
        if at >= len(text):
            return []
        if left == 0:
            return None
        key = (at, left, singles)
        if key not in known:
            known[key] = step(at, left, singles)
        return known[key]

    def step(at: int, left: int, singles: int) -> list[tuple[str, str]] | None:
        if at not in longest_at:
            longest_at[at] = _longest(text, at, own, before)
        longest, source = longest_at[at]
        for size in range(longest, max(0, longest - 3), -1):
            beside = source == "own" and own and own[0].endswith(text[at])  # 對 of 對27家重點企業…
            if (
                size == 1
                and (singles == 0 or len(text) > 6)
                and not (_filler().match(text, at) or len(text) <= 2 or beside)
            ):
                break  # 出口額 of 出口總額: one single character, in a short label
            rest = solve(at + size, left - 1, singles - (size == 1))
            if rest is not None:
                return [(source, text[at : at + size]), *rest]
        filler = _filler().match(text, at)
        if filler:
            return solve(filler.end(), left, singles)
        return None

    return solve(0, most, 1)


def _longest(text: str, at: int, own: list[str], before: list[str]) -> tuple[int, str]:
    """How much of a text from an offset on stands in one area, and whether that is one of its own."""
    size, source = 0, ""
    for name, areas in (("own", own), ("before", before)):
        for area in areas:
            while at + size < len(text) and text[at : at + size + 1] in area:
                size, source = size + 1, name
    return size, source


def _position_holds(line: Line, start: int, end: int, text: str) -> bool:
    """In 「A、B和C分別增長1%、2%和3%」 the label of 2% is B: the number's place in its list is the name's place in
    its own."""
    at = _each(line, start)
    if at < 0:
        return True
    values = _listed(line, at, start)
    items = _items(line, at)
    if values and not _LIST.search(line.text[line.clause(at)[0] : at]) and len(items) != len(values):
        return _nearest(text, _counted_before(line, at, len(values)), values.index(start))
    if not values or len(items) != len(values):
        return True
    mine = values.index(start)
    if all(item in text for item in items):
        return True  # the whole list is named: not told apart, but not told wrongly
    return not any(
        (any(w in text for w in _lead(item)) if len(item) >= 2 else text.startswith(item))
        and not any(w in items[mine] for w in _lead(item) if w in text)
        for i, item in enumerate(items)
        if i != mine
    )


def _lead(item: str) -> tuple[str, ...]:
    """A name of a list, and its first two characters, by which it is told from the others (農村 of 農村居民)."""
    name = item.removeprefix("其中")
    return (name, name[:2])


def _each(line: Line, start: int) -> int:
    """Where the last word before `start` stands that gives values one by one to names (分別, 各佔); -1 for none."""
    return max(line.text.rfind(word, 0, start) for word in words(_FILE, "naming.each"))


def _counted_before(line: Line, at: int, count: int) -> list[str]:
    """The words before each of the `count` numbers that earlier clauses give (接待…萬人次，花費…億元，分別增長…)."""
    begin, _ = line.clause(at)
    earlier = _each(line, begin)
    if earlier >= 0 and len(_listed(line, earlier, _first_behind(line, earlier))) == count:
        return _counted_before(line, earlier, count)  # 分別增長…，較…分別增長…: the same names again
    atoms = [a for a in line.atoms if a.fact and a.end <= begin][-count:]
    ends = [max((b.end for b in line.atoms if b.end <= a.start), default=0) for a in atoms]
    return [bare(line.text[max(line.clause(a.start)[0], end) : a.start]) for a, end in zip(atoms, ends, strict=True)]


def _first_behind(line: Line, at: int) -> int:
    """Where the first number behind an offset begins."""
    return min((a.start for a in line.atoms if a.fact and a.start > at), default=at)


def _nearest(text: str, items: list[str], mine: int) -> bool:
    """Whether a label shares as long a run of characters with its own number's words as with another's."""
    shared = [max((_longest(text, i, [item], [])[0] for i in range(len(text))), default=0) for item in items]
    return mine >= len(shared) or max(shared) < 2 or shared[mine] == max(shared)


def member(line: Line, start: int) -> str:
    """The member of a list before 分別 whose number begins at `start` (25至44歲 of 15至24歲、25至44歲…分別為); "" where
    there is no such list."""
    at = _each(line, start)
    if at < 0:
        return ""
    values, items = _listed(line, at, start), _items(line, at)
    return items[values.index(start)] if values and len(items) == len(values) else ""


def _listed(line: Line, at: int, start: int) -> list[int]:
    """Where the numbers behind 分別 at `at` begin that make one list with the number at `start` (of 分別為8、24微克，
    下降11.1%、4% those of the first or of the second pair); [] when that number is in no list."""
    values = [a for a in line.atoms if a.fact and at < a.start < _end_of_list(line, at)]
    chains: list[list[int]] = []
    before = None
    for atom in values:
        gap = "," if before is None else line.text[before.end : atom.start]
        if re.search(r"[,;:。]", gap) or not _LIST.search(gap):
            chains.append([])
        chains[-1].append(atom.start)
        before = atom
    return next((chain for chain in chains if start in chain), [])


def _items(line: Line, at: int) -> list[str]:
    """The names before 分別 at offset `at`, or, when none stand there, before the 分別 ahead of it;
    第一、二、三產業 whole."""
    head_begin, _ = line.clause(at)
    head = line.text[head_begin:at]
    if not _LIST.search(head):
        before = _each(line, at)
        if before >= 0:
            return _items(line, before)
        counted = _counted_list(line, head_begin)
        if counted:
            return counted
    series = _SERIES.search(head)
    if series:
        return [f"第{n}{series.group(2)}" for n in re.findall(f"[{_ORDER}]", series.group(1))]
    found = []
    for item in filter(None, map(bare, _LIST.split(head))):
        whole = next((c for c in _compounds() if item.endswith(c)), None)
        found += _compounds()[whole] if whole is not None else [item]
    return found


def _counted_list(line: Line, begin: int) -> list[str]:
    """The names of a list that the clause before `begin` counts (涵蓋甲、乙、丙3個產業，數量分別為…); the first may
    have words in front."""
    last, _ = line.clause(begin - 1) if begin else (0, 0)
    counted = _COUNTED.search(line.text, last, begin)
    head = line.text[last : counted.start()] if counted else ""
    return [bare(item) for item in _LIST.split(head)] if _LIST.search(head) else []


def _compounds() -> dict[str, list[str]]:
    """Words that stand for several names of a list, longer ones first."""
    found: dict[str, list[str]] = template("lexicon/verify.toml")["naming"]["compounds"]
    return found


def series(ground: Ground, text: str) -> Line | None:
    """The line that holds a name only inside a series (第二產業 in 第一、二、三產業 or in 三次產業)."""
    wholes = [whole for whole, parts in _compounds().items() if text in parts]
    if not wholes and not text.startswith("第"):
        return None
    for line in ground.lines:
        if text not in line.text and any(whole in line.text for whole in wholes):
            return line
        found = _SERIES.search(line.text)
        if found and text in [f"第{n}{found.group(2)}" for n in re.findall(f"[{_ORDER}]", found.group(1))]:
            return line
    return None


def _end_of_list(line: Line, at: int) -> int:
    stops = [i for i in range(at, len(line.text)) if line.text[i] in ";。" or line.text.startswith("分别", i + 2)]
    return stops[0] if stops else len(line.text)


def _base(line: Line, at: int) -> str:
    """What the clause before reckons a number by (每新增100个托位，能带动22个…), "" where it does not."""
    begin, _ = line.clause(at)
    before = line.text[: max(begin - 1, 0)]
    found = re.search("每[^每,;:。]*$", before)
    held = [a for a in line.atoms if found and a.fact and found.start() <= a.start < begin]
    first = not any(a.fact and begin <= a.start < at for a in line.atoms)
    return found.group() if found and len(held) == 1 and first else ""


def _behind_base(label: str, base: str) -> str:
    """The rest of a label that begins with what its number is reckoned by; "" for any other."""
    told = dense(label).text
    return told.removeprefix(base).lstrip(",") if told.startswith(base + ",") else ""


def composed(words_: str, text: str, context: list[str] | None = None) -> bool:
    """Whether a short label is put together from bare `words_` (志願者開展社區走訪), names from `context` added."""
    areas = [words_, *(context or [])]
    pieces = _cover(text, [words_], context or [])
    if pieces is None or _replaced(text, areas) or _turned(text, areas) or widened(text, [words_]):
        return False
    if _exchanged(pieces, areas) or _DOUBLED.search(text):
        return False
    return any(source == "own" for source, _ in pieces)


def whole(words_: str, text: str) -> bool:
    """Whether a name is put together from bare `words_`, and nothing is left out of its middle."""
    pieces = _cover(text, [words_], [])
    return pieces is not None and not _skips(pieces, [words_]) and composed(words_, text)
