"""Bars of parts that clauses side by side tell by one measure, and what makes no such bars: one text a rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import story
from reportgen.story.blocks import Bars
from reportgen.story.printed import printed
from tests.story import stories

HEAD = "岚江市公布上半年数据\n岚江日报 2025年11月18日\n\n"


def _bars(text: str, folder: Path) -> list[tuple[str, dict[str, str]]]:
    told = story.tell(stories.of_text(HEAD + text, folder))
    exhibits = [e for e in (*told.shares, *(e for t in told.themes for e in t.exhibits)) if isinstance(e, Bars)]
    return [(e.subtitle, {row.label: row.text for row in e.rows}) for e in exhibits]


DRAWN = [
    (
        "分主体看，有进出口实绩的企业8,063家。民营企业进出口2176.2亿元，增长12.5%；外资企业793.5亿元，与上年同期基本持平；"
        "国有企业311.6亿元，由上半年下降3.3%转为增长0.4%。",
        "进出口，亿元",
        {"民营企业": "2176.2亿元", "外资企业": "793.5亿元", "国有企业": "311.6亿元"},
    ),
    (
        "分贸易方式看，一般贸易进出口2005.3亿元，增长8.8%，占61%；加工贸易690.4亿元；保税物流、跨境电商分别为387.6亿元、118.9亿元。",
        "进出口，亿元",
        {"一般贸易": "2005.3亿元", "加工贸易": "690.4亿元", "保税物流": "387.6亿元", "跨境电商": "118.9亿元"},
    ),
    (
        "全市实现地区生产总值612.4亿元。其中，第一产业增加值38.6亿元，增长3.2%；第二产业增加值251.3亿元；第三产业增加值322.5亿元。",
        "增加值，亿元",
        {"第一产业": "38.6亿元", "第二产业": "251.3亿元", "第三产业": "322.5亿元"},
    ),
    (
        "分领域看，工业投资82.5亿元，其中技术改造投资31.4亿元；基础设施投资46.1亿元；房地产开发投资39.7亿元。",
        "投资，亿元",
        {"工业": "82.5亿元", "基础设施": "46.1亿元", "房地产开发": "39.7亿元"},
    ),
    (
        "古城区接待游客215.6万人次；云岭县近96万人次，增长9.8%；石桥县64.2万人次。",
        "接待游客，万人次",
        {"古城区": "215.6万人次", "云岭县": "近96万人次", "石桥县": "64.2万人次"},
    ),
    (
        "分业务看，机床业务实现收入68.4亿元；电池业务实现收入59.2亿元；材料业务实现收入28.7亿元。",
        "收入，亿元",
        {"机床业务": "68.4亿元", "电池业务": "59.2亿元", "材料业务": "28.7亿元"},
    ),
    (
        "分主体看，高新技术企业营业收入62亿元，比上年增加3亿元，比重提升2个百分点；外资企业31亿元；个体企业9亿元。",
        "营业收入，亿元",
        {"高新技术企业": "62亿元", "外资企业": "31亿元", "个体企业": "9亿元"},
    ),
    (
        "出口机电产品312.8亿元，增长14.9%；出口劳密产品186.4亿元；出口农产品32.5亿元，增加1.2亿元。",
        "出口，亿元",
        {"机电产品": "312.8亿元", "劳密产品": "186.4亿元", "农产品": "32.5亿元"},
    ),
]


@pytest.mark.parametrize(("text", "subtitle", "rows"), DRAWN)
def test_parts_told_side_by_side_are_bars(tmp_path: Path, text: str, subtitle: str, rows: dict[str, str]) -> None:
    assert (subtitle, rows) in _bars(text, tmp_path)


def test_bars_stand_by_value_and_ranked_names_in_their_order(tmp_path: Path) -> None:
    ((_, values),) = _bars("东江县投资20亿元，西江县投资35亿元，北江县投资12亿元。", tmp_path)
    assert list(values) == ["西江县", "东江县", "北江县"]
    ((_, ranked),) = _bars(DRAWN[2][0], tmp_path)
    assert list(ranked) == ["第一产业", "第二产业", "第三产业"]


REFUSED = [
    ("three kinds of income", "全县一般公共预算收入32.6亿元，税收收入21.4亿元，旅游收入18.9亿元。"),
    ("an ellipsis behind a turn", "民营企业营业收入120.3亿元，出口方面，国有企业31.2亿元，外资企业12.5亿元。"),
    ("another measure of one part", "分主体看，民营企业进出口120亿元，产值300亿元，外资企业80亿元，国有企业60亿元。"),
    ("its change of another measure", "分主体看，民营企业进出口120亿元，产值增长3%，外资企业80亿元，国有企业60亿元。"),
    ("the year before", "分主体看，民营企业进出口120亿元，上年同期为90亿元；外资企业80亿元；国有企业60亿元。"),
    ("another measure between", "分行业看，批发业销售额265.4亿元；零售业销售额118.3亿元；住宿业营业额9.8亿元；餐饮业31.6亿元。"),
    ("other times", "城关镇一季度产值3.2亿元，河东镇上半年产值5.1亿元，河西镇全年产值8.8亿元。"),
    ("a plan among them", "东江县投资20亿元，南江县计划投资30亿元，北江县投资12亿元。"),
    ("changes", "东江县投资增加20亿元，南江县投资增加30亿元，北江县投资增加12亿元。"),
    ("a whole with its parts", "全县企业投资80亿元，国有企业投资30亿元，民营企业投资45亿元，个体企业投资5亿元。"),
    ("the sum of the others", "山水银行贷款余额80亿元，城商银行贷款余额30亿元，农商银行贷款余额50亿元。"),
    ("parts of one part", "国有企业投资90亿元，其中央属企业投资30亿元、省属企业投资45亿元；个体企业投资12亿元。"),
    ("part of another", "制造业企业产值90亿元，高技术制造业企业产值30亿元，采矿业企业产值12亿元。"),
    ("names of no one form", "公司实现营业收入156.3亿元，海外收入110亿元，软件收入46.1亿元。"),
    ("more left out than the measure", "城东区企业纳税产值186.2亿元，城西区143.8亿元，河口县96.4亿元。"),
    ("no common scale", "东江县投资20亿元，西江县投资35亿元，北江县投资1200万元。"),
    ("two", "民营企业进出口2176.2亿元，国有企业311.6亿元。"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text"), REFUSED, ids=[what for what, _ in REFUSED])
def test_in_doubt_there_are_no_bars(tmp_path: Path, what: str, text: str) -> None:
    assert _bars(text, tmp_path) == [], what


def test_a_line_of_business_is_no_owner_of_the_next(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "川源股份发布2024年年度报告\n证券快报 2025年3月28日\n\n"
        "3月27日，川源股份发布2024年年度报告。公司全年实现营业收入156.3亿元，同比增长11.2%。\n\n"
        "分业务看，储能系统业务实现收入68.4亿元，同比增长25.1%，毛利率为21.3%；动力电池业务实现收入59.2亿元，"
        "增长4.7%；材料业务实现收入28.7亿元，下降3.5%。分地区看，境内收入110.2亿元，境外收入46.1亿元。\n\n"
        "公司董事长卢景行表示，2025年储能系统业务收入目标90亿元，动力电池业务65亿元，材料业务30亿元。\n",
        encoding="utf-8",
    )
    told = stories.told(article)
    assert not any("系统动力电池" in one.claim.text or "系统境内" in one.claim.text for one in printed(told))
