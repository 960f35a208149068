"""Turns the ways a page writes its date into ISO strings."""

from __future__ import annotations

import re

_CN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "O": 0}
FULL_DATE = re.compile(
    r"(?<!\d)(?:(?P<roc>民国\s*\d{2,3})|(?P<year>(?:19|20)\d\d)|(?P<short>1[01]\d))"
    r"\s*(?P<sep>[-/.年])\s*(?P<month>1[0-2]|0?[1-9])\s*(?:[-/.]|月)\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d{3})\s*日?"
)
CN_DATE = re.compile(
    r"(?P<year>[二一][〇○O零一二三四五六七八九]{3})年(?P<month>[元一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
DAY_FIRST = re.compile(
    r"(?<![\d/])(?P<day>3[01]|[12]\d|0?[1-9])[/.](?P<month>1[0-2]|0?[1-9])[/.](?P<year>(?:19|20)\d\d)(?![\d/])"
)
TIME = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])(?::|时|点)(?P<minute>[0-5]\d)(?:[:分]?(?P<second>[0-5]\d))?(?:分|秒)?(?![\d:])"
)
ROC_STAMP = re.compile(r"(?<!\d)(1[01]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


def iso(year: int, month: int, day: int) -> str | None:
    """YYYY-MM-DD, or None for a date that does not exist."""
    lengths = (
        31,
        29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28,
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    )
    if 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= lengths[month - 1]:
        return f"{year:04d}-{month:02d}-{day:02d}"
    return None


def small_cn(word: str) -> int:
    """1-99 from Chinese numerals (元 is 1)."""
    if word == "元":
        return 1
    if "十" in word:
        tens, _, ones = word.partition("十")
        return (_CN.get(tens, 1) if tens else 1) * 10 + (_CN.get(ones, 0) if ones else 0)
    value = 0
    for character in word:
        value = value * 10 + _CN.get(character, 0)
    return value


def find_date(shadow: str) -> tuple[str, int, int] | None:
    """The first full date in a folded line: ISO date, start, end."""
    for match in FULL_DATE.finditer(shadow):
        if match["roc"]:
            year = int(re.sub(r"\D", "", match["roc"])) + 1911
        elif match["short"]:
            if match["sep"] == ".":
                continue
            year = int(match["short"]) + 1911
        else:
            year = int(match["year"])
        found = iso(year, int(match["month"]), int(match["day"]))
        if found:
            return found, match.start(), match.end()
    turned = DAY_FIRST.search(shadow)
    if turned:
        found = iso(int(turned["year"]), int(turned["month"]), int(turned["day"]))
        if found:
            return found, turned.start(), turned.end()
    written = CN_DATE.search(shadow)
    if written:
        year = small_cn(written["year"])
        found = iso(year, small_cn(written["month"]), small_cn(written["day"]))
        if found:
            return found, written.start(), written.end()
    return None


def find_time(shadow: str) -> tuple[str, int, int] | None:
    """The first clock time in a folded line: HH:MM, start, end."""
    match = TIME.search(shadow)
    if not match:
        return None
    hour = int(match["hour"])
    if hour < 12 and re.search(r"(?:下午|晚上?|傍晚|PM|pm)\s?$", shadow[: match.start()]):
        hour += 12
    return f"{hour:02d}:{match['minute']}", match.start(), match.end()
