"""Numbers that the program gave to new rows of both sides: who merges last gets the next free ones."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, cast

from core.dataclass import dataclass
from core.model.machine.changes import Row, Value
from core.model.machine.records import Record, from_row, label_of, plain
from core.model.registry import PARENTS, TABLES, table_of
from core.model.values.codes import folded
from core.operations.merging.ids import Rows

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A new row, ours or theirs, whose number another row has too: what it gets instead."""

    table: str
    id: int
    is_ours: bool
    before: Row
    after: Row

    @property
    def told(self) -> str:
        """Return what was renumbered: 項30→31."""
        record = TABLES[self.table].record
        return "、".join(
            f"{label_of(record, name)}{self.before[name]!s}→{value!s}" for name, value in self.after.items()
        )


class RowsLook:
    """Rows read as a ledger is read; each table becomes records when it is first asked for."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._records: dict[str, dict[int, Any]] = {}
        self._groups: dict[str, dict[int, dict[int, Any]]] = {}

    def all(self, cls: type[R]) -> Mapping[int, R]:
        """Return the records of a kind by id."""
        return cast(Mapping[int, R], self._of(cls))

    def children(self, cls: type[R], parent_id: int) -> Mapping[int, R]:
        """Return the records of a kind that belong to one parent, by id."""
        name = table_of(cls).name
        if name not in self._groups:
            groups: dict[int, dict[int, Any]] = {}
            for id, one in self._of(cls).items():
                groups.setdefault(getattr(one, PARENTS[name]), {})[id] = one
            self._groups[name] = groups
        return self._groups[name].get(parent_id, {})

    def put(self, record: Record) -> None:
        """Let a record stand there from now on."""
        self._of(type(record))[record.id] = record
        self._groups.pop(table_of(type(record)).name, None)

    def _of(self, cls: type) -> dict[int, Any]:
        table = table_of(cls)
        if table.name not in self._records:
            rows = self._rows.get(table.name, {})
            self._records[table.name] = {id: from_row(table.record, row) for id, row in rows.items()}
        return self._records[table.name]


def renumbered(began: Rows, ours: Rows, theirs: Rows) -> Iterator[Renumbered]:
    """Yield the new rows whose number the program gave to a row of the other side too, with the next free one.

    Theirs are in their file already and keep their numbers: it is ours that change, but for rows that we did not add.
    All rows bear our ids. What merging makes of the rows otherwise does not matter to their numbers.
    """
    for name, table in TABLES.items():
        if not table.gives_keys or table.given is None:
            continue
        clashing = list(_clashing(name, began.get(name, {}), ours.get(name, {}), theirs.get(name, {})))
        look = RowsLook({one: {**ours.get(one, {}), **theirs.get(one, {})} for one in TABLES}) if clashing else None
        for id, is_ours in clashing:
            row = (ours if is_ours else theirs)[name][id]
            typed = {one: value for one, value in row.items() if one not in table.gives}
            assert look is not None
            given = table.given(look, typed)
            after = {one: plain(given[one]) for one in table.keys if one in given}
            look.put(from_row(table.record, {**row, **after}))
            yield Renumbered(name, id, is_ours, {one: row[one] for one in after}, after)


def _clashing(
    name: str, began: Mapping[int, Row], ours: Mapping[int, Row], theirs: Mapping[int, Row]
) -> Iterator[tuple[int, bool]]:
    """Yield the id of each new row whose key a row of the other side has, and whether it is ours."""
    here = {_key(name, row): id for id, row in ours.items()}
    for id, row in theirs.items():
        other = here.get(_key(name, row))
        if other is None or other == id:
            continue
        if other not in began and other not in theirs:
            yield other, True
        elif id not in began and id not in ours:
            yield id, False


def _key(name: str, row: Row) -> tuple[Value, ...]:
    return tuple(folded(row[column]) for column in TABLES[name].keys)
