"""reportgen turns one Chinese news article into a PDF briefing and an editable deck, every number traceable.

    >>> import reportgen
    >>> made = reportgen.generate("article.txt", "out")
    >>> [path.name for path in made.files]
    ['article.pdf', 'article.pptx', 'article.ledger.json', 'manifest.json']

`read` gives the article as read, `facts` what it states, `generate` writes the files. Failures are `ReportgenError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportgen.errors import ReportgenError

if TYPE_CHECKING:
    from reportgen.api import Made, facts, generate, read

__version__ = "0.1.0"
__all__ = ["Made", "ReportgenError", "__version__", "facts", "generate", "read"]


def __getattr__(name: str) -> Any:
    """Import on first use: whoever wants facts alone pays for no writer."""
    if name in __all__:
        from reportgen import api

        return getattr(api, name)
    raise AttributeError(f"module 'reportgen' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
