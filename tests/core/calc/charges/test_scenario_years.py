"""A year of a scenario beside what members were told, over ledgers with everything that scenarios know."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.calc.charges.assess import assess
from core.calc.charges.explain import explain
from core.calc.charges.mixing import Factor, pair_of
from core.calc.charges.scenario_years import scenario_year
from core.calc.charges.versions import Version, charged, explanation, pairs_of, read_version
from core.calc.comparison.gathering import compare_scenario
from core.calc.comparison.premises import Impossible
from core.calc.splitting.apportion import SplitRefused
from core.model.book import Book
from core.model.charges.charging import Stage
from core.model.scenarios import Scenario
from core.model.values.charge_premises import ChargePremises, premises_text, read_premises
from core.sample import sample
from core.words.sentences import sentence
from tests.core.calc.charges.years import CODES, years
from tests.core.calc.comparison.fee.test_properties import ledgers
from tests.core.calc.cost_book import cost_book
from tests.examples import few

GUARANTEED, PLAIN = "3割削減を保障(原資料)", "保障なし(比較のため)"


@few(20)
@given(ledgers())
def test_a_year_of_a_scenario_charges_what_its_own_table_of_years_says(made: tuple[Book, Scenario]) -> None:
    book, scenario = made
    comparison = compare_scenario(book, scenario)
    assume(not isinstance(comparison, Impossible) and not comparison.premises.fee.missing)
    assert not isinstance(comparison, Impossible)
    for at, year in enumerate(comparison.premises.term.fiscal_years):
        premises, result = scenario_year(book, scenario, year)
        for code, row in comparison.rows.items():
            assert result.shares.get(code, 0) == row.years[at]
        assert dict(assess(premises, lenient=True).result.shares) == dict(result.shares)
        assert sum(result.shares.values()) + result.remainder == result.total == comparison.premises.years[at]


@few(12)
@given(ledgers(), years(), st.booleans())
def test_from_any_charge_to_any_year_of_a_scenario_the_steps_add_up(
    made: tuple[Book, Scenario], told: ChargePremises, turned: bool
) -> None:
    book, scenario = made
    comparison = compare_scenario(book, scenario)
    assume(not isinstance(comparison, Impossible) and not comparison.premises.fee.missing)
    assert not isinstance(comparison, Impossible)
    premises, result = scenario_year(book, scenario, comparison.premises.term.first)
    sides = [(told, assess(told, lenient=True).result.shares), (premises, result.shares)]
    sides.reverse() if turned else None
    for code in CODES[:3]:
        found = explain([pair_of(sides[0][0], sides[1][0])], code)
        assert (found.first, found.second) == tuple(shares.get(code, 0) for _, shares in sides)
        assert sum(one.yen for one in found.steps) == found.difference
        assert {one.factor for one in found.steps} == set(Factor)


@pytest.fixture(scope="module")
def book() -> Book:
    """The sample, with what was charged."""
    found = Book({})
    found.apply(sample())
    return found


def test_a_charge_and_a_scenario_are_held_against_each_other_by_name(book: Book) -> None:
    told, scenario = charged(book, Version(2019)), charged(book, read_version(f"2019:{GUARANTEED}"))
    assert [one.called for one in scenario] == [f"試算「{GUARANTEED}」"]
    found = explanation(told, scenario, "162116")
    assert (found.first, found.second, found.difference) == (107_938_172, 114_557_672, 6_619_500)
    assert {one.factor: one.yen for one in found.steps if one.yen} == {Factor.RULE: 6_619_500}
    (rule,) = (one for one in found.steps if one.factor is Factor.RULE)
    assert rule.told == (("最低削減保障による調整", "0円", "6,619,500円"),)


def test_two_scenarios_differ_by_the_guarantee_and_the_fractions_of_their_years(book: Book) -> None:
    first, second = (charged(book, read_version(f"R1:{name}")) for name in (GUARANTEED, PLAIN))
    found = explanation(first, second, "163431")
    assert {one.factor: one.yen for one in found.steps if one.yen} == {Factor.RULE: -965_539, Factor.SETTLEMENT: -1}
    mean = explanation(first, second, "163431", mean=True)
    assert sum(one.yen for one in mean.steps) == mean.difference == found.difference == -965_540


def test_the_same_item_by_another_name_is_no_change(book: Book) -> None:
    """The lines of a scenario are called by the contract, the items of a year by its budget."""
    for turned in (False, True):
        sides = [charged(book, read_version(text)) for text in ("2019", f"2019:{PLAIN}")]
        sides.reverse() if turned else None
        (pair,) = pairs_of(*sides)
        assert all(None not in both for both in pair.items.values())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "2019:無い試算",
            "「無い試算」という版も試算もありません。使えるもの: 予定・通知・変更・確定・試算・「3割削減",
        ),
        (f"2031:{PLAIN}", "令和13年度は試算「保障なし(比較のため)」の期間(平成27年度から令和元年度まで)にありません。"),
    ],
)
def test_a_scenario_or_year_that_is_not_there_is_named(book: Book, text: str, told: str) -> None:
    with pytest.raises(SplitRefused) as refused:
        charged(book, read_version(text))
    assert told in sentence(refused.value.fault)


def test_a_scenario_without_a_fee_is_unknown_and_not_free() -> None:
    with pytest.raises(SplitRefused) as refused:
        scenario_year(cost_book({}), Scenario(1, "案A", first_fiscal_year=2017, years=1), 2017)
    assert sentence(refused.value.fault).startswith("試算「案A」にはクラウド利用料がありません。")


def test_stages_and_the_ledger_as_it_stands_are_read_as_before() -> None:
    assert read_version("2026:通知") == Version(2026, Stage.NOTIFIED)
    assert read_version("令和8年度：試算") == Version(2026, live=True)
    assert read_version("2026:案①") == Version(2026, scenario="案1")


def test_what_adjusts_a_scenario_is_never_kept_with_a_version(book: Book) -> None:
    (made,) = charged(book, read_version(f"2019:{GUARANTEED}"))
    assert made.premises.adjusted
    assert not read_premises(premises_text(made.premises)).adjusted
