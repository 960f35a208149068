"""Turns a finished file into its uncompressed parts, so that two can be compared whatever compressed them."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

_SUM = re.compile(rb"[0-9a-f]{64}|[0-9A-F]{32}")


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a .pdf, .pptx, .ledger.json or manifest.json by name, uncompressed.

    A workbook inside a deck and an object stream inside a PDF are opened in turn. What depends on the compressor alone
    (stream lengths, the PDF's id, sums and sizes of outputs in the manifest) is left out.
    """
    match path.suffix:
        case ".pptx":
            return _zip(path.read_bytes(), "")
        case ".pdf":
            return _pdf(path)
        case ".json" if path.name == "manifest.json":
            return _manifest(path)
        case _:
            return {"": path.read_bytes()}


def _zip(data: bytes, prefix: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found[f"{prefix}(order)"] = "\n".join(archive.namelist()).encode()
        for entry in archive.infolist():
            name = prefix + entry.filename
            content = archive.read(entry)
            found[f"{name} (date)"] = repr(entry.date_time).encode()
            if name.endswith(".xlsx"):
                found |= _zip(content, f"{name}!")
            else:
                found[name] = content
    return found


def _pdf(path: Path) -> dict[str, bytes]:
    import pikepdf

    found: dict[str, bytes] = {}
    with pikepdf.open(path) as pdf:
        for number, item in enumerate(pdf.objects):
            if isinstance(item, pikepdf.Stream):
                if item.get("/Type") in ("/ObjStm", "/XRef"):
                    continue
                found[f"stream {number}"] = item.read_bytes()
                item = pikepdf.Dictionary(
                    {key: value for key, value in item.items() if key not in ("/Length", "/Filter")}
                )
            found[f"object {number}"] = item.unparse()
        trailer = pikepdf.Dictionary({key: value for key, value in pdf.trailer.items() if key in ("/Root", "/Info")})
        found["trailer"] = trailer.unparse()
    return found


def _manifest(path: Path) -> dict[str, bytes]:
    document = json.loads(path.read_bytes())
    for row in document["files"].values():
        row.pop("sha256")
        row.pop("bytes")
    return {"": json.dumps(document, ensure_ascii=False, indent=1).encode()}


def difference(old: Path, new: Path) -> list[str]:
    """Which parts of two files differ, each with what stands where they first do; empty when none does."""
    before, after = parts(old), parts(new)
    told = [f"{name or old.name}: only in {old}" for name in before.keys() - after.keys()]
    told += [f"{name or new.name}: only in {new}" for name in after.keys() - before.keys()]
    for name in before.keys() & after.keys():
        a, b = before[name], after[name]
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            told.append(f"{name or old.name}: differs at byte {at}: {_near(a, at)} | {_near(b, at)}")
    return sorted(told)


def _near(data: bytes, at: int) -> str:
    return repr(data[max(0, at - 30) : at + 30].decode("utf-8", "replace"))
