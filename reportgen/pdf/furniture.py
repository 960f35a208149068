"""What stands on every page: outlet and date, river rule and tag, foot rule, note or title, page number, issuer."""

from __future__ import annotations

from reportgen.assets import wording
from reportgen.pdf.boxes import FillBox, LogoBox, Page, PlotBox, Text, TextBox
from reportgen.pdf.pen import Pen
from reportgen.pdf.setter import Setter
from reportgen.pdf.tags import Node


def place_furniture(setter: Setter, pen: Pen) -> None:
    """Put head and foot on all pages; on the first they are read out, later ones only repeat."""
    total = len(pen.pages)
    for index, page in enumerate(pen.pages):
        _head(setter, page)
        _foot(setter, page, index + 1, total)
    if pen.pages:
        _tell_once(pen)


def _text(setter: Setter, words: str, style: object) -> Text:
    return setter.line(words, style)  # type: ignore[arg-type]


def _head(setter: Setter, page: Page) -> None:
    story, grid, issuer = setter.story, setter.grid, setter.theme.issuer
    measure = setter.theme.page
    told = story.outlet or setter.word("outlet-unknown", text=wording(story.script)["story"]["not-stated"])
    when = story.date_text if story.date else setter.word("date-unknown", text=story.date_text)
    outlet = _text(setter, told, setter.style("label-bold", colour="river"))
    date = _text(setter, when, setter.style("label", colour="ink-3"))
    right = date.width
    page.boxes.append(
        TextBox(kind="running-head", x=grid.left, y=measure["head-text"], w=grid.width, text=outlet, node=None)
    )
    page.boxes.append(
        TextBox(
            kind="running-date", x=grid.left, y=measure["head-text"], w=grid.width, text=date, node=None, align="right"
        )
    )
    if issuer.logo or issuer.name:
        _issuer(setter, page, grid.right - right - setter.m.issuer_gap)
    page.boxes.append(
        FillBox(
            kind="head-rule",
            x=grid.left,
            y=measure["head-rule"],
            w=grid.width,
            h=measure["head-rule-height"],
            colour="river",
        )
    )
    page.boxes.append(
        FillBox(
            kind="tag",
            x=grid.left,
            y=measure["head-rule"] + measure["head-rule-height"],
            w=measure["tag-width"],
            h=measure["tag-height"],
            colour="spark",
        )
    )


def _issuer(setter: Setter, page: Page, right: float) -> None:
    """House name and logo, quietly, left of the date."""
    issuer, measure = setter.theme.issuer, setter.theme.page
    name = _text(setter, issuer.name, setter.style("label", colour="ink-2"))
    if issuer.name:
        page.boxes.append(
            TextBox(kind="issuer", x=right - name.width, y=measure["head-text"], w=name.width, text=name, node=None)
        )
        right -= name.width + setter.m.logo_gap
    if issuer.logo:
        width, height = _picture_size(issuer.logo, measure["logo-width"], measure["logo-height"])
        page.boxes.append(
            LogoBox(
                kind="logo",
                x=right - width,
                y=measure["head-text"] + (name.leading - height) / 2,
                w=width,
                h=height,
                path=issuer.logo,
                node=None,
            )
        )


def _picture_size(path: str, most_width: float, most_height: float) -> tuple[float, float]:
    """Width and height in pt of a picture scaled into a box."""
    from PIL import Image

    with Image.open(path) as picture:
        w, h = picture.size
    scale = min(most_height / h, most_width / w)
    return w * scale, h * scale


def _foot(setter: Setter, page: Page, number: int, total: int) -> None:
    grid, story, measure = setter.grid, setter.story, setter.theme.page
    y = grid.page_height - measure["foot"]
    page.boxes.append(FillBox(kind="foot-rule", x=grid.left, y=y, w=grid.width, h=0.5, colour="hair"))
    count = _text(setter, setter.word("page-foot", n=number, total=total), setter.style("label"))
    words = setter.word("foot-first") if number == 1 else story.headline
    contact = setter.theme.issuer.contact if number == 1 else ""
    room = grid.width - count.width - 16
    note = setter.style("note")
    line = _text(setter, words, note)
    while line.width > room and len(words) > 8:
        words = words[:-2].rstrip("…，、") + "…"
        line = _text(setter, words, note)
    page.boxes.append(TextBox(kind="foot", x=grid.left, y=y + measure["foot-text"], w=room, text=line, node=None))
    if contact:
        told = _text(setter, contact, note)
        if line.width + told.width + 16 <= room:
            page.boxes.append(
                TextBox(
                    kind="contact",
                    x=grid.left + room - told.width,
                    y=y + measure["foot-text"],
                    w=told.width,
                    text=told,
                    node=None,
                )
            )
    page.boxes.append(
        TextBox(
            kind="page-number",
            x=grid.left,
            y=y + measure["foot-text"] - 0.75,
            w=grid.width,
            text=count,
            node=None,
            align="right",
        )
    )


def _tell_once(pen: Pen) -> None:
    """On the first page outlet, date, issuer, contact and foot note belong to the document, in reading order: the head
    before all else, the foot after the last section that begins there. Boxes are drawn in that order too."""
    page = pen.pages[0]
    told = [box for box in page.boxes if isinstance(box, TextBox) and box.node is None]
    heads = [box for box in told if box.kind in ("running-head", "running-date", "issuer")]
    feet = [box for box in told if box.kind in ("foot", "contact")]
    here = {id(_top(box.node)) for box in page.boxes if isinstance(box, TextBox | PlotBox) and box.node is not None}
    last = max((index for index, kid in enumerate(pen.root.kids) if id(kid) in here), default=-1)
    start, end = Node("Sect", pen.root), Node("Sect", pen.root)
    pen.root.kids.insert(last + 1, end)
    pen.root.kids.insert(0, start)
    for box in heads:
        box.node = start.add("P")
    for box in feet:
        box.node = end.add("P")
    page.boxes[:] = [*heads, *(box for box in page.boxes if not any(box is head for head in heads))]


def _top(node: Node) -> Node:
    """The element right below the document that a node belongs to."""
    while node.parent is not None and node.parent.parent is not None:
        node = node.parent
    return node
