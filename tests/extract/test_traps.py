"""The signs that spare most patterns of the traps: none may hide what its pattern would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.extract.traps import _PATTERNS


@pytest.mark.parametrize(("why", "signs", "pattern"), [row for row in _PATTERNS if row[1]])
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_pattern_finds_holds_one_of_its_signs(
    why: str, signs: str, pattern: str, data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern))
    text = "".join("7" if char.isdecimal() and not char.isascii() else char for char in text)  # as no article has them
    for found in re.finditer(pattern, text):
        assert any(sign in text for sign in signs.split("|")), found
