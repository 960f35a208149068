"""Keeps a label a noun phrase: cuts torn heads and tails off words of the article and tells what names nothing."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reportgen.fold import fold
from reportgen.story.lexicon import Words, words
from reportgen.story.text import PERIOD, balanced

# 澳門元，下同: a note to the reader of the whole article, of no number in particular.
_NOTE = re.compile(r"[（(][^（）()]*下同[)）]")
_MARKS = "，,；;、：:。. 　-－—"
_COMPARED = re.compile(rf"[比较](?:{PERIOD.pattern}|上届|上月|前一年|上一届|年初)(?:同期|实际)?$")
_NAMED = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=4096)
def phrase(text: str) -> str:
    """Display words without what only leads to their number or hangs over from the words before: 把, 達, 的."""
    text = _NOTE.sub("", text).strip(_MARKS)
    shadow = fold(text)
    start, end = 0, len(shadow)
    heads, tails, kept = words("label.heads"), words("label.tails"), words("label.kept")
    whole = words("subject.not-zero")
    while start < end:
        head = heads.at(shadow, start)
        if head is None or kept.at(shadow, start) or whole.at(shadow, start):
            break
        if head == "由" and re.search("[到至]", shadow):
            break  # 由拿地到开工
        start += len(head)
    while end > start:
        tail = _ends(shadow[start:end], tails)
        if tail is None or kept_whole(shadow[start:end], len(tail)):
            break
        end -= len(tail)
    cut = text[start:end].strip(_MARKS)
    return cut if balanced(cut) else text


def kept_whole(text: str, size: int) -> bool:
    """Whether the last `size` characters of folded words belong to a longer word: 标的, but not 目标的."""
    return _ends(text, words("label.kept"), longer=size - 1) is not None and not words("label.not-kept").ends(text)


def _ends(text: str, listed: Words, longer: int = 0) -> str | None:
    """The longest word of more than `longer` characters that a text ends in."""
    for length in listed.lengths:
        if longer < length and text[-length:] in listed.known and len(text) >= length:
            return text[-length:]
    return None


def unhung(text: str) -> str:
    """Who or what a claim or an award is said of, without the 的 and 则 that tied it to its clause."""
    return _HUNG.sub("", text)


_HUNG = re.compile(r"^的(?!士)|[则則]$")


@lru_cache(maxsize=4096)
def names(text: str) -> bool:
    """Whether words hold a noun, and not only times, changes, comparisons and persons (較去年同期, 我給)."""
    shadow = fold(text)
    if len(_NAMED.findall(shadow)) < 2 or (len(shadow) < 4 and words("label.persons").at(shadow)):
        return False
    return not _bare().fullmatch(shadow)


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"(?:{words('label.bare').pattern.pattern}|{PERIOD.pattern}|全[市省县区国]|[、，,.%\[\]\d])+")


def torn(text: str) -> bool:
    """Whether words are no label: they name nothing, hold two sentences, tell a rise and a fall in one, or break off
    before what they are about (旅客佔, 比去年)."""
    if "。" in text or not balanced(text) or not names(text):
        return True
    shadow = fold(text)
    if shadow.startswith("占") and not shadow.startswith("占地"):
        return True
    open_end = _ends(shadow, words("label.open-ends"))
    if (
        (open_end and not kept_whole(shadow, len(open_end) + 1))
        or _ends(shadow, words("label.shares"))
        or _COMPARED.search(shadow)
    ):
        return True
    return bool(re.search(r"增长|上升|升$|升至", shadow) and re.search(r"跌|下降|回落", shadow))


def shared(text: str) -> bool:
    """Whether words end in a verb whose rest is the value itself (內地旅客佔)."""
    shadow = fold(text)
    end = _ends(shadow, words("label.shares"))
    return end is not None and names(text[: -len(end)])
