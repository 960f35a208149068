"""Holds what stands around a chart against the chart: its title tells of its numbers, the line of measure, period and
unit is that of its labels, its alternative text names what it draws."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from reportgen.lexicon import alternation
from reportgen.verify import naming, rows
from reportgen.verify.drawn_chart import bears, shown
from reportgen.verify.ground import dense
from reportgen.verify.surfaces import NativeChart

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven

_MEASURES = ("deck.reading", "story.bars", "story.ladder", "story.pair-", "story.share", "story.structure")
# Of a time that a table does not print as such: 截至六月底, 今年前11個月.
_TIMED = re.compile(r"\d|[年月日](?:份|底|末|初|$)|^截至|季度|半年|同期|(?:以来|期间)$")
_PART = 16  # characters of one part of a chart's line: measure, period, unit


def check(proof: FileProof) -> None:
    """Find titles, lines and alternative texts that are not their chart's."""
    labels: dict[int, list[str]] = {}
    names: dict[int, list[str]] = {}
    for chart in proof.contents.charts:
        labels.setdefault(chart.page, []).extend(_labels(chart))
        names.setdefault(chart.page, []).extend(dense(c).text.removesuffix("…") for c in chart.categories)
        _alternative(proof, chart)
    if proof.contents.format == "pdf":
        for proven in proof.proven:
            if proven.unit.kind == "label":
                labels.setdefault(proven.unit.page, []).append(dense(proven.unit.text).text)
    for page, told in labels.items():
        units = [p for p in proof.proven if p.unit.page == page]
        facts = {f for p in units if p.unit.kind in ("alt", "label") for f in p.facts}
        facts |= {f for text in told for f in _facts(proof, text)}
        for proven in units:
            if proven.unit.kind == "text":
                _title(proof, proven, facts)
                _line(proof, proven, told, names.get(page, told), facts)


def _labels(chart: NativeChart) -> Iterable[str]:
    for series in chart.series:
        for label in series.labels:
            found = re.match(r"(\d+)([=#])(.*)", label, re.S)
            if found is None:
                continue
            index = int(found.group(1))
            value = series.values[index] if index < len(series.values) else None
            yield dense(found.group(3) if found.group(2) == "=" else shown(found.group(3), value or 0.0)).text.strip()


def _facts(proof: FileProof, label: str) -> Iterable[str]:
    for word in proof.texts.then_now:
        label = label.removeprefix(word).strip()
    return (f for _, p in proof.prove(label) for f in p.facts)


def _alternative(proof: FileProof, chart: NativeChart) -> None:
    """A chart's own alternative text tells its categories and its labels."""
    alt = dense(chart.alt).text
    if not alt:
        return
    for text in (*(dense(c).text.removesuffix("…") for c in chart.categories), *_labels(chart)):
        if text not in alt:
            proof.find(chart.page, chart.place, text, "is not in the chart's alternative text", says=chart.alt)
            return


def _title(proof: FileProof, proven: Proven, facts: set[str]) -> None:
    """The title of a slide with charts tells of one of their paragraphs."""
    if proven.unit.role != "title" or not proven.paragraphs:
        return
    told = {int(proof.ground.facts[f]["paragraph"]) for f in facts if f in proof.ground.facts}
    if told and not told & set(proven.paragraphs):
        proof.find_unit(proven, "is not the title of what is drawn below it")


def _line(proof: FileProof, proven: Proven, labels: list[str], names: list[str], facts: set[str]) -> None:
    """Measure, period and unit in one line: each of them the chart's."""
    text = dense(proven.unit.text.split("\n", 1)[0]).text
    parts = [p for p in re.split("[,;]", text) if p]
    texts = proof.texts
    if text in texts.catalogue.constants or not 2 <= len(parts) <= 5 or any("。" in p or len(p) > _PART for p in parts):
        return
    keys = {p: texts.catalogue.constants.get(p, "") for p in parts}
    if not any(_measure(proof, p, keys[p]) or p in texts.units for p in parts):
        return
    for part in parts:
        why = _fault(proof, part, keys[part], labels, facts)
        if not why and not keys[part] and not _measured(proof, part, names, facts):
            why = "is not what the chart's numbers measure"
        if why:
            proof.find_unit(proven, f'holds "{part}", which {why}')
            return


def _measure(proof: FileProof, part: str, key: str) -> bool:
    return key.startswith(_MEASURES) or any(part.endswith(word) for word in proof.texts.measure_words)


def _fault(proof: FileProof, part: str, key: str, labels: list[str], facts: set[str]) -> str:
    """What is wrong with one part of a chart's line; "" for nothing."""
    records = [proof.ground.facts[f] for f in facts if f in proof.ground.facts]
    kinds = {kind for kind, shown in proof.texts.kinds.items() if part in shown}
    if kinds:
        done = [(r.get("status") or "actual") == "actual" for r in records if r.get("kind") == "figure"]
        if ("actual" in kinds and done and not all(done)) or ("target" in kinds and done and all(done)):
            return "is not how the article tells the chart's numbers"
        return ""
    if part in proof.texts.units:
        return "" if any(bears(part, label) for label in labels) else "is not the unit of the chart's labels"
    if key:
        return ""
    if rows.is_time(proof, part):
        fits = any(rows.time_fits(proof, part, r) for r in records)
        return "" if fits or not records else "is not the time of the chart's numbers"
    if proof.texts.prove(part).ok or proof.texts.label(part) or _measure(proof, part, key):
        return ""
    return "is not from the article"


def _measured(proof: FileProof, part: str, names: list[str], facts: set[str]) -> bool:
    """Whether a part of a chart's line, when it is neither unit nor time nor kind nor a share's whole, is what the
    article counts of one of the chart's names: it stands behind that name (甲企業實現進出口3億元) or before it
    (出口甲產品3億元), or behind the number (98間分店), and nothing that names more stands beside it.
    """
    shown = any(part in words for words in proof.texts.kinds.values())
    if shown or part.startswith("占") or part in proof.texts.units or _TIMED.search(part) or rows.is_time(proof, part):
        return True
    measure = next((part[: -len(w)] for w in proof.texts.measure_words if part.endswith(w)), part)
    behind = _any(name[-2:] for name in names if name) + f"(?:{_reached()})?{re.escape(measure)}"
    before = f"(?:其中)?(?:{naming.TIME.pattern}){re.escape(measure)}{_any(filter(None, names))}"
    if any(map(_YEAR.fullmatch, names)):  # over years: after them and before 分別, or before 由2022年至2024年的
        each = alternation("verify.toml", "naming.each")
        before = f"{before}|(?:.*年的?)?{re.escape(measure)}(?:{each}|已?[由从])"
    return not facts or any(_says(proof, fact, measure, behind, before) for fact in facts)


_YEAR = re.compile(r"(?:民国)?\d+年")


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words)) or '(?!)'})"


def _says(proof: FileProof, fact: str, measure: str, behind: str, before: str) -> bool:
    place = proof.ground.home.get(fact)
    if place is None:
        return False
    line = proof.ground.lines[place[0]]
    begin, end = line.clause(place[1])
    words = line.text[begin : place[1]]
    while begin and not naming.unsaid(words):  # 分別增長3.3%: of what the clause before names
        begin, _ = line.clause(begin - 1)
        words = line.text[begin : place[1]]
    if any(not naming.unsaid(words[m.end() :]) for m in re.finditer(behind, words)) or re.match(before, words):
        return True
    rest = line.text[place[2] : end]
    return rest.startswith(measure) and not naming.unsaid(rest.removeprefix(measure))


@cache
def _reached() -> str:
    return alternation("verify.toml", "naming.reached")
