"""Cells, heads and column widths of the native tables."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    shorten,
)
from reportgen.deck.items import Cell, Row, Run

INSET = 8.0
_TALL = 4


def cell_lines(ctx: Context) -> int:
    """Lines of words that a cell may have: two; more in a user's template, where a narrow column would cut them."""
    return 2 if ctx.measure.deks else _TALL


def text_cell(
    ctx: Context,
    text: str,
    width: float,
    *,
    lines: int = 1,
    align: str = "l",
    bold: bool | None = None,
    colour: str | None = None,
    left: float = INSET,
    right: float = INSET,
    goto: str | None = None,
    tip: str = "",
    style: str = "table",
) -> tuple[Cell, int]:
    """A cell cut to its lines; and how many lines it takes."""
    room = width - left - right
    short, _ = shorten(ctx, text, style, room, lines, bold)
    broken = ctx.fit.lines(short, style, room, bold)
    runs: list[Run] = []
    at = 0
    from reportgen.deck.items import BREAK

    for i, line in enumerate(broken):
        if i:
            runs.append(BREAK)
        found = max(at, short.find(line, at))
        runs.append(
            Run(
                text=short[found : found + len(line)],
                bold=bold,
                colour=colour,
                goto=goto,
                tip=tip,
                style=None if style == "table" else style,
            )
        )
        at = found + len(line)
    return Cell(runs=tuple(runs), align=align, left=left, right=right), max(1, len(broken))  # type: ignore[arg-type]


def room_for(
    ctx: Context,
    widths: Sequence[float],
    rows: Sequence[Sequence[str | None]],
    style: str,
    insets: Sequence[float],
) -> tuple[float, ...]:
    """The columns with what their cells need to stand on one line, taken from the first column's share down to half of
    it: what is shorter than that is a time, a name or a number, which two lines would tear."""
    out = list(widths)
    spare = widths[0] / 2
    for i in range(1, len(widths)):
        need = max((ctx.fit.width(clean(t), style, True) / 0.98 for row in rows if (t := row[i])), default=0.0)
        more = min(need + insets[i] + 1 - widths[i], spare)
        if more > 0 and need + insets[i] <= widths[i] + spare:
            out[i] += more
            out[0] -= more
            spare -= more
    return tuple(out)


def head_row(
    ctx: Context,
    keys: Sequence[str],
    widths: Sequence[float],
    aligns: Sequence[str],
    lefts: Sequence[float] | None = None,
) -> Row:
    lefts = lefts or [INSET] * len(keys)
    cells = [
        Cell(runs=(Run(text=ctx.words[k], bold=True, colour="river"),), align=a, left=left, right=INSET)  # type: ignore[arg-type]
        for k, a, left in zip(keys, aligns, lefts, strict=True)
    ]
    return Row(cells=tuple(cells), height=33.0)
