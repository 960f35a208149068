"""Turns a fact into title candidates:
windows of its clauses, repaired only where a rule proves it, gated and scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.model import Fact, Figure
from reportgen.records import dataclass
from reportgen.source import Span
from reportgen.story import behind, frames, gate, hanging, sense, times
from reportgen.story.blocks import Claim
from reportgen.story.claims import Part, make
from reportgen.story.context import Context
from reportgen.story.cut import folded
from reportgen.story.lexicon import limit, table, words
from reportgen.story.owners import TIES
from reportgen.story.said import Sayer, circumstance, introduced, known_person, sayer, says
from reportgen.story.salience import unit_class
from reportgen.story.text import NUMBER, PERIOD, Clause, Line, View, width


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that passed the gate, with its score (higher is better) and the clauses it spans."""

    claim: Claim
    score: float
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """What a cut is for: its use in the gate, width limits, how far it may reach, whether times are put in front."""

    use: str
    target: float
    hard: float
    before: int = 2
    after: int = 3
    time: bool = True
    prefix: str = ""


TITLE = Want(use="title", target=0, hard=0)


def title_want() -> Want:
    """Titles: target and hard width from the word file."""
    return Want(use="title", target=limit("title-target"), hard=limit("title-hard"))


def is_opener(view: View, ctx: Context, clause: Clause) -> bool:
    """Whether a clause only says who counted, when or under which method (据统计, 日前, 记者从…获悉)."""
    return view.once("opener", clause.start, clause.end, lambda: _is_opener(view, clause))


def _is_opener(view: View, clause: Clause) -> bool:
    text = view.s(clause.start, clause.end)
    if view.figures_in(clause.start, clause.end):
        return words("opener.method").at(text) is not None
    if PERIOD.fullmatch(text) or words("opener.words").at(text) == text:
        return True
    if words("opener.method").at(text):
        return True
    if re.search(r"(?:表示|说|指出|介绍|透露|宣布|提醒|称|补充|坦言|直言|告诉记者|获悉|显示|表明)$", text):
        return True
    if re.fullmatch(r"(?:通报|公布|发布|介绍)了?.{0,20}(?:情况|数据|成绩单)", text):
        return True
    if re.fullmatch(r"[分按从][^，,\d]{2,10}看", text):
        return True  # 分贸易方式看
    if words("opener.keep").at(text):
        return False
    if words("opener.clause-starts").at(text) is None:
        return False
    return width(text) <= 18 and (
        words("opener.clause-ends").ends(text)
        or text.startswith(("据", "经", "按", "根据", "记者", "通过", "随着", "为", "围绕", "面对", "配合"))
    )


def state(view: View, ctx: Context, start: int, end: int) -> str:
    """How a cut at `start` stands: "own" subject, "relation" (a change or a share of something before) or "verb"."""
    return view.once("state", start, end, lambda: _state(view, ctx, start, end))


def _state(view: View, ctx: Context, start: int, end: int) -> str:
    text = view.s(start, end)
    if ctx.place_at(start) or ctx.is_level_word(start):
        return "own"
    number = NUMBER.match(text)
    if number:
        figures = [f for f in view.figures_touching(start, start + 1) if isinstance(f, Figure)]
        kind = unit_class(figures[0]) if figures else ""
        if kind == "duration" and re.match(r"[\d.]+(?:岁|[余多]?年前的|个?[年月天周][余多]?[来间][，,])", text):
            return "own"  # 29歲的阿珊; 6年前的龙潭村; 2个月来
        return "verb" if kind == "duration" else "relation" if kind in ("percent", "money") else "own"
    if words("subject.not-zero").at(text):
        return "own"
    if view.shadow[start - 1 : start] in (";", "；", "。") and re.match(r"平均[^\W\d_a-zA-Z]{3,8}[由从]\d", text):
        return "own"  # …；平均审理周期由58天缩短到33天
    if re.match(r"比(?![例重赛亚如])", text):
        return "relation"
    if re.split("[，,；;]", text, maxsplit=1)[0] in words("verbs.list").words:
        return "relation"  # 今年3月20日开放，…: who opened stands before
    word = words("subject.relation").at(text)
    if word:
        if re.match(r"[^，,]{0,6}\d[^，,]{0,8}的[^\W\d_a-zA-Z]{2,}", text) and word.startswith(
            ("总", "年产", "占地", "综合")
        ):
            return "own"  # 總投資280億元的…項目 is a subject
        return "relation"
    phase = (
        r"(?:建成|投产|达产|完工|竣工|投用|投入使用|(?:全部|全面|项目)(?:建成|完工|投产|竣工)"
        r"|落成|开通|通车|启用|运营|开业)(?:[之以]?后|初期|以来|期间|首[日周月年])"
    )
    if re.match(phase, text) or re.match(r"(?:全年)?(?:完成|实现)(?:总产值|营业收入|营收|产值|利润)", text):
        return "relation"  # the subject is the project of the sentence before, never the place
    word = words("subject.place-verbs").at(text)
    if word:
        nouns = r"(?:的)?(?:项目|工程|企业|基地|率|量|额|资金|办|局|者|人员|总值|收入|面积|余额)"
        if re.match(nouns, text[len(word) :]) or ctx.modifies(start):
            return "own"
        return "verb"
    head = re.match(r"([^\W\d_a-zA-Z]{1,4}?)(?:居|达|为|占|稳居|位居|创|增长|下降)", text)
    if head and head.group(1).endswith(words("subject.relation-nouns").words):
        return "relation-noun"
    return "own"


TODAY = (
    r"(?<=[今昨][日天])[（(](?:[^（）()]{0,5}月[^（）()]{1,4}日|星期.|周.|礼拜.)[)）]"
    r"|(?<=[今昨])[（(]\d{1,2}[)）](?=日)"
)
_ASIDE = re.compile(TODAY + r"|[（(]下同[)）]|[，,]下同(?=[)）])|[（(][^（）()]{0,12}(?:简称|下称)[^（）()]{0,16}[)）]")


def kind_after(view: View, ctx: Context, start: int, end: int) -> bool:
    """Whether what follows a statistical basis (按可比口径) has no subject of its own."""
    return state(view, ctx, start, end) != "own"


def lift_subject(view: View, ctx: Context, clause: Clause) -> Span | str | None:
    """The subject of an earlier clause when it is provably one: the place, or a name with an owner's ending."""
    start = ctx.skip_openers(clause.start, clause.end)
    found = PERIOD.match(view.shadow, start, clause.end)
    if found and found.end() < clause.end:
        start = found.end()
    size = ctx.place_at(start)
    level = ctx.level_word(start)
    if level is not None:
        return level[0]
    text = view.s(start, clause.end)
    verb = _first_verb(text)
    if verb is None or not 2 <= verb <= 16 or behind.whole_event(text[verb:]):
        return None
    name = re.sub(r"[（(][^（）()]{1,5}[)）]$", "", text[:verb])  # 今日（星期五）
    for _ in range(3):
        for adverb in words("subject.adverbs").words:
            if name.endswith(adverb) and len(name) > len(adverb):
                name = name[: -len(adverb)]
                break
    if size and size >= len(name) - 1:
        return Span(start, start + size)
    if re.search(r"[\d“”《》、的]", name) or words("subject.demonstratives").within(name):
        return None
    if name.endswith(words("subject.owner-heads").words) and not _NO_BODY.fullmatch(name):
        return Span(start, start + len(name))
    return None


_NO_BODY = re.compile("[全大局内外干各东南西北中]部")  # ends like a ministry: 全部(修復經費)


def _first_verb(text: str) -> int | None:
    """Offset of the first verb behind the first two characters."""
    found = words("verbs.list").pattern.search(text, 2)
    return found.start() if found else None


def _own_time(view: View, start: int, end: int) -> bool:
    year = r"(?<![\d.,])(?:19|20)\d\d(?![\d.,万亿元])"
    return bool(re.search(rf"\d{{4}}年|\d{{1,2}}月|季度|半年|今年|去年|{year}", view.s(start, end)))


def windows(view: View, ctx: Context, line: Line, n: int, want: Want) -> Iterator[tuple[int, int]]:
    """Runs of clauses (first, last) around clause `n` inside its segment."""
    segment = line.clauses[n].segment
    low = n
    while low > 0 and n - low < want.before and line.clauses[low - 1].segment == segment:
        low -= 1
    high = n
    while high + 1 < len(line.clauses) and high - n < want.after and line.clauses[high + 1].segment == segment:
        high += 1
    who = sayer(view, line, line.clauses[n].start) if line.speech is None else None
    firsts = [who.clause.n] if who is not None and who.clause.n < low else []
    scheme = behind.scheme_before(view, line, low) if line.speech is None else None
    firsts += [scheme.n] if scheme is not None and scheme.n not in firsts else []
    for first in (*firsts, *range(low, n + 1)):
        for last in range(n, high + 1):
            yield first, last


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How a cut opens that begins with one clause, wherever it ends: where its own words begin, and what is put before
    them. `lead` is the time of an earlier clause, for a cut that has no other.
    """

    body: int
    frame: Clause | None
    subject: Span | str | None
    joint: str
    time: Span | str | None
    lead: Span | None
    own: bool


def _head(view: View, ctx: Context, line: Line, first: int, want: Want) -> Head | None:
    """The head of a cut, found once for all that begin with the clause; None when no rule proves one."""
    what = f"head{bool(line.speech)}{want.time}{bool(want.prefix)}"
    clause = line.clauses[first]
    return view.once(
        what, clause.start, clause.end, lambda: _find_head(view, ctx, line, first, want.time, bool(want.prefix))
    )


def _find_head(view: View, ctx: Context, line: Line, first: int, timed: bool, aimed: bool) -> Head | None:
    clauses = line.clauses
    speech = line.speech is not None
    start = ctx.skip_openers(clauses[first].start, clauses[first].end)
    frame = frames.frame_of(view, line, first) if not speech else None
    held = frame is not None and (PERIOD.match(view.shadow, frame.start, frame.end) or frames.since(view, frame))
    if frame is not None and frame.n < first - 1 and not held:
        return None
    lead_time = ctx.period_before(line, first) if timed and not speech else None
    cut_time = PERIOD.match(view.shadow, start, clauses[first].end)
    on = _YEARS_ON.match(view.shadow, start, clauses[first].end)
    if on is not None and not speech and ctx.level_word(on.end()) is not None:
        cut_time = on  # 2年来全县…: the place takes the place of 全县
    if cut_time and cut_time.group() in ("当年", "同年") and not speech and _that_year(view, line, start) is None:
        return None  # of which year, nothing says
    if cut_time and re.match(r"\d+天[，,]", view.s(cut_time.end(), clauses[first].end + 1)):
        cut_time = None  # 去年国庆8天，…: one time
    body = start
    if cut_time and cut_time.end() < clauses[first].end:
        body = cut_time.end()
        if view.shadow[body] in "，, ":
            body += 1
    method_first = words("opener.method").at(view.shadow, body)
    if method_first:
        body += len(method_first)
    basis = words("opener.basis").at(view.shadow, body)
    if basis and kind_after(view, ctx, body + len(basis), clauses[first].end):
        return None
    coming = re.match(r"(?:接下来|下一步|今后)(?=将|要|[^\W\d_a-zA-Z])", view.s(body, clauses[first].end))
    kind = state(view, ctx, body + (coming.end() if coming else 0), clauses[first].end)
    if (
        kind == "own"
        and first > 0
        and (list_member(view, clauses, first) or _counts_what_stood_before(view, ctx, clauses, first, body))
    ):
        return None
    subject: Span | str | None = None
    joint = ""
    lead: Span | None = None
    if kind in ("relation", "relation-noun"):
        return None
    government = ctx.government_at(body)
    level = ctx.level_word(body)
    short = ctx.short_name_at(body)
    named = ctx.full_name(short, body) if short and not speech else None
    meant = ctx.owners.reference(line, body) if not speech and named is None and level is None else None
    person = known_person(view, body, clauses[first].end) if not speech and kind == "own" else None
    if short and named:
        subject, body = named, body + len(short)
    elif person is not None:
        subject, body = person[0], body + person[1]
    elif meant is not None:
        subject, body = meant.name, body + meant.length
    elif (government or ctx.owners.office_at(body)) and not speech and ctx.place is not None:
        subject = government or ctx.place.bare
    elif kind == "own" and not speech and _of_the_firm(view, ctx, line, first, body):
        subject = ctx.firm
    elif level is not None and not speech:
        subject, body = level[0], body + level[1]
    elif level is None and ctx.is_level_word(body) and ctx.place is not None and ctx.level_shadow == "":
        pass
    elif kind == "own" and not speech and (owner := ctx.owners.behind(line, first, body)) is not None:
        subject, joint = owner.name, owner.joint
    elif kind == "verb" and ctx.owners.under_a_time(line, first) is None:
        subject = _subject(view, ctx, line, first, body)
        if subject is None and not aimed:
            return None
    time: Span | str | None = None
    if cut_time and body != start and subject is not None:
        time = _resolved(view, ctx, Span(cut_time.start(), cut_time.end()))
    elif cut_time and cut_time.end() < clauses[first].end:
        year = _resolved(view, ctx, Span(cut_time.start(), cut_time.end()))
        if isinstance(year, str):
            time = year
        else:
            body = start
    elif (
        lead_time is not None
        and lead_time.end <= clauses[first].start
        and not (kind == "own" and _of_a_start(view, line, lead_time, first))
        and not _from_before(view, line, lead_time, first)
        and lead_time.start < (subject.start if isinstance(subject, Span) else body)
    ):
        lead = lead_time
    return Head(body=body, frame=frame, subject=subject, joint=joint, time=time, lead=lead, own=kind == "own")


def build(
    view: View, ctx: Context, line: Line, first: int, last: int, want: Want, fact: Fact | None
) -> tuple[Part, ...] | None:
    """The parts of a window: openers off, method clauses cut out, subject and time put back;
    None when no rule proves it.
    """
    clauses = line.clauses
    end = clauses[last].end
    speech = line.speech is not None
    who = says(view, clauses[first]) if not speech and first < last else None
    if who is not None and who.needed:  # X表示，…
        return _smooth(view, line, speaks(view, ctx, who, end), want)
    while (
        first < last
        and is_opener(view, ctx, clauses[first])
        and not (want.use in ("title", "summary") and frames.scheme(view, clauses[first]))
        and (fact is None or clauses[first].end <= fact.start)
    ):
        first += 1
    head = _head(view, ctx, line, first, want)
    if head is None:
        return None
    body, frame, subject = head.body, head.frame, head.subject
    parts: list[Part] = []
    time: Part | None = head.time
    lead = head.lead if frame is None else None
    if (
        lead is not None
        and not _of_another_time(view, lead, body, end)
        and not _own_time(view, body, clauses[first].end if _lone(view, line, lead, first) else end)
    ):
        later = _own_time(view, body, end)  # two times of one sentence are told in one way
        time = lead if later else _resolved(view, ctx, lead)
        if time is not None and subject is None:
            time = (time, "，")  # type: ignore[assignment]
    if want.prefix:
        parts.append(want.prefix)
    if frame is not None and head.own and view.s(frame.end - 2, frame.end) == "方面" and subject is None:
        time = (Span(frame.start, frame.end - 2),)  # type: ignore[assignment]  # 铁海联运(方面，)到港班列发送…
    elif frame is not None:
        time = (Span(frame.start, frame.end), "，")  # type: ignore[assignment]
    timed = list(time) if isinstance(time, tuple) else ([time] if time is not None else [])
    if isinstance(subject, str) and timed and not isinstance(time, tuple):
        apart = _apart(view, timed[0], body) or ctx.government_at(body) or ctx.owners.office_at(body)
        parts += [*timed, "，", subject] if apart else [subject, *timed]  # no 岚江2026年市消保委: 岚江 belongs to 市
    else:
        parts += [*timed, *([subject] if subject is not None else [])]
    parts += [head.joint] if head.joint else []
    at = body
    for clause in clauses[first : last + 1]:
        method = words("opener.method").at(view.s(clause.start, clause.end))
        if clause.n > first and method and not view.figures_in(clause.start, clause.end):
            parts.append(Span(at, clause.start))
            at = min(clause.end + 1, end)
        elif clause.n > first and method:
            parts.append(Span(at, clause.start))
            at = clause.start + len(method)
        elif clause.n == first + 1 and not speech and (meant := ctx.owners.under_a_time(line, first)) is not None:
            parts += [Span(at, clause.start), meant.name]
            at = clause.start + meant.length
    if parts and isinstance(parts[-1], str) and at == body:
        at = _untied(view, at, end)
    rest = [Span(at, end)]
    parts += rest
    if want.prefix and isinstance(parts[1], Span):
        parts[1:2] = unaimed(view, [parts[1]])
    return _smooth(view, line, tuple(parts), want)


def _apart(view: View, time: Part, body: int) -> bool:
    """Whether a time stands in front with a comma: one that reaches to a day (截至2月末), one that a number runs on
    with (6月87.6万亩) or a noun gets (2024年6月总投资1.36亿元的工程); and 禾安市民国114年 is read as no 市民.
    """
    told = view.s(time.start, time.end) if isinstance(time, Span) else time
    if told.startswith("民") or (isinstance(time, Span) and re.match("截[至止]|[自从到至]", told)):
        return True
    return re.match(r"[约近逾超]?\d|总?投资[^，,]{0,4}\d[^，,]*的", view.s(body, body + 24)) is not None


def _untied(view: View, at: int, end: int) -> int:
    """Behind the 就, 則 or 同日 that ties a verb to the sentence before its subject (市里(就)启动了, 署方(同日)向…)."""
    tie = re.compile("|".join(TIES)).match(view.shadow, at, end)
    if tie is None:
        return at
    follows = words("verbs.list").at(view.shadow, tie.end()) or view.shadow[tie.end() : tie.end() + 1] in "向在与为把将"
    return tie.end() if follows else at


def _of_another_time(view: View, time: Span, start: int, end: int) -> bool:
    """Whether a cut has a time of its own that the year before it is not: 現有472家, 運行14個月; 近2年漲幅 between."""
    own = re.match("现有|现存|现已|目前|如今", view.s(start, end))
    lasted = re.search(r"(?:运行|运营|开业|营业|开放)[^，,\d]{0,4}\d+(?:个月|年)", view.s(start, end))
    between = re.search(r"近\d{1,2}年|\d{1,2}年来", view.s(time.end, start))
    return own is not None or lasted is not None or between is not None


def _lone(view: View, line: Line, time: Span, first: int) -> bool:
    """Whether a time is all of the clause before `first` (去年6月，…动工，今年7月…)."""
    before = line.clauses[first - 1]
    return before.end == time.end and not view.figures_in(before.start, before.end)


def unaimed(view: View, pieces: list[Span]) -> list[Span]:
    """Pieces behind 目標： without the 力爭 or 爭取 that they begin with: 目標 says it."""
    found = re.match("力[争拼拚]|争取|目标[是为]?", view.s(pieces[0].start, pieces[0].end)) if pieces else None
    return [Span(pieces[0].start + found.end(), pieces[0].end), *pieces[1:]] if found else pieces


def _of_a_start(view: View, line: Line, time: Span, first: int) -> bool:
    """Whether a year is that of a start told behind it (2023年，港口上线平台): the results behind that are of later."""
    if re.search("[日号]", view.s(time.start, time.end)):
        return False
    begun = [c for c in line.clauses[line.clause_at(time.start).n : first] if c.end > time.end]
    told = [view.s(max(c.start, time.end), c.end) for c in begun if not view.figures_in(max(c.start, time.end), c.end)]
    return any(words("status.begins").within(text) for text in told)


def _from_before(view: View, line: Line, time: Span, first: int) -> bool:
    """Whether a year of the clauses before ； would become that of a value from before (由58天缩短到33天)."""
    here = line.clauses[first]
    change = re.match(r"[^，,]*[由从][^，,]*\d[^，,]*[至到为成][^，,]*\d", view.s(here.start, here.end))
    return change is not None and line.clause_at(time.start).segment != here.segment


def _of_the_firm(view: View, ctx: Context, line: Line, first: int, body: int) -> bool:
    """Whether a clause behind ； tells a measure of the firm that its sentence begins with (…；归母净利润4.16亿元)."""
    if ctx.firm is None or line.clauses[first].segment == line.clauses[0].segment:
        return False
    head = view.text[line.start : line.clauses[first].start]
    return ctx.firm in head and words("subject.firm-measures").at(view.shadow, body) is not None


def speaks(view: View, ctx: Context, who: Sayer, end: int, *, far: bool = False) -> tuple[Part, ...]:
    """X表示 up to `end`, with the office that the article gave X before; `far`: what he says stands behind ；."""
    start = ctx.skip_openers(who.clause.start, who.clause.end)
    known = introduced(view, replace(who.clause, start=start), who)
    line = view.line_at(start, spoken=False)
    occasion = circumstance(view, who.clause, start)
    head: tuple[Part, ...] = ()
    far = far or (line is not None and line.clause_at(end - 1).segment != who.clause.segment)
    if line is None or known is None or far:  # the proof lays such a report out in its own words
        body = ctx.owners.of_speaker(line, start) if line is not None else None
        head = (body,) if body is not None else ()
    else:
        at = view.text.find(known[0])
        place = ctx.place.bare if ctx.place is not None and ctx.owners.office_at(at) else None
        head = (*([place] if place else []), known[0])
        start += known[1]
    if occasion is None or occasion[0] < start:
        return (*head, Span(start, end))
    said = (Span(start, occasion[0]),) if occasion[0] > start else ()
    return (*head, *said, Span(occasion[1], end))


def _counts_what_stood_before(view: View, ctx: Context, clauses: tuple[Clause, ...], first: int, body: int) -> bool:
    """A clause that begins with a bare noun of measure (被害面积312公顷) behind one that says of what."""
    before = clauses[first - 1]
    if before.segment != clauses[first].segment or is_opener(view, ctx, before):
        return False
    nouns = "|".join(w for w in table("subject")["relation-nouns"] if len(w) > 1)
    return re.match(rf"[^\W\d_a-zA-Z]{{0,2}}(?:{nouns})[近约逾超]?\d", view.s(body, clauses[first].end)) is not None


def list_member(view: View, clauses: tuple[Clause, ...], first: int) -> bool:
    """A clause without a verb under the 拥有 of the clause before it: its owner stands there."""
    here, before = clauses[first], clauses[first - 1]
    if here.segment != before.segment or not view.figures_in(before.start, before.end):
        return False
    text = re.sub(r"[“「][^”」]*[”」]", "", view.s(here.start, here.end))
    return not re.search(r"达|为|是|增|降|升|超|完成|实现|建成|居|占|集中|开工|签约|用|将", text) and bool(
        re.search(r"拥有|共有|现有|设有|包括|其中|有", view.s(before.start, before.end))
    )


def _subject(view: View, ctx: Context, line: Line, first: int, body: int) -> Span | str | None:
    """Rule 3: the subject for a clause that starts with a verb."""
    clauses = line.clauses
    for n in range(first - 1, -1, -1):
        clause = clauses[n]
        if clause.segment != clauses[first].segment:
            if _starts_with_place(view, ctx, clauses[0]):
                return lift_subject(view, ctx, clauses[0])
            if state(view, ctx, ctx.skip_openers(clauses[0].start, clauses[0].end), clauses[0].end) != "verb":
                return None
            break  # a list of what the place did: 新增…；新建…
        if is_opener(view, ctx, clause):
            text = view.s(clause.start, clause.end)
            if text.endswith("宣布") and n == first - 1:
                return lift_subject(view, ctx, clause)  # X今日宣布，批准…: X批准…
            if re.search(r"(?:表示|说|指出|介绍|透露|宣布|提醒|称)$", text):
                return _speaking_place(view, ctx, clause, text)
            continue
        if re.match(r"(?:批准|同意|允许|准许|要求|责成|委托|邀请|号召)", text := view.s(clause.start, clause.end)):
            return None  # what follows is done by whom this names
        lifted = lift_subject(view, ctx, clause)
        if lifted is not None:
            return lifted
        begin = ctx.skip_openers(clause.start, clause.end)
        if view.text[begin] in "“「":
            continue  # 「某某辦」辦出了「某某」: a slogan is nobody's subject
        if state(view, ctx, begin, clause.end) == "own":
            return None
    if ctx.place is None or line.speech is not None:
        return None
    if any(
        state(view, ctx, ctx.skip_openers(c.start, c.end), c.end) == "own"
        and not is_opener(view, ctx, c)
        and view.text[ctx.skip_openers(c.start, c.end)] not in "“「"
        for c in clauses[:first]
        if c.segment == clauses[first].segment or c.n == 0 or clauses[c.n - 1].segment != c.segment
    ) and not _starts_with_place(view, ctx, clauses[0]):
        return None
    if ctx.company_before(line, body) or _other_subject(view, ctx, line):
        return None
    return ctx.place.full if ctx.place.level in ("縣", "县", "區", "区") else ctx.place.bare


def _other_subject(view: View, ctx: Context, line: Line) -> bool:
    """Whether the sentence before in the paragraph tells of somebody else than the place: then this one may too."""
    before = [other for other in view.lines_in(line.paragraph) if other.end <= line.start]
    if not before:
        return False
    for clause in before[-1].clauses:
        if is_opener(view, ctx, clause) or PERIOD.fullmatch(view.s(clause.start, clause.end)):
            continue
        start = ctx.skip_openers(clause.start, clause.end)
        found = PERIOD.match(view.shadow, start, clause.end)
        start = found.end() if found and found.end() < clause.end else start
        if ctx.place_at(start) or ctx.level_word(start) or view.text[start] in "“「":
            return False
        return bool(words("subject.owner-heads").ends(_head_noun(view, start, clause.end)))
    return False


def _head_noun(view: View, start: int, end: int) -> str:
    """The words before the first verb of a clause."""
    text = view.s(start, end)
    verb = _first_verb(text)
    return text[:verb] if verb is not None else text


def _speaking_place(view: View, ctx: Context, clause: Clause, text: str) -> str | None:
    """In indirect speech of an organ of the place's own level, what is to be done is the place's."""
    if ctx.place is None or not ctx.level_shadow:
        return None
    start = ctx.skip_openers(clause.start, clause.end)
    own = text[start - clause.start :].startswith((ctx.level_shadow, ctx.place_shadow or ctx.level_shadow))
    return ctx.place.bare if own and re.search(r"局|委|办|政府|中心|部|处|院", text) else None


def _starts_with_place(view: View, ctx: Context, clause: Clause) -> bool:
    start = ctx.skip_openers(clause.start, clause.end)
    return bool(ctx.place_at(start) or ctx.level_word(start))


def _resolved(view: View, ctx: Context, span: Span) -> Span | str | None:
    """今年, 去年 and 明年 become the years they are; vague times are left out; everything else stays."""
    text = view.s(span.start, span.end)
    if text in ("当年", "同年"):
        line = view.line_at(span.start, spoken=False)
        return _that_year(view, line, span.start) if line is not None else None
    if re.fullmatch(r"(?:近年来|目前|全年)", text):
        return None if text != "全年" else span
    year = times.year_of(view, text[:2])
    return span if year is None else times.months(year + view.text[span.start + 2 : span.end])


def _that_year(view: View, line: Line, at: int) -> str | None:
    """The year that 当年 means: the only one that the sentence itself or the one before it tells."""
    before = [other for other in view.lines_in(line.paragraph) if other.end <= at][-1:]
    start = before[0].start if before else line.start
    told = set(re.findall(r"(?<!\d)((?:19|20)\d\d年)", view.s(start, at)))
    return told.pop() if len(told) == 1 else None


def _smooth(view: View, line: Line, parts: tuple[Part, ...], want: Want) -> tuple[Part, ...]:
    """Leave out 同期 when the year is in the clause, and the comma between a subject and its verb."""
    out: list[Part] = []
    for part in parts:
        if not isinstance(part, Span):
            out.append(part)
            continue
        at = part.start
        then = _THEN.match(view.shadow, part.start, part.end) if part is _first_cut(parts) else None
        if then and words("verbs.list").at(view.shadow, then.end()):
            out.append(Span(at, then.start("tie")))
            at = then.end()
        for clause in line.clauses:
            if clause.end <= at or clause.start >= part.end:
                continue
            same = view.shadow.find("占同期", max(clause.start, at), min(clause.end, part.end))
            if same >= 0 and re.search(r"\d{4}年|[今去]年", view.s(line.clauses[0].start, same)):
                out.append(Span(at, same + 1))
                at = same + 3
            if at < clause.start and view.s(clause.start, clause.start + 2) == "终于":
                out.append(Span(at, clause.start))
                at = clause.start + 2
            answers = _ANSWERS.match(view.shadow, clause.start, part.end) if clause.start <= at else None
            if answers and want.use == "title":  # 縣府回應，將…: 縣府將…
                out.append(Span(at, clause.end - 2))
                at = clause.end + 1
                continue
            if (
                want.use == "title"
                and clause.start <= at
                and clause.end < part.end
                and _bare_subject(view, clause.start, clause.end)
            ):
                following = line.clauses[clause.n + 1]
                if words("subject.place-verbs").at(view.shadow, following.start):
                    out.append(Span(at, clause.end))
                    at = following.start
        out.append(Span(at, part.end))
    return tuple(cut for part in out for cut in without_asides(view, part))


def _first_cut(parts: tuple[Part, ...]) -> Span | None:
    """The first span of a cut, behind what was put before it."""
    return next((part for part in parts if isinstance(part, Span)), None)


_YEARS_ON = re.compile(r"(?:近)?\d{1,2}年[余多]?来")
_ANSWERS = re.compile(r"[^，,；;。\d]{2,10}回[应复覆][，,](?=[将拟会])")
_SPENT = re.compile(r"(?:投入|拨款|出资|编列|整合资金)[^，,]{0,4}\d[^，,]{0,6}元$")
# 「夜遊」則帶動320間: the word that leans on the sentence before.
_THEN = re.compile(
    r"[^，,；;。则\d]{2,16}?(?<![规原法准守细此])(?P<tie>则|(?:这次也|也|还|同步)(?=[推启设开建打提实上成出新引首获]))"
)


def without_asides(view: View, part: Part, asides: re.Pattern[str] = _ASIDE) -> Iterator[Part]:
    """A span without brackets that only speak to the article's own reader (以下简称…), or say which day 今日 is."""
    if not isinstance(part, Span):
        yield part
        return
    at = part.start
    for found in asides.finditer(view.shadow, part.start, part.end):
        if found.start() > at:
            yield Span(at, found.start())
            at = found.end()
    if at < part.end:
        yield Span(at, part.end)


def _bare_subject(view: View, start: int, end: int) -> bool:
    """Whether a clause is only the subject of the next: 总投资280亿元的…项目."""
    text = view.s(start, end)
    return bool(
        re.fullmatch(
            r"(?:总投资|投资|占地|年产|总长)[^，,]*\d[^，,]*的[^，,]*(?:项目|工程|基地|公司|工厂|公路|大桥)",
            text,
        )
    )


def with_change(view: View, line: Line, clause: Clause) -> int:
    """Where a clause ends with the change that the next one tells of it."""
    after = line.clauses[clause.n + 1] if clause.n + 1 < len(line.clauses) else None
    own = after is not None and after.segment == clause.segment and _changes(view, after)
    return after.end if own and after is not None else clause.end


def _changes(view: View, clause: Clause) -> bool:
    """Whether a clause is only the change of the level before it: 按年微升2.1%, 同比增长6.2%."""
    return _CHANGE.fullmatch(view.s(clause.start, clause.end)) is not None


_DONE = re.compile(r"(?:目前|现|均)?已(?:经|全部|全|基本)+[^\W\d_a-zA-Z]{2,6}")
_CHANGE = re.compile(
    r"(?:同比|环比|按年|按月|按季|年|月|季|较[^，,\d]{1,8}|比[^，,\d]{1,8})?(?:实质|名义)?[微大略再]?"
    r"(?:增长|下降|上升|下跌|回落|增加|减少|提高|[增减升降跌挫多])[约近逾超了至]?\d[\d.,]*[%％倍成个]?(?:百分点|基点|[^\W\d_a-zA-Z]{0,4})"
)


def score(
    view: View, ctx: Context, claim: Claim, line: Line, first: int, last: int, want: Want, fact: Fact | None
) -> float:
    """Rule 8: length, rank, further figures, place in front; torn ranks and long tails cost."""
    first += first < last and says(view, line.clauses[first]) is not None  # who speaks is no clause of the fact
    wide = width(claim.text)
    closing = line.clause_at(claim.pieces[-1].end - 1) if claim.pieces else None
    change = closing is not None and closing.n > first and _changes(view, closing)
    if change and closing is not None:
        wide -= min(width(view.s(closing.start, closing.end)), 8)  # a level with its change is one thing
    frame = frames.frame_of(view, line, first) if claim.pieces else None
    if frame is not None and claim.pieces[0] == Span(frame.start, frame.end):
        wide -= width(view.s(frame.start, frame.end))  # what it needs costs nothing
    target = want.target
    total = 2.0 if target * 0.35 <= wide <= target * 0.9 else 1.0 if wide <= target else -0.12 * (wide - target)
    text = folded(view, claim)
    if words("rank.phrases").within(text):
        total += 2
    figures = [f for f in claim.facts if isinstance(view.by_id[f], Figure)]
    total += min(0.8 * max(len(figures) - 1, 0), 1.6)
    put = next(iter(claim.inserted), "")
    before = line.clauses[first - 1] if first else None
    if before is not None and (is_opener(view, ctx, before) or says(view, before)):
        before = None
    if before is not None and put and ctx.owners.is_name(put) and put in view.text[before.start : before.end]:
        total -= 2  # the clause before says whose it is, and more
    elif ctx.place is not None and ctx.place.bare in claim.text[:8]:
        total += 1.2
    elif put and claim.text.startswith(put) and put not in view.text[line.start : claim.pieces[0].start]:
        total += 1.2  # whose it is stands in front
    if not words("verbs.list").within(text):
        total -= 2
    total -= 1.2 * max(last - first - 1, 0) * (0.4 if figures and len(figures) >= last - first else 1.0)
    if re.match(r"[由每从]", text):
        total -= 1
    own = "".join(view.s(piece.start, piece.end) for piece in claim.pieces)
    if want.prefix and not re.search(r"力[争拼拚]|争取|确保|目标", own) and first > 0:
        before = line.clauses[first - 1]
        if before.segment == line.clauses[first].segment and re.search(
            r"力[争拼拚]|争取|确保|目标", view.s(before.start, before.end)
        ):
            total -= 1.6  # who and when stand with the word that the clause before holds
    if line.speech is not None:
        total -= 3
    if first and line.clauses[first - 1].segment == line.clauses[first].segment:
        total -= frames.scheme(view, line.clauses[first - 1]) and not behind.scheme(view, line.clauses[first - 1])
    if claim.pieces and ctx.short_name_at(claim.pieces[0].start):
        total -= 1.5  # 局方, 公司: whose, only the text before says
    if words("subject.figurative").within(text):
        total -= 4
    if last + 1 < len(line.clauses) and line.clauses[last + 1].segment == line.clauses[last].segment:
        after = behind.next_told(line, last, lambda c: words("opener.method").at(view.s(c.start, c.end)) is not None)
        follow = view.s(after.start, after.end)
        if words("rank.starts").at(follow) and words("rank.phrases").within(follow):
            total -= 2.5
        elif behind.weighs(follow) and not change:
            total -= 2.0
        elif _changes(view, after) and not change and len(figures) < 3:
            total -= 1.2  # a level without its change
        elif re.match(r"占|分别|数量|总量", follow):
            total -= 1.0
        elif _DONE.fullmatch(follow):
            total -= 2.5  # told as still to come
        elif _SPENT.search(view.s(line.start, line.clauses[last].end)):
            total -= 1.0  # what the money is for stands behind it
    if fact is not None:
        clause = line.clause_at(fact.start)
        # A clause behind the fact that holds neither figure nor rank tells something else.
        for other in line.clauses[clause.n + 1 : last + 1]:
            told = view.s(other.start, other.end)
            passed = re.match("通过|否决|促请", told) or _DONE.fullmatch(told)  # what was voted on, and what came of it
            if not (view.figures_in(other.start, other.end) or words("rank.phrases").within(told) or passed):
                total -= 0.9
        for other in line.clauses[first : clause.n]:
            if not view.figures_in(other.start, other.end):
                total -= 0.5
    return total


def _cuts(
    view: View, ctx: Context, line: Line, n: int, want: Want, fact: Fact
) -> Iterator[tuple[int, int, tuple[Part, ...]]]:
    """Windows with their parts; also the clause that names a scheme with those of its results that hold `fact`."""
    scheme = behind.scheme_before(view, line, n) if line.speech is None and not want.prefix else None
    opened = build(view, ctx, line, scheme.n, scheme.n, want, None) if scheme is not None else None
    for first, last in windows(view, ctx, line, n, want):
        parts = build(view, ctx, line, first, last, want, fact)
        if parts is not None:
            yield first, last, parts
        if scheme is not None and opened is not None and scheme.n + 1 < first and _follows(view, line, first, last):
            head = (*opened[:-1], behind.with_comma(view, opened[-1]))
            yield first, last, (*head, Span(line.clauses[first].start, line.clauses[last].end))


def _follows(view: View, line: Line, first: int, last: int) -> bool:
    """Whether clauses may stand behind the one that names their scheme when others between are left out."""
    text = view.s(line.clauses[first].start, line.clauses[last].end)
    return (
        last - first < 2 and re.match("其中|当中|分别|同比|[较比占约]|[并也还再又]|合计|共(?!享|同)|另", text) is None
    )


def candidates(view: View, ctx: Context, fact: Fact, want: Want) -> tuple[Candidate, ...]:
    """All cuts for a fact that pass the gate, best first; ties: shorter, then earlier."""
    line = view.line_of(fact)
    if line is None or (line.speech is not None and want.use in ("title", "summary")):
        return ()
    clause = line.clause_at(fact.start)
    who = sayer(view, line, fact.start) if line.speech is None else None
    found: dict[str, Candidate] = {}
    for first, last, parts in _cuts(view, ctx, line, clause.n, want, fact):
        claim = make(view, parts)
        if width(claim.text) > want.hard or fact.id not in claim.facts:
            continue  # what is put in front makes it longer
        if who is not None and gate.speaker_kept(view, ctx, claim, want.use):
            if want.prefix:
                continue  # X表示，目标：… is no sentence
            if first > who.clause.n + 1 and gate.owner_true(view, ctx, claim, want.use):
                continue  # 研发人员1120人 of 公司研发投入3.05亿元，…: whose, the clause behind X表示 says
            far = line.clauses[first].segment != who.clause.segment
            timed = len(parts) > 2 and isinstance(parts[0], str) and parts[1] == "，"
            claim = make(
                view,
                (*speaks(view, ctx, who, who.clause.end, far=far), "，", *(parts[:1] + parts[2:] if timed else parts)),
            )
        year = hanging.year_of_the_story(view, ctx, line) if hanging.old_deed(view, ctx, claim, want.use) else None
        if year is not None and str(gate.refuse(view, ctx, claim, want.use)).startswith("old_deed"):
            claim = make(view, (view.text[year.start : year.end], "，", *parts))
        first_count = sense.provisional(view, line, claim.pieces[-1].start) if claim.pieces else None
        if first_count is not None and sense.provisional_kept(view, ctx, claim, want.use):
            claim = make(view, (Span(first_count.start, first_count.end), "，", *parts))
        if width(claim.text) > want.hard or gate.refuse(view, ctx, claim, want.use):
            continue
        candidate = Candidate(
            claim=claim, score=score(view, ctx, claim, line, first, last, want, fact), first=first, last=last
        )
        if claim.text not in found or found[claim.text].score < candidate.score:
            found[claim.text] = candidate
    made = behind.dearer(found.values(), [ctx.owners.nameless(c.claim) * limit("nameless") for c in found.values()])
    made = behind.dearer(made, [behind.left(view, line, c.claim, c.first) for c in made], least=1.5)
    return tuple(sorted(made, key=lambda c: (-c.score, width(c.claim.text), c.claim.pieces[0].start)))
