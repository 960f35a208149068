"""The editing loop: an untouched file changes nothing; what a person changes is done, proven or named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen import extract, source
from reportgen.errors import InputError
from reportgen.story import edits, own
from reportgen.story.blocks import Cards
from tests.story import stories


@pytest.fixture
def seed(tmp_path: Path) -> tuple[Path, str]:
    path = tmp_path / "a.edits.toml"
    text = edits.write(stories.extraction(stories.SEED))
    path.write_text(text, encoding="utf-8")
    return path, text


def _block(text: str, head: str) -> str:
    """The block that holds a line, from its [[…]] to the next."""
    at = text.index(head)
    start = text.rindex("[[", 0, at)
    end = text.find("\n\n", at)
    return text[start:end]


@pytest.mark.parametrize("path", stories.articles(), ids=lambda p: p.stem)
def test_an_untouched_file_tells_the_same_story(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.edits.toml"
    target.write_text(edits.write(stories.extraction(path)), encoding="utf-8")
    edited = edits.apply(stories.extraction(path), target)
    assert edited.story == stories.told(path) and not edited.notes and not edited.changes


def test_the_file_explains_itself(seed: tuple[Path, str]) -> None:
    _, text = seed
    assert text.startswith("# What ") and "pin = true" in text and "# [[key]]" in text
    assert len(re.findall(r"^#  [2-4]  ", text, re.M)) >= 8


def test_a_pinned_figure_leads(seed: tuple[Path, str]) -> None:
    path, text = seed
    block = _block(text, 'says = "2.28萬件"')
    path.write_text(text.replace(block, block.replace("pin = false", "pin = true")), encoding="utf-8")
    edited = edits.apply(stories.extraction(stories.SEED), path)
    assert edited.story.key_numbers[0].digits == "2.28" and edited.changes == ("主要數字",)
    assert any(line.key == "edited" and "主要數字" in line.text for line in edited.story.method)
    assert edited.record["name"] == "a.edits.toml"


def test_a_deleted_block_is_dropped_everywhere(seed: tuple[Path, str]) -> None:
    path, text = seed
    path.write_text(text.replace(_block(text, 'says = "280億元"'), ""), encoding="utf-8")
    edited = edits.apply(stories.extraction(stories.SEED), path).story
    assert "280" not in [n.digits for n in edited.key_numbers]
    assert all(row.number.digits != "280" for row in edited.summary)


def test_an_offered_candidate_can_be_taken(seed: tuple[Path, str]) -> None:
    path, text = seed
    block = _block(text, 'says = "9家"')
    second = re.search(r"#  2  (.+?)    \(", block)
    assert second
    path.write_text(text.replace(block, block.replace("use = 1", "use = 2")), encoding="utf-8")
    numbers = edits.apply(stories.extraction(stories.SEED), path).story.key_numbers
    assert second.group(1) in [n.claim.text for n in numbers]


def test_a_commented_figure_can_be_added(seed: tuple[Path, str]) -> None:
    path, text = seed
    at = text.index('# says = "28個"')
    start, end = text.rindex("# [[key]]", 0, at), text.index("\n\n", at)
    added = "\n".join(line.removeprefix("# ") for line in text[start:end].splitlines())
    dropped = text.replace(_block(text, 'says = "280億元"'), added)
    path.write_text(dropped, encoding="utf-8")
    digits = [n.digits for n in edits.apply(stories.extraction(stories.SEED), path).story.key_numbers]
    assert "28" in digits


def test_an_own_title_that_passes_is_printed(seed: tuple[Path, str]) -> None:
    path, text = seed
    block = _block(text, 'kind = "Ladder"')
    mine = "目標：3個產業向500億元級進軍"
    path.write_text(text.replace(block, block.replace('own = ""', f'own = "{mine}"')), encoding="utf-8")
    edited = edits.apply(stories.extraction(stories.SEED), path)
    assert mine in [e.title.text for t in edited.story.themes for e in t.exhibits]


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("瀏陽出口佔湖南省九成以上", "九成"),
        ("28個重點項目集中簽約，總金額達330億元", "330"),
        ("「明星企業」落戶，總金額達323億元", "明星企業"),
        ("電子信息產業達到1000億元級", "target"),
        ("總金額達323億元，居全國第二", "rank"),
        ("28個重點項目集中簽約，帶動三千人就業", "三千人"),
        ("28個重點項目集中簽約，總金額達323億元。", ""),
        ("該企業的光電項目總投資280億元", "points at"),
    ],
)
def test_own_sentences_are_proven(seed: tuple[Path, str], sentence: str, why: str) -> None:
    path, text = seed
    block = _block(text, 'kind = "Board"')
    path.write_text(text.replace(block, block.replace('own = ""', f'own = "{sentence}"')), encoding="utf-8")
    if not why:
        edits.apply(stories.extraction(stories.SEED), path)
        return
    with pytest.raises(InputError) as error:
        edits.apply(stories.extraction(stories.SEED), path)
    line = next(n for n, content in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if sentence in content)
    assert f"a.edits.toml:{line}:" in str(error.value) and why in str(error.value)


def test_an_edit_survives_a_change_elsewhere_and_a_misfit_is_told(seed: tuple[Path, str], tmp_path: Path) -> None:
    path, text = seed
    block = _block(text, 'says = "2.28萬件"')
    path.write_text(text.replace(block, block.replace("pin = false", "pin = true")), encoding="utf-8")
    article = tmp_path / "b.txt"
    raw = stories.SEED.read_text(encoding="utf-8")
    article.write_text(
        raw.replace("水深則魚悅,城強則賈興。", "").replace("總金額達323億元", "總金額達329億元"), encoding="utf-8"
    )
    edited = edits.apply(extract.extract(source.read(article)), path)
    assert edited.story.key_numbers[0].digits == "2.28"
    assert any("323億元" in note.message for note in edited.notes)


def test_cards_and_sections_follow_the_file(seed: tuple[Path, str]) -> None:
    path, text = seed
    grid = next(e for t in stories.told(stories.SEED).themes for e in t.exhibits if isinstance(e, Cards))
    gone = _block(text, f'says = "{grid.cards[0].name}"')
    path.write_text(text.replace(gone + "\n\n", ""), encoding="utf-8")
    story = edits.apply(stories.extraction(stories.SEED), path).story
    cards = next(e for t in story.themes for e in t.exhibits if isinstance(e, Cards)).cards
    assert [c.name for c in cards] == [c.name for c in grid.cards[1:]]


@pytest.mark.parametrize(
    "text", ["version = 9", "not toml at all [", 'version = 1\nkey = "x"', "version = 1\n[headline]\nuse = 0"]
)
def test_a_wrong_file_is_named(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.edits.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"edits\.toml"):
        edits.apply(stories.extraction(stories.SEED), path)


def test_own_keeps_direction() -> None:
    path = next(p for p in stories.articles() if p.stem == "quarter-economy-hans")
    view, ctx = stories.seen(path)
    assert isinstance(own.prove(view, ctx, "一季度采矿业增长11.7%"), str)
    assert not isinstance(own.prove(view, ctx, "一季度采矿业下降11.7%"), str)
