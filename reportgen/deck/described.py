"""Says in plain words what a user's template offers, and what will be done instead of what it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.assets import Theme
from reportgen.deck.foreign import ROLES, Chosen, Foreign
from reportgen.deck.intake import A, P, Package

_SAID = {
    "cover": "cover",
    "body": "content slides",
    "chart": "chart slides",
    "table": "table slides",
    "ftr": "footer",
    "sldNum": "slide number",
}


def describe(template: Foreign, package: Package, theme: Theme) -> list[str]:
    """One line each: size, layouts, what is missing, fonts, what is taken over and what is not."""
    smallest = min(style.size for style in theme.deck.values()) * template.scale
    lines = [
        f"slides of {template.width:.0f} x {template.height:.0f} pt: type at {template.scale:.0%} of the house's size, "
        f"the smallest {smallest:.1f} pt"
    ]
    body = template.roles["body"]
    for role in ROLES:
        chosen = template.roles.get(role)
        if chosen is None:
            lines.append(f'{_SAID[role]}: no fitting layout; the {role} goes into the free space of "{body.name}"')
            continue
        lines.append(f'{_SAID[role]}: layout "{chosen.name}" (by its {chosen.why})')
        lines += _instead(chosen)
    for kind in ("ftr", "sldNum"):
        if body.hold(kind) is None:
            lines.append(f'{_SAID[kind]}: "{body.name}" has no such placeholder; left out')
    return [*lines, *_fonts(template, package), *_taken(template, package)]


def _instead(chosen: Chosen) -> Iterator[str]:
    """What is done otherwise than a layout has it."""
    cover = chosen.role == "cover"
    if chosen.guarded and not cover:
        yield "  its title placeholder cannot hold a sentence; titles go to the top of the slide instead"
    if cover and chosen.hold("subTitle", "body") is None:
        yield "  it has no sub-title placeholder; lead sentence and source go into a text box below the title"
    if any(h.turned for h in chosen.holds if h.kind in ("title", "ctrTitle", "subTitle")):
        yield "  a placeholder of it is turned; its text is set level"
    grounds = (("title", chosen.title_ground), ("text", chosen.ground), ("footer", chosen.foot_ground))
    if plain := [name for name, needed in grounds if needed]:
        yield f"  a picture or several colours lie behind it: {', '.join(plain)} on a plain ground"


def _fonts(template: Foreign, package: Package) -> Iterator[str]:
    """The theme's fonts, which all text takes."""
    theme = next((t for _, kind, t, _ in package.rels(template.master) if kind == "theme"), None)
    if theme is None:
        yield "fonts: its master has no theme; PowerPoint takes fonts of the reader's system"
        return
    for name, word in (("majorFont", "titles"), ("minorFont", "text")):
        latin, asian = (
            next((f.get("typeface", "") for one in package.tree(theme).iter(f"{A}{name}") for f in one.iter(tag)), "")
            for tag in (f"{A}latin", f"{A}ea")
        )
        missing = "no East Asian font; PowerPoint takes one of the reader's system"
        yield f"fonts of {word}: {latin or 'no Latin font'}, {asian or missing}"


def _taken(template: Foreign, package: Package) -> Iterator[str]:
    """What of the file is not used, and which of its pictures are."""
    root = package.tree("ppt/presentation.xml")
    masters = len(list(root.iter(f"{P}sldMasterId")))
    if masters > 1:
        yield f"slide masters: {masters}; only the layouts of the first are used"
    slides = len(list(root.iter(f"{P}sldId")))
    if slides:
        yield f"sample slides: {slides}; left out with their notes, comments, media and sections"
    if any(part.name.startswith("ppt/media/") for part in template.parts):
        yield "pictures of its masters and layouts are taken over; the deck records them, so that they can be verified"
