"""Wrong copies in words: quantities and ranks told without digits, shares for numbers, a label parted from another
fact's number, words that narrow something down left out, a direction turned."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from reportgen.verify.ground import Ground
from tests.verify.wrong import Wrong, names, number_of, part, put, rezip, runs
from tests.verify.wrong_hidden import _box, _with

_SLIDES = r"ppt/slides/slide\d+\.xml"
CLAIMS = (
    "出口額翻一番。", "企業數量翻倍。", "投資成倍增長。", "利潤減半。", "逾半企業已復工。", "一半企業已復工。", "投資過億。",
    "投資千萬元。", "惠及十幾家企業。", "居全國首位。", "全國領先。", "創歷史新高。", "首家落戶企業。", "用時不到半年。",
    "歷時一個月完工。", "增長兩位數。", "百分百完成。", "零投訴。", "Investment of three billion yuan.",
    "Growth ten percent.",
)  # fmt: skip
SHARES = ("過半", "六成七", "四分之三", "四成以上")
NARROWED = "规上|規上|人均|平均|最高|最快|首批|新增|实际|實際|副(?=局|主任|市|縣|县)"
TURNED = (("上升", "下降"), ("不降反升", "降反升"), ("未達", "達"), ("未达", "达"))
PARTED = ("</a:t></a:r></a:p><a:p><a:r><a:t>", "；", "。", "　", "：")


def worded_decks(data: bytes, ground: Ground, seed: int, every: int = 4) -> Iterator[Wrong]:
    """All of these for a deck and one seed; of the claims one in `every`."""
    rng = random.Random(seed)
    slides = names(data, _SLIDES)[1:]
    for claim in rng.sample(CLAIMS, max(1, len(CLAIMS) // every)):
        name = rng.choice(slides)
        yield Wrong("own claim in words", number_of(name), _with(data, name, _box(claim)), claim)
    speakers = sorted({str(f["speaker"]) for f in ground.facts.values() if f["kind"] == "quote" and f.get("speaker")})
    if speakers:
        name, said = rng.choice(slides), f"{rng.choice(speakers)}表示，形勢十分嚴峻。"
        yield Wrong("words put into a mouth", number_of(name), _with(data, name, _box(said)), said)
    yield from _parted(data, ground, rng, slides)
    yield from _changed(data, rng, slides)


def _parted(data: bytes, ground: Ground, rng: random.Random, slides: list[str]) -> Iterator[Wrong]:
    """What one fact measures, and the number of another one of its unit, in one box."""
    figures = [f for f in ground.facts.values() if f["kind"] == "figure" and f.get("measures")]
    pairs = [
        (str(a["measures"]), str(b["surface"]))
        for a in figures
        for b in figures
        if a["unit"] == b["unit"]
        and a["sentence_text"] != b["sentence_text"]
        and a["surface"] != b["surface"]
        and re.fullmatch(r"\D{4,}", str(a["measures"]))
        and not any(b["surface"] in str(f["surface"]) and f["measures"] == a["measures"] for f in figures)
    ]
    for label, number in rng.sample(pairs, min(len(pairs), len(PARTED))):
        mark, name = rng.choice(PARTED), rng.choice(slides)
        copy = _with(data, name, _box(f"{label}{mark}{number}"))
        yield Wrong("label and another number in one box", number_of(name), copy, f"{label} {number}")


def _changed(data: bytes, rng: random.Random, slides: list[str]) -> Iterator[Wrong]:
    """Shares put for numbers, narrowing words left out, directions turned, one each."""
    texts = [(n, m) for n in slides for m in runs(part(data, n))]
    rng.shuffle(texts)
    done: set[str] = set()
    for name, m in texts:
        text = m.group(2)
        for kind, new in _changes(text, rng):
            if kind not in done:
                done.add(kind)
                yield Wrong(
                    kind,
                    number_of(name),
                    rezip(data, {name: put(part(data, name), m, new).encode()}),
                    f"{text} → {new}",
                )


def _changes(text: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    if re.fullmatch(r"[近逾約约]?[\d.,]+%|[近逾]?[一二三四五六七八九]成", text):
        yield "share in words for a number", rng.choice([s for s in SHARES if s != text])
    narrowed = re.search(NARROWED, text)
    if narrowed and narrowed.end() < len(text) and len(text) < 60:
        yield "narrowing word left out", text[: narrowed.start()] + text[narrowed.end() :]
    for old, new in TURNED:
        if old in text and len(text) > 6:
            yield "direction turned", text.replace(old, new, 1)
            break
