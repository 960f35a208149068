"""Joins the steps: open the files, build the ground, prove each surface, hold the ledgers and the drawings against
it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportgen.errors import InputError
from reportgen.verify.ground import Ground, build
from reportgen.verify.pictures import sealed
from reportgen.verify.report import Finding, Report
from reportgen.verify.surfaces import Contents, Unreadable

MANIFEST = "manifest.json"
_MEMORY = 1_500_000_000  # bytes of address space that opening strange files may take


def bound_resources() -> None:
    """Limit this process before strange files are opened: a file that needs more than any honest one ends in an
    error."""
    try:
        import resource
    except ImportError:  # not on this system: the readers' own bounds stand
        return
    try:
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        if soft == resource.RLIM_INFINITY or soft > _MEMORY:
            resource.setrlimit(
                resource.RLIMIT_AS, (_MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard), hard)
            )
    except (ValueError, OSError):
        return


def read_file(
    path: Path,
    name: str | None = None,
    pictures: frozenset[str] = frozenset(),
    recorded: frozenset[str] = frozenset(),
) -> Contents:
    """The surfaces of a PDF or a deck, told apart by how the file begins; `pictures` are sums of the user's own,
    `recorded` those that a manifest tells. Raises Unreadable."""
    try:
        if not path.is_file():
            raise Unreadable(f"{path}: is no file. Check the path.")
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({error.strerror}). Check the path and its permissions.") from None
    if b"%PDF-" in start:
        from reportgen.verify.surfaces_pdf import read_pdf

        return read_pdf(path, name, pictures, recorded)
    if start[:2] == b"PK" or start[:4] == b"\xd0\xcf\x11\xe0":
        from reportgen.verify.surfaces_pptx import read_pptx

        return read_pptx(path, name, pictures, recorded)
    raise Unreadable(f"{path}: is neither a PDF nor a PowerPoint file. Give a briefing or a deck.")


def ground_of(against: Path) -> Ground:
    """The ground given by the user: an article, read anew, or a ledger. Raises InputError."""
    if against.suffix.lower() == ".json":
        try:
            data = against.read_bytes()
            ledger = json.loads(data)
        except OSError as error:
            raise InputError(f"{against}: cannot be read ({error.strerror}). Check the path.") from None
        except (ValueError, RecursionError):
            raise InputError(f"{against}: is no JSON. Give the article or its ledger.") from None
        if not isinstance(ledger, dict) or not isinstance(ledger.get("facts"), list):
            raise InputError(f"{against}: is no ledger of reportgen (no facts in it). Give the article or its ledger.")
        return ground_of_ledger(ledger)
    from reportgen import ledger as ledgers
    from reportgen.extract import extract
    from reportgen.source import read

    extraction = extract(read(against))
    return build(json.loads(ledgers.to_json(extraction)), extraction.article.text)


def ground_of_ledger(ledger: dict[str, Any]) -> Ground:
    """The ground of a ledger alone; its text when it carries one."""
    article = ledger.get("article") or {}
    text = article.get("text") if isinstance(article.get("text"), str) else ledger.get("text")
    try:
        return build(ledger, text if isinstance(text, str) else None)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise InputError(
            f"the ledger is damaged ({type(error).__name__}: {error}). Make it anew from the article."
        ) from None


class Checker:
    """Holds files against one ground, one after the other, and gathers what it finds; `tallied`: and counts for a table
    what it has looked at."""

    def __init__(self, ground: Ground, issuer: Sequence[str] = (), *, tallied: bool = True) -> None:
        from reportgen.verify.texts import Texts

        self.ground = ground
        self.tallied = tallied
        self.report = Report()
        self.texts = Texts(ground=ground, issuer=tuple(i for i in issuer if i))

    @classmethod
    def of(cls, extraction: Any, ledger: bytes, issuer: Sequence[str] = ()) -> Checker:
        """A checker for the outputs of an extraction whose ledger is `ledger`."""
        return cls(build(json.loads(ledger), extraction.article.text), issuer)

    def add(self, contents: Contents) -> None:
        """Prove one opened file."""
        from reportgen.verify import drawn, ledgers
        from reportgen.verify.prove import FileProof

        self.report.units[contents.name] = "page" if contents.format == "pdf" else "slide"
        proof = FileProof(texts=self.texts, contents=contents, report=self.report)
        proof.run()
        if self.tallied:
            proof.tally()
        drawn.check(proof)
        ledgers.check(self.ground, contents, self.report)
        self.report.findings.sort(key=lambda f: (f.file, f.page, f.place))


def check(ground: Ground, contents: Sequence[Contents], issuer: Sequence[str] = ()) -> Report:
    """Hold opened files against a ground."""
    checker = Checker(ground, issuer)
    for item in contents:
        checker.add(item)
    return checker.report


def check_files(against: Path, files: Sequence[Path]) -> Report:
    """Open and prove finished files against an article or a ledger."""
    return check(ground_of(against), [read_file(path, None, frozenset(), sealed(path, MANIFEST)) for path in files])


def check_outputs(extraction: Any, files: Sequence[Path], issuer: Sequence[str] = ()) -> Report:
    """The check inside `generate`: finished files against the extraction that they were made from."""
    from reportgen import ledger as ledgers

    checker = Checker.of(extraction, ledgers.to_json(extraction), issuer)
    for path in files:
        checker.add(read_file(path))
    return checker.report


__all__ = [
    "Checker",
    "Finding",
    "Report",
    "Unreadable",
    "check",
    "check_files",
    "check_outputs",
    "ground_of",
    "read_file",
]
