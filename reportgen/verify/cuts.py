"""Judges a cut of the article: what is put in has to hold, a plan has to be told as one, a clause that comes from
elsewhere may carry no number."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reportgen.assets import template
from reportgen.lexicon import alternation, words
from reportgen.verify import gaps, owners, relative, years
from reportgen.verify.align import Cut, Piece, align, left_behind
from reportgen.verify.ground import MARKS, dense
from reportgen.verify.naming import nameless
from reportgen.verify.numerals import read
from reportgen.verify.proofs import Proof

if TYPE_CHECKING:
    from reportgen.verify.texts import Texts

_FILE = "verify.toml"
_YEAR = re.compile(r"\d{4}年$")
_LEFT_OUT = re.compile('leaves out "(.+?)"')
_TIMED = re.compile("[年月日底末来后前时]$|季度$")  # a time may stand before a subject


def judged(texts: Texts, cut: Cut) -> Proof:
    facts: list[str] = []
    for piece in cut.pieces:
        line = texts.ground.lines[piece.line]
        facts += [a.fact for a in line.atoms if a.fact and piece.s <= a.start and a.end <= piece.s + piece.size]
    lines = [texts.ground.lines[p.line] for p in cut.pieces]
    paragraphs = tuple(dict.fromkeys(line.paragraph for line in lines if line.paragraph))
    proof = Proof(
        kind="cut",
        facts=tuple(dict.fromkeys(facts)),
        paragraphs=paragraphs,
        cut=cut,
        line=lines[0] if lines else None,
    )
    fault = _insertion_fault(texts, cut, proof) or _status_fault(texts, cut, proof) or _behind_fault(texts, cut, proof)
    if not fault and years.one_of_several(texts.ground, cut, proof.facts):
        fault = "tells one of several years"
    return replace(proof, kind="none", why=fault) if fault else proof


def _insertion_fault(texts: Texts, cut: Cut, proof: Proof) -> str | None:
    for start, end in cut.inserted:
        word = cut.text[start:end]
        if re.fullmatch(r"\d{4}年\d{1,2}月", word) and word not in texts.periods:
            if _month_holds(texts, word, end, cut):
                continue
            return f"puts {word} where the article does not"
        if not _replaces(texts, word, end, cut):
            return f"puts {word} where the article does not"
        if re.fullmatch(r"\d{4}年", word) and not _year_holds(texts, word, start, cut, proof):
            return f"puts {word} where the article does not"
        if word in texts.days and _day_holds(texts, word, start, cut):
            continue
        timed = not re.fullmatch(r"\d{4}年", word) and (word in texts.days or word in texts.periods)
        if timed and not _period_holds(texts, word, proof):
            return f"puts {word} where the article does not"
        done = [texts.ground.facts[f].get("status") == "actual" for f in proof.facts]
        if word.startswith("目标") and done and all(done):
            return "calls a target what the article tells as done"
    return None


def _replaces(texts: Texts, word: str, end: int, cut: Cut) -> bool:
    """Whether a year or day put where the article says 去年 or 昨日 is the one that this very word means."""
    piece = next((p for p in cut.pieces if p.t == end), None)
    before = texts.ground.lines[piece.line].text[: piece.s] if piece is not None else ""
    own = _YEAR.search(before)
    if own and _YEAR.fullmatch(word) and own.group() != word:
        return False  # 2027年的7.5萬畝 where the article has 2021年的7.5萬畝
    said = relative.plain(before[-14:])[-2:]
    if not relative.may_be(word, said):
        return True
    return said in relative.forms(word, texts.ground.article.get("date"))


def _month_holds(texts: Texts, word: str, end: int, cut: Cut) -> bool:
    """Whether 2025年3月 stands where the article says 今年三月, or 上月 of its own month before."""
    piece = next((p for p in cut.pieces if p.t == end), None)
    before = texts.ground.lines[piece.line].text[: piece.s] if piece is not None else ""
    written = texts.ground.article.get("date")
    return before[-2:] in relative.forms(word, written) or bool(relative.month_of(word, written, before))


def _year_holds(texts: Texts, word: str, start: int, cut: Cut, proof: Proof) -> bool:
    date = str(texts.ground.article.get("date") or "")
    year = int(date[:4]) if re.match(r"\d{4}", date) else 0
    behind = [p.line for p in cut.pieces if p.t >= start] or [p.line for p in cut.pieces]
    for number in behind[:1]:  # the year is told of what stands behind it
        line = texts.ground.lines[number]
        running = texts.ground.running.get(line.paragraph, line.text)
        if word in running or any(
            word in dense(str(texts.ground.facts[f].get("period") or "")).text for f in proof.facts
        ):
            return True
        others = [int(y) for y in re.findall(r"(?<!\d)((?:19|20)\d\d)年", line.text)]
        if int(word[:4]) == year and (not others or "今年" in line.text):
            return True
        if int(word[:4]) == year - 1 and re.search(r"去年|上年", running):
            return True
        if relative.in_words(word, date, line.text):
            return True
    return False


def _day_holds(texts: Texts, word: str, start: int, cut: Cut) -> bool:
    """Whether the sentence behind a day tells it, as it is or as 昨日."""
    behind = [p.line for p in cut.pieces if p.t >= start] or [p.line for p in cut.pieces]
    written = texts.ground.article.get("date")
    return any(relative.stands(word, written, texts.ground.lines[number].text) for number in behind[:1])


def _period_holds(texts: Texts, word: str, proof: Proof) -> bool:
    """Whether a time put before a number is that of every number in the cut."""
    periods = [dense(str(texts.ground.facts[f].get("period") or "")).text for f in proof.facts]
    return word in periods and all(p in (word, "") for p in periods)


def _status_fault(texts: Texts, cut: Cut, proof: Proof) -> str | None:
    """A target or plan has to be told as one: the word that makes it one is in the cut, or 目標 was put there, or the
    cut is the article's sentence from its beginning to the end of a clause behind which nothing of a plan stands."""
    if len(cut.pieces) == 1 and cut.text[:1] + cut.text[-1:] == '""' and cut.text.count('"') == 2:
        return None  # somebody's words
    if len(cut.pieces) == 1 and cut.pieces[0].s == 0 and not cut.inserted:
        home, size = texts.ground.lines[cut.pieces[0].line], cut.pieces[0].size
        ended = size in home.bounds or home.text[size : size + 1] in MARKS or size == len(home.text)
        if not proof.facts or (ended and not told_as_plan(home.text[size:])):
            return None
    for fact in proof.facts:
        if texts.ground.facts[fact].get("status") in ("target", "planned") and not told_as_plan(cut.text):
            return "tells as done what the article plans"
        if texts.ground.facts[fact].get("status") in ("target", "planned") and not _told_strongly(
            texts, fact, cut.text
        ):
            return "leaves out what tells that it is a plan"
    line = proof.line
    aimed = any(cut.text[a:b].startswith("目标") for a, b in cut.inserted)
    if line is None or proof.facts or aimed or len(cut.text) < 8:
        return None
    first = min((p.s for p in cut.pieces if p.line == line.number), default=0)
    begin, _ = line.clause(first)
    lost = line.text[begin:first]
    found = re.search(_future(), lost)
    if found and not told_as_plan(cut.text):
        return f'leaves out "{found.group()}": a plan is told as done'
    return None


def _behind_fault(texts: Texts, cut: Cut, proof: Proof) -> str | None:
    """A word without which a number says something else goes with it (3萬元到6萬元不等)."""
    if not cut.pieces or not proof.facts or not nameless_not(cut.text):
        return None
    last = max(cut.pieces, key=lambda p: p.t)
    found = left_behind(texts.ground.lines[last.line], last.s + last.size)
    return f'leaves out "{found}" behind it' if found else None


def nameless_not(text: str) -> bool:
    """Whether a text holds more than numbers."""
    return bool(re.sub(r"[\d.,]|[万亿元到至约近逾]", "", text).strip("".join(MARKS)))


def _told_strongly(texts: Texts, fact: str, text: str) -> bool:
    """Whether a text keeps a word of a plan where the article has one beside the number; 年產 or 新建 alone, which
    results have too, are enough only where it has none."""
    number, start, _ = texts.ground.home[fact]
    line = texts.ground.lines[number]
    begin, end = line.clause(start)
    return _plans().search(line.text, begin, end) is None or bool(_plans().search(text)) or "目标" in text


@cache
def _plans() -> re.Pattern[str]:
    found = [w for w in words(_FILE, "guards.plans") if len(w) > 1 or w in "将擬拟"]
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))))


@cache
def _future() -> str:
    return '(?<!")(?:' + "|".join(map(re.escape, words(_FILE, "status.future"))) + ")"  # not the 計劃 of 「某某」計劃


# An office that has the word in its name (自然资源和规划局) plans nothing by that.
_OFFICE_OF_PLANS = re.compile(r"规划(?:[和与及、]?(?:自然资源|建设|国土|住房)[^,]{0,4}?)?[局院厅处委部馆师]")


def weighty(why: str) -> bool:
    """Whether a fault tells that a word was left out by which a text says something else (將, 不), or a part of one."""
    found = _LEFT_OUT.match(why)
    return found is not None and (len(found[1]) == 1 or _heavy().search(found[1]) is not None)


@cache
def _heavy() -> re.Pattern[str]:
    keys = (f"guards.{key}" for key in ("negations", "plans", "narrowing", "deputies"))
    return re.compile(alternation(_FILE, *keys))


def told_as_plan(text: str) -> bool:
    """Whether a dense text has a word for what is still to come, or the end of a year or month by which it comes."""
    text = _OFFICE_OF_PLANS.sub("", text)
    return any(word in text for word in words(_FILE, "status.planned")) or bool(
        re.search(r"到(?:20\d\d年|年底|月底)|(?:20\d\d年|年底|月底)前", text)
    )


def mended(texts: Texts, cut: Cut) -> Cut:
    """Whole clauses of the text that stand nowhere in its sentence, laid on the article by themselves: the occasion
    that the sentence before gives, the headline before the figures. A clause with a number may not come from
    elsewhere: it would lose what it counts. A name put in front of a clause may come from the same paragraph."""
    if cut.whole:
        return cut
    named = owners.owned(texts.owners, cut, texts.insertions) or owners.introduced(texts.ground, cut, texts.people)
    if named is not None:
        return named
    spans = _clauses(cut.text)
    if len(spans) > 1:
        found = _clausewise(texts, cut, spans)
        if found is not None:
            return found
    if cut.faults or len(cut.loose) != 1:
        return cut
    homes = {texts.ground.lines[p.line].paragraph for p in cut.pieces}
    begin = max((a for a, _ in spans if a <= cut.loose[0][0]), default=0)
    name = _name(texts, cut, begin, homes)
    if name is None:
        return cut
    return replace(cut, pieces=tuple(sorted((*cut.pieces, name), key=lambda p: p.t)), loose=())


def _clausewise(texts: Texts, cut: Cut, spans: list[tuple[int, int]]) -> Cut | None:
    """The clauses with numbers as one text, those without each on its own."""
    counted = [s for s in spans if read(cut.text[s[0] : s[1]])]
    first, last = (counted[0][0], counted[-1][1]) if counted else (0, 0)
    parts: list[tuple[int, Cut]] = []
    if counted:
        main = _mend_name(texts, align(texts.ground, cut.text[first:last], texts.insertions), first)
        if not main.whole or (len(spans) > 1 and _nameless(texts, main)):
            return None  # a number goes with the words of its own clause
        parts.append((first, main))
    homes = {texts.ground.lines[p.line].paragraph for _, c in parts for p in c.pieces} | {0}
    for begin, end in spans:
        part = cut.text[begin:end]
        if counted and first <= begin < last:
            continue
        key = texts.catalogue.constants.get(part, "")
        if gaps.absent(key) or key.endswith("_lead"):
            return None  # what stands beside it would be told as missing, or by another lead
        if part in texts.meta or (part in texts.catalogue.constants and part not in texts.reached):
            continue
        own = align(texts.ground, part, texts.insertions)
        if not own.whole:
            return None
        if counted and not any(
            texts.ground.lines[p.line].paragraph in homes or _full_clause(texts, p) for p in own.pieces
        ):
            return None
        parts.append((begin, own))
    put = [c for at, c in parts if not (counted and at == first)]
    if any(_lent(texts, c, [o for _, o in parts if o is not c]) for c in put):
        return None
    parts.sort(key=lambda item: item[0])
    return Cut(
        text=cut.text,
        pieces=tuple(replace(p, t=p.t + at) for at, c in parts for p in c.pieces),
        inserted=tuple((a + at, b + at) for at, c in parts for a, b in c.inserted),
    )


def _lent(texts: Texts, part: Cut, others: list[Cut]) -> bool:
    """Whether a clause that says when, or who says so, is of another paragraph than all it is put to."""
    if not re.search(_leads(), part.text) or (read(part.text) and not re.search("[年月日]", part.text)):
        return False
    lines = [texts.ground.lines[p.line] for c in others for p in c.pieces]
    running = [texts.ground.running.get(line.paragraph, line.text) for line in lines]
    written = texts.ground.article.get("date")
    return bool(running) and not any(part.text in text or relative.stands(part.text, written, text) for text in running)


@cache
def _leads() -> str:
    told = "|".join(map(re.escape, words(_FILE, "guards.tells")))
    return rf"(?:{told}|[年月日]|季度|假期|期间|以来|[年月]底|下一步|接下来|目前|今后)$"


def _nameless(texts: Texts, cut: Cut) -> bool:
    """Whether a cut tells a number and not what it counts."""
    facts = {a.fact for p in cut.pieces for a in texts.ground.lines[p.line].atoms if a.fact}
    return nameless(cut.text, [texts.whole_surface(texts.ground.facts[f]) for f in facts])


def _mend_name(texts: Texts, cut: Cut, _: int) -> Cut:
    if cut.whole or cut.faults or len(cut.loose) != 1:
        return cut
    homes = {texts.ground.lines[p.line].paragraph for p in cut.pieces}
    name = _name(texts, cut, 0, homes)
    return cut if name is None else replace(cut, pieces=tuple(sorted((*cut.pieces, name), key=lambda p: p.t)), loose=())


def _full_clause(texts: Texts, piece: Piece) -> bool:
    line = texts.ground.lines[piece.line]
    end = piece.s + piece.size
    return piece.s in line.bounds and (end in line.bounds or end >= len(line.text) or line.text[end] in MARKS)


def _name(texts: Texts, cut: Cut, begin: int, homes: set[int]) -> Piece | None:
    """A subject put in front of a clause, found whole in the same paragraph or in the headline."""
    text, spans = cut.text, cut.loose
    if len(spans) != 1 or spans[0][0] > begin + 12 or spans[0][1] - spans[0][0] < 2:
        return None
    start, end = spans[0]
    part = text[start:end]
    ended = end == len(text) or text[end] in MARKS
    if ended and any(p.t + p.size == start > begin for p in cut.pieces) and not _TIMED.search(text[begin:start]):
        return None  # behind words and at the end of its clause it is no subject (除…外)
    if any(n.end >= start for n in read(text[:start])):
        return None  # directly behind a number it is its unit, no subject
    behind_it = next((b for a, b in cut.inserted if a == end), end)  # 公司今年…: the year told stands between
    for piece in cut.pieces:
        line = texts.ground.lines[piece.line]
        own = line.text[line.clause(piece.s)[0] : piece.s]
        if behind_it > end and relative.may_be(text[end:behind_it], own[-2:]):
            own = own[:-2]
        if piece.t == behind_it and piece.s not in line.starts and own not in _pointers():
            return None  # it would take the place of the clause's own name
        said = line.text[max(0, piece.s - len(part)) : piece.s]
        if piece.t == end and len(said) == len(part) and 2 * sum(map(str.__eq__, part, said)) >= len(part):
            return None  # 全省 where the article says 全市
    behind = next(iter(read(text[behind_it:])), None)
    if read(part) or (behind is not None and all(c in MARKS for c in text[behind_it : behind_it + behind.start])):
        return None  # directly before a number it is what is said of it, no subject
    if any(name.endswith(part) or name in part for name in texts.owners.names):
        return None  # a body is put before what is proven to be its own only
    for line, at in texts.ground.all(part):
        if line.paragraph in homes or line.paragraph == 0:
            return Piece(line.number, start, at, end - start)
    return None


@cache
def _pointers() -> frozenset[str]:
    """Words that stand for a body named before (局方)."""
    return frozenset(template("lexicon/story.toml")["short-name"]["kinds"])


def _clauses(text: str) -> list[tuple[int, int]]:
    """Spans of a dense text between the marks ，；：outside quotation marks."""
    spans, begin, quoted = [], 0, False
    for i, char in enumerate(text):
        if char == '"':
            quoted = not quoted
        elif char in ",;:。!?" and not quoted and not (text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()):
            spans.append((begin, i))
            begin = i + 1
    spans.append((begin, len(text)))
    return [(a, b) for a, b in spans if b > a]
