"""Recomputes what only the surroundings can prove: figure and table numbers, page numbers, paragraph marks, source
lines, counts in titles, running numbers of lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reportgen.verify import relative, years
from reportgen.verify.ground import bare, dense
from reportgen.verify.numerals import chinese_value, read
from reportgen.verify.report import Remark

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven

_MONTH = re.compile(r"(\d{1,2})月")
# Counts that nothing but their other places in the file can prove.
_SAME = ("deck.gaps_fallback.n", "story.gaps-title.n", "story.gap.target-many.n", "story.gap.praise-many.n")


def numbers(text: str) -> list[int]:
    """1、4至6、12 → 1 4 5 6 12."""
    found: list[int] = []
    for part in re.split(r"[、,，\s]+", text):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if len(ends) == 2 and ends[0] <= ends[1] <= ends[0] + 500:
            found.extend(range(ends[0], ends[1] + 1))
        else:
            found.extend(ends)
    return found


def check(proof: FileProof) -> None:
    """Every number that a pattern left to be proven, every mark, every page number."""
    _marks(proof)
    _sequences(proof)
    _page_numbers(proof)
    _running(proof)
    for proven in proof.proven:
        for _, part in proven.parts:
            for key, hole, value in part.counts:
                _count(proof, proven, key, hole, value)


def _page_numbers(proof: FileProof) -> None:
    """No two slides bear one number, and the months of a time axis follow one another."""
    if proof.contents.format != "pptx":
        return
    seen: dict[str, int] = {}
    for proven in proof.proven:
        unit = proven.unit
        if unit.kind != "head" or unit.role != "sldNum":
            continue
        other = seen.setdefault(unit.text, unit.page)
        if other != unit.page:
            wrong = unit.page if str(unit.page) != unit.text else other
            proof.find(wrong, unit.place, unit.text, "is the number of two slides", says=str(wrong))
    if seen.get("1", 1) != 1 and 1 not in seen.values():
        proof.find(seen["1"], "page number", "1", "is the number of the cover", says=str(seen["1"]))
    rows: dict[tuple[int, int], list[tuple[float, int, Proven]]] = {}
    for proven in proof.proven:
        if proven.unit.box is None or proven.unit.kind != "text" or proven.unit.fact:
            continue
        found = _MONTH.fullmatch(dense(proven.unit.text).text)
        if found:
            key = (proven.unit.page, round(proven.unit.box[1]))
            rows.setdefault(key, []).append((proven.unit.box[0], int(found.group(1)), proven))
    for row in rows.values():
        row.sort(key=lambda item: item[0])
        wrong_ones = [i for i, (_, month, _) in enumerate(row) if (month - row[0][1] - i) % 12 and len(row) > 2]
        if wrong_ones:
            # One that is off is wrong itself; all but the first off: the first is.
            bad = 0 if len(wrong_ones) == len(row) - 1 and len(row) > 2 else wrong_ones[0]
            unit = row[bad][2].unit
            proof.find(unit.page, unit.place, unit.text, "is not the month of its place on the axis")


def _number(value: str) -> int | None:
    value = value.removesuffix("年")
    if value.isdigit():
        return int(value)
    found = chinese_value(value)
    return int(found) if found is not None else None


def _count(proof: FileProof, proven: Proven, key: str, hole: str, value: str) -> None:
    name = f"{key}.{hole}"
    if hole == "paragraphs":
        _source(proof, proven, numbers(value))
        return
    number = _number(value)
    if number is None:
        return
    most = proof.ground.paragraphs
    page = proven.unit.page
    right: int | None = None
    if name in ("deck.paragraph.n", "briefing.link-paragraph.n", "deck.appendix_title_only.p"):
        if not 1 <= number <= most:
            right = most
        elif name == "deck.paragraph.n":
            right = _beside_paragraph(proof, proven, number)
    elif name in ("method.paragraphs.n", "deck.method_paragraphs.n"):
        right = most
    elif name in ("deck.alt_table.rows",):
        rows = {p.unit.row for p in proof.proven if p.unit.kind == "cell" and p.unit.page == page}
        right = len(rows) - 1 if rows else None
        if right is not None and number == len(rows):
            right = number
    elif name.startswith(("briefing.facts.title", "deck.appendix_title")) and hole in ("stated", "n"):
        right = _table_rows(proof, derived=False)
        if key.startswith("deck.") and (_table_rows(proof, derived=None) or 0) < (_total(proof) or 0):
            right = _total(proof)  # slides of the appendix were deleted
        if right is not None and number == _table_rows(proof, derived=None):
            right = number
        if key.startswith("deck.appendix_title") and hole == "n" and not _told_alike(proof):
            right = _total(proof) if _total(proof) != number else _table_rows(proof, derived=None)
    elif name.startswith("briefing.facts.title") and hole == "derived":
        right = _table_rows(proof, derived=True)
    elif name == "briefing.page-foot.total":
        right = proof.contents.pages
    elif name == "briefing.page-foot.n":
        right = page
    elif name in ("briefing.page.n", "briefing.link-page.n", "deck.page.n", "deck.pages.a", "deck.pages.b"):
        right = _page_reference(proof, proven, name, number)
    elif name == "deck.notes_fact.n":
        ids = [f for f in proven.facts if f in proof.ground.facts]
        first = re.match(r"([FD]\d+):", dense(proven.unit.text).text)
        if first and proof.ids.get(first.group(1), first.group(1)) in proof.ground.facts:
            ids = [proof.ids.get(first.group(1), first.group(1))]
            named = proof.ground.facts[ids[0]]
            begin, end = named.get("sentence") or (0, 0)
            others = [proof.ground.facts[f] for f in proven.facts if f in proof.ground.facts and f != ids[0]]
            if others and not any(begin <= int(o["start"]) < end for o in others) and ids[0] not in proven.facts:
                says = str(named.get("surface"))
                unit = proven.unit
                proof.find(unit.page, unit.place, unit.text, f"names {first.group(1)}, which is another", says=says)
        if ids and not any(int(proof.ground.facts[f]["paragraph"]) == number for f in ids):
            right = int(proof.ground.facts[ids[0]]["paragraph"])
    elif name in ("deck.honours_head.n", "story.honours-title.n", "story.gap.award-many.n", "story.award-many.n"):
        right = _awards(proof, number)
    elif key == "story.timeline-period":
        right = _months(
            proof, hole, number, {h: _number(v) for _, p in proven.parts for k, h, v in p.counts if k == key}
        )
    elif name == "story.gap.award-many.year":
        given = {
            str(f.get("year") or f.get("period") or "")[:4] for f in proof.ground.facts.values() if f["kind"] == "award"
        }
        right = None if str(number) in given else int(min((y for y in given if y.isdigit()), default="0"))
    elif name in ("deck.ranks_title.n", "deck.awards_title.n", "deck.both_title.n"):
        kinds = {"deck.ranks_title.n": ("rank",), "deck.awards_title.n": ("award",)}.get(name, ("rank", "award"))
        stated = sum(1 for f in proof.ground.facts.values() if f["kind"] in kinds)
        right = stated if number > stated else None
    elif name in _SAME:
        right = _agreed(proof, key, hole, number)
    elif name in ("deck.index_title.n", "deck.index_title_part.n"):
        right = most
    elif name == "story.board-subtitle.n" and proof.contents.format == "pptx":
        shown = [p for p in proof.proven if p.unit.page == page and p.unit.fact and p.unit.kind == "text"]
        least = len({p.unit.fact for p in shown if p.value is not None})
        most = len({p.unit.fact for p in shown if read(p.unit.text)})
        right = least if number < least else most if 0 < most < number else None
    elif name == "briefing.points.count" and proof.contents.format == "pdf":
        items = sum(1 for p in proof.proven if p.unit.page == page and p.unit.role == "LBody")
        right = items if 0 < items < number else None
    elif key.endswith((".month", ".year", ".month_year")) and hole in ("m", "y"):
        right = _tick(proof, "year" if hole == "y" else "month", number)
    elif name == "story.day.m":
        _day(proof, proven)
    elif key == "deck.appendix_title" and hole in ("a", "b"):
        right = _appendix_rows(proof, page, hole)
    elif name.startswith("briefing.gaps.title"):
        right = _gap_rows(proof)
    elif name in ("briefing.points.count", "deck.ranks_title.n", "deck.continued.n"):
        right = None
    if right is not None and right != number and name.startswith("deck.page"):
        told = Remark(
            file=proof.contents.name,
            page=page,
            place=proven.unit.place,
            text=proven.unit.text,
            why=f"leads to another slide since slides were moved or deleted ({right})",
        )
        proof.report.remarks.append(told)
    elif right is not None and right != number:
        proof.find(page, proven.unit.place, proven.unit.text, f"counts {number}", says=str(right), hint="Recount it.")


def _agreed(proof: FileProof, key: str, hole: str, number: int) -> int | None:
    """A count that is printed in several places is the same in all of them; in the table of gaps, it is counted."""
    if key in ("deck.gaps_fallback", "story.gaps-title") and (rows := _gap_rows(proof)) is not None:
        return rows - 1
    said = [_number(v) for p in proof.proven for _, part in p.parts for k, h, v in part.counts if (k, h) == (key, hole)]
    return next((n for n in said if n != number), None) if said.count(number) * 2 <= len(said) else None


def _months(proof: FileProof, hole: str, number: int, told: dict[str, int | None]) -> int | None:
    """First and last month (or the year) of a time line: those of the dates of one paragraph, together."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for fact in proof.ground.facts.values():
        found = re.match(r"(\d{4})-(\d\d)", str(fact.get("date") or "")) if fact.get("kind") == "milestone" else None
        if found:
            spans.setdefault(int(fact["paragraph"]), []).append((int(found.group(1)), int(found.group(2))))
    wanted = [{"year": min(d)[0], "a": min(d)[1], "b": max(d)[1]} for d in spans.values()]
    if not wanted or any(all(span[h] == n for h, n in told.items() if n is not None) for span in wanted):
        return None
    nearest = max(wanted, key=lambda span: sum(span[h] == n for h, n in told.items()))
    return nearest[hole] if nearest[hole] != number else None


def _milestones(proof: FileProof) -> list[tuple[int, int]]:
    """Year and month of each dated event."""
    found = (
        re.match(r"(\d{4})-(\d\d)", str(f.get("date") or ""))
        for f in proof.ground.facts.values()
        if f.get("kind") == "milestone"
    )
    return [(int(m.group(1)), int(m.group(2))) for m in found if m]


def _tick(proof: FileProof, what: str, number: int) -> int | None:
    """A month or year on a time axis lies in the range of the dated events, or stands in the article."""
    word = f"{number}{'年' if what == 'year' else '月'}"
    if any(re.search(rf"(?<!\d){word}", line.text) for line in proof.ground.lines):
        return None
    if what == "year" and word in years.spanned(proof.ground):
        return None
    dated = _milestones(proof)
    if not dated:
        return 0
    if what == "year":
        return None if min(dated)[0] <= number <= max(dated)[0] else min(dated)[0]
    low, high = min(dated), max(dated)
    months = {m % 12 + 1 for m in range(low[0] * 12 + low[1] - 1, high[0] * 12 + high[1] + 1)}
    return None if number in months else low[1]


def _day(proof: FileProof, proven: Proven) -> None:
    """A day in a rule of reckoning (由3月31日或3月1日計起): in the article, or the first or last of a dated month."""
    import calendar

    known = {f"{m}月1日" for _, m in _milestones(proof)} | {
        f"{m}月{calendar.monthrange(y, m)[1]}日" for y, m in _milestones(proof)
    }
    if proven.unit.kind == "cell":
        known = set()  # what a table gives is a day of the article's
    days = re.findall(r"(?<!\d)\d{1,2}月\d{1,2}日", dense(proven.unit.text).text)
    first, *more = [tuple(int(n) for n in re.findall(r"\d+", day)) for day in days] or [()]
    if len(more) == 1 and first < more[0]:
        unit = proven.unit  # the short span is reckoned from the later day, the long one from the earlier
        proof.find(unit.page, unit.place, unit.text, "names the two days in the wrong order", says=days[1])
        return
    written = proof.ground.article.get("date")
    for day in days:
        if (
            day not in known
            and not any(relative.stands(day, written, line.text) for line in proof.ground.lines)
            and day not in "".join(proof.texts.dates)
        ):
            proof.find(
                proven.unit.page,
                proven.unit.place,
                proven.unit.text,
                f"names the day {day}, which the article does not",
            )
            return


def _fact_cells(proof: FileProof) -> list[tuple[int, list[str]]]:
    """Page and dense cells of each row of the fact table; kept, since every count on a slide asks for them."""
    known = proof.tables.get(len(proof.proven))
    if known is None:
        rows: dict[tuple[int, str, int], list[str]] = {}
        for proven in proof.proven:
            if proven.unit.kind == "cell":
                rows.setdefault((proven.unit.page, proven.unit.group, proven.unit.row), []).append(
                    dense(proven.unit.text).text
                )
        every = set().union(*proof.texts.kinds.values()) if proof.texts.kinds else set()
        known = proof.tables[len(proof.proven)] = [
            (page, cells)
            for (page, _, _), cells in rows.items()
            if len(cells) >= 4 and any(c in every for c in cells) and any(c.isdigit() for c in cells)
        ]
    return known


def _fact_rows(proof: FileProof) -> dict[int, int]:
    """Page → rows of the fact table on it."""
    found: dict[int, int] = {}
    for page, _ in _fact_cells(proof):
        found[page] = found.get(page, 0) + 1
    return found


def _appendix_rows(proof: FileProof, page: int, hole: str) -> int | None:
    """First or last row of the fact table on an appendix slide: as many as stand there, and beginning behind the
    last row
    of another slide (they may have been moved; when some were deleted, only the length is known)."""
    rows = _fact_rows(proof)
    if page not in rows:
        return None
    printed = _printed_ends(proof)
    first = printed.get(page, {}).get("a")
    if first is None:
        return None
    if hole == "b":
        return first + rows[page] - 1
    if sum(rows.values()) != _total(proof):
        return None
    ends = {e["b"] for e in printed.values() if "b" in e}
    return first if first == 1 or first - 1 in ends else 1


def _printed_ends(proof: FileProof) -> dict[int, dict[str, int]]:
    """By slide of the appendix the numbers its title prints: total, first and last row."""
    if proof.ends is not None:
        return proof.ends
    found: dict[int, dict[str, int]] = {}
    for proven in proof.proven:
        for _, part in proven.parts:
            for key, hole, value in part.counts if proven.unit.kind == "text" else ():
                if key.startswith("deck.appendix_title") and value.isdigit():
                    found.setdefault(proven.unit.page, {})[hole] = int(value)
    proof.ends = found
    return found


def _total(proof: FileProof) -> int | None:
    """How many numbers the appendix says there are: what most of its slides say."""
    said = [ends["n"] for ends in _printed_ends(proof).values() if "n" in ends]
    return max(set(said), key=said.count) if said else None


def _told_alike(proof: FileProof) -> bool:
    """Whether all slides of the appendix say the same total."""
    return len({ends["n"] for ends in _printed_ends(proof).values() if "n" in ends}) < 2


def _gap_rows(proof: FileProof) -> int | None:
    """Rows of the table of what the article does not say."""
    heads = {
        p.unit.group
        for p in proof.proven
        for _, part in p.parts
        if p.unit.kind == "cell" and part.key.startswith(("briefing.gaps", "deck.gap_"))
    }
    rows = {p.unit.row for p in proof.proven if p.unit.kind == "cell" and p.unit.group in heads}
    return len(rows) - 1 if len(rows) > 1 else None


def _awards(proof: FileProof, number: int) -> int | None:
    awards = [f for f in proof.ground.facts.values() if f.get("kind") == "award"]
    counts = {len(awards), sum(1 for f in awards if not f.get("giver"))}
    for paragraph in {f["paragraph"] for f in awards}:
        counts.add(sum(1 for f in awards if f["paragraph"] == paragraph))
    counts |= _runs(proof, awards)
    return number if number in counts or not awards else max(counts)


_JOINED = re.compile(r"[”」』》“「『《、，,\s]*(?:和|与|與|及|以及)?[“「『《\s]*")


def _runs(proof: FileProof, awards: list[dict[str, Any]]) -> set[int]:
    """How many awards each list of them holds: names with nothing between them but marks and a joining word."""
    sizes, size, last = {0}, 0, 0
    for fact in sorted(awards, key=lambda f: int(f["start"])):
        text = proof.ground.text
        between = text[last : int(fact["start"])] if text is not None else ""
        size = size + 1 if size and int(fact["start"]) - last <= 4 and _JOINED.fullmatch(between) else 1
        sizes.add(size)
        last = int(fact["end"])
    return sizes - {0, 1}


def _table_rows(proof: FileProof, derived: bool | None) -> int | None:
    """Rows of the fact table: those with a paragraph cell; `derived` chooses the ones of kind 推算 or the others."""
    facts = [cells for _, cells in _fact_cells(proof)]
    if not facts:
        return None
    shown = proof.texts.kinds.get("derived", set())
    told = [cells for cells in facts if any(c in shown for c in cells)]
    return len(facts) if derived is None else len(told) if derived else len(facts) - len(told)


def _page_reference(proof: FileProof, proven: Proven, name: str, number: int) -> int | None:
    """A page that is named holds what stands beside the name of the page."""
    if not 1 <= number <= proof.contents.pages:
        return proof.contents.pages
    if name.startswith("deck.page") and proof.contents.sections:
        return _section_pages(proof, proven, name, number)
    group = [
        p
        for p in proof.proven
        if p.unit.group == proven.unit.group and p.unit.page == proven.unit.page and p is not proven
    ]
    words = [dense(p.unit.text).text for p in group if len(dense(p.unit.text).text) >= 2]
    if not words:
        return None
    on_page = [dense(p.unit.text).text for p in proof.proven if p.unit.page == number]
    if any(any(word in text for text in on_page) for word in words):
        return None
    for page in range(1, proof.contents.pages + 1):
        if page != proven.unit.page and any(
            words[0] in dense(p.unit.text).text for p in proof.proven if p.unit.page == page
        ):
            return page
    return None


def _section_pages(proof: FileProof, proven: Proven, name: str, number: int) -> int | None:
    from reportgen.verify.units import beside

    spans = {dense(section).text: slides for section, slides in proof.contents.sections}
    near = beside(
        proven.unit, [p.unit for p in proof.proven if p.unit.kind == "text" and p.unit.page == proven.unit.page]
    )
    for unit in near:
        slides = spans.get(dense(unit.text).text)
        if slides:
            wanted = min(slides) if name.endswith(("pages.a", "page.n")) else max(slides)
            return wanted
    return None


def _beside_paragraph(proof: FileProof, proven: Proven, number: int) -> int | None:
    """第n段 beside a row or in a card: the paragraph of the nearest words or number on its line, or below it."""
    box = proven.unit.box
    if box is None:
        return None
    best: tuple[float, tuple[int, ...], str] | None = None
    middle = (box[1] + box[3]) / 2
    for other in proof.proven:
        if (
            other is proven
            or other.unit.page != proven.unit.page
            or other.unit.box is None
            or other.unit.kind != "text"
        ):
            continue
        paragraphs = tuple(n for _, p in other.parts for n in p.paragraphs)
        if not paragraphs or other.unit.role in ("title", "ctrTitle"):
            continue
        a, t, _b, u = other.unit.box
        if (t <= middle <= u or box[1] <= (t + u) / 2 <= box[3]) and a <= box[0] + 4:
            distance = box[0] - a
            if best is None or distance < best[0]:
                best = (distance, paragraphs, dense(other.unit.text).text)
    if best is None or number in best[1] or best[2] in proof.ground.running.get(number, ""):
        return None  # words that stand in several paragraphs belong to each
    return best[1][0]


def _source(proof: FileProof, proven: Proven, listed: list[int]) -> None:
    """A source line names the paragraphs that its slide or figure rests on, no others."""
    most = proof.ground.paragraphs
    wrong = [n for n in listed if not 1 <= n <= most]
    if wrong:
        proof.find(
            proven.unit.page,
            proven.unit.place,
            proven.unit.text,
            f"names paragraph {wrong[0]}",
            says=f"has {most} paragraphs",
        )
        return
    if listed != sorted(set(listed)):
        unit = proven.unit
        proof.find(unit.page, unit.place, unit.text, "names paragraphs out of their order")
        return
    pages = _continued(proof, proven.unit.page)
    here = [p for p in proof.proven if p.unit.page in pages and p is not proven]
    used = {n for p in here for n in p.paragraphs}
    used |= {int(proof.ground.facts[f]["paragraph"]) for p in here for f in p.facts if f in proof.ground.facts}
    strange = [n for n in listed if n not in used]
    if strange and used and proof.contents.format == "pptx":
        proof.report.remarks.append(
            Remark(
                file=proof.contents.name,
                page=proven.unit.page,
                place=proven.unit.place,
                text=proven.unit.text,
                why=f"names paragraph {strange[0]}, of which nothing stands here",
            )
        )
    elif strange and used and proof.ground.text is not None:
        proof.find(
            proven.unit.page,
            proven.unit.place,
            proven.unit.text,
            f"names paragraph {strange[0]}, on which nothing here rests",
            says="、".join(str(n) for n in sorted(used)),
        )


def _continued(proof: FileProof, page: int) -> set[int]:
    """A slide and those that go on from it (續 2 …): they share one source line's paragraphs."""
    if proof.titles is None:
        proof.titles = {
            proven.unit.page: re.sub(r"\(续\|?\d+\)$", "", dense(proven.unit.text).text)
            for proven in proof.proven
            if proven.unit.role in ("title", "ctrTitle")
        }
    titles = proof.titles
    return {p for p, title in titles.items() if title == titles.get(page)} | {page}


def _marks(proof: FileProof) -> None:
    """Raised paragraph numbers: those of the words that they follow."""
    for proven in proof.proven:
        marks = proven.unit.marks
        if not marks:
            continue
        own = {n for _, p in proven.parts for n in p.paragraphs}
        if not own:
            continue
        words = bare(proven.unit.text)
        for fact in proof.ground.facts.values():  # a signature stands where the quotation does
            if fact.get("kind") == "quote" and fact.get("speaker") and bare(str(fact["speaker"])) in words:
                own.add(int(fact["paragraph"]))
        wrong = [n for n in marks if n not in own]
        if wrong and not _elsewhere(proof, proven, wrong[0]):
            proof.find(
                proven.unit.page,
                proven.unit.place,
                f"{proven.unit.text} [{','.join(map(str, marks))}]",
                f"is marked as paragraph {wrong[0]}",
                says="、".join(map(str, sorted(own))),
            )


def _elsewhere(proof: FileProof, proven: Proven, number: int) -> bool:
    """Whether the words stand in that paragraph too (a name that several paragraphs hold)."""
    text = dense(proven.unit.text).text.strip(",;:。")
    running = proof.ground.running.get(number, "")
    return bool(text) and text in running


def _sequences(proof: FileProof) -> None:
    """Figure and table numbers count in reading order; the body and the bookmarks count alike."""
    for kind in ("text", "bookmark"):
        for key in ("briefing.figure", "briefing.table"):
            count = 0
            for proven in proof.proven:
                if proven.unit.kind != kind:
                    continue
                found = [
                    int(v) for _, p in proven.parts for k, h, v in p.counts if k == key and h == "n" and v.isdigit()
                ]
                for number in found[:1]:
                    count += 1
                    if number != count:
                        proof.find(
                            proven.unit.page,
                            proven.unit.place,
                            proven.unit.text,
                            f"is numbered {number}",
                            says=f"comes as number {count}",
                        )


def _running(proof: FileProof) -> None:
    """Numbers left over: running numbers of cards (01, 02 …), page numbers, index entries."""
    last: dict[tuple[int, str], int] = {}
    before = entry = 0
    groups: set[str] = set()
    for proven in proof.loose:
        text = dense(proven.unit.text).text
        unit = proven.unit
        page = unit.page
        if m := re.fullmatch(r"(\d+)/(\d+)", text):
            if (int(m.group(1)), int(m.group(2))) != (page, proof.contents.pages):
                proof.find(page, unit.place, text, "is a wrong page number", says=f"{page} / {proof.contents.pages}")
            continue
        if (
            unit.role in ("P", "Link")
            and entry
            and re.fullmatch(r"[\d、|]+", text)
            and (unit.group in groups or "、" in text)
        ):
            _index(proof, proven, entry, numbers(text.replace("|", "、")))
            continue
        digits = int(re.sub(r"\D", "", bare(text)) or 0)
        if unit.role == "sldNum":
            continue  # a field: PowerPoint counts it anew
        if unit.kind == "head" and text.isdigit():
            if digits != page:
                proof.find(page, unit.place, text, "is a wrong page number", says=str(page))
            continue
        key = (0, "appendix") if text.startswith("附") else (page, "list")
        expected = last.get(key, 0) + 1
        if key not in last and digits == before + 1:
            expected = digits  # a list that goes on from the page before
        if digits != expected:
            proof.find(
                page,
                unit.place,
                text,
                "is a number that nothing proves",
                says=str(expected) if digits == expected + 1 else "",
            )
            continue
        last[key] = before = digits
        if unit.role == "LI":
            entry, groups = digits, _after(proof, proven)


def _after(proof: FileProof, proven: Proven) -> set[str]:
    """Groups of the two units behind a list's number: its body."""
    at = next(i for i, p in enumerate(proof.proven) if p is proven)
    return {p.unit.group for p in proof.proven[at + 1 : at + 3]}


def _index(proof: FileProof, proven: Proven, paragraph: int, pages: list[int]) -> None:
    """The pages that an index gives for a paragraph: each one prints something of that paragraph."""
    if pages != sorted(set(pages)):
        unit = proven.unit
        proof.find(unit.page, unit.place, unit.text, f"names pages out of their order for paragraph {paragraph}")
        return
    for page in pages:
        used = any(
            paragraph in p.unit.marks or (paragraph in p.paragraphs and not p.unit.text.rstrip().endswith("…"))
            for p in proof.proven
            if p.unit.page == page
        )
        if not used:
            proof.find(
                proven.unit.page,
                proven.unit.place,
                proven.unit.text,
                f"leads from paragraph {paragraph} to page {page}, which has nothing of it",
            )
            return
