"""Holds the slides of a deck against one another: notes and source lines stand under their own slide, links lead where
they say, sections are named after their own slides.

Each of these is true by itself and stays true on another slide; a slide that was moved or deleted keeps them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.assets import wording
from reportgen.verify.counting import numbers
from reportgen.verify.ground import dense

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven

_LEAST = 4  # characters of a title that is known again in the notes
_FACT = re.compile(r"(?<![A-Z\d])[FD]\d+(?!\d)")
_SENTENCE = 16  # characters of a note that cannot be a few words in another order
_SET = ("figure", "milestone", "award")  # what a slide sets large or in rows
_PAGE = re.compile(r"第(\d+)页")


def check(proof: FileProof) -> None:
    """Notes, source lines, links, sections."""
    if proof.contents.format != "pptx":
        return
    pages: dict[int, list[Proven]] = {}
    for proven in proof.proven:
        pages.setdefault(proven.unit.page, []).append(proven)
    _notes(proof, pages)
    _facts_of_notes(proof, pages)
    _sources(proof, pages)
    _links(proof, pages)
    _sections(proof)


def _titles(pages: dict[int, list[Proven]]) -> dict[int, str]:
    """Dense title of each slide that has one long enough."""
    found: dict[int, str] = {}
    for page, units in pages.items():
        for proven in units:
            text = dense(proven.unit.text).text.strip(",;:。")
            if proven.unit.role in ("title", "ctrTitle") and len(text) >= _LEAST:
                found.setdefault(page, text)
    return found


def _notes(proof: FileProof, pages: dict[int, list[Proven]]) -> None:
    """Notes that begin with the title of another slide, and hold nothing of their own."""
    titles = _titles(pages)
    for page, units in pages.items():
        notes = [p for p in units if p.unit.kind == "note"]
        said = dense("\n".join(p.unit.text for p in notes)).text
        if not notes or page not in titles or titles[page] in said:
            continue
        begin = dense(notes[0].unit.text.split("\n", 1)[0]).text.partition(":")[2]
        other = next((n for n, t in titles.items() if t != titles[page] and begin.startswith(t)), None)
        if other is not None:
            proof.find(page, "speaker notes", notes[0].unit.text, f"are the notes of slide {other}", says=titles[page])


def _facts_of_notes(proof: FileProof, pages: dict[int, list[Proven]]) -> None:
    """A line of the notes that begins with a fact's name holds the sentence of that fact."""
    for page, units in pages.items():
        for line in (t for p in units if p.unit.kind == "note" for t in p.unit.text.split("\n")):
            fact, mark, said = dense(line).text.partition(":")
            record = proof.ground.facts.get(proof.ids.get(fact, fact))
            said = re.sub(r"\(第\d+段\)$", "", said)
            if not mark or not _FACT.fullmatch(fact) or record is None or len(said) < _SENTENCE:
                continue
            home = dense(str(record.get("sentence_text") or "")).text
            if said in home:
                continue
            pairs = {said[i : i + 2] for i in range(len(said) - 1)}
            if home and 2 * sum(pair in home for pair in pairs) < len(pairs):
                proof.find(page, "speaker notes", line, f"is not the sentence of {fact}", says=home)


def _sources(proof: FileProof, pages: dict[int, list[Proven]]) -> None:
    """A source line that names none of the paragraphs of a number set on its slide."""
    for page, units in pages.items():
        lines = [
            (p, {n for k, h, v in part.counts if h == "paragraphs" for n in numbers(v)})
            for p in units
            if p.unit.kind == "text"
            for _, part in p.parts
            if any(h == "paragraphs" for _, h, _ in part.counts)
        ]
        if len(lines) != 1:
            continue
        line, listed = lines[0]
        for proven in units:
            if proven is line or proven.unit.kind != "text":
                continue
            facts = [f for f in (*proven.facts, proven.unit.fact) if _kind(proof, f) in _SET]
            known = {*proven.paragraphs, *(int(proof.ground.facts[f]["paragraph"]) for f in facts)}
            if not facts or known & listed:
                continue
            proof.find(
                page,
                line.unit.place,
                line.unit.text,
                f"does not name paragraph {min(known)}, on which {proven.unit.place} rests",
            )
            break


def _links(proof: FileProof, pages: dict[int, list[Proven]]) -> None:
    """A link that names a number leads to a slide that prints it, where any other does; what says another page leads to
    another slide, wherever the slides were moved."""
    told: dict[int, set[str]] = {
        page: {f for p in units if p.unit.kind == "cell" for f in p.facts} for page, units in pages.items()
    }
    goals: dict[int, set[str]] = {}
    for link in proof.contents.links:
        if link.to and _PAGE.fullmatch(dense(link.says).text):
            goals.setdefault(link.to, set()).add(link.says)
    for link in proof.contents.links:
        if not link.to:
            continue  # the slide was deleted
        named = {f for f in (proof.ids.get(f, f) for f in _FACT.findall(dense(link.says).text)) if _counts(proof, f)}
        elsewhere = {page for page, facts in told.items() if facts & named and page != link.page}
        page = _PAGE.fullmatch(dense(link.says).text)
        if elsewhere and link.to not in elsewhere:
            rule, says = f"leads to slide {link.to}, where that is not", f"slide {min(elsewhere)}"
        elif page and int(page[1]) != link.to and len(goals[link.to]) > 1:
            rule, says = f"leads to slide {link.to}, as others do that name another page", ""
        else:
            continue
        proof.find(link.page, "link", link.says or "link", rule, says=says)


def _counts(proof: FileProof, fact: str) -> bool:
    return _kind(proof, fact) == "figure"


def _kind(proof: FileProof, fact: str) -> str:
    return str(proof.ground.facts.get(fact, {}).get("kind") or "")


def _sections(proof: FileProof) -> None:
    """Sections follow one another as in the line of sections that the slides bear; the overview is the first, the
    program's closing words and the appendix are the last."""
    names = [dense(name).text for name, _ in proof.contents.sections]
    own = wording(proof.ground.script)["deck"]
    first, whole, closing, appendix = (dense(own[key]).text for key in ("overview", "whole", "closing", "appendix"))
    lines = (
        [part for part in (dense(t).text for t in p.unit.text.split("\u3000")) if part in names]
        for p in proof.proven
        if p.unit.page and "\u3000" in p.unit.text
    )
    parts = [n for n in max(lines, key=len, default=[]) if n not in (first, whole, closing, appendix)]
    right = [n for n in (first, whole, *parts, closing, appendix) if n in names]
    for told, name in zip(right, (n for n in names if n in right), strict=False):
        if told != name:
            proof.find(0, "section name", name, "stands in another order than the slides tell", says=told)
            return
