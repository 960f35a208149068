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
_MOVED = re.compile(r"(?:把(?![手握关])|(?<![即必麻])将(?![军领士来由会近再新]))([^\W\d_]{2,}|$)")
# 早前一项涉及(1518人)的调查.
_REACHES = re.compile("[涉惠波]及$")


def leans(view: View, figure: Figure, text: str) -> bool:
    """Whether a name says what it measures only together with the clause around its figure."""
    line = view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    own, rest = view.s(clause.start, figure.start), view.s(figure.end, clause.end)
    modifies = rest.startswith("的")
    return (
        share_of(view, figure, text)
        or (modifies and (_BY.search(own) is not None or _REACHES.search(own) is not None))
        or (modifies and view.s(clause.start, clause.start + 1) in words("label.governs").known)
        or _ORDINAL.search(own) is not None
        or _moved(fold(text))
        or (_got(own) and not any(f.end == figure.start - 1 for f in view.figures_in(clause.start, figure.start)))
    )


def share_of(view: View, figure: Figure, text: str) -> bool:
    """Whether a figure is a share or a multiple of what stands before its 的, and no 占 in its name says so."""
    own = _own(view, figure)
    return own.endswith("的") and "占" not in fold(text) and _SHARE.search(fold(figure.surface)) is not None


def with_share(view: View, figure: Figure, text: str, told: str) -> str:
    """The name of what is measured and its share in one: 单日揽收 and 为平日的2.4倍; `told` is the clause itself."""
    own = _own(view, figure)[:-1]
    if fold(text) in own or not told:
        return told
    own = own.lstrip("已也仅还")
    if fold(text).endswith(own):
        at = fold(told).find(own)
        return text + told[at + len(own) :] if at >= 0 else told
    if any(part in fold(text) for part in (own[-3:], own[-2:])):
        return told  # a part of its words behind another's name
    starts = words("subject.relation").at(fold(told))
    return text + told if starts else told


def moved_noun(view: View, figure: Figure, text: str) -> str:
    """What is raised or lowered to a figure, without who does it: 目標在年底前把會員數目(增至3500家)."""
    verbs = words("pair.verbs").pattern.pattern
    found = re.search(rf"[把将]([^把将\W\d_]{{2,14}}?)(?:{verbs}|翻)+[至到为]$", _own(view, figure))
    if found is None or not fold(text).endswith(found[1]) or len(text) == len(found[1]):
        return text
    return text[-len(found[1]) :]


def _own(view: View, figure: Figure) -> str:
    line = view.line_of(figure)
    assert line is not None
    return view.s(line.clause_at(figure.start).start, figure.start)


def _moved(text: str) -> bool:
    """Whether folded words hold what is put somewhere; 将 before a deed only tells that it is still to come."""
    return any(m[0][0] == "把" or words("verbs.list").at(m[1]) is None for m in _MOVED.finditer(text))


def _got(own: str) -> bool:
    """Whether words end in a verb that 到 completes, so that its object is the number: 企业凭证贷到(2800万元)."""
    return re.search(r"[^\W\d_达不翻]到$", own) is not None and not words("pair.verbs").ends(own[:-1])
