"""Runs the rules in order and makes facts of what they find: ids, keys, spans in the article's own text."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from dataclasses import replace
from typing import Any, TypeVar

from reportgen import model
from reportgen.errors import Note
from reportgen.extract import claims, context, figures, honours, measures, speech, tables, timeline
from reportgen.extract.traps import speaks_roc
from reportgen.extract.view import Passage, View, view
from reportgen.source import Article, Span

_T = TypeVar("_T", claims.Standing, speech.Scope)


def gather(article: Article) -> model.Extraction:
    """See `reportgen.extract.extract`."""
    v = view(article)
    roc = speaks_roc(v.shadow)
    year = int(article.date[:4]) if article.date else None
    utterances, scopes = speech.find_speech(v)
    awards = honours.find_honours(v)
    named = measures.find_measures(v, [(a.start, a.end) for a in awards])
    dated = timeline.find_dates(v)
    standings = claims.find_standings(v)
    goals = claims.find_goals(v)
    rows: list[tuple[int, int, type[model.Fact], dict[str, Any]]] = []
    unused: list[model.Unused] = []
    cells = tables.find_cells(v)
    spoken = frozenset(u.start for u in utterances)
    for passage in v.passages:
        table = cells.get(passage.n, [])
        amounts, spares = figures.find_amounts(v, passage, roc, table, spoken)
        rows += _figures(v, passage, amounts, standings, scopes, year, table)
        unused += [_unused(v, spare.start, spare.end, spare.why) for spare in spares]
    for u in utterances:
        text = v.raw(*u.inner)
        rows.append(
            (u.start, u.end, model.Quote, {
                "text": article.text[text.start : text.end], "speaker": u.person.name, "role": u.person.role,
                "organisation": u.person.organisation,
            })
        )  # fmt: skip
    for a in awards:
        rows.append(
            (a.start, a.end, model.Award, {"name": _words(v, a.start, a.end), "giver": a.giver, "year": a.year})
        )
    for n in named:
        rows.append(
            (
                n.start,
                n.end,
                model.Initiative,
                {"name": _words(v, n.start, n.end), "status": n.status, "clause": v.raw(*n.clause)},
            )
        )
    for d in dated:
        rows.append((d.start, d.end, model.Milestone, {"date": d.date, "event": d.event}))
    for r in standings:
        rows.append(
            (
                r.start,
                r.end,
                model.Rank,
                {"claim": _words(v, r.start, r.end), "scope": r.scope, "position": r.position, "subject": r.subject},
            )
        )
    for g in goals:
        rows.append((g.start, g.end, model.Target, {"text": _words(v, g.start, g.end), "by": g.by}))
    unused += _outside(v)
    facts = _number(v, rows)
    return model.Extraction(
        article=article,
        facts=facts,
        unused=tuple(sorted(unused, key=lambda item: item.start)),
        notes=_notes(article, unused),
    )


def _words(v: View, start: int, end: int) -> str:
    """The display words of a span: the clean text, without invisible characters or inserted pinyin."""
    return v.text[start:end]


def _figures(
    v: View,
    passage: Passage,
    amounts: list[figures.Amount],
    standings: list[claims.Standing],
    scopes: list[speech.Scope],
    year: int | None,
    table: list[tables.Cell],
) -> list[tuple[int, int, type[model.Fact], dict[str, Any]]]:
    rows: list[tuple[int, int, type[model.Fact], dict[str, Any]]] = []
    heading = ""
    if passage.section is not None:
        section = v.article.sections[passage.section]
        from reportgen.fold import fold

        heading = fold(section.heading + (section.subheading or ""))
    previous: tuple[figures.Amount, context.Setting] | None = None
    scopes, standings = _within(scopes, passage), _within(standings, passage)
    for amount in amounts:
        setting = context.read_setting(v, passage, amount, previous, heading, year)
        cell = next((c for c in table if c.sign == amount.start), None)
        if cell is not None:
            setting = replace(
                setting, measures=v.text[slice(*cell.label)] + (v.text[slice(*cell.column)] if cell.column else ""),
                subject=None, status="actual",
                direction="down" if cell.negative else "up" if cell.growth and amount.value else setting.direction,
            )  # fmt: skip
        previous = (amount, setting)
        rows.append(
            (amount.start, amount.end, model.Figure, {
                "value": amount.value, "value_max": amount.value_max, "values": amount.values, "unit": amount.unit,
                "unit_surface": v.text[slice(*amount.unit_span)].strip(), "qualifier": amount.qualifier,
                "scale": amount.scale,
                "bound": amount.bound, "subject": setting.subject, "measures": setting.measures,
                "direction": setting.direction, "change": setting.change, "period": setting.period,
                "place": setting.place,
                "rank": _rank_of(v, amount, standings), "status": setting.status,
                "attributed_to": next((x.who for x in reversed(scopes) if x.start <= amount.start < x.end), None),
            })
        )  # fmt: skip
    return rows


def _within(found: list[_T], passage: Passage) -> list[_T]:
    """Those that begin in a paragraph: all of them for every figure would take long in a long text."""
    first = bisect_left(found, passage.start, key=_start)
    return found[first : bisect_left(found, passage.end, first, key=_start)]


def _start(item: claims.Standing | speech.Scope) -> int:
    return item.start


def _rank_of(v: View, amount: figures.Amount, standings: list[claims.Standing]) -> str | None:
    """The claim of rank that follows an amount in its sentence, within 40 characters."""
    end = v.inner(amount.start)[1]
    for r in standings:
        if amount.end <= r.start <= min(end, amount.end + 40):
            return _words(v, r.start, r.end)
        if r.start > end:
            break
    return None


def _unused(v: View, start: int, end: int, why: str) -> model.Unused:
    span = v.raw(start, end)
    return model.Unused(surface=v.article.text[span.start : span.end], start=span.start, end=span.end, why=why)


def _outside(v: View) -> list[model.Unused]:
    """Numerals of headline, headings and furniture: named, because nothing is left out silently."""
    s = v.shadow
    found = []
    inside = [(p.start, p.end) for p in v.passages]
    dropped = [(d.start, d.end) for d in v.article.dropped]
    k = 0
    for m in figures.ALL_NUMERALS.finditer(s):
        while k < len(inside) and inside[k][1] <= m.start():
            k += 1
        if k < len(inside) and inside[k][0] <= m.start():
            continue
        span = v.raw(*m.span())
        why = "page furniture" if any(a <= span.start < b for a, b in dropped) else "headline or heading"
        found.append(
            model.Unused(surface=v.article.text[span.start : span.end], start=span.start, end=span.end, why=why)
        )
    return found


def _number(v: View, rows: list[tuple[int, int, type[model.Fact], dict[str, Any]]]) -> tuple[model.Fact, ...]:
    rows = [row for row in rows if row[0] < row[1]]
    order = (model.Figure, model.Quote, model.Award, model.Initiative, model.Milestone, model.Rank, model.Target)
    rows.sort(key=lambda row: (row[0], order.index(row[2]), row[1]))
    kinds: dict[type[model.Fact], model.Kind] = {
        model.Figure: "figure",
        model.Quote: "quote",
        model.Award: "award",
        model.Initiative: "initiative",
        model.Milestone: "milestone",
        model.Rank: "rank",
        model.Target: "target",
    }
    facts: list[model.Fact] = []
    seen: dict[str, int] = {}
    sentences: dict[Span, str] = {}
    text = v.article.text
    for i, (start, end, made, fields) in enumerate(rows, 1):
        span = v.raw(start, end)
        sentence = v.raw(*v.sentence(start))
        if sentence.end < span.end:
            sentence = Span(sentence.start, span.end)
        surface = text[span.start : span.end]
        if sentence not in sentences:
            words_of = text[sentence.start : sentence.end].encode("utf-8", "surrogatepass")
            sentences[sentence] = hashlib.sha256(words_of).hexdigest()
        stem = f"{kinds[made]}|{surface}|{sentences[sentence]}"
        count = seen[stem] = seen.get(stem, 0) + 1
        key = hashlib.sha256(f"{stem}|{count}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        facts.append(
            made(
                id=f"F{i}", key=key, kind=kinds[made], surface=surface, start=span.start, end=span.end,
                paragraph=v.passage(start).n, sentence=sentence, **fields,
            )
        )  # fmt: skip
    return tuple(facts)


def _notes(article: Article, unused: list[model.Unused]) -> tuple[Note, ...]:
    notes = list(article.notes)
    for item in unused:
        if item.why == "text cut off before the unit":
            notes.append(
                Note(
                    start=item.start,
                    message=f"“{item.surface}” stands at the end of the text without its unit; not read as a figure",
                    hint="Complete the text.",
                )
            )
    return tuple(sorted(notes, key=lambda note: note.start or 0))
