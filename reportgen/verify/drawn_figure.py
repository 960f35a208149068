"""Proves the figures of a PDF: the rectangles, dots and ticks of each are in proportion to the numbers printed with
them, and those are proven as words."""

from __future__ import annotations

import datetime
import itertools
import re
from typing import TYPE_CHECKING

from reportgen.records import dataclass
from reportgen.verify import changes, derive, years
from reportgen.verify.drawn_chart import Native, cells_of, in_words
from reportgen.verify.ground import bare, dense
from reportgen.verify.numerals import FALL, read
from reportgen.verify.surfaces import Mark, NativeChart, Picture, Run

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof

_LINE = 20.0  # pt from a bar's number up to its words
_TINY = 1.2  # pt by which a drawn length may be off
_PART = 0.012  # and the part of the longest


@dataclass(slots=True)
class _Row:
    """Texts of one line of a figure, left to right, and the marks on it."""

    y: float
    texts: list[Run]
    marks: list[Mark]


@dataclass(slots=True)
class Figure:
    proof: FileProof
    picture: Picture

    def find(self, stands: str, rule: str, says: str = "") -> None:
        self.proof.find(self.picture.page, self.picture.place, stands, rule, says=says)

    def check(self) -> None:
        self.proof.report.counts[(self.proof.contents.name, "marks drawn")] += len(self.picture.marks)
        if not self.picture.alt.strip():
            self.find("figure", "has no alternative text")
        kind = self._kind()
        if kind in ("shares",):
            self._shares()
        elif kind in ("timeline",):
            self._timeline()
        elif kind in ("pairs",):
            self._pairs()
        elif kind in ("structure",):
            self._structure()
        else:
            self._bars()
        self._alt()

    def _kind(self) -> str:
        head = dense(self.picture.alt).text.partition(":")[0]
        key = next(
            (k for t, k in self.proof.texts.catalogue.constants.items() if t == head and k.startswith("briefing.alt.")),
            "",
        )
        if not key:
            from reportgen.assets import wording

            words = wording(self.proof.ground.script).get("briefing", {}).get("alt", {})
            key = next((f"briefing.alt.{k}" for k, w in words.items() if dense(str(w)).text == head), "")
        return key.rpartition(".")[2]

    def _rows(self) -> list[_Row]:
        """Lines of text from the top; labels on two lines are one row when they stand within its height."""
        rows: list[_Row] = []
        for run in sorted(self.picture.texts, key=lambda r: (-r.y, r.x)):
            row = next((r for r in rows if abs(r.y - run.y) <= 3.0), None)
            if row is None:
                row = _Row(y=run.y, texts=[], marks=[])
                rows.append(row)
            row.texts.append(run)
        for row in rows:
            row.texts = _merged(sorted(row.texts, key=lambda r: r.x))
        return rows

    def _bars(self) -> None:
        """Lengths from the base line in proportion to the printed numbers, falls to its left."""
        base = [m for m in self.picture.marks if m.box[2] - m.box[0] < 0.1 and m.box[3] - m.box[1] > 8]
        solid = _unique(
            [m for m in self.picture.marks if m.rect and m.box[2] - m.box[0] > 0.1 and 3 < m.box[3] - m.box[1] < 40]
        )
        columns = sorted({round(m.box[0], 1) for m in base})
        edges = [0.0, *map(self._left_of, columns[1:]), float("inf")]
        for line in base:
            mine = [
                m
                for m in solid
                if line.box[1] - 1 <= _middle(m) <= line.box[3] + 1
                and (abs(m.box[0] - line.box[0]) < 1.5 or abs(m.box[2] - line.box[0]) < 1.5)
            ]
            n = columns.index(round(line.box[0], 1))
            self._panel(line.box[0], mine, edges[n], edges[n + 1])
            solid = [m for m in solid if m not in mine]
        if not base and solid:
            self.find("bars", "have no base line to be measured from")
        elif solid:
            self.find(f"{len(solid)} rectangles", "stand in a figure without belonging to its bars")

    def _left_of(self, base: float) -> float:
        """Where the words of the panel with the base line at `base` begin: the last left edge of words before it."""
        words = [t.x for t in self.picture.texts if t.x <= base + 1 and not read(t.text)]
        return max(words, default=base) - 0.5

    def _panel(self, base: float, bars: list[Mark], left: float, right: float) -> None:
        rows = self._rows()
        for line in rows:
            line.texts = [t for t in line.texts if left <= t.x < right]
        rows = [line for line in rows if line.texts]
        drawn: list[tuple[str, str, float, float]] = []  # label, printed, value, signed length
        for bar in bars:
            row = min(rows, key=lambda r: abs(r.y + 3 - _middle(bar)), default=None)
            if row is None or abs(row.y + 3 - _middle(bar)) > 14 or len(row.texts) < 1:
                self.find("bar", "stands beside no words")
                continue
            near = [t for t in row.texts]
            value = next((t for t in reversed(near) if read(t.text)), None)
            if value is None:
                self.find(near[0].text, "has a bar without a number")
                continue
            label = " ".join(t.text for t in near if t is not value) or self._above(rows, row)
            number = _first(value.text)
            if number is None:
                continue
            length = (bar.box[2] - base) if abs(bar.box[0] - base) < 1.5 else -(base - bar.box[0])
            drawn.append((label, value.text, number, length))
            if years.led(dense(value.text).text) and (bar.fill or "#ffffff").lower() != "#ffffff":
                self.find(f"{label}: {value.text}", "is drawn solid, as done, and is still to come")
            self._pair(label, value.text)
        if len(drawn) < 2:
            return
        longest = max(drawn, key=lambda d: abs(d[3]))
        if abs(longest[2]) < 1e-9:
            return
        unit = abs(longest[3]) / abs(longest[2])
        for label, printed, number, length in drawn:
            if abs(length - number * unit) > max(_TINY, _PART * abs(longest[3])):
                self.find(
                    f"{label} {printed}: {length:.1f} pt", "is not drawn in proportion", says=f"{number * unit:.1f} pt"
                )

    def _above(self, rows: list[_Row], row: _Row) -> str:
        """Words on the line above a bar with nothing but its number beside it."""
        over = [r for r in rows if 0 < r.y - row.y < _LINE and not any(read(t.text) for t in r.texts)]
        return " ".join(t.text for t in min(over, key=lambda r: r.y).texts) if over else ""

    def _pair(self, label: str, printed: str) -> None:
        native = Native(
            self.proof,
            NativeChart(page=self.picture.page, place=self.picture.place, alt="", kind="", categories=(), series=()),
        )
        before = len(self.proof.report.findings)
        if label.strip():
            native._pair(label, [printed])
        added = self.proof.report.findings[before:]
        if added:
            del self.proof.report.findings[before:]
            self.find(f"{label}: {printed}", "is not what the article says of it", says=added[0].says)

    def _shares(self) -> None:
        """Ten cells a row: solid, hatched, empty by the word at its end."""
        sizes = [round(m.box[2] - m.box[0]) for m in self.picture.marks if m.rect and m.fill]
        if not sizes:
            self.find("figure", "draws no cells")
            return
        size = max(set(sizes), key=sizes.count)
        cells = _unique(
            [
                m
                for m in self.picture.marks
                if m.rect
                and m.fill
                and abs((m.box[2] - m.box[0]) - size) < 1.6
                and abs((m.box[3] - m.box[1]) - (m.box[2] - m.box[0])) < 3
            ]
        )
        lines: dict[int, list[Mark]] = {}
        for cell in cells:
            key = next((k for k in lines if abs(k - _middle(cell)) < 4), round(_middle(cell)))
            lines.setdefault(key, []).append(cell)
        rows = self._rows()
        for middle, found in sorted(lines.items(), reverse=True):
            near = sorted((t for r in rows if abs(r.y + 4 - middle) < 14 for t in r.texts), key=lambda t: t.x)
            word = next((t.text for t in reversed(near) if read(t.text)), "")
            label = " ".join(t.text for t in near if t.text != word)
            self._pair(label, word)
            found.sort(key=lambda m: m.box[0])
            kinds = "".join(self._cell(m) for m in found)
            wanted = cells_of(word)
            if wanted is None:
                self.find(word, "is no share in tenths")
                continue
            right = "s" * wanted[0] + "h" * wanted[1] + "e" * (10 - wanted[0] - wanted[1])
            if kinds != right:
                self.find(
                    f"{label}: {kinds.count('s')} solid, {kinds.count('h')} hatched of {len(kinds)} cells",
                    f"does not draw {word}",
                    says=f"{wanted[0]} solid, {wanted[1]} hatched of 10",
                )

    def _cell(self, cell: Mark) -> str:
        if cell.fill and cell.fill.lower() != "#ffffff":
            return "s"
        for mark in self.picture.marks:  # the strokes of a hatch reach out of the cell, clipped when painted
            wide = mark.box[2] - mark.box[0] > (cell.box[2] - cell.box[0]) * 1.3
            if (
                mark.stroke
                and not mark.fill
                and wide
                and mark.box[0] < cell.box[0] < cell.box[2] < mark.box[2]
                and abs(_middle(mark) - _middle(cell)) < 3
            ):
                return "h"
        return "e"

    def _pairs(self) -> None:
        """Dots of before and after stand as far from the base line as their numbers say, on one scale."""
        dots = _unique([m for m in self.picture.marks if not m.rect and 4 < m.box[2] - m.box[0] < 14])
        base = [m for m in self.picture.marks if m.box[2] - m.box[0] < 0.1 and m.box[3] - m.box[1] > 8]
        for row in self._rows():
            mine = sorted((m for m in dots if abs(_middle(m) - (row.y + 3)) < 8), key=lambda m: m.box[0])
            values = [t for t in row.texts if read(t.text)]
            if len(mine) < 2 or len(values) != 2:
                continue
            first, second = (_first(changes.amount(dense(v.text).text)) for v in values)
            if first is not None and second is not None:
                if first > second:
                    self.find(" ".join(v.text for v in values), "stands in the wrong order of size")
                zero = next((b.box[0] for b in base if b.box[1] - 2 < _middle(mine[0]) < b.box[3] + 2), None)
                if zero is not None and len(mine) == 2 and min(first, second) > 0:
                    low, high = ((m.box[0] + m.box[2]) / 2 - zero for m in mine)
                    if abs(low - high * first / second) > max(_TINY, _PART * abs(high)):
                        self.find(" ".join(v.text for v in values), "is not drawn in proportion")
            label = " ".join(t.text for t in row.texts if t not in values)
            hollow = [m for m in mine if m.fill and m.fill.lower() == "#ffffff"]
            if hollow:
                old = values[0] if hollow[0].box[0] <= mine[0].box[0] + 0.5 else values[1]
                new = values[1] if old is values[0] else values[0]
                shown = dense(old.text).text, dense(new.text).text
                named, change = changes.drawn(self.proof.texts, *shown, worded=False)
                if not changes.stand(named, shown, change):
                    self.find(f"{old.text}, {new.text}", "puts numbers beside other times")
                elif label and not self.proof.texts.prove(f"{label}，{old.text}，{new.text}").ok:
                    self.find(f"{label}: {old.text}, {new.text}", "is not what the article says of it")

    def _structure(self) -> None:
        """Segments of one bar in proportion to the parts."""
        parts = _unique(
            [m for m in self.picture.marks if m.rect and m.fill and m.box[3] - m.box[1] > 6 and m.box[2] - m.box[0] > 1]
        )
        if len({round(_middle(m)) for m in parts}) > 1:
            self._bars()
            return
        values = [n for t in sorted(self.picture.texts, key=lambda r: r.x) if (n := _first(t.text)) is not None]
        parts.sort(key=lambda m: m.box[0])
        if len(values) != len(parts) or not values:
            return
        total, width = sum(values), sum(m.box[2] - m.box[0] for m in parts)
        for value, part in zip(values, parts, strict=True):
            right = width * value / total
            if abs(right - (part.box[2] - part.box[0])) > max(_TINY * 2, 0.02 * width):
                self.find(
                    f"{value:g}: {part.box[2] - part.box[0]:.1f} pt",
                    "is not drawn in proportion",
                    says=f"{right:.1f} pt",
                )

    def _timeline(self) -> None:
        """Dots and month bars stand at their dates on the scale that the month ticks give."""
        ticks = sorted(
            {
                round(m.box[0], 1)
                for m in self.picture.marks
                if m.box[2] - m.box[0] < 0.1 and 1 < m.box[3] - m.box[1] < 30
            }
        )
        months = [
            (t.x, int(label.group(1)))
            for t in self.picture.texts
            if (label := re.fullmatch(r"(\d{1,2})月", dense(t.text).text))
        ]
        dates = self._dates()
        if len(ticks) < 2 or not dates:
            return
        named = [month for low, high in itertools.pairwise(ticks) for x, month in months if low - 2 <= x <= high]
        first = min(d[0] for d in dates.values())
        year, month = first.year, named[0] if named else first.month
        starts = []
        for i in range(len(ticks)):
            starts.append(datetime.date(year + (month - 1 + i) // 12, (month - 1 + i) % 12 + 1, 1))
        scale = (ticks[-1] - ticks[0]) / max(1, (starts[-1] - starts[0]).days)
        for tick, day in zip(ticks, starts, strict=True):
            if abs(tick - ticks[0] - (day - starts[0]).days * scale) > 1.5:
                self.find(f"{day.month}月", "is not at its place on the scale")
                return
        dots = sorted(
            {
                round((m.box[0] + m.box[2]) / 2, 1)
                for m in self.picture.marks
                if not m.rect and 4 < m.box[2] - m.box[0] < 14
            }
        )
        wanted = sorted(
            ticks[0] + ((d[0] - starts[0]).days + half) * scale
            for d in dates.values()
            if d[0] == d[1]
            for half in (0.0,)
        )
        for dot in dots:
            if not any(abs(dot - x) <= 1.2 * scale + 0.8 for x in wanted):
                self.find(
                    f"dot at {dot:.1f} pt", "is not at the date of an event", says="、".join(f"{x:.1f}" for x in wanted)
                )
        for fact, (day, last) in dates.items():
            own = ticks[0] + (day - starts[0]).days * scale
            for run in self._printed(fact) if day == last and len(dots) > 1 else ():
                if abs(min(dots, key=lambda x: abs(x - run.x - 4)) - own) > 1.2 * scale + 0.8:
                    self.find(run.text, "stands at the dot of another date")
        if len(dots) < len(wanted):
            self.find(f"{len(dots)} dots", "is not the number of dated events", says=str(len(wanted)))
        bars = [
            m for m in self.picture.marks if m.rect and m.fill and m.box[2] - m.box[0] > 5 and m.box[3] - m.box[1] > 3
        ]
        whole = [d for d in dates.values() if d[0] != d[1]]
        for bar in bars:
            if not any(
                abs(bar.box[0] - ticks[0] - (d[0] - starts[0]).days * scale) < 1.5
                and abs(bar.box[2] - ticks[0] - ((d[1] - starts[0]).days + 1) * scale) < 1.5
                for d in whole
            ):
                self.find(f"bar {bar.box[0]:.1f} to {bar.box[2]:.1f} pt", "does not cover the month of an event")

    def _dates(self) -> dict[str, tuple[datetime.date, datetime.date]]:
        """Milestones of the ledger whose dates are printed in the figure, with their first and last day."""
        found: dict[str, tuple[datetime.date, datetime.date]] = {}
        printed = {dense(t.text).text for t in self.picture.texts}
        told = dense(self.picture.alt).text
        for fact in self.proof.ground.facts.values():
            if fact.get("kind") != "milestone":
                continue
            span = derive.bounds(str(fact.get("date") or "").split("/")[0])
            forms = [f for f, ids in self.proof.texts.printed.items() if str(fact["id"]) in ids]
            if span and any(f in printed for f in forms) and bare(str(fact.get("event") or ""))[:3] in bare(told):
                found[str(fact["id"])] = span
        return found

    def _printed(self, fact: str) -> list[Run]:
        """Where the date of a milestone is printed in the figure."""
        return [t for t in self.picture.texts if fact in self.proof.texts.printed.get(dense(t.text).text, ())]

    def _alt(self) -> None:
        """Every value printed in the figure is told in its alternative text."""
        alt = dense(self.picture.alt).text
        for run in self.picture.texts:
            text = dense(run.text).text
            if read(run.text) and not re.fullmatch(r"\d{1,2}月|\d{4}年?", text) and text not in alt:
                self.find(run.text, "is not told in the figure's alternative text")


def _merged(runs: list[Run]) -> list[Run]:
    """Runs that touch are one text."""
    out: list[Run] = []
    for run in runs:
        if out and run.x - out[-1].end < 0.6 * run.size:
            out[-1] = Run(text=out[-1].text + run.text, size=run.size, x=out[-1].x, y=run.y, end=run.end)
        else:
            out.append(run)
    return out


def _unique(marks: list[Mark]) -> list[Mark]:
    """Marks with different boxes: a fill and its outline are one. The fill is kept."""
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda m: m.fill is None):
        if not any(all(abs(a - b) < 0.6 for a, b in zip(mark.box, other.box, strict=True)) for other in found):
            found.append(mark)
    return found


def _middle(mark: Mark) -> float:
    return (mark.box[1] + mark.box[3]) / 2


def _first(text: str) -> float | None:
    """The first number of a label, whole (16億7000萬元), negative for a fall."""
    value, told = in_words(text), dense(text).text
    if value is None:
        return None
    digit = re.search(r"\d", told)
    minus = digit is not None and told[: digit.start()].endswith("-")
    return -value if minus or FALL.search(told) else value
