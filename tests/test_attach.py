"""The article inside the briefing: only when asked for, whole, and held against the article by verification."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ROOT

SAMPLE = ROOT / "tests" / "samples" / "agri-subsidy-taiwan-hant.txt"


def attachments(pdf: Path) -> dict[str, bytes]:
    with pikepdf.open(pdf) as document:
        return {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from reportgen.api import Press, generate

    out = tmp_path_factory.mktemp("attached")
    with Press(only="pdf", attach_article=True, beside=False) as press:
        generate(SAMPLE, out, press=press)
    return out / f"{SAMPLE.stem}.pdf"


def test_article_is_attached_whole_only_when_asked_for(briefing: Path, tmp_path: Path) -> None:
    from reportgen.api import generate, read

    assert attachments(briefing)["article.txt"].decode() == read(SAMPLE).text
    generate(SAMPLE, tmp_path, only="pdf")
    assert list(attachments(tmp_path / briefing.name)) == ["ledger.json"]


def test_another_article_attached_is_found(briefing: Path, tmp_path: Path) -> None:
    from reportgen.api import _proof, facts, read
    from reportgen.assets import load_theme
    from reportgen.ledger import to_json

    article = read(SAMPLE)
    ledger = to_json(facts(article))
    assert _proof(briefing, briefing.name, ledger, article.text, load_theme()).clean
    wrong = tmp_path / briefing.name
    with pikepdf.open(briefing) as document:
        entry = document.attachments["article.txt"].obj["/EF"]["/F"]
        entry.write(article.text.replace("3.8", "8.3").encode())
        document.save(wrong)
    assert any("article.txt" in line for line in _proof(wrong, wrong.name, ledger, article.text, load_theme()).lines())
