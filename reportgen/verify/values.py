"""Proves numbers that stand alone on a page (cards, rows of a panel): the words beside them have to be theirs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.verify import ahead, naming, pairs, years
from reportgen.verify.cuts import told_as_plan
from reportgen.verify.ground import bare, dense
from reportgen.verify.numerals import read
from reportgen.verify.proofs import Proof
from reportgen.verify.units import beside

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven

_SET_LARGE = 20.0  # pt
_ENDS = "。！？；，、：!?;,: "
_REFERENCES = ("deck.paragraph", "deck.page", "deck.source", "briefing.page", "briefing.source", "deck.appendix_page")


def check(proof: FileProof) -> None:
    """Numbers that stand alone on a page: cards, rows, panels. The words beside them have to be theirs."""
    pages: dict[int, list[Proven]] = {}
    for proven in proof.proven:
        within(proof, proven)
        _spans(proof, proven)
        if proven.unit.kind == "text":
            pages.setdefault(proven.unit.page, []).append(proven)
    for page in pages.values():
        of = {id(p.unit): p for p in page}
        # Where the deck tells what the article leaves open, a number stands for itself.
        page_of_gaps = any(p.key == "deck.gap_stated" for proven in page for _, p in proven.parts)
        for proven in page:
            value = proven.value
            if value is None or value.key == "derived":
                continue
            if page_of_gaps or (dense(proven.unit.text).text.startswith("翻") and proven.unit.size < _SET_LARGE):
                continue  # 翻了近两番 in the line under another number is what goes with it
            near = [of[id(u)] for u in beside(proven.unit, [p.unit for p in page if not _reference(proof, p)])]
            _value(proof, proven, value, near)


def _spans(proof: FileProof, proven: Proven) -> None:
    """A computed span of days behind the names of two events in one shape is theirs."""
    for text, told in proven.parts:
        if not told.key.startswith("derived") or told.kind != "value":
            continue
        spans = {d.id: d for d in proof.texts.derived}
        label = next((t for t, _ in proven.parts if re.search("[到至]", t) and not read(t)), "")
        shown = dense(text).text
        fitting = [d for d in spans.values() if dense(d.text).text == shown]
        if label and fitting and not any(pairs.derived_label(proof.texts, d, dense(label).text) for d in fitting):
            proof.find_unit(proven, "is the span between two other days")
            return


def _value(proof: FileProof, proven: Proven, value: Proof, near: list[Proven]) -> None:
    claimed = proven.unit.fact
    facts = value.facts
    if claimed in proof.ground.facts and claimed not in facts:
        record = proof.ground.facts[claimed]
        proof.find_unit(proven, f"stands where fact {claimed} is shown", says=str(record.get("surface")), fact=claimed)
        return
    telling = [n for n in near if n.value is None and not re.fullmatch(r"[\d/、\s]+", dense(n.unit.text).text)][:5]
    known: dict[tuple[str, int], bool] = {}

    def goes(fact: str, other: Proven) -> bool:
        key = (fact, id(other))
        if key not in known:
            known[key] = goes_with(proof, fact, other)
        return known[key]

    naming_ = [n for n in telling if not furniture(proof, n) or any(goes(f, n) for f in facts)]
    if not naming_:
        return
    fitting = [f for f in facts if any(goes(f, n) for n in naming_)]
    if claimed in fitting:
        fitting = [claimed]
    if not fitting or not any(goes(f, naming_[0]) or _same_sentence(proof, f, naming_[0]) for f in fitting):
        proof.mismatch(proven, naming_[0].unit.text, facts)
        return
    if ahead.is_bare_plan(proof, fitting) and not any(_told(n.unit.text, proven.unit.text) for n in (proven, *near)):
        proof.find_unit(proven, "tells as done what the article plans", fact=fitting[0])
        return
    settle(proof, proven, fitting)
    for label in naming_:
        name(proof, label, fitting)
    if any(goes_with(proof, f, naming_[0]) for f in fitting):
        ahead.check(proof, proven, naming_[0], fitting)


def _told(text: str, number: str) -> bool:
    """Whether words beside a number tell it as a plan; what they say of another number tells nothing of it."""
    if bare(number) in bare(text):
        return told_as_plan(dense(text).text)
    first, *rest = re.split("[,;]", dense(text).text)
    return told_as_plan(",".join([first, *(part for part in rest if not read(part))]))


def _same_sentence(proof: FileProof, fact: str, other: Proven) -> bool:
    """Words proven on their own that stand in the number's sentence: a companion, what follows from it."""
    place = proof.ground.home.get(fact)
    if place is None or not other.ok:
        return False
    lines = {piece.line for _, p in other.parts if p.cut for piece in p.cut.pieces}
    homes = {proof.ground.home[f][0] for f in other.facts if f in proof.ground.home}
    return place[0] in lines | homes


def name(proof: FileProof, label: Proven, facts: list[str]) -> None:
    """Parts of a label that the number beside them proves. What holds a number of its own has to prove itself,
    unless
    it is wholly made of the number's own words (第二產業增加值)."""
    for index, (text, told) in enumerate(label.parts):
        if told.ok or len(dense(text).text) > 48:
            continue
        words_ = dense(text).text.strip(",:;。")
        words_ = ahead.bare_of(words_)
        quoted = re.findall(r'"([^"]+)"', dense(text).text)
        if any(next(proof.ground.all(q), None) is None for q in quoted):
            continue  # a name in quotation marks is the article's to the letter
        if any(_clipped(proof, f, words_) for f in facts):
            continue
        own = any(naming.names(proof.ground, f, words_) for f in facts)
        if not own and len(label.parts) == 1:
            own = any(goes_with(proof, f, label) and (not read(text) or _segments(proof, f, words_)) for f in facts)
        if own:
            label.parts[index] = (text, Proof(kind="pair", facts=tuple(facts)))


def _clipped(proof: FileProof, fact: str, text: str) -> bool:
    """Whether words repeat a fact's digits without the rest of its surface (100億元 of 100億元級)."""
    surface = dense(str(proof.ground.facts.get(fact, {}).get("surface") or "")).text
    digits = re.search(r"\d[\d.,]*", surface)
    if digits is None or surface in text:
        return False
    return re.search(rf"(?<![\d.]){re.escape(digits.group())}(?![\d.])", text) is not None


def _segments(proof: FileProof, fact: str, text: str) -> bool:
    """A card's words with its companion figure: each segment names the number or is proven by itself."""
    return all(naming.names(proof.ground, fact, s) or _states(proof, fact, s) for s in re.split("[,;]", text) if s)


def _states(proof: FileProof, fact: str, text: str) -> bool:
    """Whether a segment is proven by itself; one that names nothing only as a change told in the fact's sentence."""
    told = proof.texts.prove(text)
    if not told.ok or not naming.nameless(text, _surfaces(proof, told)):
        return told.ok
    return any(proof.ground.home.get(f, (-1,))[0] == proof.ground.home.get(fact, (-2,))[0] for f in told.facts)


def within(proof: FileProof, proven: Proven) -> None:
    """Parts of one unit that are proven one by one (lines, sentences): a part that names nothing counts what the part
    before it names, or, when none does, the part behind."""
    if len(proven.parts) == 1 and ((cut := proven.parts[0][1].cut) is None or len(cut.pieces) < 2):
        return
    parts = [(t.strip(_ENDS), p) for told in proven.parts for t, p in _parted(proof, *told)]
    if len(parts) < 2:
        return
    named = [not naming.nameless(text, _surfaces(proof, told)) for text, told in parts]
    for index, (_, told) in enumerate(parts):
        if named[index] or not told.facts or told.key in ("derived", years.KEY):
            continue
        before = next((i for i in range(index - 1, -1, -1) if named[i]), None)
        label = before if before is not None else next((i for i in range(index, len(parts)) if named[i]), None)
        if label is None or parts[label][1].kind == "meta":
            continue
        repeated = index and set(told.facts) & set(parts[index - 1][1].facts)
        if repeated or not _belongs(proof, _alone(proven, parts[label]), _alone(proven, parts[index])):
            proof.mismatch(_alone(proven, parts[index]), parts[label][0], told.facts)


def _surfaces(proof: FileProof, told: Proof) -> list[str]:
    known = [proof.ground.facts[f] for f in told.facts if f in proof.ground.facts]
    return [proof.texts.whole_surface(fact) for fact in known if fact.get("kind") == "figure"]


def _alone(proven: Proven, part: tuple[str, Proof]) -> Proven:
    """One part of a unit as a unit of its own."""
    return replace(proven, unit=replace(proven.unit, lines=[part[0]]), parts=[part])


def _parted(proof: FileProof, text: str, told: Proof) -> list[tuple[str, Proof]]:
    """A text that was cut from several sentences, part by part."""
    lines = {piece.line for piece in told.cut.pieces} if told.cut else set()
    parts = [p for p in re.split(r"(?<=[。；;!?！？])", text) if bare(p)] if len(lines) > 1 else []
    return [(p, proof.texts.prove(p)) for p in parts] if len(parts) > 1 else [(text, told)]


def _belongs(proof: FileProof, label: Proven, number: Proven) -> bool:
    """Whether a number that names nothing may stand behind a label: both are of one sentence in this order, or the
    label is the number's."""
    joined = proof.texts.prove(f"{label.unit.text}，{number.unit.text}")
    if joined.ok and (joined.cut is None or len({piece.line for piece in joined.cut.pieces}) == 1):
        return True
    return any(goes_with(proof, fact, label) or _in_clause_before(proof, fact, label) for fact in number.facts)


def _in_clause_before(proof: FileProof, fact: str, label: Proven) -> bool:
    """Whether a label is cut from the clause directly before that of a fact's number."""
    place = proof.ground.home.get(fact)
    pieces = [piece for _, p in label.parts if p.ok and p.cut for piece in p.cut.pieces]
    if place is None or not pieces or pieces[-1].line != place[0]:
        return False
    line = proof.ground.lines[place[0]]
    return line.clause(pieces[-1].s)[1] == line.clause(place[1])[0]


def settle(proof: FileProof, proven: Proven, facts: list[str]) -> None:
    """Which of the facts with this surface it is."""
    text, _ = proven.parts[0]
    paragraphs = tuple(int(proof.ground.facts[f]["paragraph"]) for f in facts if f in proof.ground.facts)
    proven.parts = [(text, Proof(kind="value", facts=tuple(facts), paragraphs=paragraphs, key="settled"))]


def goes_with(proof: FileProof, fact: str, other: Proven) -> bool:
    """Whether words may stand beside the number of a fact: they state it themselves, or name what it counts."""
    if fact in other.facts and other.value is None:
        return True
    place = proof.ground.home.get(fact)
    segments = [s for s in re.split(r"[，；,;]", dense(other.unit.text).text) if s]
    heads = [",".join(segments[:n]) for n in range(1, min(4, len(segments) + 1))]
    # The clause's words right before or right behind the number.
    for told_by in (*(p for _, p in other.parts), *map(proof.texts.prove, heads)):
        pieces = told_by.cut.pieces if told_by.ok and told_by.cut is not None else ()
        if place and pieces and pieces[-1].line == place[0]:
            gap = proof.ground.lines[place[0]].text[pieces[-1].s + pieces[-1].size : place[1]]
            if pieces[-1].s + pieces[-1].size <= place[1] and not naming.without_filler(gap):
                return True
        if place and pieces and (pieces[0].line, pieces[0].s) == (place[0], place[2]):
            line = proof.ground.lines[place[0]]
            return not naming.widened(bare(other.unit.text), [bare(line.text[line.clause(place[1])[0] : place[1]])])
    text = pairs.ungiven(other.unit.text)
    first = re.split(r"[，；,;]", dense(text).text)[0]
    if naming.names(proof.ground, fact, text):
        return True
    surface = str(proof.ground.facts.get(fact, {}).get("surface") or "")
    if surface and len(bare(text)) >= 2 and not read(text):
        told = proof.texts.prove(f"{text}：{surface}")
        if told.kind in ("cut", "pair") and fact in told.facts:
            return True
    if not naming.names(proof.ground, fact, ahead.bare_of(first)):
        return False
    rest = dense(text).text[len(first) :].strip(",;")
    if rest and _of_another(proof, fact, rest):
        return False
    return (
        not rest
        or proof.texts.prove(rest).ok
        or naming.names(proof.ground, fact, rest)
        or all(
            proof.texts.prove(part).ok or naming.names(proof.ground, fact, part)
            for part in re.split(r"[,;]", rest)
            if part
        )
    )


def _of_another(proof: FileProof, fact: str, rest: str) -> bool:
    """Whether words behind a number's own are told of another time (首季跌5.4%，次季由跌转升，增长0.9%) or of somebody
    who is not named with it (一审被判处…)."""
    place = proof.ground.home.get(fact)
    if place is None:
        return False
    if _PASSIVE.match(rest):
        return True
    line = proof.ground.lines[place[0]]
    at = line.text.find(rest, place[2])
    between = line.text[place[2] : at].split(",")[1:] if at >= 0 else []
    return not _TIMED.match(rest) and any(_TIMED.match(clause) for clause in between)


_TIMED = re.compile(r"(?:20\d\d|[今去前上明])年|[上下]半年|[首次末]季|第?[一二三四]季|\d{1,2}月|同期")
_PASSIVE = re.compile("(?:[一二]审|当庭)?被(?![动子])")


def _reference(proof: FileProof, proven: Proven) -> bool:
    """第n段, 第n頁: a pointer, not a word."""
    return all(
        p.kind == "pattern" and (p.key.startswith(_REFERENCES) or (p.counts and not p.facts)) for _, p in proven.parts
    )


def furniture(proof: FileProof, proven: Proven) -> bool:
    """Words that name nothing: constants, the article's head, paragraph and page references."""
    return all(
        p.kind in ("constant", "meta")
        or (p.kind == "pattern" and (p.key.startswith(_REFERENCES) or (p.counts and not p.facts)))
        for _, p in proven.parts
    ) or bool(re.fullmatch(r"[\d/、\s]+", dense(proven.unit.text).text))
