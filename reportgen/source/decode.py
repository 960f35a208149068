"""Turns a file's bytes into text: UTF-8, UTF-16, GB18030 or Big5, with U+FFFD for bytes that are no text."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from reportgen.errors import InputError

MAX_BYTES = 5 * 1024 * 1024
_MAGIC = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP, Word or PowerPoint file", b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a gzip file", b"Rar!": "a RAR file", b"7z\xbc\xaf": "a 7-Zip file", b"\x7fELF": "a program",
}  # fmt: skip
# The most frequent characters of written Chinese in both scripts, and its punctuation: what tells a right decoding.
_COMMON = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過子"
    "说說产產种種面而方后後多定行学學法所民得经經市年月日新全业業元项項区區企政，。、：；“”「」（）"
)


def read_bytes(path: Path) -> bytes:
    """The bytes of `path`; InputError when it is missing, a folder, unreadable, empty or over 5 MB."""
    try:
        if path.is_dir():
            raise InputError(f"{path}: is a folder. Name an article file (.txt or .html).")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(
                f"{path}: is {size / 1048576:.1f} MB; an article may have 5 MB. Cut it or name another file."
            )
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file. Check the name.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: cannot be read ({reason}). Check its permissions.") from None
    if len(data) > MAX_BYTES:
        raise InputError(f"{path}: is over 5 MB; an article may have 5 MB. Cut it or name another file.")
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise InputError(f"{path}: is empty. Name a file with the article's text.")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"{path}: is {what}, not a text. Save the article as .txt or .html.")
    return data


def decode(data: bytes, path: Path) -> tuple[str, str, int]:
    """Text without BOM and with LF only, the encoding's name, and how many places could not be decoded."""
    text, encoding = _decode(data, path)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # A lone surrogate cannot be written to any file again.
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return text, encoding, text.count("\ufffd") - data.count("\ufffd".encode()) * (encoding == "utf-8")


def _decode(data: bytes, path: Path) -> tuple[str, str]:
    if data.startswith(codecs.BOM_UTF8):
        return data[3:].decode("utf-8", "replace"), "utf-8"
    for bom, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(bom):
            return data[2:].decode(name, "replace"), name
    try:
        text = data.decode("utf-8")
        if "\0" not in text or text.count("\0") * 50 < len(text):
            return text, "utf-8"
    except UnicodeDecodeError:
        pass
    if data.count(0) * 50 > len(data):  # UTF-16 without BOM writes each line break and digit with a zero byte
        best = max(("utf-16-le", "utf-16-be"), key=lambda name: _score(data.decode(name, "replace")))
        text = data.decode(best, "replace")
        if _score(text) < 0.05:
            raise InputError(f"{path}: is a binary file, not a text. Save the article as .txt or .html.")
        return text, best
    tries = [(_score(data.decode(name, "replace")), name) for name in ("utf-8", "gb18030", "cp950", "big5hkscs")]
    best_score, best = max(tries, key=lambda pair: pair[0])
    if best_score < 0.02:
        raise InputError(f"{path}: is a binary file or in an unknown encoding. Save the article as UTF-8 text.")
    return data.decode(best, "replace"), best


def _score(text: str) -> float:
    """Share of common characters, less what could not be decoded; at least 0.1 in any Chinese text."""
    sample = text[:20000]
    marks = sum(c in _COMMON for c in sample)
    bad = sample.count("\ufffd") + sum("\ue000" <= c <= "\uf8ff" or (c < " " and c not in "\t\r\n") for c in sample)
    return (marks - 3 * bad) / max(1, sum(c > "\x7f" for c in sample) + bad)
