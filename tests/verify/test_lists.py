"""A list shares the magnitude and the unit of its last member and gives its values to its names one by one: a member
printed without them, or with another name, is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from reportgen.verify import check_files
from tests.verify.wrong import names, part, rezip

TEXT = (
    "岚江市接待游客97.4万人次\n岚江日报 2025年11月18日\n\n假期五天，岚江市11家景区共接待游客97.4万人次。其中，"
    "雁回古镇31.2、鹤汀湿地18.05、丹霞谷16.9万人次。今年前11个月，全市用电量286.4亿千瓦时，同比增长8.7%，"
    "三次产业和居民生活用电分别为5.2、188.6、51.3和41.3亿千瓦时。假期接待游客268.9万人次，旅游花费15.73亿元，"
    "同比分别增长21.6%和26.3%。\n"
)


@pytest.mark.parametrize(
    ("right", "wrong", "stands"),
    [
        ("31.2万人次", "31.2人次", "31.2人次"),
        ("188.6亿千瓦时", "188.6千瓦时", "188.6千瓦时"),
        ("第一产业用电", "第二产业用电", "5.2亿千瓦时"),
        ("接待游客同比增长", "旅游花费同比增长", "21.6%"),
    ],
)
def test_a_member_without_its_magnitude_or_with_another_name_is_found(
    tmp_path: Path, right: str, wrong: str, stands: str
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    reportgen.generate(article, tmp_path / "out", only="pptx")
    deck = tmp_path / "out" / "article.pptx"
    assert check_files(article, [deck]).lines() == []
    data = deck.read_bytes()
    change = {
        name: part(data, name).replace(right, wrong).encode()
        for name in names(data, r"ppt/slides/slide\d+\.xml")
        if right in part(data, name)
    }
    assert change
    deck.write_bytes(rezip(data, change))
    assert any(f.stands == stands for f in check_files(article, [deck]).findings)
