"""Checks of a claim's sense: whether what a cut leaves behind it turns it into other news, or into none.

The gate runs them with its own.
"""

from __future__ import annotations

import re

from reportgen.model import Figure, Rank
from reportgen.story.blocks import Claim
from reportgen.story.context import Context
from reportgen.story.cut import Check, Use, folded, spans_line
from reportgen.story.said import says
from reportgen.story.text import Clause, Line, View, width

_TITLES = ("title", "summary")
# 建议当局…, 要求县府…; not 收到有效建议8,936条, 按照要求.
_ASKS = re.compile(
    r"(?:建议|呼吁|倡议|促请|敦促|主张|提议|(?<!年)期望|希望|盼(?!望着))(?![\d书稿案意和及、，,等的]|$)"
    r"|要求[^，,的]{0,8}(?:局|府|政府|当局|部门|公司|企业|学校)"
)
_PROVISIONAL = re.compile(r"初步(?:统计|估算|测算|估计|调查|评估)|不完全统计|粗略")
_NOTICE = re.compile(
    r"(?:[^，,]{2,14}[，,])?[^，,]*(?:召开|举行|举办)[^，,]{0,30}(?:发布会|通气会|记者会|说明会|吹风会|见面会)"
    r"|.*(?:[小时]辩论|名议员发言).*|[^，,]*进行[^，,]*调查[”」』]?(?:[，,]以[^，,]*(?:问卷|电话).*)?"
)
# The life of one person: 29歲的阿珊…, 原先在省城做設計; not 60歲以上老人.
_LIFE = re.compile(
    r"^(?:[^，,]{0,8}今年)?\d{1,3}岁(?:的|(?=[^\W\d_a-zA-Z])(?![以及至到或、]))|^[^，,]{2,10}今年\d{1,3}岁[，,]"
    r"|(?:原先|原本|原来|从前)(?:在|是|当)[^，,]{1,10}(?:做|当|师|员|人|工作|上班|任职|打工)|原是[^，,]{1,8}(?:师|员)"
)


_LEAST = 0.8  # of the width of who says it


def _before(line: Line, at: int) -> list[Clause]:
    """The clauses of a segment up to the one that holds an offset."""
    here = line.clause_at(at)
    return [c for c in line.clauses[: here.n + 1] if c.segment == here.segment]


def asked_kept(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """8: what somebody asks for (建議當局…，並向每人發放…) is not told as done: who asks stands in the cut."""
    line = spans_line(view, claim)
    if use in ("headline", "body", "dek") or line is None or not claim.pieces or line.speech is not None:
        return None
    last = claim.pieces[-1]
    for clause in _before(line, last.start):
        found = _ASKS.search(view.s(clause.start, min(clause.end, last.start)))
        if found and not any(p.start <= clause.start + found.start() < p.end for p in claim.pieces):
            return f"tells as done what is asked for: {found.group()}"
    return None


def provisional(view: View, line: Line, at: int) -> Clause | None:
    """The clause before an offset that says how sure the count is (據初步統計)."""
    for clause in reversed(_before(line, at)):
        if clause.end <= at and _PROVISIONAL.search(view.s(clause.start, clause.end)):
            return clause
    return None


def provisional_kept(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """8: a first count (據初步統計) is told as one."""
    line = spans_line(view, claim)
    if use not in (*_TITLES, "point") or line is None or not claim.pieces or line.speech is not None:
        return None
    clause = provisional(view, line, claim.pieces[-1].start)
    kept = clause is None or any(p.start < clause.end and clause.start < p.end for p in claim.pieces)
    return None if kept or clause is None else f"leaves {view.s(clause.start, clause.end)} behind"


def news(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """16: no bare notice of a press conference or of a survey, no life of one person, nothing that hangs."""
    if use not in _TITLES:
        return None
    text = folded(view, claim)
    if _NOTICE.fullmatch(text):
        return "only announces a meeting or a survey"
    life = _LIFE.search(text)
    if life:
        return f"tells the life of one person: {life.group()}"
    if re.match("(?:[^，,]{0,8}[，,])?记者(?:走访|来到|走进|看到|发现|了解到|采访)", text):
        return "tells of the reporter"
    if re.fullmatch(r"[^，,]{0,6}最[^，,]{1,4}的[^，,]{0,6}是[^，,\d]{1,8}", text):
        return "hangs in the air"
    if re.search(r"(?:感受(?:最|很|颇|尤)?深|感触(?:最|很|颇)?深|深有(?:体会|感触|同感)|心有余悸)$", text):
        return "stops before what was felt"
    return None


def content_whole(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """2: a motion or resolution that is passed is told with what it asks for (通過…議案，促請政府…)."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces:
        return None
    end = claim.pieces[-1].end
    told, after = view.s(line.start, end), view.s(end, end + 4)
    if re.search("(?:议案|决议|动议|提案)$", told) and re.match("[，,](?:促请|要求|建议|呼吁|敦促|提出)", after):
        return "stops before what is asked for"
    voted = re.search("票(?:赞成|反对|弃权)$", told) and re.match("[，,](?:通过|否决)", after)
    return "stops before what was voted on" if voted else None


def said_whole(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """2: not more of who says it than of what is said, and no words without a figure that stop before the quotation."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces:
        return None
    who = says(view, line.clause_at(claim.pieces[0].start))
    if who is None or claim.pieces[-1].end <= who.clause.end:
        return None
    said = "".join(view.s(max(p.start, who.clause.end), p.end) for p in claim.pieces if p.end > who.clause.end)
    size = width(said) + sum(width(text) for text in claim.inserted if re.fullmatch(r"\d{4}年", text))
    ahead = sum(width(text) for text in claim.inserted if text.endswith("："))
    if size < _LEAST * (width(claim.text) - size - ahead):
        return "more of who says it than of what is said"
    told = any(isinstance(view.by_id[f], Figure | Rank) for f in claim.facts)
    end = claim.pieces[-1].end
    return "stops before the quotation" if not told and re.match("[，,：:]?[“「]", view.s(end, end + 2)) else None


SENSE: tuple[Check, ...] = (asked_kept, provisional_kept, news, content_whole, said_whole)
