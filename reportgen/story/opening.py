"""Turns the chosen facts into the first page: headline, lead, summary rows, key points."""

from __future__ import annotations

import re
from dataclasses import replace

from reportgen.model import Award, Figure, Milestone
from reportgen.source import Span
from reportgen.story import gate, lead, titles
from reportgen.story.blocks import (
    Claim,
    Number,
    SummaryRow,
)  # fmt: skip
from reportgen.story.choice import Plan
from reportgen.story.claims import Part, make, with_lead
from reportgen.story.lexicon import limit, words
from reportgen.story.said import says
from reportgen.story.show import show
from reportgen.story.text import Line, trim, width

# A clause that only says who counted.
_TOLD_TODAY = re.compile(
    "(?:[今昨](?:[日天晚]|早上?|上午|下午)?|日前|近日)(?:表示|指出|宣布|公布|公佈|发布|发表|通报|披露|介绍|透露|说)$"
)
_SHORT = re.compile(titles.TODAY + r"|[（(]下同[)）]")
_SOURCE = re.compile(r"据[^，,]{0,16}(?:统计|介绍|了解|报道|消息|显示|数据|通报|初步核算)")


def headline_title(plan: Plan, head: Figure | None) -> Claim:
    """Place, the headline's clause with the quoted name, and the headline fact's title, on two lines at most."""
    view, ctx = plan.view, plan.ctx
    raw = view.article.headline
    at = view.text.find(raw)
    if at < 0:  # a headline that was mended while reading stands nowhere as it is
        return Claim(text=show(raw, view.article.script), paragraphs=(), inserted=(raw,))
    second = _with_second_line(plan, at, raw)
    if second is not None:
        return second
    column = _column(plan, raw)
    clauses = [m for m in re.finditer(r"[^，,：:丨｜|\s　]+", raw) if m.end() > column]
    spans = [(at + max(m.start(), column), at + m.end()) for m in clauses]
    named = [s for s in spans if re.search(r"[“「]", view.text[s[0] : s[1]])]
    fact_claim = plan.title(head) if head is not None else None
    chosen = named[:1] or spans
    parts: list[Part] = []
    place = ctx.place.bare if ctx.place else ""
    text = "，".join(view.text[a:b] for a, b in chosen)
    if (
        place
        and place not in text
        and (fact_claim is None or named)
        and not re.match(r"[^\W\d_a-zA-Z]{2,4}[市县縣区區]", text)
    ):
        parts.append(place)
    parts += _joined(view.text, chosen)
    named_head = make(view, tuple(parts))
    digits = bool(re.search(r"\d", "".join(view.text[a:b] for a, b in chosen)))
    facts: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    if fact_claim is not None and head is not None and not digits and _of_the_headline(plan, head, fact_claim):
        tail = _without_time(plan, fact_claim)
        joined = (*parts, "，", *tail)
        both = make(view, joined)
        for other in plan.candidates(head) if head is not None else ():
            if width(both.text) > 42 and other.score >= 0.5:
                fact_claim = other.claim
                both = make(view, (*parts, "，", *_without_time(plan, other.claim)))
        if width(both.text) <= 42 and len(re.findall("[，：]", both.text)) <= _JOINTS:
            both_facts = tuple(
                f
                for f in fact_claim.facts
                if view.by_id[f].surface in "".join(view.text[p.start : p.end] for p in both.pieces)
            )
            return Claim(
                text=both.text,
                paragraphs=fact_claim.paragraphs,
                facts=both_facts,
                pieces=both.pieces,
                inserted=both.inserted,
            )
    if len(spans) > len(chosen):
        whole_head = make(view, _joined(view.text, spans))
        if width(whole_head.text) <= 42:
            return Claim(text=whole_head.text, paragraphs=(), facts=(), pieces=whole_head.pieces, inserted=())
    if digits and head is not None and plan.title(head) is not None:
        facts = (head.id,) if any(c in named_head.text for c in (show(head.surface, view.article.script),)) else ()
        paragraphs = (head.paragraph,) if facts else ()
    return replace(named_head, paragraphs=paragraphs, facts=facts)


_JOINTS = 2  # more clauses than three are no headline


def _joined(text: str, spans: list[tuple[int, int]]) -> tuple[Part, ...]:
    """Clauses of a headline in one line; a colon between two stays one."""
    parts: list[Part] = []
    for i, (start, end) in enumerate(spans):
        if i:
            parts.append("：" if re.search("[：:]", text[spans[i - 1][1] : start]) else "，")
        parts.append(Span(start, end))
    return tuple(parts)


def _with_second_line(plan: Plan, at: int, raw: str) -> Claim | None:
    """The headline and the page's own second line, where together they fit two lines and the first has no figure."""
    view = plan.view
    found = next((d for d in view.article.dropped if d.why == "subtitle" and d.start >= at + len(raw)), None)
    if found is None or re.search(r"\d", raw):
        return None
    start, end = trim(view.text, found.start, found.end)
    while start < end and view.text[start] in "—-–─":
        start += 1
    parts: list[Part] = []
    for m in re.finditer(r"[^\s　]+", raw):
        parts += (["，"] if parts else []) + [Span(at + m.start(), at + m.end())]
    joint = "，" if re.search(r"[：:]", view.text[start:end] + raw) else "："
    both = make(view, (*parts, joint, Span(start, end)))
    if width(both.text) > 42:
        return None
    return Claim(text=both.text, paragraphs=(), facts=both.facts, pieces=both.pieces)


def _of_the_headline(plan: Plan, figure: Figure, claim: Claim) -> bool:
    """True when a figure may be told in one breath with the headline, as if the headline's subject had it.

    That is so for what the opening tells, and for a sentence or title that names the article's own place; the cost
    of one house, deep in a section, is not that of the town's whole scheme.
    """
    line, place = plan.view.line_of(figure), plan.ctx.place
    if lead.says_again(plan.view.article.headline, claim.text) or re.search("初步|不完全", claim.text[:8]):
        return False  # a first count says so before its time: no words for a headline
    early = figure.paragraph in {paragraph.n for paragraph in plan.view.article.paragraphs[:2]}
    told = claim.text + (plan.view.text[line.start : line.end] if line is not None else "")
    return early or (place is not None and place.bare in told)


def _column(plan: Plan, raw: str) -> int:
    """Length of a newspaper's column name at the head of a headline: 【…】, 土拍丨, or a 《…》 that the body never
    names.
    """
    body = plan.view.article.paragraphs
    told = plan.view.text[body[0].start : body[-1].end]
    boxed = re.match(r"【[^】]{1,10}】(?=.)", raw)
    head = boxed.end() if boxed else 0
    bar = re.compile(r"[^：:丨｜|，,\s　]{1,14}[：:]|[^：:丨｜|]{1,14}[丨｜|]").match(raw, head)
    named = bar and bar.group()[-1] in "：:" and any(raw[i : i + 3] in told for i in range(head, bar.end() - 3))
    surveyed = bar and re.search("[調调]查|民[調调]|研究", bar.group())  # 調查：逾六成… of those asked
    if bar and bar.end() < len(raw) and not named and not surveyed:
        return bar.end()
    if head:
        return head
    tag = re.match(r"《([^》]{1,6})》(?=[^\s，,、的与和施发修出正])", raw)
    if tag and tag.end() < len(raw) and tag.group(1) not in told:
        return tag.end()
    return 0


def _without_time(plan: Plan, claim: Claim) -> tuple[Part, ...]:
    """The parts of a title without the time in front of it."""
    pieces = list(claim.pieces)
    if len(pieces) > 1 and re.fullmatch(r"[\d年月日]+", plan.view.s(pieces[0].start, pieces[0].end).strip("，,")):
        pieces = pieces[1:]
        return tuple(pieces)
    out: list[Part] = (
        list(claim.inserted[:1])
        if claim.inserted
        and claim.inserted[0] not in plan.view.article.headline
        and not claim.text.startswith(
            show(plan.view.text[pieces[0].start : pieces[0].start + 2], plan.view.article.script)
        )
        else []
    )
    return (*out, *pieces)


def summary_title(plan: Plan, fallback: Claim) -> Claim:
    """The occasion: the first sentence cut to a title, with its time."""
    view = plan.view
    for line in lead.lines(plan)[:2]:
        told = plan.ctx.place is not None and plan.ctx.place.bare in view.text[line.start : line.end]
        if not told and not any(isinstance(f, (Figure, Award, Milestone)) for f in view.facts_in(line.start, line.end)):
            continue
        if re.search(r"记者|获悉|核算", view.s(line.start, line.end)):
            claim = _reported(plan, line)
            if claim is not None:
                return claim
            continue
        if (
            plan.ctx.place is not None
            and not told
            and not re.search(r"召开|举行|发布|公布|通报|启动|开幕|签约|受损|开通", view.s(line.start, line.end))
        ):
            continue
        opened = view.s(line.start, line.clauses[0].end)
        bare = _SOURCE.fullmatch(opened) or words("opener.words").at(opened) == opened or opened.endswith("看")
        first = 1 if len(line.clauses) > 1 and bare else 0
        who = says(view, line.clauses[0])
        if _TOLD_TODAY.search(_SHORT.sub("", opened)) and (who is None or who.office):
            claim = _without_who(plan, line)
            if claim is not None:
                return claim
        for last in range(len(line.clauses) - 1, first - 1, -1):
            start = plan.ctx.skip_openers(line.clauses[first].start, line.clauses[first].end)
            claim = make(view, tuple(titles.without_asides(view, Span(start, line.clauses[last].end), _SHORT)))
            if (
                limit("title-min") <= width(claim.text) <= limit("title-target") + 6
                and gate.refuse(view, plan.ctx, claim, "title") is None
            ) and (last or len(line.clauses) == 1 or width(claim.text) > 14):
                return claim
        parts = titles.build(view, plan.ctx, line, 0, min(3, len(line.clauses) - 1), titles.title_want(), None)
        if parts is not None:
            claim = make(view, parts)
            if width(claim.text) <= limit("title-hard") and gate.refuse(view, plan.ctx, claim, "title") is None:
                return claim
    return fallback


def _without_who(plan: Plan, line: Line) -> Claim | None:
    """The first sentence without the office that tells it and the day it tells it on: they are no news."""
    view = plan.view
    for last in range(min(3, len(line.clauses) - 1), 0, -1):
        parts = titles.build(view, plan.ctx, line, 0, last, titles.title_want(), None)
        claim = make(view, parts) if parts is not None else None
        if claim is None or claim.pieces[0].start < line.clauses[0].end:
            continue
        if width(claim.text) <= limit("title-target") and gate.refuse(view, plan.ctx, claim, "title") is None:
            return claim
    return _reported(plan, line)


def _reported(plan: Plan, line: Line) -> Claim | None:
    """The first sentence without who reported it."""
    best: tuple[float, Claim] | None = None
    for figure in (f for f in plan.salience.figures if plan.view.line_of(f) is line):
        for candidate in plan.candidates(figure)[:2]:
            if best is None or candidate.score > best[0]:
                best = (candidate.score, candidate.claim)
    return best[1] if best else None


def summary_rows(plan: Plan, figures: list[Figure], numbers: list[Number]) -> tuple[SummaryRow, ...]:
    """Five by score, then in the article's order; at most one target, last."""
    pairs = list(zip(figures, numbers, strict=True))
    rows: list[tuple[Figure, SummaryRow]] = []
    targets: list[tuple[Figure, SummaryRow]] = []
    said: list[set[str]] = []
    for figure, number in pairs:
        claim = _summary_claim(plan, figure)
        if claim is None or any(set(claim.facts) <= other for other in said):
            continue
        less = next((i for i, (_, row) in enumerate(rows) if set(row.claim.facts) < set(claim.facts)), None)
        said.append(set(claim.facts))
        row = SummaryRow(number=number, claim=claim)
        if plan.ctx.status(figure) == "target":
            targets.append((figure, SummaryRow(number=number, claim=plan.targeted(claim))))
        elif less is not None:  # the row that tells less gives way to the fuller one
            rows[less] = (rows[less][0], replace(rows[less][1], claim=claim))
        else:
            rows.append((figure, row))
    room = 5 - min(len(targets), 1)
    kept = sorted(rows[:room], key=lambda pair: pair[0].start)
    return tuple(row for _, row in [*kept, *targets[:1]])


def _summary_claim(plan: Plan, figure: Figure) -> Claim | None:
    good = [c.claim for c in plan.candidates(figure) if c.score >= 0.3]
    most = limit("summary")
    return next((claim for wide in (most, most + 4) for claim in good if width(claim.text) <= wide), None)


def points(plan: Plan, figures: list[Figure]) -> tuple[Claim, ...]:
    """Three to five, two or three lines each, the target last with 目標：."""
    view = plan.view
    found: list[tuple[int, bool, Claim]] = []
    covered: set[str] = set()
    pool = figures + [f for f in plan.salience.pick(plan.salience.figures, 10) if f not in figures]
    pool += [f for f in figures if plan.ctx.status(f) == "target"]
    shown = {f.id for f in figures[:4]}
    pool.sort(key=lambda f: not _brings_more(plan, f, shown))
    waiting = any(plan.ctx.status(f) == "target" for f in pool)
    for figure in pool:
        if len(found) >= 5 or (
            len(found) >= 4 and waiting and not any(t for _, t, _ in found) and plan.ctx.status(figure) != "target"
        ):
            continue
        if figure.id in covered:
            continue
        is_target = plan.ctx.status(figure) == "target"
        if is_target and any(t for _, t, _ in found):
            continue
        claim = plan.sentence(figure, limit("point"), "point")
        if claim is not None and is_target and plan.ladder_like(figure) is not None:
            claim = plan.ladder_like(figure)
        if claim is None or any(claim.text == other.text for _, _, other in found):
            continue
        if any(f in covered and isinstance(view.by_id[f], Figure) for f in claim.facts):
            continue
        covered.update(f for f in claim.facts)
        claim = plan.targeted(claim) if is_target else claim
        found.append((figure.start, is_target, with_lead(claim)))
    if len(found) < 3:
        found += _plain_points(plan, 4 - len(found), {c.text for _, _, c in found})
    found.sort(key=lambda entry: (entry[1], entry[0]))
    del view
    return tuple(claim for _, _, claim in found)


def _brings_more(plan: Plan, figure: Figure, shown: set[str]) -> bool:
    """Whether a figure's title holds a figure that the strip of key numbers does not show."""
    claim = plan.title(figure)
    found = claim.facts if claim is not None else (figure.id,)
    return any(isinstance(plan.view.by_id[f], Figure) and f not in shown for f in found)


def _plain_points(plan: Plan, most: int, said: set[str]) -> list[tuple[int, bool, Claim]]:
    """Sentences of an article with few figures: those with names, dates and deeds, in order."""
    scored = []
    for line in plan.view.plain_lines():
        claim = plan.body_of(line, limit("point"))
        if claim is None or width(claim.text) < 14 or claim.text in said:
            continue
        facts = len([f for f in plan.view.facts_in(line.start, line.end)])
        scored.append(
            (
                facts * 2 + (1 if plan.ctx.place and plan.ctx.place.bare in claim.text else 0) - line.paragraph * 0.1,
                line.start,
                claim,
            )
        )
    scored.sort(key=lambda s: (-s[0], s[1]))
    return [(start, False, claim) for _, start, claim in sorted(scored[:most], key=lambda s: s[1])]


def board_title(plan: Plan, figures: list[Figure], head: Claim) -> Claim:
    """The board's sentence: the best title that the first page does not lead with."""
    for figure in figures[1:]:
        claim = plan.title(figure)
        if claim is not None and claim.text != head.text and plan.ctx.status(figure) == "actual":
            return claim
    return plan.title(figures[0]) if figures and plan.title(figures[0]) is not None else head  # type: ignore[return-value]
