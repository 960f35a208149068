"""The same article gives the same bytes, in whatever process, order, time zone or year."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest

from tests.check_dist import compare
from tests.conftest import ROOT, SAMPLES, SEED, clean_environment, program
from tests.parts import difference

BOTH = (SEED, ROOT / "tests" / "articles" / "dev" / "harvest-hans.txt")  # the second with speech in its text

# Put before anything else runs: a clock that stands elsewhere and a machine that lists folders backwards.
ODD_MACHINE = """
import datetime, os, time
for name in ("time", "localtime", "gmtime"):
    def shifted(seconds=None, _real=getattr(time, name), _now=time.time, _plain=name == "time"):
        if _plain:
            return _now() + 400 * 86400
        return _real(_now() + 400 * 86400 if seconds is None else seconds)
    setattr(time, name, shifted)
class Shifted(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=400)
    @classmethod
    def utcnow(cls):
        return super().utcnow() + datetime.timedelta(days=400)
datetime.datetime = Shifted
_listdir = os.listdir
os.listdir = lambda *a: sorted(_listdir(*a), reverse=True)
"""


def generated(articles: tuple[Path, ...], out: Path, cwd: Path, **environment: str) -> dict[str, bytes]:
    """The files that a process of its own writes for some articles."""
    run = subprocess.run(
        program("generate", "--quiet", "--out", out, *articles), cwd=cwd, env=clean_environment(**environment),
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_bytes_do_not_depend_on_seed_zone_clock_or_folder(tmp_path: Path) -> None:
    odd = tmp_path / "odd"
    odd.mkdir()
    (odd / "sitecustomize.py").write_text(ODD_MACHINE)
    (odd / "matplotlibrc").write_text("font.size: 30\naxes.facecolor: black\nlines.linewidth: 9\n")
    plain = generated(BOTH, tmp_path / "a", tmp_path, PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")
    other = generated(
        BOTH, tmp_path / "b", odd, PYTHONPATH=f"{odd}:{ROOT}", PYTHONHASHSEED="4711", TZ="Asia/Tokyo", LC_ALL="C",
        HOME=str(odd),
    )  # fmt: skip
    assert plain.keys() == other.keys()
    assert [line for name in plain for line in difference(tmp_path / "a" / name, tmp_path / "b" / name)] == []
    assert plain == other


def test_articles_in_one_run_are_as_if_alone(tmp_path: Path) -> None:
    """Fonts, caches and the second process carry nothing from one article into the next."""
    together = generated((SAMPLES[0], SEED), tmp_path / "both", tmp_path)
    alone = generated((SEED,), tmp_path / "alone", tmp_path)
    for name in alone.keys() - {"manifest.json"}:
        assert together[name] == alone[name], name


def test_one_process_writes_what_two_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportgen.api import Press, generate

    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    with Press(beside=False) as press:
        generate(SAMPLES[0], tmp_path / "one", press=press)
    two = generated((SAMPLES[0],), tmp_path / "two", tmp_path)
    assert {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()} == two


def test_the_comparison_of_dist_sees_a_changed_part(tmp_path: Path) -> None:
    fresh, dist = tmp_path / "fresh", tmp_path / "dist"
    generated((SAMPLES[0],), fresh, tmp_path)
    stem = SAMPLES[0].stem

    def copy() -> None:
        shutil.rmtree(dist, ignore_errors=True)
        shutil.copytree(fresh, dist)

    copy()
    with zipfile.ZipFile(fresh / f"{stem}.pptx") as old, zipfile.ZipFile(dist / f"{stem}.pptx", "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry), zipfile.ZIP_STORED)
    assert (dist / f"{stem}.pptx").read_bytes() != (fresh / f"{stem}.pptx").read_bytes()
    assert difference(fresh / f"{stem}.pptx", dist / f"{stem}.pptx") == []

    copy()
    with zipfile.ZipFile(fresh / f"{stem}.pptx") as old, zipfile.ZipFile(dist / f"{stem}.pptx", "w") as new:
        for entry in old.infolist():
            changed = entry.filename == "ppt/slides/slide2.xml"
            new.writestr(entry, old.read(entry).replace(b"</a:t>", b".</a:t>", 1) if changed else old.read(entry))
    assert [line.partition(": differs")[0] for line in compare(dist, fresh)] == [
        f"{dist / stem}.pptx: ppt/slides/slide2.xml"
    ]

    copy()
    (dist / f"{stem}.ledger.json").unlink()
    (dist / "left.pdf").write_bytes(b"%PDF-1.7")
    assert compare(dist, fresh) == [
        f"{dist / stem}.ledger.json: is missing",
        f"{dist / 'left.pdf'}: comes from no seed",
    ]


def test_the_comparison_opens_the_streams_of_a_briefing(tmp_path: Path) -> None:
    generated((SAMPLES[0],), tmp_path, tmp_path)
    packed, plain, wrong = (tmp_path / f"{name}.pdf" for name in ("packed", "plain", "wrong"))
    with pikepdf.open(tmp_path / f"{SAMPLES[0].stem}.pdf") as pdf:
        pdf.save(packed)
        pdf.save(plain, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
        content = pdf.pages[0].Contents
        content.write(content.read_bytes().replace(b" Tf", b"  Tf", 1))
        pdf.save(wrong)
    assert packed.stat().st_size < plain.stat().st_size
    assert difference(packed, plain) == []
    assert [line.partition(":")[0].partition(" ")[0] for line in difference(packed, wrong)] == ["stream"]
