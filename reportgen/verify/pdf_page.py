"""Walks the content of one PDF page: each shown text and each painted path with its marked content, place and size.

Nothing is rendered, executed or fetched.
"""

from __future__ import annotations

import math
from dataclasses import field
from functools import lru_cache
from typing import Any

from reportgen.records import dataclass
from reportgen.verify.pdf_source import Source
from reportgen.verify.pdf_stream import Font, operations
from reportgen.verify.pictures import is_own
from reportgen.verify.surfaces import Mark, Run

_LEAST = 2.5  # pt a side: a smaller filled path covers no text
_BAND = 16  # pt of a page's height whose texts are looked at together
_SQUEEZED = 0.5  # of the width of characters
_FAINT = 0.4  # opacity under which text is not read
_DEPTH = 28  # nesting of forms beyond which no honest file goes

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
    return _colour(tuple(v for v in values if isinstance(v, float)))


@lru_cache(maxsize=512)
def _colour(numbers: tuple[float, ...]) -> str | None:
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
    font: Font | None = None
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
    faint: bool = False
    clip: tuple[float, float, float, float] | None = None

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
            self.faint,
            self.clip,
        )


@dataclass(slots=True)
class Bag:
    """What stands under one marked-content id (or under none) of a page."""

    runs: list[Run] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    kind: str = ""


class Page:
    """Walks one page; `bags` are keyed by marked-content id, "artifact:n" or "stray"."""

    def __init__(self, source: Source, number: int, page: Any) -> None:
        self.source, self.number, self.page = source, number, page
        self.bags: dict[int | str, Bag] = {}
        self.artifacts = 0
        self.box = _page_box(page)
        self.shown: dict[int, list[Run]] = {}  # band of the page's height → texts painted so far

    def walk(self) -> None:
        contents = self.page.get("/Contents")
        streams = [] if contents is None else ([contents] if not is_array(contents) else list(contents))
        data = b"\n".join(self.source.stream(s) for s in streams)
        self._run(data, _inherited(self.page, "/Resources"), _State(), 0, [])

    def form(self, stream: Any, key: str) -> None:
        """Walk an appearance stream of an annotation into the bag `key`."""
        self._run(self.source.stream(stream), stream.get("/Resources"), _State(), 1, [key])

    def _bag(self, tags: list[int | str]) -> Bag:
        key: int | str = "stray"
        for tag in reversed(tags):
            if tag != "":
                key = tag
                break
        return self.bags.setdefault(key, Bag())

    def _run(self, data: bytes, resources: Any, state: _State, depth: int, tags: list[int | str]) -> None:
        if depth > _DEPTH:
            self.source.trouble(self.number, "page", "forms are nested too deeply")
            return
        if self.source.over(len(data)):
            return
        fonts = (resources or {}).get("/Font") or {}
        forms = (resources or {}).get("/XObject") or {}
        properties = (resources or {}).get("/Properties") or {}
        looks = (resources or {}).get("/ExtGState") or {}
        used: dict[Any, Font | None] = {}
        clipping = False
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
                bag = self.bags.setdefault("invisible", Bag())
            stop = _times(tm, state.ctm)
            run = Run(
                text=text,
                size=round(size, 2),
                raised=state.rise > 0,
                x=start[4],
                end=stop[4],
                y=start[5] + state.rise * start[3],
            )
            bag.runs.append(run)
            if text.strip():
                self._visible(run, state)
            self.shown.setdefault(int(run.y) // _BAND, []).append(run)

        def narrow() -> None:
            nonlocal clipping
            if not clipping:
                return
            clipping = False
            every = [*path, *((b[i], b[i + 1]) for b in pieces for i in (0, 2))]
            if every:
                xs, ys = [p[0] for p in every], [p[1] for p in every]
                old = state.clip or (min(xs), min(ys), max(xs), max(ys))
                state.clip = (max(min(xs), old[0]), max(min(ys), old[1]), min(max(xs), old[2]), min(max(ys), old[3]))

        def paint(fill: bool, stroke: bool) -> None:
            nonlocal path, pieces, plain
            narrow()
            bag = self._bag(tags)
            boxes = list(pieces)
            if path:
                xs, ys = [p[0] for p in path], [p[1] for p in path]
                boxes.append((min(xs), min(ys), max(xs), max(ys)))
            if self.shown:
                for box in boxes:
                    if box[3] - box[1] < _LEAST:
                        self._struck(box)
                    elif fill and state.fill is not None:
                        self._covered(box)
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
                    if args[-2] not in used:
                        used[args[-2]] = self.source.font(fonts.get(args[-2]), self.number)
                    state.font, state.size = used[args[-2]], args[-1]
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
                    narrow()
                    path, pieces, plain = [], [], True
                elif op in ("W", "W*"):
                    clipping = True
                elif op == "gs":
                    state.faint = state.faint or _see_through(looks.get(args[-1]))
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
                    if args and isinstance(args[-1], str):
                        self.source.trouble(
                            self.number, "page", "is painted with a pattern, whose content cannot be read"
                        )
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
                    self.source.trouble(
                        self.number, "page", "an inline picture or shading, whose content cannot be read"
                    )
            except (IndexError, TypeError, ValueError, AttributeError):
                continue

    def _visible(self, run: Run, state: _State) -> None:
        """Text that is painted and not to be seen: see-through, squeezed, outside the page or what is clipped."""
        left, bottom, right, top = self.box
        middle, height = (run.x + run.end) / 2, run.y + 0.3 * run.size
        fault = ""
        if state.faint:
            fault = "is see-through"
        elif abs(state.scale) < _SQUEEZED:
            fault = "is squeezed"
        elif not (left <= middle <= right and bottom <= height <= top):
            fault = "lies outside the page"
        elif state.clip is not None:
            a, b, c, d = state.clip
            fault = "" if a - 1 <= middle <= c + 1 and b - 1 <= height <= d + 1 else "is clipped away"
        if fault:
            self.source.trouble(self.number, "page", f'the text "{run.text[:24]}" {fault}')

    def _struck(self, box: tuple[float, float, float, float]) -> None:
        """A thin line through text that was painted before it strikes it out."""
        if box[2] - box[0] < _LEAST:
            return
        y = (box[1] + box[3]) / 2
        for row in (int(y) // _BAND - 1, int(y) // _BAND):
            for run in self.shown.get(row, ()):
                across = min(run.end, box[2]) - max(run.x, box[0])
                if 0.15 * run.size < y - run.y < 0.6 * run.size and across > 0.3 * (run.end - run.x) > 0:
                    self.source.trouble(self.number, "page", f'the text "{run.text[:24]}" is struck through')

    def _covered(self, box: tuple[float, float, float, float]) -> None:
        """A filled rectangle over text that was painted before it hides that text."""
        if box[2] - box[0] < _LEAST or box[3] - box[1] < _LEAST or box[3] - box[1] > 2000:
            return
        for row in range(int(box[1]) // _BAND - 1, int(box[3]) // _BAND + 1):
            for run in self.shown.get(row, ()):
                middle = run.y + 0.35 * run.size
                across = min(run.end, box[2]) - max(run.x, box[0])
                if box[1] < middle < box[3] and across > 0.3 * (run.end - run.x) and run.text.strip():
                    self.source.trouble(self.number, "page", f'the text "{run.text[:24]}" is painted over')

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
            self.source.trouble(self.number, "text", f'reads as "{painted[0]}" but shows "{"".join(painted[1:])}"')

    def _do(self, item: Any, state: _State, depth: int, tags: list[int | str]) -> None:
        if item is None:
            return
        kind = str(item.get("/Subtype", ""))
        if kind == "/Image":
            width, height = int(item.get("/Width", 0)), int(item.get("/Height", 0))
            known = self.source.pictures | self.source.recorded
            data = self.source.stream(item) if known else b""
            if is_own(data, self.source.pictures):
                return
            if is_own(data, known):
                self.source.contents.recorded.append((self.number, "picture"))
            else:
                self.source.images.append((self.number, width, height))
            return
        if kind == "/Form":
            inner = state.copy()
            matrix = item.get("/Matrix")
            if matrix is not None:
                inner.ctm = _times(tuple(float(v) for v in matrix), state.ctm)  # type: ignore[arg-type]
            resources = item.get("/Resources") or _inherited(self.page, "/Resources")
            self._run(self.source.stream(item), resources, inner, depth + 1, tags)


def _page_box(page: Any) -> tuple[float, float, float, float]:
    """What of a page is seen."""
    left, bottom, right, top = -1e9, -1e9, 1e9, 1e9
    for key in ("/MediaBox", "/CropBox"):
        found = _inherited(page, key)
        if found is not None and is_array(found) and len(found) == 4:
            a, b, c, d = (float(v) for v in found)
            left, right = max(left, min(a, c)), min(right, max(a, c))
            bottom, top = max(bottom, min(b, d)), min(top, max(b, d))
    return left, bottom, right, top


def _see_through(look: Any) -> bool:
    if look is None:
        return False
    return float(look.get("/ca", 1)) < _FAINT or str(look.get("/SMask", "/None")) != "/None"


def is_array(item: Any) -> bool:
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
