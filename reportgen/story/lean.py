"""Tells where a figure's name leans on its clause: on the whole it is a part of, on the verb that was cut with it."""

from __future__ import annotations

import re

from reportgen.fold import fold
from reportgen.model import Figure
from reportgen.story.lexicon import words
from reportgen.story.text import View

# A share or a multiple of what stands before it: 完成年度目标的(63.2%), 是平均水平的(1.7倍).
_SHARE = re.compile(r"[%成倍半‰]|分之")
# 霁湖区以(91.6分)的成绩, 主播以每瓶(168元)的价格.
_BY = re.compile(r"以(?:每[^\W\d_]{1,2})?$")
# 首(两公里), 这(4年): the word belongs to the number.
_ORDINAL = re.compile(r"[首这那]$")
# What is put somewhere or turned into something lacks its verb: 把车队的士(增至5000辆).
_MOVED = re.compile(r"把(?![手握关])|(?<![即必麻])将(?![军领士来])")


def leans(view: View, figure: Figure, text: str) -> bool:
    """Whether a name says what it measures only together with the clause around its figure."""
    line = view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    own, rest = view.s(clause.start, figure.start), view.s(figure.end, clause.end)
    return (
        (own.endswith("的") and _SHARE.search(fold(figure.surface)) is not None)
        or (rest.startswith("的") and _BY.search(own) is not None)
        or (rest.startswith("的") and view.s(clause.start, clause.start + 1) in words("label.governs").known)
        or _ORDINAL.search(own) is not None
        or _MOVED.search(fold(text)) is not None
        or _got(own, text)
    )


def _got(own: str, text: str) -> bool:
    """Whether a name ends in a verb that 到 completes, so that its object is the number: 凭企业凭证贷到(2800万元)."""
    return own.endswith(fold(text)[-1:] + "到") and not words("pair.verbs").ends(own[:-1]) and own[-2] not in "达"
