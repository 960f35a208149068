"""Turns a saved web page into plain text and what the page says of itself; trafilatura is imported only here."""

from __future__ import annotations

import re
from pathlib import Path

from reportgen.errors import InputError
from reportgen.records import dataclass
from reportgen.source.decode import decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`text` is headline, blank line, body, one paragraph a line; the rest None or empty where the page is silent."""

    text: str
    date: str | None
    publisher: str | None
    authors: tuple[str, ...]
    url: str | None


def page_text(data: bytes, path: Path) -> Page:
    """The article of an HTML file. InputError when no article is found in it."""
    import logging

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    import trafilatura

    try:
        html, _, _ = decode(_declared(data), path)
        document = trafilatura.bare_extraction(
            html, with_metadata=True, include_comments=False, include_tables=True, favor_precision=False, as_dict=False
        )
    except InputError:
        raise
    except Exception as error:  # a malformed page must end in one clear line, whatever the library raises
        raise InputError(f"{path}: cannot be read as a web page ({error}). Save the article as .txt.") from None
    if document is None or not (document.text or "").strip():
        raise InputError(f"{path}: no article was found in this page. Save the article's text as .txt.")
    title = (document.title or "").strip()
    body = "\n".join(line.strip() for line in document.text.splitlines() if line.strip())
    if title:
        title = re.split(r"\s*[|_\-–—]{1,2}\s*(?=[^|_\-–—]{2,12}$)", title)[0].strip() or title
        first = body.split("\n", 1)[0].strip()
        text = body if first == title else f"{title}\n\n{body}"
    else:
        text = body
    authors = tuple(part.strip() for part in re.split(r"[;,；，、]", document.author or "") if part.strip())
    date = document.date if document.date and re.fullmatch(r"\d{4}-\d{2}-\d{2}", document.date) else None
    url = document.url if document.url and document.url.startswith(("http://", "https://")) else None
    publisher = _credited(html) or document.sitename or None
    return Page(text=text, date=date, publisher=publisher, authors=authors, url=url)


_CREDIT = re.compile(r"(?:稿件|文章)?[来來稿]源\s*[:：]\s*([^\s<>|｜，,。；;:：()（）]{2,20})")


def _credited(html: str) -> str | None:
    """The outlet that the page's own line names (来源：某报); None for a page without such a line."""
    from lxml import etree
    from lxml.html import fromstring

    try:
        page = fromstring(html)
    except (etree.ParserError, ValueError):
        return None
    etree.strip_elements(page, "script", "style", "nav", "footer", with_tail=False)
    found = _CREDIT.search(" ".join(text for text in page.itertext() if text.strip()))
    return found[1] if found else None


def _declared(data: bytes) -> bytes:
    """The page as UTF-8 when it declares another encoding that fits; else unchanged."""
    m = re.search(rb"charset\s*=\s*[\"']?([A-Za-z0-9_\-]+)", data[:4096])
    if not m:
        return data
    name = m[1].decode("ascii").lower()
    if name in ("gb2312", "gbk"):
        name = "gb18030"
    if name in ("utf-8", "utf8"):
        return data
    try:
        return data.decode(name).encode("utf-8")
    except (LookupError, UnicodeDecodeError):
        return data
