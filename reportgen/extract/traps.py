# ruff: noqa: E501  (a pattern stays on one line)
"""Finds numerals that are no figures: dates, ordinals, names, models, licence numbers, footnote marks, idioms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportgen.extract.view import Passage, View
from reportgen.lexicon import words

_LISTS = "numerals.toml"
_CN = "一二三四五六七八九十"
_CND = "〇零一二三四五六七八九十百千两"
_YEAR = r"(?:(?:19|20)\d\d|民国\s?\d{1,3}|公元前?\d{1,4}|西元\d{1,4})"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TO = r"\s?(?:至|到|-|~|—|–|、|和|及|与|或|,)\s?"


def _beside(first: str, second: str) -> str:
    """Signs: each character of one beside each of the other."""
    return "|".join(a + b for a in first for b in second)


# The reason for `unused`, signs one of which is in all that the pattern finds ("" when there are none), and the pattern;
# earlier ones win where they overlap. A pattern is compiled when one of its signs is met: few articles need them all.
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    ("link", "://|www.|@", r"(?:https?://|www\.)[\w./?=&%#:+~\-]+|[\w.\-]+@[\w.\-]+\.\w+"),
    ("footnote mark", "[|【", r"\[\d{1,3}(?:[-,、~]\d{1,3})*\]|【\d{1,2}】"),
    ("licence number", "ICP|公网安备", r"[^\W\d_]?ICP[备证]?\s?\d+号?(?:-\d+)?|公网安备\s?\d+号?"),
    ("document number", "号|第|统编", r"[\[(【](?:19|20)\d\d[\])】]\s?(?:第\s?)?\d+号|字第?\s?\d+号|第\s?\d{5,}号?|(?:文号|编号|证号|账号|帐号|统编)[^\d,。]{0,4}(?!\d[\d,.]*[万亿]?[个家条户起名人])[A-Z]*\d[\d\-]*"),
    ("telephone number", "", r"(?:电话|热线|传真|手机|专线|分机|致电|拨打|洽|微信号|QQ群?)[^\d,。;]{0,6}\d[\d\-() #转]{2,}\d|\(?0\d{1,3}\)?[- ]\d{6,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)[48]00-\d{3,4}-?\d{3,4}"),
    ("file name", ".", r"[\w\-]+\.(?:jpe?g|png|gif|pdf|docx?|xlsx?|mp4)"),
    ("formula or name", "+|×|x|X|*", r"(?:\d+|[一二三四五六七八九十两百千]+|[NnXx])(?:\s?[+×xX*]\s?(?:\d+(?!\.\d)|[NnXx](?![a-zA-Z])|[一二三四五六七八九十百千]+))+(?:小时|天)?"),
    ("time", ":", r"(?<!\d)\d{1,2}:[0-5]\d:[0-5]\d(?:\.\d+)?(?!\d)"),
    ("word or idiom", "一式", r"一式[两三四五\d]+份"),
    ("ordinal", "路", r"(?:公交|公交车|公车|巴士|公共汽车|线路)[A-Za-z]?\d{1,3}路"),
    ("per unit", "每", r"每\d+(?=股|万人|千人|百人|户|平方)"),
    ("ratio", ":", r"\d+(?:\.\d+)?(?:\s?:\s?\d+(?:\.\d+)?){2,}|\d+\.\d+\s?:\s?\d+(?:\.\d+)?|\d+\s?:\s?\d+\.\d+|(?<=比例)(?:为|是|达到?|约)?\d+\s?:\s?\d+|(?<=比)(?:为|是|例为|例是|达到?|约)?\d+\s?:\s?\d+|(?<!\d)\d{1,3}\s?:\s?\d{1,3}(?=的?(?:比例|出资|分成|分账|配套|配资|配对|配比|持股|入股|投入比))|(?<=[达为约至到近超高])\d{2,}:1(?![\d:])|(?<=[达为约至到近超高破])\d{1,3}:1(?=的)"),
    ("time", ":", r"(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?!\d)(?:\s?(?:至|到|-|~|—)\s?(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2})?"),
    ("date", "年", rf"{_YEAR}(?:{_TO}{_YEAR})*{_TO}\d{{2,4}}\s?(?:财政年度|财年|学年度?|年度?)(?:\s?{_MONTH}月(?:{_DAY}[日号])?)?"),
    ("date", "/", r"(?:19|20)\d\d/\d{2}(?!\d)(?:\s?(?:财政年度|财年|学年度?|年度?))?"),
    ("date", "年", rf"{_YEAR}\s?年(?:\s?{_MONTH}\s?月份?(?:\s?{_DAY}\s?[日号])?)?(?:{_TO}(?:{_YEAR}\s?年)?(?:{_MONTH}月(?:{_DAY}[日号])?|{_DAY}[日号]))*"),
    ("date", "年", r"[二一][〇○零一二三四五六七八九]{3}\s?(?:/|至|-|—)\s?[〇○零一二三四五六七八九]{2,4}\s?(?:学年度?|财政年度|年度?)"),
    ("date", "-|/|.", rf"(?<!\d)(?:19|20)\d\d[-/.]{_MONTH}[-/.]{_DAY}(?!\d)"),
    ("date", "月", rf"(?<![\d.]){_MONTH}(?:{_TO}{_MONTH})*\s?月(?:份|底|末|初|中旬|上旬|下旬|间)?(?![饼球光亮台])(?:\s?{_DAY}(?:{_TO}(?:{_MONTH}月)?{_DAY}(?=[日号、至到\-]))*\s?[日号])?(?:{_TO}(?:{_YEAR}年)?(?:{_MONTH}月(?:{_DAY}[日号])?|{_DAY}[日号]))*"),
    ("date", "日|号|)", rf"(?<=[今昨明本同前后翌当])\s?[(（]?{_DAY}[)）]?\s?[日号](?!内|以内|之内)|\({_DAY}[日号]?\)(?=[日上下早晚宣表指说在举召公邀与前为赴出受率发透接主与])"),
    ("date", "日", rf"(?<![\d.期留续达仅需满共近约超逾前示业待离假训])(?<!少于)(?<!多于)(?<!超过)(?<!不过)(?<!历时)(?<!期为)(?<!限为)(?<!延长至)(?<!延长到)(?<!缩短至)(?<!缩短到)(?<!缩至)(?<!压缩至)(?<!压减至)(?<!放宽至)(?<!放宽到)(?<!增至)(?<!减至)(?<!连续)(?<!累计)(?<!间隔){_DAY}(?:{_TO}{_DAY})?日(?!内|均|以|游|之内|产|供|处理|以上|左右|后?可|龄|本|元|[长短快慢多少高低][出了约近逾]?\d)(?:上午|下午|晚间?|凌晨|中午|起|前|至)?"),
    ("date", "世纪|年代|0后|六后|七后|八后|九后|〇后|零后", r"(?<![\d.])(?:1\d|2[01]|[一二]?十?[一二三四五六七八九十])世纪(?:\d0|[二三四五六七八九]十)?(?:年代)?|(?:\d0|[二三四五六七八九]十|[一二三四五六七八九]〇|[一二三四五六七八九]零)年代|\d0后|[二一]?[六七八九〇零]0?后(?=[^续期来])"),
    ("date", _beside(_CN + "〇○零百", "年") + "|" + _beside(_CN + "元正腊", "月") + "|初|大年", rf"(?:[二一][〇○零一二三四五六七八九]{{3}}|民国[{_CN}百]+)年(?:[元{_CN}]{{1,3}}月(?:[{_CN}]{{1,3}}日)?)?|[元正腊{_CN}]{{1,2}}月(?:份|底|末|初|中旬|上旬|下旬)?(?:[{_CN}]{{1,3}}日)?|(?<![{_CN}])初[{_CN}]{{1,2}}(?!中|级)|大年[初{_CN}]{{1,3}}"),
    ("date", "季|月|半年|Q", r"[前头首]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?(?:个季度|季度|季|个月|月)|第?[一二三四1-4](?:、[一二三四1-4])*\s?季(?:度)?(?!节)|[上下]半年|Q[1-4]"),
    ("date", "五|大|全会", r"(?:“|「)?十?[二三四五六七八九十]五(?:”|」)?(?=规划|期间|时期|开局|收官|末|以来|纲要|发展|[”」])|十[一二三四五六七八九]大|二十大|[一二三四五六七八九十]+届(?:[一二三四五六七八九]中)?全会|[一二三四五六七八九]中全会"),
    ("time", "时|点", r"(?:上午|下午|晚上|凌晨|中午|早上|清晨|傍晚|晚间|夜间|早|晚|午后|深夜|午间|每[天日晚])\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[时点](?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})分|半|许|左右|整)?(?:\s?(?:至|到|-|~|—)\s?(?:上午|下午|晚上|凌晨|中午|晚间|晚)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[时点](?:\d{1,2}分|半)?)?"),
    ("time", _beside("0123456789", "时点"), r"(?<![\d.])(?<!\d,)(?:[01]?\d|2[0-4])(?:时|点)(?:[0-5]?\d分|半|许|整|左右|起|前|后)?(?:\s?(?:至|到|-|~|—)\s?(?:[01]?\d|2[0-4])(?:时|点)(?:[0-5]?\d分|半)?)?(?![\d段评位])(?!以上)"),
    ("ordinal", "第", rf"第\s?(?:\d+|[{_CND}]+)(?:\s?(?:[、,和及与至到~]|-|—)\s?第?(?:[{_CN}]|\d+)(?![\d.]*[万亿%元家个项]))*(?:\s?[年届批期次名位轮代个场季条款])?"),
    ("ordinal", _beside("其", _CN) + "|" + _beside(_CN, "是来"), rf"其[一二三四五六七八九](?=[是,:])|(?<=[,;:。\n ])[{_CN}](?=是(?![^\W\d_]*[定些样]))|[{_CN}]来(?=[是,可])"),
    ("list mark", "", rf"[(（](?:[{_CN}]{{1,3}}|\d{{1,2}})[)）](?![日号])|[①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿]"),
    ("ordinal", "号|路|环", rf"(?<=[全该本])(?:国)?(?=\d)$^|\d+(?:[、-]\d+)*号(?:线|楼|院|门|馆|厅|机|文件|公告|令|店|路|井|桥|仓|库|地块)?|\d+路(?:公交|车)|[{_CN}]{{1,3}}(?:号|环(?!节|境)|路公交)"),
    ("ordinal", "栋|幢|座", r"(?<=[巷路街弄里村苑园区城坊庭])\d{1,3}[栋幢座](?:\d{1,2}单元)?(?=的|[,。、]|\d|[^\W\d_]{0,2}(?:家|室|楼))"),
    ("ordinal", "首", r"首[两三四五六七八九十]项(?=依次|分别|为|是|[^\W\d_]{0,4}(?:依次|分别)为)"),
    ("ordinal", "标段|栋|幢|层", r"(?<=[^\W\d_共分设为有成立约余近])\d{1,2}标段|(?:(?<=[,。;:!?\n“])|^)\d{1,3}[栋幢]的(?=[^\W\d_])|(?<=[在是到上于])[二三四五六七八九十]层的"),
    ("ordinal", "队|组|班", rf"(?<=[^\W\d_])[{_CN}]{{1,2}}(?:大队|中队|队|组|班)(?=副?[队组班]长|警官|民警|警员|教导员|指导员|负责人)"),
    ("ordinal", "前", rf"(?:排|列|居|名列|位居|位列|跻身|进入)(?:在|于|名)?前(?:\d{{1,2}}|[{_CN}]{{1,2}})[位名](?![^\W\d_]?(?:企业|选手|学生))"),
    ("word or idiom", "班", r"[一二两三四五]班倒|[两三四五]班[两三]运转"),
    ("time", _beside(_CN, "时点"), rf"(?<![{_CND}\d])(?:二?十?[{_CN}])[时点](?:[二三四五]?十?[{_CN}])分(?!钟)"),
    ("ordinal", "期|产", rf"(?<![{_CND}\d第])[一二三四五六七八九十]{{1,2}}期(?!间|待|望)(?:工程|项目)?|[一二三四五六七八九]{{1,3}}产业?(?:融合|增加值)?(?=[,、。增融业为比发])|(?<=第)[{_CN}]产业"),
    ("class or grade", "等|级|A|甲|本", r"[一二三四五六七八九十特]{1,2}等(?:奖|功|线|座|舱)|[一二三四五六七八九]级(?!联动)|(?<![\d.])\d{1,2}级(?!地震)|\d?A{1,5}级?(?:景区)?|[一二三四五六]甲|[一二三]本(?=院校|线)"),
    ("model or name", "", r"[A-Za-z]+(?!\d+(?:台|套|个|辆|架|部|件|名|家|人|台套))(?!\d[\d,]*(?:\.\d+)?(?:[万亿]|元|%|美元|个百分点))(?:[-·]?\d[\dA-Za-z]*(?:\.\d+)?)+(?:-[A-Z0-9]+)?"),
    ("model or name", _beside("0123456789", "GDKSAVHP") + "|.0|·|•|．", r"(?<![\d.,])\d+(?:\.\d+)?[GDKSAVHP](?![A-Za-z])|(?<![\d.,])\d\.0(?=版|时代|模式|升级|阶段|改革|[”」』’]|工程|行动|计划|政策)|\d{1,2}[·•．]\d{1,2}(?!\d)"),
    ("name", "24|二十四", r"(?:24|二十四)小时(?=不打烊|服务|热线|值班|值守|营业|在线|开放|自助|不间断|轮|客服|客户|咨询|电话|专线|求助|报警|监控|急诊|便利店|运作|支援|候命|当值|接听|紧急)|(?<=\()(?:24|二十四)小时(?=\))|7\s?[×xX*]\s?24"),
    ("name", "年", r"(?:(?<!\d)\d|(?<![一二三四五六七八九十\d])[一二两三五十])年(?=(?:[^\W\d_]{0,4}行动|攻坚|规划|倍增)(?![^,。;]{0,2}\d))"),
    ("span of time", "最近|过去|未来|今后|此前|随后|接下来|往后", r"(?:最近|过去|未来|今后|此前|接下来|随后|往后)的?(?:\d{1,2}|[一二三四五六七八九十两]{1,3})多?(?:年|个?月|个?季度|周|天|日|届)(?:多|来|间|内|里|时间)*"),
    ("date", "一", r"(?<=[前上翌次下])一(?:学年|财年|年度|年|季度|季|个月|月|周|星期|日|天|交易日|工作日)"),
    ("ordinal", "表|图", r"(?<![电地版蓝])附?[表图]\s?\d{1,2}(?:[-.]\d{1,2})?(?![\d.]*[个张幅份%百千万亿余多])"),
    ("class or grade", "年期|月期", r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:年|个月)期(?!间|限|满|货|末)(?:以上|以内)?"),
    ("score of a match", "比|:", r"(?<![\d.:])\d{1,3}\s?[比:]\s?\d{1,3}(?![\d.:%万亿])(?=(?:的比分)?(?:\s?(?:战胜|击败|力克|逆转|取胜|获胜|领先|落后|战平|不敌|负于|告负|险胜|大胜|完胜|绝杀|淘汰|握手|惜败|晋级|战成|扳平|打平|胜|负|平)))|(?<=比分)[为是以]?\s?\d{1,3}\s?[比:]\s?\d{1,3}|(?<=客队|主队|场上|总分)\d{1,2}\s?[比:]\s?\d{1,2}"),
    ("record of matches", "胜|负", r"\d{1,3}胜(?:\d{1,3}平)?(?:\d{1,3}负)?|\d{1,3}平\d{1,3}负"),
    ("number of a road", "国道|省道|县道|乡道|高速", r"(?:国道|省道|县道|乡道)[A-Z]?\d{1,4}线?|[GSXY]\d{1,4}(?:国道|省道|县道|乡道|线|高速)?|\d{3}(?:国道|省道|县道|乡道)"),
    ("date", "周|星期|礼拜", r"(?:(?<![两近四上下])周|星期|礼拜)[一二三四五六](?:(?:[至到、和及,]|-|—)(?:周|星期)?[一二三四五六日天](?!个))*(?![^\W\d_]?(?:年|周|岁))"),
    ("span of time", "年来,|年来。|年来;|年多来", rf"(?<![{_CND}\d近])(?:\d{{1,2}}|[一二三四五六七八九十两]{{1,3}})(?:多年|年多?)来(?=[,。;])"),
    ("span of time", "止", r"(?<=止)(?:[一二三四五六七八九十]+|\d+)个月"),
    ("number of a service", "", r"(?<!\d)(?:12\d{3}|1[12]\d|9\d{4}|10\d{3}|1999)(?=热线|平台|专线|市民|政务|服务|、12|便民|投诉|举报)"),
)  # fmt: skip


_SIGNS = tuple((why, tuple(filter(None, signs.split("|"))), pattern) for why, signs, pattern in _PATTERNS)


def _found(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """What the patterns find, with the reason, in their order."""
    for why, signs, pattern in _SIGNS:
        if not signs or any(sign in text for sign in signs):
            for match in _compiled(pattern).finditer(text):
                yield why, match


_compiled = cache(re.compile)


@cache
def _idioms_by_head() -> dict[str, tuple[str, ...]]:
    """The idioms under their first character, longest first."""
    found: dict[str, list[str]] = {}
    for word in words(_LISTS, "words.idioms"):
        found.setdefault(word[0], []).append(word)
    return {head: tuple(those) for head, those in found.items()}


def _idioms(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each idiom; a pattern of all of them would take longer to compile than the article to read."""
    heads, done = _idioms_by_head(), 0
    for at, char in enumerate(text):
        if at >= done and char in heads:
            for word in heads[char]:
                if text.startswith(word, at):
                    done = at + len(word)
                    yield at, done
                    break


_ROC = re.compile(
    r"(?<![\d.])(?<!\d,)(?:[89]\d|1[0-2]\d)(?:\s?[至到~\-—]\s?(?:[89]\d|1[0-2]\d))?年(?:度|底|初)?(?:\s?(?:1[0-2]|0?[1-9])月(?:份|底)?(?:(?:3[01]|[12]\d|0?[1-9])日)?)?"
)
_BIG = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})大(?=[^\W\d_a-zA-Z]|[“「])(?!约|概|多|小|类)")
_LIST_HEAD = re.compile(r"[一二三四五六七八九十]{1,3}、|\d{1,2}[.、)](?!\d)\s?|\d{1,2}\s(?=[^\W\d_])")


def speaks_roc(shadow: str) -> bool:
    """True when the article counts years of the Republic."""
    signals = sum(word in shadow for word in words(_LISTS, "words.roc_signals"))
    return signals >= 2 or "民国" in shadow or _STAMP.search(shadow) is not None


# 1150420 at the end of a line of an agency's news.
_STAMP = re.compile(r"[)。]\s?1[01]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s*$", re.M)


def find_traps(
    view: View, passage: Passage, roc: bool, spoken: frozenset[int] = frozenset()
) -> list[tuple[int, int, str]]:
    """Start, end and reason of each stretch of a paragraph whose numerals are no figures; not overlapping, sorted."""
    shadow, start, end = view.shadow, passage.start, passage.end
    taken = bytearray(end - start)
    found: list[tuple[int, int, str]] = []

    def take(a: int, b: int, why: str) -> bool:
        if a >= b or any(taken[a - start : b - start]):
            return False
        taken[a - start : b - start] = b"\1" * (b - a)
        found.append((a, b, why))
        return True

    head = _LIST_HEAD.match(shadow, start, end)
    if head and head.end() < end:
        take(head.start(), head.end(), "list mark")
    text = shadow[start:end]
    for a, b in passage.quotes:
        if a not in spoken and is_name(shadow, a, b):
            take(a, b, "name in quotation marks")
    for m in re.finditer(r"《[^》]{1,60}》", text):
        take(start + m.start(), start + m.end(), "title of a work")
    for a, b in _idioms(text):
        inside = a and _NUMERAL.match(text[a]) and _NUMERAL.match(text[a - 1])
        tenth = text[b - 1] == "分" and text[b : b + 1] in ("之", "钟")  # 十分之一, 早了十分鐘
        if not tenth and _NUMERAL.search(text[a:b]) and not inside:
            take(start + a, start + b, "word or idiom")
    if roc:
        for m in _ROC.finditer(text):
            before, after = text[max(0, m.start() - 4) : m.start()], text[m.end() : m.end() + 4]
            plain = m.group().endswith("年")
            if plain and (
                before.endswith(words(_LISTS, "words.not_roc_before"))
                or after.startswith(words(_LISTS, "words.not_roc_after"))
            ):
                continue
            take(start + m.start(), start + m.end(), "date")
    for why, m in _found(text):
        if _NUMERAL.search(m.group()):
            take(start + m.start(), start + m.end(), why)
    for m in _BIG.finditer(text):
        take(start + m.start(), start + m.end() - 1, "named list or name")
    return sorted(found)


_NUMERAL = re.compile(r"[\d①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿〇零一二三四五六七八九十百千万亿兆两廿卅壹贰叁肆柒捌玖佰仟]")


def is_name(shadow: str, start: int, end: int) -> bool:
    """True for a short quotation that is a name or slogan and no speech: no sentence mark, at most 16 characters."""
    inner = shadow[start + 1 : end - 1]
    if len(inner) > 16 or not inner:
        return len(inner) == 0
    if inner[-1] in "。!?;,…" or re.search(r"[。!?;]", inner):
        return False
    # An amount alone between marks is still an amount: 「3000萬元」.
    return not re.fullmatch(r"[约近逾超]?\d[\d.,]*[万亿]?(?:元|%|家|个|人|公里|吨|亩|公顷|美元)(?:以上)?", inner)
