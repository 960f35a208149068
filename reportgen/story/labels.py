"""Turns a figure's clause into a short label of what it measures: for axes, tables and panels."""

from __future__ import annotations

import re

from reportgen.fold import fold
from reportgen.model import Fact, Figure
from reportgen.story.context import Context
from reportgen.story.lexicon import words
from reportgen.story.show import show
from reportgen.story.text import CLOSERS, OPENERS, PERIOD, Clause, View, balanced, trim, width

# The hour of the day before what is to happen: 今晚8时前, 明天中午前.
_SOON = re.compile(
    r"(?:今|明|昨|当)(?:天|日|晚|早|晨)(?:[上下中]午|晚上|凌晨)?(?:\d{1,2}[时点](?:\d{1,2}分|半)?)?(?:之?前|[之以]?后|起|内)?"
)
_PRONOUN = re.compile(r"(?:我|我们|你们|他们|她们|咱们?|大家|它们?|这里|那里)")
_TAIL = re.compile(
    r"(?:分别|(?:由|从)(?:上年同期|去年同期|上年|去年|前年|最初|原来|过去|以前|现时|此前|回归当年|年初)的?|创|共|共有|翻了|翻|使用|使|(?<![合契条公节])约|近|逾|超|达到|达|为|是|由|从|至|到|向|的|了|将|将达|将达到|有|仅用|只用|用|仅|(?<![日月年人户亩单])均|也|还|已|实现|完成|增至|升至|提高到|提升至|提升到|增加到|扩大到|压到|控制在|突破|首次|新台币|人民币|在|可|高|低|稳定在|维持在|保持在|得分|按|以|约为|降至|降到|压降至|降低至|有望|预计|可|超过|不少于|不低于|不超过|最高|最多|累计|合计|总共|仍|尚|和|与|及|、)+$"
)
# A change with its own time behind what it changes (同店销售首季跌): none of the next clause's.
_TIMED = re.compile(r"(?:[首次末]季|第[一二三四]季|[上下]半年)(?:跌|升|增|减|減|按年)*$")
_HEAD = re.compile(
    r"^(?:其次为|其次是|其次|造成|导致|尚有?|仍有?|推动|力争|争取|打造|让|使|将|把|其中|全年|同时|以及|和|与|及|、|实现|完成|再|预计|目标|确保|也|还|已|全力|加快|共|另|但|并|的|而|且|是|仍)+"
)


def clean(view: View, start: int, end: int) -> str:
    """Display text of a span without marks and torn brackets at its ends."""
    start, end = trim(view.text, start, end)
    raw = view.text[start:end].strip("，,；;、：:。. ")
    while raw and raw[-1] in OPENERS:
        raw = raw[:-1]
    while raw and raw[0] in CLOSERS:
        raw = raw[1:]
    text = show(raw, view.article.script)
    return text if balanced(text) else ""


def item_span(view: View, ctx: Context, figure: Figure) -> tuple[int, int]:
    """The words that name the figure: between the item or figure before it in its clause and itself."""
    line = view.line_of(figure)
    if line is None:
        return figure.start, figure.start
    clause = line.clause_at(figure.start)
    start = ctx.skip_openers(clause.start, clause.end)
    found = PERIOD.match(view.shadow, start, clause.end)
    if found and found.end() < figure.start:
        start = found.end()
    method = words("opener.method").at(view.shadow, start)
    if method:
        start += len(method)
    soon = re.match(r"(?:预计|料)?" + _SOON.pattern, view.s(start, figure.start))
    if soon and start + soon.end() < figure.start:
        start += soon.end()
    start += ctx.place_at(start)
    if ctx.is_level_word(start) and figure.start - start > 4:
        start += 2
    owned = re.match(r"(?:共?拥有|共有|现有|设有)(?=[^\W\d_a-zA-Z])", view.s(start, figure.start))
    if owned:
        start += owned.end()
    before = [f for f in view.figures_in(clause.start, figure.start) if not counts_list(view, clause, f)]
    for other in before:
        start = max(start, other.end)
    text = view.s(start, figure.start)
    if before:
        cut = max(text.rfind("、"), text.rfind("和"), text.rfind("及")) + 1
        if "胡" not in text[cut:] and cut and cut < len(text):
            first = min((i for i in (text.find("、"),) if i >= 0), default=-1) + 1
            start += first if text[first:] else cut
        elif len(text) > 1 and re.search(r"(?:[、和及与]|以及)$", text):
            start = figure.start  # the words between belong to the figure before: 11個觀景台、3個公園
    stop = max(view.s(start, figure.start).rfind(mark) for mark in "。（(")
    if stop >= 0 and not balanced(view.text[start : figure.start]):
        start += stop + 1
    elif view.s(start, figure.start).rfind("。") >= 0:
        start += view.s(start, figure.start).rfind("。") + 1
    end = figure.start
    for _ in range(4):
        tail = _TAIL.search(view.s(start, end))
        if not tail:
            break
        end = start + tail.start()
    agent = re.match(r"[^，,]{2,30}?(?:公司|集团|局|政府|市|县|区)(?:将|拟)(?:把)?", view.s(start, end))
    if agent and agent.end() < end - start:
        start += agent.end()
    head = _HEAD.match(view.s(start, end))
    if head and head.end() < end - start:
        start += head.end()
        start += ctx.place_at(start) if ctx.place_at(start) < end - start else 0
    return trim(view.text, start, end)


def bare_tail(words_before: str) -> bool:
    """Whether folded words before a figure only lead to it (达到, 增至) and name nothing."""
    return bool(_TAIL.fullmatch(words_before))


def counts_list(view: View, clause: Clause, figure: Fact) -> bool:
    """Whether a figure only counts the list before it: A、B、C等3个产业."""
    return view.s(clause.start, figure.start).endswith("等")


def item(view: View, ctx: Context, figure: Figure) -> str:
    """A short name of what is measured, "" when the words before the figure name nothing."""
    start, end = item_span(view, ctx, figure)
    text = clean(view, start, end)
    if PERIOD.fullmatch(re.sub(r"^截至|[，,]$", "", view.s(start, end))):
        return ""
    if _HEAD.fullmatch(view.s(start, end)) or view.s(start, end) in ("拟", "在", "用", "有", "共"):
        return ""
    if view.s(start, start + 1) == "以" and view.s(figure.end, figure.end + 1) == "最" and end - start > 2:
        return clean(view, start + 1, end)  # 以花莲县1万8000户最多
    if _PRONOUN.fullmatch(view.s(start, end)) or view.s(start, end).endswith("着"):
        return ""  # 空间里摆放着: only the verb of what is counted
    if text and not re.search(r"^[\d.%]+$", text):
        return text
    return ""


def loose(name: str) -> bool:
    """Whether a name is no more than a deed with its hour or a verb under way (今晚8時前復電, 空间里摆放着)."""
    folded = fold(name)
    return folded.endswith("着") or _SOON.match(folded) is not None


def noun_after(view: View, figure: Figure, clause: Clause) -> str:
    """The noun that a count counts: 新項目 from 12個新項目開工."""
    text = view.s(figure.end, clause.end)
    cut = len(text)
    for found in words("verbs.list").pattern.finditer(text):
        if found.start() >= 2 and len(found.group()) > 1:
            cut = found.start()
            break
    marks = re.search(r"[、（(]", text)
    if marks:
        cut = min(cut, marks.start())
    return clean(view, figure.end, figure.end + cut)


def measure(view: View, ctx: Context, figure: Figure) -> str:
    """The table's words for a figure: what is before it and what it counts, without the number."""
    line = view.line_of(figure)
    if line is None:
        return show(figure.measures or "", view.article.script)
    clause = line.clause_at(figure.start)
    if counts_list(view, clause, figure) or re.search(r"若干[个家条]?$", view.s(clause.start, figure.start)):
        start, _ = item_span(view, ctx, figure)
        start = max(start, clause.start)
        many = re.search(r"若干[个家条]?$", view.s(clause.start, figure.start))
        if many:
            return clean(view, clause.start + many.start(), figure.start) + noun_after(view, figure, clause)
        return clean(view, start, figure.start) + re.split(r"[向达将已由从]", noun_after(view, figure, clause))[0]
    both = view.shadow.find("分别", clause.start, figure.start)
    first = next(iter(view.figures_in(clause.start, clause.end)), None)
    if both >= 0 and first is not None and both < first.start and view.s(clause.start, clause.start + 1) in "比较":
        return clean(view, clause.start, first.start)
    old = view.figures_in(clause.start, figure.start)
    if old and re.search(r"(?:至|到|为|成)$", view.s(old[-1].end, figure.start)):
        opened = re.search(r"(?:由|从)[^，,]{0,12}$", view.s(clause.start, old[-1].start))
        low = ctx.skip_openers(clause.start, clause.end)
        low += ctx.place_at(low) or (2 if ctx.is_level_word(low) else 0)
        if opened and clause.start + opened.start() - low >= 2:
            return clean(view, low, clause.start + opened.start())
    before = item(view, ctx, figure)
    if before in ("首", "前", "頭", "头", "後", "后"):
        before = ""  # 首三天车票已售出: the ordinal belongs to the number
    folded = view.s(*item_span(view, ctx, figure))
    after_text = view.s(figure.end, clause.end)
    if after_text.startswith("的"):
        noun = noun_after(view, figure, Clause(figure.end + 1, clause.end, clause.n, clause.segment, ""))
        shifted = clean(view, figure.end + 1, _noun_end(view, figure.end + 1, clause.end))
        named = shifted or noun
        before = re.sub(r"^.*(?:首[条條个個座家]|唯一)", "", before)
        return (
            named
            if old and named and not words("salience.indicators").within(folded) and len(before) > 3
            else named + before
        )
    rest = clean(view, figure.end, _rest_end(view, figure, clause))
    if rest and unit_counts(figure) and re.search(r"(?<![现正存潜])在$", view.s(clause.start, figure.start)):
        return rest  # 凭卡即可在126家社区图书馆…: the houses are counted, not the deed
    if re.match(r"[增减升降提压缩扩跃调上下][^，,]{0,4}[至到为成]$", fold(rest)):
        rest = ""
    if before and re.search(r"年产|日产|年產|日產$", before) and rest:
        return before + (rest if width(rest) <= 20 else noun_after(view, figure, clause))
    relation = (
        words("subject.relation").at(folded)
        and not words("subject.not-zero").at(folded)
        and not words("subject.relation-verbs").at(folded)
    )
    if not before and rest and old and re.search(r"[^、和及与](?:[、和及与]|以及)$", view.s(old[-1].end, figure.start)):
        return rest
    own_clause = [f for f in old if isinstance(f, Figure) and not counts_list(view, clause, f)]
    if own_clause and (len(before) < 2 or relation):
        lead = item(view, ctx, own_clause[0])
        return lead if len(lead) >= 2 else rest or _stated(view, figure)
    if not before and not relation:
        inside = view.figures_in(clause.start, clause.end)
        return re.sub("^[都也就]", "", rest) or clean(view, inside[-1].end, clause.end) or _stated(view, figure)
    if not before or relation:
        own = previous_subject(view, ctx, figure, clause)
        if own and own not in before and width(own + before) <= 24:
            return own + before
        return before if len(before) >= 3 else (before + rest if rest and before else _stated(view, figure) or before)
    if rest and unit_counts(figure) and width(before + rest) <= 22:
        return before + rest
    return before


def unit_counts(figure: Figure) -> bool:
    """Whether a figure counts things, so that the noun behind it belongs to its name."""
    return fold(figure.unit) in (
        "个",
        "家",
        "项",
        "类",
        "名",
        "人",
        "件",
        "座",
        "条",
        "户",
        "艘",
        "辆",
        "所",
        "台",
        "种",
        "场",
        "处",
        "支",
        "册",
        "间",
        "栋",
        "根",
        "棵",
        "套",
        "株",
        "份",
    )


def _stated(view: View, figure: Figure) -> str:
    """What the ledger says a figure measures."""
    return show(figure.measures or "", view.article.script)


def _noun_end(view: View, start: int, end: int) -> int:
    text = view.s(start, end)
    found_fast = re.search(r"[仅只]?用\d|由此|从此|正式|(?<=[^\W\d_a-zA-Z]{2})[里内上](?=[^\W\d_a-zA-Z]*着)", text)
    stop = found_fast.start() if found_fast else len(text)
    for found in words("verbs.list").pattern.finditer(text):
        if found.start() >= 2:
            stop = min(stop, found.start())
            break
    return start + stop


def _rest_end(view: View, figure: Figure, clause: Clause) -> int:
    later = view.figures_in(figure.end, clause.end)
    end = later[0].start if later else clause.end
    text = view.s(figure.end, end)
    mark = re.search(r"[、，,；;。]|(?:以?及|和|并|(?<![参给赋相])与)(?=[一二两三四五六七八九十\d]|$)", text)
    if mark:
        end = figure.end + mark.start()
    return end


def previous_subject(view: View, ctx: Context, figure: Figure, clause: Clause) -> str:
    """The name of what the clause before measured, for 增长5.5% and 佔…."""
    line = view.line_of(figure)
    assert line is not None
    for other in reversed(line.clauses[: clause.n]):
        if other.segment != clause.segment:
            break
        figures = [f for f in view.figures_in(other.start, other.end) if isinstance(f, Figure)]
        if figures:
            text = item(view, ctx, figures[0])
            noun = noun_after(view, figures[0], other) if not text else ""
            if text and not words("subject.relation").at(view.s(*item_span(view, ctx, figures[0]))):
                own = re.sub(r"(?:增长|增長|下降|上升|增速)$", "", re.split("(?<![应應])[占佔]", text)[0])
                return _TIMED.sub("", own)
            if noun:
                return noun
    return ""
