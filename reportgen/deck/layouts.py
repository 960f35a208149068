"""The layouts of the deck's template: which placeholders each has, and where they stand by default (DECK.md).

A slide may move a placeholder and leaves out the ones it does not need; their names, kinds and looks come from here.
"""

from __future__ import annotations

from functools import cache

from reportgen.deck.geometry import (
    DEK_H,
    DEK_Y,
    FOOT_H,
    FOOT_Y,
    FULL,
    MARGIN,
    NOTE_H,
    NOTE_Y,
    SOURCE_H,
    SOURCE_Y,
    SUBTITLE_H,
    SUBTITLE_Y,
    TITLE_H,
    TITLE_Y,
    TRACKER_H,
    TRACKER_Y,
    Box,
    col,
    span,
    spread,
)
from reportgen.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A placeholder: `word` names its prompt in the wording catalogue, `kind` is its p:ph type."""

    name: str
    box: Box
    word: str
    style: str = "body"
    kind: str = "body"
    colour: str | None = None
    bold: bool | None = None
    align: str = "l"
    anchor: str = "t"
    idx: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """`key` is its name in the program and in the wording catalogue; `slots` in reading order, the title apart."""

    key: str
    slots: tuple[Slot, ...]
    cover: bool = False

    def slot(self, name: str) -> Slot:
        for slot in self.slots:
            if slot.name == name:
                return slot
        raise KeyError(f"{self.key} has no placeholder {name}")


def _s(name: str, x: float, y: float, w: float, h: float, word: str, style: str = "body", **rest: object) -> Slot:
    return Slot(name=name, box=Box(x, y, w, h), word=word, style=style, **rest)  # type: ignore[arg-type]


TITLE = Slot(name="title", box=Box(MARGIN, TITLE_Y, FULL, TITLE_H), word="title", style="title", kind="title")
FOOTER = Slot(name="footer", box=Box(MARGIN, FOOT_Y, 700, FOOT_H), word="footer", style="foot", kind="ftr", idx=11)
PAGE = Slot(
    name="page",
    box=Box(MARGIN + 784, FOOT_Y, 80, FOOT_H),
    word="page",
    style="foot",
    kind="sldNum",
    idx=12,
    align="r",
    bold=True,
    colour="ink-2",
)
_DEK = _s("dek", MARGIN, DEK_Y, FULL, DEK_H, "dek", "subtitle", idx=13)
_TRACKER = _s("tracker", MARGIN, TRACKER_Y, FULL, TRACKER_H, "tracker", "source", idx=14)
_SOURCE = _s("source", MARGIN, SOURCE_Y, FULL, SOURCE_H, "source", "source", idx=15)
_NOTE = _s("note", MARGIN, NOTE_Y, FULL, NOTE_H, "note", "note", idx=16)


def _number(name: str, x: float, y: float, w: float) -> Slot:
    return _s(name, x, y, w, 56, "number", "number")


def _tag(name: str, x: float, y: float, w: float) -> Slot:
    return _s(name, x, y, w, 26, "tag", "table", colour="river", bold=True, align="ctr", anchor="ctr")


def _head(name: str, x: float, y: float, w: float) -> Slot:
    return _s(name, x, y, w, 28, "head", "body", colour="river", bold=True)


def _strip(y: float) -> list[Slot]:
    return [
        _s("quote", MARGIN + 20, y, FULL - 20, 40, "quote", "quote", anchor="ctr"),
        _s("speaker", MARGIN + 20, y + 40, FULL - 20, 25, "speaker", "body-small"),
    ]


def _rows() -> list[Slot]:
    out = []
    for i in range(6):
        y = 144 + 55 * i
        out += [
            _s(f"num{i + 1}", col(0), y, span(3), 55, "number", "number-mid", anchor="ctr"),
            _s(f"text{i + 1}", col(3), y, span(8), 55, "text", anchor="ctr"),
            _s(f"ref{i + 1}", col(10), y, span(2), 55, "ref", "note", align="r", anchor="ctr"),
            _s(f"tref{i + 1}", col(10), y, span(2), 55, "ref", "note", align="r", anchor="ctr"),
        ]
    return out + _strip(386)


def _board() -> list[Slot]:
    out = []
    for i in range(6):
        x, y = col(4 * (i % 3)), 150 + 168 * (i // 3)
        out += [
            _number(f"num{i + 1}", x, y + 14, span(4)),
            _s(f"ref{i + 1}", x + span(4) - 90, y + 10, 90, 16, "ref", "source", align="r"),
            _s(f"what{i + 1}", x, y + 80, span(4), 56, "text"),
        ]
    for i in range(4):
        out += [
            _s(f"text{i + 1}", MARGIN, 330 + 44 * i, span(10), 44, "text", anchor="ctr"),
            _s(f"tref{i + 1}", col(10), 330 + 44 * i, span(2), 44, "ref", "note", align="r", anchor="ctr"),
        ]
    out += [_tag(f"tag{i + 1}", MARGIN, 350 + 66 * i, 132) for i in range(2)]
    return out + _strip(386)


def _lists() -> list[Slot]:
    out = [_head("headL", col(0), 140, span(6)), _head("headR", col(6), 140, span(6))]
    for i in range(8):
        y = 174 + 36 * i
        out += [
            _s(f"left{i + 1}", col(0), y, span(6), 36, "text", bold=True, anchor="ctr"),
            _s(f"lref{i + 1}", col(0) + span(6) - 80, y, 80, 36, "ref", "note", align="r", anchor="ctr"),
            _tag(f"tag{i + 1}", col(6), y + 5, 132),
            _s(f"right{i + 1}", col(6) + 148, y, span(6) - 148, 36, "text", "body-small", anchor="ctr"),
            _s(f"ref{i + 1}", col(6) + span(6) - 80, y, 80, 36, "ref", "note", align="r", anchor="ctr"),
        ]
    return [*out, *_sentences()]


def _panel() -> list[Slot]:
    x = col(8) + 12
    return [_head("panelhead", x, 140, span(4) - 12), _s("panel", x, 178, span(4) - 12, 292, "text")]


def _sentences(count: int = 3) -> list[Slot]:
    """Rows of sentences with their paragraph, under an exhibit that does not fill the slide."""
    out = []
    for i in range(count):
        y = 290 + 54 * i
        out += [
            _s(f"text{i + 1}", MARGIN, y, FULL - 90, 54, "text", anchor="ctr"),
            _s(f"tref{i + 1}", MARGIN + FULL - 74, y, 74, 54, "ref", "note", align="r", anchor="ctr"),
        ]
    return out


def _chart() -> list[Slot]:
    return [
        _s("subtitle", MARGIN, SUBTITLE_Y, span(8), SUBTITLE_H, "subtitle", "subtitle"),
        _s("chart", MARGIN, 168, span(8), 300, "chart", kind="chart"),
        *(_s(f"key{i + 1}", MARGIN + 20 + 120 * i, 413, 100, 21, "key", "note") for i in range(3)),
        *(_s(f"row{i + 1}", MARGIN, 168 + 75 * i, 160, 75, "head", "chart-label", anchor="ctr") for i in range(4)),
        *_sentences(),
        *_strip(386),
        *_panel(),
    ]


def _pairs() -> list[Slot]:
    out = []
    for i, (x, w) in enumerate(spread(2)):
        side = "LR"[i]
        out += [
            _head(f"head{side}", x, 140, w),
            _s("chart" if i == 0 else "chart2", x, 184, w, 140, "chart", kind="chart"),
        ]
    for i in range(2):
        y = 366 + 54 * i
        out += [
            _s(f"text{i + 1}", MARGIN, y, FULL - 90, 54, "text", anchor="ctr"),
            _s(f"tref{i + 1}", MARGIN + FULL - 74, y, 74, 54, "ref", "note", align="r", anchor="ctr"),
        ]
    return out + _strip(386)


def _multiples() -> list[Slot]:
    out = [_s("subtitle", MARGIN, SUBTITLE_Y, FULL, SUBTITLE_H, "subtitle", "subtitle")]
    for i in range(6):
        (x, w), y = spread(3)[i % 3], 168 + 150 * (i // 3)
        out += [
            _head(f"head{i + 1}", x, y, w),
            _s("chart" if i == 0 else f"chart{i + 1}", x, y + 38, w, 104, "chart", kind="chart"),
        ]
    return [*out, *_sentences(2)]


def _wide() -> list[Slot]:
    return [
        _s("subtitle", MARGIN, SUBTITLE_Y, FULL, SUBTITLE_H, "subtitle", "subtitle"),
        *(_s(f"row{i + 1}", MARGIN, 246 + 60 * i, span(3), 60, "head", "body-small", anchor="ctr") for i in range(6)),
        _s("chart", col(3), 246, span(9), 180, "chart", kind="chart"),
    ]


def _cards() -> list[Slot]:
    out = []
    for i in range(8):
        x, y = col(3 * (i % 4)), 150 + 168 * (i // 4)
        out += [
            _s(f"no{i + 1}", x, y + 10, 60, 25, "number", "body-small", colour="river", bold=True),
            _tag(f"tag{i + 1}", x + span(3) - 62, y + 12, 62),
            _s(f"text{i + 1}", x, y + 46, span(3), 112, "text"),
        ]
    return [*out, _s("extra", MARGIN, 436, FULL - 90, 38, "text", anchor="ctr")]


def _cases() -> list[Slot]:
    out = []
    for i, (x, w) in enumerate([*spread(2), (col(8), span(4))]):
        out += [_s(f"name{i + 1}", x, 158, w, 28, "head", bold=True), _number(f"num{i + 1}", x, 188, w)]
        for j in range(4):
            y = 246 + 36 * j
            out += [
                _s(f"label{i + 1}{j + 1}", x, y, 92, 36, "label", "body-small", colour="ink-3", anchor="ctr"),
                _s(f"value{i + 1}{j + 1}", x + 92, y, w - 92, 36, "text", anchor="ctr"),
            ]
    return out + _strip(374)


def _calendar() -> list[Slot]:
    out = []
    for i, (x, w) in enumerate([*spread(2), (col(8), span(4))]):
        out += [
            _s(f"day{i + 1}", x, 136, w, 28, "head", "body-small", colour="white", bold=True, anchor="ctr"),
            _number(f"num{i + 1}", x + 12, 176, w - 24),
            _s(f"what{i + 1}", x + 12, 236, w - 24, 56, "text"),
            _s(f"text{i + 1}", x + 12, 212, w - 24, 100, "text", "body-small"),
        ]
    out.append(_head("heading", MARGIN, 318, FULL))
    for i in range(3):
        x = col(4 * i)
        out += [_number(f"cnum{i + 1}", x, 352, span(4)), _s(f"cwhat{i + 1}", x, 412, span(4), 56, "text")]
    for i in range(2):
        out += [
            _s(f"text{i + 4}", MARGIN, 334 + 70 * i, FULL - 90, 70, "text", anchor="ctr"),
            _s(f"tref{i + 4}", MARGIN + FULL - 74, 334 + 70 * i, 74, 70, "ref", "note", align="r", anchor="ctr"),
        ]
    return out


def _quotes() -> list[Slot]:
    out = []
    for i, (x, w) in enumerate(spread(2)):
        out += [
            _s(f"quote{i + 1}", x + 22, 142, w - 22, 240, "quote", "quote"),
            _s(f"speaker{i + 1}", x + 22, 404, w - 22, 54, "speaker", "body-small"),
        ]
    out += [
        _s("quote3", MARGIN + 22, 360, FULL - 22, 56, "quote"),
        _s("speaker3", MARGIN + 22, 420, FULL - 22, 25, "speaker", "body-small"),
    ]
    for i in range(3):
        out += [
            _s(f"text{i + 1}", MARGIN, 330 + 48 * i, FULL - 90, 48, "text", anchor="ctr"),
            _s(f"tref{i + 1}", MARGIN + FULL - 74, 330 + 48 * i, 74, 48, "ref", "note", align="r", anchor="ctr"),
        ]
    for i, (x, w) in enumerate(spread(3)):
        out += [
            _number(f"num{i + 1}", x, 340, w),
            _s(f"ref{i + 1}", x + w - 90, 332, 90, 16, "ref", "source", align="r"),
            _s(f"what{i + 1}", x, 402, w, 56, "text"),
        ]
    return out


def _tags() -> list[Slot]:
    out = [
        _number("num", col(0), 152, span(4)),
        _s("what", col(0), 216, span(4), 56, "text"),
        _s("extra", col(0), 278, span(4), 75, "text", "body-small"),
    ]
    for i in range(6):
        y = 141 + 45 * i
        out += [
            _tag(f"tag{i + 1}", col(4), y + 10, 112),
            _s(f"text{i + 1}", col(4) + 132, y, span(8) - 132, 45, "text", anchor="ctr"),
        ]
    return out + _strip(386)


def _gap_rows(top: float, count: int) -> list[Slot]:
    out = [
        _s(f"head{i + 1}", col(c), top, span(w), 21, "head", "table", colour="river", bold=True)
        for i, (c, w) in enumerate(((0, 3), (4, 3), (7, 5)))
    ]
    for i in range(count):
        y = top + 26 + 60 * i
        box = _s(
            f"missing{i + 1}", col(4), y + 12, span(3), 36, "text", "body-small", bold=True, align="ctr", anchor="ctr"
        )
        out += [
            _s(f"stated{i + 1}", col(0), y, span(4) - 12, 60, "text", "unit", anchor="ctr"),
            box,
            _s(f"so{i + 1}", col(7), y, span(5), 60, "text", anchor="ctr"),
        ]
    return out


def _method() -> list[Slot]:
    out = [_head("srchead", col(0), 154, span(4)), _s("src", col(0), 190, span(4), 290, "text", "body-small")]
    for i in range(8):
        y = 140 + 42 * i
        out += [
            _s(f"word{i + 1}", col(4) + 60, y, 52, 42, "label", "body-small", colour="river", bold=True, anchor="ctr"),
            _s(f"line{i + 1}", col(4) + 112, y, span(8) - 112, 42, "text", "subtitle", anchor="ctr"),
        ]
    return out


@cache
def layouts() -> dict[str, Layout]:
    """All layouts by key, in the order they have in the template."""
    cover = [
        _s("sub", MARGIN, 222, FULL, 56, "subtitle", colour="white", kind="subTitle", idx=1),
        _s("meta", MARGIN, 266, FULL, 21, "source", "note", colour="river-3"),
    ]
    for i in range(4):
        x = col(3 * i)
        cover += [
            _s(f"name{i + 1}", x, 396, span(3), 28, "head", colour="river", bold=True),
            _s(f"kicker{i + 1}", x, 424, span(3), 28, "text"),
            _s(f"pages{i + 1}", x, 452, span(3), 21, "page", "note", colour="ink-3"),
        ]
    common = [_DEK, _NOTE, _SOURCE, _TRACKER]
    table = [
        _s("subtitle", MARGIN, SUBTITLE_Y, FULL, SUBTITLE_H, "subtitle", "subtitle"),
        _s("table", MARGIN, 150, FULL, 300, "table", kind="tbl"),
        *_sentences(),
        *_gap_rows(320, 2),
        *_strip(404),
    ]
    bodies = {
        "rows": _rows(),
        "board": _board(),
        "lists": _lists(),
        "chart": _chart(),
        "wide": _wide(),
        "pairs": _pairs(),
        "multiples": _multiples(),
        "cards": _cards(),
        "cases": _cases(),
        "calendar": _calendar(),
        "quotes": _quotes(),
        "tags": _tags(),
        "gaps": _gap_rows(142, 5),
        "method": _method(),
        "table": table,
        "text": [_s("text", MARGIN, 140, FULL, 330, "text")],
    }
    out = {"cover": Layout(key="cover", slots=tuple(_numbered([*cover, FOOTER])), cover=True)}
    for key, slots in bodies.items():
        out[key] = Layout(key=key, slots=tuple(_numbered([*common, *slots, FOOTER, PAGE])))
    return out


def _numbered(slots: list[Slot]) -> list[Slot]:
    """Give every slot without one an index of its own, from 20 on."""
    from dataclasses import replace

    out, free = [], 20
    for slot in slots:
        if slot.idx == 0:
            slot, free = replace(slot, idx=free), free + 1
        out.append(slot)
    return out
