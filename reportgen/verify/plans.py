"""Holds the rows of a table of plans against the article: who is to do it, and when, are told where the plan is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.lexicon import words
from reportgen.verify import relative
from reportgen.verify.ground import bare, dense

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven

_OWNER = "deck.tracker_head_owner"
_TIMES = ("deck.tracker_head_time",)
_SILENT = ("deck.missing", "briefing.unsaid")


def check(proof: FileProof) -> None:
    """Find cells of plan tables that are another row's."""
    owned = [p for p in proof.proven if p.unit.kind == "cell" and any(told.key == _OWNER for _, told in p.parts)]
    tables = {(p.unit.group, p.unit.page) for p in owned}
    rows: dict[tuple[str, int, int], list[Proven]] = {}
    for proven in proof.proven:
        if proven.unit.kind == "cell" and (proven.unit.group, proven.unit.page) in tables:
            rows.setdefault((proven.unit.group, proven.unit.page, proven.unit.row), []).append(proven)
    timed = {
        (c.unit.group, c.unit.column)
        for cells in rows.values()
        for c in cells
        if any(p.key in _TIMES for _, p in c.parts)
    }
    for cells in rows.values():
        lead = min(cells, key=lambda c: c.unit.column)
        paragraphs = set(lead.paragraphs) - {0}
        if not paragraphs:
            continue
        for cell in cells:
            if cell is lead or not cell.ok:
                continue
            silent = any(p.key in _SILENT for _, p in cell.parts)
            if silent and (cell.unit.group, cell.unit.column) in timed:
                _silent(proof, lead, cell)
            elif (cell.unit.group, cell.unit.column) in timed or any(
                p.kind in ("cut", "label", "meta") for _, p in cell.parts
            ):
                _stranger(proof, lead, cell, paragraphs, (cell.unit.group, cell.unit.column) in timed)


def _stranger(proof: FileProof, lead: Proven, cell: Proven, paragraphs: set[int], timed: bool) -> None:
    """Who and when stand in the paragraph of the plan; who the whole article is about may stand in its headline."""
    ground, text = proof.ground, dense(cell.unit.text).text.strip(",;:。")
    written = ground.article.get("date")
    running = [ground.running.get(n, "") for n in paragraphs]
    if any(text in said or bare(text) in bare(said) or relative.stands(text, written, said) for said in running):
        return
    if timed and re.fullmatch(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?", text):
        proof.find_unit(cell, "is not the time of what stands in its row", says=lead.unit.text)
        return
    if (
        (text in proof.texts.insertions and text not in proof.texts.periods)
        or ground.find(text) is None
        or any(text in line.text for line in ground.lines if not line.paragraph)
    ):
        return  # put together from more words than one, or the headline's
    if not re.search(r"[\d年月日]|季度", text) and len(ground.lines) and _everywhere(proof, text):
        return
    proof.find_unit(cell, "is not told of what stands in its row", says=lead.unit.text)


def _everywhere(proof: FileProof, text: str) -> bool:
    """Whether a name stands in three paragraphs or more: the article's own subject."""
    return sum(text in said for said in proof.ground.running.values()) >= 3


def _silent(proof: FileProof, lead: Proven, cell: Proven) -> None:
    """No time is told as missing that stands directly before the plan."""
    for _, told in lead.parts:
        for piece in told.cut.pieces[:1] if told.cut else ():
            line = proof.ground.lines[piece.line]
            before = line.text[line.clause(piece.s)[0] : piece.s]
            found = next((w for w in words("verify.toml", "gaps.times") if w in before), "")
            if found:
                proof.find_unit(cell, "is told as missing, and stands in the article", says=found)
                return
