"""Turns Python values into PDF objects that reportlab's document writes as they are."""

from __future__ import annotations

import zlib

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject


def num(value: float) -> str:
    """A number as PDF writes it: at most three decimals, no exponent, no negative zero."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def name(value: str) -> str:
    """A PDF name; what is not a letter, digit, dot, plus or hyphen is escaped."""
    return "/" + "".join(c if c.isascii() and (c.isalnum() or c in ".+-_") else f"#{ord(c):02X}" for c in value)


def text(value: str) -> str:
    """A text string (UTF-16BE with byte order mark, in hexadecimal); a lone surrogate becomes U+FFFD."""
    data = value.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace").encode("utf-16-be")
    return f"<FEFF{data.hex().upper()}>"


class Raw(PDFObject):  # type: ignore[misc]
    """An object whose body is known: written as it is."""

    __RefOnly__ = 1

    def __init__(self, body: str = "null") -> None:
        self.body = body

    def format(self, document: PDFDocument) -> bytes:
        """The body as bytes."""
        return self.body.encode("latin-1")


class Stream(PDFObject):  # type: ignore[misc]
    """A stream, compressed unless `plain`; with the end of line before `endstream` that PDF/A asks for."""

    __RefOnly__ = 1

    def __init__(self, data: bytes, entries: str = "", *, plain: bool = False) -> None:
        self.data, self.entries, self.plain = data, entries, plain

    def format(self, document: PDFDocument) -> bytes:
        """Dictionary and data as bytes."""
        data = self.data if self.plain else zlib.compress(self.data, 6)
        coding = "" if self.plain else "/Filter /FlateDecode "
        head = f"<< {self.entries} {coding}/Length {len(data)} >>\nstream\n"
        return head.encode("latin-1") + data + b"\nendstream"


def number_of(document: PDFDocument, obj: PDFObject) -> str:
    """The reference `n 0 R` of an object; the object is put into the document if it is not there yet."""
    key = document.Reference(obj).name
    return f"{document.idToObjectNumberAndVersion[key][0]} 0 R"
