"""Lists whose values go one by one with names, the charts made of them, and which figures lead: one text a rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import story
from reportgen.story.blocks import Bars, Board, Pairs, Shares, Story
from reportgen.story.printed import printed
from tests.story import stories

HEAD = "岚江市公布上半年数据\n岚江日报 2025年11月18日\n\n"


def _told(text: str, folder: Path, head: str = HEAD) -> Story:
    return story.tell(stories.of_text(head + text, folder))


def _rows(told: Story) -> dict[str, str]:
    return {row.value: row.text for row in told.rows}


def _exhibits(told: Story, kind: type) -> list[object]:
    return [e for e in (*told.shares, *(e for t in told.themes for e in t.exhibits)) if isinstance(e, kind)]


def _bars(told: Story) -> list[dict[str, str]]:
    return [{row.label: row.text for row in one.rows} for one in _exhibits(told, Bars) if isinstance(one, Bars)]


PAIRED = [
    (
        "截至六月底在港澳及大湾区分别设有143、26及98间分店。",
        {"143间": "港分店", "26间": "澳分店", "98间": "大湾区分店"},
    ),
    (
        "全市用电量286.4亿千瓦时，三次产业和居民生活用电分别为5.2、188.6、51.3和41.3亿千瓦时。",
        {"5.2亿千瓦时": "第一产业用电", "41.3亿千瓦时": "居民生活用电"},
    ),
    ("香港、台湾及国际旅客各占16%、2.7%及10%。", {"16%": "香港旅客占", "2.7%": "台湾旅客占", "10%": "国际旅客占"}),
    ("SO2和NO2平均浓度分别为8、24微克/立方米，下降11.1%、4%。", {"11.1%": "SO2平均浓度下降", "4%": "NO2平均浓度下降"}),
    (
        "全市接待游客268.9万人次，实现旅游总花费15.73亿元，同比分别增长21.6%和26.3%，较2019年同期分别增长四成、三成三。",
        {"21.6%": "接待游客同比增长", "26.3%": "旅游总花费同比增长", "三成三": "旅游总花费较2019年同期增长"},
    ),
    ("金、银、铜奖分别为6、20、60件。", {"6件": "金奖", "20件": "银奖", "60件": "铜奖"}),
    ("成本上涨主要由于租金及人手成本分别上升7.3%及近一成。", {"7.3%": "租金上升", "近一成": "人手成本上升"}),
    (
        "羊绒服饰、户外装备和小家电成交额分别为33.8亿元、19.6亿元、27.1亿元，前两者分别增长9.3%、47%。",
        {"9.3%": "羊绒服饰成交额增长", "47%": "户外装备成交额增长"},
    ),
    (
        "签约项目涵盖新型储能、集成电路、生物医药3个产业，数量分别为8、6、4个。",
        {"8个": "新型储能数量", "4个": "生物医药数量"},
    ),
    ("生猪存栏31.06万头，出栏52.8万头，分别下降3.9%和增长1.7%。", {"3.9%": "生猪存栏下降", "1.7%": "出栏增长"}),
]


@pytest.mark.parametrize(("text", "expected"), PAIRED)
def test_values_go_one_by_one_with_the_names(tmp_path: Path, text: str, expected: dict[str, str]) -> None:
    rows = _rows(_told(text, tmp_path))
    assert {value: rows.get(value) for value in expected} == expected


def test_a_list_that_does_not_pair_names_none_of_its_figures(tmp_path: Path) -> None:
    told = _told("岚江市新增企业617家。东区、西区和南区门店分别为143、26间，同比增长5%。", tmp_path)
    assert _rows(told)["143间"].startswith("东区、西区和南区门店分别为143、26间")
    assert not any("门店" in one.claim.text for one in printed(told) if one.use == "card")
    assert "143" not in [number.digits for number in told.key_numbers]


def test_the_next_quarter_keeps_its_own_time(tmp_path: Path) -> None:
    told = _told("集团同店销售首季跌5.4%，次季由跌转升，增长0.9%。", tmp_path)
    row = {row.value: row for row in told.rows}["0.9%"]
    assert row.period == "次季" and "首季" not in row.text


def test_lists_are_drawn_as_bars(tmp_path: Path) -> None:
    spots = _bars(_told("全市景区接待游客97.4万人次。其中，雁回古镇31.2、鹤汀湿地18.05、丹霞谷16.9万人次。", tmp_path))
    assert {"雁回古镇": "31.2万人次", "鹤汀湿地": "18.05万人次", "丹霞谷": "16.9万人次"} in spots
    shares = _bars(_told("内地旅客占71%，香港、台湾及国际旅客各占16%、2.7%及10%。", tmp_path))
    assert [set(bars) for bars in shares] == [{"内地旅客", "香港旅客", "台湾旅客", "国际旅客"}]
    stars = _bars(_told("五星级酒店入住率为91.2%，四星、三星级分别为83.7%及88.1%。", tmp_path))
    assert [list(bars) for bars in stars] == [["五星级酒店入住率", "四星级", "三星级"]]  # in the stated order


def test_ten_cells_need_two_shares_or_the_headline(tmp_path: Path) -> None:
    text = "岚江市出口茶叶占全省茶叶出口总额近九成。"
    assert not _exhibits(_told(text, tmp_path), Shares)
    assert _exhibits(_told(text, tmp_path, "岚江茶叶出口占全省近九成\n岚江日报 2025年11月18日\n\n"), Shares)


def test_a_small_change_is_no_dumbbell_and_two_cards_are_no_board(tmp_path: Path) -> None:
    assert not _exhibits(_told("岚江市酒店房价由1010元升至1063元。", tmp_path), Pairs)
    assert _exhibits(_told("岚江市审批事项由326项减为148项。", tmp_path), Pairs)
    for path in stories.articles():
        assert all(len(one.numbers) >= 3 for one in _exhibits(stories.told(path), Board) if isinstance(one, Board))


def test_the_headline_s_figures_lead_also_in_another_surface(tmp_path: Path) -> None:
    head = "岚江夜游收入占比近四成\n岚江日报 2025年11月18日\n\n"
    text = "全市实现旅游总花费15.73亿元，较2019年同期增长四成。夜间消费6.1亿元，占旅游总花费的38.8%。开放车位4100个。"
    told = _told(text, tmp_path, head)
    assert told.key_numbers and "38.8" in told.key_numbers[0].digits + "".join(told.key_numbers[0].what)


def test_sizes_prices_and_origins_lead_no_more(tmp_path: Path) -> None:
    text = (
        "大赛共收到23个省份和11个国家选送的作品4816件，增长37%。\n\n参赛漆屏高2.4米，门票60元，签下意向订单1.1亿元。"
        "大赛资助青年213人，走进中小学158所。"
    )
    digits = [number.digits for number in _told(text, tmp_path).key_numbers]
    assert digits[0] == "4816" and not {"23", "11", "2.4", "60", "1.1"} & set(digits)
    assert "213" in digits


def test_four_key_figures_where_the_article_has_them() -> None:
    for path in (*stories.articles(), *stories.heldout()):
        told = stories.told(path)
        assert len(told.key_numbers) >= 4 or len(told.rows) < 4, path.stem
