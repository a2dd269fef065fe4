"""What tasks must keep: nothing ends before it begins, nothing waits for itself, a baseline stays as it was fixed."""

from collections.abc import Iterator

from core.model.machine.faults import Fault
from core.model.machine.records import Record
from core.model.machine.tree import path_of
from core.model.schedule import Baseline, BaselineTask, Precedence, Task, task_name
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger
from core.operations.organisation.conduct import in_right_order


def _whole_percent(_: Ledger, task: Task) -> Iterator[Fault]:
    if task.progress > 100:
        yield Fault("progress", "progress_above_100", {"progress": task.progress})


def _no_circle(ledger: Ledger, one: Precedence) -> Iterator[Fault]:
    tasks = ledger.all(Task)
    task, before = tasks.get(one.task_id), tasks.get(one.before_id)
    if task is None or before is None:
        return
    facts = {"task": task_name(ledger, task), "before": task_name(ledger, before)}
    if task.id == before.id:
        yield Fault("before_id", "precedes_itself", facts)
    elif task in path_of(ledger, before) or before in path_of(ledger, task):
        yield Fault("before_id", "precedes_its_part", facts)
    elif (way := way_back(ledger, one)) is not None:
        circle = "→".join(tasks[id].number for id in (*way, way[0]))
        yield Fault("before_id", "precedence_circle", {**facts, "circle": circle})


def way_back(ledger: Ledger, one: Precedence) -> list[int] | None:
    """Return the tasks of the circle that a precedence closes, the earlier one first; None where it closes none."""
    after: dict[int, list[int]] = {}
    for other in ledger.all(Precedence).values():
        after.setdefault(other.before_id, []).append(other.task_id)
    ways, seen = [[one.task_id]], {one.task_id}
    while ways:
        way = ways.pop()
        for follower in after.get(way[-1], ()):
            if follower == one.before_id:
                return [one.before_id, *way]
            if follower not in seen:
                seen.add(follower)
                ways.append([*way, follower])
    return None


def _fixed(ledger: Ledger, one: BaselineTask, name: str) -> Fault | None:
    baseline = ledger.all(Baseline)[one.baseline_id].name
    return Fault(name, "baseline_fixed", {"baseline": baseline}) if name else None


CONDUCT: dict[type[Record], Conduct] = {
    Task: Conduct(
        rules=(
            (frozenset({"planned_start", "planned_end"}), in_right_order("planned_start", "planned_end")),
            (frozenset({"actual_start", "actual_end"}), in_right_order("actual_start", "actual_end")),
            (frozenset({"progress"}), _whole_percent),
        )
    ),
    Precedence: Conduct(rules=((frozenset({"task_id", "before_id"}), _no_circle),)),
    BaselineTask: Conduct(why_locked=_fixed),
}
