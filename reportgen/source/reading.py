"""Turns decoded text into an `Article`: finds headline, dating line, bylines, headings, paragraphs; drops the rest."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Literal

from reportgen.errors import InputError, Note
from reportgen.fold import clean, fold, traditional_share
from reportgen.lexicon import alternation, words
from reportgen.source import furniture
from reportgen.source.bylines import is_name_line, take_byline, take_dating, take_signature, take_text, take_trailers
from reportgen.source.decode import decode, read_bytes
from reportgen.source.head import read_head, take_crumbs
from reportgen.source.headings import SIGNED, bare_heading, mark_headings
from reportgen.source.place import find_place
from reportgen.source.plain import plain
from reportgen.source.records import Article, Dropped, Paragraph, Section, Sentence, Span
from reportgen.source.segment import sentences
from reportgen.source.sheet import Line, Sheet, han


def read_article(path: Path) -> Article:
    """See `reportgen.source.read`."""
    data = read_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    if _is_html(path, data):
        from reportgen.source.webpage import page_text

        page = page_text(data, path)
        return parse(page.text, stem=path.stem, sha256=digest, name=str(path), page=page)
    text, encoding, faults = decode(data, path)
    text, done = plain(text, markdown=path.suffix.lower() in (".md", ".markdown"))
    return parse(text, stem=path.stem, sha256=digest, name=str(path), encoding=encoding, faults=faults, done=done)


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
    done: tuple[str, ...] = (),
) -> Article:
    """An `Article` from decoded text (LF only, no BOM). `page`: what a web page says of itself; `done`: what was done
    to the text before, told as notes.

    Raises InputError when no Chinese sentence is found.
    """
    if sha256 is None:
        sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    sheet = Sheet(clean=clean(text))
    _read_lines(sheet)
    _take_page(sheet, page)
    body = [(kind, a, b) for kind, a, b in sheet.body if a < b]
    spoken = "".join(sheet.clean.shadow[a:b] for kind, a, b in body if kind == "p")
    if han(spoken) < 4 or han(spoken) * 4 < sum(c.isalpha() for c in spoken):
        raise InputError(f"{name}: holds no Chinese sentence. Name a file with a Chinese article.")
    notes = [Note(start=0, message=message, hint="Offsets count in the text so mended.") for message in done]
    for i, character in enumerate(text):
        if character == "\ufffd" and len(notes) < 5 and faults:
            notes.append(
                Note(start=i, message="bytes that are no text were read as U+FFFD", hint="Save the article as UTF-8.")
            )
    origin: Literal["text", "mended", "html"] = "html" if page is not None else "mended" if done else "text"
    return _assemble(sheet, text, body, stem, sha256, encoding, notes, origin)


def _lines(shadow: str) -> list[Line]:
    found, start = [], 0
    for line in shadow.split("\n"):
        left = len(line) - len(line.lstrip())
        stripped = line.strip()
        bold = re.fullmatch(r"(\*\*|__)\s*([^*_].*?)\s*\1", stripped)
        if bold:
            left, stripped = left + bold.start(2), bold[2]
        if stripped:
            found.append(Line(start + left, start + left + len(stripped), stripped))
        start += len(line) + 1
    return found


def _read_lines(sheet: Sheet) -> None:
    lines = _lines(sheet.clean.shadow)
    i = read_head(sheet, lines)
    seen_end = False
    closing = contents = attached = False
    for k in range(i, len(lines)):
        line = lines[k]
        bare = bare_heading(line.shadow)
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
        if why in ("mark", "counter") and _same_row(before, line.shadow):
            why = None
        last = k >= len(lines) - 4
        if why == "related" and sheet.body and k > len(lines) * 0.5:
            seen_end = True
        if why:
            sheet.drop(line.start, line.end, why)
            if why == "breadcrumb" and not sheet.body:
                take_crumbs(sheet, line)
        elif seen_end and len(line.shadow) < 40 and "。" not in line.shadow:
            sheet.drop(line.start, line.end, "related")
        elif (last and furniture.is_imprint(line.shadow)) or (
            furniture.is_dating_line(line.shadow)
            and (len(sheet.body) < 2 or last or furniture.find_fields(line.shadow))
        ):
            take_dating(sheet, line)
        elif furniture.is_byline(line.shadow) or (
            is_name_line(line.shadow)
            and (not sheet.body or (last and not any("。" in x.shadow for x in lines[k + 1 :])))
        ):
            take_byline(sheet, line)
        elif not sheet.body and SIGNED.fullmatch(line.shadow):
            sheet.drop(line.start, line.end, "byline")  # 檢察長　某某: who gives the report
        else:
            take_text(sheet, line)
    take_signature(sheet)
    mark_headings(sheet)
    take_trailers(sheet)


def _same_row(before: str, line: str) -> bool:
    """True for a row of bare numbers below a row of as many cells: no counters of a page."""
    cells = line.split()
    return len(cells) >= 2 and len(before.split()) == len(cells) and all(re.search(r"\d", cell) for cell in cells)


def _take_page(sheet: Sheet, page: object | None) -> None:
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


# Marks before a heading that are drawn, not read; numbers and brackets stay.
_DECORATION = re.compile(r"^(?:#{1,6}\s+|[●•■◆▪◎★☆◇□▶►▷▲△▍▎▌▋|｜]+\s*)")


def _issuer(headline: str, released: bool) -> str | None:
    """The office that a notice's or a press release's own headline names: 某縣政府公告, 某署公布新班次."""
    shadow = fold(headline)
    opened = re.match(rf"[^\W\d_]{{2,14}}?{alternation('furniture.toml', 'reference.offices')}", shadow)
    if opened is None:
        return None
    rest = shadow[opened.end() :]
    notice = re.fullmatch(r"(?:关于.{2,40}的)?(?:公告|通告|通知|公报|通报|令|函)", rest)
    told = released and re.match(r"今日|今天|宣布|公布|发布|推出|就|呼吁|提醒|回应|关于", rest)
    return headline[: opened.end()] if notice or told else None


def _assemble(
    sheet: Sheet, text: str, body: list[tuple[str, int, int]], stem: str, sha256: str, encoding: str,
    notes: list[Note], origin: Literal["text", "mended", "html"],
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
            labels = [c.text[x : x + len(bare_heading(c.shadow[x:y]))] for x, y in heads]
            labels = [_DECORATION.sub("", label) for label in labels]
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
            re.sub(r"(?:\[\d{1,3}\]|［\d{1,3}］)+", "", re.sub(r"[ \u3000]*\n\s*", "", c.text[slice(*sheet.headline)])),
            Span(*head),
        )
    else:
        first = next((s for p in paragraphs for s in p.sentences), None)
        parts = first.clauses if first and first.clauses else (Span(paragraphs[0].start, paragraphs[0].end),)
        # The first clause, and the next where that only says when: 5月1日起，某市…
        last = next((x for x in parts if x.end - parts[0].start >= 12), parts[-1])
        headline = text[parts[0].start : min(last.end, parts[0].start + 40)].rstrip("。")
        headline_span = None
    shadow = fold(text)
    publisher = sheet.publisher or (sheet.outlets[0] if sheet.outlets else None) or _issuer(headline, sheet.released)
    if publisher is None and sheet.released:
        publisher = _issuer(text[paragraphs[0].start : paragraphs[0].end].lstrip(), True)
    spans = [(p.start, p.end) for p in paragraphs]
    below = (text[slice(*raw(a, b))] for a, b, why in sheet.dropped if why == "subtitle")
    heading = "\n".join([headline, *below])
    place = find_place(text, shadow, heading, publisher, sheet.dateline_place, spans)
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
        notes=tuple(notes), encoding=encoding, origin=origin, headline_span=headline_span,
    )  # fmt: skip
