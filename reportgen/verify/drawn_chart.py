"""Proves a native chart: its data, labels, cells, axis and every cell of its workbook."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from reportgen.records import dataclass
from reportgen.verify import changes, derive, naming, pairs, years
from reportgen.verify.cuts import told_as_plan
from reportgen.verify.ground import bare, dense
from reportgen.verify.numerals import FALL, read
from reportgen.verify.surfaces import NativeChart, Series

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof

_ORDERS = (("deck.data_start", "deck.data_uncertain", "deck.data_certain", "deck.data_uncertain_end"),)


_SCALES = (1.0, 1e4, 1e8, 1e12)  # of the values of a chart: one, 萬, 億, 萬億
_LOWER = re.compile(r"亿\d[\d,]*万")
_DATA = re.compile(r"accent\d$")  # the colours of data, which fill a bar of what is
_WIDEST = 12  # times the longest bar that an axis may reach: beyond, all bars look alike


def bears(unit: str, label: str) -> bool:
    """Whether a dense label has a unit (亿元 of 16亿7000万元, 万户 of 12.8万余户); shares in words are drawn
    in per cent."""
    return (
        unit in label
        or unit in _LOWER.sub("亿", re.sub("[余多]", "", label))
        or (unit == "%" and re.search("成|分之|折", label) is not None)
    )


def shown(code: str, value: float) -> str:
    """What a spreadsheet number format prints for a value: '"目標："0"億元級"' and 1000 give 目標：1000億元級."""
    sections = re.findall(r'(?:"[^"]*"|[^;"])+', code)
    section = sections[1] if value < 0 and len(sections) > 1 else (sections[0] if sections else "General")
    number = abs(value) if value < 0 and len(sections) > 1 else value
    out = []
    for part in re.findall(r'"[^"]*"|\\.|[#0,.]+%?|General|[^"]', section):
        if part.startswith('"'):
            out.append(part[1:-1])
        elif part == "General":
            out.append(f"{number:g}")
        elif re.match(r"[#0]", part):
            places = len(part.rstrip("%").partition(".")[2])
            scaled = number * 100 if part.endswith("%") else number
            out.append(f"{scaled:,.{places}f}" if "," in part else f"{scaled:.{places}f}")
            out.append("%" if part.endswith("%") else "")
        else:
            out.append(part.removeprefix("\\"))
    return "".join(out)


def cells_of(word: str) -> tuple[int, int] | None:
    """Solid and hatched cells for a share in tenths, by the declared rule; None for what is no share of ten."""
    found = next((n for n in read(word) if n.unit in ("%", "成") and n.value is not None), None)
    if found is None or found.value is None:
        return None
    text = dense(word).text
    tenths = found.value / 10
    whole = int(tenths + 1e-9)
    if abs(tenths - whole) > 1e-6:
        return whole, 1
    if re.search("近|不到|不足|将近|接近", text):
        return whole - 1, 1
    if re.search("约|左右|上下", text):
        return whole - 1, 2
    if re.search("逾|超|多|余|以上|过", text):
        return whole, 1
    return whole, 0


@dataclass(slots=True)
class Native:
    proof: FileProof
    chart: NativeChart

    def find(self, stands: str, rule: str, says: str = "") -> None:
        self.proof.find(self.chart.page, f"{self.chart.place}, chart data", stands, rule, says=says)

    def check(self) -> None:
        chart = self.chart
        count = sum(len(s.values) for s in chart.series)
        self.proof.report.counts[(self.proof.contents.name, "marks drawn")] += count
        if any(len(s.values) != len(chart.categories) for s in chart.series) or not chart.series:
            self.find(" ".join(chart.categories), "has values for other categories than it names")
            return
        self._names()
        if any(s.fills and "成" in s.name for s in chart.series[:1]) or self._is_cells():
            self._cells()
        elif "stacked" in chart.kind and not any(s.labels for s in chart.series):
            self._spans()
        else:
            self._bars()
        self._axis()
        self._book()

    def _names(self) -> None:
        """The series of a chart that the program's own words name stand in their order."""
        constants = self.proof.texts.catalogue.constants
        keys = [constants.get(dense(s.name).text, "") for s in self.chart.series]
        for order in _ORDERS:
            found = [order.index(k) for k in keys if k in order]
            if found != sorted(found):
                self.find("、".join(s.name for s in self.chart.series), "name one another's values")

    def _label(self, series: Series, index: int) -> str:
        for label in series.labels:
            m = re.match(r"(\d+)([=#])(.*)", label, re.S)
            if m and int(m.group(1)) == index:
                value = series.values[index]
                return m.group(3) if m.group(2) == "=" else shown(m.group(3), value if value is not None else 0.0)
        return ""

    def _is_cells(self) -> bool:
        return len(self.chart.series) == 11 and "stacked" in self.chart.kind

    def _ends(self) -> tuple[str, ...]:
        """The names of the two series of before and after: the time of each of their numbers, or the program's words;
        and so is each number labelled. () for another chart."""
        if len(self.chart.series) != 2:
            return ()
        rows = []
        for index, category in enumerate(self.chart.categories):
            old, new = (dense(self._label(s, index)).text for s in self.chart.series)
            named, change = changes.drawn(self.proof.texts, old, new, worded=True)
            rows.append(named)
            if not changes.stand(named, (old, new), change):
                said = self.proof.ground.sentence_of(change.facts[0]) if change else None
                says = said.said.strip() if said else "、".join(named)
                self.find(f"{category}: {old}、{new}", "puts numbers beside other times", says=says)
        names = changes.over(rows)
        if tuple(dense(s.name).text for s in self.chart.series) != names:
            self.find("、".join(s.name for s in self.chart.series), "are not when it was so", says="、".join(names))
        return names

    def _bars(self) -> None:
        chart = self.chart
        ends = self._ends()
        scales: set[float | None] = set()
        for index, category in enumerate(chart.categories):
            printed: list[str] = []
            for series in chart.series:
                value = series.values[index]
                label = self._label(series, index).strip()
                if value is None:
                    continue
                if not label:
                    self.find(f"{category} {value:g}", "is drawn without its printed value")
                    continue
                printed.append(label)
                scales.add(self._agree(category, changes.amount(dense(label).text) if ends else label, value))
                fill = series.fills[index] if index < len(series.fills) else ""
                if years.led(dense(label).text) and _DATA.search(fill):
                    self.find(f"{category}: {label}", "is drawn solid, as done, and is still to come")
            self._pair(category, printed)
        if len(scales - {None}) > 1:
            self.find(" ".join(chart.categories), "are drawn on different scales")
        for series in chart.series:
            unit = re.search(r"[（(](.+)[）)]$", series.name)
            labels = [dense(self._label(series, i)).text for i in range(len(chart.categories))]
            if unit and any(labels) and not any(bears(dense(unit.group(1)).text, label) for label in labels):
                self.find(series.name, "is a unit that no label of the series has")
            if not ends and not self.proof.texts.prove(series.name).ok:
                self.find(series.name, "is no name of the program's for its numbers")

    def _agree(self, category: str, label: str, value: float) -> float | None:
        """The drawn value is the printed number, whole (16.7 of 16億7000萬元); the scale that it is drawn on."""
        right = in_words(label)
        if right is None:
            return None
        if FALL.search(dense(label).text):
            right = -right
        scales = [s for s in _SCALES if abs(right - value * s) <= 1e-6 * max(1.0, abs(right))]
        if not scales:
            self.find(f"{category}: {value:g} drawn", "is not the number printed with it", says=label)
        return scales[0] if scales and value else None

    def _pair(self, category: str, labels: list[str]) -> None:
        """Category and printed values together are the article's."""
        if not labels:
            return
        texts = self.proof.texts
        for label in labels:
            known = [self.proof.ground.facts[f].get("status") in ("target", "planned") for f in self._facts(label)]
            if known and all(known) and not told_as_plan(dense(category + label).text):
                self.find(f"{category}: {label}", "tells as done what the article plans")
                return
        for label in labels:
            if (dated := years.told(texts, dense(f"{category}：{label}").text)) is not None and not dated.ok:
                self.find(f"{category}: {label}", dated.why, says=dated.line.said.strip() if dated.line else "")
                return
        words = dense(category).text.removesuffix("…")
        told = all(texts.prove(f"{category}：{label}").kind in ("pair", "cut") for label in labels)
        if told and len(labels) < 2:
            return
        if len(labels) > 1 and texts.prove(f"{category}，{'，'.join(labels)}").ok:
            return
        title = self._title()
        for label in labels:
            facts = self._facts(label)
            if not facts:
                self.find(f"{category}: {label}", "is not in the article")
                return
            fitting = [
                f
                for f in facts
                if naming.names(self.proof.ground, f, words)
                or naming.names(self.proof.ground, f, f"{title}{words}")
                or self._in_list(f, words)
            ]
            if not fitting:
                said = self.proof.ground.sentence_of(facts[0])
                self.find(
                    f"{category}: {label}",
                    "is not what the article says of it",
                    says=said.said.strip() if said else "",
                )
                return

    def _facts(self, label: str) -> list[str]:
        return [f for _, p in self.proof.prove(label) for f in p.facts if f in self.proof.ground.facts]

    def _in_list(self, fact: str, words: str) -> bool:
        """A member of an enumeration that shares one number (A、B、C等3個產業向500億元級)."""
        line = self.proof.ground.sentence_of(fact)
        place = self.proof.ground.home.get(fact)
        if line is None or place is None:
            return False
        begin, end = line.clause(place[1])
        at = line.text.find(words, begin, end)
        if at < 0:
            return bare(words) in bare(line.text[begin:end]) and not any(
                begin <= a.start < end and a.fact not in (None, fact) for a in line.atoms
            )
        between = [a for a in line.atoms if a.fact and min(at, place[2]) <= a.start < max(at, place[1])]
        return all(a.fact == fact or line.text[a.start - 1 : a.start] == "等" for a in between)

    def _title(self) -> str:
        return ""

    def _cells(self) -> None:
        """Ten cells of one tenth each, filled as the word says."""
        chart = self.chart
        cells, word = chart.series[:-1], chart.series[-1]
        for index, category in enumerate(chart.categories):
            label = self._label(word, index).strip()
            if len(cells) != 10 or any(s.values[index] != 1 for s in cells):
                self.find(f"{category}: {[s.values[index] for s in cells]}", "are not ten cells of one tenth")
            self._pair(category, [label])
            wanted = cells_of(label)
            fills = [s.fills[index] if index < len(s.fills) else "" for s in cells]
            runs = [1]
            for a, b in itertools.pairwise(fills):
                if a == b:
                    runs[-1] += 1
                else:
                    runs.append(1)
            if wanted is None:
                self.find(f"{category}: {label}", "is no share in tenths")
                continue
            right = [n for n in (wanted[0], wanted[1], 10 - wanted[0] - wanted[1]) if n > 0]
            if runs != right:
                self.find(
                    f"{category}: {'+'.join(map(str, runs))} cells",
                    f"does not draw {label}",
                    says="+".join(map(str, right)),
                )

    def _spans(self) -> None:
        """Days between dated events: start, uncertain and certain part of each bar."""
        proof, chart = self.proof, self.chart
        if len(chart.series) != 3:
            self.find(" ".join(s.name for s in chart.series), "is a stacked chart of no known kind")
            return
        dates = {
            str(f["id"]): derive.bounds(str(f.get("date") or "").split("/")[0])
            for f in proof.ground.facts.values()
            if f.get("kind") == "milestone"
        }
        rows = []
        for index, category in enumerate(chart.categories):
            values = [s.values[index] for s in chart.series]
            spans = [d for d in proof.texts.derived if pairs.derived_label(proof.texts, d, dense(category).text)]
            fitting = [d for d in spans if values[2] == d.low and values[1] == d.high - d.low]
            if not fitting:
                says = spans[0].text if spans else ""
                self.find(f"{category}: {values}", "is not the span between its two dates", says=says)
                continue
            rows.append((category, values[0], fitting[0]))
        if not rows:
            return
        first = min(b[0] for _, _, d in rows if (b := dates.get(d.start)) is not None)
        for category, offset, span in rows:
            begin = dates[span.start]
            if begin is not None and offset is not None and (begin[0] - first).days != offset:
                self.find(
                    f"{category}: starts at day {offset:g}",
                    "does not start at its date",
                    says=str((begin[0] - first).days),
                )

    def _axis(self) -> None:
        low, high = self.chart.axis
        values = [v for s in self.chart.series for v in s.values if v is not None]
        if low is not None and low > min([0.0, *values]) + 1e-9:
            self.find(f"axis from {low:g}", "cuts off the bars: the axis has to start at 0")
        furthest = max((abs(v) for v in values), default=0.0)
        if furthest and max(abs(low or 0.0), abs(high or 0.0)) > _WIDEST * furthest:
            self.find(f"axis from {low or 0:g} to {high or 0:g}", "leaves nothing to be seen of the bars")
        if high is not None and values and high < self._longest() - 1e-9:
            self.find(f"axis to {high:g}", "cuts off the longest bar")

    def _longest(self) -> float:
        """How far the longest bar reaches, its parts put together where they are drawn on one another (a part that only
        bears a word is no bar)."""
        stacked = "stacked" in self.chart.kind
        drawn = [s for s in self.chart.series if not (stacked and s.labels)]
        rows = [[s.values[i] or 0.0 for s in drawn] or [0.0] for i in range(len(self.chart.categories))]
        return max((sum(row) if stacked else max(row) for row in rows), default=0.0)

    def _book(self) -> None:
        """Each cell of the workbook is the chart's own category, series, value, or a sentence of the article."""
        chart = self.chart
        place = f"{chart.place}, workbook"
        for name, rows in chart.sheets:
            if not rows:
                self.proof.find(chart.page, place, name or "sheet", "is empty")
                continue
            head = rows[0]
            names = [dense(s.name).text for s in chart.series]
            if [dense(c).text for c in head[1 : len(names) + 1]] != names:
                self.proof.find(
                    chart.page,
                    place,
                    "、".join(head),
                    "has other columns than the chart",
                    says="、".join(s.name for s in chart.series),
                )
            for text in (name, head[0], *head[len(names) + 1 :]):
                self._words(place, text)
            if len(rows) - 1 != len(chart.categories):
                self.proof.find(
                    chart.page,
                    place,
                    f"{len(rows) - 1} rows",
                    "is not the number of categories",
                    says=str(len(chart.categories)),
                )
            for index, row in enumerate(rows[1:]):
                self.proof.report.counts[(self.proof.contents.name, "cells")] += len(row)
                if index >= len(chart.categories):
                    self._words(place, "".join(row))
                    continue
                if dense(row[0] if row else "").text != dense(chart.categories[index]).text:
                    self.proof.find(
                        chart.page,
                        f"{place}, row {index + 2}",
                        row[0] if row else "",
                        "is not the chart's category",
                        says=chart.categories[index],
                    )
                for column, series in enumerate(chart.series):
                    cell = row[column + 1] if column + 1 < len(row) else ""
                    value = series.values[index]
                    if not _equal(cell, value):
                        self.proof.find(
                            chart.page,
                            f"{place}, row {index + 2}",
                            f"{row[0]}: {cell}",
                            "is not the value that the chart draws",
                            says="" if value is None else f"{value:g}",
                        )
                for text in row[len(names) + 1 :]:
                    self._words(f"{place}, row {index + 2}", text)

    def _words(self, place: str, text: str) -> None:
        if not text.strip():
            return
        bad = next(((t, p) for t, p in self.proof.prove(text) if not p.ok), None)
        if bad is not None and not (bad[1].kind == "own" and not read(text)) and not self.proof.texts.label(bad[0]):
            line = bad[1].line
            self.proof.find(
                self.chart.page,
                place,
                bad[0],
                bad[1].why or "is not from the article",
                paragraph=line.paragraph if line else 0,
                sentence=line.said.strip() if line else "",
            )


def in_words(label: str) -> float | None:
    """The number of a label in words: 三成二 is 32 %, as it is drawn beside other shares."""
    found = next((n for n in read(label) if n.value is not None), None)
    if found is None or found.value is None:
        return None
    return found.value


def _equal(cell: str, value: float | None) -> bool:
    if value is None:
        return cell.strip() == ""
    try:
        return abs(float(cell) - value) <= 1e-9 * max(1.0, abs(value))
    except ValueError:
        return False
