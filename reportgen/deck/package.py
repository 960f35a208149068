"""The deck as a package of parts: content types, relationships, a zip with the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import IO, NamedTuple

from reportgen.deck.clean import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELS = "application/vnd.openxmlformats-package.relationships+xml"


class Part(NamedTuple):
    """`name` without leading slash; `kind` its content type, "" for relationships and for the list of types itself."""

    name: str
    kind: str
    data: bytes


def content_types(parts: Iterable[Part]) -> bytes:
    """[Content_Types].xml: a default for relationships and workbooks, an override for every other part."""
    defaults = {"rels": _RELS, "xml": "application/xml"}
    overrides = []
    for part in parts:
        if not part.kind:
            continue
        extension = part.name.rpartition(".")[2].lower()
        if extension not in ("xml", "rels") and defaults.setdefault(extension, part.kind) == part.kind:
            continue
        overrides.append(f'<Override PartName="/{escape(part.name)}" ContentType="{part.kind}"/>')
    lines = "".join(f'<Default Extension="{e}" ContentType="{k}"/>' for e, k in sorted(defaults.items()))
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{lines}'
        + "".join(overrides)
        + "</Types>"
    ).encode()


def relationships(entries: Iterable[tuple[str, str, str]]) -> bytes:
    """A .rels part from (id, type, target); a target with a scheme is external."""
    lines = []
    for rid, kind, target in entries:
        mode = ' TargetMode="External"' if "://" in target else ""
        lines.append(f'<Relationship Id="{rid}" Type="{kind}" Target="{escape(target)}"{mode}/>')
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(lines)
        + "</Relationships>"
    ).encode()


def write_zip(parts: Iterable[Part], target: IO[bytes]) -> None:
    """Store the parts in their order, deflated, with one fixed date and no system's marks."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for part in parts:
            entry = zipfile.ZipInfo(part.name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, part.data)
