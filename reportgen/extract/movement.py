"""Reads which way an amount goes (up, down) and against what: a change, or the new value of a stated change."""

from __future__ import annotations

import re

from reportgen.extract.figures import Amount
from reportgen.extract.patterns import WINDOW, context_re
from reportgen.extract.view import View
from reportgen.lexicon import words

_LISTS = "context.toml"


_FILLER = re.compile(
    r"(?:了|约|近|分别|均|各|超过|超|逾|仅|只|达|达到|高达|幅度为|幅度达|率为|率达|幅达|幅为|到|不到|突破|就|将|也|多达|整整|大幅|[\s“「(])+$"
)


def read_movement(view: View, amount: Amount, clause: tuple[int, int]) -> tuple[str | None, str | None]:
    s = view.shadow
    pre = s[max(clause[0], amount.start - 24) : amount.start]
    bare = _FILLER.sub("", pre)
    direction = None
    for name in ("none", "up", "down"):
        for word in words(_LISTS, f"direction.{name}"):
            if bare.endswith(word):
                direction = {"up": "up", "down": "down", "none": None}[name]
                break
        else:
            continue
        break
    cut = pre[len(bare) :]
    if re.search(r"到", cut):
        direction = None
    if amount.unit == "番":
        direction = "up"
    change = None
    whole = s[clause[0] : amount.start]
    for name in ("yoy", "mom"):
        if context_re(f"change.{name}").search(whole):
            change = name
    since = context_re("change.since").search(whole)
    if since:
        change = "since " + view.text[clause[0] + since.start() + 1 : clause[0] + since.end()]
    if change is None:
        base = re.search(r"[比较]((?:19|20)\d\d年)", whole)
        if base:
            change = "since " + base[1]
    return direction, change


def change_before(view: View, amount: Amount) -> str | None:
    """A growth that names no base takes that of the clause before in the same segment."""
    s = view.shadow
    segment = view.segment(amount.start)
    line = s[max(segment[0], amount.start - WINDOW) : amount.start]
    hits = [(m.start(), name) for name in ("yoy", "mom") for m in context_re(f"change.{name}").finditer(line)]
    return max(hits)[1] if hits else None
