"""Turns figures of one unit and one period into pairs, bars and structures; refuses what does not bear a chart.

A series has one unit, status, direction and period, and the same verb, in the narrowest scope that holds its list.
"""

from __future__ import annotations

import re

from reportgen import ends
from reportgen.model import Figure
from reportgen.source import Span
from reportgen.story import gate, labels, lists, siblings, years
from reportgen.story.blocks import (
    Bar,
    Bars,
    Claim,
    Pair,
    Pairs,
    Structure,
)  # fmt: skip
from reportgen.story.claims import Part, make
from reportgen.story.common import CHAIN, Title, period_of, say_of, scale_of, unit_word_of
from reportgen.story.context import Context, Listed
from reportgen.story.lexicon import words
from reportgen.story.numbers import full_surface, range_of
from reportgen.story.phrases import phrase, torn
from reportgen.story.salience import unit_class
from reportgen.story.show import show
from reportgen.story.text import Line, View

_TAIL = re.compile(r"^[^\d]*[\d,.]+|(?<=[億亿])\d[\d,]*[萬万]")  # all of a printed number but what stands behind it
_LEAST_CHANGE = 0.15  # of the larger value; a smaller change is no picture


def pairs(view: View, ctx: Context, figures: list[Figure], title: Title, wording: dict[str, str]) -> list[Pairs]:
    """由 A 减为 B in one clause, same unit, both actual: one exhibit for each unit and kind of thing counted."""
    alike: dict[tuple[str, str], list[tuple[Pair, Figure]]] = {}
    for old in figures:
        made = _pair(view, ctx, old)
        if made is not None:
            alike.setdefault((old.unit, _counted(view, old, *made)), []).append(made)
    found = []
    for (unit, _), members in alike.items():
        claim = next((c for c in (title(new) for _, new in members) if c is not None), None)
        if claim is None:
            continue
        paragraphs = tuple(sorted({new.paragraph for _, new in members}))
        found.append(
            Pairs(
                title=claim,
                subtitle=say_of(wording, "pair-subtitle", unit=_shown_unit(view, members[0][1])),
                note="",
                paragraphs=paragraphs,
                spark=0,
                unit=unit,
                rows=tuple(p for p, _ in members[:6]),
            )
        )
    return found


def _pair(view: View, ctx: Context, old: Figure) -> tuple[Pair, Figure] | None:
    """A value and what it became in its clause, with the figure of the new one. A range bears no bar."""
    line = view.line_of(old)
    if line is None or line.speech is not None or old.value is None:
        return None
    clause = line.clause_at(old.start)
    opened = re.search(r"(?:由|从)([^，,]{0,10})$", view.s(clause.start, old.start))
    new = next(iter(view.figures_in(old.end, clause.end)), None)
    if not opened or not isinstance(new, Figure) or new.value is None or new.unit != old.unit:
        return None
    between = view.s(old.end, new.start)
    if not ends.verb(between).endswith(("至", "到", "为", "成")) or not words("pair.verbs").within(between):
        return None
    if ctx.status(new) != "actual" or ctx.status(old) != "actual":
        return None
    if any(f.value_max is not None or range_of(view, f) is not None for f in (old, new)):
        return None
    if "均" in opened[1]:
        return None  # 由平均13份压减到5份: the bar of 13份 would be no mean
    if abs(new.value - old.value) < _LEAST_CHANGE * max(abs(new.value), abs(old.value)):
        return None  # two dots side by side: a card tells it
    texts = full_surface(view, old), full_surface(view, new)
    printed = [re.match(r"[^\d]*([\d.]+)(.*)$", text.replace(",", "")) for text in texts]
    if all(printed) and len({CHAIN.sub("", match[2]) for match in printed if match}) > 1:
        return None  # 5000 beside 2万: no common scale is printed
    name = _pair_label(view, ctx, clause.start, clause.start + opened.start(), line, clause.n)
    label = phrase(labels.clean(view, *name))
    size = _size(new, texts[1])
    old_time, new_time = _times(view, line, old, new)
    pair = Pair(
        facts=(old.id, new.id),
        label=label or show(new.measures or "", view.article.script),
        old=round(old.value / size, 6),
        new=round(new.value / size, 6),
        old_text=texts[0],
        new_text=texts[1],
        old_time=old_time,
        new_time=new_time,
    )
    return pair, new


def _times(view: View, line: Line, old: Figure, new: Figure) -> tuple[str, str]:
    """When it was the old value and when the new one, as they are printed beside these."""
    kept = [i for i in range(line.start, old.start) if not view.shadow[i].isspace()]
    before, between = "".join(view.shadow[i] for i in kept), re.sub(r"\s", "", view.s(old.end, new.start))

    def shown(end: ends.End) -> str:
        raw = "".join(view.text[i] for i in kept[slice(*end.at)]) if end.at else end.text
        return show(raw, view.article.script)

    first, last = ends.ends(before, between, view.article.date)
    return shown(first), shown(last)


def _size(figure: Figure, text: str) -> float:
    """The first magnitude that a figure is printed with: 1e8 of 16億7000萬元, 1 of 19人."""
    found = re.match(r"[^\d]*\d[\d,.]*([億亿萬万])", text)
    return 1.0 if found is None or figure.unit == "%" else (1e8 if found[1] in "億亿" else 1e4)


def _counted(view: View, old: Figure, pair: Pair, new: Figure) -> str:
    """What a pair counts, where its unit alone does not say it: 环节 of 从9个环节精简到2个; "" for 天, 元, %."""
    if unit_class(old) not in ("count", "weak"):
        return ""
    line = view.line_of(old)
    assert line is not None
    clause = line.clause_at(old.start)
    behind = view.s(old.end, new.start)
    noun = re.match(r"[^\W\d_a-zA-Z]*", behind[: _verb(behind)])
    return noun[0] if noun and len(noun[0]) > 1 else labels.noun_after(view, new, clause) or pair.label


def _verb(between: str) -> int:
    """Where the verb of a change begins in the words between its two values."""
    found = words("pair.verbs").pattern.search(between)
    return found.start() if found else len(between)


def _spark(rows: list[Bar], claim: Claim) -> int:
    """The bar that the title names first; the longest where it names more than two or none."""
    told = [i for i, row in enumerate(rows) if row.fact in claim.facts and row.text in claim.text]
    told.sort(key=lambda i: claim.text.find(rows[i].text))
    return told[0] if 0 < len(told) < 3 else max(range(len(rows)), key=lambda i: abs(rows[i].value))


def _shown_unit(view: View, figure: Figure) -> str:
    if figure.unit == "%":
        return "%"  # also of 三成八
    _digits, unit = unit_word_of(view, figure)
    return unit or show(figure.unit_surface or figure.unit, view.article.script)


def _pair_label(view: View, ctx: Context, start: int, end: int, line: Line, n: int) -> tuple[int, int]:
    start = ctx.skip_openers(start, end)
    reason = gate.REASON.match(view.shadow, start, end)
    start = reason.end() if reason else start
    if ctx.is_level_word(start):
        start += 2
    start += ctx.place_at(start)
    if end - start < 2 and n > 0:
        previous = line.clauses[n - 1]
        return previous.start, previous.end
    return start, end


def bars(
    view: View,
    ctx: Context,
    figures: list[Figure],
    title: Title,
    wording: dict[str, str],
    drawn: frozenset[str] = frozenset(),
) -> list[Bars]:
    """Series of at least three values: one measure over years, a 分别 list, a list of names with their values, shares
    side by side, parts told clause by clause, or X增长a%，Y下降b% in neighbouring clauses of one paragraph.

    Figures that are `drawn` elsewhere already make no series of changes.
    """
    found: list[Bars] = []
    taken: set[str] = set(drawn)
    found += years.bars(view, ctx, figures, title, wording, taken)
    inside = {f.id for f in figures}
    told_apart = siblings.sibling_lists(view, ctx, figures)
    for listed in (*ctx.lists.shares, *lists.row_lists(view, ctx, figures), *ctx.lists.found, *told_apart):
        members = list(listed.members)
        told = all(f.id in inside and ctx.status(f) == "actual" for f in members)
        if not told or len(members) < 3 or len({f.unit for f in members}) > 1 or any(f.id in taken for f in members):
            continue
        exhibit = _bars(view, ctx, list(listed.names), members, listed.change, title, wording, listed)
        if exhibit is not None:
            taken.update(f.id for f in members)
            found.append(exhibit)
    for members in _changes(view, ctx, figures, taken):
        names = [_change_label(view, ctx, f) for f in members]
        if len(members) >= 3 and all(names) and len(set(names)) == len(names):
            exhibit = _bars(view, ctx, names, members, True, title, wording, None)
            if exhibit is not None:
                taken.update(f.id for f in members)
                found.append(exhibit)
    return found


def _bars(
    view: View,
    ctx: Context,
    names: list[str],
    members: list[Figure],
    change: bool,
    title: Title,
    wording: dict[str, str],
    listed: Listed | None,
) -> Bars | None:
    if any(f.value is None or f.value_max is not None or f.unit == "倍" for f in members):
        return None
    if any(len(name) > 1 and torn(name) for name in names):
        return None  # 由上年下降4.4%转为增长0.9%: a bar that names no thing
    values = [change_of(view, f) if change else (f.value or 0) for f in members]
    ranked = sorted(members, key=lambda f: -(f.value or 0))
    plain = listed is not None and set(listed.verbs) <= words("each.changes").known  # 增长, with nothing around it
    patterned = plain and listed is not None and bool(listed.verbs) and not listed.own
    claim = _list_title(view, listed, values) if patterned and listed is not None else None
    if claim is None:
        patterned = False
        claim = next((c for c in map(title, [*ranked, *members]) if c is not None), None)
    if claim is None:
        return None
    if members[0].unit != "%" and len({re.sub(r"^[^\d]*[\d,.]+", "", full_surface(view, f)) for f in members}) > 1:
        return None  # 1.2万 beside 8000: no common scale is printed
    divisor, unit = (1.0, "%") if members[0].unit == "%" else scale_of(view, members)
    rows = [
        Bar(fact=f.id, label=name, value=value / divisor, text=_bar_text(view, f, value, wording))
        for f, name, value in zip(members, names, values, strict=True)
    ]
    if not lists.keeps_order(tuple(names)):
        rows.sort(key=lambda row: -row.value)
    period = period_of(view, ctx, members)
    measure = listed.measure if listed is not None else ""
    what = measure + say_of(wording, "bars-change") if change else measure or say_of(wording, "bars-level")
    subtitle = "，".join(p for p in (what, period, unit) if p)
    return Bars(
        title=claim,
        subtitle=subtitle,
        note=say_of(wording, "bars-fall") if any(v < 0 for v in values) else "",
        paragraphs=tuple(sorted({f.paragraph for f in members})),
        spark=_spark(rows[:8], claim),
        patterned=patterned,
        unit=unit,
        rows=tuple(rows[:8]),
    )


def _bar_text(view: View, figure: Figure, value: float, wording: dict[str, str]) -> str:
    text = full_surface(view, figure)
    return say_of(wording, "fall", value=text) if value < 0 else text


def _list_title(view: View, listed: Listed, values: list[float]) -> Claim | None:
    """The highest and the lowest of a list whose names stand in the clause before:
    第二产业增加值增长7.4%，第一产业增长3.3%.
    """
    if any(v < 0 for v in values):
        return None
    top, low = values.index(max(values)), values.index(min(values))
    if top == low:
        return None
    a, b = listed.members[top], listed.members[low]
    if any(full_surface(view, f) != show(f.surface, view.article.script) for f in (a, b)):
        return None  # a number that shares its unit with the last is printed in the whole list only
    verb = listed.verb(low)
    first, second = listed.label(top), listed.names[low] + (verb or listed.measure)
    parts: tuple[Part, ...] = (first, Span(a.start, a.end), "，", second, Span(b.start, b.end))
    return make(view, parts)


def change_of(view: View, figure: Figure) -> float:
    """A change with its sign: a fall is negative."""
    line = view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    before = view.s(clause.start, figure.start)
    # 降至7%: the value reached, not the size of the fall.
    reached = re.search(r"[至到为成][^，,]{0,3}$", before)
    down = not reached and (
        figure.direction == "down" or re.search(r"(?:下降|减少|回落|下跌|降)[^，,增升]{0,6}$", before)
    )
    return -(figure.value or 0) if down else (figure.value or 0)


def _changes(view: View, ctx: Context, figures: list[Figure], taken: set[str]) -> list[list[Figure]]:
    """Growth rates of named things in one paragraph, in % and of one period."""
    by_paragraph: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.unit != "%" or figure.id in taken or figure.value is None:
            continue
        line = view.line_of(figure)
        if line is None or line.speech is not None or ctx.status(figure) != "actual":
            continue
        clause = line.clause_at(figure.start)
        text = view.s(ctx.skip_openers(clause.start, clause.end), figure.start)
        if (
            re.search(r"[^\W\d_a-zA-Z]{2,}(?:同比|实际)?(?:增长|下降|上升)$", text)
            and not words("subject.relation").at(text)
            and "分别" not in text
        ):
            by_paragraph.setdefault(figure.paragraph, []).append(figure)
    return [members for members in by_paragraph.values() if len(members) >= 3]


def _change_label(view: View, ctx: Context, figure: Figure) -> str:
    text = labels.item(view, ctx, figure)
    return re.sub(r"(?:仍|同比|实际|實際)*(?:增长|增長|下降|上升)$", "", text)


def structures(
    view: View, ctx: Context, figures: list[Figure], title: Title, wording: dict[str, str]
) -> list[Structure]:
    """Ratios a:b:c with as many names before them as terms."""
    found = []
    for figure in figures:
        if not figure.values or len(figure.values) < 3:
            continue
        line = view.line_of(figure)
        claim = title(figure)
        if line is None or claim is None:
            continue
        clause = line.clause_at(figure.start)
        names = lists.names_before(view, ctx, clause, figure.start, len(figure.values))
        ordinal = re.search(r"[三3]次[产產][业業]", view.text[clause.start : figure.start])
        if ordinal and len(figure.values) == 3:
            industry = ordinal.group()[2:]
            names = tuple(f"第{n}{industry}" for n in "一二三")
        if len(names) != len(figure.values):
            continue
        rows = tuple(
            Bar(fact=figure.id, label=n, value=v, text=f"{v:g}") for n, v in zip(names, figure.values, strict=True)
        )
        found.append(
            Structure(
                title=claim,
                subtitle=say_of(wording, "structure-subtitle"),
                note="",
                paragraphs=(line.paragraph,),
                spark=max(range(len(rows)), key=lambda i: rows[i].value),
                unit="%",
                rows=rows,
            )
        )
    return found
