"""Charts read back from what they draw: true scales, honest marks, no two labels on one another, nothing outside."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.assets import load_theme
from reportgen.charts import layout, mpl, timeline
from reportgen.charts.labels import time_breaks
from reportgen.charts.layout import Kit
from reportgen.errors import OutputError
from reportgen.story.blocks import Bar, Bars, Cards, Pair, Pairs, Shares, Structure, Timeline
from reportgen.typeset import metrics
from tests.charts.gallery import bars, common, exhibits
from tests.charts.gallery import timeline as events

THEME = load_theme()
FONT = metrics("hant", THEME)
KIT = Kit(THEME, FONT)
GALLERY = {exhibit.title.text: exhibit for exhibit in exhibits()}
WIDTHS = (483.02, 304.5, 231.0)


class Recorder:
    """A surface that keeps what is drawn: boxes of paths with their paint, and of lines with their text."""

    def __init__(self) -> None:
        self.paths: list[tuple[tuple[float, float, float, float], object]] = []
        self.texts: list[tuple[tuple[float, float, float, float], str]] = []

    def path(self, segments, paint):
        points = [p for _, values in segments for p in zip(values[::2], values[1::2], strict=True)]
        xs, ys = zip(*points, strict=True)
        self.paths.append(((min(xs), min(ys), max(xs), max(ys)), paint))

    def text(self, x, y, line):
        size = line.runs[0].style.size
        self.texts.append(((x, y - 0.12 * size, x + line.width, y + 0.8 * size), line.text))

    def filled(self, token):
        return [box for box, paint in self.paths if paint.fill == THEME.colour[token]]


def drawn(exhibit, width=483.02):
    surface = Recorder()
    mpl.draw(exhibit, surface, 50.0, 700.0, width, THEME, FONT)
    return surface


def overlap(a, b, slack=0.2):
    return min(a[2], b[2]) - max(a[0], b[0]) > slack and min(a[3], b[3]) - max(a[1], b[1]) > slack


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", GALLERY)
def test_labels_overlap_nothing_and_all_lies_inside(name, width):
    exhibit = GALLERY[name]
    height = mpl.measure(exhibit, THEME, FONT, width)
    surface = drawn(exhibit, width)
    assert surface.texts
    for (a, said), (b, other) in combinations(surface.texts, 2):
        assert not overlap(a, b), (said, other)
    for box, said in surface.texts:
        for mark, paint in surface.paths:
            wide = mark[2] - mark[0] > 3 and mark[3] - mark[1] > 3
            if wide and (paint.fill or paint.stroke) and paint.clip is None:
                assert not overlap(box, mark), said
        assert box[0] >= 49.9, said
        assert box[2] <= 50 + width + 0.1, said
        assert 700 - height - 0.6 <= box[1], said
        assert box[3] <= 700.6, said


def test_ten_cells_show_full_hatched_and_empty():
    surface = drawn(GALLERY["十格：近九成與近六成"])
    assert len(surface.filled("river")) == 8 + 5
    hatched = [paint for _, paint in surface.paths if paint.clip is not None]
    assert len(hatched) == 2
    cells = [box for box, paint in surface.paths if paint.stroke and paint.clip is None]
    assert len(cells) == 20
    assert {round(box[2] - box[0], 1) for box in cells} <= {18.8, 18.9, 19.1}


def test_bars_start_at_zero_and_keep_their_ratio():
    surface = drawn(GALLERY["有升有降的同比變化"])
    river, spark = surface.filled("river"), surface.filled("spark")
    assert len(spark) == 1
    lengths = [box[2] - box[0] for box in river]
    assert lengths[0] / lengths[1] == pytest.approx(43.5 / 16.0, rel=1e-3)
    assert (spark[0][2] - spark[0][0]) / lengths[2] == pytest.approx(11.7 / 9.2, rel=1e-3)
    assert spark[0][2] == pytest.approx(river[0][0], abs=0.01)


def test_a_range_of_one_to_a_thousand_still_shows_the_smallest_and_no_bar_for_nothing():
    surface = drawn(GALLERY["一比一千，還有零"])
    widths = sorted(box[2] - box[0] for box in surface.filled("river"))
    assert widths == [pytest.approx(THEME.chart["hairline"], abs=0.01), pytest.approx(231, abs=0.1)]


def test_targets_are_outlined_and_only_reached_levels_are_filled():
    surface = drawn(GALLERY["目標階梯"])
    assert len(surface.filled("river")) == 1
    outlines = [paint for _, paint in surface.paths if paint.stroke and paint.width == THEME.chart["outline"]]
    assert len(outlines) == 4
    assert any(text == "目標：原文未寫數額" for _, text in surface.texts)


def test_before_and_after_lie_on_one_scale():
    exhibit = GALLERY["前後對照"]
    plot = layout.pairs(exhibit, KIT, 483.02)
    for row, (old, new) in zip(exhibit.rows, plot.marks, strict=True):
        assert (old.low, new.low) == (row.old, row.new)
        assert old.text.text == row.old_text
        assert (old.text_x < new.text_x) == (row.old <= row.new)


def test_a_structure_is_cut_by_its_ratio():
    exhibit = GALLERY["三次產業結構"]
    parts = layout.structure(exhibit, KIT, 483.02)
    lengths = [part.end - part.start for part in parts]
    assert [length / 483.02 for length in lengths] == [pytest.approx(v) for v in (0.184, 0.411, 0.405)]


def test_a_structure_without_room_for_its_words_becomes_bars():
    rows = tuple(Bar(fact="F", label=f"很長的第{n}個部分名稱", value=n + 1, text=f"{n}%") for n in range(8))
    exhibit = Structure(**common("八份"), unit="%", rows=rows)
    assert layout.structure(exhibit, KIT, 300.0) is None
    assert len(drawn(exhibit, 300.0).filled("river")) == 8


def test_a_timeline_is_to_scale():
    exhibit = GALLERY["時間軸：月與日"]
    axis = timeline.lay_out(exhibit, KIT, 304.5)
    march, may, june = axis.stops
    day = 304.5 / 122
    assert (march.x0, march.x1) == (0, pytest.approx(31 * day))
    assert may.x0 == may.x1 == pytest.approx(80.5 * day)
    assert june.x0 == pytest.approx(106.5 * day)
    assert [tick.name.text for tick in axis.ticks if tick.name] == ["3月", "4月", "5月", "6月"]


def test_the_spark_event_alone_is_spark():
    surface = drawn(GALLERY["時間軸：月與日"])
    assert len(surface.filled("spark")) == 1
    assert len(surface.filled("river-2")) == 1


def test_overlapping_spans_stand_on_each_other():
    axis = timeline.lay_out(GALLERY["時間軸：甘特，區間重疊"], KIT, 483.0)
    assert [stop.track for stop in axis.stops] == [0, 1, 0, 0]


def test_seven_events_on_seven_days_running_find_room():
    made = events("擠", *((f"2023-05-{day:02}", f"5月{day}日", "集中簽約並開工建設") for day in range(8, 15)))
    axis = timeline.lay_out(made, KIT, 483.0)
    assert max(abs(stop.lane) for stop in axis.stops) <= 4


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("2023-02-14", "2023-02-14", ["2月上旬", "2月中旬", "2月下旬"]),
        ("2022-11", "2023-01", ["2022年11月", "12月", "2023年1月"]),
        ("2019", "2022", ["2019年", "2020年", "2021年", "2022年"]),
    ],
)
def test_time_is_cut_into_whole_units(first, last, names):
    start, end = timeline.covered(first).start, timeline.covered(last).end
    breaks = time_breaks(start, end)
    assert [name for _, name in breaks if name] == names
    assert breaks[0][0] <= start
    assert breaks[-1][0] >= end


def test_panels_of_one_unit_share_one_scale():
    panels, _ = layout.multiples(GALLERY["小多圖：同比變化"], KIT, 483.02)
    assert len({panel.plot.unit for panel in panels}) == 1


def test_what_is_no_chart_is_refused():
    cards = Cards(**common("卡片"), cards=())
    with pytest.raises(OutputError, match='"Cards" is not a chart'):
        mpl.measure(cards, THEME, FONT, 483.0)


def test_dollar_signs_are_plain_text():
    surface = drawn(bars("美元", ("出口$額$", 3, "$3億"), ("進口", 2, "$2億")))
    assert {"出口$額$", "$3億"} <= {text for _, text in surface.texts}


@pytest.mark.parametrize("cls", [Shares, Bars, Pairs, Timeline])
def test_measuring_does_not_import_matplotlib(cls):
    code = (
        "import sys\n"
        "from tests.charts.gallery import exhibits\n"
        "from reportgen.assets import load_theme\n"
        "from reportgen.charts import mpl\n"
        "from reportgen.typeset import metrics\n"
        "theme = load_theme()\n"
        f"one = next(e for e in exhibits() if type(e).__name__ == {cls.__name__!r})\n"
        "assert mpl.measure(one, theme, metrics('hant', theme), 483.0) > 10\n"
        "assert 'matplotlib' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_pair_without_change_shows_both_words():
    same = Pairs(**common("不變"), unit="項", rows=(
        Pair(facts=("F", "F"), label="甲", old=5, new=5, old_text="5項", new_text="5項"),))  # fmt: skip
    assert [text for _, text in drawn(same).texts] == ["甲", "5項", "5項"]


LABELS = st.text(alphabet="產業縣市區重點項目增加值的與（）A1", min_size=1, max_size=16)
VALUES = st.floats(-1000, 1000, allow_nan=False).map(lambda value: round(value, 1))


def check_plot(exhibit, width):
    """No two texts on one another, none outside."""
    surface = Recorder()
    height = mpl.measure(exhibit, THEME, FONT, width)
    mpl.draw(exhibit, surface, 50.0, 700.0, width, THEME, FONT)
    for (a, said), (b, other) in combinations(surface.texts, 2):
        assert not overlap(a, b), (said, other)
    for box, said in surface.texts:
        assert box[0] >= 49.9, said
        assert box[2] <= 50 + width + 0.1, said
        assert 700 - height - 0.6 <= box[1], said
        assert box[3] <= 700.6, said


@settings(max_examples=12, deadline=None)
@given(rows=st.lists(st.tuples(LABELS, VALUES), min_size=1, max_size=12), width=st.sampled_from(WIDTHS))
def test_any_bars_find_room(rows, width):
    check_plot(bars("任意", *((label, value, f"{value:g}億元") for label, value in rows)), width)


DAYS = st.dates(date(2019, 1, 1), date(2025, 12, 31))


@settings(max_examples=15, deadline=None)
@given(
    days=st.lists(st.tuples(DAYS, st.sampled_from((4, 7, 10)), LABELS), min_size=1, max_size=7),
    near=st.booleans(), width=st.sampled_from((483.02, 304.5)),
)  # fmt: skip
def test_any_seven_events_find_room(days, near, width):
    if near:
        days = [
            (date(2023, 3, 1) + (day - date(2019, 1, 1)) % timedelta(days=40), size, what) for day, size, what in days
        ]
    check_plot(
        events("任意", *((day.isoformat()[:size], day.isoformat()[:size], what) for day, size, what in days)), width
    )
