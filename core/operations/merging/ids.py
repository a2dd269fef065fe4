"""Which id a row of the others has in our ledger: two people who add rows give the same numbers to different ones."""

from collections.abc import Mapping

from core.model.machine.anywhere import in_other_ids
from core.model.machine.changes import Row, Value
from core.model.registry import ANYWHERE, TABLES
from core.operations.merging.twins import twins

Rows = Mapping[str, Mapping[int, Row]]
"""Every row by table and id."""

References = Mapping[tuple[str, str], str]
"""(table, column) → the table whose ids stand there."""

Ids = Mapping[str, Mapping[int, int]]
"""By table: their id → ours."""


def our_ids(base: Rows | None, ours: Rows, theirs: Rows, references: References, known: Ids) -> Ids:
    """Return for every row of `base` and `theirs` the id that it has, or will have, in our ledger.

    `known` are those of rows in `base` that are others with us. Without `base` rows with one id are one row. New rows
    with the same key are one, unless it is the program that gave the key: then they are one only when they are the same
    with everything that belongs to them.
    """
    ids: dict[str, dict[int, int]] = {}
    same = twins(base, ours, theirs, references, known) if base is not None else {}
    for name, table in TABLES.items():
        target = references.get((name, "id"))
        mine, old, new = ours.get(name, {}), (base or {}).get(name, {}), theirs.get(name, {})
        began = {id: known.get(name, {}).get(id, id) for id in old}
        taken = set(began.values())
        names = () if table.gives_keys else table.keys
        keys = {_key(row, names): id for id, row in mine.items() if id not in taken} if names else {}
        free = max((0, *mine, *taken, *new)) + 1
        ids[name] = began
        for id, row in new.items():
            if target is not None:
                began[id] = ids[target].get(id, id)
                continue
            if id in old:
                continue
            mapped = as_ours(name, row, ids, references)
            # Equal rows of different owners are two: the first option of our new request and of theirs.
            is_same = base is None or (mine.get(id) == mapped and id not in taken and not table.gives_keys)
            twin = same.get(name, {}).get(id)
            if twin is None and not is_same:
                twin = keys.get(_key(mapped, names))
            if twin is not None:
                began[id] = twin
            elif is_same or (id not in mine and id not in taken):
                began[id] = id
            else:
                began[id], free = free, free + 1
    return ids


def in_our_ids(rows: Rows, ids: Ids, references: References) -> Rows:
    """Return rows of theirs, or of what both began with, with the ids of our ledger."""
    return {
        name: {ids[name][id]: {**as_ours(name, row, ids, references), "id": ids[name][id]} for id, row in some.items()}
        for name, some in rows.items()
    }


def as_ours(name: str, row: Row, ids: Ids, references: References) -> dict[str, Value]:
    """Return the row with the references that it would have with us, as far as they are known."""
    mapped = dict(row)
    for column, value in row.items():
        target = references.get((name, column))
        if target is not None and isinstance(value, int):
            mapped[column] = ids.get(target, {}).get(value, value)
    for column in ANYWHERE.get(name, ()):
        if column in mapped:
            mapped[column] = in_other_ids(mapped[column], ids)
    return mapped


def _key(row: Row, names: tuple[str, ...]) -> tuple[Value, ...] | None:
    return tuple(row[name] for name in names) if names else None
