"""Which rows of two ledgers are the same row, where nobody knows what both began with."""

from collections.abc import Iterator, Mapping

from core.model.machine.changes import Row, Value
from core.model.registry import OWNERS, TABLES
from core.model.values.codes import folded
from core.operations.merging.ids import Ids, References, Rows, as_ours

_Key = tuple[object, ...]


def same_rows(ours: Rows, theirs: Rows, references: References, *, is_one_document: bool) -> Ids:
    """Return for every row of `theirs` the id of the row that it is with us, or for one that we do not have an id that
    is free with us.

    Of one document, in two copies or states, rows with one id are one row. What then has none is found by its key, else
    by what makes two lines of a spreadsheet one row, else by all that it says; the rows to which it belongs, and those
    of which it speaks, count as the rows that they are with us. Each of our rows is found once.
    """
    ids: dict[str, dict[int, int]] = {}
    for name in TABLES:
        mine, new = ours.get(name, {}), theirs.get(name, {})
        target = references.get((name, "id"))
        found = ids[name] = {}
        if target is not None:
            found.update((id, ids[target].get(id, id)) for id in new)
            continue
        if is_one_document:
            found.update((id, id) for id in new if id in mine)
        free = max((0, *mine, *new)) + 1
        for wanted in _ways(name):
            _find(name, wanted, mine, new, ids, references)
        for id in new:
            if id not in found:
                is_free = id not in mine and id not in found.values()
                found[id], free = (id, free) if is_free else (free, free + 1)
    return ids


def _ways(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the columns by which rows of a table are told apart, the surest first; () for all of them."""
    table = TABLES[name]
    if table.single:
        yield ("id",)
        return
    owners = tuple(column for column in OWNERS[name] if column != "id")
    if table.keys:
        yield table.keys
    if table.alike:
        yield tuple(dict.fromkeys((*owners, *table.alike)))
    if table.titled:
        yield tuple(dict.fromkeys((*owners, table.titled)))
    yield ()


def _find(
    name: str,
    wanted: tuple[str, ...],
    mine: Mapping[int, Row],
    new: Mapping[int, Row],
    ids: dict[str, dict[int, int]],
    references: References,
) -> None:
    """Add to the ids what is found by these columns; what several rows share tells none of them from the others."""
    found = ids[name]
    left = [id for id in new if id not in found]
    if not left:
        return
    taken = set(found.values())
    here: dict[_Key, list[int]] = {}
    for id, row in mine.items():
        if id not in taken:
            here.setdefault(_key(row, wanted), []).append(id)
    for id in left:
        candidates = here.get(_key(as_ours(name, new[id], ids, references), wanted))
        if candidates:
            found[id] = candidates.pop(0)


def _key(row: Row, wanted: tuple[str, ...]) -> _Key:
    names = wanted or tuple(name for name in row if name != "id")
    return tuple(_folded(row.get(name)) for name in names)


def _folded(value: Value) -> Value:
    return folded(value) if isinstance(value, str) else value
