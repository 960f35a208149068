"""Turns a figure into a number set large, with the clause's words around it and its companion figure."""

from __future__ import annotations

import itertools
import re

from reportgen.arabic import arabic
from reportgen.assets import wording
from reportgen.fold import fold
from reportgen.model import Fact, Figure
from reportgen.source import Span
from reportgen.story import beside, cardwords, labels
from reportgen.story.blocks import Claim, Number
from reportgen.story.claims import make, show_span
from reportgen.story.context import Context
from reportgen.story.lexicon import limit, words
from reportgen.story.phrases import phrase, torn
from reportgen.story.salience import unit_class
from reportgen.story.show import show
from reportgen.story.text import CLOSERS, NUMBER, OPENERS, PERIOD, Clause, View, balanced, trim, width

_DIGITS = re.compile(r"^([^\d]*)(\d[\d,.]*)(.*)$", re.S)
_PREFIX = re.compile(r"^(?:近|約|约|逾|超過|超过|超|突破|不到|不足|大約|大约|僅|仅|最高|最多)$")

# Words cut here would hang in the air.
_LOOSE = re.compile(r"(?:[的和及在向至到将一即可能不未已再就都]|(?<!参)与)$")


def split_surface(view: View, figure: Figure) -> tuple[str, str]:
    """Digits (with a qualifier before them) and unit (with 餘, 級, 以上) as printed; a numeral in words stays whole.

    A number that stands by itself is in figures also when its words, in quotation marks, are to the letter.
    """
    digits, unit = _split(view, figure)
    more = _MORE.match(unit) if _CHAIN.search(digits) else None
    return (digits + more[0], unit[more.end() :]) if more else (digits, unit)


# 8萬6千人次 is one number: its last magnitude stands with the digits.
_CHAIN, _MORE = re.compile(r"[億亿萬万][\d,.]+$"), re.compile("[億亿萬万千百]+[餘余多]?")


def _split(view: View, figure: Figure) -> tuple[str, str]:
    alone = arabic(figure.surface, figure.value, figure.value_max, figure.unit)
    surface = show(alone, view.article.script)
    last = list(NUMBER.finditer(surface))
    if len(last) == 2:  # a range is one number: 5000元至3.8 + 萬元
        return surface[: last[1].end()], surface[last[1].end() :]
    found = _DIGITS.match(surface)
    if found and (not found.group(1) or _PREFIX.match(found.group(1))) and not re.search(r"\d", found.group(3)):
        unit = found.group(3)
        if figure.unit == "百分點" and "分" not in unit:  # 0.8个、0.5个百分点 share their unit
            unit += "百分點" if view.article.script == "hant" else "百分点"
            unit = re.sub(r"^[個个]+(?=[個个]?百)", "", unit)
        if unit in ("", *"万萬亿億"):  # a list shares the magnitude and the unit of its last member: 31.2、16.9万人次
            shared = figure.unit_surface or (figure.unit if view.article.script == "hant" else fold(figure.unit))
            unit = show((unit or _magnitude(view, figure, found.group(2))) + shared, view.article.script)
        return found.group(1) + found.group(2), unit
    unit = show(figure.unit_surface or "", view.article.script)
    if unit and surface.endswith(unit) and len(surface) > len(unit) and "成" not in surface:
        return surface[: -len(unit)], unit
    return surface, ""


def _magnitude(view: View, figure: Figure, digits: str) -> str:
    """The 万 or 亿 that a figure's value has beyond its printed digits, "" when it has none."""
    printed = float(digits.replace(",", ""))
    times = figure.value / printed if figure.value and printed else 1.0
    words_ = "萬億" if view.article.script == "hant" else "万亿"
    return next((word for word, size in zip(words_, (1e4, 1e8), strict=True) if abs(times / size - 1) < 1e-6), "")


def range_of(view: View, figure: Figure) -> tuple[Figure, Figure] | None:
    """Lower and upper bound when `figure` is one of two figures joined by 至, 到, – or ~."""
    near = [f for f in view.figures_touching(max(figure.start - 24, 0), figure.end + 24) if isinstance(f, Figure)]
    for low, high in itertools.pairwise(near):
        if figure in (low, high) and re.fullmatch(
            r"(?:[至到~]|[—–-]{1,2})(?:新台币|人民币)?", view.s(low.end, high.start)
        ):
            return (low, high) if low.unit == high.unit else None
    return None


def full_surface(view: View, figure: Figure) -> str:
    """Number and unit as one word."""
    digits, unit = split_surface(view, figure)
    return _doubling(view, figure) + digits + unit


def _doubling(view: View, figure: Figure) -> str:
    """The verb without which 一番 is no number: 翻一番, 翻了兩番."""
    led = re.search("翻了?$", view.s(figure.start - 2, figure.start)) if figure.unit == "番" else None
    return show(view.text[figure.start - len(led[0]) : figure.start], view.article.script) if led else ""


class Numbers:
    """Builds numbers for figures of one article."""

    def __init__(self, view: View, ctx: Context) -> None:
        self.view = view
        self.ctx = ctx
        self._made: dict[tuple[str, str], Number] = {}

    def number(self, figure: Figure, claim: Claim | None = None) -> Number:
        """A number with its words; without `claim` its own clause is taken whole."""
        key = (figure.id, claim.text if claim is not None else "")
        if key not in self._made:
            self._made[key] = self._number(figure, claim)
        return self._made[key]

    def _number(self, figure: Figure, claim: Claim | None) -> Number:
        view = self.view
        line = view.line_of(figure)
        assert line is not None
        clause = line.clause_at(figure.start)
        digits, unit = split_surface(view, figure)
        digits = _doubling(view, figure) + digits
        bounds = range_of(view, figure)
        if bounds is not None:
            joined = show(view.text[bounds[0].start : bounds[1].start], view.article.script)
            upper = split_surface(view, bounds[1])
            digits, unit = joined + upper[0], upper[1]
        before = self._before(bounds[0] if bounds else figure, clause)
        rest = self._after(bounds[1] if bounds else figure, clause)
        companion = self._companion(figure, claim)
        torn = figure.id in self.ctx.lists.torn  # of a list that does not pair: no words of its own
        listed = self.ctx.lists.labels.get(figure.id, "")
        if listed or torn:
            before = listed if width(listed) <= limit("line") + 1 else ""
            rest, companion = "", ""
        kind = self.ctx.kind(figure)
        if claim is None:
            claim = self.clause_claim(figure)
        after = rest or (companion if before else "")
        if before and rest and companion and width(rest) < 2:
            after = companion
        ahead = lead_of(view, kind)
        joins = (
            unit_class(figure) in ("count", "weak")
            and "的" not in rest
            and not re.search(r"[向由达達至到为為将將的]$", before)
        )
        had = re.sub(r"[共現现擁拥已]?有$", "", before) if rest else before  # 全市共有2416戶參與 → 全市參與
        had = had.removesuffix(rest)
        first = had + rest if not before or (joins and width(had + rest) <= 12) else before
        if kind == "target" and re.search(r"[向由達达至到為为]$", before):
            first = labels.item(view, self.ctx, figure) or first
        speed = self._speed(figure, clause, before)
        if speed is not None:
            name, deed = speed
            before = name + before if width(name + before) <= limit("line") else before
            rest = after = deed
            first = name + deed
        if not before and bounds is None and rest:
            first = self._whole_rest(figure, clause) or rest
        first = first or rest
        if ahead and not _tells_ahead(kind, first) and width(first) <= 11:
            first = ahead + first
            if width(before) <= 8 and before and not _tells_ahead(kind, before):
                before = ahead + before
        if listed and not before:
            first = listed if width(listed) <= limit("what") else ""
        elif not first and not torn:
            first = self._measures(figure)
        lines = [first] if first else []
        whole = "" if torn else self._clause_before(bounds[0] if bounds else figure, clause, companion)
        if whole:
            named = labels.item(view, self.ctx, figure)
            lines = [whole + "，", named] if named else [whole]
        elif first and companion and companion not in first and width(first + companion) <= limit("what"):
            lines = [first + "，", companion]
        elif rest and kind != "target" and rest not in first and width(first + rest) <= limit("what"):
            lines = [first + "，" if first else "", rest] if first else [rest]
        if not lines and companion:
            lines = [labels.measure(view, self.ctx, figure)]  # what goes with a number does not stand for it
        before, after, lines = self._settled(figure, clause, kind, before, after, [line for line in lines if line])
        if companion and not before and after.endswith(companion):
            after = ""
        if figure.id not in self.ctx.lists.labels:
            lines = self._reckoned(figure, clause, lines)
        if labels.pair(view, figure) is None:
            others = tuple(
                full_surface(view, f) for f in view.figures_in(clause.start, figure.start) if isinstance(f, Figure)
            )
            counts = unit_class(figure) in ("count", "weak")
            lines = [beside.once(line, digits + unit, counts, others) for line in lines]
            before, after = (beside.once(side, digits + unit, counts, others) for side in (before, after))
        low, first_lines = bounds[0] if bounds else figure, lines
        lines = cardwords.settled(view, self.ctx, figure, low, clause, lines)
        if lines != first_lines:  # beside the number stands no more than under it
            named = lines[0].removesuffix("，") if lines else ""
            before = named if width(named) <= limit("line") else ""
            after = after if len(lines) > 1 else ""
        aimed = kind == "target" and words("status.target").within(fold(before))
        if ahead and before and not aimed and not _tells_ahead(kind, before):
            before = ahead + before
            if width(before) > limit("line"):
                before = after = ""  # the words of the card below it say that it is a target
        elif ahead and after and not before and not _tells_ahead(kind, after):
            after = ahead + after if width(ahead + after) <= limit("line") else ""
        others = tuple(f for f in claim.facts if f != figure.id and view.by_id[f].kind in ("figure", "rank"))
        period = self.ctx.period_text(figure)
        return Number(
            fact=figure.id,
            digits=digits,
            unit=unit,
            before=before,
            after=after,
            what=tuple(lines),
            claim=claim,
            paragraph=figure.paragraph,
            companions=others,
            kind=kind,
            period=show_span(view, period.start, period.end) if period else None,
        )

    def _settled(
        self, figure: Figure, clause: Clause, kind: str, before: str, after: str, lines: list[str]
    ) -> tuple[str, str, list[str]]:
        """The words of a card as phrases: what is torn gives way to the fact table's words for the figure."""
        view, ahead = self.view, lead_of(self.view, kind)
        if not lines:
            return before, after, lines
        first = lines[0].removesuffix("，").removeprefix(ahead)
        rest = [line for line in lines[1:] if _whole(line)]
        if figure.id in self.ctx.lists.labels:
            return before, after, lines
        if figure.id in self.ctx.lists.torn:
            return "", "", []  # of a list whose names do not go with its numbers one by one
        both = labels.pair(view, figure)
        if both is not None:
            name = labels.pair_name(view, self.ctx, both[0])
            opened = clause.start + max(view.s(clause.start, both[0].start).rfind(mark) for mark in "由从")
            own_words, turn = self._clean(clause.start, figure.end), self._clean(opened, figure.end)
            at = own_words.find(name) if name else -1
            told = own_words[at:] if at >= 0 else name + turn
            if beside.only_adverbs(fold(told[len(name) : -len(turn)])):
                told = name + turn
            told = told if not ahead or _tells_ahead(kind, told) else ahead + told
            good = name and not torn(name) and width(told) <= limit("what") and figure is both[1]
            good = good and not beside.of_a_rate(view, figure, clause)
            short = f"{name}一度" if f"{name}一度" in told else name  # what did not last
            return (short if width(short) <= limit("line") else "", "", [told]) if good else ("", "", [])
        cut = labels.reached(view, self.ctx, figure) or labels.noun_of(view, figure, first, dated=False)
        if labels.reads_alone(view, figure, cut):
            lines = [cut + ("，" if rest else ""), *rest]
        else:
            names = (labels.measure(view, self.ctx, figure), cut)
            tried = (labels.row(view, self.ctx, figure, name, full_surface(view, figure)) for name in names)
            told = next((one for one in tried if one and width(one) <= limit("what")), "")
            lines = [told] if told else []
            before, after = ("", told if width(told) <= limit("line") else "")
        if lines and ahead and not _tells_ahead(kind, lines[0]):
            lines[0] = ahead + lines[0]
            if width("".join(lines)) > limit("what"):
                lines = [lines[0].removesuffix("，")] if width(lines[0]) <= limit("what") else []
        before = labels.noun_of(view, figure, before, dated=False) if cut in first else cut
        before = "" if torn(before) or width(before) > limit("line") else before
        after = after if _whole(after) else ""
        said = lines[0].removesuffix("，").removeprefix(ahead) if lines else ""
        if not before and after and after in said and width(said) <= limit("line"):
            after = said  # 全市共有2416戶參與: not 參與 alone
        return before, after, lines

    def _reckoned(self, figure: Figure, clause: Clause, lines: list[str]) -> list[str]:
        """A card's words with what its number is reckoned by in front (每新增100個托位帶動就業崗位); none for a number
        that is only the base of another one."""
        view, line = self.view, self.view.line_of(figure)
        assert line is not None
        if beside.is_base(view, figure, clause):
            return []
        base, other = beside.base_of(view, figure, clause), beside.base_before(view, figure, line, clause)
        if base is not None:
            counted = labels.noun_after(view, figure, clause) if labels.unit_counts(figure) else ""
            told = phrase(self._clean(base, figure.start)) + counted
        elif other is not None and lines:
            rest = phrase(lines[0].removesuffix("，"))
            fits = width(self._clean(*other) + rest) <= limit("what")
            return [self._clean(*other) + "，", rest] if fits and not torn(rest) else []
        else:
            return lines
        return [told] if width(told) <= limit("what") and not torn(told) else []

    def _clause_before(self, figure: Figure, clause: Clause, companion: str) -> str:
        """The clause directly before, whole, when it holds the companion and its words are this figure's own:
        36個新項目同日動工，合計.
        """
        line = self.view.line_of(figure)
        if not companion or line is None or clause.n == 0 or self.ctx.kind(figure) == "target":
            return ""
        other = line.clauses[clause.n - 1]
        start = self.ctx.skip_openers(clause.start, clause.end)
        relation = words("subject.relation").at(self.view.shadow, start)
        if other.segment != clause.segment or relation is None or not relation.startswith("总"):
            return ""
        text = self._clean(self.ctx.skip_openers(other.start, other.end), other.end)
        return text if companion in text and width(text) <= limit("line") + 1 else ""

    def clause_claim(self, figure: Figure) -> Claim:
        """The figure's own clause as a claim (openers off)."""
        line = self.view.line_of(figure)
        assert line is not None
        clause = line.clause_at(figure.start)
        start = self.ctx.skip_openers(clause.start, clause.end)
        return make(self.view, (Span(start, clause.end),))

    def _clean(self, start: int, end: int) -> str:
        start, end = trim(self.view.text, start, end)
        raw = self.view.text[start:end].strip("，,；;、：: ")
        while raw and raw[-1] in OPENERS:
            raw = raw[:-1]
        while raw and raw[0] in CLOSERS:
            raw = raw[1:]
        text = show(raw, self.view.article.script)
        return text if balanced(text) else ""

    def _before(self, figure: Figure, clause: Clause) -> str:
        """The clause's words before the figure, at most a line: whole, then without time and place, then its tail."""
        view, most = self.view, limit("line")
        start = self._past_method(self.ctx.skip_openers(clause.start, clause.end))
        found = PERIOD.match(view.shadow, start, clause.end)
        if found and found.end() < figure.start:
            start = found.end()
        invested = re.match(
            r"的((?:[^\W\d_a-zA-Z]|[·“”「」]){2,}?(?:项目|工程|基地|产业园|大桥|工厂|中心))",
            view.s(figure.end, clause.end),
        )
        if invested:  # 总投资280亿元的…项目 → …项目总投资
            noun = self._clean(figure.end + 1, figure.end + invested.end())
            own = self._clean(start, figure.start)
            if width(noun + own) <= most:
                return noun + own
        earlier = [f for f in view.figures_in(clause.start, figure.start)]
        paired = (
            earlier
            and re.search(r"(?:由|从)[^，,]{0,12}$", view.s(start, earlier[-1].start))
            and re.search(r"(?:至|到|为|成)$", view.s(earlier[-1].end, figure.start))
        )
        if paired:
            low = start + (self.ctx.place_at(start) or (2 if self.ctx.is_level_word(start) else 0))
            for begin in (
                low,
                low + max(view.s(low, earlier[-1].start).rfind("由"), view.s(low, earlier[-1].start).rfind("从"), 0),
            ):
                text = self._clean(begin, figure.start)
                if 2 <= width(text) <= most and (begin == low or not text.startswith(("由", "从", "從"))):
                    return text
            named = labels.item(view, self.ctx, earlier[-1]) if isinstance(earlier[-1], Figure) else ""
            if not named and clause.n:
                line = view.line_of(figure)
                assert line is not None
                before = line.clauses[clause.n - 1]
                named = self._clean(self.ctx.skip_openers(before.start, before.end), before.end)
            if 2 <= width(named) <= most:
                return named
            cut = max(view.s(low, earlier[-1].start).rfind("由"), view.s(low, earlier[-1].start).rfind("从"))
            text = self._clean(low + max(cut, 0), figure.start)
            if 2 <= width(text) <= most:
                return text
        if earlier:
            counted = re.match(r"的([^\W\d_a-zA-Z]{2,10})(?=[、，,和及]|$)", view.s(figure.end, clause.end))
            if counted:
                return self._clean(figure.end + 1, figure.end + counted.end())
            start = max(start, earlier[-1].end)
            text = view.s(start, figure.start)
            cut = max(text.rfind("、"), text.rfind("的"), text.rfind("和")) + 1
            text = self._clean(start + cut, figure.start)
            if labels.bare_tail(view.s(start + cut, figure.start)) and isinstance(earlier[0], Figure):
                text = labels.item(view, self.ctx, earlier[0])
            return text if width(text) <= most else ""
        whole = self._clean(start, figure.start)
        if not whole:
            return ""
        short = self._share_words(start, figure.start)
        if short and width(short) <= most:
            return short
        relation = words("subject.relation").at(view.shadow, start)
        if relation and width(whole) <= 6:
            longer = self._with_previous(figure, clause, whole)
            if longer:
                return longer
            subject = labels.owner(view, self.ctx, figure, clause, view.s(start, figure.start))
            if subject and width(subject + whole) <= most and subject not in whole:
                return subject + whole
        if width(whole) <= most:
            return whole
        size = self.ctx.place_at(start)
        if not size and self.ctx.is_level_word(start):
            size = 2
        candidates = [self._clean(start + size, figure.start)] if size else []
        text, whole_only = view.s(start, figure.start), False
        for mark in ("的", "、", "将", "把", "向"):
            cut = text.find(mark)
            if 0 <= cut < len(text) - 2 and (mark == "的" or not beside.modified(text[:cut], text[cut:])):
                candidates.append(self._clean(start + cut + 1, figure.start))
        inside = {i for m in words("verbs.compounds").pattern.finditer(text) for i in range(m.start() + 1, m.end())}
        for found in words("verbs.list").pattern.finditer(text):
            if len(found.group()) > 1 and found.start() > 0 and found.start() not in inside:
                for cut in (found.start(), found.end()):
                    whole_only |= beside.modified(text[:cut], text[cut:])
                    if not beside.modified(text[:cut], text[cut:]):
                        candidates.append(self._clean(start + cut, figure.start))
        candidates.append(self._measures(figure))
        for candidate in candidates:
            if 2 <= width(candidate) <= most and candidate[0] not in "（(":
                return candidate
        return whole if whole_only and width(whole) <= limit("what") else ""

    def _past_method(self, start: int) -> int:
        """Behind how it was reckoned (按不变价格计算)."""
        return start + len(words("opener.method").at(self.view.shadow, start) or "")

    def _share_words(self, start: int, end: int) -> str:
        """出口茶葉佔某省 from 出口茶葉佔同期某省茶葉出口總額: the whole is named by its place alone."""
        text = self.view.s(start, end)
        at = text.rfind("占")
        if at < 0:
            return ""
        subject_from = start + (self.ctx.place_at(start) or 0)
        whole = re.match(r"占(?:同期)?((?:[^\W\d_a-zA-Z]{2,4}?[省市县区州国])|全[国省市县区球])", text[at:])
        if not whole or not re.search(r"总额|总量|总数|比重", text[at:]):
            return ""
        scope = self.view.text[start + at + whole.start(1) : start + at + whole.end(1)]
        return show(self.view.text[subject_from : start + at + 1] + scope, self.view.article.script)

    def _with_previous(self, figure: Figure, clause: Clause, whole: str) -> str:
        line = self.view.line_of(figure)
        assert line is not None
        if clause.n == 0 or line.clauses[clause.n - 1].segment != clause.segment:
            return ""
        previous = line.clauses[clause.n - 1]
        text = self.view.s(previous.start, previous.end)
        for found in words("verbs.list").pattern.finditer(text):
            if len(found.group()) > 1:
                joined = self._clean(previous.start + found.start(), previous.end) + "，" + whole
                if (
                    width(joined) <= limit("line")
                    and not re.search(r"\d", joined)
                    and not self.view.figures_in(previous.start + found.start(), previous.end)
                ):
                    return joined
        return ""

    def _after(self, figure: Figure, clause: Clause) -> str:
        """The clause's words behind the figure, at most a line."""
        second = re.match(r"[(（][^\W\d_a-zA-Z][)）]", self.view.s(figure.end, clause.end))  # 4200余件(套)
        begin, end = figure.end + (second.end() if second else 0), clause.end
        later = [f for f in self.view.figures_in(begin, clause.end)]
        if later:
            between = self.view.s(begin, later[0].start)
            cut = min((i for i in (between.find(m) for m in "、和及至到") if i >= 0), default=len(between))
            end = begin + cut
        if re.match(r"的|不等|左右", self.view.s(begin, end)):
            return ""
        text = self._clean(begin, end)
        if not text or self.view.s(begin, begin + 1) in ("、", "级", "(", "（"):
            return ""
        if width(text) <= limit("line"):
            return text if not _LOOSE.search(self.view.s(*trim(self.view.text, begin, end))) else ""
        shadow = self.view.s(begin, end)
        best = ""
        for found in words("verbs.list").pattern.finditer(shadow):
            for cut in (found.start(),) if found.start() >= 2 else ():
                if len(found.group()) < 2:
                    continue
                part = self._clean(begin, begin + cut)
                if 2 <= width(part) <= limit("line") and width(part) > width(best) and not _LOOSE.search(shadow[:cut]):
                    best = part
        return best

    def _speed(self, figure: Figure, clause: Clause, before: str) -> tuple[str, str] | None:
        """Project and deed of a speed (僅用14個月建成…): (惠…項目, 建成); None for other durations."""
        if unit_class(figure) != "duration" or not re.search(r"用$", before):
            return None
        line = self.view.line_of(figure)
        reached = re.match(
            r"建成|拿到|完成|走完|取得|投产|竣工|通车|落地|办结|交付|封顶", self.view.s(figure.end, clause.end)
        )
        if reached is None or line is None:
            return None
        start = clause.start
        if figure.start - start < 6 and clause.n and line.clauses[clause.n - 1].segment == clause.segment:
            start = line.clauses[clause.n - 1].start
        text = re.sub(r"[,，]?[仅只]?用$", "", self.view.s(start, figure.start))
        found = re.search(r"(?:的|^)([一-鿿]{2,12}(?:项目|工程|基地|公司|集团))(?:建设)?$", text)
        if found is None:
            return None
        name = self._clean(start + found.start(1), start + found.end(1))
        return name, self._clean(figure.end, figure.end + reached.end())

    def _whole_rest(self, figure: Figure, clause: Clause) -> str:
        """All words behind a count up to a line of a card (12), so that its deed is told and not only its noun."""
        if self.view.figures_in(figure.end, clause.end) or self.view.s(figure.end, figure.end + 1) == "的":
            return ""
        text = self._clean(figure.end, clause.end)
        return text if width(text) <= 13 else ""

    def _companion(self, figure: Figure, claim: Claim | None) -> str:
        """A companion figure with its words, or the rank behind the figure,
        from the neighbouring clauses of the claim.
        """
        line = self.view.line_of(figure)
        assert line is not None
        clause = line.clause_at(figure.start)
        inside = [c for c in line.clauses if c.segment == clause.segment and c.n != clause.n]
        if claim is not None and claim.pieces:
            low, high = min(p.start for p in claim.pieces), max(p.end for p in claim.pieces)
            inside = [c for c in inside if low <= c.start < high or low < c.end <= high]
        head = self.view.s(self.ctx.skip_openers(clause.start, clause.end), figure.start)
        if words("subject.relation").at(head) and unit_class(figure) != "money":
            return ""
        inside.sort(key=lambda c: (abs(c.n - clause.n), -c.n))
        for other in inside:
            figures = self.view.figures_in(other.start, other.end)
            start = self._past_method(self.ctx.skip_openers(other.start, other.end))
            text = self._clean(start, other.end)
            shadow = self.view.s(start, other.end)
            if not figures and not words("rank.phrases").within(shadow):
                continue
            if re.match(r"占(?!全)|是|相当于", shadow):
                continue  # tells of the other figure, not of this one
            if not self._belongs(figure, clause, other, head):
                continue
            if not beside.goes_with(self.view, self.ctx, figure, other, [f for f in figures if isinstance(f, Figure)]):
                continue
            if any(self.ctx.status(f) != self.ctx.status(figure) for f in figures):
                continue
            short = self._share_words(start, figures[0].start) if figures else ""
            if short and figures:
                text = short + full_surface(self.view, figures[0])  # type: ignore[arg-type]
            if figures and width(text) > limit("line") and labels.counts_list(self.view, other, figures[0]):
                text = self._clean(figures[0].start, other.end)
            elif figures and width(text) > limit("line"):
                text = self._clip(start, other, figures[0])
            elif figures and other.n < clause.n:
                clipped = self._clip(start, other, figures[0])
                text = clipped or text
            if text and width(text) <= limit("line") + 1 and _whole(text):
                return text
        return ""

    def _belongs(self, figure: Figure, clause: Clause, other: Clause, head: str) -> bool:
        """Whether a clause goes with this figure: of those before it the nearest one's own, of those behind it only
        what its total counts (28個項目，總金額).
        """
        if other.n > clause.n:
            nearer = [f for f in self.view.figures_in(figure.end, other.start) if f is not figure]
            bounds = range_of(self.view, figure)
            return all(bounds is not None and f in bounds for f in nearer)
        return other.n == clause.n - 1 and words("label.totals").at(head) is not None

    def _clip(self, start: int, clause: Clause, figure: Fact) -> str:
        """A clause cut after the noun or verb that follows its figure, or before its figure when that comes last."""
        tail = self.view.s(figure.end, clause.end)
        for found in words("verbs.list").pattern.finditer(tail):
            cuts = (found.start(), found.end()) if found.start() >= 2 else (found.end(),)
            for cut in cuts:
                if any(later.start == figure.end + cut for later in self.view.figures_in(figure.end, clause.end)):
                    continue  # 较去年同期的38.9%提高(13.1个百分点)
                text = self._clean(start, figure.end + cut)
                if width(text) <= limit("line") and not _LOOSE.search(tail[:cut]):
                    return text
        text = self._clean(start, clause.end)
        return text if width(text) <= limit("line") else ""

    def _measures(self, figure: Figure) -> str:
        text = show(figure.measures or "", self.view.article.script)
        return text if width(text) <= limit("line") + 1 else ""


_AIMS = ("目标", "力争", "力拼", "力拚", "争取", "确保")
_AHEAD = {"target": "target-prefix", "planned": "plan-prefix", "forecast": "forecast-prefix"}


def lead_of(view: View, kind: str) -> str:
    """What is printed before the words of a number that is none of a result (目標：, 計劃：, 預計：); "" for others."""
    return wording(view.article.script)["story"][_AHEAD[kind]] if kind in _AHEAD else ""


def _tells_ahead(kind: str, text: str) -> bool:
    """Whether the words of a number say themselves that it is aimed at, planned or foreseen."""
    said = fold(text)
    return said.startswith(_AIMS) if kind == "target" else words("label.ahead").within(said)


def _whole(text: str) -> bool:
    """Whether words under a number are more than a verb, a mark or a note and do not break off."""
    cut = phrase(text)
    return width(cut) >= 2 and text.endswith(cut[-1:]) and re.match(r"[\[.]", text) is None


def apart(numbers: list[Number]) -> list[Number]:
    """Cards without those whose number stands in the name of an earlier one (40班 in 比疫前的40班少逾一半)."""
    kept: list[Number] = []
    for number in numbers:
        if not any(number.digits + number.unit in other.what[0] or other.what == number.what for other in kept):
            kept.append(number)
    return kept


def poor(number: Number) -> bool:
    """Whether a number's words say nothing of what it measures (增長 42.1 %, 佔總數的 36.2 %)."""
    if not number.what:
        return True
    said = re.sub("^目[標标]：", "", number.what[0].removesuffix("，")).replace(number.digits + number.unit, "")
    if re.search("[前後后]者", "".join(number.what)):
        return True  # what is meant stands before
    if re.match("[为為]期|[和及与與]\\d", said):
        return True  # how long it goes on is told with its name
    return torn(said) or (len(number.what) == 1 and width(said) < 3)
