"""The user's own pictures, known by their bytes: the issuer's logo, and what a template shows on all slides.

`generate` knows them as the files that it was given. Whoever verifies later has only what it recorded: the manifest's
row, and a part inside the deck. A picture recorded there is as `generate` saw it; what it shows is not read.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

from reportgen.assets import flattened

PART = "{https://reportgen.invalid/pictures/1}picture"


def own_pictures(logo: str, template: Path | None) -> frozenset[str]:
    """SHA-256 of the pictures that a user gave: they are his words and not the article's. The logo counts as the deck
    holds it, a file, and as the briefing does, its pixels."""
    sums = set()
    if logo:
        try:
            sums.add(_sum(Path(logo).read_bytes()))
            sums.add(_sum(flattened(logo)[2]))
        except (OSError, ValueError):
            pass  # who writes the file says what is wrong with it
    if template is not None:
        try:
            with zipfile.ZipFile(template) as archive:
                names = [n for n in archive.namelist() if n.startswith("ppt/media/")]
                sums.update(_sum(archive.read(n)) for n in names)
        except (OSError, zipfile.BadZipFile):
            pass
    return frozenset(sums)


def sealed(path: Path, manifest: str) -> frozenset[str]:
    """The sums that the manifest beside a file records for its pictures; none without a manifest of ours."""
    try:
        row = json.loads((path.parent / manifest).read_bytes())["files"][path.name]
        return frozenset(s for s in row.get("pictures", ()) if isinstance(s, str))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return frozenset()


def listed(part: Any) -> frozenset[str]:
    """The sums in the part of a deck that records its pictures."""
    return frozenset(str(one.get("sha256", "")) for one in part.iter(PART))


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def is_own(data: bytes, own: frozenset[str]) -> bool:
    """Whether a picture is one of the user's own."""
    return bool(own) and _sum(data) in own
