"""The program as its user meets it: files, exit codes, one clear line for each thing that can go wrong."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportgen.cli import main, place, printable
from tests.conftest import SAMPLES, SEED, Run, clean_environment, program

STEM = SEED.stem
OUTPUTS = [f"{STEM}.ledger.json", f"{STEM}.pdf", f"{STEM}.pptx", "manifest.json"]
ARTICLE = "某縣簽約28個項目\n\n2024年3月1日 | 來源：某報\n\n3月1日，某縣集中簽約28個項目，總金額達323億元。\n"


def names(folder: Path) -> list[str]:
    """Everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def only_line(text: str) -> str:
    """The one line of a message."""
    lines = text.splitlines()
    assert len(lines) == 1, text
    return lines[0]


# --- what it writes -------------------------------------------------------------------------------------------------


def test_generate_takes_the_articles_in_seeds_and_writes_dist(reportgen: Run, tmp_path: Path) -> None:
    seeds = tmp_path / "cwd" / "seeds"
    seeds.mkdir()
    (seeds / SEED.name).write_bytes(SEED.read_bytes())
    (seeds / "README.md").write_text("not an article")
    run = reportgen("generate")
    assert (run.returncode, run.stdout) == (0, "")
    dist = tmp_path / "cwd" / "dist"
    assert names(dist) == OUTPUTS
    assert (dist / f"{STEM}.pdf").read_bytes().startswith(b"%PDF-1.7")
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["files"]) == OUTPUTS[:3]
    for name, row in manifest["files"].items():
        assert row["sha256"] == hashlib.sha256((dist / name).read_bytes()).hexdigest()
        assert row["source"] == {"name": SEED.name, "sha256": hashlib.sha256(SEED.read_bytes()).hexdigest()}
    # Silent where nobody watches, but for doubts, each with its place.
    assert all(": note: " in line and line.startswith("seeds/") for line in run.stderr.splitlines())


@pytest.mark.parametrize("only", ["pdf", "pptx"])
def test_only_leaves_the_other_file_alone(reportgen: Run, tmp_path: Path, only: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / f"{STEM}.pdf").write_text("old")
    (out / f"{STEM}.pptx").write_text("old")
    assert reportgen("generate", SEED, "--out", out, "--only", only).returncode == 0
    other = "pptx" if only == "pdf" else "pdf"
    assert (out / f"{STEM}.{other}").read_text() == "old"
    assert (out / f"{STEM}.{only}").stat().st_size > 10_000
    rows = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert sorted(rows) == [f"{STEM}.ledger.json", f"{STEM}.{only}"]


def test_one_bad_article_does_not_stop_the_rest_and_the_manifest_keeps_both(reportgen: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = reportgen("generate", SAMPLES[0], tmp_path / "gone.txt", SAMPLES[1], "--out", out, "--quiet")
    assert run.returncode == 2
    assert "gone.txt: no such file" in only_line(run.stderr)
    expected = {f"{path.stem}.{kind}" for path in SAMPLES[:2] for kind in ("pdf", "pptx", "ledger.json")}
    assert set(names(out)) == expected | {"manifest.json"}
    assert set(json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]) == expected


@pytest.mark.parametrize("second", ["b/news.txt", "b/news.html", "b/NEWS.txt"])
def test_two_articles_of_one_stem_are_refused_beforehand(reportgen: Run, tmp_path: Path, second: str) -> None:
    for name in ("a/news.txt", second):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    run = reportgen("generate", tmp_path / "a/news.txt", tmp_path / second, "--out", tmp_path / "out")
    assert run.returncode == 2
    assert "writes the same files as" in only_line(run.stderr)
    assert not (tmp_path / "out").exists()


def test_progress_is_told_when_asked_for(reportgen: Run, tmp_path: Path) -> None:
    run = reportgen("generate", SEED, "--out", tmp_path / "out", "--only", "pptx", "--verbose")
    stages = [line.split()[0] for line in run.stderr.splitlines() if not line.startswith((" ", str(SEED)))]
    assert stages == ["reading", "telling", "writing", "verifying", "done"]
    assert run.stderr.count(" s)") == 1


def test_facts_as_json_is_the_ledger_that_generate_writes(reportgen: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    reportgen("generate", SEED, "--out", out, "--only", "pptx")
    run = reportgen("facts", SEED, "--json", "--quiet")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == (out / f"{STEM}.ledger.json").read_text(encoding="utf-8")


def test_facts_for_people(reportgen: Run, tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    run = reportgen("facts", path)
    assert run.returncode == 0
    assert "¶1" in run.stdout
    assert "323億元" in run.stdout
    assert "28個" in run.stdout


def test_facts_into_a_pipe_that_closes(tmp_path: Path) -> None:
    run = subprocess.run(
        ["bash", "-o", "pipefail", "-c", '"$@" | head -c 10', "-", *program("facts", SEED, "--json")],
        capture_output=True, env=clean_environment(), timeout=60, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, b"")


def test_the_python_interface_writes_the_same(tmp_path: Path) -> None:
    import reportgen as package

    made = package.generate(SAMPLES[0], tmp_path / "api", only="pptx")
    names = [f"{SAMPLES[0].stem}.pptx", f"{SAMPLES[0].stem}.ledger.json", "manifest.json"]
    assert sorted(path.name for path in made.files) == sorted(names)
    assert made.seconds > 0
    assert package.facts(SAMPLES[0]).article.sha256 == package.read(SAMPLES[0]).sha256


# --- what a user may get wrong --------------------------------------------------------------------------------------

BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: None, "no such file"),
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "blank": (lambda path: path.write_text("\ufeff \r\n\n", encoding="utf-8"), "empty"),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 40), ""),
    "zeros": (lambda path: path.write_bytes(bytes(3000)), ""),
    "a PDF": (lambda path: path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "a PDF"),
    "English": (lambda path: path.write_text("The mayor opened 28 projects worth 3.2 billion yuan.\n"), "Chinese"),
    "Japanese": (lambda path: path.write_text("きょうはいいてんきですね。\n", encoding="utf-8"), "Chinese"),
    "too large": (lambda path: path.write_text("某" * 1_800_000, encoding="utf-8"), "5 MB"),
    "a folder": (lambda path: path.mkdir(), "folder"),
}


@pytest.mark.parametrize("command", ["generate", "facts"])
@pytest.mark.parametrize("kind", BAD)
def test_an_article_that_cannot_be_used(reportgen: Run, tmp_path: Path, kind: str, command: str) -> None:
    make, said = BAD[kind]
    path = tmp_path / "news.txt"
    make(path)
    run = reportgen(command, path)
    assert (run.returncode, run.stdout) == (2, "")
    line = only_line(run.stderr)
    assert line.startswith(f"reportgen: {path}: ")
    assert said in line
    assert not (tmp_path / "cwd" / "dist").exists()


def test_a_name_cannot_write_to_the_terminal(reportgen: Run) -> None:
    run = reportgen("facts", "gone\x1b[31m\n.txt")
    assert run.returncode == 2
    assert "\\x1b[31m\\n.txt: no such file" in only_line(run.stderr)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["generate", "--only", "docx"], "'docx' is not one of 'pdf', 'pptx'"),
        (["generate", "-q", "-v"], "exclude each other"),
        (["generate"], "seeds/: cannot be listed"),
        (["generate", str(SEED), "--theme", "gone.toml"], "gone.toml: cannot be read"),
        (["facts"], "Missing argument 'ARTICLE'"),
        (["genarate"], "No such command 'genarate'"),
    ],
)
def test_wrong_arguments(reportgen: Run, arguments: list[str], said: str) -> None:
    run = reportgen(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_an_empty_seeds_folder(reportgen: Run, tmp_path: Path) -> None:
    (tmp_path / "cwd" / "seeds").mkdir()
    run = reportgen("generate")
    assert run.returncode == 2
    assert "holds no article" in only_line(run.stderr)


def test_a_wrong_theme_names_key_and_value(reportgen: Run, tmp_path: Path) -> None:
    theme = tmp_path / "office.toml"
    theme.write_text('[colour]\nink = "#12G4FF"\n')
    run = reportgen("generate", SEED, "--theme", theme)
    assert run.returncode == 2
    assert f'{theme}: colour.ink = "#12G4FF" is not a colour' in only_line(run.stderr)


def test_help_teaches(reportgen: Run) -> None:
    for arguments in ([], ["generate"], ["facts"]):
        run = reportgen(*arguments, "--help")
        assert run.returncode == 0
        assert "Exit codes: 0 done" in run.stdout
        assert "reportgen facts news.txt" in run.stdout or "Example" in run.stdout
    assert reportgen("--version").stdout.startswith("reportgen, version ")


# --- what the system may refuse -------------------------------------------------------------------------------------


def without_override() -> None:
    """Make permission bits count even for root, in a process that is about to start another program."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def test_an_article_that_may_not_be_read(reportgen: Run, tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    path.chmod(0)
    run = reportgen("generate", path, preexec_fn=without_override)
    assert run.returncode == 2
    assert f"{path}: cannot be read (Permission denied)" in only_line(run.stderr)


def test_a_folder_that_may_not_be_written(reportgen: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o555)
    for target in (out, out / "deeper"):
        run = reportgen("generate", SEED, "--out", target, preexec_fn=without_override)
        assert run.returncode == 1
        assert f"{target}: cannot be written (Permission denied)" in only_line(run.stderr)
    assert names(out) == []


def test_out_is_a_file(reportgen: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    for target in (tmp_path / "out", tmp_path / "out" / "deeper"):
        run = reportgen("generate", SEED, "--out", target)
        assert run.returncode == 1
        assert "cannot be written" in only_line(run.stderr)
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize("name", [f"{STEM}.pptx", "manifest.json"])
def test_a_folder_stands_where_a_file_should(reportgen: Run, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    (out / name).mkdir(parents=True)
    (out / f"{STEM}.ledger.json").write_text("old")
    run = reportgen("generate", SEED, "--out", out, "--only", "pptx", "--quiet")
    assert run.returncode == 1
    assert f"{name}: is a folder" in only_line(run.stderr)
    assert (out / f"{STEM}.ledger.json").read_text() == "old"
    assert [path for path in names(out) if path.endswith(".part")] == []


def test_a_manifest_that_is_somebody_elses(reportgen: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").write_text('{"name": "my app"}')
    run = reportgen("generate", SEED, "--out", out, "--only", "pptx", "--quiet")
    assert run.returncode == 1
    assert "is not a manifest of reportgen" in only_line(run.stderr)
    assert names(out) == ["manifest.json"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB: smaller than either output."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small file system can be mounted by root only")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("only", [[], ["--only", "pdf"], ["--only", "pptx"]])
def test_the_disk_fills(reportgen: Run, small_disk: Path, only: list[str]) -> None:
    (small_disk / f"{STEM}.pdf").write_text("old")
    run = reportgen("generate", SEED, "--out", small_disk, "--quiet", *only)
    assert run.returncode == 1
    assert "cannot be written (No space left on device). Free some space" in only_line(run.stderr)
    assert names(small_disk) == [f"{STEM}.pdf"]
    assert (small_disk / f"{STEM}.pdf").read_text() == "old"


def test_a_file_may_not_grow(reportgen: Run, tmp_path: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))  # compiled modules stay below

    run = reportgen("generate", SEED, "--out", tmp_path / "out", "--quiet", preexec_fn=limit)
    assert run.returncode == 1
    assert "cannot be written (File too large)" in only_line(run.stderr)
    assert not (tmp_path / "out").exists()


# --- stopping it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("whole_group", [False, True], ids=["kill", "terminal"])
@pytest.mark.parametrize("stage", ["reading", "writing"])
def test_ctrl_c(tmp_path: Path, stage: str, whole_group: bool) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / f"{STEM}.pdf").write_text("old")
    process = subprocess.Popen(
        program("generate", SEED, "--out", out, "--verbose"), stderr=subprocess.PIPE, text=True, encoding="utf-8",
        start_new_session=True, env=clean_environment(),
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith(stage):
            break
    if whole_group:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    assert process.wait(30) == 130
    process.stderr.close()
    assert "interrupted" in rest
    assert "Traceback" not in rest
    assert names(out) == [f"{STEM}.pdf"]
    assert (out / f"{STEM}.pdf").read_text() == "old"
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)  # nobody of it is left


def test_sigterm_cleans_up_too(tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = subprocess.Popen(
        program("generate", SEED, "--out", out, "--verbose"), stderr=subprocess.PIPE, text=True, encoding="utf-8",
        start_new_session=True, env=clean_environment(),
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("writing"):
            break
    process.terminate()
    process.stderr.read()
    assert process.wait(30) == 143
    process.stderr.close()
    assert not out.exists()


def test_the_second_process_is_killed(tmp_path: Path) -> None:
    """As by a machine short of memory: a clear line, no file."""
    out = tmp_path / "out"
    process = subprocess.Popen(
        program("generate", SEED, "--out", out, "--verbose"), stderr=subprocess.PIPE, text=True, encoding="utf-8",
        env=clean_environment(),
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("writing"):
            break
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        process.wait()
        process.stderr.close()
        pytest.skip("this system does not list a process's children in /proc")
    (child,) = children.read_text().split()
    os.kill(int(child), signal.SIGKILL)
    rest = process.stderr.read()
    assert process.wait(30) == 1
    process.stderr.close()
    assert "was ended from outside" in rest
    assert "Traceback" not in rest
    assert not out.exists()


# --- small parts ----------------------------------------------------------------------------------------------------


def test_places_count_lines_and_columns_from_one() -> None:
    text = "甲乙\n丙丁\n"
    assert [place(Path("a.txt"), text, start) for start in (0, 1, 3, 4)] == [
        "a.txt:1:1", "a.txt:1:2", "a.txt:2:1", "a.txt:2:2",
    ]  # fmt: skip
    assert place(Path("a.txt"), text, None) == "a.txt"


def test_printable_keeps_chinese_and_shows_what_is_hidden() -> None:
    assert printable("近九成\u202e\x1b\n") == "近九成\\u202e\\x1b\\n"


@pytest.mark.parametrize("command", ["generate", "facts"])
def test_a_fault_of_the_program_is_one_line_and_does_not_stop_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    def broken(path: Path) -> None:
        raise KeyError("no such word")

    monkeypatch.setattr("reportgen.api.read", broken)
    articles = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")][: 1 + (command == "generate")]
    out = ["--out", str(tmp_path / "out")] if command == "generate" else []
    assert main([command, *articles, *out]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [
        line.partition(": this is a fault of the program (KeyError: 'no such word' at test_cli.py:")[0]
        for line in lines
    ] == [f"reportgen: {path}" for path in articles]


def test_a_fault_in_the_second_process_is_told_as_if_it_were_in_the_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("no width")

    monkeypatch.setattr("reportgen.pdf.write_briefing", broken)
    monkeypatch.setattr("reportgen.worker.can_fork", lambda: True)
    assert main(["generate", str(SEED), "--out", str(tmp_path / "out"), "--only", "pdf", "--quiet"]) == 1
    assert "this is a fault of the program (ZeroDivisionError: no width at test_cli.py:" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
