"""Turns an `Article` into its facts: figures, quotations, awards, initiatives, dated events, ranks, targets."""

from __future__ import annotations

from reportgen.model import Extraction
from reportgen.source import Article

__all__ = ["extract"]


def extract(article: Article) -> Extraction:
    """All facts in order of appearance, every other numeral with its reason, and the doubts.

    Every digit and Chinese numeral of the text is inside a figure or in `unused`.
    Raises TemplateError when a word list has a wrong entry.
    """
    from reportgen.extract.gather import gather

    return gather(article)
