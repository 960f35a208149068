"""What tells of saying: the verbs, a pronoun or an office that stands for a person told of before, reported speech."""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.cast import Cast, who
from reportgen.extract.names import title_re
from reportgen.extract.people import KIN, Person, kin_of, parse_person
from reportgen.extract.view import View
from reportgen.lexicon import alternation, words

_LISTS = "speech.toml"


@cache
def verb() -> str:
    # 道 of 街道, 報道 says nothing, nor does 道 before 的.
    told = "算了[^,。;:]{0,4}[账帐]|打了?个比方|打比方|举了?个?例子?"
    # 疑問, 提問 are nouns as often.
    silent = "(?<=手)指|(?<=[疑提学顾设慰])问|(?<=[解问回])答|(?<=呐)喊"
    silent += "|(?<=[街渠通频轨管航赛大河味知难隧铁车跑地力茶人报公让绕改借占清挪])道|道的"
    return rf"(?:{told}|(?!{silent}){alternation(_LISTS, 'verbs')})"


@cache
def indirect_re() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=[,。;:!?」”\n ])|^)(?P<who>[^,。;:!?“”「」\n]{{1,36}}?)"
        rf"(?:也|还|并|又|则|今天|昨天|今日|昨日)*(?P<verb>{verb()}|介绍说|估计|预计)(?=[,:])",
        re.M,
    )


HE = re.compile(r"[他她](?!们)")
# 回頭對徒弟(說): to whom it is said, not who says it.
ADDRESSED = re.compile(r"(?:回头|转身|转头|扭头|笑着|再次|也|还|又|并)*[对向跟冲朝](?![^,]{0,8}的[^,]{2})")


def bare(who: str) -> int:
    """Length of who says, without a verb of saying before the last one: 客服人員(回覆)稱."""
    for word in words(_LISTS, "verbs"):
        if len(word) > 1 and who.endswith(word) and len(who) - len(word) >= 2:
            return len(who) - len(word)
    return len(who)


def meant_again(view: View, known: Cast, at: int, who: str, person: Person | None) -> Person | None:
    """Whom 這位負責人, 該發言人 means: the last one of that office; the person itself where none is told of."""
    if person is None or person.name or not person.role or person.organisation:
        return person
    again = re.match(r"[,，]?(?:这|该|那)[位名个]?", who)
    if not again and not re.fullmatch(r"[,，]?(?:有关|相关)?(?:发言人|负责人)", who):  # 發言人(又提醒)
        return person
    role = title_re().search(who)
    if role is None:
        return person
    return known.office(role.group(), at) or _office_before(view, max(0, at - 300), at, role.group()) or person


def _office_before(view: View, floor: int, at: int, role: str) -> Person | None:
    """The last unnamed person of an office, with his house: 省水利廳有關負責人."""
    s = view.shadow
    for m in reversed(list(title_re().finditer(s, floor, at))):
        if m.group().endswith(role) or role.endswith(m.group()):
            start = max(s.rfind(mark, floor, m.start()) for mark in ",;:。!?”」\n") + 1
            told = parse_person(view, max(floor, start), m.end(), {})
            if told is not None and told.organisation:
                return told
    return None


_ANEW = re.compile(r"[。!?…][”」](?=[^\W\d_])(?![他她](?!们)|并|又|也|还)")


def reported(view: View, start: int, a: int, known: Cast, last: Person | None) -> Person | None:
    """The speaker of the reported speech that a quotation closes: 校長乙丙說，…，「…」。"""
    # 甲說：“…。”乙搔搔頭，“…”: what stands behind whole words of another one begins anew.
    anew = [m.end() for m in _ANEW.finditer(view.shadow, start, a)]
    start = anew[-1] if anew and anew[-1] < a else start
    hits = [m for m in indirect_re().finditer(view.shadow, max(start, a - 160), a)]
    for m in reversed(hits):
        person = who(view, m.start("who"), m.start("who") + bare(m["who"]), known)
        if person is not None and person.label():
            return person
        if pronoun(m["who"]) or len(m["who"]) <= 2:
            return known.meant(view.passage(a).start, m.start("who"), last, m["who"])
    return None


# “…。”乙…：“…”, “…。”乙回應，…: what the second one says follows, the words before are the first one's.
_NEXT = re.compile(
    r"[^,。;:“”「」\n]{2,24}(?:[^。:“”「」\n]{0,20}:[“「]|(?:回应|反驳|回复|回击|不认同|不同意|不以为然)[,:。])"
)


def said_before(view: View, floor: int, a: int, b: int, known: Cast) -> Person | None:
    """Who is told to speak before a quotation, where what follows brings in another one with his own words."""
    if not _NEXT.match(view.shadow, b) or re.match(r"[他她](?![们的])", view.shadow[b : b + 2]):
        return None
    if not any(m.acts for m in known.between(b, min(len(view.shadow), b + 30))):
        return None
    told = reported(view, floor, a, known, None)
    follows = known.opens(b, b + 60)
    return told if told and told.name and follows and follows.name != told.name else None


def unnamed(view: View, start: int, end: int) -> Person | None:
    """Somebody without a name or title (他對我, 母親): the words are said all the same."""
    who = view.shadow[start:end].strip()
    if re.search(r"[这那]句?话|口号|标语|写着|所谓|名为", who) or when(who):
        return None
    plain = re.fullmatch(r"[^\W\d_]{2,6}", who) and not pronoun(who) and not re.search(r"[着了过起]|地$", who)
    return Person(name=None, role=view.text[start:end].strip() if plain else None, organisation=None)


def when(who: str) -> bool:
    """True where only a time or an adverb stands before a verb of saying: 如今(說起來)."""
    return who.strip(" ,，") in words("people.toml", "whens")


def timeless(who: str) -> str:
    """Who says something without the time that opens the phrase: 事後|他."""
    who = who.strip(" ,，")
    return who[next((len(when) for when in words("people.toml", "whens") if who.startswith(when)), 0) :]


def pronoun(word: str) -> bool:
    """True where a pronoun acts: 他, 她對記者, 他拿著回執走出大門時對記者; no 其太太, no 他們."""
    if kin_of(word):
        return False
    word = timeless(word)
    short = any(word.strip().startswith(p) or word.strip().endswith(p) for p in words(_LISTS, "pronouns"))
    return (short and len(word) <= 6) or re.match(r"[,，]?[他她](?!们|的(?:" + KIN + "))", word) is not None
