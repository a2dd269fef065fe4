"""What stands beside a task as a list: the numbers of the tasks before it, and for whom it is done."""

from core.model.council import Municipality
from core.model.machine.naming import in_order
from core.model.machine.table import Look
from core.model.schedule import Precedence, Task, TaskMember


def numbers_before(look: Look, task: Task) -> str:
    """Return the numbers of the tasks before a task: 1.1、1.2."""
    ids = [one.before_id for one in look.children(Precedence, task.id).values()]
    return "、".join(one.number for one in in_order(look, [look.all(Task)[id] for id in ids]))


def names_of_members(look: Look, task: Task) -> str:
    """Return the municipalities for which a task is done: 射水市、滑川市."""
    ids = [one.municipality_id for one in look.children(TaskMember, task.id).values()]
    return "、".join(one.name for one in in_order(look, [look.all(Municipality)[id] for id in ids]))
