"""Tells 今年, 去年 and 昨日 in titles as the years and days they are: a product is read later than a paper.

The last step of the story: the pieces of the article that a title is cut from stay as they were, only words change.
"""

from __future__ import annotations

from dataclasses import replace

from reportgen.story.blocks import Claim, Story
from reportgen.story.text import View
from reportgen.story.times import in_dates


def titles(view: View, story: Story) -> Story:
    """The story with years and days told in its titles and its summary; quotations stay as they were said."""
    themes = tuple(
        replace(
            theme,
            title=_claim(view, theme.title),
            quotes=tuple(q if q.title is None else replace(q, title=_claim(view, q.title)) for q in theme.quotes),
            exhibits=tuple(replace(exhibit, title=_claim(view, exhibit.title)) for exhibit in theme.exhibits),
            numbers=tuple(replace(number, claim=_claim(view, number.claim)) for number in theme.numbers),
            further=tuple(replace(number, claim=_claim(view, number.claim)) for number in theme.further),
        )
        for theme in story.themes
    )
    return replace(
        story,
        title=_claim(view, story.title),
        summary=tuple(replace(row, claim=_claim(view, row.claim)) for row in story.summary),
        summary_title=_claim(view, story.summary_title),
        board_title=_claim(view, story.board_title),
        themes=themes,
        tracker=None if story.tracker is None else replace(story.tracker, title=_claim(view, story.tracker.title)),
    )


def _claim(view: View, claim: Claim) -> Claim:
    text = in_dates(claim.text, view.article.date)
    return claim if text == claim.text else replace(claim, text=text)
