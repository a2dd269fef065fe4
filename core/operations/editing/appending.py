"""A paste that reaches beyond the last row: cells of rows that are there, and new rows, as one action."""

from collections.abc import Mapping, Sequence

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults
from core.model.machine.records import Record
from core.model.registry import table_of
from core.operations.editing.adding import Values, insert_row
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.edit import Cell, beside, settle, type_cell, untangled

NewRow = Sequence[tuple[str, str]]
"""The cells of a row to add: column and text."""


def append(
    book: Book, cells: Sequence[Cell], cls: type[Record], rows: Sequence[NewRow], values: Values | None = None
) -> ChangeSet | Faults:
    """Type `cells` and add `rows` of one kind, all or nothing; `values` are those that nobody types.

    A fault's fact `cell` is the place of the cell, those of the new rows counted after `cells`.
    """
    draft, faults = Draft(book), []
    for at, cell in enumerate(cells):
        fault = type_cell(draft, *cell)
        faults += [beside(fault, at)] if fault else []
    starts: dict[int, tuple[int, NewRow]] = {}
    at = len(cells)
    for row in rows:
        typed = {name: text for name, text in row if text.strip()}
        refused, record = insert_row(draft, cls, typed, values)
        faults += [beside(fault, at + _place(row, fault.field)) for fault in refused]
        if record is not None:
            starts[record.id] = (at, row)
        at += len(row)
    if not faults:
        settle(draft, cells)
        faults = [_found(cells, cls, starts, record, fault) for record, fault in check(draft)]
    if faults:
        return Faults(tuple(faults))
    return ChangeSet(f"{table_of(cls).label}を追加({len(rows)}件)", untangled(book, draft))


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
