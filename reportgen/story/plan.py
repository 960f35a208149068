"""Turns an extraction into the story: what is told first, under which heading, in which block."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from reportgen import assets
from reportgen.model import Award, Extraction, Figure, Initiative, Milestone, Quote, Rank
from reportgen.source import Span
from reportgen.story import cards, cases, gaps, gate, groups, method, quotes, ranks, table, titles, tracker
from reportgen.story.blocks import (
    Board,
    Claim,
    Evidence,
    Exhibit,
    Honours,
    Number,
    ParagraphEntry,
    Quotation,
    RankRow,
    Shares,
    Story,
    SummaryRow,
    Theme,
    Timeline,
)  # fmt: skip
from reportgen.story.claims import Part, make, show_span, whole
from reportgen.story.context import Context
from reportgen.story.lexicon import limit, words
from reportgen.story.numbers import Numbers
from reportgen.story.salience import Salience, unit_class
from reportgen.story.show import show
from reportgen.story.text import CLOSERS, OPENERS, PERIOD, Line, View, width


class Plan:
    """The choices of one article, made once and read by the parts below."""

    def __init__(self, extraction: Extraction) -> None:
        self.view = View(extraction)
        self.ctx = Context(self.view)
        self.salience = Salience(self.view, self.ctx)
        self.numbers = Numbers(self.view, self.ctx)
        self.wording = assets.wording(extraction.article.script)
        self.say: dict[str, str] = self.wording["story"]
        self.log: list[str] = []
        self._titles: dict[str, tuple[titles.Candidate, ...]] = {}
        self.timelines = groups.timelines(self.view, self.ctx, self.say)
        self.used_titles: set[str] = set()

    def candidates(self, figure: Figure) -> tuple[titles.Candidate, ...]:
        """Title candidates of a figure, computed once."""
        if figure.id not in self._titles:
            self._titles[figure.id] = titles.candidates(self.view, self.ctx, figure, titles.title_want())
        return self._titles[figure.id]

    def title(self, figure: Figure) -> Claim | None:
        """The best title of a figure that is not too weak to print."""
        found = self.candidates(figure)
        return found[0].claim if found and found[0].score >= 0.5 else None

    def fresh(self, figure: Figure) -> Claim | None:
        """The best title of a figure whose text no other exhibit carries."""
        for candidate in self.candidates(figure):
            if candidate.score >= 0.3 and candidate.claim.text not in self.used_titles:
                return candidate.claim
        return None

    def fresh_or_title(self, figure: Figure) -> Claim | None:
        """A title for an exhibit: a fresh one, else none; it is marked as used."""
        claim = self.fresh(figure)
        if claim is not None:
            self.used_titles.add(claim.text)
        return claim

    def ladder_like(self, figure: Figure) -> Claim | None:
        """The title that holds most of a target's levels, used or not."""
        ranked = sorted(
            self.candidates(figure),
            key=lambda c: (
                -len([f for f in c.claim.facts if isinstance(self.view.by_id[f], Figure)]),
                -c.score,
            ),
        )
        return ranked[0].claim if ranked else None

    def ladder_title(self, figure: Figure) -> Claim | None:
        """A ladder's title holds as many of its levels as pass."""
        ranked = sorted(
            self.candidates(figure),
            key=lambda c: (
                -len(
                    [
                        f
                        for f in c.claim.facts
                        if isinstance(self.view.by_id[f], Figure)
                        and self.ctx.status(self.view.by_id[f]) == "target"
                    ]
                ),
                -c.score,
            ),
        )
        for candidate in ranked:
            if candidate.claim.text not in self.used_titles and width(candidate.claim.text) <= 48:
                self.used_titles.add(candidate.claim.text)
                return candidate.claim
        return None

    # ---- key numbers ------------------------------------------------------------------------------------------

    def key_numbers(self) -> tuple[list[Figure], list[Number]]:
        """Up to six, the headline fact first: facts with a title; a companion inside a chosen title leads no more."""
        allowed = [
            f
            for f in self.salience.figures
            if self.title(f) is not None
            and self.ctx.status(f) != "estimate"
            and not _poor(self.numbers.number(f, self.title(f)))
        ]
        chosen: list[Figure] = []
        while len(chosen) < 6:
            covered = {fid for f in chosen for fid in self._own_run(f)}
            rest = [f for f in allowed if f.id not in covered]
            more = self.salience.pick(rest, len(chosen) + 1, tuple(chosen))
            if len(more) <= len(chosen):
                break
            chosen.append(self._lead_of_pair(more[-1]))
        if not chosen:
            return [], []
        head = self._head(chosen)
        ordered = [head, *(f for f in chosen if f is not head)]
        return ordered, [
            self.numbers.number(f, self.ladder_like(f) if self.ctx.status(f) == "target" else self.title(f))
            for f in ordered
        ]

    def _own_run(self, figure: Figure) -> set[str]:
        claim = self.title(figure)
        return {figure.id, *(claim.facts if claim is not None else ())}

    def _lead_of_pair(self, figure: Figure) -> Figure:
        """Of figures of one unit in one title the first leads (9家 with 37家), unless one is old or a part."""
        claim = self.title(figure)
        if claim is None:
            return figure
        same = [self.view.by_id[f] for f in claim.facts]
        firsts = [
            f
            for f in same
            if isinstance(f, Figure)
            and f.unit == figure.unit
            and self.ctx.status(f) == self.ctx.status(figure)
        ]
        line = self.view.line_of(figure)
        if firsts and firsts[0] is not figure and line is not None:
            first = firsts[0]
            between = self.view.s(first.end, figure.start)
            close = self.salience.score(figure) - self.salience.score(first) <= 1.0
            if (
                close
                and re.search(r"[，,]", between)
                and not re.search(r"由|从|至|到|突破|其中|达", between)
                and first.qualifier != "突破"
            ):
                if first.value != 4 or True:
                    return first
        return figure

    def _head(self, chosen: list[Figure]) -> Figure:
        """The headline fact: money of the place when it is near the top, else the first."""
        best = self.salience.score(chosen[0])
        money = [
            f
            for f in chosen
            if unit_class(f) == "money"
            and self.ctx.status(f) == "actual"
            and self.salience.score(f) >= best - 2.0
        ]
        for figure in money:
            line = self.view.line_of(figure)
            if line is not None and not words("salience.companies").within(self.view.s(line.start, line.end)):
                return figure
        return chosen[0]

    # ---- sentences ---------------------------------------------------------------------------------------------

    def targeted(self, claim: Claim) -> Claim:
        """The claim with 目標： in front when a target in it is led by no such word already."""
        has_target = any(
            isinstance(self.view.by_id[f], Figure) and self.ctx.status(self.view.by_id[f]) == "target"
            for f in claim.facts
            if f in self.view.by_id
        )
        if not has_target or self.say["target-prefix"][:2] in claim.text:
            return claim
        parts: list[Part] = [self.say["target-prefix"]]
        place = self.ctx.place.bare if self.ctx.place else None
        pieces = list(claim.pieces)
        if claim.inserted and not (
            len(claim.inserted) == 1 and place is not None and claim.inserted[0].startswith(place)
        ):
            parts += list(claim.inserted)
        elif (
            pieces
            and place is not None
            and self.view.text[pieces[0].start : pieces[0].end]
            in (place, self.ctx.place.full if self.ctx.place else "")
            and len(pieces) > 1
        ):
            pieces = pieces[1:]
        return make(self.view, (*parts, *pieces))

    def sentence(self, figure: Figure, most: int, use: str) -> Claim | None:
        """A longer cut around a figure for running text: the whole sentence if it fits, else the longest run of clauses."""
        line = self.view.line_of(figure)
        if line is None or line.speech is not None:
            return None
        clause = line.clause_at(figure.start)
        best: tuple[float, Claim] | None = None
        for first in range(clause.n, -1, -1):
            for last in range(clause.n, len(line.clauses)):
                claim = self._run(line, first, last, use)
                if claim is None or width(claim.text) > most:
                    continue
                facts = sum(1 for f in claim.facts if isinstance(self.view.by_id[f], (Figure, Rank)))
                bare = [
                    c
                    for c in line.clauses[first : last + 1]
                    if not any(isinstance(f, (Figure, Rank)) for f in self.view.facts_in(c.start, c.end))
                    and not titles.is_opener(self.view, self.ctx, c)
                ]
                segments = line.clauses[last].segment - line.clauses[first].segment
                score = facts * 3 - 1.6 * len(bare) - 1.5 * segments - 0.05 * max(width(claim.text) - 60, 0)
                score -= 5 if words("subject.figurative").within(gate.folded(self.view, claim)) else 0
                score += (
                    0.8
                    if first
                    and line.clauses[first].segment == clause.segment
                    and self.ctx.place
                    and self.ctx.place.bare in claim.text[:10]
                    else 0
                )
                if best is None or score > best[0]:
                    best = (score, claim)
        return best[1] if best else None

    def _run(self, line: Line, first: int, last: int, use: str) -> Claim | None:
        if (
            line.clauses[first].segment != line.clauses[last].segment
            and first
            and line.clauses[first - 1].segment == line.clauses[first].segment
        ):
            return None
        want = titles.Want(use=use, target=40, hard=200)
        parts = titles.build(self.view, self.ctx, line, first, last, want, None)
        if parts is None:
            return None
        claim = make(self.view, parts)
        return None if gate.refuse(self.view, self.ctx, claim, use) else claim

    def body_of(self, line: Line, most: int) -> Claim | None:
        """A body item: the sentence from its head, openers kept out, as many clauses as fit."""
        spoken = [q for q in self.view.quotes if line.start <= q.start < line.end]
        best: tuple[float, Claim] | None = None
        for first, start in self._body_starts(line):
            for last in range(len(line.clauses) - 1, first - 1, -1):
                end = line.clauses[last].end
                if any(start <= q.start < end < q.end for q in spoken):
                    continue
                text = self.view.s(line.clauses[last].start, end)
                if re.search(
                    r"(?:感叹|感慨|表示|说|称|介绍|坦言|直言|指出|告诉记者|透露|认为)$", text
                ) or words("subject.figurative").within(text):
                    continue
                claim = make(self.view, (Span(start, end),))
                if width(claim.text) > most or gate.refuse(self.view, self.ctx, claim, "body") is not None:
                    continue
                facts = [
                    f
                    for f in self.view.facts_in(start, end)
                    if isinstance(f, (Figure, Rank, Initiative, Award))
                ]
                whole_quotes = sum(1 for q in spoken if start <= q.start and q.end <= end)
                score = (
                    2.0 * len(facts)
                    + 3.0 * whole_quotes
                    + 0.5 * (first == 0)
                    + min(width(claim.text), 70) / 50
                )
                score += 1.0 if self.ctx.place is not None and self.ctx.place.bare in claim.text[:10] else 0.0
                if best is None or score > best[0]:
                    best = (score, claim)
                break
        return with_lead(best[1]) if best else None

    def _body_starts(self, line: Line) -> list[tuple[int, int]]:
        """Where a body item may begin: the sentence's head without openers, a new segment, a clause that names the place."""
        view, ctx, clauses = self.view, self.ctx, line.clauses
        first = 0
        while (
            first < len(clauses) - 1
            and titles.is_opener(view, ctx, clauses[first])
            and not PERIOD.fullmatch(view.s(clauses[first].start, clauses[first].end))
        ):
            first += 1
        starts = [(first, ctx.skip_openers(clauses[first].start, clauses[first].end))]
        for clause in clauses[first + 1 :]:
            begin = ctx.skip_openers(clause.start, clause.end)
            new_segment = clause.segment != clauses[clause.n - 1].segment
            if (new_segment and titles.state(view, ctx, begin, clause.end) == "own") or ctx.place_at(begin):
                starts.append((clause.n, begin))
        return starts


def with_lead(claim: Claim) -> Claim:
    """The claim with its first clause set as lead-in, at most 22 wide; the whole text is never bold."""
    text = claim.text
    most = limit("lead")
    cut = 0
    prefix = re.match(r"目[標标]：", text)
    depth = 0
    for i, char in enumerate(text):
        if char in "「『（《“":
            depth += 1
        elif char in "」』）》”":
            depth -= 1
        elif char in "，；：。" and depth == 0 and not (prefix and i < prefix.end()):
            if width(text[:i]) <= most:
                if width(text[:i]) >= 4 or cut == 0:
                    cut = i
                if width(text[:i]) >= 6:
                    break
            else:
                break
    if cut == 0:
        found = re.search(r"[將将是在擁拥推實实達达佔占]", text[4:])
        cut = 4 + found.start() if found and width(text[: 4 + found.start()]) <= most else 0
    if cut >= len(text):
        cut = 0
    return Claim(
        text=text,
        paragraphs=claim.paragraphs,
        facts=claim.facts,
        pieces=claim.pieces,
        inserted=claim.inserted,
        lead=cut,
    )


# ---- whole-article parts ----------------------------------------------------------------------------------------


def _headline(plan: Plan, head: Figure | None) -> Claim:
    """Place, the headline's clause with the quoted name, and the headline fact's title, on two lines at most."""
    view, ctx = plan.view, plan.ctx
    raw = view.article.headline
    at = max(view.text.find(raw), 0)
    clauses = [m for m in re.finditer(r"[^，,：:\s　]+", raw)]
    spans = [(at + m.start(), at + m.end()) for m in clauses]
    before_colon = re.match(r"[^：:]{1,14}[：:]", raw)
    if before_colon and len(spans) > 1:
        spans = [s for s in spans if s[0] >= at + before_colon.end()]
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
        and not re.match(r"[一-鿿]{2,4}[市县縣区區]", text)
    ):
        parts.append(place)
    for i, (a, b) in enumerate(chosen):
        parts += (["，"] if i else []) + [Span(a, b)]
    lead = make(view, tuple(parts))
    digits = bool(re.search(r"\d", "".join(view.text[a:b] for a, b in chosen)))
    facts: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    if fact_claim is not None and not digits:
        tail = _without_time(plan, fact_claim)
        joined = (*parts, "，", *tail)
        both = make(view, joined)
        for other in plan.candidates(head) if head is not None else ():
            if width(both.text) > 42 and other.score >= 0.5:
                fact_claim = other.claim
                both = make(view, (*parts, "，", *_without_time(plan, other.claim)))
        if width(both.text) <= 42:
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
    if digits and head is not None and plan.title(head) is not None:
        facts = (head.id,) if any(c in lead.text for c in (show(head.surface, view.article.script),)) else ()
        paragraphs = (head.paragraph,) if facts else ()
    return Claim(
        text=lead.text, paragraphs=paragraphs, facts=facts, pieces=lead.pieces, inserted=lead.inserted
    )


def _without_time(plan: Plan, claim: Claim) -> tuple[Part, ...]:
    """The parts of a title without the time in front of it."""
    pieces = list(claim.pieces)
    if len(pieces) > 1 and re.fullmatch(
        r"[\d年月日]+", plan.view.s(pieces[0].start, pieces[0].end).strip("，,")
    ):
        pieces = pieces[1:]
        return tuple(pieces)
    out: list[Part] = (
        list(claim.inserted[:1])
        if claim.inserted
        and not claim.text.startswith(
            show(plan.view.text[pieces[0].start : pieces[0].start + 2], plan.view.article.script)
        )
        else []
    )
    return (*out, *pieces)


def _lead(plan: Plan) -> Claim | None:
    """The lead: the first paragraph's sentences while they fit 90, at least the first one cut at a clause."""
    view = plan.view
    lines = (
        [line for line in view.plain_lines() if line.paragraph == view.article.paragraphs[0].n]
        if view.article.paragraphs
        else []
    )
    if not lines:
        return None
    end = lines[0].end
    for line in lines[1:]:
        if width(view.text[lines[0].start : line.end]) <= 90:
            end = line.end
        else:
            break
    claim = whole(view, lines[0].start, end)
    if width(claim.text) <= 90 and not gate.marks(view, plan.ctx, claim, "dek"):
        return claim
    return plan.body_of(lines[0], 90)


def _summary_title(plan: Plan, fallback: Claim) -> Claim:
    """The occasion: the first sentence cut to a title, with its time."""
    view = plan.view
    for line in view.plain_lines()[:2]:
        told = plan.ctx.place is not None and plan.ctx.place.bare in view.text[line.start : line.end]
        if not told and not any(
            isinstance(f, (Figure, Award, Milestone)) for f in view.facts_in(line.start, line.end)
        ):
            continue
        if re.search(r"记者|获悉|核算", view.s(line.start, line.end)):
            claim = _reported(plan, line)
            if claim is not None:
                return claim
            continue
        if (
            plan.ctx.place is not None
            and not told
            and not re.search(
                r"召开|举行|发布|公布|通报|启动|开幕|签约|受损|开通", view.s(line.start, line.end)
            )
        ):
            continue
        for last in range(len(line.clauses) - 1, -1, -1):
            start = plan.ctx.skip_openers(line.start, line.clauses[0].end)
            claim = make(view, (Span(start, line.clauses[last].end),))
            if (
                limit("title-min") <= width(claim.text) <= limit("title-target") + 6
                and gate.refuse(view, plan.ctx, claim, "title") is None
            ):
                if last or len(line.clauses) == 1 or width(claim.text) > 14:
                    return claim
        parts = titles.build(
            view, plan.ctx, line, 0, min(3, len(line.clauses) - 1), titles.title_want(), None
        )
        if parts is not None:
            claim = make(view, parts)
            if (
                width(claim.text) <= limit("title-hard")
                and gate.refuse(view, plan.ctx, claim, "title") is None
            ):
                return claim
    return fallback


def _reported(plan: Plan, line: Line) -> Claim | None:
    """The first sentence without who reported it."""
    best: tuple[float, Claim] | None = None
    for figure in (f for f in plan.salience.figures if plan.view.line_of(f) is line):
        for candidate in plan.candidates(figure)[:2]:
            if best is None or candidate.score > best[0]:
                best = (candidate.score, candidate.claim)
    return best[1] if best else None


def _summary(plan: Plan, figures: list[Figure], numbers: list[Number]) -> tuple[SummaryRow, ...]:
    """Five by score, then in the article's order; at most one target, last."""
    pairs = list(zip(figures, numbers, strict=True))
    rows: list[tuple[Figure, SummaryRow]] = []
    targets: list[tuple[Figure, SummaryRow]] = []
    said: list[set[str]] = []
    for figure, number in pairs:
        claim = _summary_claim(plan, figure)
        if claim is None or any(set(claim.facts) <= other for other in said):
            continue
        said.append(set(claim.facts))
        row = SummaryRow(number=number, claim=claim)
        if plan.ctx.status(figure) == "target":
            targets.append((figure, SummaryRow(number=number, claim=plan.targeted(claim))))
        else:
            rows.append((figure, row))
    room = 5 - min(len(targets), 1)
    kept = sorted(rows[:room], key=lambda pair: pair[0].start)
    return tuple(row for _, row in [*kept, *targets[:1]])


def _summary_claim(plan: Plan, figure: Figure) -> Claim | None:
    for candidate in plan.candidates(figure):
        if candidate.score >= 0.3 and width(candidate.claim.text) <= limit("summary"):
            return candidate.claim
    return None


def _points(plan: Plan, figures: list[Figure]) -> tuple[Claim, ...]:
    """Three to five, two or three lines each, the target last with 目標：."""
    view = plan.view
    found: list[tuple[int, bool, Claim]] = []
    covered: set[str] = set()
    pool = figures + [f for f in plan.salience.pick(plan.salience.figures, 10) if f not in figures]
    pool += [f for f in figures if plan.ctx.status(f) == "target"]
    waiting = any(plan.ctx.status(f) == "target" for f in pool)
    for figure in pool:
        if len(found) >= 5 or (
            len(found) >= 4
            and waiting
            and not any(t for _, t, _ in found)
            and plan.ctx.status(figure) != "target"
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
                facts * 2
                + (1 if plan.ctx.place and plan.ctx.place.bare in claim.text else 0)
                - line.paragraph * 0.1,
                line.start,
                claim,
            )
        )
    scored.sort(key=lambda s: (-s[0], s[1]))
    return [(start, False, claim) for _, start, claim in sorted(scored[:most], key=lambda s: s[1])]


# ---- themes -----------------------------------------------------------------------------------------------------


def _groups(plan: Plan) -> list[tuple[str, str, list[int], int | None]]:
    """Name, kicker, paragraphs and section index of each theme; a section without facts joins the next one."""
    article = plan.view.article
    script = article.script
    if not article.sections:
        numbers = [p.n for p in article.paragraphs]
        return [("", "", numbers, None)]
    out: list[tuple[str, str, list[int], int | None]] = []
    carried: list[int] = []
    for i, section in enumerate(article.sections):
        paragraphs = [*carried, *section.paragraphs]
        carried = []
        facts = [f for f in plan.view.facts if f.paragraph in paragraphs]
        if not paragraphs:
            continue
        if not facts and i + 1 < len(article.sections):
            carried = paragraphs
            continue
        heading, kicker = section.heading, section.subheading or ""
        if not section.subheading:
            halves = re.split(r"[，,　\s]+", heading.strip())
            if len(halves) == 2 and all(2 <= len(h) <= 10 for h in halves):
                heading, kicker = halves
        out.append((show(heading, script), show(kicker, script), paragraphs, i))
    return out


def _dek(plan: Plan, lines: list[Line], avoid: str) -> Claim | None:
    """A figureless sentence of the section, at most 38 wide, that shares the headline's words."""
    view = plan.view
    start = max(view.text.find(view.article.headline), 0)
    headline = view.s(start, start + len(view.article.headline))
    grams = {
        headline[i : i + 4]
        for i in range(len(headline) - 3)
        if re.fullmatch(r"[一-鿿]{4}", headline[i : i + 4])
    }
    best: tuple[float, Claim] | None = None
    for order, line in enumerate(lines):
        if line.speech is not None or view.figures_in(line.start, line.end):
            continue
        claim = whole(view, line.start, line.end)
        if (
            not 8 <= width(claim.text) <= limit("dek")
            or gate.refuse(view, plan.ctx, claim, "dek")
            or claim.text in avoid
        ):
            continue
        text = view.s(line.start, line.end)
        if re.match(r"通过|为此|同时|此外|据|只有|如果|一直以来", text) or re.search(r"\d", text):
            continue
        score = (
            2.0 * (sum(g in text for g in grams) > 0)
            - 0.12 * order
            + width(claim.text) / 60
            + (0.8 if order == 0 else 0)
        )
        score += 0.4 if re.search(r"是|需要|离不开", text) else 0
        if best is None or score > best[0]:
            best = (score, claim)
    return best[1] if best and best[0] > 0.2 else None


def _body(
    plan: Plan,
    lines: list[Line],
    dek: Claim | None,
    title: Claim,
    pulled: set[str],
    lifted: set[str],
    most: int = 5,
) -> tuple[Claim, ...]:
    """Items in the article's order, the best sentence of each paragraph first, then second ones."""
    view = plan.view
    scored: list[tuple[float, int, int, Claim]] = []
    for line in lines:
        if line.speech is not None:
            continue
        spoken = _speech_item(plan, line)
        if spoken is not None and pulled & set(spoken.facts):
            continue
        claim = spoken or plan.body_of(line, limit("body"))
        if claim is None or (dek is not None and claim.text in dek.text) or width(claim.text) < 12:
            continue
        facts = [f for f in view.facts_in(line.start, line.end)]
        score = 2.0 * len([f for f in facts if isinstance(f, (Figure, Initiative, Award))]) ** 0.5 + len(
            [f for f in facts if isinstance(f, Rank)]
        )
        score += 1.0 if plan.ctx.place and plan.ctx.place.bare in claim.text[:10] else 0
        score += min(width(claim.text), 60) / 40
        score += 0.8 if claim.lead else 0
        score -= 1.5 if re.match(r"[“「]", claim.text) and claim.lead == 0 else 0
        figures = {f for f in claim.facts if isinstance(view.by_id[f], Figure)}
        score -= 2.0 if figures and figures <= set(title.facts) else 0
        score -= 2.0 if figures and figures <= lifted else 0
        score += 1.2 if spoken is not None else 0
        score -= (
            1.5
            if not facts and spoken is None and not (plan.ctx.place and plan.ctx.place.bare in claim.text)
            else 0
        )
        scored.append((score, line.paragraph, line.start, claim))
    chosen: list[tuple[float, int, int, Claim]] = []
    per: dict[int, int] = {}
    for entry in sorted(scored, key=lambda e: (-e[0], e[2])):
        if len(chosen) >= most or (len(chosen) >= 4 and entry[0] < 1.6):
            break
        speech = (
            any(isinstance(view.by_id.get(f), Quote) for f in entry[3].facts)
            and entry[3].pieces[0].start > entry[3].pieces[-1].start
        )
        if not speech and per.get(entry[1], 0) >= (1 if len({e[1] for e in scored}) >= 4 else 2):
            continue
        per[entry[1]] = per.get(entry[1], 0) + (not speech)
        chosen.append(entry)
    return tuple(entry[3] for entry in sorted(chosen, key=lambda e: e[2]))


def _speech_item(plan: Plan, line: Line) -> Claim | None:
    """Speech in running text: speaker, 说：, the whole quotation, when the sentence after or before names the speaker."""
    view = plan.view
    for quote in view.quotes:
        if not quote.speaker or not (line.start - 1 <= quote.start <= line.start + 1):
            continue
        if width(view.text[quote.start : quote.end]) > limit("quote-max"):
            return None
        at = view.text.find(quote.speaker, quote.end, quote.end + 60)
        if at < 0:
            continue
        said = re.match(
            r"[一-鿿]{0,4}?(?:说|表示|介绍|称|道)",
            view.s(at + len(quote.speaker), at + len(quote.speaker) + 6),
        )
        begin = quote.end
        while begin < at and view.text[begin] in "，,。 ”」\n":
            begin += 1
        if not said or re.search(r"[。！？]", view.text[begin:at]):
            continue
        end = at + len(quote.speaker) + said.end()
        claim = make(view, (Span(begin, end), "：", Span(quote.start, quote.end)))
        lead = len(show_span(view, begin, end))
        return Claim(
            text=claim.text,
            paragraphs=claim.paragraphs,
            facts=tuple({*claim.facts, quote.id}),
            pieces=claim.pieces,
            inserted=claim.inserted,
            lead=lead if lead <= 22 else 0,
        )
    return None


def _theme(
    plan: Plan, name: str, kicker: str, paragraphs: list[int], section: int | None, key: list[Figure]
) -> Theme | None:
    view, ctx = plan.view, plan.ctx
    inside = set(paragraphs)
    facts = [f for f in view.facts if f.paragraph in inside]
    figures = [f for f in plan.salience.figures if f.paragraph in inside]
    lines = [line for line in view.lines if line.paragraph in inside]
    exhibits = _exhibits(plan, figures, facts, paragraphs)
    shown_first = {fid for e in exhibits for fid in (*_owned(e), *e.title.facts)}
    title = _theme_title(plan, figures, facts, lines, key, shown_first)
    if title is None:
        return None
    plan.used_titles.add(title.text)
    board = _board(plan, figures, {fid for e in exhibits for fid in _owned(e)}, title)
    if board is not None:
        exhibits.append(board)
    told = {fid for e in exhibits for fid in e.title.facts} | set(title.facts)
    timeline_lines = {
        line.start
        for e in exhibits
        if isinstance(e, Timeline)
        for ev in e.events
        for line in [view.line_of(view.by_id[ev.fact])]
        if line is not None and line.speech is not None
    }
    quoted = _quotes(plan, [f for f in facts if isinstance(f, Quote)], timeline_lines)
    promised = [
        q
        for q in quotes.promises(view, plan.say)
        if q.paragraph in inside and not any(o.text == q.text for o in quoted)
    ]
    dek = _dek(plan, lines, title.text)
    pulled = {q.fact for q in (*quoted[:1],)}
    panel = _panel(plan, figures, exhibits, title, told)
    return Theme(
        name=name,
        kicker=kicker,
        title=title,
        dek=dek,
        body=_body(
            plan,
            lines,
            dek,
            title,
            pulled,
            {fid for e in exhibits if isinstance(e, Shares) for fid in _owned(e)},
        ),
        numbers=panel,
        exhibits=tuple(exhibits),
        quotes=tuple([*quoted, *promised]),
        ranks=ranks.rows(view, ctx, [f for f in facts if isinstance(f, Rank)]),
        lists=tuple(ranks.lists(view, ctx, [line for line in lines if line.speech is None], plan.say)),
        cases=cases.cases(view, ctx, figures, plan.numbers, plan.say),
        days=(),
        facts=tuple(f.id for f in facts),
        paragraphs=tuple(sorted(inside)),
    )


def _theme_title(
    plan: Plan,
    figures: list[Figure],
    facts: list[object],
    lines: list[Line],
    key: list[Figure],
    shown: set[str],
) -> Claim | None:
    """The best title whose fact no exhibit leads with; else the best one that is left; else a sentence without figures."""

    def weight_of(figure: Figure) -> float:
        found = plan.candidates(figure)
        return (
            plan.salience.score(figure)
            + (1.5 if figure in key else 0)
            - (4 if figure.id in shown else 0)
            + (0.5 * found[0].score if found else 0)
        )

    ranked = sorted(figures, key=lambda f: (-weight_of(f), f.start))
    for figure in ranked:
        claim = plan.fresh(figure)
        if claim is not None and plan.ctx.status(figure) != "estimate":
            return claim
    for line in lines:
        if line.speech is not None:
            continue
        for last in range(min(3, len(line.clauses) - 1), -1, -1):
            parts = titles.build(plan.view, plan.ctx, line, 0, last, titles.title_want(), None)
            if parts is None:
                continue
            claim = make(plan.view, parts)
            if (
                claim.text not in plan.used_titles
                and width(claim.text) <= limit("title-target")
                and gate.refuse(plan.view, plan.ctx, claim, "title") is None
            ):
                return claim
    for line in lines:
        if line.speech is None:
            return whole(plan.view, line.start, line.end)
    return None


def _exhibits(plan: Plan, figures: list[Figure], facts: list[object], paragraphs: list[int]) -> list[Exhibit]:
    """Series, ladder, shares, pairs, structure, timeline, cards, board; each owns facts that none before it shows."""
    view, ctx, say = plan.view, plan.ctx, plan.say
    found: list[Exhibit] = []
    found += groups.structures(view, ctx, figures, plan.fresh_or_title, say)
    found += groups.bars(view, ctx, figures, plan.fresh_or_title, say, plan.log)
    ladder = groups.ladder(view, ctx, figures, plan.ladder_title, say)
    if ladder is not None:
        found.append(ladder)
    found += groups.shares(view, ctx, figures, plan.fresh_or_title, say)
    found += groups.pairs(view, ctx, figures, plan.fresh_or_title, say)
    found += [t for t in plan.timelines if t.paragraphs and t.paragraphs[0] in paragraphs]
    initiatives = cards.named(
        view,
        [line for line in view.lines if line.paragraph in paragraphs],
        [f for f in facts if isinstance(f, Initiative)],
    )
    grid = cards.cards(
        view, ctx, initiatives, cards.cards_title(view, ctx, initiatives), say["cards-subtitle"]
    )
    if grid is not None:
        found.append(grid)
    return found


def _owned(exhibit: Exhibit) -> list[str]:
    rows = getattr(exhibit, "rows", ())
    owned = [getattr(row, "fact", "") for row in rows]
    owned += [fid for row in rows for fid in getattr(row, "facts", ())]
    owned += [event.fact for event in getattr(exhibit, "events", ())]
    owned += [number.fact for number in getattr(exhibit, "numbers", ())]
    return [fid for fid in owned if fid]


def _board(plan: Plan, figures: list[Figure], shown: set[str], title: Claim) -> Board | None:
    """Three or more numbers of one paragraph that stand in no exhibit and not in the theme's title."""
    by_paragraph: dict[int, list[Figure]] = {}
    for figure in figures:
        line = plan.view.line_of(figure)
        if figure.id in shown or figure.id in title.facts or line is None or line.speech is not None:
            continue
        if (
            unit_class(figure) in ("point", "minor", "duration")
            and plan.salience.score(figure) < 1
            or plan.salience.score(figure) < -4.6
            or plan.view.s(line.clause_at(figure.start).start, figure.start).endswith("等")
            or plan.ctx.status(figure) in ("target", "estimate")
        ):
            continue
        by_paragraph.setdefault(figure.paragraph, []).append(figure)
    best = max(by_paragraph.values(), key=lambda m: (len(m), -m[0].start), default=[])
    if len(best) < 3:
        return None
    ordered = sorted(best, key=lambda f: -plan.salience.score(f))[: 3 if len(best) < 6 else 6]
    ordered.sort(key=lambda f: -plan.salience.score(f))
    claim = _board_sentence(plan, ordered) or next(
        (c for c in map(plan.fresh, ordered) if c is not None and c.text != title.text), None
    )
    if claim is None:
        return None
    line = plan.view.line_of(ordered[0])
    period = ""
    if line is not None:
        span = plan.ctx.period_text(ordered[0])
        period = show_span(plan.view, span.start, span.end) + plan.say["semicolon"] if span else ""
    plan.used_titles.add(claim.text)
    subtitle = plan.say["board-subtitle"].format(period=period, n=len(ordered))
    made = [plan.numbers.number(f) for f in ordered]
    made = [n for n in made if not _poor(n)]
    return groups.board(made, claim, subtitle) if len(made) >= 2 else None


def _board_sentence(plan: Plan, figures: list[Figure]) -> Claim | None:
    """Two segments of one sentence, each with its own subject: 64個…開工，600餘名…開展…."""
    view, ctx = plan.view, plan.ctx
    for a in figures:
        for b in figures:
            line = view.line_of(a)
            if line is None or view.line_of(b) is not line or b.start <= a.start:
                continue
            ca, cb = line.clause_at(a.start), line.clause_at(b.start)
            alone = all(c.n == 0 or line.clauses[c.n - 1].segment != c.segment for c in (ca, cb))
            if ca.segment == cb.segment or not alone or ctx.status(a) != ctx.status(b):
                continue
            starts = [ctx.skip_openers(c.start, c.end) for c in (ca, cb)]
            if any(titles.state(view, ctx, s, c.end) != "own" for s, c in zip(starts, (ca, cb), strict=True)):
                continue
            claim = make(view, (Span(starts[0], ca.end), "，", Span(starts[1], cb.end)))
            if width(claim.text) <= limit("title-target") and gate.refuse(view, ctx, claim, "title") is None:
                return claim
    return None


def _panel(
    plan: Plan, figures: list[Figure], exhibits: list[Exhibit], title: Claim, told: set[str]
) -> tuple[Number, ...]:
    """Two or three numbers of the section that the title does not print; cases and counts before bounds and parts."""
    shown = {fid for e in exhibits for fid in _owned(e)}
    lifted = {fid for e in exhibits if isinstance(e, Shares) for fid in _owned(e)}
    ranked = sorted(
        figures,
        key=lambda f: (f.id in lifted, f.id in title.facts, f.id in shown, -_panel_score(plan, f), f.start),
    )
    found: list[Number] = []
    for figure in ranked:
        line = plan.view.line_of(figure)
        if line is None or line.speech is not None or unit_class(figure) in ("minor", "point"):
            continue
        if plan.ctx.status(figure) == "target" and exhibits:
            continue
        if _panel_score(plan, figure) < -1.2 or plan.view.s(
            line.clause_at(figure.start).start, figure.start
        ).endswith("等"):
            continue
        number = plan.numbers.number(figure, plan.title(figure))
        if any(number.claim.text == other.claim.text for other in found):
            continue
        if any(number.digits == other.digits and number.unit == other.unit for other in found):
            continue
        if not number.what or _poor(number) or gate.refuse(plan.view, plan.ctx, number.claim, "item"):
            continue
        found.append(number)
        if len(found) == 3:
            break
    return tuple(found)


def _poor(number: Number) -> bool:
    """Whether a number's words say nothing of what it measures (增長 42.1 %)."""
    said = number.before + "".join(number.what) + number.after
    return len(set(said) - set("增長长下降同比較较達达為为分別别占佔由至到，")) < 3


def _panel_score(plan: Plan, figure: Figure) -> float:
    score = plan.salience.score(figure)
    line = plan.view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    if unit_class(figure) == "duration" and re.match(
        r"拿到|建成|完成|走完|办结", plan.view.s(figure.end, clause.end)
    ):
        score += 5
    return score


def _quotes(plan: Plan, found: list[Quote], told: set[int]) -> list[Quotation]:
    """Best first, one a speaker, at most three."""
    out: list[Quotation] = []
    speakers: set[str] = set()
    for quote in sorted(found, key=lambda q: (-quotes.rank(plan.view, q), q.start)):
        if quotes.rank(plan.view, quote) < 0.5:
            continue
        made = quotes.quotation(plan.view, quote, plan.say, told)
        if made is None or (made.speaker or made.role) in speakers:
            continue
        speakers.add(made.speaker or made.role)
        out.append(made)
    return out[:3]


# ---- the story --------------------------------------------------------------------------------------------------


def _date_text(plan: Plan) -> str:
    iso = plan.view.article.date
    if not iso:
        return plan.say["not-stated"]
    day = datetime.date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"


def _index(plan: Plan) -> tuple[ParagraphEntry, ...]:
    """The opening words of each paragraph, up to ten wide, cut at a mark or before a quotation."""
    made = []
    for paragraph in plan.view.article.paragraphs:
        text = show(plan.view.text[paragraph.start : paragraph.end].split("\n")[0], plan.view.article.script)
        cut, last = 0, 0
        for i in range(1, min(len(text), 20)):
            if width(text[:i]) > 10:
                break
            last = i
            if text[i] in "，。；：！？" and i >= 4:
                cut = i
        cut = cut or last
        opening = text[: cut or 10].rstrip("，、；：「『“（《")
        made.append(ParagraphEntry(n=paragraph.n, opening=opening))
    return tuple(made)


def _tracker_title(plan: Plan, found: list[tracker.TrackerRow]) -> Claim | None:
    """A sentence that says what is to come: the first future sentence, with its subject."""
    view, ctx = plan.view, plan.ctx
    best: tuple[float, Claim] | None = None
    for line in view.plain_lines():
        text = view.s(line.start, line.end)
        if not re.search(r"接下来|下一步|将(?!近|军|来)|力争|拟|目标|今年", text):
            continue
        for clause in line.clauses:
            for last in range(clause.n, min(clause.n + 3, len(line.clauses))):
                if line.clauses[last].segment != clause.segment:
                    break
                parts = titles.build(view, ctx, line, clause.n, last, titles.title_want(), None)
                if parts is None:
                    continue
                claim = make(view, _first_item(view, parts, line.clauses[last].start))
                folded = gate.folded(view, claim)
                coming = re.search(r"接下来|下一步|将(?!近)|力争|拟|目标|计划|争取", folded) or (
                    re.search(r"深化|推进|启动|实施", folded) and "今年" in view.s(line.start, line.start + 4)
                )
                if claim.text in plan.used_titles or not coming:
                    continue
                if width(claim.text) > limit("title-hard") or gate.refuse(view, ctx, claim, "title"):
                    continue
                hit = sum(
                    1 for row in found if row.item.paragraphs and row.item.paragraphs[0] == line.paragraph
                )
                score = (
                    hit
                    + (2 if re.search(r"接下来|下一步|将", gate.folded(view, claim)) else 0)
                    - max(0.0, width(claim.text) - 40) * 0.3
                    + 0.6 * (last - clause.n)
                )
                score += 1.2 if ctx.place and ctx.place.bare in claim.text[:8] else 0
                if best is None or score > best[0]:
                    best = (score, claim)
    return best[1] if best else None


def _first_item(view: View, parts: tuple[Part, ...], last_start: int) -> tuple[Part, ...]:
    """The parts with the last clause cut after its first item, when the items are verbs of one pattern (做实…、做活…)."""
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
            if next_verb in view.s(max(last_start, tail.start), i)[:8] or words("verbs.list").at(
                view.shadow, i + 1
            ):
                return (*parts[:-1], Span(tail.start, i))
            return parts
    return parts


def _board_title(plan: Plan, figures: list[Figure], head: Claim) -> Claim:
    """The board's sentence: the best title that the first page does not lead with."""
    for figure in figures[1:]:
        claim = plan.title(figure)
        if claim is not None and claim.text != head.text and plan.ctx.status(figure) == "actual":
            return claim
    return plan.title(figures[0]) if figures and plan.title(figures[0]) is not None else head  # type: ignore[return-value]


def tell(extraction: Extraction) -> Story:
    """Choose, title and arrange; pure, deterministic, linear in the article's length."""
    plan = Plan(extraction)
    view, ctx, article = plan.view, plan.ctx, extraction.article
    figures, numbers = plan.key_numbers()
    title = _headline(plan, figures[0] if figures else None)
    honours: list[Honours] = ranks.honours(
        view, ctx, [f for f in view.facts if isinstance(f, Award)], plan.say
    )
    all_ranks: tuple[RankRow, ...] = ranks.rows(view, ctx, [f for f in view.facts if isinstance(f, Rank)])
    themes = []
    section_names: dict[int | None, str] = {None: plan.say["section-lead"] if article.sections else ""}
    for name, kicker, paragraphs, section in _groups(plan):
        theme = _theme(plan, name, kicker, paragraphs, section, figures)
        if theme is not None:
            themes.append(theme)
    for i, section_record in enumerate(article.sections):
        section_names[i] = show(section_record.heading, article.script)
    made_themes = tuple(themes)
    made_themes = _with_days(plan, made_themes)
    first_shares = tuple(e for t in made_themes for e in t.exhibits if isinstance(e, Shares))[:1]
    if first_shares:
        made_themes = tuple(_drop(t, first_shares[0]) for t in made_themes)
    all_gaps = gaps.Gaps(view, ctx, plan.salience, plan.wording["story"]).all()
    tracker_rows = tracker.rows(view, ctx)
    tracked = tracker.tracker(
        view,
        ctx,
        _tracker_title(plan, tracker_rows) if len(tracker_rows) >= 2 else None,
        plan.say,
        tracker_rows,
    )
    fact_rows = table.rows(view, ctx, made_themes, section_names)
    date_text = _date_text(plan)
    outlet = show(article.publisher, article.script) if article.publisher else plan.say["not-stated"]
    glyphs = method.changed(view)
    exhibits = [*first_shares, *(e for t in made_themes for e in t.exhibits)]
    facts_evidence: tuple[Evidence, ...] = table.evidence(view, fact_rows)
    return Story(
        script=article.script,
        headline=show(article.headline, article.script),
        outlet=outlet,
        date=article.date,
        date_text=date_text,
        time=article.time,
        authors=tuple(show(a, article.script) for a in article.authors),
        editors=tuple(show(e, article.script) for e in article.editors),
        url=article.url,
        place=show(article.place, article.script) if article.place else None,
        title=title,
        dek=_lead(plan),
        key_numbers=tuple(numbers),
        points=_points(plan, figures),
        summary=_summary(plan, figures, numbers),
        summary_title=_summary_title(plan, title),
        board_title=_board_title(plan, figures, title),
        honours=tuple(honours),
        ranks=all_ranks,
        shares=first_shares,
        themes=made_themes,
        tracker=tracked,
        gaps=all_gaps,
        gaps_title=gaps.title(all_gaps, plan.say),
        rows=fact_rows,
        evidence=facts_evidence,
        method=method.lines(view, ctx, exhibits, all_gaps, date_text, outlet, plan.wording["method"], glyphs),
        corrections=glyphs,
        index=_index(plan),
        log=tuple(plan.log),
    )


def _with_days(plan: Plan, themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
    """Dated events of running text, in order of date, in the theme of the day with the weightiest number."""
    used = {event.fact for t in themes for e in t.exhibits if isinstance(e, Timeline) for event in e.events}
    best: dict[int, Figure] = {}
    for figure in sorted(plan.salience.figures, key=plan.salience.score):
        line = plan.view.line_of(figure)
        if line is not None:
            best[line.start] = figure
    events = sorted((f for f in plan.view.facts if isinstance(f, Milestone)), key=lambda m: (m.date, m.start))
    found = cases.days(plan.view, plan.ctx, events, used, plan.numbers, best)
    if not found or not themes:
        return themes
    numbered = [d for d in found if d.number is not None]
    home = (
        max(numbered, key=lambda d: plan.salience.score(plan.view.by_id[d.number.fact]) if d.number else 0.0)
        if numbered
        else found[0]
    )
    paragraph = home.text.paragraphs[0] if home.text.paragraphs else 1
    at = next((i for i, t in enumerate(themes) if paragraph in t.paragraphs), 0)
    return tuple(replace(t, days=found) if i == at else t for i, t in enumerate(themes))


def _drop(theme: Theme, exhibit: Exhibit) -> Theme:
    return replace(theme, exhibits=tuple(e for e in theme.exhibits if e is not exhibit))
