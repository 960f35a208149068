"""Proves what is drawn: a native chart's data, labels and workbook cells; in the PDF the rectangles, dots and ticks of
each tagged figure. What is drawn has to be in proportion to the numbers printed with it, and those are proven as words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.verify.drawn_chart import Native
from reportgen.verify.drawn_figure import Figure

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof


def check(proof: FileProof) -> None:
    """Every native chart and every tagged figure of a file."""
    for chart in proof.contents.charts:
        Native(proof, chart).check()
    for picture in proof.contents.pictures:
        Figure(proof, picture).check()
