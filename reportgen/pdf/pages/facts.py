"""The fact table: every figure, rank and dated event of the article, derived ones after their source."""

from __future__ import annotations

from reportgen.pdf.bands import Opener
from reportgen.pdf.pages.theme import Variant
from reportgen.pdf.setter import Setter
from reportgen.pdf.tables import Column, TableBand, TableRow, row_pitch
from reportgen.story.blocks import Story
from reportgen.typeset import Inline

ANCHOR = "facts"
KIND_AT_EM, PARAGRAPH_WIDTH = 40.0, 38.0
VALUE_SHARE = 0.5
COST_CLOSE, COST_TIGHT = 10.0, 25.0


def variants(setter: Setter, story: Story) -> list[Variant]:
    """Opener and table at the design's own row (BRIEFING 28), and with rows closer, by about 15 % at most, for a table
    that then ends on its page (BRIEFING 2); nothing for an article without facts."""
    if not story.rows:
        return []
    head, whole = opener(setter, story), table(setter, story)

    def at(pitch: str, cost: float) -> Variant:
        rows = TableBand(setter, whole.columns, whole.rows, pitch=row_pitch(setter, pitch))
        return Variant((head, rows), cost)

    return [Variant((head, whole), 0.0), at("fact-row-close", COST_CLOSE), at("fact-row-tight", COST_TIGHT)]


def opener(setter: Setter, story: Story) -> Opener:
    """Both counts in the title, one line that defines the kinds in use."""
    derived = sum(1 for row in story.rows if row.kind == "derived")
    stated = len(story.rows) - derived
    title = setter.word("facts.title-derived" if derived else "facts.title", stated=stated, derived=derived)
    kinds = {row.kind for row in story.rows}
    defined = [setter.word("facts.lead")]
    defined += [
        setter.word(f"facts.lead-{key}")
        for key, kind in (("self", "self_reported"), ("derived", "derived"))
        if kind in kinds
    ]
    lead = setter.word("alt.semicolon").join(defined) + setter.word("alt.stop")
    return Opener(
        setter, name=setter.word("appendix"), kicker=setter.word("facts.kicker"), title=title, dek=lead, anchor=ANCHOR
    )


def table(setter: Setter, story: Story) -> TableBand:
    """Columns: fact at the left, value to MAIN's right edge, time at the third third, kind at 40 em, ¶ right."""
    grid = setter.grid
    kind_x = grid.left + KIND_AT_EM * grid.em
    main_right = grid.left + grid.main
    room = grid.main - 5
    value_w = room * VALUE_SHARE
    columns = [
        Column(setter.word("facts.fact"), grid.left + 5, room - 60),
        Column(setter.word("facts.value"), main_right - value_w, value_w, "right"),
        Column(setter.word("facts.time"), grid.side_x, kind_x - grid.side_x - 6),
        Column(setter.word("facts.kind"), kind_x, 36),
        Column(setter.word("facts.paragraph"), grid.right - 5 - PARAGRAPH_WIDTH, PARAGRAPH_WIDTH, "right"),
    ]
    ink, bold = setter.style("label", colour="ink"), setter.style("label-bold")
    plain, missing = setter.style("label"), setter.style("label", colour="ink-3")
    strong = setter.style("label-bold", colour="river")
    head = setter.style("label-bold", colour="river")
    rows: list[TableRow] = []
    section: str | None = None
    named = any(row.section for row in story.rows)
    for row in story.rows:
        if named and row.section != section:
            section = row.section
            rows.append(TableRow((setter.line(section or setter.word("facts.intro"), head),), section=True))
        value = setter.line(row.value, bold)
        if value.width > value_w:
            value = setter.text(row.value, value_w, bold)
        fact = setter.text(row.text, room - 14 - value.width, ink)
        kind = strong if row.kind in ("target", "planned", "forecast", "ongoing", "derived") else plain
        link = f"#m-{row.fact}|p-{row.paragraph}"
        rows.append(
            TableRow(
                (
                    fact,
                    value,
                    setter.text(
                        [Inline(setter.word("unsaid"), missing) if row.period is None else Inline(row.period, plain)],
                        columns[2].w,
                        plain,
                    ),
                    setter.line(setter.word(f"kind.{row.kind}"), kind),
                    setter.line([Inline(str(row.paragraph), plain, link=link)], plain),
                ),
                anchor=f"f-{row.fact}",
            )
        )
    return TableBand(setter, columns, rows, pitch=row_pitch(setter, "fact-row"))
