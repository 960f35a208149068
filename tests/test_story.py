"""The story: what it prints passes the gate, says nothing false, and is there for every kind of article."""

from __future__ import annotations

import cProfile
import pstats
import re
import time
from pathlib import Path

import pytest

from reportgen import story
from reportgen.model import Figure, Quote
from reportgen.source import Span
from reportgen.story import gate
from reportgen.story.blocks import Bars, Cards, Claim, Ladder, Multiples, Shares, Timeline
from reportgen.story.claims import make
from reportgen.story.context import Context
from reportgen.story.printed import printed, refuse
from reportgen.story.text import View, width
from reportgen.story.themes import owned
from tests.story import graded, stories

ALL = stories.labelled()


def _ids(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", ALL, ids=_ids)
def test_every_printed_sentence_passes_the_gate(path: Path) -> None:
    view, ctx = stories.seen(path)
    refused = [
        (one.where, one.claim.text, why) for one in printed(stories.told(path)) if (why := refuse(view, ctx, one))
    ]
    assert refused == []


@pytest.mark.parametrize("path", ALL, ids=_ids)
def test_facts_and_spans_of_claims_are_true(path: Path) -> None:
    view, _ = stories.seen(path)
    for one in printed(stories.told(path)):
        for fact in one.claim.facts:
            known = view.by_id[fact]
            inside = any(p.start <= known.start and known.end <= p.end for p in one.claim.pieces)
            assert inside or known.surface in view.article.headline or known.kind in ("award", "quote"), one


@pytest.mark.parametrize("path", ALL, ids=_ids)
def test_every_story_can_be_laid_out(path: Path) -> None:
    told = stories.told(path)
    assert told.themes and told.points and told.index and told.method
    assert len(told.key_numbers) <= 6 and len(told.points) <= 5 and len(told.summary) <= 5
    assert all(row.text and row.value for row in told.rows)
    for number in (*told.key_numbers, *(n for t in told.themes for n in t.numbers)):
        assert number.digits and number.what and width(number.before) <= 12 and width(number.after) <= 12
    for theme in told.themes:
        for item in theme.body:
            assert 0 <= item.lead < len(item.text)
        for exhibit in theme.exhibits:
            if isinstance(exhibit, Cards):
                assert all(card.name == card.claim.text[card.bold[0] : card.bold[1]] for card in exhibit.cards)


@pytest.mark.parametrize("path", ALL, ids=_ids)
def test_no_figure_leads_two_key_numbers_or_two_titles(path: Path) -> None:
    told = stories.told(path)
    assert len({n.fact for n in told.key_numbers}) == len(told.key_numbers)
    exhibits = [e.title.text for t in told.themes for e in t.exhibits] + [e.title.text for e in told.shares]
    assert len(set(exhibits)) == len(exhibits)
    themes = [t.title.text for t in told.themes]
    assert len(set(themes)) == len(themes)


@pytest.mark.parametrize("path", ALL, ids=_ids)
def test_targets_and_plans_say_so(path: Path) -> None:
    """A key number that is a target or plan has the word in its sentence; none is told as a result."""
    told = stories.told(path)
    for number in told.key_numbers:
        if number.kind in ("target", "planned"):
            assert re.search(
                r"目[標标]|[將将拟擬]|力[爭争]|計劃|计划|預|预|邁|迈|進軍|进军|確保|确保|有望|可[達达]|上看|[以之]?[內内]"
                r"|到20\d\d年|要達|要达|[會会][由增]",
                number.claim.text,
            ), number


@pytest.mark.parametrize("path", ALL, ids=_ids)
def test_the_same_article_is_told_the_same_way(path: Path) -> None:
    assert story.tell(stories.extraction(path)) == stories.told(path)


@pytest.mark.parametrize("article", ALL, ids=_ids)
def test_graded_sentences_are_those_printed(article: Path) -> None:
    """A changed sentence loses its grade: renew with python -m tests.story.graded, then read and grade it."""
    path = graded.file_of(article)
    known, now = graded.load(path), set(graded.lines(stories.told(article)))
    assert set(known) == now, f"{path} is not what is printed"
    assert not [g for g in known.values() if g.false], "a sentence graded false is printed"


@pytest.mark.parametrize("path", ALL, ids=_ids)
def test_an_exhibits_title_holds_a_figure_that_it_shows(path: Path) -> None:
    told = stories.told(path)
    for exhibit in (*told.shares, *(e for t in told.themes for e in t.exhibits)):
        shown = set(owned(exhibit))
        if shown and exhibit.title.facts:
            assert shown & set(exhibit.title.facts), exhibit.title.text


@pytest.mark.parametrize("path", ALL, ids=_ids)
def test_what_is_to_come_says_so(path: Path) -> None:
    """A row of the tracker with a target or planned figure has the word in it, and no row is a whole speech."""
    view, ctx = stories.seen(path)
    told = stories.told(path)
    for row in told.tracker.rows if told.tracker is not None else ():
        assert not re.search(r"[。？！]", row.item.text), row
        for fact in row.item.facts:
            if ctx.status(view.by_id[fact]) in ("target", "planned"):
                assert gate.status_kept(view, ctx, row.item, "item") is None, row


# ---- the seed ---------------------------------------------------------------------------------------------------


def test_the_seed_is_told_whole() -> None:
    told = stories.told(stories.SEED)
    assert next(n.digits + n.unit for n in told.key_numbers) == "323億元"
    assert len(told.themes) == 3 and len(told.points) == 5 and len(told.summary) == 5
    kinds = [type(e) for t in told.themes for e in t.exhibits]
    assert Ladder in kinds and Cards in kinds and Timeline in kinds and told.shares
    spans = [s.text for t in told.themes for e in t.exhibits if isinstance(e, Timeline) for s in e.spans]
    assert "76至106天" in spans
    assert [(r.full, r.partial) for e in told.shares if isinstance(e, Shares) for r in e.rows] == [(8, 1), (5, 1)]
    assert {g.rule for g in told.gaps} >= {"target", "award", "share", "rank", "level", "invest", "duration"}
    assert told.points[-1].text.startswith("目標：")
    ranks = {r.tag for r in told.ranks}
    assert {"全國第一", "全省縣域首位", "中部六省縣域首位", "長沙地區唯一"} <= ranks


def test_telling_is_fast_and_linear() -> None:
    extraction = stories.extraction(stories.SEED)
    best = min(_seconds(extraction) for _ in range(5))
    assert best < 0.15  # 0.06 on a free core; the rest is room for a loaded one


def test_telling_costs_a_longer_article_as_much_more_as_it_is_longer(tmp_path: Path) -> None:
    """Counted in calls, which no other load of the machine changes; the first time patterns and word lists are read."""
    _, once, more = (_calls(stories.of_text(HEAD + _sections(n), tmp_path)) for n in (20, 20, 80))
    assert more < 4 * 1.08 * once


def _sections(n: int) -> str:
    """Sections that differ in their figures, each with results, a rank, a target and a quotation."""
    return "\n\n".join(
        f"{'一二三四五六七八九十'[i % 10]}、辦好第{i + 11}件實事\n\n海棠縣去年完成投資{i + 1}.7億元，新建校舍{i + 20}所，總量居全省第二。"
        f"今年力爭新增學位{i + 3}400個，縣域就診率達到9{i % 10}.{i % 7}%。\n\n"
        f"縣教育局局長林曉青說：“我們辦了{i + 2}場招聘會，還要再辦{i + 5}場。”縣裡推行“陽光{i}號”計劃，建成{i + 12}個站點。"
        for i in range(n)
    )


def _calls(extraction: object) -> int:
    profile = cProfile.Profile()
    profile.runcall(story.tell, extraction)  # type: ignore[arg-type]
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def _seconds(extraction: object) -> float:
    start = time.process_time()
    story.tell(extraction)  # type: ignore[arg-type]
    return time.process_time() - start


# ---- short texts ------------------------------------------------------------------------------------------------

HEAD = "海棠縣今年開局良好\n海棠日報 2024年5月6日\n\n"


def _told(text: str, tmp_path: Path) -> story.blocks.Story:  # type: ignore[name-defined]
    return story.tell(stories.of_text(HEAD + text, tmp_path))


def _titles(told: object) -> str:
    return "\n".join(one.claim.text for one in printed(told))  # type: ignore[arg-type]


def test_day_of_a_press_conference_is_not_the_time_of_its_figures(tmp_path: Path) -> None:
    told = _told(
        "5月6日，海棠縣統計局發布一季度數據，全縣實現地區生產總值81.3億元，同比增長6.2%。\n\n全縣新增企業617家。",
        tmp_path,
    )
    for number in told.key_numbers:
        if number.digits == "81.3":
            assert "5月6日" not in number.claim.text and number.period != "5月6日"


def test_both_bounds_of_a_range_are_one_number(tmp_path: Path) -> None:
    told = _told("海棠縣對每戶補助5000元至3.8萬元。\n\n去年全縣共有2416戶參與，轉作面積1783公頃。", tmp_path)
    for number in told.key_numbers:
        if "3.8" in number.digits or "5000" in number.digits:
            assert "5000" in number.digits and "3.8" in number.digits


def test_growth_rate_never_takes_the_place_as_subject(tmp_path: Path) -> None:
    told = _told(
        "海棠縣工業投資達到12.5億元，同比增長8.1%，總量居全省第二。\n\n海棠縣接待遊客93萬人次，增長5.5%。", tmp_path
    )
    assert "海棠增長" not in _titles(told) and "海棠縣增長" not in _titles(told) and "海棠同比" not in _titles(told)


def test_a_firms_figure_is_not_given_to_the_place(tmp_path: Path) -> None:
    told = _told("晨光新材料有限公司去年完成產值7.2億元。公司投資3.1億元擴建廠房，新增就業崗位420個。", tmp_path)
    assert "海棠縣新增就業" not in _titles(told) and "海棠新增就業" not in _titles(told)


def test_an_article_without_figures_gives_a_story(tmp_path: Path) -> None:
    told = _told(
        "海棠縣圖書館重新開放。讀者可以在新館借書、聽講座，也可以在露台看河。\n\n館長林曉青說：“我們希望孩子們願意來，來了就不想走。”\n\n"
        "新館保留了老館的木樓梯，由本地工匠修復。市民們在留言簿上寫下了祝福。",
        tmp_path,
    )
    assert told.points and told.themes and not told.key_numbers and not told.gaps


def test_sections_absent_give_one_theme(tmp_path: Path) -> None:
    told = _told("海棠縣去年新增企業617家。\n\n全縣接待遊客93萬人次。", tmp_path)
    assert len(told.themes) == 1 and told.themes[0].name == ""


def test_series_draws_a_fall_as_a_fall() -> None:
    path = next(p for p in stories.articles() if p.stem == "quarter-economy-hans")
    exhibits = [e for t in stories.told(path).themes for e in t.exhibits]
    bars = [p for e in exhibits for p in (e.panels if isinstance(e, Multiples) else (e,)) if isinstance(p, Bars)]
    fall = [row for e in bars for row in e.rows if "11.7%" in row.text]
    assert fall and fall[0].value == pytest.approx(-11.7) and fall[0].text.startswith("下降")


# ---- planted faults ---------------------------------------------------------------------------------------------

PLANT = (
    "海棠縣今年開局良好\n海棠日報 2024年5月6日\n\n"
    "據統計，去年海棠縣出口茶葉佔全省總額近九成，數量居全省縣域首位。\n\n"
    "海棠縣工業投資12.5億元，同比增長8.1%。該企業表示滿意。\n\n"
    "接下來海棠縣將新建學校12所，力爭就業率達到95%。預計全年接待遊客930萬人次。\n\n"
    "晨光新材料有限公司完成產值7.2億元，新增崗位420個。\n\n"
    "海棠縣對每戶補助5000元至3.8萬元，全國糧食產量增長1.3%。\n\n"
    "5月7日，海棠縣統計局發布數據，全縣生產總值81.3億元。記者張三攝\n\n"
    "全縣每賣出10斤茶葉，就有3斤產自海棠。\n\n"
    "縣裡分流車輛，同比分別上升6.4%和8.9%。\n\n"
    "改革前，海棠縣只有醫院3所。參加節水方案的農地，每公頃補助5000元。\n\n"
    "一間酒店總經理陳美玲透露，客房入住率達到98%，房價卻跌了一成。\n\n"
    "合作社前後做了427次試驗，終於把合格率提高到99.3%。\n\n"
    "六年前的山後村還很窮，外出打工的佔了七成，賬上只有3200元。\n\n"
    "推行新辦法，檢查頻次因此下降41%。技工蹲在機器旁，用手電照了30分鐘。\n\n"
    "已完成36個子項，其中9個子項超額完成，累計投入資金28.74億元。\n\n"
    "籌集租賃住房4.6萬套，竣工3.1萬套，已入住6.8萬人。\n\n"
    "企業貸款利率同比下降46個基點；小微貸款利率3.61%，下降52個基點。\n\n"
    "總幹事建議當局開放禮堂，並向每名學童發放每年1200元津貼。據初步統計，農作物受災面積2.4萬畝。\n\n"
    "縣府5月3日上午舉行住房專題新聞發佈會。31歲的宋小姐租下果園2.6公頃。\n\n"
    "會議以21票贊成、3票反對，通過議員提出的議案，促請政府訂立藍圖。\n\n"
    "設計院總工程師冉令輝說，舊瓦都編號入庫，共回用18萬片。\n\n"
    "2003年，林場遇到難題。技術員帶着9人住進山裡，試驗427次。\n\n"
    "當晚系統發出預警信息380條，酒駕醉駕查處847、93起，一成村衛生室沒接上。可撥打12369舉報，獎勵5萬元。\n\n"
    "公司今年投資22億元，115年料再增2成。\n\n"
    "十年前只剩43口人；如今人口回升到210人。\n\n"
    "十站周邊均價每坪41萬元，南站周邊更從29萬漲到40萬元。四星、三星級分別為83.7%及88.1%。\n\n"
    "市監局沒收違法所得88.6萬元，另罰款120萬元，合計208.6萬元。當事人先後更改6個批次的日期。\n\n"
    "“一城春色半城花”，是海棠打出的文旅名片。\n\n"
    "五時28分，頭班車載着8,600名乘客駛過新軌。工具逐件點算，入場時312件，離場時也須312件。\n\n"
    "在沙區蹲點十多年的研究院研究員沙立群，建議降低造林密度。\n\n"
    "漁民老涂，他前年裝上投餌機後，池水清了，電費省下三成，少花約11萬元。\n\n"
    "青年阿寧開辦海味作坊，把魚肚做成魚鬆，營業額2380萬元。護林帶完成投資11.2億元，佔57%。\n\n"
    "為採光拍過桌子，14栋的同意率從58%升到95%。簡師傅說，系統誤報率達22%。\n\n"
    "設計師改了連廊，縣裡再補貼25萬元。過去每公里堤防要用45天，如今一次成型，工期壓縮到18天，省下土方2300立方米。\n\n"
    "2021年至2023年，海棠縣民宿分別為218、251和287家。\n\n"
    "最後一段在這裡中斷，新建公路120公里並對"
)


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> tuple[View, Context]:
    view = View(stories.of_text(PLANT, tmp_path_factory.mktemp("plant")))
    return view, Context(view)


def _cut(view: View, *parts: str) -> Claim:
    """A claim of spans found by their words; a part that starts with + is an insertion."""
    made: list[Span | str] = []
    for part in parts:
        if part.startswith("+"):
            made.append(part[1:])
        else:
            at = view.text.index(part)
            made.append(Span(at, at + len(part)))
    return make(view, tuple(made))


FAULTS: list[tuple[str, str, tuple[str, ...]]] = [
    ("length", "title", ("12.5億元",)),
    ("closing", "title", ("近九成，數量居全省縣域首位。\n\n海棠縣工業投資12.5億元",)),
    ("whole_end", "title", ("海棠縣工業投資12.5億元，同比",)),
    ("attribution", "title", ("工業投資12.5億元，同比增長8.1%。該企業表示",)),
    ("demonstrative", "title", ("該企業表示滿意",)),
    ("opening", "title", ("佔全省總額近九成，數量居全省縣域首位",)),
    ("predicate", "title", ("茶葉",)),
    ("figures_whole", "title", ("海棠縣工業投資12",)),
    ("numerals_whole", "title", ("2.5億元，同比增長8.1%",)),
    ("status_kept", "title", ("接待遊客930萬人次",)),
    ("future_kept", "title", ("新建學校12所",)),
    ("speaker_kept", "title", ("客房入住率達到98%，房價卻跌了一成",)),
    ("range_whole", "title", ("海棠縣對每戶補助5000元",)),
    ("place_true", "title", ("+海棠縣", "新增崗位420個")),
    ("subsequence", "title", ("同比增長8.1%", "海棠縣工業投資")),
    ("same_text", "title", ("海棠縣工業投資12.5億元",)),
    ("holes", "title", ("據統計，去年海棠縣出口茶葉", "近九成，數量居全省縣域首位")),
    ("framed", "title", ("海棠縣只有醫院3所",)),
    ("half_noun", "title", ("參加節水方案的農地",)),
    ("consequence", "title", ("全縣每賣出10斤茶葉",)),
    ("event_time", "title", ("5月7日", "全縣生產總值81.3億元")),
    ("dateline", "title", ("全縣生產總值81.3億元。記者張三攝",)),
    ("echo", "title", ("+海棠縣", "海棠縣工業投資12.5億元")),
    ("one_period", "title", ("+2023年", "去年海棠縣出口茶葉佔全省總額近九成")),
    ("rank_whole", "title", ("去年海棠縣出口茶葉佔全省總額近九成，數量居全省",)),
    ("truncated", "title", ("新建公路120公里並對",)),
    ("growth_owner", "title", ("+海棠縣", "同比增長8.1%")),
    ("company_subject", "title", ("+海棠", "新增崗位420個")),
    ("owner_true", "title", ("+合作社", "工業投資12.5億元，同比增長8.1%")),
    ("list_whole", "title", ("縣裡分流車輛，同比分別上升6.4%和8.9%",)),
    ("headless", "title", ("終於把合格率提高到99.3%",)),
    ("past_kept", "title", ("外出打工的佔了七成，賬上只有3200元",)),
    ("pointer", "title", ("檢查頻次因此下降41%",)),
    ("scene", "title", ("技工蹲在機器旁，用手電照了30分鐘",)),
    ("part_of_another", "title", ("9個子項超額完成，累計投入資金28.74億元",)),
    ("counted_named", "title", ("竣工3.1萬套，已入住6.8萬人",)),
    ("same_comparison", "title", ("小微貸款利率3.61%，下降52個基點",)),
    ("asked_kept", "title", ("向每名學童發放每年1200元津貼",)),
    ("provisional_kept", "title", ("農作物受災面積2.4萬畝",)),
    ("news", "title", ("縣府5月3日上午舉行住房專題新聞發佈會",)),
    ("news", "title", ("31歲的宋小姐租下果園2.6公頃",)),
    ("content_whole", "title", ("會議以21票贊成、3票反對，通過議員提出的議案",)),
    ("said_whole", "title", ("設計院總工程師冉令輝說，舊瓦都編號入庫",)),
    ("one_calendar", "title", ("公司今年投資22億元，115年料再增2成",)),
    ("that_day", "title", ("當晚系統發出預警信息380條",)),
    ("no_object", "title", ("一成村衛生室沒接上",)),
    ("no_unit", "title", ("酒駕醉駕查處847、93起",)),
    ("aside", "title", ("可撥打12369舉報，獎勵5萬元",)),
    ("old_deed", "title", ("技術員帶着9人住進山裡，試驗427次",)),
    ("former_place", "title", ("人口回升到210人",)),
    ("leans_more", "title", ("南站周邊更從29萬漲到40萬元",)),
    ("value_of", "title", ("四星、三星級分別為83.7%及88.1%",)),
    ("sum_of", "title", ("罰款120萬元，合計208.6萬元",)),
    ("party", "title", ("當事人先後更改6個批次的日期",)),
    ("slogan", "title", ("“一城春色半城花”，是海棠打出的文旅名片",)),
    ("detail", "title", ("五時28分，頭班車載着8,600名乘客駛過新軌",)),
    ("same_twice", "title", ("入場時312件，離場時也須312件",)),
    ("predicate_follows", "title", ("在沙區蹲點10多年的研究院研究員沙立群",)),
    ("person_kept", "title", ("電費省下三成，少花約11萬元",)),
    ("measure_owned", "title", ("營業額2380萬元",)),
    ("share_of_whole", "title", ("護林帶完成投資11.2億元，佔57%",)),
    ("numbered_thing", "title", ("14栋的同意率從58%升到95%",)),
    ("said_of_whom", "title", ("簡師傅說，系統誤報率達22%",)),
    ("leaning", "title", ("+海棠縣", "再補貼25萬元")),
    ("former_kept", "title", ("工期壓縮到18天，省下土方2300立方米",)),
    ("years_kept", "title", ("海棠縣民宿分別為218、251和287家",)),
    ("marks", "title", ()),
    ("quoted_length", "title", ()),
]


@pytest.mark.parametrize(
    ("check", "use", "parts"), [f for f in FAULTS if f[2]], ids=lambda v: v if isinstance(v, str) else ""
)
def test_planted_faults_are_found(plant: tuple[View, Context], check: str, use: str, parts: tuple[str, ...]) -> None:
    view, ctx = plant
    claim = _cut(view, *parts)
    if check == "same_text":
        claim = Claim(text=claim.text + "創新高", paragraphs=claim.paragraphs, facts=claim.facts, pieces=claim.pieces)
    assert next(c for c in gate.CHECKS if c.__name__ == check)(view, ctx, claim, use) is not None
    assert gate.refuse(view, ctx, claim, use) is not None


@pytest.mark.parametrize(
    ("check", "text"),
    [("marks", "海棠縣出台「新政"), ("quoted_length", "海棠縣說「我們要把每一件事情都做好，讓每個人都滿意」")],
)
def test_planted_marks_are_found(plant: tuple[View, Context], check: str, text: str) -> None:
    view, ctx = plant
    claim = Claim(text=text, paragraphs=(1,), pieces=(Span(0, 3),))
    assert getattr(gate, check)(view, ctx, claim, "title") is not None


def test_every_check_has_a_planted_fault() -> None:
    assert {check.__name__ for check in gate.CHECKS} == {name for name, _, _ in FAULTS}


GOOD = (
    ("海棠縣工業投資12.5億元，同比增長8.1%",),
    ("去年海棠縣出口茶葉佔全省總額近九成，數量居全省縣域首位",),
    ("海棠縣將新建學校12所",),
    ("海棠縣對每戶補助5000元至3.8萬元",),
    ("晨光新材料有限公司完成產值7.2億元，新增崗位420個",),
)


@pytest.mark.parametrize("parts", GOOD)
def test_good_cuts_pass(plant: tuple[View, Context], parts: tuple[str, ...]) -> None:
    view, ctx = plant
    claim = _cut(view, *parts)
    assert gate.refuse(view, ctx, claim, "title") is None
    assert any(isinstance(view.by_id[f], Figure) for f in claim.facts)


def test_a_promise_is_nobodys_speech() -> None:
    """The words of an organ in the last section are not put into the mouth of who spoke last, sections before."""
    quotes = [q for q in stories.extraction(stories.SEED).facts if isinstance(q, Quote)]
    assert [q.speaker for q in quotes] == [None, "國記石", "袁格蘭"]
    told = [q for t in stories.told(stories.SEED).themes for q in t.quotes]
    assert [q.speaker for q in told if "呵護" in q.text] == [None]
