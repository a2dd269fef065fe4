"""Whether rows that are possible by themselves can stand beside each other: ids, references, keys. SQLite holds a file
to all this while it is written, and nothing holds whoever makes one with another tool."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import Any

from core.model.machine.kinds import AnyRow, place_of_any
from core.model.machine.possible import LEFT_OUT, Impossible, kinds_of, stand_in
from core.model.machine.records import column_types
from core.model.machine.table import Table
from core.model.machine.tree import circle_tops
from core.model.registry import ABOVE, ANYWHERE, REFERENCES, TABLES
from core.model.values.codes import folded

Records = dict[str, list[Any]]


def standing(records: Mapping[str, list[Any]], lazy: Mapping[str, Iterable[int]]) -> tuple[Records, list[Impossible]]:
    """Return the records that can stand together, and what could not.

    A row whose id is none and one that belongs to nothing are left out, a reference to nothing is emptied where it may
    be. Of a circle of rows that stand under each other one stands at the top, and of two rows with the same key the
    later one has another. `lazy` are the ids of the tables whose rows are not kept in memory.
    """
    good = dict(records)
    found = [fault for name in good for fault in _numbered(good, name)]
    found += _referring(good, _Ids(good, lazy))
    for name, column in ABOVE.items():
        found += _opened(good, name, column)
    for name in good:
        found += _distinct(good, TABLES[name])
    return good, found


class _Ids(dict[str, set[int]]):
    """The ids of the rows of each table, gathered when they are first asked for: hardly any table that is long is one
    to which others refer."""

    def __init__(self, records: Records, lazy: Mapping[str, Iterable[int]]) -> None:
        super().__init__({name: set(some) for name, some in lazy.items()})
        self._records = records

    def __missing__(self, name: str) -> set[int]:
        self[name] = {one.id for one in self._records[name]}
        return self[name]

    def without(self, name: str, gone: set[int]) -> None:
        """Take note of rows that were left out of the records too."""
        if gone and name in self:
            self[name] -= gone


def _numbered(records: Records, name: str) -> list[Impossible]:
    """Leave out the rows that nobody can number: the program begins with 1, and what is single is 1. Rows stand in the
    order of their ids."""
    some = records[name]
    most = 1 if TABLES[name].single else math.inf
    if not some or (some[0].id >= 1 and some[-1].id <= most):
        return []
    records[name] = [one for one in some if 1 <= one.id <= most]
    out = (one.id for one in some if not 1 <= one.id <= most)
    return [Impossible(name, id, "id", id, LEFT_OUT, "impossible_id") for id in out]


def _referring(records: Records, ids: _Ids) -> list[Impossible]:
    """Empty references to rows that are not there, or leave the row out; until all hold."""
    found: list[Impossible] = []
    went = True
    while went:
        went = False
        for (name, column), target in REFERENCES.items():
            there: Iterable[int] = ids[name] if column == "id" else map(attrgetter(column), records[name])
            nowhere = set(there) - ids[target] - {None}
            if not nowhere:
                continue
            if column == "id" and name not in records:
                new = [Impossible(name, id, column, id, LEFT_OUT, "reference_to_nothing") for id in nowhere]
            else:
                new = _pointing(records, name, column, nowhere)
            out = {one.id for one in new if one.instead is LEFT_OUT}
            ids.without(name, out)
            went |= bool(out)
            found += new
        for name, columns in ANYWHERE.items():
            for column in columns:
                values = set(map(attrgetter(column), records[name]))
                new = _pointing(records, name, column, {one for one in values if not _is_there(one, records, ids)})
                ids.without(name, {one.id for one in new})
                went |= bool(new)
                found += new
    return found


def _is_there(value: str, records: Records, ids: dict[str, set[int]]) -> bool:
    """Whether a value names a row of any table that is kept in memory."""
    place = place_of_any(value)
    return place is not None and place[0] in records and place[1] in ids[place[0]]


def _pointing(records: Records, name: str, column: str, nowhere: set[Any]) -> list[Impossible]:
    instead = None if column_types(TABLES[name].record)[column][1] else LEFT_OUT
    found, kept = [], []
    for one in records[name]:
        value = getattr(one, column)
        if value not in nowhere:
            kept.append(one)
            continue
        found.append(Impossible(name, one.id, column, value, instead, "reference_to_nothing"))
        if instead is None:
            kept.append(replace(one, **{column: None}))
    records[name] = kept
    return found


def _opened(records: Records, name: str, column: str) -> list[Impossible]:
    """Put the row of each circle that has the lowest id at the top of its tree."""
    tops = circle_tops({one.id: getattr(one, column) for one in records[name]})
    if not tops:
        return []
    found = [
        Impossible(name, one.id, column, getattr(one, column), None, "circle")
        for one in records[name]
        if one.id in tops
    ]
    records[name] = [replace(one, **{column: None}) if one.id in tops else one for one in records[name]]
    return found


def _distinct(records: Records, table: Table) -> list[Impossible]:
    """Give a row whose key another one has, full-width and half-width letters alike, a key of its own. Keys of numbers
    alone are held apart by the tables themselves, whose indexes are looked through with the pages."""
    types = column_types(table.record)
    kinds = kinds_of(table.record)
    texts = [name for name in table.keys if types[name][0] is str and not isinstance(kinds.get(name), AnyRow | None)]
    some = records[table.name]
    if not texts or len({_key(one, table) for one in some}) == len(some):
        return []
    found: list[Impossible] = []
    taken, kept = set[tuple[Any, ...]](), []
    for one in some:
        other = one
        for number in range(one.id, one.id + len(some) + 1):
            if _key(other, table) not in taken:
                break
            instead = stand_in(table, texts[-1], getattr(one, texts[-1]), number)
            other = replace(one, **{texts[-1]: instead})
        if other is not one:
            was, now = getattr(one, texts[-1]), getattr(other, texts[-1])
            found.append(Impossible(table.name, one.id, texts[-1], was, now, "key_twice"))
        taken.add(_key(other, table))
        kept.append(other)
    records[table.name] = kept
    return found


def _key(one: Any, table: Table) -> tuple[Any, ...]:
    return tuple(folded(getattr(one, name)) for name in table.keys)
