"""Reads which way an amount goes (up, down) and against what: a change, or the new value of a stated change.

增長3.2% and 增至320人 are up, 縮短4天 and 縮短至4天 down, 由780元加到820元 up by its two values. The value stays
positive. A narrowing or widening of a fall (降幅收窄1.5個百分點) has no direction of its own.
"""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.figures import Amount
from reportgen.extract.patterns import WINDOW, context_re
from reportgen.extract.view import View
from reportgen.lexicon import alternation, words

_LISTS = "context.toml"

# What may stand between a verb of change and its amount.
_FILLER = re.compile(
    r"(?:了|约|近|分别|均|各|超过|超|逾|仅|只|达|达到|高达|幅度为|幅度达|率为|率达|幅达|幅为|到|至|为|成|不到|不足|突破|就|将"
    r"|也|多达|整整|大幅|至少|上|每[日天年月周]|[\s“「(])+$"
)
# 降至, 提高到, 轉為, 縮短成: the amount behind is the new value.
_NEW_VALUE = re.compile(r"[至到成为]")
_NEXT_ADDED = re.compile(r"、(?!其中)[^\W\d_达占为至到升降减]{2,12}")
_RANGE = re.compile(r"\s?(?:至|到|-|~|—|–|或|、|和|与|及)\s?")


@cache
def _swing_re() -> re.Pattern[str]:
    """漲幅 or 降幅 as what an amount measures: 加幅介乎3.8%, 跌幅較去年的6.1%."""
    return re.compile(
        r"(?:(?P<up>[加增涨升]价?幅度?|[增成]长?率)|(?P<down>[跌降减]价?幅度?|年?减率|衰退率))"
        r"(?:[^,\d]{0,4}?(?:介乎|介于|在|平均|分别|达|为|约|仅|超过[^,\d]{1,4}的)|[较比][^,\d]{0,12}的)[^,\d]{0,3}$"
    )


@cache
def _added_re() -> re.Pattern[str]:
    """A verb of adding or cutting with its object between it and the amount: 增加學位11.2萬個, 壓減經費200萬元."""
    return re.compile(
        rf"(?:(?P<up>{alternation(_LISTS, 'direction.adds')})|(?P<down>{alternation(_LISTS, 'direction.cuts')}))"
        r"(?!值|额度|点|挂)了?[^\W\d_，]{0,10}?(?:[“「][^”」]{1,8}[”」][^\W\d_]{0,6}|、[^\W\d_]{1,8})*"
        r"(?:累计|合计|共|约|近|超|逾|达|为)*$"
    )


def read_movement(
    view: View, amount: Amount, clause: tuple[int, int], previous: Amount | None, was: str | None
) -> tuple[str | None, str | None]:
    """Direction and base (yoy, mom, since …) of an amount.

    `previous` is the amount before it in the paragraph and `was` its direction: a range or pair shares one verb.
    """
    s = view.shadow
    pre = s[max(clause[0], amount.start - 24) : amount.start]
    direction = _by_verb(pre)
    if direction is None:
        swing = _swing_re().search(pre) or _added_re().search(pre)
        if swing:
            direction = swing.lastgroup
    if previous is not None and previous.end >= clause[0]:
        gap = s[previous.end : amount.start]
        stated = _changed(s, clause[0], previous, amount, gap)
        direction = stated or direction
        listed = _RANGE.fullmatch(gap) and amount.kind != "ratio"
        # 新增床位300張、學位200個: one verb of adding for both.
        more = (
            previous.kind != "share" != amount.kind
            and _NEXT_ADDED.fullmatch(gap)
            and _added_re().search(s[max(clause[0], previous.start - 24) : previous.start])
        )
        if direction is None and (listed or more):
            direction = was
    if amount.kind == "share" and re.search(r"(?<![\d%至到])[-−－]$", pre[-2:]):
        direction = "down"  # 增幅由-3.4%轉為22.9%
    if amount.unit == "番":
        direction = "up"
    return direction, _base(view, amount, clause)


def _by_verb(pre: str) -> str | None:
    """The direction of the verb that ends the words before an amount, with or without 至, 到."""
    bare = _FILLER.sub("", pre)
    new_value = bool(_NEW_VALUE.search(pre[len(bare) :]))
    if new_value and bare.endswith(words(_LISTS, "direction.adds")):
        return "up"
    if new_value and bare.endswith(words(_LISTS, "direction.cuts")):
        return "down"
    for name, direction in (("none", None), ("up", "up"), ("down", "down")):
        if bare.endswith(words(_LISTS, f"direction.{name}")):
            return direction
    if new_value:
        if bare.endswith(words(_LISTS, "direction.raises")):
            return "up"
        if bare.endswith(words(_LISTS, "direction.lowers")):
            return "down"
    return None


def _changed(s: str, floor: int, previous: Amount, amount: Amount, gap: str) -> str | None:
    """由780元加到820元 by the two values, when nothing else says which way."""
    if previous.unit != amount.unit or previous.value is None or amount.value is None or len(gap) > 14:
        return None
    if not re.search(r"[由从][^,。由从\d]{0,12}$", s[max(floor, previous.start - 16) : previous.start]):
        return None
    if not re.search(r"(?:至|到|为|成)[每约近超逾不足到]{0,3}$", gap) or amount.value == previous.value:
        return None
    return "up" if amount.value > previous.value else "down"


_YEARLY = re.compile(r"按[年月](?=[利租收付龄份度化息供还缴])")


def _base(view: View, amount: Amount, clause: tuple[int, int]) -> str | None:
    """What a change is measured against: yoy, mom, since 2019年, or None."""
    whole = view.shadow[clause[0] : amount.start]
    since = context_re("change.since").search(whole)
    if since:
        return "since " + view.text[clause[0] + since.start() + 1 : clause[0] + since.end()]
    if re.search(r"[较比][^,。;\d]{0,3}\d{0,4}年[^,。;\d]{0,4}的[约近逾超]?$", whole):
        return None  # 較去年的4,180萬元: what is compared with, itself no change
    whole = _YEARLY.sub("〓", re.sub(r"(?<=\d年)(?=[增减])", " ", whole))
    since_year = re.search(r"[较比](?:[(（])?((?:19|20)\d\d年)[末底]?(?=[^的]*$)", whole)
    if since_year:
        return "since " + since_year[1]
    for name in ("mom", "yoy"):
        if context_re(f"change.{name}").search(whole):
            return name
    base = re.search(r"[比较]((?:19|20)\d\d年)", whole)
    return "since " + base[1] if base else None


def change_before(view: View, amount: Amount) -> str | None:
    """A growth that names no base takes that of the clause before in the same segment."""
    s = view.shadow
    segment = view.segment(amount.start)
    line = s[max(segment[0], amount.start - WINDOW) : amount.start]
    hits = [(m.start(), name) for name in ("yoy", "mom") for m in context_re(f"change.{name}").finditer(line)]
    return max(hits)[1] if hits else None
