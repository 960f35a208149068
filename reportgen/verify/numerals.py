"""Turns a printed text into its numerals, Arabic and Chinese, with value, unit, qualifier: read as a stranger reads.

Accepts 323億元, 1,100.9億, 近九成, 三百二十三億元, 三分之一, 百分之八十五點五, 2.28萬件, 76至106天, 逾半, 數千.
Refuses words that merely hold a numeral (一樣, 統一, 十分) and 一 before a counter, which is an article.
This reader is independent of the one that made the ledger: a fault of that one must not hide itself.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from reportgen.fold import fold
from reportgen.lexicon import words

_FILE = "verify.toml"
_DIGIT = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
    "廿": 20,
    "卅": 30,
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
FALL = re.compile("下降|减少|回落|跌|降低|缩减|负")
"""Words before a number that make it a fall (simplified)."""
_HAN = "〇零一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
_ARABIC = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIGN = re.compile(rf"[\d{_HAN}半数几]")
_AHEAD = 12  # characters that may stand before it: 第 and words such as 將近, 超過
_NAME = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{0,3}-?$")
_CHINESE = rf"[{_HAN}]+(?:点[{_HAN}]+)?"


class Numeral(NamedTuple):
    """A numeral of a text: `surface` is text[start:end]; `value` in the base unit, None when too vague (數千);
    `scale` is the multiplier word taken into the value (億, 萬 …, 成 = 10 %)."""

    start: int
    end: int
    surface: str
    value: float | None
    unit: str
    qualifier: str
    chinese: bool


def chinese_value(text: str) -> float | None:
    """三百二十三億, 二點五億 → 3.23e10, 2.5e8; None for what is no number. Digit by digit (二〇二三) is read so too."""
    text = fold(text)
    whole, _, part = text.partition("点")
    if part and part[-1] in _LARGE:
        below = chinese_value(text[:-1])
        return None if below is None else below * _LARGE[part[-1]]
    if not whole or any(c not in _HAN for c in whole + part):
        return None
    if all(c in _DIGIT for c in whole):
        if len(whole) > 1 and any(_DIGIT[c] > 9 for c in whole):
            return None
        total = float("".join(str(_DIGIT[c]) for c in whole))
    else:
        total, section, digit, last = 0.0, 0, None, 10**20
        for char in whole:
            if char in _DIGIT:
                digit = (digit or 0) * (10 if digit and char not in "零〇" else 1) + _DIGIT[char]
            elif char in _SMALL:
                section += (1 if digit is None else digit) * _SMALL[char]
                digit = None
            else:
                size = _LARGE[char]
                section += digit or 0
                if size < last:  # 三億二千萬: a smaller scale is added
                    total += (section or 1) * size
                else:  # 一萬億: a larger one multiplies all before it
                    total = (total + section) * size
                section, digit, last = 0, None, size
        if digit and whole[-2] in "百佰千仟万亿兆":  # 一萬二, 三百五
            digit = digit * {**_SMALL, **_LARGE}[whole[-2]] // 10
        total += section + (digit or 0)
    if part:
        if any(c not in _DIGIT for c in part):
            return None
        total += float("0." + "".join(str(_DIGIT[c]) for c in part))
    return total


def chinese_number(value: int) -> str:
    """323 → 三百二十三 (simplified forms), the way back of `chinese_value`; 0 ≤ value < 10^16."""
    if value == 0:
        return "零"
    out, rest = "", value
    for word, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        part, rest = divmod(rest, size)
        if not part:
            continue
        if word == "亿" and part >= 10**4:
            out += chinese_number(part) + word
            continue
        if out and part < 1000:
            out += "零"
        zero = False
        for name, small in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
            digit, part = divmod(part, small)
            if digit:
                out += ("零" if zero else "") + "零一二三四五六七八九"[digit] + name
                zero = False
            elif out and not out.endswith(("零", "亿", "万")) and part:
                zero = True
        out += word
    return out[1:] if out.startswith("一十") else out


@cache
def _reader() -> re.Pattern[str]:
    approximate = "|".join(sorted(map(re.escape, words(_FILE, "numerals.before")), key=len, reverse=True))
    counters = "|".join(sorted(map(re.escape, words(_FILE, "numerals.counters")), key=len, reverse=True))
    first = "".join(sorted({word[0] for word in words(_FILE, "numerals.before")}))
    return re.compile(
        rf"(?=[第大半数几\d{_HAN}{first}])"  # at most places nothing more is tried
        rf"(?P<ordinal>第)?(?P<before>(?:{approximate})+)?"
        rf"(?P<number>百分之(?:{_ARABIC}|{_CHINESE})|(?:{_ARABIC}|{_CHINESE})分之(?:{_ARABIC}|{_CHINESE})"
        rf"|{_ARABIC}|{_CHINESE}|(?:(?<=[逾过近超约])|一|大)半(?=数|以上|[，,。、；）)]|$)|半数|[数几](?=[十百千万亿成]))"
        rf"(?P<large>(?:[十百万亿兆]|千(?![瓦伏米克卡赫帕焦升]))+)?(?P<more>(?<=[亿万])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<scale>[万千]))?(?P<after>余|多)?(?P<large2>[万亿]+)?"
        rf"(?:(?P<percent>[%‰％]|个百分点|百分点)|(?P<unit>{counters}))?"
        rf"(?P<tenth>(?<=成)[一二两三四五六七八九1-9](?![\d{_HAN}个個家人]))?(?P<late>以上|以下|以内|左右|余|多|级)?"
    )


@cache
def _no_amounts() -> re.Pattern[str]:
    found = sorted(map(re.escape, words(_FILE, "numerals.words")), key=len, reverse=True)
    return re.compile("|".join(found))


class _Parts(NamedTuple):
    """The groups of the reader's pattern."""

    ordinal: str | None
    before: str | None
    number: str
    large: str | None
    more: str | None
    scale: str | None
    after: str | None
    large2: str | None
    percent: str | None
    unit: str | None
    tenth: str | None
    late: str | None


@lru_cache(maxsize=8192)
def read(text: str) -> tuple[Numeral, ...]:
    """The numerals of a text, in order."""
    shadow = fold(text)
    first_sign = _SIGN.search(shadow)
    if first_sign is None:
        return ()
    covered = None
    found = []
    pos = 0
    search = _reader().search
    while pos < len(shadow):
        sign = _SIGN.search(shadow, pos)  # what a numeral cannot be without; few words may stand before it
        m = search(shadow, max(pos, sign.start() - _AHEAD)) if sign is not None else None
        if m is None:
            break
        parts = _Parts(*m.groups())
        start, stop = m.span("number")
        first, end = m.span()
        pos = max(stop, first + 1)
        arabic, amount, value, unit = _meaning(parts)
        if arabic:
            if start and len(parts.number) <= 4 and _NAME.search(shadow[max(0, start - 7) : start]):
                continue  # PM2.5, SO2: a name
        else:
            if covered is None:
                covered = [n.span() for n in _no_amounts().finditer(shadow)]
            if not amount or any(a <= start < b for a, b in covered):
                continue
        before = parts.before or ""
        first = m.start("before") if before else start
        rising = arabic and before == "上"  # 邁上2000億元; 上千, 上萬 are vague
        if before and (rising or shadow.endswith(words(_FILE, "numerals.not-before"), 0, first + 1)):
            first, before = start, ""
        found.append(
            Numeral(
                first,
                end,
                text[first:end],
                value,
                unit,
                before + (parts.after or "") + (parts.late or ""),
                not arabic,
            )
        )
        pos = max(pos, end)
    return tuple(found)


@lru_cache(maxsize=4096)
def _meaning(parts: _Parts) -> tuple[bool, bool, float | None, str]:
    """Whether a numeral is Arabic, whether it is an amount, its value and its unit; a file tells each many times."""
    arabic = any(c.isdigit() for c in parts.number)
    return (arabic, arabic or _is_amount(parts), *_value(parts))


def _is_amount(parts: _Parts) -> bool:
    word = parts.number
    if parts.ordinal or "分之" in word or "半" in word or word in ("数", "几"):
        return True
    counted = parts.unit or parts.percent
    if len(word) == 1:
        if word in "十百千万亿兆":
            return bool(counted and parts.unit not in ("多", "分", "强"))
        return (bool(counted) and word not in "一零〇") or (word == "一" and parts.unit in ("成", "倍", "折"))
    return True


def _value(parts: _Parts) -> tuple[float | None, str]:
    word = parts.number
    unit = parts.unit or ""
    if parts.percent:
        unit = "百分点" if "点" in parts.percent else parts.percent
    if "分之" in word:
        below, _, above = word.partition("分之")
        a, b = _plain(above), 100.0 if below == "百" else _plain(below)
        return (None if a is None or not b else a / b * 100), "%"
    if "半" in word:
        return 50.0, "%"
    value = None if word in ("数", "几") else _plain(word)
    if value is not None:
        for char in (parts.large or "") + (parts.large2 or ""):
            value *= {**_SMALL, **_LARGE}[char]
        if parts.more and parts.scale:
            value += float(parts.more[:-1].replace(",", "")) * {**_SMALL, **_LARGE}[parts.scale]
        if unit == "成":  # 三成二 is 32 %
            value, unit = value * 10 + (_plain(parts.tenth or "零") or 0), "%"
    return value, unit


def _plain(word: str) -> float | None:
    if any(c.isdigit() for c in word):
        try:
            return float(word.replace(",", ""))
        except ValueError:
            return None
    return chinese_value(word)
