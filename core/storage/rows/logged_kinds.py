"""What an entry of the change log may say: verbs, tables and columns that there are, and values of their types."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from core.model.machine.history import Bytes
from core.model.machine.kinds import Kept
from core.model.machine.records import abouts, column_types
from core.model.machine.stored_json import decoder
from core.model.registry import TABLES
from core.pattern import pattern

Run = tuple[str, str, list[str], list[Any]]
"""Like changes one after the other: what was done, the table, the columns, and the values of each row."""

LoggedRow = tuple[str, str, tuple[str, ...], list[Any]]
"""One row of a run: what was done, the table, the columns, its values."""

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading an entry may raise that this program has not written."""

VERBS = ("insert", "update", "delete")


def _bytes(found: dict[str, Any]) -> Bytes:
    match found:
        case {"sha256": str(sha256), "length": int(length)} if len(found) == 2:
            return Bytes(sha256, length)
    raise ValueError("no bytes")


DECODER = decoder(_bytes)


def are_possible(text: str) -> bool:
    """Whether from_json reads the text; twice as fast, for it asks column by column."""
    try:
        runs: list[Run] = DECODER.decode(text)
        return isinstance(runs, list) and all(map(_is_possible_run, runs))
    except UNREADABLE:
        return False


def _is_possible_run(run: Run) -> bool:
    verb, table, columns, rows = run
    types = _types(table, tuple(columns))
    if verb not in VERBS or not isinstance(rows, list) or not rows or any(type(row) is not list for row in rows):
        return False
    if verb != "update":
        values = tuple(zip(*rows, strict=True))
        ids, sides = values[columns.index("id")], [values]
    else:
        ids, *both = zip(*rows, strict=True)
        if len(both) != 2 or any(type(side) is not list for some in both for side in some):
            return False
        sides = [tuple(zip(*some, strict=True)) for some in both]
    return set(map(type, ids)) == _ID and all(
        len(side) == len(types) and all(map(_all_fit, side, types)) for side in sides
    )


def _all_fit(values: Sequence[Any], types: frozenset[type]) -> bool:
    found = set(map(type, values))
    return found <= types and (int not in found or all(value in _INTEGERS for value in values if value is not None))


def possible(row: LoggedRow) -> LoggedRow:
    """Return the row; raises one of UNREADABLE for one that no change set has written. What was impossible in the
    ledger and was mended stands in the log as it was: a value is asked for its type only."""
    verb, table, columns, values = row
    types = _types(table, columns)
    if verb == "update":
        id, *sides = values
        if len(sides) != 2 or not _fits(id, _ID):
            raise ValueError(id)
    else:
        sides = [values]
        if not _fits(values[columns.index("id")], _ID):
            raise ValueError(values)
    for side in sides:
        if type(side) is not list or len(side) != len(types) or not all(map(_fits, side, types)):
            raise ValueError(side)
    return row


_ID = frozenset({int})
_INTEGERS = range(-(2**63), 2**63)


def _fits(value: object, types: frozenset[type]) -> bool:
    kind = type(value)
    if kind is str and not value.isascii():  # type: ignore[attr-defined]
        return kind in types and _HALF.search(value) is None  # type: ignore[call-overload]
    return kind in types and (kind is not int or value in _INTEGERS)


_HALF = pattern("[\ud800-\udfff]")


@cache
def kept_columns(table: str) -> frozenset[str]:
    """Return the columns of which the log may have the hash alone."""
    found = abouts(TABLES[table].record).items()
    return frozenset(name for name, about in found if isinstance(about.kind, Kept))


@cache
def _types(table: str, columns: tuple[str, ...]) -> tuple[frozenset[type], ...]:
    """Return what may stand in the columns: their type or nothing, and bytes or their hash. Raises LookupError."""
    types, kept, secret = column_types(TABLES[table].record), kept_columns(table), TABLES[table].secret
    return tuple(_types_of(types[name][0], name in kept, name in secret) for name in columns)


def _types_of(kind: type, is_kept: bool, is_secret: bool) -> frozenset[type]:
    """A secret that was not told when the entry left the ledger is a word."""
    stored = {bytes: Bytes, bool: int}.get(kind, str if issubclass(kind, str) else kind)
    return frozenset({stored, type(None)} | ({Bytes} if is_kept else set()) | ({str} if is_secret else set()))
