"""A paste that reaches beyond the last row: cells of rows that are there, and new rows, as one action."""

from collections.abc import Callable, Mapping, Sequence

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults
from core.model.machine.records import Record
from core.model.registry import table_of
from core.operations.editing.adding import Values, insert_row
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.edit import Cell, beside, settle, type_cell, untangled
from core.operations.editing.matrix import NOTHING

NewRow = Sequence[tuple[str, str]]
"""The cells of a row to add: column and text."""

Given = Callable[[Draft], Values]
"""What nobody types: to what the new rows belong. What they belong to may be added to the draft on this occasion."""

NOT_TYPED = "not_typed"
"""The fact of a fault that names what must be typed in a new row and was not."""


def append(
    book: Book, cells: Sequence[Cell], cls: type[Record], rows: Sequence[NewRow], given: Values | Given = NOTHING
) -> ChangeSet | Faults:
    """Type `cells` and add `rows` of one kind, all or nothing; `given` are the values that nobody types, or what gives
    them: it is asked only where there are rows to add.

    A fault's fact `cell` is the place of the cell, those of the new rows counted after `cells`. Where a column that a
    new row must have was not typed at all, its name is the fact NOT_TYPED.
    """
    draft, faults = Draft(book), []
    values = given if isinstance(given, Mapping) else given(draft) if rows else NOTHING
    for at, cell in enumerate(cells):
        fault = type_cell(draft, *cell)
        faults += [beside(fault, at)] if fault else []
    starts: dict[int, tuple[int, NewRow]] = {}
    at = len(cells)
    for row in rows:
        typed = {name: text for name, text in row if text.strip()}
        refused, record = insert_row(draft, cls, typed, values)
        faults += [beside(told_missing(fault, typed), at + _place(row, fault.field)) for fault in refused]
        if record is not None:
            starts[record.id] = (at, row)
        at += len(row)
    if not faults:
        settle(draft, cells)
        faults = [_found(cells, cls, starts, record, fault) for record, fault in check(draft)]
    if faults:
        return Faults(tuple(faults))
    return ChangeSet(_label(cells, cls, rows), untangled(book, draft))


def _label(cells: Sequence[Cell], cls: type[Record], rows: Sequence[NewRow]) -> str:
    changed = len({record.id for record, _, _ in cells})
    return f"{table_of(cls).label}を追加({len(rows)}件{f'、変更{changed}件' if changed else ''})"


def told_missing(fault: Fault, typed: Mapping[str, str]) -> Fault:
    """Return the fault with the fact NOT_TYPED where it is that a column was not typed at all."""
    if fault.rule != "blank" or fault.field in typed:
        return fault
    return Fault(fault.field, fault.rule, {**fault.facts, NOT_TYPED: fault.field})


def _place(row: NewRow, name: str) -> int:
    return next((at for at, (column, _) in enumerate(row) if column == name), 0)


def _found(
    cells: Sequence[Cell], cls: type[Record], starts: Mapping[int, tuple[int, NewRow]], record: Record, fault: Fault
) -> Fault:
    new = starts.get(record.id) if type(record) is cls else None
    if new is not None:
        start, row = new
        return beside(fault, start + _place(row, fault.field))
    places = [at for at, (one, _, _) in enumerate(cells) if (type(one), one.id) == (type(record), record.id)]
    exact = [at for at in places if cells[at][1] == fault.field]
    return beside(fault, (exact or places or [0])[-1])
