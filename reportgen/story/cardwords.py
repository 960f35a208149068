"""Settles the words under a large number: what they measure with its thing, one number's and no other's, or none."""

from __future__ import annotations

import re

from reportgen.fold import fold
from reportgen.model import Fact, Figure
from reportgen.story import labels
from reportgen.story.context import Context
from reportgen.story.lexicon import limit, words
from reportgen.story.phrases import torn
from reportgen.story.salience import unit_class
from reportgen.story.text import PERIOD, Clause, View, width

# What a result is held against is no result: 优于国家规定的(千分之五), 不得超过平日的(50%).
_BENCHMARK = re.compile(
    "(?:(?:优于|劣于|(?<!不)[高低]于|不得[超高]过?于?)(?:[^，,]{0,12}(?:的|标准|要求|水平|平均|均值))?|(?:规定|限定)的?)$"
)
# A change of a number of a list, which the label repeats: (1,712項)按年增加.
_ANOTHERS = re.compile(r"[和及与]?\d[\d,.]*[万亿]?[^\W\d]{1,3}(?:同比|环比|按年|按月|按季|较|比)")
_CURRENCY = re.compile("(?:新[台臺][币幣]|人民[币幣])$")
# Between a thing and its measure: 实训楼(已经)总投资.
_ADVERB = re.compile("(?:已经|已經|正在|已)$")
_PLAN = re.compile(r"[“「][^“”「」]+[”」][^\W\d_]{0,4}(?:行动|计划|工程|项目|方案|试点)$")
# Of what is sown there the harvest is told next: 夏粮(播种面积)143.6万亩，总产量….
_SOWN = re.compile(r"(?<=[^\W\d_]{2})(?:播种|种植|栽培|养殖)面积$")
# 总投资52亿元的(蓝穹航空零部件项目)提前45天封顶
_BEHIND = re.compile(r"的[^\W\d_]{2,16}?(?:项目|工程|基地|产业园|大桥|工厂)(?!的)")
_TOLD_EACH = re.compile("分别|依次")
_TIMES = re.compile(
    rf"(?:{PERIOD.pattern}|[今去明前]年(?:[首末]季|[上下]半年)?|今年起|[今去明]年(?={PERIOD.pattern})|[则将])+$"
)


def settled(view: View, ctx: Context, figure: Figure, low: Figure, clause: Clause, lines: list[str]) -> list[str]:
    """The lines of a card as they may stand, none where the first names nothing or more than this one number. `low` is
    the lower bound of a range, else the figure itself.
    """
    if not lines or benchmark(view, low, clause) or _a_time(view, figure):
        return []
    if figure.id in ctx.lists.labels or labels.pair(view, figure) is not None:
        return lines
    first, rest = lines[0].removesuffix("，"), lines[1:]
    rest = [line for line in rest if not _TOLD_EACH.match(fold(line))]
    before = view.figures_in(clause.start, figure.start)[-1:]
    if before and _a_time(view, before[0]):
        first = re.sub("^度起?", "", first)  # 113学年(度起每年培育)
    bare = _CURRENCY.sub("", first)
    first = timeless(bare if general(bare) or two_measures(bare) else first)
    if _TOLD_EACH.search(fold(first)) or _ANOTHERS.match(fold(first)) or two_measures(first) or not first:
        return []
    verb = labels.list_verb(view, figure)
    first = first if not verb or verb in first else verb + first
    if general(first):
        first = _with_thing(view, ctx, figure, clause, first)
        if not first:
            return []
        rest = rest if width(first + "".join(rest)) <= limit("what") else []
    return [first + ("，" if rest else ""), *rest]


def benchmark(view: View, figure: Figure, clause: Clause) -> bool:
    """Whether a number is only what another one is held against."""
    if unit_class(figure) == "point" or figure.value is None:
        return False
    return _BENCHMARK.search(view.s(clause.start, figure.start)) is not None


def _a_time(view: View, figure: Fact) -> bool:
    """Whether a number names a school or business year: (113学年)度起."""
    return (
        isinstance(figure, Figure) and fold(figure.unit).endswith("年") and view.s(figure.end, figure.end + 1) == "度"
    )


def timeless(name: str) -> str:
    """A name without the time that hangs over from its clause (越冬候鸟去年); "" for a time alone."""
    found = _TIMES.search(fold(name))
    if found is None or words("label.kept").ends(fold(name)):
        return name
    left = name[: found.start()]
    if not left:
        return "" if found[0] not in ("则", "将") else name
    return name if fold(left[-1]) in "比较与至到由从越超" or found[0][0] in "至到" or torn(left) else left


def general(name: str) -> bool:
    """Whether a name is only a measure, with nothing that has it (溢价率, 总投资)."""
    return fold(name) in words("label.general").known


def two_measures(name: str) -> bool:
    """Whether a name runs from one measure into the next (总投资金额占地)."""
    return any(
        fold(name).endswith(last) and words("label.amounts").ends(fold(name)[: -len(last)])
        for last in words("label.seconds").words
    )


def _with_thing(view: View, ctx: Context, figure: Figure, clause: Clause, name: str) -> str:
    """A measure with what has it: as the fact table names it, else what is counted before it; "" when none is sure."""
    behind = _BEHIND.match(view.s(figure.end, clause.end))
    if behind is not None:
        whole = labels.clean(view, figure.end + 1, figure.end + behind.end()) + name
        return whole if width(whole) <= limit("what") else ""
    told = labels.row(view, ctx, figure, labels.measure(view, ctx, figure), "")
    if len(told) > len(name) and fold(told).endswith(fold(name)):
        told = _ADVERB.sub("", told[: -len(name)]) + name
        return told if width(told) <= limit("what") and not two_measures(told) and not torn(told) else ""
    before = [f for f in view.figures_in(clause.start, figure.start) if isinstance(f, Figure)]
    if before:
        joined = view.s(before[-1].end, figure.start) == "、" + fold(name)
        own = labels.item(view, ctx, before[-1]) if joined and len(before) == 1 else ""
    else:
        own = labels.previous_subject(view, ctx, figure, clause)
        sown = _SOWN.search(fold(own)) if fold(name) in ("产量", "总产量") else None
        own = own[: sown.start()] if sown is not None else own
        own = (
            own
            if sown is not None or words("subject.owner-heads").ends(fold(own))
            else _named_last(view, figure, clause)
        )
    whole = own + name
    return whole if own and not torn(own) and not two_measures(whole) and width(whole) <= limit("what") else ""


def _named_last(view: View, figure: Figure, clause: Clause) -> str:
    """The plan or project in quotation marks that the clause before ends in: 启动了(“固堤强基”三年行动)，总投资….
    Nothing else of that clause may have a number."""
    line = view.line_of(figure)
    if line is None or clause.n == 0 or line.clauses[clause.n - 1].segment != clause.segment:
        return ""
    other = line.clauses[clause.n - 1]
    found = _PLAN.search(view.s(other.start, other.end))
    if found is None or view.figures_in(other.start, other.start + found.start()):
        return ""
    return labels.clean(view, other.start + found.start(), other.end)
