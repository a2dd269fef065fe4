"""契約期間: the fiscal years of a comparison, who is there in which months, and one amount spread over the years."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from core.dataclass import dataclass
from core.model.council import Municipality
from core.model.scenarios import Instalment, PartialTerm

MONTHS = 12


@dataclass(frozen=True, slots=True)
class ContractTerm:
    """`years` fiscal years from `first` on. Months are counted from 0, the April of the first year."""

    first: int
    years: int

    @property
    def months(self) -> int:
        return self.years * MONTHS

    @property
    def fiscal_years(self) -> range:
        return range(self.first, self.first + self.years)

    def month_of(self, day: date) -> int:
        """Return the number of the month in which the day lies; negative before the term."""
        return (day.year - self.first) * MONTHS + day.month - 4


@dataclass(frozen=True, slots=True)
class Presence:
    """A member is there from the month `start` until before the month `end`; never, where they are equal."""

    start: int
    end: int

    @property
    def months(self) -> int:
        return self.end - self.start

    def in_year(self, at: int) -> int:
        """Return how many months of the year number `at` (from 0) the member is there."""
        return max(0, min(self.end, (at + 1) * MONTHS) - max(self.start, at * MONTHS))


def presence_of(municipality: Municipality, term: ContractTerm, partial: PartialTerm) -> Presence:
    """Return the months of the term in which the municipality is a member.

    A month, or with 年度単位 a fiscal year, in which it is a member for one day counts whole.
    """
    start, end = 0, term.months
    if municipality.joined_on:
        start = term.month_of(date.fromisoformat(municipality.joined_on))
    if municipality.left_on:
        end = term.month_of(date.fromisoformat(municipality.left_on) - timedelta(days=1)) + 1
    if partial is PartialTerm.YEARS:
        start, end = start // MONTHS * MONTHS, -(-end // MONTHS) * MONTHS
    start, end = max(0, start), min(term.months, end)
    return Presence(start, end) if start < end else Presence(0, 0)


def segments(presences: Iterable[Presence], term: ContractTerm) -> list[Presence]:
    """Return the stretches of the term during which nobody joins or leaves; one when all stay throughout."""
    edges = sorted({0, term.months, *(edge for one in presences for edge in (one.start, one.end))})
    return [Presence(start, end) for start, end in pairwise(edges)]


def spread(total: int, weights: Sequence[int], instalment: Instalment, unit: int = 1) -> tuple[int, ...]:
    """Spread `total` yen over the years in proportion to `weights`; the years add up to `total`.

    Each year is cut down to the unit; what is left over goes to the first or the last year that has a weight. Without
    any weight the years are equal.
    Example: 1,000 over three equal years → 334, 333, 333 (初年度), 333, 333, 334 (最終年度).
    """
    whole = sum(weights)
    if not whole:
        weights, whole = [1] * len(weights), len(weights)
    years = [total * weight // (whole * unit) * unit for weight in weights]
    heavy = [at for at, weight in enumerate(weights) if weight]
    years[heavy[0] if instalment is Instalment.FIRST else heavy[-1]] += total - sum(years)
    return tuple(years)
