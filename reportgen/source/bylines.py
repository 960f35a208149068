"""Takes out of the lines who wrote, where and when: dating lines, bylines, datelines, editors, signatures."""

from __future__ import annotations

import re

from reportgen.lexicon import alternation, words
from reportgen.source import dates, furniture
from reportgen.source.sheet import Line, Sheet


def is_name_line(line: str) -> bool:
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


def take_dating(sheet: Sheet, line: Line) -> None:
    date, time = dates.find_date(line.shadow), dates.find_time(line.shadow)
    if time and not date and sheet.date and sheet.time is None:
        sheet.time = time[0]
    stamp = _STAMP_TAIL.search(line.shadow)
    if stamp and date is None and sheet.date is None:
        sheet.date = _stamped(stamp[1])
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
        for part in re.finditer(r"[^\s|/《》()]+", line.shadow):  # 《某某早報》 too
            word = part.group()
            outside = part.end() <= date[1] or part.start() >= date[2]
            if outside and furniture.outlet_end(word) and len(word) <= 16 and ":" not in word:
                sheet.publisher = sheet.raw(line.start + part.start(), line.start + part.end())
                signed = re.match(r"原创\s+([^\W\d_]{2,4})\s+$", line.shadow[: part.start()])  # 原創 某某 某某發布
                if signed:
                    sheet.authors.append(sheet.raw(line.start + signed.start(1), line.start + signed.end(1)))
                break
        else:
            lead = re.match(r"(?:原创\s+)?([^\W\d_a-zA-Z]{2,10})\s", line.shadow[: date[1]])
            if lead and lead[1] in words("furniture.toml", "byline.roles"):
                lead = None
            if lead and not fields and is_name_line(lead[1]) and not furniture.outlet_end(lead[1]):
                sheet.authors.append(sheet.raw(line.start + lead.start(1), line.start + lead.end(1)))
            elif lead and not fields and lead[1] not in words("furniture.toml", "fields.other"):
                sheet.publisher = sheet.raw(line.start + lead.start(1), line.start + lead.end(1))
            elif not lead and (between := _BEFORE_REPORTER.search(line.shadow, date[2])):
                sheet.publisher = sheet.raw(line.start + between.start(1), line.start + between.end(1))
    for m in furniture.unlabelled().finditer(line.shadow):
        group = "names" if m["names"] else "signed"
        a, b = line.start + m.start(group), line.start + m.end(group)
        sheet.authors += furniture.names_in(text[a:b], m[group])
    sheet.drop(line.start, line.end, "dating")


# 2025/08/12 17:36 某某財訊 記者某某某: the outlet between date and reporter.
_BEFORE_REPORTER = re.compile(
    r"\s(?!本[报网台社刊站]|星期|周[一二三四五六日]|第|[^\W\d_]{0,4}(?:版|要闻|新闻部|专题|财经版))([^\W\d_a-zA-Z]{3,10})\s+(?:记者|文/|撰文)"
)


def take_byline(sheet: Sheet, line: Line) -> None:
    outlet = re.match(
        rf"([^\W\d_]{{2,10}}?{alternation('furniture.toml', 'outlets.ends')})(?:特约|全媒体|融媒体|实习|见习|首席)?(?:记者|通讯员)",  # noqa: E501
        line.shadow,
    )
    if outlet and not outlet[1].startswith(words("furniture.toml", "outlets.own")):
        sheet.outlets.append(sheet.raw(line.start, line.start + outlet.end(1)))
        line = Line(line.start + outlet.end(1), line.end, line.shadow[outlet.end(1) :])
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


def take_text(sheet: Sheet, line: Line) -> None:
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


def _opening(sheet: Sheet, start: int, head: str) -> int:
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


def _note_wire(sheet: Sheet, start: int, inner: str) -> None:
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


def _stamped(digits: str) -> str | None:
    """1150420 as a date: year of the Republic, month, day."""
    return dates.iso(int(digits[:3]) + 1911, int(digits[3:5]), int(digits[5:]))


def _closing(sheet: Sheet, start: int, line: str, *, last: bool) -> int | None:
    """Where the text of a line ends before its byline, editors or date stamp; None when nothing closes it."""
    stamp = _STAMP_TAIL.search(line)
    if stamp:
        if sheet.date is None:
            sheet.date = _stamped(stamp[1])
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
        and line[: hit.start()].rstrip()[-1:] in tuple("。!?”」")
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


def take_signature(sheet: Sheet) -> None:
    """An issuing office and a date below a notice."""
    if len(sheet.body) > 1:
        _, a, b = sheet.body[-1]
        office = sheet.clean.shadow[a:b]
        dated = any(why == "dating" and start > b for start, _, why in sheet.dropped)
        own = sheet.publisher is None
        signs = re.compile(rf"{alternation('furniture.toml', 'reference.offices')}$")
        while dated and len(sheet.body) > 1 and len(office) <= 24 and signs.search(office):
            if own:
                sheet.publisher = sheet.raw(a, b)
            sheet.drop(a, b, "signature")
            sheet.body.pop()
            _, a, b = sheet.body[-1]
            office = sheet.clean.shadow[a:b]
    while sheet.body:
        _, a, b = sheet.body[-1]
        line = sheet.clean.shadow[a:b]
        date = dates.find_date(line)
        if date and len(line) <= 24 and "。" not in line and date[2] - date[1] >= len(line) - 8:
            if sheet.date is None:
                sheet.date = date[0]
            sheet.drop(a, b, "dating")
            sheet.body.pop()
            own = sheet.publisher is None
            while len(sheet.body) > 1:  # two offices may sign; the first is the issuer
                _, a, b = sheet.body[-1]
                office = sheet.clean.shadow[a:b]
                if len(office) > 24 or not re.search(rf"{alternation('furniture.toml', 'reference.offices')}$", office):
                    break
                if own:
                    sheet.publisher = sheet.raw(a, b)
                sheet.drop(a, b, "signature")
                sheet.body.pop()
            continue
        return


def take_trailers(sheet: Sheet) -> None:
    """(甲乙丙 丁戊己) at the end of one of the last paragraphs."""
    indexes = [i for i, item in enumerate(sheet.body) if item[0] == "p"][-2:]
    for i in indexes:
        kind, a, b = sheet.body[i]
        cut = _closing(sheet, a, sheet.clean.shadow[a:b], last=True)
        if cut is not None:
            sheet.body[i] = (kind, a, a + cut)
