"""Tells what a story offered and the briefing does not print, and why: judged by the words on the pages themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.pdf.boxes import Page, PlotBox, TextBox
from reportgen.pdf.pages.theme import QUOTE_LONGEST, QUOTE_SHORTEST, said
from reportgen.story.blocks import Exhibit, Quotation, Story

NO_ROOM = "the panel beside the text has no room for it"
NO_ROW = "the page would not end well with it"
IN_A_POINT = "a key point says most of it in the same words"
UNSEEN = "no page has room for it"


def omitted(story: Story, pages: Sequence[Page]) -> tuple[str, ...]:
    """A line for each exhibit, table, quotation, list, rank, award and gap that no page shows, with the reason."""
    told = _told(pages)
    plotted = {id(box.exhibit) for page in pages for box in page.boxes if isinstance(box, PlotBox)}

    def missing(kind: str, text: str, reason: str) -> Iterator[str]:
        if _bare(text) not in told:
            yield f'not in the briefing: {kind} "{text}", for {reason}'

    found: list[str] = []
    exhibits: list[Exhibit] = [*story.shares, *(each for theme in story.themes for each in theme.exhibits)]
    for exhibit in [*exhibits, *([story.tracker] if story.tracker else [])]:
        if id(exhibit) not in plotted:
            found += missing("exhibit", exhibit.title.text, UNSEEN)
    for row in story.tracker.rows if story.tracker else ():
        found += missing("coming item", row.item.text, UNSEEN)
    for gap in story.gaps:
        found += missing("gap", gap.gap, UNSEEN)
    for honour in story.honours:
        for name in honour.names:
            found += missing("award", name, NO_ROOM)
    for rank in story.ranks:
        found += missing("rank", rank.tag, NO_ROOM)
    points = [each for each in story.points if _bare(each.text) in told]
    for theme in story.themes:
        for rank in theme.ranks:
            found += missing("rank", rank.tag, NO_ROOM)
        for named in theme.lists:
            for item in named.items:
                found += missing(f'item of "{named.title}"', item, NO_ROOM)
        for claim in theme.body:
            found += missing("sentence", claim.text, IN_A_POINT if said(claim, points) else NO_ROW)
        for quote in theme.quotes:
            found += missing("quotation", quote.text, _why(quote))
    return tuple(dict.fromkeys(found))


def _told(pages: Sequence[Page]) -> str:
    """All words of the pages in order, without reference marks, spaces and the marks that a frame may change."""
    parts = []
    for page in pages:
        for box in page.boxes:
            if isinstance(box, TextBox):
                parts.append("".join(run.text for line in box.text.lines for run in line.runs if not run.mark))
    return _bare("\n".join(parts))


def _bare(text: str) -> str:
    return "".join(char for char in text if char not in " \u3000。「」『』“”‘’…")


def _why(quote: Quotation) -> str:
    if not QUOTE_SHORTEST <= len(quote.text) <= QUOTE_LONGEST:
        return f"a pull quote has {QUOTE_SHORTEST} to {QUOTE_LONGEST} characters, this one {len(quote.text)}"
    return NO_ROW
