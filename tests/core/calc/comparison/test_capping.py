from fractions import Fraction

import pytest

from core.calc.comparison.capping import NobodyTakesOver, cap_shares, rounds_of
from core.calc.comparison.exact_shares import ExactShares
from core.model.scenarios import RedistributionKey

KEY = RedistributionKey.POPULATION
BASE = ExactShares({"a": 100, "b": 100, "c": 100}, 1)


def test_nobody_above_means_nothing_changes() -> None:
    capped = cap_shares(BASE, {"a": 100, "b": 100, "c": 100}, {"a": 0, "b": 0, "c": 0}, KEY)
    assert (capped.exact, capped.capped) == (BASE, frozenset())


def test_what_is_cut_off_goes_on_in_proportion_to_the_keys() -> None:
    capped = cap_shares(BASE, {"a": 70, "b": 999, "c": 999}, {"a": 5, "b": 2, "c": 1}, KEY)
    assert {code: capped.exact.of(code) for code in "abc"} == {"a": 70, "b": 120, "c": 110}
    assert capped.capped == {"a"}


def test_who_is_lifted_above_its_cap_hands_on_in_turn() -> None:
    caps, keys = {"a": 70, "b": 105, "c": 999}, {"a": 5, "b": 2, "c": 1}
    capped = cap_shares(BASE, caps, keys, KEY)
    assert {code: capped.exact.of(code) for code in "abc"} == {"a": 70, "b": 105, "c": 125}
    first, second = rounds_of(BASE, caps, keys, capped.levels)
    assert first.cut == {"a": Fraction(30)}
    assert second.cut == {"b": Fraction(15)}
    assert [first.taken_by(code) for code in "bc"] == [20, 10]
    assert [second.taken_by(code) for code in "bc"] == [0, 15]


def test_shares_stay_exact() -> None:
    capped = cap_shares(BASE, {"a": 99, "b": 999, "c": 999}, {"a": 0, "b": 1, "c": 2}, KEY)
    assert capped.exact.of("b") == 100 + Fraction(1, 3)


def test_everybody_may_end_at_the_cap() -> None:
    capped = cap_shares(BASE, {"a": 50, "b": 100, "c": 150}, {"a": 1, "b": 1, "c": 1}, KEY)
    assert {code: capped.exact.of(code) for code in "abc"} == {"a": 50, "b": 100, "c": 150}


def test_a_cut_that_nobody_can_take_over_is_refused() -> None:
    with pytest.raises(NobodyTakesOver) as refused:
        cap_shares(BASE, {"a": 50, "b": 200, "c": 200}, {"a": 1, "b": 0, "c": 0}, KEY)
    assert refused.value.fault.facts == {"key": "人口"}
