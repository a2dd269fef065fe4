"""A made-up schedule for measuring: 400 tasks in three levels over five fiscal years, 60 of them on one day, with what
must be done before them, what was done, and a baseline. The seed is fixed: every run measures the same."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import Record, to_row
from core.model.registry import TABLES
from core.model.schedule import Baseline, BaselineTask, Certainty, Party, Precedence, Task, TaskKind
from tests.bench.big_organisation import big_organisation

PHASES, SYSTEMS, STEPS, ENDS = 4, 12, 6, 3
"""4 phases, each with 12 parts of 6 steps and a point of time, and 3 points of its own: 4 × (1 + 12 × 8 + 3) = 400."""
REFERENCE = "2016-09-10"
_SPREAD_DAYS = 4
_STEP = ("協議", "資料作成", "ヒアリング", "確認", "調整", "試行")
_PARTIES = (Party.SECRETARIAT, Party.MUNICIPALITY, Party.NEW_VENDOR, Party.OLD_VENDOR)


def big_schedule(*, seed: int = 1) -> ChangeSet:
    """Return the whole ledger of the big organisation with the schedule as one action."""
    before = big_organisation(seed=seed)
    tasks, ties = big_tasks(seed=seed)
    baseline = [Baseline(1, "当初計画", "2014-04-01")]
    planned = [
        BaselineTask(at, 1, one.number, one.name, one.id, one.planned_start, one.planned_end)
        for at, one in enumerate(tasks, 1)
    ]
    rows: dict[str, Sequence[Record]] = {
        "tasks": tasks,
        "precedences": ties,
        "baselines": baseline,
        "baseline_tasks": planned,
    }
    new = [Insert(name, to_row(one)) for name in TABLES for one in rows.get(name, ())]
    return ChangeSet("大きな工程表", (*before.changes, *new))


def big_tasks(*, seed: int = 1) -> tuple[list[Task], list[Precedence]]:
    """Return the tasks and their ties."""
    draw = random.Random(seed)
    tasks: list[Task] = []
    ties: list[Precedence] = []

    def add(number: str, name: str, parent: int | None, **rest: object) -> Task:
        made = Task(len(tasks) + 1, number, name, parent, position=len(tasks) + 1, **rest)  # type: ignore[arg-type]
        tasks.append(made)
        return made

    for phase in range(1, PHASES + 1):
        begins = date(2013 + phase, 4, 7)
        top = add(str(phase), f"第{phase}期", None)
        for part in range(1, SYSTEMS + 1):
            group = add(f"{phase}.{part}", f"業務{part}", top.id)
            day, last = begins + timedelta(_SPREAD_DAYS * part), None
            for step in range(1, STEPS + 1):
                ends = day + timedelta(draw.randint(8, 45))
                task = add(
                    f"{phase}.{part}.{step}",
                    f"{_STEP[step - 1]}(業務{part})",
                    group.id,
                    planned_start=day.isoformat(),
                    planned_end=ends.isoformat(),
                    party=draw.choice(_PARTIES),
                    certainty=draw.choice((Certainty.FIRM, Certainty.FIRM, Certainty.DRAFT)),
                    **_done(draw, day, ends),
                )
                if last is not None:
                    ties.append(Precedence(len(ties) + 1, task.id, last))
                last, day = task.id, ends + timedelta(draw.randint(-1, 12))
            kind = draw.choice((TaskKind.MILESTONE, TaskKind.MEETING, TaskKind.DEADLINE))
            add(f"{phase}.{part}.7", f"検収判定{part}", group.id, kind=kind, planned_end=day.isoformat(), **_met(day))
        for end in range(1, ENDS + 1):
            day, name = date(2014 + phase, end, 28), f"第{phase}期の区切り{end}"
            kind, number = TaskKind.MILESTONE, f"{phase}.{SYSTEMS + end}"
            add(number, name, top.id, kind=kind, planned_end=day.isoformat(), **_met(day))
    return tasks, ties


def _done(draw: random.Random, day: date, ends: date) -> dict[str, object]:
    """Return what was done until the reference day: some of it late."""
    now = date.fromisoformat(REFERENCE)
    begun, ended = day + timedelta(draw.randint(0, 6)), ends + timedelta(draw.randint(-3, 9))
    if ended < now:
        return {"actual_start": begun.isoformat(), "actual_end": ended.isoformat(), "progress": 100}
    if begun < now:
        return {"actual_start": begun.isoformat(), "progress": draw.randint(10, 90)}
    return {}


def _met(day: date) -> dict[str, object]:
    return {"actual_end": day.isoformat(), "progress": 100} if day.isoformat() < REFERENCE else {}
