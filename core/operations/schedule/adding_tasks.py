"""Rows pasted at the end of a list of tasks: tasks, and beside them what goes before and for whom they are."""

from collections.abc import Sequence

from core.model.book import Book
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.records import from_row, to_row
from core.model.registry import table_of
from core.model.schedule import Task
from core.operations.editing.appending import NewRow, append
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.edit import Cell, beside
from core.operations.schedule.listing import BEFORE, LABELS, write_list


def add_tasks(book: Book, cells: Sequence[Cell], rows: Sequence[NewRow]) -> ChangeSet | Faults:
    """Type cells of a list of tasks and add tasks, all or nothing; what goes before a task may be pasted along with it.

    Faults name the places of the cells as core.operations.editing.appending.append does.
    """
    fields = [at for at, (_, column, _) in enumerate(cells) if column not in LABELS]
    places, new, start = list(fields), list[NewRow](), len(cells)
    lists: list[tuple[int, int, str, str]] = []
    for number, row in enumerate(rows):
        kept = [at for at, (column, _) in enumerate(row) if column not in LABELS]
        lists += [(start + at, number, *row[at]) for at in range(len(row)) if at not in kept]
        places += [start + at for at in kept or [0]]
        new.append([row[at] for at in kept] or [("name", "")])
        start += len(row)
    wish = append(book, [cells[at] for at in fields], Task, new)
    if isinstance(wish, Faults):
        return Faults(tuple(beside(fault, places[_cell(fault)]) for fault in wish))
    draft = _drafted(book, wish)
    added = [change.id for change in wish.changes if isinstance(change, Insert)]
    wanted = [(at, cells[at][0].id, *cells[at][1:]) for at in range(len(cells)) if at not in fields]
    wanted += [(at, added[number], column, text) for at, number, column, text in lists]
    faults = [fault for one in wanted if (fault := _written(draft, *one)) is not None]
    before = {id: at for at, id, column, _ in wanted if column == BEFORE}
    if not faults:
        faults = [beside(fault, before.get(getattr(record, "task_id", 0), 0)) for record, fault in check(draft)]
    if faults:
        return Faults(tuple(faults))
    beside_tasks = [change for change in draft.finish("").changes if change.table != table_of(Task).name]
    return ChangeSet(wish.label, (*wish.changes, *beside_tasks))


def _drafted(book: Book, wish: ChangeSet) -> Draft:
    """Return a draft in which the tasks stand as the wish has them: new ones may go before each other."""
    draft = Draft(book)
    for change in wish.changes:
        if isinstance(change, Insert):
            draft.add(from_row(Task, change.values))
        elif isinstance(change, Update):
            current = draft.all(Task)[change.id]
            new = from_row(Task, {**to_row(current), **change.values})
            draft.update(current, **{name: getattr(new, name) for name in change.values})
    return draft


def _written(draft: Draft, at: int, id: int, column: str, text: str) -> Fault | None:
    try:
        write_list(draft, draft.all(Task)[id], column, text)
    except Refused as refused:
        return Fault(column, refused.rule, {**refused.facts, "cell": at})
    return None


def _cell(fault: Fault) -> int:
    cell = fault.facts.get("cell")
    return cell if isinstance(cell, int) else 0
