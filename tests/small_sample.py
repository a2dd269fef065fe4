"""A few rows of the sample, for tests that make, check or write out many ledgers."""

from collections.abc import Collection

from core.model.machine.changes import ChangeSet, Insert
from core.model.registry import REFERENCES, TABLES
from core.sample import sample


def small_sample(first: int, tables: Collection[str] = tuple(TABLES)) -> ChangeSet:
    """Return what inserts the rows up to the `first` of the tables, and what they refer to."""
    rows = {(row.table, row.id): row for row in sample().changes if isinstance(row, Insert)}
    kept: set[tuple[str, int]] = set()
    wanted = [(table, id) for table, id in rows if id <= first and table in tables and table != "links"]
    while wanted:
        key = wanted.pop()
        kept.add(key)
        for (table, column), target in REFERENCES.items():
            id = rows[key].values.get(column)
            if table == key[0] and isinstance(id, int) and (target, id) not in kept:
                wanted.append((target, id))
    return ChangeSet("見本の初めの行", tuple(row for key, row in rows.items() if key in kept))
