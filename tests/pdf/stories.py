"""Stories of other lengths, made from the seed's: bare, short, without sections, ten times as long."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

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
    """The seed's sections so many times over, each time with facts, paragraphs and words of its own."""
    height = max(entry.n for entry in STORY.index)
    copies = [_copied(STORY, i, i * height) for i in range(times)]
    return replace(
        STORY,
        themes=tuple(replace(t, name=f"{t.name}{i + 1}") for i, copy in enumerate(copies) for t in copy.themes),
        rows=tuple(replace(r, section=f"{r.section}{i + 1}") for i, copy in enumerate(copies) for r in copy.rows),
        index=tuple(entry for copy in copies for entry in copy.index),
    )


PLACES = "甲乙丙丁戊己庚辛壬癸"
_NUMBERED = {"paragraph", "n"}


def _copied(value: Any, copy: int, shift: int) -> Any:
    """A record with the town's name, the facts' ids and the paragraphs' numbers of a copy; 0 is the record itself."""
    if isinstance(value, str):
        town = PLACES[copy // 10 % 10] + PLACES[copy % 10]
        return re.sub(r"^(F|D)(\d+)$", rf"\1\2x{copy}", value.replace("瀏陽", town)) if copy else value
    if isinstance(value, tuple):
        return tuple(_copied(each, copy, shift) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in fields(value):
            known = getattr(value, field.name)
            if field.name in _NUMBERED:
                changed[field.name] = known + shift
            elif field.name == "paragraphs":
                changed[field.name] = tuple(n + shift for n in known)
            else:
                changed[field.name] = _copied(known, copy, shift)
        return replace(value, **changed)
    return value


STORIES = {"seed": lambda: STORY, "bare": bare, "empty": empty, "short": short, "whole": whole, "long": lambda: long(4)}
