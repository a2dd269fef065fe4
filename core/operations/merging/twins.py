"""New rows of both sides that bear one number because the program gave it to both: which of them are the same."""

from collections.abc import Iterator, Mapping

from core.model.machine.changes import Row, Value
from core.model.registry import OWNERS, TABLES

Rows = Mapping[str, Mapping[int, Row]]
Place = tuple[str, int]
"""Table and id."""

Shape = tuple[object, ...]
"""What a row and all that belongs to it say, whatever ids they have."""


def twins(
    base: Rows,
    ours: Rows,
    theirs: Rows,
    references: Mapping[tuple[str, str], str],
    known: Mapping[str, Mapping[int, int]],
) -> dict[str, dict[int, int]]:
    """Return by table their id → ours for the new rows of both sides that are the same: the number that the program
    gave, every other column, and everything that belongs to them. Both have read in the same list."""
    began = {name: {id: known.get(name, {}).get(id, id) for id in rows} for name, rows in base.items()}
    stayed = {name: {id: id for id in ids.values()} for name, ids in began.items()}
    found: dict[str, dict[int, int]] = {}
    pairs = [pair for name in TABLES for pair in _pairs(name, ours, theirs, stayed, began)]
    if pairs:
        here, there = _Side(ours, stayed, references), _Side(theirs, began, references)
        for mine, new in pairs:
            if here.shape(mine, ()) == there.shape(new, ()):
                _join(here, there, mine, new, found)
    return found


def _pairs(
    name: str, ours: Rows, theirs: Rows, stayed: Mapping[str, Mapping[int, int]], began: Mapping[str, Mapping[int, int]]
) -> Iterator[tuple[Place, Place]]:
    """Yield ours and theirs of the new rows of a table that bear the same number."""
    table = TABLES[name]
    if not table.gives_keys:
        return
    mine = {
        tuple(row[column] for column in table.keys): id
        for id, row in ours.get(name, {}).items()
        if id not in stayed.get(name, {})
    }
    for id, row in theirs.get(name, {}).items():
        our_id = mine.get(tuple(row[column] for column in table.keys))
        if our_id is not None and id not in began.get(name, {}):
            yield (name, our_id), (name, id)


def _join(here: "_Side", there: "_Side", mine: Place, new: Place, found: dict[str, dict[int, int]]) -> None:
    """Remember two rows as one, and what belongs to them pair by pair."""
    found.setdefault(new[0], {})[new[1]] = mine[1]
    for one, other in zip(here.belongings(mine), there.belongings(new), strict=True):
        _join(here, there, one, other, found)


class _Side:
    """The rows of one side: `stayed` are those that were there in the beginning, with the ids that they have with us
    now."""

    def __init__(
        self, rows: Rows, stayed: Mapping[str, Mapping[int, int]], references: Mapping[tuple[str, str], str]
    ) -> None:
        self._rows = rows
        self._stayed = stayed
        self._references = references
        self._belongings: dict[Place, list[Place]] = {}
        for name, owners in OWNERS.items():
            for column, owner in owners.items():
                for id, row in rows.get(name, {}).items():
                    value = row.get(column)
                    if isinstance(value, int):
                        self._belongings.setdefault((owner, value), []).append((name, id))

    def belongings(self, place: Place, path: tuple[Place, ...] = ()) -> list[Place]:
        """Return what belongs to a row, in an order that does not depend on ids."""
        inner = (*path, place)
        return sorted(self._belongings.get(place, ()), key=lambda one: repr(self.shape(one, inner)))

    def shape(self, place: Place, path: tuple[Place, ...]) -> Shape:
        """Return what the row says; `path` are the rows to which it belongs, the outermost first."""
        name, id = place
        columns = tuple(
            (column, self._told(name, column, value, path))
            for column, value in self._rows[name][id].items()
            if column != "id"
        )
        inner = (*path, place)
        belongings = (self.shape(one, inner) for one in self._belongings.get(place, ()) if one not in inner)
        return (name, columns, tuple(sorted(belongings, key=repr)))

    def _told(self, name: str, column: str, value: Value, path: tuple[Place, ...]) -> object:
        target = self._references.get((name, column))
        if target is None or not isinstance(value, int):
            return value
        if (target, value) in path:
            return ("owner", path.index((target, value)))
        if value in self._stayed.get(target, {}):
            return ("row", self._stayed[target][value])
        row = self._rows.get(target, {}).get(value, {})
        plain = ((one, it) for one, it in row.items() if one != "id" and (target, one) not in self._references)
        return ("new", tuple(plain))
