"""Tells whether files are the sealed ones: the manifest's sums against the files, and what changed where they
differ."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from reportgen.errors import InputError
from reportgen.verify.check import check, ground_of_ledger, read_file
from reportgen.verify.pictures import sealed
from reportgen.verify.report import Finding, Report
from reportgen.verify.surfaces import Unreadable

NAME = "manifest.json"
FORMAT = 1
_KINDS = ((".ledger.json", "ledger"), (".pdf", "briefing"), (".pptx", "deck"), (".html", "evidence"))


def manifest_of(folder: Path) -> dict[str, Any]:
    """The rows of a folder's manifest by file name. Raises InputError when there is none or it is none of ours."""
    path = folder / NAME
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}). Give a folder that reportgen wrote, or files with --against."
        ) from None
    except (ValueError, RecursionError):
        raise InputError(f"{path}: is no JSON. Ask for the folder again.") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("files"), dict):
        raise InputError(f"{path}: is not a manifest of reportgen (format {FORMAT}). Ask for the folder again.")
    return {str(name): row for name, row in data["files"].items() if isinstance(row, dict)}


def check_folder(folder: Path, article: Path | None = None) -> Report:
    """Seal and content of every sealed file of a folder. The content is held against the article when it is given,
    else against the sealed ledger; each file gets one line in `Report.seal`."""
    rows = manifest_of(folder)
    report = Report()
    if not rows:
        raise InputError(f"{folder / NAME}: seals no file. Run reportgen generate first.")
    ledgers = {name: row for name, row in rows.items() if row.get("kind") == "ledger"}
    for name, row in rows.items():
        _seal(folder, name, row, report)
    _strangers(folder, rows, report)
    stems = sorted(
        {Path(name).name.removesuffix(".ledger.json").removesuffix(".pdf").removesuffix(".pptx") for name in rows}
    )
    for stem in stems:
        files = [folder / n for n in rows if n in (f"{stem}.pdf", f"{stem}.pptx") and _inside(folder, n)]
        base = folder / f"{stem}.ledger.json"
        _origin(base, {n: r for n, r in rows.items() if n.startswith(f"{stem}.")}, report)
        if not files:
            continue
        if article is not None:
            from reportgen.verify.check import ground_of

            ground = ground_of(article)
        elif base.name in ledgers and base.is_file():
            try:
                ground = ground_of_ledger(json.loads(base.read_bytes()))
            except (ValueError, OSError, RecursionError):
                continue
        else:
            continue
        opened = []
        for path in files:
            if not path.is_file():
                continue
            try:
                opened.append(read_file(path, None, frozenset(), sealed(path, NAME)))
            except Unreadable as error:
                report.findings.append(Finding(file=path.name, page=0, place="file", stands=path.name, rule=str(error)))
        found = check(ground, opened)
        report.findings += [f for f in found.findings if f not in report.findings]
        report.remarks += found.remarks
        report.counts.update(found.counts)
        report.units.update(found.units)
        for fact, used in found.uses.items():
            report.uses.setdefault(fact, []).extend(used)
    return report


def _strangers(folder: Path, rows: dict[str, Any], report: Report) -> None:
    """Briefings and decks in the folder that nobody sealed."""
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in (".pdf", ".pptx") and path.is_file() and path.name not in rows:
            report.seal.append(f"{path.name}: not sealed")
            _broken(report, path.name, "lies in the folder and is not sealed")


def _origin(base: Path, rows: dict[str, dict[str, Any]], report: Report) -> None:
    """What the rows of one article say they were made from: the article and the ledger that are there."""
    try:
        data = base.read_bytes()
        article = json.loads(data).get("article") or {}
    except (OSError, ValueError, RecursionError, AttributeError):
        return
    ledger = hashlib.sha256(data).hexdigest()
    for name, row in rows.items():
        source = row.get("source")
        told = source.get("sha256") if isinstance(source, dict) else None
        if told != article.get("sha256"):
            _broken(report, name, "is sealed as made from another article than its ledger")
        elif row.get("ledger", ledger) != ledger:
            _broken(report, name, "is sealed as made from another ledger")
        elif row.get("kind") not in (None, *(k for end, k in _KINDS if name.endswith(end))):
            _broken(report, name, f"is sealed as a {row.get('kind')}")


def _broken(report: Report, name: str, rule: str) -> None:
    report.findings.append(Finding(file=name, page=0, place="seal", stands=name, rule=rule, hint="Ask for it again."))


def _inside(folder: Path, name: str) -> bool:
    """A name in a manifest is a name, never a way out of the folder."""
    return name == Path(name).name and (folder / name).parent == folder


def _seal(folder: Path, name: str, row: dict[str, Any], report: Report) -> None:
    """One line: unchanged, changed, missing."""
    if not _inside(folder, name):
        report.findings.append(
            Finding(file=NAME, page=0, place="seal", stands=name, rule="names a file outside its folder")
        )
        return
    path = folder / name
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        report.seal.append(f"{name}: missing")
        report.findings.append(
            Finding(
                file=name, page=0, place="seal", stands=name, rule="is sealed but missing", hint="Ask for it again."
            )
        )
        return
    program = row.get("program") or {}
    made = f"reportgen {program.get('version', '?')}" if isinstance(program, dict) else "reportgen"
    if digest == row.get("sha256") and row.get("bytes", path.stat().st_size) != path.stat().st_size:
        _broken(report, name, "is sealed with another length")
    if digest == row.get("sha256"):
        source = row.get("source") or {}
        report.seal.append(
            f"{name}: sealed, unchanged ({made}, from {source.get('name', '?') if isinstance(source, dict) else '?'})"
        )
        return
    report.seal.append(f"{name}: changed since it was sealed")
    report.findings.append(
        Finding(
            file=name,
            page=0,
            place="seal",
            stands=name,
            rule="was changed since it was sealed",
            hint="What changed in its content is listed with its pages; if nothing is, only its look was changed.",
        )
    )
