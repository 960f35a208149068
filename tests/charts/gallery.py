"""A PDF of every chart shape with its edge cases, to be looked at: `python -m tests.charts.gallery OUT.pdf`."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from reportgen.assets import Theme, load_theme
from reportgen.charts import mpl
from reportgen.charts.surface import Paint, Segment
from reportgen.story.blocks import (
    Bar,
    Bars,
    Claim,
    Event,
    Exhibit,
    Ladder,
    LadderRow,
    Multiples,
    Pair,
    Pairs,
    ShareRow,
    Shares,
    Structure,
    Timeline,
)  # fmt: skip
from reportgen.typeset import Inline, Line, metrics, set_line, subset


class Page:
    """A surface on a plain reportlab canvas; a test's stand-in for the briefing's tagged page."""

    def __init__(self, canvas: Canvas, theme: Theme, faces: dict[int, str]) -> None:
        self.canvas, self.theme, self.faces = canvas, theme, faces

    def path(self, segments: Sequence[Segment], paint: Paint) -> None:
        self.canvas.saveState()
        if paint.clip:
            self.canvas.clipPath(self._path(paint.clip), stroke=0, fill=0)
        if paint.fill:
            self.canvas.setFillColor(HexColor(paint.fill))
        if paint.stroke:
            self.canvas.setStrokeColor(HexColor(paint.stroke))
            self.canvas.setLineWidth(paint.width)
            self.canvas.setLineCap(paint.cap)
            self.canvas.setLineJoin(paint.join)
            self.canvas.setDash(*((list(paint.dash), 0) if paint.dash else ()))
        self.canvas.drawPath(self._path(segments), stroke=bool(paint.stroke), fill=bool(paint.fill))
        self.canvas.restoreState()

    def _path(self, segments: Sequence[Segment]):
        path = self.canvas.beginPath()
        for kind, points in segments:
            if kind == "M":
                path.moveTo(*points)
            elif kind == "L":
                path.lineTo(*points)
            elif kind == "C":
                path.curveTo(*points)
            else:
                path.close()
        return path

    def text(self, x: float, y: float, line: Line) -> None:
        for run in line.runs:
            at = x + run.x
            self.canvas.setFillColor(HexColor(self.theme.colour[run.style.colour]))
            self.canvas.setFont(self.faces[run.style.weight], run.style.size)
            for char, advance in zip(run.text, run.advances, strict=True):
                self.canvas.drawString(at, y + run.rise, char)
                at += advance


def common(title: str, spark: int | None = None) -> dict:
    claim = Claim(text=title, paragraphs=(1,))
    return {"title": claim, "subtitle": "", "note": "", "paragraphs": (1,), "spark": spark}


def bars(title: str, *rows: tuple[str, float, str], spark: int | None = None, unit: str = "%") -> Bars:
    made = tuple(Bar(fact=f"F{i}", label=label, value=value, text=text) for i, (label, value, text) in enumerate(rows))
    return Bars(**common(title, spark), unit=unit, rows=made)


def timeline(title: str, *events: tuple[str, str, str], spark: int | None = None) -> Timeline:
    made = tuple(Event(fact=f"F{i}", date=d, date_text=t, text=w) for i, (d, t, w) in enumerate(events))
    return Timeline(**common(title, spark), events=made, spans=())


def exhibits() -> tuple[Exhibit, ...]:
    """Every shape as it should look, then its edge cases."""
    shares = (("佔全省總額", 8, 1, "近九成"), ("佔全國總額", 5, 1, "近六成"))
    odd = (
        ("約三成，標籤很長因此要分成兩行來寫才放得下", 2, 2, "約三成"),
        ("逾七成", 7, 1, "逾七成"),
        ("十成", 10, 0, "十成"),
        ("無", 0, 1, "不到一成"),
    )
    growth = (
        ("鋰電池", 43.5, "增長43.5%"),
        ("新能源汽車", 16.0, "增長16.0%"),
        ("製造業", 9.2, "增長9.2%"),
        ("採礦業", -11.7, "下降11.7%"),
        ("房地產開發投資", -8.4, "下降8.4%"),
    )
    return (
        Shares(
            **common("十格：近九成與近六成"),
            rows=tuple(ShareRow(fact="F", label=a, full=b, partial=c, word=d) for a, b, c, d in shares),
        ),
        Shares(
            **common("十格：約、逾、十成、不到一成，長標籤"),
            rows=tuple(ShareRow(fact="F", label=a, full=b, partial=c, word=d) for a, b, c, d in odd),
        ),
        Ladder(
            **common("目標階梯", 0),
            unit="億元級",
            rows=(
                LadderRow(fact="F", label="電子信息產業", value=1000, text="目標：1000億元級"),
                LadderRow(fact="F", label="智能裝備", value=500, text="目標：500億元級"),
                LadderRow(fact="F", label="已達成的產業", value=300, text="已達300億元級", achieved=True),
                LadderRow(fact="F", label="若干個產業", value=100, text="目標：100億元級，原文未列名稱"),
                LadderRow(fact="F", label="其他產業", value=None, text="目標：原文未寫數額"),
            ),
        ),
        bars(
            "排序條形：十二個值",
            *((f"第{n}個縣（市、區）", 1200.0 - 91 * n, f"{1200 - 91 * n}億元") for n in range(12)),
            spark=2,
            unit="億元",
        ),
        bars("有升有降的同比變化", *growth, spark=3),
        bars("一個值", ("唯一的一項", 42, "42項")),
        bars("相等的值", ("甲", 7, "7個"), ("乙", 7, "7個"), ("丙", 7, "7個")),
        bars("一比一千，還有零", ("最大", 1000, "1000萬元"), ("最小", 1, "1萬元"), ("沒有", 0, "0")),
        bars("全是下降", ("甲", -3.2, "下降3.2%"), ("乙", -12, "下降12%")),
        bars(
            "很長的標籤與很長的值",
            ("產業鏈上下游重點配套企業的數量與比重合計", 88, "約88.5億元，比上年同期增長逾一成"),
            ("短", 20, "20億元"),
        ),
        Pairs(
            **common("前後對照", 0),
            unit="項",
            rows=tuple(
                Pair(facts=("F", "F"), label=a, old=b, new=c, old_text=d, new_text=e)
                for a, b, c, d, e in (
                    ("審批事項", 326, 148, "326項", "148項"),
                    ("不動產登記", 15, 5, "15個工作日", "5個工作日"),
                    ("沒有變化", 80, 80, "80", "80"),
                    ("略增", 19.8, 24.6, "19.8%", "24.6%"),
                )
            ),
        ),
        Structure(
            **common("三次產業結構"),
            unit="%",
            rows=(
                Bar(fact="F", label="第一產業", value=18.4, text="18.4"),
                Bar(fact="F", label="第二產業", value=41.1, text="41.1"),
                Bar(fact="F", label="第三產業", value=40.5, text="40.5"),
            ),
        ),
        Structure(
            **common("結構：一份很小", 2),
            unit="%",
            rows=(
                Bar(fact="F", label="第一產業增加值", value=1.4, text="1.4%"),
                Bar(fact="F", label="第二產業增加值", value=2.1, text="2.1%"),
                Bar(fact="F", label="第三產業增加值", value=96.5, text="96.5%"),
            ),
        ),
        timeline(
            "時間軸：月與日",
            ("2022-03", "3月", "簽約落地"),
            ("2022-05-20", "5月20日", "試生產"),
            ("2022-06-15", "6月15日", "投入運營"),
            spark=2,
        ),
        timeline(
            "時間軸：七件事擠在一起",
            ("2023-01-30", "1月30日", "項目集中簽約"),
            ("2023-01-31", "1月31日", "召開工作大會"),
            ("2023-02-01", "2月1日", "發布推送政策大禮包"),
            ("2023-02-03", "2月3日", "集中開工"),
            ("2023-02", "2月", "入企第一訪"),
            ("2023-03-05", "3月5日", "窗口全部啟用"),
            ("2023-06", "6月", "完成年中評估並公布結果"),
            spark=1,
        ),
        timeline(
            "時間軸：跨許多年",
            ("1993", "1993年", "撤縣建市"),
            ("2008-08-08", "2008年8月8日", "奧運會開幕"),
            ("2017/2020", "2017至2020年", "四年行動計劃"),
            ("2023", "2023年", "營商環境提質年"),
            spark=3,
        ),
        timeline(
            "時間軸：甘特，區間重疊",
            ("2023-01/2023-04", "1至4月", "前期準備"),
            ("2023-03/2023-09", "3至9月", "主體施工"),
            ("2023-08/2023-11", "8至11月", "設備安裝"),
            ("2023-12-20", "12月20日", "投產"),
            spark=3,
        ),
        timeline("時間軸：只有一天", ("2023-02-14", "2月14日", "揭牌"), spark=0),
        Multiples(
            **common("小多圖：同比變化", 0),
            panels=(
                bars(
                    "工業",
                    ("規上工業", 7.9, "7.9%"),
                    ("製造業", 9.2, "9.2%"),
                    ("採礦業", -11.7, "−11.7%"),
                    spark=2,
                ),
                bars(
                    "投資",
                    ("固定資產投資", 10.2, "10.2%"),
                    ("扣除房地產後", 16.9, "16.9%"),
                    ("房地產開發", -8.4, "−8.4%"),
                ),
                bars("消費與收入", ("社會消費品零售總額", 5.5, "5.5%"), ("居民收入", 5.0, "5.0%")),
            ),
        ),
    )


def main(out: Path, width: float = 483.02) -> None:
    """Write the gallery; every plot stands in a thin frame that shows what `measure` promised."""
    rl_config.invariant = 1
    theme = load_theme()
    font = metrics("hant", theme)
    made = exhibits()
    faces = {}
    for weight, data in subset(
        "hant", theme, repr(made) + Path(__file__).read_text("utf-8"), (400, 500, 700), "gallery"
    ).items():
        faces[weight] = f"gallery-{weight}"
        pdfmetrics.registerFont(TTFont(faces[weight], io.BytesIO(data)))
    canvas = Canvas(str(out), pagesize=(theme.page["width"], theme.page["height"]), initialFontName=faces[400])
    page = Page(canvas, theme, faces)
    left, top = theme.page["margin-left"], theme.page["height"] - 50
    y = top
    for exhibit in made:
        height = mpl.measure(exhibit, theme, font, width)
        if y - height - 40 < 40:
            canvas.showPage()
            y = top
        head = set_line([Inline(exhibit.title.text, theme.briefing["h2"])], script="hant", metrics=font)
        page.text(left, y - 12, head)
        y -= 22
        canvas.setStrokeColor(HexColor("#F0D0D0"))
        canvas.setLineWidth(0.25)
        canvas.rect(left, y - height, width, height)
        mpl.draw(exhibit, page, left, y, width, theme, font)
        y -= height + 22
    canvas.save()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(float(argument) for argument in sys.argv[2:]))
