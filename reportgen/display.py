"""Turns raw characters of the article into display text, and back: marks, quotation marks, faults of conversion.

Raw text is what the ledger and the attachment carry; what people read has passed through here. `shown` keeps where each
display character comes from, so that a cut of the article is normalised with its whole paragraph in view.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from reportgen.assets import read_toml, templates_dir
from reportgen.records import dataclass

_LINK = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", re.ASCII)
_LINKED = ("://", "www.", "@")  # one of them is in every link
_SENTENCE = re.compile("[。！？!?；;]")
_PARENTHESIS = re.compile("[()（）]")
_RUN = re.compile("p+")
_SPECIAL = re.compile("s")
_FAULT = re.compile("f")
HEADING = 60
"""Characters up to which a line without a sentence mark keeps its blanks between Han characters (as U+3000)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Display text of one paragraph; `origin[i]` is the raw offset of display character i, `fixed` the faults mended.

    `fixed` holds (raw offset, word before, word after). Origins never fall; a doubled mark (……) repeats its origin.
    """

    text: str
    origin: tuple[int, ...]
    fixed: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Fault:
    wrong: str
    right: str
    rule: str
    before: str
    after: str
    not_after: str
    not_before: str


@dataclass(frozen=True, slots=True)
class _Table:
    """`display.toml`, ready for use. `partner` maps a quotation mark to (kind, +1 opens / -1 closes)."""

    full: dict[str, str]
    same: dict[str, str]
    interpuncts: frozenset[str]
    dashes: frozenset[str]
    ellipses: frozenset[str]
    partner: dict[str, tuple[int, int]]
    straight: frozenset[str]
    quotes: dict[str, list[str]]
    faults: dict[str, tuple[_Fault, ...]]
    fold: dict[int, str]


class _Kinds(dict[int, str]):
    """For `str.translate`: "f" for a character that may be a fault of conversion, "w" for a mark that may get wide, "s"
    for another one that may not stay as it is, "p" for one that always does. Each character is judged once a process.
    """

    def __init__(self, table: _Table) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, code: int) -> str:
        char = chr(code)
        table = self.table
        plain = 0x4E00 <= code <= 0x9FFF and char not in table.same  # most of a text, of one form in Unicode
        self[code] = (
            "f" if char in table.faults
            else "w" if char in table.full
            else "p" if plain or not self._special(char, code)
            else "s"
        )  # fmt: skip
        return self[code]

    def _special(self, char: str, code: int) -> bool:
        table = self.table
        if 0xD800 <= code <= 0xDFFF or _dropped(char) or char.isspace() or char in ".-":
            return True
        marks = (table.partner, table.straight, table.ellipses, table.dashes, table.interpuncts)
        return any(char in group for group in marks) or _one(char, table) != char


@cache
def _kinds() -> _Kinds:
    return _Kinds(_table())


def _one(char: str, table: _Table) -> str:
    """The display form of a character that no rule about its neighbours concerns."""
    out = table.same[char] if char in table.same else unicodedata.normalize("NFC", char)
    return char if len(out) == 1 and out in table.full else out


@cache
def _table() -> _Table:
    data = read_toml(templates_dir() / "lexicon" / "display.toml")
    marks, faults = data["marks"], data["faults"]
    same = dict(marks["same"])
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)):
        same[chr(code)] = chr(code - 0xFEE0)
    found: dict[str, list[_Fault]] = {}
    for entry in faults["pairs"]:
        found.setdefault(entry[0], []).append(_Fault(*entry))
    return _Table(
        full=marks["full"],
        same=same,
        interpuncts=frozenset(marks["interpuncts"]),
        dashes=frozenset(marks["dashes"]),
        ellipses=frozenset(marks["ellipses"]),
        partner={
            mark: (kind, 1 - 2 * side) for kind, pair in enumerate(marks["quotes"]) for side, mark in enumerate(pair)
        },
        straight=frozenset(marks["straight"]),
        quotes=data["quotes"],
        faults={wrong: tuple(rules) for wrong, rules in found.items()},
        fold=_folding(marks, same, faults["pairs"]),
    )


def _folding(marks: dict[str, Any], same: dict[str, str], pairs: list[list[str]]) -> dict[int, str]:
    """The character table of `folded`: every form that display may swap falls onto one."""
    back = {wide: narrow for narrow, wide in marks["full"].items()}
    table = {ord(source): back.get(target, target) for source, target in same.items()}
    table.update({ord(wide): narrow for wide, narrow in back.items()})
    for group, one in (
        ("".join([*marks["quotes"], marks["straight"], "'"]), '"'),
        (marks["dashes"], "-"),
        (marks["ellipses"], "…"),
        (marks["interpuncts"], "·"),
        ("。", "."),
    ):
        table.update(dict.fromkeys(map(ord, group), one))
    head: dict[str, str] = {}
    for wrong, right, *_ in pairs:
        old, new = head.setdefault(right, right), head.setdefault(wrong, wrong)
        head.update({char: new for char, first in head.items() if first == old})
    table.update({ord(char): first for char, first in head.items()})
    return table


def _is_han(char: str) -> bool:
    code = ord(char)
    return (
        0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x323AF or code in (0x3005, 0x3007)
    )


@lru_cache(maxsize=8192)
def _dropped(char: str) -> bool:
    """Controls, bidi and zero-width marks, variation selectors, noncharacters: they show nothing, or mislead."""
    code = ord(char)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return True
    return unicodedata.category(char) in ("Cc", "Cf") and not char.isspace()


def display(text: str, script: str, names: Iterable[str] = ()) -> str:
    """The text as it is printed, in "hant" or "hans". Line ends stay; each line is a paragraph of its own.

    `names` (persons, as the article writes them) are never respelt.
    """
    kept = tuple(names)
    return "\n".join(shown(line, script, kept).text for line in text.split("\n"))


def display_span(text: str, start: int, end: int, script: str, names: Iterable[str] = (), *, depth: int = 0) -> str:
    """The display text of text[start:end], judged within its paragraph (the lines it lies in).

    A pair of quotation marks counts when one of its marks at least is in the cut: a cut from inside a speech shows its
    inner quotation as an outer one. Give `depth` 1 when you set the cut into quotation marks of your own.
    """
    kept = tuple(names)
    parts = []
    begin = text.rfind("\n", 0, start) + 1
    while begin < end or begin == start:
        stop = text.find("\n", begin)
        stop = len(text) if stop < 0 else stop
        line = text[begin:stop]
        parts.append(_cut(line, max(0, start - begin), min(len(line), end - begin), script, kept, depth))
        if stop >= end:
            break
        begin = stop + 1
    return "\n".join(parts)


def _cut(line: str, start: int, end: int, script: str, names: tuple[str, ...], depth: int) -> str:
    whole = shown(line, script, names)
    kept = [(char, at) for char, at in zip(whole.text, whole.origin, strict=True) if start <= at < end]
    marks = _quote_marks(line, start, end, script, depth)
    return "".join(marks.get(at, char) for char, at in kept).strip()


def corrections(text: str, script: str, names: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """The forms that `display` respells, each once in order: ("后", "後"), ("制藥", "製藥")."""
    kept = tuple(names)
    found = [(old, new) for line in text.split("\n") for _, old, new in shown(line, script, kept).fixed]
    return tuple(dict.fromkeys(found))


def folded(text: str, script: str) -> str:
    """The text with all that display may change folded away: compare raw and display text in this form.

    Full-width and half-width marks, all quotation marks, dashes and ellipses of any length, both members of
    every pair of conversion faults fall together; blanks, controls and zero-width marks are gone.
    """
    table = _table()
    text = unicodedata.normalize("NFC", text)
    folded_text = "".join(char for char in text if not char.isspace() and not _dropped(char)).translate(table.fold)
    return re.sub(r"-+", "-", re.sub(r"(?:…|\.{2,})+", "…", folded_text))


@lru_cache(maxsize=4096)
def shown(line: str, script: str, names: tuple[str, ...] = ()) -> Shown:
    """Display text of one paragraph (no line end in it) with the raw offset of every character."""
    table = _table()
    kinds = line.translate(_kinds())
    if _RUN.fullmatch(kinds):
        return Shown(line, tuple(range(len(line))), ())
    links = [match.span() for match in _LINK.finditer(line)] if any(sign in line for sign in _LINKED) else []
    linked = _covered(line, links)
    quotes = _quote_marks(line, 0, len(line), script)
    faults = _faults(line, kinds, script, names)
    parens = _paired_parentheses(line)
    heading = len(line) <= HEADING and not _SENTENCE.search(line)
    text: list[str] = []
    origin: list[int] = []
    index, length = 0, len(line)
    while index < length:
        if kinds[index] == "p":
            run = _RUN.match(kinds, index)
            stop = run.end() if run else index + 1
            text.append(line[index:stop])
            origin += range(index, stop)
            index = stop
            continue
        char = line[index]
        step, out = 1, char
        if kinds[index] == "w":
            out = char if linked[index] else _wide(line, index, parens, table)
        elif _dropped(char) or 0xD800 <= ord(char) <= 0xDFFF:
            out = "\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else ""
        elif linked[index]:
            pass
        elif char.isspace():
            while index + step < length and line[index + step].isspace():
                step += 1
            out = _blank(text, line, index + step, heading)
        elif index in quotes:
            out = quotes[index]
        elif index in faults:
            out = faults[index][0]
        elif char in table.ellipses or line.startswith("...", index):
            while index + step < length and (line[index + step] in table.ellipses or line[index + step] == "."):
                step += 1
            out = "……"
        elif char in table.dashes or line.startswith("--", index):
            while index + step < length and (line[index + step] in table.dashes or line[index + step] == "-"):
                step += 1
            out = _dash(line, index, index + step)
        elif char in table.interpuncts:
            inner = 0 < index < length - 1 and line[index - 1].isalnum() and line[index + 1].isalnum()
            out = "·" if inner else char
        elif char == "." and index and _is_han(line[index - 1]):
            following = line[index + 1 : index + 2]
            out = char if following.isascii() and following.isalpha() else "。"
        else:
            out = _one(char, table)
        if out:
            text.append(out)
            origin += [index] * len(out)
        index += step
    whole = "".join(text).rstrip()
    return Shown(whole, tuple(origin[: len(whole)]), _word_pairs(line, faults))


def _covered(line: str, spans: Iterable[tuple[int, int]]) -> list[bool]:
    flags = [False] * len(line)
    for start, end in spans:
        flags[start:end] = [True] * (end - start)
    return flags


def _blank(text: list[str], line: str, after: int, heading: bool) -> str:
    """What white space becomes: nothing beside Han characters and wide marks, a blank between Latin words.

    In a heading a blank between two Han characters parts two clauses, in parentheses two names: it is kept
    there, as wide as a character. Beside a Latin letter or a figure it is the typed joint of the writer,
    which is drawn, not kept.
    """
    if not text or after >= len(line):
        return ""
    left, right = text[-1][-1], line[after]
    if left.isspace():
        return ""
    if ord(left) < 0x2E80 and ord(right) < 0x2E80 and not (left in "“‘" or right in "”’"):
        return " "
    if any(char.isascii() and char.isalnum() for char in (left, right)):
        return ""
    kept = heading or _in_parentheses(line, after)
    return "\u3000" if kept and _word_end(left, ("Pe", "Pf")) and _word_end(right, ("Ps", "Pi")) else ""


def _word_end(char: str, brackets: tuple[str, str]) -> bool:
    return char.isalnum() or char in "%‰℃" or unicodedata.category(char) in brackets


def _in_parentheses(line: str, at: int) -> bool:
    """Whether a place lies in short parentheses without a sentence in them: (names parted by a blank)."""
    begin, end = max(line.rfind("(", 0, at), line.rfind("（", 0, at)), _PARENTHESIS.search(line, at)
    return (
        begin >= 0
        and end is not None
        and end.group() in ")）"
        and end.start() - begin < HEADING
        and not (_SENTENCE.search(line, begin, end.start()))
    )


def _dash(line: str, start: int, end: int) -> str:
    """—— in running text; – between figures or Latin words; a single ASCII hyphen is none of ours."""
    left = line[start - 1] if start else ""
    right = line[end] if end < len(line) else ""
    if end - start == 1 and left.isascii() and left.isalnum() and right.isascii() and right.isalnum():
        return "–"
    if end - start == 1 and (left.isdigit() or right.isdigit()) and left and right:
        return "–" if left.isalnum() and right.isdigit() else "——"
    return "——"


def _neighbour(line: str, index: int, step: int) -> str:
    """The nearest character that is no blank, "" at the line's end."""
    index += step
    while 0 <= index < len(line):
        if not line[index].isspace() and not _dropped(line[index]):
            return line[index]
        index += step
    return ""


def _paired_parentheses(line: str) -> dict[int, int]:
    partner: dict[int, int] = {}
    if "(" not in line and "（" not in line:
        return partner
    open_at: list[int] = []
    for index, char in enumerate(line):
        if char in "(（":
            open_at.append(index)
        elif char in ")）" and open_at:
            begin = open_at.pop()
            partner[begin], partner[index] = index, begin
    return partner


def _latin_around(line: str, index: int) -> bool:
    """Whether an ASCII mark stands in Latin text: letters, figures or ASCII marks on both sides (1,000;
    15:24; e.g. so)."""
    left, right = _neighbour(line, index, -1), _neighbour(line, index, 1)
    if not left or not right:
        return not any(_is_han(char) for char in line)
    return left.isascii() and right.isascii() and (left.isalnum() or right.isalnum())


def _wide(line: str, index: int, parens: dict[int, int], table: _Table) -> str:
    char = line[index]
    if char in "()":
        other = parens.get(index)
        ends = [index] if other is None else [index, other]
        return char if all(_latin_around(line, at) for at in ends) else table.full[char]
    return char if _latin_around(line, index) else table.full[char]


def _quote_marks(line: str, start: int, end: int, script: str, outer: int = 0) -> dict[int, str]:
    """The shown form of every quotation mark of line[start:end], by raw offset.

    Marks are paired over the whole line by kind; an unpaired one changes nothing for the others. The depth of a mark is
    the number of pairs around it that show in the cut by one mark at least, so a speech left outside does not count.
    """
    table = _table()
    forms = table.quotes[script]
    roles = _roles(line, table)
    pairs = _pairs(line, roles, table)
    inside = [(a, b) for a, b in pairs if start <= a or b < end]
    shown_marks = {}
    for at, role in roles.items():
        if start <= at < end:
            depth = outer + sum(1 for a, b in inside if a < at < b)
            shown_marks[at] = forms[depth % 2][0 if role > 0 else 1]
    return shown_marks


def _roles(line: str, table: _Table) -> dict[int, int]:
    """+1 for an opening quotation mark, -1 for a closing one. Straight marks take turns; apostrophes are none."""
    roles: dict[int, int] = {}
    if table.straight.isdisjoint(line) and table.partner.keys().isdisjoint(line):
        return roles
    straight_open = False
    for index in (match.start() for match in _SPECIAL.finditer(line.translate(_kinds()))):
        char = line[index]
        if char in table.partner:
            left = line[index - 1] if index else ""
            right = line[index + 1] if index + 1 < len(line) else ""
            if char == "’" and left.isascii() and left.isalpha() and right.isascii() and right.isalpha():
                continue
            roles[index] = table.partner[char][1]
        elif char in table.straight:
            roles[index] = -1 if straight_open else 1
            straight_open = not straight_open
    if straight_open:
        last = max(index for index in roles if line[index] in table.straight)
        following = line[last + 1 : last + 2]
        roles[last] = 1 if following.strip() and following.isalnum() else -1
    return roles


def _pairs(line: str, roles: dict[int, int], table: _Table) -> list[tuple[int, int]]:
    """(opening, closing) offsets; a closing mark takes the nearest open one of its kind and passes over others."""
    open_at: list[int] = []
    pairs = []

    def kind(at: int) -> int:
        return table.partner[line[at]][0] if line[at] in table.partner else -1

    for at, role in sorted(roles.items()):
        if role > 0:
            open_at.append(at)
            continue
        match = next((i for i in range(len(open_at) - 1, -1, -1) if kind(open_at[i]) == kind(at)), None)
        if match is not None:
            pairs.append((open_at[match], at))
            del open_at[match:]
    return pairs


def _faults(line: str, kinds: str, script: str, names: tuple[str, ...]) -> dict[int, tuple[str, int, int]]:
    """Faults of conversion in a line of traditional text: offset → (right character, start and end of its word).

    `kinds` is the line translated by `_kinds`.
    """
    if script != "hant" or "f" not in kinds:
        return {}
    table = _table()
    found: dict[int, tuple[str, int, int]] = {}
    named: list[bool] | None = None
    for index in (match.start() for match in _FAULT.finditer(kinds)):
        rules = table.faults[line[index]]
        if named is None:
            named = _covered(line, (m.span() for name in names if name for m in re.finditer(re.escape(name), line)))
        if named[index]:
            continue
        for rule in rules:
            word = _applies(rule, line, index)
            if word is not None:
                found[index] = (rule.right, *word)
                break
    return found


def _word_pairs(line: str, faults: dict[int, tuple[str, int, int]]) -> tuple[tuple[int, str, str], ...]:
    """(offset, word, word mended) of each fault; one that stands in the word before is told there (郁郁→鬱鬱)."""
    pairs, done = [], 0
    for at, (_, start, end) in sorted(faults.items()):
        if at >= done:
            mended = "".join(faults[i][0] if i in faults else line[i] for i in range(start, end))
            pairs.append((at, line[start:end], mended))
            done = end
    return tuple(pairs)


def _applies(rule: _Fault, line: str, index: int) -> tuple[int, int] | None:
    """The word (start, end) in which the rule finds its fault, or None."""
    left = line[index - 1] if index else ""
    right = line[index + 1] if index + 1 < len(line) else ""
    if (left and left in rule.not_after) or (right and right in rule.not_before):
        return None
    beside_left, beside_right = bool(left) and left in rule.before, bool(right) and right in rule.after
    if rule.rule == "always" or (rule.rule == "unless" and not beside_left and not beside_right):
        return index, index + 1
    if rule.rule == "beside" and (beside_left or beside_right):
        if not beside_right and left.isdigit():
            return (index, index + 2) if _is_han(right or " ") else (index, index + 1)
        return (index, index + 2) if beside_right else (index - 1, index + 1)
    return None
