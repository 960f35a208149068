"""Tells results from targets and plans: the words of the amount's clause, else of the clauses before it."""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.figures import Amount
from reportgen.extract.patterns import WINDOW, context_re
from reportgen.extract.view import Passage, View
from reportgen.lexicon import alternation, words

_LISTS = "context.toml"


_NAME_MARKS = re.compile(r"[“「『‘][^“”「」『』‘’,。!?;]{1,14}[”」』’]")


def without_names(line: str) -> str:
    """A clause without what only looks like plan or target words: names in marks, 預期壽命, 計劃 as a noun."""
    line = _NAME_MARKS.sub(lambda m: "〓" * len(m.group()), line)
    line = context_re("status.not_target").sub(lambda m: "〓" * len(m.group()), line)
    return _noun_plan().sub(lambda m: "〓" * len(m.group()), line)


@cache
def _noun_plan() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation(_LISTS, 'status.intend')}(?!{alternation(_LISTS, 'status.intend_before')}|[\d一两三四五六七八九十])"  # noqa: E501
    )


def _will(line: str) -> bool:
    """True when 將 tells of the future and is not 把: before an adverb or a verb, or with 把, 對 after it."""
    follow = words(_LISTS, "status.will")
    for m in re.finditer("将", line):
        if line[m.start() - 1 : m.start()] in ("即", "必", "终", "势", "料", "还", "也", "并", "均", "都"):
            return True
        if line[m.start() + 1 :].startswith(follow) and line[m.end() : m.end() + 1] not in "军领帅来士门":
            return True
    return False


def own_status(pre: str, post: str) -> str | None:
    """The status that a clause tells itself: "target", "planned", "actual" (a result is said), or None."""
    whole = pre + "■" + post
    target = list(context_re("status.target").finditer(whole))
    plan = list(context_re("status.plan", "status.intend").finditer(pre))
    done = list(context_re("status.done").finditer(pre))
    cut = len(pre)
    target = [
        m for m in target if m.start() < cut or re.match(r"[^,]{0,8}(?:目标|迈进|进军|挺进|冲刺|奋斗|看齐)", post)
    ]
    last_plan = max([m.start() for m in plan], default=-1)
    last_target = max([m.start() for m in target], default=-1)
    last_done = max([m.start() for m in done], default=-1)
    if last_target >= 0 and last_target > last_done:
        return "target"
    future = last_plan >= 0 and last_plan > last_done
    if not future and _will(pre) and not (last_done > pre.rfind("将")):
        future = True
        last_plan = pre.rfind("将")
    if future:
        tail = pre[last_plan:]
        return (
            "target"
            if re.search(f"{alternation(_LISTS, 'status.level')}[约近超过逾]?$|(?:到|至)$", tail)
            else "planned"
        )
    if last_done >= 0 or re.search(r"了[约近超过逾]?$", pre):
        return "actual"
    return None


def read_status(
    view: View, passage: Passage, amount: Amount, clause: tuple[int, int], heading: str, year: int | None
) -> str:
    s = view.shadow
    pre, post = without_names(s[clause[0] : amount.start]), without_names(s[amount.end : clause[1]])
    if amount.scale:
        own = pre + post
        goal, done = context_re("status.scale_goal").search(own), context_re("status.scale_done").search(pre)
        if goal and not (done and not context_re("status.target").search(pre)):
            return "target"
    if _base_of_change(pre, post):
        return "actual"
    told = own_status(pre, post)
    if told:
        return told
    if year is not None:
        future = re.search(r"(?:到|至)?((?:19|20)\d\d)年", pre)
        if future and int(future[1]) > year:
            return "target"
    elif re.search(r"到20[2-9]\d年", pre):
        return "target"
    segment = view.segment(amount.start)
    at = clause[0] - 1
    floor = max(segment[0], passage.start, amount.start - 3 * WINDOW)
    # Earlier clauses of the same segment, nearest first: the first that tells governs.
    while at > floor:
        a, b = view.clause(at - 1) if at - 1 >= floor else (floor, at)
        a, b = max(a, floor), min(b, at)
        line = _bound_plan().sub(lambda m: "〓" * len(m.group()), without_names(s[a:b]))
        if _past_opening(s[at + 1 : at + 24]):
            return "actual"
        told = own_status(line, "")
        if told == "actual":
            return "actual"
        if told:
            return told
        if year is not None:
            future = re.search(r"(?:到|至)((?:19|20)\d\d)年", line)
            if future and int(future[1]) > year:
                return "target"
        if a <= floor:
            break
        at = a - 1
    if heading and context_re("status.heading").search(heading):
        return "target"
    return "actual"


def _base_of_change(pre: str, post: str) -> bool:
    """The first amount of 由現時七個月縮短至四個月: what is now."""
    return bool(
        re.search(r"(?:由|从)[^,由从到至]{0,8}$", pre)
        and re.match(r"[^,]{0,8}?(?:[增减降升提压缩扩调延翻][^,]{0,4}|)[至到为成]", post)
    )


@cache
def _bound_plan() -> re.Pattern[str]:
    """計劃總投資 and an amount: the plan word belongs to this amount alone, not to what follows."""
    return re.compile(r"(?:计划|拟|预计|规划)(?:总投资|投资|用地|总建筑面积|建筑面积)(?:额)?[约近超逾达为]{0,2}(?=\d)")


_PAST = re.compile(
    r"(?:[,;\s]|其中)*(?:今年|本年)?(?:(?:前|头)?[\d一二三四五六七八九十]{1,2}(?:[至到—~-][\d一二三四五六七八九十]{1,2})?个?月(?!\d|底|末|内)"
    r"|上半年|一季度|前[二三]季度|以来)(?!.{0,6}(?:将|拟|力争|完成后))"
)


def _past_opening(line: str) -> bool:
    """A clause that opens with a span of the running year (今年1到7月, 上半年) tells results, whatever went before."""
    return bool(_PAST.match(line)) and "月" in line[:12] and bool(re.match(r"[,;\s]*(?:今年|前|头|1)", line))
