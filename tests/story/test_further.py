"""What no block shows is told in rows of its own: each figure once, no sentence that leans on the one before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import story
from reportgen.model import Figure
from reportgen.story import further
from reportgen.story.blocks import Board, Number
from tests.story import stories

HEAD = "岚江市外贸运行平稳\n岚江日报 2025年4月18日\n\n据岚江海关统计，一季度全市进出口总值812亿元，同比增长7.6%。\n\n"
ROOT = Path(__file__).parents[2]
ARTICLES = [*sorted((ROOT / "tests/samples").glob("*.txt")), *sorted((ROOT / "tests/articles/dev").glob("*.txt"))]


def _numbers(text: str, folder: Path) -> list[Number]:
    return [n for t in story.tell(stories.of_text(HEAD + text, folder)).themes for n in t.further]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda p: p.stem)
def test_a_figure_stands_in_one_row_and_in_no_other_block(article: Path) -> None:
    told, facts = stories.told(article), {f.id: f for f in stories.extraction(article).facts}
    rows = [{f for f in n.claim.facts if isinstance(facts[f], Figure)} for theme in told.themes for n in theme.further]
    seen: set[str] = {n.fact for n in told.key_numbers}
    seen |= {f for theme in told.themes for f in further._shown(theme)}
    for row in rows:
        assert row and seen.isdisjoint(row)
        seen |= row


def test_what_leans_on_a_sentence_before_it_has_no_row(tmp_path: Path) -> None:
    text = "全市建成冷库42座，总库容36万吨。\n\n修复后，环湖村集体收入平均达86万元，而修复前只有不到9万元。"
    assert "不到9" not in [n.digits for n in _numbers(text, tmp_path)]


def test_a_change_of_a_number_has_no_card_beside_it(tmp_path: Path) -> None:
    text = "进口铁矿砂1854.7万吨，减少2.2%；进口大豆216万吨，增加18万吨；出口机电产品1302.8亿元，增长14.9%；出口劳密产品286.4亿元。"
    told = story.tell(stories.of_text(HEAD + text, tmp_path))
    digits = [n.digits for t in told.themes for e in t.exhibits if isinstance(e, Board) for n in e.numbers]
    assert "18" not in digits


def test_no_label_cuts_imports_off_a_trade(tmp_path: Path) -> None:
    text = "一季度，全市对共建“一带一路”国家进出口占比升至52.7%，拉动整体增长4.4个百分点。"
    told = story.tell(stories.of_text(HEAD + text, tmp_path))
    numbers = [*told.key_numbers, *told.next_numbers, *(n for t in told.themes for n in (*t.numbers, *t.further))]
    assert any(n.digits == "52.7" for n in numbers)
    assert not any(w.startswith("出口") for n in numbers if n.digits == "52.7" for w in n.what)
