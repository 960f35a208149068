"""Native charts from exhibits: shares in cells, target ladders, ranked bars, before and after, structure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen.charts.native import Label, Look, NativeChart, Series, number_format
from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
)
from reportgen.story.blocks import Bar, Bars, Exhibit, Ladder, Pair, Pairs, Shares, Structure

LABEL_SHARE = 0.36
_PAD = 10.0
_EN = "\u2002"


def category(ctx: Context, label: str, width: float) -> tuple[str, float]:
    """The label in as many lines as it needs, and the width of its longest line."""
    lines = ctx.fit.lines(clean(label), "chart-label", width)
    return "\n".join(lines), max((ctx.fit.width(line, "chart-label") for line in lines), default=0.0)


def _categories(ctx: Context, labels: Sequence[str], width: float) -> tuple[tuple[str, ...], float]:
    made = [category(ctx, label, width * LABEL_SHARE - _PAD) for label in labels]
    return tuple(c for c, _ in made), max(w for _, w in made) + _PAD + 8


def _high(ctx: Context, rows: Sequence[tuple[float, str]], plot: float, style: str = "chart-label") -> float:
    """The axis end that leaves room for every label right of its bar."""
    best = max((v for v, _ in rows), default=0.0) or 1.0
    for value, text in rows:
        room = plot - ctx.fit.width(clean(text), style, True) - 16
        if value > 0:
            best = max(best, value * plot / max(room, plot * 0.2))
    return best


def _sources(ctx: Context, facts: Sequence[str]) -> tuple[str, ...]:
    return tuple(ctx.sentences.get(f, "") for f in facts)


def alt_text(ctx: Context, kind: str, title: str, values: Sequence[tuple[str, str]]) -> str:
    listed = "；".join(ctx.say("alt_value", label=clean(a), text=clean(b)) for a, b in values)
    return ctx.say("alt_chart", kind=ctx.words[kind], title=clean(title), values=listed)


def _label(text: str, value: float | None, *, spark: bool) -> Label:
    shown = _EN + clean(text)
    return Label(text=shown, colour="spark" if spark else "river", number_format=number_format(shown, value))


def _data(ctx: Context, unit: str, *, named: bool = False) -> dict[str, Any]:
    """The words of a chart's sheet. `named`: the unit stands over the rows, as the columns' names do not say it."""
    unit = clean(unit)
    return {
        "unit": unit,
        "head_category": ctx.say("data_category_unit", unit=unit) if named and unit else ctx.words["data_category"],
        "head_source": ctx.words["data_source"],
        "sheet": ctx.words["data_sheet"],
    }


def _ladder(ctx: Context, ladder: Ladder, rows: range, width: float) -> tuple[NativeChart, list[tuple[str, str]]]:
    part = [ladder.rows[i] for i in rows]
    names, left = _categories(ctx, [r.label for r in part], width)
    plot = width - left
    values = [r.value or 0.0 for r in part]
    high = _high(ctx, [(v, r.text) for v, r in zip(values, part, strict=True)], plot)
    outlined = Look(fill="white", line="river")
    chart = NativeChart(
        categories=names,
        stacked=False,
        low=0.0,
        high=high,
        gap=60,
        plot=(left / width, 0.0, plot / width, 1.0),
        series=(
            Series(
                name=ctx.say("data_value", unit=clean(ladder.unit)),
                values=tuple(values),
                look=outlined,
                points={i: Look(fill="river") for i, r in enumerate(part) if r.achieved},
                labels={
                    i: _label(r.text, r.value if r.value is not None else None, spark=rows[i] == ladder.spark)
                    for i, r in enumerate(part)
                },
            ),
        ),
        sources=_sources(ctx, [r.fact for r in part]),
        **_data(ctx, ladder.unit),
    )
    return chart, [(r.label, r.text) for r in part]


def _look(row: Bar, *, spark: bool) -> Look:
    """A bar of what is still to come is outlined, as a target is."""
    colour = "spark" if spark else "river"
    return Look(fill="white", line=colour) if row.ahead else Look(fill=colour)


def draw_bars(
    ctx: Context, bars: Bars | Structure, rows: range, width: float, everything: Sequence[Bar] = ()
) -> tuple[NativeChart, list[tuple[str, str]]]:
    part = [bars.rows[i] for i in rows]
    names, left = _categories(ctx, [r.label for r in part], width)
    plot = width - left
    everything = everything or bars.rows  # one scale for all slides of an exhibit
    ups = [(r.value, r.text) for r in everything if r.value >= 0]
    downs = [(-r.value, r.text) for r in everything if r.value < 0]
    if downs and ups:
        share = max(v for v, _ in downs) / (max(v for v, _ in downs) + max(v for v, _ in ups))
        widest = max(ctx.fit.width(clean(t), "chart-label", True) for _, t in downs) + 16
        share = min(0.6, max(0.3, share, 1.25 * widest / plot))  # the words of a fall stand clear of its name
        high, low = _high(ctx, ups, plot * (1 - share)), -_high(ctx, downs, plot * share)
        scale = max(high / (1 - share), -low / share)
        high, low = scale * (1 - share), -scale * share
    elif downs:
        high, low = 0.0, -_high(ctx, downs, plot)
    else:
        high, low = _high(ctx, ups, plot), 0.0
    labels, solid = {}, Look(fill="river")
    for i, row in enumerate(part):
        shown = clean(row.text) + _EN if row.value < 0 else _EN + clean(row.text)
        labels[i] = Label(
            text=shown,
            colour="spark" if rows[i] == bars.spark else "river",
            number_format=number_format(shown, row.value),
        )
    chart = NativeChart(
        categories=names,
        stacked=False,
        low=low,
        high=high,
        gap=80 if len(part) < 4 else 50,
        plot=(left / width, 0.0, plot / width, 1.0),
        series=(
            Series(
                name=ctx.say("data_value", unit=clean(bars.unit)),
                values=tuple(r.value for r in part),
                look=solid,
                points={
                    i: look for i, r in enumerate(part) if (look := _look(r, spark=rows[i] == bars.spark)) != solid
                },
                labels=labels,
            ),
        ),
        sources=_sources(ctx, [r.fact for r in part]),
        **_data(ctx, bars.unit),
    )
    return chart, [(r.label, r.text) for r in part]


def _end_names(ctx: Context, rows: Sequence[Pair]) -> tuple[str, str]:
    """What the two ends of changes are called: the time that is the same in all of them, else before and now; later,
    where it is now in some only."""
    old, new = ({r.old_time for r in rows}, {r.new_time for r in rows})
    first = old.pop() if len(old) == 1 else ""
    last = (new.pop() or ctx.words["new"]) if len(new) == 1 else ctx.words["later"]
    return clean(first or ctx.words["old"]), clean(last)


def draw_two_bars(ctx: Context, pairs: Pairs, width: float) -> tuple[NativeChart, list[tuple[str, str]]]:
    """One change as two bars from zero, before over after: a lone dumbbell would leave its frame empty."""
    (row,) = pairs.rows
    named = _end_names(ctx, [row])
    ends = [
        (value, f"{time} {clean(text)}")
        for value, text, time in zip((row.old, row.new), (row.old_text, row.new_text), named, strict=True)
    ]
    spark = pairs.spark is not None
    looks = Look(fill="river-3", line="axis", line_w=1.0), Look(fill="spark" if spark else "river")
    colours = "ink-2", "spark" if spark else "river"
    series: list[Series] = []
    for (value, text), look, colour, name in zip(ends, looks, colours, named, strict=True):
        shown = number_format(_EN + text, value, lead=len(_EN + name))
        label = Label(text=_EN + text, colour=colour, number_format=shown)
        series.append(Series(name=name, values=(value,), look=look, points={}, labels={0: label}))
    chart = NativeChart(
        categories=(clean(row.label),),
        stacked=False,
        low=0.0,
        high=_high(ctx, ends, width),
        gap=40,
        plot=(0.0, 0.0, 1.0, 1.0),
        label_size=None,
        series=tuple(series),
        sources=_sources(ctx, [row.facts[1]]),
        **_data(ctx, pairs.unit, named=True),
    )
    return chart, [(row.label, "，".join(text for _, text in ends))]


def grows_from_zero(pairs: Pairs) -> bool:
    return len(pairs.rows) == 1 and min(pairs.rows[0].old, pairs.rows[0].new) >= 0


_LABEL_GAP = 14.0  # from the middle of a dumbbell's dot to its label


def draw_pairs(
    ctx: Context, pairs: Pairs, rows: range, width: float
) -> tuple[NativeChart, list[tuple[str, str]], float | None]:
    """A dumbbell a row, on one scale from zero; also where zero lies, in pt: None where a line there would cross a
    label.
    """
    part = [pairs.rows[i] for i in rows]
    named = [_end_names(ctx, [r]) for r in part]
    old_text = [f"{time} {clean(r.old_text)}" for (time, _), r in zip(named, part, strict=True)]
    new_text = [f"{time} {clean(r.new_text)}" for (_, time), r in zip(named, part, strict=True)]
    old_name, new_name = _end_names(ctx, part)
    ends = []
    for row, old, new in zip(part, old_text, new_text, strict=True):
        wide = [ctx.fit.width(_EN + t, "chart-label", True) + _LABEL_GAP for t in (old, new)]
        (low, left), (high, right) = sorted(zip((row.old, row.new), wide, strict=True), key=lambda e: e[0])
        ends.append((low, left, high, right))
    zero, scale = _dumbbell_scale(ends, width)

    def labels(texts: Sequence[str], values: Sequence[float], colour: str) -> dict[int, Label]:
        made = {}
        for i, (t, v) in enumerate(zip(texts, values, strict=True)):
            row = part[i]
            left = (v == row.old) == (row.new >= row.old) and row.new != row.old
            shown = t + _EN if left else _EN + t
            made[i] = Label(
                text=shown,
                colour="spark" if colour == "river" and rows[i] == pairs.spark else colour,
                number_format=number_format(shown, v, lead=shown.find(" ")),
            )
        return made

    chart = NativeChart(
        categories=tuple(clean(r.label) for r in part),
        stacked=False,
        dumbbell=True,
        low=-zero / scale,
        high=(width - zero) / scale,
        gap=0,
        plot=(0.0, 0.0, 1.0, 1.0),
        label_size=None,
        series=(
            Series(
                name=old_name,
                values=tuple(r.old for r in part),
                look=Look(fill="white"),
                points={},
                labels=labels(old_text, [r.old for r in part], "ink-2"),
            ),
            Series(
                name=new_name,
                values=tuple(r.new for r in part),
                look=Look(fill="river"),
                points={i: Look(fill="spark") for i in range(len(part)) if rows[i] == pairs.spark},
                labels=labels(new_text, [r.new for r in part], "river"),
            ),
        ),
        sources=_sources(ctx, [r.facts[1] for r in part]),
        **_data(ctx, pairs.unit, named=True),
    )
    values = [(r.label, f"{a}，{b}") for r, a, b in zip(part, old_text, new_text, strict=True)]
    crossed = any(0 < scale * low < left for low, left, _, _ in ends)
    return chart, values, None if crossed else zero


def _dumbbell_scale(ends: Sequence[tuple[float, float, float, float]], width: float) -> tuple[float, float]:
    """Where zero lies (pt from the left) and pt a unit, as large as the labels left and right of the dots allow.

    `ends`: lower value, width of its label, upper value, width of its label.
    """

    def margin(scale: float) -> float:
        return max(_LABEL_GAP, *(left - scale * low for low, left, _, _ in ends))

    least, most = 0.0, width / max(1e-9, *(abs(v) for low, _, high, _ in ends for v in (low, high)))
    for _ in range(40):
        middle = (least + most) / 2
        if margin(middle) + max(right + middle * high for _, _, high, right in ends) <= width:
            least = middle
        else:
            most = middle
    return margin(least), max(least, 1e-9)


def _shares(ctx: Context, shares: Shares, rows: range, width: float) -> tuple[NativeChart, list[tuple[str, str]]]:
    part = [shares.rows[i] for i in rows]
    names, left = _categories(ctx, [r.label for r in part], width)
    plot = width - left
    word = max(ctx.fit.width(clean(r.word), "number-mid") for r in part) + 16
    high = max(12.6, 10.0 / (1 - word / plot))
    solid, partial, empty = (
        Look(fill="river", line="white", line_w=2.5),
        Look(fill="river-2", line="white", line_w=2.5),
        Look(fill=None, line="axis", line_w=1.0),
    )
    series = []
    for cell in range(10):
        looks = [solid if cell < r.full else partial if cell < r.full + r.partial else empty for r in part]
        series.append(
            Series(
                name=ctx.say("data_cell", n=cell + 1),
                values=(1.0,) * len(part),
                look=looks[0],
                points={i: look for i, look in enumerate(looks) if look != looks[0]},
                labels={},
                label_position="ctr",
            )
        )
    labels = {
        i: Label(text=_EN + clean(r.word), size=28.0, colour="spark" if rows[i] == shares.spark else "river")
        for i, r in enumerate(part)
    }
    series.append(
        Series(
            name=ctx.words["data_word_place"],
            values=(round(high - 10, 3),) * len(part),
            look=Look(fill=None),
            points={},
            labels=labels,
            label_position="inBase",
        )
    )
    chart = NativeChart(
        categories=names,
        stacked=True,
        low=0.0,
        high=high,
        gap={1: 150, 2: 76}.get(len(part), 50),
        plot=(left / width, 0.0, plot / width, 1.0),
        series=tuple(series),
        sources=_sources(ctx, [r.fact for r in part]),
        head_extra=ctx.words["data_word"],
        extras=tuple(clean(r.word) for r in part),
        axis_line=False,
        **_data(ctx, ""),
    )
    return chart, [(r.label, r.word) for r in part]


def draw(
    ctx: Context, exhibit: Exhibit, rows: range, width: float
) -> tuple[list[str], NativeChart, list[tuple[str, str]]]:
    if isinstance(exhibit, Ladder):
        chart, values = _ladder(ctx, exhibit, rows, width)
    elif isinstance(exhibit, Shares):
        chart, values = _shares(ctx, exhibit, rows, width)
    else:
        assert isinstance(exhibit, Bars | Structure)
        chart, values = draw_bars(ctx, exhibit, rows, width)
    return list(dict.fromkeys(exhibit.rows[i].fact for i in rows)), chart, values
