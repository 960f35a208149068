"""Wrong copies are refused, and the place of the fault is named."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.errors import OutputError
from reportgen.verify import Checker, Unreadable, ground_of, read_file
from reportgen.verify.ground import Ground
from tests.verify.conftest import SAMPLES, SEED
from tests.verify.wrong import Wrong
from tests.verify.wrong_articles import changed_articles
from tests.verify.wrong_briefing import wrong_briefings
from tests.verify.wrong_deck import wrong_decks
from tests.verify.wrong_hidden import hidden_decks
from tests.verify.wrong_others import other_briefings, other_decks
from tests.verify.wrong_pages import hidden_briefings
from tests.verify.wrong_places import placed_decks
from tests.verify.wrong_tags import tagged_decks, told_briefings
from tests.verify.wrong_words import worded_decks

LEAST_REFUSED, LEAST_PLACED = 0.99, 0.95
# The copies depend on what the files hold, so every change of the outputs makes others.
SEEDS = (2026, 1123)


def judge(ground: Ground, wrong: Wrong, path: Path) -> tuple[bool, bool]:
    """Whether a wrong copy is refused, and whether a finding names its page."""
    path.write_bytes(wrong.data)
    checker = Checker(ground)
    try:
        checker.add(read_file(path))
    except Unreadable:
        return True, True
    return bool(checker.report.findings), any(f.page == wrong.page for f in checker.report.findings)


def copies(ground: Ground, deck: bytes, briefing: bytes, foreign: Path, seed: int) -> Iterator[tuple[str, Wrong]]:
    """All wrong copies of an article's two files for one seed, with the suffix of each; `foreign` is the stem of
    another article's files."""
    quotes = [f for f in ground.facts.values() if f["kind"] == "quote"]
    people = [str(q["speaker"]) for q in quotes if q.get("speaker")]
    said = [str(q["text"]) for q in quotes]
    other = {s: foreign.with_name(foreign.name + s).read_bytes() for s in (".pptx", ".pdf")}
    for wrong in (*wrong_decks(deck, seed, people, said, other[".pptx"]), *hidden_decks(deck, seed)):
        yield ".pptx", wrong
    for wrong in (*wrong_briefings(briefing, seed), *hidden_briefings(briefing, seed, other[".pdf"])):
        yield ".pdf", wrong
    if seed == SEEDS[0]:
        yield from ((".pptx", wrong) for wrong in tagged_decks(deck, ground, seed))
        yield from ((".pptx", wrong) for wrong in placed_decks(deck, ground, seed))
        yield from ((".pdf", wrong) for wrong in told_briefings(briefing))
        yield from ((".pptx", wrong) for wrong in other_decks(deck, ground, seed))
        yield from ((".pdf", wrong) for wrong in other_briefings(briefing, seed))
    for wrong in worded_decks(deck, ground, seed):
        yield ".pptx", wrong


def run(
    article: Path, folder: Path, tmp_path: Path, foreign: Path, seed: int, every: int = 1
) -> tuple[dict[str, Counter[str]], list[str]]:
    """Counts by kind (made, refused, placed), and what was missed."""
    ground = ground_of(article)
    made: dict[str, Counter[str]] = {}
    missed: list[str] = []
    files = [(folder / f"{article.stem}{s}").read_bytes() for s in (".pptx", ".pdf")]
    for number, (suffix, wrong) in enumerate(copies(ground, *files, foreign, seed)):
        if number % every == seed % every:
            refused, placed = judge(ground, wrong, tmp_path / f"wrong{suffix}")
            _note(made, wrong.kind, refused, placed)
            if not refused:
                missed.append(f"{article.stem}, {seed}: {wrong.kind}, {wrong.page}: {wrong.what[:80]}")
    return made, missed


def _note(made: dict[str, Counter[str]], kind: str, refused: bool, placed: bool) -> None:
    row = made.setdefault(kind, Counter())
    row["made"] += 1
    row["refused"] += refused
    row["placed"] += placed


def remade(article: Path, folder: Path, rng: random.Random, made: dict[str, Counter[str]]) -> list[str]:
    """Files generated from the article with one thing changed, held against the article itself."""
    from reportgen.api import Press, generate

    ground, missed = ground_of(article), []
    for kind, what, text in changed_articles(ground, rng):
        changed = folder / article.name
        changed.write_text(text, encoding="utf-8")
        try:
            with Press(beside=False) as press:
                generate(changed, folder / "changed", press=press, edits=False)
        except OutputError:
            continue
        checker = Checker(ground)
        for suffix in (".pdf", ".pptx"):
            checker.add(read_file(folder / "changed" / f"{article.stem}{suffix}"))
        _note(made, kind, not checker.report.clean, any(f.page for f in checker.report.findings))
        if checker.report.clean:
            missed.append(f"{article.stem}: {kind}: {what}")
    return missed


def table(rows: dict[str, Counter[str]]) -> str:
    """Kind, made, refused, place right: a row a kind and one for all."""
    lines = [f"{kind:42}{r['made']:6}{r['refused']:9}{r['placed']:8}" for kind, r in sorted(rows.items())]
    total = sum(rows.values(), Counter())
    return "\n".join(
        [
            f"{'kind':42}{'made':>6}{'refused':>9}{'place':>8}",
            *lines,
            f"{'all':42}{total['made']:6}{total['refused']:9}{total['placed']:8}",
        ]
    )


def assert_good(rows: dict[str, Counter[str]], missed: list[str]) -> None:
    total = sum(rows.values(), Counter())
    told = "\n".join([table(rows), *missed])
    assert total["made"] - total["refused"] <= (1 - LEAST_REFUSED) * total["made"], told
    assert total["placed"] >= LEAST_PLACED * total["refused"], told


def test_sample_of_wrong_copies_is_refused(outputs: Path, tmp_path: Path) -> None:
    rows, missed = run(SEED, outputs, tmp_path, outputs / "agri-subsidy-taiwan-hant", SEEDS[0], every=5)
    assert_good(rows, missed)


def test_true_words_in_a_wrong_place_are_refused(outputs: Path, tmp_path: Path) -> None:
    """Every third of the seed's copies; all of all samples in the slow test."""
    ground = ground_of(SEED)
    deck, briefing = ((outputs / f"{SEED.stem}{s}").read_bytes() for s in (".pptx", ".pdf"))
    made = [(".pptx", w) for w in tagged_decks(deck, ground, SEEDS[0])] + [
        (".pdf", w) for w in told_briefings(briefing)
    ]
    made += [(".pptx", w) for w in placed_decks(deck, ground, SEEDS[0])]
    missed = [
        f"{wrong.kind}, {wrong.page}: {wrong.what}"
        for suffix, wrong in made[::3]
        if judge(ground, wrong, tmp_path / f"wrong{suffix}")[0] is False
    ]
    assert len({wrong.kind for _, wrong in made}) > 20
    assert missed == []


@pytest.mark.slow
def test_hundreds_of_wrong_copies_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from reportgen.api import Press, generate

    articles = [SEED, *sorted(SAMPLES.glob("*.txt"))]
    folder = tmp_path / "out"
    with Press(beside=False) as press:
        for article in articles:
            generate(article, folder, press=press)
    rows: dict[str, Counter[str]] = {}
    missed: list[str] = []
    for index, article in enumerate(articles):
        foreign = folder / articles[(index + 1) % len(articles)].stem
        for seed in SEEDS:
            made, slipped = run(article, folder, tmp_path, foreign, seed)
            missed += slipped
            for kind, row in made.items():
                rows.setdefault(kind, Counter()).update(row)
        missed += remade(article, tmp_path, random.Random(SEEDS[0]), rows)
    with capsys.disabled():
        print("\n" + "\n".join([table(rows), *missed]))  # noqa: T201
    assert_good(rows, missed)


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
