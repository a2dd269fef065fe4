"""What is typed as a list into one cell of a task: 1.1、1.2 for the tasks before it, 射水市 for whom it is done."""

from core.model.council import Municipality
from core.model.schedule import Precedence, Task, TaskMember
from core.operations.editing.listed import Listed

BEFORE, MEMBERS = "before", "members"
LISTS = {
    BEFORE: Listed("先行", Precedence, "before_id", Task),
    MEMBERS: Listed("団体", TaskMember, "municipality_id", Municipality, "municipality"),
}
