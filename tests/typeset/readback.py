"""Set paragraphs on pages as the briefing sets them, and read the lines back from the PDF with another program."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from reportgen.assets import Theme
from reportgen.pdf.boxes import Briefing, Page, Text, TextBox
from reportgen.pdf.canvas import TaggedCanvas
from reportgen.pdf.fonts import FontTable
from reportgen.pdf.metadata import About
from reportgen.pdf.setter import Setter
from reportgen.pdf.tags import Node
from reportgen.pdf.write import Artist
from reportgen.typeset import Inline, metrics, set_paragraph
from tests.fixtures.seed_story import STORY

BETWEEN = 12.0


@dataclass(frozen=True, slots=True)
class Char:
    """A character as another program finds it: `x` where it begins, `end` where its advance ends, `ink` its outline's
    left and right edge, `height` its lower and upper one; all in pt. `made` tells a blank that the program put in."""

    text: str
    x: float
    y: float
    end: float
    ink: tuple[float, float]
    height: tuple[float, float]
    made: bool


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line as it stands on a page."""

    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    @property
    def y(self) -> float:
        return self.chars[0].y


def pages(texts: Sequence[str], theme: Theme, script: str, width: float, mode: str, style: str = "body") -> bytes:
    """A PDF with one paragraph below the other, each whole on a page."""
    look, font = theme.briefing[style], metrics(script, theme)
    root = Node("Document", lang="")
    made = [Page()]
    left, top, bottom = theme.page["margin-left"], theme.page["top"], theme.page["bottom"]
    y = top
    for text in texts:
        lines = set_paragraph([Inline(text, look)], width, script=script, metrics=font, mode=mode)  # type: ignore[arg-type]
        height = len(lines) * look.leading
        if y > top and y + height > bottom:
            made.append(Page())
            y = top
        made[-1].boxes.append(
            TextBox(kind="body", x=left, y=y, w=width, text=Text(lines, look.leading, look.size), node=root.add("P"))
        )
        y += height + BETWEEN
    about = About(title="lines", authors=(), subject="", language="zh", date=None, time=None)
    fonts = FontTable(script, theme, font, f"{script}{width}{mode}")
    canvas = TaggedCanvas(
        size=(theme.page["width"], theme.page["height"]), fonts=fonts, colours=theme.colour, about=about
    )
    Artist(canvas, Setter(STORY, theme, font), theme, font).draw(Briefing(made, root, []))
    return canvas.finish(root, [])


def paragraphs(data: bytes, leading: float) -> Iterator[list[PageLine]]:
    """The paragraphs of a PDF by the places of its characters alone: lines that are one leading apart belong together."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        found: list[PageLine] = []
        for line in _lines(page.get_textpage()):
            if found and found[-1].y - line.y > leading + 1:
                yield found
                found = []
            found.append(line)
        if found:
            yield found
    document.close()


def _lines(text: pypdfium2.PdfTextPage) -> Iterator[PageLine]:
    line: list[Char] = []
    waiting: list[Char] = []
    for index in range(text.count_chars()):
        char = _char(text.raw, index)
        if char.made:
            waiting.append(char)
            continue
        if line and abs(char.y - line[0].y) > 2:
            yield PageLine(tuple(line))
            line, waiting = [], []
        line += [each for each in waiting if each.text == " "]
        waiting = []
        line.append(char)
    if line:
        yield PageLine(tuple(line))


def characters(text: pypdfium2.PdfTextPage) -> list[Char]:
    """All characters of a page that it paints."""
    found = [_char(text.raw, index) for index in range(text.count_chars())]
    return [char for char in found if not char.made]


def _char(page: object, index: int) -> Char:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page, index, x, y)
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, index, box)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(page, index, left, right, bottom, top)
    return Char(
        chr(pdfium.FPDFText_GetUnicode(page, index)),
        x.value,
        y.value,
        box.right,
        (left.value, right.value),
        (bottom.value, top.value),
        pdfium.FPDFText_IsGenerated(page, index) == 1,
    )
