"""Takes back what a proof of the finished files refused, so that the rest can be published.

Each step goes further: the items whose own words were refused; then all that shows a fact beside which something was
refused; then the rows of such facts, too; at last everything but the sentences, the fact table and the sources.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from reportgen.display import display
from reportgen.story.blocks import (
    Claim,
    Evidence,
    FactRow,
    Gap,
    MethodLine,
    Number,
    ParagraphEntry,
    Story,
    Theme,
    TrackerRow,
)
from reportgen.verify.ground import bare
from reportgen.verify.report import Finding, Report

WORDS, FACTS, ROWS, PLAIN = 1, 2, 3, 4  # how much is taken back
_RECORDS = (Story, Theme)  # mended field by field, never taken back themselves
_NAMED = re.compile(r"fact:([FD]\d+)|^([FD]\d+)[:：]")
_NUMERAL = re.compile(r"[\d０-９〇○零一二三四五六七八九十百千萬万億亿兩两半]")
_LACKING = "〓"  # what the briefing prints for a character that its font lacks
_SHORTEST = 6  # characters that must agree where one text is a part of the other
_DRAWN = (
    "exhibits", "further", "shares", "honours", "lists", "cases", "days", "ranks",
    "numbers", "key_numbers", "next_numbers", "gaps",
)  # fmt: skip


def withdraw(story: Story, report: Report, most: int) -> tuple[Story, tuple[str, ...]]:
    """The story without what the findings of a proof are about, and a line for each thing taken back.

    `most` is WORDS, FACTS, ROWS or PLAIN. The story is the same object's equal when nothing was found to take back.
    """
    work = _Withdrawal(report.findings, most)
    done = work.record(story, story)
    return done, tuple(dict.fromkeys(work.log))


class Refused:
    """What findings are about; `facts` asks for the facts beside which something was refused, too, `rows` for their
    rows in the fact table."""

    def __init__(self, findings: list[Finding], facts: bool = False, rows: bool = False) -> None:
        texts = [re.sub(r"^[FD]\d+", "", bare(_legible(f.stands.rstrip("…"))))[:40] for f in findings if f.stands]
        self.texts = [text for text in texts if len(text) >= 2]
        named = [m for f in findings for text in (f.place, f.stands) for m in _NAMED.finditer(text)]
        self.rows = [{bare(cell) for cell in f.row} - {""} for f in findings if f.row]
        self.facts = {m[1] or m[2] for m in named} if facts else set()
        self._kept = () if rows else (FactRow, Evidence)  # every fact keeps its row as long as can be

    def hit(self, item: Any) -> bool:
        """Whether something of the item was refused: its words or, where asked, a fact that it shows."""
        if isinstance(item, MethodLine):
            own = [bare(item.text)]
        else:
            own = [bare(text) for text in _strings(item)]
            if self.facts and not isinstance(item, self._kept) and self.facts.intersection(_facts(item)):
                return True
        if self.rows and isinstance(item, FactRow | TrackerRow | Gap) and any(_in(item, row) for row in self.rows):
            return True
        return any(
            text == refused
            or (len(refused) >= _SHORTEST and refused in text)
            or (len(text) >= _SHORTEST and text in refused)
            for text in own
            if text
            for refused in self.texts
        )


class _Withdrawal:
    def __init__(self, findings: list[Finding], most: int) -> None:
        self.most = most
        self.log: list[str] = []
        self.hit = Refused(findings, facts=most >= FACTS, rows=most >= ROWS).hit

    def record(self, item: Any, story: Story) -> Any:
        """A story or theme with what was refused taken back."""
        changes: dict[str, Any] = {}
        for field in dataclasses.fields(item):
            value = getattr(item, field.name)
            if self.most >= PLAIN and field.name in (*_DRAWN, "tracker"):
                if value:
                    self.log.append(f"left out after a proof: all {field.name}")
                changes[field.name] = () if isinstance(value, tuple) else None
            elif isinstance(value, Claim) and self.hit(value):
                changes[field.name] = self._title(field.name, item, story)
            elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
                kept = (self._kept(each, story) for each in value)
                changes[field.name] = tuple(each for each in kept if each is not None)
            elif dataclasses.is_dataclass(value) and not isinstance(value, Claim):
                changes[field.name] = self._exhibit(value)
        return dataclasses.replace(item, **changes)

    def _kept(self, item: Any, story: Story) -> Any:
        """An item of a list; None when it is taken back."""
        if isinstance(item, _RECORDS):
            return self.record(item, story)
        if isinstance(item, ParagraphEntry):
            return self._entry(item)
        if not self.hit(item):
            return item
        self._tell(item)
        return None

    def _exhibit(self, item: Any) -> Any:
        """The tracker without the rows refused; None when more than a row of it was."""
        rows = tuple(row for row in getattr(item, "rows", ()) if not self.hit(row))
        if rows and len(rows) < len(item.rows):
            self._tell(item)
            item = dataclasses.replace(item, rows=rows, spark=None)
        if not self.hit(item):
            return item
        self._tell(item)
        return None

    def _entry(self, entry: ParagraphEntry) -> ParagraphEntry:
        """A paragraph's opening words, ended before the first number once they were refused."""
        if not self.hit(entry) and self.most < PLAIN:
            return entry
        number = _NUMERAL.search(entry.opening)
        opening = entry.opening[: number.start()] if number else ""
        if opening != entry.opening:
            self._tell(entry)
        return dataclasses.replace(entry, opening=opening)

    def _title(self, name: str, owner: Any, story: Story) -> Claim | None:
        """What stands for a title that was refused: the section's name, or the article's headline."""
        self._tell(getattr(owner, name))
        if name not in ("title", "summary_title", "board_title"):
            return None
        text = owner.name if isinstance(owner, Theme) and owner.name else display(story.headline, story.script)
        return Claim(text=text, paragraphs=owner.paragraphs[:1] if isinstance(owner, Theme) else (1,))

    def _tell(self, item: Any) -> None:
        text = next((t for t in _strings(item) if len(t) > 3), "")
        self.log.append(f'left out after a proof: {type(item).__name__.lower()} "{text}"')


def _legible(text: str) -> str:
    """A printed text, or the longest part of it between characters that the font lacks: the story has these."""
    return max(text.split(_LACKING), key=len)


def _in(item: FactRow | TrackerRow | Gap, row: set[str]) -> bool:
    """Whether a row of a table is printed in these cells."""
    if isinstance(item, FactRow):
        return bare(item.text) in row and bare(item.value) in row
    return bare(item.item.text if isinstance(item, TrackerRow) else item.gap) in row


def _strings(item: Any) -> Iterator[str]:
    """All texts of a record, its parts' included."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, tuple):
        for each in item:
            yield from _strings(each)
    elif dataclasses.is_dataclass(item):
        if isinstance(item, Number):
            yield item.digits + item.unit
        for field in dataclasses.fields(item):
            if field.name not in ("fact", "facts", "id", "key", "kind", "rule", "status", "section", "period"):
                yield from _strings(getattr(item, field.name))


def _facts(item: Any) -> Iterator[str]:
    """The ids of all facts that a record shows."""
    if isinstance(item, tuple):
        for each in item:
            yield from _facts(each)
    elif dataclasses.is_dataclass(item):
        for field in dataclasses.fields(item):
            value = getattr(item, field.name)
            if field.name == "fact":
                yield value
            elif field.name in ("facts", "companions"):
                yield from value
            else:
                yield from _facts(value)
