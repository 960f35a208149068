"""What other programs read out of the briefing: a number set large and its unit are one word to each of them."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pdfminer.high_level import extract_text

from tests.fixtures.seed_story import STORY

NUMBERS = [number.digits + number.unit for number in STORY.key_numbers[:4]]


def test_numbers_keep_their_units_in_pdfminer(briefing: bytes) -> None:
    told = extract_text(BytesIO(briefing), page_numbers=[0])
    assert [number for number in NUMBERS if number not in told] == []


def test_numbers_keep_their_units_in_pdfium(briefing: bytes) -> None:
    told = pypdfium2.PdfDocument(briefing)[0].get_textpage().get_text_range()
    assert [number for number in NUMBERS if number not in told] == []


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
@pytest.mark.parametrize("mode", [[], ["-layout"], ["-raw"]], ids=["plain", "layout", "raw"])
def test_numbers_keep_their_units_in_poppler(briefing: bytes, tmp_path: Path, mode: list[str]) -> None:
    file = tmp_path / "briefing.pdf"
    file.write_bytes(briefing)
    told = subprocess.run(
        ["pdftotext", *mode, "-l", "1", str(file), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert [number for number in NUMBERS if number not in told] == []
