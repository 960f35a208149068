"""Wrong copies in which true words stand over, behind or in front of the wrong thing: heads and panels exchanged, gaps
that the article fills, words in a mouth, another level of a body, plans told as done, who and when of another row."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator

from reportgen.assets import wording
from reportgen.verify.ground import Ground
from tests.verify.wrong import Wrong, names, number_of, part, rezip, runs
from tests.verify.wrong_hidden import _box, _with
from tests.verify.wrong_more import _SLIDES, _places, _put

_SHAPE = re.compile(r"<p:sp>(?:(?!</p:sp>).)*</p:sp>", re.S)
_BODY = re.compile(r"<p:txBody>.*?</p:txBody>", re.S)
_NOTES = r"ppt/notesSlides/notesSlide\d+\.xml"
_MOUTHS = (
    "某專家認為，困難不少。",
    "有關負責人坦言，困難不少。",
    "{}：困難不少。",
    "在{}看來，困難不少。",
    "{}告訴記者，進展順利。",
)
_RESULTS = ("目標已實現", "已提前完成目標", "遠超預期", "創歷年最佳", "較去年明顯改善")
_SILENT = ("原文沒有寫{}", "{}，原文未寫", "註：原文未寫{}。")
# Words by which a sentence says another thing, and what a forger puts for them.
_TURNED = (
    ("提升", "下降"), ("縮短", "延長"), ("缩短", "延长"), ("收窄", "扩大"), ("前移", "后移"), ("盘活", "闲置"),
    ("獎勵", "罰款"), ("率先", "最後"), ("不可相加", "可以相加"), ("深化", "暫停"),
)  # fmt: skip
_LEVELS = (
    ("市统计局", "省统计局"), ("县行政审批局", "市行政审批局"), ("農業局", "農業部"), ("中央給付", "市府給付"),
    ("市府再加碼", "中央再加碼"), ("瀏陽市委", "長沙市委"), ("最高院", "省高院"),
)  # fmt: skip
_DROPPED = (
    "不等", "每公頃", "每期作", "本外币", "首批", "縣級", "後備", "光電", "通过公共网络", "，其中", "规上",
)  # fmt: skip


def _text(shape: str) -> str:
    return "".join(re.findall(r"<a:t>([^<]*)", shape))


def _bodies(data: bytes, kind: str, name: str, one: re.Match[str], two: re.Match[str]) -> Wrong:
    """The text bodies of two shapes of a slide exchanged."""
    xml = part(data, name)
    a, b = (_BODY.search(m.group()).group() for m in (one, two))
    first, second = one.group().replace(a, b), two.group().replace(b, a)
    new = xml[: one.start()] + first + xml[one.end() : two.start()] + second + xml[two.end() :]
    return Wrong(
        kind, number_of(name), rezip(data, {name: new.encode()}), f"{_text(one.group())} ↔ {_text(two.group())}"
    )


def _named(data: bytes, name: str, slot: str) -> list[re.Match[str]]:
    """Shapes of a slide whose names begin with a word."""
    found = _SHAPE.finditer(part(data, name))
    return [m for m in found if re.search(f'<p:cNvPr [^>]*name="{slot}', m.group()) and _BODY.search(m.group())]


def heads(data: bytes, ground: Ground) -> Iterator[Wrong]:
    """The heads of two panels exchanged, a number or member of one put into the other."""
    own = wording(ground.script)["deck"]["slot"]
    for name in names(data, _SLIDES):
        found = [m for m in _named(data, name, own["head"]) if 3 < len(_text(m.group())) < 25]
        said = [_text(m.group()) for m in found]
        told = [any(text in line.text or text in line.raw for line in ground.lines) for text in said]
        if len(found) > 1 and all(told[:2]) and said[0] != said[1]:
            yield _bodies(data, "heads of two panels exchanged", name, found[0], found[1])
    for name in names(data, _SLIDES):
        cells = _named(data, name, own["text"])
        missing = [m for m in cells if "沒有寫" in _text(m.group()) or "没有写" in _text(m.group())]
        sums = [m for m in cells if re.fullmatch(r"[\d.]+[億亿萬万]元", _text(m.group()))]
        if missing and sums:
            one, two = sorted((missing[0], sums[0]), key=lambda m: m.start())
            yield _bodies(data, "sum told as missing", name, one, two)


def gaps(data: bytes, ground: Ground, rng: random.Random) -> Iterator[Wrong]:
    """What the article states told as missing; the numbers of two gaps exchanged."""
    slides = names(data, _SLIDES)[1:]
    stated = sorted({str(f["measures"]) for f in ground.facts.values() if f["kind"] == "figure" and f.get("measures")})
    stated = [s for s in stated if 3 < len(s) < 14 and re.fullmatch(r"[\u4e00-\u9fff]+", s)]
    for pattern in _SILENT if stated else ():
        name, said = rng.choice(slides), pattern.format(rng.choice(stated))
        yield Wrong("stated, and told as missing", number_of(name), _with(data, name, _box(said)), said)


def mouths(data: bytes, ground: Ground, rng: random.Random) -> Iterator[Wrong]:
    """Invented words in a mouth, results and comparisons of one's own, another who says a sentence."""
    slides = names(data, _SLIDES)[1:]
    people = sorted({str(f["speaker"]) for f in ground.facts.values() if f["kind"] == "quote" and f.get("speaker")})
    for pattern in _MOUTHS if people else ():
        name, said = rng.choice(slides), pattern.format(rng.choice(people or [""]))
        yield Wrong("invented words in a mouth", number_of(name), _with(data, name, _box(said)), said)
    for said in _RESULTS:
        name = rng.choice(slides)
        yield Wrong("result of one's own", number_of(name), _with(data, name, _box(said)), said)
    authors = [str(a) for a in ground.article.get("authors") or []]
    for person, author in itertools.product(people, authors[:1]):
        for place in _places(data, _SLIDES, f"^{re.escape(person)}[說说]，")[:1]:
            yield _put(data, "said by the reporter", place, place[2].replace(person, author, 1))


def sentences(data: bytes, rng: random.Random) -> Iterator[Wrong]:
    """Words of the opposite direction, another level of a body, a limit left out of a name."""
    for where in (_SLIDES, _NOTES):
        for kind, pairs in (
            ("direction of the program's or the article's words", _TURNED),
            ("level of a body", _LEVELS),
            ("limit left out", tuple((word, "") for word in _DROPPED)),
        ):
            for old, new in pairs:
                places = [p for p in _places(data, where, re.escape(old)) if len(p[2]) > len(old) + 2]
                if places and not (where == _NOTES and kind == "limit left out"):
                    place = places[0]
                    yield _put(data, kind, place, place[2].replace(old, new, 1))
    for place in _places(data, _SLIDES, "^瀏陽接下來將")[:1]:
        yield _put(data, "plan told as done", place, place[2].replace("接下來將", "", 1))
    for place in _places(data, _SLIDES, r"向1000億元級邁進，$")[:1]:
        yield _put(data, "plan told as done", place, place[2].replace("向1000億元級邁進", "達1000億元級", 1))


def rows(data: bytes, ground: Ground) -> Iterator[Wrong]:
    """Who and when of two rows of the table of plans exchanged; the spans of two pairs of days; two ranks."""
    own = wording(ground.script)["deck"]
    for name in names(data, _SLIDES):
        xml = part(data, name)
        if f"<a:t>{own['tracker_head_owner']}</a:t>" in xml:
            table = [
                ["".join(re.findall(r"<a:t>([^<]*)", cell)) for cell in re.findall(r"<a:tc[ >].*?</a:tc>", row, re.S)]
                for row in re.findall(r"<a:tr[ >].*?</a:tr>", xml, re.S)
            ]
            for column, kind in ((1, "who of two plans exchanged"), (2, "when of two plans exchanged")):
                cells = list(dict.fromkeys(row[column] for row in table[1:] if len(row) > column))
                if len(cells) > 1:
                    yield from _runs(data, kind, name, cells[0], cells[1])
        days = [m.group(2) for m in runs(xml) if re.fullmatch(r"\d+(?:至\d+)?天", m.group(2))]
        if len(days) > 1 and 'name="fact:D' in xml:
            yield from _runs(data, "spans of days exchanged", name, days[0], days[1])
        for one, two in (("text_lead", "reading_lead"), ("reading_lead", "missing_lead")):
            yield from _runs(data, "leads exchanged", name, own[one] + "。", own[two] + "。")
    method = wording(ground.script)["method"]
    for name in names(data, _SLIDES):
        for one, two in (("approximate-label", "derived-label"), ("self-label", "unverified-label")):
            yield from _runs(data, "labels of the method exchanged", name, method[one], method[two])


def _runs(data: bytes, kind: str, name: str, one: str, two: str) -> Iterator[Wrong]:
    from tests.verify.wrong_tags import _exchanged

    yield from _exchanged(data, kind, name, one, two)


def placed_decks(data: bytes, ground: Ground, seed: int) -> Iterator[Wrong]:
    """All of these of a deck for one seed."""
    rng = random.Random(seed)
    yield from heads(data, ground)
    yield from gaps(data, ground, rng)
    yield from mouths(data, ground, rng)
    yield from sentences(data, rng)
    yield from rows(data, ground)
