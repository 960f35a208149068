"""Turns facts into what the article does not say about them.

A line stands only when a search of the sentence and its neighbours in the paragraph finds nothing; each rule names what
it searched. Approximation is not a gap.
"""

from __future__ import annotations

import re
from collections import Counter

from reportgen.fold import fold
from reportgen.model import Award, Figure, Rank
from reportgen.records import dataclass
from reportgen.story import labels
from reportgen.story.blocks import Claim, Gap
from reportgen.story.context import Context
from reportgen.story.gap_terms import BUILT, DONE, agreed, funded, measured, noun_phrase, priced
from reportgen.story.lexicon import limit, words
from reportgen.story.numbers import full_surface
from reportgen.story.others import others
from reportgen.story.salience import Salience, unit_class
from reportgen.story.show import show
from reportgen.story.text import Line, View, width

_WEIGHT = {"target": 4.4, "award": 2.6, "share": 2.5, "rank": 2.2, "level": 2.0,
           "praise": 1.0, "invest": 1.8, "duration": 1.5,
           "growth": 1.2, "projects": 1.6}  # fmt: skip


_WIDE = re.compile("世界|全球|全国|国内|亚洲|中国|国际")  # whom nobody expects an article to list


@dataclass(frozen=True, slots=True)
class _Found:
    weight: float
    gap: Gap


def _around(view: View, line: Line, reach: int = 1) -> str:
    """Folded text of a sentence with its neighbours in the paragraph."""
    lines = view.lines_in(line.paragraph)
    at = next((i for i, other in enumerate(lines) if other.start <= line.start < other.end + 2), 0)
    near = lines[max(at - reach, 0) : at + reach + 1]
    return "".join(view.s(other.start, other.end) + "。" for other in near)


def _figures_around(view: View, line: Line) -> list[Figure]:
    lines = view.lines_in(line.paragraph)
    at = next((i for i, other in enumerate(lines) if other.start <= line.start < other.end + 2), 0)
    found = []
    for other in lines[max(at - 1, 0) : at + 2]:
        found += [f for f in view.figures_in(other.start, other.end) if isinstance(f, Figure)]
    return found


class Gaps:
    """All rules over one article."""

    def __init__(self, view: View, ctx: Context, salience: Salience, wording: dict[str, object]) -> None:
        self.view, self.ctx, self.salience = view, ctx, salience
        self.say: dict[str, object] = wording["gap"]  # type: ignore[assignment]
        self.words = wording
        self._reached: dict[str | None, list[Figure]] = {}  # what is so now, by unit
        for figure in salience.figures:
            if view.line_of(figure) is not None and ctx.status(figure) == "actual":
                self._reached.setdefault(figure.unit, []).append(figure)

    def all(self) -> tuple[Gap, ...]:
        """One line a rule, heaviest first, at most seven."""
        found = [*self._targets(), *self._awards(), *self._shares(), *self._ranks(), *self._levels(),
                 *self._investments(),
                 *self._projects(), *self._durations(), *self._growth()]  # fmt: skip
        best: dict[str, _Found] = {}
        for one in found:
            if one.gap.rule not in best or one.weight > best[one.gap.rule].weight:
                best[one.gap.rule] = one
        ordered = sorted(best.values(), key=lambda one: -one.weight)
        return tuple(one.gap for one in ordered[:7])

    def _gap(
        self,
        rule: str,
        key: str,
        what: str,
        paragraph: int,
        facts: tuple[str, ...],
        score: float,
        **values: str,
    ) -> _Found:
        entry: dict[str, str] = self.say[key]  # type: ignore[assignment]
        made = Gap(
            rule=rule,
            stated=what,
            missing=entry["missing"].format(what=what, **values),
            gap=entry["gap"].format(what=what, **values),
            therefore=entry["therefore"].format(what=what, **values),
            paragraph=paragraph,
            facts=facts,
        )
        return _Found(_WEIGHT[rule] * (4.0 + max(score, 0.0)), made)

    def _actual(self, figure: Figure) -> bool:
        return self.ctx.status(figure) == "actual" and not self._spoken(figure)

    def _spoken(self, figure: Figure) -> bool:
        line = self.view.line_of(figure)
        return line is None or line.speech is not None

    def _targets(self) -> list[_Found]:
        """T: a target without a present value of its unit and thing, or without a year,
        in its sentence or neighbours.
        """
        groups: dict[int, list[Figure]] = {}
        for figure in self.salience.figures:
            line = self.view.line_of(figure)
            if line is None or self.ctx.status(figure) != "target":
                continue
            if unit_class(figure) in ("duration", "minor", "weak", "point") and "工作日" not in (figure.unit or ""):
                continue
            groups.setdefault(line.start, []).append(figure)
        found = []
        for members in groups.values():
            line = self.view.line_of(members[0])
            assert line is not None
            around = _around(self.view, line)
            members = [
                m
                for m in members
                if not re.search(r"其中[^，,。]*$", self.view.s(line.clause_at(m.start).start, m.start))
            ]
            if not members:
                continue
            top = max(members, key=lambda f: (self.salience.score(f), f.value or 0))
            label = self._thing(top)
            same_unit = [
                f
                for f in _figures_around(self.view, line)
                if f.unit == top.unit and self.ctx.status(f) == "actual" and f not in members
            ]
            clause = self.view.s(line.clause_at(top.start).start, line.clause_at(top.start).end)
            if not self._aimed(line, top) or self._same_unit_near(line, top, members) or not noun_phrase(label):
                continue
            stated = (
                bool(same_unit)
                or self._counted(top, members)
                or self._known(label, top, members)
                or bool(re.search(r"由[^，,]*\d|从[^，,]*\d", clause))
            )
            dated = bool(
                re.search(
                    r"20\d\d年|(?<!\d)1[01]\d年|全年|全年度|二〇[〇一二三四五六七八九]{2}|今年|明年|年内|年底|月底|月前|季度|半年|\d{1,2}日前|五年",
                    around,
                )
            )
            key = (
                "target-value"
                if dated and not stated
                else "target-year"
                if stated and not dated
                else "target-both"
                if not dated
                else ""
            )
            if not key:
                continue
            what = full_surface(self.view, top)
            units, thing = {f.unit for f in members}, ""
            if len(members) > 1 and len(units) == 1 and all(m.scale for m in members):
                what = str(self.say["target-many"]).format(first=what, n=len(members))
            elif not top.scale:
                if not label or width(label) > 14 or re.search(r"增加(?!值)|新增|再|[扩擴][容充建产產]|減|减", label):
                    continue
                thing = measured(label)
                if not thing:
                    continue
                what = self._aim(top, label) + what
            found.append(
                self._gap(
                    "target",
                    key,
                    what,
                    top.paragraph,
                    tuple(m.id for m in members),
                    self.salience.score(top),
                    thing=thing or what,
                    goal=thing + full_surface(self.view, top) if thing else what,
                    now=str(self.say["now-people" if fold(top.unit or "") in ("人", "名", "位") else "now"]),
                )
            )
        return found

    def _aimed(self, line: Line, figure: Figure) -> bool:
        """Whether a figure is really aimed at: its sentence tells a time to come or a word of aiming, and no price or
        limit that holds already (控制在55元左右)."""
        told = re.sub("将[近军]", "", self.view.s(line.start, line.end))
        return words("gap.aimed").within(told) or re.search(r"20\d\d年|年[底内末]|明年", told) is not None

    def _same_unit_near(self, line: Line, figure: Figure, members: list[Figure]) -> bool:
        """Whether another figure of the unit stands in the sentence or beside it, in whatever words: it may be the
        value that a gap would say is missing."""
        ids = {member.id for member in members}
        return any(f.id not in ids and f.id != figure.id and f.unit == figure.unit for f in self._near(line))

    def _near(self, line: Line) -> list[Figure]:
        """The figures of a sentence and of those beside it, spoken ones too."""
        lines = self.view.lines_in(line.paragraph)
        at = next((i for i, other in enumerate(lines) if other.start <= line.start < other.end + 2), 0)
        near = lines[max(at - 1, 0) : at + 2] or [line]
        return [f for f in self.view.figures_in(near[0].start, near[-1].end) if isinstance(f, Figure)]

    def _thing(self, figure: Figure) -> str:
        """What a target measures, without agent and time: 县域就诊率."""
        label = labels.item(self.view, self.ctx, figure)
        label = re.sub(r"^.*?(?:将|將|把|使(?!用)|让|讓|前)", "", label)
        return re.sub(
            r"(?:稳定|穩定|保持|维持|維持|达|達|提升|提高|降|压|增|突破|力争|力爭|目标|目標|到|为|為|至)+$", "", label
        )

    def _aim(self, figure: Figure, label: str) -> str:
        """The target's words with the 确保 or 力争 directly before them, so that it is not read as reached."""
        line = self.view.line_of(figure)
        assert line is not None
        start, _ = labels.item_span(self.view, self.ctx, figure)
        clause = line.clause_at(figure.start)
        found = re.search(r"(?:确保|力争|争取|目标是|目标|将)$", self.view.s(clause.start, start))
        words_between = show(self.view.text[start : figure.start], self.view.article.script)
        if found and width(words_between) <= 14:
            return show(self.view.text[clause.start + found.start() : start], self.view.article.script) + words_between
        return label

    def _known(self, label: str, target: Figure, members: list[Figure]) -> bool:
        """Whether the article anywhere gives an actual figure of the same unit for the same thing."""
        thing = fold(label)
        if len(thing) < 2:
            return False
        tail = thing[-4:] if len(thing) > 4 else thing
        for figure in self._reached.get(target.unit, ()):
            line = self.view.line_of(figure)
            if line is None or figure in members:
                continue
            clause = line.clause_at(figure.start)
            before = self.view.s(line.clauses[max(clause.n - 1, 0)].start, figure.start)
            if tail in before:
                return True
        return False

    def _counted(self, target: Figure, members: list[Figure]) -> bool:
        """Whether an actual figure of the same unit stands anywhere beside two characters of the target's own words;
        for a unit that few things are counted in (斤, 間, 亩) the unit alone is enough.
        """
        line = self.view.line_of(target)
        assert line is not None
        clause = line.clause_at(target.start)
        own = self.view.s(clause.start, target.start)
        grams = {own[i : i + 2] for i in range(len(own) - 1) if re.fullmatch(r"[^\W\d_a-zA-Z]{2}", own[i : i + 2])}
        grams -= {
            "目标",
            "提高",
            "提升",
            "达到",
            "突破",
            "力争",
            "稳定",
            "推动",
            "实现",
            "超过",
            "增加",
            "增长",
            "全年",
            "明年",
        }
        generic = unit_class(target) in ("money", "percent", "weak", "duration") or fold(target.unit) in ("人", "人次")
        for figure in self._reached.get(target.unit, ()) if not target.scale else ():
            other = self.view.line_of(figure)
            if other is None or figure in members:
                continue
            at = other.clause_at(figure.start)
            text = self.view.s(other.clauses[max(at.n - 1, 0)].start, at.end)
            if not generic or any(gram in text for gram in grams):
                return True
        return False

    def _awards(self) -> list[_Found]:
        """W: awards whose sentence names no giver and whose name does not hold one."""
        missing = []
        for fact in self.view.facts:
            if not isinstance(fact, Award) or fact.giver:
                continue
            line = self.view.line_of(fact)
            if line is None or re.search(
                r"冠军|亚军|季军|[金银铜]牌|第[一二三四五六七八九十\d]+名", self.view.s(fact.start, fact.end)
            ):
                continue
            if re.search(r"入选|列入$", self.view.s(max(fact.start - 6, line.start), fact.start)):
                continue
            if words("award.give").within(self.view.s(line.start, line.end).replace("获评", "")):
                continue
            clause = line.clause_at(fact.start)
            if re.search(
                r"协会|学会|委员会|部|厅|局|机关|总会|基金会|大会|论坛|博览会|杂志|省|市政府|国家|全国",
                self.view.s(clause.start, fact.start),
            ):
                continue
            if re.search("赛|大会|组委会|主办|评选|典礼|论坛|展会|博览会", self.view.s(line.start, line.end)):
                continue  # the event whose prize it is
            if re.search(
                r"(?:国家|国务院|联合国|部|省委|市委|协会)", self.view.s(fact.start, fact.end)
            ) and not re.search(r"部分|内部", fact.surface):
                continue
            missing.append(fact)
        if not missing or re.search("评审|评委|评分|盲评|打分", self.view.shadow):
            return []  # how it is chosen is told
        sizes = Counter(m.sentence for m in missing)
        fullest = max(sizes, key=lambda sentence: (sizes[sentence], -sentence.start))
        missing = [m for m in missing if m.sentence == fullest]
        first = missing[0]
        if len(missing) == 1:
            what = str(self.say["award-one"]).format(name=show(first.surface, self.view.article.script))
        else:
            year = (
                first.year + "年"
                if first.year and len(first.year) == 4 and all(m.year == first.year for m in missing)
                else ""
            )
            what = str(self.say["award-many"]).format(year=year, n=len(missing))
        return [self._gap("award", "award", what, first.paragraph, tuple(m.id for m in missing), 3.0)]

    def _shares(self) -> list[_Found]:
        """S: a share of something with neither amount in its sentence or the ones beside it."""
        groups: dict[int, list[Figure]] = {}
        for figure in self.salience.figures:
            line = self.view.line_of(figure)
            if line is None or self._spoken(figure) or not self._actual(figure) or figure.unit != "%":
                continue
            clause = line.clause_at(figure.start)
            if not re.search(
                r"占(?!地)[^，,]*(?:总额|总量|总数|比重|总值|总面积|出口|收入|产值|全[国省市县区])",
                self.view.s(clause.start, figure.start),
            ):
                continue
            groups.setdefault(line.start, []).append(figure)
        found = []
        for members in groups.values():
            line = self.view.line_of(members[0])
            assert line is not None
            if any(
                unit_class(f) in ("money", "count", "area")
                for f in _figures_around(self.view, line)
                if f not in members
            ):
                continue
            what = str(self.words["separator"]).join(full_surface(self.view, m) for m in members[:3])
            key = "share" if len(members) > 1 else "share-one"
            clause = line.clause_at(members[0].start)
            found.append(
                self._gap(
                    "share",
                    key,
                    what,
                    members[0].paragraph,
                    tuple(m.id for m in members),
                    self.salience.score(members[0]),
                    amount=self._amount(clause.start, members[0].start),
                )
            )
        return found

    def _amount(self, start: int, end: int) -> str:
        """出口額 from …出口總額, 註冊量 from …註冊量提升至; the word for an amount when the article gives none."""
        text = self.view.s(start, end)
        found = re.search(r"([^\W\d_a-zA-Z]{2})总([额量数值])$", text)
        if found:
            at = start + found.start()
            return show(self.view.text[at : at + 2] + self.view.text[start + found.start(2)], self.view.article.script)
        found = re.search(r"([^\W\d_a-zA-Z]{2}[量额数率])(?:提升|提高|增|升|扩大|降|下降|减少|压缩|缩短|达)", text)
        if found:
            return show(self.view.text[start + found.start(1) : start + found.end(1)], self.view.article.script)
        return str(self.words["amount"])

    def _ranks(self) -> list[_Found]:
        """R: a rank over others whose values are not given; one that two figures share comes first."""
        found = []
        for fid in self.view.rank_ids:
            rank = self.view.by_id[fid]
            assert isinstance(rank, Rank)
            line = self.view.line_of(rank)
            if (
                line is None
                or line.speech is not None
                or re.search(r"新高|首创|首个|唯一|首次|突破|首家|首批|首条|首座|历史|纪录|之最", rank.surface)
                or width(rank.surface) < 4
                or re.search(r"我|本", rank.surface)
            ):
                continue
            clause = line.clause_at(rank.start)
            if re.search(r"力争|目标|争取|[将拟]|打造", self.view.s(clause.start, rank.start)):
                continue
            before = [
                f
                for f in self.view.figures_in(line.start, rank.start)
                if isinstance(f, Figure)
                and self.ctx.status(f) == "actual"
                and line.clause_at(f.start).segment == clause.segment
                and unit_class(f) in ("count", "money", "area")
            ]
            text = self.view.s(clause.start, rank.end)
            if (
                len(before) >= 2
                and before[0].unit == before[1].unit
                and re.search(r"数量|总量|规模", self.view.s(before[1].end, rank.end))
            ):
                what = str(self.words["and"]).join(full_surface(self.view, f) for f in before[:2])
                found.append(
                    self._gap(
                        "rank",
                        "rank-shared",
                        what,
                        rank.paragraph,
                        (rank.id, *(f.id for f in before[:2])),
                        10.0,
                        claim=show(rank.surface, self.view.article.script),
                    )
                )
                continue
            told = re.search(r"高于|低于|比全[国省]|其次|依次|分列", _around(self.view, line))
            if rank.position is None and re.search(r"前列", rank.surface) and len(before) == 0:
                continue  # no place is claimed, nothing to compare
            if re.match(r"梯队|方阵|批次?", self.view.s(rank.end, rank.end + 3)):
                continue
            if told or not re.search(r"居|位|第|首|列|榜|之首", text):
                continue
            figure = before[-1] if before else None
            ranked = self._ranked(rank)
            rest = others(self.view, self.ctx, line, rank, self.words["peers"])  # type: ignore[arg-type]
            if ranked is None or rest is None or _WIDE.search(fold(rest.scope)):
                continue
            found.append(
                self._gap(
                    "rank",
                    "rank",
                    ranked,
                    rank.paragraph,
                    (rank.id,),
                    self.salience.score(figure) if figure else 0.0,
                    scope=rest.scope,
                    peers=rest.peers,
                    thing=rest.thing,
                )
            )
        return found

    def _ranked(self, rank: Rank) -> str | None:
        """The claim with what is ranked before it in its clause (经济总量居全省第二); None when that is not there."""
        line = self.view.line_of(rank)
        assert line is not None
        start = self.ctx.skip_openers(line.clause_at(rank.start).start, rank.start)
        head = self.view.s(start, rank.start)
        text = show(self.view.text[start : rank.end], self.view.article.script)
        relation = words("subject.relation").at(head)
        leans = (relation and relation not in words("subject.relation-nouns").known) or re.match(
            r"在(?!.*(?:排名|评价|测评|考核))|其|均|都|也|连续|已|继续|.*[由从]", head
        )
        return None if len(head) < 2 or leans or width(text) > limit("what") else text

    def _levels(self) -> list[_Found]:
        """B: 提升至 without the earlier value or a rate."""
        found = []
        for figure in self.salience.figures:
            line = self.view.line_of(figure)
            if (
                line is None
                or self._spoken(figure)
                or not self._actual(figure)
                or unit_class(figure) not in ("count", "money", "area", "percent")
            ):
                continue
            clause = line.clause_at(figure.start)
            before = self.view.s(clause.start, figure.start)
            rise = re.search(
                r"(提升至|提升到|增至|升至|提高至|提高到|扩大到|扩大至|增加到|降至|降到|下降到|减少到|压缩至|缩短至)$",
                before,
            )
            if not rise or re.search(r"由|从", before):
                continue
            if re.search(
                r"增长|下降|同比|翻番|倍|净增|新增|原来|此前|由\d",
                _around(self.view, line).replace(rise.group(), ""),
            ):
                continue
            if self._same_unit_near(line, figure, []):
                continue
            verb = show(self.view.text[figure.start - len(rise.group()) : figure.start], self.view.article.script)
            what = full_surface(self.view, figure)
            found.append(
                self._gap(
                    "level",
                    "level-down" if re.match("[降减压缩下]", rise.group()) else "level",
                    what,
                    figure.paragraph,
                    (figure.id,),
                    self.salience.score(figure),
                    verb=verb,
                    amount=self._amount(clause.start, figure.start),
                )
            )
        return found

    def _investments(self) -> list[_Found]:
        """I: money signed or invested in total, with no word of arrival, start or completion near it."""
        found = []
        for figure in self.salience.figures:
            line = self.view.line_of(figure)
            if line is None or self._spoken(figure) or unit_class(figure) != "money" or not self._actual(figure):
                continue
            sentence = self.view.s(line.start, line.end)
            clause = line.clause_at(figure.start)
            head = self.view.s(max(clause.start - 24, line.start), clause.end)
            amount = r"总金额|总额|合同|(?<!总投资)金额|签约[^，,。]{0,10}亿|协议"
            signed = "签约" in sentence and re.search(amount, head)
            total = re.search(r"总投资|计划投资", self.view.s(clause.start, figure.start))
            if (
                not (signed or total)
                or words("gap.arrived").within(_around(self.view, line))
                or words("gap.started").within(sentence)
                or re.search(r"首付|已完成投资|已投", sentence)
                or (not signed and funded(self.view))
            ):
                continue
            if figure.value is not None and figure.value < 1e6:
                continue
            lead = self.view.article.paragraphs[0]
            opened = self.view.s(max(self.view.text.find(self.view.article.headline), 0), lead.end) + "".join(
                self.view.s(p.start, p.end) for p in self.view.article.paragraphs if p.n == figure.paragraph
            )
            if not signed and re.search(r"开通|通车|建成|投产|竣工|启用|投入使用|投用|交付", opened):
                continue
            abroad = agreed(self.view, clause, figure) if signed else ""
            key = "invest-agreed" if abroad else "invest-signed" if signed else "invest-total"
            found.append(
                self._gap(
                    "invest",
                    key,
                    abroad
                    or (
                        ""
                        if signed or total is None or figure.start > clause.start + total.end() + 1
                        else show(self.view.text[clause.start + total.start() : figure.start], self.view.article.script)
                    )
                    + full_surface(self.view, figure),
                    figure.paragraph,
                    (figure.id,),
                    self.salience.score(figure),
                )
            )
        return found

    def _projects(self) -> list[_Found]:
        """N: a number of projects begun or signed with no money in its sentence or beside it."""
        found = []
        for figure in self.salience.figures:
            line = self.view.line_of(figure)
            if line is None or self._spoken(figure) or not self._actual(figure) or (figure.value or 0) < 5:
                continue
            clause = line.clause_at(figure.start)
            after = self.view.s(figure.end, clause.end)
            if not re.match(r"[^\W\d_a-zA-Z]{0,6}项目[^\W\d_a-zA-Z]{0,4}(?:开工|签约|落地|投产|竣工)", after):
                continue
            if any(unit_class(f) == "money" for f in _figures_around(self.view, line)) or re.search(
                r"亿元|万元", _around(self.view, line)
            ):
                continue
            noun = labels.noun_after(self.view, figure, clause)
            what = full_surface(self.view, figure) + (noun if width(noun) <= 8 else "")
            found.append(
                self._gap("projects", "projects", what, figure.paragraph, (figure.id,), self.salience.score(figure))
            )
        return found

    def _durations(self) -> list[_Found]:
        """D: a stated speed (用14个月建成) with neither start date nor former time;
        never a deadline or a service standard.
        """
        found = []
        for figure in self.salience.figures:
            line = self.view.line_of(figure)
            if line is None or self._spoken(figure) or unit_class(figure) != "duration" or not self._actual(figure):
                continue
            clause = line.clause_at(figure.start)
            before, after = self.view.s(clause.start, figure.start), self.view.s(figure.end, clause.end)
            if not re.search(r"(?:仅用|只用|用|历时|耗时)$", before) or not re.match(
                r"[^\W\d_a-zA-Z]{0,8}?(?:建成|完成|拿到|走完|投产|竣工|取得|通车|落地|办结)", after
            ):
                continue
            if re.search(
                r"\d{1,2}月\d{1,2}日|原来|原本|过去|以往|此前|比[^，,]*缩短|由\d",
                self.view.s(line.start, line.end),
            ):
                continue
            timed = self._timed(figure)
            if timed is None:
                continue
            found.append(
                self._gap(
                    "duration",
                    "duration",
                    timed,
                    figure.paragraph,
                    (figure.id,),
                    self.salience.score(figure),
                )
            )
        return found

    def _timed(self, figure: Figure) -> str | None:
        """The duration with the project before it (某项目仅用14个月); None when none is named."""
        line = self.view.line_of(figure)
        if line is None:
            return None
        clause = line.clause_at(figure.start)
        start = self.ctx.skip_openers(clause.start, clause.end)
        done = DONE.match(self.view.shadow, figure.end, clause.end)
        text = show(self.view.text[start : done.end() if done else figure.end], self.view.article.script)
        if (
            width(self.view.text[start : figure.end]) >= 6
            and width(text) <= 20
            and len(self.view.figures_in(start, figure.end)) == 1
        ):
            return text
        before = line.clauses[clause.n - 1] if clause.n else None
        if before is None or before.segment != clause.segment:
            return None
        named = BUILT.search(self.view.shadow, before.start, before.end)  # 总投资280亿元的某项目，仅用14个月
        if named is None or width(named[1] + text) > 20:
            return None
        return show(self.view.text[named.start(1) : named.end(1)], self.view.article.script) + text

    def _growth(self) -> list[_Found]:
        """G: one growth rate without a level; never price indexes and industrial value added."""
        for figure in self.salience.figures:
            line = self.view.line_of(figure)
            if line is None or self._spoken(figure) or not self._actual(figure) or figure.unit != "%":
                continue
            clause = line.clause_at(figure.start)
            before = self.view.s(clause.start, figure.start)
            if not re.search(r"[^\W\d_a-zA-Z]{2,}(?:同比)?(?:增长|下降|压减|缩减|减少)$", before) or re.search(
                r"工业|指数|价格|物价|固定资产投资|投资|CPI|PPI|产量|制造业|采矿业", before, re.I
            ):
                continue
            if words("subject.relation").at(self.view.shadow, self.ctx.skip_openers(clause.start, clause.end)):
                continue
            if any(
                unit_class(f) in ("money", "count", "area", "weak", "duration")
                for f in _figures_around(self.view, line)
            ):
                continue
            label = labels.item(self.view, self.ctx, figure)
            if not label or width(label) > 14 or priced(_around(self.view, line)):
                continue
            falls = re.search("下降|压减|缩减|减少", before) is not None
            return [
                self._gap(
                    "growth",
                    "growth-down" if falls else "growth",
                    label + full_surface(self.view, figure),
                    figure.paragraph,
                    (figure.id,),
                    self.salience.score(figure),
                )
            ]
        return []


def title(gaps: tuple[Gap, ...], wording: dict[str, str]) -> Claim | None:
    """The slide's sentence over all gaps; None when there is none."""
    if not gaps:
        return None
    key = "gaps-title" if len(gaps) > 1 else "gaps-title-one"
    return Claim(
        text=wording[key].format(gap=gaps[0].gap, n=len(gaps) - 1),
        paragraphs=tuple(sorted({g.paragraph for g in gaps})),
        facts=tuple(dict.fromkeys(f for g in gaps for f in g.facts)),
    )
