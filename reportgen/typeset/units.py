"""Turns text into what a line may not part: numbers with their units, Latin words, dashes, and marks with
neighbours."""

from __future__ import annotations

import re
from functools import cache

from reportgen.assets import read_toml, templates_dir
from reportgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """The word lists of `display-breaks.toml`, ready for use."""

    no_start: frozenset[str]
    no_end: frozenset[str]
    opening: frozenset[str]
    closing: frozenset[str]
    clause: frozenset[str]
    list_marks: frozenset[str]
    reaching: frozenset[str]
    numerals: frozenset[str]
    atoms: re.Pattern[str]
    url: re.Pattern[str]
    quoted: re.Pattern[str]


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


@cache
def rules() -> Rules:
    """The rules of line breaking, read once a process."""
    data = read_toml(templates_dir() / "lexicon" / "display-breaks.toml")
    lines, numbers = data["lines"], data["numbers"]
    before, after = _any(numbers["before"]), _any(numbers["after"])
    scales, more = f"[{numbers['scales']}]", f"[{numbers['more']}]"
    measures, counted = f"(?:[平立]方)?{_any(numbers['measures'])}", _any(numbers["counted"])
    url = r"https?://[!-~]+"
    latin = r"[A-Za-z0-9À-ɏͰ-ϿЀ-ӿ](?:[A-Za-z0-9À-ɏͰ-ϿЀ-ӿ.,:'’&/+@#_%‰°℃\-]*[A-Za-z0-9À-ɏͰ-ϿЀ-ӿ%‰°℃+])?"
    unit = f"{scales}*{more}?(?:成[\\d一二三四五六七八九]{{1,2}}|{measures}(?:/{measures})?)?{after}?"
    grouped = r"(?:0\d{2,3}[-–—]?)?\d{1,4}(?: \d{3,4})+(?:\.\d+)?(?![\d:])"  # 27 319.5; telephones
    latin = f"(?:{grouped}|{latin})"
    day = r"\d{1,2}月\d{1,2}[日號号](?:[前後后起止])?"
    compound = rf"(?:{scales}+\d[\d,.]*)*"  # 9億6400萬元
    range_ = rf"(?:{scales}*(?:{measures})?[—–~～至到]{latin})*"
    figure = rf"{before}?[+\-−$¥￥€£]?{latin}{compound}{range_}{unit}"
    aside = "（[^（）]{1,6}，下同）"
    spell = "[“「][^“”「」]{1,4}[”」](?:期[間间]|時期|时期)"
    chinese = f"{before}?[{numbers['numerals']}]+{more}?{counted}{after}?"
    return Rules(
        no_start=frozenset(lines["no-start"]),
        no_end=frozenset(lines["no-end"]),
        opening=frozenset(lines["opening"]),
        closing=frozenset(lines["closing"]),
        clause=frozenset(lines["clause"]),
        list_marks=frozenset(lines["list"]),
        reaching=frozenset(numbers["reaching"]),
        numerals=frozenset(numbers["numerals"]),
        atoms=re.compile(f"{url}|—+|…+|{aside}|{spell}|{before}?{day}|{figure}|{chinese}"),
        url=re.compile(url),
        quoted=re.compile(r"[「『“‘《]([^「」『』“”‘’《》]{1,7})[」』”’》]"),
    )


@cache
def is_han(char: str) -> bool:
    """Whether a character is a Chinese character (or kana, hangul: whatever is set on the square)."""
    code = ord(char)
    return (
        0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x323AF
        or code in (0x3005, 0x3007, 0x3013) or 0x3041 <= code <= 0x30FF or 0xAC00 <= code <= 0xD7A3
    )  # fmt: skip


@cache
def is_latin(char: str) -> bool:
    """Whether a character is set like a Latin letter or digit, so that a joint stands between it and a Han
    character."""
    if char.isascii():
        return char.isalnum() or char in "%+-$#@&=*<>"
    return (0xC0 <= ord(char) <= 0x52F and char.isalpha()) or char in "‰°℃±×÷−≥≤€£¥"


def unbreakable(text: str) -> list[bool]:
    """For each gap after a character (len(text) flags, the last one False): True where no line may end.

    `text` holds no reference marks. Kinsoku rules hold for pairs too, since each gap is judged by both neighbours.
    """
    rule = rules()
    flags = [False] * len(text)
    for match in rule.atoms.finditer(text):
        for index in range(match.start(), match.end() - 1):
            # The day may part from its month where a justified line finds no other place (class INSIDE).
            flags[index] = not (text[index] == "月" and text[index + 1].isdigit())
    for index in range(len(text) - 1):
        left, right = text[index], text[index + 1]
        if right in rule.no_start or left in rule.no_end or right.isspace():
            flags[index] = True
        elif left.isspace() and not flags[index]:
            flags[index] = index > 0 and text[index - 1] in rule.no_end
    return flags
