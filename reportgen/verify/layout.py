"""Holds a briefing's looks against its structure: what a reader sees in a row stands in that row, what follows in a
paragraph follows on the page, and links lead where they say.

A file can read well and look otherwise: the texts of two cells keep their place in the structure and change it on the
page.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen.verify.ground import bare, dense
from reportgen.verify.surfaces import Link, Surface

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof

_NEAR = 3.0  # pt by which a text may stand off its line
_COLUMN = 60.0  # pt to the right at which another column of the page begins


def check(proof: FileProof) -> None:
    """Rows of tables, runs of paragraphs, links."""
    if proof.contents.format != "pdf":
        return
    _tables(proof)
    for surface in proof.contents.surfaces:
        if surface.kind == "text" and surface.role != "artifact":
            _runs(proof, surface)
    _links(proof)
    _bookmarks(proof)


def _bookmarks(proof: FileProof) -> None:
    """A bookmark's words stand on the page that it leads to, and the pages follow one another."""
    pages: dict[int, str] = {}
    for surface in proof.contents.surfaces:
        if surface.kind in ("text", "head", "cell"):
            pages[surface.page] = pages.get(surface.page, "") + bare(surface.text)
    before = 0
    for number, (title, to) in enumerate(proof.contents.bookmarks, 1):
        if any(bare(part) not in pages.get(to, "") for part in title.split("\u3000")):
            proof.find(to, f"bookmark {number}", title, "leads to a page where these words do not stand")
        elif to < before:
            proof.find(to, f"bookmark {number}", title, "leads back before the bookmark above it")
        before = max(before, to)


def _tables(proof: FileProof) -> None:
    """Cells of a row stand between the row above and the row below, each to the right of the one before."""
    tables: dict[tuple[str, int], dict[int, list[Surface]]] = {}
    for surface in proof.contents.surfaces:
        if surface.kind == "cell" and surface.runs:
            tables.setdefault((surface.group, surface.page), {}).setdefault(surface.row, []).append(surface)
    for rows in tables.values():
        lines = [rows[n] for n in sorted(rows)]
        tops = [max(run.y for cell in row for run in cell.runs) for row in lines]
        lows = [min(run.y for cell in row for run in cell.runs) for row in lines]
        for index, row in enumerate(lines):
            row.sort(key=lambda cell: cell.column)
            off = next((b for a, b in pairwise(row) if b.runs[0].x < a.runs[0].x), None)
            if off is None and index and tops[index] > lows[index - 1] - 1:
                # One of the two rows is drawn apart by a cell; it is the one farthest from the others of its row.
                off = max((*row, *lines[index - 1]), key=lambda cell: _apart(cell, lines))
            if off is not None:
                proof.find(off.page, off.place, off.text, "stands in another row or column of its table than it is of")
                break


def _apart(cell: Surface, lines: list[list[Surface]]) -> float:
    row = next(line for line in lines if cell in line)
    others = sorted(abs(cell.runs[0].y - other.runs[0].y) for other in row if other is not cell)
    return others[len(others) // 2] if others else 0.0


def _runs(proof: FileProof, surface: Surface) -> None:
    """Each run of a paragraph is on the line of the one before and behind it, below it, or in the next column."""
    for a, b in pairwise(surface.runs):
        size = max(a.size, b.size, 1.0)
        along = abs(b.y - a.y) <= 0.9 * size and b.x >= a.x - _NEAR
        below = b.y < a.y + 0.3 * size
        if not (along or below or b.x > a.x + _COLUMN):
            proof.find(surface.page, surface.place, b.text, "is painted before what it follows", says=a.text)
            return


def _links(proof: FileProof) -> None:
    """A link leads to a page that is there; links that say the same lead to the same; a page named is that page."""
    links = proof.contents.links
    goals: dict[str, Counter[int]] = {}
    for link in links:
        goals.setdefault(link.says, Counter())[link.to] += 1
    heads: dict[int, str] = {}
    for surface in proof.contents.surfaces:
        if surface.kind == "text":
            heads[surface.page] = heads.get(surface.page, "") + bare(surface.text) + "\n"
    for link in links:
        wrong = _leads_wrong(proof, link, goals, heads)
        if wrong:
            proof.find(link.page, "link", link.says or "link", wrong)


def _leads_wrong(proof: FileProof, link: Link, goals: dict[str, Counter[int]], heads: dict[int, str]) -> str:
    if link.to == 0:
        return "leads to no page of the document"
    named = re.search(r"第(\d+)[页頁]", link.says)
    if named and int(named.group(1)) != link.to:
        return f"leads to page {link.to}"
    title = re.search(r"[「“](.+)[」”]", link.says)
    if title and bare(title.group(1)) not in heads.get(link.to, ""):
        return f"leads to page {link.to}, where that is not"
    beside = [
        (s.runs[0].x, m)
        for s in proof.contents.surfaces
        if title and s.page == link.page and s.runs and link.box[1] - 1 <= s.runs[0].y <= link.box[3]
        if s.runs[0].x >= link.box[0] - 1 and (m := re.fullmatch(r"第(\d+)[页頁]", dense(s.text).text))
    ]
    if beside and int(min(beside)[1].group(1)) != link.to:
        return f"leads to page {link.to} and stands beside {min(beside)[1].group()}"
    usual, times = goals[link.says].most_common(1)[0]
    if re.search(r"\d", link.says) and link.to != usual and times > 1:
        return f"leads to page {link.to}, others that say so to page {usual}"
    return ""
