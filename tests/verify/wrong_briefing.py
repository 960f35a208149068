"""Wrong copies of a briefing: characters in the content streams, alternative texts, bookmarks, attachments, marks."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator

from tests.verify.wrong import TEXT_EDITS, Wrong, exact_share, other_digit


def fonts_of(page: object) -> dict[str, tuple[dict[int, str], dict[str, int], int]]:
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
                fonts = fonts_of(page)
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

    def edited(change: Callable[..., str | None]) -> Callable[[str, dict[str, int]], str | None]:
        return lambda text, back: change(text, rng)

    same_length = (
        "date altered",
        "dates swapped",
        "year altered",
        "rank changed",
        "direction turned",
        "comparison changed",
    )
    for kind in (*same_length, "period changed", "scope changed", "scale changed", "plan made result"):
        made = edit(kind, edited(TEXT_EDITS[kind]))
        if made is not None:
            yield made
    for kind, choose in (
        ("digit", digit),
        ("digit", digit),
        ("decimal point lost", one(r"\d(\.)\d", "0123456789")),
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
