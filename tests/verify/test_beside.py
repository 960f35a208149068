"""The words that stand beside a number: what the proof puts there ends at words, and no other fact's words pass."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from reportgen import extract, ledger, source
from reportgen.verify import naming, values
from reportgen.verify.ground import Ground, build
from reportgen.verify.preflight import _ending, _opened

TEXT = (
    "岚江市社区图书馆基本建成\n岚江日报 2025年11月18日\n\n外借图书首季跌5.4%，次季由跌转升，增长0.9%。"
    "被告人周某骗取百余名老人321万元，一审被判处有期徒刑12年。每新增100个座位，能带动22个就业岗位。"
)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    path = tmp_path_factory.mktemp("beside") / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    article = source.read(path)
    return build(json.loads(ledger.to_json(extract.extract(article))), article.text)


def _fact(ground: Ground, surface: str) -> str:
    return next(name for name, record in ground.facts.items() if record.get("surface") == surface)


def test_no_other_times_move_and_no_other_persons_fate_goes_with_a_number(ground: Ground) -> None:
    proof: Any = SimpleNamespace(ground=ground)
    assert values._of_another(proof, _fact(ground, "5.4%"), "增长0.9%")
    assert not values._of_another(proof, _fact(ground, "5.4%"), "次季由跌转升")
    assert values._of_another(proof, _fact(ground, "321万元"), "一审被判处有期徒刑12年")


def test_what_a_number_is_reckoned_by_stands_before_its_words(ground: Ground) -> None:
    fact = _fact(ground, "22个")
    assert naming.names(ground, fact, "每新增100个座位，能带动就业岗位")
    assert not naming.names(ground, fact, "每新增200个座位，能带动就业岗位")
    assert not naming.names(ground, fact, "每新增100个座位，老人")


def test_no_word_is_cut() -> None:
    assert _ending("市场监管部门依法没收违法所得") in ("", "没收违法所得", "依法没收违法所得")
    assert _ending("依托“漓心付”预付资金存管平台冻结余额") in ("", "预付资金存管平台冻结余额", "冻结余额")
    assert _ending("没收违法所得") == "没收违法所得" and _ending("余额和") == ""
    assert _ending("全市起降点达到") == "全市起降点达到"
    assert _opened("的价格销售") == "" and _opened("和") == "" and _opened("技改资金") == "技改资金"
