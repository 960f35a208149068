"""Pictures: the user's own need no proof, any other does."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import reportgen
from reportgen.verify import read_file
from reportgen.verify.pictures import own_pictures
from reportgen.verify.seals import check_folder
from tests.conftest import SEED
from tests.deck.test_foreign import _logo


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from PIL import Image

    folder = tmp_path_factory.mktemp("logo")
    Image.new("RGB", (400, 100), (11, 79, 108)).save(folder / "logo.png")
    (folder / "theme.toml").write_text('[issuer]\nname = "某某辦公室"\nlogo = "logo.png"\n', encoding="utf-8")
    reportgen.generate(SEED, folder, theme=folder / "theme.toml", edits=False)
    return folder


def _pictures(path: Path, own: frozenset[str]) -> list[str]:
    return [what for _, _, what in read_file(path, None, own).troubles if "picture" in what]


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_the_issuers_logo_is_published_and_known(made: Path, kind: str) -> None:
    path = made / f"{SEED.stem}.{kind}"
    own = own_pictures(str(made / "logo.png"), None)
    assert _pictures(path, own) == []
    assert read_file(path, None, own).recorded == []
    if kind == "pdf":
        assert _pictures(path, frozenset())
        assert _pictures(path, frozenset({"0" * 64}))


def test_whoever_verifies_without_the_logo_is_told_of_it(made: Path) -> None:
    """The manifest's row tells the pictures of both files, the deck also by itself."""
    report = check_folder(made)
    assert report.lines() == []
    told = {(r.file, r.page, r.place) for r in report.remarks if "as reportgen recorded it" in r.why}
    assert (f"{SEED.stem}.pdf", 1, "picture") in told
    assert (f"{SEED.stem}.pptx", 1, "標誌") in told
    alone = read_file(made / f"{SEED.stem}.pptx")
    assert alone.troubles == []
    assert (1, "標誌") in alone.recorded


def _copy(source: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, change(entry.filename, old.read(entry)))
    return target


def test_another_picture_in_its_place_is_found(made: Path, tmp_path: Path) -> None:
    bad = _copy(
        made / f"{SEED.stem}.pptx",
        tmp_path / "bad.pptx",
        lambda name, data: data + b"x" if name.startswith("ppt/media/") else data,
    )
    assert _pictures(bad, own_pictures(str(made / "logo.png"), None))
    assert (1, "標誌", "a picture, whose content cannot be read") in read_file(bad).troubles


def test_a_picture_that_was_added_is_found_with_its_place(made: Path, tmp_path: Path) -> None:
    from PIL import Image
    from pptx import Presentation

    Image.new("RGB", (40, 40), (1, 2, 3)).save(tmp_path / "more.png")
    deck = Presentation(str(made / f"{SEED.stem}.pptx"))
    deck.slides[2].shapes.add_picture(str(tmp_path / "more.png"), 0, 0).name = "added"
    deck.save(str(tmp_path / "added.pptx"))
    troubles = read_file(tmp_path / "added.pptx").troubles
    assert {(page, place) for page, place, what in troubles if "picture" in what} == {(3, "picture"), (3, "added")}


def test_a_template_brings_its_own_pictures(tmp_path: Path) -> None:
    """Known to whoever has only the deck; another one in the master's place is found there."""
    out = tmp_path / "out"
    reportgen.generate(SEED, out, only="pptx", template=_logo(tmp_path), edits=False)
    deck = out / f"{SEED.stem}.pptx"
    assert check_folder(out).lines() == []  # by the sealed ledger, which has not all words of the article
    assert read_file(deck).troubles == []
    bad = _copy(deck, tmp_path / "bad.pptx", lambda n, d: d + b"x" if n.startswith("ppt/media/") else d)
    places = [place for _, place, what in read_file(bad).troubles if "picture" in what]
    assert places == ["layout ppt/slideMasters/slideMaster1.xml"]
