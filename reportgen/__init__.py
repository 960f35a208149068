"""reportgen: one Chinese news article in, a PDF briefing and an editable PowerPoint deck out."""
