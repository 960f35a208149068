"""What a cut may not leave behind: the scheme its figures come from, its time, its change, who a person is."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import story
from reportgen.source import Span
from reportgen.story import alike, gate
from reportgen.story.choice import Plan
from reportgen.story.claims import make
from reportgen.story.times import in_dates
from tests.story import stories

HEAD = "岚江市民生实事有进展\n岚江日报 2025年11月18日\n\n岚江市召开会议，部署民生工作，投入资金2.4亿元。\n\n"


def _best(text: str, folder: Path) -> list[str]:
    plan = Plan(stories.of_text(HEAD + text, folder))
    return [plan.candidates(f)[0].claim.text for f in plan.salience.figures if plan.candidates(f)]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        (
            "去年4月起，市里开通“书香渡轮”，每周2班，把书送上19座岛，至今送书7.3万册次。",
            "去年4月起，岚江市开通“书香渡轮”，把书送上19座岛，至今送书7.3万册次",
        ),
        (
            "市里推动“智渔起飞计划”，补助设备费用4成9，每户上限30万元，累计核定386件、9240万元。",
            "岚江市推动“智渔起飞计划”，每户上限30万元，累计核定386件、9240万元",
        ),
        (
            "高职院校表现抢眼，获奖数由上届的38项增至61项，占比首次超过三成。",
            "高职院校表现抢眼，获奖数由上届的38项增至61项，占比首次超过三成",
        ),
        (
            "上半年新签约项目52个，协议总投资318亿元，其中10亿元以上项目7个。",
            "上半年新签约项目52个，协议总投资318亿元，其中10亿元以上项目7个",
        ),
        (
            "活动期间揽收快递1.87亿件；峰值出现在11月10日，单日揽收1026万件，为平日的2.4倍。",
            "峰值出现在11月10日，单日揽收1026万件，为平日的2.4倍",
        ),
        (
            "截至11月30日，岚江口岸今年累计查验旅客211.8万人次、航班1.47万架次。",
            "截至11月30日，岚江口岸今年累计查验旅客211.8万人次、航班1.47万架次",
        ),
        ("前11月，机场货邮吞吐量24.9万吨，增长12.7%。", "前11月，机场货邮吞吐量24.9万吨，增长12.7%"),
        ("过去五年，全市生产总值由2.06万亿元增至2.94万亿元。", "过去五年，岚江市生产总值由2.06万亿元增至2.94万亿元"),
        ("分贸易方式看，一般贸易进出口2005.3亿元，增长8.8%。", "一般贸易进出口2005.3亿元，增长8.8%"),
        (
            "去年全市新增托位6380个；现有托育机构472家，其中普惠性的301家。",
            "岚江市现有托育机构472家，其中普惠性的301家",
        ),
    ],
)
def test_a_cut_keeps_what_it_needs(text: str, best: str, tmp_path: Path) -> None:
    assert best in _best(text, tmp_path)


def test_no_plan_becomes_a_deed_when_clauses_are_left_out(tmp_path: Path) -> None:
    """The clause that says 目標是 governs those behind it: it is not left out between a scheme and its aim."""
    text = "市里推出“生命接力”计划，涉及拨款约6800万元，目标是在2028年之前，把登记人数由现时约41.2万人增至60万人。"
    assert not any("计划，把登记人数" in line for line in _best(text, tmp_path))


def test_a_person_comes_with_the_role_that_the_article_gave(tmp_path: Path) -> None:
    text = "“画歪一条胡须就要报废。”创办人丁朗晴说。\n\n丁朗晴在纽伦堡首次参展，四日接获1.1万套订单。"
    assert "创办人丁朗晴在纽伦堡首次参展，四日接获1.1万套订单" in _best(text, tmp_path)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("目标是在二〇三〇年把旅客提升至120万人次", "目标是在2030年把旅客提升至120万人次"),
        ("由二〇二五年四月一日起，收费4.58元", "由二〇二五年四月一日起，收费4.58元"),
        ("嘉年华前日结束", "嘉年华11月16日结束"),
        ("截至上月底，共986辆", "截至2025年10月底，共986辆"),
        ("日前结束的嘉年华", "日前结束的嘉年华"),
    ],
)
def test_dates_of_titles_are_in_figures(told: str, shown: str) -> None:
    assert in_dates(told, "2025-11-18") == shown


def test_a_target_that_says_so_itself_gets_no_second_word(tmp_path: Path) -> None:
    text = "到2026年，全市计划将种植面积扩大到3000亩，村集体年收入力争突破200万元。"
    told = story.tell(stories.of_text(HEAD + text, tmp_path))
    lines = [row.claim.text for row in told.summary if "3000亩" in row.claim.text]
    assert lines and not any("目标：" in line for line in lines)


def test_one_fact_is_told_in_the_same_words(tmp_path: Path) -> None:
    plan = Plan(
        stories.of_text(HEAD + "岚江市卫健委主任邓斌介绍，全市签约率达到82.6%，比3年前提高19个百分点。", tmp_path)
    )
    figure = next(f for f in plan.salience.figures if f.surface == "82.6%")
    cuts = [c.claim for c in plan.candidates(figure)]
    short, full = min(cuts, key=lambda c: len(c.text)), max(cuts, key=lambda c: len(c.text))
    assert alike.again(plan.view, short, full) and not alike.again(plan.view, full, full)


def test_a_section_of_voices_is_headed_by_one(tmp_path: Path) -> None:
    text = (
        "岚江护路工的一夜\n岚江日报 2025年11月18日\n\n岚江市今年更换旧轨36公里，投入资金2.4亿元，惠及乘客30万人。\n\n"
        "与时间斗快\n\n夜班工人蒋国栋量着轨距。“早上有人赶着上班，我们不看表，只看进度表。”蒋国栋说，他干得最细。\n\n"
        "新轨上线\n\n今年全市新增检测设备320台，故障率下降12.4%，检修用时由90分钟缩短到45分钟。\n"
    )
    told = story.tell(stories.of_text(text, tmp_path))
    heads = [t.title.text for t in told.themes]
    assert "与时间斗快" not in heads


def test_what_is_put_before_a_cut_is_proven(tmp_path: Path) -> None:
    """A role that the article never gave a person is refused."""
    text = "“画歪一条胡须就要报废。”创办人丁朗晴说。\n\n丁朗晴在纽伦堡首次参展，四日接获1.1万套订单。"
    plan = Plan(stories.of_text(HEAD + text, tmp_path))
    at = plan.view.text.index("在纽伦堡")
    end = plan.view.text.index("订单") + 2
    right = make(plan.view, ("创办人丁朗晴", Span(at, end)))
    wrong = make(plan.view, ("创办人", Span(at - 3, end)))
    assert gate.owner_true(plan.view, plan.ctx, right, "title") is None
    assert wrong.text == right.text and gate.owner_true(plan.view, plan.ctx, wrong, "title") is not None
