"""matplotlib's drawing orders as vectors on a `Surface`: paths, hatches and text; markers and images are refused.

The renderer and its graphics context answer what patches and lines ask of matplotlib's own. Those live in a module
that imports windows, fonts and mathematics: with it matplotlib's import takes twice the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.artist import Artist
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from reportgen.charts.layout import Kit
from reportgen.charts.surface import Paint, Segment, Surface
from reportgen.typeset import Line

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


class SetText(Artist):
    """An artist that holds a line set by our own breaker: its size comes from the line, not from a font file."""

    def __init__(self, x: float, y: float, line: Line, align: str = "left") -> None:
        super().__init__()
        self.at, self.line, self.align = (x, y), line, align

    def draw(self, renderer: Any) -> None:
        """Hand the line over, its left edge placed by the transform and the alignment."""
        x, y = self.get_transform().transform(self.at)
        part = {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        renderer.show_line(x - part * self.line.width, y, self.line)
        self.stale = False


class Context:
    """What an artist sets before it draws: pen, hatch. No artist of ours is clipped, snapped or sketched."""

    def __init__(self) -> None:
        self.width, self.colour = 0.0, (0.0, 0.0, 0.0, 1.0)
        self.cap, self.join = "butt", "round"  # names, or members of enums that equal them
        self.dashes: Any = None
        self.hatch: str | None = None
        self.hatch_colour: Any = None

    def set_linewidth(self, width: float) -> None:
        """Width of the pen in pt."""
        self.width = float(width)

    def set_foreground(self, colour: Any, isRGBA: bool = False) -> None:
        """Colour of the pen as red, green, blue, alpha; matplotlib's artists give it in no other way."""
        self.colour = colour

    def set_capstyle(self, style: Any) -> None:
        """How a stroke ends."""
        self.cap = style

    def set_joinstyle(self, style: Any) -> None:
        """How two strokes meet."""
        self.join = style

    def set_dashes(self, offset: float, dashes: Any) -> None:
        """Lengths of dashes and gaps in pt; None for a whole line."""
        self.dashes = dashes

    def set_hatch(self, hatch: str | None) -> None:
        """Any hatch is drawn as rising strokes."""
        self.hatch = hatch

    def set_hatch_color(self, colour: Any) -> None:
        """Colour of the hatch's strokes."""
        self.hatch_colour = colour

    def set_clip_rectangle(self, box: Any) -> None:
        """Refused but for None."""
        if box is not None:
            raise TypeError("a chart's artist is clipped; none may be")

    set_clip_path = set_clip_rectangle

    def restore(self) -> None:
        """Nothing outlives one artist here."""

    def _ignored(self, *_: Any) -> None:
        """What vectors have no use for."""

    set_alpha = set_antialiased = set_url = set_snap = set_hatch_linewidth = _ignored


class SurfaceRenderer:
    """Draws artists of 72 dpi with the plot's lower left corner at (x, y) of the surface; 1 pixel = 1 pt."""

    _raster_depth, _rasterizing = 0, False  # asked by Artist.draw

    def __init__(self, surface: Surface, x: float, y: float, width: float, height: float, kit: Kit) -> None:
        self.surface, self.x, self.y = surface, x, y
        self.width, self.height = width, height
        self.kit = kit

    def new_gc(self) -> Context:
        """A context for one artist."""
        return Context()

    def open_group(self, name: str, gid: str | None = None) -> None:
        """Groups are not told apart."""

    close_group = open_group

    def points_to_pixels(self, points: Any) -> Any:
        """A pixel of the plot is a point."""
        return points

    def show_line(self, x: float, y: float, line: Line) -> None:
        """Text goes to the page as set lines; matplotlib's fonts are never asked."""
        self.surface.text(self.x + x, self.y + y, line)

    def draw_text(self, *_args: Any, **_kwargs: Any) -> None:
        """Refused: a plain Text would be measured with matplotlib's own fonts."""
        raise TypeError("a chart's text must be a SetText")

    def draw_image(self, *_args: Any, **_kwargs: Any) -> None:
        """Refused: no raster gets onto the page."""
        raise TypeError("a chart holds an image; only vectors are drawn")

    def draw_markers(self, *_args: Any, **_kwargs: Any) -> None:
        """Refused: a mark is an Ellipse, whose size is that of the theme."""
        raise TypeError("a chart holds a line with markers")

    def draw_path(self, gc: Context, path: Path, transform: Any, rgbFace: Any = None) -> None:
        """Fill, hatch and stroke a path; what is fully transparent is left out (no alpha is ever written)."""
        moved = transform + Affine2D().translate(self.x, self.y)
        segments = tuple(_segments(path, moved))
        if not segments:
            return
        fill = None if rgbFace is None or (len(rgbFace) == 4 and rgbFace[3] == 0) else to_hex(rgbFace).upper()
        stroke = None if gc.width <= 0 or gc.colour[3] == 0 else to_hex(gc.colour[:3]).upper()
        if fill:
            self.surface.path(segments, Paint(fill=fill))
        if gc.hatch:
            self._hatch(gc, segments, moved.transform_path(path))
        if stroke:
            dash = tuple(float(length) for length in gc.dashes) if gc.dashes is not None else ()
            pen = Paint(stroke=stroke, width=gc.width, dash=dash, cap=_CAPS[gc.cap], join=_JOINS[gc.join])
            self.surface.path(segments, pen)

    def _hatch(self, gc: Context, outline: tuple[Segment, ...], path: Path) -> None:
        """Rising strokes at the theme's distance, clipped to the path."""
        chart = self.kit.theme.chart
        box = path.get_extents()
        step = chart["hatch"] * 2**0.5
        strokes: list[Segment] = []
        at = box.x0 - box.height
        while at < box.x1:
            strokes += [("M", (at, box.y0)), ("L", (at + box.height, box.y1))]
            at += step
        colour = to_hex(gc.hatch_colour).upper()
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
