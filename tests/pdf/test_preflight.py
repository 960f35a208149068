"""PDFBox preflight on a copy reduced to PDF/A-1b: it alone checks widths, streams and fonts byte by byte.

It knows PDF/A-1b only, so the copy is without attachments and structure streams of later versions, with a v2 profile.
Needs java and the Debian packages libpdfbox2-java libfontbox2-java libcommons-logging-java libactivation-java
libjaxb-api-java; skipped without them.
"""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

JARS = Path("/usr/share/java")
PROFILE = Path("/usr/share/color/icc/ghostscript/srgb.icc")
HERE = JARS.is_dir() and any(JARS.glob("pdfbox2*.jar")) and shutil.which("java") and PROFILE.exists()

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not HERE, reason="java or PDFBox is not installed")]


def reduced(data: bytes) -> bytes:
    """The copy that PDF/A-1b can judge."""
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.Root["/AF"]
        del pdf.Root["/Names"]
        packet = pdf.Root.Metadata.read_bytes()
        packet = packet.replace(b"<pdfaid:part>3<", b"<pdfaid:part>1<").replace(
            b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<"
        )
        pdf.Root.Metadata = pdf.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        profile = pdf.make_stream(PROFILE.read_bytes(), N=3)
        pdf.Root.OutputIntents[0].DestOutputProfile = profile
        for page in pdf.pages:
            for font in page.resources.Font.values():
                below = font.DescendantFonts[0]
                count = len(below.CIDToGIDMap.read_bytes()) // 2
                bits = bytearray(-(-count // 8))
                for cid in range(count):
                    bits[cid // 8] |= 128 >> cid % 8
                below.FontDescriptor.CIDSet = pdf.make_stream(bytes(bits))
        out = BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            preserve_pdfa=True,
            force_version="1.4",
            compress_streams=True,
        )
        return out.getvalue()


def verdict(data: bytes, folder: Path) -> str:
    file = folder / "reduced.pdf"
    file.write_bytes(data)
    command = ["java", "-cp", f"{JARS}/*", "org.apache.pdfbox.preflight.Validator_A1b", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout + done.stderr


def test_preflight_finds_the_reduced_copy_valid(briefing: bytes, tmp_path: Path) -> None:
    said = verdict(reduced(briefing), tmp_path)
    assert "is a valid PDF/A-1b file" in said, said


def test_preflight_sees_wrong_widths(briefing: bytes, tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(briefing)) as pdf:
        for font in pdf.pages[0].resources.Font.values():
            font.DescendantFonts[0].W = [1, [111] * 40]
        out = BytesIO()
        pdf.save(out)
    assert "is a valid" not in verdict(reduced(out.getvalue()), tmp_path)
