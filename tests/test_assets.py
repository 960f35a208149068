"""A theme's mistakes are told with file, key, value and what was expected."""

from __future__ import annotations

import pytest

from reportgen.assets import font_bytes, load_theme
from reportgen.errors import TemplateError


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('[colour]\nink = "#12G4FF"', 'colour.ink = "#12G4FF" is not a colour. Expected "#RRGGBB".'),
        ('[colour]\naccent = "#123456"', "colour.accent is not a key of the theme"),
        ("[style.briefing.body]\nsize = 400", 'style.briefing.body.size = "400" is not a size'),
        ("[style.deck.title]\nweight = 650", 'style.deck.title.weight = "650" is not a weight'),
        ('[style.deck.title]\ncolour = "red"', 'style.deck.title.colour = "red" is no colour token'),
        ("[page]\nem = -1", 'page.em = "-1" is not a length'),
        ('[font]\nhant = "gone.ttf"', 'font.hant = "gone.ttf" is not there'),
        ("[issuer]\nname = 3", 'issuer.name = "3" is not a line of text'),
        ('colour = "red"', 'colour = "red" is not a table'),
        ("[colour", "is not valid TOML"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, toml, message):
    path = tmp_path / "own.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        load_theme(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_users_theme_lies_over_the_house_theme(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        '[colour]\nriver = "#112233"\n[style.briefing.body]\nsize = 11\n[issuer]\nname = "某辦"',
        encoding="utf-8",
    )
    house, own = load_theme(), load_theme(path)
    assert (own.colour["river"], own.briefing["body"].size, own.issuer.name) == ("#112233", 11.0, "某辦")
    assert own.briefing["body"].leading == house.briefing["body"].leading
    assert own.sha256 != house.sha256


def test_the_fonts_are_variable_truetype():
    assert font_bytes("hant", load_theme())[:4] == b"\x00\x01\x00\x00"
