"""What an editor would mend in a title, a key figure or a label: one short text for each rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import story
from reportgen.story import labels
from reportgen.story.blocks import Bars, Board, Multiples, Story
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
    assert {row.value: row.period for row in told.rows}["185万元"] == ""


def test_the_day_of_a_value_is_kept(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n5月2日单日客流最高，达到63.8万人次。", tmp_path)
    assert {row.value: row.period for row in told.rows}["63.8万人次"] == "5月2日"


def test_months_in_words_are_a_period(tmp_path: Path) -> None:
    told = _told(CITY, tmp_path)
    assert {row.value: row.period for row in told.rows}["412.6万人次"] == "2025年前十个月"
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
    assert "水务局2024年更换水管53.2公里" in _titles(_told(body, tmp_path, head))
    other = "机电局今日公布，用电量为13.4亿千瓦时。\n\n" + body
    assert "水务局2024年更换" not in _titles(_told(other, tmp_path, head))


def test_what_is_announced_is_done_by_who_announces_it(tmp_path: Path) -> None:
    head = "运输署公布渡轮安排\n海港新闻 2025年5月30日\n\n"
    body = (
        "运输署今日（星期五）宣布，批准三家营办商由7月6日起，调整六条航线的班次及票价，受影响乘客每日约三万一千人次。"
    )
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
        f"{CITY}\n\n馆长周明表示，岚江市今年将新建社区图书馆35家。“开馆以来，周末座位常常不够用，我们得加座。”周明说。",
        tmp_path,
    )
    heads = [(q.core, q.title.text if q.title else "") for theme in told.themes for q in theme.quotes]
    assert heads and all(core or "周明表示" in title for core, title in heads)


def test_plan_names_one_body_only(tmp_path: Path) -> None:
    plan = Plan(stories.of_text(HEAD + "水务局公布数据。局方称水质良好。机电局公布数据。局方称设备良好。", tmp_path))
    at = plan.view.text.rindex("局方")
    assert (
        plan.ctx.full_name("局方", plan.view.text.index("局方")) == "水务局" and plan.ctx.full_name("局方", at) is None
    )


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


def test_a_label_begins_and_ends_with_its_noun() -> None:
    from reportgen.story.phrases import names, phrase, torn

    cut = {
        "網店「藥到家」訂單達": "網店「藥到家」訂單",
        "三星級則": "三星級",
        "优良天数比例为": "优良天数比例",
        "把乡镇卫生院": "乡镇卫生院",
        "《溪山清远》漆屏以": "《溪山清远》漆屏",
        "財政儲備總額（澳門元，下同）": "財政儲備總額",
        "五星級每晚平均": "五星級每晚平均",
        "比去年提高": "比去年提高",
        "購藥費用": "購藥費用",
        "从拿地到封顶只用了": "从拿地到封顶",
    }
    assert {text: phrase(text) for text in cut} == cut
    for text in (
        "吧",
        "較去年同期多",
        "佔總收入",
        "县区未达标。改善幅度",
        "内地旅客占",
        "同店銷售跌增長",
        "比去年提高",
    ):
        assert torn(phrase(text)) or not names(text), text


ROWS = (
    "县域就诊率从82.3%提升到91.6%，居全省第三。平均出报告时间由2小时压缩到28分钟，比去年提高两成。新增变电容量300万千伏安，"
    "总投资29.7亿元。外省游客占56%，比去年提高7个百分点，平均停留2.3天。设立10亿元风险补偿资金池，为83个项目提供服务。"
    "该社17名成员平均年龄只有28.6岁。企业开办时间压缩至0.5个工作日。评出一等奖58项、二等奖130项，合计200项。"
    "但平均入住率升2.6个百分点至89.4%。台下响起长达1分钟的掌声。"
)


def test_rows_name_their_number_or_print_its_clause(tmp_path: Path) -> None:
    rows = _rows(_told(ROWS, tmp_path))
    assert rows["82.3% → 91.6%"] == "县域就诊率" and rows["2小时 → 28分钟"] == "平均出报告时间"
    assert "82.3%" not in rows and "2小时" not in rows  # an old value is told with the new one
    assert rows["29.7亿元"] == "总投资" and rows["2.3天"] == "平均停留" and "二等奖" not in rows["200项"]
    assert rows["56%"] == "外省游客占56%" and rows["10亿元"] == "设立10亿元风险补偿资金池"
    assert rows["83个"] == "为83个项目提供服务" and rows["17名"] == "该社17名成员平均年龄只有28.6岁"
    assert rows["0.5个工作日"] == "企业开办时间" and rows["89.4%"] == "平均入住率"
    assert rows["1分钟"] == "台下响起长达1分钟的掌声"


def test_cards_say_which_value_is_new_and_take_no_neighbours_number(tmp_path: Path) -> None:
    told = _numbers(ROWS, tmp_path)
    assert told["91.6%"] == "县域就诊率从82.3%提升到91.6%" and "82.3%" not in told
    hotel = _numbers("上半年酒店业场所共147间，可提供客房4.48万间，按年减3.1%。", tmp_path)
    assert "3.1%" not in hotel["147间"] and hotel["4.48万间"] == "可提供客房，按年减3.1%"


def _numbers(text: str, folder: Path) -> dict[str, str]:
    from reportgen.story.numbers import poor

    plan = Plan(stories.of_text(HEAD + text, folder))
    made = [plan.numbers.number(f) for f in plan.salience.figures]
    return {n.digits + n.unit: "".join(n.what) for n in made if not poor(n)}


INTERVIEW = (
    "嘉宾：钱若水，岚江市文化局副局长\n\n"
    "问：有人说一半的书屋三成时间没开门，怎么看？\n\n"
    "答：比过去好。去年全市新建书屋86间，完成年度目标80间的107.5%；现有书屋412间，其中社区书屋301间。\n\n"
    "问：明年还建吗？\n\n"
    "答：要建。2026年全市拟拿出3200万元，每间书屋补助20万元。"
)


def test_an_interviews_answers_are_its_body_and_its_questions_nobodys(tmp_path: Path) -> None:
    told = _told(INTERVIEW, tmp_path)
    assert told.dek is not None and told.dek.text.startswith("钱若水说：去年全市新建书屋86间")
    numbers = {n.digits + n.unit for n in told.key_numbers}
    assert "86间" in numbers or "412间" in numbers
    everything = "\n".join(one.claim.text for one in printed(told))
    assert "三成时间" not in everything and "明年还建" not in everything


def test_the_lead_is_no_scene_and_no_saying(tmp_path: Path) -> None:
    scene = "清晨6点，书屋门口排着一条长队。“以前借本书要坐一个小时的车进城，现在走几步就到了，真是方便。”68岁的周大爷边走边说。"
    told = _told(f"{scene}\n\n{CITY}", tmp_path)
    assert told.dek is not None and told.dek.text.startswith("岚江市已建成社区图书馆126家")
    told = _told(f"“一城书香半城花”，是岚江今年打出的名片。{CITY}", tmp_path)
    assert told.dek is not None and told.dek.text.startswith("岚江市已建成社区图书馆126家")


def test_an_event_is_no_scene_and_a_sight_in_a_hall_is(tmp_path: Path) -> None:
    event = "9月26日清晨，随着最后一块玻璃缓缓落下，岚江市第126家社区图书馆正式启用，总面积2600平方米，藏书12万册。"
    told = _told(f"{event}\n\n{CITY}", tmp_path)
    assert told.dek is not None and told.dek.text.startswith("9月26日清晨，随着")
    sight = "昨天上午，岚江市政务热线大厅里，128个座席座无虚席。大屏上，当日来电已跳到3914件。"
    told = _told(f"{sight}\n\n{CITY}", tmp_path)
    assert told.dek is not None and told.dek.text.startswith("岚江市已建成") and "3914" not in told.summary_title.text


def test_the_text_of_the_first_page_does_not_say_its_points_again(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n{HOUSE}\n\n{CARD}", tmp_path)
    said = "".join(point.text for point in told.points)
    assert not any(item.text in said for theme in told.themes for item in theme.body)


def test_the_pages_second_line_stays(tmp_path: Path) -> None:
    head = "让书香离家更近些\n——岚江市社区图书馆建设纪实\n岚江日报 2025年11月18日\n\n"
    told = _told(CITY, tmp_path, head)
    assert told.title.text == "让书香离家更近些：岚江市社区图书馆建设纪实"


def test_numbers_that_follow_the_key_numbers_say_something_else(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n{CARD}\n\n{HOUSE}", tmp_path)
    key = {n.fact for n in told.key_numbers}
    assert not key & {n.fact for n in told.next_numbers}


def test_what_stands_before_the_first_heading_is_drawn_too(tmp_path: Path) -> None:
    lead = "全市鲈鱼、小龙虾、中华鳖产量分别为3.1万吨、2.6万吨和0.48万吨。"
    more = "今年建成尾水处理设施126处，改造池塘4.8万亩。\n\n授权企业34家，覆盖21个城市。"
    told = _told(f"{lead}\n\n绿色转型\n\n{more}", tmp_path)
    bars = next(e for e in told.shares if isinstance(e, Bars))
    assert [row.text for row in bars.rows] == ["3.1万吨", "2.6万吨", "0.48万吨"]
    assert [row.value for row in bars.rows] == [3.1, 2.6, 0.48]


def _gaps(told: Story) -> str:
    return "\n".join(gap.gap for gap in told.gaps)


def test_a_year_behind_completed_is_no_coming_year(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n开发区一期占地42.6公顷，全部完工后年产值可达1500亿元，创造4800个就业机会。", tmp_path)
    assert "2027年" not in _titles(told) and "1500亿元" not in {row.value for row in told.rows if "2027" in row.period}


def test_an_age_is_not_told_in_years(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n在村口卖笋干的阿芬婶今年六十有三，手脚麻利地给客人称货。", tmp_path)
    assert "2025年六十有三" not in _titles(told) and "今年六十有三" not in _titles(told)


def test_a_coming_year_in_a_name_is_not_that_of_what_is_done(tmp_path: Path) -> None:
    text = "记者了解到，2026年民生实事项目已公开征集，收到有效建议8936条，拟安排资金31亿元左右。"
    assert "2026年，收到" not in _titles(_told(f"{CITY}\n\n{text}", tmp_path))


def test_no_place_is_put_before_an_age(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n29岁的阿珊与男友投入40万元，在街尾开了一间18平方米的咖啡店。", tmp_path)
    assert "岚江29岁" not in _titles(told) and "岚江市29岁" not in _titles(told)


def test_a_forecast_is_called_no_target(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n展望明年，当局料会展活动数目增长5%至8%，力争会展业增加值占比达到3%。", tmp_path)
    assert "目标：当局料" not in _titles(told)


def test_a_number_that_is_planned_says_so(tmp_path: Path) -> None:
    said = _numbers("到2026年，全市将再增加家庭医生400名，重点人群签约率达到88%。去年签约率为71%。", tmp_path)
    assert said["88%"] == "计划：重点人群签约率" and said["71%"] == "签约率"


def test_a_speaker_has_the_office_that_the_article_gives(tmp_path: Path) -> None:
    text = "市公积金中心主任吴雅芳出席发布会。\n\n吴雅芳介绍，租房提取额度由每月1200元提高到1800元。"
    titles = _titles(_told(f"{CITY}\n\n{text}", tmp_path))
    assert "市公积金中心主任吴雅芳介绍，租房提取额度" in titles and "\n吴雅芳介绍" not in titles


def test_a_list_of_deeds_is_the_places(tmp_path: Path) -> None:
    text = (
        "岚江市今年办实事。新增普惠托位1260个，每千人口托位数由3.4个提高到4.7个；新改扩建中小学18所，增加学位1.35万个。"
    )
    assert "岚江新改扩建中小学18所" in _titles(_told(text, tmp_path))


def test_a_headline_keeps_its_colon_and_the_name_before_it(tmp_path: Path) -> None:
    told = _told(
        f"启源新能披露半年报。{CITY}", tmp_path, "储能黑马启源新能：灯塔工厂的提速密码\n岚江日报 2025年11月18日\n\n"
    )
    assert told.title.text.startswith("储能黑马启源新能：灯塔工厂")


def test_a_rank_in_the_gaps_names_what_is_ranked(tmp_path: Path) -> None:
    text = "岚江市投诉处理满意度位居全省第一，经营主体突破38.4万户。\n\n有6项指标位列全省第一。"
    gaps = _gaps(_told(text, tmp_path))
    assert "\n全省第一" not in gaps and not gaps.startswith("全省第一") and "所比" not in gaps


def test_capacity_to_come_is_no_missing_present_value(tmp_path: Path) -> None:
    told = _told(f"{CITY}\n\n第二期工厂将视市况扩充至6万片以上。", tmp_path)
    assert "扩充6万片" not in _gaps(told)


def test_the_two_bounds_of_a_range_are_one_row(tmp_path: Path) -> None:
    text = "退货率保持在6%至8%之间。月租由2.2万元加到3.8万元。今年新增床位30张至50张，收费3元到5元。"
    rows = _rows(_told(text, tmp_path))
    assert "6%至8%" in rows and "30张至50张" in rows and "3元到5元" in rows
    assert not {"6%", "8%", "30张", "50张"} & set(rows)
    assert rows["2.2万元 → 3.8万元"] == "月租"
