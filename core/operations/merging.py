"""Three-way merging of ledgers: what both sides began with, ours, theirs, and the changes that make them one again.

It works on rows as they are stored, of every table alike, so that a table added later is merged too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from core.model.changes import Change, ChangeSet, Delete, Insert, Row, Update, Value
from core.model.records import Word
from core.model.tables import TABLES

Rows = Mapping[str, Mapping[int, Row]]
"""Every row by table and id."""

References = Mapping[tuple[str, str], str]
"""(table, column) → the table whose ids stand there."""

Key = tuple[str, int]


class Side(Word):
    """Whose word counts where both sides have changed the same thing."""

    OURS = "ours", "こちら"
    THEIRS = "theirs", "相手"


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that differs: None where it is not there. In a conflict `columns` names what both sides changed, or is
    empty when one side removed what the other changed or needs."""

    table: str
    id: int
    base: Row | None
    ours: Row | None
    theirs: Row | None
    columns: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return self.table, self.id


@dataclass(frozen=True, slots=True)
class Comparison:
    """`taken` is what only they have changed, `conflicts` what both have; ids of new rows are already those that the
    rows will have in our ledger."""

    taken: tuple[Difference, ...]
    conflicts: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return bool(self.taken or self.conflicts)


def compare(base: Rows | None, ours: Rows, theirs: Rows, references: References) -> Comparison:
    """Return how `theirs` differs from `ours`, held against what both began with.

    Without `base` every difference is a conflict. A row that each side added with the same key is one row; rows that
    merely happen to have the same id are two, and theirs gets a new one.
    """
    began: Rows = base if base is not None else {}
    mapped = _with_our_ids(began, ours, theirs, references, base is None)
    taken: list[Difference] = []
    conflicts: list[Difference] = []
    for name in TABLES:
        old, mine, new = (side.get(name, {}) for side in (began, ours, mapped))
        for id in sorted({*old, *mine, *new}):
            difference = Difference(name, id, old.get(id), mine.get(id), new.get(id))
            if difference.theirs in (difference.base, difference.ours) and (base is not None or difference.theirs):
                continue
            if difference.ours == difference.base and base is not None:
                taken.append(difference)
                continue
            columns = _both_changed(difference)
            if columns or difference.ours is None or difference.theirs is None:
                conflicts.append(replace(difference, columns=tuple(columns)))
            else:
                taken.append(difference)
    return _with_needed_rows(Comparison(tuple(taken), tuple(conflicts)), began, ours, mapped, references)


def merge(comparison: Comparison, label: str, choices: Mapping[Key, Side] | None = None) -> ChangeSet:
    """Return what brings their changes into our ledger; where nothing is chosen `kept_side` decides."""
    changes = [change for difference in comparison.taken for change in _follow(difference, ())]
    for conflict in comparison.conflicts:
        side = (choices or {}).get(conflict.key) or kept_side(conflict)
        is_of_rows = conflict.ours is None or conflict.theirs is None
        if side is Side.THEIRS or not is_of_rows:
            changes += _follow(conflict, conflict.columns if side is Side.THEIRS else ())
    return ChangeSet(label, tuple(changes))


def kept_side(conflict: Difference) -> Side:
    """Return the side by which no row is lost: ours, unless it is ours that has removed it."""
    return Side.THEIRS if conflict.ours is None else Side.OURS


def _both_changed(difference: Difference) -> list[str]:
    base, ours, theirs = difference.base or {}, difference.ours or {}, difference.theirs or {}
    return [
        name
        for name in ours
        if name in theirs and ours[name] != theirs[name] and base.get(name, _ABSENT) not in (ours[name], theirs[name])
    ]


_ABSENT = object()


def _follow(difference: Difference, columns: tuple[str, ...]) -> Iterator[Change]:
    """Yield what makes our row theirs: whatever only they have changed, and `columns`."""
    name, id, ours, theirs = difference.table, difference.id, difference.ours, difference.theirs
    if theirs is None:
        yield Delete(name, id)
    elif ours is None:
        yield Insert(name, theirs)
    else:
        base = difference.base or {}
        values = {
            column: value
            for column, value in theirs.items()
            if value != ours[column] and (column in columns or ours[column] == base.get(column, _ABSENT))
        }
        if values:
            yield Update(name, id, values)


_NEEDED = ("id",)
"""Stands in the columns of a row that one side removed and rows of the other refer to."""


def _with_our_ids(began: Rows, ours: Rows, theirs: Rows, references: References, same_ids: bool) -> Rows:
    """Return their rows with the ids that they have, or will have, in our ledger."""
    ids: dict[str, dict[int, int]] = {}
    for name, table in TABLES.items():
        target = references.get((name, "id"))
        mine, old, new = ours.get(name, {}), began.get(name, {}), theirs.get(name, {})
        keys = {_key(row, table.keys): id for id, row in mine.items() if id not in old} if table.keys else {}
        free = max((0, *mine, *old, *new)) + 1
        ids[name] = {}
        for id, row in new.items():
            if target is not None:
                ids[name][id] = ids[target].get(id, id)
                continue
            known = id in old or same_ids or mine.get(id) == row
            twin = None if known else keys.get(_key(_mapped(name, row, ids, references), table.keys))
            if twin is not None:
                ids[name][id] = twin
            elif known or id not in mine:
                ids[name][id] = id
            else:
                ids[name][id], free = free, free + 1
    return {
        name: {ids[name][id]: {**_mapped(name, row, ids, references), "id": ids[name][id]} for id, row in rows.items()}
        for name, rows in theirs.items()
    }


def _mapped(name: str, row: Row, ids: Mapping[str, Mapping[int, int]], references: References) -> dict[str, Value]:
    mapped = dict(row)
    for column, value in row.items():
        target = references.get((name, column))
        if target is not None and isinstance(value, int):
            mapped[column] = ids.get(target, {}).get(value, value)
    return mapped


def _key(row: Row, names: tuple[str, ...]) -> tuple[Value, ...] | None:
    return tuple(row[name] for name in names) if names else None


def _with_needed_rows(
    comparison: Comparison, began: Rows, ours: Rows, theirs: Rows, references: References
) -> Comparison:
    """Turn the removal of a row into a conflict where rows of the other side still refer to it."""
    while True:
        merged = {name: dict(rows) for name, rows in ours.items()}
        for change in merge(comparison, "").changes:
            rows = merged.setdefault(change.table, {})
            if isinstance(change, Delete):
                rows.pop(change.id, None)
            else:
                rows[change.id] = {**rows.get(change.id, {}), **change.values}
        missing = set(_dangling(merged, references))
        known = {conflict.key for conflict in comparison.conflicts}
        removed = [one for one in comparison.taken if one.key in missing and one.theirs is None]
        restored = [
            Difference(name, id, began.get(name, {}).get(id), None, theirs[name][id], _NEEDED)
            for name, id in sorted(missing - known)
            if id in theirs.get(name, {}) and id not in ours.get(name, {})
        ]
        if not removed and not restored:
            return comparison
        needed = [Difference(one.table, one.id, one.base, one.ours, None, _NEEDED) for one in removed]
        taken = tuple(one for one in comparison.taken if one not in removed)
        comparison = Comparison(taken, (*comparison.conflicts, *needed, *restored))


def _dangling(rows: Rows, references: References) -> Iterator[Key]:
    for (name, column), target in references.items():
        for row in rows.get(name, {}).values():
            value = row[column]
            if isinstance(value, int) and value not in rows.get(target, {}):
                yield target, value
