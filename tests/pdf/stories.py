"""Stories of other lengths, made from the seed's: bare, short, without sections, ten times as long."""

from __future__ import annotations

from dataclasses import replace

from reportgen.story.blocks import Story
from tests.fixtures.seed_story import STORY


def bare() -> Story:
    """No figure at all: text, a quotation, method."""
    theme = replace(STORY.themes[2], name="", kicker="", exhibits=(), ranks=(), lists=(), numbers=(), dek=None)
    return replace(
        STORY,
        key_numbers=(),
        honours=(),
        ranks=(),
        shares=(),
        themes=(theme,),
        tracker=None,
        gaps=(),
        gaps_title=None,
        rows=(),
        points=STORY.points[:3],
        method=STORY.method[:4],
        index=STORY.index[:6],
    )


def empty() -> Story:
    """A title and nothing to tell."""
    theme = replace(bare().themes[0], quotes=(), body=())
    return replace(bare(), dek=None, themes=(theme,), points=())


def short() -> Story:
    """Two numbers, one section without a name, one chart."""
    theme = replace(
        STORY.themes[1], name="", kicker="", exhibits=(), quotes=(), lists=(), body=STORY.themes[1].body[:3]
    )
    return replace(
        STORY,
        key_numbers=STORY.key_numbers[:2],
        honours=(),
        ranks=(),
        themes=(theme,),
        tracker=None,
        gaps=STORY.gaps[:2],
        rows=STORY.rows[:8],
        points=STORY.points[:3],
        index=STORY.index[:9],
    )


def whole() -> Story:
    """The seed's matter as one run without sections."""
    first, second, third = STORY.themes
    theme = replace(
        first,
        name="",
        kicker="",
        body=first.body + second.body + third.body,
        exhibits=first.exhibits + second.exhibits + third.exhibits,
        quotes=second.quotes + third.quotes,
        ranks=third.ranks,
        lists=second.lists,
    )
    return replace(STORY, themes=(theme,))


def long(times: int = 10) -> Story:
    """The seed so many times over."""
    themes = tuple(replace(theme, name=f"{theme.name}{i + 1}") for i in range(times) for theme in STORY.themes)
    rows = tuple(
        replace(row, fact=f"{row.fact}x{i}", section=f"{row.section}{i + 1}")
        for i in range(times)
        for row in STORY.rows
    )
    index = tuple(replace(entry, n=entry.n + i * len(STORY.index)) for i in range(times) for entry in STORY.index)
    return replace(STORY, themes=themes, rows=rows, index=index)


STORIES = {"seed": lambda: STORY, "bare": bare, "empty": empty, "short": short, "whole": whole, "long": lambda: long(4)}
