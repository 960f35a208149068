"""Turns what was read and done into the lines of the method page."""

from __future__ import annotations

import re

from reportgen.display import corrections
from reportgen.model import Figure
from reportgen.story.blocks import Exhibit, Gap, MethodLine, Timeline
from reportgen.story.context import Context
from reportgen.story.numbers import full_surface
from reportgen.story.show import show
from reportgen.story.text import View, width

_MOST_EXAMPLES = 3


def changed(view: View) -> tuple[tuple[str, str], ...]:
    """Forms that display respells, in the body."""
    body = "\n".join(view.text[p.start : p.end] for p in view.article.paragraphs)
    return corrections(view.article.headline + "\n" + body, view.article.script)


def _examples(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """The first numeral of each sort that is shown in figures: a share, a sum in 億 or 萬, a plain count."""
    sorts: dict[str, tuple[str, str]] = {}
    for old, new in pairs:
        found = re.search("[%億亿萬万]", new)
        sorts.setdefault(found.group() if found else "", (old, new))
    return list(sorts.values())[:_MOST_EXAMPLES]


def lines(
    view: View,
    ctx: Context,
    exhibits: list[Exhibit],
    gaps: tuple[Gap, ...],
    date_text: str,
    outlet: str,
    wording: dict[str, str],
    glyphs: tuple[tuple[str, str], ...],
) -> tuple[MethodLine, ...]:
    """Source, reckoning and limits, one line each; lines without content are left out."""
    article = view.article
    say = wording
    made: list[MethodLine] = []

    def add(key: str, text: str) -> None:
        if text:
            made.append(MethodLine(key=key, label=say[f"{key}-label"], text=text))

    comma = say["separator"]
    add("article", say["article"].format(headline=show(article.headline, article.script)))
    add(
        "source",
        say["source" if outlet else "source-dated"].format(outlet=outlet, date=date_text, time=article.time or ""),
    )
    people = comma.join(show(name, article.script) for name in article.authors)
    editors = (
        say["editors"].format(editors=comma.join(show(name, article.script) for name in article.editors))
        if article.editors
        else ""
    )
    add("authors", say["joint"].join(p for p in (people, editors) if p))
    add("paragraphs", say["paragraphs"].format(n=len(article.paragraphs)))
    if any(ctx.status(f) != "actual" for f in view.numeric) or any(f.kind == "initiative" for f in view.facts):
        add("status", say["status"])
    approximate = [
        full_surface(view, f)
        for f in view.numeric
        if isinstance(f, Figure) and f.qualifier in ("近", "約", "约", "余", "超", "以上", "不到")
    ]
    approximate = list(dict.fromkeys(approximate))
    if approximate:
        add(
            "approximate",
            say["approximate-more" if len(approximate) > 5 else "approximate"].format(list=comma.join(approximate[:5])),
        )
    for exhibit in exhibits:
        if isinstance(exhibit, Timeline) and exhibit.spans:
            span = exhibit.spans[-1]
            add(
                "derived",
                say["derived"].format(text=span.text, rule=span.rule, end=exhibit.events[span.end].date_text),
            )
    firms = list(dict.fromkeys(show(house, article.script) for q in view.quotes if (house := ctx.house_of(q))))
    if firms:
        add("self", say["self"].format(list=comma.join(firms[:3])))
    if glyphs:
        shown = [f"{a}→{b}" for a, b in glyphs]
        text = comma.join(shown[:10])
        add("glyphs", say["glyphs"].format(list=text))
    elif any(mark in article.text for mark in ",;:(“"):
        add("glyphs", say["glyphs-marks"])
    if view.numerals:
        shown = [show(f"{old}→{new}", article.script) for old, new in _examples(view.numerals)]
        add("numerals", say["numerals"].format(list=comma.join(shown)))
    if 0 < len(gaps) < 3:
        for gap in gaps:
            add("gap", say["gap"].format(gap=gap.gap))
    add("unverified", say["unverified"])
    return tuple(line for line in made if width(line.text) > 0)
