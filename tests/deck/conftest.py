"""Decks made once a session from hand-made and hostile stories."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.assets import load_theme
from reportgen.deck import write_deck
from tests.fixtures.seed_story import STORY

LEDGER = '{"facts":[{"id":"F1","text":"瀏陽\u0001"}]}'.replace("\u0001", "\\u0001").encode()


@pytest.fixture(scope="session")
def seed_deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("deck") / "seed.pptx"
    write_deck(STORY, load_theme(), LEDGER, path)
    return path
