"""One thing measured stands once on a board; a bar and a target's row say what they measure."""

from __future__ import annotations

from pathlib import Path

from reportgen import story
from reportgen.model import Figure
from reportgen.story.blocks import Bars, Board, Exhibit, Ladder
from reportgen.story.twice import restated
from tests.story import stories

HEAD = "岚江市一季度经济运行平稳\n岚江日报 2025年4月18日\n\n岚江市统计局发布一季度数据，全市地区生产总值812亿元。\n\n"
LOANS = "3月末，贷款余额首次突破4000亿元，达4031.5亿元；存款余额5206.8亿元，较年初增加263亿元；保费收入约21亿元。"


def _restated(text: str, folder: Path) -> list[str]:
    facts = [f for f in stories.of_text(HEAD + text, folder).facts if isinstance(f, Figure)]
    found = restated(facts)
    return [f.surface for f in facts if f.id in found]


def _exhibits(text: str, folder: Path) -> list[Exhibit]:
    return [e for t in story.tell(stories.of_text(HEAD + text, folder)).themes for e in t.exhibits]


def test_the_exact_figure_stands_for_the_loose_one(tmp_path: Path) -> None:
    assert _restated(LOANS, tmp_path) == ["突破4000亿元"]
    assert _restated("3月末，贷款余额突破4000亿元。6月末，贷款余额4031.5亿元。", tmp_path) == []  # of another time
    assert _restated("3月末，贷款余额突破3000亿元，达4031.5亿元。", tmp_path) == []  # beyond its reach


def test_a_board_states_a_thing_once(tmp_path: Path) -> None:
    numbers = [n.digits for e in _exhibits(LOANS, tmp_path) if isinstance(e, Board) for n in e.numbers]
    told = story.tell(stories.of_text(HEAD + LOANS, tmp_path))
    numbers += [n.digits for n in (*told.key_numbers, *told.next_numbers)]
    assert "突破4000" not in numbers
    assert "4031.5" in numbers


def test_no_bar_is_named_by_a_verb(tmp_path: Path) -> None:
    text = "规模以上工业增加值增长8.3%，其中制造业增长9.1%，采矿业由上年下降4.4%转为增长0.9%。"
    names = [row.label for e in _exhibits(text, tmp_path) if isinstance(e, Bars) for row in e.rows]
    assert "转为" not in names


def test_no_row_of_targets_is_named_by_the_word_target(tmp_path: Path) -> None:
    text = "全市转作面积1783.6公顷；今年目标提高到2000公顷，其中玉米900公顷、大豆400公顷、胡麻300公顷。"
    ladders = [e for e in _exhibits(text, tmp_path) if isinstance(e, Ladder)]
    assert ladders
    assert [row.label for row in ladders[0].rows] == ["玉米", "大豆", "胡麻"]
