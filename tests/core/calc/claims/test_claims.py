from hypothesis import given
from hypothesis import strategies as st

from core.calc.claims.instalments import due_day, instalments, weights_of
from core.calc.claims.settle import returned
from core.calc.schedule.workdays import WorkCalendar
from core.model.charges.charging import FractionIn, Moving
from core.model.charges.claims import PaymentTerm

TERMS = [
    PaymentTerm(at, 1, at, percent, month, 31)
    for at, percent, month in ((1, "30", 4), (2, "30", 8), (3, "20", 12), (4, "20", 2))
]


def test_thirty_thirty_twenty_twenty_of_ten_million_and_one() -> None:
    """南部広域行政組合の負担金請求事務取扱要綱: four instalments; where the fraction goes is a setting."""
    weights = weights_of(TERMS)
    first = instalments(10_000_001, weights, FractionIn.FIRST)
    last = instalments(10_000_001, weights, FractionIn.LAST)
    assert first == (3_000_001, 3_000_000, 2_000_000, 2_000_000)
    assert last == (3_000_000, 3_000_000, 2_000_000, 2_000_001)


@given(st.integers(0, 10**12), st.lists(st.integers(1, 999), min_size=1, max_size=12), st.sampled_from(FractionIn))
def test_the_parts_of_a_charge_always_add_up_to_it(total: int, weights: list[int], fraction: FractionIn) -> None:
    parts = instalments(total, weights, fraction)
    assert sum(parts) == total
    assert min(parts) >= 0


def test_a_due_date_on_a_holiday_moves_to_the_next_or_the_previous_open_day_or_stays() -> None:
    """2027-02-28 is a Sunday; 2026-12-31 lies in 年末年始 until 2027-01-03, a Sunday; 2026-04-30 is a Thursday."""
    days = WorkCalendar()
    due = {moving: [due_day(term, 2026, moving, days) for term in TERMS] for moving in Moving}
    assert due[Moving.STAY] == ["2026-04-30", "2026-08-31", "2026-12-31", "2027-02-28"]
    assert due[Moving.NEXT] == ["2026-04-30", "2026-08-31", "2027-01-04", "2027-03-01"]
    assert due[Moving.PREVIOUS] == ["2026-04-30", "2026-08-31", "2026-12-28", "2027-02-26"]


def test_days_of_the_ledgers_own_count_too() -> None:
    days = WorkCalendar((("2026-04-30", "創立記念日"),))
    assert due_day(TERMS[0], 2026, Moving.NEXT, days) == "2026-05-01"


def test_a_surplus_goes_back_in_proportion_to_what_was_paid() -> None:
    assert returned({"a": 600, "b": 300}, 810, "x") == {"a": 540, "b": 270}


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10**9), min_size=1).filter(lambda one: any(one.values())),
    st.integers(0, 10**9),
)
def test_what_is_due_adds_up_to_the_result_whatever_was_paid(paid: dict[str, int], result: int) -> None:
    due = returned(paid, result, "x")
    assert sum(due.values()) == result
    assert sum(due[one] - paid[one] for one in paid) == result - sum(paid.values())
