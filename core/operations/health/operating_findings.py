"""What needs attention in outages and changes of laws."""

from collections.abc import Iterator
from datetime import date, timedelta

from core.calc.law_changes import Board, board_of
from core.model.book import Book
from core.model.law_changes.records import CHARGED, LawChange, Payment
from core.model.machine.naming import describe, in_order
from core.model.sla.records import Outage, OutageKind
from core.model.values.dates import fiscal_year
from core.model.values.partial_dates import last_day
from core.operations.health.finding import Finding, Severity, listed

LONG = 7
"""So many days after it began, a failure without an end is rather one whose end was not entered."""


def operating_findings(book: Book, day: str) -> Iterator[Finding]:
    """Yield what needs attention on an ISO day: failures that have been open for long, and changes of laws whose year
    has come and whose costs are to be paid, but of which no cost lines were made."""
    before = (date.fromisoformat(day) - timedelta(days=LONG)).isoformat()
    outages = in_order(book, book.all(Outage).values())
    open_ = [
        one for one in outages if one.ended_at is None and one.kind is OutageKind.FAILURE and one.began_at[:10] < before
    ]
    if open_:
        facts = {"n": len(open_), "days": LONG, "items": listed(describe(book, one) for one in open_)}
        yield Finding(Severity.NOTE, "outages", open_[0].id, "outage_open_long", facts)
    changes = [one for one in in_order(book, book.all(LawChange).values()) if _has_come(one, day)]
    if changes:
        board = board_of(book)
        bare = [one for one in changes if one.id not in board.made and _costs(board, one)]
        if bare:
            facts = {"n": len(bare), "items": listed(describe(book, one) for one in bare)}
            yield Finding(Severity.NOTE, "law_changes", bare[0].id, "law_change_without_lines", facts)


def _has_come(change: LawChange, day: str) -> bool:
    """Whether it is paid by the members, and is in force or in the year of its cost."""
    if change.payment not in CHARGED:
        return False
    in_force = change.effective_on is not None and last_day(change.effective_on) <= day
    return in_force or (change.cost_year is not None and change.cost_year <= fiscal_year(day))


def _costs(board: Board, change: LawChange) -> bool:
    """Whether anything is to be paid; what is not known yet may be."""
    if change.payment is Payment.OWN:
        total, unknown = board.own_yen(change)
        return bool(total or unknown)
    return (change.one_off_yen, change.yearly_yen) not in {(0, 0), (0, None), (None, 0)}
