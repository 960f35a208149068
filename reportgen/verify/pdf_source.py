"""Gives the streams and fonts of an opened PDF within bounds, and keeps what the walk over it finds."""

from __future__ import annotations

from typing import Any

from reportgen.verify.pdf_stream import Font
from reportgen.verify.surfaces import MOST_TOTAL, Contents, Kind, Surface


class Source:
    """An opened PDF: gives its streams and fonts within bounds, takes what is found in it."""

    def __init__(
        self,
        pdf: Any,
        contents: Contents,
        pictures: frozenset[str] = frozenset(),
        recorded: frozenset[str] = frozenset(),
    ) -> None:
        self.pdf, self.contents, self.pictures, self.recorded = pdf, contents, pictures, recorded
        self.fonts: dict[Any, Font] = {}
        self.images: list[tuple[int, int, int]] = []
        self.total = 0
        self.walked = 0

    def trouble(self, page: int, place: str, what: str) -> None:
        if (page, place, what) not in self.contents.troubles and len(self.contents.troubles) < 200:
            self.contents.troubles.append((page, place, what))

    def over(self, size: int) -> bool:
        """True when forms used again and again have made more to walk than any honest file."""
        self.walked += size
        if self.walked > MOST_TOTAL // 4:
            self.trouble(0, "file", "holds more drawing than is read")
            return True
        return False

    def stream(self, stream: Any) -> bytes:
        import pikepdf

        if self.total > MOST_TOTAL:
            self.trouble(0, "file", "unpacks to more than is read")
            return b""
        try:
            data = bytes(stream.read_bytes())
        except (pikepdf.PdfError, MemoryError, AttributeError, TypeError, ValueError, RuntimeError):
            self.trouble(0, "file", "holds a stream that cannot be unpacked within bounds")
            return b""
        self.total += len(data)
        return data

    def font(self, font: Any, page: int) -> Font | None:
        if font is None:
            return None
        key = font.objgen if font.is_indirect else id(font)
        if key not in self.fonts:
            try:
                self.fonts[key] = Font(font, self.stream)
            except (KeyError, ValueError, TypeError, IndexError, AttributeError):
                self.trouble(0, "file", "holds a font whose characters cannot be read")
                return None
            if self.fonts[key].unmapped:
                self.trouble(0, "file", "holds a font without a Unicode map")
        if self.fonts[key].fault:
            self.trouble(page, "text", f"is set with {self.fonts[key].fault}")
        return self.fonts[key]

    def add(self, kind: Kind, page: int, place: str, text: str, **more: Any) -> None:
        if text.strip():
            self.contents.surfaces.append(Surface(kind=kind, page=page, place=place, text=text, **more))
