"""The only place that knows `templates/`: theme, wording, word lists, deck master, fonts."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import rtoml

from reportgen.errors import TemplateError
from reportgen.records import dataclass

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_NOTO = {
    "hant": ("NotoSansTC[wght].ttf", "notosanstc"),
    "hans": ("NotoSansSC[wght].ttf", "notosanssc"),
}


@cache
def templates_dir() -> Path:
    """The folder of templates: beside the package in a checkout, inside it in a wheel."""
    here = Path(__file__).resolve().parent
    inside = here / "templates"
    return inside if inside.is_dir() else here.parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A text style: size and leading in pt, weight 400/500/700, colour as a token name."""

    size: float
    leading: float
    weight: int
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who hands the files out; empty strings when the theme names nobody. `logo` is an absolute path or ""."""

    name: str
    logo: str
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The merged theme: `colour` maps token → "#RRGGBB"; `page`, `chart` and `slide` map measure → pt."""

    colour: dict[str, str]
    briefing: dict[str, Style]
    deck: dict[str, Style]
    page: dict[str, float]
    chart: dict[str, float]
    slide: dict[str, float]
    fonts: dict[str, str]
    deck_fonts: dict[str, str]
    issuer: Issuer
    sha256: str


def read_toml(path: Path) -> dict[str, Any]:
    """Parse a TOML file; TemplateError with file and place when it is missing or malformed."""
    try:
        return rtoml.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TemplateError(f"{path}: cannot be read ({error.strerror}). Check the path and its permissions.") from None
    except (rtoml.TomlParsingError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: is not valid TOML: {error}. Mend that line and run again.") from None


@cache
def template(name: str) -> dict[str, Any]:
    """A TOML file of `templates/` by its name, parsed once a process. Do not change what is returned."""
    return read_toml(templates_dir() / name)


@cache
def wording(script: str) -> dict[str, Any]:
    """The catalogue of the program's own words for "hant" or "hans", by part: story, briefing, deck …"""
    return template(f"wording.{script}.toml")


_WEIGHTS = (400, 500, 700)


def _at(table: dict[str, Any], *keys: str) -> Any:
    """The entry under a path of keys; None where one of them is missing."""
    value: Any = table
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def _lay_over(house: dict[str, Any], user: dict[str, Any], file: str, path: str = "") -> dict[str, Any]:
    """`house` with the user's entries over it, key by key; a key the house theme lacks is an error."""
    merged = dict(house)
    for key, value in user.items():
        name = f"{path}{key}"
        if key not in house:
            known = ", ".join(sorted(house))
            raise TemplateError(f"{file}: {name} is not a key of the theme. Expected one of: {known}.")
        if isinstance(house[key], dict):
            if not isinstance(value, dict):
                raise TemplateError(f'{file}: {name} = "{value}" is not a table. Expected [{name}].')
            merged[key] = _lay_over(house[key], value, file, f"{name}.")
        else:
            merged[key] = value
    return merged


def _colours(data: dict[str, Any], file: str) -> dict[str, str]:
    for name, value in data["colour"].items():
        if not isinstance(value, str) or not _HEX.fullmatch(value):
            raise TemplateError(f'{file}: colour.{name} = "{value}" is not a colour. Expected "#RRGGBB".')
    return {name: value.upper() for name, value in data["colour"].items()}


def _styles(data: dict[str, Any], part: str, file: str) -> dict[str, Style]:
    styles = {}
    for name, entry in data["style"][part].items():
        where = f"{file}: style.{part}.{name}"
        for key in ("size", "leading"):
            value = entry.get(key)
            if isinstance(value, bool) or not isinstance(value, int | float) or not 4 <= value <= 200:
                raise TemplateError(f'{where}.{key} = "{value}" is not a size. Expected a number of points, 4 to 200.')
        if entry.get("weight") not in _WEIGHTS:
            raise TemplateError(f'{where}.weight = "{entry.get("weight")}" is not a weight. Expected 400, 500 or 700.')
        if entry.get("colour") not in data["colour"]:
            known = ", ".join(data["colour"])
            raise TemplateError(
                f'{where}.colour = "{entry.get("colour")}" is no colour token. Expected one of: {known}.'
            )
        styles[name] = Style(
            size=float(entry["size"]),
            leading=float(entry["leading"]),
            weight=entry["weight"],
            colour=entry["colour"],
        )
    return styles


def _measures(data: dict[str, Any], part: str, file: str) -> dict[str, float]:
    for name, value in data[part].items():
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise TemplateError(f'{file}: {part}.{name} = "{value}" is not a length. Expected a number of points ≥ 0.')
    return {name: float(value) for name, value in data[part].items()}


def _words(table: dict[str, Any], path: str, file: str) -> dict[str, str]:
    words = {name: value for name, value in table.items() if not isinstance(value, dict)}
    for name, value in words.items():
        if not isinstance(value, str) or any(ord(char) < 32 for char in value):
            raise TemplateError(f'{file}: {path}.{name} = "{value}" is not a line of text. Expected "…".')
    return words


def _beside(value: str, user: Path | None, key: str, file: str) -> str:
    """A file named in a theme, as an absolute path; "" stays "". Relative to the theme that names it."""
    if not value:
        return ""
    found = ((user.parent if user else templates_dir()) / value).resolve()
    if not found.is_file():
        raise TemplateError(f'{file}: {key} = "{value}" is not there. Expected a file at {found}.')
    return str(found)


def load_theme(user: Path | None = None) -> Theme:
    """The house theme with the user's TOML file over it, checked entry by entry.

    Raises TemplateError that names file, key and value: `templates/theme.toml: colour.ink = "#12G4FF" is not a
    colour. Expected "#RRGGBB".` Files named in a user's theme are looked up beside that file.
    """
    house = template("theme.toml")
    own = read_toml(user) if user else {}
    file = str(user) if user else "templates/theme.toml"
    data = _lay_over(house, own, file)
    fonts = _words(data["font"], "font", file)
    issuer = _words(data["issuer"], "issuer", file)
    for key, value in fonts.items():
        fonts[key] = _beside(value, user if _at(own, "font", key) else None, f"font.{key}", file)
    logo = _beside(issuer["logo"], user if _at(own, "issuer", "logo") else None, "issuer.logo", file)
    canonical = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return Theme(
        colour=_colours(data, file),
        briefing=_styles(data, "briefing", file),
        deck=_styles(data, "deck", file),
        page=_measures(data, "page", file),
        chart=_measures(data, "chart", file),
        slide=_measures(data, "slide", file),
        fonts=fonts,
        deck_fonts=_words(data["font"]["deck"], "font.deck", file),
        issuer=Issuer(name=issuer["name"], logo=logo, contact=issuer["contact"]),
        sha256=hashlib.sha256(canonical.encode()).hexdigest(),
    )


def font_path(script: str, theme: Theme) -> Path:
    """The variable TrueType file (axis wght) of a script: the theme's own, else the installed Noto Sans TC or SC."""
    if own := theme.fonts.get(script):
        return Path(own)
    name, folder = _NOTO[script]
    try:
        root = files("justmytype_intl_cjk")
    except ModuleNotFoundError:
        raise TemplateError(
            f"templates/theme.toml: font.{script} is empty and the package justmytype-intl-cjk is not installed. "
            "Install it, or name a TrueType file there."
        ) from None
    return Path(str(root)) / "fonts" / "ofl" / folder / name


def font_bytes(script: str, theme: Theme) -> bytes:
    """The bytes of `font_path`; read anew at each call (12 to 18 MB), so map the path where you can."""
    try:
        return font_path(script, theme).read_bytes()
    except OSError as error:
        raise TemplateError(f"font.{script}: {error.filename} cannot be read ({error.strerror}).") from None


def flattened(path: Path | str) -> tuple[int, int, bytes]:
    """Width, height and pixels (RGB) of a picture file on white: the issuer's logo as the briefing holds it."""
    from PIL import Image

    with Image.open(path) as opened:
        rgba = opened.convert("RGBA")
    flat = Image.new("RGB", rgba.size, "white")
    flat.paste(rgba, mask=rgba.getchannel("A"))
    return flat.width, flat.height, flat.tobytes()
