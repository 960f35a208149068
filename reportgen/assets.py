"""The only place that knows `templates/`: theme, wording, word lists, deck master, fonts."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.errors import TemplateError

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


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
    """The merged theme: `colour` maps token → "#RRGGBB"; `page` and `slide` map measure → pt."""

    colour: dict[str, str]
    briefing: dict[str, Style]
    deck: dict[str, Style]
    page: dict[str, float]
    slide: dict[str, float]
    fonts: dict[str, str]
    deck_fonts: dict[str, str]
    issuer: Issuer
    sha256: str


def read_toml(path: Path) -> dict[str, Any]:
    """Parse a TOML file; TemplateError with file and place when it is missing or malformed."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TemplateError(f"{path}: cannot be read ({error.strerror}). Check the path and its permissions.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: is not valid TOML: {error}. Mend that line and run again.") from None


@cache
def template(name: str) -> dict[str, Any]:
    """A TOML file of `templates/` by its name, parsed once a process. Do not change what is returned."""
    return read_toml(templates_dir() / name)


@cache
def wording(script: str) -> dict[str, Any]:
    """The catalogue of the program's own words for "hant" or "hans", by part: story, briefing, deck …"""
    return template(f"wording.{script}.toml")
