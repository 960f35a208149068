"""Words anew what a proof of the finished deck refused, before anything is taken back.

The same proof that a finished file meets is put to each text of the story that it refused; the others stay as they are.
A table row whose words are not its number's own gets the words of its clause; a card gets the words that stand at its
number; any other text that fails is left out with a line that says so. What cannot be left out (a title) falls back on
the headline.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from reportgen.assets import wording
from reportgen.display import display
from reportgen.fold import fold
from reportgen.story import phrases
from reportgen.story.blocks import Claim, FactRow, MethodLine, Number, ParagraphEntry, Quotation, Story, Theme
from reportgen.story.lexicon import words as listed
from reportgen.verify import ahead, naming
from reportgen.verify.check import Checker
from reportgen.verify.cuts import told_as_plan
from reportgen.verify.ground import bare, dense
from reportgen.verify.numerals import read
from reportgen.verify.prove import FileProof
from reportgen.verify.report import Report
from reportgen.verify.surfaces import Contents
from reportgen.verify.withdraw import Refused

_TOLD = frozenset(
    {
        "text",
        "label",
        "title",
        "subtitle",
        "note",
        "gap",
        "stated",
        "missing",
        "therefore",
        "tag",
        "name",
        "names",
        "items",
        "intro",
        "word",
        "old_text",
        "new_text",
        "event",
        "date_text",
        "rows",
    }
)
_BREAK = 10  # characters after which the index breaks an opening off
_AHEAD = {"target": "target-prefix", "planned": "plan-prefix"}
_LINE = 11  # characters beside a number set large
_WHOLE = (Story, Theme)  # records that are mended field by field, never left out


class _Left(Exception):
    """A text of the record cannot be proven."""


def mend(story: Story, checker: Checker) -> tuple[Story, tuple[str, ...]]:
    """The story without what the checker's last report refused, and a line for each thing left out or reworded."""
    work = _Mender(checker, Refused(checker.report.findings))
    return work.record(story), tuple(dict.fromkeys(work.log))


class _Mender:
    def __init__(self, checker: Checker, refused: Refused) -> None:
        self.refused = refused
        self.ground = checker.ground
        self.texts = checker.texts
        self.proof = FileProof(texts=checker.texts, contents=Contents(name="story", format="pptx"), report=Report())
        self.log: list[str] = []
        self.texts.prove_sentence = lambda text: self.proof._joined(text, ())

    # -- records -------------------------------------------------------------------------------------------------

    def record(self, item: Any) -> Any:
        """A story or theme with its fields mended."""
        changes: dict[str, Any] = {}
        for field in dataclasses.fields(item):
            value = getattr(item, field.name)
            if isinstance(value, Claim):
                changes[field.name] = self._title(item, value) if self.refused.hit(value) else value
            elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
                changes[field.name] = tuple(kept for each in value if (kept := self._kept(each)) is not None)
            elif dataclasses.is_dataclass(value):
                changes[field.name] = self._kept(value)
        return dataclasses.replace(item, **changes)

    def _kept(self, item: Any) -> Any:
        """An item of a list, mended; None when it has to go."""
        if isinstance(item, _WHOLE):
            return self.record(item)
        if not self.refused.hit(item):
            return item
        if isinstance(item, ParagraphEntry):
            return dataclasses.replace(item, opening=_opening(item.opening))
        try:
            return self._item(item)
        except _Left as left:
            self.log.append(f'left out: "{left}" could not be proven ({type(item).__name__.lower()})')
            return None

    def _item(self, item: Any) -> Any:
        if isinstance(item, FactRow):
            return self._row(item)
        if isinstance(item, Number):
            return self._number(item)
        changes: dict[str, Any] = {}
        for field in dataclasses.fields(item):
            value = getattr(item, field.name)
            if isinstance(value, Number):
                changes[field.name] = self._number(value)
            elif dataclasses.is_dataclass(value):
                changes[field.name] = self._item(value)
            elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
                changes[field.name] = tuple(self._item(each) for each in value)
            elif field.name in _TOLD and not isinstance(item, (Quotation, MethodLine)):
                for text in _strings(value):
                    if not self.ok(text):
                        raise _Left(text)
        if isinstance(item, MethodLine) and not self.ok(item.text):
            raise _Left(item.text)
        if isinstance(item, Quotation) and not self.ok(item.text):
            raise _Left(item.text)
        return dataclasses.replace(item, **changes) if changes else item

    def _title(self, owner: Any, claim: Claim) -> Claim | None:
        if self.ok(claim.text):
            return claim
        self.log.append(f'left out: "{claim.text}" could not be proven (title)')
        if isinstance(owner, Theme):
            for other in (*owner.body, *(n.claim for n in owner.numbers)):
                if len(other.text) <= 56 and self.ok(other.text):
                    return other
            return Claim(
                text=owner.name or str(self.ground.article.get("headline") or ""), paragraphs=owner.paragraphs[:1]
            )
        return Claim(text=display(str(self.ground.article.get("headline") or ""), self.ground.script), paragraphs=(1,))

    # -- texts ---------------------------------------------------------------------------------------------------

    def ok(self, text: str) -> bool:
        """Whether a text would pass in a file."""
        if not text.strip():
            return True
        parts = self.proof.prove(text)
        numbers = bool(read(text))
        return all(
            p.ok or ((len(parts) == 1 or not numbers) and (self.texts.label(t) or (p.kind == "own" and not read(t))))
            for t, p in parts
        )

    def fits(self, fact: str, words: str) -> bool:
        """Whether words may stand beside a fact's number."""
        if fact not in self.ground.facts or not bare(words):
            return False
        if naming.names(self.ground, fact, words):
            return True
        told = self.texts.prove(f"{words}：{self.ground.facts[fact].get('surface')}")
        if told.kind in ("cut", "pair") and fact in told.facts:
            return True
        whole = self.texts.prove(words)
        return whole.ok and fact in whole.facts

    def _value(self, fact: str, printed: str) -> str:
        """The printed number, or its surface with its unit when what is printed is not its own."""
        if self.ok(printed) and (
            not read(printed)
            or self.texts.value(dense(printed).text) is not None
            or printed.strip("0123456789.,").strip() != ""
        ):
            return printed
        record = self.ground.facts.get(fact, {})
        unit = str(record.get("unit_surface") or record.get("unit") or "")
        surface = display(str(record.get("surface") or printed), self.ground.script)
        return (
            surface
            if unit and surface.endswith(display(unit, self.ground.script))
            else surface + display(unit, self.ground.script)
        )

    def _row(self, row: FactRow) -> FactRow:
        record = self.ground.facts.get(row.fact)
        if record is None or record.get("kind") != "figure":
            if not self.ok(row.text) or not (self.ok(row.value) or row.kind == "derived"):
                raise _Left(f"{row.text} {row.value}")
            return row
        value = self._value(row.fact, row.value)
        if self.fits(row.fact, row.text):
            return row if value == row.value else dataclasses.replace(row, value=value)
        for words in self._words(row.fact):
            if self.fits(row.fact, words):
                self.log.append(f'reworded: "{row.text}" is not what {value} counts; the table says "{words}"')
                return dataclasses.replace(row, text=words, value=value)
        raise _Left(f"{row.text} {row.value}")

    def _words(self, fact: str) -> Iterator[str]:
        """Words for a number: the ledger's, those before it, those behind it, its clause whole; those last that are no
        phrase."""
        record = self.ground.facts[fact]
        told = [display(str(record[key]), self.ground.script) for key in ("measures", "subject") if record.get(key)]
        before, after, clause = self._around(fact)
        found = [t for t in (*told, before, after, before + after, clause) if len(bare(t)) >= 2]
        yield from sorted(found, key=lambda t: phrases.torn(t) or phrases.phrase(t) != t)

    def _around(self, fact: str) -> tuple[str, str, str]:
        """Display text of the number's clause: before the number, behind it, whole."""
        place = self.ground.home.get(fact)
        if place is None:
            return "", "", ""
        line = self.ground.lines[place[0]]
        begin, end = line.clause(place[1])

        def raw(a: int, b: int) -> str:
            if a >= b:
                return ""
            text = line.raw[line.origin[a] : line.origin[b - 1] + 1]
            return display(text, self.ground.script).strip("，。；：、！？,;: ")

        low = max([a.end for a in line.atoms if begin <= a.start and a.end <= place[1]], default=begin)
        high = min([a.start for a in line.atoms if place[2] <= a.start < end], default=end)
        return raw(low, place[1]), raw(place[2], high), raw(begin, end)

    def _number(self, number: Number) -> Number:
        """A card with words that are its number's; those of a target or a plan say that it is one."""
        number = self._counted(number)
        key = _AHEAD.get(str(self.ground.facts.get(number.fact, {}).get("status")))
        if key is None:
            return number
        prefix = wording(self.ground.script)["story"]["forecast-prefix" if number.kind == "forecast" else key]

        def told(*words: str) -> tuple[str, ...]:
            aimed = not words or not words[0] or any(told_as_plan(dense(word).text) for word in words)
            return words if aimed else (prefix + words[0], *words[1:])

        (before,) = told(number.before)
        after = number.after if before else told(number.after)[0]
        return dataclasses.replace(number, before=before, after=after, what=told(*number.what))

    def _counted(self, number: Number) -> Number:
        fact = number.fact
        if fact not in self.ground.facts:
            return number
        if not self.ok(number.claim.text):
            raise _Left(number.claim.text)
        printed = self._value(fact, number.digits + number.unit)
        if printed != number.digits + number.unit:
            found = re.fullmatch(r"(\D*\d[\d.,]*)(.*)", printed)
            digits, unit = found.groups() if found else (printed, "")
            number = dataclasses.replace(number, digits=digits, unit=unit)
        said = "".join(number.what)
        sides = [t for t in (number.before, number.after) if t]
        good = any(self.fits(fact, t) for t in sides) and all(self.fits(fact, t) or self.ok(t) for t in sides)
        if (good or (said and not sides)) and (not said or self._leads(fact, said)):
            return number
        lead = re.split("[，；]", said)[0]
        if said and not sides and lead != said and self.fits(fact, ahead.bare_of(lead)):
            return dataclasses.replace(number, what=(lead,))  # without what was to go with it
        before, after, clause = self._around(fact)
        each = "分别" in fold(clause)  # its words are those of the whole list
        short, tail = ("", "") if each else (_ending(before), _opened(after))
        if not self.fits(fact, short):
            short = ""
        if not (short or self.fits(fact, tail)):
            tail = ""
        if each or self.ground.facts[fact].get("status") not in (None, "actual") or not self.ok(clause):
            clause = ""
        if not short and not tail and not clause:
            raise _Left(f"{number.digits}{number.unit}")
        beside = f'beside {number.digits}{number.unit} are "{short}" and "{tail}"'
        if short and short == before and len(after) < 2:
            clause = ""  # all of it but the number and one character: 申报资金要填(11张)表
        self.log.append(
            f"reworded: the words {beside if short or tail else f'under {number.digits}{number.unit} are its clause'}"
        )
        return dataclasses.replace(
            number, before=short, after="" if short else tail, what=(clause,) if clause else (short or tail,)
        )

    def _leads(self, fact: str, words: str) -> bool:
        first = ahead.bare_of(re.split("[，；]", words)[0])
        return self.fits(fact, words) or (self.fits(fact, first) and self.ok(words[len(first) :].strip("，；")))


def _ending(text: str) -> str:
    """The last words of a text that fill a line: whole, else begun at a word, "" where none is known to begin."""
    if len(text) > _LINE:
        cut = [m.end() for m in re.finditer("[”」』）》、，的]", text)] + [m.start() for m in _verbs().finditer(text)]
        begin = min((at for at in cut if at >= len(text) - _LINE), default=len(text))
        text = text[begin:].lstrip("”」』’）》、，；：")
        if re.match("[^“「『（《]*[”」』）》]", text):
            text = re.split("[”」』）》]", text, maxsplit=1)[1]
    begins = text.startswith(phrases.phrase(text))  # what leads to the number (达到) may end it
    return text if len(text) > 1 and begins and text[-1] not in "和与與及、" else ""


def _opened(text: str) -> str:
    """The first words of a text that fill a line: whole, else ended before a word, "" where none is known to begin."""
    if len(text) > _LINE:
        cut = [m.start() for m in re.finditer("[“「『（《、，]", text)]
        cut += [m.start() for m in _verbs().finditer(text) if m.start() > 1]
        text = text[: max((at for at in cut if at <= _LINE), default=0)].rstrip("、，；：")
    return text if len(text) > 1 and phrases.phrase(text) == text else ""


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in listed("verbs.list").words if len(word) > 1))


def _opening(text: str) -> str:
    """The opening words of a paragraph, ended before a number or a bracket that would be cut where the index breaks
    off."""
    for found in re.finditer(
        r"[\d,. ]*\d[\d,. ]*\S{0,3}|[（(][^）)]*[）)]?|[〇一二三四五六七八九十百千萬万億亿]{2,}\S?", text
    ):
        if found.start() < _BREAK < found.end() + 1 and found.start() >= 2:
            return text[: found.start()]
    return text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
