"""Chooses the slides: which archetypes a story fills, in which order, so that no two neighbours look alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from reportgen.deck.clean import clean
from reportgen.deck.compose.appendix import appendix_slides
from reportgen.deck.compose.boards import board, facts_of, number_list
from reportgen.deck.compose.calendar import calendar_slides
from reportgen.deck.compose.cards import card_slides
from reportgen.deck.compose.cases import case_slides
from reportgen.deck.compose.closing import method_slide
from reportgen.deck.compose.context import Context, bare
from reportgen.deck.compose.cover import cover
from reportgen.deck.compose.exhibits import Place, chart_slides, fitting, is_thin, multiple_slides, pair_slides
from reportgen.deck.compose.fill import strip_holds
from reportgen.deck.compose.further import LEAST, further_slides, spare
from reportgen.deck.compose.gaps import gap_slides
from reportgen.deck.compose.honours import honours, joins_board
from reportgen.deck.compose.overview import summary
from reportgen.deck.compose.quotes import quote_groups, quote_slides
from reportgen.deck.compose.sections import (
    list_slides,
    rows_over_quote,
    sentence_slides,
    tag_ranks,
    tag_slides,
    tags_leave_room,
)
from reportgen.deck.compose.shown import shows
from reportgen.deck.compose.timeline import timeline_slides
from reportgen.deck.compose.told import places
from reportgen.deck.compose.tracker import tracker_slides
from reportgen.deck.items import Slide
from reportgen.records import dataclass
from reportgen.story.blocks import (
    Board,
    Cards,
    Claim,
    Exhibit,
    Gap,
    Multiples,
    Number,
    Pairs,
    Quotation,
    Theme,
    Timeline,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """Slides in order, and the entries of the tracker."""

    slides: tuple[Slide, ...]
    tracker: tuple[str, ...]


def plan(ctx: Context) -> Plan:
    """Lay the whole deck out."""
    story = ctx.story
    named = [t for t in story.themes if clean(t.name)]
    names = [clean(t.name) for t in named]
    # What a later slide shows better than the board: exhibits' titles, ranked numbers, dated events, cases.
    own = [e.title for e in (*story.shares, *(e for t in story.themes for e in t.exhibits))]
    known = {r.fact for r in story.ranks[:6]} if story.honours else set()
    if len(story.themes) > 1:  # else the overview has shown the ranks
        own += [t.title for t in story.themes if len(t.ranks) > 2 and any(r.fact not in known for r in t.ranks)]
    for theme in (t for t in story.themes if len(t.days) > 1):
        dated = [d.number for d in theme.days if d.number]
        own += [n.claim for n in dated]
        own += [theme.title for n in dated if clean(n.digits) in clean(theme.title.text)]
    own += [t.cases[0].number.claim for t in story.themes if t.cases]
    own += [story.tracker.title] if story.tracker else []
    ctx.reserved = frozenset(bare(clean(c.text)) for c in own)
    ctx.ahead = places([*own, *(row.item for row in story.tracker.rows)] if story.tracker else own)
    themes = _undated_to_calendar(story.themes)
    spoken = _of_plans(ctx)
    themes = tuple(replace(t, quotes=tuple(q for q in t.quotes if q is not spoken)) for t in themes)
    entries = [ctx.words["overview"], *(clean(t.name) for t in named), ctx.words["closing"]]
    last = len(entries) - 1
    closing_name = ctx.words["closing"]

    heads: list[str] = []

    def lay(skip: frozenset[tuple[int, int]]) -> tuple[list[Slide], list[_Run], list[Slide]]:
        """Overview, sections and closing; candidates in `skip` (section, place in its list) are left out."""
        ctx.begin()
        front = _overview(ctx)
        ctx.again = []
        heads[:] = ctx.heads
        # The sections choose first; what the overview has to say besides is filled in at the end.
        ctx.told = replace(ctx.told, placed=set(), texts=set(), facts={f for s in front for f in s.facts})
        ctx.carded = frozenset(f for s in front if s.key == "board" for f in facts_of(s.items))
        seen = frozenset(p for slide in front for p in slide.paragraphs)
        runs: list[_Run] = []
        before = front[-1].archetype if front else ""
        homes = _home_of_shares(ctx)
        if named and (lead := _before_sections(ctx, homes.pop(_NOWHERE, []), before)):
            runs.append(_Run(replace(themes[0], name=""), lead))
            before = lead[-1][1][-1].archetype
        for number, theme in enumerate(themes):
            entry = names.index(clean(theme.name)) + 1 if clean(theme.name) else 0
            section = clean(theme.name) or ctx.words["whole"]
            run = _theme(ctx, theme, number, section, entry, homes.get(number, []), before, skip, seen)
            before = next((made[-1].archetype for _, made in reversed(run)), before)
            runs.append(_Run(theme, run))
        tail: list[Slide] = []
        joined: list[Gap] = []
        if story.tracker and story.tracker.rows:
            coming, joined = tracker_slides(ctx, story.tracker, story.gaps, closing_name, last, spoken)
            tail += coming
        shown, few = gap_slides(ctx, story.gaps, closing_name, last)
        tail += shown
        few = [g for g in few if g not in joined]
        tail.append(method_slide(ctx, closing_name, last, few, joined))
        return front, runs, tail

    front, runs, tail = lay(frozenset())
    skip = _beyond(runs, _budget(len(story.rows)) - 1 - len(front) - len(tail))
    if skip:
        # Once more without them, so that no title is lost to a slide that is not there.
        front, runs, tail = lay(skip)
    bodies = [(run.theme, [s for _, made in run.parts for s in made]) for run in runs]
    count = 1 + len(front)
    flat = [s for _, made in bodies for s in made]
    numbered = [replace(s, page=str(count + i + 1)) for i, s in enumerate([*flat, *tail])]
    values = {row.fact: row.value for row in story.rows}
    for slide in numbered:
        for fact in slide.facts:
            if slide.archetype not in ("gaps", "method", "table"):
                ctx.fact_page.setdefault(fact, slide.page)
                if shows(slide, values.get(fact, "")):
                    ctx.fact_slide.setdefault(fact, slide.key)
    ctx.again = heads
    front = [replace(s, page=str(i + 2)) for i, s in enumerate(_overview(ctx))]
    for slide in front:
        for fact in slide.facts:
            if shows(slide, values.get(fact, "")):
                ctx.fact_slide.setdefault(fact, slide.key)
    ctx.slide_page = {s.key: s.page for s in (*front, *numbered)}
    ranges = _ranges(ctx, bodies, numbered)
    first = cover(ctx, ranges)
    ctx.used.update(s.title for s in numbered)
    appendix = appendix_slides(ctx, ctx.words["appendix"], last)
    return Plan((first, *front, *numbered, *appendix), tuple(entries))


_FEW_PLANS = 3


def _of_plans(ctx: Context) -> Quotation | None:
    """A short quotation of the paragraph that tells what is to come, to stand under its few rows when there is nothing
    that the article does not say."""
    story = ctx.story
    if story.tracker is None or len(story.tracker.rows) > _FEW_PLANS or story.gaps:
        return None
    where = {n for row in story.tracker.rows for n in row.item.paragraphs}
    fit = (q for t in story.themes if t.exhibits for q in t.quotes if q.paragraph in where and strip_holds(ctx, q))
    return next(fit, None)


def _undated_to_calendar(themes: Sequence[Theme]) -> tuple[Theme, ...]:
    """A calendar without numbers of its own takes the board of three undated numbers that ends the section after it.

    Dated facts stand in boxes, undated ones below them; alone, the three would fill no slide.
    """
    out = list(themes)
    for i, theme in enumerate(out[:-1]):
        if len(theme.days) < 2 or any(isinstance(e, Board) for e in theme.exhibits):
            continue
        later = out[i + 1]
        board = next((e for e in later.exhibits if isinstance(e, Board) and len(e.numbers) == 3), None)
        rest = len(later.exhibits) + len(later.cases) + len(later.days) > 1 or len(later.ranks) > 2
        if board and rest and all(n.period is None for n in board.numbers):
            out[i] = replace(theme, exhibits=(*theme.exhibits, board))
            out[i + 1] = replace(later, exhibits=tuple(e for e in later.exhibits if e is not board))
            break
    return tuple(out)


def _ranges(
    ctx: Context, bodies: Sequence[tuple[Theme, list[Slide]]], numbered: Sequence[Slide]
) -> list[tuple[str, str, str]]:
    pages = {s.key: s.page for s in numbered}
    out = []
    for theme, made in bodies:
        if not clean(theme.name):
            continue
        here = [int(pages[s.key]) for s in made]
        words = ""
        if here:
            words = ctx.say("pages", a=here[0], b=here[-1]) if len(here) > 1 else ctx.say("page", n=here[0])
        out.append((clean(theme.name), clean(theme.kicker), words))
    return out


def _overview(ctx: Context) -> list[Slide]:
    story = ctx.story
    slides = summary(ctx)
    numbers = _board_numbers(ctx)
    section = ctx.words["overview"]
    if numbers:
        titles = [story.board_title, *(n.claim for n in numbers)]
        named = set(story.board_title.facts)
        spark = next((i for i, n in enumerate(numbers) if n.fact in named or n.digits in story.board_title.text), 0)
        texts = [c for c in story.points if c.text not in {r.claim.text for r in story.summary}]
        ranks = joins_board(ctx)
        before = slides[-1].archetype if slides else ""
        made = board(
            ctx, "board", section, 0, numbers, titles, "", texts=texts, spark=spark, ranks=ranks, before=before
        )
        slides.append(made)
        if ranks:
            return slides
    for i, found in enumerate(story.honours[:1] or (None,)):
        slides += honours(ctx, found, story.ranks if i == 0 else ())
    return slides


_REPEATED, _FEWEST = (2, 5), 3


def _board_numbers(ctx: Context) -> list[Number]:
    """The numbers of the board: at most two of those that the summary has set large (five of an article with sections,
    whose cover names these and no numbers), then the key numbers beyond it and those next in weight that no section
    draws. None when that gives fewer than three."""
    story = ctx.story
    summed = {r.number.fact for r in story.summary}
    drawn = {n.fact for t in story.themes for e in t.exhibits if isinstance(e, Board) for n in e.numbers}
    drawn |= {d.number.fact for t in story.themes for d in t.days if d.number}
    drawn |= {c.number.fact for t in story.themes for c in t.cases}
    fresh = [n for n in story.key_numbers if n.fact not in summed]
    fresh += [n for n in story.next_numbers if n.fact not in drawn]
    fresh = list({n.fact: n for n in fresh}.values())
    again = [n for n in story.key_numbers if n.fact in summed]
    again.sort(key=lambda n: bare(clean(n.claim.text)) in ctx.reserved)  # those may stand as the board's title
    most = _REPEATED[any(t.name for t in story.themes)]
    found = [*again[:most], *fresh]
    if len(found) < _FEWEST or len(fresh) < (1 if most > 2 or joins_board(ctx) else 2):
        return []  # it would tell the summary once more
    order = {n.fact: i for i, n in enumerate((*story.key_numbers, *story.next_numbers))}
    return sorted(found[:6], key=lambda n: order[n.fact])


def _home_of_shares(ctx: Context) -> dict[int, list[Exhibit]]:
    """The article's shares go to the section their paragraph stands in; those of no section stand before them."""
    homes: dict[int, list[Exhibit]] = {}
    lost = _NOWHERE if any(clean(t.name) for t in ctx.story.themes) else 0
    for exhibit in ctx.story.shares:
        found = next((i for i, t in enumerate(ctx.story.themes) if set(exhibit.paragraphs) & set(t.paragraphs)), lost)
        if any(exhibit is e for t in ctx.story.themes for e in t.exhibits):
            continue
        homes.setdefault(found, []).append(exhibit)
    return homes


_NOWHERE = -1  # the home of what stands before the first section


def _before_sections(ctx: Context, exhibits: Sequence[Exhibit], before: str) -> list[tuple[int, list[Slide]]]:
    """The charts of what the article tells before its first heading: they belong to the overview."""
    out = []
    lone = [e for e in exhibits if isinstance(e, Pairs) and len(e.rows) == 1]
    for i, exhibit in enumerate(exhibits):
        here = set(exhibit.paragraphs)
        said = tuple(sorted(ctx.story.points, key=lambda c: not here & set(c.paragraphs)))
        place = Place(key=f"s0-{i}", section=ctx.words["overview"], tracker=0, theme=None, titles=said, before=before)
        if len(lone) > 1 and exhibit is lone[1]:
            continue
        two = len(lone) > 1 and exhibit is lone[0]
        made = pair_slides(ctx, lone[0], lone[1], place) if two else chart_slides(ctx, exhibit, place)
        if made:
            out.append((i, made))
            before = made[-1].archetype
    return out


_SLIDES, _SLIDES_ROWS = 16, 40
_WEIGHT = {
    "timeline": 9,
    "cards": 8,
    "tags": 8,
    "cases": 7,
    "quotes": 6,
    "lists": 5,
    "board": 5,
    "calendar": 4,
    "rows": 3,
}


def _budget(rows: int) -> int:
    """Slides before the appendix: 16 for an article of up to 40 facts, more for a longer one."""
    return max(_SLIDES, round(_SLIDES * rows / _SLIDES_ROWS))


@dataclass(frozen=True, slots=True)
class _Run:
    """The slides of one section, by the place of their candidate in the section's list."""

    theme: Theme
    parts: list[tuple[int, list[Slide]]]


def _beyond(runs: Sequence[_Run], limit: int) -> frozenset[tuple[int, int]]:
    """The least weighty candidates, later ones first, until the rest fits; each section keeps one.

    What is left out stays in the fact table.
    """
    left = {number: list(run.parts) for number, run in enumerate(runs)}
    total = sum(len(made) for parts in left.values() for _, made in parts)
    choices = sorted(
        (0 if _FURTHER <= index < _REST else _WEIGHT.get(made[0].archetype, 9), -place, number, index)
        for number, parts in left.items()
        for place, (index, made) in enumerate(parts)
    )
    out: set[tuple[int, int]] = set()
    for _, place, number, index in choices:
        if total <= max(limit, 1):
            break
        if sum((number, i) not in out for i, _ in left[number]) > 1:
            out.add((number, index))
            total -= len(left[number][-place][1])
    return frozenset(out)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A slide that could be made: its archetype, and the making."""

    archetype: str
    make: Callable[[Place], list[Slide]]
    further: bool = False


def _theme(
    ctx: Context,
    theme: Theme,
    number: int,
    section: str,
    tracker: int,
    shares: Sequence[Exhibit],
    before: str,
    skip: frozenset[tuple[int, int]],
    seen: frozenset[int],
) -> list[tuple[int, list[Slide]]]:
    """The run of one section: its blocks best first, reordered so that neighbours differ; then sentences.

    `seen` are paragraphs that the overview has told.
    """
    numbered = ((i + _FURTHER * c.further, c) for i, c in enumerate(_candidates(ctx, theme, shares)))
    found = [c for c in numbered if (number, c[0]) not in skip]
    out: list[tuple[int, list[Slide]]] = []
    place = Place(key="", section=section, tracker=tracker, theme=theme, titles=_titles(ctx, theme))
    while found:
        pick = next((c for c in found if c[1].archetype != before), found[0])
        found.remove(pick)
        place = replace(place, key=f"s{number + 1}-{pick[0]}", before=before, titles=_titles(ctx, theme))
        made = pick[1].make(place)
        if made:
            out.append((pick[0], made))
            before = made[-1].archetype
    told = seen | {p for _, made in out for slide in made for p in slide.paragraphs}
    rest = [c for c in theme.body if not told >= set(c.paragraphs)] if out else list(theme.body)
    rest = [c for c in rest if not ctx.told.repeats(c) and not ctx.own.holds(c)] if out else rest
    if not out or (len(rest) > _FEW and all(n != number for n, _ in skip)):
        where = replace(place, key=f"s{number + 1}-rest", before=before)
        dek = theme.dek.text if theme.dek else theme.kicker
        if not out and len(rest) <= _FEW and len(theme.numbers) > 1:
            made = _numbered(ctx, theme, rest, where, dek)
        else:
            made = sentence_slides(ctx, rest, replace(where, titles=() if out else (theme.title,)), dek, only=not out)
        if made:
            out.append((_REST, made))
    return out


_FEW = 3  # sentences that leave a slide of their own half empty, as one of them is its title


def _numbered(ctx: Context, theme: Theme, rest: Sequence[Claim], place: Place, dek: str) -> list[Slide]:
    """A section of few sentences: its numbers set large above them, or as rows beside another board, or there the
    sentences."""
    titles = [theme.title, *rest]
    if place.before == "board":
        rows = number_list(ctx, place.key, place.section, place.tracker, theme.numbers, titles, dek, texts=rest)
        if rows:
            return [rows]
        if len(rest) > 2:
            return sentence_slides(ctx, rest, replace(place, titles=(theme.title,)), dek)
    where = (ctx, place.key, place.section, place.tracker, theme.numbers[:3], titles, dek)
    return [board(*where, texts=rest, own=True, before=place.before)]


_FURTHER = 500  # the places of slides that stand only where the other slides leave room
_REST = 1000  # the place of the sentences among a section's candidates: after all others


def _titles(ctx: Context, theme: Theme) -> tuple[Claim, ...]:
    return (theme.title, *theme.body, *((theme.dek,) if theme.dek else ()), *spare(ctx, theme))


def _candidates(ctx: Context, theme: Theme, shares: Sequence[Exhibit]) -> list[_Candidate]:
    quotes = list(theme.quotes)
    strip = _strip_quote(theme, quotes)
    out: list[_Candidate] = []
    boards: list[Board] = []
    exhibits = _merge(theme.exhibits, shares)
    lone = [e for e in exhibits if isinstance(e, Pairs) and len(e.rows) == 1]
    joined = {id(a): b for a, b in zip(lone[::2], lone[1::2], strict=False)}
    second = {id(b) for b in joined.values()}
    for exhibit in exhibits:
        if id(exhibit) in second:
            continue
        if id(exhibit) in joined:
            assert isinstance(exhibit, Pairs)
            said = quotes.pop() if len(quotes) == 1 and strip_holds(ctx, quotes[0]) else None
            out.append(_Candidate("chart-pairs", partial(pair_slides, ctx, exhibit, joined[id(exhibit)], quote=said)))
            continue
        if isinstance(exhibit, Multiples):
            out.append(_Candidate("chart-multiples", partial(multiple_slides, ctx, exhibit)))
        elif isinstance(exhibit, Timeline):
            out.append(_Candidate("timeline", partial(timeline_slides, ctx, exhibit)))
        elif isinstance(exhibit, Cards):
            if len(exhibit.cards) >= 3:
                out.append(_Candidate("cards", partial(card_slides, ctx, exhibit)))
        elif isinstance(exhibit, Board):
            boards.append(exhibit)
        else:
            word = type(exhibit).__name__.lower()
            few = len(quotes) == 1 and is_thin(exhibit) and strip_holds(ctx, quotes[0])
            said = quotes.pop() if few else None
            out.append(_Candidate(f"chart-{word}", partial(chart_slides, ctx, exhibit, quote=said)))
    if theme.cases:
        quote = strip if strip and strip.paragraph in {c.paragraph for c in theme.cases} else None
        if quote:
            quotes.remove(quote)
        if len(theme.cases) >= 2 or quote:
            out.append(_Candidate("cases", partial(case_slides, ctx, theme.cases, quote)))
    number = _ranked_number(ctx, theme)
    known = {r.fact for r in ctx.story.ranks[:6]} if ctx.story.honours else set()
    fresh = any(r.fact not in known for r in theme.ranks)
    if number and fresh and len(tag_ranks(number, theme.ranks)) >= 3:
        room = tags_leave_room(ctx, number, theme.ranks)
        quote = next((q for q in quotes if q.speaker is None), None) if room else None
        if quote:
            quotes.remove(quote)
        out.append(_Candidate("tags", partial(tag_slides, ctx, number, theme.ranks, quote)))
    if theme.days and len(theme.days) >= 2:
        loose = boards.pop(0) if boards else None
        numbers: Sequence[Number] = loose.numbers if loose else [n for n in theme.numbers if n.period is None]
        dated = loose and any(n.period for n in loose.numbers)
        heading = loose.subtitle if loose and dated else ctx.words["calendar_open"]
        out.append(_Candidate("calendar", partial(calendar_slides, ctx, theme.days, numbers, heading, theme.body)))
    for exhibit in boards:
        if len(exhibit.numbers) >= 2 and sum(n.fact not in ctx.carded for n in exhibit.numbers) > 1:
            said = quotes[0] if len(quotes) == 1 and len(exhibit.numbers) <= 3 and strip_holds(ctx, quotes[0]) else None
            if said:
                quotes.remove(said)
            shown = {n.fact for n in exhibit.numbers}
            spoken = [
                *theme.body,
                *(n.claim for n in theme.numbers if n.fact not in shown),
                *((theme.dek,) if theme.dek else ()),
            ]
            said_here = [clean(q.text).strip("「」“”。") for q in theme.quotes]
            texts = [
                c
                for c in spoken
                if clean(c.text) != clean(exhibit.title.text) and not any(q in clean(c.text) for q in said_here)
            ]
            out.append(_Candidate("board", partial(_board_slides, ctx, exhibit, texts, said)))
    if len(quotes) == 1 and len(theme.further) > 1 and strip_holds(ctx, quotes[0]):
        out.append(_Candidate("rows", partial(further_slides, ctx, theme, quote=quotes.pop())))
    out += [_Candidate("quotes", partial(_quote_slides, ctx, group)) for group in quote_groups(ctx, quotes)]
    lists = [x for x in theme.lists if len(x.items) >= 3]
    if lists:
        out.append(_Candidate("lists", partial(list_slides, ctx, lists)))
    out += [_Candidate("further", partial(further_slides, ctx, theme), True) for _ in theme.further[::LEAST]]
    return out


def _board_slides(
    ctx: Context, exhibit: Board, texts: Sequence[Claim], quote: Quotation | None, place: Place
) -> list[Slide]:
    """A section's number board, as one slide, without what the overview's board shows where enough is left; its numbers
    as rows beside another board."""
    titles, near = [exhibit.title, *fitting(place.titles, exhibit)], _near(texts, exhibit)
    fresh = [n for n in exhibit.numbers if n.fact not in ctx.carded]
    enough = len(fresh) > 2 and any(clean(n.digits) in clean(exhibit.title.text) for n in fresh)
    numbers = fresh if enough else exhibit.numbers
    where = (ctx, place.key, place.section, place.tracker, numbers, titles, exhibit.subtitle)
    if place.before == "board" and not exhibit.note and (made := number_list(*where, texts=near, quote=quote)):
        return [made]
    spark = 0 if enough else exhibit.spark or 0
    return [board(*where, texts=near, quote=quote, note_text=exhibit.note, spark=spark, own=True, before=place.before)]


def _quote_slides(ctx: Context, quotes: Sequence[Quotation], place: Place) -> list[Slide]:
    """Quotations; after a slide of others a lone one stands under numbers of the section, where it has them."""
    theme = place.theme
    if place.before == "quotes" and len(quotes) == 1 and theme and strip_holds(ctx, quotes[0]):
        numbers = [n for n in theme.numbers if n.fact not in ctx.told.facts][:3]
        if len(numbers) > 1:
            where = (ctx, place.key, place.section, place.tracker, numbers, [theme.title, *(n.claim for n in numbers)])
            return [board(*where, "", texts=theme.body, quote=quotes[0], own=True)]
        if made := rows_over_quote(ctx, place.titles, quotes[0], place):
            return [made]
    return quote_slides(ctx, quotes, place)


def _ranked_number(ctx: Context, theme: Theme) -> Number | None:
    """A number of the section that one of its ranks is said of (same paragraph); None when ranks and numbers are apart.

    An article of one section has shown its ranks in the overview already.
    """
    if len(ctx.story.themes) < 2:
        return None
    where = {r.paragraph for r in theme.ranks}
    numbers = [n for n in (*ctx.story.key_numbers, *theme.numbers) if n.paragraph in where]
    fresh = [n for n in numbers if clean(n.claim.text) not in ctx.used]
    titled = [n for n in fresh if clean(n.claim.text) == clean(theme.title.text)]
    linked = [n for n in fresh if any(r.paragraph == n.paragraph and clean(n.digits) in r.text for r in theme.ranks)]
    own = [n for n in fresh if bare(clean(n.claim.text)) not in ctx.reserved]
    return next(iter((*titled, *linked, *own)), None)


def _near(texts: Sequence[Claim], exhibit: Exhibit) -> list[Claim]:
    """Sentences of the exhibit's own paragraphs first, then the others."""
    here = set(exhibit.paragraphs)
    return sorted(texts, key=lambda c: not here & set(c.paragraphs))


def _merge(exhibits: Sequence[Exhibit], shares: Sequence[Exhibit]) -> list[Exhibit]:
    """Shares after the first exhibit of the section."""
    return [*exhibits[:1], *shares, *exhibits[1:]]


def _strip_quote(theme: Theme, quotes: Sequence[Quotation]) -> Quotation | None:
    """A quotation short enough for one line under something else."""
    return next((q for q in quotes if len(clean(q.text)) <= 28), None)
