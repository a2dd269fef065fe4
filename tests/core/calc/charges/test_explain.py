from dataclasses import replace

import pytest
from hypothesis import given, settings

from core.calc.charges.assess import assess
from core.calc.charges.explain import MOST_FACTORS, explain, explain_all, explain_mean
from core.calc.charges.mixing import Factor, Pair, mix, pair_of
from core.calc.splitting.apportion import SplitRefused
from core.model.values.charge_premises import ChargePremises, Figures, Item, ItemFlow, Payer
from core.model.values.rules import Remainder
from tests.core.calc.charges.years import CODES, FEE, SIX, YEAR, A, B, pairs_of_years, payer, years


def changed(**more: object) -> ChargePremises:
    return replace(YEAR, fiscal_year=2016, **more)  # type: ignore[arg-type]


def yen_by_factor(first: ChargePremises, second: ChargePremises, code: str = A) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in explain([pair_of(first, second)], code).steps:
        found[one.factor] = found.get(one.factor, 0) + one.yen
    return found


@settings(deadline=None)
@given(years(), years())
def test_the_steps_add_up_to_the_difference_whatever_changed(first: ChargePremises, second: ChargePremises) -> None:
    before, after = (assess(one, lenient=True).result.shares for one in (first, second))
    for code in CODES:
        found = explain([pair_of(first, second)], code)
        assert (found.first, found.second) == (before.get(code, 0), after.get(code, 0))
        assert sum(one.yen for one in found.steps) == found.difference == after.get(code, 0) - before.get(code, 0)
        assert {one.factor for one in found.steps} == set(Factor)


@settings(deadline=None, max_examples=60)
@given(pairs_of_years())
def test_the_steps_add_up_for_every_member_of_several_projects_there_and_back(pairs: list[Pair]) -> None:
    """Whatever the years hold, and whichever is the first: the yen add up, and the last state is the second charge."""
    for way in (pairs, [Pair(one.second, one.first) for one in pairs]):
        try:
            both = [[assess(side, lenient=True).result.shares for side in (one.first, one.second)] for one in way]
        except SplitRefused:
            continue
        before, after = ({code: sum(one[at].get(code, 0) for one in both) for code in CODES} for at in (0, 1))
        made = explain_all(way)
        for code in CODES:
            found = explain(way, code)
            assert code not in made or made[code] == found
            assert (found.first, found.second) == (before[code], after[code])
            assert sum(one.yen for one in found.steps) == found.difference
            assert {one.factor for one in found.steps} == set(Factor)
            places = [found.first, *(one.after for one in found.steps)]
            assert [one.before for one in found.steps] == places[:-1]
            assert places[-1] == found.second


@settings(deadline=None, max_examples=30)
@given(years(), years())
def test_the_mean_over_all_orders_adds_up_too_or_is_refused(first: ChargePremises, second: ChargePremises) -> None:
    for code in CODES[:2]:
        try:
            found = explain_mean([pair_of(first, second)], code)
        except SplitRefused:
            continue
        assert sum(one.yen for one in found.steps) == found.difference
        assert [one.factor for one in found.steps] == list(Factor)


@settings(deadline=None)
@given(years(), years())
def test_nothing_taken_is_the_first_charge_and_everything_the_second(
    first: ChargePremises, second: ChargePremises
) -> None:
    pair = pair_of(first, second)
    for taken, whole in ((frozenset[Factor](), first), (frozenset(Factor), second)):
        assert dict(assess(mix(pair, taken, A), lenient=True).result.shares) == dict(
            assess(whole, lenient=True).result.shares
        )


def test_every_factor_is_listed_where_nothing_changed() -> None:
    steps = explain([pair_of(YEAR, YEAR)], A).steps
    assert [(one.factor, one.yen) for one in steps] == [(factor, 0) for factor in Factor]


def test_each_factor_moves_only_its_own_step() -> None:
    bigger = changed(items=(replace(FEE, amount=300_000_000),))
    assert {name for name, yen in yen_by_factor(YEAR, bigger).items() if yen} == {"amount"}
    own = changed(payers=(payer(A, 90_000), *SIX[1:]))
    assert {name for name, yen in yen_by_factor(YEAR, own).items() if yen} == {"own_figures"}
    assert {name for name, yen in yen_by_factor(YEAR, own, B).items() if yen} == {"other_figures"}
    left = changed(payers=SIX[:5])
    assert {name for name, yen in yen_by_factor(YEAR, left).items() if yen} == {"members"}
    ruled = changed(rule="equal=1")
    assert {name for name, yen in yen_by_factor(YEAR, ruled).items() if yen} == {"rule"}
    made = changed(items=(FEE, Item("改修", amount=600, customization=True)))
    assert {name for name, yen in yen_by_factor(YEAR, made).items() if yen} == {"customizations"}
    settled = changed(items=(FEE, Item("前年度精算", ItemFlow.SETTLED, 700, bearer=A)))
    assert yen_by_factor(YEAR, settled)["settlement"] == 700
    rounded = changed(unit=1_000, remainder=Remainder.POPULOUS)
    assert {name for name, yen in yen_by_factor(YEAR, rounded).items() if yen} == {"settlement"}


def test_the_rate_and_the_participation_are_told_apart_from_the_amount() -> None:
    dollars = Item("クラウド", amount=1_000, currency="USD", rate="110")
    first, second = replace(YEAR, items=(dollars,)), changed(items=(replace(dollars, rate="150"),))
    assert {name for name, yen in yen_by_factor(first, second).items() if yen} == {"rate"}
    care = Item("介護", amount=600_000, system="介護")
    one, other = replace(YEAR, items=(care,), taking={"介護": CODES[:2]}), changed(items=(care,))
    found = explain([pair_of(one, other)], A)
    step = next(one for one in found.steps if one.factor is Factor.PARTICIPATION)
    assert step.yen == found.difference < 0
    assert ("入善町の介護", "不参加", "参加") in step.told


def test_each_cost_item_has_a_step_of_its_own_with_what_changed() -> None:
    first = replace(YEAR, items=(Item("回線", amount=600), Item("保守", amount=1_200)), rule="equal=1")
    second = replace(first, items=(Item("回線", amount=1_200), Item("端末", amount=60)))
    steps = [one for one in explain([pair_of(first, second)], A).steps if one.factor is Factor.AMOUNT]
    assert [(one.label, one.yen, one.told) for one in steps] == [
        ("経費・財源の額(回線)", 100, (("回線", "600円", "1,200円"),)),
        ("経費・財源の額(保守)", -200, (("保守", "1,200円", "なし"),)),
        ("経費・財源の額(端末)", 10, (("端末", "なし", "60円"),)),
    ]


def test_what_another_bears_alone_is_no_reason_and_is_not_told() -> None:
    """After a settlement each member has its own 令和8年度の精算: a council must read its own, not the first three."""
    items = [Item("前年度の精算", ItemFlow.CARRIED, 1_000 + at, bearer=code) for at, code in enumerate(CODES)]
    items += [Item("端末", amount=5_000, bearer=code) for code in CODES]
    found = explain([pair_of(YEAR, replace(YEAR, items=(FEE, *items)))], B)
    told = {one.label: (one.yen, one.told) for one in found.steps if one.yen}
    assert told == {
        "経費・財源の額(端末)": (5_000, (("端末", "なし", "5,000円"),)),
        "前年度の精算・端数": (-1_001, (("前年度の精算", "なし", "△1,001円"),)),
    }
    assert found.difference == 3_999


def test_a_project_that_is_new_is_the_amount_of_its_items() -> None:
    pairs = [pair_of(YEAR, YEAR), pair_of(None, replace(YEAR, project="事務局費", items=(Item("旅費", amount=600),)))]
    found = explain(pairs, A)
    assert [(one.factor, one.label) for one in found.steps if one.yen] == [
        (Factor.AMOUNT, "経費・財源の額(事務局費・旅費)")
    ]


def test_what_cannot_be_split_on_the_way_goes_to_the_next_step_and_says_so() -> None:
    """The fixed amounts of the second year are more than the whole of the first: between them nothing can be split."""
    fixed = tuple(replace(one, figures=replace(one.figures, fixed={"基本料": 1_000})) for one in SIX)
    first = replace(YEAR, items=(Item("利用料", amount=600),))
    second = replace(
        YEAR,
        items=(Item("利用料", amount=600), Item("追加", ItemFlow.SETTLED, 9_000)),
        rule="fixed:基本料,equal=1",
        payers=fixed,
    )
    found = explain([pair_of(first, second)], A)
    assert sum(one.yen for one in found.steps) == found.difference
    assert any("次の要因とあわせて" in told[0] for one in found.steps for told in one.told)
    with pytest.raises(SplitRefused, match="mean_impossible"):
        explain_mean([pair_of(first, second)], A)


def test_the_mean_is_that_of_both_orders() -> None:
    """Amount and population: 100 → 200 yen, one half → three quarters. 25 or 50 for the population, 50 or 75 for the
    amount: the means are 37.5 and 62.5, in whole yen 38 and 62 as amounts stand first among equal remainders."""
    one, other = payer(A, 100), payer(B, 100)
    first = replace(YEAR, rule="population=1", items=(Item("利用料", amount=100),), payers=(one, other))
    second = replace(first, items=(Item("利用料", amount=200),), payers=(payer(A, 300), other))
    found = {step.factor: step.yen for step in explain_mean([pair_of(first, second)], A).steps}
    assert {found[Factor.AMOUNT], found[Factor.OWN_FIGURES]} == {63, 37}
    assert sum(found.values()) == 100


def test_more_than_six_factors_are_refused_for_the_mean() -> None:
    dollars, care = Item("クラウド", amount=1_000, currency="USD", rate="110"), Item("介護", amount=900, system="介護")
    first = replace(YEAR, items=(FEE, dollars, care), taking={"介護": CODES[:2]})
    members = (*(payer(code, 10_000 + at) for at, code in enumerate(CODES[:4])), payer(CODES[4], 1))
    second = replace(
        YEAR,
        items=(replace(FEE, amount=1), replace(dollars, rate="150"), care, Item("改修", amount=5, customization=True)),
        payers=members,
        rule="equal=1",
    )
    with pytest.raises(SplitRefused) as refused:
        explain_mean([pair_of(first, second)], A)
    assert refused.value.fault.facts["count"] == 8 > MOST_FACTORS


@settings(deadline=None, max_examples=20)
@given(years(), years())
def test_all_members_in_one_go_are_told_what_each_is_told(first: ChargePremises, second: ChargePremises) -> None:
    pairs = [pair_of(first, second)]
    assert explain_all(pairs) == {code: explain(pairs, code) for code in explain_all(pairs)}


def test_who_is_charged_for_the_first_time_has_come_with_the_members() -> None:
    new = Payer("999997", "新しい町", "G", 7, Figures(20_000))
    found = yen_by_factor(YEAR, changed(payers=(*SIX, new)), "999997")
    assert found["members"] == assess(changed(payers=(*SIX, new))).result.shares["999997"] > 0
