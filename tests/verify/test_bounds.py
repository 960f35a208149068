"""Files that are none of ours get a clear answer: damaged, encrypted, bombs, hundreds of pages."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest

from reportgen.verify import Unreadable, read_file
from tests.verify.conftest import SEED


def refuse(path: Path, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_file(path)


def test_neither_pdf_nor_deck(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("瀏陽", encoding="utf-8")
    refuse(path, "neither a PDF nor a PowerPoint")
    refuse(tmp_path / "missing.pdf", "is no file")
    refuse(tmp_path, "is no file")


def test_damaged_files(outputs: Path, tmp_path: Path) -> None:
    for suffix in (".pdf", ".pptx"):
        data = (outputs / f"{SEED.stem}{suffix}").read_bytes()
        path = tmp_path / f"a{suffix}"
        path.write_bytes(data[: len(data) // 3])
        refuse(path, "damaged")


def test_encrypted(outputs: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.open(outputs / f"{SEED.stem}.pdf") as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="x", user="x"))
    refuse(path, "encrypted")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    refuse(path, "encrypted or an old")


def test_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.pptx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/presentation.xml", b"\0" * 60_000_000)
    refuse(path, "unpacks to more")


def test_part_that_belies_the_directory(outputs: Path, tmp_path: Path) -> None:
    """A part larger than the directory says, with another sum, or under another name is not read."""
    whole = (outputs / f"{SEED.stem}.pptx").read_bytes()
    path = tmp_path / "a.pptx"
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        part = archive.getinfo("ppt/presentation.xml")
        directory = whole.index(b"ppt/presentation.xml", archive.start_dir) - 46
    name = part.header_offset + 30
    for at, wrong in (
        (directory + 24, (part.file_size - 1).to_bytes(4, "little")),
        (directory + 16, (part.CRC ^ 1).to_bytes(4, "little")),
        (name, b"PPT"),
        (part.header_offset, b"PX"),
    ):
        path.write_bytes(whole[:at] + wrong + whole[at + len(wrong) :])
        refuse(path, "damaged")


def test_pdf_bomb(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].obj["/Contents"] = pdf.make_stream(b"0 0 m\n" * 20_000_000)
    path = tmp_path / "a.pdf"
    pdf.save(path, compress_streams=True)
    contents = read_file(path)
    assert any("unpacked within bounds" in what for _, _, what in contents.troubles)


def test_entities_are_not_read(outputs: Path, tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(outputs / f"{SEED.stem}.pptx") as old, zipfile.ZipFile(data, "w") as new:
        for entry in old.infolist():
            body = old.read(entry.filename)
            if entry.filename == "ppt/slides/slide1.xml":
                body = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
            new.writestr(entry.filename, body)
    path = tmp_path / "a.pptx"
    path.write_bytes(data.getvalue())
    refuse(path, "declares entities")


def test_five_hundred_pages(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    for _ in range(500):
        pdf.add_blank_page()
    path = tmp_path / "a.pdf"
    pdf.save(path)
    refuse(path, "has 500 pages")
