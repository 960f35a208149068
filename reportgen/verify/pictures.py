"""The user's own pictures, known by their bytes: the issuer's logo, and what a template shows on all slides."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from reportgen.assets import flattened


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


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def is_own(data: bytes, own: frozenset[str]) -> bool:
    """Whether a picture is one of the user's own."""
    return bool(own) and _sum(data) in own
