"""Other days for a task, planned or done, as a bar on the chart is moved or stretched."""

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
    return _written(book, task, {name: wished[name] for name in names}, "予定")


def record_done(book: Book, task: Task, first: date, last: date) -> ChangeSet | Faults:
    """Let a task have been done from one day to another. Of one that is not done only the beginning changes: `last` is
    then no day of the ledger. Where one day is known of one that is done, it stays one as long as it is one day."""
    wished = {"actual_start": first.isoformat(), "actual_end": last.isoformat()}
    if task.actual_end is None and (task.progress < 100 or first == last):
        del wished["actual_end"]
    elif task.actual_start is None and first == last:
        del wished["actual_start"]
    return _written(book, task, wished, "実績")


def _written(book: Book, task: Task, wished: dict[str, str], what: str) -> ChangeSet | Faults:
    cells: list[Cell] = [(task, name, text) for name, text in wished.items() if getattr(task, name) != text]
    wish = edit_cells(book, cells)
    label = f"作業{task_name(book, task)}の{what}を変更"
    return ChangeSet(label, wish.changes) if isinstance(wish, ChangeSet) else wish
