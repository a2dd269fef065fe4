"""The attendance of a session from the roster: a row for each municipality or organisation that has a seat that day."""

from core.calc.organisation import sittings
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.meetings import Attendance, Meeting, body_of, meeting_name
from core.model.values.dates import show_date
from core.operations.editing.draft import Draft


def attend_from_roster(book: Book, meeting: Meeting) -> ChangeSet | Faults:
    """Add the rows that are not there yet, as many people as seats, the presence not known; refused where the session
    has no body, or the body no seats that day."""
    body = body_of(book, meeting)
    if body is None:
        return Faults.of("body_id", "meeting_without_body")
    seats: dict[tuple[int | None, str], int] = {}
    for one in sittings(book, body, meeting.held_on):
        member = one.seat.municipality_id
        key = (member, "" if member is not None else one.seat.organisation)
        seats[key] = seats.get(key, 0) + 1
    if not seats:
        return Faults.of("body_id", "nobody_to_attend", body=body.name, day=show_date(meeting.held_on))
    draft = Draft(book)
    rows = book.children(Attendance, meeting.id).values()
    there = {(row.municipality_id, row.organisation) for row in rows} | {
        (row.municipality_id, "") for row in rows if row.municipality_id is not None
    }
    for (municipality_id, organisation), people in seats.items():
        if (municipality_id, organisation) not in there:
            draft.insert(
                Attendance,
                meeting_id=meeting.id,
                municipality_id=municipality_id,
                organisation=organisation,
                people=people,
            )
    return draft.finish(f"{meeting_name(book, meeting)}の出欠を名簿から作成")
