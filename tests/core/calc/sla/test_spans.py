from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.calc.sla.spans import both, minute_of, total, union, within, without

SPANS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=12)


def minutes(spans: object) -> set[int]:
    return {minute for begin, end in spans for minute in range(begin, end)}  # type: ignore[attr-defined]


@given(SPANS)
def test_the_union_holds_every_minute_once_and_nothing_touches(spans: list[tuple[int, int]]) -> None:
    found = union(spans)
    assert minutes(found) == minutes(spans)
    assert total(found) == len(minutes(spans))
    assert all(one[1] < other[0] for one, other in pairwise(found))


@given(SPANS, SPANS)
def test_what_lies_in_both_and_what_does_not_make_up_the_whole(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    first, second = union(one), union(other)
    assert minutes(both(first, second)) == minutes(first) & minutes(second)
    assert minutes(without(first, second)) == minutes(first) - minutes(second)
    assert total(both(first, second)) + total(without(first, second)) == total(first)


@given(SPANS, st.integers(0, 300), st.integers(0, 300))
def test_a_cut_leaves_nothing_out(spans: list[tuple[int, int]], one: int, other: int) -> None:
    at, end = sorted((one, other))
    found = union(spans)
    assert total(within(found, 0, at)) + total(within(found, at, end)) + total(within(found, end, 300)) == total(found)


def test_minutes_are_counted_over_the_turn_of_a_month_and_in_a_leap_year() -> None:
    assert minute_of("2026-05-01T00:00") - minute_of("2026-04-30T23:59") == 1
    assert minute_of("2028-03-01T00:00") - minute_of("2028-02-01T00:00") == 29 * 1_440
