"""A date that a table gives for 今年, 上月 or 昨日 is proven by the article's own date, and only by it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from reportgen import api
from reportgen.verify import Checker, ground_of, read_file, relative
from reportgen.verify.texts import Texts
from tests.verify.wrong import rezip

WRITTEN = "2025-11-18"


@pytest.mark.parametrize(
    ("printed", "line", "holds"),
    [
        ("2025年", "今年資本開支3.5億元", True),
        ("2024年", "去年同期為收益", True),
        ("2026年底前", "明年底前增至320間", True),
        ("2025年底前", "擬於年底前完成改建", True),
        ("2025年底前", "明年底前增至320間", False),
        ("2023年", "去年同期為收益", False),
        ("2026年底前", "今年底前增至320間", False),
        ("11月17日", "截至昨天下午5時", True),
        ("11月16日", "截至昨天下午5時", False),
        ("2025年10月", "委員會上月批准撥款", True),
        ("2025年9月", "委員會上月批准撥款", False),
        ("11月16日", "嘉年華前日結束", True),
        ("11月18日", "主計處今(18)日公布", True),
        ("11月17日", "主計處今(18)日公布", False),
        ("11月18日", "水務局今日(十一月十八日)公布", True),
    ],
)
def test_a_date_stands_for_its_word(printed: str, line: str, holds: bool) -> None:
    assert relative.stands(printed, WRITTEN, line) is holds
    assert not relative.forms(printed, None)


def test_a_label_that_begins_with_a_year_is_no_date() -> None:
    assert not relative.forms("2026年產業規模", WRITTEN) and relative.forms("2025年首七個月", WRITTEN)


TEXT = (
    "岚江水务公布水管更换进展\n岚江日报 2025年11月18日\n\n岚江市水务局去年更换水管53.2公里，涉及合约27份。"
    "全市供水管网总长8600公里，服务用户126万户。\n\n明年底前，全市拟更换水管320公里，投入资金12.6亿元，"
    "漏损率控制在8%以内。目前，改造工程惠及小区214个。"
)


SERIES = (
    "岚江公布公交客流\n岚江日报 2025年11月18日\n\n岚江市公交线路总长8600公里，服务用户126万户。\n\n"
    "2022年至2024年，公交线路依次为218、251和287条，车站增加96个。目前，改造工程惠及小区214个，投入资金12.6亿元。"
)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (TEXT, "2024年", "2023年"),
        (TEXT, "2026年底前", "2025年底前"),
        (TEXT, "2024年", "2026年"),
        # of several years each has its own amount
        (SERIES, "2023年", "2022年"),
        (SERIES, "2023年", "2024年"),
        (SERIES, "2022年", "2021年"),
    ],
)
def test_another_year_in_a_table_is_refused(text: str, old: str, new: str, tmp_path: Path) -> None:
    article = tmp_path / "news.txt"
    article.write_text(text, encoding="utf-8")
    api.generate(article, tmp_path / "out", only="pptx")
    deck = tmp_path / "out" / "news.pptx"
    ground = ground_of(article)
    checker = Checker(ground)
    checker.add(read_file(deck))
    assert not checker.report.findings
    data = deck.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {n: package.read(n) for n in package.namelist() if n.startswith("ppt/slides/slide")}
    cells = {n: part for n, part in parts.items() if f"<a:t>{old}</a:t>".encode() in part and b"<a:tbl>" in part}
    assert cells
    name, part = next(iter(cells.items()))
    wrong = part.replace(f"<a:t>{old}</a:t>".encode(), f"<a:t>{new}</a:t>".encode(), 1)
    copy = tmp_path / "wrong.pptx"
    copy.write_bytes(rezip(data, {name: wrong}))
    checker = Checker(ground)
    checker.add(read_file(copy))
    assert checker.report.findings


TOLD = (
    "岚江读书节闭幕\n岚江日报 2025年11月18日\n\n岚江读书节昨晚闭幕，入场5.63万人次。"
    "港口发展局上周公布，港口今年首季装卸货物324.6万吨，跌幅较去年第四季的6.1%收窄。\n\n"
    "自今年1月1日起，补贴由每月1200元提高到1800元。\n\n"
    "水务局斥资4.3亿元的监测平台今年三月启用，接入站点1460个。"
)


@pytest.mark.parametrize(
    ("printed", "holds"),
    [
        ("岚江读书节11月17日晚闭幕，入场5.63万人次", True),
        ("岚江读书节11月18日晚闭幕，入场5.63万人次", False),
        ("港口2025年首季装卸货物324.6万吨，跌幅较2024年第四季的6.1%收窄", True),
        ("港口2024年首季装卸货物324.6万吨，跌幅较去年第四季的6.1%收窄", False),
        ("自2025年1月1日起，补贴由每月1200元提高到1800元", True),
        ("自2024年1月1日起，补贴由每月1200元提高到1800元", False),
        ("水务局斥资4.3亿元的监测平台2025年3月启用", True),
        ("水务局斥资4.3亿元的监测平台2025年4月启用", False),
        ("水务局斥资4.3亿元的监测平台2024年3月启用", False),
    ],
)
def test_a_date_stands_in_a_sentence_for_its_word(printed: str, holds: bool, tmp_path: Path) -> None:
    article = tmp_path / "news.txt"
    article.write_text(TOLD, encoding="utf-8")
    assert Texts(ground=ground_of(article)).prove(printed).ok is holds


NUMERAL_YEARS = (
    "岚江水务公布水管更换进展\n岚江日报 2025年11月18日\n\n岚江市水务局今日（十一月十八日）公布，二〇二四年度更换水管53.2公里，"
    "涉及合约27份，较前一年的44.1公里增加9.1公里。\n\n水务局的目标是在二○三〇年或之前把漏损率降至8%以下。全市水管总长8600公里，"
    "服务用户126万户。"
)


@pytest.mark.parametrize(("old", "new"), [("2030年", "2031年"), ("2024年度", "2023年度")])
def test_a_year_in_figures_is_that_of_the_numerals(old: str, new: str, tmp_path: Path) -> None:
    article = tmp_path / "news.txt"
    article.write_text(NUMERAL_YEARS, encoding="utf-8")
    api.generate(article, tmp_path / "out", only="pptx")
    deck = tmp_path / "out" / "news.pptx"
    ground = ground_of(article)
    checker = Checker(ground)
    checker.add(read_file(deck))
    assert not checker.report.findings
    data = deck.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        names = [n for n in pack.namelist() if n.startswith("ppt/slides/slide") and old in pack.read(n).decode("utf-8")]
        changed = {n: pack.read(n).decode("utf-8").replace(old, new).encode() for n in names}
    assert changed
    wrong = tmp_path / "wrong.pptx"
    wrong.write_bytes(rezip(data, changed))
    checker = Checker(ground)
    checker.add(read_file(wrong))
    assert checker.report.findings
