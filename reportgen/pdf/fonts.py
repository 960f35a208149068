"""Turns the characters drawn with each weight into one embedded CID font a weight, made when the file is written.

Codes are given in order of first use, so text can be drawn before the subset exists and no character can be missing
from it: the subset is cut from exactly what was drawn.
"""

from __future__ import annotations

import hashlib
import struct
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument

from reportgen.assets import Theme
from reportgen.pdf.objects import Raw, Stream, name, number_of
from reportgen.typeset.fonts import GETA, Metrics, subset

_FLAGS = 4  # symbolic: the codes are ours, not those of a standard encoding


class FontTable:
    """The fonts of one document: codes by weight and character."""

    def __init__(self, script: str, theme: Theme, metrics: Metrics, tag: str) -> None:
        self.script, self.theme, self.metrics, self.tag = script, theme, metrics, tag
        self.codes: dict[int, dict[str, int]] = {}
        self._hex: dict[int, dict[str, str]] = {}

    def resource(self, weight: int) -> str:
        """The name under which pages know the font of a weight."""
        return f"/W{weight}"

    def code(self, char: str, weight: int) -> str:
        """The two-byte code of a character in hexadecimal; 〓 stands in for one that the font lacks."""
        known = self._hex.setdefault(weight, {})
        found = known.get(char)
        if found is None:
            shown = char if self.metrics.has(char) else GETA
            codes = self.codes.setdefault(weight, {})
            found = known[char] = f"{codes.setdefault(shown, len(codes) + 1):04X}"
        return found

    def add_to(self, document: PDFDocument) -> dict[str, str]:
        """Put the fonts into the document; resource name → reference."""
        return {f"W{weight}": self._embedded(document, weight) for weight in sorted(self.codes)}

    def _embedded(self, document: PDFDocument, weight: int) -> str:
        import uharfbuzz as hb

        codes = self.codes[weight]
        chars = "".join(codes)
        own = hashlib.sha256(f"{self.tag}{weight}{chars}".encode("utf-8", "replace")).hexdigest()[:12]
        data = subset(self.script, self.theme, chars, (weight,), f"{own}{weight}")[weight]
        face = hb.Face(data)
        font = hb.Font(face)
        scale = 1000 / face.upem
        glyphs = {char: font.get_nominal_glyph(ord(char)) or 0 for char in codes}
        base = f"{_prefix(own)}+{self.metrics.path.stem.partition('[')[0]}-{weight}"
        return _type0(document, base, data, codes, glyphs, font, scale)


def _type0(
    document: PDFDocument,
    base: str,
    data: bytes,
    codes: dict[str, int],
    glyphs: dict[str, int],
    font: Any,
    scale: float,
) -> str:
    """The Type 0 font with its descendant, descriptor, file, widths, glyph map and Unicode map."""
    by_code = [0, *(glyphs[char] for char in sorted(codes, key=codes.__getitem__))]
    widths = [round(font.get_glyph_h_advance(glyph) * scale) for glyph in by_code]
    x_min, y_min, x_max, y_max, ascent, descent, cap = _bounds(data, scale)
    file = number_of(document, Stream(data, f"/Length1 {len(data)}"))
    to_glyph = number_of(document, Stream(struct.pack(f">{len(by_code)}H", *by_code)))
    to_unicode = number_of(document, Stream(_unicode_map(codes)))
    descriptor = number_of(
        document,
        Raw(
            f"<< /Type /FontDescriptor /FontName {name(base)} /Flags {_FLAGS} /ItalicAngle 0 /StemV 80 "
            f"/FontBBox [{x_min} {y_min} {x_max} {y_max}] /Ascent {ascent} /Descent {descent} /CapHeight {cap} "
            f"/FontFile2 {file} >>"
        ),
    )
    descendant = number_of(
        document,
        Raw(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name(base)} "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/FontDescriptor {descriptor} /DW 1000 /W [{_runs(widths)}] /CIDToGIDMap {to_glyph} >>"
        ),
    )
    return number_of(
        document,
        Raw(
            f"<< /Type /Font /Subtype /Type0 /BaseFont {name(base)} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant}] /ToUnicode {to_unicode} >>"
        ),
    )


def _prefix(digest: str) -> str:
    """Six capital letters for a subset's name: those of another document or other characters differ."""
    seed = int(digest, 16)
    return "".join(chr(65 + seed // 26**i % 26) for i in range(6))


def _runs(widths: list[int]) -> str:
    """The W array without the full-width codes, which the default covers; code 0 (.notdef) is always told."""
    parts, at = [], 0
    while at < len(widths):
        if widths[at] == 1000:
            at += 1
            continue
        end = at
        while end < len(widths) and widths[end] != 1000:
            end += 1
        parts.append(f"{at} [{' '.join(map(str, widths[at:end]))}]")
        at = end
    return " ".join(parts)


def _unicode_map(codes: dict[str, int]) -> bytes:
    """The ToUnicode CMap of the codes."""
    lines = [f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for char, code in codes.items()]
    blocks = [lines[i : i + 100] for i in range(0, len(lines), 100)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _bounds(data: bytes, scale: float) -> tuple[int, ...]:
    """Bounding box, ascent, descent and height of capitals in thousandths of an em, from head, hhea and OS/2."""
    tables = {}
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        tables[tag] = offset
    box = struct.unpack_from(">4h", data, tables[b"head"] + 36)
    rise = struct.unpack_from(">2h", data, tables[b"hhea"] + 4)
    version = struct.unpack_from(">H", data, tables[b"OS/2"])[0] if b"OS/2" in tables else 0
    cap = struct.unpack_from(">h", data, tables[b"OS/2"] + 88)[0] if version >= 2 else rise[0]
    return tuple(round(value * scale) for value in (*box, *rise, cap))
