"""Typing into cells and forms: one cell, or many in one paste, all of them or none."""

from collections.abc import Sequence
from typing import Any

from core.model.book import Book
from core.model.changes import Change, ChangeSet, Delete, Insert
from core.model.council import Participation
from core.model.faults import Fault, Faults, Refused
from core.model.records import to_row
from core.model.requests import Customization, Disposition
from core.model.sheets import FixedSheet, SheetFile
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft, table_of
from core.operations.editing.locks import why_locked
from core.operations.editing.reading import read
from core.operations.telling.names import describe, edited

Cell = tuple[Any, str, str]
"""A record, the name of one of its columns, and the text typed there."""


def edit(book: Book, record: Any, name: str, text: str) -> ChangeSet | Faults:
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


def type_cell(draft: Draft, record: Any, name: str, text: str) -> Fault | None:
    """Type `text` into one column of a row of the draft; return what is wrong with it, rules apart."""
    current = draft.get(type(record), record.id)
    if current is None:
        return Fault(name, "gone", {"row": table_of(type(record)).label})
    if not is_editable(type(record), name):
        return Fault(name, "not_editable", {"row": table_of(type(record)).label})
    locked = why_locked(draft, current, name)
    if locked:
        return locked
    try:
        draft.update(current, **{name: read(draft, type(record), name, text, current)})
    except Refused as refused:
        return refused.at(name)
    return None


def is_editable(cls: type, name: str) -> bool:
    """Whether a column may be typed into: not what ties a row to its parents, and of a fixed sheet only the name."""
    if cls in {FixedSheet, SheetFile, Participation}:
        return (cls, name) == (FixedSheet, "name")
    return name not in _GIVEN


_GIVEN = {"id", "municipality_id", "customization_id", "option_id", "cost_line_id", "scenario_id"} | {
    "adopted",
    "adopted_on",
    "adopted_by",
    "fixed_sheet_id",
}
"""The columns that nobody types into: they tie a row to its parents, or are written when a scenario is adopted."""


def settle(draft: Draft, cells: Sequence[Cell]) -> None:
    """Let 方針 and 統合先の項 follow each other where only one of them was typed."""
    typed: dict[int, set[str]] = {}
    for record, name, _ in cells:
        if isinstance(record, Customization):
            typed.setdefault(record.id, set()).add(name)
    for id, names in typed.items():
        customization = draft.all(Customization)[id]
        if names.isdisjoint({"disposition", "merged_into_id"}):
            continue
        if "disposition" not in names and customization.merged_into_id is not None:
            draft.update(customization, disposition=Disposition.MERGED)
        if "merged_into_id" not in names and customization.disposition is not Disposition.MERGED:
            draft.update(customization, merged_into_id=None)


def untangled(book: Book, draft: Draft) -> tuple[Change, ...]:
    """Return the changes such that no two rows hold a key at any moment, though rows take over each other's keys.

    Who gives up a key to another row of the draft is taken out first and put back, the same row, last.
    """
    moved = [
        record
        for record, columns in draft.touched()
        if set(table_of(type(record)).keys) & columns and record.id in book.all(type(record))
    ]
    holders = {(type(record), _key(book.all(type(record))[record.id])): record for record in moved}
    takers = ((record, holders.get((type(record), _key(record)))) for record in moved)
    given = {(table_of(type(old)).name, old.id): old for new, old in takers if old is not None and old.id != new.id}
    out = (Delete(name, id) for name, id in given)
    between = (change for change in draft.finish("").changes if (change.table, change.id) not in given)
    back = (Insert(name, to_row(record)) for (name, _), record in given.items())
    return (*out, *between, *back)


def _key(record: Any) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in table_of(type(record)).keys)


def _places(cells: Sequence[Cell]) -> dict[tuple[type, int, str], int]:
    """Return where the last cell of each row and column stands, and under "" where the row's first cell stands."""
    places: dict[tuple[type, int, str], int] = {}
    for at, (record, name, _) in enumerate(cells):
        places[type(record), record.id, name] = at
        places.setdefault((type(record), record.id, ""), at)
    return places


def _place(places: dict[tuple[type, int, str], int], record: Any, name: str) -> int:
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
