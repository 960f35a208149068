"""What a slide is made of before it is written: placed texts, marks, charts and tables. All lengths in pt."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from reportgen.charts.native import NativeChart
from reportgen.deck.geometry import Box
from reportgen.records import dataclass

Align = Literal["l", "r", "ctr"]
Anchor = Literal["t", "ctr", "b"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of one look. `style` and `colour` None: the paragraph's own. `goto` is a slide key to jump to."""

    text: str
    bold: bool | None = None
    style: str | None = None
    colour: str | None = None
    goto: str | None = None
    tip: str = ""


BREAK = Run(text="\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    """One paragraph; runs equal to `BREAK` are forced line breaks.

    `hang` is the optical margin in pt: the paragraph's text starts so far in, its first line at 0 when `outdent`.
    `after` is the space below in pt.
    """

    runs: tuple[Run, ...]
    style: str
    align: Align = "l"
    after: float = 0.0
    hang: float = 0.0
    outdent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text frame. `slot` names the layout's placeholder; None is a free label of a drawn exhibit.

    `fact` is the fact shown (names the shape and links it to its appendix row); `lines` is how many were planned.
    `plain` leaves insets and anchor to the layout, `moved` False its place too.
    """

    slot: str | None
    box: Box
    paras: tuple[Para, ...]
    anchor: Anchor = "t"
    fill: str | None = None
    line: str | None = None
    line_w: float = 1.25
    dash: bool = False
    inset: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    fact: str | None = None
    lines: int = 0
    free: bool = False
    plain: bool = False
    moved: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A rule, swatch, frame or dot without text; decorative."""

    box: Box
    fill: str | None = None
    line: str | None = None
    line_w: float = 1.0
    dash: bool = False
    round: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartItem:
    """A native chart in its frame; `alt` says what, all values, and the message."""

    box: Box
    chart: NativeChart
    alt: str
    slot: str = "chart"
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    runs: tuple[Run, ...]
    align: Align = "l"
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`height` in pt is at least what its lines need; the first row of a table is its head."""

    cells: tuple[Cell, ...]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TableItem:
    box: Box
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    alt: str
    slot: str = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A PNG: the issuer's logo."""

    box: Box
    data: bytes
    alt: str


Item = Text | Mark | ChartItem | TableItem | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide, ready to be written.

    `key` is its name for jumps; `archetype` is compared between neighbours; `section` its PowerPoint section; `tracker`
    the entry lit in the tracker (None: no tracker); `page` what is printed as page number ("" for the cover).
    `facts` are the fact ids whose sentences go into the notes; `say` the sentences spoken.
    """

    key: str
    layout: str
    archetype: str
    title: str
    section: str
    items: tuple[Item, ...]
    tracker: int | None = None
    page: str = ""
    facts: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    rows: tuple[str, ...] = field(default=())
