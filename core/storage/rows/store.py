"""The ledger's rows: read as a book, changed by change sets, each whole or not at all."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from core.model.book import Book
from core.model.machine.changes import ChangeSet, Row
from core.model.machine.garbage import without_collecting
from core.model.machine.possible import MENDED
from core.model.machine.records import from_values
from core.model.registry import TABLES
from core.storage.disk.errors import ChangeRefused, StoreError, told_as
from core.storage.document.seal import Seal
from core.storage.rows.change_log import (
    RawEntry,
    date_entries,
    is_used_up,
    note_save,
    write_entry,
    write_history,
)
from core.storage.rows.closing import Range, remove_entries
from core.storage.rows.heard import HeardTables
from core.storage.rows.log_check import mend_log
from core.storage.rows.sieve import Sieve
from core.storage.rows.stored_log import StoredLog
from core.storage.rows.writer import Writer, read_references, read_row, read_rows

R = TypeVar("R")


class Store(StoredLog):
    """One open database with the ledger's tables. Used by the thread that opened it; nobody else writes."""

    def __init__(self, connection: sqlite3.Connection, heard: HeardTables | None = None) -> None:
        """`connection` leads to the tables of SCHEMA_VERSION, has foreign keys on and is in autocommit mode; `heard`
        is what has been read of it already, as it stands there."""
        super().__init__(connection)
        self.sieve = Sieve(connection, heard)

    @property
    def document_id(self) -> str:
        """The id that the document keeps in every copy and under every name."""
        return str(self._meta("document_id"))

    @property
    def revision(self) -> int:
        """The number of change sets applied since the document was made."""
        return int(self._meta("revision"))

    @property
    def seal(self) -> Seal:
        """By whom and when the file was closed to be handed over; empty when it was not."""
        return Seal(str(self._meta("sealed_at")), str(self._meta("sealed_by")))

    @property
    def has_consortium(self) -> bool:
        """Whether the one row is there without which the rows are no ledger."""
        with told_as(StoreError, self._place):
            return self._connection.execute("SELECT 1 FROM consortium").fetchone() is not None

    def book(self) -> Book:
        """Read every record but those of lazy tables; what is impossible in a row is not in the record."""
        with told_as(StoreError, self._place):
            tables = self.sieve.taken()
            last_ids = dict(self._connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        return Book(tables, last_ids)

    def lazy(self, cls: type[R], id: int) -> R:
        """Read one record of a lazy table; raises ChangeRefused "row_gone" when there is none."""
        table = next(table for table in TABLES.values() if table.record is cls)
        with told_as(StoreError, self._place):
            return from_values(cls, read_row(self._connection, table, id))

    def rows(self) -> dict[str, dict[int, Row]]:
        """Read every row of every table as it is stored, lazy ones included."""
        with told_as(StoreError, self._place):
            return read_rows(self._connection)

    def references(self) -> dict[tuple[str, str], str]:
        """Return for each column that refers to a row the table of that row."""
        return read_references(self._connection)

    def apply(self, change_set: ChangeSet, who: str = "", history: Iterable[RawEntry] = ()) -> ChangeSet:
        """Apply every change or none; return the change set that takes it back.

        `history` are entries of another copy's log that are told along with it, before its own.

        References and keys need to be right at the end only. The inverse names every column of a row put back, and of
        an updated row those that were updated; applied, it is told in the log as what it takes back, whose changes
        are not written there again. Raises ChangeRefused when the change set breaks a rule of the tables,
        StoreError when the disk is full or fails; then nothing has changed.
        """
        with without_collecting(), self._transaction():
            writer = Writer(self._connection)
            done = [writer.write(change) for change in change_set.changes]
            writer.finish()
            write_history(self._connection, history)
            entry = write_entry(self._connection, who, change_set.label, done, change_set.of)
            self._connection.execute("UPDATE meta SET revision = revision + 1")
        with told_as(StoreError, self._place):
            self.sieve.written(is_mended=change_set.label == MENDED)
        return ChangeSet(change_set.label, tuple(inverse for _, inverse in reversed(done)), entry)

    def begin_here(self) -> None:
        """Take what a kept ledger holds for what was put into it just now, on this PC. Raises StoreError."""
        with self._transaction():
            date_entries(self._connection)
            self._connection.execute("UPDATE meta SET revision = revision + 1")

    def mend(self) -> None:
        """Let the rows say what was shown where something impossible was found, and the change log what it shows of
        entries that cannot be read; of the rows it keeps what was there. Raises what apply does."""
        if change_set := self.sieve.mending():
            self.apply(change_set)
        with told_as(StoreError, self._place):
            found = self.sieve.found_in_log()
        if found:
            with self._transaction():
                mend_log(self._connection, found)
                self._connection.execute("UPDATE meta SET revision = revision + 1")
            self.sieve.log_mended()

    def close_entries(self, gone: Range, label: str, who: str) -> None:
        """Take entries that stand in a file of their own out of the change log, and say so in one more entry."""
        with self._transaction():
            remove_entries(self._connection, gone)
            write_entry(self._connection, who, label, ())
            self._connection.execute("UPDATE meta SET revision = revision + 1")
        # Their place in the file is given back where the disk has room to do it.
        with suppress(sqlite3.Error):
            self._connection.execute("VACUUM")

    def _spoilt_entries(self) -> frozenset[int]:
        return frozenset(one.id for one in self.sieve.found_in_log() if one.column == "changes")

    def note_save(self, last_entry: int, at: str) -> None:
        """Remember that the change log was saved at `at` up to this entry; the revision stays. Raises StoreError."""
        with self._transaction():
            note_save(self._connection, at, last_entry)

    def close(self) -> None:
        """Close the database; the store cannot be used afterwards."""
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Commit what happens inside, or nothing. Takes the write lock at once, so that it is not refused half-way."""
        with told_as(StoreError, self._place):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._commit()
            except BaseException as error:
                # SQLite has already rolled back when the disk is full or cannot be read.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                # To SQLite a sequence without a next number is a full disk.
                if isinstance(error, sqlite3.Error) and is_used_up(self._connection):
                    raise StoreError("entries_used_up") from error
                raise

    def _commit(self) -> None:
        try:
            self._connection.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            # Only while the transaction is open can it be said what refers to nothing.
            name, _, parent, _ = self._connection.execute("PRAGMA foreign_key_check").fetchone()
            labels = {"table": TABLES[name].label, "parent": TABLES[parent].label}
            raise ChangeRefused("reference_broken", **labels) from error

    def _meta(self, column: str) -> Any:
        with told_as(StoreError, self._place):
            return self._connection.execute(f"SELECT {column} FROM meta").fetchone()[0]
