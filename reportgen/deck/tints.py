"""Colours from a user's template: its own where contrast allows, mixes of them for the paler tokens."""

from __future__ import annotations

import re

from lxml import etree

from reportgen.deck.intake import A, P


def _rgb(value: str) -> tuple[float, float, float]:
    return tuple(int(value[i : i + 2], 16) / 255 for i in (0, 2, 4))  # type: ignore[return-value]


def _luminance(value: str) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(value)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: str, b: str) -> float:
    """WCAG contrast of two colours RRGGBB."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _mix(a: str, b: str, share: float) -> str:
    """`share` of b in a."""
    return "".join(f"{round((x + (y - x) * share) * 255):02X}" for x, y in zip(_rgb(a), _rgb(b), strict=True))


def scheme_of(theme: etree._Element) -> dict[str, str]:
    out = {}
    for slot in theme.iter(f"{A}clrScheme"):
        for entry in slot:
            colour = entry[0] if len(entry) else None
            if colour is None:
                continue
            value = colour.get("val") if colour.tag == f"{A}srgbClr" else colour.get("lastClr")
            if value and re.fullmatch("[0-9A-Fa-f]{6}", value):
                out[etree.QName(entry).localname] = value.upper()
        break
    return out


def background(roots: list[etree._Element], scheme: dict[str, str], mapped: dict[str, str]) -> str:
    """The slide's ground as far as the file says it in a plain colour: layout first, then master, then bg1."""
    for root in roots:
        ground = root.find(f"{P}cSld/{P}bg")
        if ground is None:
            continue
        for colour in ground.iter(f"{A}srgbClr", f"{A}schemeClr"):
            value = colour.get("val", "")
            if colour.tag == f"{A}srgbClr":
                return str(value).upper()
            if found := scheme.get(mapped.get(value, value)):
                return found
    return scheme.get(mapped.get("bg1", "lt1"), "FFFFFF")


def palette_of(scheme: dict[str, str], mapped: dict[str, str], ground: str) -> dict[str, str]:
    """Every token's colour: the template's own where contrast allows, mixes of them for the paler ones."""

    def srgb(value: str) -> str:
        return f'<a:srgbClr val="{value}"/>'

    text = scheme.get(mapped.get("tx1", "dk1"), "000000")
    text_xml = '<a:schemeClr val="tx1"/>'
    if contrast(text, ground) < 4.5:
        text = max(("000000", "FFFFFF"), key=lambda c: contrast(c, ground))
        text_xml = srgb(text)
    accents = [(f"accent{i}", scheme[f"accent{i}"]) for i in range(1, 7) if f"accent{i}" in scheme]
    strong = [(s, v) for s, v in accents if contrast(v, ground) >= 4.5]
    main = strong[0] if strong else ("", text)
    points = [(s, v) for s, v in accents if s != main[0] and contrast(v, ground) >= 4.5 and _apart(v, main[1])]
    spark = points[0] if points else main

    def named(slot: str, value: str) -> str:
        return f'<a:schemeClr val="{slot}"/>' if slot else srgb(value)

    on_main = (
        ground if contrast(ground, main[1]) >= 4.5 else max(("000000", "FFFFFF"), key=lambda c: contrast(c, main[1]))
    )
    soft = [_mix(text, ground, share) for share in (0.2, 0.3)]
    soft = [s if contrast(s, ground) >= 4.5 else text for s in soft]
    return {
        "ink": text_xml, "ink-2": srgb(soft[0]), "ink-3": srgb(soft[1]), "river": named(*main),
        "river-2": srgb(_mix(main[1], ground, 0.4)), "river-2-text": named(*main),
        "river-3": srgb(_mix(main[1], ground, 0.72)), "spark": named(*spark), "axis": srgb(_mix(text, ground, 0.45)),
        "hair": srgb(_mix(text, ground, 0.82)), "mist": srgb(_mix(text, ground, 0.94)),
        "white": srgb(on_main) if on_main != scheme.get(mapped.get("bg1", "lt1")) else '<a:schemeClr val="bg1"/>',
        "spark-tint": srgb(_mix(spark[1], ground, 0.85)),
    }  # fmt: skip


def _apart(a: str, b: str) -> bool:
    """Whether two colours are told apart at a glance."""
    return sum((x - y) ** 2 for x, y in zip(_rgb(a), _rgb(b), strict=True)) > 0.12
