"""Reads Chinese numerals, and writes those of exact amounts in figures: 二百二十一億二千五百萬元 → 221.25億元.

This is the one place where a numeral of the article changes its form on the way to a reader (the ledger keeps its own).
Only the surface of a figure is looked at, so that words which merely hold a numeral (五大, 統一) are out of reach, and
only what comes to the figure's own value is changed. 成, 半, fractions but 百分之, vague numbers (數千, 十幾, 百餘) and
what stands in quotation marks or in a name stay as they are written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reportgen.fold import fold

CN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4,
    "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}  # fmt: skip
MAGNITUDE = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}


_FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"  # of cheques, fines and contracts
_ANY = re.compile(f"[一二两兩三四五六七八九十廿卅{_FORMAL}貳陸]")
_DIGITS = "〇零一二两三四五六七八九"
_SIZES = "十百千万亿兆廿卅"
_NUMERAL = re.compile(
    rf"(百分之)?([{_DIGITS}十廿卅{_FORMAL}][{_DIGITS}{_SIZES}{_FORMAL}]*(?:点([{_DIGITS}]+)[万亿]*)?)"
)
# 成 and 折 are round by nature, 番 is an idiom's, 來 and 幾 are vague; of the fractions only 百分之 has a sign.
_STAYS = re.compile(r"[成折番半几数来\d]|(?<!百)分之")
_NOUGHT = re.compile("[零〇](?!点)")
_ORDER = re.compile("[头頭前首后後每这這那上下]")  # 頭兩年, 前三天, 每三個: an order or a pace, not an amount
_JOINT = re.compile("[至到~-]|—+")
_SIZE = {"兆": 10**12, "亿": 10**8, "万": 10**4}
KEPT = frozenset({"quote", "award", "initiative"})
"""Kinds of facts whose words are printed to the letter."""
WORDS = frozenset(
    ("subject", "measures", "period", "place", "rank", "attributed_to", "event", "claim", "scope", "text", "by")
)
"""Fields of the other kinds that repeat words of their sentence."""
_MATES = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", '"': '"'}
_BESIDE = re.compile(r"[A-Za-z\d.,:/-]")
_FEW = 2  # decimals of 萬 (4.48萬); an amount that needs more is written out (12,345)
_MANY = 4  # decimals of 億


def read_chinese(word: str) -> float | None:
    """The value of a Chinese numeral; None when digits stand side by side before a magnitude (兩三千)."""
    word = word.replace("廿", "二十").replace("卅", "三十")
    whole, _, part = word.partition("点")
    fraction_mag = 1
    while part and part[-1] in MAGNITUDE:
        fraction_mag *= MAGNITUDE[part[-1]]
        part = part[:-1]
    if not any(c in MAGNITUDE for c in whole):
        digits = [CN[c] for c in whole]
        if not part and len(digits) == 2 and whole[0] not in "零〇":
            return None  # 七八個
        value = float(int("".join(map(str, digits)) or 0))
    else:
        if re.search(r"[一二三四五六七八九两]{2}[十百千万亿]|十[一二三四五六七八九]{2}", whole):
            return None
        total = section = digit = 0
        seen_digit = False
        last = 1
        for c in whole:
            if c in CN:
                digit = CN[c]
                seen_digit = True
                if digit == 0:
                    last = 10
                continue
            unit = MAGNITUDE[c]
            if unit >= 10**4:
                section += digit
                if not seen_digit and section == 0 and total == 0:
                    section = 1
                if unit > total and total and unit >= 10**8:
                    total = (total + section) * unit
                else:
                    total += section * unit
                section, digit, seen_digit = 0, 0, False
            else:
                section += (digit if seen_digit and digit else 1) * unit
                digit, seen_digit = 0, False
            last = unit
        if digit and seen_digit and last > 10:
            digit = digit * last // 10  # 三萬五 = 35000, 一百二 = 120
        value = float(total + section + digit)
    if part:
        value += int("".join(str(CN[c]) for c in part)) / 10 ** len(part)
    return value * fraction_mag


class Amount(NamedTuple):
    """A figure of the ledger, as far as its numeral goes."""

    start: int
    end: int
    surface: str
    value: float | None
    value_max: float | None
    unit: str


class Swap(NamedTuple):
    """`new` is shown for text[start:end]."""

    start: int
    end: int
    new: str


def arabic(surface: str, value: float | None, value_max: float | None, unit: str) -> str:
    """The surface of a figure with its Chinese numeral in figures, all else of it kept; itself where that stays."""
    if value is None or not _ANY.search(surface):
        return surface
    shadow = fold(surface)
    found = list(_NUMERAL.finditer(shadow))
    if _STAYS.search(shadow) or len(found) != (1 if value_max is None else 2):
        return surface
    if len(found) == 2 and not _JOINT.fullmatch(shadow, found[0].end(), found[1].start()):
        return surface
    percent = "%" if found[0][1] or (unit == "%" and "%" not in shadow) else ""
    out, done = "", 0
    for match, amount in zip(found, (value, value_max), strict=False):
        word = surface[match.start(2) : match.end(2)]
        shown = _figures(word, match[2], match[3], amount) or (
            _shared(word, match[2], found[-1][2], amount) if len(found) == 2 else None
        )
        if shown is None:
            return surface
        out += surface[done : match.start()] + shown + percent
        done = match.end()
    return out + surface[done:]


def _figures(word: str, shadow: str, decimals: str | None, amount: float | None) -> str | None:
    """One numeral in figures, its largest scale kept as a word (1409億, 4.48萬); None when it is not `amount`."""
    value = None if _NOUGHT.match(shadow) else read_chinese(shadow)
    if value is None or amount is None or not _equal(value, amount):
        return None
    scale = next((c for c in _SIZE if c in shadow), "")
    size = _SIZE.get(scale, 1)
    if scale == "亿" and "万" in shadow[: shadow.rindex("亿")] and value >= 10**12:
        scale, size = "万亿", 10**12
    places = len(decimals) if decimals else {"": 0, "万": _FEW}.get(scale, _MANY)
    text = f"{value / size:.{places}f}"
    if not decimals and "." in text:
        text = text.rstrip("0").rstrip(".")
    if _equal(float(text) * size, value):
        return text + "".join(word[shadow.rindex(c)] for c in scale)
    return f"{value:,.0f}" if scale == "万" and value == int(value) else None


def _shared(word: str, shadow: str, upper: str, amount: float | None) -> str | None:
    """The lower bound of a range that shares the scale of the upper one: 三至五萬 → 3."""
    size = _SIZE.get(upper[-1], 0)
    return _figures(word, shadow, None, amount / size) if size and amount is not None else None


def _equal(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b))


def swaps(
    text: str, paragraphs: Sequence[tuple[int, int]], amounts: Iterable[Amount], kept: Sequence[tuple[int, int]]
) -> tuple[Swap, ...]:
    """What is shown in other form, in order. `kept` are spans of names and speech; nothing inside is touched."""
    found: list[Swap] = []
    quoted: dict[int, list[tuple[int, int]]] = {}
    for amount in amounts:
        new = arabic(amount.surface, amount.value, amount.value_max, amount.unit)
        start, end = amount.start, amount.end
        if new == amount.surface or (found and start < found[-1].end):
            continue
        n = bisect_right(paragraphs, (start, len(text))) - 1
        if n not in quoted:
            quoted[n] = _quoted(text, *paragraphs[n]) if n >= 0 else []
        if any(a <= start and end <= b for spans in (kept, quoted[n]) for a, b in spans):
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        if _ORDER.match(before):
            continue
        if (new[0].isdigit() and _BESIDE.match(before)) or (new[-1].isdigit() and _BESIDE.match(after)):
            continue
        found.append(Swap(start, end, new))
    return tuple(found)


def _quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands in quotation marks or title marks of a paragraph; one that is not closed runs to the end."""
    spans: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for at in range(start, end):
        char = text[at]
        if stack and char == stack[-1][0]:
            begin = stack.pop()[1]
            if not stack:
                spans.append((begin, at + 1))
        elif char in _MATES:
            stack.append((_MATES[char], at))
    if stack:
        spans.append((stack[0][1], end))
    return spans


class Moved:
    """A text with its swaps made: `text`, where an offset of the old one lies in it, and words cut from the old one."""

    def __init__(self, text: str, made: Sequence[Swap]) -> None:
        self.made = made
        self.old = text
        self._ends = [swap.end for swap in made]
        self._shift = [0]
        parts: list[str] = []
        done = 0
        for swap in made:
            parts += (text[done : swap.start], swap.new)
            done = swap.end
            self._shift.append(self._shift[-1] + len(swap.new) - (swap.end - swap.start))
        self.text = "".join([*parts, text[done:]])

    def at(self, offset: int) -> int:
        """The place of an offset; inside a numeral that changed, its end."""
        n = bisect_right(self._ends, offset)
        if n < len(self.made) and self.made[n].start < offset:
            return self._ends[n] + self._shift[n + 1]
        return offset + self._shift[n]

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The forms that changed, each once in order."""
        return tuple(dict.fromkeys((self.old[s.start : s.end], s.new) for s in self.made))

    def headline(self, said: str) -> str:
        """A headline with the numerals of the text in figures, the longest first."""
        for old, new in sorted(self.pairs(), key=lambda pair: -len(pair[0])):
            said = _swapped(said, old, new)
        return said

    def words(self, said: str, start: int, end: int) -> str:
        """Words that were cut from old[start:end], with the swaps of that span made in them."""
        first = bisect_right(self._ends, start)
        for swap in self.made[first:]:
            if swap.start >= end:
                break
            said = _swapped(said, self.old[swap.start : swap.end], swap.new)
        return said


def _swapped(said: str, old: str, new: str) -> str:
    """`said` with `new` for `old`, where that is no tail of a longer numeral (三年 in 十三年)."""
    return re.sub(rf"(?<![{_DIGITS}十百千萬万億亿兆點点]){re.escape(old)}", new, said) if old in said else said
