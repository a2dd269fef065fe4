from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.members import Member
from core.calc.splitting.apportion import NegativeWeight, ZeroWeights
from core.calc.splitting.bases import DECREASING_SCALE, MissingBasis, combined_weights, decreasing
from core.model.values.rules import parse_rule
from tests.core.calc.ledger import members_with

factors = st.sampled_from([Decimal("1.5"), Decimal("1.25"), Decimal("1.000001"), Decimal("1.9")])


@given(st.integers(1, 5_000_000), factors)
def test_doubling_the_population_makes_the_weight_k_times(population: int, factor: Decimal) -> None:
    once, twice = decreasing(population, factor), decreasing(2 * population, factor)
    assert abs(twice - Fraction(factor) * once) <= 2


@given(st.integers(0, 50_000_000))
def test_a_factor_of_two_is_the_plain_population(population: int) -> None:
    assert decreasing(population, Decimal(2)) == population * (DECREASING_SCALE if population else 1)


@given(st.integers(1, 5_000_000), factors)
def test_more_people_always_weigh_more(population: int, factor: Decimal) -> None:
    assert decreasing(population + 1, factor) > decreasing(population, factor) > 0


def test_the_decreasing_weight_is_the_same_integer_on_every_machine() -> None:
    assert decreasing(93_588, Decimal("1.5")) == 80_905_375_925_065_125_450_377


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6).filter(any), st.integers(1, 99), st.integers(1, 99))
def test_combined_weights_are_exactly_the_proportions_of_the_rule(
    populations: list[int], equal: int, people: int
) -> None:
    rule = parse_rule(f"equal={equal},population={people}")
    combined = combined_weights(rule, members_with(populations))
    for population, weight in zip(populations, combined, strict=True):
        exact = Fraction(equal, len(populations)) + Fraction(people * population, sum(populations))
        assert Fraction(weight, sum(combined)) == exact / (equal + people)


def test_a_basis_of_nothing_but_zeros_says_which_one() -> None:
    members = [
        Member(1, "162116", "射水市", "A", 1, 0, {"ごみ量": 0}),
        Member(2, "162060", "滑川市", "B", 2, 0, {"ごみ量": 0}),
    ]
    with pytest.raises(ZeroWeights) as refused:
        combined_weights(parse_rule("equal=1,population=1"), members)
    assert refused.value.basis == "人口割"
    with pytest.raises(ZeroWeights) as refused:
        combined_weights(parse_rule("weight:ごみ量"), members)
    assert refused.value.basis == "指標割(ごみ量)"
    with pytest.raises(ZeroWeights) as refused:
        combined_weights(parse_rule("decreasing:1.5"), members)
    assert refused.value.basis == "逓減人口割(1.5倍)"


def test_a_member_without_population_or_weight_is_named() -> None:
    members = members_with([1_000, None])
    with pytest.raises(MissingBasis) as refused:
        combined_weights(parse_rule("population"), members)
    assert (refused.value.basis, refused.value.name) == ("人口割", "第2市")
    with pytest.raises(MissingBasis) as refused:
        combined_weights(parse_rule("weight:利用者数"), members)
    assert refused.value.fault.facts["what"] == "利用者数"


def test_a_negative_weight_is_refused_with_its_basis() -> None:
    members = [Member(1, "162116", "射水市", "A", 1, 5, {"x": 3}), Member(2, "162060", "滑川市", "B", 2, 5, {"x": -1})]
    with pytest.raises(NegativeWeight) as refused:
        combined_weights(parse_rule("weight:x"), members)
    assert refused.value.basis == "指標割(x)"
