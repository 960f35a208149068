"""Finds parts that clauses side by side tell by one measure: 分主体看，甲企业进出口3亿元；乙企业2亿元；丙企业1亿元.

The measure stands with each part or, within one sentence, with the first alone. That the parts are of one kind must be
told: by 分主体看 before them, or by names of one form. In doubt there is no list.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from reportgen.fold import fold
from reportgen.model import Figure
from reportgen.records import dataclass
from reportgen.story import lists
from reportgen.story.common import period_told
from reportgen.story.context import Context, Listed
from reportgen.story.lexicon import Words, words
from reportgen.story.phrases import torn
from reportgen.story.show import show
from reportgen.story.text import Clause, Line, View, width

_NAME = 14  # the longest name
_UNLIKE = ("", "%", "百分點", "倍", "成")  # shares and changes have rules of their own
_BY = re.compile(r"(?:分|按|从)[^\d]{1,8}?(?:来看|看|分|观察|划分|统计|分析)")
_LINK = re.compile(r"(?:达到|达|为)$")
_MARKS = re.compile(r"[\d的《》“”‘’「」『』()（）/:：]")


@dataclass(frozen=True, slots=True)
class _Part:
    """A figure with its name as shown and its measure, folded; "" where the clause leaves it out."""

    figure: Figure
    name: str
    measure: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Parts side by side; `by` when 分主体看 leads to them, `whole` when each has to say its measure."""

    parts: tuple[_Part, ...] = ()
    by: bool = False
    whole: bool = False


_Step = Clause | None  # None where a sentence has told parts of a part


def sibling_lists(view: View, ctx: Context, figures: list[Figure]) -> list[Listed]:
    """Lists of three and more parts, in the order of the text."""
    counts = Counter((f.paragraph, f.unit) for f in figures if f.unit not in _UNLIKE and f.value is not None)
    return [
        listed
        for (paragraph, unit), many in counts.items()
        if many >= 3
        for run in _runs(view, ctx, paragraph, unit)
        if (listed := _listed(view, ctx, run)) is not None
    ]


def _runs(view: View, ctx: Context, paragraph: int, unit: str) -> Iterator[_Run]:
    """Parts of one unit that nothing parts; over a full stop only names of one form that all say their measure."""
    run = _Run()
    for line in view.lines_in(paragraph):
        main, inner = _tracks(view, line)
        for track in inner:
            yield from _follow(view, ctx, track, unit, _Run())
        *done, run = _follow(view, ctx, main, unit, _Run(run.parts, whole=True))
        yield from done
        if run.by:
            yield run
            run = _Run()
    yield run


def _tracks(view: View, line: Line) -> tuple[list[_Step], list[list[_Step]]]:
    """A sentence without what 其中 tells within its segments, and each of these by itself."""
    main: list[_Step] = []
    inner: list[list[_Step]] = []
    for segment, group in itertools.groupby(line.clauses, key=lambda clause: clause.segment):
        clauses = list(group)
        at = next((i for i, c in enumerate(clauses) if view.s(c.start, c.start + 2) == "其中"), -1)
        if at == 0 and segment:
            break  # parts of which segment before, and up to where?
        main += clauses[:at] if at > 0 else clauses
        if at > 0:
            main.append(None)
            inner.append(list(clauses[at:]))
    return main, inner


def _follow(view: View, ctx: Context, steps: Iterable[_Step], unit: str, run: _Run) -> Iterator[_Run]:
    """The runs of one sentence that goes on from `run`; the last may go on in the next."""
    first = True
    for clause in steps:
        if clause is None:
            run = _Run(run.parts, run.by, True)
            continue
        text = view.s(clause.start, clause.end)
        if _BY.fullmatch(text) or text == "其中":
            yield run
            run = _Run(by=text != "其中")
            continue
        parts = _parts(view, ctx, clause, unit)
        if parts is None or (not parts and (first or _turns(text))):
            yield run
            run = _Run()
        for part in parts or ():
            if not _goes_on(run, part):
                yield run
                run = _Run()
            if run.parts:
                run = _Run((*run.parts, part), run.by, run.whole)
            elif part.measure:
                run = _Run((part,), run.by)
        first = False
    yield run


def _goes_on(run: _Run, part: _Part) -> bool:
    """Whether a part measures what the parts before it do."""
    if not run.parts:
        return True
    if not part.measure:
        return not run.whole
    return part.measure == run.parts[0].measure and (not run.whole or all(one.measure for one in run.parts))


def _turns(text: str) -> bool:
    """Whether a clause between two parts may lead to another measure: it is no change, rank or share of the value
    before it.
    """
    again = words("subject.relation-nouns").at(text) or words("subject.relation").at(text)
    if again and not words("subject.not-zero").at(text):
        return _measures().ends(again) and not words("siblings.shares").ends(again)
    return not _changes(text) and (words("siblings.turns").within(text) or _measures().within(text))


@cache
def _measures() -> Words:
    both = sorted({*words("each.measures").words, *words("siblings.measures").words}, key=lambda w: (-len(w), w))
    return Words(tuple(both), frozenset(both), tuple(dict.fromkeys(map(len, both))))


def _parts(view: View, ctx: Context, clause: Clause, unit: str) -> list[_Part] | None:
    """The parts that a clause tells and nothing else: [] when it has no figure of the unit, None in doubt."""
    figures = [f for f in view.figures_in(clause.start, clause.end) if isinstance(f, Figure)]
    same = [f for f in figures if f.unit == unit]
    low = lists.head(view, ctx, clause)
    if not same or _changes(view.s(low, clause.end)):
        return []
    if any(f.value is None or f.value_max is not None or ctx.status(f) != "actual" for f in same):
        return None
    paired = next((one for one in ctx.lists.found if one.members[0] is figures[0]), None)
    low += 2 if ctx.is_level_word(low) else 0
    found: list[_Part] = []
    if paired is not None:
        if paired.change or not paired.own or not set(paired.verbs) <= {"", *words("siblings.verbs").known}:
            return None
        measure = fold(paired.measure)
        if measure and measure not in _measures().known:
            return None
        found = [_Part(f, n, measure) for f, n in zip(paired.members, paired.names, strict=True)]
        low = paired.members[-1].end
    else:
        for figure in figures:
            if figure.unit != unit:
                break
            if found and view.s(low, low + 1) not in ("、", "和", "及"):
                return None
            part = _part(view, figure, low + bool(found))
            if part is None:
                return None
            found.append(part)
            low = figure.end
    if len(found) != len(same) or not all(_names(fold(part.name), not part.measure) for part in found):
        return None
    return found if _ends(view.s(low, clause.end)) else None


def _changes(text: str) -> bool:
    """Whether words tell the change of the value before them: 增加18万吨, 年增2成, 较上年多3亿元."""
    change = len(words("each.changes").at(text) or "")
    return change > 1 or (change == 1 and text[1:2].isdigit()) or text.startswith(("同比", "环比", "比", "较", "净"))


def _ends(rest: str) -> bool:
    """Whether behind the last value nothing stands that the value could belong to."""
    return not rest or (rest[0] == "、" and (_changes(rest[1:]) or rest[1] == "占"))


def _part(view: View, figure: Figure, low: int) -> _Part | None:
    """Name and measure from the words between `low` and a figure: 甲企业实现进出口, 出口甲产品, 乙企业."""
    lead = view.s(low, figure.start)
    end = len(lead) - (len(link.group()) if (link := _LINK.search(lead)) else 0)
    start, measure = 0, next((word for word in _measures().words if lead[:end].endswith(word)), "")
    end -= len(measure)
    front = words("siblings.fronts").at(lead)
    if front is not None and not measure:
        start, measure = len(front), front
    verb = next((word for word in words("siblings.verbs").words if lead[start:end].endswith(word)), "")
    end -= len(verb)
    name = show(view.text[low + start : low + end], view.article.script) if start < end else ""
    return _Part(figure, name, measure) if name else None


def _names(name: str, bare: bool) -> bool:
    """Whether folded words name one part; `bare` when no measure stands behind them."""
    relation = words("subject.relation").at(name) and not words("subject.not-zero").at(name)
    changed = words("each.changes").ends(name) and len(name) > 2
    return not (
        relation
        or changed
        or _BY.match(name)
        or not 2 <= width(name) <= _NAME
        or words("siblings.wholes").within(name)
        or torn(name)
        or (bare and (_MARKS.search(name) or "、" in name))
        or (bare and _measures().ends(name))
    )


def _listed(view: View, ctx: Context, run: _Run) -> Listed | None:
    """The list of a run whose parts are of one kind and time, none of them the sum of the others or part of another."""
    parts = run.parts
    names = tuple(fold(part.name) for part in parts)
    if len(parts) < 3 or len(set(names)) < len(names) or not (run.by or _alike(names)):
        return None
    if any(a != b and b in a for a in names for b in names):
        return None  # 高技术制造业 beside 制造业
    if not all(part.measure for part in parts) and _carries(names):
        return None
    values = [part.figure.value or 0 for part in parts]
    if any(abs(2 * value - sum(values)) <= 0.005 * value for value in values):
        return None
    if period_told(view, ctx, [part.figure for part in parts]) is None:
        return None
    at = view.shadow.rfind(parts[0].measure, 0, parts[0].figure.start)
    measure = show(view.text[at : at + len(parts[0].measure)], view.article.script)
    return Listed(
        names=tuple(part.name for part in parts), members=tuple(part.figure for part in parts), measure=measure
    )


def _carries(names: tuple[str, ...]) -> bool:
    """Whether the first name holds more than a name, which those behind it leave out too: 城东区工业(产值), 城西区."""
    first, *others = names
    if _one_tail(names):
        return False
    levels = "".join(words("siblings.levels").words)
    places = any(name[-1] in levels for name in others)
    return len(first) > max(map(len, others)) + 1 or (places and first[-1] not in levels)


def _alike(names: tuple[str, ...]) -> bool:
    """Whether folded names have one form: 甲企业、乙企业; 对甲、对乙; 第一产业、第二产业; places of one level."""
    return (
        _one_tail(names)
        or any(all(name[-1] in level for name in names) for level in words("siblings.levels").words)
        or all(name[0] == "对" for name in names)
        or lists.keeps_order(names)
    )


def _one_tail(names: tuple[str, ...]) -> bool:
    return len({name[-2:] for name in names}) == 1
