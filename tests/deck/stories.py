"""Stories for the deck's tests: bare, ten times as long, hostile, in simplified characters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from reportgen.story.blocks import Bar, Bars, Multiples, Pair, Pairs, ParagraphEntry, Story, Structure, Theme
from tests.fixtures.seed_story import STORY, claim

HOSTILE = ("=cmd|' /C calc'!A0", "http://example.invalid/x", "javascript:alert(1)", "控制\x00\x07\x1b字元", "孤立\ud800代理", "右至左\u202e翻轉\u202c",
           "零\u200b寬\u200d字", "非字元\ufffe\uffff", "<a:t>&amp;</a:t>\"'", "很" * 400, "A" * 120, "+1-2*3@x", "\t\n換行\r\n", "😀👨‍👩‍👧表情𠮷")  # fmt: skip


def each_string(value: Any, change: Callable[[str, str], str], name: str = "") -> Any:
    """The record with every string changed; fact ids, dates and fixed words are left alone."""
    if isinstance(value, str):
        return change(value, name)
    if isinstance(value, tuple):
        return tuple(each_string(v, change, name) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"fact", "facts", "id", "kind", "status", "script", "date", "key", "rule", "companions", "url"}
        made = {
            f.name: getattr(value, f.name) if f.name in kept else each_string(getattr(value, f.name), change, f.name)
            for f in fields(value)
        }
        if "date" in made and value.__class__.__name__ == "Event":
            made["date"] = value.date
        return type(value)(**made)
    return value


def hostile() -> Story:
    """Every printed string with something nasty in it."""
    count = iter(range(10**6))

    def spoil(text: str, name: str) -> str:
        bad = HOSTILE[next(count) % len(HOSTILE)]
        return bad + text if next(count) % 3 else text + bad

    return each_string(STORY, spoil)


def bare() -> Story:
    """An article with sentences only: no number, no section."""
    theme = Theme(
        name="",
        kicker="",
        title=claim("晨霧散去，渡口的船一隻接一隻靠岸", 1),
        dek=None,
        body=tuple(
            claim(t, n)
            for n, t in (
                (1, "晨霧散去，渡口的船一隻接一隻靠岸"),
                (2, "老船工說，水比往年清，魚也比往年多"),
                (3, "對岸的學校響起鈴聲，孩子們跑過石橋"),
            )
        ),
        numbers=(),
        exhibits=(),
        quotes=(),
        ranks=(),
        lists=(),
        cases=(),
        days=(),
        facts=(),
        paragraphs=(1, 2, 3),
    )
    return replace(STORY, headline="渡口的早晨", dek=None, date=None, date_text="原文未載", time=None, outlet="", authors=(), editors=(), place=None,
                   title=claim("晨霧散去，渡口的船一隻接一隻靠岸", 1), key_numbers=(), points=theme.body, summary=(), summary_title=claim("晨霧散去，渡口的船一隻接一隻靠岸", 1),
                   board_title=claim("晨霧散去，渡口的船一隻接一隻靠岸", 1), honours=(), ranks=(), shares=(), themes=(theme,), tracker=None, gaps=(), gaps_title=None,
                   rows=(), evidence=(), index=tuple(ParagraphEntry(n=n, opening="晨霧") for n in (1, 2, 3)))  # fmt: skip


def long(times: int = 10) -> Story:
    """The seed's story with its sections, rows and gaps so many times over, each named apart."""
    themes, rows, evidence = [], [], []
    for n in range(times):
        mark = lambda text, name, n=n: f"第{n + 1}輪{text}" if name == "text" and n else text  # noqa: E731
        for theme in STORY.themes:
            made = each_string(theme, mark)
            themes.append(replace(made, name=f"{theme.name}{n + 1}" if n else theme.name))
        rows += [replace(r, fact=f"{r.fact}x{n}" if n else r.fact) for r in STORY.rows]
        evidence += [replace(e, fact=f"{e.fact}x{n}" if n else e.fact) for e in STORY.evidence]
    return replace(STORY, themes=tuple(themes), rows=tuple(rows), evidence=tuple(evidence), gaps=STORY.gaps * times,
                   index=tuple(ParagraphEntry(n=i + 1, opening="開頭") for i in range(len(STORY.index) * times)))  # fmt: skip


def charts() -> Story:
    """Exhibits that the seed lacks: ranked bars, changes with falls, before and after, structure."""
    base = dict(note="", paragraphs=(1,), spark=0)
    ranked = Bars(
        title=claim("全市5個區縣的糧食產量中，東川縣最高，達38.6萬噸", 1),
        subtitle="各區縣糧食產量，2023年，萬噸",
        unit="萬噸",
        rows=tuple(
            Bar(fact=f"F{i}", label=n, value=v, text=f"{v}萬噸")
            for i, (n, v) in enumerate(
                (("東川縣", 38.6), ("西川縣", 31.2), ("南川縣", 24.0), ("北川區", 12.5), ("中城區", 3.1)), 2
            )
        ),
        **base,
    )
    changes = Bars(
        title=claim("規上工業增加值增長7.9%，採礦業下降11.7%", 1),
        subtitle="同比，一季度，%",
        unit="%",
        rows=tuple(
            Bar(fact=f"F{i}", label=n, value=v, text=t)
            for i, (n, v, t) in enumerate(
                (
                    ("製造業", 9.2, "增長9.2%"),
                    ("規上工業", 7.9, "增長7.9%"),
                    ("房地產開發投資", -8.4, "下降8.4%"),
                    ("採礦業", -11.7, "下降11.7%"),
                ),
                8,
            )
        ),
        **base,
    )
    pairs = Pairs(
        title=claim("網上零售額佔比由19.8%提高到24.6%", 1),
        subtitle="佔限上單位零售額的比重，%",
        unit="%",
        rows=(
            Pair(facts=("F12", "F13"), label="網上零售額佔比", old=19.8, new=24.6, old_text="19.8%", new_text="24.6%"),
            Pair(
                facts=("F14", "F15"),
                label="技術改造投資佔工業投資比重",
                old=31.0,
                new=35.5,
                old_text="31%",
                new_text="35.5%",
            ),
        ),
        **base,
    )
    grown = (
        ("投資", (("製造業", 9.2), ("採礦業", -11.7))),
        ("消費", (("零售", 5.5), ("餐飲", 7.1))),
        ("出口", (("機電", 3.0),)),
    )
    multiples = Multiples(
        title=claim("製造業投資增長9.2%，餐飲增長7.1%", 1),
        subtitle="同比，一季度，%",
        panels=tuple(
            Bars(
                title=claim(head, 1),
                subtitle="",
                unit="%",
                rows=tuple(Bar(fact="F20", label=n, value=v, text=f"{v:g}%".replace("-", "下降")) for n, v in rows),
                **base,
            )
            for head, rows in grown
        ),
        **base,
    )
    structure = Structure(
        title=claim("三次產業結構為4.7:42:53.3", 1),
        subtitle="佔地區生產總值的比重，%",
        unit="%",
        rows=tuple(
            Bar(fact="F16", label=n, value=v, text=f"{v:g}%")
            for n, v in (("第一產業", 4.7), ("第二產業", 42.0), ("第三產業", 53.3))
        ),
        **base,
    )
    theme = replace(
        STORY.themes[0],
        name="經濟",
        exhibits=(ranked, pairs, changes, structure, multiples),
        quotes=(),
        cases=(),
        numbers=(),
        ranks=(),
        lists=(),
        days=(),
    )
    return replace(STORY, themes=(theme,), shares=(), honours=(), ranks=(), tracker=None)
