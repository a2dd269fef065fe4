"""債務負担行為: what a promise comes to year by year and what is left of its limit; the balance of a year."""

from core.dataclass import dataclass
from core.model.charges.commitments import Commitment, CommitmentYear
from core.model.machine.table import Look


@dataclass(frozen=True, slots=True)
class ContractYear:
    """The months of a contract in one fiscal year: ordinary ones, and the last one, which takes the fraction."""

    fiscal_year: int
    ordinary: int
    closing: int
    yen: int | None


def planned(look: Look, one: Commitment) -> int:
    """Return what the years of a promise come to together."""
    return sum(row.planned_yen for row in look.children(CommitmentYear, one.id).values())


def left(look: Look, one: Commitment) -> int:
    """Return what is left of the limit; below zero where more was planned than promised."""
    return one.limit_yen - planned(look, one)


def spent(look: Look, one: Commitment) -> int | None:
    """Return what was paid so far, None where nothing is known of it."""
    known = [row.spent_yen for row in look.children(CommitmentYear, one.id).values() if row.spent_yen is not None]
    return sum(known) if known else None


def contract_years(one: Commitment) -> list[ContractYear]:
    """Return the fiscal years of a contract with its months, whenever in a year it begins and ends; none without its
    first and last day. A month counts whole.

    Example: October 2021 to September 2026 are 5, 11, 11, 11, 11 and 5 ordinary months and 6 closing ones.
    """
    if one.starts_on is None or one.ends_on is None or one.ends_on < one.starts_on:
        return []
    first, last = _month(one.starts_on), _month(one.ends_on)
    found = []
    for year in range(first // 12, last // 12 + 1):
        months = min(last, year * 12 + 11) - max(first, year * 12) + 1
        yen = None
        if one.monthly_yen is not None:
            closing = one.monthly_yen if one.closing_yen is None else one.closing_yen
            yen = one.monthly_yen * (months - 1) + closing
        found.append(ContractYear(year, months - 1, 1, yen))
    return found


def _month(day: str) -> int:
    """Return the number of the month, counted so that a fiscal year has twelve of one dozen."""
    return int(day[:4]) * 12 + int(day[5:7]) - 4


@dataclass(frozen=True, slots=True)
class Balance:
    """収支: `formal` is money in less money out (形式収支), `real` that less what next year's work needs (実質収支),
    `left` what remains of it after what was paid back to the members."""

    income: int
    spent: int
    carried: int
    returned: int = 0

    @property
    def formal(self) -> int:
        return self.income - self.spent

    @property
    def real(self) -> int:
        return self.formal - self.carried

    @property
    def left(self) -> int:
        return self.real - self.returned
