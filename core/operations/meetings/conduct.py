"""What sessions must keep: no number and no party twice, no end before the start, no more votes than people."""

from collections.abc import Iterator

from core.calc.meetings import people_at
from core.model.machine.faults import Fault
from core.model.machine.records import Record
from core.model.meetings import Attendance, Decision, Meeting, Series, meeting_name, same_count
from core.model.organisation import party_of
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger
from core.operations.organisation.conduct import in_right_order


def _number_twice(ledger: Ledger, meeting: Meeting) -> Iterator[Fault]:
    others = same_count(ledger, meeting.series_id, meeting.body_id)
    if any(other.number == meeting.number and other.id != meeting.id for other in others):
        free = max(other.number for other in others) + 1
        yield Fault("number", "meeting_twice", {"name": meeting_name(ledger, meeting), "free": free})


def _number_from_one(_: Ledger, meeting: Meeting) -> Iterator[Fault]:
    if meeting.number < 1:
        yield Fault("number", "meeting_number", {})


def _party_twice(ledger: Ledger, row: Attendance) -> Iterator[Fault]:
    party = (row.municipality_id, row.organisation)
    for other in ledger.children(Attendance, row.meeting_id).values():
        if other.id != row.id and (other.municipality_id, other.organisation) == party:
            name = party_of(ledger, *party) or "名前のない組織"
            meeting = meeting_name(ledger, ledger.all(Meeting)[row.meeting_id])
            yield Fault("municipality_id", "party_twice", {"name": name, "meeting": meeting})
            return


def _votes(ledger: Ledger, decision: Decision) -> Iterator[Fault]:
    meeting = ledger.all(Meeting).get(decision.meeting_id)
    people = people_at(ledger, meeting) if meeting is not None else None
    votes = (decision.in_favour or 0) + (decision.opposed or 0)
    if people is not None and votes > people:
        yield Fault("in_favour", "more_votes_than_people", {"name": decision.title, "votes": votes, "people": people})


CONDUCT: dict[type[Record], Conduct] = {
    Series: Conduct(rules=((frozenset({"first_on", "last_on"}), in_right_order("first_on", "last_on")),)),
    Meeting: Conduct(
        rules=(
            (frozenset({"held_on", "ended_on"}), in_right_order("held_on", "ended_on")),
            (frozenset({"held_on", "minutes_on"}), in_right_order("held_on", "minutes_on")),
            (frozenset({"number"}), _number_from_one),
            (frozenset({"series_id", "body_id", "number"}), _number_twice),
        )
    ),
    Attendance: Conduct(rules=((frozenset({"meeting_id", "municipality_id", "organisation"}), _party_twice),)),
    Decision: Conduct(rules=((frozenset({"in_favour", "opposed"}), _votes),)),
}
