"""Turns a figure's clause into a short label of what it measures: for axes, tables and panels."""

from __future__ import annotations

import itertools
import re

from reportgen.fold import fold
from reportgen.model import Fact, Figure
from reportgen.story.beside import of_counted
from reportgen.story.context import Context
from reportgen.story.lean import leans, moved_noun, share_of, with_share
from reportgen.story.lexicon import limit, words
from reportgen.story.phrases import names, phrase, shared, torn
from reportgen.story.show import show
from reportgen.story.text import CLOSERS, OPENERS, PERIOD, Clause, View, balanced, trim, width

# The hour of the day before what is to happen: 今晚8时前, 明天中午前.
_SOON = re.compile(
    r"(?:今|明|昨|当)(?:天|日|晚|早|晨)(?:[上下中]午|晚上|凌晨)?(?:\d{1,2}[时点](?:\d{1,2}分|半)?)?(?:之?前|[之以]?后|起|内)?"
)
_PRONOUN = re.compile(r"(?:我|我们|你们|他们|她们|咱们?|大家|它们?|这里|那里)")
_TAIL = re.compile(
    r"(?:分别|(?:由|从)(?:上年同期|去年同期|上年|去年|前年|最初|原来|过去|以前|现时|此前|回归当年|年初)的?|创|共|共有|翻了|翻|使用|使|(?<![合契条公节])约|近|逾|超|达到|达|为|是|由|从|至|到|向|的|了|将|将达|将达到|有|仅用|只用|用|仅|(?<![日月年人户亩单平])均|也|还|已|实现|完成|增至|升至|提高到|提升至|提升到|增加到|扩大到|压到|控制在|突破|首次|新台币|人民币|在|可|[高低长](?=达|至)|稳定在|维持在|保持在|得分|按|以|约为|降至|降到|压降至|降低至|有望|预计|可|超过|不少于|不低于|不超过|最高|最多|累计|合计|总共|仍|尚|和|与|及|、)+$"
)
# What is lost with the words that lead to a number: 每人每月最高(1萬5千元).
_TOP = re.compile("最[高低多少快]$")
# A change with its own time behind what it changes (同店销售首季跌): none of the next clause's.
_TIMED = re.compile(r"(?:[首次末]季|第[一二三四]季|[上下]半年)(?:跌|升|增|减|減|按年)*$")
_HEAD = re.compile(
    r"^(?:其次为|其次是|其次|造成|导致|尚有?|仍有?|推动|力争|争取|打造|让|使|将|把|其中|全年|同时|以及|和|与|及|、|实现|完成|再|预计|目标|确保|也|还|已|全力|加快|共|另|但|并|的|而|且|是|仍)+"
)


_SUM = re.compile("(?:合计|共计|总计|合共|总共|三者|两者)$|计$")
# Stops that half-width text leaves inside a clause.
_STOP = re.compile(r"。|\.(?=[^\W\d_])")
# A change at the end of what was measured before: the next number is another one (同店銷售首季跌5.4%，次季增長0.9%).
_CHANGED = re.compile(
    rf"(?:{PERIOD.pattern}|首季)?(?:同比|按年|实际|實際)?(?:增长|增長|下降|上升|增速|跌|升|减少|減少|回落|下跌|上漲|上涨)$"
)


_IN = re.compile(
    r"(?:(?<![现正存潜所内])在(?![建校册线手岗职编途园营架])|从(?![业事])|(?<![位用对由关至属基低高快慢优])于)"
    r"[^，,、\d]{2,6}$"
)
# What a clause without a number is about, when the next one gives the numbers: 工业用电量由降转增.
_TREND = re.compile(r"([^\W\d_]{2,12}?)(?:由[降增负正跌升]转|止[跌降]|扭亏)")


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


def behind_years(view: View, start: int, end: int) -> int:
    """Where the words begin behind 2年来, which is a time and no part of a name."""
    on = _YEARS_ON.match(view.shadow, start, end)
    return on.end() if on and on.end() < end else start


_YEARS_ON = re.compile(r"近?\d{1,2}(?:年|个月|天)[余多]?来(?=[^\W\d_a-zA-Z]{2})")


def item_span(view: View, ctx: Context, figure: Figure) -> tuple[int, int]:
    """The words that name the figure: between the item or figure before it in its clause and itself."""
    return view.once("item", figure.start, figure.end, lambda: _item_span(view, ctx, figure))


def _item_span(view: View, ctx: Context, figure: Figure) -> tuple[int, int]:
    line = view.line_of(figure)
    if line is None:
        return figure.start, figure.start
    clause = line.clause_at(figure.start)
    start = ctx.skip_openers(clause.start, clause.end)
    found = PERIOD.match(view.shadow, start, clause.end)
    if found and found.end() < figure.start:
        start = found.end()
    start = behind_years(view, start, figure.start)
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
        tail = _tail(view.s(start, end))
        if tail < 0:
            break
        end = start + tail
    agent = re.match(r"[^，,]{2,30}?(?:公司|集团|局|政府|市|县|区)(?:将|拟)(?:把)?", view.s(start, end))
    if agent and agent.end() < end - start:
        start += agent.end()
    head = None if words("label.kept").at(view.shadow, start) else _HEAD.match(view.s(start, end))
    if head and head.end() < end - start:
        start += head.end()
        start += ctx.place_at(start) if ctx.place_at(start) < end - start else 0
    return trim(view.text, start, end)


def _tail(text: str) -> int:
    """Where what only leads to the number begins in the words before it, -1 for nowhere: never inside a word."""
    found = _TAIL.search(text)
    if found is None:
        return -1
    at, kept = found.start(), words("label.kept").known
    while at < len(text) and text[at - 1 : at + 1] in kept and not words("label.not-kept").ends(text[: at + 1]):
        at += 1  # 平均, 费用: the second character belongs to the noun
    return at if at < len(text) else -1


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
    text = _measure(view, ctx, figure)
    return list_verb(view, figure) + text if text else ""


def list_verb(view: View, figure: Figure) -> str:
    """The verb that stands once before a list and is each member's: 新增甲41家、(新增)乙19家; "" for none."""
    line = view.line_of(figure)
    if line is None or not unit_counts(figure):
        return ""
    clause = line.clause_at(figure.start)
    before = view.figures_in(clause.start, figure.start)
    between = [view.s(a.end, b.start) for a, b in itertools.pairwise([*before, figure])]
    if not between or any(text[:1] != "、" or words("verbs.list").at(text, 1) for text in between):
        return ""
    verb = words("label.list-verbs").pattern.search(view.shadow, clause.start, before[0].start)
    led = verb is not None and not re.search("[、的]", view.s(clause.start, before[0].start))
    return show(view.text[verb.start() : verb.end()], view.article.script) if verb is not None and led else ""


def _measure(view: View, ctx: Context, figure: Figure) -> str:
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
        if named and ctx.is_level_word(clause.start) and width(before) <= 2:
            return before + named  # 全市六成七的高级职称医师
        if named and width(before) > 3 and not words("subject.relation").at(folded) and not old:
            return stretch(view, ctx, figure) or before  # 台下响起长达1分钟的掌声
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
        own = owner(view, ctx, figure, clause, folded)
        if own and own not in before and width(own + before) <= 24:
            return own + before
        return before if len(before) >= 3 else (before + rest if rest and before else _stated(view, figure) or before)
    if rest and unit_counts(figure) and width(before + rest) <= 22:
        return before + rest
    return before


def row(view: View, ctx: Context, figure: Figure, named: str, value: str, listed: bool = False) -> str:
    """The fact table's words for a figure: its name when it is a noun phrase, else the clause itself. What is `listed`
    has its name from its place in a list, number or not (25至44歲).
    """
    text = reached(view, ctx, figure) or noun_of(
        view, figure, named.rsplit("。", 1)[-1]
    )  # two sentences that half-width stops have not parted
    if _says_share(view, figure, text):
        return (re.sub("翻了?$", "", text) if value.startswith("翻") else text) + value
    if not listed and pair(view, figure) is None and share_of(view, figure, text):
        told = stretch(view, ctx, figure)
        both = with_share(view, figure, text, told)
        return both if width(both) <= limit("row") else told or text
    alone = not torn(text) if listed or pair(view, figure) is not None else reads_alone(view, figure, text)
    return text if alone else stretch(view, ctx, figure) or text or named


def reads_alone(view: View, figure: Figure, text: str) -> bool:
    """Whether a phrase names a figure without the clause around it."""
    return not (
        torn(text)
        or _needs_rest(view, figure, text)
        or _behind_number(view, figure, text)
        or _governed(view, figure)
        or _runs_on(view, figure)
        or _holds_another(view, figure, text)
        or _breaks_off(view, figure, text)
        or _limited(view, figure, text)
        or leans(view, figure, text)
        or _of_counted(view, figure, text)
        or _from_before(view, figure, text)
        or (fold(figure.unit) == "倍" and view.s(figure.end, figure.end + 1) == "的")  # 处以货值金额(15倍)的罚款
    )


def _of_counted(view: View, figure: Figure, text: str) -> bool:
    """Whether a name is that of what the number before it counts."""
    line = view.line_of(figure)
    assert line is not None
    return of_counted(view, figure, line.clause_at(figure.start), fold(text))


def _from_before(view: View, figure: Figure, text: str) -> bool:
    """Whether a name runs into what its number was before: 订单由推出首月(的8.2万宗增至上月的31.5万宗)."""
    line = view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    old = view.figures_in(clause.start, figure.start)
    return bool(old) and re.search("[由从][^，,]{1,8}$", fold(text)) is not None


def _limited(view: View, figure: Figure, text: str) -> bool:
    """Whether a name lacks what says which of the things are meant, or how far the number reaches:
    (3000人以上)大村覆盖率, 每人每月(最高)1萬5千元.
    """
    line = view.line_of(figure)
    assert line is not None
    own = view.s(line.clause_at(figure.start).start, figure.start)
    at = max(own.rfind(fold(text)), 0)
    return re.search("以[上下内]$", own[:at]) is not None or _TOP.search(own) is not None


def _breaks_off(view: View, figure: Figure, text: str) -> bool:
    """Whether a name ends in the verb or modifier of what stands behind the number: 盖了(24套)公寓."""
    line = view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    own, rest = view.s(clause.start, figure.start), view.s(figure.end, clause.end)
    if re.match(r"(?![的以左上内])[^\W\d_]{2}", rest) is None:
        return False
    bare = width(text) <= 2 and own.endswith(fold(text)) and not unit_counts(figure)  # 榆北(520万千瓦)风电装机
    return bare or (own.endswith(("了", "过", "的")) and own[-3:-1] == fold(text)[-2:])


def _says_share(view: View, figure: Figure, text: str) -> bool:
    """Whether the value itself is the rest of a name and the end of its clause: 女性从业人员占(36.3%)."""
    line = view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    own = view.s(clause.start, figure.start)
    return (
        shared(text)
        and own.removesuffix("了").endswith(fold(text)[-1])
        and re.search("分别|各", own) is None
        and view.s(figure.end, clause.end)[:1] in ("", "、")
    )


def _runs_on(view: View, figure: Figure) -> bool:
    """Whether what a figure counts does something with the next figure: (17名)成员平均年龄只有28.6岁."""
    line = view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    later = view.figures_in(figure.end, clause.end)
    if not later or not (unit_counts(figure) or fold(figure.unit) == "%") or counts_list(view, clause, figure):
        return False
    between = view.s(figure.end, later[0].start)
    return len(between) > 1 and not re.search("[、的和及与.。]", between)


def _governed(view: View, figure: Figure) -> bool:
    """Whether a preposition governs what a number counts, so that the words around it read alike only with the number:
    为(83个)分布式项目提供服务, 在全省(14个)城市中排名第5, 每(10公斤)垃圾.
    """
    line = view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    before = view.s(clause.start, figure.start)
    if counts_list(view, clause, figure) or before[-2:] in words("label.kept").known:
        return False
    if before.endswith("每"):
        return True
    return unit_counts(figure) and (before.endswith(words("label.governs").words) or _IN.search(before) is not None)


def _holds_another(view: View, figure: Figure, text: str) -> bool:
    """Whether a name holds another number than that of a list counted before (近1500人次 named 47個工班)."""
    line = view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    others = [
        f for f in view.figures_in(clause.start, clause.end) if f is not figure and not counts_list(view, clause, f)
    ]
    return any(show(f.surface, view.article.script) in text for f in others)


def pair(view: View, figure: Figure) -> tuple[Figure, Figure] | None:
    """The old and the new value, when a figure is one of them: 由82.3%提升到91.6%."""
    line = view.line_of(figure)
    if line is None:
        return None
    clause = line.clause_at(figure.start)
    near = [f for f in view.figures_in(clause.start, clause.end) if isinstance(f, Figure)]
    for old, new in itertools.pairwise(near):
        between = view.s(old.end, new.start)
        if (
            figure in (old, new)
            and (old.unit == new.unit or {fold(old.unit), fold(new.unit)} <= words("salience.duration-units").known)
            and len(old.values or ()) < 3  # no room for a structure and the one before it
            and re.search(r"[至到为成]$", between)
            and "、" not in between
            and words("pair.verbs").within(between)
            and re.search(r"[由从][^，,、]{0,12}$", view.s(clause.start, old.start))
        ):
            return old, new
    return None


def pair_name(view: View, ctx: Context, old: Figure) -> str:
    """What a pair measures: the words before 由 or 从, else what the clause before measured."""
    line = view.line_of(old)
    assert line is not None
    clause = line.clause_at(old.start)
    opened = re.search(r"[由从]([^，,、由从]{0,12})$", view.s(clause.start, old.start))
    assert opened is not None
    low, high = ctx.skip_openers(clause.start, clause.end), clause.start + opened.start()
    found = PERIOD.match(view.shadow, low, high)
    if found:
        low = found.end()
    low = behind_years(view, low, high)
    low += ctx.place_at(low) or (2 if ctx.is_level_word(low) else 0)
    before = [f for f in view.figures_in(low, high)]
    low = max([low, *(f.end for f in before)])
    text = phrase(clean(view, low, high)) if high > low else ""
    if torn(text):
        own = previous_subject(view, ctx, old, clause)
        text = own + text if own and own not in text else text
    return text


def _needs_rest(view: View, figure: Figure, text: str) -> bool:
    """Whether a name is a bare verb whose object stands behind the number: 设立(10亿元)风险补偿资金池."""
    line = view.line_of(figure)
    assert line is not None
    rest = view.s(figure.end, line.clause_at(figure.start).end)
    verb = re.sub("^[拟将已再共另还]", "", fold(text))
    return verb in words("label.open-verbs").known and re.match(r"[^\W\d_]{2}", rest) is not None


def _behind_number(view: View, figure: Figure, text: str) -> bool:
    """Whether a name begins with the word that belongs to the number before it: (2週)內清運斷木."""
    line = view.line_of(figure)
    assert line is not None
    clause, folded = line.clause_at(figure.start), fold(text)
    if words("label.localizers").at(folded) is None or words("label.kept").at(folded) is not None:
        return False
    return any(view.s(f.end, f.end + 2) == folded[:2] for f in view.figures_in(clause.start, clause.end))


def stretch(view: View, ctx: Context, figure: Figure) -> str:
    """The clause itself around a figure: whole when a row holds it, else to where what the figure counts ends; a list
    that goes with 分别 or 各 is never parted.
    """
    line = view.line_of(figure)
    assert line is not None
    if view.s(figure.start - 1, figure.start) in ("近", "第"):
        return ""  # 近2年: a time, no number of its own
    clause = line.clause_at(figure.start)
    start = ctx.skip_openers(clause.start, clause.end)
    found = PERIOD.match(view.shadow, start, clause.end)
    first = found.end() if found and found.end() < figure.start else start
    whole = clean(view, first, clause.end)
    parts = _STOP.split(whole)
    if len(parts) > 1:
        whole = next((part for part in parts if show(figure.surface, view.article.script) in part), "")
    if 0 < width(whole) <= limit("row"):
        return whole
    if not re.search("分别|各", view.s(first, figure.start)):
        before = view.figures_in(first, figure.start)
        begins = [
            first,
            *(f.end + 1 for f in before if view.s(f.end, f.end + 1) == "、" and not _turns(view, first, f.end)),
        ]
        ends = [figure.end + m.start() for m in re.finditer("[、，]", view.s(figure.end, clause.end))]
        verbs = words("verbs.list").pattern.finditer(view.s(figure.end, clause.end))
        ends += [figure.end + m.start() for m in verbs if len(m.group()) > 1 and m.start() != 1][:1]
        ends += [clause.end]
        texts = [clean(view, a, b) for a in begins for b in ends]
        fitting = [t for t in texts if width(t) <= limit("row") and not torn(t) and phrase(t).endswith(t[-2:])]
        if fitting:
            return max(fitting, key=width)
    return whole if width(whole) <= limit("row-most") else ""


def _turns(view: View, start: int, end: int) -> bool:
    """Whether words hold the 由 or 从 of a change, which is told whole: 由2022年的55户、2023年的68户增至78户."""
    return re.search("[由从](?!业|事)", view.s(start, end)) is not None


def owner(view: View, ctx: Context, figure: Figure, clause: Clause, relation: str) -> str:
    """The name of what was measured before, for a relation (folded words) that has no noun of its own; a total is not
    that of a deed's object (新增变电容量…，总投资).
    """
    if _SUM.search(view.s(ctx.skip_openers(clause.start, clause.end), figure.start)):
        return ""  # 一等奖58项、二等奖130项，合计200项
    own = previous_subject(view, ctx, figure, clause) if _carries(relation) else ""
    if words("label.seconds").at(relation) and words("label.amounts").ends(fold(own)):
        grown = fold(own).endswith("产量") and relation.startswith("产值")
        return own[:-2] if grown else ""  # 石榴产量…，产值…; but 总投资金额…，占地…: no land of a sum
    return "" if words("label.totals").at(relation) and _led_by_verb(own) else own


def reached(view: View, ctx: Context, figure: Figure) -> str:
    """What a figure measures that is the end of a change told before it: 平均入住率(升2.6個百分點至89.4%)."""
    line = view.line_of(figure)
    assert line is not None
    clause = line.clause_at(figure.start)
    before = [f for f in view.figures_in(clause.start, figure.start) if isinstance(f, Figure)]
    if not before or before[-1].unit == figure.unit or view.s(before[-1].end, figure.start) not in ("至", "到", "为"):
        return ""
    name = item(view, ctx, before[-1])
    return phrase(_CHANGED.sub("", name)) if _CHANGED.search(name) else ""


def noun_of(view: View, figure: Figure, text: str, *, dated: bool = True) -> str:
    """A name as a phrase, without the change whose end its figure is: 時間(壓縮至0.5天) is no fall by 0.5 days.
    With `dated` off also without the time of that end (增至去年的), which tells two rows of a table apart.
    """
    line = view.line_of(figure)
    assert line is not None
    text = moved_noun(view, figure, phrase(text))
    own = view.s(line.clause_at(figure.start).start, figure.start)
    turn = re.search(
        rf"(?:{words('pair.verbs').pattern.pattern})+[至到为]" + ("$" if dated else rf"(?:{PERIOD.pattern}的?)?$"), own
    )
    if turn is None:
        return text
    verb = turn.group()[:-1] if turn.group()[-1] in "至到为" else turn.group().rstrip("的")
    return phrase(text[: -len(verb)]) if fold(text).endswith(verb) else text


def _carries(relation: str) -> bool:
    """Whether folded words take the name of what was measured before: 同比增长 does, 平均停留 and 分别增长 do not."""
    if "分别" in relation or "占" in relation[2:]:
        return False  # 減少占: it has a subject of its own
    return any(words(f"label.{name}").at(relation) for name in ("carried", "totals")) or not names(relation)


def _led_by_verb(name: str) -> bool:
    """Whether a name tells a deed and its object (新增变电容量): what it costs is another thing's total."""
    return words("verbs.list").at(fold(name)) is not None


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
    """The name of what the clause before measured, for 增长5.5% and 佔…: of its numbers the nearest one's."""
    line = view.line_of(figure)
    assert line is not None
    for other in reversed(line.clauses[: clause.n]):
        if other.segment != clause.segment:
            break
        trend = _TREND.match(view.s(other.start, other.end))
        if trend:
            return phrase(clean(view, other.start, other.start + trend.end(1)))
        figures = [f for f in view.figures_in(other.start, other.end) if isinstance(f, Figure)]
        for before in reversed(figures):
            both = pair(view, before)
            text = item(view, ctx, before) if both is None else pair_name(view, ctx, both[0])
            noun = noun_after(view, before, other) if not text else ""
            span = view.s(*item_span(view, ctx, before))
            if text and (not words("subject.relation").at(span) or words("subject.relation-verbs").at(span)):
                own = _CHANGED.sub("", re.split("(?<![应應])[占佔]", text)[0])
                return phrase(_TIMED.sub("", own))
            if noun:
                return noun
    return ""
