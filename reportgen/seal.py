"""Turns a run into rows of `manifest.json`: what each output was made from, and its SHA-256."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from reportgen import __version__
from reportgen.assets import Theme, font_path, templates_dir
from reportgen.errors import OutputError
from reportgen.source import Article

NAME = "manifest.json"
FORMAT = 1


def file_sha256(path: Path) -> str:
    """SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_KNOWN: dict[str, str] = {}  # sums that stay the same for a run: of the templates, of a font by its path


def templates_sha256() -> str:
    """One SHA-256 over all of `templates/`: each file's name and its own SHA-256, in order of name."""
    root = templates_dir()
    if str(root) not in _KNOWN:
        digest = hashlib.sha256()
        for path in sorted(path for path in root.rglob("*") if path.is_file() and not path.name.startswith(".")):
            digest.update(f"{path.relative_to(root).as_posix()}\0{file_sha256(path)}\n".encode())
        _KNOWN[str(root)] = digest.hexdigest()
    return _KNOWN[str(root)]


def _font_row(path: Path) -> dict[str, str]:
    if str(path) not in _KNOWN:
        _KNOWN[str(path)] = file_sha256(path)
    return {"name": path.name, "sha256": _KNOWN[str(path)]}


def sums(script: str, theme: Theme) -> dict[str, str]:
    """The sums that wait for no output (some 20 ms for a font), for another process to `adopt`."""
    templates_sha256()
    _font_row(font_path(script, theme))
    return dict(_KNOWN)


def adopt(found: dict[str, str]) -> None:
    """Take over what another process has reckoned."""
    _KNOWN.update(found)


def row(
    kind: str,
    path: Path,
    *,
    article: Article,
    source_name: str,
    ledger: bytes,
    theme: Theme,
    edits: dict[str, Any] | None = None,
    pictures: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """The manifest's row for a finished file at `path` (perhaps still under its temporary name).

    `kind` is briefing, deck or ledger; `edits` names the edits file and what it changed; `pictures` are the sums of the
    user's own pictures, by which a later `verify` tells them from others.
    Only names of files are told, never where they lie.
    """
    made: dict[str, Any] = {
        "kind": kind,
        "sha256": file_sha256(path),
        "bytes": path.stat().st_size,
        "source": {"name": source_name, "sha256": article.sha256},
        "ledger": hashlib.sha256(ledger).hexdigest(),
        "program": {"name": "reportgen", "version": __version__},
    }
    if kind != "ledger":
        made["theme"] = theme.sha256
        made["templates"] = templates_sha256()
        if edits is not None:
            made["edits"] = edits
    if pictures and kind in ("briefing", "deck"):
        made["pictures"] = sorted(pictures)
    if kind == "briefing":
        made["fonts"] = [_font_row(font_path(article.script, theme))]
    return made


def merged(path: Path, rows: dict[str, dict[str, Any]]) -> bytes:
    """The manifest at `path` with rows laid over it by file name, sorted; a new one when there is none.

    Raises OutputError when the file is there and is no manifest: it is somebody's own and stays untouched.
    """
    files: dict[str, Any] = {}
    try:
        old = json.loads(path.read_bytes())
        if old["format"] != FORMAT or not isinstance(old["files"], dict):
            raise KeyError("format")
        files = old["files"]
    except FileNotFoundError:
        pass
    except IsADirectoryError:
        raise OutputError(f"{path}: is a folder. Move it away, or choose another --out.") from None
    except (ValueError, KeyError, TypeError):
        raise OutputError(
            f"{path}: is not a manifest of reportgen (format {FORMAT}). Move it away, or choose another --out."
        ) from None
    document = {"format": FORMAT, "files": dict(sorted((files | rows).items()))}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
