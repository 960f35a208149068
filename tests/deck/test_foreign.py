"""A user's own template: layouts matched, nothing over the title, samples gone, unsafe files refused."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.assets import load_theme, templates_dir
from reportgen.deck import check_template, write_deck
from reportgen.deck.tints import contrast
from reportgen.errors import TemplateError
from tests.deck import stories
from tests.deck.rules import A, Deck, P, findings
from tests.fixtures.seed_story import STORY

PPTX = Path(pytest.importorskip("pptx").__file__).parent / "templates" / "default.pptx"


def _rewrite(source: Path, target: Path, change: Callable[[str, str], str]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith((".xml", ".rels")):
                data = change(entry.filename, data.decode()).encode()
            new.writestr(entry.filename, data)
    return target


def _dark(tmp_path: Path) -> Path:
    """python-pptx's template with dark and light exchanged."""

    def change(name: str, text: str) -> str:
        return (
            text.replace('bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"', 'bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2"')
            if "slideMaster1.xml" in name
            else text
        )

    return _rewrite(PPTX, tmp_path / "dark.pptx", change)


def _with_samples(tmp_path: Path) -> Path:
    from pptx import Presentation

    deck = Presentation(str(PPTX))
    for words in ("sample one", "sample two"):
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = words
    deck.save(str(tmp_path / "samples.pptx"))
    return tmp_path / "samples.pptx"


def _sideways(tmp_path: Path) -> Path:
    """A template whose titles stand in a narrow column at the right."""

    def change(name: str, text: str) -> str:
        if name.endswith("slideLayout6.xml") or name.endswith("slideMaster1.xml"):
            return re.sub(
                r'(type="title"/>.*?)(<p:spPr>.*?</p:spPr>|<p:spPr/>)',
                r'\1<p:spPr><a:xfrm><a:off x="7000000" y="300000"/><a:ext cx="1800000" cy="6000000"/></a:xfrm></p:spPr>',
                text,
                count=1,
                flags=re.S,
            )
        return text

    return _rewrite(PPTX, tmp_path / "side.pptx", change)


def _placed(deck, box: tuple[float, float, float, float]) -> None:  # type: ignore[no-untyped-def]
    """The title of the master and of the layout for titles only, in inches."""
    from pptx.util import Inches

    for shapes in (deck.slide_master.placeholders, deck.slide_layouts[5].placeholders):
        title = next(s for s in shapes if s.placeholder_format.type in (1, 3))
        title.left, title.top, title.width, title.height = (Inches(v) for v in box)


def _wide():  # type: ignore[no-untyped-def]
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation(str(PPTX))
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    return deck


def _at_the_foot(tmp_path: Path) -> Path:
    deck = _wide()
    _placed(deck, (0.6, 6.0, 12.1, 0.9))
    deck.save(str(tmp_path / "foot.pptx"))
    return tmp_path / "foot.pptx"


def _logo(tmp_path: Path) -> Path:
    """A large logo in the master's upper right corner, over a corner of the content, too."""
    from PIL import Image
    from pptx.oxml.shapes.picture import CT_Picture
    from pptx.util import Inches

    Image.new("RGB", (60, 40), (180, 20, 40)).save(tmp_path / "logo.png")
    deck = _wide()
    _placed(deck, (0.6, 0.3, 12.1, 1.1))
    _, rid = deck.slide_master.part.get_or_add_image_part(str(tmp_path / "logo.png"))
    box = (Inches(v) for v in (10.6, 0.2, 2.5, 1.6))
    deck.slide_master.shapes._spTree.append(CT_Picture.new_pic(900, "logo", "logo", rid, *box))
    deck.save(str(tmp_path / "logo.pptx"))
    return tmp_path / "logo.pptx"


def _banded(tmp_path: Path) -> Path:
    """Bands at head and foot, and the title between them: little height is left."""
    deck = _wide()
    _placed(deck, (0.6, 1.0, 12.1, 1.1))
    deck.save(str(tmp_path / "plain.pptx"))
    band = (
        '<p:sp><p:nvSpPr><p:cNvPr id="90{i}" name="band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="0" y="{y}"/><a:ext cx="12191695" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill></p:spPr></p:sp>'
    )
    bands = band.format(i=1, y=0, h=823000) + band.format(i=2, y=6172000, h=686000)

    def change(name: str, text: str) -> str:
        return text.replace("</p:grpSpPr>", "</p:grpSpPr>" + bands, 1) if name.endswith("slideMaster1.xml") else text

    return _rewrite(tmp_path / "plain.pptx", tmp_path / "banded.pptx", change)


def _small(tmp_path: Path) -> Path:
    """LibreOffice's slides: 16:9 on 28 cm, so that all type is smaller."""
    from pptx import Presentation

    deck = Presentation(str(PPTX))
    _resize(deck, 10_080_000, 5_670_000)
    deck.save(str(tmp_path / "small.pptx"))
    return tmp_path / "small.pptx"


def _resize(deck, width: int, height: int) -> None:  # type: ignore[no-untyped-def]
    """Another size of slide, with everything of master and layouts in proportion."""
    across, down = width / deck.slide_width, height / deck.slide_height
    for one in (deck.slide_master, *deck.slide_layouts):
        for frame in one._element.iter(f"{A}xfrm"):
            for place, (a, b) in zip(frame, (("x", "y"), ("cx", "cy")), strict=False):
                place.set(a, str(round(int(place.get(a)) * across)))
                place.set(b, str(round(int(place.get(b)) * down)))
    deck.slide_width, deck.slide_height = width, height


def _painted(tmp_path: Path) -> Path:
    """Coloured shapes behind the content, which no cut of the free region goes round, and none behind the title."""
    shape = (
        '<p:sp><p:nvSpPr><p:cNvPr id="91{i}" name="ground"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="{x}" y="2500000"/><a:ext cx="4400000" cy="4300000"/></a:xfrm><a:prstGeom prst="{form}"><a:avLst/>'
        '</a:prstGeom><a:solidFill><a:srgbClr val="7A1FA2"/></a:solidFill></p:spPr></p:sp>'
    )
    shapes = shape.format(i=1, x=0, form="triangle") + shape.format(i=2, x=4_600_000, form="ellipse")

    def change(name: str, text: str) -> str:
        return text.replace("</p:grpSpPr>", "</p:grpSpPr>" + shapes, 1) if name.endswith("slideMaster1.xml") else text

    return _rewrite(PPTX, tmp_path / "painted.pptx", change)


def _turned(tmp_path: Path) -> Path:
    """A title that stands askew, and text that runs downwards."""
    deck = _wide()
    _placed(deck, (0.6, 0.4, 12.0, 1.1))
    for shapes in (deck.slide_master.placeholders, deck.slide_layouts[5].placeholders):
        title = next(s for s in shapes if s.placeholder_format.type in (1, 3))
        title.rotation = -8
        title._element.txBody.find(f"{A}bodyPr").set("vert", "eaVert")
    deck.save(str(tmp_path / "turned.pptx"))
    return tmp_path / "turned.pptx"


MAKES = {
    "default": lambda _: PPTX,
    "house": lambda _: templates_dir() / "deck-hant.pptx",
    "dark": _dark,
    "samples": _with_samples,
    "sideways": _sideways,
    "foot": _at_the_foot,
    "logo": _logo,
    "banded": _banded,
    "painted": _painted,
    "turned": _turned,
    "small": _small,
}


def _build(tmp_path: Path, template: Path) -> Path:
    out = tmp_path / "out.pptx"
    write_deck(STORY, load_theme(), b"{}", out, template=template)
    return out


@pytest.mark.parametrize("make", MAKES.values(), ids=MAKES)
def test_the_deck_stands_on_the_template(tmp_path: Path, make) -> None:
    from openxml_audit import validate_pptx

    template = make(tmp_path)
    out = _build(tmp_path, template)
    assert findings(out) == []
    assert [str(e) for e in validate_pptx(str(out)).errors] == []
    assert _build(tmp_path, template).read_bytes() == out.read_bytes()


@pytest.mark.parametrize("make", MAKES.values(), ids=MAKES)
def test_nothing_lies_over_the_title_or_beyond_the_slide(tmp_path: Path, make) -> None:
    deck = Deck(_build(tmp_path, make(tmp_path)))
    size = deck.xml["ppt/presentation.xml"].find(f"{P}sldSz")
    for name in deck.named(r"ppt/slides/slide\d+\.xml")[1:]:
        root = deck.xml[name]
        title = next(s for s in root.iter(f"{P}sp") if next(s.iter(f"{P}ph"), None) is not None)
        frame = title.find(f"{P}spPr/{A}xfrm")
        if frame is None:
            layout = deck.xml[next(t for k, t in deck.rels(name).values() if k == "slideLayout")]
            holder = next(s for s in layout.iter(f"{P}sp") for ph in s.iter(f"{P}ph") if ph.get("type") == "title")
            frame = holder.find(f"{P}spPr/{A}xfrm")
            if frame is None:
                master = deck.xml["ppt/slideMasters/slideMaster1.xml"]
                frame = next(
                    s for s in master.iter(f"{P}sp") for ph in s.iter(f"{P}ph") if ph.get("type") == "title"
                ).find(f"{P}spPr/{A}xfrm")
        bottom = int(frame[0].get("y")) + int(frame[1].get("cy"))
        frames = [f for s in root.iter(f"{P}spPr") for f in s.findall(f"{A}xfrm")] + list(root.iter(f"{P}xfrm"))
        for other in frames:
            if other is frame:
                continue
            x, y, w, h = (
                int(v) for v in (other[0].get("x"), other[0].get("y"), other[1].get("cx"), other[1].get("cy"))
            )
            assert y >= bottom - 12_700, name
            assert x >= 0, name
            assert x + w <= int(size.get("cx")), name
            assert y + h <= int(size.get("cy")), name


def test_sample_slides_are_gone(tmp_path: Path) -> None:
    deck = Deck(_build(tmp_path, _with_samples(tmp_path)))
    text = b"".join(deck.raw.values())
    assert b"sample one" not in text
    assert len(deck.named(r"ppt/slides/slide\d+\.xml")) == len(deck.xml["ppt/presentation.xml"].find(f"{P}sldIdLst"))


def test_text_on_a_dark_template_can_be_read(tmp_path: Path) -> None:
    from reportgen.deck.foreign import read_template

    template = read_template(_dark(tmp_path))
    for token in ("ink-2", "ink-3"):
        assert contrast(re.search('val="([0-9A-F]{6})"', template.palette[token]).group(1), "000000") >= 4.5


def test_the_mapping_is_told() -> None:
    lines = check_template(PPTX)
    assert any('"Title Slide"' in line for line in lines)
    assert any('content slides: layout "Title Only"' in line for line in lines)
    assert any("no fitting layout" in line for line in lines)


def _refused(path: Path, words: str) -> None:
    with pytest.raises(TemplateError, match=words) as caught:
        check_template(path)
    assert caught.value.exit_code == 2


def test_macros_are_refused(tmp_path: Path) -> None:
    _refused(
        _rewrite(
            PPTX,
            tmp_path / "m.pptm",
            lambda n, t: t.replace("presentationml.presentation.main+xml", "x.presentation.macroEnabled.main+xml"),
        ),
        "macros",
    )


def test_encrypted_files_are_refused(tmp_path: Path) -> None:
    bad = tmp_path / "e.pptx"
    bad.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    _refused(bad, "encrypted")


def test_zip_bombs_are_refused(tmp_path: Path) -> None:
    bad = tmp_path / "b.pptx"
    shutil.copy(PPTX, bad)
    with zipfile.ZipFile(bad, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/media/image1.png", b"\0" * 30_000_000)
    _refused(bad, "zip bomb")


def test_entities_are_refused(tmp_path: Path) -> None:
    _refused(
        _rewrite(
            PPTX,
            tmp_path / "x.pptx",
            lambda n, t: (
                re.sub(r"(<\?xml[^>]*\?>)", r'\1<!DOCTYPE a [<!ENTITY b "c">]>', t)
                if n == "ppt/presentation.xml"
                else t
            ),
        ),
        "entities",
    )


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", b"<html>"])
def test_other_files_are_refused(tmp_path: Path, data: bytes) -> None:
    bad = tmp_path / "o.pptx"
    bad.write_bytes(data)
    _refused(bad, "not a .pptx")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    _refused(tmp_path / "no.pptx", "cannot be read")


def test_a_template_without_layouts_is_refused(tmp_path: Path) -> None:
    _refused(
        _rewrite(
            PPTX,
            tmp_path / "n.pptx",
            lambda n, t: re.sub(r'type="(title|ctrTitle)"', 'type="body"', t) if "slideLayout" in n else t,
        ),
        "no layout with a title",
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["DNA", "Midnightblue", "Candy"])
def test_templates_written_by_libreoffice(tmp_path: Path, name: str) -> None:
    from tests.deck.colourkey import available, faults

    source = Path(f"/usr/lib/libreoffice/share/template/common/presnt/{name}.otp")
    if not available() or not source.is_file():
        pytest.skip("needs LibreOffice with its templates")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/lo",
            "--headless",
            "--convert-to",
            "pptx",
            "--outdir",
            str(tmp_path),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    out = _build(tmp_path, tmp_path / f"{name}.pptx")
    assert faults(out, tmp_path) == []


def test_type_on_a_narrow_template_is_not_smaller(tmp_path: Path) -> None:
    """4:3: columns get narrower and rows continue on another slide; every size is one of the house's."""
    deck = Deck(_build(tmp_path, PPTX))
    sizes = {
        int(r.get("sz")) / 100
        for n in deck.named(r"ppt/(slides/slide|charts/chart)\d+\.xml")
        for r in deck.xml[n].iter(f"{A}rPr", f"{A}defRPr")
        if r.get("sz")
    }
    assert sizes <= {style.size for style in load_theme().deck.values()}
    assert min(sizes) >= 10.5


def test_type_on_a_low_template_is_not_smaller(tmp_path: Path) -> None:
    from reportgen.deck.foreign import read_template

    template = read_template(_banded(tmp_path))
    assert template.scale == pytest.approx(1.0, abs=0.001)
    assert template.low > 30
    free = template.roles["body"].free
    assert free.y > 823000 / 12700
    assert free.y + free.h <= 6172000 / 12700
    assert template.roles["body"].foot_colour == "over-dark"


def test_nothing_lies_over_the_logo(tmp_path: Path) -> None:
    from reportgen.deck.foreign import read_template

    body = read_template(_logo(tmp_path)).roles["body"]
    left, bottom = 10.6 * 72, 1.8 * 72
    for box in (body.title, body.free):
        assert box.x + box.w <= left or box.y >= bottom


@pytest.mark.slow
@pytest.mark.parametrize("make", [lambda: STORY, stories.charts], ids=["seed by hand", "charts"])
@pytest.mark.parametrize("template", [_logo, _banded])
def test_no_overflow_on_odd_templates(tmp_path: Path, make, template) -> None:
    from tests.deck.colourkey import available, faults

    if not available():
        pytest.skip("needs LibreOffice")
    out = tmp_path / "out.pptx"
    write_deck(make(), load_theme(), b"{}", out, template=template(tmp_path))
    assert faults(out, tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("make", [lambda: STORY, stories.charts], ids=["seed by hand", "charts"])
def test_no_overflow_on_a_narrow_template(tmp_path: Path, make) -> None:
    from tests.deck.colourkey import available, faults

    if not available():
        pytest.skip("needs LibreOffice")
    out = tmp_path / "out.pptx"
    write_deck(make(), load_theme(), b"{}", out, template=PPTX)
    assert faults(out, tmp_path) == []


@pytest.mark.parametrize("make", [lambda _: PPTX, _logo, _small], ids=["4:3", "logo", "small"])
def test_nothing_is_withdrawn_for_a_template(tmp_path: Path, make) -> None:
    """What is proven on the house's slides is proven on narrow, low and small ones too."""
    from reportgen import read, verify
    from reportgen.extract import extract
    from reportgen.ledger import to_json
    from reportgen.story import tell
    from reportgen.verify.pictures import own_pictures

    extraction = extract(read(Path("seeds/liuyang-business-environment.txt")))
    template = make(tmp_path)
    ledger, out = to_json(extraction), tmp_path / "out.pptx"
    write_deck(tell(extraction), load_theme(), ledger, out, template=template)
    checker = verify.Checker.of(extraction, ledger)
    checker.add(verify.read_file(out, None, own_pictures("", template)))
    assert checker.report.lines() == []


def test_text_has_a_ground_of_its_own_where_several_colours_lie_behind_it(tmp_path: Path) -> None:
    from reportgen.deck.foreign import read_template

    body = read_template(_painted(tmp_path)).roles["body"]
    assert (body.title_ground, body.ground, body.foot_ground) == (False, True, True)
    deck = Deck(_build(tmp_path, _painted(tmp_path)))
    for name in deck.named(r"ppt/slides/slide\d+\.xml")[1:]:
        shapes = list(deck.xml[name].iter(f"{P}sp"))
        assert shapes[1].find(f"{P}spPr/{A}solidFill/{A}srgbClr").get("val") == "FFFFFF"
        for kind in ("ftr", "sldNum"):
            foot = next(s for s in shapes for ph in s.iter(f"{P}ph") if ph.get("type") == kind)
            assert foot.find(f"{P}spPr/{A}solidFill") is not None
    plain = read_template(PPTX).roles["body"]
    assert (plain.title_ground, plain.ground, plain.foot_ground) == (False, False, False)


def test_titles_are_level_and_run_across(tmp_path: Path) -> None:
    deck = Deck(_build(tmp_path, _turned(tmp_path)))
    for name in deck.named(r"ppt/slides/slide\d+\.xml")[1:]:
        title = next(s for s in deck.xml[name].iter(f"{P}sp") for ph in s.iter(f"{P}ph") if ph.get("type") == "title")
        assert title.find(f"{P}txBody/{A}bodyPr").get("vert") == "horz"
        assert title.find(f"{P}spPr/{A}xfrm").get("rot") is None


def test_what_is_done_otherwise_is_told_beforehand(tmp_path: Path) -> None:
    assert any("turned" in line for line in check_template(_turned(tmp_path)))
    assert any("plain ground" in line for line in check_template(_painted(tmp_path)))
    assert any("no East Asian font" in line for line in check_template(PPTX))
    assert "sample slides: 2; left out" in "\n".join(check_template(_with_samples(tmp_path)))
    assert any("pictures of its masters" in line for line in check_template(_logo(tmp_path)))
    assert not any("pictures" in line for line in check_template(PPTX))
