"""The seed's briefing is tagged as it should be, and the check that says so finds every defect planted in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from tests.pdf.structure import findings

Defect = Callable[[pikepdf.Pdf], None]


def elements(pdf: pikepdf.Pdf, role: str) -> list[pikepdf.Dictionary]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == f"/{role}" and "/P" in o]


def annotations(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [a for page in pdf.pages for a in page.obj.get("/Annots", [])]


def content(pdf: pikepdf.Pdf, change: Callable[[bytes], bytes]) -> None:
    page = pdf.pages[0]
    data = page.Contents.read_bytes()
    changed = change(data)
    assert changed != data
    page.Contents = pdf.make_stream(changed)


def metadata(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    data = pdf.Root.Metadata.read_bytes()
    assert old in data
    pdf.Root.Metadata = pdf.make_stream(data.replace(old, new), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


def drop(key: str) -> Callable[[pikepdf.Dictionary], None]:
    def change(target: pikepdf.Dictionary) -> None:
        del target[key]

    return change


def font(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    return next(iter(pdf.pages[0].resources.Font.values()))


def reorder_parents(pdf: pikepdf.Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    numbers[1][0], numbers[1][1] = numbers[1][1], numbers[1][0]


def orphan(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "H1")[0]["/K"]


def twice(pdf: pikepdf.Pdf) -> None:
    h1, other = elements(pdf, "H1")[0], elements(pdf, "H2")[0]
    other.Pg, other.K = h1.Pg, h1.K


def no_glyph(pdf: pikepdf.Pdf) -> None:
    table = font(pdf).DescendantFonts[0]
    table.CIDToGIDMap = pdf.make_stream(bytes(len(table.CIDToGIDMap.read_bytes())))


def wrong_widths(pdf: pikepdf.Pdf) -> None:
    font(pdf).DescendantFonts[0].DW = 700


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def file_link(pdf: pikepdf.Pdf) -> None:
    annotations(pdf)[0].A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="file:///etc/passwd")


DEFECTS: dict[str, tuple[Defect, str]] = {
    "figure without alternative": (lambda p: drop("/Alt")(elements(p, "Figure")[0]), "Figure without Alt"),
    "figure without box": (lambda p: drop("/A")(elements(p, "Figure")[0]), "Figure without BBox"),
    "head cell without scope": (lambda p: drop("/A")(elements(p, "TH")[0]), "TH without Scope"),
    "head cell as data": (lambda p: elements(p, "TH")[0].__setitem__("/S", pikepdf.Name.TD), "first row is not TH"),
    "link without contents": (lambda p: drop("/Contents")(annotations(p)[0]), "no Contents"),
    "link not printed": (lambda p: annotations(p)[0].__setitem__("/F", 0), "not printed"),
    "link without parent key": (lambda p: drop("/StructParent")(annotations(p)[0]), "no StructParent"),
    "link of no element": (lambda p: drop("/K")(elements(p, "Link")[0]), "belongs to no element"),
    "link to a file": (file_link, "something else than a web page"),
    "no language": (lambda p: drop("/Lang")(p.Root), "no Lang"),
    "no mark info": (lambda p: drop("/MarkInfo")(p.Root), "no MarkInfo"),
    "title not shown": (lambda p: drop("/ViewerPreferences")(p.Root), "DisplayDocTitle"),
    "no pdfuaid": (lambda p: metadata(p, b"<pdfuaid:part>1", b"<pdfuaid:part>"), "no pdfuaid"),
    "no pdfaid": (lambda p: metadata(p, b"<pdfaid:part>3", b"<pdfaid:part>"), "no pdfaid"),
    "title differs": (lambda p: metadata(p, b'default">', b'default">X'), "XMP title differs"),
    "no tab order": (lambda p: drop("/Tabs")(p.pages[0].obj), "Tabs is not S"),
    "heading leaps": (lambda p: elements(p, "H2")[0].__setitem__("/S", pikepdf.Name.H4), "is followed by H4"),
    "role of our own": (lambda p: elements(p, "P")[0].__setitem__("/S", pikepdf.Name("/Kicker")), "role Kicker"),
    "no Unicode map": (lambda p: drop("/ToUnicode")(font(p)), "no ToUnicode"),
    "no glyph": (no_glyph, "shows no glyph"),
    "font not embedded": (lambda p: drop("/FontFile2")(font(p).DescendantFonts[0].FontDescriptor), "not embedded"),
    "wrong widths": (wrong_widths, "told wrong"),
    "paint outside marks": (lambda p: content(p, lambda d: d + b"\n0 0 9 9 re f"), "outside marked content"),
    "mark never closed": (lambda p: content(p, lambda d: d[: d.rindex(b"EMC")]), "BDC without EMC"),
    "mark closed twice": (lambda p: content(p, lambda d: d + b"\nEMC"), "EMC without BDC"),
    "another MCID": (lambda p: content(p, lambda d: re.sub(rb"/MCID 3 ", b"/MCID 903 ", d)), "MCID 3 "),
    "four colours": (lambda p: content(p, lambda d: d.replace(b"EMC", b"0 0 0 1 k\nEMC", 1)), "DeviceCMYK"),
    "orphan content": (orphan, "belongs to no element"),
    "content of two": (twice, "two elements"),
    "no parent tree": (lambda p: drop("/ParentTree")(p.Root.StructTreeRoot), "no ParentTree"),
    "wrong parent": (reorder_parents, "names another element"),
    "page without key": (lambda p: drop("/StructParents")(p.pages[0].obj), "no StructParents"),
    "no output intent": (lambda p: drop("/OutputIntents")(p.Root), "no OutputIntents"),
    "script": (script, "an action or script"),
    "no /AF": (lambda p: drop("/AF")(p.Root), "no /AF"),
    "attachment of no relation": (lambda p: drop("/AFRelationship")(p.Root.AF[0]), "without AFRelationship"),
    "no bookmarks": (lambda p: drop("/Outlines")(p.Root), "no bookmarks"),
}


def test_the_seeds_briefing_has_no_finding(briefing: bytes) -> None:
    assert findings(briefing) == []


@pytest.mark.parametrize("name", DEFECTS)
def test_a_planted_defect_is_found(briefing: bytes, name: str) -> None:
    plant, words = DEFECTS[name]
    with pikepdf.open(BytesIO(briefing)) as pdf:
        plant(pdf)
        out = BytesIO()
        pdf.save(out)
    assert any(words in finding for finding in findings(out.getvalue())), findings(out.getvalue())
