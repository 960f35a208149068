"""Lets the program be started as `reportgen` and as `python -m reportgen`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress


def run() -> None:
    """Run the command line and leave with its exit code, at once: taking a large heap apart takes a tenth of a run.

    Reference cycles are left alone as well: looking for them takes a sixth of a run that is over in a second. Commands
    that may go on for longer collect on their own account.
    """
    gc.disable()
    from reportgen import patterns

    patterns.keep()
    from reportgen.cli import main

    code = main(sys.argv[1:])
    patterns.save()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
