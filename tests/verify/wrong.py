"""Makes wrong copies of finished files, each with one planted fault: what a careless hand, another article or a forger
would leave behind. Every maker gives (kind, page or slide, bytes) or None when the file has no place for that fault."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

DIGITS = "0123456789"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
UNITS = {
    "億元": "萬元",
    "亿元": "万元",
    "個": "家",
    "个": "家",
    "家": "個",
    "噸": "斤",
    "吨": "斤",
    "天": "個月",
    "萬件": "件",
    "万件": "件",
    "戶": "人",
    "户": "人",
    "公頃": "畝",
    "公顷": "亩",
    "%": "‰",
    "项": "个",
    "項": "個",
    "人次": "人",
    "元": "美元",
}
QUALIFIERS = "近約约逾超餘余級级"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One wrong copy. `page` is where the fault lies (0: the document as a whole)."""

    kind: str
    page: int
    data: bytes
    what: str


# -- decks -----------------------------------------------------------------------------------------------------------


def rezip(data: bytes, change: dict[str, bytes]) -> bytes:
    """A package with some parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change.get(entry.filename, old.read(entry.filename)))
    return out.getvalue()


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def names(data: bytes, pattern: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = [n for n in archive.namelist() if re.fullmatch(pattern, n)]
    return sorted(found, key=lambda n: int(re.search(r"\d+", n.rsplit("/", 1)[-1]).group()))


def number_of(name: str) -> int:
    return int(re.search(r"(\d+)\.xml", name).group(1))


_TEXT = re.compile(r"(<a:t>)([^<]+)(</a:t>)")


def runs(xml: str) -> list[re.Match[str]]:
    return list(_TEXT.finditer(xml))


def put(xml: str, match: re.Match[str], text: str) -> str:
    return xml[: match.start(2)] + text + xml[match.end(2) :]


Edit = Callable[[str, random.Random], "str | None"]


def other_digit(text: str, rng: random.Random) -> str | None:
    """One digit of an amount changed; page furniture (第n段, dates of the source line) is left alone."""
    at = [m.start() for m in re.finditer(r"\d", text)]
    if not at or re.fullmatch(r"[\d附/ ]+|第.*[段頁页]|來源.*|来源.*", text):
        return None
    i = rng.choice(at)
    return text[:i] + rng.choice([d for d in DIGITS if d != text[i] and not (d == "0" and i == 0)]) + text[i + 1 :]


def other_unit(text: str, rng: random.Random) -> str | None:
    found = [(m.start(2), m.group(2)) for unit in UNITS for m in re.finditer(rf"(\d[\d,.]*)({re.escape(unit)})", text)]
    if not found:
        return None
    at, unit = rng.choice(found)
    return text[:at] + UNITS[unit] + text[at + len(unit) :]


def no_qualifier(text: str, rng: random.Random) -> str | None:
    found = [
        m
        for m in re.finditer(
            r"[近約约逾超](?=[\d一二三四五六七八九半]+)|(?<=\d)[餘余多](?=[名人家個个萬万種种辆])|(?<=[元])[級级]", text
        )
    ]
    if not found:
        return None
    m = rng.choice(found)
    return text[: m.start()] + text[m.end() :]


def exact_share(text: str, rng: random.Random) -> str | None:
    m = re.search(r"近([二三四五六七八九])成", text)
    if not m:
        return None
    digit = "一二三四五六七八九".index(m.group(1)) + 1
    return text[: m.start()] + rng.choice([f"{digit}0%", f"{m.group(1)}成五", f"{digit * 10 - 1}.5%"]) + text[m.end() :]


def swapped_inside(text: str, rng: random.Random) -> str | None:
    found = list(re.finditer(r"\d[\d,.]*[個个家項项億亿萬万元%名戶户噸吨件天]+", text))
    if len(found) < 2 or found[0].group() == found[1].group():
        return None
    a, b = found[0], found[1]
    return text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]


def invented(text: str, rng: random.Random) -> str | None:
    if len(text) < 8 or not re.search(r"[\u4e00-\u9fff]", text) or text.startswith(("來源", "来源", "註", "注")):
        return None
    return text.rstrip("。") + rng.choice(
        ["，惠及三十五萬人", "，帶動就業兩千餘人", "，另有八個項目", "，同比增長一成二"]
    )


def plan_done(text: str, rng: random.Random) -> str | None:
    for old, new in (
        ("目標：", "已達："),
        ("目标：", "已达："),
        ("力爭", "已"),
        ("力争", "已"),
        ("將", "已"),
        ("邁進", "突破"),
        ("计划", "完成"),
        ("進軍", "躍升"),
    ):
        if old in text and len(text) > len(old):
            return text.replace(old, new, 1)
    return None


def lost_period(text: str, rng: random.Random) -> str | None:
    return text.replace("近5年", "5年", 1) if "近5年" in text else None


def other_name(text: str, rng: random.Random) -> str | None:
    m = re.search(r"[「“]([^」”]{4,})[」”]", text)
    if not m:
        return None
    inner = m.group(1)
    i = rng.randrange(len(inner))
    new = rng.choice([c for c in "紅山明海華金" if c != inner[i]])
    return text[: m.start(1)] + inner[:i] + new + inner[i + 1 :] + text[m.end(1) :]


def added_word(text: str, rng: random.Random) -> str | None:
    """A word put into a sentence with a number: it tells more than the article."""
    found = list(re.finditer(r"(?<=[\u4e00-\u9fff])(?=\d)", text))
    return text[: found[0].start()] + "已累計" + text[found[0].start() :] if found and len(text) > 10 else None


TEXT_EDITS: dict[str, Edit] = {
    "digit": other_digit,
    "unit": other_unit,
    "qualifier lost": no_qualifier,
    "share made exact": exact_share,
    "pair swapped in a sentence": swapped_inside,
    "invented Chinese number": invented,
    "plan made result": plan_done,
    "近 of a period lost": lost_period,
    "name altered": other_name,
    "word added": added_word,
}


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


# -- briefings -------------------------------------------------------------------------------------------------------


def _fonts(page: object) -> dict[str, tuple[dict[int, str], dict[str, int], int]]:
    """Font resource → code to text, text to code, bytes a code."""
    from reportgen.verify.pdf_stream import Font

    out = {}
    for name, font in page["/Resources"]["/Font"].items():  # type: ignore[index]
        reader = Font(font, lambda s: bytes(s.read_bytes()))
        out[name] = (reader.map, {v: k for k, v in reader.map.items()}, 2 if reader.wide else 1)
    return out


def briefing_texts(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Characters changed in the content streams themselves, with the page's own glyphs."""
    import pikepdf

    show = re.compile(rb"(/\w[\w+-]*) [\d.]+ Tf[^\[]*\[([^\]]*)\] TJ")

    def edit(kind: str, choose: Callable[[str, dict[str, int]], str | None]) -> Wrong | None:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages = list(range(len(pdf.pages)))
            rng.shuffle(pages)
            for number in pages:
                page = pdf.pages[number].obj
                fonts = _fonts(page)
                content = bytes(page["/Contents"].read_bytes())
                matches = list(show.finditer(content))
                rng.shuffle(matches)
                for m in matches:
                    name = m.group(1).decode()
                    if name not in fonts:
                        continue
                    codes, back, size = fonts[name]
                    pieces = re.findall(rb"<([0-9A-Fa-f]*)>|(-?[\d.]+)", m.group(2))
                    units = [h.decode()[i : i + 2 * size] for h, _ in pieces if h for i in range(0, len(h), 2 * size)]
                    text = "".join(codes.get(int(u, 16), "?") for u in units)
                    if len(text) != len(units):
                        continue
                    new = choose(text, back)
                    if new is None or len(new) != len(text) or any(c not in back for c in new):
                        continue
                    todo = iter(f"{back[c]:0{2 * size}X}" for c in new)
                    rebuilt = re.sub(
                        rb"<([0-9A-Fa-f]*)>",
                        lambda h, todo=todo, size=size: (
                            b"<" + "".join(next(todo) for _ in range(len(h.group(1)) // (2 * size))).encode() + b">"
                        ),
                        m.group(2),
                    )
                    page["/Contents"] = pdf.make_stream(content[: m.start(2)] + rebuilt + content[m.end(2) :])
                    out = io.BytesIO()
                    pdf.save(out)
                    return Wrong(f"page: {kind}", number + 1, out.getvalue(), f"{text} → {new}")
        return None

    def digit(text: str, back: dict[str, int]) -> str | None:
        return other_digit(text, rng) if len(text) >= 2 and re.search(r"\d[^\d月日年段頁页]", text) else None

    def one(pattern: str, choices: str) -> Callable[[str, dict[str, int]], str | None]:
        def choose(text: str, back: dict[str, int]) -> str | None:
            m = re.search(pattern, text)
            if not m:
                return None
            able = [c for c in choices if c in back and c != m.group(1)]
            return text[: m.start(1)] + rng.choice(able) + text[m.end(1) :] if able else None

        return choose

    for kind, choose in (
        ("digit", digit),
        ("digit", digit),
        ("unit", one(r"\d(個|个|家|項|项)", "家個个項项名")),
        ("unit scaled", one(r"\d(億|亿|萬|万)", "億亿萬万")),
        ("qualifier", one(r"(近)[\d一-九]", "佔占達达為为")),
        ("character of a name", one(r"[「“][^」”]{1,3}(\w)[^」”]*[」”]", "大人中新年")),
        ("character of a sentence", one(r"[\u4e00-\u9fff]{6}([\u4e00-\u9fff])[\u4e00-\u9fff]{4}", "大不人中新")),
        ("Chinese number", one(r"[近約约]?([二三四五六七八九])成", "二三四五六七八九")),
    ):
        made = edit(kind, choose)
        if made is not None:
            yield made


def briefing_parts(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Alternative texts, bookmarks, properties, the attached ledger, drawn rectangles."""
    import pikepdf

    def save(pdf: pikepdf.Pdf) -> bytes:
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()

    with pikepdf.open(io.BytesIO(data)) as pdf:
        figures = [
            o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure" and "/Alt" in o
        ]
        for figure in rng.sample(figures, min(2, len(figures))):
            old = str(figure["/Alt"])
            new = other_digit(old, rng) or exact_share(old, rng) or old.replace("近", "", 1)
            figure["/Alt"] = pikepdf.String(new)
            page = next(
                (i for i, p in enumerate(pdf.pages, 1) if p.obj.objgen == figure.get("/Pg", pdf.pages[0].obj).objgen), 0
            )
            yield Wrong("alternative text (PDF)", page, save(pdf), old[:40])
            figure["/Alt"] = pikepdf.String(old)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        items = [
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary)
            and "/Title" in o
            and "/Parent" in o
            and re.search(r"\d", str(o["/Title"]))
        ]
        if items:
            item = rng.choice(items)
            old = str(item["/Title"])
            item["/Title"] = pikepdf.String(other_digit(old, rng) or "9" + old)
            yield Wrong("bookmark", 0, save(pdf), old)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        old = str(pdf.docinfo.get("/Title", ""))
        pdf.docinfo["/Title"] = other_digit(old, rng) or old + "，投資90億元"
        yield Wrong("document title", 0, save(pdf), old)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name in list(pdf.attachments.keys()):
            raw = pdf.attachments[name].get_file().read_bytes()
            m = rng.choice(list(re.finditer(rb'"value": ?(\d+)', raw)))
            spec = pdf.attachments[name].obj["/EF"]["/F"]
            spec.write(raw[: m.start(1)] + str(int(m.group(1)) + 3).encode() + raw[m.end(1) :])
            yield Wrong("attached ledger", 0, save(pdf), m.group().decode())
            break
    yield from briefing_marks(data, rng, save)
    yield from briefing_overlay(data, rng)


def briefing_marks(data: bytes, rng: random.Random, save: Callable[..., bytes]) -> Iterator[Wrong]:
    """A bar made longer, a cell filled: the first rectangles and paths inside figures."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            content = bytes(page.obj["/Contents"].read_bytes())
            for block in re.finditer(rb"/Figure << /MCID \d+ >> BDC(.*?)EMC", content, re.S):
                body = block.group(1)
                bars = [
                    m
                    for m in re.finditer(
                        rb"([\d.]+) ([\d.]+) m\s+([\d.]+) ([\d.]+) l\s+([\d.]+) ([\d.]+) l\s+([\d.]+) ([\d.]+) l", body
                    )
                    if float(m.group(5)) - float(m.group(1)) > 15
                ]
                if not bars:
                    continue
                m = rng.choice(bars)
                x0, right = float(m.group(1)), max(float(m.group(i)) for i in (1, 3, 5, 7))
                wide = right + (right - x0) * 0.35
                old = m.group()
                new = old.replace(f"{right:g}".encode(), f"{wide:.3f}".encode())
                if new == old:
                    continue
                changed = body.replace(old, new)  # fill and outline alike
                page.obj["/Contents"] = pdf.make_stream(content[: block.start(1)] + changed + content[block.end(1) :])
                yield Wrong("drawn bar or cell", number, save(pdf), f"{right:.0f} → {wide:.0f}")
                page.obj["/Contents"] = pdf.make_stream(content)
                break


def briefing_overlay(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """A line of text laid over a page by another program."""
    import pikepdf
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("MSung-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(80, 400, "Total 987 000")
    canvas.save()
    with pikepdf.open(io.BytesIO(data)) as pdf, pikepdf.open(io.BytesIO(buffer.getvalue())) as other:
        page = pikepdf.Page(pdf.pages[1] if len(pdf.pages) > 1 else pdf.pages[0])
        page.add_overlay(pikepdf.Page(other.pages[0]))
        out = io.BytesIO()
        pdf.save(out)
        yield Wrong("text laid over a page", 2 if len(pdf.pages) > 1 else 1, out.getvalue(), "987 000")


def wrong_briefings(data: bytes, seed: int) -> Iterator[Wrong]:
    """All wrong copies of a briefing for one seed."""
    rng = random.Random(seed)
    yield from briefing_texts(data, rng)
    yield from briefing_parts(data, rng)
