from dataclasses import replace
from fractions import Fraction

import pytest

from core.calc.comparison.charges import Charge, UnreadableLine, Ways, line_years, lines_of
from core.calc.comparison.contract_term import ContractTerm
from core.calc.comparison.fee.making import fee_of
from core.calc.comparison.taxes import Taxes
from core.model.costs import NATIONAL_TAX_RATES, Taxation
from core.model.council import Scope, TaxMode
from core.model.scenarios import Instalment, Scenario
from core.model.values.rules import parse_rule
from tests.core.calc.cost_book import amounts, cost_book, cost_line

RULE = parse_rule("equal=3,population=7")
SCENARIO = Scenario(1, "試算")


def ways(mode: TaxMode = TaxMode.EXCLUSIVE, instalment: Instalment = Instalment.FIRST, first: int = 2017) -> Ways:
    return Ways(ContractTerm(first, 5), Taxes(NATIONAL_TAX_RATES), mode, instalment)


def test_a_typed_fee_is_converted_from_the_mode_in_which_it_was_typed() -> None:
    typed = Scenario(1, "試算", fee_yen=1_000, fee_tax_mode=TaxMode.EXCLUSIVE)
    converted = fee_of(cost_book(), typed, RULE, ways(TaxMode.INCLUSIVE, first=2015))
    assert converted.charges[0].total == 1_082  # four years of 8 %, one of six months each of 8 % and 10 %
    back = replace(typed, fee_yen=1_100, fee_tax_mode=TaxMode.INCLUSIVE)
    assert fee_of(cost_book(), back, RULE, ways(first=2020)).charges[0].total == 1_000
    assert fee_of(cost_book(), replace(typed, fee_tax_mode=None), RULE, ways()).charges[0].total == 1_000


def test_a_fee_of_which_nothing_is_entered_is_missing_and_not_nothing() -> None:
    assert fee_of(cost_book(lines={}), Scenario(1, "試算"), RULE, ways()).missing
    assert fee_of(cost_book(lines={cost_line(): []}), Scenario(1, "試算"), RULE, ways()).missing
    assert not fee_of(cost_book(lines={cost_line(): amounts(1, 0)}), Scenario(1, "試算"), RULE, ways()).missing
    assert not fee_of(cost_book(lines={}), Scenario(1, "試算", fee_yen=0), RULE, ways()).missing


def test_years_outside_the_term_do_not_count() -> None:
    line = cost_line()
    found = line_years(line, amounts(line, 1, 10, 100, first=2015), ways())
    assert (found.total, found.years) == (100, (100, 0, 0, 0, 0))


def test_the_tax_of_a_line_is_cut_once_and_its_years_follow_the_rates() -> None:
    line = cost_line()
    found = line_years(line, amounts(line, *[55] * 5, first=2017), ways(TaxMode.INCLUSIVE))
    assert found.total == 275 + 24  # 4.4 + 4.4 + 4.95 + 5.5 + 5.5 = 24.75
    assert found.years == (61, 59, 59, 60, 60)


def test_a_line_that_crosses_a_change_of_the_rate_is_taxed_by_months() -> None:
    line = cost_line()
    found = line_years(line, amounts(line, 0, 0, 1_000_000, 0, 0, first=2017), ways(TaxMode.INCLUSIVE))
    assert found.total == 1_090_000


def test_an_inclusive_line_loses_its_tax_where_the_comparison_is_without() -> None:
    line = cost_line(tax_mode=Taxation.INCLUSIVE)
    found = line_years(line, amounts(line, 1_080, 1_080, 1_090, 1_100, 1_100, first=2017), ways())
    assert found.years == (1_000,) * 5


def test_another_currency_is_exchanged_and_cut_once_on_the_line() -> None:
    line = cost_line(currency="USD", exchange_rate="110.25")
    found = line_years(line, amounts(line, 1, 1, 1, 1, 1, first=2017), ways())
    assert found.total == 551  # 551.25
    assert sum(found.years) == 551
    assert max(found.years) - min(found.years) <= 5


def test_a_currency_without_a_rate_is_refused() -> None:
    line = cost_line(currency="USD", name="利用料")
    with pytest.raises(UnreadableLine) as refused:
        line_years(line, [], ways())
    assert refused.value.fault.rule == "exchange_rate_missing"
    assert refused.value.fault.facts == {"line": "利用料", "currency": "USD"}


def test_lines_of_one_rule_are_summed_and_others_stand_apart() -> None:
    lines = {
        cost_line(1): amounts(1, 1, 2, 3, 4, 5),
        cost_line(2): amounts(2, 10, 10, 10, 10, 10),
        cost_line(3, rule="equal"): amounts(3, 7, 7, 7, 7, 7),
        cost_line(4, rule="equal=3,population=7"): amounts(4, 1, 1, 1, 1, 1),
    }
    fee = fee_of(cost_book(lines), SCENARIO, RULE, ways(first=2015))
    assert fee.charges == (
        Charge(RULE, (11, 12, 13, 14, 15)),
        Charge(parse_rule("equal"), (7,) * 5, default=False),
        Charge(RULE, (1,) * 5, default=False),
    )
    assert [line.line.id for line in fee.lines] == [1, 2, 3, 4]


def test_what_one_member_bears_alone_stands_under_its_code() -> None:
    lines = {cost_line(1, borne_by_id=6): amounts(1, 5), cost_line(2, borne_by_id=6): amounts(2, 1, 2)}
    fee = fee_of(cost_book(lines), SCENARIO, RULE, ways(first=2015))
    assert fee.own == {"163210": (6, 2, 0, 0, 0)}
    assert sum(charge.total for charge in fee.charges) == 0


@pytest.mark.parametrize("scope", [scope for scope in Scope if scope is not Scope.IN_SCOPE])
def test_lines_out_of_scope_are_no_part_of_the_fee(scope: Scope) -> None:
    book = cost_book({cost_line(1, scope=scope): amounts(1, 5), cost_line(2): amounts(2, 3)})
    fee = fee_of(book, SCENARIO, RULE, ways(first=2015))
    assert fee.charges == (Charge(RULE, (3, 0, 0, 0, 0)),)
    assert [line.total for line in lines_of(book, ways(first=2015), in_scope=True)] == [3]
    assert [line.total for line in lines_of(book, ways(first=2015), in_scope=False)] == [5]


@pytest.mark.parametrize(
    ("instalment", "years"), [(Instalment.FIRST, (4, 2, 2, 2, 2)), (Instalment.LAST, (2, 2, 2, 2, 4))]
)
def test_a_fee_of_the_scenario_s_own_replaces_the_lines(instalment: Instalment, years: tuple[int, ...]) -> None:
    fee = fee_of(cost_book(), Scenario(1, "試算", fee_yen=12), RULE, ways(instalment=instalment))
    assert fee.charges == (Charge(RULE, years),)
    assert (fee.own, fee.lines) == ({}, ())


def test_an_unreadable_rule_is_refused() -> None:
    book = cost_book({cost_line(1, rule="half"): amounts(1, 5)})
    with pytest.raises(UnreadableLine) as refused:
        fee_of(book, SCENARIO, RULE, ways())
    assert refused.value.fault.rule == "rule_form"


def test_an_exchange_rate_is_exact() -> None:
    line = cost_line(currency="EUR", exchange_rate="0.1")
    found = line_years(line, amounts(line, 10**12, first=2017), ways())
    assert found.total == 10**11
    assert Fraction("0.1") * 10**12 == found.total
