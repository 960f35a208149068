"""The package rules find what the schema audit misses: each corruption is planted in a good deck and found."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.deck.rules import findings


def test_a_good_deck_has_no_findings(seed_deck: Path) -> None:
    assert findings(seed_deck) == []


def test_the_schema_audit_has_no_findings(seed_deck: Path) -> None:
    from openxml_audit import validate_pptx

    result = validate_pptx(str(seed_deck))
    assert [str(e) for e in result.errors] == []


def _replace(pattern: str, old: str, new: str, *, regex: bool = False):
    def change(name: str, text: str) -> str:
        if not re.fullmatch(pattern, name):
            return text
        return re.sub(old, new, text, count=1) if regex else text.replace(old, new, 1)

    return change


_SLIDE3 = r"ppt/slides/slide3\.xml"
_CHART1 = r"ppt/charts/chart1\.xml"
PLANTED = [
    ("phantom override", _replace(r"\[Content_Types\]\.xml", "</Types>", '<Override PartName="/ppt/slides/slide99.xml" ContentType="x/y"/></Types>')),
    ("part without content type", _replace(r"\[Content_Types\]\.xml", r'<Override PartName="/ppt/slides/slide3.xml"[^>]*/>', "", regex=True)),
    ("guide on a shape without guides", _replace(_SLIDE3, '<a:prstGeom prst="rect"><a:avLst/>', '<a:prstGeom prst="rect"><a:avLst><a:gd name="adj" fmla="val 5"/></a:avLst>')),
    ("cells differ from grid", _replace(r"ppt/slides/slide1[4-9]\.xml", r"<a:gridCol [^>]*/>", "", regex=True)),
    ("layout id used twice", _replace(r"ppt/slideMasters/slideMaster1\.xml", 'id="2147483649"', 'id="2147483648"')),
    ("sections and slides differ", _replace(r"ppt/presentation\.xml", '<p14:sldId id="256"/>', '<p14:sldId id="999"/>')),
    ("notes without slide", _replace(r"ppt/notesSlides/_rels/notesSlide2\.xml\.rels", r'<Relationship Id="rId2"[^>]*/>', "", regex=True)),
    ("axis ids differ", _replace(_CHART1, '<c:crossAx val="111111111"/>', '<c:crossAx val="5"/>')),
    ("negative axis id", _replace(_CHART1, "111111111", "-111111111")),
    ("more points than counted", _replace(_CHART1, r'<c:ptCount val="\d+"/><c:pt idx="0"><c:v>[^<]*</c:v></c:pt><c:pt', '<c:ptCount val="1"/><c:pt idx="0"><c:v>x</c:v></c:pt><c:pt', regex=True)),
    ("label position impossible on stacked bars", _replace(r"ppt/charts/chart2\.xml", 'dLblPos val="inBase"', 'dLblPos val="outEnd"')),
    ("background without effect list", _replace(r"ppt/slideMasters/slideMaster1\.xml", "<a:effectLst/></p:bgPr>", "</p:bgPr>")),
    ("not one title", _replace(_SLIDE3, '<p:ph type="body"', '<p:ph type="title"')),
    ("bad language tag", _replace(_SLIDE3, 'lang="zh-TW"', 'lang="chinese"')),
    ("jump without action", _replace(_SLIDE3, 'action="ppaction://hlinksldjump"', "")),
    ("empty line", _replace(_SLIDE3, "<a:ln><a:noFill/></a:ln>", "<a:ln/>")),
    ("notes master not listed", _replace(r"ppt/presentation\.xml", r"<p:notesMasterIdLst>.*?</p:notesMasterIdLst>", "", regex=True)),
    ("no alternative text", _replace(r"ppt/slides/slide5\.xml", r'descr="[^"]*"', 'descr="image1.png"', regex=True)),
    ("dangling relation", _replace(r"ppt/slides/_rels/slide3\.xml\.rels", "notesSlide3.xml", "notesSlide99.xml")),
    ("relation to a local file", _replace(r"ppt/slides/_rels/slide3\.xml\.rels", "</Relationships>",
                                          '<Relationship Id="rId99" Type="x/hyperlink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>')),
    ("chart without workbook", _replace(r"ppt/charts/_rels/chart1\.xml\.rels", r"<Relationship [^>]*/>", "", regex=True)),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "change"), PLANTED, ids=[rule for rule, _ in PLANTED])
def test_planted_corruption_is_found(seed_deck: Path, tmp_path: Path, rule: str, change) -> None:
    bad = tmp_path / "bad.pptx"
    changed = 0
    with zipfile.ZipFile(seed_deck) as source, zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith((".xml", ".rels")):
                text = change(entry.filename, data.decode())
                changed += text.encode() != data
                data = text.encode()
            target.writestr(entry, data)
    assert changed
    assert any(f.startswith(rule) for f in findings(bad))


def test_section_ids_used_twice_are_found(seed_deck: Path, tmp_path: Path) -> None:
    def change(name: str, text: str) -> str:
        guids = re.findall(r'<p14:section name="[^"]*" id="(\{[^"]*\})"', text)
        return text.replace(guids[1], guids[0]) if guids else text

    test_planted_corruption_is_found(seed_deck, tmp_path, "section id used twice", change)


def test_zip_faults_are_found(seed_deck: Path, tmp_path: Path) -> None:
    twice, stored = tmp_path / "twice.pptx", tmp_path / "stored.pptx"
    shutil.copy(seed_deck, twice)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(twice, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/presProps.xml", archive.read("ppt/presProps.xml"))
    assert any(f.startswith("duplicate zip entry") for f in findings(twice))
    with zipfile.ZipFile(seed_deck) as source, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, source.read(entry))
    assert any(f.startswith("stored zip entry") for f in findings(stored))
