"""Tells what words beside a number that is set large may not be: the number again, or what is torn off its clause."""

from __future__ import annotations

import re

from reportgen.fold import fold
from reportgen.model import Figure
from reportgen.story.context import Context
from reportgen.story.lexicon import words
from reportgen.story.phrases import phrase, torn
from reportgen.story.salience import unit_class
from reportgen.story.text import Clause, Line, View

# Before a 的 and a share these say whose share it is, so that the number can go: 完成年度目标6000个的(106.3%).
_OF = re.compile("完成|[占佔]|达到|達到|实现|實現")
# Without these a noun measures something else: 单位(地区生产总值能耗), 人均(收入), 每(新增100个托位).
_MODIFIES = re.compile("单位(?=地区|生产|国内|增加|产|面积|GDP|能耗)|[人户亩日月年单件车场]均|平均|每|[余多]名")
# A verb in front of these is a part of a noun: 生产总值, 投资额, 使用率, 服务业.
_NOUN_OF = re.compile("[总额率量费业值线]")
# What is measured of things that were counted before: 17名成员(平均年龄)只有28.6岁.
_MEASURED = re.compile("[量额率数值价费积长高均龄比度重]|时间|时长|周期|投资|收入|资金|金额|面积")
# A passive tells of who stands in the clause before, no more of the number.
_PASSIVE = re.compile("(?:[一二]审|当庭|最终|随后|其后|并|仍|已|后)*(?:被(?!动|子)|获判|遭)")


def once(text: str, printed: str, counts: bool, others: tuple[str, ...] = ()) -> str:
    """Words without the number that is printed beside them and without what only leads to it (銷售額達); as they are
    where the rest would name nothing or say something else. Out of the midst of its clause only a number that `counts`
    the noun behind it goes, where no other number stands; one of the `others` goes with the 的 of a share.
    """
    at = text.find(printed)
    if at < 0 or text[at - 1 : at] in tuple("0123456789.,近约約逾超"):
        return text
    head, tail = text[:at], text[at + len(printed) :]
    if not head:
        cut = re.sub("^[的是为為]", "", tail) if counts else ""
    elif _CHANGED.search(fold(head)):
        cut = ""  # 從18攤成長到(76攤): both ends are told
    elif not tail and head.endswith("的"):
        cut = phrase(head) if _OF.search(head) else ""
        share = next((other for other in others if cut.endswith(other)), "")
        cut = phrase(cut.removesuffix(share)) if share else cut
    elif len(tail) < 2:
        cut = phrase(head)
        cut = "" if cut != head and re.search(r"\d", cut) else cut  # 2年內死亡率(高達5成): all words up to the number
    else:
        bare = counts and not _HOLDS.search(fold(head)) and _leads_on(fold(tail))
        cut = phrase(head + tail) if bare and not re.search(r"\d", head + tail) else ""
    return cut if len(cut) > 1 and not torn(cut) else text


# What holds the number behind it: 在(17个)国家, 为其中(967家), 颱風與(1場)豪雨.
_HOLDS = re.compile("(?:[在于从到至往每的和与及、由约近]|其中|平均|连续)$")
_CHANGED = re.compile(r"[由从][^，,]*\d.*(?:[至到为成][^\d，,]{0,3}|转)$")


def _leads_on(tail: str) -> bool:
    """Whether folded words behind a number begin with the noun that it counts."""
    verb = words("verbs.list").at(tail)
    return re.match(r"[^\W\d_a-zA-Z的中以内里长宽高深重]", tail) is not None and (
        verb is None or _NOUN_OF.match(tail, len(verb)) is not None
    )


def modified(left: str, rest: str) -> bool:
    """Whether folded words that would be cut off belong to what stands behind them, or end inside its first word."""
    verb = words("verbs.list").at(rest)
    inside = _NOUN_OF.match(rest) is not None and words("verbs.list").ends(left)
    return _MODIFIES.search(left) is not None or inside or (verb is not None and bool(_NOUN_OF.match(rest, len(verb))))


def is_base(view: View, figure: Figure, clause: Clause) -> bool:
    """Whether a figure is only what another one is reckoned by: 每新增(100个)托位，带动22个岗位."""
    led = re.search(r"每([^每，,、\d]{0,4})$", view.s(clause.start, figure.start))
    return (
        led is not None
        and unit_class(figure) != "duration"
        and (not led[1] or words("verbs.list").at(led[1]) == led[1])
    )


def base_of(view: View, figure: Figure, clause: Clause) -> int | None:
    """Where the words of a figure begin that is reckoned by one before it in its clause: (每)10股派发现金红利3.5元."""
    before = [f for f in view.figures_in(clause.start, figure.start) if isinstance(f, Figure)]
    if not before or not is_base(view, before[-1], clause) or "、" in view.s(before[-1].end, figure.start):
        return None
    return clause.start + view.s(clause.start, before[-1].start).rfind("每")


def base_before(view: View, figure: Figure, line: Line, clause: Clause) -> tuple[int, int] | None:
    """Where the clause before tells by what the first figure of a clause is reckoned (每新增100个托位)."""
    if clause.n == 0 or view.figures_in(clause.start, figure.start):
        return None
    other = line.clauses[clause.n - 1]
    found = [f for f in view.figures_in(other.start, other.end) if isinstance(f, Figure)]
    if other.segment != clause.segment or len(found) != 1 or not is_base(view, found[0], other):
        return None
    return other.start + view.s(other.start, other.end).rfind("每"), other.end


def of_counted(view: View, figure: Figure, clause: Clause, text: str) -> bool:
    """Whether folded words only name what the number before them counts, or begin with it where it is no subject:
    骗取百余名(老人)321万元, 为1.26万家(企业兑付资金)4.7亿元.
    """
    before = [f for f in view.figures_in(clause.start, figure.start) if isinstance(f, Figure)]
    if not before or unit_class(before[-1]) not in ("count", "weak"):
        return False
    between = view.s(before[-1].end, figure.start)
    led = view.s(clause.start, before[-1].start)
    if not text or not between.startswith(text) or re.search("[、，,和及与（(]", between):
        return False
    if words("verbs.list").at(between):
        return False  # 36家企业: what they do, not what they are
    if led.endswith(words("label.governs").words):
        return True
    verbs = [m for m in words("verbs.list").pattern.finditer(between) if m.start() and len(m.group()) > 1]
    return len(led) > 1 and not led.endswith("的") and not verbs and _MEASURED.search(between) is None


def goes_with(view: View, ctx: Context, figure: Figure, other: Clause, figures: list[Figure]) -> bool:
    """Whether a clause may stand under a number as what goes with it: never what is told of somebody else (被判…), nor
    the move of another time, nor a second move behind a first.
    """
    text = view.s(ctx.skip_openers(other.start, other.end), other.end)
    if _PASSIVE.match(text) or any(is_base(view, told, other) for told in figures):
        return False
    own = ctx.period_text(figure)
    for told in figures:
        time = ctx.period_text(told)
        if own is not None and time is not None and view.s(own.start, own.end) != view.s(time.start, time.end):
            return False
        if figure.direction and told.direction and figure.unit == told.unit == "%":
            return False
    return True


def only_adverbs(text: str) -> bool:
    """Whether folded words between a name and its change are none that it needs: 南湾站周边(更)从29万涨到40万."""
    return _ADVERBS.fullmatch(text) is not None


_ADVERBS = re.compile("(?:更|也|又|则|还|均|都|亦|再|竟|已)+")


def of_a_rate(view: View, figure: Figure, clause: Clause) -> bool:
    """Whether an amount of money is one for each piece, as only a clause before says: 每坪41.8万元，…涨到40万元."""
    line = view.line_of(figure)
    if line is None or unit_class(figure) != "money" or "每" in view.s(clause.start, figure.start):
        return False
    earlier = view.s(line.clauses[0].start, clause.start)
    return _RATE.search(earlier) is not None


_RATE = re.compile(r"每[^每,，。;；\d]{1,4}[约近逾超]?\d[\d.,]*[万千]?[^,，。;；\d]{0,3}元")
