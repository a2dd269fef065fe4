"""The change log of one open database, as it is read."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from core.model.machine.history import LogEntry, LogFilter
from core.model.machine.history import Row as LoggedRow
from core.storage.disk.errors import StoreError, told_as
from core.storage.rows.change_log import deleted_rows, find_entries, people, read_entries
from core.storage.rows.closing import ClosedEntry, Range, closings, entries_of, entries_until


class StoredLog:
    """What every change set left behind; nothing here writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._place = Path(self._connection.execute("PRAGMA database_list").fetchone()[2])

    def _spoilt_entries(self) -> frozenset[int]:
        """Return the ids of the entries that are known not to be readable to their end."""
        return frozenset()

    def log(self, limit: int = 1_000, before: int | None = None) -> tuple[LogEntry, ...]:
        """Return up to `limit` entries of the change log, the newest first; with `before`, those older than it."""
        with told_as(StoreError, self._place):
            return read_entries(self._connection, limit, before, self._spoilt_entries())

    def entries(
        self, wanted: LogFilter, limit: int, passes: Callable[[LogEntry], bool] | None = None
    ) -> tuple[LogEntry, ...]:
        """Return up to `limit` entries of the change log that are asked for and that pass, the newest first."""
        with told_as(StoreError, self._place):
            return find_entries(self._connection, wanted, limit, passes, self._spoilt_entries())

    def deleted_rows(self) -> dict[str, dict[int, LoggedRow]]:
        """Return by table and id what the change log saw deleted, as it was last; some of it may be back."""
        with told_as(StoreError, self._place):
            return deleted_rows(self._connection)

    def people(self) -> tuple[str, ...]:
        """Return everybody who stands in the change log."""
        with told_as(StoreError, self._place):
            return people(self._connection)

    def entries_until(self, day: str) -> Range | None:
        """Return which entries of the change log may be closed off at the end of an ISO day."""
        with told_as(StoreError, self._place):
            return entries_until(self._connection, day)

    def stored_entries(self, wanted: Range) -> Iterator[ClosedEntry]:
        """Yield entries of the change log as they are stored, the oldest first."""
        with told_as(StoreError, self._place):
            yield from entries_of(self._connection, wanted)

    def closings(self) -> tuple[str, ...]:
        """Return what the change log says of entries that were closed off, the newest first."""
        with told_as(StoreError, self._place):
            return closings(self._connection)
