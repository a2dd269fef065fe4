"""Other planned days for a task, as a bar on the chart is moved or stretched."""

from datetime import date

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.schedule import Task, task_name
from core.operations.editing.edit import Cell, edit_cells


def replan(book: Book, task: Task, first: date, last: date) -> ChangeSet | Faults:
    """Plan a task from one day to another. A task with one planned date keeps one as long as it is one day; a milestone
    that may be any day of a time (its mark stands on the last) keeps the length of that time. Nothing else moves. The
    faults are those of typing the dates."""
    if task.kind.is_moment and task.planned_start and task.planned_end:
        first = date.fromisoformat(task.planned_start) + (last - date.fromisoformat(task.planned_end))
    wished = {"planned_start": first.isoformat(), "planned_end": last.isoformat()}
    known = [name for name in wished if getattr(task, name) is not None]
    names = known if len(known) == 1 and first == last else list(wished)
    cells: list[Cell] = [(task, name, wished[name]) for name in names if getattr(task, name) != wished[name]]
    wish = edit_cells(book, cells)
    return ChangeSet(f"作業{task_name(book, task)}の予定を変更", wish.changes) if isinstance(wish, ChangeSet) else wish
