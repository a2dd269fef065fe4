"""What links say of a record, from whichever end: 決定: 第3回協議会 beside a request, 項25 beside the decision."""

from core.dataclass import dataclass
from core.model.links import Link
from core.model.machine.anywhere import row_at, value_of
from core.model.machine.naming import GONE, describe
from core.model.machine.records import Record
from core.model.machine.table import Look
from core.model.meetings import Decision, Meeting
from core.model.registry import table_of


@dataclass(frozen=True, slots=True)
class Linked:
    """One link of a record: `value` names the row at the other end, `text` says what it is; `forth` where the record
    is the source of the link."""

    link: Link
    value: str
    text: str
    forth: bool


def links_of(look: Look, record: Record, day: str | None = None) -> list[Linked]:
    """Return the links of a record: first those that lead to it, then those that lead on from it. With an ISO day
    those are left out that lead to a session that was held later, or to what it decided."""
    here = value_of(record)
    links = [one for one in look.all(Link).values() if here in {one.source, one.target} and _was_there(look, one, day)]
    back = [Linked(one, one.source, _from(look, one), False) for one in links if one.target == here]
    forth = [Linked(one, one.target, _called(look, one.target), True) for one in links if one.source == here]
    return [*back, *forth]


def _was_there(look: Look, link: Link, day: str | None) -> bool:
    return day is None or all(_held_on(look, end) <= day for end in (link.source, link.target))


def _held_on(look: Look, value: str) -> str:
    """Return the day of the session that a row is, or that decided it; nothing for other rows."""
    row = row_at(look, value)
    meeting = look.all(Meeting).get(row.meeting_id) if isinstance(row, Decision) else row
    return meeting.held_on if isinstance(meeting, Meeting) else ""


def _from(look: Look, link: Link) -> str:
    """Return 決定: 第3回協議会: the kind of the link and what stands at its beginning."""
    return f"{link.kind.label}: {_called(look, link.source)}"


def _called(look: Look, value: str) -> str:
    row = row_at(look, value)
    if row is None:
        return GONE
    linked = table_of(type(row)).linked
    return linked(look, row) if linked else describe(look, row)
