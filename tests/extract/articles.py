"""The real texts that several tests read."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXTS = (
    *sorted((ROOT / "seeds").glob("*.txt")),
    *sorted((ROOT / "tests" / "samples").glob("*.txt")),
    *sorted((ROOT / "tests" / "articles").rglob("*.txt")),
)
