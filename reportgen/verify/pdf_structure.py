"""Turns the walked pages of a PDF into surfaces by its structure tree: paragraphs, cells, figures, and what stands
under no structure element."""

from __future__ import annotations

import re
from typing import Any

from reportgen.verify.pdf_page import Page, is_array
from reportgen.verify.pdf_source import Source
from reportgen.verify.surfaces import Kind, Mark, Picture, Run, Surface

_DEPTH = 28  # nesting of the structure tree beyond which no honest file goes
_INLINE = ("Link", "Span", "Reference", "Lbl", "Em", "Strong", "Sub")
_RAISED = 0.8  # a reference mark is at most this part of the text beside it


def surfaces(source: Source, pages: list[Page]) -> None:
    """Add every text and figure of the walked pages to the contents."""
    _tagged(source, pages)
    _loose(source, pages)


def _tagged(source: Source, pages: list[Page]) -> None:
    tree = source.pdf.Root.get("/StructTreeRoot")
    if tree is None:
        return
    numbers = {page.page.objgen: page for page in pages}
    seen: set[Any] = set()
    counter = 0
    figures = 0

    def children(node: Any) -> list[Any]:
        kids = node.get("/K")
        if kids is None:
            return []
        return list(kids) if is_array(kids) else [kids]

    def bag_of(kid: Any, page: Any) -> tuple[Page, int] | None:
        try:
            if isinstance(kid, int):
                return numbers[page.objgen], kid
            if "/MCID" in kid and str(kid.get("/Type", "")) == "/MCR":
                where = kid.get("/Pg", page)
                return numbers[where.objgen], int(kid["/MCID"])
        except (KeyError, AttributeError, TypeError, ValueError):
            pass
        return None

    def visit(node: Any, page: Any, trail: tuple[str, ...], row: tuple[str, int, int]) -> None:
        nonlocal counter, figures
        if not hasattr(node, "get") or len(trail) > _DEPTH:
            return
        if node.is_indirect:
            if node.objgen in seen:
                return
            seen.add(node.objgen)
        role = str(node.get("/S", "")).strip("/")
        page = _page_of(node, page)
        where = numbers[page.objgen].number if page is not None and page.objgen in numbers else 0
        counter += 1
        me = counter
        if role == "Table":
            row = (f"table {me}", -1, -1)
        elif role == "TR":
            row = (row[0] or f"table {me}", me, 0)
        bags: list[tuple[Page, int]] = []
        inner: list[Any] = []
        own: list[tuple[Page, int]] = []  # of this element and of its inline children, in drawing order: one text
        rest = []
        for kid in children(node):
            found = bag_of(kid, page)
            if found is not None:
                bags.append(found)
                own.append(found)
            elif hasattr(kid, "get") and str(kid.get("/Type", "")) != "/OBJR":
                inner.append(kid)
                inline = str(kid.get("/S", "")).strip("/") in _INLINE
                if inline and "/ActualText" not in kid and "/Alt" not in kid:
                    own.extend(_below(source, kid, page, bag_of, seen))
                else:
                    rest.append(kid)
        for key, name in (("/Alt", "alternative text"), ("/ActualText", "replacement text"), ("/E", "expansion")):
            if key in node:
                text = node[key]
                if not where and bags:
                    where = bags[0][0].number
                source.add("alt", where, f"{role} {name}", str(text), role=role, group=f"figure {me}")
        if role == "Figure":
            figures += 1
            _figure(source, node, bags, inner, bag_of, page, figures)
        if own:
            _emit(source, own, role, trail, row if row[1] >= 0 else ("", -1, -1), me)
        column = 0
        for kid in rest:
            part = str(kid.get("/S", "")).strip("/")
            at = row
            if part in ("TD", "TH"):
                at = (row[0], row[1], column)
                column += 1
            visit(kid, page, (*trail, f"{role}{me}"), at)

    try:
        for kid in children(tree):
            visit(kid, None, (), ("", -1, -1))
    except RecursionError:
        source.trouble(0, "file", "has a structure tree nested too deeply")


def _page_of(node: Any, page: Any) -> Any:
    """The page that an element names, else that of its parent. Asking pikepdf for what is missing is dear."""
    if "/Pg" in node:
        return node["/Pg"]
    return page


def _below(source: Source, node: Any, page: Any, bag_of: Any, seen: set[Any]) -> list[tuple[Page, int]]:
    if node.is_indirect:
        if node.objgen in seen:
            return []
        seen.add(node.objgen)
    page = _page_of(node, page)
    out = []
    kids = node.get("/K")
    for kid in [] if kids is None else (list(kids) if is_array(kids) else [kids]):
        found = bag_of(kid, page)
        if found is not None:
            out.append(found)
        elif hasattr(kid, "get") and str(kid.get("/Type", "")) != "/OBJR" and kid.get("/S") is not None:
            out.extend(_below(source, kid, page, bag_of, seen))
    return out


def _figure(source: Source, node: Any, bags: Any, inner: Any, bag_of: Any, page: Any, number: int) -> None:
    every = list(bags)
    for kid in inner:
        every.extend(_below(source, kid, page, bag_of, set()))
    marks: list[Mark] = []
    texts: list[Run] = []
    for walker, mcid in every:
        bag = walker.bags.get(mcid)
        if bag is not None:
            marks.extend(bag.marks)
            texts.extend(bag.runs)
    source.contents.pictures.append(
        Picture(
            page=every[0][0].number if every else 0,
            place=f"figure {number}",
            alt=str(node.get("/Alt", "")),
            texts=tuple(texts),
            marks=tuple(marks),
        )
    )


def _emit(source: Source, own: list[tuple[Page, int]], role: str, trail: tuple[str, ...], row: Any, me: int) -> None:
    runs: list[tuple[int, Run]] = []
    for walker, mcid in own:
        bag = walker.bags.get(mcid)
        if bag is not None:
            bag.kind = "used"
            runs.extend((walker.number, run) for run in bag.runs)
    if not runs:
        return
    kind: Kind = "cell" if role in ("TD", "TH") or row[0] else "text"
    if role == "Figure" or any(t.startswith("Figure") for t in trail):
        # Labels of a chart stand apart from one another: each run that starts elsewhere is a text of its own.
        for page, text, part in _blocks(runs):
            source.contents.surfaces.append(
                Surface(
                    kind="label",
                    page=page,
                    place=f"{role} label",
                    text=text,
                    role=role,
                    runs=part,
                    group=f"figure {me}",
                    box=(part[0].x, part[0].y, part[-1].x, part[-1].y),
                )
            )
        return
    text, marks, lines = _joined([run for _, run in runs])
    source.contents.surfaces.append(
        Surface(
            kind=kind,
            page=runs[0][0],
            place=role or "text",
            text=text,
            role=role,
            marks=marks,
            group=row[0] or (trail[-1] if trail else ""),
            row=row[1],
            column=row[2],
            runs=lines,
            box=(runs[0][1].x, runs[0][1].y, runs[-1][1].x, runs[-1][1].y),
        )
    )


def _loose(source: Source, pages: list[Page]) -> None:
    """What stands under no structure element: furniture (artifacts) and strays."""
    for walker in pages:
        for key, bag in walker.bags.items():
            if bag.kind == "used" or not bag.runs:
                continue
            if isinstance(key, str) and key.startswith("artifact"):
                kind: Kind = "head"
            elif key == "invisible" or (isinstance(key, str) and key.startswith("annotation")):
                kind = "hidden"
            else:
                kind = "text"
            name = {"head": "running head or foot", "hidden": "hidden text"}.get(kind, "untagged text")
            for page, text, part in _blocks([(walker.number, run) for run in bag.runs]):
                source.contents.surfaces.append(
                    Surface(
                        kind=kind,
                        page=page,
                        place=name,
                        text=text,
                        runs=part,
                        role="artifact",
                        box=(part[0].x, part[0].y, part[-1].x, part[-1].y),
                    )
                )


def _blocks(runs: list[tuple[int, Run]]) -> list[tuple[int, str, tuple[Run, ...]]]:
    """Runs that follow one another on a line or on the next line of one block, joined."""
    out: list[tuple[int, list[Run]]] = []
    for page, run in runs:
        if out and out[-1][0] == page:
            last = out[-1][1][-1]
            near = abs(run.size - last.size) < 0.05 and abs(run.y - last.y) < 0.6 and run.x >= last.x
            if near and run.x - last.end <= 0.6 * run.size:
                out[-1][1].append(run)
                continue
        out.append((page, [run]))
    return [(page, "".join(r.text for r in part), tuple(part)) for page, part in out]


def _joined(runs: list[Run]) -> tuple[str, tuple[int, ...], tuple[Run, ...]]:
    """Text without its raised reference marks, the marks, and the runs that are not marks."""
    from statistics import median

    body = median([r.size for r in runs for _ in r.text] or [0.0])
    text: list[str] = []
    marks: list[int] = []
    kept: list[Run] = []
    for run in runs:
        beside = max(body, kept[-1].size) if kept else body  # a mark may be as long as its text
        small = run.size <= beside * _RAISED or run.raised
        if small and re.fullmatch(r"[\d,、，\s–-]+", run.text) and kept and run.size < 9:
            marks.extend(int(n) for n in re.findall(r"\d+", run.text))
            continue
        # A label and what it numbers stand apart on one line (圖4　2022年…): extraction without a blank would join
        # digits.
        if kept and abs(run.y - kept[-1].y) < 1 and run.x - kept[-1].end > 0.5 * run.size:
            text.append("\u3000")
        text.append(run.text)
        kept.append(run)
    return "".join(text), tuple(marks), tuple(kept)
