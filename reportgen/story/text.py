"""Turns an article into lines (sentences, or sentences inside speech), segments and clauses, all by offset."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

from reportgen.model import Extraction, Fact, Quote
from reportgen.records import dataclass
from reportgen.source import Article, Paragraph, Span
from reportgen.story.blocks import Claim
from reportgen.story.show import in_figures

_Found = TypeVar("_Found")

OPENERS = "“‘「『（(《〈【﹙"
CLOSERS = "”’」』）)》〉】﹚"
_MATE = dict(zip(CLOSERS, OPENERS, strict=True))
_STOPS = "。！？!?"
_TRIM = " \t\r\n　 "

YEAR = (
    r"(?:(?:公元|民国)?\d{2,4}年(?!(?:以?前|来|间|以上)(?![\d一二三四五六七八九十两]))度?|[一二][〇零一二三四五六七八九]{3}年度?"
    r"|今年度?|去年度?|前年|当年|同年(?!级)|全年|本年度|上年度?)"
)
MONTH = (
    r"(?:\d{1,2}(?:[至到—–\-~]+\d{1,2})?月(?:份|末|底|初)?|"
    r"[一二三四五六七八九十]{1,2}月(?:[份末底初]|[一二三四五六七八九十]{1,3}日))"
)
# 9号码头, 3号线: a name.
DAY = (
    r"(?:\d{1,2}(?:[日号]?[至到—–\-~]\d{1,2})?"
    r"(?:日|号(?!码头|泊位|线(?![上下])|楼|馆|厅|门|机组?|井|炉|路|院|桥|站|地块|仓|库|厂房|车间|公路|国道|风球|台风|文件|航站楼)))"
)
QUARTER = (
    r"(?:第?[一二三四1-4]季度|第[一二三四1-4]季|[首次末]季(?!度)|前[二三两]季度|前三季度|[上下]半年|"
    r"[首前](?:\d{1,2}|[一二三四五六七八九十]{1,2})个月|前\d{1,2}月(?!\d))"
)
PERIOD = re.compile(
    rf"(?:截至|截止|到|至)?(?:{YEAR}(?:{MONTH}{DAY}?|{QUARTER}|[末底初])?|{MONTH}{DAY}?|{QUARTER}|{DAY})"
    r"(?:以来|上旬|中旬|下旬|期间|起|春节|国庆|末|底)?"
)
# Behind the day that a report counts up to: 截至6月30日止六个月.
TO_A_DAY = re.compile(r"止(?:的?[一二三四五六七八九十\d]{1,2}个月)?")
_NARROW = re.compile("[\u0000-\u024f]")
# What stands before a sentence and is none of it: the tag of a news column, the sides of an interview, list numbers.
_LABEL = re.compile(
    r"【[^】]{2,8}】|(?:[AQ]\d{0,2}|[答问問])[:：]\s*|(?:\d{1,2}[.．](?!\d)|[（(][一二三四五六七八九十\d]{1,2}[)）]|[①-⑳])\s*"
)
# A question of an interview, and what answers it.
_ASKED = re.compile(r"\s*(?:[Qq]\d{0,2}|问|[^,。:\s“”]{0,4}(?:记者|编辑部|网友)|主持人)\s?:")
_ANSWERED = re.compile(r"\s*(?:[Aa]\d{0,2}|答|回答|答复)\s?:")
NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Clause:
    """Characters up to, not with, the separator; `n` its place in the line, `segment` counts ；."""

    start: int
    end: int
    n: int
    segment: int
    separator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence without its closing mark; inside a quotation `speech` is the quotation it belongs to. An interview's
    answers are its running text: `answer` is the one that a sentence belongs to."""

    start: int
    end: int
    paragraph: int
    section: int | None
    clauses: tuple[Clause, ...]
    sentence: Span
    speech: Quote | None = None
    answer: Quote | None = None

    def clause_at(self, offset: int) -> Clause:
        """The clause that holds `offset`; the last one when it lies behind all."""
        for clause in self.clauses:
            if offset < clause.end:
                return clause
        return self.clauses[-1]


@lru_cache(maxsize=16384)
def width(text: str) -> float:
    """Width in Chinese characters: Latin letters, digits and half-width marks count a half."""
    return len(text) - 0.5 * len(_NARROW.findall(text))


def balanced(text: str) -> bool:
    """Whether every bracket and quotation mark of `text` has its mate, in order."""
    stack: list[str] = []
    for char in text:
        if char in OPENERS:
            stack.append(char)
        elif char in CLOSERS and (not stack or stack.pop() != _MATE[char]):
            return False
    return not stack


def _mates(text: str, start: int, end: int) -> dict[int, int]:
    """Offsets of opening marks that are closed inside [start, end), with the offset of the closing mark."""
    stack: list[int] = []
    pairs: dict[int, int] = {}
    for i in range(start, end):
        char = text[i]
        if char in OPENERS:
            stack.append(i)
        elif char in CLOSERS:
            for depth in range(len(stack) - 1, -1, -1):
                if text[stack[depth]] == _MATE[char]:
                    pairs[stack[depth]] = i
                    del stack[depth:]
                    break
    return pairs


def _pieces(text: str, start: int, end: int, marks: str) -> Iterator[tuple[int, int, str]]:
    """Cut [start, end) at `marks` outside brackets; digits hold their , and : together."""
    pairs = _mates(text, start, end)
    i = at = start
    while i < end:
        if i in pairs:
            i = pairs[i] + 1
            continue
        char = text[i]
        if char in marks and not _inside_number(text, i):
            yield at, i, char
            at = i + 1
        i += 1
    if at < end:
        yield at, end, ""


def _inside_number(text: str, i: int) -> bool:
    if text[i] in "：:":
        return text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()
    if text[i] != ",":
        return False
    tail = text[i + 1 : i + 5]
    return text[i - 1 : i].isdigit() and tail[:3].isdigit() and len(tail) >= 3 and not tail[3:].isdigit()


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks at its ends."""
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end


def cut_clauses(text: str, start: int, end: int) -> tuple[Clause, ...]:
    """Clauses of one sentence: cut at ，；： outside quotation marks and brackets; 、 never cuts."""
    found: list[Clause] = []
    segment = 0
    for a, b, mark in _pieces(text, start, end, "，,；;﹔：:…"):
        a, b = trim(text, a, b)
        if a < b:
            found.append(Clause(a, b, len(found), segment, mark))
        if mark and mark in "；;﹔…":
            segment += 1
    return tuple(found)


class View:
    """An article with its facts, ready for cutting: what every rule of the story looks at.

    Exact Chinese numerals are in figures here (`in_figures`): `text`, the facts and all offsets are those of that text.
    `numerals` are the forms that changed; `headline` is for matching, the article's own is printed to the letter.
    """

    def __init__(self, extraction: Extraction) -> None:
        extraction, moved = in_figures(extraction)
        self.extraction = extraction
        self.numerals = moved.pairs() if moved else ()
        self.article: Article = extraction.article
        self.headline = moved.headline(self.article.headline) if moved else self.article.headline
        self.text = self.article.text
        self.shadow = self.article.shadow
        self.facts: tuple[Fact, ...] = extraction.facts
        self.by_id = {fact.id: fact for fact in self.facts}
        self.quotes = tuple(fact for fact in self.facts if isinstance(fact, Quote))
        self._paragraph_facts: dict[int, list[Fact]] = {}
        for fact in self.facts:
            self._paragraph_facts.setdefault(fact.paragraph, []).append(fact)
        self._quote_starts = [quote.start for quote in self.quotes]
        self._quote_reach = list(itertools.accumulate((quote.end for quote in self.quotes), max))
        self.lines: tuple[Line, ...] = tuple(self._lines())
        self._starts = [line.start for line in self.lines if line.speech is None]
        self._spoken = sorted((line for line in self.lines if line.speech is not None), key=lambda line: line.start)
        self._plain = [line for line in self.lines if line.speech is None]
        self.spoken_lines = tuple(self._spoken)
        self.rank_ids = tuple(f.id for f in self.facts if f.kind == "rank")
        # What rules ask again and again: of the claim asked last its line and folded words; of a place what is there.
        self.asked_line: tuple[Claim | None, Line | None] = (None, None)
        self.asked_words: tuple[Claim | None, str] = (None, "")
        self.judged: dict[str, dict[Claim, str | None]] = {}
        self.known: dict[tuple[str, int, int], Any] = {}
        self._spoken_starts = [line.start for line in self._spoken]
        self._all_lines: dict[int, list[Line]] = {}
        for line in self.lines:
            self._all_lines.setdefault(line.paragraph, []).append(line)
        self._paragraph_lines: dict[int, list[Line]] = {}
        for line in self._plain:
            self._paragraph_lines.setdefault(line.paragraph, []).append(line)
        self._paragraphs = {p.n: p for p in self.article.paragraphs}
        self._line_of: dict[str, Line | None] = {}
        self.numeric = tuple(f for f in self.facts if f.kind == "figure")
        self._figure_starts = [f.start for f in self.numeric]
        self._by_start = sorted(self.facts, key=lambda fact: fact.start)
        self._fact_starts = [fact.start for fact in self._by_start]
        self._paragraph_starts = [p.start for p in self.article.paragraphs]

    def _lines(self) -> Iterator[Line]:
        asked = {p.n for p in self.article.paragraphs if _ASKED.match(self.shadow, p.start, p.end)}
        answers = {
            quote.paragraph: quote
            for quote in self.quotes
            if asked and self.text[quote.start] not in OPENERS and self._answers(quote)
        }
        for paragraph in self.article.paragraphs:
            if answers and paragraph.n in asked:
                continue  # what is asked is told by nobody
            answer = answers.get(paragraph.n)
            for sentence in paragraph.sentences:
                for start, end in self._parts(sentence.start, sentence.end):
                    clauses = cut_clauses(self.text, start, end)
                    if clauses:
                        yield Line(
                            start=start,
                            end=end,
                            paragraph=paragraph.n,
                            section=paragraph.section,
                            clauses=clauses,
                            sentence=Span(sentence.start, sentence.end),
                            answer=answer,
                        )
            for quote in self.quotes_in(paragraph.n):
                if quote is not answer:
                    yield from self._speech_lines(quote, paragraph.section)

    def _answers(self, quote: Quote) -> bool:
        """Whether a quotation is the whole answer of an interview, labelled 答：."""
        start = next(p.start for p in self.article.paragraphs if p.n == quote.paragraph)
        label = _ANSWERED.match(self.shadow, start, quote.end)
        return label is not None and quote.start - label.end() <= 1

    def _speech_lines(self, quote: Quote, section: int | None) -> Iterator[Line]:
        start, end = trim(self.text, quote.start, quote.end)
        if start < end and self.text[start] in OPENERS:
            start += 1
        if end > start and self.text[end - 1] in CLOSERS:
            end -= 1
        for a, b, _ in _pieces(self.text, start, end, _STOPS):
            a, b = trim(self.text, a, b)
            clauses = cut_clauses(self.text, a, b)
            if clauses:
                yield Line(
                    start=a,
                    end=b,
                    paragraph=quote.paragraph,
                    section=section,
                    clauses=clauses,
                    sentence=quote.sentence,
                    speech=quote,
                )

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A sentence, cut behind a quotation that is a sentence of its own (“….”某某说),
        and at stops the reader passed.
        """
        cuts = [
            m.end()
            for m in re.finditer(r"[。！？!?][”」』]", self.text[start:end])
            if not re.match(r"[”」』，,、]", self.text[start + m.end() : start + m.end() + 1])
        ]
        cuts += [
            m.end()
            for m in re.finditer(
                r"(?<=(?:[^\W\d_a-zA-Z]|[%]))[。.](?=(?:[^\W\d_a-zA-Z]|[\dA-Z]))|(?<=\d)[。.](?=[^\W\d_a-zA-Z])",
                self.text[start:end],
            )
            if balanced(self.text[start : start + m.start()])
        ]
        bounds = [start, *sorted(start + c for c in set(cuts)), end]
        for a, b in itertools.pairwise(bounds):
            low, high = self._bare(a, b)
            if low < high:
                yield low, high

    def _bare(self, start: int, end: int) -> tuple[int, int]:
        """A sentence without blanks and without its closing mark (a mark inside a closing quotation stays)."""
        start, end = trim(self.text, start, end)
        label = _LABEL.match(self.text, start, end)
        if label and label.end() < end:
            start = label.end()
        while (
            end > start
            and self.text[end - 1] in _STOPS + "；;，,."
            and not (self.text[end - 1] == "." and self.text[end - 2 : end - 1].isascii())
        ):
            end -= 1
        return trim(self.text, start, end)

    def once(self, what: str, start: int, end: int, find: Callable[[], _Found]) -> _Found:
        """What `find` finds at a place, looked for once an article; `what` names the question."""
        place = (what, start, end)
        if place not in self.known:
            self.known[place] = find()
        found: _Found = self.known[place]
        return found

    def s(self, start: int, end: int) -> str:
        """Folded text of a span."""
        return self.shadow[start:end]

    def paragraph_at(self, offset: int) -> int | None:
        """The number of the paragraph that holds `offset`, None outside the body."""
        i = bisect.bisect_right(self._paragraph_starts, offset) - 1
        if i < 0 or offset >= self.article.paragraphs[i].end:
            return None
        return self.article.paragraphs[i].n

    def line_of(self, fact: Fact) -> Line | None:
        """The line that holds a fact: inside speech the sentence of the speech, else the sentence."""
        if fact.id not in self._line_of:
            self._line_of[fact.id] = self._find_line(fact)
        return self._line_of[fact.id]

    def _find_line(self, fact: Fact) -> Line | None:
        if fact.kind != "quote":
            spoken = self._spoken_at(fact.start)
            if spoken is not None and fact.end <= spoken.end:
                return spoken
        i = bisect.bisect_right(self._starts, fact.start) - 1
        if i >= 0 and fact.start < self._plain[i].end + 3:
            return self._plain[i]
        return None

    def _spoken_at(self, offset: int) -> Line | None:
        i = bisect.bisect_right(self._spoken_starts, offset) - 1
        return self._spoken[i] if i >= 0 and offset < self._spoken[i].end else None

    def line_at(self, offset: int, *, spoken: bool = True) -> Line | None:
        """The line that holds an offset: the sentence of the speech there, else the sentence of running text."""
        line = self._spoken_at(offset) if spoken else None
        if line is not None:
            return line
        i = bisect.bisect_right(self._starts, offset) - 1
        return self._plain[i] if i >= 0 and offset < self._plain[i].end else None

    def paragraph(self, n: int) -> Paragraph:
        """The paragraph of number `n`."""
        return self._paragraphs[n]

    def lines_in(self, paragraph: int) -> list[Line]:
        """Sentences outside speech of one paragraph."""
        return self._paragraph_lines.get(paragraph, [])

    def plain_lines(self, paragraphs: tuple[int, ...] | None = None) -> list[Line]:
        """Sentences outside speech, of all or of the given paragraphs."""
        return [line for line in self._plain if paragraphs is None or line.paragraph in paragraphs]

    def speech_at(self, start: int, end: int) -> Quote | None:
        """The quotation that holds a span whole."""
        found = None
        i = bisect.bisect_right(self._quote_starts, start) - 1
        while i >= 0 and self._quote_reach[i] >= end:
            found = self.quotes[i] if self.quotes[i].end >= end else found
            i -= 1
        return found

    def facts_of(self, paragraphs: set[int]) -> list[Fact]:
        """The facts of some paragraphs, in order."""
        return [fact for n in sorted(paragraphs) for fact in self._paragraph_facts.get(n, ())]

    def lines_of(self, paragraphs: set[int]) -> list[Line]:
        """The sentences of some paragraphs, those of speech too, in order."""
        return [line for n in sorted(paragraphs) for line in self._all_lines.get(n, ())]

    def quotes_in(self, paragraph: int) -> list[Quote]:
        """The quotations of one paragraph."""
        return [fact for fact in self._paragraph_facts.get(paragraph, ()) if isinstance(fact, Quote)]

    def figures_in(self, start: int, end: int) -> list[Fact]:
        """Figures that lie in a span."""
        i = bisect.bisect_left(self._figure_starts, start)
        found = []
        while i < len(self.numeric) and self.numeric[i].start < end:
            if self.numeric[i].end <= end:
                found.append(self.numeric[i])
            i += 1
        return found

    def figures_touching(self, start: int, end: int) -> list[Fact]:
        """Figures that share at least one character with a span."""
        i = max(bisect.bisect_left(self._figure_starts, start) - 3, 0)
        found = []
        while i < len(self.numeric) and self.numeric[i].start < end:
            if self.numeric[i].end > start:
                found.append(self.numeric[i])
            i += 1
        return found

    def starting_in(self, start: int, end: int) -> list[Fact]:
        """Facts of every kind that begin in a span, in order."""
        i = bisect.bisect_left(self._fact_starts, start)
        return self._by_start[i : bisect.bisect_left(self._fact_starts, end)]

    def facts_in(self, start: int, end: int) -> list[Fact]:
        """Facts of every kind but quotations that lie in a span."""
        return [f for f in self.starting_in(start, end) if f.kind != "quote" and f.end <= end]

    def section_name(self, section: int | None) -> str:
        """The raw heading of a section, "" before the first."""
        return self.article.sections[section].heading if section is not None else ""
