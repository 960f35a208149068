"""Proves the times at the two ends of a change (2022年 612億元，2024年 894億元): each the article's own of that end,
and 現在 only where no past year is told of the new number."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reportgen import ends
from reportgen.fold import fold
from reportgen.records import dataclass
from reportgen.verify import pairs
from reportgen.verify.ground import Ground
from reportgen.verify.proofs import Proof

if TYPE_CHECKING:
    from reportgen.verify.texts import Texts

BEFORE, NOW, LATER = "先前", "现在", "其后"  # the program's words for the two ends, dense
_WHY = "puts a number beside another time than the article's"
_NEXT = re.compile("[,到至]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An old and a new number of the ledger, their dense printed forms, and what may stand before each in a chart:
    its time, or the program's word; "" where nothing has to."""

    facts: tuple[str, str]
    forms: tuple[tuple[str, ...], tuple[str, ...]]
    times: tuple[str, str]
    is_now: bool

    def may_stand(self, end: int, word: str) -> bool:
        """Whether a word may stand before the old (0) or the new (1) number."""
        if end == 1 and word == NOW:
            return self.is_now
        return word in ("", self.times[end], *(() if end else (BEFORE,)))


def found(ground: Ground, printed: dict[str, tuple[str, ...]]) -> tuple[Change, ...]:
    """The changes of the article: 由 one number 增至 the next, in one clause."""
    written = str(ground.article.get("date") or "") or None
    forms: dict[str, list[str]] = {}
    for form, ids in printed.items():
        for fact in ids:
            forms.setdefault(fact, []).append(form)
    made = []
    for line in ground.lines:
        facts = [a.fact for a in line.atoms if a.fact and a.fact in forms]
        for old, new in pairwise(dict.fromkeys(facts)):
            if not pairs.from_to(ground, old, new):
                continue
            (_, start, end), (_, other, _) = ground.home[old], ground.home[new]
            text = fold(line.text)
            first, last = ends.ends(text[:start], text[end:other], written)
            made.append(
                Change(
                    facts=(old, new),
                    forms=(tuple(forms[old]), tuple(forms[new])),
                    times=(first.text, last.text),
                    is_now=ends.now(last, written),
                )
            )
    return tuple(made)


def told(texts: Texts, core: str) -> Proof | None:
    """A text that puts times before the two numbers of a change, or one before one of them: proven, or refused where
    they are others; None where it does neither."""
    if not texts.changed:
        return None
    wrong: Proof | None = None
    for change in texts.changed:
        for proof in (*_both(texts, change, core), *_one(texts, change, core)):
            if proof.ok:
                return proof
            wrong = proof
    return wrong


def drawn(texts: Texts, old: str, new: str, *, worded: bool) -> tuple[tuple[str, str], Change | None]:
    """What stands before the two numbers of dense labels of a chart, as it has to, and their change. `worded`: whether
    the program's words stand where the article tells no time."""
    plain = (BEFORE, NOW) if worded else ("", "")
    fitting = []
    for change in texts.changed:
        heads = [_head(label, forms) for label, forms in zip((old, new), change.forms, strict=True)]
        named = change.times[0] or plain[0], change.times[1] or plain[1]
        if tuple(heads) == named:
            return named, change
        if None not in heads:
            fitting.append((named, change))
    return fitting[0] if fitting else (plain, None)


def stand(words: tuple[str, str], labels: tuple[str, str], change: Change | None) -> bool:
    """Whether the words, and no time but theirs, stand before the numbers of two dense labels."""
    if change is not None:
        return tuple(map(_head, labels, change.forms)) == words
    rests = [label.removeprefix(word) for label, word in zip(labels, words, strict=True)]
    return all(map(str.startswith, labels, words)) and not any(map(ends.leading, rests))


def over(rows: list[tuple[str, str]]) -> tuple[str, str]:
    """The names over the two ends of several changes: what both are called in each row, else the program's words."""
    first, last = {old for old, _ in rows}, {new for _, new in rows}
    return first.pop() if len(first) == 1 else BEFORE, last.pop() if len(last) == 1 else LATER


def amount(label: str) -> str:
    """A dense label of a chart without the time before its number."""
    return label[ends.leading(label) :]


def _head(label: str, forms: tuple[str, ...]) -> str | None:
    """What stands before the number of a label; None where it is another number."""
    heads = [label.removesuffix(form) for form in forms if label.endswith(form)]
    return next((head for head in heads if not head or ends.is_time(head) or head in (BEFORE, NOW)), None)


def _both(texts: Texts, change: Change, core: str) -> list[Proof]:
    made = []
    for new in change.forms[1]:
        if not core.endswith(new):
            continue
        head = core.removesuffix(new)
        for old in change.forms[0]:
            lead, number, between = head.rpartition(old)
            second = between[_NEXT.match(between).end() :]  # type: ignore[union-attr]
            if not number or (second and second != NOW and not ends.is_time(second)):
                continue
            label, first = _told(lead, change.times[0])
            if not ends.is_time(first) and not ends.is_time(second) and second != NOW:
                continue
            if not change.may_stand(0, first) or not change.may_stand(1, second):
                made.append(Proof(kind="none", why=_WHY, line=texts.ground.sentence_of(change.facts[0])))
                continue
            label = label.rstrip(",:由从")
            if ends.is_time(first) or ends.is_time(second):
                proof = texts.prove(f"{label},{old},{new}") if label else None
                if proof is None or proof.ok:
                    paragraph = int(texts.ground.facts[change.facts[0]]["paragraph"])
                    made.append(Proof(kind="pair", facts=change.facts, paragraphs=(paragraph,)))
    return made


def _one(texts: Texts, change: Change, core: str) -> list[Proof]:
    """The proof of 「2022年612億元」, with or without words of its own; nothing where a number of no change is so
    printed, or the article has these words."""
    made = []
    for end, forms in enumerate(change.forms):
        for form in forms:
            if not core.endswith(form):
                continue
            label, word = _told(core.removesuffix(form), change.times[end])
            if not word or word == BEFORE or label.endswith(tuple("至到-、和与及的")):
                continue
            if change.may_stand(end, word):
                if word == NOW:
                    continue
                label = label.rstrip(",:")
                if label and not texts.prove(f"{label}:{form}").ok:
                    continue
                paragraph = int(texts.ground.facts[change.facts[end]]["paragraph"])
                made.append(Proof(kind="pair", facts=(change.facts[end],), paragraphs=(paragraph,)))
            elif (change.times[end] or word == NOW) and _of_changes(texts, form) and texts.ground.find(core) is None:
                made.append(Proof(kind="none", why=_WHY, line=texts.ground.sentence_of(change.facts[end])))
    return made


def _of_changes(texts: Texts, form: str) -> bool:
    """Whether every number that is so printed is an end of a change."""
    return {fact for other in texts.changed for fact in other.facts} >= set(texts.printed.get(form, ()))


def _told(head: str, time: str) -> tuple[str, str]:
    """A text split before the time that it ends in: that of an end, the program's word, or another one."""
    for word in (time, BEFORE, NOW):
        if word and head.endswith(word):
            return head.removesuffix(word), word
    at = ends.trailing(head)
    return head[:at], head[at:]
