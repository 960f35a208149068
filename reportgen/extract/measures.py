"""Finds named measures (initiatives): a name in marks beside a verb of doing or a head noun (工程, 改革).

Accepts 推行“一站辦” after a verb, “一站辦”改革, and unquoted 實施某某工程. Refuses honours, events, figures of speech.
"""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.view import Passage, View
from reportgen.lexicon import alternation, words
from reportgen.records import dataclass

_LISTS = "events.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """`start`, `end` of the name without marks, `clause` of what was done, in the clean text."""

    start: int
    end: int
    clause: tuple[int, int]
    status: str


@cache
def _plain_re() -> re.Pattern[str]:
    heads = "|".join(
        (
            "工程",
            "行动计划",
            "专项行动",
            "行动",
            "计划",
            "计画",
            "方案",
            "改革",
            "试点",
            "专案",
            "攻坚战",
            "保卫战",
            "以旧换新",
            "设备更新",
        )
    )
    governs = alternation(_LISTS, "initiatives.governs")
    return re.compile(
        rf"{governs}(?:了|的|好|全市|全省|全县)?(?P<name>\w{{2,14}}?(?:{heads}))(?=[,。;:!?、的)]|和|与|等|及|落地|落实|见效|带动|$)"
    )


@cache
def _built_re() -> re.Pattern[str]:
    """A platform or system of rules by its head noun: 打造某某直聯平台, 建立某某調度機制."""
    heads = alternation(_LISTS, "initiatives.built_heads")
    verbs = alternation(_LISTS, "initiatives.built_verbs")
    name = rf"(?P<name>[^\W_的了着并在是]{{2,14}}?{heads})"
    return re.compile(
        rf"{verbs}(?:了|的|起|出|全市|全省|全县|全国)*(?:[\d一二三四五六七八九十百千两]+[亿万]元)?{name}(?=[,。;:!?、)]|和|与|及|以来|后|上线|累计|已|$)"
    )


@cache
def _built_generic_re() -> re.Pattern[str]:
    return re.compile(alternation(_LISTS, "initiatives.built_generic", "initiatives.built_heads"))


def _specific(name: str) -> bool:
    """True when more than general words stand before the head noun: 政企直聯平台, not 信息服務平台."""
    return len(_built_generic_re().sub("", name)) >= 2 and not re.match(
        r"[一二三四五六七八九十两多\d]+[个项套家条种]", name
    )


@cache
def _also_re() -> re.Pattern[str]:
    return re.compile(
        r"[、和及与](?P<name>[^\W\d_]{2,12}?(?:工程|行动计划|专项行动|行动|计划|计画|改革|专案))(?=[,。;、和及与等]|[一二三四五六七八九十\d]+[项大])"
    )


def find_measures(view: View, taken: list[tuple[int, int]]) -> list[Measure]:
    """All named measures outside the spans of `taken` (honours, quotations that somebody says), first mention each."""
    s = view.shadow
    found: list[Measure] = []
    names: set[str] = set()
    generic = re.compile(
        r"[^\W\d_]{0,3}\d*[百千万]*亩.*工程|"
        r"(?:[^\W\d_]{0,2}(?:行动|实施|工作|改革|专项|建设|发展|年度|三年|两年|五年|试点|总体|具体|整改|治理|提升|优化|扶持|奖励|招生|重大|重点|配套)(?:行动)?)?(?:方案|计划|计画|改革|工程|试点|行动|行动计划)"
    )
    for passage in view.passages:
        spoken = [(a, b) for a, b in taken if passage.start <= a < passage.end]
        for a, b in _all_marks(s, passage):
            name = s[a + 1 : b - 1]
            if name in names or any(x <= a + 1 and b - 1 <= y for x, y in spoken):
                continue
            if _OWN_BRAND.search(s, max(passage.start, a - 14), a):
                names.add(name)  # what is sold is no scheme at its later places either
                continue
            if not _may_name(name) or not _doing(s, a, b, view, passage.start):
                continue
            names.add(name)
            found.append(_made(view, passage.start, passage.end, a + 1, b - 1))
        for m in _plain_re().finditer(s, passage.start, passage.end):
            name = m["name"]
            plain = _plain_scheme(s, passage.start, m.start(), name) and not any(n in name or name in n for n in names)
            if not plain and not generic.fullmatch(name):
                continue
            if not generic.fullmatch(name):
                names.add(name)
                found.append(_made(view, passage.start, passage.end, m.start("name"), m.end("name")))
            at = m.end("name")
            while (also := _also_re().match(s, at, passage.end)) is not None:  # 實施甲計劃、乙行動和丙工程
                if not generic.fullmatch(also["name"]) and also["name"] not in names:
                    names.add(also["name"])
                    found.append(_made(view, passage.start, passage.end, also.start("name"), also.end("name")))
                at = also.end()
        for m in _built_re().finditer(s, passage.start, passage.end):
            name = m["name"]
            if not any(n in name or name in n for n in names) and _specific(name):
                names.add(name)
                found.append(_made(view, passage.start, passage.end, m.start("name"), m.end("name")))
        for m in _opening_re().finditer(s, passage.start, passage.end):
            name = m["name"]
            if _WILL_DO.search(name):
                continue
            if generic.fullmatch(name) or name in names or any(n in name or name in n for n in names):
                continue
            names.add(name)
            found.append(_made(view, passage.start, passage.end, m.start("name"), m.end("name")))
    return sorted(found, key=lambda item: item.start)


def _plain_scheme(s: str, floor: int, at: int, name: str) -> bool:
    """True for a scheme without marks behind its verb; neither a number of them nor works that are built."""
    several = r"[一二三四五六七八九十\d]项|多项|系列|一批|该|这|各项|重点|本|全部|有关|相关|等$"
    if "的" in name or re.search(several, name) or _WILL_DO.search(name):  # 某鎮計劃將…: a verb
        return False
    # 投資2.3億元實施某某連通工程: works, not a measure
    return not (name.endswith("工程") and re.search(r"投资[^,。]{0,10}$", s[max(floor, at - 12) : at]))


@cache
def _opening_re() -> re.Pattern[str]:
    """A scheme that opens its clause: 長者某某計劃自四月起…, 青年某某計畫補助…."""
    return re.compile(
        r"(?:(?<=[,。;:!?」”\n ])|^|(?<=政府)|(?<=署)|(?<=局)|(?<=出的)|(?<=施的)|(?<=参加)|(?<=参与))"
        r"(?P<name>(?!该|这|本|原|有关|相关|下一步|整个|此|其|按|根据|为|在|将|以|项目|年度|工作|全年|投资|生产)[^\W\d_的]{3,14}?(?:先导计划|试行计划|计划|计画|专案))"
        r"(?=自|已|将|首|恒常|推出|实施|启动|上路|覆盖|惠及|共|累计|至今|去年|今年|于|明年|接受|下|期间|以来|提供|补助|资助|名额|第[一二三四\d])",
        re.M,
    )


_WILL_DO = re.compile(
    r"(?:[省市县区镇乡村局厅委部院府署司校]|公司|集团|政府|大学|医院|中心|银行|我们|他们|双方|当地|各地|企业|协会|方面|下一步|还|并|也|原|正)计[划画]$"
)
_MARKS = re.compile(r"“[^“”]{1,16}”|「[^「」]{1,16}」|『[^『』]{1,16}』|‘[^‘’]{1,16}’")


def _all_marks(s: str, passage: Passage) -> list[tuple[int, int]]:
    """Every innermost pair of quotation marks; of plain " those that the paragraph's own pairing gives."""
    plain = [(a, b) for a, b in passage.quotes if s[a] == '"' and b - a <= 18]
    return sorted([m.span() for m in _MARKS.finditer(s, passage.start, passage.end)] + plain)


def _may_name(name: str) -> bool:
    if not 2 <= len(name) <= 14 or re.search(r"[,。!?;:…]|[满减送折]\d", name):
        return False
    if not re.search(r"[a-z]", name, re.I) and not re.search(r"[^\W\d_]", name.replace("+", "+加")):
        return False  # 12345
    if re.search(r"\d[^\W\d_]+\d", name):
        return False  # 7天瘦10斤
    if re.match(r"[一二三四五六七八九十百]+大(?!脑|数据|讲)", name):
        return False  # 十大新場景: a list's name
    if re.search(r"像.+一样", name):
        return False  # 辦事像網購一樣方便: a comparison
    return not re.fullmatch(r"[A-Za-z]+[\d/.\-]*|[\d/.\-]+", name) and not (
        len(name) <= 2 and not re.search(r"[^\W\d_]{2}", name)
    )


def _doing(s: str, a: int, b: int, view: View, floor: int) -> bool:
    """True when the words around a quoted name make it a measure."""
    name = s[a + 1 : b - 1]
    before = s[max(floor, a - 14) : a]
    after = s[b : b + 10]
    # Several names in a row share the verb and the head noun of the row.
    before = re.sub(r"(?:[“「『‘][^”」』’]{1,16}[”」』’][、和与及]?)+$", "", s[max(floor, a - 80) : a])[-14:]
    after = re.sub(r"^(?:[、和与及]?[“「『‘][^”」』’]{1,16}[”」』’])+", "", s[b : b + 80])[:10]
    if name in words(_LISTS, "initiatives.images") or name.endswith(words(_LISTS, "initiatives.not_ends")):
        return False
    if _HARD.fullmatch(name) and not _SETS_UP.search(before):
        return False
    if _COMPLAINT.fullmatch(name) or _RUN.fullmatch(name) or _SHARE_REACHES.search(before):
        return False
    if _OPENED_UP.match(after):
        return False
    scheme = _SCHEME.match(after) is not None
    if name.endswith(words(_LISTS, "awards.ends")) and not name.endswith(("工程", "行动")) and not scheme:
        return False
    if after.startswith(words(_LISTS, "initiatives.stop_heads")) and not scheme and not _SPENDING.match(after):
        return False
    own_head = name.endswith(words(_LISTS, "initiatives.own_heads")) and len(name) >= 4
    led = before.endswith("从") and own_head
    led = led or (before.endswith(("投向", "面向")) and (own_head or scheme or after.startswith("项目")))
    if before.endswith(words(_LISTS, "initiatives.stop_before")) and not led:
        return False
    if re.search(r"座谈会|签约仪式|签约活动|大会|论坛|晚会|峰会|比赛|音乐会", after[:8]):
        return False
    head = re.match(rf"[^\W\d_]{{0,4}}?{alternation(_LISTS, 'initiatives.heads')}", after)
    verb = re.search(
        rf"{alternation(_LISTS, 'initiatives.verbs')}(?:了|的|着|好|起|全市|全省|全国|首个|首家)?[^\W\d_]{{0,3}}$",
        before,
    )
    if _HOUSE_BEFORE.search(before) and not (own_head or scheme or head):
        return False  # 米業公司“某某人”, 老糧行“某某豐”
    if own_head:
        return True
    held = re.search(rf"{alternation(_LISTS, 'initiatives.holds')}(?:了|的|好)?$", before)
    if held and not scheme:
        return False  # 舉辦「某某夜讀」: an event, not a scheme
    if head and (verb or len(name) >= 3 or scheme):
        return True
    if len(name) >= 3 and before.endswith(words(_LISTS, "initiatives.kinds")):
        return True
    if len(name) >= 3 and after.startswith(words(_LISTS, "initiatives.after")):
        return True
    if (
        len(name) >= 4
        and before.endswith(("将", "把"))
        and (_acts().match(after) or after.startswith(words(_LISTS, "initiatives.after")))
    ):
        return True  # 將「綠在某區」擴展至18區
    if (
        len(name) == 3
        and own_short(name)
        and re.search(rf"{alternation(_LISTS, 'initiatives.verbs')}[^\W\d_]{{0,6}}$", before)
    ):
        return True  # 實施產業鏈“鏈長制”
    opens = not before or before[-1] in ",;。:!?、\n "
    if len(name) >= 4 and opens and _acts().match(after):
        return True  # “一企一專班”選派112名服務員
    far = re.search(rf"{alternation(_LISTS, 'initiatives.verbs')}[^\W\d_]{{0,8}}$", before)
    if far and len(name) >= 4 and after.startswith(("、", ",", "。", ";")) and "的" not in far.group():
        return True
    if _plainly_named(s, a, b, name, before, after):
        return True
    strong = re.search(rf"{alternation(_LISTS, 'initiatives.verbs')}(?:了|的|好)?$", before)
    if strong is None or strong.group() in ("以", "用", "按", "通过", "的", "进入", "办", "推"):
        return False
    return len(name) >= 3 and not after.startswith(("之", "式"))


_SCHEME = re.compile(
    r"(?:(?:奖励|奖赏|奖助|资助|补助)(?=计))?(?:计划|计画|行动|工程|项目计划|专项行动|改革|平台|小程序)"
)
_SPENDING = re.compile(r"[^\W\d_]{0,4}?消费(?:嘉年华|节|季)")
# 停車難, 水壓低: what people complain of.
_COMPLAINT = re.compile(r"[^\W\d_]{1,3}[难贵慢差乱脏堵吵低]")
# 找不到人, 難辦的事: so a counter for complaints is called; a scheme only where it is set up.
_HARD = re.compile(r"难办[^\W\d_]{0,2}|(?:办|找|修|退|等|看)不[^\W\d_]{1,3}")
_SETS_UP = re.compile(r"(?:设立|开设|增设|设置|建立|推出|首创|推行)(?:了|起)?$")
# 九連增, 五連豐: a run of years, a record.
_RUN = re.compile(r"[两三四五六七八九十廿\d]+连[^\W\d_]")
# 近七成實現“零跑動”: a share of cases in a state.
_SHARE_REACHES = re.compile(r"(?:[成%半]|分之[一二三四五六七八九十]+)(?:以上)?[^\W\d_]{0,4}实现了?$")
# 把客房改的“…”開了起來: a shop.
_OPENED_UP = re.compile(r"开了?起来|歇业|关门|倒闭|闭店|停业|打烊")
# 她的品牌「…」, 公司自創品牌“…”: what is sold.
_OWN_BRAND = re.compile(r"(?:[他她我]们?的|自[创家己]的?|公司的?|旗下的?|创[立办]的?)[^\W\d_]{0,3}(?:品牌|网店|小店)$")
_HOUSE_BEFORE = re.compile(r"(?:公司|厂家|老厂|[粮布药米盐茶商车银钱货]行|老?字号|商号)$")
_SENTENCE_LIKE = re.compile(
    r"像|一样|[ 、/]|[你我他她们吗呢吧啊了没这那么不要会谁跟很太真最被让]|\d后$|^十|十景$|[一二三四]无|次创业$"
)


def _plainly_named(s: str, a: int, b: int, name: str, before: str, after: str) -> bool:
    """A name in outer marks that neither talks, nor paints, nor counts: with nothing against it, it names a scheme."""
    if not 3 <= len(name) <= 10 or s[a] not in "“「" or _SENTENCE_LIKE.search(name):
        return False
    if name in words(_LISTS, "initiatives.images") or re.search(r"[,。!?;:]", name):
        return False
    opened = max(s.rfind("“", max(0, a - 200), a), s.rfind("「", max(0, a - 200), a))
    if opened >= 0 and s.find({"“": "”", "「": "」"}[s[opened]], opened, a) < 0:
        return False
    if re.search(r"[这那][个条场段]$", before):
        return False  # 這個「黃金窗口」: an image of what was told
    if re.search(r"[一两几每][口把盏间座款件幅首支株棵碗杯瓶张]$", before):
        return False  # 一口“老灶頭”: a thing
    if re.search(r"[是为成叫称像如当点到着喊读曰即似做上下骗称呼用以]$|绰号$|名为$|素有$|写有$|关键词$|投资$", before):
        return False
    if re.match(
        r"由\d|上(?![线路架新马市])|[写贴挂刻印]在|的?(?:招牌|牌子|门脸|作用|支撑|美誉|之称|之名|头衔|字样|二字|四字|意识|现象|问题|难题|心态|理念|定位|势头)|[之式]|变|转|到",
        after,
    ):
        return False
    if re.match(
        r"(?:走红|火了|出圈|刷屏|流行|兴起|成了|热度)|[^\W\d_]{0,4}(?:展|展览|音乐会|演出)(?![示开馆会销出区位])", after
    ):
        return False  # “某某式旅遊”走紅, “某某”攝影展
    if re.match(r"(?:获|畅销|远销|热销|上市|售价|每斤|卖|出口|走俏|口感|假期|期间)", after):
        return False
    return not (after[:1] in ",。;!?" and not before.endswith(words(_LISTS, "initiatives.verbs")))


def own_short(name: str) -> bool:
    """A name of three characters that ends as systems do: 鏈長制, 惠民保."""
    return name.endswith(("制", "保", "贷", "券", "码", "卡", "通"))


@cache
def _acts() -> re.Pattern[str]:
    """A verb of two characters that a measure can do, perhaps after an adverb."""
    verbs = "|".join(re.escape(w) for w in words("context.toml", "verbs.action") if len(w) >= 2)
    return re.compile(rf"(?:已|还|也|将|共|累计|先后|首批|去年|今年|全年|目前)*(?:选派|{verbs})")


def _made(view: View, floor: int, ceiling: int, a: int, b: int) -> Measure:
    s = view.shadow
    x, y = view.clause(a)
    x, y = max(x, floor), min(y, ceiling)
    line = s[x:y]
    segment = view.segment(a)
    lead = s[max(segment[0], floor, a - 120) : a]
    status = "done"
    named = r"行动计划|计划”|[“「][^”」]*计划[^”」]*[”」]|(?<=[”」])计[划画]"
    if re.search(alternation(_LISTS, "initiatives.planned"), re.sub(named, "", lead)):
        status = "planned"
    elif re.search(alternation(_LISTS, "initiatives.ongoing"), line[: max(0, a - x)]) or (
        "今年" in lead and re.search(r"推进|深化|加快", line)
    ):
        status = "ongoing"
    while x < y and s[x] in " ,":
        x += 1
    return Measure(start=a, end=b, clause=(x, y), status=status)
