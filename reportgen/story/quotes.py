"""Turns quotations into pull quotes: ranked, trimmed only at sentences with ……, signed by who said them."""

from __future__ import annotations

import re

from reportgen.fold import fold
from reportgen.model import Quote
from reportgen.story.blocks import Quotation
from reportgen.story.lexicon import limit, words
from reportgen.story.show import show
from reportgen.story.text import CLOSERS, OPENERS, Line, View, balanced, trim, width

_OPEN_END = "，,、"


def _bare(view: View, quote: Quote) -> tuple[int, int]:
    start, end = trim(view.text, quote.start, quote.end)
    if view.text[start] in OPENERS:
        start += 1
    if view.text[end - 1] in CLOSERS:
        end -= 1
    return start, end


def _framed(view: View, wording: dict[str, str], raw: str) -> str:
    """Raw words of a speaker inside the script's outer quotation marks; inner marks become inner ones."""
    marks = "“”" if "“" in view.text or "‘" in view.text else "「」"
    return show(f"{marks[0]}{raw}{marks[1]}", view.article.script)


def trimmed(view: View, quote: Quote, most: int, told: set[int]) -> str | None:
    """The raw words within `most` wide: sentences whose dates or numbers stand elsewhere go first, then the last
    ones.

    None when the first kept sentence alone is too long. Every cut is marked with …….
    """
    lines = [line for line in view.spoken_lines if line.speech is quote]
    start, end = _bare(view, quote)
    if width(view.text[start:end]) <= most and not any(line.start in told for line in lines):
        return view.text[start:end]
    keep = list(lines)
    for line in lines:
        if len(keep) > 1 and (line.start in told):
            keep.remove(line)
    while len(keep) > 1 and _total(view, lines, keep) > most:
        keep.remove(min(keep, key=lambda line: (_warmth(view, line), -line.start)))
    if _total(view, lines, keep) > most + 2:
        return None
    out, previous = "", -1
    for line in keep:
        n = lines.index(line)
        if n != previous + 1:
            out += "……"
        out += view.text[line.start : line.end]
        mark = view.text[line.end : line.end + 1]
        out += mark if mark in "。！？!?" else ""
        previous = n
    if previous != len(lines) - 1:
        out += "……"
    return out


def _told_on(view: View, quote: Quote) -> Quote | None:
    """The next words of a speaker who is broken off in the middle of a sentence: “…再说，”她笑了笑，“现在…”."""
    if view.text[_bare(view, quote)[1] - 1] not in _OPEN_END:
        return None
    reach = range(quote.end + 1, quote.end + limit("quote-bridge") + 1)
    return next((q for q in view.quotes if q.start in reach and q.speaker == quote.speaker), None)


def _printed(view: View, quote: Quote, most: int, told: set[int]) -> str | None:
    """The raw words to print: trimmed, without the comma that only joins them to who says them.

    Words that go on behind him follow after ……, or are marked by it where there is no room.
    """
    raw = trimmed(view, quote, most, told)
    if not raw or raw[-1] not in _OPEN_END:
        return raw or None  # a long answer of an interview is its running text
    raw, more = raw[:-1], _told_on(view, quote)
    if more is None:
        return raw
    start, end = _bare(view, more)
    joined = f"{raw}……{view.text[start:end]}"
    return joined if width(joined) <= most and joined[-1] not in _OPEN_END else f"{raw}……"


def _total(view: View, lines: list[Line], keep: list[Line]) -> float:
    return sum(width(view.text[line.start : line.end]) + 1 for line in keep) + 2 * (len(lines) > len(keep))


def _warmth(view: View, line: Line) -> float:
    text = view.s(line.start, line.end)
    score = 2.0 if words("quote.evaluative").within(text) else 0.0
    score += 0.5 if "我们" in text else 0.0
    return score - (1.0 if re.search(r"\d{1,2}[月日]", text) else 0.0)


def rank(view: View, quote: Quote) -> float:
    """How well a quotation stands alone; negative for slogans and organs."""
    start, end = _bare(view, quote)
    text = view.s(start, end)
    wide = width(view.text[start:end])
    total = 2.0 if 20 <= wide <= 90 else 1.0 if 16 <= wide <= 130 else -1.0
    role = quote.role or ""
    folded = fold(role)
    if quote.speaker:
        total += 1.5
    elif words("quote.unnamed").within(folded):
        total += 0.0
    else:
        total -= 2.0
    total += 1.0 if re.search(r"\d", text) else 0.0
    total += 1.0 if words("quote.evaluative").within(text) else 0.0
    total += 0.5 if "我们" in text else 0.0
    if re.search(r"目标|力争|将.{0,12}(?:到|达)", text):
        total -= 1.5
    return total


def quotation(view: View, quote: Quote, wording: dict[str, str], told: set[int]) -> Quotation | None:
    """The printable quotation, or None: too short, no closing mark, nobody to sign it, or not to be trimmed."""
    start, end = _bare(view, quote)
    if view.text[quote.end - 1] not in CLOSERS and view.text[quote.start] in OPENERS:
        return None
    if width(view.text[start:end]) < limit("quote-min"):
        return None
    raw = _printed(view, quote, limit("quote-max"), told)
    if raw is None:
        return None
    organisation = show(quote.organisation or "", view.article.script)
    role = show(quote.role or "", view.article.script)
    if quote.speaker and not role:
        role = _role_of(view, quote.speaker)
    signed = role if organisation and organisation in role else organisation + role
    if not quote.speaker:
        if not signed:
            return None
        signed = wording["unnamed-role"].format(role=signed)
    return Quotation(
        fact=quote.id,
        text=_framed(view, wording, raw),
        full=_framed(view, wording, view.text[start:end].rstrip(_OPEN_END)),
        speaker=show(quote.speaker, view.article.script) if quote.speaker else None,
        role=signed,
        paragraph=quote.paragraph,
        core=_core(view, quote, wording),
    )


# What only holds under the clause before it: (遲收工五分鐘，)早上就有三萬人遲到.
_FOLLOWS = re.compile(r"[^，,]{0,6}(?:就|便|才(?!能)|只好|只能)")


def _core(view: View, quote: Quote, wording: dict[str, str]) -> str:
    """The speaker and the end of a sentence that stands alone, best one that judges or counts."""
    best, most = None, 0.0
    start, end = _bare(view, quote)
    for line in view.spoken_lines if quote.speaker else ():
        if line.speech is not quote:
            continue
        for clause in line.clauses[-3:]:
            raw = view.text[clause.start : line.end].rstrip("，,；;、")
            if (
                words("quote.leaning").at(view.shadow, clause.start)
                or not limit("core-min") <= width(raw) <= limit("core-max")
                or len(raw) >= end - start - 1
                or not balanced(raw)
                or (clause.n and _FOLLOWS.match(view.s(clause.start, line.end)))
            ):
                continue
            judged = words("quote.evaluative").within(view.s(clause.start, line.end))
            score = 1.0 + 2.0 * judged + bool(view.figures_in(clause.start, line.end)) + 0.01 * width(raw)
            score += 0.8 * (clause.n == 0)
            if score > most:
                best, most = raw, score
    if best is None:
        return ""
    return wording["quote-core"].format(
        who=show(quote.speaker or "", view.article.script), text=_framed(view, wording, best)
    )


def _role_of(view: View, speaker: str) -> str:
    """The title that the article puts before a name somewhere: 農業局長傅采薇."""
    found = re.search(
        r"([^\W\d_a-zA-Z]{2,14}(?:長|长|主任|經理|经理|書記|书记|董事|總裁|总裁|教授|主席|負責人|负责人|老師|老师|醫師|医师|員|员|師|师))"
        + re.escape(speaker),
        view.text,
    )
    return show(found.group(1), view.article.script) if found else ""


def promises(view: View, wording: dict[str, str], inside: set[int]) -> list[Quotation]:
    """An organ's promise in some paragraphs: a quoted sentence that the next calls such (这句话是…的承诺)."""
    found = []
    plain = [line for n in sorted(inside) for line in view.lines_in(n)]
    for line, following in zip(plain, [*plain[1:], None], strict=True):
        opened = re.match(r"[“「][^“「]*?[”」]", view.text[line.start : line.end])
        if not opened:
            continue
        raw = opened.group()
        rest = trim(view.text, line.start + opened.end(), line.end)
        if rest[1] - rest[0] > 4:
            after = rest
        elif following is not None and following.paragraph == line.paragraph:
            after = (following.start, following.end)
        else:
            continue
        if any(q.start <= line.start + 1 < q.end and q.speaker for q in view.quotes) or width(raw) > limit("quote-max"):
            continue
        text = view.s(*after)
        said = re.match(
            r"这(?:句话|番话|是)(?:就)?是?((?:[^\W\d_a-zA-Z]|[、]){2,16}?)(?:对|向)([^\W\d_a-zA-Z]{2,8}?)(?:最|的|许下|作出)",
            text,
        )
        word = re.search(r"承诺|告白|誓言|宣言|约定", text[said.end() :] if said else "")
        if not said or not word:
            continue
        last = re.findall(r"承诺|告白|誓言|宣言|约定", text)[-1]
        at = after[0] + text.rfind(last)
        who = show(view.text[after[0] + said.start(1) : after[0] + said.end(1)], view.article.script)
        whom = show(view.text[after[0] + said.start(2) : after[0] + said.end(2)], view.article.script)
        word_shown = show(view.text[at : at + len(last)], view.article.script)
        role = wording["promise-role"].format(who=who, whom=whom, what=word_shown)
        quote = next((q for q in view.quotes if q.start <= line.start + 1 < q.end), None)
        found.append(
            Quotation(
                fact=quote.id if quote else "",
                text=show(raw, view.article.script),
                full=show(raw, view.article.script),
                speaker=None,
                role=role,
                paragraph=line.paragraph,
            )
        )
    return found
