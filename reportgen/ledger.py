"""Turns an `Extraction` into the ledger: JSON that gives every fact its characters, its sentence and its reading."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from reportgen.model import Extraction, Fact
from reportgen.source import Span

VERSION = 1
_CORE = ("id", "key", "kind", "surface", "start", "end", "paragraph", "sentence", "sentence_text")


def to_dict(extraction: Extraction) -> dict[str, Any]:
    """The ledger as plain values; see templates/ledger.schema.json."""
    a = extraction.article
    article: dict[str, Any] = {
        "headline": a.headline,
        "publisher": a.publisher,
        "date": a.date,
        "time": a.time,
        "authors": list(a.authors),
        "editors": list(a.editors),
        "url": a.url,
        "place": a.place,
        "script": a.script,
        "sha256": a.sha256,
        "encoding": a.encoding,
        "sections": [
            {
                "heading": s.heading,
                "subheading": s.subheading,
                "start": s.start,
                "end": s.end,
                "paragraphs": list(s.paragraphs),
            }
            for s in a.sections
        ],
        "paragraphs": [{"n": p.n, "start": p.start, "end": p.end} for p in a.paragraphs],
        "dropped": [{"start": d.start, "end": d.end, "why": d.why} for d in a.dropped],
    }
    if a.origin != "text":  # the file does not hold the text that offsets count in
        article["text"] = a.text
    return {
        "ledger": VERSION,
        "article": article,
        "facts": [_fact(fact, a.text) for fact in extraction.facts],
        "sentences": _sentences(extraction),
        "unused": [{"surface": u.surface, "start": u.start, "end": u.end, "why": u.why} for u in extraction.unused],
        "notes": [{"start": n.start, "message": n.message, "hint": n.hint} for n in extraction.notes],
    }


def _sentences(extraction: Extraction) -> list[dict[str, Any]]:
    """The sentences that hold a fact, in order: the evidence travels with the files, the rest of the text does not."""
    text = extraction.article.text
    spans = {(f.sentence.start, f.sentence.end): f.paragraph for f in reversed(extraction.facts)}
    return [{"paragraph": n, "start": a, "end": b, "text": text[a:b]} for (a, b), n in sorted(spans.items())]


def _fact(fact: Fact, text: str) -> dict[str, Any]:
    """The core fields, then those of the kind; `sentence_text` is the article's own text of the fact's sentence."""
    names = [f.name for f in fields(fact)]
    plain = {name: _plain(getattr(fact, name)) for name in names}
    plain["sentence_text"] = text[fact.sentence.start : fact.sentence.end]
    return {name: plain[name] for name in [*_CORE, *(name for name in names if name not in _CORE)]}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


def to_json(extraction: Extraction) -> bytes:
    """The ledger as UTF-8 JSON with a fixed layout: the same extraction gives the same bytes."""
    return (json.dumps(to_dict(extraction), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
