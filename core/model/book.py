"""The ledger in memory: every record of the file, kept in step with the file change by change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import Any, TypeVar, cast

from core.model.council import Consortium, consortium_of
from core.model.machine.changes import Change, ChangeSet, Delete, Insert, Update
from core.model.machine.records import column_types, from_row
from core.model.registry import PARENTS, TABLES, table_of

R = TypeVar("R")

Ready = list[tuple[Change, Any]]
"""Changes in their order, each with the record that it leaves (None: none, or one that is not kept in memory)."""


class Book:
    """Records by table and id, and by parent. `apply` follows what the store has written, in time proportional to
    the change and not to the book."""

    def __init__(self, tables: Mapping[str, Iterable[Any]], last_ids: Mapping[str, int] | None = None) -> None:
        """`tables` gives the records of each table (missing: empty); `last_ids` the highest id ever used."""
        self._records: dict[str, dict[int, Any]] = {}
        self._children: dict[str, dict[int, dict[int, Any]]] = {}
        self._last_ids: dict[str, int] = {}
        for name in TABLES:
            records = {record.id: record for record in tables.get(name, ())}
            self._records[name] = records
            self._last_ids[name] = max((last_ids or {}).get(name, 0), max(records, default=0))
            if name in PARENTS:
                self._children[name] = _grouped(records, PARENTS[name])

    @property
    def consortium(self) -> Consortium:
        """The consortium whose file this is."""
        return consortium_of(self)

    def all(self, cls: type[R]) -> Mapping[int, R]:
        """Return the records of a kind by id, in the order of their ids unless rows were put back."""
        return cast(Mapping[int, R], self._records[table_of(cls).name])

    def children(self, cls: type[R], parent_id: int) -> Mapping[int, R]:
        """Return the records of a kind that belong to one parent (their first owner), by id."""
        return cast(Mapping[int, R], self._children[table_of(cls).name].get(parent_id, {}))

    def last_id(self, cls: type) -> int:
        """Return the highest id ever used in the table: the next new row has one more. Ids are never used again."""
        return self._last_ids[table_of(cls).name]

    def apply(self, change_set: ChangeSet) -> dict[str, set[int]]:
        """Follow a change set that the store has applied.

        Returns for each table the parents whose children changed, or for a table without parent the ids themselves.
        """
        return self.take(self.ready(change_set))

    def ready(self, change_set: ChangeSet) -> Ready:
        """Return the records as a change set leaves them; the book stays as it is. Call it in any thread while nobody
        changes the book."""
        made: dict[tuple[str, int], Any] = {}
        found: list[tuple[Change, Any]] = []
        for change in change_set.changes:
            place = change.table, change.id
            new: Any = None
            table = TABLES[change.table]
            if not table.lazy:
                match change:
                    case Insert():
                        new = from_row(table.record, change.values)
                    case Update():
                        old = made[place] if place in made else self._records[change.table][change.id]
                        types = column_types(table.record)
                        read = {name: _read(types[name][0], value) for name, value in change.values.items()}
                        new = replace(old, **read)
                made[place] = new
            found.append((change, new))
        return found

    def take(self, ready: Ready) -> dict[str, set[int]]:
        """Follow a change set whose records are made already; returns what `apply` does."""
        touched: dict[str, set[int]] = {}
        for change, new in ready:
            touched.setdefault(change.table, set()).update(self._take_one(change, new))
        return touched

    def apart(self, tables: Iterable[str]) -> Book:
        """Return a book of the same records that may follow changes of these tables by itself."""
        other = Book({})
        other._records, other._children, other._last_ids = dict(self._records), dict(self._children), {**self._last_ids}
        for name in tables:
            other._records[name] = dict(self._records[name])
            if name in self._children:
                other._children[name] = {id: dict(group) for id, group in self._children[name].items()}
        return other

    def _take_one(self, change: Change, new: Any) -> set[int]:
        table = TABLES[change.table]
        self._last_ids[change.table] = max(self._last_ids[change.table], change.id)
        if table.lazy:
            return {change.id}
        records = self._records[change.table]
        old: Any = records.pop(change.id, None) if isinstance(change, Delete) else records.get(change.id)
        if new is not None:
            records[change.id] = new
        parent = PARENTS.get(change.table)
        if parent is None:
            return {change.id}
        self._regroup(change.table, parent, old, new)
        return {getattr(record, parent) for record in (old, new) if record is not None}

    def _regroup(self, name: str, parent: str, old: Any, new: Any) -> None:
        groups = self._children[name]
        if old is not None and (new is None or getattr(old, parent) != getattr(new, parent)):
            del groups[getattr(old, parent)][old.id]
        if new is not None:
            groups.setdefault(getattr(new, parent), {})[new.id] = new


def _grouped(records: Mapping[int, Any], parent: str) -> dict[int, dict[int, Any]]:
    """Return the records by parent and id; those of one parent mostly stand together."""
    groups: dict[int, dict[int, Any]] = {}
    group, whose = {}, None
    for id, record, of in zip(records, records.values(), map(attrgetter(parent), records.values()), strict=True):
        if of != whose:
            group, whose = groups.setdefault(of, {}), of
        group[id] = record
    return groups


def _read(kind: type, value: Any) -> Any:
    return value if value is None or kind in {int, str, bytes} else kind(value)
