"""Proves a number printed with its words: one figure of the ledger, an old and a new one, an honour, a span of days."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from reportgen import ends
from reportgen.assets import wording
from reportgen.lexicon import words
from reportgen.verify import derive
from reportgen.verify.ground import Ground, bare, dense
from reportgen.verify.naming import TIME, composed, event_words, member, names, narrowed, series, unsaid
from reportgen.verify.numerals import read
from reportgen.verify.proofs import Proof

if TYPE_CHECKING:
    from reportgen.verify.texts import Texts

_FILE = "verify.toml"
_LABEL = 20  # characters of a name beside a number or two


def pair(texts: Texts, core: str) -> Proof | None:
    """One number of the ledger with words that are its own (電子信息產業：1000億元級), or an old and a new one
    of the
    same thing in the article's order (審批事項先前326項，現在148項)."""
    found = _surfaces(texts, core)
    if not found or len(found) > 2:
        return None
    rest = core
    for start, end, _ in reversed(found):
        rest = rest[:start] + " " + rest[end:]
    target = "目标" in rest
    label = rest.replace("目标:", " ")
    if len(found) == 2:
        label = re.sub("|".join(map(re.escape, texts.then_now)), " ", label)
    if len(bare(label)) > _LABEL or re.search("[,;。]", label if len(found) == 1 else label.strip(" ,;。")):
        return None  # a sentence: its words have to stand in the article in their order
    time = unsaid(dense(label).text)
    if time and TIME.fullmatch(time):
        return None  # 一季度增長: when, and not what
    if read(label) and series(texts.ground, bare(label)[:4]) is None and texts.ground.find(label.strip(" :,")) is None:
        return None  # a numeral of the label (第二級, 四大) has to stand there whole
    for facts in product(*(ids for _, _, ids in found)):
        records = [texts.ground.facts[f] for f in facts]
        if target and records[0].get("status") == "actual":
            continue
        if len(facts) == 2 and (
            texts.ground.home.get(facts[0], (-1,))[0] != texts.ground.home.get(facts[1], (-2,))[0]
            or int(records[0]["start"]) >= int(records[1]["start"])
            or not _neighbours(texts, *facts)
        ):
            continue
        if len(facts) == 2 and "现在" in core and records[1].get("status") in ("target", "planned"):
            continue  # what is to be is not so now
        if len(facts) == 1 and "最高" not in label and _upper_end(texts, facts[0]):
            continue
        if len(facts) == 2 and any(narrowed(texts.ground, f, label) for f in facts):
            continue
        if not bare(label) or any(names(texts.ground, f, label) for f in facts):
            return Proof(kind="pair", facts=facts, paragraphs=(int(records[0]["paragraph"]),))
    return None


def _upper_end(texts: Texts, fact: str) -> bool:
    """Whether a number is the upper end of a range, of which the lower one stands before it (5000元至3.8萬元)."""
    if fact not in texts.ground.home:
        return False
    number, start, _ = texts.ground.home[fact]
    line = texts.ground.lines[number]
    lower = next((a for a in line.atoms if a.fact and a.end == start - 1 and line.text[a.end] in "至到-"), None)
    led = line.text[line.clause(start)[0] : lower.start] if lower else ""
    return lower is not None and not re.search("[由从][^,、]{0,12}$", led)


def _neighbours(texts: Texts, old: str, new: str) -> bool:
    """Whether no other number of the ledger stands between two of one sentence."""
    if old not in texts.ground.home or new not in texts.ground.home:
        return True
    (number, _, end), (_, start, _) = texts.ground.home[old], texts.ground.home[new]
    line = texts.ground.lines[number]
    if dense(str(texts.ground.facts[old].get("surface") or "")).text in (member(line, start) or " "):
        return True  # a member of a list with a number in its name: 25至44歲3.62%
    return not any(a.fact and end <= a.start < start for a in line.atoms)


def from_to(ground: Ground, old: str, new: str) -> bool:
    """Whether the article tells that one number became the other: 由 before the first and 为 or 到 before the second,
    in one clause without another number between (a time may stand before the second: 增至2024年的9家)."""
    if old == new or old not in ground.home or new not in ground.home:
        return False
    (number, begin, end), (other, start, _) = ground.home[old], ground.home[new]
    line = ground.lines[number]
    if number != other or start < end or any(a.fact and end <= a.start < start for a in line.atoms):
        return False
    led = re.search(r"[由从][^,、;。:由从]{0,12}$", line.text[:begin])
    return led is not None and re.fullmatch(r"[^,、;。]{0,12}[至到为成]", ends.verb(line.text[end:start])) is not None


def award(texts: Texts, core: str) -> Proof | None:
    """Who was honoured, a verb of honouring, the honour's name: both stand in one sentence."""
    verbs = "|".join(map(re.escape, words(_FILE, "awards.verbs")))
    found = re.fullmatch(f'(?P<who>[^"]*?)(?:{verbs})"(?P<name>.+)"', core)
    if not found:
        return None
    for fact in texts.ground.facts.values():
        if fact.get("kind") == "award" and dense(str(fact.get("name") or "")).text == found.group("name"):
            line = texts.ground.sentence_of(str(fact["id"]))
            if line is not None and found.group("who") in line.text:
                return Proof(kind="pair", facts=(str(fact["id"]),), paragraphs=(line.paragraph,))
    return None


def won(texts: Texts, core: str) -> Proof | None:
    """Who won an award and who gave it (某校 · 颁发：教育部): the giver is that of an award, and the winner stands in
    the award's part of the sentence; or that part points at it (署方, 该社) and it stands in an earlier one. The giver
    alone (颁发：教育部) is that of an award.
    """
    who, mark, _ = core.rpartition("·")
    by = given(core)
    if not by or (mark and not bare(who)):
        return None
    awards = [f for f in texts.ground.facts.values() if f.get("kind") == "award"]
    for fact in awards:
        line = texts.ground.sentence_of(str(fact["id"]))
        if line is None or dense(str(fact.get("giver") or "")).text != by:
            continue
        name = line.text.find(dense(str(fact["surface"])).text)
        begin = line.text.rfind(";", 0, name) + 1
        end = line.text.find(";", name)
        at = line.text.rfind(who, begin, end if end > 0 else None)
        pointed = re.search("该|这|[署局校院馆]方|公司|集团", line.text[begin:name])
        earlier = pointed and any(who in other.text for other in texts.ground.lines[: line.number])
        if not who or at >= 0 or earlier:
            return Proof(kind="pair", facts=(str(fact["id"]),), paragraphs=(line.paragraph,))
    return None


def given(text: str) -> str:
    """Who is named as the giver of an award at the end of a dense text (某校 · 颁发：教育部); "" without one."""
    told = text.rpartition("·")[2]
    return next((told.removeprefix(by) for by in _givers() if told.startswith(by)), "")


def ungiven(text: str) -> str:
    """A text without the program's word before a giver: what is left is the article's."""
    by = given(dense(text).text)
    if not by:
        return text
    head = dense(text).text.removesuffix(by)
    return next((head.removesuffix(word) for word in _givers() if head.endswith(word)), head) + by


@cache
def _givers() -> tuple[str, ...]:
    """What stands before who gave an award, in dense characters."""
    return tuple({dense(str(wording(script)["story"]["award-giver"])).text for script in ("hant", "hans")})


def signed(texts: Texts, core: str) -> Proof | None:
    """For whom and as what somebody speaks (某局局長, 某局局長張三說), told in two places of the article: both are
    those of one quotation, and each stands in the article.
    """
    text = core.rstrip(",:;。")
    for fact, house, role, speaker in texts.ground.speakers:
        if not text.startswith(house + role):
            continue
        rest = text[len(house + role) :]
        named = not rest or (speaker and rest.startswith(speaker) and rest[len(speaker) :] in ("", "说", "表示"))
        if named and texts.ground.find(house) and texts.ground.find(role):
            paragraph = int(texts.ground.facts[fact]["paragraph"])
            return Proof(kind="pair", facts=(fact,), paragraphs=(paragraph,))
    return None


def _surfaces(texts: Texts, core: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Printed forms of figures that stand in a text by themselves, in order, the longest at each place."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for form, ids in texts.by_length:
        at = core.find(form)
        while at >= 0:
            end, mine = at + len(form), ids
            if core.count('"', 0, at) % 2:  # within a quotation a number is as it was said
                mine = tuple(i for i in ids if texts.whole_surface(texts.ground.facts[i]) == form)
            if mine and _stands_alone(core, at, end) and not any(a < end and at < b for a, b, _ in found):
                found.append((at, end, mine))
            at = core.find(form, end)
    return sorted(found)


def derived_pair(texts: Texts, core: str) -> Proof | None:
    """A span of days with the two events that it lies between (簽約落地至投入運營76至106天)."""
    for span in texts.derived:
        shown = dense(span.text).text
        at = core.find(shown)
        if at < 0 or not _stands_alone(core, at, at + len(shown)):
            continue
        label = (core[:at] + core[at + len(shown) :]).strip(":,;。")
        if not label or derived_label(texts, span, label):
            return Proof(
                kind="pair",
                key="derived",
                facts=(span.start, span.end),
                paragraphs=(int(texts.ground.facts[span.start]["paragraph"]),),
            )
    return None


def derived_label(texts: Texts, span: derive.Days, label: str) -> bool:
    """Whether 「甲到乙」 names the two events of a span, in their order."""
    for m in re.finditer("[到至]", label):
        first, second = bare(label[: m.start()]), bare(label[m.end() :])
        if first and second and _event(texts, span.start, first) and _event(texts, span.end, second):
            return True
    return False


def _event(texts: Texts, fact: str, words_: str) -> bool:
    place = texts.ground.home.get(fact)
    return place is not None and composed(
        event_words(texts.ground, fact), words_, texts.context(texts.ground.lines[place[0]])
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a number in a text is not a part of a longer one (9家 in 39家, 九成 in 近九成)."""
    before, after = text[:start], text[end:]
    if before and before[-1] in "0123456789.,〇零一二两三四五六七八九十百千万亿近约超逾第":
        return before[-1] in ",一" and not before[-2:-1].isdigit()
    return not (after and after[0] in "0123456789.余多级万亿")
