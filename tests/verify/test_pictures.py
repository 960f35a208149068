"""Pictures: the user's own need no proof, any other does."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import reportgen
from reportgen.verify import read_file
from reportgen.verify.pictures import own_pictures
from tests.conftest import SEED


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
    assert _pictures(path, frozenset())
    assert _pictures(path, frozenset({"0" * 64}))


def test_another_picture_in_its_place_is_found(made: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pptx"
    with zipfile.ZipFile(made / f"{SEED.stem}.pptx") as old, zipfile.ZipFile(bad, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data + b"x" if entry.filename.startswith("ppt/media/") else data)
    assert _pictures(bad, own_pictures(str(made / "logo.png"), None))
