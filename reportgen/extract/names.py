"""Tells personal names and titles from other words: where a name begins and ends, what may follow it."""

from __future__ import annotations

import re
from functools import cache

from reportgen.lexicon import words

_LISTS = "speech.toml"


@cache
def title_re() -> re.Pattern[str]:
    titles = [word for word in words(_LISTS, "titles") if len(word) > 1]
    merged = "|".join(re.escape(word) for word in titles)
    ahead = (
        "(?:(?:安全|质量|品质|设备|信息|法务|战略|物流|采购|仓储)(?!董事长|总裁|创始人)|党组|党委|总支|支部|物业|工程|研发|财务|客户|营销|行销|公关|教学|护理|常务|执行|首席|高级|资深|主要"
        "|相关|有关|现任|原|前|(?<![一二三四五六七八九十几两每当历])代|副|总|女|男|老|退休|退役|青年|业务|技术|运营|生产|销售|市场|人事|行政|品牌|项目|区域|片区|驻村)*"
    )
    return re.compile(rf"(?![兼、暨])(?:[兼、暨]?{ahead}(?:{merged}))+")


ANY_TITLE = re.compile(
    r"(?:[守护放养看赶撑造采拾种制补修][^\W\d_]人|(?:[返回归]乡|归国|留学|待业)?[^\W\d_的]{1,2}(?:长|员|师|者|户|民|商|工|匠|农|主(?![要动任打办持张题席])|家(?![长园庭住里人乡电])|手(?![机里上段续法指势心臂边头脚])))(?=[^\W\d_])"
)


@cache
def stops_in_names() -> frozenset[str]:
    return frozenset(words(_LISTS, "not_in_name"))


@cache
def surnames() -> frozenset[str]:
    return frozenset(words("people.toml", "surnames"))


@cache
def _followers() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Words that follow a name by their first character, longest first; and the characters that are no word alone.

    強 ends names as often as it opens 強調: what opens a verb of saying counts only with the whole verb.
    """
    sayings = words(_LISTS, "verbs")
    opens = {word[0] for word in sayings if len(word) > 1} - {word for word in sayings if len(word) == 1}
    listed = {*words(_LISTS, "after_name"), *words("context.toml", "verbs.action"), *sayings}
    found: dict[str, list[str]] = {}
    for word in sorted(listed, key=lambda word: -len(word)):
        if len(word) > 1 or (word in words(_LISTS, "after_name") and word not in opens) or word in sayings:
            found.setdefault(word[0], []).append(word)
    return {first: tuple(group) for first, group in found.items()}, frozenset(opens)


def follower(rest: str) -> int:
    """Length of the word that follows a name at the start of `rest`; 9 when nothing follows, 0 when unknown."""
    if not rest:
        return 9
    found = next((len(word) for word in _followers()[0].get(rest[0], ()) if rest.startswith(word)), 0)
    if not found and rest[1:2] == "了" and rest[2:3] in (rest[0], "一", "个", "把", "口", "下", "几"):
        found = 3  # 搓了搓手, 嘆了口氣
    if not found and rest[1:2] == "着":
        found = 2  # 抓著, 守著
    doubled = follower(rest[1:]) if rest[:1] == rest[1:2] and rest[0] not in _given() else 0  # 搖搖頭, no 自強|強調
    return max(found, doubled + 1 if doubled else 0)


# 裴守正|又, 霍思為|在會上: 正 and 為 are of the name, unlike 裴守|正在
_RIGHT = re.compile("正[又也还坦]|为[在也则又还]")


def _stopped(phrase: str, size: int) -> bool:
    """True when the last character of a name of that size belongs to the words after it."""
    last = phrase[size - 1]
    if last not in stops_in_names() or len(phrase) == size:
        return False
    if _RIGHT.match(phrase, size - 1):
        return False
    if last in "为一和直" and follower(phrase[size:]) in (2, 3, 4):
        return False  # 池大為|掰著手指
    if last not in _followers()[1]:
        return True
    return any(len(word) > 1 and phrase.startswith(word, size - 1) for word in _followers()[0].get(last, ()))


def _all_han(phrase: str, size: int) -> bool:
    return len(phrase) >= size and re.fullmatch(r"[^\W\d_]+", phrase[:size]) is not None


@cache
def sounds() -> frozenset[str]:
    """Characters that write the sounds of other peoples' names: what goes on after three is made of them."""
    return frozenset("".join(words("people.toml", "sounds")))


@cache
def _given() -> frozenset[str]:
    return frozenset("".join(words("people.toml", "given")))


@cache
def _abroad() -> frozenset[str]:
    return frozenset("".join(words("people.toml", "abroad"))) | sounds()


def plausible(name: str) -> bool:
    """True when a name looks like one by itself: 薛梅, 陳太, not 和兩位, 申報經, 間調查."""
    if len(name) < 2 or "·" in name:
        return True
    family = 2 if name[:2] in surnames() and len(name) > 2 else 1
    given = name[family:]
    if len(given) == 2 and given[0] in "小大一七不有阿老":  # 張小龍, 劉一鳴
        given = given[1]
        if given in "一二三四五六七八九十" and name[family] in "小大阿老":  # 吳老六
            return True
    if len(given) == 2 and given[0] == given[1] and given not in words(_LISTS, "not_in_name"):  # 尹朵朵
        return True
    if set(given) <= _given() or set(name) <= sounds():
        return True
    return name.endswith(words("people.toml", "styles")) or nick_at(name) == name


@cache
def _nick_re() -> re.Pattern[str]:
    # 大哥, 二嬸, 小妹 and the like are no names, nor 空姐, 帥哥.
    kin = "|".join(words("people.toml", "kin"))
    return re.compile(
        rf"阿[^\W\d_]{{1,2}}?(?:{kin}|[师仔嬷公妈爸爹娘妹弟])|(?:[老小][^\W\d_]{{1,2}}?|(?![大二三四五六七八九小老表堂亲空帅家外这那我你他她的])[^\W\d_]{{1,2}}?)(?:{kin})"
    )


def nick_at(phrase: str) -> str | None:
    """What a neighbour is called at the start of a folded phrase: 阿芬嬸, 強哥, 老藍, 阿強; None where words go on."""
    m = _nick_re().match(phrase)
    if m is None and phrase[:1] not in tuple("阿老小"):
        return None
    if phrase.startswith((*words(_LISTS, "not_names"), *words(_LISTS, "titles"))):
        return None
    if m and (phrase[0] == "阿" or follower(phrase[m.end() :])):
        return m.group()
    short = phrase[:1] in tuple("阿老小") and _all_han(phrase, 2)
    return phrase[:2] if short and (phrase[1] in surnames() or (phrase[0] == "阿" and follower(phrase[2:]))) else None


_OLD = re.compile(r"[老小](?P<family>[^\W\d_])")


@cache
def _styles() -> frozenset[str]:
    return frozenset(words(_LISTS, "titles")) | frozenset(words("people.toml", "styles"))


def styled_parts(name: str) -> tuple[str, str] | None:
    """Surname and title of a folded 鈕局長, 歐陽醫生; the title is empty for 老谷; None for other names."""
    old = _OLD.fullmatch(name)
    if old:
        return (old["family"], "") if old["family"] in surnames() else None
    if name in _styles():
        return None
    return next(
        ((name[:n], name[n:]) for n in (2, 1) if name[:n] in surnames() and name[n:] in _styles() - {"人"}), None
    )


def called_at(phrase: str) -> str | None:
    """A name where somebody must be named, behind a title or a description: a personal name, else a nickname."""
    phrase = phrase.lstrip()
    nick = None if _FOREIGN.match(phrase) else nick_at(phrase)
    if nick and (phrase[:1] in tuple("阿老小") or phrase[:1] not in surnames()):
        return nick
    return name_at(phrase) or nick or _sounding(phrase)


def rare_at(phrase: str) -> str | None:
    """A name of a surname that no list holds, behind a title: given names and what follows tell it: 步凡|撥通了."""
    if follower(phrase) >= 2 or phrase.startswith(words(_LISTS, "not_names")):
        return None
    for size in (3, 2):
        given = phrase[1:size]
        fits = _all_han(phrase, size) and phrase[0] not in stops_in_names() and set(given) <= _given()
        if fits and (follower(phrase[size:]) in (2, 3, 4) or _DID.match(phrase, size)):
            return phrase[:size]
    return None


_DID = re.compile(r"[^\W\d_]{1,2}[了着起出下]")


def _sounding(phrase: str) -> str | None:
    """A name of three to six characters, all of which write the sounds of another language: 哈森別克|抹了."""
    size = next((n for n, char in enumerate(phrase) if char not in sounds()), len(phrase))
    return phrase[:size] if 3 <= size <= 6 and follower(phrase[size:]) else None


def _longer(phrase: str, size: int) -> bool:
    """True when a name goes on behind its first two characters, which what follows tells."""
    return (
        _all_han(phrase, size + 1)
        and follower(phrase[size:]) < 1
        and follower(phrase[size + 1 :]) >= 2
        and phrase[size] in _given()
    )


_FOREIGN = re.compile(r"[^\W\d_]{1,7}(?:·[^\W\d_]{1,9})+")
_WHILE = re.compile(r"边[^\W\d_边一]{1,6}边")


def name_at(phrase: str) -> str | None:
    """A personal name at the start of a folded phrase, or None: surname and one or two more, or foreign with ·."""
    phrase = phrase.lstrip()
    if _WHILE.match(phrase):  # 邊收拾邊說: 邊 is a surname too
        return None
    foreign = _FOREIGN.match(phrase)
    first = foreign.group().partition("·")[0] if foreign else ""
    if len(first) > 3 and title_re().search(first):
        return None  # 某某組織官員瑪麗亞·洛佩斯
    own = name_at(first) if len(first) > 3 else None  # 某某某考察阿里·汗農場, 某某某視察O·PARK
    if own and follower(first[len(own) :]) in (2, 3, 4):
        return own
    if foreign:
        tail = foreign.group().rfind("·") + 1
        last = 0
        for end in range(tail + 2, min(foreign.end(), tail + 7)):
            if phrase[end] not in _abroad():
                return phrase[:end]
            follows = follower(phrase[end:])
            if follows >= 2 or phrase[end] in "则在对也还并又都用向从把给与和跟笑说称道指":
                return phrase[:end]
            last = end if follows and end <= tail + 5 else last
        if last and foreign.end() - tail > 6:
            return phrase[:last]
        # Nothing follows: all of it, if it is no longer than such names are.
        return phrase[: foreign.end() if foreign.end() - tail <= 6 else tail + 4]
    latin = re.match(r"[A-Z][a-zA-Z.]+(?: [A-Z][a-zA-Z.]+)*", phrase)
    if latin:
        return latin.group()
    family = surnames()
    if phrase[:1] == "向" and len(phrase) > 3 and set(phrase[1:3]) <= _given() and follower(phrase[3:]) >= 2:
        return None if phrase[1:3] in ("国家", "社会", "东南", "西北", "东北", "西南") else phrase[:3]  # 向|: mostly to
    if phrase.startswith(words(_LISTS, "not_names")):
        return None
    known_short = phrase[:1] in ("老", "小", "阿") and phrase[1:2] in family
    if known_short and (follower(phrase[2:]) or phrase[2] in "笑说在也就却还正一把拿指看点摆叹伸擦咧"):
        return phrase[:2]
    for length in (4, 3, 2, 1):
        surname = phrase[:length]
        if len(surname) < length or surname not in family:
            continue
        if length <= 2:
            style = next((word for word in words("people.toml", "styles") if phrase.startswith(word, length)), None)
            style = style or next(
                ("姓" + word for word in words("people.toml", "called") if phrase.startswith("姓" + word, length)), None
            )
            titled = style in words(_LISTS, "titles") and not follower(phrase[length + len(style or "") :])
            if style and len(style) == 1 and _longer(phrase, length + 1):
                titled = True  # 鄭伯元|質疑: the style is a character of the name
            if style and not titled:
                return phrase[: length + len(style)]
        sizes = [size for size in (len(surname) + 2, len(surname) + 1) if _all_han(phrase, size)]
        if length == 1 and len(sizes) == 2 and _RIGHT.match(phrase, 2):
            sizes = sizes[:1]  # 裴守正|又
        # What follows a name often tells where it ends: 某某|特意, 某某某|說. The longer follower decides.
        ends = {size: follower(phrase[size:]) for size in sizes}
        whole = [size for size in sizes if not _stopped(phrase, size)]
        if whole and (any(ends[size] for size in whole) or all(ends[size] < 2 for size in sizes)):
            sizes = whole
        married = length == 1 and _all_han(phrase, 4) and phrase[1] in family and follower(phrase[4:]) in (2, 3, 4)
        married = married and not {phrase[2], phrase[3]} & stops_in_names()
        if married and all(ends[size] < 2 for size in sizes):
            return phrase[:4]  # 王洪阿月|笑得
        if any(ends[size] for size in sizes):
            return phrase[: max(sizes, key=lambda size: (ends[size], plausible(phrase[:size]), size))]
        # Names of other peoples open like a surname and go on: 乌云其木格|笑着说.
        for size in range(len(surname) + 3, 7):
            foreign_sounds = _all_han(phrase, size) and set(phrase[len(surname) + 2 : size]) <= sounds()
            if foreign_sounds and follower(phrase[size:]) >= 2:
                return phrase[:size]
        # What given names are made of tells more than the length: 薛梅|招呼.
        likely = [size for size in whole if plausible(phrase[:size])]
        if likely and len(surname) == 1:
            return phrase[: max(likely)]
        # Nothing tells: a compound surname mostly has one more character, a single one two.
        for size in sizes if len(surname) == 1 else reversed(sizes):
            if not phrase[:size].endswith(tuple(stops_in_names())) or len(phrase) == size:
                return phrase[:size]
        return None
    return None
