"""Breaks and measures the deck's texts, and lays the lines into paragraphs with optical margins."""

from __future__ import annotations

import itertools
from collections.abc import Container, Sequence
from dataclasses import field, replace

from reportgen.assets import Style
from reportgen.deck.clean import clean
from reportgen.deck.geometry import Box
from reportgen.deck.items import BREAK, Align, Anchor, Para, Run, Text
from reportgen.deck.look import Look
from reportgen.records import dataclass
from reportgen.typeset import Metrics, Mode, Words, apart, deck_lines, metrics, slide_factor, vocabulary
from reportgen.typeset.phrases import INSIDE, find_breaks

OPENERS = "「『（《〈【〔“‘"
# Two lines of a frame are enough for a bracket to hang out; see DECK.md rule 5.
_HANG_EM = 0.5
_JOINED = "口"  # a square character that stands in for a lead-in's mark while lines are chosen
# As the breaker measures for slides: joints 0.2 em, 98 % of the width used.
_JOINT, _USED, _WIDER = 0.2, 0.98, 1.02
_LAST, _TORN = 4, 4  # characters of a quotation's last line; places a line may lose so that no word is torn
_BALANCED, _NARROW = ("title", "cover-title"), 250.0


@dataclass(frozen=True, slots=True)
class Fitter:
    """Measures in the deck's type. All widths in pt."""

    look: Look
    metrics: Metrics
    words: Words = field(default_factory=lambda: vocabulary(""))
    known: dict[tuple[str, str, float, bool | None, str], tuple[str, ...]] = field(default_factory=dict)
    widths: dict[tuple[str, float, int], float] = field(default_factory=dict)

    def style(self, name: str, bold: bool | None) -> Style:
        style = self.look.style(name)
        if bold is None or bold == (style.weight >= 600):
            return style
        return replace(style, weight=700 if bold else 400)

    def width(self, text: str, style: str, bold: bool | None = None) -> float:
        """Advance of one line as wide as any program may set it."""
        look = self.style(style, bold)
        key = (text, look.size, look.weight)
        if (known := self.widths.get(key)) is None:
            advance = self.metrics.advance
            known, before = 0.0, None
            for char in text:
                latin = apart(char)
                known += advance(char, look.weight) * slide_factor(char, look.weight)
                if before is not None and before != latin:
                    known += _JOINT
                before = latin
            known *= look.size
            self.widths[key] = known
        return known

    def lines(
        self, text: str, style: str, width: float, bold: bool | None = None, *, phrase: bool = True
    ) -> tuple[str, ...]:
        """The lines of a text: broken at phrases, or as the program that shows it will break it (`phrase` False).

        Titles and narrow cards are balanced; longer lines end after a clause where one ends.
        """
        mode: Mode = "ragged" if not phrase else "title" if style in _BALANCED or width < _NARROW else "quote"
        key = (text, style, width, bold, mode)
        if (known := self.known.get(key)) is None:
            if self.width(text, style, bold) <= _USED * width:
                known = (text,) if text else ()
            else:
                known = deck_lines(
                    text, self.style(style, bold), width,
                    script=self.look.script, metrics=self.metrics, mode=mode, words=self.words,
                )  # fmt: skip
            self.known[key] = known
        return known

    def filled(self, text: str, style: str, width: float) -> tuple[str, ...]:
        """The lines of a long quotation: each as full as whole words let it, the last of four characters or more."""
        key = (text, style, width, None, "filled")
        if (known := self.known.get(key)) is None:
            classes = find_breaks(text, [False] * len(text), self.words).classes
            free = [at for at in range(1, len(text)) if classes[at] is not None]
            whole = {at for at in free if (classes[at] or 0.0) < INSIDE}
            lines = self._filled(text, style, _USED * width, free, whole)
            if len(lines) > 1 and sum(map(str.isalnum, lines[-1])) < _LAST:  # the line before gives a word to the last
                start = len(text) - len(lines[-2]) - len(lines[-1])
                ends = [at for at in free if at > start and sum(map(str.isalnum, text[at:])) >= _LAST]
                end = max([at for at in ends if at in whole] or ends, default=len(text) - len(lines[-1]))
                lines = (*lines[:-2], text[start:end], text[end:])
            if any(self.width(line, style) > width for line in lines):  # a link, or another word wider than the measure
                lines = self.lines(text, style, width, phrase=False)
            known = lines
            self.known[key] = known
        return known

    def _filled(
        self, text: str, style: str, room: float, free: Sequence[int], whole: Container[int]
    ) -> tuple[str, ...]:
        lines: list[str] = []
        start = 0
        while self.width(text[start:], style) > room:
            fitting = [at for at in free if at > start and self.width(text[start:at], style) <= room]
            if not fitting:
                break
            near = [at for at in fitting[-_TORN:] if at in whole]
            end = near[-1] if near else fitting[-1]
            lines.append(text[start:end])
            start = end
        return (*lines, text[start:])

    def fits(self, text: str, style: str, width: float, lines: int, bold: bool | None = None) -> bool:
        """Whether a text takes at most so many lines. Most answers come from its length, without breaking it."""
        whole = self.width(text, style, bold)
        if whole <= _USED * width:
            return True
        if lines == 1 or whole > _WIDER * lines * width:
            return False
        return len(self.lines(text, style, width, bold)) <= lines


def fitter(look: Look, article: str = "") -> Fitter:
    """A fitter with the metrics of the script's font; `article` teaches it words that no line divides."""
    return Fitter(look, metrics(look.script, look.theme), vocabulary(article))


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One text broken into lines, not yet placed: `bolds` are character ranges set bold."""

    text: str
    lines: tuple[str, ...]
    style: str
    bolds: tuple[tuple[int, int], ...] = ()
    bold: bool | None = None
    colour: str | None = None
    align: Align = "l"
    after: float = 0.0
    forced: bool = True
    goto: str | None = None


def flow(
    fit: Fitter,
    text: str,
    style: str,
    width: float,
    *,
    bolds: Sequence[tuple[int, int]] = (),
    bold: bool | None = None,
    colour: str | None = None,
    align: Align = "l",
    after: float = 0.0,
    free_over: int = 4,
    goto: str | None = None,
    lead: int = 0,
) -> Flow:
    """Break a text for a frame of this width; more than `free_over` lines are left to wrap freely.

    `lead` is the length of a lead-in with its mark, after which no line ends.
    """
    text = clean(text)
    measure_bold = bold if not bolds else True
    lines = fit.lines(text[: lead - 1] + _JOINED + text[lead:] if lead else text, style, width, measure_bold)
    if lead and lines:
        lines = (lines[0].replace(_JOINED, text[lead - 1], 1), *lines[1:])
    forced = len(lines) <= free_over
    if not forced:
        lines = fit.lines(text, style, width, measure_bold, phrase=False)
    return Flow(
        text=text,
        lines=lines,
        style=style,
        bolds=tuple(bolds),
        bold=bold,
        colour=colour,
        align=align,
        after=after,
        forced=forced,
        goto=goto,
    )


def height(fit: Fitter, flows: Sequence[Flow]) -> float:
    """Height of flows one below the other, without the space after the last."""
    total = sum(len(f.lines) * fit.look.style(f.style).leading + f.after for f in flows)
    return total - (flows[-1].after if flows else 0.0)


def _runs(item: Flow, start: int, end: int) -> list[Run]:
    """The runs of text[start:end], cut at the edges of bold ranges."""
    cuts = sorted({start, end, *(e for pair in item.bolds for e in pair if start < e < end)})
    out = []
    for a, b in itertools.pairwise(cuts):
        bold = True if any(s <= a and b <= e for s, e in item.bolds) else item.bold
        out.append(Run(text=item.text[a:b], bold=bold, colour=item.colour, goto=item.goto))
    return out


def _paragraphs(item: Flow, hang: float) -> list[Para]:
    if not item.forced:
        return [
            Para(
                runs=tuple(_runs(item, 0, len(item.text))),
                style=item.style,
                align=item.align,
                after=item.after,
                hang=hang,
                outdent=bool(hang) and item.text[:1] in OPENERS,
            )
        ]
    groups: list[list[tuple[int, int]]] = []
    at, hung = 0, False
    for line in item.lines:
        found = item.text.find(line, at)
        start = found if found >= 0 else at
        end = min(len(item.text), start + len(line))
        at = end
        opens = bool(hang) and line[:1] in OPENERS
        if not groups or opens or hung:
            groups.append([])
        groups[-1].append((start, end))
        hung = opens
    out = []
    for i, group in enumerate(groups):
        runs: list[Run] = []
        for j, (start, end) in enumerate(group):
            if j:
                runs.append(BREAK)
            runs += _runs(item, start, end)
        first = item.text[group[0][0] : group[0][0] + 1]
        out.append(
            Para(
                runs=tuple(runs),
                style=item.style,
                align=item.align,
                after=item.after if i == len(groups) - 1 else 0.0,
                hang=hang,
                outdent=bool(hang) and first in OPENERS,
            )
        )
    return out


def frame(
    fit: Fitter,
    slot: str | None,
    box: Box,
    flows: Flow | Sequence[Flow],
    *,
    anchor: Anchor = "t",
    hang: bool = True,
    fact: str | None = None,
    raise_by: float = 0.0,
    fill: str | None = None,
    line: str | None = None,
    line_w: float = 1.25,
    dash: bool = False,
    inset: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0),
    free: bool = False,
) -> Text:
    """Place flows in a frame. A line that starts with an opening bracket hangs out by half an em of its size.

    `raise_by` lifts middle-anchored text, which exact leading sets a little low.
    """
    items = [flows] if isinstance(flows, Flow) else list(flows)
    out = 0.0
    if (
        hang
        and all(f.align == "l" for f in items)
        and any(line_[:1] in OPENERS for f in items for line_ in (f.lines if f.forced else f.lines[:1]))
    ):
        out = _HANG_EM * max(fit.look.style(f.style).size for f in items)
    placed = Box(box.x - out, box.y - raise_by, box.w + out, box.h)
    paras = tuple(p for f in items for p in _paragraphs(f, out))
    return Text(
        slot=slot,
        box=placed,
        paras=paras,
        anchor=anchor,
        fact=fact,
        fill=fill,
        line=line,
        line_w=line_w,
        dash=dash,
        inset=inset,
        lines=sum(len(f.lines) for f in items),
        free=free,
    )
