"""One measure told for several years is drawn, oldest first; what one year's amount is not is told of none."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import story, yearly
from reportgen.story.blocks import Bars, Exhibit, Pairs, Story
from tests.story import stories

HEAD = "岚江市公布年度数据\n岚江日报 2025年11月18日\n\n"
MORE = "\n\n全市共有书店126家，读者协会会员3.2万人。"


def _told(text: str, folder: Path, head: str = HEAD) -> Story:
    return story.tell(stories.of_text(head + text + MORE, folder))


def _exhibits(told: Story) -> list[Exhibit]:
    return [*told.shares, *(e for t in told.themes for e in t.exhibits)]


def _bars(told: Story) -> list[tuple[str, list[tuple[str, str, float, bool]]]]:
    return [
        (one.subtitle, [(row.label, row.text, row.value, row.ahead) for row in one.rows])
        for one in _exhibits(told)
        if isinstance(one, Bars)
    ]


DRAWN = [
    (
        "2022年至2024年，全市规上工业企业分别为218、251和287家，工业产值从612亿元增长到894亿元。",
        "全市规上工业企业逐年数值，家",
        [("2022年", "218家", 218.0), ("2023年", "251家", 251.0), ("2024年", "287家", 287.0)],
    ),
    # oldest first, also where the amounts fall; a magnitude that a list shares
    (
        "2022年、2023年、2024年，每日平均载客量依次为72.6万、68.9万及61.4万人次。",
        "每日平均载客量逐年数值，万人次",
        [("2022年", "72.6万人次", 72.6), ("2023年", "68.9万人次", 68.9), ("2024年", "61.4万人次", 61.4)],
    ),
    # years in words, words for more or less
    (
        "二〇二二至二〇二四年，博物馆参观人数分别为31.2万、近57.8万和逾82.6万人次。",
        "博物馆参观人数逐年数值，万人次",
        [("2022年", "31.2万人次", 31.2), ("2023年", "近57.8万人次", 57.8), ("2024年", "逾82.6万人次", 82.6)],
    ),
    # what is measured stands before the years
    (
        "全市债务余额已由2022年至2024年的98亿、91亿、86亿元逐年下降。",
        "全市债务余额逐年数值，亿元",
        [("2022年", "98亿元", 98.0), ("2023年", "91亿元", 91.0), ("2024年", "86亿元", 86.0)],
    ),
    # told newest first; the verb goes with what it counts
    (
        "2024年、2023年、2022年，全市书店分别新增12家、9家和7家。",
        "全市书店新增逐年数值，家",
        [("2022年", "7家", 7.0), ("2023年", "9家", 9.0), ("2024年", "12家", 12.0)],
    ),
    # amounts of two magnitudes
    (
        "2022年至2024年，全市税收分别为5亿3000万元、6亿2000万元和7亿5000万元。",
        "全市税收逐年数值，亿元",
        [("2022年", "5亿3000万元", 5.3), ("2023年", "6亿2000万元", 6.2), ("2024年", "7亿5000万元", 7.5)],
    ),
    (
        "2022年至2024年，全市用水量分别下降3.1%、增长0.6%和下降1.2%。",
        "逐年数值，%",
        [("2022年", "下降3.1%", -3.1), ("2023年", "0.6%", 0.6), ("2024年", "下降1.2%", -1.2)],
    ),
]


@pytest.mark.parametrize(("text", "subtitle", "rows"), DRAWN)
def test_a_measure_of_several_years_is_drawn_oldest_first(
    text: str, subtitle: str, rows: list[tuple[str, str, float]], tmp_path: Path
) -> None:
    ((told, drawn),) = _bars(_told(text, tmp_path))
    assert told == subtitle
    assert [(label, shown, pytest.approx(value)) for label, shown, value, _ in drawn] == rows
    assert not any(ahead for *_, ahead in drawn)


def test_two_measures_of_the_same_years_are_two_charts(tmp_path: Path) -> None:
    text = "2022年至2024年，岚江轴承公司营业收入分别为18.6亿元、25.3亿元和34.9亿元，研发人员分别为212人、305人和412人。"
    found = list(yearly.series(text.replace("，", ","), "2025-11-18"))
    assert [one.years for one in found] == [("2022年", "2023年", "2024年")] * 2
    assert [text[one.head + 1 : one.start] for one in found] == ["岚江轴承公司营业收入分别为", "研发人员分别为"]


@pytest.mark.parametrize(
    ("text", "lead", "note"),
    [
        ("2026年至2028年，全市计划投入分别为3.2亿元、3.8亿元和4.5亿元。", "计划：", "空心条为计划数，不是现值"),
        ("2026年至2028年，预计全市游客分别为320万、350万和410万人次。", "预计：", "空心条为预计数，不是现值"),
    ],
)
def test_what_is_still_to_come_is_outlined(text: str, lead: str, note: str, tmp_path: Path) -> None:
    told = _told(text, tmp_path)
    ((_, rows),) = _bars(told)
    assert [label for label, *_ in rows] == ["2026年", "2027年", "2028年"]
    assert all(ahead and shown.startswith(lead) for _, shown, _, ahead in rows)
    assert [one.note for one in _exhibits(told) if isinstance(one, Bars)] == [note]


@pytest.mark.parametrize(
    "text",
    [
        "2023年至2024年，全市书店分别为118家和126家。",  # two are no series
        "2022年至2024年，全市书店分别新增3家和5家。",  # not as many as years
        "2022年至2024年，全市书店分别为1.2万、8000和9000家。",  # no common scale is printed
        "2025年至2027年，全市书店分别为118家、126家和140家。",  # told as done of what is still to come
    ],
)
def test_what_is_no_series_is_not_drawn(text: str, tmp_path: Path) -> None:
    assert not _bars(_told(text, tmp_path))


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("2023年至今年，赛事门票收入分别为620万、890万和1310万元，三年翻了一番有余。", "2023年，赛事门票收入"),
        (
            "2022年、2023年、2024年，公司营业收入分别为18亿元、25亿元、34亿元，净利润由1.2亿元增加到3.1亿元。",
            "2022年，净利润",
        ),
        ("2021年至2024年轴承交付量分别为1320套、2050套、2980套和4200套，客户由11家增至26家。", "2021年，客户"),
    ],
)
def test_one_year_of_several_is_put_before_no_amounts(text: str, never: str, tmp_path: Path) -> None:
    told = _told(text, tmp_path)
    titles = [e.title.text for e in _exhibits(told)] + [row.claim.text for row in told.summary]
    assert not [title for title in titles if title.startswith(never)]
    assert not any(isinstance(e, Pairs) and e.title.text.startswith("2022年，") for e in _exhibits(told))


def test_the_fact_table_names_what_is_measured(tmp_path: Path) -> None:
    told = _told("2022年至2024年，全市规上工业企业分别为218、251和287家，同比分别增长8%、15%和14%。", tmp_path)
    rows = {row.value: (row.text, row.period) for row in told.rows}
    assert rows["251家"] == ("全市规上工业企业", "2023年")
    assert rows["15%"][1] == "2023年"


def test_the_newest_year_draws_the_eye(tmp_path: Path) -> None:
    told = _told("2022年至2024年，全市书店分别为218家、151家和126家。", tmp_path)
    assert [one.spark for one in _exhibits(told) if isinstance(one, Bars)] == [2]
