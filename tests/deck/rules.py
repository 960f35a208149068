"""Package rules for a deck that the schema audit does not know, each a known cause of PowerPoint's repair prompt."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_LANG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_GUIDES = {"rect": 0, "ellipse": 0, "line": 0, "roundRect": 1}
_STACKED_BAR = {"ctr", "inEnd", "inBase"}


class Deck:
    """The parts of a deck, parsed once."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.entries = archive.infolist()
            self.raw = {e.filename: archive.read(e) for e in self.entries}
        self.xml = {n: etree.fromstring(d) for n, d in self.raw.items() if n.endswith((".xml", ".rels"))}

    def rels(self, part: str) -> dict[str, tuple[str, str]]:
        """rId → (type's last word, target part or address)."""
        folder, file = posixpath.split(part)
        root = self.xml.get(f"{folder}/_rels/{file}.rels".lstrip("/"))
        out = {}
        for rel in root if root is not None else ():
            target = rel.get("Target")
            if rel.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            out[rel.get("Id")] = (rel.get("Type").rpartition("/")[2], target)
        return out

    def named(self, pattern: str) -> list[str]:
        return sorted((n for n in self.xml if re.fullmatch(pattern, n)), key=lambda n: int(re.findall(r"\d+", n)[-1]))


def findings(path: Path) -> list[str]:
    """All findings as "rule: place"; empty for a sound deck."""
    deck = Deck(path)
    return sorted(set(f"{rule}: {place}" for check in CHECKS for rule, place in check(deck)))


def _zip(deck: Deck) -> Iterator[tuple[str, str]]:
    for name, count in Counter(e.filename for e in deck.entries).items():
        if count > 1:
            yield "duplicate zip entry", name
    for entry in deck.entries:
        if entry.compress_type == zipfile.ZIP_STORED and entry.file_size > 200:
            yield "stored zip entry", entry.filename


def _types(deck: Deck) -> Iterator[tuple[str, str]]:
    types = deck.xml["[Content_Types].xml"]
    over = {o.get("PartName").lstrip("/"): o.get("ContentType") for o in types.iter(f"{_TYPE}Override")}
    defaults = {d.get("Extension") for d in types.iter(f"{_TYPE}Default")}
    for name in over:
        if name not in deck.raw:
            yield "phantom override", name
    for name in deck.raw:
        if name == "[Content_Types].xml" or name.endswith(".rels"):
            continue
        if name not in over and (name.endswith(".xml") or name.rpartition(".")[2] not in defaults):
            yield "part without content type", name
    for name in deck.named(r"ppt/slides/slide\d+\.xml"):
        if "slide+xml" not in over.get(name, ""):
            yield "part without content type", name


def _targets(deck: Deck) -> Iterator[tuple[str, str]]:
    reached = set()
    for name in [n for n in deck.raw if n.endswith(".rels")]:
        owner = name.replace("_rels/", "")[:-5]
        for _, target in deck.rels(owner).values():
            reached.add(target)
            if "://" not in target and target not in deck.raw:
                yield "dangling relation", f"{owner} → {target}"
            if "://" in target and not target.startswith(("http://", "https://")):
                yield "relation to a local file", f"{owner} → {target}"
    for name in deck.raw:
        if name != "[Content_Types].xml" and not name.endswith(".rels") and name not in reached:
            yield "part nobody names", name


def _shapes(deck: Deck) -> Iterator[tuple[str, str]]:
    for name, root in deck.xml.items():
        for geometry in root.iter(f"{A}prstGeom"):
            guides = geometry.findall(f"{A}avLst/{A}gd")
            if len(guides) > _GUIDES.get(geometry.get("prst"), 8):
                yield "guide on a shape without guides", name
        for line in root.iter(f"{A}ln"):
            if len(line) == 0 and not line.attrib:
                yield "empty line", name
        for fill in root.iter(f"{P}bgPr"):
            if fill.find(f"{A}effectLst") is None and fill.find(f"{A}effectDag") is None:
                yield "background without effect list", name
        for table in root.iter(f"{A}tbl"):
            columns = len(table.findall(f"{A}tblGrid/{A}gridCol"))
            if any(len(row.findall(f"{A}tc")) != columns for row in table.iter(f"{A}tr")):
                yield "cells differ from grid", name
        for tag in (f"{A}hlinkClick", f"{A}hlinkHover"):
            for link in root.iter(tag):
                kind, _target = deck.rels(name).get(link.get(f"{R}id"), ("", ""))
                if kind == "slide" and link.get("action") != "ppaction://hlinksldjump":
                    yield "jump without action", name
                if link.get("action") == "ppaction://hlinksldjump" and kind != "slide":
                    yield "jump without slide", name
        for group in root.iter(f"{P}grpSp"):
            frame = group.find(f"{P}grpSpPr/{A}xfrm")
            if frame is not None and [frame[0].attrib, frame[1].attrib] != [frame[2].attrib, frame[3].attrib]:
                yield "group's child frame differs", name


def _languages(deck: Deck) -> Iterator[tuple[str, str]]:
    for name, root in deck.xml.items():
        for element in root.iter():
            for key in ("lang", "altLang"):
                value = element.get(key) if isinstance(element.tag, str) else None
                if value is not None and not _LANG.fullmatch(value):
                    yield "bad language tag", f"{name}: {value}"


def _ids(deck: Deck) -> Iterator[tuple[str, str]]:
    presentation = deck.xml["ppt/presentation.xml"]
    ids = [e.get("id") for e in presentation.iter(f"{P}sldMasterId")]
    for name in deck.xml:
        if re.fullmatch(r"ppt/slideMasters/slideMaster\d+\.xml", name):
            ids += [e.get("id") for e in deck.xml[name].iter(f"{P}sldLayoutId")]
    for value, count in Counter(ids).items():
        if count > 1:
            yield "layout id used twice", str(value)
    for name, root in deck.xml.items():
        numbers = Counter(e.get("id") for e in root.iter(f"{P}cNvPr"))
        if any(count > 1 for count in numbers.values()):
            yield "shape id used twice", name


def _sections(deck: Deck) -> Iterator[tuple[str, str]]:
    presentation = deck.xml["ppt/presentation.xml"]
    slides = [e.get("id") for e in presentation.iter(f"{P}sldId")]
    if presentation.find(f"{P}notesMasterIdLst") is None and any(n.startswith("ppt/notesMasters/") for n in deck.raw):
        yield "notes master not listed", "presentation"
    inside = [e.get("id") for e in presentation.iter(f"{P14}sldId")]
    if inside and Counter(inside) != Counter(slides):
        yield "sections and slides differ", "presentation"
    guids = Counter(e.get("id") for e in presentation.iter(f"{P14}section"))
    for guid, count in guids.items():
        if count > 1:
            yield "section id used twice", guid


def _notes(deck: Deck) -> Iterator[tuple[str, str]]:
    for name in deck.named(r"ppt/notesSlides/notesSlide\d+\.xml"):
        kinds = {kind for kind, _ in deck.rels(name).values()}
        if "slide" not in kinds:
            yield "notes without slide", name
        if "notesMaster" not in kinds:
            yield "notes without master", name


def _titles(deck: Deck) -> Iterator[tuple[str, str]]:
    for name in deck.named(r"ppt/slides/slide\d+\.xml"):
        kinds = [e.get("type") for e in deck.xml[name].iter(f"{P}ph")]
        if sum(kind in ("title", "ctrTitle") for kind in kinds) != 1:
            yield "not one title", name


def _charts(deck: Deck) -> Iterator[tuple[str, str]]:
    for name in deck.named(r"ppt/charts/chart\d+\.xml"):
        root = deck.xml[name]
        axes = {
            e.find(f"{C}axId").get("val")
            for tag in ("catAx", "valAx", "dateAx", "serAx")
            for e in root.iter(f"{C}{tag}")
        }
        used = {e.get("val") for e in root.iter(f"{C}crossAx")}
        for plot in (
            e for e in root.iter() if isinstance(e.tag, str) and e.tag.startswith(C) and e.tag.endswith("Chart")
        ):
            used |= {e.get("val") for e in plot.findall(f"{C}axId")}
            stacked = (plot.find(f"{C}grouping").get("val") if plot.find(f"{C}grouping") is not None else "") in (
                "stacked",
                "percentStacked",
            )
            if stacked and any(e.get("val") not in _STACKED_BAR for e in plot.iter(f"{C}dLblPos")):
                yield "label position impossible on stacked bars", name
        if used != axes:
            yield "axis ids differ", name
        if any(int(v) < 0 for v in axes | used):
            yield "negative axis id", name
        for cache in (e for tag in ("strCache", "numCache") for e in root.iter(f"{C}{tag}")):
            count = int(cache.find(f"{C}ptCount").get("val"))
            if any(int(p.get("idx")) >= count for p in cache.findall(f"{C}pt")):
                yield "more points than counted", name
        lengths = {
            int(e.get("val")) for tag in ("cat", "val") for k in root.iter(f"{C}{tag}") for e in k.iter(f"{C}ptCount")
        }
        if len(lengths) > 1:
            yield "categories and values differ", name
        if not any(kind == "package" for kind, _ in deck.rels(name).values()):
            yield "chart without workbook", name


def _alternatives(deck: Deck) -> Iterator[tuple[str, str]]:
    for name in deck.named(r"ppt/slides/slide\d+\.xml"):
        for tag in ("graphicFrame", "pic"):
            for shape in deck.xml[name].iter(f"{P}{tag}"):
                words = next(shape.iter(f"{P}cNvPr")).get("descr", "")
                if not words or re.fullmatch(r"\S+\.(png|jpe?g|svg|emf)", words):
                    yield "no alternative text", name


CHECKS = (_zip, _types, _targets, _shapes, _languages, _ids, _sections, _notes, _titles, _charts, _alternatives)
