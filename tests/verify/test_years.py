"""An amount told for one of several years stands with its own year, in sentences, alternative texts and charts."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest

from reportgen.verify import check_files
from reportgen.verify.texts import Texts
from tests.verify.wrong import exchanged, names, part, rezip
from tests.verify.wrong_pages import _saved, _shown

TEXT = (
    "岚江公布公交客流\n岚江日报 2025年11月18日\n\n2022年至2024年，公交线路分别为218、251和287条，车站增加96个。\n\n"
    "2023年至今年，公交票款收入依次为620万、近890万和1310万元，三年翻了一番有余。全市公交线路总长8600公里。\n\n"
    "2026年至2028年，全市计划投入分别为3.2亿元、3.8亿元和4.5亿元。目前，改造工程惠及小区214个，投入资金12.6亿元。\n"
)


@pytest.mark.parametrize(
    ("printed", "holds"),
    [
        ("2022年 218条", True),
        ("2023年：251条", True),
        ("2024年 287条", True),
        ("2022年 251条", False),  # a year of another amount
        ("2024年 218条", False),
        ("2021年 218条", False),
        ("2023年 252条", False),  # another amount
        ("2023年 251个", False),  # another unit
        ("2023年：620万元", True),  # a magnitude and a unit that the list shares
        ("2025年：1310万元", True),
        ("2025年：620万元", False),
        ("2023年：620元", False),
        ("2024年：近890万元", True),
        ("2024年：890万元", False),  # its word for less is lost
        ("2026年：计划：3.2亿元", True),
        ("2027年：计划：3.2亿元", False),
        ("2022年：计划：218条", False),  # told as done
        ("2023年至2025年，公交票款收入依次为620万、近890万和1310万元", True),
        ("2022年至2024年，公交票款收入依次为620万、近890万和1310万元", False),
        ("2023年，公交票款收入依次为620万、近890万和1310万元", False),  # one year for all
        ("2024年，公交线路分别为218、251和287条", False),
        ("2022年至2024年，车站增加96个", True),
        ("2022年，车站增加96个", False),
        ("2024年，车站增加96个", False),
    ],
)
def test_an_amount_stands_with_its_year(texts: Texts, printed: str, holds: bool) -> None:
    assert texts.prove(printed).ok is holds


def _charts(data: bytes) -> list[str]:
    return [n for n in names(data, r"ppt/charts/chart[^/]*\.xml") if "2022年" in part(data, n)]


@pytest.mark.parametrize(
    ("old", "new"),
    [("2022年", "2023年"), ("2023年", "2024年"), ("218", "251"), ("条", "个")],
)
def test_a_wrong_chart_of_a_deck_is_refused(article: Path, files: Path, tmp_path: Path, old: str, new: str) -> None:
    data = (files / "news.pptx").read_bytes()
    (name,) = _charts(data)
    wrong = tmp_path / "news.pptx"
    wrong.write_bytes(rezip(data, {name: exchanged(part(data, name), old, new).encode()}))
    assert check_files(article, [wrong]).findings


@pytest.mark.parametrize(
    ("old", "new"),
    [("2022年 218条", "2022年 251条"), ("2023年 251条", "2022年 251条"), ("2024年 287条", "2024年 287个")],
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


@pytest.mark.parametrize(("old", "new"), [("2022年：218条", "2022年：287条"), ("2023年：251条", "2024年：251条")])
def test_a_wrong_alternative_text_of_a_briefing_is_refused(
    article: Path, files: Path, tmp_path: Path, old: str, new: str
) -> None:
    changed = 0
    with pikepdf.open(files / "news.pdf") as pdf:
        for node in pdf.objects:
            if isinstance(node, pikepdf.Dictionary) and old in str(node.get("/Alt", "")):
                node["/Alt"] = str(node["/Alt"]).replace(old, new)
                changed += 1
        wrong = tmp_path / "news.pdf"
        wrong.write_bytes(_saved(pdf))
    assert changed and check_files(article, [wrong]).findings


def test_a_plan_drawn_as_done_is_refused(article: Path, files: Path, tmp_path: Path) -> None:
    data = (files / "news.pptx").read_bytes()
    (name,) = [n for n in names(data, r"ppt/charts/chart[^/]*\.xml") if "计划" in part(data, n)]
    wrong = tmp_path / "news.pptx"
    wrong.write_bytes(rezip(data, {name: part(data, name).replace('val="bg1"', 'val="accent1"').encode()}))
    assert check_files(article, [wrong]).findings
    with pikepdf.open(io.BytesIO((files / "news.pdf").read_bytes())) as pdf:
        page = next(p for p in pdf.pages if any(text.startswith("计划：") for _, text in _shown(p.obj)))
        content = bytes(page.obj["/Contents"].read_bytes())
        assert b"1 1 1 rg" in content
        page.obj["/Contents"] = pdf.make_stream(content.replace(b"1 1 1 rg", b".04 .31 .42 rg"))
        wrong = tmp_path / "news.pdf"
        wrong.write_bytes(_saved(pdf))
    assert check_files(article, [wrong]).findings


@pytest.mark.parametrize("label", [r"20\d\d年", r"\d{3}条"])
def test_labels_that_changed_places_in_a_briefing_are_refused(
    article: Path, files: Path, tmp_path: Path, label: str
) -> None:
    """Two categories of one chart, or two of its values."""
    with pikepdf.open(io.BytesIO((files / "news.pdf").read_bytes())) as pdf:
        for page in pdf.pages:
            found = [m for m, text in _shown(page.obj) if re.fullmatch(label, text)]
            if len(found) < 3:
                continue
            content = bytes(page.obj["/Contents"].read_bytes())
            a, b = found[0], found[1]
            content = content[: b.start(6)] + a.group(6) + content[b.end(6) :]
            content = content[: a.start(6)] + b.group(6) + content[a.end(6) :]
            page.obj["/Contents"] = pdf.make_stream(content)
            break
        else:
            pytest.fail("no such labels")
        wrong = tmp_path / "news.pdf"
        wrong.write_bytes(_saved(pdf))
    assert check_files(article, [wrong]).findings
