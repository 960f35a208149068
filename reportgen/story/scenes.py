"""Checks whether a cut is a scene, a quip or a detail instead of news, or breaks off before its predicate.

The gate runs them with its own.
"""

from __future__ import annotations

import re
from functools import cache

from reportgen.fold import fold
from reportgen.model import Award, Figure, Initiative, Milestone, Quote, Rank
from reportgen.story.blocks import Claim
from reportgen.story.context import Context
from reportgen.story.cut import Check, Use, folded, spans_line
from reportgen.story.lexicon import words
from reportgen.story.said import introduced, says
from reportgen.story.salience import Salience
from reportgen.story.text import View

_TITLES = ("title", "summary")
_CN = r"[\d一二三四五六七八九十两]{1,3}"
# 凌晨一時三十五分, 五時28分; not 2小時35分, not 9時至21時, not the hour behind a day (4月3日7時58分).
_CLOCK = re.compile(
    rf"(?<![日号\d小至到—–\-午晨早晚夜天])(?:(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|深夜|半夜){_CN}[时点](?:{_CN}分|半)?"
    rf"|(?<!第){_CN}时{_CN}分)(?![至到—–\-起半]|钟|{_CN}分|[关开][门放馆]|营业|截止|收班)"
)
# 兒子離世時只有22歲, 從小由阿嬤帶大, 首次公開講述經歷.
_STORY = re.compile(
    r"(?:时(?:只有|才|仅|年仅)|年仅|今年(?:只有|才))\d{1,2}岁|从小[^，,]{0,6}(?:带大|长大|拉扯|喜欢|爱)"
    r"|(?:教|干|守|当|做|跑|画|唱)了(?:\d+|[一二三四五六七八九十]+)[多余]?年|来了\d+天"
    r"|讲述[^，,]{0,8}(?:经历|故事|历程)"
)
# Where nothing follows: 當晚的工序, 一條18米長的鋼軌重逾1噸, 放在2年前.
_DETAIL = re.compile(
    r"(?:(?:凌晨|早上|上午|下午)?[，,])?(?:当晚|那晚|那天)的|一[条根块台只把颗张枚][^，,]{0,10}[长重高宽厚][^，,]{0,4}\d"
    rf"|[放搁]在{_CN}年前|也?有(?:网友|居民|市民|村民|家长|读者|人)[^，,]{{0,4}}(?:担心|质疑|问|吐槽|抱怨|认为)"
)
# 店主何志榮說, 志工把…: what one private person says or does; 當天下單的, whose day stands elsewhere; 一秒鐘能過5件.
_PRIVATE = re.compile(
    r"(?:店主|老板娘?|摊主|店员|村民|居民|市民|顾客|业主|家长|乘客|旅客|志工|义工)[^\d,，“”]{0,6}(?:说|坦言|直言|把|告诉)"
    r"|当[天日晚](?=[^，,\d]{1,4}的)"
)
_PACE = re.compile(r"全文约?[\d.]+万?字|一(?:秒|分)钟(?:能|就|可)?[^，,]{0,3}\d|是[^，,]*\d+名[^，,]*之一$")
_FEW = re.compile(r"[^，,\d]{2,12}(?:只有|仅有)\d{1,2}[名人个位][^，,]{0,4}")
# 沙地總面積2860平方公里: a size that only tells how large a thing is.
_SIZE = re.compile(
    r"[^，,\d]{2,12}(?:总?面积|全?长)(?:约|近|超|逾)?\d[\d.,]*[万亿]?(?:平方公里|公里|平方米|公顷|亩|米)(?:余|多)?$"
)
_ANSWERS = re.compile(r"(?:[给作做]出[^，,]{0,4}(?:承诺|回应|答复|解释|表态)|表态|回应|回答|答道|追问|反问|[，,]答)$")
_ROLE_MORE = "研究员|教师|老师|医生|护士|学生|居民|职工|工人|农民|技工|队员|教练|院士|工程师|专家|代表|村民|司机"


def detail(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """16: no clock times, no life of one person, no detail that only its scene makes worth telling."""
    if use not in _TITLES:
        return None
    text = folded(view, claim)
    found = _CLOCK.search(text) or _STORY.search(text) or _DETAIL.match(text) or _PRIVATE.match(text)
    found = found or _PACE.search(text) or _SIZE.fullmatch(text) or _FEW.fullmatch(text) or _private(view, claim)
    return f"tells a scene: {found.group()}" if found else None


def _private(view: View, claim: Claim) -> re.Match[str] | None:
    """店主 of a person whom the article called so before, who is now told by his bare name."""
    line = spans_line(view, claim)
    clause = line.clause_at(claim.pieces[0].start) if line is not None and claim.pieces else None
    who = says(view, clause) if clause is not None else None
    known = introduced(view, clause, who) if clause is not None and who is not None else None
    return _PRIVATE.match(fold(known[0]) + "说") if known is not None else None


def same_twice(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """16: no number that is only told to be what it was (入場時312件，離場時也須312件)."""
    if use not in _TITLES:
        return None
    told = [view.s(f.start, f.end) for f in map(view.by_id.__getitem__, claim.facts) if isinstance(f, Figure)]
    line = spans_line(view, claim)
    if line is not None and len(told) == 1:
        end = line.clause_at(claim.pieces[-1].end - 1).end
        after = [c for c in line.clauses if c.start > end][:1]
        told += [view.s(f.start, f.end) for c in after for f in view.figures_in(c.start, c.end)]
    return "says one number twice" if len(told) == 2 and told[0] == told[1] else None


_FIRST_OF_TWO = re.compile("先是(?![^，,]*再)")


@cache
def _somebody() -> re.Pattern[str]:
    roles = "|".join((*words("says.roles").words, _ROLE_MORE))
    return re.compile(rf"的[^，,的]{{0,16}}(?:{roles})[^\W\d_a-zA-Z]{{2,3}}$")


def predicate_follows(view: View, ctx: Context, claim: Claim, use: Use) -> str | None:
    """2: does not end with who is told of (在沙區蹲點10餘年的…研究員沙立群), with 回應, or in what 先是 begins."""
    line = spans_line(view, claim)
    if use not in _TITLES or line is None or not claim.pieces:
        return None
    text = folded(view, claim)
    if _ANSWERS.search(text):
        return "stops before the answer"
    end = claim.pieces[-1].end
    clause = line.clause_at(end - 1)
    last = view.s(max(clause.start, claim.pieces[-1].start), end)
    if _FIRST_OF_TWO.search(last) and clause.n + 1 < len(line.clauses):
        return "stops in the middle of a sequence"
    told = clause.n + 1 < len(line.clauses) and line.clauses[clause.n + 1].segment == clause.segment
    who = _somebody().search(last) if told else None
    if who and not re.search(r"[是为]|[当入]选|获|成为", last[: who.start()]):
        return "stops at who is told of"
    return None


def bears_news(view: View, salience: Salience, claim: Claim) -> bool:
    """Whether a sentence over a quotation tells news: a rank, award, initiative or dated event, a figure of weight,
    an average, or what an office is going to do. A quip, an age or a size is none."""
    if trivial(view, claim):
        return False
    facts = [view.by_id[f] for f in claim.facts]
    if any(isinstance(f, Rank | Award | Initiative | Milestone) for f in facts):
        return True
    text = folded(view, claim)
    if re.search(rf"[“「][^”」]+(?:{'|'.join(words('owner.schemes').words)}|方案|服务)[”」]", text):
        return True
    if any(isinstance(f, Figure) and (salience.score(f) >= _WEIGHTY or re.search("平均(?!年龄)", text)) for f in facts):
        return True
    line = spans_line(view, claim)
    who = says(view, line.clause_at(claim.pieces[0].start)) if line is not None and claim.pieces else None
    return who is not None and who.office and re.search("将(?![近军])|[，,]拟", text) is not None


def trivial(view: View, claim: Claim) -> bool:
    """Whether all that a sentence counts is how often something was done, or somebody's age (测了3遍)."""
    facts = [view.by_id[f] for f in claim.facts]
    told = [f for f in facts if not isinstance(f, Quote)]
    return bool(told) and all(isinstance(f, Figure) and fold(f.unit) in _TIMES for f in told)


_TIMES = ("遍", "趟", "岁", "步", "口", "声", "眼", "句")
_WEIGHTY = -2.0  # of the salience: above the sizes, ages and durations

SCENES: tuple[Check, ...] = (detail, same_twice, predicate_follows)
