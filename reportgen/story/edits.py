"""Turns a story into a file that a person edits, and that file into changes of the story; every sentence is
proven again.

The file is TOML beside the article (news.edits.toml). Blocks stand in printed order: move one to move it, delete it to
drop it, pin = true to put it first, use = 2 for the second candidate, own = "…" for a sentence of your own.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from reportgen.errors import InputError, Note
from reportgen.model import Extraction, Fact, Figure
from reportgen.records import dataclass
from reportgen.story import own
from reportgen.story.blocks import Cards, Claim, Exhibit, Gap, MethodLine, Number, Story, SummaryRow, Theme
from reportgen.story.choice import Plan
from reportgen.story.numbers import full_surface
from reportgen.story.plan import tell_plan
from reportgen.story.printed import printed
from reportgen.story.show import show

VERSION = 1
_T = TypeVar("_T")
_HEAD = """\
# What {stem} tells, for you to edit. `reportgen generate` uses this file when it lies beside the article.
#   move a block          it moves in the briefing and the deck
#   delete a block        it is left out
#   pin = true            it comes first
#   use = 2               the second of the candidates listed below the block
#   own = "…"             your own sentence: only numbers, names and statuses of the article; it is checked, and a
#                         sentence that does not pass is refused with its line
# `fact` finds the fact again when the article changes elsewhere; `says` is for you. Take the # off a block to add it.
"""


def path_for(article: Path) -> Path:
    """Where the edits of an article lie."""
    return article.with_name(article.stem + ".edits.toml")


# ---- writing ----------------------------------------------------------------------------------------------------


def write(extraction: Extraction) -> str:
    """The edits file of an article: all that is printed, with the next best candidates."""
    plan = Plan(extraction)
    story = tell_plan(plan)
    out = [
        _HEAD.format(stem=extraction.article.stem),
        f"version = {VERSION}",
        f"offered = {json.dumps(_offered(plan, story), ensure_ascii=False)}",
        "",
    ]
    out += ["[headline]", *_choice(_headlines(plan, story))]
    for number in story.key_numbers:
        out += ["", *_key_block(plan, number)]
    chosen = {number.fact for number in story.key_numbers}
    rest = [f for f in plan.salience.figures if f.id not in chosen and plan.title(f) is not None]
    rest.sort(key=lambda f: (-plan.salience.score(f), f.start))
    for figure in rest[:4]:
        number = plan.numbers.number(figure, plan.title(figure))
        out += ["", *("# " + line for line in _key_block(plan, number))]
    for theme in story.themes:
        out += ["", *_section_block(plan, theme)]
    for gap in story.gaps:
        out += [
            "",
            "[[gap]]",
            f"rule = {_quoted(gap.rule)}",
            f"fact = {_quoted(_gap_key(plan, gap))}",
            f"# {gap.gap}: {gap.therefore}",
        ]
    return "\n".join(out) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _choice(candidates: list[Claim]) -> list[str]:
    lines = ["use = 1", 'own = ""']
    return lines + [f"#  {i}  {claim.text}{_marks(claim)}" for i, claim in enumerate(candidates, 1)]


def _marks(claim: Claim) -> str:
    paragraphs = " ".join(f"¶{p}" for p in claim.paragraphs)
    facts = " ".join(claim.facts)
    return f"    ({', '.join(part for part in (paragraphs, facts) if part)})" if paragraphs or facts else ""


def _key_block(plan: Plan, number: Number) -> list[str]:
    fact = plan.view.by_id[number.fact]
    return [
        "[[key]]",
        f"fact = {_quoted(fact.key)}",
        f"says = {_quoted(show(fact.surface, plan.view.article.script))}  # {fact.id} ¶{fact.paragraph}",
        "pin = false",
        *_choice(_titles_of(plan, number.fact, number.claim)),
    ]


def _titles_of(plan: Plan, fact: str, first: Claim) -> list[Claim]:
    figure = plan.view.by_id[fact]
    found = [first]
    if isinstance(figure, Figure):
        for candidate in plan.candidates(figure):
            if all(candidate.claim.text != claim.text for claim in found):
                found.append(candidate.claim)
    return found[:4]


def _headlines(plan: Plan, story: Story) -> list[Claim]:
    found = [story.title]
    at = plan.view.text.find(plan.view.article.headline)
    for number in story.key_numbers:
        if all(number.claim.text != claim.text for claim in found):
            found.append(number.claim)
    if at >= 0 and story.headline != story.title.text:
        found.insert(1, Claim(text=story.headline, paragraphs=(), inserted=(plan.view.article.headline,)))
    return found[:5]


def _section_block(plan: Plan, theme: Theme) -> list[str]:
    out = ["[[section]]", f"name = {_quoted(theme.name)}", "[section.title]", *_choice(_section_titles(plan, theme))]
    for exhibit in theme.exhibits:
        out += [
            "",
            "[[section.block]]",
            f"kind = {_quoted(type(exhibit).__name__)}",
            f"fact = {_quoted(_exhibit_key(plan, exhibit))}",
        ]
        out += _choice(_exhibit_titles(plan, exhibit))
        if isinstance(exhibit, Cards):
            for card in exhibit.cards:
                out += [
                    "",
                    "[[section.card]]",
                    f"says = {_quoted(card.name)}",
                    f"# {card.claim.text}{_marks(card.claim)}  {card.status}",
                ]
    for quotation in theme.quotes:
        out += [
            "",
            "[[section.quote]]",
            f"says = {_quoted(quotation.full[:16])}",
            f"# {quotation.speaker or quotation.role} ¶{quotation.paragraph}",
        ]
    return out


def _section_titles(plan: Plan, theme: Theme) -> list[Claim]:
    found = [theme.title]
    figures = [f for f in plan.salience.figures if f.id in theme.facts]
    for figure in sorted(figures, key=lambda f: -plan.salience.score(f)):
        claim = plan.title(figure)
        if claim is not None and all(claim.text != other.text for other in found):
            found.append(claim)
    return found[:4]


def _exhibit_titles(plan: Plan, exhibit: Exhibit) -> list[Claim]:
    found = [exhibit.title]
    for fact in exhibit.title.facts:
        for claim in _titles_of(plan, fact, exhibit.title)[1:]:
            if all(claim.text != other.text for other in found):
                found.append(claim)
    return found[:4]


def _exhibit_key(plan: Plan, exhibit: Exhibit) -> str:
    """The key of the exhibit's first fact; its title's words when it has none."""
    rows: Iterable[Any] = (
        *getattr(exhibit, "rows", ()), *getattr(exhibit, "events", ()),
        *getattr(exhibit, "numbers", ()), *getattr(exhibit, "cards", ()),
    )  # fmt: skip
    for row in rows:
        for fact in (getattr(row, "fact", ""), *getattr(row, "facts", ())):
            if fact in plan.view.by_id:
                return plan.view.by_id[fact].key
    return exhibit.title.text[:12]


def _gap_key(plan: Plan, gap: Gap) -> str:
    return plan.view.by_id[gap.facts[0]].key if gap.facts else gap.stated


def _offered(plan: Plan, story: Story) -> list[str]:
    """A name for everything in the file, so that a deleted block is told from one that a new article brings."""
    names = [f"key {plan.view.by_id[n.fact].key}" for n in story.key_numbers]
    for theme in story.themes:
        names.append(f"section {theme.name}")
        names += [f"block {_exhibit_key(plan, e)} {type(e).__name__}" for e in theme.exhibits]
        names += [f"card {c.name}" for e in theme.exhibits if isinstance(e, Cards) for c in e.cards]
        names += [f"quote {q.full[:16]}" for q in theme.quotes]
    return names + [f"gap {gap.rule}" for gap in story.gaps]


# ---- reading ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A story after the edits, what no longer fitted, and what was changed (words for method page and manifest).

    `own` are the sentences that stand in it because the user wrote or picked them.
    """

    story: Story
    own: frozenset[str]
    notes: tuple[Note, ...]
    changes: tuple[str, ...]
    record: dict[str, object]


def apply(extraction: Extraction, path: Path) -> Edited:
    """Tell the article with the edits of a file.

    Raises InputError with file and line for a file that is no edits file and for an own sentence that is not proven.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise InputError(f"{path}: cannot be read ({reason}). Name another file, or use --no-edits.") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: is not valid TOML: {error}. Mend that line, or use --no-edits.") from None
    if data.get("version") != VERSION:
        raise InputError(
            f"{path}: version is {data.get('version')!r}, expected {VERSION}. Write it anew: reportgen edits ARTICLE."
        )
    return _Desk(extraction, path, text, data).edit()


class _Desk:
    """The edits of one article while they are laid over its story."""

    def __init__(self, extraction: Extraction, path: Path, text: str, data: dict[str, Any]) -> None:
        self.plan = Plan(extraction)
        self.story = tell_plan(self.plan)
        self.path, self.text, self.data = path, text, data
        self.offered = set(data.get("offered", ()))
        self.notes: list[Note] = []
        self.changes: list[str] = []
        self._own_facts: set[str] = set()
        self.by_key: dict[str, Fact] = {}
        for fact in extraction.facts:
            self.by_key.setdefault(fact.key, fact)

    def edit(self) -> Edited:
        story = self.story
        title = self._sentence(self._table("headline"), _headlines(self.plan, story), "headline", "headline")
        numbers = self._key_numbers()
        themes = self._themes()
        gaps = self._ordered(
            "gap",
            self._blocks(self.data, "gap"),
            story.gaps,
            lambda g: f"gap {g.rule}",
            lambda b: f"gap {b.get('rule', '')}",
        )
        summary = story.summary
        if numbers != story.key_numbers:
            kept = {n.fact: n for n in numbers}
            summary = tuple(replace(row, number=kept.get(row.number.fact, row.number)) for row in summary)
            told = {row.number.fact for row in summary}
            dropped = {n.fact for n in story.key_numbers} - set(kept)
            summary = tuple(row for row in summary if row.number.fact not in dropped)
            summary += tuple(SummaryRow(number=n, claim=n.claim) for n in numbers if n.fact not in told)[
                : max(5 - len(summary), 0)
            ]
            summary = tuple(
                replace(row, claim=kept[row.number.fact].claim) if row.number.fact in self._own_facts else row
                for row in summary
            )
        story = replace(story, title=title, key_numbers=numbers, summary=summary, themes=themes, gaps=gaps)
        if self.changes:
            say = self.plan.wording["method"]
            line = MethodLine(
                key="edited",
                label=say["edited-label"],
                text=say["edited"].format(list=say["separator"].join(dict.fromkeys(self.changes))),
            )
            story = replace(story, method=(*story.method, line))
        changes = tuple(dict.fromkeys(self.changes))
        record: dict[str, object] = {
            "name": self.path.name,
            "sha256": hashlib.sha256(self.text.encode()).hexdigest(),
            "changed": list(changes),
        }
        own = frozenset(one.claim.text for one in printed(story)) - {one.claim.text for one in printed(self.story)}
        return Edited(story=story, own=own, notes=tuple(self.notes), changes=changes, record=record)

    # -- pieces --

    def _line_of(self, needle: str) -> int:
        for n, line in enumerate(self.text.splitlines(), 1):
            if needle and needle in line and not line.lstrip().startswith("#"):
                return n
        return 1

    def _wrong(self, needle: str, reason: str) -> InputError:
        return InputError(f"{self.path}:{self._line_of(needle)}: {reason}")

    def _table(self, name: str) -> dict[str, Any]:
        table = self.data.get(name, {})
        if not isinstance(table, dict):
            raise self._wrong(name, f"{name} must be a table [{name}]. Write the file anew: reportgen edits ARTICLE.")
        return table

    def _blocks(self, table: dict[str, Any], name: str) -> list[dict[str, Any]]:
        blocks = table.get(name, [])
        if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
            raise self._wrong(name, f"{name} must be blocks [[{name}]]. Write the file anew: reportgen edits ARTICLE.")
        return blocks

    def _misfit(self, what: str) -> None:
        self.notes.append(
            Note(
                start=None,
                message=f"{self.path.name}: {what}",
                hint="write the file anew with: reportgen edits ARTICLE",
            )
        )

    def _word(self, key: str) -> str:
        return str(self.plan.wording["method"]["edited-parts"][key])

    def _sentence(self, table: dict[str, Any], candidates: list[Claim], use: str, part: str) -> Claim:
        """The sentence that a table asks for: an own one, proven; a candidate; else the first."""
        own_text, number = table.get("own", ""), table.get("use", 1)
        if not isinstance(own_text, str):
            raise self._wrong("own", "own must be a sentence in quotation marks.")
        if own_text.strip():
            proven = own.prove(self.plan.view, self.plan.ctx, own_text, "title" if use != "headline" else "headline")
            if isinstance(proven, str):
                raise self._wrong(own_text, f'own = "{own_text}" is refused: {proven}. Mend the sentence or empty it.')
            self.changes.append(self._word(part))
            return proven
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise self._wrong(f"use = {number}", f"use = {number!r} is no candidate; give a number from 1.")
        if number > len(candidates):
            self._misfit(
                f"candidate {number} of {part} is not there any more; the first is used ({candidates[0].text})"
            )
            number = 1
        if number != 1:
            self.changes.append(self._word(part))
        return candidates[number - 1]

    def _fact(self, block: dict[str, Any], what: str) -> Fact | None:
        """The fact a block names: by key, else by its surface when the article holds that once."""
        key, says = str(block.get("fact", "")), str(block.get("says", ""))
        if key in self.by_key:
            return self.by_key[key]
        script = self.plan.view.article.script
        same = [f for f in self.plan.view.facts if says and show(f.surface, script) == says]
        if len(same) == 1:
            self._misfit(f"{what} {says} stands in a changed sentence now; it is taken as the same")
            return same[0]
        self._misfit(f"{what} {says or key} is not in the article any more; its edit is left out")
        return None

    def _key_numbers(self) -> tuple[Number, ...]:
        plan, story = self.plan, self.story
        blocks = self._blocks(self.data, "key")
        standard = {n.fact: n for n in story.key_numbers}
        found: list[tuple[bool, Number]] = []
        own_facts: set[str] = set()
        for block in blocks:
            fact = self._fact(block, "key figure")
            if not isinstance(fact, Figure) or any(n.fact == fact.id for _, n in found):
                continue
            base = standard.get(fact.id) or plan.numbers.number(
                fact, plan.title(fact) or plan.numbers.clause_claim(fact)
            )
            claim = self._sentence(block, _titles_of(plan, fact.id, base.claim), "title", "key")
            if claim is not base.claim:
                if fact.id not in claim.facts:
                    raise self._wrong(
                        str(block.get("own", "")),
                        f"own sentence does not hold {full_surface(plan.view, fact)}, the figure it stands beside.",
                    )
                own_facts.add(fact.id)
                base = replace(base, claim=claim)
            found.append((bool(block.get("pin", False)), base))
        seen = {plan.view.by_id[n.fact].key for _, n in found}
        for number in story.key_numbers:
            key = plan.view.by_id[number.fact].key
            if key not in seen and f"key {key}" not in self.offered and blocks:
                found.append((False, number))
                self._misfit(f"key figure {number.digits}{number.unit} is new and stands last")
        if not blocks and not self.offered:
            return story.key_numbers
        numbers = tuple(n for _, n in sorted(found, key=lambda pair: not pair[0]))[:6]
        if [n.fact for n in numbers] != [n.fact for n in story.key_numbers]:
            self.changes.append(self._word("key"))
        self._own_facts = own_facts
        return numbers

    def _ordered(
        self,
        what: str,
        blocks: list[dict[str, Any]],
        items: tuple[_T, ...],
        name: Callable[[_T], str],
        asked: Callable[[dict[str, Any]], str],
    ) -> tuple[_T, ...]:
        """Items in the order of the blocks that name them; deleted ones left out, new ones behind."""
        by_name = {name(item): item for item in items}
        found: list[tuple[bool, _T]] = []
        for block in blocks:
            key = asked(block)
            if key in by_name:
                found.append((bool(block.get("pin", False)), by_name.pop(key)))
            else:
                self._misfit(f"{key} is not told any more; its edit is left out")
        found += [(False, item) for key, item in by_name.items() if key not in self.offered]
        ordered = tuple(item for _, item in sorted(found, key=lambda pair: not pair[0]))
        if ordered != items:
            self.changes.append(self._word(what))
        return ordered

    def _themes(self) -> tuple[Theme, ...]:
        blocks = self._blocks(self.data, "section")
        by_name = {str(block.get("name", "")): block for block in blocks}
        ordered = self._ordered(
            "section",
            blocks,
            self.story.themes,
            lambda t: f"section {t.name}",
            lambda b: f"section {b.get('name', '')}",
        )
        return tuple(self._theme(theme, by_name[theme.name]) if theme.name in by_name else theme for theme in ordered)

    def _theme(self, theme: Theme, block: dict[str, Any]) -> Theme:
        plan = self.plan
        title = self._sentence(block.get("title", {}), _section_titles(plan, theme), "title", "section")
        exhibits = self._ordered(
            "block",
            self._blocks(block, "block"),
            theme.exhibits,
            lambda e: f"block {_exhibit_key(plan, e)} {type(e).__name__}",
            lambda b: f"block {b.get('fact', '')} {b.get('kind', '')}",
        )
        asked = {f"{b.get('fact', '')} {b.get('kind', '')}": b for b in self._blocks(block, "block")}
        told = []
        for exhibit in exhibits:
            table = asked.get(f"{_exhibit_key(plan, exhibit)} {type(exhibit).__name__}", {})
            claim = self._sentence(table, _exhibit_titles(plan, exhibit), "title", "block")
            exhibit = replace(exhibit, title=claim) if claim is not exhibit.title else exhibit
            if isinstance(exhibit, Cards):
                cards = self._ordered(
                    "card",
                    self._blocks(block, "card"),
                    exhibit.cards,
                    lambda c: f"card {c.name}",
                    lambda b: f"card {b.get('says', '')}",
                )
                exhibit = replace(exhibit, cards=cards, spark=None if cards != exhibit.cards else exhibit.spark)
                if len(cards) < 2:
                    continue
            told.append(exhibit)
        quotes = self._ordered(
            "quote",
            self._blocks(block, "quote"),
            theme.quotes,
            lambda q: f"quote {q.full[:16]}",
            lambda b: f"quote {b.get('says', '')}",
        )
        return replace(theme, title=title, exhibits=tuple(told), quotes=quotes)
