"""Wrong copies of a deck whose fault is not in a plain text: split, covered, hidden, in a layout or a comment, in what a
chart is drawn from, in which words stand beside which."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tests.verify.wrong import Wrong, names, number_of, other_digit, part, put, rezip, runs

_SLIDES = r"ppt/slides/slide\d+\.xml"
_FALSE = "投資900億元"
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c626001000000050001"
    "0d0a2db40000000049454e44ae426082"
)
_RUN = re.compile(r"<a:r>(<a:rPr.*?(?:/>|</a:rPr>))?<a:t>([^<]+)</a:t></a:r>", re.S)
_SHAPE = re.compile(r"<p:sp>.*?</p:sp>", re.S)


def _box(text: str, x: int = 914400, y: int = 914400, look: str = "") -> str:
    """A text box of another program's make."""
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="9001" name="TextBox"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="3000000" cy="400000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:r>'
        f'<a:rPr lang="zh-TW">{look}</a:rPr><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _with(data: bytes, name: str, shape: str) -> bytes:
    xml = part(data, name)
    return rezip(data, {name: xml.replace("</p:spTree>", shape + "</p:spTree>").encode()})


def _related(data: bytes, name: str, kind: str, target: str) -> tuple[str, bytes]:
    """The relationships of a part with one more."""
    path = name.replace("slides/", "slides/_rels/") + ".rels"
    rel = f'<Relationship Id="rId901" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    return path, part(data, path).replace("</Relationships>", rel + "</Relationships>").encode()


def _added(data: bytes, new: dict[str, bytes]) -> bytes:
    import io
    import zipfile

    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, body in new.items():
            archive.writestr(name, body)
    return out.getvalue()


def laid_over(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Text boxes off the slide, in white, on the layout; a number in two runs; a picture or a box over a number."""
    slides = names(data, _SLIDES)
    name = rng.choice(slides[1:])
    at = number_of(name)
    yield Wrong("text off the slide", at, _with(data, name, _box(_FALSE, x=-9144000)), _FALSE)
    white = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    yield Wrong("white text", at, _with(data, name, _box(_FALSE, look=white)), _FALSE)
    group = f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9002" name="G"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{_box("共三百五十家企業落戶")}</p:grpSp>'
    yield Wrong("text in a group", at, _with(data, name, group), "三百五十家")
    layout = re.search(
        r'slideLayouts/(slideLayout\d+\.xml)"', part(data, name.replace("slides/", "slides/_rels/") + ".rels")
    )
    assert layout
    yield Wrong("text on the layout", 0, _with(data, f"ppt/slideLayouts/{layout.group(1)}", _box(_FALSE)), _FALSE)
    yield Wrong("text on the master", 0, _with(data, "ppt/slideMasters/slideMaster1.xml", _box(_FALSE)), _FALSE)
    places = [
        (n, m) for n in slides for m in _RUN.finditer(part(data, n)) if re.search(r"\d{2,}[^\d月日年段]", m.group(2))
    ]
    rng.shuffle(places)
    for name, m in places:
        new = other_digit(m.group(2), rng)
        cut = new and re.search(r"\d(?=\d)", new)
        if new and cut:
            xml, look = part(data, name), m.group(1) or ""
            halves = "".join(f"<a:r>{look}<a:t>{h}</a:t></a:r>" for h in (new[: cut.end()], new[cut.end() :]))
            copy = rezip(data, {name: (xml[: m.start()] + halves + xml[m.end() :]).encode()})
            yield Wrong("number split over runs", number_of(name), copy, new)
            break
    for name in slides[1:]:
        xml = part(data, name)
        shapes = [
            m
            for m in _SHAPE.finditer(xml)
            if 'name="fact:' in m.group() and re.search(r"<a:t>[^<]*\d", m.group()) and "<a:xfrm>" in m.group()
        ]
        if not shapes:
            continue
        where = re.search(r"<a:xfrm>.*?</a:xfrm>", rng.choice(shapes).group(), re.S).group()
        cover = (
            '<p:sp><p:nvSpPr><p:cNvPr id="9003" name="Box"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
            + where
            + '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></p:spPr></p:sp>'
        )
        yield Wrong("box laid over a number", number_of(name), _with(data, name, cover), where[:60])
        picture = (
            '<p:pic><p:nvPicPr><p:cNvPr id="9004" name="P"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
            '<a:blip r:embed="rId901"/></p:blipFill><p:spPr>' + where + '<a:prstGeom prst="rect"/></p:spPr></p:pic>'
        )
        path, rels = _related(data, name, "image", "../media/image901.png")
        copy = rezip(data, {name: xml.replace("</p:spTree>", picture + "</p:spTree>").encode(), path: rels})
        yield Wrong(
            "picture laid over a number", number_of(name), _added(copy, {"ppt/media/image901.png": _PNG}), "png"
        )
        break


def hidden(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """A hidden slide, a comment, a property of another program, a changed link, a changed page number."""
    slides = names(data, _SLIDES)
    places = [
        (n, m) for n in slides[1:] for m in runs(part(data, n)) if len(m.group(2)) > 8 and re.search(r"\d", m.group(2))
    ]
    rng.shuffle(places)
    for name, m in places:
        new = other_digit(m.group(2), rng)
        if new:
            xml = put(part(data, name), m, new).replace("<p:sld ", '<p:sld show="0" ', 1)
            yield Wrong("hidden slide", number_of(name), rezip(data, {name: xml.encode()}), new)
            break
    name = rng.choice(slides)
    comment = (
        '<?xml version="1.0" encoding="UTF-8"?><p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
        f'<p:cm authorId="0" idx="1"><p:pos x="10" y="10"/><p:text>{_FALSE}</p:text></p:cm></p:cmLst>'
    )
    path, rels = _related(data, name, "comments", "../comments/comment1.xml")
    copy = _added(rezip(data, {path: rels}), {"ppt/comments/comment1.xml": comment.encode()})
    yield Wrong("comment", number_of(name), copy, _FALSE)
    custom = (
        '<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" '
        f'pid="2" name="Note"><vt:lpwstr>{_FALSE}</vt:lpwstr></property></Properties>'
    )
    top = part(data, "_rels/.rels").replace(
        "</Relationships>",
        '<Relationship Id="rId902" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" '
        'Target="docProps/custom.xml"/></Relationships>',
    )
    yield Wrong(
        "custom property",
        0,
        _added(rezip(data, {"_rels/.rels": top.encode()}), {"docProps/custom.xml": custom.encode()}),
        _FALSE,
    )
    for name in slides:
        path = name.replace("slides/", "slides/_rels/") + ".rels"
        xml = part(data, path)
        m = re.search(
            r'Target="(https?://[^"]+)" TargetMode="External"|TargetMode="External"[^>]*Target="(https?://[^"]+)"', xml
        )
        if m:
            old = m.group(1) or m.group(2)
            yield Wrong(
                "link changed",
                number_of(name),
                rezip(data, {path: xml.replace(old, "https://example.com/other").encode()}),
                old,
            )
            break
    for name in rng.sample(slides, len(slides)):
        xml = part(data, name)
        m = re.search(r'(<a:fld [^>]*type="slidenum"[^>]*>.*?<a:t>)(\d+)(</a:t>)', xml, re.S)
        if m:
            new = xml[: m.start(2)] + str(int(m.group(2)) - 1 or 2) + xml[m.end(2) :]
            yield Wrong("page number", number_of(name), rezip(data, {name: new.encode()}), m.group(2))
            break
    core = part(data, "docProps/core.xml")
    m = re.search(r"<dcterms:created[^>]*>(\d{4})", core)
    if m:
        new = core[: m.start(1)] + str(int(m.group(1)) - 2) + core[m.end(1) :]
        yield Wrong("date of the properties", 0, rezip(data, {"docProps/core.xml": new.encode()}), m.group(1))


def beside_others(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """True words beside other numbers: labels of a table, its heads, words of two cards."""
    slides = names(data, _SLIDES)
    for name in rng.sample(slides, len(slides)):
        xml = part(data, name)
        rows = [
            [m for m in runs(row.group()) if m.group(2).strip()] for row in re.finditer(r"<a:tr .*?</a:tr>", xml, re.S)
        ]
        starts = [row.start() for row in re.finditer(r"<a:tr .*?</a:tr>", xml, re.S)]
        told = [
            (s, r)
            for s, r in zip(starts, rows, strict=True)
            if len(r) >= 3 and re.search(r"\d", r[1].group(2) + r[2].group(2))
        ]
        if len(told) < 2:
            continue
        (sa, a), (sb, b) = sorted(rng.sample(told, 2), key=lambda item: item[0])
        if a[0].group(2) == b[0].group(2) or a[1].group(2) == b[1].group(2):
            continue
        new = xml[: sb + b[0].start(2)] + a[0].group(2) + xml[sb + b[0].end(2) :]
        new = new[: sa + a[0].start(2)] + b[0].group(2) + new[sa + a[0].end(2) :]
        yield Wrong(
            "table labels swapped",
            number_of(name),
            rezip(data, {name: new.encode()}),
            f"{a[0].group(2)} ↔ {b[0].group(2)}",
        )
        break
    for name in rng.sample(slides[1:], len(slides) - 1):
        xml = part(data, name)
        alone = [
            m
            for m in runs(xml)
            if re.fullmatch(r"[近約约逾超]?\d[\d,.]*[^\d，。、]{0,5}", m.group(2))
            and not re.search("[年月日段頁页]|F", m.group(2))
        ]
        words = sorted({m.group(2) for m in alone})
        if len(words) < 2 or "<a:tbl>" in xml:
            continue
        one, two = rng.sample(words, 2)
        a = next(m for m in alone if m.group(2) == one)
        b = next(m for m in alone if m.group(2) == two)
        a, b = sorted((a, b), key=lambda m: m.start())
        new = re.sub(r'name="fact:[FD]\d+"', 'name="Text"', put(put(xml, b, a.group(2)), a, b.group(2)))
        yield Wrong(
            "numbers of a slide swapped, names gone",
            number_of(name),
            rezip(data, {name: new.encode()}),
            f"{one} ↔ {two}",
        )
        break


def charts(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Names, values, colours and scales of a chart changed in its cache and its workbook alike."""
    slides = names(data, _SLIDES)
    for name in names(data, r"ppt/charts/chart\d+\.xml"):
        xml = part(data, name)
        at = next(
            (
                number_of(s)
                for s in slides
                if name.rsplit("/", 1)[-1] + '"' in part(data, s.replace("slides/", "slides/_rels/") + ".rels")
            ),
            0,
        )
        book = "ppt/embeddings/workbook" + re.search(r"(\d+)\.xml", name).group(1) + ".xlsx"
        inner = _bytes(data, book)

        def both(
            edit: object, inner: bytes = inner, xml: str = xml, name: str = name, book: str = book
        ) -> bytes | None:
            new = edit(xml)  # type: ignore[operator]
            strings = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")
            parts = {n: edit(part(inner, n)).encode() for n in strings}  # type: ignore[operator]
            return None if new == xml else rezip(data, {name: new.encode(), book: rezip(inner, parts)})

        categories = re.findall(r"<c:v>([^<]*)</c:v>", (re.findall(r"<c:cat>.*?</c:cat>", xml, re.S) or [""])[0])
        drawn = re.findall(r"<c:v>([^<]*)</c:v>", (re.findall(r"<c:val>.*?</c:val>", xml, re.S) or [""])[-1])
        unlike = [(i, j) for i in range(len(drawn)) for j in range(i) if drawn[i] != drawn[j] and len(categories) > i]
        if unlike:
            one, two = (categories[i] for i in rng.choice(unlike))
            copy = both(lambda t, one=one, two=two: _swap(t, f">{one}<", f">{two}<"))
            if copy:
                yield Wrong("chart categories swapped", at, copy, f"{one} ↔ {two}")
        series = re.findall(r"<c:tx><c:strRef>.*?<c:v>([^<]*)</c:v>", xml, re.S)
        if 1 < len(series) < 4 and series[0] != series[1]:
            copy = both(lambda t, s=series: _swap(t, f">{s[0]}<", f">{s[1]}<"))
            if copy:
                yield Wrong("chart series names swapped", at, copy, f"{series[0]} ↔ {series[1]}")
        values = re.findall(r"<c:val>.*?</c:val>", xml, re.S)
        numbers = list(dict.fromkeys(re.findall(r"<c:v>(-?[\d.]+)</c:v>", "".join(values))))
        if len(numbers) > 1:
            one, two = rng.sample(numbers, 2)
            new = xml
            for block in dict.fromkeys(values):
                new = new.replace(block, _swap(block, f"<c:v>{one}</c:v>", f"<c:v>{two}</c:v>"))
            sheet = _swap(part(inner, "xl/worksheets/sheet1.xml"), f"<v>{one}</v>", f"<v>{two}</v>")
            copy = rezip(data, {name: new.encode(), book: rezip(inner, {"xl/worksheets/sheet1.xml": sheet.encode()})})
            yield Wrong("chart values swapped", at, copy, f"{one} ↔ {two}")
        m = re.search(r"formatCode=\"([^\"]*(?:億|亿|萬|万|家|個|个|%)[^\"]*)\"", xml)
        if m:
            unit = re.search("億|亿|萬|万|家|個|个|%", m.group(1)).group()
            new = xml.replace(
                m.group(1),
                m.group(1).replace(unit, {"億": "萬", "亿": "万", "萬": "億", "万": "亿"}.get(unit, "戶"), 1),
            )
            yield Wrong("unit of a chart's labels", at, rezip(data, {name: new.encode()}), m.group(1))
        m = re.search(r"<c:valAx>.*?<c:scaling>", xml, re.S)
        if m:
            log = xml[: m.end()] + '<c:logBase val="10"/>' + xml[m.end() :]
            yield Wrong("chart on a logarithmic scale", at, rezip(data, {name: log.encode()}), "")
            rest = re.sub(r"<c:(min|max) val=\"[^\"]*\"/>", "", xml[m.end() : m.end() + 200])
            low = (
                xml[: m.end()]
                + rest.replace("</c:scaling>", '<c:min val="1.5"/></c:scaling>', 1)
                + xml[m.end() + 200 :]
            )
            yield Wrong("chart axis cut", at, rezip(data, {name: low.encode()}), "")
        m = re.search(r"<c:chart>", xml)
        if m:
            title = (
                f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{_FALSE}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
            )
            new = re.sub(r"<c:title>.*?</c:title>", "", xml, count=1, flags=re.S).replace(
                "<c:chart>", "<c:chart>" + title, 1
            )
            yield Wrong("chart title", at, rezip(data, {name: new.encode()}), _FALSE)
        m = next(
            (d for d in re.finditer(r"<c:dLbls>.*?</c:dLbls>", xml, re.S) if '<c:showVal val="1"' in d.group()), None
        )
        if m:
            new = xml.replace(m.group(), '<c:dLbls><c:delete val="1"/></c:dLbls>', 1)
            yield Wrong("chart labels taken away", at, rezip(data, {name: new.encode()}), "")


def _bytes(data: bytes, name: str) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def _swap(text: str, one: str, two: str) -> str:
    return text.replace(one, "\0").replace(two, one).replace("\0", two)


def ledgers(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """The ledger inside: a fact left out, one put in, another status, another subject, another sentence."""
    import json

    name = next(n for n in ("customXml/item1.xml",) if "facts" in part(data, n))
    item = part(data, name)
    begin, end = item.index("{"), item.rindex("}") + 1
    import html

    raw = item[begin:end]
    plain = html.unescape(raw)

    def put_back(ledger: object) -> bytes:
        text = json.dumps(ledger, ensure_ascii=False, separators=(",", ":"))
        return rezip(data, {name: (item[:begin] + html.escape(text, quote=False) + item[end:]).encode()})

    figures = [i for i, f in enumerate(json.loads(plain)["facts"]) if f["kind"] == "figure"]
    ledger = json.loads(plain)
    gone = ledger["facts"].pop(rng.choice(figures))
    yield Wrong("fact left out of the ledger", 0, put_back(ledger), gone["surface"])
    ledger = json.loads(plain)
    forged = dict(ledger["facts"][rng.choice(figures)], id="F999", surface="900億元", value=90000000000)
    ledger["facts"].append(forged)
    yield Wrong("fact put into the ledger", 0, put_back(ledger), "900億元")
    ledger = json.loads(plain)
    fact = ledger["facts"][rng.choice(figures)]
    fact["status"] = "actual" if fact.get("status") != "actual" else "target"
    yield Wrong("status in the ledger", 0, put_back(ledger), fact["surface"])
    ledger = json.loads(plain)
    fact = ledger["facts"][rng.choice(figures)]
    fact["subject"] = "某某集團公司"
    yield Wrong("subject in the ledger", 0, put_back(ledger), fact["surface"])


def hidden_decks(data: bytes, seed: int) -> Iterator[Wrong]:
    """All of these for one seed."""
    rng = random.Random(seed)
    yield from laid_over(data, rng)
    yield from hidden(data, rng)
    yield from beside_others(data, rng)
    yield from charts(data, rng)
    yield from ledgers(data, rng)
