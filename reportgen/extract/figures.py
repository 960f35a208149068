"""Finds amounts with their unit, in reading order, and says of every other numeral why it is none.

Accepts: 812.36億元, 近九成, 3成2, 三分之一, 百分之八十五點五, 上千個, 1000億元級, 98、91及39間, 2至3個, 18.4:41.1:40.5.
Refuses: dates, ordinals, names (1+3+N, 5G), classes (億元以上項目), 一 as an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportgen.extract import numerals, traps
from reportgen.extract.lists import LIST_GAP, clock_durations, join_ranges, share_units, table_units
from reportgen.extract.pieces import Piece, find_pieces
from reportgen.extract.refuse import refused_as, unit_told
from reportgen.extract.tables import Cell
from reportgen.extract.units import Unit
from reportgen.extract.view import Passage, View
from reportgen.lexicon import words
from reportgen.records import dataclass

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


def find_amounts(
    view: View, passage: Passage, roc: bool, cells: Sequence[Cell] = (), spoken: frozenset[int] = frozenset()
) -> tuple[list[Amount], list[Spare]]:
    """The amounts of one paragraph and its other numerals with the reason, both in order.

    `spoken`: where quotations begin that somebody says; their numerals are no names.
    """
    shadow = view.shadow
    trapped = traps.find_traps(view, passage, roc, spoken)
    amounts: list[Amount] = []
    spares: list[Spare] = []
    for a, b, why in trapped:
        if why == "ratio":
            amounts.append(_ratio(shadow, a, b))
        else:
            spares += _numerals_in(shadow, a, b, why)
    pieces = clock_durations(shadow, find_pieces(view, passage, trapped))
    table_units(pieces, cells)
    share_units(shadow, pieces)
    group = 0
    last: Piece | None = None
    for left, right in join_ranges(shadow, pieces, passage):
        refused = refused_as(shadow, left, right, passage)
        if refused is None and left.unit is None:
            refused = unit_told(shadow, left, passage)
        if refused is not None:
            for piece in (left, right):
                if piece is not None:
                    spares += _numerals_in(shadow, piece.number.start, max(piece.number.end, piece.end), refused)
            last = None
            continue
        if last is None or not LIST_GAP.fullmatch(shadow[last.end : left.start]):
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


def _degrees(shadow: str, start: int, last_end: int) -> Unit:
    """What 度 counts: power where power is spoken of, else warmth, else an angle."""
    near = shadow[max(0, start - 24) : start]
    after = re.split(r"[,。;、]", shadow[last_end : last_end + 6])[0]
    clause = near[max(near.rfind(mark) for mark in ",。;\n") + 1 :] + after
    for words_of in (clause, near):
        for pattern, name, kind in _DEGREES:
            if re.search(pattern, words_of):
                return Unit(name, kind, 1)
    return Unit("千瓦時", "energy", 1)


_DEGREES = (
    (r"电|光伏|能耗|千瓦|每度|一度", "千瓦時", "energy"),
    (r"温|热|冷|寒|炉|窑|烧|烤|零下|凉|沸|熔|冰", "攝氏度", "energy"),
    (r"角|经度|纬|东经|西经|旋转|转动|坡|弯|倾|近视|视力|酒|硬度|方位|俯|仰", "度", "score"),
)


def _spoken_money(shadow: str, start: int, end: int) -> bool:
    """True when 塊 is money: nothing is counted behind it (省下八十來塊，), and what stands before it pays."""
    before = re.split(r"[,。;:、\n“「]", shadow[max(0, start - 12) : start])[-1]
    alone = re.match(r"[,。;!?、:)”」』\s]|$|[就够能的便才都还也又一每]", shadow[end : end + 1])
    return alone is not None and any(word in before for word in words(_LISTS, "words.spends"))


def _amount(shadow: str, left: Piece, right: Piece | None, group: int) -> Amount:
    unit = left.unit
    assert unit is not None
    if unit.name == "千瓦時" and shadow[left.unit_start : left.unit_start + unit.length] == "度":
        unit = _degrees(shadow, left.start, last_end=(right or left).end)
    last = right or left
    if unit.name == "塊" and _spoken_money(shadow, left.start, last.end):
        unit = Unit("元", "money", unit.length)
    value = left.number.value
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
