"""Draws exhibits: `mpl` onto the page, `native` as the deck's own charts; `labels` holds what both say in words."""
