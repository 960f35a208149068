"""Turns an exhibit into its alternative text: what it shows, every plotted value as printed, the message."""

from __future__ import annotations

from reportgen.pdf.setter import Setter
from reportgen.story.blocks import Bars, Exhibit, Ladder, Multiples, Pairs, Shares, Structure, Timeline

LEAST_WORDS = 0.55


def alt_text(setter: Setter, exhibit: Exhibit) -> str:
    """One paragraph: kind and message, then each row's label and value in reading order."""
    colon, semicolon, stop = (setter.word(f"alt.{key}") for key in ("colon", "semicolon", "stop"))
    rows: list[str] = []
    if isinstance(exhibit, Shares):
        kind = "shares"
        rows = [f"{row.label}{colon}{row.word}" for row in exhibit.rows]
    elif isinstance(exhibit, Ladder):
        kind = "ladder"
        rows = [f"{row.label}{colon}{row.text}" for row in exhibit.rows]
    elif isinstance(exhibit, Timeline):
        kind = "timeline"
        rows = [f"{event.date_text}{colon}{event.text}" for event in exhibit.events]
    elif isinstance(exhibit, Pairs):
        kind = "pairs"
        rows = [setter.word("alt.pair", label=row.label, old=row.old_shown, new=row.new_shown) for row in exhibit.rows]
    elif isinstance(exhibit, Structure):
        kind = "structure"
        rows = [f"{row.label}{colon}{row.text}" for row in exhibit.rows]
    elif isinstance(exhibit, Bars):
        kind = "bars"
        rows = [f"{row.label}{colon}{row.text}" for row in exhibit.rows]
    elif isinstance(exhibit, Multiples):
        kind = "bars"
        rows = [f"{panel.title.text}{colon}{row.label}{row.text}" for panel in exhibit.panels for row in panel.rows]
    else:
        kind = "other"
    head = f"{setter.word(f'alt.{kind}')}{colon}{exhibit.title.text}"
    parts = [head, exhibit.subtitle] if exhibit.subtitle else [head]
    told = stop.join([*parts, semicolon.join(rows)] if rows else parts).rstrip(stop) + stop
    if sum(char.isalpha() for char in told) < LEAST_WORDS * len(told):  # mostly figures: taken for no language
        told += setter.word("alt.listed") + stop
    return told
