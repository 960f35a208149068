"""Turns a story into a tagged, archival PDF briefing."""

from reportgen.pdf.metadata import Attachment
from reportgen.pdf.write import article_attachment, briefing_bytes, write_briefing

__all__ = ["Attachment", "article_attachment", "briefing_bytes", "write_briefing"]
