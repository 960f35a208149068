"""Makes the one change of numerals that a printed text may show: exact Chinese ones in figures (百分之二點四 → 2.4%).

What is to be swapped is told by the program's own rule; that a swap keeps value, unit and qualifier is proven here by
the proof's own reader of numerals. A swap that it cannot prove is not made, so that a file which prints it is refused.
"""

from __future__ import annotations

import re
from typing import Any

from reportgen.arabic import KEPT, WORDS, Amount, Moved, arabic, swaps
from reportgen.fold import fold
from reportgen.verify.numerals import chinese_value, read

_FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
_CHINESE = re.compile(
    f"(?:百分之)?[〇零一二两三四五六七八九十廿卅{_FORMAL}][〇零一二两三四五六七八九十百千万亿兆廿卅点{_FORMAL}]*"
)
_ARABIC = re.compile(r"\d[\d,.]*(?:万亿|[万亿兆])?%?")
_SCALE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_LONGEST = 6_000_000  # characters of an article that any ledger may count


def in_figures(text: str, article: dict[str, Any], facts: list[dict[str, Any]]) -> Moved | None:
    """The text with its swaps; None when there are none."""
    figures = {int(f["start"]): f for f in facts if f.get("kind") == "figure"}
    told = swaps(
        text,
        [(int(p["start"]), int(p["end"])) for p in article.get("paragraphs") or []],
        (
            Amount(
                at, int(f["end"]), str(f.get("surface") or ""), f.get("value"), f.get("value_max"), str(f.get("unit"))
            )
            for at, f in figures.items()
        ),
        [(int(f["start"]), int(f["end"])) for f in facts if f.get("kind") in KEPT],
    )
    made = [swap for swap in told if _same(str(figures[swap.start]["surface"]), swap.new, figures[swap.start])]
    return Moved(text, made) if made else None


def alone(fact: dict[str, Any]) -> str:
    """The surface of a figure as it is shown where it stands by itself: in figures also when its words are quoted."""
    surface = str(fact.get("surface") or "")
    new = arabic(surface, fact.get("value"), fact.get("value_max"), str(fact.get("unit")))
    return new if new != surface and _same(surface, new, fact) else surface


def _same(old: str, new: str, fact: dict[str, Any]) -> bool:
    """Whether both forms have the same words around the same amounts, and those are the ledger's."""
    old, new = fold(old), fold(new)
    amounts = [v for v in (fact.get("value"), fact.get("value_max")) if v is not None]
    before, after = _CHINESE.findall(old), _ARABIC.findall(new)
    if not amounts or not len(before) == len(after) == len(amounts) or _CHINESE.split(old) != _ARABIC.split(new):
        return False
    percent = {word.endswith("%") for word in after}
    if percent != {fact.get("unit") == "%" and "%" not in old}:
        return False
    shared = _SCALE.get(after[-1][-1], 1)  # 三至五萬: one scale for both
    for n, (was, now, amount) in enumerate(zip(before, after, amounts, strict=True)):
        said, size = chinese_value(was.removeprefix("百分之")), _value(now)
        if said is None or size is None or not _equal(said, size):
            return False
        if not _equal(size, float(amount)) and not (n < len(amounts) - 1 and _equal(size * shared, float(amount))):
            return False
    return True


def _value(word: str) -> float | None:
    found = read(word)
    return found[0].value if len(found) == 1 and found[0].surface == word else None


def _equal(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b))


def moved_record(fact: dict[str, Any], shown: Moved) -> dict[str, Any]:
    """A record of the ledger in its new place; what its fields repeat of its sentence is put in figures too."""
    a, b = (int(at) for at in fact["sentence"])
    start, end = shown.at(int(fact["start"])), shown.at(int(fact["end"]))
    record = {**fact, "start": start, "end": end, "surface": shown.text[start:end]}
    if fact.get("kind") not in KEPT:
        for key in WORDS & record.keys():
            if isinstance(record[key], str):
                record[key] = shown.words(record[key], a, b)
    return record


def known_text(ledger: dict[str, Any]) -> str:
    """The sentences that a ledger carries at their places, blanks between. Raises ValueError for one that no article
    is long enough for."""
    sentences = [(int(s["start"]), str(s["text"])) for s in ledger.get("sentences") or []]
    size = max((start + len(text) for start, text in sentences), default=0)
    if size > _LONGEST or any(start < 0 for start, _ in sentences):
        raise ValueError("a sentence stands where no article has one")
    text = [" "] * size
    for start, said in sentences:
        text[start : start + len(said)] = said
    return "".join(text)
