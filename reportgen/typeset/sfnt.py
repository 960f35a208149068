"""Turns the bytes of a subset into a font file with names and a character map of its own (TrueType tables by hand).

hb-subset leaves the variable font's names on every weight (…-Thin), and reportlab tells faces apart by PostScript name.
"""

from __future__ import annotations

import struct

_MAC, _WINDOWS = (1, 0, 0), (3, 1, 0x409)


def patched(font: bytes, *, family: str, style: str, weight: int, cmap: dict[int, int]) -> bytes:
    """The font with new `name` and `cmap` tables and the weight in OS/2; check sums reckoned anew.

    `cmap` maps code points to glyph ids of this very file. The PostScript name is `family-style`.
    """
    tables = _tables(font)
    tables["name"] = _name(family, style)
    tables["cmap"] = _cmap(cmap)
    if "OS/2" in tables:
        table = bytearray(tables["OS/2"])
        struct.pack_into(">H", table, 4, weight)
        tables["OS/2"] = bytes(table)
    return _joined(font[:4], tables)


def _tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    found = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        found[tag.decode("latin-1")] = font[offset : offset + length]
    return found


def _name(family: str, style: str) -> bytes:
    """A name table with the records 1, 2, 3, 4 and 6 for Mac and Windows."""
    full = f"{family} {style}"
    names = {1: full, 2: "Regular", 3: f"{family}-{style}", 4: full, 6: f"{family}-{style}"}
    records, storage = [], b""
    for platform, coding in ((_MAC, "ascii"), (_WINDOWS, "utf-16-be")):
        for name_id, value in names.items():
            data = value.encode(coding)
            records.append((*platform, name_id, len(data), len(storage)))
            storage += data
    head = struct.pack(">HHH", 0, len(records), 6 + 12 * len(records))
    return head + b"".join(struct.pack(">HHHHHH", *record) for record in records) + storage


def _cmap(mapping: dict[int, int]) -> bytes:
    """A cmap of format 4 (BMP) and format 12 (all), both for Windows."""
    four = _format4({code: glyph for code, glyph in mapping.items() if code < 0xFFFF})
    twelve = _format12(mapping)
    head = struct.pack(">HH", 0, 2) + struct.pack(">HHL", 3, 1, 20) + struct.pack(">HHL", 3, 10, 20 + len(four))
    return head + four + twelve


def _runs(mapping: dict[int, int]) -> list[tuple[int, int, int]]:
    """(first code, last code, first glyph) of each stretch in which code and glyph rise together."""
    runs: list[tuple[int, int, int]] = []
    for code, glyph in sorted(mapping.items()):
        if runs and code == runs[-1][1] + 1 and glyph == runs[-1][2] + code - runs[-1][0]:
            runs[-1] = (runs[-1][0], code, runs[-1][2])
        else:
            runs.append((code, code, glyph))
    return runs


def _format4(mapping: dict[int, int]) -> bytes:
    runs = [*_runs(mapping), (0xFFFF, 0xFFFF, 0)]
    count = len(runs)
    power = 1 << (count.bit_length() - 1)
    ends = struct.pack(f">{count}H", *(last for _, last, _ in runs))
    starts = struct.pack(f">{count}H", *(first for first, _, _ in runs))
    deltas = struct.pack(f">{count}H", *((glyph - first) % 0x10000 for first, _, glyph in runs[:-1]), 1)
    body = ends + b"\0\0" + starts + deltas + bytes(2 * count)
    search = (2 * power, power.bit_length() - 1, 2 * (count - power))
    return struct.pack(">HHHHHHH", 4, 14 + len(body), 0, 2 * count, *search) + body


def _format12(mapping: dict[int, int]) -> bytes:
    runs = _runs(mapping)
    body = b"".join(struct.pack(">LLL", *run) for run in runs)
    return struct.pack(">HHLLL", 12, 0, 16 + len(body), 0, len(runs)) + body


def _checksum(data: bytes) -> int:
    data += bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF


def _joined(version: bytes, tables: dict[str, bytes]) -> bytes:
    """A font file from its tables, in order of tag, with the file's check sum in `head`."""
    head = bytearray(tables["head"])
    struct.pack_into(">L", head, 8, 0)
    tables = {**tables, "head": bytes(head)}
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = version + struct.pack(">HHHH", count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    offset, body, head_at = 12 + 16 * count, b"", 0
    for tag, data in sorted(tables.items()):
        if tag == "head":
            head_at = offset + len(body)
        directory += struct.pack(">4sLLL", tag.encode("latin-1"), _checksum(data), offset + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    font = bytearray(directory + body)
    struct.pack_into(">L", font, head_at + 8, (0xB1B0AFBA - _checksum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)
