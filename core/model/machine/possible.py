"""Whether what stands in a ledger can stand there: a file may be as it was saved and still hold what nobody typed into
this program, and everything that computes relies on its records being possible."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from functools import cache
from operator import attrgetter
from typing import Any

from core.dataclass import dataclass
from core.model.machine.changes import Change, ChangeSet, Delete, Row, Update
from core.model.machine.kinds import AnyRow, Flag, Kind, OneOf, Reference
from core.model.machine.records import abouts, column_types, plain
from core.model.machine.table import Table
from core.model.registry import TABLES

MENDED = "ありえない値を空欄か仮の値に置き換え"


LEFT_OUT: Any = object()
"""Stands instead of a value for which nothing else can stand: the whole row is no record."""


@dataclass(frozen=True, slots=True)
class Impossible:
    """`value` cannot stand in the column of this row; `instead` stands in the record for it, or is LEFT_OUT. `rule`
    says why: it is no value of its kind, or it cannot stand beside the other rows."""

    table: str
    id: int
    column: str
    value: Any
    instead: Any
    rule: str = "impossible_value"


def fault_in(table: Table, column: str, value: Any) -> bool:
    """Whether a stored value, which is of its column's type, cannot stand there."""
    kind = kinds_of(table.record).get(column)
    return kind is not None and value is not None and not kind.is_possible(value)


@cache
def kinds_of(record: type) -> dict[str, Kind]:
    """Return by column the kinds that can be asked; words and references are asked by their type and by the tables."""
    return {name: about.kind for name, about in abouts(record).items() if not isinstance(about.kind, OneOf | Reference)}


def sifted(table: Table, records: list[Any]) -> tuple[list[Any], list[Impossible]]:
    """Return the records with something possible for whatever is not, and what that was. A row that names a row of any
    table is left out where it names none.

    A column is asked by its different values: of hundreds of thousands of answers there are few.
    """
    if not records:
        return records, []
    bad: dict[str, set[Any]] = {}
    for name, kind in kinds_of(table.record).items():
        different = set(map(attrgetter(name), records)) - {None}
        if not kind.are_possible(different):
            bad[name] = {one for one in different if not kind.is_possible(one)}
    if not bad:
        return records, []
    found: list[Impossible] = []
    good = []
    for record in records:
        faults = [name for name, values in bad.items() if getattr(record, name) in values]
        instead = {name: stand_in(table, name, getattr(record, name), record.id) for name in faults}
        found += [Impossible(table.name, record.id, name, getattr(record, name), one) for name, one in instead.items()]
        if LEFT_OUT not in instead.values():
            good.append(replace(record, **instead) if instead else record)
    return good, found


def readable(table: Table, rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Row, list[Impossible]]]:
    """Yield stored rows with a word that the program knows for each that it does not, and what these were."""
    words = {name: about.kind.words for name, about in abouts(table.record).items() if isinstance(about.kind, OneOf)}
    for row in rows:
        faults = [name for name, known in words.items() if row[name] is not None and row[name] not in set(known)]
        instead = {name: plain(stand_in(table, name, row[name], row["id"])) for name in faults}
        yield (
            {**row, **instead},
            [Impossible(table.name, row["id"], name, row[name], one) for name, one in instead.items()],
        )


def stand_in(table: Table, column: str, value: Any, id: int) -> Any:
    """Return what may stand for an impossible value: nothing, the default, or a value that no other row has; LEFT_OUT
    where only a row that is there can stand."""
    if column_types(table.record)[column][1]:
        return None
    kind = abouts(table.record)[column].kind
    if isinstance(kind, AnyRow):
        return LEFT_OUT
    default = next(field.default for field in fields(table.record) if field.name == column)
    if default is not MISSING and column not in table.keys and not fault_in(table, column, default):
        return default
    return kind.stand_in(value, id)


def mending(found: Iterable[Impossible]) -> ChangeSet:
    """Return the action by which the rows of the tables hold what the records say."""
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    gone: dict[tuple[str, int], None] = {}
    for one in found:
        if one.table not in TABLES:
            continue
        if one.instead is LEFT_OUT:
            gone[one.table, one.id] = None
        else:
            rows.setdefault((one.table, one.id), {})[one.column] = plain(one.instead)
    deletes: list[Change] = [Delete(table, id) for table, id in gone]
    updates = [Update(table, id, values) for (table, id), values in rows.items() if (table, id) not in gone]
    return ChangeSet(MENDED, (*deletes, *updates))


def flags_of(table: Table) -> list[str]:
    """Return the columns of a table that say yes or no: a record cannot hold anything else, a row can."""
    return [name for name, kind in kinds_of(table.record).items() if isinstance(kind, Flag)]


def possible_tables() -> tuple[Table, ...]:
    """Return the tables whose rows are kept in memory."""
    return tuple(table for table in TABLES.values() if not table.lazy)
