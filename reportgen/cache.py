"""Finds the folder of ours for what is worth keeping between runs; nothing in it is ever needed."""

from __future__ import annotations

import os
import stat
import tempfile
from functools import cache
from pathlib import Path


@cache
def folder() -> Path | None:
    """A folder that is ours alone and can be written, made when it is not there; None when there is none."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 (never raises)
    candidates = [Path(home) / "reportgen"]
    if hasattr(os, "getuid"):
        candidates.append(Path(tempfile.gettempdir()) / f"reportgen-{os.getuid()}")
    for candidate in candidates:
        try:
            candidate.mkdir(mode=0o700, parents=True, exist_ok=True)
            about = candidate.lstat()
        except OSError:
            continue
        own = not hasattr(os, "getuid") or about.st_uid == os.getuid()
        if stat.S_ISDIR(about.st_mode) and own and os.access(candidate, os.W_OK | os.X_OK):
            return candidate
    return None
