"""Cuts a paragraph into sentences and clauses; marks inside quotation marks and brackets do not cut."""

from __future__ import annotations

_OPEN = {"“": "”", "「": "」", "『": "』", "‘": "’", "(": ")", "《": "》", "【": "】", "[": "]"}
_CLOSE = frozenset(_OPEN.values())
_FINAL = "。!?"
_CLAUSE = ",;:"


def depths(shadow: str, start: int, end: int) -> list[int]:
    """How deep in quotation marks or brackets each character stands; a mark that is never closed opens nothing."""
    partner: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for i in range(start, end):
        c = shadow[i]
        if c in _OPEN:
            stack.append((_OPEN[c], i))
        elif c in _CLOSE:
            for k in range(len(stack) - 1, max(-1, len(stack) - 5), -1):
                if stack[k][0] == c:
                    partner[stack[k][1]] = i
                    del stack[k:]
                    break
        elif c == '"':
            if stack and stack[-1][0] == '"':
                partner[stack.pop()[1]] = i
            else:
                stack.append(('"', i))
    change = [0] * (end - start + 1)
    for left, right in partner.items():
        change[left - start] += 1
        change[right - start + 1] -= 1
    depth, level = [], 0
    for delta in change[:-1]:
        level += delta
        depth.append(level)
    return depth


def _number_mark(text: str, shadow: str, i: int) -> bool:
    """A comma or colon that belongs to a number: 1,100.9, 15:24, 18.4:41.1."""
    if not (0 < i < len(shadow) - 1 and shadow[i - 1].isdigit() and shadow[i + 1].isdigit()):
        return False
    if shadow[i] == ":":
        return True
    return text[i] == "," and shadow[i + 1 : i + 4].isdigit() and not shadow[i + 4 : i + 5].isdigit()


def sentences(text: str, shadow: str, start: int, end: int) -> list[tuple[int, int, list[tuple[int, int]]]]:
    """Start, end and clause spans of each sentence between two offsets; clauses keep their closing mark outside."""
    depth = depths(shadow, start, end)
    found: list[tuple[int, int, list[tuple[int, int]]]] = []
    clauses: list[tuple[int, int]] = []
    first = clause = start
    i = start
    while i < end:
        c = shadow[i]
        if depth[i - start] == 0 and c in _CLAUSE and not _number_mark(text, shadow, i):
            clauses.append((clause, i))
            clause = i + 1
        elif c in _FINAL and depth[i - start] == 0:
            while i + 1 < end and (shadow[i + 1] in _FINAL or (shadow[i + 1] in _CLOSE and depth[i + 1 - start] == 0)):
                i += 1
            if any("\u3400" <= ch <= "\u9fff" or ch.isalnum() for ch in shadow[first:i]):
                clauses.append((clause, i + 1))
                found.append((first, i + 1, clauses))
            elif found:
                found[-1] = (found[-1][0], i + 1, found[-1][2])
            clauses, first, clause = [], i + 1, i + 1
        i += 1
    if shadow[first:end].strip():
        clauses.append((clause, end))
        found.append((first, end, clauses))
    return [
        (*_trim(shadow, a, b), [span for span in (_trim(shadow, x, y) for x, y in parts) if span[0] < span[1]])
        for a, b, parts in found
    ]


def _trim(shadow: str, start: int, end: int) -> tuple[int, int]:
    while start < end and shadow[start] in " \t\n":
        start += 1
    while end > start and shadow[end - 1] in " \t\n":
        end -= 1
    return start, end
