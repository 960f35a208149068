"""The two ends of a change stand with their own times in charts, labels, sheets and alternative texts."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest

from reportgen.verify import check_files
from reportgen.verify.texts import Texts
from tests.verify.wrong import exchanged, names, part, rezip
from tests.verify.wrong_briefing import fonts_of
from tests.verify.wrong_pages import _saved, _shown

TEXT = (
    "岚江公布工业数据\n岚江日报 2025年11月18日\n\n2022年至2024年，工业产值从612亿元增长到894亿元，研发投入强度由3.1%提高到4.4%。\n\n"
    "水稻种植面积由2021年的7.5万亩扩大到38.6万亩。网络零售占比由上年同期的19.8%提高到24.6%。全市公交线路总长8600公里。\n\n"
    "审批事项由326项减为148项。2023年，书店由2020年的5家增至9家，游客达到67万人次。\n"
)


@pytest.mark.parametrize(
    ("printed", "holds"),
    [
        ("2022年 612亿元", True),
        ("工业产值 2022年 612亿元，2024年 894亿元", True),
        ("工业产值由2022年 612亿元到2024年 894亿元", True),
        ("水稻种植面积 2021年 7.5万亩，现在 38.6万亩", True),
        ("网络零售占比 上年同期 19.8%，现在 24.6%", True),
        ("书店 2020年 5家，2023年 9家", True),
        ("审批事项 先前 326项，现在 148项", True),
        ("2024年 612亿元", False),  # exchanged
        ("2022年 894亿元", False),
        ("工业产值 2024年 612亿元，2022年 894亿元", False),
        ("工业产值由2024年 612亿元到2022年 894亿元", False),
        ("工业产值 2022年 612亿元，2023年 894亿元", False),  # another year
        ("工业产值 2021年 612亿元，2024年 894亿元", False),  # of another change
        ("工业产值 2022年 612亿元，现在 894亿元", False),  # of a past year
        ("工业产值 先前 612亿元，现在 894亿元", False),
        ("水稻种植面积 2021年 7.5万亩，2024年 38.6万亩", False),
        ("水稻种植面积 2022年 7.5万亩，现在 38.6万亩", False),
        ("水稻种植面积 现在 7.5万亩，2021年 38.6万亩", False),
        ("网络零售占比 上年 19.8%，现在 24.6%", False),
        ("网络零售占比 现在 19.8%，上年同期 24.6%", False),
        ("审批事项 2022年 326项，现在 148项", False),
        ("审批事项 先前 326项，2024年 148项", False),
        ("书店 2020年 5家，2023年 8家", False),  # another number
        ("网络零售占比 2022年 612亿元，2024年 894亿元", False),  # of another thing
        ("2022年，工业产值从612亿元增长到894亿元", False),  # one year for both
    ],
)
def test_a_number_stands_with_the_time_of_its_end(texts: Texts, printed: str, holds: bool) -> None:
    assert texts.prove(printed).ok is holds


SWAPS = [
    ("2022年", "2024年", "工业产值"),
    ("2024年", "2023年", "工业产值"),
    ("2024年", "现在", "工业产值"),
    ("2022年", "先前", "工业产值"),
    ("2021年", "2022年", "水稻种植面积"),
    ("2021年", "现在", "水稻种植面积"),
    ("上年同期", "2021年", "网络零售占比"),
    ("先前", "2022年", "审批事项"),
    ("现在", "2024年", "审批事项"),
]


@pytest.mark.parametrize(("old", "new", "of"), SWAPS)
def test_a_wrong_time_in_a_chart_is_refused(
    article: Path, files: Path, tmp_path: Path, old: str, new: str, of: str
) -> None:
    data = (files / "news.pptx").read_bytes()
    (name,) = [n for n in names(data, r"ppt/charts/chart[^/]*\.xml") if of in part(data, n)]
    assert old in part(data, name)
    wrong = tmp_path / "news.pptx"
    wrong.write_bytes(rezip(data, {name: exchanged(part(data, name), old, new).encode()}))
    assert check_files(article, [wrong]).findings


def test_wrong_names_of_series_are_refused(article: Path, files: Path, tmp_path: Path) -> None:
    data = (files / "news.pptx").read_bytes()
    tried = 0
    for name in names(data, r"ppt/charts/chart[^/]*\.xml"):
        chart = part(data, name)
        for old, new in (("2024年", "现在"), ("2021年", "2022年"), ("先前", "2021年")):
            changed = chart.replace(f"<c:v>{old}</c:v>", f"<c:v>{new}</c:v>")
            if changed != chart:
                tried += 1
                wrong = tmp_path / "news.pptx"
                wrong.write_bytes(rezip(data, {name: changed.encode()}))
                assert any("are not when it was so" in str(f.rule) for f in check_files(article, [wrong]).findings)
    assert tried >= 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2022年 612亿元", "2024年 612亿元"),
        ("2024年 894亿元", "现在 894亿元"),
        ("2021年 7.5万亩", "2022年 7.5万亩"),
        ("先前 326项", "2021年 326项"),
    ],
)
def test_a_wrong_alternative_text_of_a_deck_is_refused(
    article: Path, files: Path, tmp_path: Path, old: str, new: str
) -> None:
    data = (files / "news.pptx").read_bytes()
    change = {
        n: part(data, n).replace(old, new).encode()
        for n in names(data, r"ppt/slides/slide\d+\.xml")
        if old in part(data, n)
    }
    assert change
    wrong = tmp_path / "news.pptx"
    wrong.write_bytes(rezip(data, change))
    assert check_files(article, [wrong]).findings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2022年 612亿元", "2024年 612亿元"),
        ("2024年 894亿元", "2023年 894亿元"),
        ("2021年 7.5万亩", "上年同期 7.5万亩"),
        ("由326项", "由2022年 326项"),
    ],
)
def test_a_wrong_alternative_text_of_a_briefing_is_refused(
    article: Path, files: Path, tmp_path: Path, old: str, new: str
) -> None:
    changed = 0
    with pikepdf.open(io.BytesIO((files / "news.pdf").read_bytes())) as pdf:
        for node in pdf.objects:
            if isinstance(node, pikepdf.Dictionary) and old in str(node.get("/Alt", "")):
                node["/Alt"] = str(node["/Alt"]).replace(old, new)
                changed += 1
        wrong = tmp_path / "news.pdf"
        wrong.write_bytes(_saved(pdf))
    assert changed and check_files(article, [wrong]).findings


@pytest.mark.parametrize(
    ("label", "year"), [("2022年612亿元", "2021"), ("2024年894亿元", "2023"), ("2021年7.5万亩", "2022")]
)
def test_a_wrong_time_drawn_in_a_briefing_is_refused(
    article: Path, files: Path, tmp_path: Path, label: str, year: str
) -> None:
    """In the figure's label and its alternative text alike."""
    changed = 0
    with pikepdf.open(io.BytesIO((files / "news.pdf").read_bytes())) as pdf:
        for page in pdf.pages:
            for m, text in _shown(page.obj):
                if text.replace(" ", "") != label:
                    continue
                codes, _, size = fonts_of(page.obj)[m.group(1).decode()]
                unit = next(f"{code:0{2 * size}X}" for code, char in codes.items() if char == year[3])
                runs = re.findall(rb"<([0-9A-Fa-f]*)>", m.group(6))
                at = m.start(6) + m.group(6).index(runs[0]) + 3 * 2 * size
                assert len(runs[0]) >= 8 * size
                content = bytes(page.obj["/Contents"].read_bytes())
                page.obj["/Contents"] = pdf.make_stream(content[:at] + unit.encode() + content[at + 2 * size :])
                changed += 1
        for node in pdf.objects:
            if isinstance(node, pikepdf.Dictionary) and label[5:] in str(node.get("/Alt", "")):
                node["/Alt"] = str(node["/Alt"]).replace(f"{label[:5]} {label[5:]}", f"{year}年 {label[5:]}")
        wrong = tmp_path / "news.pdf"
        wrong.write_bytes(_saved(pdf))
    found = check_files(article, [wrong]).findings
    assert changed and any("beside other times" in str(f.rule) for f in found), found
