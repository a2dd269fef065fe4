from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.comparison.taxes import Taxes, exactly_taxed, taxed
from core.model.costs import NATIONAL_TAX_RATES, Taxation
from core.model.council import TaxMode

NATIONAL = Taxes(NATIONAL_TAX_RATES)


@pytest.mark.parametrize(
    ("year", "percent"), [(1988, 0), (1996, 3), (1997, 5), (2013, 5), (2014, 8), (2018, 8), (2019, 9), (2020, 10)]
)
def test_a_fiscal_year_has_the_rate_of_its_months(year: int, percent: int) -> None:
    assert NATIONAL.of_year(year) == Fraction(percent, 100)


def test_a_rate_holds_from_its_first_day_on() -> None:
    assert NATIONAL.on("2014-03-31") == Fraction(5, 100)
    assert NATIONAL.on("2014-04-01") == Fraction(8, 100)
    assert Taxes(()).on("2014-04-01") == 0


def test_a_term_has_the_mean_of_its_years() -> None:
    assert NATIONAL.of_term(2017, 5) == (8 + 8 + 9 + 10 + 10) * Fraction(1, 500)


def test_the_tax_is_cut_once_on_the_whole_line() -> None:
    year = (Fraction(55), Fraction(8, 100))
    assert taxed([year], Taxation.EXCLUSIVE, TaxMode.INCLUSIVE) == 55 + 4
    assert taxed([year] * 5, Taxation.EXCLUSIVE, TaxMode.INCLUSIVE) == 275 + 22  # five times 4.4, not five times 4


@pytest.mark.parametrize("stated", Taxation)
@pytest.mark.parametrize("wanted", TaxMode)
def test_only_an_amount_of_the_other_mode_changes(stated: Taxation, wanted: TaxMode) -> None:
    changed = taxed([(Fraction(1_000), Fraction(1, 10))], stated, wanted) != 1_000
    assert changed == (stated is not Taxation.NOT_TAXABLE and stated.value != wanted.value)


@given(st.integers(0, 10**15), st.lists(st.tuples(st.integers(0, 10**12), st.integers(0, 25)), min_size=1, max_size=5))
def test_an_amount_taxed_and_untaxed_again_is_the_same(yen: int, years: list[tuple[int, int]]) -> None:
    rate = Fraction(years[0][1], 100)
    inclusive = taxed([(Fraction(yen), rate)], Taxation.EXCLUSIVE, TaxMode.INCLUSIVE)
    assert taxed([(Fraction(inclusive), rate)], Taxation.INCLUSIVE, TaxMode.EXCLUSIVE) == yen


@given(
    st.lists(st.tuples(st.integers(0, 10**12), st.integers(0, 25)), min_size=1, max_size=5),
    st.sampled_from(Taxation),
    st.sampled_from(TaxMode),
)
def test_the_exact_years_are_less_than_a_yen_from_the_line(
    years: list[tuple[int, int]], stated: Taxation, wanted: TaxMode
) -> None:
    parts = [(Fraction(yen), Fraction(percent, 100)) for yen, percent in years]
    assert abs(sum(exactly_taxed(parts, stated, wanted), Fraction(0)) - taxed(parts, stated, wanted)) < 1
