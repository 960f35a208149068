"""Opens a user's template: refuses what is unsafe, gives its parts parsed, with their relations."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path

from lxml import etree

from reportgen.errors import TemplateError

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MAX_FILE, _MAX_UNPACKED, _MAX_PARTS, _MAX_RATIO = 50_000_000, 300_000_000, 5_000, 200


def refuse(path: Path, why: str) -> TemplateError:
    return TemplateError(f"{path}: {why}")


def _open(path: Path) -> dict[str, bytes]:
    """The parts of the file. Raises TemplateError for what is no plain, reasonable .pptx."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise refuse(path, f"cannot be read ({error.strerror}). Check the path.") from None
    if size > _MAX_FILE:
        raise refuse(
            path,
            f"has {size // 1_000_000} MB, over {_MAX_FILE // 1_000_000}. Remove its sample slides and pictures.",
        )
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise refuse(path, "is encrypted, or an old .ppt. Remove the password, or save it as .pptx.")
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > _MAX_PARTS or sum(e.file_size for e in entries) > _MAX_UNPACKED:
                raise refuse(path, "unpacks to more than a template can hold (a zip bomb?). It is not opened.")
            if any(e.file_size > 1_000_000 and e.file_size > _MAX_RATIO * max(1, e.compress_size) for e in entries):
                raise refuse(path, "holds a part packed more than 200 times (a zip bomb?). It is not opened.")
            if any(e.flag_bits & 1 for e in entries):
                raise refuse(path, "is encrypted. Remove the password.")
            data = {e.filename: archive.read(e) for e in entries if not e.is_dir()}
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError, EOFError) as error:
        raise refuse(path, f"is not a .pptx ({error}). Save it from PowerPoint as .pptx.") from None
    types = data.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any("vbaProject" in n for n in data):
        raise refuse(path, "holds macros. Save it as .pptx or .potx without them.")
    if "ppt/presentation.xml" not in data or not types:
        raise refuse(path, "has no presentation inside. Save it from PowerPoint as .pptx.")
    return data


class Package:
    """Parsed parts and their relations."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = _open(path)
        self._trees: dict[str, etree._Element] = {}
        types = self.tree("[Content_Types].xml")
        self.over = {
            o.get("PartName", "").lstrip("/"): o.get("ContentType", "") for o in types if o.tag.endswith("Override")
        }
        self.default = {
            d.get("Extension", "").lower(): d.get("ContentType", "") for d in types if d.tag.endswith("Default")
        }

    def tree(self, name: str) -> etree._Element:
        if name not in self._trees:
            data = self.data.get(name)
            if data is None:
                raise refuse(self.path, f"names {name}, which is not inside. Open and save it in PowerPoint.")
            if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
                raise refuse(self.path, f"{name} declares entities. It is not opened.")
            try:
                self._trees[name] = etree.fromstring(
                    data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
                )
            except etree.XMLSyntaxError as error:
                raise refuse(
                    self.path, f"{name} is not well-formed ({error.msg}). Open and save it in PowerPoint."
                ) from None
        return self._trees[name]

    def kind(self, name: str) -> str:
        return str(self.over.get(name) or self.default.get(name.rpartition(".")[2].lower(), "application/octet-stream"))

    def rels(self, name: str) -> list[tuple[str, str, str, bool]]:
        """(id, type's last word, target, external) of a part."""
        folder, file = posixpath.split(name)
        part = f"{folder}/_rels/{file}.rels"
        if part not in self.data:
            return []
        out = []
        for rel in self.tree(part):
            external = rel.get("TargetMode") == "External"
            target = rel.get("Target", "")
            if not external:
                target = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
            out.append((rel.get("Id", ""), rel.get("Type", "").rpartition("/")[2], target, external))
        return out
