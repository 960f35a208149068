"""Holds the short words of a page against what they stand beside: a card's status and rank against its fact, the role
of who signs a quotation, the three words of a gap's row, heads and keys in the order of the catalogue.

Each of these words is true somewhere; here it has to be true of its neighbour.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from reportgen.assets import wording
from reportgen.lexicon import words
from reportgen.verify.ground import bare, dense

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven

_STATUSES = ("done", "ongoing", "planned")
_ORDERS = (("gap_stated", "gap_missing", "gap_so"), ("key_full", "key_partial", "key_empty"))
_LEADS = {  # what stands behind a lead: the article's words, or the program's
    "deck.text_lead": ("cut",),
    "deck.rank_lead": ("cut", "pair", "label"),
    "deck.reading_lead": ("constant", "pattern"),
}
_METHOD = "method."
_LABEL = "-label"
_GAP = "story.gap."
_RANKED = ("rank", "award")
_TAG = 20  # characters of a rank that stands alone
_REACH = 60.0  # pt from a status down to the words of its card
_SIDE = 24.0  # pt that a tag may reach into the words right of it
_QUOTED = 8  # characters of a quotation that its shape prints at least


def check(proof: FileProof) -> None:
    """Find every tag, head, key, role and quotation that does not belong where it stands."""
    pages: dict[int, list[Proven]] = {}
    for proven in proof.proven:
        if proven.unit.kind in ("text", "cell"):
            pages.setdefault(proven.unit.page, []).append(proven)
    own = wording(proof.ground.script)["deck"]
    statuses = {dense(own[key]).text: key for key in _STATUSES}
    orders = [[dense(own[key]).text for key in order] for order in _ORDERS]
    for page in pages.values():
        for order in orders:
            _ordered(proof, page, order)
        _gaps(proof, page)
        _methods(proof, page)
        texts = [p for p in page if p.unit.kind == "text"]
        for proven in texts:
            _leads(proof, proven)
            status = statuses.get(dense(proven.unit.text).text)
            if status is not None:
                _status(proof, proven, status, texts)
            if proof.ground.facts.get(proven.unit.fact, {}).get("kind") in _RANKED:
                _rank(proof, proven, texts)
            if _only_rank(proven.unit.text) and not any(p.kind in ("constant", "meta") for _, p in proven.parts):
                _stated(proof, proven)
            _quotation(proof, proven)
            _role(proof, proven)


def _ordered(proof: FileProof, page: list[Proven], order: list[str]) -> None:
    """Heads of columns and keys of a chart stand in the order of the catalogue."""
    found = [p for p in page if dense(p.unit.text).text in order and (p.unit.box is not None or p.unit.column >= 0)]
    found.sort(key=lambda p: (p.unit.row, p.unit.column) if p.unit.box is None else _reading(p))
    told = [order.index(dense(p.unit.text).text) for p in found]
    keys = dense(wording(proof.ground.script)["deck"][_ORDERS[1][0]]).text in order
    if keys and 1 < len(told) <= len(order) and len(set(told)) < len(told):
        twice = next(i for i, place in enumerate(told) if place in told[:i])
        proof.find_unit(found[twice], "stands in another's place")
        return
    if len(set(told)) == len(told) and told != sorted(told):
        wrong = next(i for i, place in enumerate(told) if place != sorted(told)[i])
        proof.find_unit(found[wrong], "stands in another's place", says=order[sorted(told)[wrong]])


def _leads(proof: FileProof, proven: Proven) -> None:
    """Behind 原文。 stand the article's words, behind 讀法。 the program's, behind 未寫。 what is missing."""
    for (_, lead), (text, told) in itertools.pairwise(proven.parts):
        wanted = _LEADS.get(lead.key)
        missing = lead.key in ("deck.missing_short", "deck.missing_lead") and lead.kind == "constant"
        if (wanted and told.ok and told.kind not in wanted) or (
            missing
            and told.ok
            and proven.unit.kind == "text"
            and told.kind in ("constant", "cut")
            and not told.key.startswith(_GAP)
        ):
            proof.find_unit(proven, f'has "{text[:20]}" behind another lead')
            return


def _methods(proof: FileProof, page: list[Proven]) -> None:
    """On the page of method each label has the line of its own kind behind it."""
    own = wording(proof.ground.script)["method"]
    labels = {dense(text).text: key.removesuffix(_LABEL) for key, text in own.items() if key.endswith(_LABEL)}
    for proven, following in itertools.pairwise(page):
        kind = labels.get(dense(proven.unit.text).text)
        if kind is None:
            continue
        told = {p.key.removeprefix(_METHOD) for _, p in following.parts if p.key.startswith(_METHOD)}
        told = {k for k in told if not k.endswith(_LABEL)}
        if told and not any(k.startswith(kind) for k in told):
            proof.find_unit(proven, "is the label of another line")
            return


def _reading(proven: Proven) -> tuple[int, int]:
    assert proven.unit.box is not None
    return (round(proven.unit.box[1] / 12), round(proven.unit.box[0]))


def _gaps(proof: FileProof, page: list[Proven]) -> None:
    """What is not written of a number, and what follows from that, are of one kind of gap."""
    for proven in page:
        kind, _, what = proven.parts[0][1].key.removeprefix(_GAP).partition(".")
        if what != "missing" or not proven.parts[0][1].key.startswith(_GAP):
            continue
        beside = [q.parts[0][1].key for q in level(proven, page) if q.parts[0][1].key.endswith(".therefore")]
        mine = _therefore(proof, kind)
        if beside and all(key.startswith(_GAP) and _therefore(proof, key.split(".")[2]) != mine for key in beside):
            proof.find_unit(proven, "is what another number lacks")


def _therefore(proof: FileProof, kind: str) -> str:
    gap = wording(proof.ground.script)["story"]["gap"].get(kind)
    return str(gap["therefore"]) if isinstance(gap, dict) else kind


def level(proven: Proven, page: list[Proven]) -> list[Proven]:
    """The units of one row: the cells of a table's, or what stands level with a unit."""
    unit = proven.unit
    if unit.kind == "cell":
        return [q for q in page if (q.unit.group, q.unit.row) == (unit.group, unit.row) and q is not proven]
    if unit.box is None:
        return []
    middle = (unit.box[1] + unit.box[3]) / 2
    return [q for q in page if q is not proven and q.unit.box is not None and q.unit.box[1] <= middle <= q.unit.box[3]]


def _status(proof: FileProof, proven: Proven, status: str, page: list[Proven]) -> None:
    """A card's status is that of the initiative in it."""
    box = proven.unit.box
    near = [q for q in page if q is not proven and q.unit.group == proven.unit.group]
    if not near and box is not None:
        below = [
            q
            for q in page
            if q.unit.box is not None
            and q.unit.box[0] < box[2]
            and box[0] < q.unit.box[2]
            and 0 < q.unit.box[1] - box[1] <= _REACH
        ]
        near = sorted(below, key=lambda q: q.unit.box[1] if q.unit.box else 0.0)[:1]
    steps = {key: fact for key, fact in proof.ground.facts.items() if fact.get("kind") == "initiative"}
    named = {k for k, f in steps.items() if any(bare(str(f.get("name"))) in bare(q.unit.text) for q in near)}
    told = {str(steps[k].get("status")) for k in named or {q.unit.fact for q in near} & steps.keys()}
    if told and status not in told:
        proof.find_unit(proven, "is not how the article tells what stands beside it", says="、".join(sorted(told)))


def _rank(proof: FileProof, proven: Proven, page: list[Proven]) -> None:
    """The tag left of a ranked thing is what the article says of it."""
    unit, fact = proven.unit, proof.ground.facts[proven.unit.fact]
    if unit.box is None:
        return
    left = [
        q
        for q in level(proven, page)
        if q.unit.box is not None and not q.unit.fact and q.unit.box[2] <= unit.box[0] + _SIDE
    ]
    tag = max(left, key=lambda q: q.unit.box[2] if q.unit.box else 0.0, default=None)
    if tag is None:
        return
    mine = bare(f"{fact.get('subject') or ''}{fact.get('claim') or fact.get('name') or ''}")
    text = bare(tag.unit.text)
    if not within(text, mine) and _of_another(proof, unit.fact, text):
        proof.find_unit(tag, "is the rank of something else", says=str(fact.get("surface")), fact=unit.fact)
        return
    if not ranks(tag.unit.text):
        return
    line = proof.ground.sentence_of(unit.fact)
    said = bare(f"{fact.get('subject') or ''}{fact.get('claim') or fact.get('name') or ''}")
    if not within(bare(tag.unit.text), said) and not (line and bare(tag.unit.text) in bare(line.text)):
        proof.find_unit(tag, "is not the rank that the article gives it", says=str(fact.get("surface")), fact=unit.fact)


def _of_another(proof: FileProof, fact: str, text: str) -> bool:
    """Whether a rank is that which the article gives to another thing, in another clause than this one's."""
    own = proof.ground.home.get(fact)
    for key, other in proof.ground.facts.items():
        if key == fact or other.get("kind") not in _RANKED or not within(text, bare(str(other.get("claim") or ""))):
            continue
        place = proof.ground.home.get(key)
        if own and place and own[0] == place[0]:
            line = proof.ground.lines[own[0]]
            if line.clause(own[1]) == line.clause(place[1]):
                continue
        return len(text) >= 4
    return False


def _stated(proof: FileProof, proven: Proven) -> None:
    """A rank that stands alone is one of the article's, as it tells it."""
    text = bare(proven.unit.text)
    told = (
        bare(f"{f.get('subject') or ''}{f.get('claim') or f.get('name') or ''}")
        for f in proof.ground.facts.values()
        if f.get("kind") in _RANKED
    )
    if not any(within(text, said) for said in told) and not any(text in bare(line.text) for line in proof.ground.lines):
        proof.find_unit(proven, "is a rank that the article does not give")


def _only_rank(text: str) -> bool:
    """Whether a text is a rank and nothing else: it ends with the word that makes it one."""
    plain = bare(text)
    ended = plain.endswith(tuple(bare(word) for word in words("verify.toml", "guards.ranks")))
    return ended and len(plain) <= _TAG // 2 and not set(dense(text).text) & set(',:;。"')


def ranks(text: str) -> bool:
    """Whether a short text is a rank (全國首個)."""
    return len(bare(text)) <= _TAG and any(bare(word) in bare(text) for word in words("verify.toml", "guards.ranks"))


def within(text: str, said: str) -> bool:
    """Whether the characters of a text stand in another in their order."""
    rest = iter(said)
    return all(char in rest for char in text)


def _quotation(proof: FileProof, proven: Proven) -> None:
    """A shape named after a quotation holds words of it."""
    fact = proof.ground.facts.get(proven.unit.fact, {})
    quote, text = bare(str(fact.get("text") or "")), bare(proven.unit.text)
    size = min(_QUOTED, len(quote))
    if fact.get("kind") != "quote" or not size:
        return
    if not any(quote[i : i + size] in text for i in range(len(quote) - size + 1)):
        proof.find_unit(proven, "stands where a quotation is shown", says=str(fact["text"]), fact=proven.unit.fact)


def _role(proof: FileProof, proven: Proven) -> None:
    """Below or behind a speaker's name stands nothing but what the article says who he is."""
    text = proven.unit.text
    lines = [bare(part) for part in text.replace("，", "\n").split("\n") if bare(part)]
    if not 2 <= len(lines) <= 3 or len(text) > 60:
        return
    told = [
        f
        for f in proof.ground.facts.values()
        if f.get("kind") == "quote" and bare(str(f.get("speaker") or "")) == lines[0]
    ]
    if not told:
        return
    known = {
        form
        for f in told
        for role, house in ((bare(str(f.get("role") or "")), bare(str(f.get("organisation") or ""))),)
        for form in (role, house, house + role)
    }
    title = "".join(lines[1:])
    running = bare("".join(line.text for line in proof.ground.lines))
    if title not in known and not _named(running, title, lines[0]):
        proof.find_unit(proven, "is not who the article says it is", says="、".join(sorted(known - {""})))


def _named(running: str, title: str, speaker: str) -> bool:
    """Whether the article puts a title whole before (or behind) a name."""
    at = running.find(title + speaker)
    before = words("verify.toml", "guards.deputies")
    return (at >= 0 and not running[:at].endswith(tuple(map(bare, before)))) or speaker + title in running
