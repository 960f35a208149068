"""What a printed text rests on, as a record."""

from __future__ import annotations

from reportgen.records import dataclass
from reportgen.verify.align import Cut
from reportgen.verify.ground import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a text rests on. `kind`: constant, meta, cut, value, pair, pattern, own (no number, the user's own words) or
    none. `facts` are the ids whose numbers or names it states, `paragraphs` where its words stand, in printed order;
    `why` and `says`, `line` tell what is wrong with a text of kind none. `counts` are numbers of a pattern that the
    surroundings have to prove: (key, hole, value)."""

    kind: str
    facts: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    why: str = ""
    says: str = ""
    line: Line | None = None
    cut: Cut | None = None
    key: str = ""
    counts: tuple[tuple[str, str, str], ...] = ()

    @property
    def ok(self) -> bool:
        return self.kind not in ("none", "own")
