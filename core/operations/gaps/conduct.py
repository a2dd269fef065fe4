"""What the items of fit and gap must keep: nothing is decided before it came up."""

from collections.abc import Iterator, Mapping

from core.model.gaps import Gap
from core.model.machine.faults import Fault
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record, label_of
from core.model.meetings import Meeting, meeting_name
from core.model.values.dates import show_date
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger


def _number_from_one(_: Ledger, gap: Gap) -> Iterator[Fault]:
    if gap.number < 1:
        yield Fault("number", "gap_number", {})


def _decided_after(ledger: Ledger, gap: Gap) -> Iterator[Fault]:
    raised = ledger.all(Meeting).get(gap.meeting_id or 0)
    if raised is None:
        return
    facts = {"number": gap.number, "raised": meeting_name(ledger, raised), "raised_on": show_date(raised.held_on)}
    if gap.decided_on and gap.decided_on < raised.held_on:
        yield Fault("decided_on", "gap_decided_early", {**facts, "decided_on": show_date(gap.decided_on)})
    decided = ledger.all(Meeting).get(gap.decided_at_id or 0)
    if decided is not None and (decided.ended_on or decided.held_on) < raised.held_on:
        day = show_date(decided.held_on)
        yield Fault("decided_at_id", "gap_decided_early", {**facts, "decided_on": day})


def _released(_: Gap, name: str) -> tuple[Mapping[str, FieldValue], str]:
    """An item stays when its session or its system goes, and that is told."""
    return {}, f"は{label_of(Gap, name)}が空欄になる"


CONDUCT: dict[type[Record], Conduct] = {
    Gap: Conduct(
        rules=(
            (frozenset({"number"}), _number_from_one),
            (frozenset({"meeting_id", "decided_on", "decided_at_id"}), _decided_after),
        ),
        released=_released,
    ),
}
