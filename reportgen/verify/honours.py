"""Holds an honour's name against who won it and who gave it: each is the article's, and of that honour.

On a slide the name stands left of them, in a table beside the winner.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportgen.verify.ground import Ground, dense
from reportgen.verify.pairs import given

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven

_BESIDE = 8.0  # pt by which a name may reach over the left edge of its row


def check(proof: FileProof) -> None:
    """Find names, givers and winners that stand with another honour than theirs."""
    awards = {i: f for i, f in proof.ground.facts.items() if f.get("kind") == "award"}
    names = {_plain(f.get("name")): i for i, f in awards.items() if f.get("name")}
    if not names:
        return
    rows: dict[tuple[str, int, int], list[Proven]] = {}
    pages: dict[int, list[Proven]] = {}
    for proven in proof.proven:
        unit = proven.unit
        if unit.kind == "cell":
            rows.setdefault((unit.group, unit.page, unit.row), []).append(proven)
        elif unit.box is not None and unit.kind == "text":
            pages.setdefault(unit.page, []).append(proven)
    for units in pages.values():
        for proven in units:
            if proven.unit.fact in awards:
                _given(proof, proven, awards[proven.unit.fact], units, names)
    for cells in rows.values():
        shown = next((c for c in cells if _plain(c.unit.text) in names), None)
        if shown is None:
            continue
        lead = min(cells, key=lambda c: c.unit.column)
        if lead is not shown and _of_another(proof.ground, lead, _plain(shown.unit.text), names):
            proof.find_unit(shown, "is the honour of another winner")


def named(ground: Ground, tag: str) -> bool:
    """Whether a tag is the name of an honour or of a place in an order that the article tells."""
    told = {
        _plain(f.get(key))
        for f in ground.facts.values()
        if f.get("kind") in ("award", "rank")
        for key in ("name", "surface", "claim")
    }
    return any(_plain(tag) == t or (len(t) > 2 and t in _plain(tag)) or _plain(tag) in t for t in told - {""})


def _plain(text: object) -> str:
    return dense(str(text or "")).text.strip('"')


def _given(
    proof: FileProof, proven: Proven, award: dict[str, object], units: Iterable[Proven], names: dict[str, str]
) -> None:
    giver, name = _plain(award.get("giver")), _plain(award.get("name"))
    told = given(dense(proven.unit.text).text)
    if told and (not giver or (told not in giver and giver not in told)):
        proof.find_unit(proven, "is not who gave it", says=giver)
    box = proven.unit.box
    for other in units:
        row = other.unit.box
        if box is None or row is None or other.unit.fact:
            continue
        beside = row[2] <= box[0] + _BESIDE and box[1] <= (row[1] + row[3]) / 2 <= box[3]
        if beside and name and _plain(other.unit.text) in names and _plain(other.unit.text) != name:
            proof.find_unit(other, "is the name of another honour", says=name)


def _of_another(ground: Ground, winner: Proven, shown: str, names: dict[str, str]) -> bool:
    """Whether who stands in front of an honour is told with another one, and not with this."""
    who = dense(winner.unit.text).text.strip(",;:。")
    if len(who) < 2:
        return False
    told = {name for name, fact in names.items() if _told_with(ground, fact, name, who)}
    return bool(told) and shown not in told


def _told_with(ground: Ground, fact: str, name: str, who: str) -> bool:
    line = ground.sentence_of(fact)
    return line is not None and any(name in part and who in part for part in line.text.split(";"))
