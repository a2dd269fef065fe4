"""The plan as a whole: fixing it as a baseline, numbering it anew, and beginning with a template."""

from datetime import date, timedelta

from core.calc.schedule.standing import outline, standings
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.kinds import clean
from core.model.schedule import Baseline, BaselineTask, Certainty, Precedence, Task, TaskKind
from core.model.values.dates import show_date
from core.operations.editing.adding import given_values
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked
from core.operations.schedule.templates import Step, Template


def fix_baseline(book: Book, name: str, day: str, note: str = "") -> ChangeSet | Faults:
    """Copy the plan as it stands, under a name: every task with its number, its name and its dates (those that follow
    from the tasks below it too). Refused where there is no task or the name is taken."""
    lines = outline(book)
    if not lines:
        return Faults.of("name", "no_tasks_to_fix")
    try:
        name = clean(name)
    except Refused as refused:
        return Faults((Fault("name", refused.rule, refused.facts),))
    if not name:
        return Faults.of("name", "blank", label="基準計画名")
    draft, found = Draft(book), standings(book, "")
    baseline = draft.insert(Baseline, name=name, fixed_on=day, note=note)
    for task, _ in lines:
        span = found[task.id].planned
        draft.insert(
            BaselineTask,
            baseline_id=baseline.id,
            number=task.number,
            name=task.name,
            task_id=task.id,
            planned_start=span.first if span else None,
            planned_end=span.last if span else None,
        )
    return checked(draft, f"基準計画「{name}」を固定({show_date(day)}、{len(lines):,}件)")


def renumber(book: Book) -> ChangeSet | Faults:
    """Number all tasks by where they stand: 1, 1.1, 1.2, 2. What refers to them goes on doing so."""
    draft, counts = Draft(book), list[int]()
    for task, level in outline(book):
        counts = [*counts[: level + 1], *[0] * (level + 1 - len(counts))]
        counts[level] += 1
        draft.update(task, number=".".join(map(str, counts)))
    return checked(draft, "作業の番号を振り直す")


def begin_with(book: Book, template: Template, begins: str) -> ChangeSet | Faults:
    """Add the steps of a template below the tasks that are there, the first on the ISO day `begins`; all dates are a
    draft (案)."""
    draft = Draft(book)
    first, ids = date.fromisoformat(begins), dict[str, int]()
    for step in template.steps:
        above = ids.get(step.above)
        values = {"name": step.name, "parent_id": above, **_dates(step, first)}
        task = draft.insert(
            Task,
            **{
                **given_values(draft, Task, values),
                **values,
                "kind": step.kind,
                "party": step.party,
                "certainty": Certainty.DRAFT,
                "note": step.note,
            },
        )
        ids[step.key] = task.id
        for before in step.after:
            draft.insert(Precedence, task_id=task.id, before_id=ids[before])
    return checked(draft, f"ひな型「{template.name}」から作業を追加({len(template.steps):,}件)")


def _dates(step: Step, first: date) -> dict[str, str]:
    """Return the dates of a step: from the first day of a month to the last day of one, a moment on the last day."""
    if not step.months:
        return {}
    last = _month(first, step.begins + step.months) - timedelta(days=1)
    if step.kind is not TaskKind.TASK:
        return {"planned_start": last.isoformat(), "planned_end": last.isoformat()}
    return {"planned_start": _month(first, step.begins).isoformat(), "planned_end": last.isoformat()}


def _month(first: date, months: int) -> date:
    """Return the first day of the month so many months after that of a day; the day itself for none."""
    if not months:
        return first
    at = first.year * 12 + first.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)
