"""Turns figures into what all exhibits share: period, scale, unit word, wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reportgen.model import Fact, Figure
from reportgen.story.blocks import Claim, Exhibit
from reportgen.story.claims import show_span
from reportgen.story.context import Context
from reportgen.story.numbers import full_surface
from reportgen.story.text import View

_VAGUE = re.compile("[余餘多]|以上$|以[內内]$|左右$")  # 3余万元: in 万元
_BOTH = re.compile(r"\d[\d,]*([億亿])\d[\d,]*[萬万]")  # 16億7000萬元: 16.7 of 億元

Title = Callable[[Figure], Claim | None]


def say_of(wording: dict[str, str], key: str, **values: object) -> str:
    return wording[key].format(**values)


def period_of(view: View, ctx: Context, figures: Sequence[Fact]) -> str:
    """The time that holds for all of the figures; "" where one has another or none."""
    return period_told(view, ctx, figures) or ""


def period_told(view: View, ctx: Context, figures: Sequence[Fact]) -> str | None:
    """The same, None where not all have the same time ("" is told of none)."""
    spans = [ctx.period_text(figure) for figure in figures]
    told = {show_span(view, span.start, span.end) if span else "" for span in spans}
    return told.pop() if len(told) == 1 else None


def scale_of(view: View, figures: list[Figure]) -> tuple[float, str]:
    """Divisor and unit: those that all are printed with, else such that the values have at most four digits."""
    top = max(f.value or 0 for f in figures)
    marks = {unit_word_of(view, f)[1][:1] for f in figures}
    hant = view.article.script == "hant"
    if marks <= set("億亿") or (top >= 1e8 and not marks <= set("萬万")):
        divisor, word = 1e8, "億" if hant else "亿"
    elif marks <= set("萬万") or top >= 1e5:
        divisor, word = 1e4, "萬" if hant else "万"
    else:
        divisor, word = 1.0, ""
    tail = ""
    for figure in figures:
        _digits, tail = unit_word_of(view, figure)
        if tail:
            break
    base = re.sub(r"^[億亿萬万]+", "", tail)
    return divisor, word + base


def unit_word_of(view: View, figure: Figure) -> tuple[str, str]:
    surface = full_surface(view, figure)
    found = re.search(r"\d[\d,.]*", surface)
    if found is None:
        return surface, ""
    unit = CHAIN.sub("", surface[found.end() :])  # 16億7000萬元 is 16.7 of 億元
    return found.group(), _ROUGH.sub("", unit.rstrip("以上內内"))


# What goes on behind a first magnitude: 億(7000萬)元, 萬(6千)人次.
_ROUGH = re.compile("(?<=[億亿萬万])[餘余多]")
CHAIN = re.compile(r"(?<=[億亿萬万])\d[\d,.]*[萬万千百]")


def owned(exhibit: Exhibit) -> list[str]:
    """The facts that an exhibit shows in its rows, panels, events or cards."""
    rows = getattr(exhibit, "rows", ())
    owned = [getattr(row, "fact", "") for row in rows]
    owned += [fid for row in rows for fid in getattr(row, "facts", ())]
    owned += [row.fact for panel in getattr(exhibit, "panels", ()) for row in panel.rows]
    owned += [event.fact for event in getattr(exhibit, "events", ())]
    owned += [number.fact for number in getattr(exhibit, "numbers", ())]
    return [fid for fid in owned if fid]
