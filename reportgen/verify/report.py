"""What a verification found, as records, as lines for people and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, field

from reportgen.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a file states and the article does not.

    `page` counts from 1 (0: the document as a whole), `place` says where on it, `stands` what is printed there, `says`
    what the article has instead, with its paragraph and sentence; `hint` how to mend it. `row` are all cells of its row
    where it stands in a table.
    """

    file: str
    page: int
    place: str
    rule: str
    stands: str
    says: str = ""
    paragraph: int = 0
    sentence: str = ""
    hint: str = ""
    row: tuple[str, ...] = ()

    def line(self, unit: str = "page") -> str:
        where = f"{self.file}: {unit} {self.page}, {self.place}" if self.page else f"{self.file}: {self.place}"
        told = f"; the article says {self.says}" if self.says else ""
        at = f" (paragraph {self.paragraph}: {self.sentence})" if self.sentence and self.paragraph else ""
        if self.sentence and not self.paragraph:
            at = f" ({self.sentence})"
        hint = f" {self.hint}" if self.hint else ""
        return f'{where}: "{self.stands}" {self.rule}{told}{at}.{hint}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something that is no fault but that the reader may want to know: a sentence of the user's own."""

    file: str
    page: int
    place: str
    text: str
    why: str

    def line(self, unit: str = "page") -> str:
        where = f"{self.file}: {unit} {self.page}, {self.place}" if self.page else f"{self.file}: {self.place}"
        return f'{where}: note: "{self.text}" {self.why}.'


@dataclass(slots=True, kw_only=True)
class Report:
    """All that was found. `counts` are (file, what) → how many were checked; `units` file → "page" or "slide"."""

    findings: list[Finding] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    units: dict[str, str] = field(default_factory=dict)
    uses: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    seal: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not self.findings

    def take(self, other: Report) -> None:
        """Take over what another run found in other files."""
        self.findings += other.findings
        self.remarks += other.remarks
        self.counts += other.counts
        self.units |= other.units
        for fact, places in other.uses.items():
            self.uses.setdefault(fact, []).extend(places)
        self.seal += other.seal

    def lines(self) -> list[str]:
        """One line a finding, in the order of files, pages and places."""
        return [f.line(self.units.get(f.file, "page")) for f in self.findings]

    def notes(self) -> list[str]:
        return [r.line(self.units.get(r.file, "page")) for r in self.remarks]

    def table(self) -> list[str]:
        """What was checked: a row a file."""
        heads = ["surfaces", "numbers", "quotations", "names", "marks drawn", "cells"]
        files = list(dict.fromkeys(file for file, _ in self.counts))
        width = max([len(f) for f in files] + [4])
        out = ["".ljust(width) + "".join(head.rjust(13) for head in heads)]
        for file in files:
            out.append(file.ljust(width) + "".join(str(self.counts[(file, head)]).rjust(13) for head in heads))
        return out

    def to_json(self) -> str:
        """The whole report for programs; keys are stable."""
        return json.dumps(
            {
                "ok": self.clean,
                "findings": [asdict(f) for f in self.findings],
                "notes": [asdict(r) for r in self.remarks],
                "checked": [{"file": f, "what": w, "count": n} for (f, w), n in sorted(self.counts.items())],
                "seal": self.seal,
            },
            ensure_ascii=False,
            indent=1,
        )
