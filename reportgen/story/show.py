"""Turns raw cuts of the article into display text: the one place of the story that calls `display`."""

from __future__ import annotations

from functools import lru_cache

from reportgen.display import display


@lru_cache(maxsize=8192)
def show(raw: str, script: str) -> str:
    """Raw characters of the article with display punctuation and quotation marks."""
    return display(raw, script).strip()
