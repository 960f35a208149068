"""The seed's story as a PDF and as a layout, made once for all tests here."""

from __future__ import annotations

import pytest

from reportgen.assets import Theme, load_theme
from reportgen.pdf import briefing_bytes
from tests.fixtures.seed_story import STORY

LEDGER = b'{"facts": []}'


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme()


@pytest.fixture(scope="session")
def briefing(theme: Theme) -> bytes:
    return briefing_bytes(STORY, theme, LEDGER)
