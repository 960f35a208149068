"""What slides say: no sentence of the article on two of them, no slide a third empty, on the samples."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.assets import load_theme, wording
from reportgen.deck.build import notes_of
from reportgen.deck.compose.context import shorten, start
from reportgen.deck.compose.fill import below
from reportgen.deck.compose.shown import shows
from reportgen.deck.compose.told import Told, fills, own
from reportgen.deck.fit import fitter
from reportgen.deck.geometry import Box
from reportgen.deck.items import BREAK, Cell, Mark, Row, Run, Slide, TableItem, Text
from reportgen.deck.look import house_look
from reportgen.deck.plan import plan
from reportgen.extract import extract
from reportgen.source import Span, read
from reportgen.story import tell
from reportgen.story.blocks import Claim
from tests.fixtures.seed_story import STORY

ROOT = Path(__file__).parents[2]
ARTICLES = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests/samples").glob("*.txt"))]
_TOP, _END, _THIRD = 140.0, 474.0, 113.0


def planned(article: Path) -> tuple[Slide, ...]:
    story = tell(extract(read(article)))
    look = house_look(load_theme(), story.script)
    return plan(start(story, look, fitter(look))).slides


def _words(item: Text) -> str:
    return "".join(r.text for p in item.paras for r in p.runs if r != BREAK)


def _ink(item: object) -> tuple[float, float]:
    """Where an item's ink stands: of a text its lines, by its anchor."""
    box = item.box  # type: ignore[attr-defined]
    if not isinstance(item, Text) or item.fill or item.line:
        return box.y, box.y + box.h
    lead = load_theme().deck
    count = sum(1 + sum(r == BREAK for r in p.runs) for p in item.paras)
    height = sum(lead[p.style].leading * (1 + sum(r == BREAK for r in p.runs)) + p.after for p in item.paras)
    height += max(0, item.lines - count) * lead[item.paras[0].style].leading
    top = {"t": box.y, "ctr": box.y + (box.h - height) / 2, "b": box.y + box.h - height}[item.anchor]
    return top, top + height


def emptiest(slide: Slide) -> float:
    """The highest stretch of a slide's content zone, over its whole width, without ink."""
    apart = ("source", "title", "dek", "subtitle")
    spans = sorted(
        _ink(i)
        for i in slide.items
        if getattr(i, "slot", None) not in apart and not (isinstance(i, Mark) and i.box.h < 5)
    )
    at, most = _TOP, 0.0
    for top, bottom in [*spans, (_END, _END)]:
        most, at = max(most, top - at), max(at, bottom)
    return most


@pytest.mark.parametrize("article", ARTICLES, ids=lambda p: p.stem)
def test_no_sentence_stands_on_two_slides(article: Path) -> None:
    seen: dict[str, str] = {}
    for slide in planned(article):
        if slide.archetype in ("cover", "appendix", "method") or slide.key.startswith("summary"):
            continue
        for item in slide.items:
            if isinstance(item, Text) and (item.slot or "").startswith("text"):
                assert seen.setdefault(_words(item), slide.key) == slide.key
    assert seen


@pytest.mark.parametrize("article", ARTICLES, ids=lambda p: p.stem)
def test_no_slide_is_a_third_empty(article: Path) -> None:
    for slide in planned(article):
        if slide.archetype not in ("cover", "appendix", "method"):
            assert emptiest(slide) < _THIRD, slide.title


def _claim(text: str, start: int, end: int, *facts: str) -> Claim:
    return Claim(text=text, facts=facts, paragraphs=(1,), pieces=(Span(start, end),))


def test_a_sentence_is_known_by_its_place_however_it_is_cut() -> None:
    told = Told()
    whole = _claim("今年新建書屋12間，其中甲鎮5間、乙鎮7間", 100, 121)
    told.tell(whole)
    assert told.repeats(_claim("甲鎮5間、乙鎮7間", 112, 121))
    assert not told.repeats(_claim("丙鎮修橋3座", 121, 127))
    told.title(_claim("丙鎮修橋3座，長120米，可通行兩車", 121, 138), "丙鎮修橋3座")
    assert not told.repeats(_claim("長120米，可通行兩車，年底完工", 129, 150))
    summary = Told()
    summary.tell(whole, summary=True)
    assert summary.known(whole)
    assert not summary.repeats(whole)


def test_headings_telephones_and_quotations_fill_no_slide() -> None:
    quote = STORY.themes[1].quotes[0]
    mine = own(STORY)
    told = Claim(text=f"負責人說：{quote.text}", paragraphs=(quote.paragraph,))
    assert mine.holds(told)
    assert mine.holds(Claim(text=STORY.themes[0].name, paragraphs=(1,)))
    assert not fills(Claim(text="查詢請致電 2180 7733，或到各碼頭的服務台", paragraphs=(1,)))
    assert not fills(Claim(text="科技亦派上用場，人手以外", paragraphs=(1,)))
    assert fills(Claim(text="新增泊位14個，其中8個已啟用", paragraphs=(1,), facts=("F1",)))


def test_two_awards_stand_under_the_board() -> None:
    ranks = tuple(replace(r, award=True) for r in STORY.ranks[:2])
    look = house_look(load_theme(), STORY.script)
    story = replace(STORY, honours=(), ranks=ranks)
    slides = plan(start(story, look, fitter(look))).slides
    board = next(s for s in slides if s.key == "board")
    slots = [getattr(i, "slot", None) for i in board.items]
    assert [s for s in slots if s and s.startswith(("num", "tag"))] == ["num1", "num2", "num3", "num4", "tag1", "tag2"]
    assert not [s for s in slides if s.archetype == "list"]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda p: p.stem)
def test_no_two_slides_have_one_title(article: Path) -> None:
    titles = [re.sub("[，。]", "", s.title) for s in planned(article)]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda p: p.stem)
def test_the_appendix_leads_to_where_the_number_can_be_read(article: Path) -> None:
    slides = planned(article)
    by_key = {s.key: s for s in slides}
    rows = [r for s in slides for i in s.items if isinstance(i, TableItem) and s.rows for r in i.rows[1:]]
    linked = [(r, by_key[run.goto]) for r in rows for c in r.cells for run in c.runs if run.goto]
    assert linked
    for row, slide in linked:
        assert shows(slide, "".join(r.text for r in row.cells[1].runs)), slide.title


def test_a_number_is_shown_whole_or_not_at_all() -> None:
    cell = Cell(runs=(Run(text="近九成"), Run(text="1280個")))
    table = TableItem(box=Box(0, 0, 9, 9), widths=(9.0,), rows=(Row(cells=(cell,), height=9.0),), alt="")
    slide = Slide(key="a", layout="body", archetype="rows", title="", section="", items=(table,))
    assert shows(slide, "近九成")
    assert shows(slide, "1280個")
    assert not shows(slide, "128個")
    assert not shows(slide, "80個")
    assert not shows(slide, "近六成")


def test_the_cover_s_notes_name_its_numbers_and_no_source_that_is_not_given() -> None:
    look = house_look(load_theme(), STORY.script)
    themes = tuple(replace(t, name="") for t in STORY.themes)
    bare = replace(STORY, themes=themes, outlet=wording(STORY.script)["story"]["not-stated"], date=None)
    ctx = start(bare, look, fitter(look))
    first = plan(ctx).slides[0]
    notes = notes_of(ctx, first)
    shown = [i.fact for i in first.items if isinstance(i, Text) and i.fact]
    assert len(shown) == 3
    assert all(any(line.startswith(f"{fact}：") for line in notes) for fact in shown)
    assert notes[0].startswith("可以這樣說：這份簡報整理自一篇報道。")


def test_a_cut_keeps_numbers_whole() -> None:
    look = house_look(load_theme(), STORY.script)
    ctx = start(STORY, look, fitter(look))
    for room in range(60, 260, 4):
        short, cut = shorten(ctx, "煙花爆竹生物醫藥智能裝備等3個產業向1000億元級進軍", "table", float(room), 1)
        assert not cut or not re.search(r"\d個?產?……|\d億?元?……", short)


def test_sentences_stand_below_only_where_there_is_room_for_one() -> None:
    look = house_look(load_theme(), STORY.script)
    ctx = start(STORY, look, fitter(look))
    texts = [_claim("今年新建書屋12間，其中甲鎮5間、乙鎮7間", 0, 21), _claim("丙鎮修橋3座，長120米", 30, 42)]
    assert below(ctx, 480.0, texts, None, True) == ([], [])
    assert below(ctx, 300.0, texts, None, True)[0]
