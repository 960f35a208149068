"""Turns a quotation into the title of a section that has nothing but voices: who says it, and his own short words."""

from __future__ import annotations

from reportgen.model import Quote
from reportgen.source import Span
from reportgen.story import quotes
from reportgen.story.blocks import Claim, Quotation
from reportgen.story.lexicon import limit
from reportgen.story.text import CLOSERS, OPENERS, View, width


def heading(view: View, found: list[Quote], wording: dict[str, str], used: set[str]) -> Claim | None:
    """X：「…」 of the best quotation whose words stand alone; None where none does, or another title has it."""
    for quote in sorted(found, key=lambda q: (-quotes.rank(view, q), q.start)):
        made = quotes.quotation(view, quote, wording, set())
        claim = _claim(view, quote, made) if made is not None else None
        if claim is not None and claim.text not in used:
            return claim
    return None


def _claim(view: View, quote: Quote, made: Quotation) -> Claim | None:
    """The quotation's short words behind its speaker's name, with the places that both stand in."""
    name, _, words = made.core.partition("：")
    raw = words.strip(OPENERS + CLOSERS)
    who = view.text.find(quote.speaker or "\0")
    at = view.text.find(raw, quote.start, quote.end) if raw else -1
    if not name or who < 0 or at < 0 or width(made.core) > limit("title-target"):
        return None
    return Claim(
        text=made.core,
        paragraphs=(quote.paragraph,),
        facts=(),
        pieces=(Span(who, who + len(quote.speaker or "")), Span(at, at + len(raw))),
        inserted=("：",),
    )
