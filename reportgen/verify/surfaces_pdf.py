"""Turns a finished PDF into surfaces: printed text by structure element, artifacts, alternative texts, bookmarks,
metadata, attachments, annotations, and the painted marks of each tagged figure.

Content streams are walked by a tokenizer of our own, so that each show operator is known with its marked content, its
place and its size. Nothing is rendered, executed or fetched; every stream is unpacked within a bound.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from reportgen.verify import pdf_extras, pdf_structure
from reportgen.verify.pdf_page import Page
from reportgen.verify.pdf_source import Source
from reportgen.verify.surfaces import (
    MOST_BYTES,
    MOST_PAGES,
    MOST_PART,
    MOST_TEXT,
    Contents,
    Link,
    Unreadable,
)


class _Reader(Source):
    """Walks a whole document into its contents."""

    places: dict[Any, int]  # page object → its number

    def annotation(self, annotation: Any, page: Page) -> None:
        kind = str(annotation.get("/Subtype", ""))
        fault = pdf_extras.laid_over(annotation)
        if fault:
            self.trouble(page.number, "annotation", fault)
        if kind == "/Link":
            action = annotation.get("/A")
            uri = action.get("/URI") if action is not None else None
            if uri is not None:
                self.add("link", page.number, "link", str(uri))
            elif action is not None and str(action.get("/S", "")) not in ("/GoTo", ""):
                self.trouble(page.number, "link", f"starts an action of kind {action.get('/S')}")
            if annotation.get("/Contents") is not None:
                self.add("alt", page.number, "link description", str(annotation["/Contents"]), role="Link")
            if uri is None:
                self._inner(annotation, action, page)
            return
        for text in pdf_extras.words(annotation):
            self.add("hidden", page.number, f"annotation {kind.strip('/')}", text)
        look = annotation.get("/AP")
        normal = look.get("/N") if look is not None else None
        if normal is not None and hasattr(normal, "read_bytes"):
            page.form(normal, f"annotation:{len(page.bags)}")

    # -- the parts of the document -------------------------------------------------------------------------------

    def read(self) -> None:
        count = len(self.pdf.pages)
        self.contents.pages = count
        if count > MOST_PAGES:
            raise Unreadable(
                f"{self.contents.name}: has {count} pages; at most {MOST_PAGES} are verified. Give the briefing alone."
            )
        pages: list[Page] = []
        self.places = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        for number, page in enumerate(self.pdf.pages, 1):
            if _turned(page.obj):
                self.trouble(number, "page", "is turned")
            if pdf_extras.starts(page.obj):
                self.trouble(number, "page", "starts an action when it is shown")
            walker = Page(self, number, page.obj)
            walker.walk()
            for annotation in list(page.obj.get("/Annots") or [])[:5000]:
                self.annotation(annotation, walker)
            pages.append(walker)
        pdf_structure.surfaces(self, pages)
        self._outline()
        self._metadata()
        self._attachments()
        for number, width, height in self.images:
            self.trouble(number, "picture", f"a picture of {width} × {height} pixels, whose content cannot be read")
        self._actions()

    def _inner(self, annotation: Any, action: Any, page: Page) -> None:
        """A link to another page of the document."""
        to = self._goal(annotation, action)
        try:
            a, b, c, d = (float(v) for v in annotation["/Rect"])
        except (KeyError, TypeError, ValueError):
            return
        box = (min(a, c), min(b, d), max(a, c), max(b, d))
        says = str(annotation.get("/Contents", ""))
        self.contents.links.append(Link(page=page.number, box=box, says=says, to=to))

    def _goal(self, item: Any, action: Any) -> int:
        """The page that a link or a bookmark leads to; 0 for none."""
        goal = item.get("/Dest")
        if goal is None and action is not None:
            goal = action.get("/D")
        try:
            return self.places[goal[0].objgen]
        except (KeyError, IndexError, TypeError, AttributeError, ValueError):
            return 0

    def _actions(self) -> None:
        root = self.pdf.Root
        if pdf_extras.foreign(root):
            self.trouble(0, "file", "says that it is in another language")
        names = root.get("/Names")
        if root.get("/OCProperties") is not None:
            self.trouble(0, "file", "has layers that may be shown or hidden")
        labels = root.get("/PageLabels")
        if labels is not None:
            for item in list(labels.get("/Nums") or [])[1:2000:2]:
                if hasattr(item, "get") and item.get("/P") is not None:
                    self.add("hidden", 0, "label of pages", str(item["/P"]))
        if root.get("/AA") is not None or (names is not None and names.get("/JavaScript") is not None):
            self.trouble(0, "file", "carries scripts or actions")
        action = root.get("/OpenAction")
        if action is not None and hasattr(action, "keys") and str(action.get("/S", "")) not in ("/GoTo", ""):
            self.trouble(0, "file", f"starts an action of kind {action.get('/S')} when opened")
        if root.get("/AcroForm") is not None and len(root["/AcroForm"].get("/Fields", [])):
            self.trouble(0, "file", "carries form fields")

    def _outline(self) -> None:
        root = self.pdf.Root.get("/Outlines")
        if root is None:
            return
        seen: set[Any] = set()
        todo = [root.get("/First")]
        number = 0
        while todo and number < 5000:
            item = todo.pop()
            if item is None or item.objgen in seen:
                continue
            seen.add(item.objgen)
            number += 1
            self.add("bookmark", 0, f"bookmark {number}", str(item.get("/Title", "")))
            if pdf_extras.starts(item):
                self.trouble(0, f"bookmark {number}", "leads outside of the document")
            self.contents.bookmarks.append((str(item.get("/Title", "")), self._goal(item, item.get("/A"))))
            todo.append(item.get("/Next"))
            todo.append(item.get("/First"))

    def _metadata(self) -> None:
        import pikepdf

        try:
            for key, value in self.pdf.docinfo.items():
                self.add("meta", 0, f"property {str(key).strip('/')}", str(value), role=str(key).strip("/"))
        except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
            self.trouble(0, "file", "has unreadable document properties")
        stream = self.pdf.Root.get("/Metadata")
        if stream is not None:
            data = self.stream(stream)
            for key, value in pdf_extras.attributes(data):
                self.add("meta", 0, f"XMP {key}", value, role=key)
            about = ""  # what a list of the packet is about: an item of dc:creator names an author
            for name, text in re.findall(rb"<([\w:-]+)(?:\s[^<>]*)?(?<!/)>([^<]*)", data):
                if text.strip():
                    plain = _entities(text.decode("utf-8", "replace"))
                    role = about if name == b"rdf:li" and about else name.decode()
                    self.add("meta", 0, f"XMP {role}", plain, role="author" if role == "dc:creator" else role)
                elif not name.startswith(b"rdf:"):
                    about = name.decode() if name.startswith(b"dc:") else ""

    def _attachments(self) -> None:
        import pikepdf

        try:
            names = list(self.pdf.attachments.keys())
        except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
            self.trouble(0, "file", "has attachments that cannot be listed")
            return
        for name in names[:50]:
            try:
                spec = self.pdf.attachments[name]
                entry = spec.obj["/EF"].get("/F")
                self.contents.attachments[str(name)] = self.stream(entry)
                if spec.description:
                    self.add("meta", 0, f"attachment {name}", str(spec.description), role="attachment")
            except (pikepdf.PdfError, KeyError, AttributeError, TypeError, ValueError):
                self.trouble(0, f"attachment {name}", "cannot be read")


def _turned(node: Any) -> bool:
    """Whether a page, or the tree it hangs in, is turned."""
    for _ in range(50):
        if node is None or node.get("/Rotate") is not None:
            break
        node = node.get("/Parent")
    return node is not None and int(node.get("/Rotate", 0)) % 360 != 0


def _entities(text: str) -> str:
    import html

    return html.unescape(text)


def read_pdf(
    path: Path,
    name: str | None = None,
    pictures: frozenset[str] = frozenset(),
    recorded: frozenset[str] = frozenset(),
) -> Contents:
    """Every surface of a PDF; `pictures` are sums of the user's own, `recorded` those that a manifest tells.

    Raises Unreadable for what is no PDF, is encrypted, damaged or beyond the bounds."""
    label = name or path.name
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable(f"{label}: is larger than {MOST_BYTES // 1_000_000} MB; a briefing is far smaller.")
    except OSError as error:
        raise Unreadable(f"{label}: cannot be read ({error.strerror}). Check the path.") from None
    import pikepdf
    from pikepdf import settings

    settings.set_qpdf_limits(
        flate_max_memory=MOST_PART,
        png_max_memory=MOST_PART,
        run_length_max_memory=MOST_PART,
        tiff_max_memory=MOST_PART,
        dct_max_memory=MOST_PART,
        max_stream_filters=4,
        parser_max_nesting=100,
        parser_max_container_size=500_000,
        doc_max_warnings=200,
    )
    contents = Contents(name=label, format="pdf")
    try:
        pdf = pikepdf.open(path, attempt_recovery=True)
    except pikepdf.PasswordError:
        raise Unreadable(f"{label}: is encrypted. Give the file without a password.") from None
    except (pikepdf.PdfError, MemoryError, RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[0].replace(str(path), "").strip(": ")[:120]
        raise Unreadable(f"{label}: is damaged or no PDF ({reason}). Ask for the file again.") from None
    with pdf:
        if pdf.is_encrypted:
            raise Unreadable(f"{label}: is encrypted. Give the file without a password.")
        try:
            _Reader(pdf, contents, pictures, recorded).read()
        except (pikepdf.PdfError, RecursionError, MemoryError) as error:
            reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
            raise Unreadable(f"{label}: is damaged ({reason}). Ask for the file again.") from None
    if sum(len(s.text) for s in contents.surfaces) > MOST_TEXT:
        raise Unreadable(f"{label}: holds more text than is verified ({MOST_TEXT} characters).")
    for key in contents.attachments:
        if key.endswith(".json"):
            contents.ledger = contents.attachments[key]
            break
    return contents
