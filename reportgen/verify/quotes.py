"""Holds quotations against the article: a person's words stand with that person, and with no other.

Every stretch of a quotation that is printed is verbatim already (it was proven as a cut); here the name beside it
counts.
A quotation and its attribution are looked for in one unit (某人說：「…」) or in the units beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.verify.ground import bare, dense
from reportgen.verify.units import beside

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven

_LEAD = re.compile(r'(?P<who>[^":,;。!?]{2,30}):"')
_WORDS = re.compile(r'"([^"]{4,}(?:"[^"]*"[^"]*)*)"')
_ALIGNED = 20.0  # pt by which a signature may stand off its quotation's column
_UNDER = 60.0  # pt from a quotation down to its signature
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
            if _broken_off(proven.unit.text, str(quote["text"])):
                proof.find_unit(proven, "ends before the sentence of the quotation does", says=str(quote["text"])[-40:])
            own = bare(proven.unit.text).replace(texts[found], "")
            index = page.index(proven)
            others = [
                p
                for p in (*page[index + 1 : index + 4], *page[max(0, index - 1) : index])
                if _quoted(p.unit.text, texts) is None
            ]
            others += [of[id(u)] for u in beside(proven.unit, [p.unit for p in page]) if of[id(u)] not in others][:2]
            right = bare(str(quote.get("speaker") or ""))
            signed = [
                o for o in others if len(bare(o.unit.text)) <= 60 and any(s in bare(o.unit.text) for s in speakers)
            ]
            own_sign = _below(proven, signed)
            named = [s for s in speakers if s in own] or [
                s for o in own_sign or signed for s in speakers if s in bare(o.unit.text)
            ]
            sentence = _sentence(proof, found)
            stranger = _LEAD.match(dense(proven.unit.text).text)
            if stranger and right and right not in bare(stranger["who"]) and not proof.texts.prove(stranger["who"]).ok:
                named = [stranger["who"]]
            if right and right not in named and (named or _alone(proven, texts[found])):
                said = named[0] if named else "nobody"
                place = next((o for o in others if named and named[0] in bare(o.unit.text)), proven)
                proof.find(
                    place.unit.page,
                    place.unit.place,
                    proven.unit.text,
                    f"is signed by {said} here",
                    says=str(quote["speaker"]),
                    paragraph=int(quote["paragraph"]),
                    sentence=sentence,
                )
            elif named and not right and named[0] in own:
                proof.find(
                    proven.unit.page,
                    proven.unit.place,
                    proven.unit.text,
                    f"is said by {named[0]} here",
                    says=str(quote.get("role") or "nobody by name"),
                    paragraph=int(quote["paragraph"]),
                    sentence=sentence,
                )


def _broken_off(text: str, quote: str) -> bool:
    """Whether words in marks end in the middle of a sentence of their quotation, with no …… for the rest."""
    said, shown = dense(quote).text.replace('"', ""), dense(text).text
    core = shown[shown.find('"') + 1 : shown.rfind('"')].replace('"', "").rstrip("。!?,;")
    at = said.find(core) if len(core) >= _LEAST else -1
    return at >= 0 and re.match("[,;:、].", said[at + len(core) :]) is not None


def _below(proven: Proven, signed: list[Proven]) -> list[Proven]:
    """Of the signatures near a quotation set by itself, the one directly under it; [] where places do not tell."""
    box = proven.unit.box
    if box is None or len(signed) < 2:
        return []
    under = [
        (o.unit.box[1] - box[3], o)
        for o in signed
        if o.unit.box is not None
        and box[0] - _ALIGNED <= o.unit.box[0] < box[2]
        and -_ALIGNED <= o.unit.box[1] - box[3] <= _UNDER
    ]
    return [min(under, key=lambda item: item[0])[1]] if under else []


def _alone(proven: Proven, quote: str) -> bool:
    """Whether a unit is a quotation set by itself, which has to be signed."""
    text = bare(proven.unit.text)
    return len(text) > 0 and (text in quote or quote in text) and len(text) <= len(quote) + 4


def _quoted(text: str, texts: dict[str, str]) -> str | None:
    """The id of the quotation of which a text prints a long enough stretch."""
    for part in _WORDS.findall(dense(text).text):
        core = bare(part)
        if len(core) < _LEAST:
            continue
        for quote, words in texts.items():
            if core in words or (len(core) > 16 and core[-16:] in words):
                return quote
    return None


def _sentence(proof: FileProof, fact: str) -> str:
    line = proof.ground.sentence_of(fact)
    return line.said.strip() if line else ""
