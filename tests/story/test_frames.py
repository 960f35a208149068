"""A cut takes along the clause under which it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import story
from reportgen.story.printed import printed
from tests.story import stories

HEAD = "岚江市改革见成效\n岚江日报 2025年11月18日\n\n岚江市召开会议。\n\n"


def titles(text: str, folder: Path) -> list[str]:
    told = story.tell(stories.of_text(HEAD + text, folder))
    return [one.claim.text for one in printed(told) if one.use in ("title", "summary") or ".title" in one.where]


@pytest.mark.parametrize(
    ("text", "frame", "cut"),
    [
        ("3年来，岚江市县域就诊率从82.3%提升到91.6%，居全省第三。", "3年来", "岚江市县域就诊率从"),
        ("自2020年5月获批以来，岚江市备案企业由83家发展到1462家。", "自2020年5月获批以来", "岚江市备案企业由"),
        ("在省里组织的第三方评估中，岚江市得分86.4分，居全省第二。", "在省里组织的第三方评估中", "岚江市得分86.4"),
        ("除中央给付外，岚江市再补贴农户每公顷5000元至3.8万元。", "除中央给付外", "岚江市再补贴农户"),
    ],
)
def test_a_frame_stands_with_what_holds_under_it(text: str, frame: str, cut: str, tmp_path: Path) -> None:
    found = [line for line in titles(text, tmp_path) if cut in line]
    assert found and all(line.startswith(frame) for line in found)


def test_a_start_that_the_cut_says_itself_needs_no_frame(tmp_path: Path) -> None:
    text = "自1999年建市以来，岚江市生产总值由建市当年的519亿元增至3795亿元。"
    assert any(line.startswith("岚江市生产总值由建市当年") for line in titles(text, tmp_path))
