"""What a case costs, from how many on it pays, how much it is used, and what is paid on a day. Made up, but for the
charges: 117 and 123 yen a case are what the source of the research says of J-LIS."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.foundation.services import (
    Fee,
    board_of,
    break_even,
    case_cost,
    fee_on,
    show_share,
    use_of,
)
from core.model.book import Book
from core.model.council import Consortium, Municipality
from core.model.foundation.services import (
    Channel,
    FeeKind,
    Service,
    ServiceCount,
    ServiceFee,
    ServiceState,
    ServiceStatus,
)

HERE = Channel.ELSEWHERE


def book_of(*rows: ServiceFee | ServiceCount | ServiceStatus) -> Book:
    def of(cls: type) -> list[object]:
        return [one for one in rows if isinstance(one, cls)]

    return Book(
        {
            "consortium": [Consortium(1, "試し")],
            "municipalities": [Municipality(1, "163210", "舟橋村"), Municipality(2, "162116", "射水市")],
            "services": [Service(1, "コンビニ交付")],
            "service_statuses": of(ServiceStatus),
            "service_fees": of(ServiceFee),
            "service_counts": of(ServiceCount),
        }
    )


def test_a_case_costs_the_fixed_part_over_the_cases_and_its_own_charge() -> None:
    assert case_cost(3_000_000, 2_000, 117) == Fraction(3_234_000, 2_000)
    assert case_cost(3_000_000, 0, 117) is None, "nothing is divided by no case"


def test_it_pays_from_the_first_case_that_is_no_dearer_than_the_counter() -> None:
    assert break_even(3_000_000, 600, 123) == 6_290
    assert 6_289 * (600 - 123) < 3_000_000 <= 6_290 * (600 - 123)
    assert break_even(3_000_000, 123, 123) is None
    assert break_even(3_000_000, 100, 123) is None
    assert break_even(0, 123, 123) == 0


@given(st.integers(0, 10**9), st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_break_even_is_the_first_number_at_which_the_counter_is_not_cheaper(
    fixed: int, counter: int, case: int
) -> None:
    cases = break_even(fixed, counter, case)
    if cases is None:
        assert counter < case or (counter == case and fixed > 0)
        return
    assert fixed + cases * case <= cases * counter
    assert cases == 0 or fixed + (cases - 1) * case > (cases - 1) * counter


def test_a_reduction_is_taken_off_until_its_last_day() -> None:
    book = book_of(
        ServiceFee(1, 1, 1, HERE, "2014-04-01", 300),
        ServiceFee(2, 1, 1, HERE, "2014-10-01", 200, FeeKind.REDUCTION, "2015-03-31"),
        ServiceFee(3, 1, 1, Channel.COUNTER, "2014-04-01", 350),
    )
    assert fee_on(book, 1, 1, HERE, "2014-03-31") is None, "no fee is no fee of 0"
    assert fee_on(book, 1, 1, HERE, "2014-09-30") == Fee(300, 0, "")
    paid = fee_on(book, 1, 1, HERE, "2015-03-31")
    assert paid is not None
    assert (paid.yen, paid.ends_on) == (100, "2015-03-31")
    assert fee_on(book, 1, 1, HERE, "2015-04-01") == Fee(300, 0, "")
    assert fee_on(book, 1, 2, HERE, "2015-04-01") is None


def test_the_last_year_counted_gives_share_cost_and_whether_it_pays() -> None:
    book = book_of(
        ServiceStatus(1, 1, 1, ServiceState.RUNNING, fixed_yen=1_000_000, case_yen=123, counter_case_yen=600),
        ServiceCount(1, 1, 1, 2013, 9_000, 500),
        ServiceCount(2, 1, 1, 2014, 9_000, 3_000),
    )
    use = use_of(book, 1, 1)
    assert use.count is not None
    assert (use.count.fiscal_year, use.share, show_share(use.share)) == (2014, Fraction(1, 4), "25.0%")
    assert use.case_cost == Fraction(1_369_000, 3_000)
    assert (use.break_even, use.pays) == (2_097, True)
    assert use_of(book, 1, 1, 2013).pays is False


def test_what_is_missing_is_never_0() -> None:
    book = book_of(
        ServiceStatus(1, 1, 1, ServiceState.RUNNING, fixed_yen=1_000_000),
        ServiceCount(1, 1, 1, 2014, None, 3_000),
        ServiceCount(2, 1, 2, 2014, 0, 0),
    )
    use = use_of(book, 1, 1)
    assert (use.case_cost, use.break_even, use.share, use.never_pays, use.pays) == (None, None, None, False, None)
    assert use_of(book, 1, 2).share is None, "0 of 0 is no share"
    assert show_share(None) == ""


@pytest.mark.parametrize(
    ("first", "last", "loss"),
    [
        ("2014-04-01", "2015-03-31", 200 * 3_000),
        ("2013-04-01", "2016-03-31", 200 * 3_000),
        ("2014-10-01", "2016-03-31", None),
        ("2013-04-01", "2014-12-31", None),
        ("2015-04-01", "2016-03-31", 0),
    ],
)
def test_a_reduction_costs_its_cases_when_it_lasts_the_whole_year(first: str, last: str, loss: int | None) -> None:
    book = book_of(
        ServiceFee(1, 1, 1, HERE, first, 200, FeeKind.REDUCTION, last), ServiceCount(1, 1, 1, 2014, 9_000, 3_000)
    )
    assert use_of(book, 1, 1).loss == loss


def test_the_board_counts_members_by_what_they_say() -> None:
    book = book_of(ServiceStatus(1, 1, 1, ServiceState.RUNNING), ServiceStatus(2, 1, 2, None, note="照会中"))
    board = board_of(book)
    (service,) = board.services
    assert (board.count(service, ServiceState.RUNNING), board.state(service, 2)) == (1, None)
