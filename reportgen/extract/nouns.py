"""Finds the noun phrase that opens a clause: what comes before its first verb, without times and openers."""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.periods import time_re
from reportgen.lexicon import alternation, longest_first, words

_LISTS = "context.toml"


def opening_noun(s: str, a: int, b: int) -> tuple[int, int] | None:
    """The noun phrase before the first verb between two offsets; 2 to 20 characters without a demonstrative."""
    a = strip_openers(s, a, b)
    verb = predicate().search(s, a + 1, b)
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
            if s.endswith(tail, a, end) and not s.endswith(NO_TAILS, a, end):
                end, moved = end - len(tail), True
                break
    phrase = s[a:end]
    if len(phrase) < 2 or not re.search(r"[^\W\d_]", phrase) or phrase.endswith(("的", "地")):
        return None
    if (
        phrase.endswith(words("speech.toml", "verbs"))
        or phrase in words(_LISTS, "verbs.action")
        or (phrase.startswith(words(_LISTS, "verbs.zero")) and not phrase.startswith("居民"))
        or transitive().match(phrase)
    ):
        return None
    return a, end


_NOUN_STOP = re.compile(r"[,;:。!?(\[]|(?<![A-Za-z\d.])\d")
# What stands between a subject and its verb or number and belongs to neither.
_NOUN_TAILS = (
    *("不低于", "不少于", "不超过", "不高于", "不多于", "不得低于", "不得超过", "平均"),
    *("仍", "创", "就", "再", "向", "已", "也", "均", "还", "又", "、", "等", "共", "要", "比", "较", "便", "则", "-"),
)
NO_TAILS = (
    *("占比", "环比", "同比", "性价比", "对比", "配比", "评比", "计较", "指向", "取向", "方向", "走向", "主要", "需要"),
    *("优等", "公共"),
)


@cache
def predicate() -> re.Pattern[str]:
    """What ends a subject: verbs that never stand inside a noun, and links of two characters or more."""
    links = [
        w
        for key in ("verbs.transitive", "verbs.link", "direction.up", "direction.down")
        for w in words(_LISTS, key)
        if len(w) > 1
    ]
    merged = "|".join(re.escape(w) for w in longest_first(links))
    return re.compile(
        rf"(?:{merged})(?![率额值量度幅品])|(?:通过|透过|依托|按照|根据|围绕)(?!率)|[达为由从占是将把向被已仅约超近]|居(?!民)|在(?!建|岗|校|线|园|职|编)|有(?![限关效机色源序])|用(?=\d)|可(?=[领获享免乘凭持参报申在通直])|[开集奔助赴签达](?=[展工中赴力往约])"
    )


def strip_openers(s: str, a: int, b: int) -> int:
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


def plain(words_of: str) -> str:
    """Without the footnote marks of an encyclopedia or bulletin: 地區生產總值[2]."""
    return _FOOTNOTE.sub("", words_of)


_FOOTNOTE = re.compile(r"[\[［【]\d{1,3}[\]］】]")


@cache
def transitive() -> re.Pattern[str]:
    return re.compile(alternation(_LISTS, "verbs.transitive"))
