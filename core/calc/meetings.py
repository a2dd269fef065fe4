"""Sessions counted: 延回数, who was there, whether the quorum was met and whether a vote was carried."""

from enum import Enum

from core.calc.organisation import sittings
from core.dataclass import dataclass
from core.model.machine.naming import in_order
from core.model.machine.table import Look
from core.model.meetings import Attendance, Decision, Meeting, Presence, Series, body_of


@dataclass(frozen=True, slots=True)
class QuorumCheck:
    """`seats` are those with a vote on the day, `there` how many of them were taken, `substitutes` of these by another;
    `needed` by the rule of the body. Nothing is known while no attendance is written down."""

    seats: int
    there: int
    substitutes: int
    needed: int
    is_known: bool

    @property
    def is_met(self) -> bool:
        """Whether enough seats were taken."""
        return self.there >= self.needed


class Vote(Enum):
    """What the figures of a decision say, whatever its result."""

    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    UNKNOWN = "unknown"


def quorum_of(look: Look, meeting: Meeting) -> QuorumCheck | None:
    """Return whether the quorum was met; None where the session has no body or the body no rule.

    A party (a municipality with its office, or an organisation) takes as many of its own seats as people came for it;
    a substitute counts where the body says so.
    """
    body = body_of(look, meeting)
    if body is None or not body.quorum.needed(1):
        return None
    voting: dict[tuple[int | None, str], int] = {}
    for one in sittings(look, body, meeting.held_on):
        if one.seat.votes:
            key = _party(one.seat.municipality_id, one.seat.organisation)
            voting[key] = voting.get(key, 0) + 1
    seats = sum(voting.values())
    there = substitutes = 0
    rows = [one for one in look.children(Attendance, meeting.id).values() if one.presence is not None]
    for row in rows:
        key = _party(row.municipality_id, row.organisation)
        taken = min(voting.get(key, 0), row.people if row.presence is not None and row.presence.is_there else 0)
        if row.presence is Presence.SUBSTITUTE:
            substitutes += taken
            taken = taken if body.substitutes_count else 0
        there += taken
    return QuorumCheck(seats, there, substitutes, body.quorum.needed(seats), bool(rows))


def _party(municipality_id: int | None, organisation: str) -> tuple[int | None, str]:
    """Return by what a seat and an attendance are of one party: the municipality, whatever the office."""
    return (municipality_id, "" if municipality_id is not None else organisation)


def people_at(look: Look, meeting: Meeting) -> int | None:
    """Return how many people came to a session; None while no attendance is written down."""
    rows = [one for one in look.children(Attendance, meeting.id).values() if one.presence is not None]
    return sum(one.people for one in rows if one.presence is not None and one.presence.is_there) if rows else None


def vote_of(look: Look, decision: Decision) -> Vote:
    """Return whether so many in favour are enough by the rule of the body."""
    body = body_of(look, look.all(Meeting)[decision.meeting_id])
    if body is None or decision.in_favour is None:
        return Vote.UNKNOWN
    present = decision.in_favour + (decision.opposed or 0)
    return Vote.CARRIED if decision.in_favour >= body.majority.needed(present) else Vote.NOT_CARRIED


def meetings_of(look: Look, series: Series) -> list[Meeting]:
    """Return the sessions of a series in the order of their days."""
    return in_order(look, look.children(Meeting, series.id).values())


def total_count(look: Look, series: Series, day: str | None = None) -> int:
    """Return 延回数: the sessions that are listed, until an ISO day, and those of which only the number is known."""
    listed = look.children(Meeting, series.id).values()
    return sum(day is None or one.held_on <= day for one in listed) + series.unlisted


def running_numbers(look: Look, series: Series) -> dict[int, int]:
    """Return by id the place of each session in the series, whichever body held it, from 1."""
    return {meeting.id: at for at, meeting in enumerate(meetings_of(look, series), start=1)}
