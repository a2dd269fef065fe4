"""Tables that exist only in a test: known for a while, and made in a database as a migration would make them."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.model import registry
from core.model.machine.kinds import Reference
from core.model.machine.records import abouts, column_types
from core.model.machine.table import Table
from core.model.registry import OWNERS, PARENTS, REFERENCES, TABLES, register


@contextmanager
def known(*tables: Table) -> Iterator[None]:
    """Let the registry know the tables for a while."""
    for table in tables:
        register(table)
    try:
        yield
    finally:
        for table in tables:
            del TABLES[table.name], OWNERS[table.name], registry._BY_RECORD[table.record]
            PARENTS.pop(table.name, None)
            for key in [key for key in REFERENCES if key[0] == table.name]:
                del REFERENCES[key]


def definition(table: Table) -> str:
    """Return the SQL of a table as a migration would have it, from the kinds of its fields."""
    columns = ["id INTEGER PRIMARY KEY AUTOINCREMENT"]
    for name, about in abouts(table.record).items():
        kind = about.kind
        needed = "" if column_types(table.record)[name][1] else " NOT NULL"
        leads = f" REFERENCES {kind.target} (id) DEFERRABLE INITIALLY DEFERRED" if isinstance(kind, Reference) else ""
        columns.append(f"{name} {kind.sql}{needed}{leads}")
    unique = [f"UNIQUE ({', '.join(table.keys)})"] if table.keys else []
    return f"CREATE TABLE {table.name} ({', '.join(columns + unique)}) STRICT"
