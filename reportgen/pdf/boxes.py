"""What a laid-out page holds: rectangles in drawing and reading order, in pt from the upper left corner."""

from __future__ import annotations

from dataclasses import field

from reportgen.pdf.tags import Node
from reportgen.records import dataclass
from reportgen.story.blocks import Exhibit
from reportgen.typeset import Line

ASCENT = 0.88
"""Where the baseline of a Chinese glyph stands in its square, in em from the top."""


@dataclass(frozen=True, slots=True)
class Text:
    """Set lines with their leading: what a box will hold."""

    lines: tuple[Line, ...]
    leading: float
    size: float

    @property
    def height(self) -> float:
        """All line boxes together."""
        return len(self.lines) * self.leading

    @property
    def width(self) -> float:
        """The widest line."""
        return max((line.width for line in self.lines), default=0.0)


@dataclass(slots=True, kw_only=True)
class TextBox:
    """Lines at a place. `node` None: furniture, or a head repeated. `anchor` names its place for links to it;
    `align` right sets each line's end at x + w."""

    kind: str
    x: float
    y: float
    w: float
    text: Text
    node: Node | None
    anchor: str = ""
    align: str = "left"

    @property
    def h(self) -> float:
        """Height of its lines."""
        return self.text.height

    def baseline(self, index: int) -> float:
        """The baseline of a line."""
        return self.y + index * self.text.leading + (self.text.leading - self.text.size) / 2 + ASCENT * self.text.size

    def left(self, line: Line) -> float:
        """The left edge of a line."""
        return self.x + self.w - line.width if self.align == "right" else self.x


@dataclass(slots=True, kw_only=True)
class FillBox:
    """A filled rectangle: rules, bars, panels. An artifact."""

    kind: str
    x: float
    y: float
    w: float
    h: float
    colour: str


@dataclass(slots=True, kw_only=True)
class KeyBox:
    """A sample of a mark beside its meaning; `mark` is solid, hatched, outlined, month or dot."""

    kind: str
    x: float
    y: float
    w: float
    h: float
    mark: str


@dataclass(slots=True, kw_only=True)
class PlotBox:
    """The plot of an exhibit, drawn by matplotlib, as one figure; `stretch` widens the pitch of its rows."""

    kind: str
    x: float
    y: float
    w: float
    h: float
    exhibit: Exhibit
    node: Node
    stretch: float = 1.0


@dataclass(slots=True, kw_only=True)
class LogoBox:
    """The issuer's logo: `alt` is its name; None on pages where it only repeats."""

    kind: str
    x: float
    y: float
    w: float
    h: float
    path: str
    node: Node | None


Box = TextBox | FillBox | KeyBox | PlotBox | LogoBox


@dataclass(slots=True)
class Page:
    """One page's boxes in drawing order."""

    boxes: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class Bookmark:
    """An entry of the outline: level 0 or 1, its words, the anchor it leads to."""

    level: int
    title: str
    anchor: str


@dataclass(slots=True)
class Briefing:
    """The whole layout: pages, the structure tree's root, the outline; `omitted` tells what of the story is on no page,
    and why, and which characters the font lacks."""

    pages: list[Page]
    root: Node
    bookmarks: list[Bookmark]
    omitted: tuple[str, ...] = ()
