"""Where things stand on a slide: columns and the fixed lines, in pt (DESIGN.md §2, DECK.md)."""

from __future__ import annotations

from typing import NamedTuple

EMU_PER_PT = 12_700

MARGIN = 48.0
COLUMN = 50.0
GUTTER = 24.0
SLIDE_W, SLIDE_H = 960.0, 540.0
FULL = 864.0

TITLE_Y, TITLE_H = 50.0, 74.0
DEK_Y, DEK_H = 94.0, 24.0
TRACKER_Y, TRACKER_H = 25.0, 16.0
SUBTITLE_Y, SUBTITLE_H = 136.0, 24.0
RULE_UNDER_DEK, RULE_UNDER_TITLE, RULE_FOR_FIVE = 140.0, 150.0, 144.0
CONTENT_END = 474.0
METHOD_END = 483.0
NOTE_Y, NOTE_H = 457.0, 21.0
SOURCE_Y, SOURCE_H = 488.0, 18.0
FOOT_RULE_Y, FOOT_Y, FOOT_H = 514.0, 519.0, 14.0
BAND_H = 336.0


class Box(NamedTuple):
    """A rectangle: left, top, width, height in pt."""

    x: float
    y: float
    w: float
    h: float


def col(index: int) -> float:
    """Left edge of column 0–11."""
    return MARGIN + (COLUMN + GUTTER) * index


def span(columns: int) -> float:
    """Width of so many columns with the gutters between them."""
    return (COLUMN + GUTTER) * columns - GUTTER


class Measure(NamedTuple):
    """What slides are composed for: the house's width in twelve columns, or a user's narrower template's.

    `low` is by how much its region is lower, `title` how wide a title's lines are, `deks` whether one of a single line
    has a second one below it in smaller type: a user's title placeholder has no such place.
    """

    full: float = FULL
    title: float = FULL
    deks: bool = True
    low: float = 0.0

    def col(self, index: int) -> float:
        """Left edge of column 0–11."""
        return MARGIN + (self.full + GUTTER) / 12 * index

    def span(self, columns: int) -> float:
        """Width of so many columns with the gutters between them."""
        return (self.full + GUTTER) / 12 * columns - GUTTER

    def spread(self, count: int, columns: int = 12) -> list[tuple[float, float]]:
        """Left edges and widths of `count` equal columns over the whole measure; 1, 2, 3, 4 or 6 of them."""
        each = columns // count
        return [(self.col(each * i), self.span(each)) for i in range(count)]


def emu(points: float) -> int:
    """Points as whole EMU."""
    return round(points * EMU_PER_PT)


def spread(count: int, columns: int = 12) -> list[tuple[float, float]]:
    """Left edges and widths of `count` equal columns over the whole measure; 1, 2, 3, 4 or 6 of them."""
    each = columns // count
    return [(col(each * i), span(each)) for i in range(count)]
