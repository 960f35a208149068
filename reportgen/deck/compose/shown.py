"""Whether a slide shows a number: the appendix leads to where it can be read, not to where it is only behind a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.deck.clean import clean
from reportgen.deck.items import ChartItem, Slide, TableItem, Text

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_SPACES = re.compile(r"\s+")


def shows(slide: Slide, value: str) -> bool:
    """Whether a slide prints a value of the fact table: its digits, or its words where it has none."""
    text = "\n".join(_texts(slide))
    numbers = _NUMBER.findall(value)
    if not numbers:
        return _bare(value) in text
    return all(re.search(rf"(?<![\d.,]){re.escape(n)}(?![\d]|[.,]\d)", text) for n in numbers)


def _bare(text: str) -> str:
    return _SPACES.sub("", clean(text))


def _texts(slide: Slide) -> Iterator[str]:
    """All that is printed on a slide, each text without spaces and line ends."""
    for item in slide.items:
        if isinstance(item, Text):
            yield from (_bare("".join(r.text for r in p.runs)) for p in item.paras)
        elif isinstance(item, TableItem):
            yield from (_bare("".join(r.text for r in c.runs)) for row in item.rows for c in row.cells)
        elif isinstance(item, ChartItem):
            yield _bare(item.alt)
