"""What a reader would take wrongly from a card, a chart or a row: one short text for each rule."""

from __future__ import annotations

from pathlib import Path

from reportgen import story
from reportgen.story.blocks import Pair, Pairs, Story
from tests.story import stories

HEAD = "岚江市社区图书馆基本建成\n岚江日报 2025年3月18日\n\n岚江市已建成社区图书馆126家，接待读者412.6万人次，外借图书286万册次。\n\n"


def _told(text: str, folder: Path, head: str = HEAD) -> Story:
    return story.tell(stories.of_text(head + text, folder))


def _pairs(told: Story) -> list[list[Pair]]:
    exhibits = [*told.shares, *(e for t in told.themes for e in t.exhibits)]
    return [list(e.rows) for e in exhibits if isinstance(e, Pairs)]


def test_what_a_season_still_brings_is_no_present_value(tmp_path: Path) -> None:
    told = _told("读者服务小程序今年夏天上线，预约入馆从9个环节精简到2个。", tmp_path)
    assert not _pairs(told)
    assert {r.value: r.kind for r in told.rows}["9个 → 2个"] == "planned"
    done = _told("读者服务小程序今年1月上线，预约入馆从9个环节精简到2个。", tmp_path)
    assert len(_pairs(done)) == 1


def test_unlike_things_share_no_axis(tmp_path: Path) -> None:
    told = _told("千人阅览座位由3.1个增加到4.6个。预约入馆从9个环节精简到2个。", tmp_path)
    assert [[row.label for row in rows] for rows in _pairs(told)] == [["千人阅览座位"]]


def test_a_range_is_no_bar_of_its_bound(tmp_path: Path) -> None:
    told = _told("新书上架周期由八到十天缩短到五天。", tmp_path)
    assert not _pairs(told)
    assert "8到10天 → 5天" in {r.value for r in told.rows}


def test_an_amount_over_two_magnitudes_is_drawn_whole(tmp_path: Path) -> None:
    told = _told("购书支出从1亿6000万元增加到2亿1000万元。", tmp_path)
    assert [(row.old, row.new) for rows in _pairs(told) for row in rows] == [(1.6, 2.1)]


def test_a_round_number_in_words_stands_on_the_scale_of_its_pair(tmp_path: Path) -> None:
    told = _told("注册读者从不足万人发展到12.8万余人。", tmp_path)
    assert [(row.old, row.new) for rows in _pairs(told) for row in rows] == [(1.0, 12.8)]
