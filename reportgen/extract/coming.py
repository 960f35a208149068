"""Tells a part of the running year that an article of a known day still has before it: 今年夏天 in March, 今年年底."""

from __future__ import annotations

import re

# The month in which each begins; one that has begun is not told apart from its results.
_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12, "暑": 7, "下半年": 7, "年底": 12, "年末": 12,
    "三季度": 7, "第三季": 7, "四季度": 10, "第四季": 10}  # fmt: skip
_PART = re.compile(
    rf"(?:今年|本年)(?:内?的?)(?:(?P<month>\d{{1,2}})月|(?P<season>{'|'.join(map(re.escape, _SEASONS))}))"
)
# 今年7月以来, 今年夏天已…, 上线后: told as done, or as what other things follow.
_DONE = re.compile("已(?!经?将)|以来|了|过|后")


def comes(line: str, date: str | None) -> bool:
    """Whether a clause tells a month or season of the running year that begins behind the month of `date`."""
    if date is None or not ("今年" in line or "本年" in line):
        return False
    now = int(date[5:7])
    for part in _PART.finditer(line):
        begins = int(part["month"]) if part["month"] else _SEASONS[part["season"]]
        if begins > now and not _DONE.search(line[part.end() :]):
            return True
    return False
