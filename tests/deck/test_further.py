"""A deck tells most of what its article counts, in slides of which no two neighbours look alike."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.assets import load_theme
from reportgen.deck.compose.boards import row_of, rows_slide
from reportgen.deck.compose.context import Context, start
from reportgen.deck.compose.fill import whole
from reportgen.deck.fit import fitter
from reportgen.deck.items import ChartItem, Slide, Text
from reportgen.deck.look import house_look
from reportgen.extract import extract
from reportgen.source import read
from reportgen.story import tell
from reportgen.story.blocks import Claim
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
    share = replace(own, digits="52", unit="%", what=("完成全年任務",))
    share = replace(share, claim=replace(number.claim, text="完成全年任務的52%", pieces=()))
    assert row_of(_context(), share).text == "完成全年任務"
    assert row_of(_context(), short).text == "實際利用外資"
    assert row_of(_context(), longer).text == "上半年全市實際利用外資3120萬美元"


def _of(text: str, folder: Path) -> list[Slide]:
    path = folder / "article.txt"
    path.write_text(text, encoding="utf-8")
    return [s for s in planned(path) if s.archetype not in ("appendix", "method")]


def test_two_sentences_of_the_same_facts_do_not_stand_below_each_other() -> None:
    ctx = _context()
    long = Claim(text="望洋碼頭有限公司今季已增聘85名前線人員", facts=("F1",), paragraphs=(4,))
    longer = Claim(text="公司已增聘85名前線人員，另有32名學生到碼頭實習", facts=("F1", "F2"), paragraphs=(4,))
    assert [c.text for c in whole(ctx, (longer, long), ctx.full - 90)] == [longer.text]


def test_growth_with_falls_is_drawn_over_the_whole_measure() -> None:
    slides = _body(ROOT / "tests/samples/quarter-economy-hans.txt")
    charts = [i for s in slides if s.archetype == "chart-multiples" for i in s.items if isinstance(i, ChartItem)]
    assert len(charts) == 2
    assert all(c.box.w > 800 for c in charts)
    longest = max(abs(v) for c in charts for v in c.chart.series[0].values)
    wide = min(c.chart.high - c.chart.low for c in charts)
    assert longest / wide > 0.2  # of the plot, beside two labels and the other side
    assert sum(bool(c.chart.series[0].points) for c in charts) == 1  # one point of attention


def test_the_cover_of_five_sections_names_them_with_their_pages(tmp_path: Path) -> None:
    parts = "\n\n".join(
        f"{mark}、{name}\n\n2024年全市{name}项目已建成{n + 12}座，累计完成投资{n + 3}.5亿元，服务居民{n + 1}.2万人。"
        for n, (mark, name) in enumerate(zip("一二三四五", ("供水", "道路", "学校", "公园", "医院"), strict=True))
    )
    cover = _of(f"岚江市民生工程完成\n岚江日报 2025年4月18日\n\n岚江市发布民生工程进展。\n\n{parts}\n", tmp_path)[0]
    words = [_words(i) for i in cover.items if isinstance(i, Text) and (i.slot or "").startswith(("name", "kicker"))]
    assert len(words) == 5
    assert all("页" in w for w in words)


def test_what_is_told_before_the_first_heading_is_drawn_in_the_overview() -> None:
    slides = _body(ROOT / "tests/articles/heldout9/halfyear-economy-hans.txt")
    charts = [s for s in slides if s.key.startswith("s0-")]
    assert charts
    assert {s.tracker for s in charts} == {0}
