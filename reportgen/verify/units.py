"""Gathers surfaces into units: what a reader takes in as one text (a shape, a paragraph, a table cell), with its place,
and finds the units that stand beside one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace
from itertools import zip_longest
from statistics import median

from reportgen.records import dataclass
from reportgen.verify.surfaces import Contents, Run, Surface

_ALIGNED = 16.0  # pt by which left edges may differ within a column
_REACH = 110.0  # pt from a number down to its words
_ABOVE = 34.0
_CLOSE = 40.0
_DISPLAY = 40.0  # pt from which a number is a card's
_LARGE = 1.6  # a number set large is at least so many times the size of the words beside it
_TITLE = 28.0  # type of the house's titles, by which all these lengths are meant


@dataclass(slots=True, kw_only=True)
class Unit:
    """One text with its place. `lines` are its paragraphs, `box` left, top, right, bottom in pt from the top left."""

    page: int
    kind: str
    place: str
    role: str
    fact: str
    group: str
    lines: list[str]
    marks: tuple[int, ...] = ()
    box: tuple[float, float, float, float] | None = None
    row: int = -1
    column: int = -1
    sizes: list[float] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The largest type in it, in pt (0 unknown)."""
        return max(self.sizes, default=0.0)

    @property
    def text(self) -> str:
        return self.lines[0] if len(self.lines) == 1 else "\n".join(self.lines)


def gather(contents: Contents, height: float = 841.89) -> list[Unit]:
    """Units in reading order. Paragraphs of one shape or of one speaker note stay together as lines."""
    units: list[Unit] = []
    last: dict[tuple[str, str, int], Unit] = {}
    scale = _scale(contents) if contents.format == "pptx" else 1.0
    for s in contents.surfaces:
        key = (s.kind, s.group, s.page)
        if contents.format == "pptx" and s.kind in ("text", "head") and s.group and key in last and s.column < 0:
            last[key].lines.append(s.text)
            last[key].sizes.append(max((r.size for r in s.runs), default=0.0) / scale)
            continue
        for part in _parts(s) if contents.format == "pdf" and s.kind == "text" else [s]:
            unit = Unit(
                page=s.page,
                kind=s.kind,
                place=s.place,
                role=s.role,
                fact=s.fact,
                group=s.group,
                lines=[part.text],
                marks=part.marks,
                box=_scaled(_place(contents, part, height), scale),
                row=s.row,
                column=s.column,
                sizes=[max((r.size for r in part.runs), default=0.0) / scale],
            )
            units.append(unit)
            last[key] = unit
    return units


def _scale(contents: Contents) -> float:
    """How large a deck is set, by the type of most of its titles: on a user's template all is smaller or larger."""
    sizes = [r.size for s in contents.surfaces if s.kind == "text" and s.role == "title" for r in s.runs if r.size]
    return median(sizes) / _TITLE if sizes else 1.0


def _scaled(box: tuple[float, float, float, float] | None, scale: float) -> tuple[float, float, float, float] | None:
    return box and (box[0] / scale, box[1] / scale, box[2] / scale, box[3] / scale)


def _parts(surface: Surface) -> list[Surface]:
    """A paragraph with a number set large in it (a card) falls into the words before, the number with its unit, the
    words behind."""
    runs = surface.runs
    if not runs or max(r.size for r in runs) < _LARGE * min(r.size for r in runs) or len(runs) < 2:
        return [surface]
    groups: list[list[Run]] = []
    large = max(r.size for r in runs)
    for run in runs:
        if groups and (_one(groups[-1][-1], run) or (groups[-1][0].size == large and abs(run.y - groups[-1][0].y) < 3)):
            groups[-1].append(run)
        else:
            groups.append([run])
    number = next((g for g in groups if g[0].size == large), groups[0])
    return [
        replace(surface, text="".join(r.text for r in g), runs=tuple(g), marks=surface.marks if g is number else ())
        for g in groups
    ]


def _one(a: Run, b: Run) -> bool:
    return abs(a.size - b.size) < 0.3


def _place(contents: Contents, s: Surface, height: float) -> tuple[float, float, float, float] | None:
    """The box of a surface; in a PDF from where its runs stand."""
    if contents.format == "pptx":
        return s.box
    if not s.runs:
        return None
    lines: dict[float, list[float]] = {}
    for run in s.runs:
        lines.setdefault(round(run.y), []).extend((run.x, run.end))
    xs = [x for pair in lines.values() for x in pair]
    top = max(r.y + r.size for r in s.runs)
    return (min(xs), height - top, max(xs), height - min(r.y for r in s.runs))


def beside(unit: Unit, units: Iterable[Unit]) -> list[Unit]:
    """The units that a reader takes together with a number: below it in its column, right of it in its row, above it,
    left of it; nearest first, nothing behind another number's place."""
    if unit.box is None:
        return []
    x0, top, x1, bottom = unit.box
    below: list[tuple[float, Unit]] = []
    above: list[tuple[float, Unit]] = []
    right: list[tuple[float, Unit]] = []
    left: list[tuple[float, Unit]] = []
    for other in units:
        if other is unit or other.box is None or other.page != unit.page:
            continue
        if unit.size >= 20 and other.size > 0.95 * unit.size:
            continue  # another number of its kind
        a, t, b, u = other.box
        if abs(a - x0) <= _ALIGNED:
            if t - bottom + 14 >= 0 and t - bottom <= _REACH:
                below.append((t - bottom, other))
            elif top - u + 14 >= 0 and top - u <= _ABOVE:
                above.append((top - u, other))
        middle = (top + bottom) / 2
        if t - 6 <= middle <= u + 6 or abs((t + u) / 2 - middle) <= 14:
            if a >= x0 + 8 and a >= x1 - 60:
                right.append((a - x1, other))
            elif b <= x0 + 60 and a < x0:
                left.append((x0 - b, other))
    if any(gap <= _ABOVE / 2 for gap, _ in above):
        below = [(gap, o) for gap, o in below if gap <= _CLOSE]  # what is far below belongs to something else
    sides = {
        name: [o for _, o in sorted(found, key=lambda item: item[0])][:2]
        for name, found in (("below", below), ("above", above), ("right", right), ("left", left))
    }
    upright = [o for pair in zip_longest(sides["below"], sides["above"]) for o in pair if o is not None]
    flat = [o for pair in zip_longest(sides["left"], sides["right"]) for o in pair if o is not None]
    # A number is read with the words on its line; a card's number, which has none there, with those under and over it.
    on_line = [gap for gap, o in right if gap <= _CLOSE and unit.size < _DISPLAY]
    close = [
        gap for gap, o in (*below, *above) if unit.size >= _LARGE * 0.85 * o.size and gap <= _CLOSE and not on_line
    ]
    return upright if close else [*flat, *upright]
