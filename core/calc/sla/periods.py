"""Months, quarters and years of service levels: fiscal quarters begin in April, July, October and January."""

from datetime import date, timedelta

from core.calc.sla.spans import day_minute
from core.dataclass import dataclass
from core.model.sla.records import Interval
from core.model.values.dates import show_fiscal_year
from core.model.values.partial_dates import show_partial_date


@dataclass(frozen=True, slots=True)
class Period:
    """`months` as 2026-04, one after the other."""

    months: tuple[str, ...]

    @property
    def first(self) -> date:
        """The first day."""
        return date.fromisoformat(f"{self.months[0]}-01")

    @property
    def after(self) -> date:
        """The first day that is no more of it."""
        return date.fromisoformat(f"{next_month(self.months[-1])}-01")

    @property
    def last_on(self) -> str:
        """The last day, as ISO text."""
        return (self.after - timedelta(days=1)).isoformat()

    @property
    def begin(self) -> int:
        """The first minute."""
        return day_minute(self.first)

    @property
    def end(self) -> int:
        """The first minute after it."""
        return day_minute(self.after)

    @property
    def label(self) -> str:
        """令和8年4月, 令和8年度第1四半期, 令和8年度, or the months from which to which."""
        year, place = fiscal_place(self.months[0])
        if len(self.months) == 1:
            return show_partial_date(self.months[0])
        if len(self.months) == 3 and place % 3 == 0:
            return f"{show_fiscal_year(year)}第{place // 3 + 1}四半期"
        if len(self.months) == 12 and place == 0:
            return show_fiscal_year(year)
        return f"{show_partial_date(self.months[0])}〜{show_partial_date(self.months[-1])}"


def next_month(month: str) -> str:
    """Return 2027-01 for 2026-12."""
    return month_at(_number(month) + 1)


def month_at(number: int) -> str:
    """Return the month of a number: years times twelve and months from 0."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def fiscal_place(month: str) -> tuple[int, int]:
    """Return the fiscal year of a month and its place in it, April 0."""
    year, at = divmod(_number(month) - 3, 12)
    return year, at


def months_later(month: str, count: int) -> str:
    """Return the month so many months after another."""
    return month_at(_number(month) + count)


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Return the months from one to another, both included."""
    return tuple(month_at(number) for number in range(_number(first), _number(last) + 1))


def year_months(fiscal_year: int) -> tuple[str, ...]:
    """Return the twelve months of a fiscal year."""
    return months_between(f"{fiscal_year:04}-04", f"{fiscal_year + 1:04}-03")


def periods_of(fiscal_year: int, interval: Interval) -> tuple[Period, ...]:
    """Return the periods of a fiscal year: 12 months, 4 quarters or the year."""
    months = year_months(fiscal_year)
    return tuple(Period(months[at : at + interval.months]) for at in range(0, 12, interval.months))


def period_with(month: str, interval: Interval) -> Period:
    """Return the period of an interval in which a month lies."""
    year, place = fiscal_place(month)
    return periods_of(year, interval)[place // interval.months]
