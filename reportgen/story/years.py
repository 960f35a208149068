"""Turns one measure told for three and more years (2022年至2024年…分别为218、251和287家) into bars, oldest first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen import yearly
from reportgen.fold import fold
from reportgen.model import Figure
from reportgen.story import times
from reportgen.story.blocks import Bar, Bars
from reportgen.story.common import Title, say_of, scale_of, unit_word_of
from reportgen.story.context import Context
from reportgen.story.lexicon import words
from reportgen.story.numbers import full_surface, lead_of
from reportgen.story.phrases import torn
from reportgen.story.show import show
from reportgen.story.text import Line, View, width

_LEAST, _MOST = 3, 10  # years of one chart: two are before and after, more bars than ten are no picture
_MEASURE = 12  # the longest name of what is measured
_EACH = re.compile("分别|依次|逐年")
_FALL, _RISE = re.compile("(?:下降|减少|回落|下跌)$"), re.compile("(?:增长|上升|增加|提高)$")
_BEING = re.compile("约?[为是达有]?|达到|共有?")
_CHANGE = re.compile("下降|减少|回落|下跌|增长|上升|增加|提高")
_LED = re.compile("已?[由从自在于]$")  # 债务余额已由112年至114年的98亿…
_POINTING = re.compile("[该此这那其]|上述|前述|同比|按年|环比")


def bars(
    view: View, ctx: Context, figures: list[Figure], title: Title, wording: dict[str, str], taken: set[str]
) -> list[Bars]:
    """A chart for each series of the figures of which none is `taken`; what it draws is taken then."""
    inside = {f.id for f in figures} - taken
    found = []
    for line in dict.fromkeys(line for f in figures if (line := view.line_of(f)) is not None and line.speech is None):
        for series, members in _series(view, line):
            if not all(f.id in inside for f in members):
                continue
            exhibit = _drawn(view, ctx, line, series, members, title, wording)
            if exhibit is not None:
                taken.update(f.id for f in members)
                inside -= taken
                found.append(exhibit)
    return found


def _series(view: View, line: Line) -> Iterator[tuple[yearly.Series, list[Figure]]]:
    """The series of a sentence with the figure of each year."""
    for series in times.series_of(view, line):
        told = view.figures_in(line.start + series.start, line.start + series.end)
        members = [f for f in told if isinstance(f, Figure)]
        if len(members) == len(series.years):
            yield series, members


def _drawn(
    view: View,
    ctx: Context,
    line: Line,
    series: yearly.Series,
    members: list[Figure],
    title: Title,
    wording: dict[str, str],
) -> Bars | None:
    kinds, values = {_kind(ctx, f) for f in members}, _signed(view, members)
    if not _LEAST <= len(members) <= _MOST or len({f.unit for f in members}) > 1 or len(kinds) > 1 or values is None:
        return None
    (kind,) = kinds
    if kind is None or (not kind and _to_come(view, series)):
        return None
    if kind and not words("label.ahead").within(view.s(line.start, line.start + series.start)):
        return None  # a year to come alone makes no amount a plan
    share = members[0].unit == "%"
    if not share and len({unit_word_of(view, f)[1] for f in members}) > 1:
        return None  # 1.2万 beside 8000: no common scale is printed
    claim = next((c for c in map(title, reversed(members)) if c is not None), None)
    if claim is None:
        return None
    divisor, unit = (1.0, "%") if share else scale_of(view, members)
    lead = lead_of(view, kind)
    rows = tuple(
        Bar(
            fact=f.id,
            label=year,
            value=value / divisor,
            text=lead + (say_of(wording, "fall", value=full_surface(view, f)) if value < 0 else full_surface(view, f)),
            ahead=bool(kind),
        )
        for f, year, value in sorted(zip(members, series.years, values, strict=True), key=lambda one: int(one[1][:-1]))
    )
    notes = [say_of(wording, f"bars-ahead-{kind}")] if kind else []
    notes += [say_of(wording, "bars-fall")] if min(values) < 0 else []
    return Bars(
        title=claim,
        subtitle=f"{measure(view, line, series)}{say_of(wording, 'bars-years')}，{unit}",
        note="；".join(notes),
        paragraphs=(line.paragraph,),
        spark=_spark(rows, claim.text),
        unit=unit,
        rows=rows,
    )


def _kind(ctx: Context, figure: Figure) -> str | None:
    """The kind word of what is still to come, "" of a result; None for what is neither."""
    kind = ctx.kind(figure)
    return kind if kind in ("target", "planned", "forecast") else "" if ctx.status(figure) == "actual" else None


def _to_come(view: View, series: yearly.Series) -> bool:
    """Whether the last of the years begins only after the article was written."""
    date = view.article.date
    return date is not None and len(series.years[-1]) == len("2024年") and max(series.years) > f"{date[:4]}年"


def _signed(view: View, members: list[Figure]) -> list[float] | None:
    """The values, those of a fall below nought; None where one of them bears no bar."""
    found, sign = [], 1.0
    for before, figure in zip([None, *members], members, strict=False):
        led = view.s(before.end if before else figure.start - 4, figure.start)
        if _FALL.search(led) or _RISE.search(led):
            sign = -1.0 if _FALL.search(led) else 1.0
        if figure.value is None or figure.value_max is not None or figure.unit == "倍":
            return None
        if sign < 0 and figure.unit != "%":
            return None  # a fall of so many things a year: the sentence tells it
        found.append(sign * figure.value)
    return found


def measure(view: View, line: Line, series: yearly.Series) -> str:
    """What is measured: the words between the years and 分别, or those before the years, with the verb behind 分别
    (书店分别新增3家、…: 书店新增); "" where none name it."""
    head, start = line.start + series.head, line.start + series.start
    said = _EACH.search(view.s(head, start))
    end = head + (said.start() if said else 0)
    verb = show(view.text[head + said.end() : start], view.article.script) if said else ""
    name = re.split("[,)]", view.s(head, end))[-1].removeprefix("的")
    if not name:
        end = line.start + series.told[0]
        name = view.s(line.clause_at(end).start, end)
        led = _LED.search(name)
        name, end = name[: led.start()] if led else name, end - (len(led.group()) if led else 0)
    if _BEING.fullmatch(fold(verb)):
        verb = ""
    if _CHANGE.search(fold(verb)) and _CHANGE.search(view.s(start, line.start + series.end)):
        return ""  # 下降3.1%、增长0.6%和下降1.2%: no one word for them
    text = show(view.text[end - len(name) : end], view.article.script)
    bad = _POINTING.match(name) or re.search(r"\d", name) or words("verbs.list").at(name) or torn(text)
    return "" if width(text) < 2 or width(text + verb) > _MEASURE or bad else text + verb


def measured(view: View, line: Line, at: int) -> str:
    """What the amount at an offset of the article measures, where it is that of one of several years; "" else."""
    for series in times.series_of(view, line):
        if series.start <= at - line.start < series.end:
            return measure(view, line, series)
    return ""


def _spark(rows: tuple[Bar, ...], title: str) -> int:
    """The newest year, or the one whose amount the title tells alone."""
    told = [i for i, row in enumerate(rows) if row.text in title]
    return told[0] if len(told) == 1 else len(rows) - 1
