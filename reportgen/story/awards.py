"""Turns awards into lists under one verb and into rows: the award, who won it, who gave it."""

from __future__ import annotations

import re

from reportgen.assets import wording
from reportgen.fold import fold
from reportgen.model import Award
from reportgen.source import Span
from reportgen.story import gate, titles
from reportgen.story.blocks import Claim, Honours, RankRow
from reportgen.story.claims import make, show_span
from reportgen.story.context import Context
from reportgen.story.lexicon import words
from reportgen.story.phrases import unhung
from reportgen.story.show import show
from reportgen.story.text import CLOSERS, OPENERS, PERIOD, Clause, Line, View, balanced, width

# Between the names of one list there is nothing but marks and joining words.
_JOINED = re.compile(r"[”」』》“「『《、，,\s]*(?:和|与|及|以及)?[“「『《\s]*")
# 授予(某某)「…」, 將(某某)評為「…」
_TAKES = re.compile(r"(?:授予|授与|颁给|颁予|颁授|授给)(?:了)?(?P<who>[^，,；;：:]{2,24}?)(?:的)?$")
_CALLS = re.compile(
    r"[将把](?P<who>[^，,；;：:]{2,24}?)(?:授予|(?:评|选|列|认定|命名|评选|评定|确定|推选|表彰)为)[^，,]{0,8}$"
)
# (某某)被…評為, (某某)獲…, (某某)以…成績捧得
_WINS = re.compile(
    r"(?:(?:一举|成功|再次|连续|先后|也|还|又|并|再|刚|刚刚|曾|已|均|都|因此|此前|早前|近日|日前|喜|荣|首次|蝉联)*"
    r"(?:被|获|荣获|喜获|斩获|捧得|捧回|夺得|夺下|摘得|摘下|入选|当选|跻身|成为|赢得|拿下|荣膺|荣登|上榜|入围|蝉联|得到|收获))|以|因|凭|靠|在|用"
)


# Where the amount of a subject begins: 隧道(長19.83公里), 設施(耗資2.3億元)
_AMOUNT = re.compile(r"(?<=[^\W\d_a-zA-Z]{2})(?:耗资|总投资|造价|全长|总长|长|高|宽|深|约|近)?\d")


# The time and the adverbs between a winner and the verb: (斜台設計)今年七月
_TAIL = re.compile(
    rf"(?:{PERIOD.pattern}|[一二三四五六七八九十]{{1,2}}月|[上本]月|今[日天]|昨[日天]|近日|日前|此前|早前|刚刚?|因此"
    r"|[也还又并曾已的亦]|亦于)+$"
)


_SITE = re.compile(r"[^\W\d_的和与及、]{2,8}(?:厂|店|分公司|分院|校区|院区|园区|基地)")


def _marked(view: View, award: Award) -> tuple[int, int]:
    """The span of an award's name with the marks around it."""
    a, b = award.start, award.end
    around = view.text[a - 1 : a] in OPENERS and view.text[b : b + 1] in CLOSERS
    return (a - 1, b + 1) if a and around else (a, b)


def shared(view: View, awards: list[Award]) -> list[list[Award]]:
    """Runs of awards that one verb governs: nothing stands between their names (獲評「甲」「乙」和「丙」)."""
    runs: list[list[Award]] = []
    told = [a for a in awards if (line := view.line_of(a)) is not None and line.speech is None]
    for award in sorted(told, key=lambda a: a.start):
        previous = runs[-1][-1] if runs else None
        if previous is not None and _JOINED.fullmatch(view.s(previous.end, award.start)):
            runs[-1].append(award)
        else:
            runs.append([award])
    return runs


def honours(view: View, ctx: Context, awards: list[Award], say: dict[str, str]) -> list[Honours]:
    """Lists of two or more awards with one winner, one verb and one giver, under the words that introduce them."""
    found = []
    for members in shared(view, awards):
        line = view.line_of(members[0])
        if len(members) < 2 or line is None:
            continue
        first, end_first = _marked(view, members[0])
        clause = line.clause_at(first)
        begin = line.clauses[0].start if ctx.period_clause(line) is not None else clause.start
        if clause.n > 1:
            begin = clause.start
        intro = make(view, (Span(begin, first),))
        count = say["honours-title"].format(intro="", first="", n=len(members))
        title = make(view, (Span(begin, end_first), count))
        title = Claim(
            text=title.text,
            paragraphs=title.paragraphs,
            facts=tuple(a.id for a in members),
            pieces=title.pieces,
            inserted=title.inserted,
        )
        if gate.marks(view, ctx, title, "title") or gate.demonstrative(view, ctx, title, "title"):
            continue
        found.append(
            Honours(
                title=title,
                intro=intro.text,
                names=tuple(show_span(view, *_marked(view, award)) for award in members),
                facts=tuple(a.id for a in members),
                note="" if _given(view, line, members) else say["honours-note"],
                paragraph=line.paragraph,
            )
        )
    return found


def _given(view: View, line: Line, members: list[Award]) -> bool:
    """Whether a giver is told: read, or in the sentence by its verb (由…評選, …授予的)."""
    told = view.s(line.start, line.end).replace("获评", "")
    return any(award.giver for award in members) or words("award.give").within(told)


def row(view: View, ctx: Context, award: Award) -> RankRow | None:
    """An award as a tag with its winner and its giver, named as such; None in speech and where neither is told."""
    line = view.line_of(award)
    if line is None or line.speech is not None:
        return None
    by = wording(view.article.script)["story"]["award-giver"]
    giver = by + show(award.giver, view.article.script) if award.giver else ""
    who = winner(view, ctx, line, award)
    text = " · ".join(part for part in (unhung(who), giver) if part)
    if not text:
        clause = line.clause_at(award.start)
        start = ctx.skip_openers(clause.start, clause.end)
        text = show_span(view, start, clause.end)
        if width(text) > 24 or words("subject.demonstratives").within(view.s(start, clause.end)):
            return None
    return RankRow(
        fact=award.id, tag=show_span(view, *_marked(view, award)), text=text, paragraph=award.paragraph, award=True
    )


def with_ranks(
    view: View, ctx: Context, awards: list[Award], claims: tuple[RankRow, ...], say: dict[str, str]
) -> tuple[RankRow, ...]:
    """Claims of place and the awards of no list, in the article's order; an award that a claim names is told there."""
    listed = {fact for found in honours(view, ctx, awards, say) for fact in found.facts}
    won = [r for award in awards if award.id not in listed and (r := row(view, ctx, award)) is not None]
    won = [r for r in won if not any(r.tag in claim.text for claim in claims)]
    return tuple(sorted((*won, *claims), key=lambda r: view.by_id[r.fact].start))


def winner(view: View, ctx: Context, line: Line, award: Award) -> str:
    """Who won it, in the article's words; "" when its own clause and the one subject before it do not tell."""
    at, _ = _marked(view, award)
    clause = line.clause_at(at)
    before = view.s(clause.start, at)
    for pattern in (_TAKES, _CALLS):
        found = pattern.search(before)
        if found:
            return _name(view, ctx, clause.start + found.start("who"), clause.start + found.end("who"))
    own = _head(view, ctx, clause, at)
    if own is not None:
        return _name(view, ctx, *own) or _meant(view, ctx, line, award, view.s(*own))
    told = _told_before(view, ctx, line, clause, award)
    if told:
        return told
    subjects = [
        other
        for other in line.clauses[: clause.n]
        if other.segment == clause.segment and not titles.is_opener(view, ctx, other) and _has_subject(view, ctx, other)
    ]
    head = _head(view, ctx, subjects[-1], subjects[-1].end) if subjects else None
    if head is None:
        return ""
    meant = _meant(view, ctx, line, award, view.s(*head))
    return meant or (_name(view, ctx, *head) if len(subjects) == 1 else "")


def _told_before(view: View, ctx: Context, line: Line, clause: Clause, award: Award) -> str:
    """The winner of an award of the clause before, when no clause in between has a subject: …獲甲獎，又捧回乙獎."""
    for other in reversed(_earlier(view, line, award)):
        at = line.clause_at(other.start)
        between = line.clauses[at.n + 1 : clause.n]
        if at.segment == clause.segment and not any(_has_subject(view, ctx, c) for c in between):
            return winner(view, ctx, line, other)
        return ""
    return ""


def _meant(view: View, ctx: Context, line: Line, award: Award, text: str) -> str:
    """Whom 該社 means: the winner of an earlier award of the sentence whose name ends so."""
    kind = re.match(r"该([^\W\d_a-zA-Z]{1,2}?)(?=\d|$|今|去|[一二三四五六七八九十]{1,2}月)", text)
    if kind is None:
        return ""
    names = [winner(view, ctx, line, other) for other in _earlier(view, line, award)]
    told = next((name for name in reversed(names) if fold(name).endswith(kind.group(1))), "")
    return told or _only(view, award.start, rf"[^“”「」]+{kind.group(1)}")


def _only(view: View, end: int, pattern: str) -> str:
    """The one name in quotation marks before `end` that has a form, in its marks; "" for none or more than one."""
    found = {m[0]: m for m in re.finditer(rf"[“「]{pattern}[”」]", view.shadow[:end])}
    spans = [m.span() for m in found.values()]
    return show_span(view, *spans[0]) if len(spans) == 1 else ""


def _earlier(view: View, line: Line, award: Award) -> list[Award]:
    return [f for f in view.starting_in(line.start, award.start) if isinstance(f, Award)]


def _has_subject(view: View, ctx: Context, clause: Clause) -> bool:
    return titles.state(view, ctx, ctx.skip_openers(clause.start, clause.end), clause.end) == "own"


def _head(view: View, ctx: Context, clause: Clause, end: int) -> tuple[int, int] | None:
    """The subject at the head of a clause: its words up to the verb of winning or, in a clause before it, to the first
    verb or number; None without one.
    """
    start = ctx.skip_openers(clause.start, end)
    time = PERIOD.match(view.shadow, start, end)
    if time and time.end() < end and not re.fullmatch(r"\d+号", time.group()):
        start = ctx.skip_openers(time.end(), end)
    text, named = view.s(start, end), ctx.marked_name(start)
    if named and end == clause.end and start + named < end and view.shadow[start + named] != "的":
        return start, start + named
    found = [_WINS.search(text)]
    if end == clause.end:
        found += [words("verbs.list").pattern.search(text, 2), _AMOUNT.search(text)]
    stops = [m.start() for m in found if m is not None]
    if not stops or min(stops) < 2:
        return None
    return start, start + min(stops)


def _name(view: View, ctx: Context, start: int, end: int) -> str:
    """The words of a winner without the time behind them; "" for what points outside and cannot be resolved."""
    text = view.s(start, end)
    tail = _TAIL.search(text)
    end -= len(tail.group()) if tail else 0
    short = ctx.short_name_at(start)
    full = ctx.full_name(short, start) if short else None
    if short and _SITE.fullmatch(view.s(start + len(short), end)):  # 该公司(竹林厂): a site has a name of its own
        return show_span(view, start + len(short), end)
    if short and full:  # with more behind it (該局攝製的短片) the two would be no words of one place
        return show(full, view.article.script) if start + len(short) >= end else ""
    level = ctx.level_word(start)
    if level is not None:
        return show(level[0] + view.text[start + level[1] : end], view.article.script)
    text = view.s(start, end)
    if (
        not 2 <= width(text) <= 24
        or not balanced(text)
        or words("subject.demonstratives").within(text)
        or (short is not None and (text.startswith("该") or short.endswith("方")))
        or re.search(r"[，,]|[内中里上下方从由在]$|^[在从由对向与以]", text)
    ):
        return ""
    return show_span(view, start, end)
