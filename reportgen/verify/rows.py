"""Proves the rows of tables: the number, its words, its time, its kind and its paragraph belong to one fact."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.fold import fold
from reportgen.lexicon import words
from reportgen.verify import naming, pairs, plans, relative, years
from reportgen.verify import values as values_
from reportgen.verify.ground import bare, dense
from reportgen.verify.proofs import Proof

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven

_FIRM = re.compile(r"\d|[一二三四]季度|半年|[今去前]年")  # a time that a table prints
_LEFT_OUT = re.compile(r'leaves out "(.+)" with its number')
_PLAN_HEADS = ("briefing.tracker", "deck.tracker_head")


def check(proof: FileProof) -> None:
    """Rows of tables: the number, its words, its time, its kind and its paragraph belong to one fact."""
    rows: dict[tuple[str, int, int], list[Proven]] = {}
    for proven in proof.proven:
        if proven.unit.kind == "cell":
            rows.setdefault((proven.unit.group, proven.unit.page, proven.unit.row), []).append(proven)
    of_plans = {
        k[0] for k, cells in rows.items() if any(p.key.startswith(_PLAN_HEADS) for c in cells for _, p in c.parts)
    }
    for (group, _, _), cells in rows.items():
        if group in of_plans or not group:
            _told_by_head(proof, cells)
            _timed_beside(proof, cells)
        values = [c for c in cells if c.value is not None]
        dates = [
            c
            for c in values
            if c.value and all(proof.ground.facts.get(f, {}).get("kind") == "milestone" for f in c.value.facts)
        ]
        periods = {
            dense(str(proof.ground.facts.get(f, {}).get("period") or "")).text
            for c in values
            if c.value
            for f in c.value.facts
        } - {""}
        written = proof.ground.article.get("date")
        dates += [
            c
            for c in values
            if c not in dates
            and (dense(c.unit.text).text in periods or relative.forms(dense(c.unit.text).text, written))
        ]
        if len(values) > len(dates):  # the time of another number
            values = [c for c in values if c not in dates or (c.value and c.value.key == "derived")]
        if values:
            _row(proof, cells, values)
        else:
            _wordy_row(proof, cells)
    plans.check(proof)


def _told_by_head(proof: FileProof, cells: list[Proven]) -> None:
    """In a table of what is to come the head tells that its rows are plans."""
    for cell in cells:
        cell.parts = [
            (t, replace(p, kind="cut")) if p.kind == "none" and "as done" in p.why else (t, p) for t, p in cell.parts
        ]


def _timed_beside(proof: FileProof, cells: list[Proven]) -> None:
    """In such a table a time may go out of the words when it stands in a cell beside them."""
    written = proof.ground.article.get("date")
    for cell in cells:
        part = cell.parts[0][1] if len(cell.parts) == 1 else None
        if part is None or part.kind != "none" or part.cut is None or part.cut.loose or not part.cut.faults:
            continue
        gaps = [_LEFT_OUT.fullmatch(why) for _, why in part.cut.faults]
        beside = [dense(c.unit.text).text for c in cells if c is not cell]
        told = {fold(form) for text in beside for form in (text, *relative.forms(text, written))}
        if all(gap and {fold(gap[1]), fold(gap[1]).lstrip("于在")} & told for gap in gaps):
            lines = {piece.line for piece in part.cut.pieces}
            paragraphs = tuple(sorted({proof.ground.lines[n].paragraph for n in lines}))
            cell.parts = [(cell.parts[0][0], replace(part, kind="cut", why="", paragraphs=paragraphs))]


def _row(proof: FileProof, cells: list[Proven], values: list[Proven]) -> None:
    others = [c for c in cells if c not in values]
    lead = min(c.unit.column for c in cells)
    labels = [
        c
        for c in others
        if not values_.furniture(proof, c)
        and bare(c.unit.text)
        and (c.unit.column == lead or not naming.TIME.fullmatch(dense(c.unit.text).text))
    ]
    first = [c for c in labels if c.unit.column == lead]
    labels = first or labels  # the first column says what is counted
    for cell in values:
        assert cell.value is not None
        facts = cell.value.facts
        if cell.value.key == "derived":
            _derived_row(proof, cell, others, labels)
            continue
        fitting = [f for f in facts if not labels or any(values_.goes_with(proof, f, c) for c in labels)]
        if not fitting:
            proof.mismatch(cell, "、".join(c.unit.text for c in labels), facts)
            for other in others:  # which fact it is stays open, so its paragraph does
                if re.fullmatch(r"\d{1,3}", dense(other.unit.text).text):
                    other.parts = [(other.unit.text, Proof(kind="constant", key="paragraph"))]
            continue
        values_.settle(proof, cell, fitting)
        for label in labels:
            values_.name(proof, label, fitting)
        _row_furniture(proof, cell, others, fitting)


def _derived_row(proof: FileProof, cell: Proven, others: Iterable[Proven], labels: list[Proven]) -> None:
    """A computed span: its label names the two dates, its paragraph is theirs."""
    shown = dense(cell.unit.text).text
    spans = [d for d in proof.texts.derived if dense(d.text).text == shown]
    fitting = [d for d in spans if any(pairs.derived_label(proof.texts, d, dense(c.unit.text).text) for c in labels)]
    if not fitting:
        proof.mismatch(cell, "、".join(c.unit.text for c in labels), [spans[0].start] if spans else [])
        return
    for label in labels:
        if not label.ok:
            label.parts = [(label.unit.text, Proof(kind="pair", facts=(fitting[0].start, fitting[0].end)))]
    cell.parts = [
        (cell.unit.text, Proof(kind="value", key="derived settled", facts=(fitting[0].start, fitting[0].end)))
    ]
    _row_furniture(proof, cell, others, [fitting[0].start])


def _row_furniture(proof: FileProof, cell: Proven, others: Iterable[Proven], facts: list[str]) -> None:
    records = [proof.ground.facts[f] for f in facts if f in proof.ground.facts]
    for other in others:
        text = dense(other.unit.text).text
        if re.fullmatch(r"\d{1,3}", text):
            if records and not any(int(r["paragraph"]) == int(text) for r in records):
                proof.find_unit(other, f"is not the paragraph of {cell.unit.text}", says=str(records[0]["paragraph"]))
            other.parts = [(other.unit.text, Proof(kind="constant", key="paragraph"))]
            continue
        kinds = [k for k, shown in proof.texts.kinds.items() if text in shown]
        derived = cell.value is not None and cell.value.key.startswith("derived")
        if derived and kinds and "derived" in kinds:
            continue
        if kinds and records and (derived or not any(_kind_fits(proof, k, r) for k in kinds for r in records)):
            said = records[0].get("status")
            proof.find_unit(other, f"is the wrong kind for {cell.unit.text}", says=str(said))
            continue
        times = [dense(str(r.get("period") or "")).text for r in records]
        if times and unsaid(proof, text) and all(map(_FIRM.search, times)):
            proof.find_unit(other, f"is stated of {cell.unit.text}", says=str(records[0]["period"]))
            continue
        fits = any(time_fits(proof, text, r) for r in records)
        dated = is_time(proof, text)
        if dated and records and not fits:
            proof.find_unit(
                other,
                f"is not the time of {cell.unit.text}",
                says=str(records[0].get("period") or "nothing of its time"),
            )
        elif records and fits and (not other.ok or other.value is not None or any(p.counts for _, p in other.parts)):
            other.parts = [(other.unit.text, Proof(kind="pair", facts=tuple(facts)))]


def _kind_fits(proof: FileProof, kind: str, record: dict[str, object]) -> bool:
    status = record.get("status") or "actual"
    line = proof.ground.sentence_of(str(record["id"]))
    if kind == "forecast":
        told = fold(line.text) if line else ""
        return any(w in told for w in words("verify.toml", "guards.forecasts")) or _OUTCOME.search(told) is not None
    if kind in ("target", "planned"):
        return status != "actual" or bool(line and any(w in line.text for w in words("verify.toml", "guards.plans")))
    if kind == "actual":
        return status == "actual" and record.get("qualifier") not in ("近", "約", "余", "超", "以上", "不到")
    if kind == "approximate":
        return (
            record.get("qualifier") is not None
            or record.get("bound") not in (None, "exact")
            or record.get("value") is None
        )
    if kind == "self_reported":
        return bool(record.get("attributed_to")) or _in_speech(proof, record)
    if kind == "ongoing":
        return bool(line and any(w in line.text for w in words("verify.toml", "status.ongoing")))
    return kind == "derived" and str(record.get("id", "")).startswith("D")


# What a plan is reckoned to bring: 每年可外送电量, 相当于节约标准煤.
_OUTCOME = re.compile("相当于|约合|可(?![靠用见乐谓否行观])")


def _in_speech(proof: FileProof, record: dict[str, object]) -> bool:
    """Whether a number stands in a paragraph in which somebody speaks."""
    return any(
        f.get("kind") == "quote" and f.get("paragraph") == record.get("paragraph") for f in proof.ground.facts.values()
    )


def unsaid(proof: FileProof, text: str) -> bool:
    """Whether a dense text is the program's word for what the article leaves open."""
    return proof.texts.catalogue.constants.get(text, "").endswith(("missing_short", "unsaid"))


def is_time(proof: FileProof, text: str) -> bool:
    """Whether a dense text is a time and nothing else."""
    return bool(naming.TIME.fullmatch(text) or relative.forms(text, proof.ground.article.get("date")))


def time_fits(proof: FileProof, text: str, record: dict[str, object]) -> bool:
    period = dense(str(record.get("period") or "")).text
    written = proof.ground.article.get("date")
    own = years.of_each(proof.ground, str(record["id"]))
    if own is not None and re.fullmatch(r"\d{3,4}年", text):
        return text == own  # one of several years, each with its amount
    if record.get("date") and text == f"{str(record['date'])[:4]}年":
        return True
    if text and (text == period or relative.stands(text, written, period)):
        return True
    told = (text, *relative.forms(text, written)) if text else ()
    if any(period.startswith(t) and period.removeprefix(t) in ("前", "后", "起", "以来", "以前") for t in told if t):
        return False  # 2026年底 for 2026年底前
    if period.endswith(text) and period.removesuffix(text) == "前":
        return False  # 11月 for 前11月
    if period and _time_of_another(proof, text, period, record):
        return False
    line = proof.ground.sentence_of(str(record["id"]))
    inside = bool(line and relative.stands(text, written, line.text))
    if re.search(r"\d月|\d{4}年", period) and re.search(r"\d", text) and not inside:
        return False  # its own time is known, and this is another one of the paragraph
    running = proof.ground.running.get(int(str(record["paragraph"])), "")
    return inside or (bool(text) and relative.stands(text, written, running))


def _time_of_another(proof: FileProof, text: str, period: str, record: dict[str, object]) -> bool:
    """Whether a time is that of another number of the sentence, and this one has its own."""
    place, written = proof.ground.home.get(str(record["id"])), proof.ground.article.get("date")
    if place is None:
        return False
    line = proof.ground.lines[place[0]]
    begin, end = line.text.rfind(";", 0, place[1]) + 1, line.text.find(";", place[2])
    part = line.text[begin : end if end >= 0 else len(line.text)]
    if not relative.stands(period, written, part) or relative.stands(text, written, part):
        return False
    others = {dense(str(proof.ground.facts[a.fact].get("period") or "")).text for a in line.atoms if a.fact} - {
        "",
        period,
    }
    return any(text == other or text in relative.printed(other, written) for other in others) if others else False


def _wordy_row(proof: FileProof, cells: list[Proven]) -> None:
    """A row without a number of its own (a rank, an event, a step): its words come from one paragraph."""
    _timed_by_rank(proof, cells)
    for cell in cells:
        if re.fullmatch(r"\d{1,3}", dense(cell.unit.text).text):
            number = int(cell.unit.text)
            known = [p for c in cells if c is not cell for p in c.paragraphs]
            _of_its_paragraph(proof, cells, cell, number)
            told = [dense(c.unit.text).text for c in cells if c is not cell]
            long = [t for t in told if len(t) > 3]
            running = bare(proof.ground.running.get(number, ""))
            here = long or [t for c in cells if c is not cell and c.paragraphs for t in (dense(c.unit.text).text,)]
            if known and number not in known and not any(naming.composed(running, bare(t)) for t in here):
                proof.find_unit(cell, "is not the paragraph of its row", says=str(known[0]))
            cell.parts = [(cell.unit.text, Proof(kind="constant", key="paragraph"))]
        elif (not cell.ok or any(p.counts for _, p in cell.parts)) and _dated_by_row(proof, cell, cells):
            cell.parts = [(cell.unit.text, Proof(kind="pair"))]


def _of_its_paragraph(proof: FileProof, cells: list[Proven], cell: Proven, number: int) -> None:
    """Each text of a wordy row is of the paragraph that the row names."""
    running = bare(proof.ground.running.get(number, ""))
    for other in cells:
        text = dense(other.unit.text).text
        strange = other.paragraphs and number not in other.paragraphs
        if other is cell or is_time(proof, text):
            continue
        if strange and len(text) > 3 and not naming.composed(running, bare(text)):
            proof.find_unit(other, f"is not of paragraph {number}, which its row names")


def _timed_by_rank(proof: FileProof, cells: list[Proven]) -> None:
    """The time beside a claim of place is told in its sentence, or in the one before it."""
    told = {dense(c.unit.text).text: c for c in cells}
    ranks = [
        f
        for f in proof.ground.facts.values()
        if f.get("kind") == "rank" and any(len(t) > 2 and t in dense(str(f.get("claim") or "")).text for t in told)
    ]
    written = proof.ground.article.get("date")
    for text, cell in told.items():
        if not ranks or not re.search(r"\d", text) or not is_time(proof, text):
            continue
        lines = [line for f in ranks if (line := proof.ground.sentence_of(str(f["id"]))) is not None]
        near = [n for line in lines for n in proof.ground.lines if n.number in (line.number, line.number - 1)]
        if near and not any(relative.stands(text, written, n.text) for n in near):
            proof.find_unit(cell, "is not the time of its row", says=lines[0].said)


def _dated_by_row(proof: FileProof, cell: Proven, cells: list[Proven]) -> bool:
    """Whether a cell gives the day or year that a paragraph of its row tells in words (年底前, 昨日)."""
    text, written = dense(cell.unit.text).text, proof.ground.article.get("date")
    others = [c for c in cells if c is not cell]
    told = {n for c in others for n in c.paragraphs}
    told |= {int(c.unit.text) for c in others if re.fullmatch(r"[0-9]{1,3}", c.unit.text.strip())}  # its paragraph
    running = [proof.ground.running.get(n, "") for n in told]
    return any(relative.in_words(text, written, line) for line in running)
