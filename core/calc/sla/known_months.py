"""Of which months a ledger knows something of its service levels: papers and pages offer these."""

from core.calc.sla.periods import fiscal_place, months_between
from core.model.machine.table import Look
from core.model.sla.records import Outage, SlaContract, SlaReport, SlaResult

MOST = 600
"""So many months are offered: what lies farther apart is a slip of the keyboard."""


def known_months(look: Look) -> tuple[str, ...]:
    """Return the months from the first to the last of which something was recorded; the beginning of a contract counts,
    its end does not, for it lies ahead."""
    found = {one.began_at[:7] for one in look.all(Outage).values()}
    found |= {one.ended_at[:7] for one in look.all(Outage).values() if one.ended_at}
    found |= {one.month for one in look.all(SlaResult).values()}
    found |= {one.month for one in look.all(SlaReport).values()}
    found |= {one.from_on[:7] for one in look.all(SlaContract).values() if one.from_on}
    return months_between(min(found), max(found))[-MOST:] if found else ()


def latest_month(look: Look, default: str) -> str:
    """Return the last of these months, else the month of an ISO day."""
    return next(reversed(known_months(look)), default[:7])


def years_of(months: tuple[str, ...]) -> tuple[int, ...]:
    """Return the fiscal years in which months lie, the first one first."""
    return tuple(dict.fromkeys(fiscal_place(month)[0] for month in months))
