"""Cuts Han text into likely words: just enough that a title does not break inside one. No segmenter, a short list.

Known words come from `display-words.toml`, further ones from the article itself: what it repeats is a word
of its subject.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache, lru_cache

from reportgen.assets import read_toml, templates_dir
from reportgen.fold import fold
from reportgen.records import dataclass
from reportgen.typeset.units import is_han, rules

KNOWN, AFTER, BEFORE, VERB = "known", "after", "before", "verb"
SINGLE, GUESS, ATOM, SUFFIX = "single", "guess", "atom", "suffix"
_COST = {AFTER: 0.9, BEFORE: 0.9, VERB: 0.95, KNOWN: 1.0, SUFFIX: 1.3}
_SINGLE, _PAIR, _LEARNT = 1.65, 2.2, 1.5
REPEATS = 3
"""How often an article must repeat two to four characters for them to count as a word of its own."""

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Token:
    """A likely word [start, end) and why: its list, "guess" for an unknown pair, "atom" for a figure or Latin word."""

    start: int
    end: int
    kind: str


@cache
def _lexicon() -> dict[str, str]:
    data = read_toml(templates_dir() / "lexicon" / "display-words.toml")
    found = dict.fromkeys(data["suffixes"], SUFFIX)
    found.update(dict.fromkeys(data["words"], KNOWN))
    for kind, key in ((VERB, "verbs"), (BEFORE, "before"), (AFTER, "after")):
        found.update(dict.fromkeys(data[key], kind))
    return found


@lru_cache(maxsize=64)
def vocabulary(article: str) -> Words:
    """Words of an article's own: pairs to fours of Han characters that it repeats, function words left out. Folded."""
    text = fold(article)
    lexicon = _lexicon()
    stops = {word for word, kind in lexicon.items() if len(word) == 1 and kind in (AFTER, BEFORE, VERB)}
    counts: Counter[str] = Counter()
    usable = {ord(char): char if is_han(char) and char not in stops else " " for char in set(text)}
    for stretch in text.translate(usable).split():
        for size in (2, 3, 4):
            counts.update(stretch[start : start + size] for start in range(len(stretch) - size + 1))
    kept = {word for word, count in counts.items() if count >= REPEATS and word not in lexicon}
    # A longer one as frequent as its part takes the part's place (營商環 in 營商環境).
    part = {word[a : a + n] for word in kept for n in (2, 3) for a in range(len(word) - n + 1)
            if n < len(word) and counts[word[a : a + n]] <= counts[word]}  # fmt: skip
    return frozenset(kept - part)


@lru_cache(maxsize=4096)
def tokens(text: str, own: Words) -> tuple[Token, ...]:
    """The likeliest words of a text: fewest and best-known ones over each stretch of Han characters."""
    shadow = fold(text)
    atoms = {match.start(): match.end() for match in rules().atoms.finditer(text)}
    found: list[Token] = []
    index = 0
    while index < len(text):
        if index in atoms:
            found.append(Token(index, atoms[index], ATOM))
            index = atoms[index]
        elif is_han(text[index]):
            end = index
            while end < len(text) and is_han(text[end]) and end not in atoms:
                end += 1
            found.extend(_cut(shadow[index:end], index, own))
            index = end
        else:
            found.append(Token(index, index + 1, ATOM))
            index += 1
    return tuple(found)


def _cut(stretch: str, offset: int, own: Words) -> list[Token]:
    lexicon = _lexicon()
    size = len(stretch)
    best = [0.0] + [math.inf] * size
    back: list[tuple[int, str]] = [(0, SINGLE)] * (size + 1)
    for end in range(1, size + 1):
        for start in range(max(0, end - 8), end):
            word = stretch[start:end]
            kind = lexicon.get(word)
            length = end - start
            if kind is not None:
                cost, kind = _COST[kind] - 0.05 * (length - 2), kind
            elif word in own:
                cost, kind = _LEARNT - 0.1 * (length - 2), KNOWN
            elif length == 1:
                cost, kind = _SINGLE, SINGLE
            elif length == 2:
                cost, kind = _PAIR, GUESS
            else:
                continue
            if best[start] + cost < best[end] - 1e-9:
                best[end], back[end] = best[start] + cost, (start, kind)
    cut: list[Token] = []
    end = size
    while end > 0:
        start, kind = back[end]
        cut.append(Token(offset + start, offset + end, kind))
        end = start
    return cut[::-1]
