"""消費税: rates by date, and an amount as it stands with or without the tax."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import floor

from core.dataclass import dataclass
from core.model.book import Book
from core.model.costs import Taxation, TaxRate
from core.model.council import TaxMode

Rates = tuple[tuple[str, int], ...]

Part = tuple[Fraction, Fraction]
"""An amount and the tax rate that it bears."""


@dataclass(frozen=True, slots=True)
class Taxes:
    """The rates in percent by the day from which each is in force, in the order of the days."""

    rates: Rates

    def on(self, day: str) -> Fraction:
        """Return the rate on one day as a ratio; 0 before the first."""
        return Fraction(_percent_on(self.rates, day), 100)

    def of_year(self, fiscal_year: int) -> Fraction:
        """Return the rate of a fiscal year, taken by months where it crosses a change.

        Example: 2019 has six months of 8 % and six of 10 %: 9 %.
        """
        return Fraction(_twelfths(self.rates, fiscal_year), 1_200)

    def of_term(self, first: int, years: int) -> Fraction:
        """Return the rate of an amount that is spread evenly over `years` fiscal years from `first`."""
        return Fraction(sum(_twelfths(self.rates, first + at) for at in range(years)), 1_200 * years)

    def of_months(self, first: int, start: int, end: int) -> Fraction:
        """Return the mean rate of the months `start` until before `end`, counted from the April of `first`."""
        return Fraction(sum(percent for _, percent in self.by_month(first, start, end)), 100 * (end - start))

    def by_month(self, first: int, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield (month, percent): each month has the rate of its first day."""
        for month in range(start, end):
            year, at = divmod(month + 3, 12)
            yield month, _percent_on(self.rates, date(first + year, at + 1, 1).isoformat())

    def of_years(self, first: int, years: int) -> tuple[Fraction, ...]:
        """Return the rate of each fiscal year of a term."""
        return tuple(map(self.of_year, range(first, first + years)))


def _percent_on(rates: Rates, day: str) -> int:
    return max((rate for rate in rates if rate[0] <= day), default=("", 0))[1]


@lru_cache(maxsize=1_024)
def _twelfths(rates: Rates, fiscal_year: int) -> int:
    """Return the sum of the percentages of the year's twelve months."""
    days = (date(fiscal_year + (at > 8), (at + 3) % 12 + 1, 1).isoformat() for at in range(12))
    return sum(_percent_on(rates, day) for day in days)


def taxes_of(book: Book) -> Taxes:
    """Return the rates of the file."""
    return Taxes(tuple(sorted((rate.start_date, rate.percent) for rate in book.all(TaxRate).values())))


def taxed(parts: Iterable[Part], stated: Taxation, wanted: TaxMode) -> int:
    """Return the yen of one whole line in the mode that is wanted.

    The tax is cut below one yen once on the line, not on each part; so a converted amount comes back unchanged.
    Example: 100 and 55 yen at 8 %, from 税抜 to 税込 → 155 + 12 (of 12.4).
    """
    amounts = tuple(parts)
    whole = floor(sum((amount for amount, _ in amounts), Fraction(0)))
    if not changes(stated, wanted):
        return whole
    if wanted is TaxMode.INCLUSIVE:
        return whole + floor(sum(amount * rate for amount, rate in amounts))
    return whole - floor(sum(amount * rate / (1 + rate) for amount, rate in amounts))


def exactly_taxed(parts: Sequence[Part], stated: Taxation, wanted: TaxMode) -> tuple[Fraction, ...]:
    """Return each part in the mode that is wanted, with nothing cut: the proportions of a line's years."""
    if not changes(stated, wanted):
        return tuple(amount for amount, _ in parts)
    if wanted is TaxMode.INCLUSIVE:
        return tuple(amount * (1 + rate) for amount, rate in parts)
    return tuple(amount / (1 + rate) for amount, rate in parts)


def changes(stated: Taxation, wanted: TaxMode) -> bool:
    """Whether an amount must be converted."""
    return stated is not Taxation.NOT_TAXABLE and stated.value != wanted.value
