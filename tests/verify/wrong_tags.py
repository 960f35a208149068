"""Wrong copies in which each word is the program's or the article's own and stands beside the wrong thing: tags, heads,
keys, roles, the line under a chart's title, a time put to another sentence, parts of a chart that change what is seen,
what a briefing says of itself."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pikepdf

from reportgen.assets import wording
from reportgen.verify.ground import Ground
from tests.verify.wrong import Wrong, names, number_of, part, rezip, runs
from tests.verify.wrong_hidden import _box, _bytes, _with
from tests.verify.wrong_more import _SLIDES, _places, _put
from tests.verify.wrong_pages import _saved

_FALSE = "投資900億元"
_TABLE = (
    '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="900" name="T"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
    '<p:xfrm><a:off x="100000" y="100000"/><a:ext cx="3000000" cy="400000"/></p:xfrm><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr/><a:tblGrid><a:gridCol w="3000000"/>'
    f'</a:tblGrid><a:tr h="400000"><a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>{_FALSE}</a:t></a:r></a:p></a:txBody>'
    "<a:tcPr/></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
)
_STRREF = (
    '<c:tx><c:strRef><c:f>X!$A$9</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0">'
    f"<c:v>{_FALSE}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
)
_PLANS = "力[争爭]|[确確]保|[迈邁]|[进進][军軍]|打造|要|至|將|将|年"
# Kind, what of a chart's part is replaced, by what.
_CHARTS = (
    ("chart's title from a cell", r"<c:autoTitleDeleted", f"<c:title>{_STRREF}</c:title><c:autoTitleDeleted"),
    ("chart's label from a cell", r'<c:dLbl><c:idx val="0"/>', f'<c:dLbl><c:idx val="0"/>{_STRREF}'),
    ("bars begin at 30", r'<c:crosses val="autoZero"/>', '<c:crossesAt val="30"/>'),
    ("bars begin at the end", r'<c:crosses val="autoZero"/>', '<c:crosses val="max"/>'),
    ("trendline with a name", r"<c:cat>", f"<c:trendline><c:name>{_FALSE}</c:name></c:trendline><c:cat>"),
    ("names of series as labels", r'<c:showSerName val="0"/>', '<c:showSerName val="1"/>'),
    ("pie for bars", r"(</?c:)barChart>", r"\1pieChart>"),
    ("axis beyond all bars", r'<c:max val="[^"]+"/>', '<c:max val="99999999"/>'),
    ("bar without fill", r"(<c:dPt>.*?<c:spPr>)<a:solidFill>.*?</a:solidFill>(<a:ln\b.*?</a:ln>)?", r"\1<a:noFill/>"),
    ("format under a condition", r'formatCode="(?=[^"]*0)', 'formatCode="[&gt;1]&quot;9&quot;'),
    ("name of a series", r"(<c:v>(?:數值|数值)（)[^）]+", r"\1噸"),
)
# Kind, the parts of a line under a chart's title, what one of them becomes.
_LINES = (
    ("unit under a chart's title", r"(?<=，)(?:%|公頃|億元級|亿元|万人次|間)(?=；|$)", "‰"),
    ("comparison under a chart's title", r"同比(?=變動|变动)", "環比"),
    ("target under a chart's title", r"^(?:規模)?目標(?=，)", "實際"),
    ("time under a chart's title", r"(?<=，)(?:2022年|今年)(?=；|，|$)", "前年"),
)


def _exchanged(data: bytes, kind: str, name: str, one: str, two: str) -> Iterator[Wrong]:
    """Two whole runs of a slide exchanged."""
    xml = part(data, name)
    a, b = f"<a:t>{one}</a:t>", f"<a:t>{two}</a:t>"
    if a in xml and b in xml:
        new = xml.replace(a, "\0", 1).replace(b, a, 1).replace("\0", b, 1)
        yield Wrong(kind, number_of(name), rezip(data, {name: new.encode()}), f"{one} ↔ {two}")


def words(data: bytes, ground: Ground, rng: random.Random) -> Iterator[Wrong]:
    """The program's own words and the article's ranks and roles beside the wrong thing."""
    own = wording(ground.script)["deck"]
    slides = names(data, _SLIDES)
    for one, two in ((own["done"], own["ongoing"]), (own["ongoing"], own["done"])):
        places = _places(data, _SLIDES, f"^{one}$")
        if places and any(f["kind"] == "initiative" for f in ground.facts.values()):
            yield _put(data, "status of a card", rng.choice(places), two)
    for one, two in (("gap_stated", "gap_missing"), ("key_full", "key_partial")):
        for name in slides:
            yield from _exchanged(data, "heads or keys exchanged", name, own[one], own[two])
    missing = [str(g["missing"]) for g in wording(ground.script)["story"]["gap"].values() if isinstance(g, dict)]
    for name in slides:
        here = [m.group(2) for m in runs(part(data, name)) if m.group(2) in missing]
        if own["gap_so"] in part(data, name) and len(set(here)) > 1:
            yield from _exchanged(data, "what two numbers lack, exchanged", name, *sorted(set(here))[:2])
    tags = _places(data, _SLIDES, r"^全[國省国]\w{0,4}(?:首位|首個|首创|首創|第一)$")
    for place in tags[:2]:
        yield _put(data, "scope of a rank", place, "全球" + place[2][2:])
    for one in tags[:1]:
        other = next((t for t in tags if t[0] == one[0] and t[2] != one[2] and "首創" in t[2]), None)
        if other:
            yield from _exchanged(data, "ranks of two things exchanged", one[0], one[2], other[2])
    for quote in (f for f in ground.facts.values() if f["kind"] == "quote" and f.get("role") and f.get("speaker")):
        places = [
            p
            for p in _places(data, _SLIDES, f"{re.escape(str(quote['role']))}$")
            if len(p[2]) < 24 and str(quote["speaker"]) in part(data, p[0]) and "，" not in p[2]
        ]
        if places:
            yield _put(data, "role of who is quoted", places[0], re.sub(r".$", "監", places[0][2]))
            break
    places = _places(data, _SLIDES, r"^(?:目標|目标)：")
    for place in places[:2]:
        yield _put(data, "目標 made 實際", place, re.sub("^..：", "實際：", place[2]))
        if "<a:tbl>" not in part(data, place[0]) and not re.search(_PLANS, place[2][3:]):  # else another word tells it
            yield _put(data, "目標 taken from a card", place, re.sub("^..：", "", place[2]))
    for kind, old, new in _LINES:
        for place in _places(data, _SLIDES, old):
            if "<c:chart" in part(data, place[0]) and len(place[2]) < 30 and "。" not in place[2]:
                yield _put(data, kind, place, re.sub(old, new, place[2], count=1))
                break
    for name in slides:
        xml = part(data, name)
        for shape in re.finditer(r'<p:sp>(?:(?!</p:sp>).)*?name="fact:(F\d+)".*?</p:sp>', xml, re.S):
            if ground.facts.get(shape.group(1), {}).get("kind") == "quote":
                texts = re.sub(r"<a:t>[^<]*</a:t>", "<a:t>當前形勢嚴峻</a:t>", shape.group())
                copy = rezip(data, {name: (xml[: shape.start()] + texts + xml[shape.end() :]).encode()})
                yield Wrong("own words where a quotation stands", number_of(name), copy, "當前形勢嚴峻")
                return


def clauses(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Another year before a title's sentence."""
    places = _places(data, _SLIDES, r"^(?:2022年|2022年\d月)，\w")
    if places:
        place = rng.choice(places)
        yield _put(data, "another year before a sentence", place, place[2].replace("2022", "2023", 1))


def parts(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Parts of charts, of masters, of notes."""
    charts = names(data, r"ppt/charts/chart\d+\.xml")
    slides = names(data, _SLIDES)

    def slide_of(chart: str) -> int:
        target = chart.rsplit("/", 1)[-1]
        rels = ((s, part(data, s.replace("slides/", "slides/_rels/") + ".rels")) for s in slides)
        return next(number_of(s) for s, text in rels if f'{target}"' in text)

    for chart in charts:
        xml = part(data, chart)
        if "<c:barChart>" not in xml:
            continue
        for kind, old, new in _CHARTS:
            if kind == "bar without fill" and 'val="clustered"' not in xml:
                continue
            changed = re.sub(old, new, xml, count=2 if kind == "pie for bars" else 1, flags=re.S)
            if changed != xml:
                yield Wrong(kind, slide_of(chart), rezip(data, {chart: changed.encode()}), chart)
    if len(charts) > 1:
        one, two = charts[:2]
        rels = [c.replace("charts/", "charts/_rels/") + ".rels" for c in (one, two)]
        moved = {one: two, two: one, rels[0]: rels[1], rels[1]: rels[0]}
        copy = rezip(data, {name: _bytes(data, other) for name, other in moved.items()})
        yield Wrong("charts of two slides exchanged", slide_of(one), copy, f"{one} ↔ {two}")
    notes = names(data, r"ppt/notesSlides/notesSlide\d+\.xml")
    yield Wrong("table on the master", 0, _with(data, "ppt/slideMasters/slideMaster1.xml", _TABLE), _FALSE)
    yield Wrong("table on a notes page", number_of(notes[2]), _with(data, notes[2], _TABLE), _FALSE)
    yield Wrong("text on the notes master", 0, _with(data, "ppt/notesMasters/notesMaster1.xml", _box(_FALSE)), _FALSE)


def tagged_decks(data: bytes, ground: Ground, seed: int) -> Iterator[Wrong]:
    """All of these of a deck for one seed."""
    rng = random.Random(seed)
    yield from words(data, ground, rng)
    yield from clauses(data, rng)
    yield from parts(data, rng)


def told_briefings(data: bytes) -> Iterator[Wrong]:
    """Author, title and keywords of a briefing, where its bookmarks lead, a page that is turned."""
    import io

    def opened() -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(data))

    def items(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
        return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Title" in o and "/Parent" in o]

    for key, text in (("/Author", "王大明"), ("/Title", "居全國之首的一座城"), ("/Keywords", "出口翻番")):
        with opened() as pdf:
            pdf.docinfo[key] = text
            yield Wrong("property of a briefing", 0, _saved(pdf), text)
    for key, value in (("dc:creator", ["王大明"]), ("dc:title", "居全國之首的一座城")):
        with opened() as pdf:
            with pdf.open_metadata() as about:
                about[key] = value
            yield Wrong("XMP property of a briefing", 0, _saved(pdf), key)
    with opened() as pdf:
        marks = items(pdf)
        for mark in marks:
            mark["/Dest"] = pikepdf.Array([pdf.pages[-1].obj, pikepdf.Name("/Fit")])
        yield Wrong("bookmarks lead to the last page", len(pdf.pages), _saved(pdf), "")
    with opened() as pdf:
        items(pdf)[-1]["/Title"] = pikepdf.String("領導批示")
        yield Wrong("bookmark of one's own", len(pdf.pages), _saved(pdf), "領導批示")
    with opened() as pdf:
        pdf.pages[1].obj["/Rotate"] = 180
        yield Wrong("page turned", 2, _saved(pdf), "")
