"""The page as a surface for charts: paths and set lines become operators of the tagged canvas."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.charts.surface import Paint, Segment
from reportgen.pdf.canvas import TaggedCanvas
from reportgen.pdf.objects import num
from reportgen.typeset import Line

_OPERATOR = {"M": "m", "L": "l", "C": "c"}


class PageSurface:
    """Implements `charts.surface.Surface`: pt, y upwards from the page's lower left corner."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self._canvas = canvas

    def path(self, segments: Sequence[Segment], paint: Paint) -> None:
        """Fill (non-zero winding) and stroke a path as `paint` says."""
        stroked = paint.stroke is not None and paint.width > 0
        if not segments or not (paint.fill or stroked):
            return
        parts = ["q"]
        if paint.clip:
            parts += [_path(paint.clip), "W n"]
        if paint.fill:
            parts.append(f"{_rgb(paint.fill)} rg")
        if stroked:
            dash = " ".join(num(value) for value in paint.dash)
            parts.append(f"{_rgb(paint.stroke or '')} RG {num(paint.width)} w")
            parts.append(f"{paint.cap} J {paint.join} j [{dash}] 0 d")
        parts.append(_path(segments))
        parts.append("B" if paint.fill and stroked else "f" if paint.fill else "S")
        parts.append("Q")
        self._canvas.raw(parts)

    def text(self, x: float, y: float, line: Line) -> None:
        """A set line with its left edge at x and its baseline at y."""
        height = self._canvas.height
        for run in line.runs:
            style = run.style
            self._canvas.glyphs(
                x + run.x,
                height - y - run.rise,
                run.text,
                run.advances,
                size=style.size,
                weight=style.weight,
                colour=style.colour,
            )


def _path(segments: Sequence[Segment]) -> str:
    return " ".join(
        "h" if kind == "Z" else f"{' '.join(num(v) for v in points)} {_OPERATOR[kind]}" for kind, points in segments
    )


def _rgb(value: str) -> str:
    return " ".join(num(int(value[i : i + 2], 16) / 255) for i in (1, 3, 5))
