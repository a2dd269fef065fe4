"""要望の来歴: of each request where it was born and what became of it, from the session to the decision."""

from collections import Counter

from core.calc.allocation.allocate import Allocation, in_order
from core.calc.allocation.item import Outcome
from core.calc.allocation.pricing import option_in_force
from core.calc.gaps.known import gaps_on
from core.calc.members import Member, members_of
from core.calc.participation import absences, takes_part
from core.dataclass import dataclass
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.gaps import Gap
from core.model.links import Link, LinkKind
from core.model.machine.anywhere import row_at
from core.model.machine.kinds import place_of_any
from core.model.machine.records import Record
from core.model.machine.table import Look
from core.model.meetings import Decision, Meeting, Series
from core.model.requests import Customization, Option
from core.model.values.partial_dates import first_day

_Ends = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Origin:
    """One request. `sessions` are where its items came up: sessions, or series of which no session is listed. `option`
    is the one in force; `outcome` what it costs as answered, `answers` how many say what, of those who take part.

    `decisions` are those of sessions about the request or about one of its items, the earliest first.
    """

    request: Customization
    gaps: tuple[Gap, ...]
    sessions: tuple[Meeting | Series, ...]
    option: Option | None
    options: int
    outcome: Outcome | None
    answers: Counter[AnswerState]
    decisions: tuple[Decision, ...]

    @property
    def is_born(self) -> bool:
        """Whether it is known at which session the request was born, not only in which series."""
        return any(isinstance(one, Meeting) for one in self.sessions)

    @property
    def is_decided(self) -> bool:
        """Whether it is known at which session it was decided, in the ledger's decisions or with its items."""
        return bool(self.decisions) or any(gap.decided_at_id is not None for gap in self.gaps)


def requests_by_gap(look: Look) -> dict[int, list[int]]:
    """Return by id of the items the ids of the requests that were made of them."""
    return _by_source(look, "gaps", "customizations")


def gaps_by_request(look: Look) -> dict[int, list[int]]:
    """Return by id of the requests the ids of the items that they were made of."""
    found: dict[int, list[int]] = {}
    for gap, requests in requests_by_gap(look).items():
        for request in requests:
            found.setdefault(request, []).append(gap)
    return found


def _by_source(look: Look, source: str, target: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for link in look.all(Link).values():
        if link.kind is LinkKind.ORIGIN:
            begin, end = place_of_any(link.source), place_of_any(link.target)
            if begin and end and begin[0] == source and end[0] == target:
                found.setdefault(begin[1], []).append(end[1])
    return found


def origins(book: Book, allocation: Allocation, day: str | None = None) -> list[Origin]:
    """Return the way of every request, in the order of 項; the amounts are those of the allocation.

    With an ISO day the way as far as it had gone by then: items, sessions, conclusions and decisions of later are left
    out, and who answered later has not answered. Quotes bear no day.
    """
    back = _links_back(book)
    known = {gap.id: gap for gap in gaps_on(book, day)}
    gaps, members, absent = gaps_by_request(book), members_of(book), absences(book)
    meetings = book.all(Meeting)
    found = []
    for request in in_order(book.all(Customization).values()):
        own = tuple(known[id] for id in sorted(gaps.get(request.id, ())) if id in known)
        asked = [one for one in members if takes_part(absent, request, one.id)]
        result = allocation.by_id.get(request.id)
        found.append(
            Origin(
                request,
                own,
                tuple(one for one in _sessions(book, back, request, own) if _had_begun(one, day)),
                option_in_force(book, request),
                len(book.children(Option, request.id)),
                result.max if result is not None else None,
                _answers(book, request, asked, day),
                tuple(one for one in _decisions(book, back, request, own) if _had_begun(meetings[one.meeting_id], day)),
            )
        )
    return found


def _had_begun(one: Meeting | Series, day: str | None) -> bool:
    if day is None:
        return True
    if isinstance(one, Meeting):
        return one.held_on <= day
    return one.first_on is None or first_day(one.first_on) <= day


def _links_back(book: Book) -> dict[LinkKind, _Ends]:
    """Return by kind and by what they lead to where links begin."""
    found: dict[LinkKind, _Ends] = {LinkKind.ORIGIN: {}, LinkKind.DECIDES: {}}
    for link in book.all(Link).values():
        if link.kind in found:
            found[link.kind].setdefault(link.target, []).append(link.source)
    return found


def _sources(book: Book, ends: _Ends, request: Customization, gaps: tuple[Gap, ...]) -> list[Record]:
    """Return the rows from which links lead to the request or to its items."""
    here = [f"customizations#{request.id}", *(f"gaps#{gap.id}" for gap in gaps)]
    rows = [row_at(book, source) for value in here for source in ends.get(value, ())]
    return [row for row in rows if row is not None]


def _sessions(
    book: Book, back: dict[LinkKind, _Ends], request: Customization, gaps: tuple[Gap, ...]
) -> list[Meeting | Series]:
    held = {gap.meeting_id: book.all(Meeting)[gap.meeting_id] for gap in gaps if gap.meeting_id is not None}
    linked = _sources(book, back[LinkKind.ORIGIN], request, gaps)
    held |= {one.id: one for one in linked if isinstance(one, Meeting)}
    series = {one.id: one for one in linked if isinstance(one, Series)}
    return [*sorted(held.values(), key=lambda one: (one.held_on, one.id)), *series.values()]


def _decisions(
    book: Book, back: dict[LinkKind, _Ends], request: Customization, gaps: tuple[Gap, ...]
) -> list[Decision]:
    rows = _sources(book, back[LinkKind.DECIDES], request, gaps)
    found = {one.id: one for one in rows if isinstance(one, Decision)}
    meetings = book.all(Meeting)
    return sorted(found.values(), key=lambda one: (meetings[one.meeting_id].held_on, one.id))


def _answers(book: Book, request: Customization, asked: list[Member], day: str | None) -> Counter[AnswerState]:
    rows = book.children(Answer, request.id).values()
    said = {one.municipality_id: one.state for one in rows if day is None or one.answered_at[:10] <= day}
    return Counter(said.get(one.id, AnswerState.UNANSWERED) for one in asked)
