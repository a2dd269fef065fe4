"""納期: a year's charge in instalments, each due on a day on which people work."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from core.calc.comparison.contract_term import spread
from core.calc.schedule.workdays import WorkCalendar
from core.model.charges.charging import FractionIn, Moving
from core.model.charges.claims import PaymentTerm
from core.model.scenarios import Instalment
from core.model.values.dates import last_of_month

_DAY = timedelta(days=1)
_PLACES = {FractionIn.FIRST: Instalment.FIRST, FractionIn.LAST: Instalment.LAST}


def weights_of(terms: Sequence[PaymentTerm]) -> list[int]:
    """Return the percentages as whole numbers, in tenths of one."""
    return [int(Fraction(one.percent) * 10) for one in terms]


def instalments(total: int, weights: Sequence[int], fraction: FractionIn) -> tuple[int, ...]:
    """Return `total` yen in parts of these proportions, each cut below one yen; what is left over is in the first or
    the last. They add up to the total.

    Example: 10,000,001 yen by 30, 30, 20, 20, the fraction in the first: 3,000,001 · 3,000,000 · 2,000,000 · 2,000,000.
    """
    return spread(total, weights, _PLACES[fraction])


def due_day(term: PaymentTerm, fiscal_year: int, moving: Moving, days: WorkCalendar) -> str:
    """Return the ISO day on which a term is due in a fiscal year; 31 is the last day of any month. A day on which
    nobody works moves to the next or the one before, if that is the way."""
    year = fiscal_year + (term.month < 4)
    day = date(year, term.month, min(term.day, last_of_month(year, term.month)))
    step = {Moving.NEXT: _DAY, Moving.PREVIOUS: -_DAY}.get(moving)
    while step is not None and days.is_off(day):
        day += step
    return day.isoformat()
