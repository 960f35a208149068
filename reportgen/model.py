"""The facts of an article as frozen records; each can be followed back to its characters and its sentence."""

from __future__ import annotations

from typing import Literal

from reportgen.errors import Note
from reportgen.records import dataclass
from reportgen.source import Article, Span

Status = Literal["actual", "target", "planned"]
Progress = Literal["done", "ongoing", "planned"]
Bound = Literal["at_least", "at_most", "about", "exact"]
Direction = Literal["up", "down"]
Kind = Literal["figure", "quote", "award", "initiative", "milestone", "rank", "target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all facts share.

    `id` is F1, F2 … in order of appearance; `key` is a hash of sentence and surface, stable under edits elsewhere.
    `surface == article.text[start:end]`; `sentence` is the span of the sentence that holds it.
    """

    id: str
    key: str
    kind: Kind
    surface: str
    start: int
    end: int
    paragraph: int
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Fact):
    """An amount with its unit.

    `value` is in the base unit (億 = 1e8, 萬 = 1e4, 成 = 10 %), None when the text is too vague; `value_max` is the
    upper end of a range; `values` the terms of a ratio (unit 比). `unit` is canonical in traditional characters,
    `unit_surface` the article's own. `qualifier` is one of 近 約 超 余 以上 不到 突破 or None. `scale` marks
    1000億元級.
    `subject`, `measures`, `period`, `place`, `rank`, `attributed_to` are the article's own words or None where it does
    not say; `change` is yoy, mom, "since …" or None.
    """

    value: float | None
    value_max: float | None = None
    values: tuple[float, ...] | None = None
    unit: str
    unit_surface: str
    qualifier: str | None = None
    scale: bool = False
    bound: Bound = "exact"
    subject: str | None = None
    measures: str | None = None
    direction: Direction | None = None
    change: str | None = None
    period: str | None = None
    place: str | None = None
    rank: str | None = None
    status: Status = "actual"
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Fact):
    """Words in quotation marks that somebody said; `text` without the outer marks. Slogans are not quotes."""

    text: str
    speaker: str | None
    role: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(Fact):
    name: str
    giver: str | None
    year: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Fact):
    """A named measure; `status` is read from the item's own clause. `clause` is the span that tells what was done."""

    name: str
    status: Progress
    clause: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Fact):
    """A dated event; `date` carries its precision: 2022, 2022-03 or 2022-05-20, or two joined by "/" for a span."""

    date: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank(Fact):
    """A claim of place: `claim` is the phrase whole (居全省同類城市首位), `scope` among whom,
    `position` 1 for a first."""

    claim: str
    scope: str | None
    position: int | None
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Fact):
    text: str
    by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """A numeral that is deliberately no fact, and why (ordinal, date, slogan, model number, footnote mark …)."""

    surface: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was read from one article: facts in order of appearance, unused numerals, doubts."""

    article: Article
    facts: tuple[Fact, ...]
    unused: tuple[Unused, ...]
    notes: tuple[Note, ...]
