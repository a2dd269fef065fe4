"""What bodies, their seats and those who hold them must keep: nothing ends before it begins, no seat is there twice."""

from collections.abc import Iterator

from core.model.machine.faults import Fault
from core.model.machine.records import Record, label_of
from core.model.organisation import Body, Seat, Tenure, body_name, seat_name
from core.model.values.dates import show_date
from core.model.values.partial_dates import first_day, last_day, show_partial_date
from core.operations.editing.conduct import Conduct, Rule
from core.operations.editing.draft import Ledger


def in_right_order(began: str, ended: str) -> Rule:
    """Return the rule that what is in the column `ended` does not end before what is in `began` begins."""

    def rule(_: Ledger, record: Record) -> Iterator[Fault]:
        first, last = getattr(record, began), getattr(record, ended)
        if first and last and last_day(last) < first_day(first):
            labels = {"began": label_of(type(record), began), "ended": label_of(type(record), ended)}
            dates = {"first": show_partial_date(first), "last": show_partial_date(last)}
            yield Fault(ended, "end_before_start", {**labels, **dates})

    return rule


def _seat_twice(ledger: Ledger, seat: Seat) -> Iterator[Fault]:
    for other in ledger.children(Seat, seat.body_id).values():
        if other.id != seat.id and _place(other) == _place(seat) and _overlap(seat, other):
            yield Fault(
                "post", "seat_twice", {"body": body_name(ledger, seat.body_id), "seat": seat_name(ledger, seat)}
            )
            return


def _place(seat: Seat) -> tuple[int | None, str, str, str]:
    return seat.municipality_id, seat.organisation, seat.post, seat.role


def _overlap(one: Seat | Tenure, other: Seat | Tenure) -> bool:
    """Whether two times have a day in common; an open end goes on for ever."""
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: Seat | Tenure, other: Seat | Tenure) -> bool:
    return bool(one.until_on and other.from_on and last_day(one.until_on) < first_day(other.from_on))


def _held_twice(ledger: Ledger, tenure: Tenure) -> Iterator[Fault]:
    seat = ledger.all(Seat).get(tenure.seat_id)
    for other in ledger.children(Tenure, tenure.seat_id).values():
        if seat is not None and other.id != tenure.id and _overlap(tenure, other):
            until = f"{show_date(other.until_on)}まで" if other.until_on else "任期の定めなく"
            facts = {"body": body_name(ledger, seat.body_id), "seat": seat_name(ledger, seat)}
            yield Fault("from_on", "seat_held", {**facts, "name": other.name, "until": until})
            return


CONDUCT: dict[type[Record], Conduct] = {
    Body: Conduct(rules=((frozenset({"set_up_on", "abolished_on"}), in_right_order("set_up_on", "abolished_on")),)),
    Seat: Conduct(
        rules=(
            (frozenset({"from_on", "until_on"}), in_right_order("from_on", "until_on")),
            (
                frozenset({"body_id", "municipality_id", "organisation", "post", "role", "from_on", "until_on"}),
                _seat_twice,
            ),
        )
    ),
    Tenure: Conduct(
        rules=(
            (frozenset({"from_on", "until_on"}), in_right_order("from_on", "until_on")),
            (frozenset({"seat_id", "from_on", "until_on"}), _held_twice),
        )
    ),
}
