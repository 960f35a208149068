"""Joins the steps: open the files, build the ground, prove each surface, hold the ledgers and the drawings against it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportgen.errors import InputError
from reportgen.verify.ground import Ground, build
from reportgen.verify.report import Finding, Report
from reportgen.verify.surfaces import Contents, Unreadable


def read_file(path: Path) -> Contents:
    """The surfaces of a PDF or a deck, told apart by how the file begins. Raises Unreadable."""
    try:
        if not path.is_file():
            raise Unreadable(f"{path}: is no file. Check the path.")
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({error.strerror}). Check the path and its permissions.") from None
    if b"%PDF-" in start:
        from reportgen.verify.surfaces_pdf import read_pdf

        return read_pdf(path)
    if start[:2] == b"PK" or start[:4] == b"\xd0\xcf\x11\xe0":
        from reportgen.verify.surfaces_pptx import read_pptx

        return read_pptx(path)
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
        raise InputError(f"the ledger is damaged ({type(error).__name__}: {error}). Make it anew from the article.") from None


def check(ground: Ground, contents: Sequence[Contents], issuer: Sequence[str] = ()) -> Report:
    """Hold opened files against a ground."""
    from reportgen.verify import drawn, ledgers
    from reportgen.verify.prove import FileProof
    from reportgen.verify.texts import Texts

    report = Report()
    texts = Texts(ground=ground, issuer=tuple(issuer))
    for item in contents:
        report.units[item.name] = "page" if item.format == "pdf" else "slide"
        proof = FileProof(texts=texts, contents=item, report=report)
        proof.run()
        drawn.check(proof)
        ledgers.check(ground, item, report)
    report.findings.sort(key=lambda f: (f.file, f.page, f.place))
    return report


def check_files(against: Path, files: Sequence[Path]) -> Report:
    """Open and prove finished files against an article or a ledger."""
    return check(ground_of(against), [read_file(path) for path in files])


def check_outputs(extraction: Any, files: Sequence[Path], issuer: Sequence[str] = ()) -> Report:
    """The check inside `generate`: finished files against the extraction that they were made from."""
    from reportgen import ledger as ledgers

    ground = build(json.loads(ledgers.to_json(extraction)), extraction.article.text)
    return check(ground, [read_file(path) for path in files], issuer)


__all__ = ["Finding", "Report", "Unreadable", "check", "check_files", "check_outputs", "ground_of", "read_file"]
