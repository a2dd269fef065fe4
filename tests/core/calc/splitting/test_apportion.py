from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.splitting.apportion import NegativeWeight, ZeroWeights, apportion, floors

totals = st.integers(0, 10**13)
units = st.sampled_from([1, 100, 1_000])
weights = st.dictionaries(st.text("0123456789", min_size=1, max_size=3), st.integers(0, 10**6), min_size=1).filter(
    lambda given: any(given.values())
)


@given(totals, weights, units)
def test_parts_always_add_up_to_the_total(total: int, weights: dict[str, int], unit: int) -> None:
    assert sum(apportion(total, weights, unit).values()) == total
    assert sum(apportion(-total, weights, unit).values()) == -total


@given(totals, weights, units, st.randoms())
def test_the_order_of_members_never_matters(total: int, weights: dict[str, int], unit: int, draw: Random) -> None:
    shuffled = list(weights.items())
    draw.shuffle(shuffled)
    assert apportion(total, dict(shuffled), unit) == apportion(total, weights, unit)


@given(totals, weights, units)
def test_a_positive_total_never_gives_a_negative_share(total: int, weights: dict[str, int], unit: int) -> None:
    assert min(apportion(total, weights, unit).values()) >= 0


@given(totals, weights, units)
def test_who_weighs_nothing_pays_nothing(total: int, weights: dict[str, int], unit: int) -> None:
    shares = apportion(total, weights, unit)
    assert all(shares[code] == 0 for code, weight in weights.items() if not weight)


@given(totals, weights, units)
def test_nobody_is_more_than_a_unit_and_the_rest_away_from_the_exact_share(
    total: int, weights: dict[str, int], unit: int
) -> None:
    whole = sum(weights.values())
    off = 0
    for code, share in apportion(total, weights, unit).items():
        distance = share * whole - total * weights[code]
        assert -unit * whole < distance < 2 * unit * whole
        off += abs(distance) >= unit * whole
    assert off <= 1


@given(totals, weights, units)
def test_a_negative_total_mirrors_the_positive_one(total: int, weights: dict[str, int], unit: int) -> None:
    mirrored = {code: -share for code, share in apportion(total, weights, unit).items()}
    assert apportion(-total, weights, unit) == mirrored
    assert floors(-total, weights, unit) == {code: -share for code, share in floors(total, weights, unit).items()}


def test_left_over_yen_go_to_the_largest_remainders_and_ties_to_the_smaller_code() -> None:
    assert apportion(100, {"b": 1, "c": 1, "a": 1}) == {"a": 34, "b": 33, "c": 33}
    assert apportion(10, {"a": 1, "b": 2}) == {"a": 3, "b": 7}


def test_what_is_below_one_unit_goes_to_the_heaviest() -> None:
    assert apportion(10_500, {"a": 1, "b": 2}, 1_000) == {"a": 3_000, "b": 7_500}
    assert apportion(1_999, {"a": 1, "b": 1}, 1_000) == {"a": 1_999, "b": 0}


def test_zero_weights_are_refused_instead_of_losing_the_cost() -> None:
    with pytest.raises(ZeroWeights):
        apportion(100, {"a": 0, "b": 0})
    with pytest.raises(ZeroWeights):
        apportion(0, {})


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(NegativeWeight):
        apportion(100, {"a": 3, "b": -1})
