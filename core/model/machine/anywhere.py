"""A row of any table, named by a row that speaks of it (the kind AnyRow): which row it is, and what names it."""

from collections.abc import Iterator, Mapping

from core.model.machine.changes import Value
from core.model.machine.kinds import any_place, place_of_any
from core.model.machine.records import Record
from core.model.machine.table import Look
from core.model.registry import ANYWHERE, TABLES, table_of


def value_of(record: Record) -> str:
    """Return the value that names a row."""
    return any_place(table_of(type(record)).name, record.id)


def row_at(look: Look, value: str) -> Record | None:
    """Return the row that a value names; None for one that is gone, or is not kept in memory."""
    place = place_of_any(value)
    table = TABLES.get(place[0]) if place else None
    if place is None or table is None or table.lazy:
        return None
    found: Record | None = look.all(table.record).get(place[1])
    return found


def naming(look: Look, value: str) -> Iterator[Record]:
    """Yield the rows of any table that name the row."""
    for name, columns in ANYWHERE.items():
        for row in look.all(TABLES[name].record).values():
            if any(getattr(row, column) == value for column in columns):
                yield row


def in_other_ids(value: Value, ids: Mapping[str, Mapping[int, int]]) -> Value:
    """Return the value that names the same row where the rows have other ids; what names none stays."""
    place = place_of_any(value) if isinstance(value, str) else None
    if place is None:
        return value
    name, id = place
    return any_place(name, ids.get(name, {}).get(id, id))
