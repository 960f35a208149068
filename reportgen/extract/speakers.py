"""Decides who says a quotation: a verb before or after it, a colon, reported speech, the person told of last."""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.names import called_at, follower, name_at, title_re
from reportgen.extract.people import Person, apposed, kin_of, opens_with_person, parse_person, person_near
from reportgen.extract.traps import is_name
from reportgen.extract.view import View
from reportgen.lexicon import alternation, words
from reportgen.records import dataclass

_LISTS = "speech.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A quotation: `start`, `end` with its marks, `inner` the span of the words; offsets of the clean text."""

    start: int
    end: int
    inner: tuple[int, int]
    person: Person


@cache
def verb() -> str:
    # 道 of 街道, 報道 says nothing, nor does 道 before 的.
    told = "算了[^,。;:]{0,4}[账帐]|打了?个比方|打比方|举了?个?例子?"
    # 疑問, 提問 are nouns as often.
    silent = "(?<=手)指|(?<=[疑提学顾设慰])问|(?<=[解问回])答|(?<=呐)喊"
    silent += "|(?<=[街渠通频轨管航赛大河味知难隧铁车跑地力茶人报公])道|道的"
    return rf"(?:{told}|(?!{silent}){alternation(_LISTS, 'verbs')})"


_TOLD = ("账", "帐", "比方", "例", "例子", "打比")


def _ends_with_saying(lead: str) -> bool:
    """True when a verb of saying ends the words before a quotation: asked first, for the pattern is slow."""
    stem = lead.rstrip().rstrip(",:，").rstrip()
    stem = stem[:-2] if stem.endswith("记者") else stem
    sayings = words(_LISTS, "verbs") + _TOLD
    return stem.endswith(sayings) or (stem.endswith("到") and stem[:-1].endswith(sayings))


@cache
def _before_re() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<who>[^,。;:!?“”「」\n]{{1,48}}?)(?P<adverb>[^\W\d_]{{0,8}}[地着])?(?:就|便|却|才|也|还|并|又|则|均|都|这样|曾|一再|特别|同时|进一步|随即|不禁|由衷|向记者|对记者|对此|就此|动情地|如此|会上|当场|亦|再|笑着)*(?P<verb>{verb()})(?:道|说|到|称|记者)?\s*(?P<mark>[,:，]?)\s*$"
    )


@cache
def after_re() -> re.Pattern[str]:
    return re.compile(
        rf"[,，]?(?P<who>[^,。;:!?“”「」\n]{{1,44}}?)(?:(?:就|便|却|才|也|还|并|又|则|都|常常?|经常|总是?|最?爱|这样|曾|一再|特别|对记者|向记者|如此|如是|由衷|不禁|动情地|亦|在接受[^,。]{{0,12}}采访时)*)(?P<verb>{verb()})(?=[,。;:!?\n道了]|$|起|的|,)"
    )


@cache
def _seems_re() -> re.Pattern[str]:
    """在某某看來，; 用某某的話說，; 按某某的說法，"""
    return re.compile(
        r"(?:^|[,。;!?:”」])(?:但|而)?(?:在|[用按照借据])(?P<who>[^,。;:!?“”「」]{1,36}?)"
        r"(?:看来|眼里|眼中|的(?:话(?:说|讲)?|说法|原话|比喻)(?:是|就是)?)[,:]?$"
    )


# What stands for the subject of the clause before: 但(認為), 並再次(強調).
_JOINS = re.compile(r"(?:但|并|而|又|亦|也|惟|且|则|另|不过|同时|最后|随后|此外|再次|仍|却|还|再)+")


# What the subject of the clause before does next: 一邊樂呵呵(地說), 接著, 轉身, 語帶哽咽.
_GOES_ON = re.compile(
    r"一?边|一面|随后|接着|然后|继而|转而|转身|转头|转过|回头|扭头|抬头|抬起|低头|顿了|想了|笑着|笑了|说着|不忘|忍不住|连连|反复|略带|语带|语气|带着|当场|动情|脸上|眼里|眼中|指着|拿着|摸着|望着|看着|哽咽|不好意思|一脸|满脸|慢慢|缓缓|轻声|大声|高声|小声|低声"
)


@cache
def indirect_re() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=[,。;:!?」”\n ])|^)(?P<who>[^,。;:!?“”「」\n]{{1,36}}?)"
        rf"(?:也|还|并|又|则|今天|昨天|今日|昨日)*(?P<verb>{verb()}|介绍说|估计|预计)(?=[,:])",
        re.M,
    )


_PROVERB = re.compile(
    r"(?:流传|俗话|老话|古话|常言|谚语|古语|民谣|顺口溜|口号|标语|格言|横幅|[写刻印贴挂]着|歌[里中]|歌词|诗[里中云]|书[里中])[^,。;:]{0,8}:$"
)


def speaker(
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
    if closed and _PROVERB.search(lead):
        return None
    m = _before_re().search(lead) if _ends_with_saying(lead) else None
    if m:
        # 認為「物價三年升逾一成，加幅追不上」。 ends its sentence and has two clauses: no name.
        whole = "," in inner and len(inner) >= 8 and s[b : b + 1] in ("。", "!", "?", ";", "")
        named = m["mark"] in (":", ",") or closed or len(inner) > 16 or whole
        if m["verb"] in words(_LISTS, "weak") and m["mark"] not in (":", ","):
            named = False
        if not m["mark"] and not closed and not whole and is_name(s, a, b):
            named = False
        # 指出，“十五五”期間…: a name that the sentence goes on with.
        if m["mark"] == "," and not closed and len(inner) <= 8 and s[b : b + 1] not in tuple("。!?;,"):
            named = False
        if named and _PROVERBIAL.search(m["who"]):
            return None
        if named:
            addressed = _ADDRESSED.match(m["who"]) is not None
            person = (
                None
                if addressed
                else parse_person(view, offset + m.start("who"), offset + m.start("who") + _bare(m["who"]), known)
            )
            person = _meant_again(view, offset + m.start("who"), m["who"], person)
            told = m["who"] + (m["adverb"] or "")
            if person is None and m["adverb"] and not addressed:  # 女兒某某接著(說): no adverb that ends in 著 or 地
                person = parse_person(view, offset + m.start("who"), offset + m.end("adverb"), known)
            if person is None and (addressed or _pronoun(m["who"])):
                person = person_near(view, floor, a, known, across=True, meant=True) or last
            if person is None and m["mark"] == ":":
                person = person_near(view, max(floor, a - 60), a, known)
            if person is None and _JOINS.fullmatch(m["who"]):  # 主席某某歡迎安排，但認為「…」
                person = person_near(view, view.sentence(a)[0], offset + m.start("who"), known) or (
                    last if a - floor < 200 else None
                )
            if person is None and _GOES_ON.match(told):  # 某某一邊裝貨，一邊樂呵呵地說
                person = person_near(view, view.sentence(a)[0], offset + m.start("who"), known, meant=True)
            if person is None and m["mark"]:
                person = apposed(view, view.sentence(a)[0], a)
            halved = previous is not None and a - previous.end <= 60 and not re.search(r"[。!?]", s[previous.end : a])
            if person is None and previous is not None and halved and not _pronoun(m["who"]):
                person = previous.person  # “…。”老谷點起一支煙，慢悠悠地說，“…。”
            if person is None and m["mark"] and (closed or len(inner) >= 8) and len(inner) >= 6:
                person = _unnamed(view, offset + m.start("who"), offset + m.end("who"))
            if person is not None:
                return person
    nick = _NETIZEN.search(lead)
    if nick and (closed or len(inner) > 8):
        at = offset + nick.start("name")
        return Person(name=view.text[at : offset + nick.end("name")], role=nick["role"], organisation=None)
    seems = _seems_re().search(lead)
    if seems and (closed or len(inner) >= 6):
        person = parse_person(view, offset + seems.start("who"), offset + seems.end("who"), known)
        if person is None and _pronoun(seems["who"]):
            person = person_near(view, floor, a, known, across=True, meant=True) or last
        if person is not None:
            return person
    if previous is not None and a - previous.end <= 24 and closed:
        bridge = s[previous.end : a]
        # “…。”梅開二度的某某賽後眼含熱淚，“…。”
        if previous.person.name and bridge.endswith(",") and previous.person.name in view.text[previous.end : a]:
            return previous.person
        # “…。”代表甲乙說。“…。”代表丙丁接過話頭: another one opens what follows.
        other = _after(view, b, min(ceiling, b + 70), known, None, closed) if bridge.endswith("。") else None
        if other is not None and other.name and other.name != previous.person.name:
            return other
        if other is not None and re.match(r"另|一[位名个]|还有|也有", s[b : b + 2]):  # “…。”另一位工人插話。
            return other
        # “…。”他抬頭望了望天，“…。”
        if bridge.endswith(",") and re.match(r"[他她](?!们)", bridge):
            return previous.person
        if re.search(rf"{verb()}[^,。:]{{0,4}}[,:。]?$|笑了?笑?,$|[一]?[笑顿叹]道?,$|^[,、]?$", bridge):
            return previous.person
    if closed and lead.endswith(":"):
        person = _before_colon(view, floor, a, known, last)
        if person is not None:
            return person
    ends = b >= ceiling or s[b] in "。!?;,"
    # 「這是良心事業」，業者說: words that open a sentence and go on with their speaker.
    opens = (a == floor or s[a - 1] in "。!?\n ") and s[b : b + 1] == "," and len(inner) >= 6
    if not closed and len(inner) <= 7 and not opens:
        # …告訴記者，教學點「一個都不會撤」。
        clause = re.search(r"不[会能是要]|没有?|一定|就是", inner) and len(inner) >= 5
        tail = (clause and s[b : b + 1] in ("。", "!", "?")) or _tail_of_speech(s, floor, a, b, inner)
        return _reported(view, view.sentence(a)[0], a, known, last) if tail else None
    if closed or len(inner) > 16 or ("," in inner and len(inner) >= 8) or opens:
        meant = re.match(r",?[他她](?!们)", s[b : b + 3]) is not None
        recent = person_near(view, max(floor, a - 200), a, known, across=True, meant=meant) or last
        person = _after(view, b, min(ceiling, b + 70), known, recent, closed)
        if person is not None:
            return person
    if closed and re.search(r"[说话问答道喊叫讲写][^,。;:]{0,6}:$", lead):
        called = apposed(view, view.sentence(a)[0], a)
        if called is not None:
            return called
        return Person(name=None, role=None, organisation=None)
    told = a > floor and (s[a - 1] in ",:" or (s[b : b + 1] in "。!?;" and _MODAL.search(lead)))
    if ends and told and (len(inner) >= 8 or closed):
        person = _reported(view, view.sentence(a)[0], a, known, last)
        if person is not None:
            return person
    if len(inner) >= 8 and _CALLS.search(lead):  # …表示讚賞，稱其「…」
        person = person_near(view, max(floor, a - 80), a, known)
        if person is not None:
            return person
    # 會長某某呼籲校方「盡快公布調查結果，給孩子一個交代」
    if len(inner) >= 8 and ends and (closed or "," in inner) and _URGES.search(lead):
        person = person_near(view, view.sentence(a)[0], a, known)
        if person is not None:
            return person
    # …說，長輩「一個人吃飯最沒胃口」，…
    if ends and len(inner) >= 7 and not closed and _SPOKEN.search(inner):
        person = _reported(view, view.sentence(a)[0], a, known, last)
        if person is not None:
            return person
    # 村民某某卻有自己的看法，“機器再好，也得有人看著”。
    if (
        a > floor and s[a - 1] == "," and (closed or "," in inner) and len(inner) >= 8
        and (s[b : b + 1] in ("。", "!", "?", "") or (ends and re.search(verb(), s[view.sentence(a)[0] : a])))
        and re.search(r"[我你他咱了吗呢吧啊嘛就都也还不没得能会要]", inner)
    ):  # fmt: skip
        meant = re.match(r"[他她](?!们)", s[view.sentence(a)[0] : a]) is not None
        person = person_near(view, max(floor, a - (160 if meant else 60)), a, known, across=meant, meant=meant)
        person = person or (last if meant else None)
        if person is not None:
            return person
    # A whole sentence in marks after a sentence about one person: 居民乙丙正在辦卡。「…。」
    if closed and len(inner) >= 6 and a > floor and s[a - 1] in "。!?" and inner.rstrip()[-1] in "。!?…":
        opening = view.sentence(a - 1)[0]
        if last is not None and re.match(rf"[他她](?:也|还|又|并)?[^,。]{{0,6}}{verb()}", s[opening:a]):
            return last
        return person_near(view, max(floor, a - 160), a, known, across=True)
    return None


# 表示，會「按實際需要檢視」。
_PROVERBIAL = re.compile(r"(?:俗话|老话|常言|古话|古语|古人|谚语|民谚|老祖宗|歌谣|民谣)[^,。]{0,2}$")
_MODAL = re.compile(r",[^,。;:“「]{0,8}(?:会|将|要|须|应|应当|需要|属|是|为|以|已|把)$")
_CALLS = re.compile(
    r",(?:并|还|也)?(?:称|称赞|盛赞|赞|夸|夸赞|形容|认为|评价|直言|坦言|指|直指|强调)(?:其|这|此|他|她|它|对方)?(?:们)?(?:是|为)?$"
)
_URGES = re.compile(
    r"(?:呼吁|促请|敦促|质问|提醒|叮嘱|告诫|勉励|鼓励|寄语|祝愿|奉劝|批评|痛批|形容|称赞|大赞|直指|怒斥|坦承|抱怨|感谢|告诉|回应|反驳)[^,。;:“「]{1,8}$"
)
_SPOKEN = re.compile(r"[了没最就都才吗呢吧啊嘛别咱我你]|不[是要会能用住起到]|一定|实在|太")
_ASKS = r"(?:问道?|答道?|说|道|喊)?"
_NETIZEN = re.compile(r"(?P<role>网友|网民|用户|读者|博主|观众|听众)[“「](?P<name>[^”」]{1,12})[”」][^,。:]{0,8}[:,]$")


def _before_colon(view: View, floor: int, a: int, known: dict[str, Person], last: Person | None) -> Person | None:
    """Who stands before a colon and a whole sentence in marks, whatever the verb: 她打了個比方：“…。”, 法官：“…。”"""
    s = view.shadow
    head = max(s.rfind(mark, floor, a - 1) for mark in ",;。!?") + 1
    head = max(floor, head)
    while head < a and s[head] in "”」 ":
        head += 1
    asks = title_re().match(s, head, a - 1)
    if asks and re.fullmatch(_ASKS, s[asks.end() : a - 1]):  # 法官：“…”, 記者問：“…”
        return Person(name=None, role=view.text[head : asks.end()], organisation=None)
    called = name_at(re.sub(r"(?:问道?|答道?|说|道|喊)$", "", s[head : a - 1]))
    if called and len(called) >= 2 and head + len(called) >= a - 3:
        return Person(name=view.text[head : head + len(called)], role=None, organisation=None)
    if re.match(r"[他她](?!们)", s[head : a - 1]):
        told = person_near(view, max(floor, a - 200), a, known, across=True, meant=True) or last
        return told or Person(name=None, role=None, organisation=None)
    person = person_near(view, max(floor, a - 50), a, known)
    if person is not None:
        return person
    if called and len(called) >= 2 and follower(s[head + len(called) : a - 1]):
        return Person(name=view.text[head : head + len(called)], role=None, organisation=None)
    person = parse_person(view, head, a - 1, known)
    if person is not None and person.name:
        return person
    role = title_re().search(s, head, a - 1)
    if role and not _PROVERB.search(s[head:a]):  # 有記者提問：“…？”, 老人拉著他的手不放：“…。”
        return Person(name=None, role=view.text[role.start() : role.end()], organisation=None)
    return None


def _bare(who: str) -> int:
    """Length of who says, without a verb of saying before the last one: 客服人員(回覆)稱."""
    for word in words(_LISTS, "verbs"):
        if len(word) > 1 and who.endswith(word) and len(who) - len(word) >= 2:
            return len(who) - len(word)
    return len(who)


def _meant_again(view: View, at: int, who: str, person: Person | None) -> Person | None:
    """Whom 這位負責人, 該發言人 means: the last one of that office; the person itself where none is told of."""
    if person is None or person.name or not person.role or not re.match(r"(?:这|该|那)[位名个]?", who):
        return person
    s = view.shadow
    role = title_re().search(who)
    floor = max(0, at - 300)
    if role is None:
        return person
    for m in reversed(list(title_re().finditer(s, floor, at))):
        if m.group().endswith(role.group()) or role.group().endswith(m.group()):
            start = max(s.rfind(mark, floor, m.start()) for mark in ",;:。!?”」\n") + 1
            called = called_at(s[m.end() : at])
            told = parse_person(view, max(floor, start), m.end() + len(called or ""), {})
            if told is not None and (told.name or told.organisation):
                return told
    return person


def _tail_of_speech(s: str, floor: int, a: int, b: int, inner: str) -> bool:
    """A short quotation that stands alone after a comma and closes its sentence: …說，歷經四年，「終於等到」。"""
    return (
        len(inner) >= 5
        and a > floor
        and s[a - 1] == ","
        and (
            s[b : b + 1] in ("。", "!", "?", "")
            or (s[b : b + 1] == "," and re.search(r"会|将|要|不能|没有|就是|才是|一定|已经|不是", inner) is not None)
        )
    )


_SHORT_MARKS = re.compile(r"(?<=[^。!?”」])[“「][^”“「」。!?]{1,8}[”」](?=[^\W\d_]|,)|\([^()。]{1,16}\)(?=[^。])")
# 回頭對徒弟(說): to whom it is said, not who says it.
_ADDRESSED = re.compile(r"(?:回头|转身|转头|扭头|笑着|再次|也|还|又|并)*[对向跟冲朝](?![^,]{0,8}的[^,]{2})")


# “…。”說這話的，是粉鋪老闆某某。 Also at the head of the next paragraph.
_WHO_SAYS = re.compile(
    r"\s{0,4}[说讲](?:出|起)?(?:这[话番句些]{1,2}话?|话)的(?:人)?,?(?:正?是|叫)(?P<who>[^,。;:!?\n]{2,36})"
)


def _filled(m: re.Match[str]) -> str:
    return "〇" * len(m.group())


def _after(
    view: View, b: int, limit: int, known: dict[str, Person], last: Person | None, closed: bool
) -> Person | None:
    """The speaker named after a quotation: 甲公司經理乙丙說, 74歲的乘客乙丙特意…, 乙丙掰著手指算賬."""
    s = view.shadow
    # “90後”某某 said it: a short name in marks does not end the clause.
    after = _SHORT_MARKS.sub(_filled, s[b:limit])
    m = after_re().match(after)
    opening = re.match(r"[,，]?[^,。;:!?“”「」\n]{2,26},", after)
    if m and (m["who"].endswith("的") or _ADDRESSED.match(m["who"])):
        m = None  # 面對居民的(追問)，; 回頭對徒弟(說)，
    if m is None and opening and closed and re.match(r"[,，]?[他她](?!们)", after):
        return last  # 她笑得開懷，在旁的女兒接著說
    opener: Person | None = None
    if m is None and opening and closed:  # 主任某某戴上老花鏡，翻著賬本說
        start = b + (after[:1] in ",，")
        opener = opens_with_person(view, start, b + opening.end(), known)
    if m is None and opening and closed:  # 電話那頭，工作人員某某解釋
        m = after_re().match(after, opening.end())
        m = None if m and (m["who"].endswith("的") or _ADDRESSED.match(m["who"])) else m
    habit = re.match(
        r"[,，]?这(?:是|句话是?)(?P<who>[^,。;:!?“”「」\n]{2,30}?)(?:最?常|经常|一直|总是?|时常)?(?:挂在嘴边|说得最多|爱说|念叨|的口头禅|的心里话)",
        after,
    )
    if m is None and habit:
        m = habit
    says = _WHO_SAYS.match(s, b)
    if says:
        who = parse_person(view, says.start("who"), says.end("who"), known)
        if who is not None:
            return who
    if m:
        person = parse_person(view, b + m.start("who"), b + m.start("who") + _bare(m["who"]), known)
        person = _meant_again(view, b, m["who"], person)
        if person is None and (_pronoun(m["who"]) or re.match(r"[,，]?[这那][位名]", m["who"])):
            person = last
        # 王某某笑得合不攏嘴，孫女在旁翻譯：「…」: what the second person says follows.
        if opener is not None and (person is None or not person.name or re.match(r"[,:]?[“「]", after[m.end() :])):
            return opener
        if person is None and closed and m is not habit:
            person = _unnamed(view, b + m.start("who"), b + m.end("who"))
        if person is not None:
            return person
    if not closed:
        return None
    pointed = re.match(r"[,，]?顺着(?P<who>[^\W\d_]{2,4}?)(?:手指|所指|指)", after)
    if pointed and name_at(pointed["who"]) == pointed["who"]:
        x, y = b + pointed.start("who"), b + pointed.end("who")
        return Person(name=view.text[x:y], role=None, organisation=None)
    end = re.search(r"[。!?“「]", after)
    at = b
    # Without a verb of saying: a person who opens the clause, or the clause after a place or time (首發列車上，…).
    for clause in re.split(r"(?<=[,;])", after[: end.start() if end else None])[:3]:
        first = s[at : at + 1]
        start = at + (first in ",;")
        person = opens_with_person(view, start, at + len(clause), known)
        if person is not None:
            return person
        if re.match(r",?[她他](?:笑|说|们|叹|还|又|告|坦|边|一边|激|感|高|顿|补|停)", clause):
            return last
        if len(clause) > 14 and clause.endswith(","):
            return None
        at += len(clause)
    return None


def _reported(view: View, start: int, a: int, known: dict[str, Person], last: Person | None) -> Person | None:
    """The speaker of the reported speech that a quotation closes: 校長乙丙說，…，「…」。"""
    hits = [m for m in indirect_re().finditer(view.shadow, max(start, a - 160), a)]
    for m in reversed(hits):
        person = parse_person(view, m.start("who"), m.end("who"), known)
        if person is not None and person.label():
            return person
        if _pronoun(m["who"]) or len(m["who"]) <= 2:
            return person_near(view, start, m.start("who"), known) or last
    return None


def _unnamed(view: View, start: int, end: int) -> Person | None:
    """Somebody without a name or title (他對我, 母親): the words are said all the same."""
    who = view.shadow[start:end].strip()
    if re.search(r"[这那]句?话|口号|标语|写着|所谓|名为", who):
        return None
    plain = re.fullmatch(r"[^\W\d_]{2,6}", who) and not _pronoun(who) and not re.search(r"[着了过起]|地$", who)
    return Person(name=None, role=view.text[start:end].strip() if plain else None, organisation=None)


def _pronoun(word: str) -> bool:
    if kin_of(word):  # 其太太
        return False
    return (
        any(word.strip().startswith(p) or word.strip().endswith(p) for p in words(_LISTS, "pronouns"))
        and len(word) <= 6
    ) or re.match(r"[他她](?:们)?(?:[在也还又边笑]|并|一边|一面|随后|接着|最后|继续|进一步)", word) is not None
