"""Turns `templates/lexicon/story.toml` into word tests on the folded text (simplified, half-width)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from reportgen import assets
from reportgen.errors import TemplateError
from reportgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One word list: longest words first; every test looks at folded text."""

    words: tuple[str, ...]
    known: frozenset[str]
    lengths: tuple[int, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The list as a pattern, for the places of its words; compiled on first use, which few lists come to."""
        return _pattern(self.words)

    def at(self, text: str, start: int = 0) -> str | None:
        """The word that stands at `start`, or None."""
        for length in self.lengths:
            word = text[start : start + length]
            if word in self.known:
                return word
        return None

    def within(self, text: str) -> bool:
        """Whether one of the words stands anywhere in `text`."""
        return any(map(text.__contains__, self.words))

    def ends(self, text: str) -> bool:
        """Whether `text` ends in one of the words."""
        return text.endswith(self.words)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")


def _words(entries: list[str], where: str) -> Words:
    if not isinstance(entries, list) or not all(isinstance(entry, str) and entry for entry in entries):
        raise TemplateError(f"templates/lexicon/story.toml: {where} must be a list of non-empty words.")
    ordered = tuple(sorted(set(entries), key=lambda word: (-len(word), word)))
    return Words(ordered, frozenset(ordered), tuple(dict.fromkeys(map(len, ordered))))


@cache
def words(path: str) -> Words:
    """The list under a dotted path such as "opener.words"."""
    table, key = path.split(".")
    try:
        return _words(assets.template("lexicon/story.toml")[table][key], path)
    except KeyError:
        raise TemplateError(f"templates/lexicon/story.toml: {path} is missing. Put the list back.") from None


@cache
def table(name: str) -> dict[str, Any]:
    """A table of the word file: weights, limits, level words."""
    try:
        found: dict[str, Any] = assets.template("lexicon/story.toml")[name]
        return found
    except KeyError:
        raise TemplateError(f"templates/lexicon/story.toml: [{name}] is missing. Put the table back.") from None


def weight(name: str) -> float:
    """A weight of the salience table."""
    return float(table("weight")[name])


def limit(name: str) -> int:
    """A limit in widths of a Chinese character."""
    return int(table("limit")[name])
