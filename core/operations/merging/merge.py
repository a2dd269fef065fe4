"""Three-way merging of ledgers: what both sides began with, ours, theirs, and the changes that make them one again.

It works on rows as they are stored, of every table alike, so that a table added later is merged too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.dataclass import dataclass
from core.model.machine.changes import Change, ChangeSet, Delete, Insert, Row, Update
from core.model.machine.kinds import any_place
from core.model.machine.records import column_types
from core.model.registry import ANYWHERE, OWNERS, TABLES
from core.model.values.words import Word
from core.operations.merging.ids import Ids, References, Rows, in_our_ids, our_ids
from core.operations.merging.numbers import Renumbered, renumbered

Key = tuple[str, int]
_TOLD = 3
"""So many rows that got another number are named; the change log has them all."""


class Side(Word):
    """Whose word counts where both sides have changed the same thing."""

    OURS = "ours", "こちら"
    THEIRS = "theirs", "相手"


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that differs: None where it is not there. In a conflict `columns` names what both sides changed, or is
    empty when one side removed what the other changed or needs. With `follows` it is decided as that row is."""

    table: str
    id: int
    base: Row | None
    ours: Row | None
    theirs: Row | None
    columns: tuple[str, ...] = ()
    follows: Key | None = None

    @property
    def key(self) -> Key:
        return self.table, self.id

    @property
    def is_of_rows(self) -> bool:
        """Whether one side has the row and the other has not."""
        return (self.ours is None) != (self.theirs is None)


@dataclass(frozen=True, slots=True)
class Divergence:
    """`taken` is what only they have changed, `conflicts` what both have, `owned` the rows that come or go with one of
    the conflicts. Ids of new rows are already those that the rows will have in our ledger; `ids` say which of their
    ids are others there; `theirs` are their rows with our ids. `renumbered` are new rows that get another number."""

    taken: tuple[Difference, ...]
    conflicts: tuple[Difference, ...]
    owned: tuple[Difference, ...]
    ours: Rows
    references: References
    ids: Ids
    theirs: Rows
    renumbered: tuple[Renumbered, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.taken or self.conflicts)

    def owned_by(self, conflict: Difference) -> tuple[Difference, ...]:
        """Return the rows that are decided together with a conflict."""
        return tuple(one for one in self.owned if one.follows == conflict.key)


def compare(
    base: Rows | None, ours: Rows, theirs: Rows, references: References, known: Ids | None = None
) -> Divergence:
    """Return how `theirs` differs from `ours`, held against what both began with.

    `known` says which ids of `base` are others in our ledger: an earlier merge has given them. Without `base` every
    difference is a conflict. A row that each side added with the same key is one row; rows that merely happen to have
    the same id are two, and theirs gets a new one. So are rows to which the program gave the same number, unless they
    are the same: the second gets the next free number.
    """
    ids = our_ids(base, ours, theirs, references, known or {})
    began: Rows = in_our_ids(base or {}, ids, references)
    mapped = in_our_ids(theirs, ids, references)
    taken: list[Difference] = []
    conflicts: list[Difference] = []
    for difference in _differences(began, ours, mapped):
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
    changed = {name: {old: new for old, new in one.items() if old != new} for name, one in ids.items()}
    differing = {name: one for name, one in changed.items() if one}
    numbers = tuple(renumbered(began, ours, mapped)) if base is not None else ()
    found = Divergence(tuple(taken), tuple(conflicts), (), ours, references, differing, mapped, numbers)
    return _with_needed_rows(_with_owned_rows(found, began, mapped), began, mapped)


def merge(comparison: Divergence, label: str, choices: Mapping[Key, Side] | None = None) -> ChangeSet:
    """Return what brings their changes into our ledger; where nothing is chosen `kept_side` decides.

    References of rows that stay to rows that go are emptied; rows that name one of any table go with it. The label
    tells of new rows that got another number.
    """
    changes = _chosen(comparison, choices or {})
    numbered = _numbered(comparison, changes)
    told = told_numbers(numbered)
    numbers = (Update(one.table, one.id, one.after) for one in numbered)
    return ChangeSet(f"{label}({told})" if told else label, (*changes, *numbers, *_emptied(comparison, changes)))


def told_numbers(numbered: Sequence[Renumbered]) -> str:
    """Return which new rows got another number: 番号を付け直し: 項30→31、項31→32ほか3件."""
    shown = "、".join(one.told for one in numbered[:_TOLD])
    more = f"ほか{len(numbered) - _TOLD:,}件" if len(numbered) > _TOLD else ""
    return f"番号を付け直し: {shown}{more}" if numbered else ""


def _numbered(comparison: Divergence, changes: list[Change]) -> list[Renumbered]:
    """Return the rows that get another number: all of ours, and those of theirs that are taken."""
    taken = {(change.table, change.id) for change in changes if isinstance(change, Insert)}
    return [one for one in comparison.renumbered if one.is_ours or (one.table, one.id) in taken]


def _chosen(comparison: Divergence, choices: Mapping[Key, Side]) -> list[Change]:
    changes = [change for difference in comparison.taken for change in _follow(difference, ())]
    sides = {one.key: choices.get(one.key) or kept_side(one) for one in comparison.conflicts}
    for conflict in comparison.conflicts:
        is_theirs = sides[conflict.key] is Side.THEIRS
        if is_theirs or not conflict.is_of_rows:
            changes += _follow(conflict, conflict.columns if is_theirs else ())
    for one in comparison.owned:
        if one.follows is not None and sides[one.follows] is Side.THEIRS:
            changes += _follow(one, ())
    return changes


def _emptied(comparison: Divergence, changes: list[Change]) -> Iterator[Change]:
    """Yield what empties the references of rows that stay to rows that go."""
    gone = {(change.table, change.id) for change in changes if isinstance(change, Delete)}
    if not gone:
        return
    merged = _applied(comparison.ours, changes)
    for (name, column), target in comparison.references.items():
        for id, row in merged.get(name, {}).items():
            value = row[column]
            if isinstance(value, int) and (target, value) in gone and column_types(TABLES[name].record)[column][1]:
                yield Update(name, id, {column: None})
    named = {any_place(*place) for place in gone}
    for name, columns in ANYWHERE.items():
        for id, row in merged.get(name, {}).items():
            if not named.isdisjoint(row.get(column) for column in columns):
                yield Delete(name, id)


def taken_columns(difference: Difference) -> tuple[str, ...]:
    """Return the columns of a row on both sides that only they have changed: theirs are taken, nobody is asked."""
    base, ours, theirs = difference.base or {}, difference.ours or {}, difference.theirs or {}
    return tuple(
        name
        for name, value in theirs.items()
        if name in ours and value != ours[name] and ours[name] == base.get(name, _ABSENT)
    )


def kept_side(conflict: Difference) -> Side:
    """Return the side by which no row is lost: ours, unless it is ours that has removed it."""
    return Side.THEIRS if conflict.ours is None else Side.OURS


def _differences(began: Rows, ours: Rows, theirs: Rows) -> Iterator[Difference]:
    for name in TABLES:
        old, mine, new = (side.get(name, {}) for side in (began, ours, theirs))
        for id in sorted({*old, *mine, *new}):
            yield Difference(name, id, old.get(id), mine.get(id), new.get(id))


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
        wanted = {*columns, *taken_columns(difference)}
        values = {column: value for column, value in theirs.items() if column in wanted and value != ours[column]}
        if values:
            yield Update(name, id, values)


_NEEDED = ("id",)
"""Stands in the columns of a row that one side removed and rows of the other refer to."""


def _with_owned_rows(comparison: Divergence, began: Rows, theirs: Rows) -> Divergence:
    """Let what belongs to a row that one side removed come or go with it: half a request makes wrong amounts."""
    roots = {one.key for one in comparison.conflicts if one.is_of_rows}
    follows: dict[Key, Key] = {}
    owned: list[Difference] = []
    for one in _differences(began, comparison.ours, theirs) if roots else ():
        row = one.ours or one.theirs
        if row is None or not one.is_of_rows:
            continue
        owners = [(owner, int(str(row[column]))) for column, owner in OWNERS[one.table].items()]
        found = [follows.get(owner, owner) for owner in owners if owner in roots or owner in follows]
        if found:
            follows[one.key] = found[0]
            owned.append(replace(one, follows=found[0]))
    return replace(
        comparison,
        taken=tuple(one for one in comparison.taken if one.key not in follows),
        conflicts=tuple(one for one in comparison.conflicts if one.key not in follows),
        owned=tuple(owned),
    )


def _with_needed_rows(comparison: Divergence, began: Rows, theirs: Rows) -> Divergence:
    """Turn the removal of a row into a conflict where rows of the other side still refer to it."""
    ours = comparison.ours
    while True:
        missing = set(_dangling(_applied(ours, _chosen(comparison, {})), comparison.references))
        known = {one.key for one in (*comparison.conflicts, *comparison.owned)}
        removed = [one for one in comparison.taken if one.key in missing and one.theirs is None]
        restored = [
            Difference(name, id, began.get(name, {}).get(id), None, theirs[name][id], _NEEDED)
            for name, id in sorted(missing - known)
            if id in theirs.get(name, {}) and id not in ours.get(name, {})
        ]
        if not removed and not restored:
            return comparison
        needed = [replace(one, columns=_NEEDED) for one in removed]
        taken = tuple(one for one in comparison.taken if one not in removed)
        again = replace(comparison, taken=taken, conflicts=(*comparison.conflicts, *needed, *restored))
        comparison = _with_owned_rows(again, began, theirs)


def _applied(rows: Rows, changes: list[Change]) -> dict[str, dict[int, Row]]:
    merged: dict[str, dict[int, Row]] = {name: dict(kept) for name, kept in rows.items()}
    for change in changes:
        kept = merged.setdefault(change.table, {})
        if isinstance(change, Delete):
            kept.pop(change.id, None)
        else:
            kept[change.id] = {**kept.get(change.id, {}), **change.values}
    return merged


def _dangling(rows: Mapping[str, Mapping[int, Row]], references: References) -> Iterator[Key]:
    for (name, column), target in references.items():
        for row in rows.get(name, {}).values():
            value = row[column]
            if isinstance(value, int) and value not in rows.get(target, {}):
                yield target, value
