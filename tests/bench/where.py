"""Where the CPU time of a cold run goes: by stage, and what compiling patterns costs by file: `python -m tests.bench.where`.

One process; the slowest few patterns are often all there is to gain.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, SEED

_SHOWN = 60
compiling: Counter[str] = Counter()
compiled: Counter[str] = Counter()


def watch_patterns() -> None:
    """Count the seconds that compiling takes by the line of ours that asked for it."""
    inner = re._compiler.compile  # type: ignore[attr-defined]

    def watched(pattern: Any, flags: int = 0) -> Any:
        begun = time.process_time()
        made = inner(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and str(ROOT / "reportgen") not in frame.f_code.co_filename:
            frame = frame.f_back
        place = f"{frame.f_code.co_filename.removeprefix(f'{ROOT}/')}:{frame.f_lineno}"
        compiling[place] += time.process_time() - begun
        compiled[place] += 1
        return made

    re._compiler.compile = watched  # type: ignore[attr-defined]


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Print the CPU time of a stage and what of it went into patterns."""
    patterns, begun = sum(compiling.values()), time.process_time()
    yield
    taken = time.process_time() - begun
    print(f"{name:28} {taken:6.3f} s  of it patterns {sum(compiling.values()) - patterns:6.3f} s")


def main() -> None:
    watch_patterns()
    with tempfile.TemporaryDirectory() as folder:
        deck, briefing = Path(folder) / "x.pptx", Path(folder) / "x.pdf"
        with stage("import"):
            from reportgen import api
        with stage("read"):
            article = api.read(SEED)
        with stage("extract"):
            extraction = api.facts(article)
        with stage("tell, ledger"):
            from reportgen.ledger import to_json
            from reportgen.story import tell

            story, ledger = tell(extraction), to_json(extraction)
        from reportgen.assets import load_theme

        theme = load_theme()
        with stage("deck"):
            from reportgen.deck import write_deck

            write_deck(story, theme, ledger, deck)
        with stage("prove the deck"):
            api._proof(deck, "x.pptx", ledger, article.text, theme)
        with stage("import the PDF's libraries"):
            import reportgen.charts.artists
            import reportgen.charts.renderer
            import reportgen.pdf  # noqa: F401
        with stage("briefing"):
            from reportgen.pdf import write_briefing

            write_briefing(story, theme, ledger, briefing)
        with stage("prove the briefing"):
            api._proof(briefing, "x.pdf", ledger, article.text, theme)
    print(f"\npatterns: {sum(compiled.values())} in {sum(compiling.values()):.3f} s; the slowest places:")
    for place, seconds in compiling.most_common(_SHOWN):
        print(f"{1000 * seconds:7.1f} ms  {compiled[place]:4} x  {place}")


if __name__ == "__main__":
    main()
