"""Wrong copies that a careful forger would try: true numbers and true words put together wrongly, a word left out or put
in that changes what is said, characters that are there but not seen, places that nobody looks at."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from reportgen.verify.ground import Ground
from tests.verify.wrong import OURS, Wrong, names, number_of, part, put, rezip, runs
from tests.verify.wrong_hidden import _RUN, _added, _bytes
from tests.verify.wrong_pages import _saved, _shown

_SLIDES = r"ppt/slides/slide\d+\.xml"
_FALSE = "投資900億元"
_LIMITS = "平均|人均|合計|合计|累計|累计|最高|最快|最多|最低|其中|同比|縣級|县级|首批|初步|預計|预计|部分|將|擬|拟|之一|約|约|逾"
_BOASTS = {
    "完成": "超額完成",
    "實現": "全面實現",
    "实现": "全面实现",
    "首個": "唯一",
    "首个": "唯一",
    "提升": "大幅提升",
}


def _places(data: bytes, where: str, fits: str) -> list[tuple[str, int, str]]:
    """Part, number of the run, text of every run that fits."""
    found = []
    for name in names(data, where):
        for index, m in enumerate(runs(part(data, name))):
            if re.search(fits, m.group(2)) and not OURS.match(m.group(2)):
                found.append((name, index, m.group(2)))
    return found


def _put(data: bytes, kind: str, place: tuple[str, int, str], new: str) -> Wrong:
    name, index, text = place
    xml = part(data, name)
    copy = rezip(data, {name: put(xml, runs(xml)[index], new).encode()})
    return Wrong(kind, number_of(name), copy, f"{text} → {new}")


def words(data: bytes, ground: Ground, rng: random.Random) -> Iterator[Wrong]:
    """Numbers and words of the article, put together as it does not."""
    figures = sorted({str(f["surface"]) for f in ground.facts.values() if f["kind"] == "figure"})
    units: dict[str, list[str]] = {}
    for surface in figures:
        units.setdefault(re.sub(r"[\d.,]", "", surface), []).append(surface)
    for kind, where in (("slide", _SLIDES), ("notes", r"ppt/notesSlides/notesSlide\d+\.xml")):
        able = []
        for place in _places(data, where, r"\d[^\d年月日]"):
            for group in units.values():
                for one in group:
                    others = [o for o in group if o != one and o not in place[2]]
                    if others and re.search(rf"(?<![\d.]){re.escape(one)}", place[2]) and len(place[2]) > len(one) + 4:
                        able.append((place, one, others))
        if able:
            place, one, others = rng.choice(able)
            yield _put(data, f"{kind}: number of another fact", place, place[2].replace(one, rng.choice(others), 1))
        limited = [p for p in _places(data, where, f"(?:{_LIMITS})[^，。]{{0,10}}\\d") if len(p[2]) > 8]
        if limited:
            place = rng.choice(limited)
            m = rng.choice(list(re.finditer(f"(?:{_LIMITS})(?=[^，。]{{0,10}}\\d)", place[2])))
            yield _put(data, f"{kind}: limiting word left out", place, place[2][: m.start()] + place[2][m.end() :])
        boasted = _places(data, where, "|".join(_BOASTS))
        if boasted:
            place = rng.choice(boasted)
            m = rng.choice(list(re.finditer("|".join(_BOASTS), place[2])))
            new = place[2][: m.start()] + _BOASTS[m.group()] + place[2][m.end() :]
            yield _put(data, f"{kind}: word put in that boasts", place, new)
        named = {
            str(f[k]) for f in ground.facts.values() for k in ("speaker", "organisation", "giver", "name") if f.get(k)
        }
        able2 = [(p, n) for n in sorted(named) if len(n) > 2 for p in _places(data, where, re.escape(n))]
        if able2:
            place, name = rng.choice(able2)
            i = rng.randrange(len(name))
            other = rng.choice([c for c in "明華金紅山海" if c != name[i]])
            yield _put(
                data,
                f"{kind}: name without marks altered",
                place,
                place[2].replace(name, name[:i] + other + name[i + 1 :]),
            )
        sentences = [p for p in _places(data, where, r"[\u4e00-\u9fff]{4,}\d[\d.,]*[^\d]{1,6}") if 12 < len(p[2]) < 60]
        if len(sentences) > 1:
            one, two = rng.sample(sentences, 2)
            head = re.match(r"[^\d]{4,}", one[2])
            tail = re.search(r"\d[\d.,]*[^\d，。]{1,6}", two[2])
            if head and tail and tail.group() not in one[2]:
                yield _put(data, f"{kind}: head of one sentence, number of another", one, head.group() + tail.group())
    quotes = [f for f in ground.facts.values() if f["kind"] == "quote" and f.get("role")]
    for quote in quotes:
        able3 = [p for p in _places(data, _SLIDES, re.escape(str(quote["role"]))) if len(p[2]) < 40]
        if able3:
            place = rng.choice(able3)
            yield _put(data, "role of a speaker", place, place[2].replace(str(quote["role"]), "董事長"))
            break


def furniture(data: bytes, ground: Ground, rng: random.Random) -> Iterator[Wrong]:
    """Sources, heads of tables, what is said not to be there, notes under another fact, names of sections."""
    slides = names(data, _SLIDES)
    lines = [
        (n, i, m.group(2))
        for n in slides
        for i, m in enumerate(runs(part(data, n)))
        if m.group(2).startswith(("來源：", "来源："))
    ]
    if lines:
        place = rng.choice(lines)
        m = re.search(r"(\d{1,2})日", place[2])
        if m:
            new = place[2][: m.start(1)] + str(int(m.group(1)) % 27 + 2) + place[2][m.end(1) :]
            yield _put(data, "date of a source line", place, new)
        outlet = re.match("[來来]源：([^，]+)，", place[2])
        if outlet:
            yield _put(data, "outlet of a source line", place, place[2].replace(outlet.group(1), "新華網", 1))
        m = re.search(r"第(\d+)段|第(\d+)[、至]", place[2])
        if m:
            yield _put(
                data,
                "paragraph of a source line",
                place,
                place[2].replace(m.group(), m.group().replace(m.group(1) or m.group(2), "98"), 1),
            )
    cells = []
    for name in slides:
        xml = part(data, name)
        start = xml.find("<a:tbl>")
        if start > 0:
            cells += [(name, i, m.group(2)) for i, m in enumerate(runs(xml)) if m.start() > start]
    numbers = [c for c in cells if re.fullmatch(r"[近約约逾]?\d[\d.,]*[^\d年月日]{1,6}", c[2])]
    if numbers:
        silent = next(
            (c[2] for c in cells if c[2] in ("原文沒有寫", "原文没有写")),
            "原文沒有寫" if ground.script == "hant" else "原文没有写",
        )
        yield _put(data, "number told as not stated", rng.choice(numbers), silent)
        yield _put(data, "number of a cell taken away", rng.choice(numbers), "　")
    heads = [c for c in cells if c[2] in ("主體", "主体", "時間", "时间", "數值", "数值", "性質", "性质")]
    if heads:
        place = rng.choice(heads)
        here = [c for c in heads if c[0] == place[0] and c[2] != place[2]]
        if here:
            yield _put(data, "head of a column", place, rng.choice(here)[2])
    notes = _places(data, r"ppt/notesSlides/notesSlide\d+\.xml", r"^F\d+：")
    if notes:
        place = rng.choice(notes)
        mine = place[2].partition("：")
        far = [f for f in ground.facts.values() if f["kind"] == "figure" and str(f["surface"]) not in mine[2]]
        if far:
            yield _put(data, "note under another fact", place, f"{rng.choice(far)['id']}：{mine[2]}")
    show = part(data, "ppt/presentation.xml")
    sections = re.findall(r'<p14:section name="([^"]+)"', show)
    if len(sections) > 2:
        yield Wrong(
            "section name of one's own",
            0,
            rezip(
                data,
                {"ppt/presentation.xml": show.replace(f'name="{sections[1]}"', 'name="領導關懷三十七次"', 1).encode()},
            ),
            sections[1],
        )


def unseen(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Characters that are read but not seen, or seen but hardly read: tiny, struck through, see-through, in a font of
    signs; texts of places that nobody looks at."""
    places = [
        (n, m)
        for n in names(data, _SLIDES)
        for m in _RUN.finditer(part(data, n))
        if re.search(r"\d", m.group(2)) and len(m.group(2)) > 2 and not OURS.match(m.group(2))
    ]
    looks = {
        "qualifier made tiny": (' sz="100"', ""),
        "words made see-through": (
            "",
            '<a:solidFill><a:srgbClr val="000000"><a:alpha val="0"/></a:srgbClr></a:solidFill>',
        ),
        "words without a fill": ("", "<a:noFill/>"),
        "number struck through": (' strike="sngStrike"', ""),
        "font of signs": ("", '<a:latin typeface="Wingdings"/><a:ea typeface="Wingdings"/>'),
        "digit raised by its look": (' baseline="30000"', ""),
        "words in the colour of the page": ("", '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'),
    }
    for kind, (more, inner) in looks.items():
        if not places:
            break
        name, m = rng.choice(places)
        xml, look, text = part(data, name), m.group(1) or '<a:rPr lang="zh-TW"/>', m.group(2)
        at = rng.randrange(1, len(text))
        plain = re.sub(r' (?:sz|strike|baseline)="[^"]*"', "", look)
        plain = re.sub(r"<a:solidFill>.*?</a:solidFill>|<a:latin [^>]*/>|<a:ea [^>]*/>", "", plain, flags=re.S)
        if plain.endswith("/>"):
            plain = plain[:-2] + ">" + "</a:rPr>"
        other = plain.replace("<a:rPr", "<a:rPr" + more, 1)
        head = re.match(r"<a:rPr[^>]*>", other).group()
        other = other.replace(head, head + inner, 1)
        two = f"<a:r>{look}<a:t>{text[:at]}</a:t></a:r><a:r>{other}<a:t>{text[at:]}</a:t></a:r>"
        copy = rezip(data, {name: (xml[: m.start()] + two + xml[m.end() :]).encode()})
        yield Wrong(kind, number_of(name), copy, f"{text[:at]}|{text[at:]}")
    name = rng.choice(names(data, _SLIDES)[1:])
    xml = part(data, name)
    m = re.search(r"<p:cNvPr [^>]*?(/?)>", xml[xml.index("</p:nvGrpSpPr>") :])
    start = xml.index("</p:nvGrpSpPr>") + m.start()
    tag = m.group()
    yield Wrong(
        "title of a shape",
        number_of(name),
        rezip(
            data,
            {
                name: (
                    xml[:start] + tag.replace("<p:cNvPr ", f'<p:cNvPr title="{_FALSE}" ', 1) + xml[start + len(tag) :]
                ).encode()
            },
        ),
        _FALSE,
    )
    hidden = tag.replace("<p:cNvPr ", '<p:cNvPr hidden="1" ', 1)
    yield Wrong(
        "shape hidden",
        number_of(name),
        rezip(data, {name: (xml[:start] + hidden + xml[start + len(tag) :]).encode()}),
        tag[:60],
    )
    for name in names(data, _SLIDES):
        xml = part(data, name)
        m = re.search(r"<a:hlinkClick ", xml)
        if m:
            yield Wrong(
                "tip of a link",
                number_of(name),
                rezip(data, {name: (xml[: m.end()] + f'tooltip="{_FALSE}" ' + xml[m.end() :]).encode()}),
                _FALSE,
            )
            break
    app = part(data, "docProps/app.xml")
    if "</Properties>" in app:
        extra = f"<Company>{_FALSE}</Company></Properties>"
        yield Wrong(
            "company of the properties",
            0,
            rezip(data, {"docProps/app.xml": app.replace("</Properties>", extra).encode()}),
            _FALSE,
        )
    name = rng.choice(names(data, _SLIDES))
    xml = part(data, name)
    yield Wrong(
        "name of a slide",
        number_of(name),
        rezip(
            data, {name: re.sub(r"<p:cSld(?: name=\"[^\"]*\")?>", f'<p:cSld name="{_FALSE}">', xml, count=1).encode()}
        ),
        _FALSE,
    )


def drawings(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """What a chart shows besides its values: printed labels, formats, hidden points, heights, a turned axis, a second
    sheet."""
    slides = names(data, _SLIDES)
    for name in names(data, r"ppt/charts/chart\d+\.xml"):
        xml = part(data, name)
        at = next(
            number_of(s)
            for s in slides
            if name.rsplit("/", 1)[-1] + '"' in part(data, s.replace("slides/", "slides/_rels/") + ".rels")
        )

        def made(kind: str, new: str, what: str, xml: str = xml, name: str = name, at: int = at) -> Iterator[Wrong]:
            if new != xml:
                yield Wrong(kind, at, rezip(data, {name: new.encode()}), what)

        labels = [
            m
            for m in re.finditer(r"<a:t>([^<]*[\d一-九][^<]*)</a:t>", xml)
            if re.search(r"\d|[一二三四五六七八九]成", m.group(1))
        ]
        if labels:
            m = rng.choice(labels)
            new = (
                re.sub(r"\d", lambda d: str((int(d.group()) + 3) % 10), m.group(1))
                if re.search(r"\d", m.group(1))
                else re.sub("[二三四五六七八九](?=成)", lambda d: "三" if d.group() != "三" else "八", m.group(1))
            )
            yield from made("printed label of a chart", xml[: m.start(1)] + new + xml[m.end(1) :], m.group(1))
        formats = [m for m in re.finditer(r'formatCode="([^"]*?)(0(?:\.0+)?)([^"]*)"', xml)]
        if formats:
            m = rng.choice(formats)
            new = m.group(2)[:-1] + "0.00" if "." not in m.group(2) else "0"
            yield from made("decimals of a chart's labels", xml[: m.start(2)] + new + xml[m.end(2) :], m.group())
        m = re.search(r"<c:valAx>.*?<c:orientation val=\"minMax\"/>", xml, re.S)
        if m:
            yield from made(
                "axis turned round", xml[: m.start()] + m.group().replace("minMax", "maxMin") + xml[m.end() :], "maxMin"
            )
        heights = re.findall(r"<c:yVal>.*?</c:yVal>", xml, re.S)
        if heights:
            block = rng.choice(heights)
            m = re.search(r"<c:v>([\d.]+)</c:v>", block)
            yield from made(
                "height of a point", xml.replace(block, block.replace(m.group(), "<c:v>7.7</c:v>", 1), 1), m.group(1)
            )
        xs = re.findall(r"<c:xVal>.*?</c:xVal>", xml, re.S)
        if xs:
            block = rng.choice(xs)
            found = re.findall(r"<c:v>([\d.]+)</c:v>", block)
            if len(found) > 1 and found[0] != found[1]:
                new = (
                    block.replace(f">{found[0]}<", ">\0<")
                    .replace(f">{found[1]}<", f">{found[0]}<")
                    .replace(">\0<", f">{found[1]}<")
                )
                yield from made("ends of a dumbbell swapped", xml.replace(block, new, 1), "↔".join(found))
        if 'val="clustered"' in xml:
            yield from made(
                "bars made shares", xml.replace('val="clustered"', 'val="percentStacked"', 1), "percentStacked"
            )
        m = re.search(r"</c:tx>(<c:spPr>.*?</c:spPr>)?", xml, re.S)
        if m and "<c:barChart>" in xml:
            hidden = "</c:tx><c:spPr><a:noFill/></c:spPr>"
            yield from made("series made invisible", xml[: m.start()] + hidden + xml[m.end() :], "noFill")
        book = f"ppt/embeddings/workbook{number_of(name)}.xlsx"
        inner = _bytes(data, book)
        sheet = part(inner, "xl/worksheets/sheet1.xml")
        extra = '<row r="40"><c r="A40" t="inlineStr"><is><t>投資900億元</t></is></c><c r="B40"><v>900</v></c></row></sheetData>'
        yield Wrong(
            "row put under a workbook",
            at,
            rezip(
                data, {book: rezip(inner, {"xl/worksheets/sheet1.xml": sheet.replace("</sheetData>", extra).encode()})}
            ),
            _FALSE,
        )
        wide = re.sub(
            r"(<row r=\"2\".*?)</row>",
            lambda m: m.group(1) + '<c r="Z2"><v>900</v></c></row>',
            sheet,
            count=1,
            flags=re.S,
        )
        if wide != sheet:
            yield Wrong(
                "cell beside a workbook's data",
                at,
                rezip(data, {book: rezip(inner, {"xl/worksheets/sheet1.xml": wide.encode()})}),
                "Z2 900",
            )
        note = f'<?xml version="1.0"?><comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>a</author></authors><commentList><comment ref="A1" authorId="0"><text><t>{_FALSE}</t></text></comment></commentList></comments>'
        yield Wrong(
            "comment in a workbook", at, rezip(data, {book: _added(inner, {"xl/comments1.xml": note.encode()})}), _FALSE
        )


def pages(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """In the briefing: numbers that changed places on the page only, marks, pages left out or turned, links that lead
    elsewhere, what is painted so that nobody sees it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in rng.sample(list(enumerate(pdf.pages, 1)), len(pdf.pages)):
            shown = [
                (m, t) for m, t in _shown(page.obj) if re.fullmatch(r"[近約约逾]?\d[\d.,]*[^\d年月日段頁页]{1,5}", t)
            ]
            pairs = [
                (a, b)
                for i, a in enumerate(shown)
                for b in shown[i + 1 :]
                if a[1] != b[1] and a[0].group(2) == b[0].group(2)
            ]
            if not pairs:
                continue
            (a, s), (b, t) = rng.choice(pairs)
            content = bytes(page.obj["/Contents"].read_bytes())
            where = [b" ".join(m.group(4, 5)) + b" Tm" for m in (a, b)]
            block = [m.group().replace(old, new) for m, old, new in ((a, where[0], where[1]), (b, where[1], where[0]))]
            new = content[: a.start()] + block[0] + content[a.end() : b.start()] + block[1] + content[b.end() :]
            page.obj["/Contents"] = pdf.make_stream(new)
            yield Wrong("page: numbers swapped on the page only", number, _saved(pdf), f"{s} ↔ {t}")
            break
    for kind, fits in (
        ("page: reference mark", r"\d{1,2}"),
        ("page: number in the foot", r"\d+\s*/\s*\d+|第\d+[頁页].*"),
        ("page: number of a figure", r"[圖图]\d.*"),
    ):
        made = _other(data, rng, kind, fits)
        if made is not None:
            yield made
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) > 2:
            del pdf.pages[1]
            yield Wrong("page left out", 0, _saved(pdf), "page 2")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) > 2:
            page = pdf.pages[2]
            del pdf.pages[2]
            pdf.pages.insert(1, page)
            yield Wrong("pages in another order", 0, _saved(pdf), "page 3 before 2")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        number = rng.randrange(len(pdf.pages)) + 1
        pdf.pages[number - 1].obj["/CropBox"] = pikepdf.Array([0, 300, 595, 842])
        yield Wrong("page cropped", number, _saved(pdf), "CropBox")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        with pdf.open_metadata() as xmp:
            xmp["dc:description"] = _FALSE
        yield Wrong("description in XMP", 0, _saved(pdf), _FALSE)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root["/PageLabels"] = pikepdf.Dictionary(
            Nums=pikepdf.Array([0, pikepdf.Dictionary(P=pikepdf.String(_FALSE))])
        )
        yield Wrong("labels of pages", 0, _saved(pdf), _FALSE)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        able = [
            (n, a)
            for n, p in enumerate(pdf.pages, 1)
            for a in p.obj.get("/Annots") or []
            if "/Dest" in a or ("/A" in a and a["/A"].get("/S") == "/GoTo")
        ]
        if able and len(pdf.pages) > 2:
            number, link = rng.choice(able)
            link["/Dest"] = pikepdf.Array([pdf.pages[-1].obj, pikepdf.Name("/Fit")])
            if "/A" in link:
                del link["/A"]
            yield Wrong("link to another page", number, _saved(pdf), "last page")
    for kind, before in (
        ("text see-through", b"/GX gs "),
        ("text squeezed", b"0.1 Tz "),
        ("text clipped away", b"0 0 1 1 re W n "),
    ):
        made = _painted(data, rng, kind, before)
        if made is not None:
            yield made


def _other(data: bytes, rng: random.Random, kind: str, fits: str) -> Wrong | None:
    """One digit of a show operator changed."""
    from tests.verify.wrong_briefing import fonts_of

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in rng.sample(list(enumerate(pdf.pages, 1)), len(pdf.pages)):
            found = [
                (m, t)
                for m, t in _shown(page.obj)
                if re.fullmatch(fits, t.strip()) and (kind != "page: reference mark" or float(m.group(2)) < 7)
            ]
            rng.shuffle(found)
            for m, text in found:
                back = fonts_of(page.obj)[m.group(1).decode()][1]
                at = re.search(r"\d", text).start()
                able = [d for d in "23456789" if d in back and d != text[at]]
                if not able:
                    continue
                new = text[:at] + rng.choice(able) + text[at + 1 :]
                content = bytes(page.obj["/Contents"].read_bytes())
                digits = "".join(f"{back[c]:04X}" for c in new).encode()
                page.obj["/Contents"] = pdf.make_stream(
                    content[: m.start(6)] + b"<" + digits + b">" + content[m.end(6) :]
                )
                return Wrong(kind, number, _saved(pdf), f"{text} → {new}")
    return None


def _painted(data: bytes, rng: random.Random, kind: str, before: bytes) -> Wrong | None:
    """One number painted so that nobody sees it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in rng.sample(list(enumerate(pdf.pages, 1)), len(pdf.pages)):
            shown = [(m, t) for m, t in _shown(page.obj) if re.search(r"\d[億亿萬万元個个家%]", t)]
            if not shown:
                continue
            m, text = rng.choice(shown)
            content = bytes(page.obj["/Contents"].read_bytes())
            block: Any = b"q " + before + m.group() + b" Q"
            page.obj["/Contents"] = pdf.make_stream(content[: m.start()] + block + content[m.end() :])
            resources = page.obj["/Resources"]
            resources["/ExtGState"] = resources.get("/ExtGState") or pikepdf.Dictionary()
            resources["/ExtGState"]["/GX"] = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=0)
            return Wrong(kind, number, _saved(pdf), text)
    return None


def more_decks(data: bytes, ground: Ground, seed: int) -> Iterator[Wrong]:
    """All of these for a deck and one seed."""
    rng = random.Random(seed)
    yield from words(data, ground, rng)
    yield from furniture(data, ground, rng)
    yield from unseen(data, rng)
    yield from drawings(data, rng)


def more_briefings(data: bytes, seed: int) -> Iterator[Wrong]:
    """All of these for a briefing and one seed."""
    yield from pages(data, random.Random(seed))
