"""Turns an article into the choices that all parts of the story share: titles, key figures, sentences."""

from __future__ import annotations

import re
from dataclasses import replace

from reportgen import assets
from reportgen.fold import fold
from reportgen.model import Award, Extraction, Figure, Initiative, Rank
from reportgen.source import Span
from reportgen.story import gate, lists, said, timeline, titles
from reportgen.story.blocks import (
    Claim,
    Number,
)  # fmt: skip
from reportgen.story.claims import Part, make, with_lead
from reportgen.story.context import Context
from reportgen.story.cut import folded
from reportgen.story.lexicon import words
from reportgen.story.numbers import Numbers, full_surface, poor
from reportgen.story.salience import Salience, unit_class
from reportgen.story.text import PERIOD, Line, View, width
from reportgen.story.twice import restated

KEY, NEXT = 6, 4
"""How many numbers lead, and how many may follow them."""


class Plan:
    """The choices of one article, made once and read by the parts below."""

    def __init__(self, extraction: Extraction) -> None:
        self.view = View(extraction)
        self.ctx = Context(self.view)
        self.salience = Salience(self.view, self.ctx)
        self.numbers = Numbers(self.view, self.ctx)
        self.ctx.lists = lists.read(self.view, self.ctx)
        self.ctx.lists = replace(self.ctx.lists, shares=tuple(lists.share_lists(self.view, self.ctx)))
        self.wording = assets.wording(extraction.article.script)
        self.say: dict[str, str] = self.wording["story"]
        self.log: list[str] = []
        self._titles: dict[str, tuple[titles.Candidate, ...]] = {}
        self._cards: dict[str, Number | None] = {}
        self.timelines = timeline.timelines(self.view, self.ctx, self.say)
        self.used_titles: set[str] = set()
        self._titled = ""  # all of them, to be searched at once
        self._openings: dict[str, list[str]] = {}  # by their first characters
        self.occasion = ""  # the summary's title: no section is headed by less of it
        self.used_figures: list[frozenset[str]] = []

    def candidates(self, figure: Figure) -> tuple[titles.Candidate, ...]:
        """Title candidates of a figure, computed once."""
        if figure.id not in self._titles:
            found = titles.candidates(self.view, self.ctx, figure, titles.title_want())
            if not found and self.ctx.status(figure) == "target":
                want = replace(titles.title_want(), prefix=self.say["target-prefix"], time=False)
                found = titles.candidates(self.view, self.ctx, figure, want)
            self._titles[figure.id] = found
        return self._titles[figure.id]

    def title(self, figure: Figure) -> Claim | None:
        """The best title of a figure that is not too weak to print."""
        found = self.candidates(figure)
        return found[0].claim if found and found[0].score >= 0.5 else None

    def fresh(self, figure: Figure, *, again: bool = False) -> Claim | None:
        """The best title of a figure that neither holds all that another's title tells nor is held by it.

        `again`: it may be so, where nothing better heads a section; but never another's very words.
        """
        for candidate in self.candidates(figure):
            if candidate.score < 0.3 or self.part_of_a_title(candidate.claim) or self.holds_a_title(candidate.claim):
                continue
            figures = self._figures_of(candidate.claim)
            if again or not any(figures <= other or other <= figures for other in self.used_figures if other):
                return candidate.claim
        return None

    def part_of_a_title(self, claim: Claim) -> bool:
        """Whether another title says all that this one says, and more: then it is told nowhere."""
        return claim.text in self._titled and any(claim.text in other != claim.text for other in self.used_titles)

    def holds_a_title(self, claim: Claim) -> bool:
        """Whether a claim says all that another title says."""
        text = claim.text
        return any(
            text.startswith(other, i) for i in range(len(text)) for other in self._openings.get(text[i : i + 4], ())
        )

    def told_by_a_title(self, claim: Claim) -> bool:
        """Whether a title holds figures that all stand in this sentence."""
        figures = self._figures_of(claim)
        return any(other <= figures for other in self.used_figures if other)

    def shares_with_a_title(self, claim: Claim) -> bool:
        """Whether a title holds one of the figures of this sentence."""
        figures = self._figures_of(claim)
        return any(figures & other for other in self.used_figures)

    def use(self, claim: Claim) -> None:
        """Remember a title, so that no other says the same."""
        self.used_titles.add(claim.text)
        self._titled += claim.text + "\n"
        self._openings.setdefault(claim.text[:4], []).append(claim.text)
        self.used_figures.append(self._figures_of(claim))

    def _figures_of(self, claim: Claim) -> frozenset[str]:
        return frozenset(f for f in claim.facts if isinstance(self.view.by_id[f], Figure))

    def fresh_or_title(self, figure: Figure) -> Claim | None:
        """A title for an exhibit: a fresh one, else none; it is marked as used."""
        claim = self.fresh(figure)
        if claim is not None:
            self.use(claim)
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
                        if isinstance(self.view.by_id[f], Figure) and self.ctx.status(self.view.by_id[f]) == "target"
                    ]
                ),
                -c.score,
            ),
        )
        for candidate in ranked:
            if candidate.claim.text not in self.used_titles and width(candidate.claim.text) <= 48:
                self.use(candidate.claim)
                return candidate.claim
        return None

    # ---- key numbers ------------------------------------------------------------------------------------------

    def key_numbers(self) -> tuple[list[Figure], list[Number]]:
        """Up to six: what the headline states first, then by weight; what a chosen card prints leads no more."""
        allowed = self._allowed()
        begun = self._headlined(allowed)
        chosen = self._chosen(allowed, begun, KEY)
        if not chosen:
            return [], []
        head = chosen[0] if begun else self._head(chosen)
        ordered = [head, *(f for f in chosen if f is not head)]
        return ordered, [self._large(f) for f in ordered]

    def next_numbers(self, key: list[Figure]) -> list[Number]:
        """Those that follow the key numbers in weight."""
        return [self._large(f) for f in self._chosen(self._allowed(), key, len(key) + NEXT, weak=1.0)[len(key) :]]

    def _large(self, figure: Figure) -> Number:
        return self.numbers.number(
            figure, self.ladder_like(figure) if self.ctx.status(figure) == "target" else self.title(figure)
        )

    def _allowed(self) -> list[Figure]:
        found = [f for f in self.salience.figures if self.ctx.status(f) != "estimate" and self._card(f) is not None]
        again = restated(found)
        return [f for f in found if f.id not in again]

    def _chosen(self, allowed: list[Figure], begun: list[Figure], most: int, weak: float = 2.0) -> list[Figure]:
        """Those begun with and the next best, to `most` in all."""
        chosen = list(begun)
        while len(chosen) < most:
            rest = [f for f in allowed if not any(self._prints(other, f) for other in chosen)]
            more = self.salience.pick(rest, len(chosen) + 1, tuple(chosen), weak)
            if len(more) <= len(chosen):
                break
            lead = self._lead_of_pair(more[-1])
            chosen.append(more[-1] if lead in chosen or self._card(lead) is None else lead)
        return chosen

    def _card(self, figure: Figure) -> Number | None:
        """The figure's number when its words say what it is and its sentence may be printed; computed once."""
        if figure.id not in self._cards:
            self._cards[figure.id] = self._make_card(figure)
        return self._cards[figure.id]

    def _make_card(self, figure: Figure) -> Number | None:
        if figure.id in self.ctx.lists.torn or said.foreign(self.view, figure):
            return None
        title = self.title(figure)
        number = self.numbers.number(figure, title)
        if title is None and gate.refuse(self.view, self.ctx, number.claim, "item") is not None:
            return None
        noun = number.before
        named = (
            len(noun) == 2 and not words("verbs.list").at(fold(noun)) and not words("subject.relation").at(fold(noun))
        )
        return number if named or not poor(number) else None

    def _headlined(self, allowed: list[Figure]) -> list[Figure]:
        """The figures that the headline states, at most three, in its order; a change gives way to its level."""
        places = self.salience.stated
        found: list[Figure] = []
        for figure in sorted((f for f in self.salience.figures if f.id in places), key=lambda f: places[f.id]):
            level = next(
                (
                    f
                    for f in allowed
                    if f.sentence == figure.sentence and f.start < figure.start and self._tells(f, figure)
                ),
                figure,
            )
            if level in allowed and level not in found and not any(self._prints(other, level) for other in found):
                found.append(level)
        counted = [f for f in found if unit_class(f) != "duration"]  # four days of a fair lead no page
        return (counted or found)[:3]

    def _tells(self, level: Figure, change: Figure) -> bool:
        """Whether a card already prints another figure as its companion."""
        return unit_class(change) == "percent" and unit_class(level) != "percent" and self._prints(level, change)

    def _prints(self, figure: Figure, other: Figure) -> bool:
        """Whether the card of a figure prints another one, or both are one."""
        if figure.id == other.id:
            return True
        number = self._card(figure) if other.sentence == figure.sentence else None
        return number is not None and full_surface(self.view, other) in "".join(number.what)

    def _lead_of_pair(self, figure: Figure) -> Figure:
        """Of figures of one unit in one title the first leads (9家 with 37家), unless one is old or a part."""
        claim = self.title(figure)
        if claim is None:
            return figure
        same = [self.view.by_id[f] for f in claim.facts]
        firsts = [
            f
            for f in same
            if isinstance(f, Figure) and f.unit == figure.unit and self.ctx.status(f) == self.ctx.status(figure)
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
            and self.salience.score(f) >= best - (2.0 if f.sentence == chosen[0].sentence else 1.0)
        ]
        if money and money[0].sentence == chosen[0].sentence:  # of one sentence the first is told first
            money = sorted((f for f in money if f.sentence == chosen[0].sentence), key=lambda f: f.start)
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
        line = self.view.line_at(claim.pieces[0].start, spoken=False) if claim.pieces else None
        foreseen = [self.view.by_id[f] for f in claim.facts if isinstance(self.view.by_id[f], Figure)]
        aim = re.search(r"预计|有望|预估|预料|可望", folded(self.view, claim)) or (
            line is not None and any(self.ctx.estimate_word(line, f.start) for f in foreseen[:1])
        )
        if not has_target or aim or self.say["target-prefix"][:2] in claim.text or self._aimed_itself(claim):
            return claim
        spoken = self._behind_the_speaker(claim)
        if spoken is not None:
            return spoken
        parts: list[Part] = [self.say["target-prefix"]]
        parts += list(claim.inserted)
        return make(self.view, (*parts, *titles.unaimed(self.view, list(claim.pieces))))

    def _aimed_itself(self, claim: Claim) -> bool:
        """Whether a claim says before its first number that it is to come (龙潭村计划将…扩大到3000亩)."""
        first = next(f for f in map(self.view.by_id.__getitem__, claim.facts) if isinstance(f, Figure))
        told = "".join(self.view.s(p.start, min(p.end, first.start)) for p in claim.pieces if p.start < first.start)
        return words("status.itself").within(told)

    def _behind_the_speaker(self, claim: Claim) -> Claim | None:
        """X表示，目標：… of a claim that opens with who says it; as it is where it says 力爭; None for any other."""
        first = claim.pieces[0] if claim.pieces else None
        line = self.view.line_at(first.start, spoken=False) if first is not None else None
        who = said.says(self.view, line.clause_at(first.start)) if line is not None and first is not None else None
        if who is None or first is None or first.end < who.clause.end:
            return None
        if re.search(r"力[争拼拚]|争取|确保|到20\d\d年", folded(self.view, claim)):
            return claim
        rest = [p for p in (Span(who.clause.end + 1, first.end), *claim.pieces[1:]) if p.start < p.end]
        head = Span(first.start, who.clause.end)
        return make(self.view, (head, "，", self.say["target-prefix"], *claim.inserted, *rest))

    def sentence(self, figure: Figure, most: int, use: str) -> Claim | None:
        """A longer cut around a figure for running text:
        the whole sentence if it fits, else the longest run of clauses.
        """
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
                score -= 5 if words("subject.figurative").within(folded(self.view, claim)) else 0
                score += (
                    0.8
                    if first
                    and line.clauses[first].segment == clause.segment
                    and self.ctx.place
                    and self.ctx.place.bare in claim.text[:10]
                    else 0
                )
                if (best is None or score > best[0]) and not gate.refuse(self.view, self.ctx, claim, use):
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
        return make(self.view, parts)

    def body_of(self, line: Line, most: int) -> Claim | None:
        """A body item: the sentence from its head, openers kept out, as many clauses as fit."""
        spoken = [q for q in self.view.quotes_in(line.paragraph) if line.start <= q.start < line.end]
        best: tuple[float, Claim] | None = None
        for first, start in self._body_starts(line):
            for last in range(len(line.clauses) - 1, first - 1, -1):
                end = line.clauses[last].end
                if any(start <= q.start < end < q.end for q in spoken):
                    continue
                text = self.view.s(line.clauses[last].start, end)
                if re.search(r"(?:感叹|感慨|表示|说|称|介绍|坦言|直言|指出|告诉记者|透露|认为)$", text) or words(
                    "subject.figurative"
                ).within(text):
                    continue
                claim = make(self.view, (Span(start, end),))
                if width(claim.text) > most:
                    continue
                facts = [f for f in self.view.facts_in(start, end) if isinstance(f, (Figure, Rank, Initiative, Award))]
                whole_quotes = sum(1 for q in spoken if start <= q.start and q.end <= end)
                score = 2.0 * len(facts) + 3.0 * whole_quotes + 0.5 * (first == 0) + min(width(claim.text), 70) / 50
                score += 1.0 if self.ctx.place is not None and self.ctx.place.bare in claim.text[:10] else 0.0
                if best is not None and score <= best[0]:
                    break  # what is shorter tells less
                if gate.refuse(self.view, self.ctx, claim, "body") is None:
                    best = (score, claim)
                    break
        return with_lead(best[1]) if best else None

    def _body_starts(self, line: Line) -> list[tuple[int, int]]:
        """Where a body item may begin:
        the sentence's head without openers, a new segment, a clause that names the place.
        """
        view, ctx, clauses = self.view, self.ctx, line.clauses
        first = 0
        starts = []
        while (
            first < len(clauses) - 1
            and titles.is_opener(view, ctx, clauses[first])
            and not PERIOD.fullmatch(view.s(clauses[first].start, clauses[first].end))
        ):
            who = said.says(view, clauses[first])
            if who is not None and who.needed:
                starts.append((first, ctx.skip_openers(clauses[first].start, clauses[first].end)))
            first += 1
        starts.append((first, ctx.skip_openers(clauses[first].start, clauses[first].end)))
        for clause in clauses[first + 1 :]:
            begin = ctx.skip_openers(clause.start, clause.end)
            new_segment = clause.segment != clauses[clause.n - 1].segment
            if (new_segment and titles.state(view, ctx, begin, clause.end) == "own") or ctx.place_at(begin):
                starts.append((clause.n, begin))
        return starts
