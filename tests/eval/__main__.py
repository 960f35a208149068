"""`python -m tests.eval [--detail]`: a table per article and the totals; the held-out half is given in totals only."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.eval.score import Score, score_article

TESTS = Path(__file__).resolve().parent.parent
SETS = {
    "samples": TESTS / "samples",
    "dev": TESTS / "articles" / "dev",
    "held out": TESTS / "articles" / "heldout",
    "held out, second": TESTS / "articles" / "heldout2",
    "held out, third": TESTS / "articles" / "heldout3",
    "held out, fourth": TESTS / "articles" / "heldout4",
    "held out, fifth": TESTS / "articles" / "heldout5",
    "held out, sixth": TESTS / "articles" / "heldout6",
    "held out, seventh": TESTS / "articles" / "heldout7",
    "held out, eighth": TESTS / "articles" / "heldout8",
    "held out, ninth": TESTS / "articles" / "heldout9",
}


def _row(score: Score, name: str) -> str:
    c = score.counts
    return (
        f"{name:32} {c['figures found']:5} {c['figures missed']:6} {c['figures false']:5} "
        f"{c['quotes found']:3}/{c['quotes found'] + c['quotes missed']:<3} "
        f"{c['headline']:2} {c['date']:2} {c['sections']:2} {score.seconds * 1000:7.0f}"
    )


def _totals(score: Score) -> str:
    lines = []
    for kind in ("figures", "quotes", "awards", "initiatives"):
        p, r, f = score.f1(kind)
        c = score.counts
        lines.append(
            f"  {kind:12} P {p:6.1%}  R {r:6.1%}  F1 {f:6.1%}   found {c[kind + ' found']}, missed {c[kind + ' missed']}, false {c[kind + ' false']}"
        )
    found = "figures found"
    lines.append(
        f"  of figures found: qualifier {score.ratio('qualifier', found):.1%}, status {score.ratio('status', found):.1%}, "
        f"direction {score.ratio('direction', 'directions'):.1%}; of quotes: organisation {score.ratio('organisation', 'organisations'):.1%}"
    )
    c = score.counts
    lines.append(
        f"  missed figures: not read {c['figures not read']}, other span {c['figures other span']}, other value or unit {c['figures other value']}; "
        f"missed quotes: not found {c['quotes not found']}, other speaker {c['quotes wrong speaker']}"
    )
    head = ", ".join(
        f"{key} {score.counts[key]}/{score.counts['articles']}"
        for key in ("headline", "date", "sections", "publisher", "authors")
    )
    lines.append(f"  right: {head}")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    detail = "--detail" in arguments
    print(f"{'article':32} found missed false quotes h  d  s       ms")
    totals = []
    for name, folder in SETS.items():
        total = Score(name)
        for path in sorted(folder.glob("*.gold.json")):
            score = score_article(path)
            total.add(score)
            if not name.startswith("held out"):
                print(_row(score, score.name))
        if not total.counts["articles"]:
            continue
        totals.append(total)
    both = Score("all")
    for total in totals:
        print(f"\n{total.name}: {total.counts['articles']} articles, {total.seconds:.2f} s")
        print(_totals(total))
        both.add(total)
    print(f"\nall: {both.counts['articles']} articles")
    print(_totals(both))
    if detail:
        for total in totals:
            if not total.name.startswith("held out"):
                print(f"\nmisses, {total.name}:", *total.misses, sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
