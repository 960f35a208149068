"""Which places in an order stand beside honours: those of somebody or something, and none of complaints or of sites."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.test_rules import CITY, _told

NONE = (
    "按性质分，售后服务、合同、质量问题位列前三位，占比依次为31.6%、24.8%和17.2%。",
    "从行业看，预付式消费连续三年排在首位，去年受理9206件；网络购物投诉10318件，增长近四成。",
    "诉求量排在前三位的是物业管理、停车出行和供水供气，合计占五成三。",
    "百川传动项目租用标准厂房2.6万平方米，从接洽到签约用时96天，是该集团在亚洲第二家工厂。",
    "上半年全市生产总值1874.35亿元，同比增长5.6%，比一季度加快0.3个百分点，增速居全省第5位。",
)
SOME = (
    ("去年，岚江市投诉办结率居全省第2位。", "投诉办结率"),
    ("岚江市建成全省最大的采煤塌陷区人工湿地。", "采煤塌陷区人工湿地"),
    ("去年，百川储能系统出货7.9吉瓦时，跻身全球前十。", "储能系统出货7.9吉瓦时"),
)


@pytest.mark.parametrize("text", NONE)
def test_no_honour_is_a_rank_of_complaints_or_of_sites(text: str, tmp_path: Path) -> None:
    assert not _told(f"{CITY}\n\n{text}", tmp_path).ranks


@pytest.mark.parametrize(("text", "said"), SOME)
def test_a_rank_says_what_is_ranked(text: str, said: str, tmp_path: Path) -> None:
    ranks = _told(f"{CITY}\n\n{text}", tmp_path).ranks
    assert len(ranks) == 1 and ranks[0].text.endswith(said)
