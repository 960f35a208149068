"""Tells whose year is whose where a sentence gives one amount for each of several years.

Read by the fact table and the charts, which print the year of each, and by the proof, which holds each to its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.records import dataclass

_CN = "[〇零○一二三四五六七八九]"
_YEAR = rf"(?:(?:19|20)\d\d|[一二]{_CN}{{3}})"
_RELATIVE = {"今年": 0, "本年": 0, "去年": -1}
FIGURES = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_WORD = "|".join(_RELATIVE)
_FIRST = rf"(?<!\d)(?:{_YEAR}年?|民国\d{{2,3}}年?|(?<![\d.])1[01]\d年?)"
# 2022年至2024年, 二〇二二至二〇二四年, 2023年至今年: one time, told as it stands.
RANGE = re.compile(
    rf"{_FIRST}(?:[至到—–~]|-(?=\d))(?:{_YEAR}年|{_WORD}|1[01]\d年)(?!度?(?:第|[上下]半年|\d|[一二三四五六七八九十]+月))"
)
_LISTED = re.compile(rf"{_YEAR}年?(?:[、,和及与]{_YEAR}年?)+(?<=年)")
# 2022年至2024年分别为218、251和287家; 112年至114年的98億、91億、86億元逐年下降
_EACH = re.compile(r"[^。;!?]{0,24}?(?:分别|依次|逐年)[^,、。;\d]{0,10}?(?=\d|[一二三四五六七八九十百千两])")
# …分别为18、25和35亿元，净利润分别为1、2和3亿元: of the same years, as no other is told between.
_AGAIN = re.compile(r",[^。;!?年\d]{0,24}?(?:分别|依次)[^,、。;\d]{0,10}?(?=\d|[一二三四五六七八九十百千两])")
_BARE = re.compile(r"的?(?=\d)")
_SAID = re.compile("分别|依次|逐年")
_RUN = re.compile(r"(?:[^,。;!?]|(?<=\d),(?=\d{3}(?!\d)))*")
_NUMBER = re.compile(r"(?:\d[\d,.]*[万亿]*)+|[一二三四五六七八九十百千万亿两〇零点]+")
_AND = re.compile("[、和及与]")


@dataclass(frozen=True, slots=True)
class Series:
    """The amounts in [start, end) of a folded sentence, one for each of `years`; `told` is where these stand, `head`
    where the words begin that lead to the amounts: behind the years, or behind the list before."""

    told: tuple[int, int]
    head: int
    start: int
    end: int
    years: tuple[str, ...]


def series(text: str, written: str | None) -> Iterator[Series]:
    """The series of a folded sentence: as many amounts as years, told one by one."""
    if not _SAID.search(text):
        return
    for found in (*RANGE.finditer(text), *_LISTED.finditer(text)):
        years = _years(found.group(), written)
        each, head = _EACH.match(text, found.end()) or _BARE.match(text, found.end()), found.end()
        while years and each is not None:
            run = _RUN.match(text, each.end())
            if run is None or not _SAID.search(text, head, run.end()):
                break
            parts = _AND.split(run.group())
            if len(parts) != len(years) or any(len(_NUMBER.findall(part)) != 1 for part in parts):
                break
            yield Series(found.span(), head, each.end(), run.end(), tuple(f"{year}年" for year in years))
            head = run.end()
            each = _AGAIN.match(text, head)


def of_each(text: str, at: int, written: str | None) -> str | None:
    """The year of the amount at `at` of a folded sentence, where it gives as many amounts as years; else None."""
    for one in series(text, written):
        if one.start <= at < one.end:
            return one.years[len(_AND.findall(text[one.start : at]))]
    return None


def _years(told: str, written: str | None) -> list[int]:
    """The years of a range or list, each in figures; none where they are not known."""
    words = re.findall(rf"{_YEAR}|{_WORD}|1[01]\d", told)
    years = [year for word in words if (year := _year(word, written)) is not None]
    if len(years) != len(words) or len(set(years)) != len(years):
        return []
    if RANGE.fullmatch(told):
        return list(range(years[0], years[-1] + 1)) if len(years) == 2 else []
    return years if years in (sorted(years), sorted(years, reverse=True)) else []


def _year(word: str, written: str | None) -> int | None:
    if word in _RELATIVE:
        return int(written[:4]) + _RELATIVE[word] if written else None
    return int(word.translate(FIGURES))


def whole(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range or list of years that a time within a folded sentence is an end or a member of."""
    for found in (*RANGE.finditer(text), *_LISTED.finditer(text)):
        if found.start() <= start and end <= found.end() and "," not in found.group():  # …于2018年，2024年获评
            return found.span()
    return None
