"""What needs attention in the schedule."""

from collections.abc import Iterator, Sequence

from core.calc.schedule.chart import is_broken
from core.calc.schedule.standing import State, late_first, planned_span, standings
from core.model.book import Book
from core.model.machine.naming import in_order
from core.model.schedule import Precedence, Task, task_name
from core.model.values.dates import show_date
from core.operations.health.finding import Finding, Severity, listed
from core.operations.schedule.conduct import way_back


def schedule_findings(book: Book, day: str) -> Iterator[Finding]:
    """Yield what needs attention at the end of an ISO day; nothing as long as there are no tasks."""
    if not book.all(Task):
        return
    found = standings(book, day)
    late = [one for one in late_first(book, found) if found[one.id].state is State.LATE]
    yield from _about(book, Severity.WARNING, "overdue_tasks", late, day=show_date(day))
    yield from _about(book, Severity.NOTE, "overdue_without_reason", [one for one in late if not one.delay_reason])
    tasks = book.all(Task)
    broken = {one.task_id: tasks[one.task_id] for one in book.all(Precedence).values() if is_broken(book, found, one)}
    yield from _about(book, Severity.NOTE, "precedence_broken", in_order(book, broken.values()))
    yield from _about(book, Severity.NOTE, "task_outside_parent", [one for one in tasks.values() if _is_out(book, one)])
    circle = {one.task_id: tasks[one.task_id] for one in book.all(Precedence).values() if way_back(book, one)}
    yield from _about(book, Severity.WARNING, "precedences_in_circle", list(circle.values()))


def _is_out(book: Book, task: Task) -> bool:
    above = book.all(Task).get(task.parent_id or 0)
    own, around = planned_span(task), planned_span(above) if above else None
    return bool(own and around and (own.first < around.first or around.last < own.last))


def _about(book: Book, severity: Severity, rule: str, tasks: Sequence[Task], **facts: object) -> Iterator[Finding]:
    if tasks:
        names = listed(task_name(book, one) for one in tasks)
        yield Finding(severity, "tasks", tasks[0].id, rule, {"n": len(tasks), "names": names, **facts})
