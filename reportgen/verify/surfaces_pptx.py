"""Turns a finished deck into surfaces: slide text, tables, chart caches with their workbooks, alternative texts, notes,
section names, properties, the ledger inside, and whatever text any other part holds.

The package is read as the zip of XML that it is, part by part within bounds; no entity is resolved, nothing is fetched.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from reportgen.verify import pptx_chart, pptx_links
from reportgen.verify.pictures import is_own, listed
from reportgen.verify.pptx_look import Look, odd
from reportgen.verify.surfaces import (
    MOST_BYTES,
    MOST_PAGES,
    MOST_PART,
    MOST_TEXT,
    MOST_TOTAL,
    Contents,
    Kind,
    NativeChart,
    Run,
    Series,
    Surface,
    Unreadable,
)

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_PT = 12700.0
_RUN, _FIELD, _BREAK, _PROPERTIES, _TEXT = (f"{_A}{name}" for name in ("r", "fld", "br", "rPr", "t"))
_BESIDE_RUNS = (f"{_A}pPr", f"{_A}endParaRPr")
_HOLDER = f"{_P}nvSpPr/{_P}nvPr/{_P}ph"
_SHAPE = f"{_P}spPr"
_PARAGRAPHS = f"{_P}txBody/{_A}p"
_PLOTS = ("barChart", "scatterChart")
_COUNTED = re.compile(r"[<‹].{0,12}[>›]|#?")
_COVERED = 0.4  # part of a text's box that a shape over it may not take
_FACT = re.compile(r"fact:([FD]\d+)")
_BOOK_PART = re.compile(
    r"(?:.*/)?|.*\.rels|\[Content_Types\]\.xml|docProps/(?:app|core)\.xml|xl/(?:workbook|sharedStrings|styles)\.xml"
    r"|xl/worksheets/sheet\d+\.xml|xl/theme/theme\d+\.xml|xl/calcChain\.xml|xl/tables/table\d+\.xml"
)
_Box = tuple[float, float, float, float]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class _Package:
    """A zip of parts, each unpacked at most once and within bounds."""

    def __init__(self, data: bytes | Path, label: str) -> None:
        self.label = label
        self.total = 0
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
            entries = self.zip.infolist()
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, UnicodeDecodeError) as error:
            raise Unreadable(f"{label}: is damaged or no PowerPoint file ({error}). Ask for the file again.") from None
        if len(entries) > 6000:
            raise Unreadable(f"{label}: holds {len(entries)} parts, more than any honest deck.")
        if sum(e.file_size for e in entries) > MOST_TOTAL or any(e.file_size > MOST_PART for e in entries):
            raise Unreadable(f"{label}: unpacks to more than {MOST_PART // 1_000_000} MB; it is not opened further.")
        if any(e.flag_bits & 1 for e in entries):
            raise Unreadable(f"{label}: is encrypted. Give the file without a password.")
        self.names: dict[str, zipfile.ZipInfo] = {}
        self.doubles: list[str] = []
        self._relations: dict[str, dict[str, tuple[str, str, bool]]] = {}
        for entry in entries:
            if entry.filename in self.names:
                self.doubles.append(entry.filename)
            self.names[entry.filename] = entry

    def read(self, name: str) -> bytes:
        """The bytes of a part; b"" when it is missing. Raises Unreadable when it does not unpack to what it says."""
        entry = self.names.get(name)
        if entry is None:
            return b""
        try:
            data = self._unpacked(entry)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, RuntimeError) as error:
            raise Unreadable(f"{self.label}: part {name} is damaged ({error}). Ask for the file again.") from None
        self.total += len(data)
        if len(data) > MOST_PART or self.total > MOST_TOTAL:
            raise Unreadable(f"{self.label}: unpacks to more than is read; it is not opened further.")
        return data

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        """The bytes of an entry. `zipfile` builds a reader with buffers for each of a hundred small parts; a plainly
        deflated one needs none of it."""
        file = self.zip.fp
        if entry.compress_type != zipfile.ZIP_DEFLATED or file is None or entry.compress_size > MOST_PART:
            with self.zip.open(entry) as part:
                return part.read(MOST_PART + 1)
        file.seek(entry.header_offset)
        head = file.read(30)
        if len(head) < 30 or head[:4] != b"PK\3\4":
            raise zipfile.BadZipFile("a part does not begin where the directory says")
        name, more = struct.unpack("<HH", head[26:30])
        if file.read(name).decode("utf-8" if head[7] & 8 else "cp437") != entry.orig_filename:
            raise zipfile.BadZipFile("a part has another name in the directory")
        file.seek(more, io.SEEK_CUR)
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(file.read(entry.compress_size), entry.file_size + 1)
        if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
            raise zipfile.BadZipFile("its size or check sum is not that of the directory")
        return data

    def xml(self, name: str) -> Any:
        """The root element of a part, or None when it is missing."""
        from lxml import etree

        data = self.read(name)
        if not data:
            return None
        if b"<!DOCTYPE" in data[:4000] or b"<!ENTITY" in data[:4000]:
            raise Unreadable(f"{self.label}: part {name} declares entities; no honest deck does.")
        try:
            return etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Unreadable(f"{self.label}: part {name} is damaged ({str(error)[:100]}).") from None

    def relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """rId → (kind, target part or address, external); a layout's are asked for by each of its slides."""
        if name not in self._relations:
            self._relations[name] = self._related(name)
        return self._relations[name]

    def _related(self, name: str) -> dict[str, tuple[str, str, bool]]:
        folder, base = posixpath.split(name)
        root = self.xml(f"{folder}/_rels/{base}.rels".lstrip("/"))
        found = {}
        for item in () if root is None else root.iterchildren(f"{_REL}Relationship"):
            outside = item.get("TargetMode") == "External"
            target = item.get("Target", "")
            if not outside:
                target = _resolved(folder, target)
            found[item.get("Id", "")] = (item.get("Type", "").rsplit("/", 1)[-1], target, outside)
        return found


@lru_cache(maxsize=4096)
def _resolved(folder: str, target: str) -> str:
    """The part that a relation of a part in a folder names."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


@cache
def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _parts(node: Any) -> dict[Any, Any]:
    """The children of an element by their tags, the first of each: one walk is cheaper than two paths."""
    found: dict[Any, Any] = {}
    if node is not None:
        for part in node:
            found.setdefault(part.tag, part)
    return found


def _text_of(paragraph: Any) -> tuple[str, tuple[Run, ...], list[Look]]:
    """A paragraph's text (a forced break is a line feed), its runs with their sizes and with their properties."""
    out: list[str] = []
    runs: list[Run] = []
    looks: list[Look] = []
    for item in paragraph:
        tag = item.tag
        if tag == _BREAK:
            out.append("\n")
        elif tag in (_RUN, _FIELD):
            parts = _parts(item)
            text = parts[_TEXT].text or "" if _TEXT in parts else ""
            properties = parts.get(_PROPERTIES)
            if tag == _RUN:
                looks.append((text, properties))
            elif item.get("type") == "slidenum" and _COUNTED.fullmatch(text):
                continue  # a number that the program showing it puts in: LibreOffice writes <number>
            size = float(properties.get("sz", 0)) / 100 if properties is not None else 0.0
            raised = properties is not None and int(properties.get("baseline", 0) or 0) > 0
            out.append(text)
            if text:
                runs.append(Run(text=text, size=size, raised=raised))
        elif tag not in _BESIDE_RUNS:
            out.extend(t.text or "" for t in item.iter() if isinstance(t.tag, str) and t.tag.endswith("}t"))
    return "".join(out), tuple(runs), looks


class _Reader:
    def __init__(
        self,
        package: _Package,
        contents: Contents,
        pictures: frozenset[str] = frozenset(),
        recorded: frozenset[str] = frozenset(),
    ) -> None:
        self.package, self.contents, self.pictures, self.recorded = package, contents, pictures, recorded
        self.seen: set[str] = set()
        self.numbers: dict[str, int] = {}  # part of a slide → its number
        self.told: dict[int, list[tuple[_Box, str]]] = {}  # slide → boxes with text

    def trouble(self, page: int, place: str, what: str) -> None:
        if (page, place, what) not in self.contents.troubles and len(self.contents.troubles) < 200:
            self.contents.troubles.append((page, place, what))

    def add(self, kind: Kind, page: int, place: str, text: str, **more: Any) -> None:
        if text.strip():
            self.contents.surfaces.append(Surface(kind=kind, page=page, place=place, text=text, **more))

    def read(self) -> None:
        package = self.package
        top = {kind: target for kind, target, _ in package.relations("").values()}
        main = top.get("officeDocument", "ppt/presentation.xml")
        root = package.xml(main)
        if root is None or root.tag != f"{_P}presentation":
            raise Unreadable(f"{package.label}: is no PowerPoint presentation.")
        self.seen.add(main)
        for name in package.doubles:
            self.trouble(0, name, "stands twice in the package")
        relations = package.relations(main)
        order = [item.get(f"{_R}id") for item in root.iterfind(f"{_P}sldIdLst/{_P}sldId")]
        if len(order) > MOST_PAGES:
            raise Unreadable(f"{package.label}: has {len(order)} slides; at most {MOST_PAGES} are verified.")
        self.contents.pages = len(order)
        layouts: list[str] = []
        self._custom()
        self.numbers = {relations.get(rid, ("", "", False))[1]: number for number, rid in enumerate(order, 1)}
        for number, rid in enumerate(order, 1):
            target = relations.get(rid, ("", "", False))[1]
            if target not in package.names:
                self.trouble(number, "slide", "is listed but missing")
                continue
            self._slide(number, target, layouts)
        layouts += [target for kind, target, _ in relations.values() if kind in ("notesMaster", "handoutMaster")]
        for part in dict.fromkeys(layouts):
            self._background(part)
        self._sections(root)
        self._properties(top)
        self._others()

    # -- slides --------------------------------------------------------------------------------------------------

    def _slide(self, number: int, part: str, layouts: list[str]) -> None:
        self.seen.add(part)
        root = self.package.xml(part)
        relations = self.package.relations(part)
        tree = root.find(f"{_P}cSld/{_P}spTree")
        self.add("hidden", number, "name of the slide", root.find(f"{_P}cSld").get("name", ""))
        if tree is not None:
            self._shapes(tree, number, relations, "", 0)
        for kind, target, outside in relations.values():
            if kind == "notesSlide":
                self.seen.add(target)
                self._notes(number, target)
            elif kind == "slideLayout":
                layouts.append(target)
                layouts.extend(t for k, t, _ in self.package.relations(target).values() if k == "slideMaster")
            elif kind == "hyperlink" and outside:
                self.add("link", number, "link", target)
            elif outside:
                self.trouble(number, "slide", f"draws on an address outside the file ({kind})")
            elif kind == "image":
                self._picture(number, "picture", [target])
            elif kind in ("comments", "comment"):
                self._loose_text(target, "comment", number)
        if root.find(f"{_P}timing") is not None:
            self.trouble(number, "slide", "is animated")
        self._leads(number, root, relations)

    def _leads(self, number: int, root: Any, relations: Any) -> None:
        """Links with their tips, sounds, names of shapes."""
        for link, fault in pptx_links.links(root, number, relations, self.numbers):
            self.contents.links.append(link)
            if fault:
                self.trouble(number, "link", fault)
        for tip in dict.fromkeys(link.says for link in self.contents.links if link.page == number):
            self.add("alt", number, "tip of a link", tip)
        for name in pptx_links.stated(root):
            self.add("hidden", number, "name of a shape", name)
        if pptx_links.played(relations):
            self.trouble(number, "slide", "plays a sound or a film")

    def _shapes(self, tree: Any, page: int, relations: Any, group: str, depth: int) -> None:
        if depth > 20:
            self.trouble(page, "slide", "groups are nested too deeply")
            return
        for shape in tree:
            if not isinstance(shape.tag, str):
                continue
            kind = shape.tag.rsplit("}", 1)[-1]
            if kind == "AlternateContent":
                for branch in shape:
                    if isinstance(branch.tag, str):
                        self._shapes(branch, page, relations, group, depth + 1)
                continue
            if kind not in ("sp", "grpSp", "graphicFrame", "pic", "cxnSp", "contentPart"):
                continue
            about = next((e for e in shape.iter(f"{_P}cNvPr")), None)
            name = about.get("name", "") if about is not None else ""
            number = about.get("id", "") if about is not None else ""
            place = name or f"shape {number}"
            if about is not None and about.get("hidden") in ("1", "true"):
                self.trouble(page, place, "is hidden")
            found = _FACT.search(name)
            fact = found.group(1) if found else ""
            if about is not None:
                for key in ("descr", "title"):
                    if about.get(key):
                        self.add(
                            "alt",
                            page,
                            f"{place}, alternative text",
                            about.get(key),
                            group=f"{page}:{number}",
                            fact=fact,
                        )
            if kind == "grpSp":
                self._shapes(shape, page, relations, group or f"{page}:{number}", depth + 1)
            elif kind == "graphicFrame":
                self._frame(shape, page, place, number, fact, relations, about)
            elif kind == "pic":
                used = [b.get(f"{_R}embed", "") for b in shape.iter(f"{_A}blip")]
                self._picture(page, place, [relations[u][1] if u in relations else "" for u in used])
            properties = next(shape.iterchildren(_SHAPE), None)
            box = _box(properties)
            if kind == "sp":
                self._text(shape, page, place, number, fact, group, box)
            if depth == 0 and box is not None:
                self._covers(shape, properties, page, place, box)

    def _covers(self, shape: Any, properties: Any, page: int, place: str, box: _Box) -> None:
        """A filled shape that lies over an earlier one with text hides it (a file's order is that of painting)."""
        if shape.tag == f"{_P}pic" or _fill(properties).startswith(("solidFill", "pattFill", "gradFill")):
            for other, below in self.told.get(page, ()):
                x0, y0, x1, y1 = other
                across = min(x1, box[2]) - max(x0, box[0])
                down = min(y1, box[3]) - max(y0, box[1])
                if across > 0 and down > 0 and across * down >= _COVERED * (x1 - x0) * (y1 - y0):
                    self.trouble(page, place, f'lies over the text "{below[:24]}"')
        text = "".join([t.text or "" for t in shape.iter(_TEXT)]) if shape.tag == f"{_P}sp" else ""
        if text.strip():
            self.told.setdefault(page, []).append((box, text))

    def _text(self, shape: Any, page: int, place: str, number: str, fact: str, group: str, box: _Box | None) -> None:
        holder = shape.find(_HOLDER)
        role = (holder.get("type") or "body") if holder is not None else ""
        kind: Kind = "head" if role in ("ftr", "dt", "sldNum") else "text"
        for index, paragraph in enumerate(shape.iterfind(_PARAGRAPHS)):
            text, runs, looks = _text_of(paragraph)
            self._look(page, place, looks)
            self.add(
                kind, page, place, text, group=f"{page}:{number}", role=role, fact=fact, runs=runs, row=index, box=box
            )

    def _look(self, page: int, place: str, looks: list[Look]) -> None:
        for text, what in odd(looks):
            self.trouble(page, place, f'the text "{text[:24]}" {what}')

    def _frame(self, frame: Any, page: int, place: str, number: str, fact: str, relations: Any, about: Any) -> None:
        table = frame.find(f".//{_A}tbl")
        if table is not None:
            for row, line in enumerate(table.iterfind(f"{_A}tr")):
                for column, cell in enumerate(line.iterfind(f"{_A}tc")):
                    parts = [_text_of(p) for p in cell.iterfind(f"{_A}txBody/{_A}p")]
                    for _, _, looks in parts:
                        self._look(page, f"{place}, row {row + 1}", looks)
                    self.add(
                        "cell",
                        page,
                        f"{place}, row {row + 1}",
                        "\n".join(t for t, _, _ in parts),
                        group=f"{page}:{number}",
                        fact=fact,
                        row=row,
                        column=column,
                        runs=tuple(r for _, runs, _ in parts for r in runs),
                    )
            return
        chart = frame.find(f".//{_C}chart")
        if chart is not None:
            target = relations.get(chart.get(f"{_R}id"), ("", "", False))[1]
            self._chart(target, page, place, fact, about.get("descr", "") if about is not None else "")
            return
        self.trouble(page, place, "an embedded object, whose content cannot be read")

    def _chart(self, part: str, page: int, place: str, fact: str, alt: str) -> None:
        root = self.package.xml(part)
        if root is None:
            self.trouble(page, place, "its chart is missing")
            return
        self.seen.add(part)
        series: list[Series] = []
        categories: tuple[str, ...] = ()
        kinds = []
        for axis in root.iterfind(f"{_C}chart/{_C}plotArea/{_C}valAx"):
            if _val(axis, f"{_C}scaling/{_C}orientation") == "maxMin":
                self.trouble(page, place, "has its axis turned round")
        for plot in root.iterfind(f"{_C}chart/{_C}plotArea/*"):
            tag = plot.tag.rsplit("}", 1)[-1]
            if not tag.endswith("Chart"):
                continue
            grouping = plot.find(f"{_C}grouping")
            kinds.append(tag + (f":{grouping.get('val')}" if grouping is not None else ""))
            if "percentStacked" in kinds[-1]:
                self.trouble(page, place, "draws shares of the whole for its values")
            if tag not in _PLOTS:
                self.trouble(page, place, f"is a chart of another kind ({tag}) than reportgen draws")
            if tag == "scatterChart":
                categories, read = self._dumbbell(plot, page, place)
                series += read
                continue
            for item in plot.iterfind(f"{_C}ser"):
                looks = [item.find(f"{_C}spPr"), *(p.find(f"{_C}spPr") for p in item.iterfind(f"{_C}dPt"))]
                if kinds[-1].endswith(":clustered") and any(map(_unseen, looks)):
                    self.trouble(page, place, "draws bars that nobody sees")
                names = _cache(item.find(f"{_C}cat"))
                if names and not categories:
                    categories = tuple("" if n is None else n for n in names)
                elif names and tuple("" if n is None else n for n in names) != categories:
                    self.trouble(page, place, "its series name different categories")
                values = _cache(item.find(f"{_C}val")) or _cache(item.find(f"{_C}yVal"))
                format_code = item.findtext(f"{_C}val/{_C}numRef/{_C}numCache/{_C}formatCode") or ""
                label_format = item.find(f"{_C}dLbls/{_C}numFmt")
                title = _cache(item.find(f"{_C}tx"))
                series.append(
                    Series(
                        name=(title[0] or "") if title else "",
                        values=tuple(_number(v) for v in values),
                        labels=tuple(self._labels(item)),
                        fills=_fills(item, len(values)),
                        format=label_format.get("formatCode", "") if label_format is not None else format_code,
                    )
                )
        low = high = None
        for axis in root.iterfind(f"{_C}chart/{_C}plotArea/{_C}valAx"):
            if axis.find(f"{_C}scaling/{_C}logBase") is not None or axis.find(f"{_C}dispUnits") is not None:
                self.trouble(page, place, "its axis is not in proportion to its numbers")
            self._odd_axis(axis, kinds, page, place)
            if kinds == ["scatterChart"] and _val(axis, f"{_C}axPos") != "b":
                continue  # the rows' heights
            low = _number(_val(axis, f"{_C}scaling/{_C}min"))
            high = _number(_val(axis, f"{_C}scaling/{_C}max"))
        for what in pptx_chart.odd(root):
            self.trouble(page, place, what)
        book: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
        for kind, target, outside in self.package.relations(part).values():
            if outside:
                self.trouble(page, place, "its data lie outside the file")
            elif kind == "package":
                self.seen.add(target)
                book = self._workbook(target, page, place)
            elif target.endswith(".xml"):
                self._loose_text(target, f"{place}, drawing in the chart", page)
        if not book:
            self.trouble(page, place, "has no workbook behind it")
        elif kinds == ["scatterChart"] and book[0][1]:
            head = [*book[0][1][0][1:], *[""] * len(series)]
            series = [replace(s, name=head[i]) for i, s in enumerate(series)]
        self.contents.charts.append(
            NativeChart(
                page=page,
                place=place,
                alt=alt,
                kind=" ".join(kinds),
                categories=categories,
                series=tuple(series),
                sheets=book,
                fact=fact,
                axis=(low, high),
            )
        )
        for number, text in enumerate(self._chart_texts(root), 1):
            self.add("label", page, f"{place}, chart label {number}", text, group=f"chart {part}", fact=fact)

    def _odd_axis(self, axis: Any, kinds: list[str], page: int, place: str) -> None:
        """Bars grow from 0; no number of a label stands under a condition."""
        for one in (axis, *axis.getparent().iterfind(f"{_C}catAx")):
            crosses = _val(one, f"{_C}crosses")
            if one.find(f"{_C}crossesAt") is not None or crosses not in (None, "autoZero", "min"):
                self.trouble(page, place, "its bars do not grow from 0")
        if any(_val(e, f"{_C}showSerName") == "1" for e in axis.getparent().iter(f"{_C}dLbls", f"{_C}dLbl")):
            self.trouble(page, place, "prints names of series beside its numbers")
        formats = (e.get("formatCode", "") for e in axis.getparent().iter(f"{_C}numFmt"))
        if any("[" in re.sub('"[^"]*"', "", form) for form in formats):
            self.trouble(page, place, "prints its numbers under a condition")

    def _dumbbell(self, plot: Any, page: int, place: str) -> tuple[tuple[str, ...], list[Series]]:
        """A scatter chart with a series a row, its points from left to right as the workbook's columns: the rows as
        categories, the points as series named by the workbook's head. Points off their row's height are a trouble."""
        rows = list(plot.iterfind(f"{_C}ser"))
        names = tuple((_cache(r.find(f"{_C}tx")) or ("",))[0] or "" for r in rows)
        values = [tuple(_number(v) for v in _cache(r.find(f"{_C}xVal"))) for r in rows]
        levels = [tuple(_number(v) for v in _cache(r.find(f"{_C}yVal"))) for r in rows]
        labels = [list(self._labels(r)) for r in rows]
        wide = max((len(v) for v in values), default=0)
        if any(len(v) != wide or len(set(y)) != 1 or len(y) != wide for v, y in zip(values, levels, strict=True)):
            self.trouble(page, place, "is a scatter chart whose points are not level with their row")
        if len({y[0] for y in levels if y}) != len(rows):
            self.trouble(page, place, "is a scatter chart with two rows at one height")
        made = []
        for point in range(wide):
            own = [
                f"{row}{label[len(str(point)) :]}"
                for row, found in enumerate(labels)
                for label in found
                if re.match(rf"{point}[=#]", label)
            ]
            column = tuple(v[point] if point < len(v) else None for v in values)
            made.append(Series(name="", values=column, labels=tuple(own), fills=("",) * len(rows)))
        return names, made

    def _labels(self, series: Any) -> Iterator[str]:
        """`index=text` of each data label with its own text or number format."""
        for label in series.iterfind(f"{_C}dLbls/{_C}dLbl"):
            index = _val(label, f"{_C}idx") or ""
            text = "".join(t.text or "" for t in (*label.iter(f"{_A}t"), *label.iterfind(f"{_C}tx//{_C}v")))
            form = label.find(f"{_C}numFmt")
            if text:
                yield f"{index}={text}"
            elif form is not None:
                yield f"{index}#{form.get('formatCode', '')}"

    def _chart_texts(self, root: Any) -> Iterator[str]:
        for paragraph in root.iter(f"{_A}p"):
            parent = paragraph.getparent()
            while parent is not None and not parent.tag.endswith(("}dLbl", "}chartSpace")):
                parent = parent.getparent()
            text = "".join(t.text or "" for t in paragraph.iter(f"{_A}t"))
            if text.strip() and (parent is None or not parent.tag.endswith("}dLbl")):
                yield text
        for linked in root.iter(f"{_C}title", f"{_C}trendline"):  # taken from a cell, or a name of its own
            yield from (e.text for e in linked.iter(f"{_C}v", f"{_C}name") if (e.text or "").strip())

    def _workbook(self, part: str, page: int, place: str) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
        try:
            book = _Package(self.package.read(part), f"{self.package.label}, {place}, workbook")
            for text in pptx_chart.about(book.xml("docProps/core.xml")):
                self.add("hidden", page, f"{place}, property of the workbook", text)
            return tuple(_sheets(book, lambda what: self.trouble(page, f"{place}, workbook", what)))
        except Unreadable as error:
            self.trouble(page, place, f"its workbook cannot be opened ({error})")
            return (("", ()),)

    # -- what stands around the slides ---------------------------------------------------------------------------

    def _notes(self, number: int, part: str) -> None:
        root = self.package.xml(part)
        if root is None:
            return
        for shape in root.iter(f"{_P}sp"):
            holder = shape.find(_HOLDER)
            role = (holder.get("type") or "body") if holder is not None else ""
            kind: Kind = "head" if role in ("sldNum", "hdr", "ftr", "dt") else "note"
            for index, paragraph in enumerate(shape.iterfind(_PARAGRAPHS)):
                text, runs, _ = _text_of(paragraph)
                self.add(
                    kind, number, "speaker notes", text, role="notes", group=f"{number}:notes", row=index, runs=runs
                )
        self._framed(root, number, "notes page")
        if any(k == "image" and not out for k, _, out in self.package.relations(part).values()):
            self.trouble(number, "notes page", "a picture, whose content cannot be read")

    def _framed(self, root: Any, page: int, place: str) -> None:
        """Text in the tables and connectors of a part that holds shapes only when reportgen writes it."""
        for frame in root.iter(f"{_P}graphicFrame", f"{_P}cxnSp", f"{_P}contentPart"):
            for paragraph in frame.iter(f"{_A}p"):
                self.add("text", page, place, _text_of(paragraph)[0], role="layout")
            if frame.find(f".//{_C}chart") is not None:
                self.trouble(page, place, "a chart, whose content is not read here")

    def _picture(self, page: int, place: str, parts: list[str]) -> None:
        """Pictures at one place: the user's own, as recorded, or a trouble."""
        drawn = [self.package.read(part) for part in parts]
        if drawn and all(is_own(data, self.pictures) for data in drawn):
            return
        if drawn and all(is_own(data, self.pictures | self.recorded) for data in drawn):
            self.contents.recorded.append((page, place))
        else:
            self.trouble(page, place, "a picture, whose content cannot be read")

    def _background(self, part: str) -> None:
        """Text of a layout or master that shows on slides: everything but placeholders."""
        self.seen.add(part)
        root = self.package.xml(part)
        if root is None:
            return
        name = root.find(f"{_P}cSld").get("name", "") if root.find(f"{_P}cSld") is not None else ""
        for shape in root.iter(f"{_P}sp"):
            if shape.find(_HOLDER) is not None:
                prompt = "".join(t.text or "" for t in shape.iter(f"{_A}t"))
                self.add("hidden", 0, f"layout {name or part}, prompt", prompt if pptx_links.tells(prompt) else "")
                continue
            for paragraph in shape.iterfind(_PARAGRAPHS):
                self.add("text", 0, f"layout {name or part}", _text_of(paragraph)[0], role="layout")
        self._framed(root, 0, f"layout {name or part}")
        images = [t for k, t, _ in self.package.relations(part).values() if k == "image"]
        if images:
            self._picture(0, f"layout {name or part}", images)

    def _sections(self, root: Any) -> None:
        order = {item.get("id"): n for n, item in enumerate(root.iterfind(f"{_P}sldIdLst/{_P}sldId"), 1)}
        space = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
        for item in root.iter(f"{space}section"):
            self.add("section", 0, "section name", item.get("name", ""))
            slides = [order[i.get("id")] for i in item.iter(f"{space}sldId") if i.get("id") in order]
            self.contents.sections.append((item.get("name", ""), tuple(slides)))

    def _properties(self, top: dict[str, str]) -> None:
        for kind in ("core-properties", "extended-properties", "custom-properties"):
            part = top.get(kind, "")
            root = self.package.xml(part) if part else None
            self.seen.add(part)
            if root is None:
                continue
            counted = {i for head in root.iterfind("{*}HeadingPairs") for i in head.iter()}
            for item in root.iter():  # but for PowerPoint's own names of what it counts: fonts used 3, titles 20
                if isinstance(item.tag, str) and len(item) == 0 and (item.text or "").strip() and item not in counted:
                    role = item.tag.rsplit("}", 1)[-1]
                    self.add("meta", 0, f"property {role}", item.text or "", role=role)

    def _custom(self) -> None:
        """The ledger inside, and the sums of the pictures that the deck was made with."""
        for name in sorted(self.package.names):
            if re.fullmatch(r"customXml/item\d+\.xml", name):
                self.seen.add(name)
                root = self.package.xml(name)
                if root is not None:
                    self.recorded |= listed(root)
                text = "".join(root.itertext()).strip() if root is not None else ""
                if text.startswith("{"):
                    self.contents.attachments[name] = text.encode()
                    if self.contents.ledger is None:
                        self.contents.ledger = text.encode()
                elif text:
                    self.add("hidden", 0, name, text)

    def _others(self) -> None:
        """Text of any part that was not read as something known; scripts and foreign objects are troubles. A slide that
        the presentation no longer lists (deleted by another program) is shown to nobody and left alone with its
        parts."""
        for name in self.package.names:
            if re.fullmatch(r"ppt/slides/slide\d+\.xml", name) and name not in self.seen:
                self.seen.add(name)
                targets = [t for _, t, outside in self.package.relations(name).values() if not outside]
                for target in targets:
                    self.seen.update(
                        t
                        for _, t, outside in self.package.relations(target).values()
                        if not outside and "/slides/" not in t
                    )
                self.seen.update(targets)
        for name in self.package.names:
            if name in self.seen or name.endswith((".rels", "/")) or name == "[Content_Types].xml":
                continue
            if re.search(r"vbaProject|activeX|oleObject", name):
                self.trouble(0, name, "carries a program or an embedded object")
            elif re.match(
                r"ppt/(slides|notesSlides|charts|diagrams|comments|embeddings|handoutMasters)/.*\.xml$", name
            ):
                self._loose_text(name, name, 0)

    def _loose_text(self, part: str, place: str, page: int) -> None:
        if part in self.seen:
            return
        self.seen.add(part)
        root = self.package.xml(part)
        if root is None:
            return
        for item in root.iter():
            if isinstance(item.tag, str) and item.tag.rsplit("}", 1)[-1] in ("t", "text") and (item.text or "").strip():
                self.add("hidden", page, place, item.text or "")


def _box(properties: Any) -> _Box | None:
    """Left, top, right, bottom of a shape in pt from the top left of the slide; None when the layout gives it."""
    place = _parts(_parts(properties).get(f"{_A}xfrm"))
    off, ext = place.get(f"{_A}off"), place.get(f"{_A}ext")
    if off is None or ext is None:
        return None
    x, y = float(off.get("x", 0)) / _PT, float(off.get("y", 0)) / _PT
    return (x, y, x + float(ext.get("cx", 0)) / _PT, y + float(ext.get("cy", 0)) / _PT)


def _val(node: Any, path: str) -> str | None:
    found = node.find(path)
    return None if found is None else str(found.get("val", ""))


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text not in (None, "") else None
    except ValueError:
        return None


def _fills(series: Any, count: int) -> tuple[str, ...]:
    """The fill of each point of a series: its colour token, "none", or "" for what the theme gives."""
    default = _fill(series.find(f"{_C}spPr"))
    own = {int(_val(p, f"{_C}idx") or -1): _fill(p.find(f"{_C}spPr")) for p in series.iterfind(f"{_C}dPt")}
    return tuple(own.get(i, default) for i in range(count))


def _unseen(properties: Any) -> bool:
    """Whether bars have neither a fill nor an outline."""
    line = None if properties is None else properties.find(f"{_A}ln")
    return _fill(properties) == "none" and (line is None or line.find(f"{_A}noFill") is not None)


def _fill(properties: Any) -> str:
    parts = _parts(properties)
    if f"{_A}noFill" in parts:
        return "none"
    for kind in ("solidFill", "pattFill", "gradFill"):
        found = parts.get(f"{_A}{kind}")
        if found is not None:
            return kind + ":" + " ".join([str(e.get("val")) for e in found.iter() if e.get("val")])
    return ""


def _cache(node: Any) -> tuple[str | None, ...]:
    """The points of a cache in order of their index; missing ones are None."""
    if node is None:
        return ()
    count = node.find(f".//{_C}ptCount")
    points: dict[int, str] = {}
    for point in node.iter(f"{_C}pt"):
        points[int(point.get("idx", 0))] = point.findtext(f"{_C}v") or ""
    size = max([int(count.get("val", 0)) if count is not None else 0, *(i + 1 for i in points)])
    if not points and (direct := node.findtext(f"{_C}v")):
        return (direct,)
    return tuple(points.get(i) for i in range(min(size, 5000)))


def _sheets(book: _Package, trouble: Any) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    """Name and rows of each sheet; a formula is reported and read as its cached value."""
    strings: list[str] = []
    shared = book.xml("xl/sharedStrings.xml")
    if shared is not None:
        strings = ["".join(t.text or "" for t in item.iter(f"{_M}t")) for item in shared.iterfind(f"{_M}si")]
    main = book.xml("xl/workbook.xml")
    if main is None:
        trouble("is no workbook")
        return
    if any("vbaProject" in name or "externalLink" in name for name in book.names):
        trouble("carries a program or links to other files")
    for name in book.names:
        if not _BOOK_PART.fullmatch(name):
            trouble(f"holds {name}, which no chart needs")
    for what in pptx_chart.book(main):
        trouble(what)
    relations = book.relations("xl/workbook.xml")
    for sheet in main.iterfind(f"{_M}sheets/{_M}sheet"):
        root = book.xml(relations.get(sheet.get(f"{_R}id"), ("", "", False))[1])
        rows: list[tuple[str, ...]] = []
        for what in pptx_chart.sheet(root):
            trouble(what)
        for line in [] if root is None else list(root.iterfind(f"{_M}sheetData/{_M}row"))[:5000]:
            cells: dict[int, str] = {}
            for cell in line.iterfind(f"{_M}c"):
                letters = re.match(r"[A-Z]*", cell.get("r", "")).group()  # type: ignore[union-attr]
                column = 0
                for letter in letters:
                    column = column * 26 + ord(letter) - 64
                if cell.find(f"{_M}f") is not None:
                    trouble(f"cell {cell.get('r')} holds a formula")
                value = cell.findtext(f"{_M}v") or ""
                if cell.get("t") == "s" and value.isdigit() and int(value) < len(strings):
                    value = strings[int(value)]
                elif cell.get("t") == "inlineStr":
                    value = "".join(t.text or "" for t in cell.iter(f"{_M}t"))
                if column <= 200:
                    cells[column] = value
            rows.append(tuple(cells.get(i, "") for i in range(1, max(cells, default=0) + 1)))
        yield sheet.get("name", ""), tuple(rows)


def read_pptx(
    path: Path,
    name: str | None = None,
    pictures: frozenset[str] = frozenset(),
    recorded: frozenset[str] = frozenset(),
) -> Contents:
    """Every surface of a deck; `pictures` are sums of the user's own, `recorded` those that a manifest tells.

    Raises Unreadable for what is no deck, is encrypted, damaged or beyond the bounds."""
    label = name or path.name
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable(f"{label}: is larger than {MOST_BYTES // 1_000_000} MB; a deck is far smaller.")
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise Unreadable(f"{label}: cannot be read ({error.strerror}). Check the path.") from None
    if start == _OLE:
        raise Unreadable(f"{label}: is encrypted or an old PowerPoint file. Give a .pptx without a password.")
    contents = Contents(name=label, format="pptx")
    _Reader(_Package(path, label), contents, pictures, recorded).read()
    if sum(len(s.text) for s in contents.surfaces) > MOST_TEXT:
        raise Unreadable(f"{label}: holds more text than is verified ({MOST_TEXT} characters).")
    return contents
