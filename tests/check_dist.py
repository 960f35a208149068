"""Compares dist/ (or another folder) with what the seeds give now: `python -m tests.check_dist [DIR]`.

Uncompressed parts are compared, since another zlib may compress otherwise. Exit 1 and the first differences when not
the same.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.conftest import ROOT, program
from tests.parts import difference

_SHOWN = 12


def compare(dist: Path, fresh: Path) -> list[str]:
    """Every difference between two folders of outputs; sub-folders (pictures) are not looked at."""
    old = {path.name for path in dist.iterdir() if path.is_file()} if dist.is_dir() else set()
    new = {path.name for path in fresh.iterdir()}
    told = [f"{dist / name}: is missing" for name in sorted(new - old)]
    told += [f"{dist / name}: comes from no seed" for name in sorted(old - new) if not name.startswith(".")]
    for name in sorted(old & new):
        told += [f"{dist / name}: {line}" for line in difference(dist / name, fresh / name)]
    return told


def main(arguments: list[str]) -> int:
    dist = Path(arguments[0]) if arguments else ROOT / "dist"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "dist"
        subprocess.run([*program("generate", "--quiet", "--out", fresh)], cwd=ROOT, check=True)
        told = compare(dist, fresh)
    for line in told[:_SHOWN]:
        sys.stdout.write(f"{line}\n")
    if len(told) > _SHOWN:
        sys.stdout.write(f"… and {len(told) - _SHOWN} more\n")
    sys.stdout.write(f"{dist}: differs; run make generate and look at what changed\n" if told else f"{dist}: current\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
