"""Holds an extraction against a labelled article (the gold format of tests/samples/README.md and tests/articles/README.md)."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportgen import extract, source
from reportgen.fold import clean, fold
from reportgen.model import Award, Extraction, Figure, Initiative, Quote


@dataclass(slots=True)
class Score:
    """Counts of one article or of many; `misses` are lines for a person to read."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.counts.update(other.counts)
        self.seconds += other.seconds
        self.misses += [f"{other.name}: {line}" for line in other.misses]

    def ratio(self, part: str, whole: str) -> float:
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0

    def f1(self, kind: str) -> tuple[float, float, float]:
        found, missed, false = (self.counts[f"{kind} {x}"] for x in ("found", "missed", "false"))
        precision = found / (found + false) if found + false else 1.0
        recall = found / (found + missed) if found + missed else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _value_right(gold: Any, ours: Figure) -> bool:
    if isinstance(gold, list):
        if ours.values is not None:
            return list(gold) == list(ours.values)
        return len(gold) == 2 and _near(gold[0], ours.value) and _near(gold[1], ours.value_max)
    return _near(gold, ours.value)


def _near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-3 * max(abs(a), abs(b), 1e-9)


def _right(gold: dict[str, Any], ours: Figure) -> bool:
    units = {gold["unit"], *gold.get("unit_accepted", [])}
    surfaces = {gold["surface"], *gold.get("surface_accepted", [])}
    # The samples, which set the conventions, leave 內 out (14天內 is 14天); some labels of ours take it in.
    surfaces |= {s[:-1] for s in surfaces if s[-1] in "内內" and s[-2] not in "以之"}
    if ours.unit not in units or ours.start > gold["start"] + len(gold["surface"]) or ours.end <= gold["start"]:
        return False
    if ours.value_max is not None and gold.get("range"):
        covers = ours.start <= gold["start"] and gold["start"] + len(gold["surface"]) <= ours.end + 1
        return covers and (_near(gold["value"], ours.value) or _near(gold["value"], ours.value_max))
    return ours.surface in surfaces and _value_right(gold["value"], ours)


def _figures(gold: dict[str, Any], extraction: Extraction, score: Score) -> None:
    ours = [f for f in extraction.facts if isinstance(f, Figure)]
    used: set[str] = set()
    for item in gold["figures"]:
        hit = next((f for f in ours if _right(item, f)), None)
        if hit is None:
            score.counts["figures missed"] += 1
            touched = [f for f in ours if f.start < item["start"] + len(item["surface"]) and f.end > item["start"]]
            same = [
                f
                for f in touched
                if f.unit in (item["unit"], *item.get("unit_accepted", [])) and _value_right(item["value"], f)
            ]
            score.counts[
                "figures not read" if not touched else "figures other span" if same else "figures other value"
            ] += 1
            near = [
                f"{f.surface}={f.value} {f.unit}"
                for f in ours
                if f.start < item["start"] + len(item["surface"]) and f.end > item["start"]
            ]
            score.misses.append(
                f"figure {item['surface']} = {item['value']} {item['unit']} at {item['start']} (read: {near})"
            )
            continue
        used.add(hit.id)
        score.counts["figures found"] += 1
        qualifiers = {item["qualifier"], *item.get("qualifier_accepted", [])} | (
            {None} if hit.surface != item["surface"] and item["surface"][-1] in "内內" else set()
        )
        score.counts["qualifier"] += hit.qualifier in qualifiers
        if hit.qualifier not in qualifiers:
            score.misses.append(f"qualifier {item['surface']}: {hit.qualifier} for {item['qualifier']}")
        status = item.get("status") or ("target" if item.get("is_target") else "actual")
        accepted = (status, *item.get("status_accepted", []))
        score.counts["status"] += hit.status in accepted
        if hit.status not in accepted:
            score.misses.append(f"status {item['surface']} at {item['start']}: {hit.status} for {accepted}")
        if item.get("direction"):
            score.counts["directions"] += 1
            score.counts["direction"] += hit.direction == item["direction"]
            if hit.direction != item["direction"]:
                score.misses.append(
                    f"direction {item['surface']} at {item['start']}: {hit.direction} for {item['direction']}"
                )
    optional = [(o["start"], o["start"] + len(o["surface"])) for o in gold.get("optional_figures", [])]
    for f in ours:
        if f.id in used or any(a < f.end and f.start < b for a, b in optional):
            continue
        if any(_right(item, f) for item in gold["figures"]):
            continue
        score.counts["figures false"] += 1
        score.misses.append(f"false figure {f.surface} = {f.value} {f.unit} at {f.start}")


def _quotes(gold: dict[str, Any], extraction: Extraction, score: Score) -> None:
    ours = [q for q in extraction.facts if isinstance(q, Quote)]
    optional = [q["start"] for q in gold.get("optional_quotes", [])]
    used = set()
    for item in gold["quotes"]:
        hit = next((q for q in ours if abs(q.start - item["start"]) <= 1 or q.text.startswith(item["starts"])), None)
        speaker = hit.speaker if hit else None
        if hit is not None:
            used.add(hit.id)
        if hit is not None and (
            speaker == item["speaker"] or (item["speaker"] and fold(item["speaker"]) == fold(speaker or hit.role or ""))
        ):
            score.counts["quotes found"] += 1
            if item.get("organisation"):
                score.counts["organisations"] += 1
                if not hit.organisation or not (
                    fold(hit.organisation) in fold(item["organisation"])
                    or fold(item["organisation"]) in fold(hit.organisation)
                ):
                    score.misses.append(
                        f"organisation {item['speaker']}: {hit.organisation} for {item['organisation']}"
                    )
                score.counts["organisation"] += bool(hit.organisation) and (
                    fold(hit.organisation or "") in fold(item["organisation"])
                    or fold(item["organisation"]) in fold(hit.organisation or "")
                )
        else:
            score.counts["quotes missed"] += 1
            score.counts["quotes not found" if hit is None else "quotes wrong speaker"] += 1
            score.misses.append(
                f"quote {item['starts']} by {item['speaker']}: {(speaker, hit.role) if hit else 'not found'}"
            )
    for q in ours:
        if q.id not in used and not any(abs(q.start - start) <= 2 for start in optional):
            score.counts["quotes false"] += 1
            score.misses.append(f"false quote {q.text[:16]} by {q.speaker}")


def _plain(name: str) -> str:
    name = clean(name).text
    return "".join(c for c in fold(name) if c not in '“”「」『』‘’"《》 ()')


def _names(kind: str, gold: list[str], optional: list[str], ours: list[str], score: Score) -> None:
    left = [_plain(name) for name in ours]
    for name in gold:
        wanted = _plain(name)
        hit = next((o for o in left if o == wanted), None) or next(
            (o for o in left if wanted in o or (o in wanted and len(o) * 2 >= len(wanted))), None
        )
        if hit is None:
            score.counts[f"{kind} missed"] += 1
            score.misses.append(f"{kind} missed: {name}")
        else:
            score.counts[f"{kind} found"] += 1
            left.remove(hit)
    allowed = [_plain(name) for name in optional]
    for name in left:
        if not any(name in other or other in name for other in allowed):
            score.counts[f"{kind} false"] += 1
            score.misses.append(f"{kind} false: {name}")


def score_article(gold_path: Path) -> Score:
    """The score of one article."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    score = Score(gold_path.name.removesuffix(".gold.json"))
    started = time.perf_counter()
    article = source.read(gold_path.with_name(score.name + ".txt"))
    extraction = extract.extract(article)
    score.seconds = time.perf_counter() - started
    _figures(gold, extraction, score)
    _quotes(gold, extraction, score)
    awards = [a["name"] if isinstance(a, dict) else a for a in gold["awards"]]
    _names(
        "awards",
        awards,
        gold.get("optional_awards", []),
        [a.name for a in extraction.facts if isinstance(a, Award)],
        score,
    )
    names = [i["name"] if isinstance(i, dict) else i for i in gold["initiatives"]]
    _names(
        "initiatives", names, gold.get("optional_initiatives", []) + awards,
        [i.name for i in extraction.facts if isinstance(i, Initiative)], score,
    )  # fmt: skip
    sections = [s.heading for s in article.sections]
    bare = [s.split("、", 1)[-1] for s in gold["sections"]]
    checks = {
        "headline": article.headline in (gold["headline"], *gold.get("headline_accepted", [])),
        "date": article.date == gold["date"],
        "publisher": article.publisher in (gold["publisher"], *gold.get("publisher_accepted", [])),
        "authors": list(article.authors) == gold["authors"],
        "sections": sections in (gold["sections"], bare),
    }
    for key, right in checks.items():
        score.counts[key] += right
        if not right:
            got = {
                "headline": article.headline,
                "date": article.date,
                "publisher": article.publisher,
                "authors": article.authors,
                "sections": sections,
            }
            score.misses.append(f"{key}: {got[key]!r} for {gold[key]!r}")
    score.counts["articles"] += 1
    return score
