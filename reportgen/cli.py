"""Turns arguments into calls of the stages, and what comes back into lines and an exit code."""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
import traceback
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Literal, NoReturn

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

VERIFY_CODES = """\b
Exit codes: 0 all is proven; 1 there are findings; 2 a file or an argument
cannot be used."""


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
        for number, line in enumerate(str(error).split("\n")):  # a refusal has a line a finding
            self.line(line if number else f"reportgen: {line}")

    def fault(self, path: Path, error: Exception) -> None:
        """A fault of the program itself in one line that says where; the whole traceback when asked for more."""
        told = "".join(traceback.format_exception(error))
        if isinstance(error, RuntimeError) and "Traceback" in str(error):  # from the second process, as text
            told = str(error)
        *_, (file, line) = re.findall(r'File "(.+?)", line (\d+)', told) or [("?", "?")]
        what = told.strip().splitlines()[-1]
        self.line(
            f"reportgen: {path}: this is a fault of the program ({what} at {Path(file).name}:{line}). "
            "Please report it with the article."
        )
        if self.verbose:
            for entry in told.splitlines():
                self.line(f"  {entry}")


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


class PipeClosed(Exception):
    """Whoever read our output has enough."""


class Commands(click.Group):
    """The commands; a closed pipe passes click by, which would make it exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise PipeClosed from error


@click.group(
    cls=Commands,
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
      reportgen verify dist               whether the files still say what the article says
    """


@cli.command(epilog=EXIT_CODES)
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", type=click.Path(path_type=Path, readable=False))
@click.option(
    "-o",
    "--out",
    metavar="DIR",
    default=Path("dist"),
    show_default=True,
    type=click.Path(path_type=Path, readable=False),
    help="Where the files go; made when it is missing.",
)
@click.option("--only", type=click.Choice(["pdf", "pptx"]), help="Write the briefing or the deck alone.")
@click.option(
    "--theme",
    "theme_file",
    metavar="FILE",
    type=click.Path(path_type=Path, readable=False),
    help="A TOML file laid over the house theme: [colour], [font], [issuer] with name, logo, contact.",
)
@click.option(
    "--template",
    metavar="FILE",
    type=click.Path(path_type=Path, readable=False),
    help="A .pptx or .potx of your own: the deck takes its layouts, colours and fonts. See check-template.",
)
@click.option(
    "--edits",
    "edits_file",
    metavar="FILE",
    type=click.Path(path_type=Path, readable=False),
    help="Use the edits in FILE; without it, ARTICLE's own .edits.toml when it lies beside it.",
)
@click.option("--no-edits", is_flag=True, help="Leave an edits file beside the article alone.")
@click.option(
    "--attach-article",
    is_flag=True,
    help="Put the article's whole text into the briefing; passing it on may need the publisher's leave.",
)
@click.option("--evidence", is_flag=True, help="Also write DIR/news.evidence.html: each fact beside its sentence.")
@click.option("-q", "--quiet", is_flag=True, help="Failures only: no stages, no notes.")
@click.option("-v", "--verbose", is_flag=True, help="Stages even when this is no terminal; why a chart was not drawn.")
@click.pass_context
def generate(
    context: click.Context,
    articles: tuple[Path, ...],
    out: Path,
    only: Only | None,
    theme_file: Path | None,
    template: Path | None,
    edits_file: Path | None,
    no_edits: bool,
    attach_article: bool,
    evidence: bool,
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
      reportgen generate news.txt --template corporate.pptx
    """
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other.")
    if edits_file is not None and no_edits:
        raise click.UsageError("--edits and --no-edits exclude each other.")
    console = Console(quiet=quiet, verbose=verbose)
    paths = articles or articles_in(SEEDS)
    if edits_file is not None and len(paths) != 1:
        raise click.UsageError("--edits goes with one ARTICLE.")
    refuse_same_stems(paths)
    if template is not None:
        from reportgen.deck import check_template

        for line in check_template(template):
            if not quiet:
                console.line(f"{template}: {line}")
    edits: Path | Literal[False] | None = False if no_edits else edits_file
    context.exit(_generate_all(paths, out, only, theme_file, template, edits, attach_article, evidence, console))


def _generate_all(
    paths: Sequence[Path],
    out: Path,
    only: Only | None,
    theme_file: Path | None,
    template: Path | None,
    edits: Path | Literal[False] | None,
    attach_article: bool,
    evidence: bool,
    console: Console,
) -> int:
    """The worst exit code of the articles."""
    from reportgen.api import Press
    from reportgen.api import generate as generate_one

    worst = 0
    wanted = Press(
        theme_file=theme_file, only=only, template=template, attach_article=attach_article, evidence=evidence
    )
    with wanted as press:
        for number, path in enumerate(paths):
            if number:  # what the last article left behind
                gc.collect()
            try:
                made = generate_one(path, out, press=press, edits=edits, progress=console.stage)
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


@cli.command("check-template", epilog=EXIT_CODES)
@click.argument("template", metavar="FILE", type=click.Path(path_type=Path, readable=False))
def check_template_(template: Path) -> None:
    """Say how a deck would stand on your template FILE (.pptx or .potx), without writing one.

    One line for each role (cover, content, chart, table): the layout that would be taken and why, or
    what would be done instead. Files with macros, encrypted or oversized ones are refused.

    \b
    Example:
      reportgen check-template corporate.pptx
    """
    from reportgen.deck import check_template

    for line in check_template(template):
        click.echo(printable(line))


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


@cli.command(epilog=EXIT_CODES)
@click.argument("article", metavar="ARTICLE", type=click.Path(path_type=Path, readable=False))
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path, readable=False),
    help="Where the edits go; ARTICLE's name with .edits.toml, beside it, when not named.",
)
@click.option("--force", is_flag=True, help="Write over an edits file that is there.")
def edits(article: Path, out: Path | None, force: bool) -> None:
    """Write what would be told of ARTICLE into a file for you to edit.

    The file holds the headline, the key figures, each section's titles, charts, cards and quotations, and the lines
    on what the article does not say, each with the next best candidates. Reorder, delete, pin, choose another
    candidate or write a sentence of your own; `reportgen generate` uses the file when it lies beside the article and
    proves every sentence of it.

    \b
    Examples:
      reportgen edits news.txt
      reportgen generate news.txt
    """
    from reportgen.api import facts as facts_of
    from reportgen.errors import OutputError
    from reportgen.story.edits import path_for, write

    target = out or path_for(article)
    text = write(facts_of(article))
    try:
        with target.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise OutputError(f"{target}: is there already. Use --force, or name another file with --out.") from None
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror}). Name another file with --out.") from None
    click.echo(printable(str(target)))


def fact_lines(extraction: Extraction) -> Iterator[str]:
    """The facts as lines of a table with a head line."""
    from reportgen.api import in_order

    article = extraction.article
    yield f"{article.headline}  ({article.publisher or '-'}, {article.date or '-'})"
    for fact in extraction.facts:
        yield f"{fact.id:<4} {fact.kind:<10} ¶{fact.paragraph:<3} {fact.surface}{_reading(fact)}"
    doubts = len(in_order(extraction.notes))
    yield f"{len(extraction.facts)} facts, {len(extraction.unused)} numerals unused, {doubts} notes"


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


@cli.command(epilog=VERIFY_CODES)
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...|DIR", type=click.Path(path_type=Path, readable=False)
)
@click.option(
    "--against",
    metavar="ARTICLE|LEDGER.json",
    type=click.Path(path_type=Path, readable=False),
    help="What the files are held against: the article itself, read anew, or its ledger.",
)
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Findings only: no table, no notes.")
@click.pass_context
def verify(context: click.Context, files: tuple[Path, ...], against: Path | None, as_json: bool, quiet: bool) -> None:
    """Prove finished files: every number, quotation and name on every surface against the article.

    FILE is a briefing or a deck, wherever it came from; its seal is not looked at. DIR is a folder that
    reportgen wrote: its manifest tells whether the files are the sealed ones, and their content is
    proven against the sealed ledger (or --against the article). Nothing in a file is executed or fetched.

    \b
    Examples:
      reportgen verify news.pdf news.pptx --against news.txt
      reportgen verify dist
    """
    from reportgen import verify as proof

    console = Console(quiet=quiet, verbose=False)
    gc.enable()  # strange files, as many as one likes
    proof.bound_resources()
    folders = [path for path in files if path.is_dir()]
    try:
        if folders:
            if len(files) > 1:
                raise click.UsageError("Give one folder, or files.")
            report = proof.check_folder(folders[0], against)
        elif against is None:
            raise click.UsageError("Name what the files are held against: --against ARTICLE (or its LEDGER.json).")
        else:
            report = proof.check_files(against, files)
    except (ReportgenError, OSError, click.ClickException):
        raise
    except MemoryError:
        raise InputError(
            f"{files[0]}: needs more memory than verification allows itself. Ask for the file again."
        ) from None
    except Exception as error:
        console.fault(files[0], error)
        context.exit(1)
    if as_json:
        click.echo(report.to_json())
    else:
        for line in (*report.seal, *report.lines()):
            click.echo(printable(line))
        if not quiet:
            for line in report.notes():
                click.echo(printable(line))
            for line in report.table() if report.counts else ():
                click.echo(line)
            if report.clean:
                click.echo("All of it is proven.")
    context.exit(0 if report.clean else 1)


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
    except (PipeClosed, BrokenPipeError):
        # Whoever read our output has enough; keep the interpreter from flushing into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
