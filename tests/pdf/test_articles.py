"""Briefings of other articles: every sample and labelled article keeps the rules that do not hang on its content."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen import source
from reportgen.assets import Theme
from reportgen.extract import extract
from reportgen.pdf import briefing_bytes
from reportgen.pdf.boxes import TextBox
from reportgen.pdf.layout import lay_out
from reportgen.story import tell
from reportgen.typeset import metrics
from tests.fixtures.seed_story import STORY
from tests.pdf.conftest import LEDGER
from tests.pdf.stories import bare, whole
from tests.pdf.structure import findings
from tests.pdf.test_acceptance import (
    Output,
    apart,
    contrasts,
    few_tones,
    inside_the_block,
    known_colours,
    known_styles,
    labels_apart,
    links_lead,
    not_too_near,
    on_the_columns,
    pages_end_well,
    sentences_extracted,
    tones_apart,
    typography,
    unmarked,
    words,
)

HERE = Path(__file__).parents[1]
SAMPLES = sorted((HERE / "samples").glob("*.txt"))
ARTICLES = sorted((HERE / "articles").glob("*/*.txt"))
RULES = [
    inside_the_block,
    apart,
    not_too_near,
    few_tones,
    sentences_extracted,
    links_lead,
    on_the_columns,
    known_styles,
    known_colours,
    contrasts,
    tones_apart,
    labels_apart,
    pages_end_well,
    typography,
]


def output(path: Path, theme: Theme) -> Output:
    story = tell(extract(source.read(path)))
    return Output(
        story, theme, lay_out(story, theme, metrics(story.script, theme)), briefing_bytes(story, theme, LEDGER)
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_keeps_the_rules(path: Path, theme: Theme) -> None:
    made = output(path, theme)
    assert findings(made.data) == []
    assert {rule.__name__: rule(made) for rule in RULES if rule(made)} == {}


@pytest.mark.slow
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_keeps_the_rules(path: Path, theme: Theme) -> None:
    made = output(path, theme)
    assert findings(made.data) == []
    assert {rule.__name__: rule(made) for rule in RULES if rule is not typography and rule(made)} == {}


NOTICE = """关于青石桥路段临时交通管制的通告
青石晚报 2025年6月3日 09:12
因供水管网改造施工需要，定于6月8日至6月12日每日22时至次日5时，对青石桥北段约1.2公里道路实行临时交通管制，预计影响公交线路6条、沿线居民约3400户。

施工期间，途经车辆请绕行云台路、金水大道；公交K12路、K15路临时改线，站点减少4个。市水务局表示，工程总投资860万元，完工后日供水能力由2万吨提高到2.6万吨。
"""


def test_a_notice_keeps_the_rules(theme: Theme, tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, encoding="utf-8")
    made = output(file, theme)
    assert len(made.layout.pages) <= 2
    assert findings(made.data) == []
    assert {rule.__name__: rule(made) for rule in RULES if rule(made)} == {}


@pytest.mark.slow
def test_a_feature_of_many_sections_keeps_the_rules(theme: Theme, tmp_path: Path) -> None:
    """Eight articles as the sections of one."""
    parts = ["临川市五年巨变：读懂高质量发展答卷", "临川日报 2025年10月28日 08:30", "10月27日，临川市召开新闻发布会。"]
    sections = [path for path in ARTICLES if path.stem.endswith("-hans")][:8]
    for number, path in enumerate(sections):
        lines = [line for line in source.read(path).text.split("\n") if len(line) > 40][:7]
        parts += [f"{'甲乙丙丁戊己庚辛'[number]}篇：稳中有进开新局", *lines, ""]
    file = tmp_path / "feature.txt"
    file.write_text("\n".join(parts), encoding="utf-8")
    made = output(file, theme)
    assert len(made.layout.pages) > 10
    assert findings(made.data) == []
    rules = [rule for rule in RULES if rule is not typography]
    assert {rule.__name__: rule(made) for rule in rules if rule(made)} == {}


def outloud(files: list[Path], folder: Path, theme: Theme) -> list[str]:
    """The lines of outloud's report on the briefings of some articles that tell of an error or a warning."""
    tool = Path(sys.executable).parent / "outloud"
    if not tool.exists():
        pytest.skip("outloud is not installed")
    made = []
    for path in files:
        made.append(folder / f"{path.stem}.pdf")
        made[-1].write_bytes(briefing_bytes(tell(extract(source.read(path))), theme, LEDGER))
    done = subprocess.run(
        [tool, "--fail-on", "warning", "--no-info", *made], capture_output=True, text=True, timeout=300, check=False
    )
    judged = [line for line in done.stdout.splitlines() if "error(s)" in line]
    assert len(judged) == len(files), done.stdout
    return [line for line in judged if "0 error(s), 0 warning(s)" not in line]


def test_outloud_has_nothing_to_say_of_the_samples(theme: Theme, tmp_path: Path) -> None:
    # of the articles those whose titles, ratios or interleaved marks it once stumbled over
    known = {"airquality-halfwidth-hans", "interview-childcare-hans", "valley-feature-converted-hant"}
    files = [*SAMPLES, *(path for path in ARTICLES if path.stem in known)]
    assert len(files) == len(SAMPLES) + len(known)
    assert outloud(files, tmp_path, theme) == []


@pytest.mark.slow
def test_outloud_has_nothing_to_say_of_any_article(theme: Theme, tmp_path: Path) -> None:
    assert outloud(ARTICLES, tmp_path, theme) == []


def texts(story: object, theme: Theme) -> list[TextBox]:
    layout = lay_out(story, theme, metrics(story.script, theme))  # type: ignore[arg-type, attr-defined]
    return [box for page in layout.pages for box in page.boxes if isinstance(box, TextBox)]


def test_an_article_without_sections_says_nothing_twice(theme: Theme) -> None:
    story = whole()
    again = replace(story.themes[0], body=(*story.points, *story.themes[0].body))
    told = [unmarked(box) for box in texts(replace(story, themes=(again,)), theme) if box.kind == "body"]
    for point in story.points:
        assert sum(point.text == text.rstrip("。") for text in told) == 1


def test_an_opening_in_the_index_is_not_broken_off_in_a_number(theme: Theme) -> None:
    entries = tuple(replace(entry, opening="居民人均可支配收入11872元增長5.0") for entry in STORY.index[:6])
    openings = [words(box) for box in texts(replace(bare(), index=entries), theme) if box.kind == "index-opening"]
    assert openings
    assert all(text.rstrip("…")[-1] not in "0123456789.," for text in openings)


def test_an_article_without_outlet_and_date_names_what_is_unknown(theme: Theme) -> None:
    story = replace(STORY, outlet="", date=None, date_text="原文未載", time=None)
    boxes = texts(story, theme)
    assert words(next(box for box in boxes if box.kind == "running-head")) == "出處：原文未載"
    assert words(next(box for box in boxes if box.kind == "running-date")) == "日期：原文未載"
    assert any(words(box) == "來源：原文第6段。" for box in boxes)
