"""Finds whom a speaker speaks for where his own sentence does not say: another mention of him, 署方, a bare 局長."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from reportgen.extract.cast import Cast
from reportgen.extract.houses import Houses, meant_house
from reportgen.extract.people import KIN, Person, parse_person
from reportgen.extract.view import View
from reportgen.fold import fold
from reportgen.lexicon import words
from reportgen.records import dataclass

_LISTS = "speech.toml"
_OWN = re.compile(r"(?!副)[^\W\d_]{2,5}[局署处厅]长|(?:管委会|评委会|组委会)主任")
_MENTIONS = 12  # of one name: keeps long texts linear


_BESIDE = re.compile(r"(?:【[^】]*】|(?:一|身|路|车|在)旁的?|身边的?|现场的?|在场的?|来自)+")
_WHERE = re.compile(
    r".*\d公里.*|.{0,4}(?:国内|国外|省内|省外|市内|市外|境外|海外|本地|外地|各地|[里外旁边上下])|[^\u4e00-\u9fff]*"
)
_ADJECTIVE = re.compile(
    r"(?:民营|国有|外资|合资|中小|小微|龙头|本土|参展|参会|国中|国小|小学|中学|高中|大学|幼儿园|银行)$|无党籍"
)
_CRAFT = re.compile(
    r"司机|骑手|志工|义工|技工|女工|队员|学员|[渔农牧]民|果农|师傅|老板|老板娘|工人|姑娘|小伙子|大叔|大姐|户"
)
_EXPERT = re.compile(r"(?:资深|知名|首席)?(?:专家|学者|能手|达人|爱好者|从业者|工作者|研究者)")
_FIRM = re.compile(r"[厂店铺摊馆行坊场园社局院校村镇乡县区市部站所队]$|公司|集团")
_THAT_HOUSE = re.compile(r"[该本][行院校厂店馆社局署处会台][^\W\d_]{2,4}")
_VILLAGE = re.compile(r"[^\W\d_]{2,3}里")
_DEPUTY = re.compile(r"[^\W\d_]{2,8}[省市县区镇乡村]的[^的]*(?:代表|委员)、")
_TIME = re.compile(r"如今|现在|当时|目前|那时|今年|去年|近日|昨日|今日")
_OF_ROLE = re.compile(
    rf"(?:国家|世界|[省市县州])级|首批|第[一二三四五六七八九十\d]+代|[^\W\d_]{{2,6}}(?:专业|年级)|{_TIME.pattern}"
)
_AGE = re.compile(r"(?<=[^\W\d_]{2})\d0后")


def tidy(person: Person) -> Person:
    """The person with what only says where he stands off his organisation, and its last character back in it.

    Such are: 一旁的託育機構; 900公里外(遊客); 經濟(司司長): 經濟司, 司長; 某縣的省人大代表、村(黨支部書記), which
    is all role; 某院90後(醫生).
    """
    house, role = person.organisation, person.role or ""
    if house is None:
        return person
    beside = _BESIDE.match(fold(house))
    house = house[beside.end() :] if beside else house
    house = re.sub(r"^[—–-]+[记記]?", "", house)  # ——記某某公司工程師甲乙, the line under a headline
    shadow = fold(house)
    cut = shadow.replace("的士", "##").rfind("的") + 1  # 的士司机联会 is whole
    if re.match(r"([局司处署厅])\1长", fold(role)):  # 經濟|司司長
        house, role = house + role[0], role[1:]
    elif _ADJECTIVE.match(shadow) or (len(house) <= 3 and _CRAFT.fullmatch(fold(role)) and not _FIRM.search(shadow)):
        house, role = "", house + role  # 民營(企業負責人), 無黨籍市(議員), 打井(師傅)
    elif role.startswith("里") and _VILLAGE.fullmatch(shadow):  # 嵐山里|里長
        pass
    elif _DEPUTY.match(shadow):  # 某縣的省人大代表、村(黨支部書記)
        house, role = house[: shadow.index("的")], house[cut:] + role
    elif _OF_ROLE.fullmatch(shadow):  # 第四代(傳人), 汽修專業(教師), 如今(掌櫃)
        house, role = "", ("" if _TIME.fullmatch(shadow) else house) + role
    elif cut or "、" in shadow or re.fullmatch(r"分管[省市县区]", shadow):
        house, role = "", (house[cut:] if not shadow.startswith("分管") else house[:2]) + role
    elif _THAT_HOUSE.fullmatch(shadow):  # 該局研究(總監)
        house, role = house[:2], house[2:] + role
    elif _WHERE.fullmatch(shadow):
        house = ""
    elif _EXPERT.fullmatch(fold(role)) and len(house) <= 4 and not re.search("[国洲]$", _FIRM.sub("国", shadow)):
        # 育種(專家)
        house, role = "", house + role
    age = _AGE.search(fold(house))
    if age:
        tail = house[age.start() :]
        house, role = house[: age.start()], (tail[:-1] if role.startswith(tail[-1]) else tail) + role
    return replace(person, organisation=house or None, role=role or None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What one place tells of a person: where, and what he is there and for whom."""

    at: int
    role: str | None
    organisation: str | None


class Employers:
    """For whom the people of one article speak, looked up once each."""

    def __init__(self, view: View, cast: Cast) -> None:
        self._view, self._cast = view, cast
        self._houses = Houses(view)
        self._told: dict[str, list[_Told]] = {}

    def complete(self, person: Person, at: int) -> Person:
        """The person, who speaks at an offset, with role and organisation where the article tells them elsewhere."""
        told = self._places(fold(person.name)) if person.name else []
        role = person.role or next((place.role for place in told if place.role), None)
        person = replace(person, role=role)
        if re.fullmatch(KIN, fold(role or "")):
            return person  # 妻子: known by whose kin they are
        house = fold(person.organisation or "")
        if house and house not in words(_LISTS, "house") and not meant_house(house):
            return person
        found = next((place.organisation for place in told if place.organisation), None) if not house else None
        short = fold(role or "")
        if found is None and not house and _OWN.fullmatch(short):
            found = (role or "")[: -2 if short.endswith("主任") else -1]  # 教育處|長, 管委會|主任
        if found is None and (house or short):
            first = next((place.at for place in told if place.role), at)
            found = self._houses.meant(house or short, first if not house else at)
        return person if found is None else replace(person, organisation=found)

    def _places(self, name: str) -> list[_Told]:
        if name not in self._told:
            found = list(self._introductions(name))
            if not any(place.role for place in found):  # 接過學生某某的零件: told in passing
                named = (m for m in self._cast.mentions if fold(m.person.name or "") == name and m.person.role)
                found += [_Told(at=m.start, role=m.person.role, organisation=None) for m in islice(named, 1)]
            self._told[name] = found
        return self._told[name]

    def _introductions(self, name: str) -> Iterator[_Told]:
        """What stands before and behind each place of a name: 走近某某公司創始人甲乙, 甲乙是某醫院的醫生."""
        s, t = self._view.shadow, self._view.text
        for m in islice(re.finditer(re.escape(name), s), _MENTIONS):
            start = max(s.rfind(mark, max(0, m.start() - 40), m.start()) for mark in ",;。:!?—-\n”」、") + 1
            start += s.startswith("记", start) and s[start - 1 : start] in ("—", "-")  # ——记某某公司工程师甲乙
            runs = _RUNS.search(s, max(s.rfind(mark, 0, m.start()) for mark in ",。!?\n") + 1, m.start())
            if runs:
                yield _Told(at=m.start(), role=None, organisation=t[slice(*runs.span("house"))])
            elif start < m.start() - 1:
                other = parse_person(self._view, start, m.end(), {})
                if other is not None and fold(other.name or "") == name and other.role:
                    other = tidy(other)
                    whole = (
                        parse_person(self._view, first, m.end(), {}) if (first := _joined(s, start)) < start else None
                    )
                    if whole is not None and other.organisation is None and fold(whole.name or "") == name:
                        other = tidy(whole)
                    yield _Told(at=m.start(), role=other.role, organisation=other.organisation)
            opened = _OPENED.match(s, m.end())
            if opened:
                yield _Told(at=m.start(), role=None, organisation=t[slice(*opened.span("house"))])
            behind = _IS.match(s, m.end())
            if behind:
                other = parse_person(self._view, behind.start("what"), behind.end("what"), {})
                if other is not None and not other.name and other.role:
                    other = tidy(other)
                    house = other.organisation if len(other.organisation or "") >= 4 else None  # no 小學(教師)
                    yield _Told(at=m.start(), role=other.role, organisation=house)


def _joined(s: str, start: int) -> int:
    """Where the first of two titles of one person begins: 市統計局副局長、新聞發言人某某."""
    if start < 1 or s[start - 1] != "、":
        return start
    before = max(s.rfind(mark, max(0, start - 24), start - 1) for mark in ",;。:!?—\n”」、") + 1
    title = s[before : start - 1]
    return before if title.endswith(words(_LISTS, "titles")) and not title.endswith("等") else start


# 某某是(東湖醫院的醫生)，; 某某，今年58歲，是(侗寨裡的歌師)。
_IS = re.compile(
    r"(?:,?(?:今年|现年)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})岁)?,?(?:是|任|担任|现任|系|时任)(?:一名|一位|该)?(?P<what>[^,。;:!?“”「」\n]{2,24})(?=[,。;])"
)
# (甲乙)與3名同學合開的「某某工作室」
_OPENED = re.compile(
    r"[^,。;:“「]{0,12}(?:合开|合办|开设|开办|创办|创立|经营|打理|主理|开)的(?:[^\W\d_]{0,4})[“「](?P<house>[^”」,。]{2,10})[”」]"
)
# 經營「某某」32年的(甲太), 創辦某某書店的(甲乙)
_RUNS = re.compile(
    r"(?:经营|创办|开设|主理|打理|执掌)(?:着|了)?(?:[“「](?P<house>[^”」,。]{2,10})[”」])[^,。“「]{0,10}的(?:[^\W\d_]{0,6})$"
)
