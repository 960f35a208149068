"""Subsets: small, true to the weight, and never confused with another document's."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from reportgen.assets import load_theme
from reportgen.errors import TemplateError
from reportgen.typeset import metrics, missing, subset

THEME = load_theme()


def test_subsets_carry_their_own_names_and_widths():
    text = "瀏陽「323億元」——"
    made = subset("hant", THEME, text, (400, 700), "a")
    other = subset("hant", THEME, text + "新", (400, 700), "a")
    faces = [TTFont("x", io.BytesIO(data)).face for data in (*made.values(), *other.values())]
    assert len({face.name for face in faces}) == 4
    font = metrics("hant", THEME)
    for weight, face in zip((400, 700), faces, strict=False):
        for char in set(text):
            assert face.charWidths[ord(char)] == pytest.approx(font.advance(char, weight) * 1000, abs=1), char
    assert all(len(data) < 40_000 for data in made.values())


def test_the_same_text_gives_the_same_bytes():
    assert subset("hans", THEME, "规上工业", (500,), "t") == subset("hans", THEME, "业工上规", (500,), "t")


def test_missing_characters_are_told():
    assert missing(["瀏陽𠮷", "😀瀏"], metrics("hant", THEME)) == ("𠮷", "😀")


def test_a_font_without_weights_is_refused(tmp_path):
    data = subset("hant", THEME, "字", (400,), "s")[400]
    (tmp_path / "own.ttf").write_bytes(data)
    (tmp_path / "own.toml").write_text('[font]\nhant = "own.ttf"\n', encoding="utf-8")
    with pytest.raises(TemplateError, match="no weight axis"):
        metrics("hant", load_theme(tmp_path / "own.toml"))
