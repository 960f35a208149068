"""A title holds what its number needs: its change, its span, its comma, what came of it, who says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.story.choice import Plan
from tests.story import stories
from tests.story.test_frames import HEAD, titles


@pytest.mark.parametrize(
    ("text", "best"),
    [
        (
            "截至11月15日，全市87.6万亩秋粮全部归仓，机收率98.5%。",
            "截至11月15日，岚江市87.6万亩秋粮全部归仓，机收率98.5%",
        ),
        (
            "岚江商贸港实现营业收入48.7亿元，同比增长2.1%，派出安保人员若干前往各地支援。",
            "岚江商贸港实现营业收入48.7亿元，同比增长2.1%",
        ),
        (
            "岚江水库淹没涉及3个乡镇17个村，需搬迁安置1942户、7318人，目前已全部入住。",
            "岚江水库淹没涉及3个乡镇17个村，需搬迁安置1942户、7318人，目前已全部入住",
        ),
        (
            "4月9日至13日，代表团在外招商，现场签约项目11个，总投资86.4亿元。",
            "4月9日至13日，现场签约项目11个，总投资86.4亿元",
        ),
        (
            "岚江控股昨日公布截至6月30日止六个月中期业绩，收入48.7亿元；股东应占溢利3.2亿元，按年跌18.6%。",
            "截至6月30日止六个月，股东应占溢利3.2亿元，按年跌18.6%",
        ),
        (
            "岚江市财政局局长谈咏琪表示，财政储备总额为6162.8亿元（澳门元，下同），比年初增加2.1亿元。",
            "岚江市财政局局长谈咏琪表示，财政储备总额为6162.8亿元（澳门元），比年初增加2.1亿元",
        ),
    ],
)
def test_a_cut_is_whole(text: str, best: str, tmp_path: Path) -> None:
    assert best in titles(text, tmp_path)


def test_a_value_from_before_gets_no_year_of_another_clause(tmp_path: Path) -> None:
    text = "去年，岚江法庭受理案件1018件，调撤率比推行前提高21个百分点；平均审理周期由58天缩短到33天。"
    assert not any("2024年，平均审理周期" in line for line in titles(text, tmp_path))


def test_a_measure_behind_a_speaker_keeps_whose_it_is(tmp_path: Path) -> None:
    text = "云帆新能董事长尉迟衡表示，公司上半年研发投入3.05亿元，占营收的5.2%，研发人员1120人，累计授权专利684件。"
    assert not any("表示，研发人员" in line for line in titles(text, tmp_path))


def test_a_speaker_of_a_long_report_has_his_office(tmp_path: Path) -> None:
    text = "院长蓝绍谷出席说明会。\n\n蓝绍谷指出，手术平均要等26天，比去年少3天；院方将投入2.35亿元增设第2间复合式手术室，预计明年第三季度启用，每月可多做20至30台手术。"
    plan = Plan(stories.of_text(f"{HEAD}{text}", tmp_path))
    cuts = [c.claim.text for f in plan.salience.figures for c in plan.candidates(f)]
    assert any(cut.startswith("院长蓝绍谷指出，手术平均要等26天") for cut in cuts)
