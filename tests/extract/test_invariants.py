"""What holds for every text: spans give back their surface, every numeral is accounted for, offsets do not drift."""

from __future__ import annotations

import itertools
import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen import extract, ledger, source
from reportgen.errors import InputError
from reportgen.extract.numerals import CHINESE, read_chinese, to_chinese
from reportgen.fold import fold
from reportgen.model import Extraction, Figure
from reportgen.source.reading import parse
from tests.extract.articles import ROOT, TEXTS

SEED = ROOT / "seeds" / "liuyang-business-environment.txt"
NUMERAL = re.compile(rf"[\d①-⑳{CHINESE}]")


def check(got: Extraction) -> None:
    """Every invariant of one extraction."""
    text = got.article.text
    covered = bytearray(len(text))
    for i, fact in enumerate(got.facts, 1):
        assert fact.id == f"F{i}"
        assert fact.surface == text[fact.start : fact.end] != ""
        assert fact.sentence.start <= fact.start < fact.end <= fact.sentence.end
        paragraph = got.article.paragraphs[fact.paragraph - 1]
        assert paragraph.start <= fact.start < paragraph.end
        if isinstance(fact, Figure):
            covered[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    assert len({fact.key for fact in got.facts}) == len(got.facts)
    for item in got.unused:
        assert item.surface == text[item.start : item.end]
        assert item.why
        covered[item.start : item.end] = b"\1" * (item.end - item.start)
    shadow = fold(text)
    left = [
        (m.start(), text[m.start() - 4 : m.start() + 4]) for m in NUMERAL.finditer(shadow) if not covered[m.start()]
    ]
    assert not left, left[:5]
    spans = sorted((f.start, f.end) for f in got.facts if isinstance(f, Figure))
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans)), "figures overlap"
    json.loads(ledger.to_json(got))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_numeral_of_a_real_text_is_a_figure_or_named(path: Path) -> None:
    check(extract.extract(source.read(path)))


WORDS = [
    "全市", "实现", "增长", "下降", "3.5", "％", "%", "亿元", "万", "個", "个工作日", "百分之", "十", "一", "两", "三成", "，", "。", "、", "“", "”", "「", "」",
    "至", "—", "~", ":", "︰", "2023年", "5月", "力争", "将", "约", "余", "多", "以上", "第", "大", "家", "1,234", "1 380", "[3]", "(gè)", "\u200b", "\ufeff",
    "记者", "王小明", "说", "局长", "表示", "\n", "\n\n", "\t", " ", "半", "分之", "点", "Q", "5G", "12345", "①", "获评", "实施", "工程", "居", "全省", "首位", "\ufffd", "\x00", "级",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.characters(codec="utf-16-le"), max_size=60))
def test_any_text_is_read_or_refused(parts: list[str]) -> None:
    try:
        article = parse("".join(parts).replace("\r", "\n"))
    except InputError:
        return
    check(extract.extract(article))


@settings(max_examples=300)
@given(st.integers(min_value=0, max_value=10**15))
def test_a_number_comes_back_from_its_chinese_form(number: int) -> None:
    word = to_chinese(number)
    value = read_chinese(word)
    assert value == number, word


def _pure(got: Extraction) -> list[tuple[object, ...]]:
    return [
        (f.start, f.end, f.value, f.value_max, f.unit, f.qualifier, f.status, f.direction)
        for f in got.facts
        if isinstance(f, Figure)
    ]


@pytest.mark.parametrize("path", [p for p in TEXTS if p.stem.endswith("hant") or p == SEED], ids=lambda path: path.stem)
def test_both_scripts_give_the_same_figures(path: Path) -> None:
    text = source.read(path).text
    hant, hans = (
        extract.extract(parse(text)),
        extract.extract(parse(fold(text).replace("\0", "")) if "\0" not in fold(text) else parse(text)),
    )
    assert [row[2:] for row in _pure(hant)] == [row[2:] for row in _pure(hans)]


@pytest.mark.parametrize(("old", "new"), [("。", "！"), ("，", "；")])
def test_punctuation_elsewhere_moves_no_figure(old: str, new: str) -> None:
    text = source.read(ROOT / "tests" / "samples" / "agri-subsidy-taiwan-hant.txt").text
    before = extract.extract(parse(text))
    target = next(f for f in before.facts if isinstance(f, Figure) and f.surface == "2000公頃")
    head = text[: target.sentence.start]
    changed = head.replace(old, new) + text[target.sentence.start :]
    after = extract.extract(parse(changed))
    same = [f for f in after.facts if isinstance(f, Figure) and f.surface == "2000公頃"]
    assert [f.start for f in same] == [target.start]
    assert [f.value for f in same] == [target.value]


def test_keys_stay_when_another_paragraph_is_edited() -> None:
    text = source.read(SEED).text
    first = extract.extract(parse(text))
    later = extract.extract(parse(text.replace("水深則魚悅", "水深魚自悅")))
    moved = {f.key for f in first.facts} ^ {f.key for f in later.facts}
    assert not moved


def test_invisible_characters_and_pinyin_stay_in_the_surface_only() -> None:
    got = extract.extract(parse("標題\n\n全縣新增企業5\u200b0\u200b家，在建項目86個(gè)，總投資413.5億(yì)元。"))
    figures = [f for f in got.facts if isinstance(f, Figure)]
    assert [(f.surface, f.value, f.unit) for f in figures] == [
        ("5\u200b0\u200b家", 50, "家"), ("86個(gè)", 86, "個"), ("413.5億(yì)元", 41_350_000_000, "元"),
    ]  # fmt: skip


def test_a_long_line_without_punctuation_is_read_in_linear_time() -> None:
    def seconds(size: int) -> float:
        line = "标题\n\n" + ("全市新增企业35家投资6.2亿元增长8.1%" * (size // 22)) + "。"
        article = parse(line)
        started = time.process_time()
        extract.extract(article)
        return time.process_time() - started

    seconds(2_000)
    assert seconds(20_000) < 2
    assert seconds(20_000) < 8 * max(seconds(5_000), 0.02)


def test_the_ledger_follows_its_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "templates" / "ledger.schema.json").read_text(encoding="utf-8"))
    for path in TEXTS[:8]:
        jsonschema.validate(json.loads(ledger.to_json(extract.extract(source.read(path)))), schema)


def test_the_schema_names_every_field_of_every_fact() -> None:
    schema = json.loads((ROOT / "templates" / "ledger.schema.json").read_text(encoding="utf-8"))
    for path in TEXTS[:8]:
        made = json.loads(ledger.to_json(extract.extract(source.read(path))))
        assert set(made) == set(schema["properties"])
        assert set(made["article"]) <= set(schema["$defs"]["article"]["properties"])
        for fact in made["facts"]:
            assert set(fact) == set(schema["$defs"][fact["kind"]]["properties"])


@pytest.mark.slow
def test_ten_thousand_mutated_texts_never_crash() -> None:
    import random

    rng = random.Random(7)
    texts = [source.read(path).text for path in TEXTS]
    for _ in range(10_000):
        text = rng.choice(texts)
        start = rng.randrange(len(text))
        piece = list(text[start : start + rng.randrange(20, 400)])
        for _ in range(rng.randrange(0, 30)):
            at = rng.randrange(len(piece) + 1)
            action = rng.random()
            if action < 0.4:
                piece.insert(at, rng.choice(WORDS))
            elif action < 0.7 and piece:
                del piece[at : at + rng.randrange(1, 6)]
            elif piece:
                piece[min(at, len(piece) - 1)] = chr(
                    rng.choice((rng.randrange(0x20, 0x3000), rng.randrange(0x4E00, 0x9FFF)))
                )
        try:
            article = parse("".join(piece))
        except InputError:
            continue
        check(extract.extract(article))
