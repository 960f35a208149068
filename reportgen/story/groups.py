"""Turns figures into shares of a whole, target ladders and boards of numbers."""

from __future__ import annotations

import re

from reportgen.model import Figure
from reportgen.story import labels
from reportgen.story.blocks import (
    Board,
    Claim,
    Exhibit,
    Ladder,
    LadderRow,
    Number,
    ShareRow,
    Shares,
)  # fmt: skip
from reportgen.story.common import Title, period_of, say_of, scale_of
from reportgen.story.context import Context
from reportgen.story.numbers import full_surface
from reportgen.story.phrases import torn
from reportgen.story.show import show
from reportgen.story.text import Line, View

_CHINESE = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}


def _tenths(view: View, figure: Figure) -> tuple[int, int] | None:
    """Solid and hatched cells for a share in tenths; None when it is not stated in tenths."""
    text = view.s(figure.start, figure.end)
    found = re.search(r"([一二两三四五六七八九\d])成(?![\d一二三四五六七八九])", text)
    if not found:
        return None
    tenths = _CHINESE.get(found.group(1)) or int(found.group(1))
    before, after = text[: found.start()], text[found.end() :]
    if "近" in before or "不到" in before or "不足" in before:
        return tenths - 1, 1
    if "约" in before or "左右" in after:
        return tenths - 1, 2
    if re.search(r"逾|超", before) or re.search(r"多|余|以上", after):
        return tenths, 1
    return tenths, 0


def _share_label(view: View, figure: Figure, line: Line) -> str:
    """佔某省總額: the whole, without 同期 and without the thing that the sentence has named."""
    clause = line.clause_at(figure.start)
    text = view.s(clause.start, figure.start)
    at = text.rfind("占")
    if at < 0:
        return labels.clean(view, clause.start, figure.start)
    start = clause.start + at
    whole = view.text[start : figure.start]
    folded = view.s(start, figure.start)
    cut = folded.find("同期")
    if cut >= 0:
        whole = whole[:cut] + whole[cut + 2 :]
        folded = folded[:cut] + folded[cut + 2 :]
    before = view.s(line.start, start)
    best = (0, 0)
    for i in range(1, len(folded)):
        for j in range(i + 2, len(folded) + 1):
            if folded[i:j] in before and j - i > best[1] - best[0] and not re.search(r"[省市县国]", folded[i:j]):
                best = (i, j)
    if best[1] - best[0] >= 2 and best[1] < len(folded):
        whole = whole[: best[0]] + whole[best[1] :]
    return show(whole.strip("，,的 "), view.article.script)


def shares(view: View, ctx: Context, figures: list[Figure], title: Title, wording: dict[str, str]) -> list[Shares]:
    """Shares of a whole in tenths, one exhibit a sentence; others stay in text."""
    found: list[Shares] = []
    by_line: dict[int, list[Figure]] = {}
    for figure in figures:
        line = view.line_of(figure)
        if line is None or line.speech is not None or _tenths(view, figure) is None:
            continue
        clause = line.clause_at(figure.start)
        listed = figure.id in ctx.lists.labels or figure.id in ctx.lists.torn
        if not listed and "占" in view.s(clause.start, figure.start) and ctx.status(figure) == "actual":
            by_line.setdefault(line.start, []).append(figure)
    for members in by_line.values():
        line = view.line_of(members[0])
        headline = any(view.text[f.start : f.end] in view.article.headline for f in members)
        if line is None or (len(members) < 2 and not headline):
            continue  # one share alone is a card
        claim = title(members[0])
        if claim is None:
            continue
        rows = []
        for figure in members[:3]:
            cells = _tenths(view, figure)
            assert cells is not None
            rows.append(
                ShareRow(
                    fact=figure.id,
                    label=_share_label(view, figure, line),
                    full=cells[0],
                    partial=cells[1],
                    word=full_surface(view, figure),
                )
            )
        period = period_of(view, ctx, members)
        hatched = any(row.partial for row in rows)
        notes = [say_of(wording, "share-note-near")] if hatched else []
        notes += [say_of(wording, "share-note-sum")] if len(rows) > 1 else []
        whole = _share_whole(view, members[0], line)
        parts = [say_of(wording, "share-measure", whole=whole), period]
        found.append(
            Shares(
                title=claim,
                subtitle="，".join(p for p in parts if p) + say_of(wording, "share-cell"),
                note="；".join(notes),
                paragraphs=(line.paragraph,),
                spark=0,
                rows=tuple(rows),
            )
        )
    return found


def _share_whole(view: View, figure: Figure, line: Line) -> str:
    clause = line.clause_at(figure.start)
    text = view.s(clause.start, figure.start)
    at = text.rfind("占")
    folded = text[at + 1 :]
    raw = view.text[clause.start + at + 1 : figure.start]
    lead = re.match(r"(?:同期)?(?:[^\W\d_a-zA-Z]{2,3}?[省市县区州国]|全[国省市县区球])?", folded)
    cut = lead.end() if lead else 0
    keep = "同期" if folded.startswith("同期") else ""
    rest = raw[cut:] or raw
    return show(re.sub(r"的$", "", keep + rest), view.article.script)


def ladder(view: View, ctx: Context, figures: list[Figure], title: Title, wording: dict[str, str]) -> Ladder | None:
    """Targets of one unit in one sentence, highest first; a list such as A、B、C等3个 gives a row each."""
    by_line: dict[tuple[int, str], list[Figure]] = {}
    for figure in figures:
        line = view.line_of(figure)
        if (
            line is not None
            and ctx.status(figure) == "target"
            and figure.value
            and figure.unit not in ("%", "百分點", "個")
        ):
            by_line.setdefault((line.start, figure.unit), []).append(figure)
    best = max(by_line.values(), key=lambda m: (len(m), -m[0].start), default=[])
    if len(best) < 2:
        return None
    claim = next((c for c in map(title, sorted(best, key=lambda f: -(f.value or 0))) if c is not None), None)
    if claim is None:
        return None
    divisor, unit = scale_of(view, best)
    rows: list[LadderRow] = []
    for figure in sorted(best, key=lambda f: (-(f.value or 0), f.start)):
        rows.extend(_ladder_rows(view, ctx, figure, divisor, wording))
    line = view.line_of(best[0])
    assert line is not None
    period = period_of(view, ctx, best)
    measure = say_of(wording, "ladder-measure-scale" if any(f.scale for f in best) else "ladder-measure")
    subtitle = "，".join(p for p in (measure, unit, period) if p) + say_of(wording, "ladder-open")
    if len(rows) < 2 or not any(row.value is not None for row in rows):
        return None  # 千亿元级 in words only: no length is printed
    return Ladder(
        title=claim,
        subtitle=subtitle,
        note="",
        paragraphs=(line.paragraph,),
        spark=0,
        unit=unit,
        rows=tuple(rows[:8]),
    )


def _ladder_rows(view: View, ctx: Context, figure: Figure, divisor: float, wording: dict[str, str]) -> list[LadderRow]:
    line = view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    text = say_of(wording, "target-value", value=full_surface(view, figure))
    value = (figure.value or 0) / divisor if re.search(r"\d", full_surface(view, figure)) else None
    before = view.s(clause.start, figure.start)
    many = re.search(r"(若干[个家条]?|一批|多个|一系列)$", before)
    if many:
        noun = labels.noun_after(view, figure, clause)
        label = show(view.text[clause.start + many.start() : figure.start], view.article.script) + noun
        return [LadderRow(fact=figure.id, label=label, value=value, text=text + say_of(wording, "ladder-unnamed"))]
    listed = re.match(r"(.+?)等(\d+|[一二两三四五六七八九十])[个家项大类]", before)
    if listed:
        head = labels._HEAD.match(view.s(clause.start, clause.end))
        names_from = clause.start + (head.end() if head else 0)
        names = view.text[names_from : clause.start + listed.end(1)].split("、")
        count = _CHINESE.get(listed.group(2)) or (int(listed.group(2)) if listed.group(2).isdigit() else 0)
        if count == len(names):
            return [
                LadderRow(fact=figure.id, label=show(n.strip(), view.article.script), value=value, text=text)
                for n in names
            ]
    label = labels.item(view, ctx, figure)
    label = re.sub(r"[向由從从]$", "", label) or show(figure.measures or "", view.article.script)
    if len(label) > 1 and torn(label):
        return []  # 目標提高到2000公頃: a bar that names no thing
    return [LadderRow(fact=figure.id, label=label or text, value=value, text=text)]


def board(numbers: list[Number], claim: Claim, subtitle: str) -> Board:
    """Two to six numbers of unlike units under one plain sentence."""
    exhibit: Exhibit = Board(
        title=claim,
        subtitle=subtitle,
        note="",
        paragraphs=tuple(sorted({n.paragraph for n in numbers})),
        spark=0,
        numbers=tuple(numbers[:6]),
    )
    assert isinstance(exhibit, Board)
    return exhibit
