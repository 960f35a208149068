"""Our records do what the standard library's dataclasses do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from reportgen import records
from reportgen.model import Fact, Figure


def pair(**options: bool) -> tuple[type[Any], type[Any]]:
    """One class made by each of the two decorators."""

    def make(decorate: Callable[..., Any]) -> type[Any]:
        class Place:
            """Where something stands."""

            page: int
            words: tuple[str, ...] = ("a",)
            marks: list[str] = dataclasses.field(default_factory=list)
            missing: str | None = None

        made: type[Any] = decorate(**options)(Place)
        return made

    return make(records.dataclass), make(dataclasses.dataclass)


OPTIONS = [
    {"frozen": True, "slots": True, "kw_only": True},
    {"frozen": True, "slots": True},
    {"slots": True},
    {"slots": True, "eq": False},
]


@pytest.mark.parametrize("options", OPTIONS)
def test_same_construction_repr_and_fields(options: dict[str, bool]) -> None:
    ours, theirs = pair(**options)
    one, other = ours(page=3), theirs(page=3)
    assert repr(one) == repr(other)
    assert dataclasses.asdict(one) == dataclasses.asdict(other)
    assert dataclasses.replace(one, missing="x").missing == "x"
    assert one.marks is not ours(page=3).marks
    assert not hasattr(one, "__dict__")
    for wrong in ({}, {"page": 1, "pages": 2}):
        with pytest.raises(TypeError) as mine:
            ours(**wrong)
        with pytest.raises(TypeError) as standard:
            theirs(**wrong)
        assert str(mine.value) == str(standard.value)
    if options.get("kw_only"):
        with pytest.raises(TypeError):
            ours(3)
    else:
        assert ours(3, ("b",)).words == ("b",)


@pytest.mark.parametrize("options", OPTIONS)
def test_same_equality_and_hash(options: dict[str, bool]) -> None:
    ours, theirs = pair(**options)
    for made in (ours, theirs):
        assert (made(page=3) == made(page=3)) is options.get("eq", True)
        assert made(page=3) != made(page=4)
        assert made(page=3) != 3
    assert ours(page=3) != theirs(page=3)
    assert (ours.__hash__ is None) is (theirs.__hash__ is None)
    if options.get("frozen"):
        assert len({ours(page=3, marks=()), ours(page=3, marks=()), ours(page=4, marks=())}) == 2
        with pytest.raises(TypeError, match="unhashable"):
            hash(ours(page=3))


def test_frozen_records_refuse_to_change() -> None:
    record = pair(**OPTIONS[0])[0](page=3)
    for change in (lambda: setattr(record, "page", 4), lambda: delattr(record, "page")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert record.page == 3


def test_records_inherit_travel_and_copy() -> None:
    names = [field.name for field in dataclasses.fields(Figure)]
    assert names[: len(dataclasses.fields(Fact))] == [field.name for field in dataclasses.fields(Fact)]
    values: dict[str, Any] = {name: name for name in names}
    figure = Figure(**values)
    for copied in (pickle.loads(pickle.dumps(figure)), copy.deepcopy(figure), copy.copy(figure)):
        assert copied == figure and copied is not figure
    assert hash(figure) == hash(Figure(**values))
