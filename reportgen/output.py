"""Puts finished files into a directory all at once: written under temporary names, renamed when every one is whole."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reportgen.errors import OutputError

_ADVICE = {
    errno.ENOSPC: "Free some space and run again.",
    errno.EDQUOT: "Free some space and run again.",
    errno.EFBIG: "Raise the limit on file sizes and run again.",
    errno.EACCES: "Choose another directory with --out.",
    errno.EPERM: "Choose another directory with --out.",
    errno.EROFS: "Choose another directory with --out.",
    errno.ENOTDIR: "Choose another directory with --out.",
    errno.EEXIST: "Choose another directory with --out.",
}


def output_error(path: Path, error: OSError) -> OutputError:
    """The one line for an output that the system refused."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    advice = _ADVICE.get(error.errno or 0, "Mend that and run again.")
    return OutputError(f"{path}: cannot be written ({reason}). {advice}")


class Staging:
    """Temporary names in a directory, each with the name that it will get."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._names: dict[str, Path] = {}

    def path(self, name: str) -> Path:
        """Where to write the file that is to be called `name`: a hidden name in the same directory."""
        if name not in self._names:
            self._names[name] = self.directory / f".{name}.{os.getpid()}.part"
        return self._names[name]

    def write(self, name: str, data: bytes) -> None:
        """Write a whole file at once."""
        self.path(name).write_bytes(data)

    def publish(self) -> tuple[Path, ...]:
        """Give every file its name, in the order of `path`; no signal comes between two of them.

        An earlier file of that name is replaced in one step. Nothing is renamed when a name is taken by a folder.
        """
        for name in self._names:
            if (self.directory / name).is_dir():
                raise OutputError(f"{self.directory / name}: is a folder. Move it away, or choose another --out.")
        done: list[Path] = []
        with _signals_held():
            for name, temporary in self._names.items():
                target = self.directory / name
                try:
                    temporary.replace(target)
                except OSError as error:
                    raise output_error(target, error) from None
                done.append(target)
        return tuple(done)

    def discard(self) -> None:
        """Remove what was written under temporary names."""
        for temporary in self._names.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


@contextmanager
def _signals_held() -> Iterator[None]:
    held = (signal.SIGINT, signal.SIGTERM)
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def staged(directory: Path) -> Iterator[Staging]:
    """A `Staging` in a directory, which is made when it is missing.

    The caller publishes; whatever ends the block without that leaves the directory as it was, and an OSError that
    passes becomes an OutputError that names the file by its final name.
    """
    made = _make(directory)
    staging = Staging(directory)
    kept = False
    try:
        yield staging
        kept = True
    except OSError as error:
        raise output_error(_final(staging, error), error) from None
    finally:
        staging.discard()
        if not kept:
            for folder in made:
                with suppress(OSError):
                    folder.rmdir()


def _final(staging: Staging, error: OSError) -> Path:
    for name, temporary in staging._names.items():
        if error.filename is not None and os.fspath(error.filename) == str(temporary):
            return staging.directory / name
    return staging.directory


def _make(directory: Path) -> list[Path]:
    """Make a directory with its parents; the ones made, innermost first. OutputError when it cannot be written in."""
    missing = []
    folder = directory
    while not folder.exists() and folder != folder.parent:
        missing.append(folder)
        folder = folder.parent
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(directory, error) from None
    if not os.access(directory, os.W_OK | os.X_OK):
        raise output_error(directory, PermissionError(errno.EACCES, ""))
    return missing


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold a directory against another run of the program, where the system can (no lock file is left)."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
