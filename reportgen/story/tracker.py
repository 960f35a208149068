"""Turns sentences with a target or a future word into rows of time, owner, item and value."""

from __future__ import annotations

import re

from reportgen.model import Figure
from reportgen.source import Span
from reportgen.story import gate, labels, times, titles
from reportgen.story.blocks import Claim, Tracker, TrackerRow
from reportgen.story.claims import Part, make, show_span
from reportgen.story.context import Context
from reportgen.story.lexicon import words
from reportgen.story.numbers import full_surface, range_of
from reportgen.story.salience import unit_class
from reportgen.story.show import show
from reportgen.story.text import PERIOD, Clause, Line, View, width

_FUTURE = re.compile(
    r"(?:接下来|下一步|今后|未来)?(?:(?<!现)将(?!近|军|来|信|帅)|(?<![虚模比])拟(?!建)|力争|争取|(?<![”」’』年])计划(?=[明今未年到于在新建投开推完用力再\d])|即将|有望|目标)|接下来|下一步|迈进|进军|冲刺|紧盯"
)
# 將 … 評為: puts the object before its verb, and says nothing of the time.
_TAKEN = re.compile(
    r"将(?=[^,，]{1,12}(?:由|提升至|提升为|调整为|纳入|列为|作为)"
    r"|[^，,。；;]{1,24}?(?:评为|评定为|命名为|认定为|视为|授予|颁给|记为|选为|称为))"
)
_STRIP = re.compile(r"^(?:接下来|下一步|今后|未来|同时|届时|并|也|还|，|,|今年|明年|年内)+")
_MODAL = re.compile(
    r"(?<!现)将(?!近|军|来|信|帅)|(?<![虚模比])拟(?!建|态|定)|力争|力拼|力拚|争取|(?<![”」』年行动])计划(?!内|外|的)|预计|有望|确保|即将|会(?=在|于|把|向)|要(?!求|素|点|闻)|迈进|进军|目标"
)
_OWNER = re.compile(
    r"(?:公安|海关|局|委|办|部|厅|院|处|署|所|站|馆|校|会|中心|[政县市省区]府|公司|集团|企业|协会|大学|学校|医院|项目|工程|方|网|县|市|区|镇|乡|村|州)$"
)
_SAYS = re.compile(r"(?:表示|介绍|说|指出|透露|宣布|称|强调)$")
_ORGAN = re.compile(r"(.{2,24}(?:中心|局|委|办|部|厅|院|处|公司|集团|政府|所|站|协会))(?!长)[^\W\d_a-zA-Z]{0,10}$")
_DEADLINE = re.compile(r"截止|受理申报|申报期|延至|截至.{0,12}(?:申报|报名|提交)|\d日前|月底前|年底前")
_AIM_BEHIND = re.compile(r"目标(?:是|为)?在?[^，,]{1,6}[内前]$")
_TWO_SENTENCES = re.compile(r"(?<=[^\W\d_a-zA-Z%])[.]|[。！？]")
_REACHED = re.compile(r"(?:完成|达到|占|高于|低于|超过|超出|较|比)[^,，]{0,12}(?:目标|任务|计划)")
_MODAL_ONLY = re.compile(r"[将拟]|力争|力拼|力拚|争取|确保")
_LATER = re.compile(r"接下来|下一步|今后|即日起(?:至\d{1,2}月\d{1,2}日)?")


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
            follow = re.match(
                r"[^\W\d_a-zA-Z]{0,8}?(?:局|委|办|政府|中心|法院|公安|海关)", view.s(start + size, other.end)
            )
            named = _agent(view, start, other.end)
            if named:
                return show_span(view, start, start + named)
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
        size = _agent(view, start, other.end)
        if size:
            return show_span(view, start, start + size)
        first = other.n == 0 or line.clauses[other.n - 1].segment != other.segment
        lifted = titles.lift_subject(view, ctx, other) if first and other.n < clause.n else None
        if isinstance(lifted, Span) and not _MODAL.match(view.shadow, lifted.start):
            return show_span(view, lifted.start, lifted.end)
    if line.speech is not None and line.speech.organisation:
        return show(line.speech.organisation, view.article.script)
    if line.speech is not None and line.speech.speaker:
        return show((line.speech.role or "") + line.speech.speaker, view.article.script)
    return None


def _time(view: View, ctx: Context, line: Line, clause: Clause, value: Figure | None) -> Span | None:
    """The time of what is to come: the fact table's rule, else 下一步 at the head of the sentence."""
    span = Span(value.start, value.end) if value is not None else Span(clause.end, clause.end)
    found = times.time_of(view, ctx, line, clause, span)
    if found is not None:
        return found
    for other in line.clauses[: clause.n + 1]:
        later = _LATER.match(view.shadow, other.start, other.end)
        if later:
            return Span(*later.span())
    return None


def _item(view: View, ctx: Context, line: Line, clause: Clause, say: dict[str, str], time: Span | None) -> Claim | None:
    """The clause without owner and without the time that has its own column, its future word kept;
    目标： or 计划： where the word that says so stands in an earlier clause.
    """
    start = ctx.skip_openers(clause.start, clause.end)
    found = PERIOD.match(view.shadow, start, clause.end)
    deadline = found is not None and re.match(r"(?:或?之)?[前内内]|[起至到]", view.s(found.end(), clause.end))
    if found and not deadline and found.end() < clause.end and view.shadow[found.start()] not in "即":
        start = found.end()
    start += ctx.place_at(start)
    if ctx.is_level_word(start):
        start += 2
    strip = _STRIP.match(view.s(start, clause.end))
    if strip and strip.end() < clause.end - start - 2:
        start += strip.end()
    start += _agent(view, start, clause.end)
    strip = _STRIP.match(view.s(start, clause.end))
    if strip and strip.end() < clause.end - start - 2:
        start += strip.end()
    if time is not None and time.start <= start < time.end:
        rest = re.match("[,，]?", view.s(time.end, clause.end))
        start = time.end + (rest.end() if rest else 0)
    parts: tuple[Part, ...] = _without(view, Span(start, clause.end), time)
    figures = [f for f in view.figures_in(clause.start, clause.end) if not labels.counts_list(view, clause, f)]
    if figures and not _MODAL.search(view.s(start, clause.end)):
        kinds = {ctx.kind(f) for f in figures}
        aim = "target" in kinds or ("forecast" not in kinds and _aims(view, line, clause))
        if aim or "forecast" in kinds or _governed(view, line, clause):
            key = "target-prefix" if aim else "forecast-prefix" if "forecast" in kinds else "plan-prefix"
            parts = (say[key], *parts)
    claim = make(view, parts)
    if width(claim.text) < 4 or gate.whole_end(view, ctx, claim, "item"):
        return None
    return claim


def _without(view: View, span: Span, time: Span | None) -> tuple[Part, ...]:
    """A clause without the time behind its future word: 力争(明年6月底前)具备满功率运行条件."""
    if time is None or not span.start < time.start < span.end:
        return (span,)
    head, rest = Span(span.start, time.start), view.s(time.end, span.end)
    led = re.search(r"(?:力争|力拼|力拚|争取|确保|预计|拟|将|计划|目标是?)([于在到至]?)$", view.s(head.start, head.end))
    if led is None or len(rest) < 2 or re.match(r"[,，的之内间]", rest) or view.figures_in(head.start, head.end):
        return (span,)
    head = Span(head.start, head.end - len(led[1]))
    if head.end - head.start < 2 or head.end - head.start + len(rest) < 6:
        return (span,)
    return (head, Span(time.end, span.end))


def _agent(view: View, start: int, end: int) -> int:
    """Length of who is to do it, directly before the future word: 市教育局 of 市教育局将…; 0 when it is not named."""
    text = view.s(start, end)
    future = "将|拟|计划|力争|力拼|力拚|争取|预计|会"
    found = re.match(rf"([^\W\d_a-zA-Z]{{2,14}}?)(?=[并则也还]?(?:{future})(?!近|军|来|议|展|员|计))", text)
    return len(found.group(1)) if found and (_OWNER.search(found.group(1)) or found.group(1) == "当局") else 0


def _governed(view: View, line: Line, clause: Clause) -> bool:
    """Whether a 将, 拟 or 计划 of an earlier clause of the segment governs this one."""
    return any(_MODAL.search(view.s(c.start, c.end)) for c in line.clauses[: clause.n] if c.segment == clause.segment)


def _aims(view: View, line: Line, clause: Clause) -> bool:
    """Whether the nearest such word is one of a target."""
    for other in reversed(line.clauses[: clause.n]):
        found = _MODAL.findall(view.s(other.start, other.end)) if other.segment == clause.segment else []
        if found:
            return found[-1] in ("力争", "力拼", "力拚", "争取", "确保", "目标", "迈进", "进军")
    return False


def rows(view: View, ctx: Context, say: dict[str, str]) -> list[TrackerRow]:
    """All rows in the article's order; at most three of a sentence unless they hold targets."""
    found: list[TrackerRow] = []
    for line in view.lines:
        found += _line_rows(view, ctx, line, say)
    return found


def _line_rows(view: View, ctx: Context, line: Line, say: dict[str, str]) -> list[TrackerRow]:
    made: list[tuple[Clause, TrackerRow]] = []
    head = view.s(line.clauses[0].start, line.clauses[0].end)
    this_year = head == "今年" or (head.startswith("今年") and re.search(r"[将要]|深化|推进", head))
    if line.speech is not None and not re.search(r"目标|力争|[将拟](?!近)|下一步|接下来", view.s(line.start, line.end)):
        return []
    started = False
    for clause in line.clauses:
        text = view.s(clause.start, clause.end)
        if times.TIME.fullmatch(text) or PERIOD.fullmatch(text) or _SAYS.search(text) or text.endswith("如下"):
            continue
        if _AIM_BEHIND.search(text) or _TWO_SENTENCES.search(text):
            continue  # the aim stands in the next clause, or two sentences run together
        if _REACHED.search(text) and not _MODAL_ONLY.search(text):
            continue  # 完成年度目标的54.2%: what was aimed at before
        if line.speech is None and view.speech_at(clause.start, clause.end):
            continue  # the sentence of the speech has its own line
        if clause.n and line.clauses[clause.n - 1].segment != clause.segment:
            started = started and bool(this_year)
        targets = [f for f in view.figures_in(clause.start, clause.end) if ctx.status(f) == "target"]
        text = _TAKEN.sub("把", text)
        plain = words("status.not-plan").pattern.sub("", text)
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
        figures = [f for f in view.figures_in(clause.start, clause.end) if isinstance(f, Figure)]
        measured = [f for f in figures if not _term(view, f)] or figures
        aimed = [f for f in measured if f in targets]
        best = next((f for f in aimed if f.unit not in ("個", "个")), next(iter(aimed or measured), None))
        when = _time(view, ctx, line, clause, best)
        item = _item(view, ctx, line, clause, say, when)
        if (
            item is None
            or gate.status_kept(view, ctx, item, "item")
            or gate.marks(view, ctx, item, "item")
            or gate.demonstrative(view, ctx, item, "item")
            or gate.truncated(view, ctx, item, "item")
            or gate.whole_end(view, ctx, item, "item")
        ):
            continue
        made.append(
            (
                clause,
                TrackerRow(
                    item=item,
                    owner=_owner(view, ctx, line, clause) or "",
                    time=_told(view, line, item, when),
                    value=_values(view, ctx, measured, best) if best is not None else "",
                ),
            )
        )
    plain_rows = [row for _, row in made if not row.value]
    drop = {id(row) for row in plain_rows[3:]} if len(plain_rows) > 3 else set()
    return [row for _, row in made if id(row) not in drop]


def _term(view: View, figure: Figure) -> bool:
    """Whether a figure is the time within which something is to be done, and no measure of it: 3年内."""
    around = view.s(figure.start - 2, figure.start), view.s(figure.end, figure.end + 2)
    return unit_class(figure) == "duration" and (
        around[0] in ("未来", "今后") or around[0].endswith("近") or re.match("之?[内后间]|以后", around[1]) is not None
    )


_MOST_VALUES = 2


def _values(view: View, ctx: Context, figures: list[Figure], best: Figure) -> str:
    """A row's number, with the next one of its list: 新增公車路線12條、YouBike站點85處."""
    listed, at = [best], figures.index(best)
    for figure in figures[at + 1 :]:
        between = view.s(listed[-1].end, figure.start)
        if not between.startswith("、") or ctx.status(figure) != ctx.status(best) or range_of(view, figure):
            break
        if unit_class(figure) == "duration" != unit_class(best):
            break  # for how long, and not how much
        listed.append(figure)
    return "、".join(full_surface(view, f) for f in listed) if len(listed) <= _MOST_VALUES else full_surface(view, best)


def _told(view: View, line: Line, item: Claim, when: Span | None) -> str | None:
    """The time column: "" when the item tells it already or it is not sure, None when the article tells none."""
    if when is None:
        return None if times.silent(view, line) else ""
    inside = any(p.start <= when.start and when.end <= p.end for p in item.pieces)
    return "" if inside else times.shown(view, when)


def tracker(
    view: View, ctx: Context, title: Claim | None, wording: dict[str, str], found: list[TrackerRow]
) -> Tracker | None:
    """The table, or None with fewer than two rows or without a title that passes."""
    if len(found) < 2 or title is None:
        return None
    if len(found) > 8:
        ranked = sorted(range(len(found)), key=lambda i: (not found[i].value, not found[i].time, i))[:8]
        found = [found[i] for i in sorted(ranked)]
    return Tracker(
        title=title,
        subtitle=wording["tracker-subtitle"],
        note="",
        spark=None,
        rows=tuple(found),
        paragraphs=tuple(sorted({p for row in found for p in row.item.paragraphs})),
    )
