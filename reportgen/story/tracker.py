"""Turns sentences with a target or a future word into rows of time, owner, item and value."""

from __future__ import annotations

import re

from reportgen.model import Figure
from reportgen.source import Span
from reportgen.story import gate
from reportgen.story.blocks import Claim, Tracker, TrackerRow
from reportgen.story.claims import make, show_span
from reportgen.story.context import Context
from reportgen.story.lexicon import words
from reportgen.story.numbers import full_surface
from reportgen.story.show import show
from reportgen.story.text import PERIOD, Clause, Line, View, width

_FUTURE = re.compile(
    r"(?:接下来|下一步|今后|未来)?(?:将(?!近|军|来|信|帅)|拟(?!建)|力争|争取|(?<![”」’』年])计划(?=[明今未年到于在新建投开推完用力再\d])|即将|有望|目标)|接下来|下一步|迈进|进军|冲刺|紧盯"
)
_STRIP = re.compile(
    r"^(?:接下来|下一步|今后|未来|同时|将|会|拟|力争|争取|计划|并|也|还|要|，|,|今年|明年|年内|继续(?=[^\W\d_a-zA-Z]{4}))+"
)
_SAYS = re.compile(r"(?:表示|介绍|说|指出|透露|宣布|称|强调)$")
_ORGAN = re.compile(r"(.{2,24}(?:中心|局|委|办|部|厅|院|处|公司|集团|政府|所|站|协会))[^\W\d_a-zA-Z]{0,10}$")
_DEADLINE = re.compile(r"截止|受理申报|申报期|延至|截至.{0,12}(?:申报|报名|提交)|\d日前|月底前|年底前")
_TIME = re.compile(
    r"接下来|下一步|今后|明年|今年(?!以来)|年内|年底前?|即日起至\d{1,2}月\d{1,2}日|(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日(?:至\d{1,2}日)?)?|[一二三四]季度|[上下]半年)(?:底|末|前)?|20\d\d年(?:底|末|前)?"
)


def _owner(view: View, ctx: Context, line: Line, clause: Clause) -> str | None:
    """Who is to do it: the organ that speaks before, the subject before 将, or the place at the sentence's head."""
    for other in line.clauses[: clause.n + 1]:
        text = view.s(other.start, other.end)
        said = _SAYS.search(text)
        if said and other.n < clause.n:
            end = other.start + said.start()
            start = ctx.skip_openers(other.start, end)
            name = view.s(start, end)
            organ = _ORGAN.match(name)
            if organ:
                return show_span(view, start, start + organ.end(1))
            continue
        start = ctx.skip_openers(other.start, other.end)
        found = PERIOD.match(view.shadow, start, other.end)
        if found and found.end() < other.end:
            start = found.end()
        government = ctx.government_at(start)
        level = ctx.level_word(start)
        if level:
            return show(level[0], view.article.script)
        size = ctx.place_at(start)
        if size and not government:
            follow = re.match(r"[^\W\d_a-zA-Z]{0,8}?(?:局|委|办|政府|中心|法院)", view.s(start + size, other.end))
            return show_span(
                view,
                start,
                start + size + (follow.end() if follow and not re.search(r"[将拟推]", follow.group()) else 0),
            )
        company = re.match(
            r"(?:[^\W\d_a-zA-Z]|[（）()A-Za-z]){2,24}?(?:公司|集团|局|委员会|中心|政府|大学|医院|学校)(?=将|拟|计划|力争|预计|今年|$)",
            view.s(start, other.end),
        )
        if company:
            return show_span(view, start, start + company.end())
    if line.speech is not None and line.speech.organisation:
        return show(line.speech.organisation, view.article.script)
    return None


def _time(view: View, ctx: Context, line: Line, clause: Clause) -> str | None:
    for other in (clause, *reversed(line.clauses[: clause.n])):
        if other.n != clause.n and other.segment != clause.segment and other.n != 0:
            continue
        found = _TIME.search(view.s(other.start, other.end))
        if found and not re.match(r"(?:增长|新高|以来)", view.s(other.start + found.end(), other.end)):
            return show_span(view, other.start + found.start(), other.start + found.end())
        if other.n != clause.n and _FUTURE.search(view.s(other.start, other.end)):
            continue
    return None


def _item(view: View, ctx: Context, clause: Clause) -> Claim | None:
    start = ctx.skip_openers(clause.start, clause.end)
    found = PERIOD.match(view.shadow, start, clause.end)
    if found and found.end() < clause.end and view.shadow[found.start()] not in "即":
        start = found.end()
    start += ctx.place_at(start)
    if ctx.level_word(start):
        start += 2
    strip = _STRIP.match(view.s(start, clause.end))
    if strip and strip.end() < clause.end - start - 2:
        start += strip.end()
    text = view.s(start, clause.end)
    middle = re.search(r"(?<=[^\W\d_a-zA-Z])将(?=[^\W\d_a-zA-Z])", text[:14])
    if middle and re.fullmatch(
        r"[^\W\d_a-zA-Z]{2,12}(?:局|委|办|中心|政府|公司|集团|企业|县|市|区)", text[: middle.start()]
    ):
        start += middle.end()
    agent = re.match(r"[^\W\d_a-zA-Z]{1,8}?(?:将|并拟|拟)(?![近军来])", view.s(start, clause.end))
    if agent and not words("verbs.list").at(view.shadow, start):
        start += agent.end()
    claim = make(view, (Span(start, clause.end),))
    if width(claim.text) < 4 or gate.whole_end(view, ctx, claim, "item"):
        return None
    return claim


def rows(view: View, ctx: Context) -> list[TrackerRow]:
    """All rows in the article's order; at most three of a sentence unless they hold targets."""
    found: list[TrackerRow] = []
    for line in view.lines:
        found += _line_rows(view, ctx, line)
    return found


def _line_rows(view: View, ctx: Context, line: Line) -> list[TrackerRow]:
    made: list[tuple[Clause, TrackerRow]] = []
    head = view.s(line.clauses[0].start, line.clauses[0].end)
    this_year = head == "今年" or (head.startswith("今年") and re.search(r"[将要]|深化|推进", head))
    if line.speech is not None and not re.search(r"目标|力争|[将拟](?!近)", view.s(line.start, line.end)):
        return []
    started = False
    for clause in line.clauses:
        text = view.s(clause.start, clause.end)
        if PERIOD.fullmatch(text) or _SAYS.search(text):
            continue
        if clause.n and line.clauses[clause.n - 1].segment != clause.segment:
            started = started and bool(this_year)
        targets = [f for f in view.figures_in(clause.start, clause.end) if ctx.status(f) == "target"]
        text = re.sub(r"将(?=[^,，]{1,12}(?:由|提升至|提升为|调整为|纳入|列为|作为))", "把", text)
        plain = re.sub("|".join(map(re.escape, words("status.not-plan").words)), "", text)
        future = bool(_FUTURE.search(plain)) and not re.search(
            r"将(?:[^\W\d_a-zA-Z]|[、]){1,10}(?:降|升|提|压|减|增|缩)(?:至|到|为)|把", plain[:1]
        )
        if future:
            started = True
        deadline = bool(_DEADLINE.search(text)) and bool(re.search(r"\d{1,2}[月日]|年底|月底", text))
        ongoing = bool(this_year) and bool(
            re.match(r"[^，,]{0,8}(?:深化|推进|启动|实施|整合|开展|建设|打造|全面)", text)
        )
        if not (
            future
            or targets
            or deadline
            or ongoing
            or (
                started
                and made
                and words("subject.place-verbs").at(view.shadow, ctx.skip_openers(clause.start, clause.end))
            )
        ):
            continue
        if re.match(r"实现|让|使|不断|为|以", text) and not targets:
            continue
        item = _item(view, ctx, clause)
        if (
            item is None
            or gate.marks(view, ctx, item, "item")
            or gate.demonstrative(view, ctx, item, "item")
            or gate.truncated(view, ctx, item, "item")
            or gate.whole_end(view, ctx, item, "item")
        ):
            continue
        figures = [f for f in view.figures_in(clause.start, clause.end) if isinstance(f, Figure)]
        best = next(
            (f for f in figures if f in targets and f.unit not in ("個", "个")),
            targets[0] if targets else figures[0] if figures and not deadline else None,
        )
        value = full_surface(view, best) if isinstance(best, Figure) else None
        made.append(
            (
                clause,
                TrackerRow(
                    item=item,
                    owner=_owner(view, ctx, line, clause),
                    time=_time(view, ctx, line, clause),
                    value=value,
                ),
            )
        )
    plain_rows = [row for _, row in made if row.value is None]
    drop = {id(row) for row in plain_rows[3:]} if len(plain_rows) > 3 else set()
    return [row for _, row in made if id(row) not in drop]


def tracker(
    view: View, ctx: Context, title: Claim | None, wording: dict[str, str], found: list[TrackerRow]
) -> Tracker | None:
    """The table, or None with fewer than two rows or without a title that passes."""
    if len(found) < 2 or title is None:
        return None
    if len(found) > 8:
        ranked = sorted(range(len(found)), key=lambda i: (found[i].value is None, found[i].time is None, i))[:8]
        found = [found[i] for i in sorted(ranked)]
    return Tracker(
        title=title,
        subtitle=wording["tracker-subtitle"],
        note="",
        spark=None,
        rows=tuple(found),
        paragraphs=tuple(sorted({p for row in found for p in row.item.paragraphs})),
    )
