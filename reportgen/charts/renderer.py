"""matplotlib's drawing orders as vectors on a `Surface`: paths, clips, hatches and text; images are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from reportgen.charts.layout import Kit
from reportgen.charts.surface import Paint, Segment, Surface
from reportgen.typeset import Line

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


class SetText(Text):
    """An artist that holds a line set by our own breaker: its size comes from the line, not from a font file."""

    def __init__(self, x: float, y: float, line: Line, **options: Any) -> None:
        super().__init__(x, y, line.text, parse_math=False, verticalalignment="baseline", **options)
        self.line = line

    def draw(self, renderer: Any) -> None:
        """Hand the line over, its left edge placed by the transform and the horizontal alignment."""
        if not self.get_visible():
            return
        x, y = self.get_transform().transform(self.get_position())
        part = {"left": 0.0, "center": 0.5, "right": 1.0}[self.get_horizontalalignment()]
        renderer.show_line(x - part * self.line.width, y, self.line)
        self.stale = False


class SurfaceRenderer(RendererBase):
    """Draws a figure of 72 dpi with its lower left corner at (x, y) of the surface; 1 figure pixel = 1 pt."""

    def __init__(self, surface: Surface, x: float, y: float, width: float, height: float, kit: Kit) -> None:
        super().__init__()
        self.surface, self.x, self.y = surface, x, y
        self.width, self.height = width, height
        self.kit = kit

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Size of the figure in pt."""
        return self.width, self.height

    def points_to_pixels(self, points: Any) -> Any:
        """A pixel of the figure is a point."""
        return points

    def flipy(self) -> bool:
        """y runs upwards, as on the page."""
        return False

    def show_line(self, x: float, y: float, line: Line) -> None:
        """Text goes to the page as set lines; matplotlib's fonts are never asked."""
        self.surface.text(self.x + x, self.y + y, line)

    def draw_text(self, *_args: Any, **_kwargs: Any) -> None:
        """Refused: a plain Text would be measured with matplotlib's own fonts."""
        raise TypeError("a chart's text must be a SetText")

    def draw_image(self, *_args: Any, **_kwargs: Any) -> None:
        """Refused: no raster gets onto the page."""
        raise TypeError("a chart holds an image; only vectors are drawn")

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Any, rgbFace: Any = None) -> None:
        """Fill, hatch and stroke a path; what is fully transparent is left out (no alpha is ever written)."""
        moved = transform + Affine2D().translate(self.x, self.y)
        segments = tuple(_segments(path, moved))
        if not segments:
            return
        fill = None if rgbFace is None or (len(rgbFace) == 4 and rgbFace[3] == 0) else to_hex(rgbFace).upper()
        width = gc.get_linewidth()
        stroke = None if width <= 0 or gc.get_rgb()[3] == 0 else to_hex(gc.get_rgb()[:3]).upper()
        clip = self._clip(gc)
        if fill:
            self.surface.path(segments, Paint(fill=fill, clip=clip))
        if gc.get_hatch():
            self._hatch(gc, segments, moved.transform_path(path))
        if stroke:
            self.surface.path(segments, self._pen(gc, stroke, width, clip))

    def _pen(
        self, gc: GraphicsContextBase, stroke: str, width: float, clip: tuple[Segment, ...] | None
    ) -> Paint:
        dashes: Any = gc.get_dashes()[1]
        return Paint(
            stroke=stroke,
            width=width,
            dash=tuple(float(dash) for dash in dashes) if dashes is not None else (),
            cap=_CAPS[gc.get_capstyle()],
            join=_JOINS[gc.get_joinstyle()],
            clip=clip,
        )

    def _clip(self, gc: GraphicsContextBase) -> tuple[Segment, ...] | None:
        box = gc.get_clip_rectangle()
        clip: tuple[Any, Any] = gc.get_clip_path()
        path, transform = clip
        move = Affine2D().translate(self.x, self.y)
        if path is not None:
            return tuple(_segments(path, transform + move))
        if box is None:
            return None
        x0, y0, x1, y1 = box.x0 + self.x, box.y0 + self.y, box.x1 + self.x, box.y1 + self.y
        return (("M", (x0, y0)), ("L", (x1, y0)), ("L", (x1, y1)), ("L", (x0, y1)), ("Z", ()))

    def _hatch(self, gc: GraphicsContextBase, outline: tuple[Segment, ...], path: Path) -> None:
        """Rising strokes at the theme's distance, clipped to the path."""
        chart = self.kit.theme.chart
        box = path.get_extents()
        step = chart["hatch"] * 2**0.5
        strokes: list[Segment] = []
        at = box.x0 - box.height
        while at < box.x1:
            strokes += [("M", (at, box.y0)), ("L", (at + box.height, box.y1))]
            at += step
        colour = to_hex(gc.get_hatch_color()).upper()
        self.surface.path(strokes, Paint(stroke=colour, width=chart["hatch-width"], clip=outline))


def _segments(path: Path, transform: Any) -> Iterator[Segment]:
    """A path's segments in the surface's coordinates; quadratic curves become cubic ones."""
    last = (0.0, 0.0)
    for values, code in path.iter_segments(transform, simplify=False, curves=True):
        points = [round(float(value), 3) for value in values]
        if code == Path.CLOSEPOLY:
            yield "Z", ()
            continue
        if code == Path.MOVETO:
            yield "M", (points[0], points[1])
        elif code == Path.LINETO:
            yield "L", (points[0], points[1])
        elif code == Path.CURVE4:
            yield "C", tuple(points)
        elif code == Path.CURVE3:
            cx, cy, x, y = points
            first = (last[0] + 2 * (cx - last[0]) / 3, last[1] + 2 * (cy - last[1]) / 3)
            second = (x + 2 * (cx - x) / 3, y + 2 * (cy - y) / 3)
            yield "C", (*first, *second, x, y)
        last = (points[-2], points[-1])
