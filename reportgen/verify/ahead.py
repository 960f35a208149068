"""Words that the program puts before a number that is none of a result: 目標：, 計劃：, 預計：."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.verify.cuts import told_as_plan
from reportgen.verify.ground import dense

if TYPE_CHECKING:
    from reportgen.verify.prove import FileProof, Proven

_PREFIX = re.compile("(?:目[标標]|[计計][划劃]|[预預][计計])[:：]")


def bare_of(text: str) -> str:
    """A label, dense or as printed, without the prefix that says it is still to come."""
    return _PREFIX.sub("", text, count=1) if _PREFIX.match(text) else text


def is_bare_plan(proof: FileProof, facts: list[str]) -> bool:
    """Whether a number can only be one of a target or a plan."""
    return all(proof.ground.facts.get(f, {}).get("status") in ("target", "planned") for f in facts)


def check(proof: FileProof, number: Proven, label: Proven, facts: list[str]) -> None:
    """Find a result that the label beside it calls a plan: nothing in its sentence says that it is to come."""
    if _PREFIX.match(dense(label.unit.text).text) is None or not facts:
        return
    for fact in facts:
        home = proof.ground.home.get(fact)
        actual = proof.ground.facts.get(fact, {}).get("status") == "actual"
        if home is None or not actual or told_as_plan(proof.ground.lines[home[0]].text):
            return
    proof.find_unit(number, "is called a plan, and the article tells it as done", fact=facts[0])
