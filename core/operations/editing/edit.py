"""Typing into cells and forms: one cell, or many in one paste, all of them or none."""

from collections.abc import Mapping, Sequence

from core.model.book import Book
from core.model.machine.changes import Change, ChangeSet, Delete, Insert
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.kinds import FieldValue, Reference
from core.model.machine.naming import describe, edited
from core.model.machine.records import Record, abouts, to_row
from core.model.registry import table_of
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.reading import read
from core.operations.registry import conduct_of

Cell = tuple[Record, str, str]
"""A record, the name of one of its columns, and the text typed there."""

Key = tuple[FieldValue, ...]


def edit(book: Book, record: Record, name: str, text: str) -> ChangeSet | Faults:
    """Type `text` into one column of `record`; the fault stands beside that column."""
    return edit_cells(book, [(record, name, text)])


def edit_cells(book: Book, cells: Sequence[Cell]) -> ChangeSet | Faults:
    """Type into many cells as one action: all of them, or none and a fault for each cell refused.

    A fault's field is the cell's column and its fact `cell` the cell's place in `cells`. Cells see those before
    them, and rules are asked when all have been written: two codes may change places in one paste.
    """
    draft, faults = Draft(book), []
    for at, cell in enumerate(cells):
        fault = type_cell(draft, *cell)
        if fault:
            faults.append(beside(fault, at))
    if faults:
        return Faults(tuple(faults))
    settle(draft, cells)
    flaws = list(check(draft))
    if flaws:
        places = _places(cells)
        return Faults(tuple(beside(fault, _place(places, record, fault.field)) for record, fault in flaws))
    return ChangeSet(_label(book, draft, cells), untangled(book, draft))


def checked(draft: Draft, label: str) -> ChangeSet | Faults:
    """Return the draft's changes under `label`, or the faults of the rows that it wrote."""
    faults = tuple(fault for _, fault in check(draft))
    return Faults(faults) if faults else draft.finish(label)


def type_cell(draft: Draft, record: Record, name: str, text: str) -> Fault | None:
    """Type `text` into one column of a row of the draft; return what is wrong with it, rules apart."""
    cls = type(record)
    current = draft.get(cls, record.id)
    if current is None:
        return Fault(name, "gone", {"row": table_of(cls).label})
    if not is_editable(cls, name):
        return Fault(name, "not_editable", {"row": table_of(cls).label})
    locked = conduct_of(cls).why_locked(draft, current, name)
    if locked:
        return locked
    meant = conduct_of(cls).meant(draft, {name: text}, current)
    if isinstance(meant, Faults):
        return next(iter(meant))
    values: dict[str, FieldValue] = {}
    for column, typed in meant.items():
        try:
            values[column] = read(draft, cls, column, typed, current)
        except Refused as refused:
            return refused.at(column)
    draft.update(current, **values)
    return None


def is_editable(cls: type[Record], name: str) -> bool:
    """Whether a column may be typed into: not what ties a row to its owners, nor what the program writes."""
    about = abouts(cls).get(name)
    return about is not None and not about.given and not (isinstance(about.kind, Reference) and about.kind.is_owner)


def settle(draft: Draft, cells: Sequence[Cell]) -> None:
    """Let the columns follow that belong to those that were typed."""
    typed: dict[tuple[type[Record], int], set[str]] = {}
    for record, name, _ in cells:
        typed.setdefault((type(record), record.id), set()).add(name)
    for (cls, id), names in typed.items():
        current = draft.get(cls, id)
        assert current is not None
        conduct_of(cls).follows(draft, current, frozenset(names))


def untangled(book: Book, draft: Draft) -> tuple[Change, ...]:
    """Return the changes such that no two rows hold a key at any moment, though rows take over each other's keys.

    Who gives up a key to another row of the draft is taken out first and put back, the same row, last.
    """
    keyed = [record for record, columns in draft.touched() if columns.intersection(keys_of(record))]
    holders = {(type(old), _key(old)): old for record in keyed if (old := _before(book, record)) is not None}
    if not holders:
        return draft.finish("").changes  # new rows only
    aside: dict[tuple[str, int], Record] = {}
    for record in keyed:
        old = holders.get((type(record), _key(record)))
        if old is not None and old.id != record.id:
            aside[table_of(type(old)).name, old.id] = old
    changes = draft.finish("").changes
    if not aside:
        return changes
    rows = {(table_of(type(record)).name, record.id): record for record in keyed}
    out = (Delete(name, id) for name, id in aside)
    between = (change for change in changes if (change.table, change.id) not in aside)
    back = (Insert(name, to_row(rows[name, id])) for name, id in aside)
    return (*out, *between, *back)


def _before(book: Book, record: Record) -> Record | None:
    """Return the row as the book has it; None for a new one."""
    cls = type(record)
    return None if record.id > book.last_id(cls) else book.all(cls).get(record.id)


def keys_of(record: Record) -> tuple[str, ...]:
    """Return the columns of what no two rows may share."""
    return table_of(type(record)).keys


def _key(record: Record) -> Key:
    return tuple(getattr(record, name) for name in keys_of(record))


def _places(cells: Sequence[Cell]) -> dict[tuple[type[Record], int, str], int]:
    """Return where the last cell of each row and column stands, and under "" where the row's first cell stands."""
    places: dict[tuple[type[Record], int, str], int] = {}
    for at, (record, name, _) in enumerate(cells):
        places[type(record), record.id, name] = at
        places.setdefault((type(record), record.id, ""), at)
    return places


def _place(places: Mapping[tuple[type[Record], int, str], int], record: Record, name: str) -> int:
    row = (type(record), record.id)
    return places.get((*row, name), places[(*row, "")])


def beside(fault: Fault, at: int) -> Fault:
    """Return the fault with the place of its cell."""
    return Fault(fault.field, fault.rule, {**fault.facts, "cell": at})


def _label(book: Book, draft: Draft, cells: Sequence[Cell]) -> str:
    changed = [
        (record, name)
        for record, name in {(type(r), r.id, name): (r, name) for r, name, _ in cells}.values()
        if getattr(draft.get(type(record), record.id), name) != getattr(book.all(type(record))[record.id], name)
    ]
    rows = {(type(record), record.id): record for record, _ in changed}
    if len(changed) == 1:
        return edited(book, *changed[0])
    if len(rows) == 1:
        return f"{describe(book, next(iter(rows.values())))}を変更({len(changed)}か所)"
    tables = "・".join(dict.fromkeys(table_of(cls).label for cls, _ in rows))
    return f"{tables}を変更({len(changed)}か所)"
