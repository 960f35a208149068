"""Turns any text into characters that XML, PowerPoint and a spreadsheet accept."""

from __future__ import annotations

import re

# Controls, surrogates, non-characters, zero-width and direction marks: PowerPoint repairs or shows them as rubbish.
_BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
_SPACE = re.compile(r"[\t\n ]+")
_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_XML_CHARS = re.compile('[&<>"]')


def clean(text: str) -> str:
    """Without characters that no file may hold; tabs and line ends become one space."""
    return _SPACE.sub(" ", _BAD.sub("", text)).strip(" ")


def escape(text: str) -> str:
    """`text` without bad characters, for element content or a double-quoted attribute. Spaces are kept."""
    if not text.isascii() or not text.isprintable():
        text = _BAD.sub("", text)
    return _XML_CHARS.sub(lambda match: _XML[match.group()], text)
