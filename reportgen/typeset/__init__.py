"""Measures and breaks text for both writers: font subsets, metrics, total-fit line breaking."""

from reportgen.typeset.fonts import GETA, Metrics, metrics, missing, shown, subset
from reportgen.typeset.measure import apart, slide_factor
from reportgen.typeset.text import (
    Glyphs,
    Inline,
    Line,
    MeasuredText,
    Mode,
    deck_lines,
    measured,
    set_line,
    set_measured,
    set_paragraph,
    text_width,
)
from reportgen.typeset.words import Words, vocabulary

__all__ = [
    "GETA", "Glyphs", "Inline", "Line", "MeasuredText", "Metrics", "Mode", "Words", "apart", "deck_lines", "measured",
    "metrics", "missing", "set_line", "set_measured", "set_paragraph", "shown", "slide_factor", "subset", "text_width",
    "vocabulary",
]  # fmt: skip
