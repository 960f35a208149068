"""The acceptance points of the design (DESIGN §11) that concern the briefing, on the seed's real output.

Each point is a function that lists what breaks it; each is shown a broken output and must name it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from reportgen import source
from reportgen.assets import Theme, load_theme, wording
from reportgen.extract import extract
from reportgen.pdf import briefing_bytes
from reportgen.pdf.boxes import Box, Briefing, FillBox, PlotBox, Text, TextBox
from reportgen.pdf.layout import lay_out
from reportgen.pdf.setter import Grid
from reportgen.story import tell
from reportgen.story.blocks import Bars, Derived, Ladder, Story, Timeline
from reportgen.typeset import Glyphs, metrics
from tests.pdf.conftest import LEDGER
from tests.pdf.figures import Figure, colliding, figures
from tests.pdf.structure import Reading, findings

SEED = Path(__file__).parents[2] / "seeds" / "liuyang-business-environment.txt"
RUNNING = {"running-head", "running-date", "issuer", "foot", "contact", "page-number", "head-rule", "tag", "foot-rule"}
HEADS = {"section", "h1", "dek", "head", "exhibit-label", "exhibit-title", "subtitle", "table-label", "panel-title"}
NO_START, NO_END = "。，、；：？！）」』〉》】”’…—％·", "（「『〈《【“‘"


@dataclass
class Output:
    """What is judged: the story, its layout, the finished file."""

    story: Story
    theme: Theme
    layout: Briefing
    data: bytes

    @property
    def texts(self) -> list[tuple[int, TextBox]]:
        return [(n, b) for n, page in enumerate(self.layout.pages, 1) for b in page.boxes if isinstance(b, TextBox)]

    def told(self) -> list[tuple[int, TextBox]]:
        return [(n, box) for n, box in self.texts if box.kind not in RUNNING]


@cache
def made() -> Output:
    theme = load_theme()
    story = tell(extract(source.read(SEED)))
    return Output(
        story, theme, lay_out(story, theme, metrics(story.script, theme)), briefing_bytes(story, theme, LEDGER)
    )


def words(box: TextBox) -> str:
    return "".join(line.text for line in box.text.lines)


def unmarked(box: TextBox) -> str:
    return "".join(run.text for line in box.text.lines for run in line.runs if not run.mark)


def rgb(value: str) -> tuple[float, ...]:
    return tuple(int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))


def luminance(value: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(value)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rect(box: Box) -> tuple[float, float, float, float]:
    if isinstance(box, TextBox):
        left = min((box.left(line) for line in box.text.lines), default=box.x)
        return left, box.y, left + box.text.width, box.y + box.h
    return box.x, box.y, box.x + box.w, box.y + box.h


# -- the points --------------------------------------------------------------------------------------------------------


def pages_and_size(out: Output) -> list[str]:
    with pikepdf.open(BytesIO(out.data)) as pdf:
        boxes = {tuple(round(float(v), 2) for v in page.mediabox) for page in pdf.pages}
        count = len(pdf.pages)
    problems = [] if boxes == {(0, 0, 595.28, 841.89)} else [f"sizes {boxes}"]
    return problems if 4 <= count <= 8 and count == len(out.layout.pages) else [*problems, f"{count} pages"]


def inside_the_block(out: Output) -> list[str]:
    grid = Grid(out.theme)
    return [
        f"page {n}: {words(box)}"
        for n, box in out.told()
        if rect(box)[0] < grid.left - 0.6
        or rect(box)[2] > grid.right + 0.6
        or rect(box)[1] < grid.top - 0.6
        or rect(box)[3] > grid.bottom + 0.6
    ]


def apart(out: Output) -> list[str]:
    problems = []
    for number, page in enumerate(out.layout.pages, 1):
        solid = [box for box in page.boxes if isinstance(box, TextBox | PlotBox)]
        for a, b in combinations(solid, 2):
            ra, rb = rect(a), rect(b)
            if not (ra[2] <= rb[0] + 1 or rb[2] <= ra[0] + 1 or ra[3] <= rb[1] + 2 or rb[3] <= ra[1] + 2):
                problems.append(f"page {number}: {a.kind} on {b.kind}")
    return problems


NEAREST = 8.5
"""Pt (3 mm) between a text and what it does not belong to."""


def gap_between(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    """Pt between two boxes, 0 where they touch or overlap."""
    across, down = max(a[0] - b[2], b[0] - a[2], 0.0), max(a[1] - b[3], b[1] - a[3], 0.0)
    return (across**2 + down**2) ** 0.5


def not_too_near(out: Output) -> list[str]:
    """No text stands too near to the plot of an exhibit, to a panel it is not in, or to the running head and foot."""
    problems = []
    for number, page in enumerate(out.layout.pages, 1):
        others = [b for b in page.boxes if isinstance(b, PlotBox) or b.kind in ("panel", "head-rule", "foot-rule")]
        for box in page.boxes:
            if not isinstance(box, TextBox) or box.kind in RUNNING:
                continue
            x0, y0, x1, y1 = rect(box)
            for other in others:
                a, b, c, d = rect(other)
                inside = a <= x0 and x1 <= c + 0.1 and b <= y0 and y1 <= d + 0.1
                if not inside and gap_between((x0, y0, x1, y1), (a, b, c, d)) < NEAREST:
                    problems.append(f"page {number}: {words(box)} at {other.kind}")
    return problems


def on_the_columns(out: Output) -> list[str]:
    grid = Grid(out.theme)
    starts = {grid.left, grid.side_x, *(grid.column(i, of)[0] for of in (2, 3, 4) for i in range(of))}
    kinds = {"panel", "exhibit-rule", "card-rule", "kpi-rule", "table-head", "quote-bar", "strip-rule"}
    return [
        f"page {n}: {box.kind} at {box.x}"
        for n, page in enumerate(out.layout.pages, 1)
        for box in page.boxes
        if isinstance(box, FillBox) and box.kind in kinds and min(abs(box.x - s) for s in starts) > 0.5
    ]


def known_styles(out: Output) -> list[str]:
    known = {(style.size, style.weight) for style in out.theme.briefing.values()}
    leadings = {style.leading for style in out.theme.briefing.values()}
    problems = [
        f"{box.kind}: {run.style.size}/{run.style.weight}"
        for _, box in out.texts
        for line in box.text.lines
        for run in line.runs
        if (run.style.size, run.style.weight) not in known or (run.style.size < 8 and not run.mark)
    ]
    return problems + [
        f"{box.kind}: leading {box.text.leading}" for _, box in out.texts if box.text.leading not in leadings
    ]


def known_colours(out: Output) -> list[str]:
    allowed = [rgb(value) for value in out.theme.colour.values()]
    problems = []
    with pikepdf.open(BytesIO(out.data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("rg", "RG"):
                    found = [float(v) for v in operands]
                    if all(max(abs(x - y) for x, y in zip(found, one, strict=True)) > 0.002 for one in allowed):
                        problems.append(f"page {number}: colour {found}")
                if str(operator) in ("g", "G", "k", "K", "cs", "CS", "scn", "SCN"):
                    problems.append(f"page {number}: colour operator {operator}")
    return problems


def few_tones(out: Output) -> list[str]:
    """A figure paints at most two data tones and one accent; a light tone is outlined."""
    colour = {name: rgb(value) for name, value in out.theme.colour.items()}

    def near(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
        return max(abs(x - y) for x, y in zip(a, b, strict=True)) < 0.002

    problems = []
    for figure in figures(out.data):
        marks = [s for s in figure.shapes if s.fill and s.width * s.height > 4 and lightness(s.fill) < 98]
        data = {
            name for name in ("river", "river-2", "river-3") for s in marks if s.fill and near(s.fill, colour[name])
        }
        others = {s.fill for s in marks if s.fill and not any(near(s.fill, colour[n]) for n in (*data, "spark"))}
        if len(data) > 2 or others:
            problems.append(f"page {figure.page + 1}: {sorted(data)} and {sorted(others)}")
        edges = [s for s in figure.shapes if s.stroke]
        for mark in marks:
            pale = mark.fill and lightness(mark.fill) > 60
            if pale and not any(abs(e.x0 - mark.x0) < 1.5 and abs(e.x1 - mark.x1) < 1.5 for e in edges):
                problems.append(f"page {figure.page + 1}: a pale mark at {mark.x0:.0f} has no outline")
    return problems


def contrasts(out: Output) -> list[str]:
    problems = []
    for number, page in enumerate(out.layout.pages, 1):
        fills = [box for box in page.boxes if isinstance(box, FillBox) and box.kind in {"panel", "table-head"}]
        for box in page.boxes:
            if not isinstance(box, TextBox):
                continue
            x, y, *_ = rect(box)
            ground = next((f.colour for f in fills if f.x <= x <= f.x + f.w and f.y <= y + 3 <= f.y + f.h), "white")
            for run in (run for line in box.text.lines for run in line.runs):
                large = run.style.size >= 18 or (run.style.size >= 14 and run.style.weight >= 700)
                ratio = contrast(out.theme.colour[run.style.colour], out.theme.colour[ground])
                if ratio < (3.0 if large else 4.5):
                    problems.append(f"page {number}: {run.text} {run.style.colour} on {ground} {ratio:.2f}")
    return problems


def exhibits_complete(out: Output) -> list[str]:
    problems = []
    for number, page in enumerate(out.layout.pages, 1):
        boxes = [box for box in page.boxes if isinstance(box, TextBox)]
        for index, plot in enumerate(box for box in page.boxes if isinstance(box, PlotBox)):
            above = [box for box in boxes if box.y < plot.y]
            title = max((box for box in above if box.kind == "exhibit-title"), key=lambda b: b.y, default=None)
            below = [box for box in boxes if box.kind == "note" and box.y > plot.y]
            if title is None or not re.search(r"[0-9一二三四五六七八九十百千成]", words(title)):
                problems.append(f"page {number}: plot {index + 1} has no title with a figure")
            if not any(box.kind == "subtitle" and box.y < plot.y for box in above):
                problems.append(f"page {number}: plot {index + 1} has no subtitle")
            if not any(re.search(r"來源：.+第[\d、]+段", words(box)) for box in below):
                problems.append(f"page {number}: plot {index + 1} has no source line")
    return problems


def qualifiers_kept(out: Output) -> list[str]:
    """No number of the article stands anywhere with its unit but without the 近, 餘 or 級 that the article gives it."""
    problems = []
    for row in out.story.rows:
        match = re.match(r"^([近約逾超]?)(\d[\d.,]*)(餘|多)?(\D*?)(級)?$", row.value)
        if not match or not (match[1] or match[3] or match[5]) or not match[4]:
            continue
        before = f"(?<!{match[1]})" if match[1] else r"(?<![\d.])"
        after = "(?!級)" if match[5] else ""
        bare = re.compile(before + re.escape(match[2] + match[4]) + after)
        problems += [
            f"page {n}: {unmarked(box)} for {row.value}" for n, box in out.told() if bare.search(unmarked(box))
        ]
    return problems


def shares_stay_approximate(out: Output) -> list[str]:
    if "%" in "".join(row.value for row in out.story.rows):
        return []
    return [f"page {n}: {words(box)}" for n, box in out.told() if re.search(r"\d%", words(box))]


def targets_say_so(out: Output) -> list[str]:
    rows = [
        row
        for page in out.layout.pages
        for box in page.boxes
        if isinstance(box, PlotBox) and isinstance(box.exhibit, Ladder)
        for row in box.exhibit.rows
    ]
    return [row.text for row in rows if not row.achieved and "目標" not in row.text]


def no_banned_form(out: Output) -> list[str]:
    problems = []
    with pikepdf.open(BytesIO(out.data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            resources = page.resources
            problems += [
                f"page {number}: {key}"
                for key in ("/Pattern", "/Shading", "/ExtGState", "/XObject")
                if resources.get(key)
            ]
            for _, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("sh", "Do", "gs", "INLINE IMAGE"):
                    problems.append(f"page {number}: operator {operator}")
    return problems


def quotations_exact(out: Output) -> list[str]:
    reading = Reading(out.data)
    told = [element.text for element in reading.root.walk() if element.role == "BlockQuote"]
    known = [quote for theme in out.story.themes for quote in theme.quotes]
    problems = [] if told else ["no quotation is set"]
    for text in told:
        match = next((quote for quote in known if text.startswith(quote.text)), None)
        if match is None:
            problems.append(f"not the article's words: {text}")
        elif (match.speaker or "") not in text or match.role not in text or not text.endswith(str(match.paragraph)):
            problems.append(f"not signed: {text}")
    return problems


def typography(out: Output) -> list[str]:
    problems = []
    for number, box in out.told():
        lines = box.text.lines
        problems += [f"page {number}: starts {line.text}" for line in lines[1:] if line.text[0] in NO_START]
        problems += [f"page {number}: ends {line.text}" for line in lines[:-1] if line.text[-1] in NO_END]
        text = unmarked(box)
        if re.search(r"[\"']|[０-９Ａ-Ｚａ-ｚ]|[一-鿿][,;:!?][一-鿿]|(?<!…)…(?!…)|(?<!—)—(?!—)", text):
            problems.append(f"page {number}: {text}")
        for before, after in pairwise(lines):
            last, following = re.sub(r"\D*$", "", before.text[-1:]), re.match(r"[億萬家個年月日天噸件]", after.text)
            if last and following and not before.runs[-1].mark:
                problems.append(f"page {number}: {before.text[-4:]}|{after.text[:3]}")
    return problems


def measures(out: Output) -> list[str]:
    lines = [line for _, box in out.told() if box.kind == "body" for line in box.text.lines]
    full = [line for _, box in out.told() if box.kind == "body" for line in box.text.lines[:-1]]
    loose = [line.text for line in lines if line.stretch > 0.1]
    problems = [f"{len(line.text)} 字: {line.text}" for line in full if not 18 <= line.width / 10.5 <= 46.2]
    return problems + (loose if len(loose) > 0.05 * len(lines) else [])


def pages_end_well(out: Output) -> list[str]:
    grid = Grid(out.theme)
    problems = []
    for number, page in enumerate(out.layout.pages, 1):
        boxes = [box for box in page.boxes if box.kind not in RUNNING]
        end = max(box.y + box.h for box in boxes)
        if number < len(out.layout.pages) and end < grid.bottom - (grid.bottom - grid.top) / 3:
            problems.append(f"page {number} ends at {end:.0f}")
        last = max((box for box in boxes if isinstance(box, TextBox)), key=lambda box: box.y + box.h)
        if last.kind in HEADS:
            problems.append(f"page {number} ends with {words(last)}")
    return problems


def lightness(colour: tuple[float, ...]) -> float:
    """L* of a colour."""
    y = luminance("#" + "".join(f"{round(255 * part):02X}" for part in colour))
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def tones_apart(out: Output) -> list[str]:
    """Data tones of a figure that a greyscale print shows alike stand beside a label of their own each."""
    problems = []
    for figure in figures(out.data):
        marks = [s for s in figure.shapes if s.fill and s.width * s.height > 4 and lightness(s.fill) < 98]
        alike = {
            tone
            for a, b in combinations({mark.fill for mark in marks if mark.fill}, 2)
            if abs(lightness(a) - lightness(b)) < 20
            for tone in (a, b)
        }
        for mark in marks:
            near = [
                (x, y)
                for x, y in figure.texts
                if mark.x0 - 60 <= x <= mark.x1 + 60 and mark.y0 - 45 <= y <= mark.y1 + 45
            ]
            if mark.fill in alike and not near:
                problems.append(f"page {figure.page + 1}: a mark at {mark.x0:.0f} has no label")
    return problems


OWN = {"exhibit-label", "strip-page", "index-number", "index-pages", "note", "method", "card-number", "section"}
"""Kinds of text that count pages, paragraphs, figures and cards."""


def numbers_given(out: Output) -> list[str]:
    """Every number in words is the article's, or reckoned in a row that says so; the appendix counts its rows."""
    article = re.sub(r"[,，]", "", unicodedata.normalize("NFKC", SEED.read_text(encoding="utf-8")))
    reckoned = "".join(row.value for row in out.story.rows if row.kind == "derived")
    reckoned += "".join(span.rule for theme in out.story.themes for e in theme.exhibits for span in spans(e))
    known = set(re.findall(r"\d+(?:\.\d+)?", article + reckoned))
    cited = {str(n) for n in (*(row.paragraph for row in out.story.rows), *(gap.paragraph for gap in out.story.gaps))}
    derived = sum(row.kind == "derived" for row in out.story.rows)
    counts = {len(out.story.gaps), len(out.story.gaps) - 1, derived, len(out.story.rows) - derived}
    problems = []
    for number, box in out.told():
        if box.kind in OWN:
            continue
        for found in re.findall(r"\d+(?:\.\d+)?", unmarked(box).replace(",", "")):
            cell = box.kind == "cell" and found in cited
            head = box.kind in ("h1", "exhibit-title") and found in map(str, counts)
            if found not in known and not cell and not head:
                problems.append(f"page {number}: {found} in {unmarked(box)}")
    return problems


def spans(exhibit: object) -> tuple[Derived, ...]:
    return exhibit.spans if isinstance(exhibit, Timeline) else ()


def plots(out: Output) -> list[tuple[PlotBox, Figure]]:
    boxes = [box for page in out.layout.pages for box in page.boxes if isinstance(box, PlotBox)]
    return list(zip(boxes, figures(out.data), strict=True))


def bars_from_nought(out: Output) -> list[str]:
    """Bars of one figure begin at one line and are as long as the numbers they print; one unit a figure."""
    problems, seen = [], 0
    for box, figure in plots(out):
        if not isinstance(box.exhibit, Ladder | Bars):
            continue
        seen += 1
        tall = out.theme.chart["bar"]
        found = [s for s in figure.shapes if abs(s.height - tall) < out.theme.chart["outline"] + 0.1 and s.width > 2]
        bars = sorted({round(bar.y0): bar for bar in found}.values(), key=lambda bar: -bar.y0)
        printed = [re.search(r"([\d.]+)(\D*)", row.text.partition("，")[0]) for row in box.exhibit.rows]
        values = [float(match[1]) for match in printed if match]
        if len({match[2] for match in printed if match}) > 1:
            problems.append(f"units differ: {[row.text for row in box.exhibit.rows]}")
        if max(bar.x0 for bar in bars) - min(bar.x0 for bar in bars) > 1.5:
            problems.append("bars begin at different places")
        scale = max(bar.width for bar in bars) / max(values)
        if len(bars) != len(values):
            problems.append(f"{len(bars)} bars for {values}")
        problems += [
            f"a bar of {bar.width:.0f} pt for {value}"
            for bar, value in zip(bars, values, strict=False)
            if abs(bar.width - value * scale) > 1.5
        ]
    return problems if seen else ["no bars"]


def time_to_scale(out: Output) -> list[str]:
    """Dots stand at their days and bars over their whole months on one scale."""
    problems, seen = [], 0
    for box, figure in plots(out):
        if not isinstance(box.exhibit, Timeline):
            continue
        seen += 1
        size = out.theme.chart["dot"]
        dots = sorted(
            (s.x0 + s.x1) / 2
            for s in figure.shapes
            if abs(s.width - size) < 0.2 and abs(s.height - size) < 0.2 and s.fill
        )
        days = sorted(date.fromisoformat(e.date).toordinal() for e in box.exhibit.events if len(e.date) == 10)
        months = [e.date for e in box.exhibit.events if len(e.date) == 7]
        dots = sorted({round(x, 2) for x in dots})
        if len(dots) != len(days) or len(days) < 2:
            problems.append(f"{len(dots)} dots for {len(days)} days")
            continue
        scale = (dots[-1] - dots[0]) / (days[-1] - days[0])
        for month in months:
            first = date.fromisoformat(f"{month}-01")
            length = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - first).days
            start = dots[0] + (first.toordinal() - days[0]) * scale
            if not any(
                s.fill and abs(s.x0 - start) < 1.5 * scale + 1 and abs(s.width - length * scale) < 1.5 * scale + 1
                for s in figure.shapes
            ):
                problems.append(f"{month} does not cover its month")
    return problems if seen else ["no timeline"]


def labels_apart(out: Output) -> list[str]:
    """No two characters of a figure lie on each other."""
    height = out.theme.page["height"]
    problems = []
    for box, figure in plots(out):
        area = (box.x, height - box.y - box.h, box.x + box.w, height - box.y)
        problems += [f"page {figure.page + 1}: {pair}" for pair in colliding(out.data, figure.page, area)]
    return problems


def facts_listed(out: Output) -> list[str]:
    """Each fact stands in the table with its value, time, kind and paragraph."""
    kinds = wording(out.story.script)["briefing"]["kind"]
    rows = [
        [kid.text for kid in element.kids]
        for element in Reading(out.data).root.walk()
        if element.role == "TR" and len(element.kids) == 5
    ]
    unsaid = wording(out.story.script)["briefing"]["unsaid"]
    return [
        f"{row.text} {row.value} is not listed"
        for row in out.story.rows
        if [row.text, row.value, unsaid if row.period is None else row.period, kinds[row.kind], str(row.paragraph)]
        not in rows
    ]


def sentences_extracted(out: Output) -> list[str]:
    """Another program reads each page's texts whole, in the order in which they stand in the structure."""
    document = pypdfium2.PdfDocument(out.data)
    problems = []
    for number, page in enumerate(out.layout.pages, 1):
        told = dense(document[number - 1].get_textpage().get_text_range())
        at = 0
        for box in page.boxes:
            if not isinstance(box, TextBox) or box.kind in RUNNING or box.node is None or not words(box):
                continue
            found = told.find(dense(words(box)), at)
            if found < 0:
                problems.append(f"page {number}: {words(box)}")
            else:
                at = found
    document.close()
    return problems


def dense(text: str) -> str:
    return "".join(text.split())


def links_lead(out: Output) -> list[str]:
    """Each mark of a fact leads to its row, each row's paragraph number back to a mark or to the index."""
    places = {box.anchor: (number, box.y) for number, box in out.texts if box.anchor}
    height = out.theme.page["height"]
    problems, seen = [], 0
    reading = Reading(out.data)
    for number, page in enumerate(reading.pdf.pages, 1):
        boxes = [box for n, box in out.texts if n == number]
        for annotation in page.obj.get("/Annots", []):
            if "/Dest" not in annotation:
                continue
            left, bottom, right, top = (float(v) for v in annotation.Rect)
            middle = ((left + right) / 2, height - (bottom + top) / 2)
            goals = [goal for run in runs_at(boxes, *middle) for goal in (run.link or "#")[1:].split("|")]
            to = reading.pages[annotation.Dest[0].objgen] + 1
            y = height - float(annotation.Dest[3]) if len(annotation.Dest) > 3 else 0.0
            ahead = next((goal for goal in goals if goal in places), "")
            back = [goal for goal in goals if goal.startswith("m-")]
            if ahead and not back:
                seen += 1
                page_of, top_of = places[ahead]
                if page_of != to or abs(top_of - y) > 30:
                    problems.append(f"page {number}: {ahead} leads to page {to}, {y:.0f}")
            elif back:
                seen += 1
                row = f"f-{back[0][2:]}"
                marks = {
                    n
                    for n, box in out.texts
                    for run in runs_of(box)
                    if run.mark and row in (run.link or "#")[1:].split("|")
                }
                if marks and to not in marks:
                    problems.append(f"page {number}: {back[0]} leads back to page {to}")
    return problems if seen >= len(out.story.rows) else [*problems, f"{seen} links"]


def runs_of(box: TextBox) -> list[Glyphs]:
    return [run for line in box.text.lines for run in line.runs]


def runs_at(boxes: list[TextBox], x: float, y: float) -> list[Glyphs]:
    """The linked runs that stand at a place."""
    return [
        run
        for box in boxes
        for index, line in enumerate(box.text.lines)
        for run in line.runs
        if run.link
        and box.left(line) + run.x - 0.6 <= x <= box.left(line) + run.x + sum(run.advances) + 0.6
        and abs(box.baseline(index) - run.rise - y) < 12
    ]


def file_is_sound(out: Output) -> list[str]:
    return findings(out.data)


def same_bytes(out: Output) -> list[str]:
    again = briefing_bytes(out.story, out.theme, LEDGER)
    return [] if again == out.data else ["two runs differ"]


# -- how each is broken ------------------------------------------------------------------------------------------------


def first_text(out: Output, kind: str) -> TextBox:
    return next(box for _, box in out.texts if box.kind == kind)


def retold(change: Callable[[Story], Story]) -> Callable[[Output], None]:
    """The file of another story than the one it is judged by."""

    def damage(out: Output) -> None:
        out.data = briefing_bytes(change(out.story), out.theme, LEDGER)

    return damage


def with_exhibits(change: Callable[[Any], Any]) -> Callable[[Story], Story]:
    def changed(story: Story) -> Story:
        themes = tuple(replace(t, exhibits=tuple(change(e) for e in t.exhibits)) for t in story.themes)
        return replace(story, themes=themes)

    return changed


def longer_bar(exhibit: Any) -> Any:
    if not isinstance(exhibit, Ladder):
        return exhibit
    first, second, *rest = exhibit.rows
    return replace(exhibit, rows=(first, replace(second, value=700.0), *rest))


def later_day(exhibit: Any) -> Any:
    if not isinstance(exhibit, Timeline):
        return exhibit
    *rest, last = exhibit.events
    return replace(exhibit, events=(*rest, replace(last, date=last.date[:5] + "11-15")))


def unlabelled(out: Output) -> None:
    """Every text of the pages taken out."""
    with pikepdf.open(BytesIO(out.data)) as pdf:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(re.sub(rb"BT .*? ET", b"", page.Contents.read_bytes()))
        stream = BytesIO()
        pdf.save(stream)
    out.data = stream.getvalue()


def crowded(out: Output) -> None:
    """Every text of a figure set where the first one stands."""
    with pikepdf.open(BytesIO(out.data)) as pdf:
        for page in pdf.pages:
            data = page.Contents.read_bytes()
            at = data.find(b"/Figure")
            if at >= 0:
                place = re.search(rb"1 0 0 1 \S+ \S+ Tm", data[at:])
                assert place is not None
                page.Contents = pdf.make_stream(data[:at] + re.sub(rb"1 0 0 1 \S+ \S+ Tm", place[0], data[at:]))
        stream = BytesIO()
        pdf.save(stream)
    out.data = stream.getvalue()


def moved(kind: str, **by: float) -> Callable[[Output], None]:
    def change(out: Output) -> None:
        box = next(b for page in out.layout.pages for b in page.boxes if b.kind == kind)
        for key, value in by.items():
            setattr(box, key, getattr(box, key) + value)

    return change


def restyled(kind: str, **style: object) -> Callable[[Output], None]:
    def change(out: Output) -> None:
        box = first_text(out, kind)
        line = box.text.lines[0]
        runs = tuple(replace(run, style=replace(run.style, **style)) for run in line.runs)  # type: ignore[arg-type]
        box.text = Text((replace(line, runs=runs), *box.text.lines[1:]), box.text.leading, box.text.size)

    return change


def reworded(kind: str, text: str) -> Callable[[Output], None]:
    def change(out: Output) -> None:
        box = first_text(out, kind)
        line = box.text.lines[0]
        run = replace(line.runs[0], text=text, mark=False)
        box.text = Text((replace(line, runs=(run,)), *box.text.lines[1:]), box.text.leading, box.text.size)

    return change


def loosened(out: Output) -> None:
    for _, box in out.texts:
        if box.kind == "body":
            lines = tuple(replace(line, stretch=0.2) for line in box.text.lines)
            box.text = Text(lines, box.text.leading, box.text.size)


def removed(kind: str) -> Callable[[Output], None]:
    def change(out: Output) -> None:
        for page in out.layout.pages:
            page.boxes[:] = [box for box in page.boxes if box.kind != kind]

    return change


def retinted(out: Output) -> None:
    """The first fill of a figure in a colour that is no data tone."""
    with pikepdf.open(BytesIO(out.data)) as pdf:
        page = pdf.pages[0]
        data = page.Contents.read_bytes()
        at = data.find(b"/Figure")
        grey = b" ".join(b"%.6f" % part for part in rgb(out.theme.colour["ink-2"]))
        page.Contents = pdf.make_stream(data[:at] + re.sub(rb"[\d.]+ [\d.]+ [\d.]+ rg", grey + b" rg", data[at:]))
        stream = BytesIO()
        pdf.save(stream)
    out.data = stream.getvalue()


def misled(out: Output) -> None:
    """Every link leads to the first page."""
    with pikepdf.open(BytesIO(out.data)) as pdf:
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                if "/Dest" in annotation:
                    annotation.Dest[0] = pdf.pages[0].obj
        stream = BytesIO()
        pdf.save(stream)
    out.data = stream.getvalue()


def repainted(old: bytes, new: bytes) -> Callable[[Output], None]:
    def change(out: Output) -> None:
        with pikepdf.open(BytesIO(out.data)) as pdf:
            page = pdf.pages[0]
            data = page.Contents.read_bytes()
            assert old in data
            page.Contents = pdf.make_stream(data.replace(old, new, 1))
            stream = BytesIO()
            pdf.save(stream)
        out.data = stream.getvalue()

    return change


def cut_pages(out: Output) -> None:
    with pikepdf.open(BytesIO(out.data)) as pdf:
        del pdf.pages[1:]
        stream = BytesIO()
        pdf.save(stream)
    out.data = stream.getvalue()


def emptied(out: Output) -> None:
    page = out.layout.pages[1]
    page.boxes[:] = [box for box in page.boxes if box.y < 300]


def untargeted(out: Output) -> None:
    for page in out.layout.pages:
        for box in page.boxes:
            if isinstance(box, PlotBox) and isinstance(box.exhibit, Ladder):
                rows = tuple(replace(row, text=row.text.replace("目標：", "")) for row in box.exhibit.rows)
                box.exhibit = replace(box.exhibit, rows=rows)


def misquoted(out: Output) -> None:
    themes = tuple(
        replace(theme, quotes=tuple(replace(q, text=q.text[:-3] + "了。」") for q in theme.quotes))
        for theme in out.story.themes
    )
    out.story = replace(out.story, themes=themes)


POINTS: dict[str, tuple[Callable[[Output], list[str]], Callable[[Output], None]]] = {
    "1 pages": (pages_and_size, cut_pages),
    "2 inside": (inside_the_block, moved("body", y=700.0)),
    "3 apart": (apart, moved("h1", y=25.0)),
    "3 near": (not_too_near, moved("body", x=15.0)),
    "4 columns": (on_the_columns, moved("panel", x=-4.0)),
    "5 styles": (known_styles, restyled("body", size=9.7)),
    "6 colours": (known_colours, repainted(b" rg ", b" rg 1 0 1 rg ")),
    "6 tones": (few_tones, retinted),
    "7 contrast": (contrasts, restyled("body", colour="river-3")),
    "8 greyscale": (tones_apart, unlabelled),
    "9 exhibits": (exhibits_complete, removed("note")),
    "11 numbers": (numbers_given, reworded("body", "總金額達324億元")),
    "12 qualifiers": (qualifiers_kept, reworded("body", "600名企業服務專員")),
    "13 shares": (shares_stay_approximate, reworded("body", "佔全省總額90%")),
    "14 targets": (targets_say_so, untargeted),
    "15 axes": (bars_from_nought, retold(with_exhibits(longer_bar))),
    "16 time": (time_to_scale, retold(with_exhibits(later_day))),
    "16 labels": (labels_apart, crowded),
    "17 forms": (no_banned_form, repainted(b"EMC", b"/Sh1 sh EMC")),
    "18 quotations": (quotations_exact, misquoted),
    "19 facts": (facts_listed, retold(lambda story: replace(story, rows=story.rows[1:]))),
    "20 typography": (typography, reworded("body", '總額,達"三"成')),
    "21 measure": (measures, loosened),
    "22 ends": (pages_end_well, emptied),
    "24 sentences": (sentences_extracted, reworded("body", "別的話")),
    "24 links": (links_lead, misled),
    "24 file": (file_is_sound, repainted(b"EMC", b"EMC 0 0 9 9 re f")),
    "25 bytes": (same_bytes, cut_pages),
}


@pytest.mark.parametrize("point", POINTS)
def test_the_seeds_briefing_meets(point: str) -> None:
    check, _ = POINTS[point]
    assert check(made()) == []


@pytest.mark.parametrize("point", POINTS)
def test_a_broken_briefing_fails(point: str) -> None:
    check, damage = POINTS[point]
    whole = made()
    broken = Output(whole.story, whole.theme, deepcopy(whole.layout), whole.data)
    damage(broken)
    assert check(broken) != []
