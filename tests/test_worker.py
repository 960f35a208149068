"""The second process: does its tasks, tells what went wrong, and is always gone in the end."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from reportgen import worker
from reportgen.errors import InputError, OutputError
from reportgen.worker import Worker


@pytest.fixture(autouse=True)
def nothing_heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_PRELOAD", ())


def write(path: Path, text: str) -> int:
    return path.write_text(f"{os.getpid()} {text}")


def test_tasks_run_elsewhere_one_after_another(tmp_path: Path) -> None:
    process = Worker(write)
    big = "字" * 500_000  # more than a pipe holds
    for name in ("a", "b"):
        process.submit(tmp_path / name, big)
        assert process.result() > len(big)
        pid, text = (tmp_path / name).read_text().split()
        assert int(pid) != os.getpid()
        assert text == big
    process.close()
    process.close()


def fail(error: Exception) -> None:
    raise error


def test_failures_come_back(tmp_path: Path) -> None:
    process = Worker(fail)
    for error in (InputError("bad"), OutputError("full"), OSError(28, "No space left on device", "x")):
        process.submit(error)
        with pytest.raises(type(error)) as told:
            process.result()
        assert told.value.args == error.args
    process.submit(ZeroDivisionError("oops"))
    with pytest.raises(RuntimeError, match="ZeroDivisionError: oops"):
        process.result()
    process.close()


def test_what_cannot_be_imported_is_told_with_the_first_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_PRELOAD", ("no_such_module",))
    process = Worker(write)
    process.submit(Path("x"), "y")
    with pytest.raises(RuntimeError, match="No module named 'no_such_module'"):
        process.result()
    process.close()


class Swallows:
    """Spends its last moments where an exception is lost."""

    def __del__(self) -> None:
        time.sleep(0.3)


def linger() -> None:
    gone = Swallows()
    del gone
    while True:
        time.sleep(0.01)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_it_ends_even_when_the_first_request_is_lost() -> None:
    process = Worker(linger)
    process.submit()
    time.sleep(0.1)
    pid = process._pid
    begun = time.monotonic()
    process.close()
    assert time.monotonic() - begun < 5
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def deaf() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        time.sleep(1)


@pytest.mark.slow
def test_it_ends_even_when_it_does_not_listen() -> None:
    process = Worker(deaf)
    process.submit()
    time.sleep(0.2)
    pid = process._pid
    process.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def stumble(what: str) -> None:
    raise ValueError(what)


def test_what_goes_wrong_while_it_prepares_is_told_with_the_first_task(tmp_path: Path) -> None:
    process = Worker(write, stumble)
    process.prepare("no such script")
    process.submit(tmp_path / "x", "y")
    with pytest.raises(RuntimeError, match="ValueError: no such script"):
        process.result()
    process.close()
