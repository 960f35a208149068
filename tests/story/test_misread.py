"""What a reader would take wrongly from a card, a chart or a row: one short text for each rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen import story
from reportgen.model import Figure
from reportgen.story.beside import once
from reportgen.story.blocks import Board, Number, Pair, Pairs, Story
from reportgen.story.choice import Plan
from reportgen.story.labels import pair
from tests.story import stories

HEAD = "岚江市社区图书馆基本建成\n岚江日报 2025年3月18日\n\n岚江市已建成社区图书馆126家，接待读者412.6万人次，外借图书286万册次。\n\n"


def _told(text: str, folder: Path, head: str = HEAD) -> Story:
    return story.tell(stories.of_text(head + text, folder))


def _card(text: str, surface: str, folder: Path) -> Number:
    """The number of a figure, with its words."""
    plan = Plan(stories.of_text(HEAD + text, folder))
    figure = next(f for f in plan.view.numeric if isinstance(f, Figure) and f.surface == surface)
    return plan.numbers.number(figure)


def _values(text: str, folder: Path) -> dict[str, str]:
    """Item and value of each row of what is to come."""
    from reportgen.story import tracker

    plan = Plan(stories.of_text(HEAD + text, folder))
    return {row.item.text: row.value or "" for row in tracker.rows(plan.view, plan.ctx, plan.say)}


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


def test_a_card_keeps_the_subject_of_its_clause(tmp_path: Path) -> None:
    crime = _card("被告人周某以“投资虚拟币”为名骗取百余名老人321万元，一审被判处有期徒刑12年。", "321万元", tmp_path)
    assert "老人" not in "".join(crime.what)[:2] and "判处" not in "".join(crime.what)
    paid = _card("平台累计为1.26万家企业兑付资金4.7亿元。", "4.7亿元", tmp_path)
    assert "".join(paid.what) == "平台累计为1.26万家企业兑付资金"
    used = _card("单位地区生产总值能耗下降3.4%。", "3.4%", tmp_path)
    assert "".join(used.what) == "单位地区生产总值能耗下降"
    added = _card("规模以上工业企业增加值同比增长7.2%。", "7.2%", tmp_path)
    assert not "".join(added.what).startswith(("增加值", "值"))


def test_what_goes_with_a_number_is_of_its_time_and_does_not_stand_for_it(tmp_path: Path) -> None:
    moved = _card("外借图书首季跌5.4%，次季由跌转升，增长0.9%。", "5.4%", tmp_path)
    assert moved.what == ("外借图书首季跌",)
    own = _card("本地出版的图书新品种“岚江文库9号”丛书百册示范本平均定价617.4元，比去年高出46元。", "617.4元", tmp_path)
    assert "比去年" not in "".join(own.what)[:3]


def test_what_a_number_is_reckoned_by_is_no_card_and_stands_with_it(tmp_path: Path) -> None:
    text = "每新增100个座位，能带动22个就业岗位。"
    assert not _card(text, "100个", tmp_path).what
    assert "".join(_card(text, "22个", tmp_path).what) == "每新增100个座位，能带动就业岗位"
    assert "".join(_card("每30部电梯配1名管家。", "1名", tmp_path).what) == "每30部电梯配管家"


@pytest.mark.parametrize(
    ("text", "printed", "counts", "left"),
    [
        ("判处5年以上有期徒刑86人", "86人", True, "判处5年以上有期徒刑"),
        ("销售额达129万元", "129万元", False, "销售额"),
        ("申报惠企资金曾经要填11张表", "11张", True, "申报惠企资金曾经要填"),
        ("41个点位平均11个月就实现收支平衡", "41个", True, "点位平均11个月就实现收支平衡"),
        ("完成年度目标的63.2%", "63.2%", False, "完成年度目标"),
        ("较去年的242万人次增加两成四", "242万人次", True, "较去年的242万人次增加两成四"),
        ("为其中967家达成授信", "967家", True, "为其中967家达成授信"),
        ("攤位從最初的18攤成長到76攤", "76攤", True, "攤位從最初的18攤成長到76攤"),
        ("編列350萬元設置記憶館", "350萬元", False, "編列350萬元設置記憶館"),
        ("共有39家企业", "9家", True, "共有39家企业"),
    ],
)
def test_no_card_says_its_number_twice(text: str, printed: str, counts: bool, left: str) -> None:
    assert once(text, printed, counts) == left


def test_a_chain_of_magnitudes_is_one_number(tmp_path: Path) -> None:
    card = _card("南段運量貢獻8萬6千人次。", "8萬6千人次", tmp_path)
    assert (card.digits, card.unit) == ("8萬6千", "人次")
    cost = _card("總經費423億6,500萬元。", "423億6,500萬元", tmp_path)
    assert (cost.digits, cost.unit) == ("423億6,500萬", "元")


def test_a_price_for_each_piece_is_no_price(tmp_path: Path) -> None:
    text = "去年平均单价每平方米1.8万元，近2年涨幅26.5%，南湾站周边更从2.9万元涨到4万元。"
    assert not _card(text, "4万元", tmp_path).what


def test_a_row_of_a_plan_has_the_number_of_its_measure(tmp_path: Path) -> None:
    assert _values("岚江市力争三年内精品书店突破500家。", tmp_path) == {"力争3年内精品书店突破500家": "突破500家"}
    text = "岚江市拟推动接驳计划，预计6月前新增公交线路12条、单车站点85处。"
    assert "12条、85处" in _values(text, tmp_path).values()
    assert set(_values("岚江市力争到2030年图书产值再翻一番。", tmp_path).values()) == {"翻一番"}


def test_what_a_plan_brings_or_costs_is_foreseen(tmp_path: Path) -> None:
    text = "线路投运后，风电装机将全部接入主网，每年可外送清洁电量110亿千瓦时，相当于节约标准煤330万吨。"
    kinds = {row.value: row.kind for row in _told(text, tmp_path).rows}
    assert kinds["110亿千瓦时"] == kinds["330万吨"] == "forecast"
    text = "集团目标明年底前把分店增至320间，每间新店投资额约400万元。"
    kinds = {row.value: row.kind for row in _told(text, tmp_path).rows}
    assert kinds["320间"] == "target" and kinds["约400万元"] == "forecast"


def test_a_name_in_marks_is_whole(tmp_path: Path) -> None:
    text = "村里第一家民宿“归云居”是2018年开的。去年归云居营业额218万元，还被评为“全国甲级旅游民宿”。"
    assert [rank.text for rank in _told(text, tmp_path).ranks if rank.award] == ["归云居"]


def test_an_outlet_that_is_not_named_is_not_printed(tmp_path: Path) -> None:
    told = _told("新书上架5万册。", tmp_path, "岚江市社区图书馆基本建成\n2025-03-18\n\n")
    assert told.outlet == "" and told.date == "2025-03-18"


@pytest.mark.parametrize("path", stories.labelled(), ids=lambda path: path.stem)
def test_no_printed_card_ends_in_its_own_number(path: Path) -> None:
    """But of a change, whose two ends are told, of a share and where another number stands in its words."""
    view, _ = stories.seen(path)
    told = stories.told(path)
    boards = [e for theme in told.themes for e in theme.exhibits if isinstance(e, Board)]
    shown = [*told.key_numbers, *told.next_numbers, *(n for board in boards for n in board.numbers)]
    for number in shown:
        figure = view.by_id[number.fact]
        if isinstance(figure, Figure) and pair(view, figure) is None and number.what:
            printed = number.digits + number.unit
            told_before = number.what[0].removesuffix(printed)
            share = re.search("的$|[由从從].*(?:[至到为為成][^，]{0,3}|轉|转)$", told_before)
            other = re.search(r"\d", told_before)
            assert told_before == number.what[0] or share or other or len(told_before) < 3, number.what
