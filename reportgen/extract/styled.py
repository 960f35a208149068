"""Who is meant by a surname and a title: 鈕局長, 老谷 are the person of that surname told of in full before."""

from __future__ import annotations

from reportgen.extract.cast import Cast
from reportgen.extract.names import styled_parts
from reportgen.extract.people import Person
from reportgen.fold import fold
from reportgen.lexicon import words


def in_full(person: Person, at: int, cast: Cast) -> Person:
    """The person whom a surname and title mean at an offset; himself where nobody or more than one is told of."""
    name = fold(person.name or "")
    parts = styled_parts(name)
    if parts is None or person.role or person.organisation:
        return person
    family, title = parts
    told: dict[str, Person] = {}
    for other in [m.person for m in cast.between(0, at)] + list(cast.values()):
        full = fold(other.name or "")
        if full.startswith(family) and len(full) - len(family) in (1, 2) and styled_parts(full) is None:
            told[full] = cast.known(other)
    held = {full: other for full, other in told.items() if title and fold(other.role or "").endswith(title)}
    fitting = held or {full: other for full, other in told.items() if _fits(title, full, other, cast)}
    return next(iter(fitting.values())) if len(fitting) == 1 else person


def _fits(title: str, full: str, other: Person, cast: Cast) -> bool:
    """True where a title that is no office may mean a person: an office must be his, 女士 needs a woman."""
    if not (other.role or other.organisation):
        return False
    sex = (
        "她"
        if title in words("people.toml", "styles_she")
        else "他"
        if title in words("people.toml", "styles_he")
        else ""
    )
    return cast.sex(full) == sex if sex else not title or title in words("people.toml", "callings")
