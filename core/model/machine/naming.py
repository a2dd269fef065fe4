"""What the rows of the ledger are called in labels and sentences, in which order they stand, and by which columns."""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from core.model.machine.anywhere import row_at
from core.model.machine.faults import Refused
from core.model.machine.kinds import AnyRow, Content, Kept, Place, Reference
from core.model.machine.records import Record, abouts, label_of
from core.model.machine.spreadsheet import owner_of
from core.model.machine.table import Look, Table
from core.model.machine.tree import path_of
from core.model.registry import ABOVE, ANYWHERE, OWNERS, TABLES, table_of
from core.model.values.codes import search_key

R = TypeVar("R", bound=Record)


def describe(look: Look, record: Record) -> str:
    """Return what people call the row, with its owners where it would be unclear without them."""
    table = table_of(type(record))
    if table.called:
        return table.called(look, record)
    ends = [called_at(look, getattr(record, column)) for column in ANYWHERE.get(table.name, ())]
    return f"{'と'.join(ends)}の{table.label}" if ends else f"{table.label}{record.id}"


GONE = "(削除された記録)"


def called_at(look: Look, value: str) -> str:
    """Return what people call the row of any table that a value names."""
    row = row_at(look, value)
    return describe(look, row) if row is not None else GONE


def title_of(look: Look, record: Record) -> str:
    """Return the short name by which a row is chosen and found: its title where it has one, else what it is called."""
    table = table_of(type(record))
    title = str(getattr(record, table.titled)) if table.titled else ""
    return title or describe(look, record)


def reference_name(look: Look, cls: type[Record], target: Record) -> str:
    """Return the name by which rows of a kind speak of a row: its title; with the owner where titles are told apart
    within their owner only, but for those of that owner itself."""
    owner = owner_of(type(target))
    return title_of(look, target) if owner in {None, cls} else describe(look, target)


@cache
def told_columns(cls: type[Record]) -> tuple[str, ...]:
    """Return the columns by which a row is told to people, those of its owners first: not its id, nor what
    the program keeps for itself, nor the number of its place, which shows by where it stands."""
    owners = OWNERS[table_of(cls).name]
    told = [
        name
        for name, about in abouts(cls).items()
        if name != "id" and not isinstance(about.kind, Content | Kept | Place)
    ]
    return (*(name for name in told if name in owners), *(name for name in told if name not in owners))


def told_tables() -> tuple[Table, ...]:
    """Return the tables that can be shown and printed row by row: all whose rows are kept in memory."""
    return tuple(table for table in TABLES.values() if not table.lazy)


def table_named(text: str) -> Table:
    """Return the table of this name, or of this label; raises Refused "unknown" with those that there are."""
    wanted = search_key(text).strip()
    for table in told_tables():
        if wanted in {table.name, search_key(table.label)}:
            return table
    known = "、".join(f"{table.label}({table.name})" for table in told_tables())
    raise Refused("unknown", what="表", text=text, candidates=known)


def edited(look: Look, record: Record, name: str) -> str:
    """Return what an edit of one column is called in the undo menu: 項25の備考を変更."""
    table = table_of(type(record))
    part = "" if name == table.whole else label_of(type(record), name)
    if table.edited:
        return table.edited(look, record, part)
    return f"{describe(look, record)}{f'の{part}' if part else ''}を変更"


def in_order(look: Look, rows: Iterable[R]) -> list[R]:
    """Return the rows as people expect them: by their owners, then by the columns that the table names, then by id."""
    return sorted(rows, key=lambda row: sort_key(look, row))


def sort_key(look: Look, record: Record) -> tuple[Any, ...]:
    """Return the key by which a row is sorted; what is empty comes last. Rows of a tree follow the row above them."""
    table = table_of(type(record))
    if table.name in ABOVE:
        return tuple(_own_key(look, one) for one in path_of(look, record))
    return _own_key(look, record)


def _own_key(look: Look, record: Record) -> tuple[Any, ...]:
    table = table_of(type(record))
    owners = [name for name in OWNERS[table.name] if name != "id"]
    return (*(_column_key(look, table, record, name) for name in (*owners, *table.order)), record.id)


def _column_key(look: Look, table: Table, record: Record, name: str) -> tuple[Any, ...]:
    value = getattr(record, name)
    if value is None:
        return (1,)
    kind = abouts(table.record)[name].kind
    if isinstance(kind, Reference):
        target: Record | None = look.all(TABLES[kind.target].record).get(value)
        return (0, sort_key(look, target)) if target is not None else (1,)
    if isinstance(kind, AnyRow):
        return _place_key(look, value)
    return (0, kind.sort(value))


def _place_key(look: Look, value: str) -> tuple[Any, ...]:
    row = row_at(look, value)
    return (1,) if row is None else (0, list(TABLES).index(table_of(type(row)).name), sort_key(look, row))
