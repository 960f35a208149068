"""Whole pages as text: every block of tests/extract/pages/*.md is a page and what must be read of its frame."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.source.reading import parse

PAGES = Path(__file__).parent / "pages"


def _blocks() -> list[tuple[str, str, dict[str, str]]]:
    found = []
    for path in sorted(PAGES.glob("*.md")):
        for block in re.split(r"^### ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            title, _, rest = block.partition("\n")
            page, wanted = [], {}
            for line in rest.split("\n"):
                if line.startswith("=> "):
                    key, _, value = line[3:].partition(" ")
                    wanted[key] = value
                else:
                    page.append(line)
            found.append((f"{path.stem}: {title.strip()}", "\n".join(page).strip("\n"), wanted))
    return found


@pytest.mark.parametrize(("page", "wanted"), [pytest.param(p, w, id=n) for n, p, w in _blocks()])
def test_page(page: str, wanted: dict[str, str]) -> None:
    article = parse(page)
    read = {
        "headline": article.headline,
        "date": article.date or "-",
        "publisher": article.publisher or "-",
        "authors": " / ".join(article.authors) or "-",
        "editors": " / ".join(article.editors) or "-",
        "sections": " / ".join(s.heading for s in article.sections) or "-",
        "paragraphs": str(len(article.paragraphs)),
    }
    assert wanted, "a case without an expectation"
    assert {key: read[key] for key in wanted} == wanted
