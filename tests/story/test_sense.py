"""What a cut leaves behind and must not: one short text for each rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import story
from reportgen.model import Figure
from reportgen.story import titles
from reportgen.story.choice import Plan
from tests.story import stories

HEAD = "岚江市社区图书馆基本建成\n岚江日报 2025年11月18日\n\n岚江市已建成社区图书馆126家，藏书286万册。\n\n"


def _cuts(text: str, surface: str, folder: Path) -> list[str]:
    """The titles that pass for a figure, best first."""
    plan = Plan(stories.of_text(HEAD + text, folder))
    figure = next(f for f in plan.view.facts if isinstance(f, Figure) and surface in f.surface)
    return [c.claim.text for c in titles.candidates(plan.view, plan.ctx, figure, titles.title_want())]


@pytest.mark.parametrize(
    ("text", "surface", "best"),
    [
        (  # the year of a start is not that of its results
            "2023年，港口上线“一箱到底”平台，数据汇到一张屏上，平台用户等待时间压缩到1.9天，单箱成本下降400元左右。",
            "1.9天",
            "“一箱到底”平台用户等待时间压缩到1.9天，单箱成本下降400元左右",
        ),
        (  # a time that is all of its clause is kept beside another one
            "去年6月，总投资1.36亿元的更新工程动工，今年7月开街。",
            "1.36亿元",
            "去年6月，总投资1.36亿元的更新工程动工，今年7月开街",
        ),
        (
            "据初步统计，全县农作物受灾面积2.4万亩，直接经济损失1.3亿元。",
            "2.4万亩",
            "据初步统计，全县农作物受灾面积2.4万亩，直接经济损失1.3亿元",
        ),
        (
            "竹溪县府回应，将兴建社会住宅1260户，首批480户明年开放申请。",
            "1260户",
            "竹溪县府将兴建社会住宅1260户，首批480户明年开放申请",
        ),
        (
            "支行副行长束怀瑾在28日的业绩说明会上表示，支行上半年研发投入3.05亿元，占营收的5.2%。",
            "3.05亿元",
            "支行副行长束怀瑾表示，支行上半年研发投入3.05亿元，占营收的5.2%",
        ),
        (
            "“夜游岚江”则带动320间中小微商户，派出的消费券使用率达87.5%。",
            "320间",
            "“夜游岚江”带动320间中小微商户，派出的消费券使用率达87.5%",
        ),
        (
            "会议以21票赞成、3票反对，通过由区丽珊提出的议案，促请政府订立“居家安老蓝图”。",
            "21票",
            "会议以21票赞成、3票反对，通过由区丽珊提出的议案，促请政府订立“居家安老蓝图”",
        ),
        (
            "7月1日下单的2.7万票货物，将于凌晨完成通关。",
            "2.7万票",
            "7月1日下单的2.7万票货物，将于凌晨完成通关",
        ),
    ],
)
def test_the_best_cut_keeps_what_belongs_to_it(text: str, surface: str, best: str, tmp_path: Path) -> None:
    assert _cuts(text, surface, tmp_path)[0] == best


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("他建议当局开放学校礼堂，并向每名学童发放每年1200元学习津贴。", "1200元"),
        ("过去货到港口先排队，平均堆存5.6天。", "5.6天"),
        ("29岁的阿珊与男友投入40万元，在街尾开了一间咖啡店。", "40万元"),
        ("六年前的龙潭村还是贫困村，全村486户人家，外出打工的占了七成。", "486户"),
        ("记者走访福安街一带，看到86间地铺中有17间空置。", "17间"),
        ("主持设计的江浔建筑设计院总工程师冉令辉说，回用青瓦18万片。", "18万片"),
    ],
)
def test_what_is_no_news_heads_nothing(text: str, surface: str, tmp_path: Path) -> None:
    assert _cuts(text, surface, tmp_path) == []


def test_a_limit_in_force_is_no_aim(tmp_path: Path) -> None:
    text = "街区运营公司给网红店设了上限，占比不得超过15%，目前商户中本地品牌占63%。"
    told = story.tell(stories.of_text(HEAD + text, tmp_path))
    assert not any("15%" in gap.gap for gap in told.gaps)
    assert all("目标" not in text for text in _cuts(text, "15%", tmp_path))
