"""Clean files are proven: against the article, against the ledger alone, as a sealed folder, and after harmless edits."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

import reportgen
from reportgen.verify import check_files, check_folder
from tests.verify.conftest import SEED
from tests.verify.wrong import names, part, rezip, runs

STEM = SEED.stem


def test_seed_is_proven(outputs: Path) -> None:
    report = check_files(SEED, [outputs / f"{STEM}.pdf", outputs / f"{STEM}.pptx"])
    assert report.lines() == []
    for name in (f"{STEM}.pdf", f"{STEM}.pptx"):
        assert report.counts[(name, "numbers")] > 200
        assert report.counts[(name, "quotations")] >= 1
        assert report.counts[(name, "marks drawn")] > 20


def test_seed_is_proven_by_the_ledger_alone(outputs: Path) -> None:
    report = check_files(outputs / f"{STEM}.ledger.json", [outputs / f"{STEM}.pdf", outputs / f"{STEM}.pptx"])
    assert report.lines() == []


def test_folder_is_sealed_and_a_change_is_told(outputs: Path, tmp_path: Path) -> None:
    assert check_folder(outputs).lines() == []
    folder = shutil.copytree(outputs, tmp_path / "dist")
    deck = folder / f"{STEM}.pptx"
    data = deck.read_bytes()
    name = next(
        n
        for n in names(data, r"ppt/slides/slide\d+\.xml")
        if "<a:t>323</a:t>" in part(data, n) or ">323億元<" in part(data, n)
    )
    deck.write_bytes(rezip(data, {name: part(data, name).replace("323", "332").encode()}))
    report = check_folder(folder)
    assert f"{STEM}.pptx: changed since it was sealed" in report.seal
    assert f"{STEM}.pdf: sealed, unchanged (reportgen 0.1.0, from {SEED.name})" in report.seal
    found = [f for f in report.findings if f.page and "332" in f.stands]
    assert found
    assert any("323" in f.says or "323" in f.sentence for f in found)


def harmless(data: bytes, kind: str, rng: random.Random) -> bytes:
    """A copy with an edit that changes nothing stated: a slide moved, deleted, a colour, a sentence of one's own."""
    show = part(data, "ppt/presentation.xml")
    entries = re.findall(r'<p:sldId id="\d+" r:id="[^"]+"/>', show)
    if kind == "moved":
        i, j = rng.sample(range(1, len(entries)), 2)
        order = list(entries)
        order.insert(j, order.pop(i))
        return rezip(data, {"ppt/presentation.xml": show.replace("".join(entries), "".join(order)).encode()})
    if kind == "deleted":
        gone = rng.choice(entries[1:])
        number = re.search(r'id="(\d+)"', gone).group(1)
        new = show.replace(gone, "").replace(f'<p14:sldId id="{number}"/>', "")
        return rezip(data, {"ppt/presentation.xml": new.encode()})
    name = rng.choice(names(data, r"ppt/slides/slide\d+\.xml")[1:])
    xml = part(data, name)
    if kind == "colour":
        colours = list(re.finditer(r'schemeClr val="(\w+)"', xml))
        m = rng.choice(colours)
        return rezip(data, {name: (xml[: m.start(1)] + "accent2" + xml[m.end(1) :]).encode()})
    texts = [
        m
        for m in runs(xml)
        if len(m.group(2)) > 12
        and not m.group(2).startswith(("來源", "註"))
        and xml.rfind("<a:tc", 0, m.start()) <= xml.rfind("</a:tc>", 0, m.start())  # a row of facts is no place for it
    ]
    if not texts:
        return rezip(data, {name: xml.encode()})
    m = rng.choice(texts)
    own = rng.choice(["請各位同事參閱。", "此頁供內部討論使用。", "歡迎提出意見。"])
    end = xml.index("</a:p>", m.end()) + len("</a:p>")
    extra = f"<a:p><a:r><a:t>{own}</a:t></a:r></a:p>"
    return rezip(data, {name: (xml[:end] + extra + xml[end:]).encode()})


POWERPOINT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><TotalTime>37</TotalTime>'
    "<Words>1843</Words><Application>Microsoft Office PowerPoint</Application><Paragraphs>412</Paragraphs>"
    "<Slides>20</Slides><Notes>20</Notes><HiddenSlides>0</HiddenSlides><MMClips>0</MMClips><ScaleCrop>false</ScaleCrop>"
    '<HeadingPairs><vt:vector size="4" baseType="variant"><vt:variant><vt:lpstr>使用字型</vt:lpstr></vt:variant>'
    "<vt:variant><vt:i4>3</vt:i4></vt:variant><vt:variant><vt:lpstr>投影片標題</vt:lpstr></vt:variant>"
    "<vt:variant><vt:i4>20</vt:i4></vt:variant></vt:vector></HeadingPairs><AppVersion>16.0000</AppVersion></Properties>"
)
"""As PowerPoint writes it when a deck is saved."""


def test_a_deck_saved_in_powerpoint_passes(outputs: Path, tmp_path: Path) -> None:
    """It sets the day of saving and its own counts; a day of making that is not the article's is still a finding."""
    data = (outputs / f"{STEM}.pptx").read_bytes()
    core = part(data, "docProps/core.xml")
    saved = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", r"\g<1>2026-03-04T09:10:11Z", core)
    assert saved != core
    copy = tmp_path / "copy.pptx"
    copy.write_bytes(rezip(data, {"docProps/core.xml": saved.encode(), "docProps/app.xml": POWERPOINT.encode()}))
    assert check_files(SEED, [copy]).lines() == []
    made = re.sub(r"(<dcterms:created[^>]*>)[^<]*", r"\g<1>2026-03-04T09:10:11Z", core)
    copy.write_bytes(rezip(data, {"docProps/core.xml": made.encode()}))
    assert check_files(SEED, [copy]).lines()


@pytest.mark.parametrize("kind", ["moved", "deleted", "colour", "own sentence"])
def test_harmless_edits_pass(outputs: Path, tmp_path: Path, kind: str) -> None:
    """Ten edits of each kind; a sentence of the user's own gets a note."""
    data = (outputs / f"{STEM}.pptx").read_bytes()
    refused = []
    for seed in range(10):
        copy = tmp_path / "copy.pptx"
        copy.write_bytes(harmless(data, kind, random.Random(seed)))
        report = check_files(outputs / f"{STEM}.ledger.json", [copy]) if seed else check_files(SEED, [copy])
        refused += report.lines()
    assert refused == []


def test_an_answer_is_put_into_nobody_elses_mouth(tmp_path: Path) -> None:
    from reportgen.verify import ground_of
    from reportgen.verify.texts import Texts

    article = tmp_path / "a.txt"
    article.write_text(
        "岚江书屋访谈\n岚江日报 2025年11月18日\n\n嘉宾：钱若水，岚江市文化局副局长\n\n问：建得怎么样？\n\n"
        "答：去年全市新建书屋86间，完成年度目标80间的107.5%。\n\n馆长周明说：“来的人多了一成。”\n",
        encoding="utf-8",
    )
    texts = Texts(ground=ground_of(article))
    assert texts.prove("钱若水说：去年全市新建书屋86间，完成年度目标80间的107.5%").ok
    assert not texts.prove("周明说：去年全市新建书屋86间，完成年度目标80间的107.5%").ok


def test_the_second_line_of_a_headline_is_the_pages_own(tmp_path: Path) -> None:
    from reportgen.verify import ground_of
    from reportgen.verify.texts import Texts

    article = tmp_path / "a.txt"
    article.write_text(
        "让书香离家更近些\n——岚江市86间书屋建设纪实\n岚江日报 2025年11月18日\n\n去年全市新建书屋91间。\n",
        encoding="utf-8",
    )
    texts = Texts(ground=ground_of(article))
    assert texts.prove("岚江市86间书屋建设纪实").ok
    assert not texts.prove("岚江市68间书屋建设纪实").ok


def test_an_article_with_characters_that_the_font_lacks_is_published(tmp_path: Path) -> None:
    """The briefing prints 〓 for them, which is no quotation of the article: the saying goes, the rest stays."""
    article = tmp_path / "rare.txt"
    article.write_text(
        "某市博物館開放首日接待8600人次\n某某日報 2024年10月25日\n\n某市博物館10月24日開放，首日接待8600人次，展出文物1200件。"
        "館長說：“𠮷祥是大家的心願，我們會做好👍服務，讓觀眾滿意而歸。”\n\n館方全年計劃接待60萬人次，投入經費150萬元。\n",
        encoding="utf-8",
    )
    made = reportgen.generate(article, tmp_path / "out")
    assert any(path.suffix == ".pdf" for path in made.files)
