"""Proves a whole file: every unit of text on its own, then every number with the words beside it, then what only the
surroundings can prove (counts, figure and page numbers, paragraph marks, source lines, speakers)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from reportgen.lexicon import words
from reportgen.verify import counting, naming
from reportgen.verify.ground import MARKS, Ground, bare, dense
from reportgen.verify.ledgers import aliases
from reportgen.verify.numerals import read
from reportgen.verify.report import Finding, Remark, Report
from reportgen.verify.surfaces import Contents
from reportgen.verify.texts import Proof, Texts
from reportgen.verify.units import Unit, beside, gather
from reportgen.verify.wordings import Template

_TIME = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:至.*)?")
_PREFIXES = ("briefing.figure", "briefing.table")
_SUFFIXES = ("deck.continued",)
_REFERENCES = ("deck.paragraph", "deck.page", "deck.source", "briefing.page", "briefing.source", "deck.appendix_page")
_TICKS = (".month", ".year", ".month_year", ".day")
_PLAN_HEADS = ("briefing.tracker", "deck.tracker_head")


@dataclass(slots=True, kw_only=True)
class Proven:
    """A unit with the proofs of its parts (text, proof)."""

    unit: Unit
    parts: list[tuple[str, Proof]]

    @property
    def ok(self) -> bool:
        return all(p.ok for _, p in self.parts)

    @property
    def facts(self) -> set[str]:
        return {f for _, p in self.parts for f in p.facts}

    @property
    def paragraphs(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(n for _, p in self.parts if p.kind != "value" for n in p.paragraphs))

    @property
    def value(self) -> Proof | None:
        return self.parts[0][1] if len(self.parts) == 1 and self.parts[0][1].kind == "value" else None


@dataclass(kw_only=True)
class FileProof:
    """One file held against the ground; `run` fills the report."""

    texts: Texts
    contents: Contents
    report: Report
    proven: list[Proven] = field(default_factory=list)
    loose: list[Proven] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)  # fact id in the file → in the ground
    tables: dict[int, list[tuple[int, list[str]]]] = field(default_factory=dict)  # kept by `counting`
    _split: dict[str, list[tuple[str, Proof]]] = field(default_factory=dict)

    @property
    def ground(self) -> Ground:
        return self.texts.ground

    def run(self) -> None:
        """Prove everything; findings and counts go into the report."""
        units = gather(self.contents)
        self.texts.prove_sentence = lambda text: self._joined(text, ())
        self.ids = aliases(self.ground, self.contents)
        for unit in units:
            unit.fact = self.ids.get(unit.fact, unit.fact)
            self.proven.append(Proven(unit=unit, parts=self.unit(unit)))
        self._cells()
        self._dates()
        self._values()
        self._rest()
        counting.check(self)
        self._quotations()
        self._count()
        for page, place, what in self.contents.troubles:
            self.find(page, place, what, "cannot be proven", hint="Give the file as reportgen wrote it.")

    @cached_property
    def _numbered(self) -> list[tuple[Template, re.Pattern[str], bool]]:
        """The catalogue's figure numbers and 續 n, with a pattern for a text that begins or (False) ends with one."""
        found = []
        for template in self.texts.catalogue.templates:
            body = template.body.replace(".+?", r"\d+")
            if template.key in _PREFIXES:
                found.append((template, re.compile(body), True))
            elif template.key in _SUFFIXES:
                found.append((template, re.compile(body + r"\)?。?$"), False))
        return found

    # -- units ---------------------------------------------------------------------------------------------------

    def unit(self, unit: Unit) -> list[tuple[str, Proof]]:
        """Proofs of a unit: whole, or sentence by sentence, line by line, whichever proves most of it."""
        return self.prove(unit.text)

    def prove(self, text: str) -> list[tuple[str, Proof]]:
        """Proofs of a text: whole, else of its sentences, lines, clauses … each taken further apart where needed."""
        known = self._split.get(text)
        if known is None:
            self._split[text] = [(text, Proof(kind="none"))]
            known = self._split[text] = self._apart(text)
        return known

    def _apart(self, text: str) -> list[tuple[str, Proof]]:
        proof = self._whole(text)
        if proof.ok or len(text) > _LONGEST:
            return [(text, proof)]
        best, cost = [(text, proof)], len(bare(text))
        for at, split in enumerate(_SPLITS):
            parts = split(text)
            if not 2 <= len(parts) <= 60:
                continue
            tried = [piece for part in parts for piece in self.prove(part)]
            if at >= _LOOSE and not _may_join(tried):
                continue
            price = _cost(tried)
            if price < cost:
                best, cost = tried, price
            if cost == 0:
                break
        if cost and proof.why.startswith("differs from the program"):
            return [(text, proof)]  # our own words, changed: not a heap of chance pieces
        return best

    def _whole(self, text: str) -> Proof:
        """A text, or one behind a constant of the catalogue and a colon (可以這樣說：…), behind its figure number,
        before
        its 續 n."""
        proof = self.texts.prove(text)
        if proof.ok:
            return proof
        folded = dense(text).text
        at = folded.find(":")
        constants = self.texts.catalogue.constants
        if 0 < at < 14 and (folded[:at] in constants or folded[: at + 1] in constants):
            return self._joined(folded[at + 1 :], ())
        for template, pattern, leads in self._numbered:
            found = pattern.match(folded) if leads else pattern.search(folded)
            if found and leads and found.end() < len(folded):
                return self._joined(folded[found.end() :], ((template.key, "n", found.group("n")),))
            if found and not leads and found.start():
                return self._joined(folded[: found.start()], ((template.key, "n", found.group("n")),))
        return proof

    def _joined(self, text: str, counts: tuple[tuple[str, str, str], ...]) -> Proof:
        parts = self.prove(text)
        bad = next((p for _, p in parts if not p.ok), None)
        if bad is not None:
            return bad
        return Proof(
            kind="pattern",
            key=parts[0][1].key if len(parts) == 1 else "",
            facts=tuple(f for _, p in parts for f in p.facts),
            counts=(*counts, *(c for _, p in parts for c in p.counts)),
            paragraphs=tuple(dict.fromkeys(n for _, p in parts for n in p.paragraphs)),
        )

    # -- tables --------------------------------------------------------------------------------------------------

    def _cells(self) -> None:
        """Rows of tables: the number, its words, its time, its kind and its paragraph belong to one fact."""
        rows: dict[tuple[str, int, int], list[Proven]] = {}
        for proven in self.proven:
            if proven.unit.kind == "cell":
                rows.setdefault((proven.unit.group, proven.unit.page, proven.unit.row), []).append(proven)
        plans = {
            k[0] for k, cells in rows.items() if any(p.key.startswith(_PLAN_HEADS) for c in cells for _, p in c.parts)
        }
        for (group, _, _), cells in rows.items():
            if group in plans or not group:
                self._told_by_head(cells)
            values = [c for c in cells if c.value is not None]
            dates = [
                c
                for c in values
                if c.value and all(self.ground.facts.get(f, {}).get("kind") == "milestone" for f in c.value.facts)
            ]
            if len(values) > len(dates):  # the time of another number
                values = [c for c in values if c not in dates or (c.value and c.value.key == "derived")]
            if values:
                self._row(cells, values)
            else:
                self._wordy_row(cells)

    def _told_by_head(self, cells: list[Proven]) -> None:
        """In a table of what is to come the head tells that its rows are plans."""
        for cell in cells:
            cell.parts = [
                (t, replace(p, kind="cut")) if p.kind == "none" and "as done" in p.why else (t, p)
                for t, p in cell.parts
            ]

    def _row(self, cells: list[Proven], values: list[Proven]) -> None:
        others = [c for c in cells if c not in values]
        labels = [
            c
            for c in others
            if not self._furniture(c) and bare(c.unit.text) and not _TIME.fullmatch(dense(c.unit.text).text)
        ]
        first = [c for c in labels if c.unit.column == min(x.unit.column for x in cells)]
        labels = first or labels  # the first column says what is counted
        for cell in values:
            assert cell.value is not None
            facts = cell.value.facts
            if cell.value.key == "derived":
                self._derived_row(cell, others, labels)
                continue
            fitting = [f for f in facts if not labels or any(self.goes_with(f, c) for c in labels)]
            if not fitting:
                self.mismatch(cell, "、".join(c.unit.text for c in labels), facts)
                continue
            self.settle(cell, fitting)
            for label in labels:
                self._name(label, fitting)
            self._row_furniture(cell, others, fitting)

    def _derived_row(self, cell: Proven, others: Iterable[Proven], labels: list[Proven]) -> None:
        """A computed span: its label names the two dates, its paragraph is theirs."""
        shown = dense(cell.unit.text).text
        spans = [d for d in self.texts.derived if dense(d.text).text == shown]
        fitting = [d for d in spans if any(self.texts.derived_label(d, dense(c.unit.text).text) for c in labels)]
        if not fitting:
            self.mismatch(cell, "、".join(c.unit.text for c in labels), [spans[0].start] if spans else [])
            return
        for label in labels:
            if not label.ok:
                label.parts = [(label.unit.text, Proof(kind="pair", facts=(fitting[0].start, fitting[0].end)))]
        cell.parts = [
            (cell.unit.text, Proof(kind="value", key="derived settled", facts=(fitting[0].start, fitting[0].end)))
        ]
        self._row_furniture(cell, others, [fitting[0].start])

    def _row_furniture(self, cell: Proven, others: Iterable[Proven], facts: list[str]) -> None:
        records = [self.ground.facts[f] for f in facts if f in self.ground.facts]
        for other in others:
            text = dense(other.unit.text).text
            if re.fullmatch(r"\d{1,3}", text):
                if records and not any(int(r["paragraph"]) == int(text) for r in records):
                    self.find_unit(
                        other, f"is not the paragraph of {cell.unit.text}", says=str(records[0]["paragraph"])
                    )
                other.parts = [(other.unit.text, Proof(kind="constant", key="paragraph"))]
                continue
            kinds = [k for k, shown in self.texts.kinds.items() if text in shown]
            derived = cell.value is not None and cell.value.key.startswith("derived")
            if derived and kinds and "derived" in kinds:
                continue
            if kinds and records and (derived or not any(self._kind_fits(k, r) for k in kinds for r in records)):
                said = records[0].get("status")
                self.find_unit(other, f"is the wrong kind for {cell.unit.text}", says=str(said))
                continue
            fits = any(self._time_fits(text, r) for r in records)
            if _TIME.fullmatch(text) and records and not fits:
                self.find_unit(
                    other,
                    f"is not the time of {cell.unit.text}",
                    says=str(records[0].get("period") or "nothing of its time"),
                )
            elif records and fits and (not other.ok or other.value is not None):
                other.parts = [(other.unit.text, Proof(kind="pair", facts=tuple(facts)))]

    def _kind_fits(self, kind: str, record: dict[str, object]) -> bool:
        status = record.get("status") or "actual"
        if kind in ("target", "planned"):
            line = self.ground.sentence_of(str(record["id"]))
            return status != "actual" or bool(
                line and any(w in line.text for w in words("verify.toml", "guards.plans"))
            )
        if kind == "actual":
            return status == "actual" and record.get("qualifier") not in ("近", "約", "余", "超", "以上", "不到")
        if kind == "approximate":
            return (
                record.get("qualifier") is not None
                or record.get("bound") not in (None, "exact")
                or record.get("value") is None
            )
        return kind in ("ongoing", "self_reported") or (kind == "derived" and str(record.get("id", "")).startswith("D"))

    def _time_fits(self, text: str, record: dict[str, object]) -> bool:
        period = dense(str(record.get("period") or "")).text
        if record.get("date") and text == f"{str(record['date'])[:4]}年":
            return True
        if text and (text == period or text in period):
            return True
        line = self.ground.sentence_of(str(record["id"]))
        running = self.ground.running.get(int(str(record["paragraph"])), "")
        return bool(line and text in line.text) or (bool(text) and text in running)

    def _wordy_row(self, cells: list[Proven]) -> None:
        """A row without a number of its own (a rank, an event, a step): its words come from one paragraph."""
        for cell in cells:
            if re.fullmatch(r"\d{1,3}", dense(cell.unit.text).text):
                number = int(cell.unit.text)
                known = [p for c in cells if c is not cell for p in c.paragraphs]
                told = [dense(c.unit.text).text for c in cells if c is not cell]
                running = self.ground.running.get(number, "")
                if (
                    known
                    and number not in known
                    and not any(len(t) > 3 and naming.composed(bare(running), bare(t)) for t in told)
                ):
                    self.find_unit(cell, "is not the paragraph of its row", says=str(known[0]))
                cell.parts = [(cell.unit.text, Proof(kind="constant", key="paragraph"))]

    def _dates(self) -> None:
        """A date on the first line of a shape named after a dated event is that event's."""
        for proven in self.proven:
            fact = self.ground.facts.get(proven.unit.fact) or {}
            told = dense(proven.unit.text.split("\n", 1)[0]).text
            if fact.get("kind") != "milestone" or not re.fullmatch(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?", told):
                continue
            known = {int(n) for n in re.findall(r"\d+", str(fact.get("date") or ""))}
            if not {int(n) for n in re.findall(r"\d+", told)} <= known:
                self.find_unit(proven, "is not the date of its event", says=str(fact.get("surface")))

    # -- numbers and their words ---------------------------------------------------------------------------------

    def _values(self) -> None:
        """Numbers that stand alone on a page: cards, rows, panels. The words beside them have to be theirs."""
        pages: dict[int, list[Proven]] = {}
        for proven in self.proven:
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
                if page_of_gaps:
                    continue
                near = [of[id(u)] for u in beside(proven.unit, [p.unit for p in page if not self._reference(p)])]
                self._value(proven, value, near)

    def _value(self, proven: Proven, value: Proof, near: list[Proven]) -> None:
        claimed = proven.unit.fact
        facts = value.facts
        if claimed in self.ground.facts and claimed not in facts:
            record = self.ground.facts[claimed]
            self.find_unit(
                proven, f"stands where fact {claimed} is shown", says=str(record.get("surface")), fact=claimed
            )
            return
        telling = [n for n in near if n.value is None and not re.fullmatch(r"[\d/、\s]+", dense(n.unit.text).text)][:5]
        naming_ = [n for n in telling if not self._furniture(n) or any(self.goes_with(f, n) for f in facts)]
        if not naming_:
            return
        fitting = [f for f in facts if any(self.goes_with(f, n) for n in naming_)]
        if claimed in fitting:
            fitting = [claimed]
        strangers = [
            n
            for n in naming_[:2]
            if fitting and not any(self.goes_with(f, n) or self._same_sentence(f, n) for f in fitting)
        ]
        if not fitting or (strangers and strangers[0] is naming_[0]):
            self.mismatch(proven, naming_[0].unit.text, facts)
            return
        self.settle(proven, fitting)
        for label in naming_:
            self._name(label, fitting)

    def _same_sentence(self, fact: str, other: Proven) -> bool:
        """Words proven on their own that stand in the number's sentence: a companion, what follows from it."""
        place = self.ground.home.get(fact)
        if place is None or not other.ok:
            return False
        lines = {piece.line for _, p in other.parts if p.cut for piece in p.cut.pieces}
        homes = {self.ground.home[f][0] for f in other.facts if f in self.ground.home}
        return place[0] in lines | homes

    def _name(self, label: Proven, facts: list[str]) -> None:
        """Parts of a label that the number beside them proves. What holds a number of its own has to prove itself,
        unless
        it is wholly made of the number's own words (第二產業增加值)."""
        for index, (text, proof) in enumerate(label.parts):
            if proof.ok or len(dense(text).text) > 48:
                continue
            words_ = dense(text).text.strip(",:;。").removeprefix("目标:")
            quoted = re.findall(r'"([^"]+)"', dense(text).text)
            if any(next(self.ground.all(name), None) is None for name in quoted):
                continue  # a name in quotation marks is the article's to the letter
            if any(self._clipped(f, words_) for f in facts):
                continue
            own = any(naming.names(self.ground, f, words_) for f in facts)
            if not own and len(label.parts) == 1:
                own = any(self.goes_with(f, label) and (not read(text) or self._segments(f, words_)) for f in facts)
            if own:
                label.parts[index] = (text, Proof(kind="pair", facts=tuple(facts)))

    def _clipped(self, fact: str, text: str) -> bool:
        """Whether words repeat a fact's digits without the rest of its surface (100億元 of 100億元級)."""
        surface = dense(str(self.ground.facts.get(fact, {}).get("surface") or "")).text
        digits = re.search(r"\d[\d.,]*", surface)
        if digits is None or surface in text:
            return False
        return re.search(rf"(?<![\d.]){re.escape(digits.group())}(?![\d.])", text) is not None

    def _segments(self, fact: str, text: str) -> bool:
        """A card's words with its companion figure: each segment names the number or is proven by itself."""
        return all(naming.names(self.ground, fact, s) or self.texts.prove(s).ok for s in re.split("[,;]", text) if s)

    def settle(self, proven: Proven, facts: list[str]) -> None:
        """Which of the facts with this surface it is."""
        text, _proof = proven.parts[0]
        paragraphs = tuple(int(self.ground.facts[f]["paragraph"]) for f in facts if f in self.ground.facts)
        proven.parts = [(text, Proof(kind="value", facts=tuple(facts), paragraphs=paragraphs, key="settled"))]

    def goes_with(self, fact: str, other: Proven) -> bool:
        """Whether words may stand beside the number of a fact: they state it themselves, or name what it counts."""
        if fact in other.facts and other.value is None:
            return True
        place = self.ground.home.get(fact)
        segments = [s for s in re.split(r"[，；,;]", dense(other.unit.text).text) if s]
        heads = [",".join(segments[:n]) for n in range(1, min(4, len(segments) + 1))]
        # The clause's words right before or right behind the number.
        for proof in (*(p for _, p in other.parts), *map(self.texts.prove, heads)):
            pieces = proof.cut.pieces if proof.ok and proof.cut is not None else ()
            if place and pieces and pieces[-1].line == place[0]:
                gap = self.ground.lines[place[0]].text[pieces[-1].s + pieces[-1].size : place[1]]
                if pieces[-1].s + pieces[-1].size <= place[1] and not naming.without_filler(gap):
                    return True
            if place and pieces and (pieces[0].line, pieces[0].s) == (place[0], place[2]):
                return True
        text = other.unit.text
        first = re.split(r"[，；,;]", dense(text).text)[0]
        if naming.names(self.ground, fact, text):
            return True
        surface = str(self.ground.facts.get(fact, {}).get("surface") or "")
        if surface and len(bare(text)) >= 2 and not read(text):
            told = self.texts.prove(f"{text}：{surface}")
            if told.kind in ("cut", "pair") and fact in told.facts:
                return True
        if not naming.names(self.ground, fact, first.removeprefix("目标:")):
            return False
        rest = dense(text).text[len(first) :].strip(",;")
        return (
            not rest
            or self.texts.prove(rest).ok
            or naming.names(self.ground, fact, rest)
            or all(
                self.texts.prove(part).ok or naming.names(self.ground, fact, part)
                for part in re.split(r"[,;]", rest)
                if part
            )
        )

    def _reference(self, proven: Proven) -> bool:
        """第n段, 第n頁: a pointer, not a word."""
        return all(
            p.kind == "pattern" and (p.key.startswith(_REFERENCES) or (p.counts and not p.facts))
            for _, p in proven.parts
        )

    def _furniture(self, proven: Proven) -> bool:
        """Words that name nothing: constants, the article's head, paragraph and page references."""
        return all(
            p.kind in ("constant", "meta")
            or (p.kind == "pattern" and (p.key.startswith(_REFERENCES) or (p.counts and not p.facts)))
            for _, p in proven.parts
        ) or bool(re.fullmatch(r"[\d/、\s]+", dense(proven.unit.text).text))

    # -- the rest ------------------------------------------------------------------------------------------------

    def _rest(self) -> None:
        """What is proven neither whole nor beside a number: labels made of one sentence's words pass, the user's own
        words are told, everything else is a finding."""
        for proven in self.proven:
            for index, (text, proof) in enumerate(proven.parts):
                if proof.ok:
                    continue
                alone = len(proven.parts) == 1 or not any(read(t) for t, _ in proven.parts)
                if alone and self.texts.label(text):
                    continue
                if proof.kind == "own" and not alone and not self._own_sentence(proven, index):
                    proof = replace(
                        proof, kind="none", why="is put to a sentence with a number, and is not from the article"
                    )
                self._refuse(proven, text, proof)

    def _own_sentence(self, proven: Proven, index: int) -> bool:
        """Whether a part is a line or a sentence of its own, not words put into one of the article's."""
        text = dense(proven.parts[index][0]).text
        if any(dense(line).text == text for line in proven.unit.lines):
            return True
        before = dense(proven.parts[index - 1][0]).text if index else "。"
        return text.endswith(tuple("。!?")) and before.endswith(tuple("。!?"))

    def _refuse(self, proven: Proven, text: str, proof: Proof) -> None:
        unit = proven.unit
        if unit.kind == "meta" and self._property(unit):
            return
        if unit.kind == "link" and self._address(unit):
            return
        if re.fullmatch(r"[\d、]{1,40}|\d+/\d+|附\d+", dense(text).text):
            self.loose.append(proven)
            return
        if proof.kind == "own":
            self.report.remarks.append(
                Remark(
                    file=self.contents.name,
                    page=unit.page,
                    place=unit.place,
                    text=_short(text),
                    why="is not from the article",
                )
            )
            return
        line = proof.line
        says = ""
        if unit.fact in self.ground.facts:
            says = str(self.ground.facts[unit.fact].get("surface") or "")
        self.find(
            unit.page,
            unit.place,
            text,
            proof.why,
            says=says,
            paragraph=line.paragraph if line else 0,
            sentence=line.raw.strip() if line else "",
        )

    def _property(self, unit: Unit) -> bool:
        """Document properties that state nothing of the article."""
        role = unit.role.rsplit(":", 1)[-1].lower()
        if role in ("creationdate", "moddate", "created", "modified", "createdate", "modifydate", "metadatadate"):
            digits = "".join(re.findall(r"\d", unit.text))[:8]
            date = str(self.ground.article.get("date") or "").replace("-", "")
            return digits == date or digits[:6] == "200001" or not date
        return role in (
            "producer",
            "creator",
            "creatortool",
            "part",
            "conformance",
            "format",
            "trapped",
            "revision",
            "totaltime",
            "application",
            "slides",
            "notes",
            "hiddenslides",
            "appversion",
            "language",
            "lastmodifiedby",
            "documentid",
            "instanceid",
            "li",
            "prefix",
            "namespaceuri",
            "schema",
            "name",
            "valuetype",
            "category",
            "description",
            "words",
            "characters",
            "paragraphs",
            "version",
        ) and not re.search(r"[\u4e00-\u9fff].*\d|\d.*[\u4e00-\u9fff]", unit.text)

    def _address(self, unit: Unit) -> bool:
        return unit.text == self.ground.article.get("url") or not re.match(r"(?!https?://)\w+:", unit.text)

    def _quotations(self) -> None:
        """A quotation stands with its speaker: the attribution that follows it on its page names the article's."""
        from reportgen.verify import quotes

        quotes.check(self)

    def _count(self) -> None:
        name = self.contents.name
        counts = self.report.counts
        counts[(name, "surfaces")] += len(self.contents.surfaces)
        counts[(name, "numbers")] += sum(len(read(p.unit.text)) for p in self.proven)
        counts[(name, "names")] += sum(len(re.findall(r"[「『“《][^」』”》]+", p.unit.text)) for p in self.proven)
        pages: dict[int, list[str]] = {}
        for proven in self.proven:
            if proven.unit.page and proven.unit.kind in ("text", "cell", "label"):
                pages.setdefault(proven.unit.page, []).append(dense(proven.unit.text).text)
                for fact in proven.facts:
                    self._use(fact, proven.unit.page)
        printed = {page: "\n".join(texts) for page, texts in pages.items()}
        for fact, record in self.ground.facts.items():
            core = dense(str(record.get("name") or record.get("text") or record.get("surface") or "")).text.strip('"')
            for page, text in (
                printed.items() if record.get("kind") in ("award", "initiative", "quote", "rank", "target") else ()
            ):
                if len(core) >= 3 and (
                    core in text or (record["kind"] == "quote" and len(core) > 20 and core[-16:] in text)
                ):
                    self._use(fact, page)

    def _use(self, fact: str, page: int) -> None:
        used = self.report.uses.setdefault(fact, [])
        if (self.contents.name, page) not in used:
            used.append((self.contents.name, page))

    # -- findings ------------------------------------------------------------------------------------------------

    def find(self, page: int, place: str, stands: str, rule: str, **more: object) -> None:
        finding = Finding(file=self.contents.name, page=page, place=place, stands=_short(stands), rule=rule, **more)  # type: ignore[arg-type]
        if finding not in self.report.findings:
            self.report.findings.append(finding)

    def find_unit(self, proven: Proven, rule: str, says: str = "", fact: str = "") -> None:
        unit = proven.unit
        line = self.ground.sentence_of(fact) if fact else None
        self.find(
            unit.page,
            unit.place,
            unit.text,
            rule,
            says=says,
            paragraph=line.paragraph if line else 0,
            sentence=line.raw.strip() if line else "",
        )
        proven.parts = [(unit.text, Proof(kind="constant", key="found"))]

    def mismatch(self, proven: Proven, words: str, facts: Iterable[str]) -> None:
        known = [f for f in facts if f in self.ground.facts]
        line = self.ground.sentence_of(known[0]) if known else None
        self.find(
            proven.unit.page,
            proven.unit.place,
            proven.unit.text,
            f'stands beside "{_short(words)}", which it does not count',
            paragraph=line.paragraph if line else 0,
            sentence=line.raw.strip() if line else "",
        )


def _cost(parts: list[tuple[str, Proof]]) -> int:
    return sum(len(bare(text)) for text, proof in parts if not proof.ok)


def _splitter(marks: str, outside: bool = True) -> Callable[[str], list[str]]:
    """A function that parts dense text behind any of `marks` (a closing quotation mark goes with what it closes)."""

    def split(text: str) -> list[str]:
        folded = dense(text).text
        parts, begin, quoted = [], 0, False
        i = 0
        while i < len(folded):
            char = folded[i]
            if char == '"':
                quoted = not quoted
            elif char in marks and not (outside and quoted):
                end = i + 1
                while end < len(folded) and folded[end] == '"' and quoted:
                    end += 1
                    quoted = False
                parts.append(folded[begin:end])
                begin = i = end
                continue
            i += 1
        parts.append(folded[begin:])
        return [p for p in parts if any(c not in MARKS for c in p)]

    return split


def _lines(text: str) -> list[str]:
    return [p for p in text.split("\n") if p.strip()]


def _columns(text: str) -> list[str]:
    return [p for p in re.split(r"[\u3000\n]|\s{2,}", text) if p.strip()]


def _may_join(parts: list[tuple[str, Proof]]) -> bool:
    """Clauses that are proven one by one may stand together only when at most one of them states something: else a
    number could be put behind another sentence's words."""
    if any(p.key.endswith(_TICKS) for _, p in parts):
        return False  # a tick of an axis is no time of a sentence
    if all(p.kind in ("pair", "constant", "meta", "label") for _, p in parts):
        return True  # each number has its own words with it
    telling = [p for t, p in parts if p.kind == "value" or p.facts or (p.kind == "cut" and len(bare(t)) > 9)]
    return len(telling) <= 1 and not (
        len(parts) > 1
        and any(p.kind == "value" and p.key != "derived" for p in telling)
        and any(p.kind == "cut" for _, p in parts)
    )


_SPLITS: tuple[Callable[[str], list[str]], ...] = (
    _splitter("。!?"),
    _splitter("。!?", outside=False),
    _lines,
    _columns,
    _splitter(";"),
    _splitter(":"),
    _splitter(","),
    _splitter("、"),
)
_LONGEST = 3000  # characters of one text that are still taken apart
_LOOSE = 5  # from this split on the parts are no sentences of their own


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79] + "…"
