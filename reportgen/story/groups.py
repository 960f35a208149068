"""Turns figures that belong together into exhibits: shares, ladders, pairs, bars, structures, timelines, boards.

A series has one unit, status, direction and period, and the same verb, in the narrowest scope that holds its list; what
does not bear a chart is refused with a reason for the log.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import replace

from reportgen.fold import fold
from reportgen.model import Fact, Figure, Milestone
from reportgen.source import Span
from reportgen.story import gate, labels
from reportgen.story.blocks import (
    Bar,
    Bars,
    Board,
    Claim,
    Derived,
    Event,
    Exhibit,
    Ladder,
    LadderRow,
    Number,
    Pair,
    Pairs,
    ShareRow,
    Shares,
    Structure,
    Timeline,
)  # fmt: skip
from reportgen.story.claims import Part, make, show_span
from reportgen.story.context import Context
from reportgen.story.lexicon import limit, words
from reportgen.story.numbers import full_surface
from reportgen.story.show import show
from reportgen.story.text import Line, View, width

Title = Callable[[Figure], Claim | None]
_CHINESE = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}


def _say(wording: dict[str, str], key: str, **values: object) -> str:
    return wording[key].format(**values)


def _period(view: View, ctx: Context, figure: Fact) -> str:
    span = ctx.period_text(figure)
    return show_span(view, span.start, span.end) if span else ""


# ---- shares -----------------------------------------------------------------------------------------------------


def _tenths(view: View, figure: Figure) -> tuple[int, int] | None:
    """Solid and hatched cells for a share in tenths; None when it is not stated in tenths."""
    text = view.s(figure.start, figure.end)
    found = re.search(r"([一二两三四五六七八九\d])成(?![\d一二三四五六七八九])", text)
    if not found:
        return None
    tenths = _CHINESE.get(found.group(1)) or int(found.group(1))
    before, after = text[: found.start()], text[found.end() :]
    if "近" in before or "不到" in before or "不足" in before:
        return tenths - 1, 1
    if "约" in before or "左右" in after:
        return tenths - 1, 2
    if re.search(r"逾|超", before) or re.search(r"多|余|以上", after):
        return tenths, 1
    return tenths, 0


def _share_label(view: View, figure: Figure, line: Line) -> str:
    """佔湖南省總額: the whole, without 同期 and without the thing that the sentence has named."""
    clause = line.clause_at(figure.start)
    text = view.s(clause.start, figure.start)
    at = text.rfind("占")
    if at < 0:
        return labels.clean(view, clause.start, figure.start)
    start = clause.start + at
    whole = view.text[start : figure.start]
    folded = view.s(start, figure.start)
    cut = folded.find("同期")
    if cut >= 0:
        whole = whole[:cut] + whole[cut + 2 :]
        folded = folded[:cut] + folded[cut + 2 :]
    before = view.s(line.start, start)
    best = (0, 0)
    for i in range(1, len(folded)):
        for j in range(i + 2, len(folded) + 1):
            if (
                folded[i:j] in before
                and j - i > best[1] - best[0]
                and not re.search(r"[省市县国]", folded[i:j])
            ):
                best = (i, j)
    if best[1] - best[0] >= 2 and best[1] < len(folded):
        whole = whole[: best[0]] + whole[best[1] :]
    return show(whole.strip("，,的 "), view.article.script)


def shares(
    view: View, ctx: Context, figures: list[Figure], title: Title, wording: dict[str, str]
) -> list[Shares]:
    """Shares of a whole in tenths, one exhibit a sentence; others stay in text."""
    found: list[Shares] = []
    by_line: dict[int, list[Figure]] = {}
    for figure in figures:
        line = view.line_of(figure)
        if line is None or line.speech is not None or _tenths(view, figure) is None:
            continue
        clause = line.clause_at(figure.start)
        if "占" in view.s(clause.start, figure.start) and ctx.status(figure) == "actual":
            by_line.setdefault(line.start, []).append(figure)
    for members in by_line.values():
        line = view.line_of(members[0])
        claim = title(members[0])
        if line is None or claim is None:
            continue
        rows = []
        for figure in members[:3]:
            cells = _tenths(view, figure)
            assert cells is not None
            rows.append(
                ShareRow(
                    fact=figure.id,
                    label=_share_label(view, figure, line),
                    full=cells[0],
                    partial=cells[1],
                    word=full_surface(view, figure),
                )
            )
        period = _period(view, ctx, members[0])
        hatched = any(row.partial for row in rows)
        notes = [_say(wording, "share-note-near")] if hatched else []
        notes += [_say(wording, "share-note-sum")] if len(rows) > 1 else []
        whole = _share_whole(view, members[0], line)
        parts = [_say(wording, "share-measure", whole=whole), period]
        found.append(
            Shares(
                title=claim,
                subtitle="，".join(p for p in parts if p) + _say(wording, "share-cell"),
                note="；".join(notes),
                paragraphs=(line.paragraph,),
                spark=0,
                rows=tuple(rows),
            )
        )
    return found


def _share_whole(view: View, figure: Figure, line: Line) -> str:
    clause = line.clause_at(figure.start)
    text = view.s(clause.start, figure.start)
    at = text.rfind("占")
    folded = text[at + 1 :]
    raw = view.text[clause.start + at + 1 : figure.start]
    lead = re.match(r"(?:同期)?(?:[一-鿿]{2,3}?[省市县区州国]|全[国省市县区球])?", folded)
    cut = lead.end() if lead else 0
    keep = "同期" if folded.startswith("同期") else ""
    rest = raw[cut:] or raw
    return show(keep + rest, view.article.script)


# ---- ladders ----------------------------------------------------------------------------------------------------


def ladder(
    view: View, ctx: Context, figures: list[Figure], title: Title, wording: dict[str, str]
) -> Ladder | None:
    """Targets of one unit in one sentence, highest first; a list such as A、B、C等3个 gives a row each."""
    by_line: dict[tuple[int, str], list[Figure]] = {}
    for figure in figures:
        line = view.line_of(figure)
        if (
            line is not None
            and ctx.status(figure) == "target"
            and figure.value
            and figure.unit not in ("%", "百分點")
        ):
            by_line.setdefault((line.start, figure.unit), []).append(figure)
    best = max(by_line.values(), key=lambda m: (len(m), -m[0].start), default=[])
    if len(best) < 2:
        return None
    claim = next((c for c in map(title, sorted(best, key=lambda f: -(f.value or 0))) if c is not None), None)
    if claim is None:
        return None
    divisor, unit = _scale(view, best)
    rows: list[LadderRow] = []
    for figure in sorted(best, key=lambda f: (-(f.value or 0), f.start)):
        rows.extend(_ladder_rows(view, ctx, figure, divisor, wording))
    line = view.line_of(best[0])
    assert line is not None
    period = _period(view, ctx, best[0])
    measure = _say(wording, "ladder-measure-scale" if any(f.scale for f in best) else "ladder-measure")
    subtitle = "，".join(p for p in (measure, unit, period) if p) + _say(wording, "ladder-open")
    return Ladder(
        title=claim,
        subtitle=subtitle,
        note="",
        paragraphs=(line.paragraph,),
        spark=0,
        unit=unit,
        rows=tuple(rows[:8]),
    )


def _scale(view: View, figures: list[Figure]) -> tuple[float, str]:
    """Divisor and unit under which the values have at most four digits."""
    top = max(f.value or 0 for f in figures)
    hant = view.article.script == "hant"
    divisor, word = (
        (1e8, "億" if hant else "亿")
        if top >= 1e8
        else (1e4, "萬" if hant else "万")
        if top >= 1e5
        else (1.0, "")
    )
    digits, tail = "", ""
    for figure in figures:
        digits, tail = _unit_word(view, figure)
        if tail:
            break
    base = re.sub(r"^[億亿萬万]+", "", tail)
    return divisor, word + base


def _unit_word(view: View, figure: Figure) -> tuple[str, str]:
    surface = full_surface(view, figure)
    found = re.search(r"\d[\d,.]*", surface)
    return (found.group(), surface[found.end() :].rstrip("以上內内")) if found else (surface, "")


def _ladder_rows(
    view: View, ctx: Context, figure: Figure, divisor: float, wording: dict[str, str]
) -> list[LadderRow]:
    line = view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    text = _say(wording, "target-value", value=full_surface(view, figure))
    value = (figure.value or 0) / divisor
    before = view.s(clause.start, figure.start)
    many = re.search(r"(若干[个家条]?|一批|多个|一系列)$", before)
    if many:
        noun = labels.noun_after(view, figure, clause)
        label = show(view.text[clause.start + many.start() : figure.start], view.article.script) + noun
        return [
            LadderRow(fact=figure.id, label=label, value=value, text=text + _say(wording, "ladder-unnamed"))
        ]
    listed = re.match(r"(.+?)等(\d+|[一二两三四五六七八九十])[个家项大类]", before)
    if listed:
        head = labels._HEAD.match(view.s(clause.start, clause.end))
        names_from = clause.start + (head.end() if head else 0)
        names = view.text[names_from : clause.start + listed.end(1)].split("、")
        count = _CHINESE.get(listed.group(2)) or (int(listed.group(2)) if listed.group(2).isdigit() else 0)
        if count == len(names):
            return [
                LadderRow(fact=figure.id, label=show(n.strip(), view.article.script), value=value, text=text)
                for n in names
            ]
    label = labels.item(view, ctx, figure)
    label = re.sub(r"[向由從从]$", "", label) or show(figure.measures or "", view.article.script)
    return [LadderRow(fact=figure.id, label=label or text, value=value, text=text)]


# ---- pairs, bars, structures ------------------------------------------------------------------------------------


def pairs(
    view: View, ctx: Context, figures: list[Figure], title: Title, wording: dict[str, str]
) -> list[Pairs]:
    """由 A 减为 B in one clause, same unit, both actual: grouped by unit, one exhibit a unit."""
    by_unit: dict[str, list[tuple[Pair, Figure]]] = {}
    for old in figures:
        line = view.line_of(old)
        if line is None or line.speech is not None or old.value is None:
            continue
        clause = line.clause_at(old.start)
        before = view.s(clause.start, old.start)
        opened = re.search(r"(?:由|从)([^，,]{0,10})$", before)
        if not opened:
            continue
        for new in view.figures_in(old.end, clause.end)[:1]:
            between = view.s(old.end, new.start)
            if not isinstance(new, Figure) or new.value is None or new.unit != old.unit:
                continue
            if not re.search(r"(?:至|到|为|成)$", between) or not words("pair.verbs").within(between):
                continue
            if ctx.status(new) != "actual" or ctx.status(old) != "actual":
                continue
            label = labels.clean(
                view, *_pair_label(view, ctx, clause.start, clause.start + opened.start(), line, clause.n)
            )
            pair = Pair(
                facts=(old.id, new.id),
                label=label or show(new.measures or "", view.article.script),
                old=old.value,
                new=new.value,
                old_text=full_surface(view, old),
                new_text=full_surface(view, new),
            )
            by_unit.setdefault(old.unit, []).append((pair, new))
    found = []
    for unit, members in by_unit.items():
        claim = next((c for c in (title(new) for _, new in members) if c is not None), None)
        if claim is None:
            continue
        paragraphs = tuple(sorted({new.paragraph for _, new in members}))
        found.append(
            Pairs(
                title=claim,
                subtitle=_say(wording, "pair-subtitle", unit=_shown_unit(view, members[0][1])),
                note="",
                paragraphs=paragraphs,
                spark=0,
                unit=unit,
                rows=tuple(p for p, _ in members[:6]),
            )
        )
    return found


def _shown_unit(view: View, figure: Figure) -> str:
    digits, unit = _unit_word(view, figure)
    return unit or show(figure.unit_surface or figure.unit, view.article.script)


def _pair_label(view: View, ctx: Context, start: int, end: int, line: Line, n: int) -> tuple[int, int]:
    start = ctx.skip_openers(start, end)
    if ctx.is_level_word(start):
        start += 2
    start += ctx.place_at(start)
    if end - start < 2 and n > 0:
        previous = line.clauses[n - 1]
        return previous.start, previous.end
    return start, end


def bars(
    view: View, ctx: Context, figures: list[Figure], title: Title, wording: dict[str, str], log: list[str]
) -> list[Bars]:
    """Series of at least three values: a 分别 list, or X增长a%，Y下降b% in neighbouring clauses of one paragraph."""
    found: list[Bars] = []
    taken: set[str] = set()
    for series in _lists(view, ctx, figures):
        names, members, kind = series
        if len(names) != len(members):
            log.append(f"no bars: {len(names)} names for {len(members)} values in ¶{members[0].paragraph}")
            continue
        if len(members) < 3 or any(f.id in taken for f in members):
            continue
        exhibit = _bars(view, ctx, names, members, kind, title, wording)
        if exhibit is not None:
            taken.update(f.id for f in members)
            found.append(exhibit)
    for members in _changes(view, ctx, figures, taken):
        names = [_change_label(view, ctx, f) for f in members]
        if len(members) >= 3 and all(names) and len(set(names)) == len(names):
            exhibit = _bars(view, ctx, names, members, "change", title, wording)
            if exhibit is not None:
                taken.update(f.id for f in members)
                found.append(exhibit)
    return found


def _bars(
    view: View,
    ctx: Context,
    names: list[str],
    members: list[Figure],
    kind: str,
    title: Title,
    wording: dict[str, str],
) -> Bars | None:
    ranked = sorted(members, key=lambda f: -(f.value or 0))
    claim = next(
        (
            c
            for c in map(title, [*ranked, *members])
            if c is not None and sum(f.id in c.facts for f in members) >= 1
        ),
        None,
    )
    if claim is None or any(f.value is None or f.value_max is not None for f in members):
        return None
    values = [_signed(view, f) if kind == "change" else (f.value or 0) for f in members]
    divisor, unit = (1.0, "%") if members[0].unit == "%" else _scale(view, members)
    if members[0].unit == "倍":
        return None
    rows = [
        Bar(
            fact=f.id,
            label=name,
            value=value / divisor,
            text=("-" if value < 0 else "") + full_surface(view, f),
        )
        for f, name, value in zip(members, names, values, strict=True)
    ]
    rows.sort(key=lambda row: -row.value)
    period = _period(view, ctx, members[0])
    key = "bars-change" if kind == "change" else "bars-level"
    subtitle = "，".join(p for p in (_say(wording, key), period, unit) if p)
    shown = [i for i, row in enumerate(rows) if row.fact in claim.facts]
    return Bars(
        title=claim,
        subtitle=subtitle,
        note=_say(wording, "bars-fall") if any(v < 0 for v in values) else "",
        paragraphs=tuple(sorted({f.paragraph for f in members})),
        spark=shown[0] if shown else 0,
        unit=unit,
        rows=tuple(rows[:8]),
    )


def _signed(view: View, figure: Figure) -> float:
    line = view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    down = figure.direction == "down" or re.search(
        r"(?:下降|减少|回落|下跌|降)[^，,增升]{0,6}$", view.s(clause.start, figure.start)
    )
    return -(figure.value or 0) if down else (figure.value or 0)


def _lists(view: View, ctx: Context, figures: list[Figure]) -> list[tuple[list[str], list[Figure], str]]:
    """Names、values lists: 第一、二、三产业增加值分别为 A、B、C; and 分别增长 after it."""
    found: list[tuple[list[str], list[Figure], str]] = []
    previous_names: list[str] = []
    previous_line = -1
    seen: set[int] = set()
    for figure in figures:
        line = view.line_of(figure)
        if line is None or line.speech is not None:
            continue
        clause = line.clause_at(figure.start)
        if clause.start in seen:
            continue
        at = view.shadow.find("分别", clause.start, clause.end)
        if at < 0 or at > figure.start:
            continue
        seen.add(clause.start)
        members = [
            f for f in view.figures_in(at, clause.end) if isinstance(f, Figure) and f.unit == figure.unit
        ]
        if line.start != previous_line:
            previous_names = []
        names = _names_before(view, ctx, clause.start, at) or previous_names
        previous_names, previous_line = names, line.start
        kind = (
            "change"
            if re.match(r"分别(?:同比)?(?:实际)?(?:增长|下降|提高|上升)", view.s(at, clause.end))
            else "level"
        )
        if names and ctx.status(figure) == "actual":
            found.append((names, members, kind))
    return found


def _names_before(view: View, ctx: Context, start: int, end: int) -> list[str]:
    """Names of a list before 分别, each whole: 第一、二、三产业增加值 → 第一产业, 第二产业, 第三产业."""
    start = ctx.skip_openers(start, end)
    raw = view.text[start:end]
    ordinal = re.match(
        r"第?([一二三四五])、第?([一二三四五])(?:、|和)第?([一二三四五])([产產][业業]|季度)", raw
    )
    if ordinal:
        return ["第" + ordinal.group(i) + ordinal.group(4) for i in (1, 2, 3)]
    names = re.split(r"、|和|与|與|及", raw)
    if len(names) < 2:
        return []
    return [show(name.strip(), view.article.script) for name in names]


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
            re.search(r"[一-鿿]{2,}(?:同比|实际)?(?:增长|下降|上升)$", text)
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
        names = _names_before(view, ctx, clause.start, figure.start)
        ordinal = re.search(r"[三3]次[产產][业業]", view.text[clause.start : figure.start])
        if ordinal and len(figure.values) == 3:
            industry = ordinal.group()[2:]
            names = [f"第{n}{industry}" for n in "一二三"]
        if len(names) != len(figure.values):
            continue
        rows = tuple(
            Bar(fact=figure.id, label=n, value=v, text=f"{v:g}")
            for n, v in zip(names, figure.values, strict=True)
        )
        found.append(
            Structure(
                title=claim,
                subtitle=_say(wording, "structure-subtitle"),
                note="",
                paragraphs=(line.paragraph,),
                spark=max(range(len(rows)), key=lambda i: rows[i].value),
                unit="%",
                rows=rows,
            )
        )
    return found


# ---- timelines --------------------------------------------------------------------------------------------------


def _bounds(date: str) -> tuple[datetime.date, datetime.date] | None:
    """First and last day that a date of any precision may mean."""
    parts = [int(p) for p in date.split("-")]
    try:
        if len(parts) == 3:
            day = datetime.date(*parts)
            return day, day
        if len(parts) == 2:
            return datetime.date(parts[0], parts[1], 1), datetime.date(
                parts[0], parts[1], calendar.monthrange(*parts)[1]
            )
        return datetime.date(parts[0], 1, 1), datetime.date(parts[0], 12, 31)
    except (ValueError, calendar.IllegalMonthError):
        return None


def _days(wording: dict[str, str], low: int, high: int) -> str:
    return _say(wording, "days", n=low) if low == high else _say(wording, "days-range", low=low, high=high)


def spans(events: tuple[Event, ...], wording: dict[str, str]) -> tuple[Derived, ...]:
    """Days from each event to the next and from the first to the last; a month counts from its last to its first day."""
    bounds = [_bounds(event.date) for event in events]
    found: list[Derived] = []
    steps = [(i, i + 1) for i in range(len(events) - 1)]
    if len(events) > 2:
        steps.append((0, len(events) - 1))
    for a, b in steps:
        first, last = bounds[a], bounds[b]
        if first is None or last is None or len(events[a].date) < 7 or len(events[b].date) < 10:
            continue
        low, high = (last[0] - first[1]).days, (last[1] - first[0]).days
        if low < 1:
            continue
        label = _say(
            wording,
            "span-label" if (a, b) != steps[-1] or len(events) == 2 else "span-label-all",
            a=_short_event(events[a].text),
            b=_short_event(events[b].text),
        )
        rule = (
            _say(wording, "span-rule", a=_say(wording, "day", m=first[0].month, d=first[0].day))
            if low == high
            else _say(
                wording,
                "span-rule-range",
                a=_say(wording, "day", m=first[1].month, d=first[1].day),
                b=_say(wording, "day", m=first[0].month, d=first[0].day),
            )
        )
        found.append(
            Derived(
                id=f"D{len(found) + 1}",
                label=label,
                start=a,
                end=b,
                low=low,
                high=high,
                text=_days(wording, low, high),
                rule=rule,
            )
        )
    return tuple(found)


def _short_event(text: str) -> str:
    text = re.sub(r"^[一-鿿]{0,5}?(?:項目|项目|工程|公司)(?=[一-鿿]{2})", "", text)
    if width(text) <= 5:
        return text
    cut = text
    for found in words("verbs.list").pattern.finditer(fold(text)):
        if 2 <= found.end() <= 5:
            cut = text[: found.end()]
    return cut if width(cut) <= 8 else text[:8]


def timelines(view: View, ctx: Context, wording: dict[str, str]) -> list[Timeline]:
    """Three or more dated events of one project: in one quotation or in one paragraph, all after one another."""
    found = []
    groups: dict[tuple[int, int], list[Milestone]] = {}
    for fact in view.facts:
        if isinstance(fact, Milestone) and "/" not in fact.date and len(fact.date) >= 7:
            line = view.line_of(fact)
            if line is not None:
                groups.setdefault((line.paragraph, line.speech.start if line.speech else -1), []).append(fact)
    for members in groups.values():
        members.sort(key=lambda m: (m.date, m.start))
        members = [m for i, m in enumerate(members) if m.date not in [o.date for o in members[:i]]][:7]
        if len(members) < 3:
            continue
        timeline = _timeline(view, ctx, members, wording)
        if timeline is not None:
            found.append(timeline)
    return found


def event_text(view: View, milestone: Milestone) -> str:
    """What happened, from the article's words after the date up to the clause's end."""
    line = view.line_of(milestone)
    raw = show(milestone.event, view.article.script)
    if line is None:
        return raw
    clause = line.clause_at(milestone.start)
    end_of_date = milestone.end if milestone.end < clause.end else clause.end
    date = re.match(r"[\d年月日号底初末至—–\-]+", view.s(milestone.start, clause.end))
    if date:
        end_of_date = milestone.start + date.end()
    text = labels.clean(view, end_of_date, clause.end)
    if not text and clause.n + 1 < len(line.clauses):
        following = line.clauses[clause.n + 1]
        text = labels.clean(view, following.start, following.end)
    if not text or (raw and width(raw) < width(text) and raw in text):
        text = raw or text
    return text


def date_text(view: View, milestone: Milestone) -> str:
    """The date as printed, without its year."""
    parts = milestone.date.split("-")
    if len(parts) == 1:
        return f"{parts[0]}年"
    return f"{int(parts[1])}月" + (f"{int(parts[2])}日" if len(parts) == 3 else "")


def short_name(view: View, name: str) -> str:
    """An organisation without legal form and bracketed place, when the article itself may call it so."""
    bare = re.sub(r"[（(][^（）()]*[)）]", "", name)
    bare = re.sub(r"(?:股份)?有限(?:责任|責任)?公司$|股份公司$|集团公司$|集團公司$", "", bare) or name
    return show(bare, view.article.script)


def _timeline(view: View, ctx: Context, members: list[Milestone], wording: dict[str, str]) -> Timeline | None:
    line = view.line_of(members[0])
    assert line is not None
    events = tuple(
        Event(fact=m.id, date=m.date, date_text=date_text(view, m), text=_trim_event(event_text(view, m)))
        for m in members
    )
    claim = _timeline_title(view, ctx, members, line)
    if claim is None:
        return None
    years = {m.date[:4] for m in members}
    first, last = members[0].date, members[-1].date
    span = (
        _say(wording, "timeline-period", year=first[:4], a=int(first[5:7]), b=int(last[5:7]))
        if len(years) == 1
        else f"{first[:4]}–{last[:4]}年"
    )
    owner = ""
    if line.speech is not None and line.speech.organisation:
        owner = _say(wording, "timeline-owner", who=show(line.speech.organisation, view.article.script))
    parts = [p for p in (owner, span) if p]
    subtitle = (
        "，".join(parts)
        + _say(wording, "timeline-scale")
        + (_say(wording, "timeline-self") if line.speech is not None else "")
    )
    months = [e for e in events if len(e.date) == 7]
    note = _say(wording, "timeline-month", month=months[0].date_text) if months else ""
    return Timeline(
        title=claim,
        subtitle=subtitle,
        note=note,
        paragraphs=tuple(sorted({m.paragraph for m in members})),
        spark=len(events) - 1,
        events=events,
        spans=spans(events, wording),
    )


def _trim_event(text: str) -> str:
    if width(text) <= limit("label"):
        return text
    for mark in ("，", "、", "；"):
        if mark in text and 2 <= width(text.split(mark)[0]) <= limit("label"):
            return text.split(mark)[0]
    cut = text
    for found in words("verbs.list").pattern.finditer(text):
        if 2 <= width(text[: found.end()]) <= limit("label"):
            cut = text[: found.end()]
    return cut


def _timeline_title(view: View, ctx: Context, members: list[Milestone], line: Line) -> Claim | None:
    """First and last event in their own clauses; in speech the speaker's house is put in front of the project."""
    lines = [view.line_of(m) for m in members]
    if any(other is None or other.start != line.start for other in lines):
        clause_lines = [o for o in lines if o is not None]
        first = clause_lines[0]
        return (
            make(view, (Span(first.start, first.end),))
            if width(show_span(view, first.start, first.end)) <= limit("title-hard")
            else None
        )
    ordered = sorted(members, key=lambda m: m.start)
    first_clause = line.clause_at(ordered[0].start)
    begin = first_clause.start
    owner = ""
    if line.speech is not None and line.speech.organisation:
        owner = short_name(view, line.speech.organisation)
    parts: list[Part] = []
    date = re.match(r"[\d年月日号底初末]+[，,]?", view.s(begin, line.end))
    if owner and date:
        parts += [Span(begin, begin + date.end()), owner]
        begin += date.end()
    whole = [*parts, Span(begin, line.end)]
    claim = make(view, tuple(whole))
    if width(claim.text) > 44 and len(ordered) > 2:
        after_first = line.clause_at(ordered[1].start)
        last = line.clause_at(ordered[-1].start)
        claim = make(view, (*parts, Span(begin, after_first.start), Span(last.start, line.end)))
    return (
        replace(claim)
        if gate.marks(view, ctx, claim, "title") is None and width(claim.text) <= limit("title-hard")
        else None
    )


# ---- boards -----------------------------------------------------------------------------------------------------


def board(numbers: list[Number], claim: Claim, subtitle: str) -> Board:
    """Two to six numbers of unlike units under one plain sentence."""
    exhibit: Exhibit = Board(
        title=claim,
        subtitle=subtitle,
        note="",
        paragraphs=tuple(sorted({n.paragraph for n in numbers})),
        spark=0,
        numbers=tuple(numbers[:6]),
    )
    assert isinstance(exhibit, Board)
    return exhibit
