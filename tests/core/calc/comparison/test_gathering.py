from dataclasses import replace
from typing import Any

from core.calc.comparison.compare import Comparison
from core.calc.comparison.contract_term import ContractTerm, Presence
from core.calc.comparison.gathering import (
    compare_scenario,
    out_of_scope_cost,
    payers_of,
    premises_of,
    present_scenario,
    scenarios_of,
    ways_of,
)
from core.calc.comparison.premises import Impossible, Premises
from core.model.book import Book
from core.model.costs import CurrentCost, OutOfScopeCost, Penalty, Taxation
from core.model.council import Population, TaxMode
from core.model.scenarios import PartialTerm, Scenario, ScenarioMember
from core.model.values.rules import parse_rule
from tests.core.calc.cost_book import CODES, SCENARIO, amounts, cost_book, cost_line


def gathered(book: Book, **values: Any) -> Premises:
    premises = premises_of(book, replace(SCENARIO, **values))
    assert isinstance(premises, Premises)
    return premises


def made(book: Book, **values: Any) -> Comparison:
    result = compare_scenario(book, replace(SCENARIO, **values))
    assert isinstance(result, Comparison)
    return result


def test_who_leaves_before_the_tax_rises_bears_the_former_rate() -> None:
    book = cost_book(
        members={"162116": {"left_on": "2019-10-01"}},
        current_costs=[CurrentCost(1, 1, fiscal_year=2019, yen=2_000)],
    )
    assert gathered(book, tax_mode=TaxMode.INCLUSIVE).current["162116"] == 1_080


def test_the_source_s_figures_come_out_of_a_book() -> None:
    rows = made(cost_book()).rows
    assert [row.cloud for row in rows.values()] == [
        572_788_364,
        250_471_455,
        175_000_000,
        168_000_000,
        142_740_181,
        77_000_000,
    ]
    assert list(rows) == list(CODES)


def test_the_scenario_in_the_first_place_is_what_holds_at_present() -> None:
    second, first = Scenario(1, "後", 2), Scenario(2, "先", 1)
    assert scenarios_of(cost_book(scenarios=[second, first])) == [first, second]
    assert present_scenario(cost_book(scenarios=[second, first])) == first
    assert present_scenario(cost_book(scenarios=[])).guarantee_percent is None


def test_a_file_without_scenarios_is_compared_by_the_consortium_s_settings() -> None:
    book = cost_book(scenarios=[], consortium={"fiscal_year": 2015, "rule": "equal"})
    premises = premises_of(book, present_scenario(book))
    assert isinstance(premises, Premises)
    assert (premises.rule, premises.term) == (parse_rule("equal"), ContractTerm(2015, 5))


def test_the_term_begins_with_the_scenario_s_year_or_the_consortium_s_or_that_of_the_base_date() -> None:
    own = replace(SCENARIO, first_fiscal_year=2020, years=3)
    silent = replace(SCENARIO, first_fiscal_year=None)
    assert ways_of(cost_book(), own).term == ContractTerm(2020, 3)
    assert ways_of(cost_book(), silent).term == ContractTerm(2014, 5)
    assert ways_of(cost_book(consortium={"fiscal_year": None}), silent).term == ContractTerm(2014, 5)


def test_a_rule_of_the_scenario_goes_before_the_consortium_s() -> None:
    assert gathered(cost_book(), rule="equal").rule == parse_rule("equal")


def test_a_rule_that_cannot_be_read_is_told() -> None:
    result = compare_scenario(cost_book(), replace(SCENARIO, rule="half"))
    assert isinstance(result, Impossible)
    assert (result.fault.field, result.fault.rule) == ("rule", "rule_form")


def test_a_line_that_cannot_be_read_is_told() -> None:
    result = compare_scenario(cost_book({cost_line(1, currency="USD"): amounts(1, 5)}), SCENARIO)
    assert isinstance(result, Impossible)
    assert result.fault.rule == "exchange_rate_missing"


def test_members_are_in_by_their_dates_within_the_term() -> None:
    dates = {
        "162060": {"joined_on": "2017-10-01"},
        "163210": {"left_on": "2016-04-01"},
        "163431": {"left_on": "2015-04-01"},
    }
    premises = gathered(cost_book(members=dates))
    assert [payer.label for payer in premises.payers] == ["A", "B", "C", "D", "F"]
    assert premises.presences["162060"] == Presence(30, 60)
    assert premises.presences["163210"] == Presence(0, 12)
    assert gathered(cost_book(members=dates), partial_term=PartialTerm.YEARS).presences["162060"] == Presence(24, 60)


def test_a_scenario_takes_members_in_and_out() -> None:
    chosen = [ScenarioMember(1, 1, 1, included=False), ScenarioMember(2, 1, 6, included=True)]
    book = cost_book(members={"163210": {"left_on": "2014-04-01"}}, scenario_members=chosen)
    payers, presences = payers_of(book, SCENARIO, ContractTerm(2015, 5))
    assert [payer.label for payer in payers] == ["B", "C", "D", "E", "F"]
    assert presences["163210"] == Presence(0, 60)
    others, _ = payers_of(book, replace(SCENARIO, id=2), ContractTerm(2015, 5))
    assert [payer.label for payer in others] == ["A", "B", "C", "D", "E"]


def test_a_line_borne_by_a_member_that_is_left_out_is_left_out_too() -> None:
    book = cost_book(
        {cost_line(1, borne_by_id=1): amounts(1, 5), cost_line(2): amounts(2, 3)},
        scenario_members=[ScenarioMember(1, 1, 1, included=False)],
    )
    assert gathered(book).total == 3


def test_the_population_is_that_of_the_scenario_s_date() -> None:
    book = cost_book()
    counts = [Population(at + 10, at, "2015-10-01", 100 * at) for at in range(1, 7)]
    later = cost_book(populations=[*book.all(Population).values(), *counts])
    assert gathered(later).payers[0].population == 93_588
    assert gathered(later, population_date="2015-10-01").payers[0].population == 100
    assert gathered(later, population_date="2020-10-01").payers[0].population is None


def test_present_costs_are_summed_over_the_years_of_the_term_and_the_whole() -> None:
    costs = [
        CurrentCost(1, 1, None, "保守", 1_000),
        CurrentCost(2, 1, 2015, "賃借", 10),
        CurrentCost(3, 1, 2019, "賃借", 20),
        CurrentCost(4, 1, 2014, "賃借", 4_000),
    ]
    premises = gathered(cost_book(current_costs=costs))
    assert premises.current["162116"] == 1_030
    assert premises.current["162060"] is None


def test_present_costs_count_for_the_months_that_the_member_is_there() -> None:
    costs = [CurrentCost(1, 1, None, "", 1_000), CurrentCost(2, 1, 2017, "", 120), CurrentCost(3, 1, 2015, "", 7_777)]
    book = cost_book(current_costs=costs, members={"162116": {"joined_on": "2017-10-01"}})
    assert gathered(book).current["162116"] == 500 + 60


def test_amounts_with_another_tax_are_converted() -> None:
    costs = [
        CurrentCost(1, 1, 2019, "", 1_090, Taxation.INCLUSIVE),
        CurrentCost(2, 1, None, "", 100, Taxation.EXCLUSIVE),
    ]
    assert gathered(cost_book(current_costs=costs)).current["162116"] == 1_100
    inclusive = gathered(cost_book(current_costs=costs), tax_mode=TaxMode.INCLUSIVE)
    assert inclusive.current["162116"] == 1_090 + 108  # 8 % for four and a half years of five
    assert (
        gathered(cost_book(current_costs=costs, consortium={"tax_mode": TaxMode.INCLUSIVE})).current
        == inclusive.current
    )


def test_penalties_are_taxed_by_the_end_of_the_contract_unless_they_bear_no_tax() -> None:
    penalties = [
        Penalty(1, 1, "住基", "2019-10-01", 1_000, Taxation.EXCLUSIVE),
        Penalty(2, 1, "税", None, 1_000, Taxation.EXCLUSIVE),
        Penalty(3, 1, "福祉", "2019-10-01", 1_000),
    ]
    book = cost_book(penalties=penalties)
    assert gathered(book).penalties["162116"] == 3_000
    assert gathered(book, tax_mode=TaxMode.INCLUSIVE).penalties["162116"] == 1_100 + 1_080 + 1_000


def test_out_of_scope_costs_are_summed_alike() -> None:
    costs = [OutOfScopeCost(1, 1, "上下水道", yen=100), OutOfScopeCost(2, 1, "帳票", fiscal_year=2013, yen=50)]
    book = cost_book(out_of_scope_costs=costs)
    assert out_of_scope_cost(book, 1, ways_of(book, SCENARIO), Presence(0, 60)) == 100
    assert out_of_scope_cost(book, 2, ways_of(book, SCENARIO), Presence(0, 60)) == 0


def test_a_guarantee_may_have_one_decimal() -> None:
    assert gathered(cost_book(), guarantee_percent="28.5").guarantee_tenths == 285
    assert gathered(cost_book(), guarantee_percent=None).guarantee_tenths is None
