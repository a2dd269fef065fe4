"""How each task stands on a day: when it is planned and was done, how far it is, how late. For a task with others
under it that has no dates of its own it follows from those."""

from collections.abc import Mapping
from datetime import date

from core.dataclass import dataclass
from core.model.council import consortium_of
from core.model.machine.table import Look
from core.model.machine.tree import below
from core.model.schedule import Task
from core.model.values.words import Word


@dataclass(frozen=True, slots=True)
class Span:
    """From one ISO day to another, both included."""

    first: str
    last: str

    @property
    def days(self) -> int:
        """The number of days of the calendar."""
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1


class State(Word):
    """What is said of a task on a day; LATE is not done though it should be, NOT_BEGUN should have begun."""

    DONE = "done", "完了"
    LATE = "late", "遅れ"
    NOT_BEGUN = "not_begun", "着手遅れ"
    RUNNING = "running", "実施中"
    AHEAD = "ahead", "予定"
    UNDATED = "undated", "日程なし"


@dataclass(frozen=True, slots=True)
class Standing:
    """`actual` lasts until the day where the task is not done; None where it had not begun. `progress` is 0 to 100.

    `late_days`: by how many days the planned end has passed without the task being done. `slip_days`: by how many days
    it was done after the planned end, 0 where it is not done or was in time.
    """

    planned: Span | None
    actual: Span | None
    progress: int
    state: State
    late_days: int
    slip_days: int
    is_summary: bool

    @property
    def is_done(self) -> bool:
        return self.state is State.DONE


def reference_day(look: Look) -> str:
    """Return the day at whose end the schedule is told where no other is asked for: the 資料日付, "" for none."""
    return consortium_of(look).document_date or ""


def outline(look: Look) -> list[tuple[Task, int]]:
    """Return the tasks in the order of the tree, each with how many stand above it."""
    under = below(look, Task)
    for rows in under.values():
        rows.sort(key=lambda one: (one.position, one.id))
    found: list[tuple[Task, int]] = []
    seen = set[int]()
    waiting = [(one, 0) for one in reversed(under.get(None, ()))]
    while waiting:
        task, level = waiting.pop()
        if task.id not in seen:
            seen.add(task.id)
            found.append((task, level))
            waiting += [(one, level + 1) for one in reversed(under.get(task.id, ()))]
    return found


def standings(look: Look, day: str) -> dict[int, Standing]:
    """Return by id how each task stands at the end of an ISO day, or "" for no day: then nothing is late."""
    under = below(look, Task)
    found: dict[int, Standing] = {}
    for task, _ in reversed(outline(look)):
        parts = [(one, found[one.id]) for one in under.get(task.id, ()) if one.id in found]
        found[task.id] = _summary(task, parts, day) if parts else _single(task, day)
    return found


def _single(task: Task, day: str) -> Standing:
    planned, done = planned_span(task), _is_done(task, day)
    actual = _actual(task, day)
    progress = 100 if done else 0 if _begins_later(task, day) else min(task.progress, 99)
    return _standing(planned, actual, progress, done, task.actual_end if done else None, day, is_summary=False)


def planned_span(task: Task) -> Span | None:
    """Return the dates that a task itself is planned for; one date is a day; a moment stands on its end."""
    if task.kind.is_moment:
        day = task.planned_end or task.planned_start
        return Span(day, day) if day else None
    first, last = task.planned_start or task.planned_end, task.planned_end or task.planned_start
    return Span(first, last) if first and last else None


def _is_done(task: Task, day: str) -> bool:
    if task.actual_end is not None:
        return not day or task.actual_end <= day
    return task.progress == 100 and not _begins_later(task, day)


def _begins_later(task: Task, day: str) -> bool:
    return bool(day and task.actual_start and task.actual_start > day)


def _actual(task: Task, day: str) -> Span | None:
    """Return what was done until the day; a task that is done without a date of its end ended when it began."""
    first = task.actual_start or task.actual_end
    if first is None or (day and first > day):
        return None
    if task.actual_end is not None and (not day or task.actual_end <= day):
        return Span(first, task.actual_end)
    return Span(first, day if day and task.progress < 100 else first)


def _summary(task: Task, parts: list[tuple[Task, Standing]], day: str) -> Standing:
    own, spans = planned_span(task), [one.planned for _, one in parts if one.planned is not None]
    planned = own or (Span(min(one.first for one in spans), max(one.last for one in spans)) if spans else None)
    begun = [one.actual for _, one in parts if one.actual is not None]
    actual = Span(min(one.first for one in begun), max(one.last for one in begun)) if begun else None
    done = all(one.is_done for _, one in parts)
    ended = max((one.actual.last for _, one in parts if one.actual is not None), default=None) if done else None
    return _standing(planned, actual, 100 if done else min(_mean(parts), 99), done, ended, day, is_summary=True)


def _mean(parts: list[tuple[Task, Standing]]) -> int:
    """Return the progress of the parts by their weights, for want of one by their days, rounded down."""
    weights = [
        one.weight if one.weight is not None else standing.planned.days if standing.planned else 1
        for one, standing in parts
    ]
    if not any(weights):
        weights = [1] * len(parts)
    done = sum(weight * standing.progress for weight, (_, standing) in zip(weights, parts, strict=True))
    return done // sum(weights)


def _standing(
    planned: Span | None,
    actual: Span | None,
    progress: int,
    done: bool,
    ended: str | None,
    day: str,
    *,
    is_summary: bool,
) -> Standing:
    late = 0 if done or planned is None or not day else max(0, days_between(planned.last, day))
    slip = max(0, days_between(planned.last, ended)) if done and planned is not None and ended else 0
    begun = actual is not None or progress > 0
    if done:
        state = State.DONE
    elif late:
        state = State.LATE
    elif planned is not None and day and not begun and planned.first < day:
        state = State.NOT_BEGUN
    elif begun:
        state = State.RUNNING
    else:
        state = State.AHEAD if planned is not None else State.UNDATED
    return Standing(planned, actual, progress, state, late, slip, is_summary)


def days_between(first: str, last: str) -> int:
    """Return by how many days an ISO day is later than another; negative where it is earlier."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def late_first(look: Look, found: Mapping[int, Standing]) -> list[Task]:
    """Return the tasks without others under them that are late or have not begun, the latest first."""
    tasks = look.all(Task)
    late = [id for id, one in found.items() if one.state in {State.LATE, State.NOT_BEGUN} and not one.is_summary]
    return [tasks[id] for id in sorted(late, key=lambda id: (-found[id].late_days, tasks[id].number))]
