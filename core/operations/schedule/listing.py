"""What is typed as a list into one cell of a task: 1.1、1.2 for the tasks before it, 射水市 for whom it is done."""

import re
from collections.abc import Sequence

from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.kinds import clean
from core.model.schedule import Precedence, Task, TaskMember, task_name
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.find import find, found

BEFORE, MEMBERS = "before", "members"
LABELS = {BEFORE: "先行", MEMBERS: "団体"}
_BETWEEN = re.compile(r"[、,，;；\n\t]+")

Wish = tuple[Task, str, str]
"""A task, BEFORE or MEMBERS, and the list typed there."""


def write_lists(book: Book, wishes: Sequence[Wish]) -> ChangeSet | Faults:
    """Let the rows of tasks be what the lists say, as one action: all or none. A fault's fact `cell` is the place of
    the refused wish."""
    draft, faults, places = Draft(book), [], dict[int, int]()
    for at, (task, column, text) in enumerate(wishes):
        try:
            write_list(draft, task, column, text)
        except Refused as refused:
            faults.append(Fault(column, refused.rule, {**refused.facts, "cell": at}))
        if column == BEFORE:
            places[task.id] = at
    if not faults:
        for record, fault in check(draft):
            at = places.get(getattr(record, "task_id", 0), 0)
            faults.append(Fault(BEFORE, fault.rule, {**fault.facts, "cell": at}))
    if faults:
        return Faults(tuple(faults))
    if len(wishes) == 1:
        return draft.finish(f"作業{task_name(book, wishes[0][0])}の{LABELS[wishes[0][1]]}を変更")
    return draft.finish(f"作業の先行・団体を変更({len(wishes):,}か所)")


def write_list(draft: Draft, task: Task, column: str, text: str) -> None:
    """Let the rows of one task be what the list says; raises Refused for a name that nothing bears."""
    parts = list(dict.fromkeys(part.strip() for part in _BETWEEN.split(clean(text)) if part.strip()))
    if column == BEFORE:
        wanted = dict.fromkeys(found(find(draft, Task, part)).id for part in parts)
        there = {one.before_id: one for one in draft.children(Precedence, task.id).values()}
        for id in wanted.keys() - there.keys():
            draft.insert(Precedence, task_id=task.id, before_id=id)
        for id in there.keys() - wanted.keys():
            draft.delete(there[id])
    else:
        named = dict.fromkeys(found(find(draft, Municipality, part, "municipality")).id for part in parts)
        known = {one.municipality_id: one for one in draft.children(TaskMember, task.id).values()}
        for id in named.keys() - known.keys():
            draft.insert(TaskMember, task_id=task.id, municipality_id=id)
        for id in known.keys() - named.keys():
            draft.delete(known[id])
