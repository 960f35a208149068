"""Reads the word lists of `templates/lexicon/`; a wrong entry is refused with file, key and reason.

Every list may be written in traditional or simplified characters: words are folded once when they are loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from reportgen.assets import template, templates_dir
from reportgen.errors import TemplateError
from reportgen.fold import fold


def fault(name: str, key: str, value: object, reason: str) -> TemplateError:
    """The error for one wrong entry of a word list."""
    return TemplateError(f"{templates_dir() / 'lexicon' / name}: {key} = {value!r} {reason}")


@cache
def table(name: str) -> dict[str, Any]:
    """A word-list file as a dictionary of its keys."""
    return template(f"lexicon/{name}")


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """The folded words at `key` ("quotes.verbs" goes into tables), without duplicates, longest first."""
    value: Any = table(name)
    for part in key.split("."):
        if not isinstance(value, dict) or part not in value:
            raise fault(name, key, None, "is missing. Add the list; it may be empty: [].")
        value = value[part]
    if not isinstance(value, list):
        raise fault(name, key, value, 'is not a list of words. Write ["word", "word"].')
    for word in value:
        if not isinstance(word, str) or not word.strip():
            raise fault(name, key, word, "is not a word. Write each word between quotation marks.")
        if "\n" in word:
            raise fault(name, key, word, "holds a line break. Write one word an entry.")
    # Folded in one go: one call a list, not one a word.
    seen = dict.fromkeys(fold("\n".join(value)).split("\n")) if value else {}
    return tuple(sorted(seen, key=len, reverse=True))


def longest_first(found: Iterable[str]) -> list[str]:
    """Words once each, the longest first and in one order in every run: a pattern made of them in another order would
    be compiled anew each time."""
    return sorted(set(found), key=lambda word: (-len(word), word))


@cache
def alternation(name: str, *keys: str) -> str:
    """The words of some keys as one regular-expression group, longest first; matches nothing when empty."""
    import re

    merged = longest_first(word for key in keys for word in words(name, key))
    return "(?:" + "|".join(re.escape(word) for word in merged) + ")" if merged else "(?!)"
