"""Who is meant by a surname and a title: 鈕局長, 孔醫生, 老谷 are the person of that surname introduced in full before."""

from __future__ import annotations

import re
from functools import cache

from reportgen.extract.cast import Cast
from reportgen.extract.names import surnames
from reportgen.extract.people import Person
from reportgen.fold import fold
from reportgen.lexicon import words

_OLD = re.compile(r"[老小](?P<family>[^\W\d_])")


@cache
def _titles() -> frozenset[str]:
    return frozenset(words("speech.toml", "titles")) | frozenset(words("people.toml", "styles"))


def split(name: str) -> tuple[str, str] | None:
    """Surname and title of a folded 鈕局長, 歐陽醫生; the title is empty for 老谷; None for other names."""
    old = _OLD.fullmatch(name)
    if old:
        return (old["family"], "") if old["family"] in surnames() else None
    for size in (2, 1):
        if name[:size] in surnames() and name[size:] in _titles():
            return name[:size], name[size:]
    return None


def in_full(person: Person, at: int, cast: Cast) -> Person:
    """The person whom a surname and title mean at an offset; himself where nobody or more than one is told of."""
    name = fold(person.name or "")
    parts = split(name)
    if parts is None or person.role or person.organisation:
        return person
    family, title = parts
    told: dict[str, Person] = {}
    for other in [m.person for m in cast.between(0, at)] + list(cast.values()):
        full = fold(other.name or "")
        if full.startswith(family) and len(full) - len(family) in (1, 2) and split(full) is None:
            told[full] = cast.known(other)
    held = {full: other for full, other in told.items() if title and fold(other.role or "").endswith(title)}
    fitting = held or {full: other for full, other in told.items() if _fits(title, full, other, cast)}
    return next(iter(fitting.values())) if len(fitting) == 1 else person


def _fits(title: str, full: str, other: Person, cast: Cast) -> bool:
    """True where a title that is no office may mean a person: an office must be his, 女士 needs a woman."""
    if not (other.role or other.organisation):
        return False
    sex = next((sex for sex, styles in _SEXES.items() if title in styles), "")
    return cast.sex(full) == sex if sex else not title or title in words("people.toml", "callings")


_SEXES = {"她": ("女士", "小姐", "太太", "太", "大姐", "阿姨", "大妈", "奶奶"), "他": ("先生", "大爷", "大叔", "爷爷", "老汉")}
