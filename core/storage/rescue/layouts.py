"""In which order the columns of a damaged file stand in its rows, and what a row that is too short leaves unsaid.

SQLite leaves rows as they are when a column is added: they are shorter than the table by then, and what they do not say
is the column's default.
"""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import MISSING, fields

from core.dataclass import dataclass
from core.model.machine.changes import Value
from core.model.machine.records import column_names, plain
from core.model.machine.table import Table
from core.model.registry import TABLES
from core.pattern import pattern
from core.storage.rescue.sqlite_pages import Pages, RawRow, read_tree

_NO_COLUMN = {"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"}
"""Words that begin a part of a definition which is no column."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns` are the file's, in their physical order; `defaults` what a file without the column means. Only of the
    columns `added` may a row of the file say nothing: they may be younger than the row."""

    table: Table
    columns: tuple[str, ...]
    defaults: Mapping[str, Value]
    added: frozenset[str]

    def values(self, id: int, raw: RawRow) -> dict[str, Value] | None:
        """Return the record's columns as a raw row says them; None where it cannot be a row of this table.

        Columns that the record does not have any more are left out; that of the id holds nothing, the id is the rowid.
        """
        unsaid = self.columns[len(raw) :]
        if not 1 <= len(raw) <= len(self.columns) or raw[0] is not None or not self.added.issuperset(unsaid):
            return None
        said: dict[str, object] = dict(zip(self.columns, raw, strict=False))
        said["id"] = id
        names = column_names(self.table.record)
        if any(name not in said and name not in self.defaults for name in names):
            return None
        return {name: said[name] if name in said else self.defaults[name] for name in names}  # type: ignore[misc]


def layouts_of(pages: Pages, db: sqlite3.Connection) -> dict[str, Layout]:
    """Return the layout of each table: by the file's own definitions, where these cannot be read as in the new, empty
    database `db`."""
    own = _definitions(pages)
    return {name: _layout(table, own.get(name, {}), db) for name, table in TABLES.items()}


def _layout(table: Table, own: Mapping[str, str], connection: sqlite3.Connection) -> Layout:
    defaults: dict[str, Value] = {
        field.name: plain(field.default)
        for field in fields(table.record)
        if field.default is not MISSING and field.name != "id"
    }
    query = f"SELECT name, dflt_value, \"notnull\" FROM pragma_table_info('{table.name}')"
    known = {name: (default, needed) for name, default, needed in connection.execute(query)}
    added = {name for name, (default, needed) in known.items() if default is not None or not needed} - {"id"}
    columns = own if next(iter(own), "") == "id" else dict.fromkeys(known, "")
    literals = {name: default for name, (default, _) in known.items()} | dict(columns)
    literals = {name: literal for name, literal in literals.items() if literal}
    defaults |= {name: _value(literal) for name, literal in literals.items()}
    return Layout(table, tuple(columns), defaults, frozenset(added.union(literals)))


def _definitions(pages: Pages) -> dict[str, dict[str, str]]:
    """Return by table the columns that its definition in the file names; nothing of it is carried out."""
    found = {}
    for row in read_tree(pages, 1).rows.values():
        if len(row) == 5 and row[0] == "table" and isinstance(row[4], str):
            found[str(row[1])] = columns_in(row[4])
    return found


def columns_in(definition: str) -> dict[str, str]:
    """Return the columns that a CREATE TABLE names, in its order, each with the literal that is its default, "" for
    none. One that was added later stands at the end."""
    parts, depth, start = [], 0, 0
    bare = _QUOTED.sub(lambda match: "x" * len(match[0]), definition)
    for found_at in _BRACKETS.finditer(bare):
        at, letter = found_at.start(), found_at[0]
        depth += (letter == "(") - (letter == ")")
        if (letter in "(," and depth == 1) or (letter == ")" and depth == 0):
            if letter != "(":
                parts.append(definition[start:at])
            start = at + 1
    found = {}
    for part in parts:
        name = re.match(r'\s*["`\[]?(\w+)', part)
        if name and name[1].upper() not in _NO_COLUMN:
            default = _DEFAULT.search(part)
            found[name[1]] = default[1] if default else ""
    return found


_BRACKETS = pattern("[(),]")
_QUOTED = pattern(r"'(?:[^']|'')*'")
_DEFAULT = pattern(r"\bDEFAULT\s+('(?:[^']|'')*'|-?[0-9]+|NULL)", re.IGNORECASE)


def _value(literal: str) -> Value:
    """Return the value of a literal of SQL."""
    if literal.startswith("'"):
        return literal[1:-1].replace("''", "'")
    return None if literal.upper() == "NULL" else int(literal)
