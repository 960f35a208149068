"""Turns a ledger and the article's text into the ground that printed texts are held against: lines, facts, atoms.

All comparing is done on *dense* text: folded to simplified and half-width, quotation marks and dashes of one make, no
blanks. What display normalisation changes (。，「」 for . , “”, 后備 → 後備, 証 → 證) is equal there; a changed digit,
word or name is not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field
from functools import cache, cached_property, lru_cache
from typing import Any

from reportgen.fold import altered, clean, fold
from reportgen.records import dataclass
from reportgen.verify.figures import in_figures, known_text, moved_record
from reportgen.verify.numerals import read

_SAME = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": '"',
        "’": '"',
        "「": '"',
        "」": '"',
        "『": '"',
        "』": '"',
        "'": '"',
        "〝": '"',
        "〞": '"',
        "—": "-",
        "―": "-",
        "─": "-",
        "–": "-",
        "~": "-",
        "⋯": "…",
        "・": "·",
        "•": "·",
        "‧": "·",
        "〈": "《",
        "〉": "》",
        "【": "[",
        "】": "]",
        "台": "台",
        "徵": "征",
        "準": "准",
    }
)
_BLANK = re.compile(r"\s+")
_STOPS = "。!?"
_CLAUSE = ",;:。!?…"
_DATE = re.compile(
    r"\d{4}年|(?<!\d)\d{1,2}月(?:\d{1,2}日)?|(?<!\d)\d{1,2}日(?!\d)"
)  # a year may be left out, a day not
MARKS = frozenset(',;:。!?…、"()[]《》-·.|/ ')


class Dense:
    """`text` for comparing, and `origin[i]`: the offset in the raw text of its character i, made when asked for."""

    __slots__ = ("_raw", "text")

    def __init__(self, text: str, raw: str) -> None:
        self.text, self._raw = text, raw

    @property
    def origin(self) -> tuple[int, ...]:
        return _placed(self._raw)[1]


@cache
def _mended() -> dict[int, int]:
    """Characters that display may put for one another and folding keeps apart (答復 → 答覆): both become one."""
    from reportgen.assets import template

    table: dict[int, int] = {}
    for wrong, right, *_ in template("lexicon/display.toml")["faults"]["pairs"]:
        a, b = fold(wrong), fold(right)
        if a != b and len(a) == len(b) == 1:
            table[ord(b)] = table.get(ord(a), ord(a))
    return table


class _Comparing(dict[int, str]):
    """The table for `str.translate` by which dense text is folded once more; each character is looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code).translate(_SAME).translate(_mended())
        return self[code]


_COMPARING = _Comparing()
_ODD = re.compile(r"[\s\0….\-]")
_RUNS = re.compile(r"(?:\.{2,}|…)[.…]*|-{2,}")


class _Densing(dict[int, "str | None"]):
    """The table that folds, compares and takes out blanks and invisible characters in one go."""

    def __missing__(self, code: int) -> str | None:
        char = fold(chr(code)).translate(_COMPARING)
        self[code] = None if char == "\0" or char.isspace() else char
        return self[code]


_DENSING = _Densing()


@cache
def _altering() -> re.Pattern[str]:
    """Any character that is another one, or none, in dense text: most texts that are folded for comparing have none,
    having been cut from dense text, and looking for one is far cheaper than translating all."""
    return re.compile(rf"[{altered()}{re.escape(''.join(map(chr, sorted({*_SAME, *_mended()}))))}\s]")


@lru_cache(maxsize=8192)
def dense(raw: str) -> Dense:
    """Fold a text for comparing; runs of dots and dashes become one character."""
    text = raw if _altering().search(raw) is None else raw.translate(_DENSING)
    if "\u3000" in raw or ("(" in text and clean(raw).origin is not None):
        return Dense(_placed(raw)[0], raw)
    if "…" in text or "--" in text or ".." in text:
        text = _RUNS.sub(lambda m: "-" if m.group()[0] == "-" else "…", text)
    return Dense(_YEAR.sub(_in_figures, text), raw)


# 二〇三〇年 is 2030年, in the article and in what is printed; no month behind it, which stays in its own numerals.
_YEAR = re.compile("(?:一九|二[〇○零])[〇○零一二三四五六七八九]{2}(?=年(?![一二三四五六七八九十]))")
_FIGURES = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def _in_figures(found: re.Match[str]) -> str:
    return found.group().translate(_FIGURES)


@lru_cache(maxsize=512)
def _placed(raw: str) -> tuple[str, tuple[int, ...]]:
    """Dense text with the place of each character, one after the other; the only way for blanks behind numbers."""
    plain = clean(raw)
    folded = plain.shadow.translate(_COMPARING)
    places = plain.origin if plain.origin is not None else range(len(folded))
    out: list[str] = []
    origin: list[int] = []
    done = 0
    for match in _ODD.finditer(folded):
        i, char = match.start(), match.group()
        out += folded[done:i]
        origin += places[done:i]
        done = i + 1
        if raw[places[i]] == "\u3000" and out and out[-1].isdigit():
            char = "|"  # a wide blank behind a number keeps it apart (圖4　2022年); a narrow one parts thousands
        elif char.isspace() or char == "\0" or (char in "…-" and out and out[-1] == char):
            continue
        elif char == "." and out and out[-1] in ".…":
            out[-1] = "…"
            continue
        out.append(char)
        origin.append(places[i])
    out += folded[done:]
    origin += places[done:]
    return _YEAR.sub(_in_figures, "".join(out)), tuple(origin)


_MARKED = re.compile("[" + "".join(map(re.escape, sorted(MARKS))) + "]+")
_KEPT = {".": "点", ":": "比", "-": "至", "/": "分"}
_WITHIN = re.compile(r"[.:/\-](?<=\d.)(?=\d)")


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Dense text without any marks: what is left when punctuation is not looked at. A mark within a number (3.8, 1:2)
    is no punctuation."""
    return _MARKED.sub("", _WITHIN.sub(lambda m: _KEPT[m.group()], dense(text).text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """A stretch of a line that may not be cut: a fact with its qualifier and unit, or a numeral that is no fact."""

    start: int
    end: int
    fact: str | None
    numeric: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence (or heading, or headline) of the article.

    `text` is dense; `raw` as it is shown (numerals in figures), `said` as it stands; `start` its offset where it is
    shown. `starts` are the offsets in `text` where a
    clause begins or words in quotation marks do; `bounds` only those behind a mark that ends a clause.
    """

    number: int
    paragraph: int
    kind: str
    raw: str
    said: str
    start: int
    text: str
    origin: tuple[int, ...]
    starts: frozenset[int]
    bounds: frozenset[int] = frozenset()
    atoms: tuple[Atom, ...] = ()

    def clause(self, at: int) -> tuple[int, int]:
        """The clause (start, end) of `text` that holds offset `at`."""
        ordered = in_order(self.bounds)
        behind = bisect_right(ordered, at)
        begin = ordered[behind - 1] if behind else 0
        return begin, ordered[behind] if behind < len(ordered) else len(self.text)


@lru_cache(maxsize=2048)
def in_order(bounds: frozenset[int]) -> tuple[int, ...]:
    """Offsets from the least to the greatest."""
    return tuple(sorted(bounds))


def _starts(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Offsets where a cut may begin, and those where a clause does: after a mark that is not inside a number."""
    bounds = {0}
    starts = {0}
    for i, char in enumerate(text):
        if char in _CLAUSE and not (0 < i < len(text) - 1 and text[i - 1].isdigit() and text[i + 1].isdigit()):
            bounds.add(i + 1)
            if i + 1 < len(text) and text[i + 1] == '"':
                starts.add(i + 2)
        elif char in '"(' or (char == "-" and i and text[i - 1] not in "0123456789"):
            starts.add(i + 1)
    return frozenset(starts | bounds), frozenset(bounds)


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of text[start:end]: split after 。！？ with the closing marks that follow; a stop inside
    a quotation splits too, so that a trimmed quotation is a run of whole sentences."""
    spans, begin, i = [], start, start
    while i < end:
        if text[i] in "。！？!?" or (text[i] == "\n"):
            j = i + 1
            while j < end and text[j] in "”’」』）)】。！？!?":
                j += 1
            if text[begin:j].strip():
                spans.append((begin, j))
            begin = i = j
            continue
        i += 1
    if text[begin:end].strip():
        spans.append((begin, end))
    return spans


@dataclass(kw_only=True)
class Ground:
    """Everything that a printed text may rest on. `facts` are the ledger's records by id, with the numerals that are
    shown in figures so (`numerals`: old form → new one); `recorded` are the ledger's own. `text` is None when only a
    ledger without the article's text was given (then only the sentences of facts can be proven)."""

    ledger: dict[str, Any]
    text: str | None
    lines: list[Line] = field(default_factory=list)
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    recorded: dict[str, dict[str, Any]] = field(default_factory=dict)
    numerals: frozenset[tuple[str, str]] = frozenset()
    home: dict[str, tuple[int, int, int]] = field(default_factory=dict)  # fact id → line, start, end (dense)
    paragraphs: int = 0
    cuts: dict[Any, Any] = field(default_factory=dict)  # what `align` found for a text; for one and its insertions
    runs: dict[str, Any] = field(default_factory=dict)  # … for one that stands whole in a line, or not
    gaps: dict[tuple[int, int, int], str | None] = field(default_factory=dict)  # … for a stretch of a line left out

    @property
    def article(self) -> dict[str, Any]:
        return self.ledger.get("article") or {}

    @property
    def script(self) -> str:
        return str(self.article.get("script") or "hant")

    @cached_property
    def _whole(self) -> tuple[str, list[int]]:
        joined, starts = [], []
        at = 0
        for line in self.lines:
            starts.append(at)
            joined.append(line.text)
            at += len(line.text) + 1
        return "\n".join(joined), starts

    def find(self, text: str, start: int = 0) -> tuple[Line, int] | None:
        """The first line that holds dense `text`, with the offset in it."""
        return next(self.all(text), None)

    def all(self, text: str) -> Any:
        """Every place where dense `text` stands whole in one line: (line, offset)."""
        whole, starts = self._whole
        at = whole.find(text) if text else -1
        while at >= 0:
            number = bisect_right(starts, at) - 1
            yield self.lines[number], at - starts[number]
            at = whole.find(text, at + 1)

    @cached_property
    def running(self) -> dict[int, str]:
        """Paragraph number → its sentences joined, dense."""
        out: dict[int, str] = {}
        for line in self.lines:
            if line.kind == "sentence":
                out[line.paragraph] = out.get(line.paragraph, "") + line.text
        return out

    @cached_property
    def grams(self) -> dict[str, tuple[float, tuple[int, ...]]]:
        """Three characters → what each line that holds them gains by it, and those lines, for finding the nearest."""
        found: dict[str, list[int]] = {}
        for line in self.lines:
            text = line.text
            for gram in {text[i : i + 3] for i in range(len(text) - 2)}:
                found.setdefault(gram, []).append(line.number)
        return {gram: (1 / len(numbers), tuple(numbers)) for gram, numbers in found.items()}

    def near(self, text: str, most: int = 4) -> list[Line]:
        """Lines that share the most runs of three characters with dense `text`, best first."""
        counts: dict[int, float] = {}
        grams = self.grams
        for share, numbers in filter(None, map(grams.get, [text[i : i + 3] for i in range(len(text) - 2)])):
            for number in numbers:
                counts[number] = counts.get(number, 0) + share
        if not counts and len(text) >= 2:
            for line in self.lines:
                if text[:2] in line.text:
                    counts[line.number] = 0.1
        if len(counts) > 1:
            return [self.lines[n] for n in sorted(counts, key=lambda n: (-counts[n], n))[:most]]
        return [self.lines[n] for n in counts]

    @cached_property
    def speakers(self) -> tuple[tuple[str, str, str, str], ...]:
        """(fact, organisation, role, name), dense, of each quotation whose speaker speaks for a body."""
        found = []
        for fact in self.facts.values():
            if fact.get("kind") == "quote" and fact.get("organisation") and fact.get("role"):
                told = (dense(str(fact.get(key) or "")).text for key in ("organisation", "role", "speaker"))
                found.append((str(fact["id"]), *told))
        return tuple(found)  # type: ignore[arg-type]

    @cached_property
    def surfaces(self) -> dict[str, tuple[str, ...]]:
        """Dense surface → fact ids that have it."""
        found: dict[str, list[str]] = {}
        for fact in self.facts.values():
            found.setdefault(dense(str(fact.get("surface") or "")).text, []).append(str(fact["id"]))
        return {surface: tuple(ids) for surface, ids in found.items()}

    def sentence_of(self, fact: str) -> Line | None:
        place = self.home.get(fact)
        return self.lines[place[0]] if place else None


def build(ledger: dict[str, Any], text: str | None) -> Ground:
    """The ground of a ledger. `text` is the article's decoded text that its offsets count, or None."""
    ground = Ground(ledger=ledger, text=text)
    article = ground.article
    facts = [f for f in ledger.get("facts") or [] if isinstance(f, dict) and f.get("id")]
    unused = [u for u in ledger.get("unused") or [] if isinstance(u, dict)]
    ground.recorded = {str(f["id"]): f for f in facts}
    spans: list[tuple[int, int, int]] = []  # paragraph, start, end: the sentences
    for item in article.get("paragraphs") or []:
        n = int(item["n"])
        ground.paragraphs = max(ground.paragraphs, n)
        if text is not None:
            spans.extend((n, a, b) for a, b in sentences(text, int(item["start"]), int(item["end"])))
    known = text
    if text is None:
        known = known_text(ledger)
        for item in ledger.get("sentences") or []:
            begin = int(item["start"])
            whole = sentences(known, begin, begin + len(str(item["text"])))
            spans.extend((int(item["paragraph"]), a, b) for a, b in whole)
    assert known is not None
    shown = in_figures(known, article, facts)
    if shown is not None:
        facts = [moved_record(f, shown) for f in facts]
        unused = [{**u, "start": shown.at(int(u["start"])), "end": shown.at(int(u["end"]))} for u in unused]
        ground.numerals = frozenset((dense(old).text, dense(new).text) for old, new in shown.pairs())
    ground.facts = {str(f["id"]): f for f in facts}
    pieces: list[tuple[int, str, str, str, int]] = []
    for n, a, b in spans:
        said = known[a:b]
        if shown is None:
            pieces.append((n, "sentence", said, said, a))
        else:
            pieces.append((n, "sentence", shown.text[shown.at(a) : shown.at(b)], said, shown.at(a)))
    for key in ("headline", "publisher"):
        if article.get(key):
            pieces.append((0, key, str(article[key]), str(article[key]), -1))
    for section in article.get("sections") or []:
        for key in ("heading", "subheading"):
            if section.get(key):
                pieces.append((0, key, str(section[key]), str(section[key]), -1))
    for key in ("authors", "editors"):
        pieces.extend((0, key, str(name), str(name), -1) for name in article.get(key) or [])
    for paragraph, kind, raw, said, start in pieces:
        folded = dense(raw)
        atoms = []
        if start >= 0:
            for fact in facts:
                if start <= int(fact["start"]) and int(fact["end"]) <= start + len(raw):
                    a, b = _dense_span(folded, int(fact["start"]) - start, int(fact["end"]) - start)
                    ground.home.setdefault(str(fact["id"]), (len(ground.lines), a, b))
                    if fact.get("kind") == "figure":
                        atoms.append(Atom(start=a, end=b, fact=str(fact["id"])))
            for item in unused:
                if start <= int(item["start"]) and int(item["end"]) <= start + len(raw):
                    a, b = _dense_span(folded, int(item["start"]) - start, int(item["end"]) - start)
                    if item.get("why") != "date":
                        atoms.append(Atom(start=a, end=b, fact=None))
            atoms += [Atom(start=m.start(), end=m.end(), fact=None) for m in _DATE.finditer(folded.text)]
        # Numerals that the ledger does not know (or knows only inside a rank or a name) may not be cut either.
        # A qualifier that the ledger's surface leaves out belongs to the number all the same (近 of 近5年).
        for numeral in read(folded.text):
            if _DATE.match(folded.text, numeral.start):
                continue
            meets = [i for i, atom in enumerate(atoms) if atom.start < numeral.end and numeral.start < atom.end]
            if not meets:
                atoms.append(Atom(start=numeral.start, end=numeral.end, fact=None))
            for i in meets:
                met = atoms[i]
                if numeral.qualifier and numeral.start < met.start and numeral.end >= met.end - 1:
                    atoms[i] = Atom(start=numeral.start, end=met.end, fact=met.fact)
        atoms.sort(key=lambda atom: atom.start)
        starts, bounds = _starts(folded.text)
        parted = {i for i in range(1, len(folded.origin)) if raw[folded.origin[i - 1] + 1 : folded.origin[i]].isspace()}
        starts, bounds = starts | parted, bounds | parted  # a blank parts the clauses of a headline
        ground.lines.append(
            Line(
                number=len(ground.lines),
                paragraph=paragraph,
                kind=kind,
                raw=raw,
                said=said,
                start=start,
                text=folded.text,
                origin=folded.origin,
                starts=starts,
                bounds=bounds,
                atoms=tuple(atoms),
            )
        )
    return ground


def _dense_span(folded: Dense, start: int, end: int) -> tuple[int, int]:
    from bisect import bisect_left

    return bisect_left(folded.origin, start), bisect_left(folded.origin, end)
