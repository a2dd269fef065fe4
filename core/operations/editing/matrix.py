"""Cells of a matrix, each of which is a row of the ledger or none: written as one action, all or none."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.kinds import FieldValue
from core.model.machine.naming import describe
from core.model.machine.records import Record
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft

R = TypeVar("R", bound=Record)

Values = Mapping[str, FieldValue]

NOTHING: Values = {}


def write_all(
    book: Book,
    cells: Sequence[tuple[Any, Any, str]],
    write: Callable[[Draft, Any, Any, str], Record | None],
    field: str,
    what: str,
) -> ChangeSet | Faults:
    """Write cells as one action, all or none; `write` returns the row that it touched, None if none changed."""
    draft, written, faults = Draft(book), list[Record](), list[Fault]()
    places: dict[tuple[type[Record], int], int] = {}
    for at, cell in enumerate(cells):
        try:
            row = write(draft, *cell)
        except Refused as refused:
            faults.append(Fault(field, refused.rule, {**refused.facts, "cell": at}))
            continue
        if row is not None:
            written.append(row)
            places[type(row), row.id] = at
    for row, fault in check(draft):
        faults.append(Fault(fault.field, fault.rule, {**fault.facts, "cell": places[type(row), row.id]}))
    if faults:
        return Faults(tuple(faults))
    if len(written) == 1:
        return draft.finish(f"{describe(draft, written[0])}を変更")
    return draft.finish(f"{what}を変更({len(written)}件)")


def write_cell(
    draft: Draft, cls: type[R], owner_id: int, place: Values, values: Values | None, new: Values = NOTHING
) -> R | None:
    """Write one cell: the row of an owner at `place` is given `values`, or removed by None; `new` is for a row that is
    added. Return the row that was added, changed or removed, None if none was."""
    rows = draft.children(cls, owner_id).values()
    row = next((row for row in rows if all(getattr(row, key) == value for key, value in place.items())), None)
    if values is None:
        if row is not None:
            draft.delete(row)
        return row
    if row is None:
        return draft.insert(cls, **place, **new, **values)
    written = draft.update(row, **values)
    return None if written == row else written
