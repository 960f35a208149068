"""Turns an exhibit into vectors on a page with matplotlib; nothing is rasterised, text is set by our own metrics.

matplotlib is imported only when something is drawn; measuring needs the layout alone.
"""

from __future__ import annotations

from dataclasses import replace

from reportgen.assets import Theme
from reportgen.charts import layout, timeline
from reportgen.charts.layout import Kit
from reportgen.charts.surface import Surface
from reportgen.errors import OutputError
from reportgen.story.blocks import (
    Bars,
    Exhibit,
    Ladder,
    Multiples,
    Pairs,
    Shares,
    Structure,
    Timeline,
)
from reportgen.typeset import Metrics

DRAWN = (Shares, Ladder, Bars, Pairs, Structure, Timeline, Multiples)
"""The exhibits that are charts; boards, cards and trackers are text and belong to the page."""


def measure(exhibit: Exhibit, theme: Theme, metrics: Metrics, width_pt: float) -> float:
    """Height in pt of the exhibit's plot at a width: marks, their labels, axis; without title, note and source.

    Raises OutputError for an exhibit that is no chart.
    """
    kit = Kit(theme, metrics)
    match exhibit:
        case Timeline():
            return timeline.lay_out(exhibit, kit, width_pt).height
        case Multiples():
            return layout.multiples(exhibit, kit, width_pt)[1]
        case Structure() if layout.structure(exhibit, kit, width_pt) is not None:
            chart = theme.chart
            return chart["segment"] + chart["lane-gap"] + 2 * theme.briefing["label"].leading
        case _:
            return _plot(exhibit, kit, width_pt).height


def _plot(exhibit: Exhibit, kit: Kit, width: float) -> layout.Plot:
    match exhibit:
        case Shares():
            return layout.shares(exhibit, kit, width)
        case Ladder():
            return layout.ladder(exhibit, kit, width)
        case Bars():
            return layout.bars(exhibit, kit, width)
        case Structure():
            return layout.bars(_as_bars(exhibit), kit, width)
        case Pairs():
            return layout.pairs(exhibit, kit, width)
        case _:
            raise OutputError(f'"{type(exhibit).__name__}" is not a chart. Hint: lay it out as text.')


def _as_bars(exhibit: Structure) -> Bars:
    """A structure whose words find no room under one bar, as bars."""
    return Bars(
        title=exhibit.title, subtitle=exhibit.subtitle, note=exhibit.note, paragraphs=exhibit.paragraphs,
        spark=exhibit.spark, unit=exhibit.unit, rows=exhibit.rows,
    )  # fmt: skip


def draw(
    exhibit: Exhibit, surface: Surface, x: float, y: float, width_pt: float, theme: Theme, metrics: Metrics
) -> None:
    """Draw the plot with its top left corner at (x, y), y upwards: it fills `measure` pt below y.

    A timeline's derived span is not drawn: the page sets it as a readout beside the plot.
    """
    from reportgen.charts import artists
    from reportgen.charts.renderer import SurfaceRenderer

    kit = Kit(theme, metrics)
    height = measure(exhibit, theme, metrics, width_pt)
    canvas = artists.Canvas(width_pt, height, kit)
    match exhibit:
        case Timeline():
            artists.time_axis(timeline.lay_out(exhibit, kit, width_pt), canvas, exhibit.spark)
        case Multiples():
            panels, _ = layout.multiples(exhibit, kit, width_pt)
            artists.heads(panels, canvas)
            _draw_panels(exhibit, panels, surface, x, y, kit)
        case Structure() if (parts := layout.structure(exhibit, kit, width_pt)) is not None:
            artists.structure(exhibit, parts, canvas)
        case _:
            shape = _as_bars(exhibit) if isinstance(exhibit, Structure) else exhibit
            artists.PAINTERS[type(shape)](shape, _plot(shape, kit, width_pt), canvas)
    canvas.draw(SurfaceRenderer(surface, x, y - height, width_pt, height, kit))


def _draw_panels(
    exhibit: Multiples, panels: tuple[layout.Panel, ...], surface: Surface, x: float, y: float, kit: Kit
) -> None:
    from reportgen.charts import artists
    from reportgen.charts.renderer import SurfaceRenderer

    for index, (panel, bars) in enumerate(zip(panels, exhibit.panels, strict=True)):
        plot = replace(panel.plot, spark=bars.spark if index == exhibit.spark else None)
        canvas = artists.Canvas(plot.width, plot.height, kit)
        artists.bars(bars, plot, canvas)
        top = y - panel.y - panel.head_height
        renderer = SurfaceRenderer(surface, x + panel.x, top - plot.height, plot.width, plot.height, kit)
        canvas.draw(renderer)
