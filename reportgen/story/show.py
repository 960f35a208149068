"""Turns the article into display text: its exact Chinese numerals before anything is cut, each cut when it is printed.

The one place of the story that calls `display`.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any

from reportgen.arabic import KEPT, WORDS, Amount, Moved, swaps
from reportgen.display import display
from reportgen.fold import fold
from reportgen.model import Extraction, Fact, Figure
from reportgen.source import Article, Span

_PINYIN = re.compile(r"(?<=[㐀-鿿\d])[(（](?=[a-z]*[^\x00-\x7f（）()])[a-zà-ÿāēěīńňōūǎǐǒǔǖǘǚǜǹḿ]{1,6}[)）](?![a-zA-Z])")
_SPACED = re.compile(r"(?<![\d,.])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d ])")


@lru_cache(maxsize=8192)
def show(raw: str, script: str) -> str:
    """Raw characters of the article with display punctuation and quotation marks.

    Pinyin put behind a character and the blank inside a number (1 036) are left out.
    """
    if "(" in raw or "（" in raw:
        raw = _PINYIN.sub("", raw)
    return _SPACED.sub(lambda m: re.sub(r"\s", "", m.group()), display(raw, script).strip())


def in_figures(extraction: Extraction) -> tuple[Extraction, Moved | None]:
    """The extraction as it is told: numerals of exact amounts in figures, every offset moved along.

    The ledger and the attachments keep the article's own; ids and keys of the facts are the same. None when nothing
    changes.
    """
    article = extraction.article
    made = swaps(
        article.text,
        [(p.start, p.end) for p in article.paragraphs],
        (
            Amount(f.start, f.end, f.surface, f.value, f.value_max, f.unit)
            for f in extraction.facts
            if isinstance(f, Figure)
        ),
        [(f.start, f.end) for f in extraction.facts if f.kind in KEPT],
    )
    if not made:
        return extraction, None
    moved = Moved(article.text, made)
    return replace(
        extraction, article=_article(article, moved), facts=tuple(_fact(f, moved) for f in extraction.facts)
    ), moved


def _article(article: Article, moved: Moved) -> Article:
    shadow = Moved(article.shadow, [swap._replace(new=fold(swap.new)) for swap in moved.made])
    return replace(
        article,
        text=moved.text,
        shadow=shadow.text,
        paragraphs=tuple(
            replace(
                _placed(p, moved),
                sentences=tuple(
                    replace(_placed(s, moved), clauses=tuple(_placed(c, moved) for c in s.clauses)) for s in p.sentences
                ),
            )
            for p in article.paragraphs
        ),
        sections=tuple(_placed(s, moved) for s in article.sections),
        dropped=tuple(_placed(d, moved) for d in article.dropped),
        headline_span=_placed(article.headline_span, moved) if article.headline_span else None,
    )


def _placed(record: Any, moved: Moved) -> Any:
    return replace(record, start=moved.at(record.start), end=moved.at(record.end))


def _fact(fact: Fact, moved: Moved) -> Fact:
    """A fact in its new place; what its fields repeat of its sentence is put in figures too."""
    start, end = moved.at(fact.start), moved.at(fact.end)
    changes: dict[str, object] = {"start": start, "end": end, "surface": moved.text[start:end]}
    for field in fields(fact):
        value = getattr(fact, field.name)
        if isinstance(value, Span):
            changes[field.name] = _placed(value, moved)
        elif isinstance(value, str) and field.name in WORDS and fact.kind not in KEPT:
            changes[field.name] = moved.words(value, fact.sentence.start, fact.sentence.end)
    return replace(fact, **changes)  # type: ignore[arg-type]
