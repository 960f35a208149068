"""What slides have said already, by its place in the article: no sentence stands on two of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Set
from dataclasses import field, replace

from reportgen.deck.clean import clean
from reportgen.fold import fold
from reportgen.records import dataclass
from reportgen.source import Span
from reportgen.story.blocks import Claim, Story
from reportgen.story.lexicon import words

_MOST, _LONG = 0.5, 20  # share of a sentence, and characters of it, from which on it is said again
_MARKS = re.compile("[，、；。：！？「」『』“”‘’《》 \u3000]")
_QUOTED = 6  # characters of a quotation by which it is known again
_LEAST = 10  # characters of a sentence at least
_WEAK = 20  # characters of a sentence that names and counts nothing, below which it is none to fill a slide with
_NAMES = re.compile("[0-9「“《]")
_BROKEN = re.compile("[，、：][」”]?$|[，、][」”]")  # words of a quotation that goes on
_CONTACT = re.compile(r"\d[\d -]{6,}\d|@|https?:|www\.")


def _bare(text: str) -> str:
    return _MARKS.sub("", clean(text))


@dataclass(slots=True)
class Told:
    """`placed` are the article's characters in slides' sentences, `titled` in titles, `summed` in the summary, whose
    sentences may lead a section; `ahead` in what later slides are to say at their head or in their tables; `texts`
    sentences that have no place (a user's own), `facts` what slides have shown.
    """

    placed: set[int] = field(default_factory=set)
    titled: set[int] = field(default_factory=set)
    summed: set[int] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    ahead: frozenset[int] = frozenset()

    def tell(self, claim: Claim, *, summary: bool = False) -> None:
        """Note a sentence, and the facts it states, as standing on a slide."""
        (self.summed if summary else self.placed).update(_places(claim, claim.text))
        self.facts.update(claim.facts)
        if not claim.pieces:
            self.texts.add(_bare(claim.text))

    def title(self, claim: Claim, title: str) -> None:
        """Note a sentence, or the part of it that `title` is, as a slide's title."""
        self.titled.update(_places(claim, title))

    def repeats(self, claim: Claim) -> bool:
        """Whether a slide says most of a sentence, in its body or as its title."""
        return _again(claim, self.placed, self.titled) if claim.pieces else _bare(claim.text) in self.texts

    def heads(self, claim: Claim) -> bool:
        """Whether most of a sentence is another slide's title."""
        return _again(claim, self.titled)

    def said(self, claim: Claim, fact: str) -> bool:
        """Whether a slide shows a number, or its sentence, or all that the sentence states."""
        return fact in self.facts or self.facts.issuperset(claim.facts) or self.repeats(claim)

    def comes(self, claim: Claim) -> bool:
        """Whether a later slide is to say most of a sentence."""
        return _again(claim, self.ahead)

    def known(self, claim: Claim) -> bool:
        """Whether the summary has a sentence, or slides show every fact that it states."""
        return _again(claim, self.summed) or (bool(claim.facts) and self.facts.issuperset(claim.facts))


def places(claims: Iterable[Claim]) -> frozenset[int]:
    """The article's characters that sentences were cut from."""
    return frozenset(at for claim in claims for at in _places(claim))


_OVER = 2  # characters that a printed sentence may lack of the article's own, by its marks


def _places(claim: Claim, text: str = "") -> list[int]:
    """The characters a sentence was cut from; of one shortened to `text` the first of them."""
    places = [at for piece in claim.pieces for at in range(piece.start, piece.end)]
    return places[: len(text) + _OVER] if text else places


def _again(claim: Claim, *told: Set[int]) -> bool:
    places = _places(claim)
    return bool(places) and sum(any(at in some for some in told) for at in places) >= min(_LONG, _MOST * len(places))


def cut(claim: Claim, words: str) -> Claim:
    """The part of a sentence that some of its words are, with the place they have in the article."""
    at = claim.text.find(words)
    places = _places(claim)[max(at, 0) :][: len(words) + _OVER] if at >= 0 else []
    if not places:
        return replace(claim, text=words, lead=0)
    ends = [i for i, (a, b) in enumerate(itertools.pairwise(places)) if b != a + 1]
    starts = [0, *(i + 1 for i in ends)]
    stops = [*ends, len(places) - 1]
    pieces = tuple(Span(places[a], places[b] + 1) for a, b in zip(starts, stops, strict=True))
    return replace(claim, text=words, pieces=pieces, lead=0)


@dataclass(frozen=True, slots=True)
class Own:
    """What has a place of its own in the deck: headings, and quotations by paragraph."""

    headings: frozenset[str] = frozenset()
    quoted: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def holds(self, claim: Claim) -> bool:
        """Whether a sentence is a heading, or tells a quotation over again."""
        text = _bare(claim.text)
        if text in self.headings:
            return True
        return any(words in text for n in claim.paragraphs for words in self.quoted.get(n, ()))


def own(story: Story) -> Own:
    quoted: dict[int, tuple[str, ...]] = {}
    for quote in (q for t in story.themes for q in t.quotes):
        words = max(map(_bare, re.split("…+", quote.text)), key=len)
        if len(words) >= _QUOTED:
            quoted[quote.paragraph] = (*quoted.get(quote.paragraph, ()), words)
    headings = {story.headline, *(h for t in story.themes for h in (t.name, t.kicker))}
    return Own(frozenset(_bare(h) for h in headings if h), quoted)


def fills(claim: Claim) -> bool:
    """Whether a sentence tells something where it stands beside others: it states a fact, or names something, or is
    long enough to; a telephone number or an address is for who is to call."""
    text = clean(claim.text)
    if _CONTACT.search(text) or broken(claim) or len(_bare(text)) < _LEAST:
        return False
    if not claim.inserted and words("further.leans").at(fold(text)):
        return False
    return bool(claim.facts) or bool(_NAMES.search(text)) or len(text) >= _WEAK


def broken(claim: Claim) -> bool:
    """Whether a sentence holds a quotation that goes on behind it."""
    return _BROKEN.search(clean(claim.text)) is not None
