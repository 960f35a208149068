"""Graded sentences: `grade | false | kind | text`, one line a printed title, summary sentence, card or gap line.

Grade A print unchanged, B small edit, C not at all, - not graded; false is "false" or empty. Run this module to renew the
files: a sentence that has not changed keeps its grade, a new one has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.story.blocks import Story
from reportgen.story.printed import printed
from tests.story import stories

FOLDER = Path(__file__).resolve().parent / "graded"
_TITLES = ("title", "pattern", "headline", "whole")


@dataclass(frozen=True, slots=True)
class Graded:
    grade: str
    false: str
    kind: str
    text: str


def lines(story: Story) -> list[tuple[str, str]]:
    """(kind, text) of everything that is graded, each once."""
    found: list[tuple[str, str]] = []
    for one in printed(story):
        if one.where.startswith("summary["):
            kind = "summary"
        elif ".cards[" in one.where:
            kind = "card"
        elif one.use in _TITLES or one.where.endswith("title"):
            kind = "title"
        else:
            continue
        found.append((kind, one.claim.text))
    found += [("gap", f"{gap.gap} · {gap.therefore}") for gap in story.gaps]
    return list(dict.fromkeys(found))


def load(path: Path) -> dict[tuple[str, str], Graded]:
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            grade, false, kind, text = (part.strip() for part in line.split("|", 3))
            found[kind, text] = Graded(grade, false, kind, text)
    return found


def file_of(article: Path) -> Path:
    return FOLDER / f"{article.stem}.txt"


def renew() -> None:
    FOLDER.mkdir(exist_ok=True)
    for article in stories.labelled():
        path = file_of(article)
        old = load(path) if path.exists() else {}
        out = ["# grade | false | kind | text"]
        for kind, text in lines(stories.told(article)):
            known = old.get((kind, text), Graded("-", "", kind, text))
            out.append(f"{known.grade} | {known.false} | {kind} | {text}")
        path.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    renew()
