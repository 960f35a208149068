"""Finds awards: a verb of honour and one or more names in quotation marks or ending as honours do (獎, 示範區 …)."""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.view import View
from reportgen.lexicon import alternation, words
from reportgen.records import dataclass

_LISTS = "events.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour:
    """One award; `start`, `end` without quotation marks, in the clean text."""

    start: int
    end: int
    giver: str | None
    year: str | None


_CITED = "记(?=(?:个人|集体)?[一二三特]等功)"  # 被某某記集體二等功


@cache
def _verb_re() -> re.Pattern[str]:
    verb = rf"(?:{alternation(_LISTS, 'awards.verbs')}|{_CITED})(?:了|过|为)?"
    return re.compile(rf'{verb}(?P<lead>[^,。;:、“「《"!?.]{{0,24}}?)(?=[“「《"])|{verb}')


# 全國河湖長制激勵縣, 國家級生態工業示範園區: a word of praise and what is praised.
_MODEL = (
    r"[^,。;:!?“”「」\"、]{0,20}?(?:先进|示范|激励|模范|文明|标杆|样板|优秀|百强|十佳|十大|最美|和谐|平安|卫生|园林|森林|绿色|智慧)"
    r"[^,。;:!?“”「」\"、]{0,8}?(?:[省市县区镇乡村]|单位|企业|园区|基地|学校|案例|街道|社区|机构|集体|家庭|工程|品牌|工厂|农场|医院|团队)"
)


@cache
def _end_re() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[^,。;:!?“”「」\"、]{{2,36}}?{alternation(_LISTS, 'awards.ends')}|{_MODEL})"
        r"(?=[,。;:!?、)(\[.\s]|等|和|与|及|\d|$)"
    )


def _another(s: str, at: int, limit: int) -> tuple[int, int] | None:
    """A further honour without marks joined to one: 獲甲獎(及乙獎), 獲評甲社(、乙500強)."""
    joiner = re.compile(r"、|和|与|及|以及").match(s, at, limit)
    if joiner is None:
        return None
    found = _end_re().match(s, joiner.end(), min(limit, joiner.end() + 36))
    if found is None or len(found.group()) < 4 or re.search(r"[被获得]", found.group()):
        return None
    several = re.search(r"[两三四五六七八九十\d]+(?:项|个)(?:大奖|荣誉|称号|奖项)$", found.group())
    return found.start(), found.end() - (len(several.group()) if several else 0)


_JOURNAL = re.compile(r"(?P<name>《[^》]{1,20}》(?:杂志|周刊|月刊|日报|晚报|报|网站|期刊)?)[^,。;:“「《]{0,8}(?=[“「])")
_CUP_PRIZE = re.compile(
    r"[^,。;:“”「」]{0,12}?(?:[特一二三金银铜大优][^,。;:“”「」]{0,3}奖|冠军|亚军|季军)(?=[,。;:!?、)]|$)"
)
# 獲(教育部)評選為, 由(某局)頒發: the office between the verb and the name.
_OFFICE = re.compile(
    r"(?P<giver>.*(?:部|局|厅|府|委|会|院|社|署|中心|政府|集团|大学|联盟|论坛|机关|机构|办|办公室))"
    r"(?:记|颁发?|颁授|授予|评选|评定|评出|认定|(?:评选|评|选|列|命名|认定|评定|表彰|推选|确定)为)?的?"
    r"(?:(?:[\d〇零一二三四五六七八九]{2,4}|去|今|本|上)年度?)?$"
)


# 某協會也將「某某」(評為)
_TOOK = re.compile(r"(?:^|[,。;:])(?P<giver>[^,。;:“”「」将把]{2,20}?)(?:也|还|又|则|再|已|曾)?[将把][^,。;:]{2,24}$")
# 入選「某某」，由某協會發布
_GIVEN_LATER = re.compile(
    r"[”」](?:称号|名单|荣誉|榜单)?,(?:该?(?:奖项?|称号|名单|荣誉|榜单))?由(?P<giver>[^,。;:“”「」]{2,24}?)(?:共同|联合|组织)?"
    r"(?:颁发|颁授|评选|评出|评定|认定|发布|公布|主办|授予)"
)


def _with_cup(s: str, a: int, b: int) -> tuple[int, int]:
    """“某某杯”競賽特等獎: the prize is named by both."""
    prize = _CUP_PRIZE.match(s, b + 1) if s[b - 1] in "杯赛" else None
    return (a - 1, prize.end()) if prize else (a, b)


# 某某廳公布2025年某某獎評審結果
_ANNOUNCED = re.compile(
    r"(?:(?<=[,。;:!?\n])|^)(?P<giver>[^,。;:“”「」\n]{2,20}?)(?:公布|发布|公示|揭晓)了?"
    r"(?P<name>(?:(?P<year>(?:19|20)\d\d)年)?[^,。;:“”「」\d]{2,20}奖)(?:评审|评选|获奖|拟奖)(?:结果|名单|项目)"
)


# 被問得最多的是: 得 of a complement.
_COMPLEMENT = re.compile(r"最[多少快慢好久高低勤早晚]|很|更|太|这么|那么|不[错少]")


def find_honours(view: View) -> list[Honour]:
    """All awards, in order."""
    s = view.shadow
    found: list[Honour] = []
    taken: set[int] = set()
    for passage in view.passages:
        at = passage.start
        told = "奖" in s[passage.start : passage.end] and _ANNOUNCED.search(s, passage.start, passage.end)
        if told:
            start, end = told.span("name")
            found.append(Honour(start=start, end=end, giver=view.text[slice(*told.span("giver"))], year=told["year"]))
        while True:
            m = _verb_re().search(s, at, passage.end)
            if not m:
                break
            at = m.end()
            if any(a < m.start() < b and b - a > 2 and s[a] in "“「" and not _long(s, a, b) for a, b in passage.quotes):
                continue
            verb = re.match(alternation(_LISTS, "awards.verbs") + "|记", m.group())
            word = verb.group() if verb else m.group()
            if (
                word in ("得", "获")
                and m.start() > passage.start
                and s[m.start() - 1] in "获取值使变懂记觉显赢博难舍晓不拿所"
            ):
                continue
            if word == "得" and _COMPLEMENT.match(s, m.end()):
                continue
            # 奪得某某授權聯會的「…」: the word is part of the giver's name.
            lead = m["lead"]
            if lead and not _OFFICE.match(lead) and re.search(alternation(_LISTS, "awards.not_awards"), lead):
                continue
            journal = _JOURNAL.match(s, m.end(), passage.end)  # 蟬聯《某某》雜誌「…」
            if journal:
                names = _quoted_names(s, journal.end(), passage.end)
            elif s[m.end() : m.end() + 1] in ("“", "「", "《", '"'):
                names = _quoted_names(s, m.end(), passage.end)
            else:
                names = []
            given = word in words(_LISTS, "awards.givers") and _GIVEN_BY.search(
                s, max(passage.start, m.start() - 30), m.start()
            )
            if names and word in words(_LISTS, "awards.weak") and not given and not _honourable(s, m, names):
                names = []
            if names and word == "成为" and not all(s[a:b].endswith(words(_LISTS, "awards.ends")) for a, b in names):
                continue
            if names and len(names) == 1:
                names = [_with_cup(s, *names[0])]
            plain_found = False
            if not names and word != "成为":
                plain = _plain_name(s, m.end(), passage.end, word, passage.start)
                # 列為某某十大賽事之一: a place among others, no honour's name
                names = [plain] if plain and not s[slice(*plain)].endswith("之一") else []
                plain_found = bool(names)
                while names and (more := _another(s, names[-1][1], passage.end)):
                    names.append(more)
            if not names:
                continue
            giver = _giver(view, passage.start, m.start(), word)
            office = _OFFICE.match(m["lead"] or "")
            if giver is None and office:
                giver = view.text[m.start("lead") : m.start("lead") + office.end("giver")]
            if giver is None:
                later = _GIVEN_LATER.match(s, names[-1][1], passage.end)
                giver = view.text[later.start("giver") : later.end("giver")] if later else None
            if journal:
                giver = view.text[journal.start("name") : journal.end("name")]
            year = _year(view, m.start())
            if plain_found:
                inside = _GIVEN.match(s[slice(*names[0])])
                if inside:
                    a, b = names[0]
                    giver = view.text[a + inside.start("giver") : a + inside.end("giver")]
                    year = inside["year"] or inside["y2"] or year
                    names = [(a + inside.end(), b)]
            for a, b in names:
                if a not in taken:
                    taken.add(a)
                    found.append(Honour(start=a, end=b, giver=giver, year=year))
            at = max(at, names[-1][1])
    return sorted(found, key=lambda h: h.start)


# 獲(某某學會)頒發某某獎, 獲(某某協會)2024年某某一等獎: the giver stands in front of the name.
_GIVEN = re.compile(
    r"(?P<giver>[^\W\d_]{2,18}?(?:会|社|部|局|厅|府|院|委|署|联盟|中心|集团|长官|总统|主席|总理|[省市县局署司部]长))"
    r"(?:(?<=[学协合员总金]会)(?=国家|全国|中国|国际|科技|科学|技术|优秀|最佳|杰出|特等|一等|二等|金|银)|(?=本?年度|十佳|十大|首批|第[一二三四五六七八九十\d]+批)|(?:颁发|颁授|颁予|授予|评选|评定)的?(?:(?P<year>(?:19|20)\d\d)年度?)?|(?P<y2>(?:19|20)\d\d)年度?)(?=[^\W\d_]{3})"
)


# 被省總工會(授予), 獲某某雜誌(評為)
_GIVEN_BY = re.compile(r"(?:被|获|由|经)(?P<giver>[^,。;:“”「」]{2,26})$")
# 第三十屆某某電影節最佳紀錄片
_BEST = re.compile(r"[^,。;:!?“”「」、(]{0,20}?(?:最佳|十佳|十大|最美|优秀)[^,。;:!?“”「」、(]{2,12}(?=[,。;:!?、)]|$)")
# 在某某影片節奪得銀獎: a prize without a name of its own.
_PRIZE = re.compile(r"(?:[金银铜首大]|[特一二三]等)奖(?=[,。;:!?)]|$)")
# 授予(某某公司)第六屆市長質量獎
_TAKER = re.compile(
    r"[^\W\d_]{2,16}?(?:公司|集团|大学|学院|学校|中学|小学|医院|合作社|协会|同志|先生|女士|教授|院士|中心|支队|大队|中队|社区|村|镇|县|市|区)"
    r"(?=第[一二三四五六七八九十\d]+届|全国|[^\W\d_]{2,20}奖)"
)


def _plain_name(s: str, start: int, limit: int, verb: str, floor: int) -> tuple[int, int] | None:
    """A name without marks: one that ends as honours do, or whatever a verb says that is used for honours only."""
    strong = verb not in words(_LISTS, "awards.weak") or re.search(
        r"被[^,。;:]{2,24}$", s[max(floor, start - 30) : start]
    )
    found = (_PRIZE.match(s, start, limit) if strong else None) or _end_re().match(s, start, min(limit, start + 48))
    if found is None and strong:
        found = re.compile(r'[^,。;:!?“”「」"、(]{4,24}(?=[,。;:!?、)]|$)').match(s, start, limit)
    if found is None and not strong:
        found = _BEST.match(s, start, limit)
    if found is None:
        return None
    if not found.group().endswith("奖") and re.search(alternation(_LISTS, "awards.not_awards"), found.group()):
        return None
    if re.match(r"(?:了)?(?:国内|本届)?(?:男子|女子|男女|全程|半程|小组|单打|双打|\d+公?[米里])", found.group()):
        return None  # a place in a race: 男子全程冠軍
    if len(found.group()) < 4 and not found.group().endswith("奖"):
        return None
    taker = _TAKER.match(found.group()) if verb in ("授予", "颁授", "颁予", "授予了") else None
    if taker:
        start += taker.end()
    lead = re.match(r"(?:了|为|的)?(?:(?:19|20)\d\d年度?|民国\d+年度?)?(?:的)?", s[start : found.end()])
    end = found.end()
    for tail in ("荣誉称号", "称号", "等荣誉"):
        if s.endswith(tail, start, end) and end - len(tail) - start >= 4:
            end -= len(tail)
    return start + (lead.end() if lead else 0), end


def _long(s: str, a: int, b: int) -> bool:
    return b - a > 20 or s[b - 2] in "。!?"


def _honourable(s: str, m: re.Match[str], names: list[tuple[int, int]]) -> bool:
    """A weak verb needs a name or a following word that says honour."""
    if m["lead"] and re.search(r"(?:颁发|颁授|颁予|授予|评选|评定|认定)的?$", m["lead"]):
        return True
    end = names[-1][1] + 1
    tail = s[end : end + 8]
    if re.match(rf"[^,。;]{{0,6}}?(?:{alternation(_LISTS, 'awards.ends')}|表彰|表扬|殊荣|嘉奖|授牌)", tail):
        return True
    return all(s[a:b].endswith(words(_LISTS, "awards.ends")) or "奖" in s[a:b] for a, b in names) or bool(
        re.search(
            r"全国|全省|省级|国家级|全市|先进|优秀|最佳|最[有具受]|最美|示范|十佳|十大|杰出",
            (m["lead"] or "") + s[names[0][0] : names[0][1]],
        )
    )


def _quoted_names(s: str, at: int, end: int) -> list[tuple[int, int]]:
    """The names of a run “…”“…”、“…” without their marks."""
    close = {"“": "”", "「": "」", "《": "》", '"': '"'}
    found = []
    while at < end and s[at] in close:
        stop = s.find(close[s[at]], at + 1, min(end, at + 60))
        if stop < 0:
            break
        found.append((at + 1, stop))
        at = stop + 1
        gap = re.match(r'(?:、|,|和|与|及|以及)?(?=[“「《"])', s[at : at + 4])
        if not gap or (gap.group() == "," and _takes(s, at + 1, end)):
            break
        at += gap.end()
    return found


def _takes(s: str, at: int, end: int) -> bool:
    """True when the name in marks at an offset is itself given an honour: ，“某某渡輪”拿到…“…”."""
    stop = s.find({"“": "”", "「": "」", "《": "》", '"': '"'}[s[at]], at + 1, min(end, at + 60))
    return stop >= 0 and _verb_re().match(s, stop + 1, end) is not None


def _giver(view: View, floor: int, at: int, verb: str) -> str | None:
    """Who gave it: 被(司法部、人社部)評為; (省政府)授予; None when not said."""
    s, t = view.shadow, view.text
    window = s[max(floor, at - 40) : at]
    offset = at - len(window)
    m = re.search(r"(?:被|获)([^,。;:“”「」被获]{2,30}?)(?:联合|共同|正式)?$", window)
    if m and verb in words(_LISTS, "awards.givers"):
        return t[offset + m.start(1) : offset + m.end(1)]
    if verb.startswith(("获", "荣获", "入选")) or verb in words(_LISTS, "awards.givers"):
        m = re.search(
            r"(?:由|经)([^,。;:“”「」]{2,24}?)(?:(?:共同|联合|组织|正式|公开|专家)*(?:评选|颁发|主办|认定|组织|评审))?(?:后|,)?$",
            window,
        )
        if m:
            return t[offset + m.start(1) : offset + m.end(1)]
    m = _TOOK.search(window)
    if m and verb in words(_LISTS, "awards.givers"):
        return t[offset + m.start("giver") : offset + m.end("giver")]
    if verb in ("授予", "命名为", "认定为"):
        m = re.search(r"(?:^|[,。;:])([^,。;:“”「」被]{2,20}?)(?:正式)?$", window)
        if m:
            return t[offset + m.start(1) : offset + m.end(1)]
    return None


def _year(view: View, at: int) -> str | None:
    s = view.shadow
    start, end = view.inner(at)
    for m in reversed(list(re.finditer(r"((?:19|20)\d\d)年|(民国\d{2,3})年", s[max(start, at - 160) : at]))):
        return m[1] or m[2]
    article = view.article.date
    line = s[max(start, at - 80) : at]
    if article:
        if "去年" in line:
            return str(int(article[:4]) - 1)
        if "今年" in line:
            return article[:4]
    later = re.search(r"((?:19|20)\d\d)年", s[at : min(end, at + 30)])
    return later[1] if later else None
