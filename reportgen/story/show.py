"""Turns raw cuts of the article into display text: the one place of the story that calls `display`."""

from __future__ import annotations

import re
from functools import lru_cache

from reportgen.display import display

_PINYIN = re.compile(r"(?<=[㐀-鿿\d])[(（](?=[a-z]*[^\x00-\x7f（）()])[a-zà-ÿāēěīńňōūǎǐǒǔǖǘǚǜǹḿ]{1,6}[)）](?![a-zA-Z])")
_SPACED = re.compile(r"(?<![\d,.])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d ])")


@lru_cache(maxsize=8192)
def show(raw: str, script: str) -> str:
    """Raw characters of the article with display punctuation and quotation marks.

    Pinyin put behind a character and the blank inside a number (1 036) are left out.
    """
    if "(" in raw or "（" in raw:
        raw = _PINYIN.sub("", raw)
    return _SPACED.sub(lambda m: re.sub(r"\s", "", m.group()), display(raw, script).strip())
