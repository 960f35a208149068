"""Writes the editable deck: a story laid out on a template's slides, with native charts and tables."""

from __future__ import annotations

from pathlib import Path

from reportgen.assets import Theme
from reportgen.story.blocks import Story

__all__ = ["check_template", "write_deck"]


def write_deck(story: Story, theme: Theme, ledger_json: bytes, path: Path, *, template: Path | None = None) -> None:
    """Write the deck to `path`, which the caller has made for it; on a user's `template` when one is named.

    Raises TemplateError for a template that cannot be used.
    """
    from reportgen.deck.build import build

    build(story, theme, ledger_json, path, template)


def check_template(template: Path) -> list[str]:
    """What a user's template offers and what will be done instead of what it lacks, one line each.

    Raises TemplateError for a template that is refused.
    """
    from reportgen.deck.build import check_template as check

    return check(template)
