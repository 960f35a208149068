"""What a finished file shows or carries, as plain records: every piece of text with its place, every drawn mark.

Both readers (`surfaces_pdf`, `surfaces_pptx`) return these; nothing after them knows a file format.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from reportgen.errors import ReportgenError
from reportgen.records import dataclass

Kind = Literal[
    "text",  # printed on a page or slide
    "head",  # furniture of a page: running head, foot, page number
    "cell",  # of a table
    "label",  # of a chart: category, value label, title
    "alt",  # alternative text
    "bookmark",
    "note",  # speaker note
    "section",  # name of a section of the deck
    "meta",  # document properties
    "link",  # address of a link
    "book",  # cell of a chart's workbook
    "hidden",  # text that a viewer does not show (comments, annotations, form fields, other parts)
]


class Unreadable(ReportgenError):
    """A file that cannot be opened as what it says it is (exit 2)."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of one size: `size` in pt (0 unknown), `raised` for a reference mark; `x` to `end` on the line at `y`,
    from the page's bottom left."""

    text: str
    size: float = 0.0
    raised: bool = False
    x: float = 0.0
    y: float = 0.0
    end: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """One text as a stranger reads it.

    `page` counts from 1 (0: the document as a whole); `place` says where on it in words. `group` ties what belongs
    together (a card, a table row, a chart): equal strings, equal group. `role` is the structure's own word for it
    (H1, P, TD, title, notes …); `fact` the fact id that the file itself claims for it, if any. `marks` are the
    raised paragraph numbers in it, taken out of `text`.
    """

    kind: Kind
    page: int
    place: str
    text: str
    group: str = ""
    role: str = ""
    fact: str = ""
    marks: tuple[int, ...] = ()
    runs: tuple[Run, ...] = ()
    row: int = -1
    column: int = -1
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A painted path: its box in pt (left, bottom, right, top), how it was painted and in which colours (#rrggbb)."""

    box: tuple[float, float, float, float]
    fill: str | None
    stroke: str | None
    dashed: bool = False
    rect: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A tagged figure of a page: its alternative text, what is printed in it and what is painted in it."""

    page: int
    place: str
    alt: str
    texts: tuple[Run, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """`labels` are `index=text` or `index#number format`; `fills` the fill of each point ("" for none)."""

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...] = ()
    format: str = ""
    fills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeChart:
    """A chart's own data: what it draws from (`series`, `categories`) and the workbook behind it, row by row."""

    page: int
    place: str
    alt: str
    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    sheets: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    fact: str = ""
    axis: tuple[float | None, float | None] = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link inside a document: where it lies on its page, what it says it leads to, the page it leads to (0: none)."""

    page: int
    box: tuple[float, float, float, float]
    says: str
    to: int


@dataclass(slots=True, kw_only=True)
class Contents:
    """All that one file holds. `ledger` is the ledger inside it, raw bytes, or None; `sections` are a deck's
    sections with their slide numbers; `troubles` are (page, place, what) that make a file unprovable: a picture with
    text nobody can read, a macro, a part beyond the bounds; `recorded` are (page, place) of pictures that are as
    `generate` recorded them."""

    name: str
    format: Literal["pdf", "pptx"]
    pages: int = 0
    surfaces: list[Surface] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    charts: list[NativeChart] = field(default_factory=list)
    attachments: dict[str, bytes] = field(default_factory=dict)
    sections: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    bookmarks: list[tuple[str, int]] = field(default_factory=list)  # title, the page it leads to (0: none)
    ledger: bytes | None = None
    troubles: list[tuple[int, str, str]] = field(default_factory=list)
    recorded: list[tuple[int, str]] = field(default_factory=list)


# Bounds: far over any real briefing, far under what would hurt the reader's machine.
MOST_BYTES = 60_000_000  # of a file
MOST_PART = 40_000_000  # of one unpacked part or stream
MOST_TOTAL = 160_000_000  # of all unpacked parts
MOST_PAGES = 400
MOST_TEXT = 4_000_000  # characters on all surfaces
