"""Turns a fact's surroundings into place, owner, status and time:
what decides whether a sentence about it is true.
"""

from __future__ import annotations

import re
from functools import cached_property

from reportgen.fold import fold
from reportgen.model import Fact, Figure, Quote
from reportgen.records import dataclass
from reportgen.source import Span
from reportgen.story import foreseen, times
from reportgen.story.blocks import KindWord
from reportgen.story.lexicon import table, words
from reportgen.story.owners import Owners
from reportgen.story.text import PERIOD, TO_A_DAY, YEAR, Clause, Line, View

_LEVELS = "省市县区州旗镇乡村"
_COMPANY = re.compile(r"(?:[^\W\d_a-zA-Z]|[a-z0-9()（）·]){2,24}?(?:公司|集团|制药|科技|股份|银行|酒店|工厂)")
_PROJECT = re.compile(
    r"[^\W\d_a-zA-Z]{2,20}?(?:项目|基地|工厂|园区|经开区|高新区|街道|镇|乡|村)(?=[,，的]|将|已|投|建|年|总|实|完|占|是|用|拿|$)"
)
# The hour that follows a day (晚, 上午9时30分).
# A body that is founded is named behind the verb: 榆港县在全市率先组建行政审批局.
_FOUNDED = re.compile(r"[^，,；;。]{0,16}?(?:组建|成立|设立|新设|设置|挂牌)了?(?![于在以后的])")
_HOUR = re.compile(
    r"(?:清晨|凌晨|早上|上午|中午|下午|傍晚|晚上|晚间|夜间|[早晚夜])?(?:\d{1,2}(?:[时点]\d{0,2}分?|:\d{2}))?"
    r"(?:许|左右)?(?:[至到—–~-].{1,10})?"
)
# The future word behind a figure governs it too (24所学校力拚10月完工, 520万千瓦装机将全部接入); not behind 的.
_AIMED_BEHIND = re.compile(
    r"(?!的)[^,，;；。:：的\d]{0,14}?(?:(?P<aim>力拚|力拼|力争|争取)|拟(?!建|态|定)|将(?=于|在|全|如期|陆续|分|可|会|按|由))"
)
_DROP_TIME = re.compile(r"^(?:去年以来|近年来|今年以来|目前|截至目前|近日|日前)$")


@dataclass(frozen=True, slots=True)
class Place:
    """The place the article is about: its bare name and its level (市, 县 …), both in the article's characters."""

    bare: str
    level: str

    @property
    def full(self) -> str:
        return self.bare + self.level


_TO_AN_HOUR = re.compile(
    r"\d{1,2}[时点](?:\d{1,2}分)?[至到—–\-~](?:\d{1,2}月)?(?:\d{1,2}日)?\d{1,2}[时点](?:\d{1,2}分)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list with as many names as figures. `measure` is what all of them measure, `verbs` the change or relation of
    each, `change` whether the values are changes, `own` whether the names stand in the figures' own clause."""

    names: tuple[str, ...]
    members: tuple[Figure, ...]
    measure: str = ""
    verbs: tuple[str, ...] = ()
    change: bool = False
    own: bool = True

    def label(self, i: int) -> str:
        """The i-th figure's name in words: 第二产业增加值增长."""
        return self.names[i] + self.measure + self.verb(i)

    def verb(self, i: int) -> str:
        """The words before the i-th figure that lead from its name to it."""
        return self.verbs[i] if self.verbs else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Lists whose values go one by one with names, the words of each member by fact id, the members of lists that do
    not pair (no word of such a list may name one of them alone), and shares told side by side."""

    found: tuple[Listed, ...] = ()
    labels: dict[str, str]
    torn: frozenset[str] = frozenset()
    shares: tuple[Listed, ...] = ()


class Context:
    """What the rules ask about a view: place, speech, periods, statuses. Built once for an article."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.lists = Lists(labels={})  # read by the plan, once the rules have a context to ask
        self._statuses: dict[str, str] = {}
        self._estimates: dict[tuple[int, int], Span | None] = {}
        self._before: dict[tuple[int, int], Span | None] = {}
        self._named: dict[str, list[tuple[int, str, str]]] = {}

    @cached_property
    def place(self) -> Place | None:
        """The article's place; level "" when it never writes one. None when the reader found no place."""
        name = self.view.article.place
        if not name or not re.search(re.escape(name) + "(?!场|場)", self.view.text):
            return self._titled_place()
        bare = name[:-1] if len(name) > 2 and name[-1] in "省市縣县區区州旗鎮镇鄉乡村" else name
        level = name[len(bare) :]
        if fold(bare) in words("verbs.list").known or words("subject.no-places").within(fold(bare)):
            return self._titled_place()  # 创业, 去年(村)
        if not level:
            tails = re.findall(re.escape(bare) + "([省市縣县區区州旗鎮镇鄉乡村])(?![委政])", self.view.text)
            level = max(sorted(set(tails)), key=tails.count) if tails else ""
        return Place(bare, level)

    def _titled_place(self) -> Place | None:
        """The place that headline or second line open with (箬溪县民宿集群见闻), when the body names it too."""
        heads = [self.view.article.headline]
        heads += [self.view.text[d.start : d.end] for d in self.view.article.dropped if d.why == "subtitle"]
        for head in heads:
            found = re.match(r"[—\-–─\s]*([^\W\d_a-zA-Z]{2})([市縣县])(?![委政场場])", head)
            if found and not words("subject.no-places").within(fold(found[1])) and self.view.text.count(found[1]) > 2:
                return Place(found[1], found[2])
        return None

    @cached_property
    def _marked_names(self) -> tuple[str, ...]:
        found = re.findall("[“「]([^“”「」,，。！？]{2,10})[”」]", self.view.text)
        return tuple(sorted({fold(name) for name in found}, key=len, reverse=True))

    def marked_name(self, start: int) -> int:
        """Length of a name at `start` that the article has in quotation marks somewhere (归云居), 0 for none."""
        return next((len(name) for name in self._marked_names if self.view.shadow.startswith(name, start)), 0)

    @cached_property
    def owners(self) -> Owners:
        """Whom the article names, and who is meant where it names nobody."""
        return Owners(self.view, self)

    @cached_property
    def place_shadow(self) -> str | None:
        """The place's bare name in folded characters."""
        if self.place is None:
            return None
        return fold(self.place.bare)

    @cached_property
    def level_shadow(self) -> str:
        """The place's level in folded characters, "" when unknown."""
        return fold(self.place.level) if self.place else ""

    def level_word(self, start: int) -> tuple[str, int] | None:
        """A word such as 全市 or 该县 at `start` that means the place: (what to print, its length);
        None if it does not.
        """
        found = self._level_pattern.match(self.view.shadow, start)
        if found is None or self.place is None or self.level_shadow != table("subject")["level-words"][found.group()]:
            return None
        return self.place.full, len(found.group())

    def is_level_word(self, start: int) -> bool:
        """Whether a word such as 全市 stands at `start`, whatever it means."""
        return self._level_pattern.match(self.view.shadow, start) is not None

    @cached_property
    def _level_pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, table("subject")["level-words"])))

    @cached_property
    def _short_names(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, table("short-name")["kinds"]), key=len, reverse=True)))

    def short_name_at(self, start: int) -> str | None:
        """A word at `start` that stands for a body named before (局方, 该公司); None for any other."""
        found = self._short_names.match(self.view.shadow, start)
        if found is None or self.view.shadow[found.end() : found.end() + 1] in ("们", "化", "制"):
            return None
        return found.group()

    def full_name(self, word: str, offset: int) -> str | None:
        """The one body of its kind that the article names as a subject before `offset`, in its own characters.

        None when there is none or more than one: then nothing proves whom the word means.
        """
        ends = table("short-name")["kinds"][word]
        if ends not in self._named:
            self._named[ends] = self._bodies(ends)
        names = {key: name for at, key, name in self._named[ends] if at < offset}
        longest = [name for name in names if not any(name != other and other.endswith(name) for other in names)]
        if not names and "公司" in ends:
            return self.firm
        return names[longest[0]] if len(longest) == 1 else None

    @cached_property
    def firm(self) -> str | None:
        """The one firm whose head speaks in the article (启源新能董事长…), when headline or lead name it."""
        heads = [q for q in self.view.quotes if q.organisation and words("says.heads").within(fold(q.role or ""))]
        firms = {re.sub("^[访記记訪]", "", q.organisation) for q in heads if q.organisation}
        firms = {name for name in firms if not any(name != other and name.startswith(other) for other in firms)}
        lead = self.view.article.paragraphs[0]
        told = self.view.article.headline + self.view.text[lead.start : lead.end]
        return next((name for name in firms if name in told), None) if len(firms) == 1 else None

    def _bodies(self, ends: str) -> list[tuple[int, str, str]]:
        """Offset, folded name and name of each body of one kind that stands at the head of a clause."""
        name = re.compile(rf"((?:[^\W\d_a-zA-Z]|·){{2,14}}?(?:{ends}))(?![长部员的内里外们方]|[局署处院校馆]长)")
        bodies = []
        for line in self.view.plain_lines():
            for clause in line.clauses:
                start = self.skip_openers(clause.start, clause.end)
                told = re.match(r"记者[^，,]{0,6}?从", self.view.s(start, clause.end))
                start += told.end() if told else 0
                founded = _FOUNDED.match(self.view.shadow, start, clause.end)
                start = founded.end() if founded else start
                found = name.match(self.view.shadow, start, clause.end)
                if found and (
                    words("subject.relation").at(found.group(1)) or words("owner.no-firm").at(found.group(1))
                ):
                    continue
                if found and not re.match(
                    r"[在由从对向与和据经把为按各]|该|全部|其|这|本|.+(?:是|在|率先|将)", found.group(1)
                ):
                    bodies.append((start, found.group(1), self.view.text[start : found.end(1)]))
        return bodies

    def government_at(self, start: int) -> str | None:
        """The place's bare name when 市府, 县政府 … of its own level stand at `start` without it."""
        if self.place is None or not self.level_shadow:
            return None
        found = re.compile(r"([市县区省镇乡])(?:府|政府|委市政府|委县政府|委、)").match(self.view.shadow, start)
        return self.place.bare if found and found.group(1) == self.level_shadow else None

    def place_at(self, start: int) -> int:
        """Length of the place's name (with level, and a province before it) at `start`; 0 when it is not there."""
        if self.place_shadow is None:
            return 0
        found = self._place_pattern.match(self.view.shadow, start)
        return len(found.group()) if found else 0

    @cached_property
    def _place_pattern(self) -> re.Pattern[str]:
        """The place's name, perhaps behind the province that the headline puts in front of it."""
        assert self.place_shadow is not None
        at = self.view.text.find(self.view.article.headline)
        headline = self.view.s(at, at + len(self.view.article.headline)) if at >= 0 else ""
        before = re.match(r"[\W\d_a-zA-Z]*([^\W\d_a-zA-Z]{2,3})" + re.escape(self.place_shadow), headline)
        province = f"(?:{re.escape(before.group(1))}省?)?" if before else ""
        return re.compile(province + re.escape(self.place_shadow) + rf"(?:[{_LEVELS}](?![委政内外里级]))?")

    def company_before(self, line: Line, offset: int) -> bool:
        """Whether a firm, project or smaller unit is named in the paragraph before `offset`:
        then a figure may be its own.
        """
        paragraph = self.view.paragraph(line.paragraph)
        before = self.view.s(paragraph.start, offset)
        return bool(_COMPANY.search(before))

    def smaller_unit_before(self, line: Line, offset: int) -> bool:
        """Whether a project, park, town or village stands earlier in the sentence."""
        return bool(_PROJECT.search(self.view.s(line.start, offset)))

    def replaced_level(self, claim: object) -> bool:
        """Whether the claim's inserted place stands for a word such as 全市 directly before its first piece."""
        pieces = claim.pieces  # type: ignore[attr-defined]
        if not pieces:
            return False
        levels = table("subject")["level-words"]
        return any(self.view.s(p.start - len(word), p.start) == word for p in pieces for word in levels)

    def period_clause(self, line: Line) -> Clause | None:
        """The first clause of a line when it is nothing but a time (1月30日,)."""
        for clause in line.clauses[:2]:
            text = self.view.s(clause.start, clause.end)
            found = PERIOD.fullmatch(text)
            if found:
                return clause
            if not (words("opener.words").at(text) == text or text.startswith("据")):
                return None
        return None

    def period_span(self, line: Line) -> Span | None:
        """The time at the head of a line: its own clause, or the first words of its first clauses."""
        clause = self.period_clause(line)
        if clause is not None:
            return Span(clause.start, clause.end)
        for clause in line.clauses[:4]:
            start = self.skip_openers(clause.start, clause.end)
            found = PERIOD.match(self.view.shadow, start, clause.end)
            if found:
                return Span(start, found.end())
        return None

    def skip_openers(self, start: int, end: int) -> int:
        """Offset behind openers such as 目前, 同时 at the head of [start, end)."""
        opener, guarded = words("opener.words"), words("opener.before-comma")
        while start < end:
            word = opener.at(self.view.shadow, start)
            if word is None or start + len(word) >= end:
                break
            if word.endswith("今") and self.view.shadow[start + len(word)] in "年天日晚早晨春夏秋冬":
                break  # 至今年4月底
            after = self.view.shadow[start + len(word)]
            loose = ",，" if word == "现" else ",，有"  # 現有118攤中: 現有 is one word
            tied = (guarded.at(word) == word or len(word) == 1) and after not in loose and word not in ("并", "且")
            if tied and not (word in ("但", "也", "仍") and start + 1 < end):
                break
            own_day = word in ("当天", "当日") and re.match(r"[^\W\d_a-zA-Z]{2}的", self.view.s(start + 2, end))
            if own_day or (words("opener.times").at(word) == word and self.modifies(start + len(word))):
                break  # 同期举办的集市…, 当天下单的货物…: the time belongs to the noun
            start += len(word)
            while start < end and self.view.shadow[start] in ",， ":
                start += 1
        return start

    def modifies(self, start: int) -> bool:
        """Whether a verb with 的 stands at `start` (举办的集市): it tells which, and is no predicate of its own."""
        verb = words("subject.place-verbs").at(self.view.shadow, start) or words("verbs.list").at(
            self.view.shadow, start
        )
        after = self.view.s(start + len(verb), start + len(verb) + 2) if verb else ""
        return re.match(r"[的之][^\W\d_a-zA-Z]", after) is not None

    def status(self, fact: Fact) -> str:
        """actual, target, planned, estimate or ongoing;
        from the fact, its clause, the sentence's opener, the heading.
        """
        if fact.id not in self._statuses:
            self._statuses[fact.id] = self._status(fact)
        return self._statuses[fact.id]

    def _status(self, fact: Fact) -> str:
        line = self.view.line_of(fact)
        if line is None:
            return "actual"
        clause = line.clause_at(fact.start)
        if isinstance(fact, Figure) and fact.status == "target" and self._in_force(line, fact):
            return "actual"
        if isinstance(fact, Figure) and fact.status == "target":
            own = self.view.s(line.start, clause.end)
            aimed = re.search(r"目标|力[争拼拚]|争取|确保|[迈进]军|迈进|任务|不低于|不少于|以内|控制在", own)
            return "target" if aimed or self.estimate_word(line, fact.start) is None else "estimate"
        if self.estimate_word(line, fact.start) is not None:
            return "estimate"
        if isinstance(fact, Figure) and fact.status == "planned":
            return "planned"
        heading = self.view.section_name(line.section)
        if (
            heading
            and all(words("status.heading-target").within(part) for part in re.split("[与和及、/]", heading))
            and not re.search(r"[已达完]", self.view.s(clause.start, clause.end))
        ):
            return "target"
        if self._ongoing(line, clause):
            return "ongoing"
        behind = _AIMED_BEHIND.match(self.view.shadow, fact.end, clause.end)
        if behind and not re.search(r"[已现]|完成|累计", self.view.s(clause.start, fact.start)):
            return "target" if behind["aim"] else "planned"
        return "actual"

    def _in_force(self, line: Line, fact: Figure) -> bool:
        """Whether a limit is a rule that holds (设了上限，占比不得超过15%), nothing that is aimed at."""
        segment = [c for c in line.clauses if c.segment == line.clause_at(fact.start).segment and c.start <= fact.start]
        told = self.view.s(segment[0].start, line.clause_at(fact.start).end)
        limited = words("status.limit").within(self.view.s(line.clause_at(fact.start).start, fact.end))
        return limited and not (words("status.aim").within(told) or re.search(r"20\d\d年|年[底内末]|[今明]年", told))

    def _ongoing(self, line: Line, clause: Clause) -> bool:
        """A sentence under 今年 alone that deepens or pushes on, with no result in the clause."""
        span = self.period_span(line)
        if span is None or self.view.s(span.start, span.end) != "今年" or self.view.s(span.end, span.end + 1) == "是":
            return False
        if re.search(r"已|达|完成|实现|增长|下降|超过", self.view.s(clause.start, clause.end)):
            return False
        return bool(re.search(r"深化|推进|启动|正在|加快|全面", self.view.s(line.start, clause.end)))

    def estimate_word(self, line: Line, offset: int) -> Span | None:
        """The 预计 that governs `offset`: in its segment before it, or at the head of the sentence."""
        key = (line.start, offset)
        if key not in self._estimates:
            self._estimates[key] = self._estimate_word(line, offset)
        return self._estimates[key]

    def _estimate_word(self, line: Line, offset: int) -> Span | None:
        clause = line.clause_at(offset)
        for other in reversed(line.clauses[: clause.n + 1]):
            if other.segment != clause.segment and other.n > 0:
                continue
            end = min(other.end, offset)
            text = self.view.s(other.start, end)
            found = words("status.estimate").pattern.search(re.sub("预期寿命|预测预报", "＊" * 4, text))
            found = found or re.match(
                r"[^，,]{0,6}(?<![资材原饮燃塑布食肥饲涂面染颜废木史不意照香])料(?![理到想])", text
            )
            if found:
                return Span(other.start + found.start(), other.start + found.end())
        return None

    def kind(self, fact: Fact) -> KindWord:
        """The kind word that stands beside a fact in tables."""
        status = self.status(fact)
        if status == "target":
            return "forecast" if foreseen.is_cost(self.view, fact) else "target"
        stated = isinstance(fact, Figure) and fact.status != "actual"
        if status == "planned" or (status == "estimate" and stated):
            return "planned" if self._foreseen(fact) is None else "forecast"
        if self.self_reported(fact):
            return "self_reported"
        if status == "ongoing":
            return "ongoing"
        if isinstance(fact, Figure) and fact.qualifier in ("近", "約", "约", "余", "超", "以上", "不到"):
            return "approximate"
        return "actual"

    def _foreseen(self, fact: Fact) -> Span | None:
        """The 预计, 可 or 相当于 that tells a figure is foreseen; None where 将, 拟 or 计划 is nearer to it."""
        line = self.view.line_of(fact)
        if line is None:
            return None
        clause = line.clause_at(fact.start)
        planned = re.search(r"[将拟]|计划|安排", self.view.s(clause.start, fact.start))
        word = self.estimate_word(line, fact.start) or foreseen.outcome(self.view, line, clause, fact.start)
        return None if word is None or (planned and word.start < clause.start + planned.start()) else word

    def self_reported(self, fact: Fact) -> bool:
        """Whether a firm says it of itself: inside a quotation of somebody who is not of an authority."""
        line = self.view.line_of(fact)
        quote = (line.speech or line.answer) if line is not None else None
        if quote is not None:
            who = "".join(filter(None, (quote.organisation, quote.role)))
            folded = fold(who)
            return not re.search(r"局|委|政府|部|厅|院|署|市长|县长|书记|处|中心|统计", folded)
        if isinstance(fact, Figure) and fact.attributed_to:
            return bool(_COMPANY.search(fact.attributed_to))
        return False

    def house_of(self, quote: Quote) -> str | None:
        """The firm, whole, for which a speaker judges and counts; None for an authority and for what is no name."""
        name = quote.organisation or ""
        lead = re.match(r"(?:竞得人|投资方|承运方|中标方|运营方|建设方|承建方)(?=[^\W\d_]{4})", fold(name))
        name = name[lead.end() :] if lead else name
        house = fold(name)
        office = r"局|委|政府|部$|厅|院$|署|处$|(?<!公)司$|中心|统计|派出所|[支大]队|街道|社区|[村镇乡区县市]$"
        firm = words("says.firms").ends(house) or words("says.heads").within(fold(quote.role or ""))
        return name if firm and len(house) > 2 and not re.search(office, house) else None

    def status_of_clause(self, line: Line, clause: Clause) -> bool:
        """Whether a clause tells what is still to come."""
        text = self.view.s(clause.start, clause.end)
        return bool(re.search(r"(?<!现)将(?!近|军|来)|(?<![虚模比])拟|计划|预计|力[争拼拚]|争取|确保|截止|延至", text))

    def period_text(self, fact: Fact) -> Span | None:
        """The time that holds for a fact."""
        line = self.view.line_of(fact)
        if line is None:
            return None
        clause, span = line.clause_at(fact.start), Span(fact.start, fact.end)
        return self.view.once(
            "period", fact.start, fact.end, lambda: times.time_of(self.view, self, line, clause, span)
        )

    def period_before(self, line: Line, n: int) -> Span | None:
        """The time that an earlier clause gives to clause `n`:
        the nearest one, never the day of a press conference.
        """
        key = (line.start, n)
        if key not in self._before:
            self._before[key] = times.of_all_years(self.view, line, self._period_before(line, n))
        return self._before[key]

    def _day_before(self, line: Line, n: int) -> bool:
        """Whether a clause before `n` is a day or month of its own."""
        return any(
            PERIOD.fullmatch(self.view.s(c.start, c.end)) and "月" in self.view.s(c.start, c.end)
            for c in line.clauses[:n]
        )

    def _period_before(self, line: Line, n: int) -> Span | None:
        for other in reversed(line.clauses[:n]):
            text = self.view.s(other.start, other.end)
            start = self.skip_openers(other.start, other.end)
            ahead = re.fullmatch(r"(?:展望|谈到|进入)([明今后]年)", text)
            if ahead:
                return Span(other.start + ahead.start(1), other.end)
            reported = re.search(r"(?:通报|公布|公佈|发布|披露|介绍)(?:了)?", text)
            if reported:
                inner = PERIOD.search(self.view.shadow, other.start + reported.end(), other.end)
                if inner is None:
                    return None
                stop = TO_A_DAY.match(self.view.shadow, inner.end(), other.end)  # 截至6月30日止六个月
                apart = stop is not None and other.segment != line.clauses[n].segment
                return Span(inner.start(), stop.end() if apart and stop else inner.end())
            if re.search(r"发布会|获悉|记者|显示|透露|指出|表示|年报|季报|公告|业绩", text):
                return None
            for begin in (start, start + self.place_at(start)):
                found = PERIOD.match(self.view.shadow, begin, other.end)
                if (
                    found
                    and found.end() < other.end
                    and re.fullmatch(r"\d{4}年", found.group())
                    and self._day_before(line, other.n)
                ):
                    continue  # the year of an event's name; its day stands in the clause before
                if found and self._of_what_comes(found.group(), other):
                    return None
                if found and self.of_an_event(Span(*found.span()), other) and not self.equates(line, other.n + 1, n):
                    return None
                if found:
                    hours = _TO_AN_HOUR.match(self.view.shadow, found.end(), other.end)  # 21日20时至23日8时
                    return Span(begin, hours.end() if hours else found.end())
        return None

    def _of_what_comes(self, time: str, clause: Clause) -> bool:
        """Whether a year still to come only names what its clause tells as done (2026年民生实事已公开征集)."""
        date, year = self.view.article.date, re.search(r"(?:19|20)\d\d(?=年)|[明后]年", time)
        if date is None or year is None:
            return False
        comes = year.group().endswith("年") or int(year.group()) > int(date[:4])
        return comes and re.search("已(?!经?将)|完成了", self.view.s(clause.start, clause.end)) is not None

    def equates(self, line: Line, first: int, last: int) -> bool:
        """Whether the one clause from `first` to `last` only gives the value of the one before (，达到63.8万人次)."""
        clause = line.clauses[first]
        return first == last and re.match("达到?|为(?!了)|即", self.view.s(clause.start, clause.end)) is not None

    def of_an_event(self, found: Span, clause: Clause) -> bool:
        """Whether a day or month belongs to what its own clause tells (3月20日开放), not to the clauses behind it.

        A clause that is nothing but the time gives it to what follows, and so does one that counts up to a day or
        tells a figure of a month.
        """
        time, rest = self.view.s(found.start, found.end), self.view.s(found.end, clause.end)
        if time.startswith(("截至", "截止", "到", "至")) or time.endswith("起") or _HOUR.fullmatch(rest):
            return False
        if re.search(r"[日号]", time):
            return True
        month = re.fullmatch(rf"{YEAR}?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:初|上旬|中旬|下旬)?", time)
        return month is not None and not self.view.figures_in(found.end, clause.end)
