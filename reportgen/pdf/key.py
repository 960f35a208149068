"""Draws the samples of marks in the key to the charts, as the charts draw them."""

from __future__ import annotations

from reportgen.pdf.boxes import KeyBox
from reportgen.pdf.canvas import TaggedCanvas
from reportgen.pdf.objects import num

_DIAGONAL = 2**0.5  # distance along the edge of strokes at 45°
_ROUND = 0.5523  # control points of a quarter circle


def draw_key(canvas: TaggedCanvas, box: KeyBox, chart: dict[str, float]) -> None:
    """One sample in its square: solid, hatched, outlined, month or dot; `chart` are the measures of the charts."""
    x, y, w, h = box.x, box.y, box.w, box.h
    if box.mark == "solid":
        canvas.fill(x, y, w, h, "river")
    elif box.mark == "hatched":
        _hatch(canvas, x, y, w, h, chart)
        canvas.outline(x, y, w, h, "river", chart["axis"])
    elif box.mark == "outlined":
        canvas.outline(x, y + 2.75, w, h - 5.5, "river", chart["outline"])
    elif box.mark == "month":
        canvas.fill(x, y + 4.75, w, h - 9.5, "river-2")
    else:
        _dot(canvas, x + w / 2, y + h / 2, chart["dot"] / 2)


def _hatch(canvas: TaggedCanvas, x: float, y: float, w: float, h: float, chart: dict[str, float]) -> None:
    """Strokes at 45°, cut off at the square."""
    bottom = canvas.height - y - h
    parts = [
        "q",
        f"{num(x)} {num(bottom)} {num(w)} {num(h)} re W n",
        f"{canvas.colour('river')} RG {num(chart['hatch-width'])} w",
    ]
    offset = -h
    while offset < w:
        parts.append(f"{num(x + offset)} {num(bottom)} m {num(x + offset + h)} {num(bottom + h)} l S")
        offset += chart["hatch"] * _DIAGONAL
    canvas.raw([*parts, "Q"])


def _dot(canvas: TaggedCanvas, x: float, y: float, r: float) -> None:
    cy, k = canvas.height - y, _ROUND * r
    curves = [(r, k, k, r, 0, r), (-k, r, -r, k, -r, 0), (-r, -k, -k, -r, 0, -r), (k, -r, r, -k, r, 0)]
    parts = [f"{canvas.colour('river')} rg {num(x + r)} {num(cy)} m"]
    parts += [" ".join(num(v + (x, cy)[i % 2]) for i, v in enumerate(curve)) + " c" for curve in curves]
    canvas.raw([*parts, "f"])
