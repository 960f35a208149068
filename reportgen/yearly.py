"""Tells whose year is whose where a sentence gives one amount for each of several years.

Read by the fact table, which prints the year of each, and by the proof, which holds each to its own.
"""

from __future__ import annotations

import re

_CN = "[〇零○一二三四五六七八九]"
_YEAR = rf"(?:(?:19|20)\d\d|[一二]{_CN}{{3}})"
_RELATIVE = {"今年": 0, "本年": 0, "去年": -1}
_FIGURES = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_WORD = "|".join(_RELATIVE)
_FIRST = rf"(?<!\d)(?:{_YEAR}年?|民国\d{{2,3}}年?|(?<![\d.])1[01]\d年?)"
# 2022年至2024年, 二〇二二至二〇二四年, 2023年至今年: one time, told as it stands.
RANGE = re.compile(
    rf"{_FIRST}(?:[至到—–~]|-(?=\d))(?:{_YEAR}年|{_WORD}|1[01]\d年)(?!度?(?:第|[上下]半年|\d|[一二三四五六七八九十]+月))"
)
_LISTED = re.compile(rf"{_YEAR}年?(?:[、,和及与]{_YEAR}年?)+(?<=年)")
# 2022年至2024年分别为218、251和287家; 112年至114年的98億、91億、86億元逐年下降
_EACH = re.compile(r"[^。;!?]{0,24}?(?:分别|依次|逐年)[^,、。;\d]{0,10}?(?=\d|[一二三四五六七八九十百千两])")
_BARE = re.compile(r"的?(?=\d)")
_SAID = re.compile("分别|依次|逐年")
_RUN = re.compile(r"(?:[^,。;!?]|,(?=\d{3}))*")
_NUMBER = re.compile(r"\d[\d,.]*[万亿]*|[一二三四五六七八九十百千万亿两〇零点]+")


def of_each(text: str, at: int, written: str | None) -> str | None:
    """The year of the amount at `at` of a folded sentence, where it gives as many amounts as years; else None."""
    if not _SAID.search(text):
        return None
    for found in (*RANGE.finditer(text, 0, at), *_LISTED.finditer(text, 0, at)):
        each = _EACH.match(text, found.end()) or _BARE.match(text, found.end())
        run = _RUN.match(text, each.end()) if each is not None and each.end() <= at else None
        if each is None or run is None or at >= run.end() or not _SAID.search(text, found.end(), run.end()):
            continue
        parts = re.split("[、和及与]", run.group())
        years = _years(found.group(), written)
        if len(years) == len(parts) and all(len(_NUMBER.findall(part)) == 1 for part in parts):
            return f"{years[len(re.findall('[、和及与]', text[each.end() : at]))]}年"
    return None


def _years(told: str, written: str | None) -> list[int]:
    """The years of a range or list, each in figures; none where they are not known."""
    words = re.findall(rf"{_YEAR}|{_WORD}|1[01]\d", told)
    years = [year for word in words if (year := _year(word, written)) is not None]
    if len(years) != len(words) or years != sorted(set(years)):
        return []
    if RANGE.fullmatch(told):
        return list(range(years[0], years[-1] + 1)) if len(years) == 2 else []
    return years


def _year(word: str, written: str | None) -> int | None:
    if word in _RELATIVE:
        return int(written[:4]) + _RELATIVE[word] if written else None
    return int(word.translate(_FIGURES))


def whole(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range of years that a time within a folded sentence is an end of."""
    for found in RANGE.finditer(text):
        if found.start() <= start and end <= found.end():
            return found.span()
    return None
