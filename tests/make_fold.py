"""Writes templates/lexicon/fold.txt from OpenCC's per-character table: `python -m tests.make_fold`."""

from __future__ import annotations

from pathlib import Path

import opencc

TARGET = Path(__file__).resolve().parent.parent / "templates" / "lexicon" / "fold.txt"
# Forms that OpenCC leaves alone, or that mechanical conversion writes where they do not belong.
BY_HAND = {
    "産": "产",
    "説": "说",
    "隻": "只",
    "証": "证",
    "著": "着",
    "佈": "布",
    "祕": "秘",
    "兑": "兑",
    "綫": "线",
    "牀": "床",
}


def pairs() -> dict[str, str]:
    """Every character of the BMP whose simplified form is another single character."""
    convert = opencc.OpenCC("t2s").convert
    table = {}
    for code in (*range(0x3400, 0xA000), *range(0xF900, 0xFB00)):
        character = chr(code)
        folded = convert(character)
        if len(folded) == 1 and folded != character:
            table[character] = folded
    table.update({key: value for key, value in BY_HAND.items() if key != value})
    return table


def render() -> str:
    words = [a + b for a, b in sorted(pairs().items())]
    lines = [" ".join(words[i : i + 24]) for i in range(0, len(words), 24)]
    head = "# Traditional and variant characters with their simplified form, two characters a word; made by tests/make_fold.py"
    return "\n".join([head, *lines, ""])


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
