"""Reads one number at a time with what adjoins it: qualifier before, unit, 餘, 成, 半, 級, qualifier after."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from reportgen.arabic import read_chinese
from reportgen.extract import numerals
from reportgen.extract.units import Unit, prefix_before, unit_at
from reportgen.extract.view import Passage, View
from reportgen.fold import fold
from reportgen.lexicon import fault, table, words
from reportgen.records import dataclass

_LISTS = "numerals.toml"


@dataclass(slots=True)
class Piece:
    """A number on its way to an amount: what stands around it."""

    number: numerals.Number
    start: int
    end: int
    unit: Unit | None = None
    unit_start: int = 0
    qualifier: str | None = None
    bound: str = "exact"
    half: bool = False
    scale: bool = False
    why: str | None = None
    fraction: tuple[float | None, str] | None = None
    shared: bool = False
    after_unit: int = 0
    tenths: bool = False
    upper: float | None = None
    magnitude: str = ""


@cache
def _qualifiers(side: str) -> tuple[tuple[str, str], ...]:
    found = []
    entries = table(_LISTS).get("qualifiers", {}).get(side)
    if not isinstance(entries, dict):
        raise fault(_LISTS, f"qualifiers.{side}", entries, "is missing. Add the table of qualifiers.")
    for name, forms in entries.items():
        if name not in ("近", "約", "超", "余", "以上", "不到", "突破"):
            raise fault(_LISTS, f"qualifiers.{side}.{name}", forms, "is not one of 近 約 超 余 以上 不到 突破.")
        found += [(fold(form), name) for form in forms]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


@cache
def _not_after() -> dict[str, frozenset[str]]:
    rules = table(_LISTS)["qualifiers"]["rules"]["not_after"]
    return {fold(r.partition(":")[0]): frozenset(fold(r.partition(":")[2])) for r in rules}


BOUND = {
    "近": "about",
    "約": "about",
    "超": "at_least",
    "余": "at_least",
    "以上": "at_least",
    "突破": "at_least",
    "不到": "at_most",
}

_RECORD = re.compile(r"(?:来|以来)?(?:的)?(?:新[高低]|同期|历史|最[高低好多])")  # 近5年新高: 近 is said of the 5 years

_AT_LEAST = ("至少", "最少", "起码", "最低", "不少于")

_AT_MOST = ("最多", "至多", "最高", "最长", "最快", "上限")


def _before(
    shadow: str, at: int, start: int, bare: bool, unit_kind: str, after: str, large: bool = False
) -> tuple[int, str | None]:
    """Where a qualifier before a number begins, and which it is."""
    for form, name in _qualifiers("before"):
        if not shadow.endswith(form, start, at):
            continue
        first = at - len(form)
        if form in words(_LISTS, "qualifiers.rules.bare_only") and not bare and not (form == "过" and large):
            continue
        previous = shadow[first - 1] if first > start else ""
        if previous and previous in _not_after().get(form, ()):
            continue
        if form == "近" and unit_kind == "duration":
            recent = after.startswith(words(_LISTS, "qualifiers.rules.recent_after"))
            opens = first == start or previous in ",;:。!?“「( \n在"
            if (recent or opens) and not _RECORD.match(after):
                return at, None
        return first, name
    return at, None


def _after(shadow: str, at: int, end: int) -> tuple[int, str | None]:
    for form, name in _qualifiers("after"):
        if shadow.startswith(form, at, end):
            if (
                form in ("多", "来", "余", "许")
                and re.match(r"[个元年月天名家]?(?:种|方|样|于|自|到|多|额|可|回)", shadow[at + 1 : at + 3])
                and form != "多"
            ):
                continue
            follow = shadow[at + 1 : at + 2]
            if (
                form == "多"
                and follow in "种样元方于数"
                and (follow != "元" or shadow[at - 1 : at] not in "0123456789十百千万亿")
            ):
                continue
            if form == "来" and follow not in tuple("长高宽深重厚远地"):  # 兩米來寬
                continue
            if form == "多" and _MUCH_MORE.match(shadow, at + 1, end):
                continue
            if form == "上下" and shadow[at + 2 : at + 3] in "游班":
                continue
            return at + len(form), name
    return at, None


def find_pieces(view: View, passage: Passage, trapped: list[tuple[int, int, str]]) -> list[Piece]:
    shadow = view.shadow
    found: list[Piece] = []
    edges = [*trapped, (passage.end, passage.end, "")]
    at = passage.start
    for a, b, _ in edges:
        while at < a:
            piece = _next_piece(shadow, at, a, passage)
            if piece is None:
                break
            found.append(piece)
            at = max(piece.end, piece.number.end, at + 1)
        at = max(at, b)
    return found


_SPOKEN_LENGTH = re.compile(
    r"[一二三四五六七八九](?![一二三四五六七八九十百千万亿个米条名])|\d(?![\d.:个米%家万亿]|,\d)"
)
_START = re.compile("[0-9〇零一二三四五六七八九十百千万亿兆两廿卅壹贰叁肆伍陆柒捌玖拾佰仟数几半]")


_HALVED = ("length", "weight", "area", "仙", "倍", "元", "塊", "番")
_AND_HALF = re.compile(r"半(?=[,。;!?、:)”」』\s]|$|[的就高长重宽多左以])")
_MUCH_MORE = re.compile(r"[出了]|[约近超逾不]*(?:\d[\d.]*|[一二两三四五六七八九十半]+)(?:成|%|倍|个百分点)")


def _next_piece(shadow: str, at: int, limit: int, passage: Passage) -> Piece | None:
    while True:
        m = _START.search(shadow, at, limit)
        if not m:
            return None
        i = m.start()
        fraction = numerals.FRACTION.match(shadow, i, limit)
        if fraction:
            return _fraction_piece(shadow, fraction, passage)
        written = _WRITTEN_FRACTION.match(shadow, i, limit)
        if (
            written
            and shadow[i - 1 : i] not in tuple("./0123456789")
            and not (shadow[i - 1 : i].isascii() and shadow[i - 1 : i].isalpha())
        ):
            return _written_piece(shadow, written, passage)
        if shadow[i] == "半":
            half = _half_piece(shadow, i, limit, passage)
            if half:
                return half
            at = i + 1
            continue
        token = numerals.TOKEN.match(shadow, i, limit)
        if not token:
            at = i + 1
            continue
        return _measure(shadow, numerals.read(token), passage, limit)


def _measure(shadow: str, number: numerals.Number, passage: Passage, limit: int) -> Piece:
    """Read what follows a number: 餘, 成, unit, 以上, 級; and what precedes it."""
    piece = Piece(number, number.start, number.end)
    end = passage.end
    i = number.end
    qualifier = "余" if number.more else None
    if i < end and shadow[i] in "多余来几" and not number.more:
        follow = shadow[i + 1 : i + 2]
        unit = unit_at(shadow, i + 1, end)
        if shadow[i] == "多" and _MUCH_MORE.match(shadow, i + 1, end):
            unit = None  # 比去年的276萬多一成
        elif unit or (
            shadow[i] in "余多"
            and follow not in ("额", "种", "样", "元")
            and number.value is not None
            and number.value >= 10
        ):
            qualifier, i = "余", i + 1
            if shadow[i - 1] == "几":
                qualifier = None
            elif shadow[i - 1] == "来":
                qualifier = "約"
    # 3成2, 一成二, 九成半
    tenth = re.compile(
        r"成(?!立|为|员|果|功|本|熟|长|交|都|效|绩|就|品|年|人|群|型|份|分|活|套|化)([一二三四五六七八九]{1,2}|\d{1,2}(?![\d.]|[个家项%万亿]))?(半)?"
    ).match(shadow, i, end)
    if tenth and number.value is not None and number.value <= 10:
        extra = 0.0
        if tenth[1]:
            # 六成八, 六成八六, 打擊率3成41
            digits = ["一二三四五六七八九".find(char) + 1 or int(char) for char in tenth[1]]
            extra = digits[0] + sum(digits[1:]) / 10
        if tenth[2]:
            extra = 5.0
        value = number.value * 10 + extra
        piece.number = replace(number, value=round(value, 6), places=0)
        piece.unit, piece.unit_start = Unit("%", "share", 1), i
        piece.tenths = True
        i = tenth.end()
    else:
        j = i + 1 if i < end and shadow[i] == " " and not number.chinese else i
        unit = unit_at(shadow, j, end)
        if unit is not None and unit.name == "級" and number.value is not None and number.value >= 10**7:
            unit = None  # 百億級: a scale of money
        if (unit is None and re.match(r"个[多余]月|个[多余]小时", shadow[j : j + 4])) or (
            unit and unit.name == "個" and re.match(r"个[多余]月|个[多余]小时", shadow[j : j + 4])
        ):
            qualifier = "余"
            name = "個月" if shadow[j + 2] == "月" else "小時"
            unit = Unit(name, "duration", 3 if name == "個月" else 4)
        elif unit and unit.name == "個" and re.match(r"个半(?:小时|月|工作日|钟)", shadow[j : j + 5]):
            half = re.match(r"个半(小时|月|工作日|钟头?)", shadow[j : j + 5])
            assert half
            name = {"小时": "小時", "月": "個月", "工作日": "個工作日", "钟头": "小時", "钟": "小時"}[half[1]]
            unit = Unit(name, "duration", half.end())
            piece.half = True
        if unit is not None:
            piece.unit, piece.unit_start = unit, j
            i = j + unit.length
            per = re.compile(r"[/每]").match(shadow, i, end)
            if per and unit.kind != "duration":
                second = unit_at(shadow, per.end(), end)
                if second:
                    name = f"{unit.name}/{second.name}"
                    i = per.end() + second.length
                    piece.unit = Unit(name, unit.kind, i - j)
            if shadow[i : i + 1] == "半" and unit.kind == "duration" and shadow[i + 1 : i + 2] not in "径数年":
                piece.half, i = True, i + 1
            elif (unit.kind in _HALVED or unit.name in _HALVED) and _AND_HALF.match(shadow, i, end):
                piece.half, i = True, i + 1  # 三斤半, 五仙半
            spoken = _SPOKEN_LENGTH.match(shadow, i, end) if unit.name == "米" and not number.places else None
            if spoken and number.value is not None:  # 一米六, 1米8
                digit = spoken.group()
                part = float(digit) if digit.isdecimal() else float(read_chinese(digit) or 0)
                piece.number = replace(number, end=spoken.end(), value=round(number.value + part / 10, 6), places=1)
                i = spoken.end()
    piece.after_unit = i
    if shadow[i : i + 1] == "级" and shadow[i + 1 : i + 2] != "别":
        large = number.value is not None and number.value >= 10**7
        if (piece.unit is not None and piece.unit.kind == "money") or (piece.unit is None and large):
            piece.scale = True
            i += 1
    if piece.unit is not None and qualifier is None:
        k, after = _after(shadow, i, end)
        if after:
            qualifier, i = after, k
    elif piece.unit is not None:
        k, after = _after(shadow, i, end)
        if after in ("約", "以上"):
            i = k
    kind = piece.unit.kind if piece.unit else ""
    lead_start, before = _before(
        shadow,
        number.start,
        max(passage.start, number.start - 8),
        number.bare,
        kind,
        shadow[i : i + 6],
        large=number.value is not None and (kind == "share" or number.value >= (10**5 if kind == "money" else 10**4)),
    )
    currency = None
    if before is None:
        currency = prefix_before(shadow, number.start, max(passage.start, number.start - 6))
        if currency:
            head = number.start - currency.length
            if shadow[head : number.start].isascii() or shadow[number.start - 1] in "$￥¥€£":
                piece.start = head
            outer, name2 = _before(shadow, head, max(passage.start, head - 8), False, "money", "")
            if name2:
                qualifier = name2
                piece.start = outer
    if currency and (piece.unit is None or piece.unit.name == "元"):
        start = piece.unit_start if piece.unit else number.start - currency.length
        length = piece.unit.length if piece.unit else currency.length
        piece.unit, piece.unit_start = Unit(currency.name, "money", length), start
    if before:
        piece.start = lead_start
        qualifier = before
    elif piece.unit is not None and piece.unit.name == "攝氏度":
        sign = re.search(r"(?<![\d度℃至到~])[-−－]$", shadow[max(passage.start, number.start - 2) : number.start])
        if sign and number.value is not None:  # -5℃
            piece.start = number.start - 1
            piece.number = replace(number, value=-number.value)
    piece.end = i
    piece.qualifier = qualifier
    piece.bound = BOUND.get(qualifier or "", "exact")
    lead = shadow[max(passage.start, piece.start - 3) : piece.start]
    if piece.bound == "exact":
        if lead.endswith(_AT_LEAST):
            piece.bound = "at_least"
        elif lead.endswith(_AT_MOST):
            piece.bound = "at_most"
    return piece


def _fraction_piece(shadow: str, match: re.Match[str], passage: Passage) -> Piece:
    value, unit = numerals.read_fraction(match)
    number = numerals.Number(start=match.start(), end=match.end(), value=value, chinese=True)
    piece = Piece(number, match.start(), match.end())
    piece.unit, piece.unit_start = Unit(unit, "share", 0), match.start()
    first, name = _before(shadow, match.start(), max(passage.start, match.start() - 8), False, "share", "")
    tail = match.end()
    upper = re.compile(
        rf"\s?(?:至|到|-|~|—)\s?(?!百分之)({numerals.ARABIC}|[〇零一二三四五六七八九十两]+(?:点[〇零一二三四五六七八九]+)?)(?![个家年月日人%])"
    ).match(shadow, tail)
    if upper and match["of"] == "百" and upper.end() <= passage.end:
        word = upper[1]
        piece.upper = numerals.read_arabic(word)[0] if word[0].isdigit() else read_chinese(word)
        tail = upper.end()
        piece.number = replace(number, end=tail)
    end, later = _after(shadow, tail, passage.end)
    piece.start, piece.end = first, end
    piece.qualifier = name or later
    piece.bound = BOUND.get(piece.qualifier or "", "exact")
    piece.after_unit = end
    return piece


_WRITTEN_FRACTION = re.compile(r"([1-9]\d?)/([1-9]\d?)(?![\d/A-Za-z月]|\.\d|决赛|强赛|复赛)")


def _written_piece(shadow: str, match: re.Match[str], passage: Passage) -> Piece:
    """1/3 as 33.33 %."""
    number = numerals.Number(
        start=match.start(), end=match.end(), value=round(int(match[1]) / int(match[2]) * 100, 4), chinese=False
    )
    piece = Piece(number, match.start(), match.end(), unit=Unit("%", "share", 0), unit_start=match.start())
    piece.start, before = _before(shadow, match.start(), max(passage.start, match.start() - 8), False, "share", "")
    piece.end, after = _after(shadow, match.end(), passage.end)
    piece.qualifier = before or after
    piece.bound = BOUND.get(piece.qualifier or "", "exact")
    piece.after_unit = piece.end
    if int(match[1]) >= int(match[2]):
        piece.unit = None
    return piece


_HALF_UNIT = re.compile(r"半(个工作日|个小时|小时|个月|天|年)")

_MAJORITY = re.compile(
    r"(?:逾|超过|超|过|近|约|不到|不足)(?:半数|一半|半)(?![年天个小月日径岛夜晚途成导价空壁])|一半(?!以上的?时间)|半数以上|半数"
)


def _half_piece(shadow: str, at: int, limit: int, passage: Passage) -> Piece | None:
    """半個工作日 as 0.5; 逾半, 半數以上 as 50 %."""
    previous = shadow[at - 1] if at > passage.start else ""
    duration = _HALF_UNIT.match(shadow, at, limit)
    if duration and previous not in "上下前后大多一两三0123456789个":
        number = numerals.Number(start=at, end=at + 1, value=0.5, chinese=True)
        unit = unit_at(shadow, at + 1, limit)
        if unit is None or unit.kind != "duration":
            return None
        if (
            unit.name == "年"
            and not re.match(r"[内多以]|时间", shadow[at + 2 : at + 4])
            and previous not in "用需仅近约"
        ):
            return None
        piece = Piece(number, at, at + 1 + unit.length, unit=unit, unit_start=at + 1)
        first, name = _before(shadow, at, max(passage.start, at - 8), False, "duration", "内")
        end, later = _after(shadow, piece.end, passage.end)
        piece.start, piece.end, piece.qualifier = first, end, name or later
        piece.bound = BOUND.get(piece.qualifier or "", "exact")
        piece.after_unit = end
        return piece
    for back in (3, 2, 1, 0):
        start = at - back
        if start < passage.start:
            continue
        m = _MAJORITY.match(shadow, start, passage.end)
        if m and m.start() <= at < m.end():
            if shadow[start - 1 : start] in "双" or (back == 0 and m.group() == "半"):
                return None
            word = m.group()
            number = numerals.Number(start=m.start(), end=m.end(), value=50.0, chinese=True)
            piece = Piece(number, m.start(), m.end(), unit=Unit("%", "share", 0), unit_start=m.start())
            for form, name in _qualifiers("before"):
                if word.startswith(form):
                    piece.qualifier = name
                    break
            end, later = _after(shadow, m.end(), passage.end)
            if piece.qualifier is None and (later or word.endswith("以上")):
                piece.qualifier = later or "以上"
            piece.end = piece.after_unit = end
            piece.bound = BOUND.get(piece.qualifier or "", "exact")
            return piece
    return None
