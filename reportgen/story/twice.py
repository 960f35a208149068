"""Tells which figures say loosely what another one says exactly: 突破4000億元 beside 4031.5億元 of one balance."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.fold import fold
from reportgen.model import Figure

_REACH = 0.1  # how far a loose figure may lie from the exact one, as a share of it


def restated(figures: Iterable[Figure]) -> frozenset[str]:
    """The ids of figures with a qualifier (突破, 近, 不到) whose measured thing, owner, time, place and paragraph an
    exact figure shares, which lies within the qualifier's reach."""
    alike: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        if figure.value and figure.value_max is None and figure.measures:
            key = (fold(figure.measures), figure.subject, figure.unit, figure.period, figure.place, figure.change,
                   figure.status, figure.paragraph)  # fmt: skip
            alike.setdefault(key, []).append(figure)
    out: set[str] = set()
    for group in alike.values():
        exact = [f.value or 0.0 for f in group if f.bound == "exact"]
        out.update(f.id for f in group if f.bound != "exact" and any(_covers(f, value) for value in exact))
    return frozenset(out)


def _covers(loose: Figure, exact: float) -> bool:
    said = loose.value or 0.0
    below, above = exact * (1 - _REACH), exact * (1 + _REACH)
    if loose.bound == "at_least":
        return below <= said <= exact
    if loose.bound == "at_most":
        return exact <= said <= above
    return below <= said <= above
