"""Turns the future sentences into the title of the tracker."""

from __future__ import annotations

import re
from collections import Counter

from reportgen.source import Span
from reportgen.story import gate, titles
from reportgen.story.blocks import Claim, TrackerRow
from reportgen.story.choice import Plan
from reportgen.story.claims import Part, make
from reportgen.story.cut import folded
from reportgen.story.lexicon import limit, words
from reportgen.story.said import says
from reportgen.story.text import CLOSERS, OPENERS, View, width

_FUTURE = re.compile(r"接下来|下一步|将(?!近|军|来)|力争|(?<![虚模比])拟|目标|今年")
_COMING = re.compile(r"接下来|下一步|将(?!近)|力争|(?<![虚模比])拟|目标|计划|争取")
_GOES_ON = re.compile("深化|推进|启动|实施")


def tracker_title(plan: Plan, found: list[TrackerRow]) -> Claim | None:
    """A sentence that says what is to come: the first future sentence, with its subject."""
    view, ctx = plan.view, plan.ctx
    best: tuple[float, Claim] | None = None
    used: tuple[float, Claim] | None = None
    hits = Counter(row.item.paragraphs[0] for row in found if row.item.paragraphs)
    for line in view.plain_lines():
        text = view.s(line.start, line.end)
        going_on = "今年" in text[:4] and _GOES_ON.search(text)
        if not _FUTURE.search(text) or not (going_on or _COMING.search(text)):
            continue
        for clause in line.clauses:
            for last in range(clause.n, min(clause.n + 3, len(line.clauses))):
                if line.clauses[last].segment != clause.segment:
                    break
                parts = titles.build(view, ctx, line, clause.n, last, titles.title_want(), None)
                if parts is None:
                    continue
                claim = make(view, _unlinked(view, _first_item(view, parts, line.clauses[last].start)))
                told = re.sub(
                    r"将(?=[^,，]{1,12}(?:由|提升至|提升为|调整为|纳入|列为|作为))", "把", folded(view, claim)
                )
                coming = _COMING.search(told) or (going_on and _GOES_ON.search(told))
                if not coming or re.match(r"(?:\d{4}年)?目标(?:提高|扩大|增|达)", told):
                    continue
                if width(claim.text) > limit("title-hard") or plan.part_of_a_title(claim):
                    continue
                spoken = clause.n > 0 and says(view, line.clauses[clause.n - 1]) is not None
                score = (
                    hits[line.paragraph]
                    + (2 if re.search(r"接下来|下一步|将", folded(view, claim)) else 0)
                    - max(0.0, width(claim.text) - 40) * 0.3
                    + 0.6 * (last - clause.n + spoken)
                )
                score += 1.2 if ctx.place and ctx.place.bare in claim.text[:8] else 0
                score -= 4 if words("subject.figurative").within(folded(view, claim)) else 0
                told_before = plan.holds_a_title(claim)
                if told_before:
                    score += 3 * (claim.text in plan.used_titles)  # the very title rather than one that says it again
                leader = used if told_before else best
                if (leader is not None and score <= leader[0]) or gate.refuse(view, ctx, claim, "title"):
                    continue
                if told_before:
                    used = (score, claim)
                else:
                    best = (score, claim)
    return best[1] if best else used[1] if used else None


def _unlinked(view: View, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts without a 并 or 则 that ties the first future word to a sentence not printed: 县府(并)拟编列."""
    for i, part in enumerate(parts):
        if isinstance(part, Span):
            tie = re.match(r"[^,，。；;]{0,12}?([并则])(?=[拟将])", view.s(part.start, part.end))
            if tie is None:
                return parts
            at = part.start + tie.start(1)
            head = (Span(part.start, at),) if at > part.start else ()
            return (*parts[:i], *head, Span(at + 1, part.end), *parts[i + 1 :])
    return parts


def _first_item(view: View, parts: tuple[Part, ...], last_start: int) -> tuple[Part, ...]:
    """The parts with the last clause cut after its first item,
    when the items are verbs of one pattern (做实…、做活…).
    """
    tail = parts[-1]
    if not isinstance(tail, Span) or width(make(view, parts).text) <= limit("title-target"):
        return parts
    depth = 0
    for i in range(max(last_start, tail.start), tail.end):
        if view.text[i] in OPENERS:
            depth += 1
        elif view.text[i] in CLOSERS:
            depth -= 1
        elif view.text[i] == "、" and depth == 0:
            next_verb = view.shadow[i + 1]
            if next_verb in view.s(max(last_start, tail.start), i)[:8] or words("verbs.list").at(view.shadow, i + 1):
                return (*parts[:-1], Span(tail.start, i))
            return parts
    return parts
