"""Rows pasted at the end of a roster: seats, and beside them who holds them."""

from collections.abc import Sequence

from core.model.book import Book
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.faults import Fault, Faults
from core.model.organisation import Seat, Tenure
from core.operations.editing.appending import NewRow, append
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.edit import Cell, beside
from core.operations.organisation.handover import put_names

HOLDER = "holder"
"""The column of a roster in which the name of the holder stands: it is no field of a seat."""


def add_seats(book: Book, day: str, cells: Sequence[Cell], rows: Sequence[NewRow]) -> ChangeSet | Faults:
    """Type cells of a roster and add seats, all or nothing; names go to those who hold the seats on the day (ISO).

    Faults name the places of the cells as core.operations.editing.appending.append does.
    """
    fields = [at for at, (_, column, _) in enumerate(cells) if column != HOLDER]
    places, new, start = list(fields), list[NewRow](), len(cells)
    for row in rows:
        kept = [at for at, (column, _) in enumerate(row) if column != HOLDER]
        places += [start + at for at in kept or [0]]
        new.append([row[at] for at in kept] or [("post", "")])
        start += len(row)
    wish = append(book, [cells[at] for at in fields], Seat, new)
    if isinstance(wish, Faults):
        return _moved(wish, places)
    draft = Draft(book)
    held = [at for at in range(len(cells)) if at not in fields]
    named = [(cells[at][0], cells[at][2]) for at in held]
    put_names(draft, day, [(seat, text) for seat, text in named if isinstance(seat, Seat)])
    seats = [change.values["id"] for change in wish.changes if isinstance(change, Insert) and change.table == "seats"]
    for seat, row in zip(seats, rows, strict=True):
        for name in [text.strip() for column, text in row if column == HOLDER and text.strip()]:
            draft.insert(Tenure, seat_id=seat, name=name)
    faults = [_beside(cells, held, record, fault) for record, fault in check(draft)]
    if faults:
        return Faults(tuple(faults))
    return ChangeSet(wish.label, (*wish.changes, *draft.finish("").changes))


def _moved(faults: Faults, places: Sequence[int]) -> Faults:
    return Faults(tuple(beside(fault, places[_cell(fault)]) for fault in faults))


def _cell(fault: Fault) -> int:
    cell = fault.facts.get("cell")
    return cell if isinstance(cell, int) else 0


def _beside(cells: Sequence[Cell], held: Sequence[int], record: object, fault: Fault) -> Fault:
    seat = getattr(record, "seat_id", 0)
    return beside(fault, next((at for at in held if cells[at][0].id == seat), 0))
