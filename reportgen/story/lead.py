"""Chooses where an article begins to tell: the paragraph that gives the lead, past scenes, sayings and notices."""

from __future__ import annotations

import re
from dataclasses import replace

from reportgen.model import Figure
from reportgen.source import Span
from reportgen.story import gate, scenes, sense, sights
from reportgen.story.blocks import Claim
from reportgen.story.choice import Plan
from reportgen.story.claims import make, whole
from reportgen.story.lexicon import limit, words
from reportgen.story.text import Line, trim, width

_LEADS, _FIRST, _SPOKEN, _SHORTEST = 6, 3, 0.3, 20
# A saying is somebody's sentence in marks, or words that end in a mark before they close: 「…，」, 「…？」.
_SAYING = re.compile(r"[“「][^“”「」]{4,}[”」][，。]")
# What leans on a sentence before: 这是…, 20分钟后.
_LEANS = re.compile(
    r"[这那此该其他她]|可(?![以能])|但|却|不过|然而|于是|[\d一二三四五六七八九十]+(?:分钟|小时|天|个月)后"
)
# What only says that something is told now, or was opened: ….现将有关事项通知如下, …作工作报告.
_ANNOUNCES = re.compile(r"(?:通知|公布|公告|通报|公示|发布)如下$|作(?:政府|法院|检察院)?工作报告$")


def lead_of(plan: Plan) -> Claim | None:
    """The lead: the sentences of the first paragraph that tells something while they fit the lead's width, else a cut
    of its first."""
    view = plan.view
    for paragraph in _telling(plan):
        told = _told_lines(plan, paragraph)
        answer = told[0].answer
        said = [plan.say["answer"].format(who=answer.speaker)] if answer is not None and answer.speaker else []
        end = told[0].end
        for line in told[1:]:
            if width("".join(said) + view.text[told[0].start : line.end]) > limit("lead-most"):
                break
            end = line.end
        whole_lead = make(view, (*said, Span(*trim(view.text, told[0].start, end))))
        fits = 12 <= width(whole_lead.text) <= limit("lead-most")
        if fits and not gate.refuse(view, plan.ctx, whole_lead, "dek"):
            return whole_lead
        cut = plan.body_of(told[0], limit("lead-most"))
        if cut is not None and width(cut.text) >= _SHORTEST:
            return cut if not said else replace(make(view, (*said, *cut.pieces)), lead=0)
    return None


def lines(plan: Plan) -> list[Line]:
    """The sentences outside speech from where the article begins to tell: those of a scene before it are left out."""
    plain = plan.view.plain_lines()
    told = _telling(plan)
    if not plain or not told or not is_scene(plan, plain[0]):
        return plain
    begin = _told_lines(plan, told[0])[0].start
    return [line for line in plain if line.start >= begin] or plain


def is_scene(plan: Plan, line: Line) -> bool:
    """Whether a sentence is a saying, a sight, somebody's life or only a notice instead of news."""
    view = plan.view
    if line.answer is not None:
        return False
    claim = whole(view, line.start, line.end)
    text = view.s(line.start, line.end)
    once = words("past.former").within(text) and not words("past.now").within(text)
    if once or sense.news(view, plan.ctx, claim, "title") is not None:
        return True
    return sights.is_sight(view, line) or (
        not sights.tells_event(text) and scenes.detail(view, plan.ctx, claim, "title") is not None
    )


def says_again(headline: str, text: str) -> bool:
    """Whether a title repeats the headline's own words: four characters that both hold, not those of a number."""
    return any(
        headline[i : i + 4] in text and re.fullmatch(r"[^\W\d_a-zA-Z]{4}", headline[i : i + 4])
        for i in range(len(headline) - 3)
    )


def _told_lines(plan: Plan, paragraph: int) -> list[Line]:
    """The sentences of a paragraph from the first that is neither a saying in marks nor a scene, and in an answer from
    the first with a figure (what leans on the question, 比预想的快, goes before it); all when none is such."""
    view, told = plan.view, plan.view.lines_in(paragraph)

    def tells(line: Line) -> bool:
        if line.answer is not None:
            return bool(view.figures_in(line.start, line.end))
        if line.speech is not None or _SAYING.match(view.text, line.start, line.end):
            return False
        return not _LEANS.match(view.shadow, line.start, line.end) and not is_scene(plan, line)

    return told[next((i for i, line in enumerate(told) if tells(line)), len(told)) :] or told


def _telling(plan: Plan) -> list[int]:
    """The paragraphs that may give the lead, best first: one that tells two figures or the headline's own words and
    is no scene, no notice and not mostly speech. What comes before it is the lead only where nothing better
    follows soon."""
    view = plan.view
    body = [p.n for p in view.article.paragraphs[: 2 * _LEADS] if view.lines_in(p.n)][:_LEADS]

    def tells(n: int, least: int) -> bool:
        told = _told_lines(plan, n)
        start, end = told[0].start, told[-1].end
        spoken = sum(
            q.end - q.start for q in view.quotes if q.paragraph == n and q.start >= start and q is not told[0].answer
        )
        first = told[0]
        leans = first.answer is None and _LEANS.match(view.shadow, first.start, first.end)
        if spoken > _SPOKEN * (end - start) or leans or is_scene(plan, first):
            return False
        again = says_again(view.article.headline, view.text[start:end])
        notice = len(told) == 1 and _ANNOUNCES.search(view.s(start, end).rstrip("。"))
        return _counted(plan, start, end) >= least or (again and not notice)

    found = [n for n in body if tells(n, 2)] or [n for n in body if tells(n, 1)]
    best = found[0] if found else None
    rest = sorted((n for n in body[:_FIRST] if n != best), key=lambda n: is_scene(plan, view.lines_in(n)[0]))
    return [*([best] if best is not None else []), *rest]


def _counted(plan: Plan, start: int, end: int) -> int:
    """How many figures a span tells."""
    return sum(isinstance(f, Figure) for f in plan.view.figures_in(start, end))
