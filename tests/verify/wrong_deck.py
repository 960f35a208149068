"""Wrong copies of a deck: texts, tables, cards, charts with their workbooks, properties, another deck's slide."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator

from tests.verify.wrong import TEXT_EDITS, Wrong, names, number_of, other_digit, part, put, rezip, runs


def deck_texts(data: bytes, rng: random.Random, where: str, label: str) -> Iterator[Wrong]:
    """Each text edit on some run of slides (or notes)."""
    parts = names(data, where)
    for kind, edit in TEXT_EDITS.items():
        places = [(n, i) for n in parts for i in range(len(runs(part(data, n))))]
        rng.shuffle(places)
        for name, index in places[:400]:
            xml = part(data, name)
            match = runs(xml)[index]
            text = match.group(2)
            new = edit(text, rng)
            if new is None or new == text or "<" in new:
                continue
            yield Wrong(
                f"{label}: {kind}",
                number_of(name),
                rezip(data, {name: put(xml, match, new).encode()}),
                f"{text} → {new}",
            )
            break


def deck_cells(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Cells of the fact table: another digit, kind 目標 told as 實際, two values swapped, another paragraph."""
    for name in reversed(names(data, r"ppt/slides/slide\d+\.xml")):
        xml = part(data, name)
        if "<a:tbl>" not in xml:
            continue
        start = xml.index("<a:tbl>")
        cells = [m for m in runs(xml) if m.start() > start]
        values = [
            m
            for m in cells
            if re.fullmatch(r"[近約约]?\d[\d,.]*[^\d]{1,4}", m.group(2))
            and "年" not in m.group(2)
            and "月" not in m.group(2)
        ]
        if values:
            m = rng.choice(values)
            yield Wrong(
                "table cell",
                number_of(name),
                rezip(data, {name: put(xml, m, other_digit(m.group(2), rng) or "9").encode()}),
                m.group(2),
            )
        if len(values) > 1:
            a, b = sorted(rng.sample(values, 2), key=lambda m: m.start())
            if a.group(2) != b.group(2):
                new = put(put(xml, b, a.group(2)), a, b.group(2))
                yield Wrong(
                    "table values swapped",
                    number_of(name),
                    rezip(data, {name: new.encode()}),
                    f"{a.group(2)} ↔ {b.group(2)}",
                )
        for old, new in (("目標", "實際"), ("目标", "实际"), ("近似", "實際"), ("计划", "实际"), ("計劃", "實際")):
            found = [m for m in cells if m.group(2) == old]
            if found and (old, new) != ("近似", "实际"):
                m = rng.choice(found)
                yield Wrong(
                    "kind cell", number_of(name), rezip(data, {name: put(xml, m, new).encode()}), f"{old} → {new}"
                )
                break
        marks = [m for m in cells if re.fullmatch(r"\d{1,2}", m.group(2))]
        if marks:
            m = rng.choice(marks)
            yield Wrong(
                "paragraph cell",
                number_of(name),
                rezip(data, {name: put(xml, m, str(int(m.group(2)) % 9 + 2 + (int(m.group(2)) > 9))).encode()}),
                m.group(2),
            )
        return


def deck_cards(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Two cards' numbers swapped, with and without the names of their shapes."""
    for name in names(data, r"ppt/slides/slide\d+\.xml")[1:6]:
        xml = part(data, name)
        shapes = [
            m
            for m in re.finditer(r"<p:sp>.*?</p:sp>", xml, re.S)
            if 'name="fact:' in m.group() and re.search(r"<a:t>[近約]?\d", m.group())
        ]
        if len(shapes) < 2:
            continue
        a, b = rng.sample(range(len(shapes)), 2)
        a, b = min(a, b), max(a, b)
        one, two = shapes[a].group(), shapes[b].group()
        body = re.compile(r"<p:txBody>.*?</p:txBody>", re.S)
        ta, tb = body.search(one).group(), body.search(two).group()
        if re.sub("<[^>]+>", "", ta) == re.sub("<[^>]+>", "", tb):
            continue
        new = (
            xml[: shapes[a].start()]
            + one.replace(ta, tb)
            + xml[shapes[a].end() : shapes[b].start()]
            + two.replace(tb, ta)
            + xml[shapes[b].end() :]
        )
        yield Wrong(
            "card numbers swapped",
            number_of(name),
            rezip(data, {name: new.encode()}),
            re.sub("<[^>]+>", "", ta + "↔" + tb),
        )
        plain = re.sub(r'name="fact:F\d+"', 'name="Text"', new)
        yield Wrong(
            "card numbers swapped, names gone",
            number_of(name),
            rezip(data, {name: plain.encode()}),
            re.sub("<[^>]+>", "", ta + "↔" + tb),
        )
        return


def deck_charts(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Chart caches and workbooks."""
    slides = names(data, r"ppt/slides/slide\d+\.xml")
    for name in names(data, r"ppt/charts/chart\d+\.xml"):
        xml = part(data, name)
        slide = next(
            (
                number_of(s)
                for s in slides
                if name.rsplit("/", 1)[-1] in part(data, s.replace("slides/", "slides/_rels/") + ".rels")
            ),
            0,
        )
        values = list(re.finditer(r"<c:v>([\d.]+)</c:v>", xml))
        if values:
            m = rng.choice(values)
            new = xml[: m.start(1)] + f"{float(m.group(1)) * 1.5 + 1:g}" + xml[m.end(1) :]
            yield Wrong("chart cache", slide, rezip(data, {name: new.encode()}), m.group(1))
        texts = [m for m in re.finditer(r"<c:v>([^<]*[\u4e00-\u9fff][^<]*)</c:v>", xml)]
        if texts:
            m = rng.choice(texts)
            new = xml[: m.start(1)] + m.group(1)[:-1] + "市" + xml[m.end(1) :]
            yield Wrong("chart category", slide, rezip(data, {name: new.encode()}), m.group(1))
        book = f"ppt/embeddings/workbook{number_of(name)}.xlsx"
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inner = archive.read(book)
        sheet = part(inner, "xl/worksheets/sheet1.xml")
        cells = [m for m in re.finditer(r"<c r=\"[B-Z]\d+\"[^>]*><v>([\d.]+)</v>", sheet) if 't="s"' not in m.group()]
        if cells:
            m = rng.choice(cells)
            new = sheet[: m.start(1)] + f"{float(m.group(1)) + 7:g}" + sheet[m.end(1) :]
            yield Wrong(
                "workbook cell",
                slide,
                rezip(data, {book: rezip(inner, {"xl/worksheets/sheet1.xml": new.encode()})}),
                m.group(1),
            )
        strings = part(inner, "xl/sharedStrings.xml")
        m = re.search(r"<t[^>]*>([^<]*\d[^<]*[\u4e00-\u9fff]{4}[^<]*)</t>", strings)
        if m:
            new = strings[: m.start(1)] + other_digit(m.group(1), rng) + strings[m.end(1) :]
            yield Wrong(
                "workbook sentence",
                slide,
                rezip(data, {book: rezip(inner, {"xl/sharedStrings.xml": new.encode()})}),
                m.group(1)[:30],
            )


def deck_others(data: bytes, rng: random.Random, foreign: bytes | None) -> Iterator[Wrong]:
    """Alternative texts, properties, section names, the ledger inside, speakers, a slide from another deck."""
    slides = names(data, r"ppt/slides/slide\d+\.xml")
    for name in slides:
        xml = part(data, name)
        found = [m for m in re.finditer(r'descr="([^"]*\d[^"]*)"', xml)]
        if found:
            m = rng.choice(found)
            new = other_digit(m.group(1), rng)
            if new:
                yield Wrong(
                    "alternative text",
                    number_of(name),
                    rezip(data, {name: (xml[: m.start(1)] + new + xml[m.end(1) :]).encode()}),
                    m.group(1)[:40],
                )
                break
    core = part(data, "docProps/core.xml")
    m = re.search(r"<dc:subject>([^<]+)</dc:subject>", core)
    if m and (new := other_digit(m.group(1), rng)):
        yield Wrong(
            "property", 0, rezip(data, {"docProps/core.xml": core.replace(m.group(1), new).encode()}), m.group(1)
        )
    show = part(data, "ppt/presentation.xml")
    m = re.search(r'<p14:section name="([^"]+)"', show)
    if m:
        yield Wrong(
            "section name",
            0,
            rezip(data, {"ppt/presentation.xml": show.replace(m.group(1), "投資308億元", 1).encode()}),
            m.group(1),
        )
    item = part(data, "customXml/item1.xml")
    values = list(re.finditer(r'"value":(\d+)', item))
    if values:
        m = rng.choice(values)
        yield Wrong(
            "ledger inside",
            0,
            rezip(
                data,
                {"customXml/item1.xml": (item[: m.start(1)] + str(int(m.group(1)) + 9) + item[m.end(1) :]).encode()},
            ),
            m.group(),
        )
    for name in slides:
        xml = part(data, name)
        lines = [m for m in runs(xml) if re.fullmatch(r"第\d+段", m.group(2))]
        if len(lines) > 1:
            m = rng.choice(lines)
            others = [o.group(2) for o in lines if o.group(2) != m.group(2)]
            if others:
                yield Wrong(
                    "paragraph reference",
                    number_of(name),
                    rezip(data, {name: put(xml, m, rng.choice(others)).encode()}),
                    m.group(2),
                )
                break
    if foreign is not None:
        theirs = names(foreign, r"ppt/slides/slide\d+\.xml")
        source = part(foreign, theirs[2])
        source = re.sub(r"<a:hlinkClick [^>]*/>|<a:hlinkClick .*?</a:hlinkClick>", "", source, flags=re.S)
        source = re.sub(r"<p:graphicFrame>.*?</p:graphicFrame>", "", source, flags=re.S)
        yield Wrong("slide of another deck", 3, rezip(data, {slides[2]: source.encode()}), "slide 3")


def deck_speakers(data: bytes, rng: random.Random, people: list[str]) -> Iterator[Wrong]:
    """A quotation signed by somebody else of the article, or by nobody in it."""
    for name in names(data, r"ppt/slides/slide\d+\.xml"):
        xml = part(data, name)
        for m in runs(xml):
            person = next((p for p in people if p and p in m.group(2) and len(m.group(2)) < 40), None)
            if person:
                for other in ([p for p in people if p != person] + ["王大明"])[:2]:
                    yield Wrong(
                        "wrong speaker",
                        number_of(name),
                        rezip(data, {name: put(xml, m, m.group(2).replace(person, other)).encode()}),
                        f"{person} → {other}",
                    )
                return


def deck_quotes(data: bytes, rng: random.Random, quotes: list[str]) -> Iterator[Wrong]:
    """One character of a quotation changed."""
    for name in names(data, r"ppt/slides/slide\d+\.xml"):
        xml = part(data, name)
        for m in runs(xml):
            text = m.group(2)
            if len(text) > 6 and any(re.sub(r"\W", "", text)[:6] in re.sub(r"\W", "", q) for q in quotes):
                at = [i for i, c in enumerate(text) if "\u4e00" <= c <= "\u9fff"]
                i = rng.choice(at)
                new = text[:i] + ("好" if text[i] != "好" else "大") + text[i + 1 :]
                yield Wrong(
                    "quotation altered",
                    number_of(name),
                    rezip(data, {name: put(xml, m, new).encode()}),
                    f"{text} → {new}",
                )
                return


def wrong_decks(data: bytes, seed: int, people: list[str], quotes: list[str], foreign: bytes | None) -> Iterator[Wrong]:
    """All wrong copies of a deck for one seed."""
    rng = random.Random(seed)
    yield from deck_texts(data, rng, r"ppt/slides/slide\d+\.xml", "slide")
    yield from deck_texts(data, rng, r"ppt/notesSlides/notesSlide\d+\.xml", "notes")
    yield from deck_cells(data, rng)
    yield from deck_cards(data, rng)
    yield from deck_charts(data, rng)
    yield from deck_others(data, rng, foreign)
    yield from deck_speakers(data, rng, people)
    yield from deck_quotes(data, rng, quotes)
