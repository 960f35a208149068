"""Finds persons: where a name begins and ends, the title before or after it, the office the person speaks for."""

from __future__ import annotations

import re

from reportgen.extract.names import (
    ANY_TITLE,
    called_at,
    follower,
    name_at,
    nick_at,
    plausible,
    rare_at,
    sounds,
    stops_in_names,
    styled_parts,
    surnames,
    title_re,
)
from reportgen.extract.view import View
from reportgen.lexicon import words
from reportgen.records import dataclass

_LISTS = "speech.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Name, role and organisation as written; each None where the article does not say."""

    name: str | None
    role: str | None
    organisation: str | None

    def label(self) -> str | None:
        return self.name or self.role or self.organisation


def remember(known: dict[str, Person], person: Person) -> None:
    if person.name and (person.role or person.organisation or person.name not in known):
        known[person.name] = person


_TO = re.compile(
    r"(?:[给向跟对为帮替陪冲朝和与同找问请见]|看见|看到|见到|望见|听见|听到|遇见|遇到|碰见|碰到|想起|提起|提到|说起|谈起|问起|等到|[拉领带扶握指看搂陪接拦望递牵][着过住给到起向]|递给|叫来|告诉)(?:[几一][位名个])?$"
)


def addressed(lead: str) -> bool:
    """True where the person that follows is not who acts: 給(記者)倒茶, 拉著(記者)的手."""
    return _TO.search(lead) is not None


def apposed(view: View, start: int, end: int) -> Person | None:
    """The person whose name opens a sentence, with what he is between commas: 李慕白，縣農技站站長，…"""
    s, t = view.shadow, view.text
    m = re.match(r"([^\W\d_]{2,5}),([^,。:“「]{2,24}),", s[start:end])
    if m is None or name_at(m[1]) != m[1] or not title_re().search(m[2]):
        return None
    later = parse_person(view, start + m.start(2), start + m.end(2), {})
    return Person(
        name=t[start : start + len(m[1])],
        role=later.role if later else None,
        organisation=later.organisation if later else None,
    )


# 其太太, 她的女兒, 母親: known by whose kin they are.
KIN = (
    r"太太|妻子|丈夫|母亲|父亲|女儿|儿子|弟弟|哥哥|姐姐|妹妹|家人|家属|男友|女友|老伴|爱人|老婆|老公|妈妈|爸爸|奶奶|爷爷|外婆|外公"
    r"|孙女|孙子|儿媳|媳妇|女婿|侄子|侄女|舅舅|叔叔|伯父|徒弟|同事|同学|邻居|室友|搭档|助手|秘书|律师"
)
_KIN_OF = re.compile(rf"(?:其|他的?|她的?|死者|伤者|患者)(?P<kin>{KIN})")


def kin_of(phrase: str) -> re.Match[str] | None:
    """Whose kin opens a phrase: 其太太."""
    return _KIN_OF.match(phrase)


def _styled(phrase: str) -> tuple[int, int] | None:
    """Where a person known by the surname alone stands: 林姓媽媽, 陳姓業者."""
    at = phrase.find("姓")
    if at < 1:
        return None
    kin = next((word for word in words("people.toml", "called") if phrase.startswith(word, at + 1)), None)
    size = next((n for n in (2, 1) if n <= at and phrase[at - n : at] in surnames()), 0)
    return (at - size, at + 1 + len(kin)) if kin and size else None


_NAME_TAIL = re.compile(
    r"(?:等|自豪|高兴|激动|兴奋|感慨|由衷|坦率|笑|今|昨|在|对|也|还|日前|近日|现场|一边|则|向|\(|如).*$"
)


def parse_person(view: View, start: int, end: int, known: dict[str, Person]) -> Person | None:
    """Name, role and organisation from 市統計局總經濟師某某; None when no person or office is named."""
    s, t = view.shadow, view.text
    while start < end and s[start] in " ,、:对另据":
        start += 1
    phrase = s[start:end].rstrip()
    if phrase.endswith("地") and len(phrase) >= 5:  # 某某某氣喘吁吁地(說)
        for size in (4, 2, 3):
            shorter = phrase[: -size - 1]
            if len(shorter) >= 2 and name_at(shorter[-4:] if len(shorter) > 4 else shorter) is not None:
                phrase = shorter
                break
    where = _WHERE.search(phrase)  # 局長某某(在社交平台)發文
    if where and where.start() >= 2 and not phrase.endswith(("地", "局", "委", "中心")):
        phrase = phrase[: where.start()]
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
        not styled_parts(phrase)
        and re.search(
            r"(?:[^\W\d_]{2}(?:局|厅|署|委)|人民政府|部门|方面|媒体|公司|集团|官方|平台|委员会|管理局|办公室|指挥部|分局|总局)$",
            phrase,
        )
        and len(phrase) <= 24
    ):
        return Person(name=None, role=None, organisation=t[start : start + len(phrase)])
    kin = kin_of(phrase)
    if kin and "、" not in phrase and follower(phrase[kin.end() :]) and not called_at(phrase[kin.end() :]):
        return Person(name=None, role=t[start + kin.start("kin") : start + kin.end("kin")], organisation=None)
    styled = _styled(phrase)
    if styled:  # 帶著孩子的林姓媽媽
        return Person(name=t[start + styled[0] : start + styled[1]], role=None, organisation=None)
    nick = nick_at(phrase)
    if nick and len(nick) >= 2 and _goes_on(phrase[len(nick) :]) and not name_at(phrase):
        return known.get(nick) or Person(name=t[start : start + len(nick)], role=None, organisation=None)
    if styled_parts(phrase):  # 洪主委: no committee
        return known.get(phrase) or Person(name=t[start : start + len(phrase)], role=None, organisation=None)
    if len(phrase) <= 4 and name_at(phrase) == phrase:
        return known.get(phrase) or Person(name=t[start : start + len(phrase)], role=None, organisation=None)
    tail = re.search(r"的([^\W\d_]{2,4})$", phrase)
    if tail and called_at(tail[1]) == tail[1] and not title_re().match(tail[1]):
        at = start + tail.start(1)
        return known.get(tail[1]) or Person(name=t[at : at + len(tail[1])], role=None, organisation=None)
    polite = _POLITE.search(phrase)  # 歌師吳奶奶唱完
    if polite and polite.start() >= 2 and polite[1] not in "的位名个些年老好小男女我你他她们两几多各等这那邻该任导班":
        for size in (4, 3):  # 彭林阿蘭女士, 某某某先生: the full name stands before the respectful word
            at = polite.start() + 1 - size
            whole = phrase[max(0, at) : polite.start() + 1]
            respectful = polite[2] in ("女士", "先生", "小姐") and at >= 0 and _bounded_left(phrase[:at])
            if respectful and _full_name(whole) and not title_re().search(whole):
                x, y = start + at, start + polite.start() + 1
                return known.get(whole) or Person(name=t[x:y], role=None, organisation=None)
        numbered = polite[1] in "二三四五六七八九" and phrase[polite.start() - 1] in surnames()  # 景三嬸
        double = numbered or phrase[polite.start() - 1 : polite.start() + 1] in surnames()
        a, b = start + polite.start() - (double or s[start + polite.start() - 1] in "阿老小"), start + polite.end()
        titles = [m for m in title_re().finditer(s, start, a) if m.end() == a]
        if titles:  # 自駕來的遊客戈先生
            office = _tidy(_bare(t[start : titles[-1].start()]) or None)
            if titles[-1].start() > start and s[titles[-1].start() - 1] == "的":
                office = None
            office = _office(office, s[titles[-1].start() : a])
            return known.get(s[a:b]) or Person(name=t[a:b], role=t[titles[-1].start() : a], organisation=office)
        role = None if s[a - 1] == "的" else _tidy(t[start:a])  # 坐船的田嫂
        return known.get(s[a:b]) or Person(name=t[a:b], role=role, organisation=None)
    best = None
    for pattern in (title_re(), ANY_TITLE):
        for m in pattern.finditer(phrase):
            rest = phrase[m.end() :]
            if addressed(phrase[: m.start()]):
                continue
            ranked = _RANKED.match(rest)  # 研究員（教授）某某某
            rest = rest[ranked.end() :] if ranked else rest
            name = called_at(rest) or (rare_at(rest) if pattern is not ANY_TITLE else None)
            if name and pattern is ANY_TITLE and not plausible(name):
                continue  # 述民|間調查
            if name and re.match(rf"的(?:{KIN})", rest[len(name) :]):
                continue  # 傳承人某某的母親
            married = len(rest) == 4 and rest[0] in surnames() and rest[1] in surnames()  # 葉劉慧嫻
            if name and 4 <= len(rest) <= 6 and (set(rest[len(name) :]) <= sounds() or married):
                name = rest  # 書記巴圖娜仁: all that stands between the title and the verb
            if name or not rest or _NAME_TAIL.fullmatch(rest) or follower(rest) >= 2 or rest[0] in "边则却":
                best = (m, name)
                if name:
                    break
            rare = _RARE.match(rest)  # 縣長公戶良平在會上
            if rare and not name and best is None and not set(rare[1]) & _nameless() and follower(rest) < 1:
                best = (m, rare[1])
            if rest.startswith("们"):  # 乘客們紛紛
                best = best or (m, None)
            # A name with a rare surname: two to four characters alone after the title.
            if (
                re.fullmatch(r"[^\W\d_]{2,4}", rest)
                and follower(rest) < 2
                and not set(rest) & _nameless()
                and best is None
                and (pattern is not ANY_TITLE or plausible(rest))
            ):
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
                if len(called) == size and name_at(called) == called and _bounded_left(left[:-size]):
                    at = start + m.start() - size
                    return Person(
                        name=t[at : at + size], role=t[start + m.start() : start + m.end()],
                        organisation=_tidy(_bare(t[start:at]) or None) if size < len(left) else None,
                    )  # fmt: skip
        organisation = _bare(t[start : start + m.start()]) or None
        if organisation and phrase[: m.start()].endswith("的") and not _HOUSE_ENDS.search(phrase[: m.start() - 1]):
            organisation = None  # 帶著孫子來拍照的(退休幹部)
        if organisation and len(organisation) < 2:
            organisation = None
        role = t[start + m.start() : start + m.end()]
        if re.fullmatch(KIN, m.group()):
            organisation = None
        if name:
            offset = start + m.end() + (ranked.end() if (ranked := _RANKED.match(phrase[m.end() :])) else 0)
            offset += len(phrase[offset - start :]) - len(phrase[offset - start :].lstrip())
            return Person(
                name=t[offset : offset + len(name)], role=role, organisation=_office(_tidy(organisation), role)
            )
        if organisation or len(role) >= 2:
            return Person(name=None, role=role, organisation=_office(_tidy(organisation), role))
        return None
    cut = re.match(r".{1,24}的(?=[^\W\d_]{2})", phrase)
    if cut and "的" not in phrase[cut.end() :]:
        tail_name = name_at(phrase[cut.end() :])
        if tail_name:
            at = start + cut.end()
            return known.get(t[at : at + len(tail_name)]) or Person(
                name=t[at : at + len(tail_name)], role=None, organisation=None
            )
    foreign = _FROM.search(phrase)  # 來自肯尼亞的奧馬爾(連連稱讚)
    if foreign and "的" not in foreign[1] and foreign[1][0] not in "他她我你一二两三四五六七八九十几多":
        size = next((n for n in (3, 2, 4) if len(foreign[1]) >= n and follower(foreign[1][n:]) >= 2), 0)
        if size:
            at = start + foreign.start(1)
            return Person(name=t[at : at + size], role=None, organisation=None)
    name = name_at(phrase)
    if name and (
        len(name) >= len(phrase) - 3 or phrase[len(name)] in stops_in_names() or _goes_on(phrase[len(name) :])
    ):
        return known.get(t[start : start + len(name)]) or Person(
            name=t[start : start + len(name)], role=None, organisation=None
        )
    # The name at the end of a longer phrase: 某某公司某某某.
    for size in (3, 2, 4):
        last = phrase[-size:]
        if (
            len(phrase) > size + 2
            and name_at(last) == last
            and re.search(r"(?:公司|集团|局|委|院|校|社|村|企业|中心|协会|厂|店|部|镇|县|区|市|户|的)$", phrase[:-size])
        ):
            offset = start + len(phrase) - size
            return Person(name=t[offset : offset + size], role=None, organisation=_tidy(t[start:offset]))
    # What somebody is, in a word that no list holds, and the name: 23歲的退役軍人某某.
    described = _DESCRIBED.search(phrase)
    if described and name_at(described[2]) == described[2] and plausible(described[2]):
        a, b = start + described.start(1), start + described.start(2)
        return Person(name=t[b:end], role=t[a:b], organisation=None)
    if re.search(r"(?:局|委|部|厅|院|公司|中心|会|府|署|处|办|集团)$", phrase) and len(phrase) <= 20:
        return Person(name=None, role=None, organisation=t[start : start + len(phrase)])
    return None


_RANKED = re.compile(r"\([^()]{1,10}\)(?=[^\W\d_]{2})")
_FROM = re.compile(r"来自[^,。的]{2,10}的([^\W\d_]{2,16})$")
_WHERE = re.compile(
    r"(?:日前|近日|今日|昨日|昨天|今天)?(?:在|于|通过|透过)[^,。的]{1,14}(?:平台|网站|微博|微信|公众号|脸书|网志|朋友圈|账号|节目|[会坛式场][上后中间]|现场|[中时上后])$"
    r"|(?:就[^,]{2,12})?(?:回覆|回复|回应|答复|接受)[^,。]{0,8}(?:查询|提问|询问|采访|访问)时?$"
)
_POLITE = re.compile(
    r"([^\W\d_])(奶奶|爷爷|大爷|大妈|大叔|大娘|阿姨|阿婆|阿公|师傅|老汉|大姐|大哥|伯伯|先生|女士|小姐|老师|太太|伯|婶|嫂)(?=[^,。]{0,6}$)"
)
_RARE = re.compile(
    r"([^\W\d_们等]{2,4}?)(?=在|对|向|则|也|还|用|笑|竖|坦|告诉|今日|今天|昨|日前|近日|随后|表|接受|一边|于)"
)
_DESCRIBED = re.compile(
    r"(?:^|[的、,])([^\W\d_的]{1,8}[人员长师生工者士手家户民商官兵匠主任友客事理监管农嫂哥姐爷婆夫将星童])([^\W\d_]{2,4})$"
)


def _nameless() -> frozenset[str]:
    """Characters that no name of an unknown surname holds: 父親(常對她)說."""
    return stops_in_names() | frozenset("他她我你它们了着过得很太常总前后里上下中这那队让")


def _goes_on(rest: str) -> bool:
    """True when what follows a name tells what the person does: 總結行程時, 拉著…的手, 一邊…."""
    return not rest or follower(rest) >= 2 or re.match(r"[^\W\d_]{1,2}着", rest) is not None


def _full_name(word: str) -> bool:
    """True for a surname with two characters, or two surnames (a married woman's, a compound one) with one or two."""
    double = word[:2] in surnames() or (word[0] in surnames() and word[1] in surnames())
    return (len(word) == 3 and word[0] in surnames()) or (len(word) == 4 and double)


def _bounded_left(lead: str) -> bool:
    """True when a name may begin after these words: nothing, 的, a title or an office."""
    return (
        not lead
        or lead.endswith(("的", "、", " "))
        or bool(re.search(r"(?:[局署处部院校会所社厂店医学司队团组心]|主任|[长员师]|公司|集团)$", lead))
    )


_HOUSE_ENDS = re.compile(
    r"(?:国[小中]|[小中高]学|高中|幼儿园|局|处|署|司|厅|院|所|站|馆|校|协会|学会|商会|委员会|工会|基金会|联合会|理事会|部|科|社|园|庭|行|场|厂|公司|集团|中心|委|办|府|学|店|队|大学|医院|[省市县区镇乡村里])$"
)
_OFFICE = re.compile(r"^(?:副|代)?([局处署司厅院所站馆校会部科社园庭行场厂县市镇乡村区里省])长$")


def _office(organisation: str | None, role: str) -> str | None:
    """農業 before 局長 is 農業局: what Taiwan's papers write as one word."""
    from reportgen.fold import fold

    if organisation is None:
        return None
    m = _OFFICE.match(fold(role))
    folded = fold(organisation)
    if m and not _HOUSE_ENDS.search(folded):
        return organisation + role[-2]
    return organisation


_AGE_OF = r"(?:(?:今年|现年|年仅|年近|已)?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})(?:多|余)?岁)"


# 種了三十年文旦, 在旁, 退伍: told of the person, not a house.
_NO_HOUSE = re.compile(
    r"了|^(?:被|把|将|由|已|[一几多两][名位]|在场|带着|在旁|一旁|旁边|身旁|身边|同行|随行|陪同|退伍|退役|返乡|下岗|失业|留守|独居|单亲|年轻|热心|资深|知名|著名|当时|正在|刚刚|负责)"
    r"|(?:[过着完]|得主|之一|后裔|成员)$|^(?:[小初高中大][一二三四五六]|[一二三四五六]年级)$"
)


# 某某碼頭的對講機裡傳來(調度員某某的聲音)
_HEARD = re.compile(r"(?:(?P<house>[^的,]{2,16})的)?[^的,]{0,6}(?:传来|响起|传出)了?$")


def _bare(words_: str) -> str:
    """Words without marks and 的 at their ends; 的士 is a word."""
    return _BARE.sub("", words_)


_PARTS = re.compile("的(?!士)")
_BARE = re.compile(r"^(?:[ ，,、]|的(?!士))+|[ ，,、的]+$")


def _tidy(organisation: str | None) -> str | None:
    """The organisation without what introduces it (來自, 據, 正在…的)."""
    if organisation is None:
        return None
    from reportgen.fold import fold

    folded = fold(organisation)
    heard = _HEARD.match(folded)
    if heard:
        return organisation[slice(*heard.span("house"))] if heard["house"] else None
    m = re.match(
        r"(?:来自|这是|那是|据|对于?|作为|负责[^的]{1,12}的|正在[^的]*的|刚刚[^的]*的|[坐站][^的]{1,8}的|在场的|会上,?"
        rf"|{_AGE_OF}[的、,]?)+",
        folded,
    )
    if m:
        organisation = organisation[m.end() :]
    if re.match(
        r"(?:(?:有|另|另有)一?[位名个]|曾经|排在|候车|路过|刚|正|前来|获救|受灾|转移|被困|受访|参会|与会|参展|前往|带队|来此|特意|专程|首次|第一|家住|住在)|(?:外国|当地|现场|本地|外地|附近|周边|一名|一位|多名|多位|这名|这位|有|不少|很多)+$|.*(?:籍|的是|[回出下][来去])$",
        fold(organisation),
    ):
        return None
    m = re.match(
        r".*?(?:专访了?|采访到?了?|走访了?|对话|连线|见到了?|遇到了?|访问了?|邀请到?了?|走[近进])(?=[^\W\d_]{2})",
        folded,
    )
    if m:
        organisation = organisation[m.end() :]
    m = re.search(rf"(?:{_AGE_OF}的?|[“「]?\d0后[”」]?)$", fold(organisation))
    if m:
        organisation = organisation[: m.start()]
    organisation = _bare(organisation)
    posted = re.search(r"(?<=[^\W\d_]{3})驻[^\W\d_村]{1,5}$", fold(organisation))  # 某某署駐當地(代表)
    organisation = organisation[: posted.start()] if posted else organisation
    parts = organisation.split("、")
    if len(parts) > 1 and "的" in fold(organisation):
        return organisation  # 某縣的省人大代表、村(黨支部書記): `employers.tidy` takes it for what it is, a role
    if len(parts) > 1 and re.search(r"(?:得主|之一|后裔|成员|队员|会员|委员|代表)$", fold(parts[0])):
        organisation = parts[-1] if len(parts[-1]) > 1 else parts[0]  # 專家組成員、省農科院
    # 電話那頭的某企業, 臨汝縣的代表: the house stands behind the description or is it.
    cut = max((m.start() for m in _PARTS.finditer(organisation)), default=-1)
    if cut >= 0:
        before, behind = organisation[:cut], organisation[cut + 1 :]
        alone = _HOUSE_ENDS.search(fold(before)) and not _HOUSE_ENDS.search(fold(behind))
        organisation = before if alone else behind
    return None if len(organisation) < 2 or _NO_HOUSE.search(fold(organisation)) else organisation
