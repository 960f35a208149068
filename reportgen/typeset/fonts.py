"""Turns the variable font into measures (advances, `halt` trims) and into static subsets for one document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.assets import Theme, font_path
from reportgen.errors import TemplateError
from reportgen.typeset.sfnt import patched

GETA = "〓"
"""Shown for a character that the font lacks (the geta mark of Chinese and Japanese typesetting)."""

AXIS = "年月日上中下旬"
"""What time axes are lettered with (charts/labels.py); always in a subset, with 〓 and the digits."""

_STYLE = {400: "Regular", 500: "Medium", 700: "Bold"}
_UNUSED = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "VORG", "vhea", "vmtx", "VVAR", "gasp", "DSIG", "MVAR")


class Metrics:
    """What line breaking asks of a font; every answer is kept, since a document repeats its characters.

    All lengths are in em. `advance` is that of the glyph drawn for the character alone, at the weight asked for.
    """

    def __init__(self, path: Path, script: str) -> None:
        import uharfbuzz as hb

        self.script = script
        self.path = path
        try:
            self.face = hb.Face(hb.Blob.from_file_path(str(path)))
        except (OSError, hb.HarfBuzzError) as error:
            raise TemplateError(f"font.{script}: {path} cannot be read as a font ({error}).") from None
        if not any(axis.tag == "wght" for axis in self.face.axis_infos) or self.face.upem == 0:
            raise TemplateError(
                f"font.{script}: {path} has no weight axis. Expected a variable TrueType font with the axis wght."
            )
        self._hb: Any = hb
        self._fonts: dict[int, Any] = {}
        self._advances: dict[int, dict[str, float]] = {}
        self._halts: dict[str, tuple[float, float]] = {}
        self._glyphs: dict[str, int] = {}

    def font(self, weight: int) -> Any:
        """The HarfBuzz font at a weight."""
        if weight not in self._fonts:
            font = self._hb.Font(self.face)
            font.set_variations({"wght": float(weight)})
            self._fonts[weight] = font
        return self._fonts[weight]

    def glyph(self, char: str) -> int:
        """The glyph that is drawn for a character; 0 when the font lacks it."""
        found = self._glyphs.get(char)
        if found is None:
            found = _joined(self._hb, self.font(400), char, self.script) if char in "—" else 0
            found = found or self.font(400).get_nominal_glyph(ord(char)) or 0
            self._glyphs[char] = found
        return found

    def has(self, char: str) -> bool:
        """Whether the font can show the character."""
        return self.glyph(char) != 0

    def advance(self, char: str, weight: int) -> float:
        """Advance width in em; that of 〓 for a character that the font lacks."""
        widths = self._advances.setdefault(weight, {})
        width = widths.get(char)
        if width is None:
            glyph = self.glyph(char) or self.glyph(GETA)
            width = self.font(weight).get_glyph_h_advance(glyph) / self.face.upem
            widths[char] = width
        return width

    def halt(self, char: str) -> tuple[float, float]:
        """How much of a full-width mark is blank at its left and right, in em: what the font's `halt` takes off."""
        trim = self._halts.get(char)
        if trim is None:
            trim = _halt(self._hb, self.font(400), char, self.glyph(char), self.face.upem, self.script)
            self._halts[char] = trim
        return trim

    def blank(self, char: str) -> float:
        """The blank at both sides of a glyph together, in em: by so much a dash overlaps the next to join it."""
        glyph = self.glyph(char)
        extents = self.font(400).get_glyph_extents(glyph)
        return self.advance(char, 400) - (extents.width / self.face.upem if extents else 0.0)


def _shape(hb: Any, font: Any, char: str, script: str, features: dict[str, bool]) -> tuple[int, int, int]:
    """Glyph, advance and offset of a character alone, in font units."""
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.direction, buffer.script = "ltr", "hani"
    buffer.language = "zh-Hant" if script == "hant" else "zh-Hans"
    hb.shape(font, buffer, features)
    info, position = buffer.glyph_infos[0], buffer.glyph_positions[0]
    return info.codepoint, position.x_advance, position.x_offset


def _joined(hb: Any, font: Any, char: str, script: str) -> int:
    """The form of a dash that joins its neighbour: the font's own for the language, 1 em wide."""
    return _shape(hb, font, char, script, {})[0]


def _halt(hb: Any, font: Any, char: str, glyph: int, upem: int, script: str) -> tuple[float, float]:
    if ord(char) < 0xB7 or 0x3400 <= ord(char) <= 0x9FFF:
        return 0.0, 0.0
    full, wide, _ = _shape(hb, font, char, script, {"halt": False})
    half, narrow, offset = _shape(hb, font, char, script, {"halt": True})
    if full != glyph or half != glyph or narrow >= wide:
        return 0.0, 0.0
    left = -offset / upem
    return left, (wide - narrow) / upem - left


@cache
def _metrics(path: Path, script: str) -> Metrics:
    return Metrics(path, script)


def metrics(script: str, theme: Theme) -> Metrics:
    """The measures of a script's font, opened once a process."""
    return _metrics(font_path(script, theme), script)


def shown(text: str, font: Metrics) -> str:
    """The text with 〓 for each character that the font lacks; same length. White space stays."""
    return "".join(char if char.isspace() or font.has(char) else GETA for char in text)


def missing(text: Iterable[str], font: Metrics) -> tuple[str, ...]:
    """The characters, each once in order of appearance, that `shown` replaces."""
    return tuple(dict.fromkeys(char for part in text for char in part if not char.isspace() and not font.has(char)))


def subset(script: str, theme: Theme, text: str, weights: Iterable[int], tag: str) -> dict[int, bytes]:
    """A static TrueType file a weight with just the characters of `text` (and 〓, blank, digits, AXIS), axis pinned.

    `tag` (letters of your choice, e.g. the article's hash) and a hash of the character set go into every name of the
    font, so that two documents in one process never share a face: reportlab knows faces by PostScript name.
    """
    font = metrics(script, theme)
    wanted = f" {GETA}0123456789{AXIS}{text}"
    chars = sorted({char for char in wanted if ord(char) >= 32 and font.has(char)})
    digest = hashlib.sha256("".join(chars).encode("utf-8", "surrogatepass") + tag.encode()).hexdigest()[:10].upper()
    base = font.path.stem.partition("[")[0].replace(" ", "") or "Font"
    return {weight: _static(font, chars, weight, f"{base}{digest}") for weight in weights}


def _static(font: Metrics, chars: list[str], weight: int, family: str) -> bytes:
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.unicode_set.update(ord(char) for char in chars)
    wanted.glyph_set.update(font.glyph(char) for char in chars)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _UNUSED)
    wanted.pin_axis_location(font.face, "wght", float(weight))
    plan = hb.SubsetPlan(font.face, wanted)
    data = plan.execute().blob.data
    glyphs = plan.old_to_new_glyph_mapping
    cmap = {ord(char): glyphs[font.glyph(char)] for char in chars}
    return patched(data, family=family, style=_STYLE.get(weight, f"W{weight}"), weight=weight, cmap=cmap)
