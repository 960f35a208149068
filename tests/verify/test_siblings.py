"""Bars of parts that clauses side by side tell: the names, the values and the measure above them are the article's."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from reportgen.verify import check_files
from tests.verify.wrong import names, part, rezip

TEXT = (
    "岚江口岸前三季度外贸增长7.6%\n岚江日报 2025年10月20日\n\n"
    "据海关统计，2025年前三季度，岚江口岸进出口总值3287.4亿元，增长7.6%，贸易顺差1134.4亿元。\n\n"
    "分主体看，民营企业进出口2176.2亿元，增长12.5%；外资企业793.5亿元，与上年同期基本持平；国有企业311.6亿元，增长0.4%。\n\n"
    "分产品看，机床业务实现收入68.4亿元，增长25.1%；机器人业务实现收入59.2亿元；材料业务实现收入28.7亿元。\n"
)
MEASURE = ["出口", "增长", "贸易顺差", "收入", "企业进出口", "总值"]


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    article = tmp_path_factory.mktemp("siblings") / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    reportgen.generate(article, article.parent / "out")
    return article.parent / "out" / "article.pptx"


def _changed(deck: Path, where: str, right: str, wrong: str, folder: Path) -> list[str]:
    data = deck.read_bytes()
    change = {
        name: part(data, name).replace(right, wrong).encode()
        for name in names(data, where)
        if right in part(data, name)
    }
    assert change, right
    copy = folder / deck.name
    copy.write_bytes(rezip(data, change))
    return check_files(deck.parent.parent / "article.txt", [copy]).lines()


def test_the_files_are_proven(deck: Path) -> None:
    article = deck.parent.parent / "article.txt"
    assert check_files(article, [deck, deck.with_suffix(".pdf")]).lines() == []
    data = deck.read_bytes()
    assert len(names(data, r"ppt/charts/chart\d+\.xml")) == 2


@pytest.mark.parametrize("wrong", MEASURE)
def test_another_measure_above_the_bars_is_found(deck: Path, wrong: str, tmp_path: Path) -> None:
    lines = _changed(deck, r"ppt/slides/slide\d+\.xml", ">进出口，亿元<", f">{wrong}，亿元<", tmp_path)
    assert any("is not what the chart's numbers measure" in line for line in lines)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("外资企业", "国有企业"), ("外资企业", "有进出口企业"), ("外资企业", "材料业务"), ("793.5", "739.5")],
)
def test_another_name_or_value_at_a_bar_is_found(deck: Path, right: str, wrong: str, tmp_path: Path) -> None:
    assert _changed(deck, r"ppt/charts/chart\d+\.xml", right, wrong, tmp_path)
