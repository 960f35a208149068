"""Rows of a chart wider apart where a page would end short (BRIEFING 2: by up to a fifth)."""

from __future__ import annotations

from dataclasses import replace

from reportgen.assets import Theme

MOST = 1.2
PITCHES = ("pitch", "cell-pitch")


def stretched(theme: Theme, factor: float) -> Theme:
    """The theme with the pitch of chart rows multiplied; bars, cells and type stay as they are."""
    if factor == 1.0:
        return theme
    chart = {key: value * factor if key in PITCHES else value for key, value in theme.chart.items()}
    return replace(theme, chart=chart)
