"""Turns spans of the article and declared insertions into claims: the printed text with its proof."""

from __future__ import annotations

import re

from reportgen.model import Fact
from reportgen.source import Span
from reportgen.story.blocks import Claim
from reportgen.story.lexicon import limit
from reportgen.story.show import show
from reportgen.story.text import CLOSERS, View, trim, width

_EDGE = "・·•●▪，,；;﹔：:、。！!？? \t\n\r　 "
_COMMAS = re.compile("[，,]{2,}")
Part = Span | str


def raw_text(view: View, parts: tuple[Part, ...]) -> str:
    """The parts joined, in the article's own characters, without marks at the ends."""
    joined = "".join(view.text[p.start : p.end] if isinstance(p, Span) else p for p in parts)
    joined = joined.lstrip(_EDGE)
    while joined and joined[-1] in _EDGE:
        if joined[-1] in "！!？?" and len(joined) > 1 and joined[-2] in CLOSERS:
            break
        joined = joined[:-1]
    if joined[-1:] in (".", "．") and (joined[-2:-1] in ("%", "％") or "\u4e00" <= joined[-2:-1] <= "\u9fff"):
        joined = joined[:-1]
    return _COMMAS.sub("，", joined)


def stated(view: View, pieces: tuple[Span, ...]) -> tuple[Fact, ...]:
    """Facts that lie whole inside the pieces, in order; quotations are counted when their whole text is there."""
    found = [fact for piece in pieces for fact in view.starting_in(piece.start, piece.end) if fact.end <= piece.end]
    if len(pieces) < 2:
        return tuple(found)  # they come in order
    return tuple(sorted({fact.id: fact for fact in found}.values(), key=lambda fact: fact.start))


def make(view: View, parts: tuple[Part, ...], *, lead: int = 0, paragraph: int | None = None) -> Claim:
    """A claim from parts; its facts and paragraphs are found from the spans."""
    pieces = tuple(part for part in parts if isinstance(part, Span))
    facts = stated(view, pieces)
    paragraphs = sorted({n for p in pieces if (n := view.paragraph_at(p.start)) is not None})
    if paragraph is not None and paragraph not in paragraphs:
        paragraphs = sorted({*paragraphs, paragraph})
    return Claim(
        text=show(raw_text(view, parts), view.article.script),
        paragraphs=tuple(paragraphs),
        facts=tuple(fact.id for fact in facts),
        pieces=pieces,
        inserted=tuple(part for part in parts if isinstance(part, str) and part.strip(_EDGE)),
        lead=lead,
    )


def whole(view: View, start: int, end: int, *, lead: int = 0) -> Claim:
    """A claim that is one span of the article."""
    start, end = trim(view.text, start, end)
    return make(view, (Span(start, end),), lead=lead)


def show_span(view: View, start: int, end: int) -> str:
    """Display text of a span, without marks at its ends."""
    return show(raw_text(view, (Span(start, end),)), view.article.script)


_NAME = re.compile("[“「『（《][^“”「」『』（）《》]*[”」』）》]")


def with_lead(claim: Claim) -> Claim:
    """The claim with its first clause set as lead-in, at most 22 wide; the whole text is never bold."""
    text = claim.text
    most = limit("lead")
    cut = 0
    prefix = re.match(r"目[標标]：", text)
    depth = 0
    for i, char in enumerate(text):
        if char in "「『（《“":
            depth += 1
        elif char in "」』）》”":
            depth -= 1
        elif char in "，；：。" and depth == 0 and not (prefix and i < prefix.end()):
            if width(text[:i]) <= most:
                if width(text[:i]) >= 4 or cut == 0:
                    cut = i
                if width(text[:i]) >= 6:
                    break
            else:
                break
    if cut == 0:
        bare = _NAME.sub(lambda m: "□" * len(m.group()), text)  # a name in marks is set in one weight
        found = re.search(r"[將将是在擁拥推實实達达佔占]", bare[4:])
        cut = 4 + found.start() if found and width(text[: 4 + found.start()]) <= most else 0
    if cut >= len(text):
        cut = 0
    return Claim(
        text=text,
        paragraphs=claim.paragraphs,
        facts=claim.facts,
        pieces=claim.pieces,
        inserted=claim.inserted,
        lead=cut,
    )


def covered(claim: Claim, other: Claim) -> float:
    """The part of a claim's characters in the article that another claim was cut from too."""
    size = sum(piece.end - piece.start for piece in claim.pieces)
    shared = sum(
        max(0, min(piece.end, cut.end) - max(piece.start, cut.start)) for piece in claim.pieces for cut in other.pieces
    )
    return shared / size if size else 0.0
