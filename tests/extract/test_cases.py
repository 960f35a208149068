"""The grammar as text: every block of tests/extract/cases/*.md is an article of its own and what must be read from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen import extract, model
from reportgen.source.reading import parse

CASES = Path(__file__).parent / "cases"
FILLER = "这是用来试读的文章，没有别的内容。"


def _blocks() -> list[tuple[str, str, list[str]]]:
    found = []
    for path in sorted(CASES.glob("*.md")):
        for block in re.split(r"^### ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            title, _, rest = block.partition("\n")
            lines = [line for line in rest.splitlines() if line.strip()]
            text = "\n".join(line for line in lines if not line.startswith("=> "))
            found.append(
                (f"{path.stem}: {title.strip()}", text, [line[3:].strip() for line in lines if line.startswith("=> ")])
            )
    return found


def _cells(line: str) -> tuple[str, list[str]]:
    kind, _, rest = line.partition(" ")
    return kind, [cell.strip() for cell in rest.split(" | ")]


def _show(fact: model.Fact) -> str:
    if isinstance(fact, model.Figure):
        return f"{fact.surface} | {fact.value} | {fact.unit} | {fact.qualifier} | {fact.status} | {fact.value_max}"
    return str(fact)


def _matches(cells: list[str], f: model.Figure) -> bool:
    def null(text: str) -> str | None:
        return None if text == "-" else text

    if f.surface != cells[0] or f.unit != cells[2]:
        return False
    value = null(cells[1])
    if (value is None) != (f.value is None) or (
        value is not None and abs(float(value) - (f.value or 0)) > 1e-3 * abs(float(value))
    ):
        return False
    if len(cells) > 3 and null(cells[3]) != f.qualifier:
        return False
    if len(cells) > 4 and cells[4] != f.status:
        return False
    return len(cells) <= 5 or (f.value_max is not None and abs(float(cells[5]) - f.value_max) < 1e-6)


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=n) for n, t, e in _blocks()])
def test_case(text: str, expected: list[str]) -> None:
    text = text if text.startswith("!") else f"标题\n\n{FILLER}\n\n{text}"
    got = extract.extract(parse(text.removeprefix("!")))
    for kind, cls in (("figure", model.Figure), ("quote", model.Quote), ("award", model.Award), ("initiative", model.Initiative),
                      ("milestone", model.Milestone), ("rank", model.Rank), ("target", model.Target)):  # fmt: skip
        wanted = [_cells(line)[1] for line in expected if line.startswith(kind + " ")]
        none = f"no {kind}" in expected or (kind == "figure" and "none" in expected)
        ours = [fact for fact in got.facts if isinstance(fact, cls)]
        if not wanted:
            assert not (none and ours), [_show(fact) for fact in ours]
            continue
        shown = [_show(fact) for fact in ours]
        for cells in wanted:
            assert any(_found(kind, cells, fact) for fact in ours), (cells, shown)
        if kind in ("figure", "quote"):
            assert len(ours) == len(wanted), shown
    for line in expected:
        if line.startswith("around "):  # around 12个 | period=今年前十个月 | place=-
            surface, *fields = _cells(line)[1]
            figure = next(f for f in got.facts if isinstance(f, model.Figure) and f.surface == surface)
            for field in fields:
                name, _, value = field.partition("=")
                read = getattr(figure, name)
                assert ("-" if read is None else str(read)) == value, (surface, name, read)
        if line.startswith("unused "):
            surface, why = _cells(line)[1]
            assert any(u.surface == surface and u.why == why for u in got.unused), got.unused


def _found(kind: str, cells: list[str], fact: model.Fact) -> bool:
    if isinstance(fact, model.Figure):
        return _matches(cells, fact)
    fields = {
        "quote": ("text", "speaker", "role", "organisation"),
        "award": ("name", "giver", "year"),
        "initiative": ("name", "status"),
        "milestone": ("date", "event"),
        "rank": ("claim", "scope", "position"),
        "target": ("text", "by"),
    }[kind]
    values = ["-" if getattr(fact, name) is None else str(getattr(fact, name)) for name in fields]
    return all(
        value.startswith(cell.removesuffix("…")) if cell.endswith("…") else value == cell
        for cell, value in zip(cells, values, strict=False)
    )
