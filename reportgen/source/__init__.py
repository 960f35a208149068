"""Turns a file into an `Article`: decoded text with offsets, furniture taken off, sections, paragraphs, sentences."""

from __future__ import annotations

from pathlib import Path

from reportgen.source.records import Article, Dropped, Paragraph, Script, Section, Sentence, Span

__all__ = ["Article", "Dropped", "Paragraph", "Script", "Section", "Sentence", "Span", "read"]


def read(path: Path | str) -> Article:
    """The article in the file `path` (.txt or saved .html).

    Raises InputError when the file is missing, a folder, unreadable, empty, binary, over 5 MB, or holds no Chinese
    sentence. Invalid bytes become U+FFFD and a note.
    """
    from reportgen.source.reading import read_article

    return read_article(Path(path))
