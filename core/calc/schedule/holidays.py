"""国民の祝日: the one place where jpholiday is asked; it works from the rules of the law and needs no network. The days
of the equinoxes of coming years are computed, and special laws move days: a ledger adds and strikes out its own."""

from datetime import date
from functools import lru_cache

FIRST_YEAR = 1949
"""The law is of July 1948: before its first whole year no day is called a public holiday."""


@lru_cache(maxsize=256)
def holidays_of(year: int) -> dict[date, str]:
    """Return the public holidays of a year with their names."""
    from jpholiday import year_holidays

    if year < FIRST_YEAR:
        return {}
    return {_day(day): name for day, name in year_holidays(year)}


def _day(day: date) -> date:
    return date(day.year, day.month, day.day)
