"""Articles with one thing changed: files made from them are wrong copies of the files of the article itself."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from reportgen.verify.ground import Ground
from tests.verify.wrong import no_qualifier, other_digit, other_unit

_NAMES = ("speaker", "organisation", "name")


def changed_articles(ground: Ground, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """(kind, what was changed, the whole text) for a figure, a unit, a qualifier and a name of the ledger."""
    text = ground.text
    assert text is not None
    figures = [f for f in ground.facts.values() if f["kind"] == "figure"]
    for kind, edit in (
        ("figure", other_digit),
        ("figure", other_digit),
        ("unit", other_unit),
        ("qualifier", no_qualifier),
    ):
        rng.shuffle(figures)
        for fact in figures:
            start, end = fact["start"], fact["end"]
            new = edit(text[start:end], rng)
            if new:
                yield f"article: {kind}", f"{text[start:end]} → {new}", text[:start] + new + text[end:]
                break
    named = [(f, key) for f in ground.facts.values() for key in _NAMES if len(str(f.get(key) or "")) > 2]
    rng.shuffle(named)
    for fact, key in named:
        start, end = fact["sentence"]
        at = text.find(str(fact[key]), start, end)
        if at < 0:
            continue
        i = at + rng.randrange(len(str(fact[key])) - 1)
        if not re.match("[\u4e00-\u9fff]", text[i]):
            continue
        other = rng.choice([c for c in "海華金紅山" if c != text[i]])
        yield "article: name", f"{fact[key]}: {text[i]} → {other}", text[:i] + other + text[i + 1 :]
        return
