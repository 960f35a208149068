"""Writes the editable deck: a story laid out on a template's slides, with native charts and tables."""

from __future__ import annotations

from pathlib import Path

from reportgen.assets import Theme
from reportgen.story.blocks import Story

__all__ = ["write_deck"]


def write_deck(story: Story, theme: Theme, ledger_json: bytes, path: Path, *, template: Path | None = None) -> None:
    """Write the deck to `path`, which the caller has made for it; on a user's `template` when one is named.

    Raises TemplateError for a template that cannot be used.
    """
    from reportgen.deck.build import build

    build(story, theme, ledger_json, path, template)
