"""Turns glyphs, rules and rectangles into tagged page content on reportlab's canvas.

Positions are in pt from the page's upper left corner; the canvas turns them over. Everything painted stands inside a
piece of marked content that belongs to a structure element, or inside an artifact.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, ViewerPreferencesPDFDictionary
from reportlab.pdfgen.canvas import Canvas

from reportgen.assets import flattened
from reportgen.pdf.file import serialise
from reportgen.pdf.fonts import FontTable
from reportgen.pdf.metadata import (
    About,
    Attachment,
    add_attachments,
    add_information,
    add_output_intent,
    add_xmp,
)
from reportgen.pdf.objects import Raw, Stream, num, number_of, text
from reportgen.pdf.tags import Annotated, Content, Node, write_tree

Place = tuple[int, float, float]
"""A page (0-based) and a point on it, from its upper left corner."""


class _Link(PDFObject):  # type: ignore[misc]
    """A link annotation: to a place in the document, found out when the file is written, or to a web address."""

    __RefOnly__ = 1

    def __init__(
        self, canvas: TaggedCanvas, rect: tuple[float, float, float, float], contents: str, target: str, key: int
    ) -> None:
        self.canvas, self.rect, self.contents, self.target, self.key = canvas, rect, contents, target, key

    def format(self, document: PDFDocument) -> bytes:
        rect = " ".join(num(value) for value in self.rect)
        if self.target.startswith("#"):
            goal = f"/Dest {self.canvas.destination(self.target[1:])}"
        else:
            address = self.target.encode("ascii", "ignore").hex().upper()
            goal = f"/A << /Type /Action /S /URI /URI <{address}> >>"
        return (
            f"<< /Type /Annot /Subtype /Link /Rect [{rect}] /F 4 /Border [0 0 0] /Contents {text(self.contents)} "
            f"/StructParent {self.key} {goal} >>"
        ).encode("latin-1")


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A reportlab canvas that writes tagged, archival pages. Make the whole document, then call `finish`."""

    def __init__(self, *, size: tuple[float, float], fonts: FontTable, colours: dict[str, str], about: About) -> None:
        super().__init__("-", pagesize=size, pageCompression=1, invariant=1, pdfVersion=(1, 7), lang=about.language)
        self.fonts, self.about = fonts, about
        self._rgb = {token: _rgb(value) for token, value in colours.items()}
        self.page = 0
        self._mcid = 0
        self._open: str | None = None
        self._links: list[tuple[int, _Link]] = []
        self._places: dict[str, Place] = {}
        self._outline: list[tuple[int, str, str]] = []
        self._images: dict[str, str] = {}

    def _make_preamble(self) -> None:
        """No font is set at the start of a page: reportlab would name Helvetica, which is not embedded."""
        self._preamble = "1 0 0 1 0 0 cm"

    # -- marked content --

    @contextmanager
    def tagged(self, node: Node) -> Iterator[None]:
        """Content of a structure element."""
        self._begin(f"/{node.role} << /MCID {self._mcid} >> BDC")
        node.kids.append(Content(self.page, self._mcid))
        self._mcid += 1
        yield
        self._end()

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str = "") -> Iterator[None]:
        """Content that says nothing: rules, fills, furniture."""
        sub = f" /Subtype /{subtype}" if subtype else ""
        self._begin(f"/Artifact << /Type /{kind}{sub} >> BDC")
        yield
        self._end()

    @contextmanager
    def language(self, code: str) -> Iterator[None]:
        """Words in another language, inside content that is tagged already."""
        self._code.append(f"/Span << /Lang ({code}) >> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def spelled(self, words: str) -> Iterator[None]:
        """Glyphs of several sizes that are one word to a reader: the gap between them is no blank."""
        self._code.append(f"/Span << /ActualText {text(words)} >> BDC")
        yield
        self._code.append("EMC")

    def _begin(self, operator: str) -> None:
        if self._open is not None:
            raise RuntimeError(f"marked content {operator} inside {self._open}")
        self._open = operator
        self._code.append(operator)

    def _end(self) -> None:
        self._open = None
        self._code.append("EMC")

    # -- painting --

    def _up(self, y: float) -> float:
        return float(self._pagesize[1]) - y

    @property
    def height(self) -> float:
        """Height of the page in pt."""
        return float(self._pagesize[1])

    def colour(self, token: str) -> str:
        """Red, green and blue of a colour token as operands."""
        return self._rgb[token]

    def glyphs(
        self,
        x: float,
        baseline: float,
        chars: Sequence[str],
        advances: Sequence[float],
        *,
        size: float,
        weight: int,
        colour: str,
        shift: Sequence[float] | None = None,
    ) -> None:
        """Set characters at their advances (pt); `shift` moves single glyphs to the right without changing advances."""
        if not chars:
            return
        parts: list[str] = []
        run: list[str] = []
        owed = 0.0
        scale = 1000 / size
        for index, char in enumerate(chars):
            move = shift[index] if shift else 0.0
            owed += move
            kern = round(-owed * scale)
            if kern:
                if run:
                    parts.append(f"<{''.join(run)}>")
                    run = []
                parts.append(str(kern))
                owed += kern / scale
            run.append(self.fonts.code(char, weight))
            owed += advances[index] - self.fonts.metrics.advance(char, weight) * size - move
        parts.append(f"<{''.join(run)}>")
        self._code.append(
            f"BT {self.fonts.resource(weight)} {num(size)} Tf {self._rgb[colour]} rg "
            f"1 0 0 1 {num(x)} {num(self._up(baseline))} Tm [{' '.join(parts)}] TJ ET"
        )

    def fill(self, x: float, y: float, w: float, h: float, colour: str) -> None:
        """A filled rectangle."""
        self._code.append(f"{self._rgb[colour]} rg {num(x)} {num(self._up(y + h))} {num(w)} {num(h)} re f")

    def outline(self, x: float, y: float, w: float, h: float, colour: str, width: float) -> None:
        """The outline of a rectangle, drawn inside it."""
        half = width / 2
        self._code.append(
            f"{self._rgb[colour]} RG {num(width)} w {num(x + half)} {num(self._up(y + h) + half)} "
            f"{num(w - width)} {num(h - width)} re S"
        )

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: str, width: float) -> None:
        """A straight line."""
        self._code.append(
            f"{self._rgb[colour]} RG {num(width)} w {num(x)} {num(self._up(y))} m {num(to_x)} {num(self._up(to_y))} l S"
        )

    def raw(self, operators: Iterable[str]) -> None:
        """Content stream operators as they are; coordinates from the page's lower left corner."""
        self._code.extend(operators)

    def image(self, path: str, x: float, y: float, w: float, h: float) -> None:
        """A picture file (the issuer's logo), flattened on white; the only raster there may be."""
        self._code.append(f"q {num(w)} 0 0 {num(h)} {num(x)} {num(self._up(y + h))} cm /{self._picture(path)} Do Q")

    def _picture(self, path: str) -> str:
        if path not in self._images:
            width, height, pixels = flattened(path)
            key = f"Image{len(self._images)}"
            stream = Stream(
                pixels,
                f"/Type /XObject /Subtype /Image /Width {width} /Height {height} "
                "/ColorSpace /DeviceRGB /BitsPerComponent 8",
            )
            self._doc.Reference(stream, key)
            self._images[path] = key
        key = self._images[path]
        if key not in self._formsinuse:
            self._formsinuse.append(key)
        return key

    def _setXObjects(self, thing: object) -> None:
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObjectReference

        used = self._formsinuse
        refs = {key: PDFObjectReference(key) for key in used}
        thing.XObjects = PDFDictionary(refs) if used else None  # type: ignore[attr-defined]

    # -- navigation --

    def place(self, key: str, x: float, y: float) -> None:
        """Name this point of the current page; the first place of a name counts."""
        self._places.setdefault(key, (self.page, x, y))

    def destination(self, key: str) -> str:
        """The destination array of a named place; KeyError when nothing of that name was placed."""
        page, x, y = self._places[key]
        return f"[{self._page_ref(page)} /XYZ {num(x)} {num(self._up(y))} null]"

    def link(self, node: Node, rect: tuple[float, float, float, float], target: str, contents: str) -> None:
        """A link over x, y, w, h that belongs to the element; `target` is "#name" or an http(s) address."""
        if not target.startswith("#") and urlsplit(target).scheme not in ("http", "https"):
            raise ValueError(f'link to "{target}": only http and https are allowed')
        x, y, w, h = rect
        key = 100_000 + len(self._links)
        link = _Link(self, (x, self._up(y + h), x + w, self._up(y)), contents, target, key)
        self._links.append((self.page, link))
        node.kids.append(Annotated(self.page, link, key))

    def bookmark(self, level: int, title: str, key: str) -> None:
        """An entry of the outline that leads to a named place."""
        self._outline.append((level, title, key))

    # -- pages and file --

    def _page_ref(self, index: int) -> str:
        return number_of(self._doc, self._doc.Pages.pages[index])

    def end_page(self) -> None:
        """Close the page and begin the next."""
        if self._open is not None:
            raise RuntimeError(f"page ends inside {self._open}")
        self.showPage()
        page = self._doc.Pages.pages[-1]
        page.Contents = Stream(page.stream.encode("latin-1"))
        page.__dict__["__NoDefault__"] = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = self.page, "/S"
        links = [number_of(self._doc, link) for at, link in self._links if at == self.page]
        page.Annots = Raw(f"[{' '.join(links)}]") if links else None
        self.page += 1
        self._mcid = 0

    def finish(self, root: Node, attachments: Iterable[Attachment]) -> bytes:
        """The whole file. `root` is the Document element."""
        document, catalog = self._doc, self._doc.Catalog
        files = tuple(attachments)
        for order, (_, link) in enumerate(self._links):  # keys follow those of the pages
            link.key = self.page + order
        by_link = {id(link): link.key for _, link in self._links}
        _rekey(root, by_link)
        fonts = self.fonts.add_to(document)
        document.idToObject["BasicFonts"].dict.update(fonts)
        pages = [self._page_ref(index) for index in range(self.page)]
        catalog.__dict__["__NoDefault__"] = [*catalog.__NoDefault__, "OutputIntents", "AF"]
        catalog.StructTreeRoot = write_tree(document, root, pages)
        catalog.MarkInfo = Raw("<< /Marked true >>")
        catalog.ViewerPreferences = ViewerPreferencesPDFDictionary({"DisplayDocTitle": "true"})
        add_information(document, self.about)
        add_xmp(document, self.about)
        add_output_intent(document)
        add_attachments(document, files, self.about)
        catalog.Outlines = None
        if self._outline:
            self._write_outline()
            catalog.PageMode = "/UseOutlines"
        seed = hashlib.sha256(self.about.title.encode("utf-8", "replace"))
        for file in files:
            seed.update(file.data)
        return serialise(document, f"<{seed.hexdigest()[:32].upper()}>")

    def _write_outline(self) -> None:
        """Two levels of bookmarks as objects of our own; reportlab's need nothing else then."""
        document = self._doc
        entries = [(level, title, key, Raw()) for level, title, key in self._outline]
        refs = [number_of(document, raw) for *_, raw in entries]
        top = Raw()
        top_ref = number_of(document, top)
        roots = [i for i, entry in enumerate(entries) if entry[0] == 0]
        for at, index in enumerate(roots):
            end = roots[at + 1] if at + 1 < len(roots) else len(entries)
            children = list(range(index + 1, end))
            self._outline_entry(entries, refs, index, roots, top_ref, children)
            for child in children:
                self._outline_entry(entries, refs, child, children, refs[index], [])
        top.body = f"<< /Type /Outlines /First {refs[roots[0]]} /Last {refs[roots[-1]]} /Count {len(entries)} >>"
        document.Catalog.Outlines = top

    def _outline_entry(
        self,
        entries: list[tuple[int, str, str, Raw]],
        refs: list[str],
        index: int,
        siblings: list[int],
        parent: str,
        children: list[int],
    ) -> None:
        at = siblings.index(index)
        parts = [f"<< /Title {text(entries[index][1])} /Parent {parent} /Dest {self.destination(entries[index][2])}"]
        if at:
            parts.append(f"/Prev {refs[siblings[at - 1]]}")
        if at + 1 < len(siblings):
            parts.append(f"/Next {refs[siblings[at + 1]]}")
        if children:
            parts.append(f"/First {refs[children[0]]} /Last {refs[children[-1]]} /Count {len(children)}")
        entries[index][3].body = " ".join(parts) + " >>"


def _rekey(node: Node, keys: dict[int, int]) -> None:
    for kid in node.kids:
        if isinstance(kid, Annotated):
            kid.key = keys[id(kid.annotation)]
        elif isinstance(kid, Node):
            _rekey(kid, keys)


def _rgb(value: str) -> str:
    return " ".join(num(int(value[i : i + 2], 16) / 255) for i in (1, 3, 5))
