"""Reads a content stream of a PDF into operators, and the codes of its fonts into characters and widths."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(
    rb"[\x00\t\n\f\r ]*(?:%[^\r\n]*"
    rb"|(?P<run>(?:[+-]?(?:\d+\.?\d*|\.\d+)[\x00\t\n\f\r ]+)+)(?P<word>[A-Za-z'\"][A-Za-z0-9*]*)"
    rb"|\[(?P<show>(?:[\x00\t\n\f\r ]*(?:<[0-9A-Fa-f]*>|[+-]?(?:\d+\.?\d*|\.\d+)(?=[ <\]])))*)[\x00\t\n\f\r ]*\]"
    rb"|(?P<mcid><<[\x00\t\n\f\r ]*/MCID[\x00\t\n\f\r ]+\d+[\x00\t\n\f\r ]*>>)"
    rb"|(?P<num>[+-]?(?:\d+\.?\d*|\.\d+))(?=[\x00\t\n\f\r \[\]()<>/%]|$)"
    rb"|/(?P<name>[^\x00\t\n\f\r \[\]()<>{}/%]*)"
    rb"|(?P<str>\((?:[^()\\]|\\.)*\))"
    rb"|(?P<dict><<|>>)|(?P<hex><[0-9A-Fa-f\s]*>)"
    rb"|(?P<arr>[\[\]])|(?P<op>[A-Za-z'\"][A-Za-z0-9*]*)|(?P<deep>\())?",
    re.S,
)
_NO_OPERATORS = (b"true", b"false", b"null", b"BI")
_SHOWN = re.compile(rb"(<[0-9A-Fa-f]*>)|([+-]?[\d.]+)")
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r\n|\r|\n|.)", re.S)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _unescape(data: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        code = match.group(1)
        if code in _PLAIN:
            return _PLAIN[code]
        if code[:1] in b"01234567":
            return bytes([int(code, 8) & 255])
        return b"" if code in (b"\n", b"\r", b"\r\n") else code

    return _ESCAPE.sub(one, data) if b"\\" in data else data


def _deep_string(data: bytes, start: int) -> tuple[bytes, int]:
    """A literal string with brackets inside: its bytes and the offset after it."""
    depth, i = 0, start
    while i < len(data):
        c = data[i]
        if c == 92:
            i += 2
            continue
        if c == 40:
            depth += 1
        elif c == 41:
            depth -= 1
            if depth == 0:
                return _unescape(data[start + 1 : i]), i + 1
        i += 1
    return _unescape(data[start + 1 :]), len(data)


def _hex(written: bytes) -> bytes:
    """The bytes of a string written as <0a1b>; a missing last digit is 0."""
    digits = written[1:-1]
    try:
        return bytes.fromhex(digits.decode())
    except ValueError:
        digits = re.sub(rb"\s", b"", digits)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def operations(data: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Operators of a content stream with their operands: float, bytes (strings), str (names), list, dict."""
    stack: list[list[Any]] = [[]]
    kinds: list[str] = []
    pos, match = 0, _TOKEN.match
    while pos < len(data):
        m = match(data, pos)
        if m is None or m.end() == pos:
            pos += 1
            continue
        pos, kind = m.end(), m.lastgroup
        if kind is None:
            continue
        if kind == "word":
            stack[-1] += map(float, m["run"].split())
            word = m["word"]
            if len(stack) == 1 and word not in _NO_OPERATORS:
                yield word.decode("latin-1"), stack[0]
                stack[0] = []
                continue
            kind = "op"
        if kind == "show":
            stack[-1].append([_hex(h) if h else float(n) for h, n in _SHOWN.findall(m["show"])])
        elif kind == "mcid":
            stack[-1].append({"/MCID": float(m["mcid"][2:-2].split()[1])})
        elif kind == "num":
            stack[-1].append(float(m["num"]))
        elif kind == "op":
            word = (m["op"] or m["word"]).decode("latin-1")
            if len(stack) > 1 or word in ("true", "false", "null"):
                stack[-1].append(word == "true" if word in ("true", "false") else None)
                continue
            if word == "BI":
                end = re.compile(rb"[\s]EI(?=[\s]|$)").search(data, pos)
                pos = end.end() if end else len(data)
            yield word, stack[0]
            stack[0] = []
        elif kind == "str":
            stack[-1].append(_unescape(m.group("str")[1:-1]))
        elif kind == "hex":
            stack[-1].append(_hex(m["hex"]))
        elif kind == "name":
            stack[-1].append("/" + m.group("name").decode("latin-1"))
        elif kind == "deep":
            text, pos = _deep_string(data, m.start(kind))
            stack[-1].append(text)
        else:
            token = m[kind]
            if token in (b"[", b"<<"):
                if len(stack) < 100:
                    stack.append([])
                    kinds.append(token.decode())
            elif kinds:
                items, opened = stack.pop(), kinds.pop()
                if opened == "<<":
                    pairs = zip(items[::2], items[1::2], strict=False)
                    stack[-1].append({k: v for k, v in pairs if isinstance(k, str)})
                else:
                    stack[-1].append(items)


class Font:
    """Codes of one font to Unicode and to advance widths (thousandths of an em)."""

    def __init__(self, font: Any, read: Any) -> None:
        self.wide = str(font.get("/Subtype", "")) == "/Type0"
        self.map: dict[int, str] = {}
        self.widths: dict[int, float] = {}
        self.default = 1000.0 if self.wide else 500.0
        self.unmapped = False
        self.fault = ""
        stream = font.get("/ToUnicode")
        if stream is not None:
            self._read_cmap(read(stream))
        else:
            self.unmapped = self.wide
        if self.wide:
            below = font["/DescendantFonts"][0]
            self.default = float(below.get("/DW", 1000))
            self._read_w(list(below.get("/W", [])))
        else:
            first = int(font.get("/FirstChar", 0))
            self.widths = {first + i: float(w) for i, w in enumerate(list(font.get("/Widths", []))[:256])}
        self.fault = self._otherwise(font, read)

    def _otherwise(self, font: Any, read: Any) -> str:
        """The first character that reads otherwise than its glyph is painted, by the font file's own table; "" if none
        does."""
        if str(font.get("/Subtype", "")) == "/Type3":
            return "a font that is drawn by programs"
        if not self.wide:
            found = next((t for c, t in self.map.items() if 32 < c < 127 and t != chr(c)), "")
            return f'characters that read as "{found}" and show another' if found else ""
        below = font["/DescendantFonts"][0]
        file, table = below["/FontDescriptor"].get("/FontFile2"), below.get("/CIDToGIDMap")
        if file is None or not hasattr(table, "read_bytes"):
            return ""
        painted, glyphs = characters(read(file)), read(table)
        numbers = struct.unpack(f">{len(glyphs) // 2}H", glyphs[: len(glyphs) // 2 * 2])
        for code, text in self.map.items():
            glyph = numbers[code] if code < len(numbers) else 0
            if glyph and len(text) == 1 and painted.get(ord(text), glyph) != glyph:
                return f'a character that reads as "{text}" and shows another'
        return ""

    def _read_cmap(self, data: bytes) -> None:
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.S):
            for code, out in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>", block):
                self.map[int(code, 16)] = _utf16(out)
        for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.S):
            for low, high, many, one in re.findall(
                rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:\[(.*?)\]|<([0-9A-Fa-f\s]*)>)", block, re.S
            ):
                a, b = int(low, 16), int(high, 16)
                if b - a > 65535:
                    continue
                if many:
                    for i, out in enumerate(re.findall(rb"<([0-9A-Fa-f\s]*)>", many)[: b - a + 1]):
                        self.map[a + i] = _utf16(out)
                else:
                    base = _utf16(one)
                    for i in range(b - a + 1):
                        if base:
                            self.map[a + i] = base[:-1] + chr(min(ord(base[-1]) + i, 0x10FFFF))

    def _read_w(self, items: list[Any]) -> None:
        i = 0
        while i + 1 < len(items) and i < 20000:
            start = int(items[i])
            try:
                widths = list(items[i + 1])
            except TypeError:
                if i + 2 < len(items):
                    for code in range(start, min(int(items[i + 1]), start + 70000) + 1):
                        self.widths[code] = float(items[i + 2])
                i += 3
                continue
            self.widths.update({start + j: float(w) for j, w in enumerate(widths)})
            i += 2

    def decode(self, data: bytes) -> tuple[str, float, int]:
        """Text, advance in thousandths of an em, number of codes."""
        codes = [data[i] << 8 | data[i + 1] for i in range(0, len(data) - 1, 2)] if self.wide else list(data)
        get, width, default = self.map.get, self.widths.get, self.default
        if self.map:
            text = "".join([get(c, "\ufffd") for c in codes])
        else:
            text = "\ufffd" * len(codes) if self.wide else data.decode("cp1252", "replace")
        return text, sum([width(c, default) for c in codes]), len(codes)


def characters(data: bytes) -> dict[int, int]:
    """Code point → glyph by the character map of a TrueType file (formats 4 and 12); empty when it has none."""
    found: dict[int, int] = {}

    def number(at: int, size: int = 2) -> int:
        return int.from_bytes(data[at : at + size], "big")

    def numbers(at: int, count: int) -> tuple[int, ...]:
        return struct.unpack(f">{count}H", data[at : at + 2 * count].ljust(2 * count, b"\0"))

    tables = {data[12 + 16 * i : 16 + 16 * i]: number(20 + 16 * i, 4) for i in range(min(number(4), 64))}
    base = tables.get(b"cmap")
    if base is None:
        return found
    for record in range(min(number(base + 2), 32)):
        at = base + number(base + 4 + 8 * record + 4, 4)
        if number(at) == 12:
            many = min(number(at + 12, 4), 20000, max(len(data) - at - 16, 0) // 12)
            for low, high, glyph in struct.iter_unpack(">III", data[at + 16 : at + 16 + 12 * many]):
                for code in range(low, min(high, low + 20000) + 1):
                    found[code] = glyph + code - low
        elif number(at) == 4:
            count = number(at + 6) // 2
            highs, lows = numbers(at + 14, count), numbers(at + 16 + 2 * count, count)
            shifts, offsets = numbers(at + 16 + 4 * count, count), numbers(at + 16 + 6 * count, count)
            for i, (high, low, shift, offset) in enumerate(zip(highs, lows, shifts, offsets, strict=True)):
                where = at + 16 + 6 * count + 2 * i + offset
                for code in range(low, min(high, 0xFFFE) + 1):
                    glyph = number(where + 2 * (code - low)) if offset else code
                    found[code] = (glyph + shift) & 0xFFFF if glyph or not offset else 0
    return found


def _utf16(digits: bytes) -> str:
    digits = b"".join(digits.split())
    if len(digits) <= 2:
        return chr(int(digits, 16)) if digits else ""
    if len(digits) == 4 and not 0xD800 <= (code := int(digits, 16)) <= 0xDFFF:
        return chr(code)
    return bytes.fromhex(digits[: len(digits) // 4 * 4].decode()).decode("utf-16-be", "replace")
