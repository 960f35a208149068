"""Reads a PDF back as its structure tells it, and says what is wrong with it: the checks no library makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh", "BI", "INLINE IMAGE"}
STANDARD = set(
    [
        "Document",
        "Part",
        "Sect",
        "Div",
        "Art",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "Code",
        "Link",
        "Annot",
        "Figure",
        "Formula",
        "Form",
    ]
)
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@dataclass
class Piece:
    """One marked-content sequence: its text and the codes that show no glyph."""

    mcid: int | None
    artifact: bool
    text: str = ""


@dataclass
class Element:
    """One structure element, its texts in order, its children."""

    role: str
    node: pikepdf.Dictionary
    text: str = ""
    kids: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    @property
    def all_text(self) -> str:
        return self.text


class Fonts:
    """Decodes text by the ToUnicode maps; remembers codes whose glyph is .notdef."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.maps: dict[str, dict[int, str]] = {}
        self.glyphs: dict[str, bytes] = {}
        for key, font in page.resources.get("/Font", {}).items():
            self.maps[key] = to_unicode(font)
            below = font.get("/DescendantFonts")
            if below is not None and isinstance(below[0].get("/CIDToGIDMap"), pikepdf.Stream):
                self.glyphs[key] = below[0].CIDToGIDMap.read_bytes()

    def decode(self, key: str, data: bytes) -> tuple[str, bool]:
        """Text of a string, and whether a code of it shows .notdef."""
        codes = [int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2)]
        table = self.glyphs.get(key, b"")
        bad = any(table[2 * code : 2 * code + 2] in (b"\0\0", b"") for code in codes) if table else False
        return "".join(self.maps.get(key, {}).get(code, "\ufffd") for code in codes), bad


def to_unicode(font: pikepdf.Dictionary) -> dict[int, str]:
    """A font's Unicode map, code → text."""
    stream = font.get("/ToUnicode")
    if stream is None:
        return {}
    found = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", stream.read_bytes().replace(b"endbfchar", b"\n"))
    return {int(a, 16): bytes.fromhex(b.decode()).decode("utf-16-be") for a, b in found if a != b"0000" or b != b"FFFF"}


def pieces(pdf: pikepdf.Pdf, index: int, problems: list[str]) -> list[Piece]:
    """The marked content of a page; unbalanced or unmarked painting goes to `problems`."""
    page = pdf.pages[index]
    fonts, where = Fonts(page), f"page {index + 1}"
    stack: list[Piece] = []
    found: list[Piece] = []
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        op = str(operator)
        if op in ("BDC", "BMC"):
            properties = operands[1] if op == "BDC" and len(operands) > 1 else {}
            mcid = int(properties["/MCID"]) if "/MCID" in properties else None
            piece = Piece(mcid, str(operands[0]) == "/Artifact")
            stack.append(piece)
            found.append(piece)
        elif op == "EMC":
            if stack:
                stack.pop()
            else:
                problems.append(f"{where}: EMC without BDC")
        elif op == "Tf":
            font = str(operands[0])
        elif op in PAINTING and not any(p.artifact or p.mcid is not None for p in stack):
            problems.append(f"{where}: {op} paints outside marked content")
        if op in ("Tj", "TJ"):
            parts = operands[0] if op == "TJ" else [operands[0]]
            for part in parts:
                if isinstance(part, pikepdf.String):
                    text, bad = fonts.decode(font, bytes(part))
                    if bad or "\ufffd" in text:
                        problems.append(f"{where}: a code shows no glyph or has no Unicode value")
                    inner = next((p for p in reversed(stack) if p.artifact or p.mcid is not None), None)
                    if inner:
                        inner.text += text
        if op in ("k", "K"):
            problems.append(f"{where}: DeviceCMYK colour")
    if stack:
        problems.append(f"{where}: BDC without EMC")
    return found


class Reading:
    """A PDF read by its structure: `problems` found on the way, `root` the Document element."""

    def __init__(self, data: bytes) -> None:
        self.problems: list[str] = []
        self.pdf = pikepdf.open(BytesIO(data))
        self.pages = {page.obj.objgen: i for i, page in enumerate(self.pdf.pages)}
        self.content = [pieces(self.pdf, i, self.problems) for i in range(len(self.pdf.pages))]
        self.by_mcid = [{p.mcid: p for p in page if p.mcid is not None} for page in self.content]
        self.owner: dict[tuple[int, int], pikepdf.Dictionary] = {}
        self.objr: dict[tuple[int, int], pikepdf.Dictionary] = {}
        root = self.pdf.Root.get("/StructTreeRoot")
        self.root = Element("none", pikepdf.Dictionary())
        if root is None:
            self.problems.append("no StructTreeRoot")
            return
        top = root.get("/K")
        first = top[0] if isinstance(top, pikepdf.Array) else top
        self.root = self._element(first, None)
        self._parents(root)
        self._annotations()
        self._tree()
        self._catalog()
        self._fonts()

    # -- the tree ------------------------------------------------------------------------------------------------------

    def _element(self, node: pikepdf.Dictionary, page: int | None) -> Element:
        role = str(node.get("/S", "/?"))[1:]
        element = Element(role, node)
        if role not in STANDARD:
            self.problems.append(f"role {role} is not a standard one and not mapped")
        if "/Pg" in node:
            page = self.pages.get(node.Pg.objgen)
        kids = node.get("/K")
        if kids is None:
            return element
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                child = self._element(kid, page)
                element.kids.append(child)
                element.text += child.text
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                self.objr[kid.Obj.objgen] = node
            else:
                own = isinstance(kid, pikepdf.Dictionary)
                at = self.pages.get(kid.Pg.objgen) if own and "/Pg" in kid else page
                mcid = int(kid.MCID) if own else int(kid)
                self._own(node, at, mcid, element)
        return element

    def _own(self, node: pikepdf.Dictionary, page: int | None, mcid: int, element: Element) -> None:
        if page is None or mcid not in self.by_mcid[page]:
            self.problems.append(f"MCID {mcid} of {element.role} is not in the content of page {page}")
            return
        if (page, mcid) in self.owner:
            self.problems.append(f"page {page + 1}: MCID {mcid} belongs to two elements")
        self.owner[page, mcid] = node
        element.text += self.by_mcid[page][mcid].text

    def _parents(self, root: pikepdf.Dictionary) -> None:
        tree = root.get("/ParentTree")
        if tree is None:
            self.problems.append("no ParentTree")
            return
        numbers = tree.Nums
        self.parent = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        for index, page in enumerate(self.pdf.pages):
            if "/StructParents" not in page.obj:
                self.problems.append(f"page {index + 1}: no StructParents")
                continue
            listed = self.parent.get(int(page.obj.StructParents))
            for mcid in self.by_mcid[index]:
                owner = self.owner.get((index, mcid))
                if owner is None:
                    self.problems.append(f"page {index + 1}: MCID {mcid} belongs to no element")
                elif listed is None or mcid >= len(listed) or listed[mcid].objgen != owner.objgen:
                    self.problems.append(f"page {index + 1}: ParentTree names another element for MCID {mcid}")
            if listed is not None and len(listed) != len(self.by_mcid[index]):
                self.problems.append(f"page {index + 1}: ParentTree lists MCIDs that the page has not")

    def _annotations(self) -> None:
        for index, page in enumerate(self.pdf.pages):
            for annotation in page.obj.get("/Annots", []):
                where = f"page {index + 1}: annotation"
                owner = self.objr.get(annotation.objgen)
                if owner is None:
                    self.problems.append(f"{where} belongs to no element")
                if "/StructParent" not in annotation:
                    self.problems.append(f"{where} has no StructParent")
                elif owner is not None:
                    listed = getattr(self, "parent", {}).get(int(annotation.StructParent))
                    if listed is None or listed.objgen != owner.objgen:
                        self.problems.append(f"{where}: ParentTree names another element")
                if not str(annotation.get("/Contents", "")):
                    self.problems.append(f"{where} has no Contents")
                if not int(annotation.get("/F", 0)) & 4:
                    self.problems.append(f"{where} is not printed")
                action = annotation.get("/A")
                if action is not None and not re.match(r"https?://", str(action.get("/URI", ""))):
                    self.problems.append(f"{where} leads to something else than a web page")
            if page.obj.get("/Tabs") != "/S":
                self.problems.append(f"page {index + 1}: Tabs is not S")

    def _tree(self) -> None:
        level = 0
        for element in self.root.walk():
            if element.role == "Figure" and not str(element.node.get("/Alt", "")):
                self.problems.append("Figure without Alt")
            if element.role == "Figure" and "/BBox" not in (element.node.get("/A") or {}):
                self.problems.append("Figure without BBox")
            if element.role == "TH" and "/Scope" not in (element.node.get("/A") or {}):
                self.problems.append("TH without Scope")
            if element.role == "Table":
                first = element.kids[0].kids if element.kids else []
                if not first or any(cell.role != "TH" for cell in first):
                    self.problems.append("Table whose first row is not TH")
            if element.role == "L" and any(kid.role != "LI" for kid in element.kids):
                self.problems.append("L with something else than LI")
            if element.role in HEADINGS:
                now = int(element.role[1])
                if now > level + 1:
                    self.problems.append(f"heading H{level} is followed by {element.role}")
                level = now

    # -- the catalog and the fonts -------------------------------------------------------------------------------------

    def _catalog(self) -> None:
        root = self.pdf.Root
        if not str(root.get("/Lang", "")):
            self.problems.append("no Lang")
        if not (root.get("/MarkInfo") or {}).get("/Marked", False):
            self.problems.append("no MarkInfo")
        if not (root.get("/ViewerPreferences") or {}).get("/DisplayDocTitle", False):
            self.problems.append("DisplayDocTitle is off")
        if not root.get("/OutputIntents"):
            self.problems.append("no OutputIntents")
        outlines = root.get("/Outlines")
        if outlines is None or "/First" not in outlines:
            self.problems.append("no bookmarks")
        if "/OpenAction" in root or "/AA" in root or "/JavaScript" in (root.get("/Names") or {}):
            self.problems.append("an action or script runs")
        attached = root.get("/AF")
        if not attached:
            self.problems.append("no /AF")
        for file in attached or []:
            if "/AFRelationship" not in file:
                self.problems.append("attachment without AFRelationship")
        names = (root.get("/Names") or {}).get("/EmbeddedFiles")
        if names is None or len(names.Names) // 2 != len(attached or []):
            self.problems.append("attachments are not listed under Names")
        metadata = root.get("/Metadata")
        packet = metadata.read_bytes().decode("utf-8") if metadata is not None else ""
        for mark, word in (("<pdfaid:part>3<", "pdfaid"), ("<pdfuaid:part>1<", "pdfuaid")):
            if mark not in packet:
                self.problems.append(f"no {word} in the XMP")
        title = re.search(r'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">(.*?)</rdf:li>', packet, re.S)
        if title is None or title[1] != _escaped(str(self.pdf.docinfo.get("/Title", ""))):
            self.problems.append("XMP title differs from the document information")

    def _fonts(self) -> None:
        seen = set()
        for index, page in enumerate(self.pdf.pages):
            for key, font in page.resources.get("/Font", {}).items():
                if font.objgen in seen:
                    continue
                seen.add(font.objgen)
                below = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                descriptor = below.get("/FontDescriptor") or {}
                if "/FontFile2" not in descriptor:
                    self.problems.append(f"page {index + 1}: font {key} is not embedded")
                    continue
                if "/ToUnicode" not in font:
                    self.problems.append(f"font {key} has no ToUnicode")
                if not re.match(r"/[A-Z]{6}\+", str(font.BaseFont)):
                    self.problems.append(f"font {key} is not a subset")
                self._widths(key, below)

    def _widths(self, key: str, font: pikepdf.Dictionary) -> None:
        import uharfbuzz as hb

        face = hb.Face(font.FontDescriptor.FontFile2.read_bytes())
        drawn = hb.Font(face)
        told: dict[int, float] = {}
        widths = list(font.W)
        for i in range(0, len(widths), 2):
            told.update({int(widths[i]) + n: float(w) for n, w in enumerate(widths[i + 1])})
        table = font.CIDToGIDMap.read_bytes()
        for code in range(len(table) // 2):
            glyph = int.from_bytes(table[2 * code : 2 * code + 2], "big")
            real = drawn.get_glyph_h_advance(glyph) * 1000 / face.upem
            if abs(real - told.get(code, float(font.DW))) > 1:
                self.problems.append(f"font {key}: width of code {code} is told wrong")
                return


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def findings(data: bytes) -> list[str]:
    """What is wrong with a PDF, each in one line; empty when nothing is."""
    return Reading(data).problems
