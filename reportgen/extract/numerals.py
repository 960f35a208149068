"""Finds and reads numbers: 812.36億, 3億5000萬, 三百二十三億, 一百三十多, 兩三千, 數千萬."""

from __future__ import annotations

import re
from decimal import Decimal

from reportgen.arabic import CN, MAGNITUDE, read_chinese
from reportgen.records import dataclass

_DIGIT = "〇零一二三四五六七八九两"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
# Every character that counts as a numeral when the article is searched for what is left over.
CHINESE = _DIGIT + "十百千万亿兆廿卅" + "壹贰叁肆柒捌玖佰仟伍陆拾"
# 千 and 兆 before these are part of the unit: 千米, 千瓦, 兆帕.
_MAG = r"(?:[十百](?!分)|千(?![米克瓦伏卡赫帕焦安])|[万亿]|兆(?![瓦帕赫比字欧]))"
# 1,380 and, with a thin or plain space, 1 380.
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|(?<![\d.])\d{1,3}(?: \d{3})+(?![\d,])|\d+)(?:\.\d+)?"
_RUN = rf"(?:[{_DIGIT}廿卅]|十|百(?!分之)|千(?![克瓦伏卡赫帕焦安])|万(?!分之)|亿|兆(?![瓦帕赫比字欧]))"
# 人數, 中位數: 數 behind these is a noun, not "some".
_COUNTED = "人户件位次总倍分基系读函参多少岁指天家个票场房点期章页字股代倒偶奇变均众"
_FORMAL_RUN = rf"[{_FORMAL}][{_FORMAL}万亿零]+"
TOKEN = re.compile(
    rf"(?P<arabic>{ARABIC}(?:\ ?[多余来几]?{_MAG}+(?:{ARABIC}{_MAG}+)*"
    rf"(?:(?<=[万亿])(?:\d{{4}}|\d{{1,3}},\d{{3}})(?![\d.,年万亿]))?)?)"
    rf"|(?P<formal>{_FORMAL_RUN})"
    rf"|(?P<several>(?:(?<![^\W\d_]数)几|(?<![{_COUNTED}])数(?=[十百千万亿])|数(?=[百千万亿]))(?:{_RUN})+)"
    rf"|(?P<chinese>{_RUN}+(?:[多余来]{_RUN}+)*(?P<some>几{_RUN}*)?(?:点[{_DIGIT}]+{_MAG}*)?)"
)
FRACTION = re.compile(
    rf"(?P<of>[{_DIGIT}十百千万]+|(?<![\d.])\d{{1,3}})分之"
    rf"(?P<part>{ARABIC}|[{_DIGIT}十百千]+(?:点[{_DIGIT}]+)?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as written: `value` None when vague (兩三千, 數千萬); `more` when 多, 餘 or 來 stands inside it.

    `bare` marks a magnitude alone (百, 千萬), `places` how many decimals were printed.
    """

    start: int
    end: int
    value: float | None
    chinese: bool
    more: bool = False
    bare: bool = False
    places: int = 0


def to_chinese(value: int) -> str:
    """A whole number below 10**16 in Chinese numerals: the inverse of `read_chinese`."""
    if value == 0:
        return "零"
    out = ""
    for size, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        part, value = divmod(value, size)
        if not part:
            if out and value and not out.endswith("零"):
                out += "零"
            continue
        if out and part < 1000 and not out.endswith("零"):
            out += "零"
        out += _below_ten_thousand(part) + name
    return out.rstrip("零")


def _below_ten_thousand(value: int) -> str:
    out = ""
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            out += "零一二三四五六七八九"[digit] + name
        elif out and value and not out.endswith("零"):
            out += "零"
    return out


def read_arabic(word: str) -> tuple[float, int]:
    """Value and decimals of 1,100.9億 or 3億5000萬."""
    total, places = Decimal(0), 0
    for m in re.finditer(rf"({ARABIC})\ ?[多余来几]?([十百千万亿兆]*)", word):
        digits = m[1].replace(",", "").replace(" ", "")
        places = len(digits.partition(".")[2])
        factor = 1
        for c in m[2]:
            factor *= MAGNITUDE[c]
        total += Decimal(digits) * factor
    return float(total), places


def read(match: re.Match[str]) -> Number:
    """The number of one TOKEN match."""
    word = match.group()
    start, end = match.span()
    if match["arabic"]:
        value, places = read_arabic(word)
        vague = "几" in word
        return Number(
            start=start, end=end, value=None if vague else value, chinese=False, places=places,
            more=bool(re.search("[多余来]", word)),
        )  # fmt: skip
    odd = match["some"] == "几" and word[-2:-1] in MAGNITUDE  # 三千六百幾, 十幾
    if match["several"] or (match["some"] and not odd):
        return Number(start=start, end=end, value=None, chinese=True)
    more = odd or bool(re.search("[多余来]", word))
    plain = re.sub("[多余来几]", "", word)
    bare = plain[0] not in "十拾" and not any(c in CN for c in plain)
    amount = read_formal(plain) if match["formal"] else read_chinese(plain)
    return Number(start=start, end=end, value=amount, chinese=True, more=more, bare=bare)


def read_formal(word: str) -> float | None:
    table = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
    return read_chinese(word.translate(table))


def read_fraction(match: re.Match[str]) -> tuple[float | None, str]:
    """Value and canonical unit of N分之M: 百分之八 → 8 %, 千分之三 → 0.3 %, 三分之一 → 33.33 %."""
    whole, part = match["of"], match["part"]
    amount = read_arabic(part)[0] if part[0].isdigit() else (100.0 if part == "百" else read_chinese(part))
    if amount is None:
        return None, "%"
    if whole == "百":
        return amount, "%"
    size = float(whole) if whole.isdigit() else read_chinese(whole)
    return (round(amount / size * 100, 4) if size else None), "%"
