"""Holds the head of a panel against what stands below it: a project's name over that project's numbers, a day over what
happened on it, the name of a list over its members.

Head and members are each true by themselves. Here they have to be of one place of the article; where another head of
the page is nearer to a member, the heads (or the members) were exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reportgen.assets import wording
from reportgen.verify import relative
from reportgen.verify.ground import Ground, Line, bare, dense
from reportgen.verify.naming import whole

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven

_LONGEST = 24  # characters of a head
_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?!\d|[至到-])")
_CLAUSES, _SENTENCE, _PARAGRAPH = 3, 2, 1  # how near a head's words stand to a member's
_HONOURS = "deck.honours_head"

Place = tuple[Line, int]  # a line of the article and an offset in it


def check(proof: FileProof) -> None:
    """Find the heads that stand over what is not theirs."""
    pages: dict[int, list[Proven]] = {}
    for proven in proof.proven:
        if proven.unit.kind in ("text", "alt"):
            pages.setdefault(proven.unit.page, []).append(proven)
    name = wording(proof.ground.script)["deck"]["slot"]["head"]
    for page in pages.values():
        panels = list(_panels(page, name))
        places = [_places(proof.ground, head) for head, _ in panels]
        for index, (head, members) in enumerate(panels):
            others = [p for i, p in enumerate(places) if i != index and panels[i][1]]
            fault = _fault(proof, head, members, places[index], others) if members else ""
            if fault:
                proof.find_unit(head, fault)


def _panels(page: list[Proven], name: str) -> Iterator[tuple[Proven, list[Proven]]]:
    """Heads with the units that follow each of them, up to the next head."""
    head: Proven | None = None
    members: list[Proven] = []
    for proven in page:
        unit = proven.unit
        if unit.role in ("H3", "H4") or unit.place.startswith(name):
            if head is not None:
                yield head, members
            head, members = proven, []
        elif head is not None and _below(head, proven):
            members.append(proven)
    if head is not None:
        yield head, members


def _below(head: Proven, proven: Proven) -> bool:
    """Whether a unit stands below a head, no farther left; what has no place (a chart) follows it in the file."""
    a, b = head.unit.box, proven.unit.box
    return a is None or b is None or (b[0] >= a[0] - 16 and b[1] >= a[1] - 4)


def _fault(proof: FileProof, head: Proven, members: list[Proven], mine: list[Place], others: list[list[Place]]) -> str:
    """What is wrong with a head over its members; "" for nothing."""
    ground = proof.ground
    if any(p.key == _HONOURS for _, p in head.parts):
        kinds = {ground.facts.get(m.unit.fact, {}).get("kind") for m in members} - {None}
        return "stands over what is no honour" if kinds and "award" not in kinds else ""
    text = dense(head.unit.text).text
    day = _DAY.match(text) if len(text) <= _LONGEST else None
    if day and not _told_on(ground, day.group(), members):
        return "is not the day of what stands below it"
    pairs = _sections(ground)
    if text in pairs and any(dense(m.unit.text).text in pairs.values() for m in members[:1]):
        return "" if dense(members[0].unit.text).text == pairs[text] else "is the heading of another part"
    if not mine:
        return _unheard(proof, head, members)
    told = [_positions(ground, m) for m in members]
    for at in filter(None, told):
        own = _nearness(mine, at)
        if own < max((_nearness(o, at) for o in others), default=0):
            return "stands over what belongs to another head"
    shown = {f for m in members for f in m.facts}
    numbers = [ground.home[f] for m in members if m.value is not None for f in m.facts if f in ground.home]
    if numbers and not any(_nearness(mine, [(ground.lines[n], s)]) == _CLAUSES for n, s, _ in numbers):
        lines = {n for n, _, _ in numbers}
        rivals = [
            a
            for line, at in mine
            for a in line.atoms
            if line.number in lines and a.fact and a.fact not in shown and _part(line, a.start) == _part(line, at)
        ]
        if rivals:
            return "is told of another number"
    return ""


def _sections(ground: Ground) -> dict[str, str]:
    """Dense headings of the article with what stands below each."""
    found = ground.article.get("sections") or []
    return {
        dense(str(s["heading"])).text: dense(str(s["subheading"])).text
        for s in found
        if s.get("heading") and s.get("subheading")
    }


def _unheard(proof: FileProof, head: Proven, members: list[Proven]) -> str:
    """What is wrong with a name that the article has nowhere whole: it is put together from other words than those
    of the number below it."""
    text = bare(head.unit.text)
    numbers = [proof.ground.home[f] for m in members if m.value is not None for f in m.facts if f in proof.ground.home]
    if (
        not numbers
        or not 4 <= len(text) <= _LONGEST
        or not all(p.kind in ("cut", "label", "own") for _, p in head.parts)
    ):
        return ""
    for number, start, _ in numbers:
        line = proof.ground.lines[number]
        parts = line.text.split(";")
        if whole(bare(parts[_part(line, start)]), text):
            return ""
    return "is not the name of what is told below it"


def _told_on(ground: Ground, day: str, members: list[Proven]) -> bool:
    """Whether each member that is the article's comes from a paragraph that tells the day."""
    written = ground.article.get("date")
    return all(
        any(relative.stands(day, written, ground.running.get(n, "")) for n in member.paragraphs)
        for member in members
        if member.unit.kind == "text" and any(p.kind == "cut" for _, p in member.parts) and any(member.paragraphs)
    )


def _places(ground: Ground, head: Proven) -> list[Place]:
    """Where the article has a head's words; [] for a head in the program's words."""
    text = dense(head.unit.text).text.strip(",;:。")
    if not 2 <= len(text) <= _LONGEST or not all(
        p.kind in ("cut", "label", "meta") and not p.facts for _, p in head.parts
    ):
        return []
    return list(ground.all(text))


def _positions(ground: Ground, member: Proven) -> list[Place]:
    """Where a member's words and numbers stand in the article."""
    pieces = [(ground.lines[p.line], p.s) for _, told in member.parts if told.ok and told.cut for p in told.cut.pieces]
    known = [ground.home[f] for f in member.facts if f in ground.home]
    return pieces + [(ground.lines[n], s) for n, s, _ in known]


def _nearness(head: Iterable[Place], member: list[Place]) -> int:
    """How near a head's words stand to a member's: in one part between semicolons, one sentence, one paragraph."""
    best = 0
    for line, at in head:
        for other, s in member:
            if line is other:
                best = max(best, _CLAUSES if _part(line, at) == _part(line, s) else _SENTENCE)
            elif line.paragraph and line.paragraph == other.paragraph:
                best = max(best, _PARAGRAPH)
    return best


def _part(line: Line, at: int) -> int:
    """Which part between semicolons holds an offset."""
    return line.text.count(";", 0, at)
