"""Turns laid-out plots into matplotlib's artists: patches and lines in data coordinates, on the plot's own scale.

They draw themselves on our renderer without a Figure: importing that one takes as long as all the rest of matplotlib.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, Rectangle
from matplotlib.transforms import (
    Affine2D,
    Bbox,
    BboxTransformFrom,
    BboxTransformTo,
    blended_transform_factory,
)

from reportgen.charts import layout, timeline
from reportgen.charts.layout import Kit, Mark, Plot
from reportgen.charts.renderer import SetText
from reportgen.story.blocks import Bars, Ladder, Pairs, Shares, Structure
from reportgen.typeset import Line

# In a line of leading L the baseline lies this part of the size below the middle of the line.
_BASE = 0.36


class Frame:
    """A part of a canvas with a scale of its own. `to_frame` takes 0–1 over the part, y up; `to_data` its values."""

    def __init__(self, box: Bbox, low: float, high: float, height: float) -> None:
        self.to_frame = BboxTransformTo(box)
        self.to_data = BboxTransformFrom(Bbox([[low, height], [high, 0.0]])) + self.to_frame


class Canvas:
    """A bare plot of 72 dpi (1 pt = 1 pixel). What has no value on an axis lies on the page: pt from the plot's
    top left corner, y down. Things are drawn in the order they are added, the page's after the frames'."""

    def __init__(self, width: float, height: float, kit: Kit) -> None:
        self.width, self.height, self.kit = width, height, kit
        self.colour = kit.theme.colour
        self.chart = kit.theme.chart
        self._down = Affine2D().scale(1.0, -1.0).translate(0.0, height)
        self._framed: list[Artist] = []
        self._loose: list[Artist] = []

    def frame(self, left: float, right: float, low: float, high: float) -> Frame:
        """A frame from `left` to `right` pt over the whole height: data from `low` to `high` along x, pt down y."""
        return Frame(Bbox([[left, 0.0], [right, self.height]]), low, high, self.height)

    def add(self, artist: Artist, frame: Frame | None = None) -> None:
        """Add an artist that is never cut at the edge: in a frame's coordinates unless it brings its own, else in the
        page's."""
        if frame is None:
            artist.set_transform(self._down)
        elif not artist.is_transform_set():
            artist.set_transform(frame.to_data)
        artist.set_clip_on(False)
        (self._loose if frame is None else self._framed).append(artist)

    def draw(self, renderer: Any) -> None:
        """Let every artist draw itself on a `SurfaceRenderer`."""
        for artist in (*self._framed, *self._loose):
            artist.draw(renderer)

    def text(self, x: float, y: float, line: Line, align: str = "left") -> None:
        """A set line on the page with its baseline at y."""
        self.add(SetText(x, y, line, align))

    def beside(self, y: float, line: Line, x: float) -> None:
        """A set line by the middle of a row, its left edge x pt from the plot's."""
        size = line.runs[0].style.size if line.runs else 0.0
        self.text(x, y + _BASE * size, line)

    def label(self, row: layout.Row, x: float = 0.0) -> None:
        """A row's label lines, centred on the row."""
        for index, line in enumerate(row.label):
            leading = line.runs[0].style.leading
            self.beside(row.label_middle + (index - (len(row.label) - 1) / 2) * leading, line, x)

    def stroke(
        self, xs: Sequence[float], ys: Sequence[float], colour: str, width: float, frame: Frame | None = None
    ) -> None:
        """A line through points of a frame or the page."""
        line = Line2D(xs, ys, color=self.colour[colour], linewidth=width, solid_capstyle="butt")
        self.add(line, frame)

    def dot(self, x: float, y: float, diameter: float, face: str, edge: str | None = None) -> None:
        """A round mark on the page, `diameter` pt wide over all."""
        line = self.chart["outline"] if edge else 0.0
        mark = Ellipse((x, y), diameter - line, diameter - line, linewidth=line)
        mark.set_facecolor(self.colour[face])
        mark.set_edgecolor(self.colour[edge or face])
        self.add(mark)


def _scaled(canvas: Canvas, plot: Plot) -> Frame:
    """A frame over the part of the plot that holds marks, with the plot's values along x."""
    low, high = (plot.left - plot.origin) / plot.unit, (plot.right - plot.origin) / plot.unit
    return canvas.frame(plot.left, plot.right, low, high)


def shares(exhibit: Shares, plot: Plot, canvas: Canvas) -> None:
    """Ten cells a row: solid, hatched for what 近 leaves open, empty."""
    cell = canvas.chart["cell"]
    frame = _scaled(canvas, plot)
    wide = min(cell, plot.unit - canvas.chart["cell-gap"]) / plot.unit
    for row, spec, (mark,) in zip(plot.rows, exhibit.rows, plot.marks, strict=True):
        canvas.label(row)
        for index in range(10):
            _cell(
                canvas,
                frame,
                index,
                row.middle,
                wide,
                plot.unit,
                index < spec.full,
                index < spec.full + spec.partial,
            )
        canvas.beside(row.middle, mark.text, mark.text_x)


def _cell(
    canvas: Canvas, frame: Frame, index: int, middle: float, wide: float, unit: float, solid: bool, marked: bool
) -> None:
    line = canvas.chart["outline"] if marked else canvas.chart["axis"]
    inset = line / 2 / unit
    side = wide * unit - line
    river = canvas.colour["river"]
    cell = Rectangle((index + inset, middle - side / 2), wide - 2 * inset, side, linewidth=line)
    cell.set_facecolor(river if solid else canvas.colour["white"])
    cell.set_edgecolor(river if marked else canvas.colour["axis"])
    if marked and not solid:
        cell.set_hatch("/")
        cell.set_hatchcolor(river)
    canvas.add(cell, frame)


def ladder(exhibit: Ladder, plot: Plot, canvas: Canvas) -> None:
    """Outlined bars for targets, solid where the article says that a level was reached."""
    frame = _scaled(canvas, plot)
    for index, (row, spec, (mark,)) in enumerate(zip(plot.rows, exhibit.rows, plot.marks, strict=True)):
        colour = "spark" if index == plot.spark else "river"
        canvas.label(row)
        if spec.value is not None:
            _outlined(canvas, frame, plot, mark, row.middle, colour, solid=spec.achieved)
        canvas.beside(row.middle, mark.text, mark.text_x)
    _base_line(canvas, frame, plot)


def _outlined(
    canvas: Canvas, frame: Frame, plot: Plot, mark: layout.Mark, middle: float, colour: str, *, solid: bool
) -> None:
    line = canvas.chart["outline"]
    height = canvas.chart["bar"] - line
    face = canvas.colour[colour if solid else "white"]
    width = max(mark.high - line / 2 / plot.unit, line / plot.unit)
    bar = Rectangle((0.0, middle - height / 2), width, height, facecolor=face, linewidth=line)
    bar.set_edgecolor(canvas.colour[colour])
    canvas.add(bar, frame)


def _base_line(canvas: Canvas, frame: Frame, plot: Plot) -> None:
    """The line that bars start from: at zero, a little longer than the bars; piecewise where labels lie between."""
    width = canvas.chart["axis"]
    if any(row.label_middle != row.middle for row in plot.rows):
        for row in plot.rows:
            half = row.height / 2 + canvas.chart["hairline"]
            canvas.stroke([0.0, 0.0], [row.middle - half, row.middle + half], "ink", width, frame)
        return
    across = blended_transform_factory(frame.to_data, frame.to_frame)
    base = Line2D([0.0, 0.0], [0.0, 1.0], transform=across, color=canvas.colour["ink"], linewidth=width)
    base.set_solid_capstyle("butt")
    canvas.add(base, frame)


def bars(exhibit: Bars, plot: Plot, canvas: Canvas) -> None:
    """Solid bars from zero, outlined for what is still to come; one in spark."""
    frame = _scaled(canvas, plot)
    height = canvas.chart["bar"]
    for index, (row, spec, (mark,)) in enumerate(zip(plot.rows, exhibit.rows, plot.marks, strict=True)):
        canvas.label(row)
        colour = canvas.colour["spark" if index == plot.spark else "river"]
        if spec.value and spec.ahead:
            _outlined(canvas, frame, plot, mark, row.middle, "spark" if index == plot.spark else "river", solid=False)
        elif spec.value:
            least = canvas.chart["hairline"] / plot.unit
            length = spec.value if abs(spec.value) > least else least * (1 if spec.value > 0 else -1)
            canvas.add(Rectangle((0.0, row.middle - height / 2), length, height, color=colour, linewidth=0), frame)
        canvas.beside(row.middle, mark.text, mark.text_x)
    _base_line(canvas, frame, plot)


def pairs(exhibit: Pairs, plot: Plot, canvas: Canvas) -> None:
    """A hollow dot for before, a solid one for after, joined; both with their words. A row's guide shows
    what is one row."""
    frame = _scaled(canvas, plot)
    size = canvas.chart["dot"]
    for index, (row, (old, new)) in enumerate(zip(plot.rows, plot.marks, strict=True)):
        colour = "spark" if index == plot.spark else "river"
        canvas.label(row)
        if index:
            canvas.stroke([0.0, plot.width], [row.middle - row.height / 2 - 3.0] * 2, "hair", 0.5)
        _track(canvas, plot, row.middle, (old, new))
        canvas.stroke([old.low, new.low], [row.middle, row.middle], "river-2", 2.0, frame)
        canvas.dot(plot.origin + old.low * plot.unit, row.middle, size, "white", "river")
        canvas.dot(plot.origin + new.low * plot.unit, row.middle, size, colour)
        for mark in (old, new):
            canvas.beside(row.middle, mark.text, mark.text_x)
    _base_line(canvas, frame, plot)


def _track(canvas: Canvas, plot: Plot, middle: float, marks: Sequence[Mark]) -> None:
    """A hair from nought to the nearer dot, or to the words before it: how far both values are from nought."""
    near = min(marks, key=lambda mark: mark.low)
    dot = plot.origin + near.low * plot.unit
    words = min(mark.text_x for mark in marks)
    end = words - canvas.chart["overhang"] if plot.origin < words < dot else dot
    if end - plot.origin > canvas.chart["dot"]:
        canvas.stroke([plot.origin, end], [middle, middle], "hair", canvas.chart["axis"])


_TONES = ("river", "river-2", "river-3")


def structure(exhibit: Structure, parts: tuple[layout.Part, ...], canvas: Canvas) -> None:
    """One bar cut by ratio; the parts told apart by tone, white gaps and their own words below."""
    total = sum(row.value for row in exhibit.rows)
    tall = canvas.chart["segment"]
    frame = canvas.frame(0.0, canvas.width, 0.0, total)
    style = canvas.kit.style("label")
    drop = tall + canvas.chart["lane-gap"]
    start = 0.0
    for index, (row, part) in enumerate(zip(exhibit.rows, parts, strict=True)):
        tone = "spark" if index == exhibit.spark else _TONES[min(index, 2) if len(parts) <= 3 else index % 2]
        line = canvas.chart["axis"]
        inset = line / 2 * total / canvas.width
        piece = Rectangle((start + inset, line / 2), max(row.value - 2 * inset, inset), tall - line, linewidth=line)
        piece.set_facecolor(canvas.colour[tone])
        piece.set_edgecolor(canvas.colour["axis" if tone == "river-3" else "white"])
        canvas.add(piece, frame)
        start += row.value
        if part.leads:
            middle = min((part.start + part.end) / 2, part.start + 6.0)
            canvas.stroke([middle, part.x + 3.0], [tall, drop - 1.0], "axis", 0.75)
        canvas.beside(drop + style.leading / 2, part.label, part.x)
        canvas.beside(drop + 1.5 * style.leading, part.value, part.x)


def time_axis(axis: timeline.Axis, canvas: Canvas, spark: int | None) -> None:
    """The axis with its ticks, month-long bars, day dots, and the words on their levels."""
    days = axis.width / axis.scale
    frame = canvas.frame(0.0, axis.width, axis.day0, axis.day0 + days)
    chart = canvas.chart
    style = canvas.kit.style("label")
    canvas.stroke([axis.day0, axis.day0 + days], [axis.y, axis.y], "axis", chart["axis"], frame)
    for tick in axis.ticks:
        day = axis.day0 + tick.x / axis.scale
        half = chart["tick"]
        canvas.stroke([day, day], [axis.y, axis.y + half], "axis", chart["axis"], frame)
        if tick.name:
            baseline = axis.y + chart["dot"] / 2 + chart["tick"] / 2 + style.leading / 2 + _BASE * style.size
            canvas.text(tick.middle, baseline, tick.name, "center")
    for index, stop in sorted(enumerate(axis.stops), key=lambda item: (item[1].when.exact, item[0] == spark)):
        _stop(canvas, frame, axis, stop, "spark" if index == spark else "river", index == spark)


def _stop(canvas: Canvas, frame: Frame, axis: timeline.Axis, stop: timeline.Stop, colour: str, spark: bool) -> None:
    chart = canvas.chart
    size = chart["dot"]
    y = axis.y - stop.track * (size + 1.0)
    top = axis.lane_tops[stop.lane]
    leading = canvas.kit.style("label").leading
    if stop.lane > 0:
        canvas.stroke([stop.stem, stop.stem], [top + len(stop.lines) * leading, y - size / 2], "axis", 0.75)
    elif stop.lane < 0:
        canvas.stroke([stop.stem, stop.stem], [y + size / 2, top + 1.0], "axis", 0.75)
    if stop.when.exact:
        canvas.dot(stop.x0, axis.y, size + 2.0, "white")
        canvas.dot(stop.x0, axis.y, size, colour)
    else:
        bar = Rectangle((stop.when.start, y - size / 2), stop.when.end - stop.when.start, size, linewidth=0)
        bar.set_facecolor(canvas.colour["spark" if spark else "river-2"])
        canvas.add(bar, frame)
    bottom_up = stop.lane >= 0
    deep = max(len(s.lines) for s in axis.stops if s.lane == stop.lane)
    shift = (deep - len(stop.lines)) * leading if bottom_up else 0.0
    for index, line in enumerate(stop.lines):
        canvas.beside(top + shift + (index + 0.5) * leading, line, stop.x)


def heads(panels: tuple[layout.Panel, ...], canvas: Canvas) -> None:
    """The heads of small multiples; each panel's plot is a figure of its own (mpl.draw)."""
    leading = canvas.kit.style("label-bold").leading
    for panel in panels:
        for row, line in enumerate(panel.head):
            canvas.beside(panel.y + (row + 0.5) * leading, line, panel.x)


PAINTERS: dict[type, Callable[..., None]] = {Shares: shares, Ladder: ladder, Bars: bars, Pairs: pairs}
"""How a `Plot` of rows is painted, by the exhibit's type."""
