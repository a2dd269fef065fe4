"""The change log as values: who changed what, when and where, and which part of it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

ENTRY_UNREADABLE = "(読めない記録)"
"""Begins the label of an entry that this program cannot have written."""


@dataclass(frozen=True, slots=True)
class Bytes:
    """Stored bytes as the log knows them."""

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
    changes: tuple[LoggedChange, ...]
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
