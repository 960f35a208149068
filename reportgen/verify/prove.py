"""Proves a whole file: every unit of text on its own, then every number with the words beside it, then what only the
surroundings can prove (counts, figure and page numbers, paragraph marks, source lines, speakers)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import field, replace
from functools import cached_property

from reportgen.records import dataclass
from reportgen.verify import (
    captions,
    counting,
    cuts,
    gaps,
    heads,
    honours,
    layout,
    relative,
    rows,
    slides,
    tables,
    tags,
    values,
    years,
)
from reportgen.verify.cuts import told_as_plan
from reportgen.verify.ground import MARKS, Ground, bare, dense
from reportgen.verify.ledgers import aliases
from reportgen.verify.numerals import read
from reportgen.verify.proofs import Proof
from reportgen.verify.report import Finding, Remark, Report
from reportgen.verify.surfaces import Contents
from reportgen.verify.texts import Texts, turned
from reportgen.verify.units import Unit, gather
from reportgen.verify.wordings import Template

_NAMES = re.compile("[「『“《][^」』”》]+")
_SAID = re.compile(r'(?P<who>[^":,;。]{2,40})[:,](?P<words>"[^"]+")。?')
_MACHINE_DATE = re.compile(r"(?:D:)?\d{4}-?\d\d-?\d\d(?:T?\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d[:']?\d\d'?)?")
_ABOUT = ("author", "title", "keywords", "subject", "dc:title", "dc:description", "dc:subject", "pdf:keywords")
_PREFIXES = ("briefing.figure", "briefing.table")
_SUFFIXES = ("deck.continued",)
_TICKS = (".month", ".year", ".month_year", ".day")


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
    ends: dict[int, dict[str, int]] | None = None  # the same
    titles: dict[int, str] | None = None  # the same
    _split: dict[str, list[tuple[str, Proof]]] = field(default_factory=dict)

    @property
    def ground(self) -> Ground:
        return self.texts.ground

    def run(self) -> None:
        """Prove everything; findings and counts go into the report."""
        units = gather(self.contents)
        self.texts.prove_sentence = lambda text: self._joined(text, ())
        self.ids = aliases(self.ground, self.contents)
        self.texts.ids = set(self.ids)
        for unit in units:
            unit.fact = self.ids.get(unit.fact, unit.fact)
            self.proven.append(Proven(unit=unit, parts=self.unit(unit)))
            if turned(unit.text):
                self.find_unit(
                    self.proven[-1], "holds digits of another script, or marks that turn its characters round"
                )
        rows.check(self)
        self._dates()
        values.check(self)
        tags.check(self)
        captions.check(self)
        heads.check(self)
        gaps.check(self)
        self._rest()
        counting.check(self)
        layout.check(self)
        slides.check(self)
        honours.check(self)
        tables.check(self)
        self._quotations()
        self._told_where()
        for page, place in dict.fromkeys(self.contents.recorded):
            why = "is the issuer's own, as reportgen recorded it; what it shows is not read"
            self.report.remarks.append(
                Remark(file=self.contents.name, page=page, place=place, text="a picture", why=why)
            )
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
        if proof.ok or len(text) > _LONGEST or turned(text):
            return [(text, proof)]
        if proof.why.startswith("leaves out") and proof.why.endswith("behind it"):
            return [(text, proof)]  # line by line it would be lost
        if proof.key == years.KEY:
            return [(text, proof)]  # each for itself, year and amount would be proven
        best, cost = [(text, proof)], len(bare(text))
        for at, split in enumerate(_SPLITS):
            parts = split(text)
            if not 2 <= len(parts) <= 60:
                continue
            tried = [piece for part in parts for piece in self.prove(part)]
            if at >= _LOOSE and not (_may_join(tried) and self._of_one_place(tried, names=at == _LOOSE)):
                continue
            price = _cost(tried)
            if price < cost:
                best, cost = tried, price
            if cost == 0:
                break
        if cost and proof.why.startswith("differs from the program"):
            return [(text, proof)]  # our own words, changed: not a heap of chance pieces
        return best

    def _of_one_place(self, parts: list[tuple[str, Proof]], names: bool) -> bool:
        """Whether the short clauses among parts (when, where) stand in a paragraph of what they are put to; of
        `names` before a colon only that they are none of the program's words for what has been reached."""
        if names:
            return dense(parts[0][0]).text.strip(",;:。") not in self.texts.reached
        short = [(t, p) for t, p in parts if p.kind == "cut" and not p.facts and len(bare(t)) <= _SHORT]
        rest = [(t, p) for t, p in parts if len(bare(t)) > _SHORT or p.facts]
        told = {n for _, p in rest for n in p.paragraphs}
        if not told:
            made = [dense(t).text for t, p in rest if p.kind == "pattern"]
            told = {line.paragraph for text in made for line in self.ground.near(text, 1)}
        running = [self.ground.running.get(n, "") for n in told]
        written = self.ground.article.get("date")
        return not running or all(
            any(clause in text or relative.stands(clause, written, text) for text in running)
            for clause in (dense(t).text.strip(",;:。") for t, _ in short)
        )

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
        told = folded[:at] in constants or folded[: at + 1] in constants
        if 0 < at < 14 and told and folded[:at] not in self.texts.reached:
            if gaps.absent(constants.get(folded[:at], "")) and not gaps.missing(self.texts, folded[at + 1 :]):
                return replace(proof, kind="none", why="is told as missing, and is no gap of the program's")
            return self._joined(folded[at + 1 :], ())
        said = _SAID.fullmatch(folded)
        if said and self._of_one_sentence(said["who"], said["words"]):
            return self._joined(said["words"], ())  # the article has the words first, then who said them
        for template, pattern, leads in self._numbered:
            found = pattern.match(folded) if leads else pattern.search(folded)
            if found and leads and found.end() < len(folded):
                return self._joined(folded[found.end() :], ((template.key, "n", found.group("n")),))
            if found and not leads and found.start():
                return self._joined(folded[: found.start()], ((template.key, "n", found.group("n")),))
        return proof

    def _of_one_sentence(self, who: str, words: str) -> bool:
        """Whether two texts stand in one sentence of the article, the second directly before the first."""
        first, second = self.texts.prove(who), self.texts.prove(words)
        a, b = first.cut, second.cut
        if not (first.ok and second.ok and a and b and len(a.pieces) == len(b.pieces) == 1):
            return False
        (p,), (q,) = a.pieces, b.pieces
        return p.line == q.line and all(c in MARKS for c in self.ground.lines[p.line].text[q.s + q.size : p.s])

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

    # -- the rest ------------------------------------------------------------------------------------------------

    def _rest(self) -> None:
        """What is proven neither whole nor beside a number: labels made of one sentence's words pass, the user's own
        words are told, everything else is a finding."""
        for proven in self.proven:
            for index, (text, proof) in enumerate(proven.parts):
                if proof.kind == "pair" and proven.unit.kind == "text" and self._reached(proven, text, proof):
                    proof = replace(proof, kind="none", why="tells as done what the article plans")
                if proof.ok:
                    continue
                alone = len(proven.parts) == 1 or not any(read(t) for t, _ in proven.parts)
                altered = proof.why.startswith("differs from the article's") or proof.why.endswith(_KEPT)
                altered = altered or cuts.weighty(proof.why) or self._verbatim(proven)
                if alone and not altered and self.texts.label(text):
                    continue
                if proof.kind == "own" and not self._own_paragraph(proven, index) and self._in_row(proven):
                    proof = replace(
                        proof, kind="none", why="is put into a row of the article's facts, and is not from it"
                    )
                lone = len(proven.parts) == 1 or self.ground.text is None or self._own_sentence(proven, index)
                if proof.kind == "own" and index and self.ground.text is not None:
                    lead = dense(proven.parts[index - 1][0]).text  # 甲表示，…
                    said = "" if lead.endswith(tuple("。!?")) else self.texts.put_to(lead)
                    proof = replace(proof, kind="none", why=said) if said else proof
                if proof.kind == "own" and not lone:
                    proof = replace(proof, kind="none", why="is put into a sentence of the article, and is not from it")
                elif proof.kind == "own" and self._names_a_number(proven, text):
                    proof = replace(proof, kind="none", why="stands beside a number, and is not from the article")
                self._refuse(proven, text, proof)

    def _verbatim(self, proven: Proven) -> bool:
        """Whether a unit bears a quotation, whose words are not put together anew."""
        return self.ground.facts.get(proven.unit.fact, {}).get("kind") == "quote"

    def _reached(self, proven: Proven, text: str, proof: Proof) -> bool:
        """Whether a target's number stands in a sentence that no word tells to be one."""
        facts = [self.ground.facts.get(f, {}) for f in proof.facts]
        aimed = bool(facts) and all(f.get("status") == "target" for f in facts)
        return (
            aimed
            and proof.key != "derived"
            and proven.unit.role in ("title", "H1", "H2", "H3")
            and not told_as_plan(dense(text).text)
        )

    def _in_row(self, proven: Proven) -> bool:
        """Whether a unit is a cell in a row whose other cells are the article's."""
        unit = proven.unit
        if unit.kind != "cell" or self.ground.text is None:
            return False
        return any(
            p.ok and (p.facts or p.paragraphs)
            for p in self.proven
            if p is not proven and (p.unit.group, p.unit.page, p.unit.row) == (unit.group, unit.page, unit.row)
        )

    def _names_a_number(self, proven: Proven, text: str) -> bool:
        """Whether words that are no sentence stand in one shape with a number alone: they would name it."""
        if self.ground.text is None or dense(text).text.endswith(tuple("。!?")):
            return False
        return any(p.kind == "value" for _, p in proven.parts)

    def _own_paragraph(self, proven: Proven, index: int) -> bool:
        """Whether a part is a whole sentence on a line of its own, below or above what is proven."""
        text = dense(proven.parts[index][0]).text
        return (
            len(proven.parts) > 1
            and text.endswith(tuple("。!?"))
            and any(dense(line).text == text for line in proven.unit.text.split("\n"))
        )

    def _own_sentence(self, proven: Proven, index: int) -> bool:
        """Whether a part is a line or a sentence of its own, not words put into one of the article's."""
        text = dense(proven.parts[index][0]).text
        if any(dense(line).text == text for line in proven.unit.text.split("\n")):
            return True
        before = dense(proven.parts[index - 1][0]).text if index else "。"
        return text.endswith(tuple("。!?")) and before.endswith(tuple("。!?"))

    def _refuse(self, proven: Proven, text: str, proof: Proof) -> None:
        unit = proven.unit
        about = unit.kind == "meta" and unit.role.lower() in _ABOUT
        about = about and self.contents.format == "pdf"
        if unit.kind == "meta" and not about and self._property(unit):
            return
        if unit.kind == "link" and self._address(unit):
            return
        if unit.kind == "link" and proof.kind == "own":
            proof = replace(proof, kind="none", why="is an address that is not the article's")
        if re.fullmatch(r"[\d、]{1,40}|\d+/\d+|附\d+", dense(text).text):
            self.loose.append(proven)
            return
        if proof.kind == "own" and self.ground.text is not None and dense(text).text.endswith("…"):
            proof = replace(proof, why="is shortened from no sentence of the article")
        elif proof.kind == "own" and about:
            proof = replace(proof, why="is not what the briefing is about, or by")
        elif proof.kind == "own" and self._in_list(proven):
            proof = replace(proof, why="stands in a list of the article's words, and is not from it")
        elif proof.kind == "own" and self._silenced(proven):
            proof = replace(proof, why=f"stands where quotation {unit.fact} is shown")
        elif proof.kind == "own":
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
            sentence=line.said.strip() if line else "",
            row=self._row(unit),
        )

    def _in_list(self, proven: Proven) -> bool:
        """Whether words that are no sentence stand in a column of short texts of the article, set alike."""
        unit = proven.unit
        if self.ground.text is None or unit.box is None or unit.kind != "text" or unit.text.endswith(tuple("。！？")):
            return False
        alike = [
            p
            for p in self.proven
            if p is not proven
            and p.unit.page == unit.page
            and p.unit.box is not None
            and p.unit.kind == "text"
            and abs(p.unit.box[0] - unit.box[0]) < 2
            and abs(p.unit.box[2] - unit.box[2]) < 2
            and p.unit.size == unit.size
            and all(told.kind in ("cut", "label", "constant", "pattern") for _, told in p.parts)
        ]
        return len(alike) >= 2

    def _silenced(self, proven: Proven) -> bool:
        """Whether nothing is left of the article's words in a shape that is named after a quotation."""
        fact = self.ground.facts.get(proven.unit.fact) or {}
        return fact.get("kind") == "quote" and self.ground.text is not None and not any(p.ok for _, p in proven.parts)

    def _property(self, unit: Unit) -> bool:
        """Document properties that state nothing of the article."""
        role = unit.role.rsplit(":", 1)[-1].lower()
        digits = "".join(re.findall(r"\d", unit.text))[:8]
        date = str(self.ground.article.get("date") or "").replace("-", "")
        if role in ("creationdate", "created", "createdate"):
            return digits == date or digits[:6] == "200001" or not date
        if role in ("moddate", "modified", "modifydate", "metadatadate"):  # any program that saves sets its own day
            return len(digits) == 8 and _MACHINE_DATE.fullmatch(unit.text.strip()) is not None and digits >= date
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
            "mmclips",
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
        return unit.text == self.ground.article.get("url") or not re.match(r"\w+:", unit.text)

    def _quotations(self) -> None:
        """A quotation stands with its speaker: the attribution that follows it on its page names the article's."""
        from reportgen.verify import quotes

        quotes.check(self)

    def tally(self) -> None:
        """Count for the table of what was checked; nothing is proven by it."""
        name = self.contents.name
        counts = self.report.counts
        counts[(name, "surfaces")] += len(self.contents.surfaces)
        counts[(name, "numbers")] += sum(len(read(p.unit.text)) for p in self.proven)
        counts[(name, "names")] += sum(len(_NAMES.findall(p.unit.text)) for p in self.proven)

    def _told_where(self) -> None:
        """Which facts are used on which pages."""
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

    def _row(self, unit: Unit) -> tuple[str, ...]:
        """The texts of all cells in a cell's row; () for what is no cell."""
        if unit.kind != "cell":
            return ()
        here = (unit.group, unit.page, unit.row)
        return tuple(p.unit.text for p in self.proven if (p.unit.group, p.unit.page, p.unit.row) == here)

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
            sentence=line.said.strip() if line else "",
            row=self._row(unit),
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
            sentence=line.said.strip() if line else "",
            row=self._row(proven.unit),
        )


def _cost(parts: list[tuple[str, Proof]]) -> int:
    return sum(len(bare(text)) for text, proof in parts if not proof.ok)


def _splitter(marks: str, outside: bool = True) -> Callable[[str], list[str]]:
    """A function that parts dense text behind any of `marks` (a closing quotation mark goes with what it closes)."""

    def split(text: str) -> list[str]:
        folded = dense(text).text
        if not any(mark in folded for mark in marks):
            return [folded]
        parts, begin, quoted = [], 0, False
        i = 0
        while i < len(folded):
            char = folded[i]
            if char == '"':
                quoted = not quoted
            elif char in marks and not (outside and quoted) and not _in_number(folded, i):
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


def _in_number(text: str, at: int) -> bool:
    """Whether a comma parts thousands (10萬1,358元)."""
    return text[at] == "," and text[at - 1 : at].isdigit() and re.match(r"\d{3}(?!\d)", text[at + 1 :]) is not None


def _lines(text: str) -> list[str]:
    """Lines; a title that is opened on one and closed on the next is one text."""
    out: list[str] = []
    for line in text.split("\n"):
        if out and out[-1].count("《") > out[-1].count("》"):
            out[-1] += "\n" + line
        elif line.strip():
            out.append(line)
    return out


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
_KEPT = ("before it", "of what is quoted")  # what was left out may not be
_LONGEST = 3000  # characters of one text that are still taken apart
_SHORT = 9  # characters of a clause that may be put to another
_LOOSE = 5  # from this split on the parts are no sentences of their own


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79] + "…"
