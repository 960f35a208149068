"""Turns lists whose values go one by one with the names before them (甲、乙分别为1、2) into names and figures.

A list that does not pair is kept as torn: its figures have no name of their own, only their whole sentence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

from reportgen.fold import fold
from reportgen.model import Figure
from reportgen.story import labels
from reportgen.story.context import Context, Listed, Lists
from reportgen.story.lexicon import table, words
from reportgen.story.show import show
from reportgen.story.text import PERIOD, Clause, Line, View, width

_NAME = 12  # the longest name of a list
_SPLIT = re.compile(r"、|以及|和|及|与")
# What a list's last name may carry that belongs to all: 甲、乙两大产业; 甲则.
_COUNT = r"(?:[两二三四五六七八九十]+|(?<![\dA-Za-z-])\d+)(?:个|家|项|宗|类|大|种)"
_COUNTED = re.compile(rf"(?:{_COUNT}[^、]*|[则均也都])$")
_VERBS_OF_BEING = ("为", "是", "达", "达到", "有", "设有", "设", "")


@cache
def _change() -> re.Pattern[str]:
    found = "|".join(sorted((re.escape(w) for w in words("each.changes").words), key=len, reverse=True))
    return re.compile(f"(?:{found})$")


@cache
def _join() -> re.Pattern[str]:
    found = "|".join(words("each.changes").words)
    return re.compile(f"(?:、|以及|和|及|与)(?:(?:同比)?({found}))?")


@cache
def _borrowing() -> re.Pattern[str]:
    """Words of a clause without names of its own: 下降, 同比分别, 占比."""
    found = "|".join((*words("each.changes").words, *words("subject.relation-nouns").words, "占"))
    return re.compile(rf"(?:同比|按年|环比|按月|实际|名义|仍|[较比][^，,、]{{1,8}}|{found})*")


def read(view: View, ctx: Context) -> Lists:
    """All lists of an article in order, the words of their members, and the members that have none."""
    found: list[Listed] = []
    torn: set[str] = set()
    for line in view.plain_lines():
        last: Listed | None = None
        for clause in line.clauses:
            for chain in _chains(view, clause):
                at = _each_before(view, clause, chain[0])
                listed = _paired(view, ctx, line, clause, chain, at, last)
                if listed is not None:
                    found.append(listed)
                    last = listed
                elif at >= 0:
                    torn.update(f.id for f in chain)
    named = {f.id: listed.label(i) for listed in found for i, f in enumerate(listed.members)}
    return Lists(found=tuple(found), labels=named, torn=frozenset(torn))


def _chains(view: View, clause: Clause) -> Iterator[list[Figure]]:
    """Runs of two and more figures of a clause that nothing but 、和及 and a change parts."""
    chain: list[Figure] = []
    for figure in (f for f in view.figures_in(clause.start, clause.end) if isinstance(f, Figure)):
        if chain and not _join().fullmatch(view.s(chain[-1].end, figure.start)):
            if len(chain) > 1:
                yield chain
            chain = []
        chain.append(figure)
    if len(chain) > 1:
        yield chain


def _each_before(view: View, clause: Clause, first: Figure) -> int:
    """Where 分别, 各占 … stand before the first value, -1 when they do not."""
    before = view.figures_in(clause.start, first.start)
    low = before[-1].end if before else clause.start
    text = view.s(low, first.start)
    return max((low + text.rfind(word) for word in words("each.words").words if word in text), default=-1)


def _paired(
    view: View, ctx: Context, line: Line, clause: Clause, chain: list[Figure], at: int, last: Listed | None
) -> Listed | None:
    k = len(chain)
    start = head(view, ctx, clause)
    if at < 0:
        lead = view.s(start, chain[0].start)
        if last is None or len(last.names) != k or not lead or not _borrowing().fullmatch(lead):
            return None
        return _listed(view, clause, chain, last.names, last.measure, start, start, False)
    own = _names(view, start, at, k)
    if own is not None:
        return _listed(view, clause, chain, *own, at, at, True)
    lead = view.s(start, at)
    if not _borrowing().fullmatch(lead) and lead not in words("subject.relation-nouns").words:
        former = re.fullmatch(r"前([两三四])[者项]", lead)
        if last is None or former is None or "两三四".find(former.group(1)) + 2 != k or len(last.names) < k:
            return None
        return _listed(view, clause, chain, last.names[:k], last.measure, at, at, False)
    if last is not None and len(last.names) == k:
        return _listed(view, clause, chain, last.names, last.measure, start, at, False)
    before = _named_before(view, ctx, line, clause, k)
    return _listed(view, clause, chain, before, "", start, at, False) if before else None


def head(view: View, ctx: Context, clause: Clause) -> int:
    """Where a clause begins behind openers, its time, the way it is reckoned, and the place."""
    start = ctx.skip_openers(clause.start, clause.end)
    for _ in range(2):
        found = PERIOD.match(view.shadow, start, clause.end)
        start = found.end() if found else start
        for basis in (words("opener.method").at(view.shadow, start), words("opener.basis").at(view.shadow, start)):
            start += len(basis) if basis else 0
    return start + ctx.place_at(start)


def _listed(
    view: View,
    clause: Clause,
    chain: list[Figure],
    names: tuple[str, ...],
    measure: str,
    start: int,
    at: int,
    own: bool,
) -> Listed:
    """The list with the verbs of its values: what leads to the first, or what stands before each."""
    script = view.article.script
    lead = view.text[start:at]
    behind = view.text[at : chain[0].start]
    for word in words("each.words").words:
        if view.s(at, at + len(word)) == word:
            behind = behind[2 if word in ("分别", "依次") else 1 :]
            break
    verb = show(lead + behind, script)
    folded = view.s(start, at) + view.s(chain[0].start - len(behind), chain[0].start)
    if folded in _VERBS_OF_BEING or folded.endswith(("为", "是")):
        noun = labels.noun_after(view, chain[-1], clause) if labels.unit_counts(chain[-1]) else ""
        verb = show(lead, script)
        if not measure and 2 <= width(noun) <= 6 and own:
            measure = noun
    elif folded in words("subject.relation-nouns").known:  # 占比45.7%、30.3%: what is measured, no deed
        measure, verb = measure + verb, ""
    verbs = []
    for before, figure in zip([None, *chain], chain, strict=False):
        inner = _join().fullmatch(view.s(before.end, figure.start)) if before is not None else None
        changed = inner.group(1) if inner is not None else None
        if changed and before is not None:
            verbs.append(show(lead + view.text[figure.start - len(changed) : figure.start], script))
        else:
            verbs.append(verbs[-1] if verbs else verb)
    change = any(_change().search(fold(word)) for word in verbs)
    return Listed(names=names, members=tuple(chain), measure=measure, verbs=tuple(verbs), change=change, own=own)


def _names(view: View, start: int, at: int, k: int) -> tuple[tuple[str, ...], str] | None:
    """`k` names between two offsets and what they share behind the last: 第一、二、三产业增加值 → 增加值."""
    folded = view.s(start, at)
    cuts = [(m.start(), m.end()) for m in _SPLIT.finditer(folded)]
    spans = list(zip([0, *(b for _, b in cuts)], [*(a for a, _ in cuts), len(folded)], strict=True))
    if not cuts:
        return None
    first = folded[: spans[0][1]]
    lead = max(
        (m.end() for m in words("each.leads").pattern.finditer(first[:-1]) if not _no_lead(first, m.start())), default=0
    )
    spans[0] = (lead, spans[0][1])
    led = re.search(r"[为是达]$", folded[spans[-1][0] :])
    spans[-1] = (spans[-1][0], spans[-1][1] - bool(led))
    last = _COUNTED.search(folded[spans[-1][0] : spans[-1][1]])
    if last and last.start() >= 2:
        spans[-1] = (spans[-1][0], spans[-1][0] + last.start())
    ends = [(start + a, start + b) for a, b in spans]
    if any(
        isinstance(f, Figure) and fold(f.unit) != "岁" and any(a <= f.start < b for a, b in ends)
        for f in view.figures_in(start, at)
    ):
        return None  # each with a number of its own
    against = re.match(r"[较比]", folded[spans[0][0] :])
    pieces = [show(view.text[start + a : start + b].strip(), view.article.script) for a, b in spans]
    known = [folded[a:b].strip() for a, b in spans]
    if not all(known):
        return None
    if against:
        pieces[1:] = [pieces[0][0] + piece for piece in pieces[1:]]
    names, measure = _shared(pieces, known)
    names = [n for name, fold_ in zip(names, _stems(known, measure), strict=True) for n in _expanded(name, fold_)]
    if len(names) != k or len(set(names)) != k or any(width(name) > _NAME for name in names):
        return None
    return tuple(names), measure


def _no_lead(text: str, at: int) -> bool:
    return words("each.not-leads").at(text, at) is not None


def _stems(known: list[str], measure: str) -> list[str]:
    return [*known[:-1], known[-1][: len(known[-1]) - len(measure)]]


def _shared(pieces: list[str], known: list[str]) -> tuple[list[str], str]:
    """The names with what all of them share taken from the last: 金、银、铜奖 → 金奖 …; 甲、乙产量 → 产量."""
    ranks = words("each.ranks").known
    rank = re.match("第?", known[0])
    ordinal = bool(rank and rank.group())
    stems = [name.removeprefix("第") for name in known]
    if len(known) > 1 and all(len(s) == 1 and s in ranks for s in stems[:-1]) and stems[-1][:1] in ranks:
        prefix = pieces[0][: len(known[0]) - 1] if ordinal else ""
        tail = pieces[-1][len(known[-1]) - len(stems[-1]) + 1 :]
        unit, rest = tail, ""
        for word in words("each.measures").words:
            if fold(tail).endswith(word) and len(tail) > len(word):
                unit, rest = tail[: -len(word)], tail[-len(word) :]
                break
        return [prefix + piece.removeprefix("第")[:1] + unit for piece in pieces], rest
    star = re.fullmatch(r"([特一二三四五六七八九])(等|星)(.+)", known[-1])
    if star and all(re.fullmatch(f"[特一二三四五六七八九]{star.group(2)}", k) for k in known[:-1]):
        return [*(piece + pieces[-1][2:] for piece in pieces[:-1]), pieces[-1]], ""
    for word in words("each.measures").words:
        stem = len(known[-1]) - len(word)
        if not known[-1].endswith(word) or stem < 1:
            continue
        if any(k.endswith(word) for k in known[:-1]):
            return pieces, ""
        sizes = [*(len(k) for k in known[:-1]), stem]
        own = words("each.own").ends(known[-1]) or max(sizes) - min(sizes) > 1
        if word in words("each.narrow").known and own:
            return pieces, ""
        return [*pieces[:-1], pieces[-1][: -len(word)]], pieces[-1][-len(word) :]
    return pieces, ""


def _expanded(name: str, known: str) -> list[str]:
    """三次产业 as its three names; any other name as it is."""
    found = table("lists")["compounds"].get(known)
    return list(found) if found else [name]


def _named_before(view: View, ctx: Context, line: Line, clause: Clause, k: int) -> tuple[str, ...] | None:
    """`k` names that earlier clauses of the sentence give: each with a figure of its own (存栏…头，出栏…头), or a list
    that one of them counts (甲、乙、丙3个产业)."""
    if clause.n == 0:
        return None
    previous = line.clauses[clause.n - 1]
    counted = re.search(_COUNT, view.s(previous.start, previous.end))
    if counted is not None:
        names = _names(view, head(view, ctx, previous), previous.start + counted.start(), k)
        if names is not None:
            return names[0]
    figures: list[Figure] = []
    for other in reversed(line.clauses[: clause.n]):
        if other.segment != clause.segment or len(figures) >= k:
            break
        here = [f for f in view.figures_in(other.start, other.end) if isinstance(f, Figure)]
        if not here or any(_borrowing().fullmatch(view.s(head(view, ctx, other), f.start)) for f in here[:1]):
            break
        figures = here + figures
    if len(figures) != k:
        return None
    named = [labels.item(view, ctx, f) for f in figures]
    if any(not 2 <= width(name) <= _NAME for name in named) or len(set(named)) != k:
        return None
    return tuple(named)


def names_before(view: View, ctx: Context, clause: Clause, end: int, k: int) -> tuple[str, ...]:
    """The `k` names of a clause before `end`, () when there are not as many."""
    found = _names(view, head(view, ctx, clause), end, k)
    return found[0] if found is not None else ()


def row_lists(view: View, ctx: Context, figures: list[Figure]) -> list[Listed]:
    """Lists of names with their values in one clause: 甲31.2、乙18.05、丙16.9万人次."""
    found: list[Listed] = []
    seen: set[int] = set()
    for figure in figures:
        line = view.line_of(figure)
        if line is None or line.speech is not None:
            continue
        clause = line.clause_at(figure.start)
        if clause.start in seen:
            continue
        seen.add(clause.start)
        members = [f for f in view.figures_in(clause.start, clause.end) if isinstance(f, Figure)]
        if len(members) < 3 or len({f.unit for f in members}) > 1 or members[0].unit in ("", "%"):
            continue
        starts = [head(view, ctx, clause), *(f.end for f in members[:-1])]
        names = []
        for low, member in zip(starts, members, strict=True):
            between = re.fullmatch(r"(?:、|和|及|与|以及)?([^、，,和及与]{2,10}?)(?:为|达)?", view.s(low, member.start))
            folded = between.group(1) if between else ""
            relation = words("subject.relation").at(folded) or _change().search(folded)
            if not folded or relation or words("verbs.list").at(folded):
                break
            if low != starts[0] and not _SPLIT.match(view.s(low, member.start)):
                break
            offset = low + between.start(1) if between else low
            names.append(show(view.text[offset : offset + len(folded)], view.article.script))
        if len(names) == len(members) and len(set(names)) == len(names):
            found.append(Listed(names=tuple(names), members=tuple(members)))
    return found


_SHARE = re.compile(r"(.{2,10}?)(占|为)")


def share_lists(view: View, ctx: Context) -> list[Listed]:
    """Percentages of one question or whole in clauses side by side: 甲占a，乙占b，丙占c; paired lists among them."""
    paired = {listed.members[0].id: listed for listed in ctx.lists.found if listed.own}
    found: list[Listed] = []
    for line in view.plain_lines():
        if len(line.clauses) < 2:
            continue
        told = [_shares_of(view, ctx, clause, paired) for clause in line.clauses]
        for verb, run in itertools.groupby(told, key=lambda one: one.verbs[0] if one is not None else ""):
            parts = [one for one in run if one is not None] if verb else []
            names = tuple(name for one in parts for name in one.names)
            if len(names) >= 3 and len(set(names)) == len(names):
                found.append(Listed(names=names, members=tuple(f for one in parts for f in one.members)))
    return found


def _shares_of(view: View, ctx: Context, clause: Clause, paired: dict[str, Listed]) -> Listed | None:
    """The percentages of a clause that is nothing but names, 占 or 为, and values."""
    figures = [f for f in view.figures_in(clause.start, clause.end) if isinstance(f, Figure)]
    if not figures or any(f.unit != "%" for f in figures):
        return None
    listed = paired.get(figures[0].id)
    verb = view.s(figures[0].start - 1, figures[0].start)
    if listed is not None:
        whole = len(listed.members) == len(figures) and verb in ("占", "为")
        names = tuple(name + listed.measure for name in listed.names)
        return Listed(names=names, members=listed.members, verbs=(verb,)) if whole else None
    start = head(view, ctx, clause)
    share = _SHARE.fullmatch(view.s(start, figures[0].start))
    if share is None or figures[0].end != clause.end or words("subject.relation").at(share.group(1)):
        return None
    name = show(view.text[start : start + len(share.group(1))], view.article.script)
    return Listed(names=(name,), members=(figures[0],), verbs=(verb,))


def keeps_order(names: tuple[str, ...]) -> bool:
    """Whether names are ranks or classes, whose stated order says more than their size: 金、银、铜; 第一产业."""
    known = words("each.ordered")
    return all(known.within(fold(name)) for name in names)
