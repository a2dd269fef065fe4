"""The source's table, and the ways in which a comparison may go."""

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

import pytest

from core.calc.comparison.charges import Charge, Fee
from core.calc.comparison.compare import Comparison, compare
from core.calc.comparison.contract_term import ContractTerm, Presence, spread
from core.calc.comparison.premises import Impossible, Premises
from core.calc.comparison.reduction import percent_in_unit, reduction_percent, show_in_unit
from core.calc.splitting.rounding import Rounding
from core.model.scenarios import Instalment, MoneyUnit, PenaltyMode, RedistributionKey
from core.model.values.rules import Remainder, parse_rule
from tests.core.calc.ledger import toyama_members

MEMBERS = {member.label: member for member in toyama_members()}
CURRENT = MappingProxyType({"A": 920, "B": 400, "C": 250, "D": 240, "E": 240, "F": 110})
"""In millions of yen; the source prints 9.2 億円 and so on."""
RULE = parse_rule("equal=3,population=7")
FEE = 1_386_000_000


def fee_of(yen: int, years: int = 5, **own: int) -> Fee:
    borne = {MEMBERS[label].code: spread(amount, [1] * years, Instalment.FIRST) for label, amount in own.items()}
    return Fee((Charge(RULE, spread(yen, [1] * years, Instalment.FIRST)),), borne)


SOURCE = Premises(
    payers=tuple(MEMBERS.values()),
    presences={member.code: Presence(0, 60) for member in MEMBERS.values()},
    term=ContractTerm(2015, 5),
    rule=RULE,
    fee=fee_of(FEE),
    current={MEMBERS[label].code: millions * 1_000_000 for label, millions in CURRENT.items()},
    penalties={},
    guarantee_tenths=300,
)


def made(premises: Premises) -> Comparison:
    result = compare(premises)
    assert isinstance(result, Comparison)
    return result


def clouds(premises: Premises) -> dict[str, int]:
    rows = made(premises).rows
    return {label: rows[member.code].cloud for label, member in MEMBERS.items() if member.code in rows}


def in_oku(premises: Premises) -> str:
    return " ".join(show_in_unit(yen, MoneyUnit.OKU, 1) for yen in clouds(premises).values())


def test_the_source_s_table_comes_out_as_printed() -> None:
    assert in_oku(SOURCE) == "5.7 2.5 1.8 1.7 1.4 0.8"
    assert sum(clouds(SOURCE).values()) == made(SOURCE).total.cloud == FEE
    assert [MEMBERS[label].code for label in "CDF"] == list(made(SOURCE).at_cap)
    assert [clouds(SOURCE)[label] for label in "CDF"] == [175_000_000, 168_000_000, 77_000_000]


def test_the_printed_rates_come_from_the_displayed_figures_and_those_of_the_capped_are_exactly_30_from_yen() -> None:
    rows = [*made(SOURCE).rows.values(), made(SOURCE).total]
    printed = [percent_in_unit(row.current, row.cloud, MoneyUnit.OKU, 1, 0) for row in rows]
    assert printed == [38, 38, 28, 29, 42, 27, 36]
    from_yen = [reduction_percent(row.current, row.cloud) for row in rows]
    assert [from_yen[at] for at in (2, 3, 5)] == [Decimal("30.0")] * 3


def test_without_guarantee_it_is_the_plain_split() -> None:
    assert in_oku(replace(SOURCE, guarantee_tenths=None)) == "5.4 2.4 2.1 1.8 1.4 0.8"
    assert all(row.cap is None for row in made(replace(SOURCE, guarantee_tenths=None)).rows.values())
    assert in_oku(replace(SOURCE, guarantee_tenths=0)) == "5.4 2.4 2.1 1.8 1.4 0.8"


def test_the_base_share_stays_that_of_the_rule_and_what_was_cut_off_is_what_was_taken_over() -> None:
    rows = made(SOURCE).rows.values()
    assert [row.base for row in rows] == list(clouds(replace(SOURCE, guarantee_tenths=None)).values())
    assert sum(row.shifted for row in rows) == 0
    assert {row.code for row in rows if row.shifted < 0} == set(made(SOURCE).at_cap)


@pytest.mark.parametrize("key", RedistributionKey)
def test_every_key_keeps_the_fee_and_the_caps(key: RedistributionKey) -> None:
    result = made(replace(SOURCE, key=key))
    assert sum(row.cloud for row in result.rows.values()) == FEE
    assert all(row.cap is not None and row.cloud <= row.cap for row in result.rows.values())


def test_the_keys_hand_on_differently() -> None:
    taken = {key: clouds(replace(SOURCE, key=key))["E"] for key in RedistributionKey}
    assert len(set(taken.values())) == 4


def test_by_headroom_everybody_below_its_cap_fills_the_same_part_of_what_is_left() -> None:
    result = made(replace(SOURCE, key=RedistributionKey.HEADROOM))
    parts = [row.shifted / (row.cap - row.base) for row in result.rows.values() if row.cap and row.shifted > 0]
    assert max(parts) - min(parts) < 1e-6


def test_handing_on_can_lift_others_to_their_cap() -> None:
    tight = replace(SOURCE, guarantee_tenths=358)
    assert list(made(tight).at_cap) == [MEMBERS[label].code for label in "ABCDF"]
    assert sum(clouds(tight).values()) == FEE


def test_an_impossible_guarantee_says_by_how_much_and_what_would_be_possible() -> None:
    result = compare(replace(SOURCE, guarantee_tenths=360))
    assert isinstance(result, Impossible)
    assert (result.short, result.possible_tenths) == (3_600_000, 358)
    assert result.fault.rule == "guarantee_impossible"
    assert result.fault.facts == {"percent": "36", "short": "3,600,000", "possible": "35.8"}


def test_a_fee_above_today_s_costs_leaves_no_guarantee_at_all() -> None:
    result = compare(replace(SOURCE, fee=fee_of(2_160_000_001)))
    assert isinstance(result, Impossible)
    assert (result.fault.rule, result.short, result.possible_tenths) == ("guarantee_never", 648_000_001, None)


def test_a_fee_of_exactly_the_caps_puts_everybody_there() -> None:
    result = made(replace(SOURCE, fee=fee_of(1_512_000_000)))
    assert len(result.at_cap) == 6


def test_a_penalty_outside_the_guarantee_is_shown_and_changes_no_share() -> None:
    premises = replace(SOURCE, penalties={"162116": 50_000_000})
    assert clouds(premises) == clouds(SOURCE)
    assert made(premises).rows["162116"].penalty == made(premises).total.penalty == 50_000_000


def test_a_penalty_inside_the_guarantee_lowers_the_cap() -> None:
    premises = replace(SOURCE, penalties={"162116": 100_000_000}, penalty_mode=PenaltyMode.INSIDE)
    row = made(premises).rows["162116"]
    assert (row.cap, row.cloud) == (544_000_000, 544_000_000)
    assert sum(clouds(premises).values()) == FEE


def test_a_penalty_above_the_cap_alone_makes_the_guarantee_impossible() -> None:
    premises = replace(SOURCE, penalties={"163210": 77_000_001}, penalty_mode=PenaltyMode.INSIDE)
    result = compare(premises)
    assert isinstance(result, Impossible)
    assert result.possible_tenths == 299


def test_a_guarantee_needs_everybody_s_present_cost() -> None:
    premises = replace(SOURCE, current={**SOURCE.current, "163210": None})
    result = compare(premises)
    assert isinstance(result, Impossible)
    assert (result.fault.rule, result.fault.facts) == ("current_cost_unknown", {"names": "舟橋村"})
    without = made(replace(premises, guarantee_tenths=None))
    assert without.rows["163210"].saving is None
    assert without.total.current is None


def test_what_one_member_bears_alone_is_taken_off_first() -> None:
    premises = replace(SOURCE, fee=fee_of(FEE - 60_000_000, E=60_000_000), guarantee_tenths=None)
    plain = clouds(replace(SOURCE, fee=fee_of(FEE - 60_000_000), guarantee_tenths=None))
    assert clouds(premises) == {**plain, "E": plain["E"] + 60_000_000}


def test_what_one_member_bears_alone_counts_towards_its_cap() -> None:
    premises = replace(SOURCE, fee=fee_of(FEE - 60_000_000, E=60_000_000))
    row = made(premises).rows["163431"]
    assert (row.cap, row.cloud) == (168_000_000, 168_000_000)
    assert made(premises).total.cloud == FEE


def test_lines_of_several_rules_are_rounded_once() -> None:
    equal = parse_rule("equal")
    charges = (Charge(equal, (100, 0, 0, 0, 0)), Charge(equal, (0, 100, 0, 0, 0)), Charge(RULE, (1_000,) * 5))
    premises = replace(SOURCE, fee=Fee(charges, {}), guarantee_tenths=None)
    assert sum(clouds(premises).values()) == 5_200
    assert made(premises).total.years == (1_100, 1_100, 1_000, 1_000, 1_000)


def test_a_member_that_joins_later_pays_from_then_on_and_the_others_less() -> None:
    later = replace(SOURCE, presences={**SOURCE.presences, "162060": Presence(30, 60)}, guarantee_tenths=None)
    before, after = clouds(replace(SOURCE, guarantee_tenths=None)), clouds(later)
    assert abs(2 * after["B"] - before["B"]) <= 1
    assert all(after[label] > before[label] for label in "ACDEF")
    assert sum(after.values()) == FEE
    assert made(later).rows["162060"].years[:2] == (0, 0)


def test_somebody_has_to_be_there_in_every_month_that_costs_something() -> None:
    gone = {code: Presence(0, 48) for code in SOURCE.presences}
    result = compare(replace(SOURCE, presences=gone))
    assert isinstance(result, Impossible)
    assert result.fault.rule == "nobody_pays"
    assert isinstance(compare(replace(SOURCE, payers=())), Impossible)


def test_a_missing_population_is_told_by_name() -> None:
    unknown = replace(MEMBERS["B"], population=None)
    payers = tuple(unknown if payer.code == unknown.code else payer for payer in SOURCE.payers)
    result = compare(replace(SOURCE, payers=payers))
    assert isinstance(result, Impossible)
    assert (result.fault.rule, result.fault.facts["name"]) == ("missing_basis", "滑川市")


def test_the_population_is_needed_as_a_key_only_when_something_is_handed_on() -> None:
    equal = parse_rule("equal")
    payers = tuple(replace(payer, population=None) for payer in SOURCE.payers)
    fee = Fee((Charge(equal, (6, 6, 6, 6, 6)),), {})
    premises = replace(SOURCE, payers=payers, rule=equal, fee=fee)
    assert set(clouds(premises).values()) == {5}
    capped = compare(replace(premises, current={**SOURCE.current, "163210": 1}))
    assert isinstance(capped, Impossible)
    assert capped.fault.rule == "missing_basis"


def test_what_nobody_can_take_over_is_told() -> None:
    payers = tuple(replace(payer, population=0 if payer.label != "A" else 1) for payer in SOURCE.payers)
    result = compare(replace(SOURCE, payers=payers, guarantee_tenths=0))
    assert isinstance(result, Impossible)
    assert (result.fault.rule, result.fault.facts) == ("nobody_takes_over", {"key": "人口"})


def test_the_secretariat_keeps_the_rest_as_a_line_of_its_own() -> None:
    rounding = Rounding(1_000, Remainder.SECRETARIAT)
    result = made(replace(SOURCE, rounding=rounding, guarantee_tenths=None))
    assert all(row.cloud % 1_000 == 0 for row in result.rows.values())
    assert sum(row.cloud for row in result.rows.values()) + result.secretariat == result.total.cloud == FEE
    assert sum(result.total.years) == FEE


@pytest.mark.parametrize("remainder", [Remainder.REPRESENTATIVE, Remainder.POPULOUS])
def test_the_rest_lifts_nobody_above_its_cap(remainder: Remainder) -> None:
    rounding = Rounding(1_000, remainder, "163422")
    result = made(replace(SOURCE, rounding=rounding, fee=fee_of(FEE - 1)))
    assert result.rows["163422"].cloud == result.rows["163422"].cap
    assert result.rows["162116"].cloud % 1_000 != 0
    assert [code for code, row in result.rows.items() if row.cloud % 1_000] == ["162116"]


def test_the_fraction_of_each_year_goes_where_both_sums_stay_right() -> None:
    for instalment in Instalment:
        result = made(replace(SOURCE, instalment=instalment))
        rows = result.rows.values()
        assert sorted(result.rows["162116"].years) == [114_557_672, *[114_557_673] * 4]
        assert all(sum(row.years) == row.cloud for row in rows)
        assert tuple(map(sum, zip(*(row.years for row in rows), strict=True))) == result.total.years == SOURCE.years


PAIR = replace(
    SOURCE,
    payers=SOURCE.payers[:2],
    presences={SOURCE.payers[0].code: Presence(0, 24), SOURCE.payers[1].code: Presence(12, 24)},
    term=ContractTerm(2015, 2),
    rule=parse_rule("equal"),
    fee=Fee((Charge(parse_rule("equal"), (1_000_000, 1_000_000)),), {}),
    guarantee_tenths=None,
)
FIRST, SECOND = (payer.code for payer in PAIR.payers)


def test_a_year_before_somebody_joins_is_paid_by_those_who_are_there() -> None:
    result = made(PAIR)
    assert result.total.years == (1_000_000, 1_000_000)
    assert result.rows[FIRST].years == (1_000_000, 500_000)
    assert result.rows[SECOND].years == (0, 500_000)
    assert result.explain(FIRST).steps[-1].inputs == (("平成27年度", "1,000,000円"), ("平成28年度", "500,000円"))


def test_what_a_cap_cuts_off_is_cut_where_somebody_can_take_it() -> None:
    current = {FIRST: 1_200_000, SECOND: 9_000_000}
    result = made(replace(PAIR, guarantee_tenths=0, current=current))
    assert result.rows[FIRST].years == (1_000_000, 200_000)
    assert result.rows[SECOND].years == (0, 800_000)
    assert (result.rows[FIRST].cloud, result.rows[FIRST].base) == (1_200_000, 1_500_000)


def test_a_cap_is_cut_over_the_own_years_in_proportion_and_taken_by_those_present_then() -> None:
    codes = [payer.code for payer in SOURCE.payers[:3]]
    presences = dict(zip(codes, (Presence(0, 24), Presence(12, 24), Presence(0, 24)), strict=True))
    premises = replace(
        PAIR,
        payers=SOURCE.payers[:3],
        presences=presences,
        fee=Fee((Charge(parse_rule("equal"), (600, 600)),), {}),
        guarantee_tenths=0,
        current={codes[0]: 250, codes[1]: 9_000, codes[2]: 9_000},
        key=RedistributionKey.CURRENT,
    )
    result = made(premises)
    assert result.rows[codes[0]].years == (150, 100)  # 300 and 200, half of each
    assert result.rows[codes[1]].years == (0, 250)  # 200, and half of the 100
    assert result.rows[codes[2]].years == (450, 250)  # 300 and all of the 150, 200 and half of the 100


def test_a_year_that_those_present_cannot_carry_is_told_with_its_yen() -> None:
    result = compare(replace(PAIR, guarantee_tenths=0, current={FIRST: 600_000, SECOND: 9_000_000}))
    assert isinstance(result, Impossible)
    assert (result.fault.rule, result.short) == ("guarantee_by_year_never", 400_000)
    assert result.fault.facts["years"] == "平成27年度 400,000円"


def test_years_follow_the_year_s_fee() -> None:
    fee = Fee((Charge(RULE, (FEE - 4_000_000, *[1_000_000] * 4)),), {})
    years = made(replace(SOURCE, fee=fee)).rows["163422"].years
    assert all(yen - 175_000_000 * 1_000_000 // FEE in {0, 1} for yen in years[1:])
    assert sum(years) == 175_000_000
