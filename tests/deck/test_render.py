"""No text runs out of its box or into another: proven on LibreOffice's render. Skipped with a notice without it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from reportgen.assets import load_theme
from reportgen.deck import write_deck
from reportgen.extract import extract
from reportgen.source import read
from reportgen.story import tell
from tests.deck import stories
from tests.deck.colourkey import available, faults, key
from tests.fixtures.seed_story import STORY

ROOT = Path(__file__).parents[2]
ARTICLES = sorted(
    [
        *(ROOT / "seeds").glob("*.txt"),
        *(ROOT / "tests/samples").glob("*.txt"),
        *(ROOT / "tests/articles/dev").glob("*.txt"),
    ]
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not available(), reason="LibreOffice (soffice) is not installed: overflow is not checked"),
]


def _deck(tmp_path: Path, story: object) -> Path:
    path = tmp_path / "deck.pptx"
    write_deck(story, load_theme(), b"{}", path)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize(
    "make",
    [lambda: STORY, stories.hostile, stories.bare, stories.charts, lambda: stories.long(10)],
    ids=["seed by hand", "hostile", "bare", "charts", "ten times as long"],
)
def test_no_overflow_in_made_stories(tmp_path: Path, make) -> None:
    assert faults(_deck(tmp_path, make()), tmp_path) == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda p: p.stem)
def test_no_overflow_in_real_stories(tmp_path: Path, article: Path) -> None:
    assert faults(_deck(tmp_path, tell(extract(read(article)))), tmp_path) == []


def test_no_overflow_without_the_font(tmp_path: Path) -> None:
    path = _deck(tmp_path, STORY)
    other = tmp_path / "other.pptx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if "theme" in entry.filename:
                data = data.replace(b"Microsoft JhengHei", b"Noto Serif CJK TC").replace(
                    b'typeface="Arial"', b'typeface="No Such Font"'
                )
            target.writestr(entry.filename, data)
    assert faults(other, tmp_path) == []


def test_the_check_finds_an_overflow(tmp_path: Path) -> None:
    path = _deck(tmp_path, STORY)
    bad = tmp_path / "bad.pptx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "ppt/slides/slide3.xml":
                data = data.replace(b'sz="1800"', b'sz="3600"')
            target.writestr(entry.filename, data)
    assert any(f.startswith("slide 3") for f in faults(bad, tmp_path))


def test_every_text_has_a_colour_of_its_own(tmp_path: Path) -> None:
    frames = key(_deck(tmp_path, stories.long(3)), tmp_path / "keyed.pptx")
    assert len(frames) > 1000
