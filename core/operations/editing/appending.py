"""A paste that reaches beyond the last row: cells of rows that are there, and new rows, as one action."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.model.book import Book
from core.model.changes import ChangeSet
from core.model.council import Municipality, System
from core.model.faults import Fault, Faults
from core.model.requests import Customization, Quote
from core.operations.editing.adding import insert_row, kind_of, last_place, next_item, next_label
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft, table_of
from core.operations.editing.edit import Cell, beside, settle, type_cell, untangled

NewRow = Sequence[tuple[str, str]]
"""The cells of a row to add: column and text."""


def append(
    book: Book, cells: Sequence[Cell], cls: type, rows: Sequence[NewRow], place: Mapping[str, Any] | None = None
) -> ChangeSet | Faults:
    """Type `cells` and add `rows` of one kind, all or nothing; `place` are values that nobody types.

    A fault's fact `cell` is the place of the cell, those of the new rows counted after `cells`.
    """
    draft, faults = Draft(book), []
    for at, cell in enumerate(cells):
        fault = type_cell(draft, *cell)
        faults += [beside(fault, at)] if fault else []
    starts: dict[int, tuple[int, NewRow]] = {}
    at = len(cells)
    for row in rows:
        # What must be typed and was not is read as blank, so that it is refused with its own sentence.
        typed = dict.fromkeys(_REQUIRED.get(cls, ()), "") | {name: text for name, text in row if text.strip()}
        refused, record = insert_row(draft, cls, typed, {**_defaults(draft, cls, typed), **(place or {})})
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


def _defaults(draft: Draft, cls: type, typed: Mapping[str, str]) -> dict[str, Any]:
    """Return what the program gives to a new row where nothing was typed."""
    given: dict[str, Any] = {}
    if cls is Municipality:
        labels = [one.label for one in draft.all(Municipality).values()]
        given = {"kind": kind_of(typed.get("name", "")), "label": next_label(labels)}
    if cls is Customization:
        given = {"item": next_item(draft)}
    if cls in {Municipality, System}:
        given["position"] = last_place(draft.all(cls))
    return {name: value for name, value in given.items() if name not in typed}


_REQUIRED: dict[type, tuple[str, ...]] = {
    Municipality: ("code", "name"),
    System: ("name",),
    Customization: ("title",),
    Quote: ("implementers", "one_off_yen"),
}


def _place(row: NewRow, name: str) -> int:
    return next((at for at, (column, _) in enumerate(row) if column == name), 0)


def _found(
    cells: Sequence[Cell], cls: type, starts: Mapping[int, tuple[int, NewRow]], record: Any, fault: Fault
) -> Fault:
    new = starts.get(record.id) if table_of(type(record)) is table_of(cls) else None
    if new is not None:
        start, row = new
        return beside(fault, start + _place(row, fault.field))
    places = [at for at, (one, _, _) in enumerate(cells) if (type(one), one.id) == (type(record), record.id)]
    exact = [at for at in places if cells[at][1] == fault.field]
    return beside(fault, (exact or places or [0])[-1])
