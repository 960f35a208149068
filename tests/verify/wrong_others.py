"""Wrong copies that somebody who does not know the program would try: parts of a deck exchanged between slides, places
that state something and are not shown, actions, what a chart or its workbook draws or says besides, words left out of
names and quotations, marks laid over a page of the briefing."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator

import pikepdf

from reportgen.fold import fold
from reportgen.verify.ground import Ground
from tests.verify.wrong import OURS, Wrong, names, number_of, part, put, rezip, runs
from tests.verify.wrong_hidden import _added, _box, _bytes, _related, _with
from tests.verify.wrong_more import furniture
from tests.verify.wrong_pages import _saved, _shown

_SLIDES, _NOTES = r"ppt/slides/slide\d+\.xml", r"ppt/notesSlides/notesSlide\d+\.xml"
_FALSE = "投資900億元"
_SHAPE = re.compile(r"<p:sp>(?:(?!</p:sp>).)*</p:sp>", re.S)
_BODY = re.compile(r"<p:txBody>.*?</p:txBody>", re.S)
CLAIMS = (
    "規模居全國之冠。", "增速全省最快。", "大部分企業已復工。", "此項工程已經停工。", "獲國務院表彰。", "通過國家驗收。",
    "虧損擴大。", "首次超過對手。", "創下紀錄。", "市長表示將加碼投資。", "排名上升到前三。", "Over 900 firms.",
)  # fmt: skip
# Words without which a name, a rank or a share is another one; the folded text is searched.
_PARTS = "还(?=给)|均(?=[价值衡])|总额(?=\\d)|有效(?=[商专])|直接(?=带|经)|平均(?=\\d)|全[市省县](?=.{2,6}第)"
# What of a chart's part is replaced, by what.
_CHARTS = (
    ("margins of error", "<c:cat>", '<c:errBars><c:errBarType val="both"/></c:errBars><c:cat>'),
    ("parts of a bar set apart", r'<c:overlap val="100"/>', '<c:overlap val="0"/>'),
    ("axis shorter than the bars", r'<c:max val="[^"]+"/>', '<c:max val="0.5"/>'),
)
# What of a workbook's parts is replaced, by what.
_BOOKS = (
    ("name in a workbook", "xl/workbook.xml", "</sheets>", '</sheets><definedNames><definedName name="n" comment="{}"/></definedNames>'),
    ("head of a sheet", "xl/worksheets/sheet1.xml", "</sheetData>", "</sheetData><headerFooter><oddHeader>{}</oddHeader></headerFooter>"),
    ("property of a workbook", "docProps/core.xml", "</cp:coreProperties>", "<dc:description>{}</dc:description></cp:coreProperties>"),
)  # fmt: skip


def _text(xml: str) -> str:
    return "".join(re.findall(r"<a:t>([^<]*)", xml))


def _exchanged(data: bytes, kind: str, one: tuple[str, str], two: tuple[str, str]) -> Wrong:
    """The text bodies of two shapes, each with the part that it is in, exchanged."""
    (a, x), (b, y) = one, two
    first, second = _BODY.search(x).group(), _BODY.search(y).group()
    xml = {n: part(data, n) for n in (a, b)}
    xml[a] = xml[a].replace(x, x.replace(first, "\0"), 1)
    xml[b] = xml[b].replace(y, y.replace(second, first), 1)
    xml[a] = xml[a].replace("\0", second, 1)
    copy = rezip(data, {n: text.encode() for n, text in xml.items()})
    return Wrong(kind, number_of(a), copy, f"{_text(first)[:40]} ↔ {_text(second)[:40]}")


def exchanged(data: bytes, ground: Ground, rng: random.Random) -> Iterator[Wrong]:
    """Notes, source lines, titles, signatures and names of sections that changed places."""
    slides, notes = names(data, _SLIDES), names(data, _NOTES)
    titled = [
        (n, m.group())
        for n in slides[1:]
        for m in _SHAPE.finditer(part(data, n))
        if 'type="title"' in m.group() and _text(m.group())
    ]
    unlike = [t for t in titled if sum(_text(o[1]) == _text(t[1]) for o in titled) == 1]
    if len(unlike) > 1:
        yield _exchanged(data, "titles of two slides exchanged", *rng.sample(unlike, 2))
        one, two = (notes[number_of(n) - 1] for n, _ in rng.sample(unlike, 2))
        copy = rezip(data, {one: part(data, two).encode(), two: part(data, one).encode()})
        yield Wrong("notes of two slides exchanged", number_of(one), copy, f"{one} ↔ {two}")
    people = {str(f["speaker"]) for f in ground.facts.values() if f["kind"] == "quote" and f.get("speaker")}
    for name in slides:
        signed = [
            m.group()
            for m in _SHAPE.finditer(part(data, name))
            if len(_text(m.group())) < 40 and re.search('name="[說说][話话]人', m.group())
        ]
        who = [{p for p in people if p in _text(shape)} for shape in signed]
        if len(signed) > 1 and who[0] and who[1] and who[0] != who[1]:
            yield _exchanged(data, "signatures of two quotations exchanged", (name, signed[0]), (name, signed[1]))
            break
    show = part(data, "ppt/presentation.xml")
    sections = re.findall(r'<p14:section name="([^"]+)"', show)
    if len(sections) > 4:
        one, two = sections[1:3]
        new = (
            show.replace(f'name="{one}"', "\0").replace(f'name="{two}"', f'name="{one}"').replace("\0", f'name="{two}"')
        )
        yield Wrong(
            "names of two sections exchanged", 0, rezip(data, {"ppt/presentation.xml": new.encode()}), f"{one} ↔ {two}"
        )


def words(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Claims in a box; words left out of names, of quotations and at their end."""
    slides = names(data, _SLIDES)[1:]
    for claim in rng.sample(CLAIMS, 4):
        name = rng.choice(slides)
        yield Wrong("claim of one's own in words", number_of(name), _with(data, name, _box(claim)), claim)
    places = [(n, m) for n in names(data, _SLIDES) for m in runs(part(data, n)) if not OURS.match(m.group(2))]
    rng.shuffle(places)
    able = ((n, m, re.search(_PARTS, fold(m.group(2)))) for n, m in places)
    for name, m, word in [p for p in able if p[2]][:2]:
        new = m.group(2)[: word.start()] + m.group(2)[word.end() :]
        copy = rezip(data, {name: put(part(data, name), m, new).encode()})
        yield Wrong("word of a name left out", number_of(name), copy, f"{m.group(2)} → {new}")
    for name, m in places:
        end = re.search(r"，[^，。「」“”『』‘’]{4,}[。！]?[」”]$", m.group(2))
        if end and end.start() > 12 and m.group(2)[0] in "「“":
            new = m.group(2)[: end.start()] + m.group(2)[-1]
            copy = rezip(data, {name: put(part(data, name), m, new).encode()})
            yield Wrong("quotation broken off", number_of(name), copy, f"{m.group(2)} → {new}")
            break


def unshown(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Actions, sounds, names, prompts, tips, fields: what a slide carries and does not show."""
    slides = names(data, _SLIDES)[1:]
    name = rng.choice(slides)
    at, xml = number_of(name), part(data, name)
    start = xml.index("</p:nvGrpSpPr>")
    about = re.search(r"<p:cNvPr [^>]*?(?:/>|>)", xml[start:])
    tag = about.group().rstrip("/>")
    for kind, action in (("program", "ppaction://program"), ("macro", "ppaction://macro?name=x")):
        shape = _box("請參閱。").replace(
            'name="TextBox"/>', f'name="TextBox"><a:hlinkClick r:id="" action="{action}"/></p:cNvPr>'
        )
        yield Wrong(f"link that starts a {kind}", at, _with(data, name, shape), action)
    new = xml[:start] + xml[start:].replace(tag, re.sub('name="[^"]*"', f'name="{_FALSE}"', tag), 1)
    yield Wrong("name of a shape", at, rezip(data, {name: new.encode()}), _FALSE)
    path, rels = _related(data, name, "audio", "../media/a.wav")
    yield Wrong("sound", at, _added(rezip(data, {path: rels}), {"ppt/media/a.wav": b"RIFF"}), "a.wav")
    path, rels = _related(data, name, "hyperlink", "https://other.example/x")
    rels = rels.replace(b'/x"', b'/x" TargetMode="External"')
    yield Wrong("foreign link", at, rezip(data, {path: rels}), "other.example")
    field = f'<a:fld id="{{1}}" type="slidenum"><a:rPr/><a:t>{_FALSE}</a:t></a:fld>'
    shape = re.sub("<a:r>.*?</a:r>", lambda m: field, _box("x"), flags=re.S)
    yield Wrong("words in a field", at, _with(data, name, shape), _FALSE)
    layout = re.search(r'slideLayouts/(slideLayout\d+\.xml)"', part(data, path)).group(1)
    prompt = re.sub("<a:t>[^<]+", f"<a:t>{_FALSE}", part(data, f"ppt/slideLayouts/{layout}"), count=1)
    yield Wrong("prompt of a layout", 0, rezip(data, {f"ppt/slideLayouts/{layout}": prompt.encode()}), _FALSE)
    for name in slides:
        path = name.replace("slides/", "slides/_rels/") + ".rels"
        goals = re.findall(r'Target="(slide\d+\.xml)"', part(data, path))
        tips = re.findall(r'tooltip="[^"]*F\d+"', part(data, name))
        if tips and len(set(goals)) == 1:
            other = "slide1.xml"
            copy = rezip(data, {path: part(data, path).replace(f'"{goals[0]}"', f'"{other}"').encode()})
            yield Wrong("link to another slide", number_of(name), copy, f"{goals[0]} → {other}")
            break


def charts(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """What one chart and its workbook draw or say besides their numbers."""
    slides = names(data, _SLIDES)
    found = [n for n in names(data, r"ppt/charts/chart\d+\.xml") if "<c:barChart>" in part(data, n)]
    for name in rng.sample(found, min(1, len(found))):
        target = name.rsplit("/", 1)[-1] + '"'
        at = next(number_of(s) for s in slides if target in part(data, s.replace("slides/", "slides/_rels/") + ".rels"))
        xml = part(data, name)
        for kind, old, new in _CHARTS:
            changed = re.sub(old, new, xml, count=1)
            if changed != xml:
                yield Wrong(kind, at, rezip(data, {name: changed.encode()}), name)
        book = f"ppt/embeddings/workbook{number_of(name)}.xlsx"
        inner = _bytes(data, book)
        for kind, where, old, new in _BOOKS:
            changed = part(inner, where).replace(old, new.format(_FALSE), 1)
            yield Wrong(kind, at, rezip(data, {book: rezip(inner, {where: changed.encode()})}), _FALSE)


def other_decks(data: bytes, ground: Ground, seed: int) -> Iterator[Wrong]:
    """All of these of a deck for one seed."""
    rng = random.Random(seed)
    yield from exchanged(data, ground, rng)
    yield from words(data, rng)
    yield from unshown(data, rng)
    yield from charts(data, rng)
    yield from furniture(data, ground, rng)


# -- briefings -------------------------------------------------------------------------------------------------------

_NUMBER = r"\d[億亿萬万元%個个家人]"
_DRAWN = (
    ("number struck out by a line", "0.8 w {x} {my} m {x1} {my} l S"),
    ("number under a path", "1 g {x} {y0} m {x1} {y0} l {x1} {y1} l {x} {y1} l h f"),
    ("number under a curve", "1 g {x} {y0} m {x} {y0} {x1} {y0} {x1} {y0} c {x1} {y1} l {x} {y1} l h f"),
)
_LAID = (
    ("note with looks of its own", "FreeText", {"RC": f"<p>{_FALSE}</p>"}),
    ("words struck out", "StrikeOut", {}),
    ("redaction", "Redact", {"OverlayText": _FALSE}),
    ("square laid over", "Square", {"IC": [1, 1, 1]}),
    ("file in a note", "FileAttachment", {}),
)  # fmt: skip


def _web(kind: str = "URI") -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), URI=pikepdf.String("https://other.example"))


def other_briefings(data: bytes, seed: int) -> Iterator[Wrong]:
    """All of these of a briefing for one seed."""
    rng = random.Random(seed)

    def opened() -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(data))

    def annotated(kind: str, what: str, keys: dict[str, object]) -> Wrong:
        with opened() as pdf:
            number = rng.randrange(len(pdf.pages)) + 1
            page = pdf.pages[number - 1].obj
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{what}"), Rect=[90, 300, 300, 330]
            )
            for key, value in keys.items():
                note[f"/{key}"] = value
            page["/Annots"] = pikepdf.Array([*(page.get("/Annots") or []), pdf.make_indirect(note)])
            return Wrong(kind, number, _saved(pdf), kind)

    for kind, what, keys in _LAID:
        yield annotated(kind, what, keys)
    yield annotated("foreign link (PDF)", "Link", {"A": _web()})
    for kind, drawn in _DRAWN:
        with opened() as pdf:
            pages = list(enumerate(pdf.pages, 1))
            found = [(n, p.obj, m, t) for n, p in pages for m, t in _shown(p.obj) if re.search(_NUMBER, t)]
            number, page, m, text = rng.choice(found)
            size, x, y = (float(m.group(i)) for i in (2, 4, 5))
            line = drawn.format(x=x, x1=x + size * len(text) * 0.8, my=y + size * 0.35, y0=y - size * 0.2, y1=y + size)
            page["/Contents"] = pdf.make_stream(bytes(page["/Contents"].read_bytes()) + f"\nq {line} Q".encode())
            yield Wrong(kind, number, _saved(pdf), text)
    with opened() as pdf:
        number = rng.randrange(len(pdf.pages)) + 1
        pdf.pages[number - 1].obj["/AA"] = pikepdf.Dictionary(O=_web())
        yield Wrong("action of a page", number, _saved(pdf), "AA")
    with opened() as pdf:
        next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Title" in o and "/Parent" in o)["/A"] = (
            _web()
        )
        yield Wrong("bookmark that leads outside", 0, _saved(pdf), "A")
    with opened() as pdf:
        pdf.Root["/Lang"] = "en-US"
        yield Wrong("language of a briefing", 0, _saved(pdf), "en-US")
    for old, new in (
        ("<rdf:Description", '<rdf:Description xmlns:z="urn:z" z:note="{}"'),
        ("</rdf:RDF>", '<rdf:Description><z:n xmlns:z="http://z/">{}</z:n></rdf:Description></rdf:RDF>'),
    ):
        with opened() as pdf:
            packet = bytes(pdf.Root["/Metadata"].read_bytes()).replace(old.encode(), new.format(_FALSE).encode(), 1)
            pdf.Root["/Metadata"].write(packet)
            yield Wrong("property of one's own in XMP", 0, _saved(pdf), _FALSE)
