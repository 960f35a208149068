"""What the checks of a claim ask first: the sentence that it was cut from, and its words in folded characters."""

from __future__ import annotations

import re
from collections.abc import Callable

from reportgen.fold import fold
from reportgen.story.blocks import Claim
from reportgen.story.context import Context
from reportgen.story.text import PERIOD, Line, View

Use = str  # "title", "summary", "point", "body", "card", "item", "headline"
Check = Callable[[View, Context, Claim, Use], str | None]


def spans_line(view: View, claim: Claim) -> Line | None:
    """The line that the claim was cut from, when all its pieces lie in one."""
    if view.asked_line[0] is not claim:  # a dozen checks ask it of one claim
        view.asked_line = (claim, _find_line(view, claim))
    return view.asked_line[1]


def _find_line(view: View, claim: Claim) -> Line | None:
    if not claim.pieces:
        return None
    for spoken in (True, False):
        line = view.line_at(claim.pieces[0].start, spoken=spoken)
        if line is not None and all(line.start <= p.start and p.end <= line.end + 1 for p in claim.pieces):
            return line
    return None


def folded(view: View, claim: Claim) -> str:
    """The claim's words folded to simplified: insertions first, then the pieces."""
    if view.asked_words[0] is not claim:
        words = fold("".join(claim.inserted)) if claim.inserted else ""
        view.asked_words = (claim, words + "".join([view.s(p.start, p.end) for p in claim.pieces]))
    return view.asked_words[1]


_TIME_AHEAD = re.compile(rf"(?:{PERIOD.pattern})[,，]?")


def without_time(text: str) -> str:
    """The words of a claim behind the time that they begin with."""
    time = _TIME_AHEAD.match(text)
    return text[time.end() :] if time else text
