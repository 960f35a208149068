"""Turns facts into an order of weight: what a reader must remember, by features of class, place, rank and status."""

from __future__ import annotations

import re
from functools import cache
from statistics import median

from reportgen.fold import fold
from reportgen.model import Fact, Figure
from reportgen.story import sights, times
from reportgen.story.context import Context
from reportgen.story.lexicon import weight, words
from reportgen.story.text import PERIOD, Line, View

# What is told of a figure in the same breath: its change, in figures.
_CHANGE = re.compile(
    r"[^，,；;。]{0,4}[，,](?:同比|按年|按月|环比|[较比][^，,；;]{1,10})?(?:实际)?"
    r"(?:增长|增加|增|下降|减少|跌|升|上升|提高|翻|多|少)[^，,；;]{0,6}\d"
)
# Houses that are only where somebody can do something: 在126家…和9家…借书.
_VENUE = re.compile(r"(?<![现正存潜])在[^，,]*#[^，,]*(?:借书|办理|领取|购买|使用|享受|乘坐|就诊|就医|报名|申请|咨询)")


def unit_class(figure: Figure) -> str:
    """money, count, percent, area, weak, duration, point or minor."""
    return _class_of(figure.unit or "")


def _digit(char: str) -> int:
    return int(char) if char.isdigit() else _DIGITS.index(char)


def _bounds(near: str | None, value: float) -> tuple[float, float]:
    """Between which values a figure is what a headline rounds to."""
    if near is None:
        return value, value
    if near == "约":
        return 0.95 * value, 1.05 * value
    return (0.9 * value, value) if near in ("近", "不足", "不到") else (value, 1.1 * value)


@cache
def _class_of(raw: str) -> str:
    unit = fold(raw)
    for name in ("duration", "point", "minor", "money", "percent", "area", "weak", "count"):
        if unit in words(f"salience.{name}-units").words:
            return name
    return "count"


# A number of a headline: how near it is, the number, tenths, the magnitude, the unit's first character.
_STATED = re.compile(
    r"(近|约|超过|超|逾|突破|破|过|不足|不到)?(?:([一二三四五六七八九\d])(成)([一二三四五六七八九\d])?|(百分之)?(\d[\d,]*(?:\.\d+)?))"
    r"([万亿])?(%|[^\W\d_])?"
)
_DIGITS = "零一二三四五六七八九"


_LONG_AGO = 9  # years


class Salience:
    """Scores of all figures of an article; `score(fact)` without, `pick` with regard to what is chosen already."""

    def __init__(self, view: View, ctx: Context) -> None:
        self.view = view
        self.ctx = ctx
        self.figures = [
            f
            for f in view.numeric
            if isinstance(f, Figure)
            and view.line_of(f) is not None
            and not re.search(r"\d[ \u2009\u00a0]$", view.s(max(f.start - 2, 0), f.start))
        ]
        amounts = [f.value for f in self.figures if unit_class(f) == "money" and f.value]
        self._median = median(amounts) if amounts else 0.0
        self._first_paragraph = self.figures[0].paragraph if self.figures else 0
        firsts: dict[int | None, str] = {}
        for figure in self.figures:
            line = view.line_of(figure)
            firsts.setdefault(line.section if line else None, figure.id)
        self._firsts = set(firsts.values())
        headline = fold(view.headline)
        self._results = words("salience.results").within(headline) and not words("salience.of-many").within(headline)
        first = view.line_of(self.figures[0]) if self.figures else None
        self._lead = (first.start, first.end) if first is not None else (0, 0)
        self.stated = self._stated()
        self.sights = sights.in_scenes(view)
        self._scores = {f.id: self._score(f) for f in self.figures}

    def among(self, facts: list[Fact]) -> list[Figure]:
        """Those of some facts that have a score."""
        return [fact for fact in facts if isinstance(fact, Figure) and fact.id in self._scores]

    def score(self, fact: Fact) -> float:
        """The score of one fact; 0 for what is no figure."""
        return self._scores.get(fact.id, 0.0)

    def _score(self, figure: Figure) -> float:
        view, line = self.view, self.view.line_of(figure)
        assert line is not None
        clause = line.clause_at(figure.start)
        kind = unit_class(figure)
        before = view.s(max(figure.start - 12, line.start), figure.start)
        in_clause = view.s(clause.start, figure.start)
        after = view.s(figure.end, min(figure.end + 22, line.end))
        near = view.s(figure.start, min(figure.end + 22, line.end))
        sentence = view.s(line.start, line.end)
        status = self.ctx.status(figure)
        total = weight(kind) if kind != "duration" else 0.0
        known = figure.id in self.stated
        lead = self._lead[0] <= figure.start < self._lead[1]
        if known:
            total += weight("headline")
        if lead:
            total += weight("lead")
        if not known and (self._dimension(figure, line) or (not lead and self._technical(figure, line))):
            total += weight("technical")
        if kind in ("count", "weak") and self._origin(figure, line):
            total += weight("origin")
        if line.start in self.sights and not known:
            total += weight("scene")
        elif figure.paragraph == self._first_paragraph:
            total += weight("first-paragraph")
        if figure.id in self._firsts:
            total += weight("first-of-section")
        if kind not in ("duration", "weak", "minor") and (words("rank.phrases").within(near) or "首次突破" in before):
            total += weight("rank")
        if words("salience.total").within(before) and not words("salience.not-total").within(before):
            total += weight("total")
        if words("salience.indicators").within(view.s(max(figure.start - 24, line.start), figure.start)):
            total += weight("indicator")
        if "可支配收入" in in_clause:
            total += weight("income")
        value = figure.value
        if kind == "money" and value is not None and len(self.figures) > 2:
            total += weight("upper-half") if value >= self._median else weight("lower-half")
        if kind in ("count", "weak") and value is not None:
            total += (
                weight("under-five")
                if value < 5
                else weight("under-ten")
                if value < 10
                else weight("hundred")
                if value >= 100
                else 0
            )
        head = view.s(max(figure.start - 40, line.start), figure.start)
        if self.ctx.place_shadow and (self.ctx.place_shadow in head or re.search(r"全[市县区省镇州]", head)):
            total += weight("place-level")
        total += self._relations(figure, line, kind, before, in_clause, after, sentence, status)
        return total

    def _stated(self) -> dict[str, int]:
        """The figures that the headline states, also in another surface (近四成 for 38.8%), with their place in it."""
        view = self.view
        headline = fold(view.headline)
        found: dict[str, int] = {}
        for figure in self.figures:
            if not re.search(r"\d|成", figure.surface) and len(figure.surface) >= 2:
                at = headline.find(view.s(figure.start, figure.end))
                if at >= 0:
                    found.setdefault(figure.id, at)
        for match in _STATED.finditer(headline):
            near, tenth, tenths, more, percent, number, size, unit = match.groups()
            if tenths:
                value = 10.0 * _digit(tenth) + (_digit(more) if more else 0)
            else:
                value = float(number.replace(",", "")) * {"万": 1e4, "亿": 1e8}.get(size, 1.0)
            share = bool(tenths or percent or unit == "%")
            low, high = _bounds(near, value)
            same = [
                f
                for f in self.figures
                if f.value is not None
                and low <= f.value <= high
                and (f.unit == "%" if share else not unit or fold(f.unit_surface or f.unit)[:1] == unit)
            ]
            if same:
                clause = re.split(r"[\s，,。；;]", headline[: match.start()])[-1]
                best = max(same, key=lambda f: (self._shared(f, clause), -f.start))
                found.setdefault(best.id, match.start())
        return found

    def _shared(self, figure: Figure, clause: str) -> int:
        """How many characters of a clause of the headline stand in a figure's clause or the one before it."""
        line = self.view.line_of(figure)
        assert line is not None
        n = line.clause_at(figure.start).n
        said = self.view.s(line.clauses[max(n - 1, 0)].start, line.clauses[n].end)
        return sum(char in said for char in set(clause))

    def _dimension(self, figure: Figure, line: Line) -> bool:
        """Whether a figure is a size of a thing or an age."""
        before = self.view.s(line.clause_at(figure.start).start, figure.start)
        size = fold(figure.unit) in words("salience.size-units").words
        named = words("salience.dimensions").ends(before) and not words("salience.no-dimensions").ends(before)
        return (size and named) or fold(figure.unit) == "岁"

    def _technical(self, figure: Figure, line: Line) -> bool:
        """Whether a figure is a technical parameter, a price, an intention or a bare duration: no news alone."""
        clause = line.clause_at(figure.start)
        before = self.view.s(clause.start, figure.start)
        told = re.search(r"[仅只]?用$|(?:由|从).*(?:至|到|为)$", before) or re.match(
            r"[就即内]?(?:拿到|建成|完成|走完|取得|办结|投产|竣工|通车)", self.view.s(figure.end, clause.end)
        )
        lasting = unit_class(figure) == "duration" and not told
        named = words("salience.technical").within(before + "#" + self.view.s(figure.end, clause.end))
        return named or lasting or unit_class(figure) == "minor"

    def _relations(
        self,
        figure: Figure,
        line: Line,
        kind: str,
        before: str,
        in_clause: str,
        after: str,
        sentence: str,
        status: str,
    ) -> float:
        total = 0.0
        if re.search(r"(?:由|从)[^，,]{0,14}$", in_clause) and re.match(
            r"[^，,]{0,8}(?:至|到|为|降|升|增|减|缩|提)", after
        ):
            total += weight("old-value")
        elif re.search(r"(?:由|从)[^，,]*\d[^，,]*(?:至|到|为)[^，,]{0,4}$", in_clause):
            total += weight("new-value") if kind not in ("duration", "weak") else weight("new-value-weak")
        if re.search(r"由[^，,]*$", in_clause) and re.match(
            r"[^，,]{0,4}[，,](?:增至|降至|升至|减至|提高到|增加到)", after
        ):
            total += weight("old-value")
        elif re.search(r"^(?:增至|降至|升至|减至)", in_clause):
            total += weight("new-value")
        if figure.value is None and figure.values is None:
            total += weight("vague")
        if words("status.past").within(in_clause):
            total += weight("past")
        elif self.background(figure):
            total += weight("background")
        if kind == "duration" and words("salience.fast").at(before[-2:]) and re.search(r"[仅只]用$", before):
            total += weight("fast")
        if status == "target":
            total += weight("target-strong") if kind in ("money", "count", "area") else weight("target-weak")
        if words("salience.companies").within(sentence) and "总" not in before and not self._results:
            total += weight("company")
        if re.search(r"其中[^，,]*$", in_clause):
            total += weight("part")
        if (
            re.match(r"[^\d]*(?:同比|环比)?(?:实际)?(?:增长|下降|上升|回落|减少)", in_clause)
            and kind == "percent"
            and in_clause[:2] in ("同比", "增长", "下降", "环比", "实际")
        ) or (
            kind == "percent"
            and words("subject.relation").at(in_clause)
            and not words("subject.not-zero").at(in_clause)
        ):
            total += weight("hanging")
        elif kind == "point":
            total += weight("hanging") / 2
        if re.search(r"(?:较|比)[^，,]{1,8}(?:增加|减少|净增)|同比增加", in_clause):
            total += weight("increment")
        if kind in ("money", "count", "area") and _CHANGE.match(self.view.s(figure.end, line.end)):
            total += weight("change")
        if _VENUE.search(in_clause + "#" + self.view.s(figure.end, line.clause_at(figure.start).end)):
            total += weight("venue")
        if words("salience.staff").within(after[:10]):
            total += weight("staff")
        if re.match(r"以上(?:的|者|项目|企业)", after) or "为基数" in after:
            total += weight("threshold")
        if (figure.qualifier == "突破" or re.search(r"突破$", before)) and re.match(r"[，,]达", after):
            total += weight("restated")
        if line.speech is not None:
            total += weight("quoted")
        if words("salience.per-unit").within(before[-6:]) and "人均可支配" not in before:
            total += weight("per-unit")
        if kind == "duration" and (
            re.search(r"近$|连续$|撤[市县]|建[市县]|第$", before) or re.match(r"来|新高|周年|期间", after)
        ):
            total += weight("span")
        if PERIOD.fullmatch(self.view.s(figure.start, figure.end)):
            total += weight("span")
        if re.match(r"[\W\d_a-zA-Z]*[，,]其中", after) and kind in ("money", "count", "area"):
            total += 1.0
        return total

    def background(self, figure: Figure) -> bool:
        """Whether a clause tells of decades ago, or how large a land is: no news, but what it is measured against."""
        line = self.view.line_of(figure)
        told = self.view.s(line.clause_at(figure.start).start, figure.start) if line is not None else ""
        if re.search("[地域原湖山县市旗州境]总面积$", told) or times.DECADES.search(told):
            return True
        date = self.view.article.date
        year = re.search(r"(?<!\d)((?:19|20)\d\d)年(?!以来|起|至|到)", told)
        return bool(date and year and int(year[1]) < int(date[:4]) - _LONG_AGO)

    def _origin(self, figure: Figure, line: Line) -> bool:
        """Whether a count only tells where what is counted next comes from: 23个省份和11个国家选送的作品4,816件."""
        clause = line.clause_at(figure.start)
        later = self.view.figures_in(figure.end, clause.end)
        if not later or not isinstance(later[-1], Figure) or unit_class(later[-1]) not in ("count", "weak"):
            return False
        between = self.view.s(figure.end, later[-1].start)
        return re.fullmatch(r"[^、，,]{1,10}(?:[和与及、][^，,]{1,12})?的[^\d，,、]{0,8}", between) is not None

    def pick(self, allowed: list[Figure], most: int, start: tuple[Figure, ...] = (), weak: float = 2.0) -> list[Figure]:
        """Greedy choice among `allowed`, scored anew at each step; stops when what is left is weak."""
        chosen = list(start)
        rest = [f for f in allowed if f not in chosen]
        while rest and len(chosen) < most:
            value, _, best = max(((self._beside(f, chosen), -f.start, f) for f in rest), key=lambda one: one[:2])
            if (len(chosen) >= 4 and value < weak) or value < weight("least"):
                break
            chosen.append(best)
            rest.remove(best)
        return chosen

    def _beside(self, figure: Figure, chosen: list[Figure]) -> float:
        total = self.score(figure)
        sections = {self._section(f) for f in chosen}
        for other in chosen:
            if other.sentence.start == figure.sentence.start:
                total += weight("same-sentence")
            elif other.paragraph == figure.paragraph:
                total += weight("same-paragraph")
            if unit_class(other) == unit_class(figure):
                total += weight("same-class")
            same_measure = figure.measures is not None and figure.measures == other.measures
            if same_measure or (other.value == figure.value and other.unit == figure.unit):
                total += weight("same-value")
        if chosen and self._section(figure) not in sections:
            total += weight("new-section")
        return total

    def _section(self, figure: Figure) -> int | None:
        line = self.view.line_of(figure)
        return line.section if line else None
