"""What every archetype needs: words, measuring, the title zone, source lines, numbers set large."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Any

from reportgen.assets import wording
from reportgen.deck.clean import clean
from reportgen.deck.compose.told import Own, Told, own
from reportgen.deck.fit import Fitter, Flow, flow, frame
from reportgen.deck.geometry import (
    CONTENT_END,
    DEK_H,
    DEK_Y,
    MARGIN,
    NOTE_H,
    NOTE_Y,
    RULE_FOR_FIVE,
    RULE_UNDER_DEK,
    RULE_UNDER_TITLE,
    SOURCE_H,
    SOURCE_Y,
    SUBTITLE_H,
    SUBTITLE_Y,
    TITLE_H,
    TITLE_Y,
    Box,
    Measure,
)
from reportgen.deck.items import BREAK, Anchor, Item, Mark, Para, Run, Slide, Text
from reportgen.deck.look import Look
from reportgen.records import dataclass
from reportgen.story.blocks import Claim, Number, RankRow, Story

_ELLIPSIS = "……"
_ROW = 58.0  # least height of a row of two lines
_STOPS = "，；。"
# What must not stand alone before an ellipsis: a number without its unit, a word that belongs to a number.
_UNFINISHED = re.compile(r"[0-9０-９.,．〇零一二兩两三四五六七八九十百千萬万億亿近約约逾超「『（《“‘]+$")
# A number of which the cut may have left off the end of its unit or the thing counted (1000億元｜級, 3個產｜業).
_CUT_NUMBER = re.compile(r"[近約约逾超]?[0-9][0-9.,]*[^0-9，、；：。]{0,3}$")
_LEAST_LEFT = 4  # characters that a cut leaves at least
_OPEN, _CLOSE = "「『（《〈【“‘", "」』）》〉】”’"


@dataclass(slots=True)
class Context:
    """One deck in the making.

    `used` are titles taken, `openings` their first clauses, `reserved` the exhibits' own titles, which other
    slides leave to them; `rests` the paragraphs that a title was cut from; `told` what slides say already. `heads` are
    the titles in the order taken, `again` those that a second laying out of the overview takes over; `carded` the facts
    on its board. `fact_page`, `fact_slide` and `slide_page` are known on the second pass.
    `lent` are titles that may stand on a slide as well.
    """

    story: Story
    look: Look
    fit: Fitter
    words: dict[str, Any]
    used: set[str] = field(default_factory=set)
    openings: set[str] = field(default_factory=set)
    reserved: frozenset[str] = frozenset()
    ahead: frozenset[int] = frozenset()
    rests: dict[str, tuple[int, ...]] = field(default_factory=dict)
    fact_page: dict[str, str] = field(default_factory=dict)
    fact_slide: dict[str, str] = field(default_factory=dict)
    slide_page: dict[str, str] = field(default_factory=dict)
    sentences: dict[str, str] = field(default_factory=dict)
    told: Told = field(default_factory=Told)
    own: Own = field(default_factory=Own)
    heads: list[str] = field(default_factory=list)
    lent: set[str] = field(default_factory=set)
    again: list[str] = field(default_factory=list)
    carded: frozenset[str] = frozenset()
    measure: Measure = field(default_factory=Measure)

    @property
    def full(self) -> float:
        return self.measure.full

    def up(self, y: float) -> float:
        """A line of the house's slide near its foot; higher where a template's free region is lower."""
        return y - self.measure.low

    @property
    def five(self) -> int:
        """How many rows of two lines a slide holds: five, or four in a lower region."""
        return 5 if self.up(CONTENT_END) - RULE_FOR_FIVE >= 5 * _ROW else 4

    def col(self, index: int) -> float:
        return self.measure.col(index)

    def span(self, columns: int) -> float:
        return self.measure.span(columns)

    def spread(self, count: int) -> list[tuple[float, float]]:
        return self.measure.spread(count)

    def begin(self) -> None:
        """Forget what an earlier laying out has taken."""
        self.used, self.openings, self.lent, self.told, self.heads = set(), set(), set(), Told(ahead=self.ahead), []

    def take(self, title: str) -> None:
        """Note a title, and how it opens, as used."""
        self.used.add(title)
        self.openings.add(_opening(title))

    def say(self, key: str, **values: object) -> str:
        """One of the program's own phrases."""
        return str(self.words[key]).format(**values)


def start(story: Story, look: Look, fit: Fitter, measure: Measure | None = None) -> Context:
    sentences = {e.fact: clean(e.sentence) for e in story.evidence}
    return Context(
        story=story,
        look=look,
        fit=fit,
        words=wording(look.script)["deck"],
        own=own(story),
        sentences=sentences,
        measure=measure or Measure(),
    )


def paragraph_list(ctx: Context, numbers: Iterable[int]) -> str:
    """1、4至6、12: neighbours joined."""
    ordered = sorted(set(numbers))
    parts: list[str] = []
    i = 0
    while i < len(ordered):
        j = i
        while j + 1 < len(ordered) and ordered[j + 1] == ordered[j] + 1:
            j += 1
        parts.append(str(ordered[i]) if i == j else f"{ordered[i]}{ctx.words['to']}{ordered[j]}")
        i = j + 1
    return str(ctx.words["list_mark"]).join(parts)


def alike(a: str, b: str) -> bool:
    """Whether two texts say much the same: most of the shorter one's pairs of characters stand in the other."""
    pairs_a, pairs_b = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (a, b))
    least = min(len(pairs_a), len(pairs_b))
    return bool(least) and len(pairs_a & pairs_b) >= 0.7 * least


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, split at 。 outside quotation marks and brackets, without their mark."""
    out, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth = depth + 1 if char in _OPEN else max(0, depth - 1) if char in _CLOSE else depth
        if char == "。" and depth == 0:
            out.append(text[start:i])
            start = i + 1
    return [s for s in (*out, text[start:]) if s]


def clause_cuts(text: str) -> list[int]:
    """Ends (without the mark) of the clauses of a text that lie outside quotes and brackets, longest first."""
    depth, cuts = 0, []
    for i, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in _STOPS and depth == 0 and i:
            cuts.append(i)
    return cuts[::-1]


def shorten(
    ctx: Context, text: str, style: str, width: float, lines: int, bold: bool | None = None
) -> tuple[str, bool]:
    """The text, or its longest run of whole clauses, that fits so many lines; and whether it was cut.

    A single clause too long for that is cut inside and ends in ……: it never overflows.
    """
    text = clean(text).rstrip("。")
    # A character is at least half an em wide with a share of Latin text; far longer texts need not be measured whole.
    limit = int(width / ctx.look.style(style).size * lines * 2.2) + 2

    def fits(part: str) -> bool:
        return len(part) <= limit and ctx.fit.fits(part, style, width, lines, bold)

    if fits(text):
        return text, False
    for cut in clause_cuts(text):
        if cut >= 6 and fits(text[:cut]):
            return text[:cut], True
    low, high = 1, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle] + _ELLIPSIS) else (low, middle - 1)
    left = _UNFINISHED.sub("", _CUT_NUMBER.sub("", text[:low]))
    return (left if len(left) >= _LEAST_LEFT else _UNFINISHED.sub("", text[:low])) + _ELLIPSIS, True


def _opening(text: str) -> str:
    """A title's first clause: two slides should not open with the same one."""
    cuts = clause_cuts(text)
    return text[: cuts[-1]] if cuts else text


_DATE_OF = re.compile(r"\d+[年月日時时分]")


def figures(text: str) -> list[str]:
    """The figures of a text that are no dates: what a title may not lose when it is cut."""
    return re.findall(r"\d[\d,.]*", _DATE_OF.sub("", text))


def date_of(ctx: Context) -> str:
    """The article's date, or that it gives none."""
    return clean(ctx.story.date_text) if ctx.story.date else str(ctx.words["undated"])


def outlet_of(ctx: Context) -> str:
    """Who published the article; "" where it does not say."""
    outlet = clean(ctx.story.outlet)
    return "" if outlet == wording(ctx.look.script)["story"]["not-stated"] else outlet


def said_of_source(ctx: Context, key: str) -> str:
    """A phrase about the article's outlet and date, worded without what it does not say."""
    outlet, date = outlet_of(ctx), clean(ctx.story.date_text) if ctx.story.date else ""
    kind = "" if outlet and date else "_undated" if outlet else "_unsigned" if date else "_bare"
    return ctx.say(key + kind, outlet=outlet, date=date)


def headline(ctx: Context) -> str:
    """The article's headline; the wide space between its halves as a comma, which a line may end at."""
    text = clean(ctx.story.headline)
    return re.sub("\u3000+", lambda m: "，" if _between_words(text, m) else "", text)


def _between_words(text: str, space: re.Match[str]) -> bool:
    """Whether a wide space stands between two words, and not beside a mark or bracket that parts them already."""
    before, after = text[: space.start()][-1:], text[space.end() :][:1]
    return bool(before and after) and not re.match(r"[^\w「『《]", after) and not re.match(r"[^\w%％」』》）]", before)


def bare(text: str) -> str:
    """A sentence without its marks: titles that differ in a comma only are one title."""
    return re.sub("[，、；。]", "", text)


def pick_title(ctx: Context, claims: Sequence[Claim | str], *, own: bool = False) -> str:
    """The first candidate that is not used, opens like no used one, and fits two lines, if need be by whole clauses.

    `own` says that the first candidate is the exhibit's own title. Titles reserved for other exhibits come last, and
    with them what another slide says.
    """
    if ctx.again:
        return ctx.again.pop(0)
    pairs = [(t, None if isinstance(c, str) else c) for c in claims if (t := clean(_text(c)).rstrip("。"))]
    fresh = [(t, c) for t, c in pairs if t not in ctx.used]
    best: str | None = None
    chosen: Claim | None = None
    worse = False
    first = pairs[0][0] if own and pairs else None

    def late(pair: tuple[str, Claim | None]) -> bool:
        text, claim = pair
        if (claim and ctx.told.heads(claim)) or any(t in text or text in t for t in ctx.used):
            return True
        if text == first:
            return False
        return bare(text) in ctx.reserved or _opening(text) in ctx.openings or bool(claim and ctx.told.repeats(claim))

    for text, claim in sorted(fresh, key=late):
        short, cut = shorten(ctx, text, "title", ctx.measure.title, 2)
        poor = short.endswith(_ELLIPSIS) or (cut and bool(figures(text)) and not figures(short))
        if short not in ctx.used and (best is None or (worse and not poor)):
            best, worse, chosen = short, poor, claim
            if not poor:
                break
    if best is None:
        base, n = (pairs[0][0] if pairs else ctx.say("rows_dek")), 2
        room = ctx.say("continued", n=99)
        short = shorten(ctx, base, "title", ctx.measure.title - ctx.fit.width(room, "title") / 2, 2)[0]
        while short + ctx.say("continued", n=n) in ctx.used:
            n += 1
        best = short + ctx.say("continued", n=n)
    ctx.take(best)
    ctx.heads.append(best)
    if chosen:
        ctx.told.title(chosen, best)
    for one in claims:
        if not isinstance(one, str) and clean(one.text).startswith(best.removesuffix(_ELLIPSIS)):
            ctx.rests[best] = one.paragraphs
            break
    return best


def _text(claim: Claim | str) -> str:
    return claim if isinstance(claim, str) else claim.text


def continued(ctx: Context, title: str, page: int) -> str:
    """The title of an exhibit's first slide, or of a further one: with （續 n）, on two lines."""
    if not page:
        return title
    mark = ctx.say("continued", n=page + 1)
    if ctx.fit.fits(title + mark, "title", ctx.measure.title, 2):
        return title + mark
    return shorten(ctx, title, "title", ctx.measure.title - ctx.fit.width(mark, "title"), 2)[0] + mark


def title_zone(
    ctx: Context, title: str, deks: Sequence[str], *, subtitle: str = "", measure: float = 0.0
) -> tuple[list[Item | None], float]:
    """Title and what stands under it; the y where the content's first rule goes.

    One line: a dek below (the exhibit's subtitle, or the first of `deks` that fits one line). Two lines: the content
    starts below; an exhibit's subtitle stands at its own place over the chart, `measure` wide.
    """
    measure = measure or ctx.full
    item = flow(ctx.fit, title, "title", ctx.measure.title)
    text = frame(ctx.fit, "title", Box(MARGIN, TITLE_Y, ctx.full, TITLE_H), item)
    items: list[Item | None] = [text]
    if len(item.lines) <= 1 and ctx.measure.deks:
        for dek in (subtitle, *deks):
            short = shorten(ctx, dek, "subtitle", ctx.full, 1)[0] if dek else ""
            if short:
                items.append(
                    frame(
                        ctx.fit, "dek", Box(MARGIN, DEK_Y, ctx.full, DEK_H), flow(ctx.fit, short, "subtitle", ctx.full)
                    )
                )
                break
        return items, RULE_UNDER_DEK
    if subtitle:
        short = shorten(ctx, subtitle, "subtitle", measure, 1)[0]
        items.append(
            frame(
                ctx.fit,
                "subtitle",
                Box(MARGIN, SUBTITLE_Y, measure, SUBTITLE_H),
                flow(ctx.fit, short, "subtitle", measure),
            )
        )
    return items, RULE_UNDER_TITLE if ctx.measure.deks else RULE_UNDER_DEK


def source(ctx: Context, paragraphs: Iterable[int]) -> Text:
    """來源：outlet，date，第n段。 on one line; the date alone where the article names no outlet."""
    outlet = outlet_of(ctx)
    numbers = paragraph_list(ctx, paragraphs)
    parts = {"outlet": outlet, "date": date_of(ctx), "paragraphs": numbers}
    key = "source" if numbers else "source_bare"
    text = ctx.say(key if outlet else f"{key}_dated", **parts)
    short = shorten(ctx, text, "source", ctx.full - ctx.look.style("source").size, 1)[0]
    if not short.endswith(("。", _ELLIPSIS)):
        short += "。"
    return frame(
        ctx.fit, "source", Box(MARGIN, ctx.up(SOURCE_Y), ctx.full, SOURCE_H), flow(ctx.fit, short, "source", ctx.full)
    )


def note(ctx: Context, text: str, y: float = 0.0, width: float = 0.0) -> Text | None:
    """註：… on one line, over the whole measure unless `width` says less; None for an empty note."""
    width, y = width or ctx.full, y or ctx.up(NOTE_Y)
    if not clean(text):
        return None
    room = width - ctx.look.style("note").size  # for the full stop
    short = shorten(ctx, ctx.say("note", text=clean(text).rstrip("。")).rstrip("。"), "note", room, 1)[0]
    if not short.endswith(("。", _ELLIPSIS)):
        short += "。"
    return frame(ctx.fit, "note", Box(MARGIN, y, width, NOTE_H), flow(ctx.fit, short, "note", width))


def rule(x: float, y: float, w: float, *, spark: bool = False) -> Mark:
    """The first line of a block: 2 pt river, or 4 pt spark raised so that the upper part stands out."""
    return Mark(box=Box(x, y - 2, w, 4), fill="spark") if spark else Mark(box=Box(x, y, w, 2), fill="river")


def hair(x: float, y: float, w: float) -> Mark:
    return Mark(box=Box(x, y, w, 0.75), fill="hair")


_LINE_UP = 4.0  # how much higher the line of 48 pt stands in its frame than that of 28 pt at the bottom


_STEPS = (("number", "unit"), ("number-mid", "unit-mid"), ("unit", "unit-mid"))


def number_step(ctx: Context, numbers: Iterable[Number], width: float) -> int:
    """The step of the type scale at which every number stands on one line: those in one row are of one size."""
    steps = [_step(ctx, clean(n.digits), clean(n.unit), width, 0) for n in numbers]
    return min(max(steps, default=0), 1)


def _step(ctx: Context, digits: str, unit: str, width: float, first: int) -> int:
    for step, (style, small) in enumerate(_STEPS[first:], first):
        wide = ctx.fit.width(digits, style) + 0.3 * ctx.look.style(style).size + ctx.fit.width(unit, small)
        if wide <= width:
            return step
    return len(_STEPS)


def big_number(
    ctx: Context, number: Number, slot: str, box: Box, *, spark: bool = False, middle: bool = False, step: int = 0
) -> Text:
    """Digits large, unit beside them. Steps down the type scale (from `step` on) only where the digits are wider than
    the box, then takes two lines; what fits two lines is never cut."""
    digits, unit = clean(number.digits), clean(number.unit)
    colour = "spark" if spark else None
    rows = [digits]
    anchor: Anchor
    step = _step(ctx, digits, unit, box.w, max(step, int(middle)))
    if step < len(_STEPS):
        style, small = _STEPS[step]
    else:
        style, small = "unit", "unit"
        rows = number_rows(ctx, digits + unit, style, box.w)
        if len(rows) * ctx.look.style(style).leading > box.h + 0.5:  # no number is so long
            rows = [shorten(ctx, digits + unit, style, box.w, 1, True)[0]]
        unit = ""
    if 0 < step < len(_STEPS) and not middle:  # on one line with the larger numbers beside it
        box, anchor = Box(box.x, box.y, box.w, box.h - _LINE_UP), "b"
    else:
        anchor = "ctr" if middle else "t"
    runs: list[Run] = []
    for row in rows:
        runs += [*([BREAK] if runs else []), Run(text=row, style=style, colour=colour)]
    if unit:
        runs.append(Run(text=unit, style=small, colour=colour))
    return Text(
        slot=slot,
        box=box,
        paras=(Para(runs=tuple(runs), style=style),),
        anchor=anchor,
        fact=number.fact,
        lines=len(rows),
    )


_SCALE = re.compile(r"(?<=[億亿萬万至到—–~])(?=[^元人億亿萬万])")


def number_rows(ctx: Context, number: str, style: str, width: float) -> list[str]:
    """A number over two lines: parted after 億, 萬 or 至, so that no group of digits is torn; where it has none of
    these, wherever a line is full."""
    cuts = [m.start() for m in _SCALE.finditer(number) if 0 < m.start() < len(number)]
    for at in sorted(cuts, key=lambda cut: abs(2 * cut - len(number))):
        if max(ctx.fit.width(part, style, True) for part in (number[:at], number[at:])) <= width:
            return [number[:at], number[at:]]
    return list(ctx.fit.lines(number, style, width, True, phrase=False))


def ref(ctx: Context, slot: str, box: Box, number: int | str, style: str = "note") -> Text:
    """第n段 or 第n頁, right-aligned."""
    word = ctx.say("paragraph", n=number) if isinstance(number, int) else ctx.say("page", n=number)
    return frame(
        ctx.fit,
        slot,
        box,
        flow(ctx.fit, word, style, box.w, align="r"),
        anchor="ctr" if style == "note" else "t",
        raise_by=1,
    )


def tag(ctx: Context, slot: str, box: Box, word: str, kind: str = "solid", *, spark: bool = False) -> Text:
    """A tag: solid for facts, outlined for what goes on, dashed for what is planned or missing."""
    colour = {"solid": "white", "outline": "river", "dashed": "spark" if spark else "ink-2"}[kind]
    item = Flow(text=clean(word), lines=(clean(word),), style="table", bold=True, colour=colour, align="ctr")
    return frame(
        ctx.fit,
        slot,
        box,
        item,
        anchor="ctr",
        fill="river" if kind == "solid" else None,
        line=None if kind == "solid" else ("spark" if spark else "river" if kind == "outline" else "axis"),
        line_w=1.25 if kind == "outline" else 1.0,
        dash=kind == "dashed",
        inset=(0, 0, 0, 2),
        hang=False,
    )


def kind_of(ranks: Sequence[RankRow]) -> str:
    """Which words introduce a list of tags: claims of place, awards, or both."""
    return "ranks" if not any(r.award for r in ranks) else "awards" if all(r.award for r in ranks) else "both"


def tag_width(ctx: Context, words: Iterable[str], least: float = 62.0) -> float:
    """One width for all tags of a list: the longest plus 20."""
    return max([least, *(ctx.fit.width(clean(w), "table", True) + 20 for w in words)])


def middle_text(
    ctx: Context,
    slot: str | None,
    box: Box,
    text: str,
    style: str = "body",
    *,
    lines: int = 2,
    bold: bool | None = None,
    colour: str | None = None,
    bolds: Sequence[tuple[int, int]] = (),
    goto: str | None = None,
    fact: str | None = None,
) -> Text:
    """A text of at most so many lines in the middle of its row."""
    short, _ = shorten(ctx, text, style, box.w, lines, bold)
    bolds = [(a, min(b, len(short))) for a, b in bolds if a < len(short)]
    return frame(
        ctx.fit,
        slot,
        box,
        flow(ctx.fit, short, style, box.w, bold=bold, colour=colour, bolds=bolds, goto=goto),
        anchor="ctr",
        raise_by=1.5,
        fact=fact,
    )


def make(
    ctx: Context,
    key: str,
    layout: str,
    archetype: str,
    title: str,
    section: str,
    items: Sequence[Item | None],
    *,
    tracker: int,
    paragraphs: Iterable[int],
    facts: Iterable[str],
    say: Iterable[str],
) -> Slide:
    """A slide from its parts; the source line is added here."""
    placed = [i for i in items if i is not None]
    facts = tuple(dict.fromkeys(facts))
    ctx.told.facts.update(facts)
    base = next((t for t in ctx.rests if title.startswith(t)), "")
    numbers = tuple(sorted({*paragraphs, *ctx.rests.get(base, ())}))
    if layout not in ("method", "cover"):
        placed.append(source(ctx, numbers))
    return Slide(
        key=key,
        layout=layout,
        archetype=archetype,
        title=title,
        section=section,
        items=tuple(placed),
        tracker=tracker,
        facts=facts,
        say=tuple(dict.fromkeys(clean(s).rstrip("。") for s in say if clean(s))),
        paragraphs=numbers,
    )
