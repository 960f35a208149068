"""Which words stand under a large number: those of one number, with the thing that its measure is of, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.story import cardwords
from reportgen.story.choice import Plan
from tests.story import stories
from tests.story.test_rules import CITY, HEAD, _rows, _told


def _cards(text: str, folder: Path) -> dict[str, str]:
    """The words of every number of a text, by the number as it is printed."""
    plan = Plan(stories.of_text(f"{HEAD}{CITY}\n\n{text}", folder))
    made = [plan.numbers.number(f) for f in plan.salience.figures]
    return {number.digits + number.unit: "".join(number.what) for number in made}


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("云岭地块由本土房企竞得，成交楼面价14470元，溢价率29.2%。", "29.2%", ""),
        ("夏粮播种面积143.6万亩，总产量56.2万吨。", "56.2万吨", "夏粮总产量"),
        ("全市新房成交4105套、面积48.9万平方米，分别下降6.8%和3.5%。", "48.9万平方米", "新房成交面积"),
        ("汛情一退，市里启动了“固堤强基”三年行动，总投资8.3亿元。", "8.3亿元", "“固堤强基”三年行动总投资"),
        ("新兴产业增加值占规模以上工业的比重为27.5%。", "27.5%", "新兴产业增加值占规模以上工业的比重"),
        ("总投资52亿元的蓝穹零部件项目提前45天封顶。", "52亿元", "蓝穹零部件项目总投资"),
        ("总投资26亿元的晶曜封测项目，从拿地到封顶只用了118天。", "26亿元", "晶曜封测项目总投资"),
    ],
)
def test_a_measure_stands_with_its_thing_or_not_at_all(text: str, value: str, said: str, tmp_path: Path) -> None:
    assert _cards(text, tmp_path)[value] == said


def test_a_benchmark_is_no_card(tmp_path: Path) -> None:
    cards = _cards("普查对象综合差错率为0.21‰，优于国家规定的千分之五；客房涨价幅度不得超过平日的50%。", tmp_path)
    assert cards["千分之五"] == cards["50%"] == "" and cards["0.21‰"].startswith("普查对象综合差错率")


def test_a_bound_and_a_lead_are_cards(tmp_path: Path) -> None:
    cards = _cards("废水回收率不低于90%，处理能力高于全省0.3个百分点。", tmp_path)
    assert cards["不低于90%"] and cards["0.3个百分点"]


def test_a_label_of_a_list_is_of_one_member(tmp_path: Path) -> None:
    cards = _cards("限额以上单位家用电器、通讯器材零售额分别增长46.3%、31.5%。", tmp_path)
    assert cards["46.3%"] == "限额以上单位家用电器零售额增长" and "分别" not in cards["31.5%"]
    assert "分别" not in _cards("年末生猪存栏31.06万头，出栏52.8万头，分别下降3.9%和增长1.7%。", tmp_path)["52.8万头"]


def test_no_label_holds_two_measures(tmp_path: Path) -> None:
    text = "园区一至三期总投资金额3200亿元，占地42.6公顷。"
    assert "金额占地" not in _rows(_told(f"{CITY}\n\n{text}", tmp_path))["42.6公顷"]
    assert _cards(text, tmp_path)["42.6公顷"] == ""
    grown = _rows(_told(f"{CITY}\n\n去年石榴产量3500吨，产值3100万元。", tmp_path))
    assert grown["3100万元"] == "石榴产值"


def test_a_comparison_is_of_the_last_amount(tmp_path: Path) -> None:
    text = "展会入场观众186.7万人次，带动住宿收入61.2亿元，较前年多一成七。"
    assert _rows(_told(f"{CITY}\n\n{text}", tmp_path))["一成七"] == "带动住宿收入较前年多"


def test_the_verb_of_a_list_is_each_members(tmp_path: Path) -> None:
    text = "开发区新增“四上”企业41家、省级专精特新企业19家。"
    assert _rows(_told(f"{CITY}\n\n{text}", tmp_path))["19家"] == "新增省级专精特新企业"
    own = "开发区新增“四上”企业41家、引进科研机构19家。"
    assert _rows(_told(f"{CITY}\n\n{own}", tmp_path))["19家"] == "引进科研机构"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("越冬候鸟去年", "越冬候鸟"),
        ("今年首季", ""),
        ("对外出口则", "对外出口"),
        ("乡镇卫生院去年门急诊", "乡镇卫生院去年门急诊"),
        ("价格比去年", "价格比去年"),
        ("规则", "规则"),
        ("生产总值增至去年", "生产总值增至去年"),
    ],
)
def test_no_label_ends_in_a_time(name: str, said: str) -> None:
    assert cardwords.timeless(name) == said


def test_a_row_without_the_time_beside_it(tmp_path: Path) -> None:
    rows = _told(f"{CITY}\n\n越冬候鸟去年突破5万只。", tmp_path).rows
    assert [(r.text, r.period) for r in rows if r.value == "突破5万只"] == [("越冬候鸟", "2024年")]


def test_a_number_of_a_name_is_kept(tmp_path: Path) -> None:
    rows = _rows(_told(f"{CITY}\n\n9号码头岸电设施耗资2.3亿元。9号开幕的展会耗资3.1亿元。", tmp_path))
    assert rows["2.3亿元"].startswith("9号码头岸电设施") and "9号" not in rows["3.1亿元"]


def test_a_record_is_of_what_was_measured_last(tmp_path: Path) -> None:
    text = "公司前三季营收1287亿元，其中先进封装占比从2年前的12%提高到38%，毛利率31.4%，创14季以来新高。"
    assert [r.text for r in _told(f"{CITY}\n\n{text}", tmp_path).ranks] == ["毛利率31.4%"]


def test_a_first_keeps_how_far_it_goes(tmp_path: Path) -> None:
    found = _told(f"{CITY}\n\n大戏院也是南部唯一保有手动转台的剧场。", tmp_path).ranks
    assert [(r.tag, r.text) for r in found] == [("南部唯一", "保有手动转台的剧场")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("市里推出“店铺提质计划”，批出2005宗。该计划三月获江海工商联合会评为“区域数字化标杆”。", "“店铺提质计划”"),
        ("和盛公司承诺，废水回收率达九成。该公司竹林厂去年曾获产业永续协会“绿色制造标杆奖”。", "竹林厂"),
    ],
)
def test_a_winner_is_named_as_the_article_names_him(text: str, who: str, tmp_path: Path) -> None:
    found = [r.text.split(" · ")[0] for r in _told(f"{CITY}\n\n{text}", tmp_path).ranks if r.award]
    assert found == [who]
