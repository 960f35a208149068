"""Holds a printed text against the article: it must be an ordered cut of one sentence, apart from declared insertions.

A cut may begin and end anywhere but inside an atom (a number with its unit and qualifier, a date). Between two pieces
it may leave out words of one clause as long as none of them turns the meaning (不, 將, 近, 分別 …), or whole
clauses; it
may not join the middle of one clause to the middle of another: that is how 上市企業 9家 … 後備企業 37家 becomes
上市企業37家. Numbers, units and qualifiers inside an accepted cut are then right by construction.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from reportgen.assets import template
from reportgen.lexicon import alternation, longest_first, words
from reportgen.records import dataclass
from reportgen.verify import relative
from reportgen.verify.ground import MARKS, Ground, Line, dense, in_order
from reportgen.verify.naming import limiting, unsaid

_STATES = 6000  # of the search; beyond it a text counts as not aligned
_SURE = 7  # a piece of this length is no chance: leaving it unused is not tried
_SHARED = 0.45  # part of a text's pairs of characters that a line must hold to be tried
_LONGEST = 400  # characters of one sentence; the recursion is bounded by it
_SHORT = 2  # a shorter piece is chance, unless it is a whole clause
_STOP = re.compile(r"[。!?;]+\"*")
_FILE = "verify.toml"


@dataclass(frozen=True, slots=True)
class Piece:
    """text[t:t+size] of the printed text is line.text[s:s+size]."""

    line: int
    t: int
    s: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How a printed text lies on the article. `text` is dense; `loose` are the spans that stand nowhere (marks left
    out); `faults` say in words which rule of cutting is broken, with the offset of the text where it shows."""

    text: str
    pieces: tuple[Piece, ...]
    inserted: tuple[tuple[int, int], ...] = ()
    loose: tuple[tuple[int, int], ...] = ()
    faults: tuple[tuple[int, str], ...] = ()

    @property
    def whole(self) -> bool:
        return not self.loose and not self.faults

    def share(self) -> float:
        """Part of the text's characters (marks left out) that the article bears."""
        size = sum(1 for c in self.text if c not in MARKS)
        missing = sum(1 for a, b in self.loose for c in self.text[a:b] if c not in MARKS)
        return 1 - missing / size if size else 1.0


@cache
def _guard() -> re.Pattern[str]:
    return re.compile(alternation(_FILE, "guards.negations", "guards.plans", "guards.limits"))


@cache
def _before() -> tuple[str, ...]:
    """What may not be left out directly before a piece, the longest first."""
    found = {w for key in ("negations-before", "narrowing") for w in words(_FILE, f"guards.{key}")}
    return tuple(sorted(found, key=len, reverse=True))


@cache
def _scopes() -> tuple[str, ...]:
    return words(_FILE, "naming.scopes")


def align(ground: Ground, printed: str, insertions: Iterable[str] = ()) -> Cut:
    """The best way to lay a printed text on the article; `insertions` are dense words that may stand in it."""
    text = dense(printed).text
    text = text.strip(",;:。")
    known = ground.cuts.get(text)
    if known is None:
        known = ground.cuts[text] = _align(ground, text, insertions)
    return known


def align_with(ground: Ground, text: str, insertions: Iterable[str]) -> Cut:
    """The same for dense text, with insertions of its own that are not kept."""
    return _align(ground, text, insertions)


def _align(ground: Ground, text: str, insertions: Iterable[str]) -> Cut:
    whole = contiguous(ground, text)
    if whole is not None:
        return whole
    allowed = tuple(longest_first(w for w in insertions if w))
    best = _best_line(ground, text, allowed)
    if best is not None and best.whole:
        return best
    parts = _sentences(text)
    if len(parts) > 1:
        joined = _joined(ground, text, parts, allowed)
        if best is None or joined.share() > best.share() or (joined.whole and not best.whole):
            return joined
    return best if best is not None else Cut(text=text, pieces=(), loose=((0, len(text)),) if text else ())


def contiguous(ground: Ground, text: str) -> Cut | None:
    """The text stands whole in one line, without cutting an atom; of several places the first sound one."""
    if text not in ground.runs:
        ground.runs[text] = _contiguous(ground, text)
    found: Cut | None = ground.runs[text]
    return found


def _contiguous(ground: Ground, text: str) -> Cut | None:
    first: Cut | None = None
    for number, (line, at) in enumerate(ground.all(text)):
        faults = (*_atom_faults(line, at, at + len(text), 0), *_left_before(line, at, 0, len(text)))
        cut = Cut(text=text, pieces=(Piece(line.number, 0, at, len(text)),), faults=faults)
        if not faults:
            return cut
        first = first or cut
        if number > 50:
            break
    return first


def _left_before(line: Line, s: int, t: int, size: int = 0) -> Iterable[tuple[int, str]]:
    """What stands directly before a text's first piece and may not be left out."""
    if not s or s in line.starts:
        return
    begin, end = line.clause(s)
    if line.text.endswith(_before(), begin, s):
        left = next(w for w in _before() if line.text.endswith(w, begin, s))
        yield t, f'leaves out "{left}" before it'
        return
    if line.text.endswith(_scopes(), begin, s) and _ranked().search(line.text, s, min(s + size, end)):
        scope = next(w for w in _scopes() if line.text.endswith(w, begin, s))
        yield t, f'leaves out "{scope}" before it'
    limit = limiting().search(line.text, begin, s)
    if limit and limit.end() <= s and any(a.fact and s <= a.start < end for a in line.atoms):
        yield t, f'leaves out "{limit.group()}" before it'


@cache
def _ranked() -> re.Pattern[str]:
    """A place in an order: how far it reaches is told before it."""
    return re.compile("第[0-9一二三四五六七八九十]+[名位]|" + alternation(_FILE, "guards.ranks"))


def left_behind(line: Line, end: int) -> str:
    """The word directly behind a piece without which it says something else (不等, 之一); "" for none."""
    return next((w for w in words(_FILE, "guards.behind") if line.text.startswith(w, end)), "")


def _atom_faults(line: Line, start: int, end: int, t: int) -> Iterable[tuple[int, str]]:
    for atom in line.atoms:
        cut = atom.start < start < atom.end or atom.start < end < atom.end
        if cut and atom.start < end and start < atom.end:
            at = t + max(0, atom.start - start)
            yield at, f'cuts "{line.text[atom.start : atom.end]}" in two'


def _sentences(text: str) -> list[tuple[int, int]]:
    """Spans of `text` between 。！？；, the marks left out."""
    spans, begin = [], 0
    for m in _STOP.finditer(text):
        spans.append((begin, m.start()))
        begin = m.end()
    spans.append((begin, len(text)))
    return [(a, b) for a, b in spans if b > a]


def _joined(ground: Ground, text: str, parts: list[tuple[int, int]], allowed: tuple[str, ...]) -> Cut:
    pieces: list[Piece] = []
    inserted: list[tuple[int, int]] = []
    loose: list[tuple[int, int]] = []
    faults: list[tuple[int, str]] = []
    for begin, end in parts:
        part = text[begin:end]
        cut = contiguous(ground, part)
        if cut is None or cut.faults:
            cut = _best_line(ground, part, allowed) or cut or Cut(text=part, pieces=(), loose=((0, len(part)),))
        pieces.extend(Piece(p.line, p.t + begin, p.s, p.size) for p in cut.pieces)
        inserted.extend((a + begin, b + begin) for a, b in cut.inserted)
        loose.extend((a + begin, b + begin) for a, b in cut.loose)
        faults.extend((a + begin, why) for a, why in cut.faults)
    return Cut(text=text, pieces=tuple(pieces), inserted=tuple(inserted), loose=tuple(loose), faults=tuple(faults))


def _best_line(ground: Ground, text: str, allowed: tuple[str, ...]) -> Cut | None:
    key = (text, allowed)
    if key not in ground.cuts:
        ground.cuts[key] = _nearest_line(ground, text, allowed)
    found: Cut | None = ground.cuts[key]
    return found


def _nearest_line(ground: Ground, text: str, allowed: tuple[str, ...]) -> Cut | None:
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    ranked = []
    for line in ground.near(text):
        shared = len(pairs & _pairs(line.text).keys())
        if pairs and shared >= _SHARED * len(pairs):
            ranked.append((-shared, line.number, line))
    best: Cut | None = None
    for shared, _, line in sorted(ranked)[:3]:
        if best is not None and -shared < 0.6 * -ranked[0][0]:
            break
        cut = _lay(ground, line, text, allowed)
        if cut.whole:
            return cut
        if best is None or _badness(cut) < _badness(best):
            best = cut
    return best


def _badness(cut: Cut) -> float:
    return (1 - cut.share()) * 10 + len(cut.faults)


_Step = tuple[str, int, int, int]
_Steps = tuple[_Step, Any] | None  # a step and those behind it


@lru_cache(maxsize=512)
def _pairs(source: str) -> dict[str, list[int]]:
    """Offsets of each pair of characters."""
    where: dict[str, list[int]] = {}
    for i in range(len(source) - 1):
        where.setdefault(source[i : i + 2], []).append(i)
    return where


def _lay(ground: Ground, line: Line, text: str, allowed: tuple[str, ...]) -> Cut:
    """Cheapest cover of `text` by pieces of `line` in order, insertions and loose characters."""
    source, size = line.text, len(text)
    if size > _LONGEST:
        return Cut(text=text, pieces=(), loose=((0, size),))
    where = _pairs(source)
    places: list[Sequence[int]] = [where.get(text[t : t + 2], ()) for t in range(size)]
    words_at: list[tuple[int, ...]] = [()] * (size + 1)
    for word in allowed:
        at = text.find(word)
        while at >= 0:
            words_at[at] = (*words_at[at], len(word))
            at = text.find(word, at + 1)
    price = [0.0]
    for char in text:
        price.append(price[-1] + (0.05 if char in MARKS else 1.0))
    following = [size] * (size + 1)  # the next offset at which anything but skipping is possible
    for t in range(size - 1, -1, -1):
        following[t] = t if places[t] or words_at[t] or words_at[t + 1] else following[t + 1]
    memo: dict[tuple[int, int], tuple[float, _Steps]] = {}
    runs: dict[tuple[int, int], list[int]] = {}

    def solve(t: int, j: int) -> tuple[float, _Steps]:
        """Cost and steps from offset t on, when the line is used up to j (-1: nothing used yet)."""
        at = following[t]
        while at < size and not (words_at[at] or words_at[at + 1]) and places[at][-1] < j:
            at = following[at + 1]
        skipped = price[at] - price[t]
        if at >= size:
            return skipped, None
        known = memo.get((at, j))
        if known is None:
            if len(memo) > _STATES:
                return skipped + price[size] - price[at], None
            known = memo[(at, j)] = choose(at, j)
        return (skipped + known[0], known[1]) if skipped else known

    def lengths(t: int, k: int) -> list[int]:
        """How long a piece from offset t of the text and k of the line may be, the longest first."""
        run = 2
        while t + run < size and k + run < len(source) and text[t + run] == source[k + run]:
            run += 1
        return [n for n in _lengths(line, k, run) if n == run or t + n >= size or places[t + n]]

    def choose(t: int, j: int) -> tuple[float, _Steps]:
        least: float | None = None
        best: _Steps = None
        longest = 0
        for k in places[t]:
            if k < j:
                continue
            found = runs.get((t, k))
            if found is None:
                found = runs[(t, k)] = lengths(t, k)
            if not found:
                continue
            longest = max(longest, found[0])
            torn = j >= 0 and k > j and _fault_of(ground, line, j, k) and not _dated(text, t, source[j:k])
            cost = 1.6 if torn else 0.1
            for length in found:
                rest, steps = solve(t + length, k + length)
                if least is None or rest + cost < least:
                    least, best = rest + cost, (("piece", t, k, length), steps)
        for length in words_at[t + 1]:  # 自, 較: one character before the year put for 去年
            told = text[t + 1 : t + 1 + length]
            k = source.find(text[t], max(j, 0))
            while k >= 0:
                if relative.stood(told, source, k + 1):
                    rest, steps = solve(t + 1, k + 1)
                    if least is None or rest + 0.1 < least:
                        least, best = rest + 0.1, (("piece", t, k, 1), steps)
                k = source.find(text[t], k + 1)
        for length in words_at[t]:
            rest, steps = solve(t + length, j)
            if least is None or rest + 0.3 < least:
                least, best = rest + 0.3, (("inserted", t, 0, length), steps)
        if least is None or longest < _SURE:
            rest, steps = solve(t + 1, j)
            rest += price[t + 1] - price[t]
            if least is None or rest < least:
                return rest, steps
        return least, best

    return _assemble(ground, line, text, _in_order(solve(0, -1)[1]))


def _in_order(steps: _Steps) -> Iterable[_Step]:
    while steps is not None:
        step, steps = steps
        yield step


def _fault_of(ground: Ground, line: Line, j: int, k: int) -> str | None:
    """What `_gap_fault` finds, kept: the same stretch is left out in many texts."""
    key = (line.number, j, k)
    if key not in ground.gaps:
        ground.gaps[key] = _gap_fault(line, j, k)
    return ground.gaps[key]


# 2025年3月 for 今年三月: which month it is, the day of the paper proves (relative.month_of).
_MONTH = re.compile(r"\d{4}年\d{1,2}月")
_MONTH_TOLD = re.compile("[今去前明后]年(?:十[一二]?|[一二三四五六七八九])月")


def _dated(text: str, t: int, gap: str) -> bool:
    """Whether a date stands before an offset for the one word that is left out there (今年, 昨日)."""
    if _MONTH_TOLD.fullmatch(gap):
        return any(_MONTH.fullmatch(text[max(t - size, 0) : t]) for size in (7, 8))
    gap = relative.plain(gap)
    return len(gap) <= 2 and any(relative.may_be(text[max(t - size, 0) : t], gap) for size in (5, 4, 6))


def _lengths(line: Line, k: int, size: int) -> Iterable[int]:
    """Lengths of a piece from `k` that do not end inside an atom (the longest first)."""
    end = k + size
    for atom in line.atoms:
        if atom.start < k < atom.end:
            return
        if atom.start < end < atom.end:
            if atom.start - k >= _SHORT:
                yield atom.start - k
            return
    yield size
    ordered = in_order(line.bounds)
    last = bisect_left(ordered, end)
    if last and ordered[last - 1] > k:
        yield ordered[last - 1] - k  # the next piece may be a later clause that begins with the same words
    if size > 3:
        yield size - 1  # the next piece may begin with the same character (增加值增速 of 增加值增長…，增速)


@cache
def _droppable() -> re.Pattern[str]:
    found = sorted(words(_FILE, "guards.droppable"), key=len, reverse=True)
    patterns = list(words(_FILE, "guards.droppable-patterns"))
    return re.compile("(?:" + "|".join([*map(re.escape, found), *patterns]) + '|[,;:、"|])*')


@cache
def _bounds() -> tuple[tuple[str, ...], tuple[re.Pattern[str], ...]]:
    """Droppable words, and what has to stand behind each."""
    found = template("lexicon/verify.toml")["guards"]["bound"]
    return tuple(found), tuple(re.compile(behind) for behind in found.values())


def _bound(line: Line, gap: str, end: int) -> bool:
    """Whether a gap holds a droppable word that is a part of what stands behind it (還 of 還給, 總額 of 零售總額)."""
    words_, behind = _bounds()
    if not gap.endswith(words_):
        return False
    return any(gap.endswith(w) and not b.match(line.text, end) for w, b in zip(words_, behind, strict=True))


def _quoted(line: Line, j: int, k: int, between: str) -> bool:
    """Whether words left out stand within a quotation, with no …… for them in the text."""
    gap = line.text[j:k]
    return (
        "…" not in between
        and line.text.count('"', 0, j) % 2 == 1
        and '"' not in gap
        and any(c not in MARKS for c in gap)
    )


@cache
def _occasion() -> re.Pattern[str]:
    return re.compile("|".join(words(_FILE, "guards.occasions")))


@cache
def _tells() -> re.Pattern[str]:
    """A verb of saying that ends its clause."""
    return re.compile("(?:" + "|".join(map(re.escape, words(_FILE, "guards.tells"))) + ")(?=[,:;。]|$)")


_ANSWERED = re.compile("回[应复覆],")


def _gap_fault(line: Line, j: int, k: int) -> str | None:
    """What is wrong with leaving out line.text[j:k] between two pieces; None when it may go.

    Inside a clause only declared words and whole members of an enumeration may go. Over a clause's end either the piece
    before is a clause's head (its subject) and the next begins a clause, or one clause ends and another begins.
    """
    if k + 1 in line.bounds and any(a.fact and (a.start, a.end) == (j, k) for a in line.atoms):
        return None  # 外銷訂單(612.8億美元)，月減2.4%: the number is shown beside it
    gap = line.text[j:k]
    if _bound(line, gap, k):
        return f'leaves out "{gap}"'
    if gap.rstrip(",;:、").endswith("其中") and any(
        a.fact and line.clause(max(j - 1, 0))[0] <= a.start < j for a in line.atoms
    ):
        return 'leaves out "其中" between a whole and its part'
    if _droppable().fullmatch(gap) or (_tells().match(line.text, k) and _occasion().fullmatch(gap)):
        return None
    if _ANSWERED.fullmatch(gap) and line.text[k : k + 1] in ("将", "拟", "会"):
        return None  # 縣府回應，將…: who answers is who will
    if not any(j < s <= k for s in line.bounds):
        if any(j <= atom.start and atom.end <= k for atom in line.atoms):
            return f'leaves out "{gap}" with its number'
        if "、" in (gap[0], gap[-1], line.text[j - 1 : j]) and not _guard().search(gap):
            return None
        return f'leaves out "{gap}"'
    if k in line.bounds or (line.text[k - 1] == '"' and k - 1 in line.bounds):
        return None
    begin, _ = line.clause(k)
    left_out = line.text[begin:k]
    if _droppable().fullmatch(left_out) and not (left_out[:1] == "全" == line.text[j - 2 : j - 1]):
        return None
    return f'joins two clauses over "{gap}"'


def _lone_numbers(line: Line, pieces: list[Piece]) -> Iterable[tuple[int, str]]:
    """A number without a word of its own clause, set behind or before the words of another one: 新增企業617家，增長
    22.9% gives no 新增企業22.9%."""
    for index, piece in enumerate(pieces):
        end = piece.s + piece.size
        said = line.text[piece.s : end]
        if not any(a.fact and piece.s <= a.start and a.end <= end for a in line.atoms):
            continue
        for a in line.atoms:
            if piece.s <= a.start and a.end <= end:
                said = said.replace(line.text[a.start : a.end], "")
        if any(c not in MARKS for c in said):
            before = pieces[index - 1] if index else piece
            if not unsaid(said) and _named_between(line, before.s + before.size, piece.s):
                yield piece.t, f'puts "{line.text[piece.s : end]}" to words of another clause'
            continue
        for begin, stop in (
            (pieces[index - 1].s + pieces[index - 1].size if index else piece.s, piece.s),
            (end, pieces[index + 1].s if index + 1 < len(pieces) else end),
        ):
            if any(begin < b <= stop for b in line.bounds) and not _droppable().fullmatch(line.text[begin:stop]):
                yield piece.t, f'puts "{line.text[piece.s : end]}" to words of another clause'
                break


def _named_between(line: Line, start: int, end: int) -> bool:
    """Whether a whole clause between two offsets names something."""
    bounds = [start, *sorted(b for b in line.bounds if start < b <= end)]
    clauses = [line.text[a:b].strip(",;:。") for a, b in itertools.pairwise(bounds)][1:]
    return any(unsaid(c) and not _droppable().fullmatch(c) for c in clauses)


def _assemble(ground: Ground, line: Line, text: str, steps: Iterable[_Step]) -> Cut:
    pieces: list[Piece] = []
    inserted: list[tuple[int, int]] = []
    faults: list[tuple[int, str]] = []
    taken = [c in MARKS for c in text]
    for kind, t, s, size in steps:
        taken[t : t + size] = [True] * size
        if kind == "inserted":
            inserted.append((t, t + size))
            continue
        if pieces and pieces[-1].s + pieces[-1].size < s:
            fault = _fault_of(ground, line, pieces[-1].s + pieces[-1].size, s)
            if not fault and _quoted(line, pieces[-1].s + pieces[-1].size, s, text[pieces[-1].t + pieces[-1].size : t]):
                fault = f'leaves out "{line.text[pieces[-1].s + pieces[-1].size : s]}" of what is quoted'
            told = text[inserted[-1][0] : t] if inserted and inserted[-1][1] == t else ""
            left = line.text[pieces[-1].s + pieces[-1].size : s]
            dated = relative.may_be(told, relative.plain(left)) or (
                _MONTH.fullmatch(told) and _MONTH_TOLD.fullmatch(left)
            )
            if fault and not dated:  # the year put for 去年, the day put for 昨日 is proven by the article's date
                faults.append((t, fault))
        elif not pieces:
            faults += _left_before(line, s, t, size)
        pieces.append(Piece(line.number, t, s, size))
    faults += _lone_numbers(line, pieces)
    loose: list[tuple[int, int]] = []
    for t, done in enumerate(taken):
        if not done:
            if loose and loose[-1][1] == t:
                loose[-1] = (loose[-1][0], t + 1)
            else:
                loose.append((t, t + 1))
    return Cut(text=text, pieces=tuple(pieces), inserted=tuple(inserted), loose=tuple(loose), faults=tuple(faults))
