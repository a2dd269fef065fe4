from dataclasses import replace

import pytest

from core.calc.comparison.charges import Charge, Fee
from core.calc.comparison.contract_term import ContractTerm, Presence
from core.calc.comparison.guarantee import caps_of, show_tenths, why_impossible
from core.calc.comparison.premises import Premises
from core.model.scenarios import PenaltyMode
from core.model.values.rules import parse_rule
from tests.core.calc.ledger import members_with

RULE = parse_rule("equal")
MEMBERS = members_with([10, 20])
FIRST, SECOND = (member.code for member in MEMBERS)
PREMISES = Premises(
    payers=MEMBERS,
    presences=dict.fromkeys((FIRST, SECOND), Presence(0, 12)),
    term=ContractTerm(2015, 1),
    rule=RULE,
    fee=Fee((Charge(RULE, (140,)),), {}),
    current={FIRST: 101, SECOND: 101},
    penalties={FIRST: 5, SECOND: 0},
    guarantee_tenths=300,
)


def test_a_cap_is_cut_below_one_yen_so_that_the_guarantee_holds_in_yen() -> None:
    assert caps_of(PREMISES) == {FIRST: 70, SECOND: 70}
    assert caps_of(replace(PREMISES, guarantee_tenths=None)) is None


def test_inside_the_guarantee_the_penalty_takes_its_place_under_the_cap() -> None:
    inside = replace(PREMISES, penalty_mode=PenaltyMode.INSIDE)
    assert caps_of(inside) == {FIRST: 65, SECOND: 70}
    impossible = why_impossible(inside)
    assert impossible is not None
    assert (impossible.short, impossible.possible_tenths) == (5, 277)


def test_caps_that_carry_exactly_the_fee_are_enough() -> None:
    assert why_impossible(PREMISES) is None
    one_more = why_impossible(replace(PREMISES, fee=Fee((Charge(RULE, (141,)),), {})))
    assert one_more is not None
    assert (one_more.short, one_more.possible_tenths) == (1, 297)


@pytest.mark.parametrize(("tenths", "shown"), [(300, "30"), (285, "28.5"), (0, "0"), (1_000, "100"), (5, "0.5")])
def test_a_guarantee_is_shown_with_a_decimal_where_it_has_one(tenths: int, shown: str) -> None:
    assert show_tenths(tenths) == shown
