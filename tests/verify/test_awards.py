"""What is printed beside an award or a speaker: who won it, who gave it, for whom he speaks; swapped ones are refused."""

from __future__ import annotations

import json

import pytest

from reportgen import extract, ledger
from reportgen.source.reading import parse
from reportgen.verify.ground import build, dense
from reportgen.verify.pairs import signed, won
from reportgen.verify.texts import Texts

TEXT = (
    "大赛颁奖\n溪口日报 2025年11月9日\n\n"
    "典礼上，绣娘陈秀兰获大赛组委会颁发的“终身成就奖”；省文化厅授予溪口竹编合作社“最佳团队奖”。\n\n"
    "“路修好了，客人才会留下来过夜。”旅游局长李然说。“贷款会更便宜一些。”溪口银行行长周明说。"
)


@pytest.fixture(scope="module")
def texts() -> Texts:
    extraction = extract.extract(parse(TEXT))
    return Texts(ground=build(json.loads(ledger.to_json(extraction)), TEXT), issuer=())


@pytest.mark.parametrize(
    ("printed", "proven"),
    [
        ("绣娘陈秀兰 · 颁发：大赛组委会", True),
        ("溪口竹编合作社 · 頒發：省文化厅", True),
        ("颁发：大赛组委会", True),
        ("绣娘陈秀兰 · 大赛组委会", False),  # who gave it would be read as who won it
        ("绣娘陈秀兰 · 颁发：省文化厅", False),
        ("溪口竹编合作社 · 颁发：大赛组委会", False),
        ("陈秀兰 · 颁发：省教育厅", False),
        ("颁发：溪口竹编合作社", False),
        ("颁发：省教育厅", False),
    ],
)
def test_winner_and_giver_are_of_one_award(texts: Texts, printed: str, proven: bool) -> None:
    assert (won(texts, dense(printed).text) is not None) is proven


@pytest.mark.parametrize("giver", ["溪口竹编合作社", "绣娘陈秀兰", "旅游局"])
def test_who_is_named_as_giver_gave_an_award(texts: Texts, giver: str) -> None:
    assert texts.prove("颁发：大赛组委会").ok
    assert not texts.prove(f"颁发：{giver}").ok


def test_a_role_is_that_of_one_quotation(texts: Texts) -> None:
    roles = [(str(f["organisation"]), str(f["role"])) for f in texts.ground.facts.values() if f["kind"] == "quote"]
    assert ("旅游局", "局长") in [(a, b[-2:]) for a, b in roles]
    for house, role in roles:
        assert signed(texts, dense(house + role).text) is not None
    assert signed(texts, dense("旅游局行长").text) is None
