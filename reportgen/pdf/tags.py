"""Turns the tree of what the pages say into the structure tree of a tagged PDF.

Layout makes the nodes in reading order; drawing only adds to them which marked content of which page is theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from reportgen.pdf.objects import Raw, num, number_of, text
from reportgen.records import dataclass


@dataclass(slots=True)
class Content:
    """A piece of marked content: page (0-based) and its MCID there."""

    page: int
    mcid: int


@dataclass(slots=True)
class Annotated:
    """An annotation that belongs to an element; `key` is its own in the parent tree."""

    page: int
    annotation: PDFObject
    key: int


@dataclass(slots=True, eq=False)
class Node:
    """One structure element. `bbox` is left, bottom, right, top in pt from the page's lower left corner."""

    role: str
    parent: Node | None = None
    alt: str = ""
    scope: str = ""
    lang: str = ""
    bbox: tuple[float, float, float, float] | None = None
    numbering: str = ""
    span: int = 0
    kids: list[Node | Content | Annotated] = field(default_factory=list)

    def add(self, role: str, **attributes: object) -> Node:
        """A new child at the end."""
        node = Node(role, self, **attributes)  # type: ignore[arg-type]
        self.kids.append(node)
        return node

    def drawn(self) -> bool:
        """Whether anything of it, or below it, stands on a page."""
        return any(not isinstance(kid, Node) or kid.drawn() for kid in self.kids)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _walk(kid)


def _prune(node: Node) -> None:
    """Take out elements of which nothing was drawn; an empty table cell stays, or its row would shift."""
    node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or kid.role in ("TD", "TH") or kid.drawn()]
    for kid in node.kids:
        if isinstance(kid, Node):
            _prune(kid)


def write_tree(document: PDFDocument, root: Node, page_refs: list[str]) -> PDFObject:
    """The StructTreeRoot of the drawn tree; each page's StructParents must be its index."""
    _prune(root)
    top = Raw()
    top_ref = number_of(document, top)
    elements = {id(node): Raw() for node in _walk(root)}
    refs = {key: number_of(document, raw) for key, raw in elements.items()}
    pages: list[dict[int, str]] = [{} for _ in page_refs]
    annotations: list[tuple[int, str]] = []
    for node in _walk(root):
        ref = refs[id(node)]
        home = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        kids = []
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(refs[id(kid)])
            elif isinstance(kid, Content):
                pages[kid.page][kid.mcid] = ref
                kids.append(
                    str(kid.mcid)
                    if kid.page == home
                    else f"<< /Type /MCR /Pg {page_refs[kid.page]} /MCID {kid.mcid} >>"
                )
            else:
                annotations.append((kid.key, ref))
                kids.append(f"<< /Type /OBJR /Pg {page_refs[kid.page]} /Obj {number_of(document, kid.annotation)} >>")
        parent = refs[id(node.parent)] if node.parent is not None else top_ref
        elements[id(node)].body = _element(node, parent, "" if home is None else page_refs[home], kids)
    entries = [f"{index} [{' '.join(found[i] for i in sorted(found))}]" for index, found in enumerate(pages)]
    entries += [f"{key} {ref}" for key, ref in sorted(annotations)]
    after = max([len(pages), *(key + 1 for key, _ in annotations)])
    parents = number_of(document, Raw(f"<< /Nums [{' '.join(entries)}] >>"))
    top.body = f"<< /Type /StructTreeRoot /K [{refs[id(root)]}] /ParentTree {parents} /ParentTreeNextKey {after} >>"
    return top


def _element(node: Node, parent: str, page: str, kids: list[str]) -> str:
    parts = [f"<< /Type /StructElem /S /{node.role} /P {parent}"]
    if page:
        parts.append(f"/Pg {page}")
    if node.alt:
        parts.append(f"/Alt {text(node.alt)}")
    if node.lang:
        parts.append(f"/Lang ({node.lang})")
    attributes = []
    if node.bbox:
        attributes.append(f"<< /O /Layout /Placement /Block /BBox [{' '.join(num(v) for v in node.bbox)}] >>")
    if node.scope or node.span > 1:
        scope = f" /Scope /{node.scope}" if node.scope else ""
        span = f" /ColSpan {node.span}" if node.span > 1 else ""
        attributes.append(f"<< /O /Table{scope}{span} >>")
    if node.numbering:
        attributes.append(f"<< /O /List /ListNumbering /{node.numbering} >>")
    if attributes:
        parts.append(f"/A {attributes[0] if len(attributes) == 1 else '[' + ' '.join(attributes) + ']'}")
    if kids:
        parts.append(f"/K {kids[0] if len(kids) == 1 else '[' + ' '.join(kids) + ']'}")
    return " ".join(parts) + " >>"
