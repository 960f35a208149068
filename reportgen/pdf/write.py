"""Draws placed boxes on the tagged canvas; takes no decision of layout."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.assets import Theme, wording
from reportgen.pdf.boxes import Briefing, FillBox, KeyBox, LogoBox, PlotBox, TextBox
from reportgen.pdf.canvas import TaggedCanvas
from reportgen.pdf.fonts import FontTable
from reportgen.pdf.key import draw_key
from reportgen.pdf.layout import lay_out
from reportgen.pdf.metadata import About, Attachment
from reportgen.pdf.setter import Setter
from reportgen.pdf.stretch import stretched
from reportgen.pdf.surface import PageSurface
from reportgen.pdf.tags import Node
from reportgen.story.blocks import Story
from reportgen.typeset import Glyphs, Metrics, metrics

LANGUAGE = {"hant": "zh-Hant", "hans": "zh-Hans"}
LEDGER = "ledger.json"
ARTICLE = "article.txt"
LATIN = re.compile(r"[A-Za-z]{2,}(?:[ '’.&-]+[A-Za-z]{2,})*")
LATIN_LANGUAGE = "en"
HEADINGS = ("H1", "H2", "H3")
FIGURE = re.compile(r"\d+")


def write_briefing(
    story: Story, theme: Theme, ledger_json: bytes, path: Path, *, attachments: Iterable[Attachment] = ()
) -> tuple[str, ...]:
    """Lay out the story and write the PDF to `path` (the caller's temporary file), the ledger attached.

    Gives a line for each thing of the story that no page shows, with the reason.
    Raises OSError when the file cannot be written; OutputError when a text fits nowhere.
    """
    measures = metrics(story.script, theme)
    layout = lay_out(story, theme, measures)
    path.write_bytes(_drawn(layout, story, theme, measures, ledger_json, attachments))
    return layout.omitted


def briefing_bytes(story: Story, theme: Theme, ledger_json: bytes, *, attachments: Iterable[Attachment] = ()) -> bytes:
    """The PDF as bytes: the same for the same arguments, whenever and wherever it is made."""
    measures = metrics(story.script, theme)
    return _drawn(lay_out(story, theme, measures), story, theme, measures, ledger_json, attachments)


def _drawn(
    layout: Briefing,
    story: Story,
    theme: Theme,
    measures: Metrics,
    ledger_json: bytes,
    attachments: Iterable[Attachment],
) -> bytes:
    tag = hashlib.sha256(ledger_json + story.title.text.encode("utf-8", "replace")).hexdigest()[:12]
    fonts = FontTable(story.script, theme, measures, tag)
    setter = Setter(story, theme, measures)
    about = About(
        title=story.title.text,
        authors=story.authors or ((story.outlet,) if story.outlet else ()),
        subject=setter.word("subject" if story.outlet else "subject-dated", outlet=story.outlet, date=story.date_text),
        language=LANGUAGE[story.script],
        date=story.date,
        time=story.time,
    )
    canvas = TaggedCanvas(
        size=(theme.page["width"], theme.page["height"]), fonts=fonts, colours=theme.colour, about=about
    )
    Artist(canvas, setter, theme, measures).draw(layout)
    ledger = Attachment(name=LEDGER, data=ledger_json, mime="application/json", description=setter.word("attachment"))
    return canvas.finish(layout.root, [ledger, *attachments])


def article_attachment(text: str, script: str) -> Attachment:
    """The article's whole text as a file inside the briefing (AFRelationship Source, ISO 32000-2 §14.13)."""
    description = wording(script)["briefing"]["attachment_article"]
    data = text.encode("utf-8", "replace")
    return Attachment(name=ARTICLE, data=data, mime="text/plain", description=description, relation="Source")


class Artist:
    """Draws boxes; knows which names links may lead to."""

    def __init__(self, canvas: TaggedCanvas, setter: Setter, theme: Theme, measures: Metrics) -> None:
        self.canvas, self.setter, self.theme, self.metrics = canvas, setter, theme, measures
        self.surface = PageSurface(canvas)
        self.known: set[str] = set()
        self.current: Node | None = None

    def draw(self, layout: Briefing) -> None:
        """All pages, then the outline."""
        self.known = set(_anchors(layout))
        for page in layout.pages:
            for box in page.boxes:
                self._box(box)
            self.canvas.end_page()
        for bookmark in layout.bookmarks:
            self.canvas.bookmark(bookmark.level, bookmark.title, bookmark.anchor)

    def _box(self, box: object) -> None:
        canvas = self.canvas
        if isinstance(box, TextBox):
            self._text(box)
        elif isinstance(box, FillBox):
            with canvas.artifact():
                canvas.fill(box.x, box.y, box.w, box.h, box.colour)
        elif isinstance(box, KeyBox):
            with canvas.artifact():
                draw_key(canvas, box, self.theme.chart)
        elif isinstance(box, PlotBox):
            from reportgen.charts.mpl import draw

            height = self.theme.page["height"]
            box.node.bbox = (box.x, height - box.y - box.h, box.x + box.w, height - box.y)
            with canvas.tagged(box.node):
                theme = stretched(self.theme, box.stretch)
                draw(box.exhibit, self.surface, box.x, height - box.y, box.w, theme, self.metrics)
        elif isinstance(box, LogoBox):
            with canvas.artifact("Pagination", "Header"):
                canvas.image(box.path, box.x, box.y, box.w, box.h)

    def _text(self, box: TextBox) -> None:
        canvas = self.canvas
        if box.anchor:
            canvas.place(box.anchor, box.x, box.y)
        if box.node is None:
            kind, subtype = ("Layout", "") if box.kind == "table-label" else ("Pagination", _subtype(box.kind))
            with canvas.artifact(kind, subtype):
                for index, line in enumerate(box.text.lines):
                    for run in line.runs:
                        self._run(run, box.left(line), box.baseline(index), tagged=False)
            return
        pending: list[tuple[Glyphs, float, float]] = []
        for index, line in enumerate(box.text.lines):
            left, baseline = box.left(line), box.baseline(index)
            for run in line.runs:
                target = self._target(run.link)
                self._named(run, left, baseline)
                if target is None:
                    pending.append((run, left, baseline))
                    continue
                self._flush(pending, box.node)
                pending = []
                link = box.node.add("Link")
                with canvas.tagged(link):
                    self._run(run, left, baseline)
                self._annotate(link, run, left, baseline, target)
        if box.node.role in HEADINGS and box.kind != "exhibit-label" and pending and not box.node.kids:
            *first, last = [*_told_apart(*pending[0]), *pending[1:]]
            for piece in first:
                self._flush([piece], box.node)
            pending = [last]
        self._flush(pending, box.node)

    def _flush(self, runs: list[tuple[Glyphs, float, float]], node: Node) -> None:
        if not runs:
            return
        if any(isinstance(kid, Node) for kid in node.kids):
            # Words after a link stand beside it as an element too: some read own content before children.
            node = node.add("Span")
        with self.canvas.tagged(node):
            for group in _words(runs):
                if len(group) == 1:
                    self._run(*group[0])
                    continue
                with self.canvas.spelled("".join(run.text for run, _, _ in group)):
                    for run, left, baseline in group:
                        self._run(run, left, baseline, tagged=False)

    def _run(self, run: Glyphs, left: float, baseline: float, *, tagged: bool = True) -> None:
        """Show a run; words in Latin letters are marked as such, so that a screen reader changes its voice."""
        at, x = 0, left + run.x
        for match in LATIN.finditer(run.text) if tagged else ():
            x = self._show(run, at, match.start(), x, baseline)
            with self.canvas.language(LATIN_LANGUAGE):
                x = self._show(run, match.start(), match.end(), x, baseline)
            at = match.end()
        self._show(run, at, len(run.text), x, baseline)

    def _show(self, run: Glyphs, start: int, end: int, x: float, baseline: float) -> float:
        """Show run.text[start:end] from x; the x after it."""
        advances = run.advances[start:end]
        self.canvas.glyphs(
            x,
            baseline - run.rise,
            run.text[start:end],
            advances,
            size=run.style.size,
            weight=run.style.weight,
            colour=run.style.colour,
        )
        return x + sum(advances)

    def _target(self, link: str | None) -> str | None:
        """The first of a link's goals that stands in the document; an address is taken as it is."""
        if not link:
            return None
        if not link.startswith("#"):
            return link if link.startswith(("http://", "https://")) else None
        return next((f"#{goal}" for goal in link[1:].split("|") if goal in self.known), None)

    def _named(self, run: Glyphs, left: float, baseline: float) -> None:
        """A reference mark is where its fact's row and its paragraph's entry lead back to."""
        for name in _mark_names(run, self.canvas.page):
            self.canvas.place(name, left, baseline - 14)

    def _annotate(self, link: Node, run: Glyphs, left: float, baseline: float, target: str) -> None:
        width, size = sum(run.advances), run.style.size
        rect = (left + run.x - 0.5, baseline - run.rise - size, width + 1.0, size * 1.3)
        self.canvas.link(link, rect, target, self._contents(target, run.text))

    def _contents(self, target: str, text: str) -> str:
        """What a link does, in words."""
        word = self.setter.word
        if not target.startswith("#"):
            return f"{word('link-web')} {target}"
        kind, _, rest = target[1:].partition("-")
        if kind == "f":
            return word("link-fact")
        if kind == "p":
            return word("link-paragraph", n=rest)
        if kind == "m":
            return word("link-back")
        if kind == "q":
            return word("link-page", n=rest.rpartition("-")[2])
        return word("link-section", title=text)


def _words(runs: Sequence[tuple[Glyphs, float, float]]) -> list[list[tuple[Glyphs, float, float]]]:
    """Runs in order, those of one line that differ in size (a large number and its unit) together."""
    groups: list[list[tuple[Glyphs, float, float]]] = []
    for each in runs:
        run, _, baseline = each
        last = groups[-1][-1] if groups else None
        joined = (
            last is not None
            and last[2] == baseline
            and not run.mark
            and not last[0].mark
            and run.style.size != last[0].style.size
        )
        if joined:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _told_apart(run: Glyphs, left: float, baseline: float) -> list[tuple[Glyphs, float, float]]:
    """A heading that is one run cut at its figure: a line of letters and digits without a mark or a blank is taken for
    a file number by programs that judge headings by their shape."""
    match = FIGURE.search(run.text)
    at = match.start() or match.end() if match else 0
    if not 0 < at < len(run.text):
        return [(run, left, baseline)]
    return [
        (replace(run, text=run.text[:at], advances=run.advances[:at]), left, baseline),
        (
            replace(run, text=run.text[at:], advances=run.advances[at:], x=run.x + sum(run.advances[:at])),
            left,
            baseline,
        ),
    ]


def _subtype(kind: str) -> str:
    return "Footer" if kind in ("foot", "contact", "page-number") else "Header"


def _mark_names(run: Glyphs, page: int) -> Iterator[str]:
    if run.mark and run.text.isdigit():
        yield f"q-{run.text}-{page + 1}"
        for goal in (run.link or "#")[1:].split("|"):
            if goal.startswith("f-"):
                yield f"m-{goal[2:]}"


def _anchors(layout: Briefing) -> Iterator[str]:
    """All names that will have a place."""
    for number, page in enumerate(layout.pages):
        for box in page.boxes:
            if isinstance(box, TextBox):
                if box.anchor:
                    yield box.anchor
                if box.node is not None:
                    for line in box.text.lines:
                        for run in line.runs:
                            yield from _mark_names(run, number)
