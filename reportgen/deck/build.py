"""Joins the steps: story to planned slides, speaker notes, file."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.assets import Theme
from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    alike,
    clause_cuts,
    outlet_of,
    paragraph_list,
    said_of_source,
    shorten,
    start,
)
from reportgen.deck.fit import fitter
from reportgen.deck.geometry import FULL, Measure
from reportgen.deck.items import Slide
from reportgen.deck.look import house_look
from reportgen.deck.plan import plan
from reportgen.deck.write import Meta, foreign_base, house_base, write_slides
from reportgen.story.blocks import Story

if TYPE_CHECKING:
    from reportgen.deck.foreign import Foreign

_SAY, _LEAST_SAID, _SAYABLE = 3, 2, 120  # sentences spoken of a slide, and their length
_LEAST_CUT = 12  # characters that a sentence cut for speaking has at least
_STOPPED = re.compile("[。！？][」』”’]*$")
_OWN_WORDS = ("cover", "gaps", "method", "appendix")
_FOOT = 690.0  # width of the foot beside the page number, in pt


def _spoken(ctx: Context, slide: Slide) -> list[str]:
    """Two or three sentences, no two that say the same: the slide's own, then its paragraphs'."""
    out: list[str] = []
    for text in slide.say:
        if len(out) < _SAY and not any(alike(text, other) for other in out):
            out.append(text)
    more: list[str] = []
    if slide.archetype not in _OWN_WORDS:
        here = set(slide.paragraphs)
        near = [c.text for t in ctx.story.themes for c in t.body if here & set(c.paragraphs)]
        rest = [c.text for t in ctx.story.themes if clean(t.name) == slide.section for c in t.body]
        more = [*(ctx.sentences.get(fact, "") for fact in slide.facts), *near, *rest]
    for text in (_sayable(clean(m).rstrip("。")) for m in more):
        if len(out) >= _LEAST_SAID:
            break
        if text and not any(alike(text, other) for other in out):
            out.append(text)
    return [t if _STOPPED.search(t) else t + "。" for t in out]


def _sayable(text: str) -> str:
    """A sentence short enough to be spoken, or its longest run of whole clauses that is."""
    if len(text) <= _SAYABLE:
        return text
    return next((text[:at] for at in clause_cuts(text) if _LEAST_CUT <= at <= _SAYABLE), "")


def notes_of(ctx: Context, slide: Slide) -> list[str]:
    """What to say, in sentences of the article, then each fact's number, sentence and paragraph."""
    lines = [ctx.words["notes_say"] + "".join(_spoken(ctx, slide))]
    found = {e.fact: e for e in ctx.story.evidence}
    rows = {r.fact: r for r in ctx.story.rows}
    facts = [f for f in slide.facts if f in found or f in rows]
    if facts:
        lines.append(ctx.words["notes_facts"])
        for fact in facts:
            entry = found.get(fact)
            sentence = clean(entry.sentence) if entry else clean(f"{rows[fact].text}{rows[fact].value}")
            paragraph = entry.paragraph if entry else rows[fact].paragraph
            lines.append(ctx.say("notes_fact", fact=fact, sentence=sentence.rstrip("。"), n=paragraph))
    elif slide.paragraphs:
        lines.append(ctx.say("notes_paragraphs", paragraphs=paragraph_list(ctx, slide.paragraphs)))
    else:
        lines.append(ctx.words["notes_headline" if slide.archetype == "cover" else "notes_none"])
    return [line for line in lines if line]


def _meta(ctx: Context, story: Story, tracker: tuple[str, ...], foot_room: float) -> Meta:
    try:
        date = datetime.date.fromisoformat(story.date) if story.date else None
    except ValueError:
        date = None
    issuer = ctx.look.theme.issuer
    foot = clean(story.headline)
    if issuer.name:
        foot = ctx.say("foot_issuer", headline=foot, issuer=clean(issuer.name))
    cover_foot = "\u3000".join(t for t in (ctx.words["cover_foot"], clean(issuer.contact)) if t)
    where = clean(story.place or "")
    sections = [t.name for t in story.themes if clean(t.name)]
    keywords = "，".join(dict.fromkeys(clean(k) for k in (where, *sections, outlet_of(ctx)) if clean(k)))
    return Meta(
        title=clean(story.headline),
        subject=clean(story.title.text),
        creator=clean(issuer.name) or "reportgen",
        keywords=keywords,
        description=said_of_source(ctx, "described"),
        date=date,
        foot=shorten(ctx, foot, "foot", foot_room, 1)[0],
        cover_foot=shorten(ctx, cover_foot, "foot", foot_room, 1)[0],
        tracker=tracker,
        words=ctx.words,
        fits_tracker=lambda text: ctx.fit.fits(text, "source", FULL, 1, True),
    )


def _foreign(template: Path) -> Foreign:
    from reportgen.deck.foreign import read_template  # its XML library is not loaded for the house's template

    return read_template(template)


def build(story: Story, theme: Theme, ledger_json: bytes, path: Path, template: Path | None) -> None:
    """Lay the story out and write it, on the house's template or on the user's."""
    look = house_look(theme, story.script)
    foreign = _foreign(template) if template else None
    measured = fitter(look, "\n".join(dict.fromkeys(e.sentence for e in story.evidence)))
    ctx = start(story, look, measured, foreign.measure if foreign else Measure())
    planned = plan(ctx)
    meta = _meta(ctx, story, planned.tracker, foreign.foot_room if foreign else _FOOT)
    notes = [notes_of(ctx, s) for s in planned.slides]
    if foreign is None:
        write_slides(planned.slides, look, meta, notes, ledger_json, house_base(story.script, theme), path)
        return
    from reportgen.deck.adapt import adapt
    from reportgen.deck.foreign import foreign_look

    slides = [adapt(slide, foreign, ctx.fit) for slide in planned.slides]
    write_slides(
        slides, foreign_look(foreign, theme, story.script), meta, notes, ledger_json, foreign_base(foreign), path
    )


def check_template(template: Path) -> list[str]:
    """What a user's template offers, and what will be done instead of what it lacks: one line each.

    Raises TemplateError for a template that is refused.
    """
    from reportgen.assets import load_theme
    from reportgen.deck.described import describe
    from reportgen.deck.foreign import read_template
    from reportgen.deck.intake import Package

    return describe(read_template(template), Package(template), load_theme())
