"""The reader of printed numbers: what it finds, what it leaves alone, and the way there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.verify.numerals import chinese_number, chinese_value, read


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("總金額達323億元", 323e8, "元", ""),
        ("近九成", 90, "%", "近"),
        ("三百二十三億元", 323e8, "元", ""),
        ("百分之八十五點五", 85.5, "%", ""),
        ("600餘名", 600, "名", "余"),
        ("逾半", 50, "%", "逾"),
        ("3億5000萬元", 3.5e8, "元", ""),
        ("兩千餘人", 2000, "人", "余"),
        ("十大典型經驗", 10, "大", ""),
        ("近5年新高", 5, "年", "近"),
        ("同比增長一成二", 12, "%", ""),
    ],
)
def test_reads_amount(text: str, value: float, unit: str, qualifier: str) -> None:
    found = read(text)[0]
    assert found.value == pytest.approx(value)
    assert (found.unit, found.qualifier) == (unit, qualifier)


@pytest.mark.parametrize("text", ["一樣的統一", "十分重要", "一個項目", "千萬不要", "PM2.5", "百姓", "四川"])
def test_leaves_words_alone(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize("text", ["數千萬元", "數百家", "幾十萬人"])
def test_vague_amounts_have_no_value(text: str) -> None:
    assert read(text)[0].value is None


@given(st.integers(min_value=0, max_value=10**15))
def test_there_and_back(number: int) -> None:
    assert chinese_value(chinese_number(number)) == number
