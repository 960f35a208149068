"""When a figure is of, told in the fact table and in the tracker alike: one short text for each rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import story
from reportgen.model import Figure
from reportgen.story import times
from reportgen.story.blocks import Story
from reportgen.story.common import period_of
from reportgen.story.context import Context
from reportgen.story.text import View
from tests.story import stories

HEAD = "岚江市社区图书馆基本建成\n岚江日报 2025年11月18日\n\n"
FILL = "岚江市已建成社区图书馆126家，藏书286万册。"


def _told(text: str, folder: Path, head: str = HEAD) -> Story:
    return story.tell(stories.of_text(f"{head}{FILL}\n\n{text}", folder))


def _seen(text: str, folder: Path) -> tuple[View, Context]:
    view = View(stories.of_text(f"{HEAD}{text}", folder))
    return view, Context(view)


def _periods(told: Story) -> dict[str, str | None]:
    return {row.value: row.period for row in told.rows}


# Text; value → the time printed ("": none, since another's time stands near; None: 原文未写).
CASES = [
    # the time in its own clause wins, wherever it stands
    ("今年资本开支3.5亿元，目标明年底前把门店增至320间。", {"3.5亿元": "2025年", "320间": "2026年底前"}),
    (
        "目标是二〇二七年游客达到三百万人次，较去年的二百四十二万人次增加两成四。",
        {"300万人次": "二〇二七年", "242万人次": "2024年", "两成四": "二〇二七年"},
    ),
    (
        "下半年新增公交车150台，全年平均浓度控制在33微克以内，优良天数不低于300天。",
        {"150台": "下半年", "33微克以内": "全年", "不低于300天": "全年"},
    ),
    ("“十五五”期间，电网拟投资120亿元，可靠率达到99.99%。", {"120亿元": "“十五五”期间", "99.99%": "“十五五”期间"}),
    ("其余24所学校力争10月15日前完工。", {"24所": "10月15日前"}),
    ("线路投运后，每年可外送电量110亿千瓦时。", {"110亿千瓦时": "线路投运后"}),
    ("首季销售下跌5.4%，次季由跌转升，增长0.9%。", {"5.4%": "首季", "0.9%": "次季"}),
    # the sentence's span holds for all of it, also behind ；, and for the next sentence of the report
    (
        "上半年全市接待游客412万人次；外借图书28万册。读者留宿共72万人次。",
        {"412万人次": "上半年", "28万册": "上半年", "72万人次": "上半年"},
    ),
    # a time does not cross what is now, ；, a new subject, from and to
    ("去年新增托位6380个；现有机构472家，其中普惠性301家。", {"6380个": "2024年", "472家": "", "301家": ""}),
    ("计划已资助青年213人，明年资助标准拟提高到5万元；课堂走进中小学158所。", {"158所": ""}),
    ("小程序今年夏天上线，预约环节从2023年的9个精简到2个。", {"9个 → 2个": ""}),
    ("最大雨量出现在清河镇，达402.7毫米。", {"402.7毫米": None}),
    ("这条线提前一个季度完工，节省180万元。", {"180万元": None}),
    # of several years each has its own amount, told with 分别, 依次 or 逐年; what else they hold for is of all of them
    (
        "2022年至2024年，公交线路依次为218、251和287条，客流从612万人次增长到894万人次。",
        {"218条": "2022年", "251条": "2023年", "287条": "2024年", "612万人次 → 894万人次": "2022年至2024年"},
    ),
    (
        "二〇二三至二〇二五年的活动分别为1,138场、1,524场及1,712场。",
        {"1,138场": "2023年", "1,524场": "2024年", "1,712场": "2025年"},
    ),
    ("2022年至2024年，公交线路分别新增3条和5条。", {"3条": "2022年至2024年", "5条": "2022年至2024年"}),
    # when something began is not when it does what it does; what runs up to now is not of then either
    ("这家作坊创立于1938年，是区内仅存的饼店，每日制作1600个。", {"1600个": ""}),
    ("计划由文化局于2021年推出，为老店提供资助，至今有61间店铺受惠，九成仍在经营。", {"61间": "", "九成": ""}),
    ("一期今年9月开工、2027年3月投产，达产后年产能10吉瓦时。", {"10吉瓦时": ""}),
    ("2021年，市里推行河长制，关停小厂113家，累计投入56亿元。", {"113家": "2021年", "56亿元": ""}),
    # the time in its own words, with those behind 把
    (
        "目标在二〇二八年年底前把车队增至5200辆，并把投诉减少35%。",
        {"5200辆": "二〇二八年年底前", "35%": "二〇二八年年底前"},
    ),
    # what is compared with has its own time
    ("上半年每股派息4.5元，高于去年同期的3.8元，派息率48.6%。", {"3.8元": "2024年同期", "48.6%": "上半年"}),
    ("接待量恢复至2019年同期的九成四。", {"九成四": ""}),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_time_of_a_figure(text: str, expected: dict[str, str | None], tmp_path: Path) -> None:
    found = _periods(_told(text, tmp_path))
    assert {value: found[value] for value in expected} == expected


def test_days_and_months_are_told_by_the_date_of_the_article(tmp_path: Path) -> None:
    told = _periods(_told("截至昨天下午5时，已有108所完成修复。\n\n委员会上月批准拨款4.7亿元。", tmp_path))
    assert told["108所"] == "截至11月17日" and told["4.7亿元"] == "2025年10月"


def test_years_in_titles_are_told_by_the_date_of_the_article_but_not_in_quotations(tmp_path: Path) -> None:
    head = "岚江水务公布水管更换进展\n岚江日报 2025年11月18日\n\n"
    told = _told("岚江市水务局去年更换水管53.2公里，涉及合约27份。", tmp_path, head)
    titles = [told.title, *(row.claim for row in told.summary), *(t.title for t in told.themes)]
    text = "\n".join(claim.text for claim in titles)
    assert "2024年更换水管53.2公里" in text and "去年更换" not in text
    said = _told("馆长周明说：“去年我们更换了水管53公里，今年还要更换60公里。”", tmp_path)
    assert all("2024年" not in quote.text for theme in said.themes for quote in theme.quotes)


def test_tracker_tells_time_once_and_value_and_owner_where_the_item_has_them(tmp_path: Path) -> None:
    told = _told(
        "当局争取2028年前服务业占比提升至六成，并拟于横岛兴建12.8万平方米的科创园。"
        "其余24所学校力拼10月15日前全数完工，县府并拟编列预算2.8亿元。",
        tmp_path,
    )
    assert told.tracker is not None
    rows = {row.value: row for row in told.tracker.rows}
    assert (rows["六成"].item.text, rows["六成"].owner, rows["六成"].time) == (
        "争取服务业占比提升至六成", "当局", "2028年前",
    )  # fmt: skip
    assert rows["12.8万平方米"].item.text.startswith("拟于横岛") and rows["12.8万平方米"].owner == "当局"
    assert (rows["2.8亿元"].item.text, rows["2.8亿元"].owner) == ("拟编列预算2.8亿元", "县府")
    assert "县府并拟" not in told.tracker.title.text


def test_a_tracker_has_no_column_that_is_mostly_empty(tmp_path: Path) -> None:
    told = _told(
        "接下来，将开工建设海湾段，新增里程96公里，力争2027年实现市市通，里程突破2000公里。", tmp_path
    )  # fmt: skip
    assert told.tracker is not None and told.tracker.columns == ("time", "value")


def test_what_was_aimed_at_and_reached_is_not_to_come(tmp_path: Path) -> None:
    told = _told("上半年完成年度目标的54.2%。全年力争产值突破600亿元，新开工项目60个以上。", tmp_path)
    assert told.tracker is not None and all("54.2%" not in row.item.text for row in told.tracker.rows)


def test_a_forecast_and_a_plan_have_their_own_words(tmp_path: Path) -> None:
    told = _told(
        "预计年旅客发送量1200万人次，首三天车票已售出11.8万张。榆北520万千瓦装机将全部接入主网。"
        "其余24所学校力拼10月15日前完工。",
        tmp_path,
    )
    kinds = {row.value: row.kind for row in told.rows}
    assert kinds["1200万人次"] == "forecast" and kinds["3天"] == kinds["11.8万张"] == "actual"
    assert kinds["520万千瓦"] == "planned" and kinds["24所"] == "target"


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ("和盛今年資本支出26億美元，較去年增兩成", "和盛2025年資本支出26億美元，較2024年增兩成"),
        ("去年以来，开工率达82.6%", "2024年以来，开工率达82.6%"),
        ("偶戲節今晚閉幕，昨日下午頒獎", "偶戲節11月18日晚閉幕，11月17日下午頒獎"),
        ("今天的农村，昨天（11月17日）上午开会", "今天的农村，昨天（11月17日）上午开会"),
        ("團長賴冠廷今年29歲，今年度目標「今年更好」", "團長賴冠廷今年29歲，今年度目標「今年更好」"),
    ],
)
def test_relative_times_are_told_as_dates(told: str, printed: str) -> None:
    assert times.in_dates(told, "2025-11-18") == printed
    assert times.in_dates(told, None) == told


def test_a_board_tells_a_time_only_when_all_its_cards_have_it(tmp_path: Path) -> None:
    view, ctx = _seen("去年新增托位6380个，今年新增书房52间，新增球场18片。", tmp_path)
    first, *others = [fact for fact in view.facts if isinstance(fact, Figure)]
    assert period_of(view, ctx, others) == "今年" and period_of(view, ctx, [first, *others]) == ""
