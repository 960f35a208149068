"""The word lists about an amount's surroundings as compiled patterns."""

from __future__ import annotations

import re
from functools import cache

from reportgen.lexicon import alternation

WINDOW = 80  # characters of a clause or sentence that are looked at on either side: keeps long lines linear


@cache
def context_re(*keys: str) -> re.Pattern[str]:
    """Any word at these keys of context.toml, the longest first."""
    return re.compile(alternation("context.toml", *keys))
