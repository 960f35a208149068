"""Turns characters into advances: squeezed punctuation, Han–Latin joints, joined dashes, pulled reference marks."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from reportgen.records import dataclass
from reportgen.typeset.units import is_han, is_latin

JOINT = 0.08
"""Em between a Han and a Latin character. From 0.10 em on, readers of the PDF see a blank there (notes, §4)."""
SQUEEZE = 0.5
"""Em that two neighbouring marks lose together at most."""
PULL = 0.4
"""Em by which a reference mark moves left into the blank half of a closing bracket."""


class Font(Protocol):
    """What measuring asks of `fonts.Metrics`; a test may bring its own."""

    def advance(self, char: str, weight: int) -> float: ...

    def halt(self, char: str) -> tuple[float, float]: ...

    def blank(self, char: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Setting:
    """How text is measured: `joint` in em, `slide` whether Latin is measured as wide as it may come out,
    `squeeze` whether marks are squeezed."""

    joint: float = JOINT
    slide: bool = False
    squeeze: bool = True


PAGE = Setting()
SLIDE = Setting(joint=0.2, slide=True, squeeze=False)
"""The program that shows a deck sets the joints and the Latin font: measured wide, never squeezed (notes/pptx §3)."""


@cache
def apart(char: str) -> bool:
    """Whether a program that shows slides sets a joint between a character and Han: Latin, and curly quotes."""
    return is_latin(char) or char in "“”‘’"


@cache
def slide_factor(char: str, weight: int) -> float:
    """How much wider than in the font measured a character of a slide may come out.

    Where Arial is missing (a bare Linux, some telephones) wider faces stand in; the widest in common use is DejaVu
    Sans. Measured against Noto Sans: digits 1.15 (bold 1.18), capitals up to 1.21, small letters up to 1.13
    (bold 1.2), plus signs 1.5.
    """
    if not (is_latin(char) or char.isascii()):
        return 1.0
    if char in "+<>=~":
        return 1.5
    if char.isupper():
        return 1.22
    return 1.19 if weight >= 600 else 1.15


@dataclass(frozen=True, slots=True)
class Measured:
    """Per character: `advance` in pt, and `kern` in pt towards the next one when both are on one line."""

    advance: list[float]
    kern: list[float]
    size: list[float]


def measure(
    chars: str, sizes: list[float], weights: list[int], marks: list[bool], font: Font, setting: Setting = PAGE
) -> Measured:
    """Measure a paragraph's characters; `sizes`, `weights` and `marks` run beside `chars`."""
    advance = font.advance
    widths = [advance(char, weight) * size for char, weight, size in zip(chars, weights, sizes, strict=True)]
    if setting.slide:
        widths = [
            width * slide_factor(char, weight) for width, char, weight in zip(widths, chars, weights, strict=True)
        ]
    kerns = [0.0] * len(chars)
    for index in range(len(chars) - 1):
        left, right = chars[index], chars[index + 1]
        if left.isascii() and right.isascii():
            continue
        if marks[index]:
            continue
        if marks[index + 1]:
            if setting.squeeze and font.halt(left)[1] >= PULL:
                kerns[index] = -PULL * sizes[index]
            continue
        # of the smaller one: beside a number set large a wider joint is read back as a blank
        kerns[index] = _pair(left, right, font, setting) * min(sizes[index], sizes[index + 1])
    return Measured(widths, kerns, sizes)


def _pair(left: str, right: str, font: Font, setting: Setting) -> float:
    """Em between two characters on one line, beyond their own advances."""
    left_han = is_han(left)
    if left_han and is_han(right):
        return 0.0
    if (left_han and is_latin(right)) or (is_latin(left) and is_han(right)):
        return setting.joint
    if setting.slide and apart(left) != apart(right) and not (left.isspace() or right.isspace()):
        return setting.joint  # LibreOffice sets one beside full-width marks, too
    if not setting.squeeze:
        return 0.0
    if left == right == "—":
        return -font.blank(left)
    trim = font.halt(left)[1] if not left_han else 0.0
    other = font.halt(right)[0]
    if not (font.halt(left) != (0.0, 0.0) and font.halt(right) != (0.0, 0.0)):
        return 0.0
    return -min(SQUEEZE, trim + other)
