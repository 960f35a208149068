"""Compiled patterns are kept between runs: the same results, sooner; a bad file costs nothing but time."""

from __future__ import annotations

import json
import marshal
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen import cache, patterns
from tests.conftest import SEED, clean_environment, program

SAMPLES = [
    (r"(?P<year>\d{4})年(?P<month>\d{1,2})月", 0, "2023年12月"),
    (r"[\u4e00-\u9fff]+(?:公司|集團|银行)(?<!子公司)", 0, "甲乙集團"),
    (r"a(b)?(?(1)c|d)", re.IGNORECASE, "ABC"),
    (r"^(?:近|逾|約)?\d+(?:\.\d+)?[萬亿億]?", re.MULTILINE, "x\n逾12.5億"),
]


def facts(folder: Path) -> bytes:
    environment = clean_environment(XDG_CACHE_HOME=str(folder))
    return subprocess.run(
        program("facts", "--json", "--quiet", SEED), env=environment, check=True, capture_output=True
    ).stdout


def kept(folder: Path) -> Path:
    return next((folder / "reportgen").glob("patterns-main-*.bin"))


def test_a_second_run_compiles_nothing_and_reads_the_same(tmp_path: Path) -> None:
    first = facts(tmp_path)
    key, known = marshal.loads(kept(tmp_path).read_bytes())
    assert key[0] == sys.version
    assert len(known) > 100
    stamp = kept(tmp_path).stat().st_mtime_ns
    assert facts(tmp_path) == first
    assert kept(tmp_path).stat().st_mtime_ns == stamp


@pytest.mark.parametrize("spoil", ["cut", "other python", "other code", "nonsense"])
def test_a_bad_file_is_passed_over(tmp_path: Path, spoil: str) -> None:
    first = facts(tmp_path)
    path = kept(tmp_path)
    key, known = marshal.loads(path.read_bytes())
    if spoil == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    elif spoil == "other python":
        path.write_bytes(marshal.dumps((("2.7", *key[1:]), known)))
    elif spoil == "other code":
        path.write_bytes(marshal.dumps((key, {k: (v[0], v[1][:-8], *v[2:]) for k, v in known.items()})))
    else:
        path.write_bytes(json.dumps({"no": "patterns"}).encode())
    assert facts(tmp_path) == first


def test_a_kept_pattern_is_the_pattern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "folder", lambda: tmp_path)
    monkeypatch.setattr(patterns, "_WORTH", 1)
    compiler = re._compiler  # type: ignore[attr-defined]
    for attribute in ("_sre", "compile"):  # set back after the test
        monkeypatch.setattr(compiler, attribute, getattr(compiler, attribute))
    inner, plain = compiler._sre, compiler.compile
    store = patterns.Patterns()
    store.install(compiler)
    store.open("test")
    for pattern, flags, _ in SAMPLES:
        compiler.compile(pattern, flags)
    assert len(store.fresh) == len(SAMPLES)
    store.save()
    compiler._sre, compiler.compile = inner, plain
    again = patterns.Patterns()
    again.install(compiler)
    again.open("test")
    for pattern, flags, text in SAMPLES:
        found, wanted = compiler.compile(pattern, flags), plain(pattern, flags)
        assert (found.flags, found.groups, found.groupindex) == (wanted.flags, wanted.groups, wanted.groupindex)
        assert found.search(text).span() == wanted.search(text).span()
        assert found.search(text).groupdict() == wanted.search(text).groupdict()
    assert not again.fresh
