"""Holds the ledger inside a file against the one derived anew: a forged or foreign ledger shows fact by fact."""

from __future__ import annotations

import json
from typing import Any

from reportgen.verify.ground import Ground, dense
from reportgen.verify.report import Finding, Report
from reportgen.verify.surfaces import Contents

_CORE = (
    "kind",
    "surface",
    "start",
    "end",
    "paragraph",
    "sentence",
    "value",
    "value_max",
    "values",
    "unit",
    "qualifier",
    "status",
    "bound",
    "direction",
    "speaker",
    "text",
    "name",
    "year",
    "date",
    "position",
)
# How a sentence was understood may differ between versions; its words have to be the article's all the same.
_WORDS = ("subject", "measures", "period", "place", "role", "organisation", "giver", "event", "claim", "scope")
_ARTICLE = ("headline", "publisher", "date", "sha256", "url", "authors", "editors", "script")
_MOST = 20
_SINGLE = 3  # differences of reading that are told one by one


def check(ground: Ground, contents: Contents, report: Report) -> None:
    """Compare the ledger in a file with the ground's own, core field by core field."""
    name = contents.name

    def find(place: str, stands: object, rule: str, says: object = "") -> None:
        report.findings.append(
            Finding(file=name, page=0, place=place, stands=_shown(stands), rule=rule, says=_shown(says))
        )

    for attached, data in contents.attachments.items():
        if attached.endswith(".txt") and ground.text is not None and data != ground.text.encode("utf-8", "replace"):
            find(f"attachment {attached}", "a text", "is not the article's")
        elif contents.format == "pdf" and not attached.endswith(".txt") and data is not contents.ledger:
            find(f"attachment {attached}", "a file", "is none that belongs to a briefing")
    if contents.ledger is None:
        find("ledger", "no ledger", "the file does not carry its evidence")
        return
    try:
        inside = json.loads(contents.ledger)
        facts = {str(f["id"]): f for f in inside["facts"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        find("ledger", "the ledger inside", "cannot be read")
        return
    before = len(report.findings)
    for key in _ARTICLE:
        a, b = (inside.get("article") or {}).get(key), ground.article.get(key)
        if a != b:
            find(f"ledger, article, {key}", a, "differs from the article", b)
    ids = aliases(ground, contents)
    back = {ours: theirs for theirs, ours in ids.items()}
    read: list[tuple[str, object, str, object]] = []  # place, what stands, rule, what the article says
    for fact, record in ground.recorded.items():
        other = facts.get(back.get(fact, fact if fact not in ids else ""))
        if other is None:
            read.append((f"ledger, fact {fact}", "nothing", "is left out of the ledger", record.get("surface")))
            continue
        for key in _CORE:
            if key in record and other.get(key) != record.get(key):
                place = f"ledger, fact {other['id']}, {key}"
                read.append((place, other.get(key), "differs from the article", record.get(key)))
                break
        for key in _WORDS:
            word, running = other.get(key), ground.running.get(int(record.get("paragraph") or 0), "")
            if isinstance(word, str) and word != record.get(key) and dense(word).text not in running:
                find(f"ledger, fact {other['id']}, {key}", word, "is not in the article's paragraph", record.get(key))
                break
        if len(report.findings) - before >= _MOST:
            return
    for fact in facts:
        if fact not in ids and fact not in ground.recorded:
            rule = "is a fact that the article does not hold"
            read.append((f"ledger, fact {fact}", facts[fact].get("surface"), rule, ""))
    if len(read) > _SINGLE:
        _another_reading(name, [place.removeprefix("ledger, ") for place, *_ in read], report)
    else:
        for place, stands, rule, says in read:
            find(place, stands, rule, says)
    _text(ground, inside, find)


def _another_reading(name: str, places: list[str], report: Report) -> None:
    """So many differences are no change by hand: one line for all, since each alone would mislead."""
    from reportgen import __version__

    report.findings.append(
        Finding(
            file=name,
            page=0,
            place="ledger",
            stands="; ".join(places[:3]) + " …",
            rule=f"{len(places)} facts are read otherwise by this version of reportgen ({__version__})",
            hint="If the file was made by another version (manifest.json names it), verify it with that one or against "
            "its own ledger; else it was changed.",
        )
    )


def aliases(ground: Ground, contents: Contents) -> dict[str, str]:
    """Fact id in the file → fact id of the ground, where the file's own ledger puts it at the same place of the text.

    Files made by another version may count their facts differently; a shape's fact:F12 is read by its own ledger.
    """
    try:
        inside = json.loads(contents.ledger or b"")["facts"]
        at = {(f["kind"], f["start"], f["end"]): str(f["id"]) for f in inside}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    found = {}
    for fact, record in ground.recorded.items():
        theirs = at.get((record.get("kind"), record.get("start"), record.get("end")))
        if theirs is not None:
            found[theirs] = fact
    return found


def _text(ground: Ground, inside: dict[str, Any], find: Any) -> None:
    """Sentences that the ledger carries as text are the article's."""
    if ground.text is None:
        return
    for record in inside.get("sentences") or []:
        said, start, end = record.get("text"), record.get("start"), record.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and said == ground.text[start:end]):
            find(f"ledger, sentence of paragraph {record.get('paragraph')}", said, "differs from the article")


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:79] + "…"
