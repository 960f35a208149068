"""A deck tells most of what its article counts, in slides of which no two neighbours look alike."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.assets import load_theme
from reportgen.deck.compose.boards import row_of, rows_slide
from reportgen.deck.compose.context import Context, start
from reportgen.deck.fit import fitter
from reportgen.deck.items import Slide, Text
from reportgen.deck.look import house_look
from reportgen.extract import extract
from reportgen.source import read
from reportgen.story import tell
from tests.deck.test_said import ARTICLES, ROOT, _words, planned
from tests.fixtures.seed_story import STORY

_BARE = ("cover", "appendix", "method")
BULLETIN = ROOT / "tests/articles/heldout2/customs-bulletin-hans.txt"


def _body(article: Path) -> list[Slide]:
    return [s for s in planned(article) if s.archetype not in _BARE]


def _context() -> Context:
    look = house_look(load_theme(), STORY.script)
    return start(STORY, look, fitter(look))


def test_a_bulletin_of_figures_shows_half_of_them() -> None:
    rows = tell(extract(read(BULLETIN))).rows
    items = [i for s in _body(BULLETIN) for i in s.items]
    words = "".join(_words(i) if isinstance(i, Text) else getattr(i, "alt", "") for i in items).replace(" ", "")
    assert sum(row.value.replace(" ", "") in words for row in rows) >= 0.5 * len(rows)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda p: p.stem)
def test_no_two_neighbours_look_alike(article: Path) -> None:
    kinds = [s.archetype for s in _body(article)]
    assert not [a for a, b in itertools.pairwise(kinds) if a == b]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda p: p.stem)
def test_no_sentence_under_other_things_heads_a_later_slide(article: Path) -> None:
    slides = _body(article)
    for at, slide in enumerate(slides):
        heads = {s.title for s in slides[at + 1 :]}
        fillers = [i for i in slide.items if isinstance(i, Text) and (i.slot or "").startswith("text")]
        assert slide.key.startswith("summary") or heads.isdisjoint(map(_words, fillers))


def test_the_row_of_the_title_comes_first_not_one_whose_digits_it_holds() -> None:
    ctx, number = _context(), STORY.key_numbers[0]
    claims = ("法院判令2名股東連帶退款", "12批次樣品中有9批次摻入糖漿", "關閉涉事賬號6個")
    rows = [
        replace(number, digits=d, unit=u, claim=replace(number.claim, text=t, pieces=()), fact=f"F{i}")
        for i, (d, u, t) in enumerate(zip(("2", "12", "6"), ("名", "批次", "個"), claims, strict=True))
    ]
    slide = rows_slide(ctx, "k", "s", 0, rows, claims[1], "")
    assert next(_words(i) for i in slide.items if isinstance(i, Text) and i.slot == "num1") == "12批次"


def test_a_row_does_not_say_its_number_again() -> None:
    number = STORY.key_numbers[0]
    own = replace(number, digits="3120", unit="萬美元", what=("實際利用外資",), companions=())
    short = replace(own, claim=replace(number.claim, text="實際利用外資3120萬美元", pieces=()))
    longer = replace(own, claim=replace(number.claim, text="上半年全市實際利用外資3120萬美元", pieces=()))
    assert row_of(_context(), short).text == "實際利用外資"
    assert row_of(_context(), longer).text == "上半年全市實際利用外資3120萬美元"
