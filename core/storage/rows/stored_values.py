"""Whether a row's values are what its record says: SQLite's own STRICT takes True for 1 and '1200' for 1200."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any

from core.model.machine.changes import Row, Value
from core.model.machine.kinds import Kind
from core.model.machine.possible import kinds_of
from core.model.machine.records import column_types, label_of
from core.model.machine.table import Table
from core.model.registry import TABLES
from core.pattern import pattern
from core.storage.disk.errors import ChangeRefused

_LONGEST_TOLD = 100
_INTEGERS = range(-(2**63), 2**63)
_IDS = range(1, 2**63)
# Half a surrogate pair has no UTF-8, and SQL functions stop reading at a NUL.
_UNSTORABLE = pattern("[\0\ud800-\udfff]")


def table_named(name: str) -> Table:
    """Return the table; raises ChangeRefused "unknown_change" for a name that is none."""
    if name not in TABLES:
        raise ChangeRefused("unknown_change", detail=f"table {name!r}")
    return TABLES[name]


def checked(table: Table, values: Row) -> dict[str, Value]:
    """Return `values` as stored: words as text, truth as 0 or 1.

    Raises ChangeRefused "unknown_change" for a column that the table does not have, "wrong_value" for a value of
    another type, empty where it must not be, a word or character that is not allowed, or what is impossible for its
    kind: a day that does not exist, an id below 1.
    """
    readers = _readers(table.record)
    stored: dict[str, Value] = {}
    for name, value in values.items():
        if name not in readers:
            raise ChangeRefused("unknown_change", detail=f"column {table.name}.{name}")
        read, optional, kind = readers[name]
        try:
            if value is None and optional:
                stored[name] = None
                continue
            stored[name] = found = read(value)
            if (kind is not None and not kind.is_possible(found)) or (name == "id" and value not in _IDS):
                raise ValueError(value)
        except ValueError as error:
            raise ChangeRefused(
                "wrong_value", name, table=table.label, label=column_label(table, name), text=_short(value)
            ) from error
    return stored


def _short(value: object) -> object:
    return value if not isinstance(value, str) or len(value) <= _LONGEST_TOLD else f"{value[:_LONGEST_TOLD]}…"


def column_label(table: Table, name: str) -> str:
    """Return what people call the column."""
    return "番号" if name == "id" else label_of(table.record, name)


@cache
def _readers(record: type) -> dict[str, tuple[Callable[[Any], Value], bool, Kind | None]]:
    """Return for each column what gives the stored value or raises ValueError, whether it may be empty, and the kind
    that is asked whether such a value can stand there."""
    kinds = kinds_of(record)
    return {name: (_reader(kind), optional, kinds.get(name)) for name, (kind, optional) in column_types(record).items()}


def _reader(kind: type) -> Callable[[Any], Value]:
    readers: dict[type, Callable[[Any], Value]] = {str: _text, int: _integer, bool: _truth, bytes: _bytes}
    return _word(kind) if issubclass(kind, StrEnum) else readers[kind]


def _text(value: object) -> str:
    if type(value) is str and not _UNSTORABLE.search(value):
        return value
    raise ValueError(value)


def _integer(value: object) -> int:
    if type(value) is int and value in _INTEGERS:
        return value
    raise ValueError(value)


def _truth(value: object) -> int:
    if isinstance(value, int) and value in (0, 1):
        return int(value)
    raise ValueError(value)


def _bytes(value: object) -> bytes:
    if type(value) is bytes:
        return value
    raise ValueError(value)


def _word(kind: type[StrEnum]) -> Callable[[Any], str]:
    words = {word.value: word.value for word in kind}

    def read(value: object) -> str:
        if isinstance(value, str) and value in words:
            return words[value]
        raise ValueError(value)

    return read
