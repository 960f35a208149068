"""The page types of the briefing, each as bands to stack: first page, themes, fact table, sources and method."""
