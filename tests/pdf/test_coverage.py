"""Nothing that the story gives vanishes unnoticed: it is on a page, or its omission is told with the reason."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from reportgen import source
from reportgen.assets import load_theme
from reportgen.extract import extract
from reportgen.pdf.boxes import Briefing, Page, PlotBox, TextBox
from reportgen.pdf.coverage import omitted
from reportgen.pdf.layout import lay_out
from reportgen.pdf.write import write_briefing
from reportgen.story import tell
from reportgen.story.blocks import Story
from reportgen.typeset import metrics
from tests.pdf.conftest import LEDGER
from tests.pdf.stories import STORIES

ROOT = Path(__file__).parents[2]
ARTICLES = [ROOT / "seeds" / "liuyang-business-environment.txt", *sorted((ROOT / "tests" / "samples").glob("*.txt"))]
REAL = {path.stem: path for path in ARTICLES}
NAMES = [*REAL, "whole", "short"]


@cache
def made(name: str) -> tuple[Story, Briefing]:
    story = tell(extract(source.read(REAL[name]))) if name in REAL else STORIES[name]()
    return story, lay_out(story, load_theme(), metrics(story.script, load_theme()))


def printed(layout: Briefing, *kinds: str) -> str:
    texts = [
        "".join(run.text for line in box.text.lines for run in line.runs if not run.mark)
        for page in layout.pages
        for box in page.boxes
        if isinstance(box, TextBox) and (not kinds or box.kind in kinds)
    ]
    return bare("\n".join(texts))


def bare(text: str) -> str:
    return "".join(char for char in text if char not in " \u3000「」『』“”‘’…")


names = pytest.mark.parametrize("name", NAMES)


@names
def test_each_exhibit_and_the_tracker_are_printed_once(name: str) -> None:
    story, layout = made(name)
    titles = printed(layout, "exhibit-title").split("\n")
    exhibits = [*story.shares, *(each for theme in story.themes for each in theme.exhibits)]
    if story.tracker:
        exhibits.append(story.tracker)
        rows = printed(layout, "cell")
        assert [row.item.text for row in story.tracker.rows if bare(row.item.text.rstrip("。")) not in rows] == []
    assert sorted(bare(each.title.text.rstrip("。")) for each in exhibits) == sorted(
        title for title in titles if title in {bare(each.title.text.rstrip("。")) for each in exhibits}
    )


@names
def test_what_no_page_shows_is_told(name: str) -> None:
    story, layout = made(name)
    told, left = printed(layout), "\n".join(layout.omitted)
    offered = [gap.gap for gap in story.gaps] + [name for group in story.honours for name in group.names]
    for theme in story.themes:
        offered += [claim.text for claim in theme.body] + [quote.text for quote in theme.quotes]
        offered += [item for named in theme.lists for item in named.items] + [rank.tag for rank in theme.ranks]
    for text in offered:
        assert (bare(text) in told) != (f'"{text}"' in left), text
    assert all(", for " in line for line in layout.omitted)


def test_the_tracker_closes_the_last_section() -> None:
    story, layout = made("liuyang-business-environment")
    assert story.tracker
    pages = [
        number
        for number, page in enumerate(layout.pages)
        for box in page.boxes
        if isinstance(box, TextBox)
        and bare("".join(line.text for line in box.text.lines)) == bare(story.tracker.title.text)
    ]
    openers = [
        number
        for number, page in enumerate(layout.pages)
        for box in page.boxes
        if isinstance(box, TextBox) and box.kind == "section"
    ]
    assert len(pages) == 1
    assert openers[len(story.themes) - 1] <= pages[0] <= openers[len(story.themes)]


def test_what_is_taken_off_a_page_is_missed() -> None:
    story, layout = made("liuyang-business-environment")
    for kind in ("exhibit-title", "quote", "cell", "panel-text", "body"):
        pages = [
            Page([box for box in page.boxes if box.kind != kind and not isinstance(box, PlotBox)])
            for page in layout.pages
        ]
        assert len(omitted(story, pages)) > len(layout.omitted), kind


def test_the_writer_hands_the_omissions_on(tmp_path: Path) -> None:
    story, _ = made("short")
    quote = replace(STORIES["seed"]().themes[1].quotes[0], text="「好。」", full="「好。」")
    told = replace(story, themes=(replace(story.themes[0], quotes=(quote,)), *story.themes[1:]))
    lines = write_briefing(told, load_theme(), LEDGER, tmp_path / "briefing.pdf")
    assert any("「好。」" in line and "12 to 130" in line for line in lines)
