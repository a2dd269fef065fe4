"""What issues must keep: nothing is due, closed or escalated before it was raised; a day of closing closes."""

from core.model.issues import Issue, IssueState
from core.model.machine.records import Record
from core.operations.editing.conduct import Columns, Conduct
from core.operations.editing.draft import Draft
from core.operations.organisation.conduct import in_right_order


def _closing(draft: Draft, issue: Issue, typed: Columns) -> None:
    """Let the state follow the day of closing, and the day go where an issue is taken up again."""
    current = draft.get(Issue, issue.id) or issue
    closed, has_day = current.state.is_closed, current.closed_on is not None
    if has_day and not closed:
        if "closed_on" in typed:
            draft.update(current, state=IssueState.DONE)
        else:
            draft.update(current, closed_on=None)
    elif closed and not has_day and "closed_on" in typed and "state" not in typed:
        draft.update(current, state=IssueState.UNDER_WAY)


CONDUCT: dict[type[Record], Conduct] = {
    Issue: Conduct(
        rules=tuple(
            (frozenset({"raised_on", name}), in_right_order("raised_on", name))
            for name in ("due_on", "closed_on", "escalated_on")
        ),
        follows=_closing,
    ),
}
