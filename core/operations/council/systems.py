"""Rows of 業務と参加: what a business area is, and which municipality takes part in it."""

from collections.abc import Sequence

from core.model.book import Book
from core.model.council import Municipality, Participation, System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.kinds import read_flag
from core.model.machine.naming import describe
from core.operations.editing.adding import insert_row
from core.operations.editing.appending import told_missing
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.edit import beside, settle, type_cell
from core.operations.editing.matrix import write_cell

Column = str | int
"""The name of a field, or the id of a municipality."""


def append_systems(
    book: Book, cells: Sequence[tuple[System, Column, str]], rows: Sequence[Sequence[tuple[Column, str]]]
) -> ChangeSet | Faults:
    """Type `cells` and add `rows`, each with who takes part, all or nothing.

    A fault's fact `cell` is the place of the cell, those of the rows counted after `cells`.
    """
    draft, faults = Draft(book), list[Fault]()
    for at, (system, column, text) in enumerate(cells):
        fault = _type(draft, system, column, text)
        faults += [beside(fault, at)] if fault else []
    starts: dict[int, int] = {}
    at = len(cells)
    for row in rows:
        typed = {column: text for column, text in row if isinstance(column, str) and text.strip()}
        refused, added = insert_row(draft, System, typed)
        names = [column for column, _ in row]
        for fault in refused:
            place = names.index(fault.field) if fault.field in names else 0
            faults.append(beside(told_missing(fault, typed), at + place))
        if added is not None:
            starts[added.id] = at
            for place, (column, text) in enumerate(row):
                wrong = _type(draft, added, column, text) if isinstance(column, int) else None
                faults += [beside(wrong, at + place)] if wrong else []
        at += len(row)
    if not faults:
        settle(draft, [(system, column, text) for system, column, text in cells if isinstance(column, str)])
        faults = [beside(fault, starts.get(record.id, 0)) for record, fault in check(draft)]
    if faults:
        return Faults(tuple(faults))
    if len(starts) == 1 and not cells:
        return draft.finish(f"{describe(draft, draft.all(System)[next(iter(starts))])}を追加")
    return draft.finish(f"業務を追加({len(starts)}件)")


def _type(draft: Draft, system: System, column: Column, text: str) -> Fault | None:
    if isinstance(column, str):
        return type_cell(draft, system, column, text)
    try:
        takes_part = read_flag(text)
    except Refused as refused:
        return refused.at("system_id")
    assert draft.get(Municipality, column) is not None
    place = {"municipality_id": column, "system_id": system.id}
    write_cell(draft, Participation, column, place, {} if takes_part else None)
    return None
