"""Whose a figure, an award or a sentence is: one short text for each rule."""

from __future__ import annotations

from pathlib import Path

from reportgen import story
from reportgen.source import Span
from reportgen.story import gate
from reportgen.story.claims import make
from reportgen.story.context import Context
from reportgen.story.printed import printed
from reportgen.story.text import View
from tests.story import stories
from tests.story.test_rules import CITY, _rows, _told

AWARDS = (
    "典礼上，绣娘陈秀兰获大赛组委会颁发的“终身成就奖”；省文化厅授予溪口竹编合作社“最佳团队奖”，该社有17名成员，"
    "2023年还曾夺得世界手工联合会评出的“金梭奖”。\n\n岚江市图书馆去年被省总工会评为“工人先锋号”。"
)


def test_each_award_has_its_own_winner_and_giver(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n{AWARDS}", tmp_path)
    assert not told.honours  # one verb does not govern them
    assert {r.tag: r.text for r in told.ranks if r.award} == {
        "“终身成就奖”": "绣娘陈秀兰 · 颁发：大赛组委会",
        "“最佳团队奖”": "溪口竹编合作社 · 颁发：省文化厅",
        "“金梭奖”": "溪口竹编合作社 · 颁发：世界手工联合会",
        "“工人先锋号”": "岚江市图书馆 · 颁发：省总工会",
    }
    assert _rows(told)["“工人先锋号”"] == "岚江市图书馆 · 颁发：省总工会"


def test_awards_under_one_verb_are_one_list(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n去年，岚江市获评“最美城市”“书香城市”和“文明城市”。", tmp_path)
    assert [h.names for h in told.honours] == [("“最美城市”", "“书香城市”", "“文明城市”")]
    assert told.honours[0].note and not told.ranks
    assert "“书香城市”" not in _rows(told)  # the list prints it


def test_a_giver_is_not_said_to_be_missing(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n去年，岚江市获省文明办授予的“最美城市”“书香城市”称号。", tmp_path)
    assert all(not h.note for h in told.honours)


def test_the_place_is_not_put_before_a_verb_that_tells_which(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n同期举办的图书市集三天吸引观众6.3万人次，成交1860万元。", tmp_path)
    texts = "\n".join(one.claim.text for one in printed(told))
    assert "岚江举办的" not in texts and "岚江市举办的" not in texts
    assert "同期举办的图书市集" in texts


INN = "“客人多了，价钱上不去。”临江一家民宿老板周小渔透露，7月入住率虽达九成八，房价却同比跌近一成。"


def test_a_houses_figure_is_told_with_who_says_it(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n{INN}", tmp_path)
    for one in printed(told):
        if "九成八" in one.claim.text and one.use != "headline":
            assert "周小渔透露" in one.claim.text
    cards = [*told.key_numbers, *(n for t in told.themes for n in t.numbers)]
    assert all(n.digits != "九成八" for n in cards)


def test_an_officials_words_may_name_the_place_instead(tmp_path: Path) -> None:
    said = "市文旅局局长李然介绍，全市今年新开书店37家，投入1.2亿元。借阅量还有两成的缺口，服务点不足300个。"
    told = _told(f"{CITY}\n\n{said}", tmp_path)
    body = "\n".join(c.text for c in (*told.points, *(c for t in told.themes for c in t.body)))
    assert "岚江市今年新开书店37家" in body


def test_the_platform_that_counts_stays(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n在线旅游平台数据显示，酒店预订量是去年同期的2.4倍，外省游客占56%。", tmp_path)
    for one in printed(told):
        assert "2.4倍" not in one.claim.text or "平台数据显示" in one.claim.text


def test_frank_words_are_the_quotation_before(tmp_path: Path) -> None:
    said = "“人手不够。”江北供电公司总经理晏青坦言，公司为83个项目提供并网服务，平均接电时间压减55%。"
    told = _told(f"{CITY}\n\n{said}", tmp_path)
    assert all("坦言，公司" not in one.claim.text for one in printed(told))


def test_words_broken_off_go_on_behind_their_speaker(tmp_path: Path) -> None:
    said = "“报到那天，院长跟我说，先别急着走，干满一年再说，”卫生院医生漆雨桐笑了笑，“现在轮到我劝新来的了。”"
    told = _told(f"{CITY}\n\n{said}", tmp_path)
    (quote,) = (q for t in told.themes for q in t.quotes)
    assert quote.text == "“报到那天，院长跟我说，先别急着走，干满一年再说……现在轮到我劝新来的了。”"


def test_no_comma_ends_a_quotation(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n“好书有人借，差书没人看，”市图书馆馆长乐正岩判断。", tmp_path)
    assert [q.text for t in told.themes for q in t.quotes] == ["“好书有人借，差书没人看”"]


def test_the_method_names_whole_houses_only(tmp_path: Path) -> None:
    said = (
        "“这个价算了三遍，不算冲动，我们有把握。”竞得人禾亭置业副总经理晁补说。\n\n"
        "“孩子说，明年暑假还要再来住几天。”来自900公里外的游客石磊说。\n\n“路修好了，游客才会留下来过夜。”经济司司长叶采珊说。"
    )
    told = _told(f"{CITY}\n\n{said}", tmp_path)
    assert [m.text.partition("的评价")[0] for m in told.method if m.key == "self"] == ["禾亭置业"]
    assert {q.speaker: q.role for t in told.themes for q in t.quotes} == {
        "晁补": "竞得人禾亭置业副总经理", "石磊": "游客", "叶采珊": "经济司司长",
    }  # fmt: skip


COLLEGE = (
    "岚江技师学院改革见闻\n岚江日报 2025年6月18日\n\n6月12日，岚江技师学院开放日迎来300名家长。"
    "2021年起，学院与42家企业合作办学。三年来，参加“双元班”的学生由76人增加到1240人。\n\n"
    "去年，学院毕业生初次就业率98.3%，留在本市的占74%。\n"
)


def _titles(text: str, folder: Path) -> set[str]:
    story_told = story.tell(stories.of_text(text, folder))
    return {one.claim.text for one in printed(story_told) if one.use in ("title", "summary")}


def test_a_bare_noun_is_told_by_its_full_name(tmp_path: Path) -> None:
    told = _titles(COLLEGE, tmp_path)
    assert any(text.startswith("岚江技师学院2024年毕业生初次就业率98.3%") for text in told)
    assert any("岚江技师学院参加“双元班”的学生由76人" in text for text in told)


def test_of_two_bodies_of_a_kind_none_is_put(tmp_path: Path) -> None:
    two = COLLEGE.replace("6月12日，", "4月3日，柳溪技师学院并入。6月12日，").replace(
        "2021年起，学院", "2021年起，两校"
    )
    told = _titles(two, tmp_path)
    assert not any("就业率98.3%" in text for text in told)  # 学院: nobody knows which


def test_a_measure_takes_the_subject_of_its_sentence(tmp_path: Path) -> None:
    text = (
        "岚江农商银行普惠金融观察\n岚江日报 2025年6月18日\n\n岚江农商银行启动整村授信。该行把全县划成216个网格，"
        "已为11.7万户农户建立信用档案，建档面96.3%，授信总额143亿元。\n\n鼎新集团去年扩产，产品合格率99.1%，营业收入36.5亿元。\n"
    )
    told = _titles(text, tmp_path)
    assert any(one.startswith("岚江农商银行建档面96.3%") for one in told)
    assert not any("农商银行产品合格率" in one or "农商银行营业收入" in one for one in told)


def test_a_wrong_name_before_a_cut_is_refused(tmp_path: Path) -> None:
    extraction = stories.of_text(COLLEGE + "\n鼎新集团去年录用该院毕业生58人。\n", tmp_path)
    view = View(extraction)
    ctx = Context(view)
    start = view.text.index("毕业生初次就业率98.3%")
    cut = Span(start, start + len("毕业生初次就业率98.3%"))
    assert gate.owner_true(view, ctx, make(view, ("岚江技师学院", cut)), "title") is None
    assert gate.owner_true(view, ctx, make(view, ("鼎新集团", cut)), "title") is not None


def test_an_office_that_speaks_has_its_place(tmp_path: Path) -> None:
    said = "市文旅局局长李然介绍，书店今年新开37家，投入1.2亿元，惠及读者6.3万人。"
    told = _titles(f"{CITY}\n\n{said}", tmp_path)
    assert all("岚江市文旅局局长李然" in one for one in told if "李然" in one)


def test_a_body_that_is_founded_has_the_name_behind_the_verb(tmp_path: Path) -> None:
    said = "2024年7月，岚江市在全省率先组建行政审批局，将26个部门的412项事项集中划转。去年，该局累计办件58.7万件，满意率99.2%。"
    titles = [one.claim.text for one in printed(_told(f"{CITY}\n\n{said}", tmp_path)) if "58.7万件" in one.claim.text]
    assert titles and not any("率先组建行政审批局2" in title or "率先组建行政审批局累计" in title for title in titles)


def test_a_firms_region_is_no_district(tmp_path: Path) -> None:
    text = (
        "岚江高新区项目签约\n岚江日报 2025年5月18日\n\n百川集团亚洲区总裁李然看重的是配套。\n\n"
        "今年一季度，全区已开工项目17个，完成工业投资36.4亿元，完成年度计划的28%。"
    )
    told = _told(text, tmp_path)
    assert all("亚洲区2025年" not in one.claim.text and "亚洲区已开工" not in one.claim.text for one in printed(told))


def test_the_place_stands_before_its_office_and_the_time_before_both(tmp_path: Path) -> None:
    text = "2026年，市消保委将组织比较试验20项、消费体察36次，新聘维权义工约150名，将异地异店退货承诺店增至3000家。"
    told = _told(f"{CITY}\n\n{text}", tmp_path)
    texts = [one.claim.text for one in printed(told)]
    assert any(text.startswith("2026年，岚江市消保委将组织") for text in texts)
    assert not any("岚江2026年市" in text for text in texts)
