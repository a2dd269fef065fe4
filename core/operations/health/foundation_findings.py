"""What needs attention in requirements, lines and plans for continuity."""

from collections.abc import Iterator

from core.calc.foundation.continuity import prepared
from core.calc.foundation.requirements import Board, board_of
from core.model.book import Book
from core.model.foundation.continuity import Drill
from core.model.foundation.lines import Line, Role, Route
from core.model.foundation.requirements import Need, Result, SiteCheck, site_name
from core.model.machine.naming import describe, in_order
from core.operations.health.finding import Finding, Severity, listed


def foundation_findings(book: Book, day: str) -> Iterator[Finding]:
    """Yield what needs attention on an ISO day; where no day is known nothing has expired."""
    if book.all(SiteCheck):
        yield from _requirements(board_of(book, day))
    shared = [one for one in in_order(book, book.all(Line).values()) if _is_shared(one)]
    if shared:
        facts = {"n": len(shared), "items": listed(describe(book, one) for one in shared)}
        yield Finding(Severity.NOTE, "lines", shared[0].id, "spare_on_same_route", facts)
    if book.all(Drill):
        late = [one for one in prepared(book, day) if one.exceeded]
        plans = [one.plan.id for one in late if one.plan is not None]
        if plans:
            facts = {"n": len(late), "items": listed(one.system.name for one in late)}
            yield Finding(Severity.NOTE, "continuity_plans", plans[0], "rto_exceeded", facts)


def _is_shared(line: Line) -> bool:
    return line.role is Role.SPARE and line.route is Route.SHARED


def _requirements(board: Board) -> Iterator[Finding]:
    """Evidence that has expired, and required ones that are not met with nothing done instead."""
    expired, bare = [], []
    for one in board.requirements:
        for row in board.rows(one).values():
            if board.is_expired(one, row.site_id):
                expired.append((one, row))
            short = row.result in {Result.UNMET, Result.PARTLY}
            if short and one.need is Need.REQUIRED and not row.substitute:
                bare.append((one, row))
    for found, rule in ((expired, "evidence_expired"), (bare, "unmet_without_substitute")):
        if found:
            items = listed(f"要件{one.number}({site_name(board.look, row.site_id)})" for one, row in found)
            yield Finding(Severity.NOTE, "requirements", found[0][0].id, rule, {"n": len(found), "items": items})
