"""Finds the houses an article names, by kind (firm, school, court, office …), and which one a bare title means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from functools import cache

from reportgen.extract.view import View
from reportgen.lexicon import alternation, words

_LISTS = "houses.toml"
_SPEECH = "speech.toml"
_HEAD = re.compile(r"(?:副|代)?(?P<kind>[局署处厅院校馆所台])长")
_LEVEL = re.compile(r"(?:分管)?(?:副|代)?(?P<level>[市县区镇乡村州])长$")
_PARTY = re.compile(r"(?:^|[^\W\d_])(?P<level>[市县区镇乡州])委(?:副?书记|常委)")
# What no name of a house or place holds: words that are not of it.
_NOT_OF = (
    "的了在是有从就得着把将被为给让使向对到回去来起开办挂盖授予请议其这那个两家多"
    "以及与或等都也还又再已不没各每全指说称今走进聘设补助"
)
# A place's name: two or three characters before its level, behind a place or a word of place, or at a clause's head.
_AT = r"(?:(?<=[省市县区镇乡州盟旗])|(?<=走进|来到|位于|走近)|(?<=[在到从和与往赴是由据抵、,。;:!?“「”」()—\n\s])|^)"
_NO_STEM = (
    r"(?![本我该此同外某几邻周一二三四五六七八九十百千级])(?!记者|现代|美丽|和美)"
    r"(?![^\W\d_]{0,2}(?:[城超上股房门都夜集闹楼债菜花早黑汇]市|[郊地园景片辖社灾山库牧市校厂矿林学院战禁专特军农街]区"
    r"|[古城市集重建]镇|[城故返下水]乡|[农乡驻入扶整渔邻下困]村))"
)


@cache
def _places_re(level: str) -> re.Pattern[str]:
    return re.compile(rf"{_AT}(?P<name>{_NO_STEM}[^\W\d_{_NOT_OF}]{{2,3}}?{level})(?![长场民委里集])", re.M)


_BEFORE = r"(?:(?<=[,。;:!?、“”「」()的—\n 由据从向经被获对和与及同跟是在到营的])|^)"


@cache
def _offices_re(kind: str) -> re.Pattern[str]:
    ends = {
        "行": "银行|分行|支行|农商行",
        "会": "协会|商会|总会|学会|联合会|联会|基金会|工会|公会",
        "社": "合作社|联社|报社|通讯社|出版社",
        "校": "大学|学院|学校|中学|小学|国小|国中|高中|学堂",
        "院": "学院|医学中心|院",
    }.get(kind, kind)
    name = rf"(?P<name>(?!其中|[该本我各全此是])[^\W\d_的了在]{{2,12}}?(?:{ends}))"
    return re.compile(
        rf"(?:(?<=[,。;:!?、“”「」()】\n 由据从向经被获对和与及同跟是])|^){name}(?<![住出入转]院)(?![长方内级际学])",
        re.M,
    )


# What a house is called where its ending does not tell: 某某是…的公司, 某某成立於2015年, 機構「某某」, 經營「某某」.
_TOLD = {
    "firm": rf"{_BEFORE}(?P<told>[^\W\d_{_NOT_OF}]{{2,8}}?)"
    r"(?:是[^,。]{0,16}?(?:公司|企业|工厂|制造商|厂商)(?:之一)?[,。]|(?:成立|创立|创办|创建)于)"
    r"|(?:公司|企业|厂家|品牌商|厂商)[“「](?P<called>[^”」,。]{2,8})[”」]",
    "cooperative": rf"{_BEFORE}(?P<told>[^\W\d_{_NOT_OF}]{{2,8}}?)是[^,。]{{0,16}}?(?:合作社|农场)(?:之一)?[,。]",
    "ngo": r"(?:机构|团体|组织|社团|协会)[“「](?P<told>[^”」,。]{2,12})[”」]",
    "shop": r"(?:经营|开设|创办|打理|主理|店|剧团|戏班|作坊)[“「](?P<told>[^”」,。]{2,8})[”」]",
}


_TWO = r"[^,。]{0,8}[学校院司店局会团]和"
# A house's name is over: punctuation, what it does, a title; not 某縣農業|局, 某某物流|成本.
_ENDED = (
    r"(?=[^\w]|\d|[就的是在和与及等将已去今上有董总副创法首经负办由也还则曾共自现目前差做全位坐因以从对近每签推宣研投招获参率主选承接员老校院庭医教]|一[批台套个家名位条]|$)"
    r"(?!生[产意活]|上市|经济|现[代有]|老[旧年]|校园|有限)"
)


@cache
def _named_re(kind: str) -> re.Pattern[str]:
    """Names of houses of a kind, by their ending or as told to be one."""
    ends = {"firm": alternation(_SPEECH, "firm_ends"), "ngo": "(?!)"}.get(kind) or alternation(_LISTS, f"ends.{kind}")
    # 當地米業公司, 菜市場和學校 are nobody's names.
    nobody = rf"(?!{alternation(_LISTS, 'stems.generic')}{ends})(?!当地|本地|外地|某)(?![^\W\d_]{{2,8}}和{ends})"
    name = rf"(?P<name>{nobody}(?!{_TWO})(?:[^\W\d_{_NOT_OF}]|有(?=限(?:责任)?公司)){{2,10}}?{ends})"
    return re.compile(rf"{_TOLD.get(kind, '(?P<told>(?!))')}|{_BEFORE}{name}{_ENDED}", re.M)


class Houses:
    """The houses of one article, looked up once a kind."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._found: dict[tuple[str, Callable[[str], re.Pattern[str]]], list[tuple[int, int]]] = {}

    def meant(self, word: str, at: int) -> str | None:
        """The house that 署方, 公司 or a bare 局長, 董事長 means at an offset; None when unsure."""
        if meant_house(word):
            return self._last_office(word[0] if word[1] == "方" else word[1], at)
        head = _HEAD.fullmatch(word)
        school = "school" if word.endswith("校长") else ""
        if school and (found := self._near(school, at) or self._only(school)):
            return found
        if head:
            return self._last_office(head["kind"], at)
        place = self._place(word, at)
        if place:
            return place
        if word in words(_SPEECH, "house"):
            return self._near("firm", at, back=1) or self._only("firm")
        if word in ("会长", "理事长") and (found := self._body(at)):
            return found
        for kind in ("station", "court", "school", "hospital", "team", "museum", "shop", "cooperative", "ngo", "firm"):
            if _holds(kind, word):
                found = self._near(kind, at) or (self._only(kind) if kind not in ("shop", "team") else None)
                if found:
                    return found
        return None

    def _last_office(self, kind: str, at: int) -> str | None:
        known = self._spans(kind, _offices_re)
        last = bisect_left(known, (at, at)) - 1
        return self._text(known[last]) if last >= 0 else None

    def _body(self, at: int) -> str | None:
        """The only association named before an offset: that of a bare 會長."""
        names = {self._text(span) for span in self._spans("会", _offices_re) if span[0] < at}
        return names.pop() if len(names) == 1 else None

    def _spans(self, kind: str, pattern: Callable[[str], re.Pattern[str]]) -> list[tuple[int, int]]:
        if (kind, pattern) not in self._found:
            found = pattern(kind).finditer(self._view.shadow)
            self._found[kind, pattern] = [m.span(m.lastgroup or "name") for m in found]
        return self._found[kind, pattern]

    def _text(self, span: tuple[int, int]) -> str:
        return self._view.text[slice(*span)]

    def _near(self, kind: str, at: int, back: int = 0) -> str | None:
        """The one named before an offset in its paragraph, else in the one before it; None where two are."""
        passages = self._view.passages
        index = passages.index(self._view.passage(at))
        for passage in reversed(passages[max(0, index - back) : index + 1]):
            names = {self._text(span) for span in self._spans(kind, _named_re) if passage.start <= span[0] < at}
            if names:
                return names.pop() if len(names) == 1 else None
            at = passage.start
        return None

    def _only(self, kind: str) -> str | None:
        """The only one of the article, or one named far more often than any other."""
        names = {self._text(span) for span in self._spans(kind, _named_re)}
        return _chief(Counter({name: self._view.text.count(name) for name in names}))

    def _place(self, word: str, at: int) -> str | None:
        """The city of 市長, the village of 村支書: the one of its level that the article names most."""
        level = _LEVEL.search(word) or _PARTY.search(word)
        kind = level["level"] if level else "村" if word in words(_LISTS, "roles.villager") else ""
        if not kind:
            return None
        known = self._spans(kind, _places_re)
        passage = self._view.passage(at)
        here = {self._text(span) for span in known if passage.start <= span[0] < at}
        return here.pop() if len(here) == 1 else _chief(Counter(self._text(span) for span in known))


def meant_house(word: str) -> bool:
    """True for 署方, 該行, 本會: the house of that kind named last is meant."""
    return len(word) == 2 and (word[1] == "方" or (word[0] in "该本" and word[1] in "行院校厂店馆社局署处会台"))


def _holds(kind: str, word: str) -> bool:
    """True when a title is held in houses of a kind: 兼職的 主席兼行政總裁 as well."""
    titles = words(_LISTS, f"roles.{kind}")
    return (word.startswith(titles) or word.endswith(titles)) and not re.fullmatch(r".*[大中小]学生", word)


def _chief(found: Counter[str]) -> str | None:
    """What is named most, where nothing else is named half as often."""
    if not found:
        return None
    (first, most), *rest = found.most_common(2)
    return first if not rest or most >= 2 * rest[0][1] else None
