"""Finds whom a speaker speaks for where his own sentence does not say: another mention of him, 署方, a bare 局長."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from reportgen.extract.people import Person, parse_person
from reportgen.extract.view import View
from reportgen.fold import fold
from reportgen.lexicon import alternation, words

_LISTS = "speech.toml"
_HEAD = re.compile(r"(?:副|代)?(?P<kind>[局署处厅院校馆所台])长")
_OWN = re.compile(r"(?!副)[^\W\d_]{2,5}[局署处厅]长")
_MENTIONS = 12  # of one name: keeps long texts linear


_BESIDE = re.compile(r"(?:【[^】]*】|(?:一|身|路|车|在)旁的?|身边的?|现场的?|在场的?|来自)+")
_WHERE = re.compile(
    r".*\d公里.*|.{0,4}(?:国内|国外|省内|省外|市内|市外|境外|海外|本地|外地|各地|[里外旁边上下])|[^\u4e00-\u9fff]*"
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
    cut = shadow.rfind("的") + 1
    if re.match(r"([局司处署厅])\1长", fold(role)):  # 經濟|司司長
        house, role = house + role[0], role[1:]
    elif cut or "、" in shadow or re.fullmatch(r"分管[省市县区]", shadow):
        house, role = "", (house[cut:] if not shadow.startswith("分管") else house[:2]) + role
    elif _WHERE.fullmatch(shadow):
        house = ""
    age = _AGE.search(fold(house))
    if age:
        tail = house[age.start() :]
        house, role = house[: age.start()], (tail[:-1] if role.startswith(tail[-1]) else tail) + role
    return replace(person, organisation=house or None, role=role or None)


class Employers:
    """The organisations that one article names, looked up once each."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._mentioned: dict[str, str | None] = {}
        self._offices: dict[str, list[tuple[int, int]]] = {}
        self._firm: list[str | None] = []

    def complete(self, person: Person, at: int) -> Person:
        """The person, who speaks at an offset, with his organisation; unchanged when none is named for sure."""
        told = fold(person.organisation or "")
        if told and told not in words(_LISTS, "house") and not _meant_house(told):
            return person
        role, found = person.role or "", None
        if person.name and not told:
            found = self._told_elsewhere(fold(person.name))
        if found is None and not told and _OWN.fullmatch(fold(role)):
            found = role[:-1]  # 教育處長
        found = found or self._house(told or fold(role), at)
        return person if found is None else replace(person, organisation=found)

    def _told_elsewhere(self, name: str) -> str | None:
        """What another place calls him: 走近某某公司創始人甲乙."""
        if name not in self._mentioned:
            self._mentioned[name] = next(self._mentions(name), None)
        return self._mentioned[name]

    def _mentions(self, name: str) -> Iterator[str]:
        s = self._view.shadow
        for m in islice(re.finditer(re.escape(name), s), _MENTIONS):
            start = max(s.rfind(mark, max(0, m.start() - 30), m.start()) for mark in ",;。:!?—-\n”」") + 1
            start += s.startswith("记", start) and s[start - 1 : start] in ("—", "-")  # ——记某某公司工程师甲乙
            if start < m.start() - 3:
                other = parse_person(self._view, start, m.end(), {})
                if other is not None and fold(other.name or "") == name and other.role and other.organisation:
                    yield other.organisation

    def _house(self, word: str, at: int) -> str | None:
        """The office or firm that 署方, 公司 or a bare 局長, 董事長 means: the last one named, or the only firm."""
        head = _HEAD.fullmatch(word)
        kind = head["kind"] if head else ""
        if _meant_house(word):
            kind = word[0] if word[1] == "方" else word[1]
        if kind:
            if kind not in self._offices:
                self._offices[kind] = [m.span("name") for m in _offices(kind).finditer(self._view.shadow)]
            known = self._offices[kind]
            last = bisect_left(known, (at, at)) - 1
            return self._view.text[slice(*known[last])] if last >= 0 else None
        if word not in words(_LISTS, "house") and not word.startswith(words(_LISTS, "house_titles")):
            return None
        if not self._firm:
            firms = {m["name"]: m.span("name") for m in _firm_re().finditer(self._view.shadow)}
            only = next(iter(firms.values())) if len(firms) == 1 else None
            self._firm.append(self._view.text[slice(*only)] if only else None)
        return self._firm[0]


def _meant_house(word: str) -> bool:
    """True for 署方, 該行, 本會: the house of that kind named last is meant."""
    return len(word) == 2 and (word[1] == "方" or (word[0] in "该本" and word[1] in "行院校厂店馆社局署处会台"))


_BEFORE = r"(?:(?<=[,。;:!?、“”「」()\n ])|^|(?<=[由据从向经被获对和与及同跟是]))"


@cache
def _offices(kind: str) -> re.Pattern[str]:
    ends = {
        "行": "银行|分行|支行|农商行",
        "会": "协会|商会|总会|学会|联合会|联会|基金会|工会|公会",
        "社": "合作社|联社|报社|通讯社|出版社",
        "校": "大学|学院|学校|中学|小学|国小|国中|高中|学堂",
        "院": "学院|医学中心|院",
    }.get(kind, kind)
    name = rf"(?P<name>(?!其中|[该本我各全此是])[^\W\d_的了在]{{2,12}}?(?:{ends}))"
    return re.compile(rf"{_BEFORE}{name}(?<![住出入转]院)(?![长方内级际学])", re.M)


@cache
def _firm_re() -> re.Pattern[str]:
    name = rf"(?P<name>(?![该本我各全此一两多家])[^\W\d_的了在是有]{{2,8}}?{alternation(_LISTS, 'firm_ends')})"
    return re.compile(rf"{_BEFORE}{name}(?![业园产技人企馆])", re.M)
