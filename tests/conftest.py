"""What every test may use: the program in a process of its own, the articles, and honest skips."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "liuyang-business-environment.txt"
SAMPLES = tuple(sorted((ROOT / "tests" / "samples").glob("*.txt")))

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def program(*arguments: str | Path) -> list[str]:
    """The command line that starts reportgen as a user would."""
    return [sys.executable, "-m", "reportgen", *map(str, arguments)]


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without what a developer's shell may have set for Python or matplotlib."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "MPL"))}
    return kept | {"PYTHONPATH": str(ROOT)} | more


@pytest.fixture
def reportgen(tmp_path: Path) -> Run:
    """Run the program in an empty folder; stdout and stderr as text."""
    folder = tmp_path / "cwd"
    folder.mkdir()

    def run(*arguments: str | Path, env: dict[str, str] | None = None, **more: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            program(*arguments), cwd=more.pop("cwd", folder), env=clean_environment(**(env or {})),
            capture_output=True, text=True, encoding="utf-8", timeout=120, check=False, **more,
        )  # fmt: skip

    return run


@pytest.fixture
def needs() -> Callable[[str, str], str]:
    """The path of a system's program; without it the test is skipped, saying which Debian package brings it."""

    def need(name: str, package: str) -> str:
        found = shutil.which(name)
        if found is None:
            pytest.skip(f"{name} is not installed (Debian: {package})")
        return found

    return need
