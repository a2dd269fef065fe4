"""国民の祝日: the one place where jpholiday is asked; it works from the rules of the law and needs no network. The days
of the equinoxes of coming years are computed, and special laws move days: a ledger adds and strikes out its own."""

from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR = 1949
"""The law is of July 1948: before its first whole year no day is called a public holiday."""

_DAY = timedelta(days=1)


@lru_cache(maxsize=256)
def holidays_of(year: int) -> dict[date, str]:
    """Return the public holidays of a year with their names.

    To tell whether a day is 振替休日 or 国民の休日 takes jpholiday most of its time, 40 of 45 ms for a year. Both
    follow a holiday: no other day is asked about.
    """
    from jpholiday import JPHoliday
    from jpholiday.checker.checker import NationalHolidayChecker, TransferHolidayChecker

    if year < FIRST_YEAR:
        return {}
    law = JPHoliday()
    following = NationalHolidayChecker, TransferHolidayChecker
    plain = [one for one in law.registry.checkers() if not isinstance(one, following)]
    found: dict[date, str] = {}
    day = date(year, 1, 1)
    while day.year == year:
        if day - _DAY in found or any(one.is_holiday(day) for one in plain):
            found.update((day, one.name) for one in law.holidays(day))
        day += _DAY
    return found
