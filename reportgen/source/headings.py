"""Tells the headings of sections from short paragraphs, items of lists and rows of tables."""

from __future__ import annotations

import re

from reportgen.lexicon import words
from reportgen.source.sheet import Sheet, han

_HEADING_MAX = 30

_TABLE = re.compile(r"\t|\||\S {2,}\S")

_NUMBERISH = re.compile(r"\d[\d.,]*%?")

_BULLET = re.compile(r"[●•■◆▪◎★☆*\-–—]\s*|\d{1,2}[.、]\s*|\(?\d{1,2}\)\s*|[①-⑳]")


def bare_heading(line: str) -> str:
    """A heading without the encyclopedia's [編輯]."""
    for mark in words("furniture.toml", "reference.marks"):
        line = line.removesuffix(mark)
    return line.strip()


def mark_headings(sheet: Sheet) -> None:
    """Mark headings: short lines without a closing mark that stand before a paragraph, at most two in a row."""
    shadow = sheet.clean.shadow
    short = []
    lines = [shadow[a:b] for _, a, b in sheet.body]
    chapters = sum(
        bool(re.match(r"[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章节]", line)) and may_head(line)
        for line in lines
    )
    for k, line in enumerate(lines):
        following = lines[k + 1] if k + 1 < len(lines) else ""
        head = (may_head(line) or _marked_head(line, following)) and sheet.body[k][0] != "w"
        # Below 一、 the items （一） and 1. belong to their chapter's text.
        if chapters >= 2 and re.match(r"\([一二三四五六七八九十]+\)|\d{1,2}[.、]", line):
            head = False
        cells = len(line.split())
        if head and cells >= 3 and k + 1 < len(lines) and abs(len(lines[k + 1].split()) - cells) <= 1:
            head = False
        short.append(head)
    # Items that pictures mark (✅起步價2元) are no headings where several stand in a row.
    pictured = [_pictured(sheet, a) for _, a, _ in sheet.body]
    for k in range(len(lines)):
        if short[k] and pictured[k] and (any(pictured[k + 1 : k + 2]) or (k > 0 and pictured[k - 1])):
            short[k] = False
    # 2. 《某書》 某校: an item right below or above another; a heading has its text between.
    rows = [bool(re.match(r"\d{1,2}[.、]\s*(?:[^\W\d_]|[《“「])", line)) and "。" not in line for line in lines]
    for k in range(len(lines)):
        if rows[k] and (any(rows[k + 1 : k + 2]) or (k > 0 and rows[k - 1])):
            short[k] = False
    # Items of a list that a colon opens are no headings: 新增航線如下：/ 甲至乙 / 丙至丁.
    listed = False
    for k, line in enumerate(lines):
        numbered = re.match(r"[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]|【", line)
        listed = short[k] and not numbered and (listed or (k > 0 and lines[k - 1].endswith(":")))
        # （二）…；及 / （三）…？: the last of the items of one sentence.
        chapter = numbered and not line.startswith("(")
        if listed or (k > 0 and not chapter and re.search(r"[;、](?:及|以及|和)?$", lines[k - 1])):
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
        items = [shadow[slice(*sheet.body[k][1:])] for k in range(i, j)]
        if run >= 3 and (all(":" in x for x in items) or all(re.match(r"\d", x) for x in items)):
            i = j  # rows of a list: 12路：火車站至工業園
            continue
        if followed and not first and run <= 3:
            for k in range(i, j):
                kinds[k] = "h"
        elif followed and run > 3:
            kinds[j - 1] = "h" if len(shadow[slice(*sheet.body[j - 1][1:])]) <= 20 else "p"
        i = j
    sheet.body = [(kind, a, b) for kind, (_, a, b) in zip(kinds, sheet.body, strict=True)]


def _pictured(sheet: Sheet, start: int) -> bool:
    """Whether a picture (✅, 👉) stands before a line, with or without a blank between."""
    before = len(sheet.clean.text[:start].rstrip(" \u3000")) - 1
    return before >= 0 and sheet.clean.shadow[before] == " " and not sheet.clean.text[before].isspace()


_LABELLED = re.compile(
    r"(?:问|答|记者|主持人|嘉宾|受访者|受访人|对话人|人物|(?:[^\W\d_]{2})?(?:时间|地点|单位|人|者)|主讲人|联系(?:电话|人)|[QA]\d{0,2})\s?[:.]|[—-]{1,2}“|附?表\d{0,2}\s|附?图\d{0,2}\s"
)

_MARK_HEAD = re.compile(
    r"(?:[●•■◆▪◎★☆◇□▶►▷▲△▍▎▌▋|①-⑳]+|\(\d{1,2}\)|关键词[一二三四五六\d]?\s?[: ])\s*(?P<words>[^\s].*)"
)


def _marked_head(line: str, following: str) -> bool:
    """A heading that opens with a mark (● 某事), or a long one: a paragraph of whole sentences must follow it."""
    m = _MARK_HEAD.match(line)
    if len(following) < (20 if m else 30) or "。" not in following or _MARK_HEAD.match(following):
        return False
    words_of = m["words"] if m else line
    if not m and not _HEADING_MAX < len(line) <= 40:
        return False
    if re.search(r"[。;,、:…]|\d.*\d.*\d", words_of if m else line[:1] + line[-1:]) or not han(words_of):
        return False
    return len(words_of) <= (22 if m else 40) and not re.search(r"[。;?!].|\d{3,}|记者|电$|讯$|说|表示|:", words_of)


# 縣長　簡廷瑋: who signs.
SIGNED = re.compile(r"[^\W\d_]{0,18}(?:[长任记席裁师理员]|委员|代表) {1,3}[^\W\d_]{2,4}")


def may_head(line: str) -> bool:
    if line.startswith(words("speech.toml", "leads")) or _LABELLED.match(line):
        return False
    line = bare_heading(line)
    if len(line) > _HEADING_MAX or not han(line) or _TABLE.search(line):
        return False
    numbered = re.match(
        r"[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+[章节条部]", line
    )
    closed = re.search(r"[。;,、:…]$|[;,、](?:及|以及|和|并|及其)$", line)
    if closed or (
        ("。" in line or (line.startswith(("“", "「", "(")) and not numbered))
        and (not re.fullmatch(r"[“「][^”」]+[”」][^,。]*", line))
    ):
        return False
    if re.search(r"[。…][”」]$", line):  # a paragraph that somebody says
        return False
    if re.search(r"[!?]$", line) and len(line) > 24:
        return False
    if SIGNED.fullmatch(line):
        return False
    timed = re.sub(r"^\d{1,2}(?:[时点]\d{0,2}分?|:\d\d)[整许]?\s+", "", line)  # 3时15分　卸貨
    if len(_NUMBERISH.findall(timed)) >= 2 and not numbered:
        return False
    return not (_BULLET.match(line) and not numbered and not line.startswith(("——", "—"))) or bool(
        re.match(r"\d{1,2}[.、]\s*[^\W\d_]", line) and not re.search(r"\d{2,}", line[3:])
    )
