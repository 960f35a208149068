"""Decides who says a quotation: a verb before or after it, a colon, reported speech, the person told of last."""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.behind import after, after_re, role_opens
from reportgen.extract.cast import Cast, person_near, who
from reportgen.extract.names import called_at, follower, name_at, plausible, rare_at, title_re
from reportgen.extract.people import KIN, Person, apposed, parse_person
from reportgen.extract.sayings import (
    ADDRESSED,
    HE,
    bare,
    meant_again,
    pronoun,
    reported,
    said_before,
    timeless,
    unnamed,
    verb,
)
from reportgen.extract.traps import is_name
from reportgen.extract.view import View
from reportgen.fold import fold
from reportgen.lexicon import words
from reportgen.records import dataclass

_LISTS = "speech.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A quotation: `start`, `end` with its marks, `inner` the span of the words; offsets of the clean text."""

    start: int
    end: int
    inner: tuple[int, int]
    person: Person


_PARTICLES = "啊呢吧嘛呀啦咧哩喔哦"  # what ends a spoken sentence
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


_PROVERB = re.compile(
    r"(?:流传|古人[云说]|[诗书]云|子曰|俗话|老话|古话|常言|谚语|古语|民谣|(?<![像如似])顺口溜|口号|标语|格言|横幅|[写刻印贴挂刷涂喷绣题]着|歌[里中]|歌词|诗[里中云]|书[里中])[^,。;:]{0,8}:$"
)


def speaker(
    view: View,
    floor: int,
    ceiling: int,
    a: int,
    b: int,
    known: Cast,
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
        # 承認「確有不足」，: a claim in few words.
        if not named and len(inner) >= 4 and _CLAIMS.match(inner) and s[b : b + 1] in tuple("。!?;,"):
            named = True
        if named and (_PROVERBIAL.search(m["who"]) or _DOCUMENT.search(m["who"])):
            return None
        if named:
            addressed = ADDRESSED.match(m["who"]) is not None
            person = (
                None
                if addressed
                else who(view, offset + m.start("who"), offset + m.start("who") + bare(m["who"]), known)
            )
            if person is None or not person.name:
                person = known.stood_for(m["who"].lstrip(",，"), floor, offset + m.start("who")) or person
            brought_in = _BROUGHT_IN.match(m["who"])
            # 有位婆婆拉著她說: not whom the sentence told of
            if brought_in and (person is None or (person.name and fold(person.name) not in m["who"])):
                return _stranger(view, offset + brought_in.end(), offset + m.end("who"))
            person = meant_again(view, known, offset + m.start("who"), m["who"], person)
            told = m["who"] + (m["adverb"] or "")
            if person is None and m["adverb"] and not addressed:  # 女兒某某接著(說): no adverb that ends in 著 or 地
                person = who(view, offset + m.start("who"), offset + m.end("adverb"), known)
            he = pronoun(m["who"]) or HE.match(timeless(told))  # 事後他淡淡地(說)
            if person is None and (addressed or he):
                person = known.meant(floor, a, last, told)
            if person is None and m["mark"]:  # 某某把鏡子遞給某某某，老太太看了好一會兒，輕聲說：
                person = _stands_in_before(view, floor, offset + m.start("who"), known)
            if person is None and m["mark"] == ":":
                person = person_near(known, max(floor, a - 60), a)
            if person is None and _JOINS.fullmatch(m["who"]):  # 主席某某歡迎安排，但認為「…」
                person = person_near(known, view.sentence(a)[0], offset + m.start("who")) or (
                    last if a - floor < 200 else None
                )
            # 他跳下舷梯，豎起大拇指：“…”
            if person is None and m["mark"] and HE.match(s, view.sentence(a)[0]):
                person = known.meant(floor, a, last, told) if not _acts_in(view, a, known) else None
            if person is None and _GOES_ON.match(told):  # 某某一邊裝貨，一邊樂呵呵地說
                person = person_near(known, view.sentence(a)[0], offset + m.start("who"))
            if person is None and m["mark"]:
                person = apposed(view, view.sentence(a)[0], a)
            halved = previous is not None and a - previous.end <= 60 and not re.search(r"[。!?]", s[previous.end : a])
            if person is None and previous is not None and halved and not pronoun(m["who"]):
                person = previous.person  # “…。”老谷點起一支煙，慢悠悠地說，“…。”
            if person is None and m["mark"] and (closed or len(inner) >= 8) and len(inner) >= 6:
                person = unnamed(view, offset + m.start("who"), offset + m.end("who"))
            if person is not None:
                return person
    if _PASSIVE.search(lead) and (closed or len(inner) >= 6):  # 以前回家總被念，「…？」
        return Person(name=None, role=None, organisation=None)
    if closed and _VOICE.search(lead):  # 電話那頭傳來一個急促的聲音：
        return Person(name=None, role=None, organisation=None)
    nick = _NETIZEN.search(lead)
    if nick and (closed or len(inner) > 8):
        at = offset + nick.start("name")
        return Person(name=view.text[at : offset + nick.end("name")], role=nick["role"], organisation=None)
    seems = _seems_re().search(lead)
    if seems and (closed or len(inner) >= 6):
        person = who(view, offset + seems.start("who"), offset + seems.end("who"), known)
        if person is None and pronoun(seems["who"]):
            person = known.meant(floor, a, last, seems["who"])
        if person is not None:
            return person
    if previous is not None and a - previous.end <= 24 and closed:
        bridge = s[previous.end : a]
        # “…。”梅開二度的某某賽後眼含熱淚，“…。”
        since = previous.end + max(bridge.rfind(mark) for mark in "。!?") + 1
        if previous.person.name and bridge.endswith(",") and previous.person.name in view.text[since:a]:
            return previous.person
        # “…。”代表甲乙說。“…。”代表丙丁接過話頭: another one opens what follows.
        other = after(view, b, min(ceiling, b + 70), known, None, closed) if bridge.endswith("。") else None
        if other is not None and other.name and other.name != previous.person.name:
            return other
        if other is not None and re.match(r"另|一[位名个]|还有|也有", s[b : b + 2]):  # “…。”另一位工人插話。
            return other
        # “…。”他抬頭望了望天，“…。”
        if bridge.endswith(",") and re.match(r"[他她](?!们)", bridge):
            return previous.person
        answers = not bridge and s[previous.end - 2] == "?"  # “…？”“…！”某某答
        if not answers and re.search(rf"{verb()}[^,。:]{{0,4}}[,:。]?$|笑了?笑?,$|[一]?[笑顿叹]道?,$|^[,、]?$", bridge):
            return previous.person
    if closed and lead.endswith(":"):
        person = _before_colon(view, floor, a, known, last)
        if person is not None:
            return person
    ends = b >= ceiling or s[b] in "。!?;," or inner.rstrip()[-1] in "。!?…"
    # 「這是良心事業」，業者說: words that open a sentence and go on with their speaker.
    opens = (a == floor or s[a - 1] in "。!?\n ") and s[b : b + 1] == "," and len(inner) >= 6
    if not closed and len(inner) <= 7 and not opens:
        # …告訴記者，教學點「一個都不會撤」。
        clause = re.search(r"不[会能是要]|没有?|一定|就是|[比绝太很]|慢过|[快多少]过", inner) and len(inner) >= 4
        tail = (clause and s[b : b + 1] in ("。", "!", "?", ";")) or _tail_of_speech(s, floor, a, b, inner)
        person = reported(view, view.sentence(a)[0], a, known, last) if tail else None
        spoken = _talks(inner) and s[b : b + 1] in ("。", "!", "?")
        if person is not None or len(inner) < 6 or not spoken:
            return person
    if closed and inner.rstrip()[-1] == "?" and _ASKED.match(s, b):
        return Person(name=None, role=None, organisation=None)
    if closed or len(inner) > 16 or ("," in inner and len(inner) >= 8) or opens:
        reacts = _reacts(view, floor, a, b, known) if closed else None
        if reacts is not None:
            return reacts
        told_before = said_before(view, max(floor, previous.end if previous else 0), a, b, known)
        if told_before is not None:
            return told_before
        recent = known.meant(floor, a, last, s[b : min(ceiling, b + 30)])
        person = after(view, b, min(ceiling, b + 70), known, recent, closed)
        if person is not None:
            return person
    if closed and re.search(r"[说话问答道喊叫讲写][^,。;:]{0,6}:$", lead):
        called = apposed(view, view.sentence(a)[0], a)
        if called is not None:
            return called
        return Person(name=None, role=None, organisation=None)
    told = a > floor and (
        s[a - 1] in ",:" or (s[b : b + 1] in "。!?;" and (_MODAL.search(lead) or _STATES.match(inner)))
    )
    clauses = "," in inner or ("、" in inner and len(inner) >= 9)
    told = told or (clauses and s[b : b + 1] in ("。", "!", "?", ";", ""))
    told = told or ("," in inner and s[b : b + 1] == "," and (len(inner) >= 10 or _MODAL.search(lead) is not None))
    if ends and told and (len(inner) >= 8 or closed):
        person = reported(view, view.sentence(a)[0], a, known, last)
        if person is not None:
            return person
    if len(inner) >= 8 and _CALLS.search(lead):  # …表示讚賞，稱其「…」
        person = person_near(known, max(floor, a - 80), a)
        if person is not None:
            return person
    # 會長某某呼籲校方「盡快公布調查結果，給孩子一個交代」
    whole = closed or "," in inner
    if (
        len(inner) >= 8
        and ends
        and ((whole and _URGES.search(lead)) or (_SPOKEN.search(inner) and _HOLDS.search(lead)))
    ):
        person = person_near(known, view.sentence(a)[0], a)
        if person is not None:
            return person
    # …說，長輩「一個人吃飯最沒胃口」，…
    if ends and len(inner) >= 7 and not closed and _SPOKEN.search(inner):
        person = reported(view, view.sentence(a)[0], a, known, last)
        if person is not None:
            return person
    # 村民某某卻有自己的看法，“機器再好，也得有人看著”。 她翻出記錄給記者看，“上個月比去年同期少了六十多塊”。
    first = view.sentence(a)[0]
    least = 4 if closed else 6 if _talks(inner) else 8
    if (
        a > floor and s[a - 1] in ",:" and len(inner) >= least
        and (closed or "," in inner or len(inner) >= 10 or _SPOKEN.search(inner))
        and (s[b : b + 1] in ("。", "!", "?", "") or closed or (ends and re.search(verb(), s[first:a])))
        and not _PROVERB.search(lead) and not _WRITTEN.search(s, first, a)
    ):  # fmt: skip
        acting = [m for m in known.between(first, a) if m.acts]
        if acting:
            return known.known(acting[-1].person)
        if HE.search(s, first, a):
            return known.meant(floor, a, last, s[first:a])
    # A whole sentence in marks that nothing says aloud: who the paragraph tells of, or who has been speaking.
    if closed and len(inner) >= 6 and inner.rstrip()[-1] in "。!?…" and (a == floor or s[a - 1] in "。!?"):
        return _told_of(view, floor, ceiling, a, b, known, last, previous)
    return None


def _talks(inner: str) -> bool:
    """True for words too lively for a name: with a comma, of me or you, with the particle that ends speech."""
    return "," in inner or inner[-1] in _PARTICLES or inner[0] in "我你咱"


def _acts_in(view: View, at: int, known: Cast) -> bool:
    """True where somebody named acts in the sentence before an offset."""
    return any(m.acts for m in known.between(view.sentence(at)[0], at))


def _reacts(view: View, floor: int, a: int, b: int, known: Cast) -> Person | None:
    """Who opens the sentence before a quotation and objects or agrees in it, unless a verb of saying follows."""
    s = view.shadow
    if a - 1 <= floor or s[a - 1] != "。" or not s.endswith(words(_LISTS, "reactions"), floor, a - 1):
        return None
    if after_re().match(s, b, view.passage(a).end):
        return None
    return known.opens(max(floor, view.sentence(a - 1)[0]), a)


def _stands_in_before(view: View, floor: int, at: int, known: Cast) -> Person | None:
    """Whom a stand-in means that opens an earlier clause of the sentence, where nobody is named behind it."""
    s = view.shadow
    end = at
    for _ in range(3):
        end = end - 1 if s[end - 1 : end] == "," else end
        start = max(floor, view.sentence(at)[0], s.rfind(",", floor, end) + 1)
        if start >= end:
            return None
        told = known.stood_for(s[start:end], floor, start)
        if told is not None or known.between(start, end):
            return told
        end = start
    return None


# 有位婆婆, 另一名學生: somebody who has not been told of before.
_BROUGHT_IN = re.compile(r"[^\W\d_]{0,4}?(?:有|另)(?:一)?[位个名]")


def _stranger(view: View, start: int, end: int) -> Person:
    """Somebody without a name whom a phrase brings in, by what he is."""
    role = title_re().match(view.shadow, start, end)
    return Person(name=None, role=view.text[slice(*role.span())] if role else None, organisation=None)


def _told_of(
    view: View, floor: int, ceiling: int, a: int, b: int, known: Cast, last: Person | None, previous: Utterance | None
) -> Person | None:
    """Whom a sentence in marks without a verb of saying belongs to.

    In order: who acts in the text since the last quotation of the paragraph (or 他, 其父 …), who spoke last in the
    paragraph, whom 他 right behind it means.
    """
    s = view.shadow
    since = max(floor, previous.end if previous is not None else floor)
    if since < a:
        opening = max(since, view.sentence(a - 1)[0])
        kin = [m for m in _KIN_ACTS.finditer(s, opening, a)]
        acting = [m for m in known.between(since, a) if m.acts]
        if kin and reported(view, opening, kin[-1].start() + 1, known, None):
            kin = []  # 某某則表示，兒子離世時只有22歲: told by him
        if kin and not (acting and acting[-1].start > kin[-1].start()):
            return Person(name=None, role=view.text[slice(*kin[-1].span("kin"))], organisation=None)
        if acting:
            return known.meant(since, a, None, s[opening:a]) or known.known(acting[-1].person)
        meant = known.meant(floor, a, last, s[since:a]) if HE.search(s, since, a) else None
        named = meant or person_near(known, since, a, across=True) or reported(view, opening, a, known, last)
        if named is not None:
            return named
    if previous is not None:
        return previous.person
    end = re.compile(r"[。!?“「]").search(s, b, ceiling)
    behind = s[b : end.start() if end else ceiling]
    if _THESE.match(behind) and not HE.search(behind):  # 這句話是…市政府的承諾: nobody of another paragraph's
        acting = [m for m in known.between(floor, a) if m.acts]
        return known.known(acting[-1].person) if acting else None
    if HE.search(behind):
        return known.meant(floor, a, last, behind)
    called = _CALLED.match(s, b)  # 輪椅上的姑娘笑起來。她叫某某某
    name = name_at(s[called.end() : called.end() + 6]) if called else None
    if called and name:
        return Person(name=view.text[called.end() : called.end() + len(name)], role=None, organisation=None)
    scene = re.match(r"[^,。“「]{2,12},", behind)  # 放學鈴響過，小男孩跑到講台前
    opens = role_opens(view, b, b + len(behind))
    return opens or (role_opens(view, b + scene.end(), b + len(behind)) if scene else None)


# 表示，會「按實際需要檢視」。
_PROVERBIAL = re.compile(r"(?:俗话|老话|常言|古话|古语|古人|谚语|民谚|老祖宗|歌谣|民谣)[^,。]{0,2}$")
# What is written or decided speaks for nobody: 報告(指出), 會議(強調).
_DOCUMENT = re.compile(
    r"(?:》|(?:报告|通知|意见书?|方案|文件|公报|白皮书|蓝皮书|条例|规定|办法|文章|社论|调查|研究|会议|数据|结果)(?:中|里|还|也|并|又)?)$"
)
_MODAL = re.compile(r",[^,。;:“「]{0,8}(?:会|将|要|须|应|应当|需要|属|是|为|以|已|把)$")
_CALLS = re.compile(
    r",(?:并|还|也)?(?:称|称赞|盛赞|赞|夸|夸赞|形容|认为|评价|直言|坦言|指|直指|强调)(?:其|这|此|他|她|它|对方)?(?:们)?(?:是|为)?$"
)
_URGES = re.compile(
    r"(?:呼吁|促请|敦促|质问|提醒|叮嘱|告诫|勉励|鼓励|寄语|祝愿|奉劝|批评|痛批|狠批|怒批|炮轰|直斥|指责|谴责|控诉|讥讽|嘲讽|讽刺|揶揄|嘲笑|赞扬|赞赏|盛赞|力赞|肯定|形容|称赞|大赞|直指|怒斥|坦承|抱怨|感谢|告诉|回应|反驳)[^,。;:“「]{1,8}$"
)
# 態度保留，認為設備交期「至少還要等十四個月」
_HOLDS = re.compile(r",(?:但|并|仍|也)?(?:认为|估计|预计|相信|担心|坦言|直言)[^,。;:“「]{1,8}$")
# “…嗎？”面對這個問題，…: somebody asks.
_ASKED = re.compile(r"[,，]?(?:面对|对于|被问|听到|问及|针对|当)[^,。]{0,10}(?:问题|提问|追问|疑问|质疑|疑虑|发问)")
_WRITTEN = re.compile(r"写[着道有上]|标语|口号|横幅|牌匾|碑|刻[着有]|歌词|题为|名为|主题|字样|大字")
_CLAIMS = re.compile(r"[确绝不没无必已]")
_STATES = re.compile(r"[可会能要不没已是在有应须必将无让把确绝才就]")
_CALLED = re.compile(r"[^“「。\n]{4,40}。[他她](?:的名字|名)?叫(?:做)?")
# 這是他當時的回答, 這句話…, 說完, 話音剛落: the words before were spoken.
_THESE = re.compile(r"(?:这|那)[一]?(?:句|番|席|些)?话|说[完着罢到起]|话音|一席话|一番话|言语")
_KIN_ACTS = re.compile(rf"(?:(?<=[,;。!?」”\n])|^)(?P<kin>{KIN})(?![的们、和与])(?=[^\W\d_])")
_SPOKEN = re.compile(
    r"[了没最就都才吗呢吧啊嘛别咱我你]|不[是要会能用住起到]|一定|实在|太|至少|起码|只能|只够|还要|必须"
)
_VOICE = re.compile(
    r"(?:传来|响起|传出|听到|听见)(?!的)(?:了|一[个声阵把])*(?:[^,。:的]{1,6}的)?(?:喊|叫|呼救|哭|应答)?声音?:$"
)
_ASKS = r"(?:问道?|答道?|说|道|喊)?"
_KEPT = re.compile(
    r"(?:记得|想起|忘不了|记着|难忘|记住了?)(?:[那这]位|当年|当时)?(?P<who>[^,。;:的“「]{1,12})"
    r"(?:说过|留下|常说)?的(?:那|一|这)?(?:句|番)?(?:话|叮嘱|嘱咐|嘱托|提醒)(?:是)?:$"
)
_PASSIVE = re.compile(r"被(?:人|家人|同学|朋友|邻居|别人)?(?:念叨?|唠叨|骂|笑话?|问|追问|嘲笑|质疑|取笑|反问)[,:]$")
_NETIZEN = re.compile(r"(?P<role>网友|网民|用户|读者|博主|观众|听众)[“「](?P<name>[^”」]{1,12})[”」][^,。:]{0,8}[:,]$")


def _before_colon(view: View, floor: int, a: int, known: Cast, last: Person | None) -> Person | None:
    """Who stands before a colon and a whole sentence in marks, whatever the verb: 她打了個比方：“…。”, 法官：“…。”"""
    s = view.shadow
    head = max(s.rfind(mark, floor, a - 1) for mark in ",;。!?") + 1
    head = max(floor, head)
    while head < a and s[head] in "”」 ":
        head += 1
    kept = _KEPT.search(s, max(floor, a - 60), a)  # 他至今記得那位老人的話：“…。”
    if kept:
        named = parse_person(view, *kept.span("who"), known)
        return named or Person(name=None, role=view.text[slice(*kept.span("who"))], organisation=None)
    opening = max(floor, view.sentence(a)[0])
    told = known.stood_for(s[head : a - 1], floor, head)
    if told is None and not any(m.acts for m in known.between(opening, a)):
        told = known.stood_for(s[opening : a - 1], floor, opening)  # 小伙子跳下車，先遞給父親一根煙：
    told = told or _stands_in_before(view, floor, head, known)
    if told is not None:
        return told
    asks = title_re().match(s, head, a - 1)
    if asks and re.fullmatch(_ASKS, s[asks.end() : a - 1]):  # 法官：“…”, 記者問：“…”
        return Person(name=None, role=view.text[head : asks.end()], organisation=None)
    called = name_at(re.sub(r"(?:问道?|答道?|说|道|喊)$", "", s[head : a - 1]))
    if called and len(called) >= 2 and head + len(called) >= a - 3 and plausible(called):
        return Person(name=view.text[head : head + len(called)], role=None, organisation=None)
    if re.match(r"[他她](?!们)", s[head : a - 1]):
        told = known.meant(floor, a, last, s[head : a - 1])
        return told or Person(name=None, role=None, organisation=None)
    kin = re.match(rf"{KIN}(?![的们、和与及])", s[head : a - 1])
    if kin and not called_at(s[head + kin.end() : a - 1]):  # 父親臨走前只留下一句話：
        return Person(name=None, role=view.text[head : head + kin.end()], organisation=None)
    person = person_near(known, max(floor, a - 50), a)
    if person is not None:
        return person
    if called and len(called) >= 2 and follower(s[head + len(called) : a - 1]):
        return Person(name=view.text[head : head + len(called)], role=None, organisation=None)
    person = who(view, head, a - 1, known)
    if person is not None and person.name:
        return person
    role = title_re().search(s, head, a - 1)
    rare = rare_at(s[role.end() : a - 1]) if role else None
    if rare and role:  # 民警步凡撥通了女孩的電話：
        return parse_person(view, head, role.end() + len(rare), {})
    if role and role.group() in words(_LISTS, "pronouns"):  # 老人笑得合不攏嘴
        told = known.meant(floor, a, last)
        if told is not None:
            return told
    if role is None and view.sentence(a)[0] >= floor:  # 車間主任接過圖紙看了兩眼，搖頭：
        role = title_re().match(s, opening, head)
        role = role if role and follower(s[role.end() : head]) % 9 else None
    if role and not _PROVERB.search(s[head:a]):  # 有記者提問：“…？”, 老人拉著他的手不放：“…。”
        return Person(name=None, role=view.text[role.start() : role.end()], organisation=None)
    return None


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
