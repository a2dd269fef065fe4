"""What issues must keep: nothing is due, closed or escalated before it was raised; a day of closing closes."""

from core.model.issues import Issue, IssueState
from core.model.machine.records import Record
from core.operations.editing.conduct import Columns, Conduct
from core.operations.editing.draft import Draft
from core.operations.organisation.conduct import in_right_order


def _closing(draft: Draft, issue: Issue, _: Columns) -> None:
    """Let the state follow the day of closing, and the day go where an issue is taken up again."""
    changed = draft.changed_columns(issue)
    if "closed_on" in changed and issue.closed_on is not None and not issue.state.is_closed:
        draft.update(issue, state=IssueState.DONE)
    elif "state" in changed and issue.closed_on is not None and not issue.state.is_closed:
        draft.update(issue, closed_on=None)
    elif "closed_on" in changed and "state" not in changed and issue.closed_on is None and issue.state.is_closed:
        draft.update(issue, state=IssueState.UNDER_WAY)


CONDUCT: dict[type[Record], Conduct] = {
    Issue: Conduct(
        rules=tuple(
            (frozenset({"raised_on", name}), in_right_order("raised_on", name))
            for name in ("due_on", "closed_on", "escalated_on")
        ),
        follows=_closing,
    ),
}
