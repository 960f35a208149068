"""Proves one printed text: a constant of the catalogue, the article's own furniture, a cut of one sentence, a number
with its words, or a pattern whose holes are proven in turn. What is none of these and holds a numeral is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field, replace
from functools import cached_property
from itertools import product

from reportgen import yearly
from reportgen.lexicon import longest_first, words
from reportgen.records import dataclass
from reportgen.verify import changes, claims, cuts, derive, gaps, honours, pairs, relative, years
from reportgen.verify.align import Cut, align, contiguous
from reportgen.verify.figures import alone
from reportgen.verify.ground import MARKS, Ground, Line, bare, dense
from reportgen.verify.naming import composed, series
from reportgen.verify.numerals import FALL, chinese_value, read
from reportgen.verify.owners import Owners
from reportgen.verify.proofs import Proof
from reportgen.verify.wordings import Catalogue, Template, catalogue, constants, kind_words

_QUOTED = re.compile(r'"([^"]{2,})"')
_ALTERED = 0.62  # a text of which the article bears this part is one of its sentences, altered
_DEPTH = 4
_PERIOD = 9  # characters of a time that may be put before a number
_FOREIGN, _TURNS = re.compile(r"[^\D0-9０-９]"), re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_GOES_ON = re.compile(r"[至到-]|[上下]午|\d+[月日时点]")
_AND = re.compile("[、與与和及]")
_COUNTED = re.compile(r"[\d、至,\-–]+|\d{4}年")
_FILE = "verify.toml"
_LABEL = 28  # characters; a longer text is a sentence and has to stand in the article as one
_ANSWER, _PROMISE = "story.answer", "story.promise-role"
_WITH_UNIT = ("old", "new", "value", "amount", "high", "low", "label", "text", "what", "thing")  # no counts
_OF_HONOURS = ("deck.both_title", "deck.awards_title", "deck.ranks_title_one")
_NOW = (".now", ".now-people", ".missing")  # the words of a gap for what a target has to be compared with
_UNKNOWN = ("story.not-stated", "method.no-date")  # what is printed for an outlet or a date that the article lacks


@dataclass(kw_only=True)
class Texts:
    """Proves texts against one ground; answers are kept, since a text is printed in many places."""

    ground: Ground
    issuer: tuple[str, ...] = ()
    prove_sentence: Callable[[str], Proof] | None = (
        None  # for a hole that holds several sentences; set by the file's proof
    )
    ids: set[str] = field(default_factory=set)  # fact ids of the ledger inside the file
    _known: dict[str, Proof] = field(default_factory=dict)
    _surfaces: dict[str, str] = field(default_factory=dict)

    @cached_property
    def catalogue(self) -> Catalogue:
        article = self.ground.article
        unknown = [t for t, k in constants(self.ground.script).items() if k in _UNKNOWN]

        def known(*values: object) -> tuple[str, ...]:
            return tuple(longest_first([*(dense(str(v)).text for v in values if v), *unknown]))

        outlet = str(article.get("publisher") or "")
        fixed = (
            ("outlet", known(outlet)),
            ("date", known(*self.dates)),
            ("headline", known(article.get("headline"))),
            ("time", (*known(article.get("time")), "")),
            ("issuer", known(*self.issuer)),
        )
        return catalogue(self.ground.script, fixed)

    @cached_property
    def kinds(self) -> dict[str, set[str]]:
        return kind_words(self.ground.script)

    @cached_property
    def reached(self) -> set[str]:
        """Words for what has been reached: they lead no text (實際：推動…), though 目標： does."""
        return set().union(*(self.kinds.get(kind, ()) for kind in ("actual", "ongoing", "approximate")))

    @cached_property
    def meta(self) -> dict[str, str]:
        """Dense texts that the article's own head gives: headline, outlet, date in its printed forms, names."""
        article = self.ground.article
        found: dict[str, str] = {}

        def put(text: object, what: str) -> None:
            shown = dense(str(text or "")).text
            if shown:
                found.setdefault(shown, what)
                found.setdefault(bare(str(text)), what)

        for key in ("headline", "publisher", "place", "url", "sha256", "stem", "time"):
            put(article.get(key), key)
        for key in ("authors", "editors"):
            people = [str(p) for p in article.get(key) or []]
            for person in people:
                put(person, key)
            put("、".join(people), key)
        for section in article.get("sections") or []:
            put(section.get("heading"), "heading")
            put(section.get("subheading"), "subheading")
        for left in article.get("dropped") or []:
            if left.get("why") == "subtitle" and self.ground.text is not None:  # the headline's second line
                put(self.ground.text[left["start"] : left["end"]].strip(" \t\u3000-—–─"), "subtitle")
        for text in self.dates:
            put(text, "date")
        for text in self.issuer:
            put(text, "issuer")
        return found

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The article's date as it may be printed."""
        date = str(self.ground.article.get("date") or "")
        m = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", date)
        if not m:
            return ()
        y, mo, d = (int(v) for v in m.groups())
        time = str(self.ground.article.get("time") or "")
        shown = [f"{y}年{mo}月{d}日", f"{y}年{mo:02d}月{d:02d}日", date, f"{y}-{mo:02d}-{d:02d}T00:00:00Z"]
        return (*shown, *(f"{text}{time}" for text in shown if time))

    @cached_property
    def owners(self) -> Owners:
        """The bodies that may be put before a cut of which they are the owners."""
        return Owners(ground=self.ground)

    @cached_property
    def insertions(self) -> tuple[str, ...]:
        """Dense words that the story may put into a cut: the place in its forms, 目標：, years (proven afterwards)."""
        place = dense(str(self.ground.article.get("place") or "")).text
        found = {place, place + "市", place + "县", place + "区"} if place else set()
        if len(place) > 2 and place.endswith(tuple("市县区省州")):
            found.add(place[:-1])
        for key in ("story.target-prefix",):
            found |= {text for text, where in self.catalogue.constants.items() if where == key}
        found |= set(self._years) | self.periods | set(self.days) | self._months
        return tuple(found)

    @cached_property
    def _months(self) -> set[str]:
        """Months told with their year in figures where the article has 今年三月."""
        text = "\n".join(line.text for line in self.ground.lines)
        found: set[str] = set()
        if re.search("上个?月[底末]", text):
            found.add(relative.last_month(str(self.ground.article.get("date") or "")))
        if re.search("[今去前明]年[一二三四五六七八九十]", text):
            years = [year for year in self._years if re.fullmatch(r"\d{4}年", year)]
            found |= {f"{year}{n}月" for year in years for n in range(1, 13)}
        return found - {""}

    @cached_property
    def periods(self) -> set[str]:
        """Dense times of the ledger's figures that a sentence of the article gives whole (not 21日 of 21日20時至…)."""
        found = {dense(str(fact.get("period") or "")).text for fact in self.ground.facts.values()}
        text = "\n".join(line.text for line in self.ground.lines)
        whole = set()
        for period in found:
            if 1 < len(period) <= _PERIOD or yearly.RANGE.fullmatch(period):
                own = [at for at in _places(text, period) if not text[max(at - 1, 0) : at].isdecimal()]
                if own and not any(_GOES_ON.match(text, at + len(period)) for at in own):
                    whole.add(period)
        return whole

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The article's own day and the one before it, by which 今天 and 昨日 may be told."""
        return relative.days(str(self.ground.article.get("date") or ""))

    @cached_property
    def _years(self) -> tuple[str, ...]:
        date = str(self.ground.article.get("date") or "")
        near = [int(date[:4])] if re.match(r"\d{4}", date) else []
        said = [int(y) for line in self.ground.lines for y in re.findall(r"(?<!\d)((?:19|20)\d\d)年", line.text)]
        return tuple(f"{y}年" for y in sorted({*(y + away for y in near for away in (-2, -1, 0, 1, 2)), *said}))

    # -- one text ------------------------------------------------------------------------------------------------

    def prove(self, printed: str, depth: int = 0) -> Proof:
        """What a printed text rests on; kind none when it states what the article does not."""
        if turned(printed):
            return Proof(kind="none", why="holds digits of another script, or marks that turn its characters round")
        text = dense(printed).text
        if not any(c not in MARKS for c in text):
            return Proof(kind="constant")
        if text not in self._known:
            self._known[text] = self._prove(text, depth)
        return self._known[text]

    def _prove(self, text: str, depth: int) -> Proof:
        core = text.strip(",;:。")
        key = self.catalogue.constants.get(core) or self.catalogue.constants.get(text)
        if key:
            return Proof(kind="constant", key=key)
        if core in self.meta or bare(core) in self.meta:
            return Proof(kind="meta", key=self.meta.get(core) or self.meta[bare(core)])
        if core.isdigit():
            return Proof(kind="none", why="is a number that nothing proves")
        glyphs = [part.partition("→") for part in core.removesuffix("等").split("、")] if "→" in core else []
        if glyphs and all(a == b or (a, b) in self.ground.numerals for a, _, b in glyphs):
            return Proof(kind="constant", key="glyphs")  # 后→後: forms that comparing folds together; 三百→300
        if core in self._spanned:
            return Proof(kind="constant", key="year")
        if core in self.units:
            return Proof(kind="constant", key="unit")
        if pairs.given(core):
            return pairs.won(self, core) or Proof(kind="none", why="names as giver who gave no such award")
        value = self.value(core) or self._values(core.removesuffix("等")) or years.told(self, core)
        value = value or changes.told(self, core)
        if value:
            return value
        plain = core.removesuffix("…").strip(",;:。")
        run = contiguous(self.ground, plain)
        if run is None and depth < _DEPTH:
            found = self._pattern(core, depth)
            if found is not None:
                return found
        cut = align(self.ground, plain, self.insertions)
        if cut.whole and len(cut.pieces) <= 1 and not cut.inserted:
            proof = cuts.judged(self, cut)
            rest = core
            for fact in proof.facts if proof.kind == "cut" else ():
                rest = rest.replace(self.whole_surface(self.ground.facts[fact]), "")
            if proof.facts and len(proof.facts) > 1 and not rest.strip("至到-~、和与及"):
                return replace(proof, kind="value")  # a range: 5000元至3.8萬元
            return proof
        if run is not None and depth < _DEPTH:
            found = self._pattern(core, depth)
            if found is not None:
                return found
        cut = cuts.mended(self, cut)
        if cut.whole:
            return cuts.judged(self, cut)
        behind = next((w for w in self.measure_words if core.endswith(w) and len(core) > len(w)), "")
        if behind and (self.prove(core.removesuffix(behind), depth + 1).ok or self.label(core.removesuffix(behind))):
            return Proof(kind="constant", key="measure")
        line = series(self.ground, core)
        if line is not None:
            return Proof(kind="label", line=line, paragraphs=(line.paragraph,))
        pair = pairs.pair(self, core) or pairs.derived_pair(self, core) or pairs.award(self, core)
        pair = pair or pairs.signed(self, core)
        if pair is not None:
            return pair
        return self._refuse(core, cut)

    def value(self, core: str) -> Proof | None:
        """A number that stands alone: the facts whose printed form it is."""
        for prefix in ("目标:", ""):
            if prefix and not core.startswith(prefix):
                continue
            ids = self.printed.get(core.removeprefix(prefix))
            if ids:
                if prefix:
                    ids = tuple(i for i in ids if self.ground.facts[i].get("status") != "actual")
                    if not ids:
                        continue
                return Proof(
                    kind="value", facts=ids, paragraphs=tuple(int(self.ground.facts[i]["paragraph"]) for i in ids)
                )
        if "→" in core:
            return self._from_to(*(part.strip() for part in core.split("→", 1)))
        spans = self._spans.get(core)
        return Proof(kind="value", facts=spans, key="derived") if spans else None

    def _from_to(self, old: str, new: str) -> Proof | None:
        """An old and a new value as the article puts them, 由 one 减为 the other, with no number between."""
        for a, b in product(self.printed.get(old, ()), self.printed.get(new, ())):
            if pairs.from_to(self.ground, a, b):
                return Proof(kind="value", facts=(a, b), paragraphs=(int(self.ground.facts[b]["paragraph"]),))
        return None

    def _values(self, core: str) -> Proof | None:
        """Several numbers in a row and nothing else (9家與37家, 近九成、近六成)."""
        parts = [p for p in _AND.split(core) if p]
        if len(parts) < 2 or len(set(parts)) < len(parts):
            return None
        proofs = [p for p in map(self.value, parts) if p]
        if len(proofs) < len(parts):
            return None
        at = [
            max(int(self.ground.facts[f]["start"]) for f in p.facts if f in self.ground.facts)
            for p in proofs
            if p.key != "derived"
        ]
        if at != sorted(at):
            return None  # in another order than the article's they would go with other words
        return Proof(kind="pair", facts=tuple(f for p in proofs for f in p.facts))

    @cached_property
    def units(self) -> set[str]:
        """Units of the ledger's figures as they may stand alone (億元級, %)."""
        found: set[str] = set()
        for fact in self.ground.facts.values():
            if fact.get("kind") == "figure":
                surface = dense(str(fact.get("surface") or "")).text
                if re.search(r"\d", surface) and not re.search(r"成|分之", surface):  # 近九成, 一成六 are all number
                    found |= {unit := re.sub(r"^[^\d]*[\d.,]+", "", surface), re.sub("[余多]", "", unit)}
                found.add(dense(str(fact.get("unit_surface") or "")).text)
                found.add(dense(str(fact.get("unit") or "")).text)
        return {u for u in found if u and len(u) <= 6 and not re.search(r"[\d一二三四五六七八九两半几]", u)}

    @cached_property
    def changed(self) -> tuple[changes.Change, ...]:
        """The numbers of which the article tells that one became the other."""
        return changes.found(self.ground, self.printed)

    @cached_property
    def _spanned(self) -> set[str]:
        return years.spanned(self.ground)

    @cached_property
    def derived(self) -> tuple[derive.Days, ...]:
        return derive.days(self.ground)

    @cached_property
    def _spans(self) -> dict[str, tuple[str, ...]]:
        """Dense printed form → computed spans that may be printed so."""
        found: dict[str, list[str]] = {}
        for days in self.derived:
            found.setdefault(dense(days.text).text, []).append(days.id)
        return {form: tuple(ids) for form, ids in found.items()}

    @cached_property
    def printed(self) -> dict[str, tuple[str, ...]]:
        """Dense printed form → figures that may be printed so: the surface, and the surface with the magnitude and the
        unit that a list shares (98、91及39間 → 98間; 31.2、16.9万人次 → 31.2万人次, and nothing less)."""
        found: dict[str, list[str]] = {}
        for fact in self.ground.facts.values():
            if fact.get("kind") == "milestone":
                for form in _date_forms(fact):
                    found.setdefault(form, []).append(str(fact["id"]))
                continue
            if fact.get("kind") != "figure":
                continue
            surface = self.whole_surface(fact)
            unit = dense(str(fact.get("unit_surface") or "")).text
            canonical = dense(str(fact.get("unit") or "")).text
            quoted = dense(str(fact.get("surface") or "")).text  # its numeral stays in its words, but not alone
            forms = {surface, surface.replace(quoted, dense(alone(fact)).text)}
            shared = _shared_magnitude(surface, fact.get("value"))
            if shared:
                forms = set()
            if unit and not surface.endswith(unit):
                forms.add(surface + shared + unit)
            if canonical and canonical not in surface and (not unit or unit not in surface):
                forms.add(surface + shared + canonical)
            if canonical == "百分点" and not surface.endswith("百分点"):
                forms.add(surface.removesuffix("个") + "百分点")
                forms.add(surface.removesuffix("个") + "个百分点")
            if canonical == "番":  # 翻一番 is one word
                forms |= {verb + form for verb in ("翻", "翻了") for form in forms if self._stands(fact, verb)}
            for form in forms:
                found.setdefault(form, []).append(str(fact["id"]))
        return {form: tuple(ids) for form, ids in found.items()}

    def _stands(self, fact: dict[str, object], before: str) -> bool:
        """Whether words stand right before a fact's number in the article."""
        place = self.ground.home.get(str(fact["id"]))
        return place is not None and self.ground.lines[place[0]].text[: place[1]].endswith(before)

    def whole_surface(self, fact: dict[str, object]) -> str:
        """A figure's surface with the qualifier that stands at it, also where the ledger left it out (近 of 近5年)."""
        name = str(fact["id"])
        if name not in self._surfaces:
            surface = dense(str(fact.get("surface") or "")).text
            line = self.ground.sentence_of(name)
            atoms = line.atoms if line is not None else ()
            whole = next((line.text[a.start : a.end] for a in atoms if line is not None and a.fact == name), "")
            self._surfaces[name] = whole if surface in whole else surface
        return self._surfaces[name]

    # -- cuts ----------------------------------------------------------------------------------------------------

    @cached_property
    def measure_words(self) -> list[str]:
        """Constants that stand directly behind what is measured (增加值同比變動)."""
        found = [t for t, k in self.catalogue.constants.items() if k.startswith(("story.bars", "story.ladder-measure"))]
        return sorted(found, key=len, reverse=True)

    @cached_property
    def then_now(self) -> list[str]:
        """Words of the catalogue that stand before an old and a new value."""
        keys = ("deck.old", "deck.new", "briefing.alt.pair", "deck.alt_pair")
        own = [t for t, k in self.catalogue.constants.items() if k in keys]
        return longest_first([*own, "先前", "现在", "由", "到", "至"])

    def context(self, line: Line) -> list[str]:
        """Other sentences of the paragraph: who is spoken of."""
        return [bare(self.ground.running.get(line.paragraph, ""))]

    @cached_property
    def by_length(self) -> list[tuple[str, tuple[str, ...]]]:
        return sorted(self.printed.items(), key=lambda item: -len(item[0]))

    # -- patterns ------------------------------------------------------------------------------------------------

    def _pattern(self, text: str, depth: int) -> Proof | None:
        for template, holes in self.catalogue.matches(text):
            facts: list[str] = []
            paragraphs: list[int] = []
            counts: list[tuple[str, str, str]] = []
            stated: dict[str, tuple[str, ...]] = {}
            where: dict[str, tuple[int, ...]] = {}
            for name, value in holes.items():
                proof = self._hole(template, name, value, depth)
                if not proof.ok:
                    break
                where[name] = proof.paragraphs
                facts += proof.facts
                paragraphs += proof.paragraphs
                counts += proof.counts
                stated[name] = proof.facts
            else:
                if "old" in stated and "new" in stated and not self._follows(stated["old"], stated["new"]):
                    continue
                if template.key == "story.fall" and not self._fall(facts):
                    continue
                if template.key in _OF_HONOURS and not honours.named(self.ground, holes["tag"]):
                    continue
                if template.key == "story.timeline-month" and not self._bare_month(holes["month"]):
                    continue
                if template.key == "briefing.speech" and not self._answers(holes["who"], holes["text"], where["text"]):
                    continue
                if template.key == _ANSWER and not self._speaks(holes["who"], text):
                    continue
                if template.key == _PROMISE and not self._promises(holes["who"], holes["whom"]):
                    continue
                return Proof(
                    kind="pattern",
                    facts=tuple(dict.fromkeys(facts)),
                    counts=tuple(counts),
                    key=template.key,
                    paragraphs=tuple(dict.fromkeys(paragraphs)),
                )
        return None

    def _speaks(self, who: str, text: str) -> bool:
        """Whether the article has somebody say something, in these words or in a quotation."""
        return any(p and who.endswith(p) for p in self.people) or self.ground.find(text.strip(",:;。")) is not None

    def _promises(self, who: str, whom: str) -> bool:
        """Whether the article tells of something that one said to the other, in this order."""
        return any(re.search(f"{re.escape(who)}[对對]{re.escape(whom)}", line.text) for line in self.ground.lines)

    def _answers(self, who: str, text: str, paragraphs: tuple[int, ...]) -> bool:
        """Whether words without marks (an answer of an interview) are this speaker's; words in marks are held against
        their speaker with the quotations."""
        if text.startswith('"'):
            return True
        speakers = {
            dense(str(fact.get("speaker") or "")).text
            for fact in self.ground.facts.values()
            if fact.get("kind") == "quote" and int(fact.get("paragraph") or 0) in paragraphs
        }
        return any(speaker and who.endswith(speaker) for speaker in speakers)

    def _follows(self, old: tuple[str, ...], new: tuple[str, ...]) -> bool:
        """Whether an old value stands before its new one in a sentence of the article."""
        homes = self.ground.home
        if not any(f in homes for f in old) or not any(f in homes for f in new):
            return True
        return any(
            homes[a][0] == homes[b][0] and homes[a][1] < homes[b][1]
            for a in old
            for b in new
            if a in homes and b in homes
        )

    def _bare_month(self, text: str) -> bool:
        months = {int(n) for n in re.findall(r"(\d+)月", text)}
        return months <= relative.bare_months(self.ground.facts.values())

    def _fall(self, facts: list[str]) -> bool:
        """Whether the article tells a number as a fall."""
        for fact in facts:
            place = self.ground.home.get(fact)
            if self.ground.facts[fact].get("direction") == "down" or place is None:
                return True
            line = self.ground.lines[place[0]]
            begin, _ = line.clause(place[1])
            if "降" in line.text[begin : place[1]] or FALL.search(line.text[begin : place[1]]):
                return True
        return not facts

    def _like_ours(self, text: str) -> str | None:
        """What is wrong with a text that looks like one of the program's own: its holes filled with foreign words,
        or its
        words changed."""
        judged = self.ground.text is not None or read(text)  # a ledger alone has not all words of the article
        if judged and any(t.weight >= 5 and t.whole for t, _ in self.catalogue.matches(text)):
            return "is filled with words that are not the article's"
        if 3 <= len(text) < 8:
            alike = [c for c in self.catalogue.constants if len(c) == len(text)]
            most = 1 if len(text) < 5 else 2
            if any(0 < sum(a != b for a, b in zip(c, text, strict=True)) <= most for c in alike):
                return "differs from the program's own words"
        if text in self._unturned:
            return "differs from the program's own words"
        pairs = {text[i : i + 2] for i in range(len(text) - 1)}
        for constant in self.catalogue.constants:
            if len(constant) >= 8 and abs(len(constant) - len(text)) <= 2 and constant != text:
                own = {constant[i : i + 2] for i in range(len(constant) - 1)}
                if len(own & pairs) >= 0.7 * len(own):
                    return "differs from the program's own words"
        return None

    @cached_property
    def _unturned(self) -> set[str]:
        """The program's own words without the word that turns them (是現值 for 不是現值)."""
        return {c.replace(n, "", 1) for c in self.catalogue.constants for n in "不未没非无" if n in c} - {""}

    def _hole(self, template: Template, name: str, value: str, depth: int) -> Proof:
        key = f"{template.key}.{name}"
        if template.key.startswith("story.days"):
            return Proof(kind="none", why="is no span of days between two dates of the article")
        if (
            name == "y"
            and template.key.endswith((".year", ".month_year"))
            and not re.fullmatch("(?:19|20)[0-9]{2}", value)
        ):
            return Proof(kind="none", why="is no year")
        if value.isdigit() and (name in _WITH_UNIT or template.key.startswith("story.span-label")):
            return Proof(kind="none", why="leaves a number without its unit")
        if _COUNTED.fullmatch(value):
            return Proof(kind="constant", counts=((template.key, name, value),))
        if name == "fact":
            known = (
                value in self.ground.facts
                or any(value == d.id for d in self.derived)
                or value in self.ids
                or re.fullmatch(r"D[0-9]+", value)
            )
            return Proof(kind="constant") if known else Proof(kind="none", why=f"names no fact ({value})")
        if value == "":
            return Proof(kind="constant")
        if template.key.startswith("story.span-label") and read(value):
            return Proof(kind="none", why="puts two numbers together that the article does not")
        if name in ("gap", "gaps") and not gaps.told(self, value):
            return Proof(kind="none", why="is told as missing, and is no gap of the program's")
        if name == "now" and not self.catalogue.constants.get(value, "").endswith(_NOW):
            return Proof(kind="none", why="is told as missing, and is no gap of the program's")
        if name == "verb" and self.ground.find(value) is None:
            return Proof(kind="none", why="is not the article's verb")
        if name == "names":
            people = [p for p in value.split("、") if p]
            spoken = all(
                self.meta.get(p)
                or self.prove(p, depth + 1).ok
                or any(p == dense(str(f.get("speaker") or "")).text for f in self.ground.facts.values())
                for p in people
            )
            return Proof(
                kind="constant" if spoken and len(set(people)) == len(people) else "none",
                why="names somebody whom the article does not quote",
            )
        if name == "sentence":
            proof = self.prove(value, depth + 1)
            return proof if proof.ok or self.prove_sentence is None else self.prove_sentence(value)
        count = chinese_value(value)
        if count is not None and name in ("count", "n"):
            return Proof(kind="constant", counts=((template.key, name, value),))
        proof = self.prove(value, depth + 1)
        if proof.ok:
            return proof
        if (
            template.key.startswith(("story.gap", "story.gaps", "method.gap", "story.target-value"))
            and proof.kind == "none"
            and "as done" in proof.why
        ):
            return replace(proof, kind="cut")  # 目標：, or that something is missing of it, tells that it is a target
        if self.label(value):
            return Proof(kind="label")
        # A list: each member on its own and once, and none of them a sentence.
        parts = [
            p
            for p in re.split(
                "、" if name in ("list", "names", "authors", "editors", "missing", "stated") else r"[、;]", value
            )
            if p
        ]
        if len(parts) > 1 and len(set(parts)) == len(parts):
            proofs = [self.prove(p, depth + 1) for p in parts]
            if all(p.ok for p in proofs):
                return Proof(
                    kind="pattern",
                    key=key,
                    facts=tuple(f for p in proofs for f in p.facts),
                    paragraphs=tuple(n for p in proofs for n in p.paragraphs),
                    counts=tuple(c for p in proofs for c in p.counts),
                )
        return proof

    def label(self, text: str) -> bool:
        """A short text without a number, put together from the words of one sentence (志願者開展社區走訪)."""
        core = bare(text)
        if read(text) or not 2 <= len(core) <= _LABEL or re.search('["。!?;]|,.*,', dense(text).text):
            return False
        if core.endswith(self._tells) and self.ground.find(dense(text).text.strip(",:")) is None:
            return False  # who says so is told as the article has it
        return any(
            composed(bare(line.text), core, self.context(line)) for line in self.ground.near(dense(text).text, 6)
        )

    @cached_property
    def _tells(self) -> tuple[str, ...]:
        return tuple({*words(_FILE, "claims.said"), *words(_FILE, "guards.tells")})

    # -- refusals ------------------------------------------------------------------------------------------------

    def _refuse(self, core: str, cut: Cut) -> Proof:
        near = self._near(core, cut)
        proven = [(p.t, p.t + p.size) for p in cut.pieces] + list(cut.inserted)
        loose = [n for n in read(core) if not any(a <= n.start and n.end <= b for a, b in proven)]
        if loose and self.ground.text is None and all(self._left_over(n.surface) for n in loose):
            return Proof(kind="own", why="stands in a sentence that the ledger does not hold", line=near, cut=cut)
        if loose:
            word = loose[0].surface
            return Proof(kind="none", why=f'holds "{word}", which the article does not say so', line=near, cut=cut)
        if cut.faults and cut.share() > 0.5:
            return Proof(kind="none", why=cut.faults[0][1], line=near, cut=cut)
        for name in _QUOTED.findall(core):
            if self.ground.text is None and not self._almost(name):
                continue  # a ledger alone holds the sentences of facts only
            if next(self.ground.all(name), None) is None and name not in self.catalogue.constants and len(name) > 1:
                return Proof(kind="none", why=f'quotes "{name}", which is not in the article', line=near, cut=cut)
        if read(core):
            return Proof(kind="none", why="puts a number beside words that the article does not", line=near, cut=cut)
        # A ledger alone holds the sentences of facts only: another sentence may share half its words with one of these.
        if self.ground.text is not None and len(bare(core)) >= 5 and cut.share() >= _ALTERED and cut.pieces:
            return Proof(kind="none", why="differs from the article's sentence", line=near, cut=cut)
        ours = self._like_ours(core)
        if ours is not None:
            return Proof(kind="none", why=ours, line=near, cut=cut)
        told = self.told(core) if self.ground.text is not None else ""
        return Proof(kind="none" if told else "own", why=told or "is not from the article", line=near, cut=cut)

    def told(self, core: str) -> str:
        """What is wrong with words of the user's own that tell an amount, a rank, or what somebody said."""
        claim = claims.claimed(core)
        if claim:
            return f'tells "{claim}", which the article does not say so'
        if claims.silent(core):
            return "tells that the article leaves something open, and is not from the program"
        said = claims.speech(core)
        return f'says what "{said}" does not say in the article' if said else self.put_to(core)

    def put_to(self, core: str) -> str:
        """The same for what somebody said."""
        lead = core.removesuffix(":") if core.endswith(":") else ""
        person = lead if lead and lead in self.people else claims.spoken(core, self.people)
        return f"says what {person} does not say in the article" if person else ""

    @cached_property
    def people(self) -> set[str]:
        return {dense(str(fact.get("speaker") or "")).text for fact in self.ground.facts.values()}

    def _left_over(self, surface: str) -> bool:
        """Whether a numeral is one of those that the ledger keeps unused, by its digits: the sentence is not there."""
        return any(surface in known or known in surface for known in self._unused)

    @cached_property
    def _unused(self) -> set[str]:
        found = {dense(str(u.get("surface") or "")).text for u in self.ground.ledger.get("unused") or []}
        return found - {""}

    def _almost(self, name: str) -> bool:
        """Whether a sentence of the ledger holds most of a name: then it is that one, altered."""
        pairs = {name[i : i + 2] for i in range(len(name) - 1)}
        return any(
            2 * sum(pair in line.text for pair in pairs) > len(pairs) for line in self.ground.near(name, 2) if pairs
        )

    def _near(self, core: str, cut: Cut) -> Line | None:
        if cut.pieces:
            return self.ground.lines[cut.pieces[0].line]
        found = self.ground.near(core, 1)
        return found[0] if found else None


def _shared_magnitude(surface: str, value: object) -> str:
    """The 万 or 亿 that a list's last member gives to a number printed without any (31.2、18.05、16.9万人次):
    digits × magnitude have to be the fact's value."""
    digits = re.fullmatch(r"\D*?(\d[\d,]*(?:\.\d+)?)", surface)
    if digits is None or not isinstance(value, (int, float)) or isinstance(value, bool):
        return ""
    printed = float(digits.group(1).replace(",", ""))
    return next((w for w, size in (("万", 1e4), ("亿", 1e8)) if printed and abs(value / printed / size - 1) < 1e-6), "")


def turned(text: str) -> bool:
    """Whether a text holds marks by which it is shown in another order than it is written, or digits of another
    script."""
    return _FOREIGN.search(text) is not None or _TURNS.search(text) is not None


def _places(text: str, part: str) -> Iterator[int]:
    """Every offset at which a part stands in a text."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _date_forms(fact: dict[str, object]) -> set[str]:
    """A milestone's date as it may be printed: its own surface, with or without the year."""
    forms = {dense(str(fact.get("surface") or "")).text}
    for part in str(fact.get("date") or "").split("/"):
        m = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", part)
        if not m:
            continue
        year, month, day = m.group(1), m.group(2), m.group(3)
        short = (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")
        forms |= {f"{year}年{short}", short or f"{year}年"}
    return {f for f in forms if f}
