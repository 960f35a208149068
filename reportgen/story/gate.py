"""Turns a claim into reasons not to print it: every check is a function (View, Context, Claim, use) -> reason or
None.

Used when the story is chosen and again in tests, so that a sentence that a check refuses is printed nowhere.
"""

from __future__ import annotations

import re

from reportgen.fold import fold
from reportgen.model import Figure
from reportgen.story import times
from reportgen.story.behind import scheme_named
from reportgen.story.blocks import Claim
from reportgen.story.context import _COMPANY, Context
from reportgen.story.cut import Check, Use, folded, spans_line, without_time
from reportgen.story.frames import frame_of
from reportgen.story.hanging import HANGING
from reportgen.story.lexicon import limit, table, words
from reportgen.story.said import Sayer, circumstance, sayer, says
from reportgen.story.scenes import SCENES
from reportgen.story.sense import SENSE
from reportgen.story.show import show
from reportgen.story.sights import is_sight
from reportgen.story.text import CLOSERS, OPENERS, PERIOD, Line, View, balanced, width
from reportgen.story.unsaid import UNSAID
from reportgen.story.whose import WHOSE

_RUNNING = ("body", "point", "dek")
_TITLES = ("title", "summary")
_DANGLING = ("等在", "分别", "其中", "同比", "环比", *"的和与及在把将由从被以外约近逾超向至到为或而且并对于")
_NOT_DANGLING = (
    "目的", "以外", "之外", "除外", "起到", "达到", "看到", "得到", "收到", "不少于", "相当于", "前与", "前和",
    "参与", "给予", "授予", "成为",
)  # fmt: skip
_IN_PROGRESS = re.compile(r"[其集途初高当空目心]中$|[^\W\d_a-zA-Z]{2}(?:进行|建设|推进|施工|办理)中$")
_PLACE_AT_END = re.compile(r"(?:[一二三四五六七八九十\d]+楼|大厅|门口|现场|会议室)$")
_AIMED_UP_TO = re.compile(r"^(?:力争|争取|确保|计划|预计|目标[是为]?|拟|将)*(?:到|至|在)?|(?:或?之)?前$")
_TIME_AT_END = re.compile(rf"[由自从]{PERIOD.pattern}$")
_CIRCUMSTANCE_AT_END = re.compile(r"(?<![背前落今先最此事])(?:后|之际|以来|期间|的同时)$")
_BAD_START = re.compile(
    r"(?:分别|同比|环比|按年|增速|增幅|其(?!他|余)|占(?!地)|即|每(?![周年日月])|是|计算|按(?!下|键|摩)|以及|或|和|与|及|等|的|了|着|之)"
)
_SHARE_START = re.compile(r"[近约逾超]?[一二两三四五六七八九\d.]+成(?!都)")
# 表示，今年七成以上用在…: of which sum, the words left out say.
_SHARE_OF = re.compile(
    r"(?:介绍|表示|说|指出|透露)[，,](?:\d{4}年)?[近约逾超]?[一二两三四五六七八九\d.]+成(?:以上|多|左右)?(?:用[在于]|投[向入]|来自)"
)
_ANNOUNCES = re.compile("公布如下$|答记者问$|会议?上$|作(?:政府)?工作报告$|公布$|颁奖典礼[^，,]*举行$")
_DATELINE = re.compile(r"[讯電电]\s*[(（]|记者[^，,]{2,8}(?:[讯电]|报道|摄)|\[\d+\]|https?://|\t|\n")
# An office that has the word in its name (自然资源和规划局) plans nothing by that.
OFFICE_OF_PLANS = re.compile(r"规划(?:[和与及、]?(?:自然资源|建设|国土|住房)[^，,]{0,4}?)?[局院厅处委部馆师]")
_MODAL = re.compile(
    r"将|(?<![虚模比])拟|计划|力争|争取|目标|下一步|接下来|迈进|进军|迈向|冲刺|规划|确保|即将|有望|预计|筹备|准备|可望"
)

_MARKS = re.compile("[,，；;]")
_WIDE_MARKS = re.compile("[，；]")
_QUOTED = re.compile("[“「『‘《][^”」』’》]*[”」』’》]")
# The 计划 of a name makes nothing a plan: 「生命接力」計劃 no target, 「的士關愛計劃」 no plan either.
_INNER_PLAN = "[“「][^“”「」]*计划[”」]"
_NAMED_PLAN = re.compile(rf"[“「][^“”「」]*[”」][^\W\d_a-zA-Z]{{0,4}}计划|{_INNER_PLAN}")


def _outside_quotes(text: str) -> str:
    return _QUOTED.sub("“”", text)


def _own_headline(view: View, claim: Claim, use: Use, at: int) -> bool:
    """Whether the first (0) or last (-1) piece of a headline is the article's own, which is printed as it is."""
    span = view.article.headline_span
    if use != "headline" or span is None or not claim.pieces:
        return False
    return span.start <= claim.pieces[at].start and claim.pieces[at].end <= span.end


def length(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """1: 10 to 56 wide for a title; a body item at least a clause."""
    wide = width(claim.text)
    if use in _TITLES and wide < limit("title-min"):
        return f"only {wide:g} wide"
    if use in _TITLES and wide > limit("title-hard"):
        return f"{wide:g} wide, limit {limit('title-hard')}"
    if use in _RUNNING and wide < 6:
        return f"only {wide:g} wide"
    if not claim.text:
        return "empty"
    return None


_TWO_SENTENCES = re.compile(r"[。？！]|(?<=[^\W\d_a-zA-Z])\.|\.(?=[^\W\d_a-zA-Z])")


def closing(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """1: no closing mark of a sentence, no tail of one."""
    if use in ("body", "dek"):
        return None
    if claim.text.endswith(("。", "？", "！", "；", "，", "：", "、")):
        return "ends in a mark"
    if use not in _RUNNING and use != "headline" and _TWO_SENTENCES.search(_outside_quotes(claim.text)):
        return "two sentences"
    return None


def whole_end(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """2: does not break off at a particle."""
    if _own_headline(view, claim, use, -1):
        return None
    text = folded(view, claim)
    if text.endswith(_DANGLING) and not text.endswith(_NOT_DANGLING):
        return f"ends in {next(word for word in _DANGLING if text.endswith(word))}"
    if text.endswith("中") and use not in _RUNNING and not _IN_PROGRESS.search(text):
        return "ends in 中"
    if use not in _RUNNING:
        last = _MARKS.split(text)[-1]
        if last == text and text.startswith(("根据", "按照", "依据", "围绕", "经过", "为了")):
            return "says only under what"
        if ("随着" in text or "伴随" in text) and _MARKS.split(fold(claim.text))[-1].startswith(("随着", "伴随")):
            return "ends in 随着"  # what goes with it stands in the next clause
        if last != text and _PLACE_AT_END.search(last):
            return "ends in a place"
        if last != text and PERIOD.fullmatch(_AIMED_UP_TO.sub("", last)):
            return "ends in a time"
        if last.endswith(("起", "开始")) and _TIME_AT_END.search(last):
            return "ends in a time"
        if last.endswith(("后", "之际", "以来", "期间", "同时")) and _CIRCUMSTANCE_AT_END.search(last):
            return f"ends in {last[-2:]}"
    return "ends in an opening mark" if text and text[-1] in OPENERS else None


_SAYS_AT_END = re.compile(
    r"(?:表示|指出|透露|介绍|宣布|坦言|感叹|感慨|告诉记者|认为|获悉|(?<![小学传据述解假众])说|称)$"
)
_ANNOUNCED = re.compile(
    r"[^，,]*(?:介绍|通报|公布|发布|解读|讲解)[^，,]{0,30}(?:情况|进展|结果|数据|名单|案例|要点|安排|办法|内容)"
)


def attribution(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """2: not the mere announcement of what somebody says."""
    if use == "headline":
        return None
    text = folded(view, claim)
    found = _SAYS_AT_END.search(text, max(len(text) - 5, 0))
    if found:
        return f"ends in {found.group()}"
    told = (_ANNOUNCED.fullmatch(text) or _ANNOUNCES.search(text)) if use in _TITLES else None
    return f"only announces: {told.group()}" if told else None


def marks(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """3: quotation marks and brackets balanced."""
    return None if balanced(claim.text) else "marks are not balanced"


def quoted_length(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """3: no quotation over 16 characters in a title."""
    if use not in _TITLES and use != "card":
        return None
    for found in re.finditer(r"[“「『]([^”」』]*)[”」』]", claim.text):
        if len(found.group(1)) > 24 or (len(found.group(1)) > 16 and re.search(r"[，。]", found.group(1))):
            return "quotation over 16 characters"
    return None


def demonstrative(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """4: no 该, 此, 他 … whose noun stands elsewhere."""
    if _own_headline(view, claim, use, 0):
        return None
    text = folded(view, claim)
    if words("subject.demonstratives").pattern.search(text) is None:
        return None
    text = _outside_quotes(text)
    for word in words("subject.demonstratives-allowed").words:
        text = text.replace(word, "＊" * len(word))
    for found in words("subject.demonstratives").pattern.finditer(text):
        before = text[: found.start()]
        word = found.group()
        if use in _RUNNING and word in ("这", "那", "其", "此") and len(before) > 8:
            continue  # what it points at stands earlier in the same printed sentence
        if (
            word in ("他", "她", "此", "那", "我", "你")
            and re.search(rf"{word}[们]?$", word)
            and before.endswith(("因", "如", "其", "由", "从"))
        ):
            continue
        return f"points outside with {word}"
    return None


def opening(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """5: starts with a subject, not with 同比, 占, a bare share."""
    if use == "card" or not claim.text or _own_headline(view, claim, use, 0):
        return None
    text = folded(view, claim)
    if claim.text[0] in CLOSERS:
        return "starts with a closing mark"
    named = bool(claim.inserted) and claim.text.startswith(claim.inserted[0])  # 和盛…: a name put before the cut
    allowed = named or words("subject.not-zero").at(text)
    if not allowed and (_BAD_START.match(text) or _SHARE_START.match(text)):
        return f"starts with {text[:2]}"
    if any(REASON.match(view.shadow, p.start, p.end) for p in claim.pieces):
        return "tells the reason for what stands before"
    if use in _TITLES and _SHARE_OF.search(fold(claim.text)):
        return "tells a share of what stands before"
    return None


REASON = re.compile("主要(?:来自|源于|由于|得益于|是因)")
"""What opens a clause that gives the reason of the one before."""

_NOUN_AND_NUMBER = re.compile(r"(?:[^\W\d_a-zA-Z]|[”])(?:近|约|逾|超)?\d")


def predicate(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """6: holds a verb, or a noun directly before a number with its unit, or a rank."""
    if use == "headline":
        return None
    text = _outside_quotes(folded(view, claim))
    counts = any(isinstance(view.by_id[f], Figure) for f in claim.facts if f in view.by_id)
    if counts and _NOUN_AND_NUMBER.search(text):
        return None
    if words("rank.phrases").within(text) or words("verbs.list").within(text):
        return None
    return "no verb and no noun before a number"


def figures_whole(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """7: no cut through a figure or its qualifier."""
    for piece in claim.pieces:
        for fact in view.figures_touching(piece.start, piece.end):
            torn = fact.start < piece.start < fact.end or fact.start < piece.end < fact.end
            if torn and not any(p.start <= fact.start and fact.end <= p.end for p in claim.pieces):
                return f"cuts through {fact.surface}"
    return None


def numerals_whole(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """7: no cut through any run of digits, and no qualifier left behind before the first one."""
    for piece in claim.pieces:
        for at in (piece.start, piece.end):
            if 0 < at < len(view.shadow) and view.shadow[at - 1].isdigit() and view.shadow[at].isdigit():
                return "cuts through a number"
        if piece.start and view.shadow[piece.start].isdigit() and view.shadow[piece.start - 1] in "近约逾超":
            return "leaves a qualifier behind"
    return None


def status_kept(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """8: a target, plan or estimate shows as a word; the article's own headline is not reworded."""
    if use == "headline":
        return None
    text = OFFICE_OF_PLANS.sub("", folded(view, claim)) + "".join(claim.inserted)
    named, inner = _NAMED_PLAN.sub("", text), re.sub(_INNER_PLAN, "", text)
    for fid in claim.facts:
        fact = view.by_id.get(fid)
        if not isinstance(fact, Figure):
            continue
        line = view.line_of(fact)
        if line is None:
            continue
        estimate = ctx.estimate_word(line, fact.start)
        if estimate is not None and not any(p.start <= estimate.start < p.end for p in claim.pieces):
            return f"hides the estimate of {fact.surface}"
        if ctx.status(fact) == "target" and not (
            _MODAL.search(named) or "目標" in text or words("status.told").within(text)
        ):
            return f"tells the target {fact.surface} as done"
        if ctx.status(fact) == "planned" and not (
            _MODAL.search(inner) or words("status.plan").within(inner) or words("status.capacity").within(text)
        ):
            return f"tells the plan {fact.surface} as done"
    return None


_COMING = re.compile("将|拟|力争|计划|有望|预计|争取")
_GOVERNS = re.compile(
    r"(?:接下来|下一步)?(?:将(?!近|军|来)|(?<![虚模比])拟(?!建)|力争|计划(?!投资|的|总)|有望|预计|争取|即将)"
)


def future_kept(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """8: a 将, 力争 or 预计 that governs the cut is in it, with or without figures."""
    line = spans_line(view, claim)
    if line is None or (line.speech is not None and use == "body"):
        return None
    if not view.once("future", line.start, line.end, lambda: _COMING.search(view.s(line.start, line.end)) is not None):
        return None
    first = claim.pieces[-1]
    clause = line.clause_at(first.start)
    head = _WIDE_MARKS.split(claim.text)[0] if len(claim.pieces) == 1 else claim.text
    if _MODAL.search(fold(head) + "".join(claim.inserted)) or "目標" in head:
        return None
    for other in line.clauses[: clause.n + 1]:
        if other.segment != clause.segment:
            continue
        end = min(other.end, first.start)
        before = view.s(other.start, end)
        found = _GOVERNS.search(before)
        if found and not words("status.not-plan").within(before):
            return f"leaves {found.group()} behind"
    return None


def range_whole(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """9: both bounds of a range or none."""
    for piece in claim.pieces:
        if (
            re.search(r"[至到~—–\-−][\W\d_a-zA-Z]{0,6}$", view.s(max(piece.start - 3, 0), piece.start))
            and view.s(piece.start, piece.start + 1).isdigit()
            and re.search(r"\d", view.s(max(piece.start - 8, 0), piece.start))
        ):
            return "starts inside a range"
        if re.match(r"(?:[至到~—–]|-)(?=[\d约近新]|超)", view.s(piece.end, piece.end + 2)) and re.search(
            r"\d[^，,。]{0,6}$", view.s(piece.start, piece.end)
        ):
            return "ends inside a range"
    return None


def place_true(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """10: an inserted place stands only where nobody else owns the figure."""
    if ctx.place is None or not claim.inserted or use == "headline":
        return None
    if not any(ctx.place.bare in text and not ctx.owners.is_name(text) for text in claim.inserted):
        return None
    line = spans_line(view, claim)
    if line is None:
        return "place put on a cut of two sentences"
    if line.speech is not None:
        return "place put on words of a speaker"
    start = claim.pieces[0].start
    if (
        claim.pieces
        and not ctx.replaced_level(claim)
        and not any(ctx.owners.office_at(p.start) for p in claim.pieces)
        and (ctx.company_before(line, start) or ctx.smaller_unit_before(line, start))
    ):
        return "place put where a firm or a smaller unit is named before"
    if ctx.modifies(start):
        return "place put before a verb that only tells which"
    if words("subject.other-scopes").at(view.s(start, claim.pieces[0].end)):
        return "place put on a figure of a wider area"
    return None


def subsequence(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """11: an ordered cut of one sentence, and nothing else but the declared insertions."""
    if use == "headline":
        return None
    if not claim.pieces:
        return "cut from nowhere"
    for a, b in zip(claim.pieces, claim.pieces[1:], strict=False):
        if b.start < a.end and use != "pattern":
            return "pieces out of order"
    if use in _RUNNING:
        return None
    if spans_line(view, claim) is None:
        return "cut from more than one sentence"
    return None


_MARKS_ONLY = re.compile(r"[\s，。、；：,;:！？!?“”‘’「」『』（）()《》…﹔]|(?<!\d)\.|\.(?!\d)")


def same_text(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """11: every printed character comes from a piece or an insertion."""
    printed = rest = _MARKS_ONLY.sub("", claim.text)
    for part in sorted((*(view.text[p.start : p.end] for p in claim.pieces), *claim.inserted), key=len, reverse=True):
        clean = _MARKS_ONLY.sub("", part)
        if clean not in rest:
            raw = show(f"一{part}", view.article.script)[1:]  # pinyin goes that stands behind the character before
            clean = _MARKS_ONLY.sub("", raw)
            if clean not in rest:
                clean = _MARKS_ONLY.sub("", times.in_dates(raw, view.article.date))
        rest = rest.replace(clean, "", 1)
    if rest and not claim.inserted:  # 今(23)日 is two pieces and one day
        joined = show("".join(view.text[p.start : p.end] for p in claim.pieces), view.article.script)
        rest = "" if _MARKS_ONLY.sub("", times.in_dates(joined, view.article.date)) == printed else rest
    return f"prints what was not cut: {rest}" if rest and use != "headline" else None


def holes(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """12: what is left out between pieces is openers, time, brackets,
    method or whole clauses after a lifted subject.
    """
    if use in ("headline", *_RUNNING) or len(claim.pieces) < 2:
        return None
    line = spans_line(view, claim)
    if line is None:
        return None
    bounds = {c.start for c in line.clauses}
    for a, b in zip(claim.pieces, claim.pieces[1:], strict=False):
        gap = view.s(a.end, b.start)
        bare = gap.strip(",，;； ")
        if (
            not bare
            or bare in ("方面", "这次也", "也", "还", "同步", "同期", "回应", "回复", "回覆", "下同", "终于")
            or (b.start in bounds and re.search("止.{0,4}个月$", view.s(a.start, a.end)))
            or bare in table("subject")["level-words"]
            or bare in table("owner")["kinds"]
            or words("opener.words").at(bare) == bare
        ):
            continue
        if b.start in bounds and scheme_named(view, line, a, b.start):
            continue
        announced = re.fullmatch(r"[^,，]{0,14}(?:情况|数据|成绩单|结果|公报)[:：]?", bare)
        if announced and PERIOD.fullmatch(view.s(a.start, a.end).strip(",，")):
            continue  # 通报前三季度全市经济运行情况：… gives its time to what follows
        if words("opener.method").at(bare) or re.fullmatch(r"[(（].*[)）]", bare) or PERIOD.fullmatch(bare):
            continue
        if ctx.skip_openers(b.start - len(bare), b.start) >= b.start:
            continue
        head = ctx.skip_openers(max(s for s in bounds if s <= b.start), b.start)
        at_clause = head >= b.start
        timed = at_clause or PERIOD.fullmatch(view.s(head, b.start).strip(",，")) is not None
        said = says(view, line.clause_at(a.start))
        if timed and said is not None and a.end == said.clause.end:
            continue  # X表示，… of what X says
        if said is not None and circumstance(view, said.clause, said.clause.start) == (a.end, b.start):
            continue  # X在說明會上表示，…
        if (
            at_clause
            and (
                a.start in bounds
                or ctx.skip_openers(max((s for s in bounds if s <= a.start), default=a.start), a.start) >= a.start
            )
            and a.end - a.start <= 26
        ):
            continue
        return f"leaves out {bare[:12]}"
    return None


def framed(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """12: a time or comparison under which the cut holds (改革前, 与2004年相比, 由4月1日起) is in it."""
    if use not in (*_TITLES, "item", "point"):
        return None
    line = spans_line(view, claim)
    if line is None or line.speech is not None:
        return None
    clause = line.clause_at(claim.pieces[-1].start if len(claim.pieces) == 1 else claim.pieces[0].start)
    frame = frame_of(view, line, clause.n, title=use in _TITLES)
    end = frame.end - 2 * (view.s(frame.end - 2, frame.end) == "方面") if frame is not None else 0
    if frame is None or any(p.start <= frame.start and end <= p.end for p in claim.pieces):
        return None
    return f"leaves {view.s(frame.start, frame.end)} behind"


def half_noun(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """2: does not stop at a subject whose verb stands in the next clause (参加方案的农地，…)."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces:
        return None
    clause = line.clause_at(claim.pieces[-1].end - 1)
    if clause.n + 1 >= len(line.clauses) or line.clauses[clause.n + 1].segment != clause.segment:
        return None
    text = _outside_quotes(view.s(clause.start, clause.end))
    after = line.clauses[clause.n + 1]
    if re.fullmatch(r"(?:参加|符合|位于|来自|涉及|从事|总投资|投资)[^，,]*的[^\W\d_a-zA-Z]{1,10}", text) and not view.s(
        after.start, after.end
    ).startswith(("是", "为")):
        return "stops at a subject"
    return None


_CAME = re.compile(r"(?:第二天|次日|当天|当晚|不久|第[二三四五]年)[^，,]{0,10}?[就才]")
_FOLLOWS = re.compile(r"(?:[他她它]们?)?(?:就(?![业医学读餐近地])|便(?![利民捷于])|才(?!能|华|干)|则)")


def consequence(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """2: does not stop between a condition and what follows from it (每賣出10台，就有3台…)."""
    line = spans_line(view, claim)
    if use not in (*_TITLES, "item", "point") or line is None or not claim.pieces:
        return None
    clause = line.clause_at(claim.pieces[-1].end - 1)
    if clause.n + 1 >= len(line.clauses) or claim.pieces[-1].end < clause.end:
        return None
    after = line.clauses[clause.n + 1]
    if any(_CAME.match(view.shadow, c.start, c.end) for c in line.clauses[clause.n + 1 : clause.n + 4]):
        return "stops before what came of it"
    if _FOLLOWS.match(view.shadow, after.start, after.end):
        return "stops before what follows from it"
    return None


def event_time(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """18: the day of a press conference is not the time of the figures told there."""
    if use not in (*_TITLES, "point") or len(claim.pieces) < 2:
        return None
    line = spans_line(view, claim)
    first = claim.pieces[0]
    if line is None or not PERIOD.fullmatch(view.s(first.start, first.end).strip(",，")):
        return None
    if re.search("止.{0,4}个月$", view.s(first.start, first.end)):
        return None  # the span that the report counts over
    between = view.s(first.end, claim.pieces[1].start)
    return (
        "time of a press conference"
        if re.search(r"发布会|获悉|记者|公布|公佈|通报|显示|发布|披露|年报|公告|业绩", between)
        else None
    )


def dateline(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """13: no dateline, footnote mark, address or tab."""
    text = folded(view, claim)
    if use in (*_TITLES, "item") and "\u3000" in "".join(view.text[p.start : p.end] for p in claim.pieces):
        return "holds the blanks of a list"
    return "holds a dateline or an address" if _DATELINE.search(text) or "�" in text else None


def echo(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """15: no word twice in a row."""
    found = re.search(r"([^\W\d_a-zA-Z]{2,4})\1", _outside_quotes(claim.text))
    if found and not re.search(re.escape(found.group()), "".join(view.text[p.start : p.end] for p in claim.pieces)):
        return f"says {found.group(1)} twice"
    return None


def one_period(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """18: an inserted time never meets another time."""
    for text in claim.inserted:
        cut = "".join(view.s(p.start, p.end) for p in claim.pieces)
        if re.search(r"\d{4}年", text) and re.search(rf"{times.YEAR_TOLD}|[今去明后]年", cut):
            return "two times"
    return None


def list_whole(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """22: values told with 分别 have as many names or figures before them in the cut."""
    if use not in (*_TITLES, "point") or "分别" not in folded(view, claim):
        return None
    for piece in claim.pieces:
        for found in re.finditer(
            r"(?:^|[,，;；])\s*(?:同比|环比|较[^,，;；]{1,8}|比[^,，;；]{1,8})?分别",
            view.s(piece.start, piece.end),
        ):
            at = piece.start + found.end()
            line = spans_line(view, claim)
            if line is None:
                return None
            clause = line.clause_at(at - 1)
            values = len(view.figures_in(at, clause.end))
            before = view.s(piece.start, piece.start + found.start())
            clause_before = re.split("[,，;；]", before)[-1]
            figures = sum(1 for f in claim.facts if isinstance(view.by_id[f], Figure) and view.by_id[f].end <= at)
            if values >= 2 and max(figures, len(re.findall("[、和及与]", clause_before)) + 1) < values:
                return "a list without its names"
    return None


def rank_whole(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """19: a rank phrase runs to its comma."""
    for piece in claim.pieces:
        line = view.line_at(piece.start, spoken=False)
        for fact in view.starting_in(line.start if line else 0, piece.end):
            if fact.kind == "rank" and piece.end < fact.end:
                return f"cuts the rank {fact.surface}"
    return None


def truncated(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """13: the text does not stop there."""
    if not claim.pieces:
        return None
    last = view.article.paragraphs[-1].end
    end = claim.pieces[-1].end
    if end >= last and view.text[last - 1 : last] not in "。！？!?…”」』)）":
        return "the text stops there"
    return None


def growth_owner(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """10: 增长 … directly after an inserted place has lost its subject."""
    if use == "headline":
        return None
    for text in claim.inserted:
        if ctx.place is not None and ctx.place.bare in text and claim.pieces and not ctx.owners.is_name(text):
            first = claim.pieces[0]
            if (
                words("subject.relation").at(view.shadow, first.start)
                and not words("subject.not-zero").at(view.shadow, first.start)
                and not ctx.replaced_level(claim)
            ):
                return "gives the place a change that is somebody's"
    return None


def company_subject(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """10: a cut that follows a firm's clause in its segment without own subject names the firm."""
    if use not in (*_TITLES, "item") or len(claim.pieces) != 1 or not claim.inserted:
        return None
    line = spans_line(view, claim)
    if line is None:
        return None
    clause = line.clause_at(claim.pieces[0].start)
    before = "".join(view.s(c.start, c.end) for c in line.clauses[: clause.n] if c.segment == clause.segment)
    found = _COMPANY.search(before)
    if found is None:
        return None
    known = [ctx.full_name(word, claim.pieces[0].start) for word in table("short-name")["kinds"]]
    return None if any(text in known for text in claim.inserted) else f"belongs to {found.group()}"


def _said_by(view: View, line: Line, claim: Claim) -> Sayer | None:
    """Who says the last piece of a claim."""
    return sayer(view, line, claim.pieces[-1].start) or sayer(view, line, claim.pieces[-1].end)


def owner_true(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """10: a name put before a cut is its owner's; no title begins with a bare noun whose body is named elsewhere."""
    if use == "headline":
        return None
    line = spans_line(view, claim)
    if line is not None and claim.inserted:
        wrong = ctx.owners.wrong(claim, line)
        who = _said_by(view, line, claim) if wrong is not None else None
        if wrong is not None and not (who is not None and who.who in fold(wrong)):
            return f"puts {wrong} before what is not proven to be its own"
    outside = ctx.owners.points_outside(claim, line) if line is not None and use in _TITLES else None
    return f"points outside with {outside}" if outside else None


def speaker_kept(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """10: what somebody says stands with who says it, or names whose it is: the place of an office, the firm of a role.

    A body of an authority (市局介紹) needs no naming; a card or a row of an office's words neither.
    """
    line = spans_line(view, claim)
    if use in ("headline", "item") or line is None or line.speech is not None:
        return None
    who = _said_by(view, line, claim)
    if who is None or claim.pieces[-1].end <= who.clause.end:
        return None
    begin = ctx.skip_openers(who.clause.start, who.clause.end)
    told = any(who.who in fold(part) for part in claim.inserted)  # with his office put before the name
    told = told or any(p.start <= begin < p.end for p in claim.pieces)  # the occasion may be left out behind his name
    spoken = [p for p in claim.pieces if p.start <= begin or (told and p.start < who.clause.end)]
    if any(who.clause.end <= p.end for p in spoken):
        return "ties a verb of saying to words that are not said" if who.closes else None
    if not who.needed or (who.office and (use == "card" or _names_place(view, ctx, claim))):
        return None
    if not who.office and who.house and who.house in folded(view, claim):
        return None
    return f"leaves out who says it: {view.s(who.clause.start, who.clause.end)}"


def _names_place(view: View, ctx: Context, claim: Claim) -> bool:
    """Whether a claim says that it tells of the article's place (全市, 縣府, the name)."""
    text = folded(view, claim)
    level = ctx.level_shadow or "省市县区州旗镇乡村"
    own = rf"全[{level}港台澳](?![第首前之最唯平])|[{level}](?:府|政府)|本[港澳{level}]|我[{level}]"
    return (ctx.place_shadow is not None and ctx.place_shadow in text) or re.search(own, text) is not None


def headless(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """5: no title begins with a verb whose doer stands in a clause before (终于把…, 宣布，…, 获得专利19件)."""
    if use not in _TITLES or claim.inserted or not claim.pieces:
        return None
    text = without_time(folded(view, claim))
    word = words("subject.headless").at(text)
    line = spans_line(view, claim)
    if word is None and line is not None and re.match(r"在[^,，]{1,8}[^\d,，中里上内下时后]", text):
        clause = line.clause_at(claim.pieces[-1].start)
        before = line.clauses[clause.n - 1] if clause.n else None
        if before is not None and before.segment == clause.segment and view.s(clause.start, clause.start + 1) == "在":
            from reportgen.story.titles import is_opener

            left = all(p.start > before.start for p in claim.pieces) and not is_opener(view, ctx, before)
            return "starts with 在" if left else None
    if word is None or words("subject.not-headless").at(text):
        return None
    rest = re.split("[,，]", text[len(word) :])[0]
    if word == "有" and not re.match(r"[^的]{0,6}\d", rest):
        return None
    reached = word == "通过" and re.search("实现|完成|取得|开展|办理|带动", rest)
    if reached or (word != "参与" and re.match(r".{0,2}的", rest)):
        return None  # 通过公共网络实现零售额…; 收到的建议
    return f"starts with {word}"


# 過去貨到先排隊; not 過去3年, 比過去快.
_ONCE = re.compile(r"(?<![比较走成通越])过去(?![一二三四五六七八九十两几数半\d了的])")
_CHANGED = re.compile(r"[减降缩增升]|压缩|扩大|翻|只[要需用]|仅")


_PAST = re.compile("过去|世纪|年代|年前|那时|当时|起初|最初|[些几]年")


def _tells_past(text: str) -> bool:
    """Whether a sentence holds any word of former days."""
    return _PAST.search(text) is not None or words("past.former").within(text)


def past_kept(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """18: what was so in former days is told with its time, and with what is so now (以前要填11张表，如今…)."""
    if use not in _TITLES:
        return None
    text, line = folded(view, claim), spans_line(view, claim)
    if line is not None and not claim.inserted:
        told = view.once("past", line.start, line.end, lambda: _tells_past(view.s(line.start, line.end)))
        if not told:
            return None
    former = words("past.former").pattern.search(text)
    once = _ONCE.search(text)
    if once and not _CHANGED.search(text, once.end()) and not words("past.now").within(text[once.end() :]):
        return f"tells only what was {once.group()}"
    if (
        former
        and not words("past.now").within(text[former.end() :])
        and not re.search(r"\d{4}年|[去前]年", text[: former.end() + 6])
    ):
        return f"tells only what was {former.group()}"
    decade = times.DECADES.search(text)
    if decade and not words("past.now").within(text) and not re.search(r"[由从]|\d{4}年|[今去]年", text):
        return f"tells only what was {decade.group()}"
    ago = re.search(r"[一二三四五六七八九十两几\d]年前[^，,]{1,8}[时后][，,]", text)
    if ago and not words("past.now").within(text[ago.end() :]):
        return f"tells only what was {ago.group()}"
    still = re.search(r"[一二三四五六七八九十两几\d]年前的?[^，,]*还[是很只]", text)
    if still and not words("past.now").within(text[still.end() :]):
        return f"tells only what was {still.group()}"
    if line is None or not claim.pieces:
        return None
    timed = len(claim.pieces) > 1 and claim.pieces[0].end - claim.pieces[0].start < 8
    first = claim.pieces[-1 if timed else 0]
    clause = line.clause_at(first.start)
    for other in line.clauses[: clause.n + 1]:
        before = view.s(other.start, min(other.end, first.start))
        told_now = words("past.now").at(view.shadow, clause.start) or re.match(r".*\d{4}年", text)
        behind = other.segment == clause.segment and other.n < clause.n
        if behind and not told_now and times.DECADES.search(before):
            return "leaves a decade behind"
        when = re.search(r"[一二三四五六七八九十两几\d]年前[^，,]{1,8}[时后]$", before)
        if when and other.segment == clause.segment and not words("past.now").at(view.shadow, clause.start):
            return f"leaves {when.group()} behind"
        ago = re.search(
            r"[一二三四五六七八九十两几多\d]年前(?:的|还|,|，|这|那|$)|那时|当时|起初|最初|[前早那](?:些|几)年", before
        )
        if other.segment == clause.segment and ago and not words("past.now").within(view.s(other.end, first.end)):
            return f"leaves {ago.group()} behind"
    return None


# What a sentence turns to (届时, 对于…, 说起…); 一期1,200套; 14个月后
_LEANS_ON = re.compile(
    r"届时|(?:对于|针对|关于|至于|谈到|说起|说到|提起)(?=[^，,]{2,})"
    r"|[一二三首]期(?=\d)|[\d一二三四五六七八九十]{1,3}(?:个月|年|天)后$"
)


def pointer(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """4: no word that leans on what stood before the cut (因此, 与之, 第二年春天)."""
    if use not in _TITLES or not claim.pieces:
        return None
    line, text = spans_line(view, claim), fold(claim.text)
    who = says(view, line.clause_at(claim.pieces[0].start)) if line is not None else None
    head = who is not None and claim.pieces[0].end >= who.clause.end
    clauses = _MARKS.split(text)
    first = clauses[1] if head and len(clauses) > 1 else clauses[0]
    found = words("subject.pointers").pattern.search(_outside_quotes(first)) or _LEANS_ON.match(first)
    return f"leans on {found.group()}" if found else None


def scene(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """16: no gestures: a scene is no news."""
    if use not in _TITLES:
        return None
    line = spans_line(view, claim)
    if line is not None and line.speech is None and claim.pieces[0].start == line.start and is_sight(view, line):
        return "tells what somebody saw"
    text = folded(view, claim)
    found = words("subject.scene").pattern.search(text) or re.search(
        rf"今年{times.AGE}$|^[^，,]+的[^\W\d_a-zA-Z]{{2,3}}有\d+[家间亩台辆头只][^，,]{{0,4}}$", text
    )
    return f"tells a scene: {found.group()}" if found else None


def part_of_another(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """9: 其中 cut off ends with its clause: a total behind it (累计投入…) is that of the whole."""
    line = spans_line(view, claim)
    if use not in (*_TITLES, "item", "point", "card") or line is None or not claim.pieces:
        return None
    for piece in claim.pieces:
        clause = line.clause_at(piece.start)
        if not re.match("[,， ]*(?:其中|当中)", view.s(clause.start, piece.start)):
            continue
        for other in line.clauses[clause.n + 1 :]:
            if other.start < claim.pieces[-1].end and re.match("累计|合计|总计|共|总", view.s(other.start, other.end)):
                return "joins a total to a part of it"
    return None


def counted_named(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """10: a bare count (竣工3.1万套, 有1480名) keeps the clause that says of what."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces:
        return None
    piece = claim.pieces[-1]
    clause = line.clause_at(piece.start)
    if clause.n == 0 or line.clauses[clause.n - 1].segment != clause.segment:
        return None
    start = ctx.skip_openers(piece.start, clause.end)
    bare = re.fullmatch(
        r"(?P<verb>(?:[^\W\d_a-zA-Z])+?)[约近逾超]?\d[\d,.]*[万亿余多]*[套名户家件个间所人台辆艘宗项头只]",
        view.s(start + ctx.place_at(start), clause.end),
    )
    before = line.clauses[clause.n - 1]
    kept = any(p.start <= before.start < p.end for p in claim.pieces)
    if bare is None or kept or PERIOD.fullmatch(view.s(before.start, before.end)):
        return None
    verb = re.sub("^[已共又再还]+", "", bare["verb"])
    return "counts what stood before" if verb in words("verbs.list").known or verb == "入住" else None


def same_comparison(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """10: points of change (下降52个基点) keep the 同比 that stands once in the sentence."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces:
        return None
    text = folded(view, claim)
    if not re.search(r"(?:下降|上升|提高|回落|增加|减少)\d+(?:\.\d+)?个(?:基点|百分点)", text):
        return None
    kind = re.search("同比|环比|按年|按月", view.s(line.start, claim.pieces[-1].end))
    told = re.search("同比|环比|按年|按月|比|较", text)
    return f"leaves {kind.group()} behind" if kind and not told else None


CHECKS: tuple[Check, ...] = (
    length, closing, whole_end, attribution, marks, quoted_length, demonstrative, opening, predicate, figures_whole,
    numerals_whole, status_kept, future_kept, range_whole, place_true, subsequence, same_text, holes, framed,
    half_noun, consequence, event_time,
    dateline, echo, one_period, list_whole,
    rank_whole, truncated, growth_owner, company_subject, owner_true, speaker_kept,
    headless, past_kept, pointer, scene, part_of_another, counted_named, same_comparison, *SENSE, *SCENES,
    *WHOSE, *HANGING, *UNSAID,
)  # fmt: skip


def refuse(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """The first reason not to print `claim` as `use`, or None when every check passes; looked for once a claim."""
    judged = view.judged.setdefault(use, {})
    if claim not in judged:
        judged[claim] = _refuse(view, ctx, claim, use)
    return judged[claim]


def _refuse(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    for check in CHECKS:
        reason = check(view, ctx, claim, use)
        if reason is not None:
            return f"{check.__name__}: {reason}"
    return None
