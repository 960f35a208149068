"""Real outputs of the seed and a sample, made once a session, and of an article that a module writes down."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.verify import check_files, ground_of
from reportgen.verify.texts import Texts

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "liuyang-business-environment.txt"
SAMPLES = ROOT / "tests" / "samples"


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the outputs of the seed and of one sample, with their evidence pages."""
    from reportgen.api import Press, generate

    folder = tmp_path_factory.mktemp("verify")
    with Press(beside=False, evidence=True) as press:
        for article in (SEED, SAMPLES / "agri-subsidy-taiwan-hant.txt"):
            generate(article, folder, press=press)
    return folder


@pytest.fixture(scope="module")
def article(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The article that a module writes down as its TEXT."""
    path = tmp_path_factory.mktemp("news") / "news.txt"
    path.write_text(request.module.TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def texts(article: Path) -> Texts:
    """What proves a text of that article's outputs."""
    return Texts(ground=ground_of(article))


@pytest.fixture(scope="module")
def files(article: Path) -> Path:
    """The folder of that article's outputs, in which a check finds nothing."""
    from reportgen.api import generate

    generate(article, article.parent / "out")
    found = [article.parent / "out" / name for name in ("news.pptx", "news.pdf")]
    assert check_files(article, found).lines() == []
    return article.parent / "out"
