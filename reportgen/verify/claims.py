"""What a user's own words may not say unproven: quantities and ranks told in words, and something said by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from reportgen.lexicon import alternation, words

_FILE = "verify.toml"


def claimed(text: str) -> str:
    """The first quantity or rank that a dense text states in words (翻一番, 逾半企業, 居全國首位); "" for none."""
    found = _claims().search(text.lower())
    return found.group() if found else ""


def silent(text: str) -> bool:
    """Whether a dense text tells that the article leaves something open: that is a finding of its own, and to be
    proven."""
    return _silence().search(text) is not None


def speech(text: str) -> str:
    """The words by which a dense text has somebody say what follows (某專家認為，…); "" for none."""
    found = _speech().search(text) or _heard().search(text)
    return found.group().rstrip(",:") if found else ""


def spoken(text: str, people: Iterable[str]) -> str:
    """Into whose mouth a dense text puts something (甲表示，…); "" for nobody's."""
    return next((p for p in people if p and p in text and re.search(re.escape(p) + _said(), text)), "")


@cache
def _claims() -> re.Pattern[str]:
    told = [w for key in ("words", "english") for w in words(_FILE, f"claims.{key}")]
    return re.compile("|".join([*map(re.escape, told), *words(_FILE, "claims.patterns")]))


@cache
def _silence() -> re.Pattern[str]:
    return re.compile("|".join(words(_FILE, "claims.silence")))


@cache
def _speech() -> re.Pattern[str]:
    told = alternation(_FILE, "claims.said", "guards.tells")
    return re.compile(rf"[^,;:。]{{2,}}?{told}(?:[^,:。]{{0,4}})[,:]")


@cache
def _heard() -> re.Pattern[str]:
    voices, said = (alternation(_FILE, f"claims.{key}") for key in ("voices", "said"))
    return re.compile(f"(?:{voices})[^,。]{{0,4}}(?:{said})(?!明)")


@cache
def _said() -> str:
    return r"[^,。]{0,4}(?:" + "|".join(map(re.escape, words(_FILE, "claims.said"))) + ")"
