"""A measured paragraph: prefix sums that answer the width and the gaps of any line of it at once."""

from __future__ import annotations

from itertools import accumulate
from operator import add

from reportgen.records import dataclass
from reportgen.typeset.measure import Font, Measured, Setting
from reportgen.typeset.phrases import NONE, UNBROKEN, Breaks, find_breaks
from reportgen.typeset.units import is_han, is_latin
from reportgen.typeset.words import Words

POINTS = frozenset("，。、；：！？")
GIVEN = 0.7
"""Points inside a full line may give up so much of their blank: a comma is two thirds of an em then."""
SPACE_SHARE = 3.0
"""How many times a Han gap the blank between two Latin words stretches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Characters with their measures in pt. `owner` is the inline, `origin` the offset in the joined inlines' text.

    `stretchy[i]` is the share of stretch of the gap after character i (0: none), `slim[i]` what a full line may take
    from it, of the blank that a mark brings. `size` is that of the running text.
    The lists that end in `_at` hold one entry for each place between characters (length + 1), so that a line's width,
    gaps and characters are differences: what belongs to its end (blanks, kern, trim taken off) minus its start.
    """

    text: str
    owner: list[int]
    origin: list[int]
    marks: list[bool]
    advance: list[float]
    kern: list[float]
    sizes: list[float]
    stretchy: list[float]
    slim: list[float]
    trims: list[tuple[float, float]]
    start_at: list[float]
    end_at: list[float]
    gap_start_at: list[float]
    gap_end_at: list[float]
    slim_at: list[float]
    counted_at: list[int]
    trimmed_at: list[int]
    breaks: Breaks
    size: float
    length: int

    @classmethod
    def of(
        cls, text: str, owner: list[int], origin: list[int], marks: list[bool], measured: Measured, font: Font,
        script: str, setting: Setting, own: Words | None = NONE,
    ) -> Paragraph:  # fmt: skip
        """Measure the gaps and find the places where a line may end; with `own` None neither, the text is one line."""
        length = len(text)
        stretchy = [0.0] * length
        if own is not None:
            stretchy[:-1] = [_share(text, index, marks) for index in range(length - 1)]
        trims, slim = [(0.0, 0.0)] * length, [0.0] * length
        if setting.squeeze:
            for index, char in enumerate(text):
                if not char.isascii() and not marks[index] and not is_han(char):
                    halt, own_size = font.halt(char), measured.size[index]
                    trims[index] = _edges(halt, script, own_size)
                    if own is not None and char in POINTS:
                        _slim(slim, index, halt, own_size, measured.kern)
        sums = list(accumulate(map(add, measured.advance, measured.kern), initial=0.0))
        gap_sums = list(accumulate(stretchy, initial=0.0))
        trimmed = [0] * (length + 1)
        for at in range(1, length + 1):
            trimmed[at] = trimmed[at - 1] if text[at - 1].isspace() else at
        size = next((s for s, mark in zip(measured.size, marks, strict=True) if not mark), measured.size[0])
        return cls(
            text=text, owner=owner, origin=origin, marks=marks, advance=measured.advance, kern=measured.kern,
            sizes=measured.size, stretchy=stretchy, slim=slim, trims=trims,
            start_at=[*(sums[at] + trims[at][0] for at in range(length)), sums[length]],
            end_at=[0.0, *(sums[at] - measured.kern[at - 1] - trims[at - 1][1] for at in trimmed[1:])],
            gap_start_at=gap_sums, gap_end_at=[0.0, *(gap_sums[at - 1] for at in trimmed[1:])],
            slim_at=list(accumulate(slim, initial=0.0)),
            counted_at=list(accumulate(
                (not mark and char.isalnum() for char, mark in zip(text, marks, strict=True)), initial=0)),
            trimmed_at=trimmed, breaks=UNBROKEN if own is None else find_breaks(text, marks, own), size=size,
            length=length,
        )  # fmt: skip

    def trimmed(self, end: int) -> int:
        """The end of a line without the blanks before it."""
        return self.trimmed_at[end]

    def left_trim(self, start: int) -> float:
        """What an opening bracket at the line's start loses."""
        return self.trims[start][0]

    def natural(self, start: int, end: int) -> float:
        """Width of a line before stretching, its end trimmed."""
        return self.end_at[end] - self.start_at[start] if end > start else 0.0

    def gaps(self, start: int, end: int) -> float:
        """Shares of stretch inside a line, its end trimmed."""
        return self.gap_end_at[end] - self.gap_start_at[start] if end > start else 0.0

    def slack(self, start: int, end: int) -> float:
        """What the marks inside a line, but for its last one, may give up of their blank."""
        return self.slim_at[max(start, self.trimmed_at[end] - 1)] - self.slim_at[start] if end > start else 0.0

    def characters(self, start: int, end: int) -> int:
        """How many characters count in a line: letters and digits, not marks and punctuation."""
        return self.counted_at[end] - self.counted_at[start]

    def base_size(self, index: int) -> float:
        """Size of the text that a mark at `index` stands at."""
        while index > 0 and self.marks[index]:
            index -= 1
        return self.sizes[index]


def _slim(slim: list[float], index: int, halt: tuple[float, float], size: float, kern: list[float]) -> None:
    """Note what the gaps beside a mark may give up; none where a pair of marks is squeezed already."""
    before, after = halt
    if index and not kern[index - 1] < 0.0:
        slim[index - 1] += GIVEN * before * size
    if not kern[index] < 0.0:
        slim[index] += GIVEN * after * size


def _edges(halt: tuple[float, float], script: str, size: float) -> tuple[float, float]:
    """What a mark loses at a line's start and end: brackets their blank half; zh-Hans also halves 。，at the end."""
    left, right = halt
    at_start = left if left >= 0.4 else 0.0
    at_end = right if right >= 0.4 or (script == "hans" and not at_start) else 0.0
    return at_start * size, at_end * size


def _share(text: str, index: int, marks: list[bool]) -> float:
    """Share of stretch after a character: 1 between Han characters and marks, none at joints and inside words."""
    left, right = text[index], text[index + 1]
    if marks[index + 1] or left == right == "—" or left == right == "…":
        return 0.0
    if left == " " and right.isdigit() and index and text[index - 1].isdigit():
        return 0.0
    if left.isspace() or right.isspace():
        return SPACE_SHARE if left.isspace() else 0.0
    if is_latin(left) or is_latin(right) or (left.isascii() and right.isascii()):
        return 0.0
    return 1.0
