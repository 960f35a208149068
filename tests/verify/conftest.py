"""Real outputs of the seed and a sample, made once a session."""

from __future__ import annotations

from pathlib import Path

import pytest

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
