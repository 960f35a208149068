"""Turns the files in dist/ into contact sheets for the README: `python -m tests.preview`, into dist/preview/.

The briefing is painted by PDFium; the deck needs LibreOffice (Debian: libreoffice-impress, fonts-noto-cjk).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.conftest import ROOT

DIST = ROOT / "dist"
_GROUND = "#8A949B"
_GAP = 10


def pages(pdf: Path, width: int) -> list[Image.Image]:
    """The pages of a PDF as pictures of a width in pixels."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=width / page.get_width()).to_pil().convert("RGB") for page in document]


def sheet(pictures: list[Image.Image], columns: int) -> Image.Image:
    """Pictures of one size in rows on a grey ground."""
    width, height = pictures[0].size
    rows = -(-len(pictures) // columns)
    whole = Image.new("RGB", (columns * (width + _GAP) + _GAP, rows * (height + _GAP) + _GAP), _GROUND)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, columns)
        whole.paste(picture, (_GAP + column * (width + _GAP), _GAP + row * (height + _GAP)))
    return whole


def save(picture: Image.Image, path: Path) -> None:
    """A small PNG: pages have few colours."""
    picture.quantize(255, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


def deck_pdf(deck: Path, folder: Path) -> Path | None:
    """The deck as LibreOffice prints it; None without LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        return None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(deck)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{deck.stem}.pdf"


def main() -> int:
    made = sorted(DIST.glob("*.pdf"))
    if not made:
        sys.stdout.write("dist/ holds no briefing; run make generate first\n")
        return 1
    target = DIST / "preview"
    target.mkdir(exist_ok=True)
    for briefing in made:
        save(sheet(pages(briefing, 480), 3), target / f"{briefing.stem}.briefing.png")
        with tempfile.TemporaryDirectory() as folder:
            printed = deck_pdf(briefing.with_suffix(".pptx"), Path(folder))
            if printed is None:
                sys.stdout.write("no pictures of the deck without LibreOffice (Debian: libreoffice-impress)\n")
                continue
            save(sheet(pages(printed, 480), 3), target / f"{briefing.stem}.deck.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
