"""Turns an exhibit into vectors on a page with matplotlib; nothing is rasterised, text is set by our own metrics."""

from __future__ import annotations

from reportgen.assets import Theme
from reportgen.charts.surface import Surface
from reportgen.story.blocks import Exhibit
from reportgen.typeset import Metrics


def measure(exhibit: Exhibit, theme: Theme, metrics: Metrics, width_pt: float) -> float:
    """Height in pt of the exhibit's plot at a width: marks, their labels, axis; without title, note and source."""
    raise NotImplementedError


def draw(
    exhibit: Exhibit, surface: Surface, x: float, y: float, width_pt: float, theme: Theme, metrics: Metrics
) -> None:
    """Draw the plot with its top left corner at (x, y), y upwards: it fills `measure` pt below y.

    A timeline's derived span is not drawn: the page sets it as a readout beside the plot.
    """
    raise NotImplementedError
