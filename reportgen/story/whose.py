"""Checks whether a cut has lost whose it is, of what it is a share, or under which condition it holds.

The gate runs them with its own.
"""

from __future__ import annotations

import re
from functools import cache

from reportgen.model import Figure
from reportgen.story.blocks import Claim
from reportgen.story.context import Context
from reportgen.story.cut import Check, Use, folded, spans_line, without_time
from reportgen.story.lexicon import words
from reportgen.story.said import says
from reportgen.story.text import PERIOD, Clause, Line, View

_TITLES = ("title", "summary")
_PERSON = re.compile(r"(?:不过|但|而|如今|现在|从此)?[，,]?[他她](?!们[说表]|上任|任内|到任|主政)")
_SHARE = re.compile(r"[占佔](?:比)?(?:约|近|逾|超|了)?(?:\d[\d.]*%|[一二三四五六七八九\d]成)")
_TOTAL = re.compile(
    r"[共总]|合计|累计|其中|当中|全[部市县省区国港澳]|[由从]|分别|各占|规模|中[^，,]{1,12}$|\d[\d.,]*[万亿]?[余多]?[名人户家个件辆间所]"
)
_LEANS = re.compile(r"(?:再|也|又|就|便)(?![生就业业医读近地利民度次三造保])")
_ONCE = re.compile(r"过去|以前|以往|原来|原先|原本")
_NUMBERED = re.compile(r"(?:[^，,]{0,6}[，,])?\d{1,3}(?:号楼|[栋幢])的")


def _before(line: Line, clause: Clause) -> list[Clause]:
    """The clauses of a segment before one of it."""
    return [c for c in line.clauses[: clause.n] if c.segment == clause.segment]


def person_kept(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """10: what came of somebody's own deed (他…裝上自動投餌機後，電費省下3成) is not told as everybody's."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces or line.speech is not None:
        return None
    for clause in _before(line, line.clause_at(claim.pieces[-1].start)):
        if clause.start >= claim.pieces[0].start and len(claim.pieces) == 1:
            continue
        found = _PERSON.match(view.shadow, clause.start, clause.end)
        if found and says(view, clause) is None:
            return f"leaves {found.group()} behind"
    return None


@cache
def _bare_measure() -> re.Pattern[str]:
    nouns = "|".join(words("owner.bare-measures").words)
    return re.compile(rf"(?:{nouns})(?:[由从达为约近逾超仅只增升降]|同比|突破|合计|新台币|人民币)*\d")


def measure_owned(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """10: a bare measure (去年營業額2380萬元) has its owner in the clause before, which is in the cut or named."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces or line.speech is not None:
        return None
    if any(ctx.owners.is_name(text) or (ctx.place and ctx.place.bare in text) for text in claim.inserted):
        return None
    found = _bare_measure().match(without_time(folded(view, claim)))
    if not found:
        return None
    clause = line.clause_at(claim.pieces[-1].start)
    behind = [
        c for c in _before(line, clause) if says(view, c) is None and not PERIOD.fullmatch(view.s(c.start, c.end))
    ]
    return f"leaves behind whose {found.group()} is" if behind else None


def share_of_whole(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """10: a bare share (佔57%) stands with the whole that it is a share of."""
    if use not in _TITLES:
        return None
    text = folded(view, claim)
    found = _SHARE.search(text)
    if found is None or len(_SHARE.findall(text)) > 1 or _TOTAL.search(text[: found.start()]):
        return None  # with two shares or more the list itself is the whole
    return f"leaves behind of what: {found.group()}"


def numbered_thing(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """4: 14栋的同意率: a house that only its number names."""
    found = _NUMBERED.match(folded(view, claim)) if use in _TITLES else None
    return f"points outside with {found.group()}" if found else None


def said_of_whom(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """4: X說，系統初期誤報率達22%: a bare noun behind who says it, of which nobody outside the article knows."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces:
        return None
    who = says(view, line.clause_at(claim.pieces[0].start))
    if who is None or who.clause.n + 1 >= len(line.clauses):
        return None
    clause = line.clauses[who.clause.n + 1]
    start = ctx.skip_openers(clause.start, clause.end)
    word = words("owner.unnamed").at(view.shadow, start)
    held = any(p.start <= start < p.end for p in claim.pieces)
    return (
        f"points outside with {word}" if word and held and not words("owner.compounds").at(view.shadow, start) else None
    )


def leaning(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """4: 區裡再補貼…: more of what the clause before tells."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces or not claim.inserted:
        return None
    piece = claim.pieces[0]
    found = _LEANS.match(view.shadow, piece.start, piece.end)
    return f"leans with {found.group()}" if found and _before(line, line.clause_at(piece.start)) else None


def former_kept(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """18: a new value alone (工期压缩到18天) whose old one the sentence tells of before (过去每公里要用45天)."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces or line.speech is not None:
        return None
    piece = claim.pieces[-1]
    found = re.search(
        r"(?:压缩|缩短|下降|降|减少|减|提高|增加|升|增)(?:到|至)[约近不到]*(?=\d)", view.s(piece.start, piece.end)
    )
    if found is None or re.search(r"[由从][^，,]*\d", view.s(piece.start, piece.start + found.end())):
        return None
    at = piece.start + found.end()
    new = next((f for f in view.figures_touching(at, at + 1) if isinstance(f, Figure)), None)
    once = None
    for clause in _before(line, line.clause_at(at)):
        once = once or _ONCE.search(view.s(clause.start, clause.end))
        old = [f for f in view.figures_in(clause.start, clause.end) if isinstance(f, Figure)]
        if once and new and any(f.unit == new.unit and f.end <= claim.pieces[0].start for f in old):
            return "leaves the old value behind"
    return None


WHOSE: tuple[Check, ...] = (
    person_kept,
    measure_owned,
    share_of_whole,
    numbered_thing,
    said_of_whom,
    leaning,
    former_kept,
)
