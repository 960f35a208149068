"""Turns a rank into what the article does not say about it: whose values of what, in one phrase of nouns."""

from __future__ import annotations

import re

from reportgen.fold import fold
from reportgen.model import Rank
from reportgen.records import dataclass
from reportgen.story.context import Context
from reportgen.story.lexicon import words
from reportgen.story.show import show
from reportgen.story.text import Line, View

_SCOPE = r"(?P<scope>全[国省市州县区]|国内|全球|世界)"
_CLASS = r"[^\W\d_a-zA-Z]{2,8}?"
_NTH = r"(?:第[一二三四五六七八九十\d]+[名位]?|首位|之首|榜首|前列)"
# 全省县级市首位, 国内同类工程第二位; 同类桥梁世界第三.
_WIDE = _SCOPE.replace("scope", "wide")
_RANKED = re.compile(rf"{_SCOPE}的?(?P<of>{_CLASS})?{_NTH}|(?P<before>同类{_CLASS}){_WIDE}{_NTH}")
_ABOVE = ("全市", "全省", "全州")
_VERB = re.compile(r"(?:已|均|都|连续\d+[年届次季个月]+|稳|跃)*(?:排名|[位稳跃高]?居|位列|[列排为])?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """`scope` in which is ranked, `peers` who else is, `thing` that is ranked; in the article's characters."""

    scope: str
    peers: str
    thing: str


def others(view: View, ctx: Context, line: Line, rank: Rank, places: dict[str, str]) -> Others | None:
    """Who else is ranked by what; None unless the article names the peers, or ranks its own place by a named thing.

    `places`: what the places beside one are called, by its level.
    """
    start = ctx.skip_openers(line.clause_at(rank.start).start, rank.start)
    end = min(rank.end + 2, line.end)
    found = _RANKED.search(view.shadow, start, end)
    if found is None:
        return None
    start += ctx.place_at(start)
    level = ctx.level_word(start)
    start += level[1] if level is not None else 0
    thing = _VERB.search(view.shadow, start, found.start())
    stop = thing.start() if thing else found.start()
    named = view.s(start, stop)
    if len(named) < 2 or words("subject.relation").at(named) or re.search(r"[，,、\d]|^(?:其|在|均|都|也|已)", named):
        return None
    scope = view.text[slice(*found.span("scope" if found["scope"] else "wide"))]
    of = found.span("of" if found["of"] else "before")
    beside = places.get(_own_level(ctx, line, rank), "") if fold(scope) in _ABOVE else ""
    peers = view.text[slice(*of)] if of[0] >= 0 else beside
    script = view.article.script
    made = Others(scope=show(scope, script), peers=show(peers, script), thing=show(view.text[start:stop], script))
    return made if peers else None


def _own_level(ctx: Context, line: Line, rank: Rank) -> str:
    """The level of the article's place, where the rank's clause or its sentence begins with it; "" where not."""
    heads = (line.start, line.clause_at(rank.start).start)
    own = any(ctx.place_at(at) or ctx.level_word(at) for at in (ctx.skip_openers(h, line.end) for h in heads))
    return fold(ctx.place.level) if own and ctx.place is not None else ""
