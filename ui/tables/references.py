"""How a column or a field that refers to rows of another table shows them, and which of them it offers."""

from collections.abc import Callable
from typing import Any

from core.model.machine.kinds import Reference
from core.model.machine.naming import in_order, reference_name, sort_key
from core.model.machine.records import Record, abouts, column_types
from core.model.machine.table import Look
from core.model.registry import TABLES
from core.operations.editing.reading import candidates


def shown_name(cls: type[Record], name: str, look: Look) -> Callable[[int | None], str]:
    """Return what gives the name of the row with an id; nothing for None, and for a row that is gone."""
    target = TABLES[_reference(cls, name).target].record

    def show(id: int | None) -> str:
        row: Record | None = look.all(target).get(id) if id is not None else None
        return reference_name(look, cls, row) if row is not None else ""

    return show


def offered_names(cls: type[Record], name: str, look: Look) -> Callable[[Record | None], tuple[str, ...]]:
    """Return what gives the names that a row may choose from, in the order of their table: never the row itself, and
    first of all none where the column may be empty."""
    target = _reference(cls, name).target

    def choices(record: Record | None) -> tuple[str, ...]:
        itself = record.id if type(record) is TABLES[target].record else None
        rows = [row for row in candidates(look, target, record) if row.id != itself]
        names = (reference_name(look, cls, row) for row in in_order(look, rows))
        return ("", *names) if column_types(cls)[name][1] else tuple(names)

    return choices


def place_in_order(cls: type[Record], name: str, look: Look) -> Callable[[int], tuple[Any, ...]]:
    """Return what gives the key by which rows that refer to others are sorted: as those stand in their own table."""
    target = TABLES[_reference(cls, name).target].record

    def key(id: int) -> tuple[Any, ...]:
        row: Record | None = look.all(target).get(id)
        return sort_key(look, row) if row is not None else ()

    return key


def _reference(cls: type[Record], name: str) -> Reference:
    kind = abouts(cls)[name].kind
    assert isinstance(kind, Reference)
    return kind
