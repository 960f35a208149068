"""Tells a place's name from what only ends like one: 全区 is of a district, and no firm's 亚洲区, no 展区."""

from __future__ import annotations

import re

from reportgen.story.lexicon import words

_LEVELS = "省市县区州旗镇乡村"
_LOOK_BEHIND = re.compile(r"\(\?<![^)]*\)")


def means_place(word: str, ends: str) -> bool:
    """Whether a bare noun (全区, 县里) stands for a place, by what the names that it means end in."""
    return word[-1:] != ends and _LOOK_BEHIND.sub("", ends) in _LEVELS


def is_place(name: str, own: str, text: str) -> bool:
    """Whether a folded name is proven as a place's: the article's own, or one whose office the article names."""
    if words("owner.no-districts").within(name):
        return False
    if own + name in text or (name.startswith(own) and len(name) - len(own) < 4):  # 岚山县(禾坪乡)
        return True
    return re.search(rf"{re.escape(name)}[^\W\d_a-zA-Z]{{0,8}}?(?:政府|公所|局|委|办|厅|法院|气象台)", text) is not None
