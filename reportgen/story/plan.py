"""Turns an extraction into the story: what is told first, under which heading, in which block."""

from __future__ import annotations

import datetime
import re

from reportgen.model import Award, Extraction, Rank
from reportgen.story import (
    alike,
    awards,
    dated,
    further,
    gaps,
    lead,
    method,
    opening,
    outlook,
    ranks,
    table,
    themes,
    tracker,
)
from reportgen.story.blocks import (
    Evidence,
    Exhibit,
    Honours,
    ParagraphEntry,
    RankRow,
    Shares,
    Story,
)  # fmt: skip
from reportgen.story.choice import Plan
from reportgen.story.common import owned
from reportgen.story.show import show
from reportgen.story.text import width

_CLOCK = re.compile(r"\d{1,2}[:：]\d")  # no opening ends inside 14:30-17:00
_NUMERALS = "0123456789.,．%〇零一二三四五六七八九十百千萬万億亿年月日"


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
        raw = plan.view.text[paragraph.start : paragraph.end].split("\n")[0]
        text = show(raw, plan.view.article.script)
        cut, last = 0, 0
        for i in range(1, min(len(text), 20)):
            if width(text[:i]) > 10:
                break
            last = i
            if text[i] in "，。；：！？" and i >= 4:
                cut = i
        cut = _before_numbers(plan, paragraph.start, paragraph.start + len(raw), text, cut or last)
        words = text[: cut or 10].rstrip("，、；：「『“（《")
        made.append(ParagraphEntry(n=paragraph.n, opening=words))
    return tuple(made)


def _before_numbers(plan: Plan, start: int, end: int, text: str, cut: int) -> int:
    """The cut moved in front of a number, date or name of the ledger that it would tear."""
    for fact in plan.view.starting_in(start, min(end, start + 40)):
        if fact.kind in ("quote", "target", "initiative", "award"):
            continue
        surface = show(fact.surface, plan.view.article.script)
        at = text.find(surface)
        if 0 < at < cut < at + len(surface):
            cut = at
    clock = _CLOCK.search(text)
    if clock and clock.start() < cut:
        cut = clock.start()
    while 1 < cut < len(text) and text[cut - 1] in _NUMERALS and text[cut] in _NUMERALS:
        cut -= 1
    return cut


def tell(extraction: Extraction) -> Story:
    """Choose, title and arrange; pure, deterministic, linear in the article's length."""
    return tell_plan(Plan(extraction))


MOST_OPENING = 2  # charts of the first page


def tell_plan(plan: Plan) -> Story:
    """The story of a plan; the plan keeps the candidates that were not chosen."""
    view, ctx, article = plan.view, plan.ctx, plan.view.article
    figures, numbers = plan.key_numbers()
    title = opening.headline_title(plan, figures[0] if figures else None)
    occasion = opening.summary_title(plan, title)
    plan.occasion = occasion.text
    won = [f for f in view.facts if isinstance(f, Award)]
    honours: list[Honours] = awards.honours(view, ctx, won, plan.say)
    all_ranks: tuple[RankRow, ...] = awards.with_ranks(
        view, ctx, won, ranks.rows(view, ctx, [f for f in view.facts if isinstance(f, Rank)]), plan.say
    )
    dek, points = lead.lead_of(plan), opening.points(plan, figures)
    made = []
    section_names: dict[int | None, str] = {None: plan.say["section-lead"] if article.sections else ""}
    for name, kicker, paragraphs, section in themes.theme_groups(plan):
        told_before = () if name else (*([dek] if dek else []), *points)
        theme = themes.make_theme(plan, name, kicker, paragraphs, section, figures, told_before)
        if theme is not None:
            made.append(theme)
    for i, section_record in enumerate(article.sections):
        section_names[i] = show(themes.unnumbered(section_record.heading), article.script)
    # A section with nothing but its title would be a heading over nothing; its facts stand in table and panels.
    full = [t for t in made if t.body or t.exhibits or t.quotes or t.lists or t.cases]
    made_themes = tuple(full or made)
    made_themes = themes.with_days(plan, made_themes)
    first_shares = tuple(e for t in made_themes for e in t.exhibits if isinstance(e, Shares))[:1]
    if first_shares:
        made_themes = tuple(themes.without(t, first_shares[0]) for t in made_themes)
    opened: tuple[Exhibit, ...] = (*first_shares, *themes.before_sections(plan, made_themes))[:MOST_OPENING]
    made_themes = themes.over_quotes(plan, made_themes, {title.text})
    leading = {f.id for f in figures} | {fact for exhibit in opened for fact in owned(exhibit)}
    made_themes = further.with_further(plan, made_themes, leading)
    all_gaps = gaps.Gaps(view, ctx, plan.salience, plan.wording["story"]).all()
    tracker_rows = tracker.rows(view, ctx, plan.say)
    tracked = tracker.tracker(
        view,
        ctx,
        outlook.tracker_title(plan, tracker_rows) if len(tracker_rows) >= 2 else None,
        plan.say,
        tracker_rows,
    )
    fact_rows = table.rows(view, ctx, made_themes, section_names, {row.fact for row in all_ranks})
    board_title = opening.board_title(plan, figures, title)
    occasion, board_title, made_themes = alike.settled(plan, title, occasion, board_title, made_themes)
    date_text = _date_text(plan)
    outlet = show(article.publisher, article.script) if article.publisher else ""
    glyphs = method.changed(view)
    exhibits = [*opened, *(e for t in made_themes for e in t.exhibits)]
    facts_evidence: tuple[Evidence, ...] = table.evidence(view, fact_rows)
    told = Story(
        script=article.script,
        headline=show(article.headline, article.script),
        outlet=outlet,
        date=article.date,
        date_text=date_text,
        time=article.time,
        authors=tuple(show(a, article.script) for a in article.authors),
        editors=tuple(show(e, article.script) for e in article.editors),
        url=article.url,
        place=show(article.place, article.script) if article.place and ctx.place is not None else None,
        title=title,
        dek=dek,
        key_numbers=tuple(numbers),
        next_numbers=tuple(plan.next_numbers(figures)),
        points=points,
        summary=opening.summary_rows(plan, figures, numbers),
        summary_title=occasion,
        board_title=board_title,
        honours=tuple(honours),
        ranks=all_ranks,
        shares=opened,
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
    return dated.titles(view, told)
