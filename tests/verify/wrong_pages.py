"""Wrong copies of a briefing whose fault is not in a plain text: numbers that changed places, characters that read otherwise
than they are painted, text that is hidden, laid over or added later, pages of another briefing."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.verify.wrong import Wrong, other_digit
from tests.verify.wrong_briefing import fonts_of

_SHOW = re.compile(rb"BT (/\w[\w+-]*) ([\d.]+) Tf ([^\[]*?)1 0 0 1 ([\d.]+) ([\d.]+) Tm \[([^\]]*)\] TJ ET")
_FALSE = b"Total 987 000"


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _shown(page: Any) -> list[tuple[re.Match[bytes], str]]:
    """Show operators of a page with what they read as."""
    fonts = fonts_of(page)
    found = []
    for m in _SHOW.finditer(bytes(page["/Contents"].read_bytes())):
        name = m.group(1).decode()
        if name not in fonts:
            continue
        codes, _, size = fonts[name]
        digits = "".join(h.decode() for h in re.findall(rb"<([0-9A-Fa-f]*)>", m.group(6)))
        units = [digits[i : i + 2 * size] for i in range(0, len(digits), 2 * size)]
        found.append((m, "".join(codes.get(int(u, 16), "?") for u in units)))
    return found


def swapped_numbers(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Two numbers set in one font and size on one page change places."""
    value = re.compile(r"(?:目標：|目标：)?[近約约逾超]?\d[\d,.]*[^\d月日年段頁页]{0,4}")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = list(enumerate(pdf.pages, 1))
        rng.shuffle(pages)
        for number, page in pages:
            found = [(m, t) for m, t in _shown(page.obj) if value.fullmatch(t) and len(t) > 1 and not t.isdigit()]
            pairs = [
                (a, b)
                for i, a in enumerate(found)
                for b in found[i + 1 :]
                if a[0].group(1, 2) == b[0].group(1, 2) and a[1] != b[1] and float(a[0].group(2)) > 8
            ]
            if not pairs:
                continue
            (a, s), (b, t) = rng.choice(pairs)
            content = bytes(page.obj["/Contents"].read_bytes())
            content = content[: b.start(6)] + a.group(6) + content[b.end(6) :]
            content = content[: a.start(6)] + b.group(6) + content[a.end(6) :]
            page.obj["/Contents"] = pdf.make_stream(content)
            yield Wrong("page: numbers swapped", number, _saved(pdf), f"{s} ↔ {t}")
            return


def other_glyphs(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Characters that read otherwise than they are painted: by the Unicode map, by the glyphs, by a replacement text."""
    for kind in ("Unicode map", "glyph map"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            number, font, code, digit = _digit_code(pdf, rng)
            if kind == "Unicode map":
                cmap = font["/ToUnicode"].read_bytes()
                old, other = f"<{code:04X}> <{ord(digit):04X}>", "3" if digit != "3" else "8"
                font["/ToUnicode"] = pdf.make_stream(
                    cmap.replace(old.encode(), f"<{code:04X}> <{ord(other):04X}>".encode())
                )
            else:
                below = font["/DescendantFonts"][0]
                table = bytearray(below["/CIDToGIDMap"].read_bytes())
                codes = {v: k for k, v in _map(font).items()}
                other = next(d for d in "38261549" if d != digit and d in codes)
                table[2 * code : 2 * code + 2] = table[2 * codes[other] : 2 * codes[other] + 2]
                below["/CIDToGIDMap"] = pdf.make_stream(bytes(table))
            yield Wrong(f"digit by another {kind}", number, _saved(pdf), f"{digit} → {other}, first on page {number}")
    with pikepdf.open(io.BytesIO(data)) as pdf:  # painted 332, read as 323
        number, font, code, digit = _digit_code(pdf, rng)
        codes = {v: k for k, v in _map(font).items()}
        page = pdf.pages[number - 1].obj
        content = bytes(page["/Contents"].read_bytes())
        for m, text in _shown(page):
            new = other_digit(text, rng) if len(text) > 2 and re.search(r"\d{2}", text) else None
            if new is None or not re.search(r"[^\d月日年頁页段附/]", text):
                continue
            at = next(i for i, (x, y) in enumerate(zip(text, new, strict=True)) if x != y)
            back = {v: k for k, v in fonts_of(page)[m.group(1).decode()][0].items()}
            if new[at] not in back:
                continue
            digits = "".join(h.decode() for h in re.findall(rb"<([0-9A-Fa-f]*)>", m.group(6)))
            painted = digits[: 4 * at] + f"{back[new[at]]:04X}" + digits[4 * at + 4 :]
            actual = b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
            show = m.group().replace(m.group(6), b"<" + painted.encode() + b">")
            mended = (
                content[: m.start()]
                + b"/Span << /ActualText "
                + actual
                + b" >> BDC "
                + show
                + b" EMC"
                + content[m.end() :]
            )
            page["/Contents"] = pdf.make_stream(mended)
            yield Wrong("replacement text over another number", number, _saved(pdf), f"{text} painted {new}")
            break


def _map(font: Any) -> dict[int, str]:
    from reportgen.verify.pdf_stream import Font

    return Font(font, lambda s: bytes(s.read_bytes())).map


def _digit_code(pdf: pikepdf.Pdf, rng: random.Random) -> tuple[int, Any, int, str]:
    """A page, a font of it, the code of a digit in that font, the digit."""
    pages = list(enumerate(pdf.pages, 1))
    rng.shuffle(pages)
    for number, page in pages:
        for font in page.obj["/Resources"]["/Font"].values():
            digits = [(c, t) for c, t in _map(font).items() if t in "0123456789"]
            if font["/Subtype"] == "/Type0" and len(digits) > 6:
                return (number, font, *rng.choice(digits))
    raise AssertionError("no font with digits")


def laid_over(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Text in white, unpainted, off the page, in a layer or an annotation; a number painted over or covered by a picture."""
    shows = {
        "white text (PDF)": b"q 1 1 1 rg BT /FX 12 Tf 90 300 Td (%s) Tj ET Q" % _FALSE,
        "unpainted text": b"q BT 3 Tr /FX 12 Tf 90 300 Td (%s) Tj ET Q" % _FALSE,
        "text off the page": b"q BT /FX 12 Tf 900 300 Td (%s) Tj ET Q" % _FALSE,
        "tiny text": b"q BT /FX 0.5 Tf 90 300 Td (%s) Tj ET Q" % _FALSE,
        "artifact text": b"/Artifact BMC q BT /FX 12 Tf 90 300 Td (%s) Tj ET Q EMC" % _FALSE,
        "inline picture": b"q 80 0 0 20 90 300 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q",
    }
    for kind, show in shows.items():
        with pikepdf.open(io.BytesIO(data)) as pdf:
            number = rng.randrange(len(pdf.pages)) + 1
            page = pdf.pages[number - 1].obj
            plain = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page["/Resources"]["/Font"]["/FX"] = pdf.make_indirect(plain)
            page["/Contents"] = pdf.make_stream(bytes(page["/Contents"].read_bytes()) + b"\n" + show)
            yield Wrong(kind, number, _saved(pdf), show.decode("latin-1"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        number = rng.randrange(len(pdf.pages)) + 1
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[90, 300, 300, 330],
            DA="/Helv 12 Tf",
            Contents="投資900億元",
        )
        page = pdf.pages[number - 1].obj
        page["/Annots"] = pikepdf.Array([*(page.get("/Annots") or []), pdf.make_indirect(note)])
        yield Wrong("annotation", number, _saved(pdf), "投資900億元")
    for kind in ("number painted over", "picture over a number"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages = list(enumerate(pdf.pages, 1))
            rng.shuffle(pages)
            for number, page in pages:
                found = [(m, t) for m, t in _shown(page.obj) if re.search(r"[近約约]?\d[\d,.]*[億亿萬万元個个家%]", t)]
                if not found:
                    continue
                m, text = rng.choice(found)
                size, x, y = float(m.group(2)), float(m.group(4)), float(m.group(5))
                content = bytes(page.obj["/Contents"].read_bytes())
                box = f"{x - 1:.1f} {y - size * 0.2:.1f} {size * len(text):.1f} {size * 1.1:.1f}"
                if kind == "number painted over":
                    content += f"\nq 1 1 1 rg {box} re f Q".encode()
                else:
                    image = pdf.make_stream(
                        b"\xff", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1
                    )
                    image["/ColorSpace"], image["/BitsPerComponent"] = pikepdf.Name.DeviceGray, 8
                    resources = page.obj["/Resources"]
                    resources["/XObject"] = resources.get("/XObject") or pikepdf.Dictionary()
                    resources["/XObject"]["/ImX"] = image
                    x0, y0, w, h = box.split()
                    content += f"\nq {w} 0 0 {h} {x0} {y0} cm /ImX Do Q".encode()
                page.obj["/Contents"] = pdf.make_stream(content)
                yield Wrong(kind, number, _saved(pdf), text)
                break


def parts(data: bytes, rng: random.Random, foreign: bytes | None) -> Iterator[Wrong]:
    """Another file attached, a link elsewhere, a later revision of a page, a page of another briefing, a script."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.attachments["figures.csv"] = "項目,數值\n投資,900億元\n".encode()
        yield Wrong("file attached", 0, _saved(pdf), "figures.csv")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            links = [a for a in page.obj.get("/Annots") or [] if a.get("/A") is not None and "/URI" in a["/A"]]
            if links:
                links[0]["/A"]["/URI"] = pikepdf.String("https://example.com/other")
                yield Wrong("link changed (PDF)", number, _saved(pdf), "https://example.com/other")
                break
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        yield Wrong("script", 0, _saved(pdf), "app.alert")
    later = _later(data, rng)
    if later is not None:
        yield later
    if foreign is not None:
        with pikepdf.open(io.BytesIO(data)) as pdf, pikepdf.open(io.BytesIO(foreign)) as other:
            number = rng.randrange(1, len(pdf.pages)) + 1 if len(pdf.pages) > 1 else 1
            pdf.pages[number - 1] = other.pages[min(1, len(other.pages) - 1)]
            yield Wrong("page of another briefing", number, _saved(pdf), "")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        elements = [
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/S") in ("/P", "/TD", "/H2") and "/K" in o
        ]
        element = rng.choice(elements)
        element["/ActualText"] = pikepdf.String("投資900億元")
        page = next((n for n, p in enumerate(pdf.pages, 1) if p.obj.objgen == element.get("/Pg", pdf.Root).objgen), 0)
        yield Wrong("replacement text of an element", page, _saved(pdf), "投資900億元")


def _later(data: bytes, rng: random.Random) -> Wrong | None:
    """A revision appended to the file, as another program saves it: one page's stream anew, the first one still there."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = list(enumerate(pdf.pages, 1))
        rng.shuffle(pages)
        for number, page in pages:
            for m, text in _shown(page.obj):
                fonts = fonts_of(page.obj)
                back = fonts[m.group(1).decode()][1]
                new = other_digit(text, rng) if re.search(r"\d{2}[億亿萬万元個个家%]", text) else None
                if not new or any(c not in back for c in new) or not page.obj["/Contents"].is_indirect:
                    continue
                digits = "".join(f"{back[c]:04X}" for c in new).encode()
                content = bytes(page.obj["/Contents"].read_bytes())
                content = content[: m.start(6)] + b"<" + digits + b">" + content[m.end(6) :]
                ident, generation = page.obj["/Contents"].objgen
                old = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
                at = len(data) + 1
                body = b"\n%d %d obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
                    ident,
                    generation,
                    len(content),
                    content,
                )
                start = len(data) + len(body)
                root = pdf.Root.objgen
                table = b"xref\n%d 1\n%010d %05d n \ntrailer\n<< /Size %d /Root %d %d R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
                    ident, at, generation, len(pdf.objects) + 1, root[0], root[1], old, start,
                )  # fmt: skip
                return Wrong("later revision", number, data + body + table, f"{text} → {new}")
    return None


def marks(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Inside figures: the words of two rows change places, a dot moves, a cell is filled."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            content = bytes(page.obj["/Contents"].read_bytes())
            for block in re.finditer(rb"/Figure << /MCID \d+ >> BDC(.*?)EMC", content, re.S):
                body = block.group(1)
                shown = [(m, t) for m, t in _shown(page.obj) if block.start() < m.start() < block.end()]
                values = [(m, t) for m, t in shown if re.search(r"\d|成$", t) and not re.fullmatch(r"\d+月|\d+年?", t)]
                unlike = [
                    (a, b)
                    for i, a in enumerate(values)
                    for b in values[i + 1 :]
                    if a[1] != b[1] and a[0].group(1, 2) == b[0].group(1, 2)
                ]
                if unlike:
                    (a, s), (b, t) = rng.choice(unlike)
                    new = content[: b.start(6)] + a.group(6) + content[b.end(6) :]
                    new = new[: a.start(6)] + b.group(6) + new[a.end(6) :]
                    page.obj["/Contents"] = pdf.make_stream(new)
                    yield Wrong("numbers of a figure swapped", number, _saved(pdf), f"{s} ↔ {t}")
                    page.obj["/Contents"] = pdf.make_stream(content)
                dots = list(re.finditer(rb"-?[\d.]+ -?[\d.]+ m\s+(?:(?:-?[\d.]+ ){6}c\s+){3,8}", body))
                if dots:
                    chosen = rng.choice(dots)
                    centre = _centre(chosen.group())
                    moved = body
                    for dot in dots:
                        if abs(_centre(dot.group()) - centre) < 1:
                            moved = moved.replace(dot.group(), _moved(dot.group()))
                    page.obj["/Contents"] = pdf.make_stream(content[: block.start(1)] + moved + content[block.end(1) :])
                    yield Wrong("dot moved", number, _saved(pdf), f"dot at {centre:.1f}")
                    page.obj["/Contents"] = pdf.make_stream(content)


def _centre(path: bytes) -> float:
    xs = [float(v) for v in re.findall(rb"-?[\d.]+", path)[::2]]
    return (min(xs) + max(xs)) / 2


def _moved(path: bytes) -> bytes:
    """A path of m and c with every x 31 pt further right."""
    count = iter(range(1000))
    return re.sub(
        rb"-?[\d.]+", lambda n: n.group() if next(count) % 2 else f"{float(n.group()) + 31:.3f}".encode(), path
    )


def hidden_briefings(data: bytes, seed: int, foreign: bytes | None) -> Iterator[Wrong]:
    """All of these for one seed."""
    rng = random.Random(seed)
    yield from swapped_numbers(data, rng)
    yield from other_glyphs(data, rng)
    yield from laid_over(data, rng)
    yield from parts(data, rng, foreign)
    yield from marks(data, rng)
