"""Tells what a PDF carries beside its pages that hides, acts or states: marks laid over a page, actions, properties in
attributes of the XMP packet, the language it says it is in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

# Notes whose words are read and proven; every other mark may hide what is below it, or act.
_READ = ("/Text", "/Highlight", "/Underline", "/Squiggly", "/Popup", "/Link")
_WORDS = ("/Contents", "/V", "/T", "/TU", "/RC", "/OverlayText")
_ABOUT = re.compile(r"<rdf:Description\b([^>]*)>")
_SAID = re.compile(r"""([\w-]+):([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def laid_over(annotation: Any) -> str:
    """What is wrong with an annotation as such; "" for nothing."""
    kind = str(annotation.get("/Subtype", ""))
    if annotation.get("/AA") is not None:
        return "acts when it is touched"
    return "" if kind in _READ else f"is laid over the page ({kind.strip('/')})"


def words(annotation: Any) -> Iterator[str]:
    """The words of an annotation, those with marks of their own without them."""
    for key in _WORDS:
        found = annotation.get(key)
        if found is not None:
            yield html.unescape(re.sub("<[^>]*>", " ", str(found))) if key == "/RC" else str(found)


def starts(item: Any) -> bool:
    """Whether a page or a bookmark starts more than a move to another page."""
    action = item.get("/A")
    return item.get("/AA") is not None or (action is not None and str(action.get("/S", "/GoTo")) != "/GoTo")


def attributes(packet: bytes) -> Iterator[tuple[str, str]]:
    """Name and value of the properties that an XMP packet holds as attributes."""
    for about in _ABOUT.findall(packet.decode("utf-8", "replace")):
        for prefix, name, one, two in _SAID.findall(about):
            if prefix not in ("xmlns", "rdf", "xml") and (one or two).strip():
                yield f"{prefix}:{name}", html.unescape(one or two)


def foreign(root: Any) -> bool:
    """Whether a document says that it is in another language than Chinese."""
    told = str(root.get("/Lang", "zh")).lower()
    return not told.startswith("zh")
