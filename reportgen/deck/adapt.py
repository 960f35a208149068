"""Moves composed slides onto a user's template: geometry scaled to its free region, titles in its title placeholder."""

from __future__ import annotations

from dataclasses import replace

from reportgen.charts.native import NativeChart
from reportgen.deck.fit import Fitter, Flow, frame
from reportgen.deck.foreign import INSETS, Chosen, Foreign
from reportgen.deck.geometry import Box
from reportgen.deck.items import BREAK, Cell, ChartItem, Item, Mark, Para, Picture, Row, Slide, TableItem, Text
from reportgen.deck.room import Hold
from reportgen.records import dataclass

_CLOSE = 12.0


@dataclass(frozen=True, slots=True)
class Adapter:
    """Answers for the writer: which layout a slide takes, and which placeholder an item fills."""

    template: Foreign

    def chosen(self, slide: Slide) -> Chosen:
        roles = self.template.roles
        if slide.layout == "cover":
            return roles["cover"]
        wanted = "table" if slide.layout == "table" else "chart" if slide.layout in ("chart", "wide") else "body"
        found, body = roles.get(wanted), roles["body"]
        if found is None or any(abs(a - b) > _CLOSE for a, b in zip(found.title, body.title, strict=True)):
            return body
        return found

    def foot_colour(self, slide: Slide) -> str | None:
        """The colour in which foot and number can be read, None where nothing lies behind them."""
        return self.chosen(slide).foot_colour

    def foot_ground(self, slide: Slide) -> str | None:
        """The ground of foot and number, None where they need none."""
        return "ground" if self.chosen(slide).foot_ground else None

    def placeholder(self, slide: Slide, slot: str | None) -> str:
        """The p:ph element for an item, "" for a text box."""
        chosen = self.chosen(slide)
        kinds = {
            "title": ("title", "ctrTitle"),
            "sub": ("subTitle", "body"),
            "footer": ("ftr",),
            "page": ("sldNum",),
            "chart": ("chart",),
            "table": ("tbl",),
        }.get(slot or "", ())
        hold = chosen.hold(*kinds) if kinds else None
        if hold is None or (slot == "sub" and not _usable(hold, chosen)):
            return ""
        idx = f' idx="{hold.idx}"' if hold.idx is not None else ""
        return f'<p:ph type="{hold.kind}"{idx}/>'


def _usable(hold: Hold, chosen: Chosen) -> bool:
    return hold.box is not None and hold.box.h > 24


def _paras(paras: tuple[Para, ...], s: float, *, colour: str = "") -> tuple[Para, ...]:
    return tuple(
        replace(
            p,
            after=p.after * s,
            hang=p.hang * s,
            runs=tuple(replace(r, colour=colour) if colour and r != BREAK else r for r in p.runs),
        )
        for p in paras
    )


def _chart(chart: NativeChart, s: float) -> NativeChart:
    series = tuple(
        replace(x, labels={i: replace(v, size=v.size * s) for i, v in x.labels.items()}) for x in chart.series
    )
    return replace(chart, series=series, label_size=chart.label_size * s if chart.label_size else None)


def adapt(slide: Slide, template: Foreign, fit: Fitter) -> Slide:
    """The slide with every item moved and scaled; the cover keeps title, sub-title and source only."""
    adapter = Adapter(template)
    chosen = adapter.chosen(slide)
    s = template.scale
    out: list[Item] = []
    for item in slide.items:
        if isinstance(item, Text) and item.slot == "title":
            out.append(_title(slide, chosen, s, fit))
        elif slide.layout == "cover":
            continue
        elif isinstance(item, Text):
            out.append(
                replace(
                    item,
                    slot=None,
                    box=template.place(item.box),
                    paras=_paras(item.paras, s),
                    inset=(item.inset[0] * s, item.inset[1] * s, item.inset[2] * s, item.inset[3] * s),
                )
            )
        elif isinstance(item, Mark):
            out.append(replace(item, box=template.place(item.box, rule=item.box.h <= 6), line_w=item.line_w * s))
        elif isinstance(item, Picture):
            continue
        elif isinstance(item, ChartItem):
            out.append(replace(item, box=template.place(item.box), chart=_chart(item.chart, s)))
        else:
            out.append(_table(item, template, s))
    if chosen.ground and slide.layout != "cover":
        free = template.roles["body"].free
        out.insert(1, Mark(box=Box(free.x - 8, free.y, free.w + 16, free.h), fill="ground"))
    if slide.layout == "cover":
        out += _cover(slide, adapter, chosen, s, fit)
    return replace(slide, items=tuple(out), tracker=None)


def _title(slide: Slide, chosen: Chosen, s: float, fit: Fitter) -> Text:
    """The title in the placeholder's own colour and anchor, at the house's size; the box grows upwards if it must."""
    style = "cover-title" if slide.layout == "cover" else "title"
    box = chosen.title if slide.layout != "cover" else _cover_title(chosen)
    room = max(60.0, (box.w - INSETS) / s)
    lines = fit.lines(slide.title, style, room)
    if len(lines) > 2 and style == "cover-title":
        style, lines = "title", fit.lines(slide.title, "title", room)
    item = Flow(text=slide.title, lines=lines, style=style)
    need = len(lines) * fit.look.style(style).leading * s + 8
    hold = chosen.hold("title", "ctrTitle")
    moved = chosen.guarded or need > box.h or bool(hold and hold.turned)
    if need > box.h:
        bottom = box.y + box.h
        box = Box(box.x, max(4.0, bottom - need), box.w, need)
    text = frame(fit, "title", box, item, hang=False)
    return replace(
        text,
        box=box,
        paras=_paras(text.paras, s, colour=chosen.title_colour),
        plain=True,
        moved=moved,
        fill="ground" if chosen.title_ground else None,
    )


def _cover_title(chosen: Chosen) -> Box:
    hold = chosen.hold("title", "ctrTitle")
    return hold.box if hold and hold.box else chosen.title


def _cover(slide: Slide, adapter: Adapter, chosen: Chosen, s: float, fit: Fitter) -> list[Item]:
    """Lead sentence and source in the sub-title's placeholder, or below the title where there is none."""
    texts = [t for t in slide.items if isinstance(t, Text) and t.slot in ("sub", "meta")]
    hold = chosen.hold("subTitle", "body")
    title = _cover_title(chosen)
    box = (
        hold.box
        if hold and hold.box and _usable(hold, chosen)
        else Box(title.x, title.y + title.h + 8, title.w, 120 * s)
    )
    room = max(60.0, (box.w - INSETS) / s)
    paras: list[Para] = []
    used = 0.0
    for text in texts:
        style = text.paras[0].style
        words = "".join(r.text for p in text.paras for r in p.runs if r.text != "\n")
        lines = fit.lines(words, style, room)
        height = len(lines) * fit.look.style(style).leading * s + 6
        if used + height > max(box.h, 30.0) and (paras or text.slot == "sub"):
            continue
        flow = Flow(text=words, lines=lines, style=style, after=6.0)
        paras += _paras(
            frame(fit, None, box, flow, hang=False).paras, s, colour="ink" if chosen.ground or not hold else "inherit"
        )
        used += height
    if not paras:
        return []
    return [
        Text(
            slot="sub" if hold and _usable(hold, chosen) else None,
            box=box,
            paras=tuple(paras),
            plain=True,
            moved=not hold or hold.turned,
            fill="ground" if chosen.ground else None,
        )
    ]


def _table(item: TableItem, template: Foreign, s: float) -> TableItem:
    rows = tuple(
        Row(
            cells=tuple(Cell(runs=c.runs, align=c.align, left=c.left * s, right=c.right * s) for c in row.cells),
            height=row.height * template.stretch,
        )
        for row in item.rows
    )
    return replace(item, box=template.place(item.box), widths=tuple(w * s for w in item.widths), rows=rows)
