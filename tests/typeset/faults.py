"""Counts the faults of set lines by rules written down anew here: shares no list and no code with the breaker."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

NOT_FIRST = set("。，、；：？！）」』〉》】”’…—％%·℃,.;:?!)]}")
NOT_LAST = set("（「『〈《【“‘([{$¥￥")
UNIT = (
    *"億萬亿万元家個个名戶户人件項项類类年月日天歲岁倍成噸吨畝亩級级期次批座條条台輛辆%",
    "公頃",
    "公顷",
    "公里",
    "平方",
    "立方",
    "千瓦",
    "千伏",
    "微克",
    "美元",
    "小時",
    "小时",
    "分鐘",
    "分钟",
    "百分點",
    "百分点",
    "工作日",
)
QUALIFIER = "近約约逾超第"


def faults(lines: Sequence[str]) -> list[str]:
    """One line of words for each fault; `lines` are one paragraph's, marks left out, in order."""
    found = []
    for number, (before, after) in enumerate(itertools.pairwise(lines), 1):
        a, b = before.rstrip(), after.lstrip()
        place = f"line {number}: {a[-6:]}|{b[:6]}"
        if b and b[0] in NOT_FIRST:
            found.append(f"starts {place}")
        if a and a[-1] in NOT_LAST:
            found.append(f"ends {place}")
        if re.search(r"[A-Za-z]$", a) and re.match(r"[A-Za-z]", b) and before == a:
            found.append(f"word {place}")
        if re.search(r"[0-9.,]$", a) and re.match(r"[0-9.,%]", b):
            found.append(f"number {place}")
        if re.search(r"[0-9]$", a) and b.startswith(UNIT):
            found.append(f"unit {place}")
        if a and a[-1] in QUALIFIER and re.match(r"[0-9]", b):
            found.append(f"qualifier {place}")
        if re.search(r"[0-9][億萬亿万千百]$", a) and re.match(r"[元美畝亩公噸吨人戶户級级]", b):
            found.append(f"unit {place}")
        if (a.endswith("—") and b.startswith("—")) or (a.endswith("…") and b.startswith("…")):
            found.append(f"dash {place}")
    if len(lines) > 1:
        last = [char for char in lines[-1] if char.isalnum()]
        if len(last) < 3:
            found.append(f"last line: {lines[-1]}")
    return found
