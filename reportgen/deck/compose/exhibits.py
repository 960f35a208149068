"""Chart slides: a chart with its readout panel, two changes side by side, small multiples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    alike,
    continued,
    hair,
    make,
    middle_text,
    note,
    pick_title,
    rule,
    shorten,
    title_zone,
)
from reportgen.deck.compose.drawing import (
    LABEL_SHARE,
    alt_text,
    category,
    draw,
    draw_bars,
    draw_pairs,
    draw_two_bars,
    grows_from_zero,
)
from reportgen.deck.compose.fill import below, whole
from reportgen.deck.compose.panel import panel, points, read_out
from reportgen.deck.fit import flow, frame
from reportgen.deck.geometry import CONTENT_END, MARGIN, NOTE_Y, Box
from reportgen.deck.items import ChartItem, Item, Mark, Slide
from reportgen.records import dataclass
from reportgen.story.blocks import Bars, Claim, Exhibit, Ladder, Multiples, Pairs, Quotation, Shares, Structure, Theme

_TOP = 168.0
_YEAR = re.compile(r"\d{3,4}年")
_STRIP = 90.0  # height of a quotation below a chart, with the space above it
_NARROW = 240.0  # a chart with names and labels on both sides needs more


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a slide goes: its key, section name, tracker entry, its theme for the panel, and the archetype of the slide
    before it."""

    key: str
    section: str
    tracker: int
    theme: Theme | None
    titles: tuple[Claim, ...] = ()
    before: str = ""


def chunks(exhibit: Exhibit, size: int) -> list[range]:
    """Row ranges of the slides of one exhibit."""
    rows = len(exhibit.rows)  # type: ignore[attr-defined]
    count = max(1, -(-rows // size))
    each = -(-rows // count)
    return [range(i, min(rows, i + each)) for i in range(0, rows, each)]


def _height(ctx: Context, count: int, noted: bool) -> float:
    end = ctx.up(440.0 if noted else 468.0)
    return min(end - _TOP, {1: 130.0, 2: 240.0, 3: 290.0}.get(count, 300.0))


_ROW = 76.0  # height of a dumbbell's row at most


def _pair_rows(ctx: Context, pairs: Pairs, rows: range, box: Box) -> tuple[list[Item], list[tuple[str, str]]]:
    """The dumbbells with the name of each row at its left: an XY chart has no axis that could name them."""
    part = [pairs.rows[i] for i in rows]
    name_w = min(box.w * LABEL_SHARE, max(category(ctx, r.label, box.w * LABEL_SHARE)[1] for r in part) + 6)
    x, w = box.x + name_w + 12, box.w - name_w - 12
    if grows_from_zero(pairs):
        (chart, values), zero = draw_two_bars(ctx, pairs, w), None
    else:
        chart, values, zero = draw_pairs(ctx, pairs, rows, w)
    pitch = box.h / len(part)
    items: list[Item] = []
    if zero is not None:
        items.append(Mark(box=Box(x + zero - 0.5, box.y, 1, box.h), fill="ink"))
    for i, row in enumerate(part):
        y = box.y + pitch * i
        if i:
            items.append(hair(box.x, y, box.w))
        items.append(middle_text(ctx, f"row{i + 1}", Box(box.x, y, name_w, pitch), row.label, "chart-label", lines=2))
    title = pairs.title.text
    facts = tuple(f for r in part for f in r.facts)
    items.append(
        ChartItem(box=Box(x, box.y, w, box.h), chart=chart, facts=facts, alt=alt_text(ctx, "alt_pairs", title, values))
    )
    return items, values


def _keys(ctx: Context, y: float, partial: bool, empty: bool) -> list[Item]:
    """What solid, light and empty cells mean: an explanation of the marks, not a legend of series."""
    entries: list[tuple[str, str, str | None]] = [("key_full", "river", None)]
    if partial:
        entries.append(("key_partial", "river-2", None))
    if empty:
        entries.append(("key_empty", "white", "axis"))
    items: list[Item] = []
    x = MARGIN
    for i, (word, fill, line) in enumerate(entries):
        width = ctx.fit.width(ctx.words[word], "note") + 6
        items.append(Mark(box=Box(x, y + 4, 14, 14), fill=fill, line=line))
        items.append(
            frame(ctx.fit, f"key{i + 1}", Box(x + 20, y, width, 21), flow(ctx.fit, ctx.words[word], "note", width + 20))
        )
        x += 20 + width + 24
    return items


_KINDS: dict[type, tuple[int, str]] = {
    Ladder: (6, "ladder"),
    Bars: (9, "bars"),
    Structure: (9, "structure"),
    Pairs: (4, "pairs"),
    Shares: (3, "shares"),
}


def is_thin(exhibit: Exhibit) -> bool:
    """Whether a chart has so few rows that a slide holds something else below it."""
    if type(exhibit) not in _KINDS:
        return False
    return len(exhibit.rows) <= (1 if isinstance(exhibit, Shares) else 2)  # type: ignore[attr-defined]


def chart_slides(ctx: Context, exhibit: Exhibit, place: Place, quote: Quotation | None = None) -> list[Slide]:
    """A chart with its readout panel; continued on further slides when it has more rows than one slide bears.

    One or two rows are drawn over the whole measure, above sentences of the section or its one quotation: a panel
    beside them would leave the slide half empty.
    """
    size, word = _KINDS[type(exhibit)]
    title = pick_title(ctx, [exhibit.title, *fitting(place.titles, exhibit)], own=True)
    parts = chunks(exhibit, size)
    if is_thin(exhibit):
        texts = _texts_near(ctx, exhibit, place, title)
        if texts or quote:
            return [_thin_slide(ctx, exhibit, place, title, texts, quote)]
    slides = []
    for page, rows in enumerate(parts):
        text = continued(ctx, title, page)
        reading = _reading(ctx, exhibit, rows)
        found = points(ctx, place.theme, exhibit.paragraphs, text, reading, ranked=not _of_years(exhibit))
        read = len(found) > 1  # a panel that only says how to read the marks is a note
        width = ctx.span(8) if read else ctx.full
        items, _ = title_zone(ctx, text, [], subtitle=exhibit.subtitle, measure=width)
        cells = isinstance(exhibit, Shares)
        told = _shares_note(ctx, exhibit, rows) if isinstance(exhibit, Shares) else exhibit.note
        told = clean(told) or ("" if read else reading)
        if cells:
            height = ctx.up(405.0 if len(rows) > 1 else 360.0) - _TOP
        else:
            height = _height(ctx, len(rows) * (3 if isinstance(exhibit, Pairs) else 1), bool(told))
        if isinstance(exhibit, Pairs):
            height = min(height, _ROW * len(rows))
        drawn, facts = _drawn(ctx, exhibit, rows, Box(MARGIN, _TOP, width, height), word)
        items += drawn
        if isinstance(exhibit, Shares):
            items += _shares_keys(ctx, exhibit, rows, ctx.up(413.0))
        items.append(note(ctx, told, ctx.up(445.0) if cells else min(ctx.up(449.0), _TOP + height + 12), width))
        items += panel(ctx, found) if read else []
        slides.append(
            make(
                ctx,
                f"{place.key}{page or ''}",
                "chart",
                "chart-" + word,
                text,
                place.section,
                items,
                tracker=place.tracker,
                paragraphs=exhibit.paragraphs,
                facts=facts,
                say=[text, *_say(place.theme, exhibit), *read_out(found)],
            )
        )
    return slides


def _of_years(exhibit: Exhibit) -> bool:
    """Whether a chart follows one measure over years: a rank of its paragraph is another thing's."""
    return isinstance(exhibit, Bars) and all(_YEAR.fullmatch(row.label) for row in exhibit.rows)


def _texts_near(ctx: Context, exhibit: Exhibit, place: Place, title: str) -> list[Claim]:
    """Sentences that may stand under an exhibit: its paragraphs' first, none that says what the title says."""
    here = set(exhibit.paragraphs)
    told = [*place.titles, *(n.claim for n in (place.theme.numbers if place.theme else ()))]
    rest = [c for c in told if not alike(clean(c.text), title)]
    return whole(ctx, sorted(rest, key=lambda c: not here & set(c.paragraphs)), ctx.full - 90)[:3]


def _thin_slide(
    ctx: Context, exhibit: Exhibit, place: Place, title: str, texts: Sequence[Claim], quote: Quotation | None
) -> Slide:
    """One or two rows over the whole measure; sentences and a quotation below, under them how to read the marks."""
    word = _KINDS[type(exhibit)][1]
    rows = chunks(exhibit, 9)[0]
    items, _ = title_zone(ctx, title, [], subtitle=exhibit.subtitle)
    told = _shares_note(ctx, exhibit, rows) if isinstance(exhibit, Shares) else exhibit.note
    least, most = {1: (92.0, 150.0), 2: (150.0, 230.0)}[len(rows)]
    keyed = 26.0 if isinstance(exhibit, Shares) else 0.0
    spoken = _STRIP if quote else 0.0
    count = max(0, min(len(texts), int((ctx.up(NOTE_Y) - 26 - _TOP - least - keyed - spoken) // 62)))
    height = min(most, max(least, ctx.up(NOTE_Y) - 26 - _TOP - keyed - spoken - 82.0 * count))
    drawn, facts = _drawn(ctx, exhibit, rows, Box(MARGIN, _TOP, ctx.full, height), word)
    items += drawn
    if isinstance(exhibit, Shares):
        items += _shares_keys(ctx, exhibit, rows, _TOP + height + 6)
    foot = clean(told) or ("" if isinstance(exhibit, Pairs) else _reading(ctx, exhibit, rows))  # its labels say it
    more, rests = below(ctx, _TOP + height + keyed + 20, texts[:count], quote, bool(foot))
    items += more
    items.append(note(ctx, foot))
    facts += [quote.fact] if quote else []
    return make(
        ctx,
        place.key,
        "chart",
        "chart-" + word,
        title,
        place.section,
        items,
        tracker=place.tracker,
        paragraphs=[*exhibit.paragraphs, *rests],
        facts=facts,
        say=[title, *_say(place.theme, exhibit)],
    )


def _drawn(ctx: Context, exhibit: Exhibit, rows: range, box: Box, word: str) -> tuple[list[Item], list[str]]:
    """The chart of some rows of an exhibit in a box, and its facts."""
    if isinstance(exhibit, Pairs):
        items, _ = _pair_rows(ctx, exhibit, rows, box)
        return items, [f for i in rows for f in exhibit.rows[i].facts]
    facts, chart, values = draw(ctx, exhibit, rows, box.w)
    alt = alt_text(ctx, f"alt_{word}", exhibit.title.text, values)
    return [ChartItem(box=box, chart=chart, facts=tuple(facts), alt=alt)], facts


def _shares_keys(ctx: Context, exhibit: Shares, rows: range, y: float) -> list[Item]:
    part = [exhibit.rows[i] for i in rows]
    return _keys(ctx, y, any(r.partial for r in part), any(r.full + r.partial < 10 for r in part))


def _joint(ctx: Context, left: Pairs, right: Pairs) -> list[str]:
    """A title over both of two charts: their titles side by side, where neither covers the other and two lines hold
    both."""
    if set(right.rows[0].facts) <= set(left.title.facts) or set(left.rows[0].facts) <= set(right.title.facts):
        return []
    text = f"{left.title.text}；{right.title.text}"
    return [text] if not shorten(ctx, text, "title", ctx.full, 2)[1] else []


def pair_slides(ctx: Context, left: Pairs, right: Pairs, place: Place, quote: Quotation | None = None) -> list[Slide]:
    """Two changes of unlike units side by side, each on its own scale, above sentences or a quotation."""
    both = (left, right)
    title = pick_title(
        ctx, [*_joint(ctx, left, right), left.title, right.title, *fitting(place.titles, left)], own=True
    )
    items, top = title_zone(ctx, title, [ctx.words["pairs_dek"]])
    here = {p for e in both for p in e.paragraphs}
    told = [*place.titles, *(n.claim for n in (place.theme.numbers if place.theme else ()))]
    titles = [title, *(clean(e.title.text) for e in both)]
    for exhibit in both:  # both are drawn: neither is told below or on a later slide
        ctx.told.tell(exhibit.title)
    rest = [c for c in told if not any(alike(clean(c.text), t) for t in titles)]
    rest = whole(ctx, sorted(rest, key=lambda c: not here & set(c.paragraphs)), ctx.full - 90)[: 0 if quote else 2]
    barred = all(grows_from_zero(e) for e in both)
    under = len(rest) or bool(quote)
    height = ((200.0, 150.0, 126.0) if barred else (260.0, 176.0, 132.0))[under] - min(ctx.measure.low, 40.0)
    facts: list[str] = []
    places = list(ctx.spread(2))
    ones = (left, replace(right, spark=None))  # one point of attention a slide
    drawn = [
        (*draw_two_bars(ctx, one, w), None) if barred else draw_pairs(ctx, one, range(1), w)
        for one, (_, w) in zip(ones, places, strict=True)
    ]
    lined = all(zero is not None for _, _, zero in drawn)  # a line at zero in both or in none
    for i, (exhibit, (x, w), (chart, values, zero)) in enumerate(zip(both, places, drawn, strict=True)):
        if lined and zero is not None:
            items.append(Mark(box=Box(x + zero - 0.5, top + 44, 1, height), fill="ink"))
        head = shorten(ctx, exhibit.rows[0].label, "body", w, 1, True)[0]
        items.append(
            frame(
                ctx.fit,
                "headL" if i == 0 else "headR",
                Box(x, top, w, 28),
                flow(ctx.fit, head, "body", w, bold=True, colour="river"),
            )
        )
        items.append(rule(x, top + 32, w, spark=False))
        shown = list(exhibit.rows[0].facts)
        facts += shown
        items.append(
            ChartItem(
                box=Box(x, top + 44, w, height),
                chart=chart,
                slot="chart" if i == 0 else "chart2",
                facts=tuple(shown),
                alt=alt_text(ctx, "alt_pairs", exhibit.title.text, values),
            )
        )
    more, rests = below(ctx, top + height + 64, rest, quote, False)
    items += more
    facts += [quote.fact] if quote else []
    return [
        make(
            ctx,
            place.key,
            "pairs",
            "chart-pairs",
            title,
            place.section,
            items,
            tracker=place.tracker,
            paragraphs=[*here, *rests],
            facts=facts,
            say=[title, *(e.title.text for e in both), *_say(place.theme, left)],
        )
    ]


def multiple_slides(ctx: Context, exhibit: Multiples, place: Place) -> list[Slide]:
    """Groups of bars side by side, three in a row, two of two or four, or one where two hold falls, whose words would
    leave the bars no length; groups of one unit share one scale."""
    title = pick_title(ctx, [exhibit.title, *fitting(place.titles, exhibit)], own=True)
    panels = exhibit.panels[:6]
    items, _ = title_zone(ctx, title, [], subtitle=exhibit.subtitle)
    across = 2 if len(panels) in (2, 4) or ctx.span(4) < _NARROW else 3
    if len(panels) == 2 and any(row.value < 0 for one in panels for row in one.rows):
        across = 1
    deep = -(-len(panels) // across)
    end = ctx.up(NOTE_Y if clean(exhibit.note) else CONTENT_END)
    most = max(len(one.rows) for one in panels)
    tall = min((end - _TOP) / deep - 50, (62.0 if deep == 1 else 46.0) * most + 12)
    rows = sum(len(one.rows) for one in panels)
    lit = next((row.fact for one in panels for row in one.rows if clean(row.text) in title), "")
    y = _TOP
    texts = _texts_near(ctx, exhibit, place, title) if deep == 1 else []
    texts = texts[: max(0, int((end - _TOP - tall - 70) // 54))]
    pitch = tall + 50
    facts: list[str] = []
    for i, one in enumerate(panels):
        x, w = ctx.spread(across)[i % across]
        if across > 1:
            y = _TOP + pitch * (i // across)
        head = shorten(ctx, one.title.text, "body", w, 1, True)[0]
        items += [
            frame(ctx.fit, f"head{i + 1}", Box(x, y, w, 28), flow(ctx.fit, head, "body", w, bold=True, colour="river")),
            rule(x, y + 30, w, spark=False),
        ]
        same = [row for other in panels if other.unit == one.unit for row in other.rows]
        plain = replace(one, spark=next((n for n, row in enumerate(one.rows) if row.fact == lit), None))
        chart, values = draw_bars(ctx, plain, range(len(one.rows)), w, same)
        height = min(tall, tall * len(one.rows) / most + 12)
        if across == 1:
            height = min(46.0, (end - _TOP - 50.0 * deep) / rows) * len(one.rows)
        shown = [row.fact for row in one.rows]
        facts += shown
        items.append(
            ChartItem(
                box=Box(x, y + 38, w, height),
                chart=chart,
                slot="chart" if i == 0 else f"chart{i + 1}",
                facts=tuple(dict.fromkeys(shown)),
                alt=alt_text(ctx, "alt_bars", one.title.text, values),
            )
        )
        if across == 1:
            y += height + 50
    more, rests = below(ctx, _TOP + pitch + 6, texts, None, bool(clean(exhibit.note))) if texts else ([], [])
    items += more
    items.append(note(ctx, exhibit.note))
    return [
        make(
            ctx,
            place.key,
            "multiples",
            "chart-multiples",
            title,
            place.section,
            items,
            tracker=place.tracker,
            paragraphs=[*exhibit.paragraphs, *rests],
            facts=facts,
            say=[title, *_say(place.theme, exhibit)],
        )
    ]


def fitting(titles: Sequence[Claim], exhibit: Exhibit) -> list[Claim]:
    """Titles that may stand over an exhibit instead of its own: those from its paragraphs, of its facts first."""
    here, facts = set(exhibit.paragraphs), set(exhibit.title.facts)
    near = [c for c in titles if here & set(c.paragraphs)]
    return sorted(near, key=lambda c: not facts & set(c.facts))


def _reading(ctx: Context, exhibit: Exhibit, rows: range) -> str:
    if isinstance(exhibit, Shares):
        partial = any(exhibit.rows[i].partial for i in rows)
        return str(ctx.words["reading_shares" if partial else "reading_shares_exact"])
    if isinstance(exhibit, Bars) and any(r.value < 0 for r in exhibit.rows):
        return str(ctx.words["reading_changes"])
    word = {Ladder: "reading_ladder", Bars: "reading_bars", Structure: "reading_structure", Pairs: "reading_pairs"}[
        type(exhibit)
    ]
    return str(ctx.words[word])


def _shares_note(ctx: Context, exhibit: Shares, rows: range) -> str:
    """The deck draws the uncertain cell light, not hatched as the briefing does, so it words its own note."""
    words = []
    if len(rows) > 1:
        words.append(ctx.words["shares_apart"])
    if any(exhibit.rows[i].partial for i in rows):
        words.append(ctx.words["shares_vague"])
    return "；".join(words)


def _say(theme: Theme | None, exhibit: Exhibit) -> list[str]:
    here = set(exhibit.paragraphs)
    return [c.text for c in (theme.body if theme else ()) if here & set(c.paragraphs)][:2]
