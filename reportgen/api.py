"""Turns an article into its files by calling the stages in order; the command line and Python callers share it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reportgen import cache
from reportgen.errors import Note, OutputError
from reportgen.records import dataclass
from reportgen.source import Article, read

if TYPE_CHECKING:
    from reportgen.assets import Theme
    from reportgen.model import Extraction
    from reportgen.output import Staging
    from reportgen.story.blocks import Story
    from reportgen.story.edits import Edited
    from reportgen.verify import Checker, Report
    from reportgen.worker import Worker

__all__ = ["Made", "Only", "Press", "facts", "generate", "in_order", "read"]

# What a finished file shows to be unprovable is left out and the files are written anew, so often.
_STEPS = ("mend", "words", "words", "facts", "rows", "plain", "words")  # each goes further where a proof fails

Only = Literal["pdf", "pptx"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What one article gave: the files in place, doubts in article order, what the story left out and why."""

    article: Article
    files: tuple[Path, ...]
    notes: tuple[Note, ...]
    log: tuple[str, ...]
    seconds: float


def facts(article: Path | str | Article) -> Extraction:
    """The facts of an article, or of the article in a file; imports no writer. Raises InputError."""
    from reportgen.extract import extract

    return extract(article if isinstance(article, Article) else read(article))


@dataclass(slots=True)
class Press:
    """What several articles share: the theme, the files wanted and, where it is possible, a second process for PDFs.

    Use it as a context: leaving it ends the second process. `beside=False` keeps all work in this process; `evidence`
    writes a page that shows each fact beside its sentence; `attach_article` puts the article's whole text into the
    briefing.
    """

    theme_file: Path | None = None
    only: Only | None = None
    template: Path | None = None
    beside: bool = True
    evidence: bool = False
    attach_article: bool = False
    theme: Theme = field(init=False)
    _worker: Worker | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        from reportgen.assets import load_theme

        self.theme = load_theme(self.theme_file)

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *_: object) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    @property
    def pdf(self) -> bool:
        """Whether the briefing is wanted."""
        return self.only != "pptx"

    @property
    def pptx(self) -> bool:
        """Whether the deck is wanted."""
        return self.only != "pdf"

    def warm(self) -> None:
        """Start importing the briefing's libraries in a second process; a call more does nothing."""
        if not self.pdf or not self.beside or self._worker is not None:
            return
        from reportgen.worker import Worker, can_fork, uninterrupted

        if can_fork():
            _settle_matplotlib()
            with uninterrupted():
                self._worker = Worker(_briefing, _prepare)

    def expect(self, script: str) -> None:
        """Tell the second process, if there is one, the script of the next article."""
        if self._worker is not None:
            self._worker.prepare(script, self.theme)

    def start_briefing(
        self, story: Story, ledger: bytes, text: str, path: Path, name: str
    ) -> Callable[[], tuple[Report, tuple[str, ...], dict[str, str]]]:
        """Begin to write and prove the briefing; the function given back waits for that and raises what went wrong. It
        gives the proof, what of the story is on no page, and the sums for the seal.

        `text` is the article's; `name` what the file at `path` will be called.
        """
        if self._worker is not None:
            self._worker.submit(story, self.theme, ledger, text, path, name, self.attach_article)
            return self._worker.result
        _settle_matplotlib()
        proof = _briefing(story, self.theme, ledger, text, path, name, self.attach_article)
        return lambda: proof


def _briefing(
    story: Story, theme: Theme, ledger: bytes, text: str, path: Path, name: str, attach_article: bool
) -> tuple[Report, tuple[str, ...], dict[str, str]]:
    from reportgen import seal
    from reportgen.pdf import article_attachment, write_briefing

    whole = (article_attachment(text, story.script),) if attach_article else ()
    omitted = write_briefing(story, theme, ledger, path, attachments=whole)
    return _proof(path, name, ledger, text, theme), omitted, seal.sums(story.script, theme)


def _checker(ledger: bytes, text: str, theme: Theme) -> Checker:
    """What holds printed text against the article; it keeps its answers."""
    import json

    from reportgen.verify import Checker
    from reportgen.verify.ground import build

    return Checker(build(json.loads(ledger), text), (theme.issuer.name, theme.issuer.contact), tallied=False)


def _proof(
    path: Path,
    name: str,
    ledger: bytes,
    text: str,
    theme: Theme,
    checker: Checker | None = None,
    template: Path | None = None,
) -> Report:
    """Open a finished file as a stranger would and hold it against the article."""
    from reportgen.verify import Report, read_file
    from reportgen.verify.pictures import own_pictures

    checker = checker or _checker(ledger, text, theme)
    checker.report = Report()
    checker.add(read_file(path, name, own_pictures(theme.issuer.logo, template)))
    return checker.report


def _prepare(script: str, theme: Theme) -> None:
    """Read and compile ahead what any briefing in a script needs: font, rules of line breaking, words of the proof,
    sums for the seal."""
    from reportgen import seal
    from reportgen.display import display
    from reportgen.typeset import metrics
    from reportgen.typeset.units import rules
    from reportgen.typeset.words import vocabulary
    from reportgen.verify.numerals import read as read_numerals
    from reportgen.verify.wordings import catalogue

    metrics(script, theme).advance("一", 400)
    rules()
    vocabulary("")
    display("一", script)
    catalogue(script)
    read_numerals("1")
    seal.sums(script, theme)


def _settle_matplotlib() -> None:
    """Give matplotlib a place of ours for its list of fonts.

    It lists the machine's fonts anew in every process (0.9 s) and warns when its own place cannot be written, and
    there a user's style file could change the charts.
    """
    place = cache.folder() if "MPLCONFIGDIR" not in os.environ else None
    if place is not None:
        os.environ["MPLCONFIGDIR"] = str(place)


def generate(
    article: Path | str,
    out: Path | str = "dist",
    *,
    only: Only | None = None,
    theme: Path | str | None = None,
    template: Path | str | None = None,
    edits: Path | str | Literal[False] | None = None,
    press: Press | None = None,
    progress: Callable[[str, Path], None] = lambda stage, path: None,
) -> Made:
    """Write the briefing, the deck and the ledger of the article in a file into `out`, all of them or none.

    `only` leaves the other file alone; `theme` is a TOML file laid over the house theme,
    `template` a .pptx whose layouts and theme the deck takes. `progress` is told each
    stage (reading, telling, writing) with the file it concerns. A `press` shared by several articles brings its own
    theme and `only`. `edits` names an edits file; None takes the one beside the article when there is one, False none.

    Raises InputError (TemplateError for the theme), OutputError.
    """
    source, directory = Path(article), Path(out)
    if press is None:
        look = None if template is None else Path(template)
        with Press(theme_file=None if theme is None else Path(theme), only=only, template=look) as own:
            return _generate(source, directory, own, edits, progress)
    return _generate(source, directory, press, edits, progress)


def _generate(
    source: Path,
    out: Path,
    press: Press,
    edits: Path | str | Literal[False] | None,
    progress: Callable[[str, Path], None],
) -> Made:
    from reportgen import seal
    from reportgen.output import locked, staged

    begun = time.perf_counter()
    progress("reading", source)
    press.warm()  # the second process imports as long as this one reads and tells
    article = read(source)
    press.expect(article.script)
    with staged(out) as staging:
        extraction = facts(article)
        progress("telling", source)
        story, ledger, edited = _told(extraction, _edits_of(source, edits))
        left: tuple[str, ...] = ()
        checker = _checker(ledger, article.text, press.theme)
        stem = article.stem
        kinds: dict[str, str] = {}
        if press.pdf:
            kinds[f"{stem}.pdf"] = "briefing"
        if press.pptx:
            kinds[f"{stem}.pptx"] = "deck"
        kinds[f"{stem}.ledger.json"] = "ledger"
        staging.write(f"{stem}.ledger.json", ledger)
        report, omitted = _written(story, ledger, article, press, checker, out, staging, progress)
        for step in _STEPS:
            if report.clean:
                break
            mended, more = _mended(story, report, checker, step)
            if edited is not None and not _holds(mended, edited.own):
                break  # what a user wrote or picked is refused, not left out
            if mended != story:
                story, left = mended, (*left, *more)
                report, omitted = _written(story, ledger, article, press, checker, out, staging, progress)
        if not report.clean:
            raise OutputError(_refusal(source, report))
        if press.evidence:
            name = f"{stem}.evidence.html"
            kinds[name] = "evidence"
            progress("writing", out / name)
            staging.write(name, _evidence(ledger, article.text, report, press.theme))
        with locked(out):
            rows = {
                name: seal.row(
                    kind,
                    staging.path(name),
                    article=article,
                    source_name=source.name,
                    ledger=ledger,
                    theme=press.theme,
                    edits=None if edited is None else edited.record,
                    pictures=_own_pictures(press, kind),
                )
                for name, kind in kinds.items()
            }
            staging.write(seal.NAME, seal.merged(out / seal.NAME, rows))
            files = staging.publish()
    return Made(
        article=article,
        files=files,
        notes=in_order((*extraction.notes, *(edited.notes if edited is not None else ()))),
        log=(*story.log, *left, *omitted),
        seconds=time.perf_counter() - begun,
    )


def _holds(story: Story, sentences: frozenset[str]) -> bool:
    """Whether a story still prints all of these sentences."""
    from reportgen.story.printed import printed

    return sentences <= {one.claim.text for one in printed(story)}


def _mended(story: Story, report: Report, checker: Checker, step: str) -> tuple[Story, tuple[str, ...]]:
    """What the rules chose, without or in other words than what a proof refused; and a line for each change."""
    from reportgen.verify import preflight, withdraw

    if step == "mend":
        return preflight.mend(story, checker)
    most = {"words": withdraw.WORDS, "facts": withdraw.FACTS, "rows": withdraw.ROWS, "plain": withdraw.PLAIN}[step]
    return withdraw.withdraw(story, report, most)


def _written(
    story: Story,
    ledger: bytes,
    article: Article,
    press: Press,
    checker: Checker,
    out: Path,
    staging: Staging,
    progress: Callable[[str, Path], None],
) -> tuple[Report, tuple[str, ...]]:
    """Write the briefing and the deck under their temporary names and prove both; the briefing in the second process.

    Gives the proof and what the briefing leaves out.
    """
    from reportgen import seal
    from reportgen.verify import Report

    wait: Callable[[], tuple[Report, tuple[str, ...], dict[str, str]]] | None = None
    report = Report()
    omitted: tuple[str, ...] = ()
    if press.pdf:
        name = f"{article.stem}.pdf"
        progress("writing", out / name)
        wait = press.start_briefing(story, ledger, article.text, staging.path(name), name)
    if press.pptx:
        from reportgen.deck import write_deck

        name = f"{article.stem}.pptx"
        progress("writing", out / name)
        write_deck(story, press.theme, ledger, staging.path(name), template=press.template)
        progress("verifying", out / name)
        report.take(_proof(staging.path(name), name, ledger, article.text, press.theme, checker, press.template))
    if wait is not None:
        proof, omitted, sums = wait()
        seal.adopt(sums)
        report.take(proof)
    return report, omitted


def _own_pictures(press: Press, kind: str) -> frozenset[str]:
    """The sums of the user's pictures that a file of a kind may hold."""
    from reportgen.verify.pictures import own_pictures

    return own_pictures(press.theme.issuer.logo, press.template if kind == "deck" else None)


def _evidence(ledger: bytes, text: str, report: Report, theme: Theme) -> bytes:
    """The page that shows each fact beside its sentence and says where it is printed."""
    import json

    from reportgen.verify.evidence import page
    from reportgen.verify.ground import build

    return page(build(json.loads(ledger), text), report, theme).encode("utf-8", "replace")


def _edits_of(source: Path, edits: Path | str | Literal[False] | None) -> Path | None:
    """The edits file to use: the one named, else the one beside the article, None when there is or is wanted none."""
    if edits is False:
        return None
    if edits is not None:
        return Path(edits)
    beside = source.with_name(source.stem + ".edits.toml")
    return beside if beside.is_file() else None


def _refusal(source: Path, report: Report) -> str:
    """Why the files are not published: each finding on a line of its own, the first ones in full."""
    lines = report.lines()
    more = f"\n  … and {len(lines) - 12} more" if len(lines) > 12 else ""
    return (f"{source}: the files are not published, for {len(lines)} places in them could not be proven "
            "(the previous files stay):" + "".join(f"\n  {line}" for line in lines[:12]) + more)  # fmt: skip


def _told(extraction: Extraction, edits: Path | None) -> tuple[Story, bytes, Edited | None]:
    from reportgen import ledger

    if edits is not None:
        from reportgen.story.edits import apply

        edited = apply(extraction, edits)
        return edited.story, ledger.to_json(extraction), edited
    from reportgen.story import tell

    return tell(extraction), ledger.to_json(extraction), None


def in_order(notes: tuple[Note, ...]) -> tuple[Note, ...]:
    """Each doubt once, by its place in the article; those without a place come first."""
    return tuple(sorted(dict.fromkeys(notes), key=lambda note: -1 if note.start is None else note.start))
