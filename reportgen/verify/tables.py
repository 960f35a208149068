"""Holds the heads of a table against its columns, and the cell for the number against what the row tells: no head
stands over two columns or over another one's cells, no number of the article is told as missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.assets import wording
from reportgen.verify.ground import dense
from reportgen.verify.numerals import read

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven

_SILENT = ("missing", "missing_short", "unsaid")
Rows = dict[int, dict[int, "Proven"]]  # row → column → cell


def check(proof: FileProof) -> None:
    """Heads of all tables; the numbers of those that the program makes of facts."""
    tables: dict[tuple[int, str], Rows] = {}
    for proven in proof.proven:
        unit = proven.unit
        if unit.kind == "cell" and unit.group:
            tables.setdefault((unit.page, unit.group), {}).setdefault(unit.row, {})[unit.column] = proven
    own = wording(proof.ground.script)["deck"]
    value, kind = dense(own["head_value"]).text, dense(own["head_kind"]).text
    for rows in tables.values():
        heads = {column: dense(cell.unit.text).text for column, cell in rows.get(0, {}).items()}
        column = next((c for c, text in heads.items() if text == value), None)
        _doubled(proof, rows.get(0, {}), heads)
        if column is not None:
            _over_numbers(proof, rows, column)
            _told(proof, rows, column, kind in heads.values())


def _doubled(proof: FileProof, cells: dict[int, Proven], heads: dict[int, str]) -> None:
    """Two columns under one of the program's heads."""
    constants = proof.texts.catalogue.constants
    for column, text in heads.items():
        if text in constants and list(heads.values()).count(text) > 1:
            proof.find_unit(cells[column], "is the head of two columns")
            return


def _over_numbers(proof: FileProof, rows: Rows, column: int) -> None:
    """The head for numbers over a column that has none, beside one that has them."""
    if any(number and column in cells and cells[column].value for number, cells in rows.items()):
        return
    counts: dict[int, int] = {}
    for number, cells in rows.items():
        for at, cell in cells.items():
            if number and any(n.unit for n in read(cell.unit.text)) and not re.search("年|月", cell.unit.text):
                counts[at] = counts.get(at, 0) + 1
    if column not in counts and len(rows) > 2 and any(n >= len(rows) - 1 for at, n in counts.items() if at > 0):
        proof.find_unit(rows[0][column], "heads a column without numbers")


def _told(proof: FileProof, rows: Rows, column: int, of_facts: bool) -> None:
    """A row of a fact without its number; one of what is to come that has a number and tells it as missing."""
    constants = proof.texts.catalogue.constants
    for number, cells in rows.items():
        cell = cells.get(column)
        silent = cell is None or constants.get(dense(cell.unit.text).text, "").endswith(_SILENT)
        if not number or not silent or len(cells) < 2:
            continue
        shown = cell or cells[min(cells)]
        facts = [f for c in cells.values() for f in c.facts]
        if of_facts or any(proof.ground.facts.get(f, {}).get("kind") == "figure" for f in facts):
            proof.find_unit(shown, "is a row without the number that the article states")
