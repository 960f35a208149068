"""Turns initiatives into cards: the clause with its verb, the name bold inside it, the status from its own clause."""

from __future__ import annotations

import re

from reportgen.model import Figure, Initiative, Progress
from reportgen.source import Span
from reportgen.story import gate
from reportgen.story.blocks import Card, Cards, Claim
from reportgen.story.claims import make, show_span
from reportgen.story.context import Context
from reportgen.story.cut import folded
from reportgen.story.lexicon import limit, words
from reportgen.story.text import CLOSERS, OPENERS, Clause, Line, View, width

_EVENT = re.compile(r"座谈会|签约活动|会议|大会|仪式|论坛|展览|开幕|颁奖")
_STARTS = re.compile(
    r"(?:率先|首创|首推|全省|全国|全市|全面|大力|积极|持续|进一步|重点|今年|将|拟|已|并|还|也|又|再|正在|加快|深入|新)*"
)


def status(view: View, ctx: Context, line: Line, clause: Clause, start: int, fact: Initiative) -> Progress:
    """計劃 / 推進中 / 已實施 from the item's own clause and what governs it in its segment."""
    before = "".join(view.s(c.start, c.end) + "," for c in line.clauses[: clause.n] if c.segment == clause.segment)
    own = view.s(clause.start, clause.end)
    governing = before + own
    cleaned = governing
    for word in words("status.not-plan").words:
        cleaned = cleaned.replace(word, "")
    if words("status.plan").within(own) and re.search(r"将|拟|力争|下一步|接下来|即将|计划(?!的)", own):
        return "planned"
    if (
        re.search(r"(?:接下来|下一步|今后|明年)", cleaned)
        or (
            re.search(r"(?:^|(?:[^\W\d_a-zA-Z]|[,，]))将(?!近|军|来)", re.sub(r".*[。]", "", before))
            and not re.search(r"[将拟].*(?:已|了)", own)
        )
    ) and re.search(r"接下来|下一步|将(?!近|军|来)", cleaned):
        return "planned"
    if fact.status == "planned":
        return "planned"
    head = view.s(line.clauses[0].start, line.clauses[0].end)
    this_year = head.startswith("今年") and len(head) <= 4
    if re.search(r"正在|加快|稳步推进|着力", own) or (this_year and not re.search(r"已|建成|完成", own)):
        return "ongoing"
    return fact.status


def _bold(view: View, fact: Initiative, clause_text: str) -> tuple[int, int]:
    """Where the name, with its quotation marks and head noun, stands in the printed clause."""
    names = [show_span(view, fact.start, fact.end)]
    if view.text[fact.start - 1 : fact.start] in OPENERS and view.text[fact.end : fact.end + 1] in CLOSERS:
        names.insert(0, show_span(view, fact.start - 1, fact.end + 1))
    for name in names:
        at = clause_text.find(name)
        if name and at >= 0:
            end = at + len(name)
            heads = re.match(
                r"(?:改革|工程|行動|行动|計劃|计划|方案|機制|机制|專區|专区|窗口|平台|體系|体系|活動|活动|服務|服务|制度|模式|政策)",
                clause_text[end:],
            )
            return at, end + (heads.end() if heads else 0)
    return 0, 0


def _item_spans(view: View, clause: Clause) -> list[tuple[int, int]]:
    """The items of a clause, cut at 、 outside quotation marks when each item starts with its own verb."""
    depth, starts = 0, [clause.start]
    for i in range(clause.start, clause.end):
        if view.text[i] in OPENERS:
            depth += 1
        elif view.text[i] in CLOSERS:
            depth -= 1
        elif view.text[i] == "、" and depth <= 0:
            starts.append(i + 1)
    spans = list(zip(starts, [*(s - 1 for s in starts[1:]), clause.end], strict=True))
    verbs = words("initiative.verbs")
    if all(verbs.at(view.shadow, _skip(view, a)) or a == clause.start for a, b in spans):
        return spans
    return [(clause.start, clause.end)]


def _skip(view: View, start: int) -> int:
    found = _STARTS.match(view.shadow, start)
    return found.end() if found else start


def card(view: View, ctx: Context, fact: Initiative) -> Card | None:
    """The card of one initiative, or None when its clause gives no printable line."""
    line = view.line_of(fact)
    if line is None or line.speech is not None or len(re.findall(r"[^\W\d_a-zA-Z]", fact.surface)) < 2:
        return None
    clause = line.clause_at(fact.start)
    if any(ctx.status(f) == "target" for f in view.figures_in(clause.start, clause.end)):
        return None
    spans = _item_spans(view, clause)
    a, b = next(((a, b) for a, b in spans if a <= fact.start < b), (clause.start, clause.end))
    a = ctx.skip_openers(a, b)
    found = re.match(r"(?:今年|去年|近年来)(?=[^\W\d_a-zA-Z])", view.s(a, b))
    if found:
        a += found.end()
    a += ctx.place_at(a)
    if a > fact.start:
        return None
    best: Claim | None = None
    for start in (a, *_verb_starts(view, a, min(fact.start, b))):
        claim = make(view, (Span(start, b),))
        if width(claim.text) <= limit("card") and _good(view, ctx, claim, fact):
            best = claim
            start_used = start
            break
    if best is None:
        return None
    following = line.clauses[clause.n + 1] if clause.n + 1 < len(line.clauses) else None
    if following is not None and b == clause.end and following.segment == clause.segment and width(best.text) < 18:
        longer = make(view, (Span(start_used, following.end),))
        tail = view.s(following.start, following.end)
        others = [
            f
            for f in view.facts_in(following.start, following.end)
            if isinstance(f, Initiative) or (isinstance(f, Figure) and ctx.status(f) == "target")
        ]
        ok = not others and width(longer.text) <= 32 and not words("subject.demonstratives").within(tail)
        if (
            ok
            and "——" not in longer.text
            and _good(view, ctx, longer, fact)
            and not re.match(r"(?:率先|全面|打造|实现)", tail)
        ):
            best = longer
    bold = _bold(view, fact, best.text)
    if bold[1] == 0:
        return None
    return Card(
        fact=fact.id,
        name=best.text[bold[0] : bold[1]],
        claim=best,
        bold=bold,
        status=status(view, ctx, line, clause, a, fact),
    )


def _verb_starts(view: View, start: int, end: int) -> list[int]:
    """Later starts of the line: at the verb that introduces the name."""
    verbs = words("initiative.verbs").pattern
    return [start + m.start() for m in verbs.finditer(view.s(start, end)) if m.start() > 0]


def _good(view: View, ctx: Context, claim: Claim, fact: Initiative) -> bool:
    text = folded(view, claim)
    if gate.refuse(view, ctx, claim, "card") or _EVENT.search(text) or "我" in text or re.search(r"\[\d+\]", text):
        return False
    name = view.s(fact.start, fact.end).strip("“”「」")
    if len(text.strip("“”「」")) <= len(name) + 1 or (fact.id and fact.id not in claim.facts):
        return False
    return words("initiative.verbs").within(text)


def named(view: View, lines: list[Line], facts: list[Initiative]) -> list[Initiative]:
    """The facts with the quoted names that the ledger has as none:
    at most 12 characters right behind a verb of doing.
    """
    known = [(f.start, f.end) for f in facts]
    found = list(facts)
    for line in lines:
        if line.speech is not None:
            continue
        for match in re.finditer(r"[“「]([^”」“「]{2,12})[”」]", view.text[line.start : line.end]):
            start, end = line.start + match.start(1), line.start + match.end(1)
            if any(a < end and start < b for a, b in known) or view.speech_at(start, end):
                continue
            before = view.s(max(start - 13, line.start), start - 1)
            verb = re.search(
                r"(率先试点|试点|推行|上线|设立|推出|启动|首创|实施|出台|开展|构建|建立|深化)[^\W\d_a-zA-Z]{0,8}$",
                before,
            )
            if not verb or re.search(r"[，,、]", verb.group()) or not re.search(r"[^\W\d_a-zA-Z]{2}", match.group(1)):
                continue
            if re.match(r"(?:的|新春|座谈|签约|大会|会议|理念|目标)", view.s(end + 1, line.end)):
                continue
            found.append(
                Initiative(
                    id="",
                    key="",
                    kind="initiative",
                    surface=view.text[start:end],
                    start=start,
                    end=end,
                    paragraph=line.paragraph,
                    sentence=line.sentence,
                    name=view.text[start:end],
                    status="done",
                    clause=Span(start, end),
                )
            )
    return sorted(found, key=lambda f: f.start)


def cards(view: View, ctx: Context, facts: list[Initiative], subtitle: str) -> Cards | None:
    """A grid of four to eight: done first, then ongoing, then planned; one card a line."""
    if len(facts) < 4:
        return None
    made: list[Card] = []
    used: set[str] = set()
    for fact in facts:
        made_card = card(view, ctx, fact)
        if (
            made_card is None
            or made_card.claim.text in used
            or any(made_card.claim.text in u or u in made_card.claim.text for u in used)
        ):
            continue
        used.add(made_card.claim.text)
        made.append(made_card)
    title = cards_title(view, ctx, facts) if len(made) >= 4 else None
    if title is None:
        return None
    order = {"done": 0, "ongoing": 1, "planned": 2}
    made = sorted(made, key=lambda c: order[c.status])[:8]
    keep = made if len(made) in (4, 6, 8) else made[: len(made) - 1]
    ongoing = [i for i, c in enumerate(keep) if c.status == "ongoing"]
    return Cards(
        title=title,
        subtitle=subtitle,
        note="",
        paragraphs=tuple(sorted({p for c in keep for p in c.claim.paragraphs})),
        spark=ongoing[0] if ongoing else None,
        cards=tuple(keep),
    )


def cards_title(view: View, ctx: Context, facts: list[Initiative]) -> Claim | None:
    """The sentence of the most initiatives as a title: up to four of its clauses that start with a verb."""
    by_line: dict[int, list[Initiative]] = {}
    for fact in facts:
        line = view.line_of(fact)
        if line is not None and line.speech is None:
            by_line.setdefault(line.start, []).append(fact)
    best: tuple[float, Claim] | None = None
    for members in by_line.values():
        line = view.line_of(members[0])
        assert line is not None
        for clause in dict.fromkeys(line.clause_at(fact.start) for fact in members):
            for last in range(clause.n, min(clause.n + 3, len(line.clauses))):
                held = sum(1 for f in members if f.end <= line.clauses[last].end)
                most = held * 1.5 + len(members) * 0.5 - 0.3 * (last - clause.n) - 0.1 * clause.n
                if best is not None and most <= best[0]:
                    continue  # however it reads, it is not the best
                claim = _title_from(view, ctx, line, clause.n, last)
                if claim is None:
                    continue
                count = sum(1 for f in members if any(p.start <= f.start and f.end <= p.end for p in claim.pieces))
                score = most - (held - count) * 1.5 - max(0.0, width(claim.text) - 36) * 0.2
                if not count or (best is not None and score <= best[0]):
                    continue
                if gate.refuse(view, ctx, claim, "title") is None:
                    best = (score, claim)
    return best[1] if best else None


def _title_from(view: View, ctx: Context, line: Line, first: int, last: int) -> Claim | None:
    from reportgen.story import titles

    want = titles.title_want()
    parts = titles.build(view, ctx, line, first, last, want, None)
    if parts is None:
        return None
    return make(view, parts)
