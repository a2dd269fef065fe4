"""What a row does not tell yet: values that may be written, but are shown to nobody before the subject lets them be.

Whatever shows, prints, exports or compares a value of the ledger asks here first; the table says of which columns and
of which rows that is true (Table.secret, Table.sealed).
"""

from collections.abc import Mapping
from typing import Any

from core.model.machine.records import Record, column_names, from_row
from core.model.machine.table import Look
from core.model.registry import TABLES, table_of

SEALED = "封印"
"""Stands where a value is not told. Read back into the row from which it came, it means the value that is there."""


def may_be_sealed(cls: type[Record], name: str) -> bool:
    """Whether there are rows that do not tell this column."""
    table = table_of(cls)
    return table.sealed is not None and name in table.secret


def is_sealed(look: Look, record: Record, name: str) -> bool:
    """Whether the row has a value in this column that is not to be told; that it is blank is told."""
    sealed = table_of(type(record)).sealed
    if sealed is None or not may_be_sealed(type(record), name) or getattr(record, name) in {None, ""}:
        return False
    return sealed(look, record)


def told(look: Look, record: Record, name: str) -> Any:
    """Return the value of a column, or SEALED where it is not to be told."""
    return SEALED if is_sealed(look, record, name) else getattr(record, name)


def was_sealed(look: Look, name: str, id: int, column: str, values: Mapping[str, object] | None = None) -> bool:
    """Whether a value that a row has, had or would have is not to be told: as long as the row is sealed now, what stood
    there before is sealed too. `values` are those that are known of the row. Of a row that is gone without a trace
    nobody can say that it was opened."""
    table = TABLES[name]
    if table.sealed is None or column not in table.secret:
        return False
    record: Record | None = look.all(table.record).get(id)
    if record is None and values is not None and set(column_names(table.record)) <= set(values):
        record = from_row(table.record, values)
    return record is None or table.sealed(look, record)
