"""Pages are composed on the grid: nothing overlaps, leaves the block, stands alone; short and long stories alike."""

from __future__ import annotations

import gc
import re
import time
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from reportgen import source
from reportgen.assets import load_theme
from reportgen.extract import extract
from reportgen.pdf import briefing_bytes
from reportgen.pdf.boxes import Briefing, FillBox, PlotBox, TextBox
from reportgen.pdf.layout import lay_out
from reportgen.pdf.setter import Grid
from reportgen.story import tell
from reportgen.story.blocks import Story
from reportgen.typeset import metrics
from tests.pdf.conftest import LEDGER
from tests.pdf.stories import PLACES, STORIES, long

FURNITURE = {
    "running-head",
    "running-date",
    "issuer",
    "foot",
    "contact",
    "page-number",
    "head-rule",
    "tag",
    "foot-rule",
}
HEADS = {"section", "h1", "dek", "head", "exhibit-label", "exhibit-title", "subtitle", "table-label", "panel-title"}
NO_START = "。，、；：？！）」』〉》】”’…—％·"
NO_END = "（「『〈《【“‘"
TOLERANCE = 0.6
SEED = Path(__file__).parents[2] / "seeds" / "liuyang-business-environment.txt"


@cache
def layout(name: str) -> Briefing:
    theme = load_theme()
    story = STORIES[name]()
    return lay_out(story, theme, metrics(story.script, theme))


def texts(name: str) -> list[tuple[int, TextBox]]:
    return [
        (number, box)
        for number, page in enumerate(layout(name).pages, 1)
        for box in page.boxes
        if isinstance(box, TextBox)
    ]


def body_bottom(name: str, number: int) -> float:
    page = layout(name).pages[number - 1]
    return max((box.y + box.h for box in page.boxes if box.kind not in FURNITURE), default=0.0)


names = pytest.mark.parametrize("name", STORIES)


@names
def test_text_stays_inside_the_text_block(name: str) -> None:
    grid = Grid(load_theme())
    for number, box in texts(name):
        for line in box.text.lines:
            left = box.left(line)
            assert left >= grid.left - TOLERANCE, (number, line.text)
            assert left + line.width <= grid.right + TOLERANCE, (number, line.text)
            assert line.width <= box.w + TOLERANCE or box.kind in FURNITURE, (number, box.kind, line.text)
        if box.kind not in FURNITURE:
            assert box.y + box.h <= grid.bottom + TOLERANCE, (number, box.kind, box.text.lines[-1].text)


@names
def test_no_two_texts_overlap(name: str) -> None:
    for page in layout(name).pages:
        rects = []
        for box in page.boxes:
            if isinstance(box, TextBox):
                left = min(box.left(line) for line in box.text.lines)
                rects.append((left, box.y, left + box.text.width, box.y + box.h, box))
            elif isinstance(box, PlotBox):
                rects.append((box.x, box.y, box.x + box.w, box.y + box.h, box))
        for a, b in combinations(rects, 2):
            apart = a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 2 or b[3] <= a[1] + 2
            assert apart, (a[4].kind, b[4].kind, a[:4], b[:4])


@names
def test_blocks_begin_on_the_columns(name: str) -> None:
    grid = Grid(load_theme())
    starts = {grid.left, grid.side_x, *(grid.column(i, of)[0] for of in (2, 3, 4) for i in range(of))}
    for page in layout(name).pages:
        for box in page.boxes:
            if isinstance(box, FillBox) and box.kind in {
                "panel",
                "exhibit-rule",
                "card-rule",
                "kpi-rule",
                "table-head",
            }:
                assert min(abs(box.x - start) for start in starts) <= 0.5, box


@names
def test_only_the_themes_sizes_and_colours_are_set(name: str) -> None:
    theme = load_theme()
    sizes = {(style.size, style.weight) for style in theme.briefing.values()} | {(16.0, 700)}
    for _, box in texts(name):
        for line in box.text.lines:
            for run in line.runs:
                assert run.style.colour in theme.colour
                assert (run.style.size, run.style.weight) in sizes, run
                assert run.style.size >= 8 or run.mark


@names
def test_no_page_but_the_last_is_a_third_empty(name: str) -> None:
    grid = Grid(load_theme())
    for number in range(1, len(layout(name).pages)):
        assert body_bottom(name, number) > grid.bottom - (grid.bottom - grid.top) / 3, number


@names
def test_no_heading_stands_last_on_a_page(name: str) -> None:
    for number, page in enumerate(layout(name).pages, 1):
        below = [box for box in page.boxes if isinstance(box, TextBox) and box.kind not in FURNITURE]
        last = max(below, key=lambda box: box.y + box.h)
        assert last.kind not in HEADS, (number, last.text.lines[0].text)


@names
def test_a_panel_is_as_high_as_the_text_beside_it(name: str) -> None:
    for page in layout(name).pages:
        texts_beside = [box for box in page.boxes if isinstance(box, TextBox) and box.kind in {"body", "speaker"}]
        for panel in (box for box in page.boxes if box.kind == "panel"):
            beside = [box for box in texts_beside if panel.y - 1 <= box.y < panel.y + panel.h and box.x < panel.x]
            if beside:
                assert max(box.y + box.h for box in beside) <= panel.y + panel.h + TOLERANCE


@names
def test_no_line_starts_or_ends_with_a_forbidden_mark(name: str) -> None:
    for number, box in texts(name):
        for line in box.text.lines[1:]:
            assert line.text[0] not in NO_START, (number, line.text)
        for line in box.text.lines[:-1]:
            assert line.text[-1] not in NO_END, (number, line.text)


@names
def test_exhibits_are_numbered_in_order(name: str) -> None:
    for prefix in ("圖", "表"):
        labels = [box.text.lines[0].text for _, box in texts(name) if box.kind == "exhibit-label"]
        found = [int(label[1:]) for label in labels if label.startswith(prefix)]
        assert found == list(range(1, len(found) + 1))


@names
def test_each_figure_has_its_source_line(name: str) -> None:
    for page in layout(name).pages:
        plots = sum(1 for box in page.boxes if isinstance(box, PlotBox))
        sources = sum(
            1
            for box in page.boxes
            if isinstance(box, TextBox) and box.kind == "note" and box.text.lines[0].text.startswith("來源：")
        )
        assert sources >= plots


def test_seed_pages_end_where_they_should() -> None:
    ends = [body_bottom("seed", number) for number in range(1, len(layout("seed").pages) + 1)]
    assert 4 <= len(ends) <= 8
    assert all(750 <= end <= 782.5 for end in ends), ends


def test_one_point_of_attention_a_strip_panel_and_exhibit() -> None:
    for page in layout("seed").pages:
        strips = [
            run
            for box in page.boxes
            if isinstance(box, TextBox) and box.kind == "kpi-number"
            for line in box.text.lines
            for run in line.runs
            if run.style.colour == "spark"
        ]
        assert len(strips) <= 1


def seconds(story: Story, times: int = 1) -> float:
    """Processor time of layout and writing, the least of several runs."""
    theme, best = load_theme(), float("inf")
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        briefing_bytes(story, theme, LEDGER)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.slow
def test_the_seeds_briefing_takes_a_quarter_of_a_second() -> None:
    story = tell(extract(source.read(SEED)))
    assert seconds(story, 8) < 0.25


@pytest.mark.slow
def test_time_grows_with_length_only() -> None:
    once, ten, fifty = seconds(long(1), 3), seconds(long(10), 2), seconds(long(50))
    assert ten < 10 * once * 1.2
    assert fifty < 5 * ten * 1.5


def many(times: int) -> str:
    """The seed's article so many times over, each time of another town and with other numbers."""
    text = source.read(SEED).text
    body = text.split("\n", 2)[2]
    copies = []
    for i in range(1, times):
        other = re.sub(r"(?<!\d)[4-9]\d\d?(?!\d)", lambda m, i=i: str(int(m[0]) + i), body)  # type: ignore[misc]
        copies.append(other.replace("瀏陽", PLACES[i // 10] + PLACES[i % 10]))
    return "\n".join([text, *copies])


@pytest.mark.slow
def test_time_from_article_to_file_grows_with_length_only(tmp_path: Path) -> None:
    def taken(times: int) -> float:
        file = tmp_path / f"{times}.txt"
        file.write_text(many(times), encoding="utf-8")
        gc.collect()
        start = time.process_time()
        briefing_bytes(tell(extract(source.read(file))), load_theme(), LEDGER)
        return time.process_time() - start

    taken(1)
    ten = min(taken(10), taken(10))
    assert taken(50) < 5 * ten * 1.5


def test_key_points_without_a_list_beside_them_stand_in_two_columns() -> None:
    from reportgen.pdf.bands import Columns
    from reportgen.pdf.pages.first import points_band
    from reportgen.pdf.setter import Setter

    story = STORIES["seed"]()
    setter = Setter(story, load_theme(), metrics(story.script, load_theme()))
    band = points_band(setter, story.points, None)
    assert isinstance(band, Columns)


def test_a_panel_of_numbers_has_two_that_neither_strip_nor_points_print() -> None:
    from dataclasses import replace

    from reportgen.pdf.panel import side_numbers
    from reportgen.pdf.setter import Setter

    story = STORIES["seed"]()
    setter = Setter(story, load_theme(), metrics(story.script, load_theme()))
    more = tuple(replace(n, fact=f"F9{i}", companions=(), claim=replace(n.claim, facts=(f"F9{i}",)))
                 for i, n in enumerate(story.key_numbers[:2]))  # fmt: skip
    told = replace(story, next_numbers=more, themes=())
    assert {n.fact for n in side_numbers(setter, told)} >= {"F90", "F91"}
    said = replace(told, points=(*story.points, *(n.claim for n in more)))
    assert not {"F90", "F91"} & {n.fact for n in side_numbers(setter, said)}
    assert (
        side_numbers(setter, replace(story, next_numbers=more[:1], key_numbers=story.key_numbers[:4], themes=())) == ()
    )


def test_numbers_of_the_points_stand_beside_them_where_there_is_nothing_else() -> None:
    from dataclasses import replace

    from reportgen.pdf.bands import Row
    from reportgen.pdf.pages.first import points_band, side_panels
    from reportgen.pdf.panel import side_numbers, strip_numbers
    from reportgen.pdf.setter import Setter

    story = STORIES["seed"]()
    setter = Setter(story, load_theme(), metrics(story.script, load_theme()))
    number = story.key_numbers[0]
    more = tuple(replace(number, fact=f"F9{i}", companions=(), claim=replace(number.claim, facts=(f"F9{i}",)))
                 for i in range(3))  # fmt: skip
    points = tuple(replace(n.claim, text=f"要點{n.fact}") for n in more)
    told = replace(
        story, honours=(), ranks=(), themes=(), key_numbers=story.key_numbers[:3], next_numbers=more, points=points
    )
    assert side_numbers(setter, told) == ()
    strip = {n.fact for n in strip_numbers(setter, (*told.key_numbers, *more))[0]}
    assert {n.fact for n in side_numbers(setter, told, in_points=True)} == {n.fact for n in more} - strip
    (panel,) = side_panels(setter, told)
    assert isinstance(points_band(setter, told.points, panel), Row)


def test_a_board_sets_its_numbers_alike() -> None:
    from dataclasses import replace

    from reportgen.pdf.exhibits import BoardBand
    from reportgen.pdf.setter import Setter
    from reportgen.story.blocks import Board, Claim

    story = STORIES["seed"]()
    setter = Setter(story, load_theme(), metrics(story.script, load_theme()))
    number = replace(story.key_numbers[0], digits="64", unit="個")
    long = replace(number, digits="1870", unit="餘萬元")

    def across(*numbers: object) -> int:
        board = Board(title=Claim(text="64個", paragraphs=(1,)), subtitle="", note="", paragraphs=(1,), numbers=numbers)
        return BoardBand(setter, board).of

    assert across(number, number, number, number) == 4
    assert across(number, number, long, number) == 2
    assert across(number, number, number) == 3
    assert across(*[number] * 5) == 3


def test_a_section_that_says_no_more_than_its_title_is_no_heading_over_nothing() -> None:
    from dataclasses import replace

    from reportgen.pdf.bands import Columns, Opener
    from reportgen.pdf.pages.theme import variants
    from reportgen.pdf.setter import Setter

    story = STORIES["seed"]()
    setter = Setter(story, load_theme(), metrics(story.script, load_theme()))
    theme = story.themes[0]
    bare = replace(theme, body=(theme.title,), exhibits=(), quotes=(), lists=(), numbers=(), ranks=())
    ((opener, text),) = [variant.bands for variant in variants(setter, bare, 0, ())]
    assert isinstance(opener, Opener)
    assert opener.title.startswith(theme.name)
    assert isinstance(text, Columns)
    assert text.claims == (theme.title,)


def test_a_page_does_not_begin_with_a_few_lines_over_an_opener() -> None:
    from reportgen.pdf import layout as layouts
    from reportgen.pdf.bands import Band, Opener
    from reportgen.pdf.layout import Placed, _short_top

    def stack(height: float) -> list[Placed]:
        band, opener = Band(), Opener.__new__(Opener)
        band.low, opener.low = height, 60.0
        return [Placed(band, (0.0, 0.0)), Placed(opener, (0.0, 0.0))]

    assert _short_top(stack(60.0))
    assert not _short_top(stack(layouts.SHORT_TOP + 1))
    assert not _short_top(stack(60.0)[1:])
