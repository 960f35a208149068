"""The two ends of a change stand with their own times, where the article surely tells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import story
from reportgen.story.blocks import Pairs
from tests.story import stories

HEAD = "岚江市公布年度数据\n岚江日报 2025年11月18日\n\n"
MORE = "\n\n全市共有书店126家，读者协会会员3.2万人。"

TOLD = [
    # years that open the sentence's part cover both ends, also of its later changes
    ("2022年至2024年，规上企业分别为218、251和287家，工业产值从612亿元增长到894亿元。", "2022年", "2024年"),
    ("2022 年至 2024 年，工业产值从 612 亿元增长到 894 亿元。", "2022年", "2024年"),
    ("2023年至今年，工业产值从612亿元增长到894亿元。", "2023年", "2025年"),
    ("2022年至2024年，工业产值增长较快；去年底，书店由5家增至9家。", "", "2024年底"),
    ("记者获悉，2022年至2024年，工业产值从612亿元增长到894亿元。", "2022年", "2024年"),
    # directly before the old number, directly before the new one
    ("全市水稻面积由2021年的7.5万亩扩大到38.6万亩。", "2021年", ""),
    ("全市水稻面积由 2021 年的 7.5 万亩扩大到 38.6 万亩。", "2021年", ""),
    ("全市水稻面积由2021年的7.5万亩扩大到2024年的38.6万亩。", "2021年", "2024年"),
    ("全市水稻面积由2021年7.5万亩扩大到去年38.6万亩。", "2021年", "2024年"),
    ("书店比重由上年同期的19.8%提高到24.6%。", "上年同期", ""),
    ("审批事项从去年的326项减为148项。", "2024年", ""),
    ("审批事项由二〇二三年的326项减为148项。", "2023年", ""),
    ("湖区鸟类从修复前的64种增加到213种。", "修复前", ""),
    ("线上化率从2022年的不足20%提升到74%。", "2022年", ""),
    # a past year that the change is of
    ("2024年，审批事项由326项减为148项。", "", "2024年"),
    ("去年，法庭受理案件1018件；平均审理周期由58天缩短到33天。", "", "2024年"),
    ("2024年，书店由2020年的5家增至9家。", "2020年", "2024年"),
    ("2023年，书店占比由2020年的5%提高到9%，展馆占比由3%提高到7%。", "", "2023年"),
    ("2022年至2024年，书店占比由2020年的5%提高到9%，展馆占比由3%提高到7%。", "", "2024年"),
    ("统计显示，2024年全市审批事项由326项减为148项。", "", "2024年"),
    # not surely
    ("建校110年间，书店由5家增至9家。", "", ""),
    ("2022年至2024年，书店由疫后低谷的5家增至9家。", "", "2024年"),
    ("2018年换了方法，成活率由41%升至85%。", "", ""),
    ("过去五年，税收占比由50.2%提高到74.8%。", "", ""),
    ("今年，审批事项由326项减为148项。", "", ""),
    ("学生数从最低的19人回升至34人。", "", ""),
    ("自2020年5月获批以来，备案企业由83家增至462家。", "", ""),
    ("去年3月，全区推出“一窗办”改革，申请材料由14份减到5份。", "", ""),
    ("转折出现在2018年，换了方法，成活率由41%升至85%。", "", ""),
    ("2022年至2024年，年初书店停业3家，展馆由5家增至9家。", "", ""),
    ("精深加工率由目前的38%提高到60%。", "", ""),
    # too long for a label: the year alone, or none
    ("书店由2020年第三季度的5家增至9家。", "2020年", ""),
]


@pytest.mark.parametrize(("text", "old", "new"), TOLD)
def test_ends_have_their_own_times(text: str, old: str, new: str, tmp_path: Path) -> None:
    told = story.tell(stories.of_text(HEAD + text + MORE, tmp_path))
    rows = [row for theme in told.themes for e in theme.exhibits if isinstance(e, Pairs) for row in e.rows]
    assert (old, new) in [(row.old_time, row.new_time) for row in rows]


def test_words_stand_in_the_article_s_characters(tmp_path: Path) -> None:
    head = "嵐江市公布年度資料\n嵐江日報 2025年11月18日\n\n"
    text = "湖區鳥類從修復前的64種增加到213種。\n\n全市共有書店126家，讀者協會會員3.2萬人。"
    told = story.tell(stories.of_text(head + text, tmp_path))
    (row,) = [row for theme in told.themes for e in theme.exhibits if isinstance(e, Pairs) for row in e.rows]
    assert (row.old_shown, row.new_shown) == ("修復前 64種", "213種")
