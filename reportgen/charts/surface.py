"""What a chart is drawn on: paths and set lines, in pt, y upwards. The PDF's tagged canvas implements it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reportgen.records import dataclass
from reportgen.typeset import Line

Segment = tuple[str, tuple[float, ...]]
"""("M", (x, y)) move, ("L", (x, y)) line, ("C", (x1, y1, x2, y2, x3, y3)) curve, ("Z", ()) close."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """`fill` and `stroke` are "#RRGGBB" or None; `width` of the stroke in pt; `dash` lengths in pt, () for solid.

    `cap` is 0 butt, 1 round, 2 square; `join` 0 mitre, 1 round, 2 bevel. `clip` is a closed path or None.
    """

    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()
    cap: int = 0
    join: int = 0
    clip: tuple[Segment, ...] | None = None


class Surface(Protocol):
    """A page to draw on. Everything drawn by one call of `mpl.draw` belongs to one figure of the structure tree."""

    def path(self, segments: Sequence[Segment], paint: Paint) -> None:
        """Draw a path: filled (non-zero winding) and then stroked as `paint` says."""
        ...

    def text(self, x: float, y: float, line: Line) -> None:
        """Show a set line with its left edge at x and its baseline at y, glyph by glyph as its advances say.

        Colour, size and weight are in the runs' styles (`style.colour` is a token of the theme).
        """
        ...
