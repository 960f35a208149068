"""Wrong copies are refused, and the place of the fault is named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from reportgen.verify import Checker, Unreadable, ground_of, read_file
from reportgen.verify.ground import Ground
from tests.verify.conftest import SAMPLES, SEED
from tests.verify.wrong import Wrong
from tests.verify.wrong_briefing import wrong_briefings
from tests.verify.wrong_deck import wrong_decks

LEAST_REFUSED, LEAST_PLACED = 0.97, 0.95


def judge(ground: Ground, wrong: Wrong, path: Path) -> tuple[bool, bool]:
    """Whether a wrong copy is refused, and whether a finding names its page."""
    path.write_bytes(wrong.data)
    checker = Checker(ground)
    try:
        checker.add(read_file(path))
    except Unreadable:
        return True, True
    return bool(checker.report.findings), any(f.page == wrong.page for f in checker.report.findings)


def run(
    article: Path, folder: Path, tmp_path: Path, foreign: Path | None, seeds: range, every: int = 1
) -> dict[str, Counter[str]]:
    ground = ground_of(article)
    quotes = [f for f in ground.facts.values() if f["kind"] == "quote"]
    people = [str(q["speaker"]) for q in quotes if q.get("speaker")]
    made: dict[str, Counter[str]] = {}
    for seed in seeds:
        deck = wrong_decks(
            (folder / f"{article.stem}.pptx").read_bytes(),
            seed,
            people,
            [str(q["text"]) for q in quotes],
            foreign.read_bytes() if foreign else None,
        )
        briefing = wrong_briefings((folder / f"{article.stem}.pdf").read_bytes(), seed)
        for suffix, copies in ((".pptx", deck), (".pdf", briefing)):
            for number, wrong in enumerate(copies):
                if number % every:
                    continue
                refused, placed = judge(ground, wrong, tmp_path / f"wrong{suffix}")
                row = made.setdefault(wrong.kind, Counter())
                row["made"] += 1
                row["refused"] += refused
                row["placed"] += placed
    return made


def table(rows: dict[str, Counter[str]]) -> str:
    lines = [f"{kind:42}{r['made']:6}{r['refused']:9}{r['placed']:8}" for kind, r in sorted(rows.items())]
    total = sum(rows.values(), Counter())
    return "\n".join(
        [
            f"{'kind':42}{'made':>6}{'refused':>9}{'place':>8}",
            *lines,
            f"{'all':42}{total['made']:6}{total['refused']:9}{total['placed']:8}",
        ]
    )


def assert_good(rows: dict[str, Counter[str]]) -> None:
    total = sum(rows.values(), Counter())
    missed = total["made"] - total["refused"]
    assert missed <= max(1, (1 - LEAST_REFUSED) * total["made"]), table(rows)
    assert total["placed"] >= LEAST_PLACED * total["refused"], table(rows)


def test_sample_of_wrong_copies_is_refused(outputs: Path, tmp_path: Path) -> None:
    rows = run(SEED, outputs, tmp_path, outputs / "agri-subsidy-taiwan-hant.pptx", range(1), every=2)
    assert_good(rows)


@pytest.mark.slow
def test_hundreds_of_wrong_copies_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from reportgen.api import Press, generate

    articles = [SEED, *sorted(SAMPLES.glob("*.txt"))]
    folder = tmp_path / "out"
    with Press(beside=False) as press:
        for article in articles:
            generate(article, folder, press=press)
    rows: dict[str, Counter[str]] = {}
    for index, article in enumerate(articles):
        foreign = folder / f"{articles[(index + 1) % len(articles)].stem}.pptx"
        for kind, row in run(article, folder, tmp_path, foreign, range(2)).items():
            rows.setdefault(kind, Counter()).update(row)
    with capsys.disabled():
        print("\n" + table(rows))  # noqa: T201
    assert_good(rows)


@pytest.mark.parametrize(
    ("old", "new"),
    [("323億元", "332億元"), ("近九成", "九成"), ("600余名", "600名"), ("袁格蘭", "王格蘭"), ("2.28萬件", "2.38萬件")],
)
def test_files_of_a_changed_article_are_refused(outputs: Path, tmp_path: Path, old: str, new: str) -> None:
    """The files of the seed against an article in which one figure, qualifier or name differs."""
    article = tmp_path / "changed.txt"
    text = SEED.read_text(encoding="utf-8")
    assert old in text
    article.write_text(text.replace(old, new), encoding="utf-8")
    checker = Checker(ground_of(article))
    checker.add(read_file(outputs / f"{SEED.stem}.pptx"))
    assert len(checker.report.findings) > 2
    assert any(f.page for f in checker.report.findings)
