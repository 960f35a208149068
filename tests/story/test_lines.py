"""What heads no slide: scenes, quips, shares of nothing, results of nobody; and what is put right on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import story
from reportgen.model import Figure
from reportgen.story import gate, titles
from reportgen.story.choice import Plan
from reportgen.story.claims import whole
from tests.story import stories

HEAD = "岚江市社区图书馆基本建成\n岚江日报 2025年11月18日\n\n岚江市已建成社区图书馆126家，藏书286万册。\n\n"


def _plan(text: str, folder: Path) -> Plan:
    return Plan(stories.of_text(HEAD + text, folder))


def _cuts(text: str, surface: str, folder: Path) -> list[str]:
    plan = _plan(text, folder)
    figure = next(f for f in plan.view.facts if isinstance(f, Figure) and surface in f.surface)
    return [c.claim.text for c in titles.candidates(plan.view, plan.ctx, figure, titles.title_want())]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("五时28分，头班车载着第一批乘客驶过新轨。", "五时28分，头班车载着第一批乘客驶过新轨"),
        ("营养师阙小婷笑着说，苦瓜炒蛋被退过3次。", "营养师阙小婷笑着说，苦瓜炒蛋被退过3次"),
        (
            "家属薄先生说，儿子离世时只有22岁，捐出的5个器官救了4人。",
            "家属薄先生说，儿子离世时只有22岁，捐出的5个器官救了4人",
        ),
        ("工具要逐件点算，入场时312件，离场时也须312件。", "入场时312件，离场时也须312件"),
        ("在沙区蹲点10余年的研究院研究员沙立群，建议降低造林密度。", "在沙区蹲点10余年的研究院研究员沙立群"),
        ("有网友担心“一装了之”，钮局长回应：“十年质保写进合同。”", "有网友担心“一装了之”，钮局长回应"),
        ("小投手先是抓起球想了3分钟，然后小声说话。", "小投手先是抓起球想了3分钟"),
    ],
)
def test_scenes_and_broken_sentences_are_no_titles(text: str, cut: str, tmp_path: Path) -> None:
    plan = _plan(text, tmp_path)
    at = plan.view.text.index(cut)
    assert gate.refuse(plan.view, plan.ctx, whole(plan.view, at, at + len(cut)), "title")


def test_an_hour_of_opening_and_of_a_dated_event_stay(tmp_path: Path) -> None:
    text = (
        "图书馆晚上9时关门，自修室座位平均要轮候45分钟。\n\n轻轨南段11月8日上午9时28分通车，全长11.4公里，设10座车站。"
    )
    assert _cuts(text, "11.4公里", tmp_path)
    assert _cuts(text, "45分钟", tmp_path)


@pytest.mark.parametrize(
    ("text", "surface", "not_cut"),
    [
        ("渔民涂清义养鱼28年，他前年装上投饵机后，电费省下3成，死亡率由12%降到5%。", "5%", "死亡率由12%降到5%"),
        ("返乡青年温书宁合开“海味工作室”，把鱼肚做成鱼松，去年营业额2380万元。", "2380万元", "2024年营业额2380万元"),
        ("总投资19.6亿元的工程全线开工。截至8月底，工程完成投资11.2亿元，占57%。", "11.2亿元", "占57%"),
        ("不到3个月，14栋的同意率从58%升到100%。", "100%", "14栋的同意率"),
        (
            "过去靠人工填土，每公里堤防要用45天左右，现在防渗墙一次成型，工期压缩到18天，每公里省下土方2300立方米。",
            "2300立方米",
            "防渗墙一次成型，工期压缩到18天",
        ),
        (
            "教练高振雄8年前接手时，球队只剩9人，连打一场对抗都凑不齐，如今队员已有47人。",
            "47人",
            "凑不齐，如今队员已有47人",
        ),
    ],
)
def test_a_result_keeps_whose_it_is(text: str, surface: str, not_cut: str, tmp_path: Path) -> None:
    found = _cuts(text, surface, tmp_path)
    for one in found:
        assert not_cut not in one or "8年前" in one, one


@pytest.mark.parametrize(
    ("text", "surface", "best"),
    [
        (
            "汛情从2024年夏天起。当年，岚江市启动“固堤”行动，先后投入1.18亿元，新建泵站6座。",
            "1.18亿元",
            "2024年，岚江市启动“固堤”行动，先后投入1.18亿元，新建泵站6座",
        ),
        ("2年来全市读者投诉率由9.7%降至5.2%。", "5.2%", "岚江市2年来读者投诉率由9.7%降至5.2%"),
        (
            "汛情一退，市里就启动了“固堤”三年行动，总投资8.3亿元。",
            "8.3亿元",
            "岚江市启动了“固堤”三年行动，总投资8.3亿元",
        ),
    ],
)
def test_what_ties_a_sentence_to_others_is_left_out(text: str, surface: str, best: str, tmp_path: Path) -> None:
    assert best in _cuts(text, surface, tmp_path)


def test_a_month_behind_a_year_has_its_form(tmp_path: Path) -> None:
    told = story.tell(stories.of_text(HEAD + "岚江市斥资4.3亿元的监测平台今年三月启用，接入站点1460个。", tmp_path))
    titles_ = [t.title.text for t in told.themes] + [row.claim.text for row in told.summary]
    assert not any("2025年三月" in t for t in titles_)
    assert any("2025年3月" in t for t in titles_)


@pytest.mark.parametrize(
    "text",
    [
        "全省种植面积由2021年的7.5万亩扩大到38.6万亩，预计今年总产量22万吨左右；到2027年，这个数字要提高到40万吨。",
        "志愿者每天准备将近50份便当，食材费每份控制在55元左右。",
        "系统初期误报率达22%，调校8个月后才降至3%以下。",
    ],
)
def test_no_gap_is_told_of_what_stands_there(text: str, tmp_path: Path) -> None:
    told = story.tell(stories.of_text(HEAD + text, tmp_path))
    assert [g.gap for g in told.gaps if g.rule in ("target", "level")] == []


def test_no_title_is_part_of_another() -> None:
    for path in (stories.SEED, *stories.heldout()[:3]):
        heads = [t.title.text for t in stories.told(path).themes]
        assert not any(a != b and a in b for a in heads for b in heads), path.stem
