"""Decides whether a number counts something: refuses classes, dates and articles, finds a unit told elsewhere."""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.pieces import Piece
from reportgen.extract.units import Unit, arabic_only, prefix_before
from reportgen.extract.view import Passage
from reportgen.fold import fold
from reportgen.lexicon import table, words

_LISTS = "numerals.toml"


def refused_as(shadow: str, piece: Piece, right: Piece | None, passage: Passage) -> str | None:
    """Why a number with a unit is no figure all the same, or None."""
    number, unit = piece.number, piece.unit
    if unit is None:
        return None
    end = (right or piece).end
    after = shadow[end : end + 8]
    word = shadow[number.start : number.end]
    before = shadow[max(passage.start, piece.start - 6) : piece.start]
    if number.bare and piece.qualifier is None and not piece.scale:
        if unit.kind == "money" and re.match(r"[百千万亿]+$", word):
            return "class of things"
        return "word or idiom"
    article = number.chinese and word == "一" and not piece.half and piece.fraction is None
    if article and not _one_counts(shadow, piece, before, after):
        return "一 as an article"
    if number.chinese and number.value is not None and number.value < 10 and not piece.shared:
        surface = shadow[piece.unit_start : piece.unit_start + unit.length]
        counts = _CHANGED_TO.search(before) or (_TIMES.search(before) and after[:1] in ",。;!?")
        if surface in arabic_only() and piece.qualifier is None and not counts:
            return "word or idiom"
    threshold = shadow[piece.end - 2 : piece.end] in ("以上", "以下", "以内")
    nouns = words("units.toml", "rules.class_nouns")
    if (
        threshold
        and unit.kind in ("money", "score", "area", "weight", "count", "length", "energy", "volume")
        and after.startswith(nouns)
    ):
        return "class of things"
    if piece.scale and number.bare and piece.qualifier is None and unit.kind == "money":
        return "class of things" if _CLASS_COUNTED.match(after) else None
    if number.bare and piece.qualifier in ("超", "突破") and unit.kind == "money" and after.startswith(nouns):
        return "class of things"
    if (
        unit.kind == "duration"
        and unit.name == "天"
        and shadow[piece.unit_start] == "日"
        and number.chinese
        and not _lasting_days(shadow, piece, word, after, passage)
        and (
            not re.match(r"内|以内|之内|左右|游|以上", after)
            and piece.qualifier is None
            and not before.endswith(
                ("拘留", "期", "连续", "历时", "达", "满", "共", "需", "仅", "提前", "公示", "停业", "为期")
            )
        )
    ):
        return "date"
    if unit.name == "個月" and shadow[piece.unit_start] == "月":
        return "date"
    if unit.name == "級" and not number.places:
        return "class or grade"
    if (
        unit.name == "年"
        and not number.chinese
        and number.value is not None
        and 1900 <= number.value <= 2100
        and not number.places
    ):
        return "date"
    return None


# 減到|五頁; 用壞了|三副。 they count, unlike 上了|三步臺階.
_CHANGED_TO = re.compile(r"[减增降升缩压扩加提删裁][^\W\d_]?[到至为成]$")
_TIMES = re.compile(r"[^\W\d_][了过]$")


def _lasting_days(shadow: str, piece: Piece, word: str, after: str, passage: Passage) -> bool:
    """True when 日 counts days and is no date: 要兩日 (the second is 二日), 有效期由七日改為十日."""
    before = shadow[max(passage.start, piece.start - 16) : piece.start]
    if word == "两":
        return not re.search(r"(?:[这那前头近过首]|今明|未来|最近|周末|前后)$", before)
    if re.search(r"(?:一连|接连|前后|整整|足足)$", before):
        return True
    if before.endswith(("“", "「")) and re.match(r"[^\W\d_]{1,2}了", after):
        return True  # 「四日賣了2,400隻」
    if re.search(r"[由从]?(?:平均|原来|原本|原先|以往|过去|现时)*的?$", before) and _SHORTENED.match(after):
        return re.search(r"[由从][^,。;]{0,4}$", before) is not None
    if _SHORTENED_TO.search(before) and not re.search(r"(?:截止|届满)[^,。;]*$", before):
        return True
    if not re.search(r"(?:期|期限|假|时限|天数)[^。;]{0,3}[由从][^。;]{0,8}$", before):
        return False
    changed = r"[改增延缩减放加][^,。;]{0,2}[为至到]"
    return bool(
        (re.search(r"[由从]$", before) and re.match(changed, after))
        or re.search(rf"[由从][^,。;]{{1,4}}日{changed}$", before)
    )


_SPAN = r"[\d.一二两三四五六七八九十百半]+(?:个?小时|分钟|日|天|个?工作[日天]|周|个?星期|个月)"
# 由三日縮短為兩小時, 由平均四十五日縮短至十八日
_SHORTENED = re.compile(rf"(?:大幅|大为|进一步)?(?:缩短|压缩|缩减|压减|延长|增加|减少|降低|增|减|缩|降)[至到为]{_SPAN}")
_SHORTENED_TO = re.compile(
    r"(?:[由从][^,。;]{0,12}[日天]|(?:赛|会|展|工|假|刑|学|疗|租|档|航|宽限)期|时间|时限|期限|日程|天数|需时)[^,。;由从]{0,4}"
    r"(?:缩短|压缩|缩减|压减|延长|增加|减少|降低|增|减|缩|降)[至到为]$"
)


# 百億級項目1個: the class of what is counted behind it.
_CLASS_COUNTED = re.compile(r"[^\W\d_]{2,4}?(?:达|共|有|约|近|超)?[\d一二三四五六七八九十两]")


def _one_counts(shadow: str, piece: Piece, before: str, after: str) -> bool:
    """True when 一 counts: 一成二, 一億元, 最快一天, 一年內; not 一個, 一年一度."""
    unit = piece.unit
    assert unit is not None
    if before.endswith(("每", "这", "那", "哪", "另", "同")):
        return False
    if piece.qualifier is not None or unit.kind in ("money", "share", "area", "weight", "volume", "energy"):
        return unit.name not in ("方", "克", "倍") or unit.name == "倍"
    if unit.kind in ("duration", "length"):
        return bool(
            re.search(
                r"(?:仅|只|最快|缩短[至到]|压缩[至到]|需|用|不超过|降[至到]|减[至到])[要用需]?$|(?:要|得|够|能)(?:[卖等走跑做干用花住睡守吃晒泡养排熬织修画写练学跟])$",
                before,
            )
        ) or after.startswith(("内", "以内", "之内", *words("units.toml", "rules.delivers")))
    return False


_SPOKEN = re.compile(r"[一二三四五六七八九十两]+[百千万][一二三四五六七八九]")  # 月薪一萬二


def unit_told(shadow: str, piece: Piece, passage: Passage) -> str | None:
    """Give a number without unit the one its surroundings tell, or say why it is no figure."""
    number = piece.number
    at = piece.end
    word = shadow[number.start : number.end]
    after = shadow[at : at + 6]
    before = shadow[max(passage.start, piece.start - 16) : piece.start]
    big = bool(re.search(r"[万亿兆百千]", word))
    if piece.scale:
        if number.bare and piece.qualifier is None and _CLASS_COUNTED.match(after):
            return "class of things"
        piece.unit, piece.unit_start = Unit("元", "money", 0), number.end
        return None
    if number.bare and piece.qualifier is None:
        return "class of things" if after.startswith(words(_LISTS, "class.nouns")) else "word or idiom"
    if number.bare and piece.qualifier in ("超", "突破") and after.startswith(words(_LISTS, "class.nouns")):
        return "class of things"
    label = _LABEL.search(before)
    if label and not number.bare and not number.chinese:  # 觀影人次3,108萬
        piece.unit, piece.unit_start = Unit(_LABELS[label[1]], "count", 0), number.end
        return None
    noun = _noun_unit(after)
    if noun and (big or piece.qualifier or not number.chinese):
        piece.unit, piece.unit_start = Unit(noun, "count", 0), at
        return None
    if (
        (re.search(r"[万亿兆百千]$|[万亿兆百千][多余]?$", word) and not number.bare)
        or (number.bare and piece.qualifier)
        or (number.chinese and _SPOKEN.fullmatch(word))
    ):
        # 人口過千萬: with a qualifier between, for 返還群眾730.2萬 is money.
        beside = piece.qualifier and next((unit for noun, unit in _noun_units() if before.endswith(noun)), None)
        if beside:
            piece.unit, piece.unit_start = Unit(beside, "count", 0), number.end
            return None
        money = re.search(_pattern("money_context"), before + after) or prefix_before(
            shadow, piece.start, passage.start
        )
        if money:
            piece.unit, piece.unit_start = Unit("元", "money", 0), number.end
            return None
        counted = next((unit for noun, unit in _noun_units() if noun in before[-8:]), None)
        if counted:
            piece.unit, piece.unit_start = Unit(counted, "count", 0), number.end
            return None
        if re.search(r"[亿兆]", word) and not re.match(r"[\w+]", after):
            piece.unit, piece.unit_start = Unit("元", "money", 0), number.end
            return None
    if at >= passage.end and not number.chinese and passage.end == len(shadow.rstrip()):
        return "text cut off before the unit"
    if number.chinese:
        return "word or idiom"
    return "number without unit"


_LABELS = {
    "人次": "人次", "人数": "人", "户数": "戶", "家数": "家", "件数": "件", "宗数": "宗",
    "车次": "車次", "架次": "架次", "场次": "場次",
}  # fmt: skip
_LABEL = re.compile(rf"({'|'.join(_LABELS)})(?:约|近|超|超过|逾|达到?|为|共|累计|则|是|突破|合计|总计|:)*$")


@cache
def _pattern(key: str) -> str:
    """The alternatives of a list under [words] of the numerals file."""
    return "|".join(re.escape(word) for word in words(_LISTS, f"words.{key}")) or "(?!)"


def _noun_unit(after: str) -> str | None:
    for noun, unit in _noun_units():
        if after.startswith(noun):
            return unit
    return None


@cache
def _noun_units() -> tuple[tuple[str, str], ...]:
    entries = table(_LISTS)["words"].get("noun_units", {})
    return tuple(
        sorted(((fold(noun), unit) for unit, nouns in entries.items() for noun in nouns), key=lambda x: -len(x[0]))
    )
