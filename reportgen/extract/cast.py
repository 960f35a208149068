"""Who appears in an article: every person told of, wherever he is named, so that a quotation can look round for him.

A person is taken up once, where something says that he is one: an office, an age, 的 before the name, a clause he
opens. From then on each place that holds the name is a mention of him.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from itertools import islice

from reportgen.extract.names import (
    ANY_TITLE,
    called_at,
    follower,
    name_at,
    nick_at,
    plausible,
    sounds,
    surnames,
    title_re,
)
from reportgen.extract.people import KIN, Person, addressed, kin_of, parse_person
from reportgen.extract.view import View
from reportgen.fold import fold
from reportgen.lexicon import alternation, words
from reportgen.records import dataclass

_LISTS = "speech.toml"
_PLACES = "库县市镇乡村区路街桥河湖山岛港站厂"
_PRONOUN = re.compile("[他她](?!们)")
# What tells 他 from 她 by itself.
_SEXES = re.compile(
    "(?P<she>妻子|太太|女儿|母亲|妈妈|奶奶|外婆|女士|小姐|大妈|阿姨|大姐|姐姐|妹妹|孙女|[嫂婶姐妹嬷婆娘]$|女)|先生|丈夫|父亲|爸爸|爷爷|儿子|大爷|大叔|[伯叔哥]$"
)
_ASKS = re.compile(r"(?:问|问起|追问|采访|问到|见到|遇见|遇到|找到)(?:[几一][位名个])?(?:[^\W\d_]{2,6})?$")
_SHUTS = re.compile("[“「\n]")
_HANDS = re.compile(
    r"[^,。;:“「]{0,8}?(?:[递塞端送交发]给|给|替|帮|为|扶[着起住]|搀[着起住]|拉[着起住]|牵着|背[着起])(?=[^\W\d_]{3})"
)
_DID = re.compile(r"[^\W\d_的]{1,2}[了着过起]|(?P<twice>[^\W\d_])(?P=twice)")
# What is called after a person: 某某某藝術團.
_NAMED_FOR = re.compile(
    r"[^\W\d_的了在是]{0,4}?(?:艺术团|工作室|基金会|纪念馆|故居|书院|剧院|剧团)|[^\W\d_的了在是拿起端举只个得获一]{0,2}[奖杯]"
)
_BREAKS = ",;:。!?“”「」\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place that names a person; `acts` where he opens the clause and is not spoken to or acted upon."""

    start: int
    end: int
    person: Person
    acts: bool


class Cast(dict[str, Person]):
    """The persons who have been told of so far by name; `mentions` are all places of the article that name somebody."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        self._found: list[Mention] | None = None
        self._starts: list[int] = []
        self._called: dict[str, str] = {}

    @property
    def shadow(self) -> str:
        return self._view.shadow

    @property
    def mentions(self) -> list[Mention]:
        if self._found is None:
            self._found = _mentions(self._view)
            self._starts = [m.start for m in self._found]
        return self._found

    def between(self, start: int, end: int) -> list[Mention]:
        found = self.mentions
        i = bisect_left(self._starts, start)
        j = bisect_left(self._starts, end)
        return [m for m in found[i:j] if m.end <= end]

    def known(self, person: Person) -> Person:
        """The person as told of before where nothing is told of him here."""
        return person if person.role else self.get(person.name or "", person)

    def topic(self, start: int, end: int) -> Person | None:
        """Whom the text between two offsets is about in the end: who acted last, else who was named last."""
        found = self.between(start, end)
        acting = [m for m in found if m.acts]
        return self.known((acting or found)[-1].person) if found else None

    def opens(self, start: int, end: int) -> Person | None:
        """Who opens the stretch: acts in it before anybody else, not far behind its beginning."""
        first = next((m for m in self.between(start, end) if m.acts), None)
        return self.known(first.person) if first is not None and first.start - start <= 30 else None

    def meant(self, floor: int, at: int, last: Person | None, phrase: str = "") -> Person | None:
        """Whom 他 or 她 in a phrase means: who acted last in the paragraph, else who spoke last, else who acted before.

        A person whom the article calls 她 is not meant by 他, nor the other way round.
        """
        said = _PRONOUN.search(phrase)
        sex = said.group() if said else ""
        asked = self._asked(floor, at)
        if asked is not None and self._fits(asked, sex):
            return asked
        acting = [m for m in self.between(max(0, floor - 600), at) if m.acts and m.person.name]
        acting = [m for m in acting if self._fits(m.person, sex)]
        if acting and acting[-1].start >= floor:
            return self.known(acting[-1].person)
        if last is not None and self._fits(last, sex):
            return last
        return self.known(acting[-1].person) if acting else None

    def stood_for(self, phrase: str, floor: int, at: int) -> Person | None:
        """Whom 老人, 小伙子 that opens a phrase means: who acts in the paragraph, if the word is not another's."""
        word = next((word for word in _stand_ins() if phrase.startswith(word)), "")
        rest = phrase[len(word) :]
        if not word or (rest and not follower(rest) and not _DID.match(rest)):
            return None
        named = [m for m in self.between(floor, at) if m.person.name]
        acting = [m for m in named if m.acts and self._fits(m.person, _stand_ins()[word])]
        done_to = self._done_to(floor, at, acting, _stand_ins()[word])
        if done_to is not None:
            return done_to
        s, heads = self._view.shadow, {m.start for m in named}
        others = [i for i in _places(s, word, floor, at) if i + len(word) not in heads and s[i - 1] not in _BREAKS]
        return self.known(acting[-1].person) if acting and not others else None

    def _done_to(self, floor: int, at: int, acting: list[Mention], sex: str) -> Person | None:
        """Who is named last in the sentence and acted upon there by another one: 某某把鏡子遞給某某某，老太太…"""
        s = self._view.shadow
        here = [m for m in self.between(max(floor, self._view.sentence(at)[0]), at) if m.person.name]
        if len(here) == 1 and here[0].acts and (unknown := self._handled(here[0].end, at)):
            return unknown
        if len(here) < 2 or here[-1].acts or not any(m.acts for m in here[:-1]):
            return None
        told = here[-1].person
        office = _office_ends(s, here[-1].start)
        at = here[-1].start - (office if office != 1 else 2)  # 遞給|實習生|某某某, 扶起|騎手|某某某
        reached = addressed(s[max(0, at - 6) : at])
        return self.known(told) if reached and self._fits(told, sex) and told.name != here[0].person.name else None

    def _handled(self, start: int, end: int) -> Person | None:
        """Somebody whom only the sentence names, behind a word of giving or helping: 給某某某裝上血糖儀."""
        m = _HANDS.match(self._view.shadow, start, end)
        if m is None:
            return None
        title = ANY_TITLE.match(self._view.shadow, m.end(), end)
        at = title.end() if title else m.end()
        name = name_at(self._view.shadow[at:end])
        if not name or len(name) < 3 or not plausible(name):
            return None
        return Person(name=self._view.text[at : at + len(name)], role=None, organisation=None)

    def _asked(self, floor: int, at: int) -> Person | None:
        """Who is asked in the sentence, where he is the last one named: 記者問某某累不累，他…"""
        s = self._view.shadow
        found = self.between(max(floor, max(s.rfind(mark, floor, at - 1) for mark in "。!?”」") + 1), at)
        return self.known(found[-1].person) if found and _ASKS.search(s, floor, found[-1].start) else None

    def _fits(self, person: Person, sex: str) -> bool:
        return not sex or not person.name or self.sex(fold(person.name)) in ("", sex)

    def sex(self, name: str) -> str:
        """他 or 她 as the article calls a person right behind his name; empty where it does not."""
        if name not in self._called:
            told = next((m.person for m in self.mentions if fold(m.person.name or "") == name), None)
            kind = _SEXES.search(name[1:] + " " + fold(told.role or "" if told else ""))
            if kind:
                self._called[name] = "她" if kind["she"] else "他"
                return self._called[name]
            found = self.mentions
            counts = {"他": 0, "她": 0}
            for i, m in enumerate(found):
                if m.acts and fold(m.person.name or "") == name:
                    stop = found[i + 1].start if i + 1 < len(found) else m.end + 60
                    shut = _SHUTS.search(self.shadow, m.end, min(stop, m.end + 60))
                    said = _PRONOUN.search(self.shadow, m.end, shut.start() if shut else min(stop, m.end + 60))
                    if said:
                        counts[said.group()] += 1
            best = max(counts, key=lambda sex: counts[sex])
            self._called[name] = best if counts[best] > sum(counts.values()) / 2 else ""
        return self._called[name]

    def office(self, role: str, end: int) -> Person | None:
        """Who of that office was named last before an offset: 這位司長."""
        for m in reversed(self.between(0, end)):
            if m.person.role and m.person.name and fold(m.person.role).endswith(role):
                return self.known(m.person)
        return None


@cache
def _stand_ins() -> dict[str, str]:
    """Words that stand for a person named before, longest first, with the pronoun that fits them."""
    keys = {"stand_ins_he": "他", "stand_ins_she": "她", "stand_ins": ""}
    found = {word: sex for key, sex in keys.items() for word in words("people.toml", key)}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _places(s: str, word: str, start: int, end: int) -> list[int]:
    return [m.start() for m in re.compile(re.escape(word)).finditer(s, start, end)]


def who(view: View, start: int, end: int, cast: Cast) -> Person | None:
    """The person a phrase names: as the grammar of names reads it, unless it holds one who is known from elsewhere."""
    person = parse_person(view, start, end, cast)
    if person is not None and kin_of(view.shadow[start:end]):
        return person
    if re.match(r"[,，]?[他她](?![们的])", view.shadow[start:end]):
        return None
    told = [m for m in cast.between(start, end) if m.acts]
    if not told:
        return person
    if person is not None and any(m.person.name == person.name for m in told):
        return person
    return cast.known(told[-1].person)


def person_near(cast: Cast, start: int, end: int, *, across: bool = False) -> Person | None:
    """Whom the text between two offsets is about in the end; of its last sentence alone unless `across`."""
    if not across:
        s = cast.shadow
        start = max(start, max(s.rfind(mark, start, end) for mark in "。!?\n") + 1)
    return cast.topic(start, end)


def _clause(s: str, at: int) -> int:
    return max(s.rfind(mark, max(0, at - 60), at) for mark in _BREAKS) + 1


_PEOPLE = "员长师生工者士手家户民商官兵匠任友客农将星童模人警"  # what ends a word for what somebody is


@cache
def _titles() -> frozenset[str]:
    return frozenset(words(_LISTS, "titles"))


def _no_people(s: str, at: int) -> bool:
    """True where a word like 大家, 上任 ends, which only looks like what somebody is."""
    return s[at - 2 : at] in words("people.toml", "not_people")


def _office_ends(s: str, at: int) -> int:
    """Length of the title that ends at an offset: looked up, for a search for all titles is slow; 1 for 守橋|人."""
    known = _titles()
    found = next((n for n in range(8, 1, -1) if s[max(0, at - n) : at] in known), 0)
    return found or int(
        not _no_people(s, at)
        and s[at - 1 : at] in tuple("长员师者户民商工匠农主家手人")
        and s[at - 2 : at - 1].isalpha()
    )


@cache
def _heads_re() -> re.Pattern[str]:
    """Where a name may begin: a surname, 阿老小, a nickname's 某嬸, a foreign name."""
    heads = "阿老小" + "".join(sorted({name[0] for name in surnames()}))
    foreign = "[" + "".join(sorted(sounds())) + "]{3}"
    kin = "|".join(words("people.toml", "kin"))
    return re.compile(rf"(?<=[^\W\d_的 ])(?=[{heads}][^\W\d_]|[^\W\d_]{{1,2}}(?:{kin})|[^\W\d_的]{{1,7}}·|{foreign})")


@cache
def _told_re() -> re.Pattern[str]:
    """What stands before a name: an age, 名叫, 的, or nothing but the opening of a clause."""
    families = "[" + "".join(sorted(name for name in surnames() if len(name) == 1)) + "]"
    heads = "[阿老小" + "".join(sorted({name[0] for name in surnames()})) + "][^\\W\\d_]"
    age = r"(?:\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)岁的?"
    return re.compile(
        rf"(?P<sure>{age}|(?<=[^\W\d_的][{_PEOPLE}])(?={families})|名叫|叫做?|(?<=记者)(?:见到|遇见|采访)|的(?:{KIN})|(?<=[,;。!?”」\n])(?:{KIN})|的)(?=[^\W\d_]{{2}}|[^\W\d_]·)|(?P<opens>(?:(?<=[,;。!?”」\n])|^){alternation('people.toml', 'joins')}?)(?={heads}|[^\W\d_的]{{1,7}}·)",  # noqa: E501
        re.M,
    )


def _mentions(view: View) -> list[Mention]:
    s = view.shadow
    persons: dict[str, Person] = {}
    here: dict[int, Person] = {}  # as told of at that place
    for m in _heads_re().finditer(s):
        at = m.start()
        stop = at - (s[at - 1 : at] == " ")
        office = _office_ends(s, stop)
        if not office or s.endswith(("记者", "通讯员"), 0, stop):  # these ask
            continue
        rest = s[at : at + 14]
        called = called_at(rest)
        if called is None or len(called) < 2 or _office_ends(s, stop + 1) > 1 or called in _titles():  # 麵包師|傅
            continue
        behind = called_at(rest[len(called) :]) if title_re().search(called) else None
        if behind and plausible(behind):  # 山民|宿老板|某某
            continue
        if not plausible(called) and ((office == 1 and s[stop - 1] != "人") or not follower(rest[len(called) :])):
            continue
        start = max(_clause(s, stop), at - 48)
        person = parse_person(view, start, at + len(called), {})
        if person is None or fold(person.name or "") != called:
            role = view.text[stop - office : stop] if office > 1 else None
            person = Person(name=view.text[at : at + len(called)], role=role, organisation=None)
        here[at] = person
        persons.setdefault(called, person)
    for m in _told_re().finditer(s):
        rest = s[m.end() : m.end() + 20]
        called = _named(rest, sure=m["sure"] is not None or s[m.end() - 1 : m.end()] in tuple("。!?\n") or m.end() == 0)
        # 師|傅某某某 behind 師傅|某某某; 打飯的師傅
        if called is None or called in _titles() or any(called.endswith(name) for name in persons):
            continue
        if _office_ends(s, m.end() + len(called)) > len(called):  # 客|席教授
            continue
        if m["sure"] is not None and not m["sure"] and _no_people(s, m.end()):
            continue
        if s[m.end() - 1] in _PEOPLE and _office_ends(s, m.end() + 1) > 1:  # 鉗工師|傅某某
            continue
        if s[m.end() - 1] == "的" and _OWN_HOUSE.match(rest):  # 主持設計的江潯建|築設計院總工程師某某某
            continue
        if not _is_house(s, called):
            persons[called] = Person(name=view.text[m.end() : m.end() + len(called)], role=None, organisation=None)
    persons = {name: person for name, person in persons.items() if not _is_landscape(s, name)}
    here = {at: person for at, person in here.items() if fold(person.name or "") in persons}
    if not persons:
        return []
    _whole_names(view, persons, here)
    for called in [name for name in persons if "·" in name]:  # 安娜·科瓦奇: 科瓦奇 later
        for short in (called.rpartition("·")[2], called.partition("·")[0]):
            if len(short) >= 2 and s.count(short) > s.count(called):
                persons.setdefault(short, persons[called])
    # Longest first: 馬雷克·諾瓦克 before 馬雷克.
    names = re.compile("|".join(re.escape(name) for name in sorted(persons, key=lambda name: -len(name))))
    found: list[Mention] = []
    for hit in names.finditer(s):
        start = _clause(s, hit.start())
        lead = s[start : hit.start()]
        # 某某的母親某某: the second one acts.
        first = not found or found[-1].end <= start or s[found[-1].end] == "的"
        first = first and (not re.match(r"[,，]?[他她](?![们的])", lead) or lead.endswith(("叫", "是")))
        beside = bool(found) and found[-1].acts and s[found[-1].end : hit.start()] in ("、", "和", "与", "及")
        first = first and not _NAMED_FOR.match(s, hit.end())
        acts = ((first and not addressed(lead)) or beside) and not re.match(
            rf"的(?:{KIN})", s[hit.end() : hit.end() + 4]
        )
        found.append(
            Mention(start=hit.start(), end=hit.end(), person=here.get(hit.start()) or persons[hit.group()], acts=acts)
        )
    return found


@cache
def _firm_re() -> re.Pattern[str]:
    return re.compile(rf"[^\W\d_的了是在这有为和与]{{0,4}}?{alternation(_LISTS, 'firm_ends')}(?<![业])")


@cache
def _site_re() -> re.Pattern[str]:
    """What makes a school or a place of the name before it: 某某梁|小學, 某某港|觀光夜市; not 某某|中學畢業."""
    kinds = "|".join(re.escape(word) for word in words("houses.toml", "sites"))
    return re.compile(rf"(?:{alternation('houses.toml', 'site_words')})?(?:{kinds})(?!毕业|时|读|就|上)")


def _is_house(s: str, name: str) -> bool:
    """True for what is called like a person and is none: an office or a place follows elsewhere: 和盛|董事長."""
    for m in islice(re.finditer(re.escape(name), s), 4):
        if s.startswith(("国小", "国中"), m.end() - 1) or _site_re().match(s, m.end()):
            return True
        office = title_re().match(s, m.end()) or _firm_re().match(s, m.end())
        place = s[m.end() : m.end() + 1] in tuple(_PLACES) and not follower(s[m.end() : m.end() + 8])
        if place or (office and office.group() not in words(_LISTS, "titles_after")):
            return True
    return False


def _is_landscape(s: str, name: str) -> bool:
    """True for a lake or hill that is called like a person: 某市石青湖邊, 東嶺山腳下."""
    if name[-1:] not in tuple(_PLACES):
        return False
    for m in islice(re.finditer(re.escape(name), s), 6):
        if s.startswith(words("people.toml", "shores"), m.end()) and not _WHILE.match(s, m.end()):
            return True
        if _IN_PLACE.match(s, max(0, m.start() - 3)) and not follower(s[m.end() : m.end() + 8]):
            return True
    return False


_WHILE = re.compile(r"边[^\W\d_边]{1,6}边|边[说笑讲]")
_IN_PLACE = re.compile(r"[^\W\d_]{2}[省市县区州镇乡村]")


@cache
def _says_re() -> re.Pattern[str]:
    return re.compile(rf"(?:笑着?|也|则|又|还)?{alternation(_LISTS, 'verbs')}[,。:;]")


def _whole_names(view: View, persons: dict[str, Person], here: dict[int, Person]) -> None:
    """Gives 段永 the last character of his name where somebody called 段永和 says something."""
    s = view.shadow
    for name in [name for name in persons if len(name) == 2]:
        for end in [end for end in words("people.toml", "joined_ends") if name + end in s]:
            size = len(name + end)
            said = next((at for at in _places(s, name + end, 0, len(s)) if _says_re().match(s, at + size)), None)
            if said is None:
                continue
            longer = view.text[said : said + size]
            persons[name + end] = replace(persons.pop(name), name=longer)
            for at in [at for at, person in here.items() if fold(person.name or "") == name]:
                here[at] = replace(here[at], name=longer)
            break


# A place, not a person: 上，, 里，; a house and an office behind it.
_LATER_NAME = re.compile(r"[^\W\d_的和与]{3}")
_INSIDE = re.compile(r"[上里中内下],")
_OWN_HOUSE = re.compile(
    r"[^\W\d_的是在任当从对]{3,12}?(?:公司|集团|大学|[院局厅所社校厂馆部委办店]|中心|协会)(?:副|总)?(?:[^\W\d_]{0,2}[长师员任理记监])"
)


def _named(rest: str, *, sure: bool) -> str | None:
    """A name behind 的 or an age (`sure`), or at the opening of a clause, that looks like one."""
    called = called_at(rest)
    if (
        sure
        and called is None
        and rest[:1] == rest[1:2]
        and rest[:1].isalpha()
        and follower(rest[2:])
        and not follower(rest)
    ):
        return rest[:2]  # 6歲的朵朵
    if called is None or len(called) < 2 or not plausible(called):
        return None
    follows = follower(rest[len(called) :])
    behind = rest[len(called) : len(called) + 1]
    if len(called) == 2 and _INSIDE.match(rest, 2):
        return None  # 返程的高鐵|上，
    if (behind in tuple(_PLACES) and not follows) or ("·" in called and ANY_TITLE.match(called)):
        return None  # 江沅水|庫
    if not follows and _LATER_NAME.match(rest, len(called)) and (later := title_re().search(rest, len(called))):
        named = called_at(rest[later.end() :])
        if named and plausible(named):
            return None  # 冀州鎮|畜牧站站長某某某
    office = title_re().search(rest)
    behind_it = called_at(rest[len(called) :]) if office and office.end() == len(called) else None
    if behind_it and plausible(behind_it):
        return None  # 山民|宿老板|某某
    near = office and office.start() <= len(called) and office.group() not in words(_LISTS, "titles_after")
    if office and near and (not office.start() or not called.endswith(office.group())):
        return None  # 和盛|董事長: a house; 單親|媽媽, 樓組長: a title
    styled = called.endswith(words("people.toml", "styles")) or called == nick_at(rest)
    if called[0] not in surnames() and called[:2] not in surnames() and not styled and "·" not in called:
        return None
    if styled or len(called) >= 3:
        return called
    return called if follows >= (1 if sure else 2) and behind not in tuple(_BREAKS) else None
