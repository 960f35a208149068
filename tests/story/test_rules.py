"""What an editor would mend in a title, a key figure or a label: one short text for each rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import story
from reportgen.story import labels
from reportgen.story.blocks import Board, Multiples, Story
from reportgen.story.choice import Plan
from reportgen.story.printed import printed
from tests.story import stories

HEAD = "岚江市社区图书馆基本建成\n岚江日报 2025年11月18日\n\n"


def _told(text: str, folder: Path, head: str = HEAD) -> Story:
    return story.tell(stories.of_text(head + text, folder))


def _titles(told: Story) -> str:
    return "\n".join(one.claim.text for one in printed(told) if one.use in ("title", "summary", "headline"))


def _rows(told: Story) -> dict[str, str]:
    return {row.value: row.text for row in told.rows}


HOUSE = (
    "记者走进枫林社区图书馆，260平方米的空间里摆放着约1.2万册图书，其中儿童读物占四成。馆长周明介绍，这里原是一处粮站，"
    "去年9月动工改造，今年3月20日开放，总投入185万元，其中市级补助120万元。"
)
CITY = (
    "岚江市已建成社区图书馆126家，较去年底增加31家。今年前十个月，全市公共图书馆接待读者412.6万人次，同比增长18.3%；"
    "外借图书286万册次，同比增长9.7%。"
)
CARD = "今年6月起，全市推行“一卡通借”，读者凭社保卡即可在126家社区图书馆和9家区县图书馆免押金借书，单次最多可借15册。"


def test_the_day_of_an_event_is_not_that_of_the_next_clause(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n{HOUSE}", tmp_path)
    assert "3月20日，总投入" not in _titles(told) and "3月20日开放，总投入" not in _titles(told)
    assert {row.value: row.period for row in told.rows}["185万元"] is None


def test_the_day_of_a_value_is_kept(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n5月2日单日客流最高，达到63.8万人次。", tmp_path)
    assert {row.value: row.period for row in told.rows}["63.8万人次"] == "5月2日"


def test_months_in_words_are_a_period(tmp_path: Path) -> None:
    told = _told(CITY, tmp_path)
    assert {row.value: row.period for row in told.rows}["412.6万人次"] == "今年前十个月"
    assert "2025年公共图书馆" not in _titles(told)


def test_figures_with_their_change_lead_and_houses_for_borrowing_do_not(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n{HOUSE}\n\n{CARD}", tmp_path)
    key = [number.digits for number in told.key_numbers]
    assert "412.6" in key and "9" not in key


def test_a_label_is_what_is_counted(tmp_path: Path) -> None:
    rows = _rows(_told(f"{CITY}\n\n{HOUSE}\n\n{CARD}", tmp_path))
    assert rows["约1.2万册"] == "图书" and rows["260平方米"] == "空间" and not rows["9家"].startswith("社区图书馆和")
    storm = _rows(
        _told(
            "這次最大陣風達15級，造成121支電桿倒塌、44處饋線故障，較去年同期的康芮颱風減少三成。台電說明，預計今晚8時前復電9成5，"
            "其次為台東縣9700戶。",
            tmp_path,
            "颱風過境\n中央日報 2025年11月17日\n\n",
        )
    )
    assert storm["121支"] == "電桿倒塌" and "造成較" not in storm["三成"]
    assert storm["9成5"] == "復電" and storm["9700戶"] == "台東縣"


def test_a_label_is_no_pronoun() -> None:
    assert labels.loose("今晚8時前復電") and labels.loose("空间里摆放着") and not labels.loose("復電率")


def test_the_headline_is_not_followed_by_its_own_words(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n{HOUSE}", tmp_path)
    assert told.title.text.count("社区图书馆") == 1


@pytest.mark.parametrize("tag", ["《产经》", "【市县】", "土拍丨"])
def test_a_column_is_no_part_of_the_headline(tag: str, tmp_path: Path) -> None:
    told = _told(CITY, tmp_path, f"{tag}岚江社区图书馆基本建成\n岚江日报 2025年11月18日\n\n")
    assert not any(mark in told.title.text for mark in ("产经", "市县", "土拍", "【", "丨"))


def test_a_paper_tag_is_no_part_of_a_sentence(tmp_path: Path) -> None:
    told = _told(f"【本报消息】{CITY}", tmp_path)
    assert "【" not in _titles(told)


def test_who_counted_stands_in_no_title(tmp_path: Path) -> None:
    told = _told(f"据市文化局统计，{CITY}", tmp_path)
    assert "据市" not in _titles(told)


def test_a_short_name_becomes_the_one_body_named(tmp_path: Path) -> None:
    head = "水务局公布进度\n海港新闻 2025年2月12日\n\n"
    body = "水务局今日公布，食水流失率为13.4%。\n\n局方去年更换水管53.2公里，开支12.6亿元。"
    assert "水务局去年更换水管53.2公里" in _titles(_told(body, tmp_path, head))
    other = "机电局今日公布，用电量为13.4亿千瓦时。\n\n" + body
    assert "水务局去年更换" not in _titles(_told(other, tmp_path, head))


def test_what_is_announced_is_done_by_who_announces_it(tmp_path: Path) -> None:
    head = "运输署公布渡轮安排\n海港新闻 2025年5月30日\n\n"
    body = "运输署今日（星期五）宣布，批准三家营办商由7月6日起，调整六条航线的班次及票价，受影响乘客每日约三万一千人次。"
    titles = _titles(_told(body, tmp_path, head))
    assert "运输署批准3家营办商" in titles and "\n批准3家" not in titles and "7月6日起\n" not in titles


def test_no_figure_leads_both_the_strip_and_a_board(tmp_path: Path) -> None:
    for path in (*stories.articles(), *stories.heldout()):
        told = stories.told(path)
        head = {number.fact for number in told.key_numbers[:1]}
        boards = [e for theme in told.themes for e in theme.exhibits if isinstance(e, Board)]
        assert not any(head & {number.fact for number in board.numbers} for board in boards), path.stem


def test_a_quotation_without_a_core_is_headed_by_its_paragraph(tmp_path: Path) -> None:
    told = _told(
        f"{CITY}\n\n馆长周明表示，岚江市今年将新建社区图书馆35家。“开馆以来，周末座位常常不够用，我们得加座。”周明说。", tmp_path
    )
    heads = [(q.core, q.title.text if q.title else "") for theme in told.themes for q in theme.quotes]
    assert heads and all(core or "周明表示" in title for core, title in heads)


def test_plan_names_one_body_only(tmp_path: Path) -> None:
    plan = Plan(stories.of_text(HEAD + "水务局公布数据。局方称水质良好。机电局公布数据。局方称设备良好。", tmp_path))
    at = plan.view.text.rindex("局方")
    assert plan.ctx.full_name("局方", plan.view.text.index("局方")) == "水务局" and plan.ctx.full_name("局方", at) is None


PANELS = (
    "工业稳。规上工业增加值增长7.9%，增速居全省第3位。采矿业下降11.7%，制造业增长9.2%。\n\n"
    "投资进。固定资产投资增长10.2%。房地产开发投资仍下降8.4%，但降幅收窄2.1个百分点。\n\n"
    "消费暖。社会消费品零售总额298.7亿元，增长5.5%。"
)


def test_growth_rates_under_run_in_heads_are_small_multiples(tmp_path: Path) -> None:
    told = _told(PANELS, tmp_path, "一季度岚江经济开局有底气\n岚江日报 2025年4月24日\n\n")
    made = [e for theme in told.themes for e in theme.exhibits if isinstance(e, Multiples)]
    assert len(made) == 1 and [panel.title.text for panel in made[0].panels] == ["工业稳", "投资进"]
    rows = {row.label: row.value for panel in made[0].panels for row in panel.rows}
    assert rows["采矿业"] == pytest.approx(-11.7) and rows["房地产开发投资"] == pytest.approx(-8.4) and len(rows) == 5
    assert set(made[0].title.facts) & {row.fact for panel in made[0].panels for row in panel.rows}


def test_growth_rates_without_heads_are_no_small_multiples(tmp_path: Path) -> None:
    told = _told(PANELS.replace("工业稳。", "").replace("投资进。", ""), tmp_path)
    assert not any(isinstance(e, Multiples) for theme in told.themes for e in theme.exhibits)


AWARDS = (
    "典礼上，绣娘陈秀兰获大赛组委会颁发的“终身成就奖”；省文化厅授予溪口竹编合作社“最佳团队奖”，该社有17名成员，"
    "2023年还曾夺得世界手工联合会评出的“金梭奖”。\n\n岚江市图书馆去年被省总工会评为“工人先锋号”。"
)


def test_each_award_has_its_own_winner_and_giver(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n{AWARDS}", tmp_path)
    assert not told.honours  # one verb does not govern them
    assert {r.tag: r.text for r in told.ranks if r.award} == {
        "“终身成就奖”": "绣娘陈秀兰 · 大赛组委会",
        "“最佳团队奖”": "溪口竹编合作社 · 省文化厅",
        "“金梭奖”": "溪口竹编合作社 · 世界手工联合会",
        "“工人先锋号”": "岚江市图书馆 · 省总工会",
    }
    assert _rows(told)["“工人先锋号”"] == "岚江市图书馆 · 省总工会"


def test_awards_under_one_verb_are_one_list(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n去年，岚江市获评“最美城市”“书香城市”和“文明城市”。", tmp_path)
    assert [h.names for h in told.honours] == [("“最美城市”", "“书香城市”", "“文明城市”")]
    assert told.honours[0].note and not told.ranks
    assert _rows(told)["“书香城市”"] == "岚江市"


def test_a_giver_is_not_said_to_be_missing(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n去年，岚江市获省文明办授予的“最美城市”“书香城市”称号。", tmp_path)
    assert all(not h.note for h in told.honours)


def test_the_place_is_not_put_before_a_verb_that_tells_which(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n同期举办的图书市集三天吸引观众6.3万人次，成交1860万元。", tmp_path)
    texts = "\n".join(one.claim.text for one in printed(told))
    assert "岚江举办的" not in texts and "岚江市举办的" not in texts
    assert "同期举办的图书市集三天吸引观众6.3万人次" in texts


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
    body = "\n".join(c.text for t in told.themes for c in t.body)
    assert "市文旅局局长李然介绍，全市今年新开书店37家" in body


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
