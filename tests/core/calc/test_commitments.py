"""The published figures of oracles.csv: contracts within years, limits by year, balances."""

import pytest

from core.calc.commitments import Balance, contract_years, left, spent
from core.model.book import Book
from core.model.charges.commitments import Commitment, CommitmentYear


def test_sixty_months_from_october_to_september_are_54_and_6() -> None:
    """大和郡山市 包括委託: 令和3年10月〜令和8年9月."""
    one = Commitment(1, "包括委託", 2021, 2026, 0, starts_on="2021-10-01", ends_on="2026-09-30", monthly_yen=100)
    years = contract_years(one)
    assert [year.ordinary for year in years] == [5, 11, 11, 11, 11, 5]
    assert (sum(year.ordinary for year in years), sum(year.closing for year in years)) == (54, 6)
    assert sum(year.yen or 0 for year in years) == 6_000
    assert [year.fiscal_year for year in years] == list(range(2021, 2027))


def test_the_month_that_closes_a_year_takes_the_fraction() -> None:
    one = Commitment(1, "x", 2021, 2021, 0, None, "2021-04-01", "2022-03-31", 1_000, 1_007)
    assert [year.yen for year in contract_years(one)] == [12_007]


def test_what_is_left_of_a_limit_follows_from_the_years() -> None:
    """学校給食センター設計: 限度額56,628千円、令和2年度24,000千円."""
    one = Commitment(1, "設計", 2020, 2021, 56_628_000)
    rows = [CommitmentYear(1, 1, 2020, 24_000_000, 23_000_000)]
    book = Book({"commitments": [one], "commitment_years": rows})
    assert left(book, one) == 32_628_000
    assert spent(book, one) == 23_000_000
    assert spent(Book({"commitments": [one]}), one) is None, "nothing is known yet, which is not 0"


@pytest.mark.parametrize(
    ("income", "out", "carried", "formal", "real"),
    [
        (40_093_403, 38_060_611, 410_592, 2_032_792, 1_622_200),
        (38_436_496, 37_117_482, 113_599, 1_319_014, 1_205_415),
        (40_181_908, 38_249_663, 185_145, 1_932_245, 1_747_100),
    ],
)
def test_the_balances_of_three_published_years(income: int, out: int, carried: int, formal: int, real: int) -> None:
    found = Balance(income, out, carried)
    assert (found.formal, found.real) == (formal, real)


def test_a_contract_without_days_has_no_months() -> None:
    assert contract_years(Commitment(1, "x", 2021, 2026, 0)) == []
