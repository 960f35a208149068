"""Turns a story into a tagged, archival PDF briefing."""

from reportgen.pdf.metadata import Attachment
from reportgen.pdf.write import briefing_bytes, write_briefing

__all__ = ["Attachment", "briefing_bytes", "write_briefing"]
