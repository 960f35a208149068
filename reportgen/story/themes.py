"""Turns a section of the article into a theme: title, dek, body, panel numbers, exhibits, quotations, days."""

from __future__ import annotations

import re
from dataclasses import replace

from reportgen.model import Award, Fact, Figure, Initiative, Milestone, Quote, Rank
from reportgen.source import Span
from reportgen.story import (
    awards,
    boards,
    cards,
    cases,
    gate,
    groups,
    multiples,
    quotes,
    ranks,
    said,
    scenes,
    series,
    titles,
    voices,
)
from reportgen.story.blocks import (
    Claim,
    Exhibit,
    Number,
    Quotation,
    Shares,
    Theme,
    Timeline,
)  # fmt: skip
from reportgen.story.choice import Plan
from reportgen.story.claims import covered, make, show_span, whole
from reportgen.story.common import owned
from reportgen.story.lexicon import limit, words
from reportgen.story.numbers import poor
from reportgen.story.salience import unit_class
from reportgen.story.show import show
from reportgen.story.text import Line, width

_SAYS = re.compile(r"(?:表示|说|指出|介绍|透露|宣布|提醒|称|认为|判断|强调|补充|坦言)$")


# A number that only counts the sections: 01 一枚印章管到底, PART 2, No.3.
_ORDINAL = re.compile(r"^(?:(?:PART|Part|part|NO|No|no)[. ]*)?\d{1,2}[、.．:：|丨\s　]+(?=\D{3})")


def unnumbered(heading: str) -> str:
    """A section's heading without the number that only counts it; 一、 stays."""
    return _ORDINAL.sub("", heading)


def theme_groups(plan: Plan) -> list[tuple[str, str, list[int], int | None]]:
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
        if not paragraphs:
            continue
        if not plan.view.facts_of(set(paragraphs)) and i + 1 < len(article.sections):
            carried = paragraphs
            continue
        heading, kicker = unnumbered(section.heading), section.subheading or ""
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
        headline[i : i + 4] for i in range(len(headline) - 3) if re.fullmatch(r"[^\W\d_a-zA-Z]{4}", headline[i : i + 4])
    }
    best: tuple[float, Claim] | None = None
    for order, line in enumerate(lines):
        if line.speech is not None or view.figures_in(line.start, line.end):
            continue
        claim = whole(view, line.start, line.end)
        if not 8 <= width(claim.text) <= limit("dek") or claim.text in avoid:
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
        if score > (best[0] if best else 0.2) and gate.refuse(view, plan.ctx, claim, "dek") is None:
            best = (score, claim)
    return best[1] if best else None


def _body(
    plan: Plan,
    lines: list[Line],
    dek: Claim | None,
    title: Claim,
    pulled: set[str],
    lifted: set[str],
    told: tuple[Claim, ...] = (),
    most: int = 5,
) -> tuple[Claim, ...]:
    """Items in the article's order, the best sentence of each paragraph first, then second ones; what the first page
    has `told` comes after what it has not."""
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
        if _OPENS_LIST.search(claim.text):
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
        again = max((covered(claim, other) for other in told), default=0.0)
        if again > _AGAIN and {f.id for f in facts} <= {f for other in told for f in other.facts}:
            continue
        score -= _TOLD * again
        score -= _SEEN if line.start in plan.salience.sights else 0
        score -= (
            1.5 if not facts and spoken is None and not (plan.ctx.place and plan.ctx.place.bare in claim.text) else 0
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


# What follows it in the article does not stand below it here.
_OPENS_LIST = re.compile("(?:如下|以下[^，,。]{0,6}|下列[^，,。]{0,6})[。：:]?$")
_AGAIN, _TOLD, _SEEN = 0.5, 3.0, 2.5


def _speech_item(plan: Plan, line: Line) -> Claim | None:
    """Speech in running text: speaker, 说：, the whole quotation,
    when the sentence after or before names the speaker.
    """
    view = plan.view
    for quote in view.quotes_in(line.paragraph):
        if not quote.speaker or not (line.start - 1 <= quote.start <= line.start + 1):
            continue
        if width(view.text[quote.start : quote.end]) > limit("quote-max"):
            return None
        at = view.text.find(quote.speaker, quote.end, quote.end + 60)
        if at < 0:
            continue
        said = re.match(
            r"[^\W\d_a-zA-Z]{0,4}?(?:说|表示|介绍|称|道)",
            view.s(at + len(quote.speaker), at + len(quote.speaker) + 6),
        )
        begin = quote.end
        while begin < at and view.text[begin] in "，,。 ”」\n":
            begin += 1
        if not said or re.search(r"[。！？]", view.text[begin:at]):
            continue
        end = at + len(quote.speaker) + said.end()
        claim = make(view, (Span(begin, end), "：", Span(quote.start, quote.end)))
        if gate.marks(view, plan.ctx, claim, "body"):
            continue
        lead = len(show_span(view, begin, end))
        return Claim(
            text=claim.text,
            paragraphs=claim.paragraphs,
            facts=tuple(dict.fromkeys((*claim.facts, quote.id))),
            pieces=claim.pieces,
            inserted=claim.inserted,
            lead=lead if lead <= 22 else 0,
        )
    return None


def make_theme(
    plan: Plan,
    name: str,
    kicker: str,
    paragraphs: list[int],
    section: int | None,
    key: list[Figure],
    told_before: tuple[Claim, ...] = (),
) -> Theme | None:
    """A theme of the article; of what the first page has `told_before` the text repeats as little as it can."""
    view, ctx = plan.view, plan.ctx
    inside = set(paragraphs)
    facts = view.facts_of(inside)
    figures = plan.salience.among(facts)
    lines = view.lines_of(inside)
    exhibits = _exhibits(plan, figures, facts, lines)
    shown_first = {fid for e in exhibits for fid in (*owned(e), *e.title.facts)}
    titled = _theme_title(plan, figures, facts, lines, key, shown_first, section)
    if titled is None:
        return None
    title, title_use = titled
    plan.use(title)
    head = {figure.id for figure in key[:1]}
    board = boards.board(plan, figures, head | {fid for e in exhibits for fid in owned(e)}, title)
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
    promised = [q for q in quotes.promises(view, plan.say, inside) if not any(o.text == q.text for o in quoted)]
    dek = _dek(plan, lines, title.text)
    pulled = {q.fact for q in (*quoted[:1],)}
    panel = _panel(plan, figures, exhibits, title, told)
    return Theme(
        name=name,
        kicker=kicker,
        title=title,
        title_use=title_use,
        dek=dek,
        body=_body(
            plan,
            lines,
            dek,
            title,
            pulled,
            {fid for e in exhibits if isinstance(e, Shares) for fid in owned(e)},
            told_before,
        ),
        numbers=panel,
        exhibits=tuple(exhibits),
        quotes=tuple([*quoted, *promised]),
        ranks=awards.with_ranks(
            view,
            ctx,
            [f for f in facts if isinstance(f, Award)],
            ranks.rows(view, ctx, [f for f in facts if isinstance(f, Rank)]),
            plan.say,
        ),
        lists=tuple(ranks.lists(view, ctx, [line for line in lines if line.speech is None], plan.say)),
        cases=cases.cases(view, ctx, figures, plan.numbers, plan.say),
        days=(),
        facts=tuple(f.id for f in facts),
        paragraphs=tuple(sorted(inside)),
    )


def _theme_title(
    plan: Plan,
    figures: list[Figure],
    facts: list[Fact],
    lines: list[Line],
    key: list[Figure],
    shown: set[str],
    section: int | None,
) -> tuple[Claim, str] | None:
    """The best title whose fact no exhibit leads with; else the best one that is left; else a sentence without
    figures.

    With it the use whose checks it passed: "title", "body" or, when no cut passes any, "whole".
    """

    def weight_of(figure: Figure) -> float:
        found = plan.candidates(figure)
        return (
            plan.salience.score(figure)
            + (1.5 if figure in key else 0)
            - (4 if figure.id in shown else 0)
            - (8 if plan.salience.background(figure) else 0)
            + (0.5 * found[0].score if found else 0)
        )

    ranked = sorted(figures, key=lambda f: (-weight_of(f), f.start))
    for again in (False, True):
        for figure in ranked:
            claim = plan.fresh(figure, again=again)
            if claim is None or plan.ctx.status(figure) == "estimate":
                continue
            if section is not None and scenes.trivial(plan.view, claim):
                continue  # the section's own heading tells more
            if again or claim.text == plan.occasion or claim.text not in plan.occasion:
                return claim, "title"
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
                and not plan.part_of_a_title(claim)
                and (section is None or scenes.bears_news(plan.view, plan.salience, claim))
                and width(claim.text) <= limit("title-target")
                and gate.refuse(plan.view, plan.ctx, claim, "title") is None
            ):
                return claim, "title"
    for line in lines:
        claim = plan.body_of(line, limit("title-hard")) if line.speech is None else None
        if claim is None or _is_scene(plan, claim):
            continue
        if section is not None and plan.told_by_a_title(claim):
            continue
        if section is None or scenes.bears_news(plan.view, plan.salience, claim):
            return _headed(plan, claim, "body"), "body"
    for figure in ranked if section is not None else ():
        for candidate in plan.candidates(figure):  # in part an exhibit's, but more than the heading said again
            claim = candidate.claim
            if candidate.score < 0.3 or claim.text in plan.used_titles or plan.ctx.status(figure) == "estimate":
                continue
            if not scenes.trivial(plan.view, claim):
                return claim, "title"
    heading = plan.view.article.sections[section] if section is not None else None
    if heading is None:
        for line in lines:
            if line.speech is None:
                return whole(plan.view, plan.ctx.skip_openers(line.start, line.end), line.end), "whole"
    spoken = [f for f in facts if isinstance(f, Quote)]
    voice = voices.heading(plan.view, spoken, plan.say, plan.used_titles) if heading is not None else None
    if voice is not None:
        return voice, "speech"
    if heading is not None and lines:  # nothing but the rows of a list, or scenes
        at = plan.view.text.index(heading.heading, heading.start)
        return whole(plan.view, at, at + len(heading.heading)), "whole"
    return None


def _is_scene(plan: Plan, claim: Claim) -> bool:
    """What a sentence that passed no check of a title must not be, when it heads a section all the same."""
    return any(
        c(plan.view, plan.ctx, claim, "title") for c in (gate.dateline, gate.scene, gate.past_kept, *scenes.SCENES)
    )


def _headed(plan: Plan, claim: Claim, use: str) -> Claim:
    """A sentence that heads a section, with the place for 全市 and the office of who speaks before his name."""
    if len(claim.pieces) != 1 or claim.inserted:
        return claim
    start, end = claim.pieces[0].start, claim.pieces[0].end
    line = plan.view.line_at(start, spoken=False)
    level = plan.ctx.level_word(start)
    if level is not None:
        made = make(plan.view, (level[0], Span(start + level[1], end)))
    elif line is not None and (who := said.says(plan.view, line.clause_at(start))) is not None and who.clause.end < end:
        made = make(plan.view, titles.speaks(plan.view, plan.ctx, who, end))
        if not made.inserted and len(made.pieces) == 1:
            return claim
    else:
        return claim
    fits = width(made.text) <= limit("title-hard")
    return made if fits and gate.refuse(plan.view, plan.ctx, made, use) is None else claim


def _charts(plan: Plan, figures: list[Figure]) -> list[Exhibit]:
    """Series, ladder, shares, pairs, structure; each owns facts that none before it shows."""
    view, ctx, say = plan.view, plan.ctx, plan.say
    found: list[Exhibit] = []
    found += series.structures(view, ctx, figures, plan.fresh_or_title, say)
    grown = multiples.multiples(view, ctx, figures, plan.fresh_or_title, say)
    drawn = frozenset(fid for exhibit in grown for fid in owned(exhibit))
    found += [*series.bars(view, ctx, figures, plan.fresh_or_title, say, drawn), *grown]
    ladder = groups.ladder(view, ctx, figures, plan.ladder_title, say)
    if ladder is not None:
        found.append(ladder)
    found += groups.shares(view, ctx, figures, plan.fresh_or_title, say)
    found += series.pairs(view, ctx, figures, plan.fresh_or_title, say)
    return found


def _exhibits(plan: Plan, figures: list[Figure], facts: list[Fact], lines: list[Line]) -> list[Exhibit]:
    """The charts of a theme, its timeline and its cards."""
    inside = {line.paragraph for line in lines}
    found = _charts(plan, figures)
    found += [t for t in plan.timelines if t.paragraphs and t.paragraphs[0] in inside]
    initiatives = cards.named(plan.view, lines, [f for f in facts if isinstance(f, Initiative)])
    grid = cards.cards(plan.view, plan.ctx, initiatives, plan.say["cards-subtitle"])
    if grid is not None:
        found.append(grid)
    return found


def before_sections(plan: Plan, made: tuple[Theme, ...]) -> list[Exhibit]:
    """Charts of what stands before the first heading, which is in no theme: they open the briefing."""
    inside = {number for theme in made for number in theme.paragraphs}
    lead = [p.n for p in plan.view.article.paragraphs if p.n not in inside]
    if not plan.view.article.sections or not lead or not made or lead[0] > min(inside, default=0):
        return []
    lead = [n for n in lead if n < min(inside)]
    charts = _charts(plan, [f for f in plan.salience.figures if f.paragraph in lead])
    for exhibit in charts:
        plan.use(exhibit.title)
    return charts


def _panel(
    plan: Plan, figures: list[Figure], exhibits: list[Exhibit], title: Claim, told: set[str]
) -> tuple[Number, ...]:
    """Two or three numbers of the section that the title does not print; cases and counts before bounds and parts."""
    shown = {fid for e in exhibits for fid in owned(e)}
    lifted = {fid for e in exhibits if isinstance(e, Shares) for fid in owned(e)}
    ranked = sorted(
        figures,
        key=lambda f: (f.id in lifted, f.id in title.facts, f.id in shown, -_panel_score(plan, f), f.start),
    )
    found: list[Number] = []
    for figure in ranked:
        line = plan.view.line_of(figure)
        if line is None or line.speech is not None or unit_class(figure) in ("minor", "point"):
            continue
        if said.foreign(plan.view, figure):
            continue
        if plan.ctx.status(figure) == "target" and exhibits:
            continue
        if _panel_score(plan, figure) < -1.2 or plan.view.s(line.clause_at(figure.start).start, figure.start).endswith(
            "等"
        ):
            continue
        number = plan.numbers.number(figure, plan.title(figure))
        if any(number.claim.text == other.claim.text for other in found):
            continue
        if any(number.digits == other.digits and number.unit == other.unit for other in found):
            continue
        if not number.what or poor(number) or gate.refuse(plan.view, plan.ctx, number.claim, "item"):
            continue
        found.append(number)
        if len(found) == 3:
            break
    return tuple(found)


def _panel_score(plan: Plan, figure: Figure) -> float:
    score = plan.salience.score(figure)
    line = plan.view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    if unit_class(figure) == "duration" and re.match(r"拿到|建成|完成|走完|办结", plan.view.s(figure.end, clause.end)):
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


def over_quotes(plan: Plan, themes: tuple[Theme, ...], taken: set[str]) -> tuple[Theme, ...]:
    """The themes with a title over each quotation whose paragraph has a sentence that no other block uses."""
    said = taken | {c.text for t in themes for c in (t.title, *(e.title for e in t.exhibits))}
    out = []
    for theme in themes:
        made = []
        for quote in theme.quotes:
            title = _over_quote(plan, quote, said)
            if title is not None:
                said.add(title.text)
            made.append(replace(quote, title=title))
        out.append(replace(theme, quotes=tuple(made)))
    return tuple(out)


_CONTRAST = re.compile(r"(?<![规原准法守细总])则")  # leans on the sentence before


def _over_quote(plan: Plan, quote: Quotation, said: set[str]) -> Claim | None:
    """X表示，… of the quotation's own paragraph, else a cut of its narrative."""
    view, ctx = plan.view, plan.ctx
    fact = view.by_id.get(quote.fact)
    if not isinstance(fact, Quote):
        return None
    reported: list[Claim] = []
    told: list[Claim] = []
    lines = view.lines_in(quote.paragraph)
    near = next((line for line in reversed(lines) if line.start < fact.start), None)
    for line in lines:
        clauses = [c for c in line.clauses if c.end <= fact.start or c.start >= fact.end]
        opened = view.s(line.start, line.clauses[0].end)
        head = 1 if words("opener.before-comma").at(opened) == opened else 0  # 不过，…
        for first in clauses:
            speaks = bool(fact.speaker and fact.speaker in view.text[first.start : first.end]) and bool(
                _SAYS.search(view.s(first.start, first.end))
            )
            if not speaks and (
                line is not near or first.n != head or titles.state(view, ctx, first.start, first.end) != "own"
            ):
                continue
            for last in clauses:
                if not first.n + speaks <= last.n <= first.n + 3 or last.segment != first.segment:
                    continue
                if first.start < fact.start < last.end or _SAYS.search(view.s(last.start, last.end)):
                    continue
                start = ctx.skip_openers(first.start, first.end)
                claim = _headed(plan, whole(view, start, last.end), "title")
                if (
                    not any(claim.text in other or other in claim.text for other in said)
                    and not plan.shares_with_a_title(claim)
                    and not _CONTRAST.search(view.s(start, last.end))
                    and width(claim.text) <= limit("title-target") + 6
                    and gate.refuse(view, ctx, claim, "title") is None
                    and scenes.bears_news(view, plan.salience, claim)
                ):
                    (reported if speaks else told).append(claim)
    return max(reported or told, key=lambda c: (min(width(c.text), limit("title-target")), -len(c.text)), default=None)


def with_days(plan: Plan, themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
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


def without(theme: Theme, exhibit: Exhibit) -> Theme:
    return replace(theme, exhibits=tuple(e for e in theme.exhibits if e is not exhibit))
