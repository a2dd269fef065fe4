import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.comparison.contract_term import ContractTerm, Presence, presence_of, segments, spread
from core.model.council import Municipality
from core.model.scenarios import Instalment, PartialTerm

TERM = ContractTerm(2015, 5)


def member(joined: str | None = None, left: str | None = None) -> Municipality:
    return Municipality(1, "162116", "射水市", joined_on=joined, left_on=left)


@pytest.mark.parametrize(
    ("joined", "left", "months", "years"),
    [
        (None, None, (0, 60), (0, 60)),
        ("2015-04-01", "2020-04-01", (0, 60), (0, 60)),
        ("2013-12-11", None, (0, 60), (0, 60)),
        ("2016-10-01", None, (18, 60), (12, 60)),
        ("2016-10-31", None, (18, 60), (12, 60)),
        (None, "2017-10-01", (0, 30), (0, 36)),
        (None, "2017-10-02", (0, 31), (0, 36)),
        (None, "2017-04-01", (0, 24), (0, 24)),
        ("2020-04-01", None, (0, 0), (0, 0)),
        (None, "2015-04-01", (0, 0), (0, 0)),
        ("2016-05-01", "2016-06-01", (13, 14), (12, 24)),
    ],
)
def test_a_member_is_there_for_the_months_or_the_whole_years_of_its_membership(
    joined: str | None, left: str | None, months: tuple[int, int], years: tuple[int, int]
) -> None:
    assert presence_of(member(joined, left), TERM, PartialTerm.MONTHS) == Presence(*months)
    assert presence_of(member(joined, left), TERM, PartialTerm.YEARS) == Presence(*years)


def test_the_term_is_cut_where_somebody_joins_or_leaves() -> None:
    assert segments([Presence(0, 60)], TERM) == [Presence(0, 60)]
    cut = segments([Presence(0, 60), Presence(18, 60), Presence(0, 30)], TERM)
    assert cut == [Presence(0, 18), Presence(18, 30), Presence(30, 60)]


def test_months_of_a_stretch_are_counted_by_year() -> None:
    assert [Presence(18, 31).in_year(at) for at in range(5)] == [0, 6, 7, 0, 0]


def test_the_fraction_goes_to_the_first_or_the_last_year() -> None:
    assert spread(1_000, [1, 1, 1], Instalment.FIRST) == (334, 333, 333)
    assert spread(1_000, [1, 1, 1], Instalment.LAST) == (333, 333, 334)
    assert spread(1_234_567, [1, 1, 1], Instalment.FIRST, 1_000) == (412_567, 411_000, 411_000)


def test_who_is_not_there_in_a_year_pays_nothing_in_it() -> None:
    assert spread(1_000, [0, 1, 1, 1, 0], Instalment.FIRST) == (0, 334, 333, 333, 0)
    assert spread(1_000, [0, 1, 1, 1, 0], Instalment.LAST) == (0, 333, 333, 334, 0)


def test_without_any_weight_the_years_are_equal() -> None:
    assert spread(10, [0, 0, 0], Instalment.LAST) == (3, 3, 4)


@given(
    st.integers(0, 10**15),
    st.lists(st.integers(0, 10**12), min_size=1, max_size=30),
    st.sampled_from(Instalment),
    st.sampled_from((1, 100, 1_000)),
)
def test_the_years_add_up_to_the_total(total: int, weights: list[int], instalment: Instalment, unit: int) -> None:
    years = spread(total, weights, instalment, unit)
    assert sum(years) == total
    assert all(year >= 0 for year in years)
