"""Turns a figure that wants something into the words of its gap line."""

from __future__ import annotations

import re

from reportgen.fold import fold
from reportgen.model import Figure
from reportgen.story.lexicon import words
from reportgen.story.numbers import full_surface
from reportgen.story.show import show
from reportgen.story.text import Clause, View

# The project that a clause ends in, and the words that begin a target and are no part of what it measures.
BUILT = re.compile(r"(?:^|的|,|，)([^\W\d_a-zA-Z]{2,12}(?:项目|工程|大桥|工厂|基地))$")
DONE = re.compile(r"即?(?:建成|完工|投产|竣工|通车|落成|办结)")
_MEASURE = re.compile(r"[率额量值数价面比度]$|收入|人口|里程|规模|水平|产能|时间|成本")
_AIM = re.compile(r"(?:确保|力争|争取|目标是|目标|推动|实现|将)+")
_AGREED = re.compile(r"((?:协议|合同|合约|意向)(?:利用)?外资(?:金额|额)?)[达为约近逾超共]*$")
_FUNDED = re.compile(
    r"(?:安排|下达|拨付|拨款|落实)[^，,。；;]{0,10}\d[\d.,]*[万亿]+元[^，,。；;]{0,2}资金|资金[^，,。；;]{0,6}到位"
)


def measured(label: str) -> str:
    """What a target measures as a noun (规上工业增加值); "" when its words are no noun (覆盖学生)."""
    aim = _AIM.match(fold(label))
    noun = label[aim.end() :] if aim else label
    verb = words("verbs.list").at(fold(noun))
    return noun if verb is None or _MEASURE.search(fold(noun)) else ""


def noun_phrase(label: str) -> bool:
    """Whether a target's label may stand before 的現值: it points at nothing (这个数字) and does not end in a verb."""
    text = fold(label)
    return not words("subject.demonstratives").within(text) and not text.endswith(
        ("要", "会", "能", "应", "须", "需", "在")
    )


def agreed(view: View, clause: Clause, figure: Figure) -> str:
    """协议外资1.2亿美元: money that was agreed upon and begins no building; "" for any other."""
    found = _AGREED.search(view.s(clause.start, figure.start))
    if found is None:
        return ""
    noun = view.text[clause.start + found.start(1) : clause.start + found.end(1)]
    return show(noun, view.article.script) + full_surface(view, figure)


def funded(view: View) -> bool:
    """Whether the article tells anywhere what was paid or set aside: then nobody may say that it does not."""
    return _FUNDED.search(view.shadow) is not None


def priced(around: str) -> bool:
    """Whether a change stands among prices (居民消费价格上涨0.2%，食品下降0.6%): no amount belongs to it."""
    return re.search("价格|物价|CPI|PPI", around) is not None
