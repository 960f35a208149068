"""Turns a clause that names nobody into whose fact it tells: the body that a bare noun stands for (学院, 该平台), the
subject of the clause or sentence before, the article's place.

A name is only what stands in the article with a proven beginning: at the head of a clause or of the headline, behind
the place's own name, in quotation marks. Where two bodies could be meant there is no owner: a wrong one is worse.
"""

from __future__ import annotations

import bisect
import re
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from reportgen.fold import fold
from reportgen.records import dataclass
from reportgen.source import Span
from reportgen.story.districts import is_place, means_place
from reportgen.story.lexicon import table, words
from reportgen.story.said import known_person, says
from reportgen.story.text import PERIOD, Clause, Line, View

if TYPE_CHECKING:
    from reportgen.story.blocks import Claim

_WORD = r"[^\W\d_a-zA-Z]"
_NOT_IN_NAMES = re.compile(
    r"[的了在把被将是为向从由到使让给对称说居各其该这那此]|全[部省市县区镇乡村]|本次|[今去明前]年|亿元|以上|以下|以内|全$"
)
_QUOTED = re.compile(r"[“「『]([^“”「」『』，。,]{2,14})[”」』]")
# A clause that only says when: 去年汛后, 2个月来.
_WHEN = re.compile(
    rf"(?:{PERIOD.pattern}|[一二两三四五六七八九十几多\d]+个?[年月天日周])(?:[^，,]{{0,6}}(?:[来后前间起内末底]|\d[天日]))?"
)
# Behind a head noun: then it ends no name, or the name is a longer one (蓝湾港口发展局, 琴江港集团).
_LONGER = rf"{_WORD}{{0,3}}?(?:集团|公司|局|协会|中心|办公室|管委会|支队)"
_NOT_BEHIND = rf"{_WORD}?长(?!期)|[部员们制化性区口]|业务|板块|产品|{_LONGER}"
_NTH = r"(?:第[\d一二三四五六七八九十百]{1,4}届)?"
# What may follow a time at the head of a clause and says nothing either.
_LATE = re.compile(r"(?:累计|合计|共|总共|已|已经|现有|现|仅|首次|也|还|则|全年|当年|平均)+")
_DATELINE = re.compile(r"[（(【][^（）()【】]{2,30}[)）】]\s*")
# A count at the head of a clause and what came of it: 173个老旧小区改造全部完工.
_COUNT = re.compile(
    rf"\d[\d.,]*[万亿余多]*[个名户家所座条支项套处辆台]{_WORD}{{2,12}}?"
    r"(?:完工|完成|竣工|开工|享受|实现|投用|建成|启用|入住|通过)"
)
# What a clause measures, and the words between it and its number.
_MEASURED = re.compile(
    rf"((?:{_WORD}|[“”「」、]){{2,18}}?)(?:[由从达占为约近逾超仅只增升降比较已]|同比|不足|首次|突破|回升|提高|增加|增长|减少"
    r"|上升|下降|合计|累计|共|新台币|人民币|港币|分别)*\d"
)
_HAVING = re.compile(r"现有[^，,\d]{2,12}\d")  # 现有托育机构472家
_COSTING = r"(?:总投资|投资|占地|耗资)[^，,]{0,6}\d[^，,的]{0,8}的"
_FIRM = re.compile(rf"({_WORD}{{3,8}}?)是[^，,]{{0,14}}(?:公司|企业|工厂|银行|机构)(?:之一)?$")
_GIVEN = re.compile(rf"({_WORD}{{2,6}}?)(?:创立于|成立于|创办于|始建于|位于|地处|管辖)")
_LAUNCHED = re.compile(
    r"([“「][^“”「」，。,]{2,12}[”」])(?:自[^，,]{0,12})?(?:上线|推出|启动|实施|开通|运行|投用|成立)以来"
)
_ACTS = r"[^，,]{0,4}?(?:今|昨|[^，,]{0,3}在|举|宣|完|启)"
_UNCLEAR = ""
# What ties a verb behind its subject to the sentence before.
TIES = ("这次也", "也", "还", "就", "则", "便", "同日", "当日", "同步")


class Place(Protocol):
    """The article's place."""

    @property
    def bare(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def full(self) -> str: ...


class Known(Protocol):
    """What is asked of the article's context, which holds the owners itself."""

    @property
    def place(self) -> Place | None: ...
    @property
    def place_shadow(self) -> str | None: ...
    @property
    def level_shadow(self) -> str: ...
    @property
    def firm(self) -> str | None: ...
    def skip_openers(self, start: int, end: int) -> int: ...
    def place_at(self, start: int) -> int: ...
    def level_word(self, start: int) -> tuple[str, int] | None: ...
    def is_level_word(self, start: int) -> bool: ...
    def government_at(self, start: int) -> str | None: ...
    def company_before(self, line: Line, offset: int) -> bool: ...
    def full_name(self, word: str, offset: int) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A body named at `start`: in folded characters, and in the article's own."""

    start: int
    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose a clause is: the name to print in front of it, and how many characters of the clause it stands for."""

    name: str
    length: int = 0
    joint: str = ""


class Owners:
    """What an article names, and who is meant where it names nobody. Built once for an article."""

    def __init__(self, view: View, ctx: Known) -> None:
        self.view, self.ctx = view, ctx
        self._named: dict[str, tuple[Name, ...]] = {}

    # ---- names ------------------------------------------------------------------------------------------------

    @cached_property
    def _heads(self) -> tuple[int, ...]:
        """Where a name may begin: clauses behind their openers, parts of the headline, the place, speakers' houses."""
        view = self.view
        found: set[int] = set()
        for line in view.plain_lines():
            for clause in line.clauses:
                start = self._begin(clause)
                told = re.match(r"记者[^，,]{0,6}?从|[在走自从据由](?:进|访)?", view.s(start, clause.end))
                found |= {start, start + told.end()} if told else {start}
        for title in filter(None, (view.article.headline, view.article.publisher)):
            at = view.text.find(title)
            head = view.s(at, at + len(title)) if at >= 0 else ""
            found |= {at + m.start() for m in re.finditer(rf"(?<!{_WORD}){_WORD}", head)}
        place = self.ctx.place_shadow
        if place is not None and len(place) > 1:
            found |= {m.start() for m in re.finditer(re.escape(place), view.shadow)}
        for quote in view.quotes:
            house = quote.organisation or ""
            known = view.text.find(house, quote.sentence.start, quote.sentence.end) if len(house) > 3 else -1
            found |= {known} if known >= 0 else set()
        return tuple(sorted(found))

    def _begin(self, clause: Clause) -> int:
        """Where a clause says who: behind its openers and its time."""
        start = clause.start
        while (told := _DATELINE.match(self.view.shadow, start, clause.end)) is not None and told.end() < clause.end:
            start = told.end()
        start = self.ctx.skip_openers(start, clause.end)
        time = PERIOD.match(self.view.shadow, start, clause.end)
        if time and time.end() < clause.end:
            start = time.end() + (self.view.shadow[time.end()] in "，, ")
        return start

    def names(self, ends: str) -> tuple[Name, ...]:
        """The bodies of one kind that the article names, in its order; `ends` are what their names end in."""
        if ends not in self._named:
            self._named[ends] = tuple(sorted(self._names(ends), key=lambda name: name.start))
        return self._named[ends]

    @cached_property
    def _ends(self) -> str:
        """What the names of bodies end in."""
        return "|".join(table("owner")["bodies"])

    def _bodies_in(self, start: int, end: int) -> tuple[Name, ...]:
        """The bodies whose names begin in a span."""
        names = self.names(self._ends)
        first = bisect.bisect_left(names, start, key=_start)
        return names[first : bisect.bisect_left(names, end, key=_start)]

    def _names(self, ends: str) -> list[Name]:
        view = self.view
        found = []
        pattern = re.compile(rf"({_NTH}(?:{_WORD}|·){{2,13}}?(?:{ends}))(?!{_NOT_BEHIND})")
        for start in self._heads:
            match = pattern.match(view.shadow, start)
            if match and self._proper(match[1], ends):
                found.append(Name(start=start, key=match[1], text=view.text[start : match.end(1)]))
        for match in _QUOTED.finditer(view.shadow):
            behind = re.match(rf"{_WORD}{{0,8}}?(?:{ends})", view.shadow[match.end() : match.end() + 12])
            inside = re.search(rf"(?:{ends})$", match[1]) and words("owner.schemes").ends(match[1])
            if inside or (behind and not _NOT_IN_NAMES.search(behind.group())):
                end = match.end() if inside else match.end() + behind.end() if behind else match.end()
                found.append(Name(start=match.start(), key=match[1], text=view.text[match.start() : end]))
        return found

    def _twice(self, name: str) -> bool:
        """Whether the article has a name more than once."""
        first = self.view.shadow.find(name)
        return first >= 0 and self.view.shadow.find(name, first + len(name)) >= 0

    def _proper(self, name: str, ends: str) -> bool:
        """Whether the words before a head noun make a name of it: no verb, no 重点, no number."""
        body = re.sub(rf"(?:{ends})$", "", name)
        core = re.sub(rf"^{_NTH}", "", body)
        if not core or _NOT_IN_NAMES.search(core) or words("owner.plain").at(core) or words("owner.verbs").within(core):
            return False
        plain = words("owner.schemes").ends(name) or words("subject.relation").at(name)
        return not plain or self._twice(name)

    @cached_property
    def _place(self) -> str:
        place = self.ctx.place
        return fold(place.full) if place is not None else "\0"

    # ---- bare nouns -------------------------------------------------------------------------------------------

    @cached_property
    def _references(self) -> re.Pattern[str]:
        kinds = table("owner")["kinds"]
        return re.compile("|".join(sorted(map(re.escape, kinds), key=len, reverse=True)))

    def reference(self, line: Line, start: int) -> Owner | None:
        """The one body that a bare noun at `start` stands for; None when it is none, or more than one is named."""
        found = self._references.match(self.view.shadow, start)
        if found is None or words("owner.compounds").at(self.view.shadow, start):
            return None
        name = self._meant(table("owner")["kinds"][found.group()], line, start, found.group())
        return Owner(name=name, length=len(found.group())) if name else None

    def says_when(self, clause: Clause) -> bool:
        """Whether a clause is nothing but a time."""
        return _WHEN.fullmatch(self.view.s(clause.start, clause.end)) is not None

    def under_a_time(self, line: Line, n: int) -> Owner | None:
        """The body that a bare noun stands for behind a clause that is only a time (去年汛后，县里…)."""
        if n + 1 >= len(line.clauses) or not self.says_when(line.clauses[n]):
            return None
        return self.reference(line, line.clauses[n + 1].start)

    def _meant(self, ends: str, line: Line, start: int, word: str) -> str | None:
        """The body of a kind that the paragraph names before `start`, else the only one of the article."""
        known = [name for name in self.names(ends) if name.key != word]
        if means_place(word, ends):  # 全区: a district, and no firm's 亚洲区
            known = [name for name in known if is_place(name.key, self._place, self.view.shadow)]
        near = [n for n in known if n.start < start and self.view.paragraph_at(n.start) == line.paragraph]
        pool = near or [n for n in known if n.start < start]
        if not pool:
            before = [o for o in self.view.lines_in(line.paragraph) if o.end <= start]
            given = {who for o in before if (who := self._given(o.start, o.end))}
            return given.pop() if len(given) == 1 else None
        loose = words("owner.schemes").ends(word)
        least = min(pool, key=lambda name: len(name.key))
        return least.text if all(_same(least.key, n.key, self._place, loose) for n in pool) else None

    def _given(self, start: int, end: int) -> str | None:
        """The name at the head of a sentence that says since when or where it is (合记创立于1938年)."""
        firm = _FIRM.match(self.view.shadow, start, end)
        if firm and not _NOT_IN_NAMES.search(firm[1]):
            return self.view.text[start : firm.end(1)]
        given = _GIVEN.match(self.view.shadow, start, end)
        return self.view.text[start : given.end(1)] if given and self._twice(given[1]) else None

    # ---- clauses without a subject ----------------------------------------------------------------------------

    def behind(self, line: Line, first: int, body: int) -> Owner | None:
        """Whose the measure is that a clause begins with (建档面96.3%): the subject of its sentence, or of the
        sentences before it in the paragraph; None where that is not proven.
        """
        clause = line.clauses[first]
        text = self.view.s(body, clause.end)
        if line.speech is not None or self._says_whose(body, clause.end) or words("owner.wider").within(text):
            return None
        measured = self._measures(text) or _HAVING.match(text) is not None
        for other in reversed(line.clauses[:first]):
            who = self._who(line, other)
            if who:
                return self._put(who, text, measured, own=True)
            if who == _UNCLEAR and (other.n == first - 1 or self._names_another(other, None)):
                return None
        for before in reversed([o for o in self.view.lines_in(line.paragraph) if o.end <= line.start]):
            subjects = ((c, who) for c in before.clauses if (who := self._who(before, c)) is not None)
            told, who = next(subjects, (None, None))
            if who == _UNCLEAR or any(self._names_another(c, who) for c in before.clauses if c is not told):
                return None
            if who:
                return self._put(who, text, measured, own=False)
        if measured or _COUNT.match(text):
            return self._of_the_place(line, clause, body)
        return None

    def _names_another(self, clause: Clause, who: str | None) -> bool:
        """Whether a clause tells of another body, or of a person."""
        if who is not None and who == self.place_name and self._organ(self._begin(clause), clause.end):
            return False
        if words("owner.somebody").within(self.view.s(clause.start, clause.end)):
            return True
        known = self._bodies_in(clause.start, clause.end)
        return any(who is None or not _same(fold(who), name.key, self._place, False) for name in known)

    def _of_the_place(self, line: Line, clause: Clause, body: int) -> Owner | None:
        """The place, in an article that tells what it did in sentences without subject, where nobody else is named."""
        view = self.view
        place = self.ctx.place
        opens = clause.n == 0 or line.clauses[clause.n - 1].segment != clause.segment
        if place is None or not place.level or not opens or not self._tells_of_the_place:
            return None
        start = view.paragraph(line.paragraph).start
        before = view.s(start, body)
        if words("owner.somebody").within(before) or re.search(r"[“「]", before) or self.ctx.company_before(line, body):
            return None
        return None if self._bodies_in(start, clause.end) else Owner(name=place.full)

    @cached_property
    def _tells_of_the_place(self) -> bool:
        """Whether the headline names the place and several sentences begin with what it did."""
        place = self.ctx.place
        if place is None or place.bare not in self.view.article.headline:
            return False
        did = [
            c for line in self.view.plain_lines() for c in line.clauses
            if (c.n == 0 or line.clauses[c.n - 1].segment != c.segment)
            and words("subject.place-verbs").at(self.view.shadow, self._begin(c))
        ]  # fmt: skip
        return len(did) > 2

    def _put(self, who: str, text: str, measured: bool, own: bool) -> Owner | None:
        event = re.search(rf"(?:{'|'.join(words('owner.events').words)})[”」]?$", fold(who)) is not None
        if not measured and not (own and event):
            return None
        return Owner(name=who, joint="：" if event and re.match(r"\d|来自|参加", text) else "")

    def _measures(self, text: str) -> bool:
        """Whether a clause begins with what is measured, and then its value: 线上化率从…, 商事案件平均审理天数由…."""
        noun = _MEASURED.match(text)
        if noun is not None and words("owner.measures").ends(noun[1]):
            return True
        works = "|".join(words("owner.works").words)
        built = re.match(rf"{_COSTING}({_WORD}{{1,8}}?(?:{works}))", text)
        return built is not None

    def _says_whose(self, start: int, end: int) -> bool:
        """Whether a clause names somebody itself, before its first number."""
        view, ctx = self.view, self.ctx
        text = re.split(r"\d", view.s(start, end), maxsplit=1)[0]
        place, firm = ctx.place_shadow, fold(ctx.firm) if ctx.firm else None
        if (place and place in text) or (firm and firm in text) or ctx.is_level_word(start):
            return True
        if re.match("[“「『《]", text):
            return True
        return self._name_at(start, end) is not None or words("owner.somebody").within(text)

    def _name_at(self, start: int, end: int) -> str | None:
        """The body that a clause begins with."""
        known = self._bodies_in(start, start + 1)
        if known and (known[0].key.startswith("第") or self._twice(known[0].key)):
            return known[0].text
        firm = self.ctx.firm
        if firm and self.view.text.startswith(firm, start):
            return firm
        given = self._given(start, end)
        if given is not None:
            return given
        marked = self._marked.match(self.view.shadow, start, end)
        if marked and re.search(rf"(?:{self._ends})[”」]?$", marked[1]):
            return self.view.text[marked.start(1) : marked.end(1)]
        return None

    @cached_property
    def _marked(self) -> re.Pattern[str]:
        """A name in quotation marks at the head of a clause."""
        return re.compile(
            rf"(?:[^，,“「]{{0,10}}的)?([“「][^“”「」，。,]{{2,12}}[”」](?:{self._ends})?)(?!{_WORD}{{0,3}}的)"
        )

    def _who(self, line: Line, clause: Clause) -> str | None:
        """The subject of a clause by name; None where it has none of its own, "" where it is nobody known."""
        return self.view.once("who", clause.start, clause.end, lambda: self._find_who(line, clause))

    def _find_who(self, line: Line, clause: Clause) -> str | None:
        view, ctx = self.view, self.ctx
        start = self._begin(clause)
        text = view.s(start, clause.end)
        if PERIOD.fullmatch(text) or start >= clause.end or self.says_when(clause):
            return None
        if re.fullmatch(r"[^，,]{0,8}(?:看|期间|以来|方面)", text) or words("owner.hosts").at(text):
            return None
        if len(line.clauses) == 1 and len(text) < 8 and not re.search(r"\d", text):
            return None  # 住房安居。: the name of a list's item
        meant = self.reference(line, start)
        launched = _LAUNCHED.match(view.shadow, start, clause.end)
        if launched:
            return view.text[start : launched.end(1)]
        if says(view, clause) is not None or words("opener.clause-ends").ends(text):
            return self.place_name if self._organ(start, clause.end) else _UNCLEAR
        house = re.match(rf"这[家座所个条间][^，,]{{0,20}}?的?({'|'.join(words('owner.pointed').words)})$", text)
        if house:
            return self._pointed(house[1], line, start) or _UNCLEAR
        if meant is not None:
            return meant.name
        named = self._name_at(start, clause.end)
        if named is not None:
            return named
        if ctx.level_word(start) or ctx.place_at(start) == len(text) or self._organ(start, clause.end):
            return self.place_name
        if ctx.place_at(start):
            size = ctx.place_at(start)
            verb = words("verbs.list").pattern.match(view.shadow, start + size)
            return self.place_name if verb else _UNCLEAR
        if ctx.firm and re.search(re.escape(fold(ctx.firm)) + _ACTS, text):
            return ctx.firm
        if words("owner.frames").at(text):
            return _UNCLEAR
        if words("subject.place-verbs").at(text) or words("verbs.list").at(text) or words("subject.relation").at(text):
            return None
        return None if self._measures(text) or words("opener.method").at(text) else _UNCLEAR

    def _pointed(self, noun: str, line: Line, start: int) -> str | None:
        """Whom 这家成立于2017年的公司 means."""
        if noun in ("公司", "集团", "企业"):
            return self.ctx.full_name("公司", start)
        return self._meant(table("owner")["kinds"][noun], line, start, noun)

    @property
    def place_name(self) -> str:
        """The place as it is put before a clause; "" when the article has none."""
        place = self.ctx.place
        if place is None or not place.level:
            return _UNCLEAR
        return place.full

    def _organ(self, start: int, end: int) -> bool:
        """Whether an office of the place's own level stands at `start` (市司法局推行…)."""
        level = self.ctx.level_shadow
        if not level or len(level) != 1:
            return False
        return re.compile(rf"{level}{office(level)}").match(self.view.shadow, start, end) is not None

    def of_speaker(self, line: Line, start: int) -> str | None:
        """What an office or a bare role that speaks at `start` lacks: the place (市司法局), the body (院长…)."""
        if self.office_at(start) and self.ctx.place is not None:
            return self.ctx.place.bare
        role = words("owner.role-words").at(self.view.shadow, start)
        if role is None or re.match(_WORD + "{2,4}", self.view.shadow[start + len(role) :]) is None:
            return None
        ends = table("owner")["roles"][role]
        return self._meant(ends or "公司|集团|科技|股份", line, start, role) or (None if ends else self.ctx.firm)

    def office_at(self, start: int) -> bool:
        """Whether an office of the place's level, or its 经开区, stands at `start` without the place's name."""
        zone = re.compile("(?:经开区|高新区|开发区)(?=管委会)").match(self.view.shadow, start)
        named = zone is not None and (self.ctx.place_shadow or "\0") + zone.group() in self.view.shadow
        return named or self._organ(start, min(start + 24, len(self.view.shadow)))

    # ---- proof ------------------------------------------------------------------------------------------------

    def wrong(self, claim: Claim, line: Line) -> str | None:
        """The name put before a cut that is not proven to be its owner's; None when every name is."""
        put = [text for text in claim.inserted if self.is_name(text)]
        if not put:
            return None
        proven: set[str] = set()
        for piece in claim.pieces:
            begin = next((s for s in range(piece.start - 4, piece.start) if self._person(s, piece)), None)
            proven |= {self._person(begin, piece)} if begin is not None else set()
            clause = line.clause_at(piece.start)
            firm = self.ctx.firm
            proven |= {firm} if firm and firm in self.view.text[line.start : piece.start] else set()
            spoken = self.of_speaker(line, piece.start)
            proven |= {spoken} if spoken else set()
            behind = self.behind(line, clause.n, piece.start)
            proven |= {behind.name} if behind is not None else set()
            tie = next((t for t in TIES if self.view.s(piece.start - len(t), piece.start) == t), "")
            end = piece.start - len(tie)  # 署方(同日)向…
            for word in {*table("owner")["kinds"], *table("short-name")["kinds"]}:
                start = end - len(word)
                if start >= line.start and self.view.s(start, end) == word:
                    meant = self.reference(line, start)
                    known = self.ctx.full_name(word, start) if word in table("short-name")["kinds"] else None
                    proven |= {name for name in (meant and meant.name, known) if name}
        return next((name for name in put if name not in proven), None)

    def _person(self, start: int, piece: Span) -> str:
        """Role and name of the person whose bare name stands at `start`, right before a piece."""
        known = known_person(self.view, max(start, 0), piece.end)
        return known[0] if known is not None and start + known[1] == piece.start else ""

    def is_name(self, text: str) -> bool:
        """Whether an insertion is the name of a body: no time, no 目標：, not the place (which has its own proof)."""
        place = self.ctx.place
        if re.search(r"\d{4}年|[：:]$", text) or len(text) < 2:
            return False
        if place is not None and text in (place.bare, place.full):
            return False
        return text in self.view.text

    def points_outside(self, claim: Claim, line: Line) -> str | None:
        """The bare noun that a cut begins with when the body that it means stands elsewhere."""
        if self._puts_a_name(claim):
            return None
        for piece in claim.pieces:
            start = piece.start
            clause = line.clause_at(start)
            if self.says_when(clause) and clause.n + 1 < len(line.clauses):
                clause = line.clauses[clause.n + 1]
            start = max(self._begin(clause), start)
            if start >= piece.end or re.search("止.{0,4}个月$", self.view.s(piece.start, piece.end)):
                continue
            word = self._bare_at(start)
            if word is not None:
                return word
            behind = self._left_behind(line, clause, start)  # 批出1,240宗申请 of 基金自…成立以来，批出1,240宗申请
            return behind if behind is not None and self.nameless(claim) else None
        return None

    def _left_behind(self, line: Line, clause: Clause, start: int) -> str | None:
        """The deed at the head of a cut whose doer stands in a clause before, and is nobody known."""
        head = next(c for c in line.clauses if c.segment == clause.segment)
        deed = words("owner.deeds").at(self.view.shadow, start)
        hangs = words("subject.relation").at(self.view.shadow, start) or self.view.shadow[start] in "总可能"
        if head.n == clause.n or not (deed or hangs):
            return None
        pointing = self._bare_at(self._begin(head)) if not self.ctx.government_at(self._begin(head)) else None
        return pointing or (deed if self._who(line, head) == _UNCLEAR else None)

    def _bare_at(self, start: int) -> str | None:
        word = words("owner.bare").at(self.view.shadow, start)
        return word if word and not words("owner.compounds").at(self.view.shadow, start) else None

    @staticmethod
    def _puts_a_name(claim: Claim) -> bool:
        return any(re.search(_WORD, t) and not re.fullmatch(r"\d{4}年|目[標标]：", t) for t in claim.inserted)

    def nameless(self, claim: Claim) -> bool:
        """Whether a cut names nobody: neither a body, nor the place, nor a person, nor a scheme in quotation marks."""
        if self._puts_a_name(claim):
            return False
        told = "".join(self.view.s(p.start, p.end) for p in claim.pieces)
        if words("owner.deeds").at(told):
            return True
        place, firm = self.ctx.place_shadow, fold(self.ctx.firm) if self.ctx.firm else None
        if (place and place in told) or (firm and firm in told) or re.search(r"[“「《]", told):
            return False
        if words("owner.somebody").pattern.search(told.replace("记者", "")):
            return False
        return not any(self._bodies_in(p.start, p.end) for p in claim.pieces)


def _start(name: Name) -> int:
    return name.start


def office(level: str) -> str:
    """A pattern for the name of an office behind its level (市|司法局)."""
    other = r"(?!场|民|值|面|集|区|级|域|内|里|外|上)"
    heads = r"(?:局|委|办|厅|政府|府|中心|法院|检察院|公安|总工会|指挥部)(?!长)"
    return rf"{other}(?:{_WORD}{{1,12}}?)?{heads}"


def _same(a: str, b: str, place: str, loose: bool) -> bool:
    """Whether two names are provably of one body: the characters of one stand in order in the other; of a `loose`
    kind (水库, 枢纽: the project) also when three characters before the head are the same."""
    a, b = sorted((a, b), key=len)
    rest = iter(b)
    if all(char in rest for char in a):
        return True
    return loose and len(a) > 3 and a[:3] == b[:3] and a[2] not in "市县区省镇乡村" and not place.startswith(a[:2])
