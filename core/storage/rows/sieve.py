"""The records of an open ledger with something possible for whatever is not, each read and asked once."""

import sqlite3
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from core.model.machine.changes import ChangeSet
from core.model.machine.many_records import from_many
from core.model.machine.possible import Impossible, flags_of, mending, possible_tables, readable, sifted
from core.model.machine.records import column_names, from_row
from core.model.machine.standing import standing
from core.model.machine.table import Table
from core.model.registry import TABLES
from core.storage.rows.heard import HeardTables
from core.storage.rows.log_check import faults_in_log
from core.storage.rows.writer import select

_AT_ONCE = 5_000
NOTHING: Mapping[str, list[Any]] = MappingProxyType({})


class Sieve:
    """`heard` is what has been read already. It may raise sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection, heard: HeardTables | None = None) -> None:
        self._connection = connection
        self._records: Mapping[str, list[Any]] = heard.records if heard is not None else NOTHING
        self._no_json = heard.no_json if heard is not None else None
        self._log: tuple[Impossible, ...] | None = None
        self._found: tuple[Impossible, ...] | None = None
        self._is_read = False

    def found(self) -> tuple[Impossible, ...]:
        """Return what stands in the rows and in the change log and cannot be, and what stands in the records for it."""
        if self._found is None:
            self._read()
        return (*(self._found or ()), *self.found_in_log())

    def found_in_log(self, *, is_thorough: bool = False) -> tuple[Impossible, ...]:
        """Return what stands in the change log and cannot be, in entries as long as a whole ledger only if it is to be
        `is_thorough`. Entries never change, so that it is looked for once."""
        if self._log is None or is_thorough:
            self._log = tuple(faults_in_log(self._connection, is_thorough=is_thorough, known=self._no_json))
        return self._log

    def taken(self) -> Mapping[str, list[Any]]:
        """Return every record of every table that is not lazy; they are not kept here."""
        if not self._is_read:
            self._read()
        records, self._records, self._is_read = self._records, NOTHING, False
        return records

    def mending(self) -> ChangeSet:
        """Return what makes the rows say what the records say, where something was found; else an empty action."""
        return mending(self._found or ())

    def log_mended(self) -> None:
        """Take note that nothing impossible is left in the change log."""
        self._log, self._no_json = (), None

    def written(self, is_mended: bool) -> None:
        """Take note that rows were changed; with `is_mended` nothing impossible is left in them."""
        self._records, self._is_read = NOTHING, False
        if is_mended:
            self._found = ()
        elif self._found:
            # Some of it may have been typed over.
            self._read()
            self._records, self._is_read = NOTHING, False

    def _read(self) -> None:
        records: dict[str, list[Any]] = {}
        found: list[Impossible] = []
        flags: list[tuple[str, str]] = []
        for table in possible_tables():
            heard = self._records.get(table.name)
            read, unknown = (heard, []) if heard is not None else self._of(table)
            records[table.name], faults = sifted(table, read)
            found += unknown + faults
            if read:
                flags += [(table.name, name) for name in flags_of(table)]
        found += self._neither_yes_nor_no(flags)
        good, faults = standing(records, {table.name: self._ids(table) for table in TABLES.values() if table.lazy})
        self._records, self._found, self._is_read = good, (*found, *faults), True

    def _ids(self, table: Table) -> list[int]:
        return [id for (id,) in self._connection.execute(f"SELECT id FROM {table.name}")]

    def _of(self, table: Table) -> tuple[list[Any], list[Impossible]]:
        """Return the records of a table, and the words in it that the program does not know."""
        statement = f"{select(table.name)} ORDER BY id"
        cursor = self._connection.execute(statement)
        records: list[Any] = []
        try:
            while rows := cursor.fetchmany(_AT_ONCE):
                records += from_many(table.record, rows)
        except ValueError:
            names = column_names(table.record)
            rows = self._connection.execute(statement).fetchall()
            read = list(readable(table, (dict(zip(names, row, strict=True)) for row in rows)))
            return [from_row(table.record, row) for row, _ in read], [one for _, faults in read for one in faults]
        return records, []

    def _neither_yes_nor_no(self, flags: list[tuple[str, str]]) -> list[Impossible]:
        """Look into the columns of (table, column): in one question, for each would take longer than its answer."""
        if not flags:
            return []
        each = (
            f"SELECT '{table}', id, '{name}', {name} FROM {table} WHERE {name} NOT IN (0, 1)" for table, name in flags
        )
        rows = self._connection.execute(" UNION ALL ".join(each)).fetchall()
        return [Impossible(table, id, name, value, bool(value)) for table, id, name, value in rows]
