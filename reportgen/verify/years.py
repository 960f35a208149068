"""Proves an amount printed with a year (2023年251家) where the article gives one for each of several years: the amount
of that year, and no other's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen import yearly
from reportgen.fold import fold
from reportgen.verify.align import Cut
from reportgen.verify.ground import Ground, dense
from reportgen.verify.proofs import Proof

if TYPE_CHECKING:
    from reportgen.verify.texts import Texts

_YEARED = re.compile(r"(?P<year>\d{3,4}年)[:,]?(?P<amount>(?!底|末|初|度|前|内|至|到|[上下]半年|\d+月|\d+日).+)")
KEY = "year"
"""The key of a proof that rests on the year of an amount: the year is what it counts there."""
_AHEAD = re.compile("(?:目标|计划|预计):")
_YEAR = re.compile(r"(?<!\d)\d{4}年(?!\d)")


def led(text: str) -> bool:
    """Whether a dense label begins with the word for what is still to come: 计划:3.2亿元."""
    return _AHEAD.match(text) is not None


def of_each(ground: Ground, fact: str) -> str | None:
    """The year of a number of a sentence that gives one for each of several years; None in another sentence."""
    place = ground.home.get(fact)
    return yearly.of_each(fold(ground.lines[place[0]].text), place[1], _written(ground)) if place else None


def spanned(ground: Ground) -> set[str]:
    """The years for which the article gives one amount each, also those that a range leaves unsaid (2023年 of
    2022年至2024年)."""
    lists = (one for line in ground.lines for one in yearly.series(fold(line.text), _written(ground)))
    return {year for one in lists for year in one.years}


def told(texts: Texts, core: str) -> Proof | None:
    """A year with an amount and nothing else: proven, or refused, where the amount has a year of its own."""
    found = _YEARED.fullmatch(core)
    if found is None:
        return None
    planned = led(found["amount"])
    ids = texts.printed.get(_AHEAD.sub("", found["amount"]).removeprefix("下降"), ())
    own = {fact: year for fact in ids if (year := of_each(texts.ground, fact)) is not None}
    if not own:
        return None
    line = texts.ground.sentence_of(next(iter(own)))
    fitting = tuple(fact for fact, year in own.items() if year == found["year"])
    if not fitting:
        return Proof(kind="none", key=KEY, why="puts a number beside another year than the article's", line=line)
    if planned and all(texts.ground.facts[fact].get("status") == "actual" for fact in fitting):
        return Proof(kind="none", key=KEY, why="calls a plan what the article tells as done", line=line)
    paragraphs = tuple(int(texts.ground.facts[fact]["paragraph"]) for fact in fitting)
    return Proof(kind="pair", key=KEY, facts=fitting, paragraphs=paragraphs)


def one_of_several(ground: Ground, cut: Cut, facts: tuple[str, ...]) -> bool:
    """Whether a cut tells numbers whose time by the ledger are several years as of one of them, cut out of these
    (2024年 of 2022年至2024年) or put before the numbers."""
    periods = [dense(str(ground.facts[fact].get("period") or "")).text for fact in facts]
    if not periods or any(yearly.whole(period, 0, 1) != (0, len(period)) for period in periods):
        return False
    for year in _YEAR.finditer(cut.text):
        if yearly.whole(cut.text, *year.span()) is not None:
            continue
        if year.span() in cut.inserted:
            return True
        for piece in cut.pieces:
            at = piece.s + year.start() - piece.t
            inside = piece.t <= year.start() and year.end() <= piece.t + piece.size
            if inside and yearly.whole(fold(ground.lines[piece.line].text), at, at + 5) is not None:
                return True
    return False


def _written(ground: Ground) -> str | None:
    date = ground.article.get("date")
    return str(date) if date else None
