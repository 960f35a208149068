"""What is told: the units that both writers lay out. All text here is display text in the article's script.

A writer may leave out a block that does not fit, never change a word of it. Numbers in these records are for drawing;
what is printed is always the text beside them, so that 近, 餘, 級 and 目標 cannot be lost.
"""

from __future__ import annotations

from typing import Literal

from reportgen.model import Progress
from reportgen.records import dataclass
from reportgen.source import Span

ARROW = " → "
KindWord = Literal["actual", "target", "planned", "forecast", "ongoing", "approximate", "derived", "self_reported"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A printed sentence or phrase without its closing 。

    `pieces` are the raw spans it was cut from, in order; `inserted` the declared words that are not from there (place,
    year, 「目標：」). `facts` are the ids whose number or name it states, `paragraphs` the ¶ numbers, ascending.
    `lead` is how many of its first characters are set bold (0: none).
    """

    text: str
    paragraphs: tuple[int, ...]
    facts: tuple[str, ...] = ()
    pieces: tuple[Span, ...] = ()
    inserted: tuple[str, ...] = ()
    lead: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One figure set large: `digits` big, `unit` beside it (with 餘, 級 …; "" for 近九成, whose word is all in
    `digits`).

    `before` and `after` are the clause's words around it, one line each (≤ 11 字, "" when there is no room);
    `what` says in ≤ 24 字 (two `lines`, broken at a phrase) what it counts, its companion figure included; `claim` is
    its whole clause as a sentence.
    """

    fact: str
    digits: str
    unit: str
    before: str
    after: str
    what: tuple[str, ...]
    claim: Claim
    paragraph: int
    companions: tuple[str, ...] = ()
    kind: KindWord = "actual"
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """`full` cells solid, `partial` hatched, the rest of ten empty; `word` as printed (近九成)."""

    fact: str
    label: str
    full: int
    partial: int
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderRow:
    """A target level; `value` in `Ladder.unit` or None for an unknown one; outlined unless `achieved`."""

    fact: str
    label: str
    value: float | None
    text: str
    achieved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`date` is YYYY, YYYY-MM or YYYY-MM-DD; `date_text` and `text` as printed."""

    fact: str
    date: str
    date_text: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A computed span of days between two events (indexes into `Timeline.events`): `low` = `high` when certain.

    `text` is printed (76至106天), `label` names it (簽約至投入運營), `rule` tells how it was reckoned.
    """

    id: str
    label: str
    start: int
    end: int
    low: int
    high: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """`value` is signed (a fall is negative) and in the exhibit's unit;
    `text` is what is printed at the bar's end. What is `ahead` (目標, 計劃, 預計) is outlined.
    """

    fact: str
    label: str
    value: float
    text: str
    ahead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Before and after, both stated. `old_time` and `new_time` are when (2022年, 上年同期), "" where it is not surely
    said; a new value of a past year always has its time."""

    facts: tuple[str, str]
    label: str
    old: float
    new: float
    old_text: str
    new_text: str
    old_time: str = ""
    new_time: str = ""

    @property
    def old_shown(self) -> str:
        """The old value with its time, where that is said."""
        return f"{self.old_time} {self.old_text}".strip()

    @property
    def new_shown(self) -> str:
        """The new value with its time, where that is said."""
        return f"{self.new_time} {self.new_text}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A named initiative: `claim.text[bold[0]:bold[1]]` is its name inside the clause."""

    fact: str
    name: str
    claim: Claim
    bold: tuple[int, int]
    status: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """What all exhibits share: `title` (sentence with its number), `subtitle` (measure, population, period, unit),
    `note` ("" when there is nothing to explain; without 註：and 。), `message` for alternative texts, `spark` the index
    of the one row, card or bar that is the point of attention (None: none). `patterned` marks a title put together
    after a pattern (第二產業增加值增長7.4%) instead of cut."""

    title: Claim
    subtitle: str
    note: str
    paragraphs: tuple[int, ...]
    spark: int | None = None
    patterned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares(Exhibit):
    rows: tuple[ShareRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder(Exhibit):
    unit: str
    rows: tuple[LadderRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Exhibit):
    events: tuple[Event, ...]
    spans: tuple[Derived, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars(Exhibit):
    """Ranked or in stated order; one unit, one definition, one period."""

    unit: str
    rows: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs(Exhibit):
    unit: str
    rows: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure(Exhibit):
    """A ratio such as 18.4:41.1:40.5: the parts of one whole, in the article's order."""

    unit: str
    rows: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiples(Exhibit):
    """Small multiples: two to six groups of bars side by side; panels of one unit share one scale.

    A panel's `title.text` heads it (投資, 消費); its own subtitle, note and spark are not drawn."""

    panels: tuple[Bars, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board(Exhibit):
    """Two to six numbers that share no axis."""

    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards(Exhibit):
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker(Exhibit):
    """What is to come: one row an item.

    None stands for what a search does not find (printed as 原文未寫), "" for what is told in the item or not surely.
    """

    rows: tuple[TrackerRow, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Of owner, time and value those that at least a third of the rows fill."""
        filled = {name: sum(1 for row in self.rows if getattr(row, name)) for name in ("owner", "time", "value")}
        return tuple(name for name, n in filled.items() if 3 * n >= len(self.rows) and n)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerRow:
    item: Claim
    owner: str | None
    time: str | None
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """`text` with its quotation marks as printed (trimmed only at sentences, with ……); `full` is the whole of it.

    `speaker` is None for an organ's promise, which is signed by `role` alone. `core` is the speaker with the clause
    that says most (某某：「……」), "" when no clause stands alone; then `title` is a sentence of the same paragraph to
    stand over it: what the speaker also says (X表示，…), else what the paragraph tells, None when neither is fit.
    """

    fact: str
    text: str
    full: str
    speaker: str | None
    role: str
    paragraph: int
    core: str = ""
    title: Claim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankRow:
    """`tag` is the claim, short (全國首個, 全省縣域首位), `text` what it is said of; of an `award` its name, and who
    won and gave it.
    """

    fact: str
    tag: str
    text: str
    paragraph: int
    award: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Honours:
    """Names of awards with their marks 「」, under the words that introduce them (去年，某市獲評)."""

    title: Claim
    intro: str
    names: tuple[str, ...]
    facts: tuple[str, ...]
    note: str
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedList:
    """A list that the article itself names (五大工程) and its members."""

    title: str
    items: tuple[str, ...]
    paragraph: int
    note: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One project or firm with a stated duration; `rows` are label and value, None where the article does not say."""

    name: str
    number: Number
    rows: tuple[tuple[str, str | None], ...]
    paragraph: int
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A dated event for the calendar: `number` or `name` large, `text` below."""

    date_text: str
    event: str
    number: Number | None
    name: str
    text: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One run of the story: a section of the article, or the whole of one without sections (`name` "" then).

    `facts` lists every fact of the section in order; blocks are best first. `title_use` says which checks the title
    passed: "title", or "body" when no shorter cut of the section did. `further` are numbers that no
    block shows, each with a sentence that may head a page, the weightiest first.
    """

    name: str
    kicker: str
    title: Claim
    dek: Claim | None
    body: tuple[Claim, ...]
    numbers: tuple[Number, ...]
    exhibits: tuple[Exhibit, ...]
    quotes: tuple[Quotation, ...]
    ranks: tuple[RankRow, ...]
    lists: tuple[NamedList, ...]
    cases: tuple[Case, ...]
    days: tuple[Day, ...]
    facts: tuple[str, ...]
    paragraphs: tuple[int, ...]
    title_use: str = "title"
    further: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing the article does not say. `stated`: what it wrote (1000億元級); `missing` (現值、達成年份); `gap`
    both as one
    phrase for a table (1000億元級等3項目標的現值與年份); `therefore` what follows for the reader."""

    rule: str
    stated: str
    missing: str
    gap: str
    therefore: str
    paragraph: int
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A row of the fact table; `section` "" before the first heading. A pair is one row: `value` holds the old number
    and the new one with ARROW between, `old` is the old one's fact. So is a range of two bounds, `old` the lower one's.

    `period` is None where a search of the article finds no time (printed as 原文未寫), "" where it tells one that is
    not surely this fact's: then nothing is printed.
    """

    fact: str
    section: str
    text: str
    value: str
    period: str | None
    kind: KindWord
    paragraph: int
    old: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A fact's own sentence as printed in notes, and where it stands."""

    fact: str
    sentence: str
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodLine:
    """`key` names the wording (article, source, authors, paragraphs, status, approximate, derived, self, glyphs …),
    `label` and `text` are printed."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphEntry:
    n: int
    opening: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRow:
    number: Number
    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The whole told article. `date_text` is printed (原文未載 when unknown); `date` is ISO or None.

    `outlet` is "" when the article names none.

    `key_numbers` are best first (at most six; the first is the headline fact), `next_numbers` those that follow them;
    `points` are the briefing's 要點, `summary` the deck's rows; `rows` hold every figure, rank and dated event in the
    article's order, derived ones after their source.
    `log` tells in words why a chart was not drawn or a candidate not printed (verbose only).
    """

    script: str
    headline: str
    outlet: str
    date: str | None
    date_text: str
    time: str | None
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    url: str | None
    place: str | None
    title: Claim
    dek: Claim | None
    key_numbers: tuple[Number, ...]
    points: tuple[Claim, ...]
    summary: tuple[SummaryRow, ...]
    summary_title: Claim
    board_title: Claim
    honours: tuple[Honours, ...]
    ranks: tuple[RankRow, ...]
    shares: tuple[Exhibit, ...]
    themes: tuple[Theme, ...]
    tracker: Tracker | None
    gaps: tuple[Gap, ...]
    gaps_title: Claim | None
    rows: tuple[FactRow, ...]
    evidence: tuple[Evidence, ...]
    method: tuple[MethodLine, ...]
    corrections: tuple[tuple[str, str], ...]
    index: tuple[ParagraphEntry, ...]
    log: tuple[str, ...]
    next_numbers: tuple[Number, ...] = ()
