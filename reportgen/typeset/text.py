"""Turns inline text into set lines: what both writers lay out with. Lengths in pt unless said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from reportgen.assets import Style
from reportgen.records import dataclass
from reportgen.typeset.breaker import break_lines
from reportgen.typeset.fonts import Metrics
from reportgen.typeset.measure import JOINT, PAGE, SLIDE, Setting, measure
from reportgen.typeset.paragraph import Paragraph
from reportgen.typeset.phrases import NONE
from reportgen.typeset.words import Words

Mode = Literal["justified", "ragged", "title", "quote"]

MARK_RISE = 0.34
"""How far a reference mark is raised, in em of the text it stands at (DESIGN §3)."""
WIDEST, ALL_BUT = 0.095, 0.4
"""Em that a gap of a justified line is stretched at most, and that the line may then fall short of the edge."""


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of text in one style; `mark`: a raised reference; `link`: a target of the writer's own making.

    `rise` in pt overrides where a mark stands (on a big number: 55 % of the unit's size).
    """

    text: str
    style: Style
    mark: bool = False
    link: str | None = None
    rise: float | None = None


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A run on a line: `x` from the line's left edge, `rise` above its baseline, one advance for each character.

    Squeezes, joints and stretch are in the advances: draw character k at x + sum(advances[:k]).
    """

    text: str
    style: Style
    x: float
    rise: float
    advances: tuple[float, ...]
    mark: bool
    link: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A set line. `width` reaches from the left edge to the end of its last character.

    `stretch` is what each gap of a justified line would need to fill the measure, in em. No gap gets more
    than 0.095 em, since from 0.10 on readers of a PDF see blanks there: a line that asks for more is left as
    it is and ends short, and the writer does well to cut its text another way. A line a little wider than the
    measure takes it from the blank beside its points. `runs` are in reading order; the line's
    text is their texts joined, without the blanks at its ends.
    """

    runs: tuple[Glyphs, ...]
    width: float
    stretch: float

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(run.text for run in self.runs)


def set_paragraph(
    inlines: Sequence[Inline],
    width_pt: float,
    *,
    script: str,
    metrics: Metrics,
    mode: Mode,
    max_lines: int | None = None,
    words: Words = NONE,
) -> tuple[Line, ...]:
    """Break a paragraph over lines of `width_pt`, all lines at once (total fit), and place every character.

    "justified" fills the measure but for the last line; "ragged", "title" (balanced, broken at phrases) and "quote"
    (broken at clauses) do not. `max_lines` is a wish: titles are balanced over at most so many lines where they fit;
    what does not fit comes back in more lines, so compare len(). Empty text gives no line. `words` are the
    article's own (`vocabulary`), which titles and ragged text are not broken in. Raises OutputError when
    one character alone is wider than the measure.
    """
    return set_measured(measured(inlines, script=script, metrics=metrics, words=words), width_pt, mode, max_lines)


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """A paragraph's characters measured, for setting at several widths; `paragraph` None: no characters."""

    inlines: tuple[Inline, ...]
    paragraph: Paragraph | None


def measured(inlines: Sequence[Inline], *, script: str, metrics: Metrics, words: Words = NONE) -> MeasuredText:
    """Measure a paragraph and judge its gaps, once for all the widths it is tried at."""
    kept = tuple(inlines)
    return MeasuredText(kept, _paragraph(kept, script, metrics, PAGE, words))


def set_measured(text: MeasuredText, width_pt: float, mode: Mode, max_lines: int | None = None) -> tuple[Line, ...]:
    """`set_paragraph` of what was measured before."""
    paragraph = text.paragraph
    if paragraph is None:
        return ()
    breaks = break_lines(paragraph, width_pt, mode, max_lines)
    lines = []
    for start, end in breaks:
        justify = mode == "justified" and end < paragraph.length
        full = justify or (mode == "justified" and paragraph.natural(start, end) > width_pt)
        lines.append(_line(text.inlines, paragraph, start, end, width_pt if full else None))
    return tuple(lines)


def set_line(inlines: Sequence[Inline], *, script: str, metrics: Metrics) -> Line:
    """Set text on one line however wide it is (labels, furniture)."""
    paragraph = _paragraph(inlines, script, metrics, PAGE, None)
    if paragraph is None:
        return Line((), 0.0, 0.0)
    return _line(inlines, paragraph, 0, paragraph.length, None)


def text_width(text: str, style: Style, metrics: Metrics, joint: float = JOINT) -> float:
    """Width in pt of text set on one line."""
    setting = PAGE if joint == JOINT else Setting(joint=joint)
    paragraph = _paragraph([Inline(text, style)], metrics.script, metrics, setting, None)
    return paragraph.natural(0, paragraph.length) if paragraph else 0.0


def deck_lines(
    text: str, style: Style, width_pt: float, *, script: str, metrics: Metrics, mode: Mode,
    max_lines: int | None = None, words: Words = NONE,
) -> tuple[str, ...]:  # fmt: skip
    """Break text for a slide: the lines as plain strings, measured so that no program breaks them again.

    Joints 0.2 em, Latin text as wide as it may come out, 98 % of the width; nothing is squeezed.
    """
    paragraph = _paragraph([Inline(text, style)], script, metrics, SLIDE, words)
    if paragraph is None:
        return ()
    breaks = break_lines(paragraph, 0.98 * width_pt, mode, max_lines)
    return tuple(text[paragraph.origin[start] : paragraph.origin[end - 1] + 1].strip() for start, end in breaks)


def _paragraph(
    inlines: Iterable[Inline], script: str, metrics: Metrics, setting: Setting, words: Words | None
) -> Paragraph | None:
    """The characters of the inlines, measured; white space at the ends is left out, line ends become blanks. `words`
    None: for one line only, no places for breaks are sought."""
    chars: list[str] = []
    owner: list[int] = []
    origin: list[int] = []
    position = 0
    kept = tuple(inlines)
    for index, inline in enumerate(kept):
        for char in inline.text:
            blank = char.isspace() and char != "\u3000"
            if not (blank and (not chars or chars[-1] == " ")):
                chars.append(" " if blank else char)
                owner.append(index)
                origin.append(position)
            position += 1
    while chars and chars[-1].isspace():
        chars.pop(), owner.pop(), origin.pop()
    if not chars:
        return None
    sizes = [kept[index].style.size for index in owner]
    weights = [kept[index].style.weight for index in owner]
    marks = [kept[index].mark for index in owner]
    text = "".join(chars)
    widths = measure(text, sizes, weights, marks, metrics, setting)
    return Paragraph.of(text, owner, origin, marks, widths, metrics, script, setting, words)


def _line(inlines: Sequence[Inline], paragraph: Paragraph, start: int, end: int, width: float | None) -> Line:
    """Place the characters start to end; stretched or slimmed to `width` when it is given."""
    end = paragraph.trimmed(end)
    natural = paragraph.natural(start, end)
    gaps = paragraph.gaps(start, end)
    asked = given = 0.0
    if width is not None and gaps and natural < width:
        asked = (width - natural) / gaps
    elif width is not None and (slack := paragraph.slack(start, end)) and natural > width:
        given = min(1.0, (natural - width) / slack)
        natural -= given * slack
    stretch = _stretch(asked, paragraph.size, gaps)
    x = -paragraph.left_trim(start)
    runs: list[Glyphs] = []
    index = start
    while index < end:
        inline = inlines[paragraph.owner[index]]
        begin, left = index, x
        advances = []
        while index < end and paragraph.owner[index] == paragraph.owner[begin]:
            advance = paragraph.advance[index]
            if index + 1 < end:
                advance += paragraph.kern[index] + stretch * paragraph.stretchy[index] - given * paragraph.slim[index]
            advances.append(advance)
            x += advance
            index += 1
        rise = 0.0
        if inline.mark:
            rise = MARK_RISE * paragraph.base_size(begin) if inline.rise is None else inline.rise
        text = paragraph.text[begin:index]
        runs.append(Glyphs(text, inline.style, left, rise, tuple(advances), inline.mark, inline.link))
    full = natural + stretch * gaps
    return Line(tuple(runs), full, asked / paragraph.size)


def _stretch(asked: float, size: float, gaps: float) -> float:
    """What each gap of a line gets: all it asks for, or as much as it may where the line then all but fills; else none,
    since a line that is loose and short all the same is worse than a short one."""
    most = WIDEST * size
    return min(asked, most) if (asked - most) * gaps <= ALL_BUT * size else 0.0
