"""Finds what people say: words in quotation marks with their speaker, role and organisation; slogans are left out.

Accepts a speaker before (甲局長乙丙說：「…」) or after (「…」甲公司經理乙丙說), a pronoun for the last named speaker,
and 【同期】職務 姓名 followed by an unquoted line. Refuses short names in marks and words that nobody says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reportgen.extract.traps import is_name
from reportgen.extract.view import View
from reportgen.lexicon import alternation, words

_LISTS = "speech.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Name, role and organisation as written; each None where the article does not say."""

    name: str | None
    role: str | None
    organisation: str | None

    def label(self) -> str | None:
        return self.name or self.role or self.organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A quotation: `start`, `end` with its marks, `inner` the span of the words; offsets of the clean text."""

    start: int
    end: int
    inner: tuple[int, int]
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A stretch that somebody says or that a source states; `who` in the article's words."""

    start: int
    end: int
    who: str


@cache
def _verb() -> str:
    return alternation(_LISTS, "verbs")


@cache
def _before_re() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<who>[^,。;:!?“”「」\n]{{1,48}}?)(?P<adverb>[^\W\d_]{{0,8}}[地着])?(?:也|还|并|又|则|均|都|这样|曾|一再|特别|同时|进一步|随即|不禁|由衷|向记者|对记者|对此|就此|动情地|如此|会上|当场|亦|再|笑着)*(?P<verb>{_verb()})(?:道|说|到|称|记者)?\s*(?P<mark>[,:，]?)\s*$"
    )


@cache
def _after_re() -> re.Pattern[str]:
    return re.compile(
        rf"[,，]?(?P<who>[^,。;:!?“”「」\n]{{1,44}}?)(?:(?:也|还|并|又|则|都|这样|曾|一再|特别|对记者|向记者|如此|如是|由衷|不禁|动情地|亦|在接受[^,。]{{0,12}}采访时)*)(?P<verb>{_verb()})(?=[,。;:!?\n道了]|$|起|的|,)"
    )


def find_speech(view: View) -> tuple[list[Utterance], list[Scope]]:
    """All quotations with a speaker, and the stretches of text that are attributed to somebody, in order."""
    s, t = view.shadow, view.text
    utterances: list[Utterance] = []
    scopes: list[Scope] = []
    known: dict[str, Person] = {}
    last: Person | None = None
    skip: set[int] = set()
    answers = _answers(view)
    for index, passage in enumerate(view.passages):
        lead = _lead(view, passage.start, passage.end)
        if lead is not None and index + 1 < len(view.passages):
            following = view.passages[index + 1]
            utterances.append(
                Utterance(start=following.start, end=following.end, inner=(following.start, following.end), person=lead)
            )
            skip.add(following.n)
            last = lead
            _remember(known, lead)
            continue
        if passage.n in skip:
            continue
        if passage.n in answers:
            at, person = answers[passage.n]
            if person is not None and passage.end - at >= 6:
                utterances.append(Utterance(start=at, end=passage.end, inner=(at, passage.end), person=person))
                last = person
                _remember(known, person)
            continue
        if view.shadow[passage.start : passage.end].rstrip(": ") in tuple(
            w.rstrip(":") for w in words(_LISTS, "leads")
        ) and index + 2 < len(view.passages):
            who, said = view.passages[index + 1], view.passages[index + 2]
            person = _named_line(view, who.start, who.end) if who.end - who.start <= 40 else None
            if person is not None:
                utterances.append(
                    Utterance(start=said.start, end=said.end, inner=(said.start, said.end), person=person)
                )
                skip |= {who.n, said.n}
                last = person
                _remember(known, person)
                continue
        spoken = _lead_and_words(view, passage.start, passage.end)
        if spoken is not None:
            person, at = spoken
            utterances.append(Utterance(start=at, end=passage.end, inner=(at, passage.end), person=person))
            last = person
            _remember(known, person)
            continue
        previous: Utterance | None = None
        marked = [(a, b, True) for a, b in passage.quotes]
        marked += [(a, b, False) for a, b in _unclosed(view, passage.start, passage.end, passage.quotes)]
        for a, b, shut in sorted(marked):
            person = _speaker(view, passage.start, passage.end, a, b, known, last, previous, shut)
            if person is not None:
                made = Utterance(start=a, end=b, inner=(a + 1, b - shut), person=person)
                utterances.append(made)
                previous = made
                if person.name:
                    last = person
                    _remember(known, person)
        for m in _indirect_re().finditer(s, passage.start, passage.end):
            if any(a < m.start("verb") < b for a, b in passage.quotes):
                continue
            person = parse_person(view, m.start("who"), m.end("who"), known)
            if person and person.name:
                last = person
                _remember(known, person)
            said_by = person.label() if person else None
            if said_by:
                end = view.sentence(m.end())[1]
                scopes.append(Scope(start=m.end(), end=end, who=said_by))
        for m in _source_re().finditer(s, passage.start, passage.end):
            end = view.sentence(m.end())[1]
            group = "who" if m["who"] else "office"
            scopes.append(Scope(start=m.end(), end=end, who=t[m.start(group) : m.end(group)]))
    for u in utterances:
        label = u.person.label()
        if label:
            scopes.append(Scope(start=u.start, end=u.end, who=label))
    scopes.sort(key=lambda scope: (scope.start, -scope.end))
    return utterances, scopes


_LABEL = re.compile(r"(?P<who>[^\s,。;:!?“”「」《》()\d]{1,12})\s?:\s?(?=\S)")
_ASKS = re.compile(r"问|记者|主持人|[Qq]\d{0,2}|[^,。:]{0,4}(?:记者|编辑部|网友|周刊|日报|晚报)")
_REPLIES = re.compile(r"答|[Aa]\d{0,2}|回答|答复")


def _answers(view: View) -> dict[int, tuple[int, Person | None]]:
    """Answers and questions of an interview by paragraph number: where the words begin and who says them.

    A question (問：, 記者：) has no person. Empty unless both a question and an answer are labelled.
    """
    s, t = view.shadow, view.text
    labelled = []
    for passage in view.passages:
        m = _LABEL.match(s, passage.start, min(passage.end, passage.start + 16))
        if m:
            labelled.append((passage, m))
    asks = [item for item in labelled if _ASKS.fullmatch(item[1]["who"])]
    if not asks:
        return {}
    first = asks[0][0].start
    guest = _person_near(view, 0, first, {}, across=True)
    found: dict[int, tuple[int, Person | None]] = {}
    for passage, m in labelled:
        who = m["who"]
        person: Person | None = None
        if not _ASKS.fullmatch(who):
            if _REPLIES.fullmatch(who):
                person = guest or Person(name=None, role=None, organisation=None)
            else:
                named = parse_person(view, *m.span("who"), {})
                if named is None and not (2 <= len(who) <= 4 and (_name_at(who) or passage.start > first)):
                    continue
                if guest is not None and guest.name and t[slice(*m.span("who"))] in (guest.name, guest.name[:1] + "某"):
                    person = guest
                else:
                    person = named or Person(name=t[slice(*m.span("who"))], role=None, organisation=None)
        found[passage.n] = (m.end(), person)
    return found if any(person is not None for _, person in found.values()) else {}


@cache
def _indirect_re() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<=[,。;:!?」”\n])|^)(?P<who>[^,。;:!?“”「」\n]{1,36}?)(?:也|还|并|又|则|今天|昨天|今日|昨日)*(?P<verb>表示|指出|介绍说?|强调|认为|透露|坦言|说|称|宣布|告诉记者|提醒|补充|解释|估计|预计|提到)(?=[,:])",
        re.M,
    )


_SOURCE = r"(?:据|根据|来自)(?P<who>(?:[^\W\d_a-zA-Z]|、){2,20}?)(?:的)?(?:统计|数据|介绍|初步统计|统计数据|资料|测算|估算|核算|消息|通报|显示|公布|监测|统计显示|发布的)"  # noqa: E501


@cache
def _source_re() -> re.Pattern[str]:
    return re.compile(rf"{_SOURCE}|(?:记者)?从(?P<office>[^\W\d_]{{2,16}}?)(?:了解到|获悉|处获悉)")


def _remember(known: dict[str, Person], person: Person) -> None:
    if person.name and (person.role or person.organisation or person.name not in known):
        known[person.name] = person


def _unclosed(view: View, start: int, end: int, quotes: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """A quotation whose closing mark is missing: up to the full stop after which its speaker follows.

    The span ends after that full stop, as if the mark stood there.
    """
    s = view.shadow
    covered = [q for q in quotes]
    for m in re.finditer(r"[“「]", s[start:end]):
        a = start + m.start()
        if any(x <= a < y for x, y in covered):
            continue
        for stop in re.finditer(r"[。!?]", s[a:end]):
            b = a + stop.end()
            told = _after_re().match(s[b : min(end, b + 60)])
            if told and parse_person(view, b + told.start("who"), b + told.end("who"), {}):
                return [(a, b)] if b - a > 8 else []
        before = s[max(start, a - 40) : a]
        if re.search(rf"{_verb()}[:,]$", before):
            return [(a, end)]
    return []


def _lead(view: View, start: int, end: int) -> Person | None:
    """The person of a line 【同期】職務 姓名 or 【同期】姓名 職務."""
    s = view.shadow
    for word in words(_LISTS, "leads"):
        if (
            s.startswith(word, start)
            and len(word) < end - start <= 60
            and not re.search(r"[。:!?]", s[start + len(word) : end - 1])
        ):
            return _named_line(view, start + len(word), end)
    return None


def _named_line(view: View, start: int, end: int) -> Person | None:
    s, t = view.shadow, view.text
    while start < end and s[start] in " (":
        start += 1
    while end > start and s[end - 1] in " ):":
        end -= 1
    first = re.match(r"([\w·]{2,6})[ ,、(/]+(.{2,})", s[start:end])
    if first and _name_at(first[1]) == first[1] and not _title_re().search(first[1]):
        later = parse_person(view, start + first.start(2), end, {})
        return Person(
            name=t[start : start + len(first[1])], role=later.role if later else None,
            organisation=later.organisation if later else None,
        )  # fmt: skip
    return parse_person(view, start, end, {})


def _lead_and_words(view: View, start: int, end: int) -> tuple[Person, int] | None:
    """Person and start of the words of a line 【同期】職務 姓名：words."""
    s = view.shadow
    for word in words(_LISTS, "leads"):
        if s.startswith(word, start):
            colon = s.find(":", start + len(word), min(end, start + len(word) + 40))
            if colon > 0:
                person = _named_line(view, start + len(word), colon)
                at = colon + 1
                while at < end and s[at] in ' “「"':
                    at += 1
                if person is not None and end - at >= 4:
                    return person, at
    return None


def _speaker(
    view: View,
    floor: int,
    ceiling: int,
    a: int,
    b: int,
    known: dict[str, Person],
    last: Person | None,
    previous: Utterance | None,
    shut: bool = True,
) -> Person | None:
    """Who says the quotation between two offsets, or None when it is a name, a slogan or nobody's.

    Tried in order: a verb of saying before it; the second half of a broken quotation; a speaker after; a person and a
    colon before it; a quotation that ends a sentence of reported speech.
    """
    s = view.shadow
    inner = s[a + 1 : b - shut]
    if not inner.strip():
        return None
    closed = inner.rstrip()[-1] in "。!?…,;" or (
        inner.rstrip()[-1] in "’』」”" and inner.rstrip()[-2:-1] in tuple("。!?…")
    )
    lead = s[max(floor, a - 60) : a]
    offset = max(floor, a - 60)
    m = _before_re().search(lead)
    if m:
        named = m["mark"] in (":", ",") or closed or len(inner) > 16
        if m["verb"] in words(_LISTS, "weak") and m["mark"] not in (":", ","):
            named = False
        if not m["mark"] and not closed and is_name(s, a, b):
            named = False
        # 指出，“十五五”期間…: a name that the sentence goes on with.
        if m["mark"] == "," and not closed and len(inner) <= 8 and s[b : b + 1] not in tuple("。!?;,"):
            named = False
        if named:
            person = parse_person(view, offset + m.start("who"), offset + m.end("who"), known)
            if person is None and _pronoun(m["who"]):
                person = _person_near(view, floor, a, known, across=True) or last
            if person is None and m["mark"] == ":":
                person = _person_near(view, max(floor, a - 60), a, known)
            if person is None and m["mark"] and closed and len(inner) >= 6:
                person = _unnamed(view, offset + m.start("who"), offset + m.end("who"))
            if person is not None:
                return person
    if previous is not None and a - previous.end <= 24 and closed:
        bridge = s[previous.end : a]
        if re.search(rf"{_verb()}[^,。:]{{0,4}}[,:。]?$|笑了?笑?,$|[一]?[笑顿叹]道?,$|^[,、]?$", bridge):
            return previous.person
    ends = b >= ceiling or s[b] in "。!?;,"
    if not closed and len(inner) <= 7:
        return _reported(view, view.sentence(a)[0], a, known, last) if _tail_of_speech(s, floor, a, b, inner) else None
    if closed or len(inner) > 16 or ("," in inner and len(inner) >= 8):
        recent = _person_near(view, max(floor, a - 200), a, known, across=True) or last
        person = _after(view, b, min(ceiling, b + 70), known, recent, closed)
        if person is not None:
            return person
    if closed and lead.endswith(":"):
        person = _person_near(view, max(floor, a - 50), a, known)
        if person is not None:
            return person
        head = max(s.rfind(mark, floor, a - 1) for mark in ",;。!?") + 1
        called = _name_at(s[max(floor, head) : a - 1])
        if called and len(called) >= 2:
            at = max(floor, head)
            return Person(name=view.text[at : at + len(called)], role=None, organisation=None)
    if closed and re.search(r"[说话问答道喊叫讲写][^,。;:]{0,6}:$", lead):
        return Person(name=None, role=None, organisation=None)
    if ends and a > floor and s[a - 1] in ",:" and (len(inner) >= 8 or closed):
        return _reported(view, view.sentence(a)[0], a, known, last)
    # A whole sentence in marks after a sentence about one person: 居民乙丙正在辦卡。「…。」
    if closed and len(inner) >= 6 and a > floor and s[a - 1] in "。!?" and inner.rstrip()[-1] in "。!?…":
        opening = view.sentence(a - 1)[0]
        if last is not None and re.match(rf"[他她](?:也|还|又|并)?[^,。]{{0,6}}{_verb()}", s[opening:a]):
            return last
        return _person_near(view, max(floor, a - 160), a, known, across=True)
    return None


def _tail_of_speech(s: str, floor: int, a: int, b: int, inner: str) -> bool:
    """A short quotation that stands alone after a comma and closes its sentence: …說，歷經四年，「終於等到」。"""
    return len(inner) >= 5 and a > floor and s[a - 1] == "," and (s[b : b + 1] in ("。", "!", "?", ""))


def _after(
    view: View, b: int, limit: int, known: dict[str, Person], last: Person | None, closed: bool
) -> Person | None:
    """The speaker named after a quotation: 甲公司經理乙丙說, 74歲的乘客乙丙特意…, 乙丙掰著手指算賬."""
    s = view.shadow
    after = s[b:limit]
    m = _after_re().match(after)
    opening = re.match(r"[,，]?[^,。;:!?“”「」\n]{2,16},", after)
    if m is None and opening and closed:  # 電話那頭，工作人員某某解釋
        m = _after_re().match(after, opening.end())
    habit = re.match(
        r",这(?:是|句话是?)(?P<who>[^,。;:!?“”「」\n]{2,30}?)(?:最?常|经常|一直|总是?|时常)?(?:挂在嘴边|说得最多|爱说|念叨|的口头禅|的心里话)",
        after,
    )
    if m is None and habit:
        m = habit
    if m:
        person = parse_person(view, b + m.start("who"), b + m.end("who"), known)
        if person is None and _pronoun(m["who"]):
            person = last
        if person is None and closed and m.start() == 0:
            person = _unnamed(view, b + m.start("who"), b + m.end("who"))
        if person is not None:
            return person
    if not closed:
        return None
    end = re.search(r"[。!?“「]", after)
    at = b
    # Without a verb of saying: a person who opens the clause, or the clause after a place or time (首發列車上，…).
    for clause in re.split(r"(?<=[,;])", after[: end.start() if end else None])[:3]:
        first = s[at : at + 1]
        start = at + (first in ",;")
        person = _opens_with_person(view, start, at + len(clause), known)
        if person is not None:
            return person
        if re.match(r",?[她他](?:笑|说|们|叹|还|又|告|坦|边|一边|激|感|高|顿|补|停)", clause):
            return last
        if len(clause) > 14 and clause.endswith(","):
            return None
        at += len(clause)
    return None


def _opens_with_person(view: View, start: int, end: int, known: dict[str, Person]) -> Person | None:
    """A person named at the opening of a clause, with a title or after 的, and followed by what he does."""
    s, t = view.shadow, view.text
    phrase = s[start:end].rstrip(",;")
    for name, person in known.items():
        at = t.find(name, start, min(end, start + 24))
        if at >= 0:
            return person
    for m in (*_title_re().finditer(phrase), *_ANY_TITLE.finditer(phrase)):
        called = _name_at(phrase[m.end() :])
        if called and m.start() <= 30:
            spaced = phrase[m.end() : m.end() + 1] == " "
            return parse_person(view, start, start + m.end() + len(called) + spaced, known)
    described = re.match(r"[^,。]{0,24}?的(?=[^\W\d_]{3})", phrase)
    for cut in ([described.end()] if described else []) + [0]:
        name = _name_at(phrase[cut:]) or ""
        if name and len(name) >= 2 and len(phrase) > cut + len(name) and (cut or len(name) >= 3):
            if cut == 0 and re.match(r"这|那|该|一", phrase):
                continue
            at = start + cut
            return Person(name=t[at : at + len(name)], role=None, organisation=None)
    return None


def _person_near(view: View, start: int, end: int, known: dict[str, Person], *, across: bool = False) -> Person | None:
    """The last person with a title, or known by name, between two offsets; of one sentence unless `across`."""
    s, t = view.shadow, view.text
    if not across:
        start = max(start, max(s.rfind(mark, start, end) for mark in "。!?\n") + 1)
    best: tuple[int, Person] | None = None
    for name, person in known.items():
        at = t.rfind(name, start, end)
        if at >= 0 and (best is None or at > best[0]):
            best = (at, person)
    for m in _title_re().finditer(s, start, end):
        called = _name_at(s[m.end() : end])
        if called and (best is None or m.start() > best[0]):
            clause = max(s.rfind(mark, start, m.start()) for mark in ",;:。!?”」\n")
            titled = parse_person(view, max(start, clause + 1), m.end() + len(called), known)
            if titled is not None and titled.name:
                best = (m.end(), titled)
    return best[1] if best else None


def _reported(view: View, start: int, a: int, known: dict[str, Person], last: Person | None) -> Person | None:
    """The speaker of the reported speech that a quotation closes: 校長乙丙說，…，「…」。"""
    hits = [m for m in _indirect_re().finditer(view.shadow, max(start, a - 160), a)]
    for m in reversed(hits):
        person = parse_person(view, m.start("who"), m.end("who"), known)
        if person is not None and person.label():
            return person
        if _pronoun(m["who"]) or len(m["who"]) <= 2:
            return _person_near(view, start, m.start("who"), known) or last
    return None


def _unnamed(view: View, start: int, end: int) -> Person | None:
    """Somebody without a name or title (他對我, 母親): the words are said all the same."""
    who = view.shadow[start:end].strip()
    if re.search(r"[这那]句?话|口号|标语|写着|所谓|名为", who):
        return None
    plain = re.fullmatch(r"[^\W\d_]{2,6}", who) and not _pronoun(who)
    return Person(name=None, role=view.text[start:end].strip() if plain else None, organisation=None)


def _pronoun(word: str) -> bool:
    return (
        any(word.strip().startswith(p) or word.strip().endswith(p) for p in words(_LISTS, "pronouns"))
        and len(word) <= 6
    ) or re.match(r"[他她](?:们)?(?:[在也还又]|并)", word) is not None


_NAME_TAIL = re.compile(
    r"(?:等|自豪|高兴|激动|兴奋|感慨|由衷|坦率|笑|今|昨|在|对|也|还|日前|近日|现场|一边|则|向|\(|如).*$"
)


def parse_person(view: View, start: int, end: int, known: dict[str, Person]) -> Person | None:
    """Name, role and organisation from 市統計局總經濟師某某; None when no person or office is named."""
    s, t = view.shadow, view.text
    while start < end and s[start] in " ,、:對对另":
        start += 1
    phrase = s[start:end].rstrip()
    if phrase.endswith("地") and len(phrase) >= 5:  # 某某某氣喘吁吁地(說)
        for size in (4, 2, 3):
            shorter = phrase[: -size - 1]
            if len(shorter) >= 2 and _name_at(shorter[-4:] if len(shorter) > 4 else shorter) is not None:
                phrase = shorter
                break
    aside = re.search(r"\((?:化名|音译?|左|右|中|[^()]{0,6}摄|\d{1,3}岁?|[^()]{1,12})\)$", phrase)
    if aside and aside.start() >= 2:
        phrase = phrase[: aside.start()]
    end = start + len(phrase)
    if not phrase:
        return None
    for called in known:
        if called and t.find(called, start, end) in (start, start + 1):
            return known[called]
    if (
        re.search(
            r"(?:[^\W\d_]{2}(?:局|厅|署|委)|人民政府|部门|方面|媒体|公司|集团|官方|平台|委员会|管理局|办公室|指挥部|分局|总局)$",
            phrase,
        )
        and len(phrase) <= 24
    ):
        return Person(name=None, role=None, organisation=t[start : start + len(phrase)])
    if len(phrase) <= 4 and _name_at(phrase) == phrase:
        return known.get(phrase) or Person(name=t[start : start + len(phrase)], role=None, organisation=None)
    tail = re.search(r"的([^\W\d_]{2,4})$", phrase)
    if tail and _name_at(tail[1]) == tail[1]:
        at = start + tail.start(1)
        return known.get(tail[1]) or Person(name=t[at : at + len(tail[1])], role=None, organisation=None)
    best = None
    for title_re in (_title_re(), _ANY_TITLE):
        for m in title_re.finditer(phrase):
            rest = phrase[m.end() :]
            name = _name_at(rest)
            if name or not rest or _NAME_TAIL.fullmatch(rest):
                best = (m, name)
                if name:
                    break
            # A name with a rare surname: two to four characters alone after the title.
            if re.fullmatch(r"[^\W\d_]{2,4}", rest) and not set(rest) & _stops_in_names() and best is None:
                best = (m, rest)
        if best is not None:
            break
    if best is not None:
        m, name = best
        if not name and not phrase[m.end() :] and m.group() in words(_LISTS, "titles_after"):
            # 負責研究的林志偉博士: the name stands before the title.
            left = phrase[: m.start()]
            for size in (3, 2, 4):
                called = left[-size:]
                if len(called) == size and _name_at(called) == called and _bounded_left(left[:-size]):
                    at = start + m.start() - size
                    return Person(
                        name=t[at : at + size], role=t[start + m.start() : start + m.end()],
                        organisation=_tidy(t[start:at].strip(" ,、的") or None) if size < len(left) else None,
                    )  # fmt: skip
        organisation = t[start : start + m.start()].strip(" ,、的") or None
        if organisation and len(organisation) < 2:
            organisation = None
        role = t[start + m.start() : start + m.end()]
        if name:
            offset = start + m.end() + (len(phrase[m.end() :]) - len(phrase[m.end() :].lstrip()))
            return Person(
                name=t[offset : offset + len(name)], role=role, organisation=_office(_tidy(organisation), role)
            )
        if organisation or len(role) >= 2:
            return Person(name=None, role=role, organisation=_office(_tidy(organisation), role))
        return None
    cut = re.match(r".{1,24}的(?=[^\W\d_]{2})", phrase)
    if cut and "的" not in phrase[cut.end() :]:
        tail_name = _name_at(phrase[cut.end() :])
        if tail_name:
            at = start + cut.end()
            return known.get(t[at : at + len(tail_name)]) or Person(
                name=t[at : at + len(tail_name)], role=None, organisation=None
            )
    name = _name_at(phrase)
    if name and (len(name) >= len(phrase) - 3 or phrase[len(name)] in _stops_in_names()):
        return known.get(t[start : start + len(name)]) or Person(
            name=t[start : start + len(name)], role=None, organisation=None
        )
    # The name at the end of a longer phrase: 某某公司某某某.
    for size in (3, 2, 4):
        last = phrase[-size:]
        if (
            len(phrase) > size + 2
            and _name_at(last) == last
            and re.search(r"(?:公司|集团|局|委|院|校|社|村|企业|中心|协会|厂|店|部|镇|县|区|市|户|的)$", phrase[:-size])
        ):
            offset = start + len(phrase) - size
            return Person(name=t[offset : offset + size], role=None, organisation=_tidy(t[start:offset]))
    if re.search(r"(?:局|委|部|厅|院|公司|中心|会|府|署|处|办|集团)$", phrase) and len(phrase) <= 20:
        return Person(name=None, role=None, organisation=t[start : start + len(phrase)])
    return None


def _bounded_left(lead: str) -> bool:
    """True when a name may begin after these words: nothing, 的, a title or an office."""
    return (
        not lead
        or lead.endswith(("的", "、", " "))
        or bool(re.search(r"(?:[局署处部院校会所社厂店医学司队团组心]|主任|[长员师]|公司|集团)$", lead))
    )


_OFFICE = re.compile(r"^(?:副|代)?([局处署司厅院所站馆校会部科社园庭行场厂县市镇乡村区里省])长$")


def _office(organisation: str | None, role: str) -> str | None:
    """農業 before 局長 is 農業局: what Taiwan's papers write as one word."""
    from reportgen.fold import fold

    if organisation is None:
        return None
    m = _OFFICE.match(fold(role))
    folded = fold(organisation)
    if m and not re.search(
        r"(?:局|处|署|司|厅|院|所|站|馆|校|协会|学会|商会|委员会|工会|基金会|联合会|理事会|部|科|社|园|庭|行|场|厂|公司|集团|中心|委|办|府|学|店|队|大学|医院|[省市县区镇乡村里])$",
        folded,
    ):
        return organisation + role[-2]
    return organisation


def _tidy(organisation: str | None) -> str | None:
    """The organisation without what introduces it (來自, 據, 正在…的)."""
    if organisation is None:
        return None
    from reportgen.fold import fold

    folded = fold(organisation)
    m = re.match(r"(?:来自|据|对于?|作为|正在[^的]*的|刚刚[^的]*的|今年\d+岁的|\d+岁的|在场的|会上,?)", folded)
    if m:
        organisation = organisation[m.end() :]
    if re.match(
        r"(?:刚|正|前来|带队|来此|特意|专程|首次|第一|家住|住在)|(?:外国|当地|现场|本地|外地|附近|周边|一名|一位|多名|多位|这名|这位|有|不少|很多)+$",
        fold(organisation),
    ):
        return None
    m = re.match(
        r".*?(?:专访了?|采访到?了?|走访了?|对话|连线|见到了?|遇到了?|访问了?|邀请到?了?)(?=[^\W\d_]{2})", folded
    )
    if m:
        organisation = organisation[m.end() :]
    m = re.search(r"\d+岁的?$", fold(organisation))
    if m:
        organisation = organisation[: m.start()]
    return organisation.strip("，,、的 ") or None


@cache
def _title_re() -> re.Pattern[str]:
    titles = [word for word in words(_LISTS, "titles") if len(word) > 1]
    merged = "|".join(re.escape(word) for word in titles)
    return re.compile(
        rf"(?:(?:党组|党委|总支|支部|常务|执行|首席|高级|资深|主要|相关|有关|现任|原|前|代|副|总|女|男|老|退休|青年|业务|技术|运营|生产|销售|市场|人事|行政|品牌|项目|区域|片区|驻村)*(?:{merged})(?:[兼、](?:{merged}))*)"
    )


_ANY_TITLE = re.compile(r"[^\W\d_]{1,2}(?:长|员|师|者|户|民|商|工)(?=[^\W\d_])")


@cache
def _stops_in_names() -> frozenset[str]:
    return frozenset(words(_LISTS, "not_in_name"))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(words("people.toml", "surnames"))


def _follower(rest: str) -> int:
    """Length of the word that follows a name at the start of `rest`; 9 when nothing follows, 0 when unknown."""
    if not rest:
        return 9
    found = next((len(word) for word in words(_LISTS, "after_name") if rest.startswith(word)), 0)
    return found or next(
        (len(word) for word in words("context.toml", "verbs.action") if rest.startswith(word) and len(word) > 1), 0
    )


def _name_at(phrase: str) -> str | None:
    """A personal name at the start of a folded phrase, or None: surname and one or two more, or foreign with ·."""
    phrase = phrase.lstrip()
    foreign = re.match(r"[^\W\d_]{1,6}(?:·[^\W\d_]{1,6})+", phrase)
    if foreign:
        tail = foreign.group().rfind("·") + 1
        for end in range(tail + 2, min(len(phrase), tail + 6)):
            if phrase[end:].startswith(words(_LISTS, "after_name")):
                return phrase[:end]
        return phrase[: min(foreign.end(), tail + 4)]
    latin = re.match(r"[A-Z][a-zA-Z.]+(?: [A-Z][a-zA-Z.]+)*", phrase)
    if latin:
        return latin.group()
    surnames = _surnames()
    if phrase.startswith(words(_LISTS, "not_names")):
        return None
    if (
        phrase[:1] in ("老", "小", "阿")
        and phrase[1:2] in surnames
        and (len(phrase) == 2 or phrase[2:].startswith(words(_LISTS, "after_name")))
    ):
        return phrase[:2]
    for length in (4, 3, 2, 1):
        surname = phrase[:length]
        if len(surname) < length or surname not in surnames:
            continue
        if len(surname) == 1 and (
            m := re.match(
                rf"{surname}(?:某某?|女士|先生|阿姨|大爷|大姐|小姐|老汉|阿婆|阿公|师傅|老师|伯|婶|嫂|奶奶|爷爷|大妈|大叔|大哥|太太)",
                phrase,
            )
        ):
            return m.group()
        sizes = [
            size
            for size in (len(surname) + 2, len(surname) + 1)
            if re.fullmatch(r"[^\W\d_]+", phrase[:size]) and len(phrase) >= size
        ]
        # What follows a name often tells where it ends: 某某|特意, 某某某|說. The longer follower decides.
        ends = {size: _follower(phrase[size:]) for size in sizes}
        whole = [size for size in sizes if phrase[size - 1] not in _stops_in_names() or len(phrase) == size]
        if any(ends[size] for size in whole):
            sizes = whole
        if any(ends[size] for size in sizes):
            return phrase[: max(sizes, key=lambda size: (ends[size], size))]
        # Nothing tells: a compound surname mostly has one more character, a single one two.
        for size in sizes if len(surname) == 1 else reversed(sizes):
            if not phrase[:size].endswith(tuple(_stops_in_names())):
                return phrase[:size]
        return None
    return None
