"""Turns one process into two: the second imports the briefing's libraries while the first reads, then writes PDFs."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import FrameType
from typing import Any, NoReturn

from reportgen import patterns
from reportgen.errors import OutputError, ReportgenError

_PRELOAD = (
    "reportgen.story.blocks",
    "reportgen.pdf",
    "reportgen.pdf.alt",
    "reportgen.charts.mpl",
    "reportgen.charts.renderer",
    "reportgen.charts.artists",
    "pikepdf",
    "PIL.ImageCms",
    "reportgen.verify.surfaces_pdf",
    "reportgen.verify.drawn",
    "reportgen.verify.ledgers",
    "reportgen.verify.prove",
)
"""Imported ahead of the first story; matplotlib alone takes as long as reading and telling together."""


_ENDING = (signal.SIGINT, signal.SIGTERM)


def can_fork() -> bool:
    """Whether a second process is possible and safe here: not on Windows, not beside other threads."""
    return hasattr(os, "fork") and threading.active_count() == 1


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait until the block is left: a second process made inside it has an owner by then."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Worker:
    """A forked copy of this process that does one task after another; end it with `close`.

    `task` runs in the second process with whatever `submit` is given; that and what it gives back must pickle. What it
    raises comes out of `result` here: a ReportgenError or OSError as itself, anything else as a RuntimeError with its
    traceback as text. `ready` runs there with whatever `prepare` is given and gives nothing back.
    """

    def __init__(self, task: Callable[..., Any], ready: Callable[..., None] = lambda: None) -> None:
        jobs_out, jobs_in = os.pipe()
        answers_out, answers_in = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(jobs_in)
            os.close(answers_out)
            _serve(task, ready, jobs_out, answers_in)
        os.close(jobs_out)
        os.close(answers_in)
        self._jobs = os.fdopen(jobs_in, "wb")
        self._answers = os.fdopen(answers_out, "rb")
        self._sender: threading.Thread | None = None

    def prepare(self, *what: Any) -> None:
        """Say before the first task what it will need. Give little: this waits until the pipe has taken it."""
        self._send(pickle.dumps((False, what), protocol=pickle.HIGHEST_PROTOCOL))

    def submit(self, *job: Any) -> None:
        """Hand over one task without waiting for the other process to take it (a pipe holds 64 kB only)."""
        data = pickle.dumps((True, job), protocol=pickle.HIGHEST_PROTOCOL)
        self._sender = threading.Thread(target=self._send, args=(data,), daemon=True)
        self._sender.start()

    def _send(self, data: bytes) -> None:
        with suppress(OSError):  # the other process may have ended; `result` tells so
            self._jobs.write(data)
            self._jobs.flush()

    def result(self) -> Any:
        """Wait until the task is done; what it gave back. Raises what it raised."""
        try:
            error, value = pickle.load(self._answers)
        except EOFError:
            raise OutputError(
                "The process that writes the briefing was ended from outside (out of memory?). Run again."
            ) from None
        if error is not None:
            raise error
        return value

    def close(self) -> None:
        """End the second process, whatever it is doing, and wait until it is gone."""
        if self._pid == 0:
            return
        pid, self._pid = self._pid, 0
        _end(pid)
        if self._sender is not None:
            self._sender.join()
        self._answers.close()
        with suppress(OSError):
            self._jobs.close()


def hush_matplotlib() -> None:
    """Keep matplotlib from telling the user that it lists the machine's fonts, as it does when that takes long."""
    import logging

    logging.getLogger("matplotlib").setLevel(logging.ERROR)


def _end(pid: int) -> None:
    """End a process and wait for it. Asked again and again: Python loses what a handler raises inside a destructor."""
    try:
        for tick in range(500):
            if tick % 20 == 0:
                os.kill(pid, signal.SIGTERM)
            if os.waitpid(pid, os.WNOHANG)[0]:
                return
            time.sleep(0.002 if tick < 50 else 0.01)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        pass


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    sys.unraisablehook = lambda _: None  # raised inside a destructor it would be told to the user, and lost
    raise SystemExit(128 + number)


def _serve(task: Callable[..., Any], ready: Callable[[], None], jobs_out: int, answers_in: int) -> NoReturn:
    """The second process: ends by itself when the first one is gone, never returns, runs none of its clean-up.

    SIGTERM unwinds, so that no lock of matplotlib's font cache stays behind; Ctrl-C is the first process's to judge.
    """
    code = 0
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, _leave)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        with os.fdopen(jobs_out, "rb") as jobs, os.fdopen(answers_in, "wb") as answers:
            patterns.part()
            failed = _failure(_preload)
            done = 0
            while True:
                try:
                    is_task, job = pickle.load(jobs)
                except EOFError:
                    break
                if not is_task:
                    failed = failed or _failure(ready, *job)
                    continue
                if done:  # what the last briefing left behind
                    gc.collect()
                pickle.dump(_answer(task, job, failed), answers)
                answers.flush()
                if not done:
                    patterns.save()
                done += 1
    except SystemExit:
        code = 1
    except BaseException:
        code = 2
    finally:
        os._exit(code)


def _preload() -> None:
    hush_matplotlib()
    for name in _PRELOAD:
        with uninterrupted():  # a library made in C++ tells the user of what is raised while it is set up
            import_module(name)


def _failure(step: Callable[..., None], *what: Any) -> Exception | None:
    """What went wrong in a step before the first task; it is told in place of that task's answer."""
    try:
        step(*what)
    except Exception as error:
        return error
    return None


def _answer(task: Callable[..., Any], job: tuple[Any, ...], failed: Exception | None) -> tuple[Exception | None, Any]:
    try:
        if failed is not None:
            raise failed
        return None, task(*job)
    except (ReportgenError, OSError) as error:
        return error, None
    except Exception:
        import traceback

        return RuntimeError(traceback.format_exc()), None
