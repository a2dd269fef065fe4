"""The present plan beside a baseline: task by task what was planned then, what is now, and how many days it moved."""

from core.calc.schedule.standing import Span, days_between, outline, standings
from core.dataclass import dataclass
from core.model.machine.table import Look
from core.model.schedule import BaselineTask, Task
from core.model.values.words import Word


class Change(Word):
    """What became of a task since."""

    SAME = "same", "変更なし"
    MOVED = "moved", "変更"
    ADDED = "added", "追加"
    REMOVED = "removed", "削除"


@dataclass(frozen=True, slots=True)
class Shift:
    """A task then and now; `start_days` and `end_days` are later days (negative: earlier), None where there is no date
    on both sides. `id` is that of the task, for one that is gone the negative id of the baseline's row."""

    id: int
    number: str
    name: str
    level: int
    then: Span | None
    now: Span | None
    change: Change
    start_days: int | None
    end_days: int | None


def shifts(look: Look, baseline_id: int) -> list[Shift]:
    """Return the tasks of now in the order of the tree, then those of the baseline that are gone."""
    rows = look.children(BaselineTask, baseline_id).values()
    before = {one.task_id: one for one in rows if one.task_id is not None}
    found = standings(look, "")
    told = [_now(task, level, before.get(task.id), found[task.id].planned) for task, level in outline(look)]
    gone = [one for one in rows if one.task_id is None or one.task_id not in look.all(Task)]
    return [*told, *(_gone(one) for one in sorted(gone, key=lambda one: one.id))]


def span_of(one: BaselineTask) -> Span | None:
    """Return what a baseline planned."""
    first, last = one.planned_start or one.planned_end, one.planned_end or one.planned_start
    return Span(first, last) if first and last else None


def _now(task: Task, level: int, before: BaselineTask | None, now: Span | None) -> Shift:
    then = span_of(before) if before is not None else None
    change = Change.ADDED if before is None else Change.SAME if then == now else Change.MOVED
    both = then is not None and now is not None
    return Shift(
        task.id,
        task.number,
        task.name,
        level,
        then,
        now,
        change,
        days_between(then.first, now.first) if both and then and now else None,
        days_between(then.last, now.last) if both and then and now else None,
    )


def _gone(one: BaselineTask) -> Shift:
    return Shift(-one.id, one.number, one.name, 0, span_of(one), None, Change.REMOVED, None, None)
