"""Turns arguments into calls of the stages, and what comes back into lines and an exit code."""

from __future__ import annotations

import os
import signal
import sys
import traceback
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from reportgen import __version__
from reportgen.errors import InputError, Note, ReportgenError

if TYPE_CHECKING:
    from reportgen.api import Made, Only
    from reportgen.model import Extraction, Fact
    from reportgen.source import Article

SEEDS = Path("seeds")
_SUFFIXES = (".txt", ".html", ".htm")
_INTERRUPTED = 130

EXIT_CODES = """\b
Exit codes: 0 done; 1 an output was not written or refused; 2 an argument
or an input cannot be used; 130 interrupted."""


class Console:
    """What a person sees on stderr: stages as they pass on a terminal, doubts, failures. Results go to stdout."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self._stages = not quiet and (verbose or sys.stderr.isatty())

    def line(self, text: str) -> None:
        """One line on stderr, whatever the article put into it."""
        click.echo(printable(text), err=True)

    def stage(self, stage: str, path: Path) -> None:
        """A stage begins."""
        if self._stages:
            self.line(f"{stage} {path}")

    def done(self, made: Made) -> None:
        """An article's files are in place."""
        if self.verbose:
            for entry in made.log:
                self.line(f"  {entry}")
        if self._stages:
            names = " ".join(path.name for path in made.files)
            self.line(f"done {names} ({made.seconds:.2f} s)")

    def notes(self, path: Path, article: Article, notes: Sequence[Note]) -> None:
        """The doubts about an article, each with its line and column."""
        if self.quiet:
            return
        for note in notes:
            hint = f" Hint: {note.hint}" if note.hint else ""
            self.line(f"{place(path, article.text, note.start)}: note: {note.message}{hint}")

    def error(self, error: ReportgenError) -> None:
        """A failure in one line."""
        self.line(f"reportgen: {error}")

    def fault(self, path: Path, error: Exception) -> None:
        """A fault of the program itself in one line that says where; the whole traceback when asked for more."""
        frames = traceback.extract_tb(error.__traceback__)
        where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        what = str(error).strip().splitlines()[-1] if str(error).strip() else ""
        self.line(
            f"reportgen: {path}: this is a fault of the program ({type(error).__name__}: {what}{where}). "
            "Please report it with the article."
        )
        if self.verbose:
            for line in "".join(traceback.format_exception(error)).splitlines():
                self.line(f"  {line}")


def printable(text: str) -> str:
    """The text as one line: controls and bidirectional marks, which could rewrite a terminal, become escapes."""
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char
        for char in text
    )


def place(path: Path, text: str, start: int | None) -> str:
    """FILE:LINE:COLUMN of an offset, both counted from 1; FILE alone without one."""
    if start is None:
        return str(path)
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return f"{path}:{line}:{column}"


def articles_in(folder: Path) -> tuple[Path, ...]:
    """The articles of a folder in order of name. InputError when there is none."""
    try:
        found = sorted(
            path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES and not path.name.startswith(".")
        )
    except OSError as error:
        raise InputError(
            f"{folder}/: cannot be listed ({error.strerror}). Name an article: reportgen generate ARTICLE."
        ) from None
    if not found:
        raise InputError(f"{folder}/: holds no article (.txt or .html). Name one: reportgen generate ARTICLE.")
    return tuple(found)


def refuse_same_stems(paths: Sequence[Path]) -> None:
    """InputError when two articles would write the same files (compared as a Mac or Windows disk would)."""
    seen: dict[str, Path] = {}
    for path in paths:
        stem = unicodedata.normalize("NFC", path.stem).casefold()
        if stem in seen:
            raise InputError(
                f"{path}: writes the same files as {seen[stem]} ({path.stem}.pdf …). Rename one, or use two --out."
            )
        seen[stem] = path


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog=EXIT_CODES,
)
@click.version_option(__version__, "-V", "--version", prog_name="reportgen")
def cli() -> None:
    """Turn one Chinese news article into a PDF briefing and an editable PowerPoint deck.

    Every number in them can be followed back to its sentence. Works offline.

    \b
    Try:
      reportgen generate                  the articles in seeds/, into dist/
      reportgen generate news.txt -o out  one article, into out/
      reportgen facts news.txt            what the article states, no file written
    """


@cli.command(epilog=EXIT_CODES)
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", type=click.Path(path_type=Path, readable=False))
@click.option(
    "-o", "--out", metavar="DIR", default=Path("dist"), show_default=True, type=click.Path(path_type=Path, readable=False),
    help="Where the files go; made when it is missing.",
)
@click.option("--only", type=click.Choice(["pdf", "pptx"]), help="Write the briefing or the deck alone.")
@click.option(
    "--theme", "theme_file", metavar="FILE", type=click.Path(path_type=Path, readable=False),
    help="A TOML file laid over the house theme: [colour], [font], [issuer] with name, logo, contact.",
)
@click.option("-q", "--quiet", is_flag=True, help="Failures only: no stages, no notes.")
@click.option("-v", "--verbose", is_flag=True, help="Stages even when this is no terminal; why a chart was not drawn.")
@click.pass_context
def generate(
    context: click.Context,
    articles: tuple[Path, ...],
    out: Path,
    only: Only | None,
    theme_file: Path | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the briefing and the deck of each ARTICLE (.txt, or .html saved from a browser).

    Without ARTICLE, those in seeds/. For news.txt there will be DIR/news.pdf, DIR/news.pptx and
    DIR/news.ledger.json (every fact with its place in the text); DIR/manifest.json says what they
    were made from. All of an article's files appear together, or none.

    Doubts about a place of the article are printed as FILE:LINE:COLUMN: note. One bad article does
    not stop the others; the worst exit code wins.

    \b
    Examples:
      reportgen generate
      reportgen generate news.txt other.html --out out
      reportgen generate news.txt --only pptx --theme office.toml
    """
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other.")
    console = Console(quiet=quiet, verbose=verbose)
    paths = articles or articles_in(SEEDS)
    refuse_same_stems(paths)
    context.exit(_generate_all(paths, out, only, theme_file, console))


def _generate_all(
    paths: Sequence[Path], out: Path, only: Only | None, theme_file: Path | None, console: Console
) -> int:
    """The worst exit code of the articles."""
    from reportgen.api import Press
    from reportgen.api import generate as generate_one

    worst = 0
    with Press(theme_file=theme_file, only=only) as press:
        for path in paths:
            try:
                made = generate_one(path, out, press=press, progress=console.stage)
            except ReportgenError as error:
                console.error(error)
                worst = max(worst, error.exit_code)
                continue
            except Exception as error:
                console.fault(path, error)
                worst = max(worst, 1)
                continue
            console.done(made)
            console.notes(path, made.article, made.notes)
    return worst


@cli.command(epilog=EXIT_CODES)
@click.argument("article", type=click.Path(path_type=Path, readable=False))
@click.option("--json", "as_json", is_flag=True, help="The whole ledger as JSON, as generate writes it.")
@click.option("-q", "--quiet", is_flag=True, help="Failures only: no notes.")
def facts(article: Path, as_json: bool, quiet: bool) -> None:
    """Print what ARTICLE states: figures, quotations, awards, initiatives, milestones, ranks, targets.

    One fact a line: its number, kind, paragraph, the article's own words and how they were read.
    Offsets in the JSON count characters of the decoded text.

    \b
    Examples:
      reportgen facts news.txt
      reportgen facts news.txt --json > news.ledger.json
    """
    from reportgen.api import facts as facts_of

    console = Console(quiet=quiet, verbose=False)
    try:
        extraction = facts_of(article)
        if as_json:
            from reportgen.ledger import to_json

            click.echo(to_json(extraction), nl=False)
        else:
            for line in fact_lines(extraction):
                click.echo(printable(line))
    except (ReportgenError, OSError):
        raise
    except Exception as error:
        console.fault(article, error)
        click.get_current_context().exit(1)
    console.notes(article, extraction.article, extraction.notes)


def fact_lines(extraction: Extraction) -> Iterator[str]:
    """The facts as lines of a table with a head line."""
    from reportgen.api import in_order

    article = extraction.article
    yield f"{article.headline}  ({article.publisher or '-'}, {article.date or '-'})"
    for fact in extraction.facts:
        yield f"{fact.id:<4} {fact.kind:<10} ¶{fact.paragraph:<3} {fact.surface}{_reading(fact)}"
    yield f"{len(extraction.facts)} facts, {len(extraction.unused)} numerals unused, {len(in_order(extraction.notes))} notes"


def _reading(fact: Fact) -> str:
    """How a fact was read, where that says more than its words."""
    from reportgen.model import Award, Figure, Initiative, Milestone, Quote, Rank, Target

    parts: list[str | None]
    match fact:
        case Figure():
            amount = fact.values or (fact.value, fact.value_max)
            numbers = [f"{value:,.10g}" for value in amount if value is not None]
            parts = ["-".join(numbers) + f" {fact.unit}", fact.qualifier, fact.measures, fact.period]
            parts.append(fact.status if fact.status != "actual" else None)
        case Quote():
            parts = [fact.speaker, fact.role, fact.organisation]
        case Award():
            parts = [fact.giver, fact.year]
        case Initiative():
            parts = [fact.status]
        case Milestone():
            parts = [fact.date]
        case Rank():
            parts = [fact.scope, str(fact.position) if fact.position else None]
        case Target():
            parts = [fact.by]
        case _:
            parts = []
    told = " | ".join(part for part in parts if part)
    return f"  [{told}]" if told else ""


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


@contextmanager
def _calm() -> Iterator[None]:
    """End on SIGTERM as on Ctrl-C (clean up first), and say nothing about a file that cannot even be closed."""
    hook = sys.unraisablehook

    def unraisable(report: Any) -> None:
        if not isinstance(report.exc_value, OSError):
            hook(report)

    before = signal.signal(signal.SIGTERM, _terminate)
    sys.unraisablehook = unraisable
    try:
        yield
    finally:
        sys.unraisablehook = hook
        signal.signal(signal.SIGTERM, before)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code and never shows a traceback for what a user can mend."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        with _calm():
            code = cli.main(
                args=None if arguments is None else list(arguments), prog_name="reportgen", standalone_mode=False
            )
            sys.stdout.flush()
            return code if isinstance(code, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("reportgen: interrupted; nothing was left half-written.", err=True)
        return _INTERRUPTED
    except ReportgenError as error:
        click.echo(f"reportgen: {printable(str(error))}", err=True)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has enough; keep the interpreter from flushing into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
