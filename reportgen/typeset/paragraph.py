"""A measured paragraph: prefix sums that answer the width and the gaps of any line of it at once."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.typeset.measure import Font, Measured, Setting
from reportgen.typeset.phrases import NONE, Breaks, find_breaks
from reportgen.typeset.units import is_latin
from reportgen.typeset.words import Words

SPACE_SHARE = 3.0
"""How many times a Han gap the blank between two Latin words stretches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Characters with their measures in pt. `owner` is the inline, `origin` the offset in the joined inlines' text.

    `stretchy[i]` is the share of stretch of the gap after character i (0: none). `size` is that of the running text.
    """

    text: str
    owner: list[int]
    origin: list[int]
    marks: list[bool]
    advance: list[float]
    kern: list[float]
    sizes: list[float]
    stretchy: list[float]
    sums: list[float]
    gap_sums: list[float]
    trims: list[tuple[float, float]]
    breaks: Breaks
    size: float
    length: int

    @classmethod
    def of(
        cls, text: str, owner: list[int], origin: list[int], marks: list[bool], measured: Measured, font: Font,
        script: str, setting: Setting, own: Words = NONE,
    ) -> Paragraph:  # fmt: skip
        """Measure the gaps and find the places where a line may end."""
        length = len(text)
        breaks = find_breaks(text, marks, own)
        stretchy = [_share(text, index, marks, breaks) for index in range(length - 1)] + [0.0]
        sums, gap_sums = [0.0], [0.0]
        for index in range(length):
            sums.append(sums[-1] + measured.advance[index] + measured.kern[index])
            gap_sums.append(gap_sums[-1] + stretchy[index])
        trims = [(0.0, 0.0)] * length
        if setting.squeeze:
            for index, char in enumerate(text):
                if not char.isascii() and not marks[index]:
                    trims[index] = _edges(font.halt(char), script, measured.size[index])
        size = next((s for s, mark in zip(measured.size, marks, strict=True) if not mark), measured.size[0])
        return cls(
            text=text, owner=owner, origin=origin, marks=marks, advance=measured.advance, kern=measured.kern,
            sizes=measured.size, stretchy=stretchy, sums=sums, gap_sums=gap_sums, trims=trims, breaks=breaks,
            size=size, length=length,
        )  # fmt: skip

    def trimmed(self, end: int) -> int:
        """The end of a line without the blanks before it."""
        while end > 0 and self.text[end - 1].isspace():
            end -= 1
        return end

    def left_trim(self, start: int) -> float:
        """What an opening bracket at the line's start loses."""
        return self.trims[start][0]

    def natural(self, start: int, end: int) -> float:
        """Width of a line before stretching, its end trimmed."""
        end = self.trimmed(end)
        if end <= start:
            return 0.0
        width = self.sums[end] - self.sums[start] - self.kern[end - 1]
        right = self.trims[end - 1][1] if end - start > 1 else 0.0
        return width - self.trims[start][0] - right

    def gaps(self, start: int, end: int) -> float:
        """Shares of stretch inside a line, its end trimmed."""
        end = self.trimmed(end)
        return self.gap_sums[end - 1] - self.gap_sums[start] if end > start else 0.0

    def base_size(self, index: int) -> float:
        """Size of the text that a mark at `index` stands at."""
        while index > 0 and self.marks[index]:
            index -= 1
        return self.sizes[index]


def _edges(halt: tuple[float, float], script: str, size: float) -> tuple[float, float]:
    """What a mark loses at a line's start and end: brackets their blank half; zh-Hans also halves 。，at the end."""
    left, right = halt
    at_start = left if left >= 0.4 else 0.0
    at_end = right if right >= 0.4 or (script == "hans" and not at_start) else 0.0
    return at_start * size, at_end * size


def _share(text: str, index: int, marks: list[bool], breaks: Breaks) -> float:
    """Share of stretch after a character: 1 between Han characters and marks, none at joints and inside words."""
    left, right = text[index], text[index + 1]
    if marks[index + 1] or left == right == "—" or left == right == "…":
        return 0.0
    if left.isspace() or right.isspace():
        return SPACE_SHARE if left.isspace() else 0.0
    if is_latin(left) or is_latin(right) or (left.isascii() and right.isascii()):
        return 0.0
    return 1.0
