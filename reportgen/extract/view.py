"""Turns an `Article` into the text that rules work on: without invisible characters, with inner clauses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import field

from reportgen.fold import Clean, clean
from reportgen.records import dataclass
from reportgen.source import Article, Span

_NUMBER_COMMA = re.compile(r"\d,\d{3}(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph in clean offsets; `sentences` holds (start, end) as the reader cut them."""

    n: int
    start: int
    end: int
    section: int | None
    sentences: tuple[tuple[int, int], ...]
    quotes: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True, kw_only=True)
class View:
    """`starts` are those of the passages.

    `stops`, `semis`, `commas` are sorted offsets of 。！？ line ends, of ； and of ，： anywhere, quoted or not.
    """

    article: Article
    clean: Clean
    passages: tuple[Passage, ...]
    stops: list[int] = field(default_factory=list)
    semis: list[int] = field(default_factory=list)
    commas: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.clean.text

    @property
    def shadow(self) -> str:
        return self.clean.shadow

    def _within(self, marks: list[int], at: int) -> tuple[int, int]:
        i = bisect_right(marks, at - 1) if at else 0
        start = marks[i - 1] + 1 if i else 0
        j = bisect_left(marks, at)
        end = marks[j] if j < len(marks) else len(self.clean.text)
        return start, end

    def inner(self, at: int) -> tuple[int, int]:
        """The stretch between full stops around an offset, also inside a quotation."""
        return self._within(self.stops, at)

    def segment(self, at: int) -> tuple[int, int]:
        """The stretch between ； or full stops."""
        return self._within(self.semis, at)

    def clause(self, at: int) -> tuple[int, int]:
        """The stretch between commas, colons, ； or full stops."""
        return self._within(self.commas, at)

    def passage(self, at: int) -> Passage:
        """The paragraph that holds an offset."""
        i = bisect_right(self.starts, at) - 1
        return self.passages[max(0, i)]

    def sentence(self, at: int) -> tuple[int, int]:
        """The reader's sentence (quotations whole) that holds an offset."""
        passage = self.passage(at)
        for start, end in passage.sentences:
            if start <= at < end:
                return start, end
        return passage.start, passage.end

    def raw(self, start: int, end: int) -> Span:
        """Offsets in `Article.text`."""
        return Span(*self.clean.raw(start, end))


_PAIRS = {"“": "”", "「": "」", "『": "』"}


def quoted(shadow: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of outermost quotations between two offsets, marks included.

    A mark that is opened again before it is closed is taken as a new one; an unclosed one opens nothing.
    """
    found: list[tuple[int, int]] = []
    i = start
    while i < end:
        c = shadow[i]
        if c in _PAIRS or c == '"':
            close = _PAIRS.get(c, '"')
            level, j = 1, i + 1
            limit = min(end, i + 1500)
            while j < limit:
                if shadow[j] == close:
                    level -= 1
                    if not level:
                        break
                elif shadow[j] == c and c != '"':
                    level += 1
                j += 1
            if level and c != '"':  # an inner opening mark without its partner: take the first closing mark
                j = shadow.find(close, i + 1, limit)
                level = 0 if j > 0 else 1
            if not level:
                found.append((i, j + 1))
                i = j
        i += 1
    return found


def view(article: Article) -> View:
    """The working text of an article."""
    c = clean(article.text, article.shadow)
    back = c.back()
    length = len(c.text)

    def at(offset: int) -> int:
        if back is None:
            return offset
        while offset not in back:
            offset += 1
            if offset > len(article.text):
                return length
        return back[offset]

    def span(start: int, end: int) -> tuple[int, int]:
        if back is None:
            return start, end
        last = end - 1
        while last > start and last not in back:
            last -= 1
        return at(start), (back[last] + 1 if last in back else at(start))

    passages = []
    for p in article.paragraphs:
        start, end = span(p.start, p.end)
        passages.append(
            Passage(
                n=p.n,
                start=start,
                end=end,
                section=p.section,
                sentences=tuple(span(s.start, s.end) for s in p.sentences),
                quotes=tuple(quoted(c.shadow, start, end)),
            )
        )
    made = View(article=article, clean=c, passages=tuple(passages), starts=[p.start for p in passages])
    shadow = c.shadow
    for m in re.finditer(r"[。!?\n;,:]", shadow):
        i, mark = m.start(), m.group()
        digits = 0 < i < length - 1 and shadow[i - 1].isdigit() and shadow[i + 1].isdigit()
        if mark == ":" and digits:
            continue
        if mark == "," and digits and c.text[i] == "," and _NUMBER_COMMA.match(shadow, i - 1):
            continue
        made.commas.append(i)
        if mark not in ",:":
            made.semis.append(i)
            if mark != ";":
                made.stops.append(i)
    return made
