"""Reads the figures of a PDF back from its content streams: filled and stroked shapes, places of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import combinations

import pikepdf
import pypdfium2

from tests.typeset.readback import characters


@dataclass(frozen=True, slots=True)
class Shape:
    """A painted path's box in pt from the lower left corner; `fill` or `stroke` is its colour (r, g, b)."""

    x0: float
    y0: float
    x1: float
    y1: float
    fill: tuple[float, ...] | None
    stroke: tuple[float, ...] | None

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


@dataclass(slots=True)
class Figure:
    """What one figure paints, in order; `texts` are the places where its strings begin."""

    page: int
    shapes: list[Shape] = field(default_factory=list)
    texts: list[tuple[float, float]] = field(default_factory=list)


def figures(data: bytes) -> list[Figure]:
    """The figures of a file in order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [figure for number, page in enumerate(pdf.pages) for figure in _figures(page, number)]


def _figures(page: pikepdf.Page, number: int) -> Iterator[Figure]:
    found: Figure | None = None
    depth = 0
    path: list[tuple[float, float]] = []
    fill = stroke = (0.0, 0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BDC" and str(operands[0]) == "/Figure":
            found, depth = Figure(number), 0
        elif name in ("BDC", "BMC"):
            depth += 1
        elif name == "EMC":
            if depth == 0 and found is not None:
                yield found
                found = None
            depth -= 1
        if found is None:
            continue
        values = [float(v) for v in operands] if name in ("m", "l", "c", "re", "rg", "RG", "Tm") else []
        if name == "rg":
            fill = tuple(values)
        elif name == "RG":
            stroke = tuple(values)
        elif name in ("m", "l", "c"):
            path += list(zip(values[::2], values[1::2], strict=True))
        elif name == "re":
            path += [(values[0], values[1]), (values[0] + values[2], values[1] + values[3])]
        elif name in ("f", "S", "B", "n") and path:
            xs, ys = [x for x, _ in path], [y for _, y in path]
            if name != "n":
                box = (min(xs), min(ys), max(xs), max(ys))
                found.shapes.append(
                    Shape(*box, fill if name in ("f", "B") else None, stroke if name in ("S", "B") else None)
                )
            path = []
        elif name == "Tm":
            found.texts.append((values[4], values[5]))


def colliding(data: bytes, page: int, box: tuple[float, float, float, float]) -> list[str]:
    """Pairs of characters inside a box (pt from the lower left corner) whose outlines lie on each other."""
    document = pypdfium2.PdfDocument(data)
    inside = [
        char
        for char in characters(document[page].get_textpage())
        if box[0] - 1 <= char.x <= box[2] + 1 and box[1] - 1 <= char.y <= box[3] + 1 and not char.text.isspace()
    ]
    document.close()
    found = []
    for a, b in combinations(inside, 2):
        across = min(a.ink[1], b.ink[1]) - max(a.ink[0], b.ink[0])
        down = min(a.height[1], b.height[1]) - max(a.height[0], b.height[0])
        if across > 0.6 and down > 0.6:
            found.append(f"{a.text} on {b.text} at {a.x:.0f}, {a.y:.0f}")
    return found
