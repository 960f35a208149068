"""A line on what the article does not say names what is measured, and whose; else it is not printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import story
from reportgen.story.gap_terms import measured
from tests.story import stories

HEAD = "岚江市前三季度经济稳中有进\n岚江日报 2025年11月18日\n\n"


def _gaps(text: str, folder: Path) -> list[str]:
    return [gap.gap for gap in story.tell(stories.of_text(HEAD + text, folder)).gaps]


@pytest.mark.parametrize(
    ("label", "noun"),
    [
        ("确保规上工业增加值", "规上工业增加值"),
        ("开工率", "开工率"),
        ("覆盖学生", ""),
        ("力争政务服务网上可办率", "政务服务网上可办率"),
    ],
)
def test_what_a_target_measures_is_a_noun(label: str, noun: str) -> None:
    assert measured(label) == noun


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("岚江市群众满意度居全省县级市首位，受理投诉2416件。", "全省其余县级市的群众满意度"),
        ("岚江市社会消费品零售总额居全省第五位，实现2416亿元。", "全省其余市（州）的社会消费品零售总额"),
        ("岚江市经济总量达2416亿元，总量居全省第五位。", None),
        ("云帆公司市场占有率位居全国第一，产量2416台。", None),
    ],
)
def test_a_rank_asks_for_the_values_of_named_peers(text: str, gap: str | None, tmp_path: Path) -> None:
    found = [line for line in _gaps(text, tmp_path) if "其余" in line]
    assert found == ([gap] if gap else [])


def test_a_duration_without_its_project_is_no_line(tmp_path: Path) -> None:
    named = _gaps("总投资280亿元的云帆光电项目，仅用14个月建成一座世界一流的面板基地。", tmp_path)
    assert "云帆光电项目仅用14个月建成的起讫日期与同类用时" in named
    assert not any("14个月" in g for g in _gaps("全市上下一心，仅用14个月建成一座面板基地。", tmp_path))


def test_what_follows_speaks_to_the_reader(tmp_path: Path) -> None:
    """No line tells how a page is drawn (不画排行, 只画空心条)."""
    told = story.tell(
        stories.of_text(HEAD + "力争到2027年规上工业增加值突破900亿元，群众满意度居全省县级市首位。", tmp_path)
    )
    assert told.gaps and not any("画" in gap.therefore or "只列" in gap.therefore for gap in told.gaps)


def test_a_change_among_prices_has_no_amount(tmp_path: Path) -> None:
    prices = "全年居民消费价格比上年上涨0.2%。食品烟酒类下降0.6%，其他用品类上涨0.3%。"
    assert not any("绝对数" in line for line in _gaps(prices, tmp_path))


def test_foreign_money_agreed_upon_begins_no_building(tmp_path: Path) -> None:
    found = _gaps("签约项目18个，其中外资项目3个，协议利用外资1.2亿美元。", tmp_path)
    assert not any("开工" in line for line in found)


def test_money_set_aside_is_no_gap(tmp_path: Path) -> None:
    plan = "岚江市实施堤防加固，总投资8.3亿元。"
    assert any("8.3亿元" in line for line in _gaps(plan, tmp_path))
    assert not any("8.3亿元" in line for line in _gaps(plan + "\n\n今年安排的3.2亿元资金已全部下达。", tmp_path))
