"""Holds quotations against the article: a person's words stand with that person, and with no other.

Every stretch of a quotation that is printed is verbatim already (it was proven as a cut); here the name beside it counts.
A quotation and its attribution are looked for in one unit (某人說：「…」) or in the units beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.verify.ground import bare, dense
from reportgen.verify.units import beside

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven

_LEAST = 8  # characters of a quotation that make it recognisable


def check(proof: FileProof) -> None:
    """Find every printed quotation and compare the speaker printed with it with the article's."""
    quotes = [f for f in proof.ground.facts.values() if f.get("kind") == "quote" and f.get("text")]
    if not quotes:
        return
    texts = {str(q["id"]): bare(str(q["text"])) for q in quotes}
    speakers = {bare(str(q["speaker"])): str(q["id"]) for q in quotes if q.get("speaker")}
    pages: dict[int, list[Proven]] = {}
    for proven in proof.proven:
        pages.setdefault(proven.unit.page, []).append(proven)
    for page in pages.values():
        of = {id(p.unit): p for p in page}
        for proven in page:
            if proven.unit.kind not in ("text", "note"):
                continue
            found = _quoted(proven.unit.text, texts)
            if found is None:
                continue
            proof.report.counts[(proof.contents.name, "quotations")] += 1
            if proven.unit.kind == "note":
                continue
            quote = proof.ground.facts[found]
            own = bare(proven.unit.text)
            near = [of[id(u)] for u in beside(proven.unit, [p.unit for p in page])]
            named = [s for s in speakers if s in own.replace(texts[found], "")]
            if not named:
                for other in near[:3]:
                    named = [s for s in speakers if s in bare(other.unit.text) and _quoted(other.unit.text, texts) is None]
                    if named:
                        break
            right = bare(str(quote.get("speaker") or ""))
            if named and right not in named:
                proof.find(proven.unit.page, proven.unit.place, proven.unit.text,
                           f"is said by {named[0]} here", says=str(quote.get("speaker") or quote.get("role") or "nobody by name"),
                           paragraph=int(quote["paragraph"]), sentence=_sentence(proof, found))  # fmt: skip
            elif right and not named:
                _foreign_name(proof, proven, near, quote, found)


def _quoted(text: str, texts: dict[str, str]) -> str | None:
    """The id of the quotation of which a text prints a long enough stretch."""
    for part in re.findall(r'"([^"]{4,}(?:"[^"]*"[^"]*)*)"', dense(text).text):
        core = bare(part)
        if len(core) < _LEAST:
            continue
        for quote, words in texts.items():
            if core in words or (len(core) > 16 and core[-16:] in words):
                return quote
    return None


def _foreign_name(proof: FileProof, proven: Proven, near: list[Proven], quote: dict[str, object], found: str) -> None:
    """The unit that signs the quotation (it holds the role or a name, short, right below) without the article's speaker."""
    role = bare(str(quote.get("role") or ""))
    organisation = bare(str(quote.get("organisation") or ""))
    for other in near[:2]:
        text = bare(other.unit.text)
        if len(text) > 40 or _quoted(other.unit.text, {found: bare(str(quote["text"]))}) is not None:
            continue
        if (role and role in text) or (organisation and organisation in text):
            proof.find(other.unit.page, other.unit.place, other.unit.text, "signs a quotation",
                       says=f"{quote.get('speaker')}", paragraph=int(str(quote["paragraph"])), sentence=_sentence(proof, found))  # fmt: skip
            return


def _sentence(proof: FileProof, fact: str) -> str:
    line = proof.ground.sentence_of(fact)
    return line.raw.strip() if line else ""
