"""Chinese numerals that are shown in figures: which, how, where not, and that a file with another form is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportgen import ledger, story
from reportgen.arabic import Moved, Swap, arabic
from reportgen.story import gate
from reportgen.story.claims import make
from reportgen.story.context import Context
from reportgen.story.printed import printed
from reportgen.story.text import View
from reportgen.verify import Checker
from reportgen.verify.figures import alone
from reportgen.verify.ground import build
from tests.story import stories

SHOWN = [
    ("二百二十一億二千五百萬元", 221.25e8, None, "元", "221.25億元"),
    ("一千四百零九億元", 1409e8, None, "元", "1409億元"),
    ("两千一百三十六点八亿元", 213680000000.00003, None, "元", "2136.8亿元"),
    ("兩萬三千億元", 2.3e12, None, "元", "2.3萬億元"),
    ("逾一億二千萬次", 1.2e8, None, "次", "逾1.2億次"),
    ("四萬四千八百間", 44800, None, "間", "4.48萬間"),
    ("一萬二千三百四十五人", 12345, None, "人", "12,345人"),
    ("月薪一万二"[2:], 12000, None, "元", "1.2万"),
    ("一百四十七間", 147, None, "間", "147間"),
    ("八百余斤", 800, None, "斤", "800余斤"),
    ("不超過六千萬元", 6e7, None, "元", "不超過6000萬元"),
    ("百分之五點零八", 5.08, None, "%", "5.08%"),
    ("近百分之九十七", 97, None, "%", "近97%"),
    ("百分之六十五至七十", 65, 70, "%", "65%至70%"),
    ("八十八點一", 88.1, None, "%", "88.1%"),
    ("一點一個百分點", 1.1, None, "百分點", "1.1個百分點"),
    ("二百一十五億至二百二十億元", 215e8, 220e8, "元", "215億至220億元"),
    ("三至五萬元", 3e4, 5e4, "元", "3至5萬元"),
    ("壹佰贰拾万元", 1.2e6, None, "元", "120万元"),
    ("叁仟伍佰元整", 3500, None, "元", "3500元整"),
    ("貳拾萬元", 2e5, None, "元", "20萬元"),
]
STAYS = [
    ("近九成", 90, None, "%"),
    ("一至两成", 10, 20, "%"),
    ("三分之一", 33.3333, None, "%"),
    ("百分之百", 100, None, "%"),
    ("三年半", 3.5, None, "年"),
    ("两三千元", None, None, "元"),
    ("十幾個", 10, None, "個"),
    ("三百来个", 300, None, "個"),
    ("近千元", 1000, None, "元"),
    ("上百家", 100, None, "家"),
    ("七番有餘", 7, None, "番"),
    ("一米六", 1.6, None, "米"),
    ("五千瓦", 5, None, "千瓦"),  # not 5000瓦
    ("壹佰贰拾万元", 1.3e6, None, "元"),  # not the ledger's value
    ("500千伏", 500, None, "千伏"),
    ("3萬6千人", 36000, None, "人"),
]


@pytest.mark.parametrize(("surface", "value", "most", "unit", "shown"), SHOWN, ids=lambda v: str(v))
def test_exact_numerals_are_shown_in_figures(
    surface: str, value: float, most: float | None, unit: str, shown: str
) -> None:
    assert arabic(surface, value, most, unit) == shown
    fact = {"surface": surface, "value": value, "value_max": most, "unit": unit}
    assert alone(fact) == shown  # the proof's own reader finds the same amounts


@pytest.mark.parametrize(("surface", "value", "most", "unit"), STAYS, ids=lambda v: str(v))
def test_round_vague_and_spoken_numerals_stay(surface: str, value: float | None, most: float | None, unit: str) -> None:
    assert arabic(surface, value, most, unit) == surface


def test_a_numeral_that_is_not_the_facts_amount_stays() -> None:
    assert arabic("一百四十七間", 174, None, "間") == "一百四十七間"


def test_offsets_move_with_the_text() -> None:
    old = "賭收二百億元，按年升百分之十九。"
    moved = Moved(old, [Swap(2, 6, "200億元"), Swap(10, 15, "19%")])
    assert moved.text == "賭收200億元，按年升19%。"
    for at, char in enumerate(old):
        if char in "賭收，按年升。":
            assert moved.text[moved.at(at)] == char
    assert (moved.at(2), moved.at(6), moved.at(15), moved.at(len(old))) == (2, 7, 14, len(moved.text))


ARTICLE = (
    "海灣區酒店業暢旺\n海灣日報 2025年8月16日\n\n"
    "統計局昨公佈，七月份酒店業收入二百二十一億二千五百萬元，按年升百分之二點四，佔全區收入近九成，入住率達八成六。\n\n"
    "上半年酒店業場所共一百四十七間，近三千名員工獲加薪，平均加幅由百分之三升至百分之四。五大工程將於後年完成。\n\n"
    "會長陳大文說：「我們三百間酒店都準備好了，希望旅客多留兩天，再來看看海灣。」他說，頭兩年最艱難，全行曾蝕三億元。\n\n"
    "會方獲頒「三十年卓越服務大獎」，並推出「一百小時培訓計劃」，已有二百四十二人完成。"
)


@pytest.fixture(scope="module")
def extraction(tmp_path_factory: pytest.TempPathFactory) -> object:
    return stories.of_text(ARTICLE, tmp_path_factory.mktemp("arabic"))


def test_the_story_is_told_in_figures_and_quotes_to_the_letter(extraction) -> None:  # type: ignore[no-untyped-def]
    told = story.tell(extraction)
    text = "\n".join(one.claim.text for one in printed(told))
    values = [row.value for row in told.rows]
    assert "收入221.25億元，按年升2.4%" in text and "共147間" in text
    assert {"221.25億元", "2.4%", "147間", "近3000名", "242人", "近九成", "八成六", "3億元"} <= set(values)
    for kept in ("五大工程", "我們三百間酒店", "頭兩年"):
        assert kept in View(extraction).text
    quotes = "".join(q.text for t in told.themes for q in t.quotes)
    assert "三百間" in quotes and "兩天" in quotes
    method = next(line.text for line in told.method if line.key == "numerals")
    assert "二百二十一億二千五百萬元→221.25億元、百分之二點四→2.4%" in method


def test_an_article_without_such_numerals_is_left_alone() -> None:
    view = View(stories.extraction(stories.SEED))
    assert view.extraction is stories.extraction(stories.SEED) and view.numerals == ()
    assert "numerals" not in {line.key for line in stories.told(stories.SEED).method}


def test_the_gate_cuts_the_shown_text(extraction) -> None:  # type: ignore[no-untyped-def]
    view = View(extraction)
    whole = next(f for f in view.numeric if f.surface == "221.25億元")
    assert view.text[whole.start : whole.end] == whole.surface
    line = view.line_of(whole)
    assert line is not None
    cut = make(view, (type(line.sentence)(line.start, whole.start + 3),))
    assert gate.refuse(view, Context(view), cut, "title") is not None


@pytest.fixture(scope="module", params=[True, False], ids=["article", "ledger"])
def checker(extraction, request: pytest.FixtureRequest) -> Checker:  # type: ignore[no-untyped-def]
    data = json.loads(ledger.to_json(extraction))
    return Checker(build(data, extraction.article.text if request.param else None))


RIGHT = (
    "七月份酒店業收入221.25億元，按年升2.4%",
    "佔全區收入近九成，入住率達八成六",
    "近3000名員工獲加薪",
    "平均加幅由3%升至4%",
    "「我們三百間酒店都準備好了」",
    "會方獲頒「三十年卓越服務大獎」",
    "221.25億元",
    "147間",
    "二百二十一億二千五百萬元→221.25億元",
)
WRONG = (
    "七月份酒店業收入221.52億元，按年升2.4%",
    "七月份酒店業收入22.125億元，按年升2.4%",
    "七月份酒店業收入221.25萬元，按年升2.4%",
    "七月份酒店業收入221.25億元，按年升24%",
    "七月份酒店業收入221.25億元，按年升2.4個百分點",
    "七月份酒店業收入約221.25億元",
    "佔全區收入近90%",
    "佔全區收入90%，入住率達86%",
    "入住率達8.6成",
    "3000名員工獲加薪",
    "近3000間員工獲加薪",
    "平均加幅由4%升至3%",
    "「我們300間酒店都準備好了」",
    "會方獲頒「30年卓越服務大獎」",
    "推出「100小時培訓計劃」",
    "3000名",
    "147家",
    "174間",
    "221億元",
    "二百二十一億二千五百萬元→221.52億元",
    "三百間→300間",
)


@pytest.mark.parametrize("text", RIGHT)
def test_the_declared_forms_are_proven(checker: Checker, text: str) -> None:
    proof = checker.texts.prove(text)
    assert proof.ok, proof.why


@pytest.mark.parametrize("text", WRONG)
def test_every_other_form_is_refused(checker: Checker, text: str) -> None:
    assert not checker.texts.prove(text).ok


def test_the_ledger_keeps_the_articles_own_numerals(extraction, checker: Checker) -> None:  # type: ignore[no-untyped-def]
    surfaces = [record["surface"] for record in checker.ground.recorded.values()]
    assert "二百二十一億二千五百萬元" in surfaces and "221.25億元" not in surfaces


def test_files_are_made_and_proven(tmp_path: Path) -> None:
    from reportgen.api import generate
    from reportgen.verify import check_files

    path = tmp_path / "bay.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    made = generate(path, tmp_path / "out", edits=False)
    files = [p for p in made.files if p.suffix in (".pdf", ".pptx")]
    assert check_files(path, files).clean
    assert check_files(tmp_path / "out" / "bay.ledger.json", files).clean
    assert "二百二十一億二千五百萬元" in (tmp_path / "out" / "bay.ledger.json").read_text(encoding="utf-8")
