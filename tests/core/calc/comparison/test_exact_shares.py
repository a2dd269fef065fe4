from fractions import Fraction

import pytest

from core.calc.comparison.charges import Charge
from core.calc.comparison.contract_term import ContractTerm, Presence
from core.calc.comparison.exact_shares import ExactShares, exact_years
from core.calc.comparison.portions import Portion, portions
from core.calc.members import Member
from core.calc.splitting.limits import NobodyPays
from core.model.values.rules import parse_rule
from tests.core.calc.ledger import members_with

EQUAL, MIXED = parse_rule("equal"), parse_rule("equal=3,population=7")
TERM = ContractTerm(2015, 2)
WHOLE = Presence(0, 24)


def of_the_term(parts: list[Portion], members: tuple[Member, ...], presences: dict[str, Presence]) -> ExactShares:
    return exact_years(parts, members, presences, TERM.years).term


def test_a_share_is_exactly_what_the_rule_says() -> None:
    members = members_with([10, 20])
    parts = portions([Charge(MIXED, (100, 0))], members, {member.code: WHOLE for member in members}, TERM)
    shares = of_the_term(parts, members, {member.code: WHOLE for member in members})
    assert shares.of(members[0].code) == 15 + Fraction(70, 3)
    assert sum(shares.numerators.values()) == 100 * shares.denominator


def test_each_month_is_borne_by_those_who_are_there() -> None:
    members = members_with([10, 20, 30])
    presences = dict(zip((member.code for member in members), (WHOLE, WHOLE, Presence(18, 24)), strict=True))
    parts = portions([Charge(EQUAL, (120, 240))], members, presences, TERM)
    assert [(part.segment, len(part.payers), part.twelfths) for part in parts] == [
        (Presence(0, 18), 2, 120 * 12 + 240 * 6),
        (Presence(18, 24), 3, 240 * 6),
    ]
    shares = of_the_term(parts, members, presences)
    assert [shares.of(member.code) for member in members] == [160, 160, 40]


def test_each_year_is_split_among_those_who_are_there_then() -> None:
    members = members_with([10, 20])
    presences = dict(zip((member.code for member in members), (WHOLE, Presence(12, 24)), strict=True))
    parts = portions([Charge(EQUAL, (1_000_000, 1_000_000))], members, presences, TERM)
    years = exact_years(parts, members, presences, TERM.years)
    shares = {code: [Fraction(yen, years.denominator) for yen in row] for code, row in years.numerators.items()}
    assert shares == {members[0].code: [1_000_000, 500_000], members[1].code: [0, 500_000]}


def test_several_rules_add_up() -> None:
    members = members_with([10, 20])
    whole = {member.code: WHOLE for member in members}
    charges = [Charge(EQUAL, (1, 0)), Charge(parse_rule("population"), (0, 1))]
    shares = of_the_term(portions(charges, members, whole, TERM), members, whole)
    assert shares.of(members[0].code) == Fraction(1, 2) + Fraction(1, 3)


def test_a_month_that_costs_something_needs_somebody() -> None:
    (member,) = members_with([10])
    presences = {member.code: Presence(0, 12)}
    with pytest.raises(NobodyPays):
        portions([Charge(EQUAL, (1, 1))], (member,), presences, TERM)
    assert len(portions([Charge(EQUAL, (1, 0))], (member,), presences, TERM)) == 1
