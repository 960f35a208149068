"""The articles that the story's tests tell, read once a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportgen import extract, source, story
from reportgen.model import Extraction
from reportgen.story.blocks import Story
from reportgen.story.context import Context
from reportgen.story.text import View

TESTS = Path(__file__).resolve().parent.parent
SEED = TESTS.parent / "seeds" / "liuyang-business-environment.txt"


def articles() -> list[Path]:
    """The seed, the samples and the labelled articles whose rules were read."""
    return [SEED, *sorted((TESTS / "samples").glob("*.txt")), *sorted((TESTS / "articles" / "dev").glob("*.txt"))]


def labelled() -> list[Path]:
    """The seed, the samples and every labelled article: all that readers have graded."""
    return [SEED, *sorted((TESTS / "samples").glob("*.txt")), *sorted((TESTS / "articles").glob("*/*.txt"))]


def heldout() -> list[Path]:
    """Labelled articles that no rule of the story was tuned on."""
    return sorted((TESTS / "articles" / "heldout").glob("*.txt"))


@cache
def extraction(path: Path) -> Extraction:
    return extract.extract(source.read(path))


@cache
def told(path: Path) -> Story:
    return story.tell(extraction(path))


@cache
def seen(path: Path) -> tuple[View, Context]:
    view = View(extraction(path))
    return view, Context(view)


def of_text(text: str, folder: Path) -> Extraction:
    """The extraction of a text written for one test."""
    path = folder / "article.txt"
    path.write_text(text, encoding="utf-8")
    return extract.extract(source.read(path))
