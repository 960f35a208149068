"""Finds table rows in plain text and the unit of each number in them, from a unit column, a header or a label."""

from __future__ import annotations

import re

from reportgen.arabic import MAGNITUDE
from reportgen.extract.units import Unit, unit_at
from reportgen.extract.view import Passage, View
from reportgen.records import dataclass

_NUMBER = re.compile(r"[+\-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
_UNIT_HEAD = re.compile(r"(?:计量)?单位")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number of a table: its digits, where its sign stands, unit, magnitude, row label, whether it is negative.

    `growth`: its column tells changes (比上年增長), so that a plain value is a rise. `column`: its head, where columns
    are different things (合計, 城鎮).
    """

    start: int
    end: int
    sign: int
    unit: Unit
    factor: int
    label: tuple[int, int]
    negative: bool
    growth: bool = False
    column: tuple[int, int] | None = None


def _cells(s: str, passage: Passage) -> list[tuple[int, int]]:
    """Cells of a line cut at tabs, bars or spaces; empty when it reads as a sentence."""
    line = s[passage.start : passage.end]
    if len(line) > 300 or re.search(r"[。;!?]", line):
        return []
    pattern = r"[^\t|]+" if "\t" in line or "|" in line else r"\S+"
    found = []
    for m in re.finditer(pattern, line):
        a, b = passage.start + m.start(), passage.start + m.end()
        while a < b and s[a] == " ":
            a += 1
        while b > a and s[b - 1] == " ":
            b -= 1
        if a < b:
            found.append((a, b))
    return found


def _unit_in(word: str) -> tuple[Unit, int] | None:
    """Unit and factor of 万吨, 亿元, %, written alone."""
    word = word.strip().strip("()")
    factor = 1
    i = 0
    while i < len(word) and word[i] in "百千万亿" and unit_at(word, i, len(word)) is None:
        factor *= MAGNITUDE[word[i]]
        i += 1
    unit = unit_at(word, i, len(word))
    if unit is None or i + unit.length != len(word):
        if re.fullmatch(r"(?:±|\+/-)?%", word):
            return Unit("%", "share", 1), 1
        return None
    return Unit(unit.name, unit.kind, 0), factor


def _bracket_unit(word: str) -> tuple[Unit, int] | None:
    m = re.search(r"[(/]([^()]{1,8})\)?$", word)
    return _unit_in(m[1]) if m else None


_UNITS_ABOVE = re.compile(r"(?:计量)?单位\s?:\s*([^()。;]{1,16}?)\)?:?$")


def _of_column(told: list[tuple[Unit, int]], head: str, nth: int, columns: int) -> tuple[Unit, int] | None:
    """The unit that stands above a table (單位：萬人、%): one a column, or the share for rates and the amount else."""
    if len(told) == columns:
        return told[nth]
    rate = bool(re.search(r"率$|比重|占比|比例|%|增长|增速|增幅|同比|±|幅度", head))
    fitting = [u for u in told if (u[0].kind == "share") == rate]
    if len(told) == 1 and not rate:
        fitting = told
    return fitting[0] if fitting else None


def find_cells(view: View) -> dict[int, list[Cell]]:
    """The numbers of tables that carry no unit themselves, by paragraph number."""
    s = view.shadow
    rows = [(p, _cells(s, p)) for p in view.passages]
    found: dict[int, list[Cell]] = {}
    header: list[tuple[int, int]] = []
    told: list[tuple[Unit, int]] = []
    for k, (passage, cells) in enumerate(rows):
        line = s[passage.start : passage.end]
        above = _UNITS_ABOVE.search(line) if len(line) <= 60 else None
        if above:  # 單位：萬人、%
            told = [u for word in re.split(r"[、,/; ]+", above[1]) if (u := _unit_in(word))]
        elif "。" in line:
            told = []
        numeric = [c for c in cells if _NUMBER.fullmatch(s[slice(*c)])]
        near = [rows[j][1] for j in (k - 1, k + 1) if 0 <= j < len(rows)]
        if len(cells) < 2 or not any(abs(len(other) - len(cells)) <= 1 and len(other) >= 2 for other in near):
            header = []
            continue
        if not numeric or (
            len(cells) >= 2
            and re.search(r"指标|单位|项目|名称", s[slice(*cells[0])])
            and len(numeric) < len(cells) - 1
            and _UNIT_HEAD.search(s[passage.start : passage.end])
        ):
            header = cells
            continue
        row_unit = next(
            (u for c in cells if not _NUMBER.fullmatch(s[slice(*c)]) and (u := _unit_in(s[slice(*c)]))), None
        )
        label_unit = _bracket_unit(s[slice(*cells[0])])
        shift = len(header) - len(cells)
        for i, (a, b) in enumerate(cells):
            word = s[a:b]
            if not _NUMBER.fullmatch(word):
                continue
            above_it = (
                header[i + (shift if shift > 0 and i else 0)] if header and i + max(0, shift) < len(header) else None
            )
            head = s[slice(*above_it)] if above_it else ""
            unit = _bracket_unit(head) or (_unit_in(head) if head else None)
            if unit is None and re.search(r"增长|增速|增幅|比重|占比|同比|±", head):
                unit = (Unit("%", "share", 0), 1)
            unit = unit or row_unit or label_unit or _of_column(told, head, i - 1, len(cells) - 1)
            if word.endswith("%"):
                unit = (Unit("%", "share", 0), 1)
            if unit is None or re.fullmatch(r"(?:19|20)\d\d", word):
                continue
            digits = re.search(r"\d", word)
            start = a + (digits.start() if digits else 0)
            found.setdefault(passage.n, []).append(
                Cell(
                    start=start,
                    end=b,
                    sign=a if word[0] in "-−" else start,
                    unit=unit[0],
                    factor=unit[1],
                    label=cells[0],
                    negative=word[0] in "-−",
                    column=above_it if told and i else None,
                    growth=bool(re.search(r"增长|增速|增幅|同比|±|涨幅", head)),
                )
            )
    return found
