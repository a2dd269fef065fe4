"""Answers counted: shares, means, and groups that are too small to be shown."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.calc.surveys.tally import (
    NO_MEAN,
    SMALLEST_GROUP,
    WHOLE,
    Tally,
    hidden_among,
    show_change,
    show_mean,
    show_part,
    tally_of,
)
from core.model.operating.surveys import Scale, SharesAs, SurveyTally

counts = st.integers(0, 500)
tallies = st.builds(Tally, st.tuples(counts, counts, counts, counts, counts), counts, counts)


@given(tallies)
def test_shares_made_to_add_up_do_and_none_is_off_by_a_whole_step(tally: Tally) -> None:
    shares = tally.shares(SharesAs.HUNDRED)
    if not tally.n:
        assert shares == ()
        return
    assert sum(shares) == WHOLE
    for share, count in zip(shares, (*tally.steps, tally.unknown, tally.blank), strict=True):
        assert abs(share - Fraction(count * WHOLE, tally.n)) < 1


@given(tallies)
def test_rounded_shares_are_each_the_nearest(tally: Tally) -> None:
    for share, count in zip(tally.shares(SharesAs.ROUNDED), (*tally.steps, tally.unknown, tally.blank), strict=False):
        assert abs(share - Fraction(count * WHOLE, tally.n)) <= Fraction(1, 2)


@given(tallies, tallies)
def test_means_of_groups_weigh_as_many_as_were_rated(one: Tally, two: Tally) -> None:
    both = one + two
    assert both.n == one.n + two.n
    if both.mean is not None:
        points = (one.mean or 0) * one.rated + (two.mean or 0) * two.rated
        assert both.mean == Fraction(points, both.rated)
        assert 1 <= both.mean <= 5


@given(tallies, counts)
def test_who_does_not_know_or_says_nothing_never_changes_the_mean(tally: Tally, more: int) -> None:
    assert Tally(tally.steps, tally.unknown + more, tally.blank + more).mean == tally.mean


def test_a_mean_without_answers_is_told_and_never_zero() -> None:
    nobody = Tally((0, 0, 0, 0, 0), unknown=7, blank=2)
    assert nobody.mean is None
    assert show_mean(nobody.mean) == NO_MEAN == "評価なし"
    assert Tally((0,) * 5).top_two is None
    assert show_part(Tally((0,) * 5).bottom_two) == "－"


def test_figures_by_hand() -> None:
    tally = Tally((6, 15, 8, 3, 1), 1, 0)
    assert tally.mean == Fraction(6 * 5 + 15 * 4 + 8 * 3 + 3 * 2 + 1, 33)
    assert show_mean(tally.mean) == "3.67"
    assert (show_part(tally.top_two), show_part(tally.bottom_two)) == ("61.8%", "11.8%")
    assert Tally((1, 1, 1, 0, 0)).shares(SharesAs.ROUNDED)[:3] == (333, 333, 333)
    assert Tally((1, 1, 1, 0, 0)).shares(SharesAs.HUNDRED)[:3] == (334, 333, 333)
    assert [show_change(one) for one in (Fraction(1, 4), Fraction(-1, 10), Fraction(0), None)] == [
        "+0.25",
        "△0.10",
        "±0.00",
        "－",
    ]


def test_a_scale_of_four_has_four_points() -> None:
    rows = [SurveyTally(1, 1, first=2, fourth=2)]
    assert tally_of(Scale.FOUR, rows).mean == Fraction(5, 2)


@given(st.lists(st.integers(0, 40), max_size=12))
def test_no_group_of_fewer_than_five_is_shown_nor_had_by_taking_the_others_from_the_whole(sizes: list[int]) -> None:
    hidden = hidden_among(sizes)
    assert all(n == 0 or n >= SMALLEST_GROUP for at, n in enumerate(sizes) if at not in hidden)
    everybody = {at for at, n in enumerate(sizes) if n}
    if hidden and hidden != everybody:
        assert len(hidden) >= 2
        assert sum(sizes[at] for at in hidden) >= SMALLEST_GROUP


def test_where_all_groups_are_large_enough_none_is_hidden() -> None:
    assert hidden_among([5, 9, 0, 30]) == frozenset()
    assert hidden_among([3, 9, 30]) == {0, 1}
    assert hidden_among([1, 1, 9, 30]) == {0, 1, 2}
