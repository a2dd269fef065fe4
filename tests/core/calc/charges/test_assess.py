from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.charges.assess import assess, span_words, steps_of
from core.calc.comparison.contract_term import Presence
from core.calc.splitting.apportion import SplitRefused
from core.model.values.charge_premises import (
    ChargePremises,
    Item,
    ItemFlow,
    premises_text,
    read_premises,
    read_result,
    result_text,
)
from tests.core.calc.charges.years import CODES, SIX, YEAR, A, B, C, payer, years


def test_a_year_of_the_source_is_split_three_to_seven_to_the_yen() -> None:
    result = assess(YEAR).result
    assert dict(result.shares) == {
        "162116": 107_938_172,
        "162060": 47_712_380,
        "163422": 41_184_367,
        "163228": 35_940_043,
        "163431": 27_582_498,
        "163210": 16_842_540,
    }
    assert (result.total, result.deducted, result.remainder) == (277_200_000, 0, 0)


@given(years())
def test_shares_and_what_rounding_leaves_add_up_to_costs_less_money_in(premises: ChargePremises) -> None:
    made = assess(premises, lenient=True)
    costs = sum(one.yen for one in premises.items if not one.flow.is_taken_off)
    income = sum(one.yen for one in premises.items if one.flow is ItemFlow.INCOME)
    assert sum(made.result.shares.values()) + made.result.remainder + made.unborne == costs - income
    assert made.result.deducted == income


@given(years(), st.randoms(use_true_random=False))
def test_the_order_in_which_items_and_members_were_entered_never_matters(
    premises: ChargePremises, random: object
) -> None:
    items, payers = list(premises.items), list(premises.payers)
    random.shuffle(items)  # type: ignore[attr-defined]
    random.shuffle(payers)  # type: ignore[attr-defined]
    other = replace(premises, items=tuple(items), payers=tuple(payers))
    assert dict(assess(other, lenient=True).result.shares) == dict(assess(premises, lenient=True).result.shares)


@given(years())
def test_what_is_kept_of_a_version_reads_back_equal(premises: ChargePremises) -> None:
    assert read_premises(premises_text(premises)) == premises
    result = assess(premises, lenient=True).result
    if not assess(premises, lenient=True).unborne:
        assert read_result(result_text(result)) == result


def test_money_in_is_taken_off_first_and_a_credit_of_one_member_from_its_share() -> None:
    items = (
        Item("利用料", amount=1_000),
        Item("補助金", ItemFlow.INCOME, 100),
        Item("充当", ItemFlow.CARRIED, 50, bearer=A),
    )
    result = assess(replace(YEAR, rule="equal=1", payers=SIX[:3], items=items)).result
    assert dict(result.shares) == {A: 250, B: 300, C: 300}
    assert (result.total, result.deducted) == (850, 150)


def test_what_is_deducted_and_added_back_leaves_the_whole_as_it_was() -> None:
    items = (Item("利用料", amount=1_000), Item("特別交付税", ItemFlow.RETURNED, 400, bearer=A))
    result = assess(replace(YEAR, rule="equal=1", payers=SIX[:3], items=items)).result
    assert dict(result.shares) == {A: 600, B: 200, C: 200}
    assert result.total == 1_000


def test_who_joins_in_october_pays_for_six_months() -> None:
    joined = replace(payer(C), start=6)
    made = assess(replace(YEAR, rule="equal=1", payers=(*SIX[:2], joined), items=(Item("利用料", amount=1_200),)))
    assert dict(made.result.shares) == {A: 500, B: 500, C: 200}
    assert [(span_words(part.span), part.total) for part in made.parts] == [("4月〜9月", 600), ("10月〜3月", 600)]


def test_a_system_is_paid_by_those_who_take_part_in_it() -> None:
    items = (Item("共通", amount=300), Item("介護", amount=100, system="介護保険"))
    made = assess(replace(YEAR, rule="equal=1", payers=SIX[:3], items=items, taking={"介護保険": (A, B)}))
    assert dict(made.result.shares) == {A: 150, B: 150, C: 100}


def test_money_in_of_a_system_is_taken_off_that_system() -> None:
    items = (
        Item("共通", amount=300),
        Item("介護", amount=100, system="介護保険"),
        Item("介護補助", ItemFlow.INCOME, 100, system="介護保険"),
    )
    made = assess(replace(YEAR, rule="equal=1", payers=SIX[:3], items=items, taking={"介護保険": (A, B)}))
    assert dict(made.result.shares) == {A: 100, B: 100, C: 100}


def test_foreign_money_is_exchanged_and_cut_below_one_yen() -> None:
    item = Item("クラウド", amount=10, cents=5, currency="USD", rate="150.5")
    assert assess(replace(YEAR, items=(item,))).result.total == 1_512


@pytest.mark.parametrize(
    ("items", "rule"),
    [
        ((Item("クラウド", amount=1, currency="USD"),), "item_without_rate"),
        ((Item("利用料", amount=1), Item("補助金", ItemFlow.INCOME, 2)), "deduction_exceeds"),
        ((Item("利用料", amount=1), Item("充当", ItemFlow.CARRIED, 9, bearer=A)), "charge_below_zero"),
        ((Item("専用", amount=1, bearer="999999"),), "bearer_not_there"),
    ],
)
def test_what_cannot_be_charged_is_refused_with_its_reason(items: tuple[Item, ...], rule: str) -> None:
    with pytest.raises(SplitRefused) as refused:
        assess(replace(YEAR, items=items))
    assert refused.value.fault.rule == rule


def test_the_steps_tell_every_figure_from_the_items_to_the_shares() -> None:
    labels = [one.label for one in steps_of(assess(YEAR))]
    assert labels == ["経費", "按分する額", "均等割", "人口割", "按分", "端数", "負担額", "負担金"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"project":1}', result_text(assess(YEAR).result)])
def test_what_this_program_never_wrote_is_no_premises(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        read_premises(text)


def test_a_result_that_does_not_add_up_is_none() -> None:
    with pytest.raises(ValueError, match=r"^"):
        read_result('{"shares":{"162116":1},"total":2,"deducted":0,"remainder":0}')


def test_the_whole_year_needs_no_words() -> None:
    assert (span_words(Presence(0, 12)), span_words(Presence(11, 12))) == ("", "3月")
    assert len(CODES) == 6
