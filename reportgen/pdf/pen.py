"""Turns set text and rules into boxes of the page in hand, each with its structure element."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field

from reportgen.pdf.boxes import Bookmark, Box, FillBox, Page, Text, TextBox
from reportgen.pdf.setter import Setter
from reportgen.pdf.tags import Node
from reportgen.records import dataclass


@dataclass(slots=True)
class Progress:
    """What is known while pages are placed in order: running numbers, bookmarks, and where sections begin."""

    figures: int = 0
    tables: int = 0
    bookmarks: list[Bookmark] = field(default_factory=list)
    section_pages: dict[str, int] = field(default_factory=dict)
    spoken: int = 0


class Pen:
    """Puts boxes on one page. `node` is the element that new elements go into; `top` the document's root."""

    def __init__(self, setter: Setter, pages: list[Page], root: Node, progress: Progress) -> None:
        self.setter, self.pages, self.root, self.progress = setter, pages, root, progress
        self.grid = setter.grid
        self.node = root

    @property
    def page(self) -> Page:
        """The page in hand, the last one."""
        return self.pages[-1]

    def add(self, box: Box) -> None:
        """Put a box on the page."""
        self.page.boxes.append(box)

    @contextmanager
    def inside(self, node: Node) -> Iterator[Node]:
        """Make new elements children of `node`."""
        before = self.node
        self.node = node
        yield node
        self.node = before

    def element(self, role: str, **attributes: object) -> Node:
        """A new element in the one in hand."""
        return self.node.add(role, **attributes)

    def text(
        self,
        text: Text,
        x: float,
        y: float,
        w: float,
        role: str | Node | None = "P",
        *,
        kind: str = "text",
        align: str = "left",
        anchor: str = "",
    ) -> float:
        """Put set text; the y below it. `role` names a new element, is one, or is None for an artifact."""
        if not text.lines:
            return y
        node = self.element(role) if isinstance(role, str) else role
        self.add(TextBox(kind=kind, x=x, y=y, w=w, text=text, node=node, anchor=anchor, align=align))
        return y + text.height

    def rule(self, x: float, y: float, w: float, colour: str, thickness: float, kind: str = "rule") -> None:
        """A horizontal rule whose top is at y."""
        self.add(FillBox(kind=kind, x=x, y=y, w=w, h=thickness, colour=colour))

    def divider(self, x: float, y: float, h: float) -> None:
        """A vertical hair between cards of one exhibit or before a readout."""
        self.add(FillBox(kind="divider", x=x - 0.375, y=y, w=0.75, h=h, colour="hair"))

    def panel(self, x: float, y: float, w: float, h: float) -> None:
        """The fill and top rule of a side panel."""
        self.add(FillBox(kind="panel", x=x, y=y, w=w, h=h, colour="mist"))
        self.rule(x, y, w, "river", 1.0, kind="panel-rule")
