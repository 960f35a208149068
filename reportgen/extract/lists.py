"""Joins neighbouring numbers: units and magnitudes said once for a list, ranges, 1小時47分, columns of a table."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from reportgen.arabic import MAGNITUDE
from reportgen.extract.pieces import BOUND, Piece
from reportgen.extract.tables import Cell
from reportgen.extract.units import Unit
from reportgen.extract.view import Passage


def table_units(pieces: list[Piece], cells: Sequence[Cell]) -> None:
    """Give the numbers of a table row the unit that stands in another column."""
    by_start = {cell.start: cell for cell in cells}
    for piece in pieces:
        cell = by_start.get(piece.number.start)
        if cell is not None and piece.number.value is not None:
            if piece.unit is not None and piece.unit.name == "%" == cell.unit.name:
                continue  # 8.8% in a column of growth
            piece.unit, piece.unit_start = cell.unit, piece.number.end
            piece.number = replace(piece.number, value=round(piece.number.value * cell.factor, 6))
            piece.start, piece.end, piece.qualifier = cell.sign, piece.number.end, None


_CLOCK = {"小時": 3600, "分鐘": 60, "分": 60, "秒": 1}


def clock_durations(shadow: str, pieces: list[Piece]) -> list[Piece]:
    """Join 1小時47分 into 107 分鐘 and 2小時14分35秒 into 8075 秒."""
    out: list[Piece] = []
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
            left.bound = BOUND.get(left.qualifier or "", left.bound)
            continue
        out.append(piece)
    return out


LIST_GAP = re.compile(r"(?:、|,(?=\d)|和|与|及|或|以及|;)")

_CHANGE_GAP = re.compile(r"(?:家|个)?(?:增|升|减|降|提|扩|缩|压|涨|跌|跃|调)[^\d,。;、]{0,4}(?:到|至|为|成)")

# 高於全國0.3個、全省0.1個百分點: another place between.
_PLACED_GAP = re.compile(r"[、,](?:比|较|高于|低于)?[全我本该外]?[^\W\d_]{1,4}?(?:平均|水平|高|低|快|慢)?")
_RANGE_GAP = re.compile(r"\s?(?:至|到|-|~|—|–)\s?")


_MORE = r",[^,。;\d]{0,6}[较比与][^,。;\d]{1,8}?(?:多了?|少了?|净?增加?了?|减少?了?|上升了?|下降了?|的)[约近超逾]?"


def share_units(shadow: str, pieces: list[Piece]) -> list[Piece]:
    """Give members of a list or range the unit that only the last one carries; join ranges into one piece."""
    for left, right in itertools.pairwise(pieces):
        # 百分之八十三點七及八十八點一: said once, before the first.
        if (
            left.unit is not None and left.unit.name == "%" and left.unit.length == 0
            and (left.shared or "分之" in shadow[left.start : left.end])
            and right.unit is None and right.number.chinese and right.number.value is not None
            and re.fullmatch(r"、|和|与|及|以及", shadow[left.end : right.start])
            and "点" in shadow[right.number.start : right.number.end]
        ):  # fmt: skip
            right.unit, right.unit_start, right.shared = Unit("%", "share", 0), right.number.start, True
    for left, right in itertools.pairwise(pieces):
        # 報名42.6萬人，比去年多1.3萬: the unit of what is compared.
        if (
            right.unit is None and left.unit is not None and left.unit.kind in ("count", "area", "weight", "money")
            and not right.number.chinese and right.end - left.end <= 24
            and re.search(r"[万亿]$", shadow[right.number.start : right.number.end])
            and re.fullmatch(_MORE, shadow[left.end : right.start])
        ):  # fmt: skip
            right.unit = Unit(left.unit.name, left.unit.kind, 0)
            right.unit_start, right.shared = right.number.end, True
    for k in range(len(pieces) - 2, -1, -1):
        left, right = pieces[k], pieces[k + 1]
        gap = shadow[left.end : right.start]
        if right.unit is None:
            continue
        decimals = gap == "," and left.number.places > 0 and right.number.places > 0
        listed = (
            decimals
            or bool(LIST_GAP.fullmatch(gap))
            or bool(
                left.unit is None
                and not left.number.chinese
                and (left.number.places or shadow[left.number.end - 1] in "万亿")
                and re.fullmatch(r"、[^\W\d_]{2,10}", gap)
            )
        )
        placed = left.unit is not None and left.unit.name == "個" and _PLACED_GAP.fullmatch(gap)
        listed = listed or bool(placed)
        ranged = bool(_RANGE_GAP.fullmatch(gap)) or (len(gap) <= 6 and bool(_CHANGE_GAP.fullmatch(gap)))
        if not (listed or ranged):
            continue
        if left.unit is None and left.fraction is None:
            if listed and gap == "," and right.unit.kind not in ("share",) and not decimals:
                continue
            if not (ranged and _low_of_range(left, right)):
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


def _low_of_range(left: Piece, right: Piece) -> bool:
    """True for 9000至1萬公頃: the low end is below the high one only as it stands."""
    low, high = left.number.value, right.number.value
    return low is not None and high is not None and high / 10 <= low < high and low >= 1000


def _share_magnitude(shadow: str, left: Piece, right: Piece) -> None:
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
            factor *= MAGNITUDE[c]
        left.number = replace(left.number, value=round(value * factor, 6))
        left.magnitude = mags
    left.tenths = right.tenths


def join_ranges(shadow: str, pieces: list[Piece], passage: Passage) -> list[tuple[Piece, Piece | None]]:
    """Pair the two ends of 2至3個 (one amount); 3.2萬元到6.5萬元 stay two, as does 由15至5個, not 由8至10個減至5個."""
    out: list[tuple[Piece, Piece | None]] = []
    k = 0
    while k < len(pieces):
        left = pieces[k]
        right = pieces[k + 1] if k + 1 < len(pieces) else None
        if right is not None and left.shared and _RANGE_GAP.fullmatch(shadow[left.end : right.start]):
            lead = shadow[max(passage.start, left.start - 8) : left.start]
            changed = re.search(r"[由从](?!业|事)[^,。、]{0,6}$", lead)
            third = pieces[k + 2] if k + 2 < len(pieces) else None
            if third is not None and re.fullmatch(r"[^,。;、]{1,6}[至到为成]", shadow[right.end : third.start]):
                changed = None  # what it changed to stands behind: the two are what it was
            if not changed and right.unit is not None and left.unit is not None and left.unit.name == right.unit.name:
                out.append((left, right))
                k += 2
                continue
        out.append((left, None))
        k += 1
    return out
