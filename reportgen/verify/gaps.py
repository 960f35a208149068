"""Proves what is said not to be in the article: each kind of gap is one of a kind of number (no share without %, no
signed sum without a signing), and what the article does state is not told as missing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportgen.assets import wording
from reportgen.lexicon import words
from reportgen.verify.ground import Ground, bare, dense

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven
    from reportgen.verify.texts import Texts

_FILE = "verify.toml"
_STORY = "story.gap."
_ABSENT = (
    "deck.missing",
    "deck.missing_short",
    "deck.gap_missing",
    "briefing.unsaid",
    "briefing.gaps.gap",
    "method.gap",
)
_INVESTED = "story.case-investment"
_TIMED = ("天", "日", "个月", "月", "年", "小时", "分钟", "个工作日", "工作日", "周", "个小时")
_UNIT = {"share": "%", "share-one": "%", "growth": "%", "growth-down": "%"}


def told(texts: Texts, value: str) -> bool:
    """Whether the hole of a sentence about gaps (原文沒有寫…) holds gaps of the catalogue and nothing else."""
    parts = [value, *([p for p in re.split("[;]", value) if p] if ";" in value else [])]
    whole, *split = parts
    return _gap(texts, whole) or (len(split) > 1 and all(_gap(texts, p) for p in split))


def absent(key: str) -> bool:
    """Whether a constant says that the article has nothing of what stands beside it."""
    return key in _ABSENT


def missing(texts: Texts, text: str) -> bool:
    """Whether a text is what the catalogue tells as missing (之前的註冊量), or such a gap whole."""
    core = text.strip(",;:。")
    parts = [core, *core.split("、")]
    found = [texts.catalogue.constants.get(p, "") for p in parts]
    found = [
        k or next((t.key for t, _ in texts.catalogue.matches(p) if t.key.startswith(_STORY)), "")
        for k, p in zip(found, parts, strict=True)
    ]
    return found[0].startswith(_STORY) or (len(parts) > 1 and all(k.startswith(_STORY) for k in found[1:]))


def _gap(texts: Texts, text: str) -> bool:
    for template, holes in texts.catalogue.matches(text):
        if template.key.startswith(_STORY):
            kind = kind_of(template.key)
            what = holes.get("what", "")
            if not what or fits(texts.ground, kind, texts.prove(what, 1).facts):
                return True
    key = texts.catalogue.constants.get(text, "")
    return key.startswith(_STORY)


def kind_of(key: str) -> str:
    """share of story.gap.share.missing."""
    return key.removeprefix(_STORY).split(".")[0]


def fits(ground: Ground, kind: str, facts: Iterable[str]) -> bool:
    """Whether numbers can lack what a kind of gap says they lack."""
    records = [ground.facts[f] for f in facts if f in ground.facts]
    if not records:
        return True
    said = [line.text for r in records if (line := ground.sentence_of(str(r["id"]))) is not None]
    if kind.startswith("target"):
        return any(r.get("status") in ("target", "planned") for r in records)
    if kind in _UNIT:
        return any(r.get("unit") == _UNIT[kind] for r in records)
    if kind == "duration":
        return any(dense(str(r.get("unit") or "")).text in _TIMED for r in records)
    if kind.startswith("invest"):
        return any(re.search("[签约投资金额]", text) for text in said) and any(_money(r) for r in records)
    return True


def _money(record: dict[str, object]) -> bool:
    return dense(str(record.get("unit") or "")).text.endswith("元")


def check(proof: FileProof) -> None:
    """Find rows of a table of gaps whose number is of another kind, and 原文沒有寫 beside what the article states."""
    pages: dict[int, list[Proven]] = {}
    for proven in proof.proven:
        if proven.unit.kind in ("text", "cell"):
            pages.setdefault(proven.unit.page, []).append(proven)
    for page in pages.values():
        keys = {id(p): p.parts[0][1].key for p in page}
        for proven in page:
            _silenced(proof, proven)
            key = keys[id(proven)]
            if key.startswith(_STORY) and key.endswith((".missing", ".therefore")):
                _row(proof, proven, page, key)
            elif key == _INVESTED:
                _invested(proof, proven, page, keys)


def _silenced(proof: FileProof, proven: Proven) -> None:
    """Words of the article with 原文未寫 behind them in one sentence tell them as missing."""
    for (text, told), (_, lack) in itertools.pairwise(proven.parts):
        if (
            absent(lack.key)
            and told.kind in ("cut", "label", "pair", "value")
            and dense(text).text.endswith((",", ":"))
        ):
            proof.find_unit(proven, "is told as missing, and is no gap of the program's")
            return


def _row(proof: FileProof, proven: Proven, page: list[Proven], key: str) -> None:
    """The number left of what is missing can lack it."""
    from reportgen.verify.tags import level

    for other in level(proven, page):
        if other.facts and not fits(proof.ground, kind_of(key), other.facts):
            proof.find_unit(proven, "is not what this number lacks", says=other.unit.text)
            return


def _invested(proof: FileProof, label: Proven, page: list[Proven], keys: dict[int, str]) -> None:
    """總投資：原文沒有寫 under the name of a project of which the article gives the sum."""
    from reportgen.verify.tags import level

    beside = [p for p in level(label, page) if p.unit.box and label.unit.box and p.unit.box[0] >= label.unit.box[0]]
    nearest = min(beside, key=lambda p: p.unit.box[0] if p.unit.box else 0.0, default=None)
    if nearest is None or keys[id(nearest)] not in _ABSENT or label.unit.box is None:
        return
    slot = wording(proof.ground.script)["deck"]["slot"]["head"]
    above = [p for p in page[: page.index(label)] if p.unit.place.startswith(slot)][-1:]  # the panel's own head
    for head in above:
        name = dense(head.unit.text).text
        if len(bare(name)) < 4:
            continue
        for line, at in proof.ground.all(name):
            part = line.text.count(";", 0, at)
            if any(
                a.fact
                and line.text.count(";", 0, a.start) == part
                and dense(str(proof.ground.facts[a.fact].get("unit") or "")).text.endswith("元")
                and any(w in line.text[max(0, a.start - 6) : a.start] for w in words(_FILE, "gaps.invested"))
                for a in line.atoms
            ):
                proof.find_unit(nearest, "is told as missing, and stands in the article", says=line.said)
                return
