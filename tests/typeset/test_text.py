"""Lines that a reader would find no fault in, on the real articles and on texts nobody would write."""

from __future__ import annotations

import re
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.assets import Style, load_theme
from reportgen.display import display
from reportgen.errors import OutputError
from reportgen.source import read
from reportgen.typeset import (
    Inline,
    deck_lines,
    metrics,
    set_line,
    set_paragraph,
    shown,
    text_width,
    vocabulary,
)
from tests.typeset.faults import faults

ROOT = Path(__file__).parents[2]
ARTICLES = [
    path for folder in ("seeds", "tests/samples", "tests/articles") for path in sorted((ROOT / folder).rglob("*.txt"))
]
THEME = load_theme()
BODY = THEME.briefing["body"]
MARK = THEME.briefing["mark"]
WIDTHS = [(483.02, "justified"), (315.0, "justified"), (231.0, "ragged"), (147.0, "ragged"), (105.0, "quote")]


@cache
def paragraphs(path: Path) -> list[str]:
    """The article's lines as shown; without rules of asterisks, stamps such as 2024-04-25 07:31, rows of tables."""
    article = read(path)
    lines = display(article.text, article.script).split("\n")
    return [
        line
        for line in lines
        if any(map(str.isalnum, line)) and not re.search(r"\d \d\d:|\d+ -?\d+\.\d -?\d+\.\d", line)
    ]


def lines_of(text: str, width: float, mode: str, script: str = "hant", **more):
    return set_paragraph([Inline(text, BODY)], width, script=script, metrics=metrics(script, THEME), mode=mode, **more)


@pytest.mark.parametrize(("width", "mode"), WIDTHS)
def test_articles_have_no_line_faults(width, mode):
    found, stretched, counted = [], 0, 0
    for path in ARTICLES:
        script = read(path).script
        for text in paragraphs(path):
            lines = lines_of(text, width, mode, script)
            assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
            assert all(line.width <= width + 0.01 for line in lines)
            found += faults([line.text for line in lines])
            stretched += sum(line.stretch > 0.1 for line in lines)
            counted += len(lines)
    assert found == []
    assert counted > 400
    assert stretched <= 0.05 * counted


def test_the_checker_finds_what_it_is_for():
    bad = {
        "starts": ["企業興則產業興", "，產業強"], "ends": ["獲評「", "最強市」之一"], "number": ["達到2", ".28萬件商標"],
        "unit": ["上市企業37", "家之多了"], "qualifier": ["佔全國近", "5年新高了"], "dash": ["優秀城市—", "—這些都是"],
        "word": ["新藥TA", "F等一共"], "last": ["營商環境再優化", "了。"],
    }  # fmt: skip
    for kind, lines in bad.items():
        assert any(fault.startswith(kind) for fault in faults(lines)), kind


def test_justified_lines_end_at_both_edges():
    text = max(paragraphs(ARTICLES[0]), key=len)
    *full, last = lines_of(text, 315.0, "justified")
    assert len(full) > 3
    for line in full:
        start, end = line.runs[0].x, line.runs[-1].x + sum(line.runs[-1].advances)
        font = metrics("hant", THEME)
        assert start == pytest.approx(-font.halt(line.text[0])[0] * BODY.size * (font.halt(line.text[0])[0] > 0.4))
        trim = font.halt(line.text[-1])[1]
        assert end - (trim * BODY.size if trim >= 0.4 else 0) == pytest.approx(315.0, abs=0.01)
    assert last.stretch == 0


def test_the_real_article_is_nowhere_stretched_beyond_a_tenth_of_an_em():
    lines = [line for text in paragraphs(ARTICLES[0]) for line in lines_of(text, 315.0, "justified")]
    assert max(line.stretch for line in lines) < 0.1
    assert sum(line.stretch for line in lines) / len(lines) < 0.02


def test_a_share_with_two_digits_after_cheng_is_one_number():
    for width in range(100, 200, 3):
        assert (
            faults([line.text for line in lines_of("他本季的打擊率3成41，防禦率1.05，全隊第一。", width, "justified")])
            == []
        )


def test_a_line_a_little_too_wide_takes_it_from_its_points():
    text = "企業興則產業興，產業強則經濟強，去年全市出口佔全省出口總額近九成。"
    wide = set_line([Inline(text[:16], BODY)], script="hant", metrics=metrics("hant", THEME)).width
    first, *_ = lines_of(text, wide - 0.2 * BODY.size, "justified")
    assert first.text == text[:16]
    assert first.width == pytest.approx(wide - 0.2 * BODY.size)
    comma = text.index("，")
    advances = [advance for run in first.runs for advance in run.advances]
    assert advances[comma] < BODY.size  # the blank on both sides of a centred comma
    assert advances[comma - 1] < BODY.size
    assert advances[1] == BODY.size


def test_a_line_that_cannot_reach_the_edge_is_not_loosened():
    text = "新建社區食堂共有四十二個，超出年度任務12345678901234567萬元。"
    first, *_ = lines_of(text, 231.0, "justified")
    assert first.stretch > 0.1
    assert first.width < 231.0 - BODY.size
    assert all(advance <= BODY.size for run in first.runs for advance in run.advances)


def test_joint_between_han_and_latin_is_an_advance_that_does_not_stretch():
    line = set_line([Inline("達323億元", BODY)], script="hant", metrics=metrics("hant", THEME))
    first, *_, five = line.runs[0].advances[:4]
    digit = metrics("hant", THEME).advance("3", 400)
    assert first == pytest.approx(1.08 * BODY.size)
    assert five == pytest.approx((digit + 0.08) * BODY.size)
    assert " " not in line.text


def test_marks_squeeze_by_the_font_and_a_quotation_begins_at_the_edge():
    em = BODY.size
    font = metrics("hant", THEME)
    assert text_width("好。」了", BODY, font) == pytest.approx(3.75 * em)
    assert text_width("好」，了", BODY, font) == pytest.approx(3.5 * em)
    assert text_width("好。了", BODY, font) == pytest.approx(3 * em)
    assert text_width("「好", BODY, font) == pytest.approx(1.5 * em)
    hans = metrics("hans", THEME)
    assert text_width("好。", BODY, hans) == pytest.approx(1.5 * em)
    assert text_width("好。", BODY, font) == pytest.approx(2 * em)


def test_dashes_join():
    font = metrics("hant", THEME)
    first, _second = set_line([Inline("——", BODY)], script="hant", metrics=font).runs[0].advances
    assert first < BODY.size
    assert first == pytest.approx((font.advance("—", 400) - font.blank("—")) * BODY.size)


def test_a_reference_mark_stays_with_the_character_before_and_before_the_stop():
    inlines = [
        Inline("全省上市企業已經達到三十七家", BODY),
        Inline("4", MARK, mark=True, link="p4"),
        Inline("。", BODY),
    ]
    for width in (60.0, 73.5, 105.0, 147.0):
        lines = set_paragraph(inlines, width, script="hant", metrics=metrics("hant", THEME), mode="ragged")
        assert lines[-1].text.endswith("家4。")
        mark = next(run for run in lines[-1].runs if run.mark)
        assert mark.rise == pytest.approx(0.34 * BODY.size)
        assert mark.link == "p4"


def test_a_mark_moves_into_the_blank_of_a_bracket():
    inlines = [Inline("「企業」", BODY), Inline("4", MARK, mark=True)]
    line = set_line(inlines, script="hant", metrics=metrics("hant", THEME))
    assert line.runs[0].advances[-1] == pytest.approx(0.6 * BODY.size)


def test_title_breaks_at_a_clause_and_in_two_lines():
    title = THEME.briefing["title"]
    lines = set_paragraph(
        [Inline("某市推深做實「服務提質年」，28個重點項目集中簽約，總金額達323億元", title)], 483.0,
        script="hant", metrics=metrics("hant", THEME), mode="title", max_lines=2,
    )  # fmt: skip
    assert [line.text for line in lines] == [
        "某市推深做實「服務提質年」，",
        "28個重點項目集中簽約，總金額達323億元",
    ]


def test_titles_do_not_break_inside_the_articles_own_words():
    article = "青湖灣很美。來到青湖灣。青湖灣的水。這是青湖灣。"
    own = vocabulary(article)
    assert "青湖湾" in own
    for width in range(70, 140, 3):
        lines = lines_of("全面推進青湖灣綜合整治工程建設", float(width), "title", words=own)
        joined = "|".join(line.text for line in lines)
        assert "青|湖" not in joined
        assert "湖|灣" not in joined


def test_a_number_in_groups_of_three_stays_whole():
    for width in range(74, 200, 7):
        lines = lines_of("全体居民人均可支配收入27 319元，增长6.3%，总量61 204.5万元。", float(width), "ragged", "hans")
        joined = "|".join(line.text for line in lines)
        assert "27 319元" in joined
        assert "61 204.5万元" in joined


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("全縣132所學校受損，災損金額9億6400萬元，居全台之冠。", "9億6400萬元"),
        ("已向中央提報7億5千萬元，縣府動支第二預備金。", "7億5千萬元"),
        ("其餘學校力拚10月15日前全數完工，如期開學。", "10月15日前"),
        ("幸運博彩毛收入按年升（澳門元，下同）一成三。", "（澳門元，下同）"),
        ("全省“十五五”期间新增变电容量，比去年多得多。", "“十五五”期间"),
    ],
)
def test_a_figure_and_what_belongs_to_it_are_one_token(text, whole):
    for width in range(90, 200, 7):
        for mode in ("ragged", "title", "quote"):
            joined = "|".join(line.text for line in lines_of(text, float(width), mode))
            assert whole in joined, joined


def test_a_figure_wider_than_the_line_is_not_torn_between_digits():
    for width in range(40, 75, 5):
        joined = "|".join(line.text for line in lines_of("約12.8萬平方米", float(width), "ragged"))
        assert "|8" not in joined and "1|2" not in joined and "12|" not in joined, joined


def test_the_last_line_of_a_quotation_has_four_characters():
    for width in range(120, 300, 9):
        lines = lines_of("「他們離開時，小朋友追著車喊『要再來玩』，我們都捨不得。」", float(width), "quote")
        assert len(lines) == 1 or sum(c.isalnum() for c in lines[-1].text) >= 4, [x.text for x in lines]


def test_a_link_too_long_for_the_line_breaks_after_a_slash_and_stays_inside():
    link = "https://example.org/" + "/".join(f"section-{n}" for n in range(12)) + "?page=2&lang=zh"
    lines = lines_of(f"來源：{link}。", 147.0, "ragged")
    assert all(line.width <= 147.01 for line in lines)
    assert sum(line.text[-1] in "/?&=.-" for line in lines[:-1]) >= len(lines) - 2


def test_one_character_wider_than_the_measure_is_an_error():
    with pytest.raises(OutputError, match=r"needs 10\.5 pt"):
        lines_of("瀏", 8.0, "ragged")


def test_empty_text_gives_no_line():
    assert lines_of("", 100.0, "ragged") == ()
    assert lines_of(" \n ", 100.0, "justified") == ()


def test_deck_lines_leave_room_for_another_program():
    text = "2022年全市出口佔同期全省出口總額近九成，佔全國總額近六成，TAF等28個項目簽約"
    style = Style(size=18, leading=28, weight=400, colour="ink")
    font = metrics("hant", THEME)
    for width in (160.0, 220.0, 402.0):
        lines = deck_lines(text, style, width, script="hant", metrics=font, mode="ragged")
        assert "".join(lines) == text
        assert faults(lines) == []
        for line in lines:
            assert text_width(line, style, font, joint=0.2) <= 0.98 * width


LETTERS = "瀏陽市企業的項目了與達近約0123456789.%AFTx，。、；：？！「」『』（）《》“”——……·/ 億元個家年\u3000"


@settings(max_examples=80, deadline=None)
@given(
    text=st.text(alphabet=LETTERS, max_size=80), width=st.floats(40, 500),
    mode=st.sampled_from(["justified", "ragged", "title", "quote"]),
)  # fmt: skip
def test_any_text_fits_and_loses_nothing(text, width, mode):
    lines = lines_of(text, width, mode)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
    for line in lines:
        assert line.width <= width + 0.01
        assert all(len(run.text) == len(run.advances) for run in line.runs)


def test_time_grows_with_the_length_alone():
    text = "".join(paragraphs(ARTICLES[0]))[:2000]

    def seconds(times: int) -> float:
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            lines_of(text * times, 315.0, "justified")
            best = min(best, time.process_time() - start)
        return best

    assert seconds(8) < 16 * seconds(1)


def test_missing_characters_show_as_geta():
    font = metrics("hant", THEME)
    assert shown("𠮷野", font) == "〓野"
    assert text_width("𠮷", BODY, font) == pytest.approx(text_width("〓", BODY, font))
