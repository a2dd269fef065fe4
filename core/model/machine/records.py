"""How a record of the ledger and a row of its table become each other."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, ClassVar, Protocol, TypeVar, cast, get_args, get_type_hints

from core.model.machine.changes import Value
from core.model.machine.kinds import About


class Record(Protocol):
    """A frozen dataclass whose fields are the columns of one table, `id` first."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> int: ...


R = TypeVar("R")


@cache
def abouts(cls: type) -> dict[str, About]:
    """Return what a record says of each of its fields, in the order of declaration; of the id it says nothing."""
    return {f.name: f.metadata["about"] for f in fields(cls) if "about" in f.metadata}


def label_of(cls: type, name: str) -> str:
    """Return the Japanese label of one field."""
    return abouts(cls)[name].label


@cache
def column_names(cls: type) -> tuple[str, ...]:
    """Return the column names in the order of the dataclass."""
    return tuple(f.name for f in fields(cls))


@cache
def required_names(cls: type) -> tuple[str, ...]:
    """Return the columns without a default, but for the id."""
    return tuple(f.name for f in fields(cls) if f.default is MISSING and f.name != "id")


@cache
def defaults(cls: type) -> dict[str, Any]:
    """Return by column what a row has where nothing is said of it; columns without a default are not among them."""
    return {f.name: f.default for f in fields(cls) if f.default is not MISSING}


@cache
def column_types(cls: type) -> dict[str, tuple[type, bool]]:
    """Return for each column its type (str, int, bool or a Word) and whether it may be empty (None)."""
    hints: dict[str, Any] = {field.name: field.type for field in fields(cls)}
    if str in map(type, hints.values()):
        hints = get_type_hints(cls)
    types: dict[str, tuple[type, bool]] = {}
    for name in column_names(cls):
        hint = hints[name]
        if isinstance(hint, UnionType):
            (kind,) = (arg for arg in get_args(hint) if arg is not type(None))
            types[name] = (kind, True)
        else:
            types[name] = (hint, False)
    return types


@cache
def _readers(cls: type) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Return (position, conversion) for the columns whose stored value is not already the field's value.

    Texts are interned: thousands of answers share who gave them and when, and a large ledger must fit in memory.
    """
    kinds = enumerate(column_types(cls).values())
    return tuple(
        (at, sys.intern if kind is str else kind)
        for at, (kind, _) in kinds
        if kind in {bool, str} or issubclass(kind, StrEnum)
    )


def from_values(cls: type[R], values: tuple[Any, ...]) -> R:
    """Return the record whose columns, in order, hold the stored `values`.

    Raises ValueError for a word that the program does not know.
    """
    # Records are only what stands in their fields, so that these can be filled without asking the class.
    record = object.__new__(cls)
    for (put, read), value in zip(_fillers(cast("type", cls)), values, strict=True):
        put(record, value if read is None or value is None else read(value))
    return record


@cache
def _fillers(cls: type) -> tuple[tuple[Callable[[Any, Any], None], Callable[[Any], Any] | None], ...]:
    """Return for each column what puts a value into its field, and what makes it of the stored one."""
    assert not hasattr(cls, "__post_init__"), "records are made without being initialized"
    readers = dict(_readers(cls))
    return tuple((getattr(cls, name).__set__, readers.get(at)) for at, name in enumerate(column_names(cls)))


def from_row(cls: type[R], row: Mapping[str, object]) -> R:
    """Return the record for a row that names every column."""
    return from_values(cls, tuple(row[name] for name in column_names(cast("type", cls))))


def to_row(record: Any) -> dict[str, Value]:
    """Return the row that stores `record`: words as their values, truth as 0 or 1."""
    cls = cast("type", type(record))
    row: dict[str, Value] = dict(zip(column_names(cls), _values_of(cls)(record), strict=True))
    for name in _plain_names(cls):
        row[name] = plain(row[name])
    return row


@cache
def _values_of(cls: type) -> Callable[[object], tuple[Value, ...]]:
    return attrgetter(*column_names(cls))


@cache
def _plain_names(cls: type) -> tuple[str, ...]:
    """Return the columns whose value is not already as it is stored."""
    kinds = column_types(cls).items()
    return tuple(name for name, (kind, _) in kinds if kind is bool or issubclass(kind, StrEnum))


def plain(value: Any) -> Value:
    """Return `value` as SQLite keeps it: words as text, truth as 0 or 1, the rest unchanged."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, StrEnum):
        return value.value
    assert value is None or isinstance(value, str | int | bytes)
    return value
