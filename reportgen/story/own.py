"""Turns a sentence written by the user into a claim, when the ledger bears it; else says what it does not.

An own sentence may use only numbers, names and statuses of the ledger: each number with its unit and qualifier as the
article writes it, each quoted or firm's name as it stands there, a target with its word, a rank with its scope.
"""

from __future__ import annotations

import re

from reportgen.fold import fold
from reportgen.model import Fact, Figure
from reportgen.source import Span
from reportgen.story import gate
from reportgen.story.blocks import Claim
from reportgen.story.context import _COMPANY, Context
from reportgen.story.lexicon import words
from reportgen.story.show import show
from reportgen.story.text import View

_NUMERAL = re.compile(r"[近约逾超]?\d[\d,.]*|[近约逾超]?[一二两三四五六七八九]成[一二三四五六七八九半]?")
_COUNTED = re.compile(
    r"[二两三四五六七八九十百千万亿][一二两三四五六七八九十百千万亿余多]*[个家项件座条户人名所元年月天倍名次批届位场类种大]"
)
_RISE = re.compile(r"增长|上升|提高|提升|增加")
_FALL = re.compile(r"下降|减少|回落|降低|下跌")
_RANK = re.compile(
    r"(?:全国|全省|全市|全县|全球|世界|中部)?[^\W\d_a-zA-Z]{0,6}(?:第[一二三四五六七八九十\d]+|首位|之首|唯一|首个|新高|榜首)"
)


def prove(view: View, ctx: Context, text: str, use: str = "title") -> Claim | str:
    """The claim of an own sentence, or the reason why the article does not bear it."""
    text = show(text.strip().rstrip("。"), view.article.script)
    folded = fold(text)
    facts: list[Fact] = []
    for found in _NUMERAL.finditer(folded):
        fact = _fact_at(view, folded, found)
        if fact is None:
            if re.match(r"(?:年|月|日)", folded[found.end() :]) and _stands(view, found.group() + folded[found.end()]):
                continue
            return f"{text[found.start() : found.end()]} with the words beside it is no number of the article"
        facts.append(fact)
    for counted in _COUNTED.finditer(folded):
        if not _stands(view, counted.group()):
            return f"{text[counted.start() : counted.end()]} does not stand in the article"
    for quoted in re.finditer(r"[“「『《]([^”」』》]+)[”」』》]", text):
        if not _stands(view, fold(quoted.group(1))):
            return f"the name {quoted.group()} does not stand in the article"
    for firm in _COMPANY.finditer(folded):
        if not any(_stands(view, firm.group()[i:]) for i in range(max(len(firm.group()) - 3, 1))):
            return f"the firm {text[firm.start() : firm.end()]} does not stand in the article"
    for rank in _RANK.finditer(folded):
        if not _stands(view, rank.group()[-4:]):
            return f"the rank {text[rank.start() : rank.end()]} does not stand in the article"
    for fact in facts:
        reason = _status(ctx, fact, folded)
        if reason:
            return reason
    pieces = tuple(Span(f.start, f.end) for f in sorted(facts, key=lambda f: f.start))
    claim = Claim(
        text=text,
        paragraphs=tuple(sorted({f.paragraph for f in facts})),
        facts=tuple(dict.fromkeys(f.id for f in facts)),
        pieces=pieces,
        inserted=(text,),
    )
    for check in (gate.length, gate.closing, gate.marks, gate.quoted_length, gate.echo, gate.dateline):
        reason = check(view, ctx, claim, use)
        if reason:
            return f"{check.__name__}: {reason}"
    if re.search(r"该|此(?!外)|其(?!中|他|余)|他|她|本[县市区]", re.sub(r"[“「『][^”」』]*[”」』]", "", folded)):
        return "it points at something outside (该, 此, 其, 他 …)"
    if not facts and not _words_stand(view, folded):
        return "it has no number and its words do not stand in the article in this order"
    return claim


def _stands(view: View, folded: str) -> bool:
    bare = re.sub(r"[\s,，]", "", folded)
    return bare in re.sub(r"[\s,，]", "", view.shadow)


def _words_stand(view: View, folded: str) -> bool:
    """Whether every clause of a sentence without numbers stands in the article as it is."""
    return all(_stands(view, clause) for clause in re.split(r"[，；：]", folded) if clause)


def _fact_at(view: View, folded: str, found: re.Match[str]) -> Fact | None:
    """The figure whose whole surface, qualifier and unit included, stands at a numeral of the sentence."""
    for fact in view.facts:
        if fact.kind not in ("figure", "milestone", "rank", "target"):
            continue
        surface = fold(fact.surface)
        for number in _NUMERAL.finditer(surface):
            if number.group() != found.group():
                continue
            start = found.start() - number.start()
            if start >= 0 and folded[start : start + len(surface)] == surface:
                return fact
            if fact.kind == "figure" and isinstance(fact, Figure) and not fact.qualifier:
                unit = fold(fact.unit_surface or "")
                if unit and folded[found.end() : found.end() + len(unit)] == unit:
                    return fact
    return None


def _status(ctx: Context, fact: Fact, folded: str) -> str | None:
    if not isinstance(fact, Figure):
        return None
    status = ctx.status(fact)
    if status in ("target", "planned") and not (
        words("status.target").within(folded) or words("status.plan").within(folded)
    ):
        return f"{fact.surface} is a target or a plan in the article, and the sentence does not say so"
    if status == "estimate" and not words("status.estimate").within(folded):
        return f"{fact.surface} is an estimate in the article, and the sentence does not say so"
    near = folded[max(folded.find(fold(fact.surface)) - 6, 0) : max(folded.find(fold(fact.surface)), 0)]
    if fact.direction == "down" and _RISE.search(near):
        return f"{fact.surface} is a fall in the article"
    if fact.direction == "up" and _FALL.search(near):
        return f"{fact.surface} is a rise in the article"
    return None
