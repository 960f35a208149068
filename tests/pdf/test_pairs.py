"""Thin charts stand side by side, and no value text takes a bar's room away."""

from __future__ import annotations

from dataclasses import replace

from reportgen.assets import load_theme
from reportgen.charts import layout as plots
from reportgen.charts.layout import Kit
from reportgen.pdf.boxes import PlotBox
from reportgen.pdf.layout import lay_out
from reportgen.pdf.setter import Grid
from reportgen.story.blocks import Bar, Bars, Claim, Pair, Pairs
from reportgen.typeset import metrics
from tests.pdf.stories import short


def pairs(label: str) -> Pairs:
    row = Pair(facts=("F1", "F2"), label=label, old=310.0, new=790.0, old_text="310萬元", new_text="790萬元")
    title = Claim(text=f"{label}由310萬元增至790萬元", paragraphs=(3,), facts=("F1", "F2"))
    return Pairs(title=title, subtitle="前後兩值；萬元", note="", paragraphs=(3,), spark=0, unit="萬元", rows=(row,))


def test_two_thin_pair_charts_stand_side_by_side() -> None:
    story, theme = short(), load_theme()
    told = replace(
        story, shares=(), themes=(replace(story.themes[0], exhibits=(pairs("夜間銷售額"), pairs("日間銷售額"))),)
    )
    boxes = [
        box
        for page in lay_out(told, theme, metrics(story.script, theme)).pages
        for box in page.boxes
        if isinstance(box, PlotBox)
    ]
    grid = Grid(theme)
    assert [round(box.x, 1) for box in boxes] == [round(grid.column(i, 2)[0], 1) for i in (0, 1)]
    assert boxes[0].y == boxes[1].y


def test_a_text_of_a_pair_does_not_cross_the_base_line() -> None:
    theme = load_theme()
    kit = Kit(theme, metrics("hant", theme))
    for old in (1.0, 30.0, 310.0):
        exhibit = replace(pairs("銷售額"), rows=(replace(pairs("銷售額").rows[0], old=old),))
        plot = plots.pairs(exhibit, kit, 483.0)
        mark = plot.marks[0][0]
        assert mark.text_x > plot.origin or mark.text_x + mark.text.width < plot.origin


def test_long_value_texts_leave_the_bars_their_length() -> None:
    theme = load_theme()
    kit = Kit(theme, metrics("hant", theme))
    said = "三百二十三億元，較上年同期增長百分之二十七點六，連續三年居全省第一位，為近五年最好"
    rows = tuple(Bar(fact=f"F{i}", label="名稱較長的項目", value=10.0 * i, text=said) for i in (1, 2, 3))
    exhibit = Bars(title=pairs("x").title, subtitle="", note="", paragraphs=(1,), unit="億元", rows=rows)
    plot = plots.bars(exhibit, kit, 483.0)
    assert max(mark.high for (mark,) in plot.marks) * plot.unit >= 40.0
    assert all(mark.text_x + mark.text.width <= 483.5 for (mark,) in plot.marks)
