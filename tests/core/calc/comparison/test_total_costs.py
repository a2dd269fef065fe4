from dataclasses import replace
from typing import Any

from core.calc.allocation.allocate import allocate
from core.calc.allocation.pricing import Money
from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario
from core.calc.comparison.premises import Impossible
from core.calc.comparison.total_costs import TotalCosts, total_costs
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.costs import OutOfScopeCost, Penalty, Taxation
from core.model.council import Scope, TaxMode
from core.model.machine.changes import ChangeSet, Update
from core.model.requests import Customization, Option, Quote
from core.model.scenarios import ScenarioMember, Unborne, UndecidedAs
from core.model.values.rules import Remainder
from tests.core.calc.cost_book import CODES, SCENARIO, amounts, cost_book, cost_line


def totals(book: Book, **values: Any) -> TotalCosts:
    scenario = replace(SCENARIO, **values)
    comparison = compare_scenario(book, scenario)
    assert isinstance(comparison, Comparison)
    found = total_costs(book, scenario, comparison, allocate(book), allocate(book, Money.YEARLY))
    assert isinstance(found, TotalCosts)
    return found


def with_customization(**more: Any) -> Book:
    """A says yes, B has not decided; 100 yen once and 10 a year for one, 120 and 12 for two."""
    return cost_book(
        customizations=[Customization(1, "1", "要望")],
        options=[Option(1, 1)],
        quotes=[Quote(1, 1, 1, 100, 10), Quote(2, 1, 2, 120, 12)],
        answers=[
            Answer(1, 1, 1, AnswerState.YES),
            Answer(2, 1, 2, AnswerState.UNDECIDED),
            *(Answer(at, 1, at, AnswerState.NO) for at in range(3, 7)),
        ],
        **more,
    )


def test_the_total_is_everything_that_a_municipality_pays() -> None:
    book = with_customization(
        penalties=[Penalty(1, 1, yen=7)], out_of_scope_costs=[OutOfScopeCost(1, 1, "上下水道", yen=1_000)]
    )
    row = totals(book).rows["162116"]
    assert (row.cloud, row.one_off, row.running, row.penalty, row.out_of_scope) == (572_788_364, 100, 50, 7, 1_000)
    assert row.total == 572_788_364 + 100 + 50 + 7 + 1_000
    assert row.saving == 920_000_000 - row.total


def test_the_undecided_are_counted_as_the_scenario_says() -> None:
    as_no, as_yes = totals(with_customization()), totals(with_customization(), undecided_as=UndecidedAs.YES)
    assert [as_no.rows[code].one_off for code in CODES[:2]] == [100, 0]
    assert [as_yes.rows[code].one_off for code in CODES[:2]] == [60, 60]
    assert [as_yes.rows[code].running for code in CODES[:2]] == [30, 30]


def test_the_last_row_is_the_sum_of_the_others() -> None:
    found = totals(with_customization())
    assert found.total.total == sum(row.total for row in found.rows.values())
    assert found.total.current == 2_160_000_000
    assert found.secretariat == 0


def test_the_tax_of_customizations_is_cut_once_on_their_sum() -> None:
    book = with_customization()
    found = totals(book, tax_mode=TaxMode.INCLUSIVE, undecided_as=UndecidedAs.YES, guarantee_percent=None)
    assert found.total.one_off == 120 + 9  # 9.6 at the 8 % of 2015
    assert found.total.running == 60 + 4  # 4.92 at 8.2 %, the mean of 2015 to 2019


def test_lines_out_of_scope_fall_to_who_bears_them() -> None:
    lines = {
        cost_line(1): amounts(1, *[277_200_000] * 5),
        cost_line(2, scope=Scope.NOT_SHARED, borne_by_id=6): amounts(2, 5, 5),
        cost_line(3, scope=Scope.NOT_SHARED): amounts(3, 1_000),
    }
    found = totals(cost_book(lines))
    assert found.rows["163210"].out_of_scope == 10
    assert [(one.label, one.yen) for one in found.unborne] == [("調達外の経費「経費3」", 1_000)]
    assert found.total.out_of_scope == 1_010


def test_a_line_out_of_scope_that_cannot_be_read_is_told() -> None:
    lines = {
        cost_line(1): amounts(1, *[277_200_000] * 5),
        cost_line(2, scope=Scope.NOT_SHARED, borne_by_id=6, currency="USD"): amounts(2, 5, 5),
    }
    book = cost_book(lines)
    comparison = compare_scenario(book, SCENARIO)
    assert isinstance(comparison, Comparison)
    found = total_costs(book, SCENARIO, comparison, allocate(book), allocate(book, Money.YEARLY))
    assert isinstance(found, Impossible)
    assert found.fault.rule == "exchange_rate_missing"


def test_who_is_left_out_of_the_scenario_is_not_in_the_totals() -> None:
    book = with_customization(scenario_members=[ScenarioMember(1, 1, 1, included=False)])
    found = totals(book, guarantee_percent=None)
    assert list(found.rows) == list(CODES[1:])
    assert sum(row.one_off + row.running for row in found.rows.values()) == 0


def test_a_cost_of_who_is_left_out_stands_as_nobodys_and_is_never_gone() -> None:
    book = with_customization(scenario_members=[ScenarioMember(1, 1, 1, included=False)])
    found = totals(book, guarantee_percent=None)
    assert [(one.label, one.yen) for one in found.unborne] == [("カスタマイズ(初期)", 100), ("カスタマイズ(運用)", 50)]
    assert found.unborne_row is not None
    assert (found.unborne_row.one_off, found.unborne_row.running) == (100, 50)
    assert (found.total.one_off, found.total.running) == (100, 50)


def test_a_cost_is_taken_over_by_those_who_remain_at_the_price_of_their_number() -> None:
    both = {"undecided_as": UndecidedAs.YES, "guarantee_percent": None}
    book = with_customization(scenario_members=[ScenarioMember(1, 1, 1, included=False)])
    named = totals(book, **both)
    assert (named.rows[CODES[1]].one_off, named.total.one_off) == (60, 120)
    taken = totals(book, unborne=Unborne.TAKEN_OVER, **both)
    assert (taken.rows[CODES[1]].one_off, taken.rows[CODES[1]].running, taken.unborne) == (100, 50, ())


def test_what_nobody_of_those_who_remain_has_a_price_for_stands_as_nobodys() -> None:
    alone = totals(
        with_customization(scenario_members=[ScenarioMember(1, 1, 1, included=False)]),
        unborne=Unborne.TAKEN_OVER,
        guarantee_percent=None,
    )
    assert [one.yen for one in alone.unborne] == [100, 50]


def test_who_leaves_within_the_term_leaves_its_yearly_cost_behind() -> None:
    book = with_customization(members={CODES[0]: {"left_on": "2017-10-01"}})
    found = totals(book, guarantee_percent=None)
    assert (found.rows[CODES[0]].running, found.rows[CODES[0]].one_off) == (25, 100)
    assert [(one.label, one.yen) for one in found.unborne] == [("カスタマイズ(運用)", 25)]
    assert found.total.running == 50
    taken = totals(book, guarantee_percent=None, undecided_as=UndecidedAs.YES, unborne=Unborne.TAKEN_OVER)
    assert [taken.rows[code].running for code in CODES[:2]] == [15, 15 + 25]  # 12 for two, then 10 for one
    assert taken.unborne == ()


def test_who_joins_later_may_say_yes_to_an_item_that_is_still_open() -> None:
    book = with_customization(members={CODES[1]: {"joined_on": "2018-04-01"}})
    said = Answer(2, 1, 2, AnswerState.YES)
    book.apply(ChangeSet("", (Update("answers", 2, {"state": AnswerState.YES}),)))
    assert book.all(Answer)[2] == said
    found = totals(book, guarantee_percent=None)
    assert [found.rows[code].one_off for code in CODES[:2]] == [60, 60]
    assert [found.rows[code].running for code in CODES[:2]] == [30 + 12, 12]


def test_what_the_secretariat_keeps_is_converted_with_the_tax_like_the_rest() -> None:
    kept = {"unit": 100, "remainder": Remainder.SECRETARIAT}
    book = with_customization(consortium=kept, lines={cost_line(): amounts(1, 0)})
    assert totals(book, guarantee_percent=None, undecided_as=UndecidedAs.YES).secretariat == 120 + 60
    found = totals(book, guarantee_percent=None, undecided_as=UndecidedAs.YES, tax_mode=TaxMode.INCLUSIVE)
    assert found.secretariat == 129 + 64
    assert found.total.one_off + found.total.running == 0


def test_a_customization_without_an_amount_is_told() -> None:
    book = with_customization()
    book = cost_book(
        customizations=list(book.all(Customization).values()),
        options=list(book.all(Option).values()),
        answers=list(book.all(Answer).values()),
    )
    assert totals(book).incomplete == (1,)
    assert totals(cost_book()).incomplete == ()


def test_out_of_scope_costs_are_taxed_like_all_others() -> None:
    book = cost_book(out_of_scope_costs=[OutOfScopeCost(1, 6, "帳票", fiscal_year=2015, yen=100)])
    found = totals(book, tax_mode=TaxMode.INCLUSIVE, guarantee_percent=None)
    assert found.rows["163210"].out_of_scope == 108
    untaxed = [OutOfScopeCost(1, 6, "帳票", fiscal_year=2015, yen=100, tax_mode=Taxation.NOT_TAXABLE)]
    assert totals(cost_book(out_of_scope_costs=untaxed), tax_mode=TaxMode.INCLUSIVE).total.out_of_scope == 100
