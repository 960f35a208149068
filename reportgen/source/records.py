"""The records of a text that was read: article, sections, paragraphs, sentences, with offsets."""

from __future__ import annotations

from typing import Literal

from reportgen.errors import Note
from reportgen.records import dataclass

Script = Literal["hant", "hans"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of characters of `Article.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A stretch of page furniture that is not read, and why (a key of the wording catalogue, e.g. "breadcrumb")."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence with its closing mark; `clauses` split at ，；： outside quotes and brackets, never at 、."""

    start: int
    end: int
    paragraph: int
    clauses: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of the body; `n` counts from 1 and skips headings, bylines and furniture."""

    n: int
    start: int
    end: int
    section: int | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The article's own section: a heading and perhaps a sub-heading (改革創新 / 投資興業有熱度), raw text."""

    heading: str
    subheading: str | None
    start: int
    end: int
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as read. Every offset counts characters of `text`.

    `text` is the decoded file before cleaning, without BOM, CRLF as one character. `shadow` has the same length:
    each character folded to simplified, half-width and lower risk (controls, bidi marks, zero-width → U+0000), and is
    what word lists are matched on; it is never printed. `date` is ISO (YYYY-MM-DD) or None; `time` is HH:MM or None.
    """

    stem: str
    text: str
    shadow: str
    sha256: str
    script: Script
    headline: str
    publisher: str | None
    date: str | None
    time: str | None
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    url: str | None
    place: str | None
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    dropped: tuple[Dropped, ...]
    notes: tuple[Note, ...] = ()
    encoding: str = "utf-8"
    origin: Literal["text", "mended", "html"] = "text"
    headline_span: Span | None = None
