"""Lets the program be started as `reportgen` and as `python -m reportgen`."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line and leave with its exit code."""
    from reportgen.cli import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
