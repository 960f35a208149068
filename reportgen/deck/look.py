"""What the writer must know of the deck's look: colour references, fonts, styles, language."""

from __future__ import annotations

from dataclasses import field

from reportgen.assets import Style, Theme
from reportgen.records import dataclass

# Which slot of the theme's colour scheme holds which token; the template's theme part is written from the same table.
SCHEME = {
    "ink": "tx1",
    "white": "bg1",
    "ink-2": "tx2",
    "mist": "bg2",
    "river": "accent1",
    "river-2": "accent2",
    "river-3": "accent3",
    "spark": "accent4",
    "axis": "accent5",
    "hair": "accent6",
    "river-2-text": "hlink",
    "ink-3": "folHlink",
}
LANG = {"hant": "zh-TW", "hans": "zh-CN"}
FONTS = '<a:latin typeface="+{0}-lt"/><a:ea typeface="+{0}-ea"/>'


@dataclass(frozen=True, slots=True)
class Look:
    """`palette` maps a token to the XML of its colour element; `styles` are the theme's deck styles."""

    theme: Theme
    script: str
    palette: dict[str, str] = field(default_factory=dict)

    def fill(self, token: str) -> str:
        if token == "inherit":
            return ""
        return f"<a:solidFill>{self.palette[token]}</a:solidFill>"

    def style(self, name: str) -> Style:
        return self.theme.deck[name]

    @property
    def lang(self) -> str:
        return LANG[self.script]


def house_look(theme: Theme, script: str) -> Look:
    """Colours as references into the template's theme, so that changing the theme changes the deck."""
    return Look(theme, script, {token: f'<a:schemeClr val="{slot}"/>' for token, slot in SCHEME.items()})
