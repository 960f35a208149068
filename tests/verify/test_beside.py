"""The words that the proof puts beside a number begin and end at words."""

from __future__ import annotations

from reportgen.verify.preflight import _ending, _opened


def test_no_word_is_cut() -> None:
    assert _ending("市场监管部门依法没收违法所得") in ("", "没收违法所得", "依法没收违法所得")
    assert _ending("依托“漓心付”预付资金存管平台冻结余额") in ("", "预付资金存管平台冻结余额", "冻结余额")
    assert _ending("没收违法所得") == "没收违法所得" and _ending("余额和") == ""
    assert _ending("全市起降点达到") == "全市起降点达到"
    assert _opened("的价格销售") == "" and _opened("和") == "" and _opened("技改资金") == "技改资金"
