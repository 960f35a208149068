"""Finds whose article it is: the place named by dateline, headline, publisher and lead."""

from __future__ import annotations

import re

from reportgen.fold import fold
from reportgen.lexicon import words

_LEVELS = "省市县区州盟旗镇乡村"
_OWN_LEVELS = ("山市", "山县", "山州", "山镇", "城县", "园县", "地县", "村镇", "新县")
_OFFICE = re.compile(rf"([^\W\d_]{{2,4}}?)[{_LEVELS}](?=人民|政府|[^\W\d_]{{1,12}}[局委办院部会厅])")
_FIRM = re.compile(r"公司|集团|银行|董事会|大学|医院|杂志")


def find_place(
    text: str,
    shadow: str,
    headline: str,
    publisher: str | None,
    dateline: str | None,
    paragraphs: list[tuple[int, int]],
) -> str | None:
    """The article's place in its own words, with its level when it is written (某某市), or None when sources disagree.

    A stem of two or three characters counts when it stands before a level (市, 縣 …) and at least twice more bare, or
    when publisher or headline open with it. Rule source: suffixes alone mislead (實現地區生產總值).
    """
    body = "\n".join(shadow[a:b] for a, b in paragraphs)
    head = fold(headline)
    if dateline:
        name = fold(dateline)
        known = name.rstrip(_LEVELS)
        told = known in head or body.count(known) > 1 or re.search(rf"{re.escape(known)}[{_LEVELS}府]", body)
        if told:  # once, in the name of a firm, is no report about the place
            return _raw(text, shadow, name) or dateline
    stop = words("places.toml", "not_stems")
    scores: dict[str, float] = {}
    for hit in re.finditer(rf"(?=([^\W\d_]{{2,3}})[{_LEVELS}])", body):
        stem, at = hit[1], hit.end(1)
        level = body[at : at + 1]
        if body.endswith(words("places.toml", "not_levels"), 0, at + 1):
            continue
        if body.startswith(words("places.toml", "level_words"), at):
            continue
        for size in (2, 3):
            part = stem[-size:]
            if len(part) != size or part in scores:
                continue
            own = part[-1] + level in _OWN_LEVELS  # 佛山市, but 山區; 豐城縣, but 城市
            if any(s in part and not (own and s == part[-1]) for s in stop) or _common(part):
                continue
            scores[part] = 0
    for stem in scores:
        behind = _behind(stem, body)
        levelled = sum(char in _LEVELS for char in behind)
        bare = len(behind) - levelled + head.count(stem)
        full = levelled + sum(char in _LEVELS for char in _behind(stem, head))
        score = min(bare, 6) + full
        if stem in head:
            score += 3
        if bare < 2 and _governs(stem, body):
            bare, score = 2, score + 2
        if publisher and fold(publisher).startswith(stem):
            score += 3
        if bare < 2 and stem not in head and not (publisher and fold(publisher).startswith(stem)):
            score = 0
        scores[stem] = score
    if publisher and not _FIRM.search(fold(publisher)):
        office = _OFFICE.match(fold(publisher))
        stem = office[1] if office else fold(publisher)[:2]
        if (
            stem not in scores
            and stem.isalpha()
            and (stem in head or body.count(stem) >= 2)
            and (office or not any(s in stem for s in stop))
            and not _common(stem)
        ):
            scores[stem] = 4
    best = sorted(((score, len(stem), stem) for stem, score in scores.items() if score >= 3), reverse=True)
    if not best:
        return None
    top, _, stem = best[0]
    for other, _, rival in best[1:]:
        if other == top and stem not in rival and rival not in stem:
            return None
    levels = [char for char in _behind(stem, body) + _behind(stem, head) if char in _LEVELS]
    kinds = sorted(set(levels), key=lambda c: (-levels.count(c), _LEVELS.index(c)))
    return _raw(text, shadow, stem + kinds[0] if kinds else stem)


def _governs(stem: str, body: str) -> bool:
    """Whether the first paragraph names the stem's government (某市政府宣布) and the text goes on with 市府, 全市."""
    lead, _, rest = body.partition("\n")
    named = re.search(rf"{re.escape(stem)}([{_LEVELS}])(?:人民)?(?:政府|府|委)", lead)
    if named is None:
        return False
    level = named[1]
    return re.search(rf"(?<![^\W\d_]){level}(?:政?府|委)|[全本我]{level}(?![^\W\d_]?[第首前])", rest) is not None


def _common(stem: str) -> bool:
    """Whether a stem is, or holds, an everyday word."""
    return any(word in stem for word in words("places.toml", "common"))


def _behind(stem: str, text: str) -> list[str]:
    """The character behind each place where the stem stands; a line end behind the last of the text."""
    found = []
    at = text.find(stem)
    while at >= 0:
        at += len(stem)
        found.append(text[at : at + 1] or "\n")
        at = text.find(stem, at)
    return found


def _raw(text: str, shadow: str, word: str) -> str | None:
    at = shadow.find(word)
    return text[at : at + len(word)] if at >= 0 else None
