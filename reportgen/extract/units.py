"""The units of the word list: longest match, canonical name, class."""

from __future__ import annotations

from functools import cache

from reportgen.fold import fold
from reportgen.lexicon import fault, table, words
from reportgen.records import dataclass

_FILE = "units.toml"
_CLASSES = ("money", "share", "count", "score", "area", "volume", "weight", "length", "energy", "data", "duration")


@dataclass(frozen=True, slots=True)
class Unit:
    """`name` is canonical in traditional characters, `kind` its class in the word list, `length` characters matched."""

    name: str
    kind: str
    length: int


@cache
def _table(section: str) -> dict[str, str]:
    found: dict[str, str] = {}
    entries = table(_FILE).get(section)
    if not isinstance(entries, dict):
        raise fault(_FILE, section, entries, "is not a table of units. Write [" + section + "] and units below it.")
    for name, forms in entries.items():
        if not isinstance(forms, list) or any(not isinstance(form, str) or not form for form in forms):
            raise fault(_FILE, f"{section}.{name}", forms, 'is not a list of writings. Write "噸" = ["噸", "公噸"].')
        for form in forms:
            found.setdefault(fold(form), name)
    return found


@cache
def _units() -> tuple[dict[str, tuple[str, str]], int]:
    merged: dict[str, tuple[str, str]] = {}
    for kind in _CLASSES:
        for form, name in _table(kind).items():
            merged.setdefault(form, (name, kind))
    return merged, max(map(len, merged))


@cache
def _stops() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for i, rule in enumerate(table(_FILE).get("rules", {}).get("not_before", [])):
        unit, colon, chars = rule.partition(":")
        if not colon or not unit:
            raise fault(_FILE, f"rules.not_before[{i}]", rule, 'is not "unit:characters". Write "家:庭長鄉".')
        found[fold(unit)] = found.get(fold(unit), frozenset()) | frozenset(fold(chars))
    return found


@cache
def arabic_only() -> frozenset[str]:
    """Units too common as words to follow a single Chinese digit (三面, 八方)."""
    return frozenset(fold(word) for word in table(_FILE)["rules"].get("arabic_only", []))


def unit_at(shadow: str, at: int, end: int) -> Unit | None:
    """The longest unit that begins at an offset of the folded text, or None."""
    units, longest = _units()
    stops = _stops()
    for length in range(min(longest, end - at), 0, -1):
        form = shadow[at : at + length]
        if form not in units:
            continue
        after = shadow[at + length : at + length + 1]
        if after and after in stops.get(form, ()) and not shadow.startswith(words(_FILE, "rules.still"), at):
            continue
        if form[-1].isascii() and form[-1].isalpha() and after.isascii() and after.isalnum():
            continue
        name, kind = units[form]
        return Unit(name, kind, length)
    return None


def prefix_before(shadow: str, at: int, start: int) -> Unit | None:
    """A currency that stands directly before a number (新台幣, HK$), or None."""
    for form, name in _prefixes():
        if shadow.endswith(form, start, at):
            return Unit(name, "money", len(form))
    return None


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_table("money_prefix").items(), key=lambda item: -len(item[0])))


def unit_class(name: str) -> str:
    """The class of a canonical unit name ("money", "share", "count" …); "count" when unknown."""
    return _by_name().get(name.split("/")[0], "count")


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in _CLASSES:
        for name in table(_FILE)[kind]:
            found.setdefault(name, kind)
    return found
