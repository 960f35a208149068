"""The finished file: valid by other people's checkers, whole in extraction, small, and the same every time."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from reportgen.assets import Issuer, Theme, load_theme
from reportgen.pdf import Attachment, briefing_bytes, write_briefing
from reportgen.pdf.layout import lay_out
from reportgen.story.blocks import Claim, MethodLine
from reportgen.typeset import metrics
from tests.fixtures.seed_story import STORY
from tests.pdf.conftest import LEDGER
from tests.pdf.stories import STORIES, long, short
from tests.pdf.structure import Element, Reading, findings


def paragraphs(data: bytes) -> Iterator[Element]:
    reading = Reading(data)  # kept while its elements are looked at
    yield from reading.root.walk()


def bare(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", text)


@pytest.mark.parametrize("name", [name for name in STORIES if name != "long"])
def test_every_story_gives_a_sound_structure(name: str, theme: Theme) -> None:
    assert findings(briefing_bytes(STORIES[name](), theme, LEDGER)) == []


def test_outloud_has_no_error_and_no_warning(briefing: bytes, tmp_path: Path) -> None:
    file = tmp_path / "briefing.pdf"
    file.write_bytes(briefing)
    tool = Path(sys.executable).parent / "outloud"
    if not tool.exists():
        pytest.skip("outloud is not installed")
    done = subprocess.run(
        [tool, "--fail-on", "warning", "--no-info", file], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "0 error(s), 0 warning(s)" in done.stdout


def test_pdf_oxide_finds_it_valid_pdf_a_3a(briefing: bytes, tmp_path: Path) -> None:
    oxide = pytest.importorskip("pdf_oxide")
    file = tmp_path / "briefing.pdf"
    file.write_bytes(briefing)
    document = oxide.PdfDocument(str(file))
    result = document.validate_pdf_a("3a")
    assert result["valid"], result["errors"]
    assert document.validate_pdf_ua()["valid"]


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_no_fault(briefing: bytes, tmp_path: Path) -> None:
    file = tmp_path / "briefing.pdf"
    file.write_bytes(briefing)
    done = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_it_is_small(briefing: bytes) -> None:
    assert len(briefing) <= 350_000


def test_sentences_are_whole_in_the_structure(briefing: bytes) -> None:
    told = [bare(element.text) for element in paragraphs(briefing)]
    for claim in (STORY.title, STORY.dek, *(theme.title for theme in STORY.themes)):
        assert claim is not None
        assert any(bare(claim.text).rstrip("。") in text for text in told), claim.text
    for point in STORY.points:
        assert any(bare(point.text) in re.sub(r"\d+(,\d+)*$", "", text.rstrip("。")) for text in told), point.text
    for row in STORY.rows:
        assert bare(row.text) in told
        assert bare(row.value) in told


def test_plain_extraction_has_no_stray_blank(briefing: bytes) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(briefing)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    lines = re.sub(r"[\r\n]+", "", text)
    for claim in STORY.points:
        assert claim.text in lines, claim.text
    joined = bare(text)
    for row in STORY.rows:
        assert bare(row.value) in joined


def test_alternatives_tell_every_plotted_value(briefing: bytes) -> None:
    from reportgen.story.blocks import Ladder, Shares, Timeline

    alternatives = [str(e.node.get("/Alt", "")) for e in paragraphs(briefing) if e.role == "Figure"]
    exhibits = [*STORY.shares, *(exhibit for theme in STORY.themes for exhibit in theme.exhibits)]
    drawn = [exhibit for exhibit in exhibits if isinstance(exhibit, Shares | Ladder | Timeline)]
    assert len(alternatives) == len(drawn)
    for exhibit in drawn:
        mine = [alt for alt in alternatives if exhibit.title.text in alt]
        assert mine, exhibit.title.text
        rows = exhibit.events if isinstance(exhibit, Timeline) else exhibit.rows
        for row in rows:
            for value in [getattr(row, key) for key in ("label", "word", "text", "date_text") if hasattr(row, key)]:
                assert value in mine[0]


def test_reference_marks_lead_to_the_fact_and_back(briefing: bytes) -> None:
    reading = Reading(briefing)
    pages = reading.pages
    last = len(pages) - 1
    links = [(i, a) for i, page in enumerate(reading.pdf.pages) for a in page.obj.get("/Annots", []) if "/Dest" in a]
    assert len(links) > 50
    forward = [(i, pages[a.Dest[0].objgen]) for i, a in links if i < last - 1]
    assert any(goal >= last - 1 for _, goal in forward)
    back = [(i, pages[a.Dest[0].objgen]) for i, a in links if i >= last - 1]
    assert any(goal < last - 1 for _, goal in back)


def test_latin_words_are_marked_as_such(briefing: bytes) -> None:
    with pikepdf.open(BytesIO(briefing)) as pdf:
        content = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert b"/Span << /Lang (en) >> BDC" in content


def test_the_ledger_is_attached_as_data(briefing: bytes) -> None:
    with pikepdf.open(BytesIO(briefing)) as pdf:
        attached = pdf.attachments["ledger.json"]
        assert attached.get_file().read_bytes() == LEDGER
        assert str(pdf.Root.AF[0].AFRelationship) == "/Data"


def test_the_article_is_attached_on_request(theme: Theme) -> None:
    source = Attachment(
        name="article.txt", data="原文".encode(), mime="text/plain", description="原文", relation="Source"
    )
    data = briefing_bytes(short(), theme, LEDGER, attachments=[source])
    with pikepdf.open(BytesIO(data)) as pdf:
        assert sorted(pdf.attachments) == ["article.txt", "ledger.json"]
    assert findings(data) == []


def test_dates_and_title_come_from_the_article(briefing: bytes, theme: Theme) -> None:
    with pikepdf.open(BytesIO(briefing)) as pdf:
        assert str(pdf.docinfo.Title) == STORY.title.text
        assert str(pdf.docinfo.CreationDate).startswith("D:20230201152400")
        assert str(pdf.Root.Lang) == "zh-Hant"
    undated = briefing_bytes(replace(short(), date=None, time=None), theme, LEDGER)
    with pikepdf.open(BytesIO(undated)) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20000101")


def test_bookmarks_name_the_sections_and_the_exhibits(briefing: bytes) -> None:
    with pikepdf.open(BytesIO(briefing)) as pdf, pdf.open_outline() as outline:
        titles = [str(entry.title) for entry in outline.root]
        below = [str(child.title) for entry in outline.root for child in entry.children]
    assert titles[0] == STORY.title.text
    assert [theme.name in title for theme, title in zip(STORY.themes, titles[1:], strict=False)] == [True] * 3
    assert any(title.startswith("圖1") for title in below)


def test_characters_that_the_font_lacks_are_shown_as_geta(theme: Theme) -> None:
    story = replace(short(), title=Claim(text="𠮷野家一月開店28家\U0001f600", paragraphs=(1,)))
    data = briefing_bytes(story, theme, LEDGER)
    reading = Reading(data)
    assert reading.problems == []
    title = next(element.text for element in reading.root.walk() if element.role == "H1")
    assert "〓野家" in title
    told = [element.text for element in reading.root.walk()]
    assert any(text.startswith("字型沒有收錄的字印作〓") for text in told)
    notes = lay_out(story, theme, metrics("hant", theme)).omitted
    assert any("U+20BB7" in note for note in notes)
    assert not any("in the font" in note for note in lay_out(short(), theme, metrics("hant", theme)).omitted)


def test_hostile_text_is_only_text(theme: Theme) -> None:
    nasty = '<img src="/etc/passwd"><a href="javascript:alert(1)">點擊</a>&amp; $x^2$ \\(\\) 120家'
    story = replace(
        short(),
        title=Claim(text=nasty, paragraphs=(1,)),
        headline=nasty,
        outlet=nasty[:20],
        url="javascript:alert(1)",
        method=(MethodLine(key="source", label="出處", text="javascript:alert(1)"),),
    )
    data = briefing_bytes(story, theme, LEDGER)
    assert findings(data) == []
    assert b"/JavaScript" not in data


def test_the_sources_address_is_a_link(theme: Theme) -> None:
    url = "http://example.org/a?b=1&c=(2)"
    story = replace(short(), url=url, method=(MethodLine(key="source", label="出處", text=f"某報，{url}"),))
    data = briefing_bytes(story, theme, LEDGER)
    assert findings(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [str(a.A.URI) for page in pdf.pages for a in page.obj.get("/Annots", []) if "/A" in a]
    assert found
    assert set(found) == {url}


def test_the_issuer_is_shown_when_set(theme: Theme, tmp_path: Path) -> None:
    from PIL import Image

    logo = tmp_path / "logo.png"
    Image.new("RGBA", (120, 40), (10, 80, 110, 128)).save(logo)
    own = replace(theme, issuer=Issuer(name="市府研究室", logo=str(logo), contact="電話 1234 5678"))
    data = briefing_bytes(short(), own, LEDGER)
    reading = Reading(data)
    assert reading.problems == []
    texts = [element.text for element in reading.root.walk()]
    assert "市府研究室" in texts
    assert "電話 1234 5678" in texts


def test_simplified_text_is_marked_and_worded_so(theme: Theme) -> None:
    data = briefing_bytes(replace(short(), script="hans"), theme, LEDGER)
    reading = Reading(data)
    assert reading.problems == []
    assert str(reading.pdf.Root.Lang) == "zh-Hans"
    assert any("三个要点" in element.text for element in reading.root.walk())


def test_two_documents_in_one_process_do_not_mix(theme: Theme, briefing: bytes) -> None:
    other = briefing_bytes(short(), theme, LEDGER)
    assert briefing_bytes(STORY, theme, LEDGER) == briefing
    assert findings(other) == []
    assert len(faces(other)) >= 2
    assert not faces(other) & faces(briefing)


def faces(data: bytes) -> set[str]:
    """The names of the fonts' subsets in a file."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return {str(font.BaseFont) for page in pdf.pages for font in page.resources.Font.values()}


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "1500000000"},
    ],
)
def test_bytes_are_the_same_in_another_process(briefing: bytes, environment: dict[str, str]) -> None:
    script = (
        "import hashlib; from reportgen.assets import load_theme; from reportgen.pdf import briefing_bytes; "
        "from tests.fixtures.seed_story import STORY; "
        f"print(hashlib.sha256(briefing_bytes(STORY, load_theme(), {LEDGER!r})).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**os.environ, **environment},
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == hashlib.sha256(briefing).hexdigest()


def test_the_file_is_written_where_asked(theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / "x.tmp"
    write_briefing(short(), theme, LEDGER, path)
    assert path.read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.slow
def test_a_long_article_is_sound(theme: Theme) -> None:
    data = briefing_bytes(long(10), load_theme(), LEDGER)
    assert findings(data) == []
