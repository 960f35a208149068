"""A figure's name ends at words, and what names it only together with its clause is told with the clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.story.choice import Plan
from reportgen.story.phrases import phrase, torn, unhung
from reportgen.story.plan import tell_plan
from tests.story import stories
from tests.story.test_frames import HEAD


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("岚江市城镇新增就业3.16万人，完成年度目标的63.2%。", "完成年度目标的63.2%"),
        ("岚江银行普惠贷款增长9.5%，惠及5.8万户居民。", "惠及居民"),
        ("单日揽收快件52万件，为平日的2.4倍。", "单日揽收快件为平日的2.4倍"),
        ("岚江县以91.6分的成绩从第九位升至第四位。", "岚江县以91.6分的成绩从第九位升至第四位"),
        ("岚江县有机栽培面积这4年成长1.3倍，达1120公顷。", "岚江县有机栽培面积"),
        ("岚江商会计划在年底前把会员数目增至3500家。", "会员数目"),
        ("11岁的岚小满说，湖水变清了。", "岚小满"),
        ("市区的士首两公里收费由29元调高至32元。", "市区的士首两公里收费由29元调高至32元"),
        ("为经营逾30年的老店提供最多25万元资助。", "为经营逾30年的老店提供最多25万元资助"),
    ],
)
def test_a_row_names_what_its_figure_measures(text: str, row: str, tmp_path: Path) -> None:
    told = tell_plan(Plan(stories.of_text(f"{HEAD}{text}", tmp_path)))
    assert row in [each.text for each in told.rows]


def test_words_are_cut_only_where_they_end() -> None:
    assert phrase("的士车队") == "的士车队" and phrase("完成年度目标的") == "完成年度目标" and phrase("惠及") == "惠及"
    assert phrase("有机栽培面积这") == "有机栽培面积" and phrase("除了窗口上帮办员") == "窗口上帮办员"
    assert unhung("的采煤塌陷区人工湿地") == "采煤塌陷区人工湿地" and unhung("青瓷修复课题则") == "青瓷修复课题"
    assert all(torn(text) for text in ("平均水平", "下来", "没想", "市区的士首"))
