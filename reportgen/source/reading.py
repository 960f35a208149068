"""Turns decoded text into an `Article`: finds headline, dating line, bylines, headings, paragraphs; drops the rest."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.errors import InputError, Note
from reportgen.fold import Clean, clean, fold, traditional_share
from reportgen.lexicon import alternation, words
from reportgen.source import dates, furniture
from reportgen.source.decode import decode, read_bytes
from reportgen.source.place import find_place
from reportgen.source.records import Article, Dropped, Paragraph, Section, Sentence, Span
from reportgen.source.segment import sentences

_HEADING_MAX = 30
_TABLE = re.compile(r"\t|\||\S {2,}\S")
_NUMBERISH = re.compile(r"\d[\d.,]*%?")
_BULLET = re.compile(r"[●•■◆▪◎★☆*\-–—]\s*|\d{1,2}[.、]\s*|\(?\d{1,2}\)\s*|[①-⑳]")


def _han(line: str) -> int:
    """How many Han characters: compared one by one, for a range of that size costs 4 ms to compile."""
    return sum("\u3400" <= c <= "\u9fff" for c in line)


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    shadow: str


@dataclass(slots=True)
class _Sheet:
    """What is being gathered while the lines are read; offsets count the clean text."""

    clean: Clean
    headline: tuple[int, int] | None = None
    publisher: str | None = None
    date: str | None = None
    time: str | None = None
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    url: str | None = None
    outlets: list[str] = field(default_factory=list)
    dropped: list[tuple[int, int, str]] = field(default_factory=list)
    body: list[tuple[str, int, int]] = field(default_factory=list)
    dateline_place: str | None = None

    def drop(self, start: int, end: int, why: str) -> None:
        self.dropped.append((start, end, why))

    def raw(self, start: int, end: int) -> str:
        return self.clean.text[start:end].strip()


def read_article(path: Path) -> Article:
    """See `reportgen.source.read`."""
    data = read_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    if _is_html(path, data):
        from reportgen.source.webpage import page_text

        page = page_text(data, path)
        return parse(page.text, stem=path.stem, sha256=digest, name=str(path), page=page)
    text, encoding, faults = decode(data, path)
    return parse(text, stem=path.stem, sha256=digest, name=str(path), encoding=encoding, faults=faults)


def _is_html(path: Path, data: bytes) -> bool:
    if path.suffix.lower() in (".html", ".htm", ".xhtml"):
        return True
    head = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html"))


def parse(
    text: str,
    *,
    stem: str = "article",
    sha256: str | None = None,
    name: str = "article",
    encoding: str = "utf-8",
    faults: int = 0,
    page: object | None = None,
) -> Article:
    """An `Article` from decoded text (LF only, no BOM). `page`: what a web page says of itself.

    Raises InputError when no Chinese sentence is found.
    """
    if sha256 is None:
        sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    sheet = _Sheet(clean=clean(text))
    _read_lines(sheet)
    _take_page(sheet, page)
    body = [(kind, a, b) for kind, a, b in sheet.body if a < b]
    spoken = "".join(sheet.clean.shadow[a:b] for kind, a, b in body if kind == "p")
    if _han(spoken) < 4 or _han(spoken) * 4 < sum(c.isalpha() for c in spoken):
        raise InputError(f"{name}: holds no Chinese sentence. Name a file with a Chinese article.")
    notes: list[Note] = []
    for i, character in enumerate(text):
        if character == "\ufffd" and len(notes) < 5 and faults:
            notes.append(
                Note(start=i, message="bytes that are no text were read as U+FFFD", hint="Save the article as UTF-8.")
            )
    return _assemble(sheet, text, body, stem, sha256, encoding, notes, page is not None)


def _lines(shadow: str) -> list[_Line]:
    found, start = [], 0
    for line in shadow.split("\n"):
        left = len(line) - len(line.lstrip())
        stripped = line.strip()
        if stripped:
            found.append(_Line(start + left, start + left + len(stripped), stripped))
        start += len(line) + 1
    return found


def _read_lines(sheet: _Sheet) -> None:
    lines = _lines(sheet.clean.shadow)
    i = _read_head(sheet, lines)
    seen_end = False
    closing = contents = attached = False
    for k in range(i, len(lines)):
        line = lines[k]
        bare = _bare_heading(line.shadow)
        if bare in words("furniture.toml", "reference.heads") and (bare != line.shadow or k > len(lines) // 2):
            closing = True
        if closing:
            sheet.drop(line.start, line.end, "reference")
            continue
        if line.shadow in words("furniture.toml", "reference.contents"):
            contents = True
            sheet.drop(line.start, line.end, "contents")
            continue
        if contents and re.match(r"\d+(?:\.\d+)*\s+\S", line.shadow) and len(line.shadow) <= 30:
            sheet.drop(line.start, line.end, "contents")
            continue
        contents = False
        why = furniture.furniture(line.shadow)
        before = sheet.clean.shadow[slice(*sheet.body[-1][1:])] if sheet.body else ""
        if before.startswith(words("speech.toml", "leads")) and not re.search(r"[。!?]", before):
            sheet.body.append(("w", line.start, line.end))  # what the person of 【同期】 says
            continue
        previous = lines[k - 1].shadow if k else ""
        attached = previous.startswith("附件") or (attached and re.match(r"\d{1,2}[.、]", previous) is not None)
        if attached and re.match(r"\d{1,2}[.、]", line.shadow) and "。" not in line.shadow and len(line.shadow) <= 40:
            sheet.drop(line.start, line.end, "note")
            continue
        last = k >= len(lines) - 4
        if why == "related" and sheet.body and k > len(lines) * 0.5:
            seen_end = True
        if why:
            sheet.drop(line.start, line.end, why)
            if why == "breadcrumb" and not sheet.body:
                _crumbs(sheet, line)
        elif seen_end and len(line.shadow) < 40 and "。" not in line.shadow:
            sheet.drop(line.start, line.end, "related")
        elif furniture.is_dating_line(line.shadow) and (
            len(sheet.body) < 2 or last or furniture.find_fields(line.shadow)
        ):
            _dating(sheet, line)
        elif furniture.is_byline(line.shadow) or (
            _is_name_line(line.shadow)
            and (not sheet.body or (last and not any("。" in x.shadow for x in lines[k + 1 :])))
        ):
            _byline(sheet, line)
        else:
            _body_line(sheet, line)
    _signature(sheet)
    _headings(sheet)
    _trailers(sheet)


def _read_head(sheet: _Sheet, lines: list[_Line]) -> int:
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
                _crumbs(sheet, line)
        elif furniture.is_dating_line(line.shadow):
            _dating(sheet, line)
        elif furniture.is_byline(line.shadow) and rest:
            _byline(sheet, line)
        elif _is_site_name(line.shadow, crumbs, rest):
            sheet.outlets.append(sheet.raw(line.start, line.end))
            sheet.drop(line.start, line.end, "site")
        else:
            break
        i += 1
    if i >= len(lines):
        return i
    line = lines[i]
    if re.search(r"。", line.shadow) or len(line.shadow) > 80 or not rest_has_text(lines[i + 1 :]):
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
        dated = any(furniture.is_dating_line(x) and dates.find_date(x) for x in follows[:2]) and sheet.date is None
        # A title of two lines stands as one block: no empty line inside it, one after it.
        gaps = (
            sheet.clean.shadow[lines[i - 1].end : line.start],
            sheet.clean.shadow[line.end : lines[i + 1].start] if (i + 1 < len(lines)) else "",
        )
        block = gaps[0].count("\n") == 1 and gaps[1].count("\n") >= 2 and len(line.shadow) >= 8
        block = block and _may_head(line.shadow) and not re.match(r"[一二三四五六七八九十\d]+[、.]|\(|第", line.shadow)
        if short and (line.shadow.startswith(("——", "—", "--")) or dated or block):
            if _is_site_name(line.shadow, crumbs, lines[i + 1 :]):
                sheet.outlets.append(sheet.raw(line.start, line.end))
                sheet.drop(line.start, line.end, "site")
            elif _is_name_line(line.shadow):
                _byline(sheet, line)
            elif (
                re.search(rf"{alternation('furniture.toml', 'reference.offices')}$", line.shadow)
                and len(line.shadow) <= 20
            ):
                sheet.outlets.append(sheet.raw(line.start, line.end))
                sheet.drop(line.start, line.end, "signature")
            elif not line.shadow.startswith(("——", "—", "--")) and not kicked and len(line.shadow) >= 8:
                # 引題 above the headline: of two title lines the second is the main one, unless it opens with a dash.
                sheet.drop(*sheet.headline, "kicker")
                sheet.headline = (line.start, line.end)
                kicked = True
            else:
                sheet.drop(line.start, line.end, "subtitle")
            i += 1
        elif _is_name_line(line.shadow):
            _byline(sheet, line)
            i += 1
        elif short and len(line.shadow) <= 14 and furniture.outlet_end(line.shadow) and " " not in line.shadow:
            sheet.outlets.append(sheet.raw(line.start, line.end))
            sheet.drop(line.start, line.end, "site")
            i += 1
        else:
            break
    return i


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


def _bare_heading(line: str) -> str:
    """A heading without the encyclopedia's [編輯]."""
    for mark in words("furniture.toml", "reference.marks"):
        line = line.removesuffix(mark)
    return line.strip()


def rest_has_text(lines: list[_Line]) -> bool:
    """True when some later line is more than furniture."""
    return any(_han(line.shadow) >= 4 and not furniture.furniture(line.shadow) for line in lines)


def _is_name_line(line: str) -> bool:
    """One or two personal names alone on a line, perhaps after □ or 文/."""
    line = re.sub(r"^[□■◎●○◇◆▲文/\s]+", "", line)
    parts = [line] if re.fullmatch(r"[^\W\d_] [^\W\d_]", line) else re.split(r"[ 、,]+", line)
    surnames = words("people.toml", "surnames")
    return len(parts) <= 3 and all(
        re.fullmatch(r"[^\W\d_]{2,4}|[^\W\d_] [^\W\d_]", part)
        and part.startswith(surnames)
        and not part.startswith(words("speech.toml", "not_names"))
        and len(part) - len(next(x for x in surnames if part.startswith(x))) <= 2
        for part in parts
    )


def _is_site_name(line: str, crumbs: list[_Line], rest: list[_Line]) -> bool:
    if len(line) > 16 or not rest or re.search(r"[。,!?:;]", line) or line.startswith(("—", "--", "《", "“", "「")):
        return False
    if any(crumb.shadow.startswith(line) for crumb in crumbs):
        return True
    longer = next(
        (x.shadow for x in rest if not furniture.furniture(x.shadow) and not furniture.is_dating_line(x.shadow)), ""
    )
    named = alternation("furniture.toml", "outlets.heads", "reference.offices")
    if re.search(rf"{named}$", line) and len(longer) > len(line) and "。" not in longer and rest_has_text(rest[1:]):
        return True
    return furniture.outlet_end(line) and rest_has_text(rest[1:])


def _crumbs(sheet: _Sheet, line: _Line) -> None:
    first = re.split(r">>|>|»|›", line.shadow)[0].strip()
    skip = words("furniture.toml", "lines.breadcrumb")
    first = re.sub(r"^[^:]*:\s*", "", first)
    if first and first not in skip and furniture.outlet_end(first):
        at = line.shadow.find(first)
        sheet.outlets.append(sheet.raw(line.start + at, line.start + at + len(first)))


def _dating(sheet: _Sheet, line: _Line) -> None:
    date, time = dates.find_date(line.shadow), dates.find_time(line.shadow)
    if time and not date and sheet.date and sheet.time is None:
        sheet.time = time[0]
    if date and sheet.date is None:
        sheet.date = date[0]
        if time and time[1] >= date[2] - 1:
            sheet.time = time[0]
    text = sheet.clean.text
    fields = furniture.find_fields(line.shadow)
    for item in fields:
        a, b = line.start + item.start, line.start + item.end
        value, shadow = text[a:b].strip(" \t　|"), sheet.clean.shadow[a:b]
        if not value:
            continue
        if item.kind == "source" and sheet.publisher is None:
            sheet.publisher = value
        elif item.kind == "author":
            sheet.authors += furniture.names_in(text[a:b], shadow)
        elif item.kind == "editor":
            sheet.editors += furniture.names_in(text[a:b], shadow)
    if date and sheet.publisher is None:
        for part in re.finditer(r"[^\s|/]+", line.shadow):
            word = part.group()
            outside = part.end() <= date[1] or part.start() >= date[2]
            if outside and furniture.outlet_end(word) and len(word) <= 16 and ":" not in word:
                sheet.publisher = sheet.raw(line.start + part.start(), line.start + part.end())
                break
        else:
            lead = re.match(r"(?:原创\s+)?([^\W\d_]{2,10})\s", line.shadow[: date[1]])
            if lead and lead[1] in words("furniture.toml", "byline.roles"):
                lead = None
            if lead and not fields and _is_name_line(lead[1]) and not furniture.outlet_end(lead[1]):
                sheet.authors.append(sheet.raw(line.start + lead.start(1), line.start + lead.end(1)))
            elif lead and not fields and lead[1] not in words("furniture.toml", "fields.other"):
                sheet.publisher = sheet.raw(line.start + lead.start(1), line.start + lead.end(1))
    for m in _UNLABELLED.finditer(line.shadow):
        a, b = line.start + m.start("names"), line.start + m.end("names")
        sheet.authors += furniture.names_in(text[a:b], m["names"])
    sheet.drop(line.start, line.end, "dating")


_UNLABELLED = re.compile(
    r"(?:本报|本网)?(?:全媒体|融媒体|特约|实习|见习|首席)?(?:记者|通讯员|撰文|作者|文)\s+(?P<names>[\w·]{1,4}(?:[ 、]+(?!通讯员|记者|摄影|编辑|责编)[\w·]{1,4}(?![^\W\d_a-zA-Z]|:))*)"  # noqa: E501
)


def _byline(sheet: _Sheet, line: _Line) -> None:
    outlet = re.match(
        rf"([^\W\d_]{{2,10}}?{alternation('furniture.toml', 'outlets.ends')})(?:特约|全媒体|融媒体|实习|见习|首席)?(?:记者|通讯员)",  # noqa: E501
        line.shadow,
    )
    if outlet and not outlet[1].startswith(words("furniture.toml", "outlets.own")):
        sheet.outlets.append(sheet.raw(line.start, line.start + outlet.end(1)))
        line = _Line(line.start + outlet.end(1), line.end, line.shadow[outlet.end(1) :])
        sheet.drop(line.start - outlet.end(1), line.start, "byline")
    shadow = sheet.clean.shadow[line.start : line.end]
    sheet.authors += furniture.names_in(sheet.clean.text[line.start : line.end], shadow)
    sheet.drop(line.start, line.end, "byline")


_BRACKETED = re.compile(r"[\[【(〈《]([^\]】)〉》]{2,60})[\]】)〉》]\s*")


def _wire_re() -> re.Pattern[str]:
    own = alternation("furniture.toml", "outlets.own")
    ends = alternation("furniture.toml", "outlets.ends")
    return re.compile(
        rf"(?P<outlet>{own}|[^\W\d_]{{0,8}}?{ends})?(?P<place>[^\W\d_]{{2,8}}?)?"
        r"(?P<date>(?:\d{1,2}月)?\d{1,2}日)?(?:电|讯|消息)(?=[\s(（—\-,:]|$)[\s—\-]*"
    )


def _body_line(sheet: _Sheet, line: _Line) -> None:
    """Put a line into the body, without the dateline or byline that opens or closes it."""
    start, end = line.start, line.end
    for _ in range(3):
        head = sheet.clean.shadow[start:end]
        cut = _opening(sheet, start, head)
        if not cut:
            break
        sheet.drop(start, start + cut, "dateline")
        start += cut
    for _ in range(4):
        kept = _closing(sheet, start, sheet.clean.shadow[start:end], last=False)
        if kept is None:
            break
        end = start + kept
    if start < end:
        sheet.body.append(("p", start, end))


def _opening(sheet: _Sheet, start: int, head: str) -> int:
    hit = _BRACKETED.match(head)
    if hit and re.search(r"记者|通讯员|报道|报导|[电讯]$|日电|日讯|特派员", hit[1]):
        _note_wire(sheet, start + hit.start(1), hit[1])
        return hit.end()
    hit = _wire_re().match(head)
    if hit and (hit["outlet"] or hit["date"]):
        _note_wire(sheet, start, head[: hit.end()].rstrip(" —-"))
        return hit.end()
    hit = re.match(r"\((?:[^()]{0,8}记者|通讯员|文|图)[^()]{1,40}\)\s*", head)
    if hit:
        sheet.authors += furniture.names_in(
            sheet.clean.text[start + 1 : start + hit.end() - 1], head[1 : hit.end() - 1]
        )
        return hit.end()
    hit = re.match(
        r"(?:本报|本网)?(?:全媒体|融媒体)?记者\s*((?:[^\W\d_]{2,4}[ 、]?){1,3})(?:报道|报导|摄影报道)\s*[:,]?\s*", head
    )
    if hit and len(head) > hit.end() + 6:
        sheet.authors += furniture.names_in(sheet.clean.text[start + hit.start(1) : start + hit.end(1)], hit[1])
        return hit.end()
    return 0


def _note_wire(sheet: _Sheet, start: int, inner: str) -> None:
    """Outlet, authors, place and day from 海角社記者某某某某市11日電, 記者某某／某地報導, 某社某地2月1日電."""
    text = sheet.clean.text[start : start + len(inner)]
    own = words("furniture.toml", "outlets.own")
    at = inner.find("记者")
    outlet = re.match(rf"[^\W\d_]{{1,8}}?{alternation('furniture.toml', 'outlets.ends')}", inner)
    if outlet and outlet.group() not in own and (at < 0 or outlet.end() <= at) and not outlet.group().startswith(own):
        sheet.outlets.append(text[: outlet.end()])
    day = re.search(r"(?:\d{1,2}月)?\d{1,2}日(?=[电讯])", inner)
    if at >= 0:
        tail_end = day.start() if day else len(inner)
        tail = inner[at + 2 : tail_end]
        split = re.split(r"[/\s、,]+", tail.strip(" :/"))
        first = split[0] if split else ""
        if day and len(split) == 1 and len(first) > 4:
            cut = _name_before_place(sheet.clean.shadow, first)
            sheet.authors.append(text[at + 2 : at + 2 + cut])
            sheet.dateline_place = text[at + 2 + cut : tail_end]
        else:
            place = re.search(r"/\s*([^\W\d_]{2,6})(?:[报电讯]|报导|报道|综合)", inner)
            names = inner[at + 2 : place.start() if place else len(inner)]
            sheet.authors += furniture.names_in(text[at + 2 : at + 2 + len(names)], names)
            if place:
                sheet.dateline_place = text[place.start(1) : place.end(1)].removesuffix("報").removesuffix("报")
    elif day and outlet:
        sheet.dateline_place = text[outlet.end() : day.start()] or None


def _name_before_place(shadow: str, word: str) -> int:
    """Length of the name in 某某某某某市, name and place written as one: the place is what the text repeats."""
    compound = word.startswith(tuple(x for x in words("people.toml", "surnames") if len(x) == 2))
    usual = 3 if len(word) >= 5 or compound else 2
    best, score = usual, 1.5
    for cut in (2, 3, 4):
        place = word[cut:]
        if len(place) < 2:
            continue
        stem = place[:-1] if len(place) > 2 and place[-1] in "省市县区州镇乡" else place
        count = shadow.count(stem) + (0.5 if cut == usual else 0)
        if count > score:
            best, score = cut, count
    return best


_ROLE_TAIL = re.compile(r"\(([^()]{2,60})\)\s*(?:完|#)?\s*$")
_STAMP_TAIL = re.compile(r"(?<=[)。])\s*(1[01]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))\s*$")


def _closing(sheet: _Sheet, start: int, line: str, *, last: bool) -> int | None:
    """Where the text of a line ends before its byline, editors or date stamp; None when nothing closes it."""
    stamp = _STAMP_TAIL.search(line)
    if stamp:
        if sheet.date is None:
            digits = stamp[1]
            sheet.date = dates.iso(int(digits[:3]) + 1911, int(digits[3:5]), int(digits[5:]))
        sheet.drop(start + stamp.start(1), start + stamp.end(1), "stamp")
        return stamp.start()
    hit = _ROLE_TAIL.search(line)
    if not hit:
        return None
    inner, a = hit[1], start + hit.start(1)
    fields = furniture.find_fields(inner)
    text = sheet.clean.text
    if fields and inner.find(":") <= 8:
        for item in fields:
            value = text[a + item.start : a + item.end]
            names = furniture.names_in(value, inner[item.start : item.end])
            if item.kind == "editor":
                sheet.editors += names
            elif item.kind == "author":
                sheet.authors += names
            elif item.kind == "source" and sheet.publisher is None:
                sheet.publisher = value.strip()
    elif re.match(r"(?:责编|责任编辑|编辑)\s*", inner):
        sheet.editors += furniture.names_in(
            text[a + 2 : a + len(inner)], re.sub("^责任编辑|^责编|^编辑", "  ", inner)[: len(inner) - 2]
        )
    elif furniture.is_byline(inner):
        sheet.authors += furniture.names_in(text[a : a + len(inner)], inner)
    elif inner == "完":
        pass
    elif (
        last
        and re.fullmatch(rf"(?:{furniture.NAME})(?:[ 、,](?:{furniture.NAME}))*", inner)
        and _looks_like_names(inner)
    ):
        sheet.authors += [text[a + m.start() : a + m.end()] for m in re.finditer(r"[^ 、,]+", inner)]
    else:
        return None
    sheet.drop(start + hit.start(), start + hit.end(), "byline")
    return len(line[: hit.start()].rstrip())


def _looks_like_names(inner: str) -> bool:
    surnames = words("people.toml", "surnames")
    return all(part.startswith(surnames) for part in re.split(r"[ 、,]", inner) if part)


def _signature(sheet: _Sheet) -> None:
    """An issuing office and a date below a notice."""
    if len(sheet.body) > 1:
        _, a, b = sheet.body[-1]
        office = sheet.clean.shadow[a:b]
        dated = any(why == "dating" and start > b for start, _, why in sheet.dropped)
        if dated and len(office) <= 24 and re.search(rf"{alternation('furniture.toml', 'reference.offices')}$", office):
            sheet.publisher = sheet.publisher or sheet.raw(a, b)
            sheet.drop(a, b, "signature")
            sheet.body.pop()
    while sheet.body:
        _, a, b = sheet.body[-1]
        line = sheet.clean.shadow[a:b]
        date = dates.find_date(line)
        if date and len(line) <= 24 and "。" not in line and date[2] - date[1] >= len(line) - 8:
            if sheet.date is None:
                sheet.date = date[0]
            sheet.drop(a, b, "dating")
            sheet.body.pop()
            if len(sheet.body) > 1:
                _, a, b = sheet.body[-1]
                office = sheet.clean.shadow[a:b]
                if len(office) <= 24 and re.search(rf"{alternation('furniture.toml', 'reference.offices')}$", office):
                    if sheet.publisher is None:
                        sheet.publisher = sheet.raw(a, b)
                    sheet.drop(a, b, "signature")
                    sheet.body.pop()
            continue
        return


def _trailers(sheet: _Sheet) -> None:
    """(甲乙丙 丁戊己) at the end of one of the last paragraphs."""
    indexes = [i for i, item in enumerate(sheet.body) if item[0] == "p"][-2:]
    for i in indexes:
        kind, a, b = sheet.body[i]
        cut = _closing(sheet, a, sheet.clean.shadow[a:b], last=True)
        if cut is not None:
            sheet.body[i] = (kind, a, a + cut)


def _headings(sheet: _Sheet) -> None:
    """Mark headings: short lines without a closing mark that stand before a paragraph, at most two in a row."""
    shadow = sheet.clean.shadow
    short = []
    lines = [shadow[a:b] for _, a, b in sheet.body]
    chapters = sum(
        bool(re.match(r"[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章节]", line)) and _may_head(line)
        for line in lines
    )
    for k, line in enumerate(lines):
        following = lines[k + 1] if k + 1 < len(lines) else ""
        head = (_may_head(line) or _marked_head(line, following)) and sheet.body[k][0] != "w"
        # Below 一、 the items （一） and 1. belong to their chapter's text.
        if chapters >= 2 and re.match(r"\([一二三四五六七八九十]+\)|\d{1,2}[.、]", line):
            head = False
        cells = len(line.split())
        if head and cells >= 3 and k + 1 < len(lines) and abs(len(lines[k + 1].split()) - cells) <= 1:
            head = False
        short.append(head)
    # Items of a list that a colon opens are no headings: 新增航線如下：/ 甲至乙 / 丙至丁.
    listed = False
    for k, line in enumerate(lines):
        numbered = re.match(r"[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]|【", line)
        listed = short[k] and not numbered and (listed or (k > 0 and lines[k - 1].endswith(":")))
        if listed:
            short[k] = False
    kinds = ["p"] * len(sheet.body)
    i = 0
    while i < len(short):
        if not short[i]:
            i += 1
            continue
        j = i
        while j < len(short) and short[j]:
            j += 1
        run = j - i
        followed = j < len(short)
        first = i == 0 and sheet.headline is None
        if followed and not first and run <= 3:
            for k in range(i, j):
                kinds[k] = "h"
        elif followed and run > 3:
            kinds[j - 1] = "h" if len(shadow[slice(*sheet.body[j - 1][1:])]) <= 20 else "p"
        i = j
    sheet.body = [(kind, a, b) for kind, (_, a, b) in zip(kinds, sheet.body, strict=True)]


_LABELLED = re.compile(
    r"(?:问|答|记者|主持人|嘉宾|受访者|受访人|对话人|人物|时间|地点|单位|主讲人|[QA]\d{0,2})\s?[:.]|[—-]{1,2}“|附?表\d{0,2}\s|附?图\d{0,2}\s"
)


_MARK_HEAD = re.compile(r"(?:[●•■◆▪◎★☆◇□▶►▲①-⑳]|\(\d{1,2}\)|关键词[一二三四五六\d]?\s?[: ])\s*(?P<words>[^\s].*)")


def _marked_head(line: str, following: str) -> bool:
    """A heading that opens with a mark (● 某事), or a long one: a paragraph of whole sentences must follow it."""
    if len(following) < 30 or "。" not in following or _MARK_HEAD.match(following):
        return False
    m = _MARK_HEAD.match(line)
    words_of = m["words"] if m else line
    if not m and not _HEADING_MAX < len(line) <= 40:
        return False
    if re.search(r"[。;,、:…]|\d.*\d.*\d", words_of if m else line[:1] + line[-1:]) or not _han(words_of):
        return False
    return len(words_of) <= (22 if m else 40) and not re.search(r"[。;?!].|\d{3,}|记者|电$|讯$|说|表示|:", words_of)


def _may_head(line: str) -> bool:
    if line.startswith(words("speech.toml", "leads")) or _LABELLED.match(line):
        return False
    line = _bare_heading(line)
    if len(line) > _HEADING_MAX or not _han(line) or _TABLE.search(line):
        return False
    numbered = re.match(
        r"[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+[章节条部]", line
    )
    closed = re.search(r"[。;,、:…]$", line)
    if closed or (
        ("。" in line or (line.startswith(("“", "「", "(")) and not numbered))
        and (not re.fullmatch(r"[“「][^”」]+[”」][^,。]*", line))
    ):
        return False
    if re.search(r"[!?]$", line) and len(line) > 24:
        return False
    if len(_NUMBERISH.findall(line)) >= 2 and not numbered:
        return False
    return not (_BULLET.match(line) and not numbered and not line.startswith(("——", "—"))) or bool(
        re.match(r"\d{1,2}[.、]\s*[^\W\d_]", line) and not re.search(r"\d{2,}", line[3:])
    )


def _take_page(sheet: _Sheet, page: object | None) -> None:
    """What a saved web page says of itself fills what its text left open."""
    if page is None:
        return
    sheet.date = sheet.date or getattr(page, "date", None)
    sheet.url = getattr(page, "url", None)
    if sheet.publisher is None and getattr(page, "publisher", None):
        sheet.publisher = page.publisher  # type: ignore[attr-defined]
    if not sheet.authors:
        for author in getattr(page, "authors", ()):
            sheet.authors += furniture.names_in(author, fold(author)) or []


def _unique(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _assemble(
    sheet: _Sheet, text: str, body: list[tuple[str, int, int]], stem: str, sha256: str, encoding: str,
    notes: list[Note], html: bool,
) -> Article:  # fmt: skip
    c = sheet.clean
    raw = c.raw
    paragraphs: list[Paragraph] = []
    sections: list[Section] = []
    heads: list[tuple[int, int]] = []
    current: list[int] = []
    open_section: tuple[str, str | None, int] | None = None

    def close(end: int) -> None:
        if open_section is not None and current:
            heading, sub, start = open_section
            sections.append(Section(heading=heading, subheading=sub, start=start, end=end, paragraphs=tuple(current)))

    last_end = 0
    for kind, a, b in body:
        if kind == "h":
            heads.append((a, b))
            continue
        if heads:
            close(last_end)
            current = []
            labels = [c.text[x : x + len(_bare_heading(c.shadow[x:y]))] for x, y in heads]
            labels = [re.sub(r"^#{1,6}\s+", "", label) for label in labels]
            open_section = (labels[0], " ".join(labels[1:]) or None, raw(*heads[0])[0])
            heads = []
        n = len(paragraphs) + 1
        cut = sentences(c.text, c.shadow, a, b)
        start, end = raw(a, b)
        paragraphs.append(
            Paragraph(
                n=n,
                start=start,
                end=end,
                section=len(sections) if open_section is not None else None,
                sentences=tuple(
                    Sentence(
                        start=raw(x, y)[0],
                        end=raw(x, y)[1],
                        paragraph=n,
                        clauses=tuple(Span(*raw(p, q)) for p, q in parts),
                    )
                    for x, y, parts in cut
                ),
            )
        )
        current.append(n)
        last_end = end
    close(last_end)
    if sheet.headline is not None:
        head = raw(*sheet.headline)
        headline, headline_span = (
            re.sub(
                r"(?:\[\d{1,3}\]|［\d{1,3}］)+$", "", re.sub(r"[ \u3000]*\n\s*", "", c.text[slice(*sheet.headline)])
            ),
            Span(*head),
        )
    else:
        first = next((s for p in paragraphs for s in p.sentences), None)
        span = first.clauses[0] if first and first.clauses else Span(paragraphs[0].start, paragraphs[0].end)
        headline, headline_span = text[span.start : min(span.end, span.start + 40)].rstrip("。"), None
    shadow = fold(text)
    publisher = sheet.publisher or (sheet.outlets[0] if sheet.outlets else None)
    spans = [(p.start, p.end) for p in paragraphs]
    place = find_place(text, shadow, headline, publisher, sheet.dateline_place, spans)
    return Article(
        stem=stem, text=text, shadow=shadow, sha256=sha256,
        script="hant" if traditional_share(c.text) > 0.08 else "hans",
        headline=headline,
        publisher=publisher, date=sheet.date, time=sheet.time if sheet.date else None,
        authors=_unique(sheet.authors), editors=_unique(sheet.editors), url=sheet.url, place=place,
        sections=tuple(sections), paragraphs=tuple(paragraphs),
        dropped=tuple(
            Dropped(start=s, end=e, why=w) for s, e, w in sorted((*raw(a, b), w) for a, b, w in sheet.dropped)
        ),
        notes=tuple(notes), encoding=encoding, origin="html" if html else "text", headline_span=headline_span,
    )  # fmt: skip
