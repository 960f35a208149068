"""Keeps compiled regular expressions between runs, as .pyc files keep compiled modules.

Compiling some thousand patterns over Chinese word lists takes a quarter of a cold run. What `re` makes of a pattern
is a list of numbers, which only the same Python reads the same way: a file belongs to one Python and is left alone by
others. Whatever is wrong with it, or with this use of `re`, patterns are compiled as ever.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from array import array
from contextlib import suppress
from pathlib import Path
from typing import Any

from reportgen import cache

_MOST = 4000  # patterns of one file; some hold words of an article and are of no use to another
_WORTH = 60  # new ones for which the file is written anew

Made = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]


class _Recorder:
    """Stands for the module `_sre` in the compiler and keeps what it is asked to make."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.last: tuple[Any, ...] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def compile(self, *parts: Any) -> Any:
        self.last = parts
        return self.inner.compile(*parts)

    def taken(self) -> tuple[Any, ...] | None:
        """What was made last, once."""
        last, self.last = self.last, None
        return last


class Patterns:
    """The compiled patterns of one kind of process, read from and written to a file of its own."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.known: dict[tuple[str, int], Made] = {}
        self.fresh: dict[tuple[str, int], Made] = {}
        self.key: tuple[Any, ...] = ()

    def open(self, name: str) -> None:
        """Take what is in the file of this name instead of compiling it; what is new goes there."""
        if (where := cache.folder()) is None:
            return
        self.path = where / f"patterns-{name}-{sys.implementation.cache_tag}.bin"
        self.fresh = {}
        with suppress(OSError, ValueError, EOFError, TypeError):  # no file, or half of one
            key, known = marshal.loads(self.path.read_bytes())
            if key == self.key:
                self.known = self.known | known

    def install(self, compiler: Any) -> None:
        """From now on `re` asks here first."""
        inner, compile_ = compiler._sre, compiler.compile
        self.key = (sys.version, inner.MAGIC, inner.CODESIZE)
        recorder = _Recorder(inner)

        def compiled(pattern: Any, flags: int = 0) -> Any:
            key = (pattern, int(flags)) if isinstance(pattern, str) else None
            made = None if key is None else self.known.get(key)
            if key is not None and made is not None:
                try:
                    return inner.compile(pattern, made[0], array("I", made[1]).tolist(), *made[2:])
                except (RuntimeError, TypeError, ValueError, OverflowError, IndexError):
                    del self.known[key]
            found, parts = compile_(pattern, flags), recorder.taken()
            if key is not None and parts is not None:
                with suppress(TypeError, ValueError, OverflowError):
                    _, whole, code, groups, index, names = parts
                    self.fresh[key] = (int(whole), array("I", code).tobytes(), groups, dict(index), tuple(names))
            return found

        compiler._sre, compiler.compile = recorder, compiled

    def save(self) -> None:
        """Write the file anew when much has been compiled that is not in it; never fails."""
        if self.path is None or len(self.fresh) < _WORTH:
            return
        whole = self.known | self.fresh
        if len(whole) > _MOST:
            whole = self.fresh
        draft = self.path.with_suffix(f".{os.getpid()}")
        with suppress(OSError, ValueError):
            draft.write_bytes(marshal.dumps((self.key, whole)))
            draft.replace(self.path)
        self.fresh = {}


_PATTERNS = Patterns()


def keep() -> None:
    """Keep this process's patterns from run to run; for a program's own process, not for a library's caller."""
    with suppress(AttributeError):  # a Python whose `re` is made otherwise
        _PATTERNS.install(re._compiler)  # type: ignore[attr-defined]
        _PATTERNS.open("main")


def part() -> None:
    """Go on in a second process, which compiles other patterns; does nothing where none are kept."""
    if _PATTERNS.path is not None:
        _PATTERNS.open("second")


def save() -> None:
    """Write down what was new, when it is worth it."""
    _PATTERNS.save()
