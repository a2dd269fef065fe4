"""Which id a row of the others has in our ledger: two people who add rows give the same numbers to different ones."""

from collections.abc import Mapping

from core.model.changes import Row, Value
from core.model.registry import TABLES

Rows = Mapping[str, Mapping[int, Row]]
"""Every row by table and id."""

References = Mapping[tuple[str, str], str]
"""(table, column) → the table whose ids stand there."""

Ids = Mapping[str, Mapping[int, int]]
"""By table: their id → ours."""


def our_ids(base: Rows | None, ours: Rows, theirs: Rows, references: References, known: Ids) -> Ids:
    """Return for every row of `base` and `theirs` the id that it has, or will have, in our ledger.

    `known` are those of rows in `base` that are others with us. Without `base` rows with one id are one row.
    """
    ids: dict[str, dict[int, int]] = {}
    for name, table in TABLES.items():
        target = references.get((name, "id"))
        mine, old, new = ours.get(name, {}), (base or {}).get(name, {}), theirs.get(name, {})
        began = {id: known.get(name, {}).get(id, id) for id in old}
        taken = set(began.values())
        keys = {_key(row, table.keys): id for id, row in mine.items() if id not in taken} if table.keys else {}
        free = max((0, *mine, *taken, *new)) + 1
        ids[name] = began
        for id, row in new.items():
            if target is not None:
                began[id] = ids[target].get(id, id)
                continue
            if id in old:
                continue
            is_same = base is None or (mine.get(id) == row and id not in taken)
            twin = None if is_same else keys.get(_key(_mapped(name, row, ids, references), table.keys))
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
        name: {ids[name][id]: {**_mapped(name, row, ids, references), "id": ids[name][id]} for id, row in some.items()}
        for name, some in rows.items()
    }


def _mapped(name: str, row: Row, ids: Ids, references: References) -> dict[str, Value]:
    mapped = dict(row)
    for column, value in row.items():
        target = references.get((name, column))
        if target is not None and isinstance(value, int):
            mapped[column] = ids.get(target, {}).get(value, value)
    return mapped


def _key(row: Row, names: tuple[str, ...]) -> tuple[Value, ...] | None:
    return tuple(row[name] for name in names) if names else None
