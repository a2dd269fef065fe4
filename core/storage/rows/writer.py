"""Writing the changes of one change set as rows, and saying in the field's words why a row cannot stand."""

import re
import sqlite3
from functools import cache
from typing import cast

from core.model.machine.changes import Change, Delete, Insert, Row, Update, Value
from core.model.machine.records import column_names
from core.model.machine.table import Table
from core.model.registry import TABLES
from core.storage.disk.errors import ChangeRefused
from core.storage.rows.stored_values import checked, column_label, table_named

Values = dict[str, Value]

_USED_UP = 2**63
"""The id after the highest that SQLite has."""


class Writer:
    """Lives for one transaction. A row whose key is taken waits: two rows may exchange their keys, and a new row may
    have the key of one that goes later in the same change set."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._waiting: dict[tuple[str, int], Values] = {}

    def write(self, change: Change) -> tuple[Change, Change]:
        """Write one change; return it as stored, and its inverse. Raises ChangeRefused."""
        table = table_named(change.table)
        if isinstance(change, Insert) and change.values.get("id") == _USED_UP:
            raise ChangeRefused("numbers_used_up", table=table.label)
        match change:
            case Insert(name, values):
                row = checked(table, values)
                if len(row) != len(column_names(table.record)):
                    raise ChangeRefused("unknown_change", detail=f"columns missing: {name} {sorted(values)}")
                self._insert(table, row)
                return Insert(name, row), Delete(name, _id(row))
            case Delete(name, id):
                old = self._row(table, id)
                if self._waiting.pop((name, id), None) is None:
                    self._connection.execute(_delete(name), (id,))
                return change, Insert(name, old)
            case Update(name, id, values):
                new = checked(table, values)
                if "id" in new:
                    raise ChangeRefused("unknown_change", detail=f"id of {name} updated")
                old = self._row(table, id)
                if new:
                    self._update(table, old, new)
                return Update(name, id, new), Update(name, id, {column: old[column] for column in new})

    def finish(self) -> None:
        """Write the rows that waited; raises ChangeRefused "key_taken" when a key is still another row's."""
        for (name, _), row in self._waiting.items():
            try:
                self._connection.execute(insertion(name), _values(name, row))
            except sqlite3.IntegrityError as error:
                raise _refusal(TABLES[name], error) from error
        self._waiting.clear()

    def _insert(self, table: Table, row: Values) -> None:
        try:
            self._connection.execute(insertion(table.name), _values(table.name, row))
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_UNIQUE or (table.name, _id(row)) in self._waiting:
                raise _refusal(table, error) from error
            self._waiting[table.name, _id(row)] = row

    def _update(self, table: Table, old: Values, new: Values) -> None:
        id = _id(old)
        if (table.name, id) in self._waiting:
            self._waiting[table.name, id] = old | new
            return
        try:
            self._connection.execute(_update(table.name, tuple(new)), (*new.values(), id))
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_UNIQUE:
                raise _refusal(table, error) from error
            self._connection.execute(_delete(table.name), (id,))
            self._waiting[table.name, id] = old | new

    def _row(self, table: Table, id: int) -> Values:
        if (table.name, id) in self._waiting:
            return self._waiting[table.name, id]
        return dict(zip(column_names(table.record), read_row(self._connection, table, id), strict=True))


def read_row(connection: sqlite3.Connection, table: Table, id: int) -> tuple[Value, ...]:
    """Return the stored values of one row; raises ChangeRefused "row_gone"."""
    if type(id) is not int:
        raise ChangeRefused("unknown_change", detail=f"id {id!r} of {table.name}")
    row = connection.execute(f"{select(table.name)} WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise ChangeRefused("row_gone", table=table.label)
    return cast("tuple[Value, ...]", row)


def read_rows(connection: sqlite3.Connection) -> dict[str, dict[int, Row]]:
    """Return every row of every table by table and id, as stored."""
    found: dict[str, dict[int, Row]] = {}
    for name, table in TABLES.items():
        columns = column_names(table.record)
        rows = (dict(zip(columns, row, strict=True)) for row in connection.execute(f"{select(name)} ORDER BY id"))
        found[name] = {_id(row): row for row in rows}
    return found


def read_references(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return for each column that refers to a row the table of that row."""
    return {
        (name, column): target
        for name in TABLES
        for _, _, target, column, *_ in connection.execute(f"PRAGMA foreign_key_list({name})")
    }


@cache
def select(name: str) -> str:
    """Return the statement that reads every column, in the order of the record."""
    return f"SELECT {', '.join(column_names(TABLES[name].record))} FROM {name}"


@cache
def insertion(name: str) -> str:
    """Return the statement that inserts a row, its values in the order of the record."""
    columns = column_names(TABLES[name].record)
    return f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


@cache
def _update(name: str, columns: tuple[str, ...]) -> str:
    return f"UPDATE {name} SET {', '.join(f'{column} = ?' for column in columns)} WHERE id = ?"


def _delete(name: str) -> str:
    return f"DELETE FROM {name} WHERE id = ?"


def _values(name: str, row: Values) -> tuple[Value, ...]:
    return tuple([row[column] for column in column_names(TABLES[name].record)])


def _id(row: Values) -> int:
    return cast(int, row["id"])


def _refusal(table: Table, error: sqlite3.IntegrityError) -> ChangeRefused:
    """Return what a broken constraint means: SQLite names the columns of a key, or the expression of a check."""
    names = column_names(table.record)
    columns = [word for word in re.findall(r"\w+", str(error).partition("failed: ")[2]) if word in names]
    label = "・".join(column_label(table, column) for column in columns)
    if error.sqlite_errorcode in {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}:
        return ChangeRefused("key_taken", columns[-1], table=table.label, label=label)
    return ChangeRefused("not_allowed", columns[0] if columns else "", table=table.label, label=label)
