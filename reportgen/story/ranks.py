"""Turns rank claims and named lists into tags and lists."""

from __future__ import annotations

import re

from reportgen.fold import fold
from reportgen.model import Figure, Initiative, Rank
from reportgen.story import labels, titles
from reportgen.story.blocks import NamedList, RankRow
from reportgen.story.claims import show_span
from reportgen.story.context import Context
from reportgen.story.lexicon import words
from reportgen.story.numbers import full_surface
from reportgen.story.phrases import unhung
from reportgen.story.salience import unit_class
from reportgen.story.show import show
from reportgen.story.text import CLOSERS, OPENERS, Clause, Line, View, width

_RANK_HEAD = re.compile(r"^(?:位居|稳居|跃居|跃升|名列|排名|位列|列|居|排|获|创|成为|实现|是)+(?:了|至|到)?")


_FIRSTS = re.compile(r"(?:首个|首创|首家|首次|首条|首批|首台|首座|唯一|最大|最早|第一[个家座条])")


# How far a first goes; it is none without it: 全国(首个), 南部(唯一).
_SCOPE = re.compile(
    r"(?:[全两][国省市县区球港澳台岛]|[^\W\d_a-zA-Z]{2,4}(?:地区|省|市|县)|[东南西北中]部|[东西][南北]部?|华[东南西北中]|国内|海内外|世界|亚洲|亚太|本[港澳地])$"
)
# A record is one of what was measured last, whatever else the sentence lists: 毛利率31.4%，创14季以来(新高).
_RECORD = re.compile("新[高低]|[最纪][高低录]")


# 亚洲第二家工厂 counts sites.
_NTH_SITE = re.compile(r"第(?!一)[\d二两三四五六七八九十百]+[家座个個条條间間所处處]")
# Words that say when, or how much more, and not what is ranked: 建成时, 月减2.4%, 比一季度加快增速.
_NO_SUBJECT = re.compile(r"(?<![瓦小])时$|[后前]$|^(?:[月年季周]?[增减升降]\d|[比较前])")


def _of_troubles(view: View, line: Line, rank: Rank) -> bool:
    """Whether what is ranked are kinds of complaints, demands or offences; a sentence tells of them whole."""
    clause = line.clause_at(rank.start)
    near = view.s(line.clauses[max(clause.n - 1, 0)].start, clause.end)
    if words("rank.settled").within(near):
        return False
    return words("rank.troubles").within(view.s(line.start, line.end))


def _tag(view: View, rank: Rank) -> str:
    text = view.s(rank.start, rank.end)
    head = _RANK_HEAD.match(text)
    first = _FIRSTS.search(text)
    if first and first.end() < len(text) and first.group() != "首次":
        begin = rank.start
        scope = _SCOPE.search(view.s(max(rank.start - 6, 0), rank.start))
        if scope and first.start() == 0:
            begin -= len(scope.group())
            begin += 1 if view.shadow[begin] == "是" else 0
        return show_span(view, begin, rank.start + first.end())
    return show_span(view, rank.start + (head.end() if head and head.end() < len(text) - 1 else 0), rank.end)


def row(view: View, ctx: Context, rank: Rank) -> RankRow | None:
    """The claim as a tag and what it is said of; None for targets and for what has no subject."""
    return view.once("rank", rank.start, rank.end, lambda: _row(view, ctx, rank))


def _row(view: View, ctx: Context, rank: Rank) -> RankRow | None:
    line = view.line_of(rank)
    if line is None or line.speech is not None:
        return None
    clause = line.clause_at(rank.start)
    governing = view.s(clause.start, rank.start)
    if re.search(r"力争|争取|目标|将(?!近)|打造|建设成", governing):
        return None
    follow = view.s(rank.end, rank.end + 2)
    inside = _FIRSTS.search(view.s(rank.start, rank.end))
    if re.match(r"方阵|梯队|批次|产业|大|名的", follow) and not inside:
        return None
    if re.search(r"我|本[县市区省院]", rank.surface) or (
        len(re.findall(r"[^\W\d_a-zA-Z]", rank.surface)) < 3 and not inside
    ):
        return None
    if _NTH_SITE.search(rank.surface) or _of_troubles(view, line, rank):
        return None
    text = unhung(_said_of(view, ctx, rank, line))
    if not text or _NO_SUBJECT.search(fold(text)):
        return None
    if re.match(r"[以由从把被在]", text) or re.search(r"分获|分别|各$", fold(text)):
        return None
    if any(a.kind == "award" and a.start <= rank.start < a.end for a in view.starting_in(line.start, line.end)):
        return None  # a word of the award's own name
    return RankRow(fact=rank.id, tag=_tag(view, rank), text=text, paragraph=rank.paragraph)


def _said_of(view: View, ctx: Context, rank: Rank, line: Line) -> str:
    clause = line.clause_at(rank.start)
    start = ctx.skip_openers(clause.start, clause.end)
    before = view.s(start, rank.start)
    after = view.s(rank.end, clause.end)
    inside = _FIRSTS.search(view.s(rank.start, rank.end))
    if inside and inside.group() == "首次":
        inside = None
    if inside and inside.end() < rank.end - rank.start:
        after = view.s(rank.start + inside.end(), clause.end)
    if re.match(r"(?:也)?是[^\W\d_a-zA-Z]{0,6}$", before) and clause.n > 0:
        named = _named_before(view, ctx, line.clauses[clause.n - 1], clause, after)
        if named:
            return named
    if inside and re.match(r"(?:[^\W\d_a-zA-Z]|[“「《])", after):
        begin = clause.end - len(after)
        return labels.clean(view, begin, clause.end) if width(after) <= 24 else _cut(view, begin, clause.end)
    if (
        re.match(r"(?:[^\W\d_a-zA-Z]|[“「《])", after)
        and len(after) >= 3
        and re.search(r"(?:首个|首创|唯一|首家|第一[个家座]|最大|最早|首条|首批)$", view.s(rank.start, rank.end))
    ):
        return labels.clean(view, rank.end, clause.end) if width(after) <= 24 else _cut(view, rank.end, clause.end)
    head = start
    start += ctx.place_at(start)
    if ctx.is_level_word(start):
        start += 2
    result = re.search(r"[以凭][^，,]{1,14}的(?:成绩|优势|高分)[^，,]{0,4}$", view.s(start, rank.start))
    if result:  # 漆屏以96.5分的成績總分(居全場第一)
        return labels.clean(view, head, start + result.start())
    text = labels.clean(view, start, rank.start)
    text = re.sub(r"(?:首次|一舉|一举|已|也|仍|均|是|曾|獲評|获评|穩|稳|屬|属|系|乃|連續|连续)+$", "", text)
    figures = view.figures_in(start, rank.start)
    relational = (
        2 <= len(text) <= 4
        and re.search(r"(?:规模|总量|数量|增速|占比|比重)$", view.s(start, rank.start))
        and clause.n > 0
    )
    if len(text) >= 2 and not words("subject.relation").at(before) and not figures and not relational:
        return text if width(text) <= 24 else _cut(view, start, rank.start)
    if len(text) >= 4 and not relational and re.match(r"[^\W\d_a-zA-Z]{2,4}(?:规模|数量|总量|增速|占比|质量)", before):
        return text
    # The clause before: its figure's subject, or its own subject.
    own = []
    for other in reversed(line.clauses[: clause.n]):
        if other.segment != clause.segment:
            break
        found = [f for f in view.figures_in(other.start, other.end) if isinstance(f, Figure)]
        if found:
            changed = len(found) > 1 and re.search(r"(?:至|到|为)$", view.s(found[0].end, found[1].start))
            own.append((found[1] if changed else found[0], other))
            relation = words("subject.relation").at(view.s(ctx.skip_openers(other.start, other.end), other.end))
            record = _RECORD.search(view.s(rank.start, rank.end)) and not words("subject.relation-nouns").at(before)
            if not relation and (record or not titles.list_member(view, line.clauses, other.n)):
                break
    counted = _counted(view, ctx, rank, line, own)
    if counted:
        return counted
    if own and 2 <= len(text) <= 4 and re.search(r"规模|总量|数量|增速|占比", before):
        figure, other = own[-1]
        topic = re.sub(
            r"(?:同比|实际|實際)*(?:增長|增长|下降)$",
            "",
            re.split(r"[占佔]", labels.item(view, ctx, figure))[0],
        )
        if topic and width(topic) <= 12:
            return topic[2:] + text if topic.startswith(text[:2]) else topic + text
    if own:
        figure, other = own[-1]
        name = labels.item(view, ctx, figure) or labels.noun_after(view, figure, other)
        name = re.sub(r"^(?:全市|全縣|全县|全區|全区)", "", name)
        if figure.unit != "%":
            name = re.sub(r"(?:提升|增長|增长|擴大|扩大|達到|达到)$", "", name)
        relation = text if 2 <= len(text) <= 4 and words("subject.relation").at(before) else ""
        timed = unit_class(figure) == "duration"  # 先进封装占比从2年前…: a time is no amount of it
        amount = full_surface(view, figure) if not relation and width(name) <= 12 and not timed else ""
        whole = name + amount + relation
        return whole if name else ""
    if clause.n > 0:
        previous = line.clauses[clause.n - 1]
        text = show_span(view, ctx.skip_openers(previous.start, previous.end), previous.end)
        if width(text) <= 24:
            return text
        return _cut(view, ctx.skip_openers(previous.start, previous.end), previous.end)
    return text if len(text) >= 2 else ""


def _counted(view: View, ctx: Context, rank: Rank, line: Line, own: list[tuple[Figure, Clause]]) -> str:
    """甲類、乙類企業數量: a rank over several counted things that share 数量."""
    clause = line.clause_at(rank.start)
    here = ctx.skip_openers(clause.start, clause.end)
    if re.match(r"(?:数量|总数|总量|规模)", view.s(here, clause.end)) and len(own) >= 2:
        names = [
            labels.item(view, ctx, f)
            for f, o in reversed(own)
            if not words("subject.relation").at(view.s(ctx.skip_openers(o.start, o.end), o.end))
        ]
        if len(names) < 2:
            return ""
        text = "、".join(names) + show(view.text[here : here + 2], view.article.script)
        return text if all(names) and width(text) <= 24 else ""
    if len(own) < 2:
        return ""
    relation = next(
        (o for _, o in own if re.match(r"(?:数量|总数|总量|规模)", view.s(ctx.skip_openers(o.start, o.end), o.end))),
        None,
    )
    names = [
        labels.item(view, ctx, f)
        for f, o in reversed(own)
        if o is not relation
        and getattr(f, "unit", "") != "%"
        and not words("subject.relation").at(view.s(ctx.skip_openers(o.start, o.end), o.end))
    ]
    if relation is None or len(names) < 2 or not all(names):
        return ""
    start = ctx.skip_openers(relation.start, relation.end)
    text = "、".join(names) + show(view.text[start : start + 2], view.article.script)
    return text if width(text) <= 24 else ""


def _named_before(view: View, ctx: Context, clause: Clause, here: Clause, after: str) -> str:
    """A被B評為「C」，是…唯一獲評的單位 → A獲評「C」."""
    start = ctx.skip_openers(clause.start, clause.end)
    found = re.match(r"([^，,]{2,16}?)被[^，,]*?(?:评为|授予|认定为|命名为)([“「].+[”」])$", view.s(start, clause.end))
    verb = re.match(r"(获评|入选|获得|获批)", after)
    if not found or not verb:
        return ""
    name = view.text[start + found.start(2) : start + found.end(2)]
    at = here.end - len(after)
    raw = view.text[start : start + found.end(1)] + view.text[at : at + verb.end()] + name
    return show(raw, view.article.script)


def _cut(view: View, start: int, end: int) -> str:
    """The words of a span up to the last verb that keeps it within 24, or its tail behind 的."""
    text = view.s(start, end)
    best = ""
    for found in words("verbs.list").pattern.finditer(text):
        if found.start() >= 4 and width(text[: found.start()]) <= 24:
            best = labels.clean(view, start, start + found.start())
    return best


def rows(view: View, ctx: Context, ranks: list[Rank]) -> tuple[RankRow, ...]:
    """Rows of all ranks that can be signed, one a claim."""
    found: dict[tuple[str, str], RankRow] = {}
    for rank in ranks:
        made = row(view, ctx, rank)
        if made is not None:
            found.setdefault((made.tag, made.text), made)
    return tuple(found.values())


def lists(view: View, ctx: Context, lines: list[Line], wording: dict[str, str]) -> list[NamedList]:
    """Lists that the article names itself: A、B、C等五大工程 with as many members as it says;
    and 从A、B、C等方面提供X.
    """
    numerals = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
    found: list[NamedList] = []
    for line in lines:
        for clause in line.clauses:
            text = view.s(clause.start, clause.end)
            named = re.search(
                r"等((?:[两二三四五六七八九十]|\d{1,2})(?:大|项|个|类|条|种)[^\W\d_a-zA-Z]{2,4})(?=$|[，,、（(])",
                text,
            )
            if named and text.count("、") >= 2:
                head = re.match(r"[0-9]+|[两二三四五六七八九十]", named.group(1))
                count = numerals.get(head.group(), 0) or int(head.group()) if head else 0
                names = _members(view, clause.start, clause.start + named.start())
                if len(names) == count and count >= 3 and all(2 <= width(n) <= 18 for n in names):
                    title = show_span(view, clause.start + named.start(1), clause.start + named.end(1))
                    facts = tuple(
                        f.id for f in view.facts_in(clause.start, clause.end) if isinstance(f, (Figure, Initiative))
                    )
                    counted = [view.by_id[f] for f in facts]
                    has_money = any(isinstance(f, Figure) and f.unit in ("元", "人") for f in counted)
                    found.append(
                        NamedList(
                            title=title,
                            items=tuple(names),
                            paragraph=line.paragraph,
                            note="" if has_money else wording["list-note"],
                            facts=facts,
                        )
                    )
            offered = re.match(
                r".{0,6}?从(.+?)等(?:多个|多|\d+个|[两三四五六七八九十]个)?(?:方面|领域|环节)(?:提供|给予|入手推出|实施|推出)([^\W\d_a-zA-Z]{3,8})$",
                text,
            )
            if offered and offered.group(1).count("、") >= 2:
                names = [
                    show(n, view.article.script)
                    for n in view.text[clause.start + offered.start(1) : clause.start + offered.end(1)].split("、")
                ]
                title = show_span(view, clause.start + offered.start(2), clause.start + offered.end(2))
                if all(2 <= width(n) <= 12 for n in names):
                    found.append(NamedList(title=title, items=tuple(names), paragraph=line.paragraph))
    return found


def _members(view: View, start: int, end: int) -> list[str]:
    """Members of a 、 list, without the verb before the first one."""
    text = view.s(start, end)
    begin = start
    for _ in range(3):
        lead = re.match(r"(?:重点|大力|全面|着力|深入|统筹|同步|还|并|先后)", view.s(begin, end)) or words(
            "verbs.list"
        ).pattern.match(view.s(begin, end))
        if not lead or not lead.group():
            break
        begin += lead.end()
    parts, depth, at = [], 0, begin
    for i in range(begin, end):
        if view.text[i] in OPENERS:
            depth += 1
        elif view.text[i] in CLOSERS:
            depth -= 1
        elif view.text[i] == "、" and depth <= 0:
            parts.append((at, i))
            at = i + 1
    parts.append((at, end))
    del text
    return [show_span(view, a, b) for a, b in parts if a < b]
