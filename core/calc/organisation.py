"""Who sits where on a day: the bodies that are there, their seats, who holds them, what is vacant, whose term ends."""

from collections.abc import Iterable

from core.dataclass import dataclass
from core.model.council import consortium_of
from core.model.machine.naming import in_order
from core.model.machine.table import Look
from core.model.machine.tree import path_of
from core.model.organisation import Body, Seat, Tenure
from core.model.values.partial_dates import is_within


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat on a day, with who holds it then; None where nobody does, or nobody is known by name."""

    seat: Seat
    tenure: Tenure | None
    is_vacant: bool


def day_of(look: Look) -> str:
    """Return the day for which the organisation is told where none is asked for: 資料日付, 基準日, "" for neither."""
    consortium = consortium_of(look)
    return consortium.document_date or consortium.base_date


def bodies_on(look: Look, day: str) -> list[Body]:
    """Return the bodies that are there on a day with all above them, in the order of the tree; without a day all but
    the abolished."""
    there = {one.id for one in look.all(Body).values() if is_there(day, one.set_up_on, one.abolished_on)}
    paths = (path_of(look, one) for one in look.all(Body).values())
    return in_order(look, [path[-1] for path in paths if all(one.id in there for one in path)])


def is_there(day: str, began: str | None, ended: str | None) -> bool:
    """Whether what began and ended then is there on a day; without a day, whether it has no end."""
    return is_within(day, began, ended) if day else ended is None


def sittings(look: Look, body: Body, day: str) -> list[Sitting]:
    """Return the seats of a body on a day in their order.

    A seat is vacant when nobody holds it though somebody did, or though others of the body are known by name that day.
    """
    seats = [one for one in look.children(Seat, body.id).values() if is_there(day, one.from_on, one.until_on)]
    seats.sort(key=lambda seat: (seat.position, seat.id))
    held = {seat.id: holder_on(look, seat, day) for seat in seats}
    by_name = any(held.values())
    return [
        Sitting(seat, held[seat.id], held[seat.id] is None and (by_name or bool(look.children(Tenure, seat.id))))
        for seat in seats
    ]


def holder_on(look: Look, seat: Seat, day: str) -> Tenure | None:
    """Return who holds a seat on a day: of several the one who came last."""
    there = [one for one in look.children(Tenure, seat.id).values() if is_there(day, one.from_on, one.until_on)]
    return max(there, key=lambda one: (one.from_on or "", one.id), default=None)


def vacancies(look: Look, day: str) -> list[Seat]:
    """Return the seats that are vacant on a day, body by body."""
    return [one.seat for body in bodies_on(look, day) for one in sittings(look, body, day) if one.is_vacant]


def ending(look: Look, day: str, last: str) -> list[tuple[Seat, Tenure]]:
    """Return the seats whose holder's term ends from one day to another, both included, with nobody to follow."""
    found = []
    for body in bodies_on(look, day):
        for one in sittings(look, body, day):
            tenure = one.tenure
            if (
                tenure is not None
                and tenure.until_on
                and day <= tenure.until_on <= last
                and not _follower(look, tenure)
            ):
                found.append((one.seat, tenure))
    return sorted(found, key=lambda pair: pair[1].until_on or "")


def _follower(look: Look, tenure: Tenure) -> bool:
    others: Iterable[Tenure] = look.children(Tenure, tenure.seat_id).values()
    return any(other.from_on and other.from_on > (tenure.until_on or "") for other in others)
