"""Proves that no text runs out of its box: each text gets a colour of its own, LibreOffice renders, the ink is measured."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tests.deck.rules import A, Deck, P

EMU = 12_700
TOLERANCE = 1.5


@dataclass(frozen=True, slots=True)
class Frame:
    """A text body's place on its slide in pt: left, top, right, bottom; `cell` when it is a table's row."""

    slide: int
    name: str
    box: tuple[float, float, float, float]


def available() -> bool:
    return shutil.which("soffice") is not None


def _colour(number: int) -> str:
    """A colour for each text, far from the deck's own and from each other's rounding."""
    return f"{(number * 7 + 3) % 250:02X}{(number // 250 * 5 + 2) % 250:02X}{(number // 36) % 250:02X}"


def _box(shape: etree._Element, deck: Deck, slide: str) -> tuple[float, float, float, float] | None:
    frame = shape.find(f"{P}spPr/{A}xfrm")
    if frame is None:
        frame = _layout_frame(shape, deck, slide)
    if frame is None:
        return None
    x, y = (int(frame[0].get(k)) / EMU for k in ("x", "y"))
    w, h = (int(frame[1].get(k)) / EMU for k in ("cx", "cy"))
    return x, y, x + w, y + h


def _layout_frame(shape: etree._Element, deck: Deck, slide: str) -> etree._Element | None:
    wanted = next(shape.iter(f"{P}ph"))
    layout = next(t for k, t in deck.rels(slide).values() if k == "slideLayout")
    for other in deck.xml[layout].iter(f"{P}sp"):
        for ph in other.iter(f"{P}ph"):
            if (ph.get("idx"), ph.get("type")) == (wanted.get("idx"), wanted.get("type")):
                return other.find(f"{P}spPr/{A}xfrm")
    return None


def _paint(root: etree._Element, colour: str) -> None:
    for properties in root.iter(f"{A}rPr", f"{A}endParaRPr"):
        for fill in properties.findall(f"{A}solidFill"):
            properties.remove(fill)
        for link in properties.findall(f"{A}hlinkClick"):
            properties.remove(link)
        fill = etree.Element(f"{A}solidFill")
        etree.SubElement(fill, f"{A}srgbClr").set("val", colour)
        properties.insert(0, fill)


def key(source: Path, target: Path) -> dict[str, Frame]:
    """Write a copy with every text in a colour of its own; the frames by colour."""
    deck = Deck(source)
    frames: dict[str, Frame] = {}
    for number, name in enumerate(deck.named(r"ppt/slides/slide\d+\.xml")):
        root = deck.xml[name]
        for shape in root.iter(f"{P}sp"):
            text = shape.find(f"{P}txBody")
            box = _box(shape, deck, name) if text is not None else None
            if text is None or box is None:
                continue
            colour = _colour(len(frames) + 1)
            _paint(text, colour)
            frames[colour] = Frame(number, next(shape.iter(f"{P}cNvPr")).get("name"), box)
        for frame in root.iter(f"{P}graphicFrame"):
            x, y = (int(frame.find(f"{P}xfrm/{A}off").get(k)) / EMU for k in ("x", "y"))
            widths = [int(c.get("w")) / EMU for c in frame.iter(f"{A}gridCol")]
            for row in frame.iter(f"{A}tr"):
                h, left = int(row.get("h")) / EMU, x
                for cell, w in zip(row.iter(f"{A}tc"), widths, strict=True):
                    colour = _colour(len(frames) + 1)
                    _paint(cell.find(f"{A}txBody"), colour)
                    frames[colour] = Frame(number, "cell", (left, y, left + w, y + h))
                    left += w
                y += h
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in deck.entries:
            data = etree.tostring(deck.xml[entry.filename]) if entry.filename in deck.xml else deck.raw[entry.filename]
            archive.writestr(entry.filename, data)
    return frames


def render(deck: Path, folder: Path) -> Path:
    """The deck as PDF by LibreOffice."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/lo",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(deck),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder / (deck.stem + ".pdf")


def faults(source: Path, folder: Path) -> list[str]:
    """Texts that run out of their box by more than 1.5 pt, or into another text; empty for a sound deck."""
    import pdfplumber

    keyed = folder / f"{source.stem}-keyed.pptx"
    frames = key(source, keyed)
    inks: dict[str, list[float]] = {}
    glyphs: dict[str, list[tuple[float, float, float, float]]] = {}
    with pdfplumber.open(render(keyed, folder)) as pdf:
        for page in pdf.pages:
            for char in page.chars:
                colour = char["non_stroking_color"]
                if not char["text"].strip() or not isinstance(colour, tuple | list) or len(colour) != 3:
                    continue
                word = "".join(f"{round(v * 255):02X}" for v in colour)
                # A glyph's box is a line high; its ink lies inside the middle of it.
                size = char["size"]
                middle = (char["top"] + char["bottom"]) / 2
                left, top, right, bottom = char["x0"], middle - size * 0.44, char["x1"], middle + size * 0.44
                if char["text"] in "「『（《，。、；：」』）》":
                    left, right = left + size * 0.4, right - size * 0.4
                ink = inks.setdefault(word, [left, top, right, bottom])
                glyphs.setdefault(word, []).append((left, top, right, bottom))
                ink[:] = [min(ink[0], left), min(ink[1], top), max(ink[2], right), max(ink[3], bottom)]
    out = []
    found = {word: ink for word, ink in inks.items() if word in frames}
    for word, frame in frames.items():
        ink = found.get(word)
        if ink is None:
            continue
        over = max(frame.box[0] - ink[0], frame.box[1] - ink[1], ink[2] - frame.box[2], ink[3] - frame.box[3])
        if over > TOLERANCE:
            out.append(f"slide {frame.slide + 1}, {frame.name}: {over:.1f} pt out of its box")
    words = sorted(found)
    for i, a in enumerate(words):
        for b in words[i + 1 :]:
            if frames[a].slide != frames[b].slide:
                continue
            if _meet(found[a], found[b]) and any(_meet(p, q) for p in glyphs[a] for q in glyphs[b]):
                out.append(f"slide {frames[a].slide + 1}: {frames[a].name} over {frames[b].name}")
    missing = [w for w in frames if w not in found]
    if len(missing) > len(frames) // 4:
        out.append(f"{len(missing)} of {len(frames)} texts were not found in the render")
    return out


def _meet(p: Sequence[float], q: Sequence[float]) -> bool:
    wide, high = min(p[2], q[2]) - max(p[0], q[0]), min(p[3], q[3]) - max(p[1], q[1])
    return wide > TOLERANCE and high > TOLERANCE


def count_colours(frames: dict[str, Frame]) -> bool:
    """Whether all colours are distinct and well-formed."""
    return all(re.fullmatch("[0-9A-F]{6}", c) for c in frames)
