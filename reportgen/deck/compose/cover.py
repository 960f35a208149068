"""The cover: headline, lead sentence, and below them the sections or the best numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportgen.deck.clean import clean
from reportgen.deck.compose.context import (
    Context,
    big_number,
    date_of,
    headline,
    rule,
    said_of_source,
    sentences_of,
    shorten,
)
from reportgen.deck.fit import Flow, flow, frame
from reportgen.deck.geometry import MARGIN, Box
from reportgen.deck.items import Item, Picture, Slide, Text
from reportgen.errors import TemplateError

_COVER_TITLE_Y, _COVER_SUB_GAP = 96.0, 22.0


def cover(ctx: Context, sections: Sequence[tuple[str, str, str]]) -> Slide:
    """`sections`: name, heading and page range of each; none: the best numbers stand there."""
    story = ctx.story
    named = shorten(ctx, headline(ctx), "cover-title", ctx.full, 2)[0]
    lines = ctx.fit.lines(named, "cover-title", ctx.full)
    head = Flow(text=named, lines=lines, style="cover-title")
    y = _COVER_TITLE_Y if len(lines) > 1 else 122.0
    items: list[Item] = [frame(ctx.fit, "title", Box(MARGIN, y, ctx.full, 52.0 * len(lines)), head)]
    y += 52.0 * len(lines) + _COVER_SUB_GAP
    if story.dek:
        text = shorten(ctx, _lead(story.dek.text), "body", ctx.full, 2)[0]
        sub = flow(ctx.fit, text, "body", ctx.full, colour="white")
        items.append(frame(ctx.fit, "sub", Box(MARGIN, y, ctx.full, 28.0 * len(sub.lines)), sub))
        y += 28.0 * len(sub.lines) + 16
    facts = [clean(story.outlet), date_of(ctx), ctx.words["list_mark"].join(clean(a) for a in story.authors)]
    if ctx.look.theme.issuer.name:
        facts.append(ctx.look.theme.issuer.name)
    line = shorten(ctx, "\u3000".join(dict.fromkeys(f for f in facts if f)), "note", ctx.full, 1)[0]
    items.append(
        frame(ctx.fit, "meta", Box(MARGIN, y, ctx.full, 21), flow(ctx.fit, line, "note", ctx.full, colour="river-3"))
    )
    items += _cover_columns(ctx, sections) if sections else _cover_numbers(ctx)
    shown = [item.fact for item in items if isinstance(item, Text) and item.fact]
    items += _logo(ctx)
    return Slide(
        key="cover",
        layout="cover",
        archetype="cover",
        title=named,
        section=ctx.words["overview"],
        items=tuple(items),
        facts=tuple(dict.fromkeys([*shown, *story.title.facts])),
        say=(said_of_source(ctx, "notes_cover"), story.title.text),
        paragraphs=story.title.paragraphs,
    )


def _lead(text: str) -> str:
    """The second sentence of the standfirst, whose first is the summary's title as a rule; a single one stands."""
    sentences = [s for s in sentences_of(clean(text)) if s[0] not in "」”』’"]
    return (sentences[1:] or sentences or [""])[0]


def _logo(ctx: Context) -> list[Item]:
    """The issuer's logo at the right of the cover's foot, on white, so that no colour of it is lost."""
    issuer = ctx.look.theme.issuer
    place = Box(MARGIN + ctx.full - 160, 481, 160, 28)
    if not issuer.logo:
        return []
    path = Path(issuer.logo)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TemplateError(f"issuer.logo: {path} cannot be read ({error.strerror}).") from None
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data[:8] != b"\x89PNG\r\n\x1a\n" or not width or not height:
        raise TemplateError(f"issuer.logo: {path} is not a PNG. Save the logo as PNG.")
    scale = min(place.w / width, place.h / height)
    w, h = width * scale, height * scale
    box = Box(place.x + place.w - w, place.y + (place.h - h) / 2, w, h)
    return [Picture(box=box, data=data, alt=clean(issuer.name) or ctx.words["logo"])]


def _cover_columns(ctx: Context, sections: Sequence[tuple[str, str, str]]) -> list[Item]:
    count = 3 if len(sections) in (5, 6) else min(len(sections), 4)
    items: list[Item] = []
    columns = ctx.spread(count)
    paged = all(ctx.fit.fits(_entry(name, pages, True), "body", columns[0][1], 1, True) for name, _, pages in sections)
    for i, (x, w) in enumerate(columns):
        name, heading, pages = sections[i]
        second = len(sections) > count  # more sections than columns: two rows of names, no headings
        if second:
            below = sections[i + count] if i + count < len(sections) else ("", "", "")
            name, heading, pages = _entry(name, pages, paged), _entry(below[0], below[2], paged), ""
        items.append(rule(x, 378, w))
        y = 396.0
        room = 1 if heading else 2
        name_flow = flow(ctx.fit, shorten(ctx, name, "body", w, room, True)[0], "body", w, bold=True, colour="river")
        items.append(frame(ctx.fit, f"name{i + 1}", Box(x, y, w, 28.0 * len(name_flow.lines)), name_flow))
        y += 28 * len(name_flow.lines)
        if heading:
            items.append(
                frame(
                    ctx.fit,
                    f"kicker{i + 1}",
                    Box(x, y, w, 28),
                    flow(
                        ctx.fit,
                        shorten(ctx, heading, "body", w, 1, second or None)[0],
                        "body",
                        w,
                        bold=second or None,
                        colour="river" if second else None,
                    ),
                )
            )
            y += 28
        if pages:
            items.append(
                frame(ctx.fit, f"pages{i + 1}", Box(x, y, w, 21), flow(ctx.fit, pages, "note", w, colour="ink-3"))
            )
    return items


def _entry(name: str, pages: str, paged: bool) -> str:
    """A section with its pages on one line, or its name alone."""
    return f"{clean(name)}　{pages}" if paged and name and pages else name


def _cover_numbers(ctx: Context) -> list[Item]:
    numbers = ctx.story.key_numbers[:3]
    items: list[Item] = []
    for i, ((x, w), number) in enumerate(zip(ctx.spread(max(1, len(numbers))), numbers, strict=False)):
        items.append(rule(x, 378, w))
        items.append(big_number(ctx, number, f"name{i + 1}", Box(x, 392, w, 37), middle=True))
        text = clean("".join(number.what))
        text = text if len(text) >= 2 else clean(number.claim.text)
        short = flow(ctx.fit, shorten(ctx, text, "body-small", w, 2)[0], "body-small", w)
        items.append(frame(ctx.fit, f"kicker{i + 1}", Box(x, 434, w, 50), short))
    return items
