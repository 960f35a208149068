"""Reads the lines above an article's text: headline, kicker, subtitle, site name, dating line."""

from __future__ import annotations

import re

from reportgen.lexicon import alternation, words
from reportgen.source import dates, furniture
from reportgen.source.bylines import is_name_line, take_byline, take_dating
from reportgen.source.headings import may_head
from reportgen.source.sheet import Line, Sheet, han


def read_head(sheet: Sheet, lines: list[Line]) -> int:
    """Read up to and including the headline; the index of the first line after it."""
    crumbs = [line for line in lines[:6] if furniture.furniture(line.shadow) == "breadcrumb"]
    i = 0
    while i < len(lines):
        line = lines[i]
        why = furniture.furniture(line.shadow)
        rest = lines[i + 1 :]
        if why:
            sheet.drop(line.start, line.end, why)
            if why == "breadcrumb":
                take_crumbs(sheet, line)
        elif furniture.is_dating_line(line.shadow):
            take_dating(sheet, line)
        elif furniture.is_byline(line.shadow) and rest:
            take_byline(sheet, line)
        elif rest and furniture.is_release_line(line.shadow):
            sheet.released = True
            sheet.drop(line.start, line.end, "release")
        elif rest and re.fullmatch(r"发表于[^\W\d_]{2,4}", line.shadow):
            sheet.drop(line.start, line.end, "dating")
        elif _is_account(line.shadow, lines[:i], rest):
            sheet.publisher = sheet.publisher or sheet.raw(line.start, line.end)
            sheet.drop(line.start, line.end, "site")
        elif _is_page_name(line.shadow, rest):
            sheet.drop(line.start, line.end, "column")
        elif rest and _MONTH.fullmatch(line.shadow):
            sheet.drop(line.start, line.end, "dating")
        elif rest and (outlet := _masthead(line.shadow)) is not None:
            if outlet[0] < outlet[1]:
                sheet.outlets.append(sheet.raw(line.start + outlet[0], line.start + outlet[1]))
            sheet.drop(line.start, line.end, "masthead")
        elif rest and re.match(r"[【\[(]?(?:编者按|编前话?|编者的话|开栏语|开栏的话|按语)[】\]):]", line.shadow):
            sheet.drop(line.start, line.end, "editor's note")
        elif rest and re.fullmatch(r"(?:[^\W\d_]{2,6}:\S+\s+)+[^\W\d_]{2,6}:\S+", line.shadow):
            sheet.drop(line.start, line.end, "labels")
        elif (
            rest
            and _is_column(line.shadow)
            and not furniture.is_dating_line(rest[0].shadow)
            and _rest_has_text(rest[1:])
        ):
            sheet.drop(line.start, line.end, "column")
        elif _is_site_name(line.shadow, crumbs, rest):
            sheet.outlets.append(sheet.raw(line.start, line.end))
            sheet.drop(line.start, line.end, "site")
        else:
            break
        i += 1
    if i >= len(lines):
        return i
    line = lines[i]
    if re.search(r"。|:$", line.shadow) or len(line.shadow) > 80 or not _rest_has_text(lines[i + 1 :]):
        return i
    label = re.match(r"#{1,6}\s+|(?:标题|题目|题)\s?:\s*", line.shadow)
    sheet.headline = (line.start + (label.end() if label else 0), line.end)
    i += 1
    kicked = False
    # A notice's title broken over lines: 某某辦公室關於 / 印發某某方案的通知.
    while i < len(lines) and i < 12:
        title = sheet.clean.shadow[slice(*sheet.headline)]
        if not _title_goes_on(title, lines[i].shadow):
            break
        sheet.headline = (sheet.headline[0], lines[i].end)
        i += 1
    # A second line of the headline: 引題, 副題. Only when the dating line or a byline still follows it.
    while i < len(lines) and i < 40:
        line = lines[i]
        follows = [x.shadow for x in lines[i + 1 : i + 4]]
        if (
            furniture.furniture(line.shadow)
            or furniture.is_dating_line(line.shadow)
            or furniture.is_byline(line.shadow)
        ):
            break
        short = len(line.shadow) <= 50 and not re.search(r"[。;]|[!?:,]$", line.shadow)
        numbered = re.match(r"[一二三四五六七八九十\d]+[、.]|\(|第(?![一二三四五六七八九十\d]+届)", line.shadow)
        dated = any(furniture.is_dating_line(x) and dates.find_date(x) for x in follows[:2]) and sheet.date is None
        dated = dated and not numbered
        # A title of two lines stands as one block: no empty line inside it, one after it.
        gaps = (
            sheet.clean.shadow[lines[i - 1].end : line.start],
            sheet.clean.shadow[line.end : lines[i + 1].start] if (i + 1 < len(lines)) else "",
        )
        block = gaps[0].count("\n") == 1 and gaps[1].count("\n") >= 2 and len(line.shadow) >= 8
        block = block and may_head(line.shadow) and not numbered
        if short and (line.shadow.startswith(("——", "—", "--")) or dated or block):
            if _is_site_name(line.shadow, crumbs, lines[i + 1 :]):
                sheet.outlets.append(sheet.raw(line.start, line.end))
                sheet.drop(line.start, line.end, "site")
            elif is_name_line(line.shadow):
                take_byline(sheet, line)
            elif is_office(line.shadow):
                sheet.outlets.append(sheet.raw(line.start, line.end).split()[0])
                sheet.drop(line.start, line.end, "signature")
            elif (
                not line.shadow.startswith(("——", "—", "--"))
                and not kicked
                and len(line.shadow) >= 8
                and not _is_subtitle(sheet.clean.shadow[slice(*sheet.headline)], line.shadow)
            ):
                # 引題 above the headline: of two title lines the second is the main one, unless it is a 副題.
                sheet.drop(*sheet.headline, "kicker")
                sheet.headline = (line.start, line.end)
                kicked = True
            else:
                given = dates.find_date(line.shadow)
                if given and sheet.date is None and re.search(r"上\)?$", line.shadow):
                    sheet.date = given[0]  # ——2026年1月14日在某某會議上
                sheet.drop(line.start, line.end, "subtitle")
            i += 1
        elif is_name_line(line.shadow):
            take_byline(sheet, line)
            i += 1
        elif short and len(line.shadow) <= 14 and furniture.outlet_end(line.shadow) and " " not in line.shadow:
            sheet.outlets.append(sheet.raw(line.start, line.end))
            sheet.drop(line.start, line.end, "site")
            i += 1
        else:
            break
    return i


_ISSUE = re.compile(
    r"(?:\(?总?第?[\d〇○一二三四五六七八九十百]+[期卷版号](?:[总第\d期卷号()]*)(?:[·:].{1,8})?\)?|第?[A-Z]{1,2}\d{1,3}版?|[A-Z]{1,2}\d{1,3}[版页]?"
    r"|(?:第[\d一二三四五六七八九十]{1,3}|[要头]|本地|[^\W\d_]{1,3})版(?:[·:].{1,8})?|[Vv]ol\.?\s?\d+|[Nn]o\.?\s?\d+|ISSUE|今日\d+版)"
)
# What else stands beside an outlet's name: a column, a Latin name, the day of the week, the lunar date.
_BESIDE = re.compile(r"[A-Z][A-Za-z]*|[^\W\d]{1,4}|(?:星期|周|礼拜)[一二三四五六日天]|[^\W\d_]{2}年[^\W\d_]{2,6}")
_PAPERS = r"(?:简报|通报|公报|信息|动态|专报|内参|快讯|专刊|会刊|通讯|快报|月报|季报|汇编|要情|参阅)"


def _masthead(line: str) -> tuple[int, int] | None:
    """Where the outlet's name stands in a line of names and issue marks: 某某日報 A02版 澳聞, 某周刊 · 第8卷第3期.

    An empty span when the line only counts issues: （總第203期）. None when the line is no masthead.
    """
    if len(line) > 48 or re.search(r"[。,!?;“「]", line):
        return None
    tokens = [m for m in re.finditer(r"[^\s|/·‧•丨]+", line) if m.group() not in "-—"]
    if not tokens:
        return None
    date = dates.find_date(line)
    outlet: tuple[int, int] | None = None
    issues = 0
    for token in tokens:
        word = token.group()
        if _ISSUE.fullmatch(word):
            issues += 1
        elif date and date[1] <= token.start() < date[2]:
            pass
        elif outlet is None and furniture.outlet_end(word):
            outlet = token.span()
        elif outlet is None and re.search(rf"{_PAPERS}$", word) and len(word) >= 4:
            name = re.sub(rf"(?:工作)?{_PAPERS}$", "", word)
            office = re.search(rf"{alternation('furniture.toml', 'reference.offices')}$", name)
            outlet = (token.start(), token.start() + len(name)) if office else token.span()
        elif not _BESIDE.fullmatch(word):
            return None
    if outlet is None:
        return (0, 0) if issues == len(tokens) else None
    columns = outlet[0] == 0 and len(tokens) > 1 and re.search(r"[|丨]", line)  # 某某日報 | 要聞
    return outlet if issues or columns else None


_MONTH = re.compile(
    r"(?:[二一][〇○零一二三四五六七八九]{3}|(?:19|20)\d\d|民国\d{2,3})年\s?(?:十?[一二三四五六七八九十]|\d{1,2})月(?:号|刊|份)?"
)


def _is_account(line: str, before: list[Line], rest: list[Line]) -> bool:
    """An account's name above the date and the headline, below a call to follow it or above 發表於某地."""
    if not re.fullmatch(r"[^\W\d_]{2,10}", line) or len(rest) < 3 or not furniture.is_dating_line(rest[0].shadow):
        return False
    called = any("关注" in x.shadow or "蓝字" in x.shadow for x in before)
    placed = any(re.fullmatch(r"发表于[^\W\d_]{2,4}", x.shadow) for x in rest[:3])
    return called or placed


def _is_page_name(line: str, rest: list[Line]) -> bool:
    """A newspaper page's name (港聞, 地方) above the masthead or date and the headline."""
    if not re.fullmatch(r"[^\W\d_]{2,4}", line) or len(rest) < 3:
        return False
    between = _masthead(rest[0].shadow) is not None or furniture.is_dating_line(rest[0].shadow)
    title = rest[1].shadow
    return between and len(title) >= 8 and "。" not in title and not title.startswith("—") and _rest_has_text(rest[2:])


def _is_column(line: str) -> bool:
    """A column's name alone on a line: 【民生觀察】."""
    named = r"(?:专栏|专题|栏目|专版|副刊|评论|时评|社论|特稿|图文|视频|头条|要闻|快讯)\s?[|丨·:]\s?[^\W\d_]{2,8}"
    return bool(re.fullmatch(rf"[【\[《〔][^\W\d_]{{2,10}}(?:[·|丨][^\W\d_]{{2,8}})?[】\]》〕]|{named}", line))


_SERIES = re.compile(
    r"走进|聚焦|关注|系列|专题|之[一二三四五六七八九十]|[①-⑳]|进行时|在行动|走基层|现场会|座谈会|会议|深入|全面|坚持|[^,]召开|[^,]举行"
)
# The occasion told as news below a headline: 第八屆某某博覽會閉幕.
_OCCASION = re.compile(r"(?:第[一二三四五六七八九十百\d]+届|20\d\d)[^,。:!?]{4,30}(?:[开闭落]幕|举行|召开|结束|收官)")
_AMOUNT = re.compile(r"\d|[一二三四五六七八九十百千万亿]{2,}")


def _is_subtitle(title: str, line: str) -> bool:
    """True when the second line of a headline says the details (副題): an attribution, or figures that the first lacks.

    False for a series' or an occasion's name above the headline (引題).
    """
    if _SERIES.search(title):
        return False
    if _OCCASION.fullmatch(line):
        return True
    if re.match(r"(?:专?访|记|对话|评|读)(?!者)[^\W\d_·]{4,24}$", line):
        return True
    if re.match(r"[^\W\d_]{2,6}:", line) and not re.match(r"[^\W\d_]{2,6}:", title):
        return True
    return len(line) > len(title) and bool(_AMOUNT.search(line)) and not re.search(r"\d", title)


def _title_goes_on(title: str, line: str) -> bool:
    """True when a line continues a notice's title: after 關於, 印發, 的, or closing with 的通知."""
    if len(line) > 50 or re.search(r"[。;:]", line) or furniture.is_dating_line(line) or furniture.is_byline(line):
        return False
    if re.search(r"[:—]$", title) and len(title) <= 16:
        return True
    paper = r"的?(?:通知|公告|通告|通报|意见|决定|批复|函|报告|办法|方案|公报|议案|决议)(?:\([^()]*\))?$"
    if re.search(r"(?:关于|印发|转发|公布|发布|的|和|与|及|、|对)$", title) and len(line) >= 4:
        return bool(re.search(paper, line)) or "关于" in title
    opens = re.search(rf"{alternation('furniture.toml', 'reference.offices')}$", title)
    return bool(opens and line.startswith("关于") and re.search(paper, line))


def _rest_has_text(lines: list[Line]) -> bool:
    """True when some later line is more than furniture."""
    return any(han(line.shadow) >= 4 and not furniture.furniture(line.shadow) for line in lines)


def _is_site_name(line: str, crumbs: list[Line], rest: list[Line]) -> bool:
    if len(line) > 16 or not rest or re.search(r"[。,!?:;]|\d", line) or line.startswith(("—", "--", "《", "“", "「")):
        return False
    if any(crumb.shadow.startswith(line) for crumb in crumbs):
        return True
    longer = next(
        (
            x.shadow
            for x in rest
            if not furniture.furniture(x.shadow)
            and not furniture.is_dating_line(x.shadow)
            and not furniture.is_release_line(x.shadow)
            and not _MONTH.fullmatch(x.shadow)
        ),
        "",
    )
    named = alternation("furniture.toml", "outlets.heads", "reference.offices")
    own = not line.startswith("关于") and not re.search(r"的(?:公告|通知|通报|公报|文件)$", line)
    if (
        own
        and re.search(rf"{named}$", line)
        and len(longer) > len(line)
        and "。" not in longer
        and _rest_has_text(rest[1:])
    ):
        return True
    return furniture.outlet_end(line) and _rest_has_text(rest[1:])


def take_crumbs(sheet: Sheet, line: Line) -> None:
    """The site or the office whose page it is, from the first part of a trail."""
    known = words("furniture.toml", "lines.breadcrumb")
    first = re.sub(r"^[^:]*:\s*", "", furniture.trail(line.shadow)[0])
    first = next((word for word in first.split() if word not in known), "")
    if furniture.outlet_end(first) or (is_office(first) and sheet.publisher is None):
        at = line.shadow.find(first)
        sheet.outlets.append(sheet.raw(line.start + at, line.start + at + len(first)))


def is_office(line: str) -> bool:
    """True for the names of one or two offices and nothing else: 某縣統計局 某縣普查辦公室."""
    ends = re.compile(rf"[^\W\d_]{{2,20}}{alternation('furniture.toml', 'reference.offices')}")
    parts = re.split(r"[\s、]+", line)
    return len(parts) <= 3 and all(ends.fullmatch(part) for part in parts)
