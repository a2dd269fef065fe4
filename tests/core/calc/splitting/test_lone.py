"""The share of one member whose figures alone are others is that of the whole split."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calc.members import Member
from core.calc.splitting.apportion import SplitRefused, ZeroWeights
from core.calc.splitting.lone import LoneShares
from core.calc.splitting.rounding import Rounding
from core.calc.splitting.split import share_out
from core.model.machine.faults import Fault
from core.model.values.rules import Remainder, Rule, parse_rule

RULES = (
    "equal=1",
    "population=1",
    "equal=3,population=7",
    "equal=1,population=4,weight:件数=5",
    "decreasing:1.5=7,equal=3",
    "fixed:基本料,population=1",
    "fixed:基本料",
)


@st.composite
def payers(draw: st.DrawFn) -> list[Member]:
    """Members of which some weigh alike, nothing, or are not known."""
    number = draw(st.integers(1, 7))
    people = st.one_of(st.integers(1, 50_000), st.sampled_from((0, 7, 7, None)))
    cases = st.one_of(st.integers(0, 99), st.none())
    found = []
    for at in range(number):
        known = draw(cases)
        weights = {} if known is None else {"件数": known}
        fixed: dict[str, int | None] = {"基本料": draw(st.integers(0, 50))}
        equal = draw(st.sampled_from((100, 100, 50, 0)))
        found.append(Member(at + 1, f"{at:06}", f"団体{at}", "", number - at, draw(people), weights, equal, fixed))
    return draw(st.permutations(found))


@settings(max_examples=200)
@given(
    payers(),
    payers(),
    st.one_of(st.integers(-3, 60), st.integers(1_000, 10**12)),
    st.sampled_from(RULES),
    st.sampled_from((1, 100, 1_000)),
    st.sampled_from(tuple(Remainder)),
)
def test_it_is_the_share_of_the_whole_split_or_refused_alike(
    members: list[Member], others: list[Member], total: int, text: str, unit: int, remainder: Remainder
) -> None:
    rule, rounding = parse_rule(text), Rounding(unit, remainder, members[0].code)
    alone = LoneShares(total, rule, members, rounding)
    now = {one.code: one for one in others}
    for one in members:
        figures = now.get(one.code, one)
        changed = replace(one, population=figures.population, weights=figures.weights, equal=figures.equal)
        whole = [changed if other is one else other for other in members]
        whole.sort(key=lambda other: (other.position, other.code))
        expected = _or_fault(partial(_share, total, rule, whole, rounding, one.code))
        assert _or_fault(partial(alone.share, changed)) == expected


def _share(total: int, rule: Rule, payers: list[Member], rounding: Rounding, code: str) -> int:
    return share_out(total, rule, payers, rounding)[0][code]


def _or_fault(share: Callable[[], int]) -> int | Fault:
    try:
        return share()
    except SplitRefused as refused:
        return refused.fault


def test_who_is_no_payer_has_no_share_and_a_cost_that_would_vanish_is_refused() -> None:
    one = Member(1, "000001", "一の町", "", 1, 10, {}, 100, {})
    alone = LoneShares(100, parse_rule("population=1"), [one], Rounding())
    assert alone.share(one) == 100
    assert alone.share(replace(one, code="000002")) == 0
    with pytest.raises(ZeroWeights):
        alone.share(replace(one, population=0))
