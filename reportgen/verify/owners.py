"""Proves a name that stands before a cut of the article: the body that the article's bare noun means there (学院,
该行), or the subject of the sentence or of the sentence before it, with no other body named between.

The names are found anew, in the dense text: what begins a clause, the headline, or stands in quotation marks.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import field, replace
from functools import cache, cached_property
from typing import Any

from reportgen.assets import template
from reportgen.records import dataclass
from reportgen.verify.align import Cut, Piece, align_with
from reportgen.verify.ground import MARKS, Ground, Line, dense

_WORD = r"[^\W\d_a-zA-Z]"
# Behind a head noun: then it ends no name, or the name is a longer one (蓝湾港口发展局, 琴江港集团).
_LONGER = rf"{_WORD}{{0,3}}?(?:集团|公司|局|协会|中心|办公室|管委会|支队)"
_NOT_BEHIND = rf"{_WORD}?长(?!期)|[部员们制化性区口]|{_LONGER}"
_NTH = r"(?:第[\d一二三四五六七八九十百]{1,4}届)?"
_NO_NAME = re.compile(
    r"[的了在把被将是为向从由到使让给对称说居各其该这那此]|全[部省市县区镇乡村]|本次|[今去明前]年|亿元|以上|以下|以内|全$"
)
_LOOK_BEHIND = re.compile(r"\(\?<![^)]*\)")
_QUOTED = re.compile(r'"([^",;:。]{2,14})"')
_LEAD = re.compile(
    r"(?:目前|同时|此外|另外|其中|如今|至今|不过|而|但|还|并|记者[^,]{0,6}?从|[走访]进|[在由从自据]"
    r"|(?:截至|到|至)?(?:\d{2,4}年|[今去明前]年|\d{1,2}月(?:份|末|底|\d{1,2}日)?|\d{1,2}日|[上下]半年|[一二三四]季度)+(?:以来|起|底|末)?)+,?"
)
_DATELINE = re.compile(r"(?:[(\[][^()\[\]]{2,30}[)\]])+")
_PLACE = 6  # characters of the place that may stand before an office
_GIVEN = re.compile(
    rf"({_WORD}{{2,6}}?)(?:创立于|成立于|创办于|始建于|位于|地处|管辖)"
    rf"|({_WORD}{{3,8}}?)是[^,]{{0,14}}(?:公司|企业|工厂|银行|机构)(?:之一)?$"
)


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = template("lexicon/story.toml")["owner"]
    return found


@cache
def _pointers() -> dict[str, str]:
    """Bare nouns and what the names that they stand for end in."""
    return {**template("lexicon/story.toml")["short-name"]["kinds"], **_table()["kinds"]}


@cache
def _heads_of(ends: str) -> tuple[str, ...]:
    """The words of an alternation without what may not stand before them: one of them has to be there."""
    return tuple(_LOOK_BEHIND.sub("", ends).split("|"))


@dataclass(frozen=True, slots=True)
class Named:
    """A body's name where it begins; `before` orders it in the article, the headline first."""

    before: tuple[int, int]
    paragraph: int
    name: str


@dataclass(kw_only=True)
class Owners:
    """The bodies that an article names."""

    ground: Ground
    _found: dict[str, tuple[Named, ...]] = field(default_factory=dict)
    _places: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    @cached_property
    def _every(self) -> str:
        return "|".join(dict.fromkeys([*_table()["bodies"], *"|".join(_table()["kinds"].values()).split("|")]))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name that may be put before a cut, longest first."""
        found = {named.name for named in self.bodies(self._every)}
        found |= {named.name for ends in set(_table()["kinds"].values()) for named in self.bodies(ends)}
        for line in self.ground.lines:
            found |= {given for a, b in _clauses(line) if (given := _given(line.text[a:b]))}
            found |= {m.group() for m in _QUOTED.finditer(line.text)}
        facts = self.ground.facts.values()
        found |= {re.sub("^[访记]", "", dense(str(f.get("organisation") or "")).text) for f in facts}
        return tuple(sorted((n for n in found if len(n) > 1), key=lambda n: (-len(n), n)))

    def bodies(self, ends: str) -> tuple[Named, ...]:
        """Names that end in one of `ends`, in the article's order."""
        if ends not in self._found:
            heads = [head for head in _heads_of(ends) if head in self._whole]
            found: list[Named] = []
            if heads:  # most kinds of bodies are in no one article: for these nothing is compiled
                pattern = re.compile(rf"({_NTH}(?:{_WORD}|·){{2,13}}?(?:{ends}))(?!{_NOT_BEHIND})")
                lines = [line for line in self.ground.lines if any(head in line.text for head in heads)]
                found = [named for line in lines for named in self._in(line, pattern, ends)]
            self._found[ends] = tuple(sorted(found, key=lambda n: n.before))
        return self._found[ends]

    def _in(self, line: Line, pattern: re.Pattern[str], ends: str) -> list[Named]:
        found = []
        number = line.number if line.paragraph else -1
        if line.paragraph == 0 and line.raw.strip():
            for token in re.findall(r"[^\s　:：]+", line.raw):
                text = dense(token).text
                for m in re.finditer(_WORD + "+", text):
                    match = pattern.match(text, m.start())
                    if match and _proper(match[1], ends, self._whole):
                        found.append(Named((number, 0), 0, match[1]))
        for start, end in self._starts(line):
            match = pattern.match(line.text, start, end)
            if match and _proper(match[1], ends, self._whole):
                found.append(Named((number, start), line.paragraph, match[1]))
        for quote in _QUOTED.finditer(line.text):
            follows = line.text[quote.end() : quote.end() + 12]
            headed = any(head in follows for head in _heads_of(ends))
            behind = re.match(rf"{_WORD}{{0,8}}?(?:{ends})", follows) if headed else None
            inside = quote[1].endswith(tuple(_table()["schemes"])) and re.search(rf"(?:{ends})$", quote[1])
            if inside or (behind and not _NO_NAME.search(behind.group())):
                name = quote.group() + ("" if inside or not behind else behind.group())
                found.append(Named((number, quote.start()), line.paragraph, name))
        return found

    def _starts(self, line: Line) -> list[tuple[int, int]]:
        """Where a name may begin in a line, and where its clause ends; found once."""
        if line.number not in self._places:
            spans = _clauses(line)
            self._places[line.number] = [(s, b) for a, b in spans for s in _heads(line.text, a, b, self._place)]
        return self._places[line.number]

    @cached_property
    def _whole(self) -> str:
        return "\n".join(line.text for line in self.ground.lines)

    @cached_property
    def _place(self) -> str:
        return dense(str(self.ground.article.get("place") or "")).text

    def meant(self, ends: str, line: Line, at: int, word: str) -> str | None:
        """The body of a kind that a bare noun at an offset means; None when more than one can be meant."""
        known = [n for n in self.bodies(ends) if n.before < (line.number, at) and n.name != word]
        if word[-1:] != ends and _LOOK_BEHIND.sub("", ends) in "省市县区州旗镇乡村":  # 全区 is of a place
            known = [n for n in known if self._of_a_place(n.name)]
        pool = [n for n in known if n.paragraph == line.paragraph] or known
        if not pool:
            told = [o.text[a:b] for o, a, b in self._before(line, at)]
            given = {name for text in told if (name := _given(text))}
            return given.pop() if len(given) == 1 else None
        least = min((n.name for n in pool), key=len)
        loose = word.endswith(tuple(_table()["schemes"]))
        return least if all(_same(least, n.name, self._place, loose) for n in pool) else None

    def _of_a_place(self, name: str) -> bool:
        """Whether a name is a place's: the article's own, or of an office that it names; no firm's 亚洲区."""
        if any(word in name for word in _table()["no-districts"]):
            return False
        office = rf"{re.escape(name)}{_WORD}{{0,8}}?(?:政府|公所|局|委|办|厅|法院|气象台)"
        within = rf"{re.escape(self._place)}[省市县区]?{re.escape(name)}"
        near = name.startswith(self._place) and len(name) - len(self._place) < 5
        if self._place and (near or re.search(within, self._whole)):
            return True
        return re.search(office, self._whole) is not None

    def _before(self, line: Line, at: int) -> list[tuple[Line, int, int]]:
        """The clauses of the paragraph before an offset, nearest first."""
        lines = [o for o in self.ground.lines if o.paragraph == line.paragraph and o.number <= line.number]
        spans = [(o, a, b) for o in lines for a, b in _clauses(o) if o.number < line.number or b <= at + 1]
        return spans[::-1]

    def holds(self, name: str, line: Line, at: int) -> bool:
        """Whether a name is the owner of what the article tells from an offset of a line on."""
        begin, _ = line.clause(at)
        tied = "(?:就|则|便|同日|当日|[今去前]年|这次也|也|还|同步)$"  # 署方(同日)向…, 署方(去年)推出…
        own = re.sub(tied, "", line.text[begin:at].rstrip(","))
        kinds = _pointers()
        for word in sorted((w for w in kinds if own.endswith(w)), key=len, reverse=True)[:1]:
            meant = self.meant(kinds[word], line, begin + len(own) - len(word), word)
            if "公司" in kinds[word] and name == self._firm:
                return True
            return meant is not None and _same(meant, name, self._place, word.endswith(tuple(_table()["schemes"])))
        for role, ends in _table()["roles"].items():
            if line.text.startswith(role, at):
                meant = self.meant(ends or "公司|集团|科技|股份", line, at, role)
                return meant == name if meant is not None else not ends and name == self._firm
        return self._leads(name, line, at)

    @cached_property
    def _firm(self) -> str | None:
        """The one firm whose heads speak, when the headline or the first paragraph names it."""
        heads = template("lexicon/story.toml")["says"]["heads"]
        told = [
            re.sub("^[访记]", "", dense(str(f.get("organisation"))).text)
            for f in self.ground.facts.values()
            if f.get("organisation") and any(h in dense(str(f.get("role") or "")).text for h in heads)
        ]
        firms = {n for n in told if not any(n != other and n.startswith(other) for other in told)}
        opening = dense(str(self.ground.article.get("headline") or "")).text + self.ground.running.get(1, "")
        return next((n for n in firms if n in opening), None) if len(firms) == 1 else None

    def _leads(self, name: str, line: Line, at: int) -> bool:
        """Whether the nearest body named before an offset in its paragraph is that one, and no person between."""
        persons = _table()["somebody"]
        begin, end = line.clause(at)
        if any(word in re.split(r"\d", line.text[at:end])[0] for word in persons):
            return False
        for other, a, b in self._before(line, begin):
            text = other.text[a:b]
            told = [n.name for n in self.bodies(self._every) if n.before[0] == other.number and a <= n.before[1] < b]
            start = next((s for s in reversed(_heads(other.text, a, b, ""))), a)
            longest = sorted(_pointers(), key=len, reverse=True)
            word = next((w for w in longest if other.text.startswith(w, start)), None)
            nouns = "|".join(_table()["pointed"])
            pointed = re.search(rf"这[家座所个条间][^,]{{0,20}}?({nouns})$", text.rstrip(",。"))
            if name in text:
                return all(n in name or name in n or _same(n, name, self._place, False) for n in told)
            if word is not None:
                meant = self.meant(_pointers()[word], other, start, word)
                if "公司" in _pointers()[word] and name == self._firm:
                    return True
                return meant is not None and _same(meant, name, self._place, True)
            if pointed:
                return name == self._firm or self.meant(pointed[1], other, a, pointed[1]) == name
            if told or any(p in text for p in persons):
                return False
        return False


def _clauses(line: Line) -> list[tuple[int, int]]:
    cuts = sorted({0, *line.bounds, len(line.text)})
    return [(a, b) for a, b in itertools.pairwise(cuts) if b > a]


def _heads(text: str, begin: int, end: int, place: str) -> list[int]:
    """Where a name may begin in a clause: at its head, behind its dateline, opener or time, at the place's name."""
    starts = [begin]
    for skip in (_DATELINE, _LEAD, _LEAD):
        told = skip.match(text, starts[-1], end)
        if told and told.end() < end:
            starts.append(told.end())
    if len(place) > 1:
        starts += [m.start() for m in re.finditer(re.escape(place), text[:end]) if m.start() >= begin]
    return sorted(set(starts))


def _given(clause: str) -> str | None:
    found = _GIVEN.match(clause.rstrip(",。"))
    name = (found[1] or found[2]) if found else None
    return name if name and not _NO_NAME.search(name) else None


def _proper(name: str, ends: str, whole: str) -> bool:
    """Whether a run of words that ends in a head noun is a name."""
    core = re.sub(rf"^{_NTH}", "", re.sub(rf"(?:{ends})$", "", name))
    if not core or _NO_NAME.search(core) or core.startswith(tuple(_table()["plain"])):
        return False
    if any(verb in core for verb in _table()["verbs"]):
        return False
    return not name.endswith(tuple(_table()["schemes"])) or whole.count(name) > 1


def _same(a: str, b: str, place: str, loose: bool) -> bool:
    """Whether two names are of one body: the characters of the shorter stand in order in the longer; of a `loose` kind
    also when they begin alike."""
    a, b = sorted((a.strip('"'), b.strip('"')), key=len)
    rest = iter(b)
    if all(char in rest for char in a):
        return True
    alike = len(a) > 3 and a[:3] == b[:3] and a[2] not in "市县区省镇乡村"
    return loose and alike and not (place and place.startswith(a[:2]))


def owned(owners: Owners, cut: Cut, insertions: tuple[str, ...]) -> Cut | None:
    """A text that no sentence holds, laid on the article with the name in it proven as the owner's."""
    for start in (0, *(m.end() for m in re.finditer("[,:]", cut.text[:24]))):
        for name in owners.names if cut.text.startswith(owners.names, start) else ():
            if not cut.text.startswith(name, start) or len(name) + 4 > len(cut.text) - start:
                continue
            found = align_with(owners.ground, cut.text, (*insertions, name))
            found = replace(found, faults=tuple(f for f in found.faults if not _stands_for(owners.ground, found, f[0])))
            if found.whole and any(found.text[a:b] == name for a, b in found.inserted):
                pieces = [p for p in found.pieces if p.t >= start + len(name)]
                if any(owners.holds(name, owners.ground.lines[p.line], p.s) for p in pieces[:3]):
                    return found
    return None


def introduced(ground: Ground, cut: Cut, people: set[str]) -> Cut | None:
    """A cut that begins with who speaks, with the office before his name that another sentence gives him."""
    if len(cut.loose) != 1 or cut.faults:
        return None
    start, end = cut.loose[0]
    person = next((p for p in people if len(p) > 1 and cut.text.startswith(p, end)), None)
    behind = next((p for p in cut.pieces if p.t == end and p.s in ground.lines[p.line].bounds), None)
    if person is None or behind is None or start > _PLACE:
        return None
    known = next(ground.all(cut.text[start:end] + person), None)
    if known is None:
        return None
    piece = Piece(known[0].number, start, known[1], end - start)
    return replace(cut, pieces=tuple(sorted((*cut.pieces, piece), key=lambda p: p.t)), loose=())


def _stands_for(ground: Ground, cut: Cut, at: int) -> bool:
    """Whether what a fault says was left out is the bare noun that the name is put for."""
    later = [i for i, p in enumerate(cut.pieces) if p.t == at and i]
    if not later:
        return False
    before: Piece = cut.pieces[later[0] - 1]
    gap = ground.lines[before.line].text[before.s + before.size : cut.pieces[later[0]].s]
    return re.sub("(?:就|则|便|同日|当日)$", "", gap.strip("".join(MARKS))) in _pointers()
