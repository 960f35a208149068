"""Writes the reader's view of the proof: one self-contained HTML page with the article and every fact in it marked, the
facts with their reading and where they are printed, linked both ways. No network, no script; it prints."""

# ruff: noqa: E501  (a style sheet and markup keep their own lines)

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

from reportgen.assets import Theme, wording
from reportgen.display import display
from reportgen.verify.ground import Ground
from reportgen.verify.report import Report

_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: %(white)s; color: %(ink)s; font: 17px/1.8 "Noto Sans TC", "Noto Sans SC", "Microsoft JhengHei", "Microsoft YaHei",
  "PingFang TC", "PingFang SC", sans-serif; overflow-wrap: anywhere; }
a { color: %(river)s; text-underline-offset: .2em; }
a:focus-visible { outline: 3px solid %(spark)s; outline-offset: 2px; }
header { border-top: 4px solid %(river)s; padding: 28px clamp(16px, 4vw, 56px) 20px; max-width: 1240px; margin: 0 auto; position: relative; }
header::before { content: ""; position: absolute; left: clamp(16px, 4vw, 56px); top: -4px; width: 54px; height: 8px; background: %(spark)s; }
h1 { font-size: clamp(24px, 3.4vw, 34px); line-height: 1.4; margin: 0 0 8px; }
h2 { font-size: 20px; line-height: 1.5; color: %(river)s; border-top: 1px solid %(river)s; margin: 36px 0 12px; padding-top: 10px; }
h3 { font-size: 17px; line-height: 1.6; margin: 22px 0 6px; }
.meta, .sub { color: %(ink2)s; margin: 0; font-size: 15px; }
main { max-width: 1240px; margin: 0 auto; padding: 0 clamp(16px, 4vw, 56px) 64px; display: grid; gap: 0 48px;
  grid-template-columns: minmax(0, 6fr) minmax(0, 5fr); }
.wide { grid-column: 1 / -1; min-width: 0; }
section { min-width: 0; }
p.par { margin: 0 0 14px; padding-left: 2.4em; position: relative; }
p.par > b { position: absolute; left: 0; color: %(ink3)s; font-weight: 400; font-size: 14px; }
mark { background: none; color: inherit; border-bottom: 2px solid %(river)s; padding-bottom: 1px; }
mark.plan { border-bottom-style: dashed; }
mark:target, article:target { background: %(tint)s; }
mark a { color: inherit; text-decoration: none; }
mark a sup { color: %(river)s; font-size: 11px; line-height: 0; padding-left: .15em; }
article { border-top: 1px solid %(hair)s; padding: 10px 0 12px; scroll-margin-top: 12px; }
article h3 { margin: 0; display: flex; gap: .6em; align-items: baseline; flex-wrap: wrap; }
article h3 .id { color: %(river)s; min-width: 2.6em; }
dl { display: grid; grid-template-columns: 5.5em minmax(0, 1fr); margin: 4px 0 0; font-size: 15px; line-height: 1.7; }
dt { color: %(ink3)s; } dd { margin: 0; }
.tag { font-size: 13px; font-weight: 400; border: 1px solid %(river)s; color: %(river)s; padding: 0 .5em; line-height: 1.6; }
.tag.plan { border-style: dashed; }
table { border-collapse: collapse; width: 100%%; font-size: 15px; line-height: 1.6; }
th, td { text-align: left; padding: 5px 10px 5px 0; border-bottom: 1px solid %(hair)s; vertical-align: top; }
th { background: %(mist)s; border-bottom: 1px solid %(river)s; font-weight: 700; padding-left: 6px; } td:first-child { padding-left: 6px; }
@media (max-width: 820px) { main { display: block; } body { font-size: 16px; } }
@media print { main { display: block; } body { font-size: 10.5pt; } a { color: inherit; text-decoration: none; } article { break-inside: avoid; } }
"""


def page(ground: Ground, report: Report, theme: Theme) -> str:
    """The evidence page as HTML: article and facts side by side, then the numerals left unused with their reasons."""
    words: dict[str, Any] = wording(ground.script)["evidence"]
    language = "zh-Hant" if ground.script == "hant" else "zh-Hans"
    colours = {
        key: theme.colour[name]
        for key, name in (
            ("white", "white"),
            ("ink", "ink"),
            ("ink2", "ink-2"),
            ("ink3", "ink-3"),
            ("river", "river"),
            ("spark", "spark"),
            ("tint", "spark-tint"),
            ("hair", "hair"),
            ("mist", "mist"),
        )
    }
    article = ground.article
    headline = display(str(article.get("headline") or ""), ground.script)
    about = "　".join(str(article.get(k) or "") for k in ("publisher", "date") if article.get(k))
    proven = words["proven" if report.clean else "refused"].format(n=len(report.findings))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(words['title'])}：{_text(headline)}</title>\n<style>{_STYLE % colours}</style>\n</head>\n<body>\n"
        f'<header><h1>{_text(headline)}</h1><p class="meta">{_text(about)}</p>'
        f'<p class="sub">{_text(words["lead"])} {_text(proven)}</p></header>\n<main>\n'
        f'<section aria-labelledby="text"><h2 id="text">{_text(words["article"])}</h2>\n{_article(ground, words)}</section>\n'
        f'<section aria-labelledby="facts"><h2 id="facts">{_text(words["facts"].format(n=len(ground.recorded)))}</h2>\n'
        f"{''.join(_fact(fact, ground, report, words) for fact in ground.recorded.values())}</section>\n"
        f'<section class="wide" aria-labelledby="unused"><h2 id="unused">{_text(words["unused"])}</h2>\n{_unused(ground, words)}</section>\n'
        "</main>\n</body>\n</html>\n"
    )


def _text(value: object) -> str:
    return html.escape(str(value), quote=True)


def _article(ground: Ground, words: dict[str, Any]) -> str:
    """Paragraphs under their section headings, each fact a mark that leads to its record."""
    text = ground.text
    if text is None:
        return f"<p>{_text(words['no-text'])}</p>"
    headings = {int(s["paragraphs"][0]): s for s in ground.article.get("sections") or [] if s.get("paragraphs")}
    out = []
    for item in ground.article.get("paragraphs") or []:
        n, start, end = int(item["n"]), int(item["start"]), int(item["end"])
        if n in headings:
            section = headings[n]
            sub = f"　{section['subheading']}" if section.get("subheading") else ""
            out.append(f"<h3>{_text(section['heading'])}{_text(sub)}</h3>\n")
        inside = [f for f in ground.recorded.values() if start <= int(f["start"]) and int(f["end"]) <= end]
        out.append(f'<p class="par" id="p{n}"><b aria-hidden="true">{n}</b>{_marked(text, start, end, inside)}</p>\n')
    return "".join(out)


def _marked(text: str, start: int, end: int, facts: Sequence[dict[str, Any]]) -> str:
    """Raw text of a paragraph with its facts marked; a fact inside another is marked within it where they nest, and at
    the place where it begins where they overlap."""
    opens: dict[int, list[dict[str, Any]]] = {}
    for fact in sorted(facts, key=lambda f: (int(f["start"]), -int(f["end"]))):
        opens.setdefault(int(fact["start"]), []).append(fact)
    out: list[str] = []
    stack: list[dict[str, Any]] = []
    for at in range(start, end + 1):
        while stack and int(stack[-1]["end"]) <= at:
            out.append(_close(stack.pop()))
        if at == end:
            break
        for fact in opens.get(at, ()):
            if stack and int(fact["end"]) > int(stack[-1]["end"]):
                out.append(f'<mark id="m{fact["id"]}"><a href="#{fact["id"]}"><sup>{fact["id"]}</sup></a></mark>')
                continue
            plan = ' class="plan"' if fact.get("status") in ("target", "planned") else ""
            out.append(f'<mark id="m{fact["id"]}"{plan}>')
            stack.append(fact)
        out.append(html.escape(text[at]))
    while stack:
        out.append(_close(stack.pop()))
    return "".join(out)


def _close(fact: dict[str, Any]) -> str:
    # U+2060 keeps the sign on the line of the word that it belongs to.
    return f'\u2060<a href="#{fact["id"]}"><sup>{fact["id"]}</sup></a></mark>'


def _fact(fact: dict[str, Any], ground: Ground, report: Report, words: dict[str, Any]) -> str:
    """One record: what it is, how it was read, where it is printed."""
    kind = words["kind"].get(fact.get("kind"), fact.get("kind"))
    status = words["status"].get(fact.get("status") or "", "")
    plan = " plan" if fact.get("status") in ("target", "planned") else ""
    tag = f'<span class="tag{plan}">{_text(status)}</span>' if status else ""
    rows = [(words["kind-label"], _text(kind)), *((label, _text(value)) for label, value in _reading(fact, words))]
    where = _places(report.uses.get(str(fact["id"]), ()), report, words)
    rows.append((words["used"], _text(where or words["nowhere"])))
    paragraph = int(fact.get("paragraph") or 0)
    rows.append(
        (words["stands"], f'<a href="#m{_text(fact["id"])}">{_text(words["paragraph"].format(n=paragraph))}</a>')
    )
    body = "".join(f"<dt>{_text(label)}</dt><dd>{value}</dd>" for label, value in rows)
    surface = display(str(fact.get("surface") or ""), ground.script)
    return (
        f'<article id="{_text(fact["id"])}"><h3><span class="id">{_text(fact["id"])}</span><span>{_text(surface)}</span>{tag}</h3>'
        f"<dl>{body}</dl></article>\n"
    )


def _reading(fact: dict[str, Any], words: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Label and value of what a fact was read as; what the article does not say is left out."""
    labels = words["field"]
    if fact.get("kind") == "figure":
        values = fact.get("values") or [v for v in (fact.get("value"), fact.get("value_max")) if v is not None]
        shown = (" : " if fact.get("values") else " – ").join(f"{v:,.10g}" for v in values)
        yield labels["value"], f"{shown} {fact.get('unit') or ''}".strip() if shown else words["vague"]
    for key in (
        "qualifier",
        "subject",
        "measures",
        "period",
        "place",
        "attributed_to",
        "speaker",
        "role",
        "organisation",
        "giver",
        "year",
        "date",
        "event",
        "scope",
        "by",
    ):
        if fact.get(key) and key in labels:
            yield labels[key], str(fact[key])


def _places(uses: Iterable[tuple[str, int]], report: Report, words: dict[str, Any]) -> str:
    """PDF pages 1, 3; slides 2, 9."""
    found: dict[str, list[int]] = {}
    for file, number in uses:
        found.setdefault(report.units.get(file, "page"), []).append(number)
    joined: str = words["semicolon"].join(
        words[unit].format(n=words["comma"].join(str(n) for n in sorted(set(numbers))))
        for unit, numbers in sorted(found.items())
    )
    return joined


def _unused(ground: Ground, words: dict[str, Any]) -> str:
    """The numerals that are no facts, with the reason."""
    rows = []
    for item in ground.ledger.get("unused") or []:
        near = ""
        if ground.text is not None:
            a, b = int(item["start"]), int(item["end"])
            near = " ".join(ground.text[max(0, a - 10) : b + 10].split())
        why = words["why"].get(str(item.get("why")), item.get("why"))
        rows.append(f"<tr><td>{_text(item.get('surface'))}</td><td>{_text(near)}</td><td>{_text(why)}</td></tr>\n")
    head = "".join(f'<th scope="col">{_text(words[key])}</th>' for key in ("numeral", "near", "reason"))
    return (
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{''.join(rows)}</tbody></table>\n"
        if rows
        else f"<p>{_text(words['none'])}</p>"
    )
