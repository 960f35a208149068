"""Makes wrong copies of finished files, each with one planted fault: what a careless hand, another article or a forger
would leave behind. Every maker gives (kind, page or slide, bytes) or None when the file has no place for that fault."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

DIGITS = "0123456789"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
UNITS = {
    "億元": "萬元",
    "亿元": "万元",
    "個": "家",
    "个": "家",
    "家": "個",
    "噸": "斤",
    "吨": "斤",
    "天": "個月",
    "萬件": "件",
    "万件": "件",
    "戶": "人",
    "户": "人",
    "公頃": "畝",
    "公顷": "亩",
    "%": "‰",
    "项": "个",
    "項": "個",
    "人次": "人",
    "元": "美元",
}
QUALIFIERS = "近約约逾超餘余級级"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One wrong copy. `page` is where the fault lies (0: the document as a whole)."""

    kind: str
    page: int
    data: bytes
    what: str


# -- decks -----------------------------------------------------------------------------------------------------------


def rezip(data: bytes, change: dict[str, bytes]) -> bytes:
    """A package with some parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change.get(entry.filename, old.read(entry.filename)))
    return out.getvalue()


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def names(data: bytes, pattern: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = [n for n in archive.namelist() if re.fullmatch(pattern, n)]
    return sorted(found, key=lambda n: int(re.search(r"\d+", n.rsplit("/", 1)[-1]).group()))


def number_of(name: str) -> int:
    return int(re.search(r"(\d+)\.xml", name).group(1))


_TEXT = re.compile(r"(<a:t>)([^<]+)(</a:t>)")


def runs(xml: str) -> list[re.Match[str]]:
    return list(_TEXT.finditer(xml))


def put(xml: str, match: re.Match[str], text: str) -> str:
    return xml[: match.start(2)] + text + xml[match.end(2) :]


Edit = Callable[[str, random.Random], "str | None"]


def other_digit(text: str, rng: random.Random) -> str | None:
    """One digit of an amount changed; page furniture (第n段, dates of the source line) is left alone."""
    at = [m.start() for m in re.finditer(r"\d", text)]
    if not at or re.fullmatch(r"[\d附/ ]+|第.*[段頁页]|來源.*|来源.*", text):
        return None
    i = rng.choice(at)
    return text[:i] + rng.choice([d for d in DIGITS if d != text[i] and not (d == "0" and i == 0)]) + text[i + 1 :]


def other_unit(text: str, rng: random.Random) -> str | None:
    found = [(m.start(2), m.group(2)) for unit in UNITS for m in re.finditer(rf"(\d[\d,.]*)({re.escape(unit)})", text)]
    if not found:
        return None
    at, unit = rng.choice(found)
    return text[:at] + UNITS[unit] + text[at + len(unit) :]


def no_qualifier(text: str, rng: random.Random) -> str | None:
    found = [
        m
        for m in re.finditer(
            r"[近約约逾超](?=[\d一二三四五六七八九半]+)|(?<=\d)[餘余多](?=[名人家個个萬万種种辆])|(?<=[元])[級级]", text
        )
    ]
    if not found:
        return None
    m = rng.choice(found)
    return text[: m.start()] + text[m.end() :]


def exact_share(text: str, rng: random.Random) -> str | None:
    m = re.search(r"近([二三四五六七八九])成", text)
    if not m:
        return None
    digit = "一二三四五六七八九".index(m.group(1)) + 1
    return text[: m.start()] + rng.choice([f"{digit}0%", f"{m.group(1)}成五", f"{digit * 10 - 1}.5%"]) + text[m.end() :]


def swapped_inside(text: str, rng: random.Random) -> str | None:
    found = list(re.finditer(r"\d[\d,.]*[個个家項项億亿萬万元%名戶户噸吨件天]+", text))
    if len(found) < 2 or found[0].group() == found[1].group():
        return None
    a, b = found[0], found[1]
    return text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]


def invented(text: str, rng: random.Random) -> str | None:
    if len(text) < 8 or not re.search(r"[\u4e00-\u9fff]", text) or text.startswith(("來源", "来源", "註", "注")):
        return None
    return text.rstrip("。") + rng.choice(
        ["，惠及三十五萬人", "，帶動就業兩千餘人", "，另有八個項目", "，同比增長一成二"]
    )


def plan_done(text: str, rng: random.Random) -> str | None:
    for old, new in (
        ("目標：", "已達："),
        ("目标：", "已达："),
        ("計劃：", ""),
        ("计划：", ""),
        ("預計：", ""),
        ("预计：", ""),
        ("力爭", "已"),
        ("力争", "已"),
        ("任务是", "完成"),
        ("任務是", "完成"),
        ("將", "已"),
        ("邁進", "突破"),
        ("计划", "完成"),
        ("進軍", "躍升"),
    ):
        if old in text and len(text) > len(old):
            return text.replace(old, new, 1)
    return None


def lost_period(text: str, rng: random.Random) -> str | None:
    return text.replace("近5年", "5年", 1) if "近5年" in text else None


def other_name(text: str, rng: random.Random) -> str | None:
    m = re.search(r"[「“]([^」”]{4,})[」”]", text)
    if not m:
        return None
    inner = m.group(1)
    i = rng.randrange(len(inner))
    new = rng.choice([c for c in "紅山明海華金" if c != inner[i]])
    return text[: m.start(1)] + inner[:i] + new + inner[i + 1 :] + text[m.end(1) :]


def added_word(text: str, rng: random.Random) -> str | None:
    """A word put into a sentence with a number: it tells more than the article."""
    found = list(re.finditer(r"(?<=[\u4e00-\u9fff])(?=\d)", text))
    return text[: found[0].start()] + "已累計" + text[found[0].start() :] if found and len(text) > 10 else None


def _one_of(pairs: dict[str, str], before: str = "", after: str = "") -> Edit:
    """An edit that puts one word for another, once, at a place chosen at random."""
    pattern = re.compile(rf"{before}({'|'.join(sorted(map(re.escape, pairs), key=len, reverse=True))}){after}")

    def edit(text: str, rng: random.Random) -> str | None:
        found = list(pattern.finditer(text))
        if not found or OURS.match(text):
            return None
        m = rng.choice(found)
        return text[: m.start(1)] + pairs[m.group(1)] + text[m.end(1) :]

    return edit


def other_date(text: str, rng: random.Random) -> str | None:
    """Another month or day."""
    found = list(re.finditer(r"(?<!\d)(\d{1,2})(?=月\d|日)", text))
    if not found or OURS.match(text):
        return None
    m = rng.choice(found)
    number = int(m.group(1))
    return text[: m.start(1)] + str(number % 9 + 2 if number % 9 + 2 != number else number - 1) + text[m.end(1) :]


def swapped_dates(text: str, rng: random.Random) -> str | None:
    """Two dates of one text change places."""
    found = list(re.finditer(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?", text))
    if len(found) < 2 or found[0].group() == found[1].group() or OURS.match(text):
        return None
    a, b = found[0], found[1]
    return text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]


def other_year(text: str, rng: random.Random) -> str | None:
    """The period's year."""
    found = list(re.finditer(r"(?<!\d)((?:19|20)\d\d)(?=年)", text))
    if not found or OURS.match(text):
        return None
    m = rng.choice(found)
    return text[: m.start(1)] + str(int(m.group(1)) + rng.choice([-1, 1, -10])) + text[m.end(1) :]


def point_lost(text: str, rng: random.Random) -> str | None:
    found = list(re.finditer(r"(?<=\d)\.(?=\d)", text))
    return text[: found[0].start()] + text[found[0].end() :] if found and not OURS.match(text) else None


def rounded(text: str, rng: random.Random) -> str | None:
    """5.5% told as 6%."""
    found = [m for m in re.finditer(r"\d+\.\d+", text) if float(m.group()) > 1]
    if not found or OURS.match(text):
        return None
    m = rng.choice(found)
    return text[: m.start()] + str(round(float(m.group()) + 0.01)) + text[m.end() :]


def qualifier_added(text: str, rng: random.Random) -> str | None:
    """323億元 told as 約323億元."""
    found = list(
        re.finditer(r"(?<![\d.,近約约逾超過过第余餘、至到])\d[\d,.]*(?=[億亿萬万]?[元個个家件人項项%噸吨戶户])", text)
    )
    if not found or OURS.match(text):
        return None
    m = rng.choice(found)
    return text[: m.start()] + rng.choice("約逾近") + text[m.start() :]


def enlarged(text: str, rng: random.Random) -> str | None:
    """323個 told as 323萬個."""
    found = list(re.finditer(r"(?<=\d)(?=[個个家件名戶户間间])", text))
    return text[: found[0].start()] + "萬" + text[found[0].start() :] if found and not OURS.match(text) else None


def full_width(text: str, rng: random.Random) -> str | None:
    """Another number, in full-width digits."""
    new = None if OURS.match(text) or "月" in text else other_digit(text, rng)
    return new and re.sub(r"\d", lambda m: chr(ord(m.group()) + 0xFEE0), new)


def turned(text: str, rng: random.Random) -> str | None:
    """A mark that makes the digits behind it run from right to left on the screen."""
    found = [m for m in re.finditer(r"\d{2,}", text) if m.group() != m.group()[::-1]]
    if not found or OURS.match(text):
        return None
    m = rng.choice(found)
    return text[: m.start()] + "\u202e" + m.group() + "\u202c" + text[m.end() :]


def between(text: str, rng: random.Random) -> str | None:
    """Another digit, with a character of no width in the number."""
    new = other_digit(text, rng)
    m = new and re.search(r"\d(?=\d)", new)
    return new[: m.end()] + "\u200b" + new[m.end() :] if new and m else None


def look_alike(text: str, rng: random.Random) -> str | None:
    """A digit that is a letter of another script."""
    pairs = {"0": "О", "3": "З", "1": "l", "6": "б", "8": "৪"}
    found = [m for m in re.finditer("[01368]", text)]
    if not found or OURS.match(text) or re.fullmatch(r"[\d附/ ]+", text):
        return None
    m = rng.choice(found)
    return text[: m.start()] + pairs[m.group()] + text[m.end() :]


def raised(text: str, rng: random.Random) -> str | None:
    found = list(re.finditer(r"(?<=\d)(?=[億亿萬万元個个家件名%])", text))
    return text[: found[0].start()] + "⁰" + text[found[0].start() :] if found and not OURS.match(text) else None


OURS = re.compile(r"[\d附/ ]+$|第.*[段頁页]$|來源|来源|F\d+$|圖|图|表")
_PLACES = {
    "全國": "全省",
    "全国": "全省",
    "全省": "全市",
    "全市": "全省",
    "全州": "全省",
    "全縣": "全市",
    "全县": "全市",
}
_WAYS = {
    "增長": "下降",
    "增长": "下降",
    "增加": "減少",
    "上升": "下降",
    "下降": "增長",
    "減少": "增加",
    "减少": "增加",
    "提高": "降低",
    "提升": "降低",
    "回落": "上升",
}
_AGAINST = {
    "同比": "環比",
    "上年": "上月",
    "去年": "前年",
    "環比": "同比",
    "环比": "同比",
    "年增": "月增",
    "月增": "年增",
}
_HALVES = {
    "上半年": "下半年",
    "下半年": "上半年",
    "一季度": "二季度",
    "前三季度": "上半年",
    "今年": "去年",
    "目前": "去年",
}
_RANKS = {
    "第一": "第二",
    "第二": "第一",
    "第三": "第一",
    "首位": "次位",
    "首個": "第二個",
    "首个": "第二个",
    "唯一": "首個",
}
_PARTS = {"百分點": "%", "百分点": "%", "億": "萬", "亿": "万", "萬": "億", "万": "亿"}
_NOT = {"已": "未", "完成": "未完成", "實現": "未實現", "实现": "未实现", "成功": "未能", "可以": "不可", "獲": "未獲"}
_EVERY = {
    "累計": "每年",
    "累计": "每年",
    "總": "年均",
    "超過": "不到",
    "逾": "不足",
    "超": "不到",
    "不足": "逾",
    "以上": "以下",
}


TEXT_EDITS: dict[str, Edit] = {
    "digit": other_digit,
    "unit": other_unit,
    "qualifier lost": no_qualifier,
    "share made exact": exact_share,
    "pair swapped in a sentence": swapped_inside,
    "invented Chinese number": invented,
    "plan made result": plan_done,
    "近 of a period lost": lost_period,
    "name altered": other_name,
    "word added": added_word,
    "date altered": other_date,
    "dates swapped": swapped_dates,
    "year altered": other_year,
    "decimal point lost": point_lost,
    "rounded": rounded,
    "exact made approximate": qualifier_added,
    "scale added": enlarged,
    "scale changed": _one_of(_PARTS, before=r"(?<=\d)(?:個|个)?"),
    "rank changed": _one_of(_RANKS),
    "direction turned": _one_of(_WAYS),
    "comparison changed": _one_of(_AGAINST),
    "period changed": _one_of(_HALVES),
    "scope changed": _one_of(_PLACES),
    "negated": _one_of(_NOT),
    "limit turned": _one_of(_EVERY, after=r"(?=[^，。、；]{0,8}\d)"),
    "full-width digits": full_width,
    "digits turned by a mark": turned,
    "character of no width": between,
    "look-alike digit": look_alike,
    "raised digit": raised,
}


def exchanged(text: str, one: str, other: str) -> str:
    """The text with two of its parts in each other's place."""
    return text.replace(one, "\0").replace(other, one).replace("\0", other)
