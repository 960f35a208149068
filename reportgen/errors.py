"""What goes wrong, as values (`Note`) and as exceptions that the command line turns into one line and an exit code."""

from __future__ import annotations

from reportgen.records import dataclass


class ReportgenError(Exception):
    """A failure told to the user in one line: what, where, why, what to do next.

    `exit_code` is 1 when an output is refused or not written, 2 for wrong arguments or unreadable input.
    """

    exit_code = 1


class InputError(ReportgenError):
    """An article, template, theme or argument that cannot be used (exit 2)."""

    exit_code = 2


class TemplateError(InputError):
    """A file in `templates/`, or a user's theme or template, with a wrong entry: names file, key and reason."""


class OutputError(ReportgenError):
    """An output that cannot be written, or that was refused because it could not be proven (exit 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A doubt about one place of the article; collected, and printed once at the end in article order.

    `start` is an offset into the article's text, or None when the note concerns no single place.
    """

    start: int | None
    message: str
    hint: str = ""
