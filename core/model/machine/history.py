"""The change log as values: who changed what, when and where, and which part of it is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import overload

from core.dataclass import dataclass

ENTRY_UNREADABLE = "(読めない記録)"
"""Begins the label of an entry that this program cannot have written."""


@dataclass(frozen=True, slots=True)
class Bytes:
    """Stored bytes, or a long text that the program keeps for itself, as the log knows them."""

    sha256: str
    length: int


Logged = str | int | None | Bytes

Row = Mapping[str, Logged]
"""The columns of a row, as far as the log names them."""


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One row: `before` is None when it was inserted, `after` when it was deleted; else both name the same columns."""

    table: str
    id: int
    before: Mapping[str, Logged] | None
    after: Mapping[str, Logged] | None


class Joined(Sequence[LoggedChange]):
    """Changes of several entries one after the other; each is gone through only when it is looked at."""

    def __init__(self, parts: Sequence[Sequence[LoggedChange]]) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[LoggedChange]:
        return chain.from_iterable(self._parts)

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    @overload
    def __getitem__(self, at: int) -> LoggedChange: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[LoggedChange, ...]: ...
    def __getitem__(self, at: int | slice) -> LoggedChange | tuple[LoggedChange, ...]:
        if isinstance(at, slice):
            return tuple(islice(self, *at.indices(len(self))))
        return next(islice(self, range(len(self))[at], None))


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One change set: `at` is the local time with its offset from UTC, to the second, "" when it cannot be read. `save`
    is the last entry of the save that brought it into the file and `saved_at` that save's local time: None both when
    none has yet, the time "" when it is not known."""

    id: int
    at: str
    who: str
    pc: str
    label: str
    changes: Sequence[LoggedChange]
    save: int | None = None
    saved_at: str | None = None


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries are asked for; None asks for all. `since` and `until` are ISO days, both included. `rows` asks for
    what was done to these rows (table and id) and to rows that belonged to one of them: an entry then tells of these
    changes only."""

    who: str | None = None
    table: str | None = None
    since: str | None = None
    until: str | None = None
    rows: frozenset[tuple[str, int]] | None = None
