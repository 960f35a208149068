"""An old and a new value in one cell: only as the article puts them."""

from __future__ import annotations

import json

import pytest

from reportgen import extract, ledger, source
from reportgen.verify.drawn_figure import _first
from reportgen.verify.ground import build
from reportgen.verify.texts import Texts

TEXT = (
    "岚江市社区图书馆基本建成\n岚江日报 2025年11月18日\n\n县域就诊率从82.3%提升到91.6%，增长9.3个百分点；审批事项由326项减为148项，材料31份、表格12份，"
    "出报告时间2小时，以前要5小时。到2027年，外借图书将由30万册提高到50万册。"
)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    path = tmp_path_factory.mktemp("pair") / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    article = source.read(path)
    told = ledger.to_json(extract.extract(article))
    return Texts(ground=build(json.loads(told), article.text))


@pytest.mark.parametrize("printed", ["82.3% → 91.6%", "326项 → 148项"])
def test_a_pair_of_the_article_is_proven(texts: Texts, printed: str) -> None:
    proof = texts.prove(printed)
    assert proof.kind == "value" and len(proof.facts) == 2


@pytest.mark.parametrize(
    "printed",
    [
        "91.6% → 82.3%",  # turned round
        "82.3% → 148项",  # of two pairs
        "31份 → 12份",  # a list, no change
        "2小时 → 5小时",  # no words of change
        "82.3% → 91.7%",  # another number
    ],
)
def test_another_pair_is_refused(texts: Texts, printed: str) -> None:
    assert not texts.prove(printed).ok


def test_a_plan_is_no_present_value(texts: Texts) -> None:
    assert texts.prove("县域就诊率先前82.3%，现在91.6%").ok
    assert not texts.prove("外借图书先前30万册，现在50万册").ok


def test_a_number_over_two_magnitudes_is_read_whole() -> None:
    assert _first("16億7000萬元") == 1.67e9
    assert _first("423億6,500萬元") == 423.65e8
    assert _first("下降3.4%") == -3.4
