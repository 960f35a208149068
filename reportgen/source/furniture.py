"""Tells page furniture from text, one folded line at a time."""

from __future__ import annotations

import re
from functools import cache

from reportgen.lexicon import alternation, words
from reportgen.records import dataclass
from reportgen.source.dates import find_date, find_time

_LISTS = "furniture.toml"
_IMAGE_NAME = re.compile(r"[\w\-. ()]+\.(?:jpe?g|png|gif|webp|bmp|mp4)", re.I)
_URL = re.compile(r"(?:https?://|www\.)\S+")
_SEPARATORS = re.compile(r"[\s|>/·•\-—_:：,，、()\[\]【】《》<»›=*#+!。.]+")
_WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?|香港时间|北京时间|台北时间|[上下]午")
_CRUMB = re.compile(r">>|»|›|▸|(?<=[^\W\d_])\s*>\s*(?=[^\W\d_])")
# A call to follow an account; what stands beside it is part of the call.
_FOLLOW = re.compile(
    r"点击上方|点击(?:上面)?蓝字|蓝字关注|关注我们(?:$|[,!。])|[设加]为?星标|长按[^,。]{0,6}二维码"
    r"|扫[描码][^,。]{0,6}关注|置顶公众号"
)
NAME = r"[^\W\d_]{2,4}(?:·[^\W\d_]{2,6})?|[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}"


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value of the dating line: `kind` is a key of [fields]; the span is that of the value."""

    kind: str
    start: int
    end: int


@cache
def _fields_re() -> re.Pattern[str]:
    groups = [
        f"(?P<{kind}>{alternation(_LISTS, 'fields.' + kind)})"
        for kind in ("source", "date", "count", "editor", "photo", "author", "other")
    ]
    return re.compile(
        rf"(?<![^\W\d_])(?:本报|本网)?(?:{'|'.join(groups)})\s*(?:[:：丨]|(?<=[者辑编源访影撰])[/|]|(?<=来源|稿源)\s+(?=[^\W\d_]))\s*"
    )


@cache
def _noise_re() -> re.Pattern[str]:
    keys = [f"lines.{key}" for key in ("breadcrumb", "controls", "share", "back", "advert", "end")]
    number = r"\d[\d,.]*[万千kKwW]?\+?"
    return re.compile(rf"{alternation(_LISTS, *keys)}|{alternation(_LISTS, 'fields.count')}\s*{number}|{number}")


# A number under which a site or a paper is registered: 某ICP备2021006633号-1.
_REGISTERED = re.compile(r"[^\W\d_]{0,2}(?:ICP[备证]|公网安备|网信备|新广网?证?)[^\W\d_]?\s?\d[\dA-Z]*号?(?:-\d+)?")


@cache
def _imprint_label() -> re.Pattern[str]:
    kinds = ("source", "date", "count", "editor", "photo", "author")
    labels = alternation(_LISTS, "imprint.labels", *(f"fields.{kind}" for kind in kinds))
    return re.compile(rf"[^\W\d_]{{0,8}}?{labels}\s?:\s?(?=\S)")


def is_imprint(line: str) -> bool:
    """True for a folded line of nothing but labels with their values, registrations and notices, parted by blanks.

    供电服务热线:95598  责编:某某  版式:某室; 社址:某街二〇三号 电话:…; 某ICP备2021006633号-1 …许可证:B2-2021.
    """
    if len(line) > 160 or "。" in line[:-1]:
        return False
    if re.fullmatch(rf"[【\[]{alternation(_LISTS, 'fields.editor')}[ :]+[^\W\d_]{{2,4}}[】\]]", line):
        return True
    cells: list[str] = []
    for part in line.strip("() 。").split():
        if cells and not (_imprint_label().match(part) or _REGISTERED.match(part) or _notice(part)):
            cells[-1] += " " + part  # the value goes on: 8:00 17:30, 甲乙 丙丁
        else:
            cells.append(part)
    return len(cells) > 1 and all(
        _REGISTERED.fullmatch(cell) or _notice(cell) or (len(cell) <= 48 and _imprint_label().match(cell))
        for cell in cells
    )


def _notice(cell: str) -> bool:
    return len(cell) <= 40 and any(word in cell for word in words(_LISTS, "imprint.notices"))


@cache
def _starts() -> tuple[tuple[str, str], ...]:
    return tuple(
        (word, why) for why in ("related", "copyright", "caption", "note") for word in words(_LISTS, f"starts.{why}")
    )


@cache
def _release_re() -> re.Pattern[str]:
    return re.compile(alternation(_LISTS, "lines.release"))


def is_release_line(line: str) -> bool:
    """True for what a press office prints above the headline: 新聞公報 編號：HD-2025/118, 即時發佈."""
    if len(line) > 60 or not _release_re().match(line):
        return False
    rest = _release_re().sub("", line)
    rest = re.sub(r"\([^()]*\)|(?:编号|文号|稿号|No\.?)\s?[:.]?|第?\s?[A-Z\d][\w/.\-]*\s?[号期]?", "", rest)
    return not _SEPARATORS.sub("", rest)


def find_fields(line: str) -> list[Field]:
    """The labelled values of a folded line, in order."""
    hits = list(_fields_re().finditer(line))
    fields = []
    for i, hit in enumerate(hits):
        end = hits[i + 1].start() if i + 1 < len(hits) else len(line)
        value = line[hit.end() : end]
        cut = re.search(r"\s*[|)】\]【\[]|\s{2,}|\t|\s+(?=(?:19|20)\d\d[-/.年])", value)
        if cut:
            end = hit.end() + cut.start()
        value = line[hit.end() : end]
        if hit.lastgroup == "source":  # 來源：某社 記者 某某, 來源：某網 評論(26
            other = re.search(rf"\s+(?:{_other_label()})", value)
            if other:
                end = hit.end() + other.start()
                value = line[hit.end() : end]
        fields.append(Field(hit.lastgroup or "other", hit.end(), hit.end() + len(value.rstrip(" ,;、|/"))))
    return fields


@cache
def _other_label() -> str:
    return alternation(_LISTS, "byline.roles", "fields.author", "fields.editor", "fields.count", "fields.photo")


def is_dating_line(line: str) -> bool:
    """True for a line made of a date and labelled values (來源, 作者, 編輯, 點擊 …) and little else."""
    if len(line) > 160 or "。" in line or line.endswith(("?", "!")):
        return False
    fields = find_fields(line)
    date = find_date(line)
    if not fields and not date:
        clock = find_time(line)
        return clock is not None and not _SEPARATORS.sub("", _WEEKDAY.sub("", line[: clock[1]] + line[clock[2] :]))
    line = re.sub(r"(?:https?://|www\.)[\w./\-]+", lambda m: " " * len(m.group()), line)
    if not fields and date and len(line) > 60:
        return False
    covered = bytearray(len(line))
    first = _fields_re().search(line)
    if first:
        for hit in _fields_re().finditer(line):
            covered[hit.start() : hit.end()] = b"\1" * (hit.end() - hit.start())
        for field in fields:
            if field.end - field.start > 40:
                return False
            covered[field.start : field.end] = b"\1" * (field.end - field.start)
    for found in (date, find_time(line)):
        if found:
            covered[found[1] : found[2]] = b"\1" * (found[2] - found[1])
    for hit in unlabelled().finditer(line):
        covered[hit.start() : hit.end()] = b"\1" * (hit.end() - hit.start())
    for hit in re.finditer(r"[^\s|/]+", line):
        if date and outlet_end(hit.group()) and len(hit.group()) <= 16:
            covered[hit.start() : hit.end()] = b"\1" * (hit.end() - hit.start())
    for hit in _SOUND.finditer(line):
        covered[hit.start() : hit.end()] = b"\1" * (hit.end() - hit.start())
    rest = "".join(c for c, taken in zip(line, covered, strict=True) if not taken)
    rest = _SEPARATORS.sub("", _noise_re().sub("", _WEEKDAY.sub("", rest)))
    rest = re.sub(r"原创|发表于[^\W\d_]{2,3}|来自[^\W\d_]{2,6}|更新|编辑于", "", rest)
    half = len(rest) // 2
    if half and rest[:half] == rest[half:]:
        rest = rest[:half]  # an account's name is often printed twice
    return len(rest) <= (14 if date else 4)


def _is_trail(line: str) -> bool:
    """A bar of a site's columns: 首頁 / 財經 / 產經, 某某網 | 首頁 | 快訊, 某某網 / 地方 / 某地."""
    parts = trail(line)
    known = words(_LISTS, "lines.breadcrumb")
    if len(parts) < 3 or not all(0 < len(p) <= 14 for p in parts):
        return False
    if any(p in known for p in parts[:2]):
        return True
    return outlet_end(parts[0]) and all(re.fullmatch(r"[^\W\d_]{2,6}", p) for p in parts[1:]) and not is_byline(line)


def trail(line: str) -> list[str]:
    """The parts of a line of columns, from the site's name to the page's place in it."""
    return [part.strip() for part in re.split(r"[/|>»›▸]+|->", line)]


_SOUND = re.compile(r"[▶►▷🔊]?\s?(?:听全文|听新闻|听文章|语音|朗读|音频|播放|时长)\s?:?\s?(?:\d+分\d+秒|\d+:\d+)?")


def furniture(line: str) -> str | None:
    """Why a folded line is page furniture (a key such as "breadcrumb", "share"), or None when it may be text."""
    if re.match(r"\[\d{1,3}\]\s*[^\W\d_]|\^", line) and len(line) <= 400:
        return "note"
    if re.fullmatch(r"[^\W\d_]{1,8}\s?[\[(]\d{4}[\])]\s?(?:第\s?)?\d+号", line):
        return "document number"
    if line.rstrip(",。 ") in words(_LISTS, "reference.sites"):
        return "site"
    if len(line) <= 120 and "。" not in line and (_CRUMB.search(line) or _is_trail(line)):
        return "breadcrumb"
    if len(line) <= 60 and "。" not in line[:-1] and _FOLLOW.search(line) and find_date(line) is None:
        return "share"
    if re.fullmatch(r"[^\w]*点击?[^\w]?(?:阅读|查看)原文[^\w]*", line):
        return "share"  # ↓↓↓点“阅读原文”
    if len(line) <= 60 and re.search(r"扫[描码一][^。]{0,16}:\s?[\w\-. ()]+\.(?:jpe?g|png|gif|webp|bmp)$", line, re.I):
        return "share"  # …。扫描二维码看更多:qr.png
    if re.fullmatch(r"更多[^\W\d_]{0,10}(?:报导|报道|新闻|内容|资讯|文章)", line):
        return "related"
    if re.match(r"\[?(?:图集|组图|高清图|[^\W\d_]{0,2}图片)\s?\(?\d+\s?/\s?\d+[\])]?", line) and len(line) <= 60:
        return "image"
    if re.fullmatch(
        r"【?(?:导语|正文|口播|字幕|解说|旁白|片头|片尾|画外音|演播室|编者按|编者的话|核心提示|核心阅读|阅读提示|内容提要)】?:?",
        line,
    ):
        return "mark"
    if re.fullmatch(r"(?:PART|Part|part|NO|No|CHAPTER|Chapter)[ .]?\d{1,2}", line):
        return "mark"
    if re.fullmatch(r"出自[^\W\d_]{1,8}百科[^。]{0,12}", line):
        return "site"
    if _IMAGE_NAME.fullmatch(line):
        return "image"
    if len(line) <= 300 and _URL.fullmatch(line):
        return "link"
    for word, why in _starts():
        if line.startswith(word):
            if word.startswith("关键") and re.fullmatch(r"关键词[一二三四五六\d]?\s?[: ]\s?[^\s、;,|]{2,12}", line):
                continue
            if why == "caption" and ("。" in line[:-1] and len(line) > 80):
                continue
            if why == "caption" and word in ("海报",) and len(line) > 30:
                continue
            return why
    if len(line) <= 60 and line.endswith(words(_LISTS, "ends.caption")) and "。" not in line and "记者" not in line[:6]:
        return "caption"
    if len(line) <= 120 and "。" not in line:
        rest = _SEPARATORS.sub("", _noise_re().sub("", _SEPARATORS.sub(" ", line)))
        if not rest:
            for why in ("advert", "end", "share", "back", "controls", "breadcrumb"):
                if any(word in line for word in words(_LISTS, f"lines.{why}")):
                    return why
            if find_date(line):
                return None
            return "counter" if re.search(r"[^\W\d_]", line) else "mark"
    return None


@cache
def _roles_re() -> re.Pattern[str]:
    own = alternation(_LISTS, "outlets.own")
    return re.compile(rf"{own}?{alternation(_LISTS, 'byline.roles')}\s*[:/]?")


@cache
def _byline_end_re() -> re.Pattern[str]:
    return re.compile(rf"(?:[/ ]|^){alternation(_LISTS, 'byline.ends')}$|{alternation(_LISTS, 'byline.ends')}$")


def outlet_end(word: str) -> bool:
    """True when a folded word ends as outlets' names do (日報, 網, 社 …) and is more than that ending."""
    return any(word.endswith(end) and len(word) > len(end) + 1 for end in words(_LISTS, "outlets.ends"))


def names_in(text: str, shadow: str) -> list[str]:
    """Personal names of a byline's value (記者 甲乙 丙丁 攝影報道), raw."""
    roles, end = _roles_re(), _byline_end_re()
    blank = list(shadow)
    for hit in roles.finditer(shadow):
        blank[hit.start() : hit.end()] = " " * (hit.end() - hit.start())
    line = "".join(blank)
    for _ in range(3):
        closing = end.search(line.rstrip())
        if closing and re.search(r"[^\W\d_]{2}", line[: closing.start()]):
            line = line[: closing.start()] + " " * (len(line) - closing.start())
    found = []
    for part in re.finditer(r"[^\s、,/;|()\[\]【】&]+", line):
        word = part.group()
        if any(share in word for share in words(_LISTS, "lines.share") if len(share) > 1):
            continue  # 設為星標
        if word in words(_LISTS, "fields.editor"):
            continue  # 審核：二審
        if re.fullmatch(NAME, word) and (not outlet_end(word) or word.startswith(words("people.toml", "surnames"))):
            found.append(text[part.start() : part.end()])
    # A name of two characters is often spread: 水 淼.
    if not found:
        spread = re.findall(r"(?<![^\W\d_])([^\W\d_]) ([^\W\d_])(?![^\W\d_])", line)
        found = [a + b for a, b in spread]
    return found


_UNLABELLED = (
    r"(?:本报|本网)?(?:全媒体|融媒体|特约|实习|见习|首席)?(?:记者|通讯员|撰文|作者|文)\s+(?P<names>[\w·]{1,4}"
    r"(?:[ 、]+(?!通讯员|记者|摄影|编辑|责编)[\w·]{1,4}(?![^\W\d_a-zA-Z]|:))*)"
    r"|记者(?P<signed>[^\W\d_]{2,4}(?:、[^\W\d_]{2,4})*)\s?/\s?[^\W\d_]{2,6}?(?:报导|报道)"
)


@cache
def unlabelled() -> re.Pattern[str]:
    """Names after a role without a colon: 記者 甲乙 丙丁, 記者甲乙丙／某地報導."""
    return re.compile(_UNLABELLED)


def is_byline(line: str) -> bool:
    """True for a line that only names who wrote: 記者甲乙 丙丁 攝影報道, 文/甲乙."""
    if len(line) > 48 or re.search(r"[。!?;“「]", line):
        return False
    line = line.strip("()[]【】 □■◎●○◇◆▲")
    if re.match(r"记者(?:手记|观察|调查|点评|感言|札记|说|提问|问|了解|获悉|从|在|日前|近日)", line):
        return False
    outlet = re.match(
        rf"[^\W\d_]{{2,10}}?{alternation(_LISTS, 'outlets.ends')}(?=(?:特约|全媒体|融媒体|实习|见习|首席)?(?:记者|通讯员))",  # noqa: E501
        line,
    )
    if outlet:
        line = line[outlet.end() :]
    if not _roles_re().match(line) and not re.match(r"(?:文|图|摄影)[/:／·]", line):
        hit = re.search(rf"(?:^|[/ ]){alternation(_LISTS, 'byline.ends')}$", line)
        if not hit or len(line) > 24 or not _roles_re().search(line):
            return False
    rest = _roles_re().sub(" ", line)
    parts = [p for p in re.split(r"[\s、,/:|]+", rest) if p]
    end = set(words(_LISTS, "byline.ends"))
    return (
        bool(parts)
        and all(len(p) <= 12 for p in parts)
        and any(re.fullmatch(NAME, p) or any(p.endswith(e) for e in end) for p in parts)
    )
