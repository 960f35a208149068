"""Turns a finished PDF into surfaces: printed text by structure element, artifacts, alternative texts, bookmarks,
metadata, attachments, annotations, and the painted marks of each tagged figure.

Content streams are walked by a tokenizer of our own, so that each show operator is known with its marked content, its
place and its size. Nothing is rendered, executed or fetched; every stream is unpacked within a bound.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportgen.verify.surfaces import (
    MOST_BYTES,
    MOST_PAGES,
    MOST_PART,
    MOST_TEXT,
    MOST_TOTAL,
    Contents,
    Kind,
    Mark,
    Picture,
    Run,
    Surface,
    Unreadable,
)

_TOKEN = re.compile(
    rb"[\x00\t\n\f\r ]*(?:%[^\r\n]*"
    rb"|(?P<num>[+-]?(?:\d+\.?\d*|\.\d+))(?=[\x00\t\n\f\r \[\]()<>/%]|$)"
    rb"|/(?P<name>[^\x00\t\n\f\r \[\]()<>{}/%]*)"
    rb"|(?P<str>\((?:[^()\\]|\\.)*\))"
    rb"|(?P<dict><<|>>)|(?P<hex><[0-9A-Fa-f\s]*>)"
    rb"|(?P<arr>[\[\]])|(?P<op>[A-Za-z'\"][A-Za-z0-9*]*)|(?P<deep>\())?",
    re.S,
)
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r\n|\r|\n|.)", re.S)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_DEPTH = 28  # nesting of forms and of the structure tree beyond which no honest file goes
_INLINE = ("Link", "Span", "Reference", "Lbl", "Em", "Strong", "Sub")
_RAISED = 0.8  # a reference mark is at most this part of the text beside it


def _unescape(data: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        code = match.group(1)
        if code in _PLAIN:
            return _PLAIN[code]
        if code[:1] in b"01234567":
            return bytes([int(code, 8) & 255])
        return b"" if code in (b"\n", b"\r", b"\r\n") else code

    return _ESCAPE.sub(one, data) if b"\\" in data else data


def _deep_string(data: bytes, start: int) -> tuple[bytes, int]:
    """A literal string with brackets inside: its bytes and the offset after it."""
    depth, i = 0, start
    while i < len(data):
        c = data[i]
        if c == 92:
            i += 2
            continue
        if c == 40:
            depth += 1
        elif c == 41:
            depth -= 1
            if depth == 0:
                return _unescape(data[start + 1 : i]), i + 1
        i += 1
    return _unescape(data[start + 1 :]), len(data)


def operations(data: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Operators of a content stream with their operands: float, bytes (strings), str (names), list, dict."""
    stack: list[list[Any]] = [[]]
    kinds: list[str] = []
    pos, match = 0, _TOKEN.match
    while pos < len(data):
        m = match(data, pos)
        if m is None or m.end() == pos:
            pos += 1
            continue
        pos, kind = m.end(), m.lastgroup
        if kind is None:
            continue
        if kind == "num":
            stack[-1].append(float(m["num"]))
        elif kind == "op":
            word = m.group("op").decode("latin-1")
            if len(stack) > 1 or word in ("true", "false", "null"):
                stack[-1].append(word == "true" if word in ("true", "false") else None)
                continue
            if word == "BI":
                end = re.compile(rb"[\s]EI(?=[\s]|$)").search(data, pos)
                pos = end.end() if end else len(data)
            yield word, stack[0]
            stack[0] = []
        elif kind == "str":
            stack[-1].append(_unescape(m.group("str")[1:-1]))
        elif kind == "hex":
            digits = re.sub(rb"\s", b"", m.group("hex")[1:-1])
            stack[-1].append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
        elif kind == "name":
            stack[-1].append("/" + m.group("name").decode("latin-1"))
        elif kind == "deep":
            text, pos = _deep_string(data, m.start(kind))
            stack[-1].append(text)
        else:
            token = m[kind]
            if token in (b"[", b"<<"):
                if len(stack) < 100:
                    stack.append([])
                    kinds.append(token.decode())
            elif kinds:
                items, opened = stack.pop(), kinds.pop()
                if opened == "<<":
                    pairs = zip(items[::2], items[1::2], strict=False)
                    stack[-1].append({k: v for k, v in pairs if isinstance(k, str)})
                else:
                    stack[-1].append(items)


class _Font:
    """Codes of one font to Unicode and to advance widths (thousandths of an em)."""

    def __init__(self, font: Any, read: Any) -> None:
        self.wide = str(font.get("/Subtype", "")) == "/Type0"
        self.map: dict[int, str] = {}
        self.widths: dict[int, float] = {}
        self.default = 1000.0 if self.wide else 500.0
        self.unmapped = False
        stream = font.get("/ToUnicode")
        if stream is not None:
            self._read_cmap(read(stream))
        else:
            self.unmapped = self.wide
        if self.wide:
            below = font["/DescendantFonts"][0]
            self.default = float(below.get("/DW", 1000))
            self._read_w(list(below.get("/W", [])))
        else:
            first = int(font.get("/FirstChar", 0))
            self.widths = {first + i: float(w) for i, w in enumerate(list(font.get("/Widths", []))[:256])}

    def _read_cmap(self, data: bytes) -> None:
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.S):
            for code, out in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>", block):
                self.map[int(code, 16)] = _utf16(out)
        for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.S):
            for low, high, many, one in re.findall(
                rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:\[(.*?)\]|<([0-9A-Fa-f\s]*)>)", block, re.S
            ):
                a, b = int(low, 16), int(high, 16)
                if b - a > 65535:
                    continue
                if many:
                    for i, out in enumerate(re.findall(rb"<([0-9A-Fa-f\s]*)>", many)[: b - a + 1]):
                        self.map[a + i] = _utf16(out)
                else:
                    base = _utf16(one)
                    for i in range(b - a + 1):
                        if base:
                            self.map[a + i] = base[:-1] + chr(min(ord(base[-1]) + i, 0x10FFFF))

    def _read_w(self, items: list[Any]) -> None:
        i = 0
        while i + 1 < len(items) and i < 20000:
            start = int(items[i])
            try:
                widths = list(items[i + 1])
            except TypeError:
                if i + 2 < len(items):
                    for code in range(start, min(int(items[i + 1]), start + 70000) + 1):
                        self.widths[code] = float(items[i + 2])
                i += 3
                continue
            self.widths.update({start + j: float(w) for j, w in enumerate(widths)})
            i += 2

    def decode(self, data: bytes) -> tuple[str, float, int]:
        """Text, advance in thousandths of an em, number of codes."""
        codes = [data[i] << 8 | data[i + 1] for i in range(0, len(data) - 1, 2)] if self.wide else list(data)
        get, width, default = self.map.get, self.widths.get, self.default
        if self.map:
            text = "".join([get(c, "\ufffd") for c in codes])
        else:
            text = "\ufffd" * len(codes) if self.wide else data.decode("cp1252", "replace")
        return text, sum([width(c, default) for c in codes]), len(codes)


def _utf16(digits: bytes) -> str:
    digits = re.sub(rb"\s", b"", digits)
    if len(digits) <= 2:
        return chr(int(digits, 16)) if digits else ""
    return bytes.fromhex(digits[: len(digits) // 4 * 4].decode()).decode("utf-16-be", "replace")


_Matrix = tuple[float, float, float, float, float, float]
_UNIT: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _times(a: _Matrix, b: _Matrix) -> _Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _grey(value: float) -> str:
    level = round(max(0.0, min(1.0, value)) * 255)
    return f"#{level:02x}{level:02x}{level:02x}"


def _rgb(values: list[Any]) -> str | None:
    numbers = [v for v in values if isinstance(v, float)]
    if len(numbers) == 1:
        return _grey(numbers[0])
    if len(numbers) == 3:
        return "#" + "".join(f"{round(max(0.0, min(1.0, v)) * 255):02x}" for v in numbers)
    if len(numbers) == 4:
        c, m, y, k = numbers
        return "#" + "".join(f"{round(max(0.0, 1 - min(1.0, v + k)) * 255):02x}" for v in (c, m, y))
    return None


@dataclass(slots=True)
class _State:
    ctm: _Matrix = _UNIT
    font: _Font | None = None
    size: float = 0.0
    rise: float = 0.0
    spacing: float = 0.0
    word: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    fill: str | None = "#000000"
    stroke: str | None = "#000000"
    dashed: bool = False
    invisible: int = 0

    def copy(self) -> _State:
        return _State(
            self.ctm,
            self.font,
            self.size,
            self.rise,
            self.spacing,
            self.word,
            self.scale,
            self.leading,
            self.fill,
            self.stroke,
            self.dashed,
            self.invisible,
        )


@dataclass(slots=True)
class _Bag:
    """What stands under one marked-content id (or under none) of a page."""

    runs: list[Run] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    kind: str = ""


class _Page:
    """Walks one page; `bags` are keyed by marked-content id, "artifact:n" or "stray"."""

    def __init__(self, reader: _Reader, number: int, page: Any) -> None:
        self.reader, self.number, self.page = reader, number, page
        self.bags: dict[int | str, _Bag] = {}
        self.artifacts = 0

    def walk(self) -> None:
        contents = self.page.get("/Contents")
        streams = [] if contents is None else ([contents] if not _is_array(contents) else list(contents))
        data = b"\n".join(self.reader.stream(s) for s in streams)
        self._run(data, _inherited(self.page, "/Resources"), _State(), 0, [])
        for annotation in list(self.page.get("/Annots") or [])[:5000]:
            self.reader.annotation(annotation, self)

    def form(self, stream: Any, key: str) -> None:
        """Walk an appearance stream of an annotation into the bag `key`."""
        self._run(self.reader.stream(stream), stream.get("/Resources"), _State(), 1, [key])

    def _bag(self, tags: list[int | str]) -> _Bag:
        key: int | str = "stray"
        for tag in reversed(tags):
            if tag != "":
                key = tag
                break
        return self.bags.setdefault(key, _Bag())

    def _run(self, data: bytes, resources: Any, state: _State, depth: int, tags: list[int | str]) -> None:
        if depth > _DEPTH:
            self.reader.trouble(self.number, "page", "forms are nested too deeply")
            return
        if self.reader.over(len(data)):
            return
        fonts = (resources or {}).get("/Font") or {}
        forms = (resources or {}).get("/XObject") or {}
        properties = (resources or {}).get("/Properties") or {}
        saved: list[_State] = []
        tm = line = _UNIT
        path: list[tuple[float, float]] = []
        pieces: list[tuple[float, float, float, float]] = []
        plain = True
        tags = list(tags)
        replaced: list[list[str] | None] = []  # an ActualText, then the glyphs painted under it

        def show(items: list[Any]) -> None:
            nonlocal tm
            font = state.font
            if font is None:
                return
            out, start = [], _times(tm, state.ctm)
            moved = 0.0
            for item in items:
                if isinstance(item, float):
                    moved -= item / 1000 * state.size
                elif isinstance(item, bytes):
                    text, advance, count = font.decode(item)
                    out.append(text)
                    moved += advance / 1000 * state.size + state.spacing * count
                    if state.word and not font.wide:
                        moved += state.word * item.count(b" ")
            tm = _times((1.0, 0.0, 0.0, 1.0, moved * state.scale, 0.0), tm)
            text = "".join(out)
            if not text:
                return
            size = state.size * math.hypot(start[2], start[3])
            bag = self._bag(tags)
            if replaced and replaced[-1] is not None:
                replaced[-1].append(text)
            if state.invisible in (3, 7):
                bag = self.bags.setdefault("invisible", _Bag())
            stop = _times(tm, state.ctm)
            bag.runs.append(
                Run(
                    text=text,
                    size=round(size, 2),
                    raised=state.rise > 0,
                    x=start[4],
                    end=stop[4],
                    y=start[5] + state.rise * start[3],
                )
            )

        def paint(fill: bool, stroke: bool) -> None:
            nonlocal path, pieces, plain
            bag = self._bag(tags)
            boxes = list(pieces)
            if path:
                xs, ys = [p[0] for p in path], [p[1] for p in path]
                boxes.append((min(xs), min(ys), max(xs), max(ys)))
            for box in boxes:
                if len(bag.marks) < 20000:
                    bag.marks.append(
                        Mark(
                            box=box,
                            fill=state.fill if fill else None,
                            stroke=state.stroke if stroke else None,
                            dashed=state.dashed,
                            rect=plain,
                        )
                    )
            path, pieces, plain = [], [], True

        def at(x: float, y: float) -> tuple[float, float]:
            m = state.ctm
            return (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])

        for op, args in operations(data):
            try:
                if op == "Tj":
                    show(args[-1:])
                elif op == "TJ":
                    show(args[-1] if args and isinstance(args[-1], list) else [])
                elif op == "Tm":
                    tm = line = tuple(args[-6:])
                elif op == "Td" or op == "TD":
                    if op == "TD":
                        state.leading = -args[-1]
                    tm = line = _times((1.0, 0.0, 0.0, 1.0, args[-2], args[-1]), line)
                elif op == "T*":
                    tm = line = _times((1.0, 0.0, 0.0, 1.0, 0.0, -state.leading), line)
                elif op in ("'", '"'):
                    tm = line = _times((1.0, 0.0, 0.0, 1.0, 0.0, -state.leading), line)
                    show(args[-1:])
                elif op == "BT":
                    tm = line = _UNIT
                elif op == "Tf":
                    state.font, state.size = self.reader.font(fonts.get(args[-2])), args[-1]
                elif op == "re":
                    x, y, w, h = args[-4:]
                    a, b = at(x, y), at(x + w, y + h)
                    pieces.append((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))
                elif op == "m" or op == "l":
                    path.append(at(args[-2], args[-1]))
                elif op in ("c", "v", "y"):
                    plain = False
                    path.extend(at(args[i], args[i + 1]) for i in range(0, len(args) - 1, 2))
                elif op in ("f", "F", "f*"):
                    paint(True, False)
                elif op in ("S", "s"):
                    paint(False, True)
                elif op in ("B", "B*", "b", "b*"):
                    paint(True, True)
                elif op == "n":
                    path, pieces, plain = [], [], True
                elif op == "q":
                    if len(saved) < 500:
                        saved.append(state.copy())
                elif op == "Q":
                    if saved:
                        state = saved.pop()
                elif op == "cm":
                    state.ctm = _times(tuple(args[-6:]), state.ctm)
                elif op in ("rg", "g", "k", "sc", "scn"):
                    state.fill = _rgb(args)
                elif op in ("RG", "G", "K", "SC", "SCN"):
                    state.stroke = _rgb(args)
                elif op == "d":
                    state.dashed = bool(args and isinstance(args[0], list) and args[0])
                elif op in ("BDC", "BMC"):
                    tags.append(self._tag(op, args, properties))
                    replaced.append(self._replace(args))
                elif op == "EMC":
                    if tags:
                        tags.pop()
                    if replaced:
                        self._compare(replaced.pop())
                elif op == "Ts":
                    state.rise = args[-1]
                elif op == "Tc":
                    state.spacing = args[-1]
                elif op == "Tw":
                    state.word = args[-1]
                elif op == "Tz":
                    state.scale = args[-1] / 100
                elif op == "TL":
                    state.leading = args[-1]
                elif op == "Tr":
                    state.invisible = int(args[-1])
                elif op == "Do":
                    self._do(forms.get(args[-1]), state, depth, tags)
                elif op in ("BI", "sh"):
                    self.reader.trouble(
                        self.number, "page", "an inline picture or shading, whose content cannot be read"
                    )
            except (IndexError, TypeError, ValueError, AttributeError):
                continue

    def _tag(self, op: str, args: list[Any], properties: Any) -> int | str:
        if op == "BDC" and len(args) > 1:
            values = args[1]
            if isinstance(values, str):
                found = properties.get(values)
                values = {} if found is None else {k: found.get(k) for k in ("/MCID", "/Subtype", "/Type")}
            mcid = values.get("/MCID") if isinstance(values, dict) else None
            if mcid is not None:
                return int(mcid)
        if args and args[0] == "/Artifact":
            self.artifacts += 1
            return f"artifact:{self.artifacts}"
        return ""

    def _replace(self, args: list[Any]) -> list[str] | None:
        """The ActualText of a marked-content sequence, in a list that takes the glyphs painted under it: these are
        read, with their sizes and places, and must say the same."""
        values = args[1] if len(args) > 1 else None
        actual = values.get("/ActualText") if isinstance(values, dict) else None
        return [_text_string(actual)] if isinstance(actual, bytes) else None

    def _compare(self, painted: list[str] | None) -> None:
        if painted and "".join(painted[0].split()) != "".join("".join(painted[1:]).split()):
            self.reader.trouble(self.number, "text", f'reads as "{painted[0]}" but shows "{"".join(painted[1:])}"')

    def _do(self, item: Any, state: _State, depth: int, tags: list[int | str]) -> None:
        if item is None:
            return
        kind = str(item.get("/Subtype", ""))
        if kind == "/Image":
            width, height = int(item.get("/Width", 0)), int(item.get("/Height", 0))
            self.reader.images.append((self.number, width, height))
            return
        if kind == "/Form":
            inner = state.copy()
            matrix = item.get("/Matrix")
            if matrix is not None:
                inner.ctm = _times(tuple(float(v) for v in matrix), state.ctm)  # type: ignore[arg-type]
            resources = item.get("/Resources") or _inherited(self.page, "/Resources")
            self._run(self.reader.stream(item), resources, inner, depth + 1, tags)


def _is_array(item: Any) -> bool:
    import pikepdf

    return isinstance(item, pikepdf.Array)


def _inherited(page: Any, key: str) -> Any:
    node, seen = page, 0
    while node is not None and seen < 50:
        if key in node:
            return node[key]
        node, seen = node.get("/Parent"), seen + 1
    return None


def _text_string(data: bytes) -> str:
    if data[:2] == b"\xfe\xff":
        return data[2:].decode("utf-16-be", "replace")
    if data[:3] == b"\xef\xbb\xbf":
        return data[3:].decode("utf-8", "replace")
    return data.decode("latin-1")


class _Reader:
    def __init__(self, pdf: Any, contents: Contents) -> None:
        self.pdf, self.contents = pdf, contents
        self.fonts: dict[Any, _Font] = {}
        self.images: list[tuple[int, int, int]] = []
        self.total = 0
        self.walked = 0
        self.pages: list[_Page] = []

    def trouble(self, page: int, place: str, what: str) -> None:
        if (page, place, what) not in self.contents.troubles and len(self.contents.troubles) < 200:
            self.contents.troubles.append((page, place, what))

    def over(self, size: int) -> bool:
        """True when forms used again and again have made more to walk than any honest file."""
        self.walked += size
        if self.walked > MOST_TOTAL // 4:
            self.trouble(0, "file", "holds more drawing than is read")
            return True
        return False

    def stream(self, stream: Any) -> bytes:
        import pikepdf

        if self.total > MOST_TOTAL:
            self.trouble(0, "file", "unpacks to more than is read")
            return b""
        try:
            data = bytes(stream.read_bytes())
        except (pikepdf.PdfError, MemoryError, AttributeError, TypeError, ValueError, RuntimeError):
            self.trouble(0, "file", "holds a stream that cannot be unpacked within bounds")
            return b""
        self.total += len(data)
        return data

    def font(self, font: Any) -> _Font | None:
        if font is None:
            return None
        key = font.objgen if font.is_indirect else id(font)
        if key not in self.fonts:
            try:
                self.fonts[key] = _Font(font, self.stream)
            except (KeyError, ValueError, TypeError, IndexError, AttributeError):
                self.trouble(0, "file", "holds a font whose characters cannot be read")
                return None
            if self.fonts[key].unmapped:
                self.trouble(0, "file", "holds a font without a Unicode map")
        return self.fonts[key]

    def annotation(self, annotation: Any, page: _Page) -> None:
        kind = str(annotation.get("/Subtype", ""))
        if kind == "/Link":
            action = annotation.get("/A")
            uri = action.get("/URI") if action is not None else None
            if uri is not None:
                self.add("link", page.number, "link", str(uri))
            elif action is not None and str(action.get("/S", "")) not in ("/GoTo", ""):
                self.trouble(page.number, "link", f"starts an action of kind {action.get('/S')}")
            if annotation.get("/Contents") is not None:
                self.add("alt", page.number, "link description", str(annotation["/Contents"]), role="Link")
            return
        for key in ("/Contents", "/V", "/T", "/TU"):
            if annotation.get(key) is not None:
                self.add("hidden", page.number, f"annotation {kind.strip('/')}", str(annotation[key]))
        look = annotation.get("/AP")
        normal = look.get("/N") if look is not None else None
        if normal is not None and hasattr(normal, "read_bytes"):
            page.form(normal, f"annotation:{len(page.bags)}")

    def add(self, kind: Kind, page: int, place: str, text: str, **more: Any) -> None:
        if text.strip():
            self.contents.surfaces.append(Surface(kind=kind, page=page, place=place, text=text, **more))

    # -- the parts of the document -------------------------------------------------------------------------------

    def read(self) -> None:
        count = len(self.pdf.pages)
        self.contents.pages = count
        if count > MOST_PAGES:
            raise Unreadable(
                f"{self.contents.name}: has {count} pages; at most {MOST_PAGES} are verified. Give the briefing alone."
            )
        for number, page in enumerate(self.pdf.pages, 1):
            walker = _Page(self, number, page.obj)
            walker.walk()
            self.pages.append(walker)
        self._structure()
        self._loose()
        self._outline()
        self._metadata()
        self._attachments()
        for number, width, height in self.images:
            self.trouble(number, "picture", f"a picture of {width} × {height} pixels, whose content cannot be read")
        self._actions()

    def _actions(self) -> None:
        root = self.pdf.Root
        names = root.get("/Names")
        if root.get("/AA") is not None or (names is not None and names.get("/JavaScript") is not None):
            self.trouble(0, "file", "carries scripts or actions")
        action = root.get("/OpenAction")
        if action is not None and hasattr(action, "keys") and str(action.get("/S", "")) not in ("/GoTo", ""):
            self.trouble(0, "file", f"starts an action of kind {action.get('/S')} when opened")
        if root.get("/AcroForm") is not None and len(root["/AcroForm"].get("/Fields", [])):
            self.trouble(0, "file", "carries form fields")

    def _structure(self) -> None:
        tree = self.pdf.Root.get("/StructTreeRoot")
        if tree is None:
            return
        numbers = {page.page.objgen: page for page in self.pages}
        seen: set[Any] = set()
        counter = 0
        figures = 0

        def children(node: Any) -> list[Any]:
            kids = node.get("/K")
            if kids is None:
                return []
            return list(kids) if _is_array(kids) else [kids]

        def bag_of(kid: Any, page: Any) -> tuple[_Page, int] | None:
            try:
                if isinstance(kid, int):
                    return numbers[page.objgen], kid
                if str(kid.get("/Type", "")) == "/MCR":
                    where = kid.get("/Pg", page)
                    return numbers[where.objgen], int(kid["/MCID"])
            except (KeyError, AttributeError, TypeError, ValueError):
                pass
            return None

        def visit(node: Any, page: Any, trail: tuple[str, ...], row: tuple[str, int, int]) -> None:
            nonlocal counter, figures
            if not hasattr(node, "get") or len(trail) > _DEPTH:
                return
            if node.is_indirect:
                if node.objgen in seen:
                    return
                seen.add(node.objgen)
            role = str(node.get("/S", "")).strip("/")
            page = node.get("/Pg", page)
            where = numbers[page.objgen].number if page is not None and page.objgen in numbers else 0
            counter += 1
            me = counter
            if role == "Table":
                row = (f"table {me}", -1, -1)
            elif role == "TR":
                row = (row[0] or f"table {me}", me, 0)
            bags: list[tuple[_Page, int]] = []
            inner: list[Any] = []
            own: list[tuple[_Page, int]] = []  # of this element and of its inline children, in drawing order: one text
            rest = []
            for kid in children(node):
                found = bag_of(kid, page)
                if found is not None:
                    bags.append(found)
                    own.append(found)
                elif hasattr(kid, "get") and str(kid.get("/Type", "")) != "/OBJR":
                    inner.append(kid)
                    inline = str(kid.get("/S", "")).strip("/") in _INLINE
                    if inline and kid.get("/ActualText") is None and kid.get("/Alt") is None:
                        own.extend(self._below(kid, page, bag_of, seen))
                    else:
                        rest.append(kid)
            for key, name in (("/Alt", "alternative text"), ("/ActualText", "replacement text"), ("/E", "expansion")):
                text = node.get(key)
                if text is not None:
                    if not where and bags:
                        where = bags[0][0].number
                    self.add("alt", where, f"{role} {name}", str(text), role=role, group=f"figure {me}")
            if role == "Figure":
                figures += 1
                self._figure(node, bags, inner, bag_of, page, figures)
            if own:
                self._emit(own, role, trail, row if row[1] >= 0 else ("", -1, -1), me)
            column = 0
            for kid in rest:
                part = str(kid.get("/S", "")).strip("/")
                at = row
                if part in ("TD", "TH"):
                    at = (row[0], row[1], column)
                    column += 1
                visit(kid, page, (*trail, f"{role}{me}"), at)

        try:
            for kid in children(tree):
                visit(kid, None, (), ("", -1, -1))
        except RecursionError:
            self.trouble(0, "file", "has a structure tree nested too deeply")

    def _below(self, node: Any, page: Any, bag_of: Any, seen: set[Any]) -> list[tuple[_Page, int]]:
        if node.is_indirect:
            if node.objgen in seen:
                return []
            seen.add(node.objgen)
        page = node.get("/Pg", page)
        out = []
        kids = node.get("/K")
        for kid in [] if kids is None else (list(kids) if _is_array(kids) else [kids]):
            found = bag_of(kid, page)
            if found is not None:
                out.append(found)
            elif hasattr(kid, "get") and str(kid.get("/Type", "")) != "/OBJR" and kid.get("/S") is not None:
                out.extend(self._below(kid, page, bag_of, seen))
        return out

    def _figure(self, node: Any, bags: Any, inner: Any, bag_of: Any, page: Any, number: int) -> None:
        every = list(bags)
        for kid in inner:
            every.extend(self._below(kid, page, bag_of, set()))
        marks: list[Mark] = []
        texts: list[Run] = []
        for walker, mcid in every:
            bag = walker.bags.get(mcid)
            if bag is not None:
                marks.extend(bag.marks)
                texts.extend(bag.runs)
        self.contents.pictures.append(
            Picture(
                page=every[0][0].number if every else 0,
                place=f"figure {number}",
                alt=str(node.get("/Alt", "")),
                texts=tuple(texts),
                marks=tuple(marks),
            )
        )

    def _emit(self, own: list[tuple[_Page, int]], role: str, trail: tuple[str, ...], row: Any, me: int) -> None:
        runs: list[tuple[int, Run]] = []
        for walker, mcid in own:
            bag = walker.bags.get(mcid)
            if bag is not None:
                bag.kind = "used"
                runs.extend((walker.number, run) for run in bag.runs)
        if not runs:
            return
        kind: Kind = "cell" if role in ("TD", "TH") or row[0] else "text"
        if role == "Figure" or any(t.startswith("Figure") for t in trail):
            # Labels of a chart stand apart from one another: each run that starts elsewhere is a text of its own.
            for page, text, part in _blocks(runs):
                self.contents.surfaces.append(
                    Surface(
                        kind="label",
                        page=page,
                        place=f"{role} label",
                        text=text,
                        role=role,
                        runs=part,
                        group=f"figure {me}",
                        box=(part[0].x, part[0].y, part[-1].x, part[-1].y),
                    )
                )
            return
        text, marks, lines = _joined([run for _, run in runs])
        self.contents.surfaces.append(
            Surface(
                kind=kind,
                page=runs[0][0],
                place=role or "text",
                text=text,
                role=role,
                marks=marks,
                group=row[0] or (trail[-1] if trail else ""),
                row=row[1],
                column=row[2],
                runs=lines,
                box=(runs[0][1].x, runs[0][1].y, runs[-1][1].x, runs[-1][1].y),
            )
        )

    def _loose(self) -> None:
        """What stands under no structure element: furniture (artifacts) and strays."""
        for walker in self.pages:
            for key, bag in walker.bags.items():
                if bag.kind == "used" or not bag.runs:
                    continue
                if isinstance(key, str) and key.startswith("artifact"):
                    kind: Kind = "head"
                elif key == "invisible" or (isinstance(key, str) and key.startswith("annotation")):
                    kind = "hidden"
                else:
                    kind = "text"
                name = {"head": "running head or foot", "hidden": "hidden text"}.get(kind, "untagged text")
                for page, text, part in _blocks([(walker.number, run) for run in bag.runs]):
                    self.contents.surfaces.append(
                        Surface(
                            kind=kind,
                            page=page,
                            place=name,
                            text=text,
                            runs=part,
                            role="artifact",
                            box=(part[0].x, part[0].y, part[-1].x, part[-1].y),
                        )
                    )

    def _outline(self) -> None:
        root = self.pdf.Root.get("/Outlines")
        if root is None:
            return
        seen: set[Any] = set()
        todo = [root.get("/First")]
        number = 0
        while todo and number < 5000:
            item = todo.pop()
            if item is None or item.objgen in seen:
                continue
            seen.add(item.objgen)
            number += 1
            self.add("bookmark", 0, f"bookmark {number}", str(item.get("/Title", "")))
            todo.append(item.get("/Next"))
            todo.append(item.get("/First"))

    def _metadata(self) -> None:
        import pikepdf

        try:
            for key, value in self.pdf.docinfo.items():
                self.add("meta", 0, f"property {str(key).strip('/')}", str(value), role=str(key).strip("/"))
        except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
            self.trouble(0, "file", "has unreadable document properties")
        stream = self.pdf.Root.get("/Metadata")
        if stream is not None:
            data = self.stream(stream)
            for name, text in re.findall(rb"<([\w:-]+)[^<>/]*>([^<]+)</", data):
                if text.strip():
                    plain = _entities(text.decode("utf-8", "replace"))
                    self.add("meta", 0, f"XMP {name.decode()}", plain, role=name.decode())

    def _attachments(self) -> None:
        import pikepdf

        try:
            names = list(self.pdf.attachments.keys())
        except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
            self.trouble(0, "file", "has attachments that cannot be listed")
            return
        for name in names[:50]:
            try:
                spec = self.pdf.attachments[name]
                entry = spec.obj["/EF"].get("/F")
                self.contents.attachments[str(name)] = self.stream(entry)
                if spec.description:
                    self.add("meta", 0, f"attachment {name}", str(spec.description), role="attachment")
            except (pikepdf.PdfError, KeyError, AttributeError, TypeError, ValueError):
                self.trouble(0, f"attachment {name}", "cannot be read")


def _entities(text: str) -> str:
    import html

    return html.unescape(text)


def _blocks(runs: list[tuple[int, Run]]) -> list[tuple[int, str, tuple[Run, ...]]]:
    """Runs that follow one another on a line or on the next line of one block, joined."""
    out: list[tuple[int, list[Run]]] = []
    for page, run in runs:
        if out and out[-1][0] == page:
            last = out[-1][1][-1]
            near = abs(run.size - last.size) < 0.05 and abs(run.y - last.y) < 0.6 and run.x >= last.x
            if near and run.x - last.end <= 0.6 * run.size:
                out[-1][1].append(run)
                continue
        out.append((page, [run]))
    return [(page, "".join(r.text for r in part), tuple(part)) for page, part in out]


def _joined(runs: list[Run]) -> tuple[str, tuple[int, ...], tuple[Run, ...]]:
    """Text without its raised reference marks, the marks, and the runs that are not marks."""
    from statistics import median

    body = median([r.size for r in runs for _ in r.text] or [0.0])
    text: list[str] = []
    marks: list[int] = []
    kept: list[Run] = []
    for run in runs:
        small = run.size <= body * _RAISED or run.raised
        if small and re.fullmatch(r"[\d,、，\s–-]+", run.text) and kept and run.size < 9:
            marks.extend(int(n) for n in re.findall(r"\d+", run.text))
            continue
        # A label and what it numbers stand apart on one line (圖4　2022年…): extraction without a blank would join
        # digits.
        if kept and abs(run.y - kept[-1].y) < 1 and run.x - kept[-1].end > 0.5 * run.size:
            text.append("\u3000")
        text.append(run.text)
        kept.append(run)
    return "".join(text), tuple(marks), tuple(kept)


def read_pdf(path: Path, name: str | None = None) -> Contents:
    """Every surface of a PDF. Raises Unreadable for what is no PDF, is encrypted, damaged or beyond the bounds."""
    label = name or path.name
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable(f"{label}: is larger than {MOST_BYTES // 1_000_000} MB; a briefing is far smaller.")
    except OSError as error:
        raise Unreadable(f"{label}: cannot be read ({error.strerror}). Check the path.") from None
    import pikepdf
    from pikepdf import settings

    settings.set_qpdf_limits(
        flate_max_memory=MOST_PART,
        png_max_memory=MOST_PART,
        run_length_max_memory=MOST_PART,
        tiff_max_memory=MOST_PART,
        dct_max_memory=MOST_PART,
        max_stream_filters=4,
        parser_max_nesting=100,
        parser_max_container_size=500_000,
        doc_max_warnings=200,
    )
    contents = Contents(name=label, format="pdf")
    try:
        pdf = pikepdf.open(path, attempt_recovery=True)
    except pikepdf.PasswordError:
        raise Unreadable(f"{label}: is encrypted. Give the file without a password.") from None
    except (pikepdf.PdfError, MemoryError, RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[0].replace(str(path), "").strip(": ")[:120]
        raise Unreadable(f"{label}: is damaged or no PDF ({reason}). Ask for the file again.") from None
    with pdf:
        if pdf.is_encrypted:
            raise Unreadable(f"{label}: is encrypted. Give the file without a password.")
        try:
            _Reader(pdf, contents).read()
        except (pikepdf.PdfError, RecursionError, MemoryError) as error:
            reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
            raise Unreadable(f"{label}: is damaged ({reason}). Ask for the file again.") from None
    if sum(len(s.text) for s in contents.surfaces) > MOST_TEXT:
        raise Unreadable(f"{label}: holds more text than is verified ({MOST_TEXT} characters).")
    for key in contents.attachments:
        if key.endswith(".json"):
            contents.ledger = contents.attachments[key]
            break
    return contents
