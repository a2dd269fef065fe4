"""A draft: the ledger as it would stand after a wish, and the changes that lead there."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Protocol, TypeVar, cast

from core.model.machine.changes import Change, ChangeSet, Delete, Insert, Update, Value
from core.model.machine.kinds import any_place
from core.model.machine.records import column_names, plain, to_row
from core.model.machine.table import Look
from core.model.registry import ANYWHERE, PARENTS, TABLES, table_of

R = TypeVar("R")


class Ledger(Look, Protocol):
    """What decisions read: the book, or a draft of it."""

    def last_id(self, cls: type) -> int: ...


class Draft:
    """Reads like the book with the changes so far; `book` itself stays as it is.

    The changes stand in the order in which they were asked for: it is the caller who deletes children first.
    """

    def __init__(self, book: Ledger) -> None:
        self._book = book
        self._changes: list[Change] = []
        self._written: dict[str, dict[int, Any]] = {}
        self._tables: dict[type, dict[int, Any]] = {}
        self._groups: dict[tuple[str, int], dict[int, Any]] = {}
        self._last_ids: dict[str, int] = {}
        self._touched: dict[tuple[str, int], frozenset[str]] = {}
        self._pointing: dict[str, set[tuple[str, int]]] | None = None

    def all(self, cls: type[R]) -> Mapping[int, R]:
        """Return the records of a kind by id."""
        known = self._tables.get(cls)
        if known is not None:
            return known  # thousands of rows ask for the same few tables
        written = self._written.get(table_of(cls).name)
        if written is None:
            return self._book.all(cls)
        rows = self._tables[cls] = dict(self._book.all(cls))
        for id, record in written.items():
            _put(rows, id, record)
        return rows

    def get(self, cls: type[R], id: int) -> R | None:
        """Return one record, None when there is none (any more)."""
        name = table_of(cls).name
        if id in self._written.get(name, {}):
            return cast("R | None", self._written[name][id])
        return self._book.all(cls).get(id)

    def before(self, record: R) -> R | None:
        """Return a row as it stood before everything that was written, None when it is new."""
        return self._book.all(type(record)).get(cast(int, cast(Any, record).id))

    def children(self, cls: type[R], parent_id: int) -> Mapping[int, R]:
        """Return the records of a kind that belong to one parent, by id."""
        group = self._groups.get((table_of(cls).name, parent_id))
        return self._book.children(cls, parent_id) if group is None else cast(Mapping[int, R], group)

    def last_id(self, cls: type) -> int:
        last = self._last_ids.get(table_of(cls).name)
        return self._book.last_id(cls) if last is None else last

    def insert(self, cls: type[R], /, **values: Any) -> R:
        """Add a row with the next free id."""
        return self.insert_as(cls, self.last_id(cls) + 1, values)

    def insert_as(self, cls: type[R], id: int, values: Mapping[str, Any]) -> R:
        """Add a row with an id that was never used."""
        record = cls(id=id, **values)  # type: ignore[call-arg]
        self.add(record)
        return record

    def add(self, record: Any) -> None:
        """Add a row that has its id already."""
        cls: Any = type(record)
        self._changes.append(Insert(table_of(cls).name, to_row(record)))
        self._write(cls, record, _every_column(cls))

    def update(self, record: R, /, **values: Any) -> R:
        """Change some columns of a row and return it as it then stands; equal values change nothing."""
        cls: type[R] = type(record)
        id = cast(int, cast(Any, record).id)
        current = self.get(cls, id)
        assert current is not None
        changed = {name: value for name, value in values.items() if getattr(current, name) != value}
        if not changed:
            return current
        new = cast(R, replace(cast(Any, current), **changed))
        self._log_update(table_of(cls).name, id, {name: plain(value) for name, value in changed.items()})
        self._write(cls, new, frozenset(changed))
        return new

    def delete(self, record: Any) -> None:
        """Remove a row, and the rows of whatever kind that name it as one of any table; rows that refer to it have been
        removed or changed before."""
        name = table_of(type(record)).name
        for row in self._naming(any_place(name, record.id)):
            self.delete(row)
        self._changes.append(Delete(name, record.id))
        self._forget(type(record), record.id)
        self._written.setdefault(name, {})[record.id] = None
        _put(self._tables.get(type(record)), record.id, None)
        self._touched.pop((name, record.id), None)

    def _naming(self, value: str) -> list[Any]:
        """Return the rows that name a row of any table by this value."""
        if self._pointing is None:
            self._pointing = {}
            for name, columns in ANYWHERE.items():
                for id, row in self.all(TABLES[name].record).items():
                    for column in columns:
                        self._pointing.setdefault(getattr(row, column), set()).add((name, id))
        places = sorted(self._pointing.get(value, ()))
        rows: list[Any] = [self.get(TABLES[name].record, id) for name, id in places]
        return [row for row in rows if row is not None]

    def touched(self) -> Iterator[tuple[Any, frozenset[str]]]:
        """Yield each record written so far, as it now stands, with the columns that were written."""
        for (name, id), columns in self._touched.items():
            yield self._written[name][id], columns

    def changed_columns(self, record: Any) -> frozenset[str]:
        """Return the columns of a row that were written so far; those that were typed as they stood are not."""
        return self._touched.get((table_of(type(record)).name, record.id), frozenset())

    def writes(self, cls: type) -> bool:
        """Whether rows of a kind are written, changed or removed along."""
        return table_of(cls).name in self._written

    def finish(self, label: str) -> ChangeSet:
        """Return the changes so far under one label."""
        return ChangeSet(label, tuple(self._changes))

    def _log_update(self, name: str, id: int, values: dict[str, Value]) -> None:
        last = self._changes[-1] if self._changes else None
        if isinstance(last, Update) and (last.table, last.id) == (name, id):
            self._changes[-1] = Update(name, id, {**last.values, **values})
        else:
            self._changes.append(Update(name, id, values))

    def _write(self, cls: type, record: Any, columns: frozenset[str]) -> None:
        name = table_of(cls).name
        if name in ANYWHERE:
            self._pointing = None
        id, parent = record.id, PARENTS.get(name)
        if id > self.last_id(cls):
            self._last_ids[name] = id
        else:
            self._forget(cls, id)
        self._written.setdefault(name, {})[id] = record
        if (rows := self._tables.get(cls)) is not None:
            rows[id] = record
        if parent is not None:
            self._group(cls, getattr(record, parent))[id] = record
        place = (name, id)
        before = self._touched.get(place)
        self._touched[place] = columns if before is None else before | columns

    def _forget(self, cls: type, id: int) -> None:
        """Take the row out of its parent's group, which it may be about to leave."""
        parent = PARENTS.get(table_of(cls).name)
        old: object = self.get(cls, id) if parent else None
        if parent and old is not None:
            self._group(cls, getattr(old, parent)).pop(id, None)

    def _group(self, cls: type, parent_id: int) -> dict[int, Any]:
        key = (table_of(cls).name, parent_id)
        if key not in self._groups:
            self._groups[key] = dict(self._book.children(cls, parent_id))
        return self._groups[key]


@cache
def _every_column(cls: type) -> frozenset[str]:
    return frozenset(column_names(cls))


def _put(rows: dict[int, Any] | None, id: int, record: Any | None) -> None:
    if rows is None:
        return
    if record is None:
        rows.pop(id, None)
    else:
        rows[id] = record
