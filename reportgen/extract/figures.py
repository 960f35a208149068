"""Finds amounts with their unit, in reading order, and says of every other numeral why it is none.

Accepts: 812.36億元, 近九成, 3成2, 三分之一, 百分之八十五點五, 上千個, 1000億元級, 98、91及39間, 2至3個, 18.4:41.1:40.5.
Refuses: dates, ordinals, names (1+3+N, 5G), classes (億元以上項目), 一 as an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from reportgen.extract import numerals, traps
from reportgen.extract.tables import Cell
from reportgen.extract.units import Unit, arabic_only, prefix_before, unit_at
from reportgen.extract.view import Passage, View
from reportgen.fold import fold
from reportgen.lexicon import fault, table, words

_LISTS = "numerals.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount before its surroundings are read; offsets of the clean text.

    `number` is the span of the digits alone; `group` numbers amounts of one list (同比增長3.3%、7.4%和5.3%).
    """

    start: int
    end: int
    number: tuple[int, int]
    value: float | None
    value_max: float | None = None
    values: tuple[float, ...] | None = None
    unit: str
    unit_span: tuple[int, int]
    kind: str
    qualifier: str | None
    scale: bool = False
    bound: str = "exact"
    group: int = 0
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Spare:
    """A numeral that is no figure."""

    start: int
    end: int
    why: str


@dataclass(slots=True)
class _Piece:
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


_BOUND = {
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


def _before(shadow: str, at: int, start: int, bare: bool, unit_kind: str, after: str) -> tuple[int, str | None]:
    """Where a qualifier before a number begins, and which it is."""
    for form, name in _qualifiers("before"):
        if not shadow.endswith(form, start, at):
            continue
        first = at - len(form)
        if form in words(_LISTS, "qualifiers.rules.bare_only") and not bare:
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
                and re.match(r"[个元年月天名家]?(?:种|方|样|于|自|到|多|额|可)", shadow[at + 1 : at + 3])
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
            if form == "来" and at and shadow[at - 1] in "年月日天":
                continue
            if form == "上下" and shadow[at + 2 : at + 3] in "游班":
                continue
            return at + len(form), name
    return at, None


_PAREN_GAP = re.compile(r"\s?")


def _pieces(view: View, passage: Passage, trapped: list[tuple[int, int, str]]) -> list[_Piece]:
    shadow = view.shadow
    found: list[_Piece] = []
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


_START = re.compile("[0-9〇零一二三四五六七八九十百千万亿兆两廿卅壹贰叁肆伍陆柒捌玖拾佰仟数几半]")


def _next_piece(shadow: str, at: int, limit: int, passage: Passage) -> _Piece | None:
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


def _measure(shadow: str, number: numerals.Number, passage: Passage, limit: int) -> _Piece:
    """Read what follows a number: 餘, 成, unit, 以上, 級; and what precedes it."""
    piece = _Piece(number, number.start, number.end)
    end = passage.end
    i = number.end
    qualifier = "余" if number.more else None
    if i < end and shadow[i] in "多余来几" and not number.more:
        follow = shadow[i + 1 : i + 2]
        unit = unit_at(shadow, i + 1, end)
        if unit or (
            shadow[i] in "余多"
            and follow not in ("额", "种", "样", "元")
            and number.value is not None
            and number.value >= 10
        ):
            qualifier, i = "余", i + 1
            if shadow[i - 1] == "几":
                qualifier = None
    # 3成2, 一成二, 九成半
    tenth = re.compile(
        r"成(?!立|为|员|果|功|本|熟|长|交|都|效|绩|就|品|年|人|群|型|份|分|活|套|化)([一二三四五六七八九]|\d(?![\d.]|[个家项%万亿]))?(半)?"
    ).match(shadow, i, end)
    if tenth and number.value is not None and number.value <= 10:
        extra = 0.0
        if tenth[1]:
            extra = float(numerals.read_chinese(tenth[1]) or 0) if not tenth[1].isdigit() else float(tenth[1])
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
        elif unit and unit.name == "個" and re.match(r"个半(?:小时|月|工作日|钟头)", shadow[j : j + 5]):
            half = re.match(r"个半(小时|月|工作日|钟头)", shadow[j : j + 5])
            assert half
            name = {"小时": "小時", "月": "個月", "工作日": "個工作日", "钟头": "小時"}[half[1]]
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
        shadow, number.start, max(passage.start, number.start - 8), number.bare, kind, shadow[i : i + 6]
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
    piece.end = i
    piece.qualifier = qualifier
    piece.bound = _BOUND.get(qualifier or "", "exact")
    lead = shadow[max(passage.start, piece.start - 3) : piece.start]
    if piece.bound == "exact":
        if lead.endswith(_AT_LEAST):
            piece.bound = "at_least"
        elif lead.endswith(_AT_MOST):
            piece.bound = "at_most"
    return piece


def _fraction_piece(shadow: str, match: re.Match[str], passage: Passage) -> _Piece:
    value, unit = numerals.read_fraction(match)
    number = numerals.Number(start=match.start(), end=match.end(), value=value, chinese=True)
    piece = _Piece(number, match.start(), match.end())
    piece.unit, piece.unit_start = Unit(unit, "share", 0), match.start()
    first, name = _before(shadow, match.start(), max(passage.start, match.start() - 8), False, "share", "")
    tail = match.end()
    upper = re.compile(
        rf"\s?(?:至|到|-|~|—)\s?(?!百分之)({numerals.ARABIC}|[〇零一二三四五六七八九十两]+(?:点[〇零一二三四五六七八九]+)?)(?![个家年月日人%])"
    ).match(shadow, tail)
    if upper and match["of"] == "百" and upper.end() <= passage.end:
        word = upper[1]
        piece.upper = numerals.read_arabic(word)[0] if word[0].isdigit() else numerals.read_chinese(word)
        tail = upper.end()
        piece.number = replace(number, end=tail)
    end, later = _after(shadow, tail, passage.end)
    piece.start, piece.end = first, end
    piece.qualifier = name or later
    piece.bound = _BOUND.get(piece.qualifier or "", "exact")
    piece.after_unit = end
    return piece


_WRITTEN_FRACTION = re.compile(r"([1-9]\d?)/([1-9]\d?)(?![\d/A-Za-z月.])")


def _written_piece(shadow: str, match: re.Match[str], passage: Passage) -> _Piece:
    """1/3 as 33.33 %."""
    number = numerals.Number(
        start=match.start(), end=match.end(), value=round(int(match[1]) / int(match[2]) * 100, 4), chinese=False
    )
    piece = _Piece(number, match.start(), match.end(), unit=Unit("%", "share", 0), unit_start=match.start())
    piece.start, before = _before(shadow, match.start(), max(passage.start, match.start() - 8), False, "share", "")
    piece.end, after = _after(shadow, match.end(), passage.end)
    piece.qualifier = before or after
    piece.bound = _BOUND.get(piece.qualifier or "", "exact")
    piece.after_unit = piece.end
    if int(match[1]) >= int(match[2]):
        piece.unit = None
    return piece


_HALF_UNIT = re.compile(r"半(个工作日|个小时|小时|个月|天|年)")
_MAJORITY = re.compile(
    r"(?:逾|超过|超|过|近|约|不到|不足)(?:半数|一半|半)(?![年天个小月日径岛夜晚途成导价空壁])|一半(?!以上的?时间)|半数以上|半数"
)


def _half_piece(shadow: str, at: int, limit: int, passage: Passage) -> _Piece | None:
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
        piece = _Piece(number, at, at + 1 + unit.length, unit=unit, unit_start=at + 1)
        first, name = _before(shadow, at, max(passage.start, at - 8), False, "duration", "内")
        end, later = _after(shadow, piece.end, passage.end)
        piece.start, piece.end, piece.qualifier = first, end, name or later
        piece.bound = _BOUND.get(piece.qualifier or "", "exact")
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
            piece = _Piece(number, m.start(), m.end(), unit=Unit("%", "share", 0), unit_start=m.start())
            for form, name in _qualifiers("before"):
                if word.startswith(form):
                    piece.qualifier = name
                    break
            end, later = _after(shadow, m.end(), passage.end)
            if piece.qualifier is None and (later or word.endswith("以上")):
                piece.qualifier = later or "以上"
            piece.end = piece.after_unit = end
            piece.bound = _BOUND.get(piece.qualifier or "", "exact")
            return piece
    return None


def _table_units(pieces: list[_Piece], cells: Sequence[Cell]) -> None:
    """Give the numbers of a table row the unit that stands in another column."""
    by_start = {cell.start: cell for cell in cells}
    for piece in pieces:
        cell = by_start.get(piece.number.start)
        if cell is not None and piece.number.value is not None:
            piece.unit, piece.unit_start = cell.unit, piece.number.end
            piece.number = replace(piece.number, value=round(piece.number.value * cell.factor, 6))
            piece.start, piece.end, piece.qualifier = cell.sign, piece.number.end, None


_CLOCK = {"小時": 3600, "分鐘": 60, "分": 60, "秒": 1}


def _clock_durations(shadow: str, pieces: list[_Piece]) -> list[_Piece]:
    """Join 1小時47分 into 107 分鐘 and 2小時14分35秒 into 8075 秒."""
    out: list[_Piece] = []
    for piece in pieces:
        left = out[-1] if out else None
        if (
            left is not None and left.unit is not None and piece.unit is not None and left.end == piece.start
            and left.unit.name in ("小時", "分鐘", "分") and piece.unit.name in ("分鐘", "分", "秒")
            and _CLOCK[left.unit.name] > _CLOCK[piece.unit.name]
            and left.number.value is not None and piece.number.value is not None
            and left.qualifier in (None, "約", "近", "超")
        ):  # fmt: skip
            name = "秒" if piece.unit.name == "秒" else "分鐘"
            scale = _CLOCK[left.unit.name] // _CLOCK[name]
            left.number = replace(
                left.number, end=piece.number.end, value=left.number.value * scale + piece.number.value
            )
            left.unit, left.unit_start = Unit(name, "duration", piece.unit.length), piece.unit_start
            left.end, left.after_unit = piece.end, piece.after_unit
            left.qualifier = left.qualifier or piece.qualifier
            left.bound = _BOUND.get(left.qualifier or "", left.bound)
            continue
        out.append(piece)
    return out


_LIST_GAP = re.compile(r"(?:、|,(?=\d)|和|与|及|或|以及|;)")
_CHANGE_GAP = re.compile(r"(?:家|个)?(?:增|升|减|降|提|扩|缩|压|涨|跌|跃|调)[^\d,。;、]{0,4}(?:到|至|为|成)")
_RANGE_GAP = re.compile(r"\s?(?:至|到|-|~|—|–)\s?")
_TENTH_LIST = frozenset("個")


def _share_units(shadow: str, pieces: list[_Piece]) -> list[_Piece]:
    """Give members of a list or range the unit that only the last one carries; join ranges into one piece."""
    for k in range(len(pieces) - 2, -1, -1):
        left, right = pieces[k], pieces[k + 1]
        gap = shadow[left.end : right.start]
        if right.unit is None:
            continue
        listed = bool(_LIST_GAP.fullmatch(gap)) or bool(
            left.unit is None
            and not left.number.chinese
            and left.number.places
            and re.fullmatch(r"、[^\W\d_]{2,10}", gap)
        )
        ranged = bool(_RANGE_GAP.fullmatch(gap)) or (len(gap) <= 6 and bool(_CHANGE_GAP.fullmatch(gap)))
        if not (listed or ranged):
            continue
        if left.unit is None and left.fraction is None:
            if listed and gap == "," and right.unit.kind not in ("share",):
                continue
            _share_magnitude(shadow, left, right)
            left.unit = Unit(right.unit.name, right.unit.kind, 0)
            left.unit_start = right.unit_start
            left.shared = True
        elif (
            left.unit is not None
            and left.unit.name == "個"
            and right.unit.name in ("百分點", "個工作日", "個月", "小時", "個交易日", "基點")
        ) and shadow[right.unit_start] == "个":
            left.unit = Unit(right.unit.name, right.unit.kind, left.unit.length)
            left.shared = True
    return pieces


def _share_magnitude(shadow: str, left: _Piece, right: _Piece) -> None:
    """31.2、18.05、16.9萬人次: the magnitude is said once, as are the tenths of 一至兩成."""
    value = left.number.value
    if value is None:
        return
    word = shadow[right.number.start : right.number.end]
    said = re.search(r"[万亿兆]+$", word) or (re.search(r"[十百千]+$", word) if not right.number.chinese else None)
    mags = said.group() if said else right.magnitude
    if right.tenths and right.unit is not None and value <= 10:
        left.number = replace(left.number, value=value * 10)
    elif mags and not re.search(r"[十百千万亿兆]$", shadow[left.number.start : left.number.end]):
        factor = 1
        for c in mags:
            factor *= numerals.MAGNITUDE[c]
        left.number = replace(left.number, value=round(value * factor, 6))
        left.magnitude = mags
    left.tenths = right.tenths


def _join_ranges(shadow: str, pieces: list[_Piece], passage: Passage) -> list[tuple[_Piece, _Piece | None]]:
    """Pair the two ends of 2至3個 (one amount); 3.2萬元到6.5萬元 stay two, as does 由15至5個."""
    out: list[tuple[_Piece, _Piece | None]] = []
    k = 0
    while k < len(pieces):
        left = pieces[k]
        right = pieces[k + 1] if k + 1 < len(pieces) else None
        if right is not None and left.shared and _RANGE_GAP.fullmatch(shadow[left.end : right.start]):
            lead = shadow[max(passage.start, left.start - 8) : left.start]
            changed = re.search(r"[由从](?!业|事)[^,。、]{0,6}$", lead)
            if not changed and right.unit is not None and left.unit is not None and left.unit.name == right.unit.name:
                out.append((left, right))
                k += 2
                continue
        out.append((left, None))
        k += 1
    return out


_STRONG = ("money", "share", "area", "volume", "weight", "length", "energy", "duration", "data", "score")


def find_amounts(
    view: View, passage: Passage, roc: bool, cells: Sequence[Cell] = ()
) -> tuple[list[Amount], list[Spare]]:
    """The amounts of one paragraph and its other numerals with the reason, both in order."""
    shadow = view.shadow
    trapped = traps.find_traps(view, passage, roc)
    amounts: list[Amount] = []
    spares: list[Spare] = []
    for a, b, why in trapped:
        if why == "ratio":
            amounts.append(_ratio(shadow, a, b))
        else:
            spares += _numerals_in(shadow, a, b, why)
    pieces = _clock_durations(shadow, _pieces(view, passage, trapped))
    _table_units(pieces, cells)
    _share_units(shadow, pieces)
    group = 0
    last: _Piece | None = None
    for left, right in _join_ranges(shadow, pieces, passage):
        refused = _refuse(shadow, left, right, passage)
        if refused is None and left.unit is None:
            refused = _unitless(shadow, left, passage)
        if refused is not None:
            for piece in (left, right):
                if piece is not None:
                    spares += _numerals_in(shadow, piece.number.start, max(piece.number.end, piece.end), refused)
            last = None
            continue
        if last is None or not _LIST_GAP.fullmatch(shadow[last.end : left.start]):
            group += 1
        amounts.append(_amount(shadow, left, right, group))
        last = right or left
    amounts, crossed = _apart(sorted(amounts, key=lambda amount: amount.start))
    spares += [spare for amount in crossed for spare in _numerals_in(shadow, *amount.number, "part of another figure")]
    covered = bytearray(passage.end - passage.start)
    for a, b in [(x.start, x.end) for x in amounts] + [(x.start, x.end) for x in spares]:
        covered[a - passage.start : b - passage.start] = b"\1" * (b - a)
    for m in ALL_NUMERALS.finditer(shadow, passage.start, passage.end):
        for i in range(m.start(), m.end()):
            if not covered[i - passage.start]:
                spares.append(Spare(i, i + 1, "word or idiom"))
    spares.sort(key=lambda spare: spare.start)
    return amounts, _merge(spares)


def _apart(amounts: list[Amount]) -> tuple[list[Amount], list[Amount]]:
    """Amounts that do not overlap: a qualifier between two goes to the first, a number inside another is dropped."""
    kept: list[Amount] = []
    crossed: list[Amount] = []
    for amount in amounts:
        end = kept[-1].end if kept else 0
        if amount.start >= end:
            kept.append(amount)
        elif amount.number[0] >= end:
            kept.append(replace(amount, start=amount.number[0], qualifier=None, bound="exact"))
        else:
            crossed.append(amount)
    return kept, crossed


ALL_NUMERALS = re.compile(rf"[\d①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿½⅓¼¾Ⅰ-Ⅻ{numerals.CHINESE}]+")


def _numerals_in(shadow: str, a: int, b: int, why: str) -> list[Spare]:
    """One spare for a stretch, from its first numeral to its last."""
    hits = [m.span() for m in ALL_NUMERALS.finditer(shadow, a, b)]
    return [Spare(hits[0][0], hits[-1][1], why)] if hits else []


def _merge(spares: list[Spare]) -> list[Spare]:
    out: list[Spare] = []
    for spare in spares:
        if out and out[-1].end >= spare.start:
            if spare.end > out[-1].end:
                out[-1] = Spare(out[-1].start, spare.end, out[-1].why)
            continue
        out.append(spare)
    return out


def _ratio(shadow: str, a: int, b: int) -> Amount:
    start = re.search(r"\d", shadow[a:b])
    first = a + (start.start() if start else 0)
    terms = tuple(float(word) for word in re.findall(r"\d+(?:\.\d+)?", shadow[first:b]))
    return Amount(
        start=first, end=b, number=(first, b), value=None, values=terms, unit="比", unit_span=(first, first),
        kind="ratio",
        qualifier=None,
    )  # fmt: skip


def _refuse(shadow: str, piece: _Piece, right: _Piece | None, passage: Passage) -> str | None:
    """Why a number with a unit is no figure all the same, or None."""
    number, unit = piece.number, piece.unit
    if unit is None:
        return None
    end = (right or piece).end
    after = shadow[end : end + 8]
    word = shadow[number.start : number.end]
    before = shadow[max(passage.start, piece.start - 6) : piece.start]
    if number.bare and piece.qualifier is None and not piece.scale:
        if unit.kind == "money" and re.match(r"[百千万亿]+$", word):
            return "class of things"
        return "word or idiom"
    article = number.chinese and word == "一" and not piece.half and piece.fraction is None
    if article and not _one_counts(shadow, piece, before, after):
        return "一 as an article"
    if number.chinese and number.value is not None and number.value < 10 and not piece.shared:
        surface = shadow[piece.unit_start : piece.unit_start + unit.length]
        if surface in arabic_only() and piece.qualifier is None:
            return "word or idiom"
    threshold = shadow[piece.end - 2 : piece.end] in ("以上", "以下", "以内")
    nouns = words("units.toml", "rules.class_nouns")
    if (
        threshold
        and unit.kind in ("money", "score", "area", "weight", "count", "length", "energy", "volume")
        and after.startswith(nouns)
    ):
        return "class of things"
    if piece.scale and number.bare and piece.qualifier is None and unit.kind == "money":
        return None
    if number.bare and piece.qualifier in ("超", "突破") and unit.kind == "money" and after.startswith(nouns):
        return "class of things"
    if (
        unit.kind == "duration"
        and unit.name == "天"
        and shadow[piece.unit_start] == "日"
        and number.chinese
        and (
            not re.match(r"内|以内|之内|左右|游|以上", after)
            and piece.qualifier is None
            and not before.endswith(
                ("拘留", "期", "连续", "历时", "达", "满", "共", "需", "仅", "提前", "公示", "停业", "为期")
            )
        )
    ):
        return "date"
    if unit.name == "個月" and shadow[piece.unit_start] == "月":
        return "date"
    if unit.name == "級" and not number.places:
        return "class or grade"
    if (
        unit.name == "年"
        and not number.chinese
        and number.value is not None
        and 1900 <= number.value <= 2100
        and not number.places
    ):
        return "date"
    return None


def _one_counts(shadow: str, piece: _Piece, before: str, after: str) -> bool:
    """True when 一 counts: 一成二, 一億元, 最快一天, 一年內; not 一個, 一年一度."""
    unit = piece.unit
    assert unit is not None
    if before.endswith(("每", "这", "那", "哪", "另", "同")):
        return False
    if piece.qualifier is not None or unit.kind in ("money", "share", "area", "weight", "volume", "energy"):
        return unit.name not in ("方", "克", "倍") or unit.name == "倍"
    if unit.kind in ("duration", "length"):
        return bool(
            re.search(r"(?:仅|只|最快|缩短[至到]|压缩[至到]|需|用|不超过|降[至到]|减[至到])[要用需]?$", before)
        ) or after.startswith(("内", "以内", "之内"))
    return False


def _unitless(shadow: str, piece: _Piece, passage: Passage) -> str | None:
    """Give a number without unit the one its surroundings tell, or say why it is no figure."""
    number = piece.number
    at = piece.end
    word = shadow[number.start : number.end]
    after = shadow[at : at + 6]
    before = shadow[max(passage.start, piece.start - 16) : piece.start]
    big = bool(re.search(r"[万亿兆百千]", word))
    if piece.scale:
        piece.unit, piece.unit_start = Unit("元", "money", 0), number.end
        return None
    if number.bare and piece.qualifier is None:
        return "class of things" if after.startswith(words(_LISTS, "class.nouns")) else "word or idiom"
    if number.bare and piece.qualifier in ("超", "突破") and after.startswith(words(_LISTS, "class.nouns")):
        return "class of things"
    noun = _noun_unit(after)
    if noun and (big or piece.qualifier or not number.chinese):
        piece.unit, piece.unit_start = Unit(noun, "count", 0), at
        return None
    if (re.search(r"[万亿兆百千]$|[万亿兆百千][多余]?$", word) and not number.bare) or (
        number.bare and piece.qualifier
    ):
        money = re.search(words_pattern("money_context"), before + after) or prefix_before(
            shadow, piece.start, passage.start
        )
        if money:
            piece.unit, piece.unit_start = Unit("元", "money", 0), number.end
            return None
        counted = next((unit for noun, unit in _noun_units() if noun in before[-8:]), None)
        if counted:
            piece.unit, piece.unit_start = Unit(counted, "count", 0), number.end
            return None
        if re.search(r"[亿兆]", word) and not re.match(r"[\w+]", after):
            piece.unit, piece.unit_start = Unit("元", "money", 0), number.end
            return None
    if at >= passage.end and not number.chinese and passage.end == len(shadow.rstrip()):
        return "text cut off before the unit"
    if number.chinese:
        return "word or idiom"
    return "number without unit"


@cache
def words_pattern(key: str) -> str:
    """The alternatives of a list under [words] of the numerals file."""
    return "|".join(re.escape(word) for word in words(_LISTS, f"words.{key}")) or "(?!)"


def _noun_unit(after: str) -> str | None:
    for noun, unit in _noun_units():
        if after.startswith(noun):
            return unit
    return None


@cache
def _noun_units() -> tuple[tuple[str, str], ...]:
    entries = table(_LISTS)["words"].get("noun_units", {})
    return tuple(
        sorted(((fold(noun), unit) for unit, nouns in entries.items() for noun in nouns), key=lambda x: -len(x[0]))
    )


def _amount(shadow: str, left: _Piece, right: _Piece | None, group: int) -> Amount:
    unit = left.unit
    assert unit is not None
    value = left.number.value
    last = right or left
    value_max = right.number.value if right else left.upper
    if left.half and value is not None:
        value += 0.5
    qualifier = left.qualifier or (right.qualifier if right else None)
    unit_end = (last.unit_start + last.unit.length) if last.unit else last.end
    return Amount(
        start=left.start, end=last.end, number=(left.number.start, last.number.end), value=value, value_max=value_max,
        unit=unit.name, unit_span=(last.unit_start, max(last.unit_start, unit_end)), kind=unit.kind,
        qualifier=qualifier,
        scale=last.scale, bound=left.bound if left.bound != "exact" else last.bound, group=group, shared=left.shared,
    )  # fmt: skip
