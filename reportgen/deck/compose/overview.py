"""The summary: rows of a number and its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.deck.clean import clean
from reportgen.deck.compose.boards import rows_of_numbers
from reportgen.deck.compose.context import (
    Context,
    alike,
    bare,
    continued,
    headline,
    make,
    pick_title,
    shorten,
    title_zone,
)
from reportgen.deck.compose.fill import around, fill, unlike, whole
from reportgen.deck.geometry import CONTENT_END
from reportgen.deck.items import Slide
from reportgen.story.blocks import Claim, SummaryRow


def summary(ctx: Context) -> list[Slide]:
    """Rows: number, sentence, paragraph; continued when there are more than five."""
    rows = _rows(ctx)
    if not rows:
        return []
    title = _title(ctx, rows)
    spark = _spark_row(ctx, rows)
    if rows[spark].number.kind in ("target", "planned", "forecast"):
        spark = 0
    rows = (rows[spark], *rows[:spark], *rows[spark + 1 :])
    each = -(-len(rows) // -(-len(rows) // ctx.five))
    slides = []
    for page, start in enumerate(range(0, len(rows), each)):
        part = rows[start : start + each]
        text = continued(ctx, title, page)
        items, top = title_zone(ctx, text, [ctx.words["summary_dek"]])
        if len(part) == 5:
            top = min(top, 144.0)
        pitch = {5: 66.0, 4: 80.0, 3: 104.0, 1: 112.0}.get(len(part), 82.0)
        pitch = min(pitch, (ctx.up(CONTENT_END) - top) / len(part))
        said = []
        for row in part:
            ctx.told.tell(row.claim, summary=True)
            said.append(row.claim if _fits(ctx, row.claim.text, ctx.span(8) - 24, 2) else row.number.claim)
        items += rows_of_numbers(ctx, [r.number for r in part], said, top, pitch, spark=page == 0)
        end = top + pitch * len(part)
        told = [text, *(clean(r.claim.text) for r in rows)]
        texts: list[Claim] = []
        if len(part) < 3:
            sources = (ctx.story.points, around(ctx, ()))
            texts = next((t for s in sources if (t := whole(ctx, unlike(s, told), ctx.full - 90, summary=True))), [])
        more, rests = fill(ctx, end + 24, texts[:4], 1 + len(part), summary=True)
        items += more
        slides.append(
            make(
                ctx,
                f"summary{page or ''}",
                "rows",
                "rows",
                text,
                ctx.words["overview"],
                items,
                tracker=0,
                paragraphs=[*(r.number.paragraph for r in part), *rests],
                facts=[r.number.fact for r in part],
                say=[text, *(r.claim.text for r in part[:2])],
            )
        )
    return slides


def _rows(ctx: Context) -> Sequence[SummaryRow]:
    """The story's rows; where they are few, the best numbers that no block shows as well."""
    rows = list(ctx.story.summary)
    named = {f for row in rows for f in row.claim.facts}
    # A section of two or three such numbers needs them for a slide of its own.
    themes = sorted(ctx.story.themes, key=lambda t: len(t.further) in (2, 3))
    more = [SummaryRow(number=n, claim=n.claim) for theme in themes for n in theme.further[:_FULL]]
    fit = [r for r in more if not named & set(r.claim.facts) and _fits(ctx, r.claim.text, ctx.span(8) - 24, 2)]
    return [*rows, *fit[: max(0, _FULL - len(rows))]] if rows else rows


def _title(ctx: Context, rows: Sequence[SummaryRow]) -> str:
    """The occasion; where it would only say the cover's headline again, first what its weightiest row tells: two slides
    of one name are one in a list of slides. A sentence taken in its stead is left to the slide that needs it."""
    own = [ctx.story.summary_title, ctx.story.title]
    rank = {n.fact: i for i, n in enumerate(ctx.story.key_numbers)}
    best = sorted(rows, key=lambda r: rank.get(r.number.fact, len(rank)))
    stead = [*(r.claim for r in best if r.number.kind == "actual"), *ctx.story.points]
    again = alike(clean(own[0].text), clean(ctx.story.headline))
    cover = bare(headline(ctx))
    found = [c for c in ((*stead, *own) if again else (*own, *stead)) if bare(clean(c.text)) != cover]
    titled = set(ctx.told.titled)
    title = pick_title(ctx, found or own)
    if all(clean(c.text).rstrip("。") != title for c in own):
        ctx.told.titled = titled
        ctx.lent.add(title)
    return title


_FULL = 4  # rows of a full slide


def _fits(ctx: Context, text: str, width: float, lines: int) -> bool:
    return not shorten(ctx, text, "body", width, lines)[1]


def _spark_row(ctx: Context, rows: Sequence[SummaryRow]) -> int:
    named = set(ctx.story.summary_title.facts)
    best = ctx.story.key_numbers[0].fact if ctx.story.key_numbers else ""
    for test in (lambda r: r.number.fact in named, lambda r: r.number.fact == best):
        for i, row in enumerate(rows):
            if test(row):
                return i
    return 0
