"""A made-up schedule for measuring: 400 tasks on three levels over five fiscal years, every seventh a milestone, 280
precedences, some late with a reason, and a baseline. The seed is fixed: every run measures the same."""

import random
from datetime import date, timedelta
from typing import Any

from core.model.schedule import Baseline, BaselineTask, Party, Precedence, Task, TaskKind, TaskMember

TASKS, PRECEDENCES, MEMBERS = 400, 280, 60
FIRST, TODAY = date(2024, 4, 1), "2026-08-06"
_STEPS = (
    "現況の調査",
    "要件の確認",
    "仕様の比較",
    "環境の構築",
    "データの抽出",
    "データの移行",
    "移行テスト",
    "運用テスト",
    "操作研修",
)
_REASONS = ("仕様の確認に時間を要した", "現行事業者からの資料の提供が遅れ、文字の同定を2回やり直したため", "")


def schedule_tables(*, seed: int = 1) -> dict[str, list[Any]]:
    """Return the rows by table."""
    draw = random.Random(seed)
    tasks: list[Task] = []
    leaves: list[Task] = []
    for phase in range(1, 9):
        top = Task(len(tasks) + 1, str(phase), f"第{phase}期の作業", position=phase)
        tasks.append(top)
        for group in range(1, 6):
            number = f"{phase}.{group}"
            middle = Task(len(tasks) + 1, number, f"業務のまとまり{group}", top.id, position=group)
            tasks.append(middle)
            for at in range(1, 10):
                if len(tasks) < TASKS:
                    leaf = _leaf(draw, len(tasks) + 1, f"{number}.{at}", middle.id, at, phase)
                    tasks.append(leaf)
                    leaves.append(leaf)
    while len(tasks) < TASKS:
        leaf = _leaf(draw, len(tasks) + 1, f"8.5.{len(tasks)}", tasks[-1].parent_id or 1, len(tasks), 8)
        tasks.append(leaf)
        leaves.append(leaf)
    pairs = {tuple(sorted(draw.sample(range(len(leaves)), 2))) for _ in range(PRECEDENCES * 2)}
    precedences = [
        Precedence(at, leaves[later].id, leaves[earlier].id)
        for at, (earlier, later) in enumerate(sorted(pairs)[:PRECEDENCES], 1)
    ]
    members = [TaskMember(at, one.id, 1 + at % MEMBERS) for at, one in enumerate(leaves, 1) if at % 3 == 0]
    frozen = [
        BaselineTask(at, 1, one.number, one.name, one.id, one.planned_start, one.planned_end)
        for at, one in enumerate(tasks, 1)
    ]
    return {
        "tasks": tasks,
        "task_members": members,
        "precedences": precedences,
        "baselines": [Baseline(1, "当初計画", "2024-04-01")],
        "baseline_tasks": frozen,
    }


def _leaf(draw: random.Random, id: int, number: str, above: int, place: int, phase: int) -> Task:
    begins = FIRST + timedelta(days=(phase - 1) * 220 + draw.randint(0, 200))
    ends = begins + timedelta(days=draw.randint(5, 150))
    name = draw.choice(_STEPS) + ("(住民記録、税、国民健康保険、介護保険の各業務を含む)" if id % 11 == 0 else "")
    kind = draw.choice((TaskKind.MILESTONE, TaskKind.DEADLINE, TaskKind.MEETING)) if id % 7 == 0 else TaskKind.TASK
    if kind.is_moment:
        begins = ends
    done = ends.isoformat() < TODAY and draw.random() < 0.9
    begun = begins.isoformat() < TODAY
    late = timedelta(days=draw.choice((0, 0, 0, 7, 20)))
    return Task(
        id,
        number,
        name,
        above,
        kind,
        begins.isoformat(),
        ends.isoformat(),
        begins.isoformat() if begun else None,
        (ends + late).isoformat() if done else None,
        100 if done else draw.randint(0, 90) if begun else 0,
        party=draw.choice(tuple(Party)),
        who="情報政策課",
        delay_reason=draw.choice(_REASONS) if late or (begun and not done) else "",
        position=place,
    )
