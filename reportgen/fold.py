"""Turns text into its shadow: the same length, folded to simplified and half-width, for matching only."""

from __future__ import annotations

import re
from functools import cache

from reportgen.assets import templates_dir
from reportgen.errors import TemplateError
from reportgen.records import dataclass

# Punctuation that differs only in width or make; 、 and 。 stay as they are.
_PUNCTUATION = {
    "　": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\t": "\t",
    "，": ",", "﹐": ",", "：": ":", "﹕": ":", "︰": ":", "∶": ":", "；": ";", "﹔": ";", "！": "!", "？": "?",
    "（": "(", "）": ")", "﹙": "(", "﹚": ")", "％": "%", "﹪": "%", "．": ".", "～": "~", "〜": "~", "∼": "~",
    "－": "-", "–": "-", "−": "-", "‐": "-", "‑": "-", "﹣": "-", "｡": "。", "､": "、", "﹑": "、", "｜": "|",
    "﹃": "『", "﹄": "』", "﹁": "「", "﹂": "」", "〝": "“", "〞": "”", "＂": '"', "〔": "[", "〕": "]", "［": "[",
    "］": "]", "＞": ">", "＜": "<", "＋": "+", "╱": "/", "∕": "/", "㈠": "一",
    "\u20e3": "、",  # the frame of a keycap: 1️⃣ 某事
}  # fmt: skip
# Characters that carry no text: controls, zero-width, bidi marks, soft hyphen, BOM inside, lone surrogates.
_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff"
)
# Pinyin that mirror sites put after a hard character: 86個(gè).
_PINYIN = re.compile(r"(?<=[^\W_a-zA-Z])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]{1,6}[)）](?![a-zA-Z])")
# Pictures between words (emoji, dingbats, block arrows) are spaces to the rules; ★ ☆ and numbers in rings are bullets.
_PICTURES = "\U0001f000-\U0001faff\u2600-\u2604\u2607-\u26ff\u2700-\u2775\u2794-\u27bf\u2b00-\u2bff"
_NOTHING, _PICTURE = re.compile(f"[{_INVISIBLE}]"), re.compile(f"[{_PICTURES}]")
_TONES = set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ")


@cache
def _table() -> dict[int, str]:
    path = templates_dir() / "lexicon" / "fold.txt"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise TemplateError(f"{path}: cannot be read ({error.strerror}). Install the program again.") from None
    table = {ord(word[0]): word[1] for line in lines if not line.startswith("#") for word in line.split()}
    for code in range(0xFF01, 0xFF5F):
        table[code] = chr(code - 0xFEE0)
    table.update({ord(raw): folded for raw, folded in _PUNCTUATION.items()})
    return table


class _Folding(dict[int, str]):
    """The table for `str.translate`; a character it lacks is judged once (a miss costs `translate` an exception)."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = "\0" if _NOTHING.match(char) else " " if _PICTURE.match(char) else char
        return self[code]


@cache
def altered() -> str:
    """All characters that `fold` makes others of, as in a set of a pattern."""
    return re.escape("".join(map(chr, sorted(_table())))) + _INVISIBLE + _PICTURES


@cache
def _altered() -> re.Pattern[str]:
    return re.compile(f"[{altered()}]")


@cache
def _folding() -> _Folding:
    return _Folding(_table())


def fold(text: str) -> str:
    """The shadow of `text`: equal length; characters without text become U+0000.

    Many texts are shadows already: to look for one character that is none costs a tenth of translating them all.
    """
    return text if _altered().search(text) is None else text.translate(_folding())


@dataclass(frozen=True, slots=True)
class Clean:
    """`text` without what carries no text, and `origin[i]` = offset of character i in the raw text (None: the same).

    `ends[i]` is where the raw form of character i ends: with the pinyin that was put after it.
    """

    text: str
    shadow: str
    origin: list[int] | None
    ends: list[int] | None = None

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The span in the raw text of a span of the clean one."""
        if self.origin is None or start >= end:
            return (start, end) if self.origin is None else (self._at(start), self._at(start))
        assert self.ends is not None
        return self.origin[start], self.ends[end - 1]

    def _at(self, offset: int) -> int:
        assert self.origin is not None
        return self.origin[offset] if offset < len(self.origin) else (self.origin[-1] + 1 if self.origin else 0)

    def back(self) -> dict[int, int] | None:
        """Raw offset → clean offset, or None when they are the same."""
        return None if self.origin is None else {raw: i for i, raw in enumerate(self.origin)}


def clean(text: str, shadow: str | None = None) -> Clean:
    """Take out invisible characters and inserted pinyin, and remember where each kept one stood."""
    shadow = fold(text) if shadow is None else shadow
    gaps = [m.span() for m in re.finditer("\0", shadow)] if "\0" in shadow else []
    toned = "(" in shadow and not _TONES.isdisjoint(text)
    pinyin = [m.span() for m in _PINYIN.finditer(text) if _TONES & set(m.group())] if toned else []
    gaps += pinyin
    if not gaps:
        return Clean(text, shadow, None)
    drop = bytearray(len(text))
    for start, end in gaps:
        drop[start:end] = b"\1" * (end - start)
    origin = [i for i, gone in enumerate(drop) if not gone]
    after = dict(pinyin)
    ends = [after.get(i + 1, i + 1) for i in origin]
    return Clean("".join(text[i] for i in origin), "".join(shadow[i] for i in origin), origin, ends)


def traditional_share(text: str) -> float:
    """Share of Chinese characters that have another simplified form: about 0.3 in traditional text, under 0.02 else."""
    table = _table()
    han = [c for c in text if "\u3400" <= c <= "\u9fff"]
    return sum(ord(c) in table for c in han) / max(1, len(han))
