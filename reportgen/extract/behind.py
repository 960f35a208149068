"""Who is named behind a quotation: with a verb of saying, or by what he does there."""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.cast import Cast, who
from reportgen.extract.names import called_at, follower, name_at, rare_at, title_re
from reportgen.extract.people import KIN, Person, parse_person
from reportgen.extract.sayings import ADDRESSED, bare, meant_again, pronoun, unnamed, verb, when
from reportgen.extract.view import View
from reportgen.lexicon import words


@cache
def after_re() -> re.Pattern[str]:
    return re.compile(
        rf"[,，]?(?P<who>[^,。;:!?“”「」\n]{{1,44}}?)(?:(?:就|便|却|才|也|还|并|又|则|都|常常?|经常|总是?|最?爱|这样|曾|一再|特别|对记者|向记者|如此|如是|由衷|不禁|动情地|亦|在接受[^,。]{{0,12}}采访时)*)(?P<verb>{verb()})(?=[,。;:!?\n道了]|$|起|的|,)"
    )


_SHORT_MARKS = re.compile(r"(?<=[^。!?”」])[“「][^”“「」。!?]{1,8}[”」](?=[^\W\d_]|,)|\([^()。]{1,16}\)(?=[^。])")


# “…。”說這話的，是粉鋪老闆某某。 Also at the head of the next paragraph.
_WHO_SAYS = re.compile(
    r"\s{0,4}[说讲](?:出|起)?(?:这[话番句些]{1,2}话?|话)的(?:人)?,?(?:正?是|叫)(?P<who>[^,。;:!?\n]{2,36})"
)

# “…！”清晨，一個沙啞的嗓子壓過了轟鳴。喊話的人叫某某，今年58歲。
_WHO_CRIES = re.compile(
    r"[^“”「」\n]{0,90}?[。,](?:喊话|说话|喊|开口|发问|提问|问话|吆喝|吼|发话|接话)的(?:人|是)?,?(?:[正就]?是|名?叫)?(?P<who>[^,。;:!?“「\n]{2,36})(?=[,。])"
)


# “…。”這是某某上任時立下的誓言。
_VOW = re.compile(
    r"[,，]?这(?:就|也|正|便)?是(?P<who>[^,。;:!?“”「」\n]{2,26}?)的"
    r"(?:誓言|承诺|心愿|心声|信条|回答|座右铭|信念|态度|感受|体会|决心|愿望|经验|要求|寄语|口头禅|原话|开场白|肺腑之言)"
)


def _filled(m: re.Match[str]) -> str:
    return "〇" * len(m.group())


def after(view: View, b: int, limit: int, known: Cast, last: Person | None, closed: bool) -> Person | None:
    """The speaker named behind a quotation: 甲公司經理乙丙說, 74歲的乘客乙丙特意…, 乙丙掰著手指算賬."""
    s = view.shadow
    # “90後”某某 said it: a short name in marks does not end the clause.
    rest = _SHORT_MARKS.sub(_filled, s[b:limit])
    m = after_re().match(rest)
    opening = re.match(r"[,，]?[^,。;:!?“”「」\n]{2,26},", rest)
    if m and (m["who"].endswith("的") or ADDRESSED.match(m["who"]) or when(m["who"])):
        m = None  # 面對居民的(追問)，; 回頭對徒弟(說)，; 如今(說起來)，
    if m is None and opening and closed and re.match(r"[,，]?[他她](?!们)", rest):
        return last  # 她笑得開懷，在旁的女兒接著說
    opener: Person | None = None
    if m is None and opening and closed:  # 主任某某戴上老花鏡，翻著賬本說
        start = b + (rest[:1] in ",，")
        opener = known.opens(start, b + opening.end())
    if m is None and opening and closed:  # 電話那頭，工作人員某某解釋
        m = after_re().match(rest, opening.end())
        m = None if m and (m["who"].endswith("的") or ADDRESSED.match(m["who"])) else m
    habit = re.match(
        r"[,，]?这(?:是|句话是?)(?P<who>[^,。;:!?“”「」\n]{2,30}?)(?:最?常|经常|一直|总是?|时常)?(?:挂在嘴边|说得最多|爱说|念叨|的口头禅|的心里话)",
        rest,
    )
    if m is None and habit:
        m = habit
    says = _WHO_SAYS.match(s, b) or _WHO_CRIES.match(s, b, view.passage(b - 1).end)
    if says:
        told = who(view, says.start("who"), says.end("who"), known)
        if told is not None:
            return told
    vow = _VOW.match(s, b)
    if vow and (told := known.topic(*vow.span("who")) or who(view, *vow.span("who"), known)) and told.name:
        return told
    if m:
        person = who(view, b + m.start("who"), b + m.start("who") + bare(m["who"]), known)
        if person is None or not person.name:
            person = known.stood_for(m["who"].lstrip(",，"), view.passage(b - 1).start, b - 1) or person
        person = meant_again(view, known, b, m["who"], person)
        if person is None and (pronoun(m["who"]) or re.match(r"[,，]?[这那][位名]", m["who"])):
            person = last
        # 這位做了31年的修復師說: who has been speaking, unless he is something else
        if (
            person
            and last
            and not person.name
            and not person.organisation
            and re.match(r"[,，]?[这那][位名]", m["who"])
        ):
            person = last if not last.role or last.role[-1:] == (person.role or "")[-1:] else person
        # 王某某笑得合不攏嘴，孫女在旁翻譯：「…」: what the second person says follows.
        if opener is not None and (person is None or not person.name or re.match(r"[,:]?[“「]", rest[m.end() :])):
            return opener
        if person is None and closed and m is not habit:
            person = unnamed(view, b + m.start("who"), b + m.end("who"))
        if person is not None:
            return person
    if not closed:
        return None
    pointed = re.match(r"[,，]?顺着(?P<who>[^\W\d_的]{2,16}?)(?:手指|所指|指)", rest)
    if pointed and (told := parse_person(view, b + pointed.start("who"), b + pointed.end("who"), known)) and told.name:
        return told
    if pointed and name_at(pointed["who"]) == pointed["who"]:
        x, y = b + pointed.start("who"), b + pointed.end("who")
        return Person(name=view.text[x:y], role=None, organisation=None)
    return _acts_behind(view, b, b + len(rest), known, last)


def _acts_behind(view: View, b: int, limit: int, known: Cast, last: Person | None) -> Person | None:
    """Who acts in the sentence behind a quotation, without a verb of saying, at its head or after a place or time.

    Nobody where the text before the quotation tells of another person, and this one only stands by or comes later.
    """
    s = view.shadow
    end = re.compile(r"[。!?“「]").search(s, b + 1, limit)
    stop = end.start() if end else limit
    start = b + (s[b : b + 1] in (",", ";"))
    if _HEARD.search(s, start, stop):
        return Person(name=None, role=None, organisation=None)
    if re.match(r"[她他](?!们)", s[start : start + 2]):
        return last
    unlisted = _rare_opens(view, start, stop) if not known.between(start, stop) else None
    if unlisted is not None:
        return unlisted
    first = next((m for m in known.between(start, stop) if m.acts or s[m.end : m.end + 1] == "的"), None)
    he = re.compile(r"(?<=[,;])[她他](?!们)").search(s, start, stop)
    if first is None or (he and he.start() < first.start):
        return last if he else None
    kin = re.compile(rf"的(?P<kin>{KIN})").match(s, first.end)
    if kin and not called_at(s[kin.end() : kin.end() + 6]):
        return Person(name=None, role=view.text[slice(*kin.span("kin"))], organisation=None)
    head = s[start : first.start]
    if (head.startswith(words("people.toml", "beside")) or (_LATER.match(head) and "," in head)) and last is not None:
        return last
    return known.known(first.person)


# “…！”凌晨一時，對講機傳來控制室的指令，工長某某一揮手: heard, not said by who acts.
_HEARD = re.compile(
    r"(?:对讲机|广播|喇叭|音箱|耳机|扩音器|电台)[里中]?(?:传来|响起|传出)"
    r"[^,。]{0,8}的?(?:指令|命令|通知|呼叫|口令|提示)"
)


def _rare_opens(view: View, start: int, stop: int) -> Person | None:
    """A person of an unlisted surname, behind his title, who opens the sentence or its second clause."""
    s = view.shadow
    for at in (start, s.find(",", start, min(stop, start + 16)) + 1):
        title = title_re().search(s, at, min(stop, at + 16)) if at else None
        if title is None or re.search(r"[,。的了]", s[at : title.start()]):
            continue
        name = rare_at(s[title.end() : title.end() + 10])
        if name:
            return parse_person(view, at, title.end() + len(name), {})
    return None


def role_opens(view: View, start: int, stop: int) -> Person | None:
    """Somebody without a name who opens the sentence behind a quotation: 質檢員喊出這句話時, 恩師的這句話."""
    m = title_re().match(view.shadow, start, stop)
    if m is None or m.group().endswith("记者"):
        return None
    rest = view.shadow[m.end() : stop]
    speaks = re.match(r"的(?:(?:这|那|一)[^,。]{0,2}话|眼|声音|语气|嗓|神情|目光|脸)", rest) or (
        follower(rest) % 9 and rest[0] not in "的,。、"
    )
    return Person(name=None, role=view.text[start : m.end()], organisation=None) if speaks else None


# 如今，…; 去年，…; 2019年，…: the sentence goes on with another matter.
_LATER = re.compile(r"如今|后来|此后|随着|去年|前年|今年|当时|目前|近年|[^,]{0,8}[年月日][,后]")
