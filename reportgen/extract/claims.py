"""Finds claims of rank (居全省第3位, 全國首個, 創近5年新高) and stated targets (力爭 …, 目標 …)."""

from __future__ import annotations

import re
from functools import cache

from reportgen.arabic import read_chinese
from reportgen.extract.nouns import opening_noun
from reportgen.extract.periods import time_re
from reportgen.extract.status import own_status, without_names
from reportgen.extract.view import View
from reportgen.lexicon import alternation
from reportgen.records import dataclass

_LISTS = "events.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    start: int
    end: int
    scope: str | None
    position: int | None
    subject: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    start: int
    end: int
    by: str | None


@cache
def _rank_re() -> re.Pattern[str]:
    scope = r"(?P<scope>[^,。;:!?“”「」]{0,24}?)"
    verbs = alternation(_LISTS, "ranks.verbs")
    number = r"第(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:位|名|大)?|前(?:\d{1,3}|[一二三四五六七八九十百]{1,3})(?:位|名|强)?|Top\s?\d+"  # noqa: E501
    return re.compile(
        rf"(?:{verbs}){scope}(?P<place>{number}|{alternation(_LISTS, 'ranks.firsts')})(?![^\W\d_]?(?:季度|产业|批|期|届|次|年|场|代|版|号|页|阶段|书记|时间|步|轮|条|章|要素|动力|个|家))"  # noqa: E501
        rf"|(?P<scope2>{alternation(_LISTS, 'ranks.scopes')})(?:的|范围内)?(?P<place2>{alternation(_LISTS, 'ranks.unique')}(?!生活|工资|保障|限价|限度|气温|温度|学历|标准|票价)|第[一二三四五六七八九十](?:位|名)?(?!产业|季度|批|期|次|届|书记))"  # noqa: E501
        rf"|(?P<record>创(?:下|造|出)?(?:了)?[^,。;:!?]{{0,14}}?{alternation(_LISTS, 'ranks.records')}|首次突破|(?:为|达到?|是)?(?:历史|历年|近\d+年|近[一二三四五六七八九十]+年)[^,。;:!?]{{0,8}}?{alternation(_LISTS, 'ranks.records')})"  # noqa: E501
        rf"|(?P<only>唯一)"
    )


def find_standings(view: View) -> list[Standing]:
    """All claims of rank, in order."""
    s, t = view.shadow, view.text
    found: list[Standing] = []
    for passage in view.passages:
        for m in _rank_re().finditer(s, passage.start, passage.end):
            start, end = m.span()
            if found and start < found[-1].end:
                continue
            scope = m["scope"] or m["scope2"]
            position = _position(m["place"] or m["place2"] or ("唯一" if m["only"] else ""))
            if m["record"]:
                position = None
            a, b = view.clause(start)
            a, b = max(a, passage.start, start - 60), min(b, passage.end, end + 40)
            if m["scope2"] or m["only"]:
                end = _to_clause(s, end, b)
            if m["record"] == "首次突破":
                end = b
            where = m.span("scope") if m["scope"] else m.span("scope2") if m["scope2"] else None
            noun = opening_noun(s, a, start) if start > a else None
            found.append(
                Standing(
                    start=start,
                    end=end,
                    scope=(t[slice(*where)].strip() or None) if where and scope else None,
                    position=position,
                    subject=t[slice(*noun)] if noun else None,
                )
            )
    return found


def _to_clause(s: str, at: int, end: int) -> int:
    m = re.search(r"[,。;:!?、)\d]", s[at:end])
    return at + (m.start() if m else end - at)


def _position(word: str) -> int | None:
    digits = re.search(r"第(\d+)|第([一二三四五六七八九十]+)", word)
    if digits:
        return int(digits[1]) if digits[1] else int(read_chinese(digits[2]) or 0) or None
    if re.search(r"首|第一|冠|榜首|龙头|唯一|之最|最|头名|鳌头|头把", word) and "前" not in word and "末" not in word:
        return 1
    return None


def find_goals(view: View) -> list[Goal]:
    """Clauses that state a target, whole, in order."""
    s, t = view.shadow, view.text
    found: list[Goal] = []
    pattern = re.compile(alternation("context.toml", "status.target"))
    for passage in view.passages:
        floor = passage.start
        for m in pattern.finditer(s, passage.start, passage.end):
            a, b = view.clause(m.start())
            a, b = max(a, floor, m.start() - 80), min(b, passage.end, m.end() + 80)
            line = without_names(s[a:b])
            if line[m.start() - a] == "〓" or own_status(line, "") != "target":
                continue
            while a < b and s[a] in " ,、":
                a += 1
            if found and a < found[-1].end:
                continue
            when = [w for w in time_re().finditer(s, max(passage.start, a - 40), b)]
            by = next(
                (
                    t[w.start() : w.end()]
                    for w in reversed(when)
                    if re.search(r"\d{4}年|今年|明年|年底|年内|季度|月|十五五|十四五", w.group())
                ),
                None,
            )
            found.append(Goal(start=a, end=b, by=by))
    return found
