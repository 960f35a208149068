"""The plain way to comparable files: reportlab's platypus, pyplot pictures, python-pptx. `python plain.py ARTICLE OUT`.

Six pages with three charts, twenty slides with three native charts, tables, notes, an embedded Chinese font. Nothing is
slowed down on purpose and nothing is tuned: no fact is found, no line is broken by Chinese rules, nothing is tagged.
"""

import json
import re
import sys
from importlib.resources import files
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib import font_manager
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches, Pt
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Image, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

FONT = str(files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanstc" / "NotoSansTC[wght].ttf")
NUMBER = re.compile(r"[近約超]?\d[\d.,]*(?:億元級?|萬件|個月?|家|名|噸|類|天|年|%)")


def read(path):
    lines = [line.strip() for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    title = next(line for line in lines if ":" in line and len(line) > 15)
    paragraphs = [line for line in lines if len(line) > 40]
    facts = [(n, match.group(), p) for n, p in enumerate(paragraphs, 1) for match in NUMBER.finditer(p)]
    return title, paragraphs, facts


def draw_charts(folder):
    font_manager.fontManager.addfont(FONT)
    plt.rcParams["font.family"] = font_manager.FontProperties(fname=FONT).get_name()
    plt.rcParams["axes.unicode_minus"] = False

    fig, ax = plt.subplots(figsize=(7, 2.5))
    ax.barh(["全國", "湖南省"], [60, 90], color="#0B4F6C")
    ax.set_xlim(0, 100)
    ax.set_title("出口佔比（%）")
    for i, value in enumerate((60, 90)):
        ax.text(value + 1, i, f"近{value}%", va="center")
    fig.tight_layout()
    fig.savefig(folder / "share.png", dpi=150)
    plt.close(fig)

    fig, ax = plt.subplots(figsize=(7, 3))
    names = ["電子信息", "煙花爆竹", "生物醫藥", "智能裝備"]
    ax.barh(names[::-1], [500, 500, 500, 1000], fill=False, edgecolor="#0B4F6C")
    ax.set_title("產業目標（億元）")
    fig.tight_layout()
    fig.savefig(folder / "targets.png", dpi=150)
    plt.close(fig)

    fig, ax = plt.subplots(figsize=(7, 2))
    ax.plot([0, 65, 92], [0, 0, 0], "o-", color="#0B4F6C")
    for x, text in ((0, "3月 簽約"), (65, "5月20日 試生產"), (92, "6月15日 投運")):
        ax.annotate(text, (x, 0), xytext=(0, 12), textcoords="offset points", ha="center")
    ax.set_yticks([])
    ax.set_title("一個項目的進度")
    fig.tight_layout()
    fig.savefig(folder / "timeline.png", dpi=150)
    plt.close(fig)


def write_pdf(title, paragraphs, facts, folder, path):
    pdfmetrics.registerFont(TTFont("Noto", FONT))
    body = ParagraphStyle("body", fontName="Noto", fontSize=10.5, leading=17, wordWrap="CJK", spaceAfter=6)
    head = ParagraphStyle("head", parent=body, fontSize=22, leading=32)
    small = ParagraphStyle("small", parent=body, fontSize=8, leading=12)
    h2 = ParagraphStyle("h2", parent=body, fontSize=15, leading=22)
    story = [Paragraph(title, head), Spacer(1, 12)]
    cells = [[Paragraph(surface, h2) for _, surface, _ in facts[:4]], [Paragraph(p[:20], small) for *_, p in facts[:4]]]
    story += [Table(cells), Spacer(1, 12)]
    for n, paragraph in enumerate(paragraphs, 1):
        story.append(Paragraph(f"{paragraph}<super>¶{n}</super>", body))
        if n in (4, 9, 14):
            name = {4: "share", 9: "targets", 14: "timeline"}[n]
            story += [Paragraph("圖表", h2), Image(str(folder / f"{name}.png"), 15 * cm, 5.5 * cm)]
    story += [PageBreak(), Paragraph("事實一覽", h2)]
    rows = [["¶", "數字", "原文"]] + [[str(n), Paragraph(s, small), Paragraph(p[:60], small)] for n, s, p in facts]
    table = Table(rows, colWidths=[1.2 * cm, 3 * cm, 11 * cm], repeatRows=1)
    style = [("FONTNAME", (0, 0), (-1, -1), "Noto"), ("GRID", (0, 0), (-1, -1), 0.5, colors.grey)]
    table.setStyle(TableStyle(style))
    story.append(table)

    def footer(canvas, document):
        canvas.setFont("Noto", 8)
        canvas.drawRightString(A4[0] - 2 * cm, 1.2 * cm, f"第{document.page}頁")

    SimpleDocTemplate(str(path), pagesize=A4, title=title).build(story, onFirstPage=footer, onLaterPages=footer)


def write_pptx(title, paragraphs, facts, path):
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = title
    charts = [
        ("出口佔比", ["湖南省", "全國"], [90, 60]),
        ("產業目標", ["電子信息", "煙花爆竹", "生物醫藥", "智能裝備"], [1000, 500, 500, 500]),
        ("進度", ["簽約", "試生產", "投運"], [0, 65, 92]),
    ]
    for name, labels, values in charts:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = name
        data = CategoryChartData()
        data.categories = labels
        data.add_series(name, values)
        frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Inches(1), Inches(1.8), Inches(11), Inches(5), data)
        frame.chart.plots[0].has_data_labels = True
    for first in range(0, 24, 12):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "事實一覽"
        rows = facts[first : first + 12]
        table = slide.shapes.add_table(len(rows), 3, Inches(1), Inches(1.6), Inches(11), Inches(5)).table
        for i, (n, surface, paragraph) in enumerate(rows):
            for j, text in enumerate((str(n), surface, paragraph[:40])):
                table.cell(i, j).text = text
                table.cell(i, j).text_frame.paragraphs[0].font.size = Pt(12)
    for n, paragraph in enumerate(paragraphs[:14], 1):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = paragraph[:28]
        frame = slide.placeholders[1].text_frame
        sentences = [sentence for sentence in paragraph.split("。") if sentence][:4]
        frame.text = sentences[0]
        for sentence in sentences[1:]:
            frame.add_paragraph().text = sentence
        box = slide.shapes.add_textbox(Inches(1), Inches(6.8), Inches(11), Inches(0.4))
        box.text_frame.text = f"資料來源：原文第{n}段"
        box.text_frame.paragraphs[0].font.size = Pt(11)
        slide.notes_slide.notes_text_frame.text = paragraph
    deck.save(path)


def main():
    source, out = sys.argv[1], Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    title, paragraphs, facts = read(source)
    draw_charts(out)
    write_pdf(title, paragraphs, facts, out, out / "plain.pdf")
    write_pptx(title, paragraphs, facts, out / "plain.pptx")
    (out / "facts.json").write_text(json.dumps(facts, ensure_ascii=False))


if __name__ == "__main__":
    main()
