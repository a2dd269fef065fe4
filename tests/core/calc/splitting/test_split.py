from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.bases import MissingBasis
from core.calc.splitting.limits import FixedExceedsTotal, NobodyPays
from core.calc.splitting.split import split
from core.model.values.rules import EQUAL_SPLIT, Remainder, parse_rule
from tests.core.calc.ledger import code_of, members_with, toyama_members

FEE = 1_386_000_000
remainders = st.sampled_from(Remainder)
rules = st.sampled_from(
    ["equal", "population", "equal=3,population=7", "decreasing:1.5", "equal=10,population=45,decreasing:1.25=45"]
).map(parse_rule)
populations = st.lists(st.integers(1, 400_000), min_size=1, max_size=7)
units = st.sampled_from([1, 100, 1_000])


def test_the_fee_of_the_source_at_three_to_seven_is_the_plain_split_that_it_names() -> None:
    shares = split(FEE, parse_rule("equal=3,population=7"), toyama_members()).shares
    tenths = [(share + 5_000_000) // 10_000_000 for share in shares.values()]
    assert tenths == [54, 24, 21, 18, 14, 8]
    assert sum(shares.values()) == FEE


@given(st.integers(-(10**12), 10**12), rules, populations, units, remainders)
def test_shares_and_what_the_secretariat_keeps_are_always_the_total(
    total: int, rule: object, populations: list[int], unit: int, remainder: Remainder
) -> None:
    members = members_with(populations)
    done = split(total, rule, members, unit=unit, remainder=remainder, representative=code_of(2))  # type: ignore[arg-type]
    assert sum(done.shares.values()) + done.secretariat == total
    assert done.shares.keys() == {member.code for member in members}
    if total >= 0:
        assert min(done.shares.values()) >= 0
        assert done.secretariat >= 0
    if not remainder.keeps:
        assert done.secretariat == 0


@given(st.integers(0, 10**12), rules, populations, units, remainders, st.randoms())
def test_the_order_of_members_never_matters(
    total: int, rule: object, populations: list[int], unit: int, remainder: Remainder, draw: Random
) -> None:
    members = list(members_with(populations))
    done = split(total, rule, members, unit=unit, remainder=remainder)  # type: ignore[arg-type]
    draw.shuffle(members)
    again = split(total, rule, members, unit=unit, remainder=remainder)  # type: ignore[arg-type]
    assert (again.shares, again.secretariat) == (done.shares, done.secretariat)


@given(
    st.integers(0, 10**9),
    populations,
    units,
    st.sampled_from([one for one in Remainder if one not in {Remainder.LARGEST, Remainder.NEAREST}]),
)
def test_all_but_one_pay_the_exact_share_cut_down_to_the_unit(
    total: int, populations: list[int], unit: int, remainder: Remainder
) -> None:
    members, whole = members_with(populations), sum(populations)
    done = split(total, parse_rule("population"), members, unit=unit, remainder=remainder)
    cut = {member.code: total * (member.population or 0) // (whole * unit) * unit for member in members}
    more = [code for code, share in done.shares.items() if share != cut[code]]
    assert len(more) <= (0 if remainder.keeps else 1)


def test_the_rest_goes_to_the_representative_or_to_the_first_by_order() -> None:
    members = members_with([5, 9, 9])
    mode = Remainder.REPRESENTATIVE
    shares = split(1_000, EQUAL_SPLIT, members, unit=100, remainder=mode, representative=code_of(3)).shares
    assert shares == {code_of(1): 300, code_of(2): 300, code_of(3): 400}
    reordered = [replace(members[0], position=9), *members[1:]]
    shares = split(1_000, EQUAL_SPLIT, reordered, unit=100, remainder=mode, representative="999999").shares
    assert shares == {code_of(1): 300, code_of(2): 400, code_of(3): 300}


def test_the_rest_goes_to_the_most_populous_ties_to_the_smaller_code() -> None:
    shares = split(1_000, EQUAL_SPLIT, members_with([5, 9, 9]), unit=100, remainder=Remainder.POPULOUS).shares
    assert shares == {code_of(1): 300, code_of(2): 400, code_of(3): 300}
    with pytest.raises(MissingBasis):
        split(1_000, EQUAL_SPLIT, members_with([5, None]), remainder=Remainder.POPULOUS)


def test_the_rest_stays_with_the_secretariat_as_a_line_of_its_own() -> None:
    done = split(1_050, EQUAL_SPLIT, members_with([1, 1, 1]), unit=100, remainder=Remainder.SECRETARIAT)
    assert set(done.shares.values()) == {300}
    assert done.secretariat == 150
    assert ("事務局", "150円") in done.derivation.steps[-1].inputs


def test_fixed_amounts_come_first_and_the_rest_follows_the_rule() -> None:
    fixed = {code_of(1): 400}
    shares = split(1_000, EQUAL_SPLIT, members_with([1, 1, 1]), fixed=fixed).shares
    assert shares == {code_of(1): 600, code_of(2): 200, code_of(3): 200}


def test_five_to_ninety_five_after_individual_costs_adds_up() -> None:
    members = toyama_members()
    fixed = {member.code: 1_000_000 * at for at, member in enumerate(members)}
    done = split(FEE, parse_rule("equal=5,population=95"), members, unit=1_000, fixed=fixed)
    assert sum(done.shares.values()) == FEE
    assert all(done.shares[code] > amount for code, amount in fixed.items())


def test_fixed_amounts_above_the_total_unknown_or_negative_are_refused() -> None:
    members = members_with([1, 1])
    with pytest.raises(FixedExceedsTotal):
        split(100, EQUAL_SPLIT, members, fixed={code_of(1): 101})
    with pytest.raises(SplitRefused, match="fixed_unknown"):
        split(100, EQUAL_SPLIT, members, fixed={code_of(5): 1})
    with pytest.raises(SplitRefused, match="fixed_negative"):
        split(100, EQUAL_SPLIT, members, fixed={code_of(1): -1})
    with pytest.raises(NobodyPays):
        split(100, EQUAL_SPLIT, ())


def test_a_negative_total_mirrors_the_positive_one_without_fixed_amounts() -> None:
    members = toyama_members()
    for remainder in Remainder:
        rule = parse_rule("equal=3,population=7")
        up = split(FEE + 7, rule, members, unit=1_000, remainder=remainder)
        down = split(-FEE - 7, rule, members, unit=1_000, remainder=remainder)
        assert {code: -share for code, share in up.shares.items()} == down.shares
        assert down.secretariat == -up.secretariat


def test_towns_may_weigh_half_of_a_city() -> None:
    members = [replace(one, weights={"区分": 2 if at < 2 else 1}) for at, one in enumerate(toyama_members())]
    shares = split(800, parse_rule("weight:区分"), members).shares
    assert list(shares.values()) == [200, 200, 100, 100, 100, 100]


def test_the_derivation_leads_from_the_total_through_each_basis_to_the_shares() -> None:
    done = split(FEE, parse_rule("equal=3,population=7"), toyama_members(), unit=1_000, fixed={"163210": 1_000_000})
    labels = [step.label for step in done.derivation.steps]
    assert labels == ["定額", "均等割", "人口割", "按分", "端数", "負担額"]
    assert done.derivation.steps[2].result == "合計 193,029人"
    shown = dict(done.derivation.steps[-1].inputs)
    assert shown["舟橋村"] == f"{done.shares['163210']:,}円"
    assert done.derivation.steps[0].result == "1,385,000,000円"
