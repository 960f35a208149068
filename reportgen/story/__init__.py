"""Turns the facts of an article into a story: what is told first, in which order, as which block."""

from __future__ import annotations

from reportgen.story.plan import tell

__all__ = ["tell"]
