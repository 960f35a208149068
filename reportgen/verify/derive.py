"""Recomputes what may be printed without standing in the article: spans of days between two of its dates.

The rule is the declared one: a date known by its month alone lies somewhere in that month, so a span from or to it is a
range, from the shortest to the longest that the month allows.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Any

from reportgen.records import dataclass
from reportgen.verify.ground import Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days from one dated event to another; `low` = `high` when both are known to the day."""

    id: str
    start: str
    end: str
    low: int
    high: int

    @property
    def text(self) -> str:
        return f"{self.low}天" if self.low == self.high else f"{self.low}至{self.high}天"


def bounds(date: str) -> tuple[datetime.date, datetime.date] | None:
    """First and last day that a date of any precision may be; None for a year alone or what is no date."""
    m = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", date)
    if not m:
        return None
    year, month = int(m.group(1)), int(m.group(2))
    try:
        if m.group(3):
            day = datetime.date(year, month, int(m.group(3)))
            return day, day
        return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:
        return None


def days(ground: Ground) -> tuple[Days, ...]:
    """Every span of days between two milestones of one paragraph."""
    dated: list[tuple[dict[str, Any], tuple[datetime.date, datetime.date]]] = []
    for fact in ground.facts.values():
        if fact.get("kind") == "milestone":
            found = bounds(str(fact.get("date") or "").split("/")[0])
            if found:
                dated.append((fact, found))
    spans = []
    for i, (first, a) in enumerate(dated):
        for second, b in dated[i + 1 :]:
            if first["paragraph"] != second["paragraph"]:
                continue
            (one, x), (two, y) = sorted(((first, a), (second, b)), key=lambda item: item[1])
            low, high = (y[0] - x[1]).days, (y[1] - x[0]).days
            if high > 0:
                spans.append(
                    Days(
                        id=f"{one['id']}-{two['id']}",
                        start=str(one["id"]),
                        end=str(two["id"]),
                        low=max(low, 0),
                        high=high,
                    )
                )
    return tuple(spans)
