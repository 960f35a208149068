"""Turns ranges of days into axis breaks with their names; pure functions, both scripts alike."""

from __future__ import annotations

from datetime import date


def time_breaks(first: int, last: int) -> list[tuple[int, str]]:
    """Where an axis over the days `first` to `last` (ordinals, half open) is cut, and the name of each stretch.

    Thirds of a month (上旬) within one month, months up to eighteen, else years, several of them a stretch
    on long axes. The axis starts and ends on a whole unit; the last cut has no name.
    """
    start, end = date.fromordinal(first), date.fromordinal(last - 1)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months <= 1:
        base = date(start.year, start.month, 1)
        after = date(end.year + end.month // 12, end.month % 12 + 1, 1)
        cuts = [date(base.year, base.month, day) for day in (1, 11, 21)]
        thirds = zip(cuts, "上中下", strict=True)
        return [
            *((cut.toordinal(), f"{cut.month}月{third}旬") for cut, third in thirds),
            (after.toordinal(), ""),
        ]
    if months <= 18:
        found = []
        for index in range(months + 1):
            year, month = divmod(start.year * 12 + start.month - 1 + index, 12)
            january = month == 0 or index == 0
            several = start.year != end.year
            name = f"{year}年{month + 1}月" if january and several else f"{month + 1}月"
            found.append((date(year, month + 1, 1).toordinal(), name if index < months else ""))
        return found
    step = 1 + (end.year - start.year) // 12
    years = range(start.year, end.year + step + 1, step)
    names = [(date(year, 1, 1).toordinal(), f"{year}年") for year in years]
    return [*names[:-1], (names[-1][0], "")]
